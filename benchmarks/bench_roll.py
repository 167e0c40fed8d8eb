"""A roll in memory: ten times the records, about ten times the time."""

from __future__ import annotations

import time
from collections.abc import Iterator

import nested_record
from ap_core import Centre, Pupil, Roll, School, check_roll
from ap_core.registration.records import SchoolKind
from paired import Bar, Ratio, at_most, no_garbage_collection

MANY, TENTH = 10_000, 1_000
ROUNDS = 2


def roll(size: int) -> Roll:
    """So many pupils, each with a record as full as the nested one."""
    records = tuple(
        nested_record.RECORD.but(pupil=Pupil(ref=f"P{number:05d}", taught_year=nested_record.RECORD.pupil.taught_year))
        for number in range(size)
    )
    return Roll(
        centre=Centre(ref="CENTRE", name="Invented Centre", kind=SchoolKind.PRU),
        schools=(School(ref="HILL", name="Invented Hill School", kind=SchoolKind.MAINTAINED),),
        calendars=nested_record.CALENDARS,
        records=records,
    )


def bars() -> Iterator[Bar]:
    """Ten times the records take at most eleven times as long."""
    many, tenth = roll(MANY), roll(TENTH)
    ratios = []
    with no_garbage_collection():
        _seconds(tenth)
        for _ in range(ROUNDS):
            # The small roll on both sides of the large one, so that a machine that speeds up or slows down is seen.
            before, large, after = _seconds(tenth), _seconds(many), _seconds(tenth)
            ratios.append(2 * large / (before + after))
    yield at_most("check_roll of 10,000 records / of 1,000", 11, Ratio.of(ratios))


def _seconds(of: Roll) -> float:
    start = time.perf_counter()
    check_roll(of, on=nested_record.ON)
    return time.perf_counter() - start
