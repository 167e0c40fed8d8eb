"""Time as schools and statutes count it: spans, half-days, years, school calendars, working days, limits, deadlines."""

from __future__ import annotations

from ap_core.dates.bank_holidays import is_bank_holiday
from ap_core.dates.calendars import Calendars, SchoolCalendar, Term
from ap_core.dates.deadlines import Deadline, NoFixedDate
from ap_core.dates.half_days import HalfDays
from ap_core.dates.hours import Hours
from ap_core.dates.limits import Days, Months, SchoolDays, SchoolWeeks, Weeks, WorkingDays
from ap_core.dates.spans import DateSpan
from ap_core.dates.timetable import Step, Timetable
from ap_core.dates.years import AcademicYear

__all__ = [
    "AcademicYear",
    "Calendars",
    "DateSpan",
    "Days",
    "Deadline",
    "HalfDays",
    "Hours",
    "Months",
    "NoFixedDate",
    "SchoolCalendar",
    "SchoolDays",
    "SchoolWeeks",
    "Step",
    "Term",
    "Timetable",
    "Weeks",
    "WorkingDays",
    "is_bank_holiday",
]
