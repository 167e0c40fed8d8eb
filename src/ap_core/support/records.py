"""Mentoring, incidents, and putting things right afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ap_core.errors import Fault
from ap_core.law.unknown import UNKNOWN, Unknown
from ap_core.values import Value, item, opaque_reference_faults, value


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


@value
class Incident(Value):
    """A pupil became dysregulated and something went wrong."""

    ref: str = item("an opaque reference, the pupil's own")
    on: date = item("the day")
    restorative_on: date | None | Unknown = item(
        "the day of the restorative conversation; none if not yet", default=UNKNOWN,
        asks="Was the restorative conversation held, and when?", of="mentor",
    )  # fmt: skip
    actions: tuple[AgreedAction, ...] = item("what was agreed afterwards", default=())

    def _faults(self) -> Iterator[Fault]:
        yield from opaque_reference_faults("ref", self.ref)
        if isinstance(self.restorative_on, date) and self.restorative_on < self.on:
            yield Fault("restorative_on", "is before the incident", "give a day on or after it")
