"""What a "term" is: one of the school's own, or the time between two reference dates.

For exclusions the law says which: a school with three terms or fewer in a school year goes by its own, one with more by
31 December, Easter Monday and 31 July (SI 2012/1033 reg 2(1), read; fact book CAL-06, verification C10). The two do not
always put a day into the same term; :func:`terms_disagree` tells where.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from enum import Enum
from itertools import groupby

from dateutil.easter import easter

from ap_core.dates.calendars import SchoolCalendar, Term
from ap_core.dates.plain import moved, plain_day
from ap_core.dates.school_years import SchoolYear
from ap_core.dates.spans import DateSpan
from ap_core.errors import OutsideCalendar
from ap_core.values import Value, item, small_value


class TermsBy(Enum):
    """What terms are taken to be."""

    OWN_TERMS = "the school's own terms"
    REFERENCE_DATES = "the time between 31 December, Easter Monday and 31 July"


@small_value
class TermsDisagree(Value):
    """School days that the two meanings of a term put together with different other days."""

    own: Term | None = item("the school's own term that the days lie in; none for a day opened between terms")
    reference: DateSpan = item("the term between reference dates that they lie in")
    days: tuple[date, ...] = item("the school days, in order")


def reference_term(day: date) -> DateSpan:
    """The term between reference dates: from 1 August, from 1 January, or from Easter Monday.

    The law says *between* two reference dates and is silent on those days themselves; each is put where the census puts
    it: 31 December and 31 July end a term, Easter Monday begins one (fact book CAL-06).

    >>> reference_term(date(2027, 3, 29))
    DateSpan(first=datetime.date(2027, 3, 29), last=datetime.date(2027, 7, 31))
    """
    plain_day(day, "reference_term")
    easter_monday = moved(easter(day.year), 1)
    if day < easter_monday:
        return DateSpan(date(day.year, 1, 1), moved(easter_monday, -1))
    if day.month <= 7:
        return DateSpan(easter_monday, date(day.year, 7, 31))
    return DateSpan(date(day.year, 8, 1), date(day.year, 12, 31))


def term_span(day: date, calendar: SchoolCalendar, by: TermsBy) -> DateSpan | None:
    """The term that ``day`` lies in, by the meaning named; ``None`` for a day between a school's own terms.

    ``OutsideCalendar`` for a day outside the calendar, whichever the meaning.
    """
    own = calendar.term_of(day)
    if by is TermsBy.REFERENCE_DATES:
        return reference_term(day)
    return None if own is None else own.span


def terms_by_law(day: date, calendar: SchoolCalendar) -> TermsBy:
    """What a term is for exclusions from this school, in the school year of ``day``: SI 2012/1033 reg 2(1) (read).

    ``OutsideCalendar`` where the calendar may not hold all terms of that year: it is taken to where it goes on into the
    next year, or to July.
    """
    year = SchoolYear.of(day, calendar)
    try:
        last = SchoolYear.end_of(day, calendar)
        whole = True
    except OutsideCalendar:
        last = calendar.last
        whole = last >= date(year.start + 1, 7, 1)
    count = sum(year.first <= term.first <= last for term in calendar.terms)
    if count > 3:
        return TermsBy.REFERENCE_DATES
    if not whole:
        raise calendar.beyond(f"the number of terms in the school year of {day.isoformat()}")
    return TermsBy.OWN_TERMS


def terms_disagree(calendar: SchoolCalendar) -> tuple[TermsDisagree, ...]:
    """The school days on which the two meanings of a term come to different totals; none where they agree throughout.

    Each own term is matched with the reference term that most of its school days lie in, and the other way round (the
    earlier of equals); a day disagrees unless its two terms are each other's match.

    >>> late = SchoolCalendar.of_terms("HILL", terms=[
    ...     Term("spring", date(2027, 1, 5), date(2027, 3, 31)), Term("summer", date(2027, 4, 19), date(2027, 7, 22)),
    ... ])
    >>> [day.isoformat() for day in terms_disagree(late)[0].days]
    ['2027-03-30', '2027-03-31']
    """
    placed = [(calendar.term_of(day), reference_term(day)) for day in calendar.school_days]
    days_in_both = Counter(placed)
    match_of_own: dict[Term | None, DateSpan] = {}
    match_of_reference: dict[DateSpan, Term | None] = {}
    # The largest first, and of equals the earlier, which stands first: what is there already is the match.
    for own, reference in sorted(days_in_both, key=days_in_both.__getitem__, reverse=True):
        match_of_own.setdefault(own, reference)
        if own is not None:
            match_of_reference.setdefault(reference, own)
    found = []
    for (own, reference), days in groupby(zip(calendar.school_days, placed, strict=True), key=lambda pair: pair[1]):
        if own is None or match_of_own[own] != reference or match_of_reference[reference] != own:
            found.append(TermsDisagree(own, reference, tuple(day for day, _ in days)))
    return tuple(found)
