"""The rules of what follows: the review, the register, cancelling, and the way back into school."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from ap_core import (
    UNKNOWN,
    Calendars,
    HalfDays,
    PermanentExclusion,
    Suspension,
    Verdict,
)
from ap_core.dates.service import Method
from ap_core.exclusion import (
    Cancellation,
    Meeting,
    Notice,
    Outcome,
    PanelDecision,
    PanelReview,
    Procedure,
    Recipient,
    Reconsideration,
    Reintegration,
    ReviewApplication,
    Seat,
    term_total,
)
from ap_core.exclusion.board_timetable import papers_due
from ap_core.exclusion.effect import letter_given, takes_effect
from ap_core.registration.records import DeletionGround
from tests.dates_models import D, calendar
from tests.exclusions import (
    BOARD,
    EXCLUDED,
    GONE,
    MET,
    NOT_MET,
    PENDING,
    PROCEDURE,
    REVIEW,
    UNDETERMINED,
    cancelled,
    doing,
    excluding,
    in_years,
    of,
    one,
    record,
    review,
    suspended,
    suspension,
    told,
    verdicts,
)
from tests.placements import CALENDARS, DIRECTED, STORY_CALENDAR, YEAR_8, reviewed


class TestTheReviewOfIt:
    """Applied for in time, held in time, made up as the law says; the panel never reinstates."""

    def test_held_by_the_closing_date(self) -> None:
        assert one("exclusion.review.held", record()).due.last_day == D("2027-01-06")  # type: ignore[union-attr]
        waiting = review(meetings=(), decision=None, reconsidered=None, paid_on=None)
        assert verdicts("exclusion.review.held", waiting, D("2027-01-06")) == [PENDING]
        assert verdicts("exclusion.review.held", waiting, D("2027-01-07")) == [NOT_MET]
        assert of("exclusion.review.held", waiting.but(permanent_exclusions=(EXCLUDED.but(review=REVIEW.but(
            meetings=(), decision=None, reconsidered=None, paid_on=None, abandoned_on=D("2026-12-10"),
        )),))) == []  # fmt: skip

    @pytest.mark.parametrize(("on", "in_time"), [("2026-12-11", True), ("2026-12-12", False)])
    def test_in_time_or_not(self, on: str, in_time: bool) -> None:
        applied = review(application=ReviewApplication(on=D(on), method=Method.BY_HAND))
        assert len(of("exclusion.review.held", applied)) == int(in_time)
        assert verdicts("exclusion.review.out_of_time", applied) == ([] if in_time else [NOT_MET])
        left = review(application=ReviewApplication(on=D(on), method=Method.BY_HAND), meetings=(), decision=None,
                      reconsidered=None, paid_on=None)  # fmt: skip
        assert verdicts("exclusion.review.out_of_time", left) == ([] if in_time else [MET])

    def test_the_second_time_after_a_claim(self) -> None:
        late = ReviewApplication(on=D("2027-02-10"), method=Method.BY_HAND)
        after = review(application=late, claim_ended_on=D("2027-02-01"), meetings=(), decision=None, reconsidered=None,
                       paid_on=None)  # fmt: skip
        assert verdicts("exclusion.review.held", after) == [PENDING]
        assert of("exclusion.review.out_of_time", after) == []

    def test_expert_papers_members_order(self) -> None:
        assert verdicts("exclusion.review.sen_expert", review(sen_expert_on=None)) == [PENDING]
        late = review(meetings=(Meeting(on=D("2026-12-17"), papers_on=D("2026-12-14")),))
        assert verdicts("exclusion.review.papers", late) == [UNDETERMINED]
        assert verdicts("exclusion.review.members", review(members=(Seat.HEAD, Seat.LAY, Seat.GOVERNOR))) == [NOT_MET]
        recommended = review(decision=PanelDecision(
            on=D("2026-12-17"), outcome=Outcome.RECOMMENDED, orders_payment=True, notices=told("2026-12-18"),
        ))  # fmt: skip
        assert verdicts("exclusion.review.order", recommended) == [NOT_MET]
        assert of("exclusion.reconsideration.payment", recommended) == []

    def test_papers_in_time_on_either_reading(self) -> None:
        due = papers_due(D("2026-12-17"), STORY_CALENDAR)
        for day, verdict in ((due.last_day, MET), (due.latest, MET), (due.latest + timedelta(1), UNDETERMINED)):
            sent = review(meetings=(Meeting(on=D("2026-12-17"), papers_on=day),))
            assert verdicts("exclusion.review.papers", sent) == [verdict]

    def test_the_time_to_apply_does_not_run_before_the_parent_has_the_letter(self) -> None:
        untold = record(procedure=PROCEDURE.but(decision=BOARD.but(notices=())))
        (finding,) = of("exclusion.review.held", untold)
        assert finding.verdict is UNDETERMINED
        assert finding.missing == ("permanent_exclusions[0].procedure.decision.notices",)
        assert finding.needs[0].ask == "When was the parent given the board's letter?"

    def test_a_panel_that_orders_no_payment(self) -> None:
        free = REVIEW.decision.but(orders_payment=False)  # type: ignore[union-attr]
        assert of("exclusion.reconsideration.payment", review(decision=free, paid_on=None)) == []
        assert len(of("exclusion.reconsideration.payment", review(paid_on=None))) == 1

    def test_an_order_of_which_nothing_is_known(self) -> None:
        assert verdicts("exclusion.review.order", review(decision=UNKNOWN, paid_on=UNKNOWN)) == [UNDETERMINED]
        undecided = review(decision=None, reconsidered=None, paid_on=None)
        assert of("exclusion.review.order", undecided) == []

    def test_reconsidered_in_ten_school_days(self) -> None:
        assert one("exclusion.reconsideration.in_time", record()).due.last_day == D("2027-01-18")  # type: ignore[union-attr]
        again = REVIEW.reconsidered
        assert isinstance(again, Reconsideration)
        late = review(reconsidered=again.but(on=D("2027-01-19"), notices=()))
        assert verdicts("exclusion.reconsideration.in_time", late) == [NOT_MET]

    def test_what_is_done_on_the_day_of_the_check_is_done(self) -> None:
        for rule, day in (
            ("exclusion.reconsideration.in_time", "2027-01-15"), ("exclusion.board.decision", "2026-11-20"),
            ("exclusion.review.held", "2026-12-17"), ("exclusion.review.sen_expert", "2026-12-08"),
        ):  # fmt: skip
            assert verdicts(rule, record(), D(day)) == [MET], rule
            assert verdicts(rule, record(), D(day) - timedelta(1)) in ([PENDING], []), rule

    @pytest.mark.parametrize(
        ("on", "reinstates", "owed"),
        [("2027-01-18", False, True), ("2027-01-18", True, False), ("2027-01-19", True, True)],
    )
    def test_the_payment_falls_due_only_without_reinstatement_in_time(
        self, on: str, reinstates: bool, owed: bool
    ) -> None:
        again = Reconsideration(on=D(on), reinstates=reinstates, notices=())
        assert bool(of("exclusion.reconsideration.payment", review(reconsidered=again))) is owed
        silent = review(reconsidered=None, paid_on=None)
        assert of("exclusion.reconsideration.payment", silent, D("2027-01-18")) == []
        assert verdicts("exclusion.reconsideration.payment", silent, D("2027-01-19")) == [PENDING]
        untold = REVIEW.decision.but(notices=())  # type: ignore[union-attr]
        assert of("exclusion.reconsideration.payment", review(decision=untold, reconsidered=None, paid_on=None)) == []


class TestOffTheRegister:
    """Not before the exclusion takes effect: board's duties done, and no review to come (verification C12)."""

    HILL = STORY_CALENDAR

    def effect(self, deleted_on: str = "2027-02-01", **changes: Any) -> Any:
        return takes_effect(EXCLUDED.but(**changes), self.HILL, deleted_on=D(deleted_on))

    def test_after_the_second_decision(self) -> None:
        assert self.effect() == D("2027-01-15")
        reinstated = Reconsideration(on=D("2027-01-15"), reinstates=True)
        assert self.effect(review=REVIEW.but(reconsidered=reinstated)) is None
        assert self.effect(review=REVIEW.but(reconsidered=None, paid_on=None)) is None

    def test_the_letter_that_counts_is_the_parents(self) -> None:
        authority = Notice(to=Recipient.AUTHORITY, on=D("2026-11-23"), method=Method.BY_HAND)
        parent = authority.but(to=Recipient.PARENT, on=D("2026-11-25"))
        assert letter_given(BOARD.but(notices=(authority, parent))) == parent.on
        assert letter_given(BOARD.but(notices=(authority,))) is None

    def test_until_august_2024_a_review_determined_was_enough(self) -> None:
        assert self.effect("2024-08-18") == D("2026-12-17")
        assert self.effect("2024-08-19") == D("2027-01-15")

    def test_time_passed_without_an_application(self) -> None:
        assert self.effect(review=PanelReview(application=None)) == D("2026-12-12")
        late = PanelReview(application=ReviewApplication(on=D("2026-12-12"), method=Method.BY_HAND))
        assert self.effect(review=late) == D("2026-12-12")
        claim = PanelReview(application=None, claim_ended_on=D("2027-01-29"))
        assert self.effect(review=claim) == D("2027-02-27")
        # One that ended within the first time gives no less of it, and fifteen school days of its own.
        assert self.effect(review=claim.but(claim_ended_on=D("2026-11-20"))) == D("2026-12-12")
        assert self.effect(review=claim.but(claim_ended_on=D("2026-11-23"))) == D("2026-12-15")

    def test_a_waiver_alone_is_not_enough(self) -> None:
        """Trap of C12: a parent's early waiver before the board has decided."""
        waived = PanelReview(waived_on=D("2026-11-05"), application=None)
        assert self.effect(review=waived, procedure=PROCEDURE.but(decision=None)) is None
        assert self.effect(review=waived) == D("2026-11-20")
        assert self.effect(review=waived.but(waived_on=D("2026-12-02"))) == D("2026-12-02")

    def test_upheld_and_abandoned(self) -> None:
        upheld = REVIEW.but(decision=PanelDecision(on=D("2026-12-17"), outcome=Outcome.UPHELD), reconsidered=None,
                            paid_on=None)  # fmt: skip
        assert self.effect(review=upheld) == D("2026-12-17")
        assert self.effect(review=REVIEW.but(abandoned_on=D("2026-12-10"))) == D("2026-12-10")

    def test_never_while_it_does_not_stand_or_the_parent_was_not_told(self) -> None:
        reinstated = PROCEDURE.but(decision=BOARD.but(reinstates=True))
        assert self.effect(procedure=reinstated, review=None) is None
        cancelled = PROCEDURE.but(decision=None, meetings=(), cancelled=Cancellation(on=D("2026-11-05")))
        assert self.effect(procedure=cancelled, review=None) is None
        assert self.effect(procedure=PROCEDURE.but(decision=BOARD.but(notices=()))) is None

    @pytest.mark.parametrize("changes", [
        {"procedure": None, "review": None}, {"procedure": Procedure()}, {"review": None},
        {"procedure": PROCEDURE.but(decision=BOARD.but(notices=UNKNOWN))},
        {"procedure": PROCEDURE.but(decision=BOARD.but(notices=told("2026-11-20", method=UNKNOWN)))},
        {"review": PanelReview()}, {"review": REVIEW.but(decision=UNKNOWN)},
        {"review": REVIEW.but(reconsidered=UNKNOWN)},
        {"review": REVIEW.but(application=ReviewApplication(on=D("2026-12-01")))}, {"on": UNKNOWN},
    ])  # fmt: skip
    def test_what_is_not_known_leaves_it_open(self, changes: dict[str, Any]) -> None:
        assert type(self.effect(**changes)) is type(UNKNOWN)

    @pytest.mark.parametrize(("last", "verdict"), [("2027-01-13", NOT_MET), ("2027-01-14", MET)])
    def test_the_rule(self, last: str, verdict: Verdict) -> None:
        off = record().but(registrations=(GONE[0].but(last=D(last)),))
        assert verdicts("exclusion.permanent.deletion", off) == [verdict]

    def test_another_ground_or_school_or_a_day_to_come_is_another_matter(self) -> None:
        for changes in (
            {"ended_by": DeletionGround.MOVED_AWAY}, {"school": "BROOK"}, {"last": D("2027-03-02")}, {"last": None},
        ):  # fmt: skip
            off = record().but(registrations=(GONE[0].but(**changes),))
            assert of("exclusion.permanent.deletion", off) == []


class TestCancelling:
    """Since September 2023: until the board's meeting has begun, and within the days of a year (EX-CAN-01 to -04)."""

    @pytest.mark.parametrize(
        ("met", "verdict"), [("2026-11-04", NOT_MET), ("2026-11-05", UNDETERMINED), ("2026-11-06", None)]
    )
    def test_the_meeting_begun(self, met: str, verdict: Verdict | None) -> None:
        """Trap 6: not "until the governors decide"."""
        begun = cancelled("2026-11-05", meetings=(Meeting(on=D(met), adjourned=True),))
        assert verdicts("exclusion.cancellation.before_meeting", begun) == ([] if verdict is None else [verdict])

    def test_of_a_short_suspension_a_meeting_bars_nothing(self) -> None:
        short = doing("2026-11-02", "2026-11-03", meetings=(Meeting(on=D("2026-11-02")),),
                      cancelled=Cancellation(on=D("2026-11-03")), back_on=D("2026-11-03"))  # fmt: skip
        assert of("exclusion.cancellation.before_meeting", short) == []

    def test_the_pupil_is_let_back_and_the_board_has_nothing_more_to_do(self) -> None:
        said = excluding(cancelled("2026-11-05"))
        assert said["exclusion.cancellation.reinstated"] == said["exclusion.cancellation.told"] == {MET}
        assert not any(rule.startswith("exclusion.board.") for rule in said)
        assert verdicts("exclusion.cancellation.reinstated", cancelled("2026-11-05", back_on=None)) == [PENDING]

    def test_out_for_longer_than_a_year_allows(self) -> None:
        def days(first: str, last: str) -> Suspension:
            return suspension(first, last, procedure=None, ref=first.replace("-", "n"), length=UNKNOWN)

        before = tuple(days(*span) for span in (("2026-09-03", "2026-10-22"),))
        met = cancelled("2026-11-12", back_on=D("2026-11-12")).but(suspensions=before)
        assert verdicts("exclusion.cancellation.within_year", met) == [MET]
        over = cancelled("2026-12-01", back_on=D("2026-12-01")).but(suspensions=before)
        assert verdicts("exclusion.cancellation.within_year", over) == [NOT_MET]
        open_ = cancelled("2026-11-12").but(suspensions=UNKNOWN)
        assert verdicts("exclusion.cancellation.within_year", open_) == [UNDETERMINED]

    def test_days_under_the_cancelled_exclusion_itself(self) -> None:
        """None where the pupil was let back the same day; not known where the day back is not, and that decides."""
        forty_five = suspension("2026-09-03", "2026-10-22", procedure=None), suspension(
            "2026-11-03", "2026-11-13", procedure=None, ref="S2"
        )  # fmt: skip
        same_day = cancelled("2026-11-16", back_on=D("2026-11-02")).but(suspensions=forty_five)
        assert verdicts("exclusion.cancellation.within_year", same_day) == [MET]
        unsure = cancelled("2026-11-16", back_on=UNKNOWN).but(suspensions=forty_five)
        assert verdicts("exclusion.cancellation.within_year", unsure) == [UNDETERMINED]

    def test_the_day_of_the_exclusion_alone_may_have_been_missed_in_part(self) -> None:
        """After 44 days it is all one how much of it; after 45 that decides; after 46 the limit is passed anyway."""

        def out(first_day: str, back: str) -> list[Verdict]:
            before = suspension("2026-09-03", "2026-10-22", procedure=None), suspension(
                first_day, "2026-11-13", procedure=None, ref="S2"
            )  # fmt: skip
            gone = cancelled("2026-11-17", back_on=D(back))
            (excluded,) = gone.permanent_exclusions  # type: ignore[misc]
            gone = gone.but(permanent_exclusions=(excluded.but(
                on=D("2026-11-16"), notice_on=UNKNOWN, education_from=UNKNOWN,
                procedure=excluded.procedure.but(notices=UNKNOWN),  # type: ignore[union-attr]
            ),))  # fmt: skip
            return verdicts("exclusion.cancellation.within_year", gone.but(suspensions=before))

        assert out("2026-11-04", "2026-11-17") == [MET]
        assert out("2026-11-03", "2026-11-17") == [UNDETERMINED]
        assert out("2026-11-02", "2026-11-17") == [NOT_MET]

    def test_before_september_2023_nothing_is_judged(self) -> None:
        record, how = in_years("2023-07-10", cancelled=Cancellation(on=D("2023-07-10"), notices=()))
        assert not [f for f in reviewed(record, **how) if f.rule.startswith("exclusion.cancellation.")]
        record, how = in_years("2023-09-01", cancelled=Cancellation(on=D("2023-09-01"), notices=()))
        assert [f for f in reviewed(record, **how) if f.rule.startswith("exclusion.cancellation.")]


class TestTheWayBack:
    """A suspension ends by itself; a meeting is offered and never a condition (EX-POW-05, EX-POW-07, EX-REI-01)."""

    @pytest.mark.parametrize(("back", "verdict"), [("2026-11-09", MET), ("2026-11-10", NOT_MET)])
    def test_back_on_the_first_school_day_after(self, back: str, verdict: Verdict) -> None:
        assert verdicts("exclusion.return.on_time", doing("2026-11-02", "2026-11-06", back_on=D(back))) == [verdict]

    def test_not_over_yet(self) -> None:
        assert verdicts("exclusion.return.on_time", doing("2026-11-02", "2026-11-06"), D("2026-11-09")) == [PENDING]
        assert verdicts("exclusion.return.on_time", doing("2026-11-02", "2026-11-06"), D("2026-11-10")) == [NOT_MET]

    def test_a_further_exclusion_straight_after_is_its_own(self) -> None:
        first = suspension("2026-11-02", "2026-11-06")
        second = suspension("2026-11-09", "2026-11-10", ref="S2", follows="S1", procedure=None)
        assert of("exclusion.return.on_time", suspended(first, second)) == []
        unsure = second.but(first_day=UNKNOWN, last_day=UNKNOWN)
        assert verdicts("exclusion.return.on_time", suspended(first, unsure)) == [UNDETERMINED]
        elsewhere = second.but(school="BROOK")
        assert verdicts("exclusion.return.on_time", suspended(first, elsewhere)) == [NOT_MET]
        unknown = suspended(first, permanent_exclusions=UNKNOWN)
        assert one("exclusion.return.on_time", unknown).missing == ("permanent_exclusions",)
        undated = suspended(first.but(first_day=UNKNOWN))
        assert one("exclusion.return.on_time", undated).missing == ("suspensions[0].first_day",)
        permanent = PermanentExclusion(ref="X2", school="HILL", on=D("2026-11-09"))
        assert of("exclusion.return.on_time", suspended(first, permanent_exclusions=(permanent,))) == []

    def test_a_meeting_is_offered_and_nothing_depends_on_it(self) -> None:
        """Trap 5: a reintegration interview is not compulsory."""
        way = Reintegration(offered_on=D("2026-11-05"), held_on=None, condition_of_return=False)
        kept = doing("2026-11-02", "2026-11-06", reintegration=way, back_on=D("2026-11-09"))
        assert verdicts("exclusion.return.meeting_offered", kept) == [MET]
        assert verdicts("exclusion.return.no_condition", kept) == [MET]
        barred = doing("2026-11-02", "2026-11-06", reintegration=way.but(offered_on=None, condition_of_return=True))
        assert verdicts("exclusion.return.meeting_offered", barred) == [PENDING]
        assert verdicts("exclusion.return.no_condition", barred) == [NOT_MET]
        silent = doing("2026-11-02", "2026-11-06")
        assert of("exclusion.return.meeting_offered", silent) == of("exclusion.return.no_condition", silent) == []

    @pytest.mark.parametrize(("first", "edition"), [("2026-07-20", "2022"), ("2026-09-03", "2026")])
    def test_each_edition_of_the_guidance(self, first: str, edition: str) -> None:
        way = Reintegration(offered_on=None, condition_of_return=False)
        year = calendar("HILL", "2025-09-03/2025-12-19 2026-01-06/2026-03-27 2026-04-13/2026-07-21 "
                        "2026-09-03/2026-12-18 2027-01-05/2027-03-25 2027-04-12/2027-07-21")  # fmt: skip
        found = reviewed(doing(first, first, reintegration=way), D("2026-09-20"), calendars=Calendars({"HILL": year}))
        rules = {finding.rule for finding in found if finding.rule.startswith("exclusion.return.")}
        assert {rule[-4:] for rule in rules if "on_time" not in rule} == {edition}


class TestNotExclusions:
    """A direction off site and a managed move are none, and count no day (EX-OFF-01, EX-MOV-01)."""

    def test_no_day_is_counted_for_them(self) -> None:
        directed = YEAR_8.but(placements=(DIRECTED,))
        assert directed.suspensions == ()
        total = term_total(
            directed.suspensions, D("2026-11-02"), CALENDARS, school="HILL", beside=HalfDays(0)
        ).half_days  # fmt: skip
        assert total == HalfDays(0)
        assert excluding(directed, D("2026-11-23")) == {}
