"""What the twelve months of a review run from, beside the plan and its reviews: a reassessment, or a transfer."""

from __future__ import annotations

from datetime import date
from enum import Enum

import attrs

from ap_core.ehcp.records import EHCPlan
from ap_core.law.unknown import Unknown, known, unknown_among


class Anchor(Enum):
    """What set the time of a review beside the plan and its reviews."""

    REASSESSMENT = "reassessment"
    TRANSFER = "transfer from another authority"


@attrs.frozen
class Base:
    """The last reassessment that ended, or transfer made, by a day."""

    kind: Anchor
    on: date


def base_of(plan: EHCPlan, on: date) -> Base | None | Unknown:
    """The last reassessment that ended, or transfer made, by ``on``; unknown where a day is that could be one."""
    if not plan.reassessments and not plan.moves:
        return None
    unsure: list[Unknown] = []
    found: list[Base] = []
    for place, each in enumerate(plan.reassessments):
        if type(each.final_on) is Unknown:
            if each.granted is not False:
                unsure.append(known(each, "final_on", f"plan.reassessments[{place}]."))
        elif each.final_on is not None and each.final_on <= on:
            found.append(Base(Anchor.REASSESSMENT, each.final_on))
    for place, move in enumerate(plan.moves):
        if type(move.transferred_on) is Unknown:
            unsure.append(known(move, "transferred_on", f"plan.moves[{place}]."))
        elif move.transferred_on is not None and move.transferred_on <= on:
            found.append(Base(Anchor.TRANSFER, move.transferred_on))
    missing = unknown_among(unsure)
    return max(found, key=_day_of, default=None) if missing is None else missing


def _day_of(base: Base) -> date:
    return base.on


def decisions_known(plan: EHCPlan, on: date) -> tuple[date, ...] | Unknown:
    """The days of the decisions sent by ``on``, earliest first; unknown where one may have been sent."""
    if type(plan.reviews) is Unknown:
        return known(plan, "reviews", "plan.")  # type: ignore[no-any-return]
    unsure = [
        known(review, "decision_on", f"plan.reviews[{place}].") for place, review in enumerate(plan.reviews)
        if type(review.decision_on) is Unknown
        and (type(review.meeting_on) is Unknown or (review.meeting_on is not None and review.meeting_on <= on))
    ]  # fmt: skip
    missing = unknown_among(unsure)
    if missing is not None:
        return missing
    days = [review.decision_on for review in plan.reviews]
    return tuple(sorted({day for day in days if isinstance(day, date) and day <= on}))
