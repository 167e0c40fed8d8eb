"""Attendance totals, rates and thresholds from a long table of marks: a row for each pupil, day, session and code.

The marks are joined to the codes as they counted on their day: the same letter meant different things at different
times. A code that has no meaning on its day settles nothing, as in :class:`~ap_core.attendance.rates.Totals`; one that
never was a code is refused with how often it stands there, and where the table is trusted it is counted with those that
settle nothing. Nothing is dropped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any

import narwhals.stable.v2 as nw

from ap_core.attendance.codes import CODES, EARLIER_CODES_SINCE, PRESENT_CODES_SINCE, AttendanceClass, is_code
from ap_core.attendance.rates import FEWEST_SESSIONS
from ap_core.attendance.registers import HALVES
from ap_core.dates.spans import DateSpan
from ap_core.errors import Fault, require
from ap_core.frames.engines import MOST_ROWS, named_columns, rows_held
from ap_core.frames.layout import ColumnType
from ap_core.frames.tables import Reckoned, look, named, nulls, required, small_table
from ap_core.states import MeasureState
from ap_core.values import expect

#: The column of each class of mark, as the totals of a register call it.
CLASSES = {
    AttendanceClass.PRESENT: "present", AttendanceClass.APPROVED_ACTIVITY: "approved",
    AttendanceClass.AUTHORISED: "authorised", AttendanceClass.UNAUTHORISED: "unauthorised",
    AttendanceClass.NOT_POSSIBLE: "not_possible", AttendanceClass.ADMINISTRATIVE: "administrative",
}  # fmt: skip
#: What follows from them.
_ANSWERED = (
    "unsettled", "attended", "absent", "possible", "state", "attendance", "absence", "persistent", "severe",
)  # fmt: skip
#: The first days of the lists of codes that are held. Before the first of them no code means anything.
_LISTS = (EARLIER_CODES_SINCE, PRESENT_CODES_SINCE)
_MARKS: dict[str, ColumnType] = {"day": "date", "session": "text", "code": "text"}


def attendance_totals(
    marks: Any,
    *,
    span: DateSpan,
    per: str | Sequence[str] = ("pupil",),
    fewest: int = FEWEST_SESSIONS,
    trusted: bool = False,
    at_most_rows: int = MOST_ROWS,
) -> Any:
    """One row for each value of ``per``: its sessions by how they count, rates and thresholds, within ``span``.

    ``marks`` has the columns of ``per`` and ``day``, ``session`` (AM or PM) and ``code``; a row whose code is null is a
    session without a mark and counts as none. Whoever has no mark within the span has no row. Rates are in tenths of a
    per cent, half up, and null where ``state`` says that none can be shown; ``persistent`` and ``severe`` are null too
    on fewer than ``fewest`` possible sessions. :func:`ap_core.attendance.rates.totals` is the same for one register.

    >>> import polars as pl
    >>> marks = pl.DataFrame({
    ...     "pupil": ["a", "a", "b"], "day": [date(2026, 11, 16)] * 3, "session": ["AM", "PM", "AM"],
    ...     "code": ["/", "N", "D"],
    ... })
    >>> autumn = DateSpan(date(2026, 9, 1), date(2026, 12, 31))
    >>> attendance_totals(marks, span=autumn).select("pupil", "possible", "attendance", "state").sort("pupil").rows()
    [('a', 2, 500, 'shown'), ('b', 0, None, 'not applicable')]
    """
    per = named_columns("per", per)
    expect("attendance_totals", "span", span, DateSpan, "give a DateSpan of the first and the last day")
    expect("attendance_totals", "fewest", fewest, int, "give a number of sessions")
    taken = "is the name of a column of the marks or of the answer"
    names = {*_MARKS, "era", "marks", "of", *CLASSES.values(), *_ANSWERED}
    require("attendance_totals", [Fault(f"per.{name}", taken, "rename it") for name in per if name in names])
    ready = _within(marks, span, per, at_most_rows)
    if not trusted:
        _look_at_marks(ready.frame, per)
    counted = (
        with_classes(ready.frame, span)
        .group_by(*per)
        .agg(*(nw.col(name).sum() for name in CLASSES.values()), nw.len().alias("marks"))
    )
    return ready.answer(_measured(counted, per, fewest))


def with_classes(frame: Any, span: DateSpan) -> Any:
    """Each mark with 1 in the column of what it counts as, and 0 or null in the others."""
    first, last = span.first, span.last or date.max
    eras = [at for at in range(len(_LISTS) + 1) if _era(first) <= at <= _era(last)]
    codes: dict[str, tuple[ColumnType, list[Any]]] = {"code": ("text", []), "era": ("whole number", [])}
    codes |= {name: ("whole number", []) for name in CLASSES.values()}
    for era, code, counts_as in _editions():
        if era in eras:
            codes["code"][1].append(code)
            codes["era"][1].append(era)
            for kind, name in CLASSES.items():
                codes[name][1].append(int(kind is counts_as))
    on = ["code"]
    if len(eras) == 1:
        # The usual case: one list for the whole span, so that the day need not be looked at again.
        del codes["era"]
    else:
        on = ["code", "era"]
        eras_begun = [(nw.col("day") >= since).cast(nw.Int64) for since in _LISTS]
        frame = frame.with_columns(era=eras_begun[0] + eras_begun[1])
    return frame.join(small_table(frame, codes), on=on, how="left")


def _era(day: date) -> int:
    return sum(day >= since for since in _LISTS)


@cache
def _editions() -> tuple[tuple[int, str, AttendanceClass], ...]:
    """Every code by the list it stands in: which list, the code, and how it counts there."""
    return tuple(
        (_era(edition.since), code, edition.counts_as) for code, editions in CODES.items() for edition in editions
    )


def _within(marks: Any, span: DateSpan, per: Sequence[str], at_most_rows: int) -> Reckoned:
    """The marks within a span. A row without a code is no mark; one without a day is kept, to be refused."""
    ready = required(marks, _MARKS, keys=per, at_most_rows=at_most_rows)
    day = nw.col("day")
    inside = day >= span.first if span.last is None else (day >= span.first) & (day <= span.last)
    return Reckoned(ready.frame.filter(~nw.col("code").is_null() & (inside | day.is_null())), ready.collects)


def _look_at_marks(frame: Any, per: Sequence[str]) -> None:
    no_half = Fault("session", "is neither half of the day", f"give {' or '.join(HALVES)}")
    halves = [(no_half, ~nw.col("session").is_in(list(HALVES)))]
    look("marks", frame, [*nulls(*per, "day", "session"), *halves], apart=(*per, "day", "session"))
    used = rows_held(frame.group_by("code").agg(nw.len().alias("marks")))
    never: Counter[str] = Counter()
    for row in used:
        if not is_code(row["code"]):
            never[_told_apart(row["code"])] += row["marks"]
    if never:
        words = named(f"{code} ({marks} mark{'s' if marks > 1 else ''})" for code, marks in never.items())
        require("marks", [Fault("code", f"holds what never was an attendance code: {words}", "correct the marks")])


def _told_apart(code: str) -> str:
    """What no code is, as a refusal says it: a letter or two; more may be a child's name in the wrong column."""
    return "longer text" if len(code) > 2 else code.strip() or "blanks"


def _measured(counted: Any, per: Sequence[str], fewest: int) -> Any:
    """The totals with what follows from them."""
    col = nw.col
    names = [*CLASSES.values()]
    whole = counted.with_columns(
        *(col(name).fill_null(0).cast(nw.Int64) for name in names), col("marks").cast(nw.Int64)
    )
    attended, absent = col("present") + col("approved"), col("authorised") + col("unauthorised")
    summed = whole.with_columns(
        unsettled=col("marks") - attended - absent - col("not_possible") - col("administrative"),
        attended=attended, absent=absent, possible=attended + absent,
    )  # fmt: skip
    settled = col("unsettled") == 0
    shown = nw.when(settled & (col("possible") > 0)).then(col("possible"))
    judged = nw.when(settled & (col("possible") >= max(fewest, 1)))
    state = nw.when(col("unsettled") > 0).then(nw.lit(MeasureState.UNRELIABLE.value)).otherwise(
        nw.when(col("possible") == 0).then(nw.lit(MeasureState.NOT_APPLICABLE.value)).otherwise(
            nw.lit(MeasureState.SHOWN.value)
        )
    )  # fmt: skip
    done = summed.with_columns(of=shown).with_columns(
        attendance=_tenths(col("attended")), absence=_tenths(col("absent")), state=state,
        persistent=judged.then(10 * col("absent") >= col("possible")),
        severe=judged.then(2 * col("absent") >= col("possible")),
    )  # fmt: skip
    return done.select(*per, *names, *_ANSWERED)


def _tenths(count: Any) -> Any:
    """Tenths of a per cent of the possible sessions, half up, in whole numbers."""
    return ((2000 * count + nw.col("of")) // (2 * nw.col("of"))).cast(nw.Int64)
