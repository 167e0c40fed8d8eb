"""What every part of a plan goes by, and the day on which the placement is to end."""

from __future__ import annotations

from datetime import date

from ap_core.dates.calendars import SchoolCalendar
from ap_core.dates.deadlines import Deadline
from ap_core.dates.limits import SchoolWeeks
from ap_core.dates.timetable import NotKnown
from ap_core.dates.years import AcademicYear
from ap_core.errors import OutsideCalendar
from ap_core.law.instruments import CENTRE_POLICY
from ap_core.law.wording import in_words
from ap_core.placement.lengths import longest_from
from ap_core.placement.policy import LengthRule, LengthUnit, PlacementPolicy
from ap_core.placement.records import Duration
from ap_core.pupils.ages import last_friday_in_june
from ap_core.pupils.years import KeyStage
from ap_core.values import Value, item, value


@value
class Planned(Value):
    """What every part of the plan goes by."""

    first_day: date = item("the first day")
    calendar: SchoolCalendar = item("the centre's calendar")
    home: SchoolCalendar | None = item("the home school's, if there is one")
    policy: PlacementPolicy = item("the centre's choices")
    stage: KeyStage | None = item("the key stage, where the year group settles it")
    number: int | None = item("the year group as a number")
    duration: Duration | None = item("short-term or long, where that is known")


def chosen(name: str) -> str:
    """The citation of a choice about placements."""
    return str(CENTRE_POLICY.at(f"placement.{name}"))


def told(beyond: OutsideCalendar) -> NotKnown:
    """That term dates are missing, and which."""
    first, last = in_words(beyond.first), in_words(beyond.last)
    return NotKnown(f"the term dates of {beyond.calendar} are known from {first} to {last}: add those that are missing")


def end_of(plan: Planned, weeks: int | None, end: date | None) -> Deadline | NotKnown:
    """The planned last day: a school day of the centre, or the last Friday in June of Year 11."""
    try:
        if end is not None:
            if end <= plan.first_day:
                return Deadline(plan.first_day)
            return Deadline(end if plan.calendar.is_school_day(end) else plan.calendar.previous_school_day(end))
        if weeks is None and plan.duration is Duration.SHORT:
            return Deadline(longest_from(plan.first_day, plan.calendar, plan.policy).last_day)
        if weeks is not None:
            return Deadline(SchoolWeeks(weeks).starting_with(plan.first_day, plan.calendar).last_day)
    except OutsideCalendar as beyond:
        return told(beyond)
    if plan.duration is None:
        return NotKnown("whether the placement is short-term or long is not known, and the key stage does not say")
    leaves = year_11_ends(plan)
    if leaves is None or not plan.policy.long_to_end_of_year_11:
        return NotKnown("a long placement has no usual end here: give weeks or an end")
    return Deadline(leaves) if leaves >= plan.first_day else NotKnown("Year 11 has ended before the first day")


def end_source(plan: Planned, last: date | None, weeks: int | None, end: date | None) -> tuple[str, str]:
    """The choice that the end comes from, and what is to be said of it."""
    if plan.duration is Duration.SHORT:
        policy = plan.policy
        over = policy.length_is is LengthRule.LIMIT and _beyond_the_longest(plan, last, weeks)
        limit = f"{policy.length_in.value}: {policy.longest_short_term}"
        return chosen("longest_short_term"), f"Longer than the centre's limit ({limit}): record why." if over else ""
    if weeks is None and end is None and plan.duration is Duration.LONG:
        return chosen("long_to_end_of_year_11"), ""
    return "", ""


def _beyond_the_longest(plan: Planned, last: date | None, weeks: int | None) -> bool:
    if last is None:
        # No term dates are needed to compare weeks with weeks.
        in_weeks = plan.policy.length_in is LengthUnit.SCHOOL_WEEKS
        return in_weeks and weeks is not None and weeks > plan.policy.longest_short_term
    try:
        return last > longest_from(plan.first_day, plan.calendar, plan.policy).last_day
    except OutsideCalendar:
        # It reaches further than the calendar, and the end does not.
        return False


def year_11_ends(plan: Planned) -> date | None:
    """The last Friday in June of Year 11, by the year group taught in; none but at Key Stage 4."""
    if plan.stage is not KeyStage.KS4 or plan.number is None:
        return None
    return last_friday_in_june(AcademicYear.end_of(plan.first_day).year + 11 - plan.number)
