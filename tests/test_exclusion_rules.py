"""The rules of an exclusion's procedure: the whole course of one, who is told, and the board."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ap_core import (
    UNKNOWN,
    Actor,
    Verdict,
)
from ap_core.dates.service import Method
from ap_core.exclusion import (
    BoardDecision,
    Cancellation,
    Content,
    HowHeld,
    Meeting,
    Notice,
    Procedure,
    Recipient,
    Representations,
    WhyExtended,
)
from ap_core.exclusion.board_facts import boards, meetings, rights_to_review
from ap_core.exclusion.notice_timetable import contents_owed
from ap_core.exclusion.review_facts import excluded_names, reconsiderations, reviews
from ap_core.exclusion.told_facts import letters, tellings
from ap_core.exclusion.way_back_facts import cancellations, ways_back
from ap_core.law.rulebook import Asked
from ap_core.policy import Policy
from ap_core.registration.records import SchoolKind
from ap_core.support.care_records import Care, SocialWorker
from tests.dates_models import D
from tests.exclusions import (
    ALL,
    BOARD,
    MARCH,
    MET,
    NOT_MET,
    PENDING,
    PROCEDURE,
    REVIEW,
    UNDETERMINED,
    cancelled,
    decision,
    doing,
    excluding,
    in_years,
    of,
    one,
    procedure,
    record,
    review,
    suspended,
    suspension,
    told,
    verdicts,
)
from tests.placements import CALENDARS, STORY_CALENDAR, reviewed
from tests.unknowns import assert_only_learns, with_gaps


class TestTheWholeCourse:
    """One permanent exclusion, done by the book, from the first day to the payment and the register."""

    def test_everything_is_met(self) -> None:
        said = excluding(record())
        assert set().union(*said.values()) == {MET}, said
        for part in ("notice", "board", "meeting", "review", "reconsideration", "permanent"):
            assert any(rule.startswith(f"exclusion.{part}.") for rule in said)

    def test_where_no_procedure_is_kept_nothing_is_asked(self) -> None:
        said = excluding(record(procedure=None, review=None))
        assert set(said) <= {
            "exclusion.permanent.sixth_day",
            "exclusion.reasons.given",
            "exclusion.permanent.deletion_2024",
        }

    def test_of_a_procedure_of_which_nothing_is_known_everything_is_asked_and_nothing_is_late(self) -> None:
        said = excluding(record(procedure=Procedure(), review=None, notice_on=UNKNOWN))
        assert NOT_MET not in set().union(*said.values()), said

    @settings(max_examples=25, deadline=None)
    @given(st.data())
    def test_what_comes_to_light_overturns_nothing(self, data: st.DataObject) -> None:
        full = record()
        some = full.but(
            permanent_exclusions=with_gaps(full.permanent_exclusions, data), care=with_gaps(full.care, data)
        )
        on = data.draw(st.sampled_from([D("2026-11-05"), D("2026-11-24"), D("2026-12-20"), D("2027-01-20"), MARCH]))
        settled = {
            (finding.rule, finding.key): finding.verdict
            for finding in reviewed(some, on)
            if finding.rule.startswith("exclusion.") and finding.verdict in (MET, NOT_MET)
        }
        later = {(finding.rule, finding.key): finding.verdict for finding in reviewed(full, on)}
        assert settled.items() <= later.items()

    @settings(max_examples=50, deadline=None)
    @given(st.data())
    def test_facts_only_learn(self, data: st.DataObject) -> None:
        full = data.draw(st.sampled_from([
            record(), cancelled("2026-11-05"), doing("2026-11-02", "2026-11-06", back_on=D("2026-11-09")),
            doing("2026-11-02", "2026-11-10", representations=Representations(made_on=D("2026-11-04"))),
            doing("2026-11-02", "2026-11-23", cancelled=Cancellation(on=D("2026-11-04")), back_on=D("2026-11-05")),
        ]))  # fmt: skip
        some = full.but(
            permanent_exclusions=with_gaps(full.permanent_exclusions, data),
            suspensions=with_gaps(full.suspensions, data),
        )
        asked = Asked(data.draw(st.sampled_from([D("2026-11-24"), D("2027-01-20"), MARCH])), CALENDARS, Policy())
        before = Asked(asked.on, CALENDARS, Policy())
        for reckoner in (tellings, letters, boards, rights_to_review, meetings, reviews, reconsiderations,
                         excluded_names, cancellations, ways_back):  # fmt: skip
            assert_only_learns([*reckoner(some, before)], [*reckoner(full, asked)])

    def test_each_actor_and_never_the_centre_for_the_others(self) -> None:
        whose = {finding.rule: finding.who for finding in reviewed(record(), MARCH) if "exclusion." in finding.rule}
        assert whose["exclusion.notice.parent"] is Actor.HOME_SCHOOL
        assert whose["exclusion.board.decision"] is Actor.GOVERNING_BOARD
        assert whose["exclusion.review.held"] is Actor.AUTHORITY
        assert whose["exclusion.review.decision_told"] is Actor.REVIEW_PANEL
        assert whose["exclusion.reconsideration.payment"] is Actor.AUTHORITY
        academy = {f.rule: f.who for f in reviewed(record(school_kind=SchoolKind.AP_ACADEMY), MARCH)}
        assert academy["exclusion.board.decision"] is academy["exclusion.review.held"] is Actor.ACADEMY_PROPRIETOR
        unit = {f.rule: f.who for f in reviewed(record(school_kind=SchoolKind.PRU), MARCH)}
        assert unit["exclusion.board.decision"] is Actor.MANAGEMENT_COMMITTEE
        assert not any(who.is_ours for rule, who in whose.items() if "board." in rule or "review." in rule)


class TestTold:
    """By the law of the day the exclusion began; "without delay" is never turned into a number of days."""

    @pytest.mark.parametrize(
        ("first", "rules"),
        [
            ("2012-07-10", set()),
            ("2012-09-10", {"parent", "board_in_term", "authority_in_term"}),
            ("2022-07-20", {"parent", "board_in_term", "authority_in_term"}),
            ("2022-09-01", {"parent", "board_in_term", "authority", "care"}),
            ("2024-09-02", {"parent", "board_in_term", "authority", "care"}),
        ],
    )
    def test_a_day_of_suspension_on_both_sides(self, first: str, rules: set[str]) -> None:
        """Trap 4: until August 2022 the authority heard of a short one once a term, since then of each at once."""
        record, how = in_years(first)
        said = {finding.rule.split(".")[2].rsplit("_20", 1)[0]: finding for finding in reviewed(record, **how)
                if finding.rule.startswith("exclusion.notice.")}  # fmt: skip
        assert set(said) == rules
        assert {finding.verdict for name, finding in said.items() if "term" not in name} <= {PENDING}

    def test_telling_has_no_last_day_and_is_never_late(self) -> None:
        after_weeks = record(procedure=PROCEDURE.but(notices=told("2026-11-30")), notice_on=UNKNOWN)
        finding = one("exclusion.notice.board", after_weeks)
        assert (finding.verdict, finding.due) == (MET, None)

    def test_the_parents_day_may_stand_in_either_place(self) -> None:
        assert verdicts("exclusion.notice.parent", record(procedure=PROCEDURE.but(notices=()))) == [MET]
        silent = record(procedure=PROCEDURE.but(notices=()), notice_on=None)
        assert verdicts("exclusion.notice.parent", silent) == [PENDING]
        unknown = record(procedure=PROCEDURE.but(notices=UNKNOWN), notice_on=UNKNOWN)
        assert verdicts("exclusion.notice.parent", unknown) == [UNDETERMINED]

    def test_an_exclusion_is_judged_for_a_year(self) -> None:
        assert verdicts("exclusion.notice.parent", record(), D("2027-11-03")) == [MET]
        assert of("exclusion.notice.parent", record(), D("2027-11-04")) == []

    def test_what_a_letter_owes_where_it_is_not_known_whether_the_board_has_to_meet(self) -> None:
        owed = {meets: contents_owed(D("2026-11-02"), meets=meets) for meets in (False, True)}
        assert owed[False] < owed[True]
        short = doing("2026-11-02", "2026-11-02", contents=owed[False])
        (only,) = short.suspensions  # type: ignore[misc]
        assert verdicts("exclusion.notice.contents", short) == [MET]
        unsure = only.but(exam_on=UNKNOWN)
        assert verdicts("exclusion.notice.contents", suspended(unsure)) == [UNDETERMINED]
        for contents, verdict in ((owed[True], MET), (frozenset(), UNDETERMINED)):
            kept = unsure.but(procedure=unsure.procedure.but(contents=contents))  # type: ignore[union-attr]
            assert verdicts("exclusion.notice.contents", suspended(kept)) == [verdict]

    def test_what_is_told_later_is_not_told_yet(self) -> None:
        assert verdicts("exclusion.notice.home_authority", record(), D("2026-11-02")) == [MET]
        later = record(procedure=PROCEDURE.but(notices=told("2026-11-05")), notice_on=UNKNOWN)
        assert verdicts("exclusion.notice.home_authority", later, D("2026-11-04")) == [PENDING]

    def test_only_who_is_concerned(self) -> None:
        home = procedure(lives_elsewhere=False)
        assert of("exclusion.notice.home_authority", home) == []
        assert of("exclusion.notice.home_authority", doing("2026-11-02", "2026-11-20", lives_elsewhere=True)) == []
        assert len(of("exclusion.notice.care", record())) == 2
        assert of("exclusion.notice.care", record().but(care=None)) == []
        helped = Care(looked_after=(), social_workers=(SocialWorker(first=D("2026-03-02")),))
        assert "the social worker" in one("exclusion.notice.care", record().but(care=helped)).because
        assert verdicts("exclusion.notice.care", record().but(care=UNKNOWN)) == [UNDETERMINED, UNDETERMINED]

    @pytest.mark.parametrize(
        ("last", "at_once"), [("2026-11-06", False), ("2026-11-09", True)],
    )  # fmt: skip
    def test_over_five_school_days_the_board_at_once(self, last: str, at_once: bool) -> None:
        """Five school days are not over five; the sixth is (trap 2)."""
        record = doing("2026-11-02", last)
        assert (len(of("exclusion.notice.board", record)), len(of("exclusion.notice.board_in_term", record))) == (
            int(at_once), int(not at_once),
        )  # fmt: skip

    def test_in_the_term_by_its_last_day(self) -> None:
        on_the_last = doing("2026-11-02", "2026-11-02", notices=told("2026-12-18"))
        assert verdicts("exclusion.notice.board_in_term", on_the_last) == [MET]
        silent = doing("2026-11-02", "2026-11-02", notices=())
        assert verdicts("exclusion.notice.board_in_term", silent, D("2026-12-18")) == [PENDING]
        assert verdicts("exclusion.notice.board_in_term", silent, D("2026-12-19")) == [NOT_MET]

    def test_what_the_letter_leaves_out(self) -> None:
        left_out = procedure(contents=frozenset(Content) - {Content.REMOTE_MEETING})
        finding = one("exclusion.notice.contents", left_out)
        assert finding.verdict is NOT_MET and Content.REMOTE_MEETING.value in finding.because
        short = doing(
            "2026-11-02", "2026-11-02", contents=frozenset(Content) - {Content.MEETING, Content.REMOTE_MEETING}
        )
        assert verdicts("exclusion.notice.contents", short) == [MET]

    def test_an_electronic_notice_counts_only_by_written_agreement(self) -> None:
        def sent(method: Any, agreed: bool = False) -> list[Verdict]:
            notice = Notice(to=Recipient.PARENT, on=D("2026-11-02"), method=method, electronic_agreed=agreed)
            return verdicts("exclusion.notice.electronic", procedure(notices=(notice,)))

        assert sent(Method.ELECTRONIC) == [NOT_MET]
        assert sent(Method.ELECTRONIC, agreed=True) == [MET]
        assert sent(Method.BY_HAND) == []
        assert sent(UNKNOWN) == [UNDETERMINED]
        assert of("exclusion.notice.electronic", procedure(notices=())) == []
        by_hand = Notice(to=Recipient.BOARD, on=D("2026-11-02"), method=Method.BY_HAND)
        parent = by_hand.but(to=Recipient.PARENT, method=Method.ELECTRONIC)
        assert verdicts("exclusion.notice.electronic", procedure(notices=(by_hand, parent))) == [NOT_MET]

    def test_of_a_cancelled_exclusion_no_letter_is_judged(self) -> None:
        assert of("exclusion.notice.contents", cancelled("2026-11-05", contents=frozenset())) == []

    def test_a_board_told_of_by_nobody_owes_nothing_yet(self) -> None:
        assert (
            of("exclusion.board.decision", record(procedure=PROCEDURE.but(notices=(), decision=None), review=None))
            == []
        )

    def test_decision_and_cancellation_and_panel_to_each(self) -> None:
        for rule, matter in (
            ("exclusion.board.decision_told", decision(notices=())),
            ("exclusion.board.decision_told_care", decision(notices=())),
            ("exclusion.review.decision_told", review(decision=REVIEW.decision.but(notices=()))),  # type: ignore[union-attr]
            ("exclusion.reconsideration.told", review(reconsidered=REVIEW.reconsidered.but(notices=()))),  # type: ignore[union-attr]
        ):
            assert set(verdicts(rule, matter)) == {PENDING}, rule
        cancelled = procedure(decision=None, meetings=(), cancelled=Cancellation(on=D("2026-11-05"), notices=()))
        told_to = {
            finding.because.split(": ")[1].split(" must")[0] for finding in of("exclusion.cancellation.told", cancelled)
        }
        assert told_to == {
            "the parent, or the pupil once aged 18", "the board", "the local authority", "the social worker",
            "the virtual school head",
        }  # fmt: skip


class TestTheBoard:
    """Fifteen school days or fifty from being told, for the meeting and the decision; late is not void (C5 to C7)."""

    @pytest.mark.parametrize(("on", "verdict"), [("2026-11-23", MET), ("2026-11-24", NOT_MET)])
    def test_the_last_day(self, on: str, verdict: Verdict) -> None:
        late = procedure(
            meetings=(Meeting(on=D("2026-11-20")),),
            decision=BOARD.but(on=D(on), notices=UNKNOWN),
        )  # fmt: skip
        finding = one("exclusion.board.decision", late)
        assert finding.verdict is verdict
        assert finding.due is not None and finding.due.last_day == D("2026-11-23")

    def test_a_meeting_without_a_decision_is_not_enough(self) -> None:
        waiting = procedure(decision=None)
        assert verdicts("exclusion.board.decision", waiting, D("2026-11-23")) == [PENDING]
        assert verdicts("exclusion.board.decision", waiting, D("2026-11-24")) == [NOT_MET]

    @pytest.mark.parametrize(
        ("extended", "verdict"),
        [
            (UNKNOWN, UNDETERMINED), (None, NOT_MET), (WhyExtended.EXTRAORDINARY_EVENTS, MET),
            (WhyExtended.CORONAVIRUS, NOT_MET),
        ],
    )  # fmt: skip
    def test_a_late_decision_and_what_lengthens_the_time(self, extended: Any, verdict: Verdict) -> None:
        late = procedure(extended=extended, decision=BOARD.but(on=D("2026-12-01"), notices=UNKNOWN))
        assert verdicts("exclusion.board.decision", late) == [verdict]

    @pytest.mark.parametrize(
        ("represented", "owed"), [(None, 0), (Representations(made_on=D("2026-11-10"), considered_on=None), 1)]
    )
    def test_over_five_days_only_on_representations(self, represented: Any, owed: int) -> None:
        record = doing("2026-11-02", "2026-11-10", representations=represented)
        assert len(of("exclusion.board.decision", record)) == owed
        if owed:
            assert one("exclusion.board.decision", record).due.last_day == STORY_CALENDAR.school_days[  # type: ignore[union-attr]
                STORY_CALENDAR.school_days.index(D("2026-11-02")) + 50
            ]  # fmt: skip

    def test_representations_that_are_to_come_ask_nothing_yet(self) -> None:
        later = doing("2026-11-02", "2026-11-10", representations=Representations(made_on=D("2026-11-24")))
        assert of("exclusion.board.decision", later, D("2026-11-23")) == []
        assert verdicts("exclusion.board.decision", later, D("2026-11-24")) == [PENDING]

    def test_over_fifteen_days_in_any_case(self) -> None:
        assert one("exclusion.board.decision", doing("2026-11-02", "2026-11-23")).due.last_day == D("2026-11-23")  # type: ignore[union-attr]
        assert of("exclusion.board.decision", doing("2026-11-02", "2026-11-20")) == []

    def test_what_asks_the_same_of_the_board_needs_no_telling_apart(self) -> None:
        """Over fifteen days and perhaps an examination missed: fifteen school days either way."""
        unsure = suspension("2026-11-02", "2026-11-23", exam_on=UNKNOWN)
        assert one("exclusion.board.decision", suspended(unsure)).due.last_day == D("2026-11-23")  # type: ignore[union-attr]
        short = suspension("2026-11-02", "2026-11-04", exam_on=UNKNOWN)
        assert verdicts("exclusion.board.decision", suspended(short)) == [UNDETERMINED]

    def test_an_examination_before_its_day_so_far_as_it_can_be(self) -> None:
        kept = suspension("2026-11-02", "2026-11-04", exam_on=D("2026-11-04"))
        assert kept.procedure is not None
        record = suspended(kept)
        assert verdicts("exclusion.board.decision", record, D("2026-11-04")) == [PENDING]
        assert of("exclusion.board.before_exam", record, D("2026-11-04")) == []
        assert verdicts("exclusion.board.before_exam", record, D("2026-11-05")) == [UNDETERMINED]
        decided = kept.procedure.but(
            meetings=(Meeting(on=D("2026-11-03")),), decision=BoardDecision(on=D("2026-11-03"), reinstates=False)
        )
        in_time = suspended(kept.but(procedure=decided))
        assert verdicts("exclusion.board.before_exam", in_time, D("2026-11-05")) == [MET]

    def test_representations_about_a_short_one_are_considered(self) -> None:
        given = Representations(made_on=D("2026-11-03"), considered_on=None)
        assert verdicts(
            "exclusion.board.representations", doing("2026-11-02", "2026-11-02", representations=given)
        ) == [PENDING]
        looked = given.but(considered_on=D("2026-11-20"))
        assert verdicts(
            "exclusion.board.representations", doing("2026-11-02", "2026-11-02", representations=looked)
        ) == [MET]
        assert of("exclusion.board.representations", doing("2026-11-02", "2026-11-02")) == []

    def test_reinstated_at_once_or_by_a_day(self) -> None:
        at_once = decision(reinstates=True)
        assert verdicts("exclusion.board.reinstated", at_once) == [PENDING]
        by_day = record(review=None, procedure=PROCEDURE.but(
            decision=BOARD.but(reinstates=True, reinstate_by=D("2026-11-23")), back_on=D("2026-11-24"),
        ))  # fmt: skip
        assert verdicts("exclusion.board.reinstated", by_day) == [NOT_MET]
        assert verdicts("exclusion.board.reinstated", by_day, D("2026-11-23")) == [PENDING]

    @pytest.mark.parametrize(
        ("method", "stated", "verdict"),
        [
            (Method.BY_HAND, "2026-12-11", MET), (Method.FIRST_CLASS_POST, "2026-12-11", NOT_MET),
            (Method.FIRST_CLASS_POST, "2026-12-15", MET), (UNKNOWN, "2026-12-11", UNDETERMINED),
            (Method.ELECTRONIC, "2026-12-11", UNDETERMINED),
        ],
    )  # fmt: skip
    def test_the_last_day_in_the_letter(self, method: Any, stated: str, verdict: Verdict) -> None:
        """Counted from the day on which the letter counts as given, never from the day it was sent (trap 9)."""
        letter = decision(notices=told("2026-11-20", method=method), last_day_stated=D(stated))
        assert verdicts("exclusion.board.last_day_stated", letter) == [verdict]

    def test_no_last_day_in_the_letter(self) -> None:
        assert verdicts("exclusion.board.last_day_stated", decision(last_day_stated=None)) == [NOT_MET]
        assert of("exclusion.board.last_day_stated", decision(reinstates=True)) == []

    def test_who_is_to_be_there(self) -> None:
        def held(kind: Any, without: Recipient, **changes: Any) -> list[Verdict]:
            meeting = PROCEDURE.meetings[0].but(invited=ALL - {without})  # type: ignore[index]
            kept = PROCEDURE.but(meetings=(meeting,), **changes)
            return verdicts("exclusion.board.invited", record(school_kind=kind, procedure=kept))

        assert held(SchoolKind.MAINTAINED, Recipient.BOARD) == [MET]
        assert held(SchoolKind.MAINTAINED, Recipient.AUTHORITY) == [NOT_MET]
        assert held(SchoolKind.ACADEMY, Recipient.AUTHORITY) == [MET]
        assert held(SchoolKind.ACADEMY, Recipient.AUTHORITY, authority_asked_for=True) == [NOT_MET]
        assert held(SchoolKind.MAINTAINED, Recipient.VIRTUAL_SCHOOL_HEAD) == [NOT_MET]
        assert held(SchoolKind.MAINTAINED, Recipient.PARENT) == [NOT_MET]
        # Whether the authority must be invited hangs on the kind of school.
        assert held(UNKNOWN, Recipient.BOARD) == [MET] and held(UNKNOWN, Recipient.AUTHORITY) == [UNDETERMINED]

    @pytest.mark.parametrize(("first", "fits"), [("2022-07-20", True), ("2022-09-01", False)])
    def test_the_virtual_school_head_is_invited_since_september_2022(self, first: str, fits: bool) -> None:
        meeting = Meeting(on=D(first), invited=ALL - {Recipient.VIRTUAL_SCHOOL_HEAD})
        pupil, how = in_years(first)
        (only,) = pupil.suspensions  # type: ignore[misc]
        met = suspended(only.but(procedure=only.procedure.but(meetings=(meeting,))), care=pupil.care)  # type: ignore[union-attr]
        (row,) = meetings(met, Asked(how["on"], how["calendars"], Policy()))
        assert row.everybody_invited is fits

    def test_a_meeting_that_is_to_come_is_not_judged(self) -> None:
        assert of("exclusion.board.invited", record(), D("2026-11-19")) == []
        assert len(of("exclusion.meeting.in_person", record(), D("2026-12-16"))) == 1
        assert [row.subject.split(": ")[1] for row in meetings(record(), Asked(MARCH, CALENDARS, Policy()))] == [
            "board meeting of 2026-11-20", "panel meeting of 2026-12-17",
        ]  # fmt: skip
        assert {finding.who for finding in of("exclusion.meeting.in_person", record())} == {
            Actor.GOVERNING_BOARD, Actor.AUTHORITY,
        }  # fmt: skip

    @pytest.mark.parametrize(
        ("asked", "how", "rule", "verdict"),
        [
            (D("2026-11-05"), HowHeld.REMOTE, "remote_if_asked", MET),
            (D("2026-11-05"), HowHeld.IN_PERSON, "remote_if_asked", UNDETERMINED),
            (None, HowHeld.IN_PERSON, "in_person", MET), (None, HowHeld.REMOTE, "in_person", UNDETERMINED),
        ],
    )  # fmt: skip
    def test_remote_or_in_person(self, asked: Any, how: HowHeld, rule: str, verdict: Verdict) -> None:
        meeting = PROCEDURE.meetings[0].but(how=how)  # type: ignore[index]
        held = procedure(remote_asked_on=asked, meetings=(meeting,))
        assert verdicts(f"exclusion.meeting.{rule}", held) == [verdict]

    def test_only_two_may_join_a_meeting_in_person_from_elsewhere(self) -> None:
        def joined(*who: Recipient, **changes: Any) -> list[Verdict]:
            meeting = PROCEDURE.meetings[0].but(attended_remotely=frozenset(who))  # type: ignore[index]
            return verdicts("exclusion.meeting.joined_remotely", procedure(meetings=(meeting,), **changes))

        assert joined(Recipient.SOCIAL_WORKER, Recipient.VIRTUAL_SCHOOL_HEAD) == [MET]
        assert joined(Recipient.HEAD) == [UNDETERMINED]
        assert joined(Recipient.HEAD, remote_asked_on=D("2026-11-05")) == []
