"""Limits counted in days that the pupil attends, from the pupil's own register at the school.

A centre counts so because an ill pupil cannot be assessed and a suspended one cannot put anything right. No statute
does: these are local choices (acceptance stories 10 and 11). A day counts if at least one of its sessions was attended.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ap_core.attendance.registers import ATTENDED, UNMARKED, Register
from ap_core.dates.calendars import SchoolCalendar
from ap_core.dates.deadlines import Deadline
from ap_core.dates.limits import Limit
from ap_core.dates.plain import moved
from ap_core.law.unknown import Unknown


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
        self._day(first)
        n, counted = self._n, list[date]()
        unmarked: date | None = None
        for ordinal, seen in enumerate(register.days(first, on), first.toordinal()):
            if not seen:
                continue
            day = date.fromordinal(ordinal)
            if not seen & ATTENDED:
                if not calendar.is_school_day(day):
                    continue
                if day < on:
                    unmarked = unmarked or day
            counted.append(day)
            if len(counted) == n:
                break
        if len(counted) < n:
            ahead = max((on - first).days + 1, 0)
            while len(counted) < n:
                day = moved(first, ahead)
                if calendar.is_school_day(day):
                    counted.append(day)
                ahead += 1
        if unmarked is not None and counted[-1] < on and (done is None or counted[-1] < done):
            return marks_missing(register.school, unmarked)
        return Deadline(counted[-1], tuple(counted))

    def after(
        self, event: date, register: Register, calendar: SchoolCalendar, on: date, done: date | None = None
    ) -> Deadline | Unknown:
        """The n-th attended day after ``event``, which is day 0 whether or not it was attended."""
        return self.starting_with(moved(self._day(event), 1), register, calendar, on, done)


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
