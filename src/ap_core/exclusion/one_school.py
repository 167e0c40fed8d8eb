"""The suspensions of one school, counted on its own calendar: each by itself, and together where their days meet."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from ap_core.dates.calendars import SchoolCalendar
from ap_core.dates.half_days import HalfDays
from ap_core.dates.spans import DateSpan
from ap_core.exclusion.counting import DayCount, count_of_day
from ap_core.exclusion.records import PartDay, Suspension
from ap_core.law.unknown import Unknown, known, reckon

#: A suspension with its path in the record.
Placed = tuple[str, Suspension]


class Tally:
    """What is being added up: half-days that are certain, as a bare number, and counts that are not."""

    __slots__ = ("certain", "others")

    def __init__(self) -> None:
        self.certain = 0
        self.others: list[DayCount] = []

    def total(self) -> DayCount:
        """All together."""
        return sum(self.others, DayCount.exactly(self.certain))


def tally_one_school(
    tally: Tally, suspensions: Sequence[Placed], span: DateSpan, calendar: SchoolCalendar | Unknown
) -> None:
    """Add to ``tally`` what one school's suspensions count within ``span``."""
    for together in _meeting(suspensions):
        if all(_apart(each, span) for _, each in together):
            continue
        if len(together) > 1:
            several = [(path, each, days_of(each, calendar, path)) for path, each in together]
            tally.others.append(_of_several(several, span))
            continue
        [(path, each)] = together
        days = days_of(each, calendar, path)
        # The usual case by itself: whole days, and of the length that they come to.
        if not isinstance(days, Unknown) and _all_whole(each, days):
            tally.certain += 2 * _count_within(days, span)
        else:
            tally.others.append(_of_one(path, each, days, span))


def days_met(suspensions: Sequence[Placed], span: DateSpan, calendar: SchoolCalendar | Unknown) -> set[date]:
    """The days within ``span`` on which the suspensions of one school may lie."""
    met: set[date] = set()
    for path, each in suspensions:
        met.update(_within(days_of(each, calendar, path), each, span))
    return met


def days_of(suspension: Suspension, calendar: SchoolCalendar | Unknown, path: str) -> tuple[date, ...] | Unknown:
    """The school days from the first to the last day of a suspension."""
    first, last = known(suspension, "first_day", path), known(suspension, "last_day", path)
    days: tuple[date, ...] | Unknown = reckon(_school_days, first, last, calendar)
    return days


def parts_of(suspension: Suspension, days: tuple[date, ...] | Unknown, path: str) -> Mapping[date, PartDay] | Unknown:
    """The days of which only a part was suspended; known too where the length leaves room for none."""
    if not isinstance(suspension.part_days, Unknown):
        return {part.on: part for part in suspension.part_days}
    if isinstance(days, Unknown):
        return days
    if isinstance(suspension.length, HalfDays) and suspension.length.count == 2 * len(days):
        return {}
    parts: Unknown = known(suspension, "part_days", path)
    return parts


def _school_days(first: date, last: date, calendar: SchoolCalendar) -> tuple[date, ...]:
    return calendar.school_days[calendar.school_days_before(first) : calendar.school_days_up_to(last)]


def _all_whole(suspension: Suspension, days: tuple[date, ...]) -> bool:
    """Whether it is known to be of whole days, and nothing in it says otherwise."""
    parts, length = suspension.part_days, suspension.length
    if isinstance(length, HalfDays):
        return length.count == 2 * len(days) and (isinstance(parts, Unknown) or not parts)
    return parts == ()


def _count_within(days: tuple[date, ...], span: DateSpan) -> int:
    """How many of the days, which are in order, lie in the span."""
    stop = len(days) if span.last is None else bisect_right(days, span.last)
    return max(0, stop - bisect_left(days, span.first))


def _apart(suspension: Suspension, span: DateSpan) -> bool:
    """Whether none of its days can lie in the span."""
    first, last = suspension.first_day, suspension.last_day
    after = isinstance(first, date) and span.last is not None and first > span.last
    return after or (isinstance(last, date) and last < span.first)


def _meeting(suspensions: Sequence[Placed]) -> Iterator[list[Placed]]:
    """Suspensions put together with those whose days run into theirs; one with an unknown end stands by itself."""
    dated: list[tuple[date, date, Placed]] = []
    for placed in suspensions:
        first, last = placed[1].first_day, placed[1].last_day
        if isinstance(first, date) and isinstance(last, date):
            dated.append((first, last, placed))
        else:
            yield [placed]
    dated.sort(key=lambda one: one[:2])
    together: list[Placed] = []
    reached = date.min
    for first, last, placed in dated:
        if together and first > reached:
            yield together
            together = []
        together.append(placed)
        reached = max(reached, last)
    if together:
        yield together


def _within(days: tuple[date, ...] | Unknown, suspension: Suspension, span: DateSpan) -> Iterator[date]:
    """The days that a suspension may lie on in the span: without its calendar every day from its first to its last."""
    if not isinstance(days, Unknown):
        yield from filter(span.covers, days)
        return
    first, last = suspension.first_day, suspension.last_day
    if isinstance(first, date) and isinstance(last, date):
        first, last = max(first, span.first), last if span.last is None else min(last, span.last)
        yield from map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1))


def _of_one(path: str, suspension: Suspension, days: tuple[date, ...] | Unknown, span: DateSpan) -> DayCount:
    """A suspension that meets no other of its school."""
    length = known(suspension, "length", path)
    if isinstance(days, Unknown):
        return _without_days(suspension, days, length, span)
    parts = parts_of(suspension, days, path)
    if not isinstance(parts, Unknown):
        return _day_by_day([(path, suspension, days)], span)
    within = 2 * _count_within(days, span)
    if isinstance(length, Unknown):
        return DayCount(HalfDays(0), HalfDays(within), length.needs if within else ())
    if length.count > 2 * len(days):
        ask = "It has more half-days than its school days: which is right?"
        return _contradiction(suspension, ask, f"{path}length", f"{path}first_day", f"{path}last_day")
    least, most = max(0, length.count - (2 * len(days) - within)), min(length.count, within)
    return DayCount(HalfDays(least), HalfDays(most), parts.needs if least < most else ())


def _without_days(suspension: Suspension, days: Unknown, length: HalfDays | Unknown, span: DateSpan) -> DayCount:
    """A suspension whose school days are not known; its length is enough where all of it lies in the span."""
    if isinstance(length, Unknown):
        return DayCount.unknown(Unknown((*length.needs, *days.needs)))
    first, last = suspension.first_day, suspension.last_day
    if isinstance(first, date) and isinstance(last, date) and span.covers(first) and span.covers(last):
        return DayCount(length, length)
    return DayCount(HalfDays(0), length, days.needs)


def _of_several(together: list[tuple[str, Suspension, tuple[date, ...] | Unknown]], span: DateSpan) -> DayCount:
    """Suspensions of one school whose days run into each other: they stand if each has another part of the day."""
    known_days: list[tuple[str, Suspension, tuple[date, ...]]] = []
    for path, each, days in together:
        parts = parts_of(each, days, path)
        if isinstance(days, Unknown):
            return DayCount.unknown(days)
        if isinstance(parts, Unknown):
            return DayCount.unknown(parts)
        known_days.append((path, each, days))
    return _day_by_day(known_days, span)


def _day_by_day(suspensions: list[tuple[str, Suspension, tuple[date, ...]]], span: DateSpan) -> DayCount:
    """Counted a day at a time: whole days, and those of which parts were suspended, by one record or by several."""
    whole: set[date] = set()
    part: dict[date, PartDay] = {}
    for path, each, days in suspensions:
        parts = parts_of(each, days, path)
        assert not isinstance(parts, Unknown)
        if not parts.keys() <= set(days):
            return _contradiction(each, "A part of a day without school: which day was it?", f"{path}part_days")
        if isinstance(each.length, HalfDays) and not _agrees(each.length, parts, days):
            ask = "Its days come to another length: which is right?"
            return _contradiction(each, ask, f"{path}length", f"{path}part_days")
        for day in days:
            new, old = parts.get(day), part.get(day)
            if day in whole or (old is not None and (new is None or _clash(old, new))):
                ask = "Two suspensions for one time: which is right?"
                return _contradiction(each, ask, *[f"{at}first_day" for at, _, others in suspensions if day in others])
            if new is None:
                whole.add(day)
            else:
                part[day] = new if old is None else _joined(old, new)
    total = DayCount.exactly(2 * sum(map(span.covers, whole)))
    for day, suspended in part.items():
        if span.covers(day):
            total += count_of_day(suspended)
    return total


def _clash(a: PartDay, b: PartDay) -> bool:
    return (a.morning and b.morning) or (a.lunchtime and b.lunchtime) or (a.afternoon and b.afternoon)


def _joined(a: PartDay, b: PartDay) -> PartDay:
    return PartDay(
        on=a.on,
        morning=a.morning or b.morning,
        lunchtime=a.lunchtime or b.lunchtime,
        afternoon=a.afternoon or b.afternoon,
    )


def _agrees(length: HalfDays, parts: Mapping[date, PartDay], days: tuple[date, ...]) -> bool:
    """Whether a length may be that of so many days, on either reading of a day in doubt."""
    total = sum(map(count_of_day, parts.values()), DayCount.exactly(2 * (len(days) - len(parts))))
    return isinstance(total.most, HalfDays) and total.least <= length <= total.most


def _contradiction(suspension: Suspension, ask: str, *paths: str) -> DayCount:
    return DayCount.unknown(Unknown.between(*paths, ask=ask, of=suspension.school))
