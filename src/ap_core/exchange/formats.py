"""The two documents, each with its name and version, read and written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import attrs

from ap_core.centre import Roll
from ap_core.errors import Fault, InvalidDocument, refuse
from ap_core.exchange.documents import Reviews
from ap_core.exchange.parsing import WHOLE, parse
from ap_core.exchange.reading import read
from ap_core.exchange.writing import CONVERTER, write
from ap_core.law.reviews import Review


@attrs.frozen
class Format:
    """A kind of document: its name with its version, what a message calls it, and the class that it holds."""

    name: str
    what: str
    holds: type

    def load(self, text: str | bytes) -> Any:
        """The value that the document holds; :class:`~ap_core.errors.InvalidDocument` with every fault of it."""
        node = parse(text, self.what)
        if not isinstance(node, dict):
            raise self._refused(WHOLE, "is no JSON object", f'give an object with "format": "{self.name}"')
        if "format" not in node:
            raise self._refused("format", "is missing", f"give {self.name}")
        # Of another version nothing can be said, so nothing else is looked at.
        if node.pop("format") != self.name:
            raise self._refused("format", "is another format, or another version of it", f"give {self.name}")
        return read(node, self.holds, self.what)

    def dump(self, held: Any) -> str:
        """The text of a document that holds ``held``."""
        return write({"format": self.name, **CONVERTER.unstructure(held)})

    def _refused(self, path: str, problem: str, remedy: str) -> InvalidDocument:
        return InvalidDocument(self.what, [Fault(path, problem, remedy)])


ROLL = Format("ap-core/roll/1", "the roll", Roll)
REVIEWS = Format("ap-core/review/1", "the review document", Reviews)


def load_roll(text: str | bytes) -> Roll:
    """The roll that a document holds; :class:`~ap_core.errors.InvalidDocument` lists every fault of it, with its path.

    >>> load_roll('{"format": "ap-core/roll/1", "centre": {"ref": "HILL", "name": 7.9}, "calendars": {}, "pupils": []}')
    Traceback (most recent call last):
    ap_core.errors.InvalidDocument: the roll has 3 faults; nothing was loaded:
      centre.name: is a number with a decimal point; give text
      centre.kind: is missing; give what it is in law
      pupils: is empty; give at least one record a pupil
    """
    roll: Roll = ROLL.load(text)
    return roll


def dump_roll(roll: Roll) -> str:
    """The roll as a document: the same text for equal rolls, and ``load_roll`` gives an equal roll back.

    A roll without pupils is refused with :class:`~ap_core.errors.InvalidValue`, as it is when it is read.
    """
    if not roll.records:
        refuse("the roll", "pupils", "is empty", "give at least one record a pupil")
    return ROLL.dump(roll)


def load_reviews(text: str | bytes) -> tuple[Review, ...]:
    """The reviews that a document holds; :class:`~ap_core.errors.InvalidDocument` lists every fault of it.

    The findings equal those that were written; the way to them (``explain()``) is not in the document.
    """
    held: Reviews = REVIEWS.load(text)
    return held.reviews


def dump_reviews(reviews: Iterable[Review]) -> str:
    """Reviews as a document, in the order given."""
    return REVIEWS.dump(Reviews(reviews=tuple(reviews)))


def load_review(text: str | bytes) -> Review:
    """The one review that a document holds; a document with more, or none, is refused."""
    reviews = load_reviews(text)
    if len(reviews) != 1:
        raise InvalidDocument(REVIEWS.what, [Fault("reviews", "hold more or less than one", "use load_reviews")])
    return reviews[0]


def dump_review(review: Review) -> str:
    """One review as a document."""
    return dump_reviews((review,))
