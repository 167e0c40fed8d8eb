"""The dimensions of a placement against each other: basis and roll, two placements in one week, the first day."""

from __future__ import annotations

from datetime import date

from ap_core.law.expressions import And, law
from ap_core.law.instruments import AP_GUIDANCE_2025, EA_1996, SI_2024_208
from ap_core.law.rules import Actor, Condition
from ap_core.placement.dimension_facts import BasisAndRoll as B
from ap_core.placement.dimension_facts import EarlyReview, FirstDay, LateEntry, WeekOfTwo
from ap_core.placement.dimensions import (
    DIRECTED_ELSEWHERE,
    DIRECTED_SINCE,
    MOST_SESSIONS_A_WEEK,
    REGISTERS_SINCE,
    SIXTH_DAY_SINCE,
    SUSPENDED_ELSEWHERE,
)
from ap_core.placement.records import Basis
from ap_core.registration.records import Enrolment

_ASK = "Settle with the home school whether the pupil is still on its roll, and correct the basis or the registration."

DIRECTION_NOT_SINGLE = Condition(
    id="placement.direction.not_on_one_roll",
    title="A directed pupil on the directing school's roll too",
    entry="placement.md section 10 (b), offsite-direction.registration",
    row=B, cites=DIRECTED_ELSEWHERE, since=DIRECTED_SINCE, who=Actor.CENTRE_AND_HOME_SCHOOL,
    applies=B.going_on & (B.basis == Basis.DIRECTION), requires=~(B.status == Enrolment.SINGLE),
    not_met="Recorded as an off-site direction, and as registered here alone: a directed pupil must be on the "
    "directing school's roll.",
    act=_ASK,
)  # fmt: skip

SUSPENSION_NOT_SINGLE = Condition(
    id="placement.suspension.not_on_one_roll",
    title="A suspended pupil on the suspending school's roll too",
    entry="placement.md section 10 (b), sixth-day.suspension",
    row=B, cites=SUSPENDED_ELSEWHERE, since=SIXTH_DAY_SINCE, who=Actor.CENTRE_AND_HOME_SCHOOL,
    applies=B.going_on & (B.basis == Basis.SUSPENSION), requires=~(B.status == Enrolment.SINGLE),
    not_met="Recorded as education during a suspension, and as registered here alone: a suspended pupil must be on "
    "the suspending school's roll.",
    act=_ASK,
)  # fmt: skip

WEEK_OF_TWO = Condition(
    id="placement.two_at_once.one_week",
    title="Placements at the same time within one week",
    entry="placement.md cal.session, section 10 (c)",
    row=WeekOfTwo, cites=SI_2024_208.reg("10(1)"), since=REGISTERS_SINCE, who=Actor.CENTRE,
    applies=WeekOfTwo.placements >= 2, requires=WeekOfTwo.sessions <= law(MOST_SESSIONS_A_WEEK),
    # Nothing forbids teaching beside the school day: a number may be wrong, or not.
    arguable=And(),
    met="{placements} placements at once come to {sessions} sessions a week.",
    not_met="{placements} placements go on at once and come to {sessions} sessions a week; "
    "a week has {sessions_in_a_week}.",
    differs="{placements} placements go on at once and come to {sessions} sessions a week; a week of school has "
    "{sessions_in_a_week}: one of the numbers is wrong, or some teaching is outside the school day.",
    act="Agree with the other provider who has the pupil when, or record the day on which one of them ended.",
)  # fmt: skip

FIRST_DAY = Condition(
    id="placement.first_day.school_day",
    title="A first day on which the centre meets",
    entry="placement.md cal.school-day, register.add.when",
    row=FirstDay, cites=EA_1996.section("579(1)"), since=DIRECTED_SINCE, law_date=FirstDay.first_day,
    who=Actor.CENTRE, requires=FirstDay.school_day,
    # Nothing forbids it: the day may be wrong, or the term dates.
    arguable=And(),
    not_met="The centre does not meet on the first day, {first_day}.",
    differs="The first day is recorded as {first_day}, on which the centre does not meet by its term dates.",
    act="Correct the first day, or the term dates.", arose=FirstDay.first_day,
)  # fmt: skip

ON_THE_REGISTER = Condition(
    id="placement.first_day.on_the_register",
    title="On the centre's register from the first day",
    entry="placement.md register.add.when, section 10 (to admitted)",
    row=LateEntry, cites=SI_2024_208.reg("8(1)", note="The starting day is the day agreed, or the first attended "
                                         "(reg 3(4))."),
    since=REGISTERS_SINCE, law_date=LateEntry.first_day, who=Actor.CENTRE,
    requires=LateEntry.entered_on <= LateEntry.first_day,
    # One of the two days may be wrong, or nobody came before the second.
    arguable=And(),
    not_met="On the centre's register from {entered_on}; the placement began on {first_day}, and the name must be "
    "entered by the beginning of the first session.",
    differs="On the centre's register from {entered_on}, and the placement began on {first_day}: a name must be "
    "entered by the first session of the starting day. One of the days is wrong, or the entry was late.",
    act="Correct the first day or the entry: an amended entry keeps the old one, the reason, the day and who made it.",
    arose=LateEntry.first_day,
)  # fmt: skip

REVIEW_AFTER_START = Condition(
    id="placement.review.after_first_day",
    title="Reviews on or after the first day",
    entry="placement.md section 10 (d)",
    row=EarlyReview, cites=AP_GUIDANCE_2025.at(note="Known from summaries: a placement is reviewed as it goes on."),
    since=date(2025, 2, 5), law_date=EarlyReview.held_on, who=Actor.CENTRE,
    requires=EarlyReview.held_on >= EarlyReview.first_day,
    # A meeting to prepare a placement is no fault, only no review of it.
    arguable=And(),
    not_met="A placement should be reviewed once it has begun; a review is recorded on {held_on}, before {first_day}.",
    differs="A review is recorded on {held_on}, before the first day, {first_day}: one of the days is wrong, or the "
    "meeting was no review of the placement.",
    act="Correct the day of the review or the first day; leave out a meeting that only prepared the placement.",
    arose=EarlyReview.held_on,
)  # fmt: skip

RULES = (
    DIRECTION_NOT_SINGLE, SUSPENSION_NOT_SINGLE, WEEK_OF_TWO, FIRST_DAY, ON_THE_REGISTER, REVIEW_AFTER_START,
)  # fmt: skip
