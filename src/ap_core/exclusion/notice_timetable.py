"""Whom the head tells of an exclusion, and by when: the steps as the law of the day has them (EX-NOT-01 to EX-NOT-08).

"Without delay" is no number of days, and none is made of it here. What the parent of a pupil of compulsory school age
is told about public places and about education from the sixth day is another notice (EIA 2006 s.104).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ap_core.dates.calendars import SchoolCalendar
from ap_core.dates.deadlines import Deadline, NoFixedDate
from ap_core.dates.limits import SchoolDays
from ap_core.dates.terms import term_span, terms_by_law
from ap_core.dates.timetable import Due, Step, Timetable
from ap_core.exclusion.bands import Band
from ap_core.exclusion.notices import Content
from ap_core.exclusion.steps import WITHOUT_DELAY, check_asked, step
from ap_core.exclusion.windows import CANCEL_SINCE, TOLD_SINCE, provision
from ap_core.law.instruments import SI_2007_1870
from ap_core.law.rules import Actor
from ap_core.registration.records import SchoolKind

_FIRST_DAY = SchoolDays(1)
_IN_THE_TERM = NoFixedDate("once in the term")


def told_in_term_by(excluded_on: date, calendar: SchoolCalendar) -> Deadline | None:
    """The last day of the term for what the head has to tell in each term; none for a day between two terms.

    Regulation 5(5) (read) names no day: the end of the term is its last possible one (EX-NOT-06; verification C22).
    """
    span = term_span(excluded_on, calendar, terms_by_law(excluded_on, calendar))
    return None if span is None or span.last is None else Deadline.on(span.last)


def contents_owed(excluded_on: date, *, meets: bool) -> frozenset[Content]:
    """What the written notice to the parent has to say (regs 5(1)(b), 5(3)(b), read; EX-NOT-02).

    ``meets`` says that the board is to meet or may have to: permanent, over five days in a term, an examination missed.

    >>> sorted(content.name for content in contents_owed(date(2026, 11, 2), meets=False))
    ['MEANS', 'PERIOD_AND_REASONS', 'REPRESENTATIONS', 'WHERE']
    """
    owed = {Content.PERIOD_AND_REASONS, Content.REPRESENTATIONS, Content.MEANS, Content.WHERE}
    if meets:
        owed.add(Content.MEETING)
        if excluded_on >= CANCEL_SINCE:
            owed.add(Content.REMOTE_MEETING)
    return frozenset(owed)


def notice_timetable(
    *,
    excluded_on: date,
    band: Band,
    school_kind: SchoolKind,
    calendar: SchoolCalendar,
    of_compulsory_age: bool = True,
    lives_elsewhere: bool = False,
    social_worker: bool = False,
    looked_after: bool = False,
) -> Timetable:
    """Everybody to be told of an exclusion of ``excluded_on``, the day it took place or its first day.

    ``lives_elsewhere`` says that the pupil lives in the area of another authority. ``InvalidValue`` for a school whose
    head cannot exclude, ``NotInForce`` before 1 September 2012; ``OutsideCalendar`` where the terms of the year are not
    all in the calendar and something is owed in the term.

    >>> from ap_core.dates import Term
    >>> hill = SchoolCalendar.of_terms("HILL", terms=[Term("autumn", date(2026, 9, 3), date(2026, 12, 18)),
    ...     Term("spring", date(2027, 1, 5), date(2027, 3, 25)), Term("summer", date(2027, 4, 12), date(2027, 7, 21))])
    >>> for each in notice_timetable(excluded_on=date(2026, 11, 2), band=Band.A, school_kind=SchoolKind.PRU,
    ...     calendar=hill, social_worker=True):
    ...     print(each.name, "|", getattr(each.due, "last_day", each.due), "|", each.citation)
    parent told | NoFixedDate('without delay') | SI 2012/1033 reg 14(1)(a)
    parent's written notice | NoFixedDate('without delay') | SI 2012/1033 reg 14(1)(b)
    parent's notice about public places | 2026-11-02 | SI 2007/1870 reg 6(2)
    local authority told | NoFixedDate('without delay') | SI 2012/1033 reg 14(1)(a)
    social worker told | NoFixedDate('without delay') | SI 2012/1033 reg 14(1)(a)
    board told in the term | 2026-12-18 | SI 2012/1033 reg 14(5)
    """
    check_asked("notice_timetable", excluded_on, school_kind, {})
    concerned = {
        "authority of the home area told": lives_elsewhere and band is Band.E,
        "social worker told": social_worker and excluded_on >= TOLD_SINCE,
        "virtual school head told": looked_after and excluded_on >= TOLD_SINCE,
    }
    return Timetable("notice of an exclusion", tuple(
        _steps(excluded_on, band, school_kind, calendar, of_compulsory_age, concerned)
    ))  # fmt: skip


def _steps(
    excluded_on: date,
    band: Band,
    kind: SchoolKind,
    calendar: SchoolCalendar,
    of_age: bool,
    concerned: dict[str, bool],
) -> Iterator[Step]:
    at_once = band.board_told_at_once
    paragraph = "(3)" if at_once else "(1)"
    told, written = provision(kind, "5", f"{paragraph}(a)"), provision(kind, "5", f"{paragraph}(b)")
    yield step("parent told", WITHOUT_DELAY, Actor.HEAD, told, "the period, or that it is permanent, and the reasons")
    says = "; ".join(each.value for each in Content if each in contents_owed(excluded_on, meets=at_once))
    yield step("parent's written notice", WITHOUT_DELAY, Actor.HEAD, written, says)
    if of_age:
        yield step(
            "parent's notice about public places",
            _FIRST_DAY.starting_with(excluded_on, calendar),
            Actor.HEAD,
            str(SI_2007_1870.reg("6(2)")),
            "by the end of the afternoon session; a late one still counts",
        )
    if at_once:
        yield step("board told", WITHOUT_DELAY, Actor.HEAD, told)
    if at_once or excluded_on >= TOLD_SINCE:
        yield step("local authority told", WITHOUT_DELAY, Actor.HEAD, told)
    yield from (step(name, WITHOUT_DELAY, Actor.HEAD, told) for name, owed in concerned.items() if owed)
    if not at_once:
        in_term: Due = told_in_term_by(excluded_on, calendar) or _IN_THE_TERM
        termly = provision(kind, "5", "(5)")
        yield step("board told in the term", in_term, Actor.HEAD, termly)
        if excluded_on < TOLD_SINCE:
            yield step("local authority told in the term", in_term, Actor.HEAD, termly)
