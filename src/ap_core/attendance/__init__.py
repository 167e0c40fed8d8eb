"""Attendance: codes by date, registers, totals and rates, what a register reaches, and attendance before and since."""

from typing import TYPE_CHECKING

from ap_core.attendance.codes import CODES, AttendanceClass, Code, code_on, is_code
from ap_core.attendance.registers import CodeUse, Register
from ap_core.faces import later

if TYPE_CHECKING:
    from ap_core.attendance.expected import ExpectedCode, expected_at_each, expected_code
    from ap_core.attendance.groups import AbsenceReason, GroupAttendance, absence_by_reason, group, totals_of
    from ap_core.attendance.incoming import register_from_marks, register_in_order
    from ap_core.attendance.off_site import OffSite
    from ap_core.attendance.penalties import EarlierNotice, Penalty, penalty
    from ap_core.attendance.rates import (
        AbsenceMeasure,
        Contested,
        Rate,
        Totals,
        WholePupil,
        by_code,
        percent,
        totals,
        whole_pupil,
    )
    from ap_core.attendance.reconcile import Clash, Unmarked, both_expecting, clashes, neither_expecting, unmarked
    from ap_core.attendance.sessions import Activity, Arranger, Came, Session, Venue, WhyAbsent
    from ap_core.attendance.thresholds import (
        AwayRun,
        TenSessions,
        away_runs,
        fifteen_days_ill,
        sessions_in_ten_weeks,
        ten_sessions,
    )
    from ap_core.attendance.uplift import Improvements, baseline, improvement, improvements, since_induction

__all__ = [
    "CODES",
    "AbsenceMeasure",
    "AbsenceReason",
    "Activity",
    "Arranger",
    "AttendanceClass",
    "AwayRun",
    "Came",
    "Clash",
    "Code",
    "CodeUse",
    "Contested",
    "EarlierNotice",
    "ExpectedCode",
    "GroupAttendance",
    "Improvements",
    "OffSite",
    "Penalty",
    "Rate",
    "Register",
    "Session",
    "TenSessions",
    "Totals",
    "Unmarked",
    "Venue",
    "WholePupil",
    "WhyAbsent",
    "absence_by_reason",
    "away_runs",
    "baseline",
    "both_expecting",
    "by_code",
    "clashes",
    "code_on",
    "expected_at_each",
    "expected_code",
    "fifteen_days_ill",
    "group",
    "improvement",
    "improvements",
    "is_code",
    "neither_expecting",
    "penalty",
    "percent",
    "register_from_marks",
    "register_in_order",
    "sessions_in_ten_weeks",
    "since_induction",
    "ten_sessions",
    "totals",
    "totals_of",
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
            "AbsenceMeasure", "Contested", "Rate", "Totals", "WholePupil", "by_code", "percent", "totals",
            "whole_pupil",
        ),
        "groups": ("AbsenceReason", "GroupAttendance", "absence_by_reason", "group", "totals_of"),
        "penalties": ("EarlierNotice", "Penalty", "penalty"),
        "reconcile": ("Clash", "Unmarked", "both_expecting", "clashes", "neither_expecting", "unmarked"),
        "sessions": ("Activity", "Arranger", "Came", "Session", "Venue", "WhyAbsent"),
        "thresholds": (
            "AwayRun", "TenSessions", "away_runs", "fifteen_days_ill", "sessions_in_ten_weeks", "ten_sessions",
        ),
        "uplift": ("Improvements", "baseline", "improvement", "improvements", "since_induction"),
    },
)  # fmt: skip
