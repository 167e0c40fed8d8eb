"""Reasonable adjustments as rules read them: decided on where a disability is on record, and nobody asked to pay."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from ap_core.dates.deadlines import NoFixedDate
from ap_core.law.facts import Fact, MaybeFact, fact, facts
from ap_core.law.rulebook import Asked
from ap_core.law.unknown import Unknown, known
from ap_core.placement.going_on import placements_going_on
from ap_core.record import PupilRecord
from ap_core.support.disability_records import Disability

_DECIDED = NoFixedDate("the Act names no day, and the duty does not wait")


@facts
class AdjustmentsFacts:
    """A placement going on of a pupil with a disability on record."""

    subject: str
    going_on: Fact[bool] = fact("the placement is still going on")
    known_by_now: Fact[bool] = fact("the disability is known on the day")
    decide_by: Fact[NoFixedDate] = fact("when it is to be decided")
    decided_on: MaybeFact[date] = fact("the day the centre decided which adjustments to make")


@facts
class ChargedFacts:
    """A reasonable adjustment for a disability that is made on the day."""

    subject: str
    agreed_on: Fact[date] = fact("the day it was agreed")
    charged: Fact[bool] = fact("the family is asked to pay towards it")


def adjustments_facts(record: PupilRecord, asked: Asked) -> Iterator[AdjustmentsFacts]:
    """A row for each placement going on, where a disability is on record."""
    disability = record.disability
    if disability is None:
        return
    since = known(disability, "known_since", "disability.")
    for each in placements_going_on(record.placements, asked):
        yield AdjustmentsFacts(
            subject=f"{each.placement.ref} reasonable adjustments",
            going_on=each.still,
            known_by_now=since if type(since) is Unknown else since <= asked.on,
            decide_by=_DECIDED,
            decided_on=_decided(disability, each.placement.centre),
        )


def _decided(disability: Disability, school: str) -> Any:
    decisions = known(disability, "decisions", "disability.")
    if type(decisions) is Unknown:
        return decisions
    for place, each in enumerate(decisions):
        if each.school == school:
            return known(each, "decided_on", f"disability.decisions[{place}].")
    return None


def charged_facts(record: PupilRecord, asked: Asked) -> Iterator[ChargedFacts]:
    """A row for each adjustment for a disability that is made on the day of the check."""
    if type(record.adjustments) is Unknown:
        return
    for place, each in enumerate(record.adjustments):
        if each.for_disability and each.agreed_on <= asked.on and (each.last is None or each.last >= asked.on):
            yield ChargedFacts(
                subject=f"reasonable adjustment {place + 1}", agreed_on=each.agreed_on, charged=each.charged
            )
