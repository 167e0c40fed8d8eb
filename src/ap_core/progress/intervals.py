"""Intervals and exact tests that hold for eight to forty pupils: shares, two shares, paired shares, counts.

Where the pupils are all there are, an interval says what chance alone could have done in a centre like this one; it is
no sampling error. There is no interval of nothing: with no pupil each function gives ``None``.

Wilson 1927; Newcombe 1998 (Statistics in Medicine 17: 873-890, method 10, and 2635-2650, method 10); Garwood 1936;
McNemar 1947. The papers were not read: the formulas are those of fact book metrics STAT-01 to STAT-04, and the tests
reproduce Newcombe's published tables as the R package propint carries them, and R's ``binom.confint`` as statsmodels
does.
"""

from __future__ import annotations

import math
from fractions import Fraction

from ap_core.errors import Fault, require
from ap_core.progress.measures import Interval, Number, level_faults
from ap_core.progress.quantiles import poisson_mean, z_value


def share_faults(count: int, n: int, of_count: str = "count", of_n: str = "n") -> list[Fault]:
    """What is wrong with ``count`` of ``n``."""
    faults = [
        Fault(path, "is no whole number of pupils", "give a count, 0 or more")
        for path, number in ((of_count, count), (of_n, n))
        if type(number) is not int or number < 0
    ]
    if not faults and count > n:
        faults.append(Fault(of_count, f"is more than {of_n}", "give at most all of them"))
    return faults


def wilson(count: int, n: int, *, level: Number = 0.95) -> Interval | None:
    """Wilson's score interval of a share, ``count`` of ``n``, without continuity correction; none where n is 0.

    It stays within 0 and 1, begins at exactly 0 where there is none and ends at exactly 1 where it is all of them.

    >>> wilson(16, 32).times(100).text(1), wilson(0, 32).lower, wilson(0, 0)
    ('95% 33.6 to 66.4 (Wilson)', 0.0, None)
    """
    require("wilson", [*share_faults(count, n), *level_faults(level)])
    return Interval(*_wilson(count, n, z_value(level)), level, "Wilson") if n else None


def _wilson(count: int, n: int, z: float) -> tuple[float, float]:
    squared = z * z
    middle = count + squared / 2
    half = z * math.sqrt(count * (n - count) / n + squared / 4)
    whole = n + squared
    lower = (middle - half) / whole if count else 0.0
    upper = (middle + half) / whole if count < n else 1.0
    return lower, upper


def difference(count: int, n: int, other_count: int, other_n: int, *, level: Number = 0.95) -> Interval | None:
    """Newcombe's hybrid score interval of the first share less the other, of *different* pupils; none without pupils.

    This year's leavers against last year's. The same pupils before and after want :func:`paired_difference`.

    >>> print(difference(56, 70, 48, 80).text(4))
    95% 0.0524 to 0.3339 (Newcombe, independent)
    """
    faults = share_faults(count, n) + share_faults(other_count, other_n, "other_count", "other_n")
    require("difference", [*faults, *level_faults(level)])
    if not n or not other_n:
        return None
    z = z_value(level)
    p, q = count / n, other_count / other_n
    (low, high), (other_low, other_high) = _wilson(count, n, z), _wilson(other_count, other_n, z)
    lower = p - q - math.hypot(p - low, other_high - q)
    upper = p - q + math.hypot(high - p, q - other_low)
    return Interval(max(lower, -1.0), min(upper, 1.0), level, "Newcombe, independent")


def _pair_faults(**counts: int) -> list[Fault]:
    return [
        Fault(path, "is no whole number of pupils", "give a count, 0 or more")
        for path, number in counts.items()
        if type(number) is not int or number < 0
    ]


def paired_difference(
    both: int, only_before: int, only_after: int, neither: int, *, level: Number = 0.95
) -> Interval | None:
    """Newcombe's interval of the share after less the share before, of the *same* pupils; none without pupils.

    >>> print(paired_difference(18, 2, 12, 18).text(4))
    95% 0.0562 to 0.3290 (Newcombe, paired)
    """
    faults = _pair_faults(both=both, only_before=only_before, only_after=only_after, neither=neither)
    require("paired_difference", [*faults, *level_faults(level)])
    n = both + only_before + only_after + neither
    if not n:
        return None
    z = z_value(level)
    after, before = both + only_after, both + only_before
    change = (only_after - only_before) / n
    (low, high), (before_low, before_high) = _wilson(after, n, z), _wilson(before, n, z)
    phi = _phi(both, only_before, only_after, neither)
    below, above = after / n - low, before_high - before / n
    lower = change - math.sqrt(max(below * below - 2 * phi * below * above + above * above, 0.0))
    below, above = before / n - before_low, high - after / n
    upper = change + math.sqrt(max(above * above - 2 * phi * above * below + below * below, 0.0))
    return Interval(max(lower, -1.0), min(upper, 1.0), level, "Newcombe, paired")


def _phi(both: int, only_before: int, only_after: int, neither: int) -> float:
    """How far before and after go together, with Newcombe's correction of a positive one towards nil."""
    margins = (both + only_before) * (only_after + neither) * (both + only_after) * (only_before + neither)
    if not margins:
        return 0.0
    cross = Fraction(both * neither - only_before * only_after)
    if cross > 0:
        cross = max(cross - Fraction(both + only_before + only_after + neither, 2), Fraction(0))
    return float(cross) / math.sqrt(margins)


def mcnemar(only_before: int, only_after: int) -> Fraction:
    """The exact two-sided probability of so uneven a change, or more, if either direction were as likely.

    Only the pupils who changed count. Where nobody changed it is 1: nothing speaks for a change.

    >>> mcnemar(2, 12), mcnemar(0, 0)
    (Fraction(53, 4096), Fraction(1, 1))
    """
    require("mcnemar", _pair_faults(only_before=only_before, only_after=only_after))
    changed = only_before + only_after
    tail = sum(math.comb(changed, k) for k in range(min(only_before, only_after) + 1))
    return min(Fraction(2 * tail, 2**changed), Fraction(1))


def poisson_rate(count: int, exposure: Number, *, level: Number = 0.95) -> Interval | None:
    """Garwood's exact interval of a rate, ``count`` events in ``exposure`` (sessions, pupil-terms); none where it is 0.

    For events that come singly. Suspensions gather in a few pupils, so theirs is wider than this one: see
    :func:`clustering`.

    >>> print(poisson_rate(10, 1).text(4))
    95% 4.7954 to 18.3904 (exact Poisson)
    """
    faults = [*level_faults(level)]
    if type(count) is not int or count < 0:
        faults.append(Fault("count", "is no whole number of events", "give a count, 0 or more"))
    if not 0 <= exposure < math.inf:
        faults.append(Fault("exposure", "is negative or no finite number", "give what the events are counted in"))
    require("poisson_rate", faults)
    if not exposure:
        return None
    tail = (1 - float(level)) / 2
    lower, upper = (poisson_mean(count, tail, upper=upper) / float(exposure) for upper in (False, True))
    return Interval(lower, upper, level, "exact Poisson")


def clustering(counts: tuple[int, ...]) -> tuple[Fraction | None, Fraction | None]:
    """How far events gather in a few pupils: variance over mean, and the share that the three with the most have.

    Above 1.5 the exact Poisson interval is too narrow, and only a resampling of whole pupils will do
    (``ap_core.statistics.resampled_mean``). None without two pupils, or without an event.

    >>> clustering((0, 0, 0, 0, 1, 1, 2, 12))
    (Fraction(59, 7), Fraction(15, 16))
    """
    require("clustering", _pair_faults(**{f"counts[{at}]": number for at, number in enumerate(counts)}))
    n, total = len(counts), sum(counts)
    if not total:
        return None, None
    of_three = Fraction(sum(sorted(counts)[-3:]), total)
    if n < 2:
        return None, of_three
    squares = n * sum(number * number for number in counts) - total * total
    return Fraction(squares, total * (n - 1)), of_three
