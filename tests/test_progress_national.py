"""National figures: their year, their population, and none where there is none (metrics.md sections 1 to 4)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ap_core.law.citation import Seen
from ap_core.progress.national import FIGURES, National, Population, national, why_no_benchmark

AP = Population.STATE_AP


class TestFigures:
    def test_each_is_held_once(self) -> None:
        named = [(each.measure, each.population, each.year, each.period) for each in FIGURES]
        assert len(set(named)) == len(named)

    def test_the_last_is_the_latest(self) -> None:
        for each in FIGURES:
            last = national(each.measure, each.population)
            assert last is not None and last.year >= each.year

    def test_none_was_read_at_source_and_each_says_so(self) -> None:
        assert {each.seen for each in FIGURES} == {Seen.SECONDARY}

    @pytest.mark.parametrize(
        ("measure", "population", "year", "expected"),
        [
            (National.ABSENCE, AP, "2024/25", "42.04"), (National.SEVERE, AP, "2016/17", "28.55"),
            (National.PERSISTENT, AP, "2022/23", "81.24"), (National.UNAUTHORISED, AP, "2017/18", "15.57"),
            (National.SUSPENSIONS, AP, "2022/23", "284.98"), (National.PERMANENT, AP, "2024/25", "0.11"),
            (National.SUSTAINED, Population.ALL_AP, "2021/22", "67.0"),
            (National.NOT_IN_EDUCATION, Population.YOUNG_PEOPLE, "2025", "5.6"),
        ],
    )  # fmt: skip
    def test_as_the_fact_book_has_them(
        self, measure: National, population: Population, year: str, expected: str
    ) -> None:
        found = national(measure, population, year=year)
        assert found is not None and found.value == Decimal(expected)

    def test_unauthorised_is_part_of_overall_and_severe_of_persistent(self) -> None:
        for part, whole in ((National.UNAUTHORISED, National.ABSENCE), (National.SEVERE, National.PERSISTENT)):
            for each in FIGURES:
                if each.measure is part:
                    of = national(whole, each.population, year=each.year)
                    assert of is not None and each.value < of.value and each.counted == of.counted

    def test_a_rate_for_100_on_one_days_roll_may_pass_100(self) -> None:
        """EXC-01: the roll is one day's, the suspensions a year's; nothing is clamped."""
        found = national(National.SUSPENSIONS, AP, year="2022/23")
        assert found is not None and found.value > 100


class TestNoLiveBenchmark:
    """A year without a figure has none: the year before is never put in its place."""

    @pytest.mark.parametrize("year", ["2019/20", "2023/24", "2025/26"])
    def test_no_absence_of_a_year_that_was_not_read(self, year: str) -> None:
        assert national(National.ABSENCE, AP, year=year) is None
        assert "no live benchmark" in why_no_benchmark(National.ABSENCE, AP)

    def test_no_progress_8(self) -> None:
        for population in Population:
            assert national(National.PROGRESS_8, population) is None
            assert "no tests at the end of Key Stage 2" in why_no_benchmark(National.PROGRESS_8, population)

    def test_no_attainment_8_of_alternative_provision(self) -> None:
        assert national(National.ATTAINMENT_8, AP) is None
        assert why_no_benchmark(National.ATTAINMENT_8, AP) and not why_no_benchmark(
            National.ATTAINMENT_8, Population.STATE
        )
