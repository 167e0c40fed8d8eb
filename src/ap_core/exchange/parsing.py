"""From text to the plain tree of a JSON document: strictly, and without losing anything on the way.

The standard library's parser is used for reading, since it shows every pair of an object: a key given twice would
otherwise keep its last value and lose the first in silence. (Writing is done by orjson, which is faster.)
"""

from __future__ import annotations

import json
from typing import Any

from ap_core.errors import Fault, InvalidDocument
from ap_core.values import expect

#: The largest document that is read, in bytes of UTF-8: some four thousand pupils with a year of marks at two schools.
MOST_BYTES = 32 * 1024 * 1024

#: What is shorter, and no JSON from its first character on, may well be the name of a file.
_LONGEST_NAME = 260

#: The path of a fault that concerns the document as a whole.
WHOLE = "the document"


class RepeatedKeys(dict[str, Any]):
    """An object of the document that gives some key more than once, with those keys."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__()
        self.twice: dict[str, None] = {}
        for key, node in pairs:
            if key in self:
                self.twice[key] = None
            self[key] = node


def parse(text: str | bytes, what: str) -> Any:
    """The tree of dictionaries, lists and plain values; :class:`InvalidDocument` where it is not JSON.

    Byte order marks are taken off. NaN and infinities come through as floats, which no document holds.
    """
    expect(what, WHOLE, text, (str, bytes, bytearray), "give its text, or the bytes of its file")
    # Before anything is copied: a character is at least one byte.
    if len(text) > MOST_BYTES:
        raise _too_large(what)
    try:
        encoded = text.encode() if isinstance(text, str) else text
        if len(encoded) > MOST_BYTES:
            raise _too_large(what)
        return json.loads(encoded.decode("utf-8-sig"), object_pairs_hook=_object)
    except UnicodeError:
        fault = Fault(WHOLE, "is not text in UTF-8", "save it as UTF-8")
    except json.JSONDecodeError as error:
        where = f"stops being JSON at line {error.lineno}, column {error.colno}"
        a_name = isinstance(text, str) and len(text) < _LONGEST_NAME and not error.pos
        fault = Fault(WHOLE, where, f"give one whole JSON document{', not the name of its file' if a_name else ''}")
    except RecursionError:
        fault = Fault(WHOLE, "is nested too deeply", f"give {what} as its schema describes it")
    except InvalidDocument:
        raise
    except ValueError:
        # The parser's own guard against numbers of thousands of digits.
        fault = Fault(WHOLE, "holds a number that is too long", "give whole numbers of a few digits")
    # Raised here, so that the parser's error, which holds the whole text, does not travel along.
    raise InvalidDocument(what, [fault])


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    return found if len(found) == len(pairs) else RepeatedKeys(pairs)


def _too_large(what: str) -> InvalidDocument:
    return InvalidDocument(
        what, [Fault(WHOLE, f"is larger than {MOST_BYTES // 1024**2} MiB", "give fewer pupils at a time")]
    )
