"""Where a pupil with a plan is placed, as rules read it: a place that is no school, and a placement that has ended."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from ap_core.curriculum.records import Lesson, Timetable
from ap_core.curriculum.week import Minutes, all_of, hours_in_words, minutes_where
from ap_core.dates.years import AcademicYear
from ap_core.ehcp.early_facts import asked_since
from ap_core.ehcp.facts import plan_on
from ap_core.ehcp.policy import BeforeTheEnd
from ap_core.ehcp.records import EHCPlan
from ap_core.ehcp.standing import had_plan
from ap_core.law.facts import Fact, MaybeFact, fact, facts
from ap_core.law.rulebook import Asked
from ap_core.law.unknown import Unknown, known, reckon
from ap_core.law.wording import in_words
from ap_core.placement.going_on import GoingOn, placements_going_on
from ap_core.placement.providers import USUALLY_FULL_TIME_HOURS
from ap_core.placement.records import Attendance, Placement
from ap_core.placement.returns import ReturnPlan
from ap_core.pupils.ages import compulsory_school_age
from ap_core.record import PupilRecord
from ap_core.registration.records import SchoolKind
from ap_core.support.care import looked_after_on
from ap_core.support.care_records import LookedAfter

_AN_HOUR = 60


@facts
class UnregisteredFacts:
    """A placement going on at a place that is no school, of a pupil who has a plan or is looked after, or may be so."""

    subject: str
    going_on: Fact[bool] = fact("the placement goes on")
    has_plan: Fact[bool] = fact("there is an EHC plan")
    looked_after: Fact[bool] = fact("the pupil is looked after")
    of_school_age: Fact[bool] = fact("the pupil is of compulsory school age")
    whole_week: Fact[bool] = fact("the whole week is spent there")
    many_hours: Fact[bool] = fact("the hours there are more than the Department usually takes as part-time")
    minutes: MaybeFact[int] = fact("minutes a week there; none without a timetable")

    @property
    def hours(self) -> str:
        """The hours a week there."""
        return in_words(self.minutes if self.minutes is None else reckon(hours_in_words, self.minutes))


@facts
class EndedFacts:
    """A placement that ended in the running school year, with nothing that goes on from it."""

    subject: str
    had_plan: Fact[bool] = fact("there was an EHC plan when the placement ended")
    not_as_planned: Fact[bool] = fact("it ended before its planned end, or no end was planned")
    ended_on: Fact[date] = fact("the last day")
    before: Fact[frozenset[BeforeTheEnd]] = fact("what the centre has chosen to come before the end")
    reviewed_on: MaybeFact[date] = fact("the day a review of the plan was asked for or held")
    told_on: MaybeFact[date] = fact("the day the authority was told that the placement would end")
    agreed_on: MaybeFact[date] = fact("the day it was agreed what follows")
    in_order: Fact[bool] = fact("all of it came before the end")


def unregistered_facts(record: PupilRecord, asked: Asked) -> Iterator[UnregisteredFacts]:
    """A row for each placement going on at a place that is recorded to be no school."""
    for each in placements_going_on(record.placements, asked):
        if each.placement.centre_kind is SchoolKind.NOT_A_SCHOOL:
            plan, spell = plan_on(record, asked.on), looked_after_on(known(record, "care", ""), asked.on)
            if plan is not None or spell is not None:
                yield _unregistered(record, plan, spell, each, asked)


def _unregistered(
    record: PupilRecord, plan: EHCPlan | None | Unknown, spell: LookedAfter | None | Unknown, each: GoingOn,
    asked: Asked,
) -> UnregisteredFacts:  # fmt: skip
    attendance, timetable = each.placement.attendance, known(record, "timetable", "")
    minutes: Any = reckon(_minutes_at, timetable, each.placement.centre)
    return UnregisteredFacts(
        subject=each.placement.ref,
        going_on=each.still,
        has_plan=had_plan(plan, asked.on),
        looked_after=spell if isinstance(spell, Unknown) else spell is not None,
        of_school_age=reckon(_of_school_age, known(record.pupil, "born", "pupil."), asked.on),
        whole_week=attendance is Attendance.WHOLE_WEEK if attendance is not None else Unknown.because(
            f"{each.path}attendance", ask="Is the pupil there for the whole week?", of="the centre"
        ),
        many_hours=reckon(_many_hours, minutes, asked.on),
        minutes=minutes.exact if isinstance(minutes, Minutes) else minutes,
    )  # fmt: skip


def _of_school_age(born: date, on: date) -> bool:
    return bool(compulsory_school_age(born).covers(on))


def _minutes_at(timetable: Timetable | None, site: str) -> Minutes | None:
    def is_there(lesson: Lesson, _here: str) -> bool:
        return lesson.site == site

    return None if timetable is None else minutes_where(timetable.lessons, is_there)


def _many_hours(minutes: Minutes | None, on: date) -> Any:
    return minutes is not None and minutes.reach(_AN_HOUR * USUALLY_FULL_TIME_HOURS.on(on).value + 1)


def ended_facts(record: PupilRecord, asked: Asked) -> Iterator[EndedFacts]:
    """A row for each placement that ended in the school year, and that no other goes on from."""
    if type(record.placements) is Unknown:
        return
    for place, placement in enumerate(record.placements):
        ended_on = placement.ended_on
        if isinstance(ended_on, date) and AcademicYear.of(asked.on).first <= ended_on < asked.on:
            plan = plan_on(record, asked.on)
            if plan is not None and not any(each.follows == placement.ref for each in record.placements):
                yield _ended(plan, placement, ended_on, f"placements[{place}].", asked)


def _ended(plan: EHCPlan | Unknown, placement: Placement, ended_on: date, path: str, asked: Asked) -> EndedFacts:
    first_day = known(placement, "first_day", path)
    days: dict[BeforeTheEnd, Any] = {
        BeforeTheEnd.REVIEW: reckon(asked_since, plan, first_day),
        BeforeTheEnd.AUTHORITY: known(placement, "authority_told_of_end_on", path),
        BeforeTheEnd.NEXT_SETTING: _agreed_on(placement, path),
    }
    before = asked.policy.ehcp.before_the_end
    return EndedFacts(
        subject=f"{placement.ref} ended",
        had_plan=had_plan(plan, ended_on),
        not_as_planned=reckon(_before_its_end, known(placement, "planned_end", path), ended_on),
        ended_on=ended_on,
        before=before,
        reviewed_on=days[BeforeTheEnd.REVIEW],
        told_on=days[BeforeTheEnd.AUTHORITY],
        agreed_on=days[BeforeTheEnd.NEXT_SETTING],
        in_order=all_of([reckon(_by, days[each], ended_on) for each in BeforeTheEnd if each in before]),
    )


def _before_its_end(planned_end: date | None, ended_on: date) -> bool:
    return planned_end is None or ended_on < planned_end


def _by(day: date | None, ended_on: date) -> bool:
    return day is not None and day <= ended_on


def _agreed_on(placement: Placement, path: str) -> Any:
    """The day the next setting was agreed; the return itself where it was never written down when it was agreed."""
    agreed_on, plan = known(placement, "next_setting_agreed_on", path), placement.return_plan
    if agreed_on is None and isinstance(plan, ReturnPlan) and plan.returned_on is not None:
        return placement.ended_on
    return agreed_on
