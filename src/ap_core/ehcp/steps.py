"""How the timetables of an EHC plan write a step, and the words that several of them share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from ap_core.dates.deadlines import NoFixedDate
from ap_core.dates.timetable import Due, NotKnown, Step
from ap_core.law.citation import Citation
from ap_core.law.instruments import CFA_2014, SI_2014_1530
from ap_core.law.rules import Actor

PRACTICABLE = "as soon as practicable"
AS_SOON_AS_PRACTICABLE = NoFixedDate(PRACTICABLE)
PRACTICE = "practice"


def step(name: str, due: Due, who: Actor, cites: Citation | str, note: str = "") -> Step:
    """One step, owed by ``who`` under ``cites``."""
    return Step(name, due, who.value, str(cites), note)


def reg(number: str) -> str:
    """A place in the SEND Regulations 2014, as a step shows it."""
    return str(SI_2014_1530.reg(number))


def section(number: str) -> str:
    """A place in Part 3 of the Children and Families Act 2014, as a step shows it."""
    return str(CFA_2014.section(number))


def running_from(day: date | None, due: Callable[[date], Due], what: str) -> Due:
    """What ``due`` makes of ``day``; where that is not given, that it is not known, for it runs from ``what``."""
    return NotKnown(f"it runs from {what}") if day is None else due(day)
