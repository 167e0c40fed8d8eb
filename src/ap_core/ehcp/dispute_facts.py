"""Mediation, what the tribunal or an agreement binds the authority to, and recommendations, as rules read them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from ap_core.dates.deadlines import Deadline, NoFixedDate
from ap_core.ehcp.assessment_facts import by_today
from ap_core.ehcp.coronavirus import unless_relaxed
from ap_core.ehcp.dispute_timetable import (
    certificate_due,
    mediation_contact_due,
    mediation_date_told_due,
    mediation_due,
)
from ap_core.ehcp.disputes import Dispute, Disputed, Recommendation, Recommended, Ruling
from ap_core.ehcp.facts import plan_on
from ap_core.ehcp.order_timetable import (
    Binding,
    Order,
    OrderStep,
    order_step_due,
    order_steps,
    recommendation_answer_due,
)
from ap_core.ehcp.records import EHCPlan
from ap_core.law.facts import Fact, MaybeFact, fact, facts
from ap_core.law.rulebook import Asked
from ap_core.law.rules import Actor
from ap_core.law.unknown import Unknown, known, known_fields, reckon
from ap_core.law.wording import iso_day
from ap_core.record import PupilRecord


@facts
class MediationFacts:
    """Mediation on one decision in dispute."""

    subject: str
    wanted_on: MaybeFact[date] = fact("the day the authority was told that mediation is wanted")
    mediation_due: MaybeFact[Deadline] = fact("the last day for mediation")
    mediation_on: MaybeFact[date] = fact("the day of the mediation")
    told_due: MaybeFact[Deadline] = fact("the last day for telling the family when and where")
    told_on: MaybeFact[date] = fact("the day the family was told when and where")
    shorter_agreed: Fact[bool] = fact("the family agreed to shorter notice")
    ended_on: MaybeFact[date] = fact("the day mediation was declined or ended")
    certificate_due: MaybeFact[Deadline] = fact("the last day for the mediation certificate")
    certificate_on: MaybeFact[date] = fact("the day of the mediation certificate")


@facts
class OrderFacts:
    """One thing that the authority owes after an order, an appeal not opposed, or a mediation agreement."""

    subject: str
    binding: Fact[Binding] = fact("what binds the authority")
    what: Fact[str] = fact("what it owes")
    made_on: Fact[date] = fact("the day of the order, of not opposing, or of the agreement")
    due: Fact[Deadline | NoFixedDate] = fact("the last day for it")
    done_on: MaybeFact[date] = fact("the day it was done")


@facts
class RecommendationFacts:
    """A recommendation of the tribunal."""

    subject: str
    about: Fact[Recommended] = fact("what the recommendation is about")
    who: Fact[Actor] = fact("who has to answer it")
    made_on: Fact[date] = fact("the day of the recommendation")
    due: Fact[Deadline] = fact("the last day for the answer")
    answered_on: MaybeFact[date] = fact("the day it was answered")


def _disputes(record: PupilRecord, on: date) -> Iterator[tuple[str, str, Dispute]]:
    """Each dispute of the plan and of the needs assessments, with its path and what to call it."""
    plan = plan_on(record, on)
    if isinstance(plan, EHCPlan):
        for place, dispute in enumerate(plan.disputes):
            yield f"plan.disputes[{place}].", _name(dispute), dispute
    for at, each in enumerate(record.needs_assessments):
        for place, dispute in enumerate(each.disputes):
            yield f"needs_assessments[{at}].disputes[{place}].", f"{each.ref}: {_name(dispute)}", dispute


_OF_DISPUTE = known_fields("mediation_on", "date_told_on", "certificate_on")


def mediations(record: PupilRecord, asked: Asked) -> Iterator[MediationFacts]:
    """A row for each decision in dispute on which mediation was wanted or declined."""
    for path, name, dispute in _disputes(record, asked.on):
        wanted, declined = dispute.mediation_wanted_on, dispute.declined_on
        if wanted is None and declined is None:
            continue
        mediation_on, told_on, certificate_on = _OF_DISPUTE(dispute, path)
        ended: Any = declined if declined is not None else by_today(mediation_on, asked.on)
        certificate: Any = None if ended is None else _certificate_due(dispute, ended, certificate_on)
        yield MediationFacts(
            subject=name,
            wanted_on=wanted,
            mediation_due=None if wanted is None else unless_relaxed(mediation_due(wanted), mediation_on, asked.on),
            mediation_on=mediation_on,
            told_due=None if wanted is None or mediation_on is None else reckon(mediation_date_told_due, mediation_on),
            told_on=told_on,
            shorter_agreed=dispute.shorter_agreed,
            ended_on=ended,
            certificate_due=certificate
            if certificate is None
            else unless_relaxed(certificate, certificate_on, asked.on),
            certificate_on=certificate_on,
        )


def _certificate_due(dispute: Dispute, ended: Any, certificate_on: Any) -> Any:
    """Three working days; unknown where the adviser may have been contacted too late to issue one (reg 34(2), read).

    None where only the setting is in dispute: such an appeal needs no certificate (CFA 2014 s.55(2), read).
    """
    if dispute.about is Disputed.SETTING:
        return None
    last = mediation_contact_due(dispute.notice_on).last_day
    declined, wanted = dispute.declined_on, dispute.mediation_wanted_on
    in_time = declined is None or declined <= last or (wanted is not None and wanted <= last)
    if in_time or isinstance(certificate_on, date):
        return reckon(certificate_due, ended)
    return Unknown.because(
        f"whether the mediation adviser was contacted by {iso_day(last)}", of="parent or young person",
        ask="Was the mediation adviser contacted within two months of the notice? Later no certificate may be issued, "
        "and the tribunal can be asked for leave to appeal without one.",
    )  # fmt: skip


def _name(dispute: Dispute) -> str:
    return f"{dispute.about.value}, notice of {iso_day(dispute.notice_on)}"


_OF_RULING = known_fields("told_on", "draft_on", "setting_on", "final_on")


def orders(record: PupilRecord, asked: Asked) -> Iterator[OrderFacts]:
    """A row for each thing owed after a ruling that has a day; what is owed at once, or no more, has none."""
    for path, name, dispute in _disputes(record, asked.on):
        for place, ruling in enumerate(dispute.rulings):
            if ruling.made_on <= asked.on:
                yield from _owed(ruling, f"{path}rulings[{place}].", name, asked.on)


def _owed(ruling: Ruling, path: str, name: str, on: date) -> Iterator[OrderFacts]:
    told_on, draft_on, setting_on, final_on = _OF_RULING(ruling, path)
    for owed in order_steps(ruling.order, ruling.binding):
        refused = ruling.no_plan_on is not None
        if owed.weeks is None or (ruling.order is Order.ASSESS and _other_way(owed, refused)):
            continue
        done = {"told": told_on, "no plan": ruling.no_plan_on, "draft": draft_on, "setting": setting_on}.get(
            _field(owed), final_on
        )
        due: Any = order_step_due(owed, ruling.made_on, ruling.reliefs, ruling.agreed_day)
        yield OrderFacts(
            subject=f"{name}: {ruling.binding.value} of {iso_day(ruling.made_on)}, {owed.name}",
            binding=ruling.binding,
            what=owed.name,
            made_on=ruling.made_on,
            due=unless_relaxed(due, done, on) if isinstance(due, Deadline) else due,
            done_on=done,
        )


def _other_way(owed: OrderStep, refused: bool) -> bool:
    """An assessment ends in a notice that there will be no plan or in a plan: only the one that came about is owed."""
    return (_field(owed) == "no plan") is not refused and _field(owed) != "told"


def _field(owed: OrderStep) -> str:
    """Which day of a ruling tells that a step was done."""
    if owed.name == "plan with the setting amended":
        return "setting"
    if owed.name == "notice that there will be no plan":
        return "no plan"
    return {"notice that it will assess": "told"}.get(owed.name, "draft" if owed.name.startswith("draft") else "final")


def recommendations(record: PupilRecord, asked: Asked) -> Iterator[RecommendationFacts]:
    """A row for each recommendation made by the day of the check."""
    for path, name, dispute in _disputes(record, asked.on):
        for place, each in enumerate(dispute.recommendations):
            if each.made_on <= asked.on:
                yield _recommendation(each, f"{path}recommendations[{place}].", name, asked.on)


def _answer_due(each: Recommendation) -> Deadline | Unknown:
    """Five weeks, or the day that the tribunal directed instead (SI 2017/1306 regs 6(4), 7(2), read)."""
    if each.directed_day is not None:
        return Deadline(each.directed_day)
    return reckon(recommendation_answer_due, each.made_on)


def _recommendation(each: Recommendation, path: str, name: str, on: date) -> RecommendationFacts:
    answered_on: date | None | Unknown = known(each, "answered_on", path)
    return RecommendationFacts(
        subject=f"{name}: recommendation of {iso_day(each.made_on)} on {each.about.value}",
        about=each.about,
        who=Actor.HEALTH if each.about is Recommended.HEALTH else Actor.AUTHORITY,
        made_on=each.made_on,
        due=unless_relaxed(_answer_due(each), answered_on, on),
        answered_on=answered_on,
    )
