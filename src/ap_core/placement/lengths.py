"""How long a short-term placement may be by the centre's choice, in school weeks or in half terms of its calendar."""

from __future__ import annotations

from datetime import date

from ap_core.dates.calendars import SchoolCalendar
from ap_core.dates.deadlines import Deadline
from ap_core.dates.limits import HalfTerms, SchoolWeeks
from ap_core.dates.spans import DateSpan
from ap_core.placement.policy import LengthUnit, PlacementPolicy


def longest_from(first_day: date, calendar: SchoolCalendar, policy: PlacementPolicy) -> Deadline:
    """The last school day of the longest short-term placement that begins on ``first_day``.

    ``OutsideCalendar`` where the centre's calendar does not reach so far.
    """
    if policy.length_in is LengthUnit.HALF_TERMS:
        return HalfTerms(policy.longest_short_term).starting_with(first_day, calendar)
    return SchoolWeeks(policy.longest_short_term).starting_with(first_day, calendar)


def half_terms_within(first: date, last: date, calendar: SchoolCalendar) -> int:
    """How many half terms have a school day within ``first`` to ``last``; ``OutsideCalendar`` beyond the calendar.

    >>> from ap_core.dates import Term
    >>> spring = SchoolCalendar.of_terms(
    ...     "CENTRE", terms=[Term("spring 2027", date(2027, 1, 5), date(2027, 3, 25))],
    ...     breaks=[(date(2027, 2, 15), date(2027, 2, 19))],
    ... )
    >>> half_terms_within(date(2027, 1, 5), date(2027, 2, 21), spring)
    1
    >>> half_terms_within(date(2027, 2, 12), date(2027, 2, 22), spring)
    2
    """
    if not calendar.count(first, last):
        return 0
    span = DateSpan(first, last)
    return sum(1 for half_term in calendar.half_terms if half_term.overlap(span))
