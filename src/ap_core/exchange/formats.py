"""The two documents, each with its name and version, read and written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

import attrs

from ap_core.centre import Roll
from ap_core.errors import Fault, InvalidDocument, refuse
from ap_core.exchange.documents import Reviews
from ap_core.exchange.parsing import WHOLE, parse
from ap_core.exchange.reading import read
from ap_core.exchange.writing import WRITER, write
from ap_core.law.reviews import Review
from ap_core.values import expect

#: The release of the library, as a document names it.
RELEASE = "26.12.0"

#: Makes of the tree of one version the tree of the next.
Upgrade = Callable[[dict[str, Any]], dict[str, Any]]


@attrs.frozen
class Format:
    """A kind of document: its name, what a message calls it, the class that it holds, and its earlier versions.

    The newest version is written; every version ever published is read, since each is upgraded to the next.
    """

    kind: str
    what: str
    holds: type
    #: From version 1 to 2, from 2 to 3, and so on.
    upgrades: tuple[Upgrade, ...] = ()

    @property
    def version(self) -> int:
        """The newest version."""
        return len(self.upgrades) + 1

    @property
    def name(self) -> str:
        """The name of the newest version, as a document gives it."""
        return f"{self.kind}/{self.version}"

    def load(self, text: str | bytes) -> Any:
        """The value that the document holds; :class:`~ap_core.errors.InvalidDocument` with every fault of it."""
        node = parse(text, self.what)
        if not isinstance(node, dict):
            raise self._refused(WHOLE, "is no JSON object", f'give an object with "format": "{self.name}"')
        if "format" not in node:
            raise self._refused("format", "is missing", f"give {self.name}")
        for upgrade in self.upgrades[self._version_of(node.pop("format")) - 1 :]:
            node = upgrade(node)
        return read(node, self.holds, self.what)

    def dump(self, held: Any) -> str:
        """The text of a document that holds ``held``."""
        return write({"format": self.name, **WRITER.tree(held)})

    def _version_of(self, name: Any) -> int:
        # Of another format, or of a version still to come, nothing can be said: nothing else is looked at.
        given = _NAME.fullmatch(name) if isinstance(name, str) else None
        if given is None or given[1] != self.kind:
            raise self._refused("format", "is another format", f"give {self.name}")
        version = int(given[2])
        if version > self.version:
            remedy = f"read it with a newer release of the library; this one reads up to {self.name}"
            raise self._refused("format", "is a newer version than this release of the library knows", remedy)
        return version

    def _refused(self, path: str, problem: str, remedy: str) -> InvalidDocument:
        return InvalidDocument(self.what, [Fault(path, problem, remedy)])


_NAME = re.compile(r"([a-z/-]+)/([1-9][0-9]{0,3})")

ROLL = Format("ap-core/roll", "the roll", Roll)
REVIEWS = Format("ap-core/review", "the review document", Reviews)


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
    expect("dump_roll", "roll", roll, Roll, "give a Roll")
    if not roll.records:
        refuse("the roll", "pupils", "is empty", "give at least one record a pupil")
    return ROLL.dump(roll)


def load_reviews(text: str | bytes) -> tuple[Review, ...]:
    """The reviews that a document holds; :class:`~ap_core.errors.InvalidDocument` lists every fault of it.

    A document of any version is read, whichever release wrote it. The findings equal those that were written, and
    explain themselves in the same words; those of a document written before it held the grounds and the trace say as
    much as it does.
    """
    held: Reviews = REVIEWS.load(text)
    return held.reviews


def dump_reviews(reviews: Iterable[Review]) -> str:
    """Reviews as a document, in the order given; one release writes the same text for equal reviews."""
    expect("dump_reviews", "reviews", reviews, Iterable, "give the reviews, as check_roll does")
    return REVIEWS.dump(Reviews(reviews=tuple(reviews), written_by=RELEASE))


def load_review(text: str | bytes) -> Review:
    """The one review that a document holds; a document with more, or none, is refused."""
    reviews = load_reviews(text)
    if len(reviews) != 1:
        raise InvalidDocument(REVIEWS.what, [Fault("reviews", "hold more or less than one", "use load_reviews")])
    return reviews[0]


def dump_review(review: Review) -> str:
    """One review as a document."""
    return dump_reviews((review,))
