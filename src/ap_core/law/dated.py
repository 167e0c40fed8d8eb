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
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Generic, NoReturn, TypeVar

import attrs

from ap_core.dates.plain import day_fault, plain_day
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
class NotHeld:
    """From ``valid_from`` on it is not known here what the value is; ``citation`` says where that would stand."""

    valid_from: date
    citation: Citation


@attrs.frozen
class Dated(Generic[T_co]):
    """A named value of law with its editions, oldest first.

    :class:`~ap_core.errors.InvalidValue`, with all faults together, where there is no edition, one is out of order,
    begins on what is no plain date or cites nothing, or a repeal has nothing to end.
    """

    name: str
    editions: tuple[Edition[T_co] | Repeal | NotHeld, ...]
    _starts: tuple[date, ...] = attrs.field(init=False, eq=False, repr=False)
    #: What is in force once so many editions have begun, if anything is.
    _in_force: tuple[Edition[T_co] | None, ...] = attrs.field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "editions", tuple(self.editions))
        require("Dated", list(_faults(self.editions)))
        object.__setattr__(self, "_starts", tuple(edition.valid_from for edition in self.editions))
        in_force = (None, *(edition if isinstance(edition, Edition) else None for edition in self.editions))
        object.__setattr__(self, "_in_force", in_force)

    def on(self, day: date) -> Edition[T_co]:
        """The edition in force on ``day``.

        Raises :class:`~ap_core.errors.NotInForce` before the first, after a repeal, and where it is not known here.
        """
        try:
            edition = self._in_force[bisect_right(self._starts, day)]
        except TypeError:
            edition = None  # no plain date: refused below
        if edition is None:
            self._refuse(day)
        return edition

    def _refuse(self, day: date) -> NoReturn:
        plain_day(day, self.name)
        begun = bisect_right(self._starts, day)
        edition = self.editions[begun - 1]
        if not begun:
            why = f"the first edition held here begins on {self._starts[0].isoformat()}"
        elif isinstance(edition, Repeal):
            why = f"it was ended from {edition.valid_from.isoformat()} by {edition.citation}"
        else:
            why = f"what holds from {edition.valid_from.isoformat()} is not known here ({edition.citation})"
        raise NotInForce(self.name, day, why)


def _faults(editions: Sequence[Any]) -> Iterator[Fault]:
    if not editions:
        yield Fault("editions", "is empty", "give at least one edition")
    before: Any = None
    latest: date | None = None
    for at, edition in enumerate(editions):
        path = f"editions[{at}]"
        if edition.__class__ not in (Edition, Repeal, NotHeld):
            yield Fault(path, "is no edition", "give an Edition, a Repeal or a NotHeld")
            continue
        if edition.citation.__class__ is not Citation:
            yield Fault(f"{path}.citation", "is no citation", "cite the provision that says so")
        if fault := day_fault(f"{path}.valid_from", edition.valid_from):
            yield fault
        elif latest is not None and edition.valid_from <= latest:
            yield Fault(path, "does not begin after the one before it", "give the editions oldest first")
        else:
            latest = edition.valid_from
        if isinstance(edition, Repeal) and (before is None or isinstance(before, Repeal)):
            yield Fault(path, "ends what is not in force", "give the edition that it ended before it")
        before = edition
