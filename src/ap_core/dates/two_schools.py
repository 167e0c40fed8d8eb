"""The school days of two schools side by side, for a pupil who is registered at both (fact book `cal.school-day`)."""

from __future__ import annotations

from datetime import date

from ap_core.dates.calendars import SchoolCalendar
from ap_core.dates.spans import DateSpan
from ap_core.errors import refuse
from ap_core.values import Value, item, small_value


@small_value
class DaysOfTwoSchools(Value):
    """The school days of two schools within a span, each day once."""

    both: tuple[date, ...] = item("days on which both schools meet")
    only_first: tuple[date, ...] = item("days on which only the first school meets")
    only_second: tuple[date, ...] = item("days on which only the second school meets")


def days_of_two_schools(first: SchoolCalendar, second: SchoolCalendar, span: DateSpan) -> DaysOfTwoSchools:
    """The days of ``span`` on which both schools meet, and those on which only one of them does.

    ``OutsideCalendar`` names the calendar that does not cover the whole span (the first school's, if neither does); an
    open span is refused with ``InvalidValue``.

    >>> from ap_core.dates import Term
    >>> terms = [Term("autumn", date(2026, 9, 3), date(2026, 12, 18))]
    >>> hill = SchoolCalendar.of_terms("HILL", terms=terms, closed=[date(2026, 11, 23)])
    >>> brook = SchoolCalendar.of_terms("BROOK", terms=terms, closed=[date(2026, 11, 24)])
    >>> week = days_of_two_schools(hill, brook, DateSpan(date(2026, 11, 23), date(2026, 11, 27)))
    >>> len(week.both), week.only_first, week.only_second
    (3, (datetime.date(2026, 11, 24),), (datetime.date(2026, 11, 23),))
    """
    of_first, of_second = _within(first, span), _within(second, span)
    in_first, in_second = set(of_first), set(of_second)
    return DaysOfTwoSchools(
        tuple(day for day in of_first if day in in_second),
        tuple(day for day in of_first if day not in in_second),
        tuple(day for day in of_second if day not in in_first),
    )


def _within(calendar: SchoolCalendar, span: DateSpan) -> tuple[date, ...]:
    if span.last is None:
        refuse("days_of_two_schools", "span.last", "is open", "give the last day to compare")
    return calendar.school_days[calendar.school_days_before(span.first) : calendar.school_days_up_to(span.last)]
