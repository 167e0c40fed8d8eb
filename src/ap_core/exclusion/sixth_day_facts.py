"""The sixth day as rules read it: of the last suspensions in a row, and of the last permanent exclusion, of the year.

A row comes from the record of the suspension or exclusion itself, whether or not anybody recorded a placement. Where
education began is told there, or by a placement that began since at a place other than the school that excluded.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from ap_core.dates.deadlines import Deadline
from ap_core.dates.years import AcademicYear
from ap_core.exclusion.education import EducationPlace, SixthDayException
from ap_core.exclusion.one_school import Placed
from ap_core.exclusion.records import PermanentExclusion, Suspension
from ap_core.exclusion.served import days_served
from ap_core.exclusion.sixth_days import last_run, sixth_day, sixth_day_after
from ap_core.law.facts import Fact, MaybeFact, fact, facts
from ap_core.law.rulebook import Asked
from ap_core.law.rules import Actor
from ap_core.law.unknown import Unknown, known, reckon, unknown_among
from ap_core.placement.bases import RUNS_SINCE, SIXTH_DAY_SINCE
from ap_core.placement.calendars import calendar_of
from ap_core.pupils.ages import compulsory_school_age
from ap_core.pupils.years import YearGroup
from ap_core.record import PupilRecord
from ap_core.registration.records import SchoolKind


@facts
class SixthDayFacts:
    """The last suspensions in a row, or the last permanent exclusion, of this academic year, and its sixth day."""

    subject: str
    permanent: Fact[bool] = fact("it is a permanent exclusion")
    from_unit: Fact[bool] = fact("a pupil referral unit suspended")
    school: Fact[str] = fact("the school that excluded")
    whose_step: Fact[Actor] = fact("the school whose duty it is")
    excluded_on: Fact[date] = fact("the day of the exclusion, or the first day of the suspension")
    last_began_on: Fact[date] = fact("the same, of the last of suspensions in a row: its law applies")
    of_age: Fact[bool] = fact("the pupil is of compulsory school age on the sixth day")
    excused: Fact[bool] = fact("an exception applies, and no education by the sixth day makes it idle")
    education_due: MaybeFact[Deadline] = fact("the sixth school day")
    #: Of education that began by the sixth day it is that day: an earlier one is no better.
    education_from: MaybeFact[date] = fact("the first day of full-time education since (the sixth, if by then)")
    place: Fact[EducationPlace] = fact("where the education is given")


def sixth_day_facts(record: PupilRecord, asked: Asked) -> Iterator[SixthDayFacts]:
    """A row for each of the two. What happened in an earlier year is past mending."""
    if isinstance(record.suspensions, tuple):
        yield from _suspended(record, record.suspensions, asked)
    if isinstance(record.permanent_exclusions, tuple):
        yield from _excluded(record, record.permanent_exclusions, asked)
    elif asked.on >= SIXTH_DAY_SINCE:
        yield _untold(known(record, "permanent_exclusions", ""))


def _suspended(record: PupilRecord, suspensions: tuple[Suspension, ...], asked: Asked) -> Iterator[SixthDayFacts]:
    begun: list[Placed] = []
    for at, recorded in enumerate(suspensions):
        path = f"suspensions[{at}]."
        each = days_served(recorded, path)
        if each is None:
            continue
        if type(each.first_day) is Unknown:
            first_day = known(each, "first_day", path)
            kind = known(each, "school_kind", path)
            yield _row(record, asked, [(path, each)], False, kind, first_day, first_day, first_day)
            return
        if _this_year(each.first_day, asked.on):
            begun.append((path, each))
    if not begun:
        return
    last = max(begun, key=_begins)
    began, school = _begins(last), last[1].school
    calendar = calendar_of(asked, school)
    # Until 2015 each suspension had its own sixth day.
    joined = tuple([each for each in begun if each[1].school == school]) if began >= RUNS_SINCE else (last,)
    run = reckon(last_run, joined, calendar)
    if type(run) is Unknown:
        yield _row(record, asked, [last], False, known(last[1], "school_kind", last[0]), run, began, run)
        return
    kinds = [known(each, "school_kind", path) for path, each in run]
    # One school made them all: whichever of them tells its kind.
    kind = next((each for each in kinds if isinstance(each, SchoolKind)), kinds[0])
    yield _row(record, asked, [*run], False, kind, run[0][1].first_day, began, reckon(sixth_day, run, calendar))


def _excluded(record: PupilRecord, exclusions: tuple[PermanentExclusion, ...], asked: Asked) -> Iterator[SixthDayFacts]:
    last: PermanentExclusion | None = None
    for at, each in enumerate(exclusions):
        path = f"permanent_exclusions[{at}]."
        if type(each.on) is Unknown:
            on = known(each, "on", path)
            yield _row(record, asked, [(path, each)], True, None, on, on, on)
            return
        if _this_year(each.on, asked.on) and (last is None or each.on > last.on):  # type: ignore[operator]
            last = each
    if last is not None:
        path = f"permanent_exclusions[{exclusions.index(last)}]."
        due: Deadline | None | Unknown = reckon(sixth_day_after, last.on, calendar_of(asked, last.school))
        back = _back(last, path)
        if isinstance(back, Unknown):
            due = back
        elif isinstance(due, Deadline) and back is not None and back <= due.last_day:
            due = None
        yield _row(record, asked, [(path, last)], True, None, last.on, last.on, due)


def _untold(asks: Unknown) -> SixthDayFacts:
    """Whether there is a permanent exclusion at all is one question, and not silence."""
    return SixthDayFacts(
        subject="permanent exclusions", permanent=True, from_unit=False, school="", whose_step=Actor.HOME_SCHOOL,
        excluded_on=asks, last_began_on=asks, of_age=asks, excused=asks, education_due=asks, education_from=asks,
        place=asks,
    )  # fmt: skip


def _back(exclusion: PermanentExclusion, path: str) -> date | None | Unknown:
    """The day the pupil was let back after all: cancelled, or reinstated by the board; none where it was neither."""
    procedure = exclusion.procedure
    if procedure is None:
        return None
    back: date | None | Unknown = known(procedure, "back_on", f"{path}procedure.")
    decision = procedure.decision
    if isinstance(back, Unknown) and procedure.cancelled is None and not isinstance(decision, Unknown):
        return back if decision is not None and decision.reinstates else None
    return back


def _row(
    record: PupilRecord,
    asked: Asked,
    told: list[Any],
    permanent: bool,
    kind: Any,
    excluded_on: Any,
    began: Any,
    due: Any,
) -> SixthDayFacts:
    first = told[0][1]
    begun = _begun_education(record, told, excluded_on, asked.on)
    education_from = _education_from(begun, excluded_on, due, asked.on)
    return SixthDayFacts(
        subject=f"{'permanent exclusion' if permanent else 'suspension'} {first.ref}",
        permanent=permanent,
        from_unit=kind if type(kind) is Unknown else kind is SchoolKind.PRU,
        school=first.school,
        whose_step=whose_step(record, first.school),
        excluded_on=excluded_on,
        last_began_on=began,
        of_age=reckon(_of_age, known(record.pupil, "born", "pupil."), due),
        excused=_excused(record, told, due, education_from),
        education_due=due,
        education_from=education_from,
        place=_place(begun, due),
    )


def whose_step(record: PupilRecord, school: str) -> Actor:
    """The centre where it suspended itself, the home school where another school did."""
    placements = record.placements if isinstance(record.placements, tuple) else ()
    return Actor.CENTRE if any(each.centre == school for each in placements) else Actor.HOME_SCHOOL


#: A day on which education began, and where it is given; either may be unknown.
_Begun = tuple[Any, Any]


def _begun_education(record: PupilRecord, told: list[Any], excluded_on: Any, on: date) -> list[_Begun]:
    """When education began since: as told with the suspension or exclusion, or with a placement somewhere else.

    A placement from before it is another matter: whether its education went on, and was full-time, has to be told.
    """
    begun: list[_Begun] = [
        (
            known(each, "education_from", path),
            known(each, "education_place", path) if type(each) is Suspension else None,
        )
        for path, each in told
    ]
    if type(excluded_on) is Unknown:
        return begun
    school = told[0][1].school
    if type(record.placements) is Unknown:
        return [*begun, (known(record, "placements", ""), EducationPlace.ELSEWHERE)]
    for place, other in enumerate(record.placements):
        since = other.first_day
        if other.centre == school or (isinstance(other.ended_on, date) and other.ended_on < excluded_on):
            continue
        if type(since) is Unknown:
            begun.append((known(other, "first_day", f"placements[{place}]."), EducationPlace.ELSEWHERE))
        elif since >= excluded_on:
            begun.append((since, EducationPlace.ELSEWHERE))
    return [(day, where) for day, where in begun if not isinstance(day, date) or day <= on]


def _education_from(begun: list[_Begun], excluded_on: Any, due: Any, on: date) -> Any:
    missing = unknown_among((excluded_on, due))
    if missing is not None or due is None:
        return missing
    earliest = min((day for day, _ in begun if isinstance(day, date)), default=None)
    if earliest is not None and earliest <= due.last_day:
        return min(due.last_day, on)
    missing = unknown_among([day for day, _ in begun])
    return earliest if missing is None else missing


def _place(begun: list[_Begun], due: Any) -> Any:
    """Where the education is given: elsewhere, if any is by the sixth day; else where that which began first is."""
    if isinstance(due, Deadline):
        in_time = [where for day, where in begun if isinstance(day, date) and day <= due.last_day]
        if EducationPlace.ELSEWHERE in in_time:
            return EducationPlace.ELSEWHERE
    missing = unknown_among([day for day, _ in begun])
    if missing is not None:
        return missing
    _, where = min(((day, where) for day, where in begun if day is not None), key=_first, default=(None, None))
    return EducationPlace.ELSEWHERE if where is None else where


def _first(begun: _Begun) -> date:
    day: date = begun[0]
    return day


def _excused(record: PupilRecord, told: list[Any], due: Any, education_from: Any) -> bool | Unknown:
    """Whether an exception applies; not asked where education began in time, or nothing is due.

    Each has a condition of its own: a pupil in Year 11, a pupil with a plan. Of nobody else is it asked.
    """
    if due is None or (
        isinstance(due, Deadline) and isinstance(education_from, date) and education_from <= due.last_day
    ):
        return False
    plan = known(record, "plan", "")
    year = known(record.pupil, "taught_year", "pupil.")
    said = [known(each, "no_education_owed", path) for path, each in told]
    missing: list[Any] = []
    for exception, may in (
        (SixthDayException.NO_EXAM_LEFT, year if type(year) is Unknown else year is YearGroup.Y11),
        (SixthDayException.HOURS_OF_PLAN, plan if type(plan) is Unknown else plan is not None),
    ):
        if may is False:
            continue
        if exception in said:
            if may is True:
                # Whether there was education in time after all decides between met and not owed.
                return education_from if isinstance(education_from, Unknown) else True
            missing.append(may)
        elif (unknown := unknown_among(said)) is not None:
            missing.append(unknown if may is True else unknown_among((may, unknown)))
    return False if not missing else unknown_among(missing)  # type: ignore[return-value]


def _of_age(born: date, due: Deadline | None) -> bool:
    return due is None or compulsory_school_age(born).covers(due.last_day)


def _this_year(day: Any, on: date) -> bool:
    return isinstance(day, date) and day <= on and AcademicYear.end_of(day) == AcademicYear.end_of(on)


def _begins(placed: Placed) -> date:
    first_day = placed[1].first_day
    assert isinstance(first_day, date)
    return first_day
