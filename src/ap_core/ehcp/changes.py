"""What happens to a plan beside its reviews: amendments, reassessments, moves to another area or phase, ceasing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from enum import Enum
from typing import Any

from ap_core.ehcp.kinds import Phase
from ap_core.ehcp.relief import Relief
from ap_core.errors import Fault
from ap_core.law.unknown import UNKNOWN, Unknown
from ap_core.values import Value, item, value

_AUTHORITY = "local authority"


def out_of_order(record: Any, names: Sequence[str]) -> Iterator[Fault]:
    """A fault for each day, of those known, that lies before an earlier one of ``names``, which are in their order."""
    latest: tuple[str, date] | None = None
    for name in names:
        day = getattr(record, name)
        if isinstance(day, date):
            if latest is not None and day < latest[1]:
                yield Fault(name, f"is before {latest[0]}", "give a day on or after it")
            else:
                latest = (name, day)


class Requester(Enum):
    """Who asked for an assessment or a reassessment."""

    FAMILY = "parent or young person"
    SCHOOL = "school attended"
    HEALTH = "health commissioning body"
    AUTHORITY = "the authority itself"


@value
class Amendment(Value):
    """A proposed amendment of the plan, after a review or at any other time (SI 2014/1530 regs 22, 28)."""

    notice_on: date | None | Unknown = item(
        "the day the notice with the proposed amendments was sent; none if not yet", default=UNKNOWN,
        asks="When did the authority send its proposed amendments?", of=_AUTHORITY,
    )  # fmt: skip
    comments_on: date | None = item("the day the family's comments came; none if they have not", default=None)
    final_on: date | None | Unknown = item(
        "the day the amended plan, or the decision not to amend it, was sent; none if not yet", default=UNKNOWN,
        asks="When was the amended plan, or the decision not to amend it, sent?", of=_AUTHORITY,
    )  # fmt: skip
    amended: bool = item("whether the plan was amended; if not, the authority decided against it", default=True)

    def _faults(self) -> Iterator[Fault]:
        yield from out_of_order(self, ("notice_on", "comments_on"))
        yield from out_of_order(self, ("notice_on", "final_on"))


@value
class Reassessment(Value):
    """A reassessment that was asked for, or that the authority decided on itself."""

    requested_by: Requester = item("who asked for it")
    requested_on: date | None | Unknown = item(
        "the day the authority received the request; none where it was its own decision", default=UNKNOWN,
        asks="When did the authority receive the request for a reassessment?", of=_AUTHORITY,
    )  # fmt: skip
    decided_on: date | None | Unknown = item(
        "the day the authority said whether it will reassess; none if not yet", default=UNKNOWN,
        asks="When did the authority say whether it will reassess?", of=_AUTHORITY,
    )  # fmt: skip
    granted: bool | Unknown = item(
        "whether it reassesses", default=UNKNOWN, asks="Did the authority agree to reassess?", of=_AUTHORITY
    )
    final_on: date | None | Unknown = item(
        "the day the plan that followed was sent; none if not yet", default=UNKNOWN,
        asks="When was the plan sent that followed the reassessment?", of=_AUTHORITY,
    )  # fmt: skip
    changes: bool | Unknown = item(
        "whether the authority amends or replaces the plan after it",
        default=UNKNOWN,
        asks="Does the authority amend or replace the plan after the reassessment?",
        of=_AUTHORITY,
    )
    reliefs: tuple[Relief, ...] = item("exceptions that the authority relies on", default=())

    def _faults(self) -> Iterator[Fault]:
        yield from out_of_order(self, ("requested_on", "decided_on", "final_on"))
        if self.granted is False and isinstance(self.final_on, date):
            yield Fault("final_on", "is given though nothing was reassessed", "leave it out, or say that it was")


@value
class PlanMove(Value):
    """The pupil moved to another authority's area, and the plan was to follow."""

    moved_on: date | Unknown = item(
        "the day of the move", default=UNKNOWN, asks="On what day did the pupil move?", of="home school"
    )
    aware_on: date | Unknown = item(
        "the day the old authority became aware of it", default=UNKNOWN,
        asks="When did the old authority become aware of the move?", of="the old authority",
    )  # fmt: skip
    transferred_on: date | None | Unknown = item(
        "the day the plan was transferred; none if not yet", default=UNKNOWN,
        asks="When was the plan transferred to the new authority?", of="the old authority",
    )  # fmt: skip
    told_on: date | None | Unknown = item(
        "the day the new authority told the family what it proposes; none if not yet", default=UNKNOWN,
        asks="When did the new authority tell the family what it proposes?", of=_AUTHORITY,
    )  # fmt: skip
    out_of_reach: bool = item("whether the school that the plan names can no longer be attended", default=False)
    placed_on: date | None | Unknown = item(
        "the day another suitable school took the pupil meanwhile; none if not yet", default=UNKNOWN,
        asks="From which day does another suitable school have the pupil?", of=_AUTHORITY,
    )  # fmt: skip
    health_aware_on: date | None = item(
        "the day another health body became aware that it is responsible; none if it is the same body", default=None
    )
    health_asked_on: date | None = item(
        "the day it asked for an assessment or review; none if it did not need to, or not yet", default=None
    )
    health_out_of_reach: bool = item("whether that body cannot provide what the plan specifies", default=False)

    def _faults(self) -> Iterator[Fault]:
        yield from out_of_order(self, ("moved_on", "transferred_on", "told_on"))
        yield from out_of_order(self, ("health_aware_on", "health_asked_on"))


@value
class NextPhase(Value):
    """A transfer to another phase of education that lies ahead, and when the plan named what comes next."""

    phase: Phase = item("which transfer")
    moves_on: date = item("the first day of the next phase, such as 1 September")
    named_on: date | None | Unknown = item(
        "the day on which the plan, reviewed, named the next setting or its type; none if it does not yet",
        default=UNKNOWN, asks="Since when does the plan name what comes after this phase?", of=_AUTHORITY,
    )  # fmt: skip


class CeaseReason(Enum):
    """Why an authority is to cease to keep a plan: the return's reasons, and some that are none in law."""

    MOST_AGE = "the end of the time in which a plan may be kept"
    NOT_NEEDED = "the plan is no longer necessary"
    HIGHER_EDUCATION = "higher education"
    EMPLOYMENT = "paid employment"
    OTHER_AUTHORITY = "moved to another authority"
    LEFT_ENGLAND = "left England"
    DIED = "died"
    NOT_ENGAGING = "no longer wishes to take part"
    PLACEMENT_ENDED = "the placement ended"
    EXCLUDED = "permanent exclusion"
    NOT_ATTENDING = "absence or not attending"
    OTHER = "another reason"


@value
class Ceasing(Value):
    """The authority considers, or has decided, to cease to keep the plan (SI 2014/1530 regs 29 to 31)."""

    reason: CeaseReason | Unknown = item(
        "why", default=UNKNOWN, asks="Why is the authority to cease to keep the plan?", of=_AUTHORITY
    )
    family_consulted_on: date | None | Unknown = item(
        "the day the family was consulted; none if not", default=UNKNOWN,
        asks="When was the family consulted on ceasing to keep the plan?", of=_AUTHORITY,
    )  # fmt: skip
    school_consulted_on: date | None | Unknown = item(
        "the day the head of the named school was consulted; none if not", default=UNKNOWN,
        asks="When was the head of the named school consulted on ceasing to keep the plan?", of=_AUTHORITY,
    )  # fmt: skip
    notice_on: date | None | Unknown = item(
        "the day notice of the decision was sent; none if not yet", default=UNKNOWN,
        asks="When was notice sent that the plan will cease?", of=_AUTHORITY,
    )  # fmt: skip
    certificate_on: date | None = item("the day of a mediation certificate; none if there is none", default=None)
    appealed: bool | Unknown = item(
        "whether an appeal was brought in time", default=UNKNOWN, asks="Was an appeal brought against it?",
        of="parent or young person",
    )  # fmt: skip
    determined_on: date | None | Unknown = item(
        "the day the appeal was finally determined; none if not yet", default=UNKNOWN,
        asks="When was the appeal finally determined?", of=_AUTHORITY,
    )  # fmt: skip
    ceased_on: date | None | Unknown = item(
        "the first day on which the plan was no longer kept; none if it still is", default=UNKNOWN,
        asks="Since when is the plan no longer kept?", of=_AUTHORITY,
    )  # fmt: skip

    def _faults(self) -> Iterator[Fault]:
        yield from out_of_order(self, ("notice_on", "certificate_on"))
        yield from out_of_order(self, ("notice_on", "ceased_on"))
