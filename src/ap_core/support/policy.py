"""What a centre chooses about mentoring and restorative work. Defaults come from practice; none is law."""

from __future__ import annotations

from ap_core.law.choice import Chosen, choices, chosen
from ap_core.values import Value


@choices("support")
class SupportPolicy(Value):
    """A centre's choices about support."""

    mentor_in_weeks_of: Chosen[int] = chosen(
        2, says="the days attended that make a mentor session due in the week", unit="days attended in the week",
        source="practice (stories)",
    )  # fmt: skip
    restorative_within: Chosen[int] = chosen(
        2, says="the time for the restorative conversation", unit="days the pupil has attended since the incident",
        source="practice (stories)",
    )  # fmt: skip
