"""A part-time week reckoned: whether less than full-time is agreed for now, and when it is next to be reviewed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from ap_core.curriculum.plan import PartTime, PartTimeGround
from ap_core.curriculum.records import Timetable
from ap_core.dates.calendars import SchoolCalendar
from ap_core.dates.deadlines import Deadline
from ap_core.dates.limits import SchoolWeeks
from ap_core.law.unknown import Unknown, known, unknown_among

_PATH = "timetable.part_time."


def less_is_agreed(timetable: Timetable, on: date) -> Any:
    """Whether a week below full-time is agreed with a parent, or rests on health, and has not ended.

    Where how it is agreed is kept (``part_time``), that decides, and the plain yes or no (``part_time_agreed``) is not
    looked at. Whether an agreement is as the law wants it is for the rules.

    >>> mornings = PartTime(first=date(2026, 11, 2), ground=PartTimeGround.HEALTH, ends_on=date(2026, 12, 11))
    >>> week = Timetable(first=date(2026, 11, 2), lessons=(), part_time=mornings)
    >>> less_is_agreed(week, date(2026, 12, 11)), less_is_agreed(week, date(2026, 12, 12))
    (True, False)
    """
    part_time = timetable.part_time
    if part_time is None:
        return known(timetable, "part_time_agreed", "timetable.")
    ends_on = known(part_time, "ends_on", _PATH)
    if isinstance(ends_on, date) and ends_on < on:
        return False
    agreed_on = known(part_time, "parent_agreed_on", _PATH)
    ground = known(part_time, "ground", _PATH)
    if ground is PartTimeGround.HEALTH or (isinstance(agreed_on, date) and agreed_on <= on):
        # Only whether it has ended can still decide.
        return ends_on if type(ends_on) is Unknown else True
    missing = unknown_among([ground, agreed_on])
    return False if missing is None else missing


def review_due(part_time: PartTime, every: int, calendar: SchoolCalendar, on: date) -> Deadline:
    """The last school day for the next review with pupil and parent: ``every`` school weeks from the last one.

    The first counts from the week in which the part-time week begins, a later one from the week after the review.
    :class:`~ap_core.errors.OutsideCalendar` where the calendar ends before.
    """
    assert isinstance(part_time.reviews, tuple)
    held = [day for day in part_time.reviews if day <= on]
    if not held:
        return SchoolWeeks(every).starting_with(part_time.first, calendar)
    last = max(held)
    return SchoolWeeks(every).starting_with(last + timedelta(days=7 - last.weekday()), calendar)
