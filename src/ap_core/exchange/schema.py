"""The JSON Schemas (2020-12) of the documents, generated from the classes that read them.

A schema says what reading says, as far as a schema can: what holds between parts (an end before a start, a reference
used twice) is found only by reading.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any, get_args, get_origin

from ap_core.dates.calendars import Calendars
from ap_core.dates.half_days import HalfDays
from ap_core.exchange.documents import STAND_INS, CalendarDocument
from ap_core.exchange.formats import REVIEWS, ROLL, Format
from ap_core.exchange.passports import PASSPORT
from ap_core.exchange.policies import POLICY
from ap_core.exchange.shapes import ROWS, Key, keys_of, words_of
from ap_core.exchange.writing import WRITER, write
from ap_core.pupils.years import YearGroup

_Schema = dict[str, Any]

_DATE: _Schema = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}

_PLAIN: dict[Any, _Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    date: _DATE,
    HalfDays: {"type": "integer", "minimum": 0},
}


def roll_schema() -> _Schema:
    """The schema of ``ap-core/roll/1``.

    >>> roll_schema()["required"]
    ['format', 'centre', 'calendars', 'pupils']
    """
    return _document(ROLL)


def review_schema() -> _Schema:
    """The schema of ``ap-core/review/1``.

    >>> review_schema()["required"]
    ['format', 'reviews']
    """
    return _document(REVIEWS)


def policy_schema() -> _Schema:
    """The schema of ``ap-core/policy/1``.

    >>> policy_schema()["required"]
    ['format']
    """
    return _document(POLICY)


def passport_schema() -> _Schema:
    """The schema of ``ap-core/passport/1``.

    >>> passport_schema()["required"]
    ['format', 'pupil', 'made_by', 'made_on']
    """
    return _document(PASSPORT)


def _document(of: Format) -> _Schema:
    parts: dict[str, _Schema] = {}
    whole = _object(of.holds, parts)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **whole,
        "title": of.name,
        "properties": {"format": {"const": of.name}, **whole["properties"]},
        "required": ["format", *whole["required"]],
        "$defs": dict(sorted(parts.items())),
    }


def _of(hint: Any, parts: dict[str, _Schema]) -> _Schema:
    """The schema of a known value, none aside; a class or a choice is described once, among the parts."""
    if hint in _PLAIN:
        return dict(_PLAIN[hint])
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _of(get_args(hint)[0], parts)}
    if get_origin(hint) is frozenset:
        return {"type": "array", "items": _of(get_args(hint)[0], parts), "uniqueItems": True}
    if get_origin(hint) is Mapping:
        keys, values = (_of(each, parts) for each in get_args(hint))
        return {"type": "object", "propertyNames": keys, "additionalProperties": values}
    shape: type = STAND_INS[hint].shape if hint in STAND_INS else hint
    name = _name(shape)
    if name not in parts:
        parts[name] = {}  # the place is taken while the part is described
        parts[name] = _part(shape, parts)
    return {"$ref": f"#/$defs/{name}"}


def _name(cls: type) -> str:
    """Two classes of one name (a school's term, a placement's) are told apart by their rooms."""
    room, name = cls.__module__.split(".")[1], cls.__name__.removesuffix("Document")
    return name if room == "exchange" else f"{room}.{name}"


def _part(cls: Any, parts: dict[str, _Schema]) -> _Schema:
    if issubclass(cls, Enum):
        return _choice(cls)
    if cls is Calendars:
        return {"description": _first(cls), "type": "object", "additionalProperties": _of(CalendarDocument, parts)}
    if cls in ROWS:
        fields = [{"description": key.about["says"], **_of(key.shape.inner, parts)} for key in keys_of(cls)]
        return {
            "description": _first(cls), "type": "array", "prefixItems": fields, "items": False, "minItems": len(fields),
        }  # fmt: skip
    return _object(cls, parts)


def _choice(cls: type[Enum]) -> _Schema:
    words = words_of(cls)
    meanings = "" if cls is YearGroup else " " + "; ".join(f"{word}: {each.value}" for word, each in words.items())
    return {"description": f"{_first(cls)}{meanings}", "type": "string", "enum": list(words)}


def _object(cls: type, parts: dict[str, _Schema]) -> _Schema:
    keys = keys_of(cls)
    return {
        "title": cls.__name__.removesuffix("Document"),
        "description": _first(cls),
        "type": "object",
        "properties": {key.key: _field(key, parts) for key in keys},
        "required": [key.key for key in keys if key.required],
        "additionalProperties": False,
    }


def _field(key: Key, parts: dict[str, _Schema]) -> _Schema:
    about = key.about
    known = _of(key.shape.inner, parts)
    known.update({word: about[said] for word, said in _BOUNDS if about.get(said) is not None})
    if key.filled:
        known["minItems"] = 1
    described: _Schema = {"description": said} if (said := _said(key)) else {}
    if not (key.required or key.shape.unknowable or key.absent is None):
        described |= json.loads(write({"default": WRITER.tree(key.absent)}))
    return {**described, **({"anyOf": [known, {"type": "null"}]} if key.shape.nullable else known)}


_BOUNDS = (("minimum", "at_least"), ("maximum", "at_most"))


def _said(key: Key) -> str:
    """What a field means, in which unit, and what its absence says."""
    unit = f", in {key.about['unit']}" if key.about.get("unit") else ""
    said = f"{key.about.get('says', '')}{unit}"
    return f"{said}. Leave the key out where it is not known." if key.shape.unknowable else said


def _first(cls: type) -> str:
    """The first paragraph of a class's description, on one line."""
    return " ".join((inspect.getdoc(cls) or "").split("\n\n")[0].split())
