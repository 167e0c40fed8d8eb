"""A placement planned: from its start, basis and year group, the whole timetable that law and the centre's policy make.

A plan is a proposal. Every day in it is a school day of the calendar it belongs to, unless the law itself fixes the day
(a leaving date, the twelve months of an EHC plan, the last day for notice). A day that cannot be told is a step that
says why. What no law fixes comes from the centre's policy, and the step names the choice.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from ap_core.dates.calendars import Calendars
from ap_core.dates.deadlines import Deadline
from ap_core.dates.plain import plain_day
from ap_core.dates.timetable import NotKnown, Step, Timetable
from ap_core.errors import Fault, OutsideCalendar, require
from ap_core.law.rules import Actor
from ap_core.law.unknown import Unknown
from ap_core.law.wording import in_words
from ap_core.placement.direction import power
from ap_core.placement.direction_timetable import WRITTEN_NOTICE, notice_steps
from ap_core.placement.plan_basics import Planned, end_of, end_source, told
from ap_core.placement.plan_return import return_steps
from ap_core.placement.plan_reviews import annual_review_steps, leaving_steps, move_steps, review_steps
from ap_core.placement.plans_compared import PlansCompared, Retold, what_if
from ap_core.placement.policy import PlacementPolicy
from ap_core.placement.records import Basis, Duration
from ap_core.pupils.years import KeyStage, YearGroup, key_stage_of
from ap_core.registration.records import SchoolKind

__all__ = ["PlansCompared", "Retold", "plan_placement", "what_if"]

_DONE_TOGETHER = Actor.CENTRE_AND_HOME_SCHOOL.value


def plan_placement(
    *,
    start: date,
    centre: str,
    calendars: Calendars,
    basis: Basis | Unknown,
    year: YearGroup | Unknown,
    policy: PlacementPolicy = PlacementPolicy(),  # noqa: B008 - frozen
    home_school: str | None = None,
    returns_to: str | None = None,
    directed_by: SchoolKind | None = None,
    duration: Duration | None = None,
    weeks: int | None = None,
    end: date | None = None,
    return_weeks: int | None = None,
    plan_clock: date | None | Unknown = None,
    born: date | None = None,
) -> Timetable:
    """The whole timetable of a placement at ``centre`` from ``start``, its steps in order of their days.

    ``year`` is the year group taught in. ``duration`` is the policy's usual one of the key stage unless given. How
    long: ``weeks`` (school weeks of the centre) or ``end``; without either the policy's longest length (in school weeks
    or half terms of the centre's calendar, as it has chosen), or for a long
    placement at Key Stage 4 the end of Year 11. ``returns_to`` is the home school unless given. ``return_weeks`` are
    the last weeks of the placement over which the pupil goes back in steps: as many as the policy allows unless given,
    none before the first review is due; 0 for a return in one step. ``plan_clock`` is the day the EHC plan was made or
    its last review decided: none for no plan. ``born`` settles the leaving date.

    A start on which the centre is closed moves to its next school day, and the step says so. Raises
    :class:`~ap_core.errors.OutsideCalendar` for a start outside the centre's calendar,
    :class:`~ap_core.errors.UnknownSchool` where the centre has none, and :class:`~ap_core.errors.InvalidValue` for a
    length below one week, a length given twice, an end before the start, or a return longer than the policy's.

    >>> from ap_core.dates import SchoolCalendar, Term
    >>> autumn = SchoolCalendar.of_terms("CENTRE", terms=[Term("autumn 2026", date(2026, 9, 3), date(2026, 12, 18))])
    >>> plan = plan_placement(
    ...     start=date(2026, 9, 14), centre="CENTRE", home_school="HILL", basis=Basis.AGREEMENT, year=YearGroup.Y8,
    ...     calendars=Calendars({"CENTRE": autumn, "HILL": autumn}), return_weeks=0,
    ... )
    >>> for step in plan:
    ...     print(step.due.last_day, step.name)
    2026-09-14 first day
    2026-10-23 first review
    2026-12-03 final review
    2026-12-04 planned end
    2026-12-07 return
    """
    _refuse_bad_input(start, weeks, end, return_weeks, policy, year)
    calendar = calendars.of(centre)
    first_day = start if calendar.is_school_day(start) else calendar.next_school_day(start)
    stage = None if isinstance(year, Unknown) else key_stage_of(year)
    plan = Planned(
        first_day=first_day,
        calendar=calendar,
        home=None if home_school is None else calendars.get(home_school),
        policy=policy,
        stage=stage,
        number=None if isinstance(year, Unknown) else year.number,
        duration=duration or _usual(stage, policy),
    )
    ends = end_of(plan, weeks, end)
    last = ends.last_day if isinstance(ends, Deadline) else None
    arranged_by = _DONE_TOGETHER if home_school else Actor.CENTRE.value
    steps = [
        *_notice(plan, basis, home_school, directed_by, plan_clock),
        Step("first day", Deadline(first_day), arranged_by, note=_moved_from(start, first_day)),
        *review_steps(plan, ends, last, plan_clock),
        *move_steps(plan, ends, last),
        *annual_review_steps(plan, last, plan_clock),
        *leaving_steps(plan, last, born),
        Step("planned end", ends, arranged_by, *end_source(plan, last, weeks, end)),
        *return_steps(plan, calendars, last, returns_to or home_school, return_weeks),
    ]
    return Timetable("placement", tuple(sorted(steps, key=_when)))


def _refuse_bad_input(
    start: date, weeks: int | None, end: date | None, return_weeks: int | None, policy: PlacementPolicy, year: Any
) -> None:
    plain_day(start, "plan_placement", "start")
    faults = []
    if not isinstance(year, YearGroup | Unknown):
        faults.append(Fault("year", "is no year group", "give the year group taught in, or UNKNOWN"))
    if weeks is not None and (type(weeks) is not int or weeks < 1):
        faults.append(Fault("weeks", "is below 1", "give the school weeks of the placement, or none"))
    if weeks is not None and end is not None:
        faults.append(Fault("end", "is given beside weeks", "give one of the two"))
    if end is not None and plain_day(end, "plan_placement", "end") < start:
        faults.append(Fault("end", "is before start", "give an end on or after the start"))
    most = policy.phased_return_at_most
    if return_weeks is not None and not (type(return_weeks) is int and 0 <= return_weeks <= most):
        faults.append(Fault("return_weeks", f"is not within 0 to {most}", "give fewer weeks, or change the policy"))
    require("plan_placement", faults)


def _when(step: Step) -> tuple[bool, date]:
    """Steps whose day cannot be told come last, in the order in which they were thought of."""
    return (False, step.due.last_day) if isinstance(step.due, Deadline) else (True, date.min)


def _moved_from(start: date, first_day: date) -> str:
    return "" if start == first_day else f"Moved from {in_words(start)}, when the centre is closed."


def _usual(stage: KeyStage | None, policy: PlacementPolicy) -> Duration | None:
    if stage is KeyStage.KS3:
        return policy.usual_ks3_duration
    return policy.usual_ks4_duration if stage is KeyStage.KS4 else None


def _notice(
    plan: Planned, basis: Any, home_school: str | None, directed_by: SchoolKind | None, plan_clock: Any
) -> Iterator[Step]:
    """The notices of an off-site direction, as :mod:`ap_core.placement.direction_timetable` has them."""
    if isinstance(basis, Unknown):
        yield Step(WRITTEN_NOTICE, NotKnown("the legal basis is not recorded: by agreement, or directed?"))
        return
    if basis is not Basis.DIRECTION:
        return
    could = True if directed_by is None else power(directed_by, plan.first_day)
    if isinstance(could, Unknown):
        why = NotKnown(could.needs[0].ask)
    elif could is False:
        why = NotKnown("a school of this kind cannot direct under section 29A: ask which power it uses")
    elif plan.home is None:
        why = NotKnown(f"the term dates of {home_school or 'the directing school'} are not known")
    else:
        try:
            # Where it is not known when the plan was made, there is one.
            yield from notice_steps(plan.first_day, plan.home, has_plan=plan_clock is not None)
            return
        except OutsideCalendar as beyond:
            why = told(beyond)
    yield Step(WRITTEN_NOTICE, why, Actor.BOARD.value)
