"""The laws of a proposed week: never less than what is owed, never more than the week, the same from the same facts."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ap_core import UNKNOWN, KeyStage
from ap_core.curriculum.plan import CurriculumArea, Qualification, RestsOn
from ap_core.curriculum.plan_facts import AreaFacts, ProvisionFacts, area_facts, provision_facts
from ap_core.curriculum.policy import CurriculumPolicy
from ap_core.curriculum.proposal import Proposal
from ap_core.curriculum.provision import minutes_placed
from ap_core.curriculum.records import Assessment, Domain, Lesson, Timetable
from ap_core.curriculum.tailoring import STEP, tailor
from ap_core.curriculum.week import minutes_in, minutes_where
from ap_core.ehcp.provision import Per, ProvisionKind, ProvisionLine
from ap_core.ehcp.records import EHCPlan
from ap_core.errors import InvalidValue
from ap_core.law.unknown import Unknown
from tests.attended_models import CENTRE, TODAY, asked, nov, record

POLICY = CurriculumPolicy()
THERAPY = ProvisionLine(ref="F1", kind=ProvisionKind.THERAPY)
_A = CurriculumArea
AREAS = st.frozensets(st.sampled_from(_A), max_size=4)
SCORES = st.none() | st.integers(69, 131)
ELSEWHERE = st.lists(
    st.builds(
        Lesson, subject=st.sampled_from(["English", "maths", "science", "French", "lessons", "therapy"]),
        site=st.just("HILL"), minutes=st.sampled_from([30, 60, 120]) | st.just(UNKNOWN),
        reading_support=st.booleans(), provision=st.frozensets(st.sampled_from(["F1", "F2"]), max_size=1),
    ),
    unique_by=lambda lesson: lesson.subject, max_size=3,
).map(tuple)  # fmt: skip
LINES = st.lists(
    st.builds(
        ProvisionLine, ref=st.sampled_from(["F1", "F2", "F3", "F4"]), kind=st.sampled_from(ProvisionKind),
        minutes=st.sampled_from([15, 45, 60, 200]) | st.none() | st.just(UNKNOWN),
        per=st.sampled_from([Per.WEEK, Per.FORTNIGHT, Per.TERM]),
    ),
    unique_by=lambda line: line.ref, max_size=4,
).map(tuple)  # fmt: skip
QUALIFICATIONS = st.lists(
    st.builds(
        Qualification, ref=st.sampled_from(["Q1", "Q2", "Q3"]), area=st.sampled_from(_A),
        begun_at=st.sampled_from(["HILL", None, UNKNOWN]), stopped_on=st.sampled_from([None, nov(2), nov(30)]),
    ),
    unique_by=lambda each: each.ref, max_size=3,
).map(tuple)  # fmt: skip
FACTS = st.fixed_dictionaries(
    {
        "score": SCORES, "lines": LINES, "stage": st.sampled_from([KeyStage.KS3, KeyStage.KS4]),
        "elsewhere": ELSEWHERE, "kept_up": AREAS, "interests": AREAS, "qualifications": QUALIFICATIONS,
        "taught_outside": AREAS, "week": st.sampled_from([1500, 1230, 1950]),
    }
)  # fmt: skip


def test_of(score: int | None) -> tuple[Assessment, ...]:
    return (Assessment(domain=Domain.READING, taken_on=nov(17), standard_score=score),)


test_of.__test__ = False  # type: ignore[attr-defined]


def plan_of(lines: tuple[ProvisionLine, ...]) -> EHCPlan:
    return EHCPlan(authority="SHIRE", provision=lines)


def proposed(facts: dict[str, Any], **changes: Any) -> Proposal:
    given_facts = {**facts, **changes}
    score, lines, stage = (given_facts.pop(name) for name in ("score", "lines", "stage"))
    return tailor(test_of(score), plan_of(lines), stage, POLICY, on=TODAY, site=CENTRE, **given_facts)


def fits(facts: dict[str, Any], **changes: Any) -> Proposal | None:
    try:
        return proposed(facts, **changes)
    except InvalidValue:
        return None


def lessons(proposal: Proposal) -> tuple[Lesson, ...]:
    return (*proposal.elsewhere, *[line.lesson for line in proposal.lines])


def placed(proposal: Proposal, line: ProvisionLine, lines: tuple[ProvisionLine, ...]) -> int:
    return minutes_placed(line, lines, lessons(proposal)).least


def reading(proposal: Proposal) -> int:
    return minutes_where(lessons(proposal), lambda lesson, _: lesson.reading_support).least


class TestLaws:
    """What holds of every proposal."""

    @settings(max_examples=100)
    @given(FACTS)
    def test_never_less_than_the_plan_gives(self, facts: dict[str, Any]) -> None:
        proposal = fits(facts)
        assume(proposal is not None)
        assert proposal is not None
        for line in facts["lines"]:
            if isinstance(line.minutes_a_week, int) and line.kind.name not in ("INDIRECT", "TRAINING"):
                assert placed(proposal, line, facts["lines"]) >= line.minutes_a_week

    @settings(max_examples=50)
    @given(FACTS)
    def test_never_less_than_the_entitlement_and_the_promise(self, facts: dict[str, Any]) -> None:
        proposal = fits(facts)
        assume(proposal is not None)
        assert proposal is not None
        for area in (_A.ENGLISH, _A.MATHEMATICS):
            assert minutes_in(area, lessons(proposal)).least >= 180
        if _A.RELATIONSHIPS_AND_HEALTH not in facts["taught_outside"]:
            assert minutes_in(_A.RELATIONSHIPS_AND_HEALTH, lessons(proposal)).least >= 60
        left_out = {each.area for each in proposal.left_out}
        for area in (POLICY.promised | facts["kept_up"] | facts["interests"]) - left_out - facts["taught_outside"]:
            assert minutes_in(area, lessons(proposal)).least >= 60

    @settings(max_examples=50)
    @given(FACTS)
    def test_never_above_the_week_and_full_where_all_is_known(self, facts: dict[str, Any]) -> None:
        proposal = fits(facts)
        assume(proposal is not None)
        assert proposal is not None
        if isinstance(proposal.minutes, Unknown):
            assert any(isinstance(lesson.minutes, Unknown) for lesson in facts["elsewhere"])
            known = [lesson.minutes for lesson in lessons(proposal) if isinstance(lesson.minutes, int)]
            assert sum(known) <= facts["week"]
        else:
            assert proposal.minutes == facts["week"]

    @settings(max_examples=50)
    @given(FACTS, st.randoms(use_true_random=False))
    def test_the_same_facts_in_any_order_give_the_same_week(self, facts: dict[str, Any], random: Any) -> None:
        one = fits(facts)
        mixed = {
            name: tuple(random.sample(each, len(each))) if isinstance(each, tuple) else each
            for name, each in facts.items()
        }
        other = fits(facts, **mixed)
        if one is None or other is None:
            assert one is other is None
        else:
            assert (one.lines, one.left_out, len(one.questions)) == (other.lines, other.left_out, len(other.questions))

    @settings(max_examples=50)
    @given(FACTS, st.integers(69, 131), st.integers(69, 131))
    def test_more_need_never_gives_less_support(self, facts: dict[str, Any], one: int, other: int) -> None:
        worse, better = fits(facts, score=min(one, other)), fits(facts, score=max(one, other))
        assume(worse is not None and better is not None)
        assert worse is not None and better is not None
        assert reading(worse) >= reading(better)
        for line in facts["lines"]:
            if line.kind is not ProvisionKind.SUPPORT:
                assert placed(worse, line, facts["lines"]) >= placed(better, line, facts["lines"])

    @settings(max_examples=50)
    @given(FACTS, st.sampled_from(ProvisionKind), st.integers(1, 300))
    def test_one_more_line_of_section_f_lowers_no_other(
        self, facts: dict[str, Any], kind: ProvisionKind, minutes: int
    ) -> None:
        more = ProvisionLine(ref="F9", kind=kind, minutes=minutes, per=Per.WEEK)
        before, after = fits(facts), fits(facts, lines=(*facts["lines"], more))
        assume(before is not None and after is not None)
        assert before is not None and after is not None
        assert reading(after) >= reading(before)
        for line in facts["lines"]:
            if isinstance(line.minutes_a_week, int) and line.kind is not ProvisionKind.SUPPORT:
                lines = (*facts["lines"], more)
                assert placed(after, line, lines) >= placed(before, line, facts["lines"])

    @settings(max_examples=50)
    @given(FACTS)
    def test_every_line_has_a_reason(self, facts: dict[str, Any]) -> None:
        proposal = fits(facts)
        assume(proposal is not None)
        assert proposal is not None
        for line in proposal.lines:
            assert line.why and all(why.says.endswith(".") for why in line.why)
            assert line.lesson.rests_on == {why.rests_on for why in line.why}

    @settings(max_examples=50)
    @given(FACTS)
    def test_the_rules_find_nothing_missing_in_it(self, facts: dict[str, Any]) -> None:
        """What is proposed keeps what the rules ask for, unless it was said to have found no room."""
        proposal = fits(facts)
        assume(proposal is not None)
        assert proposal is not None
        about = record(
            timetable=proposal.timetable(nov(30), taught_outside=facts["taught_outside"]),
            plan=plan_of(facts["lines"]),
        )  # fmt: skip
        unroomed = {each.area for each in proposal.left_out} | facts["taught_outside"]
        row: AreaFacts | ProvisionFacts
        for row in area_facts(about, asked()):
            assert row.enough is not False or row.area in unroomed
            assert row.taught is not False or row.area is not _A.RELATIONSHIPS_AND_HEALTH
        for row in provision_facts(about, asked()):
            assert row.enough is not False or row.specified is None


class TestWhatIsNotKnown:
    """Asked for, and never taken as nought."""

    def test_each_unknown_is_one_question(self) -> None:
        proposal = tailor(
            UNKNOWN, UNKNOWN, UNKNOWN, POLICY, on=TODAY, site=CENTRE, kept_up=UNKNOWN, qualifications=UNKNOWN,
            elsewhere=(Lesson(subject="English", site="HILL"),),
        )  # fmt: skip
        assert [need.path for need in proposal.questions] == [
            "elsewhere[0].minutes", "plan", "baseline", "pupil.taught_year", "timetable.kept_up",
        ]  # fmt: skip
        assert all(need.ask and need.of for need in proposal.questions)
        assert isinstance(proposal.minutes, Unknown)

    def test_no_reading_test_is_a_question_and_no_support(self) -> None:
        proposal = tailor((), None, KeyStage.KS3, POLICY, on=TODAY, site=CENTRE)
        assert [need.ask for need in proposal.questions] == ["The standard score of the reading test?"]
        assert not any(line.lesson.reading_support for line in proposal.lines)

    def test_a_test_to_come_says_nothing_yet(self) -> None:
        to_come = (Assessment(domain=Domain.READING, taken_on=nov(24), standard_score=70),)
        assert tailor(to_come, None, KeyStage.KS3, POLICY, on=TODAY, site=CENTRE).questions

    @pytest.mark.parametrize(
        ("lines", "path"),
        [
            (UNKNOWN, "plan.provision"),
            ((THERAPY.but(per=Per.WEEK),), "plan.provision[0].minutes"),
            ((THERAPY.but(minutes=45),), "plan.provision[0].per"),
            ((THERAPY.but(minutes=None, per=None),), "plan.provision[0].minutes"),
            ((THERAPY.but(minutes=90, per=Per.TERM),), "plan.provision[0].minutes"),
        ],
    )
    def test_an_open_line_of_section_f(self, lines: Any, path: str) -> None:
        proposal = tailor(test_of(100), plan_of(lines), KeyStage.KS3, POLICY, on=TODAY, site=CENTRE)
        assert [need.path for need in proposal.questions] == [path]

    def test_qualifications_and_year_in_key_stage_4(self) -> None:
        for stage, path in ((KeyStage.KS4, "timetable.qualifications"), (UNKNOWN, "pupil.taught_year")):
            proposal = tailor(test_of(100), None, stage, POLICY, on=TODAY, site=CENTRE, qualifications=UNKNOWN)
            assert [need.path for need in proposal.questions] == [path]
        assert not tailor(test_of(100), None, KeyStage.KS3, POLICY, on=TODAY, site=CENTRE).questions


class TestRoom:
    """What a week cannot be without has to fit; what else speaks for a subject waits for room."""

    HALF_WEEK = ProvisionLine(ref="F1", kind=ProvisionKind.TEACHING, minutes=800, per=Per.WEEK)

    def test_too_much_is_refused_with_all_of_it_named(self) -> None:
        lines = (self.HALF_WEEK, self.HALF_WEEK.but(ref="F2"))
        with pytest.raises(InvalidValue, match=r"Section F F1 800, Section F F2 800") as refused:
            tailor(test_of(70), plan_of(lines), KeyStage.KS3, POLICY, on=TODAY, site=CENTRE)
        assert "English 180, mathematics 180" in str(refused.value) and "reading 120" in str(refused.value)

    def test_a_longer_week_can_hold_it(self) -> None:
        lines = (self.HALF_WEEK, self.HALF_WEEK.but(ref="F2"))
        proposal = tailor(test_of(70), plan_of(lines), KeyStage.KS3, POLICY, on=TODAY, site=CENTRE, week=2400)
        assert proposal.minutes == 2400

    def test_exactly_full(self) -> None:
        """600 minutes of lessons and mentor besides 900 of Section F; then nothing has room, and it is said."""
        line = self.HALF_WEEK.but(minutes=1500 - 180 - 180 - 60 - 60)
        proposal = tailor(
            test_of(85), plan_of((line,)), KeyStage.KS3, POLICY, on=TODAY, site=CENTRE,
            interests=frozenset((_A.MUSIC,)),
        )  # fmt: skip
        assert proposal.minutes == 1500
        assert [each.area for each in proposal.left_out] == [_A.SCIENCE, _A.PHYSICAL_EDUCATION, _A.MUSIC]
        with pytest.raises(InvalidValue):
            tailor(test_of(84), plan_of((line,)), KeyStage.KS3, POLICY, on=TODAY, site=CENTRE)

    @pytest.mark.parametrize(("week", "left_out"), [(539, [_A.MUSIC]), (540, [])])
    def test_what_just_fits_is_taken(self, week: int, left_out: list[CurriculumArea]) -> None:
        nothing = POLICY.but(promised=frozenset())
        proposal = tailor(
            test_of(100),
            None,
            KeyStage.KS3,
            nothing,
            on=TODAY,
            site=CENTRE,
            week=week,
            interests=frozenset((_A.MUSIC,)),
        )
        assert [each.area for each in proposal.left_out] == left_out

    def test_time_that_may_be_taken_elsewhere_is_not_given_away(self) -> None:
        """What the week cannot be without is proposed; the rest waits until it is known how long the others take."""
        friday = Lesson(subject="lessons", site="HILL", areas=frozenset((_A.ART,)))
        proposal = tailor(
            test_of(84), None, KeyStage.KS3, POLICY, on=TODAY, site=CENTRE, elsewhere=[friday],
            interests=frozenset((_A.MUSIC,)),
        )  # fmt: skip
        subjects = [line.lesson.subject for line in proposal.lines]
        assert subjects == ["English", "mathematics", _A.RELATIONSHIPS_AND_HEALTH.value, "reading", "mentoring"]
        assert [line.lesson.minutes for line in proposal.lines] == [180, 180, 60, 120, 60]
        assert [each.area for each in proposal.left_out] == [_A.SCIENCE, _A.PHYSICAL_EDUCATION, _A.MUSIC]

    def test_reading_support_elsewhere_counts(self) -> None:
        for minutes, here in ((60, 60), (120, 0)):
            there = Lesson(subject="reading", site="HILL", minutes=minutes, reading_support=True)
            proposal = tailor(test_of(84), None, KeyStage.KS3, POLICY, on=TODAY, site=CENTRE, elsewhere=[there])
            assert reading(proposal) == 120
            found = [line.lesson.minutes for line in proposal.lines if line.lesson.reading_support]
            assert found == ([here] if here else [])

    def test_support_in_lessons_takes_no_time_of_its_own(self) -> None:
        support = self.HALF_WEEK.but(kind=ProvisionKind.SUPPORT, minutes=600)
        proposal = tailor(test_of(100), plan_of((support,)), KeyStage.KS3, POLICY, on=TODAY, site=CENTRE)
        named = [line.lesson for line in proposal.lines if "F1" in line.lesson.provision]
        assert [lesson.subject for lesson in named] == ["English", "mathematics"]
        assert not any(line.lesson.subject.startswith("Section F") for line in proposal.lines)

    def test_support_beyond_the_lessons_there_are_is_refused(self) -> None:
        support = self.HALF_WEEK.but(kind=ProvisionKind.SUPPORT, minutes=1500)
        friday = Lesson(subject="lessons", site="HILL", minutes=300)
        with pytest.raises(InvalidValue, match="300 find none"):
            tailor(test_of(100), plan_of((support,)), KeyStage.KS3, POLICY, on=TODAY, site=CENTRE, elsewhere=[friday])
        there = friday.but(provision=frozenset(("F1",)))
        assert tailor(
            test_of(100), plan_of((support,)), KeyStage.KS3, POLICY, on=TODAY, site=CENTRE, elsewhere=[there]
        ).lines

    def test_work_without_the_pupil_and_lines_not_in_force_take_none(self) -> None:
        lines = (
            self.HALF_WEEK.but(kind=ProvisionKind.INDIRECT), self.HALF_WEEK.but(ref="F2", kind=ProvisionKind.TRAINING),
            self.HALF_WEEK.but(ref="F3", last=nov(22)), self.HALF_WEEK.but(ref="F4", first=nov(24)),
        )  # fmt: skip
        proposal = tailor(test_of(100), plan_of(lines), KeyStage.KS3, POLICY, on=TODAY, site=CENTRE)
        assert not any(line.lesson.provision for line in proposal.lines)

    @pytest.mark.parametrize("week", [0, -1, 3001])
    def test_no_week_at_all(self, week: int) -> None:
        at_site = Lesson(subject="art", site=CENTRE, minutes=60)
        with pytest.raises(InvalidValue) as refused:
            tailor((), None, KeyStage.KS3, POLICY, on=TODAY, site=CENTRE, week=week, elsewhere=[at_site])
        assert [fault.path for fault in refused.value.faults] == ["week", "elsewhere"]

    @pytest.mark.parametrize("week", [600, 629, 630, 631, 800])
    def test_what_is_left_goes_to_the_lessons_in_turn(self, week: int) -> None:
        nothing = POLICY.but(promised=frozenset())
        proposal = tailor(test_of(100), None, KeyStage.KS4, nothing, on=TODAY, site=CENTRE, week=week)
        english, maths, *_ = proposal.lines
        assert isinstance(english.lesson.minutes, int) and isinstance(maths.lesson.minutes, int)
        more = [english.lesson.minutes - 180, maths.lesson.minutes - 180]
        assert sum(more) == week - 480 and 0 <= more[0] - more[1] <= STEP
        filled = [why for why in english.why if why.rests_on is RestsOn.FULL_TIME]
        assert len(filled) == 1 and "so that the week comes to" in filled[0].says

    def test_where_every_lesson_is_elsewhere_the_rest_is_left_to_be_filled(self) -> None:
        there = [Lesson(subject=name, site="HILL", minutes=180) for name in ("English", "maths")]
        nothing = POLICY.but(promised=frozenset())
        proposal = tailor(test_of(100), None, KeyStage.KS4, nothing, on=TODAY, site=CENTRE, elsewhere=there)
        assert [line.lesson.subject for line in proposal.lines][-1] == "to be filled"
        assert proposal.minutes == 1500


class TestQualifications:
    """In Key Stage 4 what was begun elsewhere goes on; not what all agreed to stop, nor what was begun here."""

    @pytest.mark.parametrize(
        ("stage", "begun_at", "stopped_on", "goes_on"),
        [
            (KeyStage.KS4, "HILL", None, True), (KeyStage.KS3, "HILL", None, False), (KeyStage.KS4, None, None, False),
            (KeyStage.KS4, "HILL", TODAY, False), (KeyStage.KS4, "HILL", nov(24), True),
            (KeyStage.KS4, UNKNOWN, None, True),
        ],
    )  # fmt: skip
    def test_which(self, stage: KeyStage, begun_at: Any, stopped_on: date | None, goes_on: bool) -> None:
        music = Qualification(ref="Q1", area=_A.MUSIC, begun_at=begun_at, stopped_on=stopped_on)
        proposal = tailor(test_of(100), None, stage, POLICY, on=TODAY, site=CENTRE, qualifications=(music,))
        found = [line for line in proposal.lines if RestsOn.QUALIFICATION in line.lesson.rests_on]
        assert bool(found) is goes_on
        assert bool(proposal.questions) is (begun_at is UNKNOWN)

    def test_a_group_has_a_size_in_key_stage_3(self) -> None:
        """A mentor sees one pupil; how many Section F has in mind is its own to say."""
        lines = plan_of((THERAPY.but(minutes=45, per=Per.WEEK),))
        for stage, size in ((KeyStage.KS3, 4), (KeyStage.KS4, None)):
            proposal = tailor(test_of(70), lines, stage, POLICY, on=TODAY, site=CENTRE)
            sizes = {line.lesson.subject: line.lesson.group_size for line in proposal.lines}
            assert (sizes.pop("mentoring"), sizes.pop("Section F F1")) == (1, None)
            assert set(sizes.values()) == {size}

    def test_what_is_enough_without_it_is_not_asked_about(self) -> None:
        there = [Lesson(subject=name, site="HILL", minutes=180) for name in ("English", "maths", "PSHE")]
        open_one = Lesson(subject="lessons", site="HILL", minutes=60)
        nothing = POLICY.but(promised=frozenset())
        for elsewhere, asked_about in ((there, []), (there[1:], ["elsewhere[2].areas"])):
            proposal = tailor(
                test_of(100), None, KeyStage.KS3, nothing, on=TODAY, site=CENTRE, elsewhere=[*elsewhere, open_one]
            )
            assert [need.path for need in proposal.questions] == asked_about

    def test_the_week_becomes_a_timetable(self) -> None:
        week = tailor(test_of(71), None, KeyStage.KS3, POLICY, on=TODAY, site=CENTRE).timetable(nov(30))
        assert isinstance(week, Timetable)
        assert (week.minutes, week.reading_minutes) == (1500, 120)
