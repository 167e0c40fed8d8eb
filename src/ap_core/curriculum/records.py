"""What is found out on arrival, and what is taught: the baseline and the timetable over all sites.

Scores come from the instrument's own report; none is derived here. Nothing of any instrument's wording is held.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum
from operator import attrgetter

from ap_core.errors import Fault
from ap_core.law.unknown import UNKNOWN, Unknown
from ap_core.values import Value, item, value


class Domain(Enum):
    """What a baseline looks at."""

    READING = "reading"
    SPELLING = "spelling"
    WRITING = "writing"
    NUMBER = "maths"
    LEARNS_BEST = "how I learn best"
    WELLBEING = "wellbeing"
    ATTITUDES = "attitudes"


class Barrier(Enum):
    """What a reading assessment found to be in the way."""

    DECODING = "decoding"
    COMPREHENSION = "comprehension"
    BOTH = "decoding and comprehension"
    NEITHER = "neither"


@value
class Assessment(Value):
    """One assessment of the baseline."""

    domain: Domain = item("what it looks at")
    taken_on: date = item("the day it was taken")
    instrument: str = item("the instrument, as its publisher names it", default="")
    standard_score: int | None | Unknown = item(
        "the standard score; none if the instrument gives none", default=None,
        asks="The standard score of the reading test?", of="baseline lead",
    )  # fmt: skip
    barrier: Barrier | None | Unknown = item(
        "what is in the way of reading; none if not looked at", default=None,
        asks="Is decoding or comprehension the barrier?", of="baseline lead",
    )  # fmt: skip

    def _faults(self) -> Iterator[Fault]:
        # No standardised scale in use reaches outside this; a raw mark or a percentage put here by mistake often does.
        if isinstance(self.standard_score, int) and not 40 <= self.standard_score <= 200:
            yield Fault("standard_score", "is outside any standard scale", "give the standard score, not a raw mark")


@value
class Lesson(Value):
    """A line of the week: a subject at a site, in minutes a week."""

    subject: str = item("the subject or activity")
    site: str = item("the school or centre, by its reference")
    minutes: int = item("minutes a week")
    reading_support: bool = item("whether it is taught reading support", default=False)

    def _faults(self) -> Iterator[Fault]:
        if not 0 < self.minutes <= 6000:
            yield Fault("minutes", "is not a week's minutes", "give minutes a week, above 0 and at most 6000")


@value
class Timetable(Value):
    """The pupil's week over all sites together."""

    first: date = item("the first day it holds")
    lessons: tuple[Lesson, ...] = item("the lines of the week")
    part_time_agreed: bool | Unknown = item(
        "whether a part-time timetable is agreed in writing with the parent for the time being, or there is a health "
        "ground", default=UNKNOWN, asks="Is a part-time timetable agreed with the parent, or is there a health ground?",
        of="the centre",
    )  # fmt: skip

    @property
    def minutes(self) -> int:
        """Minutes a week over all sites."""
        return sum(map(_MINUTES, self.lessons))

    @property
    def reading_minutes(self) -> int:
        """Minutes a week of taught reading support."""
        return sum(lesson.minutes for lesson in self.lessons if lesson.reading_support)


_MINUTES = attrgetter("minutes")
