"""After a low reading score: the pupil's teachers are told, and what else the centre has chosen is done.

None of it is law, and none of it waits for anything: the teaching itself is judged with the week
(:mod:`ap_core.curriculum.rules`).
"""

from __future__ import annotations

from ap_core.curriculum.reading_facts import ReadingFollowFacts as R
from ap_core.law.instruments import CENTRE_POLICY, LOCAL_SINCE
from ap_core.law.rules import Actor, Duty

STAFF_TOLD = Duty(
    id="curriculum.reading.staff_told",
    title="The pupil's teachers told what the reading test found",
    entry="story 10",
    row=R, cites=CENTRE_POLICY.at("curriculum.reading_told_within"), since=LOCAL_SINCE, law_date=R.taken_on,
    who=Actor.BASELINE_LEAD, applies=R.tells_staff & R.going_on, by=R.told_due, done=R.told_on,
    pending="Reading score {score} on {taken_on}: the pupil's teachers are to be told, as far as is recorded, by "
    "{told_due}.",
    late="Reading score {score} on {taken_on}: the centre has chosen to tell the pupil's teachers by {told_due}, "
    "counted in days attended; told: {told_on}.",
    act="Tell each of the pupil's teachers what the test found and what helps.", arose=R.taken_on,
)  # fmt: skip

FOLLOW_THROUGH = Duty(
    id="curriculum.reading.follow_through",
    title="What follows a low reading score",
    entry="story 10",
    row=R, cites=CENTRE_POLICY.at("curriculum.reading_steps"), since=LOCAL_SINCE, law_date=R.taken_on,
    who=Actor.CENTRE, applies=(R.others >= 1) & R.going_on, by=R.others_due, done=R.others_on,
    met="Reading score {score} on {taken_on}: all that the centre has chosen to follow was done.",
    pending="Reading score {score} on {taken_on}; still to do, as far as is recorded: {still_to_do}.",
    # A duty without a day is never late.
    late="Reading score {score} on {taken_on}; the centre has chosen what follows, still to do: {still_to_do}.",
    act="Do what is open, what the pupil meets in lessons first, and record the day.", arose=R.taken_on,
)  # fmt: skip

RULES = (STAFF_TOLD, FOLLOW_THROUGH)
