"""How many places a centre has of a kind."""

from __future__ import annotations

from collections.abc import Iterator

from ap_core.errors import Fault
from ap_core.placement.records import Duration
from ap_core.pupils.years import KeyStage
from ap_core.values import Value, item, value


@value
class PlacesOf(Value):
    """Places of one kind: for a key stage, or for short or long placements of it. Two of the same kind add up.

    >>> PlacesOf(key_stage=KeyStage.KS3, number=-1)
    Traceback (most recent call last):
    ap_core.errors.InvalidValue: PlacesOf cannot be built: number: is below 0; give how many places there are
    """

    key_stage: KeyStage = item("the key stage that they are for")
    duration: Duration | None = item("short-term or long placements; none for both", default=None)
    number: int = item("how many")

    def _faults(self) -> Iterator[Fault]:
        if self.number < 0:
            yield Fault("number", "is below 0", "give how many places there are")
