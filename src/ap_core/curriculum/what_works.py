"""What works for a pupil, and the adjustments that were agreed: the part of the record that should travel with them.

Told in a few words that would mean the same in the next school. No person's name belongs here: it is checked where the
words leave the centre, when a passport is made.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum

from ap_core.errors import Fault
from ap_core.values import Value, item, value


class Telling(Enum):
    """Who says that it works."""

    PUPIL = "the pupil"
    STAFF = "staff"
    BOTH = "the pupil and staff"


@value
class WhatWorks(Value):
    """Something that helps this pupil to learn, to stay, or to come back to calm."""

    what: str = item("what it is, in a few words without a name", shown=False)
    on: date = item("the day it was found to work")
    told_by: Telling = item("who says so")

    def _faults(self) -> Iterator[Fault]:
        if not self.what.strip():
            yield Fault("what", "is empty", "say what works")


@value
class Adjustment(Value):
    """Something done differently for this pupil, as agreed."""

    what: str = item("what is done differently, in a few words without a name", shown=False)
    agreed_on: date = item("the day it was agreed")
    last: date | None = item("the last day; none while it holds", default=None)
    for_disability: bool = item(
        "whether it is a reasonable adjustment for a disability (Equality Act 2010), apart from Section F of a plan",
        default=False,
    )
    made_by: str | None = item("the school that makes it, by its reference; none where each school does", default=None)
    charged: bool = item("whether the family is asked to pay towards it", default=False)

    def _faults(self) -> Iterator[Fault]:
        if not self.what.strip():
            yield Fault("what", "is empty", "say what is done differently")
        if self.last is not None and self.last < self.agreed_on:
            yield Fault("last", "is before agreed_on", "give a last day on or after the agreement")
