"""URN: the unique reference number of an establishment, six figures without a check digit.

An establishment record has one number. A pupil referral unit that becomes an academy gets a new one (fact book:
standards.md 2.3, from memory), so a number says which record, not which building.

>>> validate(" 100001 "), is_valid("10001")
('100001', False)
>>> validate("O00001")
Traceback (most recent call last):
ap_core.errors.InvalidValue: URN cannot be built: number: holds other characters than figures; give figures only
"""

from __future__ import annotations

from collections.abc import Iterator

from ap_core.errors import Fault
from ap_core.pupils.identifiers.text import compacted, digit_faults, holds, validated

LENGTH = 6


def compact(number: str) -> str:
    """The number without blanks."""
    return compacted(number, "URN")


def faults(number: str) -> Iterator[Fault]:
    """What is wrong with a compact number."""
    yield from digit_faults(number, LENGTH)


def validate(number: str) -> str:
    """The compact number; :class:`~ap_core.errors.InvalidValue` with every fault."""
    return validated(compact(number), "URN", faults)


def is_valid(number: str) -> bool:
    """Whether the number is well formed."""
    return holds(number, validate)


def format(number: str) -> str:
    """The number as it is shown: six figures."""
    return validate(number)
