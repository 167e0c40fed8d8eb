"""Who: one pupil, by an opaque reference. The birth date and the name are kept and never shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ap_core.errors import Fault
from ap_core.law.unknown import UNKNOWN, Unknown
from ap_core.pupils.years import YearGroup
from ap_core.values import Value, item, opaque_reference_faults, value

#: Words of one or two letters are in too many sentences to tell of a name.
_WORD = re.compile(r"\w{3,}")


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


@value
class Pupil(Value):
    """A pupil: what findings call them by, when they were born, and the year group they are taught in.

    ``ref`` is printed in every finding, so it must mean nothing outside the caller's own system: a UPN or a date is
    refused. ``taught_year`` is its own recorded fact, never inferred from ``born``.

    >>> Pupil(ref="P01", born=date(2014, 3, 14), taught_year=YearGroup.Y8)
    Pupil(ref='P01', taught_year=<YearGroup.Y8: '8'>)
    """

    ref: str = item("an opaque reference, shown in findings")
    born: date | Unknown = item(
        "the date of birth", default=UNKNOWN, asks="What is the date of birth?", of="home school", shown=False
    )
    taught_year: YearGroup | Unknown = item(
        "the year group taught in", default=UNKNOWN, asks="Which year group is the pupil taught in?", of="home school"
    )
    name: str | None = item("the name, if it must be held at all", default=None, shown=False)

    def is_named_in(self, text: str) -> bool:
        """Whether a text holds a word of the name, where the name is held; of other people's names nobody can tell.

        >>> Pupil(ref="P10", name="Ada Invented").is_named_in("a walk with ADA's key adult")
        True
        """
        return not _words(self.name or "").isdisjoint(_words(text))

    def _faults(self) -> Iterator[Fault]:
        yield from opaque_reference_faults("ref", self.ref)
        if self.name and self.name.strip().lower() in self.ref.lower():
            yield Fault("ref", "holds the name", "give an opaque reference such as P01")
