"""Year groups and key stages: expected by birth date, recorded by code."""

from __future__ import annotations

import operator
import pickle
from datetime import date, datetime, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from ap_core.errors import InvalidValue
from ap_core.pupils import KeyStage, YearGroup, expected_year_group, key_stage, key_stage_of

BIRTHS = st.dates(date(2000, 1, 1), date(2035, 12, 31))
DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31)) | st.builds(
    lambda year, days: date(year, 9, 1) + timedelta(days), st.integers(2015, 2035), st.integers(-2, 2)
)
IN_ORDER = ["E1", "E2", "N1", "N2", "R", *(str(year) for year in range(1, 15))]
STAGES = {
    KeyStage.EYFS: "E1 E2 N1 N2 R",
    KeyStage.KS1: "1 2",
    KeyStage.KS2: "3 4 5 6",
    KeyStage.KS3: "7 8 9",
    KeyStage.KS4: "10 11",
    KeyStage.KS5: "12 13 14",
}


def naive(born: date, on: date) -> str | None:
    """By age on the 31 August before the academic year: 4 is reception, 11 is Year 7 (standards 10.2)."""
    eve = date(on.year if on >= date(on.year, 9, 1) else on.year - 1, 8, 31)
    age = relativedelta(eve, born).years if born <= eve else -1
    return ("R", *map(str, range(1, 14)))[age - 4] if 4 <= age <= 17 else None


class TestExpected:
    """The expected year group goes by the cohort of 1 September to 31 August; none outside R to 13 (standards 10.2)."""

    @given(BIRTHS, DAYS)
    def test_against_age_on_31_august(self, born: date, on: date) -> None:
        found = expected_year_group(born=born, on=on)
        assert (found and str(found)) == naive(born, on)

    def test_every_birth_date_of_the_ages_taught(self) -> None:
        on = date(2026, 11, 23)
        for day in range(date(2006, 8, 1).toordinal(), date(2023, 9, 30).toordinal()):
            born = date.fromordinal(day)
            found = expected_year_group(born=born, on=on)
            assert (found and str(found)) == naive(born, on)

    @given(BIRTHS, DAYS)
    def test_key_stage_is_that_of_the_expected_year(self, born: date, on: date) -> None:
        year = expected_year_group(born=born, on=on)
        assert key_stage(born=born, on=on) is (key_stage_of(year) if year else None)

    @pytest.mark.parametrize(
        ("born", "year"),
        [
            (date(2021, 9, 1), "R"),
            (date(2022, 8, 31), "R"),
            (date(2022, 9, 1), None),
            (date(2010, 9, 1), "11"),
            (date(2011, 8, 31), "11"),
            (date(2011, 9, 1), "10"),
            (date(2008, 9, 1), "13"),
            (date(2008, 8, 31), None),
        ],
    )
    def test_the_cohorts_of_2026(self, born: date, year: str | None) -> None:
        found = expected_year_group(born=born, on=date(2026, 11, 23))
        assert (found and str(found)) == year

    def test_off_by_one_trap_1_september_belongs_to_the_next_cohort(self) -> None:
        """The tables check validator puts 1 September with the cohort before; by the 31 August rule it is the next."""
        on = date(2024, 8, 1)
        born_31_august, born_1_september = date(2016, 8, 31), date(2016, 9, 1)
        assert str(expected_year_group(born=born_31_august, on=on)) == "3"
        assert str(expected_year_group(born=born_1_september, on=on)) == "2"

    def test_the_year_turns_on_1_september(self) -> None:
        born = date(2012, 3, 14)
        assert key_stage(born=born, on=date(2026, 8, 31)) is KeyStage.KS3
        assert key_stage(born=born, on=date(2026, 9, 1)) is KeyStage.KS4

    def test_a_moment_is_refused(self) -> None:
        with pytest.raises(InvalidValue, match="born"):
            key_stage(born=datetime(2012, 3, 14), on=date(2026, 9, 1))
        with pytest.raises(InvalidValue, match="on"):
            expected_year_group(born=date(2012, 3, 14), on=datetime(2026, 9, 1))


class TestYearGroup:
    """The census codes E1 to N2, R, 1 to 14 and X; X is no year (standards 3.2, 10.2)."""

    def test_codes_go_out_and_come_back(self) -> None:
        assert [str(year) for year in YearGroup] == [*IN_ORDER, "X"]
        for year in YearGroup:
            assert YearGroup.of(str(year)) is year
            assert pickle.loads(pickle.dumps(year)) is year

    def test_read_without_regard_to_case_and_space(self) -> None:
        assert YearGroup.of(" r ") is YearGroup.R

    @pytest.mark.parametrize("text", ["15", "T", "0", "", "07", "M", "Year 7"])
    def test_other_text_is_refused_and_not_repeated(self, text: str) -> None:
        with pytest.raises(InvalidValue, match="is not a year group") as error:
            YearGroup.of(text)
        assert not text or f"'{text}'" not in str(error.value)

    def test_not_text_is_refused(self) -> None:
        with pytest.raises(InvalidValue, match="is not a year group"):
            YearGroup.of(7)  # type: ignore[arg-type]

    @given(st.sampled_from(IN_ORDER), st.sampled_from(IN_ORDER))
    def test_years_are_in_order(self, a: str, b: str) -> None:
        one, other, place = YearGroup.of(a), YearGroup.of(b), IN_ORDER.index
        assert (one < other) is (place(a) < place(b))
        assert (one <= other) is (place(a) <= place(b))
        assert (one > other) is (place(a) > place(b))
        assert (one >= other) is (place(a) >= place(b))

    @given(st.sampled_from(IN_ORDER))
    def test_x_satisfies_no_comparison(self, code: str) -> None:
        x, year = YearGroup.X, YearGroup.of(code)
        answers = [x < year, x > year, x <= year, x >= year, year < x, year > x, year <= x, year >= x]
        assert not any(answers)
        assert x <= x
        assert x >= x
        assert not x < x

    def test_a_year_is_not_compared_with_a_number(self) -> None:
        for compare in (operator.lt, operator.gt, operator.le, operator.ge):
            with pytest.raises(TypeError):
                compare(YearGroup.Y7, 7)

    def test_numbers(self) -> None:
        assert [YearGroup.of(code).number for code in IN_ORDER] == list(range(-4, 15))
        assert YearGroup.X.number is None


class TestKeyStage:
    """Key stage by year group is a convention (standards 10.2); years before reception are early years."""

    def test_of_each_year_group(self) -> None:
        for stage, codes in STAGES.items():
            assert {key_stage_of(YearGroup.of(code)) for code in codes.split()} == {stage}
        assert key_stage_of(YearGroup.X) is None

    def test_said_in_words(self) -> None:
        assert [str(stage) for stage in KeyStage][-3:] == ["Key Stage 3", "Key Stage 4", "16 to 19"]
