"""Rates of suspension and exclusion, each with the denominator it has (metrics.md EXC-01 to EXC-07).

Statistics divide by the pupils on roll on one day in January, sole and main registrations alone: in alternative
provision a year's suspensions over one day's roll come to more than a hundred per hundred pupils, and that is no error.
Nothing is clamped. For a centre a denominator of time at school, possible sessions, says more; both are given. Where
nothing can be divided there is a state, never 0. These are counts of events, not shares: no rate here is a proportion
of pupils, but for the one that says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ap_core.dates.half_days import HalfDays
from ap_core.errors import Fault
from ap_core.states import MeasureState
from ap_core.values import Value, item, small_value, value

_PLACES = 100


@small_value
class Rated(Value):
    """``numerator`` per ``per`` of ``denominator``, and whether that can be shown.

    >>> Rated("suspensions per 100 pupils on roll", 37592, 13191, 100).figure
    Decimal('284.98')
    >>> Rated("suspensions per 100 pupils on roll", 3, 0, 100).figure is None
    True
    """

    what: str = item("what is divided by what")
    numerator: int = item("what was counted")
    denominator: int | None = item("what it is divided by; none where it was not given")
    per: int = item("per how many of the denominator")

    def _faults(self) -> Iterator[Fault]:
        if self.numerator < 0:
            yield Fault("numerator", "is negative", "give 0 or more")
        if self.denominator is not None and self.denominator < 0:
            yield Fault("denominator", "is negative", "give 0 or more, or none")
        if self.per < 1:
            yield Fault("per", "is not positive", "give 1, 100 or 1,000")

    @property
    def state(self) -> MeasureState:
        """Shown; low, where it is not nil and rounds to nil; not applicable, with nothing to divide by; not available,
        where the denominator was not given."""
        if self.denominator is None:
            return MeasureState.NOT_AVAILABLE
        if not self.denominator:
            return MeasureState.NOT_APPLICABLE
        return MeasureState.LOW if self.numerator and not self.figure else MeasureState.SHOWN

    @property
    def figure(self) -> Decimal | None:
        """The rate to two decimal places, half up, reckoned in whole numbers; ``None`` where it cannot be shown."""
        if not self.denominator:
            return None
        hundredths = (2 * _PLACES * self.per * self.numerator + self.denominator) // (2 * self.denominator)
        return Decimal(hundredths).scaleb(-2)


@value
class Counts(Value):
    """What the rates of a centre, a school or a cohort are made of, over one period."""

    suspensions: int = item("suspensions that began in the period")
    permanent: int = item("permanent exclusions in the period")
    suspended: int = item("enrolments with one suspension or more")
    length: HalfDays = item("the half-days of those suspensions, together")
    on_roll: int | None = item("pupils on roll on the January census day, sole and main registrations", default=None)
    possible_sessions: int | None = item("possible sessions of all pupils in the period", default=None)

    def _faults(self) -> Iterator[Fault]:
        for name in ("suspensions", "permanent", "suspended", "on_roll", "possible_sessions"):
            count = getattr(self, name)
            if count is not None and count < 0:
                yield Fault(name, "is negative", "give 0 or more")
        if self.suspended > self.suspensions:
            yield Fault("suspended", "is more than suspensions", "count each enrolment once, with its suspensions")
        if (self.suspended == 0) != (self.suspensions == 0):
            yield Fault("suspended", "does not fit suspensions", "give none of both, or at least one of each")

    @property
    def suspension_rate(self) -> Rated:
        """Suspensions per hundred pupils on roll on the census day (EXC-01).

        >>> year = Counts(suspensions=37592, permanent=45, suspended=11681, length=HalfDays(0), on_roll=13191)
        >>> year.suspension_rate.figure, year.one_or_more_rate.figure, year.permanent_rate.figure
        (Decimal('284.98'), Decimal('88.55'), Decimal('0.34'))
        """
        return Rated("suspensions per 100 pupils on roll in January", self.suspensions, self.on_roll, 100)

    @property
    def permanent_rate(self) -> Rated:
        """Permanent exclusions per hundred pupils on roll on the census day (EXC-02)."""
        return Rated("permanent exclusions per 100 pupils on roll in January", self.permanent, self.on_roll, 100)

    @property
    def one_or_more_rate(self) -> Rated:
        """Enrolments with a suspension or more per hundred pupils on roll (EXC-03): a year's over one day's."""
        what = "enrolments with one suspension or more, per 100 pupils on roll in January"
        return Rated(what, self.suspended, self.on_roll, 100)

    @property
    def per_suspended(self) -> Rated:
        """Suspensions for each enrolment with any (EXC-04)."""
        return Rated("suspensions per enrolment with any", self.suspensions, self.suspended, 1)

    @property
    def mean_length(self) -> Rated:
        """The mean length of a suspension, in half-days (EXC-05)."""
        return Rated("half-days per suspension", self.length.count, self.suspensions, 1)

    @property
    def per_thousand_sessions(self) -> Rated:
        """Suspensions per thousand possible sessions (EXC-07): the denominator is time at school."""
        return Rated("suspensions per 1,000 possible sessions", self.suspensions, self.possible_sessions, 1000)
