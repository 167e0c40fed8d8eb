"""What two dimensions of a placement, or two placements, come to together: as rules read it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ap_core.law.facts import Fact, MaybeFact, fact, facts
from ap_core.law.rulebook import Asked
from ap_core.law.unknown import Unknown, known, unknown_among
from ap_core.placement.going_on import placements_going_on
from ap_core.placement.records import Attendance, Basis
from ap_core.record import PupilRecord
from ap_core.registration.on_day import status_at
from ap_core.registration.records import Enrolment


@facts
class BasisAndRoll:
    """The legal basis of a placement of one who is, or may be, on the centre's roll alone."""

    subject: str
    going_on: Fact[bool] = fact("the placement goes on")
    basis: Fact[Basis] = fact("the legal basis")
    status: MaybeFact[Enrolment] = fact("the registration at the centre")


@facts
class WeekOfTwo:
    """The week of a pupil with more than one placement at once."""

    subject: str
    placements: Fact[int] = fact("placements that go on")
    sessions: Fact[int] = fact("sessions a week in all of them")


@facts
class FirstDay:
    """The first day of a placement, where it is no school day of the centre by its calendar."""

    subject: str
    first_day: Fact[date] = fact("the first day")
    school_day: Fact[bool] = fact("the centre meets on that day")


@facts
class EarlyReview:
    """A review recorded before the first day of its placement."""

    subject: str
    first_day: Fact[date] = fact("the first day")
    held_on: Fact[date] = fact("the day of the review")


@facts
class LateEntry:
    """A name entered in the centre's register after the first day of the placement."""

    subject: str
    first_day: Fact[date] = fact("the first day")
    entered_on: Fact[date] = fact("the first day on the centre's register")


_HOME_STAYS = (Basis.DIRECTION, Basis.SUSPENSION)


def basis_and_roll(record: PupilRecord, asked: Asked) -> Iterator[BasisAndRoll]:
    """A row where the basis keeps the pupil on another roll, or may, and the centre's is the only one, or may be."""
    for each in placements_going_on(record.placements, asked):
        basis = each.placement.basis
        if type(basis) is not Unknown and basis not in _HOME_STAYS:
            continue
        status = status_at(known(record, "registrations", ""), each.placement.centre, asked)
        if type(status) is Unknown or status is Enrolment.SINGLE:
            yield BasisAndRoll(
                subject=each.placement.ref, going_on=each.still, basis=known(each.placement, "basis", each.path),
                status=status,
            )  # fmt: skip


def weeks_of_two(record: PupilRecord, asked: Asked) -> Iterator[WeekOfTwo]:
    """A row where more than one placement goes on, or may: only then is anybody asked for sessions a week."""
    going_on = placements_going_on(record.placements, asked)
    if len(going_on) < 2:
        return
    unsure = unknown_among([each.still for each in going_on])
    sure = [each for each in going_on if each.still is True]
    told = [known(each.placement, "sessions_a_week", each.path) for each in sure]
    missing = unsure if unsure is not None else unknown_among(told)
    yield WeekOfTwo(
        subject=" and ".join(sorted(each.placement.ref for each in going_on)),
        placements=len(sure) if unsure is None else unsure,
        sessions=sum(told) if missing is None else missing,
    )


def first_days(record: PupilRecord, asked: Asked) -> Iterator[FirstDay]:
    """A row for a placement going on, or planned, whose first day the centre's calendar holds and does not meet on."""
    if type(record.placements) is Unknown:
        return
    for placement in record.placements:
        first_day, ended_on = placement.first_day, placement.ended_on
        if type(first_day) is Unknown or (isinstance(ended_on, date) and ended_on < asked.on):
            continue
        calendar = asked.calendars.get(placement.centre)
        # A calendar that is missing, or does not reach so far, is asked for by the placement's other rules.
        if calendar is None or not calendar.first <= first_day <= calendar.last or calendar.is_school_day(first_day):
            continue
        yield FirstDay(subject=placement.ref, first_day=first_day, school_day=False)


def early_reviews(record: PupilRecord, asked: Asked) -> Iterator[EarlyReview]:
    """A row for each placement going on whose first review was held before its first day."""
    for each in placements_going_on(record.placements, asked):
        first_day, held = each.first_day, each.held
        if type(held) is Unknown or type(first_day) is Unknown or not held:
            continue
        held_on = held[0].held_on
        if isinstance(held_on, date) and held_on < first_day:
            yield EarlyReview(subject=each.placement.ref, first_day=first_day, held_on=held_on)


def late_entries(record: PupilRecord, asked: Asked) -> Iterator[LateEntry]:
    """A row for each placement going on whose pupil came on the centre's register after its first day.

    A pupil on no register of the centre's is at a place that is no school, or is asked about by the registration.
    """
    if type(record.registrations) is Unknown:
        return
    for each in placements_going_on(record.placements, asked):
        first_day, placement = each.first_day, each.placement
        if type(first_day) is Unknown or placement.attendance is Attendance.OUTREACH:
            continue
        entered = [
            registration.first
            for registration in record.registrations
            if registration.school == placement.centre
            and registration.status is not Enrolment.GUEST
            and not (isinstance(registration.last, date) and registration.last < first_day)
        ]
        days = [day for day in entered if isinstance(day, date)]
        if days and len(days) == len(entered) and first_day < min(days) <= asked.on:
            yield LateEntry(subject=placement.ref, first_day=first_day, entered_on=min(days))
