"""What happens in the life of a placement, one event at a time.

Nothing is ever taken out: whoever was wrong adds an event that says which earlier one it replaces. What an event with
``replaces`` says stands in the place of the other; a ``CORRECTION`` says that the other did not happen.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum

from ap_core.errors import Fault
from ap_core.values import Value, item, opaque_reference_faults, value


class EventKind(Enum):
    """What happened. Events of one day follow each other in the order in which they stand here."""

    REFERRED = "referred"
    CONSIDERED = "considered"
    WAITING = "waiting"
    DECLINED = "declined"
    OFFERED = "offered"
    REFUSED = "refused"
    AGREED = "agreed"
    NOTICE_GIVEN = "notice given"
    ADMITTED = "admitted"
    REVIEWED = "reviewed"
    EXTENDED = "extended"
    VARIED = "varied"
    REINTEGRATING = "reintegrating"
    RETURNED = "returned"
    FAILED_RETURN = "failed return"
    ENDED = "ended"
    CORRECTION = "correction"


class Outcome(Enum):
    """How a placement ended."""

    RETURNED_TO_ORIGIN = "returned to the school that the pupil came from"
    RETURNED_ELSEWHERE = "returned to another mainstream school"
    MANAGED_MOVE = "managed move"
    SPECIALIST = "specialist school under an EHC plan"
    OTHER_PROVISION = "other alternative provision"
    SOLE_ROLL = "sole registration at the centre: a new placement, linked to this one"
    POST_16 = "post-16 destination"
    EXCLUDED_BY_HOME_SCHOOL = "permanently excluded by the home school meanwhile"
    EXCLUDED_BY_CENTRE = "permanently excluded by the centre"
    HOME_EDUCATION = "elective home education"
    MOVED_AWAY = "moved to another area"
    DETAINED = "sentenced to detention"
    MISSING = "continuously absent, and not found"
    DIED = "died"
    WITHDRAWN = "withdrawn by whoever arranged it"
    NOT_REVIEWED = "ran out without a review"


_WITH_PLANNED_END = (EventKind.AGREED, EventKind.EXTENDED, EventKind.VARIED)


@value
class PlacementEvent(Value):
    """One thing that happened to a placement, on one day."""

    ref: str = item("an opaque reference, the placement's own")
    kind: EventKind = item("what happened")
    on: date = item("the day on which it happened")
    nth: int = item("which came first on one day, where their kinds do not say it: a lower one is earlier", default=0)
    outcome: Outcome | None = item("how it ended; none for what is no end", default=None)
    planned_end: date | None = item("the planned last day, where this event set one", default=None)
    replaces: str | None = item("the event that this corrects, by its reference; none if none", default=None)
    entered_on: date | None = item("the day it was written down, where that is not the day itself", default=None)

    def _faults(self) -> Iterator[Fault]:
        yield from opaque_reference_faults("ref", self.ref)
        if (self.kind is EventKind.ENDED) is (self.outcome is None):
            if self.outcome is None:
                yield Fault("outcome", "is none, and the placement ended", "say how it ended")
            else:
                yield Fault("outcome", "is given, and nothing ended", "leave it out, or give an event that ends")
        if self.planned_end is not None:
            if self.kind not in _WITH_PLANNED_END:
                yield Fault("planned_end", "is given, and this sets none", "give it with agreed, extended or varied")
            elif self.planned_end < self.on:
                yield Fault("planned_end", "is before the day itself", "give a day on or after it")
        if self.kind is EventKind.CORRECTION and self.replaces is None:
            yield Fault("replaces", "is none, and a correction corrects something", "name the event that was wrong")
        if self.replaces == self.ref:
            yield Fault("replaces", "is the event itself", "name the earlier event that was wrong")

    @property
    def known_from(self) -> date:
        """The day from which it stands on the record."""
        return self.entered_on or self.on
