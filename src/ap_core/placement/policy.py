"""What a centre chooses about placements: lengths, reviews, what is usual. Defaults come from practice; none is law."""

from __future__ import annotations

from enum import Enum

from ap_core.law.choice import Chosen, choices, chosen
from ap_core.placement.records import Duration
from ap_core.registration.records import Enrolment
from ap_core.values import Value


class LengthRule(Enum):
    """What the longest short-term length means."""

    LIMIT = "a limit"
    REVIEW = "a reason to review"


_PRACTICE = "practice: a Key Stage 3 block of twelve weeks with a first review after six (placement.md section 9)"


@choices("placement")
class PlacementPolicy(Value):
    """A centre's choices about placements."""

    longest_short_term: Chosen[int] = chosen(
        12, says="the longest short-term placement", unit="school weeks of the centre", source=_PRACTICE
    )
    length_is: Chosen[LengthRule] = chosen(
        LengthRule.LIMIT, says="what the longest length means",
        source="practice; for a pupil with an EHC plan a reason to review, never an end (ehcp.md ADJ-04)",
    )  # fmt: skip
    first_review_by: Chosen[int] = chosen(
        6,
        says="the school week by whose end the first review is held",
        unit="school weeks of the centre",
        source=_PRACTICE,
    )
    usual_ks3_duration: Chosen[Duration] = chosen(
        Duration.SHORT, says="the usual length at Key Stage 3", source="practice (placement.md section 9)"
    )
    usual_ks3_status: Chosen[Enrolment] = chosen(
        Enrolment.SUBSIDIARY, says="the usual registration at Key Stage 3", source="practice (placement.md section 9)"
    )
    usual_ks4_duration: Chosen[Duration] = chosen(
        Duration.LONG, says="the usual length at Key Stage 4", source="practice (placement.md section 9)"
    )
    usual_ks4_status: Chosen[Enrolment] = chosen(
        Enrolment.SINGLE, says="the usual registration at Key Stage 4", source="practice (placement.md section 9)"
    )
    review_each_half_term: Chosen[bool] = chosen(
        True, says="a review in each half term after the first", source="practice (placement.md section 9)"
    )
    final_review: Chosen[bool] = chosen(
        True, says="a final review before the planned end", source="practice (placement.md section 9)"
    )
    review_before_key_stage_4: Chosen[bool] = chosen(
        True, says="a review before the move into Key Stage 4", source="practice (stories)"
    )
    review_past_planned_end: Chosen[bool] = chosen(
        True, says="a review where the planned end has passed", source="practice (placement.md section 10 invariant 7)"
    )
    long_to_end_of_year_11: Chosen[bool] = chosen(
        True, says="a long Key Stage 4 placement runs to the end of Year 11",
        source="practice (placement.md section 10 invariant 8)",
    )  # fmt: skip
