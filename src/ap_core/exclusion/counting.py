"""A count of half-days that may not be certain, and what one school day counts when a pupil was suspended on it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ap_core.dates.calendars import SchoolCalendar
from ap_core.dates.half_days import HalfDays
from ap_core.errors import Fault, refuse
from ap_core.exclusion.records import PartDay
from ap_core.law.unknown import Need, Reason, Unknown
from ap_core.values import Value, item, small_value


@small_value
class DayCount(Value):
    """Half-days suspended: the least and the most it can be, and what is needed to know; nothing where they are one.

    >>> DayCount(HalfDays(11), HalfDays(11)).half_days
    HalfDays(count=11)
    >>> DayCount(HalfDays(11), Unknown.because("suspensions[2].length")).half_days
    UNKNOWN(suspensions[2].length)
    """

    least: HalfDays = item("the least it can be")
    most: HalfDays | Unknown = item("the most it can be; unknown where nothing bounds it")
    needs: tuple[Need, ...] = item("what would settle it", default=())

    def _faults(self) -> Iterator[Fault]:
        if isinstance(self.most, HalfDays) and self.most < self.least:
            yield Fault("most", "is less than least", "give the least first")

    @classmethod
    def exactly(cls, half_days: int) -> DayCount:
        """A count that is certain."""
        count = HalfDays(half_days)
        return cls(count, count)

    @classmethod
    def unknown(cls, why: Unknown) -> DayCount:
        """A count of which nothing is known but what is needed to know it."""
        return cls(HalfDays(0), why)

    @property
    def half_days(self) -> HalfDays | Unknown:
        """The count; unknown, with all that is needed, where it may be one thing or another."""
        if self.most == self.least:
            return self.least
        needs = self.most.needs if isinstance(self.most, Unknown) else ()
        return Unknown(tuple(dict.fromkeys((*self.needs, *needs))))

    def __add__(self, other: DayCount) -> DayCount:
        if not isinstance(other, DayCount):
            return NotImplemented
        return DayCount(
            self.least + other.least,
            _together(self.most, other.most),
            tuple(dict.fromkeys((*self.needs, *other.needs))),
        )


def _together(a: HalfDays | Unknown, b: HalfDays | Unknown) -> HalfDays | Unknown:
    if isinstance(a, HalfDays) and isinstance(b, HalfDays):
        return a + b
    needs = [need for most in (a, b) if isinstance(most, Unknown) for need in most.needs]
    return Unknown(tuple(dict.fromkeys(needs)))


def count_of_day(day: PartDay) -> DayCount:
    """What one day counts: half a day for a session, and for a lunchtime alone (SI 2012/1033 reg 2(2), read).

    That a session is half a day is derived, not said (verification C11). A lunchtime *and* one session on one day are
    addressed nowhere: half a day at least, a whole one at most, and the doubt is named (EX-DAY-03).

    >>> count_of_day(PartDay(on=date(2026, 11, 19), lunchtime=True)).half_days
    HalfDays(count=1)
    >>> count_of_day(PartDay(on=date(2026, 11, 19), lunchtime=True, afternoon=True)).half_days
    UNKNOWN(the count of a lunchtime and one session on one day)
    """
    sessions = day.morning + day.afternoon
    if sessions == 1 and day.lunchtime:
        return _LUNCH_AND_SESSION
    return DayCount.exactly(max(sessions, 1))


_LUNCH_AND_SESSION = DayCount(HalfDays(1), HalfDays(2), (Need(
    "the count of a lunchtime and one session on one day", reason=Reason.READINGS_DIFFER,
    ask="Does a lunchtime and one session on the same day count as half a day, or as a whole one?", of="a lawyer",
),))  # fmt: skip


@small_value
class PartWay(Value):
    """What an exclusion that began part-way through a school day makes of that day."""

    first_day: date = item("the first day to which the exclusion relates")
    that_day: HalfDays = item("the half-days counted for the day on which it began, at least")


def part_way_through(day: date, calendar: SchoolCalendar, *, afternoon_begun: bool) -> PartWay:
    """A pupil is excluded during the school day ``day``: which day is the first, and what does that day count?

    Before the afternoon session begins, that day itself is the first for the parent's duty (EIA 2006 s.103(7), read),
    and its afternoon counts half a day (older guidance, not read; EX-DAY-11). After it has begun, the next school day
    is the first. The Act does not say how a day without an afternoon session is to be taken.

    ``InvalidValue`` on a day on which the school does not meet.

    >>> from ap_core.dates import Term
    >>> autumn = SchoolCalendar.of_terms("HILL", terms=[Term("autumn", date(2026, 9, 3), date(2026, 12, 18))])
    >>> part_way_through(date(2026, 11, 20), autumn, afternoon_begun=True)
    PartWay(first_day=datetime.date(2026, 11, 23), that_day=HalfDays(count=0))
    """
    if not calendar.is_school_day(day):
        refuse("part_way_through", "day", "is no school day", "give the school day on which the pupil was excluded")
    if afternoon_begun:
        return PartWay(calendar.next_school_day(day), HalfDays(0))
    return PartWay(day, HalfDays(1))
