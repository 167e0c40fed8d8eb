"""A share of pupils: with the count beside it, Wilson's interval, and a state where so few pupils carry none."""

from __future__ import annotations

from fractions import Fraction

from ap_core.errors import require
from ap_core.progress.intervals import share_faults, wilson
from ap_core.progress.measures import Enough, Measure, MeasureState, Number, enough, measured, not_shown


def share(
    name: str,
    count: int,
    n: int,
    *,
    source: str,
    of: int | None = None,
    not_for: tuple[str, ...] = (),
    level: Number = 0.95,
) -> Measure:
    """``count`` of ``n`` pupils in per cent, with Wilson's interval, or the state that says what ``n`` cannot carry.

    Not applicable without a pupil; below six no summary, not even the count; from six to nine the count alone.

    >>> print(share("moved on to college", 24, 29, of=32, source="invented"))
    moved on to college: 82.8 per cent (24 of 29; 3 more not known; 95% 65.5 to 92.4 (Wilson))
    >>> print(share("moved on to college", 5, 7, source="invented"))
    moved on to college: u, unreliable (5 of 7; 6 to 9: counts only)
    """
    require("share", share_faults(count, n))
    unit, of = "per cent", n if of is None else of
    if not n:
        state, why = (
            (MeasureState.NOT_AVAILABLE, "of nobody is it known") if of else (MeasureState.NOT_APPLICABLE, "no pupil")
        )
        return not_shown(name, unit, state, why, n=0, of=of, source=source, not_for=not_for)
    carries = enough(n)
    if carries in (Enough.NOTHING, Enough.COUNTS):
        return not_shown(
            name, unit, MeasureState.UNRELIABLE, carries.value, n=n, of=of, source=source, not_for=not_for,
            count=count if carries is Enough.COUNTS else None,
        )  # fmt: skip
    interval = wilson(count, n, level=level)
    return measured(
        name, unit, Fraction(100 * count, n), n=n, of=of, count=count, source=source, not_for=not_for,
        interval=interval and interval.times(100),
    )  # fmt: skip
