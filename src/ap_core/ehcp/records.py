"""An education, health and care plan and its reviews.

The setting that the plan names is one fact and the setting attended another; neither is inferred.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum

from ap_core.ehcp.changes import Amendment, Ceasing, NextPhase, PlanMove, Reassessment
from ap_core.ehcp.disputes import Dispute, dispute_faults
from ap_core.ehcp.ledger import ProvisionLedger
from ap_core.ehcp.plan_parts import NamedSetting, Need, Outcome, PersonalBudget, need_faults
from ap_core.ehcp.provision import ProvisionLine
from ap_core.ehcp.relief import given_once
from ap_core.errors import Fault
from ap_core.law.unknown import UNKNOWN, Unknown
from ap_core.values import Value, item, value


class ReviewDecision(Enum):
    """What the authority decides after a review (SI 2014/1530 reg 20(10))."""

    KEEP = "keep"
    AMEND = "amend"
    CEASE = "cease"


class Invitee(Enum):
    """Who is invited to a review meeting (SI 2014/1530 reg 20(2)); of two schools attended, both."""

    FAMILY = "parent or young person"
    SCHOOL = "school attended"
    OTHER_SCHOOL = "other school attended"
    SEND_OFFICER = "the authority's SEND officer"
    HEALTH = "health"
    SOCIAL_CARE = "social care"
    OTHER = "another person"


class ReviewTopic(Enum):
    """What a review meeting has to consider (SI 2014/1530 reg 20(5) and (6))."""

    OUTCOMES = "progress towards the outcomes"
    ADULTHOOD = "preparing for adulthood"


@value
class PlanReview(Value):
    """One review of a plan: a meeting (held, or only fixed), what was sent before and after it, and the decision."""

    meeting_on: date | None | Unknown = item(
        "the day the meeting was held; none if not yet", default=None,
        asks="On what day was the review meeting held?", of="who arranged the meeting",
    )  # fmt: skip
    meeting_fixed_for: date | None = item("the day the meeting is fixed for", default=None)
    early: bool = item("whether it is held early because something threatens", default=False)
    head_asked: bool | Unknown = item(
        "whether the authority asked the head of the school attended to arrange and hold the meeting", default=UNKNOWN,
        asks="Did the authority ask the head to arrange the review meeting?", of="local authority",
    )  # fmt: skip
    invitations_on: date | None | Unknown = item(
        "the day the invitations were sent; none if not yet", default=UNKNOWN,
        asks="When were the invitations to the review meeting sent?", of="who arranges the meeting",
    )  # fmt: skip
    papers_on: date | None | Unknown = item(
        "the day the advice was circulated; none if not yet", default=UNKNOWN,
        asks="When were the papers for the review meeting circulated?", of="who arranges the meeting",
    )  # fmt: skip
    report_on: date | None | Unknown = item(
        "the day the report was written; none if not yet", default=UNKNOWN,
        asks="When was the report of the review meeting written?", of="who arranged the meeting",
    )  # fmt: skip
    decision_on: date | None | Unknown = item(
        "the day the authority sent its decision to keep, amend or cease; none if not yet", default=UNKNOWN,
        asks="Has the authority sent its decision after the review, and when?", of="local authority",
    )  # fmt: skip
    asked_for_on: date | None = item("the day somebody asked for it to be held early; none if nobody did", default=None)
    invited: frozenset[Invitee] | None = item("who was invited; none where that is not kept", default=None)
    considered: frozenset[ReviewTopic] | None = item(
        "what the meeting considered; none where that is not kept", default=None
    )
    decision: ReviewDecision | None | Unknown = item(
        "what the authority decided; none if it has not", default=UNKNOWN,
        asks="Did the authority decide to keep, to amend or to cease the plan?", of="local authority",
    )  # fmt: skip
    amendment: Amendment | None | Unknown = item(
        "the amendment that follows; none if there is none", default=UNKNOWN,
        asks="Has the authority sent its proposed amendments, and when?", of="local authority",
    )  # fmt: skip

    def _faults(self) -> Iterator[Fault]:
        # A decision follows a meeting: so a review not yet held has none, and nobody needs to be asked for it.
        if isinstance(self.decision_on, date):
            if self.meeting_on is None:
                yield Fault("decision_on", "is given without a meeting", "give meeting_on too, unknown if need be")
            elif isinstance(self.meeting_on, date) and self.decision_on < self.meeting_on:
                yield Fault("decision_on", "is before meeting_on", "give a day on or after the meeting")
        if isinstance(self.amendment, Amendment) and self.decision in (ReviewDecision.KEEP, ReviewDecision.CEASE):
            yield Fault("amendment", "is given though the plan is not to be amended", "leave it out, or correct that")


@value
class EHCPlan(Value):
    """A plan in force."""

    authority: str = item("the authority that keeps it, by its reference")
    made_on: date | Unknown = item(
        "the day the plan was first made", default=UNKNOWN, asks="On what day was the EHC plan made?",
        of="local authority",
    )  # fmt: skip
    named_setting: str | None | Unknown = item(
        "the school that Section I names, by its reference; none if it names only a type", default=UNKNOWN,
        asks="Which school does Section I of the EHC plan name?", of="local authority",
    )  # fmt: skip
    reviews: tuple[PlanReview, ...] | Unknown = item(
        "its reviews", default=UNKNOWN, asks="Which reviews of the EHC plan were held?", of="local authority"
    )
    needs: tuple[Need, ...] = item("the types of need in Section B, with their ranks", default=())
    outcomes: tuple[Outcome, ...] = item("the outcomes in Section E", default=())
    provision: tuple[ProvisionLine, ...] | Unknown = item(
        "the lines of Section F", default=UNKNOWN, asks="What does Section F of the EHC plan specify?",
        of="local authority",
    )  # fmt: skip
    settings: tuple[NamedSetting, ...] = item("the settings that Section I names or named, with their days", default=())
    personal_budget: PersonalBudget | None = item("a personal budget asked for; none if none was", default=None)
    reviewed_every: int | None = item(
        "months between reviews, where the plan itself asks for more than one a year; none if it does not", default=None
    )
    next_phase: NextPhase | None | Unknown = item(
        "the transfer to another phase of education that is next; none if there is none", default=UNKNOWN,
        asks="Does the pupil go on to another phase of education, such as from school to college, and when?",
        of="home school",
    )  # fmt: skip
    amendments: tuple[Amendment, ...] = item("amendments proposed without a review", default=())
    reassessments: tuple[Reassessment, ...] = item("reassessments asked for or decided on", default=())
    moves: tuple[PlanMove, ...] = item("moves to another authority's area", default=())
    disputes: tuple[Dispute, ...] = item("decisions in dispute", default=())
    ceasing: Ceasing | None = item("what is known of its ceasing; none where that is not considered", default=None)
    ledger: ProvisionLedger | None = item(
        "what was delivered of Section F, site by site; none where that is not kept", default=None
    )

    def _faults(self) -> Iterator[Fault]:
        yield from need_faults(self.needs)
        for name in ("outcomes", "provision"):
            parts = getattr(self, name)
            if isinstance(parts, tuple):
                yield from _twice(name, [part.ref for part in parts])
        if self.ledger is not None and isinstance(self.provision, tuple):
            lines = {line.ref for line in self.provision}
            for path, ref in self.ledger.lines():
                if ref not in lines:
                    yield Fault(f"ledger.{path}", "is no line of Section F", "name a line of provision, or add it")
        if self.reviewed_every is not None and not 1 <= self.reviewed_every <= _MOST_MONTHS:
            yield Fault("reviewed_every", "is not a number of months within the year", "give 1 to 12, or leave it out")
        if isinstance(self.reviews, tuple):
            yield from self._review_faults(self.reviews)
        yield from self._final_plan_faults()
        yield from given_once("amendments", [_known_day(each.notice_on) for each in self.amendments])
        yield from given_once("moves", [_known_day(each.moved_on) for each in self.moves])
        asked = [each.decided_on if each.requested_on is None else each.requested_on for each in self.reassessments]
        yield from given_once("reassessments", map(_known_day, asked))
        yield from dispute_faults(self.disputes)

    def _review_faults(self, reviews: tuple[PlanReview, ...]) -> Iterator[Fault]:
        seen: set[date] = set()
        for place, review in enumerate(reviews):
            day = review.meeting_fixed_for if review.meeting_on is None else review.meeting_on
            if isinstance(day, date):
                if day in seen:
                    yield Fault(f"reviews[{place}]", "is a second one with its meeting on the same day", "give it once")
                seen.add(day)
        if isinstance(self.made_on, date):
            for place, review in enumerate(reviews):
                for name in ("meeting_on", "decision_on"):
                    day = getattr(review, name)
                    if isinstance(day, date) and day < self.made_on:
                        yield Fault(f"reviews[{place}].{name}", "is before made_on", "give a day from then on")

    def _final_plan_faults(self) -> Iterator[Fault]:
        """A plan sent before the first one, or two sent on one day."""
        seen = {self.made_on} if isinstance(self.made_on, date) else set()
        for path, day in self.final_plans():
            if isinstance(self.made_on, date) and day < self.made_on:
                yield Fault(path, "is before made_on", "give a day from then on")
            elif day in seen:
                yield Fault(path, "is the day of another final plan", "give each final plan once, with its own day")
            seen.add(day)

    def final_plans(self) -> Iterator[tuple[str, date]]:
        """Each final plan after the first that has a day, by its path: amended, or after a reassessment."""
        if isinstance(self.reviews, tuple):
            for place, review in enumerate(self.reviews):
                if isinstance(review.amendment, Amendment):
                    yield from _amended(f"reviews[{place}].amendment", review.amendment)
        for place, amendment in enumerate(self.amendments):
            yield from _amended(f"amendments[{place}]", amendment)
        for place, reassessment in enumerate(self.reassessments):
            if isinstance(reassessment.final_on, date):
                yield f"reassessments[{place}].final_on", reassessment.final_on


_MOST_MONTHS = 12


def _amended(path: str, amendment: Amendment) -> Iterator[tuple[str, date]]:
    if amendment.amended and isinstance(amendment.final_on, date):
        yield f"{path}.final_on", amendment.final_on


def _known_day(day: date | None | Unknown) -> date | None:
    return day if isinstance(day, date) else None


def _twice(name: str, refs: list[str]) -> Iterator[Fault]:
    for place, ref in enumerate(refs):
        if ref in refs[:place]:
            yield Fault(f"{name}[{place}].ref", "is used twice", "give each its own")
