"""A line of Section F of an EHC plan: special educational provision, how much of it, how often and from whom.

What a line says in words stays with those who teach the pupil: it is kept out of every display.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum

from ap_core.errors import Fault
from ap_core.law.unknown import UNKNOWN, Unknown
from ap_core.values import Value, item, opaque_reference_faults, value


class ProvisionKind(Enum):
    """What a line of Section F is (fact book EHC-PL-03)."""

    TEACHING = "teaching"
    SUPPORT = "support from an adult in lessons"
    THERAPY = "therapy that educates or trains"
    MENTORING = "mentoring or key work"
    INDIRECT = "work for the pupil without the pupil"
    TRAINING = "training of staff"
    OTHER = "other provision"


class Per(Enum):
    """How often the minutes of a line are due."""

    SCHOOL_DAY = "school day"
    WEEK = "week"
    FORTNIGHT = "fortnight"
    HALF_TERM = "half term"
    TERM = "term"
    YEAR = "year"


#: Weeks and times of the periods that are so many weeks whatever the school's calendar.
_A_WEEK = {Per.SCHOOL_DAY: (5, 1), Per.WEEK: (1, 1), Per.FORTNIGHT: (1, 2)}


@value
class ProvisionLine(Value):
    """One line of Section F: so many minutes in each day, week, term or year, or an amount that the plan leaves open.

    >>> line = ProvisionLine(ref="F1", kind=ProvisionKind.THERAPY, minutes=45, per=Per.FORTNIGHT)
    >>> line.quantified, line.minutes_a_week
    (True, 23)
    """

    ref: str = item("the line's own reference, such as F1")
    kind: ProvisionKind = item("what it is")
    minutes: int | None | Unknown = item(
        "minutes in each period; none if the plan gives no amount", default=UNKNOWN,
        asks="How many minutes does this line of Section F give?", of="local authority",
    )  # fmt: skip
    per: Per | None | Unknown = item(
        "the period that the minutes are for; none if the plan gives no frequency", default=UNKNOWN,
        asks="How often does this line of Section F give them?", of="local authority",
    )  # fmt: skip
    what: str = item("the provision, as the plan describes it", default="", shown=False)
    delivered_by: str = item("who delivers it, by role, such as speech and language therapist", default="", shown=False)
    first: date | None = item("the first day; none where it is the day of the plan", default=None)
    last: date | None = item("the last day; none while the plan goes on", default=None)
    all_year: bool | Unknown = item(
        "whether it is due in weeks without school too", default=UNKNOWN,
        asks="Is this line of Section F due in weeks without school too?", of="local authority",
    )  # fmt: skip

    def _faults(self) -> Iterator[Fault]:
        yield from opaque_reference_faults("ref", self.ref)
        if isinstance(self.minutes, int):
            if self.minutes < 1:
                yield Fault("minutes", "is not above zero", "give minutes in each period, or none if the plan has none")
            if self.per is None:
                yield Fault("per", "is missing", "give how often the minutes are due")
        if self.first is not None and self.last is not None and self.last < self.first:
            yield Fault("last", "is before first", "give a last day on or after the first")

    @property
    def quantified(self) -> bool | Unknown:
        """Whether the line gives an amount and how often: an open amount is what Section F should not have."""
        if self.minutes is None or self.per is None:
            return False
        return UNKNOWN if isinstance(self.minutes, Unknown) or isinstance(self.per, Unknown) else True

    @property
    def minutes_a_week(self) -> int | None | Unknown:
        """Minutes in a week of five school days, part minutes rounded up; ``None`` where the plan gives no such amount.

        An amount for a term or a year is none for a week: how it is spread is not said.
        """
        if self.quantified is not True:
            return UNKNOWN if self.quantified is UNKNOWN else None
        assert isinstance(self.minutes, int) and isinstance(self.per, Per)
        if self.per not in _A_WEEK:
            return None
        times, weeks = _A_WEEK[self.per]
        return -(-self.minutes * times // weeks)
