"""A centre: who it is, its places, and its roll."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from ap_core.curriculum.exam_access_records import ExamAccess
from ap_core.curriculum.records import Timetable
from ap_core.dates.calendars import Calendars
from ap_core.ehcp.records import EHCPlan
from ap_core.errors import Fault
from ap_core.placement.capacity import PlacesOf
from ap_core.policy import Policy
from ap_core.record import PupilRecord
from ap_core.registration.records import SchoolKind
from ap_core.support.care_records import Care
from ap_core.values import Value, item, value


@value
class School(Value):
    """A school that the records speak of, by its reference."""

    ref: str = item("its reference in the records")
    name: str = item("its name, for a page that a person reads")
    kind: SchoolKind = item("what it is in law")
    note: str = item("anything a reader of the file should know, such as where its term dates come from", default="")


@value
class Centre(Value):
    """The centre whose roll it is."""

    ref: str = item("its reference in the records")
    name: str = item("its name, for a page that a person reads")
    kind: SchoolKind = item("what it is in law")
    note: str = item("anything a reader of the file should know", default="")
    places: int | None = item("how many pupils it has places for; none if not set", default=None)
    places_of: tuple[PlacesOf, ...] = item("how many of them are for which pupils, where that is set", default=())


@value
class Roll(Value):
    """A centre's pupils with everything that a check of them needs."""

    centre: Centre = item("the centre")
    schools: tuple[School, ...] = item("the other schools that the records speak of", default=())
    calendars: Calendars = item("the school calendars, one a school")
    policy: Policy = item("the centre's choices", default=Policy())
    records: tuple[PupilRecord, ...] = item("one record a pupil")

    def _faults(self) -> Iterator[Fault]:
        seen: set[str] = set()
        for place, record in enumerate(self.records):
            if record.ref in seen:
                yield Fault(f"records[{place}].pupil.ref", "is used twice", "give each pupil a reference of their own")
            seen.add(record.ref)
        known = {self.centre.ref}
        for place, school in enumerate(self.schools):
            if school.ref in known:
                yield Fault(f"schools[{place}].ref", "is used twice", "give each school, and the centre, its own")
            known.add(school.ref)
        for place, record in enumerate(self.records):
            for path, ref in _schools(record):
                if ref not in known:
                    yield Fault(f"records[{place}].{path}", "is a school the roll does not list", "list it in schools")

    def on_roll(self, day: date) -> tuple[PupilRecord, ...]:
        """The pupils whose name is on the centre's register on ``day``; one who may be is counted too."""
        return tuple(record for record in self.records if _on_register(record, self.centre.ref, day))


def _on_register(record: PupilRecord, school: str, day: date) -> bool:
    if not isinstance(record.registrations, tuple):
        return True
    return any(each.school == school and each.covers(day) is not False for each in record.registrations)


def _schools(record: PupilRecord) -> Iterator[tuple[str, str]]:
    """Every school that a record speaks of, with the path of the field."""
    for name, fields in (
        ("registrations", ("school",)),
        ("placements", ("centre", "home_school", "returns_to")),
        ("registers", ("school",)),
        ("off_site", ("school",)),
        ("exam_entries", ("school",)),
        ("sen_support", ("school",)),
        ("suspensions", ("school",)),
        ("permanent_exclusions", ("school",)),
    ):
        records = getattr(record, name)
        for place, each in enumerate(records if isinstance(records, tuple) else ()):
            for field in fields:
                school = getattr(each, field)
                if isinstance(school, str):
                    yield f"{name}[{place}].{field}", school
    if isinstance(record.plan, EHCPlan) and isinstance(record.plan.named_setting, str):
        yield "plan.named_setting", record.plan.named_setting
    if isinstance(record.plan, EHCPlan) and record.plan.ledger is not None:
        for place, site in enumerate(record.plan.ledger.sites):
            yield f"plan.ledger.sites[{place}].site", site.site
    if isinstance(record.exam_access, ExamAccess):
        access = record.exam_access
        if access.exam_centre is not None:
            yield "exam_access.exam_centre", access.exam_centre
        yield from _schools_of("exam_access.ways", access.ways, "school")
        yield from _schools_of("exam_access.applications", access.applications, "school")
        yield from _schools_of("exam_access.evidence", access.evidence, "made_at")
    yield from _schools_of("adjustments", record.adjustments, "made_by")
    if record.disability is not None:
        yield from _schools_of("disability.decisions", record.disability.decisions, "school")
    if isinstance(record.care, Care) and isinstance(record.care.lead_school, str):
        yield "care.lead_school", record.care.lead_school
    if isinstance(record.timetable, Timetable):
        for place, lesson in enumerate(record.timetable.lessons):
            yield f"timetable.lessons[{place}].site", lesson.site


def _schools_of(name: str, records: Any, field: str) -> Iterator[tuple[str, str]]:
    for place, each in enumerate(records if isinstance(records, tuple) else ()):
        if (school := getattr(each, field)) is not None:
            yield f"{name}[{place}].{field}", school
