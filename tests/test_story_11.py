"""Story 11: a hard Thursday; force, the restorative conversation, the mentor, and what was agreed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ap_core.attendance.reconcile import clashes, neither_expecting, unmarked
from ap_core.attendance.registers import Register
from ap_core.dates.half_days import HalfDays
from ap_core.england import ENGLAND
from ap_core.exclusion import (
    Notice,
    Procedure,
    Recipient,
    Reintegration,
    Representations,
    SuspendedElsewhere,
    Suspension,
)
from ap_core.law.citation import Force, Seen
from ap_core.law.findings import Finding
from ap_core.law.judging import Verdict
from ap_core.law.rules import Actor
from ap_core.law.unknown import UNKNOWN
from ap_core.record import PupilRecord
from ap_core.registration.records import SchoolKind
from ap_core.support.patterns import incident_counts, recurring
from ap_core.support.records import ParentTold, Restricted, Restriction, Session
from tests.attended_models import CENTRE, TODAY, asked, findings, nov
from tests.test_support_rules import ACTION, EARLIER, MENTOR, P11, RESTORATIVE, THURSDAY

RESTRAINED = Restricted(
    kind=Restriction.FORCE, school_kind=SchoolKind.PRU, recorded_on=nov(19),
    parents=(ParentTold(parent="parent 1", told_on=nov(20)),),
)  # fmt: skip
OF_FORCE = ("support.force", "support.restriction")
HARD_THURSDAY = P11.but(incidents=(EARLIER, THURSDAY.but(restricted=(RESTRAINED,))))


def told(rule: str, about: PupilRecord) -> dict[str, Finding]:
    """The findings of a rule by their matter."""
    return {finding.matter: finding for finding in findings(ENGLAND, about, asked()).get(rule, [])}


def of_force(**changes: Any) -> dict[str, Finding]:
    """What is said of the use of force, by rule."""
    about = P11.but(incidents=(EARLIER, THURSDAY.but(restricted=(RESTRAINED.but(**changes),))))
    found = findings(ENGLAND, about, asked())
    return {rule: given[0] for rule, given in found.items() if rule.startswith(OF_FORCE)}


class TestPuttingItRight:
    """The restorative conversation, the mentor and follow-through: the centre's own promises."""

    def test_when_is_the_restorative_conversation_due(self) -> None:
        """Tue 24 Nov: today is the first day attended since; the suspended day does not count."""
        found = told(RESTORATIVE, P11)
        due = found["A incident I2"]
        assert due.verdict is Verdict.PENDING
        assert due.due is not None
        assert due.due.counted == (TODAY, nov(24))
        assert due.who is Actor.MENTOR
        assert due.because == (
            "Incident on Thu 19 Nov 2026: the restorative conversation by Tue 24 Nov 2026 if the pupil is in every day."
        )
        assert due.act == (
            "Hold the restorative conversation about Thu 19 Nov 2026: what happened, who was affected, "
            "what will change."
        )
        assert found["A incident I1"].verdict is Verdict.MET

    def test_was_the_mentor_session_missed(self) -> None:
        """Yes for the week of 16 Nov: four days attended, none held. The centre's own promise: see him today."""
        [missed] = told(MENTOR, P11).values()
        assert missed.verdict is Verdict.NOT_MET
        assert missed.matter == "A week of 2026-11-16"
        assert missed.because == (
            "No mentor session in the school week of Mon 16 Nov 2026; the centre has chosen one in each week with 2 or "
            "more days attended."
        )
        assert (missed.who, missed.act) == (Actor.MENTOR, "See the pupil today.")
        assert missed.citation.force is Force.LOCAL
        assert missed.due is not None
        assert missed.due.last_day == nov(20)

    def test_what_follow_through_is_outstanding(self) -> None:
        """The seating change from 5 Nov, 18 days on; counted, not in its own words."""
        [outstanding] = told(ACTION, P11).values()
        assert outstanding.verdict is Verdict.PENDING
        assert outstanding.matter == "A incident I1"
        assert outstanding.because == "Incident on Thu 5 Nov 2026, 18 days ago: actions agreed 2, not yet in place 1."
        assert outstanding.due is None
        assert "before adding anything new" in outstanding.act

    def test_since_when_and_whose_step_it_is(self) -> None:
        for rule, arose_on in ((RESTORATIVE, nov(5)), (MENTOR, nov(16)), (ACTION, nov(5))):
            first, *_ = told(rule, P11).values()
            assert (first.arose_on, first.who) == (arose_on, Actor.MENTOR)

    def test_no_pattern_is_invented_from_two(self) -> None:
        """Both in maths after lunch only if recorded so: the counts say how many, and how many were not recorded."""
        counts = incident_counts((EARLIER, THURSDAY.but(session=Session.PM, place="maths")))
        assert (counts.n, counts.place_not_recorded, counts.session_not_recorded) == (2, 1, 1)
        assert [(each.of, each.n) for each in counts.by_weekday] == [("Thursday", 2)]
        both = [each.but(session=Session.PM, place="maths") for each in (EARLIER, THURSDAY)]
        assert recurring(both) == ()

    def test_none_of_this_is_a_legal_breach(self) -> None:
        for rule in (MENTOR, RESTORATIVE, ACTION):
            assert {each.citation.force for each in told(rule, HARD_THURSDAY).values()} == {Force.LOCAL}


class TestTheUseOfForce:
    """Recorded the same day; told next morning: ask why, no breach; was each parent told, and in writing?"""

    def test_recorded_in_writing(self) -> None:
        recorded = of_force()["support.force.recorded"]
        assert recorded.verdict is Verdict.MET
        assert recorded.because == (
            "The significant use of force on Thu 19 Nov 2026 was recorded in writing on Thu 19 Nov 2026."
        )
        assert (recorded.citation.force, recorded.citation.seen) == (Force.LAW, Seen.AT_SOURCE)
        assert str(recorded.citation) == "EIA 2006 s.93A(1)(a), (2), (3)"

    def test_check_that_each_parent_was_told(self) -> None:
        """One was; whether there is another is the question, and until it is answered nothing is settled."""
        reported = of_force()["support.force.reported"]
        assert reported.verdict is Verdict.UNDETERMINED
        assert reported.because.endswith("Is that each parent of the pupil, or is there another who has to be told?")
        assert [need.path for need in reported.needs] == ["incidents[1].restricted[0].each_parent_listed"]
        not_told = of_force(parents=(ParentTold(parent="parent 1", told_on=None),))["support.force.reported"]
        assert (not_told.verdict, not_told.due) == (Verdict.PENDING, None)
        assert "likely to cause the pupil significant harm" in not_told.act
        assert "tell the local authority" in not_told.act
        assert of_force(each_parent_listed=True)["support.force.reported"].verdict is Verdict.MET

    def test_told_next_morning_is_a_question_and_no_breach_of_the_law(self) -> None:
        found = of_force(each_parent_listed=True)
        same_day = found["support.force.same_day"]
        assert same_day.citation.force is Force.STATUTORY_GUIDANCE_SHOULD
        assert same_day.because == (
            "Guidance says that parents should be told the same day; significant use of force on Thu 19 Nov 2026, "
            "told: Fri 20 Nov 2026. The law sets no day, so this is no breach of it: ask why."
        )
        law = [each for each in found.values() if each.citation.force is Force.LAW]
        assert law and all(each.verdict is Verdict.MET for each in law)

    def test_was_or_will_be_in_writing(self) -> None:
        """The phone call was not: the report in writing is open, with no day."""
        parents = (ParentTold(parent="parent 1", told_on=nov(20), written_on=None),)
        in_writing = of_force(each_parent_listed=True, parents=parents)["support.force.in_writing"]
        assert (in_writing.verdict, in_writing.due) == (Verdict.PENDING, None)
        assert "in writing" in in_writing.because

    def test_nothing_of_it_without_a_use_of_force(self) -> None:
        found = findings(ENGLAND, P11, asked())
        assert not any(rule.startswith(OF_FORCE) for rule in found)


FRIDAY = Suspension(
    ref="S2", school=CENTRE, first_day=nov(20), last_day=nov(20), part_days=(), exam_on=None, notice_on=nov(19),
    school_kind=SchoolKind.PRU,
    procedure=Procedure(
        notices=(
            Notice(to=Recipient.PARENT, on=nov(19)), Notice(to=Recipient.AUTHORITY, on=nov(20)),
            Notice(to=Recipient.BOARD, on=nov(20)),
        ),
        back_on=nov(23), reintegration=Reintegration(offered_on=nov(20), held_on=None, condition_of_return=False),
    ),
)  # fmt: skip
EARLIER_DAYS = Suspension(
    ref="S1", school=CENTRE, first_day=date(2026, 9, 21), last_day=date(2026, 9, 25), length=HalfDays(9)
)


class TestTheSuspension:
    """5.5 days at the centre this term; what else turns on the days at the home school, which nobody has told."""

    def asked_of(self, rule: str, *, elsewhere: Any = UNKNOWN, representations: Any = UNKNOWN) -> list[Finding]:
        procedure = FRIDAY.procedure
        assert procedure is not None
        friday = FRIDAY.but(procedure=procedure.but(representations=representations))
        about = P11.but(suspensions=(EARLIER_DAYS, friday), permanent_exclusions=(), suspended_elsewhere=elsewhere)
        return findings(ENGLAND, about, asked()).get(rule, [])

    def test_may_he_come_in_today(self) -> None:
        """Yes: he is back on the first school day after it, and the meeting is no condition."""
        for rule in ("exclusion.return.on_time", "exclusion.return.no_condition_2026"):
            assert [finding.verdict for finding in self.asked_of(rule)] == [Verdict.MET]

    def test_the_committee_was_told_without_delay(self) -> None:
        """Over 5 on any reading: at once, not once in the term."""
        for rule in ("exclusion.notice.board", "exclusion.notice.authority_2022", "exclusion.notice.parent"):
            assert [finding.verdict for finding in self.asked_of(rule)] == [Verdict.MET]
        assert self.asked_of("exclusion.notice.board_in_term") == []

    def test_whether_the_committee_must_decide_cannot_be_told(self) -> None:
        [decision] = self.asked_of("exclusion.board.decision")
        assert decision.verdict is Verdict.UNDETERMINED
        assert set(decision.missing) == {"suspended_elsewhere", "suspensions[1].procedure.representations"}

    @pytest.mark.parametrize(
        ("half_days", "representations", "last_day"),
        [(20, None, date(2026, 12, 11)), (19, None, None),
         (0, Representations(made_on=nov(23)), date(2027, 2, 22)), (0, None, None)],
    )  # fmt: skip
    def test_by_when_it_would_have_to(self, half_days: int, representations: Any, last_day: date | None) -> None:
        """15.5 days: by 11 December, asked or not; up to 15 only if the parent asks, by 22 February."""
        there = SuspendedElsewhere(
            counted_on=nov(20), this_term=HalfDays(half_days), this_year=HalfDays(half_days)
        )  # fmt: skip
        found = self.asked_of("exclusion.board.decision", elsewhere=there, representations=representations)
        assert [finding.due.last_day for finding in found if finding.due] == ([last_day] if last_day else [])
        assert all(finding.verdict is Verdict.PENDING for finding in found)

    def test_the_year_toward_45_cannot_be_told(self) -> None:
        """At least 5.5; the question is put to the other schools, and to nobody else."""
        [year] = self.asked_of("exclusion.limit.school_year")
        assert (year.verdict, year.missing) == (Verdict.UNDETERMINED, ("suspended_elsewhere",))
        assert {need.of for need in year.needs} == {"the other schools"}
        there = SuspendedElsewhere(counted_on=nov(20), this_year=HalfDays(79))
        assert [each.verdict for each in self.asked_of("exclusion.limit.school_year", elsewhere=there)] == [Verdict.MET]

    def test_the_register_of_that_friday(self) -> None:
        """Centre E E, home school D D: the one says excluded, the other that he is expected there; they agree."""
        centre = Register.of_weeks(CENTRE, {nov(16): "/ \\ / \\ / \\ / \\ E E"})
        home = Register.of_weeks("HILL", {nov(16): "D D D D D D D D D D"})
        assert clashes(centre, home) == neither_expecting(centre, home) == unmarked(centre, home) == ()
