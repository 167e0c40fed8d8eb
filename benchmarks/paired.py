"""Two ways of doing the same, timed side by side on a machine that others use too.

In every round each way runs once, in shuffled order and with the garbage collector off, and the ratio is formed inside
the round, so that what slows the machine down slows both. A bar is judged by the quartiles of those ratios: it fails
only where the whole interquartile range is on the wrong side.
"""

from __future__ import annotations

import gc
import random
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

Way = Callable[[], object]


class Ratio(NamedTuple):
    """A ratio as measured over the rounds, or counted once."""

    median: float
    low: float
    high: float

    @classmethod
    def of(cls, ratios: list[float]) -> Ratio:
        """Median and quartiles."""
        low, median, high = statistics.quantiles(ratios, n=4, method="inclusive")
        return cls(median, low, high)

    @classmethod
    def counted(cls, ratio: float) -> Ratio:
        """A ratio of counts, which has no spread."""
        return cls(ratio, ratio, ratio)


class Bar(NamedTuple):
    """What is to be reached, and what was measured; ``None`` where it could not be, with the reason."""

    name: str
    at_most: float | None
    at_least: float | None
    got: Ratio | None
    note: str = ""
    #: Whether it is known not to be reached: docs/speed.md says why, and what was tried.
    known: bool = False

    @property
    def missed(self) -> bool:
        """Whether the whole interquartile range is on the wrong side."""
        if self.got is None:
            return False
        too_high = self.at_most is not None and self.got.low > self.at_most
        return too_high or (self.at_least is not None and self.got.high < self.at_least)

    def line(self) -> str:
        """One line of the table."""
        bar = f"<= {self.at_most:g}" if self.at_most is not None else f">= {self.at_least:g}"
        if self.got is None:
            return f"{self.name:58s} {bar:>8s}  skipped: {self.note}"
        spread = f"{self.got.low:.3g} to {self.got.high:.3g}"
        verdict = ("missed" if self.known else "MISSED") if self.missed else "ok"
        return f"{self.name:58s} {bar:>8s} {self.got.median:9.3g}  {spread:>16s}  {verdict:7s} {self.note}".rstrip()


def at_most(name: str, bar: float, got: Ratio | None, note: str = "", *, known: bool = False) -> Bar:
    """A bar that the ratio must not be above."""
    return Bar(name, bar, None, got, note, known)


def at_least(name: str, bar: float, got: Ratio | None, note: str = "", *, known: bool = False) -> Bar:
    """A bar that the ratio must not be below."""
    return Bar(name, None, bar, got, note, known)


@contextmanager
def no_garbage_collection() -> Iterator[None]:
    """The collector would run in whichever way happens to be on when it is due."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def paired(slow: Way, fast: Way, *, rounds: int = 15, target: float = 0.02) -> Ratio:
    """How many times as long ``slow`` takes as ``fast``; each runs about ``target`` seconds a round."""
    ways = (slow, fast)
    repeats = [_repeats(way, target) for way in ways]
    shuffle = random.Random(2026).shuffle
    ratios = []
    with no_garbage_collection():
        for _ in range(rounds):
            order = [0, 1]
            shuffle(order)
            took = [0.0, 0.0]
            for at in order:
                took[at] = _seconds(ways[at], repeats[at])
            ratios.append(took[0] / took[1])
    return Ratio.of(ratios)


def _repeats(way: Way, target: float) -> int:
    """How often to run a way so that a round of it is long enough to time; it is warm afterwards."""
    way()
    return max(1, round(target / max(_seconds(way, 1), 1e-9)))


def _seconds(way: Way, repeats: int) -> float:
    """The seconds of one run, on average over the repeats."""
    span = range(repeats)
    start = time.perf_counter()
    for _ in span:
        way()
    return (time.perf_counter() - start) / repeats
