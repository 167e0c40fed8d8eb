"""Rules of the tailored curriculum: each figure on both sides, what is owed by law, and what is only a question."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ap_core.curriculum import facts, plan_facts, plan_rules
from ap_core.curriculum import rules as week_rules
from ap_core.curriculum.plan import CurriculumArea, Qualification
from ap_core.curriculum.policy import CurriculumPolicy
from ap_core.curriculum.records import Lesson, Timetable
from ap_core.ehcp.provision import Per, ProvisionKind, ProvisionLine
from ap_core.ehcp.records import EHCPlan
from ap_core.law.citation import Force, Seen
from ap_core.law.findings import Finding
from ap_core.law.judging import Verdict
from ap_core.law.rulebook import RuleBook
from ap_core.law.rules import Actor
from ap_core.law.unknown import UNKNOWN
from ap_core.placement.records import Attendance
from ap_core.policy import Policy
from ap_core.pupils.pupil import Pupil
from ap_core.pupils.years import YearGroup
from ap_core.record import PupilRecord
from tests.attended_models import CENTRE, TODAY, asked, findings, nov, placement, record
from tests.placements import DUAL

_A = CurriculumArea
BOOK: RuleBook[PupilRecord] = RuleBook(
    subjects=(
        (facts.WeekFacts, facts.week_facts), (plan_facts.AreaFacts, plan_facts.area_facts),
        (plan_facts.PlanFacts, plan_facts.plan_facts), (plan_facts.ProvisionFacts, plan_facts.provision_facts),
        (plan_facts.QualificationFacts, plan_facts.qualification_facts),
    ),
    rules=(*plan_rules.RULES, week_rules.FULL_TIME),
)  # fmt: skip
PROMISED, RELATIONSHIPS = "curriculum.plan.promised", "curriculum.plan.relationships_and_health"
SECTION_F, GROUP, BOTH = "curriculum.plan.section_f", "curriculum.plan.group_size", "curriculum.plan.both_sites"
KEPT_UP, CARRIED_ON = "curriculum.plan.kept_up", "curriculum.plan.qualification_carried_on"
FULL = "curriculum.timetable.full_time"


def lesson(subject: str, minutes: Any = 60, site: str = CENTRE, **more: Any) -> Lesson:
    return Lesson(subject=subject, site=site, minutes=minutes, **more)


def about(*lessons: Lesson, year: Any = YearGroup.Y9, plan: Any = None, placed: Any = None, **week: Any) -> PupilRecord:
    return record(
        pupil=Pupil(ref="P10", taught_year=year), registrations=DUAL, plan=plan,
        placements=(placement(**(placed or {"returns_to": None})),),
        timetable=Timetable(first=nov(9), lessons=lessons, **week),
    )  # fmt: skip


def told(rule: str, of: PupilRecord, matter: str = "", on: date = TODAY, **choices: Any) -> Finding | None:
    """The finding of a rule whose matter ends so; none where there is none."""
    found = findings(BOOK, of, asked(on, Policy(curriculum=CurriculumPolicy(**choices)))).get(rule, [])
    mine = [each for each in found if each.matter.endswith(matter)]
    assert len(mine) <= 1, [each.matter for each in mine]
    return mine[0] if mine else None


def verdict(rule: str, of: PupilRecord, matter: str = "", **choices: Any) -> Verdict | None:
    found = told(rule, of, matter, **choices)
    return None if found is None else found.verdict


class TestPromised:
    """English, mathematics and what else the centre promises, each for so many minutes a week over all sites."""

    @pytest.mark.parametrize(("minutes", "expected"), [(179, Verdict.NOT_MET), (180, Verdict.MET)])
    @pytest.mark.parametrize(("subject", "matter"), [("English", "english"), ("maths", "mathematics")])
    def test_both_sides(self, subject: str, matter: str, minutes: int, expected: Verdict) -> None:
        assert verdict(PROMISED, about(lesson(subject, minutes)), matter) is expected
        two_sites = about(lesson(subject, minutes - 60), lesson(subject, 60, "HILL"))
        assert verdict(PROMISED, two_sites, matter) is expected

    def test_none_at_all_is_said_in_hours(self) -> None:
        found = told(PROMISED, about(lesson("art")), "english")
        assert found is not None
        assert found.because == "In the week of English: 0 h; the centre has chosen at least 3 h."
        assert found.citation.force is Force.LOCAL and found.who is Actor.CENTRE_AND_HOME_SCHOOL

    def test_the_centres_own_list_and_figure(self) -> None:
        week = about(lesson("music", 59))
        assert verdict(PROMISED, week, "music") is None
        for minutes, expected in ((59, Verdict.MET), (60, Verdict.NOT_MET)):
            chosen = {"promised": frozenset((_A.MUSIC,)), "promised_minutes": minutes}
            assert verdict(PROMISED, week, "music", **chosen) is expected
        assert verdict(PROMISED, about(lesson("English", 100)), "english", english_minutes=100) is Verdict.MET

    def test_parts_that_are_not_known_are_not_nought(self) -> None:
        """A line of which nobody says what it covers, or for how long, may be English: asked, not missed."""
        both = frozenset((_A.ENGLISH, _A.SCIENCE))
        for line, path in (
            (lesson("all", 1500), "timetable.lessons[1].areas"),
            (lesson("English", UNKNOWN, "HILL"), "timetable.lessons[1].minutes"),
            (lesson("core", 300, areas=both), "timetable.lessons[1].minutes"),
        ):
            found = told(PROMISED, about(lesson("English", 60), line), "english")
            assert found is not None
            assert found.verdict is Verdict.UNDETERMINED
            assert [need.path for need in found.needs] == [path]

    def test_too_short_to_matter(self) -> None:
        """Where what is not known could not make up for it, or is not needed, nobody is asked."""
        assert verdict(PROMISED, about(lesson("English", 60), lesson("all", 119)), "english") is Verdict.NOT_MET
        assert verdict(PROMISED, about(lesson("English", 180), lesson("all", UNKNOWN)), "english") is Verdict.MET

    def test_a_national_curriculum_subject_left_out_is_no_breach(self) -> None:
        """A trap: a pupil referral unit need not teach the whole of it, and nothing here says otherwise."""
        full = [lesson(subject, 180) for subject in ("English", "maths", "science", "PE", "PSHE")]
        review = findings(BOOK, about(*full, lesson("art", 600)), asked())
        breaches = [each for found in review.values() for each in found if each.verdict is Verdict.NOT_MET]
        assert breaches == []


class TestRelationshipsAndHealth:
    """Every school owes relationships and sex education to each pupil on its register, in whatever form."""

    def test_in_the_week_or_outside_it(self) -> None:
        assert verdict(RELATIONSHIPS, about(lesson("PSHE", 20))) is Verdict.MET
        outside = about(lesson("art"), taught_outside=frozenset((_A.RELATIONSHIPS_AND_HEALTH,)))
        assert verdict(RELATIONSHIPS, outside) is Verdict.MET

    def test_nowhere_is_against_the_law(self) -> None:
        found = told(RELATIONSHIPS, about(lesson("art"), taught_outside=frozenset()))
        assert found is not None
        assert found.verdict is Verdict.NOT_MET
        assert found.citation.force is Force.LAW and found.citation.seen is Seen.AT_SOURCE

    def test_whether_outside_is_asked(self) -> None:
        found = told(RELATIONSHIPS, about(lesson("art")))
        assert found is not None
        assert found.verdict is Verdict.UNDETERMINED
        assert [need.path for need in found.needs] == ["timetable.taught_outside"]

    def test_a_pupil_on_no_register_here(self) -> None:
        of = about(lesson("art"), taught_outside=frozenset())
        assert verdict(RELATIONSHIPS, of.but(registrations=())) is None
        assert verdict(RELATIONSHIPS, of.but(registrations=UNKNOWN)) is Verdict.UNDETERMINED

    @pytest.mark.parametrize(("on", "expected"), [(date(2020, 8, 31), None), (date(2020, 9, 1), Verdict.NOT_MET)])
    def test_since_september_2020(self, on: date, expected: Verdict | None) -> None:
        of = about(
            lesson("art"), taught_outside=frozenset(), placed={"first_day": date(2020, 6, 1), "returns_to": None}
        )
        roll = tuple(each.but(first=date(2020, 1, 6)) for each in DUAL)
        assert verdict_on(of.but(registrations=roll), on) is expected


def verdict_on(of: PupilRecord, on: date) -> Verdict | None:
    found = told(RELATIONSHIPS, of, on=on)
    return None if found is None else found.verdict


def plan(*lines: ProvisionLine) -> EHCPlan:
    return EHCPlan(authority="SHIRE", provision=lines)


F1 = ProvisionLine(ref="F1", kind=ProvisionKind.THERAPY, minutes=45, per=Per.WEEK)


class TestSectionF:
    """Each line of Section F has its time in the week; more of one makes up for no other. The authority owes it."""

    def placed(self, minutes: Any, *lines: ProvisionLine, ref: str = "F1") -> PupilRecord:
        return about(lesson("speech", minutes, provision=frozenset((ref,))), plan=plan(*lines))

    @pytest.mark.parametrize(("minutes", "expected"), [(44, Verdict.NOT_MET), (45, Verdict.MET), (46, Verdict.MET)])
    def test_both_sides(self, minutes: int, expected: Verdict) -> None:
        assert verdict(SECTION_F, self.placed(minutes, F1)) is expected

    def test_the_authority_owes_it_and_the_centre_is_in_no_breach(self) -> None:
        found = told(SECTION_F, self.placed(15, F1))
        assert found is not None
        assert found.who is Actor.AUTHORITY and not found.who.is_ours
        assert found.citation.force is Force.LAW and str(found.citation) == "CFA 2014 s.42(2)"
        assert "F1 (therapy that educates or trains), 0 h 45 min a week; in the week: 0 h 15 min" in found.because

    def test_a_surplus_nets_nothing(self) -> None:
        of = self.placed(300, F1, F1.but(ref="F2"))
        assert verdict(SECTION_F, of, "F1") is Verdict.MET
        assert verdict(SECTION_F, of, "F2") is Verdict.NOT_MET

    @pytest.mark.parametrize(
        "line",
        [
            F1.but(kind=ProvisionKind.INDIRECT), F1.but(kind=ProvisionKind.TRAINING), F1.but(last=nov(22)),
            F1.but(first=nov(24)), F1.but(per=Per.TERM), F1.but(minutes=None, per=None),
        ],
    )  # fmt: skip
    def test_what_has_no_time_in_this_week(self, line: ProvisionLine) -> None:
        """Work without the pupil, a line not in force, an amount for a term or none: nothing to look for in a week."""
        assert verdict(SECTION_F, about(lesson("art"), plan=plan(line))) is None

    def test_first_and_last_day_count(self) -> None:
        for line in (F1.but(first=TODAY), F1.but(last=TODAY)):
            assert verdict(SECTION_F, about(lesson("art"), plan=plan(line))) is Verdict.NOT_MET

    @pytest.mark.parametrize(
        ("given_plan", "path"),
        [
            (EHCPlan(authority="SHIRE"), "plan.provision"),
            (plan(F1.but(minutes=UNKNOWN)), "plan.provision[0].minutes"),
            (plan(F1.but(per=UNKNOWN)), "plan.provision[0].per"),
        ],
    )
    def test_what_is_not_known_is_asked(self, given_plan: EHCPlan, path: str) -> None:
        found = told(SECTION_F, about(lesson("art"), plan=given_plan))
        assert found is not None
        assert found.verdict is Verdict.UNDETERMINED
        assert path in [need.path for need in found.needs]

    def test_without_a_plan_or_with_none_known_no_row(self) -> None:
        for none in (None, UNKNOWN):
            assert told(SECTION_F, about(lesson("art"), plan=none)) is None


class TestGroups:
    """In Key Stage 3 a group at the centre has at most so many pupils."""

    @pytest.mark.parametrize(("size", "expected"), [(4, Verdict.MET), (5, Verdict.NOT_MET), (None, None)])
    def test_both_sides(self, size: int | None, expected: Verdict | None) -> None:
        assert verdict(GROUP, about(lesson("art", group_size=size), lesson("PE", group_size=size))) is expected

    def test_the_centres_own_figure(self) -> None:
        assert verdict(GROUP, about(lesson("art", group_size=5)), key_stage_3_group=5) is Verdict.MET

    def test_only_here_and_only_in_key_stage_3(self) -> None:
        large = lesson("art", group_size=30)
        assert verdict(GROUP, about(large.but(site="HILL"))) is None
        assert verdict(GROUP, about(large, year=YearGroup.Y10)) is None
        assert verdict(GROUP, about(large, year=UNKNOWN)) is Verdict.UNDETERMINED


class TestBothSites:
    """A split week has both places in one timetable; with one of them missing its hours are not known, not few."""

    split = {"attendance": Attendance.SPLIT_WEEK, "returns_to": None}

    def test_one_place_only(self) -> None:
        for site in (CENTRE, "HILL"):
            one = about(lesson("all", 1230, site), placed=self.split)
            assert verdict(BOTH, one) is Verdict.NOT_MET
            found = told(FULL, one)
            assert found is not None
            assert found.verdict is Verdict.UNDETERMINED
            assert found.needs[0].ask.startswith("What does the pupil do at the other place")

    def test_two_places_of_which_neither_is_the_centre(self) -> None:
        elsewhere = about(lesson("all", 600, "HILL"), lesson("all", 600, "ELM"), placed=self.split)
        assert verdict(BOTH, elsewhere) is Verdict.NOT_MET

    def test_both(self) -> None:
        both = about(lesson("all", 1230), lesson("all", 300, "HILL"), placed=self.split, part_time_agreed=False)
        assert verdict(BOTH, both) is verdict(FULL, both) is Verdict.MET

    def test_a_week_that_is_not_split(self) -> None:
        whole = about(lesson("all", 1230), part_time_agreed=False)
        assert verdict(BOTH, whole) is None
        assert verdict(FULL, whole) is Verdict.NOT_MET


class TestMinutesNotKnown:
    """A timetable of which parts are not known is undetermined, not nought."""

    def test_full_time(self) -> None:
        found = told(FULL, about(lesson("all", 1230), lesson("Friday", UNKNOWN, "HILL"), part_time_agreed=False))
        assert found is not None
        assert found.verdict is Verdict.UNDETERMINED
        assert [need.path for need in found.needs] == ["timetable.lessons[1].minutes"]


class TestKeptUp:
    """What is to be kept up for a return is agreed with the school: a question first."""

    returns = {"returns_to": "HILL"}

    def test_in_the_week_or_not(self) -> None:
        kept = frozenset((_A.LANGUAGES, _A.GEOGRAPHY))
        french, humanities = lesson("French"), lesson("humanities", areas=frozenset((_A.HISTORY, _A.GEOGRAPHY)))
        for lessons, expected in (((french, humanities), Verdict.MET), ((french,), Verdict.NOT_MET)):
            assert verdict(KEPT_UP, about(*lessons, placed=self.returns, kept_up=kept)) is expected
        for open_one in (lesson("humanities"), lesson("all", UNKNOWN)):
            week = about(french, open_one, placed=self.returns, kept_up=kept)
            assert verdict(KEPT_UP, week) is Verdict.UNDETERMINED

    def test_asked_only_where_a_return_is_planned(self) -> None:
        assert verdict(KEPT_UP, about(lesson("art"), placed=self.returns)) is Verdict.UNDETERMINED
        assert verdict(KEPT_UP, about(lesson("art"))) is None
        assert verdict(KEPT_UP, about(lesson("art"), placed={"returns_to": UNKNOWN})) is Verdict.UNDETERMINED


class TestQualifications:
    """In Key Stage 4 what was begun elsewhere goes on, unless all agreed to stop it."""

    music = Qualification(ref="Q1", area=_A.MUSIC, begun_at="HILL")

    def ks4(self, *lessons: Lesson, qualification: Any = None, year: Any = YearGroup.Y10) -> PupilRecord:
        given_one = (self.music,) if qualification is None else qualification
        return about(*lessons, year=year, qualifications=given_one)

    def test_carried_on_or_not(self) -> None:
        assert verdict(CARRIED_ON, self.ks4(lesson("music"))) is Verdict.MET
        found = told(CARRIED_ON, self.ks4(lesson("art")))
        assert found is not None
        assert found.verdict is Verdict.NOT_MET and "music" in found.because
        assert verdict(CARRIED_ON, self.ks4(lesson("all"))) is Verdict.UNDETERMINED

    @pytest.mark.parametrize(("stopped", "expected"), [(TODAY, Verdict.MET), (nov(24), Verdict.NOT_MET)])
    def test_stopped_by_agreement(self, stopped: date, expected: Verdict) -> None:
        of = self.ks4(lesson("art"), qualification=(self.music.but(stopped_on=stopped),))
        assert verdict(CARRIED_ON, of) is expected

    def test_what_to_do_names_with_whom(self) -> None:
        found = told(CARRIED_ON, self.ks4(lesson("art")))
        assert found is not None and found.act.startswith("Settle with the home school and the parent how")
        out = about(lesson("art"), placed={"returns_to": "HILL"}, kept_up=frozenset((_A.LANGUAGES,)))
        found = told(KEPT_UP, out)
        assert found is not None and found.act.startswith("Find a place for it with the home school and the parent:")

    def test_begun_here_or_not_known_where(self) -> None:
        assert verdict(CARRIED_ON, self.ks4(qualification=(self.music.but(begun_at=None),))) is None
        of = self.ks4(lesson("art"), qualification=(self.music.but(begun_at=UNKNOWN),))
        assert verdict(CARRIED_ON, of) is Verdict.UNDETERMINED

    def test_only_in_key_stage_4_and_none_known_is_a_question_there(self) -> None:
        assert verdict(CARRIED_ON, self.ks4(lesson("art"), year=YearGroup.Y9)) is None
        assert verdict(CARRIED_ON, self.ks4(lesson("art"), year=YearGroup.X)) is None
        assert verdict(CARRIED_ON, self.ks4(lesson("art"), year=UNKNOWN)) is Verdict.UNDETERMINED
        assert verdict(CARRIED_ON, about(lesson("art"), year=YearGroup.Y10)) is Verdict.UNDETERMINED
        assert verdict(CARRIED_ON, about(lesson("art"), year=YearGroup.Y9)) is None
        assert not [*plan_facts.qualification_facts(about(lesson("art"), year=YearGroup.Y9), asked())]
        assert verdict(CARRIED_ON, about(lesson("art"), year=YearGroup.Y10, qualifications=())) is None
