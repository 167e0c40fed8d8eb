"""The timetables of an exclusion: each limit against a naive count, the published examples, both sides of each date."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ap_core import Deadline, InvalidValue, NoFixedDate
from ap_core.dates import SchoolCalendar
from ap_core.dates.service import BOARD_DECISION, Method
from ap_core.dates.timetable import NotKnown, Timetable
from ap_core.errors import ActualDayNeeded, NotInForce
from ap_core.exclusion import Band, Content, Outcome, WhyExtended
from ap_core.exclusion.board_timetable import board_timetable, papers_due
from ap_core.exclusion.notice_timetable import contents_owed, notice_timetable, told_in_term_by
from ap_core.exclusion.panel_timetable import order_in_pounds, panel_timetable, reconsideration_timetable
from ap_core.exclusion.steps import arranging_authority, board_of
from ap_core.exclusion.windows import (
    APPLY_WITHIN,
    HEAD_MAY_CANCEL,
    apply_due,
    board_due,
    cautious_board_day,
    extension_of,
    hearing_due,
    reconsider_due,
    second_apply_due,
    unless_extended,
)
from ap_core.law.rules import Actor
from ap_core.registration.records import SchoolKind
from tests.dates_models import ONE, STORY, D, calendar, days, naive_school_day
from tests.suspensions import HILL

MAINTAINED, PRU, ACADEMY, AP = SchoolKind.MAINTAINED, SchoolKind.PRU, SchoolKind.ACADEMY, SchoolKind.AP_ACADEMY
#: 2019 to 2024, for the coronavirus years and the regulations of 2022 and 2023.
LONG = calendar(
    "LONG",
    "2019-09-04/2019-12-20 2020-01-06/2020-04-03 2020-04-20/2020-07-21 2020-09-03/2020-12-18 2021-01-04/2021-03-31 "
    "2021-04-19/2021-07-21 2021-09-03/2021-12-17 2022-01-04/2022-04-08 2022-04-25/2022-07-22 2022-09-05/2022-12-16 "
    "2023-01-03/2023-03-31 2023-04-17/2023-07-21 2023-09-04/2023-12-20 2024-01-08/2024-03-28",
)
OLD = calendar("OLD", "2012-04-16/2012-07-20 2012-09-04/2012-12-21 2013-01-07/2013-03-28 2013-04-15/2013-07-19")
in_the_year = st.dates(D("2026-09-03"), D("2027-02-01"))


@cache
def naive_school_days(school: SchoolCalendar) -> list[date]:
    return [day for day in days(school.first, school.last) if naive_school_day(school, day)]


def naive_after(event: date, n: int, school: SchoolCalendar) -> date:
    """Day 0 is the event; the first school day after it is 1; the last is n."""
    return [day for day in naive_school_days(school) if day > event][n - 1]


def due(timetable: Timetable, name: str) -> Any:
    return timetable[name].due


class TestLimits:
    """Each limit runs from the day after the event, in school days of the school that excluded (CAL-02, CAL-09)."""

    @given(in_the_year)
    def test_they_agree_with_a_naive_count(self, day: date) -> None:
        asked: dict[str, Any] = {"calendar": HILL, "excluded_on": day}
        for band in (Band.C, Band.D, Band.E):
            assert board_due(day, band, **asked).last_day == naive_after(day, 15, HILL)  # type: ignore[union-attr]
        assert board_due(day, Band.B, **asked).last_day == naive_after(day, 50, HILL)  # type: ignore[union-attr]
        assert apply_due(day, **asked).last_day == naive_after(day, 15, HILL)
        assert hearing_due(day, **asked).last_day == naive_after(day, 15, HILL)
        assert reconsider_due(day, **asked).last_day == naive_after(day, 10, HILL)

    @given(in_the_year)
    def test_a_later_event_never_ends_a_limit_earlier(self, day: date) -> None:
        assert apply_due(day, HILL, excluded_on=day).last_day <= apply_due(day + ONE, HILL, excluded_on=day).last_day

    @pytest.mark.parametrize("band", [Band.A, Band.B0])
    def test_in_two_bands_the_board_need_not_meet(self, band: Band) -> None:
        assert board_due(D("2026-11-02"), band, HILL, excluded_on=D("2026-11-02")) is None

    def test_the_published_example(self) -> None:
        """Posted first class Monday 13 September 2004, given on the 15th, last day Wednesday 6 October (CAL-09)."""
        given_on = BOARD_DECISION.given_on(Method.FIRST_CLASS_POST, D("2004-09-13"))
        school = calendar("S", "2004-09-06/2004-12-17")
        assert given_on == D("2004-09-15")
        assert APPLY_WITHIN.on(D("2026-09-13")).value.after(given_on, school).last_day == D("2004-10-06")

    @given(in_the_year)
    def test_the_cautious_day_is_a_day_early_or_the_same(self, day: date) -> None:
        legal = board_due(day, Band.E, HILL, excluded_on=day)
        assert legal is not None
        cautious = cautious_board_day(legal, day, HILL)
        between = [each for each in days(cautious + ONE, legal.last_day) if naive_school_day(HILL, each)]
        assert len(between) == int(naive_school_day(HILL, day))

    @given(in_the_year)
    def test_after_a_claim_the_second_window_has_two_readings_from_a_school_day(self, day: date) -> None:
        second = second_apply_due(day, HILL, excluded_on=D("2026-09-14"))
        assert second.latest == naive_after(day, 15, HILL)
        assert (second.customary_last_day is not None) is naive_school_day(HILL, day)


class TestLawOfTheDay:
    """The day of the exclusion chooses the law, never today's date (EX-VER-01)."""

    @pytest.mark.parametrize(
        ("excluded_on", "within"),
        [
            ("2012-09-01", 15), ("2020-05-31", 15), ("2020-06-01", 25), ("2021-09-24", 25), ("2021-09-25", 15),
            ("2023-09-01", 15),
        ],
    )  # fmt: skip
    def test_the_time_to_apply(self, excluded_on: str, within: int) -> None:
        assert APPLY_WITHIN.on(D(excluded_on)).value.n == within

    def test_time_that_had_not_run_out_in_june_2020_is_the_longer_one(self) -> None:
        """An exclusion from before, whose fifteenth day is on 1 June 2020 or after it (SI 2020/543 reg 4)."""
        excluded_on = D("2020-03-02")
        for given_on in days(D("2020-04-20"), D("2020-05-20")):
            n = 25 if naive_after(given_on, 15, LONG) >= D("2020-06-01") else 15
            assert apply_due(given_on, LONG, excluded_on=excluded_on).last_day == naive_after(given_on, n, LONG)

    @pytest.mark.parametrize(
        ("excluded_on", "why"),
        [
            ("2012-09-01", None), ("2020-01-20", None), ("2020-05-29", WhyExtended.CORONAVIRUS),
            ("2020-06-01", WhyExtended.CORONAVIRUS), ("2020-09-24", WhyExtended.CORONAVIRUS),
            ("2020-09-25", WhyExtended.CORONAVIRUS), ("2022-03-24", WhyExtended.CORONAVIRUS), ("2022-03-25", None),
            ("2023-06-01", None), ("2023-07-18", WhyExtended.EXTRAORDINARY_EVENTS),
            ("2023-09-01", WhyExtended.EXTRAORDINARY_EVENTS),
        ],
    )  # fmt: skip
    def test_what_lengthens_the_boards_time(self, excluded_on: str, why: WhyExtended | None) -> None:
        school = OLD if excluded_on.startswith("2012") else LONG
        ends = board_due(D(excluded_on), Band.E, school, excluded_on=D(excluded_on))
        assert ends is not None
        extension = extension_of(D(excluded_on), ends)
        assert (extension and extension.why) is why
        for each in WhyExtended:
            left = unless_extended(ends, each, excluded_on=D(excluded_on))
            assert isinstance(left, NoFixedDate) is (each is why)
        assert unless_extended(ends, None, excluded_on=D(excluded_on)) == ends

    @pytest.mark.parametrize("ask", [
        lambda: notice_timetable(excluded_on=D("2012-08-31"), band=Band.E, school_kind=PRU, calendar=OLD),
        lambda: board_timetable(
            excluded_on=D("2012-08-31"), informed_on=D("2012-09-04"), band=Band.A, school_kind=PRU, calendar=OLD
        ),
        lambda: panel_timetable(
            excluded_on=D("2012-08-31"), notice_on=D("2012-09-10"), method=Method.BY_HAND, school_kind=PRU, calendar=OLD
        ),
        lambda: reconsideration_timetable(
            excluded_on=D("2012-08-31"), panel_notice_on=D("2012-09-10"), method=Method.BY_HAND,
            outcome=Outcome.UPHELD, school_kind=PRU, calendar=OLD,
        ),
    ])  # fmt: skip
    def test_before_the_present_regulations_nothing_is_answered(self, ask: Any) -> None:
        with pytest.raises(NotInForce, match="2012-09-01"):
            ask()

    def test_the_power_to_cancel(self) -> None:
        assert HEAD_MAY_CANCEL.on(D("2023-09-01")).citation.instrument == "SI 2023/571"
        with pytest.raises(NotInForce):
            HEAD_MAY_CANCEL.on(D("2023-08-31"))


def told(excluded_on: str, band: Band, **more: Any) -> list[str]:
    school = HILL if excluded_on > "2026" else LONG
    return [
        step.name for step in notice_timetable(
            excluded_on=D(excluded_on), band=band, school_kind=MAINTAINED, calendar=school, of_compulsory_age=False,
            lives_elsewhere=True, social_worker=True, looked_after=True, **more,
        )
    ]  # fmt: skip


class TestNotices:
    """Whom the head tells, by the law of the day the exclusion began (the matrix of section 5)."""

    def test_since_september_2022(self) -> None:
        parent, care = ["parent told", "parent's written notice"], ["social worker told", "virtual school head told"]
        authority, board = ["local authority told"], ["board told"]
        assert told("2022-09-05", Band.A) == [*parent, *authority, *care, "board told in the term"]
        for band in (Band.B, Band.B0, Band.C, Band.D):
            assert told("2022-09-05", band) == [*parent, *board, *authority, *care]
        home = ["authority of the home area told"]
        assert told("2022-09-05", Band.E) == [*parent, *board, *authority, *home, *care]

    def test_before_it_the_authority_of_a_short_one_once_in_the_term(self) -> None:
        """Trap 4, the other way round: telling the authority only over five days was right until August 2022."""
        parent = ["parent told", "parent's written notice"]
        assert told("2022-07-01", Band.A) == [*parent, "board told in the term", "local authority told in the term"]
        assert told("2022-07-01", Band.C) == [*parent, "board told", "local authority told"]
        assert told("2022-07-01", Band.E)[-1] == "authority of the home area told"

    def test_only_who_is_concerned(self) -> None:
        steps = notice_timetable(excluded_on=D("2026-11-02"), band=Band.E, school_kind=AP, calendar=HILL)
        assert [step.name for step in steps] == [
            "parent told", "parent's written notice", "parent's notice about public places", "board told",
            "local authority told",
        ]  # fmt: skip
        assert {step.due for step in steps if "public" not in step.name} == {NoFixedDate("without delay")}
        assert steps["board told"].citation == "SI 2012/1033 reg 23(3)(a)"

    def test_the_notice_about_public_places_is_for_the_first_school_day(self) -> None:
        steps = notice_timetable(excluded_on=D("2026-10-24"), band=Band.E, school_kind=PRU, calendar=HILL)
        assert due(steps, "parent's notice about public places").last_day == D("2026-11-02")

    def test_what_the_letter_says(self) -> None:
        assert Content.MEETING not in contents_owed(D("2026-11-02"), meets=False)
        assert Content.MEETING in contents_owed(D("2023-08-31"), meets=True)
        assert Content.REMOTE_MEETING not in contents_owed(D("2023-08-31"), meets=True)
        assert Content.REMOTE_MEETING in contents_owed(D("2023-09-01"), meets=True)

    def test_in_the_term_is_by_its_last_day_and_between_terms_has_none(self) -> None:
        assert told_in_term_by(D("2026-11-02"), STORY) == Deadline(D("2026-12-18"))
        assert told_in_term_by(D("2026-12-30"), STORY) is None
        steps = notice_timetable(excluded_on=D("2026-12-30"), band=Band.A, school_kind=PRU, calendar=STORY)
        assert due(steps, "board told in the term") == NoFixedDate("once in the term")


def board(**changes: Any) -> Timetable:
    asked: dict[str, Any] = {
        "excluded_on": D("2026-11-02"), "informed_on": D("2026-11-02"), "band": Band.E, "school_kind": PRU,
        "calendar": HILL, **changes,
    }  # fmt: skip
    return board_timetable(**asked)


class TestBoard:
    """Within 15 or 50 school days of being informed the board meets and decides (verification C6, C7)."""

    def test_fifteen_days_and_the_committees_own_regulation(self) -> None:
        steps = board()
        assert due(steps, "meeting held and decision taken").last_day == D("2026-11-23")
        assert steps["meeting held and decision taken"].citation == "SI 2012/1033 reg 15(7)"
        assert {step.who for step in steps} == {"Management committee"}
        assert "2026-11-20, which is not the law's day" in steps["meeting held and decision taken"].note

    def test_the_right_to_a_review_is_told_of_a_permanent_exclusion_alone(self) -> None:
        name = "parent's notice of the right to a review"
        assert [band for band in Band if band.meets and name in [step.name for step in board(band=band)]] == [Band.E]

    def test_on_representations_fifty(self) -> None:
        assert due(board(band=Band.B), "meeting held and decision taken").last_day == naive_after(
            D("2026-11-02"), 50, HILL
        )

    def test_without_a_meeting(self) -> None:
        assert [step.name for step in board(band=Band.A)] == ["representations considered"]
        (waits,) = board(band=Band.B0)
        assert waits.due == NotKnown("it is owed once the parent makes representations")

    def test_before_the_examination_so_far_as_it_can_be_done(self) -> None:
        steps = board(band=Band.D, exam_on=D("2026-11-10"))
        assert due(steps, "meeting before the examination").last_day == D("2026-11-09")
        assert due(steps, "meeting held and decision taken").last_day == D("2026-11-23")

    def test_an_extension_has_no_number_of_days(self) -> None:
        steps = board(extended=WhyExtended.EXTRAORDINARY_EVENTS)
        assert isinstance(due(steps, "meeting held and decision taken"), NoFixedDate)
        assert "otherwise it would be 2026-11-23" in steps["meeting held and decision taken"].note

    def test_from_a_day_without_school_there_is_no_other_count(self) -> None:
        assert board(informed_on=D("2026-11-07"))["meeting held and decision taken"].note == (
            "late is not void: the duty goes on"
        )

    def test_papers(self) -> None:
        papers = papers_due(D("2026-11-20"), HILL)
        assert (papers.last_day, papers.customary_last_day) == (D("2026-11-12"), D("2026-11-15"))
        assert due(board(meeting_on=D("2026-11-20")), "papers sent") == papers

    def test_every_fault_is_told(self) -> None:
        with pytest.raises(InvalidValue) as refused:
            board(informed_on=D("2026-10-30"), meeting_on=D("2026-10-29"), exam_on=D("2026-10-28"),
                  school_kind=SchoolKind.INDEPENDENT)  # fmt: skip
        assert [fault.path for fault in refused.value.faults] == ["informed_on", "meeting_on", "exam_on", "school_kind"]

    @pytest.mark.parametrize("kind", [MAINTAINED, SchoolKind.MAINTAINED_SPECIAL, PRU, ACADEMY, AP])
    def test_whose_duty_it_is(self, kind: SchoolKind) -> None:
        assert not board_of(kind).is_ours
        academy = kind in (ACADEMY, AP)
        assert arranging_authority(kind) is (Actor.ACADEMY_PROPRIETOR if academy else Actor.AUTHORITY)


def panel(**changes: Any) -> Timetable:
    asked: dict[str, Any] = {
        "excluded_on": D("2026-09-14"), "notice_on": D("2026-09-28"), "method": Method.BY_HAND, "school_kind": ACADEMY,
        "calendar": HILL, **changes,
    }  # fmt: skip
    return panel_timetable(**asked)


class TestPanel:
    """Fifteen school days to apply, fifteen to hold the review, the expert on request, the second window."""

    @given(st.dates(D("2026-09-14"), D("2026-12-01")), st.sampled_from(list(Method)))
    def test_the_time_runs_from_the_day_the_notice_counts_as_given(self, notice_on: date, method: Method) -> None:
        if method in (Method.BY_HAND, Method.FIRST_CLASS_POST):
            given_on = BOARD_DECISION.given_on(method, notice_on)
            steps = panel(notice_on=notice_on, method=method)
            assert due(steps, "review applied for").last_day == naive_after(given_on, 15, HILL)
        else:
            with pytest.raises(ActualDayNeeded):
                panel(notice_on=notice_on, method=method)

    def test_trap_9_not_from_when_the_letter_is_sent(self) -> None:
        posted = panel(method=Method.FIRST_CLASS_POST)
        assert due(posted, "review applied for").last_day == naive_after(D("2026-09-30"), 15, HILL)
        shown = panel(method=Method.FIRST_CLASS_POST, received_on=D("2026-10-05"))
        assert due(shown, "review applied for").last_day == naive_after(D("2026-10-05"), 15, HILL)

    def test_the_hearing_runs_from_the_application(self) -> None:
        assert isinstance(due(panel(), "review held"), NotKnown)
        steps = panel(applied_on=D("2026-10-12"), hearing_on=D("2026-10-22"))
        assert due(steps, "review held").last_day == naive_after(D("2026-10-12"), 15, HILL)
        assert due(steps, "papers sent") == papers_due(D("2026-10-22"), HILL)
        assert steps["review held"].who == "Academy's proprietor"
        assert panel(school_kind=PRU)["review held"].who == "Local authority"
        late = panel(applied_on=D("2026-10-12"), extended=WhyExtended.EXTRAORDINARY_EVENTS)
        assert isinstance(due(late, "review held"), NoFixedDate)

    def test_the_name_stays_on_the_register_until_nobody_can_apply_any_more(self) -> None:
        name = "name kept on the register at least until"
        last = due(panel(), "review applied for")
        assert due(panel(), name) == due(panel(applied_on=last.last_day + ONE), name) == last
        assert isinstance(due(panel(applied_on=last.last_day), name), NotKnown)

    def test_expert_and_second_window_only_where_they_are_wanted(self) -> None:
        assert len(panel()) == 4
        steps = panel(sen_expert=True, claim_ended_on=D("2026-12-01"))
        assert steps["SEN expert appointed"].citation == "SI 2012/1033 reg 25(1)(b)"
        assert due(steps, "review applied for after the claim").latest == naive_after(D("2026-12-01"), 15, HILL)

    def test_every_fault_is_told(self) -> None:
        with pytest.raises(InvalidValue) as refused:
            panel(notice_on=D("2026-09-13"), applied_on=D("2026-09-12"), hearing_on=D("2026-09-11"),
                  claim_ended_on=D("2026-09-10"))  # fmt: skip
        assert [fault.path for fault in refused.value.faults] == [
            "notice_on", "applied_on", "claim_ended_on", "hearing_on",
        ]  # fmt: skip


def again(**changes: Any) -> Timetable:
    asked: dict[str, Any] = {
        "excluded_on": D("2026-09-14"), "panel_notice_on": D("2026-11-03"), "method": Method.BY_HAND,
        "outcome": Outcome.QUASHED, "school_kind": ACADEMY, "calendar": HILL, **changes,
    }  # fmt: skip
    return reconsideration_timetable(**asked)


class TestReconsideration:
    """Within ten school days, after a recommendation too; an order only after quashing (EX-IRP-09, -10)."""

    @pytest.mark.parametrize("outcome", [Outcome.RECOMMENDED, Outcome.QUASHED])
    def test_ten_school_days(self, outcome: Outcome) -> None:
        steps = again(outcome=outcome)
        assert due(steps, "decision reconsidered").last_day == naive_after(D("2026-11-03"), 10, HILL)
        assert steps["decision reconsidered"].citation == "SI 2012/1033 reg 26(1)"

    def test_upheld_leaves_nothing(self) -> None:
        assert len(again(outcome=Outcome.UPHELD)) == 0

    @pytest.mark.parametrize(
        ("kind", "name", "who", "citation"),
        [
            (MAINTAINED, "budget share adjusted", "Local authority", "7(5)(b)"),
            (PRU, "budget share adjusted", "Local authority", "16(5)(b)"),
            (ACADEMY, "payment made to the authority", "Academy's proprietor", "25(5)(b)"),
            (AP, "payment made to the authority", "Academy's proprietor", "25(5)(b)"),
        ],
    )
    def test_who_bears_the_order(self, kind: SchoolKind, name: str, who: str, citation: str) -> None:
        step = again(school_kind=kind, orders_payment=True)[name]
        assert (step.who, step.citation) == (who, f"SI 2012/1033 reg {citation}")
        assert "4000" in step.note

    def test_no_order_without_quashing(self) -> None:
        with pytest.raises(InvalidValue, match="nothing was quashed"):
            again(outcome=Outcome.RECOMMENDED, orders_payment=True)
        assert order_in_pounds(Outcome.UPHELD, MAINTAINED, D("2026-09-14")) is None

    def test_against_a_unit_once_it_had_a_budget(self) -> None:
        assert order_in_pounds(Outcome.QUASHED, PRU, D("2013-04-01")) == 4000
        with pytest.raises(NotInForce):
            order_in_pounds(Outcome.QUASHED, PRU, D("2013-03-31"))
        assert order_in_pounds(Outcome.QUASHED, MAINTAINED, D("2012-09-01")) == 4000
