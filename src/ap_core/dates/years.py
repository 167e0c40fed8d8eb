"""The academic year that year groups and statistics go by: 1 September to 31 August."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import total_ordering

from ap_core.dates.plain import no_such_date, plain_day
from ap_core.errors import Fault
from ap_core.values import Value, item, small_value


@total_ordering
@small_value
class AcademicYear(Value):
    """The year from 1 September of ``start`` to 31 August of the next (data convention; fact book standards 10.1).

    It is *not* the legal school year of a school, which runs from the first term to begin after July and is asked of
    that school's own terms (SI 1999/3181; fact book CAL-04): a school that opens in August has begun its school year
    while the academic year before still runs.

    >>> year = AcademicYear.of(date(2026, 11, 23))
    >>> str(year), year.last, year.next == AcademicYear(2027)
    ('2026/27', datetime.date(2027, 8, 31), True)
    """

    start: int = item("the calendar year in which it begins")

    def _faults(self) -> Iterator[Fault]:
        if not date.min.year <= self.start < date.max.year:
            yield Fault("start", "is no calendar year", "give the year in which the academic year begins, such as 2026")

    @classmethod
    def of(cls, day: date) -> AcademicYear:
        """The academic year that ``day`` lies in."""
        plain_day(day, "AcademicYear.of")
        return cls(day.year if day.month >= 9 else day.year - 1)

    @property
    def first(self) -> date:
        """1 September."""
        return date(self.start, 9, 1)

    @property
    def last(self) -> date:
        """31 August."""
        return date(self.start + 1, 8, 31)

    @property
    def next(self) -> AcademicYear:
        """The academic year that follows."""
        return AcademicYear(self.start + 1)

    @staticmethod
    def end_of(day: date) -> date:
        """The last day of the academic year that ``day`` lies in; ``OutsideCalendar`` beyond the last date there is.

        >>> AcademicYear.end_of(date(2026, 11, 23))
        datetime.date(2027, 8, 31)
        """
        plain_day(day, "AcademicYear.end_of")
        if day.month < 9:
            return date(day.year, 8, 31)
        if day.year == date.max.year:
            raise no_such_date(f"the end of the academic year of {day.isoformat()}")
        return date(day.year + 1, 8, 31)

    def __str__(self) -> str:
        return f"{self.start}/{(self.start + 1) % 100:02}"

    def __lt__(self, other: AcademicYear) -> bool:
        return self.start < other.start if isinstance(other, AcademicYear) else NotImplemented
