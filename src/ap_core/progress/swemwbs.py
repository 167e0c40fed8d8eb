"""The short Warwick-Edinburgh scale of mental wellbeing: from the raw sum to the metric score, and what a change means.

Numbers only: the items are licensed by Warwick, and none is held here. The conversion is that of Stewart-Brown 2009
(read as public code carries it: fact book metrics, section 7). For ages 13 and over. The cuts rest on adults: no
verified norms for English pupils of 11 to 15 are known.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from enum import Enum

from ap_core.errors import Fault, refuse, require
from ap_core.values import Value, item, small_value

_LOWEST_RAW = 7
# fmt: off
_METRIC = tuple(map(Decimal, (
    "7.00 9.51 11.25 12.40 13.33 14.08 14.75 15.32 15.84 16.36 16.88 17.43 17.98 18.59 19.25 19.98 20.73 21.54 22.35 "
    "23.21 24.11 25.03 26.02 27.03 28.13 29.31 30.70 32.55 35.00"
).split()))
# fmt: on
#: The standard error of measurement of the metric score, in an adult clinical sample (hqlo s12955-018-1060-2).
SWEMWBS_ERROR = Decimal("1.03")
#: 2.77 standard errors: a change of one person's score beyond it is more than error.
SWEMWBS_RELIABLE_CHANGE = Decimal("2.87")


def swemwbs_metric(raw: int) -> Decimal:
    """The metric score of a raw sum of 7 to 35. :class:`~ap_core.errors.InvalidValue` for any other.

    >>> swemwbs_metric(7), swemwbs_metric(21), swemwbs_metric(35)
    (Decimal('7.00'), Decimal('19.25'), Decimal('35.00'))
    """
    if type(raw) is not int or not _LOWEST_RAW <= raw < _LOWEST_RAW + len(_METRIC):
        refuse("swemwbs_metric", "raw", "is not a sum of 7 to 35", "give the raw sum of the seven answers")
    return _METRIC[raw - _LOWEST_RAW]


def swemwbs_score(answers: Sequence[int | None]) -> Decimal | None:
    """The metric score of the seven answers of 1 to 5; none unless all were answered.

    >>> swemwbs_score([3] * 7), swemwbs_score([3] * 6 + [None])
    (Decimal('19.25'), None)
    """
    faults = [
        Fault(f"answers[{at}]", "is not 1 to 5", "give the answer as the form numbers it")
        for at, answer in enumerate(answers)
        if answer is not None and (type(answer) is not int or not 1 <= answer <= 5)
    ]
    if len(answers) != 7:
        faults.append(Fault("answers", "are not seven", "give all seven, none where one was left out"))
    require("swemwbs_score", faults)
    known = [answer for answer in answers if answer is not None]
    return swemwbs_metric(sum(known)) if len(known) == len(answers) else None


class AdultBand(Enum):
    """What a metric score is called by the norms of adults: a pupil's is never told without that word."""

    LOW = "low, by the norms of adults"
    MEDIUM = "medium, by the norms of adults"
    HIGH = "high, by the norms of adults"


def adult_band(metric: Decimal) -> AdultBand:
    """Low to 19.5, high from 27.5.

    >>> [adult_band(swemwbs_metric(raw)).name for raw in (21, 22, 30, 31)]
    ['LOW', 'MEDIUM', 'MEDIUM', 'HIGH']
    """
    if metric <= Decimal("19.5"):
        return AdultBand.LOW
    return AdultBand.HIGH if metric >= Decimal("27.5") else AdultBand.MEDIUM


@small_value
class SwemwbsChange(Value):
    """One pupil's change in metric points, and how much of it may be error."""

    points: Decimal = item("after less before; up is better")
    beyond_error: bool = item("more than 2.77 standard errors, which rest on adults")
    one_answer: bool = item("one step of one answer at an end of the table makes as much")


def swemwbs_change(before_raw: int, after_raw: int) -> SwemwbsChange:
    """The change between two raw sums. At the ends of the table a single answer makes 2.45 points and more.

    >>> swemwbs_change(34, 35)
    SwemwbsChange(points=Decimal('2.45'), beyond_error=False, one_answer=True)
    """
    points = swemwbs_metric(after_raw) - swemwbs_metric(before_raw)
    return SwemwbsChange(points, abs(points) > SWEMWBS_RELIABLE_CHANGE, abs(after_raw - before_raw) == 1)
