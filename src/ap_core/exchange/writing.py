"""From values to the text of a document: the same value always gives the same text.

A key is written unless its absence says the same; what is not known is therefore never written. The exception is the
policy of a review, which is written whole.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from typing import Any

import attrs
import orjson
from cattrs import Converter

from ap_core.dates.calendars import Calendars
from ap_core.dates.half_days import HalfDays
from ap_core.errors import refuse
from ap_core.exchange.documents import EVERY_OTHER, STAND_INS, CalendarDocument
from ap_core.exchange.shapes import ROWS, keys_of, words_of


def write(tree: Mapping[str, Any]) -> str:
    """The text of a document's plain tree; :class:`~ap_core.errors.InvalidValue` for what JSON cannot hold."""
    try:
        return orjson.dumps(tree, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode()
    except orjson.JSONEncodeError:
        pass  # half a character of text, or a number of more than 64 bits
    refuse("the document", "", "holds text or a number that JSON cannot hold", "give whole characters and plain counts")


#: What JSON has itself: it need not be asked how it is written.
_AS_THEY_ARE = frozenset((str, int, bool, type(None)))


def _object(of: Any) -> dict[str, Any]:
    found = {}
    for key in keys_of(of.__class__):
        held, absent = getattr(of, key.field), key.absent
        if held is not absent and (held.__class__ is not absent.__class__ or held != absent):
            found[key.key] = WHOLE.unstructure(held) if key.whole else _written(held)
    return found


def _written(held: Any) -> Any:
    return held if held.__class__ in _AS_THEY_ARE else CONVERTER.unstructure(held)


def _whole(of: Any) -> dict[str, Any]:
    return {key.key: WHOLE.unstructure(getattr(of, key.field)) for key in keys_of(of.__class__)}


def _row(of: Any) -> list[Any]:
    return [CONVERTER.unstructure(getattr(of, key.field)) for key in keys_of(of.__class__)]


def _stand_in(of: Any) -> dict[str, Any]:
    return _object(STAND_INS[of.__class__].take(of))


def _word(of: Enum) -> str:
    return next(word for word, member in words_of(of.__class__).items() if member is of)


def _set(of: frozenset[Any]) -> list[Any]:
    return sorted(CONVERTER.unstructure(each) for each in of)


def _calendars(of: Calendars) -> dict[str, Any]:
    if EVERY_OTHER in of.by_school:
        refuse("the document", "calendars", f"have a school called {EVERY_OTHER}", "give the school another reference")
    every = {**of.by_school, EVERY_OTHER: of.default}
    return {
        school: _object(CalendarDocument.of(calendar, school))
        for school, calendar in sorted(every.items())
        if calendar is not None
    }


def _mapping(of: Mapping[Any, Any]) -> dict[str, Any]:
    return {_written(key): _written(each) for key, each in of.items()}


def _converter(objects: Callable[[Any], dict[str, Any]]) -> Converter:
    made = Converter()
    # The last that fits is taken: from the general to the particular.
    made.register_unstructure_hook_func(attrs.has, objects)
    made.register_unstructure_hook_func(lambda kind: kind in ROWS, _row)
    made.register_unstructure_hook_func(lambda kind: kind in STAND_INS, _stand_in)
    made.register_unstructure_hook_func(lambda kind: isinstance(kind, type) and issubclass(kind, Enum), _word)
    made.register_unstructure_hook(date, date.isoformat)
    made.register_unstructure_hook(HalfDays, lambda half_days: half_days.count)
    made.register_unstructure_hook(frozenset, _set)
    made.register_unstructure_hook(dict, _mapping)
    made.register_unstructure_hook(Calendars, _calendars)
    return made


#: How each type is written, what is at its default left out; and the same with nothing left out.
CONVERTER = _converter(_object)
WHOLE = _converter(_whole)
