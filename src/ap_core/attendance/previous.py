"""A pupil's attendance before the placement, as the previous school reports it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ap_core.errors import Fault
from ap_core.law.unknown import UNKNOWN, Unknown
from ap_core.values import Value, item, value


@value
class PreviousAttendance(Value):
    """Sessions at the previous school over a stated time before the placement."""

    school: str = item("the previous school, by its reference")
    attended: int = item("sessions present or at an approved activity")
    possible: int = item("possible sessions")
    first_day: date | Unknown = item(
        "the first day counted", default=UNKNOWN, asks="From which day are the sessions counted?",
        of="the previous school",
    )  # fmt: skip
    last_day: date | Unknown = item(
        "the last day counted", default=UNKNOWN, asks="To which day are the sessions counted?",
        of="the previous school",
    )  # fmt: skip

    def _faults(self) -> Iterator[Fault]:
        if self.possible < 0 or self.attended < 0:
            yield Fault("possible", "or attended is negative", "give counts of sessions")
        elif self.attended > self.possible:
            yield Fault("attended", "is more than possible", "give at most the possible sessions")
        if isinstance(self.first_day, date) and isinstance(self.last_day, date) and self.last_day < self.first_day:
            yield Fault("last_day", "is before first_day", "give a day on or after the first")
