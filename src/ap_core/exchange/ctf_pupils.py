"""One pupil of a transfer file as a record, with what else the file tells, and what of it was not taken over."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise
from typing import Any, TypeVar

import attrs

from ap_core.dates.calendars import Calendars
from ap_core.ehcp.plan_parts import Need, NeedType
from ap_core.ehcp.sen_codes import SENCode
from ap_core.errors import InvalidValue
from ap_core.exchange.ctf_attendance import MarksLayout, read_registers
from ap_core.exchange.ctf_sen import SENEntry, plan_of, support_of
from ap_core.exchange.ctf_tree import name_of, words
from ap_core.exchange.faults import Faults
from ap_core.law.unknown import UNKNOWN, Unknown
from ap_core.pupils.identifiers import laestab, uln, upn
from ap_core.pupils.pupil import Pupil
from ap_core.pupils.years import YearGroup
from ap_core.record import PupilRecord
from ap_core.registration.records import Enrolment, Registration
from ap_core.values import Value, item, value

T = TypeVar("T")

#: The enrolment statuses of the layout, and what each is in a record; of some no record has the like.
_STATUSES: dict[str, Enrolment | str] = {
    "C": Enrolment.SINGLE,
    "M": Enrolment.MAIN,
    "S": Enrolment.SUBSIDIARY,
    "G": Enrolment.GUEST,
    "F": "is that of a further education college's pupil, which no registration here is",
    "O": "is that of another provider's pupil, which no registration here is",
    "P": "is that of a past pupil, which does not tell what the registration was",
}
#: What the layout has beside what is taken; any other element is not understood.
_KNOWN = frozenset(
    "UCI Sex Gender BasicDetails FSMhistory LookedAfter SENhistory Admissions Address Phones Contacts NAWdetails "
    "Attendance StageAssessments SchoolHistory PreferredSurname PreferredForename FormerSurname MiddleNames Ethnicity "
    "EthnicitySource Languages MedicalFlag Disabilities SchoolName LeavingReason LastSchool".split()
)
#: The place of an element among others of its name; the longest path and the most notes that are told.
_AT = re.compile(r"\[\d+\]")
_LONGEST = 80
_MOST_NOTES = 500


@value
class Note(Value):
    """Something that was not taken over from a transfer file: where in the layout, why, and how often."""

    path: str = item("the place in the layout, from the pupil or the file down")
    why: str = item("why it was not taken over")
    times: int = item("how often it occurs")

    def __str__(self) -> str:
        return f"{self.path}: {self.why} ({self.times})"


@value
class TransferredPupil(Value):
    """What a transfer file tells of one pupil. The numbers and names are for finding the pupil, and never shown."""

    record: PupilRecord = item("what became a record")
    upn: str | None = item("the unique pupil number; none if the file has none", default=None, shown=False)
    former_upns: tuple[str, ...] = item("earlier ones, permanent or temporary", default=(), shown=False)
    uln: str | None = item("the unique learner number; none if the file has none", default=None, shown=False)
    surname: str = item("the surname", default="", shown=False)
    forename: str = item("the forename", default="", shown=False)
    sen_history: tuple[SENEntry, ...] | Unknown = item(
        "the SEN provision by the day from which it holds, in order", default=UNKNOWN
    )
    needs: tuple[Need, ...] = item("the types of need, with their ranks", default=())


@attrs.define
class Reading:
    """How a file is read, and what is noted on the way."""

    calendars: Calendars | None = None
    layout: MarksLayout | None = None
    noted: dict[tuple[str, str], int] = attrs.Factory(dict)

    def note(self, path: str, why: str, element: Any = None) -> None:
        """Something that is not taken over, wherever it stands in its run; an empty element is nothing."""
        if element is not None and not (words(element) or len(element) or element.attrib):
            return
        place = _AT.sub("", path)[:_LONGEST]
        if (place, why) not in self.noted and len(self.noted) >= _MOST_NOTES:
            place, why = "other places", "are not understood"
        self.noted[place, why] = self.noted.get((place, why), 0) + 1

    def told(self) -> tuple[Note, ...]:
        """What was noted, each thing once, in the order of the places."""
        return tuple(Note(path=path, why=why, times=times) for (path, why), times in sorted(self.noted.items()))


class Parts:
    """The parts of an element that are taken, the others being noted."""

    def __init__(self, element: Any, path: str, taken: str, reading: Reading, faults: Faults) -> None:
        self.path, self.reading, self.faults = path, reading, faults
        self.by_name: dict[str, list[Any]] = {}
        wanted = taken.split()
        if element.attrib:
            reading.note(path, "has attributes, which are not understood")
        if words(element):
            reading.note(path, "has text beside its parts, which is not understood")
        for part in element:
            name = name_of(part)
            if name in wanted:
                self.by_name.setdefault(name, []).append(part)
            else:
                why = "is not taken over" if name in _KNOWN else "is not understood"
                reading.note(self.at(name), why, part)

    def at(self, name: str) -> str:
        """The path of a part."""
        return f"{self.path}.{name}" if self.path else name

    def one(self, name: str) -> Any:
        """The part of that name; none if there is none. Two are a fault."""
        found = self.by_name.get(name, [])
        if len(found) > 1:
            self.faults.add(self.at(name), "is given twice", "give it once")
            del found[1:]
        return found[0] if found else None

    def inside(self, name: str, taken: str) -> Parts | None:
        """The parts of the part of that name."""
        element = self.one(name)
        return None if element is None else Parts(element, self.at(name), taken, self.reading, self.faults)

    def each(self, name: str, taken: str) -> Iterator[Parts]:
        """The parts of every part of that name, each with its place in the path."""
        for place, element in enumerate(self.by_name.get(name, [])):
            yield Parts(element, self.at(name) + f"[{place}]", taken, self.reading, self.faults)

    def text(self, name: str) -> str:
        """The words of a part; empty where there is none."""
        return words(self.one(name))

    def day(self, name: str) -> date | None:
        """A day; none where there is none, and a fault where it is no day."""
        text = self.text(name)
        if not text:
            return None
        try:
            if len(text) == len("yyyy-mm-dd"):
                return date.fromisoformat(text)
        except ValueError:
            pass
        self.faults.add(self.at(name), "is no day", "give it as yyyy-mm-dd")
        return None

    def read(self, name: str, by: Callable[[str], T], problem: str, remedy: str) -> T | None:
        """What ``by`` makes of the words of a part; none where there is none, a fault where it makes nothing."""
        text = self.text(name)
        try:
            return by(text) if text else None
        except (InvalidValue, LookupError, ValueError):
            self.faults.add(self.at(name), problem, remedy)
            return None

    def school(self) -> str | None:
        """The DfE number that LEA and Estab make; none where they are stand-ins for a school that is not told."""
        authority, establishment = self.text("LEA"), self.text("Estab")
        number = authority + establishment
        if laestab.is_valid(number):
            return laestab.format(number)
        if number and (not number.isalpha() or len(set(number.upper())) > 1):
            self.faults.add(self.at("Estab"), "is no DfE number with its LEA", "give three figures and four")
        return None


_PUPIL = "UPN UniqueLearnerNumber Surname Forename DOB BasicDetails SENhistory SENneeds Attendance SchoolHistory"
_SCHOOL = "LEA Estab EntryDate LeavingDate"


def read_pupil(element: Any, ref: str, source: str, reading: Reading, faults: Faults) -> TransferredPupil | None:
    """The pupil of one element; none where the faults do not let it be built."""
    parts = Parts(element, "", _PUPIL, reading, faults)
    basics = parts.inside("BasicDetails", "FormerUPN NCyearActual EnrolStatus")
    wrong_upn = ("is no UPN", "give the number as the school issued it")
    number = parts.read("UPN", upn.validate, *wrong_upn)
    former = basics and basics.read("FormerUPN", upn.validate, *wrong_upn)
    learner = parts.read("UniqueLearnerNumber", uln.validate, "is no ULN", "give the ten figures as they were issued")
    born = parts.day("DOB")
    surname, forename = parts.text("Surname"), parts.text("Forename")
    year = basics and basics.read("NCyearActual", YearGroup.of, "is no year group", "give R, 1 to 14, X, or its like")
    if not parts.text("UPN"):
        reading.note("UPN", "is missing")
    registrations = _registrations(parts, basics, source)
    history, needs = _sen(parts)
    registers = read_registers(parts, source, reading)
    if faults.count:
        return None
    try:
        record = PupilRecord(
            pupil=Pupil(ref=ref, born=born or UNKNOWN, taught_year=year or UNKNOWN),
            registrations=registrations,
            plan=plan_of(history, reading),
            sen_support=support_of(history, needs, registrations, reading),
            registers=registers,
        )
    except InvalidValue as wrong:
        faults.take(wrong.faults)
        return None
    return TransferredPupil(
        record=record,
        upn=number,
        former_upns=(former,) if former else (),
        uln=learner,
        surname=surname,
        forename=forename,
        sen_history=history,
        needs=needs,
    )


def _registrations(parts: Parts, basics: Parts | None, source: str) -> tuple[Registration, ...] | Unknown:
    """The schools of the history, the latest at the sending school with the enrolment status."""
    told = (
        None
        if basics is None
        else basics.read("EnrolStatus", _STATUSES.__getitem__, "is no enrolment status", "give C, M, S or G")
    )
    if isinstance(told, str):
        parts.reading.note("BasicDetails.EnrolStatus", told)
    status = told if isinstance(told, Enrolment) else None
    found: list[Registration] = []
    history = parts.inside("SchoolHistory", "School")
    for at, school in enumerate(history.each("School", _SCHOOL) if history is not None else (), start=1):
        first, last, number = school.day("EntryDate"), school.day("LeavingDate"), school.school()
        if first is not None and last is not None and last < first:
            school.faults.add(school.at("LeavingDate"), "is before EntryDate", "give a day on or after it")
            continue
        # Two schools that the file does not tell are not one school.
        found.append(
            Registration(school=number or f"school {at} not told", first=first or UNKNOWN, last=last or UNKNOWN)
        )
    if status is not None:
        here = [at for at, each in enumerate(found) if each.school == source]
        if here:
            latest = max(here, key=lambda at: day if isinstance(day := found[at].first, date) else date.min)
            found[latest] = found[latest].but(status=status)
        else:
            found.append(Registration(school=source, status=status))
    return tuple(found) if found else UNKNOWN


def _sen(parts: Parts) -> tuple[tuple[SENEntry, ...] | Unknown, tuple[Need, ...]]:
    entries: list[SENEntry] = []
    within = parts.inside("SENhistory", "SEN SENneeds")
    for each in within.each("SEN", "StartDate SENprovision") if within is not None else ():
        start = each.day("StartDate")
        code = each.read("SENprovision", SENCode.__getitem__, "is no SEN provision", "give N, K or E, or an older code")
        for name, got in (("StartDate", start), ("SENprovision", code)):
            if got is None and not each.text(name):
                each.faults.add(each.at(name), "is missing", "give it with every entry of the history")
        if start is not None and code is not None:
            entries.append(SENEntry(since=start, provision=code))
    entries.sort(key=lambda entry: entry.since)
    for earlier, later in pairwise(entries):
        if earlier.since == later.since and earlier.provision is not later.provision:
            parts.faults.add("SENhistory", "has two provisions from one day", "give one for each day")
    # Beside the history in one program's layout, inside it in another's.
    holders = [holder for holder in (parts.inside("SENneeds", "SENneed"),
                                     within and within.inside("SENneeds", "SENneed")) if holder]  # fmt: skip
    needs = tuple(
        Need(kind=kind, rank=need.read("SENtypeRank", int, "is no rank", "give 1 or 2") or
             need.read("rank", int, "is no rank", "give 1 or 2"))
        for holder in holders
        for need in holder.each("SENneed", "SENtype SENtypeRank rank")
        if (kind := need.read("SENtype", NeedType.__getitem__, "is no type of need", "give a code of the list"))
    )  # fmt: skip
    return (tuple(entries) if entries else UNKNOWN), needs
