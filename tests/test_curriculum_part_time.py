"""A part-time week: health under section 19, a parent's agreement under the regulations, and what is only guidance.

Verification C16: leave for a part-time timetable rests on agreement because of exceptional circumstances, for a time,
with times and dates; of an academy the regulation asks none of this.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ap_core.curriculum import facts, part_time_facts, part_time_rules
from ap_core.curriculum import rules as week_rules
from ap_core.curriculum.part_time import less_is_agreed
from ap_core.curriculum.plan import PartTime, PartTimeGround
from ap_core.curriculum.policy import CurriculumPolicy
from ap_core.curriculum.records import Lesson, Timetable
from ap_core.dates import Deadline
from ap_core.ehcp.records import EHCPlan
from ap_core.law.citation import Force
from ap_core.law.findings import Finding
from ap_core.law.judging import Verdict
from ap_core.law.rulebook import RuleBook
from ap_core.law.rules import Actor
from ap_core.law.unknown import UNKNOWN, Reason, Unknown
from ap_core.placement.records import Basis
from ap_core.policy import Policy
from ap_core.pupils.pupil import Pupil
from ap_core.record import PupilRecord
from ap_core.registration.records import SchoolKind
from ap_core.support.care_records import Care, SocialWorker
from tests.attended_models import CENTRE, TODAY, asked, findings, nov, placement, record
from tests.placements import DUAL

BOOK: RuleBook[PupilRecord] = RuleBook(
    subjects=(
        (facts.WeekFacts, facts.week_facts), (part_time_facts.PartTimeFacts, part_time_facts.part_time_facts),
    ),
    rules=(*part_time_rules.RULES, week_rules.FULL_TIME),
)  # fmt: skip
FULL, NAME = "curriculum.timetable.full_time", "curriculum.part_time."
GOOD = PartTime(
    first=nov(2), ground=PartTimeGround.EXCEPTIONAL, leave_from=SchoolKind.PRU, parent_agreed_on=date(2026, 10, 22),
    times_agreed=True, ends_on=nov(27), reviews=(nov(13),), authority_decided_on=None, authority_told_on=None,
    in_wider_plan=True, social_worker_told_on=None, reported_on=None,
)  # fmt: skip


def about(
    part_time: PartTime | None = GOOD, *, basis: Any = Basis.AGREEMENT, plan: Any = None, care: Any = None, **week: Any
) -> PupilRecord:
    mornings = Lesson(subject="all", site=CENTRE, minutes=900)
    return record(
        registrations=DUAL, plan=plan, care=care, placements=(placement(first_day=date(2026, 9, 14), basis=basis),),
        timetable=Timetable(first=nov(2), lessons=(mornings,), part_time=part_time, **week),
        pupil=Pupil(ref="P10", born=date(2013, 1, 9)),
    )  # fmt: skip


def told(rule: str, of: PupilRecord, on: date = TODAY, **choices: Any) -> Finding | None:
    found = findings(BOOK, of, asked(on, Policy(curriculum=CurriculumPolicy(**choices)))).get(rule, [])
    assert len(found) <= 1
    return found[0] if found else None


def verdict(rule: str, of: PupilRecord, on: date = TODAY, **choices: Any) -> Verdict | None:
    found = told(rule if rule == FULL else NAME + rule, of, on, **choices)
    return None if found is None else found.verdict


class TestAllInOrder:
    """Agreed, exceptional, with times, an end and reviews: nothing to say but when the next review is due."""

    def test_every_verdict(self) -> None:
        found = {rule: each[0].verdict for rule, each in findings(BOOK, about(), asked()).items()}
        assert found.pop(NAME + "reviewed") is Verdict.PENDING
        assert set(found.values()) == {Verdict.MET}
        # No plan, no section 19: silence about both.
        assert not {NAME + "section_19", NAME + "plan_authority"} & found.keys()

    def test_nothing_is_asked_of_a_week_whose_part_time_is_not_kept(self) -> None:
        assert set(findings(BOOK, about(None, part_time_agreed=True), asked())) == {FULL}


class TestLessIsAgreed:
    """Whether a week below full-time has a lawful reason for now."""

    @pytest.mark.parametrize(
        ("changes", "agreed"),
        [
            ({}, True), ({"parent_agreed_on": None}, False), ({"parent_agreed_on": TODAY}, True),
            ({"parent_agreed_on": nov(24)}, False), ({"ends_on": TODAY}, True), ({"ends_on": nov(22)}, False),
            ({"ends_on": None}, True), ({"ends_on": UNKNOWN}, UNKNOWN), ({"parent_agreed_on": UNKNOWN}, UNKNOWN),
            ({"ground": UNKNOWN}, True), ({"ground": UNKNOWN, "parent_agreed_on": None}, UNKNOWN),
            ({"ground": PartTimeGround.HEALTH, "parent_agreed_on": None}, True),
            ({"ground": PartTimeGround.HEALTH, "parent_agreed_on": UNKNOWN}, True),
            ({"ground": PartTimeGround.BEHAVIOUR}, True),
        ],
    )  # fmt: skip
    def test_which(self, changes: dict[str, Any], agreed: Any) -> None:
        week = Timetable(first=nov(2), lessons=(), part_time=GOOD.but(**changes), part_time_agreed=UNKNOWN)
        found = less_is_agreed(week, TODAY)
        assert (UNKNOWN if isinstance(found, Unknown) else found) is agreed

    def test_how_it_is_agreed_comes_before_the_plain_answer(self) -> None:
        assert verdict(FULL, about(GOOD.but(parent_agreed_on=None), part_time_agreed=True)) is Verdict.NOT_MET
        assert verdict(FULL, about(part_time_agreed=False)) is Verdict.MET

    def test_today_still_counts(self) -> None:
        """Agreed today is agreed, and a last day is the last day of it."""
        assert verdict("parent_agreed", about(GOOD.but(parent_agreed_on=TODAY))) is Verdict.MET
        assert verdict("end_set", about(GOOD.but(ends_on=TODAY))) is Verdict.MET

    def test_once_it_has_ended_the_week_is_short_and_its_rules_are_silent(self) -> None:
        over = about(GOOD.but(ends_on=nov(20)))
        found = findings(BOOK, over, asked())
        assert set(found) == {FULL} and found[FULL][0].verdict is Verdict.NOT_MET


class TestSection19:
    """The authority's education is full-time, less only where it considers that health speaks against it."""

    HEALTH = GOOD.but(ground=PartTimeGround.HEALTH, authority_decided_on=nov(2), parent_agreed_on=None)

    @pytest.mark.parametrize(
        "basis", [Basis.HEALTH, Basis.OTHER_AUTHORITY, Basis.PERMANENT_EXCLUSION, Basis.EXCLUSION_PENDING]
    )
    def test_health_and_the_authority_considered_it(self, basis: Basis) -> None:
        assert verdict("section_19", about(self.HEALTH, basis=basis)) is Verdict.MET

    def test_nobody_considered_it_and_nobody_agreed(self) -> None:
        for none in (None, nov(24)):
            found = told(NAME + "section_19", about(self.HEALTH.but(authority_decided_on=none), basis=Basis.HEALTH))
            assert found is not None
            assert found.verdict is Verdict.NOT_MET and found.who is Actor.AUTHORITY
            assert found.citation.force is Force.LAW

    def test_a_parents_agreement_alone_bears_two_readings(self) -> None:
        """Leave from school is one thing, the authority's duty another: the law does not say which gives way."""
        found = told(NAME + "section_19", about(basis=Basis.PERMANENT_EXCLUSION))
        assert found is not None
        assert (found.verdict, found.reason) == (Verdict.UNDETERMINED, Reason.READINGS_DIFFER)

    def test_behaviour_with_nobodys_agreement(self) -> None:
        behaviour = GOOD.but(ground=PartTimeGround.BEHAVIOUR, parent_agreed_on=None)
        assert verdict("section_19", about(behaviour, basis=Basis.OTHER_AUTHORITY)) is Verdict.NOT_MET

    def test_only_where_the_authority_arranges_it(self) -> None:
        for basis in (Basis.AGREEMENT, Basis.DIRECTION, Basis.SUSPENSION, Basis.PLAN_NAMES_CENTRE):
            assert verdict("section_19", about(basis=basis)) is None
        assert verdict("section_19", about(basis=UNKNOWN)) is Verdict.UNDETERMINED


class TestRegulations:
    """SI 2024/208: every school's code C2 needs a parent's agreement; reg 11(6) binds some schools to more."""

    def test_no_agreement(self) -> None:
        for none in (None, nov(24)):
            found = told(NAME + "parent_agreed", about(GOOD.but(parent_agreed_on=none)))
            assert found is not None
            assert found.verdict is Verdict.NOT_MET and str(found.citation) == "SI 2024/208 reg 10(4)"
        assert verdict("parent_agreed", about(GOOD.but(parent_agreed_on=None, leave_from=None))) is None

    def test_health_is_another_ground(self) -> None:
        ill = about(GOOD.but(ground=PartTimeGround.HEALTH, parent_agreed_on=None, times_agreed=False))
        assert verdict("parent_agreed", ill) is verdict("exceptional", ill) is None

    @pytest.mark.parametrize(
        ("kind", "binds"),
        [
            (SchoolKind.PRU, True), (SchoolKind.MAINTAINED, True), (SchoolKind.MAINTAINED_SPECIAL, True),
            (SchoolKind.NON_MAINTAINED_SPECIAL, True), (SchoolKind.ACADEMY, False), (SchoolKind.AP_ACADEMY, False),
            (SchoolKind.INDEPENDENT, False), (None, False),
        ],
    )  # fmt: skip
    def test_whose_leave_reg_11_governs(self, kind: SchoolKind | None, binds: bool) -> None:
        short = about(GOOD.but(leave_from=kind, times_agreed=False))
        assert verdict("exceptional", short) is (Verdict.NOT_MET if binds else None)

    @pytest.mark.parametrize(
        ("born", "expected"),
        [(date(2010, 8, 31), None), (date(2010, 9, 1), Verdict.NOT_MET), (UNKNOWN, Verdict.UNDETERMINED)],
    )
    def test_only_of_compulsory_school_age(self, born: Any, expected: Verdict | None) -> None:
        """C2 and reg 11(6) are for that age; for who is over it reg 11(8) asks for the times to be agreed alone."""
        alone = about(GOOD.but(parent_agreed_on=None, times_agreed=False)).but(pupil=Pupil(ref="P10", born=born))
        assert verdict("parent_agreed", alone) is verdict("exceptional", alone) is expected

    def test_times_and_dates_not_agreed(self) -> None:
        found = told(NAME + "exceptional", about(GOOD.but(times_agreed=False)))
        assert found is not None and found.verdict is Verdict.NOT_MET
        assert "times and dates agreed: no" in found.because

    def test_whether_behaviour_is_exceptional_the_regulation_does_not_say(self) -> None:
        for ground in (PartTimeGround.BEHAVIOUR, PartTimeGround.OTHER):
            found = told(NAME + "exceptional", about(GOOD.but(ground=ground)))
            assert found is not None and found.reason is Reason.READINGS_DIFFER

    def test_what_is_not_known_is_asked(self) -> None:
        for field in ("ground", "leave_from", "times_agreed"):
            found = told(NAME + "exceptional", about(GOOD.but(**{field: UNKNOWN})))
            assert found is not None and found.verdict is Verdict.UNDETERMINED
            assert [need.path for need in found.needs] == [f"timetable.part_time.{field}"]

    def test_from_19_august_2024_by_the_day_it_began(self) -> None:
        for first, expected in ((date(2024, 8, 18), None), (date(2024, 8, 19), Verdict.NOT_MET)):
            early = about(GOOD.but(first=first, parent_agreed_on=None, times_agreed=False))
            assert verdict("parent_agreed", early) is verdict("exceptional", early) is expected


class TestGuidance:
    """Not to manage behaviour, with an end, and the authority told where there is a plan: should, not must."""

    def test_behaviour(self) -> None:
        found = told(NAME + "not_behaviour", about(GOOD.but(ground=PartTimeGround.BEHAVIOUR)))
        assert found is not None and found.verdict is Verdict.NOT_MET
        assert found.citation.force is Force.STATUTORY_GUIDANCE_SHOULD

    def test_no_end(self) -> None:
        assert verdict("end_set", about(GOOD.but(ends_on=None))) is Verdict.NOT_MET
        assert verdict("length", about(GOOD.but(ends_on=None))) is None

    def test_with_a_plan(self) -> None:
        plan = EHCPlan(authority="SHIRE", provision=())
        for told_on, expected in ((None, Verdict.NOT_MET), (nov(24), Verdict.NOT_MET), (nov(2), Verdict.MET)):
            assert verdict("plan_authority", about(GOOD.but(authority_told_on=told_on), plan=plan)) is expected
        assert verdict("plan_authority", about(plan=UNKNOWN)) is Verdict.UNDETERMINED

    def test_needs_are_no_reason(self) -> None:
        """EHC-AP-07: never because of special educational needs themselves, with a plan or without."""
        for ground, expected in ((PartTimeGround.NEEDS, Verdict.NOT_MET), (PartTimeGround.HEALTH, Verdict.MET),
                                 (UNKNOWN, Verdict.UNDETERMINED)):  # fmt: skip
            assert verdict("not_needs", about(GOOD.but(ground=ground))) is expected

    def test_the_authority_s_agreement_where_the_centre_has_chosen_it(self) -> None:
        """ADJ-08: guidance has the authority told; its agreement is what a centre may choose beside that."""
        plan = EHCPlan(authority="SHIRE", made_on=date(2026, 1, 12))
        policy, name = Policy().choosing({"ehcp.part_time_agreed": True}), NAME + "plan_authority_agrees"
        for agreed_on, expected in ((nov(2), Verdict.MET), (nov(24), Verdict.NOT_MET), (None, Verdict.NOT_MET),
                                    (UNKNOWN, Verdict.UNDETERMINED)):  # fmt: skip
            part_time = about(GOOD.but(authority_agreed_on=agreed_on), plan=plan)
            assert findings(BOOK, part_time, asked(policy=policy))[name][0].verdict is expected
            assert name not in findings(BOOK, part_time, asked())
        assert name not in findings(BOOK, about(GOOD), asked(policy=policy))

    def test_part_of_a_wider_plan(self) -> None:
        found = told(NAME + "wider_plan", about(GOOD.but(in_wider_plan=False)))
        assert found is not None and found.verdict is Verdict.NOT_MET
        assert found.citation.force is Force.STATUTORY_GUIDANCE_SHOULD
        assert verdict("wider_plan", about()) is Verdict.MET
        assert verdict("wider_plan", about(GOOD.but(in_wider_plan=UNKNOWN))) is Verdict.UNDETERMINED

    def test_the_social_worker_where_there_is_one(self) -> None:
        has = Care(looked_after=(), social_workers=(SocialWorker(first=date(2026, 3, 2)),))
        for told_on, expected in ((None, Verdict.NOT_MET), (nov(24), Verdict.NOT_MET), (TODAY, Verdict.MET)):
            assert verdict("social_worker", about(GOOD.but(social_worker_told_on=told_on), care=has)) is expected
        assert verdict("social_worker", about(care=has.but(social_workers=()))) is None
        assert verdict("social_worker", about(care=UNKNOWN)) is Verdict.UNDETERMINED
        unsure = told(NAME + "social_worker", about(GOOD.but(social_worker_told_on=UNKNOWN), care=has))
        assert unsure is not None and unsure.missing == ("timetable.part_time.social_worker_told_on",)


def test_what_to_do_names_with_whom() -> None:
    found = told(NAME + "parent_agreed", about(GOOD.but(parent_agreed_on=None)))
    assert found is not None and found.act.endswith("now; the home school and the parent settle it.")


class TestTheCentresChoices:
    """How long, and how often reviewed, in school weeks of the centre."""

    @pytest.mark.parametrize(
        ("ends_on", "expected"), [(date(2026, 12, 11), Verdict.MET), (date(2026, 12, 14), Verdict.NOT_MET)]
    )
    def test_six_school_weeks(self, ends_on: date, expected: Verdict) -> None:
        assert verdict("length", about(GOOD.but(ends_on=ends_on))) is expected

    def test_half_term_uses_none_up(self) -> None:
        """Monday 12 October to Friday 27 November: seven calendar weeks, six school weeks."""
        assert verdict("length", about(GOOD.but(first=date(2026, 10, 12)))) is Verdict.MET
        assert verdict("length", about(), part_time_at_most=3) is Verdict.NOT_MET

    @pytest.mark.parametrize(
        ("reviews", "due"),
        [((), nov(13)), ((nov(13),), nov(27)), ((nov(9), nov(18)), date(2026, 12, 4)), ((TODAY,), date(2026, 12, 11))],
    )
    def test_when_the_next_review_is_due(self, reviews: tuple[date, ...], due: date) -> None:
        found = told(NAME + "reviewed", about(GOOD.but(reviews=reviews)))
        assert found is not None and isinstance(found.due, Deadline)
        assert found.due.last_day == due
        assert found.verdict is (Verdict.PENDING if due >= TODAY else Verdict.NOT_MET)

    def test_a_review_to_come_is_not_held(self) -> None:
        found = told(NAME + "reviewed", about(GOOD.but(reviews=(nov(13), nov(25)))))
        assert found is not None and found.due is not None and found.due.last_day == nov(27)

    def test_what_is_not_known_is_asked(self) -> None:
        assert verdict("reviewed", about(GOOD.but(reviews=UNKNOWN))) is Verdict.UNDETERMINED
        assert verdict("length", about(GOOD.but(ends_on=UNKNOWN))) is Verdict.UNDETERMINED

    def test_reported_only_where_the_authority_asks(self) -> None:
        assert verdict("reported", about()) is None
        for within, reported_on, expected in (
            (14, None, Verdict.NOT_MET), (21, None, Verdict.PENDING), (14, nov(16), Verdict.MET),
            (14, nov(17), Verdict.NOT_MET), (14, UNKNOWN, Verdict.UNDETERMINED),
        ):  # fmt: skip
            short = about(GOOD.but(reported_on=reported_on))
            assert verdict("reported", short, part_time_reported_within=within) is expected
