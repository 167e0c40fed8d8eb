"""LAESTAB, the DfE number of a school: three figures of the authority, four of the establishment.

It is written ``123/4567`` and kept as ``1234567``. Whether a band of establishment numbers belongs to one kind of
school is known from memory only and not checked (fact book: standards.md 2.3).

>>> validate("801/1234"), format("8011234"), is_valid("801/234")
('8011234', '801/1234', False)
"""

from __future__ import annotations

from collections.abc import Iterator

from ap_core.errors import Fault
from ap_core.pupils.identifiers.text import compacted, digit_faults, holds, validated

LENGTH = 7


def compact(number: str) -> str:
    """The number without blanks and the stroke."""
    return compacted(number, "LAESTAB", " /")


def faults(number: str) -> Iterator[Fault]:
    """What is wrong with a compact number."""
    yield from digit_faults(number, LENGTH)


def validate(number: str) -> str:
    """The compact number; :class:`~ap_core.errors.InvalidValue` with every fault."""
    return validated(compact(number), "LAESTAB", faults)


def is_valid(number: str) -> bool:
    """Whether the number is well formed."""
    return holds(number, validate)


def format(number: str) -> str:
    """The number as it is shown: authority, stroke, establishment."""
    seven = validate(number)
    return f"{seven[:3]}/{seven[3:]}"
