"""Ordinal scales: attitudes, behaviour, self-esteem, wellbeing, and the pupil's own goals.

A reading is a step on a scale, not a quantity: two readings say improved, the same or worse, and nothing more. Nothing
here adds, averages or takes the difference of steps. Of a published instrument only its name and the numbers are kept:
its wording, its tables and its bands belong to its publisher.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum

from ap_core.errors import Fault, require
from ap_core.values import Value, item, value


class Better(Enum):
    """Which end of a scale is the better one."""

    HIGHER = "higher is better"
    LOWER = "lower is better"


class Change(Enum):
    """How a later reading compares with an earlier one."""

    IMPROVED = "improved"
    SAME = "the same"
    WORSE = "worse"


@value
class OrdinalScale(Value):
    """Steps in order, with the end that is better declared: a 1 may be the best grade or the lowest."""

    instrument: str = item("what it is called, with edition and who answers where that matters")
    lowest: int = item("the lowest number")
    highest: int = item("the highest number")
    better: Better = item("which end is better")

    def _faults(self) -> Iterator[Fault]:
        if not self.instrument.strip():
            yield Fault("instrument", "is empty", "name the scale or the instrument")
        if self.highest <= self.lowest:
            yield Fault("highest", "is not above lowest", "give a scale with at least two steps")


#: The pupil's own goals: 0 not at all, 10 reached.
GOAL = OrdinalScale(instrument="own goal", lowest=0, highest=10, better=Better.HIGHER)


@value
class ScaleReading(Value):
    """One reading on one scale on one day."""

    scale: OrdinalScale = item("the scale")
    on: date = item("the day")
    score: int = item("the step", shown=False)

    def _faults(self) -> Iterator[Fault]:
        if not self.scale.lowest <= self.score <= self.scale.highest:
            yield Fault("score", "is outside its scale", "give a step of the scale")


def change(before: ScaleReading, after: ScaleReading) -> Change:
    """Improved, the same or worse, by the scale's own direction.

    :class:`~ap_core.errors.InvalidValue` where the scales differ in anything, or ``after`` is not later.

    >>> effort = OrdinalScale(instrument="effort", lowest=1, highest=4, better=Better.LOWER)
    >>> first = ScaleReading(scale=effort, on=date(2026, 9, 14), score=3)
    >>> change(first, ScaleReading(scale=effort, on=date(2026, 11, 16), score=2))
    <Change.IMPROVED: 'improved'>
    """
    faults = []
    if before.scale != after.scale:
        faults.append(Fault("after.scale", "is another scale", "compare readings of one scale"))
    if after.on <= before.on:
        faults.append(Fault("after.on", "is not later than before.on", "give the earlier reading first"))
    require("change", faults)
    if after.score == before.score:
        return Change.SAME
    went_up = after.score > before.score
    return Change.IMPROVED if went_up == (before.scale.better is Better.HIGHER) else Change.WORSE
