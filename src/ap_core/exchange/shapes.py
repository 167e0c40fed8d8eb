"""What a class looks like in a document: its keys, what an absent key means, and the words for a choice.

Reading, writing and the published schema all go by what is said here, so that they cannot drift apart.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs

from ap_core.centre import Roll
from ap_core.dates.calendars import Term
from ap_core.dates.spans import DateSpan
from ap_core.exchange.documents import ReviewDocument
from ap_core.law.choice import Chosen
from ap_core.law.unknown import UNKNOWN, Unknown
from ap_core.pupils.years import YearGroup

#: There is no value: a required key that is absent, or a part that could not be built.
NOTHING = attrs.NOTHING

#: Small values that are written as an array of their fields.
ROWS: tuple[type, ...] = (Term, DateSpan)

#: The one field that a document names differently: whoever writes a roll thinks of pupils.
_RENAMED: dict[tuple[type, str], str] = {(Roll, "records"): "pupils"}

#: The one list that may not be empty: a roll without pupils is a document that went wrong.
_FILLED = {(Roll, "records")}

#: The one part that is written whole, what is at its default too: a review says for ever by which choices it judged.
_WHOLE = {(ReviewDocument, "policy")}


@attrs.frozen
class Shape:
    """An annotation taken apart: the type of a known value, and whether null and absence are allowed."""

    inner: Any
    nullable: bool
    unknowable: bool


@attrs.frozen
class Key:
    """One key of an object: the field it stands for, its shape, and what its absence says."""

    key: str
    field: str
    shape: Shape
    absent: Any
    about: Mapping[str, Any]
    filled: bool
    whole: bool

    @property
    def required(self) -> bool:
        """Whether a document must give it."""
        return self.absent is NOTHING


def shape_of(hint: Any) -> Shape:
    """The annotation of a field, taken apart.

    >>> from datetime import date
    >>> shape_of(date | None | Unknown)
    Shape(inner=<class 'datetime.date'>, nullable=True, unknowable=True)
    """
    if get_origin(hint) is Chosen:
        hint = get_args(hint)[0]
    options = get_args(hint) if is_union(hint) else (hint,)
    (inner,) = (option for option in options if option not in (types.NoneType, Unknown))
    return Shape(inner, types.NoneType in options, Unknown in options)


def is_union(hint: Any) -> bool:
    """Whether an annotation leaves a choice."""
    return get_origin(hint) in (Union, types.UnionType)


@cache
def keys_of(cls: type) -> tuple[Key, ...]:
    """The keys of an object that stands for ``cls``, in the order in which they are written."""
    hints = get_type_hints(cls)
    fields: tuple[attrs.Attribute[Any], ...] = attrs.fields(cls)
    return tuple(
        Key(
            key=_RENAMED.get((cls, field.name), field.name),
            field=field.name,
            shape=(shape := shape_of(hints[field.name])),
            # Unknown is not none: where a field can be unknown, nothing said in a document is nothing known.
            absent=UNKNOWN if shape.unknowable else field.default,
            about=field.metadata,
            filled=(cls, field.name) in _FILLED,
            whole=(cls, field.name) in _WHOLE,
        )
        for field in fields
        if field.init
    )


@cache
def words_of(choices: type[Enum]) -> dict[str, Enum]:
    """The words of a document for the members of ``choices``: their names in lower case, or a year group's code."""
    if choices is YearGroup:
        return {member.value: member for member in choices}
    return {member.name.lower(): member for member in choices}
