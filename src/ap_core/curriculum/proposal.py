"""A week proposed for a pupil: its lines with their reasons, what found no room, and what was not known."""

from __future__ import annotations

from datetime import date
from typing import Any

from ap_core.curriculum.plan import CurriculumArea, RestsOn
from ap_core.curriculum.records import Lesson, Timetable
from ap_core.curriculum.week import minutes_of
from ap_core.law.unknown import Need, Unknown
from ap_core.values import Value, item, small_value


@small_value
class Why(Value):
    """One reason for a line of the week: the kind of fact, and the fact."""

    rests_on: RestsOn = item("the kind of fact")
    says: str = item("the fact, as a sentence")


@small_value
class ProposedLine(Value):
    """A line proposed for the week, with its reasons."""

    lesson: Lesson = item("the line as a timetable would hold it")
    why: tuple[Why, ...] = item("why it is proposed")


@small_value
class LeftOut(Value):
    """What was thought of and found no room."""

    area: CurriculumArea = item("the part of the curriculum")
    why: Why = item("what speaks for it")


@small_value
class Proposal(Value):
    """A week proposed: a person decides, and may change every line."""

    lines: tuple[ProposedLine, ...] = item("the lines proposed at the centre")
    elsewhere: tuple[Lesson, ...] = item("the lines at other places, as they were given")
    left_out: tuple[LeftOut, ...] = item("what found no room")
    questions: tuple[Need, ...] = item("what was not known, and whom to ask")
    week: int = item("the minutes of the week that it was made for")

    @property
    def minutes(self) -> int | Unknown:
        """Minutes a week over all sites; unknown where those of a line elsewhere are."""
        return minutes_of(self._lessons, "elsewhere").exact

    @property
    def _lessons(self) -> tuple[Lesson, ...]:
        return (*self.elsewhere, *[line.lesson for line in self.lines])

    def timetable(self, first: date, **fields: Any) -> Timetable:
        """The week as a record from ``first`` on, once somebody has decided for it; ``fields`` are the record's other
        ones."""
        return Timetable(first=first, lessons=self._lessons, **fields)
