"""Makers for calendars, registers, placements, decisions and findings."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from ap_core.attendance.off_site import OffSite
from ap_core.attendance.registers import Register
from ap_core.dates import Calendars, DateSpan, Deadline, NoFixedDate, SchoolCalendar, Term
from ap_core.law.choice import Decision
from ap_core.placement.events import EventKind, PlacementEvent
from ap_core.placement.records import PlacementReview
from ap_core.placement.returns import ReturnPlan, ReturnStep
from ap_core.policy import Policy
from ap_core.testing.strategies.made import BOOLEANS, SCHOOLS, TEXTS, Maker, makes, makes_many, one_of, up_to

_CODES = st.sampled_from(("/", "\\", "D", "I", "-", "Y1", "#"))
_WEEKS = st.lists(_CODES, min_size=10, max_size=10) | st.lists(_CODES, min_size=14, max_size=14)
_NUMBERS = st.lists(st.integers(0, 9), unique=True, max_size=3)
_OF_SCHOOLS = st.lists(st.sampled_from(SCHOOLS), unique=True, max_size=2)
_NAMES = st.lists(TEXTS, unique=True, max_size=2)
_COULD = (EventKind.REFERRED, EventKind.CONSIDERED, EventKind.OFFERED, EventKind.AGREED)


@makes_many(Register)
def registers(maker: Maker) -> list[Register]:
    """One a school, of some weeks of five days or of seven."""
    return [_register(maker, school) for school in maker.draw(_OF_SCHOOLS)]


def _register(maker: Maker, school: str) -> Register:
    numbers = maker.draw(_NUMBERS)
    weeks = {date(2026, 8, 31) + timedelta(7 * number): " ".join(maker.draw(_WEEKS)) for number in numbers}
    return Register.of_weeks(school, weeks)


@makes(Register)
def register(maker: Maker) -> Register:
    """Of one of the schools."""
    return _register(maker, maker.draw(one_of(SCHOOLS)))


@makes(PlacementEvent)
def event(maker: Maker) -> PlacementEvent:
    """One with which a placement begins."""
    return PlacementEvent(ref=maker.text("ref"), kind=EventKind.REFERRED, on=maker.later())


@makes_many(PlacementEvent)
def events(maker: Maker) -> tuple[PlacementEvent, ...]:
    """Events that can follow each other, the last of them perhaps taken back."""
    kinds = _COULD[: maker.draw(up_to(4))]
    made = tuple(PlacementEvent(ref=maker.text("ref"), kind=kind, on=maker.later()) for kind in kinds)
    if made and maker.draw(BOOLEANS):
        back = PlacementEvent(
            ref=maker.text("ref"), kind=EventKind.CORRECTION, on=maker.later(), replaces=made[-1].ref
        )  # fmt: skip
        return (*made, back)
    return made


@makes(SchoolCalendar)
def calendar(maker: Maker) -> SchoolCalendar:
    """One short term, with a break, a closure and a day more."""
    return _calendar(maker, maker.draw(one_of(SCHOOLS)))


def _calendar(maker: Maker, school: str) -> SchoolCalendar:
    maker.day = date(2026, 9, 1)
    term = Term(maker.text(), maker.later(), maker.later())
    days = [term.first + timedelta(n) for n in range((term.last - term.first).days + 1)]
    some = st.lists(st.sampled_from(days), max_size=2)
    breaks, closed, extra = maker.draw(some), maker.draw(some), maker.draw(some)
    if not extra and all(day.weekday() > 4 or day in (*breaks, *closed) for day in days):
        extra = [term.first]  # a calendar without a school day is refused
    return SchoolCalendar.of_terms(
        maker.text() if maker.draw(BOOLEANS) else school, terms=[term], breaks=[DateSpan(day, day) for day in breaks],
        closed=closed, extra=extra,
    )  # fmt: skip


@makes(Calendars)
def calendars(maker: Maker) -> Calendars:
    """Of some schools, with a default or without."""
    schools = maker.draw(_NAMES)
    default = _calendar(maker, "*") if maker.draw(BOOLEANS) else None
    return Calendars({school: _calendar(maker, school) for school in schools}, default)


@makes(NoFixedDate)
def no_fixed_date(maker: Maker) -> NoFixedDate:
    """In the words of a provision; perhaps because an exception has switched a limit off."""
    if maker.draw(BOOLEANS):
        return NoFixedDate(maker.text(), maker.text(), maker.of(Deadline))
    return NoFixedDate(maker.text())


@makes(Decision)
def decision(maker: Maker) -> Decision:
    """Of a choice that any centre may make."""
    choice = maker.draw(one_of(("placement.longest_short_term", "support.restorative_within")))
    return Decision(choice=choice, by=maker.text(), on=maker.later())


@makes(Policy)
def policy(maker: Maker) -> Policy:
    """Where it departs from guidance somebody has said why."""
    given = maker.fields(Policy)
    departs = "ehcp.early_review_at_suspension"
    why = Decision(choice=departs, by=maker.text(), on=maker.later(), why=maker.text())
    return Policy(**{**given, "decisions": (*given.get("decisions", ()), why)})


@makes(Deadline)
def deadline(maker: Maker) -> Deadline:
    """With the days that were counted, and a customary last day or none."""
    counted = tuple(maker.later() for _ in range(maker.draw(up_to(2))))
    last = maker.later()
    customary = last + timedelta(1) if maker.draw(BOOLEANS) else None
    backstop_to = maker.text() if maker.draw(BOOLEANS) else None
    return Deadline(last, counted, customary, backstop_to)


@makes(PlacementReview)
def placement_review(maker: Maker) -> PlacementReview:
    """No two on one day: that is refused."""
    maker.day += timedelta(1)
    return PlacementReview(**maker.fields(PlacementReview))


@makes(OffSite)
def off_site(maker: Maker) -> OffSite:
    """At least one session of the week."""
    fields = maker.fields(OffSite)
    if not fields.get("sessions", True):
        del fields["sessions"]
    return OffSite(**fields)


@makes(ReturnStep)
def return_step(maker: Maker) -> ReturnStep:
    """A day after the step before it, and each session at one place at most."""
    maker.day += timedelta(1)
    fields = maker.fields(ReturnStep)
    fields["at_school"] = fields.get("at_school", frozenset()) - fields.get("at_centre", frozenset())
    return ReturnStep(**fields)


@makes(ReturnPlan)
def return_plan(maker: Maker) -> ReturnPlan:
    """Nobody asks whether a return lasted that was not made."""
    fields = maker.fields(ReturnPlan)
    if fields.get("returned_on") is None or any(
        check_up.held_on < fields["returned_on"] for check_up in fields.get("check_ups", ())
    ):
        fields["check_ups"] = ()
    return ReturnPlan(**fields)
