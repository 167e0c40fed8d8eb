"""Placements: checked with the whole rulebook of placement, planned, and both for a great many."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date

import nested_record
from ap_core import ENGLAND, Calendars, PupilRecord, RuleBook, YearGroup, check
from ap_core.dates.deadlines import Deadline
from ap_core.dates.timetable import Timetable
from ap_core.placement.planning import plan_placement
from ap_core.placement.records import Basis, Duration, PlacementReview
from paired import Bar, Ratio, at_most, no_garbage_collection, paired

#: Every row and rule of the room of placement.
BOOK: RuleBook[PupilRecord] = RuleBook(
    subjects=tuple(pair for pair in ENGLAND.subjects if ".placement." in pair[0].__module__),
    rules=tuple(rule for rule in ENGLAND.rules if ".placement." in rule.row.__module__),
)
ROWS = 100
MANY, TENTH, ROUNDS = 10_000, 1_000, 5
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
        placements=(
            placement.but(
                first_day=first_day, duration=Duration.SHORT, planned_end=end, reviews=reviews, returns_to="HILL"
            ),
        )
    )


def bars() -> Iterator[Bar]:
    """Per rule no dearer than the whole way; a plan at most fifty checks; ten times as many, ten times as long."""
    calendars: Calendars = nested_record.CALENDARS

    def nested() -> None:
        for _ in range(ROWS):
            check(nested_record.RECORD, on=nested_record.ON, calendars=calendars)

    def placement() -> None:
        for _ in range(ROWS):
            check(nested_record.RECORD, on=nested_record.ON, calendars=calendars, rulebook=BOOK)

    def planning() -> None:
        for number in range(ROWS):
            plan(number)

    share = len(ENGLAND.rules) / len(BOOK.rules)
    a_rule = Ratio(*(ratio * share for ratio in paired(placement, nested)))
    yield at_most("check of a placement / nested check, per rule", 1, a_rule, f"{len(BOOK.rules)} rules")
    yield at_most("planning a placement / checking one", 50, paired(planning, placement))
    ratios = []
    with no_garbage_collection():
        _seconds(TENTH)
        for _ in range(ROUNDS):
            before, large, after = _seconds(TENTH), _seconds(MANY), _seconds(TENTH)
            ratios.append(2 * large / (before + after))
    yield at_most("10,000 placements planned and checked / 1,000", 11, Ratio.of(ratios))


def _seconds(size: int) -> float:
    start = time.perf_counter()
    for number in range(size):
        check(planned_record(number), on=nested_record.ON, calendars=nested_record.CALENDARS, rulebook=BOOK)
    return time.perf_counter() - start
