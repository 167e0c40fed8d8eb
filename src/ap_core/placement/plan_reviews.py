"""What falls inside a planned placement: reviews, the move into Key Stage 4, the annual review, the leaving date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from ap_core.dates.deadlines import Deadline
from ap_core.dates.limits import Months, SchoolWeeks
from ap_core.dates.timetable import Due, NotKnown, Step
from ap_core.dates.years import AcademicYear
from ap_core.errors import OutsideCalendar
from ap_core.law.instruments import CFA_2014, EA_1996
from ap_core.law.rules import Actor
from ap_core.law.unknown import Unknown
from ap_core.placement.lengths import longest_from
from ap_core.placement.plan_basics import Planned, chosen, told, year_11_ends
from ap_core.placement.policy import LengthRule
from ap_core.placement.records import Duration
from ap_core.pupils.ages import leaving_date
from ap_core.pupils.years import KeyStage

_SCHOOL_LEAVING = str(EA_1996.section("8"))
_DONE_TOGETHER = Actor.CENTRE_AND_HOME_SCHOOL.value


def review_steps(plan: Planned, ends: Due, last: date | None, plan_clock: Any) -> Iterator[Step]:
    """The first review, one in each half term after it, the one at the longest length, and the final one."""
    calendar, policy, centre = plan.calendar, plan.policy, Actor.CENTRE.value
    first_due: Due
    try:
        first_due = SchoolWeeks(policy.first_review_by).starting_with(plan.first_day, calendar)
    except OutsideCalendar as beyond:
        first_due = told(beyond)
    # A placement that ends sooner has its final review instead.
    if last is None or (isinstance(first_due, Deadline) and first_due.last_day <= last) or last > calendar.last:
        yield Step("first review", first_due, centre, chosen("first_review_by"))
    if policy.review_each_half_term and isinstance(first_due, Deadline):
        number = 0
        for half_term in calendar.half_terms:
            due = half_term.last
            # The half term in which the placement ends has its final review instead.
            if half_term.first > first_due.last_day and due is not None and (last is None or due < last):
                number += 1
                yield Step(f"half-termly review {number}", Deadline(due), centre, chosen("review_each_half_term"))
        if last is None or last > calendar.last:
            yield Step(
                "later half-termly reviews", told(calendar.beyond("later half terms")), centre,
                chosen("review_each_half_term"),
            )  # fmt: skip
    if plan.duration is not Duration.SHORT:
        return
    if plan_clock is not None or policy.length_is is LengthRule.REVIEW:
        try:
            reached = longest_from(plan.first_day, calendar, policy)
            if last is None or reached.last_day < last:
                yield Step("review at the longest length", reached, centre, chosen("length_is"))
        except OutsideCalendar:
            # The planned end says already which term dates are missing.
            pass
    if policy.final_review and last != plan.first_day:
        final = ends if last is None else Deadline(calendar.previous_school_day(last))
        yield Step("final review", final, centre, chosen("final_review"))


def move_steps(plan: Planned, ends: Due, last: date | None) -> Iterator[Step]:
    """The move into Key Stage 4 on 1 September, where the placement goes on over it, and the review before it."""
    if plan.number is None:
        if last is None or last.year > plan.first_day.year or last.month >= 9 > plan.first_day.month:
            yield Step("move into Key Stage 4", NotKnown("the year group taught in is not known"))
        return
    if plan.stage is not KeyStage.KS3:
        return
    september = AcademicYear.end_of(plan.first_day).replace(month=9, day=1)
    september = september.replace(year=september.year + 9 - plan.number)
    if last is not None and last < september:
        return
    if last is None and plan.calendar.last < september and plan.calendar.last.month not in (7, 8):
        yield Step("move into Key Stage 4", ends if isinstance(ends, NotKnown) else NotKnown("the end is not known"))
        return
    school_days = plan.calendar.school_days
    begins = next((day for day in school_days if day >= september), None)
    before = max((day for day in school_days if day < september), default=plan.first_day)
    if plan.policy.review_before_key_stage_4:
        yield Step(
            "review before the move into Key Stage 4", Deadline(before), _DONE_TOGETHER,
            chosen("review_before_key_stage_4"),
        )  # fmt: skip
    moves = Deadline(begins) if begins else told(plan.calendar.beyond("September"))
    yield Step("move into Key Stage 4", moves, note="It changes neither roll nor legal basis by itself.")


def annual_review_steps(plan: Planned, last: date | None, plan_clock: Any) -> Iterator[Step]:
    """The decision after each annual review whose twelve months end inside: CFA 2014 s.44(1).

    A later one is twelve months after the one before, if that is decided on its last day.
    """
    owed = (Actor.AUTHORITY.value, str(CFA_2014.section("44(1)")))
    if isinstance(plan_clock, Unknown):
        yield Step("annual review", NotKnown("the day the plan was made, or last reviewed, is not known"), *owed)
        return
    if plan_clock is None:
        return
    due = Months(12).starting_with(plan_clock)
    # Without a planned end the first is told in any case, and the others as far as the term dates go.
    until = max(plan.calendar.last, due.last_day) if last is None else last
    name, note = "annual review", "The authority's decision; the meeting comes before it."
    number = 1
    while plan.first_day <= due.latest and due.last_day <= until:
        yield Step(name, due, *owed, note=note)
        number += 1
        name, note = f"annual review {number}", "If the decision before it is sent on its last day."
        due = Months(12).starting_with(due.last_day)


def leaving_steps(plan: Planned, last: date | None, born: date | None) -> Iterator[Step]:
    """The school leaving date, where the placement goes so far: by age in law, by the year group as things stand."""
    by_year = year_11_ends(plan)
    if by_year is None:
        return
    day = by_year if born is None else leaving_date(born)
    note = "By the year group taught in; the date of birth decides." if born is None else ""
    if day >= plan.first_day and (last is None or day <= last):
        yield Step("leaving date", Deadline(day), citation=_SCHOOL_LEAVING, note=note)
