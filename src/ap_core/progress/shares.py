"""A share of pupils, a rate of events, a change of attendance: as measures, with a state where pupils are too few."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from ap_core.attendance.change import AttendanceChange
from ap_core.attendance.rates import by_code
from ap_core.attendance.registers import Register
from ap_core.dates.spans import DateSpan
from ap_core.errors import require
from ap_core.progress.intervals import poisson_rate, share_faults, wilson
from ap_core.progress.measures import Enough, Measure, Number, enough, measured, not_shown, unsupported
from ap_core.states import MeasureState


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


def event_rate(
    name: str, events: int, exposure: Number, *, per: int, of_what: str, n: int, source: str, level: Number = 0.95
) -> Measure:
    """Events for each ``per`` of an exposure that is named, with the exact Poisson interval: suspensions, incidents.

    Not applicable where the exposure is 0; below ten pupils (``n``) unreliable. A rate above ``per`` is none the less
    right where the exposure is one day's roll and the events are a year's: name the exposure, and prefer sessions.

    >>> print(event_rate("suspensions", 28, 7_840, per=1_000, of_what="possible sessions", n=32, source="invented"))
    suspensions: 3.6 for 1,000 possible sessions (n = 32; 95% 2.4 to 5.2 (exact Poisson); 28 in all)
    """
    interval = poisson_rate(events, exposure, level=level)
    unit = f"for {per:,} {of_what}"
    not_for = ("telling centres apart: the exact interval is too narrow where events gather in a few pupils",)
    if interval is None:
        why = f"no {of_what}"
        return not_shown(name, unit, MeasureState.NOT_APPLICABLE, why, n=n, source=source, not_for=not_for)
    missing = unsupported(name, unit, n, of=n, source=source, not_for=not_for)
    if missing is not None:
        return missing
    return measured(
        name, unit, Fraction(per * events) / Fraction(exposure), n=n, source=source, interval=interval.times(per),
        not_for=not_for, why=f"{events} in all",
    )  # fmt: skip


def part_time_share(registers: Iterable[Register], days: DateSpan, *, source: str) -> Measure:
    """Pupils with a part-time timetable in the register (C2) on some of the days, one register a pupil (ATT-08).

    >>> from datetime import date
    >>> monday = date(2026, 11, 16)
    >>> shorter = Register.of_marks("UNIT", [(monday, "AM", "/"), (monday, "PM", "C2")])
    >>> part_time_share([shorter] * 2, DateSpan(monday, monday), source="invented").why
    'fewer than 6: no summary'
    """
    on_c2 = [bool(by_code(register, span=days).get("C2")) for register in registers]
    not_for = ("a breach: a part-time timetable may be right for a time, and no law sets a share",)
    return share("pupils on a part-time timetable", sum(on_c2), len(on_c2), source=source, not_for=not_for)


def attendance_pairs(changes: Iterable[AttendanceChange]) -> list[tuple[Fraction | None, Fraction | None]]:
    """Attendance in per cent at the previous school and now, of each pupil, for everything that is asked of a change.

    None on both sides where the change cannot be shown: no previous school, nothing known of it, or too few sessions.
    Such pupils are counted as missing.
    """
    return [
        (
            Fraction(100 * change.attended_before, change.possible_before),
            Fraction(100 * change.attended_now, change.possible_now),
        )
        if change.state is MeasureState.SHOWN
        else (None, None)
        for change in changes
    ]
