"""Placements: checked with the whole rulebook of placement, planned, and both for a great many."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import nested_record
from ap_core import ENGLAND, Calendars, Pupil, PupilRecord, RuleBook, YearGroup, check
from ap_core.dates.deadlines import Deadline
from ap_core.dates.timetable import Timetable
from ap_core.placement.planning import plan_placement
from ap_core.placement.records import Basis, Duration, PlacementReview
from first_rules import FIRST_RULES
from paired import Bar, Ratio, at_most, no_garbage_collection, paired

#: Every row and rule of the room of placement.
BOOK: RuleBook[PupilRecord] = RuleBook(
    subjects=tuple(pair for pair in ENGLAND.subjects if ".placement." in pair[0].__module__),
    rules=tuple(rule for rule in ENGLAND.rules if ".placement." in rule.row.__module__),
)
ROWS = 100
# What every run measures; 100_000 and 10_000 say the same in twice the time.
MANY, TENTH, SLICE = 50_000, 5_000, 1_000
_STARTS = [day for day in nested_record.CALENDAR.school_days if day < date(2027, 4, 1)]


def plan(number: int) -> Timetable:
    """The plan of one of many placements."""
    return plan_placement(
        start=_STARTS[number % len(_STARTS)], centre="CENTRE", home_school="HILL", basis=Basis.DIRECTION,
        year=YearGroup.Y8, calendars=nested_record.CALENDARS, weeks=1 + number % 12,
    )  # fmt: skip


def planned_record(number: int) -> PupilRecord:
    """A record with the placement as it was planned."""
    timetable = plan(number)
    days = {step.name: step.due.last_day for step in timetable if isinstance(step.due, Deadline)}
    assert isinstance(nested_record.RECORD.placements, tuple)
    first_day, end = days["first day"], days.get("planned end")
    [placement] = nested_record.RECORD.placements
    reviews = tuple(PlacementReview(held_on=day) for day in {day for name, day in days.items() if "review" in name})
    return nested_record.RECORD.but(
        pupil=Pupil(ref=f"P{number:06d}", taught_year=nested_record.RECORD.pupil.taught_year),
        placements=(
            placement.but(
                first_day=first_day, duration=Duration.SHORT, planned_end=end, reviews=reviews, returns_to="HILL"
            ),
        ),
    )


def bars() -> Iterator[Bar]:
    """Per rule no dearer than the first rules; a plan at most fifty checks; ten times as many, ten times as long."""
    calendars: Calendars = nested_record.CALENDARS

    def nested() -> None:
        for _ in range(ROWS):
            check(nested_record.RECORD, on=nested_record.ON, calendars=calendars, rulebook=FIRST_RULES)

    def placement() -> None:
        for _ in range(ROWS):
            check(nested_record.RECORD, on=nested_record.ON, calendars=calendars, rulebook=BOOK)

    def planning() -> None:
        for number in range(ROWS):
            plan(number)

    share = len(FIRST_RULES.rules) / len(BOOK.rules)
    a_rule = Ratio(*(ratio * share for ratio in paired(placement, nested)))
    yield at_most("check of a placement / of the first 51 rules, per rule", 1, a_rule, f"{len(BOOK.rules)} rules")
    yield at_most("planning a placement / checking one", 50, paired(planning, placement))
    yield from _a_great_many(MANY, TENTH)


class Slice(NamedTuple):
    """A thousand placements, one after another: how long they took, and what the process holds after them."""

    took: float
    blocks: int


def _a_great_many(many: int, tenth: int) -> Iterator[Bar]:
    """All of a stream of placements against its first tenth, in time and in memory; no record is kept.

    Time is told in yardsticks, a loop that knows nothing of the library, timed beside each slice: a machine that slows
    down slows both, and a library that slows down as it goes on is seen. Each slice of the first tenth is set against
    the slices at its place in all ten, which gives as many ratios.
    """
    with no_garbage_collection():
        _slice(many)
        slices = [_slice(first) for first in range(0, many, SLICE)]
    step = tenth // SLICE
    ratios = [sum(each.took for each in slices[at::step]) / slices[at].took for at in range(step)]
    sizes = f"{many:,} placements planned and checked / the first {tenth:,}"
    yield at_most(sizes, 1.1 * many / tenth, Ratio.of(ratios))
    held = slices[-1].blocks / slices[step - 1].blocks
    yield at_most("the same: memory held after them", 1.05, Ratio.counted(held), f"{slices[-1].blocks:,} blocks")


def _slice(first: int) -> Slice:
    """The thousand placements from one number on."""
    before = _yardstick()
    start = time.perf_counter()
    for number in range(first, first + SLICE):
        check(planned_record(number), on=nested_record.ON, calendars=nested_record.CALENDARS, rulebook=BOOK)
    took = time.perf_counter() - start
    return Slice(2 * took / (before + _yardstick()), sys.getallocatedblocks())


def _yardstick() -> float:
    """The seconds that a piece of plain Python takes just now."""
    start = time.perf_counter()
    counted: dict[int, list[int]] = {}
    for number in range(50_000):
        counted.setdefault(number * 7919 % 1009, []).append(number)
    return time.perf_counter() - start
