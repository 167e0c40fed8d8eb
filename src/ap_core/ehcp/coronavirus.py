"""The spring and summer of 2020, when time limits gave way where there was a coronavirus reason (SI 2020/471)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from ap_core.dates.deadlines import Deadline, NoFixedDate
from ap_core.dates.spans import DateSpan
from ap_core.ehcp.relief import Relief, unless_relieved
from ap_core.law.unknown import Unknown, reckon
from ap_core.law.wording import iso_day

#: Time limits that fell due in these days were relaxed where there was a coronavirus reason (SI 2020/471).
_RELAXED_UNTIL = date(2020, 9, 24)
CORONAVIRUS = DateSpan(date(2020, 5, 1), _RELAXED_UNTIL)
#: In these days the duty to secure Section F was one of reasonable endeavours (fact book EHC-LAW-05).
ENDEAVOURS = DateSpan(date(2020, 5, 1), date(2020, 7, 31))


def unless_relaxed(due: Deadline | Unknown, done: Any, on: date) -> Deadline | Unknown:
    """The deadline; unknown where it fell in the coronavirus months and was not kept, for it may not have applied."""
    # Most deadlines fell before those months or after them.
    if type(due) is Unknown or due.latest < CORONAVIRUS.first or due.last_day > _RELAXED_UNTIL:
        return due
    if isinstance(done, date) and done <= min(due.last_day, on):
        return due
    return Unknown.because(
        f"a coronavirus reason for what was due on {iso_day(due.last_day)}",
        ask="Was there a coronavirus reason why the time limit of the review could not be kept?",
        of="local authority",
    )


def limit_from(
    how: Callable[[date], Deadline], day: Any, done: Any, on: date, reliefs: Iterable[Relief] = ()
) -> Deadline | NoFixedDate | Unknown:
    """The limit that ``how`` counts from ``day``, switched off by a relief that covers it, or relaxed in 2020."""
    due = reckon(how, day)
    if type(due) is Unknown:
        return due
    left = unless_relieved(due, day, reliefs)
    return unless_relaxed(left, done, on) if isinstance(left, Deadline) else left
