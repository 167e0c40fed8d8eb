"""Quantiles that intervals need, from finite sums: of the normal, of Student's t, and of the Poisson mean.

The degrees of freedom here are whole numbers and so are the counts, so neither needs a numerical library: the
distribution of Student's t with whole degrees of freedom is a finite trigonometric sum (Abramowitz and Stegun 26.7.3
and 26.7.4, remembered), and the tail of a Poisson count is a finite or fast falling sum. Both are solved by Newton's
method; the tests hold them against scipy where it is installed.
"""

from __future__ import annotations

import math
from statistics import NormalDist

from ap_core.errors import require
from ap_core.progress.measures import Number, level_faults

_NORMAL = NormalDist()


def z_value(level: Number) -> float:
    """How many standard deviations either side of the mean hold ``level`` of a normal distribution.

    >>> round(z_value(0.95), 6)
    1.959964
    """
    require("z_value", [*level_faults(level)])
    return _NORMAL.inv_cdf((1 + float(level)) / 2)


def within_t(t: float, df: int) -> float:
    """The share of Student's t distribution between -t and t, for a whole number of degrees of freedom."""
    angle = math.atan2(t, math.sqrt(df))
    sine, cosine = math.sin(angle), math.cos(angle)
    odd = df % 2
    # One term of the sum after the other: 1, 1/2 cos^2, 1*3/(2*4) cos^4, ... for even, shifted by one for odd.
    term = sum_ = (cosine if odd else 1.0) if df > 1 else 0.0
    for step in range(2 + odd, df - 1, 2):
        term *= cosine * cosine * (step - 1) / step
        sum_ += term
    return 2 / math.pi * (angle + sine * sum_) if odd else sine * sum_


def t_value(level: Number, df: int) -> float:
    """How far either side of nil holds ``level`` of Student's t distribution with ``df`` degrees of freedom.

    >>> round(t_value(0.95, 31), 6), round(t_value(0.95, 1), 4)
    (2.039513, 12.7062)
    """
    level = float(level)
    t = z_value(level)
    log_scale = math.lgamma((df + 1) / 2) - math.lgamma(df / 2) - math.log(df * math.pi) / 2
    # The share is concave in t and the normal value lies below the answer, so every step stays below and none is lost.
    for _ in range(200):
        density = 2 * math.exp(log_scale - (df + 1) / 2 * math.log1p(t * t / df))
        step = (level - within_t(t, df)) / density
        t += step
        if abs(step) <= 1e-13 * t:
            break
    return t


def poisson_mean(count: int, tail: float, *, upper: bool) -> float:
    """The Poisson mean under which ``count`` or fewer (``upper``), or ``count`` or more, has probability ``tail``.

    >>> round(poisson_mean(0, 0.025, upper=True), 4), round(poisson_mean(10, 0.025, upper=False), 4)
    (3.6889, 4.7954)
    """
    if not count and not upper:
        return 0.0
    about = count + 1 if upper else count
    z = _NORMAL.inv_cdf(tail) * (-1 if upper else 1)
    # Wilson and Hilferty's approximation; where it falls below nil, half the count is as good a start.
    mean = about * max(1 - 1 / (9 * about) + z / (3 * math.sqrt(about)), 0.5 / about) ** 3
    log_tail = math.log(tail)
    for _ in range(200):
        ratio = _tail_ratio(count, mean, upper)
        log_mass = count * math.log(mean) - mean - math.lgamma(count + 1) + math.log(ratio)
        # d log P(X <= count) / d mean = -1 / ratio, and of the other tail count / (mean * ratio).
        slope = -1 / ratio if upper else count / (mean * ratio)
        step = (log_tail - log_mass) / slope
        # A step is never allowed past nil: half way there instead.
        step = max(step, -mean / 2)
        mean += step
        if abs(step) <= 1e-13 * mean:
            break
    return mean


def _tail_ratio(count: int, mean: float, upper: bool) -> float:
    """The probability of the tail that begins at ``count``, in units of the probability of ``count`` itself."""
    term = sum_ = 1.0
    at = count
    while term > 1e-17 * sum_:
        if upper:
            term *= at / mean
            at -= 1
        else:
            at += 1
            term *= mean / at
        sum_ += term
    return sum_
