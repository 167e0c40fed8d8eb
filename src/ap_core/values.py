"""How every record and value is made: frozen, equal by value, its types checked, its faults told together.

A class marked ``@value`` is an attrs class. What a field may hold is its annotation and nothing else: the check is
derived from it when the first instance is built, so that it is written once and costs nothing at import. A class that
has more to say (an end before a start) gives ``_faults``; it is asked only when every field has the right type.

>>> from datetime import date
>>> @value
... class Stay(Value):
...     first: date = item("the first day")
...     last: date = item("the last day")
...     def _faults(self) -> "Iterator[Fault]":
...         if self.last < self.first:
...             yield Fault("last", "is before first", "give an end on or after the start")
>>> Stay(first=date(2026, 9, 3), last=date(2026, 9, 2))
Traceback (most recent call last):
ap_core.errors.InvalidValue: Stay cannot be built: last: is before first; give an end on or after the start
>>> Stay(first=True, last="Friday")
Traceback (most recent call last):
ap_core.errors.InvalidValue: Stay cannot be built: first: is true or false; give a date (no time of day) \
| last: is text; give a date (no time of day)
"""

from __future__ import annotations

import re
import types
from collections.abc import Callable, Iterator
from datetime import date
from enum import Enum
from typing import Any, NamedTuple, Self, TypeVar, Union, dataclass_transform, get_args, get_origin, get_type_hints

import attrs

from ap_core.errors import Fault, InvalidValue, refuse

T = TypeVar("T")

#: Tells what is wrong with one value, each fault with its path below the field.
Check = Callable[[Any], Iterator[Fault]]
#: The classes whose own instances are right as they are, and what tells of any other value.
Checked = tuple[frozenset[type], Check]


class Sealed:
    """What a class made by hand is, so that it is as frozen as the others: no attribute takes another value."""

    __slots__ = ()

    def __setattr__(self, name: str, _: object) -> None:
        raise AttributeError(f"{self.__class__.__name__}.{name} cannot be changed")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{self.__class__.__name__}.{name} cannot be changed")


class Value:
    """What every frozen class of the library shares: checked fields, equality by value, and a changed copy."""

    def __attrs_post_init__(self) -> None:
        cls, mine = self.__class__, self.__dict__
        checks = _CHECKS.get(cls) or _checks(cls)
        faults: list[Fault] = []
        if not checks.all_right(mine):
            for name, plain, check in checks.of_fields:
                if mine[name].__class__ not in plain:
                    faults += [fault.below(name) for fault in check(mine[name])]
        if not faults:
            faults.extend(self._faults())
        if faults:
            raise InvalidValue(cls.__name__, faults)

    def _faults(self) -> Iterator[Fault]:
        """What is wrong beyond the types of the fields; nothing, unless a class says otherwise."""
        yield from ()

    def but(self, **changes: Any) -> Self:
        """A copy with some fields changed, checked like any other.

        >>> from datetime import date
        >>> from ap_core.dates import DateSpan
        >>> DateSpan(date(2026, 9, 3), None).but(last=date(2026, 12, 18))
        DateSpan(first=datetime.date(2026, 9, 3), last=datetime.date(2026, 12, 18))
        """
        return attrs.evolve(self, **changes)  # type: ignore[misc]

    def __eq__(self, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in _compared(self.__class__))

    def __hash__(self) -> int:
        return hash((self.__class__, *(getattr(self, name) for name in _compared(self.__class__))))

    def __repr__(self) -> str:
        fields: Any = attrs.fields(self.__class__)  # type: ignore[arg-type]
        shown = (f"{a.name}={getattr(self, a.name)!r}" for a in fields if a.repr)
        return f"{self.__class__.__name__}({', '.join(shown)})"


# Either kind of UPN, permanent or temporary, and dates as people and systems write them, wherever they stand.
_UPN = re.compile(r"(?<![A-Z0-9])[A-Z]\d{11}[A-Z0-9](?![A-Z0-9])", re.IGNORECASE)
_DATE = re.compile(r"(?<!\d)(\d{4}[-/. ]\d{1,2}[-/. ]\d{1,2}|\d{1,2}[-/. ]\d{1,2}[-/. ](\d{4}|\d{2}))(?!\d)")


def opaque_reference_faults(path: str, ref: str) -> Iterator[Fault]:
    """What is wrong with a reference that findings show: it must mean nothing outside the caller's own system."""
    remedy = "give an opaque reference such as P01"
    if not ref.strip():
        yield Fault(path, "is empty", remedy)
    yield from telling_text_faults(path, ref, "looks like", remedy)


def telling_text_faults(
    path: str, text: str, problem: str = "holds", remedy: str = "say it in words that tell nobody who it is about"
) -> Iterator[Fault]:
    """What in a text may tell who a child is, as far as that has a form: a pupil number, a date. A name has none."""
    for tells, what in ((_UPN, "a unique pupil number"), (_DATE, "a date")):
        if tells.search(text):
            yield Fault(path, f"{problem} {what}", remedy)


def item(
    says: str = "",
    *,
    default: Any = attrs.NOTHING,
    asks: str = "",
    of: str = "",
    shown: bool = True,
) -> Any:
    """A field of a ``@value`` class.

    ``says`` is its meaning in one phrase; ``asks`` the question to put when it is not known, and ``of`` to whom.
    ``shown=False`` keeps it out of the display (a date of birth).
    """
    return attrs.field(default=default, repr=shown, metadata={"says": says, "asks": asks, "of": of})


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(item, attrs.field))
def value(cls: type[T]) -> type[T]:
    """Make a frozen, keyword-only class whose fields are checked when it is built."""
    # Value brings eq, hash and repr: generating them for every class would double what an import costs.
    return attrs.frozen(cls, kw_only=True, slots=False, eq=False, repr=False)


@dataclass_transform(kw_only_default=False, frozen_default=True, field_specifiers=(item, attrs.field))
def small_value(cls: type[T]) -> type[T]:
    """The same for a small value, whose fields may also be given in order."""
    return attrs.frozen(cls, kw_only=False, slots=False, eq=False, repr=False)


# ---------------------------------------------------------------- checks derived from the annotations


class _Checks(NamedTuple):
    """What the fields of a class are asked: each by itself, and all at once."""

    of_fields: tuple[tuple[str, frozenset[type], Check], ...]
    all_right: Callable[[dict[str, Any]], bool]


_COMPARED: dict[type, tuple[str, ...]] = {}
_CHECKS: dict[type, _Checks] = {}


def _compared(cls: type) -> tuple[str, ...]:
    names = _COMPARED.get(cls)
    if names is None:
        fields: Any = attrs.fields(cls)
        names = _COMPARED[cls] = tuple(a.name for a in fields if a.eq is not False)
    return names


def _checks(cls: type) -> _Checks:
    hints = get_type_hints(cls)
    fields: Any = attrs.fields(cls)
    of_fields = tuple((a.name, *_check_of(hints[a.name])) for a in fields if a.init)
    _CHECKS[cls] = made = _Checks(of_fields, _fused(of_fields))
    return made


def _fused(of_fields: tuple[tuple[str, frozenset[type], Check], ...]) -> Callable[[dict[str, Any]], bool]:
    """Whether all fields are right, in one expression: nearly always they are, and a loop would take twice as long."""
    given: dict[str, Any] = {}
    terms = []
    for at, (name, plain, check) in enumerate(of_fields):
        if len(plain) == 1:
            (given[f"plain_{at}"],) = plain
        else:
            given[f"plain_{at}"] = plain
        given[f"check_{at}"] = check
        held = f"held[{name!r}]"
        is_plain = f"{held}.__class__ {'is' if len(plain) == 1 else 'in'} plain_{at}"
        terms.append(f"({is_plain} or not [*check_{at}({held})])")
    return eval(f"lambda held: {' and '.join(terms) or True}", given)  # type: ignore[no-any-return]


def _check_of(hint: Any) -> Checked:
    """The check that an annotation stands for.

    Exact types, so that a ``datetime`` is no date and ``True`` is no count; tuples and sets look inside.
    """
    if getattr(get_origin(hint), "stands_for_its_argument", False):
        hint = get_args(hint)[0]
    options = get_args(hint) if get_origin(hint) in (Union, types.UnionType) else (hint,)
    exact: set[type] = set()
    inside: dict[type, Check] = {}
    open_to: list[type] = []
    for option in options:
        origin = get_origin(option)
        if option is Any:
            return frozenset(), _anything
        if origin in (tuple, frozenset):
            inside[origin] = _members(*_check_of(get_args(option)[0]))
        elif origin is not None or isinstance(option, TypeVar):
            open_to.append(origin if isinstance(origin, type) else object)
        elif option in (int, str, bool, date, types.NoneType, bytes) or issubclass(option, Enum):
            exact.add(option)
        else:
            open_to.append(option)
    wanted, allowed = _wanted(options), tuple(open_to)

    def check(got: Any) -> Iterator[Fault]:
        members = inside.get(got.__class__)
        if members is not None:
            yield from members(got)
        elif got.__class__ not in exact and not isinstance(got, allowed):
            yield Fault("", f"is {_kind(got)}", f"give {wanted}")

    return frozenset(exact.union(open_to)), check


def _anything(_: Any) -> Iterator[Fault]:
    yield from ()


def _members(plain: frozenset[type], check: Check) -> Check:
    def each(got: Any) -> Iterator[Fault]:
        for at, member in enumerate(got):
            if member.__class__ not in plain:
                for fault in check(member):
                    yield fault.below(f"[{at}]")

    return each


_NAMES: dict[type, str] = {
    int: "a whole number",
    str: "text",
    bool: "true or false",
    date: "a date (no time of day)",
    types.NoneType: "none",
    bytes: "bytes",
}


def _wanted(options: tuple[Any, ...]) -> str:
    names = []
    for option in options:
        origin = get_origin(option)
        if origin in (tuple, frozenset):
            names.append(f"a {origin.__name__} of {_wanted(get_args(option)[:1])}")
        else:
            names.append(_NAMES.get(option) or f"{getattr(origin or option, '__name__', 'a value')}")
    return " or ".join(dict.fromkeys(names))


def expect(what: str, path: str, given: object, kinds: type | tuple[type, ...], remedy: str) -> None:
    """Refuse what is given to a function and is of none of the kinds, before it is missed somewhere inside.

    >>> expect("publish", "round_to", "5", int, "give a whole number")
    Traceback (most recent call last):
    ap_core.errors.InvalidValue: publish cannot be built: round_to: is text; give a whole number
    """
    if not isinstance(given, kinds):
        refuse(what, path, f"is {_kind(given)}", remedy)


def _kind(got: Any) -> str:
    """What sort of thing was given: never the thing itself, which may be a child's name."""
    if got.__class__.__name__ == "datetime":
        return "a date with a time of day"
    return _NAMES.get(got.__class__) or f"of type {got.__class__.__name__}"
