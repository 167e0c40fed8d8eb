"""Time as schools and statutes count it: spans, half-days, years, school calendars, working days, limits, deadlines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ap_core.dates.bank_holidays import is_bank_holiday
from ap_core.dates.calendars import Calendars, SchoolCalendar, Term
from ap_core.dates.deadlines import Deadline, NoFixedDate
from ap_core.dates.half_days import HalfDays
from ap_core.dates.limits import Days, HalfTerms, Months, SchoolDays, SchoolWeeks, Weeks, WorkingDays
from ap_core.dates.spans import DateSpan
from ap_core.dates.years import AcademicYear
from ap_core.faces import later

if TYPE_CHECKING:
    from ap_core.dates.closures import CannotTell, Moved, moved
    from ap_core.dates.hours import Hours
    from ap_core.dates.school_years import SchoolYear
    from ap_core.dates.terms import TermsBy, TermsDisagree, reference_term, term_span, terms_by_law, terms_disagree
    from ap_core.dates.timetable import NotKnown, Step, Timetable
    from ap_core.dates.two_schools import DaysOfTwoSchools, days_of_two_schools

__all__ = [
    "AcademicYear",
    "Calendars",
    "CannotTell",
    "DateSpan",
    "Days",
    "DaysOfTwoSchools",
    "Deadline",
    "HalfDays",
    "HalfTerms",
    "Hours",
    "Months",
    "Moved",
    "NoFixedDate",
    "NotKnown",
    "SchoolCalendar",
    "SchoolDays",
    "SchoolWeeks",
    "SchoolYear",
    "Step",
    "Term",
    "TermsBy",
    "TermsDisagree",
    "Timetable",
    "Weeks",
    "WorkingDays",
    "days_of_two_schools",
    "is_bank_holiday",
    "moved",
    "reference_term",
    "term_span",
    "terms_by_law",
    "terms_disagree",
]

__getattr__ = later(
    __name__,
    {
        "closures": ("CannotTell", "Moved", "moved"),
        "hours": ("Hours",),
        "school_years": ("SchoolYear",),
        "terms": ("TermsBy", "TermsDisagree", "reference_term", "term_span", "terms_by_law", "terms_disagree"),
        "timetable": ("NotKnown", "Step", "Timetable"),
        "two_schools": ("DaysOfTwoSchools", "days_of_two_schools"),
    },
)  # fmt: skip
