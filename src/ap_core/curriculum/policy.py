"""What a centre chooses about arrival and the timetable. Defaults come from practice; none is law."""

from __future__ import annotations

from ap_core.curriculum.records import Domain
from ap_core.law.choice import Chosen, choices, chosen
from ap_core.values import Value

_PRACTICE = "practice of centres (placement.md section 9, stories)"


@choices("curriculum")
class CurriculumPolicy(Value):
    """A centre's choices about baseline, reading and hours."""

    reading_within: Chosen[int] = chosen(
        5, says="the time for the reading assessment", unit="days the pupil has attended at the centre",
        source=_PRACTICE,
    )  # fmt: skip
    baseline_within: Chosen[int] = chosen(
        10, says="the time for the whole baseline", unit="days the pupil has attended at the centre", source=_PRACTICE
    )
    baseline: Chosen[frozenset[Domain]] = chosen(
        frozenset((Domain.READING, Domain.NUMBER, Domain.WRITING, Domain.LEARNS_BEST, Domain.WELLBEING)),
        says="what the baseline looks at", source=_PRACTICE,
    )  # fmt: skip
    reading_support_below: Chosen[int] = chosen(
        85, says="the standard score below which reading support is taught", unit="standard score",
        source="practice: one standard deviation below the mean of a standardised test",
    )  # fmt: skip
    reading_support_minutes: Chosen[int] = chosen(
        120, says="the reading support taught", unit="minutes a week", source=_PRACTICE
    )
    full_time_minutes: Chosen[int] = chosen(
        25 * 60, says="a full-time week", unit="minutes a week over all sites",
        source="local proxy used by many authorities; the law names no hours (placement.md s19.no-hours-definition)",
    )  # fmt: skip
