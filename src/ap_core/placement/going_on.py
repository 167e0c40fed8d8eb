"""Which placements go on on a day, and which of their reviews have been held by then."""

from __future__ import annotations

from datetime import date
from operator import attrgetter
from typing import Any

from ap_core.dates.calendars import SchoolCalendar
from ap_core.law.contradictions import agreed
from ap_core.law.rulebook import Asked
from ap_core.law.unknown import UNKNOWN, Unknown, known
from ap_core.placement.calendars import calendar_of
from ap_core.placement.events import EventKind
from ap_core.placement.lifecycle import in_effect
from ap_core.placement.records import Placement, PlacementReview

_DAY_HELD = attrgetter("held_on")


class GoingOn:
    """A placement that has begun and has not ended by the day of the check, or may have: what most rows need of it."""

    __slots__ = ("calendar", "first_day", "fixed_for", "held", "path", "placement", "still")

    def __init__(self, placement: Placement, path: str, asked: Asked) -> None:
        self.placement, self.path = placement, path
        self.calendar: SchoolCalendar | Unknown = calendar_of(asked, placement.centre)
        self.first_day: date | Unknown = first_day_of(placement, path)
        #: Whether it goes on.
        self.still = going_on(placement, path, asked.on)
        #: The reviews held, earliest first.
        self.held = reviews_held(placement, path, asked.on)
        #: The first day, of the day of the check and those to come, for which a review is fixed.
        self.fixed_for = fixed_for(placement, asked.on)


def placements_going_on(placements: tuple[Placement, ...] | Unknown, asked: Asked) -> tuple[GoingOn, ...]:
    """The placements that have begun and not ended by the day of the check, or may have; none if none is known."""
    return asked.once(_placements_going_on, placements)


def _placements_going_on(placements: tuple[Placement, ...] | Unknown, asked: Asked) -> tuple[GoingOn, ...]:
    if type(placements) is Unknown:
        return ()
    return tuple(
        [
            GoingOn(placement, f"placements[{place}].", asked)
            for place, placement in enumerate(placements)
            if may_go_on(placement, asked.on)
        ]
    )


def may_go_on(placement: Placement, on: date) -> bool:
    """Whether a placement goes on on a day, for all that is known."""
    first_day, ended_on = placement.first_day, placement.ended_on
    if placement.events and type(first_day) is Unknown:
        return False  # an admission would have told the day
    return (type(first_day) is Unknown or first_day <= on) and (
        ended_on is None or type(ended_on) is Unknown or ended_on >= on
    )


def going_on(placement: Placement, path: str, on: date) -> bool | Unknown:
    """Whether a placement goes on on a day; unknown where a first or last day that matters is not known."""
    if isinstance(placement.ended_on, date) and placement.ended_on < on:
        return False if not placement.events else _still_told(placement, path, on)
    first_day = first_day_of(placement, path)
    if type(first_day) is Unknown:
        return first_day
    if first_day > on:
        return False
    if placement.events:
        return _still_told(placement, path, on)
    return known(placement, "ended_on", path) if type(placement.ended_on) is Unknown else True


# ---------------------------------------------------------------- what events tell beside the plain fields


def first_day_of(placement: Placement, path: str) -> date | Unknown:
    """The first day; where the field and the event of the admission tell different days, that they contradict."""
    first_day: date | Unknown = known(placement, "first_day", path)
    return _agreed(placement, "first_day", first_day, path, EventKind.ADMITTED) if placement.events else first_day


def _still_told(placement: Placement, path: str, on: date) -> bool | Unknown:
    """Whether a placement with events has not ended by ``on``."""
    ended_on = _agreed(placement, "ended_on", known(placement, "ended_on", path), path, EventKind.ENDED)
    return ended_on if type(ended_on) is Unknown else ended_on is None or ended_on >= on


def _agreed(placement: Placement, field: str, recorded: Any, path: str, kind: EventKind) -> Any:
    """What is recorded, unless there is an event that tells another day."""
    for event in in_effect(placement.events):
        if event.kind is kind and event.on != recorded and type(recorded) is not Unknown:
            at = placement.events.index(event)
            about = known(placement.but(**{field: UNKNOWN}, events=()), field, path).needs[0]
            told = (f"{path}events[{at}].on", event.on)
            return agreed((about.path, recorded), told, ask=about.ask, of=about.of)
    return recorded


def reviews_held(placement: Placement, path: str, on: date) -> tuple[PlacementReview, ...] | Unknown:
    """The reviews held by ``on``, earliest first; unknown where the day of one of them is not known."""
    if type(placement.reviews) is Unknown:
        return known(placement, "reviews", path)  # type: ignore[no-any-return]
    held: list[PlacementReview] = []
    for place, review in enumerate(placement.reviews):
        held_on = review.held_on
        if type(held_on) is Unknown:
            if review.fixed_for is not None and review.fixed_for > on:
                continue
            return Unknown.because(
                f"{path}reviews[{place}].held_on", ask="When was the review of the placement held?", of="the centre"
            )
        if held_on is not None and held_on <= on:
            held.append(review)
    held.sort(key=_DAY_HELD)
    return tuple(held)


def fixed_for(placement: Placement, on: date) -> date | None:
    """The first day from ``on`` for which a review is fixed."""
    if type(placement.reviews) is Unknown:
        return None
    fixed = [each.fixed_for for each in placement.reviews if each.fixed_for is not None and each.fixed_for >= on]
    return min(fixed) if fixed else None


def place_of(placement: Placement, review: PlacementReview) -> int:
    """Where among the placement's reviews one of them stands."""
    assert isinstance(placement.reviews, tuple)
    return [*map(id, placement.reviews)].index(id(review))
