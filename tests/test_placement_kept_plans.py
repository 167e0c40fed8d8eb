"""A plan that is kept to breaks no rule of England's, on any legal basis: nothing proposed is held against anybody.

The plan becomes a record in which each step was done on the day it was due; it is checked on each of those days. What
a plan says nothing of (marks, baseline, timetable, mentoring) is not known, and may be asked for.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ap_core import (
    UNKNOWN,
    EHCPlan,
    PermanentExclusion,
    Placement,
    Policy,
    Pupil,
    PupilRecord,
    Registration,
    Suspension,
    YearGroup,
    check,
)
from ap_core.dates import Deadline
from ap_core.ehcp.records import PlanReview
from ap_core.placement.planning import plan_placement
from ap_core.placement.policy import LengthRule, LengthUnit, PlacementPolicy
from ap_core.placement.records import AfterReview, Basis, Duration, Notice, NoticeItem, PlacementReview, Purpose
from ap_core.placement.returns import ReturnPlan, ReturnStep, WeekSession
from ap_core.pupils.years import KeyStage, key_stage_of
from ap_core.registration.records import DeletionGround, Enrolment, SchoolKind
from tests.test_placement_planning import CALENDARS

DAY = timedelta(days=1)
#: On these the home school's name stays on its register.
ON_BOTH_ROLLS = (Basis.DIRECTION, Basis.SUSPENSION, Basis.EXCLUSION_PENDING)
LENGTHS = {"placement.length.limit", "placement.length.half_terms"}
SESSIONS = tuple(WeekSession)

asked = st.fixed_dictionaries(
    {
        "start": st.dates(date(2026, 9, 3), date(2028, 7, 21)),
        "year": st.sampled_from([YearGroup.Y7, YearGroup.Y8, YearGroup.Y9, YearGroup.Y10, YearGroup.Y11]),
        "weeks": st.none() | st.integers(1, 14),
        "return_weeks": st.none() | st.integers(0, 6),
        "plan_age": st.none() | st.integers(0, 300),
        "policy": st.builds(
            PlacementPolicy,
            first_review_by=st.integers(2, 8),
            review_each_half_term=st.booleans(),
            final_review=st.booleans(),
            length_is=st.sampled_from(LengthRule),
            longest_short_term=st.integers(1, 12),
            length_in=st.sampled_from(LengthUnit),
            phased_return_step=st.integers(1, 3),
        ),
    }
)


class Kept:
    """A plan, and the record that keeps to it."""

    def __init__(self, basis: Basis, given_: dict[str, Any]) -> None:
        self.basis, self.year, self.policy = basis, given_["year"], given_["policy"]
        age = given_["plan_age"]
        self.plan_clock = None if age is None else given_["start"] - age * DAY
        self.plan = plan_placement(
            start=given_["start"], centre="CENTRE", home_school="HILL", basis=basis, year=self.year,
            calendars=CALENDARS, policy=self.policy, directed_by=SchoolKind.MAINTAINED, weeks=given_["weeks"],
            return_weeks=given_["return_weeks"], plan_clock=self.plan_clock,
        )  # fmt: skip
        self.short = key_stage_of(self.year) is KeyStage.KS3
        self.weeks = given_["weeks"] if self.short else None
        # A long placement with an end of its own is one with a return.
        self.cut_short = given_["weeks"] is not None
        self.single = not self.short and basis not in ON_BOTH_ROLLS
        first = self.day("first day")
        assert first is not None
        self.first = first
        self.end = self.day("planned end")

    def day(self, name: str) -> date | None:
        """The day of a step; none where it cannot be told, or there is none."""
        for step in self.plan:
            if step.name == name and isinstance(step.due, Deadline):
                return step.due.last_day
        return None

    def taught_on(self, day: date) -> YearGroup:
        def school_year(on: date) -> int:
            return on.year + (on.month >= 9)

        return YearGroup.of(str(self.year.number + school_year(day) - school_year(self.first)))

    def record(self, on: date) -> PupilRecord:
        first, last = self.first, self.first - DAY
        began = first.year - (first.month < 9)
        here = Enrolment.SINGLE if self.single else Enrolment.SUBSIDIARY
        home = Registration(school="HILL", status=Enrolment.MAIN, first=date(2024, 9, 3), last=None)
        if self.single:
            ground = DeletionGround.REGISTERED_ELSEWHERE
            if self.basis is Basis.PERMANENT_EXCLUSION:
                ground = DeletionGround.PERMANENT_EXCLUSION
            home = home.but(status=Enrolment.SINGLE, last=last, ended_by=ground)
        excluded = self.basis in (Basis.PERMANENT_EXCLUSION, Basis.EXCLUSION_PENDING)
        return PupilRecord(
            pupil=Pupil(ref="P01", born=date(began - self.year.number - 4, 1, 15), taught_year=self.taught_on(on)),
            registrations=(home, Registration(school="CENTRE", status=here, first=first, last=None)),
            placements=(self.placement(on),),
            plan=self.ehc_plan(),
            suspensions=(
                Suspension(
                    ref="S", school="HILL", school_kind=SchoolKind.MAINTAINED, first_day=first,
                    last_day=first + 13 * DAY, part_days=(), education_from=first,
                ),
            ) if self.basis is Basis.SUSPENSION else (),
            permanent_exclusions=(
                PermanentExclusion(ref="X", school="HILL", on=first - 30 * DAY, education_from=first - 24 * DAY),
            ) if excluded else (),
        )  # fmt: skip

    def placement(self, on: date) -> Placement:
        directed = self.basis is Basis.DIRECTION
        told = self.day("written notice")
        with_plan = self.plan_clock is not None
        return Placement(
            ref="A", centre="CENTRE", home_school="HILL", basis=self.basis, first_day=self.first,
            duration=Duration.SHORT if self.short else Duration.LONG,
            directed_by=SchoolKind.MAINTAINED if directed else None,
            decided_on=(told or UNKNOWN) if directed else self.first - DAY,
            notice=(
                Notice(given_on=told, contents=frozenset(NoticeItem), authority_copied_on=told if with_plan else None)
                if told else UNKNOWN
            ) if directed else None,
            planned_end=self.end or UNKNOWN, planned_weeks=self.weeks,
            ended_on=self.end if self.end is not None and on > self.end else None,
            objectives=("one",), returns_to="HILL" if self.short or self.cut_short else None,
            reviews=tuple(self.reviews()), next_setting_agreed_on=self.first - 60 * DAY,
            authority_involved_on=self.first if with_plan else None,
            return_plan=self.return_plan(), attendance=None,
        )  # fmt: skip

    def reviews(self) -> list[PlacementReview]:
        held: dict[date, set[Purpose]] = {}
        for step in self.plan:
            if "review" in step.name and not step.name.startswith("annual") and isinstance(step.due, Deadline):
                purposes = held.setdefault(step.due.last_day, set())
                if step.name == "final review":
                    purposes.add(Purpose.FINAL)
                if "Key Stage 4" in step.name:
                    purposes.add(Purpose.KEY_STAGE_4)
        return [
            PlacementReview(held_on=day, purposes=frozenset(purposes), decision=AfterReview.RETURN)
            for day, purposes in held.items()
        ]

    def return_plan(self) -> ReturnPlan | None:
        steps = []
        for step in self.plan:
            if step.name.startswith("return") and isinstance(step.due, Deadline):
                found = re.match(r"(\d+) sessions", step.note)
                there = int(found[1]) if found else len(SESSIONS)
                steps.append(
                    ReturnStep(
                        first_day=step.due.last_day, at_school=frozenset(SESSIONS[:there]),
                        at_centre=frozenset(SESSIONS[there:]),
                    )
                )  # fmt: skip
        back = self.day("return")
        returns = self.short or self.cut_short
        return ReturnPlan(agreed_on=self.first, steps=tuple(steps), returned_on=back) if returns else None

    def ehc_plan(self) -> EHCPlan | None:
        if self.plan_clock is None:
            return None
        decided = [
            step.due.last_day
            for step in self.plan
            if step.name.startswith("annual review") and isinstance(step.due, Deadline)
        ]
        names = self.single or self.basis is Basis.PLAN_NAMES_CENTRE
        return EHCPlan(
            authority="SHIRE", made_on=self.plan_clock, named_setting="CENTRE" if names else "HILL",
            reviews=tuple(
                PlanReview(
                    meeting_on=day - 14 * DAY, invitations_on=day - 35 * DAY, papers_on=day - 35 * DAY,
                    report_on=day - 14 * DAY, decision_on=day,
                )
                for day in decided
            ),
        )  # fmt: skip

    def days(self) -> list[date]:
        return sorted({step.due.last_day for step in self.plan if isinstance(step.due, Deadline)})


@pytest.mark.parametrize("basis", Basis)
@settings(max_examples=20)
@given(given_=asked)
def test_whoever_keeps_the_plan_breaks_no_rule(basis: Basis, given_: dict[str, Any]) -> None:
    """A length over the centre's limit is held against a plan exactly where the plan says so itself.

    And what the basis asks of the roll may be unlike the centre's usual, which is said and no breach.
    """
    kept = Kept(basis, given_)
    policy = Policy(placement=given_["policy"])
    over = bool(kept.plan["planned end"].note) and kept.plan_clock is None
    for day in kept.days():
        record = kept.record(day)
        review = check(record, on=day, calendars=CALENDARS, policy=policy)
        against = {finding.rule: finding.because for finding in review.not_met}
        grown = key_stage_of(kept.taught_on(day)) is not key_stage_of(kept.year)
        unlike = {"placement.usual.key_stage_4"} if grown or not (kept.short or kept.single) else set()
        held = LENGTHS if over else set()
        if kept.end is not None and day > kept.end:
            # What falls between the end and the first day back is no step of the placement.
            held = held | {"ehcp.annual_review.in_time"}
        assert against.keys() <= held | unlike, (day, against)
        if over and kept.first <= day and kept.end is not None and day <= kept.end:
            assert against.keys() & LENGTHS
