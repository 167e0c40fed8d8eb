"""Legal and nasty: what goes wrong in programs that count school time, each by its name.

Each strategy gives a :class:`~ap_core.testing.strategies.scenarios.Case` (a record, the day of the check and the
calendars), unless its docstring says otherwise.
"""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from ap_core.dates import Calendars, HalfDays, SchoolCalendar, SchoolDays, Term
from ap_core.ehcp.records import EHCPlan
from ap_core.exclusion.records import Suspension
from ap_core.placement.records import Placement
from ap_core.pupils.years import YearGroup
from ap_core.registration.records import Enrolment, Registration
from ap_core.testing.strategies.made import Draw
from ap_core.testing.strategies.scenarios import (
    CENTRE,
    DAY,
    HOME,
    Case,
    cases,
    days_near_law,
    school_calendars,
    school_years,
)

_KS3 = (YearGroup.Y7, YearGroup.Y8, YearGroup.Y9)


@st.composite
def born_on_29_february(draw: Draw) -> Case:
    """Born on 29 February 2012: sixteen on 29 February 2028, and of an age that no ordinary year has a day for."""
    return _born(draw(cases(on=date(2026, 11, 23), years=(YearGroup.Y10,))), date(2012, 2, 29))


@st.composite
def born_at_the_turn_of_the_year(draw: Draw) -> Case:
    """Born on 31 August or 1 September: a day apart, a year group apart."""
    first = draw(st.booleans())
    year = YearGroup.Y9 if first else YearGroup.Y8
    case = draw(cases(on=date(2026, 11, 23), years=(year,)))
    return _born(case, date(2013, 8, 31) if first else date(2013, 9, 1))


def _born(case: Case, born: date) -> Case:
    pupil = case.record.pupil.but(born=born)
    return Case(record=case.record.but(pupil=pupil), on=case.on, calendars=case.calendars)


@st.composite
def joined_in_mid_term(draw: Draw) -> Case:
    """First day in the middle of a term and of a week, a day or two before the check."""
    case = draw(cases(dual=True, years=_KS3))
    centre = case.calendars.of(CENTRE)
    days = [day for day in centre.school_days if day <= case.on]
    first = days[-1 - draw(st.integers(0, min(2, len(days) - 1)))]
    return _placed_from(case, first)


def _placed_from(case: Case, first: date) -> Case:
    """The same pupil with the placement begun on ``first``, and the registrations with it."""
    record = case.record
    assert isinstance(record.placements, tuple)
    placement = record.placements[0].but(first_day=first, decided_on=first - 7 * DAY)
    names = (
        Registration(school=HOME, status=Enrolment.MAIN, first=first, last=None),
        Registration(school=CENTRE, status=Enrolment.SUBSIDIARY, first=first, last=None),
    )
    changed = record.but(placements=(placement,), registrations=names, registers=())
    return Case(record=changed, on=case.on, calendars=case.calendars)


@st.composite
def dual_with_two_calendars(draw: Draw) -> Case:
    """On two registers whose schools are closed on different days: the check is on a day when only one is open."""
    year = draw(school_years())
    closed = date(year, 11, 18)
    plain, shut = draw(school_calendars(year=year, name=CENTRE)), draw(school_calendars(year=year, name=HOME))
    home = SchoolCalendar.of_terms(
        HOME, terms=shut.terms, breaks=[(date(year, 10, 26), date(year, 10, 30))], closed=[closed]
    )
    case = draw(cases(on=closed, dual=True, years=_KS3, calendars=Calendars({CENTRE: plain, HOME: home})))
    return Case(record=case.record, on=closed, calendars=case.calendars)


@st.composite
def moving_into_key_stage_4(draw: Draw) -> Case:
    """A Year 9 pupil whose placement goes on over the summer."""
    case = draw(cases(years=(YearGroup.Y9,), dual=True))
    record = case.record
    assert isinstance(record.placements, tuple)
    end = date(case.calendars.of(CENTRE).last.year, 10, 15)
    changed = record.but(placements=(record.placements[0].but(planned_end=end),))
    return Case(record=changed, on=case.on, calendars=case.calendars)


@st.composite
def plan_issued_in_the_summer_gap(draw: Draw) -> Case:
    """An EHC plan made on a day when no school is open, so that its time limits begin in the holidays."""
    case = draw(cases())
    made_on = date(case.calendars.of(CENTRE).first.year, 8, 1) + timedelta(draw(st.integers(0, 25)))
    plan = EHCPlan(authority="LA", made_on=made_on, reviews=(), named_setting=CENTRE)
    return Case(record=case.record.but(plan=plan), on=case.on, calendars=case.calendars)


@st.composite
def term_of_one_day(draw: Draw) -> SchoolCalendar:
    """A calendar in which one term is a single day. A calendar, not a case."""
    year = draw(school_years())
    day = date(year + 1, 1, 5 + draw(st.integers(0, 2)))
    terms = [
        Term("autumn", date(year, 9, 2), date(year, 12, 18)),
        Term("one day", day, day),
        Term("summer", date(year + 1, 4, 14), date(year + 1, 7, 20)),
    ]
    return SchoolCalendar.of_terms(HOME, terms=terms, breaks=[(date(year, 10, 26), date(year, 10, 30))], extra=[day])


@st.composite
def closure_on_the_due_day(draw: Draw) -> tuple[int, date, SchoolCalendar, SchoolCalendar]:
    """A number of school days, the event they run from, a calendar, and the same with a closure on the last of them."""
    year, n = draw(school_years()), draw(st.integers(1, 20))
    before = draw(school_calendars(year=year))
    event = before.school_days[draw(st.integers(0, 20))]
    due = SchoolDays(n).after(event, before).last_day
    closures = [day for term in before.terms for day in _shut(before, term)]
    after = SchoolCalendar.of_terms(HOME, terms=before.terms, closed=[*closures, due])
    return n, event, before, after


def _shut(calendar: SchoolCalendar, term: Term) -> list[date]:
    days = [term.first + timedelta(n) for n in range((term.last - term.first).days + 1)]
    return [day for day in days if day.weekday() < 5 and not calendar.is_school_day(day)]


@st.composite
def at_the_limit_of_a_year(draw: Draw) -> Case:
    """Suspensions of 45.0 or 45.5 school days in one school year: on the limit, or half a day over it."""
    case = draw(cases(years=_KS3, dual=True))
    days = [
        day for day in case.calendars.of(HOME).school_days if day <= date(case.calendars.of(HOME).first.year + 1, 7, 1)
    ]
    over = draw(st.booleans())
    made = [
        Suspension(
            ref=f"S{place}", school=HOME, first_day=days[at], last_day=days[at + 14], length=HalfDays(30)
        )
        for place, at in enumerate((0, 30, 60))
    ]  # fmt: skip
    if over:
        made.append(Suspension(ref="S3", school=HOME, first_day=days[90], last_day=days[90], length=HalfDays(1)))
    return Case(record=case.record.but(suspensions=tuple(made)), on=days[91], calendars=case.calendars)


@st.composite
def decided_near_a_change_of_law(draw: Draw) -> Case:
    """A direction decided up to two days before or after a day on which the law held here changes."""
    decided = draw(days_near_law())
    case = draw(cases(dual=True, years=_KS3))
    placement = Placement(ref="P01-A", centre=CENTRE, home_school=HOME, decided_on=decided, first_day=decided + 7 * DAY)
    return Case(record=case.record.but(placements=(placement,)), on=decided + 30 * DAY, calendars=case.calendars)
