"""What is found out on arrival, and what is taught: the baseline and the timetable over all sites.

Scores come from the instrument's own report; none is derived here. Nothing of any instrument's wording is held.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum
from operator import attrgetter

from ap_core.curriculum.scores import ReadingAge, Score, ScoreScale
from ap_core.errors import Fault
from ap_core.law.unknown import UNKNOWN, Unknown
from ap_core.support.scales import Better
from ap_core.values import Value, item, value


class Domain(Enum):
    """What a baseline looks at."""

    READING = "reading"
    SPELLING = "spelling"
    WRITING = "writing"
    NUMBER = "maths"
    SUBJECTS = "subjects"
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
    subject: str = item("which subject, where it looks at subjects", default="")
    scale: ScoreScale | None = item("the instrument's scale; none if not recorded", default=None)
    score: int | None = item("the score on a scale that is not standardised; none if there is none", default=None)
    reading_age: ReadingAge | None = item(
        "the reading age, for explaining to pupil and parent; none if the test gives none", default=None
    )

    @property
    def result(self) -> Score | None | Unknown:
        """The score, cut off where its scale ends; none where none was given, not known where the scale is not."""
        given = self.standard_score if self.score is None else self.score
        if given is None or type(given) is Unknown:
            return given
        return UNKNOWN if self.scale is None else self.scale.score(given)

    def _faults(self) -> Iterator[Fault]:
        if self.subject and self.domain is not Domain.SUBJECTS:
            yield Fault("subject", "is given where no subject is looked at", "leave it out, or say subjects")
        if self.reading_age is not None and self.domain is not Domain.READING:
            yield Fault("reading_age", "is given outside reading", "give it with the reading test")
        yield from self._scale_faults()
        # No standardised scale in use reaches outside this; a raw mark or a percentage put here by mistake often does.
        if isinstance(self.standard_score, int) and not 40 <= self.standard_score <= 200:
            yield Fault("standard_score", "is outside any standard scale", "give the standard score, not a raw mark")

    def _scale_faults(self) -> Iterator[Fault]:
        scale = self.scale
        if scale is None:
            if self.score is not None:
                yield Fault("score", "is given without its scale", "give the scale that the instrument declares")
            return
        if self.instrument and self.instrument != scale.instrument:
            yield Fault("scale.instrument", "is another instrument", "give the scale of the instrument that was used")
        if self.score is not None and isinstance(self.standard_score, int):
            yield Fault("score", "is given beside standard_score", "give the one that the scale is for")
        for name, given in (("standard_score", self.standard_score), ("score", self.score)):
            if not isinstance(given, int):
                continue
            # Limits are put as "below a standard score": only where higher is better do they say what they mean.
            if (name == "standard_score") != (scale.is_standardised and scale.better is Better.HIGHER):
                yield Fault(
                    name, "does not go with its scale",
                    "give standard_score on a standardised scale where higher is better, and score on any other",
                )  # fmt: skip
            if not scale.lowest <= given <= scale.highest:
                yield Fault(name, "is outside its scale", "give the score as the instrument's own report gives it")


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
