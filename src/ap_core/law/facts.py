"""Facts rows: what a rule reads, flat, typed and documented.

A row is made by :func:`facts`. On the class a name is a field of the rule language; on an instance it is the value,
or :class:`~ap_core.law.unknown.Unknown`. A :class:`MaybeFact` may also be ``None``: known that there is none.

>>> from datetime import date
>>> @facts
... class Length:
...     subject: str
...     weeks: Fact[int] = fact("school weeks planned")
...     planned_end: MaybeFact[date] = fact("the planned end")
>>> print(Length.weeks <= 12)
school weeks planned <= 12
>>> Length(subject="placement A", weeks=10, planned_end=None).weeks
10

A property of the class puts facts into words: a sentence may show it, and it is asked for only when one does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar, dataclass_transform, overload

import attrs

from ap_core.law.expressions import Field
from ap_core.law.unknown import Unknown

T = TypeVar("T")


class _Held(Generic[T]):
    """What a name of a row's class gives: a field of the rule language, on the class only."""

    def __init__(self, field: Field[T]) -> None:
        self.field = field

    if not TYPE_CHECKING:
        # A non-data descriptor: the row's own dictionary comes first, so an instance gives its value at no cost.
        def __get__(self, row, cls):
            return self.field


class Fact(_Held[T]):
    """A fact that has a value or is unknown: the field on the class, the value on a row."""

    if TYPE_CHECKING:

        @overload
        def __get__(self, row: None, cls: type) -> Field[T]: ...
        @overload
        def __get__(self, row: object, cls: type) -> T | Unknown: ...
        def __get__(self, row: Any, cls: Any) -> Any: ...
        def __set__(self, row: object, value: T | Unknown) -> None: ...


class MaybeFact(_Held[T]):
    """A fact that may also be ``None``: it is known that there is none."""

    if TYPE_CHECKING:

        @overload
        def __get__(self, row: None, cls: type) -> Field[T]: ...
        @overload
        def __get__(self, row: object, cls: type) -> T | Unknown | None: ...
        def __get__(self, row: Any, cls: Any) -> Any: ...
        def __set__(self, row: object, value: T | Unknown | None) -> None: ...


def fact(says: str) -> Any:
    """A fact of a row; ``says`` is what it is, as a phrase that fits into a sentence."""
    return attrs.field(metadata={"says": says})


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(fact,))
def facts(cls: type[T]) -> type[T]:
    """Make a frozen row of facts; it has a ``subject`` and facts, nothing else."""
    # Equality and display are written once, below: generating them for every row would double what an import costs.
    made: Any = attrs.frozen(cls, kw_only=True, slots=False, eq=False, repr=False)
    made.__eq__, made.__hash__, made.__repr__ = _equal, _hash, _display
    for field in attrs.fields(made):
        says = field.metadata.get("says")
        if says is not None:
            optional = str(field.type).partition("[")[0].rpartition(".")[2] == "MaybeFact"
            setattr(made, field.name, _Held(Field(made, field.name, optional, says)))
    return made  # type: ignore[no-any-return]


def maker(row: type[T]) -> type[T]:
    """What makes rows of a class as calling the class does, at half the cost: for reckoners, by the thousand.

    A call of a class gathers its keywords in a dictionary and spreads them out again. A call of a function with at most
    fifteen keywords does neither; with more, Python builds the dictionary all the same.
    """
    names = [field.name for field in attrs.fields(row)]  # type: ignore[arg-type]
    # Its own names are none that a field can have: a row may well hold "made" or "held".
    fill = "".join(f"\n  _held_[{name!r}] = {name}" for name in names)
    made: dict[str, Any] = {"_new_": object.__new__, "_row_": row}
    body = f"\n  _made_ = _new_(_row_)\n  _held_ = _made_.__dict__{fill}\n  return _made_"
    exec(f"def _make_(*, {', '.join(names)}):{body}", made)  # noqa: S102  (our own source, from our own fields)
    return made["_make_"]  # type: ignore[no-any-return]


def _equal(row: Any, other: object) -> bool:
    return row.__dict__ == other.__dict__ if other.__class__ is row.__class__ else NotImplemented


def _hash(row: Any) -> int:
    return hash((row.__class__, *row.__dict__.values()))


def _display(row: Any) -> str:
    return f"{row.__class__.__name__}({', '.join(f'{name}={value!r}' for name, value in row.__dict__.items())})"
