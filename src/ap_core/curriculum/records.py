"""What is found out on arrival, and what is taught: the baseline and the timetable over all sites.

Scores come from the instrument's own report; none is derived here. Nothing of any instrument's wording is held.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from enum import Enum
from functools import cached_property
from operator import attrgetter

from ap_core.curriculum.plan import CurriculumArea, PartTime, Qualification, RestsOn, named_areas
from ap_core.curriculum.scores import ReadingAge, Score, ScoreScale
from ap_core.errors import Fault
from ap_core.law.unknown import UNKNOWN, Unknown, all_known
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


#: More minutes than any week of education has: fifty hours. A term's or a year's minutes put here are above it.
MOST_MINUTES_A_WEEK = 3000


@value
class Lesson(Value):
    """A line of the week: a subject at a site, in minutes a week."""

    subject: str = item("the subject or activity")
    site: str = item("the school or centre, by its reference")
    minutes: int | Unknown = item(
        "minutes a week", default=UNKNOWN, asks="How many minutes a week does this line of the timetable have?",
        of="who teaches it",
    )  # fmt: skip
    reading_support: bool = item("whether it is taught reading support", default=False)
    areas: frozenset[CurriculumArea] | Unknown = item(
        "the parts of the curriculum that it covers; where that is not recorded a usual name of a subject tells it",
        default=UNKNOWN, asks="Which parts of the curriculum does this line of the timetable cover?",
        of="who teaches it",
    )  # fmt: skip
    group: str = item("the group, where the subject is taught in more than one", default="", shown=False)
    group_size: int | None = item("how many pupils are in the group; none where that is not kept", default=None)
    level: str = item("the level it is taught at", default="")
    intervention: bool = item("whether it is an intervention beside the lessons", default=False)
    provision: frozenset[str] = item(
        "the lines of Section F that it delivers, by their references", default=frozenset()
    )
    rests_on: frozenset[RestsOn] = item("why it is in the week, where that is kept", default=frozenset())

    def _faults(self) -> Iterator[Fault]:
        if isinstance(self.minutes, int) and not 0 < self.minutes <= MOST_MINUTES_A_WEEK:
            yield Fault(
                "minutes", "is not a week's minutes",
                f"give minutes a week, above 0 and at most {MOST_MINUTES_A_WEEK}",
            )  # fmt: skip
        if self.group_size is not None and self.group_size < 1:
            yield Fault("group_size", "is below 1", "give the pupils in the group, this one included, or none")
        told = named_areas(self.subject)
        if type(told) is not Unknown and type(self.areas) is not Unknown and told != self.areas:
            # Else what is recorded later could overturn what the name had told before.
            yield Fault(
                "areas", "are not those that the subject's usual name says",
                "leave them out, or give the line a name of its own",
            )  # fmt: skip

    @cached_property
    def covers(self) -> frozenset[CurriculumArea] | Unknown:
        """The parts of the curriculum that it covers, as recorded, or else as the plain name of the subject tells.

        >>> Lesson(subject="English", site="CENTRE", minutes=240).covers
        frozenset({<CurriculumArea.ENGLISH: 'English'>})
        """
        return named_areas(self.subject) if type(self.areas) is Unknown else self.areas


@value
class Timetable(Value):
    """The pupil's week over all sites together: the tailored curriculum, as it is taught or is to be."""

    first: date = item("the first day it holds")
    lessons: tuple[Lesson, ...] = item("the lines of the week")
    part_time_agreed: bool | Unknown = item(
        "whether a part-time timetable is agreed in writing with the parent for the time being, or there is a health "
        "ground", default=UNKNOWN, asks="Is a part-time timetable agreed with the parent, or is there a health ground?",
        of="the centre",
    )  # fmt: skip
    part_time: PartTime | None = item(
        "how a part-time week is agreed; none where it is not part-time or that is not kept", default=None
    )
    taught_outside: frozenset[CurriculumArea] | Unknown = item(
        "what is taught outside the week, on whole days or in blocks", default=UNKNOWN,
        asks="Which parts of the curriculum are taught outside the week, on whole days or in blocks?", of="the centre",
    )  # fmt: skip
    kept_up: frozenset[CurriculumArea] | Unknown = item(
        "what the pupil must not fall behind in before a return, as agreed with the school; empty if nothing",
        default=UNKNOWN, asks="What must the pupil not fall behind in before the return?",
        of="the school to return to",
    )  # fmt: skip
    qualifications: tuple[Qualification, ...] | Unknown = item(
        "the qualifications that the pupil has begun", default=UNKNOWN,
        asks="Which qualifications has the pupil begun, and where?", of="home school",
    )  # fmt: skip

    @property
    def minutes(self) -> int | Unknown:
        """Minutes a week over all sites; unknown where those of one line are."""
        return _added(self.lessons)

    @property
    def reading_minutes(self) -> int | Unknown:
        """Minutes a week of taught reading support."""
        return _added(lesson for lesson in self.lessons if lesson.reading_support)

    def _faults(self) -> Iterator[Fault]:
        if sum(each.minutes for each in self.lessons if isinstance(each.minutes, int)) > MOST_MINUTES_A_WEEK:
            yield Fault(
                "lessons", "come to more than a week has",
                f"give minutes a week, not a term's; at most {MOST_MINUTES_A_WEEK} in all",
            )  # fmt: skip
        seen: dict[tuple[str, str, str], int] = {}
        for place, each in enumerate(self.lessons):
            first = seen.setdefault((each.subject.strip().casefold(), each.site, each.group.strip().casefold()), place)
            if first != place:
                yield Fault(
                    f"lessons[{place}]", f"is the subject, site and group of lessons[{first}] again",
                    "put the two together, or give each its group",
                )  # fmt: skip
        refs = [each.ref for each in self.qualifications] if isinstance(self.qualifications, tuple) else []
        for place, ref in enumerate(refs):
            if ref in refs[:place]:
                yield Fault(f"qualifications[{place}].ref", "is used twice", "give each its own")


_MINUTES = attrgetter("minutes")


def _added(lessons: Iterable[Lesson]) -> int | Unknown:
    minutes = tuple(map(_MINUTES, lessons))
    return sum(minutes) if all_known(map(type, minutes)) else UNKNOWN
