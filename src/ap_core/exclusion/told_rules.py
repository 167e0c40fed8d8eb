"""Who has to be told of an exclusion, and of what came of it: by the law of the day it occurred, without delay.

"Without delay" is no number of days, so nobody who was told is called late. Of an exclusion from a maintained school
regulations 5 to 8A speak, of one from a pupil referral unit 14 to 17A, of one from an academy 23 to 26A.
"""

from __future__ import annotations

from datetime import date, timedelta

from ap_core.exclusion.notices import Recipient
from ap_core.exclusion.told_facts import LetterFacts as L
from ap_core.exclusion.told_facts import Matter
from ap_core.exclusion.told_facts import TellingFacts as T
from ap_core.exclusion.windows import CANCEL_SINCE, SINCE, TOLD_SINCE
from ap_core.law.expressions import Proposition
from ap_core.law.instruments import EA_1996, SI_2012_1033, SI_2022_788, SI_2023_571
from ap_core.law.rules import Actor, Condition, Duty

#: Electronic notices by written agreement (guidance of that day; EX-VER section 1).
ELECTRONIC_SINCE = date(2017, 9, 1)
_UNTIL_2022 = TOLD_SINCE - timedelta(days=1)
_AT_ONCE = SI_2012_1033.reg("5(3)(a), 14(3)(a), 23(3)(a)")
_NOT_TOLD = "The exclusion by {school} of {excluded_on}: {to} must be told of it without delay."
_NOT_ON_RECORD = "Ask {school} on what day {to} was told; if they were not, they are to be told now."
_CARE = (Recipient.SOCIAL_WORKER, Recipient.VIRTUAL_SCHOOL_HEAD)


def _of_exclusion(to: Recipient) -> Proposition:
    return (T.matter == Matter.EXCLUSION) & (T.to == to)


PARENT = Duty(
    id="exclusion.notice.parent",
    title="Written notice of the exclusion to the parent",
    entry="exclusion.md EX-NOT-01",
    row=T, cites=SI_2012_1033.reg("5(1), (3), 14(1), (3), 23(1), (3)"), since=SINCE, law_date=T.excluded_on,
    who=T.whose, applies=_of_exclusion(Recipient.PARENT), by=T.due, done=T.told_on,
    met="The parent was told in writing on {told_on}.",
    pending="The exclusion by {school} of {excluded_on}: the parent must be given written notice without delay.",
    late="The exclusion by {school} of {excluded_on}: the parent must be given written notice without delay.",
    act="Give the notice now, with the reasons and the right to make representations: it can be handed over or left.",
    arose=T.excluded_on,
)  # fmt: skip

BOARD = Duty(
    id="exclusion.notice.board",
    title="The board told of the exclusion without delay",
    entry="exclusion.md EX-NOT-06",
    row=T, cites=_AT_ONCE, since=SINCE, law_date=T.excluded_on, who=T.whose,
    applies=_of_exclusion(Recipient.BOARD) & T.at_once, by=T.due, done=T.told_on,
    met="The board was told on {told_on}.", pending=_NOT_TOLD, late=_NOT_TOLD,
    act="Tell the board: its time to meet and decide runs from that day.", arose=T.excluded_on,
)  # fmt: skip

BOARD_IN_TERM = Duty(
    id="exclusion.notice.board_in_term",
    title="The board told of a short suspension in the term",
    entry="exclusion.md EX-NOT-06; verification.md C22",
    row=T, cites=SI_2012_1033.reg("5(5), 14(5), 23(5)"), since=SINCE, law_date=T.excluded_on, who=T.whose,
    applies=_of_exclusion(Recipient.BOARD) & ~T.at_once, by=T.term_due, done=T.told_on,
    met="The board was told on {told_on}.",
    pending="The board must be told in the term, by {term_due}, of the suspension by {school} of {excluded_on}.",
    late="The board had to be told in the term, by {term_due}, of the suspension by {school} of {excluded_on}; told: "
    "{told_on}.",
    act="Tell the board with the suspensions of the next term of this school year.", arose=T.excluded_on,
)  # fmt: skip

AUTHORITY_2012 = Duty(
    id="exclusion.notice.authority_2012",
    title="The local authority told of the exclusion without delay",
    entry="exclusion.md EX-NOT-07",
    row=T, cites=_AT_ONCE, since=SINCE, until=_UNTIL_2022, law_date=T.excluded_on, who=T.whose,
    applies=_of_exclusion(Recipient.AUTHORITY) & T.at_once, by=T.due, done=T.told_on,
    met="The local authority was told on {told_on}.", pending=_NOT_TOLD, late=_NOT_TOLD, act=_NOT_ON_RECORD,
    arose=T.excluded_on,
)  # fmt: skip

AUTHORITY_2022 = Duty(
    id="exclusion.notice.authority_2022",
    title="The local authority told of the exclusion without delay",
    entry="exclusion.md EX-NOT-07",
    row=T, cites=SI_2022_788.reg("5, 10, 15"), since=TOLD_SINCE, law_date=T.excluded_on, who=T.whose,
    applies=_of_exclusion(Recipient.AUTHORITY), by=T.due, done=T.told_on,
    met="The local authority was told on {told_on}.", pending=_NOT_TOLD, late=_NOT_TOLD, act=_NOT_ON_RECORD,
    arose=T.excluded_on,
)  # fmt: skip

AUTHORITY_IN_TERM = Duty(
    id="exclusion.notice.authority_in_term",
    title="The local authority told of a short suspension in the term",
    entry="exclusion.md EX-NOT-07; verification.md C22",
    row=T, cites=SI_2012_1033.reg("5(5), 14(5), 23(5)"), since=SINCE, until=_UNTIL_2022, law_date=T.excluded_on,
    who=T.whose, applies=_of_exclusion(Recipient.AUTHORITY) & ~T.at_once, by=T.term_due, done=T.told_on,
    met="The local authority was told on {told_on}.",
    pending="The local authority must be told in the term, by {term_due}, of the suspension of {excluded_on}.",
    late="The local authority had to be told in the term, by {term_due}, of the suspension of {excluded_on}; told: "
    "{told_on}.",
    act=_NOT_ON_RECORD, arose=T.excluded_on,
)  # fmt: skip

HOME_AUTHORITY = Duty(
    id="exclusion.notice.home_authority",
    title="The authority where the pupil lives told of the permanent exclusion",
    entry="exclusion.md EX-NOT-07",
    row=T, cites=_AT_ONCE, since=SINCE, law_date=T.excluded_on, who=T.whose,
    applies=_of_exclusion(Recipient.HOME_AUTHORITY) & T.concerned, by=T.due, done=T.told_on,
    met="The authority where the pupil lives was told on {told_on}.", pending=_NOT_TOLD, late=_NOT_TOLD,
    act="Tell it now: it owes the pupil full-time education from the sixth day.", arose=T.excluded_on,
)  # fmt: skip

CARE = Duty(
    id="exclusion.notice.care",
    title="Social worker and virtual school head told of the exclusion",
    entry="exclusion.md EX-NOT-08",
    row=T, cites=SI_2022_788.reg("5, 10, 15"), since=TOLD_SINCE, law_date=T.excluded_on, who=T.whose,
    applies=(T.matter == Matter.EXCLUSION) & T.to.is_in(*_CARE) & T.concerned, by=T.due, done=T.told_on,
    met="They were told on {told_on}: {to}.", pending=_NOT_TOLD, late=_NOT_TOLD, act=_NOT_ON_RECORD,
    arose=T.excluded_on,
)  # fmt: skip

CONTENTS = Condition(
    id="exclusion.notice.contents",
    title="What the written notice of the exclusion says",
    entry="exclusion.md EX-NOT-02",
    row=L, cites=SI_2012_1033.reg("5(1)(b), (3)(b), 14(1)(b), (3)(b), 23(1)(b), (3)(b)"), since=SINCE,
    law_date=L.excluded_on, who=L.whose, applies=L.given_on.exists, requires=~L.missing.exists,
    not_met="The notice of {given_on} must say more than it does; it leaves out: {missing}.",
    act="Write to the parent again with what is left out: {missing}.", arose=L.excluded_on,
)  # fmt: skip

ELECTRONIC = Condition(
    id="exclusion.notice.electronic",
    title="An electronic notice of the exclusion as agreed",
    entry="exclusion.md EX-NOT-01, CAL-11",
    row=L,
    cites=EA_1996.section(
        "572(2)-(3)", note="Consent in writing, and to the number or address that it names. That it reaches a notice "
        "under the Act of 2002 is a reading; its first day was not found: the guidance of 2017 has it so.",
    ),
    since=ELECTRONIC_SINCE, law_date=L.excluded_on, who=L.whose, applies=L.electronic, requires=L.agreed,
    met="The notice of {given_on} was sent electronically, to which the parent had agreed in writing.",
    not_met="The notice of {given_on} was sent electronically, and the parent must have agreed to that in writing "
    "first; "
    "no agreement is on record.",
    act="Hand the notice over or leave it at the address, or record the parent's agreement if there was one.",
    arose=L.excluded_on,
)  # fmt: skip

_DECIDED = "The board decided on {happened_on}: {to} must be told in writing and without delay, with the reasons."

DECISION_TOLD = Duty(
    id="exclusion.board.decision_told",
    title="The board's decision told in writing",
    entry="exclusion.md EX-BRD-06",
    row=T, cites=SI_2012_1033.reg("6(4), (6), 15(4), (6), 24(4), (6)"), since=SINCE, law_date=T.excluded_on,
    who=T.whose, applies=(T.matter == Matter.DECISION) & ~T.to.is_in(*_CARE) & T.concerned, by=T.due, done=T.told_on,
    met="The board's decision of {happened_on} was told on {told_on}: to {to}.", pending=_DECIDED, late=_DECIDED,
    act="Ask the clerk for the letter, and for the day it was sent or handed over.", arose=T.happened_on,
)  # fmt: skip

DECISION_TOLD_CARE = Duty(
    id="exclusion.board.decision_told_care",
    title="The board's decision told to social worker and virtual school head",
    entry="exclusion.md EX-BRD-06",
    row=T, cites=SI_2022_788.reg("6(5), 11(5), 16(4)"), since=TOLD_SINCE, law_date=T.excluded_on, who=T.whose,
    applies=(T.matter == Matter.DECISION) & T.to.is_in(*_CARE) & T.concerned, by=T.due, done=T.told_on,
    met="The board's decision of {happened_on} was told on {told_on}: to {to}.", pending=_DECIDED, late=_DECIDED,
    act="Ask the clerk to send them the letter.", arose=T.happened_on,
)  # fmt: skip

_CANCELLED = (
    "The exclusion was cancelled on {happened_on}: {to} must be told in writing and without delay, with the reasons."
)

CANCELLATION_TOLD = Duty(
    id="exclusion.cancellation.told",
    title="The cancelling of an exclusion told in writing",
    entry="exclusion.md EX-CAN-04; verification.md C21",
    row=T, cites=SI_2023_571.reg("7, 10, 13"), since=CANCEL_SINCE, law_date=T.excluded_on, who=T.whose,
    applies=(T.matter == Matter.CANCELLATION) & T.concerned, by=T.due, done=T.told_on,
    met="The cancelling of {happened_on} was told on {told_on}: to {to}.", pending=_CANCELLED, late=_CANCELLED,
    act=_NOT_ON_RECORD, arose=T.happened_on,
)  # fmt: skip

_OF_PANEL = (
    "The review panel decided on {happened_on}: {to} must be told in writing and without delay, with the reasons."
)

PANEL_TOLD = Duty(
    id="exclusion.review.decision_told",
    title="The review panel's decision told in writing",
    entry="exclusion.md EX-IRP-08",
    row=T, cites=SI_2012_1033.at("Sch 1 para 19"), since=SINCE, law_date=T.excluded_on, who=Actor.REVIEW_PANEL,
    applies=(T.matter == Matter.PANEL) & ~T.to.is_in(*_CARE) & T.concerned, by=T.due, done=T.told_on,
    met="The panel's decision of {happened_on} was told on {told_on}: to {to}.", pending=_OF_PANEL, late=_OF_PANEL,
    act="Ask whoever arranged the review: the board's time to reconsider runs from its notice.", arose=T.happened_on,
)  # fmt: skip

PANEL_TOLD_CARE = Duty(
    id="exclusion.review.decision_told_care",
    title="The review panel's decision told to social worker and virtual school head",
    entry="exclusion.md EX-NOT-08",
    row=T, cites=SI_2022_788.reg("20(3)"), since=TOLD_SINCE, law_date=T.excluded_on, who=Actor.REVIEW_PANEL,
    applies=(T.matter == Matter.PANEL) & T.to.is_in(*_CARE) & T.concerned, by=T.due, done=T.told_on,
    met="The panel's decision of {happened_on} was told on {told_on}: to {to}.", pending=_OF_PANEL, late=_OF_PANEL,
    act="Ask whoever arranged the review to send them the decision.", arose=T.happened_on,
)  # fmt: skip

_AGAIN = "The board reconsidered on {happened_on}: {to} must be told without delay, with the reasons."

RECONSIDERED_TOLD = Duty(
    id="exclusion.reconsideration.told",
    title="The reconsidered decision told",
    entry="exclusion.md EX-IRP-09",
    row=T, cites=SI_2012_1033.reg("8(2), 17(2), 26(2)"), since=SINCE, law_date=T.excluded_on, who=T.whose,
    applies=(T.matter == Matter.RECONSIDERED) & ~T.to.is_in(*_CARE) & T.concerned, by=T.due, done=T.told_on,
    met="The decision of {happened_on} was told on {told_on}: to {to}.", pending=_AGAIN, late=_AGAIN,
    act="Ask the clerk for the letter, and for the day it was sent or handed over.", arose=T.happened_on,
)  # fmt: skip

RECONSIDERED_TOLD_CARE = Duty(
    id="exclusion.reconsideration.told_care",
    title="The reconsidered decision told to social worker and virtual school head",
    entry="exclusion.md EX-IRP-09, EX-NOT-08",
    row=T, cites=SI_2022_788.reg("8, 13, 18"), since=TOLD_SINCE, law_date=T.excluded_on, who=T.whose,
    applies=(T.matter == Matter.RECONSIDERED) & T.to.is_in(*_CARE) & T.concerned, by=T.due, done=T.told_on,
    met="The decision of {happened_on} was told on {told_on}: to {to}.", pending=_AGAIN, late=_AGAIN,
    act="Ask the clerk to send them the letter.", arose=T.happened_on,
)  # fmt: skip

RULES = (
    PARENT, BOARD, BOARD_IN_TERM, AUTHORITY_2012, AUTHORITY_2022, AUTHORITY_IN_TERM, HOME_AUTHORITY, CARE, CONTENTS,
    ELECTRONIC, DECISION_TOLD, DECISION_TOLD_CARE, CANCELLATION_TOLD, PANEL_TOLD, PANEL_TOLD_CARE, RECONSIDERED_TOLD,
    RECONSIDERED_TOLD_CARE,
)  # fmt: skip
