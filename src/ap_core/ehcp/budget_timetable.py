"""A personal budget that was asked for, and direct payments (CFA 2014 s.49, SI 2014/1652)."""

from __future__ import annotations

from datetime import date

from ap_core.dates.deadlines import Deadline, NoFixedDate
from ap_core.dates.limits import Months
from ap_core.dates.timetable import Timetable
from ap_core.ehcp.steps import running_from, section, step
from ap_core.law.instruments import SI_2014_1652
from ap_core.law.rules import Actor

_THREE_MONTHS = Months(3)


def payments_review_due(first_paid_on: date) -> Deadline:
    """The end of the first three months of direct payments (SI 2014/1652 reg 11(2)(a), read).

    >>> due = payments_review_due(date(2026, 11, 30))
    >>> due.last_day, due.customary_last_day
    (datetime.date(2027, 2, 28), None)
    """
    return _THREE_MONTHS.starting_with(first_paid_on)


def personal_budget_timetable(*, first_paid_on: date | None = None) -> Timetable:
    """The steps from a request for a personal budget, made while a plan is drafted, reviewed or reassessed.

    No date is fixed for preparing one. ``first_paid_on`` is the day of the first direct payment.

    >>> for step in personal_budget_timetable(first_paid_on=date(2026, 11, 2)):
    ...     print(step.name, "|", getattr(step.due, "last_day", "no day"), "|", step.who)
    budget prepared | no day | Local authority
    consent of the head, where it is used at a school | no day | Head
    first review of the payments | 2027-02-01 | Local authority
    """
    return Timetable("personal budget", (
        step("budget prepared", NoFixedDate("no date is fixed"), Actor.AUTHORITY, section("49(1)")),
        step("consent of the head, where it is used at a school", NoFixedDate("before any payment"), Actor.HEAD,
             str(SI_2014_1652.reg("9(1)")), "in writing; the head decides"),
        step("first review of the payments",
             running_from(first_paid_on, payments_review_due, "the day of the first payment"),
             Actor.AUTHORITY, str(SI_2014_1652.reg("11(2)(a)"))),
    ))  # fmt: skip
