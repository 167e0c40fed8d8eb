"""What needs a numerical library: resampling whole pupils, signed ranks, credible intervals. Needs the extra ``stats``.

Resampling takes its seed from the caller, so that the same question has the same answer; the seed and the number of
resamplings are part of the method that the interval names. scipy does the work.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from ap_core.errors import ExtraNeeded, Fault, require
from ap_core.progress.intervals import share_faults
from ap_core.progress.measures import Interval, Number, level_faults
from ap_core.progress.shrinkage import BetaPrior
from ap_core.values import Value, item, small_value

__all__ = ["SignedRank", "credible_interval", "resampled_mean", "resampled_rate", "signed_rank"]

#: Fewer resamplings than this are not enough for the ends of an interval (STAT-05).
FEWEST_RESAMPLINGS = 5_000


def _scipy_stats() -> Any:
    """``scipy.stats``, or what to install."""
    try:
        from scipy import stats
    except ImportError as missing:
        raise ExtraNeeded("stats") from missing
    return stats


def _faults(numbers: Sequence[Number], path: str, level: Number, resamplings: int) -> list[Fault]:
    faults = [
        Fault(f"{path}[{at}]", "is no finite number", "leave out who was not measured")
        for at, number in enumerate(numbers)
        if not math.isfinite(number)
    ]
    if resamplings < FEWEST_RESAMPLINGS:
        faults.append(Fault("resamplings", f"is below {FEWEST_RESAMPLINGS}", "give more"))
    return [*faults, *level_faults(level)]


def resampled_mean(
    changes: Sequence[Number], *, seed: int, level: Number = 0.95, resamplings: int = FEWEST_RESAMPLINGS
) -> Interval | None:
    """The BCa bootstrap interval of a mean change, one number for each pupil; none without two pupils who differ."""
    require("resampled_mean", _faults(changes, "changes", level, resamplings))
    if len(set(changes)) < 2:
        return None
    stats = _scipy_stats()
    found = stats.bootstrap(
        ([float(change) for change in changes],), _mean, n_resamples=resamplings, confidence_level=float(level),
        method="BCa", rng=seed, vectorized=True,
    )  # fmt: skip
    return _resampled(found, level, seed, resamplings)


def _mean(numbers: Any, axis: int) -> Any:
    return numbers.mean(axis=axis)


def resampled_rate(
    counts: Sequence[int],
    exposures: Sequence[Number],
    *,
    seed: int,
    level: Number = 0.95,
    resamplings: int = FEWEST_RESAMPLINGS,
) -> Interval | None:
    """The BCa bootstrap interval of events over exposure, all of a pupil's events drawn together.

    For what gathers in a few pupils, such as suspensions, where the exact Poisson interval is too narrow. None without
    two pupils whose rates differ.
    """
    faults = _faults(exposures, "exposures", level, resamplings)
    faults += [
        Fault(f"counts[{at}]", "is no whole number of events", "give a count, 0 or more")
        for at, count in enumerate(counts)
        if type(count) is not int or count < 0
    ]
    faults += [
        Fault(f"exposures[{at}]", "is not above 0", "leave out who was not there")
        for at, exposure in enumerate(exposures)
        if exposure <= 0
    ]
    if len(counts) != len(exposures):
        faults.append(Fault("exposures", "are not as many as counts", "give one for each pupil"))
    require("resampled_rate", faults)
    rates = {count / float(exposure) for count, exposure in zip(counts, exposures, strict=True)}
    if len(rates) < 2:
        return None
    stats = _scipy_stats()
    found = stats.bootstrap(
        ([float(count) for count in counts], [float(exposure) for exposure in exposures]), _ratio, paired=True,
        n_resamples=resamplings, confidence_level=float(level), method="BCa", rng=seed, vectorized=True,
    )  # fmt: skip
    return _resampled(found, level, seed, resamplings)


def _ratio(counts: Any, exposures: Any, axis: int) -> Any:
    return counts.sum(axis=axis) / exposures.sum(axis=axis)


def _resampled(found: Any, level: Number, seed: int, resamplings: int) -> Interval | None:
    lower, upper = map(float, found.confidence_interval)
    # Where nearly all pupils are alike the correction divides by nil, and scipy says so by what is no number.
    if not (math.isfinite(lower) and math.isfinite(upper)):
        return None
    method = f"BCa bootstrap over pupils, {resamplings} resamplings, seed {seed}"
    return Interval(lower, upper, level, method)


@small_value
class SignedRank(Value):
    """The median change of Hodges and Lehmann, and Wilcoxon's two-sided probability."""

    median: float = item("the median of the means of every two changes, each with itself too")
    probability: float = item("of ranks so uneven, or more, if up and down were as likely")
    n: int = item("how many pupils changed; those who did not count for nothing")


def signed_rank(changes: Sequence[Number]) -> SignedRank | None:
    """What is left to say of a mean change when a few pupils changed much more than the rest; none where nobody did."""
    require("signed_rank", _faults(changes, "changes", 0.95, FEWEST_RESAMPLINGS))
    given = [float(change) for change in changes]
    changed = [change for change in given if change]
    if not changed:
        return None
    stats = _scipy_stats()
    twos = sorted((one + other) / 2 for at, one in enumerate(given) for other in given[at:])
    middle = len(twos) // 2
    median = twos[middle] if len(twos) % 2 else (twos[middle - 1] + twos[middle]) / 2
    return SignedRank(median, float(stats.wilcoxon(changed).pvalue), len(changed))


def credible_interval(prior: BetaPrior, count: int, n: int, *, level: Number = 0.95) -> Interval:
    """The interval that holds a share with probability ``level``, given the prior and ``count`` of ``n`` pupils."""
    require("credible_interval", [*share_faults(count, n), *level_faults(level)])
    yes, no = float(prior.yes) + count, float(prior.no) + n - count
    lower, upper = _scipy_stats().beta.interval(float(level), yes, no)
    return Interval(float(lower), float(upper), level, f"beta-binomial, prior: {prior.source}")
