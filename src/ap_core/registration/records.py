"""On whose roll: what a school records of registrations, and what kinds of school there are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum

from ap_core.dates.spans import DateSpan
from ap_core.errors import Fault
from ap_core.law.unknown import UNKNOWN, Unknown
from ap_core.values import Value, item, value


class SchoolKind(Enum):
    """What a place is in law, so far as the rules ask."""

    MAINTAINED = "maintained school"
    ACADEMY = "academy"
    AP_ACADEMY = "alternative provision academy"
    PRU = "pupil referral unit"
    MAINTAINED_SPECIAL = "maintained special school"
    NON_MAINTAINED_SPECIAL = "non-maintained special school"
    INDEPENDENT = "independent school"
    COLLEGE = "further education college"
    NOT_A_SCHOOL = "provider that is not a school"


class Enrolment(Enum):
    """The part that a school's register plays for a pupil (the school census calls it enrolment status)."""

    SINGLE = "single"
    MAIN = "main"
    SUBSIDIARY = "subsidiary"
    GUEST = "guest"


@value
class Registration(Value):
    """A pupil's name on one school's register, from a first to a last day.

    ``last`` is none while the name is still on the register. Two registrations that cannot both be lawful are still
    two records: a rule says so.
    """

    school: str = item("the school, by its reference")
    status: Enrolment | Unknown = item(
        "single, main, subsidiary or guest",
        default=UNKNOWN,
        asks="Single, main or subsidiary registration?",
        of="the school",
    )
    first: date | Unknown = item("the first day", default=UNKNOWN, asks="Registered from which day?", of="the school")
    last: date | None | Unknown = item(
        "the last day; none while still registered",
        default=UNKNOWN,
        asks="Still registered there, or until when?",
        of="the school",
    )

    def _faults(self) -> Iterator[Fault]:
        if isinstance(self.first, date) and isinstance(self.last, date) and self.last < self.first:
            yield Fault("last", "is before first", "give a last day on or after the first")

    def covers(self, day: date) -> bool | Unknown:
        """Whether the name was on the register on ``day``; unknown where an end that matters is not known.

        >>> Registration(school="HILL", first=date(2026, 9, 3), last=None).covers(date(2026, 11, 23))
        True
        """
        first, last = self.first, self.last
        if isinstance(last, date) and day > last:
            return False
        if type(first) is Unknown:
            return first
        if day < first:
            return False
        return last if type(last) is Unknown and day > first else True

    @property
    def span(self) -> DateSpan | Unknown:
        """From first to last day, where both are known."""
        if type(self.first) is Unknown:
            return self.first
        if type(self.last) is Unknown:
            return self.last
        return DateSpan(self.first, self.last)
