"""Everything known about one pupil: the record that a check reads.

What nobody has filled in is UNKNOWN; none and an empty tuple mean that it is known that there is nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ap_core.attendance.off_site import OffSite
from ap_core.attendance.previous import PreviousAttendance
from ap_core.attendance.registers import Register
from ap_core.attendance.steps import AttendanceStepTaken
from ap_core.curriculum.entries import ExamEntry
from ap_core.curriculum.exam_access_records import ExamAccess
from ap_core.curriculum.reading_steps import ReadingStepTaken
from ap_core.curriculum.records import Assessment, Timetable
from ap_core.curriculum.what_works import Adjustment, WhatWorks
from ap_core.ehcp.assessments import NeedsAssessment
from ap_core.ehcp.records import EHCPlan
from ap_core.ehcp.sen_support_records import SENSupport, support_faults
from ap_core.errors import Fault
from ap_core.exclusion.elsewhere import SuspendedElsewhere
from ap_core.exclusion.records import PermanentExclusion, Suspension
from ap_core.law.unknown import UNKNOWN, Unknown
from ap_core.placement.after_year_11 import AfterYear11
from ap_core.placement.records import Placement
from ap_core.pupils.pupil import Pupil
from ap_core.registration.records import Registration
from ap_core.support.care_records import Care
from ap_core.support.disability_records import Disability
from ap_core.support.records import Incident, Mentoring, MentorSession
from ap_core.support.scales import ScaleReading
from ap_core.values import Value, item, value


@value
class PupilRecord(Value):
    """One pupil, and all that is recorded of placements, plan, registers and support."""

    pupil: Pupil = item("who")
    registrations: tuple[Registration, ...] | Unknown = item(
        "the schools whose register the pupil is or was on", default=UNKNOWN,
        asks="On which schools' registers is the pupil?", of="the centre",
    )  # fmt: skip
    placements: tuple[Placement, ...] | Unknown = item(
        "placements in alternative provision", default=UNKNOWN, asks="Which placements?", of="the centre"
    )
    plan: EHCPlan | None | Unknown = item(
        "the EHC plan; none if there is none", default=UNKNOWN, asks="Is there an EHC plan?", of="home school"
    )
    needs_assessments: tuple[NeedsAssessment, ...] = item(
        "requests for a needs assessment, and what came of them, so far as they are kept here", default=()
    )
    sen_support: tuple[SENSupport, ...] | Unknown = item(
        "special educational provision without a plan, one record a school and time; empty if there was none",
        default=UNKNOWN, asks="Does a school make SEN support for the pupil, which one, and since when?", of="SENCO",
    )  # fmt: skip
    registers: tuple[Register, ...] | Unknown = item(
        "attendance marks, one register a school", default=UNKNOWN, asks="The attendance marks?", of="each school"
    )
    off_site: tuple[OffSite, ...] = item(
        "education arranged away from every school where the pupil is registered, so far as it is kept here", default=()
    )
    attendance_steps: tuple[AttendanceStepTaken, ...] | Unknown = item(
        "returns about attendance to an authority, and what staff considered, by any school of the pupil",
        default=UNKNOWN, asks="Which returns about attendance did the school send to its authority, and when?",
        of="the school",
    )  # fmt: skip
    previous_attendance: PreviousAttendance | None | Unknown = item(
        "attendance before the placement; none if there was no school", default=UNKNOWN,
        asks="Attendance at the previous school?", of="home school",
    )  # fmt: skip
    baseline: tuple[Assessment, ...] | Unknown = item(
        "the assessments on arrival", default=UNKNOWN, asks="Which baseline assessments were done?", of="baseline lead"
    )
    reading_steps: tuple[ReadingStepTaken, ...] | Unknown = item(
        "what was done after a low reading test, beside the teaching", default=UNKNOWN,
        asks="What was done after the reading test: who was told, what was tried, and when?", of="baseline lead",
    )  # fmt: skip
    exam_access: ExamAccess | None | Unknown = item(
        "arrangements for examinations; none if it is known that none are needed", default=UNKNOWN,
        asks="Which exam access arrangements does the pupil need and use?", of="SENCO",
    )  # fmt: skip
    what_works: tuple[WhatWorks, ...] | Unknown = item(
        "what works for the pupil", default=UNKNOWN, asks="What works for this pupil?", of="the centre"
    )
    adjustments: tuple[Adjustment, ...] | Unknown = item(
        "adjustments that were agreed", default=UNKNOWN, asks="Which adjustments were agreed?", of="SENCO"
    )
    timetable: Timetable | None | Unknown = item(
        "the week over all sites; none if there is none yet",
        default=UNKNOWN,
        asks="The pupil's timetable?",
        of="the centre",
    )
    exam_entries: tuple[ExamEntry, ...] | Unknown = item(
        "what the pupil is to be entered for; empty if for nothing", default=UNKNOWN,
        asks="Which examinations is the pupil to be entered for, and by which school?", of="exams officer",
    )  # fmt: skip
    after_year_11: AfterYear11 | None | Unknown = item(
        "what follows Year 11; none if nothing is in sight yet", default=UNKNOWN,
        asks="What follows Year 11: is there an offer?", of="the centre",
    )  # fmt: skip
    mentor_sessions: tuple[MentorSession, ...] | Unknown = item(
        "sessions held with a mentor", default=UNKNOWN, asks="Which mentor sessions were held?", of="mentor"
    )
    incidents: tuple[Incident, ...] | Unknown = item(
        "incidents", default=UNKNOWN, asks="Which incidents?", of="the centre"
    )
    mentoring: Mentoring | None = item(
        "who the mentor is, the pupil's own goals and views; none if that is not kept here", default=None
    )
    attitudes: tuple[ScaleReading, ...] = item(
        "readings of attitudes, behaviour, self-esteem or wellbeing on ordinal scales", default=()
    )
    care: Care | None | Unknown = item(
        "care by an authority, past or present; none where the pupil was never looked after and has no social worker",
        default=UNKNOWN, asks="Is or was the pupil looked after, or is there a social worker?", of="home school",
    )  # fmt: skip
    disability: Disability | None = item(
        "a disability in the meaning of the Equality Act 2010; none where none is on record here", default=None
    )
    suspensions: tuple[Suspension, ...] | Unknown = item(
        "suspensions recorded here, from any school", default=UNKNOWN,
        asks="Was the pupil suspended this school year: by which school, and on which days?", of="home school",
    )  # fmt: skip
    suspended_elsewhere: SuspendedElsewhere | None | Unknown = item(
        "suspensions at other schools that stand in no record here, as a number; none if there are none",
        default=UNKNOWN, asks="How many days of suspension elsewhere, this term and this school year?",
        of="the other schools",
    )  # fmt: skip
    permanent_exclusions: tuple[PermanentExclusion, ...] | Unknown = item(
        "permanent exclusions, from any school", default=UNKNOWN,
        asks="Was the pupil permanently excluded: by which school, and on which day?", of="home school",
    )  # fmt: skip

    @property
    def ref(self) -> str:
        """The pupil's opaque reference."""
        return self.pupil.ref

    def _faults(self) -> Iterator[Fault]:
        for name in (
            "placements", "needs_assessments", "off_site", "incidents", "suspensions", "permanent_exclusions",
        ):  # fmt: skip
            records = getattr(self, name)
            if isinstance(records, tuple):
                yield from _twice(name, "ref", [record.ref for record in records])
        if isinstance(self.exam_entries, tuple):
            yield from _twice("exam_entries", "ref", [f"{entry.ref} {entry.series}" for entry in self.exam_entries])
        if isinstance(self.registers, tuple):
            yield from _twice("registers", "school", [register.school for register in self.registers])
        if isinstance(self.sen_support, tuple):
            yield from support_faults(self.sen_support)
        yield from self._too_early()
        yield from self._before_birth()

    def _before_birth(self) -> Iterator[Fault]:
        """A suspension or an exclusion of somebody not yet born. The birthday itself is not told."""
        born = self.pupil.born
        if not isinstance(born, date):
            return
        for name, field in (("suspensions", "first_day"), ("permanent_exclusions", "on")):
            records = getattr(self, name)
            for place, record in enumerate(records if isinstance(records, tuple) else ()):
                day = getattr(record, field)
                if isinstance(day, date) and day < born:
                    yield Fault(
                        f"{name}[{place}].{field}", "is before the pupil was born",
                        "give the day of this pupil's own, or the right date of birth",
                    )  # fmt: skip

    def _too_early(self) -> Iterator[Fault]:
        """A mentor before the pupil came; not asked where it is not known when that was."""
        if self.mentoring is None or not isinstance(self.placements, tuple):
            return
        first_days = [placement.first_day for placement in self.placements]
        if not first_days or any(type(day) is Unknown for day in first_days):
            return
        came = min(day for day in first_days if isinstance(day, date))
        for place, mentor in enumerate(self.mentoring.mentors):
            if mentor.first < came:
                yield Fault(
                    f"mentoring.mentors[{place}].first", "is before the first day of a placement",
                    "give the first day as this pupil's mentor, on or after it",
                )  # fmt: skip


def _twice(name: str, what: str, given: list[str]) -> Iterator[Fault]:
    seen: set[str] = set()
    for place, each in enumerate(given):
        if each in seen:
            yield Fault(f"{name}[{place}].{what}", "is used twice", "give each its own, or put the two together")
        seen.add(each)
