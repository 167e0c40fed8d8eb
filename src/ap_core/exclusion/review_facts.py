"""The independent review of a permanent exclusion, the second decision, and the register, as rules read them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from ap_core.dates.calendars import SchoolCalendar
from ap_core.dates.deadlines import Deadline, NoFixedDate
from ap_core.dates.service import PANEL_DECISION
from ap_core.exclusion.board_facts import after_its_time
from ap_core.exclusion.board_timetable import papers_due
from ap_core.exclusion.boards import BoardDecision, Meeting
from ap_core.exclusion.effect import letter_given, takes_effect
from ap_core.exclusion.kept_facts import Kept, by_today, kept
from ap_core.exclusion.notices import Notice, Recipient
from ap_core.exclusion.panels import (
    Outcome,
    PanelDecision,
    PanelReview,
    Reconsideration,
    ReviewApplication,
    may_have_lost_one,
    panel_fits,
)
from ap_core.exclusion.records import PermanentExclusion
from ap_core.exclusion.sixth_day_facts import whose_step
from ap_core.exclusion.steps import arranging_authority
from ap_core.exclusion.windows import hearing_due, last_day_to_apply, reconsider_due
from ap_core.law.facts import Fact, MaybeFact, fact, facts
from ap_core.law.rulebook import Asked
from ap_core.law.rules import Actor
from ap_core.law.unknown import Unknown, known, reckon, unknown_among
from ap_core.law.wording import iso_day
from ap_core.placement.calendars import calendar_of
from ap_core.record import PupilRecord
from ap_core.registration.records import DeletionGround

_DAY = timedelta(days=1)
_NO_DATE = NoFixedDate("for the review")
_UNDATED = NoFixedDate("no date is fixed")


@facts
class ReviewFacts:
    """The review that a parent applied for."""

    subject: str
    whose: Fact[Actor] = fact("who arranges it")
    excluded_on: Fact[date] = fact("the day of the exclusion")
    applied_on: Fact[date] = fact("the day on which the application counts as made")
    last_day: Fact[date] = fact("the last day to apply")
    in_time: Fact[bool] = fact("the application was made in time, or after a claim in the second time")
    due: MaybeFact[Deadline | NoFixedDate] = fact("the last day for the review")
    heard_on: MaybeFact[date] = fact("the day the panel first met")
    papers_due: MaybeFact[Deadline] = fact("the last day for the papers")
    papers_in_time: Fact[bool] = fact("the papers went by that day, on either reading")
    papers_on: MaybeFact[date] = fact("the day the papers went to everybody")
    expert_asked: Fact[bool] = fact("an SEN expert was asked for with the application")
    for_the_review: Fact[NoFixedDate] = fact("when")
    expert_on: MaybeFact[date] = fact("the day the SEN expert was appointed")
    panel_fits: Fact[bool] = fact("the panel's members come from the groups that the law names")
    lost_one: Fact[bool] = fact("the panel may be one of five that lost a member after it had begun")
    outcome: MaybeFact[Outcome] = fact("what the panel decided")
    orders_payment: Fact[bool] = fact("the panel ordered a payment")


@facts
class ReconsiderFacts:
    """The second look that a recommendation or a direction of the panel calls for."""

    subject: str
    whose: Fact[Actor] = fact("the board")
    whose_payment: Fact[Actor] = fact("who bears or makes the payment")
    excluded_on: Fact[date] = fact("the day of the exclusion")
    outcome: Fact[Outcome] = fact("what the panel decided")
    notified_on: MaybeFact[date] = fact("the day on which the panel's decision counts as notified to the board")
    due: MaybeFact[Deadline] = fact("the last day to reconsider")
    again_on: MaybeFact[date] = fact("the day the board reconsidered")
    payment_owed: Fact[bool] = fact("the board did not reinstate, or not in its time, and a payment was ordered")
    no_date: Fact[NoFixedDate] = fact("when")
    paid_on: MaybeFact[date] = fact("the day of the payment, or of the adjustment of the budget")


@facts
class ExcludedNameFacts:
    """A name that a school took off its register because of a permanent exclusion."""

    subject: str
    school: Fact[str] = fact("the school")
    whose: Fact[Actor] = fact("who keeps that register")
    off_on: Fact[date] = fact("the first day off that register")
    effect_on: MaybeFact[date] = fact("the day on which the exclusion took effect")


def _reviewed(record: PupilRecord, asked: Asked) -> Iterator[tuple[Kept, PanelReview, BoardDecision | Unknown]]:
    """Each permanent exclusion that stands and whose review is kept, with the decision that it is of."""
    for each in kept(record, asked):
        exclusion = each.exclusion
        if not isinstance(exclusion, PermanentExclusion) or exclusion.review is None:
            continue
        decision = each.decision
        if each.procedure.cancelled is None and decision is not None:
            yield each, exclusion.review, decision


def reviews(record: PupilRecord, asked: Asked) -> Iterator[ReviewFacts]:
    """A row for each review applied for by the day of the check."""
    for each, review, decision in _reviewed(record, asked):
        application = review.application
        if isinstance(application, ReviewApplication) and application.on <= asked.on:
            yield _review(each, review, decision, application, calendar_of(asked, each.exclusion.school), asked.on)


def _review(
    each: Kept, review: PanelReview, decision: BoardDecision | Unknown, application: ReviewApplication, calendar: Any,
    on: date,
) -> ReviewFacts:  # fmt: skip
    path = f"{each.path}review."
    applied_on = _applied(application, path)
    told = decision if isinstance(decision, Unknown) else letter_given(decision, f"{each.path}procedure.decision.")
    last_day = reckon(_last_day, _or_unknown(told, each), calendar, each.began_on, review)
    in_time = reckon(_in_time, applied_on, last_day)
    heard_on, first, at = _first_met(review, path, on)
    # Without a meeting there are none to send; where it is not known whether there was one, that is not known either.
    due_papers: Any = heard_on if first is None else reckon(papers_due, first.on, calendar)
    papers_on: Any = heard_on if first is None else by_today(known(first, "papers_on", at), on)
    panel: Any = known(review, "decision", path)
    panel = None if isinstance(panel, PanelDecision) and panel.on > on else panel
    return ReviewFacts(
        subject=f"{each.name}: the review",
        whose=reckon(arranging_authority, each.kind),
        excluded_on=each.began_on,
        applied_on=applied_on,
        last_day=last_day,
        in_time=in_time,
        due=None if review.abandoned_on is not None and heard_on is None
        else _due(each, applied_on, heard_on, calendar, on),
        heard_on=heard_on,
        papers_due=due_papers,
        papers_in_time=reckon(_papers_in_time, papers_on, due_papers),
        papers_on=papers_on,
        expert_asked=application.sen_expert,
        for_the_review=_NO_DATE,
        expert_on=by_today(known(review, "sen_expert_on", path), on),
        panel_fits=reckon(panel_fits, known(review, "members", path)),
        lost_one=reckon(may_have_lost_one, known(review, "members", path)),
        outcome=panel.outcome if isinstance(panel, PanelDecision) else panel,
        orders_payment=panel.orders_payment if isinstance(panel, PanelDecision)
        else False if panel is None else panel,
    )  # fmt: skip


def _applied(application: ReviewApplication, path: str) -> date | Unknown:
    missing = known(application, "method", f"{path}application.")
    return missing if isinstance(missing, Unknown) else reckon(lambda made: made.made_on, application)


def _or_unknown(told: date | None | Unknown, each: Kept) -> date | Unknown:
    """The day of the letter; where there is none, the time to apply has not begun, and that is not known to be so."""
    if told is not None:
        return told
    path = f"{each.path}procedure.decision.notices"
    return Unknown.because(path, ask="When was the parent given the board's letter?", of="the clerk")


def _last_day(told: date, calendar: SchoolCalendar, excluded_on: date, review: PanelReview) -> date:
    return last_day_to_apply(told, calendar, excluded_on=excluded_on, claim_ended_on=review.claim_ended_on)


def _in_time(applied_on: date, last_day: date) -> bool:
    return applied_on <= last_day


def _papers_in_time(papers_on: date | None, due: Deadline | None) -> bool:
    return papers_on is not None and due is not None and papers_on <= due.latest


def _due(
    each: Kept, applied_on: date | Unknown, heard_on: Any, calendar: Any, on: date
) -> Deadline | NoFixedDate | Unknown:
    due = reckon(_hearing_due, applied_on, calendar, each.began_on)
    if isinstance(due, Unknown) or isinstance(each.began_on, Unknown):
        return due
    return after_its_time(due, heard_on, each.of_procedure("extended"), each.began_on, on)


def _hearing_due(applied_on: date, calendar: SchoolCalendar, excluded_on: date) -> Deadline:
    return hearing_due(applied_on, calendar, excluded_on=excluded_on)


def _first_met(review: PanelReview, path: str, on: date) -> tuple[date | None | Unknown, Meeting | None, str]:
    """The day of the panel's first meeting, the meeting, and its path."""
    meetings = known(review, "meetings", path)
    if isinstance(meetings, Unknown):
        return meetings, None, ""
    held = [(each.on, at, each) for at, each in enumerate(meetings) if each.on <= on]
    if not held:
        return None, None, ""
    day, at, first = min(held)
    return day, first, f"{path}meetings[{at}]."


# ---------------------------------------------------------------- the second decision


def reconsiderations(record: PupilRecord, asked: Asked) -> Iterator[ReconsiderFacts]:
    """A row for each decision of a panel that sends the matter back to the board."""
    for each, review, _ in _reviewed(record, asked):
        panel = review.decision
        if isinstance(panel, PanelDecision) and panel.on <= asked.on and panel.outcome is not Outcome.UPHELD:
            yield _reconsider(each, review, panel, calendar_of(asked, each.exclusion.school), asked.on)


def _reconsider(each: Kept, review: PanelReview, panel: PanelDecision, calendar: Any, on: date) -> ReconsiderFacts:
    path = f"{each.path}review."
    notified_on = _notified(panel, f"{path}decision.")
    due = None if notified_on is None else reckon(_reconsider_due, notified_on, calendar, each.began_on)
    again = known(review, "reconsidered", path)
    again = None if isinstance(again, Reconsideration) and again.on > on else again
    return ReconsiderFacts(
        subject=f"{each.name}: the second decision",
        whose=each.board,
        whose_payment=reckon(arranging_authority, each.kind),
        excluded_on=each.began_on,
        outcome=panel.outcome,
        notified_on=notified_on,
        due=due,
        again_on=again.on if isinstance(again, Reconsideration) else again,
        payment_owed=_owed(panel, due, again, on),
        no_date=_UNDATED,
        paid_on=by_today(known(review, "paid_on", path), on),
    )


def _notified(panel: PanelDecision, path: str) -> date | None | Unknown:
    notices = known(panel, "notices", path)
    if isinstance(notices, Unknown):
        return notices
    for at, notice in enumerate(notices):
        if notice.to is Recipient.BOARD:
            return reckon(_given, known(notice, "method", f"{path}notices[{at}]."), notice)
    return None


def _given(method: Any, notice: Notice) -> date:
    return PANEL_DECISION.given_on(method, notice.on, notice.received_on)


def _reconsider_due(notified_on: date, calendar: SchoolCalendar, excluded_on: date) -> Deadline:
    return reconsider_due(notified_on, calendar, excluded_on=excluded_on)


def _owed(panel: PanelDecision, due: Deadline | None | Unknown, again: Any, on: date) -> bool | Unknown:
    """Ordered, and the board decided again not to reinstate, or let its time pass (reg 7(5)(b), read)."""
    if not panel.orders_payment:
        return False
    if isinstance(again, Reconsideration) and not again.reinstates:
        return True
    if due is None:
        return False
    missing = unknown_among((again, due))
    if missing is not None:
        return missing
    assert isinstance(due, Deadline)
    done = again.on if isinstance(again, Reconsideration) else on
    return done > due.last_day


# ---------------------------------------------------------------- the register


def excluded_names(record: PupilRecord, asked: Asked) -> Iterator[ExcludedNameFacts]:
    """A row for each name taken off for a permanent exclusion whose procedure is kept."""
    if not isinstance(record.registrations, tuple):
        return
    for each in kept(record, asked):
        exclusion = each.exclusion
        if not isinstance(exclusion, PermanentExclusion):
            continue
        for registration in record.registrations:
            last = registration.last
            if (
                registration.school != exclusion.school
                or registration.ended_by is not DeletionGround.PERMANENT_EXCLUSION
                or not isinstance(last, date)
                or last > asked.on
            ):
                continue
            off_on = last + _DAY
            calendar = calendar_of(asked, exclusion.school)
            yield ExcludedNameFacts(
                subject=f"{each.name}: off the register of {registration.school} after {iso_day(last)}",
                school=registration.school,
                whose=whose_step(record, registration.school),
                off_on=off_on,
                effect_on=takes_effect(exclusion, calendar, deleted_on=off_on, path=each.path),
            )
