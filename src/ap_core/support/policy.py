"""What a centre chooses about mentoring and restorative work. Defaults come from practice; none is law."""

from __future__ import annotations

from ap_core.law.choice import Bound, Chosen, choices, chosen
from ap_core.law.instruments import CYPA_2008
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
    social_care_told: Chosen[bool] = chosen(
        True, says="social worker, and virtual school of a looked-after pupil, know of a placement by its first day",
        source="practice of virtual schools",
        law=Bound("has schools tell them of suspensions and exclusions, and says nothing of other placements"),
        guidance=Bound("has them consulted before an off-site direction, and names no day for other placements"),
    )  # fmt: skip
    one_lead_teacher: Chosen[bool] = chosen(
        True, says="of a looked-after pupil at two schools it is agreed which designated teacher leads",
        source="practice of virtual schools",
        law=Bound("has each school designate a teacher for its own registered pupils", CYPA_2008.section("20")),
        guidance=Bound("does not say which of two leads"),
    )  # fmt: skip
