"""Deadlines that move because the school will be closed: an announced closure makes a new calendar.

Whatever is counted in school days has to be counted again (fact book CAL-01). A deadline is a date that was reckoned
once, so the caller says how each is reckoned: a function from a calendar to a deadline.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from ap_core.dates.calendars import SchoolCalendar
from ap_core.dates.deadlines import Deadline
from ap_core.errors import OutsideCalendar, refuse
from ap_core.values import Value, item, small_value


@small_value
class Moved(Value):
    """A deadline that moved with the calendar."""

    deadline: str = item("the deadline, as the caller calls it")
    was: Deadline = item("the deadline by the calendar before")
    now: Deadline = item("the deadline by the calendar after")


@small_value
class CannotTell(Value):
    """A deadline of which it cannot be told whether it moved: a calendar is too short for it."""

    deadline: str = item("the deadline, as the caller calls it")
    calendar: str = item("the calendar that is too short")
    last: date = item("the last day it covers")
    wanted: str = item("what it would have to answer")


def moved(
    before: SchoolCalendar, after: SchoolCalendar, deadlines: Mapping[str, Callable[[SchoolCalendar], Deadline]]
) -> tuple[Moved | CannotTell, ...]:
    """What moves when the calendar of a school becomes another, from when to when, in the order of ``deadlines``.

    A deadline has moved where its last day, or the customary one, is another; one that only counts other days has not.
    Two calendars of different names are refused (``InvalidValue``).

    >>> from ap_core.dates import SchoolDays, Term
    >>> before = SchoolCalendar.of_terms("HILL", terms=[Term("autumn", date(2026, 9, 3), date(2026, 12, 18))])
    >>> after = before.closed_on([date(2026, 12, 4)])
    >>> told = date(2026, 11, 20)
    >>> [board] = moved(before, after, {
    ...     "board meets": lambda calendar: SchoolDays(15).after(told, calendar),
    ...     "notice": lambda calendar: SchoolDays(2).after(told, calendar),
    ... })
    >>> board.deadline, board.was.last_day, board.now.last_day
    ('board meets', datetime.date(2026, 12, 11), datetime.date(2026, 12, 14))
    """
    if after.name != before.name:
        refuse("moved", "after", "is the calendar of another school", "give two calendars of one school")
    found: list[Moved | CannotTell] = []
    for name, reckoned in deadlines.items():
        try:
            was, now = reckoned(before), reckoned(after)
        except OutsideCalendar as short:
            found.append(CannotTell(name, short.calendar, short.last, short.wanted))
            continue
        if (was.last_day, was.customary_last_day) != (now.last_day, now.customary_last_day):
            found.append(Moved(name, was, now))
    return tuple(found)
