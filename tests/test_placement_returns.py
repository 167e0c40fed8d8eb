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
    InvalidValue,
    OutsideCalendar,
    Policy,
    PupilRecord,
    Unknown,
    Verdict,
    YearGroup,
)
from ap_core.law.rulebook import Asked
from ap_core.placement.policy import PlacementPolicy
from ap_core.placement.records import AfterReview, Basis, Duration, FairAccess, PlacementReview
from ap_core.placement.return_facts import (
    check_up_facts,
    failed_return_facts,
    fair_access_facts,
    phased_return_facts,
    return_facts,
)
from ap_core.placement.returns import (
    CheckPoint,
    CheckUp,
    ReturnPlan,
    ReturnStep,
    ReturnTask,
    WeekSession,
    check_point_reached,
    sustained,
    whole_weeks_between,
)
from ap_core.registration.records import Enrolment, Registration
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

    def test_one_step_alone_has_no_length(self) -> None:
        assert verdicts(returning(stepped(MONDAY)), self.STEP) == []

    def test_beyond_the_calendar_cannot_be_told(self) -> None:
        assert verdicts(returning(stepped(MONDAY, date(2027, 9, 6))), self.LENGTH) == [UNDETERMINED]

    def test_once_wholly_back_nothing_is_said_of_the_steps(self) -> None:
        plan = stepped(MONDAY - 14 * DAY, MONDAY - 12 * DAY)
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


class TestCheckPoints:
    """Six and twelve school weeks of the receiving school, and two whole terms of it (metrics.md REI-02)."""

    def test_half_term_is_no_school_week(self) -> None:
        """From Monday 11 January 2027: the sixth school week ends after half term, on 26 February."""
        reached = check_point_reached(date(2027, 1, 11), CheckPoint.SIX_WEEKS, STORY_CALENDAR)
        assert reached.last_day == date(2027, 2, 26)

    def test_two_whole_terms(self) -> None:
        """A term that had begun does not count as a whole one; one that begins on the day does."""
        for returned, last in ((date(2026, 11, 23), date(2027, 7, 21)), (date(2026, 9, 3), date(2027, 3, 25))):
            assert check_point_reached(returned, CheckPoint.TWO_TERMS, STORY_CALENDAR).last_day == last

    def test_the_calendar_runs_out(self) -> None:
        with pytest.raises(OutsideCalendar, match="two whole terms"):
            check_point_reached(date(2027, 1, 11), CheckPoint.TWO_TERMS, STORY_CALENDAR)


BACK = date(2026, 11, 2)
SIXTH = date(2026, 12, 11)


class TestSustained:
    """A return that is younger than the time asked for is no failure, and one never looked at is not known."""

    def asked(self, on: date, *check_ups: CheckUp, **changes: Any) -> Any:
        plan = ReturnPlan(returned_on=BACK, check_ups=check_ups, **changes)
        return sustained(plan, CheckPoint.SIX_WEEKS, STORY_CALENDAR, on)

    def test_too_early_is_neither_yes_nor_no(self) -> None:
        assert self.asked(SIXTH - DAY) is None
        assert sustained(ReturnPlan(), CheckPoint.SIX_WEEKS, STORY_CALENDAR, SIXTH) is None
        assert self.asked(BACK - DAY) is None

    def test_never_looked_at_is_not_known(self) -> None:
        assert isinstance(self.asked(SIXTH), Unknown)

    def test_a_look_in_the_last_week_or_later_says_so(self) -> None:
        assert self.asked(SIXTH, CheckUp(date(2026, 12, 7), True)) is True
        assert self.asked(date(2027, 1, 11), CheckUp(date(2027, 1, 11), True)) is True
        assert isinstance(self.asked(SIXTH, CheckUp(date(2026, 12, 6), True)), Unknown)
        assert isinstance(self.asked(SIXTH, CheckUp(SIXTH + DAY, True)), Unknown)  # not done yet

    def test_no_longer_there(self) -> None:
        assert self.asked(SIXTH, CheckUp(date(2026, 11, 20), False)) is False
        assert self.asked(SIXTH, CheckUp(SIXTH, False)) is False

    def test_lost_at_some_time_before_a_late_look_is_not_known(self) -> None:
        assert isinstance(self.asked(date(2027, 1, 11), CheckUp(SIXTH + DAY, False)), Unknown)

    def test_a_look_that_did_not_find_out(self) -> None:
        assert isinstance(self.asked(SIXTH, CheckUp(SIXTH)), Unknown)

    def test_failed(self) -> None:
        assert self.asked(SIXTH, failed_on=SIXTH) is False
        assert self.asked(SIXTH - DAY, failed_on=SIXTH - DAY) is False  # no need to wait
        assert self.asked(SIXTH - DAY, failed_on=SIXTH) is None
        late = SIXTH + DAY
        assert self.asked(late, CheckUp(SIXTH, True), failed_on=late) is True  # it had lasted so long


class TestCheckUps:
    """Due by the end of the sixth and twelfth school week and of the second whole term; one at a time is spoken of."""

    RULE = "placement.return.check_up"

    def back(self, *check_ups: CheckUp, **changes: Any) -> PupilRecord:
        plan = ReturnPlan(returned_on=BACK, check_ups=check_ups, **changes)
        return returning(plan, ended_on=date(2026, 10, 30), planned_end=date(2026, 10, 30))

    def test_the_next_one_only(self) -> None:
        (finding,) = findings(self.back(), self.RULE)
        assert finding.verdict is PENDING and finding.due is not None and finding.due.last_day == SIXTH
        assert "six school weeks" in finding.because

    def test_late_after_its_day_and_the_next_is_there(self) -> None:
        assert verdicts(self.back(), self.RULE, SIXTH) == [PENDING]
        assert sorted(verdict.name for verdict in verdicts(self.back(), self.RULE, SIXTH + DAY)) == [
            "NOT_MET",
            "PENDING",
        ]
        done = self.back(CheckUp(date(2026, 12, 7), True))
        assert verdicts(done, self.RULE, SIXTH) == [MET]

    def test_not_once_it_has_failed_or_the_centre_chose_none(self) -> None:
        assert verdicts(self.back(failed_on=MONDAY), self.RULE) == []
        assert verdicts(self.back(failed_on=MONDAY + DAY), self.RULE) == [PENDING]
        assert verdicts(self.back(), self.RULE, policy=Policy(placement=PlacementPolicy(return_check_ups=False))) == []

    def test_from_the_day_of_the_return(self) -> None:
        assert verdicts(self.back(), self.RULE, BACK - DAY) == []
        assert verdicts(self.back(), self.RULE, BACK) == [PENDING]

    def test_by_the_calendar_of_the_receiving_school(self) -> None:
        calendars = Calendars({"CENTRE": STORY_CALENDAR})
        (finding,) = findings(self.back(), self.RULE, calendars=calendars)
        assert finding.verdict is UNDETERMINED and finding.missing == ("calendars.HILL",)


class TestFailedReturn:
    """A failed return leads to a review; it closes nothing (placement.md section 10)."""

    RULE = "placement.return.failed_review"
    FAILED = ReturnPlan(steps=STEPS, failed_on=MONDAY)

    def test_a_review_within_the_time_chosen(self) -> None:
        """Ten school days after Monday 23 November: Monday 7 December."""
        record = returning(self.FAILED, reviews=DECIDED)
        (finding,) = findings(record, self.RULE, date(2026, 12, 7))
        assert finding.verdict is PENDING and "Nothing ends by this" in finding.act
        assert verdicts(record, self.RULE, date(2026, 12, 8)) == [NOT_MET]

    def test_a_review_before_it_is_no_review_of_it(self) -> None:
        for held, expected in ((MONDAY - DAY, PENDING), (MONDAY, MET)):
            reviews = (PlacementReview(held_on=held, decision=AfterReview.CONTINUE),)
            assert verdicts(returning(self.FAILED, reviews=reviews), self.RULE) == [expected]

    def test_not_before_the_day(self) -> None:
        assert verdicts(returning(self.FAILED), self.RULE, MONDAY - DAY) == []

    def test_it_ends_nothing(self) -> None:
        """The placement goes on, and its own rules still speak."""
        rules = {finding.rule for finding in reviewed(returning(self.FAILED))}
        assert {"placement.first_review.in_time", "placement.final_review.before_end"} <= rules

    def test_even_where_the_placement_had_ended(self) -> None:
        ended = {"ended_on": date(2026, 11, 6), "planned_end": date(2026, 11, 6)}
        record = returning(self.FAILED.but(steps=(), returned_on=date(2026, 11, 9)), **ended)
        assert verdicts(record, self.RULE) == [PENDING]

    def test_a_later_placement_takes_it_up(self) -> None:
        record = returning(self.FAILED)
        assert isinstance(record.placements, tuple)
        again = record.placements[0].but(ref="B", first_day=MONDAY, follows="A", return_plan=None)
        assert verdicts(record.but(placements=(*record.placements, again)), self.RULE) == []
        other = again.but(follows="C")
        assert verdicts(record.but(placements=(*record.placements, other)), self.RULE) == [PENDING]


class TestFairAccess:
    """A place within 20 school days of the agreement to consider the pupil: the authority's, never the centre's."""

    RULE = "placement.fair_access.place"

    def considered(self, agreed_on: date = date(2026, 11, 9), place_on: Any = None) -> PupilRecord:
        return placed(
            basis=Basis.PERMANENT_EXCLUSION, fair_access=FairAccess(agreed_on=agreed_on, place_on=place_on)
        ).but(registrations=(Registration(school="CENTRE", status=Enrolment.SINGLE, first=MONDAY, last=None),))

    def test_twenty_school_days(self) -> None:
        """From Monday 9 November, counted from the next day: Monday 7 December."""
        (finding,) = findings(self.considered(), self.RULE, date(2026, 12, 7))
        assert finding.verdict is PENDING and finding.who is Actor.AUTHORITY and not finding.who.is_ours
        assert finding.due is not None and finding.due.last_day == date(2026, 12, 7)
        assert verdicts(self.considered(), self.RULE, date(2026, 12, 8)) == [NOT_MET]

    def test_a_place_or_not_known(self) -> None:
        assert verdicts(self.considered(place_on=MONDAY), self.RULE) == [MET]
        assert verdicts(self.considered(place_on=MONDAY + DAY), self.RULE) == [PENDING]
        assert verdicts(self.considered(place_on=UNKNOWN), self.RULE, date(2026, 12, 8)) == [UNDETERMINED]

    def test_silence_where_nobody_referred(self) -> None:
        assert verdicts(placed(), self.RULE) == []
        assert verdicts(self.considered(agreed_on=MONDAY + DAY), self.RULE) == []

    def test_the_code_of_2021(self) -> None:
        for agreed_on, expected in ((date(2021, 8, 31), 0), (date(2021, 9, 1), 1)):
            assert len(verdicts(self.considered(agreed_on), self.RULE)) == expected


class TestNothingIsAConditionOfComing:
    """Trap: the pupil may not be kept out because a meeting has not been held or a parent cannot come."""

    RULES = tuple(rule for rule in ENGLAND.rules if rule.id.startswith(("placement.", "registration.")))

    def test_no_rule_reads_a_meeting_of_return(self) -> None:
        for rule in self.RULES:
            assert not any("reintegration" in name for name in rule.fields), rule.id

    def test_no_sentence_makes_one_a_condition(self) -> None:
        condition = re.compile(r"\b(until|unless|only after|once|before)\b[^.]*\bmeeting\b", re.IGNORECASE)
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


class TestAfterYear11:
    """A long placement in Year 11: what follows is agreed by the last Friday in June; asked from January on."""

    RULE = "placement.long_key_stage_4.next_step"

    def leaver(self, **changes: Any) -> PupilRecord:
        record = placed(**{"duration": Duration.LONG, "planned_end": date(2027, 6, 25), "returns_to": None} | changes)
        return record.but(pupil=record.pupil.but(taught_year=YearGroup.Y11, born=date(2011, 1, 20)))

    def test_asked_from_january(self) -> None:
        for on, expected in ((date(2026, 12, 31), []), (date(2027, 1, 1), [PENDING]), (date(2027, 6, 25), [PENDING])):
            assert verdicts(self.leaver(), self.RULE, on) == expected

    def test_late_only_while_the_placement_goes_on(self) -> None:
        on = date(2027, 6, 26)
        assert verdicts(self.leaver(), self.RULE, on) == [NOT_MET]
        assert verdicts(self.leaver(ended_on=date(2027, 6, 25)), self.RULE, on) == []
        assert verdicts(self.leaver(), self.RULE, date(2027, 8, 31)) == [NOT_MET]
        assert verdicts(self.leaver(), self.RULE, date(2027, 9, 1)) == []

    def test_agreed(self) -> None:
        record = self.leaver(next_setting_agreed_on=date(2027, 2, 1))
        assert verdicts(record, self.RULE, date(2027, 3, 1)) == [MET]

    def test_others_are_not_asked(self) -> None:
        on = date(2027, 3, 1)
        assert verdicts(self.leaver(duration=Duration.SHORT), self.RULE, on) == []
        for year in (YearGroup.Y10, UNKNOWN):
            record = self.leaver()
            assert verdicts(record.but(pupil=record.pupil.but(taught_year=year)), self.RULE, on) == []
        policy = Policy(placement=PlacementPolicy(next_step_before_leaving=False))
        assert verdicts(self.leaver(), self.RULE, on, policy=policy) == []
