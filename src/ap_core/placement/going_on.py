"""Which placements go on on a day, and which of their reviews have been held by then."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from operator import attrgetter

from ap_core.law.unknown import Unknown, known
from ap_core.placement.records import Placement, PlacementReview

_DAY_HELD = attrgetter("held_on")


def placements_going_on(placements: tuple[Placement, ...] | Unknown, on: date) -> Iterator[tuple[str, Placement]]:
    """The placements that have begun and not ended by ``on``, or may have, each with its path in the record."""
    if type(placements) is Unknown:
        return
    for place, placement in enumerate(placements):
        begun = type(placement.first_day) is Unknown or placement.first_day <= on
        ended = isinstance(placement.ended_on, date) and placement.ended_on < on
        if begun and not ended:
            yield f"placements[{place}].", placement


def going_on(placement: Placement, path: str, on: date) -> bool | Unknown:
    """Whether a placement goes on on a day; unknown where a first or last day that matters is not known."""
    if isinstance(placement.ended_on, date) and placement.ended_on < on:
        return False
    if type(placement.first_day) is Unknown:
        return known(placement, "first_day", path)  # type: ignore[no-any-return]
    if placement.first_day > on:
        return False
    return known(placement, "ended_on", path) if type(placement.ended_on) is Unknown else True


def reviews_held(placement: Placement, path: str, on: date) -> tuple[PlacementReview, ...] | Unknown:
    """The reviews held by ``on``, earliest first; unknown where the day of one of them is not known."""
    if type(placement.reviews) is Unknown:
        return known(placement, "reviews", path)  # type: ignore[no-any-return]
    held: list[PlacementReview] = []
    for place, review in enumerate(placement.reviews):
        if type(review.held_on) is Unknown:
            if review.fixed_for is not None and review.fixed_for > on:
                continue
            return Unknown.because(
                f"{path}reviews[{place}].held_on", ask="When was the review of the placement held?", of="the centre"
            )
        if review.held_on is not None and review.held_on <= on:
            held.append(review)
    held.sort(key=_DAY_HELD)
    return tuple(held)
