"""Attendance: the codes by date, a pupil's register at a school, totals and rates, and two registers compared."""

from typing import TYPE_CHECKING

from ap_core.attendance.codes import CODES, AttendanceClass, Code, code_on, is_code
from ap_core.attendance.registers import CodeUse, Register
from ap_core.faces import later

if TYPE_CHECKING:
    from ap_core.attendance.expected import ExpectedCode, expected_at_each, expected_code
    from ap_core.attendance.incoming import register_from_marks, register_in_order
    from ap_core.attendance.off_site import OffSite
    from ap_core.attendance.rates import (
        AbsenceMeasure,
        Contested,
        Rate,
        RateState,
        Totals,
        WholePupil,
        by_code,
        percent,
        totals,
        whole_pupil,
    )
    from ap_core.attendance.reconcile import Clash, Unmarked, both_expecting, clashes, neither_expecting, unmarked
    from ap_core.attendance.sessions import Activity, Arranger, Came, Session, Venue, WhyAbsent

__all__ = [
    "CODES",
    "AbsenceMeasure",
    "Activity",
    "Arranger",
    "AttendanceClass",
    "Came",
    "Clash",
    "Code",
    "CodeUse",
    "Contested",
    "ExpectedCode",
    "OffSite",
    "Rate",
    "RateState",
    "Register",
    "Session",
    "Totals",
    "Unmarked",
    "Venue",
    "WholePupil",
    "WhyAbsent",
    "both_expecting",
    "by_code",
    "clashes",
    "code_on",
    "expected_at_each",
    "expected_code",
    "is_code",
    "neither_expecting",
    "percent",
    "register_from_marks",
    "register_in_order",
    "totals",
    "unmarked",
    "whole_pupil",
]

__getattr__ = later(
    __name__,
    {
        "expected": ("ExpectedCode", "expected_at_each", "expected_code"),
        "incoming": ("register_from_marks", "register_in_order"),
        "off_site": ("OffSite",),
        "rates": (
            "AbsenceMeasure", "Contested", "Rate", "RateState", "Totals", "WholePupil", "by_code", "percent", "totals",
            "whole_pupil",
        ),
        "reconcile": ("Clash", "Unmarked", "both_expecting", "clashes", "neither_expecting", "unmarked"),
        "sessions": ("Activity", "Arranger", "Came", "Session", "Venue", "WhyAbsent"),
    },
)  # fmt: skip
