"""Placements: objectives, return, length, reviews, the end, the move into Key Stage 4, and what is usual.

No statute limits how long a placement lasts. Guidance asks for objectives, a time frame and reviews; the numbers are
the centre's own. Nothing here ends a placement, and nothing is a bar to a child.
"""

from __future__ import annotations

from datetime import date

import attrs

from ap_core.law.citation import Force
from ap_core.law.expressions import TODAY
from ap_core.law.instruments import AP_GUIDANCE_2013, AP_GUIDANCE_2025, CENTRE_POLICY, LOCAL_SINCE
from ap_core.law.rules import Actor, Condition, Duty
from ap_core.placement.facts import HalfTermFacts
from ap_core.placement.facts import PlacementFacts as P
from ap_core.placement.policy import LengthRule, LengthUnit, PlacementPolicy
from ap_core.placement.records import Duration
from ap_core.pupils.years import KeyStage

_GUIDANCE_2013 = AP_GUIDANCE_2013.at(force=Force.STATUTORY_GUIDANCE_SHOULD)
_GUIDANCE_2025 = AP_GUIDANCE_2025.at(force=Force.STATUTORY_GUIDANCE_SHOULD)
_GUIDANCE_SINCE, _GUIDANCE_2025_SINCE = date(2013, 1, 1), date(2025, 2, 5)
_GUIDANCE_2013_UNTIL = date(2025, 2, 4)

_SHORT = P.going_on & (P.duration == Duration.SHORT)

OBJECTIVES = Condition(
    id="placement.short_term.objectives",
    title="Objectives of the short-term placement",
    entry="placement.md section 10 invariant 7",
    row=P, cites=_GUIDANCE_2025, since=_GUIDANCE_2025_SINCE, law_date=P.first_day, who=P.whose_step,
    applies=_SHORT, requires=P.has_objectives,
    not_met="No objectives are recorded: a placement should have clear ones.",
    act="Agree with {others} what the placement is for, and write it down.",
)  # fmt: skip

OBJECTIVES_2013 = attrs.evolve(
    OBJECTIVES, id="placement.short_term.objectives_2013", cites=_GUIDANCE_2013, since=_GUIDANCE_SINCE,
    until=_GUIDANCE_2013_UNTIL,
)  # fmt: skip

RETURN_PLANNED = Condition(
    id="placement.short_term.return_planned",
    title="A planned end and a next step",
    entry="placement.md section 10 invariant 7, three-tier",
    row=P, cites=_GUIDANCE_2025, since=_GUIDANCE_2025_SINCE, law_date=P.first_day, who=P.whose_step,
    applies=_SHORT, requires=P.planned_end.exists & (P.return_planned | P.next_setting_agreed_on.exists),
    met="Planned end {planned_end}, with a next step.",
    not_met="A short-term placement should have a time frame and a next step; planned end: {planned_end}; "
    "a school to return to: {returns_to}.",
    act="Agree with {others} when it ends and where the pupil goes then, and write it down.",
)  # fmt: skip

LENGTH = Condition(
    id="placement.length.limit",
    title="Planned length within the centre's limit",
    entry="placement.md durations.catalogue",
    row=P, cites=CENTRE_POLICY.at("placement.longest_short_term"), since=LOCAL_SINCE, law_date=P.first_day,
    who=P.whose_step,
    applies=_SHORT & P.planned_weeks.exists & (PlacementPolicy.length_in == LengthUnit.SCHOOL_WEEKS)
    & (PlacementPolicy.length_is == LengthRule.LIMIT) & ~P.has_plan,
    requires=P.planned_weeks <= PlacementPolicy.longest_short_term,
    met="{planned_weeks} school weeks are planned; the centre's limit is {longest_short_term}.",
    not_met="{planned_weeks} school weeks are planned; the centre has chosen at most {longest_short_term}.",
    act="Record why this pupil needs longer, or agree an earlier end with {others}.",
)  # fmt: skip

HALF_TERMS = Condition(
    id="placement.length.half_terms",
    title="Planned length within the centre's limit in half terms",
    entry="placement.md durations.catalogue, section 12 trap 9",
    row=P, cites=CENTRE_POLICY.at("placement.longest_short_term, length_in"), since=LOCAL_SINCE, law_date=P.first_day,
    who=P.whose_step,
    applies=_SHORT & (PlacementPolicy.length_in == LengthUnit.HALF_TERMS) & P.planned_half_terms.exists
    & (PlacementPolicy.length_is == LengthRule.LIMIT) & ~P.has_plan,
    requires=P.planned_half_terms <= PlacementPolicy.longest_short_term,
    met="Half terms planned: {planned_half_terms}; the centre's limit is {longest_short_term}.",
    not_met="The placement is planned to reach into half terms: {planned_half_terms}; the centre has chosen at most "
    "{longest_short_term}, which end on {longest_reached}.",
    act="Record why this pupil needs longer, or agree an earlier end with {others}.",
)  # fmt: skip

REVIEW_AT_LENGTH = Duty(
    id="placement.length.review",
    title="Review when the longest length is reached",
    entry="ehcp.md ADJ-04",
    row=P, cites=CENTRE_POLICY.at("placement.length_is"), since=LOCAL_SINCE, law_date=P.first_day, who=Actor.CENTRE,
    applies=_SHORT & ((PlacementPolicy.length_is == LengthRule.REVIEW) | P.has_plan),
    by=P.longest_reached, done=P.length_review_on,
    late="The centre has chosen to review by {longest_reached}; held: {length_review_on}.",
    act="{booking} Where there is an EHC plan, its authority comes too. The placement goes on meanwhile.",
)  # fmt: skip

FIRST_REVIEW = Duty(
    id="placement.first_review.in_time",
    title="First review of the placement",
    entry="placement.md durations.catalogue",
    row=P, cites=CENTRE_POLICY.at("placement.first_review_by"), since=LOCAL_SINCE, law_date=P.first_day,
    who=Actor.CENTRE,
    # A short placement that ends first has its final review instead.
    applies=P.going_on & ~(P.ends_first & PlacementPolicy.final_review), by=P.first_review_due, done=P.first_review_on,
    late="The centre has chosen to hold the first review by {first_review_due}; held: {first_review_on}.",
    act="First review, with the pupil, {others}. {booking}",
)  # fmt: skip

HALF_TERM_REVIEW = Duty(
    id="placement.later_review.each_half_term",
    title="Review in this half term",
    entry="placement.md section 9; monday review",
    row=HalfTermFacts, cites=CENTRE_POLICY.at("placement.review_each_half_term"), since=LOCAL_SINCE,
    who=Actor.CENTRE,
    applies=HalfTermFacts.going_on & ~HalfTermFacts.ends_before & PlacementPolicy.review_each_half_term,
    by=HalfTermFacts.review_due, done=HalfTermFacts.review_on,
    late="The centre has chosen a review in each half term; none was held by {review_due}.",
    act="Review of this half term. {booking}",
)  # fmt: skip

FINAL_REVIEW = Duty(
    id="placement.final_review.before_end",
    title="Final review before the planned end",
    entry="placement.md section 10; story 1",
    row=P, cites=CENTRE_POLICY.at("placement.final_review"), since=LOCAL_SINCE, law_date=P.first_day,
    who=Actor.CENTRE, applies=_SHORT & P.planned_end.exists & PlacementPolicy.final_review,
    by=P.final_review_due, done=P.final_review_on,
    pending="Planned end {planned_end}; the final review by {final_review_due}.",
    late="The centre has chosen a final review before the planned end, {planned_end}; held: {final_review_on}.",
    act="Planned end {planned_end}: final review, and the return plan (who, which sessions, from when). {booking}",
)  # fmt: skip

WHAT_FOLLOWS = Duty(
    id="placement.end.what_follows",
    title="What follows the placement is agreed",
    entry="placement.md section 10 (reviewed, ending)",
    row=P, cites=_GUIDANCE_2025, since=_GUIDANCE_2025_SINCE, law_date=P.planned_end, who=P.whose_step,
    # Before the planned end this is the final review's business.
    applies=_SHORT & (P.planned_end <= TODAY), by=P.end_due, done=P.next_setting_agreed_on,
    pending="The placement is planned to end on {planned_end}; it is not recorded that what follows is agreed.",
    late="The placement was planned to end on {planned_end}; what follows should be agreed, and it is not recorded.",
    act="The planned end has come: agree with {others} what follows, and from which day. To return to: {returns_to}.",
)  # fmt: skip

OVERRUN = Condition(
    id="placement.end.overrun",
    title="A review where the planned end has passed",
    entry="placement.md section 10 invariant 7",
    row=P, cites=CENTRE_POLICY.at("placement.review_past_planned_end"), since=LOCAL_SINCE, law_date=P.first_day,
    who=P.whose_step, applies=P.going_on & (P.planned_end < TODAY) & PlacementPolicy.review_past_planned_end,
    requires=P.reviewed_since_end,
    not_met="The planned end, {planned_end}, has passed with no review since; the centre has chosen to hold one then.",
    act="Review the placement, and record a new end or the day of the return. The pupil keeps coming meanwhile.",
    arose=P.planned_end,
)  # fmt: skip

MOVE_REVIEW = Duty(
    id="placement.key_stage_4_move.review",
    title="Review before the move into Key Stage 4",
    entry="story 1; placement.md section 9",
    row=P, cites=CENTRE_POLICY.at("placement.review_before_key_stage_4"), since=LOCAL_SINCE,
    who=P.whose_step, applies=P.going_on & P.spans_move & PlacementPolicy.review_before_key_stage_4,
    by=P.move_review_due, done=P.move_review_on,
    pending="The placement goes on over the move into Key Stage 4; review it by {move_review_due}.",
    late="The centre has chosen a review before the move into Key Stage 4; it was due by {move_review_due}.",
    act="Plan a review with {others} before the summer; the move changes neither roll nor basis by itself.",
)  # fmt: skip

LONG_KEY_STAGE_4 = Condition(
    id="placement.long_key_stage_4.planned_end",
    title="A long Key Stage 4 placement runs to the end of Year 11",
    entry="placement.md section 10 invariant 8; age.compulsory.end",
    row=P, cites=CENTRE_POLICY.at("placement.long_to_end_of_year_11"), since=LOCAL_SINCE,
    law_date=P.first_day, who=Actor.CENTRE,
    applies=P.going_on & (P.key_stage == KeyStage.KS4) & (P.duration == Duration.LONG) & ~P.return_planned
    & PlacementPolicy.long_to_end_of_year_11,
    # Schools keep some pupils to the end of their own term: a later end is none the less to the end of Year 11.
    requires=P.planned_end >= P.year_11_end,
    met="Planned end {planned_end}; the last Friday in June of Year 11 is {year_11_end}.",
    not_met="The planned end is {planned_end}; the centre has chosen {year_11_end}, the end of Year 11.",
    act="Correct the planned end, or record the placement as shorter with a return.",
)  # fmt: skip

USUAL_KEY_STAGE_3 = Condition(
    id="placement.usual.key_stage_3",
    title="The centre's usual pattern at Key Stage 3",
    entry="placement.md stevenage-esc.model",
    row=P, cites=CENTRE_POLICY.at("placement.usual_ks3_duration, usual_ks3_status"), since=LOCAL_SINCE,
    law_date=P.first_day, who=Actor.CENTRE, curable=False, applies=P.going_on & (P.key_stage == KeyStage.KS3),
    requires=(P.duration == PlacementPolicy.usual_ks3_duration) & (P.status == PlacementPolicy.usual_ks3_status),
    not_met="Unlike this centre's usual at Key Stage 3: {duration}; registration here: {status}.",
)  # fmt: skip

USUAL_KEY_STAGE_4 = Condition(
    id="placement.usual.key_stage_4",
    title="The centre's usual pattern at Key Stage 4",
    entry="placement.md stevenage-esc.model",
    row=P, cites=CENTRE_POLICY.at("placement.usual_ks4_duration, usual_ks4_status"), since=LOCAL_SINCE,
    law_date=P.first_day, who=Actor.CENTRE, curable=False, applies=P.going_on & (P.key_stage == KeyStage.KS4),
    requires=(P.duration == PlacementPolicy.usual_ks4_duration) & (P.status == PlacementPolicy.usual_ks4_status),
    not_met="Unlike this centre's usual at Key Stage 4: {duration}; registration here: {status}.",
)  # fmt: skip

RULES = (
    OBJECTIVES, OBJECTIVES_2013, RETURN_PLANNED, LENGTH, HALF_TERMS, REVIEW_AT_LENGTH, FIRST_REVIEW, HALF_TERM_REVIEW,
    FINAL_REVIEW, WHAT_FOLLOWS, OVERRUN, MOVE_REVIEW, LONG_KEY_STAGE_4, USUAL_KEY_STAGE_3, USUAL_KEY_STAGE_4,
)  # fmt: skip
