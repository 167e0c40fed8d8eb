"""A value of law and when it held: editions in order, each with its citation; a repeal is an edition too.

>>> from ap_core.law.citation import Force, Instrument, Seen
>>> sample = Instrument("A sample instrument", "Sample 1", Force.LAW, Seen.NOT_SEEN, date(2026, 11, 24))
>>> days = Dated("days of notice", (
...     Edition(date(2010, 9, 1), 2, sample.reg("3")),
...     Repeal(date(2020, 1, 1), sample.reg("9")),
... ))
>>> days.on(date(2013, 1, 1)).value
2
>>> days.on(date(2009, 1, 1))
Traceback (most recent call last):
ap_core.errors.NotInForce: days of notice: nothing in force on 2009-01-01; \
the first edition held here begins on 2010-09-01
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Generic, TypeVar

import attrs

from ap_core.errors import Fault, NotInForce, require
from ap_core.law.citation import Citation

T_co = TypeVar("T_co", covariant=True)


@attrs.frozen
class Edition(Generic[T_co]):
    """What the value is from ``valid_from`` on, and which provision says so."""

    valid_from: date
    value: T_co
    citation: Citation


@attrs.frozen
class Repeal:
    """From ``valid_from`` on there is no such value; ``citation`` took it away."""

    valid_from: date
    citation: Citation


@attrs.frozen
class Dated(Generic[T_co]):
    """A named value of law with its editions, oldest first."""

    name: str
    editions: tuple[Edition[T_co] | Repeal, ...]
    _starts: tuple[date, ...] = attrs.field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        starts = tuple(edition.valid_from for edition in self.editions)
        require("Dated", list(_faults(starts)))
        object.__setattr__(self, "_starts", starts)

    def on(self, day: date) -> Edition[T_co]:
        """The edition in force on ``day``; :class:`NotInForce` before the first and after a repeal."""
        at = bisect_right(self._starts, day) - 1
        if at < 0:
            raise NotInForce(self.name, day, f"the first edition held here begins on {self._starts[0].isoformat()}")
        edition = self.editions[at]
        if isinstance(edition, Repeal):
            raise NotInForce(
                self.name, day, f"it was ended from {edition.valid_from.isoformat()} by {edition.citation}"
            )
        return edition


def _faults(starts: tuple[date, ...]) -> Iterator[Fault]:
    if not starts:
        yield Fault("editions", "is empty", "give at least one edition")
    for at, (before, after) in enumerate(pairwise(starts), start=1):
        if after <= before:
            yield Fault(f"editions[{at}]", "does not begin after the one before it", "give the editions oldest first")
