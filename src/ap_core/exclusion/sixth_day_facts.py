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
from ap_core.exclusion.one_school import Placed
from ap_core.exclusion.records import PermanentExclusion, Suspension
from ap_core.exclusion.sixth_days import last_run, sixth_day, sixth_day_after
from ap_core.law.facts import Fact, MaybeFact, fact, facts
from ap_core.law.rulebook import Asked
from ap_core.law.rules import Actor
from ap_core.law.unknown import Unknown, known, reckon, unknown_among
from ap_core.placement.calendars import calendar_of
from ap_core.pupils.ages import compulsory_school_age
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
    of_age: Fact[bool] = fact("the pupil is of compulsory school age on the sixth day")
    education_due: MaybeFact[Deadline] = fact("the sixth school day")
    #: Of education that began by the sixth day it is that day: an earlier one is no better.
    education_from: MaybeFact[date] = fact("the first day of full-time education since (the sixth, if by then)")


def sixth_day_facts(record: PupilRecord, asked: Asked) -> Iterator[SixthDayFacts]:
    """A row for each of the two. What happened in an earlier year is past mending."""
    if isinstance(record.suspensions, tuple):
        yield from _suspended(record, record.suspensions, asked)
    if isinstance(record.permanent_exclusions, tuple):
        yield from _excluded(record, record.permanent_exclusions, asked)


def _suspended(record: PupilRecord, suspensions: tuple[Suspension, ...], asked: Asked) -> Iterator[SixthDayFacts]:
    begun: list[Placed] = []
    for at, each in enumerate(suspensions):
        path = f"suspensions[{at}]."
        if type(each.first_day) is Unknown:
            first_day = known(each, "first_day", path)
            yield _row(record, asked, [(path, each)], False, known(each, "school_kind", path), first_day, first_day)
            return
        if _this_year(each.first_day, asked.on):
            begun.append((path, each))
    if not begun:
        return
    _, latest = max(begun, key=_begins)
    calendar = calendar_of(asked, latest.school)
    run = reckon(last_run, tuple([each for each in begun if each[1].school == latest.school]), calendar)
    if type(run) is Unknown:
        begun = [each for each in begun if each[1] is latest]
        yield _row(record, asked, begun, False, known(latest, "school_kind", begun[0][0]), run, run)
        return
    kinds = [known(each, "school_kind", path) for path, each in run]
    # One school made them all: whichever of them tells its kind.
    kind = next((each for each in kinds if isinstance(each, SchoolKind)), kinds[0])
    yield _row(record, asked, [*run], False, kind, run[0][1].first_day, reckon(sixth_day, run, calendar))


def _excluded(record: PupilRecord, exclusions: tuple[PermanentExclusion, ...], asked: Asked) -> Iterator[SixthDayFacts]:
    last: PermanentExclusion | None = None
    for at, each in enumerate(exclusions):
        path = f"permanent_exclusions[{at}]."
        if type(each.on) is Unknown:
            on = known(each, "on", path)
            yield _row(record, asked, [(path, each)], True, None, on, on)
            return
        if _this_year(each.on, asked.on) and (last is None or each.on > last.on):  # type: ignore[operator]
            last = each
    if last is not None:
        path = f"permanent_exclusions[{exclusions.index(last)}]."
        due = reckon(sixth_day_after, last.on, calendar_of(asked, last.school))
        yield _row(record, asked, [(path, last)], True, None, last.on, due)


def _row(
    record: PupilRecord, asked: Asked, told: list[Any], permanent: bool, kind: Any, excluded_on: Any, due: Any
) -> SixthDayFacts:
    first = told[0][1]
    return SixthDayFacts(
        subject=f"{'permanent exclusion' if permanent else 'suspension'} {first.ref}",
        permanent=permanent,
        from_unit=kind if type(kind) is Unknown else kind is SchoolKind.PRU,
        school=first.school,
        whose_step=whose_step(record, first.school),
        excluded_on=excluded_on,
        of_age=reckon(_of_age, known(record.pupil, "born", "pupil."), due),
        education_due=due,
        education_from=_education_from(record, told, excluded_on, due, asked.on),
    )


def whose_step(record: PupilRecord, school: str) -> Actor:
    """The centre where it suspended itself, the home school where another school did."""
    placements = record.placements if isinstance(record.placements, tuple) else ()
    return Actor.CENTRE if any(each.centre == school for each in placements) else Actor.HOME_SCHOOL


def _education_from(record: PupilRecord, told: list[Any], excluded_on: Any, due: Any, on: date) -> Any:
    """When education began since: as told with the suspension or exclusion, or with a placement somewhere else.

    A placement from before it is another matter: whether its education went on, and was full-time, has to be told.
    """
    missing = unknown_among((excluded_on, due))
    if missing is not None or due is None:
        return missing
    begun: list[Any] = [known(each, "education_from", path) for path, each in told]
    school = told[0][1].school
    if type(record.placements) is Unknown:
        begun.append(known(record, "placements", ""))
    else:
        for place, other in enumerate(record.placements):
            since = other.first_day
            if other.centre == school or (isinstance(other.ended_on, date) and other.ended_on < excluded_on):
                continue
            if type(since) is Unknown:
                begun.append(known(other, "first_day", f"placements[{place}]."))
            elif since >= excluded_on:
                begun.append(since)
    days = [day for day in begun if isinstance(day, date) and day <= on]
    earliest = min(days, default=None)
    if earliest is not None and earliest <= due.last_day:
        return min(due.last_day, on)
    missing = unknown_among(begun)
    return earliest if missing is None else missing


def _of_age(born: date, due: Deadline | None) -> bool:
    return due is None or compulsory_school_age(born).covers(due.last_day)


def _this_year(day: Any, on: date) -> bool:
    return isinstance(day, date) and day <= on and AcademicYear.end_of(day) == AcademicYear.end_of(on)


def _begins(placed: Placed) -> date:
    first_day = placed[1].first_day
    assert isinstance(first_day, date)
    return first_day
