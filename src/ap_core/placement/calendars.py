"""The calendar of a school that a record names, as a fact."""

from __future__ import annotations

from ap_core.dates.calendars import SchoolCalendar
from ap_core.law.rulebook import Asked
from ap_core.law.unknown import Reason, Unknown


def calendar_of(asked: Asked, school: str | None | Unknown) -> SchoolCalendar | Unknown:
    """The school's calendar; unknown where it was not given, or where the school itself is not known."""
    if type(school) is Unknown:
        return school
    calendar: SchoolCalendar | None = None if school is None else asked.calendars.get(school)
    if calendar is None:
        of = school or "the school"
        return Unknown.because(f"calendars.{of}", ask=f"The term dates of {of}?", of=of, reason=Reason.BEYOND_CALENDAR)
    return calendar
