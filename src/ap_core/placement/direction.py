"""Who may direct a pupil off site to improve behaviour, and whom the regulations bind: before and from 26 July 2026.

Section 29A of the Education Act 2002 gives the power to the governing body of a maintained school (from 1 September
2010). Academies, alternative provision academies among them, and the management committees of pupil referral units
came under the same regime on 26 July 2026; the regulations that did it were read only in commentary, and what they
say of directions already running was not found. Two provisions of the Children's Wellbeing and Schools Act 2026 were
in force from 29 June: what academies could do in between is not known here.
"""

from __future__ import annotations

from datetime import date

from ap_core.law.unknown import Reason, Unknown, known
from ap_core.placement.records import Placement
from ap_core.registration.records import SchoolKind

POWER_SINCE = date(2010, 9, 1)
#: The last day on which a review fell due every thirty days, and no direction outlasted the school year.
THIRTY_DAYS_UNTIL = date(2012, 12, 31)
ACT_2026_SINCE = date(2026, 6, 29)
REGIME_2026_SINCE = date(2026, 7, 26)

_MAINTAINED = (SchoolKind.MAINTAINED, SchoolKind.MAINTAINED_SPECIAL)
_ACADEMIES = (SchoolKind.ACADEMY, SchoolKind.AP_ACADEMY)


def power(kind: SchoolKind | None | Unknown, decided_on: date | None | Unknown) -> bool | Unknown:
    """Whether a school of this ``kind`` could direct under section 29A on the day it decided.

    >>> power(SchoolKind.ACADEMY, date(2026, 7, 26)), power(SchoolKind.ACADEMY, date(2026, 6, 28))
    (True, False)
    >>> power(SchoolKind.ACADEMY, date(2026, 7, 1))
    UNKNOWN(the law on directions by academies from 29 June to 25 July 2026)
    """
    if type(kind) is Unknown:
        return kind
    if kind in _MAINTAINED:
        return True
    if kind not in (*_ACADEMIES, SchoolKind.PRU):
        return False
    if type(decided_on) is Unknown:
        return decided_on
    if decided_on is None or decided_on >= REGIME_2026_SINCE:
        return True
    if kind in _ACADEMIES and decided_on >= ACT_2026_SINCE:
        return Unknown.because(
            "the law on directions by academies from 29 June to 25 July 2026",
            ask="What could an academy direct between 29 June and 25 July 2026? The text was not seen.",
            of="a lawyer",
            reason=Reason.LAW_NOT_SEEN,
        )
    return False


def regulated(placement: Placement, path: str, on: date | Unknown) -> bool | Unknown:
    """Whether SI 2010/1156 binds the school that directed in what it owed on a day; not an academy under own powers.

    An academy's direction that was running on 26 July 2026 is under transitional provisions that were not found.
    """
    if placement.directed_by in _MAINTAINED:
        return True
    kind, decided_on = known(placement, "directed_by", path), known(placement, "decided_on", path)
    could = power(kind, decided_on)
    if could is not False or kind not in _ACADEMIES:
        return could
    if type(on) is Unknown or on < REGIME_2026_SINCE:
        return on if type(on) is Unknown else False
    return Unknown.because(
        "the transitional provisions for academy directions running on 26 July 2026",
        ask="What holds for an academy's direction that was running on 26 July 2026? The text was not seen.",
        of="a lawyer",
        reason=Reason.LAW_NOT_SEEN,
    )
