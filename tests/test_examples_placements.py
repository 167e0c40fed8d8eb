"""The example centre shows each kind of placement, and what its records say of a placement agrees with itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

from ap_core import PupilRecord, Unknown
from ap_core.centre import Roll
from ap_core.exchange import load_roll
from ap_core.placement.dimensions import Standing, combination
from ap_core.placement.events import Outcome
from ap_core.placement.lifecycle import State, in_effect, state_on
from ap_core.placement.records import Attendance, Basis, Duration, Notice, Placement
from ap_core.placement.returns import CheckPoint, ReturnPlan, sustained
from ap_core.places import filled_on, over_capacity
from ap_core.pupils.years import KeyStage, YearGroup
from ap_core.registration.on_day import status_on
from ap_core.registration.records import Enrolment

TODAY = date(2026, 11, 23)
CENTRE = "CENTRE"
REFS = [f"P{number:02}" for number in range(1, 33)]


@cache
def roll() -> Roll:
    return load_roll((Path(__file__).parent.parent / "examples" / "data" / "invented_centre.json").read_bytes())


@cache
def record(ref: str) -> PupilRecord:
    return next(each for each in roll().records if each.ref == ref)


def placements(ref: str) -> tuple[Placement, ...]:
    found = record(ref).placements
    assert isinstance(found, tuple)
    return found


def present(ref: str) -> Placement:
    return placements(ref)[-1]


def plan_of(placement: Placement) -> ReturnPlan:
    assert isinstance(placement.return_plan, ReturnPlan)
    return placement.return_plan


def status(ref: str) -> Enrolment | None | Unknown:
    registrations = record(ref).registrations
    assert isinstance(registrations, tuple)
    return status_on(registrations, CENTRE, TODAY)


class TestEachKind:
    """Every legal basis, and every turn that a placement takes, is somebody's."""

    @pytest.mark.parametrize(
        ("basis", "refs"),
        [
            (Basis.AGREEMENT, {"P01", "P03", "P10", "P11", "P14"}),
            (Basis.DIRECTION, {"P19", "P24", "P26"}),
            (Basis.SUSPENSION, {"P25"}),
            (Basis.EXCLUSION_PENDING, {"P29"}),
            (Basis.HEALTH, {"P22", "P23"}),
            (Basis.OTHER_AUTHORITY, {"P05", "P12", "P16", "P18"}),
            (Basis.PLAN_NAMES_CENTRE, {"P09", "P27", "P28"}),
        ],
    )
    def test_each_basis(self, basis: Basis, refs: set[str]) -> None:
        assert {ref for ref in REFS if present(ref).basis is basis} == refs

    def test_everybody_else_was_permanently_excluded_or_has_no_basis_recorded(self) -> None:
        assert sum(present(ref).basis is Basis.PERMANENT_EXCLUSION for ref in REFS) == 11
        assert [ref for ref in REFS if isinstance(present(ref).basis, Unknown)] == ["P20", "P31"]

    def test_no_registration_is_one_that_its_basis_forbids(self) -> None:
        for ref in REFS:
            basis, here = present(ref).basis, status(ref)
            if isinstance(basis, Basis) and not isinstance(here, Unknown):
                assert combination(basis, here, on=TODAY).standing is not Standing.NOT_ALLOWED, ref

    def test_notice_in_time_too_late_and_on_the_line(self) -> None:
        given = {ref: present(ref).notice for ref in ("P19", "P24", "P26")}
        calendar = roll().calendars.of("COPSE")
        between = {}
        for ref, notice in given.items():
            assert isinstance(notice, Notice) and isinstance(notice.given_on, date)
            first_day = present(ref).first_day
            assert isinstance(first_day, date)
            between[ref] = calendar.school_days_between(notice.given_on, first_day)
        assert between == {"P19": 0, "P24": 3, "P26": 1}

    def test_a_return_in_steps_under_way(self) -> None:
        plan = plan_of(present("P26"))
        step = plan.step_on(TODAY)
        assert step is plan.steps[0] and len(step.at_school) == 2 and plan.returned_on is None
        assert state_on(present("P26").events, TODAY) is State.REINTEGRATING
        assert present("P26").attendance is Attendance.PHASED_RETURN

    def test_a_return_that_failed_ended_nothing(self) -> None:
        placed = present("P14")
        assert plan_of(placed).failed_on == date(2026, 11, 13) and placed.ended_on is None
        assert [state_on(placed.events, date(2026, 11, day)) for day in (12, 13)] == [State.RETURNED, State.ACTIVE]

    def test_a_return_that_lasted(self) -> None:
        before, now = placements("P05")
        calendar = roll().calendars.of("ALDER")
        assert [sustained(plan_of(before), point, calendar, TODAY) for point in CheckPoint] == [True, True, True]
        assert state_on(before.events, TODAY) is State.ENDED and now.ended_on is None

    def test_a_managed_move(self) -> None:
        before, _ = placements("P06")
        assert in_effect(before.events)[-1].outcome is Outcome.MANAGED_MOVE

    def test_the_move_into_key_stage_4_in_mid_placement(self) -> None:
        end = present("P22").planned_end
        assert record("P22").pupil.taught_year is YearGroup.Y9
        assert isinstance(end, date) and end > date(2027, 9, 1)

    def test_a_permanently_excluded_pupil_of_key_stage_3_waits_for_a_school(self) -> None:
        fair_access = present("P13").fair_access
        assert record("P13").pupil.taught_year is YearGroup.Y8 and status("P13") is Enrolment.SINGLE
        assert fair_access is not None and fair_access.place_on is None

    def test_the_commissioning_schools_checked_first(self) -> None:
        for ref in (*(f"P{number:02}" for number in (1, 3, 10, 11, 14)), "P25"):
            checked, first = present(ref).checked_on, present(ref).first_day
            assert isinstance(checked, date) and isinstance(first, date) and checked < first


def days_of(placement: Placement) -> Iterator[tuple[str, date]]:
    """Every day that a placement's record tells, but the last day of one with a school that is closed then."""
    for name in ("first_day", "planned_end", "decided_on", "checked_on", "authority_told_on", "authority_involved_on"):
        day = getattr(placement, name)
        if isinstance(day, date):
            yield name, day
    if isinstance(placement.notice, Notice) and isinstance(placement.notice.given_on, date):
        yield "notice", placement.notice.given_on
    for review in placement.reviews if isinstance(placement.reviews, tuple) else ():
        for name in ("held_on", "fixed_for", "invited_on", "decided_on", "outcome_sent_on"):
            day = getattr(review, name)
            if isinstance(day, date):
                yield f"review {name}", day
    for event in placement.events:
        yield event.kind.value, event.on
    if isinstance(placement.return_plan, ReturnPlan):
        yield from (("step", step.first_day) for step in placement.return_plan.steps)


@pytest.mark.parametrize("ref", REFS)
class TestTheRecordsAgree:
    def test_every_day_is_a_school_day_of_the_centre(self, ref: str) -> None:
        calendar = roll().calendars.of(CENTRE)
        told = [pair for placed in placements(ref) for pair in days_of(placed) if calendar.first <= pair[1]]
        off = [(name, day) for name, day in told if day <= calendar.last and not calendar.is_school_day(day)]
        assert off == [] and told

    def test_the_sessions_at_the_centre_are_those_of_its_register(self, ref: str) -> None:
        """In the last week: whoever is ill, suspended or at college was expected by the centre all the same."""
        weekly = present(ref).sessions_a_week
        if isinstance(weekly, Unknown):
            assert ref == "P31"
            return
        registers = record(ref).registers
        assert isinstance(registers, tuple)
        (here,) = [each for each in registers if each.school == CENTRE]
        week = [mark for day in range(5) for mark in here.on(date(2026, 11, 16) + timedelta(days=day))]
        assert weekly == sum(mark not in ("D", "B", "C2") for mark in week)

    def test_the_steps_of_a_return_add_up_to_a_week(self, ref: str) -> None:
        for placed in placements(ref):
            if isinstance(placed.return_plan, ReturnPlan):
                assert {step.at_neither for step in placed.return_plan.steps} == {0}


class TestPlaces:
    def test_nothing_is_over_its_places(self) -> None:
        filled = filled_on(roll(), TODAY)
        kinds = [(each.key_stage, each.duration, each.places) for each in filled]
        assert kinds == [
            (None, None, 34), (KeyStage.KS3, None, 12), (KeyStage.KS4, Duration.LONG, 20),
            (KeyStage.KS4, Duration.SHORT, 2),
        ]  # fmt: skip
        assert over_capacity(filled) == ()

    def test_each_pupil_has_a_place(self) -> None:
        whole = filled_on(roll(), TODAY)[0]
        assert whole.pupils_least == whole.pupils_most == 32
