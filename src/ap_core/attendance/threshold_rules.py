"""What a school owes once a register reaches a threshold: returns to its authority, a consideration, a lawful deletion.

None of it is a finding about the pupil or the parent, and none is late: the regulations give no day. A penalty notice
is never owed: at ten sessions staff must consider whether they may and should give one, and that is all.
"""

from __future__ import annotations

from ap_core.attendance.codes import PENALTY_COUNT_UNDER, PRESENT_CODES_SINCE
from ap_core.attendance.threshold_facts import AwayFacts, IllFacts, LongAbsenceFacts, TenSessionsFacts
from ap_core.attendance.thresholds import DELETION_DAYS
from ap_core.law.expressions import law
from ap_core.law.instruments import SI_2024_208
from ap_core.law.rules import Condition, Duty

TEN_DAYS_RETURN = Duty(
    id="attendance.return.ten_days",
    title="Ten days away without leave, in the attendance return",
    entry="placement.md attendance.returns; verification C14",
    row=AwayFacts,
    cites=SI_2024_208.reg("13(7)(b), (8)", note="Not of boarders, which is not looked at. The return also names "
                          "pupils who fail to attend regularly: no number says who that is."),
    since=PRESENT_CODES_SINCE, law_date=AwayFacts.reached_on, who=AwayFacts.whose, applies=AwayFacts.of_age,
    by=AwayFacts.due, done=AwayFacts.returned_on,
    met="Away from {first} on G, N, O and U alone (school days: {days}); the authority was told in the return of "
    "{returned_on}.",
    pending="Away from {first} on G, N, O and U alone (school days: {days}): the authority must be told, {due}.",
    # A duty without a day is never late.
    late="Away from {first} on G, N, O and U alone (school days: {days}): the authority must be told.",
    act="Name the pupil in the next return, and do not wait for it: see pupil and parent, and ask every other school "
    "and service that knows them what stands in the way.",
    arose=AwayFacts.reached_on,
)  # fmt: skip

SICKNESS_RETURN = Duty(
    id="attendance.return.sickness",
    title="Fifteen days of illness, in a sickness return",
    entry="placement.md attendance.returns, s19.health.15-days; verification C14",
    row=IllFacts,
    cites=SI_2024_208.reg("13(9)-(11)", note="That two half-days of illness make a day is a reading, and so is that "
                          "one return is enough for the illness in which the fifteenth day falls."),
    since=PRESENT_CODES_SINCE, law_date=IllFacts.since, who=IllFacts.whose, applies=IllFacts.of_age,
    by=IllFacts.due, done=IllFacts.returned_on,
    met="Illness came to fifteen school days, or was foreseen to, by {since} (sessions this school year: {sessions}); "
    "the sickness return went on {returned_on}.",
    pending="Illness came to fifteen school days, or was foreseen to, by {since} (sessions this school year: "
    "{sessions}): the sickness return must go to the authority {due}.",
    # A duty without a day is never late.
    late="Illness came to fifteen school days, or was foreseen to, by {since}: the sickness return must go.",
    act="Send it, and ask the authority what education it arranges meanwhile: for health it owes as much as is good "
    "for the pupil.",
    arose=IllFacts.since,
)  # fmt: skip

PENALTY_CONSIDERED = Duty(
    id="attendance.penalty.considered",
    title="A penalty notice considered at ten sessions",
    entry="placement.md attendance.penalty.threshold, cal.school-week.penalty; verification C17",
    row=TenSessionsFacts, cites=PENALTY_COUNT_UNDER, since=PRESENT_CODES_SINCE, law_date=TenSessionsFacts.reached_on,
    who=TenSessionsFacts.whose, applies=TenSessionsFacts.of_age,
    by=TenSessionsFacts.due, done=TenSessionsFacts.considered_on,
    met="The sessions of G, N, O and U from {first} to {reached_on} reached the number at which a penalty notice is "
    "considered; it was, on {considered_on}.",
    pending="The sessions of G, N, O and U from {first} to {reached_on} reached the number at which staff who may give "
    "a penalty notice must consider it, {due}. That they give one is not owed.",
    # A duty without a day is never late.
    late="The sessions of G, N, O and U from {first} to {reached_on} reached the number at which a notice is "
    "considered.",
    act="Consider it, and write down what support was tried, what it showed, and why a notice would help or not.",
    arose=TenSessionsFacts.reached_on,
)  # fmt: skip

DELETED_FOR_LONG_ABSENCE = Condition(
    id="attendance.deletion.twenty_days",
    title="A deletion for long absence after twenty days on G, N and O alone",
    entry="placement.md attendance.returns, register.deletion.grounds; verification C14",
    row=LongAbsenceFacts,
    cites=SI_2024_208.reg("9(1)(i)", note="Of a pupil of compulsory school age. That no return was to be expected and "
                          "that enquiries were made with the authority is needed too, and not seen from a register."),
    since=PRESENT_CODES_SINCE, law_date=LongAbsenceFacts.last, who=LongAbsenceFacts.whose,
    applies=LongAbsenceFacts.of_age, requires=LongAbsenceFacts.days >= law(DELETION_DAYS),
    met="The name was deleted after {last} for long absence; school days up to then on G, N and O alone: {days}.",
    not_met="The name was deleted after {last} for long absence; school days up to then on G, N and O alone: {days}. "
    "Any other mark in those days, one session of D, I or U included, leaves no such ground.",
    act="Put the name back on the register, or say which other ground there was; tell the authority.",
    arose=LongAbsenceFacts.last,
)  # fmt: skip

RULES = (TEN_DAYS_RETURN, SICKNESS_RETURN, PENALTY_CONSIDERED, DELETED_FOR_LONG_ABSENCE)
