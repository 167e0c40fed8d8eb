"""Statistics of a cohort of forty: each against the call of the same kind in statsmodels or scipy."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

from ap_core.progress import difference, mcnemar, mean_change, poisson_rate, wilson
from ap_core.progress.measures import Interval
from paired import Bar, at_least, paired

BEFORE = [70 + (7 * k) % 31 for k in range(40)]
AFTER = [before + (5 * k) % 13 - 4 for k, before in enumerate(BEFORE)]
PAIRS = list(zip(BEFORE, AFTER, strict=True))


def _ends(found: Interval | None) -> tuple[float, float]:
    assert found is not None
    return float(found.lower), float(found.upper)


def _mean() -> tuple[float, float]:
    found = mean_change(PAIRS, name="reading", unit="points", source="invented")
    return _ends(found.interval)


def bars() -> Iterator[Bar]:
    """None slower than the library's own."""
    try:
        proportion = import_module("statsmodels.stats.proportion")
        tables = import_module("statsmodels.stats.contingency_tables")
        rates = import_module("statsmodels.stats.rates")
        stats = import_module("scipy.stats")
    except ImportError:
        yield at_least("statistics of forty: statsmodels / ours", 1, None, "the extra rivals is not installed")
        return

    def paired_mean() -> tuple[float, float]:
        low, high = stats.ttest_rel(AFTER, BEFORE).confidence_interval(0.95)
        return float(low), float(high)

    def newcombe() -> tuple[float, float]:
        low, high = proportion.confint_proportions_2indep(24, 40, 18, 40, method="newcomb", compare="diff")
        return float(low), float(high)

    def mcnemar_theirs() -> tuple[float, float]:
        value = float(tables.mcnemar([[18, 2], [12, 8]], exact=True).pvalue)
        return value, value

    def mcnemar_ours() -> tuple[float, float]:
        value = float(mcnemar(2, 12))
        return value, value

    kinds: list[tuple[str, str, Callable[[], Any], Callable[[], tuple[float, float]]]] = [
        (
            "Wilson",
            "statsmodels",
            lambda: proportion.proportion_confint(24, 40, method="wilson"),
            lambda: _ends(wilson(24, 40)),
        ),
        ("Newcombe, two groups", "statsmodels", newcombe, lambda: _ends(difference(24, 40, 18, 40))),
        ("exact McNemar", "statsmodels", mcnemar_theirs, mcnemar_ours),
        (
            "exact Poisson",
            "statsmodels",
            lambda: rates.confint_poisson(28, 40, method="exact-c"),
            lambda: _ends(poisson_rate(28, 40)),
        ),
        ("paired mean and interval", "scipy", paired_mean, _mean),
    ]
    for name, whose, theirs, ours in kinds:
        for one, other in zip(theirs(), ours(), strict=True):
            assert math.isclose(one, other, rel_tol=1e-9), (name, one, other)
        yield at_least(f"{name} of forty: {whose} / ours", 1, paired(theirs, ours))
