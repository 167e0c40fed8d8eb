"""The exceptions that switch off a time limit of an assessment or a plan: they never move it (EHC-T-08, EHC-NA-12).

Each applies only where it made the limit impractical: that an authority relies on one is what a record says, and here
only that its days are such as the regulation names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from enum import Enum

from ap_core.dates.deadlines import Deadline, NoFixedDate
from ap_core.dates.plain import moved
from ap_core.dates.spans import DateSpan
from ap_core.errors import Fault
from ap_core.values import Value, item, value

_WEEK = 7
_LONG_CLOSURE = 4 * _WEEK


class ReliefKind(Enum):
    """What an authority may rely on (SI 2014/1530 regs 5(4), 10(4), 13(3), 27(3), read)."""

    SCHOOL_CLOSED = "advice was asked of a school around a long closure"
    EARLY_YEARS_CLOSED = "advice was asked of an early years provider around a long closure"
    PERSONAL = "exceptional personal circumstances"
    ABSENT = "long absence from the area"


_CLOSURES = (ReliefKind.SCHOOL_CLOSED, ReliefKind.EARLY_YEARS_CLOSED)


@value
class Relief(Value):
    """An exception that the authority relies on, with the days that it turns on.

    ``first`` and ``last`` are the first and last day of the closure or of the absence; for exceptional personal
    circumstances they may be left out.
    """

    kind: ReliefKind = item("which exception")
    first: date | None = item("the first day of the closure or absence", default=None)
    last: date | None = item("the last day of the closure or absence", default=None)
    advice_asked_on: date | None = item("the day the advice was asked of whom was about to close", default=None)

    def _faults(self) -> Iterator[Fault]:
        if self.kind is not ReliefKind.PERSONAL:
            for name in ("first", "last"):
                if getattr(self, name) is None:
                    yield Fault(name, "is missing", "give the first and the last day of the closure or absence")
        if self.kind in _CLOSURES and self.advice_asked_on is None:
            yield Fault("advice_asked_on", "is missing", "give the day on which the authority asked for the advice")
        if self.first is not None and self.last is not None and self.last < self.first:
            yield Fault("last", "is before first", "give a last day on or after the first")

    def covers(self, limit: DateSpan, weeks_away: int = 4) -> bool:
        """Whether the days are such as switch off a limit that runs over ``limit``.

        ``weeks_away`` is how long an absence has to last: four weeks, and two after a tribunal's order (reg 44(3)(b)).

        >>> summer = Relief(
        ...     kind=ReliefKind.SCHOOL_CLOSED, first=date(2026, 7, 23), last=date(2026, 9, 1),
        ...     advice_asked_on=date(2026, 7, 15),
        ... )
        >>> summer.covers(DateSpan(date(2026, 7, 1), date(2026, 11, 18)))
        False
        """
        if self.kind is ReliefKind.PERSONAL:
            return True
        assert self.first is not None and self.last is not None
        if self.kind is ReliefKind.ABSENT:
            assert limit.last is not None
            away = (min(self.last, limit.last) - max(self.first, limit.first)).days + 1
            return away >= weeks_away * _WEEK
        window = closure_window(self.first, moved(self.last, 1))
        assert self.advice_asked_on is not None
        return window is not None and window.covers(self.advice_asked_on)


def given_once(path: str, marks: Iterable[object]) -> Iterator[Fault]:
    """A fault for each mark, such as a day, that an earlier record of the same kind has too; ``None`` marks nothing."""
    seen: set[object] = set()
    for place, mark in enumerate(marks):
        if mark is not None and mark in seen:
            yield Fault(f"{path}[{place}]", "is recorded twice", "give it once, with all that is known of it")
        seen.add(mark)


def closure_window(closed_from: date, reopens: date) -> DateSpan | None:
    """The days on which asking a school for advice opens the exception; none where it is closed for under four weeks.

    From a week before the closure to a week before the school opens again, both included (reg 10(4)(a), read; that the
    last day is inside is a reading, fact book doubt b). Half terms, Christmas and Easter never are that long.

    >>> window = closure_window(date(2026, 7, 23), date(2026, 9, 2))
    >>> window.first, window.last
    (datetime.date(2026, 7, 16), datetime.date(2026, 8, 26))
    """
    if (reopens - closed_from).days < _LONG_CLOSURE:
        return None
    return DateSpan(moved(closed_from, -_WEEK), moved(reopens, -_WEEK))


def unless_relieved(
    due: Deadline, runs_from: date, reliefs: Iterable[Relief], weeks_away: int = 4
) -> Deadline | NoFixedDate:
    """The limit, or what is left of it where one of ``reliefs`` covers the time from ``runs_from`` to its last day.

    >>> from ap_core.dates import Weeks
    >>> due = Weeks(6).after(date(2026, 11, 23)).as_backstop_to("as soon as practicable")
    >>> unless_relieved(due, date(2026, 11, 23), [Relief(kind=ReliefKind.PERSONAL)]).wording
    'as soon as practicable'
    """
    limit = DateSpan(runs_from, due.last_day)
    for relief in reliefs:
        if relief.covers(limit, weeks_away):
            return due.switched_off(relief.kind.value, None if due.backstop_to else "no date is fixed")
    return due
