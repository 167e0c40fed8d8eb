"""Exclusions: one pupil with thirty suspensions checked whole, and the totals of a great many in linear time."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import cycle, islice

import nested_record
from ap_core import ENGLAND, HalfDays, PupilRecord, RuleBook, Suspension, check
from ap_core.exclusion import (
    ExclusionReason,
    Notice,
    Procedure,
    Recipient,
    Reintegration,
    SuspendedElsewhere,
    school_year_total,
    term_total,
)
from ap_core.law.unknown import Unknown
from ap_core.registration.records import SchoolKind
from flat_rules import PAIRS, as_mapping, rows
from paired import Bar, Ratio, at_most, no_garbage_collection, paired

#: Every row and rule of the room of exclusion.
BOOK: RuleBook[PupilRecord] = RuleBook(
    subjects=tuple(pair for pair in ENGLAND.subjects if ".exclusion." in pair[0].__module__),
    rules=tuple(rule for rule in ENGLAND.rules if ".exclusion." in rule.row.__module__),
)
THIRTY, ROWS = 30, 20
MANY, TENTH, ROUNDS = 100_000, 10_000, 2
_DAY, _NOTHING = timedelta(days=1), HalfDays(0)
_ON = date(2027, 7, 1)
_CHECKED = "30 suspensions checked / rule-engine, as many flat conditions"


def suspension(number: int, day: date, last: date) -> Suspension:
    """One of many, with what was done about it."""
    told = (Recipient.PARENT, Recipient.AUTHORITY, Recipient.BOARD)
    return Suspension(
        ref=f"S{number}", school="CENTRE", first_day=day, last_day=last, part_days=(), notice_on=day, exam_on=None,
        school_kind=SchoolKind.PRU, reasons=(ExclusionReason.DB,), education_from=None,
        procedure=Procedure(
            notices=tuple(Notice(to=each, on=day) for each in told), representations=None, back_on=last + _DAY,
            reintegration=Reintegration(offered_on=day, condition_of_return=False),
        ),
    )  # fmt: skip


def record(number: int = 0, many: int = THIRTY) -> PupilRecord:
    """A pupil with so many suspensions of a day or two, spread over the school year."""
    days = [day for day in nested_record.CALENDAR.school_days if day < _ON]
    step = len(days) // many
    suspensions = tuple(
        suspension(at, days[at * step], days[at * step + (at + number) % 2]) for at in range(many)
    )  # fmt: skip
    return nested_record.RECORD.but(
        suspensions=suspensions, permanent_exclusions=(), placements=nested_record.RECORD.placements,
        suspended_elsewhere=SuspendedElsewhere(counted_on=days[0], this_year=_NOTHING),
    )  # fmt: skip


def bars() -> Iterator[Bar]:
    """No dearer than the rival over rows already reckoned; ten times as many pupils, ten times as long."""
    yield _against_rule_engine()
    pupils = [record(number, 1 + number % 3).suspensions for number in range(3)]
    ratios = []
    with no_garbage_collection():
        _seconds(TENTH // 10, pupils)
        for _ in range(ROUNDS):
            before, large, after = _seconds(TENTH, pupils), _seconds(MANY, pupils), _seconds(TENTH, pupils)
            ratios.append(2 * large / (before + after))
    yield at_most("term and year totals of 100,000 pupils / of 10,000", 11, Ratio.of(ratios))


def _against_rule_engine() -> Bar:
    try:
        import rule_engine
    except ImportError:
        return at_most(_CHECKED, 1, None, "the extra rivals is not installed")
    whole = record()
    review = check(whole, on=_ON, calendars=nested_record.CALENDARS, rulebook=BOOK)
    conditions = len(review.findings) + review.not_applicable
    theirs = [rule_engine.Rule(text) for _, text in PAIRS]
    [flat] = rows(1)
    mapping = as_mapping(flat)
    asked = list(islice(cycle(theirs), conditions))

    def ours() -> None:
        for _ in range(ROWS):
            check(whole, on=_ON, calendars=nested_record.CALENDARS, rulebook=BOOK)

    def rivals() -> None:
        for _ in range(ROWS):
            for rule in asked:
                rule.matches(mapping)

    return at_most(_CHECKED, 1, paired(ours, rivals), f"{conditions} conditions")


def _seconds(size: int, pupils: Sequence[tuple[Suspension, ...] | Unknown]) -> float:
    """The totals of so many pupils, of whom there are few kinds."""
    calendars, start = nested_record.CALENDARS, time.perf_counter()
    for number in range(size):
        given = pupils[number % len(pupils)]
        for total in (term_total, school_year_total):
            total(given, date(2026, 11, 23), calendars, school="CENTRE", beside=_NOTHING)
    return time.perf_counter() - start
