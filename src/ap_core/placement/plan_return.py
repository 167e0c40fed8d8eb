"""The steps back to school in the last weeks of a planned placement."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ap_core.dates.calendars import Calendars, SchoolCalendar
from ap_core.dates.deadlines import Deadline
from ap_core.dates.timetable import NotKnown, Step
from ap_core.errors import OutsideCalendar
from ap_core.law.rules import Actor
from ap_core.placement.plan_basics import Planned, chosen, told
from ap_core.placement.records import Duration
from ap_core.placement.returns import whole_weeks_between

#: Sessions of a full week, mornings and afternoons.
FULL_WEEK = 10
_DAY = timedelta(days=1)
_DONE_TOGETHER = Actor.CENTRE_AND_HOME_SCHOOL.value


def return_steps(
    plan: Planned, calendars: Calendars, last: date | None, school: str | None, weeks: int | None
) -> Iterator[Step]:
    """The steps back to school in the last weeks of a short-term placement, and the first day wholly back."""
    if plan.duration is not Duration.SHORT:
        return
    who, cited = _DONE_TOGETHER, chosen("phased_return_at_most, phased_return_step")
    if school is None:
        yield Step("return", NotKnown("no school to return to is known yet"), who)
        return
    theirs = calendars.get(school)
    if theirs is None or last is None:
        why = "the planned end is not known" if theirs else f"the term dates of {school} are not known"
        yield Step("return", NotKnown(why), Actor.HOME_SCHOOL.value)
        return
    whole = _next_day(theirs, last + _DAY)
    begun = _apart([_next_day(theirs, day) for day in _step_days(plan, last, weeks)], whole, plan)
    for at, due in enumerate(begun, 1):
        there = FULL_WEEK * at // (len(begun) + 1)
        note = f"{there} sessions a week at {school}, {FULL_WEEK - there} here."
        yield Step(f"return, step {at}", due, who, cited, note)
    yield Step("return", whole, Actor.HOME_SCHOOL.value, note=f"All sessions at {school}.")


def _apart(begun: list[Deadline | NotKnown], whole: Deadline | NotKnown, plan: Planned) -> list[Deadline | NotKnown]:
    """The steps without those that a holiday of the school has pushed too near to the next, or the first too far off.

    Two schools may have their half terms in different weeks: a step that was to begin in the school's moves past it.
    """
    if isinstance(whole, NotKnown):
        return begun
    calendar, policy, kept = plan.calendar, plan.policy, list[Deadline | NotKnown]()
    following, eve = whole.last_day, min(whole.last_day - _DAY, calendar.last)
    for due in reversed(begun):
        assert isinstance(due, Deadline)
        if due.last_day >= whole.last_day:
            continue  # the school's holiday lasts to the return itself, perhaps past the centre's term dates
        left = calendar.school_weeks(due.last_day, eve)
        weeks = whole_weeks_between(due.last_day, following, calendar) if kept else left
        if policy.phased_return_step <= weeks and left <= policy.phased_return_at_most:
            kept.insert(0, due)
            following = due.last_day
    return kept


def _step_days(plan: Planned, last: date, weeks: int | None) -> list[date]:
    """The first school day of each step of the return: equal steps in the last weeks, none before the first review."""
    calendar, policy = plan.calendar, plan.policy
    length = calendar.school_weeks(plan.first_day, last)
    if weeks is None:
        weeks = min(policy.phased_return_at_most, length - policy.first_review_by)
    weeks = min(weeks, length - 1)
    ends_of_weeks = calendar.last_days_of_weeks(plan.first_day, length)
    steps = max(0, weeks // policy.phased_return_step)
    before = [length - weeks + at * policy.phased_return_step for at in range(steps)]
    return [calendar.next_school_day(ends_of_weeks[at - 1]) for at in before]


def _next_day(calendar: SchoolCalendar, day: date) -> Deadline | NotKnown:
    try:
        return Deadline(day if calendar.is_school_day(day) else calendar.next_school_day(day))
    except OutsideCalendar as beyond:
        return told(beyond)
