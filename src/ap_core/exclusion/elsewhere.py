"""Suspensions that stand in no record here, only as a number that another school told.

Days at every school count towards the limit of a school year (EX-DAY-05), so a school has to know what happened at
others before and beside it. What nobody has told is unknown, and never counted as nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ap_core.dates.calendars import SchoolCalendar
from ap_core.dates.half_days import HalfDays
from ap_core.dates.school_years import SchoolYear
from ap_core.dates.spans import DateSpan
from ap_core.errors import Fault
from ap_core.exclusion.counting import DayCount
from ap_core.law.unknown import UNKNOWN, Need, Unknown, known, reckon
from ap_core.values import Value, item, value

_NOTHING = HalfDays(0)
_PATH = "suspended_elsewhere"


@value
class SuspendedElsewhere(Value):
    """Half-days of suspension at other schools, of which there is no record here but the number."""

    counted_on: date = item("the day on which they were counted: they are of its term and of its school year")
    this_term: HalfDays | Unknown = item(
        "half-days in that term", default=UNKNOWN,
        asks="How many half-days of suspension this term stand in no record here?", of="the other schools",
    )  # fmt: skip
    this_year: HalfDays | Unknown = item(
        "half-days in that school year", default=UNKNOWN,
        asks="How many half-days of suspension this school year stand in no record here?", of="the other schools",
    )  # fmt: skip

    def _faults(self) -> Iterator[Fault]:
        year, term = self.this_year, self.this_term
        if isinstance(year, HalfDays) and isinstance(term, HalfDays) and year < term:
            yield Fault("this_term", "is more than this_year", "give the half-days of the term: the year holds them")


#: What a record or a caller says of other schools: none where it is known that there is nothing beside the records.
Elsewhere = SuspendedElsewhere | None | Unknown


def elsewhere_in_year(elsewhere: Elsewhere, day: date, calendar: SchoolCalendar | Unknown) -> HalfDays | Unknown:
    """The half-days elsewhere in the school year that ``day`` lies in; unknown where they were counted in another."""
    if elsewhere is None:
        return _NOTHING
    if isinstance(elsewhere, Unknown):
        return elsewhere if elsewhere.needs else NOT_TOLD
    same = reckon(_same_year, elsewhere.counted_on, day, calendar)
    if isinstance(same, Unknown):
        return same
    if not same:
        return _of_another("school year")
    return known(elsewhere, "this_year", f"{_PATH}.")  # type: ignore[no-any-return]


def elsewhere_in_term(elsewhere: Elsewhere, term: DateSpan | Unknown) -> HalfDays | Unknown:
    """The half-days elsewhere in a term; unknown where they were counted in another."""
    if elsewhere is None:
        return _NOTHING
    if isinstance(elsewhere, Unknown):
        return elsewhere if elsewhere.needs else NOT_TOLD
    if isinstance(term, Unknown):
        return term
    if not term.covers(elsewhere.counted_on):
        return _of_another("term")
    # A year without any has no term with some.
    if elsewhere.this_year == _NOTHING:
        return _NOTHING
    return known(elsewhere, "this_term", f"{_PATH}.")  # type: ignore[no-any-return]


def elsewhere_when_decided(elsewhere: Elsewhere, half_days: HalfDays | Unknown, *, began: date, ref: str) -> DayCount:
    """What of the half-days elsewhere had been suspended when a suspension was made: all, or no more than all.

    ``began`` is its first day and ``ref`` its reference. Counted by that day, they had. Counted since, some of them may
    have come after it, and no number tells.
    """
    if isinstance(half_days, Unknown):
        return DayCount.unknown(half_days)
    if not half_days.count:
        return DayCount(half_days, half_days)
    # Nobody else tells a number.
    assert isinstance(elsewhere, SuspendedElsewhere)
    if elsewhere.counted_on <= began:
        return DayCount(half_days, half_days)
    ask = f"How many of the half-days elsewhere were before suspension {ref} was made?"
    return DayCount(_NOTHING, half_days, (Need(f"{_PATH}.counted_on", ask, "the other schools"),))


def _same_year(a: date, b: date, calendar: SchoolCalendar) -> bool:
    return SchoolYear.of(a, calendar) == SchoolYear.of(b, calendar)


def _of_another(what: str) -> Unknown:
    return Unknown.because(
        f"{_PATH}.counted_on", ask=f"How many half-days of suspension elsewhere in the {what} asked about?",
        of="the other schools",
    )  # fmt: skip


#: Nobody has said anything about suspensions elsewhere.
NOT_TOLD = Unknown((
    Need(_PATH, "How many days of suspension elsewhere, this term and this school year?", "the other schools"),
))  # fmt: skip
