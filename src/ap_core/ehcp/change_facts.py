"""Reassessments, moves to another area, ceasing, personal budgets and the upper age, as rules read them."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from ap_core.dates.deadlines import Deadline, NoFixedDate
from ap_core.ehcp.assessment_facts import by_today, latest
from ap_core.ehcp.budget_timetable import payments_review_due
from ap_core.ehcp.changes import CeaseReason, Ceasing, PlanMove, Reassessment, Requester
from ap_core.ehcp.coronavirus import limit_from, unless_relaxed
from ap_core.ehcp.dispute_timetable import plan_goes_on_until
from ap_core.ehcp.facts import plan_on
from ap_core.ehcp.moving_timetable import health_request_due, told_due, transfer_due
from ap_core.ehcp.reassessment_timetable import reassessed_plan_due, reassessment_decision_due
from ap_core.ehcp.records import EHCPlan
from ap_core.law.facts import Fact, MaybeFact, fact, facts
from ap_core.law.rulebook import Asked
from ap_core.law.unknown import Unknown, known, known_fields, reckon
from ap_core.law.wording import iso_day
from ap_core.pupils.ages import age_on
from ap_core.record import PupilRecord

_BEFORE_DECIDING = NoFixedDate("before the decision")
_AT_ONCE = NoFixedDate("until the plan can be amended")
_NO_DATE = NoFixedDate("no date is fixed")
_DAY = timedelta(days=1)
_ADULT = 18
_TOO_OLD = 26


@facts
class ReassessmentFacts:
    """The last reassessment that was asked for or decided on."""

    subject: str
    requested_by: Fact[Requester] = fact("who asked for it")
    requested_on: MaybeFact[date] = fact("the day the authority received the request")
    decision_due: MaybeFact[Deadline] = fact("the last day for the decision whether to reassess")
    decided_on: MaybeFact[date] = fact("the day the authority said whether it will reassess")
    granted: Fact[bool] = fact("the authority reassesses")
    changes: Fact[bool] = fact("the authority amends or replaces the plan after it")
    final_due: MaybeFact[Deadline | NoFixedDate] = fact("the last day for the plan that follows")
    final_on: MaybeFact[date] = fact("the day the plan that followed was sent")


@facts
class MoveFacts:
    """The last move to another authority's area."""

    subject: str
    moved_on: Fact[date] = fact("the day of the move")
    aware_on: Fact[date] = fact("the day the old authority became aware of it")
    transfer_due: Fact[Deadline] = fact("the last day for the transfer of the plan")
    transferred_on: MaybeFact[date] = fact("the day the plan was transferred")
    told_due: MaybeFact[Deadline] = fact("the last day for telling the family what is proposed")
    told_on: MaybeFact[date] = fact("the day the family was told what is proposed")
    out_of_reach: Fact[bool] = fact("the school that the plan names can no longer be attended")
    placed_due: Fact[NoFixedDate] = fact("how long another school is to have the pupil")
    placed_on: MaybeFact[date] = fact("the day another suitable school took the pupil")
    health_aware_on: MaybeFact[date] = fact("the day another health body became aware of the move")
    health_due: MaybeFact[Deadline] = fact("the last day for that body's request")
    health_asked_on: MaybeFact[date] = fact("the day it made a request")
    health_out_of_reach: Fact[bool] = fact("that body cannot provide what the plan specifies")


@facts
class CeasingFacts:
    """A plan that the authority considers ceasing to keep, or ceased to keep."""

    subject: str
    reason: Fact[CeaseReason] = fact("why the plan is to cease")
    is_18: Fact[bool] = fact("the pupil was 18 when notice was sent, or is now")
    consult_due: Fact[NoFixedDate] = fact("when the family and the named school are consulted")
    both_consulted_on: MaybeFact[date] = fact(
        "the day by which both were consulted; of a plan that names no school, the family"
    )
    notice_on: MaybeFact[date] = fact("the day notice of the decision was sent")
    consulted_first: Fact[bool] = fact("whoever has to be was consulted before the decision")
    kept_through: Fact[bool] = fact("the plan was kept while an appeal could be brought or ran")
    ceased_on: MaybeFact[date] = fact("the first day the plan was no longer kept")


@facts
class BudgetFacts:
    """A personal budget that the family asked for."""

    subject: str
    asked_on: Fact[date] = fact("the day the family asked for it")
    prepare_due: Fact[NoFixedDate] = fact("when the budget is to be prepared")
    prepared_on: MaybeFact[date] = fact("the day the budget was prepared")
    review_due: MaybeFact[Deadline] = fact("the last day for the first review of the payments")
    reviewed_on: MaybeFact[date] = fact("the day the payments were first reviewed")


@facts
class PlanAge:
    """A plan of a pupil in or past the year of the 25th birthday. It holds no day: that would tell the birth date."""

    subject: str
    has_plan: Fact[bool] = fact("there is an EHC plan")
    under_26: Fact[bool] = fact("the pupil is under 26, beyond which no plan may be kept")


# ---------------------------------------------------------------- reassessment

_OF_REASSESSMENT = known_fields("requested_on", "decided_on", "granted", "changes", "final_on")


def reassessments(record: PupilRecord, asked: Asked) -> Iterator[ReassessmentFacts]:
    """A row for the last reassessment; for each of which the day is not known, too."""
    plan = plan_on(record, asked.on)
    if isinstance(plan, EHCPlan) and plan.reassessments:
        # Of its own motion the authority has no request: then the day it decided counts.
        days = [each.decided_on if each.requested_on is None else each.requested_on for each in plan.reassessments]
        for place in latest(days, asked.on):
            yield _reassessment(plan.reassessments[place], days[place], f"plan.reassessments[{place}].", asked.on)


def _reassessment(each: Reassessment, day: date | None | Unknown, path: str, on: date) -> ReassessmentFacts:
    requested_on, decided_on, granted, changes, final_on = _OF_REASSESSMENT(each, path)
    said = by_today(decided_on, on)
    return ReassessmentFacts(
        subject=_of_day("reassessment", day, path),
        requested_by=each.requested_by,
        requested_on=requested_on,
        decision_due=None
        if requested_on is None
        else unless_relaxed(reckon(reassessment_decision_due, requested_on), decided_on, on),
        decided_on=decided_on,
        granted=granted,
        changes=True if isinstance(final_on, date) else changes,
        final_due=None if said is None else limit_from(reassessed_plan_due, said, final_on, on, each.reliefs),
        final_on=final_on,
    )


def _of_day(what: str, day: date | None | Unknown, path: str) -> str:
    """The matter by its day; by its place in the record where the day is not known."""
    return f"{what} of {iso_day(day)}" if isinstance(day, date) else f"{what}, day not known ({path.rstrip('.')})"


# ---------------------------------------------------------------- moving


_OF_MOVE = known_fields("moved_on", "aware_on", "transferred_on", "told_on", "placed_on")


def plan_moves(record: PupilRecord, asked: Asked) -> Iterator[MoveFacts]:
    """A row for the last move that has come; for each of which the day is not known, too."""
    plan = plan_on(record, asked.on)
    if isinstance(plan, EHCPlan) and plan.moves:
        for place in latest([move.moved_on for move in plan.moves], asked.on):
            yield _move(plan.moves[place], f"plan.moves[{place}].", asked.on)


def _move(move: PlanMove, path: str, on: date) -> MoveFacts:
    moved_on, aware_on, transferred_on, told_on, placed_on = _OF_MOVE(move, path)
    transferred = by_today(transferred_on, on)
    health = move.health_aware_on
    return MoveFacts(
        subject=_of_day("move", move.moved_on, path),
        moved_on=moved_on,
        aware_on=aware_on,
        transfer_due=unless_relaxed(reckon(transfer_due, moved_on, aware_on), transferred_on, on),
        transferred_on=transferred_on,
        told_due=None if transferred is None else unless_relaxed(reckon(told_due, transferred), told_on, on),
        told_on=told_on,
        out_of_reach=move.out_of_reach,
        placed_due=_AT_ONCE,
        placed_on=placed_on,
        health_aware_on=health,
        health_due=None
        if health is None
        else unless_relaxed(reckon(health_request_due, health), move.health_asked_on, on),
        health_asked_on=move.health_asked_on,
        health_out_of_reach=move.health_out_of_reach,
    )


# ---------------------------------------------------------------- ceasing

_OF_CEASING = known_fields(
    "reason", "family_consulted_on", "school_consulted_on", "notice_on", "appealed", "determined_on", "ceased_on"
)


def ceasings(record: PupilRecord, asked: Asked) -> Iterator[CeasingFacts]:
    """A row where the authority considers ceasing to keep the plan, or did."""
    plan = plan_on(record, asked.on)
    if isinstance(plan, EHCPlan) and plan.ceasing is not None:
        yield _ceasing(record, plan, plan.ceasing, asked.on)


def _ceasing(record: PupilRecord, plan: EHCPlan, ceasing: Ceasing, on: date) -> CeasingFacts:
    reason, family, school, notice_on, appealed, determined, ceased_on = _OF_CEASING(ceasing, "plan.ceasing.")
    notice_on, ceased_on = by_today(notice_on, on), by_today(ceased_on, on)
    both = _both_consulted(family, school, known(plan, "named_setting", "plan."))
    day = on if notice_on is None else notice_on
    return CeasingFacts(
        subject="ceasing of the plan",
        reason=reason,
        is_18=reckon(_is_18, known(record.pupil, "born", "pupil."), day),
        consult_due=_BEFORE_DECIDING,
        both_consulted_on=both,
        notice_on=notice_on,
        consulted_first=False if both is None else reckon(_by, both, notice_on),
        kept_through=True
        if ceased_on is None
        else reckon(_through, notice_on, ceased_on, ceasing.certificate_on, (appealed, determined)),
        ceased_on=ceased_on,
    )


def _both_consulted(family: Any, school: Any, named: Any) -> Any:
    """The day by which family and named school were consulted; a plan that names none leaves the family (reg 31(1))."""
    if family is None or named is None:
        return family
    if school is None:
        return named if type(named) is Unknown else None
    return reckon(max, family, school)


def _is_18(born: date, day: date) -> bool:
    return age_on(born=born, on=day) >= _ADULT


def _by(both: date, notice_on: date | None) -> bool:
    return notice_on is None or both <= notice_on


def _through(
    notice_on: date | None, ceased_on: date, certificate_on: date | None, appeal: tuple[Any, Any]
) -> bool | Unknown:
    """Whether the plan was kept to the end of the time to appeal, and of an appeal that was brought in it.

    ``appeal`` holds whether one was brought and when it was determined, either perhaps not known: not always asked for.
    """
    appealed, determined = appeal
    if notice_on is None:
        return True
    if ceased_on <= plan_goes_on_until(notice_on, certificate_on):
        # Too soon in any case: whether somebody appealed need not be asked.
        return False
    if appealed is not True:
        return True if appealed is False else appealed
    return determined if type(determined) is Unknown else determined is not None and determined < ceased_on


# ---------------------------------------------------------------- budget and age


def budgets(record: PupilRecord, asked: Asked) -> Iterator[BudgetFacts]:
    """A row for the personal budget asked for."""
    plan = plan_on(record, asked.on)
    if not isinstance(plan, EHCPlan) or plan.personal_budget is None or plan.personal_budget.asked_on > asked.on:
        return
    budget = plan.personal_budget
    prepared_on, reviewed_on = _OF_BUDGET(budget, "plan.personal_budget.")
    paid = by_today(budget.first_paid_on, asked.on)
    yield BudgetFacts(
        subject=f"personal budget asked for {iso_day(budget.asked_on)}",
        asked_on=budget.asked_on,
        prepare_due=_NO_DATE,
        prepared_on=prepared_on,
        review_due=None if paid is None else unless_relaxed(reckon(payments_review_due, paid), reviewed_on, asked.on),
        reviewed_on=reviewed_on,
    )


_OF_BUDGET = known_fields("prepared_on", "payments_reviewed_on")


def last_day_of_any_plan(born: date) -> date:
    """The last day on which a plan may be kept whatever the course: the day before the 26th birthday (reg 46, read).

    The power ends with the academic year in which the young person turns 25; which day that is depends on the course,
    and none is later than this (fact book EHC-CE-04, verification C29).

    >>> last_day_of_any_plan(date(2001, 5, 14))
    datetime.date(2027, 5, 13)
    """
    year = born.year + _TOO_OLD
    leap_day_lost = (born.month, born.day) == (2, 29) and not isleap(year)
    return (date(year, 3, 1) if leap_day_lost else born.replace(year=year)) - _DAY


def plan_ages(record: PupilRecord, asked: Asked) -> Iterator[PlanAge]:
    """A row only from the year of the 25th birthday on: a birth date not known is not asked for."""
    born = record.pupil.born
    if type(born) is Unknown or asked.on.year - born.year < _ASKED_FROM:
        return
    plan = plan_on(record, asked.on)
    if isinstance(plan, EHCPlan):
        made_on = known(plan, "made_on", "plan.")
        yield PlanAge(
            subject="age of the plan",
            has_plan=made_on if type(made_on) is Unknown else True,
            under_26=asked.on <= last_day_of_any_plan(born),
        )


_ASKED_FROM = 25
