"""Values of any class of the library, made from the class itself: every field takes every kind of value it may hold.

Days, counts and references only ever grow within a record, in the order of its fields, so that no end lies before its
start and nothing drawn is thrown away. A class with refusals of its own has a maker, in the ``made_*`` modules beside
this one, that draws what it does not refuse. What shrinks shrinks to defaults: the plainest record is the bare one.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints

import attrs
from hypothesis import strategies as st

from ap_core.dates import HalfDays
from ap_core.law.choice import Chosen
from ap_core.law.unknown import UNKNOWN, Unknown

T = TypeVar("T")
Draw = Callable[[st.SearchStrategy[Any]], Any]

#: Schools that made records speak of; one has a letter outside ASCII and a space.
SCHOOLS = ("HILL", "BROOK", "école 9")
_SCHOOL_FIELDS = {
    "school", "centre", "home_school", "returns_to", "named_setting", "site", "exam_centre", "lead_school", "made_by",
    "made_at",
}  # fmt: skip

BOOLEANS = st.booleans()
_ANY_LETTER = st.characters(exclude_categories=["Cs"])
#: Short texts of any letters that do not begin with a space or a sign.
TEXTS: st.SearchStrategy[str] = st.text(_ANY_LETTER, max_size=7).map("t{}".format)


@cache
def one_of(options: tuple[T, ...]) -> st.SearchStrategy[T]:
    """One of some values; the strategy is made once for the same values."""
    return st.sampled_from(options)


@cache
def up_to(most: int) -> st.SearchStrategy[int]:
    """A number from 0 to ``most``."""
    return st.integers(0, most)


class _Fields(NamedTuple):
    """The fields of a class that are given when it is built: those that must be, and those that may be left."""

    needed: tuple[tuple[str, Any], ...]
    optional: tuple[tuple[str, Any], ...]


@cache
def _fields_of(cls: type) -> _Fields:
    hints = get_type_hints(cls)
    given: tuple[attrs.Attribute[Any], ...] = tuple(each for each in attrs.fields(cls) if each.init)
    needed = tuple((each.name, hints[each.name]) for each in given if each.default is attrs.NOTHING)
    return _Fields(needed, tuple((each.name, hints[each.name]) for each in given if each.default is not attrs.NOTHING))


#: Fields that one number settles. Of a larger number Hypothesis draws small ones far more often than others.
_AT_ONCE = 16


class Maker:
    """Draws one value after another; remembers the last day, count and reference it gave."""

    def __init__(self, draw: Draw, day: date = date(2026, 9, 1)) -> None:
        self.draw = draw
        self.day = day
        self.number = 40
        self.refs = 0

    def of(self, hint: Any, field: str = "") -> Any:
        """A value for an annotation."""
        made = _MADE.get(hint)
        if made is not None:
            return made(self)
        origin = get_origin(hint)
        if origin is Chosen:
            return self.of(get_args(hint)[0], field)
        if origin in (Union, UnionType):
            return self.of(self.draw(one_of(get_args(hint))), field)
        if origin in (tuple, frozenset):
            return self.many(origin, get_args(hint)[0])
        if hint is str:
            return self.text(field)
        if issubclass(hint, Enum):
            return self.draw(one_of(tuple(hint)))
        return self.built(hint)

    def many(self, origin: Any, hint: Any) -> Any:
        """At most two values of a class, or as many as its maker gives."""
        several = _MANY.get(hint)
        if several is not None:
            return origin(several(self))
        return origin([self.of(hint) for _ in range(self.draw(up_to(2)))])

    def built(self, cls: type[T]) -> T:
        """A value of an attrs class; a field with a default may be left at it."""
        return cls(**self.fields(cls))

    def fields(self, cls: type) -> dict[str, Any]:
        """The fields of one, for a maker to put right what does not go together."""
        needed, optional = _fields_of(cls)
        given = {name: self.of(hint, name) for name, hint in needed}
        for start in range(0, len(optional), _AT_ONCE):
            several = optional[start : start + _AT_ONCE]
            # One number says which of them are given: none where it is 0.
            chosen = self.draw(up_to((1 << len(several)) - 1))
            for place, (name, hint) in enumerate(several):
                if chosen >> place & 1:
                    given[name] = self.of(hint, name)
        return given

    def on_its_own_day(self, cls: type[T]) -> T:
        """What is not recorded twice on one day."""
        self.day += timedelta(1)
        return self.built(cls)

    def text(self, field: str = "") -> str:
        """A text that fits a field of that name."""
        if field in _SCHOOL_FIELDS:
            return str(self.draw(one_of(SCHOOLS)))
        if field in {"ref", "parent"}:
            self.refs += 1
            return f"r{self.refs}"
        if field == "name":
            # A reference that holds the name is refused.
            return f"{self.draw(TEXTS)} of r"
        return str(self.draw(TEXTS))

    def later(self) -> date:
        """The last day or one of the nine after it."""
        self.day += timedelta(self.draw(up_to(9)))
        return self.day

    def more(self) -> int:
        """A number as large as the last, or a little larger."""
        self.number += int(self.draw(up_to(2)))
        return self.number


Made = Callable[[Maker], Any]
_MADE: dict[Any, Made] = {
    NoneType: lambda _: None,
    Unknown: lambda _: UNKNOWN,
    bool: lambda maker: maker.draw(BOOLEANS),
    int: Maker.more,
    date: Maker.later,
    HalfDays: lambda maker: HalfDays(maker.more()),
}
_MANY: dict[Any, Made] = {}


def makes(cls: type) -> Callable[[Made], Made]:
    """Say how a value of a class is made."""

    def keep(made: Made) -> Made:
        _MADE[cls] = made
        return made

    return keep


def makes_many(cls: type) -> Callable[[Made], Made]:
    """Say how several values of a class are made, where one alone is not enough to keep them apart."""

    def keep(made: Made) -> Made:
        _MANY[cls] = made
        return made

    return keep
