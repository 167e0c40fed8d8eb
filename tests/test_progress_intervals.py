"""Intervals and exact tests against published vectors, naive models, and scipy and statsmodels where they are there."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ap_core.errors import InvalidValue
from ap_core.progress.intervals import clustering, difference, mcnemar, paired_difference, poisson_rate, wilson
from ap_core.progress.measures import Interval
from ap_core.progress.quantiles import poisson_mean, t_value, within_t, z_value

SHARES = st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
COUNTS = st.integers(0, 20)
LEVELS = st.sampled_from([0.8, 0.9, 0.95, 0.99])


def ends(found: Interval | None) -> tuple[float, float]:
    assert found is not None
    return float(found.lower), float(found.upper)


class TestWilson:
    """STAT-01."""

    @pytest.mark.parametrize(
        ("count", "n", "lower", "upper"),
        [
            (18, 20, 0.6989663547715128, 0.972133518786232),
            (4, 20, 0.0806576625797981, 0.4160174322518935),
            (4, 200, 0.00780442641634947, 0.05028708690582643),
            (190, 200, 0.910421851861224, 0.972617354399236),
            (1, 30, 0.005908590, 0.16670391),
            (29, 30, 0.8332961, 0.9940914),
            (0, 30, 0.0, 0.11351339),
            (30, 30, 0.8864866, 1.0),
        ],
    )
    def test_as_r_binom(self, count: int, n: int, lower: float, upper: float) -> None:
        """R's binom.confint, method wilson, as the tests of statsmodels carry it."""
        assert ends(wilson(count, n)) == pytest.approx((lower, upper), abs=5e-8)

    @pytest.mark.parametrize(("count", "n", "lower", "upper"), [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605)])
    def test_as_newcombe_1998(self, count: int, n: int, lower: float, upper: float) -> None:
        assert ends(wilson(count, n)) == pytest.approx((lower, upper), abs=1e-4)

    @pytest.mark.parametrize(
        ("count", "lower", "upper"), [(0, 0, 10.7), (3, 3.2, 24.2), (16, 33.6, 66.4), (29, 75.8, 96.8)]
    )
    def test_what_thirty_two_pupils_carry(self, count: int, lower: float, upper: float) -> None:
        """C-SMALL."""
        found = wilson(count, 32)
        assert found is not None
        assert found.times(100).text(1) == f"95% {lower:.1f} to {upper:.1f} (Wilson)"

    @given(SHARES, LEVELS)
    def test_solves_the_equation_of_the_score(self, share: tuple[int, int], level: float) -> None:
        """The ends are the shares p for which (count - n p)^2 is z^2 n p (1 - p)."""
        count, n = share
        z = z_value(level)
        for end in ends(wilson(count, n, level=level)):
            assert 0 <= end <= 1
            assert (count - n * end) ** 2 == pytest.approx(z * z * n * end * (1 - end), abs=1e-7)

    @given(SHARES, LEVELS)
    def test_the_other_way_round(self, share: tuple[int, int], level: float) -> None:
        count, n = share
        lower, upper = ends(wilson(count, n, level=level))
        assert ends(wilson(n - count, n, level=level)) == pytest.approx((1 - upper, 1 - lower))
        assert lower <= count / n <= upper

    def test_nobody_and_everybody(self) -> None:
        for n in range(1, 61):
            for level in (0.5, 0.9, 0.95, 0.977, 0.999):
                assert ends(wilson(0, n, level=level))[0] == 0.0
                assert ends(wilson(n, n, level=level))[1] == 1.0
        assert wilson(0, 0) is None


class TestDifference:
    """STAT-02: Newcombe, different pupils."""

    @pytest.mark.parametrize(
        ("counts", "lower", "upper"),
        [
            ((56, 70, 48, 80), 0.0524, 0.3339),
            ((9, 10, 3, 10), 0.1705, 0.8090),
            # His table II, method 10: six more, from memory.
            ((6, 7, 2, 7), 0.0582, 0.8062),
            ((5, 56, 0, 29), -0.0381, 0.1926),
            ((0, 10, 0, 20), -0.1611, 0.2775),
            ((0, 10, 0, 10), -0.2775, 0.2775),
            ((10, 10, 0, 20), 0.6791, 1.0),
            ((10, 10, 0, 10), 0.6075, 1.0),
        ],
    )
    def test_as_newcombes_table(self, counts: tuple[int, int, int, int], lower: float, upper: float) -> None:
        assert ends(difference(*counts)) == pytest.approx((lower, upper), abs=1e-4)

    @given(SHARES, SHARES, LEVELS)
    def test_the_other_way_round(self, one: tuple[int, int], other: tuple[int, int], level: float) -> None:
        lower, upper = ends(difference(*one, *other, level=level))
        assert -1 <= lower <= one[0] / one[1] - other[0] / other[1] <= upper <= 1
        assert ends(difference(*other, *one, level=level)) == pytest.approx((-upper, -lower))

    def test_nobody(self) -> None:
        assert difference(0, 0, 1, 2) is None
        assert difference(1, 2, 0, 0) is None


class TestPairedDifference:
    """STAT-03: the same pupils before and after."""

    @pytest.mark.parametrize(
        ("both", "first", "second", "neither", "lower", "upper"),
        [
            (36, 12, 2, 0, 0.0569, 0.3404), (18, 12, 2, 18, 0.0562, 0.3290), (53, 0, 0, 1, -0.0729, 0.0729),
            (0, 30, 0, 0, 0.8395, 1.0),
        ],
    )  # fmt: skip
    def test_as_newcombes_table(
        self, both: int, first: int, second: int, neither: int, lower: float, upper: float
    ) -> None:
        """His first less his second is our after less before."""
        found = paired_difference(both, second, first, neither)
        assert ends(found) == pytest.approx((lower, upper), abs=1e-4)

    @given(COUNTS, COUNTS, COUNTS, COUNTS, LEVELS)
    def test_the_other_way_round(self, both: int, before: int, after: int, neither: int, level: float) -> None:
        found = paired_difference(both, before, after, neither, level=level)
        n = both + before + after + neither
        if not n:
            assert found is None
            return
        lower, upper = ends(found)
        assert -1 <= lower <= (after - before) / n <= upper <= 1
        assert ends(paired_difference(both, after, before, neither, level=level)) == pytest.approx((-upper, -lower))
        # Who was not, before and after.
        assert ends(paired_difference(neither, after, before, both, level=level)) == pytest.approx((-upper, -lower))


class TestMcNemar:
    """STAT-03: only those who changed count."""

    @given(COUNTS, COUNTS)
    def test_as_all_ways_to_change(self, before: int, after: int) -> None:
        """Every pupil who changed tossed a coin: at least as uneven, either way."""
        n = before + after
        uneven = abs(before - after)
        as_uneven = sum(math.comb(n, k) for k in range(n + 1) if abs(2 * k - n) >= uneven)
        assert mcnemar(before, after) == Fraction(as_uneven, 2**n)
        assert mcnemar(before, after) == mcnemar(after, before)

    def test_nobody_changed(self) -> None:
        assert mcnemar(0, 0) == 1


class TestPoisson:
    """STAT-04: Garwood's limits."""

    @pytest.mark.parametrize(
        ("count", "lower", "upper"),
        [(0, 0.0, 3.6889), (1, 0.0253, 5.5716), (5, 1.6235, 11.6683), (10, 4.7954, 18.3904), (30, 20.2409, 42.8269)],
    )
    def test_as_the_published_limits(self, count: int, lower: float, upper: float) -> None:
        assert ends(poisson_rate(count, 1)) == pytest.approx((lower, upper), abs=1e-4)

    @given(st.integers(0, 200), LEVELS)
    def test_each_end_is_where_the_tail_is_right(self, count: int, level: float) -> None:
        lower, upper = ends(poisson_rate(count, 1, level=level))
        tail = (1 - level) / 2
        assert _at_most(count, upper) == pytest.approx(tail, rel=1e-8)
        assert lower <= count <= upper
        if count:
            assert 1 - _at_most(count - 1, lower) == pytest.approx(tail, rel=1e-6)

    @given(COUNTS, st.integers(1, 500))
    def test_a_rate_is_a_count_over_its_exposure(self, count: int, exposure: int) -> None:
        lower, upper = ends(poisson_rate(count, 1))
        assert ends(poisson_rate(count, exposure)) == pytest.approx((lower / exposure, upper / exposure))

    def test_nothing_to_count_in(self) -> None:
        assert poisson_rate(0, 0) is None

    def test_clustering(self) -> None:
        """Suspensions gather in a few pupils: the share of the top three, and variance over mean."""
        assert clustering(()) == (None, None)
        assert clustering((0, 0)) == (None, None)
        assert clustering((4,)) == (None, Fraction(1))
        assert clustering((2, 2, 2)) == (Fraction(0), Fraction(1))

    @given(st.lists(st.integers(0, 9), min_size=2, max_size=12))
    def test_clustering_as_its_definition(self, counts: list[int]) -> None:
        ratio, of_three = clustering(tuple(counts))
        mean = Fraction(sum(counts), len(counts))
        if not mean:
            assert (ratio, of_three) == (None, None)
            return
        variance = sum((count - mean) ** 2 for count in counts) / (len(counts) - 1)
        assert ratio == variance / mean
        assert of_three is not None and 0 < of_three <= 1


def _at_most(count: int, mean: float) -> float:
    return math.fsum(math.exp(k * math.log(mean) - mean - math.lgamma(k + 1)) for k in range(count + 1))


class TestRefusals:
    """Negative counts, more than all, no number, a level that is none: named, and all at once."""

    @pytest.mark.parametrize(
        ("call", "many"),
        [
            (lambda: wilson(-1, 3), 1), (lambda: wilson(4, 3), 1), (lambda: wilson(1, 3, level=1), 1),
            (lambda: wilson(-1, -3, level=math.nan), 3), (lambda: difference(-1, 3, 4, 3), 2),
            (lambda: difference(1, 3, 1, 3, level=0), 1), (lambda: paired_difference(-1, -1, -1, -1, level=2), 5),
            (lambda: mcnemar(-1, 0), 1), (lambda: poisson_rate(-1, -1, level=0), 3),
            (lambda: poisson_rate(1, math.inf), 1), (lambda: poisson_rate(1, math.nan), 1),
            (lambda: clustering((1, -1)), 1), (lambda: z_value(0), 1), (lambda: wilson(True, 3), 1),
        ],
    )  # fmt: skip
    def test_refused(self, call: Callable[[], Any], many: int) -> None:
        with pytest.raises(InvalidValue) as wrong:
            call()
        assert len(wrong.value.faults) == many


class TestQuantiles:
    """Finite sums and Newton's method, against closed forms and scipy."""

    def test_closed_forms_of_t(self) -> None:
        """One degree of freedom is Cauchy's distribution; two have a root."""
        for level in (0.5, 0.9, 0.95, 0.999):
            assert t_value(level, 1) == pytest.approx(math.tan(math.pi * level / 2), rel=1e-12)
            assert t_value(level, 2) == pytest.approx(level * math.sqrt(2 / (1 - level * level)), rel=1e-12)

    def test_where_no_step_is_small_enough_the_answer_is_as_near_as_floats_allow(self) -> None:
        """Far in the tails rounding outweighs the last steps: they are given up after so many, and never go on."""
        assert t_value(0.999999, 1) == pytest.approx(math.tan(math.pi * 0.999999 / 2), rel=1e-9)
        # Cornish and Fisher's expansion: count - z * root(count) + (z * z - 1) / 3 and what is below a hundredth.
        count, z = 10**6, z_value(0.998)
        near = count - z * math.sqrt(count) + (z * z - 1) / 3
        assert poisson_mean(count, 0.001, upper=False) == pytest.approx(near, abs=0.01)

    @given(st.integers(1, 60), st.floats(0.05, 0.999))
    def test_there_and_back(self, df: int, level: float) -> None:
        assert within_t(t_value(level, df), df) == pytest.approx(level, abs=1e-12)
        assert t_value(level, df) > z_value(level)
        assert t_value(level, df) > t_value(level, df + 1)

    def test_as_scipy(self) -> None:
        stats = pytest.importorskip("scipy.stats")
        for df in (*range(1, 41), 399):
            for level in (0.5, 0.9, 0.95, 0.999):
                assert t_value(level, df) == pytest.approx(float(stats.t.ppf((1 + level) / 2, df)), rel=1e-11)
        for count in (*range(41), 400, 37_592):
            for tail in (0.0005, 0.025, 0.1):
                wanted = float(stats.chi2.isf(tail, 2 * count + 2)) / 2
                assert poisson_mean(count, tail, upper=True) == pytest.approx(wanted, rel=1e-11)
                if count:
                    wanted = float(stats.chi2.ppf(tail, 2 * count)) / 2
                    assert poisson_mean(count, tail, upper=False) == pytest.approx(wanted, rel=1e-11)


class TestAsStatsmodels:
    """The same intervals of statsmodels, where it is installed, for every cohort to twelve and some of forty."""

    def test_wilson_newcombe_mcnemar(self) -> None:
        proportion = pytest.importorskip("statsmodels.stats.proportion")
        tables = pytest.importorskip("statsmodels.stats.contingency_tables")
        for n in (*range(1, 13), 40):
            for count in range(0, n + 1, 3):
                wanted = proportion.proportion_confint(count, n, method="wilson")
                assert ends(wilson(count, n)) == pytest.approx(tuple(map(float, wanted)), abs=1e-12)
                wanted = proportion.confint_proportions_2indep(count, n, n // 2, 40, method="newcomb", compare="diff")
                assert ends(difference(count, n, n // 2, 40)) == pytest.approx(tuple(map(float, wanted)), abs=1e-9)
        for before, after in ((0, 1), (2, 12), (5, 5), (9, 3)):
            wanted = tables.mcnemar([[4, before], [after, 4]], exact=True).pvalue
            assert float(mcnemar(before, after)) == pytest.approx(float(wanted))

    def test_poisson(self) -> None:
        rates = pytest.importorskip("statsmodels.stats.rates")
        for count in (0, 1, 7, 40):
            wanted = rates.confint_poisson(count, 32, method="exact-c")
            assert ends(poisson_rate(count, 32)) == pytest.approx(tuple(map(float, wanted)), nan_ok=True)
