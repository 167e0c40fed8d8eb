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


#: What orjson writes by itself: it need not be asked how it is written.
_AS_THEY_ARE = frozenset((str, int, bool, type(None), date))

Hook = Callable[[Any], Any]


class Writer:
    """Makes of a value the plain tree of a document: what is at its default left out, or ``whole``."""

    def __init__(self, *, whole: bool = False) -> None:
        made = Converter()
        # The last that fits is taken: from the general to the particular.
        made.register_unstructure_hook_factory(attrs.has, self._whole_object if whole else self._object)
        made.register_unstructure_hook_factory(lambda kind: kind in ROWS, self._row)
        made.register_unstructure_hook_factory(lambda kind: kind in STAND_INS, self._stand_in)
        made.register_unstructure_hook_factory(lambda kind: isinstance(kind, type) and issubclass(kind, Enum), _word)
        made.register_unstructure_hook(HalfDays, lambda half_days: half_days.count)
        made.register_unstructure_hook(tuple, lambda of: [self.tree(each) for each in of])
        made.register_unstructure_hook(frozenset, lambda of: sorted(map(self.tree, of)))
        made.register_unstructure_hook(dict, self._mapping)
        made.register_unstructure_hook(Calendars, self._calendars)
        self._converter = made
        self._hooks: dict[type, Hook] = {}

    def tree(self, held: Any) -> Any:
        """Dictionaries, lists, days and plain values, as :func:`write` takes them."""
        kind = held.__class__
        if kind in _AS_THEY_ARE:
            return held
        hook = self._hooks.get(kind)
        if hook is None:
            hook = self._hooks[kind] = self._converter.get_unstructure_hook(kind)
        return hook(held)

    def _object(self, cls: type) -> Hook:
        keys = [(key.field, key.key, key.absent, WHOLE if key.whole else self) for key in keys_of(cls)]

        def written(of: Any) -> dict[str, Any]:
            found = {}
            for field, key, absent, writer in keys:
                held = getattr(of, field)
                if held is not absent and (held.__class__ is not absent.__class__ or held != absent):
                    found[key] = writer.tree(held)
            return found

        return written

    def _whole_object(self, cls: type) -> Hook:
        keys = [(key.field, key.key) for key in keys_of(cls)]
        return lambda of: {key: self.tree(getattr(of, field)) for field, key in keys}

    def _row(self, cls: type) -> Hook:
        fields = [key.field for key in keys_of(cls)]
        return lambda of: [self.tree(getattr(of, field)) for field in fields]

    def _stand_in(self, cls: type) -> Hook:
        stand_in = STAND_INS[cls]
        return lambda of: self.tree(stand_in.take(of))

    def _mapping(self, of: Mapping[Any, Any]) -> dict[str, Any]:
        return {
            key.isoformat() if key.__class__ is date else self.tree(key): self.tree(each) for key, each in of.items()
        }

    def _calendars(self, of: Calendars) -> dict[str, Any]:
        if EVERY_OTHER in of.by_school:
            remedy = "give the school another reference"
            refuse("the document", "calendars", f"have a school called {EVERY_OTHER}", remedy)
        every = {**of.by_school, EVERY_OTHER: of.default}
        return {
            school: self.tree(CalendarDocument.of(calendar, school))
            for school, calendar in sorted(every.items())
            if calendar is not None
        }


def _word(choices: type[Enum]) -> Hook:
    return {member: word for word, member in words_of(choices).items()}.__getitem__


WHOLE = Writer(whole=True)
WRITER = Writer()
