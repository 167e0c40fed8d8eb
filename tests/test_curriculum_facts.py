"""Arrival and the week as facts: properties of the reckoning, and what each fact takes in."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ap_core.curriculum.facts import arrival_facts, week_facts
from ap_core.curriculum.policy import CurriculumPolicy
from ap_core.curriculum.records import Assessment, Domain, Lesson, Timetable
from ap_core.curriculum.week import hours_in_words
from ap_core.dates import Calendars, Deadline, SchoolCalendar, Term
from ap_core.law.unknown import UNKNOWN, Reason, Unknown
from ap_core.policy import Policy
from ap_core.record import PupilRecord
from tests.attended_models import (
    CENTRE,
    IN,
    MARKS,
    TODAY,
    Marks,
    asked,
    attended_on,
    every_nth_day,
    nov,
    only_known_facts_stay,
    placement,
    record,
    register,
    school_days,
    without_needs,
)

NEAR = st.dates(nov(5), nov(26))
ASSESSMENTS = st.lists(
    st.builds(
        Assessment,
        domain=st.sampled_from(Domain), taken_on=NEAR, standard_score=st.none() | st.integers(69, 131),
    ),
    max_size=8,
).map(tuple)  # fmt: skip
LESSONS = st.lists(
    st.builds(Lesson, subject=st.sampled_from(["art", "maths", "lessons", "PE"]), site=st.just(CENTRE),
              minutes=st.integers(1, 600), reading_support=st.booleans()),
    max_size=4, unique_by=lambda lesson: lesson.subject,
).map(tuple)  # fmt: skip
TIMETABLES = st.builds(Timetable, first=NEAR, lessons=LESSONS, part_time_agreed=st.booleans())
MARKED = st.dictionaries(st.sampled_from(school_days(nov(9), nov(26))), st.sampled_from(MARKS))
RECORDS = st.builds(
    lambda marks, **given: record(registers=(register(marks),), **given),
    MARKED, baseline=ASSESSMENTS, timetable=st.none() | TIMETABLES,
)  # fmt: skip


@st.composite
def blanked(draw: st.DrawFn, full: PupilRecord) -> PupilRecord:
    """The record with some of what it says not known."""
    changes: dict[str, Any] = {}
    for name in ("baseline", "timetable", "registers"):
        if draw(st.booleans()):
            changes[name] = UNKNOWN
    if "baseline" not in changes:
        baseline = full.baseline
        assert isinstance(baseline, tuple)
        changes["baseline"] = tuple(
            each.but(standard_score=UNKNOWN) if draw(st.booleans()) else each for each in baseline
        )
    if isinstance(full.timetable, Timetable) and "timetable" not in changes and draw(st.booleans()):
        changes["timetable"] = full.timetable.but(part_time_agreed=UNKNOWN)
    if draw(st.booleans()):
        changes["placements"] = (placement(first_day=UNKNOWN),)
    return full.but(**changes)


class TestReckoning:
    """Learning a fact changes none that was known, and the order of events says nothing (DESIGN section 4)."""

    @given(RECORDS.flatmap(lambda full: st.tuples(st.just(full), blanked(full))), NEAR)
    def test_learning_a_fact_changes_none_that_was_known(self, both: tuple[PupilRecord, PupilRecord], on: date) -> None:
        full, less = both
        for reckoner in (arrival_facts, week_facts):
            only_known_facts_stay(reckoner(less, asked(on)), reckoner(full, asked(on)))

    @given(RECORDS.flatmap(blanked), NEAR, st.randoms(use_true_random=False))
    def test_the_order_of_events_says_nothing(self, less: PupilRecord, on: date, random: Any) -> None:
        if not isinstance(less.baseline, tuple):
            return
        other = less.but(baseline=tuple(random.sample(less.baseline, len(less.baseline))))
        for reckoner in (arrival_facts, week_facts):
            assert without_needs(reckoner(less, asked(on))) == without_needs(reckoner(other, asked(on)))

    @given(RECORDS, NEAR)
    def test_only_what_was_done_by_the_day_counts(self, full: PupilRecord, on: date) -> None:
        assert isinstance(full.baseline, tuple)
        so_far = full.but(baseline=tuple(each for each in full.baseline if each.taken_on <= on))
        for reckoner in (arrival_facts, week_facts):
            assert list(reckoner(full, asked(on))) == list(reckoner(so_far, asked(on)))

    @given(ASSESSMENTS, st.frozensets(st.sampled_from(Domain)), NEAR)
    def test_complete_on_the_first_day_on_which_nothing_is_missing(
        self, baseline: tuple[Assessment, ...], wanted: frozenset[Domain], on: date
    ) -> None:
        policy = Policy(curriculum=CurriculumPolicy().but(baseline=wanted))
        about = record(placements=(placement(first_day=nov(5)),), baseline=baseline)
        [row] = arrival_facts(about, asked(on, policy))
        seen: set[Domain] = set()
        complete = None
        for day in sorted({each.taken_on for each in baseline if each.taken_on <= on}):
            before = wanted <= seen
            seen |= {each.domain for each in baseline if each.taken_on == day}
            if wanted and wanted <= seen and not before:
                complete = day
        assert row.missing == wanted - seen
        assert row.domains == len(wanted)
        assert row.baseline_on == complete

    @given(MARKED, st.dates(nov(9), nov(26)))
    def test_limits_are_days_attended_since_the_first_day(self, marks: dict[date, Marks], on: date) -> None:
        [row] = arrival_facts(record(registers=(register(marks),)), asked(on))
        for due, n in ((row.reading_due, 5), (row.baseline_due, 10)):
            assert isinstance(due, Unknown) or due.last_day == min(every_nth_day(n, nov(9), marks, on))


class TestRows:
    """Rows only for a placement going on; where that is not known, a row comes and says so."""

    @pytest.mark.parametrize(
        ("changes", "rows"),
        [
            ({}, 1),
            ({"first_day": TODAY}, 1),
            ({"first_day": nov(24)}, 0),
            ({"ended_on": TODAY}, 1),
            ({"ended_on": nov(20)}, 0),
            ({"ended_on": UNKNOWN}, 1),
            ({"first_day": UNKNOWN}, 1),
        ],
    )
    def test_going_on(self, changes: dict[str, Any], rows: int) -> None:
        about = record(placements=(placement(**changes),))
        assert len(list(arrival_facts(about, asked()))) == rows
        assert len(list(week_facts(about, asked()))) == rows

    def test_one_week_for_two_placements(self) -> None:
        about = record(placements=(placement(), placement(ref="B", centre="OTHER")))
        assert [row.subject for row in arrival_facts(about, asked())] == ["A", "B"]
        assert [row.subject for row in week_facts(about, asked())] == ["timetable"]

    def test_no_placements_known(self) -> None:
        assert not list(arrival_facts(record(placements=UNKNOWN), asked()))


class TestArrival:
    """The centre's own register and calendar count."""

    def test_what_is_missing_to_know_the_last_day(self) -> None:
        [row] = arrival_facts(record(), asked())
        assert isinstance(row.reading_due, Unknown)
        assert [need.path for need in row.reading_due.needs] == ["registers"]
        [row] = arrival_facts(record(registers=()), asked(calendars=Calendars({})))
        assert isinstance(row.reading_due, Unknown)
        assert [(need.path, need.reason) for need in row.reading_due.needs] == [
            (f"calendars.{CENTRE}", Reason.BEYOND_CALENDAR)
        ]

    def test_another_schools_register_does_not_count(self) -> None:
        home = register(dict.fromkeys(school_days(nov(9), nov(20)), IN)).but(school="HOME")
        [row] = arrival_facts(record(registers=(home,)), asked())
        assert isinstance(row.reading_due, Unknown)

    def test_a_pupil_who_arrives_today_has_no_marks_yet(self) -> None:
        about = record(placements=(placement(first_day=TODAY),), registers=())
        [row] = arrival_facts(about, asked())
        assert isinstance(row.reading_due, Deadline)
        assert row.reading_due.last_day == nov(27)

    def test_a_calendar_too_short_for_the_baseline_is_long_enough_for_reading(self) -> None:
        short = SchoolCalendar.of_terms("until November", terms=[Term("autumn", nov(1), nov(30))])
        about = record(placements=(placement(first_day=TODAY),), registers=())
        [row] = arrival_facts(about, asked(calendars=Calendars({CENTRE: short})))
        assert isinstance(row.reading_due, Deadline)
        assert isinstance(row.baseline_due, Unknown)
        assert row.baseline_due.needs[0].reason is Reason.BEYOND_CALENDAR


class TestReadingScore:
    """The standard score of the last reading test that gives one."""

    @pytest.mark.parametrize(
        ("tests", "score"),
        [
            ([], None),
            ([(10, 90)], 90),
            ([(10, 71), (17, 88)], 88),
            ([(17, 88), (10, 71)], 88),
            ([(10, 71), (17, None)], 71),
            ([(17, 88), (17, 84), (17, None)], 84),
            ([(17, 88), (24, 71)], 88),
            ([(17, 88), (23, 71)], 71),
            ([(10, UNKNOWN), (17, 88)], 88),
        ],
    )
    def test_which(self, tests: list[tuple[int, Any]], score: int | None) -> None:
        baseline = tuple(Assessment(domain=Domain.READING, taken_on=nov(day), standard_score=got) for day, got in tests)
        number = Assessment(domain=Domain.NUMBER, taken_on=nov(20), standard_score=70)
        [row] = week_facts(record(baseline=(*baseline, number)), asked())
        assert row.reading_score == score

    def test_not_known(self) -> None:
        reading = Assessment(domain=Domain.READING, taken_on=nov(17), standard_score=UNKNOWN)
        earlier = Assessment(domain=Domain.READING, taken_on=nov(10), standard_score=71)
        [row] = week_facts(record(baseline=(earlier, reading)), asked())
        assert isinstance(row.reading_score, Unknown)
        assert [need.path for need in row.reading_score.needs] == ["baseline[1].standard_score"]


class TestWeek:
    """Minutes over all sites, told in hours without a fraction ever being reckoned."""

    @pytest.mark.parametrize(
        ("minutes", "words"),
        [(0, "0 h"), (30, "0.5 h"), (1, "0 h 1 min"), (60, "1 h"), (1229, "20 h 29 min"), (1230, "20.5 h"),
         (1231, "20 h 31 min"), (1530, "25.5 h"), (None, "no timetable yet")],
    )  # fmt: skip
    def test_hours(self, minutes: int | None, words: str) -> None:
        assert hours_in_words(minutes) == words

    def test_no_timetable_is_not_an_empty_one(self) -> None:
        [none] = week_facts(record(timetable=None), asked())
        [empty] = week_facts(record(timetable=Timetable(first=nov(9), lessons=())), asked())
        assert (none.minutes, none.reading_minutes, none.part_time_agreed) == (None, None, False)
        assert (empty.minutes, empty.reading_minutes, empty.hours) == (0, 0, "0 h")

    def test_registers_say_nothing_of_the_week(self) -> None:
        [row] = week_facts(record(registers=(attended_on(nov(9)),)), asked())
        assert isinstance(row.minutes, Unknown)

    def test_of_reading_support_only_its_own_lines_are_asked_for(self) -> None:
        lessons = (
            Lesson(subject="art", site=CENTRE, reading_support=False),
            Lesson(subject="reading", site=CENTRE, minutes=40, reading_support=True),
            Lesson(subject="phonics", site=CENTRE, reading_support=True),
        )
        [row] = week_facts(record(timetable=Timetable(first=nov(9), lessons=lessons)), asked())
        assert isinstance(row.reading_minutes, Unknown)
        assert [need.path for need in row.reading_minutes.needs] == ["timetable.lessons[2].minutes"]
