"""The provision ledger: what Section F of a plan specifies against what was delivered, line by line and week by week.

Counted in whole weeks, Monday to Sunday, that are over. More of one line never makes up for another; more of the
same line in a later week does. What nobody has written down is not known, and never nothing: a week is known only where
every site has written down what it delivered. Why something was missed is kept and takes nothing off: what the plan
specifies is the authority's to secure (CFA 2014 s.42(2); fact book EHC-DL-05).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum

import attrs

from ap_core.dates.calendars import SchoolCalendar
from ap_core.dates.plain import moved
from ap_core.dates.spans import DateSpan
from ap_core.ehcp.provision import Per, ProvisionLine
from ap_core.errors import Fault
from ap_core.law.unknown import UNKNOWN, Unknown, known, unknown_among
from ap_core.values import Value, item, value

_WEEK = 7
_SUNDAY = 6
_TO_FRIDAY = 4
_KEPT_TO = "Up to which day is everything written down that was delivered there of Section F?"


class WhyMissed(Enum):
    """Why minutes of a line were not delivered."""

    PUPIL_ABSENT = "the pupil was absent"
    NOT_TAKEN_UP = "the pupil did not take it up"
    STAFF_ABSENT = "whoever delivers it was absent"
    CLOSED = "the place was closed"
    NOT_ARRANGED = "it was not arranged"
    OTHER = "another reason"


#: What was offered, and the pupil was not there for or did not take up.
OFFERED = frozenset((WhyMissed.PUPIL_ABSENT, WhyMissed.NOT_TAKEN_UP))


@value
class Delivery(Value):
    """What was delivered of one line on one day, or in one week told as a whole by any of its days."""

    line: str = item("the line of Section F, by its reference")
    on: date = item("the day, or a day of the week that is told as a whole")
    minutes: int | Unknown = item(
        "minutes delivered; 0 where none were", default=UNKNOWN,
        asks="How many minutes of this line of Section F were delivered?", of="who delivers it",
    )  # fmt: skip
    missed: int = item("minutes that were due and not delivered, where it is kept why", default=0)
    why_missed: WhyMissed | None = item("why they were not", default=None)
    by: str = item("who delivered it, by role", default="", shown=False)

    def _faults(self) -> Iterator[Fault]:
        for name in ("minutes", "missed"):
            held = getattr(self, name)
            if isinstance(held, int) and held < 0:
                yield Fault(name, "is below 0", "give whole minutes, 0 where there were none")
        if (self.missed > 0) != (self.why_missed is not None):
            yield Fault("why_missed", "does not go with missed", "give both, or neither")


@value
class SiteLedger(Value):
    """What one site delivered, written down without a gap from a first to a last day."""

    site: str = item("the school or centre, by its reference")
    first: date = item("the first day from which everything that it delivers is written down")
    kept_to: date | Unknown = item(
        "the last day up to which it is", default=UNKNOWN,
        asks=_KEPT_TO, of="each site",
    )  # fmt: skip
    deliveries: tuple[Delivery, ...] = item("what was delivered; a week without any had none of it", default=())

    def _faults(self) -> Iterator[Fault]:
        last = self.kept_to if isinstance(self.kept_to, date) else date.max
        if last < self.first:
            yield Fault("kept_to", "is before first", "give a day on or after the first")
        for place, each in enumerate(self.deliveries):
            if not self.first <= each.on <= last:
                yield Fault(f"deliveries[{place}].on", "is outside first to kept_to", "give the days that are kept")


@value
class ShortfallTold(Value):
    """That the authority was told of what is missing of a line."""

    line: str = item("the line of Section F, by its reference")
    on: date = item("the day")
    escalated: bool = item("whether it was raised with those who decide, beyond the case officer", default=False)


@value
class ProvisionLedger(Value):
    """What every site that delivers a part of Section F has delivered, and what the authority was told."""

    sites: tuple[SiteLedger, ...] = item("each site that delivers some of it")
    told: tuple[ShortfallTold, ...] = item("when the authority was told of a shortfall", default=())

    def _faults(self) -> Iterator[Fault]:
        sites = [each.site for each in self.sites]
        for place, site in enumerate(sites):
            if site in sites[:place]:
                yield Fault(f"sites[{place}].site", "is given twice", "put the two together")

    def lines(self) -> Iterator[tuple[str, str]]:
        """Each line that is spoken of, with the path of the field."""
        for at, site in enumerate(self.sites):
            for place, each in enumerate(site.deliveries):
                yield f"sites[{at}].deliveries[{place}].line", each.line
        for place, told in enumerate(self.told):
            yield f"told[{place}].line", told.line


@attrs.frozen
class Between:
    """Minutes as far as they are known: at least ``least``; at most ``most``, without a bound where that is none."""

    least: int
    most: int | None

    @property
    def exact(self) -> int | None:
        """The minutes, where they are known."""
        return self.least if self.least == self.most else None


@attrs.frozen
class WeekOfLine:
    """One week of one line, with what is missing of the line since the count began."""

    monday: date
    specified: Between
    delivered: Between
    #: Since the count began, to the end of this week.
    missing: Between


@attrs.frozen
class LineLedger:
    """One line of Section F, week by week.

    ``a_week`` is a week's worth of it: none while no whole period of the line is over. ``offered`` are the minutes
    missed because the pupil was absent or did not take them up. ``needs`` is what would have to be known to tell more.
    """

    line: ProvisionLine
    weeks: tuple[WeekOfLine, ...]
    a_week: int | None
    offered: int
    needs: Unknown | None

    @property
    def counted(self) -> DateSpan | None:
        """The weeks counted; none while none is over."""
        return DateSpan(self.weeks[0].monday, moved(self.weeks[-1].monday, _SUNDAY)) if self.weeks else None

    @property
    def specified(self) -> int | Unknown:
        """Minutes due in the weeks counted."""
        return self._told(Between(*_sums([week.specified for week in self.weeks])))

    @property
    def delivered(self) -> int | Unknown:
        """Minutes delivered in the weeks counted."""
        return self._told(Between(*_sums([week.delivered for week in self.weeks])))

    @property
    def missing(self) -> int | Unknown:
        """Minutes missing at the end of the weeks counted; more than is due is nothing missing."""
        return self._told(self.weeks[-1].missing) if self.weeks else 0

    def is_short_by(self, minutes: int) -> bool | Unknown:
        """Whether so many minutes or more are missing at the end of the weeks counted."""
        return self._reaches(self.weeks[-1].missing, minutes) if self.weeks else False

    def was_short_by(self, weeks_worth: int) -> bool | Unknown:
        """Whether at the end of any week so many weeks' worth or more were missing."""
        if self.a_week is None:
            return False
        found = [self._reaches(week.missing, weeks_worth * self.a_week) for week in self.weeks]
        if True in found:
            return True
        return next((each for each in found if type(each) is Unknown), False)

    def short_since(self, weeks_worth: int) -> DateSpan | None:
        """The day on which so many weeks' worth were first missing: the earliest that it can be, and the latest."""
        if self.a_week is None:
            return None
        limit = weeks_worth * self.a_week
        ends = [(moved(week.monday, _SUNDAY), week.missing) for week in self.weeks]
        may_be = [day for day, missing in ends if missing.most is None or missing.most >= limit]
        must_be = [day for day, missing in ends if missing.least >= limit]
        return DateSpan(may_be[0], must_be[0] if must_be else None) if may_be else None

    def is_explained(self) -> bool | Unknown:
        """Whether no more is missing than was offered while the pupil was absent or did not take it up."""
        more = self.is_short_by(self.offered + 1)
        return more if type(more) is Unknown else not more

    def _reaches(self, minutes: Between, limit: int) -> bool | Unknown:
        if minutes.least >= limit:
            return True
        return False if minutes.most is not None and minutes.most < limit else self._unknown

    def _told(self, minutes: Between) -> int | Unknown:
        return self._unknown if minutes.exact is None else minutes.exact

    @property
    def _unknown(self) -> Unknown:
        assert self.needs is not None
        return self.needs


def _sums(minutes: list[Between]) -> tuple[int, int | None]:
    most = [each.most for each in minutes]
    return sum(each.least for each in minutes), None if None in most else sum(each for each in most if each is not None)


def line_ledger(
    line: ProvisionLine,
    ledger: ProvisionLedger,
    calendar: SchoolCalendar,
    *,
    on: date,
    since: date = date.min,
    path: str = "",
) -> LineLedger | None | Unknown:
    """One line against what was delivered of it, in the whole weeks from ``since`` that were over before ``on``.

    The count begins where every site's ledger has begun, and the line has: with that week, if no school day of it came
    before. It goes on to the last week that is over, kept or not. ``None`` for a line that gives no amount or no
    frequency; unknown where that is not known.
    ``OutsideCalendar`` where ``calendar`` does not reach so far.

    >>> from ap_core.dates import Term
    >>> from ap_core.ehcp.provision import ProvisionKind
    >>> term = Term("autumn 2026", date(2026, 9, 1), date(2026, 12, 20))
    >>> speech = ProvisionLine(ref="F1", kind=ProvisionKind.THERAPY, minutes=45, per=Per.WEEK)
    >>> centre = SiteLedger(site="CENTRE", first=date(2026, 9, 7), kept_to=date(2026, 9, 25), deliveries=(
    ...     Delivery(line="F1", on=date(2026, 9, 9), minutes=45),
    ...     Delivery(line="F1", on=date(2026, 9, 16), minutes=20)))
    >>> told = line_ledger(speech, ProvisionLedger(sites=(centre,)), SchoolCalendar.of_terms("C", terms=[term]),
    ...     on=date(2026, 9, 28))
    >>> told.specified, told.delivered, told.missing, told.was_short_by(1)
    (135, 65, 70, True)
    """
    if line.quantified is not True:
        return None if line.quantified is False else known(
            line, "minutes" if isinstance(line.minutes, Unknown) else "per", path
        )  # fmt: skip
    begins = max([since, *([line.first] if line.first else []), *[site.first for site in ledger.sites]])
    last = moved(on, -1) if line.last is None else min(moved(on, -1), line.last)
    mondays = _whole_weeks(begins, last, calendar)
    owed = _Owed(line, calendar, mondays)
    sites = [_SiteOfLine(site, line.ref, f"plan.ledger.sites[{at}].") for at, site in enumerate(ledger.sites)]
    weeks: list[WeekOfLine] = []
    due, got = Between(0, 0), Between(0, 0)
    for monday, specified in zip(mondays, owed.by_week, strict=True):
        delivered = Between(*_sums([site.week(monday, on) for site in sites]))
        due, got = Between(*_sums([due, specified])), Between(*_sums([got, delivered]))
        assert due.most is not None
        missing = Between(0 if got.most is None else max(0, due.least - got.most), max(0, due.most - got.least))
        weeks.append(WeekOfLine(monday, specified, delivered, missing))
    unsure = [need for site in sites for need in site.needs]
    if owed.turns_on_holidays:
        unsure.append(known(line, "all_year", path))
    return LineLedger(
        line, tuple(weeks), owed.a_week, sum(site.offered for site in sites), unknown_among(unsure)
    )  # fmt: skip


def _whole_weeks(first: date, last: date, calendar: SchoolCalendar) -> list[date]:
    """The Monday of each week that is over by ``last``, with no school day of it before ``first``."""
    if last <= first:
        return []
    monday = _monday_of(first)
    if first > monday and _school_days(calendar, monday, moved(first, -1)):
        monday = moved(monday, _WEEK)
    return [moved(monday, _WEEK * n) for n in range(((last - monday).days + 1) // _WEEK)]


def _school_days(calendar: SchoolCalendar, monday: date, last: date) -> int:
    """How many a week has up to ``last``; one that the calendar begins or ends in has those that it tells."""
    if moved(monday, _SUNDAY) < calendar.first or monday > calendar.last:
        raise calendar.beyond(f"the week of {monday.isoformat()}")
    first, last = max(monday, calendar.first), min(last, calendar.last)
    return calendar.count(first, last) if first <= last else 0


class _SiteOfLine:
    """What one site delivered of one line, week by week; what is not known of it is gathered as it is met."""

    def __init__(self, site: SiteLedger, line: str, path: str) -> None:
        self._site, self._path = site, path
        self._by_week: dict[date, list[tuple[int, Delivery]]] = {}
        for place, each in enumerate(site.deliveries):
            if each.line == line:
                self._by_week.setdefault(moved(each.on, -each.on.weekday()), []).append((place, each))
        self.needs: list[Unknown] = []
        self.offered = 0

    def week(self, monday: date, on: date) -> Between:
        kept_to = self._site.kept_to
        whole = isinstance(kept_to, date) and kept_to >= moved(monday, _TO_FRIDAY)
        if not whole:
            self.needs.append(Unknown.because(f"{self._path}kept_to", ask=_KEPT_TO, of="each site"))
        least = 0
        for place, each in self._by_week.get(monday, ()):
            if isinstance(each.minutes, Unknown):
                self.needs.append(known(each, "minutes", f"{self._path}deliveries[{place}]."))
                whole = False
            else:
                least += each.minutes
            if each.why_missed in OFFERED:
                self.offered += each.missed
        return Between(least, least if whole else None)


class _Owed:
    """What a line specifies for each of some whole weeks, one after another.

    So much a school day is due on each day that the school meets. So much a week or a fortnight is due in school weeks,
    and in the others too where the plan gives it all year round; a fortnight is due when it is over. So much a half
    term, a term or a year is due when that is over, where the whole of it was counted.
    """

    def __init__(self, line: ProvisionLine, calendar: SchoolCalendar, mondays: list[date]) -> None:
        assert isinstance(line.minutes, int) and isinstance(line.per, Per)
        self._minutes, self._per, self._all_year = line.minutes, line.per, line.all_year
        self.turns_on_holidays = False
        self.a_week: int | None = None
        days = [_school_days(calendar, monday, moved(monday, _SUNDAY)) for monday in mondays]
        match self._per:
            case Per.SCHOOL_DAY:
                self.a_week = line.minutes * _WORKING_WEEK
                self.by_week = [Between(line.minutes * each, line.minutes * each) for each in days]
            case Per.WEEK | Per.FORTNIGHT:
                each = 1 if self._per is Per.WEEK else 2
                self.a_week = -(-line.minutes // each)
                self.by_week = list(self._in_weeks([day > 0 for day in days], each))
            case _:
                self.by_week = [Between(0, 0) for _ in mondays]
                self._in_periods(_periods(self._per, calendar), calendar, mondays)

    def _in_weeks(self, meets: list[bool], each: int) -> Iterator[Between]:
        least = most = 0
        for week in meets:
            before = least // each, most // each
            least += week or self._all_year is True
            most += week or self._all_year is not False
            self.turns_on_holidays |= least != most
            yield Between((least // each - before[0]) * self._minutes, (most // each - before[1]) * self._minutes)

    def _in_periods(self, periods: list[DateSpan], calendar: SchoolCalendar, mondays: list[date]) -> None:
        if not mondays:
            return
        first, last = mondays[0], moved(mondays[-1], _SUNDAY)
        for period in periods:
            assert period.last is not None
            if _monday_of(period.first) >= first and period.last <= last:
                at = mondays.index(_monday_of(period.last))
                self.by_week[at] = Between(self._minutes, self._minutes)
                self.a_week = -(-self._minutes // calendar.school_weeks(period.first, period.last))


_WORKING_WEEK = 5


def _monday_of(day: date) -> date:
    return moved(day, -day.weekday())


def _periods(per: Per, calendar: SchoolCalendar) -> list[DateSpan]:
    """The half terms, the terms, or the school years, from the first to the last school day of each."""
    halves = list(calendar.half_terms)
    if per is Per.HALF_TERM:
        return halves
    groups: dict[object, list[DateSpan]] = {}
    for half in halves:
        groups.setdefault(calendar.term_of(half.first) if per is Per.TERM else _year_of(half.first), []).append(half)
    spans = [DateSpan(group[0].first, group[-1].last) for group in groups.values()]
    # Of a school year that the calendar holds in part nobody can tell here how many weeks it has.
    return spans if per is Per.TERM else [span for span in spans if _is_a_whole_year(span)]


_JUNE, _AUGUST, _SEPTEMBER = 6, 8, 9


def _year_of(day: date) -> int:
    """The year in which the school year of a day begins; terms may begin in August."""
    return day.year if day.month >= _AUGUST else day.year - 1


def _is_a_whole_year(span: DateSpan) -> bool:
    assert span.last is not None
    return _AUGUST <= span.first.month <= _SEPTEMBER and _JUNE <= span.last.month < _AUGUST
