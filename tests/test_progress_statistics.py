"""The extra ``stats``: resampling of whole pupils, signed ranks, credible intervals; skipped without scipy."""

from __future__ import annotations

import builtins
import math
from collections.abc import Callable
from typing import Any

import pytest

from ap_core.errors import ExtraNeeded, InvalidValue
from ap_core.progress.intervals import poisson_rate
from ap_core.progress.shrinkage import BetaPrior
from ap_core.statistics import credible_interval, resampled_mean, resampled_rate, signed_rank

PRIOR = BetaPrior(yes=1, no=1, source="nothing known")
CHANGES = [1, 2, 3, 4, 8, 9, -2, 0, 5, 5, 3, 12]
SUSPENSIONS = [0, 0, 0, 0, 1, 1, 2, 12]


def test_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without scipy every function says so, and importing it does not fail."""
    really = builtins.__import__

    def without_scipy(name: str, *args: Any, **more: Any) -> Any:
        if name.startswith("scipy"):
            raise ImportError(name)
        return really(name, *args, **more)

    monkeypatch.setattr(builtins, "__import__", without_scipy)
    for call in (
        lambda: resampled_mean(CHANGES, seed=1), lambda: resampled_rate(SUSPENSIONS, [9] * 8, seed=1),
        lambda: signed_rank(CHANGES), lambda: credible_interval(PRIOR, 1, 2),
    ):  # fmt: skip
        with pytest.raises(ExtraNeeded, match=r"ap_core\[stats\]"):
            call()


@pytest.mark.parametrize(
    ("call", "many"),
    [
        (lambda: resampled_mean([math.nan, 1], seed=1, level=0, resamplings=10), 3),
        (lambda: resampled_rate([-1, 2], [0, -1, 1], seed=1), 4),
        (lambda: signed_rank([math.inf]), 1),
        (lambda: credible_interval(PRIOR, 3, 2, level=1), 2),
    ],
)
def test_what_cannot_be(call: Callable[[], Any], many: int) -> None:
    with pytest.raises(InvalidValue) as wrong:
        call()
    assert len(wrong.value.faults) == many


def test_nothing_to_resample() -> None:
    """Nobody, one pupil, or all the same: no interval, and no need of scipy."""
    assert resampled_mean([], seed=1) is None
    assert resampled_mean([4], seed=1) is None
    assert resampled_mean([4] * 12, seed=1) is None
    assert resampled_rate([2, 4], [1, 2], seed=1) is None
    assert signed_rank([0, 0]) is None


class TestWithScipy:
    """What scipy gives, and that the seed settles it."""

    @pytest.fixture(autouse=True)
    def scipy(self) -> None:
        pytest.importorskip("scipy")

    @pytest.mark.filterwarnings("ignore::RuntimeWarning")
    def test_changes_that_differ_by_rounding_alone_have_no_interval(self) -> None:
        assert resampled_mean([3.0] * 9 + [math.nextafter(3.0, 4.0)], seed=1) is None

    def test_the_seed_settles_it(self) -> None:
        one, again, other = (resampled_mean(CHANGES, seed=seed) for seed in (1, 1, 2))
        assert one == again != other
        assert one is not None and sum(CHANGES) / len(CHANGES) in one
        assert one.method == "BCa bootstrap over pupils, 5000 resamplings, seed 1"

    def test_a_few_pupils_widen_it(self) -> None:
        """STAT-04: suspensions gather in a few, and the exact Poisson interval does not know."""
        found, poisson = resampled_rate(SUSPENSIONS, [1] * 8, seed=1), poisson_rate(sum(SUSPENSIONS), 8)
        assert found is not None and poisson is not None
        assert found.upper - found.lower > poisson.upper - poisson.lower

    @pytest.mark.filterwarnings("ignore")
    @pytest.mark.parametrize("changes", [[0, 1], [0, 0, 1], [0] * 30 + [1]])
    def test_never_no_number(self, changes: list[int]) -> None:
        found = resampled_mean(changes, seed=1)
        assert found is None or math.isfinite(found.lower + found.upper)

    def test_signed_rank(self) -> None:
        """Hodges and Lehmann's estimate of a symmetric sample is its middle; Wilcoxon of all one way is 2 / 2^n."""
        found = signed_rank([1, 2, 3, 4, 5])
        assert found is not None
        assert (found.median, found.n) == (3.0, 5)
        assert found.probability == pytest.approx(1 / 16)
        even = signed_rank([0, 1])
        assert even is not None and (even.median, even.n) == (0.5, 1)

    def test_credible(self) -> None:
        """With one of each and nobody counted: the uniform distribution."""
        found = credible_interval(PRIOR, 0, 0, level=0.9)
        assert (float(found.lower), float(found.upper)) == pytest.approx((0.05, 0.95))
        assert found.method == "beta-binomial, prior: nothing known"
