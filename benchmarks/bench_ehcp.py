"""EHC plans: a whole annual-review timetable beside one validated record, and a great many plans in linear time."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date, timedelta

import nested_record
from ap_core import ENGLAND, EHCPlan, PupilRecord, RuleBook, check
from ap_core.dates.timetable import Timetable
from ap_core.ehcp.changes import Amendment, NextPhase
from ap_core.ehcp.phase_transfer import Phase
from ap_core.ehcp.records import PlanReview, ReviewDecision
from ap_core.ehcp.review_timetable import annual_review_timetable
from ap_core.values import Value, item, value
from paired import Bar, Ratio, at_most, no_garbage_collection, paired

#: Every row and rule of the room of plans.
BOOK: RuleBook[PupilRecord] = RuleBook(
    subjects=tuple(pair for pair in ENGLAND.subjects if ".ehcp." in pair[0].__module__),
    rules=tuple(rule for rule in ENGLAND.rules if ".ehcp." in rule.row.__module__),
)
ROWS = 200
MANY, TENTH, ROUNDS = 20_000, 2_000, 2
_MADE, _DAY = date(2024, 9, 2), timedelta(days=1)


@value
class Eight(Value):
    """A record of eight fields, each checked."""

    ref: str = item("a reference")
    first: date = item("a first day")
    last: date | None = item("a last day")
    held_on: date | None = item("a day")
    sent_on: date | None = item("a day")
    count: int = item("a count")
    early: bool = item("yes or no")
    names: tuple[str, ...] = item("some names")


def eight(number: int) -> Eight:
    """One such record."""
    day = _MADE + number * _DAY
    return Eight(
        ref="R", first=day, last=None, held_on=day, sent_on=None, count=number, early=False, names=("HILL", "CENTRE")
    )


def timetable(number: int) -> Timetable:
    """The whole annual review of one plan, with its counted days."""
    since = _MADE + number % 365 * _DAY
    meeting = since + 300 * _DAY
    return annual_review_timetable(
        since=since, meeting_on=meeting, notice_on=meeting + 20 * _DAY, decided_on=meeting + 20 * _DAY
    )


def planned_record(number: int) -> PupilRecord:
    """A pupil with a plan, reviewed, amended and about to go on to college."""
    meeting = date(2026, 9, 7) + number % 60 * _DAY
    review = PlanReview(
        meeting_on=meeting, head_asked=True, invitations_on=meeting - 20 * _DAY, papers_on=meeting - 20 * _DAY,
        report_on=meeting + 9 * _DAY, decision_on=meeting + 20 * _DAY, decision=ReviewDecision.AMEND,
        amendment=Amendment(notice_on=meeting + 20 * _DAY, final_on=None),
    )  # fmt: skip
    plan = EHCPlan(
        authority="SHIRE", made_on=_MADE + number % 300 * _DAY, named_setting="HILL", reviews=(review,),
        next_phase=NextPhase(phase=Phase.SECONDARY_TO_POST_16, moves_on=date(2027, 9, 1), named_on=None),
    )  # fmt: skip
    return nested_record.RECORD.but(plan=plan)


def bars() -> Iterator[Bar]:
    """A timetable at most sixty records; ten times as many plans, ten times as long."""

    def timetables() -> None:
        for number in range(ROWS):
            timetable(number)

    def records() -> None:
        for number in range(ROWS):
            eight(number)

    yield at_most("annual-review timetable / one validated record", 60, paired(timetables, records))
    ratios = []
    with no_garbage_collection():
        _seconds(TENTH // 10)
        for _ in range(ROUNDS):
            before, large, after = _seconds(TENTH), _seconds(MANY), _seconds(TENTH)
            ratios.append(2 * large / (before + after))
    yield at_most("20,000 plans checked / 2,000", 11, Ratio.of(ratios), f"{len(BOOK.rules)} rules")


def _seconds(size: int) -> float:
    start = time.perf_counter()
    for number in range(size):
        check(planned_record(number), on=nested_record.ON, calendars=nested_record.CALENDARS, rulebook=BOOK)
    return time.perf_counter() - start
