"""Windows that look back: which days are inside, both ends named."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from ap_core.dates import DateSpan, Months, Weeks
from ap_core.errors import InvalidValue, OutsideCalendar
from tests.dates_models import ONE, D, days, near

DAYS = near("2024-02-29", "2028-02-29", "2027-02-28", "2026-12-31", "2026-08-31", "2027-01-01") | st.dates(
    D("2005-01-01"), D("2040-12-31")
)


class TestWeeksPreceding:
    """EHC-AP-04, `offsite-direction.review.on-request`: the ten weeks preceding the day of a request."""

    @given(DAYS, st.integers(1, 60))
    def test_walks_back_from_the_eve(self, day: date, n: int) -> None:
        back, inside = day, []
        for _ in range(7 * n):
            back -= ONE
            inside.append(back)
        window = Weeks(n).preceding(day)
        assert window == DateSpan(inside[-1], inside[0])
        assert window.days == 7 * n and not window.covers(day)

    @pytest.mark.parametrize(
        ("review", "relieves"),
        [
            ("2026-09-18", False),  # the fact book's two examples
            ("2026-09-25", True),
            ("2026-09-21", False),  # the ends: 70 days before is inside (a reading), 71 is not
            ("2026-09-22", True),
            ("2026-11-30", True),
            ("2026-12-01", False),  # the day of the request itself does not precede it
        ],
    )
    def test_a_review_before_a_request_of_1_december(self, review: str, relieves: bool) -> None:
        assert Weeks(10).preceding(D("2026-12-01")).covers(D(review)) is relieves


class TestMonthsEndingWith:
    """C17: the three years ending with the day a penalty notice is issued; that day lies inside."""

    @given(DAYS, st.integers(1, 60))
    def test_reaches_back_as_far_as_a_period_of_that_length_reaches_on(self, day: date, n: int) -> None:
        window = Months(n).ending_with(day)
        assert window.last == day
        assert Months(n).starting_with(window.first).last_day >= day
        assert Months(n).starting_with(window.first - ONE).last_day < day

    @given(DAYS, st.integers(1, 60))
    def test_begins_after_the_corresponding_date(self, day: date, n: int) -> None:
        first_of_month = day.replace(day=1) - relativedelta(months=n)
        month = list(days(first_of_month, first_of_month + relativedelta(months=1) - ONE))
        assert Months(n).ending_with(day).first == month[min(day.day, len(month)) - 1] + ONE

    @pytest.mark.parametrize(
        ("issued", "earlier", "counts"),
        [
            ("2028-01-10", "2025-01-10", False),
            ("2028-01-10", "2025-01-11", True),
            ("2028-01-10", "2028-01-10", True),
            ("2028-02-29", "2025-02-28", False),
            ("2028-02-29", "2025-03-01", True),
        ],
    )
    def test_an_earlier_penalty_notice(self, issued: str, earlier: str, counts: bool) -> None:
        assert Months(36).ending_with(D(issued)).covers(D(earlier)) is counts


class TestBadInput:
    """The day is a plain date, and lies where dates do."""

    @pytest.mark.parametrize("wrong", [datetime(2026, 11, 23), "2026-11-23", True, None])
    def test_the_day_is_a_plain_date(self, wrong: Any) -> None:
        for ask in (Weeks(10).preceding, Months(36).ending_with):
            with pytest.raises(InvalidValue, match="event: "):
                ask(wrong)

    def test_before_the_first_date_there_is(self) -> None:
        for ask in (Weeks(10).preceding, Months(36).ending_with):
            with pytest.raises(OutsideCalendar):
                ask(date.min + timedelta(days=1))
