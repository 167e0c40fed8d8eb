"""Attendance: the codes by date, a pupil's register at a school, totals and rates, and two registers compared."""

from typing import TYPE_CHECKING

from ap_core.attendance.codes import CODES, AttendanceClass, Code, code_on, is_code
from ap_core.attendance.registers import CodeUse, Register
from ap_core.faces import later

if TYPE_CHECKING:
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

__all__ = [
    "CODES",
    "AbsenceMeasure",
    "AttendanceClass",
    "Clash",
    "Code",
    "CodeUse",
    "Contested",
    "Rate",
    "RateState",
    "Register",
    "Totals",
    "Unmarked",
    "WholePupil",
    "both_expecting",
    "by_code",
    "clashes",
    "code_on",
    "is_code",
    "neither_expecting",
    "percent",
    "totals",
    "unmarked",
    "whole_pupil",
]

__getattr__ = later(
    __name__,
    {
        "rates": (
            "AbsenceMeasure", "Contested", "Rate", "RateState", "Totals", "WholePupil", "by_code", "percent", "totals",
            "whole_pupil",
        ),
        "reconcile": ("Clash", "Unmarked", "both_expecting", "clashes", "neither_expecting", "unmarked"),
    },
)  # fmt: skip
