"""A measure: a value or a stated reason why there is none, and what has to stand beside it.

Beside every value stand its unit, how many pupils it was made from and how many it should have been made from, how
uncertain it is and by which method, where it comes from, and what it must not be used for. What cannot be shown has a
state, never 0 and never a number that stands for nothing (the department's symbols: fact book metrics, C-NA).

Measures are compared on :attr:`Measure.value`, which is not rounded. What is read is rounded half away from zero, as
the department does (C-ROUND).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from ap_core.errors import Fault, refuse
from ap_core.states import MeasureState
from ap_core.values import Value, item, small_value, value

#: A number that is measured. Counts and shares of counts are exact: whole numbers and fractions.
Number = int | float | Fraction

# sqrt of the machine epsilon: what dfeR's round_five_up adds, so that 2.85 gives 2.9 in spite of binary floats.
_NUDGE = 2.0**-26


class Enough(Enum):
    """What so many pupils can carry: the library's own rule (STAT-10), above the department's floor of six."""

    NOTHING = "fewer than 6: no summary"
    COUNTS = "6 to 9: counts only"
    INTERVAL = "10 to 19: a value with its interval, and no verdict"
    VERDICT = "20 or more: a value, its interval and what follows"


def enough(n: int) -> Enough:
    """What can be said of ``n`` pupils.

    >>> [enough(n).name for n in (5, 6, 10, 20)]
    ['NOTHING', 'COUNTS', 'INTERVAL', 'VERDICT']
    """
    if n < 6:
        return Enough.NOTHING
    if n < 10:
        return Enough.COUNTS
    return Enough.INTERVAL if n < 20 else Enough.VERDICT


def round_half_up(number: Number | Decimal, places: int = 0) -> Decimal:
    """Rounded to ``places`` decimal places, halves away from zero; ``places`` may be negative (-1: to tens).

    A whole number or a fraction is rounded exactly. A float is rounded as the department's own function does, which
    takes what lies a hair below a half for a half.

    >>> round_half_up(2.85, 1), round_half_up(Fraction(5, 2)), round_half_up(-0.5), round_half_up(15, -1)
    (Decimal('2.9'), Decimal('3'), Decimal('-1'), Decimal('20'))
    """
    if isinstance(number, float):
        if not math.isfinite(number):
            refuse("round_half_up", "number", "is no finite number", "give a number")
        scaled = math.trunc(abs(number) * 10.0**places + 0.5 + _NUDGE)
    else:
        exact = abs(Fraction(number)) * Fraction(10) ** places
        scaled = (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)
    rounded = Decimal(scaled).scaleb(-places) if places > 0 else Decimal(scaled * 10**-places)
    # Nothing is ever printed as minus nil.
    return -rounded if number < 0 and rounded else rounded


@small_value
class Interval(Value):
    """How uncertain a value is: from ``lower`` to ``upper``, at a level, by a named method."""

    lower: Number = item("the lower end")
    upper: Number = item("the upper end")
    level: Number = item("the share of such intervals that hold the true value, such as 0.95")
    method: str = item("the method, by name")

    def _faults(self) -> Iterator[Fault]:
        if not (math.isfinite(self.lower) and math.isfinite(self.upper)):
            yield Fault("lower", "or upper is no finite number", "give no interval where there is none")
        elif self.upper < self.lower:
            yield Fault("upper", "is below lower", "give the ends in order")
        yield from level_faults(self.level)
        if not self.method.strip():
            yield Fault("method", "is empty", "name the method")

    def times(self, factor: int) -> Interval:
        """The same of a value in another unit: 100 for per cent.

        >>> print(Interval(Fraction(1, 4), Fraction(3, 4), 0.95, "Wilson").times(100))
        95% 25.0 to 75.0 (Wilson)
        """
        return Interval(self.lower * factor, self.upper * factor, self.level, self.method)

    def __contains__(self, number: Number) -> bool:
        return self.lower <= number <= self.upper

    def text(self, places: int) -> str:
        """The interval with ``places`` decimal places."""
        ends = f"{round_half_up(self.lower, places)} to {round_half_up(self.upper, places)}"
        return f"{_plain(100 * self.level)}% {ends} ({self.method})"

    def __str__(self) -> str:
        return self.text(1)


def _plain(number: Number) -> str:
    """A level without what floats add: 95, 99.5."""
    return f"{float(number):.4g}"


def level_faults(level: Number, path: str = "level") -> Iterator[Fault]:
    """What is wrong with a level of confidence."""
    if not 0 < level < 1:
        yield Fault(path, "is not between 0 and 1", "give a share, such as 0.95")


@value
class Measure(Value):
    """One measure: a value with what belongs beside it, or the state that says why there is no value.

    >>> attended = Measure(
    ...     name="sustained return at 12 weeks", unit="per cent", value=Fraction(100 * 9, 14), count=9, n=14, of=16,
    ...     source="returns of three years", not_for=("comparing with another centre",),
    ... )
    >>> print(attended)
    sustained return at 12 weeks: 64.3 per cent (9 of 14; 2 more not known)
    >>> print(attended.but(value=None, count=None, n=4, state=MeasureState.UNRELIABLE, why="fewer than 6 pupils"))
    sustained return at 12 weeks: u, unreliable (fewer than 6 pupils)
    """

    name: str = item("what is measured")
    unit: str = item("in what unit")
    state: MeasureState = item("whether it can be shown, and if not, why", default=MeasureState.SHOWN)
    value: Number | None = item("the value, not rounded; none where the state says why", default=None)
    places: int = item("to how many decimal places it is read", default=1)
    count: int | None = item(
        "the pupils that the value counts; none where it counts none or is suppressed", default=None
    )
    n: int | None = item("how many pupils it is made from; none where that is suppressed")
    of: int | None = item("how many it should have been made from; none where that is suppressed", default=None)
    interval: Interval | None = item("how uncertain it is, and by which method", default=None)
    source: str = item("where the figures come from")
    not_for: tuple[str, ...] = item("what it must not be used for", default=())
    why: str = item("why there is no value, or what has to be said beside it", default="")

    @property
    def rounded(self) -> Decimal | None:
        """The value as it is read, halves away from zero; none where there is no value.

        Never to be reckoned with: a difference of rounded values is not the rounded difference.
        """
        return None if self.value is None else round_half_up(self.value, self.places)

    @property
    def shown(self) -> str:
        """The number as it is read, or the symbol of the state. Only a true nil is shown as 0."""
        return self.state.symbol or str(self.rounded)

    @property
    def missing(self) -> int | None:
        """How many pupils should be in it and are not; none where that is not to be said."""
        return None if self.n is None or self.of is None else self.of - self.n

    @property
    def coverage(self) -> Fraction | None:
        """The share of the pupils who should be in it that are; none without any, or where it is suppressed."""
        return Fraction(self.n or 0, self.of) if self.of and self.n is not None else None

    @property
    def enough(self) -> Enough:
        """What the number of pupils can carry."""
        return enough(self.n or 0)

    def _faults(self) -> Iterator[Fault]:
        for name in ("name", "unit", "source"):
            if not getattr(self, name).strip():
                yield Fault(name, "is empty", "say it: no figure is read without it")
        yield from self._value_faults()
        for name in ("count", "n", "of"):
            number = getattr(self, name)
            if number is not None and number < 0:
                yield Fault(name, "is negative", "give a count of pupils")
        if self.count is not None and self.n is not None and self.count > self.n:
            yield Fault("count", "is more than n", "give at most all of them")
        if self.of is not None and self.n is not None and self.n > self.of:
            yield Fault("n", "is more than of", "give at most as many as there should be")
        if self.n is None and self.state is not MeasureState.SUPPRESSED:
            yield Fault("n", "is not given", "say how many pupils the value is made from")

    def _value_faults(self) -> Iterator[Fault]:
        if self.state.has_value != (self.value is not None):
            yield Fault("value", "and state do not fit", "give a value, or the state that says why there is none")
        elif self.value is not None and not math.isfinite(self.value):
            yield Fault("value", "is no finite number", "give the state that says why there is none")
        elif self.value is not None and (self.state is MeasureState.LOW) != _rounds_to_nil(self.value, self.places):
            yield Fault(
                "state", "does not fit the value", "say LOW of what is not nil and rounds to it, and only of that"
            )
        if not self.state.has_value:
            if self.interval is not None:
                yield Fault("interval", "is of no value", "leave it out")
            if not self.why.strip():
                yield Fault("why", "is empty", "say why there is no value")

    def __str__(self) -> str:
        counted = f"{self.count} of {self.n}" if self.count is not None else f"n = {self.n}"
        if not self.state.has_value:
            why = self.why if self.count is None else f"{counted}; {self.why}"
            return f"{self.name}: {self.shown}, {self.state.value} ({why})"
        said = [counted]
        if self.missing:
            said.append(f"{self.missing} more not known")
        if self.interval is not None:
            said.append(self.interval.text(self.places))
        if self.why:
            said.append(self.why)
        return f"{self.name}: {self.shown} {self.unit} ({'; '.join(said)})"


def _rounds_to_nil(number: Number, places: int) -> bool:
    return number != 0 and not round_half_up(number, places)


def measured(
    name: str,
    unit: str,
    number: Number,
    *,
    n: int,
    source: str,
    of: int | None = None,
    count: int | None = None,
    places: int = 1,
    interval: Interval | None = None,
    not_for: tuple[str, ...] = (),
    why: str = "",
) -> Measure:
    """A measure with a value: ``LOW`` where that is not nil and rounds to nil, ``SHOWN`` otherwise."""
    if not math.isfinite(number):
        refuse("Measure", "value", "is no finite number", "give the state that says why there is none")
    return Measure(
        name=name, unit=unit, value=number, n=n, of=of, count=count, places=places, interval=interval, source=source,
        not_for=not_for, why=why, state=MeasureState.LOW if _rounds_to_nil(number, places) else MeasureState.SHOWN,
    )  # fmt: skip


def not_shown(
    name: str,
    unit: str,
    state: MeasureState,
    why: str,
    *,
    n: int | None,
    source: str,
    of: int | None = None,
    count: int | None = None,
    places: int = 1,
    not_for: tuple[str, ...] = (),
) -> Measure:
    """A measure that has no value, and says why.

    >>> print(not_shown("persistent absence", "per cent", MeasureState.NOT_APPLICABLE, "nobody was on roll", n=0,
    ...                 source="registers"))
    persistent absence: z, not applicable (nobody was on roll)
    """
    return Measure(
        name=name, unit=unit, state=state, why=why, n=n, of=of, count=count, places=places, source=source,
        not_for=not_for,
    )  # fmt: skip


def unsupported(name: str, unit: str, n: int, *, of: int, source: str, not_for: tuple[str, ...] = ()) -> Measure | None:
    """The measure that says that ``n`` pupils do not carry a value; ``None`` where they do.

    Not applicable where there should be nobody, not available where nobody was measured, unreliable below ten.
    """
    if not of:
        state, why = MeasureState.NOT_APPLICABLE, "no pupil"
    elif not n:
        state, why = MeasureState.NOT_AVAILABLE, "nobody was measured"
    elif enough(n) in (Enough.NOTHING, Enough.COUNTS):
        state, why = MeasureState.UNRELIABLE, enough(n).value
    else:
        return None
    return not_shown(name, unit, state, why, n=n, of=of, source=source, not_for=not_for)
