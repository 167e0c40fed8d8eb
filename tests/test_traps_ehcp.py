"""The wrong or dated statements of ehcp.md section 21, each by its number: what the library says instead.

Trap 7, "ten working days" for a report, and trap 5, "thirty working days" for mediation, are days that a calendar can
tell apart from the law's; the others are what a rule or a timetable would have to leave out.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from ap_core import ENGLAND, Deadline, EHCPlan, PupilRecord, Verdict
from ap_core.dates import WorkingDays
from ap_core.ehcp.assessment_timetable import assessment_timetable
from ap_core.ehcp.assessments import NeedsAssessment
from ap_core.ehcp.changes import PlanMove, Requester
from ap_core.ehcp.dispute_timetable import appeal_due, mediation_due
from ap_core.ehcp.moving_timetable import moving_timetable
from ap_core.ehcp.records import PlanReview, ReviewDecision
from ap_core.ehcp.relief import Relief, ReliefKind, closure_window
from ap_core.ehcp.review_timetable import annual_review_timetable, report_due
from tests.placements import YEAR_8, directed, findings, verdicts

DAY = timedelta(1)
RECEIVED, DECIDED = date(2026, 9, 14), date(2026, 10, 26)
MEETING = date(2026, 12, 7)


def last(timetable: Any, name: str) -> date:
    due = timetable[name].due
    assert isinstance(due, Deadline)
    return due.last_day


def with_plan(*reviews: PlanReview, **changes: Any) -> PupilRecord:
    plan = EHCPlan(authority="SHIRE", made_on=date(2024, 10, 14), next_phase=None, provision=(), reviews=reviews)
    return YEAR_8.but(plan=plan.but(**changes))


class TestTrap1TwentyWeeksFromTheDecisionToAssess:
    """From receipt, never from the decision to assess."""

    def test_from_receipt(self) -> None:
        assert last(assessment_timetable(requested_on=RECEIVED), "final plan") == RECEIVED + 140 * DAY
        assert RECEIVED + 140 * DAY != DECIDED + 140 * DAY
        each = NeedsAssessment(ref="N1", requested_by=Requester.FAMILY, requested_on=RECEIVED, decided_on=DECIDED,
                               assesses=True, makes_plan=True, final_on=None)  # fmt: skip
        rule = "ehcp.assessment.final_plan"
        on = RECEIVED + 141 * DAY
        assert verdicts(YEAR_8.but(needs_assessments=(each,)), rule, on) == [Verdict.NOT_MET]


class TestTrap2NoLimitForTheAmendmentNotice:
    """Within four weeks of the meeting, since the Devon case at the latest."""

    def test_within_four_weeks_of_the_meeting(self) -> None:
        timetable = annual_review_timetable(since=date(2026, 1, 12), meeting_on=MEETING)
        assert last(timetable, "notice of proposed amendments") == MEETING + 28 * DAY


class TestTrap3TheWholeReviewInEightWeeks:
    """Twelve weeks from the meeting at the most: four and then eight."""

    def test_twelve_at_the_most(self) -> None:
        timetable = annual_review_timetable(since=date(2026, 1, 12), meeting_on=MEETING)
        assert last(timetable, "amended plan, or decision not to amend") == MEETING + 84 * DAY


class TestTrap4OffSiteReviewsEveryThirtyDays:
    """Revoked from 1 January 2013."""

    def test_no_such_review_is_due(self) -> None:
        assert findings(directed(), "offsite_direction.review.thirty_days_until_2012") == []


class TestTrap5ThirtyWorkingDaysForMediation:
    """Thirty days, whatever days they are."""

    def test_calendar_days(self) -> None:
        told = date(2026, 12, 1)
        assert mediation_due(told).last_day == date(2026, 12, 31) < WorkingDays(30).after(told).last_day


class TestTrap6EightWeeksToAppeal:
    """Two months from the day the notice was sent."""

    @pytest.mark.parametrize("sent", [date(2026, 1, 5), date(2026, 3, 9), date(2026, 9, 1)])
    def test_two_months(self, sent: date) -> None:
        assert appeal_due(sent).last_day > sent + 56 * DAY


class TestTrap7TenWorkingDaysForTheReport:
    """Two weeks: over Christmas the two differ."""

    def test_two_weeks_over_christmas(self) -> None:
        meeting = date(2026, 12, 17)
        assert report_due(meeting).last_day == date(2026, 12, 31) < WorkingDays(10).after(meeting).last_day


class TestTrap8AMeetingWithinTheYearIsEnough:
    """The decision has to be sent within it too."""

    def test_the_decision_closes_the_year(self) -> None:
        before = PlanReview(meeting_on=date(2025, 9, 8), decision_on=date(2025, 10, 1), decision=ReviewDecision.KEEP)
        held = PlanReview(meeting_on=date(2026, 9, 28), decision_on=None, report_on=date(2026, 10, 5), decision=None)
        judged = findings(with_plan(before, held), "ehcp.annual_review.in_time", date(2026, 10, 2))
        assert {each.matter: each.verdict for each in judged} == {
            "first annual review": Verdict.MET, "annual review after the decision of 2025-10-01": Verdict.NOT_MET,
        }  # fmt: skip


class TestTrap9ParentsAgreeToMoreTime:
    """No agreement lengthens the twenty weeks: there is no such exception."""

    def test_no_such_exception(self) -> None:
        assert {kind.name for kind in ReliefKind} == {"SCHOOL_CLOSED", "EARLY_YEARS_CLOSED", "PERSONAL", "ABSENT"}


class TestTrap10TheActOf2026ChangedPlans:
    """No rule on plans cites it, none has a last day, and none begins after the regulations of 2017."""

    def test_the_law_of_2014_goes_on(self) -> None:
        on_plans = [rule for rule in ENGLAND.rules if rule.id.startswith("ehcp.")]
        assert on_plans and all(rule.until is None for rule in on_plans)
        assert all("2026" not in rule.cites.instrument or "guidance" in rule.cites.instrument for rule in on_plans)


class TestTrap11TheNewAuthoritySKnowledgeStartsTheTime:
    """The old authority's does, and it owes the transfer."""

    def test_the_old_one_s(self) -> None:
        timetable = moving_timetable(moved_on=date(2026, 12, 1), aware_on=date(2026, 12, 1))
        assert timetable["plan transferred"].who == "Local authority that the pupil moved from"
        move = PlanMove(moved_on=date(2026, 9, 1), aware_on=date(2026, 11, 16), transferred_on=None)
        assert verdicts(with_plan(moves=(move,)), "ehcp.move.transferred") == [Verdict.PENDING]


class TestTrap12TheSummerAlwaysLengthensSixWeeks:
    """Only where a school was asked for advice around a long closure; and then the limit is off, not longer."""

    def test_a_request_over_the_summer_alone_changes_nothing(self) -> None:
        timetable = assessment_timetable(requested_on=date(2026, 7, 20))
        assert last(timetable, "decision whether to assess") == date(2026, 8, 31)

    @pytest.mark.parametrize("days_closed", [16, 18, 27])
    def test_christmas_easter_and_half_term_never_are_long_enough(self, days_closed: int) -> None:
        assert closure_window(date(2026, 12, 19), date(2026, 12, 19) + days_closed * DAY) is None

    def test_off_and_not_longer(self) -> None:
        summer = Relief(
            kind=ReliefKind.SCHOOL_CLOSED, first=date(2026, 7, 23), last=date(2026, 9, 1),
            advice_asked_on=date(2026, 7, 20),
        )  # fmt: skip
        due = assessment_timetable(requested_on=date(2026, 7, 20), reliefs=[summer])["decision whether to assess"].due
        assert not isinstance(due, Deadline)
