"""What a placement's legal basis asks for, as rules read it: the sixth day, and what a commissioning school does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from ap_core.dates.calendars import SchoolCalendar
from ap_core.dates.deadlines import Deadline
from ap_core.dates.limits import SchoolDays
from ap_core.dates.plain import moved
from ap_core.dates.years import AcademicYear
from ap_core.exclusion.records import PermanentExclusion, Suspension
from ap_core.law.facts import Fact, MaybeFact, fact, facts
from ap_core.law.rulebook import Asked
from ap_core.law.unknown import Unknown, known, known_fields, reckon
from ap_core.placement.calendars import calendar_of
from ap_core.placement.going_on import placements_going_on
from ap_core.placement.records import Basis, Commissioner, Placement
from ap_core.pupils.ages import compulsory_school_age
from ap_core.record import PupilRecord

_SIXTH = SchoolDays(6)


@facts
class SixthDayFacts:
    """A placement on the basis of a suspension or permanent exclusion of this academic year, and its sixth day."""

    subject: str
    basis: Fact[Basis] = fact("the legal basis")
    school: Fact[str] = fact("the school that excluded")
    excluded_on: Fact[date] = fact("the day of the exclusion, or the first day of the suspension")
    of_age: Fact[bool] = fact("the pupil is of compulsory school age on the sixth day")
    education_due: MaybeFact[Deadline] = fact("the sixth school day")
    education_from: MaybeFact[date] = fact("the first day of the education arranged, here or in a placement before")


@facts
class CommissionedFacts:
    """A placement that a school commissions."""

    subject: str
    going_on: Fact[bool] = fact("the placement goes on")
    first_day: Fact[date] = fact("the first day")
    checks_due: Fact[Deadline] = fact("the day before the first day")
    checked_on: MaybeFact[date] = fact("the day provider, staff checks and safeguarding had been checked")
    authority_told_on: MaybeFact[date] = fact("the day the authority was told")


_EXCLUDED = (Basis.PERMANENT_EXCLUSION, Basis.EXCLUSION_PENDING)
_OF_COMMISSIONED = known_fields("checked_on", "authority_told_on")


def sixth_day_facts(record: PupilRecord, asked: Asked) -> Iterator[SixthDayFacts]:
    """A row where the record has both the basis and the exclusion. What happened in an earlier year is past mending."""
    if type(record.placements) is Unknown:
        return
    for place, placement in enumerate(record.placements):
        basis = placement.basis
        if basis is Basis.SUSPENSION:
            row = _suspended(record, placement, asked)
        elif basis is Basis.PERMANENT_EXCLUSION or basis is Basis.EXCLUSION_PENDING:
            row = _excluded(record, placement, asked)
        else:
            continue
        if row is None or (isinstance(placement.ended_on, date) and placement.ended_on < asked.on):
            continue
        school, excluded_on, due = row
        first_day = known(placement, "first_day", f"placements[{place}].")
        yield SixthDayFacts(
            subject=placement.ref,
            basis=basis,
            school=school,
            excluded_on=excluded_on,
            of_age=reckon(_of_age, known(record.pupil, "born", "pupil."), due),
            education_due=due,
            education_from=_education_from(record.placements, excluded_on, first_day, asked.on),
        )


def _education_from(placements: tuple[Placement, ...], excluded_on: Any, first_day: Any, on: date) -> Any:
    """The first day of the first placement since the exclusion: that education began elsewhere is no delay."""
    if type(first_day) is Unknown or type(excluded_on) is Unknown:
        return first_day if type(first_day) is Unknown else excluded_on
    begun = first_day
    for place, other in enumerate(placements):
        since = other.first_day
        if type(since) is not Unknown:
            if excluded_on <= since < begun:
                begun = since
        elif not (isinstance(other.ended_on, date) and other.ended_on < excluded_on):
            return known(other, "first_day", f"placements[{place}].")
    return begun if begun <= on else None


def commissioned_facts(record: PupilRecord, asked: Asked) -> Iterator[CommissionedFacts]:
    """A row for each placement going on that the record says a school commissions."""
    for each in placements_going_on(record.placements, asked):
        if each.placement.commissioned_by is Commissioner.SCHOOL:
            checked_on, told_on = _OF_COMMISSIONED(each.placement, each.path)
            yield CommissionedFacts(
                subject=each.placement.ref,
                going_on=each.still,
                first_day=each.first_day,
                checks_due=reckon(_day_before, each.first_day),
                checked_on=checked_on,
                authority_told_on=None if isinstance(told_on, date) and told_on > asked.on else told_on,
            )


def _day_before(first_day: date) -> Deadline:
    return Deadline(moved(first_day, -1))


def _of_age(born: date, due: Deadline | None) -> bool:
    return due is None or compulsory_school_age(born).covers(due.last_day)


def _this_year(day: Any, on: date) -> bool:
    return isinstance(day, date) and day <= on and AcademicYear.end_of(day) == AcademicYear.end_of(on)


# The school, the day that is counted from, and the sixth school day; none where no sixth day comes.
_Sixth = tuple[str, date | Unknown, Any]


def _excluded(record: PupilRecord, placement: Placement, asked: Asked) -> _Sixth | None:
    """Of the last permanent exclusion of the year: the sixth school day after it (verification C1)."""
    if type(record.permanent_exclusions) is Unknown:
        return None
    last: PermanentExclusion | None = None
    for at, each in enumerate(record.permanent_exclusions):
        if type(each.on) is Unknown:
            on = known(each, "on", f"permanent_exclusions[{at}].")
            return each.school, on, on
        if _this_year(each.on, asked.on) and (last is None or each.on > last.on):  # type: ignore[operator]
            last = each
    if last is None or _placed_before(placement, last.on):
        return None
    assert isinstance(last.on, date)
    return last.school, last.on, reckon(_SIXTH.after, last.on, calendar_of(asked, last.school))


def _suspended(record: PupilRecord, placement: Placement, asked: Asked) -> _Sixth | None:
    """Of the last run of suspensions of the year: its sixth school day, if it is as long as that."""
    if type(record.suspensions) is Unknown:
        return None
    begun: list[tuple[Suspension, str]] = []
    for at, each in enumerate(record.suspensions):
        if type(each.first_day) is Unknown:
            first_day = known(each, "first_day", f"suspensions[{at}].")
            return each.school, first_day, first_day
        if _this_year(each.first_day, asked.on):
            begun.append((each, f"suspensions[{at}]."))
    if not begun:
        return None
    latest, _ = max(begun, key=_first_day)
    calendar = calendar_of(asked, latest.school)
    run = reckon(_run, tuple([each for each in begun if each[0].school == latest.school]), calendar)
    if type(run) is Unknown:
        return latest.school, run, run
    first, last = run
    if _placed_before(placement, first):
        return None
    # An end that is not known leaves the beginning of a later run open too.
    return latest.school, first, last if type(last) is Unknown else reckon(_sixth_of, first, last, calendar)


def _placed_before(placement: Placement, day: Any) -> bool:
    """Whether the placement had begun before the exclusion: another matter, which this one does not answer."""
    return isinstance(placement.first_day, date) and placement.first_day < day


def _first_day(suspension: tuple[Suspension, str]) -> date:
    first_day = suspension[0].first_day
    assert isinstance(first_day, date)
    return first_day


def _last_day(suspension: tuple[Suspension, str]) -> date | Unknown:
    return known(suspension[0], "last_day", suspension[1])  # type: ignore[no-any-return]


def _run(suspensions: tuple[tuple[Suspension, str], ...], calendar: SchoolCalendar) -> tuple[date, date | Unknown]:
    """The first and last day of the last suspensions that follow each other with no school day between.

    A last day that is not known leaves open whether the next suspension follows straight on.
    """
    first: date | None = None
    last: date | Unknown | None = None
    for each in sorted(suspensions, key=_first_day):
        begins, ends = _first_day(each), _last_day(each)
        if isinstance(last, date) and calendar.school_days_between(last, begins) == 0:
            last = max(last, ends) if isinstance(ends, date) else ends
        elif type(last) is Unknown:
            # Straight on or not: the run from the first of them may reach further.
            continue
        else:
            first, last = begins, ends
    assert first is not None and last is not None
    return first, last


def _sixth_of(first: date, last: date, calendar: SchoolCalendar) -> Deadline | None:
    return _SIXTH.starting_with(first, calendar) if calendar.count(first, last) > 5 else None
