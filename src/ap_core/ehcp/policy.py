"""What a centre chooses for pupils with an EHC plan. Defaults come from practice; none is law."""

from __future__ import annotations

from enum import Enum

from ap_core.law.choice import Bound, Chosen, choices, chosen
from ap_core.law.instruments import CFA_2014, EXCLUSION_GUIDANCE_2026, WORKING_TOGETHER_2024
from ap_core.values import Value

_REVIEWS = Bound("asks for a review within twelve months and ties none to a suspension", CFA_2014.section("44"))
_AT_RISK = Bound(
    "wants an early review considered before a pupil with a plan is suspended",
    EXCLUSION_GUIDANCE_2026.at(
        "pupils with an EHC plan",
        note="Paragraph 56 of the edition of 2022, as advice services quote it; not compared with the edition of 2026.",
    ),
    at_most=1,
)
_SECURE = Bound(
    "has the authority secure all of the provision from the first day, and sets no threshold for telling it",
    CFA_2014.section("42"),
)
_NO_THRESHOLD = Bound("names no threshold")
_NO_CONDITION = Bound(
    "makes none of it a condition of coming in: the pupil comes in, and what is missing is obtained meanwhile",
    CFA_2014.section("42"),
)
_GOES_ON = Bound(
    "lets the plan and all that it specifies go on whatever becomes of a placement, and says nothing of how one ends",
    CFA_2014.section("42"),
)


class Obtained(Enum):
    """What a centre obtains where a pupil with a plan comes."""

    PLAN = "the current plan, with all of Section F"
    OFFICER = "the authority's SEND officer involved"
    BASIS = "the basis of the placement"
    PROVIDERS = "who provides which line of Section F, and where"


class BeforeTheEnd(Enum):
    """What comes before the end of a placement of a pupil with a plan."""

    REVIEW = "an early review held or asked for"
    AUTHORITY = "the authority told"
    NEXT_SETTING = "the next setting agreed"


@choices("ehcp")
class EHCPPolicy(Value):
    """A centre's choices about what an EHC plan promises and when a review is asked for early."""

    shortfall_to_tell: Chosen[int] = chosen(
        1, says="what is missing of any one line of Section F when the authority is told", unit="weeks' worth of it",
        source="design of this library (ehcp.md EHC-DL-05)", law=_SECURE, guidance=_NO_THRESHOLD,
    )  # fmt: skip
    shortfall_to_escalate: Chosen[int] = chosen(
        2, says="what is missing of any one line of Section F when it is raised with those who decide",
        unit="weeks' worth of it", source="design of this library (ehcp.md ADJ-07)", law=_SECURE,
        guidance=_NO_THRESHOLD,
    )  # fmt: skip
    review_every: Chosen[int] = chosen(
        12, says="how often a review of the plan is asked for", unit="months", source="the law's own (ehcp.md ADJ-13)",
        law=Bound("asks for a review in every twelve months", CFA_2014.section("44(1)"), at_most=12),
        guidance=Bound("wants more frequent reviews of children under five alone"),
    )  # fmt: skip
    obtain_on_admission: Chosen[frozenset[Obtained]] = chosen(
        frozenset(Obtained), says="what is obtained where a pupil with a plan comes, and is never a bar to coming",
        source="practice of several authorities (ehcp.md ADJ-02, EHC-AP-11)", law=_NO_CONDITION,
        guidance=Bound("names no list"),
    )  # fmt: skip
    before_the_end: Chosen[frozenset[BeforeTheEnd]] = chosen(
        frozenset(BeforeTheEnd), says="what comes before the end of a placement of a pupil with a plan",
        source="practice (ehcp.md ADJ-05)", law=_GOES_ON, guidance=Bound("names no list"),
    )  # fmt: skip
    part_time_agreed: Chosen[bool] = chosen(
        False, says="a part-time week of a pupil with a plan needs the authority's agreement beside its being told",
        source="practice of one authority (ehcp.md EHC-AP-07, ADJ-08)",
        law=Bound("asks for a parent's agreement, and of an authority for none"),
        guidance=Bound("wants the authority spoken to", WORKING_TOGETHER_2024.at("part-time timetables")),
    )  # fmt: skip
    early_review_at_suspension: Chosen[int] = chosen(
        1, says="the suspension that prompts asking for an early review", unit="suspensions counted in the term",
        source="guidance (ehcp.md EHC-AP-01, ADJ-06)",
        law=_REVIEWS,
        guidance=_AT_RISK,
    )  # fmt: skip
    early_review_over: Chosen[int] = chosen(
        5, says="how long a pupil may be suspended before an early review is asked for whatever came of the first",
        unit="school days of suspension in the term", source="practice (ehcp.md ADJ-06)",
        law=_REVIEWS,
        guidance=Bound("asks whatever the length of a suspension, and names no number of days", _AT_RISK.cites),
    )  # fmt: skip
    early_review_attendance: Chosen[int] = chosen(
        50, says="the attendance since a half term began below which an early review is asked for",
        unit="per cent of possible sessions at the centre",
        source="design of this library: the level of severe absence (ehcp.md ADJ-06 names a collapse and no number)",
        law=_REVIEWS, guidance=_NO_THRESHOLD,
    )  # fmt: skip
    early_review_sessions: Chosen[int] = chosen(
        20, says="the fewest possible sessions in the half term from which its attendance is looked at",
        unit="possible sessions at the centre", source="design of this library: two weeks (ehcp.md ADJ-06)",
        law=_REVIEWS, guidance=_NO_THRESHOLD,
    )  # fmt: skip
