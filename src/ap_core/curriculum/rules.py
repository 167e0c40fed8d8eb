"""Arrival and the week: the baseline in time, reading support where the score asks for it, a full-time week.

All of it is the centre's own promise. The law says full-time without naming hours (placement.md
s19.no-hours-definition), so the hours here are a local figure, and a week below it is a question, not a breach.
"""

from __future__ import annotations

from ap_core.curriculum.facts import ArrivalFacts as A
from ap_core.curriculum.facts import WeekFacts as W
from ap_core.curriculum.policy import CurriculumPolicy
from ap_core.law.instruments import CENTRE_POLICY, LOCAL_SINCE
from ap_core.law.rules import Actor, Condition, Duty

BASELINE_READING = Duty(
    id="curriculum.baseline.reading",
    title="Reading assessment on arrival",
    entry="story 10; placement.md section 9",
    row=A, cites=CENTRE_POLICY.at("curriculum.reading_within"), since=LOCAL_SINCE, law_date=A.first_day,
    who=Actor.BASELINE_LEAD, applies=A.going_on, by=A.reading_due, done=A.reading_on,
    pending="The reading assessment is still to do, as far as is recorded, by {reading_due} if the pupil is in "
    "every day.",
    late="The centre has chosen to assess reading by {reading_due}, counted in days attended; done: {reading_on}.",
    act="Assess reading.", arose=A.first_day,
)  # fmt: skip

BASELINE_COMPLETE = Duty(
    id="curriculum.baseline.complete",
    title="The whole baseline",
    entry="story 10; placement.md section 9",
    row=A, cites=CENTRE_POLICY.at("curriculum.baseline_within"), since=LOCAL_SINCE, law_date=A.first_day,
    who=Actor.BASELINE_LEAD, applies=(A.domains >= 1) & A.going_on, by=A.baseline_due, done=A.baseline_on,
    pending="Still to do for the baseline, as far as is recorded: {missing}; by {baseline_due} if the pupil is in "
    "every day.",
    late="The centre has chosen a whole baseline by {baseline_due}, counted in days attended.",
    act="Complete the baseline: {missing}.", arose=A.first_day,
)  # fmt: skip

READING_SUPPORT = Condition(
    id="curriculum.reading.support",
    title="Taught reading support where the reading score is low",
    entry="story 10",
    row=W, cites=CENTRE_POLICY.at("curriculum.reading_support_below, reading_support_minutes"), since=LOCAL_SINCE,
    who=Actor.CENTRE, applies=W.going_on & (W.reading_score < CurriculumPolicy.reading_support_below),
    requires=W.reading_minutes >= CurriculumPolicy.reading_support_minutes,
    met="Reading score {reading_score}; reading support taught each week: {reading_hours}.",
    not_met="Reading score {reading_score}; reading support taught each week: {reading_hours}. The centre has chosen "
    "at least {support_hours} for a score below {reading_support_below}.",
    act="Put taught reading support into the week, and tell the pupil's teachers what the test found.",
)  # fmt: skip

FULL_TIME = Condition(
    id="curriculum.timetable.full_time",
    title="A full-time week over all sites",
    entry="story 10; placement.md s19.no-hours-definition",
    row=W, cites=CENTRE_POLICY.at("curriculum.full_time_minutes"), since=LOCAL_SINCE,
    who=W.whose_step, applies=W.going_on,
    requires=(W.minutes >= CurriculumPolicy.full_time_minutes) | W.part_time_agreed,
    met="The week over all sites: {hours}.",
    not_met="The week over all sites: {hours}. The centre has chosen {full_hours}, unless part-time is agreed or there "
    "is a health ground.",
    act="Fill the week with {others}, so that the pupil has somewhere to be at every session.",
)  # fmt: skip

RULES = (BASELINE_READING, BASELINE_COMPLETE, READING_SUPPORT, FULL_TIME)
