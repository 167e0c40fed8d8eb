"""What is not known, and what it would take to know it.

A fact is a value or :class:`Unknown`. ``UNKNOWN`` is what a record says of a field that nobody has filled in; when a
rule's facts are reckoned it is given the path of that field, the question that settles it and whom to ask. Unknown is
not zero, not ``False`` and not ``None`` (none means: known that there is none).

>>> bool(UNKNOWN)
Traceback (most recent call last):
TypeError: UNKNOWN is neither true nor false; ask whether a fact is Unknown with isinstance()
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from enum import Enum
from functools import lru_cache
from operator import itemgetter
from typing import Any, NoReturn, TypeVar, final

import attrs

from ap_core.errors import ActualDayNeeded, NotInForce, OutsideCalendar

T = TypeVar("T")


class Reason(Enum):
    """Why an answer is undetermined."""

    FACT_MISSING = "a fact is missing"
    READINGS_DIFFER = "readings differ"
    CONTRADICTION = "records contradict each other"
    BEYOND_CALENDAR = "beyond the calendar"
    LAW_NOT_SEEN = "the law of that day is not known here"


@attrs.frozen
class Need:
    """One thing that would settle an unknown: where it belongs, the question to put, and to whom.

    ``path`` is a record path (``placements[0].basis``) or names something outside the record
    ("the calendar of HILL beyond 23 July 2027").
    """

    path: str
    ask: str = ""
    of: str = ""
    reason: Reason = Reason.FACT_MISSING


@final
@attrs.frozen(repr=False)
class Unknown:
    """A fact that is not known, with what is needed to know it.

    >>> Unknown.because("placements[0].basis", ask="By agreement, or directed?", of="home school")
    UNKNOWN(placements[0].basis)
    """

    needs: tuple[Need, ...] = ()

    @classmethod
    def because(cls, path: str, *, ask: str = "", of: str = "", reason: Reason = Reason.FACT_MISSING) -> Unknown:
        """An unknown that one need would settle."""
        return cls((Need(path, ask, of, reason),))

    @classmethod
    def between(cls, *paths: str, ask: str, of: str = "") -> Unknown:
        """An unknown because what stands at one of these paths cannot hold beside what stands at the others.

        >>> Unknown.between("registrations[0].status", "registrations[2].status", ask="Which is right?")
        UNKNOWN(registrations[0].status, registrations[2].status)
        """
        return cls(tuple([Need(path, ask, of, Reason.CONTRADICTION) for path in paths]))

    def __bool__(self) -> NoReturn:
        raise TypeError("UNKNOWN is neither true nor false; ask whether a fact is Unknown with isinstance()")

    def __repr__(self) -> str:
        return f"UNKNOWN({', '.join(need.path for need in self.needs)})" if self.needs else "UNKNOWN"

    def __reduce__(self) -> Any:
        return (_unknown, (self.needs,))


def _unknown(needs: tuple[Need, ...]) -> Unknown:
    """Unpickle: the bare UNKNOWN stays the one object it is."""
    return Unknown(needs) if needs else UNKNOWN


#: What a record says of a field that nobody has filled in.
UNKNOWN = Unknown()


#: Whether no class of a run of classes is that of an unknown: ``all_known(map(type, values))``.
all_known: Callable[[Iterable[type]], bool] = frozenset((Unknown,)).isdisjoint


def unknown_among(values: Sequence[Any]) -> Unknown | None:
    """All needs of the unknowns among ``values``, each once; ``None`` where every value is known."""
    found: Unknown | None = None
    for value in values:
        if type(value) is Unknown:
            if found is not None:
                unknowns = [value for value in values if type(value) is Unknown]
                return Unknown(tuple(dict.fromkeys(need for unknown in unknowns for need in unknown.needs)))
            found = value
    return found


def known(record: Any, field: str, path: str) -> Any:
    """A record's field as a fact: its value, or an unknown that says where it belongs and what to ask.

    The question and whom to put it to are the field's own (``item(asks=..., of=...)``). ``path`` is the record's own
    path with its closing dot, or empty at the root.
    """
    value = record.__dict__[field]
    if type(value) is Unknown and not value.needs:
        return _unfilled(record.__class__, field, path)
    return value


def known_fields(*names: str) -> Callable[[Any, str], tuple[Any, ...]]:
    """Reads several fields of a record as facts at once: what :func:`known` gives for each, in the names' order."""
    read = itemgetter(*names)

    def facts_of(record: Any, path: str) -> tuple[Any, ...]:
        values: tuple[Any, ...] = read(record.__dict__)
        if all_known(map(type, values)):
            return values
        told = list(values)
        for place, value in enumerate(values):
            # Only what is not known has anything to be said of it.
            if type(value) is Unknown and not value.needs:
                told[place] = _unfilled(record.__class__, names[place], path)
        return tuple(told)

    return facts_of


# Kept, up to a bound: record after record leaves the same fields open, and a check asks for one many times.
@lru_cache(maxsize=4096)
def _unfilled(cls: type, field: str, path: str) -> Unknown:
    about = getattr(cls.__attrs_attrs__, field).metadata  # type: ignore[attr-defined]
    return Unknown.because(f"{path}{field}", ask=about.get("asks") or about.get("says", ""), of=about.get("of", ""))


def reckon(how: Callable[..., T], *inputs: Any) -> T | Unknown:
    """``how(*inputs)`` when every input is known; otherwise unknown, with all that is missing.

    A look-up outside a school's calendar, or on a day for which no law is held, is an unknown too, not an error; so is
    a notice that no provision gives a day to.

    >>> reckon(max, 3, 4)
    4
    >>> reckon(max, 3, Unknown.because("marks"), Unknown.because("plan"))
    UNKNOWN(marks, plan)
    """
    for each in inputs:
        if type(each) is Unknown:
            missing = unknown_among(inputs)
            assert missing is not None
            return missing
    try:
        return how(*inputs)
    except OutsideCalendar as error:
        return _beyond_calendar(error.calendar, error.first, error.last, error.wanted)
    except ActualDayNeeded as error:
        return Unknown.because(
            f"the day of receipt: {error.notice}",
            ask=f"On what day was {error.notice} received in a way that counts? Given {error.method}, {error.why}",
            of="whoever gave it",
        )
    except NotInForce as error:
        # The day itself stays out of it: it may be a birthday.
        return Unknown.because(
            f"the law of the day: {error.name}",
            ask=f"What was the law then ({error.name})? It is not held here",
            of="a lawyer",
            reason=Reason.LAW_NOT_SEEN,
        )


# Kept, up to a bound: pupil after pupil comes to the end of the same calendar.
@lru_cache(maxsize=4096)
def _beyond_calendar(calendar: str, first: date, last: date, wanted: str) -> Unknown:
    return Unknown.because(
        f"the calendar of {calendar} for {wanted}",
        ask=f"The term dates of {calendar} outside {first.isoformat()} to {last.isoformat()}?",
        of=calendar,
        reason=Reason.BEYOND_CALENDAR,
    )
