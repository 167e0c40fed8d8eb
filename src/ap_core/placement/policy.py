"""What a centre chooses about placements: lengths, reviews, what is usual. Defaults come from practice; none is law."""

from __future__ import annotations

from enum import Enum

from ap_core.law.choice import Bound, Chosen, choices, chosen
from ap_core.law.instruments import AP_GUIDANCE_2025, EA_1996, SI_2010_1156, SI_2024_208
from ap_core.placement.records import Duration
from ap_core.registration.records import Enrolment
from ap_core.values import Value


class LengthRule(Enum):
    """What the longest short-term length means."""

    LIMIT = "a limit"
    REVIEW = "a reason to review"


class LengthUnit(Enum):
    """What the longest short-term length is counted in."""

    SCHOOL_WEEKS = "school weeks"
    HALF_TERMS = "half terms"


_BLOCK = "practice: a Key Stage 3 block of twelve weeks with a first review after six (placement.md section 9)"
_PRACTICE = "practice (placement.md section 9)"
_LENGTH = Bound(
    "sets no longest length; until the end of 2012 an off-site direction ended with the school year",
    SI_2010_1156.reg("3(5)", note="Omitted from 1 January 2013 by SI 2012/2532."),
)
_REVIEWS = Bound(
    "has the board that directs off site choose when to review by the pupil's needs, and sets no longest interval: the "
    "thirty days went on 1 January 2013",
    SI_2010_1156.reg("4(1)(a)"),
)
_TIME_FRAME = Bound(
    "wants clear objectives, a time frame and reviews, and names no number of weeks", AP_GUIDANCE_2025.at()
)
_REGISTERS = Bound(
    "lets a pupil be registered at one school, or by agreement at more, and ties neither to a key stage",
    SI_2024_208.reg("9(1)(a)"),
)
_DURATION = Bound("ties no length to a key stage")
_NO_USUAL = Bound("names no usual length or registration for a key stage")
_NOT_ASKED = Bound("does not ask for it")


@choices("placement")
class PlacementPolicy(Value):
    """A centre's choices about placements."""

    longest_short_term: Chosen[int] = chosen(
        12, says="the longest short-term placement", unit="school weeks or half terms (see length_in)",
        source=_BLOCK, law=_LENGTH, guidance=_TIME_FRAME,
    )  # fmt: skip
    length_in: Chosen[LengthUnit] = chosen(
        LengthUnit.SCHOOL_WEEKS,
        says="what the longest length is counted in; the half term in which a placement begins is the first",
        source=_BLOCK, law=_LENGTH, guidance=_TIME_FRAME,
    )  # fmt: skip
    length_is: Chosen[LengthRule] = chosen(
        LengthRule.LIMIT, says="what the longest length means",
        source="practice; for a pupil with an EHC plan a reason to review, never an end (ehcp.md ADJ-04)",
        law=_LENGTH, guidance=_TIME_FRAME,
    )  # fmt: skip
    first_review_by: Chosen[int] = chosen(
        6, says="the school week by whose end the first review is held", unit="school weeks of the centre",
        source=_BLOCK, law=_REVIEWS, guidance=_TIME_FRAME,
    )  # fmt: skip
    usual_ks3_duration: Chosen[Duration] = chosen(
        Duration.SHORT, says="the usual length at Key Stage 3", source=_PRACTICE, law=_DURATION, guidance=_NO_USUAL
    )
    usual_ks3_status: Chosen[Enrolment] = chosen(
        Enrolment.SUBSIDIARY, says="the usual registration at Key Stage 3", source=_PRACTICE,
        law=_REGISTERS, guidance=_NO_USUAL,
    )  # fmt: skip
    usual_ks4_duration: Chosen[Duration] = chosen(
        Duration.LONG, says="the usual length at Key Stage 4", source=_PRACTICE, law=_DURATION, guidance=_NO_USUAL
    )
    usual_ks4_status: Chosen[Enrolment] = chosen(
        Enrolment.SINGLE, says="the usual registration at Key Stage 4", source=_PRACTICE,
        law=_REGISTERS, guidance=_NO_USUAL,
    )  # fmt: skip
    review_each_half_term: Chosen[bool] = chosen(
        True, says="a review in each half term after the first", source=_PRACTICE, law=_REVIEWS, guidance=_TIME_FRAME
    )
    final_review: Chosen[bool] = chosen(
        True, says="a final review before the planned end", source=_PRACTICE, law=_REVIEWS, guidance=_TIME_FRAME
    )
    review_before_key_stage_4: Chosen[bool] = chosen(
        True, says="a review before the move into Key Stage 4", source="practice (stories)",
        law=_REVIEWS, guidance=_NOT_ASKED,
    )  # fmt: skip
    review_past_planned_end: Chosen[bool] = chosen(
        True, says="a review where the planned end has passed", source="practice (placement.md section 10 invariant 7)",
        law=_REVIEWS, guidance=_NOT_ASKED,
    )  # fmt: skip
    long_to_end_of_year_11: Chosen[bool] = chosen(
        True, says="a long Key Stage 4 placement runs to the end of Year 11",
        source="practice (placement.md section 10 invariant 8)",
        law=Bound(
            "ends compulsory school age on the last Friday in June, and no placement with it", EA_1996.section("8")
        ),
        guidance=_NOT_ASKED,
    )  # fmt: skip
    phased_return_at_most: Chosen[int] = chosen(
        6, says="the longest phased return to a school", unit="school weeks of the centre",
        source="practice (ehcp.md ADJ-09; metrics.md section 9 finds no national definition)",
        law=Bound("says nothing of it; what a pupil is not taught meanwhile is a part-time timetable"),
        guidance=Bound("wants a strategy for the return, and names no number of weeks"),
    )  # fmt: skip
    phased_return_is: Chosen[LengthRule] = chosen(
        LengthRule.LIMIT, says="what the longest phased return means",
        source="practice; for a pupil with an EHC plan a reason to review, never an end (ehcp.md ADJ-09)",
        law=Bound("says nothing of it"), guidance=Bound("names no number of weeks"),
    )  # fmt: skip
    phased_return_step: Chosen[int] = chosen(
        1, says="the shortest step of a phased return", unit="school weeks of the centre",
        source="practice (ehcp.md ADJ-09)",
        law=Bound("says nothing of it"), guidance=Bound("names no number of weeks"),
    )  # fmt: skip
    return_check_ups: Chosen[bool] = chosen(
        True, says="a look at whether a return has lasted, after six and twelve school weeks and two whole terms",
        source="practice (metrics.md REI-02)",
        law=Bound("says nothing of it"),
        guidance=Bound("wants a strategy for the return, and names no number of weeks"),
    )  # fmt: skip
    failed_return_review_within: Chosen[int] = chosen(
        10, says="the time within which a return that failed is reviewed", unit="school days of the centre",
        source="practice (placement.md section 10: a failed return leads back to an active placement)",
        law=_REVIEWS, guidance=_TIME_FRAME,
    )  # fmt: skip
    next_step_before_leaving: Chosen[bool] = chosen(
        True, says="in Year 11, what follows is agreed before the school leaving date",
        source="practice (metrics.md DEST-02)",
        law=Bound("lets compulsory school age end on that day, and asks the centre for no destination"),
        guidance=_TIME_FRAME,
    )  # fmt: skip
