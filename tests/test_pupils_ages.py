"""Ages: every birth date of several cohorts against models written straight from the statute's wording."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ap_core.errors import InvalidValue, NotInForce
from ap_core.pupils import age_on, compulsory_school_age, last_friday_in_june, leaving_date, participation_age_end

BIRTHS = st.dates(date(1993, 8, 1), date(2060, 12, 31))
DAY = timedelta(1)

# Cohorts with a leap day of birth, a leap day within the fifth or sixteenth year, and neither.
COHORTS = [date(year, 9, 1) + DAY * n for year in (2007, 2010, 2011, 2020) for n in range(366)]


def birthdays(born: date, age: int) -> date:
    """The first day on which a walk over the calendar finds the day of birth ``age`` years on, or the day after it."""
    day = date(born.year + age, 1, 1)
    while (day.month, day.day) < (born.month, born.day):
        day += DAY
    return day


def begins(born: date) -> date:
    """EA 1996 s.8(2): the fifth birthday if a prescribed day, else the prescribed day next following."""
    day = birthdays(born, 5)
    while (day.day, day.month) not in {(31, 8), (31, 12), (31, 3)}:
        day += DAY
    return day


def leaving_dates() -> list[date]:
    fridays = {}
    day = date(1998, 1, 1)
    while day.year < 2090:
        if day.month == 6 and day.strftime("%a") == "Fri":
            fridays[day.year] = day
        day += DAY
    return list(fridays.values())


LEAVING = leaving_dates()


def ends(born: date) -> date:
    """EA 1996 s.8(3): the limbs in their order, on each leaving date in turn."""
    sixteen = birthdays(born, 16)
    for leaving in LEAVING:
        next_school_year = date(leaving.year, 9, 1)
        a = leaving < sixteen < next_school_year
        b = sixteen == leaving
        c = sixteen < leaving
        if a or b or c:
            return leaving
    raise AssertionError


class TestStart:
    """Compulsory school age begins on the prescribed day that is, or follows, the fifth birthday (standards 10.3)."""

    def test_every_birth_date_of_four_cohorts(self) -> None:
        for born in COHORTS:
            assert compulsory_school_age(born).first == begins(born)

    @pytest.mark.parametrize(
        ("born", "first"),
        [
            (date(2019, 2, 10), date(2024, 3, 31)),
            (date(2021, 9, 1), date(2026, 12, 31)),
            (date(2021, 8, 31), date(2026, 8, 31)),
            (date(2021, 12, 31), date(2026, 12, 31)),
            (date(2022, 1, 1), date(2027, 3, 31)),
            (date(2022, 3, 31), date(2027, 3, 31)),
            (date(2022, 4, 1), date(2027, 8, 31)),
        ],
    )
    def test_the_fact_books_examples(self, born: date, first: date) -> None:
        assert compulsory_school_age(born).first == first

    def test_before_the_present_rule_there_is_no_answer(self) -> None:
        assert compulsory_school_age(date(1993, 8, 1)).first == date(1998, 8, 31)
        with pytest.raises(NotInForce, match="1 August 1998"):
            compulsory_school_age(date(1993, 7, 31))


class TestEnd:
    """It ends with the leaving date, the last Friday in June, before or after the birthday (standards 10.4)."""

    def test_every_birth_date_of_four_cohorts(self) -> None:
        for born in COHORTS:
            assert compulsory_school_age(born).last == leaving_date(born) == ends(born)

    @given(BIRTHS)
    def test_any_birth_date(self, born: date) -> None:
        assert leaving_date(born) == ends(born)

    def test_a_cohort_leaves_together(self) -> None:
        assert {leaving_date(date(2010, 9, 1) + DAY * n) for n in range(365)} == {date(2027, 6, 25)}

    def test_the_fact_books_example(self) -> None:
        assert leaving_date(date(2007, 9, 23)) == date(2024, 6, 28)

    def test_leaves_before_turning_sixteen(self) -> None:
        assert leaving_date(date(2011, 8, 31)) < date(2027, 8, 31)

    @pytest.mark.parametrize(
        ("year", "day"), [(2024, 28), (2025, 27), (2026, 26), (2027, 25), (2028, 30), (2029, 29), (2030, 28)]
    )
    def test_leaving_dates(self, year: int, day: int) -> None:
        assert last_friday_in_june(year) == date(year, 6, day)

    def test_every_leaving_date(self) -> None:
        assert [last_friday_in_june(day.year) for day in LEAVING] == LEAVING

    def test_before_1998_there_is_no_answer(self) -> None:
        assert leaving_date(date(1981, 9, 1)) == date(1998, 6, 26)
        with pytest.raises(NotInForce, match="1998"):
            leaving_date(date(1981, 8, 31))


class TestAge:
    """An age begins with the anniversary of birth (FLRA 1969 s.9); 29 February is kept on 1 March (our reading)."""

    @given(BIRTHS, st.integers(0, 40000))
    def test_years_completed(self, born: date, days: int) -> None:
        on = born + DAY * days
        assert age_on(born=born, on=on) == max(n for n in range(111) if n == 0 or birthdays(born, n) <= on)

    @given(BIRTHS)
    def test_a_new_age_begins_on_its_day_and_not_before(self, born: date) -> None:
        day = birthdays(born, 18)
        assert age_on(born=born, on=day) == 18
        assert age_on(born=born, on=day - DAY) == 17

    @given(BIRTHS)
    def test_participation_to_18_since_2015(self, born: date) -> None:
        """SI 2013/1204: from 28 June 2013 to the first anniversary of leaving age, from 26 June 2015 to 18."""
        if birthdays(born, 18) >= date(2015, 6, 26):
            assert participation_age_end(born) == birthdays(born, 18)
        else:
            with pytest.raises(NotInForce, match="26 June 2015"):
                participation_age_end(born)

    def test_born_on_29_february(self) -> None:
        born = date(2012, 2, 29)
        assert age_on(born=born, on=date(2028, 2, 28)) == 15
        assert age_on(born=born, on=date(2028, 2, 29)) == 16
        assert age_on(born=born, on=date(2029, 2, 28)) == 16
        assert participation_age_end(born) == date(2030, 3, 1)

    def test_29_february_moves_no_prescribed_day(self) -> None:
        for year in range(1996, 2060, 4):
            leap = compulsory_school_age(date(year, 2, 29))
            assert leap == compulsory_school_age(date(year, 2, 28)) == compulsory_school_age(date(year, 3, 1))

    def test_before_birth_is_refused_without_the_date(self) -> None:
        assert age_on(born=date(2012, 3, 1), on=date(2012, 3, 1)) == 0
        with pytest.raises(InvalidValue) as error:
            age_on(born=date(2012, 3, 1), on=date(2012, 2, 29))
        assert "2012" not in str(error.value)


class TestPlainDates:
    """A datetime where a date is meant is refused (DESIGN, promise 2)."""

    def test_refused(self) -> None:
        moment = datetime(2012, 3, 1, 9, 0)
        for ask in (
            compulsory_school_age,
            leaving_date,
            participation_age_end,
            lambda day: age_on(born=day, on=date(2026, 1, 1)),
            lambda day: age_on(born=date(2000, 1, 1), on=day),
        ):
            with pytest.raises(InvalidValue, match="plain date"):
                ask(moment)


class TestBirthsThatCannotBe:
    """A day that a system writes for "not known" has no answer, which is no reason to fall over."""

    @pytest.mark.parametrize("reckoned", [compulsory_school_age, leaving_date, participation_age_end])
    @pytest.mark.parametrize("born", [date(9999, 3, 14), date(9983, 12, 1)])
    def test_beyond_the_last_year(self, reckoned: Callable[[date], object], born: date) -> None:
        with pytest.raises(NotInForce) as raised:
            reckoned(born)
        assert born.isoformat() not in str(raised.value)

    @pytest.mark.parametrize("reckoned", [compulsory_school_age, leaving_date])
    def test_before_the_present_rules(self, reckoned: Callable[[date], object]) -> None:
        with pytest.raises(NotInForce):
            reckoned(date.min)
