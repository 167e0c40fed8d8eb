"""A return to school as its schools plan it: in steps, each with the sessions of the week and what has to be done.

A meeting to mark the return is good practice and never a condition: the pupil comes on the day. A return that fails is
reviewed; it ends nothing by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum
from operator import attrgetter

from ap_core.dates.calendars import SchoolCalendar
from ap_core.dates.deadlines import Deadline
from ap_core.dates.limits import SchoolWeeks
from ap_core.errors import Fault
from ap_core.law.rules import Actor
from ap_core.law.unknown import UNKNOWN, Unknown
from ap_core.values import Value, item, small_value, value


class WeekSession(Enum):
    """A session of the school week; a school day has two (SI 2024/208 reg 10(1))."""

    MONDAY_AM = "Monday morning"
    MONDAY_PM = "Monday afternoon"
    TUESDAY_AM = "Tuesday morning"
    TUESDAY_PM = "Tuesday afternoon"
    WEDNESDAY_AM = "Wednesday morning"
    WEDNESDAY_PM = "Wednesday afternoon"
    THURSDAY_AM = "Thursday morning"
    THURSDAY_PM = "Thursday afternoon"
    FRIDAY_AM = "Friday morning"
    FRIDAY_PM = "Friday afternoon"


class CheckPoint(Enum):
    """When it is asked whether a return has lasted (metrics.md REI-02)."""

    SIX_WEEKS = "six school weeks"
    TWELVE_WEEKS = "twelve school weeks"
    TWO_TERMS = "two whole terms"


#: How many school weeks of the receiving school a check point stands for, where it is counted in weeks.
_WEEKS = {CheckPoint.SIX_WEEKS: 6, CheckPoint.TWELVE_WEEKS: 12}
_DAY_HELD = attrgetter("held_on")


@value
class ReturnTask(Value):
    """Something that somebody has to do for a step of the return."""

    who: Actor = item("who does it")
    what: str = item("what it is", shown=False)
    done_on: date | None = item("the day it was done; none if not yet", default=None)


@value
class ReturnStep(Value):
    """One step of a return: from a day on, which sessions of the week are the centre's and which the school's."""

    first_day: date = item("the day it begins")
    at_centre: frozenset[WeekSession] = item("the sessions of the week at the centre", default=frozenset())
    at_school: frozenset[WeekSession] = item("the sessions of the week at the school", default=frozenset())
    tasks: tuple[ReturnTask, ...] = item("who has to do what", default=())

    def _faults(self) -> Iterator[Fault]:
        if self.at_centre & self.at_school:
            yield Fault("at_school", "has a session that at_centre has too", "give each session to one of the two")

    @property
    def at_neither(self) -> int:
        """Sessions of the week for which neither expects the pupil."""
        return len(WeekSession) - len(self.at_centre) - len(self.at_school)

    @property
    def is_whole_return(self) -> bool:
        """Whether nothing is left at the centre."""
        return not self.at_centre


@small_value
class CheckUp(Value):
    """A look at whether a return has lasted."""

    held_on: date = item("the day it was held")
    still_there: bool | Unknown = item(
        "on roll at the same school, not permanently excluded and not back in alternative provision", default=UNKNOWN,
        asks="Is the pupil still on roll there, not permanently excluded and not back in alternative provision?",
        of="the school",
    )  # fmt: skip


@value
class ReturnPlan(Value):
    """The plan of one pupil's return to one school, and what came of it.

    The school is the placement's ``returns_to``. ``failed_on`` is no end of a placement: a review follows.
    """

    agreed_on: date | None | Unknown = item(
        "the day it was agreed; none if not yet", default=UNKNOWN,
        asks="Is the plan of the return agreed, and since when?", of="the centre",
    )  # fmt: skip
    steps: tuple[ReturnStep, ...] = item("the steps, earliest first", default=())
    part_time_agreed: bool | Unknown = item(
        "a part-time timetable is agreed for the sessions that are at neither place", default=UNKNOWN,
        asks="Has a parent agreed to a temporary part-time timetable for the sessions at neither place?",
        of="home school",
    )  # fmt: skip
    returned_on: date | None = item("the first day wholly at the school; none if not yet", default=None)
    check_ups: tuple[CheckUp, ...] = item("the looks at whether it has lasted", default=())
    failed_on: date | None = item("the day it was seen to have failed; none if it has not", default=None)

    def _faults(self) -> Iterator[Fault]:
        for place in range(1, len(self.steps)):
            if self.steps[place].first_day <= self.steps[place - 1].first_day:
                yield Fault(
                    f"steps[{place}].first_day", "is not after the step before it", "give the steps earliest first"
                )
        if self.returned_on is not None:
            for place, check_up in enumerate(self.check_ups):
                if check_up.held_on < self.returned_on:
                    yield Fault(f"check_ups[{place}].held_on", "is before returned_on", "give a day after the return")
        elif self.check_ups:
            yield Fault("check_ups", "are of no return", "give returned_on")

    @property
    def whole_from(self) -> date | None:
        """The day from which the plan has nothing left at the centre; none where it never comes to that."""
        return next((step.first_day for step in self.steps if step.is_whole_return), None)

    def step_on(self, day: date) -> ReturnStep | None:
        """The step of a day; none before the first."""
        return next((step for step in reversed(self.steps) if step.first_day <= day), None)


def whole_weeks_between(first: date, next_first: date, calendar: SchoolCalendar) -> int:
    """How many whole school weeks a step from ``first`` lasts when the next begins on ``next_first``.

    From a day to the day that stands at the same place in the next school week is one: from Monday to Monday, and to
    Tuesday where that Monday is closed. A week without a session counts for nothing. ``OutsideCalendar`` where the
    calendar does not reach.
    """
    weeks = calendar.school_weeks(first, next_first) - 1
    return max(0, weeks - (_into_the_week(next_first, calendar) < _into_the_week(first, calendar)))


def _into_the_week(day: date, calendar: SchoolCalendar) -> int:
    """How many school days of its week come before ``day``."""
    monday = max(date.fromordinal(day.toordinal() - day.weekday()), calendar.first)
    return calendar.school_days_before(day) - calendar.school_days_before(monday)


def check_point_reached(returned_on: date, point: CheckPoint, calendar: SchoolCalendar) -> Deadline:
    """The last school day of the time that a return has to last, in the receiving school's own calendar.

    Six or twelve school weeks, or two whole terms: the first term that begins on or after the day of the return, and
    the one after it. ``OutsideCalendar`` where the calendar does not reach.
    """
    weeks = _WEEKS.get(point)
    if weeks is not None:
        return SchoolWeeks(weeks).starting_with(returned_on, calendar)
    whole = [term for term in calendar.terms if term.first >= returned_on]
    if len(whole) < 2:
        raise calendar.beyond(f"two whole terms from {returned_on.isoformat()}")
    return Deadline(calendar.school_days[calendar.school_days_up_to(whole[1].last) - 1])


def counts_for(returned_on: date, point: CheckPoint, calendar: SchoolCalendar) -> date:
    """From which day on a check-up counts for ``point``: the Monday of the last week that the return has to last."""
    last = check_point_reached(returned_on, point, calendar).last_day
    return date.fromordinal(last.toordinal() - last.weekday())


def sustained(plan: ReturnPlan, point: CheckPoint, calendar: SchoolCalendar, on: date) -> bool | None | Unknown:
    """Whether a return had lasted to ``point``; none where it is too early to say, or there was no return.

    A return younger than the time asked for is no failure: it is left out of the count (metrics.md REI-02).

    >>> from ap_core.dates import Term
    >>> hill = SchoolCalendar.of_terms("HILL", terms=[Term("spring", date(2027, 1, 5), date(2027, 3, 25))])
    >>> plan = ReturnPlan(returned_on=date(2027, 1, 11), check_ups=(CheckUp(date(2027, 2, 19), True),))
    >>> [sustained(plan, CheckPoint.SIX_WEEKS, hill, date(2027, 2, day)) for day in (18, 19)]
    [None, True]
    """
    if plan.returned_on is None or plan.returned_on > on:
        return None
    reached = check_point_reached(plan.returned_on, point, calendar).last_day
    if plan.failed_on is not None and plan.failed_on <= min(on, reached):
        return False
    if on < reached:
        return None
    since = counts_for(plan.returned_on, point, calendar)
    for check_up in sorted(plan.check_ups, key=_DAY_HELD):
        if check_up.held_on > on or (check_up.held_on < since and check_up.still_there is not False):
            continue
        if check_up.still_there is False and check_up.held_on > reached:
            break  # It was lost, and whether before the time was up is not said.
        return check_up.still_there
    return Unknown.because(
        "return_plan.check_ups", ask=f"Was the pupil still at the school after {point.value}?", of="the school"
    )
