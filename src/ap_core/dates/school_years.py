"""The school year of the law: it begins with a school's first term to begin after July, and is that school's own.

Education Act 1996 s.579(1) (read), whose words the regulations on the school year repeat for maintained schools
(SI 1999/3181 reg 2, read); the limit on suspensions in a school year counts by it (SI 2012/1033 reg 4, read; fact book
CAL-04). It is neither the :class:`~ap_core.dates.AcademicYear` from 1 September, nor the year from 1 August to 31 July
of the census, nor the financial year (CAL-05).

A calendar holds the terms that somebody gave it. Its first term is taken to open a school year where it begins in
August or September; one that begins later may have had another before it, and the question is refused with
:class:`~ap_core.errors.OutsideCalendar`.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date

from ap_core.dates.calendars import SchoolCalendar
from ap_core.dates.plain import moved
from ap_core.values import Value, item, small_value

#: Sessions that a maintained school holds at least in a school year: 380 (SI 1999/3181 reg 3(2), read), and fewer in
#: years with an extra bank holiday (reported, not read; fact book CAL-03). By the year in whose August it may begin.
LEAST_SESSIONS = 380
FEWER_SESSIONS = {2010: 378, 2011: 378, 2021: 378, 2022: 376}


@small_value
class SchoolYear(Value):
    """The school year of one school, known by the day on which it begins.

    >>> from ap_core.dates import SchoolCalendar, Term
    >>> early = SchoolCalendar.of_terms("HILL", terms=[
    ...     Term("summer", date(2026, 4, 13), date(2026, 7, 17)), Term("autumn", date(2026, 8, 19), date(2026, 12, 11)),
    ... ])
    >>> SchoolYear.of(date(2026, 8, 20), early)
    SchoolYear(school='HILL', first=datetime.date(2026, 8, 19))
    >>> SchoolYear.of(date(2026, 8, 18), early)
    Traceback (most recent call last):
    ap_core.errors.OutsideCalendar: the calendar of HILL covers 2026-04-13 to 2026-12-11 and cannot answer for \
the beginning of the school year of 2026-08-18; add the term dates that are missing
    """

    school: str = item("whose year it is: the name of its calendar")
    first: date = item("the first day of its first term to begin after July")

    @classmethod
    def of(cls, day: date, calendar: SchoolCalendar) -> SchoolYear:
        """The school year that ``day`` lies in; a day between two years belongs to the one that is going out.

        ``OutsideCalendar`` where the day lies outside the calendar, or the calendar begins within that year.
        """
        term = calendar.terms[_latest_term(day, calendar)]
        first = next(each.first for each in calendar.terms if _july_before(each.first) == _july_before(term.first))
        if first == calendar.first and not 8 <= first.month <= 9:
            raise calendar.beyond(f"the beginning of the school year of {day.isoformat()}")
        return cls(calendar.name, first)

    @staticmethod
    def end_of(day: date, calendar: SchoolCalendar) -> date:
        """The last day of the school year that ``day`` lies in: the day before the next year's first term begins.

        ``OutsideCalendar`` where the calendar ends before that term.
        """
        july = _july_before(calendar.terms[_latest_term(day, calendar)].first)
        for term in calendar.terms:
            if _july_before(term.first) > july:
                return moved(term.first, -1)
        raise calendar.beyond(f"the end of the school year of {day.isoformat()}")

    @property
    def least_sessions(self) -> int:
        """The sessions that a maintained school, or a special school not maintained, holds at least in this year.

        It binds neither academies nor pupil referral units (SI 2007/2979 Sch 2 para 2, as the fact book has it). A
        session that could not be held is counted as held (SI 1999/3181 reg 3(3), read).

        >>> SchoolYear("HILL", date(2022, 9, 5)).least_sessions
        376
        """
        return FEWER_SESSIONS.get(self.start, LEAST_SESSIONS)

    @property
    def start(self) -> int:
        """The year of the July after which it begins."""
        return _july_before(self.first)

    def __str__(self) -> str:
        return f"{self.start}/{(self.start + 1) % 100:02}"


def _latest_term(day: date, calendar: SchoolCalendar) -> int:
    """The place of the last term to have begun by ``day``."""
    calendar.school_days_up_to(day)  # refused outside the calendar
    return bisect_right(calendar.terms, day, key=lambda term: term.first) - 1


def _july_before(first: date) -> int:
    """The year of the last July to be over when a term begins on ``first``."""
    return first.year if first.month > 7 else first.year - 1
