"""Which code at which school: codes in force, codes of another place, D, X and C2, and the reason still to be found.

Since 19 August 2024 the codes are law, and each school's proprietor owes its own register. D is leave to attend
another school where the pupil is registered, so it stays D when the pupil was ill there; B, K, P, V and W are for
places where the pupil is not registered.
"""

from __future__ import annotations

from datetime import date, timedelta

from ap_core.attendance.codes import EARLIER_CODES_SINCE, PRESENT_CODES_SINCE
from ap_core.attendance.facts import CodeUseFacts as C
from ap_core.attendance.facts import UnexplainedFacts
from ap_core.attendance.reconcile import ELSEWHERE
from ap_core.law.instruments import ATTENDANCE_CODES_2009, SI_2024_208
from ap_core.law.rules import Condition, Duty

_LAST_OF_THE_EARLIER: date = PRESENT_CODES_SINCE - timedelta(days=1)

IN_FORCE = Condition(
    id="attendance.code.in_force",
    title="Only codes of the list in force",
    entry="placement.md section 8, section 10 attendance invariant 6",
    row=C, cites=SI_2024_208.reg("10"), since=PRESENT_CODES_SINCE, law_date=C.first, who=C.whose,
    requires=C.in_force,
    not_met="{code} stands in the register {when} (sessions: {sessions}); it was withdrawn before.",
    act="Put in the code that fits from the present list.", arose=C.first,
)  # fmt: skip

IN_FORCE_EARLIER = Condition(
    id="attendance.code.in_force_2013",
    title="Only codes of the list of the time",
    entry="placement.md section 8, section 10 attendance invariant 6",
    row=C, cites=ATTENDANCE_CODES_2009.at("codes"), since=EARLIER_CODES_SINCE, until=_LAST_OF_THE_EARLIER,
    law_date=C.first, who=C.whose, requires=C.in_force,
    not_met="{code} stands in the register {when} (sessions: {sessions}); there was no such code yet.",
    act="Put in the code that fits from the list of the time.", arose=C.first,
)  # fmt: skip

D_NEEDS_SECOND_REGISTRATION = Condition(
    id="attendance.d.needs_second_registration",
    title="D only for a pupil registered at another school too",
    entry="placement.md section 10 attendance invariants; verification.md C4",
    row=C, cites=SI_2024_208.reg("10(4)"), since=PRESENT_CODES_SINCE, law_date=C.first, who=C.whose,
    applies=C.code == "D", requires=C.registered_elsewhere,
    not_met="D stands in the register {when} (sessions: {sessions}), when no other school had the "
    "pupil on roll.",
    act="Put in the code for where the pupil was, or correct the registrations.", arose=C.first,
)  # fmt: skip

ELSEWHERE_NOT_WHERE_REGISTERED = Condition(
    id="attendance.elsewhere.not_where_registered",
    title="Codes of another place only where the pupil is not registered",
    entry="placement.md attendance.code-choice.offsite; story 3",
    row=C, cites=SI_2024_208.reg("10(3), 10(11)(a)"), since=PRESENT_CODES_SINCE, law_date=C.first, who=C.whose,
    applies=C.code.is_in(*ELSEWHERE), requires=~C.expected_elsewhere,
    # Where the other school expected the pupil and marked an absence, either register may be the wrong one.
    arguable=~C.present_elsewhere,
    not_met="{code} stands in the register {when} (sessions: {sessions}), when the pupil was at "
    "another school where registered.",
    differs="{code} stands in the register {when} (sessions: {sessions}), and another school "
    "where registered marked an absence for them. One of the two registers is wrong: settle it with that school.",
    act="Put D in place of {code} for the sessions that were the other school's.",
    arose=C.first,
)  # fmt: skip

X_NOT_COMPULSORY_AGE = Condition(
    id="attendance.x.not_compulsory_age",
    title="X only outside compulsory school age",
    entry="placement.md section 10 attendance invariant 4",
    row=C, cites=SI_2024_208.reg("10(4)"), since=PRESENT_CODES_SINCE, law_date=C.first, who=C.whose,
    applies=C.code == "X", requires=~C.of_compulsory_age,
    not_met="X stands in the register {when} (sessions: {sessions}); the pupil was of compulsory "
    "school age.",
    act="Put in the code that fits: a pupil of that age is expected full time unless something else was agreed.",
    arose=C.first,
)  # fmt: skip

C2_COMPULSORY_AGE = Condition(
    id="attendance.c2.compulsory_age",
    title="The code of a part-time timetable only in compulsory school age",
    entry="placement.md section 10 attendance invariant 4; verification.md C16",
    row=C, cites=SI_2024_208.reg("10(4)"), since=PRESENT_CODES_SINCE, law_date=C.first, who=C.whose,
    applies=C.code == "C2", requires=C.of_compulsory_age,
    not_met="{code} stands in the register {when} (sessions: {sessions}); the pupil was not of "
    "compulsory school age.",
    act="Put in X for sessions that the timetable does not ask of a pupil outside that age.", arose=C.first,
)  # fmt: skip

N_REPLACED = Duty(
    id="attendance.n.replaced",
    title="The reason of an absence established",
    entry="placement.md attendance.n-code; story 3",
    row=UnexplainedFacts,
    cites=SI_2024_208.reg("10(7)-(9)", note="The day of the session is day 0; the text names no other start."),
    since=PRESENT_CODES_SINCE, law_date=UnexplainedFacts.day, who=UnexplainedFacts.whose,
    by=UnexplainedFacts.due, done=UnexplainedFacts.replaced_on,
    pending="N stands on {day} (sessions: {sessions}); it must be replaced by {due}.",
    late="N still stands on {day} (sessions: {sessions}); it had to be replaced by {due}.",
    act="Find out why, and enter the code that fits: U where the pupil came after the register closed, O where no "
    "reason is found. Tell another school where the pupil is registered that the pupil did not arrive.",
    arose=UnexplainedFacts.day,
)  # fmt: skip

RULES = (
    IN_FORCE, IN_FORCE_EARLIER, D_NEEDS_SECOND_REGISTRATION, ELSEWHERE_NOT_WHERE_REGISTERED, X_NOT_COMPULSORY_AGE,
    C2_COMPULSORY_AGE, N_REPLACED,
)  # fmt: skip
