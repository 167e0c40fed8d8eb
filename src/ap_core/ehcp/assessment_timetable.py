"""A needs assessment from the request to the final plan: each step, who owes it, by when (SI 2014/1530 regs 3 to 14).

Every limit runs from the day the authority *receives* the request, or becomes responsible for the child: never from the
decision to assess, nor from a panel (fact book section 3).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from ap_core.dates.deadlines import Deadline, NoFixedDate
from ap_core.dates.limits import Days, Weeks
from ap_core.dates.plain import moved
from ap_core.dates.timetable import Timetable
from ap_core.ehcp.relief import Relief, unless_relieved
from ap_core.ehcp.steps import AS_SOON_AS_PRACTICABLE, PRACTICABLE, PRACTICE, reg, running_from, step
from ap_core.errors import Fault, require
from ap_core.law.instruments import SEND_CODE_2015
from ap_core.law.rules import Actor

_SIX_WEEKS, _TEN_WEEKS, _FOURTEEN_WEEKS = Weeks(6), Weeks(10), Weeks(14)
_SIXTEEN_WEEKS, _TWENTY_WEEKS = Weeks(16), Weeks(20)
_FIFTEEN_DAYS = Days(15)

_REG_3, _REG_4, _REG_5, _REG_8 = reg("3"), reg("4(2)"), reg("5(1)"), reg("8(1)")
_REG_10, _REG_13, _COMMENTS = reg("10(1)"), reg("13(2)"), reg("13(1)(a)")
_REPLY = str(SEND_CODE_2015.at("para 9.83"))


def decision_to_assess_due(requested_on: date) -> Deadline:
    """Within six weeks of receiving the request (reg 5(1), read; EHC-NA-04).

    >>> decision_to_assess_due(date(2026, 11, 23)).last_day
    datetime.date(2027, 1, 4)
    """
    return _SIX_WEEKS.after(requested_on).as_backstop_to(PRACTICABLE)


def advice_due(asked_on: date) -> Deadline:
    """Within six weeks of receiving the request for advice (reg 8(1), read; EHC-NA-06).

    The regulation binds the bodies of section 31 (authorities, health); the Code asks the same of every other adviser.
    """
    return _SIX_WEEKS.after(asked_on)


def no_plan_notice_due(requested_on: date) -> Deadline:
    """Within sixteen weeks of receiving the request, where there is to be no plan (reg 10(1), read; EHC-NA-07)."""
    return _SIXTEEN_WEEKS.after(requested_on).as_backstop_to(PRACTICABLE)


def comments_due(served_on: date) -> Deadline:
    """The last of the fifteen days, at the least, beginning with the day a draft is served (reg 13(1)(a), read).

    The same for proposed amendments (reg 22(2)(c), read); EHC-T-02, EHC-NA-09, EHC-AR-09.

    >>> comments_due(date(2026, 3, 2)).last_day
    datetime.date(2026, 3, 16)
    """
    return _FIFTEEN_DAYS.starting_with(served_on)


def reply_due(consulted_on: date) -> Deadline:
    """Within fifteen days of being consulted on being named (SEND Code 2015 para 9.83, in extracts; EHC-NA-10)."""
    return _FIFTEEN_DAYS.after(consulted_on)


def final_plan_due(requested_on: date) -> Deadline:
    """Within twenty weeks of receiving the request (reg 13(2), read; EHC-NA-11)."""
    return _TWENTY_WEEKS.after(requested_on).as_backstop_to(PRACTICABLE)


def assessment_timetable(
    *,
    requested_on: date,
    advice_asked_on: date | None = None,
    draft_served_on: date | None = None,
    consulted_on: date | None = None,
    reliefs: Iterable[Relief] = (),
) -> Timetable:
    """The steps from ``requested_on``, the day the authority received the request, to the final plan.

    ``advice_asked_on`` is the day a body received the authority's request for advice, ``draft_served_on`` the day the
    draft was served, ``consulted_on`` the day a school was consulted on being named: without them what runs from them
    is not known. ``reliefs`` are exceptions that the authority relies on: they switch its limits off and never move
    them. No agreement of the parent lengthens a limit.

    ``InvalidValue`` where one of these days is before the request.

    >>> plan = assessment_timetable(requested_on=date(2026, 11, 23), draft_served_on=date(2027, 3, 8))
    >>> for step in plan:
    ...     print(step.name, "|", getattr(step.due, "last_day", "no day"))
    parent or young person consulted | no day
    others told that an assessment is considered | no day
    decision whether to assess | 2027-01-04
    advice | no day
    notice that there will be no plan | 2027-03-15
    draft plan | 2027-03-28
    comments on the draft | 2027-03-22
    answer of a school consulted | no day
    final plan | 2027-04-12
    """
    given = {"advice_asked_on": advice_asked_on, "draft_served_on": draft_served_on, "consulted_on": consulted_on}
    require("assessment_timetable", list(_before(requested_on, given)))
    reliefs = tuple(reliefs)

    def limit(due: Deadline) -> Deadline | NoFixedDate:
        return unless_relieved(due, requested_on, reliefs)

    final = final_plan_due(requested_on)
    return Timetable(
        "needs assessment",
        (
            step("parent or young person consulted", AS_SOON_AS_PRACTICABLE, Actor.AUTHORITY, _REG_3),
            step("others told that an assessment is considered", NoFixedDate("no date is fixed"), Actor.AUTHORITY,
                 _REG_4, "health, social care and the head of the school where the child is registered"),
            step("decision whether to assess", limit(decision_to_assess_due(requested_on)), Actor.AUTHORITY, _REG_5),
            step("advice", running_from(advice_asked_on, advice_due, "the day each body is asked"),
                 Actor.ADVICE_BODY, _REG_8,
                 "binding on authorities and health; of schools and others the Code asks the same"),
            step("notice that there will be no plan", limit(no_plan_notice_due(requested_on)), Actor.AUTHORITY,
                 _REG_10, "a limit for a refusal alone; by custom the point of decision either way"),
            step("draft plan", Deadline(moved(final.last_day, -_FIFTEEN_DAYS.n)), Actor.AUTHORITY, PRACTICE,
                 "no date is fixed; the last day that still leaves time for comments"),
            step("comments on the draft", running_from(draft_served_on, comments_due, "the day the draft is served"),
                 Actor.PARENT, _COMMENTS, "at least so long; the authority may give more"),
            step("answer of a school consulted",
                 running_from(consulted_on, reply_due, "the day the school is consulted"),
                 Actor.OTHER_SCHOOL, _REPLY, "silence is neither consent nor objection"),
            step("final plan", limit(final), Actor.AUTHORITY, _REG_13),
        ),
    )  # fmt: skip


def reversed_refusal_timetable(agreed_on: date) -> Timetable:
    """Where an authority that had said no agrees to assess with no appeal brought: what the Ombudsman holds it to.

    No regulation gives a limit; the ten and fourteen weeks are taken over from regs 44 and 45, from the day of the
    agreement (EHC-NA-13, read in a decision of the Ombudsman, 25-007-473).

    >>> [step.due.last_day.isoformat() for step in reversed_refusal_timetable(date(2025, 2, 21))]
    ['2025-05-02', '2025-05-30']
    """
    return Timetable(
        "needs assessment agreed after a refusal",
        (
            step("notice that there will be no plan", _TEN_WEEKS.after(agreed_on), Actor.AUTHORITY, PRACTICE),
            step("final plan", _FOURTEEN_WEEKS.after(agreed_on), Actor.AUTHORITY, PRACTICE),
        ),
    )


def _before(requested_on: date, given: dict[str, date | None]) -> Iterator[Fault]:
    for name, day in given.items():
        if day is not None and day < requested_on:
            yield Fault(name, "is before requested_on", "give a day on or after the request")
