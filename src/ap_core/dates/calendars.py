"""The days on which a school meets: its terms, half terms, INSET days and closures, and nothing beyond them.

A school day is a day with a session at *that* school (Education Act 1996 s.579(1), read; fact books CAL-01,
`cal.school-day`). A calendar therefore belongs to one school, and knows its range: a question outside it is refused
with :class:`~ap_core.errors.OutsideCalendar`, which names the range, and never answered with "no school".
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from itertools import accumulate, pairwise
from types import MappingProxyType

import attrs

from ap_core.dates.bank_holidays import BANK_HOLIDAYS, FIRST_DAY, LAST_DAY
from ap_core.dates.plain import moved, plain_day
from ap_core.dates.spans import DateSpan, backwards
from ap_core.errors import Fault, InvalidValue, OutsideCalendar, UnknownSchool, refuse, require
from ap_core.values import Value, expect, item, small_value, value


@small_value
class Term(Value):
    """One term, from its first to its last pupil day; a term that ends before it begins is refused.

    >>> Term("autumn 2026", date(2026, 9, 3), date(2026, 12, 18)).span.days
    107
    """

    name: str = item("what the school calls it")
    first: date = item("the first day of the term")
    last: date = item("the last day of the term, included")

    def _faults(self) -> Iterator[Fault]:
        yield from backwards(self.first, self.last)

    @property
    def span(self) -> DateSpan:
        """The days from the first to the last of the term, its half-term break included."""
        return DateSpan(self.first, self.last)


class _Tables(Value):
    """Where a calendar keeps what it counts with: slots, because every limit in school days reads them.

    ``_upto[i]`` is the number of school days up to and including the i-th day of the range (the first day is 1, and
    ``_upto[0]`` is 0), so that any count is one subtraction and any n-th school day one look-up.
    """

    __slots__ = ("_eve", "_meets", "_upto", "_weeks", "school_days")

    school_days: tuple[date, ...]
    #: The same days, for the question asked most: whether the school meets on a day.
    _meets: frozenset[date]
    _eve: int
    _upto: tuple[int, ...]
    _weeks: tuple[int, ...]
    _week_ends: tuple[date, ...]


@value
class SchoolCalendar(_Tables):
    """The school days of one school, known from the first day of its first term to the last day of its last.

    Monday to Friday in the terms, without the breaks, the closed days and the bank holidays of England, and with the
    extra days on top (a Saturday opening, a bank holiday on which the school meets; an extra day wins over a closure).
    Terms, breaks and days are kept in order of date whatever order they were given in; equal by value.

    Make one with :meth:`of_terms`.
    """

    name: str = item("whose calendar it is")
    terms: tuple[Term, ...] = item("the terms")
    breaks: tuple[DateSpan, ...] = item("half terms and other breaks within a term", default=())
    closed: tuple[date, ...] = item("INSET days, occasional days and closures", default=())
    extra: tuple[date, ...] = item("days on which the school meets beside the usual ones", default=())
    first: date = attrs.field(init=False, eq=False)
    last: date = attrs.field(init=False, eq=False)

    @classmethod
    def of_terms(
        cls,
        name: str,
        *,
        terms: Iterable[Term],
        breaks: Iterable[DateSpan | tuple[date, date]] = (),
        closed: Iterable[date] = (),
        extra: Iterable[date] = (),
    ) -> SchoolCalendar:
        """A calendar from what a school publishes; a break is a ``DateSpan`` or a pair of its first and last day.

        ``InvalidValue`` names all that is wrong together: no terms, terms that overlap, a break outside every term or
        without an end, a closed day outside every term, an extra day before the first or after the last, years for
        which no bank holidays are known (2004 to 2030 are); and, if that is all well, terms without one school day.

        >>> autumn = SchoolCalendar.of_terms(
        ...     "Invented High School",
        ...     terms=[Term("autumn 2026", date(2026, 9, 3), date(2026, 12, 18))],
        ...     breaks=[(date(2026, 10, 26), date(2026, 10, 30))],
        ...     closed=[date(2026, 10, 23)],
        ... )
        >>> autumn
        SchoolCalendar('Invented High School', 2026-09-03 to 2026-12-18, 71 school days)
        >>> autumn.is_school_day(date(2026, 10, 23)), autumn.next_school_day(date(2026, 10, 22))
        (False, datetime.date(2026, 11, 2))
        >>> autumn.is_school_day(date(2027, 1, 5))
        Traceback (most recent call last):
        ap_core.errors.OutsideCalendar: the calendar of Invented High School covers 2026-09-03 to 2026-12-18 \
and cannot answer for 2027-01-05; add the term dates that are missing
        """
        for path, several in (("terms", terms), ("breaks", breaks), ("closed", closed), ("extra", extra)):
            expect(cls.__name__, path, several, Iterable, "give a list of them")
        faults: list[Fault] = []
        spans: list[DateSpan] = []
        for at, given in enumerate(breaks):
            try:
                spans.append(given if isinstance(given, DateSpan) else DateSpan(*given))
            except InvalidValue as wrong:
                faults.extend(fault.below(f"breaks[{at}]") for fault in wrong.faults)
            except TypeError:
                faults.append(Fault(f"breaks[{at}]", "is not a pair of dates", "give its first and its last day"))
        try:
            # Breaks are compared with the terms once each is a span: until then their places would not tell.
            made = cls(
                name=name,
                terms=tuple(terms),
                breaks=() if faults else tuple(spans),
                closed=tuple(closed),
                extra=tuple(extra),
            )
        except InvalidValue as wrong:
            faults.extend(wrong.faults)
        require(cls.__name__, faults)
        return made

    def _faults(self) -> Iterator[Fault]:
        if not self.terms:
            yield Fault("terms", "are missing", "give the first and last day of at least one term")
            return
        ended = date.min
        for at, term in sorted(enumerate(self.terms), key=lambda placed: placed[1].first):
            if term.first <= ended:
                yield Fault(f"terms[{at}]", "begins before the term before it has ended", "give terms apart")
            ended = max(ended, term.last)
        for at, term in enumerate(self.terms):
            if term.first < FIRST_DAY or term.last > LAST_DAY:
                yield Fault(
                    f"terms[{at}]",
                    "lies outside the years whose bank holidays are known",
                    f"give terms within {FIRST_DAY.year} to {LAST_DAY.year}",
                )
        for at, pause in enumerate(self.breaks):
            if pause.last is None:
                yield Fault(f"breaks[{at}].last", "is open", "give the last day of the break")
            elif not any(pause.overlap(term.span) for term in self.terms):
                yield Fault(
                    f"breaks[{at}]", "lies outside every term", "give breaks within a term, and leave out holidays"
                )
        for at, day in enumerate(self.closed):
            if not any(term.first <= day <= term.last for term in self.terms):
                yield Fault(
                    f"closed[{at}]", "lies outside every term", "give days within a term: holidays are closed anyway"
                )
        first, last = min(term.first for term in self.terms), max(term.last for term in self.terms)
        for at, day in enumerate(self.extra):
            if not first <= day <= last:
                yield Fault(f"extra[{at}]", "lies before the first or after the last term", "lengthen the term instead")

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        mine = self.__dict__
        mine["terms"] = tuple(sorted(self.terms, key=lambda term: term.first))
        mine["breaks"] = tuple(sorted(set(self.breaks), key=lambda pause: (pause.first, pause.last)))
        mine["closed"] = tuple(sorted(set(self.closed)))
        mine["extra"] = tuple(sorted(set(self.extra)))
        mine["first"] = self.terms[0].first
        mine["last"] = self.terms[-1].last
        self._count()
        if not self.school_days:
            refuse(
                type(self).__name__, "terms", "hold no school day", "give terms with a day on which the school meets"
            )

    def closed_on(self, days: Iterable[date]) -> SchoolCalendar:
        """The calendar of the same school once ``days`` are announced as closed; this one stays as it was.

        An extra day among them is one no more. Each must lie within a term (``InvalidValue``); one on which the school
        does not meet in any case changes no answer. What a closure does to deadlines: :func:`ap_core.dates.moved`.

        >>> autumn = SchoolCalendar.of_terms("HILL", terms=[Term("autumn", date(2026, 9, 3), date(2026, 12, 18))])
        >>> autumn.closed_on([date(2026, 11, 27)]).next_school_day(date(2026, 11, 26))
        datetime.date(2026, 11, 30)
        """
        closed = tuple(days)
        for at, day in enumerate(closed):
            plain_day(day, "SchoolCalendar.closed_on", f"days[{at}]")
        return self.but(closed=(*self.closed, *closed), extra=tuple(day for day in self.extra if day not in closed))

    def _count(self) -> None:
        """Fill the tables that every question is answered from."""
        off = {day for pause in self.breaks for day in _days(pause.first, pause.last or pause.first)}
        off.update(self.closed, BANK_HOLIDAYS)
        meets = {day for term in self.terms for day in _days(term.first, term.last) if day.weekday() < 5} - off
        meets.update(self.extra)
        days = tuple(sorted(meets))
        # A frozen class is filled through object.__setattr__; a number per school day says which school week it is in.
        fill = object.__setattr__
        fill(self, "school_days", days)
        fill(self, "_meets", frozenset(meets))
        fill(self, "_eve", self.first.toordinal() - 1)
        fill(self, "_upto", tuple(accumulate((day in meets for day in _days(self.first, self.last)), initial=0)))
        weeks = tuple(accumulate((_monday(a) != _monday(b) for a, b in pairwise(days)), initial=0))
        fill(self, "_weeks", weeks)
        # Of each week the last day stays.
        fill(self, "_week_ends", tuple(dict(zip(weeks, days, strict=False)).values()))

    # ------------------------------------------------------------------------------------------ single days

    def is_school_day(self, day: date) -> bool:
        """Whether the school meets on ``day``; ``OutsideCalendar`` outside its range."""
        # What is a school day lies within the range.
        if type(day) is date and day in self._meets:
            return True
        if type(day) is not date or not self.first <= day <= self.last:
            self._at(day)  # refuses it
        return False

    def next_school_day(self, day: date) -> date:
        """The first school day after ``day``; ``OutsideCalendar`` where the calendar ends before there is one."""
        upto = self._upto[self._at(day)]
        if upto == len(self.school_days):
            raise self.beyond(f"the next school day after {day.isoformat()}")
        return self.school_days[upto]

    def previous_school_day(self, day: date) -> date:
        """The last school day before ``day``; ``OutsideCalendar`` where the calendar begins after it."""
        before = self._upto[self._at(day) - 1]
        if before == 0:
            raise self.beyond(f"the last school day before {day.isoformat()}")
        return self.school_days[before - 1]

    def term_of(self, day: date) -> Term | None:
        """The term that ``day`` lies in, weekends and breaks included; ``None`` between terms."""
        self._at(day)
        return next((term for term in self.terms if term.first <= day <= term.last), None)

    def half_term_of(self, day: date) -> DateSpan | None:
        """The half term that ``day`` lies in, from its first to its last school day; ``None`` outside them."""
        self._at(day)
        return next((half for half in self.half_terms if half.covers(day)), None)

    # ------------------------------------------------------------------------------------------ counting

    def school_days_up_to(self, day: date) -> int:
        """How many school days from the calendar's first day up to and including ``day``."""
        return self._upto[self._at(day)]

    def school_days_before(self, day: date) -> int:
        """How many school days from the calendar's first day up to the day before ``day``."""
        return self._upto[self._at(day) - 1]

    def count(self, first: date, last: date) -> int:
        """How many school days from ``first`` to ``last``, both included; 0 where ``last`` is earlier."""
        return max(0, self.school_days_up_to(last) - self.school_days_before(first))

    def school_days_between(self, a: date, b: date) -> int:
        """How many whole school days lie strictly between ``a`` and ``b``; 0 where ``b`` is not later."""
        return max(0, self.school_days_before(b) - self.school_days_up_to(a))

    def school_weeks(self, first: date, last: date) -> int:
        """How many weeks, Monday to Sunday, have a school day within ``first`` to ``last``.

        A week without any session (half term) is no school week (SI 2007/1867 reg 9A as amended by SI 2024/210, read;
        the centre's own limits count in the same way).
        """
        before, upto = self.school_days_before(first), self.school_days_up_to(last)
        return self._weeks[upto - 1] - self._weeks[before] + 1 if before < upto else 0

    def last_days_of_weeks(self, first: date, weeks: int) -> tuple[date, ...]:
        """The last school day of each of the next ``weeks`` school weeks, the first being that of the first school day
        on or after ``first``; fewer where the calendar ends before."""
        before = self.school_days_before(first)
        if before == len(self.school_days):
            return ()
        start = self._weeks[before]
        return self._week_ends[start : start + weeks]

    @cached_property
    def half_terms(self) -> tuple[DateSpan, ...]:
        """Each term split at its breaks, from the first to the last school day of each part, in order."""
        parts: list[DateSpan] = []
        for term in self.terms:
            start = term.first
            for pause in self.breaks:
                if pause.overlap(term.span):
                    parts.extend(self._met_within(start, moved(pause.first, -1)))
                    start = max(start, moved(pause.last or pause.first, 1))
            parts.extend(self._met_within(start, term.last))
        return tuple(parts)

    def _met_within(self, first: date, last: date) -> Iterator[DateSpan]:
        """From the first to the last school day within ``first`` to ``last``, if there is one."""
        start, stop = bisect_left(self.school_days, first), bisect_right(self.school_days, last)
        if start < stop:
            yield DateSpan(self.school_days[start], self.school_days[stop - 1])

    # ------------------------------------------------------------------------------------------ the range

    def beyond(self, wanted: str) -> OutsideCalendar:
        """The refusal of a question that this calendar is too short for."""
        return OutsideCalendar(self.name, self.first, self.last, wanted)

    def _at(self, day: date) -> int:
        """The place of ``day`` in the range, counted from 1."""
        if type(day) is not date:
            plain_day(day, "SchoolCalendar")
        at = day.toordinal() - self._eve
        if not 0 < at < len(self._upto):
            raise self.beyond(day.isoformat())
        return at

    def __repr__(self) -> str:
        return f"SchoolCalendar({self.name!r}, {self.first} to {self.last}, {len(self.school_days)} school days)"

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuilt, (self.name, self.terms, self.breaks, self.closed, self.extra)


def _rebuilt(
    name: str, terms: tuple[Term, ...], breaks: tuple[DateSpan, ...], closed: tuple[date, ...], extra: tuple[date, ...]
) -> SchoolCalendar:
    """Unpickle: the tables are counted again, so that they can never disagree with the terms."""
    return SchoolCalendar(name=name, terms=terms, breaks=breaks, closed=closed, extra=extra)


def _days(first: date, last: date) -> Iterator[date]:
    return map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1))


def _monday(day: date) -> int:
    """The week that ``day`` is in, Monday to Sunday, as a running number (day 1 of the calendar was a Monday)."""
    return (day.toordinal() - 1) // 7


@small_value
class Calendars(Value):
    """The calendar of each school by its name, and one for the others if ``default`` is given.

    Every school has its own calendar, so a dual-registered pupil has two (fact book `cal.school-day`).

    >>> centre = SchoolCalendar.of_terms("HILL", terms=[Term("autumn", date(2026, 9, 3), date(2026, 12, 18))])
    >>> calendars = Calendars({"HILL": centre})
    >>> calendars.of("HILL").name, calendars.get("BROOK")
    ('HILL', None)
    >>> calendars.of("BROOK")
    Traceback (most recent call last):
    ap_core.errors.UnknownSchool: no school calendar for BROOK; add it to the calendars, or give a default
    """

    by_school: Mapping[str, SchoolCalendar] = item("the calendar of each school, by its name")
    default: SchoolCalendar | None = item("the calendar of every other school", default=None)

    def _faults(self) -> Iterator[Fault]:
        if not all(school.__class__ is str for school in self.by_school):
            yield Fault("by_school", "has a key that is not text", "give each calendar under the name of its school")
        if not all(isinstance(calendar, SchoolCalendar) for calendar in self.by_school.values()):
            yield Fault("by_school", "has a value that is no SchoolCalendar", "give a SchoolCalendar for each school")

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        self.__dict__["by_school"] = MappingProxyType(dict(self.by_school))

    def get(self, school: str) -> SchoolCalendar | None:
        """The calendar of ``school``, or the default; ``None`` where there is neither."""
        return self.by_school.get(school, self.default)

    def of(self, school: str) -> SchoolCalendar:
        """The calendar of ``school``, or the default; :class:`~ap_core.errors.UnknownSchool` without either."""
        calendar = self.get(school)
        if calendar is None:
            raise UnknownSchool(school)
        return calendar

    def __hash__(self) -> int:
        return hash((frozenset(self.by_school.items()), self.default))

    def __reduce__(self) -> tuple[object, ...]:
        return Calendars, (dict(self.by_school), self.default)
