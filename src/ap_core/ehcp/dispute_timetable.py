"""Mediation and appeal after a decision of the authority, and how long a plan goes on when it is to cease.

What the parent or young person may do in a time is their right and no duty: no rule judges it. SI 2014/1530 regs 32 to
39; rule 20 of the tribunal's rules, SI 2008/2699 (in a secondary source), in :mod:`ap_core.dates.tribunal`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ap_core.dates.deadlines import Deadline, NoFixedDate
from ap_core.dates.limits import Days, Months, WorkingDays
from ap_core.dates.plain import moved
from ap_core.dates.timetable import Due, NotKnown, Step, Timetable
from ap_core.dates.tribunal import appeal_last_day
from ap_core.ehcp.steps import reg, running_from, section, step
from ap_core.errors import Fault, require
from ap_core.law.instruments import SI_2008_2699
from ap_core.law.rules import Actor

_TWO_MONTHS, _ONE_MONTH = Months(2), Months(1)
_THREE_WORKING_DAYS, _FIVE_WORKING_DAYS = WorkingDays(3), WorkingDays(5)
_THIRTY_DAYS = Days(30)
_RULE_20 = str(SI_2008_2699.at("r.20"))


def mediation_contact_due(notice_on: date) -> Deadline:
    """Within two months after the notice of the decision was sent (reg 33, read; EHC-TR-02).

    >>> mediation_contact_due(date(2026, 12, 31)).last_day
    datetime.date(2027, 2, 28)
    """
    return _TWO_MONTHS.after(notice_on)


def certificate_due(told_on: date) -> Deadline:
    """Within three working days of being told that there is to be none, or of its end (regs 34(1), 39(1), read).

    >>> certificate_due(date(2026, 12, 24)).last_day
    datetime.date(2026, 12, 31)
    """
    return _THREE_WORKING_DAYS.after(told_on)


def mediation_due(told_on: date) -> Deadline:
    """Within thirty days, calendar days, of the authority being told that it is wanted (regs 35(4), 36(2), read).

    >>> mediation_due(date(2026, 11, 23)).last_day
    datetime.date(2026, 12, 23)
    """
    return _THIRTY_DAYS.after(told_on)


def mediation_date_told_due(mediation_on: date) -> Deadline:
    """At least five working days prior to the mediation, unless the family agrees to less (reg 37(2), read)."""
    return _FIVE_WORKING_DAYS.before(mediation_on)


def appeal_due(notice_on: date, certificate_on: date | None = None) -> Deadline:
    """The last day for the tribunal to receive an appeal (EHC-TR-04).

    The later of two months after the notice was sent and one month from the mediation certificate; then as
    :func:`ap_core.dates.tribunal.appeal_last_day` has it. Not eight weeks.

    >>> appeal_due(date(2026, 10, 28)).last_day, appeal_due(date(2026, 12, 31)).last_day
    (datetime.date(2027, 1, 4), datetime.date(2027, 3, 1))
    """
    ends = [_TWO_MONTHS.after(notice_on).last_day]
    if certificate_on is not None:
        ends.append(_ONE_MONTH.after(certificate_on).last_day)
    return appeal_last_day(max(ends))


def plan_goes_on_until(notice_on: date, certificate_on: date | None = None) -> date:
    """The last day that a plan has to be kept after notice that it ceases, where nobody appeals (CFA 2014 s.45(4)(a)).

    Where somebody does, it goes on until the appeal is finally determined (s.45(4)(b), read; EHC-CE-03).

    >>> plan_goes_on_until(date(2026, 6, 1))
    datetime.date(2026, 9, 1)
    """
    return appeal_due(notice_on, certificate_on).last_day


def dispute_timetable(
    *,
    notice_on: date,
    only_placement: bool = False,
    mediation_wanted_on: date | None = None,
    declined_on: date | None = None,
    mediation_on: date | None = None,
    certificate_on: date | None = None,
) -> Timetable:
    """The steps after a decision that can be appealed, of which notice was sent on ``notice_on``.

    ``only_placement`` says that the appeal is only about the setting in Section I, which needs no certificate (CFA 2014
    s.55(2), read). ``mediation_wanted_on`` is the day the authority was told that mediation is wanted, ``declined_on``
    the day the adviser was told that it is not, ``mediation_on`` the day it was held or is fixed for.

    ``InvalidValue`` where one of these days is before the notice.

    >>> for step in dispute_timetable(notice_on=date(2026, 6, 10), declined_on=date(2026, 7, 1)):
    ...     print(step.name, "|", step.due.last_day, "|", step.who)
    mediation adviser contacted | 2026-08-10 | Parent or young person
    mediation certificate | 2026-07-06 | Mediation adviser
    appeal received by the tribunal | 2026-09-01 | Parent or young person
    """
    given = {"mediation_wanted_on": mediation_wanted_on, "declined_on": declined_on, "mediation_on": mediation_on,
             "certificate_on": certificate_on}  # fmt: skip
    require("dispute_timetable", list(_faults(notice_on, given)))
    mediation = () if only_placement else _mediation(notice_on, mediation_wanted_on, declined_on, mediation_on)
    appeal = step("appeal received by the tribunal", appeal_due(notice_on, certificate_on), Actor.PARENT, _RULE_20,
                  "until five in the afternoon; out of time only with permission")  # fmt: skip
    return Timetable("mediation and appeal", (*mediation, appeal))


def ceasing_timetable(*, notice_on: date | None = None, certificate_on: date | None = None) -> Timetable:
    """The steps of ceasing to keep a plan: consult, give notice, and keep it a while (reg 31, s.45(4); EHC-CE-02).

    >>> for step in ceasing_timetable(notice_on=date(2026, 6, 1)):
    ...     print(step.name, "|", getattr(step.due, "last_day", step.due))
    family and named school consulted | NoFixedDate('before the decision')
    notice of the decision | NoFixedDate('no date is fixed')
    plan kept until | 2026-09-01
    """
    kept: Due = NotKnown("it runs from the day of the notice")
    if notice_on is not None:
        kept = Deadline(plan_goes_on_until(notice_on, certificate_on))
    return Timetable("ceasing to keep the plan", (
        step("family and named school consulted", NoFixedDate("before the decision"), Actor.AUTHORITY, reg("31(1)")),
        step("notice of the decision", NoFixedDate("no date is fixed"), Actor.AUTHORITY, reg("31(2)-(3)")),
        step("plan kept until", kept, Actor.AUTHORITY, section("45(4)"),
             "the end of the time to appeal, or of an appeal brought in it"),
    ))  # fmt: skip


def first_day_without(notice_on: date, certificate_on: date | None = None) -> date:
    """The first day on which a plan of which notice to cease was given need not be kept any more, if nobody appeals.

    >>> first_day_without(date(2026, 6, 1))
    datetime.date(2026, 9, 2)
    """
    return moved(plan_goes_on_until(notice_on, certificate_on), 1)


def _mediation(
    notice_on: date, wanted_on: date | None, declined_on: date | None, mediation_on: date | None
) -> Iterator[Step]:
    yield step("mediation adviser contacted", mediation_contact_due(notice_on), Actor.PARENT, reg("33"))
    if wanted_on is not None:
        yield step("mediation", mediation_due(wanted_on), Actor.AUTHORITY, reg("36(2)"), "calendar days")
    if mediation_on is not None:
        yield step("family told when and where", mediation_date_told_due(mediation_on), Actor.AUTHORITY, reg("37(2)"))
    name = "mediation certificate"
    if declined_on is not None:
        yield step(name, certificate_due(declined_on), Actor.MEDIATION_ADVISER, reg("34(1)"))
    else:
        due = running_from(mediation_on, certificate_due, "the day mediation ends or is declined")
        yield step(name, due, Actor.MEDIATION_ADVISER, reg("39(1)"))


def _faults(notice_on: date, given: dict[str, date | None]) -> Iterator[Fault]:
    for name, day in given.items():
        if day is not None and day < notice_on:
            yield Fault(name, "is before notice_on", "give a day on or after the notice")
