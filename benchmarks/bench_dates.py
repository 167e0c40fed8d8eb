"""Counting days, against the general libraries one would otherwise use."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from dateutil.relativedelta import relativedelta

from ap_core import SchoolCalendar, SchoolDays, Term
from ap_core.pupils import KeyStage, key_stage
from paired import Bar, at_least, at_most, paired

TERMS = [
    Term("autumn 2025", date(2025, 9, 3), date(2025, 12, 19)),
    Term("spring 2026", date(2026, 1, 5), date(2026, 3, 27)),
    Term("summer 2026", date(2026, 4, 13), date(2026, 7, 21)),
    Term("autumn 2026", date(2026, 9, 3), date(2026, 12, 18)),
    Term("spring 2027", date(2027, 1, 5), date(2027, 3, 25)),
    Term("summer 2027", date(2027, 4, 12), date(2027, 7, 21)),
]
BREAKS = [
    (date(2025, 10, 27), date(2025, 10, 31)),
    (date(2026, 2, 16), date(2026, 2, 20)),
    (date(2026, 5, 25), date(2026, 5, 29)),
    (date(2026, 10, 26), date(2026, 10, 30)),
    (date(2027, 2, 15), date(2027, 2, 19)),
    (date(2027, 5, 31), date(2027, 6, 4)),
]
CALENDAR = SchoolCalendar.of_terms("both years", terms=TERMS, breaks=BREAKS)
DAY = timedelta(days=1)
N = 15


def bars() -> Iterator[Bar]:
    """The n-th school day, a deadline against the bare look-up, and the key stage of a date of birth."""
    yield _school_days()
    yield from _deadlines()
    yield _key_stage()


def _school_days() -> Bar:
    """Fifteen school days after a day, against ``holidays`` with the school's closures added to its bank holidays."""
    name = f"the {N}th school day: faster than holidays and closures"
    try:
        import holidays
    except ImportError:
        return at_least(name, 80, None, "the extra rivals is not installed")
    school = holidays.country_holidays("GB", subdiv="ENG", years=range(2025, 2028))
    school.update(dict.fromkeys(_closures(), "closed"))
    events = [date(2026, 9, 3) + DAY * n for n in range(60)]
    limit = SchoolDays(N)

    def ours() -> list[date]:
        return [limit.after(event, CALENDAR).last_day for event in events]

    def theirs() -> list[date | None]:
        return [school.get_nth_working_day(event, N) for event in events]

    _same(ours(), theirs())
    return at_least(name, 80, paired(theirs, ours))


#: The two lists that a look-up needs: every school day, and for each day of the range how many there are up to it.
SCHOOL_DAYS = list(CALENDAR.school_days)
FIRST = CALENDAR.first
UP_TO = [CALENDAR.count(FIRST, FIRST + DAY * n) for n in range((CALENDAR.last - FIRST).days + 1)]


def _look_up(day: date) -> date:
    """The n-th school day after a day that is taken to be right and inside."""
    return SCHOOL_DAYS[UP_TO[(day - FIRST).days] + N - 1]


def _look_up_all(day: date) -> tuple[date, list[date]]:
    """The same with the days counted."""
    start = UP_TO[(day - FIRST).days]
    return SCHOOL_DAYS[start + N - 1], SCHOOL_DAYS[start : start + N]


def _deadlines() -> Iterator[Bar]:
    """A deadline, which knows its counted days, against the bare look-up; then both with the days cut out.

    Ours also refuses what is no day or lies outside the calendar. The counted days stay a part of the calendar until
    they are asked for, so that the first bar makes a deadline and cuts nothing out.
    """
    events = [date(2026, 9, 3) + DAY * n for n in range(60)]
    limit = SchoolDays(N)

    def made() -> list[object]:
        return [limit.after(event, CALENDAR) for event in events]

    open_days = frozenset(SCHOOL_DAYS)

    def by_days() -> list[date]:
        found = []
        for event in events:
            day, left = event, N
            while left:
                day += DAY
                left -= day in open_days
            found.append(day)
        return found

    def looked_up() -> list[date]:
        return [_look_up(event) for event in events]

    def cut_out() -> list[tuple[date, list[date]]]:
        return [_look_up_all(event) for event in events]

    def read_out() -> list[tuple[date, tuple[date, ...]]]:
        read = []
        for event in events:
            due = limit.after(event, CALENDAR)
            read.append((due.last_day, due.counted))
        return read

    _same([last for last, _ in read_out()], looked_up())
    _same([(last, list(days)) for last, days in read_out()], cut_out())
    _same(by_days(), looked_up())
    yield at_least("a deadline made: faster than a loop over days", 6, paired(by_days, made))
    yield at_most("a deadline made / bare two-list look-up", 2.5, paired(made, looked_up), known=True)
    yield at_most("its last and its counted days read / both looked up", 2.5, paired(read_out, cut_out))


def _closures() -> set[date]:
    """The days between and within terms on which the school is shut."""
    shut = {first + DAY * n for first, last in BREAKS for n in range((last - first).days + 1)}
    for before, after in pairwise(TERMS):
        shut |= {before.last + DAY * n for n in range(1, (after.first - before.last).days)}
    return shut


STAGES = (
    *((years, KeyStage.KS1) for years in (5, 6)),
    *((years, KeyStage.KS2) for years in (7, 8, 9, 10)),
    *((years, KeyStage.KS3) for years in (11, 12, 13)),
    *((years, KeyStage.KS4) for years in (14, 15)),
)
STAGE_AT = dict(STAGES)


def _key_stage() -> Bar:
    """By the age on the 31 August before the school year, as one writes it with relativedelta."""
    on = date(2026, 11, 23)
    births = [date(2011, 1, 1) + DAY * (n * 37) for n in range(100)]

    def ours() -> list[KeyStage | None]:
        return [key_stage(born=born, on=on) for born in births]

    def theirs() -> list[KeyStage | None]:
        found = []
        for born in births:
            start = (on + relativedelta(months=-8)).replace(month=8, day=31)
            found.append(STAGE_AT.get(relativedelta(start, born).years))
        return found

    _same(ours(), theirs())
    return at_least("key stage: faster than relativedelta", 20, paired(theirs, ours))


def _same(ours: object, theirs: object) -> None:
    """Only answers that agree are worth timing."""
    if ours != theirs:
        raise AssertionError("the two ways do not agree")
