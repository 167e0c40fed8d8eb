"""Rules of support: story 11, and each of the centre's figures on both sides."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from ap_core.attendance.registers import Register
from ap_core.law.findings import Finding
from ap_core.law.judging import Verdict
from ap_core.law.rulebook import RuleBook
from ap_core.law.rules import Condition
from ap_core.law.unknown import UNKNOWN
from ap_core.policy import Policy
from ap_core.record import PupilRecord
from ap_core.support.facts import (
    IncidentFacts,
    MentorFacts,
    MentorWeekFacts,
    incident_facts,
    mentor_facts,
    mentor_week_facts,
)
from ap_core.support.policy import SupportPolicy
from ap_core.support.records import AgreedAction, Covered, Incident, MentorSession
from ap_core.support.rules import RULES
from tests.attended_models import CENTRE, TODAY, asked, attended_on, findings, nov, placement, record, school_days

BOOK: RuleBook[PupilRecord] = RuleBook(
    subjects=(
        (MentorWeekFacts, mentor_week_facts),
        (IncidentFacts, incident_facts),
        (MentorFacts, mentor_facts),
    ),
    rules=RULES,
)
COVERED = "support.restorative.covered"
MENTOR, RESTORATIVE, ACTION = (
    "support.mentor.weekly", "support.restorative.conversation", "support.action.in_place",
)  # fmt: skip

THURSDAY = Incident(ref="I2", on=nov(19), restorative_on=None)
EARLIER = Incident(
    ref="I1", on=nov(5), restorative_on=nov(6),
    actions=(AgreedAction(what="quiet exit card", in_place_on=nov(9)), AgreedAction(what="seating", in_place_on=None)),
)  # fmt: skip
P11 = record(
    placements=(placement(first_day=nov(2)),),
    registers=(
        Register.of_weeks(CENTRE, {
            nov(2): "/ \\ / \\ / \\ / \\ / \\", nov(9): "/ \\ / \\ / \\ / \\ / \\", nov(16): "/ \\ / \\ / \\ / \\ E E",
        }),
    ),
    mentor_sessions=(MentorSession(on=nov(5)), MentorSession(on=nov(12))),
    incidents=(EARLIER, THURSDAY),
)  # fmt: skip


def told(rule: str, about: PupilRecord, on: date = TODAY, **choices: Any) -> dict[str, Finding]:
    """The findings of a rule by their matter."""
    found = findings(BOOK, about, asked(on, Policy(support=SupportPolicy(**choices))))
    return {finding.matter: finding for finding in found.get(rule, [])}


def verdicts(rule: str, about: PupilRecord, on: date = TODAY, **choices: Any) -> list[Verdict]:
    return [finding.verdict for finding in told(rule, about, on, **choices).values()]


class TestMentorInWeeksOf:
    """A session in each week with so many days attended; the week that runs is pending once they are reached."""

    @pytest.mark.parametrize(
        ("came", "wanted", "due"),
        [(1, 2, False), (2, 2, True), (2, 3, False), (3, 3, True), (0, 1, False), (1, 1, True)],
    )
    def test_both_sides_of_the_centres_own_number(self, came: int, wanted: int, due: bool) -> None:
        all_days = school_days(nov(16), nov(20))
        register = attended_on(*all_days[:came], out=all_days)
        about = record(registers=(register,), mentor_sessions=())
        new = about.but(placements=(placement(first_day=nov(16)),))
        now = verdicts(MENTOR, new, nov(20), mentor_in_weeks_of=wanted)
        after = verdicts(MENTOR, about, mentor_in_weeks_of=wanted)
        assert now == ([Verdict.PENDING] if due else [])
        assert after == ([Verdict.NOT_MET] if due else [])

    @pytest.mark.parametrize(
        ("day", "expected"),
        [(13, Verdict.NOT_MET), (16, Verdict.MET), (20, Verdict.MET), (21, Verdict.NOT_MET), (23, Verdict.NOT_MET)],
    )
    def test_a_session_of_that_week(self, day: int, expected: Verdict) -> None:
        about = P11.but(mentor_sessions=(MentorSession(on=nov(day)),))
        assert told(MENTOR, about)["A week of 2026-11-16"].verdict is expected

    def test_the_current_week(self) -> None:
        about = P11.but(
            registers=(attended_on(*school_days(nov(2), nov(24))),), mentor_sessions=(MentorSession(on=nov(24)),)
        )
        this_week = "A week of 2026-11-23"
        assert this_week not in told(MENTOR, about, nov(23))
        assert told(MENTOR, about, nov(24))[this_week].verdict is Verdict.MET
        pending = told(MENTOR, about.but(mentor_sessions=()), nov(24))[this_week]
        assert pending.verdict is Verdict.PENDING
        assert pending.because == "Days attended this week: 2; a mentor session is due by Fri 27 Nov 2026."

    def test_never_more_than_two_weeks(self) -> None:
        long = P11.but(placements=(placement(first_day=date(2026, 9, 3)),), mentor_sessions=())
        assert list(told(MENTOR, long)) == ["A week of 2026-11-16"]

    def test_unknown_never_passes(self) -> None:
        for changes in (
            {"registers": UNKNOWN}, {"registers": ()}, {"mentor_sessions": UNKNOWN},
            {"placements": (placement(first_day=UNKNOWN),)},
        ):  # fmt: skip
            assert Verdict.UNDETERMINED in verdicts(MENTOR, P11.but(**changes))
            assert Verdict.MET not in verdicts(MENTOR, P11.but(**changes))


class TestRestorativeWithin:
    """A conversation within so many days attended since the incident."""

    register = attended_on(nov(9), nov(12), nov(16), nov(17), nov(18), out=school_days(nov(9), nov(20)))

    @pytest.mark.parametrize(
        ("held", "within", "expected"),
        [
            (9, 2, Verdict.MET), (16, 2, Verdict.MET), (17, 2, Verdict.NOT_MET), (None, 2, Verdict.NOT_MET),
            (12, 1, Verdict.MET), (13, 1, Verdict.NOT_MET), (17, 3, Verdict.MET), (18, 3, Verdict.NOT_MET),
            (UNKNOWN, 2, Verdict.UNDETERMINED), (UNKNOWN, 5, Verdict.PENDING), (None, 5, Verdict.PENDING),
        ],
    )  # fmt: skip
    def test_both_sides(self, held: Any, within: int, expected: Verdict) -> None:
        incident = Incident(ref="I", on=nov(9), restorative_on=nov(held) if isinstance(held, int) else held)
        about = record(registers=(self.register,), incidents=(incident,))
        assert verdicts(RESTORATIVE, about, restorative_within=within) == [expected]

    def test_late(self) -> None:
        about = record(registers=(self.register,), incidents=(Incident(ref="I", on=nov(9), restorative_on=nov(17)),))
        [late] = told(RESTORATIVE, about).values()
        assert late.because == (
            "Incident on Mon 9 Nov 2026: the centre has chosen a restorative conversation by Mon 16 Nov 2026, counted "
            "in days attended since; held: Tue 17 Nov 2026."
        )
        assert late.arose_on == nov(9)

    def test_held_in_time_stays_so_when_later_marks_are_missing(self) -> None:
        incident = Incident(ref="I", on=nov(9), restorative_on=nov(11))
        about = record(registers=(attended_on(nov(9), nov(10)),), incidents=(incident,))
        for day in (11, 12, 23):
            assert verdicts(RESTORATIVE, about, nov(day)) == [Verdict.MET]
        later = about.but(incidents=(incident.but(restorative_on=nov(12)),))
        assert verdicts(RESTORATIVE, later) == [Verdict.UNDETERMINED]

    def test_no_verdict_while_the_placement_may_have_ended(self) -> None:
        may_have = P11.but(placements=(placement(first_day=nov(2), ended_on=UNKNOWN),))
        for rule in (MENTOR, RESTORATIVE, ACTION):
            found = list(told(rule, may_have).values())
            assert {finding.verdict for finding in found} == {Verdict.UNDETERMINED}
            assert {finding.missing for finding in found} == {("placements[0].ended_on",)}

    def test_an_incident_today_leaves_the_days_that_follow(self) -> None:
        about = P11.but(incidents=(Incident(ref="I", on=TODAY, restorative_on=None),))
        [pending] = told(RESTORATIVE, about).values()
        assert pending.due is not None
        assert pending.due.last_day == nov(25)

    def test_unknown_never_passes(self) -> None:
        for changes in (
            {"registers": UNKNOWN}, {"incidents": UNKNOWN}, {"placements": (placement(first_day=UNKNOWN),)},
        ):  # fmt: skip
            assert set(verdicts(RESTORATIVE, P11.but(**changes))) == {Verdict.UNDETERMINED}

    def test_local_choices_are_judged_from_2010_on(self) -> None:
        for on, found in ((date(2010, 8, 31), []), (date(2010, 9, 1), [Verdict.UNDETERMINED])):
            incident = Incident(ref="I", on=on, actions=(AgreedAction(what="seating"),))
            about = record(placements=(placement(first_day=on),), incidents=(incident,))
            assert verdicts(RESTORATIVE, about) == verdicts(ACTION, about) == found


class TestActionInPlace:
    """What was agreed after an incident is in place; no day is set, so it is never late."""

    @pytest.mark.parametrize(
        ("in_place", "expected"),
        [
            ((), []),
            ((nov(6), nov(9)), [Verdict.MET]),
            ((nov(6), None), [Verdict.PENDING]),
            ((UNKNOWN, None), [Verdict.PENDING]),
            ((nov(6), UNKNOWN), [Verdict.UNDETERMINED]),
            ((TODAY,), [Verdict.MET]),
            ((nov(24),), [Verdict.PENDING]),
        ],
    )
    def test_verdicts(self, in_place: tuple[Any, ...], expected: list[Verdict]) -> None:
        actions = tuple(AgreedAction(what="seating", in_place_on=day) for day in in_place)
        assert verdicts(ACTION, P11.but(incidents=(EARLIER.but(actions=actions),))) == expected

    def test_what_is_missing(self) -> None:
        actions = (AgreedAction(what="seating"),)
        [found] = told(ACTION, P11.but(incidents=(THURSDAY, EARLIER.but(actions=actions)))).values()
        assert found.missing == ("incidents[1].actions[0].in_place_on",)

    def test_no_finding_carries_what_was_agreed(self) -> None:
        for finding in BOOK.review(P11, P11.ref, asked()):
            assert "exit card" not in finding.because + finding.act + finding.matter

    def test_incidents_not_known(self) -> None:
        assert verdicts(ACTION, P11.but(incidents=UNKNOWN)) == [Verdict.UNDETERMINED]


class TestCovered:
    """What went wrong, who was affected, what will change: said only where the centre keeps what was covered."""

    def test_silent_where_it_is_not_kept(self) -> None:
        assert told(COVERED, P11) == {} == told(COVERED, P11.but(incidents=UNKNOWN))

    @pytest.mark.parametrize("left_out", [(), *[(part,) for part in Covered], tuple(Covered)])
    def test_both_sides(self, left_out: tuple[Covered, ...]) -> None:
        about = P11.but(incidents=(EARLIER.but(covered=frozenset(Covered) - set(left_out)),))
        [found] = told(COVERED, about).values()
        assert found.verdict is (Verdict.NOT_MET if left_out else Verdict.MET)
        if left_out:
            assert found.because.endswith(f"Parts left out: {len(left_out)}.")

    def test_not_before_it_is_held(self) -> None:
        about = P11.but(incidents=(EARLIER.but(restorative_on=nov(25), covered=frozenset()),))
        assert told(COVERED, about) == {}


class TestWording:
    """A local choice is told as one: nobody must, nobody should, and no figure stands in a sentence."""

    def test_every_sentence(self) -> None:
        for rule in RULES:
            assert "he centre has chosen" in (rule.not_met if isinstance(rule, Condition) else rule.late)
            for sentence in rule.sentences().values():
                assert not re.search(r"\d|\bmust\b|\bshould\b", re.sub(r"{\w+}", "", sentence))
