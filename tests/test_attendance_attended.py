"""Limits in days attended, held to a model that goes through every course that things may have taken."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ap_core.attendance.attended import AttendedDays, days_without_marks, register_at
from ap_core.dates import Deadline, SchoolDays
from ap_core.errors import InvalidValue, OutsideCalendar
from ap_core.law.unknown import Unknown, reckon
from tests.attended_models import (
    BLANK,
    CENTRE,
    HALF_BLANK,
    IN,
    IN_AFTERNOON,
    MARKS,
    OUT,
    TODAY,
    YEAR,
    Marks,
    attended_on,
    every_nth_day,
    nov,
    register,
    school_days,
)

# Over half term and its INSET day, a weekend on either side; few enough days to go through every course.
WINDOW = school_days(date(2026, 10, 20), nov(9))
COURSES = st.fixed_dictionaries({day: st.sampled_from(MARKS) for day in WINDOW})
DAYS = st.dates(date(2026, 10, 20), nov(9))
NUMBERS = st.integers(1, 12)


class TestNthAttendedDay:
    """The n-th day attended since the first day, or the earliest day it can be (story 10; DESIGN section 8)."""

    @given(NUMBERS, DAYS, COURSES, DAYS)
    def test_agrees_with_every_course_of_things(self, n: int, first: date, marks: dict[date, Marks], on: date) -> None:
        due = AttendedDays(n).starting_with(first, register(marks), YEAR, on)
        possible = every_nth_day(n, first, marks, on)
        earliest = min(possible)
        if earliest < on and len(possible) > 1:
            assert isinstance(due, Unknown)
        else:
            assert isinstance(due, Deadline)
            assert due.last_day == earliest
            assert (len(due.counted), due.counted[-1]) == (n, earliest)
            assert due.counted[0] >= first

    @given(NUMBERS, DAYS, COURSES, DAYS, st.sampled_from(WINDOW))
    def test_a_day_more_attended_never_puts_it_off(
        self, n: int, first: date, marks: dict[date, Marks], on: date, more: date
    ) -> None:
        before = AttendedDays(n).starting_with(first, register(marks), YEAR, on)
        after = AttendedDays(n).starting_with(first, register(marks | {more: IN}), YEAR, on)
        if isinstance(before, Deadline) and isinstance(after, Deadline):
            assert after.last_day <= before.last_day

    @given(NUMBERS, DAYS, COURSES, DAYS)
    def test_marks_after_the_day_of_the_check_do_not_count(
        self, n: int, first: date, marks: dict[date, Marks], on: date
    ) -> None:
        known = {day: both for day, both in marks.items() if day <= on}
        limit = AttendedDays(n)
        assert limit.starting_with(first, register(marks), YEAR, on) == limit.starting_with(
            first, register(known), YEAR, on
        )

    @given(NUMBERS, DAYS)
    def test_attending_every_day_is_counting_school_days(self, n: int, first: date) -> None:
        always = attended_on(*school_days(first, nov(30)))
        counted = SchoolDays(n).starting_with(first, YEAR)
        assert AttendedDays(n).starting_with(first, always, YEAR, nov(30)) == counted
        assert AttendedDays(n).starting_with(first, register({}), YEAR, first) == counted

    @given(NUMBERS, DAYS, COURSES, DAYS)
    def test_after_leaves_the_event_out(self, n: int, event: date, marks: dict[date, Marks], on: date) -> None:
        due = AttendedDays(n).after(event, register(marks), YEAR, on)
        possible = every_nth_day(n, date.fromordinal(event.toordinal() + 1), marks, on)
        assert isinstance(due, Unknown) or due.last_day == min(possible) > event

    @pytest.mark.parametrize(
        ("today", "last_day"), [(BLANK, nov(23)), (HALF_BLANK, nov(23)), (IN, nov(23)), (IN_AFTERNOON, nov(23)),
                                (OUT, nov(24))]
    )  # fmt: skip
    def test_today_counts_unless_it_is_known_that_the_pupil_is_out(self, today: Marks, last_day: date) -> None:
        due = AttendedDays(1).after(nov(20), register({TODAY: today}), YEAR, TODAY)
        assert isinstance(due, Deadline)
        assert due.last_day == last_day

    def test_only_a_gap_that_decides_makes_it_unknown(self) -> None:
        """A school that marks late is asked for the marks only where they could put the day into the past."""
        with_gap = attended_on(*school_days(nov(9), nov(12)), *school_days(nov(16), nov(20)))
        assert isinstance(AttendedDays(4).starting_with(nov(9), with_gap, YEAR, TODAY), Deadline)
        asked = AttendedDays(5).starting_with(nov(9), with_gap, YEAR, TODAY)
        assert isinstance(asked, Unknown)
        assert [(need.path, need.of) for need in asked.needs] == [(f"registers[{CENTRE}] from 2026-11-13", CENTRE)]
        not_past = AttendedDays(11).starting_with(nov(9), with_gap, YEAR, TODAY)
        assert isinstance(not_past, Deadline)
        assert not_past.last_day == TODAY

    @given(NUMBERS, DAYS, COURSES, DAYS, DAYS)
    def test_what_was_done_by_the_earliest_day_was_in_time(
        self, n: int, first: date, marks: dict[date, Marks], on: date, done: date
    ) -> None:
        """Marks that come in later can only put the last day off."""
        due = AttendedDays(n).starting_with(first, register(marks), YEAR, on, done)
        earliest = min(every_nth_day(n, first, marks, on))
        if done <= earliest:
            assert isinstance(due, Deadline)
            assert due.last_day == earliest
        else:
            assert due == AttendedDays(n).starting_with(first, register(marks), YEAR, on)

    def test_a_saturday_opening_that_was_attended_counts(self) -> None:
        due = AttendedDays(1).starting_with(nov(14), attended_on(nov(14)), YEAR, TODAY)
        assert isinstance(due, Deadline)
        assert due.last_day == nov(14)

    def test_beyond_the_calendar(self) -> None:
        last = YEAR.last
        with pytest.raises(OutsideCalendar):
            AttendedDays(2).starting_with(last, register({}), YEAR, last)
        assert isinstance(reckon(AttendedDays(2).starting_with, last, register({}), YEAR, last), Unknown)

    def test_a_number_reached_needs_no_calendar_of_what_follows(self) -> None:
        last = YEAR.last
        due = AttendedDays(1).starting_with(last, attended_on(last), YEAR, date(2027, 8, 20))
        assert isinstance(due, Deadline)

    def test_a_time_of_day_is_refused(self) -> None:
        for limit in (AttendedDays(1).starting_with, AttendedDays(1).after):
            with pytest.raises(InvalidValue):
                limit(datetime(2026, 11, 9), register({}), YEAR, TODAY)
        with pytest.raises(InvalidValue):
            AttendedDays(0)


class TestDaysWithoutMarks:
    """A school day with an unmarked session may have been attended; a day seen, marked or without school has not."""

    def test_each_kind_of_day(self) -> None:
        marks = {nov(16): IN, nov(17): OUT, nov(18): HALF_BLANK, nov(19): ("/", "-")}
        assert list(days_without_marks(register(marks), YEAR, nov(14), nov(22))) == [nov(18), nov(20)]
        for day, unmarked in ((nov(16), []), (nov(17), []), (nov(18), [nov(18)]), (nov(19), [])):
            assert list(days_without_marks(register(marks), YEAR, day, day)) == unmarked
        assert list(days_without_marks(register(marks), YEAR, nov(17), nov(16))) == []


class TestRegisterAt:
    """A pupil's register at one school; without marks where the school has not begun one."""

    def test_of_the_school(self) -> None:
        other = register({nov(16): IN}).but(school="HOME")
        assert register_at((other,), "HOME") is other
        assert register_at((other,), CENTRE) == register({})
