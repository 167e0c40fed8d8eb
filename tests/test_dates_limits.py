"""Time limits: each form of statutory words against a model that walks one day at a time."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import zip_longest
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from ap_core.dates import (
    Calendars,
    Days,
    Deadline,
    HalfTerms,
    Months,
    SchoolCalendar,
    SchoolDays,
    SchoolWeeks,
    Weeks,
    WorkingDays,
)
from ap_core.dates.bank_holidays import is_bank_holiday
from ap_core.dates.limits import Limit
from ap_core.errors import InvalidValue, OutsideCalendar
from tests.dates_models import (
    ONE,
    STORY,
    D,
    calendar,
    calendars_with_days,
    days,
    naive_school_day,
    near,
    over_calendars,
)

UNITS: tuple[type[Limit], ...] = (SchoolDays, SchoolWeeks, HalfTerms, WorkingDays, Days, Weeks, Months)
Drawn = tuple[SchoolCalendar, list[date]]
SMALL = st.integers(1, 60)
#: Days near the ends of months and years, leap days, Easter, Christmas and the dates the law names.
EVENTS = near(
    "2024-02-29",
    "2023-02-28",
    "2026-12-25",
    "2026-08-31",
    "2027-02-15",
    "2027-03-31",
    "2024-11-25",
    "2026-04-03",
    "2022-09-19",
) | st.dates(D("2005-01-01"), D("2028-12-31"))


def answer(ask: Callable[[], Deadline]) -> Deadline | None:
    """A deadline, or none where the calendar is too short."""
    try:
        return ask()
    except OutsideCalendar:
        return None


def met_within(school: SchoolCalendar, first: date, last: date) -> list[date]:
    return [day for day in days(first, last) if naive_school_day(school, day)]


class TestSchoolDaysAfter:
    """CAL-09: the event is day 0, school day or not; the first school day after it is day 1; day n is in time."""

    @over_calendars
    @given(calendars_with_days(1), st.integers(1, 20))
    def test_counts_as_the_wording_does(self, drawn: Drawn, n: int) -> None:
        school, (event,) = drawn
        counted = met_within(school, event + ONE, school.last)[:n]
        expected = Deadline(counted[-1], tuple(counted)) if len(counted) == n else None
        assert answer(lambda: SchoolDays(n).after(event, school)) == expected

    def test_the_published_example(self) -> None:
        """Posted first class on Mon 13 Sep 2004, deemed served on the second working day, last day Wed 6 Oct 2004."""
        school = calendar("school", "2004-09-06/2004-10-22")
        served = WorkingDays(2).after(D("2004-09-13")).last_day
        assert served == D("2004-09-15")
        due = SchoolDays(15).after(served, school)
        assert due.last_day == D("2004-10-06")
        assert (due.counted[0], len(due.counted), due.customary_last_day) == (D("2004-09-16"), 15, None)

    @pytest.mark.parametrize(
        ("event", "n", "last"),
        [
            ("2026-11-20", 15, "2026-12-11"),  # story 11: to be decided by
            ("2026-11-20", 50, "2027-02-22"),  # story 11: counted over Christmas and half term
            ("2026-11-20", 5, "2026-11-27"),  # story 3: the N must be replaced by
            ("2026-10-22", 1, "2026-11-02"),  # INSET and half term between
            ("2026-10-24", 1, "2026-11-02"),  # a Saturday as day 0
            ("2026-12-25", 1, "2027-01-05"),  # between terms
        ],
    )
    def test_in_the_stories(self, event: str, n: int, last: str) -> None:
        assert SchoolDays(n).after(D(event), STORY).last_day == D(last)

    def test_an_announced_closure_moves_the_deadline(self) -> None:
        """CAL-01: recompute if the set of school days changes."""
        closed = STORY.but(closed=(*STORY.closed, D("2026-11-25")))
        assert SchoolDays(5).after(D("2026-11-20"), closed).last_day == D("2026-11-30")

    @pytest.mark.parametrize("event", ["2026-09-02", "2027-07-22", "1900-01-01", "2050-01-01"])
    def test_an_event_outside_the_calendar(self, event: str) -> None:
        with pytest.raises(OutsideCalendar, match=f"15 school days after {event}"):
            SchoolDays(15).after(D(event), STORY)

    def test_a_calendar_that_ends_too_early_says_so(self) -> None:
        assert SchoolDays(1).after(D("2027-07-20"), STORY).last_day == D("2027-07-21")
        for event in ("2027-07-20", "2027-07-21"):
            with pytest.raises(OutsideCalendar) as refused:
                SchoolDays(2).after(D(event), STORY)
            assert refused.value.last == D("2027-07-21")


class TestSchoolDaysStartingWith:
    """CAL-10: the first day of a suspension is day 1; a permanent exclusion's own day is day 0 (verification C1)."""

    @over_calendars
    @given(calendars_with_days(1), st.integers(1, 20))
    def test_counts_as_the_wording_does(self, drawn: Drawn, n: int) -> None:
        school, (event,) = drawn
        counted = met_within(school, event, school.last)[:n]
        expected = Deadline(counted[-1], tuple(counted)) if len(counted) == n else None
        assert answer(lambda: SchoolDays(n).starting_with(event, school)) == expected

    def test_trap_sixth_day_of_a_suspension_is_not_that_of_a_permanent_exclusion(self) -> None:
        """Both on Mon 2 Nov 2026, ordinary weeks: Mon 9 Nov and Tue 10 Nov."""
        monday = D("2026-11-02")
        assert SchoolDays(6).starting_with(monday, STORY).last_day == D("2026-11-09")
        assert SchoolDays(6).after(monday, STORY).last_day == D("2026-11-10")

    def test_too_short_a_calendar_is_named(self) -> None:
        with pytest.raises(OutsideCalendar, match="2 school days starting with 2027-07-21"):
            SchoolDays(2).starting_with(D("2027-07-21"), STORY)


class TestSchoolDaysBefore:
    """Not less than n school days before: n whole school days between, or by a looser reading one fewer.

    SI 2010/1156 reg 3(2), offsite-direction.notice.timing; verification section 2.
    """

    @over_calendars
    @given(calendars_with_days(1), st.integers(1, 6))
    def test_latest_days_that_leave_enough_between(self, drawn: Drawn, n: int) -> None:
        school, (event,) = drawn

        def latest(between: int) -> date | None:
            """Walk back from the event until enough school days lie behind; the day before them may be the eve."""
            day = event - ONE
            while between and day >= school.first:
                between -= naive_school_day(school, day)
                day -= ONE
            return None if between else day

        due = answer(lambda: SchoolDays(n).before(event, school))
        assert (due and due.last_day) == latest(n)
        if due:
            assert due.customary_last_day == latest(n - 1)
            assert list(due.counted) == met_within(school, due.last_day + ONE, event - ONE)[:n]
            assert len(due.counted) == n

    @pytest.mark.parametrize(
        ("event", "strict", "customary"),
        [
            ("2026-11-23", "2026-11-18", "2026-11-19"),  # a Monday: Thursday and Friday between
            ("2026-11-26", "2026-11-23", "2026-11-24"),  # a Thursday
            ("2026-11-24", "2026-11-19", "2026-11-22"),  # a Tuesday: a Sunday still leaves the Monday
            ("2026-11-02", "2026-10-20", "2026-10-21"),  # after half term and an INSET day
            ("2027-01-06", "2026-12-17", "2027-01-04"),  # the second day of term: any day of the holiday leaves one
        ],
    )
    def test_two_school_days_notice(self, event: str, strict: str, customary: str) -> None:
        due = SchoolDays(2).before(D(event), STORY)
        assert (due.last_day, due.customary_last_day) == (D(strict), D(customary))

    @pytest.mark.parametrize(
        ("notice", "between", "strictly", "customarily"),
        [("2026-11-18", 2, True, True), ("2026-11-19", 1, False, True), ("2026-11-20", 0, False, False)],
    )
    def test_trap_one_day_before_is_short_on_every_reading(
        self, notice: str, between: int, strictly: bool, customarily: bool
    ) -> None:
        first_day = D("2026-11-23")
        due = SchoolDays(2).before(first_day, STORY)
        assert STORY.school_days_between(D(notice), first_day) == between
        assert (D(notice) <= due.last_day, D(notice) <= due.latest) == (strictly, customarily)

    def test_too_short_a_calendar_is_named(self) -> None:
        assert SchoolDays(2).before(D("2026-09-07"), STORY).last_day == D("2026-09-02")
        with pytest.raises(OutsideCalendar, match="2 school days before 2026-09-04"):
            SchoolDays(2).before(D("2026-09-04"), STORY)


class TestSchoolWeeks:
    """A week, Monday to Sunday, with at least one session; half term uses none up."""

    @over_calendars
    @given(calendars_with_days(1), st.integers(1, 14))
    def test_last_school_day_of_each_week(self, drawn: Drawn, n: int) -> None:
        school, (first,) = drawn
        last_of: dict[date, date] = {}
        for day in met_within(school, first, school.last):
            last_of[day - timedelta(day.weekday())] = day
        counted = list(last_of.values())[:n]
        due = answer(lambda: SchoolWeeks(n).starting_with(first, school))
        assert due == (Deadline(counted[-1], tuple(counted)) if len(counted) == n else None)
        if due:
            assert school.school_weeks(first, due.last_day) == n

    def test_twelve_weeks_of_story_1(self) -> None:
        due = SchoolWeeks(12).starting_with(D("2026-09-14"), STORY)
        assert due.last_day == D("2026-12-11")
        assert due.counted[5] == D("2026-10-22")  # the sixth; 23 October is an INSET day
        assert SchoolWeeks(6).starting_with(D("2026-09-14"), STORY).last_day == D("2026-10-22")

    def test_a_week_already_over_for_the_school_is_not_the_first(self) -> None:
        assert SchoolWeeks(1).starting_with(D("2026-10-23"), STORY).last_day == D("2026-11-06")

    def test_an_end_in_a_year_that_is_not_loaded(self) -> None:
        """Story 1: twelve weeks from Mon 14 Jun 2027; six remain, and the calendar of 2027/28 is not there."""
        assert SchoolWeeks(6).starting_with(D("2027-06-14"), STORY).last_day == D("2027-07-21")
        with pytest.raises(OutsideCalendar, match="12 school weeks starting with 2027-06-14"):
            SchoolWeeks(12).starting_with(D("2027-06-14"), STORY)
        with pytest.raises(OutsideCalendar):
            SchoolWeeks(1).starting_with(D("2027-07-22"), STORY)

    def test_after_the_last_school_day_there_is_no_week(self) -> None:
        ends_closed = calendar("a", "2026-09-03/2026-12-18", closed="2026-12-18")
        with pytest.raises(OutsideCalendar):
            SchoolWeeks(1).starting_with(D("2026-12-18"), ends_closed)


class TestHalfTerms:
    """placement.md trap 9: the calendar's own half terms, from five to eight school weeks here, and no figure."""

    @over_calendars
    @given(calendars_with_days(1), st.integers(1, 8))
    def test_last_school_day_of_each_half_term(self, drawn: Drawn, n: int) -> None:
        """Naively: the school days from the first on, parted wherever a term ends or a break lies between.

        A day on which the school meets in a break belongs to no half term."""
        school, (first,) = drawn
        counted: list[date] = []
        left = [day for day in met_within(school, first, school.last) if not any(p.covers(day) for p in school.breaks)]
        for a, b in zip_longest(left, left[1:]):
            if b is None or school.term_of(a) != school.term_of(b) or any(a < p.first < b for p in school.breaks):
                counted.append(a)
        counted = counted[:n]
        due = answer(lambda: HalfTerms(n).starting_with(first, school))
        assert due == (Deadline(counted[-1], tuple(counted)) if len(counted) == n else None)

    def test_each_half_term_of_the_stories(self) -> None:
        """From its first day, from its last, and from the holiday before it."""
        for first, last in (
            ("2026-09-03", "2026-10-22"), ("2026-10-22", "2026-10-22"), ("2026-10-23", "2026-12-18"),
            ("2027-02-14", "2027-03-25"), ("2027-02-22", "2027-03-25"), ("2027-03-26", "2027-05-28"),
        ):  # fmt: skip
            assert HalfTerms(1).starting_with(D(first), STORY).last_day == D(last)

    def test_beyond_the_calendar(self) -> None:
        assert HalfTerms(2).starting_with(D("2027-05-28"), STORY).last_day == D("2027-07-21")
        with pytest.raises(OutsideCalendar, match="2 half terms starting with 2027-06-14"):
            HalfTerms(2).starting_with(D("2027-06-14"), STORY)
        with pytest.raises(OutsideCalendar):
            HalfTerms(1).starting_with(D("2027-07-22"), STORY)
        before = STORY.first - ONE
        with pytest.raises(OutsideCalendar, match=before.isoformat()):
            HalfTerms(1).starting_with(before, STORY)


class TestWorkingDays:
    """CAL-07, EHC-T-06: not weekends, Christmas Day, Good Friday or bank holidays; school holidays are."""

    @given(EVENTS, SMALL)
    def test_counts_as_the_wording_does(self, event: date, n: int) -> None:
        holidays = pytest.importorskip("holidays").country_holidays("GB", subdiv="ENG", years=range(2004, 2031))
        works = [day for day in days(event, event + 120 * ONE) if day.weekday() < 5 and day not in holidays]
        after = [day for day in works if day > event][:n]
        assert WorkingDays(n).after(event) == Deadline(after[-1], tuple(after))
        assert WorkingDays(n).starting_with(event) == Deadline(works[n - 1], tuple(works[:n]))

    @pytest.mark.parametrize(
        ("event", "n", "last"),
        [
            ("2026-12-24", 3, "2026-12-31"),  # EHC-T-06: 25 and 28 December are holidays
            ("2026-04-02", 1, "2026-04-07"),  # Good Friday and Easter Monday
            ("2021-12-24", 1, "2021-12-29"),  # a weekend Christmas and its two substitutes
            ("2026-10-23", 1, "2026-10-26"),  # half-term weekdays are working days
            ("2026-08-01", 2, "2026-08-04"),  # so are those of the summer
        ],
    )
    def test_after(self, event: str, n: int, last: str) -> None:
        assert WorkingDays(n).after(D(event)).last_day == D(last)

    def test_fifteen_beginning_with_the_day(self) -> None:
        """EHC-T-06: aware on Tue 1 Dec 2026, the 15th is Mon 21 Dec."""
        assert WorkingDays(15).starting_with(D("2026-12-01")).last_day == D("2026-12-21")

    @given(EVENTS, st.integers(1, 20))
    def test_before_leaves_enough_between(self, event: date, n: int) -> None:
        """EHC-MV-01: "at least 15 working days prior to that move", strictly and by the looser reading."""

        def latest(between: int) -> date:
            day = event - ONE
            while between:
                between -= day.weekday() < 5 and not is_bank_holiday(day)
                day -= ONE
            return day

        due = WorkingDays(n).before(event)
        assert (due.last_day, due.customary_last_day) == (latest(n), latest(n - 1))
        works = [day for day in days(due.last_day + ONE, event - ONE) if day.weekday() < 5 and not is_bank_holiday(day)]
        assert list(due.counted) == works[:n] and len(due.counted) == n

    def test_fifteen_before_a_move(self) -> None:
        """A move on Mon 4 Jan 2027: 25 and 28 December and 1 January are holidays."""
        due = WorkingDays(15).before(D("2027-01-04"))
        assert (due.last_day, due.customary_last_day) == (D("2026-12-08"), D("2026-12-09"))

    def test_outside_the_table_is_refused(self) -> None:
        assert WorkingDays(1).after(D("2030-12-30")).last_day == D("2030-12-31")
        assert WorkingDays(1).starting_with(D("2004-01-01")).last_day == D("2004-01-02")
        asks: tuple[Callable[[], Deadline], ...] = (
            lambda: WorkingDays(1).after(D("2030-12-31")),
            lambda: WorkingDays(1).starting_with(D("2003-12-31")),
            lambda: WorkingDays(1).after(D("9999-12-31")),
            lambda: WorkingDays(1).before(D("2004-01-02")),
            lambda: WorkingDays(1).before(D("0001-01-01")),
        )
        for ask in asks:
            with pytest.raises(OutsideCalendar):
                ask()


class TestDays:
    """Calendar days: EHC-T-02 for "beginning with"; SI 2010/1156 regs 5 and 6 for before and after."""

    @given(EVENTS, SMALL)
    def test_counts_each_day(self, event: date, n: int) -> None:
        assert Days(n).after(event) == Deadline(event + n * ONE, tuple(days(event + ONE, event + n * ONE)))
        assert Days(n).starting_with(event) == Deadline(
            event + (n - 1) * ONE, tuple(days(event, event + (n - 1) * ONE))
        )
        assert Days(n).before(event) == Deadline(event - n * ONE, tuple(days(event - n * ONE, event - ONE)))

    def test_fifteen_days_beginning_with_the_day_served(self) -> None:
        """EHC-T-02: served Mon 2 Mar 2026, the window runs to the end of Mon 16 Mar."""
        due = Days(15).starting_with(D("2026-03-02"))
        assert (due.last_day, due.counted[0]) == (D("2026-03-16"), D("2026-03-02"))

    def test_six_days_either_side_of_a_review(self) -> None:
        meeting = D("2027-03-03")
        assert Days(6).before(meeting).last_day == D("2027-02-25")
        assert Days(6).after(meeting).last_day == D("2027-03-09")


class TestWeeks:
    """EHC-T-01: plain runs of seven days; nothing rolls forward and no holiday stops the clock."""

    @given(EVENTS, SMALL)
    def test_the_same_weekday(self, event: date, n: int) -> None:
        assert Weeks(n).after(event) == Deadline(event + timedelta(weeks=n))
        assert Weeks(n).before(event) == Deadline(event - timedelta(weeks=n))
        assert Weeks(n).starting_with(event) == Deadline(list(days(event, event + timedelta(weeks=n)))[7 * n - 1])

    @pytest.mark.parametrize(
        ("event", "n", "last"),
        [
            ("2024-11-01", 4, "2024-11-29"),
            ("2025-02-21", 10, "2025-05-02"),
            ("2025-02-21", 14, "2025-05-30"),
            ("2023-05-18", 16, "2023-09-07"),  # trap: an Ombudsman's 6 September counted the trigger day
            ("2026-12-07", 2, "2026-12-21"),
            ("2026-12-07", 4, "2027-01-04"),
            ("2026-12-07", 12, "2027-03-01"),
            ("2026-11-27", 4, "2026-12-25"),  # trap: Christmas Day does not roll forward
            ("2026-11-28", 1, "2026-12-05"),  # trap: nor does a Saturday
        ],
    )
    def test_published_and_derived(self, event: str, n: int, last: str) -> None:
        assert Weeks(n).after(D(event)).last_day == D(last)

    @pytest.mark.parametrize(
        ("event", "n", "last"),
        [
            ("2026-12-07", 2, "2026-11-23"),  # papers two weeks ahead of the meeting
            ("2027-02-15", 12, "2026-11-23"),  # EHC-PT-04: latest safe meeting
            ("2027-03-31", 12, "2027-01-06"),
            ("2028-03-31", 12, "2028-01-07"),  # a leap year
        ],
    )
    def test_before(self, event: str, n: int, last: str) -> None:
        assert Weeks(n).before(D(event)).last_day == D(last)


class TestMonths:
    """EHC-T-03: the corresponding date, or the last day of a month that has none."""

    @given(EVENTS, SMALL)
    def test_corresponding_date(self, event: date, n: int) -> None:
        assert Months(n).after(event) == Deadline(event + relativedelta(months=n))
        assert Months(n).before(event) == Deadline(event - relativedelta(months=n))

    @pytest.mark.parametrize(
        ("event", "last"),
        [
            ("2026-12-31", "2027-02-28"),
            ("2026-11-30", "2027-01-30"),  # trap: not stretched to the end of the month
            ("2027-12-31", "2028-02-29"),
            ("2026-10-31", "2026-12-31"),
        ],
    )
    def test_two_months_after(self, event: str, last: str) -> None:
        assert Months(2).after(D(event)).last_day == D(last)

    @pytest.mark.parametrize(
        ("move", "last"), [("2027-07-31", "2027-02-28"), ("2028-07-31", "2028-02-29"), ("2027-09-01", "2027-04-01")]
    )
    def test_five_months_before_a_move(self, move: str, last: str) -> None:
        """EHC-PT-07."""
        assert Months(5).before(D(move)).last_day == D(last)


class TestMonthsStartingWith:
    """EHC-T-04: a period starting with a day ends the day before its anniversary; practice allows the anniversary."""

    @given(EVENTS, SMALL)
    def test_the_period_holds_its_first_day_and_no_second_one(self, event: date, n: int) -> None:
        due = Months(n).starting_with(event)
        month_on = event.replace(day=1) + relativedelta(months=n)
        same_day = [day for day in days(month_on, month_on + relativedelta(months=1) - ONE) if day.day == event.day]
        if same_day:
            assert due == Deadline(same_day[0] - ONE, (), same_day[0])
        else:
            assert due == Deadline(month_on + relativedelta(months=1) - ONE)

    @pytest.mark.parametrize(
        ("start", "strict", "customary"),
        [
            ("2024-11-25", "2025-11-24", "2025-11-25"),
            ("2024-02-29", "2025-02-28", None),  # trap: clamping, then a day back, gives the 27th
            ("2023-03-01", "2024-02-29", "2024-03-01"),  # trap: a day back, then twelve months on, gives the 28th
            ("2024-03-01", "2025-02-28", "2025-03-01"),
            ("2027-03-01", "2028-02-29", "2028-03-01"),
            ("2023-02-28", "2024-02-27", "2024-02-28"),
        ],
    )
    def test_twelve_months(self, start: str, strict: str, customary: str | None) -> None:
        assert Months(12).starting_with(D(start)) == Deadline(D(strict), (), D(customary) if customary else None)


class TestEveryLimit:
    """A limit is a value: a positive whole number of one unit."""

    @pytest.mark.parametrize("unit", UNITS)
    @pytest.mark.parametrize("wrong", [0, -1, 15.0, True, "15", None])
    def test_only_positive_whole_numbers(self, unit: type[Limit], wrong: Any) -> None:
        with pytest.raises(InvalidValue, match=f"{unit.__name__} cannot be built: n: "):
            unit(wrong)

    @pytest.mark.parametrize("unit", UNITS)
    def test_leaves_it_to_others_whether_they_equal_a_limit(self, unit: type[Limit]) -> None:
        assert unit(3).__eq__(3) is NotImplemented and unit(3).__eq__(unit(3)) is True

    @pytest.mark.parametrize("unit", UNITS)
    def test_equal_by_unit_and_number(self, unit: type[Limit]) -> None:
        for twin in (unit(15), pickle.loads(pickle.dumps(unit(15))), copy.copy(unit(15))):
            assert twin == unit(15) and hash(twin) == hash(unit(15)) and type(twin) is unit
        assert unit(15) != unit(14)
        assert unit(15) != 15
        assert {unit(15) == other(15) for other in UNITS if other is not unit} == {False}
        assert len({other(15) for other in UNITS}) == len(UNITS)
        assert repr(unit(15)) == f"{unit.__name__}(15)"

    def test_all_the_calendars_are_not_the_calendar_of_one_school(self) -> None:
        """The commonest slip with two schools; told with the wrong day, all at once."""
        wrong: Any = Calendars({"HILL": STORY})
        now: Any = datetime(2026, 11, 23)
        for count in (
            SchoolDays(5).after, SchoolDays(5).starting_with, SchoolDays(5).before, SchoolWeeks(5).starting_with,
            HalfTerms(1).starting_with,
        ):  # fmt: skip
            with pytest.raises(InvalidValue, match="calendar: is not the calendar of one school") as told:
                count(now, wrong)
            assert [fault.path for fault in told.value.faults] == ["event", "calendar"]

    def test_no_day_is_said_to_be_counted_where_none_is(self) -> None:
        monday = D("2026-11-23")
        for due in (
            Weeks(2).after(monday),
            Weeks(2).before(monday),
            Weeks(2).starting_with(monday),
            Months(2).after(monday),
            Months(2).before(monday),
            Months(2).starting_with(monday),
            Months(2).starting_with(D("2026-12-31")),
            Deadline.before(monday),
        ):
            assert "counted=0 days" in repr(due) and due.counted == ()

    def test_frozen(self) -> None:
        limit = SchoolDays(15)
        assert limit.n == 15
        with pytest.raises(AttributeError):
            limit.n = 50  # type: ignore[misc]

    @pytest.mark.parametrize("wrong", [datetime(2026, 11, 23), "2026-11-23", True, None, 20261123.0])
    def test_the_event_is_a_plain_date(self, wrong: Any) -> None:
        asks: tuple[Callable[[], Deadline], ...] = (
            lambda: SchoolDays(1).after(wrong, STORY),
            lambda: SchoolDays(1).starting_with(wrong, STORY),
            lambda: SchoolDays(1).before(wrong, STORY),
            lambda: SchoolWeeks(1).starting_with(wrong, STORY),
            lambda: WorkingDays(1).after(wrong),
            lambda: WorkingDays(1).starting_with(wrong),
            lambda: WorkingDays(1).before(wrong),
            lambda: Days(1).after(wrong),
            lambda: Days(1).starting_with(wrong),
            lambda: Days(1).before(wrong),
            lambda: Weeks(1).after(wrong),
            lambda: Weeks(1).before(wrong),
            lambda: Weeks(1).starting_with(wrong),
            lambda: Months(1).after(wrong),
            lambda: Months(1).before(wrong),
            lambda: Months(1).starting_with(wrong),
        )
        for ask in asks:
            with pytest.raises(InvalidValue, match="event: "):
                ask()

    def test_trap_no_end_written_as_the_last_date_there_is(self) -> None:
        """Systems export 9999-12-31 for "no end": there is no answer, and no crash."""
        asks: tuple[Callable[[], Deadline], ...] = (
            lambda: Days(2).starting_with(date.max),
            lambda: Days(1).after(date.max),
            lambda: Weeks(1).after(date.max),
            lambda: Months(1).after(date.max),
            lambda: Months(12).starting_with(date.max),
            lambda: Days(1).before(date.min),
            lambda: Months(1).before(date.min),
            lambda: Weeks(10**12).after(D("2026-11-23")),
            lambda: Months(10**12).after(D("2026-11-23")),
        )
        for ask in asks:
            with pytest.raises(OutsideCalendar, match="0001-01-01 to 9999-12-31"):
                ask()
        assert Days(1).starting_with(date.max).last_day == date.max
        assert Months(1).before(D("0001-02-01")).last_day == date.min
        assert Months(1).after(D("9999-11-30")).last_day == D("9999-12-30")

    @pytest.mark.parametrize(
        ("ask", "wanted"),
        [
            (lambda: Months(1).after(date.max), "1 months after 9999-12-31"),
            (lambda: Months(3).after(D("9999-11-05")), "3 months after 9999-11-05"),
            (lambda: Months(2).before(D("0001-02-01")), "2 months before 0001-02-01"),
            (lambda: Months(1).ending_with(D("0001-01-31")), "1 months before 0001-01-31"),
        ],
    )
    def test_months_beyond_the_dates_there_are_say_what_was_wanted(
        self, ask: Callable[[], Deadline], wanted: str
    ) -> None:
        with pytest.raises(OutsideCalendar) as refused:
            ask()
        assert refused.value.wanted == wanted
