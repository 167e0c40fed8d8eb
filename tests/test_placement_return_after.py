"""After the return: whether it lasts, what follows where it does not, a place elsewhere, and after Year 11."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ap_core import (
    UNKNOWN,
    Actor,
    Calendars,
    OutsideCalendar,
    Policy,
    PupilRecord,
    Unknown,
    YearGroup,
)
from ap_core.placement.policy import PlacementPolicy
from ap_core.placement.records import AfterReview, Basis, Duration, FairAccess, PlacementReview
from ap_core.placement.returns import (
    CheckPoint,
    CheckUp,
    ReturnPlan,
    check_point_reached,
    sustained,
)
from ap_core.registration.records import Enrolment, Registration
from tests.placements import MONDAY, STORY_CALENDAR, findings, placed, reviewed, verdicts
from tests.test_placement_returns import BACK, DAY, DECIDED, MET, NOT_MET, PENDING, STEPS, UNDETERMINED, returning


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
        (finding,) = findings(done, self.RULE, SIXTH)
        assert finding.verdict is MET and "asked on Mon 7 Dec 2026 whether it has lasted six school" in finding.because

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

    def test_says_whether_one_is_fixed(self) -> None:
        for reviews, said in (
            (DECIDED, "None is fixed"),
            ((*DECIDED, PlacementReview(fixed_for=MONDAY)), "Mon 23 Nov"),
        ):
            (finding,) = findings(returning(self.FAILED, reviews=reviews), self.RULE)
            assert said in finding.act

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
