"""What a centre chooses about mentoring and restorative work. Defaults come from practice; none is law."""

from __future__ import annotations

from ap_core.law.choice import Bound, Chosen, choices, chosen
from ap_core.values import Value

_LAW = Bound("says nothing of it")
_GUIDANCE = Bound("names no number")


@choices("support")
class SupportPolicy(Value):
    """A centre's choices about support."""

    mentor_in_weeks_of: Chosen[int] = chosen(
        2, says="the days attended that make a mentor session due in the week", unit="days attended in the week",
        source="practice (stories)", law=_LAW, guidance=_GUIDANCE,
    )  # fmt: skip
    restorative_within: Chosen[int] = chosen(
        2, says="the time for the restorative conversation", unit="days the pupil has attended since the incident",
        source="practice (stories)", law=_LAW, guidance=_GUIDANCE,
    )  # fmt: skip
