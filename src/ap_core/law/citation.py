"""Where a rule comes from: the instrument, the provision, its force, and whether its text was read.

>>> SI_2010_1156 = Instrument(
...     "Education (Educational Provision for Improving Behaviour) Regulations 2010", "SI 2010/1156",
...     force=Force.LAW, seen=Seen.AT_SOURCE, reviewed_on=date(2026, 11, 24))
>>> print(SI_2010_1156.reg("3(1)-(2)"))
SI 2010/1156 reg 3(1)-(2)
"""

from __future__ import annotations

from datetime import date
from enum import Enum

import attrs


class Force(Enum):
    """What kind of rule a provision is, and so which verb a sentence about it may use."""

    LAW = "law"
    STATUTORY_GUIDANCE_MUST = "statutory guidance (must)"
    STATUTORY_GUIDANCE_SHOULD = "statutory guidance (should)"
    GUIDANCE = "non-statutory guidance"
    STATISTICAL = "statistical convention"
    PRACTICE = "good practice"
    LOCAL = "local choice"
    ANNOUNCED = "announced"


class Seen(Enum):
    """Whether the text behind a rule was read by those who wrote the rule."""

    AT_SOURCE = "read at source"
    SECONDARY = "read in a secondary source"
    NOT_SEEN = "not seen"


@attrs.frozen(order=False)
class Citation:
    """One provision of one instrument.

    ``instrument`` is its short form (``SI 2024/208``), ``provision`` the place in it (``reg 10(3)``), ``reviewed_on``
    the day somebody last compared the rule with the text, ``note`` what a reader must know before relying on it.
    """

    instrument: str
    provision: str
    force: Force
    seen: Seen
    reviewed_on: date
    url: str = ""
    note: str = ""

    def __str__(self) -> str:
        return f"{self.instrument} {self.provision}".rstrip()


@attrs.frozen(order=False)
class Instrument:
    """An Act, regulations or guidance, named once; ``section``, ``reg`` and ``para`` cite places in it."""

    title: str
    short: str
    force: Force
    seen: Seen
    reviewed_on: date
    url: str = ""
    note: str = ""

    def at(
        self, provision: str = "", *, force: Force | None = None, seen: Seen | None = None, note: str = ""
    ) -> Citation:
        """A place in this instrument; ``force`` and ``seen`` where they differ from the instrument's own."""
        return Citation(
            self.short, provision, force or self.force, seen or self.seen, self.reviewed_on, self.url, note or self.note
        )

    def section(self, number: str, *, seen: Seen | None = None, note: str = "") -> Citation:
        """Section ``number`` of an Act."""
        return self.at(f"s.{number}", seen=seen, note=note)

    def reg(self, number: str, *, seen: Seen | None = None, note: str = "") -> Citation:
        """Regulation ``number`` of regulations."""
        return self.at(f"reg {number}", seen=seen, note=note)
