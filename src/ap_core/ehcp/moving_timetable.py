"""A pupil with a plan moves into another authority's area (SI 2014/1530 regs 15 and 16).

The authority that the pupil leaves transfers the plan: its own awareness starts the fifteen working days, not that of
the new one (fact book EHC-MV-01). The new one owes all of the plan from the day of the transfer.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ap_core.dates.deadlines import Deadline, NoFixedDate
from ap_core.dates.limits import Months, Weeks, WorkingDays
from ap_core.dates.timetable import Timetable
from ap_core.ehcp.steps import reg, running_from, step
from ap_core.errors import Fault, require
from ap_core.law.rules import Actor

_FIFTEEN_WORKING_DAYS = WorkingDays(15)
_SIX_WEEKS, _THREE_MONTHS, _TWELVE_MONTHS = Weeks(6), Months(3), Months(12)
_FROM_TRANSFER = "the day of the transfer"
_FROM_BOTH = "the day of the transfer and the plan or its last review"


def transfer_due(moved_on: date, aware_on: date) -> Deadline:
    """The last day for the old authority to transfer the plan (reg 15(2), read; EHC-MV-01).

    The day of the move, if it knew at least fifteen working days before; otherwise the fifteenth working day beginning
    with the day it became aware. Whether it knew long enough before has two readings on one day: then so has this.

    >>> transfer_due(date(2026, 12, 1), date(2026, 12, 1)).last_day
    datetime.date(2026, 12, 21)
    >>> transfer_due(date(2026, 12, 1), date(2026, 10, 1)).last_day
    datetime.date(2026, 12, 1)
    """
    long_before = _FIFTEEN_WORKING_DAYS.before(moved_on)
    if aware_on <= long_before.last_day:
        return Deadline(moved_on)
    late = _FIFTEEN_WORKING_DAYS.starting_with(aware_on)
    if aware_on <= long_before.latest and moved_on != late.last_day:
        first, last = sorted((moved_on, late.last_day))
        return Deadline(first, customary_last_day=last)
    return late


def told_due(transferred_on: date) -> Deadline:
    """Within six weeks of the transfer the new authority tells the family what it proposes (reg 15(4), read)."""
    return _SIX_WEEKS.after(transferred_on)


def review_after_transfer_due(since: date, transferred_on: date) -> Deadline:
    """The end of the later of twelve months from the plan or its last review, and three from the transfer (reg 15(5)).

    ``since`` is the day the plan was made or last reviewed. Both periods begin with their day; by custom the
    corresponding day is taken as in time (read; EHC-MV-04).

    >>> due = review_after_transfer_due(date(2026, 1, 10), date(2026, 12, 21))
    >>> due.last_day, due.customary_last_day
    (datetime.date(2027, 3, 20), datetime.date(2027, 3, 21))
    """
    year, quarter = _TWELVE_MONTHS.starting_with(since), _THREE_MONTHS.starting_with(transferred_on)
    last_day, latest = max(year.last_day, quarter.last_day), max(year.latest, quarter.latest)
    return Deadline(last_day, customary_last_day=latest if latest > last_day else None)


def health_request_due(aware_on: date) -> Deadline:
    """The fifteenth working day beginning with the day a new health body became aware of the move (reg 15(8), read)."""
    return _FIFTEEN_WORKING_DAYS.starting_with(aware_on)


def moving_timetable(
    *,
    moved_on: date,
    aware_on: date | None = None,
    since: date | None = None,
    transferred_on: date | None = None,
    health_aware_on: date | None = None,
) -> Timetable:
    """The steps from a move on ``moved_on``; ``aware_on`` is the day the *old* authority became aware of it.

    ``since`` is the day the plan was made or last reviewed, ``transferred_on`` the day it was transferred,
    ``health_aware_on`` the day the new health body became aware, where another one becomes responsible.

    ``InvalidValue`` where the transfer is before the move; ``OutsideCalendar`` beyond the table of bank holidays.

    >>> plan = moving_timetable(
    ...     moved_on=date(2026, 12, 1), aware_on=date(2026, 12, 1), since=date(2026, 1, 10),
    ...     transferred_on=date(2026, 12, 21),
    ... )
    >>> for step in plan:
    ...     print(step.name, "|", getattr(step.due, "last_day", "no day"), "|", step.who)
    plan transferred | 2026-12-21 | Local authority that the pupil moved from
    family told what the new authority proposes | 2027-02-01 | Local authority
    another school, where the named one is out of reach | no day | Local authority
    first review by the new authority | 2027-03-20 | Local authority
    new health body's request | no day | Health commissioning body
    """
    require("moving_timetable", list(_faults(moved_on, transferred_on)))
    return Timetable("move to another authority's area", (
        step("plan transferred",
             running_from(aware_on, lambda day: transfer_due(moved_on, day), "the day the old authority knew of it"),
             Actor.AUTHORITY_LEFT, reg("15(2)"), "from then on the new authority owes all that the plan specifies"),
        step("family told what the new authority proposes", running_from(transferred_on, told_due, _FROM_TRANSFER),
             Actor.AUTHORITY, reg("15(4)")),
        step("another school, where the named one is out of reach",
             NoFixedDate("at once, until the plan can be amended"), Actor.AUTHORITY, reg("15(6)")),
        step("first review by the new authority",
             running_from(since, lambda made: running_from(
                 transferred_on, lambda day: review_after_transfer_due(made, day), _FROM_BOTH), _FROM_BOTH),
             Actor.AUTHORITY, reg("15(5)")),
        step("new health body's request",
             running_from(health_aware_on, health_request_due, "the day the new body became aware"),
             Actor.HEALTH, reg("15(8)"), "only where the plan's health provision is not practicable there"),
    ))  # fmt: skip


def _faults(moved_on: date, transferred_on: date | None) -> Iterator[Fault]:
    if transferred_on is not None and transferred_on < moved_on:
        yield Fault("transferred_on", "is before moved_on", "give a day on or after the move")
