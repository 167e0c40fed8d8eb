"""England's bank holidays: the table against the fact book and against an independent one."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from ap_core.dates import is_bank_holiday
from ap_core.dates.bank_holidays import BANK_HOLIDAYS, FIRST_DAY, LAST_DAY, PROVISIONAL_YEARS
from ap_core.errors import InvalidValue, OutsideCalendar
from tests.dates_models import D, days


class TestBankHolidays:
    """CAL-08: the days appointed for England, with the special and the substitute ones."""

    @pytest.mark.parametrize(
        "day",
        [
            "2011-04-29",
            "2012-06-04",
            "2012-06-05",
            "2020-05-08",
            "2022-06-02",
            "2022-06-03",
            "2022-09-19",
            "2023-05-08",
        ],
    )
    def test_special_days(self, day: str) -> None:
        assert is_bank_holiday(D(day))

    @pytest.mark.parametrize("day", ["2012-05-28", "2020-05-04", "2022-05-30"])
    def test_a_holiday_that_was_moved_is_an_ordinary_monday(self, day: str) -> None:
        assert not is_bank_holiday(D(day))

    @pytest.mark.parametrize("day", ["2024-04-01", "2025-04-21", "2026-04-06", "2027-03-29", "2028-04-17"])
    def test_easter_mondays(self, day: str) -> None:
        assert is_bank_holiday(D(day))

    def test_christmas_at_a_weekend_is_kept_on_weekdays(self) -> None:
        assert [day.day for day in days(D("2021-12-24"), D("2021-12-31")) if is_bank_holiday(day)] == [27, 28]

    def test_every_one_is_a_weekday_and_every_year_has_eight_or_more(self) -> None:
        assert all(day.weekday() < 5 for day in BANK_HOLIDAYS)
        years = [day.year for day in BANK_HOLIDAYS]
        more = {2011: 9, 2012: 9, 2022: 10, 2023: 9}
        assert {year: years.count(year) for year in set(years)} == {
            year: more.get(year, 8) for year in range(2004, 2031)
        }

    def test_agrees_with_an_independent_table_on_every_weekday(self) -> None:
        holidays = pytest.importorskip("holidays")
        england = holidays.country_holidays("GB", subdiv="ENG", years=range(2004, 2031))
        ours = [day for day in days(FIRST_DAY, LAST_DAY) if is_bank_holiday(day)]
        assert ours == sorted(day for day in england if day.weekday() < 5)

    def test_outside_the_table_is_refused_with_its_bounds(self) -> None:
        assert is_bank_holiday(date(2004, 1, 1)) and not is_bank_holiday(date(2030, 12, 31))
        for day in (date(2003, 12, 31), date(2031, 1, 1)):
            with pytest.raises(OutsideCalendar) as refused:
                is_bank_holiday(day)
            assert (refused.value.first, refused.value.last) == (date(2004, 1, 1), date(2030, 12, 31))
            assert day.isoformat() in str(refused.value)

    def test_years_not_yet_announced_are_marked(self) -> None:
        assert {2029, 2030} == PROVISIONAL_YEARS

    def test_a_time_of_day_is_refused(self) -> None:
        with pytest.raises(InvalidValue):
            is_bank_holiday(datetime(2026, 12, 25))
