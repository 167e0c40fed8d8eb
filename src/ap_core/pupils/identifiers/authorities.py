"""Codes of the authorities whose schools issue pupil numbers, by the day from which each list holds.

A code stays in the list when its authority is abolished: numbers that its schools issued are still in use. A code that
is in no list is not said to be wrong, since the lists of different bodies differ and new authorities are made.
"""

from __future__ import annotations

from datetime import date

from ap_core.law.citation import Seen
from ap_core.law.dated import Dated, Edition
from ap_core.law.instruments import SCHOOL_CENSUS
from ap_core.law.unknown import Unknown


def _codes(ranges: str) -> frozenset[str]:
    """Every code of ranges such as ``001-005 420``."""
    found: set[str] = set()
    for each in ranges.split():
        first, _, last = each.partition("-")
        found.update(f"{code:03}" for code in range(int(first), int(last or first) + 1))
    return frozenset(found)


_OF_1998 = _codes(
    "001-005 201-213 301-320 330-336 340-344 350-359 370-373 380-384 390-394 420 660-681 701-708 800-803 805-808 "
    "810-813 815-816 820-823 825-826 830-831 835-837 840-841 845-846 850-852 855-857 860-861 865-896 908-909 916 919 "
    "921 925-926 928-929 931 933 935-938"
)
_OF_2019 = _OF_1998 | _codes("838-839")
_OF_2021 = _OF_2019 | _codes("940-941")
_OF_2023 = _OF_2021 | _codes("942-943")
_LIST = "check 1530, authorities of pupil numbers"
_DAY = "The codes from a public program that makes the check; the day from memory."

#: Codes that a pupil number issued on a day may carry, those of abolished and Welsh authorities and stand-ins included.
UPN_AUTHORITIES: Dated[frozenset[str]] = Dated("authority codes of pupil numbers", (
    Edition(
        date(1998, 4, 1), _OF_1998,
        SCHOOL_CENSUS.at(_LIST, seen=Seen.SECONDARY, note=(
            "From a public program that makes the check. When each of the older codes began is not held."
        )),
    ),
    Edition(date(2019, 4, 1), _OF_2019, SCHOOL_CENSUS.at(_LIST, seen=Seen.SECONDARY, note=_DAY)),
    Edition(date(2021, 4, 1), _OF_2021, SCHOOL_CENSUS.at(_LIST, seen=Seen.SECONDARY, note=_DAY)),
    Edition(date(2023, 4, 1), _OF_2023, SCHOOL_CENSUS.at(_LIST, seen=Seen.SECONDARY, note=_DAY)),
))  # fmt: skip

_NOT_LISTED = Unknown.because(
    "the authority code", ask="Whose is the authority code of the pupil number?", of="the school that issued it"
)


def is_listed(code: str, on: date) -> bool | Unknown:
    """Whether a code stands in the list of ``on``: it does, or it cannot be told.

    Raises :class:`~ap_core.errors.NotInForce` before 1 April 1998, when there were no pupil numbers.

    >>> is_listed("940", date(2021, 4, 1)), is_listed("940", date(2021, 3, 31)), is_listed("837", date(2026, 11, 23))
    (True, UNKNOWN(the authority code), True)
    """
    return True if code in UPN_AUTHORITIES.on(on).value else _NOT_LISTED
