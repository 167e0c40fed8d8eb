"""What a record of arrival and of the week refuses, and what it adds up."""

from __future__ import annotations

import pytest

from ap_core.curriculum.plan import CurriculumArea, PartTime, Qualification
from ap_core.curriculum.records import Assessment, Domain, Lesson, Timetable
from ap_core.ehcp.provision import Per, ProvisionKind, ProvisionLine
from ap_core.ehcp.records import EHCPlan
from ap_core.errors import InvalidValue
from ap_core.law.unknown import UNKNOWN
from tests.attended_models import CENTRE, nov

_A = CurriculumArea


class TestAssessment:
    """A standard score lies on a standard scale: a raw mark put there by mistake is refused."""

    @pytest.mark.parametrize("score", [40, 71, 200, None])
    def test_kept(self, score: int | None) -> None:
        assert Assessment(domain=Domain.READING, taken_on=nov(17), standard_score=score).standard_score == score

    @pytest.mark.parametrize("score", [39, 201, 0])
    def test_refused(self, score: int) -> None:
        with pytest.raises(InvalidValue, match="outside any standard scale"):
            Assessment(domain=Domain.READING, taken_on=nov(17), standard_score=score)


class TestLesson:
    """A week's minutes, and a group with somebody in it."""

    @pytest.mark.parametrize("minutes", [0, -1, 3001, 12 * 3000])
    def test_no_weeks_minutes(self, minutes: int) -> None:
        with pytest.raises(InvalidValue, match="not a week's minutes"):
            Lesson(subject="art", site=CENTRE, minutes=minutes)

    def test_both_faults_together(self) -> None:
        with pytest.raises(InvalidValue) as refused:
            Lesson(subject="art", site=CENTRE, minutes=0, group_size=0)
        assert [fault.path for fault in refused.value.faults] == ["minutes", "group_size"]
        assert Lesson(subject="art", site=CENTRE, minutes=1, group_size=1).group_size == 1

    @pytest.mark.parametrize(
        ("subject", "covers"),
        [
            ("English", {_A.ENGLISH}), (" MATHS ", {_A.MATHEMATICS}), ("food", {_A.DESIGN_TECHNOLOGY}),
            ("mentoring", set()), ("reading", set()), ("PSHE", {_A.RELATIONSHIPS_AND_HEALTH}),
        ],
    )  # fmt: skip
    def test_a_usual_name_tells_what_it_covers(self, subject: str, covers: set[CurriculumArea]) -> None:
        assert Lesson(subject=subject, site=CENTRE, minutes=60).covers == frozenset(covers)

    def test_another_name_tells_nothing_by_itself(self) -> None:
        for subject in ("all", "lessons at school", "English and maths", "humanities"):
            assert Lesson(subject=subject, site=CENTRE, minutes=60).covers is UNKNOWN
        assert Lesson(subject="all", site=CENTRE, areas=frozenset((_A.ART,))).covers == frozenset((_A.ART,))

    def test_what_is_recorded_agrees_with_a_usual_name(self) -> None:
        """Else what comes to light later could overturn what the name had told."""
        assert Lesson(subject="English", site=CENTRE, areas=frozenset((_A.ENGLISH,))).covers == frozenset((_A.ENGLISH,))
        for areas in (frozenset[CurriculumArea](), frozenset((_A.ENGLISH, _A.ART))):
            with pytest.raises(InvalidValue, match="areas: are not those that the subject's usual name says"):
                Lesson(subject="English", site=CENTRE, areas=areas)


class TestTimetable:
    """Minutes a week over all sites; what no week can be is refused, with everything that is wrong with it."""

    def test_adds_up(self) -> None:
        reading = Lesson(subject="reading", site=CENTRE, minutes=1, reading_support=True)
        week = Timetable(first=nov(9), lessons=(Lesson(subject="art", site="HOME", minutes=2999), reading))
        assert (week.minutes, week.reading_minutes) == (3000, 1)

    def test_a_line_of_which_the_minutes_are_not_known_is_not_nought(self) -> None:
        lines = (Lesson(subject="art", site=CENTRE, minutes=60), Lesson(subject="PE", site=CENTRE))
        week = Timetable(first=nov(9), lessons=lines)
        assert (week.minutes, week.reading_minutes) == (UNKNOWN, 0)

    def test_sixty_hours_and_a_subject_twice_named_together(self) -> None:
        lines = tuple(
            Lesson(subject=subject, site=CENTRE, minutes=1200) for subject in ("English", "maths", " english")
        )
        with pytest.raises(InvalidValue) as refused:
            Timetable(first=nov(9), lessons=lines)
        assert [str(fault) for fault in refused.value.faults] == [
            "lessons: come to more than a week has; give minutes a week, not a term's; at most 3000 in all",
            "lessons[2]: is the subject, site and group of lessons[0] again; put the two together, or give each its "
            "group",
        ]

    def test_another_site_or_group_is_another_line(self) -> None:
        art = Lesson(subject="art", site=CENTRE, minutes=60)
        lines = (art, art.but(site="HOME"), art.but(group="B"))
        assert Timetable(first=nov(9), lessons=lines).minutes == 180

    def test_two_qualifications_of_one_reference(self) -> None:
        music = Qualification(ref="Q1", area=_A.MUSIC)
        with pytest.raises(InvalidValue, match=r"qualifications\[1\].ref: is used twice"):
            Timetable(first=nov(9), lessons=(), qualifications=(music, music.but(title="other")))


class TestPartTime:
    """It ends and is reviewed after it began."""

    def test_all_faults_together(self) -> None:
        with pytest.raises(InvalidValue) as refused:
            PartTime(first=nov(9), ends_on=nov(8), reviews=(nov(9), nov(6)))
        assert [fault.path for fault in refused.value.faults] == ["ends_on", "reviews[1]"]
        assert PartTime(first=nov(9), ends_on=nov(9), reviews=(nov(9),)).ends_on == nov(9)


class TestSectionF:
    """Two lines of one plan have two references."""

    def test_a_reference_twice(self) -> None:
        line = ProvisionLine(ref="F1", kind=ProvisionKind.THERAPY, minutes=45, per=Per.WEEK)
        with pytest.raises(InvalidValue, match=r"provision\[1\].ref: is used twice"):
            EHCPlan(authority="SHIRE", provision=(line, line.but(minutes=60)))
