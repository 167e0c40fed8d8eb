"""Significant use of force, seclusion and restraint as rules read them: one row for each that an incident records.

Since 1 April 2026 section 93A of the Education and Inspections Act 2006 has each significant use of force recorded in
writing and reported to each parent as soon as practicable. It binds the governing body of every school in England; of
one that is not a maintained school, the proprietor. A parent whom telling would be likely to cause the pupil
significant harm is not told; where there is no parent who can be, the local authority is. (A pupil aged 20 or over is
outside it.) Regulations of 2025 do the same for seclusion and restraint; their text was not seen, and commentary says
that they reach all schools. "As soon as practicable" is no number of days.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from ap_core.dates.deadlines import Deadline, NoFixedDate
from ap_core.law.facts import Fact, MaybeFact, fact, facts
from ap_core.law.rulebook import Asked
from ap_core.law.unknown import Reason, Unknown, known, unknown_among
from ap_core.record import PupilRecord
from ap_core.registration.records import SchoolKind
from ap_core.support.records import Restricted, Restriction

_SOON = NoFixedDate("as soon as practicable after the incident")


@facts
class RestrictedFacts:
    """One significant use of force, seclusion or restraint."""

    subject: str
    incident_on: Fact[date] = fact("the day of the incident")
    kind: Fact[Restriction] = fact("force, seclusion or restraint without force")
    at_school: Fact[bool] = fact("it was done by staff of a school in England")
    soon: Fact[NoFixedDate] = fact("when it is to be recorded and reported")
    same_day: Fact[Deadline] = fact("the day of the incident as the last day")
    recorded_on: MaybeFact[date] = fact("the day it was recorded in writing")
    told_on: MaybeFact[date] = fact("the day by which each parent who is to be told was told")
    written_on: MaybeFact[date] = fact("the day by which each of them had the report in writing")


def restricted_facts(record: PupilRecord, asked: Asked) -> Iterator[RestrictedFacts]:
    """A row for each, whether or not the placement still goes on: what is owed to a parent does not end with it."""
    # Where incidents are not known, the incidents' own rows ask for them; force is not asked about beside that.
    if type(record.incidents) is Unknown:
        return
    for place, incident in enumerate(record.incidents):
        if incident.on > asked.on:
            continue
        for number, each in enumerate(incident.restricted):
            path = f"incidents[{place}].restricted[{number}]."
            yield RestrictedFacts(
                subject=f"incident {incident.ref} {each.kind.name.lower()}",
                incident_on=incident.on,
                kind=each.kind,
                at_school=_at_school(each, path),
                soon=_SOON,
                same_day=Deadline(incident.on),
                recorded_on=_by(known(each, "recorded_on", path), asked.on),
                told_on=_each_parent(each, "told_on", path, asked.on),
                written_on=_each_parent(each, "written_on", path, asked.on),
            )


def _at_school(each: Restricted, path: str) -> bool | Unknown:
    kind = each.school_kind
    if type(kind) is Unknown:
        return known(each, "school_kind", path)  # type: ignore[no-any-return]
    if kind is SchoolKind.COLLEGE:
        # Section 85D of the Further and Higher Education Act 1992 says the same of colleges.
        return Unknown.because(
            "the law on use of force in colleges",
            ask="Is section 85D of the Further and Higher Education Act 1992 in force? That was not found.",
            of="a lawyer",
            reason=Reason.LAW_NOT_SEEN,
        )
    return kind is not SchoolKind.NOT_A_SCHOOL


def _by(day: Any, on: date) -> Any:
    """The day something was done; none where it is not done by ``on``."""
    return None if isinstance(day, date) and day > on else day


def _each_parent(each: Restricted, done: str, path: str, on: date) -> Any:
    """The day the last of the parents who are to be told was; none where one of them is known not to be yet."""
    if type(each.parents) is Unknown:
        return known(each, "parents", path)
    days = [
        _by(known(parent, done, f"{path}parents[{place}]."), on)
        for place, parent in enumerate(each.parents)
        if not parent.harm_if_told
    ]
    if None in days:
        return None
    listed = known(each, "each_parent_listed", path)
    if listed is False:
        listed = Unknown.because(f"{path}parents", ask="Which other parent is there, and was that parent told?",
                                 of="the centre")  # fmt: skip
    if not days and listed is True:
        return _by(known(each, "authority_told_on", path), on)
    missing = unknown_among([*days, listed])
    return max(days) if missing is None else missing
