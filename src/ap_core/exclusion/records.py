"""Suspensions and permanent exclusions as a school records them. A follow-on suspension is a record of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ap_core.dates.half_days import HalfDays
from ap_core.errors import Fault
from ap_core.exclusion.boards import BoardDecision, Procedure, procedure_faults
from ap_core.exclusion.codes import ExclusionReason, reason_faults
from ap_core.exclusion.education import EducationPlace, SixthDayException
from ap_core.exclusion.panels import PanelDecision, PanelReview, ReviewApplication
from ap_core.law.unknown import UNKNOWN, Unknown
from ap_core.registration.records import SchoolKind
from ap_core.values import Value, item, opaque_reference_faults, value

#: Whose head may suspend and exclude (EA 2002 s.51A, by SI 2012/1033 regs 4, 13, 22).
CAN_EXCLUDE = frozenset(
    (SchoolKind.MAINTAINED, SchoolKind.MAINTAINED_SPECIAL, SchoolKind.ACADEMY, SchoolKind.AP_ACADEMY, SchoolKind.PRU)
)


@value
class PartDay(Value):
    """A school day of which a part was suspended: which of its two sessions, and whether the lunchtime between them.

    >>> PartDay(on=date(2026, 11, 19), afternoon=True)
    PartDay(on=datetime.date(2026, 11, 19), morning=False, lunchtime=False, afternoon=True)
    """

    on: date = item("the day")
    morning: bool = item("the morning session was suspended", default=False)
    lunchtime: bool = item("the time between the sessions was suspended", default=False)
    afternoon: bool = item("the afternoon session was suspended", default=False)

    def _faults(self) -> Iterator[Fault]:
        if not (self.morning or self.lunchtime or self.afternoon):
            yield Fault("on", "is a day without a part suspended", "give its morning, its lunchtime or its afternoon")


@value
class Suspension(Value):
    """One suspension from one school: it is not lengthened or turned into another; what follows is a new record."""

    ref: str = item("an opaque reference, the pupil's own")
    school: str = item("the school that suspended, by its reference")
    first_day: date | Unknown = item(
        "the first day suspended", default=UNKNOWN, asks="From which day was the pupil suspended?", of="the school"
    )
    last_day: date | Unknown = item(
        "the last day suspended", default=UNKNOWN, asks="To which day was the pupil suspended?", of="the school"
    )
    length: HalfDays | Unknown = item(
        "half-days of school suspended", default=UNKNOWN, asks="For how many half-days was the pupil suspended?",
        of="the school",
    )  # fmt: skip
    part_days: tuple[PartDay, ...] | Unknown = item(
        "the days of which only a part was suspended; every other school day was suspended whole", default=UNKNOWN,
        asks="On which days was only a part suspended: morning, lunchtime or afternoon?", of="the school",
    )  # fmt: skip
    follows: str | None = item("the suspension that it follows straight after, by its reference", default=None)
    reasons: tuple[ExclusionReason, ...] | Unknown = item(
        "the reasons as the census codes them, the main one first", default=UNKNOWN,
        asks="Which reasons, as the census codes them?", of="the school",
    )  # fmt: skip
    notice_on: date | None | Unknown = item(
        "the day the parent was told in writing; none if not yet", default=UNKNOWN,
        asks="When was the parent told of the suspension in writing?", of="the school",
    )  # fmt: skip
    school_kind: SchoolKind | Unknown = item(
        "what kind of school suspended: it decides who owes education from the sixth day", default=UNKNOWN,
        asks="What kind of school suspended: maintained, an academy, or a pupil referral unit?", of="the school",
    )  # fmt: skip
    education_from: date | None | Unknown = item(
        "the first day of full-time education elsewhere during the suspension; none if there has been none",
        default=UNKNOWN, asks="From which day was there full-time education elsewhere during the suspension?",
        of="the school",
    )  # fmt: skip
    education_place: EducationPlace | Unknown = item(
        "where that education is given", default=UNKNOWN,
        asks="Is that education given elsewhere than at the school that suspended?", of="the school",
    )  # fmt: skip
    work_set_on: date | None | Unknown = item(
        "the day work was first set for the pupil to do at home; none if it was not", default=UNKNOWN,
        asks="Was work set for the first days, and when?", of="the school",
    )  # fmt: skip
    no_education_owed: SixthDayException | None | Unknown = item(
        "why no education was owed from the sixth day; none where it was owed as usual", default=UNKNOWN,
        asks="Is every public examination of Year 11 over, or does the plan set fewer hours, which are provided?",
        of="the school",
    )  # fmt: skip
    exam_on: date | None | Unknown = item(
        "the day of the first public examination or National Curriculum test that the pupil would miss; none if none",
        default=UNKNOWN, asks="Would the pupil miss a public examination or National Curriculum test, and on what day?",
        of="the school",
    )  # fmt: skip
    procedure: Procedure | None = item(
        "who was told, what the board did, what came of it; none where that is not kept here", default=None
    )

    def _faults(self) -> Iterator[Fault]:
        yield from opaque_reference_faults("ref", self.ref)
        if isinstance(self.first_day, date) and isinstance(self.last_day, date) and self.last_day < self.first_day:
            yield Fault("last_day", "is before first_day", "give a day on or after the first")
        if isinstance(self.school_kind, SchoolKind) and self.school_kind not in CAN_EXCLUDE:
            yield Fault("school_kind", "cannot suspend under the Act", "give the kind of school, or leave it out")
        if _before(self.education_from, self.first_day):
            yield Fault("education_from", "is before first_day", "give the first day of education since, or none")
        if isinstance(self.length, HalfDays) and not self.length.count:
            yield Fault("length", "is nothing", "give at least one half-day, or leave the suspension out")
        yield from reason_faults(self.reasons)
        if isinstance(self.part_days, tuple):
            yield from self._part_day_faults(self.part_days)
        if isinstance(self.exam_on, date) and isinstance(self.first_day, date) and self.exam_on < self.first_day:
            yield Fault("exam_on", "is before first_day", "give an examination that the pupil would miss")
        yield from procedure_faults(self.procedure, "first_day", self.first_day, self.notice_on)

    def _part_day_faults(self, part_days: tuple[PartDay, ...]) -> Iterator[Fault]:
        seen: set[date] = set()
        for at, part in enumerate(part_days):
            if isinstance(self.first_day, date) and part.on < self.first_day:
                yield Fault(f"part_days[{at}].on", "is before first_day", "give a day of the suspension")
            if isinstance(self.last_day, date) and part.on > self.last_day:
                yield Fault(f"part_days[{at}].on", "is after last_day", "give a day of the suspension")
            if part.on in seen:
                yield Fault(f"part_days[{at}].on", "is given twice", "give each day once, with all its parts")
            seen.add(part.on)


@value
class PermanentExclusion(Value):
    """One permanent exclusion from one school."""

    ref: str = item("an opaque reference, the pupil's own")
    school: str = item("the school that excluded, by its reference")
    on: date | Unknown = item(
        "the day it took place",
        default=UNKNOWN,
        asks="On what day was the pupil permanently excluded?",
        of="the school",
    )
    reasons: tuple[ExclusionReason, ...] | Unknown = item(
        "the reasons as the census codes them, the main one first", default=UNKNOWN,
        asks="Which reasons, as the census codes them?", of="the school",
    )  # fmt: skip
    notice_on: date | None | Unknown = item(
        "the day the parent was told in writing; none if not yet", default=UNKNOWN,
        asks="When was the parent told of the permanent exclusion in writing?", of="the school",
    )  # fmt: skip
    education_from: date | None | Unknown = item(
        "the first day of full-time education since; none if there has been none", default=UNKNOWN,
        asks="From which day was there full-time education after the permanent exclusion?", of="the authority",
    )  # fmt: skip
    work_set_on: date | None | Unknown = item(
        "the day work was first set for the pupil to do at home; none if it was not", default=UNKNOWN,
        asks="Was work set for the first days, and when?", of="the school",
    )  # fmt: skip
    no_education_owed: SixthDayException | None | Unknown = item(
        "why no education was owed from the sixth day; none where it was owed as usual", default=UNKNOWN,
        asks="Is every public examination of Year 11 over, or does the plan set fewer hours, which are provided?",
        of="the authority",
    )  # fmt: skip
    school_kind: SchoolKind | Unknown = item(
        "what kind of school excluded: it decides who arranges a review, and who pays", default=UNKNOWN,
        asks="What kind of school excluded: maintained, an academy, or a pupil referral unit?", of="the school",
    )  # fmt: skip
    exam_on: date | None | Unknown = item(
        "the day of the first public examination or National Curriculum test that the pupil would miss; none if none",
        default=UNKNOWN, asks="Would the pupil miss a public examination or National Curriculum test, and on what day?",
        of="the school",
    )  # fmt: skip
    procedure: Procedure | None = item(
        "who was told, what the board did, what came of it; none where that is not kept here", default=None
    )
    review: PanelReview | None = item(
        "the independent review of it, and whether one was wanted; none where that is not kept here", default=None
    )

    def _faults(self) -> Iterator[Fault]:
        yield from opaque_reference_faults("ref", self.ref)
        if _before(self.education_from, self.on):
            yield Fault("education_from", "is before on", "give the first day of education since, or none")
        yield from reason_faults(self.reasons)
        if isinstance(self.school_kind, SchoolKind) and self.school_kind not in CAN_EXCLUDE:
            yield Fault("school_kind", "cannot exclude under the Act", "give the kind of school, or leave it out")
        if isinstance(self.exam_on, date) and isinstance(self.on, date) and self.exam_on < self.on:
            yield Fault("exam_on", "is before on", "give an examination that the pupil would miss")
        yield from procedure_faults(self.procedure, "on", self.on, self.notice_on)
        if self.review is not None:
            yield from _review_faults(self.review, self.procedure)


def _review_faults(review: PanelReview, procedure: Procedure | None) -> Iterator[Fault]:
    """A panel reviews a decision of the board not to reinstate; a waiver may come before one, and is no review."""
    decision = None if procedure is None else procedure.decision
    begun = isinstance(review.application, ReviewApplication) or isinstance(review.decision, PanelDecision)
    if decision is None and begun:
        yield Fault("review", "is given without a decision of the board", "give the decision, unknown if need be")
    if not isinstance(decision, BoardDecision):
        return
    if decision.reinstates and begun:
        yield Fault("review", "is of a decision to reinstate", "correct the board's decision, or leave the review out")
    if isinstance(review.application, ReviewApplication) and review.application.on < decision.on:
        yield Fault("review.application.on", "is before the board's decision", "give a day on or after it")
    if isinstance(review.decision, PanelDecision) and review.decision.on < decision.on:
        yield Fault("review.decision.on", "is before the board's decision", "give a day on or after it")


def _before(day: date | None | Unknown, other: date | Unknown) -> bool:
    return isinstance(day, date) and isinstance(other, date) and day < other
