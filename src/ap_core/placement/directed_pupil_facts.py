"""The pupil of an off-site direction as rules read it: on whose registers, and to whom and how notice was given."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from ap_core.dates.service import Method
from ap_core.dates.years import AcademicYear
from ap_core.law.facts import Fact, MaybeFact, fact, facts
from ap_core.law.rulebook import Asked
from ap_core.law.unknown import Unknown, known, reckon
from ap_core.placement.direction import THIRTY_DAYS_UNTIL
from ap_core.placement.direction_facts import directed, notice_day
from ap_core.placement.direction_people import relevant_person
from ap_core.placement.records import Addressee, Basis, Placement
from ap_core.record import PupilRecord
from ap_core.registration.on_day import status_at, status_on
from ap_core.registration.records import Enrolment


@facts
class DirectedPupilFacts:
    """The pupil of one off-site direction, or of what may be one."""

    subject: str
    ended: Fact[bool] = fact("the placement has ended")
    basis: Fact[Basis] = fact("the legal basis")
    has_power: Fact[bool] = fact("a school of this kind could direct under section 29A")
    regulated: Fact[bool] = fact("the regulations on off-site direction bind this school")
    decided_on: MaybeFact[date] = fact("the day of the decision to direct")
    begun: Fact[bool] = fact("the placement has begun")
    registered_there: Fact[bool] = fact("the pupil was on the directing school's roll when it decided")
    home_status: MaybeFact[Enrolment] = fact("the registration at the directing school")
    centre_status: MaybeFact[Enrolment] = fact("the registration at the centre")
    notice_on: MaybeFact[date] = fact("the day notice was given")
    notice_owed_to: Fact[Addressee] = fact("to whom notice had to be given")
    notice_to: Fact[frozenset[Addressee]] = fact("to whom notice was given")
    notice_reached: Fact[bool] = fact("notice was given to the parent, or to the pupil from 18 on")
    notice_by: MaybeFact[Method] = fact("how notice was given, where that is on record")


def directed_pupil_facts(record: PupilRecord, asked: Asked) -> Iterator[DirectedPupilFacts]:
    """A row for each placement that is, or may be, under an off-site direction; one not yet begun too."""
    registrations, born = known(record, "registrations", ""), known(record.pupil, "born", "pupil.")
    for each in directed(record.placements, asked):
        placement, first_day, decided_on = each.placement, each.first_day, each.decided_on
        directing = _directing_school(placement, each.path)
        owed_to = reckon(relevant_person, born, reckon(notice_day, each.notice_due, each.notice_on))
        yield DirectedPupilFacts(
            subject=placement.ref,
            ended=each.ended,
            basis=each.basis,
            has_power=each.has_power,
            regulated=each.regulated,
            decided_on=decided_on,
            begun=first_day if type(first_day) is Unknown else first_day <= asked.on,
            registered_there=reckon(_on_roll, registrations, directing, _decision_day(decided_on, first_day)),
            home_status=reckon(status_at, registrations, directing, asked),
            centre_status=status_at(registrations, placement.centre, asked),
            notice_on=each.notice_on,
            notice_owed_to=owed_to,
            notice_to=each.given_to,
            notice_reached=reckon(_contains, each.given_to, owed_to),
            notice_by=None if _long_after(first_day) else each.given_by,
        )


def _directing_school(placement: Placement, path: str) -> Any:
    """The school that directs is the one that the pupil came from."""
    if placement.home_school is None and placement.basis is Basis.DIRECTION:
        return Unknown.between(
            f"{path}basis", f"{path}home_school", ask="Which school gave the direction?", of="the centre"
        )
    return known(placement, "home_school", path)


def _decision_day(decided_on: Any, first_day: Any) -> Any:
    return first_day if decided_on is None else decided_on


def _on_roll(registrations: Any, school: str | None, day: date) -> bool | Unknown:
    """Whether the school has the pupil on roll; a guest is not."""
    status = None if school is None else status_on(registrations, school, day)
    return status if type(status) is Unknown else status is not None and status is not Enrolment.GUEST


def _contains(people: frozenset[Addressee], person: Addressee) -> bool:
    return person in people


def _long_after(first_day: Any) -> bool:
    """Whether no notice of it can have been given while notice was by post alone: it began in a later school year."""
    return isinstance(first_day, date) and first_day > AcademicYear.end_of(THIRTY_DAYS_UNTIL)
