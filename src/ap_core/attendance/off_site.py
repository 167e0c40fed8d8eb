"""Education arranged away from every school where the pupil is registered: what the codes B, K, P, V and W rest on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ap_core.attendance.sessions import Arranger
from ap_core.errors import Fault
from ap_core.law.unknown import UNKNOWN, Unknown
from ap_core.placement.returns import WeekSession
from ap_core.values import Value, item, opaque_reference_faults, value


@value
class OffSite(Value):
    """One arrangement for a time: whose sessions, who arranged it, and what the register has to rest on.

    >>> OffSite(ref="T1", school="HILL", first=date(2026, 11, 30), sessions=frozenset())
    Traceback (most recent call last):
    ap_core.errors.InvalidValue: OffSite cannot be built: sessions: are none; name those of the week that it takes
    """

    ref: str = item("an opaque reference, the pupil's own")
    school: str = item("the school in whose register its sessions stand, by its reference")
    first: date = item("the first day")
    last: date | None = item("the last day; none while it goes on", default=None)
    sessions: frozenset[WeekSession] = item("the sessions of the week", default=frozenset(WeekSession))
    arranged_by: Arranger | Unknown = item(
        "who arranged it", default=UNKNOWN,
        asks="Did the school arrange it, or the authority (section 19, 42(2) or 61(1))?", of="the school",
    )  # fmt: skip
    in_person: bool | Unknown = item(
        "whether the pupil attends a place for it; not where it is taught online or set as work at home",
        default=UNKNOWN, asks="Does the pupil attend a place for it, in person?", of="the school",
    )  # fmt: skip
    approved: bool | Unknown = item(
        "whether the school approved it, to be supervised by somebody with the skills for it", default=UNKNOWN,
        asks="Had the school approved it, and is it supervised by somebody suitable?", of="the school",
    )  # fmt: skip
    nature_recorded: bool | Unknown = item(
        "whether the register says what kind of education it is", default=UNKNOWN,
        asks="Does the register say, with the code, what kind of education it is?", of="the school",
    )  # fmt: skip

    def _faults(self) -> Iterator[Fault]:
        yield from opaque_reference_faults("ref", self.ref)
        if self.last is not None and self.last < self.first:
            yield Fault("last", "is before first", "give a day on or after the first, or none")
        if not self.sessions:
            yield Fault("sessions", "are none", "name those of the week that it takes")
