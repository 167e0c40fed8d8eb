"""The rules of an exclusion's procedure: telling, the board, the review, the register, cancelling, the way back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ap_core import (
    UNKNOWN,
    Actor,
    Calendars,
    Finding,
    HalfDays,
    PermanentExclusion,
    PupilRecord,
    Registration,
    Suspension,
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
    Outcome,
    PanelDecision,
    PanelReview,
    Procedure,
    Recipient,
    Reconsideration,
    Reintegration,
    Representations,
    ReviewApplication,
    Seat,
    WhyExtended,
)
from ap_core.exclusion.board_facts import boards, meetings, rights_to_review
from ap_core.exclusion.effect import takes_effect
from ap_core.exclusion.review_facts import excluded_names, reconsiderations, reviews
from ap_core.exclusion.told_facts import letters, tellings
from ap_core.exclusion.way_back_facts import cancellations, ways_back
from ap_core.law.rulebook import Asked
from ap_core.policy import Policy
from ap_core.registration.records import DeletionGround, Enrolment, SchoolKind
from ap_core.support.care_records import Care, LookedAfter
from tests.dates_models import D, calendar
from tests.placements import CALENDARS, STORY_CALENDAR, YEAR_8, reviewed
from tests.unknowns import assert_only_learns, with_gaps

MET, NOT_MET, PENDING, UNDETERMINED = Verdict.MET, Verdict.NOT_MET, Verdict.PENDING, Verdict.UNDETERMINED
ALL = frozenset(Recipient)
#: A spring day by which all of it is over.
MARCH = D("2027-03-01")
#: Whole calendars for the years around each change of the law.
YEARS = calendar(
    "HILL",
    "2011-09-05/2011-12-16 2012-01-04/2012-03-30 2012-04-16/2012-07-20 2012-09-04/2012-12-21 2013-01-07/2013-03-28 "
    "2013-04-15/2013-07-19 2019-09-04/2019-12-20 2020-01-06/2020-04-03 2020-04-20/2020-07-21 2020-09-03/2020-12-18 "
    "2021-01-04/2021-03-31 2021-04-19/2021-07-21 2021-09-03/2021-12-17 2022-01-04/2022-04-08 2022-04-25/2022-07-22 "
    "2022-09-01/2022-12-16 2023-01-03/2023-03-31 2023-04-17/2023-07-21 2023-09-01/2023-12-20 2024-01-08/2024-03-28 "
    "2024-04-15/2024-07-19 2024-09-02/2024-12-20 2025-01-06/2025-04-04 2025-04-22/2025-07-22",
)


def told(day: str, *to: Recipient, method: Any = Method.BY_HAND) -> tuple[Notice, ...]:
    return tuple(Notice(to=each, on=D(day), method=method) for each in Recipient if each in (to or ALL))


BOARD = BoardDecision(
    on=D("2026-11-20"), reinstates=False, notices=told("2026-11-20"), last_day_stated=D("2026-12-11")
)  # fmt: skip
PROCEDURE = Procedure(
    notices=told("2026-11-02"), contents=frozenset(Content), lives_elsewhere=True, representations=None,
    remote_asked_on=None, authority_asked_for=False, extended=None,
    meetings=(Meeting(on=D("2026-11-20"), how=HowHeld.IN_PERSON, invited=ALL, papers_on=D("2026-11-12")),),
    decision=BOARD, back_on=None,
)  # fmt: skip
REVIEW = PanelReview(
    application=ReviewApplication(on=D("2026-12-01"), method=Method.BY_HAND, sen_expert=True),
    sen_expert_on=D("2026-12-08"), members=(Seat.LAY, Seat.GOVERNOR, Seat.HEAD),
    meetings=(Meeting(on=D("2026-12-17"), how=HowHeld.IN_PERSON, papers_on=D("2026-12-09")),),
    decision=PanelDecision(
        on=D("2026-12-17"), outcome=Outcome.QUASHED, orders_payment=True, notices=told("2026-12-18"),
    ),
    reconsidered=Reconsideration(on=D("2027-01-15"), reinstates=False, notices=told("2027-01-18")),
    paid_on=D("2027-02-01"),
)  # fmt: skip
EXCLUDED = PermanentExclusion(
    ref="X1", school="HILL", on=D("2026-11-02"), notice_on=D("2026-11-02"), education_from=D("2026-11-09"),
    school_kind=SchoolKind.MAINTAINED, exam_on=None, procedure=PROCEDURE, review=REVIEW,
)  # fmt: skip
CARED_FOR = Care(looked_after=(LookedAfter(authority="SHIRE", first=D("2025-01-06")),))
GONE = (
    Registration(
        school="HILL", status=Enrolment.SINGLE, first=D("2025-09-03"), last=D("2027-01-18"),
        ended_by=DeletionGround.PERMANENT_EXCLUSION,
    ),
)  # fmt: skip


def record(**changes: Any) -> PupilRecord:
    """The pupil excluded on 2 November 2026, with something different about the exclusion."""
    excluded = EXCLUDED.but(**changes)
    return YEAR_8.but(
        placements=(), registrations=GONE, care=CARED_FOR, suspended_elsewhere=None, permanent_exclusions=(excluded,)
    )


def procedure(**changes: Any) -> PupilRecord:
    return record(procedure=PROCEDURE.but(**changes), review=None)


def decision(**changes: Any) -> PupilRecord:
    return record(procedure=PROCEDURE.but(decision=BOARD.but(**changes)), review=None)


def review(**changes: Any) -> PupilRecord:
    return record(review=REVIEW.but(**changes))


def of(rule: str, of_record: PupilRecord, on: date = MARCH, **more: Any) -> list[Finding]:
    """What a rule says, in whichever edition of the law."""
    return [
        finding for finding in reviewed(of_record, on, **more) if finding.rule.rsplit("_20", 1)[0] == rule
    ]  # fmt: skip


def verdicts(rule: str, of_record: PupilRecord, on: date = MARCH, **more: Any) -> list[Verdict]:
    return [finding.verdict for finding in of(rule, of_record, on, **more)]


def one(rule: str, of_record: PupilRecord, on: date = MARCH, **more: Any) -> Finding:
    (finding,) = of(rule, of_record, on, **more)
    return finding


def excluding(of_record: PupilRecord, on: date = MARCH) -> dict[str, set[Verdict]]:
    """Every rule of this room that says something, and what."""
    said: dict[str, set[Verdict]] = {}
    for finding in reviewed(of_record, on):
        if finding.rule.startswith("exclusion."):
            said.setdefault(finding.rule, set()).add(finding.verdict)
    return said


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
        assert academy["exclusion.board.decision"] is academy["exclusion.review.held"] is Actor.PROPRIETOR
        unit = {f.rule: f.who for f in reviewed(record(school_kind=SchoolKind.PRU), MARCH)}
        assert unit["exclusion.board.decision"] is Actor.MANAGEMENT_COMMITTEE
        assert not any(who.is_ours for rule, who in whose.items() if "board." in rule or "review." in rule)


def suspension(first: str, last: str, **changes: Any) -> Suspension:
    return Suspension(**{
        "ref": "S1", "school": "HILL", "first_day": D(first), "last_day": D(last), "part_days": (), "exam_on": None,
        "notice_on": D(first), "school_kind": SchoolKind.MAINTAINED, "education_from": None,
        "procedure": Procedure(
            notices=told(first), contents=frozenset(Content), lives_elsewhere=False, representations=None,
            remote_asked_on=None, authority_asked_for=False, extended=None, meetings=(), decision=None, back_on=None,
        ), **changes,
    })  # fmt: skip


def suspended(*suspensions: Suspension, **changes: Any) -> PupilRecord:
    return YEAR_8.but(
        **{"placements": (), "suspensions": suspensions, "suspended_elsewhere": None, "care": None, **changes}
    )


def doing(first: str, last: str, **changes: Any) -> PupilRecord:
    """One suspension, with something different about its procedure."""
    kept = suspension(first, last)
    assert kept.procedure is not None
    notice = {"notice_on": UNKNOWN} if "notices" in changes else {}
    return suspended(kept.but(procedure=kept.procedure.but(**changes), **notice))


def in_years(first: str, **changes: Any) -> tuple[PupilRecord, dict[str, Any]]:
    """A one-day suspension of which nobody was told, in the long calendars, with how to check it four weeks later."""
    (only,) = doing("2026-11-02", "2026-11-02", notices=(), **changes).suspensions  # type: ignore[misc]
    pupil = YEAR_8.pupil.but(born=D("2002-03-14"), taught_year=UNKNOWN)
    care = Care(looked_after=(LookedAfter(authority="SHIRE", first=D("2010-01-06")),))
    old = suspended(only.but(first_day=D(first), last_day=D(first), notice_on=None), pupil=pupil, care=care)
    return old, {"on": D(first) + timedelta(28), "calendars": Calendars({"HILL": YEARS})}


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
        def held(kind: SchoolKind, without: Recipient, **changes: Any) -> list[Verdict]:
            meeting = PROCEDURE.meetings[0].but(invited=ALL - {without})  # type: ignore[index]
            kept = PROCEDURE.but(meetings=(meeting,), **changes)
            return verdicts("exclusion.board.invited", record(school_kind=kind, procedure=kept))

        assert held(SchoolKind.MAINTAINED, Recipient.BOARD) == [MET]
        assert held(SchoolKind.MAINTAINED, Recipient.AUTHORITY) == [NOT_MET]
        assert held(SchoolKind.ACADEMY, Recipient.AUTHORITY) == [MET]
        assert held(SchoolKind.ACADEMY, Recipient.AUTHORITY, authority_asked_for=True) == [NOT_MET]
        assert held(SchoolKind.MAINTAINED, Recipient.VIRTUAL_SCHOOL_HEAD) == [NOT_MET]
        assert held(SchoolKind.MAINTAINED, Recipient.PARENT) == [NOT_MET]

    def test_a_meeting_that_is_to_come_is_not_judged(self) -> None:
        assert of("exclusion.board.invited", record(), D("2026-11-19")) == []
        assert len(of("exclusion.meeting.in_person", record(), D("2026-12-16"))) == 1

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

    def test_until_august_2024_a_review_determined_was_enough(self) -> None:
        assert self.effect("2024-08-18") == D("2026-12-17")
        assert self.effect("2024-08-19") == D("2027-01-15")

    def test_time_passed_without_an_application(self) -> None:
        assert self.effect(review=PanelReview(application=None)) == D("2026-12-12")
        late = PanelReview(application=ReviewApplication(on=D("2026-12-12"), method=Method.BY_HAND))
        assert self.effect(review=late) == D("2026-12-12")
        claim = PanelReview(application=None, claim_ended_on=D("2027-01-29"))
        assert self.effect(review=claim) == D("2027-02-27")

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


def cancelled(on: str, **changes: Any) -> PupilRecord:
    return record(review=None, procedure=PROCEDURE.but(**{
        "decision": None, "meetings": (), "cancelled": Cancellation(on=D(on), notices=told(on)), "back_on": D(on),
        **changes,
    }))  # fmt: skip


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
        from ap_core.exclusion import term_total
        from tests.placements import DIRECTED

        directed = YEAR_8.but(placements=(DIRECTED,))
        assert directed.suspensions == ()
        total = term_total(
            directed.suspensions, D("2026-11-02"), CALENDARS, school="HILL", beside=HalfDays(0)
        ).half_days  # fmt: skip
        assert total == HalfDays(0)
        assert excluding(directed, D("2026-11-23")) == {}
