"""The life of a plan as facts: learning changes nothing that was known, and order does not matter."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ap_core.testing.strategies.values  # noqa: F401 - what makes each class
from ap_core import UNKNOWN, Actor, Deadline, EHCPlan, HalfDays, Policy, PupilRecord, Suspension, Unknown, YearGroup
from ap_core.ehcp import assessment_facts as af
from ap_core.ehcp import change_facts as cf
from ap_core.ehcp import cycle_facts as yf
from ap_core.ehcp import dispute_facts as df
from ap_core.ehcp import early_facts as ef
from ap_core.ehcp import ledger_facts as lf
from ap_core.ehcp import phase_facts as pf
from ap_core.ehcp.assessments import Advice, AdviceKind, Consultation, NeedsAssessment
from ap_core.ehcp.changes import Ceasing, NextPhase, PlanMove, Reassessment, Requester
from ap_core.ehcp.cycles import Anchor
from ap_core.ehcp.disputes import Dispute, Disputed, Recommendation, Recommended, Ruling
from ap_core.ehcp.facts import review_cycles
from ap_core.ehcp.order_timetable import Binding, Order
from ap_core.ehcp.phase_transfer import Phase
from ap_core.ehcp.records import PlanReview, ReviewDecision
from ap_core.ehcp.relief import Relief, ReliefKind
from ap_core.law.rulebook import Asked
from ap_core.testing.strategies.made import Maker
from tests.placements import CALENDARS, MONDAY, YEAR_8
from tests.unknowns import assert_only_learns, with_gaps

RECKONERS = (
    yf.special_cycles, yf.stated_cycles, yf.meeting_contents, yf.amendment_facts, pf.phase_transfers,
    ef.suspended_with_plan, ef.threats, lf.delivered_facts,
    af.assessment_facts, af.advice_facts, af.consultation_facts, cf.reassessments,
    cf.plan_moves, cf.ceasings, cf.budgets, cf.plan_ages, df.mediations, df.orders, df.recommendations,
)  # fmt: skip
DAY = timedelta(1)
MADE = date(2025, 9, 1)


@st.composite
def records(draw: st.DrawFn) -> PupilRecord:
    """A pupil with a plan and a needs assessment of any shape, in the autumn of 2026."""
    maker = Maker(draw)
    maker.day = date(2026, 9, 1)
    plan = maker.of(EHCPlan)
    maker.day = date(2026, 9, 1)
    year = draw(st.sampled_from([YearGroup.Y8, YearGroup.Y9, YearGroup.Y11, YearGroup.X]))
    return YEAR_8.but(
        plan=plan, needs_assessments=(maker.of(NeedsAssessment),), pupil=YEAR_8.pupil.but(taught_year=year),
        suspensions=draw(st.sampled_from([(), (suspended(date(2026, 11, 9)),)])),
    )  # fmt: skip


def suspended(first: date, ref: str = "S1", half_days: int = 2) -> Suspension:
    return Suspension(ref=ref, school="HILL", first_day=first, last_day=first, length=HalfDays(half_days))


def rows(reckoner: Any, record: PupilRecord, on: date = MONDAY) -> list[Any]:
    return list(reckoner(record, Asked(on, CALENDARS, Policy())))


def one(reckoner: Any, record: PupilRecord, on: date = MONDAY) -> Any:
    (row,) = rows(reckoner, record, on)
    return row


def planned(**changes: Any) -> PupilRecord:
    plan = EHCPlan(authority="SHIRE", made_on=MADE, reviews=(), next_phase=None, provision=(), named_setting="HILL")
    return YEAR_8.but(plan=plan.but(**changes))


def assessed(**changes: Any) -> PupilRecord:
    given = {"ref": "N1", "requested_by": Requester.SCHOOL, "requested_on": date(2026, 9, 14), **changes}
    return YEAR_8.but(needs_assessments=(NeedsAssessment(**given),))


def unsure(row: Any) -> bool:
    """Whether something of a row is not known: what is missing is told by its place in the record."""
    return any(isinstance(value, Unknown) for value in row.__dict__.values()) or "not known" in row.subject


class TestReckoning:
    """Reckoned facts only ever grow; where there is nothing of the kind, nothing is reckoned."""

    @settings(max_examples=40)
    @given(full=records(), data=st.data())
    def test_learning_changes_nothing_known(self, full: PupilRecord, data: st.DataObject) -> None:
        partial = full.but(
            plan=with_gaps(full.plan, data), needs_assessments=with_gaps(full.needs_assessments, data)
        )  # fmt: skip
        for reckoner in RECKONERS:
            assert_only_learns(rows(reckoner, partial), rows(reckoner, full))

    @settings(max_examples=25)
    @given(full=records(), data=st.data())
    def test_the_order_in_which_things_were_written_down_does_not_matter(
        self, full: PupilRecord, data: st.DataObject
    ) -> None:
        plan: Any = full.plan
        names = ("reviews", "amendments", "reassessments", "moves", "disputes")
        shuffled = {name: tuple(data.draw(st.permutations(getattr(plan, name)))) for name in names
                    if isinstance(getattr(plan, name), tuple)}  # fmt: skip
        other = full.but(plan=plan.but(**shuffled))
        for reckoner in RECKONERS:
            mine, theirs = ([row for row in rows(reckoner, each) if not unsure(row)] for each in (full, other))
            assert sorted(map(repr, mine)) == sorted(map(repr, theirs))

    def test_a_record_without_a_plan_has_none_of_it(self) -> None:
        assert [row for reckoner in RECKONERS for row in rows(reckoner, YEAR_8)] == []

    def test_a_plain_plan_has_none_of_it(self) -> None:
        """A plan with a review that kept it, and nothing else: no further row is paid for."""
        kept = PlanReview(meeting_on=date(2026, 9, 20), decision_on=date(2026, 10, 1), decision=ReviewDecision.KEEP)
        assert [row for reckoner in RECKONERS for row in rows(reckoner, planned(reviews=(kept,)))] == []

    def test_a_plan_made_later_is_none_yet(self) -> None:
        record = planned(made_on=MONDAY + DAY, reassessments=(Reassessment(requested_by=Requester.FAMILY),))
        assert [row for reckoner in RECKONERS for row in rows(reckoner, record)] == []


class TestSpecialCycles:
    """After a reassessment twelve months *of* the plan sent; after a transfer the later of two (regs 27(4), 15(5))."""

    REASSESSED = Reassessment(
        requested_by=Requester.FAMILY, requested_on=date(2026, 3, 2), decided_on=date(2026, 3, 9), granted=True,
        final_on=date(2026, 6, 1),
    )  # fmt: skip
    MOVED = PlanMove(
        moved_on=date(2026, 6, 1), aware_on=date(2026, 6, 1), transferred_on=date(2026, 6, 15), told_on=None
    )

    def test_after_a_reassessment_the_anniversary_is_in_time(self) -> None:
        row = one(yf.special_cycles, planned(reassessments=(self.REASSESSED,)))
        assert (row.after, row.due, row.decided_on) == (Anchor.REASSESSMENT, Deadline(date(2027, 6, 1)), None)
        assert rows(review_cycles, planned(reassessments=(self.REASSESSED,))) == []

    def test_after_a_transfer_the_time_of_the_plan_goes_on_or_three_months(self) -> None:
        row = one(yf.special_cycles, planned(moves=(self.MOVED,)))
        assert (row.after, row.due.last_day, row.due.latest) == (Anchor.TRANSFER, date(2026, 9, 14), date(2026, 9, 15))
        late = planned(made_on=date(2026, 5, 1), moves=(self.MOVED,))
        assert one(yf.special_cycles, late).due.last_day == date(2027, 4, 30)

    def test_the_next_twelve_months_start_with_the_review_that_follows(self) -> None:
        review = PlanReview(meeting_on=date(2026, 9, 21), decision_on=date(2026, 10, 5), decision=ReviewDecision.KEEP)
        before = PlanReview(meeting_on=date(2025, 12, 1), decision_on=date(2025, 12, 15), decision=ReviewDecision.KEEP)
        record = planned(reviews=(before, review), reassessments=(self.REASSESSED,))
        assert one(yf.special_cycles, record).decided_on == date(2026, 10, 5)
        (row,) = rows(review_cycles, record)
        assert (row.clock_from, row.decided_on) == (date(2026, 10, 5), None)

    def test_a_reassessment_that_was_not_granted_changes_nothing(self) -> None:
        declined = Reassessment(requested_by=Requester.FAMILY, granted=False)
        assert rows(yf.special_cycles, planned(reassessments=(declined,))) == []
        assert one(review_cycles, planned(reassessments=(declined,))).clock_from == MADE

    def test_one_that_may_have_ended_leaves_the_time_open(self) -> None:
        (row,) = rows(review_cycles, planned(reassessments=(Reassessment(requested_by=Requester.FAMILY),)))
        assert isinstance(row.clock_from, Unknown)
        assert row.clock_from.needs[0].path == "plan.reassessments[0].final_on"

    def test_the_plan_s_own_interval_is_never_longer_than_the_law_s(self) -> None:
        row = one(yf.stated_cycles, planned(reviewed_every=6))
        assert row.due.last_day == date(2026, 2, 28)
        assert one(yf.stated_cycles, planned(reviewed_every=12)).due.last_day == date(2026, 8, 31)


class TestAssessments:
    """The last request; its advice, and who owes it."""

    def test_only_the_last_request_counts(self) -> None:
        first = NeedsAssessment(ref="N0", requested_by=Requester.FAMILY, requested_on=date(2024, 9, 2))
        record = assessed()
        both = record.but(needs_assessments=(*record.needs_assessments, first))
        assert [row.subject for row in rows(af.assessment_facts, both)] == ["N1"]
        later = first.but(requested_on=UNKNOWN)
        both = record.but(needs_assessments=(*record.needs_assessments, later))
        assert [row.subject for row in rows(af.assessment_facts, both)] == ["N1", "N0"]

    def test_what_is_not_asked_for_is_named(self) -> None:
        asked = [AdviceKind.FAMILY, AdviceKind.EDUCATION, AdviceKind.HEALTH, AdviceKind.SOCIAL_CARE]
        advice = tuple(Advice(kind=kind, asked_on=date(2026, 10, 20), given_on=None) for kind in asked)
        row = one(af.assessment_facts, assessed(advice=advice))
        assert row.advice_missing == {AdviceKind.PSYCHOLOGY} and row.advice_sought_on is None
        whole = (*advice, Advice(kind=AdviceKind.PSYCHOLOGY, asked_on=None, there_already=True))
        assert one(af.assessment_facts, assessed(advice=whole)).advice_sought_on == date(2026, 10, 20)

    def test_earlier_advice_never_stands_in_for_asking_the_family(self) -> None:
        advice = tuple(Advice(kind=kind, asked_on=None, there_already=True) for kind in AdviceKind)
        assert one(af.assessment_facts, assessed(advice=advice)).advice_missing == {AdviceKind.FAMILY}

    @pytest.mark.parametrize(("year", "wanted"), [(YearGroup.Y8, False), (YearGroup.Y9, True), (YearGroup.Y11, True)])
    def test_preparing_for_adulthood_from_year_9(self, year: YearGroup, wanted: bool) -> None:
        record = assessed(advice=())
        row = one(af.assessment_facts, record.but(pupil=record.pupil.but(taught_year=year)))
        assert (AdviceKind.ADULTHOOD in row.advice_missing) is wanted

    def test_a_class_without_a_year_is_a_question(self) -> None:
        record = assessed(advice=())
        for year in (YearGroup.X, UNKNOWN):
            row = one(af.assessment_facts, record.but(pupil=record.pupil.but(taught_year=year)))
            assert isinstance(row.advice_missing, Unknown)
            assert [need.path for need in row.advice_missing.needs] == ["pupil.taught_year"]

    def test_who_owes_advice(self) -> None:
        def adviser(kind: AdviceKind, school: str | None) -> Any:
            advice = Advice(kind=kind, school=school, asked_on=date(2026, 10, 20), given_on=None)
            return one(af.advice_facts, assessed(advice=(advice,))).who

        assert adviser(AdviceKind.EDUCATION, "CENTRE") is Actor.CENTRE
        assert adviser(AdviceKind.EDUCATION, "HILL") is Actor.HOME_SCHOOL
        assert adviser(AdviceKind.EDUCATION, "DALE") is Actor.OTHER_SCHOOL
        assert adviser(AdviceKind.HEALTH, None) is Actor.HEALTH
        assert adviser(AdviceKind.PSYCHOLOGY, None) is Actor.ADVICE_BODY

    def test_advice_that_runs_to_no_limit_has_no_row(self) -> None:
        """Not asked for, there already, or the family's own view."""
        advice = (
            Advice(kind=AdviceKind.HEALTH, asked_on=None),
            Advice(kind=AdviceKind.FAMILY, asked_on=date(2026, 10, 20), given_on=None),
            Advice(kind=AdviceKind.EDUCATION, there_already=True, asked_on=None),
        )  # fmt: skip
        assert rows(af.advice_facts, assessed(advice=advice)) == []

    @pytest.mark.parametrize(("day", "many"), [(MONDAY, 1), (MONDAY + DAY, 0)])
    def test_a_consultation_still_to_come_has_no_row(self, day: date, many: int) -> None:
        consulted = Consultation(school="HILL", consulted_on=day, answered_on=None)
        assert len(rows(af.consultation_facts, assessed(consultations=(consulted,)))) == many

    def test_an_exception_of_the_adviser_s_own_leaves_no_date(self) -> None:
        advice = Advice(kind=AdviceKind.HEALTH, asked_on=date(2026, 10, 20), given_on=None, excused=True)
        due = one(af.advice_facts, assessed(advice=(advice,))).due
        assert due.backstop.last_day == date(2026, 12, 1)

    def test_a_relief_switches_the_limits_off_and_keeps_their_days(self) -> None:
        row = one(af.assessment_facts, assessed(reliefs=(Relief(kind=ReliefKind.PERSONAL),)))
        assert row.decision_due.backstop.last_day == date(2026, 10, 26)
        assert row.final_due.backstop.last_day == date(2027, 2, 1)


class TestPhaseTransfers:
    """Asked about in the two years that end a phase everywhere; told where the plan says what comes next."""

    COLLEGE = NextPhase(phase=Phase.SECONDARY_TO_POST_16, moves_on=date(2027, 9, 1), named_on=None)

    @pytest.mark.parametrize(
        ("year", "asks"),
        [(YearGroup.Y6, True), (YearGroup.Y11, True), (YearGroup.Y10, False), (YearGroup.Y2, False),
         (UNKNOWN, False)],
    )  # fmt: skip
    def test_who_is_asked(self, year: Any, asks: bool) -> None:
        record = planned(next_phase=UNKNOWN)
        found = rows(pf.phase_transfers, record.but(pupil=record.pupil.but(taught_year=year)))
        assert bool(found) is asks
        assert all(isinstance(row.transfers, Unknown) for row in found)

    def test_a_move_that_is_no_phase_transfer_has_no_row(self) -> None:
        """Staying on in the same school's sixth form, or going back from a unit: nothing comes next by this rule."""
        record = planned(next_phase=None)
        assert rows(pf.phase_transfers, record.but(pupil=record.pupil.but(taught_year=YearGroup.Y11))) == []

    @pytest.mark.parametrize(
        ("on", "shown"), [(date(2026, 8, 31), False), (date(2026, 9, 1), True), (date(2027, 12, 1), True)]
    )
    def test_within_twelve_months(self, on: date, shown: bool) -> None:
        assert bool(rows(pf.phase_transfers, planned(next_phase=self.COLLEGE), on)) is shown

    def test_the_review_counts_from_twelve_months_before(self) -> None:
        def reviewed_on(meeting: date, named_on: date | None = None) -> Any:
            record = planned(reviews=(PlanReview(meeting_on=meeting),), next_phase=self.COLLEGE.but(named_on=named_on))
            return one(pf.phase_transfers, record, date(2027, 2, 1)).reviewed_on

        record = planned(reviews=(PlanReview(meeting_on=date(2026, 10, 1)), PlanReview(meeting_on=UNKNOWN)))
        record = record.but(plan=record.plan.but(next_phase=self.COLLEGE))  # type: ignore[union-attr]
        assert isinstance(one(pf.phase_transfers, record).reviewed_on, Unknown)
        assert reviewed_on(date(2026, 8, 31)) is None
        assert reviewed_on(date(2026, 9, 1)) == date(2026, 9, 1)
        assert reviewed_on(date(2026, 6, 1), named_on=date(2027, 1, 4)) == date(2027, 1, 4)


class TestEarlyReviews:
    """What a suspension in the term, an exclusion or a cut in time asks for."""

    def test_suspensions_of_the_term_are_counted_by_school(self) -> None:
        record = planned().but(
            suspensions=(suspended(date(2026, 9, 8), "S1", 9), suspended(date(2026, 11, 10), "S2", 2),
                         suspended(date(2026, 7, 2), "S3", 8)),
        )  # fmt: skip
        row = one(ef.suspended_with_plan, record)
        assert (row.suspensions, row.school_days, row.last_began_on) == (2, 6, date(2026, 11, 10))

    def test_without_the_term_of_the_day_nothing_is_told(self) -> None:
        """A calendar that runs out, or none: other rules ask for it."""
        record = planned().but(suspensions=(suspended(date(2026, 11, 10)),))
        assert rows(ef.suspended_with_plan, record, date(2028, 1, 10)) == []
        other = planned().but(suspensions=(suspended(date(2026, 11, 10)).but(school="NONE"),))
        assert rows(ef.suspended_with_plan, other) == []

    def test_asked_for_or_held_since_is_enough(self) -> None:
        for review in (
            PlanReview(meeting_fixed_for=date(2026, 12, 7), asked_for_on=date(2026, 11, 12)),
            PlanReview(meeting_on=date(2026, 11, 12), decision=ReviewDecision.KEEP),
        ):
            record = planned(reviews=(review,)).but(suspensions=(suspended(date(2026, 11, 12)),))
            assert one(ef.suspended_with_plan, record).asked_on == date(2026, 11, 12)
        before = PlanReview(meeting_on=date(2026, 11, 9), decision=ReviewDecision.KEEP)
        record = planned(reviews=(before,)).but(suspensions=(suspended(date(2026, 11, 10)),))
        assert one(ef.suspended_with_plan, record).asked_on is None


def test_no_row_tells_a_date_of_birth() -> None:
    record = planned(ceasing=None).but(pupil=YEAR_8.pupil.but(born=date(2000, 1, 2)))
    row = one(cf.plan_ages, record)
    assert row.under_26 is False and "2000" not in repr(row) and "2026-01" not in repr(row)


class TestAtTheEdges:
    """Where a row ends, and what is not known of the one who acts."""

    def test_a_reassessment_two_reviews_ago_is_long_past(self) -> None:
        again = Reassessment(requested_by=Requester.FAMILY, final_on=date(2025, 10, 1))
        decided = [date(2026, 1, 12), date(2026, 10, 5)]
        for number, many in ((1, 1), (2, 0)):
            reviews = tuple(PlanReview(meeting_on=day, decision_on=day) for day in decided[:number])
            assert len(rows(yf.special_cycles, planned(reassessments=(again,), reviews=reviews))) == many

    def test_a_plan_that_ended_without_a_notice_cut_no_time_to_appeal_short(self) -> None:
        ended = Ceasing(notice_on=None, ceased_on=date(2026, 10, 1), appealed=False, determined_on=None)
        assert one(cf.ceasings, planned(ceasing=ended)).kept_through is True
        told = ended.but(notice_on=date(2026, 9, 28))
        assert one(cf.ceasings, planned(ceasing=told)).kept_through is False

    def test_the_age_of_a_pupil_without_a_plan_is_nobody_s_matter(self) -> None:
        record = planned().but(pupil=YEAR_8.pupil.but(born=date(2000, 1, 2)))
        assert rows(cf.plan_ages, record) and rows(cf.plan_ages, record.but(plan=None)) == []

    def test_who_acts_hangs_on_whether_the_placement_had_begun(self) -> None:
        assert isinstance(YEAR_8.placements, tuple)
        (placement,) = YEAR_8.placements
        record = YEAR_8.but(placements=(placement.but(first_day=UNKNOWN),))
        found = af.whose_step(record, "CENTRE", MONDAY)
        assert isinstance(found, Unknown) and [need.path for need in found.needs] == ["placements[0].first_day"]
        assert af.whose_step(record, "HILL", MONDAY) is Actor.HOME_SCHOOL
        assert af.whose_step(YEAR_8, "CENTRE", MONDAY) is Actor.CENTRE
        nothing_told = af.whose_step(YEAR_8.but(placements=UNKNOWN), "CENTRE", MONDAY)
        assert isinstance(nothing_told, Unknown) and [need.path for need in nothing_told.needs] == ["placements"]

    @pytest.mark.parametrize(("made_on", "many"), [(MONDAY, 1), (MONDAY + DAY, 0)])
    def test_what_a_tribunal_will_say_is_not_owed_yet(self, made_on: date, many: int) -> None:
        ruling = Ruling(binding=Binding.ORDER, order=Order.AMEND_BOTH, made_on=made_on)
        health = Recommendation(about=Recommended.HEALTH, made_on=made_on, answered_on=None)
        dispute = Dispute(
            about=Disputed.CONTENTS, notice_on=date(2026, 9, 1), rulings=(ruling,), recommendations=(health,)
        )
        record = planned(disputes=(dispute,))
        assert len(rows(df.orders, record)) == 2 * many and len(rows(df.recommendations, record)) == many

    def test_the_setting_and_the_provision_of_one_order_each_have_their_day(self) -> None:
        ruling = Ruling(
            binding=Binding.ORDER, order=Order.AMEND_BOTH, made_on=date(2026, 10, 1), setting_on=date(2026, 10, 9),
            final_on=date(2026, 10, 30),
        )  # fmt: skip
        dispute = Dispute(about=Disputed.CONTENTS, notice_on=date(2026, 9, 1), rulings=(ruling,))
        done = {row.what: row.done_on for row in rows(df.orders, planned(disputes=(dispute,)))}
        assert done == {
            "plan with the setting amended": date(2026, 10, 9), "plan with the provision amended": date(2026, 10, 30),
        }  # fmt: skip
