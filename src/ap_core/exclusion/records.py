"""Suspensions and permanent exclusions as a school records them. A follow-on suspension is a record of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ap_core.dates.half_days import HalfDays
from ap_core.errors import Fault
from ap_core.law.unknown import UNKNOWN, Unknown
from ap_core.values import Value, item, opaque_reference_faults, value


@value
class Suspension(Value):
    """One suspension from one school: it is not lengthened or turned into another; what follows is a new record."""

    ref: str = item("an opaque reference, the pupil's own")
    school: str = item("the school that suspended, by its reference")
    first_day: date | Unknown = item(
        "the first day suspended", default=UNKNOWN, asks="From which day was the pupil suspended?", of="the school"
    )
    last_day: date | Unknown = item(
        "the last day suspended", default=UNKNOWN, asks="To which day was the pupil suspended?", of="the school"
    )
    length: HalfDays | Unknown = item(
        "half-days of school suspended", default=UNKNOWN, asks="For how many half-days was the pupil suspended?",
        of="the school",
    )  # fmt: skip
    follows: str | None = item("the suspension that it follows straight after, by its reference", default=None)
    notice_on: date | None | Unknown = item(
        "the day the parent was told in writing; none if not yet", default=UNKNOWN,
        asks="When was the parent told of the suspension in writing?", of="the school",
    )  # fmt: skip

    def _faults(self) -> Iterator[Fault]:
        yield from opaque_reference_faults("ref", self.ref)
        if isinstance(self.first_day, date) and isinstance(self.last_day, date) and self.last_day < self.first_day:
            yield Fault("last_day", "is before first_day", "give a day on or after the first")


@value
class PermanentExclusion(Value):
    """One permanent exclusion from one school."""

    ref: str = item("an opaque reference, the pupil's own")
    school: str = item("the school that excluded, by its reference")
    on: date | Unknown = item(
        "the day it took place",
        default=UNKNOWN,
        asks="On what day was the pupil permanently excluded?",
        of="the school",
    )
    notice_on: date | None | Unknown = item(
        "the day the parent was told in writing; none if not yet", default=UNKNOWN,
        asks="When was the parent told of the permanent exclusion in writing?", of="the school",
    )  # fmt: skip

    def _faults(self) -> Iterator[Fault]:
        yield from opaque_reference_faults("ref", self.ref)
