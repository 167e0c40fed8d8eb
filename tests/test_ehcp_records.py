"""What a plan's records refuse, every fault at once, and what they take."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from ap_core import UNKNOWN, EHCPlan, InvalidValue
from ap_core.ehcp.assessments import Advice, AdviceKind, Consultation, NeedsAssessment
from ap_core.ehcp.changes import Amendment, Ceasing, PlanMove, Reassessment, Requester
from ap_core.ehcp.disputes import Dispute, Disputed, Recommendation, Recommended, Ruling
from ap_core.ehcp.order_timetable import Binding, Order
from ap_core.ehcp.plan_parts import NamedSetting, Need, NeedType, Outcome, PersonalBudget
from ap_core.ehcp.provision import Per, ProvisionKind, ProvisionLine
from ap_core.ehcp.records import PlanReview, ReviewDecision
from tests.placements import YEAR_8

DAY = timedelta(1)
MADE = date(2026, 9, 1)


def paths(build: Callable[[], Any]) -> list[str]:
    with pytest.raises(InvalidValue) as refused:
        build()
    return [fault.path for fault in refused.value.faults]


def plan(**given: Any) -> EHCPlan:
    return EHCPlan(authority="SHIRE", **{"made_on": MADE, **given})


class TestNeeds:
    """Two ranks, as the return has them; each type once; none that only SEN support has."""

    def test_nsa_with_a_plan(self) -> None:
        assert paths(lambda: plan(needs=(Need(kind=NeedType.NSA, rank=1),))) == ["needs[0].kind"]

    def test_three_ranked_needs_where_the_return_allows_two(self) -> None:
        kinds = (NeedType.SEMH, NeedType.SLCN, NeedType.MLD)
        ranked = tuple(Need(kind=kind, rank=rank) for rank, kind in enumerate(kinds, 1))
        assert paths(lambda: plan(needs=ranked)) == ["needs[2].rank"]
        unranked = (*ranked[:2], ranked[2].but(rank=None))
        assert plan(needs=unranked).needs == unranked

    def test_a_rank_or_a_type_twice(self) -> None:
        twice = (Need(kind=NeedType.SEMH, rank=1), Need(kind=NeedType.SEMH, rank=1))
        assert paths(lambda: plan(needs=twice)) == ["needs[1].kind", "needs[1].rank"]
        assert paths(lambda: plan(needs=(Need(kind=NeedType.SEMH, rank=0),))) == ["needs[0].rank"]

    def test_an_unknown_type_of_need(self) -> None:
        with pytest.raises(InvalidValue, match="kind: is text"):
            Need(kind="BESD")  # type: ignore[arg-type]


class TestParts:
    """Lines, outcomes, settings named, the budget."""

    def test_references_once(self) -> None:
        line = ProvisionLine(ref="F1", kind=ProvisionKind.TEACHING, minutes=60, per=Per.WEEK)
        outcome = Outcome(ref="E1", what="secret")
        assert paths(lambda: plan(provision=(line, line), outcomes=(outcome, outcome))) == [
            "outcomes[1].ref", "provision[1].ref",
        ]  # fmt: skip
        assert "secret" not in repr(plan(outcomes=(outcome,)))

    def test_a_setting_names_a_school_or_a_type_and_has_a_day(self) -> None:
        assert paths(lambda: NamedSetting(school=None, first=MADE, last=MADE - DAY)) == ["kind", "last"]
        with pytest.raises(TypeError):
            NamedSetting(school="HILL")  # type: ignore[call-arg]
        assert NamedSetting(school=None, kind="special school", first=MADE).school is None

    def test_nothing_of_a_budget_before_it_was_asked_for(self) -> None:
        early = MADE - DAY
        faulty = lambda: PersonalBudget(  # noqa: E731
            asked_on=MADE, prepared_on=early, first_paid_on=early, payments_reviewed_on=early
        )
        assert paths(faulty) == ["prepared_on", "first_paid_on", "payments_reviewed_on"]

    @pytest.mark.parametrize("months", [0, 13])
    def test_more_reviews_than_one_a_year(self, months: int) -> None:
        assert paths(lambda: plan(reviewed_every=months)) == ["reviewed_every"]


class TestFinalPlans:
    """No final plan before the first, and no two on one day."""

    def test_two_final_plans_on_one_day(self) -> None:
        amended = Amendment(notice_on=MADE, final_on=MADE + 30 * DAY)
        again = Reassessment(requested_by=Requester.FAMILY, granted=True, final_on=MADE + 30 * DAY)
        assert paths(lambda: plan(amendments=(amended,), reassessments=(again,))) == ["reassessments[0].final_on"]
        assert paths(lambda: plan(amendments=(amended.but(notice_on=MADE, final_on=MADE),))) == [
            "amendments[0].final_on"
        ]

    def test_a_decision_not_to_amend_is_no_plan(self) -> None:
        kept = Amendment(notice_on=MADE, final_on=MADE, amended=False)
        assert plan(amendments=(kept,)).amendments == (kept,)

    def test_before_the_plan_was_made(self) -> None:
        early = Amendment(notice_on=MADE - 9 * DAY, final_on=MADE - DAY)
        review = PlanReview(meeting_on=UNKNOWN, decision=ReviewDecision.AMEND, amendment=early)
        assert paths(lambda: plan(reviews=(review,))) == ["reviews[0].amendment.final_on"]
        assert plan(reviews=(review,), made_on=UNKNOWN).reviews == (review,)

    def test_a_review_before_the_plan(self) -> None:
        review = PlanReview(meeting_on=MADE - DAY, decision_on=MADE)
        assert paths(lambda: plan(reviews=(review,))) == ["reviews[0].meeting_on"]

    def test_an_amendment_where_the_plan_is_kept(self) -> None:
        assert paths(lambda: PlanReview(decision=ReviewDecision.KEEP, amendment=Amendment())) == ["amendment"]


class TestOnce:
    """What happened is recorded once: its findings are told apart by its day."""

    def test_twice(self) -> None:
        dispute = Dispute(about=Disputed.CONTENTS, notice_on=MADE)
        move = PlanMove(moved_on=MADE)
        asked = Reassessment(requested_by=Requester.FAMILY, requested_on=MADE)
        sent = Amendment(notice_on=MADE, final_on=None)
        assert paths(
            lambda: plan(disputes=(dispute,) * 2, moves=(move,) * 2, reassessments=(asked,) * 2, amendments=(sent,) * 2)
        ) == ["amendments[1]", "moves[1]", "reassessments[1]", "disputes[1]"]
        ruling = Ruling(binding=Binding.ORDER, order=Order.ASSESS, made_on=MADE)
        advised = Recommendation(about=Recommended.HEALTH, made_on=MADE)
        assert paths(lambda: dispute.but(rulings=(ruling,) * 2, recommendations=(advised,) * 2)) == [
            "rulings[1]", "recommendations[1]",
        ]  # fmt: skip
        unknown = plan(moves=(PlanMove(), PlanMove()), reassessments=(asked.but(requested_on=UNKNOWN),) * 2)
        assert len(unknown.moves) == 2


class TestOrderOfDays:
    """An end before its start is refused, for each record; a day not known refuses nothing."""

    def test_a_final_plan_before_its_request(self) -> None:
        build = lambda: NeedsAssessment(  # noqa: E731
            ref="N1", requested_by=Requester.FAMILY, requested_on=MADE, decided_on=MADE - DAY, final_on=MADE - DAY
        )
        assert paths(build) == ["decided_on", "final_on"]

    def test_a_plan_that_was_not_to_be(self) -> None:
        build = lambda: NeedsAssessment(  # noqa: E731
            ref="N1", requested_by=Requester.FAMILY, assesses=False, makes_plan=True, final_on=MADE
        )
        assert paths(build) == ["final_on", "makes_plan"]
        none = NeedsAssessment(ref="N1", requested_by=Requester.FAMILY, makes_plan=False, final_on=None)
        assert none.final_on is None

    def test_two_assessments_of_one_reference(self) -> None:
        each = NeedsAssessment(ref="N1", requested_by=Requester.FAMILY)
        assert paths(lambda: YEAR_8.but(needs_assessments=(each, each))) == ["needs_assessments[1].ref"]

    @pytest.mark.parametrize(
        ("build", "path"),
        [
            (lambda: Amendment(notice_on=MADE, final_on=MADE - DAY), "final_on"),
            (lambda: Amendment(notice_on=MADE, comments_on=MADE - DAY, final_on=MADE), "comments_on"),
            (
                lambda: Reassessment(requested_by=Requester.FAMILY, requested_on=MADE, decided_on=MADE - DAY),
                "decided_on",
            ),
            (lambda: Reassessment(requested_by=Requester.FAMILY, granted=False, final_on=MADE), "final_on"),
            (lambda: PlanMove(moved_on=MADE, transferred_on=MADE - DAY), "transferred_on"),
            (lambda: PlanMove(health_aware_on=MADE, health_asked_on=MADE - DAY), "health_asked_on"),
            (lambda: Ceasing(notice_on=MADE, ceased_on=MADE - DAY), "ceased_on"),
            (lambda: Ceasing(notice_on=MADE, certificate_on=MADE - DAY), "certificate_on"),
            (lambda: Advice(kind=AdviceKind.HEALTH, asked_on=MADE, given_on=MADE - DAY), "given_on"),
            (lambda: Consultation(school="HILL", consulted_on=MADE, answered_on=MADE - DAY), "answered_on"),
            (lambda: Dispute(about=Disputed.CONTENTS, notice_on=MADE, appealed_on=MADE - DAY), "appealed_on"),
            (lambda: Ruling(binding=Binding.ORDER, order=Order.ASSESS, made_on=MADE, final_on=MADE - DAY), "final_on"),
            (lambda: Ruling(binding=Binding.ORDER, order=Order.NOT_APPEALABLE, made_on=MADE), "order"),
            (lambda: Recommendation(about=Recommended.HEALTH, made_on=MADE, answered_on=MADE - DAY), "answered_on"),
        ],
    )
    def test_one_fault_each(self, build: Callable[[], Any], path: str) -> None:
        assert paths(build) == [path]

    def test_earlier_advice_may_be_older_than_any_request(self) -> None:
        old = Advice(kind=AdviceKind.HEALTH, asked_on=MADE, given_on=MADE - 90 * DAY, there_already=True)
        assert old.given_on == MADE - 90 * DAY
