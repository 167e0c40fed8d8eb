"""Rates of suspension and exclusion (metrics.md EXC-01 to EXC-07)."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ap_core import HalfDays, InvalidValue
from ap_core.exclusion.rates import Counts, Rated
from ap_core.states import MeasureState

YEAR = Counts(suspensions=6, permanent=1, suspended=4, length=HalfDays(21), on_roll=5, possible_sessions=1500)


@pytest.mark.parametrize(
    ("of", "suspension", "one_or_more", "permanent"),
    [((13191, 37592, 11681, 45), "284.98", "88.55", "0.34"), ((14198, 15673, 6935, 15), "110.39", "48.84", "0.11")],
)
def test_the_published_rates_come_out(of: tuple[int, ...], suspension: str, one_or_more: str, permanent: str) -> None:
    """State-funded alternative provision, 2022/23 and autumn 2024/25: above a hundred, and not clamped."""
    roll, suspensions, suspended, excluded = of
    year = Counts(
        suspensions=suspensions, permanent=excluded, suspended=suspended, length=HalfDays(1), on_roll=roll
    )  # fmt: skip
    found = (year.suspension_rate, year.one_or_more_rate, year.permanent_rate)
    assert [each.figure for each in found] == [Decimal(suspension), Decimal(one_or_more), Decimal(permanent)]


def test_each_has_its_own_denominator_and_says_which() -> None:
    shown = {
        each.what: str(each.figure)
        for each in (
            YEAR.suspension_rate, YEAR.permanent_rate, YEAR.one_or_more_rate, YEAR.per_suspended, YEAR.mean_length,
            YEAR.per_thousand_sessions,
        )
    }  # fmt: skip
    assert shown == {
        "suspensions per 100 pupils on roll in January": "120.00",
        "permanent exclusions per 100 pupils on roll in January": "20.00",
        "enrolments with one suspension or more, per 100 pupils on roll in January": "80.00",
        "suspensions per enrolment with any": "1.50",
        "half-days per suspension": "3.50",
        "suspensions per 1,000 possible sessions": "4.00",
    }
    assert (YEAR.suspension_rate.per, YEAR.mean_length.per, YEAR.per_thousand_sessions.per) == (100, 1, 1000)


def test_nothing_to_divide_by_is_a_state_and_never_nought() -> None:
    none = Counts(suspensions=0, permanent=0, suspended=0, length=HalfDays(0), on_roll=0)
    for each, state in (
        (none.suspension_rate, MeasureState.NOT_APPLICABLE), (none.mean_length, MeasureState.NOT_APPLICABLE),
        (none.per_suspended, MeasureState.NOT_APPLICABLE), (none.per_thousand_sessions, MeasureState.NOT_AVAILABLE),
    ):  # fmt: skip
        assert (each.state, each.figure) == (state, None)
    nought = none.but(on_roll=5).suspension_rate
    assert (nought.state, nought.figure) == (MeasureState.SHOWN, Decimal("0.00"))


@pytest.mark.parametrize(
    ("counted", "pupils", "state", "figure"),
    [(1, 20_000, "SHOWN", "0.01"), (1, 20_001, "LOW", "0.00"), (0, 20_001, "SHOWN", "0.00")],
)
def test_only_a_true_nil_is_shown_as_nil(counted: int, pupils: int, state: str, figure: str) -> None:
    """One permanent exclusion among the pupils of a county is low, and not none (C-NA)."""
    rate = Rated("permanent exclusions per 100 pupils on roll", counted, pupils, 100)
    assert (rate.state.name, rate.figure) == (state, Decimal(figure))


@given(st.integers(0, 10**6), st.integers(1, 10**5), st.sampled_from([1, 100, 1000]))
def test_rounded_half_up_and_never_clamped(numerator: int, denominator: int, per: int) -> None:
    figure = Rated("", numerator, denominator, per).figure
    assert figure is not None
    exact = Fraction(numerator * per, denominator)
    assert Fraction(figure) - Fraction(1, 200) <= exact < Fraction(figure) + Fraction(1, 200)


@pytest.mark.parametrize(
    ("wrong", "path"),
    [({"suspensions": -1, "suspended": -1}, "suspensions"), ({"suspended": -1}, "suspended: is negative"),
     ({"suspended": 7}, "suspended"),
     ({"suspended": 0}, "suspended"), ({"on_roll": -1}, "on_roll"), ({"possible_sessions": -1}, "possible_sessions"),
     ({"permanent": -1}, "permanent")],
)  # fmt: skip
def test_counts_that_cannot_be_are_refused(wrong: dict[str, Any], path: str) -> None:
    with pytest.raises(InvalidValue, match=path):
        YEAR.but(**wrong)


@pytest.mark.parametrize(
    ("wrong", "path"), [((-1, 1, 1), "numerator"), ((1, -1, 1), "denominator"), ((1, 1, 0), "per")]
)
def test_a_rate_that_cannot_be_is_refused(wrong: tuple[int, int, int], path: str) -> None:
    with pytest.raises(InvalidValue, match=path):
        Rated("", *wrong)
