"""A disability in the meaning of the Equality Act 2010, so far as a centre records one, and what schools decided on it.

No diagnosis stands here. Whether an impairment is a disability (a substantial and long-term effect on normal day-to-day
activities, section 6) is for those who know the pupil; special educational needs are another matter, and often both are
there. A parent, or a pupil who understands what it means, may ask that it be kept confidential (Schedule 13 para 8).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ap_core.errors import Fault
from ap_core.law.unknown import UNKNOWN, Unknown
from ap_core.values import Value, item, value


@value
class AdjustmentsDecided(Value):
    """What one school decided about reasonable adjustments; what is done is among the record's adjustments."""

    school: str = item("the school or centre, by its reference")
    decided_on: date | None | Unknown = item(
        "the day it was first decided which adjustments to make, if any; none if not yet", default=UNKNOWN,
        asks="Has it been decided which reasonable adjustments to make, and when?", of="the school",
    )  # fmt: skip


@value
class Disability(Value):
    """A disability on record."""

    known_since: date | Unknown = item(
        "the day it became known", default=UNKNOWN, asks="Since when is the disability known?", of="home school"
    )
    decisions: tuple[AdjustmentsDecided, ...] | Unknown = item(
        "what each school decided about reasonable adjustments", default=UNKNOWN,
        asks="Which schools have decided on reasonable adjustments, and when?", of="SENCO",
    )  # fmt: skip

    def _faults(self) -> Iterator[Fault]:
        if isinstance(self.decisions, tuple):
            schools = [each.school for each in self.decisions]
            for place, school in enumerate(schools):
                if school in schools[:place]:
                    yield Fault(f"decisions[{place}].school", "is given twice", "give each school's first decision")
