"""Before a suspension is made: what it would come to in the school year and in the term, and whether the law allows it.

The power ends at the limit of a school year: a head may not suspend if, as a result, the pupil would have been excluded
for more than 45 school days in it (SI 2012/1033 regs 4, 13 and 22, read; EX-DAY-04). Reaching it makes no permanent
exclusion of anything (EX-POW-06): it leaves no half-day for another suspension that year, and nothing more. What may be
done instead, and whether a suspension is right at all, is not asked here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import Any

from ap_core.dates.calendars import Calendars, SchoolCalendar
from ap_core.dates.half_days import HalfDays
from ap_core.dates.school_years import SchoolYear
from ap_core.dates.spans import DateSpan
from ap_core.errors import refuse
from ap_core.exclusion.banding import terms_of
from ap_core.exclusion.counting import DayCount
from ap_core.exclusion.day_counts import (
    MOST_IN_A_SCHOOL_YEAR,
    Scope,
    calendar_known,
    half_days_within,
    over_the_limit,
    school_year_total,
)
from ap_core.exclusion.elsewhere import Elsewhere, elsewhere_in_term, elsewhere_in_year
from ap_core.exclusion.one_school import days_of
from ap_core.exclusion.records import Suspension
from ap_core.law.unknown import Unknown, reckon
from ap_core.values import Value, item, small_value

_NOTHING = HalfDays(0)


@small_value
class YearProspect(Value):
    """What a suspension would come to in one school year."""

    year: SchoolYear | Unknown = item("the school year, of the school that would suspend")
    already: DayCount = item("the half-days suspended before it")
    adds: DayCount = item("the half-days that it would add")
    total: DayCount = item("both together, days that both hold counted as the law counts days")
    limit: HalfDays = item("the most that the law allows in a school year")
    lawful: bool | Unknown = item("whether it would stay within the limit")

    @property
    def remaining(self) -> HalfDays | Unknown:
        """The half-days that are left before it; unknown where what went before is."""
        already = self.already.half_days
        return already if isinstance(already, Unknown) else self._left(already)

    @property
    def remaining_at_most(self) -> HalfDays:
        """No more than so many half-days are left before it, whatever is not known."""
        return self._left(self.already.least)

    def _left(self, used: HalfDays) -> HalfDays:
        return HalfDays(max(0, self.limit.count - used.count))


@small_value
class TermProspect(Value):
    """What a suspension would come to in one term."""

    term: DateSpan = item("the term, as the law takes it for the school that would suspend")
    already: DayCount = item("the half-days suspended before it")
    adds: DayCount = item("the half-days that it would add")
    total: DayCount = item("both together")


@small_value
class Prospect(Value):
    """What a suspension would come to, before it is made."""

    years: tuple[YearProspect, ...] = item("each school year that it would have a day in")
    terms: tuple[TermProspect, ...] | Unknown = item("each term that it would have a day in")

    @property
    def lawful(self) -> bool | Unknown:
        """Whether it would stay within the limit in every school year that it touches."""
        answers = [each.lawful for each in self.years]
        if any(answer is False for answer in answers):
            return False
        missing = [need for answer in answers if isinstance(answer, Unknown) for need in answer.needs]
        return Unknown(tuple(dict.fromkeys(missing))) if missing else True


def may_suspend(
    planned: Suspension,
    suspensions: Sequence[Suspension] | Unknown,
    calendars: Calendars,
    *,
    elsewhere: Elsewhere,
    scope: Scope = Scope.ALL_SCHOOLS,
) -> Prospect:
    """What ``planned`` would come to beside ``suspensions``, and whether it would be within the limit of the year.

    ``planned`` has a first and a last day, and its length or its part days; it stands last among the suspensions when
    something is asked about it. Over the turn of a school year, or of a term, each has its own days. ``elsewhere`` is
    what is known of suspensions that stand in no record here: none where it is known that there are none. ``scope``
    says whether suspensions from other schools count; the law says "excluded", and counts them all.

    45 days are lawful, half a day more is not. :class:`~ap_core.errors.NotInForce` before 1 September 2012.

    >>> from ap_core.dates import Term
    >>> hill = SchoolCalendar.of_terms("HILL", terms=[Term("autumn", date(2026, 9, 3), date(2026, 12, 18))])
    >>> friday = Suspension(ref="S1", school="HILL", first_day=date(2026, 11, 20), last_day=date(2026, 11, 20),
    ...                     part_days=())
    >>> prospect = may_suspend(friday, [], Calendars({"HILL": hill}), elsewhere=None)
    >>> prospect.lawful, prospect.years[0].remaining.school_days, prospect.years[0].adds.half_days.school_days
    (True, '45', '1')
    """
    first, last = planned.first_day, planned.last_day
    if isinstance(first, Unknown) or isinstance(last, Unknown):
        refuse("may_suspend", "planned", "has no first or no last day", "give the days that it is to last")
    calendar = calendar_known(calendars, planned.school)
    limit = MOST_IN_A_SCHOOL_YEAR.on(first).value
    of_school: dict[str, Any] = {"calendars": calendars, "school": planned.school, "scope": scope}

    def three(count: Callable[..., DayCount], beside: HalfDays | Unknown) -> tuple[DayCount, DayCount, DayCount]:
        """Before it, by it, and both together."""
        after = suspensions if isinstance(suspensions, Unknown) else (*suspensions, planned)
        return count(suspensions, beside=beside), count([planned], beside=_NOTHING), count(after, beside=beside)

    years = []
    for year, day in _years(first, last, calendar):
        count = partial(school_year_total, day=day, **of_school)
        already, adds, total = three(count, elsewhere_in_year(elsewhere, day, calendar))
        over = over_the_limit(total, first)
        lawful = over if isinstance(over, Unknown) else not over
        years.append(YearProspect(year, already, adds, total, limit, lawful))
    spans: tuple[DateSpan, ...] | Unknown = reckon(terms_of, days_of(planned, calendar, "planned."), calendar)
    if isinstance(spans, Unknown):
        return Prospect(tuple(years), spans)
    terms = [
        TermProspect(
            span, *three(partial(half_days_within, span=span, **of_school), elsewhere_in_term(elsewhere, span))
        )
        for span in spans
    ]
    return Prospect(tuple(years), tuple(terms))


def _years(first: date, last: date, calendar: SchoolCalendar | Unknown) -> Iterator[tuple[SchoolYear | Unknown, date]]:
    """The school years of the first and of the last day, each once, with a day of it."""
    year: SchoolYear | Unknown = reckon(SchoolYear.of, first, calendar)
    yield year, first
    if last != first:
        other: SchoolYear | Unknown = reckon(SchoolYear.of, last, calendar)
        if other != year:
            yield other, last
