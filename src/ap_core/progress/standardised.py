"""Standardised tests: what a score and a change of it mean, gains in reading age, and months of progress.

The scores come from the test's own report, with its scale (:mod:`ap_core.curriculum.scores`); reliability comes from
its manual. A score that the scale cut off is a bound, and no change is reckoned from it. A standard score that stays
the same is normal progress, not none (fact book metrics STD-01 to STD-06).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from statistics import NormalDist

from ap_core.curriculum.scores import ReadingAge, ScoreScale
from ap_core.errors import Fault, refuse, require
from ap_core.progress.change import Precision, Reliable, reliable_change
from ap_core.progress.measures import Measure, Number, measured, round_half_up, unsupported
from ap_core.states import MeasureState
from ap_core.values import Value, item, small_value, value

_STANDARD = NormalDist()
# Stanines are cut at every half deviation from -1.75 to 1.75.
_STANINE_CUTS = tuple(Fraction(step, 4) for step in range(-7, 8, 2))


def _z(number: int, scale: ScoreScale) -> Fraction:
    scale.score(number)
    if scale.mean is None or scale.deviation is None:
        refuse("standard score", "scale", "is not standardised", "give a scale with mean and deviation")
    return Fraction(number - scale.mean, scale.deviation)


def percentile(number: int, scale: ScoreScale) -> float:
    """The share of the standardisation group at or below a standard score, in per cent. Never averaged, never
    subtracted.

    >>> from ap_core.support.scales import Better
    >>> sas = ScoreScale(
    ...     instrument="an invented test", lowest=69, highest=131, better=Better.HIGHER, mean=100, deviation=15
    ... )
    >>> percentile(100, sas), round(percentile(85, sas), 1)
    (50.0, 15.9)
    """
    return 100 * _STANDARD.cdf(float(_z(number, scale)))


def normal_score(percentile: Number) -> float:
    """A percentile as a standard score with mean 100 and deviation 15, which can be averaged as percentiles cannot.

    >>> round(normal_score(50), 1), round(normal_score(2), 1)
    (100.0, 69.2)
    """
    if not 0 < percentile < 100:
        refuse("normal_score", "percentile", "is not between 0 and 100", "leave out what the test cut off")
    return 100 + 15 * _STANDARD.inv_cdf(float(percentile) / 100)


def stanine(number: int, scale: ScoreScale) -> int:
    """The standard nine of a standard score.

    >>> from ap_core.support.scales import Better
    >>> sas = ScoreScale(
    ...     instrument="an invented test", lowest=69, highest=131, better=Better.HIGHER, mean=100, deviation=15
    ... )
    >>> [stanine(number, sas) for number in (73, 74, 88, 89, 111, 112, 127)]
    [1, 2, 3, 4, 6, 7, 9]
    """
    z = _z(number, scale)
    return 1 + sum(z > cut for cut in _STANINE_CUTS)


@small_value
class ScoreChange(Value):
    """One pupil's change in standard score. 0 is normal progress: the pupil kept up with pupils of the same age."""

    state: MeasureState = item("whether it can be said")
    points: int | None = item("after less before; none where it cannot be said")
    reliable: Reliable | None = item("whether it is more than the test's own error; none where it cannot be said")
    why: str = item("why it cannot be said", default="")


def score_change(
    before: int | None, after: int | None, scale: ScoreScale, precision: Precision, *, level: Number = 0.95
) -> ScoreChange:
    """The change between two scores of one test; not available where one is missing, unreliable where one was cut off.

    >>> from ap_core.support.scales import Better
    >>> sas = ScoreScale(
    ...     instrument="an invented test", lowest=69, highest=131, better=Better.HIGHER, mean=100, deviation=15
    ... )
    >>> manual = Precision(deviation=15, reliability=0.9, better=Better.HIGHER, source="an invented manual")
    >>> score_change(71, 85, sas, manual).reliable, score_change(69, 85, sas, manual).why
    (<Reliable.IMPROVED: 'reliably improved'>, 'a score at the end of the scale is a bound')
    """
    if precision.better is not scale.better:
        refuse("score_change", "precision.better", "is not that of the scale", "say which end is better, once")
    if before is None or after is None:
        return ScoreChange(MeasureState.NOT_AVAILABLE, None, None, "measured once only")
    if scale.score(before).censored or scale.score(after).censored:
        return ScoreChange(MeasureState.UNRELIABLE, None, None, "a score at the end of the scale is a bound")
    found = reliable_change(before, after, precision, level=level)
    return ScoreChange(MeasureState.SHOWN, after - before, found)


# ---------------------------------------------------------------- reading ages

#: Days in a month on average, exactly: elapsed time is calendar time, not weeks of teaching.
DAYS_IN_A_MONTH = Fraction(487, 16)
#: Fewer months than this between two tests explode a ratio: the library's own rule.
FEWEST_MONTHS = 2


@value
class ReadingGain(Value):
    """Two reading ages of one pupil, and the days of the tests."""

    before: ReadingAge = item("the first reading age")
    after: ReadingAge = item("the second", shown=True)
    first: date = item("the day of the first test")
    last: date = item("the day of the second")

    def _faults(self) -> Iterator[Fault]:
        if self.last <= self.first:
            yield Fault("last", "is not after first", "give the earlier test first")

    @property
    def elapsed(self) -> Fraction:
        """The months between the tests."""
        return (self.last - self.first).days / DAYS_IN_A_MONTH

    @property
    def usable(self) -> bool:
        """Whether neither age was cut off, and at least two months lie between."""
        return self.before.censored is None and self.after.censored is None and self.elapsed >= FEWEST_MONTHS

    @property
    def gained(self) -> int:
        """The months gained; negative where some were lost."""
        return self.after.in_months - self.before.in_months


def ratio_gain(gains: Iterable[ReadingGain], *, source: str) -> Measure:
    """Months gained by all over months elapsed for all: 1 is normal progress. Never the mean of the pupils' ratios.

    Pupils whose reading age was cut off, or with fewer than two months between, are left out and counted as missing.
    """
    given = tuple(gains)
    used = [gain for gain in given if gain.usable]
    name, unit = "ratio gain in reading age", "months gained for a month elapsed"
    not_for = (
        "measuring progress where standard scores exist: the publisher of a widely used test advises against it",
        "one pupil",
    )
    missing = unsupported(name, unit, len(used), of=len(given), source=source, not_for=not_for)
    if missing is not None:
        return missing
    ratio = Fraction(sum(gain.gained for gain in used)) / sum((gain.elapsed for gain in used), Fraction(0))
    return measured(name, unit, ratio, n=len(used), of=len(given), source=source, not_for=not_for)


# ---------------------------------------------------------------- months of progress


class Design(Enum):
    """What an effect size was found in."""

    CONTROLLED = "a trial or comparison with a control group"
    BEFORE_AFTER = "the same pupils before and after, with nobody to compare them with"


#: The highest effect size of 0, 1, ... 12 months in the Education Endowment Foundation's Toolkit (its page on
#: attainment, read in a stored copy). Its conversion for project reports differs slightly.
_EEF_UPPER = tuple(map(Decimal, "0.01 0.09 0.18 0.26 0.35 0.44 0.52 0.61 0.69 0.78 0.87 0.95 1.00".split()))


@small_value
class Months(Value):
    """Additional months of progress by the Toolkit's table."""

    months: int = item("the months; negative for an effect the wrong way")
    off_the_table: bool = item("the effect is beyond the table: so many months or more", default=False)


def eef_months(effect: Number, *, design: Design) -> Months:
    """The Toolkit's months for a controlled effect size, rounded to two places first.

    :class:`~ap_core.errors.InvalidValue` for a gain without a control group: pupils grow older in any case, and the
    table does not speak of that.

    >>> eef_months(0.18, design=Design.CONTROLLED), eef_months(-1.2, design=Design.CONTROLLED)
    (Months(months=2, off_the_table=False), Months(months=-12, off_the_table=True))
    """
    if design is not Design.CONTROLLED:
        require("eef_months", [Fault("design", "is not controlled", "show the change itself, with its interval")])
    size = round_half_up(effect, 2)
    months = sum(abs(size) > upper for upper in _EEF_UPPER)
    beyond = months == len(_EEF_UPPER)
    months -= beyond
    return Months(-months if size < 0 else months, beyond)
