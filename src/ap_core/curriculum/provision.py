"""Lines of Section F in the week: which of them belong into it, how much they give, and how much of it is placed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from ap_core.curriculum.records import Lesson
from ap_core.curriculum.week import Minutes, minutes_where
from ap_core.ehcp.provision import ProvisionKind, ProvisionLine
from ap_core.law.unknown import Unknown, known

#: Provision that is made for the pupil without the pupil: no time of the week.
_WITHOUT_THE_PUPIL = frozenset((ProvisionKind.INDIRECT, ProvisionKind.TRAINING))


def is_in_the_week(line: ProvisionLine) -> bool:
    """Whether a line takes place with the pupil, so that it belongs into the week."""
    return line.kind not in _WITHOUT_THE_PUPIL


def in_force(line: ProvisionLine, on: date) -> bool:
    """Whether a line gives something on a day."""
    return (line.first is None or line.first <= on) and (line.last is None or line.last >= on)


def minutes_specified(line: ProvisionLine, path: str) -> Any:
    """The minutes a week that a line gives; none where it gives no amount, or one for a term or a year."""
    minutes = line.minutes_a_week
    if type(minutes) is not Unknown:
        return minutes
    return known(line, "minutes" if type(line.minutes) is Unknown else "per", path)


def minutes_placed(
    line: ProvisionLine, lines: Iterable[ProvisionLine], lessons: Iterable[Lesson], path: str = "timetable.lessons"
) -> Minutes:
    """The minutes of the week that deliver a line.

    Support in lessons is given in whatever lessons name it. Any other line has time of its own: a line of the week that
    names two of these leaves open how much of it each gets.

    >>> line = ProvisionLine(ref="F1", kind=ProvisionKind.THERAPY)
    >>> speech = Lesson(subject="speech and language", site="CENTRE", minutes=45, provision=frozenset({"F1"}))
    >>> minutes_placed(line, [line], [speech])
    Minutes(least=45, most=45, missing=None)
    """
    own_time = {each.ref for each in lines if each.kind is not ProvisionKind.SUPPORT}

    def counts(lesson: Lesson, here: str) -> bool | Unknown:
        if line.ref not in lesson.provision:
            return False
        if line.ref in own_time and len(lesson.provision & own_time) > 1:
            return Unknown.because(
                f"{here}provision", ask="How is the time of this line shared between the lines of Section F it names?",
                of="who teaches it",
            )  # fmt: skip
        return True

    return minutes_where(lessons, counts, path)
