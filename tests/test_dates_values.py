"""Spans, half-days and academic years."""

from __future__ import annotations

import copy
import pickle
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ap_core.dates import AcademicYear, DateSpan, HalfDays
from ap_core.errors import InvalidValue
from tests.dates_models import ONE, D, days, near

DAYS = st.dates(D("2024-02-20"), D("2024-03-20"))


@st.composite
def spans(draw: st.DrawFn) -> DateSpan:
    first = draw(DAYS)
    return DateSpan(first, draw(st.none() | st.dates(first, D("2024-03-25"))))


class TestDateSpan:
    """A run of days, both ends included; an open end goes on."""

    @given(spans(), DAYS)
    def test_covers_as_an_enumeration_does(self, span: DateSpan, day: date) -> None:
        assert span.covers(day) is (day in days(span.first, span.last or D("2024-12-31")))

    @given(spans(), spans(), DAYS)
    def test_overlap_covers_what_both_cover(self, a: DateSpan, b: DateSpan, day: date) -> None:
        both = a.overlap(b)
        assert both == b.overlap(a)
        assert (both is not None and both.covers(day)) is (a.covers(day) and b.covers(day))

    @given(spans())
    def test_a_span_overlaps_itself_wholly(self, span: DateSpan) -> None:
        assert span.overlap(span) == span

    @given(spans())
    def test_days_is_how_many_are_covered(self, span: DateSpan) -> None:
        assert span.days == (None if span.last is None else len(list(days(span.first, span.last))))

    def test_touching_spans_share_the_one_day(self) -> None:
        shared = DateSpan(D("2026-09-01"), D("2026-09-03")).overlap(DateSpan(D("2026-09-03"), None))
        assert shared == DateSpan(D("2026-09-03"), D("2026-09-03"))
        assert shared.days == 1

    def test_neighbours_share_nothing(self) -> None:
        assert DateSpan(D("2026-09-01"), D("2026-09-02")).overlap(DateSpan(D("2026-09-03"), None)) is None

    def test_the_last_day_of_february_is_counted_in_a_leap_year(self) -> None:
        assert DateSpan(D("2024-02-28"), D("2024-03-01")).days == 3
        assert DateSpan(D("2023-02-28"), D("2023-03-01")).days == 2

    def test_an_end_before_the_start_is_refused(self) -> None:
        with pytest.raises(InvalidValue, match="last: is before first"):
            DateSpan(D("2026-09-02"), D("2026-09-01"))

    @pytest.mark.parametrize("wrong", [datetime(2026, 9, 1, 8), "2026-09-01", True, 20260901])
    def test_only_plain_dates(self, wrong: Any) -> None:
        with pytest.raises(InvalidValue):
            DateSpan(wrong, None)
        with pytest.raises(InvalidValue):
            DateSpan(D("2026-09-01"), wrong)
        with pytest.raises(InvalidValue, match="give a date"):
            DateSpan(D("2026-09-01"), None).covers(wrong)

    @given(spans())
    def test_equal_by_value_through_pickle_and_copy(self, span: DateSpan) -> None:
        for twin in (pickle.loads(pickle.dumps(span)), copy.deepcopy(span), span.but()):
            assert twin == span and hash(twin) == hash(span)


COUNTS = st.integers(0, 200)


class TestHalfDays:
    """Half school days are integers: promise 8."""

    @given(COUNTS, COUNTS)
    def test_adds_and_orders_as_its_counts_do(self, a: int, b: int) -> None:
        assert HalfDays(a) + HalfDays(b) == HalfDays(a + b)
        assert (HalfDays(a) < HalfDays(b), HalfDays(a) <= HalfDays(b)) == (a < b, a <= b)
        assert (HalfDays(a) > HalfDays(b), HalfDays(a) >= HalfDays(b)) == (a > b, a >= b)

    @given(COUNTS)
    def test_written_out_and_read_back(self, count: int) -> None:
        half_days = HalfDays(count)
        assert HalfDays.of_days(half_days.school_days) == half_days
        assert float(half_days.school_days) * 2 == count

    @pytest.mark.parametrize(
        ("given_as", "count", "text"),
        [
            ("0", 0, "0"),
            ("0.5", 1, "0.5"),
            ("4.5", 9, "4.5"),
            ("4.0", 8, "4"),
            ("45", 90, "45"),
            (5, 10, "5"),
            (0, 0, "0"),
        ],
    )
    def test_of_days(self, given_as: str | int, count: int, text: str) -> None:
        assert HalfDays.of_days(given_as) == HalfDays(count)
        assert HalfDays(count).school_days == text

    @pytest.mark.parametrize(
        "wrong", ["4.3", "4.25", "4.50", "4.", ".5", "-1", "", " 4", "4.5\n", "four", "٤", 4.5, 4.0, True, None, -1]
    )
    def test_what_is_no_number_of_half_days_is_refused(self, wrong: Any) -> None:
        with pytest.raises(InvalidValue):
            HalfDays.of_days(wrong)

    @pytest.mark.parametrize("wrong", [-1, 4.5, True, "9", None])
    def test_the_count_is_a_whole_number_not_below_zero(self, wrong: Any) -> None:
        with pytest.raises(InvalidValue, match="count: "):
            HalfDays(wrong)

    @pytest.mark.parametrize("other", [1, 0.5, "4.5", None])
    def test_is_not_mixed_with_bare_numbers(self, other: Any) -> None:
        with pytest.raises(TypeError):
            HalfDays(1) + other
        with pytest.raises(TypeError):
            assert HalfDays(1) < other
        assert HalfDays(1) != other

    def test_totals_with_sum(self) -> None:
        assert sum([HalfDays(1), HalfDays(9)], HalfDays(0)).school_days == "5"

    def test_pickles(self) -> None:
        assert pickle.loads(pickle.dumps(HalfDays(9))) == HalfDays(9)


class TestAcademicYear:
    """1 September to 31 August (standards 10.1)."""

    @given(near("2026-08-31", "2026-09-01", "2024-02-29", "2026-12-31") | st.dates(date(2, 1, 1), date(9998, 1, 1)))
    def test_every_day_lies_in_its_own_year_alone(self, day: date) -> None:
        year = AcademicYear.of(day)
        assert year.first <= day <= year.last
        assert year.next.first == year.last + ONE
        assert (year.first.month, year.first.day, year.last.month, year.last.day) == (9, 1, 8, 31)

    @pytest.mark.parametrize(
        ("day", "text"),
        [
            ("2026-08-31", "2025/26"),
            ("2026-09-01", "2026/27"),
            ("2027-08-31", "2026/27"),
            ("1999-09-01", "1999/00"),
            ("2009-01-01", "2008/09"),
        ],
    )
    def test_boundaries_and_writing(self, day: str, text: str) -> None:
        assert str(AcademicYear.of(D(day))) == text

    @given(st.integers(1900, 2100), st.integers(1900, 2100))
    def test_ordered_by_time(self, a: int, b: int) -> None:
        assert (AcademicYear(a) < AcademicYear(b), AcademicYear(a) >= AcademicYear(b)) == (a < b, a >= b)
        assert (AcademicYear(a) <= AcademicYear(b), AcademicYear(a) > AcademicYear(b)) == (a <= b, a > b)

    def test_not_ordered_against_numbers(self) -> None:
        with pytest.raises(TypeError):
            assert AcademicYear(2026) < 2027  # type: ignore[operator]

    @pytest.mark.parametrize("wrong", [0, -1, 9999, 2026.0, True, "2026", date(2026, 9, 1)])
    def test_only_calendar_years(self, wrong: Any) -> None:
        with pytest.raises(InvalidValue, match="start: "):
            AcademicYear(wrong)

    @pytest.mark.parametrize("start", [1, 9998])
    def test_the_first_and_last_year_there_are(self, start: int) -> None:
        assert AcademicYear(start).last.year == start + 1

    def test_a_time_of_day_is_refused(self) -> None:
        with pytest.raises(InvalidValue):
            AcademicYear.of(datetime(2026, 9, 1))

    def test_pickles(self) -> None:
        assert pickle.loads(pickle.dumps(AcademicYear(2026))) == AcademicYear(2026)
