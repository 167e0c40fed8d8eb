"""ULN: the unique learner number, ten figures with a check digit.

The first nine figures are weighted 10 to 2. Where the sum leaves 0 when divided by 11 there is no valid number at all;
otherwise the tenth is 10 less what is left (fact book: standards.md 2.2; two public implementations agree).

>>> validate("9276308686"), format("1000102504")
('9276308686', '1000102504')
>>> validate("1000102508")
Traceback (most recent call last):
ap_core.errors.InvalidValue: ULN cannot be built: check digit: does not go with the other figures; \
compare the number with where it came from
"""

from __future__ import annotations

from collections.abc import Iterator

from ap_core.errors import Fault
from ap_core.pupils.identifiers.text import compacted, digit_faults, holds, validated

LENGTH = 10
#: What a return of further education writes where there is no number: no number, and never valid.
PLACEHOLDER = "9999999999"


def compact(number: str) -> str:
    """The number without blanks."""
    return compacted(number, "ULN")


def check_digit(nine: str) -> str | None:
    """The figure that goes with the first nine; none where no number begins so.

    >>> check_digit("927630868"), check_digit("100000006")
    ('6', None)
    """
    left = sum(weight * int(figure) for weight, figure in zip(range(10, 1, -1), nine, strict=True)) % 11
    return str(10 - left) if left else None


def faults(number: str) -> Iterator[Fault]:
    """What is wrong with a compact number."""
    if number == PLACEHOLDER:
        yield Fault("number", "stands for no number", "leave it out")
        return
    shape = list(digit_faults(number, LENGTH, no_nought_first=True))
    yield from shape
    if not shape and number[-1] != check_digit(number[:-1]):
        yield Fault("check digit", "does not go with the other figures", "compare the number with where it came from")


def validate(number: str) -> str:
    """The compact number; :class:`~ap_core.errors.InvalidValue` with every fault."""
    return validated(compact(number), "ULN", faults)


def is_valid(number: str) -> bool:
    """Whether the number is well formed and its check digit right."""
    return holds(number, validate)


def format(number: str) -> str:
    """The number as it is shown: ten figures."""
    return validate(number)
