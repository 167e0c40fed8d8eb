"""Shrinking small groups' figures towards what they have in common: raw and shrunk are shown side by side.

The smallest groups have the most extreme figures by chance alone; nothing is ever ranked on raw ones (fact book metrics
STAT-07). Efron and Morris 1975 and 1977 (known through the data sets that carry them); the beta-binomial prior has to
come from published counts, with its source.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from fractions import Fraction

from ap_core.errors import Fault, require
from ap_core.progress.intervals import share_faults
from ap_core.progress.measures import Number
from ap_core.states import MeasureState
from ap_core.values import Value, item, small_value, value


@small_value
class Shrunk(Value):
    """Raw figures and the same shrunk towards their mean, by a factor: 1 keeps them, 0 makes them all the mean."""

    state: MeasureState = item("whether they could be shrunk")
    raw: tuple[float, ...] = item("the figures as they are")
    shrunk: tuple[float, ...] = item("the figures shrunk, in the same order; empty where they could not be")
    factor: float | None = item("how much of each difference from the mean is kept; none where not to be said")
    why: str = item("why they could not be shrunk", default="")


def james_stein(figures: Sequence[Number], variance: Number) -> Shrunk:
    """James and Stein's estimate towards the common mean, for figures of equal known sampling ``variance``.

    The positive part: a factor below nil is nil. Four figures at least, or the state says that they are too few.

    >>> averages = [.400, .378, .356, .333, .311, .311, .289, .267, .244, .244, .222, .222, .222, .222, .222, .200,
    ...             .178, .156]
    >>> common = sum(averages) / 18
    >>> batters = james_stein(averages, common * (1 - common) / 45)
    >>> round(batters.factor, 3), round(batters.shrunk[0], 3)
    (0.212, 0.294)
    """
    faults = [
        Fault(f"figures[{at}]", "is no finite number", "leave out what was not measured")
        for at, figure in enumerate(figures)
        if not math.isfinite(figure)
    ]
    if not 0 < variance < math.inf:
        faults.append(Fault("variance", "is not above 0", "give the sampling variance of one figure"))
    require("james_stein", faults)
    raw = tuple(map(float, figures))
    k = len(raw)
    if k < 4:
        state = MeasureState.UNRELIABLE if k else MeasureState.NOT_APPLICABLE
        return Shrunk(state, raw, (), None, "fewer than 4 figures")
    middle = math.fsum(raw) / k
    squares = math.fsum((figure - middle) ** 2 for figure in raw)
    # Where all are equal there is nothing to keep.
    factor = max(0.0, 1 - (k - 3) * float(variance) / squares) if squares else 0.0
    return Shrunk(MeasureState.SHOWN, raw, tuple(middle + factor * (figure - middle) for figure in raw), factor)


def shrunk_mean(figure: Number, n: int, *, towards: Number, between: Number, within: Number) -> float:
    """One group's mean of ``n`` pupils, shrunk: ``between`` is the variance of groups, ``within`` of pupils in a group.

    >>> shrunk_mean(12, 8, towards=4, between=4, within=32)
    8.0
    """
    faults = [
        Fault(path, "is negative or no finite number", "give a variance")
        for path, number in (("between", between), ("within", within))
        if not 0 <= number < math.inf
    ]
    if n < 1:
        faults.append(Fault("n", "is below 1", "give how many pupils the mean is of"))
    if not faults and not between and not within:
        faults.append(Fault("within", "and between are both 0", "give the variances of figures that differ"))
    require("shrunk_mean", faults)
    kept = float(between) / (float(between) + float(within) / n)
    return float(towards) + kept * (float(figure) - float(towards))


@value
class BetaPrior(Value):
    """What is known of a share before one's own pupils are counted: as if ``yes`` of ``yes + no`` had been seen.

    >>> persistent = BetaPrior.around(0.82, weight=20, source="state-funded AP 2024/25, two terms (metrics ATT)")
    >>> persistent.shrunk(8, 8) < 1, round(float(persistent.shrunk(8, 8)), 3)
    (True, 0.871)
    """

    yes: Number = item("pseudo-count of those who are")
    no: Number = item("pseudo-count of those who are not")
    source: str = item("the published counts that it stands on")

    @classmethod
    def around(cls, share: Number, *, weight: Number, source: str) -> BetaPrior:
        """A prior with this mean that weighs as much as ``weight`` pupils."""
        return cls(yes=share * weight, no=(1 - share) * weight, source=source)

    def _faults(self) -> Iterator[Fault]:
        for path in ("yes", "no"):
            if not 0 < getattr(self, path) < math.inf:
                yield Fault(path, "is not above 0", "give a share between 0 and 1, and a weight above 0")
        if not self.source.strip():
            yield Fault("source", "is empty", "name the published counts")

    def shrunk(self, count: int, n: int) -> float:
        """The share ``count`` of ``n``, shrunk towards the prior; the prior's own mean where n is 0."""
        require("BetaPrior.shrunk", share_faults(count, n))
        return float((Fraction(self.yes) + count) / (Fraction(self.yes) + Fraction(self.no) + n))
