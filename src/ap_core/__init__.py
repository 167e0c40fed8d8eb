"""The law, guidance and local policy around a pupil in alternative provision in England: pure, typed, cited.

Names are loaded when they are first used, so that importing the package costs next to nothing.

>>> from datetime import date
>>> import ap_core
>>> str(ap_core.key_stage(born=date(2012, 3, 14), on=date(2026, 11, 23)))
'Key Stage 4'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ap_core.adjusting import adjust as adjust
    from ap_core.attendance.registers import Register as Register
    from ap_core.centre import Centre as Centre
    from ap_core.centre import Roll as Roll
    from ap_core.centre import School as School
    from ap_core.checking import check as check
    from ap_core.checking import check_roll as check_roll
    from ap_core.dates import AcademicYear as AcademicYear
    from ap_core.dates import Calendars as Calendars
    from ap_core.dates import DateSpan as DateSpan
    from ap_core.dates import Days as Days
    from ap_core.dates import Deadline as Deadline
    from ap_core.dates import HalfDays as HalfDays
    from ap_core.dates import HalfTerms as HalfTerms
    from ap_core.dates import Months as Months
    from ap_core.dates import NoFixedDate as NoFixedDate
    from ap_core.dates import SchoolCalendar as SchoolCalendar
    from ap_core.dates import SchoolDays as SchoolDays
    from ap_core.dates import SchoolWeeks as SchoolWeeks
    from ap_core.dates import Term as Term
    from ap_core.dates import Timetable as Timetable
    from ap_core.dates import Weeks as Weeks
    from ap_core.dates import WorkingDays as WorkingDays
    from ap_core.ehcp.records import EHCPlan as EHCPlan
    from ap_core.england import ENGLAND as ENGLAND
    from ap_core.errors import ActualDayNeeded as ActualDayNeeded
    from ap_core.errors import ApCoreError as ApCoreError
    from ap_core.errors import ExtraNeeded as ExtraNeeded
    from ap_core.errors import Fault as Fault
    from ap_core.errors import InvalidDocument as InvalidDocument
    from ap_core.errors import InvalidValue as InvalidValue
    from ap_core.errors import NotInForce as NotInForce
    from ap_core.errors import OutsideCalendar as OutsideCalendar
    from ap_core.errors import UnknownSchool as UnknownSchool
    from ap_core.exclusion.records import PermanentExclusion as PermanentExclusion
    from ap_core.exclusion.records import Suspension as Suspension
    from ap_core.law.choice import Decision as Decision
    from ap_core.law.citation import Citation as Citation
    from ap_core.law.citation import Force as Force
    from ap_core.law.citation import Seen as Seen
    from ap_core.law.dated import Dated as Dated
    from ap_core.law.explaining import explain as explain
    from ap_core.law.findings import Finding as Finding
    from ap_core.law.judging import Verdict as Verdict
    from ap_core.law.reviews import Acknowledgement as Acknowledgement
    from ap_core.law.reviews import Changes as Changes
    from ap_core.law.reviews import Review as Review
    from ap_core.law.rulebook import RuleBook as RuleBook
    from ap_core.law.rules import Actor as Actor
    from ap_core.law.rules import Condition as Condition
    from ap_core.law.rules import Duty as Duty
    from ap_core.law.unknown import UNKNOWN as UNKNOWN
    from ap_core.law.unknown import Reason as Reason
    from ap_core.law.unknown import Unknown as Unknown
    from ap_core.placement.records import Placement as Placement
    from ap_core.policy import Policy as Policy
    from ap_core.pupils.ages import compulsory_school_age as compulsory_school_age
    from ap_core.pupils.pupil import Pupil as Pupil
    from ap_core.pupils.years import KeyStage as KeyStage
    from ap_core.pupils.years import YearGroup as YearGroup
    from ap_core.pupils.years import expected_year_group as expected_year_group
    from ap_core.pupils.years import key_stage as key_stage
    from ap_core.record import PupilRecord as PupilRecord
    from ap_core.registration.records import Registration as Registration

#: Which module each public name comes from.
_HOMES = {
    "attendance.registers": ("Register",),
    "centre": ("Centre", "Roll", "School"),
    "adjusting": ("adjust",),
    "checking": ("check", "check_roll"),
    "dates": (
        "AcademicYear", "Calendars", "DateSpan", "Days", "Deadline", "HalfDays", "HalfTerms", "Months",
        "NoFixedDate", "SchoolCalendar", "SchoolDays", "SchoolWeeks", "Term", "Timetable", "Weeks", "WorkingDays",
    ),
    "ehcp.records": ("EHCPlan",),
    "england": ("ENGLAND",),
    "errors": (
        "ActualDayNeeded", "ApCoreError", "ExtraNeeded", "Fault", "InvalidDocument", "InvalidValue", "NotInForce",
        "OutsideCalendar", "UnknownSchool",
    ),
    "exclusion.records": ("PermanentExclusion", "Suspension"),
    "law.choice": ("Decision",),
    "law.citation": ("Citation", "Force", "Seen"),
    "law.dated": ("Dated",),
    "law.explaining": ("explain",),
    "law.findings": ("Finding",),
    "law.reviews": ("Acknowledgement", "Changes", "Review"),
    "law.judging": ("Verdict",),
    "law.rulebook": ("RuleBook",),
    "law.rules": ("Actor", "Condition", "Duty"),
    "law.unknown": ("UNKNOWN", "Reason", "Unknown"),
    "placement.records": ("Placement",),
    "policy": ("Policy",),
    "pupils.ages": ("compulsory_school_age",),
    "pupils.pupil": ("Pupil",),
    "pupils.years": ("KeyStage", "YearGroup", "expected_year_group", "key_stage"),
    "record": ("PupilRecord",),
    "registration.records": ("Registration",),
}  # fmt: skip
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = sorted(_HOME_OF)  # noqa: PLE0605


def __getattr__(name: str) -> Any:
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"module 'ap_core' has no attribute {name!r}")
    found = getattr(import_module(f"ap_core.{home}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return [*globals(), *_HOME_OF]
