"""The classes that a document writes in their own way, each with the one that stands for it there.

A register is written as weeks of codes, a calendar as term dates, a finding with everything that it says, so that a
review reads the same without the library.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

import attrs

from ap_core.attendance.registers import Register
from ap_core.dates.calendars import SchoolCalendar, Term
from ap_core.dates.deadlines import Deadline
from ap_core.dates.spans import DateSpan
from ap_core.errors import Fault
from ap_core.law.citation import Citation
from ap_core.law.findings import Finding, Told
from ap_core.law.grounds import ChoiceUsed, FactUsed, Grounds
from ap_core.law.judging import Term as TraceTerm
from ap_core.law.judging import Verdict
from ap_core.law.reviews import Review
from ap_core.law.rules import Actor
from ap_core.law.unknown import Need, Reason
from ap_core.policy import Policy
from ap_core.values import Value, item, value


@value
class RegisterDocument(Value):
    """A pupil's marks at one school."""

    school: str = item("the school whose register it is, by its reference")
    weeks: Mapping[date, str] = item(
        "for each week, by its Monday, ten codes from Monday morning to Friday afternoon, with - for no mark; fourteen "
        "where the school met at the weekend"
    )


@value
class CalendarDocument(Value):
    """The days on which one school meets, from its published term dates."""

    name: str | None = item("whose calendar it is; the school's reference if not given", default=None)
    terms: tuple[Term, ...] = item("each term: what it is called, its first and its last pupil day")
    breaks: tuple[DateSpan, ...] = item("half terms, first and last day", default=())
    closed: tuple[date, ...] = item("INSET days, occasional days and closures within a term", default=())
    extra: tuple[date, ...] = item("days on which the school meets beside the usual ones", default=())

    def calendar(self, school: str) -> SchoolCalendar:
        """The calendar itself, for the school with that reference."""
        return SchoolCalendar.of_terms(
            school if self.name is None else self.name,
            terms=self.terms, breaks=self.breaks, closed=self.closed, extra=self.extra,
        )  # fmt: skip

    @classmethod
    def of(cls, calendar: SchoolCalendar, school: str) -> CalendarDocument:
        """What a document says of the calendar of the school with that reference."""
        return cls(
            name=None if calendar.name == school else calendar.name,
            terms=calendar.terms, breaks=calendar.breaks, closed=calendar.closed, extra=calendar.extra,
        )  # fmt: skip


#: The key under which a document gives the calendar of every school that has none of its own.
EVERY_OTHER = "*"


@value
class DeadlineDocument(Value):
    """The last day on which something is in time, with the days that were counted."""

    last_day: date = item("the last day in time, by the words of the provision")
    counted: tuple[date, ...] = item("the days that were counted, one by one", default=())
    customary_last_day: date | None = item(
        "the later day that practice takes to be in time, if it differs", default=None
    )
    backstop_to: str | None = item(
        "the words of the duty that the day is only the backstop to; none where the day is the whole limit",
        default=None,
    )


@value
class FindingDocument(Value):
    """What one rule says of one matter of one pupil."""

    key: str = item("the same for as long as it is the same matter: subject/rule/matter")
    rule: str = item("the rule's permanent id")
    subject: str = item("the pupil's opaque reference")
    matter: str = item("which matter of the pupil: a placement, a review, the uses of a code")
    verdict: Verdict = item("met, not met, pending or undetermined")
    reason: Reason | None = item("why it is undetermined; none for any other verdict", default=None)
    title: str = item("what the rule is about, in a phrase")
    because: str = item("one sentence that says why")
    who: Actor = item("who owes the step")
    act: str = item("what to do about it; empty where there is nothing to do", default="")
    due: Deadline | None = item("by when, where there is a deadline", default=None)
    citation: Citation = item("the provision, or the edition of it, that decided")
    needs: tuple[Need, ...] = item("what would settle an undetermined finding", default=())
    curable: bool = item("whether anything can still put it right", default=True)
    arose_on: date | None = item("the day the matter arose, where the rule names one", default=None)
    law_date: date | None = item("the day that decided which law applies, where it is known", default=None)
    also: tuple[Citation, ...] = item("the other provisions that it rests on", default=())
    choices: tuple[ChoiceUsed, ...] = item("the local choices that it rests on", default=())
    facts: tuple[FactUsed, ...] = item("the facts that it rests on", default=())
    trace: tuple[TraceTerm, ...] = item("every term of the rule with its values, in order", default=())

    def _faults(self) -> Iterator[Fault]:
        if self.key != f"{self.subject}/{self.rule}/{self.matter}":
            yield Fault("key", "is not the finding's own", "give subject/rule/matter")

    def finding(self) -> Finding:
        """The finding itself."""
        told = Told(
            title=self.title, because=self.because, who=self.who, act=self.act, due=self.due, citation=self.citation,
            reason=self.reason, needs=self.needs, curable=self.curable, arose_on=self.arose_on,
        )  # fmt: skip
        grounds = Grounds(law_date=self.law_date, also=self.also, choices=self.choices, facts=self.facts)
        return Finding(self.rule, self.verdict, self.subject, self.matter, told, grounds, self.trace)

    @classmethod
    def of(cls, finding: Finding) -> FindingDocument:
        """What a document says of a finding."""
        told, grounds = finding.told, finding.grounds
        return cls(
            key=finding.key, rule=finding.rule, subject=finding.subject, matter=finding.matter, verdict=finding.verdict,
            reason=told.reason, title=told.title, because=told.because, who=told.who, act=told.act, due=told.due,
            citation=told.citation, needs=told.needs, curable=told.curable, arose_on=told.arose_on,
            law_date=grounds.law_date, also=grounds.also, choices=grounds.choices, facts=grounds.facts,
            trace=finding.explain(),
        )  # fmt: skip


@value
class ReviewDocument(Value):
    """All findings about one pupil on one day."""

    subject: str = item("the pupil's opaque reference")
    on: date = item("the day of the check")
    findings: tuple[Finding, ...] = item("the findings, in a stable order")
    not_applicable: int = item("how many rules were looked at and do not concern the pupil")
    set_aside: tuple[Finding, ...] = item("what somebody has acknowledged and left", default=())
    policy: Policy | None = item(
        "the policy it was judged by, adjusted to the pupil's plan; written with its defaults, which may change",
        default=None,
    )
    law_edition: date | None = item("the day to which the law in the rules was checked, if they say", default=None)

    def _faults(self) -> Iterator[Fault]:
        if self.not_applicable < 0:
            yield Fault("not_applicable", "is negative", "give a count of rules")

    def review(self) -> Review:
        """The review itself."""
        return Review(
            self.subject, self.on, self.findings, self.not_applicable, self.policy, self.set_aside, self.law_edition
        )

    @classmethod
    def of(cls, review: Review) -> ReviewDocument:
        """What a document says of a review; a policy that is not a centre's has no place in it."""
        return cls(
            subject=review.subject, on=review.on, findings=review.findings, not_applicable=review.not_applicable,
            set_aside=review.set_aside, policy=review.policy if isinstance(review.policy, Policy) else None,
            law_edition=review.law_edition,
        )  # fmt: skip


@value
class Reviews(Value):
    """Reviews of one day or of several, in the order given."""

    written_by: str = item("the release of the library that wrote the document", default="")
    reviews: tuple[Review, ...] = item("one review a pupil and day")


@attrs.frozen
class StandIn:
    """A class whose own fields are not for a document, and the one that stands for it there."""

    shape: type
    make: Callable[[Any], Any]
    take: Callable[[Any], Any]


#: By the class that is stood in for.
STAND_INS: dict[type, StandIn] = {
    Register: StandIn(
        RegisterDocument,
        lambda given: Register.of_weeks(given.school, given.weeks),
        lambda register: RegisterDocument(school=register.school, weeks=register.weeks()),
    ),
    Deadline: StandIn(
        DeadlineDocument,
        lambda given: Deadline(given.last_day, given.counted, given.customary_last_day, given.backstop_to),
        lambda deadline: DeadlineDocument(
            last_day=deadline.last_day,
            counted=deadline.counted,
            customary_last_day=deadline.customary_last_day,
            backstop_to=deadline.backstop_to,
        ),
    ),
    Finding: StandIn(FindingDocument, FindingDocument.finding, FindingDocument.of),
    Review: StandIn(ReviewDocument, ReviewDocument.review, ReviewDocument.of),
}
