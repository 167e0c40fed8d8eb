"""A week reckoned: its minutes, and how much of it goes to a part of the curriculum, as far as its lines tell.

A line of which the minutes or the areas are not known is never nought: it bounds what can be said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import attrs

from ap_core.curriculum.plan import CurriculumArea
from ap_core.curriculum.policy import CurriculumPolicy
from ap_core.curriculum.records import MOST_MINUTES_A_WEEK, Lesson
from ap_core.law.unknown import Unknown, known, unknown_among


@attrs.frozen
class Minutes:
    """Minutes a week, as far as they are known: at least ``least``, at most ``most``, and what is missing to tell.

    Nothing is missing where the two are the same.
    """

    least: int
    most: int
    missing: Unknown | None = None

    @property
    def exact(self) -> int | Unknown:
        """The minutes, or what is missing to know them."""
        return self.least if self.missing is None else self.missing

    def reach(self, wanted: int) -> bool | Unknown:
        """Whether they are ``wanted`` or more; unknown where what is not known decides it.

        >>> Minutes(120, 180, Unknown.because("lessons[2].minutes")).reach(120)
        True
        >>> Minutes(120, 180, Unknown.because("lessons[2].minutes")).reach(181)
        False
        """
        if self.least >= wanted:
            return True
        if self.missing is None or self.most < wanted:
            return False
        return self.missing


#: How much of a line counts: all of it, none, or what would settle it.
Counts = Callable[[Lesson, str], "bool | Unknown"]


def minutes_where(lessons: Iterable[Lesson], counts: Counts, path: str = "timetable.lessons") -> Minutes:
    """The minutes of the lines that count; what is not known of one makes the least and the most differ.

    >>> art = Lesson(subject="art", site="CENTRE", minutes=120)
    >>> minutes_where([art, Lesson(subject="food", site="CENTRE", minutes=60)], lambda line, _: line is art)
    Minutes(least=120, most=120, missing=None)
    """
    return _bounds(enumerate(lessons), counts, path)


def _bounds(placed: Iterable[tuple[int, Lesson]], counts: Counts, path: str, already: int = 0) -> Minutes:
    least = most = already
    missing: list[Any] = []
    for place, lesson in placed:
        here = f"{path}[{place}]."
        counted = counts(lesson, here)
        if counted is False:
            continue
        minutes = known(lesson, "minutes", here)
        if type(minutes) is Unknown:
            missing.append(minutes)
            most += MOST_MINUTES_A_WEEK
        else:
            most += minutes
            if counted is True:
                least += minutes
        if type(counted) is Unknown:
            missing.append(counted)
    return Minutes(least, most, unknown_among(missing))


def minutes_of(lessons: Iterable[Lesson], path: str = "timetable.lessons") -> Minutes:
    """The minutes of the whole week."""
    return minutes_where(lessons, lambda _lesson, _here: True, path)


class AreaMinutes:
    """The minutes of every part of the curriculum, with the lines of a week gone through once.

    >>> english = Lesson(subject="English", site="CENTRE", minutes=240)
    >>> AreaMinutes([english]).of(CurriculumArea.ENGLISH)
    Minutes(least=240, most=240, missing=None)
    """

    __slots__ = ("_exact", "_open", "_path")

    def __init__(self, lessons: Iterable[Lesson], path: str = "timetable.lessons") -> None:
        self._path = path
        self._exact: dict[CurriculumArea, int] = {}
        #: The lines that leave something open: how long, what they cover, or how their time is shared.
        self._open: list[tuple[int, Lesson]] = []
        for place, lesson in enumerate(lessons):
            minutes, covers = lesson.minutes, lesson.covers
            if isinstance(minutes, Unknown) or isinstance(covers, Unknown) or len(covers) > 1:
                self._open.append((place, lesson))
            else:
                for area in covers:
                    self._exact[area] = self._exact.get(area, 0) + minutes

    def of(self, area: CurriculumArea) -> Minutes:
        """The minutes that go to one part."""

        exact = self._exact.get(area, 0)
        if not self._open:
            return Minutes(exact, exact)

        def counts(lesson: Lesson, here: str) -> bool | Unknown:
            covers = _covered(lesson, here)
            if type(covers) is Unknown:
                return covers
            if area not in covers:
                return False
            return True if len(covers) == 1 else _shared(here)

        return _bounds(self._open, counts, self._path, exact)

    def is_taught(self, area: CurriculumArea) -> bool | Unknown:
        """Whether some line covers the part, for however long."""
        if area in self._exact:
            return True
        covers = [_covered(lesson, f"{self._path}[{place}].") for place, lesson in self._open]
        return any_of([each if type(each) is Unknown else area in each for each in covers])


def _covered(lesson: Lesson, here: str) -> Any:
    """What a line covers, or which question would tell."""
    covers = lesson.covers
    return known(lesson, "areas", here) if type(covers) is Unknown else covers


def _shared(here: str) -> Unknown:
    return Unknown.because(
        f"{here}minutes", ask="How is the time of this line shared between the subjects it covers?",
        of="who teaches it",
    )  # fmt: skip


def minutes_in(area: CurriculumArea, lessons: Iterable[Lesson], path: str = "timetable.lessons") -> Minutes:
    """The minutes that go to a part of the curriculum.

    A line that covers others too gives it none of its minutes at the least and all of them at the most.

    >>> english = Lesson(subject="English", site="CENTRE", minutes=240)
    >>> friday = Lesson(subject="lessons at school", site="HILL", minutes=300)
    >>> minutes_in(CurriculumArea.ENGLISH, [english, friday])
    Minutes(least=240, most=540, missing=UNKNOWN(timetable.lessons[1].areas))
    """
    return AreaMinutes(lessons, path).of(area)


def is_taught(area: CurriculumArea, lessons: Iterable[Lesson], path: str = "timetable.lessons") -> bool | Unknown:
    """Whether some line of the week covers a part of the curriculum, for however long.

    >>> is_taught(CurriculumArea.MUSIC, [Lesson(subject="English", site="CENTRE", minutes=240)])
    False
    """
    return AreaMinutes(lessons, path).is_taught(area)


def any_of(answers: Sequence[bool | Unknown]) -> bool | Unknown:
    """Whether one of the answers is yes; unknown where only those that are not known could be.

    >>> any_of([False, Unknown.because("areas"), True]), any_of([False, Unknown.because("areas")]), any_of([])
    (True, UNKNOWN(areas), False)
    """
    if True in answers:
        return True
    missing = unknown_among(answers)
    return False if missing is None else missing


def all_of(answers: Sequence[bool | Unknown]) -> bool | Unknown:
    """Whether all of the answers are yes; unknown where only those that are not known could be no.

    >>> all_of([True, Unknown.because("areas"), False]), all_of([True, Unknown.because("areas")]), all_of([])
    (False, UNKNOWN(areas), True)
    """
    if False in answers:
        return False
    missing = unknown_among(answers)
    return True if missing is None else missing


def hours_in_words(minutes: int | None) -> str:
    """Minutes a week as a person says them; none is no timetable.

    >>> hours_in_words(1230), hours_in_words(1500), hours_in_words(135), hours_in_words(None)
    ('20.5 h', '25 h', '2 h 15 min', 'no timetable yet')
    """
    if minutes is None:
        return "no timetable yet"
    hours, rest = divmod(minutes, 60)
    return f"{hours}.5 h" if rest == 30 else f"{hours} h {rest} min" if rest else f"{hours} h"


def minutes_wanted(policy: CurriculumPolicy) -> dict[CurriculumArea, int]:
    """What a centre promises of each part of the curriculum, in minutes a week."""
    # In the order of the areas, which a set has not.
    promised = [area for area in CurriculumArea if area in policy.promised]
    return dict.fromkeys(promised, policy.promised_minutes) | {
        CurriculumArea.ENGLISH: policy.english_minutes,
        CurriculumArea.MATHEMATICS: policy.mathematics_minutes,
    }
