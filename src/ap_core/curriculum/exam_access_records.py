"""What is recorded of a pupil's exam access arrangements: ways of working, evidence, applications."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum

from ap_core.errors import Fault
from ap_core.law.unknown import UNKNOWN, Unknown
from ap_core.values import Value, item, value


class Arrangement(Enum):
    """Something that lets a pupil show in an examination what they know."""

    READER = "a reader"
    COMPUTER_READER = "a computer reader"
    SCRIBE = "a scribe"
    EXTRA_TIME = "25% extra time"
    MORE_EXTRA_TIME = "more than 25% extra time"
    PRACTICAL_ASSISTANT = "a practical assistant"
    MODIFIED_PAPER = "a modified paper"
    READING_PEN = "a reading pen"
    REST_BREAKS = "supervised rest breaks"
    WORD_PROCESSOR = "a word processor"
    PROMPTER = "a prompter"
    OVERLAY = "a coloured overlay"
    SEPARATE_ROOM = "separate invigilation"


class HowSettled(Enum):
    """Who settles an arrangement, and on what."""

    BY_APPLICATION = "by application to the awarding bodies"
    BY_ORDER = "by an order for modified papers"
    BY_CENTRE = "by the centre itself"


class Evidence(Enum):
    """What is on file for an application."""

    FORM_8 = "a completed Form 8"
    FORM_8_ROLLED = "a completed Form 8 rolled forward (Form 8RF)"
    OTHER_IMPAIRMENT = "a note of an impairment other than a learning difficulty"
    AS_ASKED = "what the awarding body asked for in this case"


#: A Form 8, and one that was rolled forward: either can come along when a pupil changes centre.
FORMS_8 = frozenset((Evidence.FORM_8, Evidence.FORM_8_ROLLED))

#: By application, and by order (read on the awarding bodies' pages); the centre settles the others itself. That each of
#: the others is among the arrangements left to centres is taken from secondary sources.
_SETTLED = {
    **dict.fromkeys(
        (
            Arrangement.READER, Arrangement.COMPUTER_READER, Arrangement.SCRIBE, Arrangement.EXTRA_TIME,
            Arrangement.MORE_EXTRA_TIME, Arrangement.PRACTICAL_ASSISTANT,
        ),
        HowSettled.BY_APPLICATION,
    ),
    Arrangement.MODIFIED_PAPER: HowSettled.BY_ORDER,
}  # fmt: skip


def how_settled(kind: Arrangement) -> HowSettled:
    """Who settles an arrangement.

    >>> how_settled(Arrangement.READER).value, how_settled(Arrangement.READING_PEN).value
    ('by application to the awarding bodies', 'by the centre itself')
    """
    return _SETTLED.get(kind, HowSettled.BY_CENTRE)


@value
class WayOfWorking(Value):
    """An arrangement that the pupil uses in lessons and tests at one school."""

    kind: Arrangement = item("which arrangement")
    school: str = item("the school or centre where it is used, by its reference")
    since: date = item("the first day it was used")
    last: date | None = item("the last day; none while it is used", default=None)
    recorded_on: date | None | Unknown = item(
        "the day it was recorded as the normal way of working; none if it is not", default=UNKNOWN,
        asks="Is it recorded as the pupil's normal way of working, and since when?", of="SENCO",
    )  # fmt: skip

    def _faults(self) -> Iterator[Fault]:
        for name in ("last", "recorded_on"):
            day = getattr(self, name)
            if isinstance(day, date) and day < self.since:
                yield Fault(name, "is before since", "give a day on or after the first")


@value
class AreaScore(Value):
    """A standardised score that a Form 8 reports for one area of working speed or cognitive processing."""

    area: str = item("the area, in a word or two", shown=False)
    score: int = item("the standardised score")
    taken_on: date = item("the day of the assessment")

    def _faults(self) -> Iterator[Fault]:
        if not self.area.strip():
            yield Fault("area", "is empty", "name the area")
        if not 40 <= self.score <= 200:
            yield Fault("score", "is outside any standard scale", "give the standard score, not a raw mark")


@value
class EvidenceOnFile(Value):
    """A piece of evidence, wherever it was made: it may come along from another school."""

    what: Evidence = item("what it is")
    on: date = item("the day it was made")
    made_at: str | None = item("the school that made it, by its reference; none where that is not kept", default=None)
    scores: tuple[AreaScore, ...] | None = item(
        "the scores that a Form 8 reports; none where they are not kept here", default=None
    )

    def _faults(self) -> Iterator[Fault]:
        if self.scores is None:
            return
        if self.what not in FORMS_8:
            yield Fault("scores", "are of no Form 8", "leave them out, or say that it is a Form 8")
        areas = [each.area.strip().casefold() for each in self.scores]
        for place, each in enumerate(self.scores):
            if areas[place] in areas[:place]:
                yield Fault(f"scores[{place}].area", "is given twice", "give one score for each area")
            if each.taken_on > self.on:
                yield Fault(f"scores[{place}].taken_on", "is after the form", "give a day up to that of the form")


@value
class AccessApplication(Value):
    """An application, or an order of modified papers, by one exam centre."""

    kind: Arrangement = item("for which arrangement")
    school: str = item("the exam centre that made it, by its reference")
    applied_on: date = item("the day it was made")
    approved_on: date | None | Unknown = item(
        "the day it was approved; none if it is not", default=UNKNOWN,
        asks="Was the access arrangement approved, and when?", of="exams officer",
    )  # fmt: skip
    refused_on: date | None = item("the day it was refused; none if it was not", default=None)

    def _faults(self) -> Iterator[Fault]:
        for name in ("approved_on", "refused_on"):
            day = getattr(self, name)
            if isinstance(day, date) and day < self.applied_on:
                yield Fault(name, "is before applied_on", "give a day on or after the application")
        if isinstance(self.approved_on, date) and self.refused_on is not None:
            yield Fault("refused_on", "is given beside approved_on", "give the one that stands")
        if how_settled(self.kind) is HowSettled.BY_CENTRE:
            yield Fault("kind", "is settled by the centre", "record it as a way of working")


@value
class ExamAccess(Value):
    """What is recorded of a pupil's arrangements for examinations."""

    considered_on: date | None | Unknown = item(
        "the day it was looked at which arrangements the pupil needs; none if not yet", default=UNKNOWN,
        asks="Was it looked at which exam access arrangements the pupil needs, and when?", of="SENCO",
    )  # fmt: skip
    exam_centre: str | None = item(
        "the school that enters the pupil for examinations, by its reference; none where the centre attended does",
        default=None,
    )
    wanted: frozenset[Arrangement] = item("what is to be in place for the examinations", default=frozenset())
    ways: tuple[WayOfWorking, ...] | Unknown = item(
        "what the pupil uses in lessons and tests", default=UNKNOWN,
        asks="Which arrangements does the pupil use in lessons and tests?", of="SENCO",
    )  # fmt: skip
    evidence: tuple[EvidenceOnFile, ...] | Unknown = item(
        "the evidence on file", default=UNKNOWN, asks="Which evidence for access arrangements is on file?", of="SENCO"
    )
    applications: tuple[AccessApplication, ...] | Unknown = item(
        "applications, from any exam centre", default=UNKNOWN,
        asks="Which applications for access arrangements were made?", of="exams officer",
    )  # fmt: skip
