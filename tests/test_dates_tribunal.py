"""The tribunal's time for an appeal about special educational needs, which rolls forward where no other does."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ap_core.dates import Deadline, Months
from ap_core.dates.bank_holidays import is_bank_holiday
from ap_core.dates.tribunal import CLOSES_AT, appeal_last_day
from ap_core.errors import InvalidValue, OutsideCalendar
from tests.dates_models import ONE, D, near

ENDS = near(
    "2026-12-25", "2027-01-01", "2026-08-01", "2026-08-31", "2027-02-28", "2026-04-03", "2027-12-25"
) | st.dates(D("2005-01-01"), D("2029-12-31"))


def relieved(day: date) -> bool:
    """August, or 25 December to 1 January."""
    return day.month == 8 or (day.month, day.day) >= (12, 25) or (day.month, day.day) == (1, 1)


class TestAppealLastDay:
    """EHC-TR-04: by 5pm; a non-working last day gives the next working day; August and Christmas the first after."""

    @given(ENDS)
    def test_a_day_at_a_time(self, ends: date) -> None:
        day = ends
        while relieved(day) or day.weekday() >= 5 or is_bank_holiday(day):
            day += ONE
        assert appeal_last_day(ends) == Deadline(day)

    @pytest.mark.parametrize(
        ("sent", "last"),
        [
            ("2026-06-10", "2026-09-01"),  # 10 August; 31 August is the bank holiday
            ("2026-10-28", "2027-01-04"),  # 28 December; 1 January is a Friday
            ("2026-12-31", "2027-03-01"),  # 28 February is a Sunday
            ("2026-09-24", "2026-11-24"),  # nothing in the way
        ],
    )
    def test_two_months_from_the_decision(self, sent: str, last: str) -> None:
        assert appeal_last_day(Months(2).after(D(sent)).last_day).last_day == D(last)

    def test_the_later_of_decision_and_certificate(self) -> None:
        """A certificate of 20 Nov 2026 gives a month of its own: 20 December, a Sunday."""
        ends = max(Months(2).after(D("2026-09-24")).last_day, Months(1).after(D("2026-11-20")).last_day)
        assert appeal_last_day(ends).last_day == D("2026-12-21")

    def test_until_five_in_the_afternoon(self) -> None:
        assert time(17, 0) == CLOSES_AT

    @pytest.mark.parametrize("wrong", [datetime(2026, 11, 23), "2026-11-23", None])
    def test_a_day_is_a_plain_date(self, wrong: Any) -> None:
        with pytest.raises(InvalidValue, match="ends: "):
            appeal_last_day(wrong)

    @pytest.mark.parametrize("ends", ["2030-12-31", "9999-12-31", "2003-12-24"])
    def test_years_without_known_bank_holidays(self, ends: str) -> None:
        with pytest.raises(OutsideCalendar):
            appeal_last_day(D(ends))
