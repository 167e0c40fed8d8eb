"""Thresholds of one school's register as rules read them: what is reached, since when, and what the school then did.

A row comes only where a threshold is reached in the school year of the check, or where a mark that is missing decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from ap_core.attendance.codes import PRESENT_CODES_SINCE
from ap_core.attendance.facts import whose_register
from ap_core.attendance.registers import Register
from ap_core.attendance.steps import AttendanceStep
from ap_core.attendance.thresholds import (
    PENALTY_SESSIONS,
    RETURN_DAYS,
    SICKNESS_DAYS,
    AwayRun,
    TenSessions,
    away_runs,
    count_ill,
    days_not_there,
    fifteen_days_ill,
    illness_began_on,
    may_be_away,
    sessions_ill,
    ten_sessions,
)
from ap_core.attendance.uses import mask_of
from ap_core.dates.calendars import SchoolCalendar
from ap_core.dates.deadlines import NoFixedDate
from ap_core.dates.years import AcademicYear
from ap_core.law.facts import Fact, MaybeFact, fact, facts
from ap_core.law.rulebook import Asked
from ap_core.law.rules import Actor
from ap_core.law.unknown import Unknown, known, reckon
from ap_core.law.wording import iso_day
from ap_core.placement.calendars import calendar_of
from ap_core.pupils.ages import compulsory_school_age
from ap_core.record import PupilRecord
from ap_core.registration.records import DeletionGround

_NEXT_RETURN = NoFixedDate("in the next attendance return, at the interval agreed with the authority")
_SOON, _PRACTICABLE = NoFixedDate("as soon as possible"), NoFixedDate("as soon as practicable")
_YEAR = timedelta(days=365)

_PENALTY_COUNT = PENALTY_SESSIONS.on(PRESENT_CODES_SINCE).value
_RETURN_DAYS = RETURN_DAYS.on(PRESENT_CODES_SINCE).value
_SICK_SESSIONS = 2 * SICKNESS_DAYS.on(PRESENT_CODES_SINCE).value
_UNAUTHORISED = mask_of("GNOU")


@facts
class AwayFacts:
    """The last run of ten school days or more on G, N, O and U alone in one school's register this school year."""

    subject: str
    school: Fact[str] = fact("the school whose register it is")
    whose: Fact[Actor] = fact("who keeps the register")
    of_age: Fact[bool] = fact("the pupil was of compulsory school age")
    first: Fact[date] = fact("the first day away")
    days: Fact[int] = fact("school days away, so far")
    reached_on: Fact[date] = fact("the day on which there were so many that the return names the pupil")
    due: Fact[NoFixedDate] = fact("when the return is owed")
    returned_on: MaybeFact[date] = fact(
        "the day of the last return since then that named the pupil; none where ten more such days came after it"
    )


@facts
class IllFacts:
    """Illness of fifteen school days in one school's register this school year, come to or foreseen."""

    subject: str
    school: Fact[str] = fact("the school whose register it is")
    whose: Fact[Actor] = fact("who keeps the register")
    of_age: Fact[bool] = fact("the pupil was of compulsory school age")
    sessions: Fact[int] = fact("sessions of illness in the school year so far")
    since: Fact[date] = fact("the day on which it came to so many, or was foreseen to")
    due: Fact[NoFixedDate] = fact("when the return is owed")
    returned_on: MaybeFact[date] = fact("the first day of a sickness return since that illness began")


@facts
class TenSessionsFacts:
    """Ten sessions of G, N, O and U in ten school weeks of one school, where what staff considered is kept."""

    subject: str
    school: Fact[str] = fact("the school whose register it is")
    whose: Fact[Actor] = fact("who keeps the register")
    of_age: Fact[bool] = fact("the pupil was of compulsory school age")
    first: Fact[date] = fact("the day of the first of the ten")
    reached_on: Fact[date] = fact("the day of the tenth")
    due: Fact[NoFixedDate] = fact("when it is to be considered")
    considered_on: MaybeFact[date] = fact("the first day since then on which authorised staff considered it")


@facts
class LongAbsenceFacts:
    """A name that was deleted in the last year on the ground of twenty school days' absence."""

    subject: str
    school: Fact[str] = fact("the school")
    whose: Fact[Actor] = fact("who keeps the register")
    of_age: Fact[bool] = fact("the pupil was of compulsory school age")
    last: Fact[date] = fact("the last day on that register")
    days: Fact[int] = fact("school days in a row up to then with no mark but G, N or O")


# ---------------------------------------------------------------- returns to the authority


def away_facts(record: PupilRecord, asked: Asked) -> Iterator[AwayFacts]:
    """A row for each register in which ten days on G, N, O and U alone were reached this school year, or may be."""
    if type(record.registers) is Unknown:
        return
    for register in record.registers:
        if not may_be_away(register, asked.on, _RETURN_DAYS):
            continue
        school = register.school
        run = reckon(_last_run, register, calendar_of(asked, school), asked.on)
        if run is None:
            continue
        first = run if type(run) is Unknown else run.first
        reached_on: Any = run if type(run) is Unknown else run.reached_on(_RETURN_DAYS)
        yield AwayFacts(
            subject=f"{school} away" if isinstance(first, Unknown) else f"{school} away from {iso_day(first)}",
            school=school,
            whose=whose_register(record, school, asked.on),
            of_age=reckon(_of_age, reached_on, known(record.pupil, "born", "pupil.")),
            first=first,
            days=run if type(run) is Unknown else len(run.days),
            reached_on=reached_on,
            due=_NEXT_RETURN,
            returned_on=run if type(run) is Unknown else _returned_on(record, run, asked.on),
        )


def ill_facts(record: PupilRecord, asked: Asked) -> Iterator[IllFacts]:
    """A row for each register in which illness came to fifteen days this school year, or was foreseen to."""
    if type(record.registers) is Unknown:
        return
    on = asked.on
    for register in record.registers:
        school, ill = register.school, count_ill(register, on)
        foreseen = _foreseen(record, school, on) if ill else []
        if ill < _SICK_SESSIONS and not foreseen:
            continue
        since = fifteen_days_ill(register, on) or foreseen[0]
        began: Any = reckon(_illness_of, register, calendar_of(asked, school), since, on)
        yield IllFacts(
            subject=f"{school} illness {AcademicYear.of(on)}",
            school=school,
            whose=whose_register(record, school, on),
            of_age=reckon(_of_age, since, known(record.pupil, "born", "pupil.")),
            sessions=ill,
            since=since,
            due=_SOON,
            returned_on=_first_step(record, school, AttendanceStep.SICKNESS_RETURN, began, on),
        )


def ten_sessions_facts(record: PupilRecord, asked: Asked) -> Iterator[TenSessionsFacts]:
    """A row for each register in which ten sessions in ten school weeks were reached this school year, or may be.

    Once it was considered, sessions are counted anew: nothing says for how long one consideration is good. Where it is
    not known what staff considered there is no row: what is reached is a measure then, and nobody is asked anything.
    """
    if type(record.attendance_steps) is Unknown:
        return
    for register in _holding_ten(record):
        school, on, calendar = register.school, asked.on, calendar_of(asked, register.school)
        began = AcademicYear.of(on).first
        considered = _steps(record, school, AttendanceStep.PENALTY_CONSIDERED, date.min, on)
        ten: Any = reckon(_ten_since, register, calendar, on, considered[-1] if considered else date.min, began)
        if ten is None and considered:
            ten = reckon(_ten_since, register, calendar, on, date.min, began)
        if ten is None:
            continue
        reached_on: Any = ten if type(ten) is Unknown else ten.reached_on
        not_known = type(ten) is Unknown
        yield TenSessionsFacts(
            subject=f"{school} ten sessions" if not_known else f"{school} ten sessions by {iso_day(reached_on)}",
            school=school,
            whose=whose_register(record, school, on),
            of_age=reckon(_of_age, reached_on, known(record.pupil, "born", "pupil.")),
            first=ten if not_known else ten.first,
            reached_on=reached_on,
            due=_PRACTICABLE,
            considered_on=ten if not_known else next((day for day in considered if day >= reached_on), None),
        )


# ---------------------------------------------------------------- deleted for long absence


def long_absence_facts(record: PupilRecord, asked: Asked) -> Iterator[LongAbsenceFacts]:
    """A row for each name deleted in the last year on the ground of twenty school days' absence."""
    if type(record.registrations) is Unknown:
        return
    for each in record.registrations:
        last = each.last
        if each.ended_by is not DeletionGround.LONG_ABSENCE or not isinstance(last, date):
            continue
        if asked.on - _YEAR <= last <= asked.on:
            register = _register_of(record, each.school)
            yield LongAbsenceFacts(
                subject=f"{each.school} until {iso_day(last)}",
                school=each.school,
                whose=whose_register(record, each.school, asked.on),
                of_age=reckon(_of_age, last, known(record.pupil, "born", "pupil.")),
                last=last,
                days=reckon(days_not_there, register, calendar_of(asked, each.school), last),
            )


# ---------------------------------------------------------------- single facts


def _holding_ten(record: PupilRecord) -> Iterator[Register]:
    """The registers with at least ten sessions of G, N, O and U."""
    if type(record.registers) is not Unknown:
        for register in record.registers:
            if register.marks.translate(_UNAUTHORISED).count(0xFF) >= _PENALTY_COUNT:
                yield register


def _register_of(record: PupilRecord, school: str) -> Register | Unknown:
    if type(record.registers) is Unknown:
        return known(record, "registers", "")  # type: ignore[no-any-return]
    for register in record.registers:
        if register.school == school:
            return register
    return Unknown.because(f"registers[{school}]", ask=f"The attendance marks of {school}?", of=school)


def _of_age(day: date, born: date) -> bool:
    return compulsory_school_age(born).covers(day)


def _last_run(register: Register, calendar: SchoolCalendar, on: date) -> AwayRun | None | Unknown:
    runs = away_runs(register, calendar, on, _RETURN_DAYS, AcademicYear.of(on).first)
    return runs[-1] if runs else None


def _returned_on(record: PupilRecord, run: AwayRun, on: date) -> date | None | Unknown:
    """A return tells of what came since the one before: ten more days away are told again."""
    if type(record.attendance_steps) is Unknown:
        return known(record, "attendance_steps", "")  # type: ignore[no-any-return]
    reached_on = run.reached_on(_RETURN_DAYS)
    assert reached_on is not None
    returns = _steps(record, run.school, AttendanceStep.ATTENDANCE_RETURN, reached_on, on)
    if returns and sum(day > returns[-1] for day in run.days) < _RETURN_DAYS:
        return returns[-1]
    return None


def _ten_since(
    register: Register, calendar: SchoolCalendar, on: date, considered_on: date, since: date
) -> TenSessions | None:
    after = None if considered_on == date.min else considered_on
    return ten_sessions(register, calendar, on, after=after, since=since)


def _foreseen(record: PupilRecord, school: str, on: date) -> list[date]:
    """The days of this school year on which the school had grounds to believe that the illness takes so long."""
    if type(record.attendance_steps) is Unknown or not record.attendance_steps:
        return []
    return _steps(record, school, AttendanceStep.ILLNESS_FORESEEN, AcademicYear.of(on).first, on)


def _illness_of(register: Register, calendar: SchoolCalendar, since: date, on: date) -> date:
    """The first day of the illness that came to fifteen days, or was foreseen to: the last one begun by then."""
    ill = [day for day in sessions_ill(register, on) if day <= since]
    return illness_began_on(register, calendar, ill[-1]) if ill else since


def _steps(record: PupilRecord, school: str, step: AttendanceStep, since: date, on: date) -> list[date]:
    """The days from ``since`` to ``on`` on which the school took the step, as far as they are kept, in order."""
    assert isinstance(record.attendance_steps, tuple)
    return sorted(
        each.on for each in record.attendance_steps
        if each.school == school and each.step is step and since <= each.on <= on
    )  # fmt: skip


def _first_step(
    record: PupilRecord, school: str, step: AttendanceStep, since: date | Unknown, on: date
) -> date | None | Unknown:
    """The first day from ``since`` on which the school took the step; none if it has not by ``on``."""
    if type(record.attendance_steps) is Unknown:
        return known(record, "attendance_steps", "")  # type: ignore[no-any-return]
    if isinstance(since, Unknown):
        return since
    return next(iter(_steps(record, school, step, since, on)), None)
