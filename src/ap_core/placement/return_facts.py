"""The way back as rules read it: the plan of a return, its phases, whether it lasts, and what follows Year 11."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any

from ap_core.dates.calendars import SchoolCalendar
from ap_core.dates.deadlines import Deadline
from ap_core.dates.limits import SchoolDays
from ap_core.dates.years import AcademicYear
from ap_core.ehcp.standing import had_plan
from ap_core.law.dated import Dated, Edition
from ap_core.law.facts import Fact, MaybeFact, fact, facts
from ap_core.law.instruments import ADMISSIONS_CODE_2021
from ap_core.law.rulebook import Asked
from ap_core.law.rules import Actor
from ap_core.law.unknown import Unknown, known, reckon
from ap_core.placement.calendars import calendar_of
from ap_core.placement.facts import agreed_on, booking, last_school_day_before
from ap_core.placement.going_on import GoingOn, fixed_for, placements_going_on, reviews_held
from ap_core.placement.records import AfterReview, Duration, Placement, PlacementReview
from ap_core.placement.returns import (
    CheckPoint,
    ReturnPlan,
    ReturnStep,
    check_point_reached,
    counts_for,
    whole_weeks_between,
)
from ap_core.pupils.ages import last_friday_in_june
from ap_core.pupils.years import YearGroup
from ap_core.record import PupilRecord
from ap_core.registration.on_day import status_at, whose_step

#: Within how many school days of the agreement to consider a child a place is allocated under a Fair Access Protocol.
FAIR_ACCESS_PLACE: Dated[int] = Dated("Fair Access Protocol: school days within which a place is allocated", (
    Edition(date(2021, 9, 1), 20, ADMISSIONS_CODE_2021.at("section 3, Fair Access Protocols")),
))  # fmt: skip


@facts
class ReturnFacts:
    """A placement going on whose last review decided on a return."""

    subject: str
    going_on: Fact[bool] = fact("the placement goes on")
    whose_step: Fact[Actor] = fact("who acts: with the home school, where the pupil is on its roll too")
    returns_to: MaybeFact[str] = fact("the school to return to")
    never_there: Fact[bool] = fact("the pupil has never been on that school's register, as recorded here")
    planned_end: MaybeFact[date] = fact("the planned end")
    plan_due: MaybeFact[Deadline] = fact("the last school day before the planned end")
    plan_agreed_on: MaybeFact[date] = fact("the day the return plan was agreed")

    @property
    def where(self) -> str:
        """What is to be said of a school that is new to the pupil, as a sentence."""
        if self.never_there is True:
            return "That school is new to the pupil, which is in order: it admits from a first day that is agreed."
        return "The pupil comes on the day, whether or not a meeting was held."


@facts
class PhasedReturnFacts:
    """The steps of a return that is planned or under way, while the placement goes on."""

    subject: str
    going_on: Fact[bool] = fact("the placement goes on")
    whose_step: Fact[Actor] = fact("who acts: with the home school, where the pupil is on its roll too")
    first_step: Fact[date] = fact("the first day of the first step")
    phased_weeks: MaybeFact[int] = fact("the school weeks from the first step to the whole return")
    shortest_step: MaybeFact[int] = fact("the school weeks of the shortest step before the last")
    at_neither: Fact[int] = fact("the sessions of a week that are at neither place, in the step with most of them")
    part_time_agreed: Fact[bool] = fact("a part-time timetable is agreed")
    has_plan: Fact[bool] = fact("there is an EHC plan")


@facts
class CheckUpFacts:
    """A time that a return has to last: those whose day has come, and the next."""

    subject: str
    returned_on: Fact[date] = fact("the first day wholly at the school")
    point: Fact[CheckPoint] = fact("how long it has to last")
    due: Fact[Deadline] = fact("the last school day of that time")
    held_on: MaybeFact[date] = fact("the check-up")


@facts
class FailedReturnFacts:
    """A return that was seen to have failed."""

    subject: str
    whose_step: Fact[Actor] = fact("who acts: with the home school, where the pupil is on its roll too")
    failed_on: Fact[date] = fact("the day the return was seen to have failed")
    review_due: Fact[Deadline] = fact("the last day for the review")
    review_on: MaybeFact[date] = fact("the review that followed")
    fixed_for: MaybeFact[date] = fact("the day for which a review is fixed")

    @property
    def booking(self) -> str:
        """Whether a review is fixed, as a sentence."""
        return booking(self.fixed_for)


@facts
class LeaverFacts:
    """A long placement in the calendar year in which the pupil leaves Year 11."""

    subject: str
    going_on: Fact[bool] = fact("the placement goes on")
    leaving: Fact[Deadline] = fact("the last Friday in June of Year 11")
    next_step_on: MaybeFact[date] = fact("the day it was agreed what follows")


@facts
class FairAccessFacts:
    """A pupil whom it was agreed to consider under the Fair Access Protocol."""

    subject: str
    agreed_on: Fact[date] = fact("the day it was agreed to consider the pupil under the protocol")
    place_due: Fact[Deadline] = fact("the last day for a place")
    place_on: MaybeFact[date] = fact("the day a place was allocated")


# ---------------------------------------------------------------- before the return


def return_facts(record: PupilRecord, asked: Asked) -> Iterator[ReturnFacts]:
    """A row for each placement going on whose last review is recorded to have decided on a return."""
    for each in placements_going_on(record.placements, asked):
        held = each.held
        if type(held) is Unknown or not held or held[-1].decision is not AfterReview.RETURN:
            continue
        placement, path = each.placement, each.path
        planned_end = known(placement, "planned_end", path)
        plan = known(placement, "return_plan", path)
        yield ReturnFacts(
            subject=f"{placement.ref} return",
            going_on=each.still,
            whose_step=_whose_step(record, placement, asked),
            returns_to=known(placement, "returns_to", path),
            never_there=_never_there(record, placement, path),
            planned_end=planned_end,
            plan_due=reckon(_plan_due, planned_end, held[-1].held_on, each.calendar),
            plan_agreed_on=_agreed(plan, path, asked.on),
        )


def _plan_due(planned_end: date | None, decided_on: date, calendar: SchoolCalendar) -> Deadline | None:
    """The last school day before the planned end; none where a return was decided only then, or no end is planned."""
    due = last_school_day_before(planned_end, calendar)
    return None if due is None or decided_on > due.last_day else due


def _agreed(plan: ReturnPlan | None | Unknown, path: str, on: date) -> Any:
    return _done(known(plan, "agreed_on", f"{path}return_plan."), on) if isinstance(plan, ReturnPlan) else plan


def _whose_step(record: PupilRecord, placement: Placement, asked: Asked) -> Any:
    return reckon(whose_step, status_at(known(record, "registrations", ""), placement.centre, asked))


def _done(day: Any, on: date) -> Any:
    """A day on which something was done: what lies ahead is not done yet."""
    return None if isinstance(day, date) and day > on else day


def _never_there(record: PupilRecord, placement: Placement, path: str) -> bool | Unknown:
    """Whether no registration at the school to return to is recorded, and the pupil did not come from it."""
    school = known(placement, "returns_to", path)
    if type(school) is Unknown:
        return school
    registrations = known(record, "registrations", "")
    if type(registrations) is Unknown:
        return registrations
    if school is None or any(each.school == school for each in registrations):
        return False
    home = known(placement, "home_school", path)
    return home if type(home) is Unknown else bool(home != school)


def phased_return_facts(record: PupilRecord, asked: Asked) -> Iterator[PhasedReturnFacts]:
    """A row for each return plan with steps, while the placement goes on and the pupil is not wholly back."""
    for each in placements_going_on(record.placements, asked):
        plan = each.placement.return_plan
        if not isinstance(plan, ReturnPlan) or not plan.steps or _is_past(plan.returned_on, asked.on):
            continue
        at_neither = max(step.at_neither for step in plan.steps)
        yield PhasedReturnFacts(
            subject=f"{each.placement.ref} steps of the return",
            going_on=each.still,
            whose_step=_whose_step(record, each.placement, asked),
            first_step=plan.steps[0].first_day,
            phased_weeks=reckon(_phased_weeks, plan, each.calendar),
            shortest_step=reckon(_shortest_step, plan, each.calendar),
            at_neither=at_neither,
            part_time_agreed=known(plan, "part_time_agreed", f"{each.path}return_plan."),
            has_plan=had_plan(known(record, "plan", ""), asked.on),
        )


def _is_past(day: date | None, on: date) -> bool:
    return day is not None and day <= on


def _phased_weeks(plan: ReturnPlan, calendar: SchoolCalendar) -> int | None:
    """The school weeks that are touched before the whole return; none where no whole return is planned."""
    whole = plan.whole_from
    return None if whole is None else calendar.school_weeks(plan.steps[0].first_day, whole - date.resolution)


def _shortest_step(plan: ReturnPlan, calendar: SchoolCalendar) -> int | None:
    """The shortest of the steps that another follows; the last one has no length."""
    return min((_weeks_of(step, after, calendar) for step, after in pairwise(plan.steps)), default=None)


def _weeks_of(step: ReturnStep, after: ReturnStep, calendar: SchoolCalendar) -> int:
    """The school weeks of a step: whole ones, but before the whole return, which the end of a placement may bring on
    any day of the week, those that it touches."""
    if after.is_whole_return:
        return calendar.school_weeks(step.first_day, after.first_day - date.resolution)
    return whole_weeks_between(step.first_day, after.first_day, calendar)


# ---------------------------------------------------------------- after the return


def check_up_facts(record: PupilRecord, asked: Asked) -> Iterator[CheckUpFacts]:
    """Of each return that has not failed: the times that are up, and the next one."""
    for placement, plan, path in _plans(record):
        returned_on = plan.returned_on
        if returned_on is None or returned_on > asked.on or _is_past(plan.failed_on, asked.on):
            continue
        calendar = calendar_of(asked, known(placement, "returns_to", path))
        for point in CheckPoint:
            due = reckon(check_point_reached, returned_on, point, calendar)
            since = reckon(counts_for, returned_on, point, calendar)
            yield CheckUpFacts(
                subject=f"{placement.ref} return after {point.value}",
                returned_on=returned_on,
                point=point,
                due=due,
                held_on=reckon(_check_up_since, plan, since, asked.on),
            )
            if type(due) is Unknown or due.last_day >= asked.on:
                break


def _plans(record: PupilRecord) -> Iterator[tuple[Placement, ReturnPlan, str]]:
    """The placements with a plan of the return, ended or not, with the path of each."""
    if type(record.placements) is not Unknown:
        for place, placement in enumerate(record.placements):
            if isinstance(placement.return_plan, ReturnPlan):
                yield placement, placement.return_plan, f"placements[{place}]."


def _check_up_since(plan: ReturnPlan, since: date, on: date) -> date | None:
    return min((each.held_on for each in plan.check_ups if since <= each.held_on <= on), default=None)


def failed_return_facts(record: PupilRecord, asked: Asked) -> Iterator[FailedReturnFacts]:
    """A row for each return that was seen to have failed, unless a later placement goes on from it."""
    for placement, plan, path in _plans(record):
        failed_on = plan.failed_on
        if failed_on is None or failed_on > asked.on:
            continue
        assert isinstance(record.placements, tuple)
        if any(each.follows == placement.ref for each in record.placements):
            continue
        within = SchoolDays(asked.policy.placement.failed_return_review_within)
        yield FailedReturnFacts(
            subject=f"{placement.ref} failed return",
            whose_step=_whose_step(record, placement, asked),
            failed_on=failed_on,
            review_due=reckon(within.after, failed_on, calendar_of(asked, placement.centre)),
            review_on=reckon(_review_since, reviews_held(placement, path, asked.on), failed_on),
            fixed_for=fixed_for(placement, asked.on),
        )


def _review_since(held: tuple[PlacementReview, ...], failed_on: date) -> date | None:
    days = [each.held_on for each in held if isinstance(each.held_on, date) and each.held_on >= failed_on]
    return min(days, default=None)


# ---------------------------------------------------------------- Year 11, and a place at another school


def leaver_facts(record: PupilRecord, asked: Asked) -> Iterator[LeaverFacts]:
    """A row for each long placement of a pupil in Year 11, from January of the year of leaving on."""
    if record.pupil.taught_year is not YearGroup.Y11 or AcademicYear.end_of(asked.on).year != asked.on.year:
        return
    leaving = last_friday_in_june(asked.on.year)
    for each in placements_going_on(record.placements, asked):
        if each.placement.duration is Duration.LONG:
            yield _leaver(each, leaving)


def _leaver(each: GoingOn, leaving: date) -> LeaverFacts:
    return LeaverFacts(
        subject=f"{each.placement.ref} after Year 11",
        going_on=each.still,
        leaving=Deadline(leaving),
        next_step_on=agreed_on(each.placement, each.path, each.held),
    )


def fair_access_facts(record: PupilRecord, asked: Asked) -> Iterator[FairAccessFacts]:
    """A row for each placement going on whose pupil is considered under the Fair Access Protocol."""
    for each in placements_going_on(record.placements, asked):
        fair_access = each.placement.fair_access
        if fair_access is None or fair_access.agreed_on > asked.on:
            continue
        yield FairAccessFacts(
            subject=f"{each.placement.ref} Fair Access",
            agreed_on=fair_access.agreed_on,
            place_due=reckon(_place_due, fair_access.agreed_on, each.calendar),
            place_on=_done(known(fair_access, "place_on", f"{each.path}fair_access."), asked.on),
        )


def _place_due(agreed_on: date, calendar: SchoolCalendar) -> Deadline:
    return SchoolDays(FAIR_ACCESS_PLACE.on(agreed_on).value).after(agreed_on, calendar)
