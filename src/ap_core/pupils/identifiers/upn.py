"""UPN: the unique pupil number, permanent or temporary.

Thirteen characters: a check letter, the authority of the school that issued it (three figures), the establishment
(four), the year of allocation (two), and a serial number. It ends in a figure where it is permanent, and in a letter
where it is temporary. A former number is one or the other. I, O and S are no letters of it. Counted from the second,
each character is weighted by its place, and what the sum leaves when divided by 23 names the check letter (fact book:
standards.md 2.1; the Department's own test values and two public implementations agree).

The checks come in layers, and every failure of a layer is told: shape first, then the check letter. Whose the
authority code is :func:`authority_is_listed` asks, and a code that is not listed makes no number invalid.

>>> validate(" g80120000101a "), kind_of("G80120000101A"), authority_of("B801200005001")
('G80120000101A', <UPNKind.TEMPORARY: 'temporary'>, '801')
>>> validate("S8O120000101I")
Traceback (most recent call last):
ap_core.errors.InvalidValue: UPN cannot be built: character 1: is no check letter; give a letter other than I, O and S \
| characters 2 to 4: are not all figures; give the three figures of the authority \
| character 13: is neither a figure nor a letter of temporary numbers; give a figure, or a letter other than I, O and S
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum

from ap_core.errors import Fault
from ap_core.law.unknown import Unknown
from ap_core.pupils.identifiers import authorities
from ap_core.pupils.identifiers.text import compacted, holds, is_digits, validated

LENGTH = 13
#: The letters of the number, by what each counts as.
LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


class UPNKind(Enum):
    """Whether a number is meant to stay with the pupil."""

    PERMANENT = "permanent"
    TEMPORARY = "temporary"


def compact(number: str) -> str:
    """The number in capitals, without blanks."""
    return compacted(number, "UPN")


def check_letter(twelve: str) -> str:
    """The letter that goes with the twelve characters after it.

    >>> check_letter("20110001804V")
    'T'
    """
    values = (int(each) if is_digits(each) else LETTERS.index(each) for each in twelve)
    return LETTERS[sum(weight * each for weight, each in enumerate(values, start=2)) % len(LETTERS)]


def faults(number: str) -> Iterator[Fault]:
    """What is wrong with a compact number: its shape; where that is right, its check letter."""
    shape = list(_shape(number))
    yield from shape
    if not shape and number[0] != check_letter(number[1:]):
        yield Fault(
            "character 1", "is not the check letter that goes with the rest",
            "compare the number with where it came from",
        )  # fmt: skip


def _shape(number: str) -> Iterator[Fault]:
    if len(number) != LENGTH:
        yield Fault("number", "has the wrong length", f"give {LENGTH} characters")
        return
    if number[0] not in LETTERS:
        yield Fault("character 1", "is no check letter", "give a letter other than I, O and S")
    if not is_digits(number[1:4]):
        yield Fault("characters 2 to 4", "are not all figures", "give the three figures of the authority")
    if not is_digits(number[4:12]):
        yield Fault("characters 5 to 12", "are not all figures", "give figures only")
    if not (is_digits(number[12]) or number[12] in LETTERS):
        yield Fault(
            "character 13", "is neither a figure nor a letter of temporary numbers",
            "give a figure, or a letter other than I, O and S",
        )  # fmt: skip


def validate(number: str) -> str:
    """The compact number; :class:`~ap_core.errors.InvalidValue` with every fault."""
    return validated(compact(number), "UPN", faults)


def is_valid(number: str) -> bool:
    """Whether the number, permanent or temporary, has the right shape and check letter."""
    return holds(number, validate)


def format(number: str) -> str:
    """The number as it is shown: thirteen characters in capitals."""
    return validate(number)


def kind_of(number: str) -> UPNKind:
    """Permanent or temporary: a temporary number is to be replaced once the permanent one is known."""
    return UPNKind.PERMANENT if is_digits(validate(number)[12]) else UPNKind.TEMPORARY


def authority_of(number: str) -> str:
    """The code of the authority whose school issued it."""
    return validate(number)[1:4]


def authority_is_listed(number: str, on: date) -> bool | Unknown:
    """Whether the code of the authority stood in the list by ``on``, abolished ones included; else it cannot be told.

    >>> [authority_is_listed(number, date(2026, 11, 23)) for number in ("B801200005001", "A950000178301")]
    [True, UNKNOWN(the authority code)]
    """
    return authorities.is_listed(authority_of(number), on)
