"""The review of a permanent exclusion and what follows it, as steps (EX-IRP-01 to -13; verification C8, C19, C20).

What a parent may do in a time is a right, and no rule calls it late. A panel upholds, recommends or quashes: it never
reinstates.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ap_core.dates.calendars import SchoolCalendar
from ap_core.dates.deadlines import Deadline, NoFixedDate
from ap_core.dates.service import BOARD_DECISION, PANEL_DECISION, Method
from ap_core.dates.timetable import Due, NotKnown, Step, Timetable
from ap_core.errors import refuse
from ap_core.exclusion.board_timetable import papers_due
from ap_core.exclusion.boards import WhyExtended
from ap_core.exclusion.panels import Outcome
from ap_core.exclusion.steps import WITHOUT_DELAY, arranging_authority, board_of, check_asked, step
from ap_core.exclusion.windows import (
    PANEL_ORDER,
    PANEL_ORDER_OF_UNIT,
    apply_due,
    hearing_due,
    provision,
    reconsider_due,
    second_apply_due,
    unless_extended,
)
from ap_core.law.instruments import SI_2012_1033, SI_2024_208
from ap_core.law.rules import Actor
from ap_core.registration.records import SchoolKind


def _schedule(paragraph: str) -> str:
    return str(SI_2012_1033.at(f"Sch 1 para {paragraph}"))


def panel_timetable(
    *,
    excluded_on: date,
    notice_on: date,
    method: Method,
    school_kind: SchoolKind,
    calendar: SchoolCalendar,
    received_on: date | None = None,
    applied_on: date | None = None,
    sen_expert: bool = False,
    claim_ended_on: date | None = None,
    hearing_on: date | None = None,
    extended: WhyExtended | None = None,
) -> Timetable:
    """The steps after the board gave notice, on ``notice_on`` and by ``method``, that it does not reinstate the pupil.

    ``received_on`` is the day the notice is shown to have arrived, where it is; ``applied_on`` the day on which an
    application counts as made; ``claim_ended_on`` the day every right of appeal in an Equality Act claim was exhausted;
    ``hearing_on`` the day fixed for the panel; ``extended`` why it can meet in time neither in person nor remotely.

    ``InvalidValue`` where a day is before the one it follows, or for a school whose head cannot exclude; ``NotInForce``
    before 1 September 2012; ``ActualDayNeeded`` where no provision says when the notice counts as given.

    >>> from ap_core.dates import Term
    >>> hill = SchoolCalendar.of_terms("HILL", terms=[Term("autumn", date(2026, 9, 3), date(2026, 12, 18))])
    >>> for each in panel_timetable(excluded_on=date(2026, 9, 14), notice_on=date(2026, 9, 28),
    ...     method=Method.FIRST_CLASS_POST, school_kind=SchoolKind.MAINTAINED, calendar=hill,
    ...     applied_on=date(2026, 10, 12)):
    ...     print(each.name, "|", getattr(each.due, "last_day", each.due), "|", each.who)
    review applied for | 2026-10-21 | Parent or young person
    review held | 2026-11-02 | Local authority
    name kept on the register at least until | NotKnown(why="it runs from the panel's decision, ...") | School ...
    panel's decision told | NoFixedDate('without delay') | Independent review panel
    """
    days = {"notice_on": (notice_on, excluded_on), "applied_on": (applied_on, notice_on),
            "claim_ended_on": (claim_ended_on, excluded_on),
            "hearing_on": (hearing_on, applied_on or notice_on)}  # fmt: skip
    check_asked("panel_timetable", excluded_on, school_kind, days)
    given_on = BOARD_DECISION.given_on(method, notice_on, received_on)
    due = apply_due(given_on, calendar, excluded_on=excluded_on)
    arranges = arranging_authority(school_kind)
    return Timetable("independent review", (
        step("review applied for", due, Actor.PARENT, _schedule("2(1)"),
             "in writing, with the grounds; a request for an SEN expert goes with it"),
        *_after_a_claim(claim_ended_on, calendar, excluded_on),
        *_expert(sen_expert, arranges, school_kind),
        step("review held", _hearing(applied_on, calendar, excluded_on, extended), arranges, _schedule("10(2)"),
             "an adjournment may run past it"),
        *_papers(hearing_on, calendar, arranges),
        step("name kept on the register at least until", _kept_until(due, applied_on), Actor.EXCLUDING_SCHOOL,
             str(SI_2024_208.reg("9(5)(c)")), "and until any review that is applied for in time is over"),
        step("panel's decision told", WITHOUT_DELAY, Actor.REVIEW_PANEL, _schedule("19"), "in writing, with reasons"),
    ))  # fmt: skip


def _kept_until(due: Deadline, applied_on: date | None) -> Due:
    if applied_on is None or applied_on > due.latest:
        return due
    return NotKnown("it runs from the panel's decision, and from a second decision of the board if one is called for")


def _after_a_claim(ended_on: date | None, calendar: SchoolCalendar, excluded_on: date) -> Iterator[Step]:
    if ended_on is not None:
        yield step(
            "review applied for after the claim",
            second_apply_due(ended_on, calendar, excluded_on=excluded_on),
            Actor.PARENT,
            _schedule("2(2)"),
            "only where nobody applied in the first time",
        )


def _expert(wanted: bool, arranges: Actor, kind: SchoolKind) -> Iterator[Step]:
    if wanted:
        yield step(
            "SEN expert appointed",
            NoFixedDate("for the review"),
            arranges,
            provision(kind, "7", "(1)(b)"),
            "whether or not the school recognises special educational needs",
        )


def _hearing(applied_on: date | None, calendar: SchoolCalendar, excluded_on: date, extended: WhyExtended | None) -> Due:
    if applied_on is None:
        return NotKnown("it runs from the day of the application")
    return unless_extended(
        hearing_due(applied_on, calendar, excluded_on=excluded_on), extended, excluded_on=excluded_on
    )


def _papers(hearing_on: date | None, calendar: SchoolCalendar, arranges: Actor) -> Iterator[Step]:
    if hearing_on is not None:
        yield step(
            "papers sent",
            papers_due(hearing_on, calendar),
            arranges,
            _schedule("4(3)(a)"),
            "the clerk makes reasonable efforts",
        )


def order_in_pounds(outcome: Outcome, kind: SchoolKind, excluded_on: date) -> int | None:
    """What the panel may order the school to bear; none where it has not quashed (reg 7(5)(b), s.51A(6), read).

    The order bites only if the board then does not reinstate, or does not reconsider in its time. A maintained school's
    budget share is adjusted, a unit's too; an academy's proprietor pays the authority. ``NotInForce`` before there was
    such an order.

    >>> order_in_pounds(Outcome.QUASHED, SchoolKind.AP_ACADEMY, date(2026, 9, 14))
    4000
    >>> order_in_pounds(Outcome.RECOMMENDED, SchoolKind.AP_ACADEMY, date(2026, 9, 14)) is None
    True
    """
    if outcome is not Outcome.QUASHED:
        return None
    return (PANEL_ORDER_OF_UNIT if kind is SchoolKind.PRU else PANEL_ORDER).on(excluded_on).value


def reconsideration_timetable(
    *,
    excluded_on: date,
    panel_notice_on: date,
    method: Method,
    outcome: Outcome,
    school_kind: SchoolKind,
    calendar: SchoolCalendar,
    orders_payment: bool = False,
) -> Timetable:
    """The steps after the panel sent its decision to the board, on ``panel_notice_on`` and by ``method``.

    Where the decision is upheld nothing is left but the register. ``InvalidValue`` where the notice is before the
    exclusion, for a school whose head cannot exclude, and for an order where nothing was quashed; ``NotInForce`` before
    1 September 2012; ``ActualDayNeeded`` where no provision says when the notice counts as given.

    >>> from ap_core.dates import Term
    >>> hill = SchoolCalendar.of_terms("HILL", terms=[Term("autumn", date(2026, 9, 3), date(2026, 12, 18))])
    >>> again = reconsideration_timetable(excluded_on=date(2026, 9, 14), panel_notice_on=date(2026, 11, 3),
    ...     method=Method.FIRST_CLASS_POST, outcome=Outcome.QUASHED, school_kind=SchoolKind.MAINTAINED, calendar=hill,
    ...     orders_payment=True)
    >>> for each in again:
    ...     print(each.name, "|", getattr(each.due, "last_day", each.due), "|", each.who)
    decision reconsidered | 2026-11-19 | Governing board
    reconsidered decision told | NoFixedDate('without delay') | Governing board
    budget share adjusted | NoFixedDate('no date is fixed') | Local authority
    >>> again["budget share adjusted"].note
    'by 4000 pounds, only if the board does not reinstate, or does not reconsider in time'
    """
    check_asked(
        "reconsideration_timetable", excluded_on, school_kind, {"panel_notice_on": (panel_notice_on, excluded_on)}
    )
    pounds = order_in_pounds(outcome, school_kind, excluded_on) if orders_payment else None
    if orders_payment and pounds is None:
        refuse(
            "reconsideration_timetable",
            "orders_payment",
            "is true though nothing was quashed",
            "a panel orders payment only with a direction to reconsider",
        )
    if outcome is Outcome.UPHELD:
        return Timetable("reconsideration", ())
    notified_on = PANEL_DECISION.given_on(method, panel_notice_on)
    who = board_of(school_kind)
    return Timetable("reconsideration", (
        step("decision reconsidered", reconsider_due(notified_on, calendar, excluded_on=excluded_on), who,
             provision(school_kind, "8", "(1)"), "after a recommendation and after a direction alike"),
        step("reconsidered decision told", WITHOUT_DELAY, who, provision(school_kind, "8", "(2)"), "with reasons"),
        *_payment(pounds, school_kind),
    ))  # fmt: skip


def _payment(pounds: int | None, kind: SchoolKind) -> Iterator[Step]:
    if pounds is not None:
        academy = arranging_authority(kind) is Actor.ACADEMY_PROPRIETOR
        name = "payment made to the authority" if academy else "budget share adjusted"
        yield step(
            name,
            NoFixedDate("no date is fixed"),
            Actor.ACADEMY_PROPRIETOR if academy else Actor.AUTHORITY,
            provision(kind, "7", "(5)(b)"),
            f"by {pounds} pounds, only if the board does not reinstate, or does not reconsider in time",
        )
