"""Story 10, the week: full time over two sites, Fridays withdrawn, the home school's subjects, and why each line."""

from __future__ import annotations

from datetime import date

from ap_core import UNKNOWN, Finding, KeyStage, PupilRecord, Verdict
from ap_core.curriculum.plan import CurriculumArea, RestsOn
from ap_core.curriculum.policy import CurriculumPolicy
from ap_core.curriculum.records import Assessment, Barrier, Domain, Lesson, Timetable
from ap_core.curriculum.tailoring import tailor
from ap_core.law.citation import Force
from ap_core.law.rules import Actor
from tests.placements import AGREED, MONDAY, YEAR_8, reviewed

_A = CurriculumArea
HOURS = {
    "English": 4.0, "maths": 4.0, "science": 2.0, "PE": 2.0, "food": 2.0, "art": 2.0, "PSHE": 1.0, "mentoring": 1.0,
    "reading": 2.5,
}  # fmt: skip
AT_CENTRE = tuple(
    Lesson(subject=subject, site="CENTRE", minutes=int(hours * 60), reading_support=subject == "reading")
    for subject, hours in HOURS.items()
)
FRIDAY = Lesson(subject="Friday at school", site="HILL", minutes=300)
READING = Assessment(
    domain=Domain.READING, taken_on=date(2026, 11, 17), standard_score=71, barrier=Barrier.DECODING,
)  # fmt: skip
P10 = YEAR_8.but(
    placements=(AGREED.but(first_day=date(2026, 11, 9), planned_end=date(2027, 2, 12)),),
    baseline=(READING, Assessment(domain=Domain.LEARNS_BEST, taken_on=date(2026, 11, 10))),
    timetable=Timetable(first=date(2026, 11, 30), lessons=(*AT_CENTRE, FRIDAY), part_time_agreed=False),
)


def week(*lessons: Lesson, kept_up: frozenset[CurriculumArea] | None = None) -> PupilRecord:
    kept = UNKNOWN if kept_up is None else kept_up
    return P10.but(timetable=Timetable(first=date(2026, 11, 30), lessons=lessons, part_time_agreed=False, kept_up=kept))


def one(rule: str, record: PupilRecord = P10) -> Finding:
    (finding,) = [each for each in reviewed(record) if each.rule == rule]
    return finding


def test_is_the_timetable_full_time() -> None:
    """Yes: 25.5 h over two sites."""
    finding = one("curriculum.timetable.full_time")
    assert (finding.verdict, finding.because) == (Verdict.MET, "The week over all sites: 25.5 h.")


def test_what_should_follow_the_reading_result() -> None:
    """Taught decoding: 2.5 h meets the centre's 2 h. It is the centre's own promise and no law."""
    finding = one("curriculum.reading.support")
    assert finding.verdict is Verdict.MET and finding.citation.force is Force.LOCAL


def test_home_school_withdraws_fridays() -> None:
    """20.5 h, under the centre's 25, nothing agreed and no health ground: centre and home school fill it."""
    finding = one("curriculum.timetable.full_time", week(*AT_CENTRE))
    assert finding.verdict is Verdict.NOT_MET
    assert "20.5 h" in finding.because and "25 h" in finding.because
    assert finding.who is Actor.CENTRE_AND_HOME_SCHOOL
    assert "somewhere to be at every session" in finding.act
    # An hours figure is nobody's law, and with nothing agreed no rule about part-time weeks has anything to say.
    assert finding.citation.force is Force.LOCAL
    assert not [each for each in reviewed(week(*AT_CENTRE)) if each.rule.startswith("curriculum.part_time")]


class TestFrenchAndGeography:
    """The home school teaches them and he returns in February: no breach, and a question."""

    RULE = "curriculum.plan.kept_up"

    def test_no_breach_and_the_question(self) -> None:
        """What must he not fall behind in?"""
        finding = one(self.RULE)
        assert finding.verdict is Verdict.UNDETERMINED
        (need,) = finding.needs
        assert need.ask == "What must the pupil not fall behind in before the return?"
        assert need.of == "the school to return to"
        about_french = [each for each in reviewed(P10).not_met if "languages" in each.because]
        assert about_french == []

    def test_nothing_to_keep_up_settles_it(self) -> None:
        assert one(self.RULE, week(*AT_CENTRE, FRIDAY, kept_up=frozenset())).verdict is Verdict.MET

    def test_what_was_agreed_is_looked_for_in_the_week(self) -> None:
        """Friday at school may hold it: which lessons these are is asked. Once known, it is there or it is not."""
        kept = frozenset((_A.LANGUAGES, _A.GEOGRAPHY))
        assert one(self.RULE, week(*AT_CENTRE, FRIDAY, kept_up=kept)).verdict is Verdict.UNDETERMINED
        with_both = FRIDAY.but(areas=kept | {_A.ENGLISH})
        assert one(self.RULE, week(*AT_CENTRE, with_both, kept_up=kept)).verdict is Verdict.MET
        finding = one(self.RULE, week(*AT_CENTRE, FRIDAY.but(areas=frozenset((_A.LANGUAGES,))), kept_up=kept))
        assert finding.verdict is Verdict.NOT_MET and finding.citation.force is Force.LOCAL
        assert "need not teach the whole National Curriculum" in finding.because

    def test_without_a_return_nobody_is_asked(self) -> None:
        stays = P10.but(placements=(AGREED.but(returns_to=None),))
        assert not [each for each in reviewed(stays) if each.rule == self.RULE]


class TestWhyEachLine:
    """Each line names the fact it rests on: score, entitlement, return, interest, plan. A person decides."""

    proposal = tailor(
        (READING,), None, KeyStage.KS3, CurriculumPolicy(), on=MONDAY, site="CENTRE", elsewhere=(FRIDAY,),
        kept_up=frozenset((_A.LANGUAGES,)), interests=frozenset((_A.DESIGN_TECHNOLOGY,)),
    )  # fmt: skip

    def test_every_line_says_why(self) -> None:
        why = {line.lesson.subject: [each.rests_on for each in line.why] for line in self.proposal.lines}
        assert why["reading"] == [RestsOn.SCORE]
        assert why["languages"][0] is RestsOn.RETURN
        assert why["design and technology"][0] is RestsOn.INTEREST
        assert why["relationships, sex and health education"][0] is RestsOn.ENTITLEMENT
        assert why["English"][0] is why["mentoring"][0] is RestsOn.PROMISE
        assert all(line.lesson.rests_on == {each.rests_on for each in line.why} for line in self.proposal.lines)

    def test_the_fact_itself_is_named(self) -> None:
        (reading,) = [line for line in self.proposal.lines if line.lesson.subject == "reading"]
        assert reading.why[0].says == (
            "Reading score 71, below 85: the centre gives 2 h a week of taught reading support."
        )

    def test_full_time_with_the_friday_and_not_a_minute_more(self) -> None:
        assert self.proposal.minutes == 25 * 60

    def test_what_friday_holds_is_asked(self) -> None:
        assert [need.path for need in self.proposal.questions] == ["elsewhere[0].areas"]

    def test_what_was_proposed_is_checked_like_any_week(self) -> None:
        timetable = self.proposal.timetable(
            date(2026, 11, 30), part_time_agreed=False, kept_up=frozenset((_A.LANGUAGES,))
        )
        review = reviewed(P10.but(timetable=timetable))
        assert not [each for each in review.not_met if each.rule.startswith(("curriculum.plan", "curriculum.time"))]
