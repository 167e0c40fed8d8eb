"""Mentoring, the pupil's own goals, incidents, and putting things right afterwards.

No name stands here and none of the pupil's words: a mentor is a role or an opaque reference, and of the pupil's views
only that, and when, they were asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum

from ap_core.errors import Fault
from ap_core.law.unknown import UNKNOWN, Unknown
from ap_core.registration.records import SchoolKind
from ap_core.support.scales import GOAL, ScaleReading
from ap_core.values import Value, item, opaque_reference_faults, value


@value
class Mentor(Value):
    """Who is the pupil's mentor, from a first to a last day; the next mentor is another record."""

    ref: str = item("the mentor, by role or an opaque reference, never by name")
    first: date = item("the first day")
    last: date | None = item("the last day; none while it goes on", default=None)

    def _faults(self) -> Iterator[Fault]:
        yield from opaque_reference_faults("ref", self.ref)
        if self.last is not None and self.last < self.first:
            yield Fault("last", "is before first", "give a last day on or after the first")


@value
class Goal(Value):
    """Something the pupil wants for themselves, and how near they say they are: 0 not at all, 10 reached."""

    ref: str = item("an opaque reference, the pupil's own")
    what: str = item("the goal, as the pupil put it", default="", shown=False)
    readings: tuple[ScaleReading, ...] = item("how near the pupil says it is, day by day", default=())

    def _faults(self) -> Iterator[Fault]:
        yield from opaque_reference_faults("ref", self.ref)
        days: set[date] = set()
        for place, reading in enumerate(self.readings):
            if reading.scale != GOAL:
                yield Fault(f"readings[{place}].scale", "is not the scale of goals", "give GOAL, 0 to 10")
            if reading.on in days:
                yield Fault(f"readings[{place}].on", "is the day of another reading", "give one reading a day")
            days.add(reading.on)


@value
class ViewsAsked(Value):
    """The pupil was asked what they think; what they said stays with those whom they told."""

    on: date = item("the day")


@value
class Mentoring(Value):
    """What a centre keeps of mentoring beside the sessions themselves."""

    mentors: tuple[Mentor, ...] = item("who was the mentor and when", default=())
    goals: tuple[Goal, ...] = item("the pupil's own goals", default=())
    views_asked: tuple[ViewsAsked, ...] = item("when the pupil was asked for their views", default=())

    def _faults(self) -> Iterator[Fault]:
        refs = [goal.ref for goal in self.goals]
        for place, ref in enumerate(refs):
            if ref in refs[:place]:
                yield Fault(f"goals[{place}].ref", "is used twice", "give each goal its own")


@value
class MentorSession(Value):
    """A session that was held with the pupil's mentor."""

    on: date = item("the day")


@value
class AgreedAction(Value):
    """Something agreed after an incident."""

    what: str = item("what was agreed", shown=False)
    in_place_on: date | None | Unknown = item(
        "the day it was in place; none if not yet", default=UNKNOWN, asks="Is the agreed action in place?", of="mentor"
    )


class Covered(Enum):
    """What a restorative conversation is about."""

    WHAT_WENT_WRONG = "what went wrong"
    WHO_WAS_AFFECTED = "who was affected"
    WHAT_WILL_CHANGE = "what will change"


class Session(Enum):
    """Half a school day."""

    AM = "morning"
    PM = "afternoon"


class Restriction(Enum):
    """What staff did that the law has recorded and reported."""

    FORCE = "significant use of force"
    SECLUSION = "seclusion"
    RESTRAINT = "restraint without force"


@value
class ParentTold(Value):
    """One parent (a person with parental responsibility or care, or an authority that accommodates the pupil)."""

    parent: str = item("the parent, by an opaque reference, never by name")
    told_on: date | None | Unknown = item(
        "the day the parent was told; none if not yet", default=UNKNOWN,
        asks="Was the parent told of it, and when?", of="the centre",
    )  # fmt: skip
    written_on: date | None | Unknown = item(
        "the day the parent was given the report in writing; none if not yet", default=UNKNOWN,
        asks="Was the parent given the report in writing, and when?", of="the centre",
    )  # fmt: skip
    harm_if_told: bool = item(
        "whether telling this parent would be likely to cause the pupil significant harm", default=False
    )

    def _faults(self) -> Iterator[Fault]:
        yield from opaque_reference_faults("parent", self.parent)


@value
class Restricted(Value):
    """A significant use of force, seclusion or restraint in an incident; one of each kind an incident."""

    kind: Restriction = item("force, seclusion or restraint without force")
    school_kind: SchoolKind | Unknown = item(
        "what the place whose staff did it is in law", default=UNKNOWN,
        asks="What kind of school is the place whose staff did it?", of="the centre",
    )  # fmt: skip
    recorded_on: date | None | Unknown = item(
        "the day it was recorded in writing; none if not yet", default=UNKNOWN,
        asks="Was it recorded in writing, and when?", of="the centre",
    )  # fmt: skip
    parents: tuple[ParentTold, ...] | Unknown = item(
        "the parents, and when each was told", default=UNKNOWN,
        asks="Which parents does the pupil have, and was each told?", of="the centre",
    )  # fmt: skip
    each_parent_listed: bool | Unknown = item(
        "whether that is each parent of the pupil", default=UNKNOWN,
        asks="Is that each parent of the pupil, or is there another who has to be told?", of="the centre",
    )  # fmt: skip
    authority_told_on: date | None | Unknown = item(
        "the day the local authority was told, where no parent can safely be; none if not yet", default=UNKNOWN,
        asks="No parent can safely be told: was the local authority, and when?", of="the centre",
    )  # fmt: skip

    def days(self) -> Iterator[tuple[str, date]]:
        """Every day that it names, with its place."""
        named = [("recorded_on", self.recorded_on), ("authority_told_on", self.authority_told_on)]
        if isinstance(self.parents, tuple):
            for place, parent in enumerate(self.parents):
                named.append((f"parents[{place}].told_on", parent.told_on))
                named.append((f"parents[{place}].written_on", parent.written_on))
        yield from ((path, day) for path, day in named if isinstance(day, date))

    def _faults(self) -> Iterator[Fault]:
        if isinstance(self.parents, tuple):
            refs = [parent.parent for parent in self.parents]
            for place, ref in enumerate(refs):
                if ref in refs[:place]:
                    yield Fault(f"parents[{place}].parent", "is listed twice", "put the two together")


@value
class Incident(Value):
    """A pupil became dysregulated and something went wrong."""

    ref: str = item("an opaque reference, the pupil's own")
    on: date = item("the day")
    session: Session | None = item("morning or afternoon; none if not recorded", default=None)
    place: str | None = item("where, such as a room or a lesson; none if not recorded", default=None, shown=False)
    helped: tuple[str, ...] = item("what helped the pupil to settle, where that is kept", default=(), shown=False)
    restricted: tuple[Restricted, ...] = item("significant force, seclusion or restraint, if any", default=())
    restorative_on: date | None | Unknown = item(
        "the day of the restorative conversation; none if not yet", default=UNKNOWN,
        asks="Was the restorative conversation held, and when?", of="mentor",
    )  # fmt: skip
    covered: frozenset[Covered] | None = item(
        "what the restorative conversation was about; none if that is not kept", default=None
    )
    actions: tuple[AgreedAction, ...] = item("what was agreed afterwards", default=())

    def _faults(self) -> Iterator[Fault]:
        yield from opaque_reference_faults("ref", self.ref)
        for path, day in self._followed():
            if day < self.on:
                yield Fault(path, "is before the incident", "give a day on or after it")
        if self.covered is not None and self.restorative_on is None:
            yield Fault("covered", "is given, and no conversation was held", "give its day, or leave this out")
        for place, what in enumerate(self.helped):
            if not what.strip() or what in self.helped[:place]:
                yield Fault(f"helped[{place}]", "is empty or given twice", "name each thing that helped once")
        kinds = [each.kind for each in self.restricted]
        for place, kind in enumerate(kinds):
            if kind in kinds[:place]:
                yield Fault(
                    f"restricted[{place}].kind", "is given twice", "put the two together, or make two incidents"
                )

    def _followed(self) -> Iterator[tuple[str, date]]:
        """What can only come after the incident."""
        if isinstance(self.restorative_on, date):
            yield "restorative_on", self.restorative_on
        for place, action in enumerate(self.actions):
            if isinstance(action.in_place_on, date):
                yield f"actions[{place}].in_place_on", action.in_place_on
        for place, each in enumerate(self.restricted):
            for path, day in each.days():
                yield f"restricted[{place}].{path}", day
