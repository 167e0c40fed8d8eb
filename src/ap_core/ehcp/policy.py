"""What a centre chooses for pupils with an EHC plan. Defaults come from practice; none is law."""

from __future__ import annotations

from ap_core.law.choice import Bound, Chosen, choices, chosen
from ap_core.law.instruments import CFA_2014, EXCLUSION_GUIDANCE_2026
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


@choices("ehcp")
class EHCPPolicy(Value):
    """A centre's choices about what an EHC plan promises and when a review is asked for early."""

    shortfall_to_tell: Chosen[int] = chosen(
        1, says="what is missing of any one line of Section F when the authority is told", unit="weeks' worth of it",
        source="design of this library (ehcp.md EHC-DL-05)",
        law=Bound(
            "has the authority secure all of the provision from the first day, and sets no threshold for telling it",
            CFA_2014.section("42"),
        ),
        guidance=Bound("names no threshold"),
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
