"""SEN support without an EHC plan: the parent told, rounds planned and reviewed, meetings, and the step to a request.

That the parent is told is law, and binds pupil referral units and alternative provision academies by name. The rest is
the Code of 2015, which advises, and the school census, which is no law of support at all.
"""

from __future__ import annotations

from ap_core.ehcp.naming import PART_3_SINCE
from ap_core.ehcp.sen_support_facts import RequestFacts as Q
from ap_core.ehcp.sen_support_facts import RoundFacts as R
from ap_core.ehcp.sen_support_facts import SupportCodeFacts as C
from ap_core.ehcp.sen_support_facts import SupportFacts as S
from ap_core.ehcp.sen_support_facts import SupportYearFacts as Y
from ap_core.law.instruments import CFA_2014, SCHOOL_CENSUS, SEND_CODE_2015
from ap_core.law.rules import Condition, Duty

PARENT_TOLD = Duty(
    id="ehcp.sen_support.parent_told",
    title="Parent told of SEN support",
    entry="ehcp.md EHC-DL-04",
    row=S, cites=CFA_2014.section("68(1)-(3)"), since=PART_3_SINCE, who=S.who,
    applies=S.going_on & ~S.has_plan & S.bound, by=S.told_by, done=S.told_on,
    met="The parent or the young person was told on {told_on} that special educational provision is made.",
    pending="Special educational provision is made without an EHC plan: the parent or the young person must be told. "
    "Told, as far as is recorded: {told_on}.",
    # A duty without a day is never late.
    late="The parent or the young person must be told that special educational provision is made.",
    act="Tell the parent, or the young person, what is done and why, and record the day.",
)  # fmt: skip

NOT_BESIDE_A_PLAN = Condition(
    id="ehcp.sen_support.not_beside_plan",
    title="SEN support or an EHC plan, not both",
    entry="ehcp.md SEN-05; standards.md section 4",
    row=C, cites=SCHOOL_CENSUS.at("SEN provision"), since=PART_3_SINCE, who=C.who,
    applies=C.going_on, requires=~C.has_plan,
    met="SEN support, and no EHC plan.",
    not_met="SEN support is recorded as going on beside an EHC plan; the school census has one code for a pupil, and "
    "it is the plan's.",
    act="End the record of SEN support on the day before the final plan. What the school does goes on.",
)  # fmt: skip

TYPED = Condition(
    id="ehcp.sen_support.typed",
    title="A type of need for SEN support",
    entry="standards.md section 4",
    row=C, cites=SCHOOL_CENSUS.at("SEN type"), since=PART_3_SINCE, who=C.who,
    applies=C.going_on & ~C.has_plan, requires=C.typed,
    met="A type of need is on record.",
    not_met="SEN support without any type of need on record; the school census asks for one.",
    act="Record the type that is known; where no specialist has assessed it yet, there is a code for that.",
)  # fmt: skip

IN_USE = Condition(
    id="ehcp.sen_support.type_in_use",
    title="Types of need that the school census has",
    entry="ehcp.md section 17.2",
    row=C, cites=SCHOOL_CENSUS.at("SEN type"), since=PART_3_SINCE, who=C.who,
    applies=C.going_on & ~C.has_plan, requires=C.types_in_use,
    met="The school census has every type of need on record.",
    not_met="A type of need is on record that the school census does not have on this day.",
    act="Replace the old code by the one that the census has now.",
)  # fmt: skip

PLANNED = Condition(
    id="ehcp.sen_support.round_planned",
    title="A round of SEN support with outcomes and a day for its review",
    entry="ehcp.md SEN-01, SEN-02",
    row=R, cites=SEND_CODE_2015.at("paras 6.44-6.56"), since=PART_3_SINCE, law_date=R.planned_on, who=R.who,
    applies=R.going_on & ~R.has_plan, requires=R.outcomes_agreed & R.review_agreed,
    met="The round planned on {planned_on} has outcomes, and a day for its review.",
    not_met="The round planned on {planned_on} should have outcomes and a day for its review. Outcomes agreed: "
    "{outcomes_agreed}; a day for the review agreed: {review_agreed}.",
    act="Agree with the parent and the pupil the outcomes of the round of SEN support, and the day of its review.",
    arose=R.planned_on,
)  # fmt: skip

REVIEWED = Duty(
    id="ehcp.sen_support.round_reviewed",
    title="A round of SEN support reviewed by the day agreed",
    entry="ehcp.md SEN-01",
    row=R, cites=SEND_CODE_2015.at("paras 6.44-6.56"), since=PART_3_SINCE, law_date=R.planned_on, who=R.who,
    applies=R.going_on & ~R.has_plan, by=R.review_due, done=R.reviewed_on,
    met="The round planned on {planned_on} was reviewed on {reviewed_on}.",
    pending="The round of SEN support planned on {planned_on} should be reviewed by {review_due}.",
    late="The round of SEN support planned on {planned_on} should have been reviewed by {review_due}, as agreed; "
    "reviewed: {reviewed_on}.",
    act="Review the round of SEN support with the parent and the pupil, and plan the next on what came of it.",
    arose=R.planned_on,
)  # fmt: skip

MEETINGS = Duty(
    id="ehcp.sen_support.meetings",
    title="Meetings with the parent about SEN support",
    entry="ehcp.md SEN-02",
    row=Y, cites=SEND_CODE_2015.at("para 6.65", note="Read as councils and advisers quote it. That the year is the "
                                                     "academic year is a construction."),
    since=PART_3_SINCE, law_date=Y.year_first, who=Y.who, applies=Y.going_on & ~Y.has_plan,
    by=Y.meetings_due, done=Y.last_of_them_on,
    met="The school met the parent at least {wanted} times in the academic year that began on {year_first}.",
    pending="The school should meet the parent at least {wanted} times in the academic year that began on "
    "{year_first}; so far: {held}.",
    late="The school should have met the parent at least {wanted} times in the academic year that began on "
    "{year_first}; meetings held: {held}.",
    act="Fix the next meeting, once a term as a rule; a review of the placement can serve as one.", arose=Y.year_first,
)  # fmt: skip

REQUEST_CONSIDERED = Duty(
    id="ehcp.sen_support.request_considered",
    title="A needs assessment considered where SEN support is not enough",
    entry="ehcp.md EHC-NA-01, EHC-NA-02",
    row=Q,
    cites=SEND_CODE_2015.at(
        "para 6.63", note="Read in advice services' accounts. Nothing is a condition of asking: CFA 2014 s.36(1) and "
        "(8), read as revised to March 2018.",
    ),
    since=PART_3_SINCE, law_date=Q.reviewed_on, who=Q.who,
    applies=Q.going_on & ~Q.has_plan & Q.is_last & ~Q.as_expected, by=Q.considered_by, done=Q.considered_on,
    met="The review of {reviewed_on} did not find the progress expected; a request for a needs assessment was "
    "considered, or made, on {considered_on}.",
    pending="The review of {reviewed_on} did not find the progress expected: the school should consider asking for an "
    "EHC needs assessment. No number of rounds, sum spent or report is a condition of asking; the parent may ask too.",
    # A duty without a day is never late.
    late="The school should consider asking for an EHC needs assessment.",
    act="Decide with the parent whether to ask, and record the day; if not, say what is tried instead.",
    arose=Q.reviewed_on,
)  # fmt: skip

RULES = (
    PARENT_TOLD, NOT_BESIDE_A_PLAN, TYPED, IN_USE, PLANNED, REVIEWED, MEETINGS, REQUEST_CONSIDERED,
)  # fmt: skip
