"""Due days by the calendars of schools, for a whole table: a join with a table that holds the answer of every day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import narwhals.stable.v2 as nw

from ap_core.dates.calendars import Calendars, SchoolCalendar
from ap_core.dates.limits import SchoolDays
from ap_core.errors import Fault, OutsideCalendar, refuse, require
from ap_core.frames.engines import MOST_ROWS, rows_held
from ap_core.frames.tables import required, small_table
from ap_core.values import expect


def with_due_day(
    table: Any,
    within: SchoolDays,
    calendars: Calendars | SchoolCalendar,
    *,
    event: str = "event",
    school: str | None = "school",
    due: str = "due",
    at_most_rows: int = MOST_ROWS,
) -> Any:
    """The table with a column more, ``due``: the last day ``within`` so many school days after the event.

    Each row goes by the calendar of its ``school``; with one calendar for all of them give ``school=None``. Null where
    the event is null, or where the calendar is too short to tell: add the term dates then. Every school that no
    calendar is held for is named in one :class:`~ap_core.errors.InvalidValue`.

    >>> import polars as pl
    >>> from ap_core.dates import Term
    >>> hill = SchoolCalendar.of_terms("HILL", terms=[Term("autumn", date(2026, 9, 3), date(2026, 12, 18))])
    >>> told = pl.DataFrame({"event": [date(2026, 9, 14), date(2026, 12, 1), None]})
    >>> with_due_day(told, SchoolDays(15), hill, school=None)["due"].to_list()
    [datetime.date(2026, 10, 5), None, None]
    """
    remedy = "give Calendars({school: its SchoolCalendar}), or one SchoolCalendar with school=None"
    expect("with_due_day", "within", within, SchoolDays, "give a number of school days, such as SchoolDays(15)")
    expect("with_due_day", "calendars", calendars, (Calendars, SchoolCalendar), remedy)
    if isinstance(calendars, SchoolCalendar) != (school is None):
        refuse("with_due_day", "school", "does not go with calendars", remedy)
    ready = required(
        table, {event: "date"} if school is None else {event: "date", school: "text"}, keep=True,
        on_dask=True, at_most_rows=at_most_rows,
    )  # fmt: skip
    if due in ready.frame.collect_schema():
        refuse("with_due_day", "due", "is a column already", "give another name")
    if isinstance(calendars, SchoolCalendar):
        held = [("", calendars)]
    else:
        held = _calendars_of(ready.frame, str(school), calendars)
    rows = [(name, *pair) for name, calendar in held for pair in due_days(within, calendar)]
    schools, events, days = zip(*rows, strict=True) if rows else ((), (), ())
    columns: dict[str, Any] = {event: ("date", events), due: ("date", days)}
    if school is not None:
        columns[school] = ("text", schools)
    on = [event] if school is None else [event, school]
    return ready.answer(ready.frame.join(small_table(ready.frame, columns), on=on, how="left"))


def due_days(within: SchoolDays, calendar: SchoolCalendar) -> Iterable[tuple[date, date]]:
    """Every day of a calendar with the last day after it, as far as the calendar can tell."""
    day = calendar.first
    while True:
        try:
            yield day, within.after(day, calendar).last_day
        except OutsideCalendar:
            # Every later day ends later still. The last day of the calendar has none in any case.
            return
        day += timedelta(1)


def _calendars_of(frame: Any, school: str, calendars: Calendars) -> list[tuple[str, SchoolCalendar]]:
    """The calendar of each school of the table; those without one are named together."""
    asked = [row[school] for row in rows_held(frame.select(nw.col(school)).unique())]
    names = sorted(name for name in asked if name is not None)
    missing = [name for name in names if calendars.get(name) is None]
    require("with_due_day", [
        Fault(f"calendars.{name}", "is missing", "add the calendar of the school, or give a default")
        for name in missing
    ])  # fmt: skip
    return [(name, calendars.of(name)) for name in names]
