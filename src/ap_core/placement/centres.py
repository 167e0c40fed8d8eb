"""Which schools are the centre of a placement by a day."""

from __future__ import annotations

from datetime import date

from ap_core.law.unknown import Unknown, known, unknown_among
from ap_core.placement.records import Placement


def is_centre(placements: tuple[Placement, ...], school: str, day: date) -> bool | Unknown:
    """Whether a placement at ``school`` had begun by ``day``; unknown where that hangs on a first day not known.

    >>> next_year = Placement(ref="A", centre="CENTRE", first_day=date(2027, 1, 5))
    >>> is_centre((next_year,), "CENTRE", date(2026, 11, 23)), is_centre((next_year,), "CENTRE", date(2027, 1, 5))
    (False, True)
    """
    unsure: list[Unknown] = []
    for place, placement in enumerate(placements):
        if placement.centre == school:
            if type(placement.first_day) is Unknown:
                unsure.append(known(placement, "first_day", f"placements[{place}]."))
            elif placement.first_day <= day:
                return True
    missing = unknown_among(unsure)
    return False if missing is None else missing
