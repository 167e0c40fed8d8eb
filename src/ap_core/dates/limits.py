"""Time limits as the law words them: the unit, and where counting begins, are the type; each has its own arithmetic.

``after``: the event is day 0 and the day after it is the first that can count ("within 15 school days after").
``starting_with``: the day of the event is itself the first, if it is a day of the unit ("beginning with").
``before``: counted back from the event ("not later than six days before").
``preceding`` and ``ending_with``: not a limit but a window that looks back, as the days it holds, both ends included.

Nothing rolls forward from a weekend or a holiday: no provision here says so (fact book EHC-T-01); the tribunal's rules
do, in :mod:`ap_core.dates.tribunal`. Limits in hours need a moment: :mod:`ap_core.dates.hours`. Here events are plain
dates, as everywhere. A calendar, or the table of bank holidays, that is too short raises ``OutsideCalendar``.
"""

from __future__ import annotations

from datetime import date
from typing import Self

from ap_core.dates.bank_holidays import BANK_HOLIDAYS, FIRST_DAY, LAST_DAY, beyond_table
from ap_core.dates.calendars import SchoolCalendar
from ap_core.dates.deadlines import Deadline
from ap_core.dates.plain import day_fault, moved, no_such_date, plain_day
from ap_core.dates.spans import DateSpan
from ap_core.errors import Fault, refuse, require

_new_deadline = object.__new__


class Limit:
    """A positive number of some unit of time; equal to another of the same unit and number."""

    # Made by hand: a limit is written in a rule's own line and built as often as it is used.
    __slots__ = ("_n",)

    _n: int

    def __init__(self, n: int) -> None:
        if type(n) is not int or n < 1:
            refuse(type(self).__name__, "n", "is not a positive whole number", "give 1 or more, as an int")
        self._n = n

    @property
    def n(self) -> int:
        """How many."""
        return self._n

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Limit):
            return NotImplemented
        return type(self) is type(other) and self._n == other._n

    def __hash__(self) -> int:
        return hash((type(self), self._n))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._n})"

    def __reduce__(self) -> tuple[type[Self], tuple[int]]:
        return type(self), (self._n,)

    def _day(self, day: date) -> date:
        return day if type(day) is date else plain_day(day, type(self).__name__, "event")

    def _asked(self, day: date, calendar: object) -> None:
        """Refuse what is no day, or no calendar of one school: the commonest slip is to give all the calendars."""
        faults = [day_fault("event", day)]
        if not isinstance(calendar, SchoolCalendar):
            remedy = "give a SchoolCalendar: of several, the one that calendars.of(school) gives"
            faults.append(Fault("calendar", "is not the calendar of one school", remedy))
        require(type(self).__name__, [fault for fault in faults if fault is not None])


class SchoolDays(Limit):
    """So many school days of the named school's own calendar (fact books CAL-01, CAL-02, CAL-09)."""

    __slots__ = ()

    def after(self, event: date, calendar: SchoolCalendar) -> Deadline:
        """Within n school days after ``event``, which is day 0 whether or not it is a school day.

        SI 2012/1033 reg 6(7) and Sch 1 para 2 (read); fact book CAL-09.

        >>> from ap_core.dates import Term
        >>> autumn = SchoolCalendar.of_terms("HILL", terms=[Term("autumn", date(2026, 9, 3), date(2026, 12, 18))])
        >>> SchoolDays(15).after(date(2026, 9, 14), autumn).last_day
        datetime.date(2026, 10, 5)
        """
        # The most asked question of the library, so it reads the calendar's tables and fills the deadline itself.
        if type(event) is not date or type(calendar) is not SchoolCalendar:
            self._asked(event, calendar)
        at = event.toordinal() - calendar._eve
        days = calendar.school_days
        try:
            if at < 1:
                raise IndexError
            start = calendar._upto[at]
            stop = start + self._n
            last_day = days[stop - 1]
        except IndexError:
            raise calendar.beyond(f"{self._n} school days after {event.isoformat()}") from None
        due = _new_deadline(Deadline)
        due._last_day = last_day
        due._customary_last_day = None
        due._days = days
        due._start = start
        due._stop = stop
        return due

    def starting_with(self, event: date, calendar: SchoolCalendar) -> Deadline:
        """The n-th school day beginning with ``event``, which is day 1 if it is a school day.

        The sixth school day of a suspension is counted so (SI 2007/1870 regs 3(3), 4(3)(b), read; fact book CAL-10);
        that of a permanent exclusion is not: it follows the day of the exclusion (verification C1).
        """
        self._asked(event, calendar)
        before = calendar.school_days_before(event)
        counted = calendar.school_days[before : before + self._n]
        if len(counted) < self._n:
            raise calendar.beyond(f"{self._n} school days starting with {event.isoformat()}")
        return Deadline.counted_in(counted[-1], counted, 0, self._n)

    def before(self, event: date, calendar: SchoolCalendar) -> Deadline:
        """Not less than n school days before ``event``: the latest day that is in time, school day or not.

        ``last_day`` leaves n whole school days between it and the event; ``customary_last_day`` leaves one fewer, as
        "at least two school days before" is often read. SI 2010/1156 reg 3(2) (read; the counting is a reading of
        medium confidence, verification section 2).
        """
        self._asked(event, calendar)
        before = calendar.school_days_before(event)
        counted = calendar.school_days[max(0, before - self._n) : before]
        if len(counted) < self._n:
            raise calendar.beyond(f"{self._n} school days before {event.isoformat()}")
        return _whole_days_between(counted, event)


class SchoolWeeks(Limit):
    """So many school weeks: weeks, Monday to Sunday, in which the school meets at least once.

    A centre's limits count in these (a choice of practice, not law); half term uses none up.
    """

    __slots__ = ()

    def starting_with(self, first_day: date, calendar: SchoolCalendar) -> Deadline:
        """The last school day of the n-th school week; the first is that of the next school day from ``first_day`` on.

        ``counted`` holds the last school day of each week, so that ``counted[5]`` ends the sixth.
        """
        self._asked(first_day, calendar)
        counted = calendar.last_days_of_weeks(first_day, self._n)
        if len(counted) < self._n:
            raise calendar.beyond(f"{self._n} school weeks starting with {first_day.isoformat()}")
        return Deadline.counted_in(counted[-1], counted, 0, self._n)


class HalfTerms(Limit):
    """So many half terms of the named school's own calendar, whose lengths differ: never so many weeks.

    A place for half a term lasts as long as the calendar's half term does (fact book placement.md, trap 9).
    """

    __slots__ = ()

    def starting_with(self, first_day: date, calendar: SchoolCalendar) -> Deadline:
        """The last school day of the n-th half term; the first is the one that ``first_day`` lies in, however much of
        it is gone by then, or the next that begins.

        ``counted`` holds the last school day of each half term.

        >>> from ap_core.dates import Term
        >>> spring = SchoolCalendar.of_terms(
        ...     "HILL", terms=[Term("spring 2027", date(2027, 1, 5), date(2027, 3, 25))],
        ...     breaks=[(date(2027, 2, 15), date(2027, 2, 19))],
        ... )
        >>> HalfTerms(1).starting_with(date(2027, 1, 5), spring).last_day
        datetime.date(2027, 2, 12)
        >>> HalfTerms(1).starting_with(date(2027, 2, 22), spring).last_day
        datetime.date(2027, 3, 25)
        """
        self._asked(first_day, calendar)
        calendar.school_days_before(first_day)
        ends = (half_term.last for half_term in calendar.half_terms)
        counted = tuple([last for last in ends if last is not None and last >= first_day][: self._n])
        if len(counted) < self._n:
            raise calendar.beyond(f"{self._n} half terms starting with {first_day.isoformat()}")
        return Deadline.counted_in(counted[-1], counted, 0, self._n)


class WorkingDays(Limit):
    """So many working days in England: not Saturday, Sunday, Christmas Day, Good Friday or a bank holiday.

    School holidays are working days. Fact books CAL-07 (deemed post) and EHC-T-06 (SEND Regulations 2014, 15 and 39).
    """

    __slots__ = ()

    def after(self, event: date) -> Deadline:
        """Within n working days after ``event``, which is day 0.

        >>> WorkingDays(3).after(date(2026, 12, 24)).last_day
        datetime.date(2026, 12, 31)
        """
        return self._from(moved(self._day(event), 1), f"{self._n} working days after {event.isoformat()}")

    def starting_with(self, event: date) -> Deadline:
        """The n-th working day beginning with ``event``, which is day 1 if it is one (reg 15(2), read).

        >>> WorkingDays(15).starting_with(date(2026, 12, 1)).last_day
        datetime.date(2026, 12, 21)
        """
        return self._from(self._day(event), f"{self._n} working days starting with {event.isoformat()}")

    def before(self, event: date) -> Deadline:
        """At least n working days before ``event``: the latest day that is in time, working day or not.

        ``last_day`` leaves n whole working days between it and the event; ``customary_last_day`` leaves one fewer. SEND
        Regulations 2014 reg 15(2), (7): "at least 15 working days prior to" a move (read; fact book EHC-MV-01). The
        two readings are those of :meth:`SchoolDays.before`, on the same grounds.

        >>> due = WorkingDays(2).before(date(2026, 12, 29))
        >>> due.last_day, due.customary_last_day
        (datetime.date(2026, 12, 22), datetime.date(2026, 12, 23))
        """
        back = self._run(moved(self._day(event), -1), -1, f"{self._n} working days before {event.isoformat()}")
        return _whole_days_between(tuple(reversed(back)), event)

    def _from(self, day: date, wanted: str) -> Deadline:
        counted = tuple(self._run(day, 1, wanted))
        return Deadline.counted_in(counted[-1], counted, 0, self._n)

    def _run(self, day: date, step: int, wanted: str) -> list[date]:
        """The n working days from ``day`` on, forward or back."""
        found: list[date] = []
        while len(found) < self._n:
            if not FIRST_DAY <= day <= LAST_DAY:
                raise beyond_table(wanted)
            if day.weekday() < 5 and day not in BANK_HOLIDAYS:
                found.append(day)
            day = moved(day, step)
        return found


def _whole_days_between(counted: tuple[date, ...], event: date) -> Deadline:
    """The day before the first of ``counted``, so that all of them lie between; by custom the day before the second."""
    one_fewer = (*counted, event)[1]
    return Deadline.counted_in(moved(counted[0], -1), counted, 0, len(counted), moved(one_fewer, -1))


class Days(Limit):
    """So many calendar days, weekends and holidays included."""

    __slots__ = ()

    def after(self, event: date) -> Deadline:
        """Within n days after ``event``, which is day 0 (SI 2010/1156 reg 6, read: six days after the meeting)."""
        counted = self._run(moved(self._day(event), 1))
        return Deadline.counted_in(counted[-1], counted, 0, self._n)

    def starting_with(self, event: date) -> Deadline:
        """The n-th day beginning with ``event``, which is day 1 (SEND Regulations 2014 reg 13(1)(a), 22(2)(c), read;
        fact book EHC-T-02).

        >>> Days(15).starting_with(date(2026, 3, 2)).last_day
        datetime.date(2026, 3, 16)
        """
        counted = self._run(self._day(event))
        return Deadline.counted_in(counted[-1], counted, 0, self._n)

    def before(self, event: date) -> Deadline:
        """Not later than n days before ``event`` (SI 2010/1156 reg 5, read)."""
        counted = self._run(moved(self._day(event), -self._n))
        return Deadline.counted_in(counted[0], counted, 0, self._n)

    def _run(self, first: date) -> tuple[date, ...]:
        """The n days from ``first`` on."""
        last = moved(first, self._n - 1)
        return tuple(map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1)))


class Weeks(Limit):
    """So many weeks of seven days; school holidays count like any other days (fact book EHC-T-01)."""

    __slots__ = ()

    def after(self, event: date) -> Deadline:
        """Within n weeks after ``event``: the same weekday n weeks on.

        >>> Weeks(4).after(date(2024, 11, 1)).last_day
        datetime.date(2024, 11, 29)
        """
        return Deadline.counted_in(moved(self._day(event), 7 * self._n), (), 0, 0)

    def starting_with(self, event: date) -> Deadline:
        """Within n weeks beginning with ``event``, which is day 1: the last day is the eve of the same weekday.

        SI 2017/1306 regs 6(3) and 7(1) ("within 5 weeks beginning with", read; verification C26). Where the words are
        "within n weeks of", this is the reading that counts the trigger day, which an Ombudsman once took and the law
        does not (fact book EHC-T-01): use :meth:`after`.

        >>> Weeks(5).starting_with(date(2026, 11, 2)).last_day
        datetime.date(2026, 12, 6)
        """
        return Deadline.counted_in(moved(self._day(event), 7 * self._n - 1), (), 0, 0)

    def preceding(self, day: date) -> DateSpan:
        """The period of n weeks preceding ``day``: its last day is the eve, and ``day`` itself lies outside.

        SI 2010/1156 reg 4A(4), inserted by SI 2012/2532 (read): whether a review meeting took place in it. That a
        meeting exactly n weeks earlier lies inside is a reading (fact book `offsite-direction.review.on-request`).

        >>> window = Weeks(10).preceding(date(2026, 12, 1))
        >>> window.first, window.last
        (datetime.date(2026, 9, 22), datetime.date(2026, 11, 30))
        """
        return DateSpan(moved(self._day(day), -7 * self._n), moved(day, -1))

    def before(self, event: date) -> Deadline:
        """At least n weeks before ``event``: the same weekday n weeks earlier (SEND Regulations 2014 reg 20(3))."""
        return Deadline.counted_in(moved(self._day(event), -7 * self._n), (), 0, 0)


class Months(Limit):
    """So many months by the corresponding date (Dodds v Walker [1981] 1 WLR 1027, remembered; fact book EHC-T-03)."""

    __slots__ = ()

    def after(self, event: date) -> Deadline:
        """Within n months after ``event``: the same day of the month, or the month's last where it has no such day.

        >>> Months(2).after(date(2026, 12, 31)).last_day
        datetime.date(2027, 2, 28)
        """
        return Deadline(self._corresponding(event, self._n)[0])

    def before(self, event: date) -> Deadline:
        """At least n months before ``event`` (SEND Regulations 2014 reg 18(2); fact book EHC-PT-07)."""
        return Deadline(self._corresponding(event, -self._n)[0])

    def starting_with(self, event: date) -> Deadline:
        """A period of n months starting with ``event``: strictly it ends the day *before* the corresponding date.

        Practice takes the corresponding date itself to be in time: that is ``customary_last_day``. In a month without
        that day the period ends with the month, and the two readings agree. Children and Families Act 2014 s.44(1)
        (read); fact book EHC-T-04.

        >>> due = Months(12).starting_with(date(2024, 11, 25))
        >>> due.last_day, due.customary_last_day
        (datetime.date(2025, 11, 24), datetime.date(2025, 11, 25))
        """
        day, has_day = self._corresponding(event, self._n)
        return Deadline.counted_in(moved(day, -1), (), 0, 0, day) if has_day else Deadline.counted_in(day, (), 0, 0)

    def ending_with(self, day: date) -> DateSpan:
        """The period of n months ending with ``day``, which lies inside; three years are ``Months(36)``.

        It begins the day after the corresponding date n months earlier: a period of n months that starts there reaches
        ``day``, and one that starts a day sooner does not. SI 2007/1867 regs 4(5) and 12A(2), as amended by SI 2024/210
        (read): earlier penalty notices.

        >>> three_years = Months(36).ending_with(date(2026, 11, 24))
        >>> three_years.first, three_years.last
        (datetime.date(2023, 11, 25), datetime.date(2026, 11, 24))
        """
        return DateSpan(moved(self._corresponding(day, -self._n)[0], 1), day)

    def _corresponding(self, event: date, months: int) -> tuple[date, bool]:
        """The corresponding date, or the last day of a month that has none; and which of the two it is."""
        self._day(event)
        try:
            if event.day <= 28:
                # Every month has the day, so that nothing is to be settled.
                years, month = divmod(event.month - 1 + months, 12)
                return date(event.year + years, month + 1, event.day), True
            # Loaded when ends of months are first counted: most programs that import this never do.
            from dateutil.relativedelta import relativedelta

            day = event + relativedelta(months=months)
        except (ValueError, OverflowError):
            wanted = f"{abs(months)} months {'after' if months > 0 else 'before'} {event.isoformat()}"
            raise no_such_date(wanted) from None
        return day, day.day == event.day
