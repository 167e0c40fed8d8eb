"""Who owes what after an exclusion, by the kind of school; and the steps of its timetables."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ap_core.dates.deadlines import NoFixedDate
from ap_core.dates.timetable import Due, Step
from ap_core.errors import Fault, require
from ap_core.exclusion.records import CAN_EXCLUDE
from ap_core.exclusion.windows import ACADEMIES, BOARD_WITHIN
from ap_core.law.rules import Actor
from ap_core.registration.records import SchoolKind

#: Not a number of days, in any provision here (fact book CAL-12).
WITHOUT_DELAY = NoFixedDate("without delay")

_BOARDS = {
    SchoolKind.MAINTAINED: Actor.GOVERNING_BOARD,
    SchoolKind.MAINTAINED_SPECIAL: Actor.GOVERNING_BOARD,
    SchoolKind.PRU: Actor.MANAGEMENT_COMMITTEE,
    SchoolKind.ACADEMY: Actor.ACADEMY_PROPRIETOR,
    SchoolKind.AP_ACADEMY: Actor.ACADEMY_PROPRIETOR,
}


def board_of(kind: SchoolKind) -> Actor:
    """What the regulations call the board of a school of this kind.

    >>> board_of(SchoolKind.PRU).value
    'Management committee'
    """
    return _BOARDS[kind]


def arranging_authority(kind: SchoolKind) -> Actor:
    """Who arranges a review, at its own expense: the authority, or the academy's proprietor (Sch 1 para 1(1), read).

    >>> arranging_authority(SchoolKind.AP_ACADEMY).value
    "Academy's proprietor"
    """
    return Actor.ACADEMY_PROPRIETOR if kind in ACADEMIES else Actor.AUTHORITY


def step(name: str, due: Due, who: Actor, cites: str, note: str = "") -> Step:
    """One step, owed by ``who`` under ``cites``."""
    return Step(name, due, who.value, cites, note)


def check_asked(
    what: str, excluded_on: date, kind: SchoolKind, days: Mapping[str, tuple[date | None, date | None]]
) -> None:
    """Refuse a question that cannot be answered.

    ``InvalidValue`` with every fault for a kind of school whose head cannot exclude, and where one of ``days`` is
    before the day that it follows; ``NotInForce`` for an exclusion from before the present regulations.
    """
    faults = [
        Fault(name, "comes too early", "give a day on or after the one it follows")
        for name, (day, follows) in days.items()
        if day is not None and follows is not None and day < follows
    ]
    if kind not in CAN_EXCLUDE:
        faults.append(Fault("school_kind", "cannot exclude under the Act", "give the kind of school that excluded"))
    require(what, faults)
    BOARD_WITHIN.on(excluded_on)
