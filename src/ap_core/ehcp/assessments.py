"""A needs assessment as recorded: request, decisions, advice, draft, who was consulted, and the plan."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum

from ap_core.ehcp.changes import Requester, out_of_order
from ap_core.ehcp.disputes import Dispute, dispute_faults
from ap_core.ehcp.relief import Relief, given_once
from ap_core.errors import Fault
from ap_core.law.unknown import UNKNOWN, Unknown
from ap_core.values import Value, item, opaque_reference_faults, value

_AUTHORITY = "local authority"


class AdviceKind(Enum):
    """Whose advice an assessment has to seek (SI 2014/1530 reg 6(1), read; fact book EHC-NA-05)."""

    FAMILY = "parent or young person"
    EDUCATION = "education"
    HEALTH = "health"
    PSYCHOLOGY = "educational psychologist"
    SOCIAL_CARE = "social care"
    ADULTHOOD = "preparing for adulthood"
    OTHER = "another person"


@value
class Advice(Value):
    """Advice that the authority asked for, or that was there already and everybody concerned finds sufficient."""

    kind: AdviceKind = item("what it is on")
    school: str | None = item("the school that is asked, by its reference; none if it is not a school", default=None)
    asked_on: date | None | Unknown = item(
        "the day the request was received; none if it was not asked for", default=UNKNOWN,
        asks="When was the request for advice received?", of=_AUTHORITY,
    )  # fmt: skip
    given_on: date | None | Unknown = item(
        "the day the advice was given; none if not yet", default=UNKNOWN, asks="When was the advice given?",
        of="who was asked for it",
    )  # fmt: skip
    there_already: bool = item("whether earlier advice was agreed by all concerned to be sufficient", default=False)
    excused: bool = item("whether the body relies on an exception of its own (reg 8(2))", default=False)

    def _faults(self) -> Iterator[Fault]:
        if not self.there_already:
            yield from out_of_order(self, ("asked_on", "given_on"))


@value
class Consultation(Value):
    """A school or institution consulted on being named in the plan."""

    school: str = item("the school, by its reference")
    consulted_on: date = item("the day it was consulted")
    answered_on: date | None | Unknown = item(
        "the day it answered; none if not yet", default=UNKNOWN, asks="When did the school answer the consultation?",
        of="the school consulted",
    )  # fmt: skip

    def _faults(self) -> Iterator[Fault]:
        yield from out_of_order(self, ("consulted_on", "answered_on"))


@value
class NeedsAssessment(Value):
    """One request for a needs assessment, and what came of it.

    ``requested_on`` is the day on which the authority *received* the request or became responsible for the child: every
    limit runs from it.
    """

    ref: str = item("an opaque reference, the pupil's own")
    requested_by: Requester = item("who asked")
    requested_on: date | Unknown = item(
        "the day the authority received the request", default=UNKNOWN,
        asks="When did the authority receive the request for a needs assessment?", of=_AUTHORITY,
    )  # fmt: skip
    family_consulted_on: date | None | Unknown = item(
        "the day the authority consulted the family on it; none if not yet", default=UNKNOWN,
        asks="When did the authority consult the family on the request?", of=_AUTHORITY,
    )  # fmt: skip
    decided_on: date | None | Unknown = item(
        "the day the authority said whether it will assess; none if not yet", default=UNKNOWN,
        asks="When did the authority say whether it will assess?", of=_AUTHORITY,
    )  # fmt: skip
    assesses: bool | None | Unknown = item(
        "whether it assesses; none if it has not decided", default=UNKNOWN, asks="Did the authority agree to assess?",
        of=_AUTHORITY,
    )  # fmt: skip
    advice: tuple[Advice, ...] | Unknown = item(
        "the advice sought", default=UNKNOWN, asks="Whose advice did the authority ask for?", of=_AUTHORITY
    )
    makes_plan: bool | None | Unknown = item(
        "whether there is to be a plan; none if that is not decided", default=UNKNOWN,
        asks="Did the authority decide to make a plan?", of=_AUTHORITY,
    )  # fmt: skip
    no_plan_on: date | None | Unknown = item(
        "the day notice was sent that there will be no plan; none if not", default=UNKNOWN,
        asks="When was notice sent that there will be no plan?", of=_AUTHORITY,
    )  # fmt: skip
    draft_on: date | None | Unknown = item(
        "the day the draft plan was served; none if not yet", default=UNKNOWN,
        asks="When was the draft plan served?", of=_AUTHORITY,
    )  # fmt: skip
    comments_on: date | None | Unknown = item(
        "the day the family's comments came; none if they have not", default=UNKNOWN,
        asks="When did the family comment on the draft?", of=_AUTHORITY,
    )  # fmt: skip
    consultations: tuple[Consultation, ...] = item("who was consulted on being named", default=())
    final_on: date | None | Unknown = item(
        "the day the final plan was sent; none if not yet", default=UNKNOWN, asks="When was the final plan sent?",
        of=_AUTHORITY,
    )  # fmt: skip
    reliefs: tuple[Relief, ...] = item("exceptions that the authority relies on", default=())
    disputes: tuple[Dispute, ...] = item("decisions in dispute", default=())

    def _faults(self) -> Iterator[Fault]:
        yield from opaque_reference_faults("ref", self.ref)
        yield from out_of_order(self, ("requested_on", "decided_on", "no_plan_on"))
        yield from out_of_order(self, ("requested_on", "draft_on", "final_on"))
        yield from out_of_order(self, ("draft_on", "comments_on"))
        if isinstance(self.final_on, date) and (self.assesses is False or self.makes_plan is False):
            yield Fault("final_on", "is given though there is to be no plan", "leave it out, or correct the decision")
        if self.assesses is False and self.makes_plan is True:
            yield Fault("makes_plan", "is true without an assessment", "correct one of the two decisions")
        yield from given_once("consultations", [(each.school, each.consulted_on) for each in self.consultations])
        yield from dispute_faults(self.disputes)
