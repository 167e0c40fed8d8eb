"""The timetables of a plan: each limit against a naive count, each worked example of the fact book, each exception."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ap_core import Actor, Deadline, InvalidValue, NoFixedDate, YearGroup
from ap_core.dates import DateSpan
from ap_core.dates.bank_holidays import is_bank_holiday
from ap_core.dates.limits import WorkingDays
from ap_core.dates.timetable import NotKnown, Timetable
from ap_core.ehcp.assessment_timetable import assessment_timetable, comments_due, reversed_refusal_timetable
from ap_core.ehcp.budget_timetable import payments_review_due, personal_budget_timetable
from ap_core.ehcp.dispute_timetable import (
    appeal_due,
    ceasing_timetable,
    certificate_due,
    dispute_timetable,
    first_day_without,
    mediation_contact_due,
    mediation_date_told_due,
    mediation_due,
    plan_goes_on_until,
)
from ap_core.ehcp.moving_timetable import moving_timetable, review_after_transfer_due, told_due, transfer_due
from ap_core.ehcp.order_timetable import (
    Binding,
    Order,
    order_step_due,
    order_steps,
    order_timetable,
    recommendation_answer_due,
    recommendation_timetable,
)
from ap_core.ehcp.phase_transfer import (
    USUAL_YEARS,
    Phase,
    latest_safe_meeting,
    phase_transfer_due,
    phase_transfer_timetable,
    phases_after,
)
from ap_core.ehcp.reassessment_timetable import assessed_too_recently, reassessment_timetable
from ap_core.ehcp.relief import Relief, ReliefKind, closure_window, unless_relieved
from ap_core.ehcp.review_timetable import (
    amendment_timetable,
    annual_review_timetable,
    meeting_in_time_for,
    plan_stated_review_due,
    review_after_reassessment_due,
    review_due,
    two_weeks_before,
)
from ap_core.errors import NotInForce

DAY = timedelta(1)
RECEIVED = date(2026, 11, 23)
days = st.dates(date(2014, 9, 1), date(2035, 12, 31))


def last(plan: Timetable, name: str) -> date:
    due = plan[name].due
    assert isinstance(due, Deadline), due
    return due.last_day


class TestAssessment:
    """Six, sixteen and twenty weeks, all from the day the authority received the request (regs 5, 10, 13)."""

    @given(days)
    def test_plain_weeks_from_receipt_and_no_holiday_stops_them(self, received: date) -> None:
        plan = assessment_timetable(requested_on=received)
        assert last(plan, "decision whether to assess") == received + 42 * DAY
        assert last(plan, "notice that there will be no plan") == received + 112 * DAY
        assert last(plan, "final plan") == received + 140 * DAY
        assert last(plan, "draft plan") == received + 125 * DAY

    @given(days)
    def test_a_draft_on_its_last_day_still_leaves_the_days_for_comments(self, received: date) -> None:
        plan = assessment_timetable(requested_on=received)
        assert comments_due(last(plan, "draft plan")).last_day + DAY == last(plan, "final plan")

    def test_na_04_christmas_is_no_exception(self) -> None:
        plan = assessment_timetable(requested_on=RECEIVED)
        assert last(plan, "decision whether to assess") == date(2027, 1, 4)

    def test_t_02_the_day_served_is_the_first_of_fifteen(self) -> None:
        plan = assessment_timetable(requested_on=date(2025, 12, 1), draft_served_on=date(2026, 3, 2))
        assert last(plan, "comments on the draft") == date(2026, 3, 16)

    def test_what_runs_from_an_act_runs_from_the_act(self) -> None:
        plan = assessment_timetable(
            requested_on=RECEIVED, advice_asked_on=date(2026, 12, 24), consulted_on=date(2027, 2, 26)
        )
        assert last(plan, "advice") == date(2027, 2, 4)
        assert last(plan, "answer of a school consulted") == date(2027, 3, 13)
        assert isinstance(assessment_timetable(requested_on=RECEIVED)["advice"].due, NotKnown)

    def test_who_owes_what(self) -> None:
        plan = assessment_timetable(requested_on=RECEIVED)
        theirs = {step.who for step in plan} - {"Local authority"}
        assert theirs == {"Body asked for advice", "Parent or young person", "The other school"}

    def test_all_faults_together(self) -> None:
        with pytest.raises(InvalidValue) as refused:
            assessment_timetable(
                requested_on=RECEIVED, advice_asked_on=RECEIVED - DAY, draft_served_on=RECEIVED - DAY,
                consulted_on=RECEIVED - DAY,
            )  # fmt: skip
        assert [fault.path for fault in refused.value.faults] == ["advice_asked_on", "draft_served_on", "consulted_on"]

    def test_na_13_a_refusal_reversed(self) -> None:
        plan = reversed_refusal_timetable(date(2025, 2, 21))
        assert [last(plan, step.name) for step in plan] == [date(2025, 5, 2), date(2025, 5, 30)]


SUMMER = {"first": date(2026, 7, 23), "last": date(2026, 9, 1)}


class TestRelief:
    """An exception switches a limit off and never moves it; its days are the regulation's (EHC-NA-12, EHC-T-08)."""

    @pytest.mark.parametrize(
        ("asked_on", "open_"),
        [(date(2026, 7, 10), False), (date(2026, 7, 15), False), (date(2026, 7, 16), True), (date(2026, 8, 26), True),
         (date(2026, 8, 27), False)],
    )  # fmt: skip
    def test_the_day_the_advice_was_asked_decides(self, asked_on: date, open_: bool) -> None:
        summer = Relief(kind=ReliefKind.SCHOOL_CLOSED, advice_asked_on=asked_on, **SUMMER)
        due = unless_relieved(Deadline(date(2026, 11, 2), backstop_to="as soon as practicable"), asked_on, [summer])
        assert isinstance(due, NoFixedDate) is open_
        if isinstance(due, NoFixedDate):
            assert due.backstop == Deadline(date(2026, 11, 2), backstop_to="as soon as practicable")

    @given(days, st.integers(1, 60))
    def test_a_closure_under_four_weeks_opens_nothing(self, closed: date, length: int) -> None:
        window = closure_window(closed, closed + length * DAY)
        assert (window is None) is (length < 28)
        if window is not None:
            assert window.first == closed - 7 * DAY and window.last == closed + (length - 7) * DAY

    @pytest.mark.parametrize(
        ("away", "weeks", "covers"), [(27, 4, False), (28, 4, True), (13, 2, False), (14, 2, True)]
    )
    def test_an_absence_of_whole_weeks(self, away: int, weeks: int, covers: bool) -> None:
        absent = Relief(kind=ReliefKind.ABSENT, first=RECEIVED, last=RECEIVED + (away - 1) * DAY)
        assert absent.covers(DateSpan(RECEIVED, RECEIVED + 42 * DAY), weeks) is covers

    def test_only_the_part_of_an_absence_inside_the_limit_counts(self) -> None:
        absent = Relief(kind=ReliefKind.ABSENT, first=RECEIVED - 40 * DAY, last=RECEIVED + 26 * DAY)
        assert not absent.covers(DateSpan(RECEIVED, RECEIVED + 42 * DAY))

    def test_every_limit_of_the_authority_and_no_other(self) -> None:
        plan = assessment_timetable(
            requested_on=RECEIVED, advice_asked_on=RECEIVED, reliefs=[Relief(kind=ReliefKind.PERSONAL)]
        )
        off = {step.name for step in plan if isinstance(step.due, NoFixedDate) and step.due.exception}
        assert off == {"decision whether to assess", "notice that there will be no plan", "final plan"}

    def test_what_a_record_of_one_needs(self) -> None:
        with pytest.raises(InvalidValue) as refused:
            Relief(kind=ReliefKind.SCHOOL_CLOSED)
        assert [fault.path for fault in refused.value.faults] == ["first", "last", "advice_asked_on"]
        with pytest.raises(InvalidValue, match="is before first"):
            Relief(kind=ReliefKind.ABSENT, first=RECEIVED, last=RECEIVED - DAY)
        assert Relief(kind=ReliefKind.PERSONAL).first is None


class TestAnnualReview:
    """Two weeks before, two after, four, eight, at most twelve; the cycle from the plan or the last decision."""

    def test_the_worked_example(self) -> None:
        plan = annual_review_timetable(since=date(2025, 12, 20), meeting_on=date(2026, 12, 7))
        wanted = {
            "invitations": date(2026, 11, 22), "papers": date(2026, 11, 22), "meeting": date(2026, 12, 7),
            "report": date(2026, 12, 21), "decision": date(2027, 1, 4),
            "notice of proposed amendments": date(2027, 1, 4),
            "amended plan, or decision not to amend": date(2027, 3, 1),
        }  # fmt: skip
        assert {name: last(plan, name) for name in wanted} == wanted
        assert plan["invitations"].due == Deadline(date(2026, 11, 22), customary_last_day=date(2026, 11, 23))

    @given(days, st.integers(0, 28))
    def test_the_plan_is_due_eight_weeks_from_the_notice_and_never_past_twelve(self, meeting: date, n: int) -> None:
        sent = meeting + n * DAY
        plan = annual_review_timetable(since=meeting - 300 * DAY, meeting_on=meeting, notice_on=sent)
        due = last(plan, "amended plan, or decision not to amend")
        assert due == sent + 56 * DAY <= meeting + 84 * DAY

    @given(days)
    def test_two_whole_weeks_before(self, meeting: date) -> None:
        assert (meeting - two_weeks_before(meeting).last_day).days == 15

    @pytest.mark.parametrize(
        ("since", "strict"),
        [(date(2024, 11, 25), date(2025, 11, 24)), (date(2024, 2, 29), date(2025, 2, 28)),
         (date(2023, 3, 1), date(2024, 2, 29)), (date(2024, 3, 1), date(2025, 2, 28)),
         (date(2027, 3, 1), date(2028, 2, 29))],
    )  # fmt: skip
    def test_t_04_twelve_months_starting_with(self, since: date, strict: date) -> None:
        assert review_due(since).last_day == strict

    @given(days)
    def test_of_a_date_and_starting_with_it_differ_by_the_anniversary(self, since: date) -> None:
        of, starting = review_after_reassessment_due(since), review_due(since)
        assert of.last_day == starting.latest

    def test_the_meeting_leaves_the_decision_its_four_weeks(self) -> None:
        due = review_due(date(2025, 12, 20))
        assert meeting_in_time_for(due) == Deadline(date(2026, 11, 21), customary_last_day=date(2026, 11, 22))

    def test_ar_12_where_no_school_is_attended_the_authority_does_it_all(self) -> None:
        plan = annual_review_timetable(since=date(2026, 1, 10), meeting_on=date(2026, 12, 7), attends_school=False)
        assert {step.who for step in plan} == {"Local authority", "Parent or young person"}
        assert plan["invitations"].citation == "SI 2014/1530 reg 21(3)"
        with pytest.raises(InvalidValue, match="head_holds_it"):
            annual_review_timetable(since=date(2026, 1, 10), attends_school=False, head_holds_it=True)

    def test_the_head_where_the_authority_requires_it_and_the_report_is_still_asked_of_both(self) -> None:
        plan = annual_review_timetable(since=date(2026, 1, 10), meeting_on=date(2026, 12, 7), head_holds_it=True)
        assert {plan[name].who for name in ("invitations", "papers", "meeting", "report")} == {"Head"}
        assert plan["decision"].who == "Local authority"

    def test_without_a_meeting_no_day_is_told_that_runs_from_it(self) -> None:
        plan = annual_review_timetable(since=date(2025, 12, 20))
        assert "meeting" not in {each.name for each in plan}
        for name in ("invitations", "papers", "report", "decision"):
            assert isinstance(plan[name].due, NotKnown)

    def test_the_next_cycle_starts_with_the_decision(self) -> None:
        plan = annual_review_timetable(
            since=date(2026, 1, 10), meeting_on=date(2026, 12, 7), decided_on=date(2026, 12, 20)
        )
        assert last(plan, "next review complete") == date(2027, 12, 19)

    def test_am_01_an_amendment_at_any_time(self) -> None:
        plan = amendment_timetable(notice_on=date(2027, 1, 4), served_on=date(2027, 1, 6))
        assert last(plan, "comments on the amendments") == date(2027, 1, 20)
        assert last(plan, "amended plan, or decision not to amend") == date(2027, 3, 1)
        with pytest.raises(InvalidValue, match="served_on"):
            amendment_timetable(notice_on=date(2027, 1, 4), served_on=date(2027, 1, 3))
        same_day = amendment_timetable(notice_on=date(2027, 1, 4), served_on=date(2027, 1, 4))
        assert same_day == amendment_timetable(notice_on=date(2027, 1, 4))

    @pytest.mark.parametrize(("reassessed", "provision"), [(False, "44(1)"), (True, "27(4)")])
    def test_what_the_review_is_due_by(self, reassessed: bool, provision: str) -> None:
        plan = annual_review_timetable(since=RECEIVED, reassessed=reassessed)
        assert plan["review complete"].citation.endswith(provision)
        assert plan["review complete"].due == (review_after_reassessment_due if reassessed else review_due)(RECEIVED)

    def test_a_day_with_one_reading_has_one_day_for_the_meeting(self) -> None:
        assert meeting_in_time_for(Deadline(date(2026, 12, 20))).customary_last_day is None

    @pytest.mark.parametrize(("attends", "provision"), [(True, "20(10)"), (False, "21(9)")])
    def test_of_one_at_no_school_another_regulation_is_cited(self, attends: bool, provision: str) -> None:
        plan = annual_review_timetable(since=RECEIVED, meeting_on=RECEIVED + 200 * DAY, attends_school=attends)
        assert plan["decision"].citation.endswith(provision)

    def test_no_decision_before_what_it_follows(self) -> None:
        with pytest.raises(InvalidValue) as refused:
            annual_review_timetable(since=RECEIVED, decided_on=RECEIVED - DAY)
        assert [fault.path for fault in refused.value.faults] == ["decided_on"]
        with pytest.raises(InvalidValue) as refused:
            annual_review_timetable(since=RECEIVED, meeting_on=RECEIVED + 9 * DAY, decided_on=RECEIVED + 8 * DAY)
        assert [fault.path for fault in refused.value.faults] == ["decided_on"]
        # On the same day all is in order, and so is a notice of which no meeting is on record.
        annual_review_timetable(since=RECEIVED, meeting_on=RECEIVED, notice_on=RECEIVED, decided_on=RECEIVED)
        annual_review_timetable(since=RECEIVED, notice_on=RECEIVED)

    def test_all_faults_together(self) -> None:
        with pytest.raises(InvalidValue) as refused:
            annual_review_timetable(since=RECEIVED, meeting_on=RECEIVED - DAY, notice_on=RECEIVED - 2 * DAY)
        assert [fault.path for fault in refused.value.faults] == ["meeting_on", "notice_on", "notice_on"]

    @given(days, st.integers(1, 40))
    def test_the_plan_s_own_interval_is_never_longer(self, since: date, months: int) -> None:
        assert plan_stated_review_due(since, months).latest <= review_due(since).latest


class TestPhaseTransfer:
    """Before 15 February, before 31 March, five months before: strictly the eve (reg 18; EHC-PT-01 to 09)."""

    @pytest.mark.parametrize(
        ("phase", "moves_on", "strict", "customary"),
        [
            (Phase.PRIMARY_TO_SECONDARY, date(2027, 9, 1), date(2027, 2, 14), date(2027, 2, 15)),
            (Phase.EARLY_YEARS_TO_SCHOOL, date(2027, 1, 5), date(2027, 2, 14), date(2027, 2, 15)),
            (Phase.SECONDARY_TO_POST_16, date(2027, 9, 1), date(2027, 3, 30), date(2027, 3, 31)),
            (Phase.SECONDARY_TO_POST_16, date(2015, 9, 1), date(2015, 5, 30), date(2015, 5, 31)),
            (Phase.SECONDARY_TO_POST_16, date(2015, 9, 2), date(2015, 3, 30), date(2015, 3, 31)),
            (Phase.BETWEEN_POST_16, date(2027, 9, 1), date(2027, 4, 1), None),
            (Phase.BETWEEN_POST_16, date(2027, 7, 31), date(2027, 2, 28), None),
            (Phase.BETWEEN_POST_16, date(2028, 7, 31), date(2028, 2, 29), None),
        ],
    )
    def test_the_last_days(self, phase: Phase, moves_on: date, strict: date, customary: date | None) -> None:
        due = phase_transfer_due(phase, moves_on)
        assert (due.last_day, due.customary_last_day) == (strict, customary)

    @pytest.mark.parametrize(
        ("phase", "moves_on", "safe"),
        [
            (Phase.PRIMARY_TO_SECONDARY, date(2019, 9, 1), date(2018, 11, 23)),
            (Phase.PRIMARY_TO_SECONDARY, date(2024, 9, 1), date(2023, 11, 23)),
            (Phase.SECONDARY_TO_POST_16, date(2027, 9, 1), date(2027, 1, 6)),
            (Phase.SECONDARY_TO_POST_16, date(2024, 9, 1), date(2024, 1, 7)),
        ],
    )
    def test_pt_04_the_latest_safe_meeting_in_common_and_leap_years(
        self, phase: Phase, moves_on: date, safe: date
    ) -> None:
        due = latest_safe_meeting(phase_transfer_due(phase, moves_on))
        assert (due.last_day, due.customary_last_day) == (safe - DAY, safe)

    def test_a_meeting_on_the_safe_day_ends_on_the_last_day(self) -> None:
        due = phase_transfer_due(Phase.PRIMARY_TO_SECONDARY, date(2027, 9, 1))
        plan = phase_transfer_timetable(
            phase=Phase.PRIMARY_TO_SECONDARY, moves_on=date(2027, 9, 1), meeting_on=latest_safe_meeting(due).last_day
        )
        assert last(plan, "amended plan at the very latest") == due.last_day
        with pytest.raises(InvalidValue, match="is after moves_on"):
            phase_transfer_timetable(phase=Phase.PRIMARY_TO_SECONDARY, moves_on=RECEIVED, meeting_on=RECEIVED + DAY)
        phase_transfer_timetable(phase=Phase.PRIMARY_TO_SECONDARY, moves_on=RECEIVED, meeting_on=RECEIVED)

    @pytest.mark.parametrize(
        ("phase", "rule"), [(Phase.SECONDARY_TO_POST_16, "18(1)"), (Phase.BETWEEN_POST_16, "18(2)")]
    )
    def test_the_steps_around_a_meeting(self, phase: Phase, rule: str) -> None:
        """Two weeks clear before it; two, four and twelve after it (regs 20, 22(3)); each move by its own paragraph."""
        meeting = date(2026, 12, 9)
        plan = phase_transfer_timetable(phase=phase, moves_on=date(2027, 9, 1), meeting_on=meeting)
        assert [(step.name, (last(plan, step.name) - meeting).days) for step in plan][1:-1] == [
            ("invitations and papers", -15), ("report", 14), ("decision and proposed amendments", 28),
            ("amended plan at the very latest", 84),
        ]  # fmt: skip
        assert plan["plan reviewed and naming what comes next"].citation.endswith(f"reg {rule}")

    def test_before_the_regulations_there_is_no_answer(self) -> None:
        with pytest.raises(NotInForce):
            phase_transfer_due(Phase.SECONDARY_TO_POST_16, date(2014, 8, 31))

    def test_by_year_group(self) -> None:
        """Infants, middle schools of four kinds of area, primary and secondary: no other year ends a phase (PT-05)."""
        assert {year: phases_after(year) for year in YearGroup if phases_after(year)} == {
            YearGroup.N2: (Phase.EARLY_YEARS_TO_SCHOOL,), YearGroup.Y2: (Phase.INFANT_TO_JUNIOR,),
            YearGroup.Y3: (Phase.PRIMARY_TO_MIDDLE,), YearGroup.Y4: (Phase.PRIMARY_TO_MIDDLE,),
            YearGroup.Y6: (Phase.PRIMARY_TO_SECONDARY,), YearGroup.Y7: (Phase.MIDDLE_TO_SECONDARY,),
            YearGroup.Y8: (Phase.MIDDLE_TO_SECONDARY,), YearGroup.Y11: (Phase.SECONDARY_TO_POST_16,),
        }  # fmt: skip
        assert set(USUAL_YEARS) == set(Phase)


class TestReassessment:
    """Fifteen days, fourteen weeks; no limit for ending without a change (regs 24, 25, 27; C23)."""

    @given(days)
    def test_from_the_request_and_from_the_answer(self, requested: date) -> None:
        agreed = requested + 9 * DAY
        plan = reassessment_timetable(requested_on=requested, agreed_on=agreed, final_on=agreed + 90 * DAY)
        assert last(plan, "decision whether to reassess") == requested + 15 * DAY
        assert last(plan, "plan that follows it") == agreed + 98 * DAY
        assert last(plan, "review of that plan") == review_after_reassessment_due(agreed + 90 * DAY).last_day

    def test_of_its_own_motion_nobody_waits_for_an_answer(self) -> None:
        plan = reassessment_timetable(agreed_on=RECEIVED)
        assert "decision whether to reassess" not in {step.name for step in plan}

    def test_before_the_answer_the_plan_has_no_day(self) -> None:
        plan = reassessment_timetable(requested_on=RECEIVED)
        assert isinstance(plan["plan that follows it"].due, NotKnown)

    def test_c23_no_ten_weeks(self) -> None:
        plan = reassessment_timetable(requested_on=RECEIVED, agreed_on=RECEIVED)
        assert RECEIVED + 70 * DAY not in {getattr(step.due, "last_day", None) for step in plan}

    @pytest.mark.parametrize(
        ("requested", "assessed", "recent"),
        [(date(2026, 8, 31), date(2026, 2, 28), True), (date(2026, 8, 31), date(2026, 2, 27), False),
         (date(2024, 8, 31), date(2024, 2, 29), True), (date(2026, 8, 31), date(2026, 8, 31), True),
         (date(2026, 8, 31), date(2026, 9, 1), False)],
    )  # fmt: skip
    def test_six_months_prior_to_the_request(self, requested: date, assessed: date, recent: bool) -> None:
        assert assessed_too_recently(requested, assessed) is recent

    def test_faults(self) -> None:
        with pytest.raises(InvalidValue, match="agreed_on: is missing"):
            reassessment_timetable()
        names = ("requested_on", "agreed_on", "draft_served_on", "final_on")
        same: dict[str, Any] = dict.fromkeys(names, RECEIVED)
        assert len(reassessment_timetable(**same)) == 4
        for before, name in pairwise(names):
            with pytest.raises(InvalidValue, match=f"{name}: is before {before}"):
                reassessment_timetable(**(same | dict.fromkeys(names[names.index(name) :], RECEIVED - DAY)))

    def test_the_draft_leaves_fifteen_days_and_exceptions_reach_the_plan_alone(self) -> None:
        """Reg 13(1)(a) with 27(1): the day the draft is served is the first of the fifteen; reg 27(3)."""
        personal = [Relief(kind=ReliefKind.PERSONAL)]
        plan = reassessment_timetable(
            requested_on=RECEIVED, agreed_on=RECEIVED, draft_served_on=RECEIVED, reliefs=personal
        )
        assert last(plan, "comments on the draft") == RECEIVED + 14 * DAY
        off = plan["plan that follows it"].due
        assert isinstance(off, NoFixedDate) and off.exception == personal[0].kind.value
        assert last(plan, "decision whether to reassess") == RECEIVED + 15 * DAY


def walked_working_days(first: date, n: int) -> date:
    """The n-th working day from ``first`` on, walking."""
    day = first
    while True:
        if day.weekday() < 5 and not is_bank_holiday(day):
            n -= 1
            if n == 0:
                return day
        day += DAY


near = st.dates(date(2020, 1, 1), date(2027, 12, 31))


class TestMoving:
    """The day of the move, or the fifteenth working day beginning with the old authority's awareness (reg 15)."""

    @given(near)
    def test_aware_on_the_day_or_after(self, moved: date) -> None:
        for aware in (moved, moved + 10 * DAY):
            assert transfer_due(moved, aware) == Deadline(
                transfer_due(moved, aware).last_day, transfer_due(moved, aware).counted
            )
            assert transfer_due(moved, aware).last_day == walked_working_days(aware, 15)

    @given(near, st.integers(0, 60))
    def test_never_before_the_move_and_never_later_than_fifteen_working_days_of_knowing(
        self, moved: date, ahead: int
    ) -> None:
        aware = moved - ahead * DAY
        due = transfer_due(moved, aware)
        assert moved <= due.latest
        assert due.latest <= max(moved, walked_working_days(aware, 15))

    def test_both_readings_of_at_least_fifteen_working_days(self) -> None:
        """A move on Monday 4 January 2027: known on 8 December in time, on the 9th by custom alone."""
        moved = date(2027, 1, 4)
        assert transfer_due(moved, date(2026, 12, 8)) == Deadline(moved)
        # The fifteenth working day beginning with the 9th is Thursday 31 December.
        assert transfer_due(moved, date(2026, 12, 9)) == Deadline(date(2026, 12, 31), customary_last_day=moved)
        assert transfer_due(moved, date(2026, 12, 10)).last_day == walked_working_days(date(2026, 12, 10), 15)

    @settings(max_examples=50)
    @given(near, st.integers(0, 7))
    def test_between_the_two_readings_both_last_days_are_shown(self, moved: date, later: int) -> None:
        """The two fall together on some days around a bank holiday: then there is one last day, with its count."""
        long_before = WorkingDays(15).before(moved)
        aware = min(long_before.last_day + (1 + later) * DAY, long_before.latest)
        due, fifteenth = transfer_due(moved, aware), walked_working_days(aware, 15)
        assert {due.last_day, due.latest} == {moved, fifteenth} and due.last_day <= due.latest
        assert bool(due.counted) is (moved == fifteenth)

    def test_mv_04_the_later_of_two_periods(self) -> None:
        due = review_after_transfer_due(date(2026, 1, 10), date(2026, 12, 21))
        assert due == Deadline(date(2027, 3, 20), customary_last_day=date(2027, 3, 21))
        assert review_after_transfer_due(date(2026, 9, 1), date(2026, 12, 21)).last_day == date(2027, 8, 31)
        # Twelve months beginning with 29 February end on the 28th, which has no day of its number after it.
        assert review_after_transfer_due(date(2024, 2, 29), date(2024, 11, 29)) == Deadline(date(2025, 2, 28))

    def test_mv_03_six_weeks_from_the_transfer(self) -> None:
        assert told_due(date(2026, 12, 21)).last_day == date(2027, 2, 1)

    def test_what_is_not_known_is_said(self) -> None:
        plan = moving_timetable(moved_on=RECEIVED)
        assert sum(isinstance(step.due, NotKnown) for step in plan) == 4
        with pytest.raises(InvalidValue, match="is before moved_on"):
            moving_timetable(moved_on=RECEIVED, transferred_on=RECEIVED - DAY)

    def test_on_the_day_of_the_move_all_may_be_done(self) -> None:
        """Reg 15(8): the new health body has fifteen working days beginning with the day it knew."""
        plan = moving_timetable(moved_on=RECEIVED, transferred_on=RECEIVED, health_aware_on=RECEIVED)
        assert last(plan, "new health body's request") == walked_working_days(RECEIVED, 15)
        assert last(plan, "family told what the new authority proposes") == RECEIVED + 42 * DAY
        for half in ({"transferred_on": RECEIVED}, {"since": RECEIVED}):
            review = moving_timetable(moved_on=RECEIVED, **half)["first review by the new authority"].due
            assert review == NotKnown("it runs from the day of the transfer and the plan or its last review")


class TestDisputes:
    """Two months, thirty days, three working days, the later of two and one months (regs 33 to 39; rule 20)."""

    @given(days)
    def test_thirty_calendar_days_not_working_days(self, told: date) -> None:
        assert mediation_due(told).last_day == told + 30 * DAY

    @given(near)
    def test_three_working_days_after_the_day_told(self, told: date) -> None:
        assert certificate_due(told).last_day == walked_working_days(told + DAY, 3)

    @pytest.mark.parametrize(
        ("sent", "last_day"),
        [(date(2026, 6, 10), date(2026, 9, 1)), (date(2026, 10, 28), date(2027, 1, 4)),
         (date(2026, 12, 31), date(2027, 3, 1)), (date(2026, 11, 30), date(2027, 2, 1))],
    )  # fmt: skip
    def test_tr_04_appeals(self, sent: date, last_day: date) -> None:
        """30 November gives Saturday 30 January: the Monday after."""
        assert appeal_due(sent).last_day == last_day

    def test_the_certificate_s_month_where_it_is_later(self) -> None:
        assert appeal_due(date(2026, 9, 1), date(2026, 10, 20)).last_day == date(2026, 11, 20)
        assert appeal_due(date(2026, 9, 1), date(2026, 9, 3)) == appeal_due(date(2026, 9, 1))

    def test_t_03_two_months_by_the_corresponding_date(self) -> None:
        assert mediation_contact_due(date(2026, 12, 31)).last_day == date(2027, 2, 28)
        assert mediation_contact_due(date(2026, 11, 30)).last_day == date(2027, 1, 30)
        assert mediation_contact_due(date(2027, 12, 31)).last_day == date(2028, 2, 29)

    def test_an_appeal_on_the_setting_alone_needs_no_certificate(self) -> None:
        assert [step.name for step in dispute_timetable(notice_on=RECEIVED, only_placement=True)] == [
            "appeal received by the tribunal"
        ]

    def test_the_steps_of_mediation(self) -> None:
        plan = dispute_timetable(
            notice_on=RECEIVED, mediation_wanted_on=date(2026, 12, 1), mediation_on=date(2026, 12, 22)
        )
        assert last(plan, "mediation") == date(2026, 12, 31)
        assert plan["family told when and where"].due == mediation_date_told_due(date(2026, 12, 22))
        assert last(plan, "mediation certificate") == date(2026, 12, 29)
        with pytest.raises(InvalidValue, match="is before notice_on"):
            dispute_timetable(notice_on=RECEIVED, certificate_on=RECEIVED - DAY)

    def test_ce_03_the_plan_goes_on_through_the_time_to_appeal(self) -> None:
        assert plan_goes_on_until(date(2026, 6, 1)) == date(2026, 9, 1)
        assert first_day_without(date(2026, 6, 1)) == date(2026, 9, 2)
        assert isinstance(ceasing_timetable()["plan kept until"].due, NotKnown)


#: Weeks by the tables of the fact book (EHC-TR-06, EHC-TR-08); none where it is owed at once.
BY_ORDER: dict[Order, list[int | None]] = {
    Order.ASSESS: [2, 10, 14], Order.MAKE_PLAN: [5, 11], Order.RECONSIDER: [2], Order.AMEND_CONTENTS: [5],
    Order.AMEND_PLACEMENT: [2], Order.AMEND_BOTH: [2, 5], Order.CONTINUE: [None], Order.CONTINUE_AND_AMEND: [None, 5],
    Order.CEASE: [None],
}  # fmt: skip
NOT_OPPOSED: dict[Order, list[int | None]] = {
    Order.ASSESS: [2, 10, 14], Order.MAKE_PLAN: [5, 11], Order.AMEND_CONTENTS: [5], Order.AMEND_PLACEMENT: [2],
    Order.AMEND_BOTH: [5], Order.CONTINUE: [None], Order.CONTINUE_AND_AMEND: [None, 5],
}  # fmt: skip


class TestOrders:
    """What an order, an appeal not opposed or an agreement calls for (regs 42, 44, 45)."""

    @pytest.mark.parametrize(
        ("binding", "table"),
        [(Binding.ORDER, BY_ORDER), (Binding.UNOPPOSED, NOT_OPPOSED),
         (Binding.MEDIATION, BY_ORDER | {Order.NOT_APPEALABLE: [2]})],
    )  # fmt: skip
    def test_the_weeks(self, binding: Binding, table: dict[Order, list[int | None]]) -> None:
        for order in Order:
            weeks = [each.weeks and each.weeks.n for each in order_steps(order, binding)]
            assert weeks == table.get(order, [])

    @given(days, st.sampled_from([order for order in Order if order in BY_ORDER]))
    def test_from_the_day_of_the_order(self, made: date, order: Order) -> None:
        for owed, weeks in zip(order_timetable(order=order, made_on=made), BY_ORDER[order], strict=True):
            due: Any = owed.due
            assert due == NoFixedDate("immediately") if weeks is None else due.last_day == made + 7 * weeks * DAY

    def test_c25_exceptions_reach_assessing_and_making_a_plan_and_no_amendment(self) -> None:
        reliefs = [Relief(kind=ReliefKind.PERSONAL)]
        for binding in Binding:
            for order in Order:
                for owed in order_steps(order, binding):
                    off = isinstance(order_step_due(owed, RECEIVED, reliefs), NoFixedDate) and owed.weeks is not None
                    by_words = order is Order.MAKE_PLAN or (
                        order is Order.ASSESS and (binding is not Binding.UNOPPOSED or owed.provision == "45(3)")
                    )
                    assert off is by_words, (binding, order, owed)

    def test_two_weeks_away_are_enough_after_an_order(self) -> None:
        absent = [Relief(kind=ReliefKind.ABSENT, first=RECEIVED, last=RECEIVED + 13 * DAY)]
        due = order_step_due(order_steps(Order.MAKE_PLAN)[0], RECEIVED, absent)
        assert isinstance(due, NoFixedDate)
        less = [absent[0].but(last=RECEIVED + 12 * DAY)]
        assert isinstance(order_step_due(order_steps(Order.MAKE_PLAN)[0], RECEIVED, less), Deadline)

    def test_as_soon_as_practicable_and_in_any_event_within(self) -> None:
        """Regs 44(2)(b)(i) and (ii) and 45(3A) alone: what follows an assessment is not put off to its last day."""
        for binding in Binding:
            for order in Order:
                dues = [order_step_due(owed, RECEIVED) for owed in order_steps(order, binding)]
                ends = [each.last_day for each in dues if isinstance(each, Deadline) and each.backstop_to]
                assert ends == ([RECEIVED + 70 * DAY, RECEIVED + 98 * DAY] if order is Order.ASSESS else [])

    def test_a_mediation_agreement_is_kept_under_its_own_regulation(self) -> None:
        for order in Order:
            for owed in order_steps(order, Binding.MEDIATION):
                assert owed.provision.startswith("42(3)" if order is Order.NOT_APPEALABLE else "42(2), 44(2)(")

    def test_tr_07_another_day_agreed_in_writing(self) -> None:
        owed = order_steps(Order.AMEND_CONTENTS, Binding.MEDIATION)[0]
        assert order_step_due(owed, RECEIVED, agreed_day=date(2027, 3, 1)) == Deadline(date(2027, 3, 1))

    def test_an_order_that_nothing_knows_is_refused(self) -> None:
        with pytest.raises(InvalidValue, match="is none of a tribunal order"):
            order_timetable(order=Order.NOT_APPEALABLE, made_on=RECEIVED)

    def test_c26_five_weeks_beginning_with(self) -> None:
        assert recommendation_answer_due(date(2026, 11, 2)).last_day == date(2026, 11, 2) + 34 * DAY
        plan = recommendation_timetable(made_on=RECEIVED)
        assert isinstance(plan["copy to the Secretary of State"].due, NotKnown)
        # Each body answers for its own part (regs 6(3) and 7(1)).
        for name, who in (("answer on health", Actor.HEALTH), ("answer on social care", Actor.AUTHORITY)):
            assert (plan[name].who, last(plan, name)) == (who.value, RECEIVED + 34 * DAY)


class TestPersonalBudget:
    """Prepared when asked for, with no date; the payments first reviewed within three months (SI 2014/1652 reg 11)."""

    def test_three_months_beginning_with_the_first_payment(self) -> None:
        assert payments_review_due(date(2026, 11, 2)) == Deadline(date(2027, 2, 1), customary_last_day=date(2027, 2, 2))

    def test_no_date_for_preparing_it(self) -> None:
        plan = personal_budget_timetable()
        assert isinstance(plan["budget prepared"].due, NoFixedDate)
        assert plan["consent of the head, where it is used at a school"].who == "Head"
