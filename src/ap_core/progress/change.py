"""How far the same pupils have come, and how much of that a second measurement alone would bring.

A change stands beside three things: who is missing, what regression to the mean would have done without any teaching,
and, for one pupil, whether it is larger than the test's own error. Standard deviation and reliability come from the
test's manual, never from thirty pupils, and which end is the better one has always to be said.

Jacobson and Truax 1991; Gulliksen 1950, Lord and Novick 1968 as the R package clinicalsignificance carries them; Kelley
1927 (fact book metrics STAT-05, STAT-06, STAT-09). What is reckoned here is in the units of the test: percentiles and
reading ages are neither.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from enum import Enum

from ap_core.errors import Fault, refuse, require
from ap_core.progress.measures import (
    Interval,
    Measure,
    Number,
    level_faults,
    measured,
    not_shown,
    unsupported,
)
from ap_core.progress.quantiles import t_value, z_value
from ap_core.states import MeasureState
from ap_core.support.scales import Better
from ap_core.values import Value, item, small_value, value

#: Before and after of one pupil; none where one of them was not measured.
Pair = tuple[Number | None, Number | None]


class Pairs:
    """The pupils measured twice, and how many were not: what every change of a group is reckoned from."""

    __slots__ = ("after", "before", "changes", "of")

    def __init__(self, pairs: Iterable[Pair], what: str) -> None:
        given = tuple(pairs)
        require(what, [*_pair_faults(given)])
        matched = [(float(b), float(a)) for b, a in given if b is not None and a is not None]
        self.of = len(given)
        self.before = tuple(before for before, _ in matched)
        self.after = tuple(after for _, after in matched)
        self.changes = tuple(after - before for before, after in matched)

    @property
    def n(self) -> int:
        """How many were measured twice."""
        return len(self.changes)


def _pair_faults(pairs: tuple[Pair, ...]) -> Iterator[Fault]:
    for at, (before, after) in enumerate(pairs):
        for path, number in (("before", before), ("after", after)):
            if number is not None and not math.isfinite(number):
                yield Fault(f"pairs[{at}].{path}", "is no finite number", "give a number, or none where there is none")


def mean(numbers: tuple[float, ...]) -> float:
    """The mean of at least one number."""
    return math.fsum(numbers) / len(numbers)


def deviation(numbers: tuple[float, ...]) -> float:
    """The standard deviation (n - 1) of at least two numbers; exactly 0 where all are equal."""
    if min(numbers) == max(numbers):
        return 0.0
    middle = mean(numbers)
    return math.sqrt(math.fsum((number - middle) ** 2 for number in numbers) / (len(numbers) - 1))


def mean_change(pairs: Iterable[Pair], *, name: str, unit: str, source: str, level: Number = 0.95) -> Measure:
    """The mean change of the pupils measured twice, with Student's interval; below ten pupils a state.

    Without a spread (every change the same) there is no interval. With fewer than twelve pupils, or where a few changed
    much more than the rest, ``ap_core.statistics.resampled_mean`` is the better interval.

    >>> pairs = [(80 + k % 3, 82 + k % 4) for k in range(12)]
    >>> print(mean_change(pairs, name="reading", unit="points of standard score", source="invented"))
    reading: 2.5 points of standard score (n = 12; 95% 1.6 to 3.4 (Student's t))
    """
    require("mean_change", [*level_faults(level)])
    given = Pairs(pairs, "mean_change")
    not_for = ("saying what caused the change: there is no comparison group",)
    missing = unsupported(name, unit, given.n, of=given.of, source=source, not_for=not_for)
    if missing is not None:
        return missing
    middle, spread = mean(given.changes), deviation(given.changes)
    interval = None
    if spread:
        half = t_value(level, given.n - 1) * spread / math.sqrt(given.n)
        interval = Interval(middle - half, middle + half, level, "Student's t")
    return measured(
        name, unit, middle, n=given.n, of=given.of, source=source, interval=interval, not_for=not_for,
        why="" if spread else "every change was the same",
    )  # fmt: skip


@small_value
class Directions(Value):
    """How many improved, stayed the same and got worse, and how many were not measured twice."""

    improved: int = item("pupils who improved")
    same: int = item("pupils with the same number twice")
    worse: int = item("pupils who got worse")
    missing: int = item("pupils who were not measured twice")

    @property
    def n(self) -> int:
        """How many were measured twice."""
        return self.improved + self.same + self.worse


def directions(pairs: Iterable[Pair], better: Better) -> Directions:
    """Improved, the same and worse, in counts: what can be said of any number of pupils, and of ordinal scales.

    >>> directions([(3, 2), (1, 1), (2, None)], Better.LOWER)
    Directions(improved=1, same=1, worse=0, missing=1)
    """
    given = Pairs(pairs, "directions")
    up = sum(change > 0 for change in given.changes)
    down = sum(change < 0 for change in given.changes)
    improved, worse = (up, down) if better is Better.HIGHER else (down, up)
    return Directions(improved, given.n - up - down, worse, given.of - given.n)


# ---------------------------------------------------------------- effect sizes, each by its name


class Effect(Enum):
    """What a mean change is divided by. No two of these are comparable."""

    D_Z = "d_z: by the standard deviation of the changes"
    D_AV = "d_av: by the root mean square of the two standard deviations"
    GLASS = "Glass's delta: by the standard deviation before"
    G_Z = "Hedges's g_z: d_z, corrected for few pupils"
    G_AV = "Hedges's g_av: d_av, corrected for few pupils"


def hedges_factor(df: int, *, exact: bool = True) -> float:
    """Hedges's correction J for few pupils, with ``df`` degrees of freedom; not ``exact``: 1 - 3 / (4 df - 1).

    >>> round(hedges_factor(7), 4), round(hedges_factor(7, exact=False), 4)
    (0.8882, 0.8889)
    """
    if df < 2:
        refuse("hedges_factor", "df", "is below 2", "give at least three pupils")
    if not exact:
        return 1 - 3 / (4 * df - 1)
    return math.exp(math.lgamma(df / 2) - math.lgamma((df - 1) / 2)) / math.sqrt(df / 2)


def effect_size(pairs: Iterable[Pair], variant: Effect, *, name: str, source: str) -> Measure:
    """A mean change in standard deviations, of a named kind; below ten pupils, or without a spread, a state.

    >>> pairs = [(80 + k % 3, 82 + k % 4) for k in range(12)]
    >>> effect_size(pairs, Effect.D_Z, name="reading", source="invented").shown
    '1.73'
    """
    given = Pairs(pairs, "effect_size")
    unit = f"standard deviations ({variant.value})"
    not_for = ("setting beside another kind of effect size", "months of progress: no comparison group")
    missing = unsupported(name, unit, given.n, of=given.of, source=source, not_for=not_for)
    if missing is not None:
        return missing
    divisor = _divisor(given, variant)
    if not divisor:
        why = "there is no spread to divide by"
        return not_shown(
            name, unit, MeasureState.NOT_APPLICABLE, why, n=given.n, of=given.of, source=source, not_for=not_for
        )
    size = mean(given.changes) / divisor
    if variant in (Effect.G_Z, Effect.G_AV):
        size *= hedges_factor(given.n - 1)
    return measured(name, unit, size, n=given.n, of=given.of, source=source, places=2, not_for=not_for)


def _divisor(given: Pairs, variant: Effect) -> float:
    if variant in (Effect.D_Z, Effect.G_Z):
        return deviation(given.changes)
    if variant is Effect.GLASS:
        return deviation(given.before)
    return math.hypot(deviation(given.before), deviation(given.after)) / math.sqrt(2)


# ---------------------------------------------------------------- one pupil: reliable change


@value
class Precision(Value):
    """How exactly a test measures, as its manual says: never worked out from a centre's own pupils.

    >>> sas = Precision(deviation=15, reliability=0.9, better=Better.HIGHER, source="an invented manual", mean=100)
    >>> round(sas.limit(), 1), round(sas.limit(level=0.9), 1)
    (13.1, 11.0)
    """

    deviation: Number = item("the standard deviation in the group that the test was standardised on")
    reliability: Number = item("the reliability for the same form and age")
    better: Better = item("which end is the better one")
    source: str = item("the manual or paper, and which reliability it is: internal, retest, other form")
    mean: Number | None = item("the mean of that group; needed for regression to the mean", default=None)

    def _faults(self) -> Iterator[Fault]:
        if not 0 < self.deviation < math.inf:
            yield Fault("deviation", "is no standard deviation", "give a number above 0")
        if not 0 < self.reliability < 1:
            yield Fault("reliability", "is not between 0 and 1", "give the manual's, such as 0.9")
        if self.mean is not None and not math.isfinite(self.mean):
            yield Fault("mean", "is no finite number", "give the manual's, or none")
        if not self.source.strip():
            yield Fault("source", "is empty", "name the manual: there is no reliability that holds for every test")

    @property
    def error(self) -> float:
        """The standard error of measurement."""
        return float(self.deviation) * math.sqrt(1 - float(self.reliability))

    @property
    def error_of_difference(self) -> float:
        """The standard error of the difference of two measurements: root two times that of one."""
        return math.sqrt(2) * self.error

    def limit(self, *, level: Number = 0.95) -> float:
        """The change that error alone reaches in only 1 - ``level`` of pupils: more than this is reliable."""
        return z_value(level) * self.error_of_difference


class Reliable(Enum):
    """Whether one pupil's change is more than the test's error; which way, in the sense of the scale."""

    IMPROVED = "reliably improved"
    UNCHANGED = "no reliable change"
    DETERIORATED = "reliably deteriorated"


class Method(Enum):
    """How a reliable change is reckoned."""

    JACOBSON_TRUAX = "Jacobson and Truax"
    GULLIKSEN_LORD_NOVICK = "Gulliksen, Lord and Novick: from the score that regression to the mean expects"


def change_index(before: Number, after: Number, precision: Precision, method: Method = Method.JACOBSON_TRUAX) -> float:
    """The change in standard errors, on the test's own scale (up is positive, whichever end is better).

    :class:`~ap_core.errors.InvalidValue` for ``GULLIKSEN_LORD_NOVICK`` without a mean.

    >>> clinic = Precision(deviation=5, reliability=0.8, better=Better.LOWER, source="invented")
    >>> round(change_index(30, 22, clinic), 4)
    -2.5298
    """
    faults = [
        Fault(path, "is no finite number", "give a score") for path, number in (("before", before), ("after", after))
        if not math.isfinite(number)
    ]  # fmt: skip
    require("change_index", faults)
    if method is Method.JACOBSON_TRUAX:
        return float(after - before) / precision.error_of_difference
    r = float(precision.reliability)
    return (float(after) - expected_retest(before, precision)) / (float(precision.deviation) * math.sqrt(1 - r * r))


def reliable_change(
    before: Number,
    after: Number,
    precision: Precision,
    *,
    method: Method = Method.JACOBSON_TRUAX,
    level: Number = 0.95,
) -> Reliable:
    """Whether the change is more than the test's own error explains, and which way.

    >>> teacher = Precision(deviation=6.0, reliability=0.87, better=Better.LOWER, source="metrics SDQ-05, remembered")
    >>> [reliable_change(20, after, teacher).name for after in (15, 14, 26)]
    ['UNCHANGED', 'IMPROVED', 'DETERIORATED']
    """
    index = change_index(before, after, precision, method)
    if abs(index) <= z_value(level):
        return Reliable.UNCHANGED
    return Reliable.IMPROVED if (index > 0) == (precision.better is Better.HIGHER) else Reliable.DETERIORATED


@small_value
class CutOffs(Value):
    """The three customary cuts between a troubled group and the general one."""

    a: float = item("two deviations from the mean of the troubled group, towards the better end")
    b: float = item("two deviations from the mean of the general group, towards the worse end")
    c: float = item("between the two means, each weighted by the other group's deviation")


def cut_offs(
    troubled_mean: Number, troubled_deviation: Number, general_mean: Number, general_deviation: Number, better: Better
) -> CutOffs:
    """Jacobson and Truax's cuts a, b and c. Take c where norms of both groups exist and overlap.

    >>> cut_offs(40, 7.5, 60, 7.5, Better.HIGHER)
    CutOffs(a=55.0, b=45.0, c=50.0)
    """
    deviations = (("troubled_deviation", troubled_deviation), ("general_deviation", general_deviation))
    require(
        "cut_offs", [Fault(path, "is not above 0", "give a deviation") for path, each in deviations if not each > 0]
    )
    up = 1 if better is Better.HIGHER else -1
    m, s, norm, s_norm = map(float, (troubled_mean, troubled_deviation, general_mean, general_deviation))
    return CutOffs(m + up * 2 * s, norm - up * 2 * s_norm, (s_norm * m + s * norm) / (s_norm + s))


class Outcome(Enum):
    """The four outcomes of Jacobson and Truax."""

    RECOVERED = "reliably improved, and over the cut"
    IMPROVED = "reliably improved, not over the cut"
    UNCHANGED = "no reliable change"
    DETERIORATED = "reliably deteriorated"


def outcome(before: Number, after: Number, precision: Precision, cut: Number, *, level: Number = 0.95) -> Outcome:
    """Recovered, improved, unchanged or deteriorated. Over the cut is from its worse side, or on it, to its better."""
    found = reliable_change(before, after, precision, level=level)
    if found is not Reliable.IMPROVED:
        return Outcome.UNCHANGED if found is Reliable.UNCHANGED else Outcome.DETERIORATED
    crossed = before <= cut < after if precision.better is Better.HIGHER else after < cut <= before
    return Outcome.RECOVERED if crossed else Outcome.IMPROVED


def expected_by_chance(n: int, *, level: Number = 0.95) -> float:
    """How many of ``n`` pupils seem reliably improved by error alone, and as many deteriorated, where nobody changed.

    >>> round(expected_by_chance(32), 2)
    0.8
    """
    require("expected_by_chance", [*level_faults(level)])
    if n < 0:
        refuse("expected_by_chance", "n", "is negative", "give a count of pupils")
    return n * (1 - float(level)) / 2


@small_value
class ReliableCounts(Value):
    """How many changed reliably each way, and how many would by chance alone: the one is read beside the other."""

    improved: int = item("pupils reliably improved")
    unchanged: int = item("pupils without a reliable change")
    deteriorated: int = item("pupils reliably deteriorated")
    missing: int = item("pupils who were not measured twice")
    each_way_by_chance: float = item("how many each way error alone would bring")
    method: str = item("the method and the source of the reliability")


def reliable_counts(
    pairs: Iterable[Pair],
    precision: Precision,
    *,
    method: Method = Method.JACOBSON_TRUAX,
    level: Number = 0.95,
) -> ReliableCounts:
    """A group's reliable changes in counts, beside those that chance alone brings.

    >>> sas = Precision(deviation=15, reliability=0.9, better=Better.HIGHER, source="an invented manual")
    >>> counts = reliable_counts([(75, 90), (80, 82), (90, None)], sas)
    >>> counts.improved, counts.unchanged, counts.deteriorated, counts.missing, round(counts.each_way_by_chance, 2)
    (1, 1, 0, 1, 0.05)
    """
    given = Pairs(pairs, "reliable_counts")
    found = [
        reliable_change(before, after, precision, method=method, level=level)
        for before, after in zip(given.before, given.after, strict=True)
    ]
    return ReliableCounts(
        improved=found.count(Reliable.IMPROVED),
        unchanged=found.count(Reliable.UNCHANGED),
        deteriorated=found.count(Reliable.DETERIORATED),
        missing=given.of - given.n,
        each_way_by_chance=expected_by_chance(given.n, level=level),
        method=f"{method.value}; {precision.source}",
    )


# ---------------------------------------------------------------- regression to the mean


def _mean_of(precision: Precision) -> float:
    if precision.mean is None:
        refuse(
            "regression to the mean",
            "precision.mean",
            "is not given",
            "give the mean of the group the test was standardised on",
        )
    return float(precision.mean)


def expected_retest(score: Number, precision: Precision) -> float:
    """What a second measurement is expected to give with no teaching at all; also Kelley's estimate of the true score.

    >>> sas = Precision(deviation=15, reliability=0.85, better=Better.HIGHER, source="an invented manual", mean=100)
    >>> expected_retest(75, sas)
    78.75
    """
    middle = _mean_of(precision)
    return middle + float(precision.reliability) * (float(score) - middle)


def true_score(score: Number, precision: Precision, *, level: Number = 0.95) -> tuple[float, Interval]:
    """Kelley's estimate of a true score, with its interval (the standard error of estimation)."""
    about = expected_retest(score, precision)
    r = float(precision.reliability)
    half = z_value(level) * float(precision.deviation) * math.sqrt(r * (1 - r))
    return about, Interval(about - half, about + half, level, "Kelley")


@small_value
class BesideRegression(Value):
    """A mean change, what regression to the mean alone would bring, and what is left."""

    observed: Measure = item("the mean change")
    expected: Measure = item("what a second measurement would bring with no teaching")
    beyond: Measure = item("the change less that")


def beside_regression(
    pairs: Iterable[Pair], precision: Precision, *, name: str, unit: str, source: str, level: Number = 0.95
) -> BesideRegression:
    """The mean change beside what regression to the mean alone would bring: pupils come when their scores are lowest.

    >>> sas = Precision(deviation=15, reliability=0.85, better=Better.HIGHER, source="an invented manual", mean=100)
    >>> shown = beside_regression([(75, 79)] * 12, sas, name="reading", unit="points", source="invented")
    >>> shown.observed.shown, shown.expected.shown, shown.beyond.shown
    ('4.0', '3.8', '0.3')
    """
    given = tuple(pairs)
    observed = mean_change(given, name=name, unit=unit, source=source, level=level)
    expected: list[Pair] = [
        (before, None if before is None or after is None else expected_retest(before, precision))
        for before, after in given
    ]
    beyond: list[Pair] = [(regressed, after) for (_, regressed), (_, after) in zip(expected, given, strict=True)]
    by = f"{source}; {precision.source}"
    alone = mean_change(expected, name=f"{name}: regression to the mean alone", unit=unit, source=by, level=level)
    # What is expected of these pupils is reckoned from their scores: it has no spread of its own to show.
    alone = alone.but(interval=None, why=alone.why if not alone.state.has_value else "")
    return BesideRegression(
        observed, alone,
        mean_change(beyond, name=f"{name}: beyond regression to the mean", unit=unit, source=by, level=level),
    )  # fmt: skip
