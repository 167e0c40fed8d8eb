"""A run of days, both ends included; an end of ``None`` is open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ap_core.dates.plain import plain_day
from ap_core.errors import Fault
from ap_core.values import Value, item, small_value


@small_value
class DateSpan(Value):
    """The days from ``first`` to ``last``, both included; ``last`` is ``None`` while there is no end.

    An end before the start is refused with ``InvalidValue``.

    >>> half_term = DateSpan(date(2026, 10, 26), date(2026, 10, 30))
    >>> half_term.covers(date(2026, 10, 30)), half_term.days
    (True, 5)
    """

    first: date = item("the first day")
    last: date | None = item("the last day, included; none while there is no end")

    def _faults(self) -> Iterator[Fault]:
        yield from backwards(self.first, self.last)

    def covers(self, day: date) -> bool:
        """Whether ``day`` lies within, the first and the last day included."""
        plain_day(day, "DateSpan.covers")
        return self.first <= day and (self.last is None or day <= self.last)

    def overlap(self, other: DateSpan) -> DateSpan | None:
        """The days that both spans cover; ``None`` where there is none.

        >>> DateSpan(date(2026, 9, 3), None).overlap(DateSpan(date(2026, 9, 1), date(2026, 9, 4))).days
        2
        """
        first = max(self.first, other.first)
        last = min((end for end in (self.last, other.last) if end is not None), default=None)
        return None if last is not None and last < first else DateSpan(first, last)

    @property
    def days(self) -> int | None:
        """How many calendar days; ``None`` while the end is open."""
        return None if self.last is None else (self.last - self.first).days + 1


def backwards(first: date, last: date | None) -> Iterator[Fault]:
    """The fault of an end that lies before its start, if it does."""
    if last is not None and last < first:
        yield Fault("last", "is before first", "give an end on or after the start")
