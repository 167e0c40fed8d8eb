"""The provision ledger as rules read it: a row for each line of Section F whose deliveries are written down.

Each school year is counted by itself, by the term dates of the centre. Nobody is asked for a ledger that is not kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from ap_core.curriculum.week import any_of
from ap_core.dates.deadlines import NoFixedDate
from ap_core.dates.years import AcademicYear
from ap_core.ehcp.coronavirus import ENDEAVOURS
from ap_core.ehcp.facts import plan_on
from ap_core.ehcp.ledger import LineLedger, ProvisionLedger, ShortfallTold, line_ledger
from ap_core.ehcp.provision import ProvisionKind, ProvisionLine
from ap_core.ehcp.records import EHCPlan
from ap_core.ehcp.standing import had_plan
from ap_core.law.facts import Fact, MaybeFact, fact, facts
from ap_core.law.rulebook import Asked
from ap_core.law.rules import Actor
from ap_core.law.unknown import Unknown, known, reckon
from ap_core.placement.going_on import GoingOn, placements_going_on
from ap_core.record import PupilRecord
from ap_core.registration.on_day import status_at, whose_step

AT_ONCE = NoFixedDate("no date is fixed; the sooner the better")


@facts
class DeliveredFacts:
    """One line of Section F against what was delivered of it in the school year, up to the last week that is over."""

    subject: str
    has_plan: Fact[bool] = fact("there is an EHC plan")
    going_on: Fact[bool] = fact("a placement is still going on")
    whose_step: Fact[Actor] = fact("who acts: with the home school, where the pupil is on its roll too")
    kind: Fact[ProvisionKind] = fact("what the line is")
    counted_from: MaybeFact[date] = fact("the first day of the weeks counted; none while none is over")
    counted_to: MaybeFact[date] = fact("the last day of the weeks counted; none while none is over")
    specified: Fact[int] = fact("minutes due in the weeks counted")
    delivered: Fact[int] = fact("minutes delivered in the weeks counted")
    missing: Fact[int] = fact("minutes missing of the line")
    secured: Fact[bool] = fact("nothing is missing of the line")
    explained: Fact[bool] = fact("no more is missing than was offered while the pupil was absent or did not take it up")
    to_tell: Fact[int] = fact("how many weeks' worth are missing when the centre tells the authority")
    short: Fact[bool] = fact("as much was missing as the centre tells the authority of")
    when: Fact[NoFixedDate] = fact("when the authority is to be told")
    told_on: MaybeFact[date] = fact("the day the authority was told")
    to_escalate: Fact[int] = fact("how many weeks' worth are missing when the centre escalates it")
    very_short: Fact[bool] = fact("as much was missing as the centre escalates")
    escalated_on: MaybeFact[date] = fact("the day it was raised with those who decide")

    @property
    def line(self) -> str:
        """The line by its reference."""
        return self.subject.removeprefix("delivered ")


def current_placement(record: PupilRecord, asked: Asked) -> GoingOn | None:
    """The placement whose centre's term dates count: of several going on the first by reference; none without one."""
    return min(placements_going_on(record.placements, asked), key=_by_ref, default=None)


def _by_ref(of: GoingOn) -> str:
    return of.placement.ref


def line_ledgers(record: PupilRecord, asked: Asked) -> tuple[tuple[ProvisionLine, LineLedger | Unknown], ...]:
    """Each line that gives an amount, with its count; none where no ledger is kept or no placement is going on."""
    return asked.once(_line_ledgers, record)


def _line_ledgers(record: PupilRecord, asked: Asked) -> tuple[tuple[ProvisionLine, LineLedger | Unknown], ...]:
    plan = plan_on(record, asked.on)
    if not isinstance(plan, EHCPlan) or plan.ledger is None or not plan.ledger.sites:
        return ()
    placement, year = current_placement(record, asked), AcademicYear.of(asked.on)
    if placement is None or isinstance(plan.provision, Unknown):
        return ()
    # No line is due before there is a plan.
    since = reckon(max, known(plan, "made_on", "plan."), year.first)
    counted = []
    for place, line in enumerate(plan.provision):
        if (line.first is None or line.first <= asked.on) and (line.last is None or line.last >= year.first):
            count: Any = reckon(_count, line, plan.ledger, placement.calendar, asked.on, since, place)
            if count is not None:
                counted.append((line, count))
    return tuple(counted)


def _count(line: ProvisionLine, ledger: ProvisionLedger, calendar: Any, on: date, since: date, place: int) -> Any:
    return line_ledger(line, ledger, calendar, on=on, since=since, path=f"plan.provision[{place}].")


def delivered_facts(record: PupilRecord, asked: Asked) -> Iterator[DeliveredFacts]:
    """A row for each line that gives an amount, where a ledger is kept and a placement is going on."""
    lines = line_ledgers(record, asked)
    if not lines:
        return
    plan, placement = record.plan, current_placement(record, asked)
    assert isinstance(plan, EHCPlan) and placement is not None
    of_pupil = {
        "has_plan": had_plan(plan, asked.on),
        "going_on": any_of([each.still for each in placements_going_on(record.placements, asked)]),
        "whose_step": reckon(
            whose_step, status_at(known(record, "registrations", ""), placement.placement.centre, asked)
        ),
    }
    for line, count in lines:
        yield _row(plan, line, count, asked, of_pupil)


def _row(
    plan: EHCPlan, line: ProvisionLine, count: LineLedger | Unknown, asked: Asked, of_pupil: dict[str, Any]
) -> DeliveredFacts:
    policy = asked.policy.ehcp
    of_line: dict[str, Any] = of_pupil | {
        "subject": f"delivered {line.ref}", "kind": line.kind, "when": AT_ONCE,
        "to_tell": policy.shortfall_to_tell, "to_escalate": policy.shortfall_to_escalate,
    }  # fmt: skip
    if isinstance(count, Unknown):
        return DeliveredFacts(
            **of_line, counted_from=count, counted_to=count, specified=count, delivered=count, missing=count,
            secured=count, explained=count, short=count, told_on=count, very_short=count, escalated_on=count,
        )  # fmt: skip
    assert plan.ledger is not None
    told = [each for each in plan.ledger.told if each.line == line.ref]
    short = count.was_short_by(policy.shortfall_to_tell)
    very_short = count.was_short_by(policy.shortfall_to_escalate)
    return DeliveredFacts(
        **of_line,
        counted_from=count.counted.first if count.counted else None,
        counted_to=count.counted.last if count.counted else None,
        specified=count.specified,
        delivered=count.delivered,
        missing=count.missing,
        secured=_secured(count),
        explained=count.is_explained(),
        short=short,
        told_on=told_since(told, count, policy.shortfall_to_tell),
        very_short=very_short,
        escalated_on=told_since([each for each in told if each.escalated], count, policy.shortfall_to_escalate),
    )


def _secured(count: LineLedger) -> bool | Unknown:
    """Whether nothing is missing; not known where something is, and in some of the weeks the duty was a softer one."""
    short = count.is_short_by(1)
    if type(short) is Unknown:
        return short
    if short and count.counted is not None and ENDEAVOURS.overlap(count.counted):
        return Unknown.because(
            "whether all reasonable endeavours were made", of="local authority",
            ask="Did the authority use all reasonable endeavours to secure it in the months of coronavirus?",
        )  # fmt: skip
    return not short


def told_since(told: list[ShortfallTold], count: LineLedger, weeks_worth: int) -> date | None | Unknown:
    """The first day on which the authority was told, from the day on which so much was first missing.

    Unknown where it was told on a day of which nobody can say whether so much was missing by then.
    """
    since = count.short_since(weeks_worth)
    days = [] if since is None else sorted(each.on for each in told if each.on >= since.first)
    if since is None or not days:
        return None
    if since.last is not None and days[0] >= since.last:
        return days[0]
    return count.needs
