"""A day is a plain date wherever one is asked about, and what lies beyond the dates there are has no answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ap_core.dates import AcademicYear, DateSpan, Deadline, HalfDays, is_bank_holiday, reference_term
from ap_core.dates.plain import moved, no_such_date
from ap_core.dates.tribunal import appeal_last_day
from ap_core.errors import InvalidValue, OutsideCalendar
from tests.dates_models import STORY, D


class FrozenDate(date):
    """What libraries that freeze the clock give for a date: it is equal to one."""


NO_DAYS = [datetime(2026, 11, 23), FrozenDate(2026, 11, 23), "2026-11-23", 20261123, True, None, [D("2026-11-23")]]

#: Every question of the room about a day, with the name and the argument that its refusal tells.
QUESTIONS: list[tuple[Callable[[Any], object], str, str]] = [
    (DateSpan(D("2026-09-01"), None).covers, "DateSpan.covers", "day"),
    (AcademicYear.of, "AcademicYear.of", "day"),
    (AcademicYear.end_of, "AcademicYear.end_of", "day"),
    (is_bank_holiday, "is_bank_holiday", "day"),
    (appeal_last_day, "appeal_last_day", "ends"),
    (reference_term, "reference_term", "day"),
    (Deadline.before, "Deadline.before", "day"),
    (lambda day: STORY.closed_on([D("2026-11-20"), day]), "SchoolCalendar.closed_on", "days[1]"),
    (STORY.is_school_day, "SchoolCalendar", "day"),
    (STORY.next_school_day, "SchoolCalendar", "day"),
    (STORY.previous_school_day, "SchoolCalendar", "day"),
    (STORY.term_of, "SchoolCalendar", "day"),
    (STORY.half_term_of, "SchoolCalendar", "day"),
    (STORY.school_days_up_to, "SchoolCalendar", "day"),
    (STORY.school_days_before, "SchoolCalendar", "day"),
]


class TestWhatIsNoDay:
    """A time of day is refused, and so is everything that is no date."""

    @pytest.mark.parametrize("wrong", NO_DAYS, ids=repr)
    @pytest.mark.parametrize(("ask", "asked", "argument"), QUESTIONS)
    def test_the_refusal_names_the_question_and_the_argument(
        self, ask: Callable[[Any], object], asked: str, argument: str, wrong: Any
    ) -> None:
        with pytest.raises(InvalidValue) as refused:
            ask(wrong)
        assert (refused.value.what, [fault.path for fault in refused.value.faults]) == (asked, [argument])


class TestMoved:
    """Days on or back, as long as there are dates."""

    @given(st.dates(date(2, 1, 1), date(9998, 12, 31)), st.integers(-300, 300))
    def test_as_many_days_on(self, day: date, days: int) -> None:
        assert moved(day, days) == day + timedelta(days)

    @pytest.mark.parametrize(
        ("day", "days", "wanted"),
        [
            ("9999-12-31", 1, "1 days after 9999-12-31"),
            ("9999-12-01", 10**12, f"{10**12} days after 9999-12-01"),
            ("0001-01-01", -1, "1 days before 0001-01-01"),
            ("0001-01-03", -(10**12), f"{10**12} days before 0001-01-03"),
        ],
    )
    def test_beyond_the_dates_there_are_it_says_what_was_wanted(self, day: str, days: int, wanted: str) -> None:
        with pytest.raises(OutsideCalendar) as refused:
            moved(D(day), days)
        assert (refused.value.wanted, refused.value.first, refused.value.last) == (wanted, date.min, date.max)

    def test_the_calendar_that_ends_is_that_of_dates(self) -> None:
        assert no_such_date("a day").calendar == "dates"


class TestEndOfTheAcademicYear:
    """31 August, asked of a day without making the year."""

    @given(st.dates(date(1, 9, 1), date(9999, 8, 31)))
    def test_is_the_last_day_of_its_year(self, day: date) -> None:
        assert AcademicYear.end_of(day) == AcademicYear.of(day).last

    def test_the_last_year_that_ends(self) -> None:
        assert AcademicYear.end_of(D("9999-08-31")) == D("9999-08-31")
        for day in ("9999-09-01", "9999-12-31"):
            with pytest.raises(OutsideCalendar, match=f"the end of the academic year of {day}"):
                AcademicYear.end_of(D(day))


class TestWhichFieldIsWrong:
    """The refusal of a value names the class and the field."""

    @pytest.mark.parametrize(
        ("make", "what", "field"),
        [
            (lambda: DateSpan(D("2026-09-02"), D("2026-09-01")), "DateSpan", "last"),
            (lambda: AcademicYear(0), "AcademicYear", "start"),
            (lambda: HalfDays(-1), "HalfDays", "count"),
            (lambda: HalfDays.of_days("4.3"), "HalfDays", "days"),
        ],
    )
    def test_named(self, make: Callable[[], object], what: str, field: str) -> None:
        with pytest.raises(InvalidValue) as refused:
            make()
        assert (refused.value.what, [fault.path for fault in refused.value.faults]) == (what, [field])
