"""The way back: a plan before the planned end, its steps, whether it lasts, and what follows where it does not.

No rule here makes a meeting, a plan or a check-up a condition of coming to school: the pupil comes on the day.
"""

from __future__ import annotations

from datetime import date

from ap_core.law.citation import Force
from ap_core.law.instruments import (
    ADMISSIONS_CODE_2021,
    CENTRE_POLICY,
    EXCLUSION_GUIDANCE_2026,
    LOCAL_SINCE,
    WORKING_TOGETHER_2024,
)
from ap_core.law.rules import Actor, Condition, Duty
from ap_core.placement.policy import LengthRule, PlacementPolicy
from ap_core.placement.return_facts import (
    CheckUpFacts,
    FailedReturnFacts,
    FairAccessFacts,
    LeaverFacts,
    PhasedReturnFacts,
    ReturnFacts,
)

PLAN = Duty(
    id="placement.return.plan",
    title="A plan of the return before the planned end",
    entry="placement.md reintegration.meeting, section 10 (reviewed to reintegrating); story 1",
    row=ReturnFacts, since=date(2026, 7, 26), law_date=ReturnFacts.planned_end, who=ReturnFacts.whose_step,
    cites=EXCLUSION_GUIDANCE_2026.at("reintegration", force=Force.STATUTORY_GUIDANCE_SHOULD),
    applies=ReturnFacts.going_on & ReturnFacts.returns_to.exists,
    by=ReturnFacts.plan_due, done=ReturnFacts.plan_agreed_on,
    met="The plan of the return to {returns_to} was agreed on {plan_agreed_on}. {where}",
    pending="A return to {returns_to} was decided; planned end {planned_end}.",
    late="There should be a plan of the return to {returns_to} before the planned end, {planned_end}; agreed: "
    "{plan_agreed_on}.",
    act="Agree the return with the school, the parent and the pupil: which sessions where, from which day, who does "
    "what. {where}",
)  # fmt: skip

LENGTH = Condition(
    id="placement.return.phased_length",
    title="A phased return within the centre's limit",
    entry="ehcp.md ADJ-09",
    row=PhasedReturnFacts, cites=CENTRE_POLICY.at("placement.phased_return_at_most"), since=LOCAL_SINCE,
    law_date=PhasedReturnFacts.first_step, who=PhasedReturnFacts.whose_step,
    # With a plan it is no limit: the review of a return that failed is a rule of its own.
    applies=PhasedReturnFacts.going_on & PhasedReturnFacts.phased_weeks.exists
    & (PlacementPolicy.phased_return_is == LengthRule.LIMIT) & ~PhasedReturnFacts.has_plan,
    requires=PhasedReturnFacts.phased_weeks <= PlacementPolicy.phased_return_at_most,
    met="The steps take {phased_weeks} school weeks; the centre's limit is {phased_return_at_most}.",
    not_met="The steps take {phased_weeks} school weeks; the centre has chosen at most {phased_return_at_most}.",
    act="Agree an earlier whole return with the school and the parent, or record why this pupil needs longer.",
)  # fmt: skip

STEP = Condition(
    id="placement.return.step_length",
    title="Steps of a return long enough to tell",
    entry="ehcp.md ADJ-09",
    row=PhasedReturnFacts, cites=CENTRE_POLICY.at("placement.phased_return_step"), since=LOCAL_SINCE,
    law_date=PhasedReturnFacts.first_step, who=PhasedReturnFacts.whose_step,
    applies=PhasedReturnFacts.going_on & PhasedReturnFacts.shortest_step.exists,
    requires=PhasedReturnFacts.shortest_step >= PlacementPolicy.phased_return_step,
    met="The shortest step is of {shortest_step} school weeks; the centre asks for {phased_return_step}.",
    not_met="The shortest step is of {shortest_step} school weeks; the centre has chosen at least "
    "{phased_return_step}.",
    act="Put steps together, or record why they are shorter.",
)  # fmt: skip

WHOLE_WEEK = Condition(
    id="placement.return.whole_week",
    title="Every session of the week at one of the two places",
    entry="placement.md ptt.rules, section 10 dimension (c)",
    row=PhasedReturnFacts, since=date(2024, 8, 19), law_date=PhasedReturnFacts.first_step,
    cites=WORKING_TOGETHER_2024.at("part-time timetables", force=Force.STATUTORY_GUIDANCE_SHOULD),
    who=PhasedReturnFacts.whose_step, applies=PhasedReturnFacts.going_on & (PhasedReturnFacts.at_neither >= 1),
    requires=PhasedReturnFacts.part_time_agreed,
    not_met="In a step of the return {at_neither} sessions a week are at neither place, and no part-time timetable is "
    "agreed with a parent: every session should be at one of the two.",
    act="Give each session to the centre or the school; fewer only in exceptional circumstances, agreed with a parent.",
)  # fmt: skip

CHECK_UP = Duty(
    id="placement.return.check_up",
    title="A look at whether the return has lasted",
    entry="metrics.md REI-02",
    row=CheckUpFacts, cites=CENTRE_POLICY.at("placement.return_check_ups"), since=LOCAL_SINCE,
    law_date=CheckUpFacts.returned_on, who=Actor.CENTRE, applies=PlacementPolicy.return_check_ups,
    by=CheckUpFacts.due, done=CheckUpFacts.held_on,
    met="Wholly back since {returned_on}; asked on {held_on} whether it has lasted {point}.",
    pending="Wholly back since {returned_on}; {point} are up on {due}.",
    late="Wholly back since {returned_on}; the centre has chosen to ask after {point} whether it has lasted, by {due}.",
    act="Ask the school: still on roll there, not permanently excluded, not back in alternative provision?",
)  # fmt: skip

FAILED = Duty(
    id="placement.return.failed_review",
    title="A review where the return has failed",
    entry="placement.md section 10 (reintegrating to active)",
    row=FailedReturnFacts, cites=CENTRE_POLICY.at("placement.failed_return_review_within"), since=LOCAL_SINCE,
    law_date=FailedReturnFacts.failed_on, who=FailedReturnFacts.whose_step,
    by=FailedReturnFacts.review_due, done=FailedReturnFacts.review_on,
    pending="The return was seen to have failed on {failed_on}; the review by {review_due}.",
    late="The return was seen to have failed on {failed_on}; the centre has chosen to review by {review_due}; held: "
    "{review_on}.",
    act="The return did not last: review with the school, the parent and the pupil what happens next. Nothing ends by "
    "this, and the pupil keeps coming meanwhile. {booking}",
)  # fmt: skip

AFTER_YEAR_11 = Duty(
    id="placement.long_key_stage_4.next_step",
    title="What follows Year 11 is agreed",
    entry="placement.md section 10 (outcome post16), age.compulsory.end; metrics.md DEST-02",
    row=LeaverFacts, cites=CENTRE_POLICY.at("placement.next_step_before_leaving"), since=LOCAL_SINCE,
    who=Actor.CENTRE, applies=LeaverFacts.going_on & PlacementPolicy.next_step_before_leaving,
    by=LeaverFacts.leaving, done=LeaverFacts.next_step_on,
    pending="Compulsory school age ends on {leaving}; it is not recorded what follows.",
    late="The centre has chosen to have what follows agreed by {leaving}; agreed: {next_step_on}.",
    act="Agree with the pupil and the parent what follows: school, college, apprenticeship or work with training.",
)  # fmt: skip

FAIR_ACCESS_PLACE = Duty(
    id="placement.fair_access.place",
    title="A school place under the Fair Access Protocol",
    entry="placement.md stevenage-esc.model (permanently excluded at Key Stage 3); School Admissions Code",
    row=FairAccessFacts, cites=ADMISSIONS_CODE_2021.at("section 3, Fair Access Protocols"), since=date(2021, 9, 1),
    law_date=FairAccessFacts.agreed_on, who=Actor.AUTHORITY, by=FairAccessFacts.place_due,
    done=FairAccessFacts.place_on,
    pending="Considered under the Fair Access Protocol since {agreed_on}; a place must be allocated by {place_due}.",
    late="Considered under the Fair Access Protocol since {agreed_on}; a place had to be allocated by {place_due}; "
    "allocated: {place_on}.",
    act="Ask the authority which school is to admit the pupil, and from which day. The pupil keeps coming meanwhile.",
)  # fmt: skip

RULES = (PLAN, LENGTH, STEP, WHOLE_WEEK, CHECK_UP, FAILED, AFTER_YEAR_11, FAIR_ACCESS_PLACE)
