"""What a placement's legal basis asks for, as rules read it: what a commissioning school does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ap_core.dates.deadlines import Deadline
from ap_core.dates.plain import moved
from ap_core.law.facts import Fact, MaybeFact, fact, facts
from ap_core.law.rulebook import Asked
from ap_core.law.unknown import known_fields, reckon
from ap_core.placement.going_on import placements_going_on
from ap_core.placement.records import Commissioner
from ap_core.record import PupilRecord


@facts
class CommissionedFacts:
    """A placement that a school commissions."""

    subject: str
    going_on: Fact[bool] = fact("the placement goes on")
    first_day: Fact[date] = fact("the first day")
    checks_due: Fact[Deadline] = fact("the day before the first day")
    checked_on: MaybeFact[date] = fact("the day provider, staff checks and safeguarding had been checked")
    authority_told_on: MaybeFact[date] = fact("the day the authority was told")


_OF_COMMISSIONED = known_fields("checked_on", "authority_told_on")


def commissioned_facts(record: PupilRecord, asked: Asked) -> Iterator[CommissionedFacts]:
    """A row for each placement going on that the record says a school commissions."""
    for each in placements_going_on(record.placements, asked):
        if each.placement.commissioned_by is Commissioner.SCHOOL:
            checked_on, told_on = _OF_COMMISSIONED(each.placement, each.path)
            yield CommissionedFacts(
                subject=each.placement.ref,
                going_on=each.still,
                first_day=each.first_day,
                checks_due=reckon(_day_before, each.first_day),
                checked_on=checked_on,
                authority_told_on=None if isinstance(told_on, date) and told_on > asked.on else told_on,
            )


def _day_before(first_day: date) -> Deadline:
    return Deadline(moved(first_day, -1))
