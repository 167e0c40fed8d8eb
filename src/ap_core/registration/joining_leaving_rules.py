"""Onto a register and off it: returns to the authority, the ground of a deletion and its guards, what travels on.

A name comes off only on a ground of SI 2024/208 reg 9, which binds from 19 August 2024. What a school did about it is
judged only where the record keeps it. Nothing here says that a school acted in bad faith: where no ground is recorded,
off-rolling is possible, and the authority decides.
"""

from __future__ import annotations

from datetime import date

from ap_core.law.expressions import TODAY, And
from ap_core.law.instruments import KCSIE, SI_2005_1437, SI_2024_208, WORKING_TOGETHER_2024
from ap_core.law.rules import Condition, Duty
from ap_core.registration.deletion import PRESENT_GROUNDS_SINCE, WITHOUT_AUTHORITY
from ap_core.registration.joining_leaving_facts import FilesFacts as F
from ap_core.registration.joining_leaving_facts import JoiningFacts as J
from ap_core.registration.joining_leaving_facts import LeavingFacts as L
from ap_core.registration.records import DeletionGround

_SINCE = PRESENT_GROUNDS_SINCE
_PUT_BACK = "Ask {school} to look at it with the authority: a name deleted without a ground goes back on."

NEW_PUPIL_RETURN = Duty(
    id="registration.joining.new_pupil_return",
    title="The new pupil return to the authority",
    entry="placement.md register.new-pupil-return",
    row=J, cites=SI_2024_208.reg("13(1)-(3)"), since=_SINCE, law_date=J.entered_on, who=J.whose,
    applies=~J.ordinary_entry, by=J.return_due, done=J.return_on,
    late="The pupil is on the register of {school} from {entered_on}; the authority had to be told by {return_due}; "
    "told: {return_on}.",
    act="Send the authority the register's details of the pupil.", arose=J.entered_on,
)  # fmt: skip

ROUTE = Condition(
    id="registration.leaving.route",
    title="A lawful route off the last roll",
    entry="placement.md off-rolling, register.deletion.only-grounds",
    row=L, cites=SI_2024_208.reg("9(1)"), since=_SINCE, law_date=L.last, who=L.whose,
    applies=L.route_asked, requires=L.ended_by.exists,
    # That no ground is on the record does not prove that there was none.
    arguable=And(),
    met="The pupil left the roll of {school} on {last}: {ended_by}.",
    not_met="The pupil left the roll of {school} on {last} and there was no ground.",
    differs="The pupil left the roll of {school} on {last}, no ground is recorded, and the placement goes on. That is "
    "possible off-rolling; whether it is, the authority decides.",
    act="Ask {school} for the ground it gave the authority. If there was none, tell the authority.", arose=L.last,
)  # fmt: skip

NOT_WHILE_DUAL = Condition(
    id="registration.leaving.not_while_dual",
    title="No deletion for registration elsewhere while two schools share the pupil",
    entry="placement.md register.dual.end-return",
    row=L, cites=SI_2024_208.reg("9(1)(a)(iii)"), since=_SINCE, law_date=L.last, who=L.whose,
    applies=L.ended_by == DeletionGround.REGISTERED_ELSEWHERE, requires=~L.was_dual,
    # The agreement may have ended before the deletion.
    arguable=And(),
    not_met="{school} deleted a dual-registered pupil because of the registration elsewhere.",
    differs="{school} gave registration elsewhere as its ground, for a pupil dual-registered until {last}. It is none "
    "while both registrations are agreed.",
    act="Ask {school}: had the agreement ended? Otherwise it needed the other school's consent, and another ground.",
    arose=L.last,
)  # fmt: skip

OTHERS_AGREED = Condition(
    id="registration.leaving.others_agreed",
    title="Consent of the other schools to the deletion",
    entry="placement.md register.deletion.grounds (c), register.dual.end-return",
    row=L, cites=SI_2024_208.reg("9(1)(c)(ii)"), since=_SINCE, law_date=L.last, who=L.whose,
    applies=L.kept & (L.ended_by == DeletionGround.DUAL_ENDED), requires=L.others_agreed,
    not_met="Every other school must have consented before {school} deleted the name; that is not recorded.",
    act="Ask the other school for its consent; without it the name goes back on.", arose=L.last,
)  # fmt: skip

AUTHORITY_AGREED = Condition(
    id="registration.leaving.authority_agreed",
    title="The authority's consent to a deletion from a special school",
    entry="verification.md C28",
    row=L, cites=SI_2024_208.reg("9(2)"), since=_SINCE, law_date=L.last, who=L.whose,
    applies=L.authority_arranged & L.ended_by.exists & ~L.ended_by.is_in(*WITHOUT_AUTHORITY) & L.of_age,
    requires=L.authority_agreed,
    not_met="The authority that arranged the place at {school} must consent to the deletion, unless the Secretary of "
    "State directs it; no consent is recorded.",
    act="Ask the authority for its consent, or {school} for the direction; without either the name goes back on.",
    arose=L.last,
)  # fmt: skip

EXCLUSION_RECORDED = Condition(
    id="registration.leaving.exclusion_recorded",
    title="A permanent exclusion behind the deletion",
    entry="placement.md register.deletion.grounds (o)",
    row=L, cites=SI_2024_208.reg("9(1)(o)"), since=_SINCE, law_date=L.last, who=L.whose,
    applies=L.ended_by == DeletionGround.PERMANENT_EXCLUSION, requires=L.excluded,
    # That none is on this record does not prove that there was none.
    arguable=And(),
    not_met="{school} deleted the name for a permanent exclusion, and there was none by {last}.",
    differs="{school} gave a permanent exclusion as its ground; none from there by {last} is recorded.",
    act="Ask {school} for the day of the exclusion, or for the true ground.", arose=L.last,
)  # fmt: skip

EXCLUSION_FINAL = Condition(
    id="registration.leaving.exclusion_final",
    title="Deletion only once the permanent exclusion has taken effect",
    entry="placement.md exclusion.roll-removal; verification.md C12",
    row=L, cites=SI_2024_208.reg("9(5)(c)"), since=_SINCE, law_date=L.last, who=L.whose,
    applies=L.kept & (L.ended_by == DeletionGround.PERMANENT_EXCLUSION), requires=L.exclusion_final,
    not_met="The name must stay on until the board has done its part and the review is over or not asked for; on "
    "{last} that was not so.",
    act=_PUT_BACK, arose=L.last,
)  # fmt: skip

NOT_BACK_DATED = Condition(
    id="registration.leaving.not_back_dated",
    title="A deletion that is not back-dated",
    entry="placement.md register.deletion.only-grounds",
    row=L, cites=WORKING_TOGETHER_2024.at(note="That a deletion is never back-dated: from secondary sources."),
    since=_SINCE, law_date=L.last, who=L.whose,
    applies=L.kept & L.deleted_on.exists, requires=~L.back_dated,
    not_met="The deletion was entered on {deleted_on} with {last} as the last day: a name should not be deleted for "
    "days gone by.",
    act="Ask {school} to correct the last day, and to fill in the marks of the days between.", arose=L.last,
)  # fmt: skip

DELETION_RETURN = Condition(
    id="registration.leaving.deletion_return",
    title="The deletion return to the authority",
    entry="placement.md register.deletion.only-grounds; verification.md C13",
    row=L, cites=SI_2024_208.reg("13(4)-(6)"), since=_SINCE, law_date=L.last, who=L.whose,
    # Leavers from the most senior class need none once the final term has ended; the ground is as near as the record
    # comes to that class. On the last Friday in June, when Year 11 comes of age, that term goes on.
    applies=L.kept & ~(L.ended_by.is_in(DeletionGround.OVER_AGE, DeletionGround.NOT_OF_AGE) & L.year_over)
    & (L.return_due < TODAY),
    requires=L.return_on <= L.return_due,
    # "When the name is deleted": that no later day will do is guidance's reading of it.
    arguable=L.return_on.exists,
    met="{school} told the authority of the deletion on {return_on}.",
    not_met="{school} had to tell the authority, with the ground, when it deleted the name, on {return_due}; that is "
    "not recorded.",
    differs="{school} deleted the name on {return_due} and told the authority on {return_on}: the law has it told when "
    "the name is deleted, and guidance no later than that.",
    act="Ask {school} to send the authority the deletion return, with the ground.", arose=L.last,
)  # fmt: skip

_FILES = SI_2005_1437.reg("9(3)", note="Read as amended to 1 September 2015. It binds schools that an authority "
                          "maintains, pupil referral units among them; academies follow it by guidance.")  # fmt: skip
_LESS = "The time is another where the pupil was there for less than four weeks."

FILES = Duty(
    id="registration.files.to_new_school",
    title="The common transfer file and educational record to the new school",
    entry="verification.md C32; standards.md section 12",
    row=F, cites=_FILES, since=date(2005, 7, 8), law_date=F.since, who=F.whose,
    applies=F.moved & F.maintained, by=F.files_due, done=F.files_on,
    late="{school} had to send the common transfer file and educational record by {files_due}; sent: {files_on}.",
    act=f"Ask {{school}} to send them now. {_LESS}", arose=F.since,
)  # fmt: skip

FILES_COPY = Duty(
    id="registration.files.to_second_school",
    title="A copy of the common transfer file and educational record to the second school",
    entry="verification.md C32",
    row=F,
    cites=SI_2005_1437.reg("9(3A)-(3B)", note="Held from the day of the text that was read; when the paragraphs were "
                           "put in was not found."),
    since=date(2015, 9, 1), law_date=F.since, who=F.whose,
    applies=~F.moved & F.maintained & F.since.exists, by=F.files_due, done=F.files_on,
    late="{school} learned of the second registration on {since} and had to send the second school copies of both by "
    "{files_due}; sent: {files_on}.",
    act=f"Ask {{school}} to send the copies now. {_LESS}", arose=F.since,
)  # fmt: skip

SAFEGUARDING_FILE = Duty(
    id="registration.files.safeguarding",
    title="The child protection file to the new school",
    entry="placement.md section 10",
    row=F, cites=KCSIE.at("annex on the designated safeguarding lead"), since=date(2022, 9, 1), law_date=F.since,
    who=F.whose, applies=F.moved, by=F.safeguarding_due, done=F.safeguarding_on,
    late="{school} should have sent the child protection file within five days of leaving, or the first five of the "
    "new term: by {safeguarding_due}; sent: {safeguarding_on}.",
    differs="{school} should send the child protection file within five days, or five school days: {safeguarding_due}; "
    "sent: {safeguarding_on}.",
    act="Ask the designated safeguarding lead of {school} for the file today, apart from the pupil's other files.",
    arose=F.since,
)  # fmt: skip

RULES = (
    NEW_PUPIL_RETURN, ROUTE, NOT_WHILE_DUAL, OTHERS_AGREED, AUTHORITY_AGREED, EXCLUSION_RECORDED, EXCLUSION_FINAL,
    NOT_BACK_DATED, DELETION_RETURN, FILES, FILES_COPY, SAFEGUARDING_FILE,
)  # fmt: skip
