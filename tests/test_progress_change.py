"""Change of the same pupils, reliable change, regression to the mean, shrinkage: metrics.md STAT-05 to STAT-09."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ap_core.errors import InvalidValue
from ap_core.progress.change import (
    CutOffs,
    Effect,
    Method,
    Outcome,
    Pair,
    Precision,
    Reliable,
    beside_regression,
    change_index,
    cut_offs,
    directions,
    effect_size,
    expected_by_chance,
    expected_retest,
    hedges_factor,
    mean_change,
    outcome,
    reliable_change,
    reliable_counts,
    true_score,
)
from ap_core.progress.shrinkage import BetaPrior, james_stein, shrunk_mean
from ap_core.states import MeasureState
from ap_core.support.scales import Better

SCORES = st.integers(60, 140)
PAIRS = st.lists(st.tuples(SCORES, SCORES), min_size=10, max_size=40)
LOOSE = st.lists(st.tuples(st.none() | SCORES, st.none() | SCORES), max_size=24)


def precision(r: float = 0.9, better: Better = Better.HIGHER, **more: Any) -> Precision:
    given: dict[str, Any] = {"deviation": 15, "reliability": r, "better": better, "source": "invented", "mean": 100}
    return Precision(**(given | more))


def faults(wrong: pytest.ExceptionInfo[InvalidValue]) -> list[str]:
    return [f"{fault.path}: {fault.problem}" for fault in wrong.value.faults]


def change_of(pairs: list[Pair], **more: Any) -> Any:
    return mean_change(pairs, name="reading", unit="points", source="invented", **more)


class TestMeanChange:
    """STAT-05: the mean of the pupils measured twice, with Student's interval, or a state."""

    @settings(max_examples=30)
    @given(LOOSE)
    def test_a_value_or_a_state_and_never_an_exception(self, pairs: list[Pair]) -> None:
        matched = [after - before for before, after in pairs if before is not None and after is not None]
        found = change_of(pairs)
        assert (found.n, found.of) == (len(matched), len(pairs))
        assert found.state.has_value == (len(matched) >= 10)
        if found.value is not None:
            assert found.value == pytest.approx(statistics.fmean(matched))
            assert (found.interval is None) == (len(set(matched)) == 1)

    def test_as_students_own_example(self) -> None:
        """Student 1908: the extra sleep of ten patients; the interval as R's t.test gives it (from memory)."""
        extra = (1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4)
        found = change_of([(0, each) for each in extra])
        assert found.value == pytest.approx(1.58)
        assert (float(found.interval.lower), float(found.interval.upper)) == pytest.approx((0.7001142, 2.4598858))

    @settings(max_examples=10)
    @given(PAIRS)
    def test_as_scipy(self, pairs: list[Pair]) -> None:
        stats = pytest.importorskip("scipy.stats")
        found = change_of(pairs)
        if found.interval is not None:
            wanted = stats.ttest_rel([p[1] for p in pairs], [p[0] for p in pairs]).confidence_interval(0.95)
            got = (float(found.interval.lower), float(found.interval.upper))
            assert got == pytest.approx((float(wanted.low), float(wanted.high)), rel=1e-9)

    @settings(max_examples=30)
    @given(PAIRS, st.randoms(use_true_random=False))
    def test_the_order_of_pupils_does_not_matter(self, pairs: list[Pair], random: Any) -> None:
        shuffled = random.sample(pairs, len(pairs))
        assert change_of(shuffled) == change_of(pairs)

    def test_no_spread_no_interval(self) -> None:
        found = change_of([(80, 84)] * 12)
        assert (found.shown, found.interval, found.why) == ("4.0", None, "every change was the same")

    @pytest.mark.parametrize(
        ("pairs", "state"),
        [([], "NOT_APPLICABLE"), ([(1, None)] * 30, "NOT_AVAILABLE"), ([(1, 2)], "UNRELIABLE")],
    )
    def test_nobody_one_and_not_twice(self, pairs: list[Pair], state: str) -> None:
        assert change_of(pairs).state.name == state

    def test_no_number(self) -> None:
        with pytest.raises(InvalidValue) as wrong:
            change_of([(math.nan, 1), (1, math.inf)])
        assert faults(wrong) == ["pairs[0].before: is no finite number", "pairs[1].after: is no finite number"]


class TestDirections:
    """Improved, same, worse: all that an ordinal scale allows."""

    @settings(max_examples=30)
    @given(LOOSE)
    def test_every_pupil_once(self, pairs: list[Pair]) -> None:
        up, down = directions(pairs, Better.HIGHER), directions(pairs, Better.LOWER)
        assert up.n + up.missing == len(pairs)
        assert (up.improved, up.same, up.worse) == (down.worse, down.same, down.improved)


class TestEffectSizes:
    """STAT-05: each by its name; none of them is another."""

    @settings(max_examples=30)
    @given(PAIRS)
    def test_as_their_definitions(self, pairs: list[tuple[int, int]]) -> None:
        before, after = zip(*pairs, strict=True)
        changes = [b - a for a, b in pairs]
        s1, s2, s = (statistics.stdev(each) for each in (before, after, changes))
        j = hedges_factor(len(pairs) - 1)
        for variant, divisor, factor in (
            (Effect.D_Z, s, 1), (Effect.G_Z, s, j), (Effect.GLASS, s1, 1),
            (Effect.D_AV, math.sqrt((s1**2 + s2**2) / 2), 1), (Effect.G_AV, math.sqrt((s1**2 + s2**2) / 2), j),
        ):  # fmt: skip
            found = effect_size(pairs, variant, name="reading", source="invented")
            if divisor:
                assert found.value == pytest.approx(factor * statistics.fmean(changes) / divisor, abs=1e-12)
            else:
                assert found.state is MeasureState.NOT_APPLICABLE

    def test_few(self) -> None:
        found = effect_size([(1, 2), (2, 4)], Effect.D_Z, name="reading", source="invented")
        assert found.state is MeasureState.UNRELIABLE

    def test_hedges_factor(self) -> None:
        """Hedges 1981: exact with gamma functions, and the usual approximation, within a hundredth from 4 on."""
        assert hedges_factor(2) == pytest.approx(1 / math.sqrt(math.pi))
        for df in range(4, 60):
            wanted = math.gamma(df / 2) / (math.sqrt(df / 2) * math.gamma((df - 1) / 2))
            assert hedges_factor(df) == pytest.approx(wanted)
            assert hedges_factor(df, exact=False) == pytest.approx(wanted, abs=0.01)
        with pytest.raises(InvalidValue, match="below 2"):
            hedges_factor(1)


class TestReliableChange:
    """STAT-06."""

    def test_as_the_package_clinicalsignificance_jt(self) -> None:
        """Its test of Jacobson and Truax: deviation 5, reliability 0.8."""
        test = precision(0.8, deviation=5)
        s_diff = math.sqrt(2) * 5 * math.sqrt(1 - 0.8)
        for change in (-8, -4, 0, 4, 8):
            assert change_index(50, 50 + change, test) == pytest.approx(change / s_diff)

    def test_as_the_package_clinicalsignificance_gln(self) -> None:
        """Its test of Gulliksen, Lord and Novick: mean 5, deviation 7, reliability 0.8."""
        test = precision(0.8, deviation=7, mean=5)
        for before in (30, 20, 10, 8, 6, 4, 2):
            wanted = ((2 - 5) - 0.8 * (before - 5)) / (7 * math.sqrt(1 - 0.8**2))
            assert change_index(before, 2, test, Method.GULLIKSEN_LORD_NOVICK) == pytest.approx(wanted)

    def test_cuts_as_jacobson_1991(self) -> None:
        """His example as the package carries it: 40 and 60, deviation 7.5."""
        assert cut_offs(40, 7.5, 60, 7.5, Better.HIGHER) == CutOffs(55.0, 45.0, 50.0)
        assert cut_offs(40, 7.5, 60, 7.5, Better.LOWER) == CutOffs(25.0, 75.0, 50.0)

    def test_cut_c_lies_nearer_the_narrower_group(self) -> None:
        """Bauer 2004 as the package carries it, and two groups whose deviations differ much."""
        assert cut_offs(68.35, 22.33, 50, 22, Better.LOWER).c == pytest.approx((22 * 68.35 + 22.33 * 50) / 44.33)
        assert cut_offs(40, 3, 60, 9, Better.HIGHER).c == 45

    @pytest.mark.parametrize(
        ("r", "at_95", "at_90"), [(0.8, 18.6, 15.6), (0.85, 16.1, 13.5), (0.9, 13.1, 11.0), (0.95, 9.3, 7.8)]
    )
    def test_limits_of_a_standard_score(self, r: float, at_95: float, at_90: float) -> None:
        """STD-02."""
        assert round(precision(r).limit(), 1) == at_95
        assert round(precision(r).limit(level=0.9), 1) == at_90

    @given(SCORES, SCORES, st.sampled_from(list(Method)))
    def test_the_direction_turns_it_round(self, before: int, after: int, method: Method) -> None:
        turn = {
            Reliable.IMPROVED: Reliable.DETERIORATED, Reliable.DETERIORATED: Reliable.IMPROVED,
            Reliable.UNCHANGED: Reliable.UNCHANGED,
        }  # fmt: skip
        up = reliable_change(before, after, precision(), method=method)
        assert reliable_change(before, after, precision(better=Better.LOWER), method=method) is turn[up]

    @given(SCORES, SCORES, SCORES)
    def test_more_is_never_less(self, before: int, one: int, other: int) -> None:
        order = [Reliable.DETERIORATED, Reliable.UNCHANGED, Reliable.IMPROVED]
        less, more = (order.index(reliable_change(before, after, precision())) for after in sorted((one, other)))
        assert less <= more

    @pytest.mark.parametrize(
        ("before", "after", "wanted"),
        [(20, 12, "IMPROVED"), (20, 4, "RECOVERED"), (20, 18, "UNCHANGED"), (20, 34, "DETERIORATED"),
         (10, 1, "IMPROVED"), (11, 1, "RECOVERED")],
    )  # fmt: skip
    def test_four_outcomes(self, before: int, after: int, wanted: str) -> None:
        """Recovered only from the worse side of the cut, or on it, to its better side."""
        test = precision(0.82, Better.LOWER, deviation=5.8)
        assert outcome(before, after, test, 11) is Outcome[wanted]

    def test_over_the_cut_upwards(self) -> None:
        assert outcome(70, 95, precision(), 85) is Outcome.RECOVERED
        assert outcome(70, 85, precision(), 85) is Outcome.IMPROVED

    @settings(max_examples=30)
    @given(LOOSE, st.sampled_from(list(Method)))
    def test_a_group_in_counts(self, pairs: list[Pair], method: Method) -> None:
        found = reliable_counts(pairs, precision(), method=method)
        assert found.improved + found.unchanged + found.deteriorated + found.missing == len(pairs)
        assert found.each_way_by_chance == expected_by_chance(len(pairs) - found.missing)
        assert "invented" in found.method

    @pytest.mark.parametrize(
        ("call", "said"),
        [
            (lambda: precision(1.0), "reliability: is not between 0 and 1"),
            (lambda: precision(deviation=0), "deviation: is no standard deviation"),
            (lambda: precision(mean=math.inf), "mean: is no finite number"),
            (lambda: precision(source=" "), "source: is empty"),
            (lambda: change_index(math.nan, 1, precision()), "before: is no finite number"),
            (lambda: expected_retest(1, precision(mean=None)), "precision.mean: is not given"),
            (lambda: cut_offs(1, 0, 2, 1, Better.LOWER), "troubled_deviation: is not above 0"),
            (lambda: expected_by_chance(-1), "n: is negative"),
        ],
    )
    def test_what_cannot_be(self, call: Callable[[], Any], said: str) -> None:
        with pytest.raises(InvalidValue) as wrong:
            call()
        assert faults(wrong) == [said]


class TestRegressionToTheMean:
    """STAT-09."""

    @given(SCORES, st.sampled_from([0.5, 0.8, 0.95]))
    def test_towards_the_mean_and_never_past_it(self, score: int, r: float) -> None:
        again = expected_retest(score, precision(r))
        assert min(score, 100) <= again <= max(score, 100)
        about, interval = true_score(score, precision(r))
        assert about == again
        assert about in interval

    def test_kelley(self) -> None:
        """Half width 1.96 s root(r (1 - r))."""
        about, interval = true_score(75, precision(0.85))
        assert about == 78.75
        assert float(interval.upper) - about == pytest.approx(1.959964 * 15 * math.sqrt(0.85 * 0.15), rel=1e-6)

    @settings(max_examples=30)
    @given(PAIRS)
    def test_what_is_expected_and_what_is_beyond_make_the_change(self, pairs: list[Pair]) -> None:
        found = beside_regression(pairs, precision(), name="reading", unit="points", source="invented")
        values = [each.value for each in (found.observed, found.expected, found.beyond)]
        assert values[0] is not None and values[1] is not None and values[2] is not None
        assert values[0] == pytest.approx(values[1] + values[2])
        assert found.expected.interval is None

    def test_few(self) -> None:
        found = beside_regression([(75, 79), (75, None)], precision(), name="r", unit="points", source="invented")
        assert {each.state for each in (found.observed, found.expected, found.beyond)} == {MeasureState.UNRELIABLE}
        assert {(each.n, each.of) for each in (found.observed, found.expected, found.beyond)} == {(1, 2)}


#: Efron and Morris 1975: hits of 18 batters in their first 45 times at bat.
HITS = (18, 17, 16, 15, 14, 14, 13, 12, 11, 11, 10, 10, 10, 10, 10, 9, 8, 7)


class TestShrinkage:
    """STAT-07."""

    def test_efron_and_morris(self) -> None:
        """c = 0.212 and Clemente's 0.294 (1977), whether from hits or from the printed averages."""
        for averages in ([hits / 45 for hits in HITS], [round(hits / 45, 3) for hits in HITS]):
            common = statistics.fmean(averages)
            found = james_stein(averages, common * (1 - common) / 45)
            assert found.factor == pytest.approx(0.212, abs=5e-4)
            assert found.shrunk[0] == pytest.approx(0.294, abs=5e-4)
            assert found.shrunk[-1] == pytest.approx(0.242, abs=5e-4)

    @settings(max_examples=30)
    @given(st.lists(st.floats(-100, 100), min_size=4, max_size=30), st.floats(0.01, 100))
    def test_towards_the_mean_in_the_same_order(self, figures: list[float], variance: float) -> None:
        found = james_stein(figures, variance)
        assert found.factor is not None and 0 <= found.factor <= 1
        assert statistics.fmean(found.shrunk) == pytest.approx(statistics.fmean(figures), abs=1e-9)
        middle = statistics.fmean(figures)
        for raw, shrunk in zip(found.raw, found.shrunk, strict=True):
            assert abs(shrunk - middle) <= abs(raw - middle) + 1e-9

    @pytest.mark.parametrize(("many", "state"), [(0, "NOT_APPLICABLE"), (3, "UNRELIABLE")])
    def test_too_few(self, many: int, state: str) -> None:
        found = james_stein([0.5] * many, 0.1)
        assert (found.state.name, found.shrunk, found.factor) == (state, (), None)

    def test_no_factor_below_nil(self) -> None:
        found = james_stein([1, 2, 3, 4], 100)
        assert (found.factor, found.shrunk) == (0.0, (2.5,) * 4)

    def test_all_equal(self) -> None:
        found = james_stein([0.5] * 6, 0.1)
        assert (found.factor, found.shrunk) == (0.0, (0.5,) * 6)

    @given(st.floats(0, 10), st.integers(1, 40), st.floats(0, 10), st.floats(0, 9), st.floats(0.1, 9))
    def test_the_fewer_the_nearer(self, figure: float, n: int, towards: float, between: float, within: float) -> None:
        few, more = (shrunk_mean(figure, many, towards=towards, between=between, within=within) for many in (n, n + 1))
        assert abs(few - towards) <= abs(more - towards) + 1e-9
        assert abs(more - towards) <= abs(figure - towards) + 1e-9

    @given(st.integers(0, 40).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), st.floats(0.05, 0.95))
    def test_a_share_between_its_own_and_the_prior(self, counts: tuple[int, int], share: float) -> None:
        count, n = counts
        found = BetaPrior.around(share, weight=12, source="invented").shrunk(count, n)
        own = count / n if n else share
        assert min(own, share) - 1e-12 <= found <= max(own, share) + 1e-12

    @pytest.mark.parametrize(
        ("call", "many"),
        [
            (lambda: james_stein([math.nan] * 4, 0), 5),
            (lambda: shrunk_mean(1, 0, towards=1, between=-1, within=-1), 3),
            (lambda: shrunk_mean(1, 2, towards=1, between=0, within=0), 1),
            (lambda: BetaPrior(yes=0, no=-1, source=" "), 3),
            (lambda: BetaPrior(yes=1, no=1, source="x").shrunk(3, 2), 1),
        ],
    )
    def test_what_cannot_be(self, call: Callable[[], Any], many: int) -> None:
        with pytest.raises(InvalidValue) as wrong:
            call()
        assert len(wrong.value.faults) == many
