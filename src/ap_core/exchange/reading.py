"""From the plain tree of a document to values, strictly: nothing is converted, guessed or dropped.

cattrs finds the hook for each type; a hook either gives the value or raises :class:`Refused` with every fault below
it. What can still be built of a faulty part goes along, so that what is wrong between parts (a reference used twice)
is told together with what is wrong inside them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Mapping
from datetime import date
from enum import Enum
from functools import partial
from typing import Any, get_args, get_origin

import attrs
from cattrs import Converter

from ap_core.dates.calendars import Calendars, SchoolCalendar
from ap_core.dates.half_days import HalfDays
from ap_core.errors import Fault, InvalidDocument, InvalidValue
from ap_core.exchange.documents import EVERY_OTHER, STAND_INS, CalendarDocument
from ap_core.exchange.faults import LISTED, Faults, Refused
from ap_core.exchange.parsing import RepeatedKeys
from ap_core.exchange.shapes import NOTHING, ROWS, Key, Shape, is_union, keys_of, shape_of, words_of
from ap_core.law.choice import nearest
from ap_core.values import Value

#: Numbers beyond this are not the same in every program that reads JSON.
_LARGEST = 2**53 - 1
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FIELD = re.compile(r"(\w*)(.*)", re.DOTALL)
_KEY = re.compile(r"[a-z_]{1,30}")

Hook = Callable[[Any, Any], Any]


def read(node: Any, hint: Any, what: str) -> Any:
    """The value of type ``hint`` that ``node`` stands for; :class:`InvalidDocument` with every fault."""
    try:
        return CONVERTER.structure(node, hint)
    except Refused as refused:
        told = refused.faults.told()
    # Raised here, so that what could be read, which is about children, does not travel along.
    raise InvalidDocument(what, told)


def shown(key: str) -> str:
    """A stray key as a path shows it: a key is structure, but one that is not might be a child's name."""
    return key if _KEY.fullmatch(key) else "an unknown key"


# ---------------------------------------------------------------- plain values


def _refuse(problem: str, remedy: str) -> Refused:
    faults = Faults()
    faults.add("", problem, remedy)
    return Refused(faults)


_KINDS: dict[type, str] = {
    str: "is text", bool: "is true or false", int: "is a number", type(None): "is null", list: "is an array",
    dict: "is an object", RepeatedKeys: "is an object", float: "is a number with a decimal point",
}  # fmt: skip


def _kind(node: Any) -> str:
    """What sort of thing a document has: never the thing itself."""
    return _KINDS[node.__class__]


def _text(node: Any, _: Any) -> str:
    if node.__class__ is not str:
        raise _refuse(_kind(node), "give text")
    if not node.isascii():
        try:
            node.encode()
        except UnicodeEncodeError:
            raise _refuse("is text with half of a character", "write the character out") from None
    return node


def _count(node: Any, _: Any) -> int:
    if node.__class__ is not int:
        raise _refuse(_kind(node), "give a whole number")
    if abs(node) > _LARGEST:
        raise _refuse("is too large a number", "give a whole number of a few digits")
    return node


def _yes_or_no(node: Any, _: Any) -> bool:
    if node.__class__ is not bool:
        raise _refuse(_kind(node), "give true or false")
    return node


def _day(node: Any, _: Any) -> date:
    remedy = "give a date as yyyy-mm-dd"
    if node.__class__ is not str:
        raise _refuse(_kind(node), remedy)
    # No other way of ISO 8601 to write a day has its dashes there.
    if len(node) == 10 and node[4] == node[7] == "-":
        try:
            return date.fromisoformat(node)
        except ValueError:
            pass  # told apart below
    if _DATE.fullmatch(node):
        raise _refuse("is no day of the calendar", remedy)
    timed = _DATE.match(node) and node[10:11] in ("T", "t", " ")
    raise _refuse("is a date with a time of day" if timed else "is text that is no date", remedy)


def _half_days(node: Any, _: Any) -> HalfDays:
    try:
        return HalfDays(_count(node, int))
    except InvalidValue as wrong:
        raise _refuse(wrong.faults[0].problem, wrong.faults[0].remedy) from None


def _word_hook(choices: type[Enum]) -> Hook:
    words = words_of(choices)
    remedy = f"give one of: {', '.join(words)}"

    def word(node: Any, _: Any) -> Enum:
        found = words.get(node) if node.__class__ is str else None
        if found is None:
            raise _refuse("is not one of the words for it" if node.__class__ is str else _kind(node), remedy)
        return found

    return word


# ---------------------------------------------------------------- arrays


def _nullable_hook(shape: Shape) -> Hook:
    """The hook of a known value, and null where it is known that there may be none."""
    inner = CONVERTER.get_structure_hook(shape.inner)
    if not shape.nullable:
        return inner
    return lambda node, hint: None if node is None else inner(node, hint)


def _members(node: Any, hook: Hook, hint: Any) -> tuple[list[Any], Faults]:
    """The members of an array, the ones that are refused as far as they could be built, and the faults."""
    if node.__class__ is not list:
        raise _refuse(_kind(node), "give an array, empty if there are none")
    faults = Faults()
    found = []
    for at, each in enumerate(node):
        try:
            found.append(hook(each, hint))
        except Refused as refused:
            faults.take(refused.faults, f"[{at}]")
            found.append(refused.partial)
            if faults.too_many:
                break
    return found, faults


def _tuple_hook(hint: Any) -> Hook:
    inner = get_args(hint)[0]
    hook = CONVERTER.get_structure_hook(inner)

    def array(node: Any, _: Any) -> tuple[Any, ...]:
        found, faults = _members(node, hook, inner)
        if faults.count:
            # A gap would give the members after it another place, and their faults another path.
            raise Refused(faults, NOTHING if NOTHING in found else tuple(found))
        return tuple(found)

    return array


def _set_hook(hint: Any) -> Hook:
    inner = get_args(hint)[0]
    hook = CONVERTER.get_structure_hook(inner)

    def array(node: Any, _: Any) -> frozenset[Any]:
        found, faults = _members(node, hook, inner)
        seen = set()
        for at, each in enumerate(found):
            if each in seen and each is not NOTHING:
                faults.add(f"[{at}]", "is given twice", "give it once")
            seen.add(each)
        if faults.count:
            raise Refused(faults, frozenset(seen - {NOTHING}))
        return frozenset(found)

    return array


def _row_hook(cls: type) -> Hook:
    """A small value written as an array of its fields."""
    keys = keys_of(cls)
    remedy = f"give an array of {len(keys)}: {', '.join(key.field for key in keys)}"
    hooks = [CONVERTER.get_structure_hook(key.shape.inner) for key in keys]

    def row(node: Any, _: Any) -> Any:
        if node.__class__ is not list:
            raise _refuse(_kind(node), remedy)
        if len(node) != len(keys):
            raise _refuse("is an array of another length", remedy)
        faults = Faults()
        given = {}
        for key, hook, each in zip(keys, hooks, node, strict=True):
            try:
                given[key.field] = hook(each, key.shape.inner)
            except Refused as refused:
                faults.take(refused.faults, key.field)
        if faults.count:
            raise Refused(faults)
        return _built(faults, lambda: cls(**given))

    return row


# ---------------------------------------------------------------- objects


def _pairs(node: Any, known: Container[str], faults: Faults, remedy: str) -> Iterable[tuple[str, Any]]:
    """The keys and values of an object, with a fault for each key that it gives more than once."""
    if not isinstance(node, dict):
        raise _refuse(_kind(node), remedy)
    if isinstance(node, RepeatedKeys):
        for key in node.twice:
            faults.add("", f"gives {key if key in known else 'a key'} more than once", "give each key once")
    return node.items()


def _object_hook(cls: type) -> Hook:
    keys = keys_of(cls)
    by_name = {key.key: (key, key.field, key.shape.inner, _nullable_hook(key.shape)) for key in keys}
    absent = {key.field: key.absent for key in keys}
    required = [key for key in keys if key.required]
    renamed = {key.field: key.key for key in keys}
    names = ", ".join(by_name)
    remedy = f"give an object with the keys: {names}"
    # What is read is of the types that the fields ask for, so that of most classes only _faults is left to ask.
    sound = getattr(cls, "__attrs_post_init__", None) is Value.__attrs_post_init__

    def read_object(node: Any, _: Any) -> Any:
        faults = Faults()
        given: dict[str, Any] = absent.copy()
        for name, each in _pairs(node, by_name, faults, remedy):
            if faults.too_many:
                break
            if name not in by_name:
                # Looked for where a person may have mistyped, not in a document of another kind altogether.
                like = nearest(name, by_name) if shown(name) == name and faults.count < LISTED else ""
                instead = f"use {like}, or leave it out" if like in by_name else f"leave it out; the keys are: {names}"
                faults.add(shown(name), "is no key here", instead)
                continue
            key, field, hint, hook = by_name[name]
            try:
                given[field] = hook(each, hint)
            except Refused as refused:
                faults.take(refused.faults, name)
                given[field] = _instead(key, refused.partial)
            if each == [] and key.filled:
                faults.add(name, "is empty", f"give at least {key.about['says']}")
        for key in required:
            if key.key not in node:
                faults.add(key.key, "is missing", f"give {key.about.get('says') or 'it'}")
        if faults.count and NOTHING in given.values():
            raise Refused(faults)
        if sound and not faults.count:
            made = _unchecked(cls, given)
            if not [*made._faults()]:
                return made
        try:
            made = cls(**given)
        except InvalidValue as wrong:
            faults.take(_in_words_of_the_document(fault, renamed) for fault in wrong.faults)
            raise Refused(faults, _unchecked(cls, given)) from None
        if faults.count:
            raise Refused(faults, made)
        return made

    return read_object


def _unchecked(cls: type, given: Mapping[str, Any]) -> Any:
    """A value of which each field alone is sound; it may contradict itself."""
    made: Any = object.__new__(cls)
    made.__dict__.update(given)
    return made


def _instead(key: Key, partial: Any) -> Any:
    """What stands for a faulty part while the whole is looked at; an empty list would say that nothing is there."""
    return key.absent if partial is NOTHING and key.absent != () else partial


def _built(faults: Faults, make: Callable[[], Any]) -> Any:
    """What ``make`` gives; what is wrong with it is raised together with the faults found before."""
    try:
        made = make()
    except InvalidValue as wrong:
        faults.take(wrong.faults)
        raise Refused(faults) from None
    if faults.count:
        raise Refused(faults, made)
    return made


def _in_words_of_the_document(fault: Fault, renamed: Mapping[str, str]) -> Fault:
    field, rest = _FIELD.fullmatch(fault.path).groups()  # type: ignore[union-attr]
    return Fault(renamed.get(field, field) + rest, fault.problem, fault.remedy)


def _stand_in_hook(cls: type) -> Hook:
    stand_in = STAND_INS[cls]
    hook = CONVERTER.get_structure_hook(stand_in.shape)

    def read_stand_in(node: Any, _: Any) -> Any:
        faults = Faults()
        try:
            given = hook(node, stand_in.shape)
        except Refused as refused:
            if refused.partial is NOTHING:
                raise
            faults, given = refused.faults, refused.partial
        return _built(faults, lambda: stand_in.make(given))

    return read_stand_in


def _mapping_hook(hint: Any) -> Hook:
    """An object whose keys are data: a fault names the place of a key, never the key."""
    of_key, of_value = get_args(hint)
    key_hook, value_hook = CONVERTER.get_structure_hook(of_key), CONVERTER.get_structure_hook(of_value)

    def read_mapping(node: Any, _: Any) -> dict[Any, Any]:
        faults = Faults()
        found = {}
        for at, (key, each) in enumerate(_pairs(node, (), faults, "give an object")):
            if faults.too_many:
                break
            try:
                found[key_hook(key, of_key)] = value_hook(each, of_value)
            except Refused as refused:
                faults.take(refused.faults, f"[{at}]")
        if faults.count:
            raise Refused(faults)
        return found

    return read_mapping


def _calendars(node: Any, _: Any) -> Calendars:
    """The calendar of each school, called after the school unless it has a name of its own."""
    faults = Faults()
    found: dict[str, SchoolCalendar] = {}
    remedy = "give an object with a calendar for each school, by its reference"
    for at, (school, each) in enumerate(_pairs(node, (), faults, remedy)):
        if faults.too_many:
            break
        try:
            given = CONVERTER.structure(each, CalendarDocument)
            found[school] = _built(Faults(), partial(given.calendar, _text(school, str)))
        except Refused as refused:
            faults.take(refused.faults, f"[{at}]")
    if faults.count:
        raise Refused(faults)
    default = found.pop(EVERY_OTHER, None)
    return Calendars(found, default)


# ---------------------------------------------------------------- which hook for which type


def _is_choice(hint: Any) -> bool:
    return isinstance(hint, type) and issubclass(hint, Enum)


def _made_of(origin: type) -> Callable[[Any], bool]:
    return lambda hint: get_origin(hint) is origin


def _converter() -> Converter:
    made = Converter()
    hooks: list[tuple[Any, Hook]] = [
        (str, _text), (int, _count), (bool, _yes_or_no), (date, _day), (HalfDays, _half_days), (Calendars, _calendars),
    ]  # fmt: skip
    # The last that fits is taken: from the general to the particular.
    made.register_structure_hook_factory(attrs.has, _object_hook)
    made.register_structure_hook_factory(lambda hint: hint in ROWS, _row_hook)
    made.register_structure_hook_factory(lambda hint: hint in STAND_INS, _stand_in_hook)
    made.register_structure_hook_factory(_is_choice, _word_hook)
    made.register_structure_hook_factory(is_union, lambda hint: _nullable_hook(shape_of(hint)))
    made.register_structure_hook_factory(_made_of(tuple), _tuple_hook)
    made.register_structure_hook_factory(_made_of(frozenset), _set_hook)
    made.register_structure_hook_factory(_made_of(Mapping), _mapping_hook)
    for kind, hook in hooks:
        made.register_structure_hook(kind, hook)
    return made


#: How each type is read; a hook is made when the first value of its type is read.
CONVERTER = _converter()
