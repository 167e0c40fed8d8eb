"""What the tests of the dates room share: the calendar of the stories, real calendars, strategies and a naive model."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from ap_core.dates import SchoolCalendar, Term, is_bank_holiday
from ap_core.errors import InvalidValue

D = date.fromisoformat
ONE = timedelta(days=1)

#: For properties over whole calendars, whose naive models walk through every day.
over_calendars = settings(max_examples=60, deadline=None)

#: The calendar that the stories use unless one says otherwise.
STORY = SchoolCalendar.of_terms(
    "centre",
    terms=[
        Term("autumn", D("2026-09-03"), D("2026-12-18")),
        Term("spring", D("2027-01-05"), D("2027-03-25")),
        Term("summer", D("2027-04-12"), D("2027-07-21")),
    ],
    breaks=[
        (D("2026-10-26"), D("2026-10-30")),
        (D("2027-02-15"), D("2027-02-19")),
        (D("2027-05-31"), D("2027-06-04")),
    ],
    closed=[D("2026-10-23"), D("2027-05-03"), D("2027-06-07")],
)


def calendar(name: str, terms: str, breaks: str = "", closed: str = "", extra: str = "") -> SchoolCalendar:
    """A calendar from text: ``"2025-09-02/2025-12-19 2026-01-05/2026-03-27"``."""

    def pairs(text: str) -> list[tuple[date, date]]:
        return [(D(first), D(last)) for first, last in (pair.split("/") for pair in text.split())]

    return SchoolCalendar.of_terms(
        name,
        terms=[Term(f"term {at}", first, last) for at, (first, last) in enumerate(pairs(terms), 1)],
        breaks=pairs(breaks),
        closed=map(D, closed.split()),
        extra=map(D, extra.split()),
    )


def days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += ONE


def naive_school_day(school: SchoolCalendar, day: date) -> bool:
    """Straight from the wording of CAL-01, one day at a time, from the calendar's own fields."""
    if day in school.extra:
        return True
    in_term = any(term.first <= day <= term.last for term in school.terms)
    in_break = any(pause.first <= day and (pause.last is None or day <= pause.last) for pause in school.breaks)
    return in_term and not in_break and day not in school.closed and day.weekday() < 5 and not is_bank_holiday(day)


def near(*texts: str, spread: int = 2) -> st.SearchStrategy[date]:
    """Days up to ``spread`` either side of the given ones."""
    return st.builds(lambda day, off: D(day) + off * ONE, st.sampled_from(texts), st.integers(-spread, spread))


def within(first: date, last: date) -> st.SearchStrategy[date]:
    """Any day within, the ends and the story's edges more often than chance would."""
    return st.dates(first, last) | st.sampled_from([first, last])


@st.composite
def calendars(draw: st.DrawFn) -> SchoolCalendar:
    """Small calendars of one to three terms, with breaks, closures and extra days anywhere they may be."""
    first = draw(
        near("2004-09-01", "2011-04-26", "2022-09-16", "2024-02-27", "2026-12-20")
        | st.dates(D("2005-01-01"), D("2029-01-01"))
    )
    terms: list[Term] = []
    for number in range(draw(st.integers(1, 3))):
        last = first + draw(st.integers(0, 45)) * ONE
        terms.append(Term(f"term {number + 1}", first, last))
        first = last + draw(st.integers(1, 12)) * ONE
    breaks = []
    for _ in range(draw(st.integers(0, 3))):
        term = draw(st.sampled_from(terms))
        start = draw(within(term.first, term.last))
        breaks.append((start, start + draw(st.integers(0, 9)) * ONE))
    in_a_term = st.sampled_from(terms).flatmap(lambda term: within(term.first, term.last))
    given: dict[str, Any] = {
        "terms": draw(st.permutations(terms)),
        "breaks": breaks,
        "closed": draw(st.lists(in_a_term, max_size=4)),
        "extra": draw(st.lists(within(terms[0].first, terms[-1].last), max_size=2)),
    }
    try:
        return SchoolCalendar.of_terms("generated", **given)
    except InvalidValue:  # not one school day: then it meets on its first
        return SchoolCalendar.of_terms("generated", **{**given, "extra": [terms[0].first]})


@st.composite
def calendars_with_days(draw: st.DrawFn, count: int) -> tuple[SchoolCalendar, list[date]]:
    """A calendar and days inside its range, in no order."""
    school = draw(calendars())
    return school, [draw(within(school.first, school.last)) for _ in range(count)]
