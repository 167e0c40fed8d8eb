"""What is recorded of an exclusion's procedure: what cannot be so is refused, every fault at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from ap_core import UNKNOWN, InvalidValue, PermanentExclusion, Suspension
from ap_core.dates.service import Method
from ap_core.errors import ActualDayNeeded
from ap_core.exclusion import (
    Band,
    BoardDecision,
    Cancellation,
    Meeting,
    Notice,
    Outcome,
    PanelDecision,
    PanelReview,
    Procedure,
    Recipient,
    Reconsideration,
    Representations,
    ReviewApplication,
)
from ap_core.registration.records import SchoolKind
from tests.dates_models import D

PARENT, BOARD = Recipient.PARENT, Recipient.BOARD


def faults(build: Callable[..., Any], **given: Any) -> list[str]:
    with pytest.raises(InvalidValue) as refused:
        build(**given)
    return [fault.path for fault in refused.value.faults]


def excluded(**changes: Any) -> PermanentExclusion:
    return PermanentExclusion(**{"ref": "X1", "school": "HILL", "on": D("2026-11-02"), **changes})


def decided(on: str, reinstates: bool = False, **more: Any) -> BoardDecision:
    return BoardDecision(on=D(on), reinstates=reinstates, **more)


def told(to: Recipient, on: str) -> Notice:
    return Notice(to=to, on=D(on))


class TestWhatCannotBeSo:
    def test_a_notice_received_before_it_was_sent(self) -> None:
        assert faults(Notice, to=PARENT, on=D("2026-11-02"), received_on=D("2026-11-01")) == ["received_on"]
        Notice(to=PARENT, on=D("2026-11-02"), received_on=D("2026-11-02"))

    def test_told_twice_and_told_before_there_was_anything_to_tell(self) -> None:
        notices = (told(PARENT, "2026-11-19"), told(BOARD, "2026-11-20"), told(PARENT, "2026-11-21"))
        assert faults(BoardDecision, on=D("2026-11-20"), reinstates=False, notices=notices) == [
            "notices[0].on", "notices[2].to",
        ]  # fmt: skip
        assert faults(Cancellation, on=D("2026-11-20"), notices=notices) == ["notices[0].on", "notices[2].to"]
        assert faults(PanelDecision, on=D("2026-11-20"), outcome=Outcome.UPHELD, notices=notices[:1]) == [
            "notices[0].on"
        ]
        assert faults(Reconsideration, on=D("2026-11-20"), reinstates=False, notices=notices[:1]) == ["notices[0].on"]
        assert faults(Procedure, notices=notices) == ["notices[2].to"]

    def test_considered_before_it_was_made(self) -> None:
        day = D("2026-11-04")
        assert faults(Representations, made_on=day, considered_on=D("2026-11-03")) == ["considered_on"]
        Representations(made_on=day, considered_on=day)

    @pytest.mark.parametrize("decision", [BoardDecision, Reconsideration])
    def test_a_day_of_reinstatement_that_is_none(self, decision: Any) -> None:
        on = D("2026-11-20")
        assert faults(decision, on=on, reinstates=False, reinstate_by=on) == ["reinstate_by"]
        assert faults(decision, on=on, reinstates=True, reinstate_by=D("2026-11-19")) == ["reinstate_by"]
        assert decision(on=on, reinstates=True, reinstate_by=on)

    def test_a_decision_without_a_meeting_and_a_meeting_twice(self) -> None:
        meetings = (Meeting(on=D("2026-11-23")), Meeting(on=D("2026-11-23")))
        assert faults(Procedure, meetings=meetings, decision=decided("2026-11-20")) == [
            "meetings[1].on", "decision.on",
        ]  # fmt: skip
        assert Procedure(decision=decided("2026-11-20")).meetings is UNKNOWN
        Procedure(meetings=meetings[:1], decision=decided("2026-11-23"))

    def test_a_cancellation_after_the_board_decided(self) -> None:
        cancelled = Cancellation(on=D("2026-11-21"))
        assert faults(Procedure, decision=decided("2026-11-20"), cancelled=cancelled) == ["cancelled.on"]

    def test_a_meeting_before_the_exclusion_and_all_else_that_is_too_early(self) -> None:
        early = Procedure(
            notices=(told(PARENT, "2026-11-03"),), meetings=(Meeting(on=D("2026-10-20")),),
            decision=decided("2026-10-20"), back_on=D("2026-10-21"),
        )  # fmt: skip
        wrong = ["notice_on", "procedure.meetings[0].on", "procedure.decision.on", "procedure.back_on"]
        day = {"notice_on": D("2026-11-02"), "exam_on": D("2026-11-01"), "procedure": early}
        assert faults(excluded, **day) == ["exam_on", *wrong]
        first = {"first_day": D("2026-11-02"), "last_day": D("2026-10-30")}
        assert faults(Suspension, ref="S", school="HILL", **first, **day) == ["last_day", "exam_on", *wrong]

    def test_nothing_is_held_against_a_day_that_is_not_known(self) -> None:
        early = Procedure(meetings=(Meeting(on=D("2026-10-20")),))
        excluded(on=UNKNOWN, procedure=early, exam_on=D("2026-01-01"))

    def test_the_parents_notice_in_both_places_on_one_day(self) -> None:
        both = Procedure(notices=(told(PARENT, "2026-11-03"), told(BOARD, "2026-11-02")))
        excluded(notice_on=D("2026-11-03"), procedure=both)
        assert faults(excluded, notice_on=D("2026-11-02"), procedure=both) == ["notice_on"]

    def test_a_school_whose_head_cannot_exclude(self) -> None:
        assert faults(excluded, school_kind=SchoolKind.COLLEGE) == ["school_kind"]


class TestTheReview:
    """A panel reviews a decision of the board not to reinstate; what nobody applied for has no course."""

    APPLICATION = ReviewApplication(on=D("2026-12-01"), method=Method.BY_HAND)

    def test_a_panel_without_a_board_decision(self) -> None:
        review = PanelReview(application=self.APPLICATION)
        assert faults(excluded, review=review, procedure=Procedure(decision=None)) == ["review"]
        assert faults(excluded, review=review) == ["review"]
        excluded(review=review, procedure=Procedure())

    def test_of_a_decision_to_reinstate_and_before_it(self) -> None:
        procedure = Procedure(decision=decided("2026-12-03", reinstates=True))
        review = PanelReview(
            application=self.APPLICATION, decision=PanelDecision(on=D("2026-12-02"), outcome=Outcome.UPHELD)
        )
        assert faults(excluded, review=review, procedure=procedure) == [
            "review", "review.application.on", "review.decision.on",
        ]  # fmt: skip

    def test_a_waiver_is_no_review(self) -> None:
        excluded(review=PanelReview(waived_on=D("2026-11-03"), application=None))

    def test_what_nobody_applied_for(self) -> None:
        assert faults(
            PanelReview, application=None, abandoned_on=D("2026-12-02"), meetings=(Meeting(on=D("2026-12-02")),),
            decision=PanelDecision(on=D("2026-12-02"), outcome=Outcome.UPHELD),
        ) == ["abandoned_on", "decision", "meetings"]  # fmt: skip

    def test_before_the_application(self) -> None:
        assert faults(
            PanelReview, application=self.APPLICATION, abandoned_on=D("2026-11-30"),
            meetings=(Meeting(on=D("2026-11-30")), Meeting(on=D("2026-11-30"))),
            decision=PanelDecision(on=D("2026-11-30"), outcome=Outcome.UPHELD),
        ) == ["meetings[0].on", "meetings[1].on", "meetings[1].on", "decision.on", "abandoned_on"]  # fmt: skip

    def test_a_decision_before_the_panel_met(self) -> None:
        assert faults(
            PanelReview, application=self.APPLICATION, meetings=(Meeting(on=D("2026-12-04")),),
            decision=PanelDecision(on=D("2026-12-03"), outcome=Outcome.UPHELD),
        ) == ["decision.on"]  # fmt: skip

    def test_a_second_look_that_nothing_called_for(self) -> None:
        again = Reconsideration(on=D("2026-12-10"), reinstates=False)
        upheld = PanelDecision(on=D("2026-12-11"), outcome=Outcome.UPHELD)
        assert faults(PanelReview, decision=upheld, reconsidered=again) == ["reconsidered", "reconsidered.on"]
        assert faults(PanelReview, decision=None, reconsidered=again) == ["reconsidered"]
        assert PanelReview(reconsidered=again).decision is UNKNOWN

    def test_a_payment_that_nobody_ordered(self) -> None:
        quashed = PanelDecision(on=D("2026-12-11"), outcome=Outcome.QUASHED)
        assert faults(PanelReview, decision=quashed, paid_on=D("2026-12-20")) == ["paid_on"]
        PanelReview(decision=quashed.but(orders_payment=True), paid_on=D("2026-12-20"))

    def test_the_day_an_application_is_made(self) -> None:
        """Handed in: that day; posted first class: the second working day after, whatever is shown (CAL-11)."""
        assert self.APPLICATION.made_on == D("2026-12-01")
        posted = self.APPLICATION.but(method=Method.FIRST_CLASS_POST, received_on=D("2026-12-09"))
        assert posted.made_on == D("2026-12-03")
        sent = self.APPLICATION.but(method=Method.ELECTRONIC)
        for unclear in (sent, self.APPLICATION.but(method=UNKNOWN)):
            with pytest.raises(ActualDayNeeded):
                assert unclear.made_on is date.min
        assert sent.but(received_on=D("2026-12-02")).made_on == D("2026-12-02")
        assert faults(ReviewApplication, on=D("2026-12-01"), received_on=D("2026-11-30")) == ["received_on"]


class TestBands:
    def test_names(self) -> None:
        assert [band.name for band in Band if band.board_told_at_once] == ["B", "B0", "C", "D", "E"]
