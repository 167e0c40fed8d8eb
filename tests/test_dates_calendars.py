"""School calendars: which days a school meets on, and what can be counted from them."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given

from ap_core.dates import Calendars, DateSpan, SchoolCalendar, Term
from ap_core.errors import ApCoreError, InvalidValue, OutsideCalendar, UnknownSchool
from tests.dates_models import (
    ONE,
    STORY,
    D,
    calendar,
    calendars,
    calendars_with_days,
    days,
    naive_school_day,
    over_calendars,
)

AUTUMN = Term("autumn", D("2026-09-03"), D("2026-12-18"))
SPRING = Term("spring", D("2027-01-05"), D("2027-03-25"))


class TestSchoolDay:
    """A school day is a day with a session at that school (CAL-01, cal.school-day)."""

    @over_calendars
    @given(calendars())
    def test_is_what_the_wording_makes_it(self, school: SchoolCalendar) -> None:
        expected = [day for day in days(school.first, school.last) if naive_school_day(school, day)]
        assert school.school_days == tuple(expected)
        assert [day for day in days(school.first, school.last) if school.is_school_day(day)] == expected

    def test_trap_a_bank_holiday_on_which_the_school_meets_is_a_school_day(self) -> None:
        """Bank holidays are no school days because no session is held, not by statute."""
        plain = calendar("a", "2022-09-05/2022-10-21")
        open_that_day = calendar("a", "2022-09-05/2022-10-21", extra="2022-09-19")
        assert not plain.is_school_day(D("2022-09-19"))
        assert open_that_day.is_school_day(D("2022-09-19"))

    @pytest.mark.parametrize("day", ["2022-06-03", "2023-05-08", "2026-08-31", "2025-05-05"])
    def test_trap_term_dates_published_before_a_holiday_was_announced(self, day: str) -> None:
        around = f"{D(day) - 7 * ONE}/{D(day) + 7 * ONE}"
        assert not calendar("a", around).is_school_day(D(day))

    def test_an_extra_day_that_is_one_already_changes_no_answer(self) -> None:
        assert (
            calendar("a", "2026-09-03/2026-12-18", extra="2026-09-04").school_days
            == calendar("a", "2026-09-03/2026-12-18").school_days
        )

    def test_saturdays_only_when_added(self) -> None:
        assert not STORY.is_school_day(D("2026-09-05"))
        assert calendar("a", "2026-09-03/2026-12-18", extra="2026-09-05").is_school_day(D("2026-09-05"))

    @pytest.mark.parametrize("wrong", [datetime(2026, 9, 4), "2026-09-04", True, None, 20260904.0])
    def test_only_plain_dates_are_asked_about(self, wrong: Any) -> None:
        for ask in (
            STORY.is_school_day,
            STORY.next_school_day,
            STORY.previous_school_day,
            STORY.term_of,
            STORY.half_term_of,
            STORY.school_days_up_to,
        ):
            with pytest.raises(InvalidValue):
                ask(wrong)


class TestCounting:
    """Every count equals the one made a day at a time."""

    @over_calendars
    @given(calendars_with_days(2))
    def test_counts(self, drawn: tuple[SchoolCalendar, list[date]]) -> None:
        school, (a, b) = drawn
        assert school.count(a, b) == sum(naive_school_day(school, day) for day in days(a, b))
        assert school.school_days_between(a, b) == sum(naive_school_day(school, day) for day in days(a + ONE, b - ONE))
        assert school.school_days_up_to(a) == school.count(school.first, a)
        assert school.school_days_before(a) == school.count(school.first, a) - naive_school_day(school, a)

    @over_calendars
    @given(calendars_with_days(2))
    def test_school_weeks_are_monday_weeks_with_a_school_day(self, drawn: tuple[SchoolCalendar, list[date]]) -> None:
        school, (a, b) = drawn
        weeks = {day - timedelta(day.weekday()) for day in days(a, b) if naive_school_day(school, day)}
        assert school.school_weeks(a, b) == len(weeks)

    @over_calendars
    @given(calendars_with_days(1))
    def test_next_and_previous(self, drawn: tuple[SchoolCalendar, list[date]]) -> None:
        school, (day,) = drawn
        later = [other for other in days(day + ONE, school.last) if naive_school_day(school, other)]
        earlier = [other for other in days(school.first, day - ONE) if naive_school_day(school, other)]
        if later:
            assert school.next_school_day(day) == later[0]
        else:
            with pytest.raises(OutsideCalendar, match="next school day after"):
                school.next_school_day(day)
        if earlier:
            assert school.previous_school_day(day) == earlier[-1]
        else:
            with pytest.raises(OutsideCalendar, match="last school day before"):
                school.previous_school_day(day)

    def test_counting_backwards_gives_nothing(self) -> None:
        assert STORY.count(D("2026-11-24"), D("2026-11-20")) == 0
        assert STORY.school_days_between(D("2026-11-24"), D("2026-11-20")) == 0
        assert STORY.school_days_between(D("2026-11-24"), D("2026-11-24")) == 0
        assert STORY.school_weeks(D("2026-11-24"), D("2026-11-02")) == 0


class TestTerms:
    """Terms, and half terms: each term split at its breaks."""

    @over_calendars
    @given(calendars_with_days(1))
    def test_term_of(self, drawn: tuple[SchoolCalendar, list[date]]) -> None:
        school, (day,) = drawn
        assert school.term_of(day) == next((term for term in school.terms if day in days(term.first, term.last)), None)

    @over_calendars
    @given(calendars())
    def test_half_terms_are_runs_of_term_days_not_in_a_break(self, school: SchoolCalendar) -> None:
        def paused(day: date) -> bool:
            return any(pause.covers(day) for pause in school.breaks)

        runs: list[list[date]] = []
        for term in school.terms:
            run: list[date] = []
            for day in days(term.first, term.last):
                if paused(day):
                    runs.append(run)
                    run = []
                elif school.is_school_day(day):
                    run.append(day)
            runs.append(run)
        assert school.half_terms == tuple(DateSpan(run[0], run[-1]) for run in runs if run)

    @over_calendars
    @given(calendars_with_days(1))
    def test_half_term_of(self, drawn: tuple[SchoolCalendar, list[date]]) -> None:
        school, (day,) = drawn
        found = school.half_term_of(day)
        assert found in school.half_terms if found else not any(half.covers(day) for half in school.half_terms)
        assert found is None or found.covers(day)

    def test_the_story_has_six_half_terms(self) -> None:
        assert [(str(half.first), str(half.last)) for half in STORY.half_terms] == [
            ("2026-09-03", "2026-10-22"),
            ("2026-11-02", "2026-12-18"),
            ("2027-01-05", "2027-02-12"),
            ("2027-02-22", "2027-03-25"),
            ("2027-04-12", "2027-05-28"),
            ("2027-06-08", "2027-07-21"),
        ]

    @pytest.mark.parametrize("opened", ["2026-10-26", "2026-10-27", "2026-10-29", "2026-10-30"])
    @pytest.mark.parametrize("inside", ["", "2026-10-27/2026-10-27", "2026-10-28/2026-10-28"])
    def test_a_day_opened_within_a_break_belongs_to_no_half_term(self, opened: str, inside: str) -> None:
        """On its first and its last day too, and where a shorter break lies inside a longer one."""
        school = calendar("a", "2026-09-03/2026-12-18", f"{inside} 2026-10-26/2026-10-30", extra=opened)
        assert school.is_school_day(D(opened)) and school.half_term_of(D(opened)) is None
        assert school.half_terms == (
            DateSpan(D("2026-09-03"), D("2026-10-23")),
            DateSpan(D("2026-11-02"), D("2026-12-18")),
        )

    def test_between_terms_and_in_half_term(self) -> None:
        assert STORY.term_of(D("2026-12-25")) is None
        assert STORY.half_term_of(D("2026-12-25")) is None
        in_the_break = STORY.term_of(D("2026-10-28"))
        assert in_the_break is not None and in_the_break.name == "autumn"
        assert STORY.half_term_of(D("2026-10-28")) is None

    def test_a_term_that_ends_before_it_begins_is_refused(self) -> None:
        with pytest.raises(InvalidValue, match="last: is before first"):
            Term("autumn", D("2026-12-18"), D("2026-09-03"))


class TestRange:
    """A calendar knows its range (promise 7): gaps between terms are inside, everything else is refused."""

    def test_gaps_between_terms_are_known(self) -> None:
        assert not STORY.is_school_day(D("2026-12-25"))
        assert STORY.count(D("2026-12-19"), D("2027-01-04")) == 0

    @pytest.mark.parametrize("day", ["2026-09-02", "2027-07-22", "2003-01-01", "2040-01-01"])
    def test_outside_is_refused_with_the_bounds(self, day: str) -> None:
        inside = D("2026-11-23")
        asks: tuple[Callable[[], object], ...] = (
            lambda: STORY.is_school_day(D(day)),
            lambda: STORY.next_school_day(D(day)),
            lambda: STORY.previous_school_day(D(day)),
            lambda: STORY.term_of(D(day)),
            lambda: STORY.half_term_of(D(day)),
            lambda: STORY.count(D(day), inside),
            lambda: STORY.count(inside, D(day)),
            lambda: STORY.school_days_between(D(day), inside),
            lambda: STORY.school_days_between(inside, D(day)),
            lambda: STORY.school_weeks(inside, D(day)),
            lambda: STORY.school_weeks(D(day), inside),
        )
        for ask in asks:
            with pytest.raises(OutsideCalendar) as refused:
                ask()
            assert (refused.value.calendar, refused.value.first, refused.value.last) == (
                "centre",
                STORY.first,
                STORY.last,
            )
            assert day in refused.value.wanted

    def test_the_first_and_last_day_are_inside(self) -> None:
        assert STORY.is_school_day(STORY.first) and STORY.is_school_day(STORY.last)
        assert STORY.count(STORY.first, STORY.last) == len(STORY.school_days) == 190


class TestRefusals:
    """What cannot be a calendar is refused, with all that is wrong at once."""

    def faults(self, **given_as: Any) -> list[str]:
        with pytest.raises(InvalidValue) as refused:
            SchoolCalendar.of_terms("a", **given_as)
        assert refused.value.what == "SchoolCalendar"
        return [f"{fault.path} {fault.problem}" for fault in refused.value.faults]

    def test_no_terms(self) -> None:
        assert self.faults(terms=[]) == ["terms are missing"]

    def test_everything_together(self) -> None:
        overlapping = Term("autumn again", D("2026-12-18"), D("2026-12-19"))
        too_early = Term("long ago", D("2003-12-31"), D("2004-01-10"))
        too_late = Term("far ahead", D("2030-12-01"), D("2031-01-01"))
        assert self.faults(
            terms=[overlapping, too_late, AUTUMN, too_early],
            breaks=[
                (D("2026-10-26"), D("2026-10-30")),
                (D("2027-10-25"), D("2027-10-29")),
                DateSpan(D("2026-10-26"), None),
            ],
            extra=[D("2003-12-30"), D("2026-09-05"), D("2031-01-02")],
        ) == [
            "terms[0] begins before the term before it has ended",
            "terms[1] lies outside the years whose bank holidays are known",
            "terms[3] lies outside the years whose bank holidays are known",
            "breaks[1] lies outside every term",
            "breaks[2].last is open",
            "extra[0] lies before the first or after the last term",
            "extra[2] lies before the first or after the last term",
        ]

    def test_breaks_that_are_none_and_terms_that_overlap_together(self) -> None:
        assert self.faults(
            terms=[AUTUMN, AUTUMN],
            breaks=[
                (D("2026-10-30"), D("2026-10-26")),
                (D("2026-10-26"),),
                5,
                (datetime(2026, 10, 26), D("2026-10-30")),
            ],
        ) == [
            "breaks[0].last is before first",
            "breaks[1] is not a pair of dates",
            "breaks[2] is not a pair of dates",
            "breaks[3].first is a date with a time of day",
            "terms[1] begins before the term before it has ended",
        ]

    def test_a_bad_break_alone_is_refused(self) -> None:
        assert self.faults(terms=[AUTUMN], breaks=[(D("2026-10-30"), D("2026-10-26"))]) == [
            "breaks[0].last is before first"
        ]

    def test_no_break_is_given_the_place_of_another(self) -> None:
        """Where one of them is no break, those after it are compared with the terms once it is put right."""
        summer = (D("2027-08-02"), D("2027-08-06"))
        assert self.faults(terms=[AUTUMN], breaks=[5, summer]) == ["breaks[0] is not a pair of dates"]
        assert self.faults(terms=[AUTUMN], breaks=[summer]) == ["breaks[0] lies outside every term"]

    def test_a_term_may_begin_the_day_after_the_last_ended(self) -> None:
        assert len(calendar("a", "2026-09-03/2026-10-22 2026-10-23/2026-12-18").terms) == 2

    def test_the_whole_of_the_table_of_bank_holidays_may_be_used(self) -> None:
        assert calendar("a", "2004-01-01/2004-01-02 2030-12-30/2030-12-31").count(D("2004-01-01"), D("2030-12-31")) == 3

    def test_an_extra_day_may_lie_on_the_edges(self) -> None:
        assert (
            calendar("a", "2026-09-05/2026-09-06", extra="2026-09-05 2026-09-06").count(
                D("2026-09-05"), D("2026-09-06")
            )
            == 2
        )

    @pytest.mark.parametrize(
        ("field", "wrong", "path"),
        [
            ("terms", [("autumn", D("2026-09-03"), D("2026-12-18"))], "terms[0]"),
            ("closed", [D("2026-10-23"), datetime(2026, 10, 23)], "closed[1]"),
            ("extra", ["2026-10-23"], "extra[0]"),
        ],
    )
    def test_wrong_kinds(self, field: str, wrong: Any, path: str) -> None:
        assert self.faults(**{"terms": [AUTUMN], field: wrong})[0].startswith(path)

    def test_no_value_is_repeated(self) -> None:
        with pytest.raises(InvalidValue) as refused:
            SchoolCalendar.of_terms("a", terms=[AUTUMN], closed=["Ada Lovelace"])  # type: ignore[list-item]
        assert "Ada" not in str(refused.value)


class TestValue:
    """Calendars are values: equal, hashable, picklable, and rebuilt from their own fields."""

    @over_calendars
    @given(calendars())
    def test_rebuilt_from_its_fields(self, school: SchoolCalendar) -> None:
        rebuilt = SchoolCalendar.of_terms(
            school.name,
            terms=reversed(school.terms),
            breaks=reversed(school.breaks),
            closed=reversed(school.closed),
            extra=reversed(school.extra),
        )
        for twin in (rebuilt, pickle.loads(pickle.dumps(school)), copy.deepcopy(school), school.but()):
            assert twin == school and hash(twin) == hash(school)
            assert (twin.school_days, twin.first, twin.last) == (school.school_days, school.first, school.last)

    @over_calendars
    @given(calendars())
    def test_kept_in_order_and_once(self, school: SchoolCalendar) -> None:
        assert [term.first for term in school.terms] == sorted(term.first for term in school.terms)
        assert list(school.closed) == sorted(set(school.closed))
        assert list(school.extra) == sorted(set(school.extra))
        assert len(set(school.breaks)) == len(school.breaks)

    def test_what_is_given_twice_is_there_once(self) -> None:
        twice = calendar(
            "a",
            "2026-09-03/2026-12-18",
            "2026-10-26/2026-10-30 2026-10-26/2026-10-30",
            closed="2026-10-23 2026-09-04 2026-10-23",
            extra="2026-09-12 2026-09-05 2026-09-12",
        )
        once = calendar(
            "a",
            "2026-09-03/2026-12-18",
            "2026-10-26/2026-10-30",
            closed="2026-09-04 2026-10-23",
            extra="2026-09-05 2026-09-12",
        )
        assert twice == once and hash(twice) == hash(once)

    def test_another_name_or_closure_is_another_calendar(self) -> None:
        assert STORY.but(name="home school") != STORY
        changed = STORY.but(closed=())
        assert changed != STORY and changed.is_school_day(D("2026-10-23"))

    def test_frozen_and_short(self) -> None:
        with pytest.raises(AttributeError):
            STORY.name = "another"  # type: ignore[misc]
        assert repr(STORY) == "SchoolCalendar('centre', 2026-09-03 to 2027-07-21, 190 school days)"


class TestRealCalendars:
    """Published term dates. A maintained school's year has 190 school days (CAL-03), which is an independent check."""

    def test_bedwell_2024(self) -> None:
        assert (
            len(
                calendar(
                    "Bedwell School",
                    "2024-09-04/2024-12-20 2025-01-07/2025-04-04 2025-04-23/2025-07-23",
                    "2024-10-28/2024-11-01 2025-02-17/2025-02-21 2025-05-26/2025-05-30",
                    "2025-05-05 2025-06-27 2025-06-30",
                ).school_days
            )
            == 190
        )

    def test_bedwell_2025(self) -> None:
        assert (
            len(
                calendar(
                    "Bedwell School",
                    "2025-09-04/2025-12-19 2026-01-06/2026-03-27 2026-04-14/2026-07-23",
                    "2025-10-27/2025-10-31 2026-02-16/2026-02-20 2026-05-25/2026-05-29",
                    "2025-11-03 2026-05-04 2026-06-26 2026-06-29",
                ).school_days
            )
            == 190
        )

    def test_shinfield_2025(self) -> None:
        assert (
            len(
                calendar(
                    "Shinfield St Mary's",
                    "2025-09-04/2025-12-19 2026-01-06/2026-03-27 2026-04-13/2026-07-21",
                    "2025-10-27/2025-10-31 2026-02-16/2026-02-20 2026-05-25/2026-05-29",
                    "2025-10-24 2026-05-04 2026-06-01",
                ).school_days
            )
            == 190
        )

    def test_a_pru_has_its_own_number_and_its_own_inset_days(self) -> None:
        """No 380 sessions for a PRU (verification C2); two schools, two calendars (cal.school-day)."""
        merit = calendar(
            "Merit PRU",
            "2025-09-02/2025-12-19 2026-01-05/2026-03-27 2026-04-13/2026-07-17",
            "2025-10-27/2025-10-31 2026-02-16/2026-02-20 2026-05-25/2026-05-29",
            "2025-10-24 2025-11-26 2026-01-20 2026-02-13 2026-05-04",
        )
        assert len(merit.school_days) == 189
        assert not merit.is_school_day(D("2025-11-26"))


class TestStory:
    """Story 1's counts in the stories' calendar."""

    def test_tenth_of_twelve_school_weeks(self) -> None:
        assert STORY.school_weeks(D("2026-09-14"), D("2026-11-23")) == 10
        assert STORY.school_weeks(D("2026-09-14"), D("2026-12-11")) == 12

    def test_fifteen_school_days_today_included(self) -> None:
        assert STORY.count(D("2026-11-23"), D("2026-12-11")) == 15

    def test_six_school_weeks_remain_in_june(self) -> None:
        assert STORY.school_weeks(D("2027-06-14"), D("2027-07-21")) == 6

    def test_half_term_is_no_school_week_but_an_inset_day_shortens_one(self) -> None:
        """cal.school-week.penalty: a week with no session uses nothing up, a shortened one does."""
        assert STORY.school_weeks(D("2026-10-26"), D("2026-11-01")) == 0
        assert STORY.school_weeks(D("2027-06-07"), D("2027-06-13")) == 1


class TestCalendars:
    """Every school has its own calendar; a dual-registered pupil has two."""

    def test_own_default_or_none(self) -> None:
        home = STORY.but(name="home school")
        assert Calendars({"HILL": STORY}).get("HILL") is STORY
        assert Calendars({"HILL": STORY}).get("BROOK") is None
        assert Calendars({"HILL": STORY}, home).get("BROOK") is home
        assert Calendars({"HILL": STORY}, home).of("HILL") is STORY
        assert Calendars({}, home).of("BROOK") is home

    def test_an_unknown_school_is_a_typed_look_up_error(self) -> None:
        with pytest.raises(UnknownSchool, match="BROOK") as refused:
            Calendars({"HILL": STORY}).of("BROOK")
        assert isinstance(refused.value, LookupError) and isinstance(refused.value, ApCoreError)
        assert pickle.loads(pickle.dumps(refused.value)).school == "BROOK"

    def test_keeps_its_own_copy(self) -> None:
        mine = {"HILL": STORY}
        calendars = Calendars(mine)
        mine["BROOK"] = STORY
        assert calendars.get("BROOK") is None
        with pytest.raises(TypeError):
            calendars.by_school["BROOK"] = STORY  # type: ignore[index]

    def test_equal_by_value_through_pickle_and_copy(self) -> None:
        a = Calendars({"HILL": STORY, "BROOK": STORY.but(name="BROOK")}, STORY)
        b = Calendars({"BROOK": STORY.but(name="BROOK"), "HILL": STORY}, STORY)
        for twin in (b, pickle.loads(pickle.dumps(a)), copy.deepcopy(a), a.but()):
            assert twin == a and hash(twin) == hash(a)
        assert a.but(default=None) != a
        assert hash(a.but(default=None)) != hash(a)

    @pytest.mark.parametrize("wrong", [{1: STORY}, {"HILL": None}, [("HILL", STORY)], None])
    def test_refusals(self, wrong: Any) -> None:
        with pytest.raises(InvalidValue, match="Calendars cannot be built: by_school: "):
            Calendars(wrong)

    def test_the_default_is_a_calendar(self) -> None:
        with pytest.raises(InvalidValue, match="default: "):
            Calendars({}, "HILL")  # type: ignore[arg-type]
