"""The faults of a document, gathered on the way up: in order, the first of them kept, the others counted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ap_core.errors import Fault
from ap_core.exchange.parsing import WHOLE
from ap_core.exchange.shapes import NOTHING

#: How many faults of a document are listed, and how many are counted before reading is given up.
LISTED = 200
COUNTED = 10_000


class Faults:
    """Faults in the order of the document: the first are kept, the others counted."""

    def __init__(self) -> None:
        self.listed: list[Fault] = []
        self.count = 0
        #: Whether it is pointless to read on: this is no document of the kind.
        self.too_many = False

    def add(self, path: str, problem: str, remedy: str) -> None:
        """One more fault."""
        self.take((Fault(path, problem, remedy),))

    def take(self, faults: Faults | Iterable[Fault], below: str = "") -> None:
        """The faults of a part, seen from the whole that holds it at ``below``."""
        each = faults.listed if isinstance(faults, Faults) else list(faults)
        self.listed += [fault.below(below) for fault in each[: LISTED - len(self.listed)]]
        self.count += faults.count if isinstance(faults, Faults) else len(each)
        self.too_many = self.count >= COUNTED

    def told(self) -> list[Fault]:
        """The faults as they are told, the last saying how many are not."""
        listed = [fault if fault.path else Fault(WHOLE, fault.problem, fault.remedy) for fault in self.listed]
        rest = self.count - len(listed)
        if rest:
            more = f"at least {rest}" if self.too_many else f"{rest}"
            listed.append(Fault(WHOLE, f"has {more} more faults", "put these right first"))
        return listed


class Refused(Exception):
    """A part of a document that cannot be read, and what could be built of it nevertheless."""

    def __init__(self, faults: Faults, partial: Any = NOTHING) -> None:
        super().__init__()
        self.faults = faults
        self.partial = partial
