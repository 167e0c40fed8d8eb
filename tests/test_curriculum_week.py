"""A week reckoned against a naive reading of its lines; and its rows: more knowledge overturns nothing known."""

from __future__ import annotations

from itertools import product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ap_core.curriculum.part_time_facts import part_time_facts
from ap_core.curriculum.plan import CurriculumArea, PartTime, PartTimeGround, Qualification
from ap_core.curriculum.plan_facts import area_facts, plan_facts, provision_facts, qualification_facts
from ap_core.curriculum.provision import minutes_placed
from ap_core.curriculum.records import Lesson, Timetable
from ap_core.curriculum.week import Minutes, is_taught, minutes_in, minutes_of
from ap_core.ehcp.provision import Per, ProvisionKind, ProvisionLine
from ap_core.ehcp.records import EHCPlan
from ap_core.law.unknown import UNKNOWN, Unknown
from ap_core.placement.records import Attendance, Basis
from ap_core.pupils.pupil import Pupil
from ap_core.pupils.years import YearGroup
from ap_core.record import PupilRecord
from ap_core.registration.records import SchoolKind
from tests.attended_models import CENTRE, TODAY, asked, nov, placement, record, without_needs
from tests.unknowns import assert_only_learns, with_gaps

_A = CurriculumArea
#: The areas and the minutes that stand for all others where a line does not tell them.
SOME, LEAST, MOST = (_A.ENGLISH, _A.ART), 1, 3000
AREAS = st.frozensets(st.sampled_from(SOME), max_size=2)


def _line(subject: str, areas: Any, **more: Any) -> Lesson:
    # Of a usual name the areas are told by the name alone.
    return Lesson(subject=subject, areas=areas if subject in ("lessons", "all") else UNKNOWN, **more)


LESSONS = st.lists(
    st.builds(
        _line, subject=st.sampled_from(["English", "art", "maths", "lessons", "all"]), areas=st.just(UNKNOWN) | AREAS,
        site=st.sampled_from([CENTRE, "HILL"]), minutes=st.sampled_from([30, 60, 90]) | st.just(UNKNOWN),
        provision=st.frozensets(st.sampled_from(["F1", "F2"]), max_size=2),
        group_size=st.sampled_from([None, 1, 5]),
    ),
    unique_by=lambda lesson: (lesson.subject, lesson.site), max_size=3,
).map(tuple)  # fmt: skip
LINE = ProvisionLine(ref="F1", kind=ProvisionKind.THERAPY, minutes=45, per=Per.WEEK)
PART_TIMES = st.builds(
    PartTime, first=st.just(nov(2)), ground=st.sampled_from(PartTimeGround), ends_on=st.sampled_from([None, nov(27)]),
    leave_from=st.sampled_from([None, SchoolKind.PRU, SchoolKind.ACADEMY]), times_agreed=st.booleans(),
    parent_agreed_on=st.sampled_from([None, nov(2), nov(30)]), reviews=st.sampled_from([(), (nov(13),), (nov(25),)]),
    authority_decided_on=st.sampled_from([None, nov(2)]), authority_told_on=st.sampled_from([None, nov(2)]),
)  # fmt: skip
RECORDS = st.builds(
    lambda lessons, part_time, outside, kept_up, lines, year, basis, qualifications, split: record(
        pupil=Pupil(ref="P10", taught_year=year),
        placements=(placement(basis=basis, returns_to=None, attendance=split),),
        plan=EHCPlan(authority="SHIRE", provision=lines), registrations=(),
        timetable=Timetable(
            first=nov(30), lessons=lessons, part_time=part_time, taught_outside=outside, kept_up=kept_up,
            qualifications=qualifications,
        ),
    ),
    LESSONS, st.none() | PART_TIMES, AREAS, AREAS,
    st.sampled_from([(), (LINE,), (LINE, LINE.but(ref="F2", kind=ProvisionKind.SUPPORT))]),
    st.sampled_from([YearGroup.Y9, YearGroup.Y10, YearGroup.X]), st.sampled_from([Basis.AGREEMENT, Basis.HEALTH]),
    st.sampled_from([(), (Qualification(ref="Q1", area=_A.ART, begun_at="HILL"),)]),
    st.sampled_from([None, Attendance.SPLIT_WEEK]),
)  # fmt: skip
RECKONERS = (area_facts, plan_facts, provision_facts, qualification_facts, part_time_facts)


def could_be(lesson: Lesson) -> list[list[tuple[CurriculumArea | None, int]]]:
    """Every way in which the time of a line may go to areas: whole to one of those it covers, where it covers some."""
    covers = SOME if lesson.covers is UNKNOWN else lesson.covers
    minutes = (LEAST, MOST) if isinstance(lesson.minutes, Unknown) else (lesson.minutes,)
    goes: list[CurriculumArea | None] = [*covers] if isinstance(covers, (tuple, frozenset)) else []
    if not goes or lesson.covers is UNKNOWN:
        goes.append(None)
    return [[(area, each)] for area in goes for each in minutes]


class TestAgainstTheNaiveReading:
    """The least and the most over every way in which what is not known may be."""

    @given(LESSONS, st.sampled_from(SOME))
    def test_minutes_of_an_area(self, lessons: tuple[Lesson, ...], area: CurriculumArea) -> None:
        sums = {
            sum(minutes for part in way for goes, minutes in part if goes is area)
            for way in product(*(could_be(lesson) for lesson in lessons))
        }
        found = minutes_in(area, lessons)
        assert found.least <= min(sums) and found.most == max(sums)
        # A line of unknown length is taken as nought at the least; the naive reading gives it one minute.
        assert min(sums) - found.least <= LEAST * len(lessons)
        assert (found.missing is None) == (found.least == found.most)
        for wanted in (0, 1, 60, 61, 3000):
            told = found.reach(wanted)
            if isinstance(told, bool):
                assert all((each >= wanted) is told for each in sums)
            else:
                assert found.least < wanted <= found.most

    @given(LESSONS, st.sampled_from(SOME))
    def test_taught_where_a_line_covers_it(self, lessons: tuple[Lesson, ...], area: CurriculumArea) -> None:
        covers = [lesson.covers for lesson in lessons]
        known = [each for each in covers if not isinstance(each, Unknown)]
        expected: Any = any(area in each for each in known)
        if not expected and len(known) < len(covers):
            expected = UNKNOWN
        found = is_taught(area, lessons)
        assert (UNKNOWN if isinstance(found, Unknown) else found) is expected

    @given(LESSONS)
    def test_the_week_is_the_sum_of_its_lines(self, lessons: tuple[Lesson, ...]) -> None:
        known = [lesson.minutes for lesson in lessons if isinstance(lesson.minutes, int)]
        found = minutes_of(lessons)
        assert found.least == sum(known)
        assert (found.missing is None) == (len(known) == len(lessons))
        week = Timetable(first=nov(9), lessons=lessons)
        assert isinstance(week.minutes, Unknown) == isinstance(found.exact, Unknown)

    def test_a_line_that_names_two_of_section_f(self) -> None:
        """Time of their own: how it is shared is asked. Support in lessons is given in whatever lessons name it."""
        both = Lesson(subject="speech and mentor", site=CENTRE, minutes=60, provision=frozenset(("F1", "F2")))
        two = (LINE, LINE.but(ref="F2", kind=ProvisionKind.MENTORING))
        found = minutes_placed(LINE, two, [both])
        assert (found.least, found.most) == (0, 60) and isinstance(found.exact, Unknown)
        support = LINE.but(ref="F2", kind=ProvisionKind.SUPPORT)
        assert minutes_placed(LINE, (LINE, support), [both]) == minutes_placed(support, (LINE, support), [both])
        assert minutes_placed(LINE, (LINE, support), [both]) == Minutes(60, 60)


class TestRows:
    """Learning a fact changes none that was known; the order of the lines says nothing."""

    @settings(max_examples=60)
    @given(RECORDS, st.data())
    def test_learning_a_fact_changes_none_that_was_known(self, full: PupilRecord, data: st.DataObject) -> None:
        less = full.but(timetable=with_gaps(full.timetable, data), plan=with_gaps(full.plan, data),
                        pupil=with_gaps(full.pupil, data), placements=with_gaps(full.placements, data))  # fmt: skip
        for reckoner in RECKONERS:
            assert_only_learns([*reckoner(less, asked(TODAY))], [*reckoner(full, asked(TODAY))])

    @settings(max_examples=40)
    @given(RECORDS, st.randoms(use_true_random=False))
    def test_the_order_says_nothing(self, full: PupilRecord, random: Any) -> None:
        week, plan = full.timetable, full.plan
        assert isinstance(week, Timetable) and isinstance(plan, EHCPlan) and isinstance(plan.provision, tuple)
        mixed = full.but(
            timetable=week.but(lessons=tuple(random.sample(week.lessons, len(week.lessons)))),
            plan=plan.but(provision=tuple(random.sample(plan.provision, len(plan.provision)))),
        )
        for reckoner in RECKONERS:
            assert without_needs(reckoner(full, asked())) == without_needs(reckoner(mixed, asked()))

    def test_no_row_without_a_week_or_a_placement(self) -> None:
        for about in (record(timetable=UNKNOWN), record(timetable=None), record(placements=())):
            for reckoner in RECKONERS:
                assert not [*reckoner(about.but(plan=EHCPlan(authority="SHIRE", provision=(LINE,))), asked())]
