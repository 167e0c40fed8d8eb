"""Marks compared with each other and with the record: one school a session, education elsewhere, C2 and E.

What a session calls for is decided by :data:`ap_core.attendance.expected.TABLE`; these rules say where the marks in a
register cannot be what it calls for. E from the sixth day of an exclusion with no education made is the right code:
that the education is missing is for the rules on the sixth day, against whoever owes it.
"""

from __future__ import annotations

from ap_core.attendance.codes import PRESENT_CODES_SINCE
from ap_core.attendance.compared_facts import ExcludedUseFacts as E
from ap_core.attendance.compared_facts import OffSiteFacts as O
from ap_core.attendance.compared_facts import PartTimeUseFacts as P
from ap_core.attendance.shared_facts import SharedFacts as S
from ap_core.law.instruments import SI_2024_208, WORKING_TOGETHER_2024
from ap_core.law.rules import Actor, Condition

ONE_SCHOOL = Condition(
    id="attendance.shared.one_school",
    title="A session is one school's, not two schools'",
    entry="placement.md attendance.dual.which-register; story 3",
    row=S, cites=WORKING_TOGETHER_2024.at("codes", note="Of dual registration, as authorities tell it."),
    since=PRESENT_CODES_SINCE, law_date=S.since, who=Actor.CENTRE_AND_HOME_SCHOOL,
    requires=(S.both == 0) & (S.open_ones == 0), arguable=S.both == 0,
    not_met="{schools} both took the same sessions for their own {both_when} (sessions: {both}); one of the two "
    "should have D for them.",
    differs="{schools} both count the same sessions, as free or at a third place (sessions: {open_ones}). One of them "
    "should count them; which code the other enters is said nowhere.",
    act="Settle whose sessions they were; the other school puts D in place of its mark.", arose=S.both_first,
)  # fmt: skip

NOT_LOST = Condition(
    id="attendance.shared.not_lost",
    title="No session left to the other school by both",
    entry="placement.md attendance.dual.which-register",
    row=S, cites=SI_2024_208.reg("10(1), 10(4)"), since=PRESENT_CODES_SINCE, law_date=S.since,
    who=Actor.CENTRE_AND_HOME_SCHOOL, requires=S.neither == 0,
    not_met="{schools} both have D {neither_when} (sessions: {neither}): each left the pupil to the other.",
    act="Find out where the pupil was. The school whose sessions they were puts in what happened.",
    arose=S.neither_first,
)  # fmt: skip

IN_PERSON = Condition(
    id="attendance.elsewhere.in_person",
    title="Codes of another place only for attending it in person",
    entry="placement.md attendance.code-choice.offsite, section 13",
    row=O, cites=SI_2024_208.reg("10(3), 10(11)(a)"), since=PRESENT_CODES_SINCE, law_date=O.first, who=O.whose,
    # The authority's provision may be attended at home, for all that the words say.
    requires=O.in_person, arguable=O.code == "K",
    not_met="{code} stands in the register {when} (sessions: {sessions}) for work at home or online; that is no "
    "attendance.",
    differs="{code} stands in the register {when} (sessions: {sessions}) for teaching at home or online that the "
    "authority arranged. Whether home is a place that the pupil attends for it, the text does not say.",
    act="Put in the code of the reason why the pupil is not at school.", arose=O.first,
)  # fmt: skip

WHO_ARRANGED = Condition(
    id="attendance.elsewhere.who_arranged",
    title="K for what the authority arranged, B for what the school did",
    entry="placement.md attendance.code-choice.offsite",
    row=O, cites=SI_2024_208.reg("10(3), 10(11)(b)"), since=PRESENT_CODES_SINCE, law_date=O.first, who=O.whose,
    requires=O.of_who_arranged, arguable=O.code == "W",
    not_met="{code} stands in the register {when} (sessions: {sessions}); it is not the code for what that body "
    "arranged.",
    differs="{code} stands in the register {when} (sessions: {sessions}) for work experience that the authority "
    "arranged: its row names an authority's arrangements, and the paragraph it rests on leaves out those for a child "
    "without a school place or under a plan, for which there is K.",
    act="Put in K where the authority arranged it, and B, P or V where the school did.", arose=O.first,
)  # fmt: skip

APPROVED = Condition(
    id="attendance.elsewhere.approved",
    title="Education elsewhere approved by the school and supervised",
    entry="placement.md attendance.code-choice.offsite",
    row=O, cites=SI_2024_208.reg("10(3), 10(11)(c)-(d)"), since=PRESENT_CODES_SINCE, law_date=O.first, who=O.whose,
    applies=O.code.is_in("B", "P", "V", "W"), requires=O.approved,
    not_met="{code} stands in the register {when} (sessions: {sessions}) for what the school had not approved, or "
    "what nobody suitable supervised.",
    act="Put in the code of the absence; approve what is to go on, and see that it is supervised.", arose=O.first,
)  # fmt: skip

NATURE = Condition(
    id="attendance.elsewhere.nature",
    title="The nature of education elsewhere recorded with the code",
    entry="verification.md C15",
    row=O, cites=SI_2024_208.reg("10(5)"), since=PRESENT_CODES_SINCE, law_date=O.first, who=O.whose,
    applies=O.code.is_in("B", "K"), requires=O.nature_recorded,
    not_met="{code} stands in the register {when} (sessions: {sessions}) and not what kind of education it was.",
    act="Record the nature of the education with the code.", arose=O.first,
)  # fmt: skip

C2_AGREED = Condition(
    id="attendance.c2.timetable_agreed",
    title="The code of a part-time timetable only while one is in force",
    entry="placement.md section 10 attendance invariant 4; verification.md C16",
    row=P, cites=SI_2024_208.reg("10(4)"), since=PRESENT_CODES_SINCE, law_date=P.first, who=P.whose,
    requires=P.agreed,
    not_met="C2 stands in the register {when} (sessions: {sessions}); no part-time timetable agreed with a parent was "
    "in force.",
    act="Put in the code that fits, and expect the pupil full time unless a part-time timetable is agreed.",
    arose=P.first,
)  # fmt: skip

E_WITHOUT_PROVISION = Condition(
    id="attendance.e.no_provision",
    title="The code of an exclusion only where no education elsewhere was made",
    entry="placement.md section 8; verification.md C3",
    row=E, cites=WORKING_TOGETHER_2024.at("codes", note="Of the code E, by its title and as authorities tell it."),
    since=PRESENT_CODES_SINCE, law_date=E.first, who=E.whose,
    requires=~E.provision_made,
    # By the words of regulation 10(4) alone E may stand for a pupil who did not come to the education that was made.
    arguable=~E.present_elsewhere,
    not_met="E stands in the register {when} (sessions: {sessions}), when the pupil was at another school where "
    "registered: D should stand there.",
    differs="E stands in the register {when} (sessions: {sessions}), and education elsewhere had been made. Where the "
    "pupil attended it, another code should stand; where not, the guidance keeps E for those for whom none was made.",
    act="Put D for another school where the pupil is registered, K for what the authority arranged, B for what the "
    "school did; and for an absence there its own reason.",
    arose=E.first,
)  # fmt: skip

RULES = (
    ONE_SCHOOL, NOT_LOST, IN_PERSON, WHO_ARRANGED, APPROVED, NATURE, C2_AGREED, E_WITHOUT_PROVISION,
)  # fmt: skip
