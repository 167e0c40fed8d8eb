"""EHC plans as facts, held to a naive model of the statute's words; learning changes nothing that was known."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ap_core import UNKNOWN, Actor, EHCPlan, InvalidValue, Policy, PupilRecord, Reason, Registration, Unknown
from ap_core.ehcp.facts import arranger, plan_placements, review_cycles, review_meetings
from ap_core.ehcp.records import PlanReview
from ap_core.ehcp.review_timetable import two_weeks_before
from ap_core.law.rulebook import Asked
from ap_core.placement.records import Basis
from ap_core.registration.records import Enrolment
from tests.placements import AGREED, CALENDARS, DUAL, MONDAY, YEAR_8
from tests.unknowns import assert_only_learns, with_gaps

RECKONERS = (review_cycles, review_meetings, plan_placements)
MADE = date(2023, 11, 20)
days = st.integers(0, 3 * 366 + 20).map(lambda n: MADE + timedelta(n))
near = st.integers(-20, 20).map(lambda n: MONDAY + timedelta(n))
maybe = st.none() | days


@st.composite
def plan_reviews(draw: st.DrawFn) -> PlanReview:
    meeting = draw(st.none() | days)
    later = st.none() | st.integers(0, 400).map(lambda n: (meeting or MADE) + timedelta(n))
    return PlanReview(
        meeting_on=meeting,
        meeting_fixed_for=draw(st.none() | near),
        invitations_on=draw(maybe),
        papers_on=draw(maybe),
        report_on=draw(later),
        decision_on=None if meeting is None else draw(later),
    )


def _meeting_day(review: PlanReview) -> Any:
    return review.meeting_on or review.meeting_fixed_for


registrations = st.lists(
    st.builds(
        Registration,
        school=st.sampled_from(["HILL", "CENTRE"]),
        status=st.sampled_from(Enrolment),
        first=st.just(date(2023, 9, 1)) | near,
        last=st.none() | st.just(MONDAY + timedelta(30)),
    ),
    max_size=2,
).map(tuple)


@st.composite
def records(draw: st.DrawFn) -> PupilRecord:
    """A pupil with a plan, everything known."""
    plan = EHCPlan(
        authority="LA",
        made_on=draw(st.integers(0, 3).map(lambda n: MADE - timedelta(n))),
        named_setting=draw(st.sampled_from(["HILL", "CENTRE", None])),
        reviews=tuple(draw(st.lists(plan_reviews(), max_size=3, unique_by=_meeting_day))),
    )
    placement = AGREED.but(
        basis=draw(st.sampled_from(Basis)),
        first_day=draw(days),
        planned_end=None,
        authority_involved_on=draw(maybe),
        next_setting_agreed_on=draw(maybe),
    )
    return YEAR_8.but(plan=plan, placements=(placement,), registrations=draw(registrations))


def asked(on: date = MONDAY) -> Asked:
    return Asked(on, CALENDARS, Policy())


def planned_reviews(*reviews: PlanReview) -> PupilRecord:
    return YEAR_8.but(plan=EHCPlan(authority="LA", made_on=MADE, reviews=reviews))


def rows_of(reckoner: Any, record: PupilRecord, on: date = MONDAY) -> list[Any]:
    return list(reckoner(record, asked(on)))


class TestReckoning:
    """Reckoned facts only ever grow, and do not hang on the order in which a school wrote things down."""

    @pytest.mark.parametrize("reckoner", RECKONERS)
    @given(full=records(), data=st.data())
    def test_learning_changes_nothing_known(self, reckoner: Any, full: PupilRecord, data: st.DataObject) -> None:
        partial = with_gaps(full, data).but(pupil=full.pupil)
        # A decision that can only be too late is none in time, whichever day it turns out to have been sent.
        too_late = frozenset(("decided_on",))
        assert_only_learns(rows_of(reckoner, partial), rows_of(reckoner, full), leaving_out=too_late)

    @given(full=records(), data=st.data())
    def test_learning_the_decision_changes_no_answer(self, full: PupilRecord, data: st.DataObject) -> None:
        later = {row.subject: row for row in rows_of(review_cycles, full)}
        for row in rows_of(review_cycles, with_gaps(full, data).but(pupil=full.pupil)):
            learnt = later.get(row.subject)
            if learnt is not None and not isinstance(row.decided_on, Unknown) and row.decided_on != learnt.decided_on:
                assert row.decided_on is None
                assert learnt.decided_on > learnt.due.latest

    @pytest.mark.parametrize("reckoner", RECKONERS)
    @given(full=records(), data=st.data())
    def test_the_order_of_reviews_does_not_matter(self, reckoner: Any, full: PupilRecord, data: st.DataObject) -> None:
        assert isinstance(full.plan, EHCPlan) and isinstance(full.plan.reviews, tuple)
        shuffled = full.but(plan=full.plan.but(reviews=tuple(data.draw(st.permutations(full.plan.reviews)))))
        mine, other = (sorted(map(repr, rows_of(reckoner, each))) for each in (full, shuffled))
        assert mine == other


def walked(start: date) -> date:
    """The last of twelve months starting with a day, found by walking: the eve of its next anniversary."""
    day = start + timedelta(1)
    while (day.month, day.day) != (start.month, start.day) and day - start < timedelta(366):
        day += timedelta(1)
    return day - timedelta(1)


class TestReviewCycles:
    """Twelve months start with the plan and with each decision (CFA 2014 s.44(1); EHC-AR-01, EHC-T-04, EHC-T-09)."""

    @given(record=records())
    def test_each_period_runs_from_a_start_to_the_next_decision(self, record: PupilRecord) -> None:
        plan: Any = record.plan
        decided = {review.decision_on for review in plan.reviews if review.decision_on and review.decision_on <= MONDAY}
        rows = {row.clock_from: row for row in rows_of(review_cycles, record)}
        assert sorted(rows) == sorted({plan.made_on, *decided})[-2:] or plan.made_on in decided
        for start, row in rows.items():
            assert row.decided_on == min((day for day in decided if day > start or start == plan.made_on), default=None)
            if (start.month, start.day) != (2, 29):
                assert row.last_day == walked(start)

    def test_a_plan_without_reviews_has_one_period(self) -> None:
        record = YEAR_8.but(plan=EHCPlan(authority="LA", made_on=MADE, reviews=()))
        (row,) = rows_of(review_cycles, record)
        assert (row.clock_from, row.decided_on) == (MADE, None)

    def test_no_plan_no_row(self) -> None:
        assert [row for reckoner in RECKONERS for row in rows_of(reckoner, YEAR_8)] == []

    def test_a_plan_made_later_is_none_yet(self) -> None:
        record = YEAR_8.but(plan=EHCPlan(authority="LA", made_on=MONDAY + timedelta(1), reviews=()))
        assert [row for reckoner in RECKONERS for row in rows_of(reckoner, record)] == []
        assert len(rows_of(review_cycles, record, MONDAY + timedelta(1))) == 1

    def test_a_decision_that_may_have_come_leaves_the_period_open(self) -> None:
        held = PlanReview(meeting_on=date(2024, 10, 1))
        record = YEAR_8.but(plan=EHCPlan(authority="LA", made_on=MADE, reviews=(held,)))
        (row,) = rows_of(review_cycles, record)
        assert isinstance(row.decided_on, Unknown)
        assert [need.path for need in row.decided_on.needs] == ["plan.reviews[0].decision_on"]

    def test_a_meeting_and_a_decision_that_are_both_not_known(self) -> None:
        record = YEAR_8.but(plan=EHCPlan(authority="LA", made_on=MADE, reviews=(PlanReview(meeting_on=UNKNOWN),)))
        (row,) = rows_of(review_cycles, record)
        assert isinstance(row.decided_on, Unknown)

    def test_nobody_is_asked_for_the_decision_of_a_review_not_yet_held(self) -> None:
        fixed = PlanReview(meeting_fixed_for=MONDAY + timedelta(14))
        later = PlanReview(meeting_on=MONDAY + timedelta(14))
        for review in (fixed, later):
            record = YEAR_8.but(plan=EHCPlan(authority="LA", made_on=MADE, reviews=(review,)))
            assert [row.decided_on for row in rows_of(review_cycles, record)] == [None]

    def test_a_late_unknown_decision_does_not_touch_a_period_that_closed_before_it(self) -> None:
        first = PlanReview(meeting_on=date(2024, 10, 1), decision_on=date(2024, 10, 20))
        second = PlanReview(meeting_on=date(2025, 10, 1))
        record = YEAR_8.but(plan=EHCPlan(authority="LA", made_on=MADE, reviews=(second, first)))
        closed, current = rows_of(review_cycles, record)
        assert closed.decided_on == date(2024, 10, 20)
        assert isinstance(current.decided_on, Unknown)
        reviews = (second.but(meeting_on=date(2024, 10, 20)), first)
        same_day = record.but(plan=EHCPlan(authority="LA", made_on=MADE, reviews=reviews))
        assert rows_of(review_cycles, same_day)[0].decided_on == date(2024, 10, 20)

    def test_a_meeting_held_today_may_have_been_decided_today(self) -> None:
        reviews = (PlanReview(meeting_on=MONDAY),)
        record = YEAR_8.but(plan=EHCPlan(authority="LA", made_on=date(2026, 1, 12), reviews=reviews))
        for on, unsure in ((MONDAY - timedelta(1), False), (MONDAY, True)):
            (row,) = rows_of(review_cycles, record, on)
            assert isinstance(row.decided_on, Unknown) is unsure

    def test_a_decision_after_a_meeting_that_was_too_late_is_not_asked_for(self) -> None:
        """Due 2 September 2025; a meeting on 20 November 2026 has no decision in time, on any day since."""
        reviews = (PlanReview(meeting_on=date(2026, 11, 20)),)
        record = YEAR_8.but(plan=EHCPlan(authority="LA", made_on=date(2024, 9, 3), reviews=reviews))
        for on in (date(2026, 11, 19), date(2026, 11, 20), MONDAY):
            (row,) = rows_of(review_cycles, record, on)
            assert row.decided_on is None
            assert isinstance(row.sent_on, Unknown) is (on.day != 19)

    @pytest.mark.parametrize(("meeting", "asked_for"), [(date(2025, 9, 3), True), (date(2025, 9, 4), False)])
    def test_both_sides_of_the_customary_last_day(self, meeting: date, asked_for: bool) -> None:
        plan = EHCPlan(authority="LA", made_on=date(2024, 9, 3), reviews=(PlanReview(meeting_on=meeting),))
        (row,) = rows_of(review_cycles, YEAR_8.but(plan=plan))
        assert isinstance(row.decided_on, Unknown) is asked_for

    def test_a_decision_of_tomorrow_does_not_make_the_time_limit_apply(self) -> None:
        """In the coronavirus months what is not done by the day of the check is not done."""
        held = PlanReview(meeting_on=date(2020, 4, 15), report_on=date(2020, 4, 28), decision_on=date(2020, 5, 10))
        record = YEAR_8.but(plan=EHCPlan(authority="LA", made_on=date(2019, 6, 1), reviews=(held,)))
        for on, applies in ((date(2020, 5, 9), False), (date(2020, 5, 10), True)):
            (row,) = rows_of(review_meetings, record, on)
            assert isinstance(row.decision_due, Unknown) is not applies


class TestRecord:
    """A decision follows a meeting."""

    def test_a_decision_without_a_meeting_is_refused(self) -> None:
        with pytest.raises(InvalidValue, match="decision_on: is given without a meeting"):
            PlanReview(decision_on=MONDAY)
        assert PlanReview(meeting_on=UNKNOWN, decision_on=MONDAY).decision_on == MONDAY

    def test_a_decision_before_the_meeting_is_refused(self) -> None:
        with pytest.raises(InvalidValue, match="decision_on: is before meeting_on"):
            PlanReview(meeting_on=MONDAY, decision_on=MONDAY - timedelta(1))
        assert PlanReview(meeting_on=MONDAY, decision_on=MONDAY).decision_on == MONDAY

    @pytest.mark.parametrize("field", ["meeting_on", "decision_on"])
    def test_nothing_before_the_plan(self, field: str) -> None:
        review = PlanReview(meeting_on=UNKNOWN).but(**{field: MADE - timedelta(1)})
        with pytest.raises(InvalidValue, match=rf"reviews\[0\].{field}: is before made_on"):
            EHCPlan(authority="LA", made_on=MADE, reviews=(review,))
        assert EHCPlan(authority="LA", made_on=MADE - timedelta(1), reviews=(review,)).made_on

    def test_two_meetings_on_one_day_are_refused(self) -> None:
        held, fixed = PlanReview(meeting_on=MONDAY), PlanReview(meeting_fixed_for=MONDAY)
        for reviews in ((held, held), (held, fixed), (fixed, fixed)):
            with pytest.raises(InvalidValue, match=r"reviews\[1\]: is a second one with its meeting on the same day"):
                EHCPlan(authority="LA", reviews=reviews)
        late = held.but(meeting_fixed_for=MONDAY + timedelta(7))
        assert EHCPlan(authority="LA", reviews=(late, PlanReview(), PlanReview())).reviews


class TestTwoWeeksBefore:
    """At least two weeks: strictly two whole weeks in between, by custom the same weekday (SI 2014/1530 reg 20(3))."""

    @given(meeting=days)
    def test_whole_days_in_between(self, meeting: date) -> None:
        due = two_weeks_before(meeting)
        assert (meeting - due.last_day).days - 1 == 14
        assert due.customary_last_day is not None
        assert due.customary_last_day.weekday() == meeting.weekday()
        assert (meeting - due.customary_last_day).days == 14


class TestMeetings:
    """The last meeting held, and those that are fixed."""

    @given(record=records())
    def test_the_last_held_and_every_fixed_one(self, record: PupilRecord) -> None:
        plan: Any = record.plan
        held = {review.meeting_on for review in plan.reviews if review.meeting_on and review.meeting_on <= MONDAY}
        ahead = {
            review.meeting_on or review.meeting_fixed_for
            for review in plan.reviews
            if not (review.meeting_on and review.meeting_on <= MONDAY)
        }
        rows = rows_of(review_meetings, record)
        assert {row.meeting_on for row in rows if row.held} == set(sorted(held)[-1:])
        assert {row.meeting_on for row in rows if not row.held} == {day for day in ahead if day and day >= MONDAY}
        for row in rows:
            assert row.report_due.last_day - row.meeting_on == timedelta(14)
            assert row.decision_due.last_day - row.meeting_on == timedelta(28)

    def test_a_meeting_fixed_for_today_is_still_ahead(self) -> None:
        fixed = PlanReview(meeting_fixed_for=MONDAY)
        record = YEAR_8.but(plan=EHCPlan(authority="LA", made_on=MADE, reviews=(fixed,)))
        assert [row.held for row in rows_of(review_meetings, record)] == [False]
        assert rows_of(review_meetings, record, MONDAY + timedelta(1)) == []

    def test_a_meeting_of_which_the_day_is_not_known_is_asked_about_only_if_it_may_be_the_last(self) -> None:
        last = PlanReview(meeting_on=date(2025, 10, 1), decision_on=date(2025, 10, 20))
        for decided, expected in ((date(2024, 10, 1), 1), (date(2025, 10, 1), 2), (None, 2)):
            unsure = PlanReview(meeting_on=UNKNOWN, decision_on=decided)
            record = YEAR_8.but(plan=EHCPlan(authority="LA", made_on=MADE, reviews=(last, unsure)))
            assert len(rows_of(review_meetings, record)) == expected

    def test_what_a_meeting_without_a_day_is_called(self) -> None:
        """By what is known of it and stays: never by its place on the record; those that cannot be told apart once."""
        unsure = PlanReview(meeting_on=UNKNOWN)
        fixed, invited = unsure.but(meeting_fixed_for=date(2026, 10, 1)), unsure.but(invitations_on=date(2026, 9, 1))
        reviews = (unsure, fixed, invited, unsure)
        for given_as in (reviews, reviews[::-1]):
            plan = EHCPlan(authority="LA", made_on=MADE, reviews=given_as)
            rows = {row.subject: row for row in rows_of(review_meetings, YEAR_8.but(plan=plan))}
            assert rows.keys() == {
                "review meeting fixed for 2026-10-01",
                "review meeting with invitations of 2026-09-01",
                "review meeting, day not known",
            }
            needs = rows["review meeting, day not known"].meeting_on.needs
            places = [place for place, review in enumerate(given_as) if review == unsure]
            assert [need.path for need in needs] == [f"plan.reviews[{place}].meeting_on" for place in places]

    def test_whether_there_is_a_plan_to_hold_a_meeting_on(self) -> None:
        held, fixed = PlanReview(meeting_on=date(2025, 10, 1)), PlanReview(meeting_fixed_for=MONDAY)
        plan = EHCPlan(authority="LA", reviews=(held, fixed))
        first, second = rows_of(review_meetings, YEAR_8.but(plan=plan))
        assert first.current is True
        assert [need.path for need in second.current.needs] == ["plan.made_on"]

    def test_whether_the_last_meeting_is_the_last(self) -> None:
        """One held on a day that is not known may have followed it, unless its decision came by that day."""
        last = PlanReview(meeting_on=date(2025, 10, 1))
        for decided, sure in ((date(2025, 10, 1), True), (date(2025, 10, 2), False), (None, False)):
            unsure = PlanReview(meeting_on=UNKNOWN, decision_on=decided)
            row, _ = rows_of(review_meetings, planned_reviews(last, unsure))
            assert row.current is True or [need.path for need in row.current.needs] == ["plan.reviews[1].meeting_on"]
            assert (row.current is True) is sure


class TestArranger:
    """Who arranges: the head of the single or main school, or the authority (reg 20(1); EHC-AR-02, EHC-AP-06)."""

    single = Registration(school="CENTRE", status=Enrolment.SINGLE, first=date(2025, 9, 3), last=None)

    def who(self, *registered: Registration, **changes: Any) -> Any:
        return arranger(YEAR_8.but(registrations=registered, **changes), MONDAY)

    def test_the_centre_for_a_pupil_on_its_roll_alone(self) -> None:
        assert self.who(self.single) is Actor.CENTRE

    def test_the_home_school_for_a_dual_pupil(self) -> None:
        assert self.who(*DUAL) is Actor.HOME_SCHOOL

    def test_the_school_of_the_day_of_the_meeting(self) -> None:
        moves = (self.single.but(first=MONDAY), DUAL[0].but(last=MONDAY - timedelta(1)))
        assert self.who(*moves) is Actor.CENTRE
        assert arranger(YEAR_8.but(registrations=moves), MONDAY - timedelta(1)) is Actor.HOME_SCHOOL

    def test_a_centre_counts_from_the_first_day_of_its_placement(self) -> None:
        later = AGREED.but(ref="B", centre="BROOK", first_day=MONDAY + timedelta(1))
        brook = DUAL[0].but(school="BROOK")
        assert self.who(brook, placements=(AGREED, later)) is Actor.HOME_SCHOOL
        assert self.who(brook, placements=(AGREED, later.but(first_day=MONDAY))) is Actor.CENTRE
        unsure = self.who(brook, placements=(AGREED, later.but(first_day=UNKNOWN)))
        assert isinstance(unsure, Unknown)
        assert [need.path for need in unsure.needs] == ["placements[1].first_day"]

    def test_the_authority_where_no_school_has_the_pupil(self) -> None:
        assert self.who() is Actor.AUTHORITY

    def test_not_known_where_the_main_school_is_not_on_the_record(self) -> None:
        unsure = self.who(DUAL[1])
        assert [(need.path, need.reason) for need in unsure.needs] == [
            ("registrations[0].status", Reason.CONTRADICTION)
        ]

    def test_two_that_may_lead_contradict_each_other(self) -> None:
        """A single registration and a main one: both are named, and the subsidiary one beside them is not."""
        unsure = self.who(DUAL[1], self.single, DUAL[0])
        assert {(need.path, need.reason) for need in unsure.needs} == {
            ("registrations[1].status", Reason.CONTRADICTION),
            ("registrations[2].status", Reason.CONTRADICTION),
        }

    @pytest.mark.parametrize("field", ["status", "first", "last"])
    def test_not_known_where_the_registration_is_not(self, field: str) -> None:
        assert isinstance(self.who(self.single.but(**{field: UNKNOWN})), Unknown)

    def test_not_known_without_registrations_or_placements(self) -> None:
        assert isinstance(arranger(YEAR_8.but(registrations=UNKNOWN), MONDAY), Unknown)
        assert isinstance(self.who(self.single, placements=UNKNOWN), Unknown)


class TestEndAgreed:
    """The day from which both were there: a review since the placement began, and an agreed next setting (ADJ-05)."""

    @given(record=records())
    def test_the_first_day_with_both(self, record: PupilRecord) -> None:
        plan: Any = record.plan
        (placement,) = record.placements  # type: ignore[misc]
        meetings = [review.meeting_on for review in plan.reviews if review.meeting_on is not None]
        held = [day for day in meetings if placement.first_day <= day <= MONDAY]
        agreed = placement.next_setting_agreed_on
        (row,) = rows_of(plan_placements, record)
        both = [day for day in (*held, agreed) if day and agreed and held and day >= agreed and day >= min(held)]
        assert row.end_agreed_on == min(both, default=None)
