"""UKPRN: the UK provider reference number, eight figures that do not begin with a nought.

There is no check digit. Numbers issued so far are said to begin with 1: that is from memory, so another first figure is
not refused (fact book: standards.md 2.3).

>>> validate("10 000 001"), is_valid("00000001"), is_valid("1000001")
('10000001', False, False)
"""

from __future__ import annotations

from collections.abc import Iterator

from ap_core.errors import Fault
from ap_core.pupils.identifiers.text import compacted, digit_faults, holds, validated

LENGTH = 8


def compact(number: str) -> str:
    """The number without blanks."""
    return compacted(number, "UKPRN")


def faults(number: str) -> Iterator[Fault]:
    """What is wrong with a compact number."""
    yield from digit_faults(number, LENGTH, no_nought_first=True)


def validate(number: str) -> str:
    """The compact number; :class:`~ap_core.errors.InvalidValue` with every fault."""
    return validated(compact(number), "UKPRN", faults)


def is_valid(number: str) -> bool:
    """Whether the number is well formed."""
    return holds(number, validate)


def format(number: str) -> str:
    """The number as it is shown: eight figures."""
    return validate(number)
