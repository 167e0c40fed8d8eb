"""One pupil of a transfer file as a record, with what else the file tells, and what of it was not taken over."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

from ap_core.ehcp.plan_parts import Need, NeedType
from ap_core.ehcp.sen_codes import SENCode
from ap_core.errors import InvalidValue
from ap_core.exchange.ctf_attendance import read_registers
from ap_core.exchange.ctf_reading import Parts, Reading
from ap_core.exchange.ctf_sen import SENEntry, plan_of, support_of
from ap_core.exchange.faults import Faults
from ap_core.law.unknown import UNKNOWN, Unknown
from ap_core.pupils.identifiers import uln, upn
from ap_core.pupils.pupil import Pupil
from ap_core.pupils.years import YearGroup
from ap_core.record import PupilRecord
from ap_core.registration.records import Enrolment, Registration
from ap_core.values import Value, item, value

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
