"""A reassessment from the request to the plan that follows it (CFA 2014 s.44(2)-(3), SI 2014/1530 regs 23 to 27)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from ap_core.dates.deadlines import Deadline
from ap_core.dates.limits import Days, Months, Weeks
from ap_core.dates.timetable import Timetable
from ap_core.ehcp.assessment_timetable import comments_due
from ap_core.ehcp.relief import Relief, unless_relieved
from ap_core.ehcp.review_timetable import review_after_reassessment_due
from ap_core.ehcp.steps import PRACTICABLE, reg, running_from, step
from ap_core.errors import Fault, require
from ap_core.law.rules import Actor

_FIFTEEN_DAYS, _FOURTEEN_WEEKS, _SIX_MONTHS = Days(15), Weeks(14), Months(6)
_REG_25, _REG_27, _COMMENTS, _REVIEW = (
    reg("25(1)"),
    reg("27(2)"),
    f"{reg('13(1)(a)')} with {reg('27(1)')}",
    reg("27(4)"),
)


def reassessment_decision_due(requested_on: date) -> Deadline:
    """Within fifteen days of receiving the request (reg 25(1), read; EHC-RA-02).

    >>> reassessment_decision_due(date(2026, 11, 23)).last_day
    datetime.date(2026, 12, 8)
    """
    return _FIFTEEN_DAYS.after(requested_on)


def reassessed_plan_due(agreed_on: date) -> Deadline:
    """Within fourteen weeks of the notice, or of the authority's own decision, to reassess (reg 27(2), read).

    Fact book EHC-RA-03. There is no limit for ending an ordinary reassessment without a change (verification C23).

    >>> reassessed_plan_due(date(2026, 12, 8)).last_day
    datetime.date(2027, 3, 16)
    """
    return _FOURTEEN_WEEKS.after(agreed_on).as_backstop_to(PRACTICABLE)


def assessed_too_recently(requested_on: date, last_assessed_on: date) -> bool:
    """Whether an assessment lies within the six months prior to a request, so that it need not be granted (reg 24(a)).

    >>> assessed_too_recently(date(2026, 11, 23), date(2026, 5, 23))
    True
    >>> assessed_too_recently(date(2026, 11, 23), date(2026, 5, 22))
    False
    """
    return _SIX_MONTHS.before(requested_on).last_day <= last_assessed_on <= requested_on


def reassessment_timetable(
    *,
    requested_on: date | None = None,
    agreed_on: date | None = None,
    draft_served_on: date | None = None,
    final_on: date | None = None,
    reliefs: Iterable[Relief] = (),
) -> Timetable:
    """The steps of a reassessment, from the request or from the authority's own decision.

    ``requested_on`` is the day the authority received the request, none where it reassesses of its own motion;
    ``agreed_on`` the day it told the parent that it will reassess, or decided so itself; ``final_on`` the day the plan
    that followed was sent.

    ``InvalidValue`` where neither day is given, or one is before what it follows.

    >>> for step in reassessment_timetable(requested_on=date(2026, 11, 23), agreed_on=date(2026, 12, 8)):
    ...     print(step.name, "|", getattr(step.due, "last_day", "no day"))
    decision whether to reassess | 2026-12-08
    comments on the draft | no day
    plan that follows it | 2027-03-16
    review of that plan | no day
    """
    require("reassessment_timetable", list(_faults(requested_on, agreed_on, draft_served_on, final_on)))
    reliefs = tuple(reliefs)
    steps = [
        step("comments on the draft", running_from(draft_served_on, comments_due, "the day the draft is served"),
             Actor.PARENT, _COMMENTS, "at least so long"),
        step("plan that follows it",
             running_from(agreed_on, lambda day: unless_relieved(reassessed_plan_due(day), day, reliefs),
                          "the day the authority says that it will reassess"), Actor.AUTHORITY, _REG_27),
        step("review of that plan", running_from(final_on, review_after_reassessment_due, "the day the plan is sent"),
             Actor.AUTHORITY, _REVIEW),
    ]  # fmt: skip
    if requested_on is not None:
        due = reassessment_decision_due(requested_on)
        steps.insert(0, step("decision whether to reassess", due, Actor.AUTHORITY, _REG_25))
    return Timetable("reassessment", tuple(steps))


def _faults(
    requested_on: date | None, agreed_on: date | None, draft_served_on: date | None, final_on: date | None
) -> Iterator[Fault]:
    if requested_on is None and agreed_on is None:
        yield Fault("agreed_on", "is missing", "give it, or requested_on")
    given = [("requested_on", requested_on), ("agreed_on", agreed_on), ("draft_served_on", draft_served_on),
             ("final_on", final_on)]  # fmt: skip
    days = [(name, day) for name, day in given if day is not None]
    for (before, first), (name, day) in pairwise(days):
        if day < first:
            yield Fault(name, f"is before {before}", "give a day on or after it")
