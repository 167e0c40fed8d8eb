"""The errors that ap_core raises: each names the field, the problem and the remedy, and never a child.

Three situations, three families (DESIGN: "Errors"):

* an impossible value, at construction: :class:`InvalidValue` (a ``ValueError``);
* a document with faults: :class:`InvalidDocument`, every fault with its path, nothing loaded;
* a look-up outside what is known: :class:`NotInForce` and :class:`OutsideCalendar` (``LookupError``),
  which carry the bounds. Inside a decision these become an undetermined finding instead.

No message repeats the value that was refused: it might be a name or a date of birth put in the wrong place.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NoReturn


class ApCoreError(Exception):
    """The root of every error that this library raises on purpose."""


class Fault:
    """One thing wrong with one value: where, what, and what to do about it.

    >>> print(Fault("planned_end", "is before first_day", "give an end on or after the first day"))
    planned_end: is before first_day; give an end on or after the first day
    """

    __slots__ = ("path", "problem", "remedy")

    def __init__(self, path: str, problem: str, remedy: str) -> None:
        self.path = path
        self.problem = problem
        self.remedy = remedy

    def below(self, parent: str) -> Fault:
        """The same fault, seen from the document that holds the value at ``parent``."""
        joint = "" if self.path.startswith("[") or not self.path or not parent else "."
        return Fault(f"{parent}{joint}{self.path}", self.problem, self.remedy)

    def __str__(self) -> str:
        return f"{self.path}: {self.problem}; {self.remedy}"

    def __repr__(self) -> str:
        return f"Fault({self.path!r}, {self.problem!r}, {self.remedy!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Fault):
            return NotImplemented
        return (self.path, self.problem, self.remedy) == (other.path, other.problem, other.remedy)

    def __hash__(self) -> int:
        return hash((self.path, self.problem, self.remedy))


class InvalidValue(ApCoreError, ValueError):
    """A value that cannot be: every fault of it is in ``faults``.

    >>> raise InvalidValue("Term", [Fault("last", "is before first", "swap them")])
    Traceback (most recent call last):
    ap_core.errors.InvalidValue: Term cannot be built: last: is before first; swap them
    """

    def __init__(self, what: str, faults: Iterable[Fault]) -> None:
        self.what = what
        self.faults = tuple(faults)
        super().__init__(f"{what} cannot be built: " + " | ".join(map(str, self.faults)))

    def __reduce__(self) -> tuple[type[InvalidValue], tuple[str, tuple[Fault, ...]]]:
        return type(self), (self.what, self.faults)


class InvalidDocument(ApCoreError, ValueError):
    """A document that could not be read; ``faults`` lists all of them, and nothing of it was loaded."""

    def __init__(self, what: str, faults: Iterable[Fault]) -> None:
        self.what = what
        self.faults = tuple(faults)
        count = len(self.faults)
        lines = "".join(f"\n  {fault}" for fault in self.faults)
        super().__init__(f"{what} has {count} fault{'' if count == 1 else 's'}; nothing was loaded:{lines}")

    def __reduce__(self) -> tuple[type[InvalidDocument], tuple[str, tuple[Fault, ...]]]:
        return type(self), (self.what, self.faults)


class NotInForce(ApCoreError, LookupError):
    """No edition of a dated value is in force on the day asked about; says from when, or since when not."""

    def __init__(self, name: str, on: date, why: str) -> None:
        self.name = name
        self.on = on
        self.why = why
        super().__init__(f"{name}: nothing in force on {on.isoformat()}; {why}")

    def __reduce__(self) -> tuple[type[NotInForce], tuple[str, date, str]]:
        return type(self), (self.name, self.on, self.why)


class OutsideCalendar(ApCoreError, LookupError):
    """A school calendar was asked about days it does not cover; says what it covers and what to add."""

    def __init__(self, calendar: str, first: date, last: date, wanted: str) -> None:
        self.calendar = calendar
        self.first = first
        self.last = last
        self.wanted = wanted

    def __str__(self) -> str:
        # Written out when somebody reads it: in a check most refusals turn into facts that are not known.
        return (
            f"the calendar of {self.calendar} covers {self.first.isoformat()} to {self.last.isoformat()} "
            f"and cannot answer for {self.wanted}; add the term dates that are missing"
        )

    def __reduce__(self) -> tuple[type[OutsideCalendar], tuple[str, date, date, str]]:
        return type(self), (self.calendar, self.first, self.last, self.wanted)


class ActualDayNeeded(ApCoreError, LookupError):
    """No provision fixes the day on which a notice counts as given; says which notice, how it was given, and why."""

    def __init__(self, notice: str, method: str, why: str) -> None:
        self.notice = notice
        self.method = method
        self.why = why
        super().__init__(f"{notice}, given {method}: {why}; give the day on which it was received in a way that counts")

    def __reduce__(self) -> tuple[type[ActualDayNeeded], tuple[str, str, str]]:
        return type(self), (self.notice, self.method, self.why)


class UnknownSchool(ApCoreError, LookupError):
    """No calendar is held for a school, nor one for schools that have none of their own."""

    def __init__(self, school: str) -> None:
        self.school = school
        super().__init__(f"no school calendar for {school}; add it to the calendars, or give a default")

    def __reduce__(self) -> tuple[type[UnknownSchool], tuple[str]]:
        return type(self), (self.school,)


class ExtraNeeded(ApCoreError, ImportError):
    """An optional part of the library was used without the packages it needs; says what to install."""

    def __init__(self, extra: str) -> None:
        self.extra = extra
        super().__init__(f"this needs packages that are not installed: pip install 'ap_core[{extra}]'")

    def __reduce__(self) -> tuple[type[ExtraNeeded], tuple[str]]:
        return type(self), (self.extra,)


def require(what: str, faults: list[Fault]) -> None:
    """Raise one :class:`InvalidValue` with all ``faults``, if there are any."""
    if faults:
        raise InvalidValue(what, faults)


def refuse(what: str, path: str, problem: str, remedy: str) -> NoReturn:
    """Raise an :class:`InvalidValue` for one fault."""
    raise InvalidValue(what, [Fault(path, problem, remedy)])
