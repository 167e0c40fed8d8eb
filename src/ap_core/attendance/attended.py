"""Limits counted in days that the pupil attends, from the pupil's own register at the school.

A centre counts so because an ill pupil cannot be assessed and a suspended one cannot put anything right. No statute
does: these are local choices (acceptance stories 10 and 11). A day counts if at least one of its sessions was attended.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ap_core.attendance.registers import ATTENDED, UNMARKED, Register
from ap_core.dates.calendars import SchoolCalendar
from ap_core.dates.deadlines import Deadline
from ap_core.dates.limits import Limit
from ap_core.dates.plain import moved
from ap_core.errors import OutsideCalendar
from ap_core.law.unknown import Unknown

_DAY = timedelta(days=1)


class AttendedDays(Limit):
    """So many days that the pupil attends at the school of the register.

    Where that many have been attended by ``on``, the last day is the day of the last of them. Where not, it is the
    earliest day that it can be: as if the pupil attended on every school day from ``on``. A school day that has passed
    with a session unmarked may have been attended: where that could put the last day into the past the answer is
    unknown, and says from which day marks are missing. Marks can only put it off, so what was ``done`` by the earliest
    day it can be was in time, and that day is given. ``OutsideCalendar`` where the calendar ends too soon.
    """

    __slots__ = ()

    def starting_with(
        self, first: date, register: Register, calendar: SchoolCalendar, on: date, done: date | None = None
    ) -> Deadline | Unknown:
        """The n-th attended day beginning with ``first``, which is day 1 if it is attended.

        >>> from ap_core.dates import Term
        >>> autumn = SchoolCalendar.of_terms("HILL", terms=[Term("autumn", date(2026, 9, 3), date(2026, 12, 18))])
        >>> register = Register.of_weeks("HILL", {date(2026, 11, 16): "/ / / / I I / / / /"})
        >>> AttendedDays(3).starting_with(date(2026, 11, 16), register, autumn, on=date(2026, 11, 23))
        Deadline(last_day=datetime.date(2026, 11, 19), counted=3 days)
        >>> AttendedDays(6).starting_with(date(2026, 11, 16), register, autumn, on=date(2026, 11, 23)).last_day
        datetime.date(2026, 11, 24)
        """
        return self.of(days_that_count(self._n, self._day(first), register, calendar, on), register.school, on, done)

    def of(self, days: DaysThatCount, school: str, on: date, done: date | None = None) -> Deadline | Unknown:
        """The same, where the days that count have been looked through already, for this limit or a longer one."""
        counted, unmarked, beyond = days
        if beyond is not None and len(counted) < self._n:
            raise beyond
        last_day = counted[self._n - 1]
        # The first day without marks lies among the days of the limit if it is one of them at all.
        if unmarked is not None and unmarked <= last_day < on and (done is None or last_day < done):
            return marks_missing(school, unmarked)
        return Deadline.counted_in(last_day, counted, 0, self._n)

    def after(
        self, event: date, register: Register, calendar: SchoolCalendar, on: date, done: date | None = None
    ) -> Deadline | Unknown:
        """The n-th attended day after ``event``, which is day 0 whether or not it was attended."""
        return self.starting_with(moved(self._day(event), 1), register, calendar, on, done)


#: The days attended, or as good as: a passed school day without marks may have been, one still to come will be; the
#: first that has passed without marks, if there is one; and the calendar's refusal, if it ends before there are enough.
DaysThatCount = tuple[tuple[date, ...], date | None, OutsideCalendar | None]


def days_that_count(n: int, first: date, register: Register, calendar: SchoolCalendar, on: date) -> DaysThatCount:
    """The first ``n`` days from ``first`` that count for a limit in attended days, as far as the calendar reaches."""
    counted: list[date] = []
    unmarked: date | None = None
    day = first
    try:
        for seen in register.days(first, on):
            if seen and (seen & ATTENDED or calendar.is_school_day(day)):
                if seen == UNMARKED and unmarked is None and day < on:
                    unmarked = day
                counted.append(day)
                if len(counted) == n:
                    return tuple(counted), unmarked, None
            day += _DAY
        ahead = calendar.school_days_before(moved(first, max((on - first).days + 1, 0)))
        counted += calendar.school_days[ahead : ahead + n - len(counted)]
        if len(counted) < n:
            raise calendar.beyond(moved(calendar.last, 1).isoformat())
    except OutsideCalendar as beyond:
        return tuple(counted), unmarked, beyond
    return tuple(counted), unmarked, None


def register_at(registers: tuple[Register, ...], school: str) -> Register:
    """The register of ``school`` among a pupil's registers; one without marks where there is none yet.

    >>> register_at((), "HILL").attended_days()
    ()
    """
    for each in registers:
        if each.school == school:
            return each
    return Register.of_marks(school, ())


def days_without_marks(register: Register, calendar: SchoolCalendar, first: date, last: date) -> Iterator[date]:
    """The school days from ``first`` to ``last`` that may have been attended: not seen there, a session unmarked."""
    for ordinal, seen in enumerate(register.days(first, last), first.toordinal()):
        if seen == UNMARKED:
            day = date.fromordinal(ordinal)
            if calendar.is_school_day(day):
                yield day


def day_if_known(done: date | None | Unknown) -> date | None:
    """The day something was done; none where it was not, or where that is not known."""
    return None if type(done) is Unknown else done


def marks_missing(school: str, day: date) -> Unknown:
    """An unknown that the marks of ``school`` from ``day`` on would settle."""
    since = day.isoformat()
    return Unknown.because(f"registers[{school}] from {since}", ask=f"The marks of {school} from {since}?", of=school)
