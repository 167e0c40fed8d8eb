"""A return to school: its plan, its steps, whether it lasts, and that nothing is a condition of coming."""

from __future__ import annotations

import re
from dataclasses import FrozenInstanceError
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ap_core import (
    ENGLAND,
    UNKNOWN,
    Actor,
    Calendars,
    Deadline,
    EHCPlan,
    InvalidValue,
    Policy,
    PupilRecord,
    Unknown,
    Verdict,
    YearGroup,
)
from ap_core.centre import Centre, Roll, School
from ap_core.exchange import dump_roll, load_roll
from ap_core.law.rulebook import Asked
from ap_core.placement.planning import plan_placement
from ap_core.placement.policy import LengthRule, PlacementPolicy
from ap_core.placement.records import AfterReview, Basis, FairAccess, PlacementReview
from ap_core.placement.return_facts import (
    check_up_facts,
    failed_return_facts,
    fair_access_facts,
    phased_return_facts,
    return_facts,
)
from ap_core.placement.returns import (
    CheckUp,
    ReturnPlan,
    ReturnStep,
    ReturnTask,
    WeekSession,
    whole_weeks_between,
)
from ap_core.registration.records import Enrolment, Registration, SchoolKind
from tests.placements import CALENDARS, DUAL, MONDAY, STORY_CALENDAR, findings, placed, reviewed, verdicts
from tests.unknowns import assert_only_learns, with_gaps

MET, NOT_MET, PENDING, UNDETERMINED = Verdict.MET, Verdict.NOT_MET, Verdict.PENDING, Verdict.UNDETERMINED
DAY = timedelta(days=1)
WEEK = frozenset(WeekSession)
FRIDAY = frozenset({WeekSession.FRIDAY_AM, WeekSession.FRIDAY_PM})
DECIDED = (
    PlacementReview(held_on=date(2026, 10, 22), decision=AfterReview.CONTINUE),
    PlacementReview(held_on=date(2026, 11, 19), decision=AfterReview.RETURN),
)
STEPS = (
    ReturnStep(first_day=date(2026, 11, 23), at_centre=WEEK - FRIDAY, at_school=FRIDAY),
    ReturnStep(first_day=date(2026, 12, 14), at_school=WEEK),
)


def returning(plan: Any = UNKNOWN, **changes: Any) -> PupilRecord:
    return placed(**{"reviews": DECIDED, "return_plan": plan} | changes)


def stepped(*days: date, last: frozenset[WeekSession] = frozenset()) -> ReturnPlan:
    """A plan whose steps begin on ``days``, the last of them wholly at the school unless it keeps ``last``."""
    steps = [ReturnStep(first_day=day, at_centre=WEEK - FRIDAY, at_school=FRIDAY) for day in days[:-1]]
    return ReturnPlan(
        agreed_on=date(2026, 11, 20),
        steps=(*steps, ReturnStep(first_day=days[-1], at_centre=last, at_school=WEEK - last)),
    )


class TestRecords:
    """What cannot be is refused with what to do instead; what is only bad practice is left to the rules."""

    @pytest.mark.parametrize(
        ("make", "field"),
        [
            (lambda: ReturnStep(first_day=MONDAY, at_centre=FRIDAY, at_school=FRIDAY), "at_school"),
            (lambda: ReturnPlan(steps=STEPS[::-1]), "steps[1].first_day"),
            (lambda: ReturnPlan(steps=(STEPS[0], STEPS[0])), "steps[1].first_day"),
            (lambda: ReturnPlan(check_ups=(CheckUp(MONDAY),)), "check_ups"),
            (lambda: ReturnPlan(returned_on=MONDAY, check_ups=(CheckUp(MONDAY - DAY),)), "check_ups[0].held_on"),
            (lambda: FairAccess(agreed_on=MONDAY, place_on=MONDAY - DAY), "place_on"),
            (lambda: placed(follows="A"), "follows"),
        ],
    )
    def test_refused(self, make: Any, field: str) -> None:
        with pytest.raises(InvalidValue) as refused:
            make()
        assert [fault.path for fault in refused.value.faults] == [field]

    def test_on_the_same_day_is_in_order(self) -> None:
        assert FairAccess(agreed_on=MONDAY, place_on=MONDAY).place_on == MONDAY
        assert ReturnPlan(returned_on=MONDAY, check_ups=(CheckUp(MONDAY),)).check_ups

    def test_a_plan_is_as_frozen_as_all_else(self) -> None:
        with pytest.raises((AttributeError, FrozenInstanceError)):
            ReturnPlan().failed_on = MONDAY  # type: ignore[misc]

    def test_what_a_task_is_stays_out_of_the_display(self) -> None:
        assert "meet the form tutor" not in repr(ReturnTask(who=Actor.HOME_SCHOOL, what="meet the form tutor"))

    def test_the_step_of_a_day(self) -> None:
        plan = ReturnPlan(steps=STEPS)
        assert plan.step_on(date(2026, 11, 22)) is None
        assert plan.step_on(date(2026, 11, 23)) is plan.step_on(date(2026, 12, 13)) is STEPS[0]
        assert plan.step_on(date(2026, 12, 14)) is STEPS[1]
        assert plan.whole_from == date(2026, 12, 14) and ReturnPlan(steps=STEPS[:1]).whole_from is None
        assert [step.at_neither for step in (*STEPS, ReturnStep(first_day=MONDAY, at_school=FRIDAY))] == [0, 0, 8]


class TestPlan:
    """Where a review decided on a return, a plan of it should be there before the end (reintegration.meeting)."""

    RULE = "placement.return.plan"

    def test_nobody_is_asked_before_a_review_has_decided(self) -> None:
        for decision in (AfterReview.CONTINUE, AfterReview.VARY, AfterReview.END, None, UNKNOWN):
            reviews = (PlacementReview(held_on=date(2026, 10, 22), decision=decision),)
            assert verdicts(placed(reviews=reviews), self.RULE) == []
        assert verdicts(returning(reviews=DECIDED[::-1]), self.RULE) == [PENDING]  # the later one decides

    def test_not_known_is_asked_and_not_taken_for_none(self) -> None:
        """While there is time it is pending; after the day, whether it was done in time cannot be told."""
        for plan, path in ((UNKNOWN, "return_plan"), (ReturnPlan(), "return_plan.agreed_on")):
            for on, expected in ((MONDAY, PENDING), (date(2026, 12, 11), UNDETERMINED)):
                (finding,) = findings(returning(plan), self.RULE, on)
                assert finding.verdict is expected and finding.missing == (f"placements[0].{path}",)

    def test_pending_up_to_the_last_school_day_before_the_planned_end(self) -> None:
        for plan in (None, ReturnPlan(agreed_on=None)):
            assert verdicts(returning(plan), self.RULE, date(2026, 12, 10)) == [PENDING]
            assert verdicts(returning(plan), self.RULE, date(2026, 12, 11)) == [NOT_MET]

    def test_an_agreement_that_lies_ahead_is_none_yet(self) -> None:
        plan = ReturnPlan(agreed_on=MONDAY + DAY)
        assert verdicts(returning(plan), self.RULE) == [PENDING]
        assert verdicts(returning(plan), self.RULE, MONDAY + DAY) == [MET]

    def test_nothing_is_late_that_was_decided_only_at_the_end(self) -> None:
        for held, expected in ((date(2026, 12, 10), [NOT_MET]), (date(2026, 12, 11), [])):
            reviews = (PlacementReview(held_on=held, decision=AfterReview.RETURN),)
            assert verdicts(returning(None, reviews=reviews), self.RULE, date(2026, 12, 14)) == expected

    def test_no_return_is_planned(self) -> None:
        assert verdicts(returning(None, returns_to=None), self.RULE) == []
        assert verdicts(returning(None, planned_end=None), self.RULE) == []

    def test_the_guidance_of_july_2026(self) -> None:
        for end, expected in ((date(2026, 7, 25), 0), (date(2026, 7, 26), 1)):
            reviews = (PlacementReview(held_on=date(2026, 7, 1), decision=AfterReview.RETURN),)
            record = returning(None, reviews=reviews, first_day=date(2026, 6, 1), planned_end=end)
            assert len(verdicts(record, self.RULE, date(2026, 12, 1))) == expected


class TestSchoolNeverAttended:
    """A return to a school where the pupil has never been is allowed, and said."""

    def test_it_is_said_and_held_against_nobody(self) -> None:
        plan = stepped(MONDAY, date(2026, 12, 14))
        calendars = Calendars({"CENTRE": STORY_CALENDAR, "HILL": STORY_CALENDAR, "BROOK": STORY_CALENDAR})
        record = returning(plan, returns_to="BROOK")
        review = reviewed(record, calendars=calendars)
        assert [each.rule for each in review.not_met if each.rule.startswith(("placement.", "registration."))] == []
        (finding,) = [each for each in review if each.rule == "placement.return.plan"]
        assert finding.verdict is MET and "new to the pupil, which is in order" in finding.because

    @pytest.mark.parametrize(
        ("changes", "never"),
        [
            ({}, False),
            ({"returns_to": "BROOK"}, True),
            ({"returns_to": "BROOK", "home_school": "BROOK"}, False),
            ({"returns_to": None}, False),
            ({"returns_to": "BROOK", "home_school": UNKNOWN}, None),
            ({"returns_to": UNKNOWN}, None),
        ],
    )
    def test_when_a_school_is_new(self, changes: dict[str, Any], never: bool | None) -> None:
        (row,) = return_facts(returning(None, **changes), Asked(MONDAY, CALENDARS, Policy()))
        assert isinstance(row.never_there, Unknown) if never is None else row.never_there is never

    def test_one_with_an_earlier_registration_is_not_new(self) -> None:
        earlier = Registration(school="BROOK", status=Enrolment.SINGLE, first=date(2020, 9, 3), last=date(2021, 7, 21))
        record = returning(None, returns_to="BROOK").but(registrations=(*DUAL, earlier))
        (row,) = return_facts(record, Asked(MONDAY, CALENDARS, Policy()))
        assert row.never_there is False
        (row,) = return_facts(record.but(registrations=UNKNOWN), Asked(MONDAY, CALENDARS, Policy()))
        assert isinstance(row.never_there, Unknown)


class TestPhases:
    """The steps of a return: in all at most, and each at least, so many school weeks as the centre chooses (ADJ-09)."""

    LENGTH, STEP = "placement.return.phased_length", "placement.return.step_length"

    def test_within_the_limit_of_six_school_weeks(self) -> None:
        """From Monday 23 November: the sixth week touched is the first of January, for there are two without school."""
        for whole, expected in ((date(2027, 1, 18), MET), (date(2027, 1, 19), NOT_MET)):
            assert verdicts(returning(stepped(MONDAY, whole)), self.LENGTH) == [expected]

    def test_the_centre_may_choose_another_limit(self) -> None:
        for weeks, expected in ((2, NOT_MET), (3, MET)):
            policy = Policy(placement=PlacementPolicy(phased_return_at_most=weeks))
            assert verdicts(returning(stepped(MONDAY, date(2026, 12, 14))), self.LENGTH, policy=policy) == [expected]

    def test_a_plan_that_never_comes_to_a_whole_return_has_no_length(self) -> None:
        plan = stepped(MONDAY, date(2026, 12, 14), last=FRIDAY)
        assert verdicts(returning(plan), self.LENGTH) == []

    def test_the_shortest_step(self) -> None:
        for after, expected in ((date(2026, 11, 27), NOT_MET), (date(2026, 11, 30), MET)):
            plan = stepped(MONDAY, after, date(2026, 12, 14))
            assert verdicts(returning(plan), self.STEP) == [expected]

    def test_the_whole_return_may_come_on_any_day_of_a_week(self) -> None:
        for step, expected in ((MONDAY, MET), (MONDAY - 3 * DAY, MET)):
            assert verdicts(returning(stepped(step, MONDAY + 2 * DAY)), self.STEP) == [expected]
        plan = stepped(date(2026, 12, 11), date(2026, 12, 12))
        policy = Policy(placement=PlacementPolicy(phased_return_step=2))
        assert verdicts(returning(plan), self.STEP, policy=policy) == [NOT_MET]

    @given(
        st.dates(date(2026, 9, 3), date(2026, 11, 2)), st.integers(2, 14), st.integers(1, 6), st.integers(1, 3),
    )  # fmt: skip
    def test_what_planning_proposes_is_within_the_centre_s_own_limits(
        self, start: date, weeks: int, most: int, step: int
    ) -> None:
        """Trap: a timetable that the library proposes and its own rules then hold against the centre."""
        choices = PlacementPolicy(phased_return_at_most=most, phased_return_step=step)
        planned = plan_placement(
            start=start, centre="CENTRE", home_school="HILL", basis=Basis.AGREEMENT, year=YearGroup.Y8,
            calendars=CALENDARS, policy=choices, weeks=weeks,
        )  # fmt: skip
        days = [
            each.due.last_day for each in planned if each.name.startswith("return") and isinstance(each.due, Deadline)
        ]
        record = returning(stepped(*days), first_day=start)
        told = verdicts(record, self.LENGTH, start + 4 * DAY, policy=Policy(placement=choices))
        assert NOT_MET not in told
        assert NOT_MET not in verdicts(record, self.STEP, start + 4 * DAY, policy=Policy(placement=choices))

    def test_with_a_plan_it_is_no_limit(self) -> None:
        """ADJ-09: the steps back may be slower; without one, or where nobody knows, it stays the centre's limit."""
        record = returning(stepped(MONDAY - 63 * DAY, MONDAY + 7 * DAY))
        assert verdicts(record, self.LENGTH) == [NOT_MET]
        plan = EHCPlan(authority="SHIRE", made_on=date(2026, 1, 12))
        assert verdicts(record.but(plan=plan), self.LENGTH) == []
        assert verdicts(record.but(plan=UNKNOWN), self.LENGTH) == [UNDETERMINED]
        review = Policy(placement=PlacementPolicy(phased_return_is=LengthRule.REVIEW))
        assert verdicts(record, self.LENGTH, policy=review) == []

    def test_one_step_alone_has_no_length(self) -> None:
        assert verdicts(returning(stepped(MONDAY)), self.STEP) == []

    def test_beyond_the_calendar_cannot_be_told(self) -> None:
        assert verdicts(returning(stepped(MONDAY, date(2027, 9, 6))), self.LENGTH) == [UNDETERMINED]

    def test_once_wholly_back_nothing_is_said_of_the_steps(self) -> None:
        plan = stepped(MONDAY - 14 * DAY, MONDAY - 12 * DAY, MONDAY)
        assert verdicts(returning(plan), self.STEP) == [NOT_MET]
        assert verdicts(returning(plan.but(returned_on=MONDAY)), self.STEP) == []
        assert verdicts(returning(plan.but(returned_on=MONDAY + DAY)), self.STEP) == [NOT_MET]

    @pytest.mark.parametrize(
        ("first", "after", "weeks"),
        [
            (date(2026, 11, 16), date(2026, 11, 23), 1),  # from a Monday to the next
            (date(2026, 11, 16), date(2026, 11, 20), 0),
            (date(2026, 11, 18), date(2026, 11, 25), 1),  # from a Wednesday to the next
            (date(2026, 11, 18), date(2026, 11, 24), 0),
            (date(2026, 11, 20), date(2026, 11, 24), 0),  # Friday to Tuesday touches two weeks and is none
            (date(2026, 10, 16), date(2026, 11, 2), 1),  # half term is no school week
            (date(2026, 10, 19), date(2026, 11, 2), 1),
            (date(2026, 11, 9), date(2026, 12, 3), 3),
            (date(2026, 9, 3), date(2026, 9, 7), 1),  # the calendar begins on a Thursday
            (date(2027, 4, 26), date(2027, 5, 4), 1),  # the Monday is closed: Tuesday is the week's first day
            (date(2027, 5, 4), date(2027, 5, 10), 1),
            (date(2027, 5, 5), date(2027, 5, 10), 0),
        ],
    )
    def test_whole_weeks(self, first: date, after: date, weeks: int) -> None:
        assert whole_weeks_between(first, after, STORY_CALENDAR) == weeks


class TestWholeWeek:
    """A session that is at neither place is no part of a return: only a part-time timetable agreed with a parent."""

    RULE = "placement.return.whole_week"
    GAP = ReturnPlan(
        agreed_on=MONDAY, steps=(ReturnStep(first_day=MONDAY, at_centre=WEEK - FRIDAY), STEPS[1])
    )  # fmt: skip

    def test_two_places_that_fill_the_week_are_no_part_time_timetable(self) -> None:
        assert verdicts(returning(ReturnPlan(agreed_on=MONDAY, steps=STEPS)), self.RULE) == []

    @pytest.mark.parametrize(("agreed", "expected"), [(True, MET), (False, NOT_MET), (UNKNOWN, UNDETERMINED)])
    def test_a_gap(self, agreed: Any, expected: Verdict) -> None:
        assert verdicts(returning(self.GAP.but(part_time_agreed=agreed)), self.RULE) == [expected]

    def test_the_guidance_of_august_2024(self) -> None:
        for first, expected in ((date(2024, 8, 18), []), (date(2024, 8, 19), [NOT_MET])):
            step = ReturnStep(first_day=first, at_school=FRIDAY)
            plan = ReturnPlan(steps=(step,), part_time_agreed=False)
            assert verdicts(returning(plan, first_day=date(2024, 6, 3)), self.RULE) == expected


BACK = date(2026, 11, 2)


class TestNothingIsAConditionOfComing:
    """Trap: the pupil may not be kept out because a meeting has not been held or a parent cannot come."""

    RULES = tuple(rule for rule in ENGLAND.rules if rule.id.startswith(("placement.", "registration.")))

    def test_no_rule_reads_a_meeting_of_return(self) -> None:
        for rule in self.RULES:
            assert not any("reintegration" in name for name in rule.fields), rule.id

    def test_no_sentence_makes_one_a_condition(self) -> None:
        condition = re.compile(r"\b(until|unless|only after|once|before)( \w+){0,4} meeting\b", re.IGNORECASE)
        assert condition.search("No return until the meeting is held.")
        for rule in self.RULES:
            for sentence in rule.sentences().values():
                assert not condition.search(sentence), rule.id

    def test_it_is_said(self) -> None:
        (finding,) = findings(returning(None), "placement.return.plan")
        assert "comes on the day, whether or not a meeting was held" in finding.act


class TestReckoning:
    """Learning what was unknown overturns nothing, and the order of what happened does not matter."""

    FULL = returning(
        ReturnPlan(
            agreed_on=date(2026, 10, 30), steps=STEPS, part_time_agreed=False, returned_on=BACK,
            check_ups=(CheckUp(date(2026, 11, 20), True), CheckUp(MONDAY, False)),
        ),
        fair_access=FairAccess(agreed_on=BACK, place_on=MONDAY),
    )  # fmt: skip
    RECKONERS = (return_facts, phased_return_facts, check_up_facts, failed_return_facts, fair_access_facts)

    @given(st.data())
    def test_only_learns(self, data: st.DataObject) -> None:
        failed = data.draw(st.sampled_from([None, MONDAY]))
        assert isinstance(self.FULL.placements, tuple)
        (placement,) = self.FULL.placements
        assert isinstance(placement.return_plan, ReturnPlan)
        full = self.FULL.but(placements=(placement.but(return_plan=placement.return_plan.but(failed_on=failed)),))
        asked = Asked(MONDAY, CALENDARS, Policy())
        less = with_gaps(full, data)
        for rows in self.RECKONERS:
            assert_only_learns(list(rows(less, asked)), list(rows(full, asked)))

    REVIEWS = (*DECIDED, PlacementReview(held_on=MONDAY, decision=AfterReview.RETURN))

    @given(st.permutations(REVIEWS))
    def test_order_does_not_matter(self, reviews: list[PlacementReview]) -> None:
        asked = Asked(MONDAY, CALENDARS, Policy())
        plan = ReturnPlan(failed_on=date(2026, 11, 19))
        one, other = (returning(plan, reviews=tuple(each)) for each in (reviews, self.REVIEWS))
        for rows in self.RECKONERS:
            assert list(rows(one, asked)) == list(rows(other, asked))


def test_a_plan_travels_in_a_document_and_comes_back_the_same() -> None:
    """With its steps, tasks and check-ups; and a document that says nothing of a plan leaves it unknown."""
    plan = ReturnPlan(
        agreed_on=MONDAY, returned_on=BACK, check_ups=(CheckUp(MONDAY, True), CheckUp(MONDAY + DAY)),
        steps=(STEPS[0].but(tasks=(ReturnTask(who=Actor.HOME_SCHOOL, what="tell the tutor"),)), STEPS[1]),
    )  # fmt: skip
    record = returning(plan, follows="B", fair_access=FairAccess(agreed_on=BACK, place_on=None))
    roll = Roll(
        centre=Centre(ref="CENTRE", name="The centre", kind=SchoolKind.PRU),
        schools=(School(ref="HILL", name="Hill", kind=SchoolKind.ACADEMY),), calendars=CALENDARS,
        records=(record, placed().but(pupil=placed().pupil.but(ref="P02"))),
    )  # fmt: skip
    again = load_roll(dump_roll(roll))
    assert again == roll
    assert isinstance(again.records[1].placements, tuple)
    placement = again.records[1].placements[0]
    assert isinstance(placement.return_plan, Unknown) and (placement.fair_access, placement.follows) == (None, None)
