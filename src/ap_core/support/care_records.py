"""A pupil whom an authority looks after or looked after, or who has a social worker, so far as a placement touches it.

Looked after, looked after before, and having a social worker are separate facts. Only the first brings a personal
education plan. No address, no reason and nothing of the family stands here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum
from itertools import pairwise

from ap_core.errors import Fault
from ap_core.law.unknown import UNKNOWN, Unknown
from ap_core.values import Value, item, opaque_reference_faults, value


@value
class LookedAfter(Value):
    """A time in which one authority looks after the pupil (Children Act 1989 s.22)."""

    authority: str | Unknown = item(
        "the authority that looks after the pupil, by its reference; it need not be the home authority",
        default=UNKNOWN, asks="Which authority looks after the pupil?", of="home school",
    )  # fmt: skip
    first: date | Unknown = item(
        "the first day", default=UNKNOWN, asks="Since when is the pupil looked after?", of="social worker"
    )
    last: date | None | Unknown = item(
        "the last day; none while it goes on", default=None, asks="Is the pupil still looked after, or until when?",
        of="social worker",
    )  # fmt: skip

    def _faults(self) -> Iterator[Fault]:
        if isinstance(self.authority, str):
            yield from opaque_reference_faults("authority", self.authority)
        yield from _ends_early(self.first, self.last)


@value
class SocialWorker(Value):
    """A time in which the pupil has a social worker, looked after or not."""

    first: date | Unknown = item(
        "the first day", default=UNKNOWN, asks="Since when does the pupil have a social worker?", of="home school"
    )
    last: date | None | Unknown = item(
        "the last day; none while it goes on", default=None,
        asks="Does the pupil still have a social worker, or until when?", of="home school",
    )  # fmt: skip

    def _faults(self) -> Iterator[Fault]:
        yield from _ends_early(self.first, self.last)


class LeftCareBy(Enum):
    """How a child who was looked after came to be looked after no more (Children Act 1989 s.23ZZA)."""

    CHILD_ARRANGEMENTS = "a child arrangements order"
    SPECIAL_GUARDIANSHIP = "a special guardianship order"
    ADOPTION = "an adoption order"
    ADOPTED_FROM_CARE_ABROAD = "adoption from state care outside England and Wales"


@value
class EducationPlan(Value):
    """The personal education plan, which is part of the care plan (SI 2010/959 reg 5)."""

    made_on: date | None | Unknown = item(
        "the day it was first made; none if not yet", default=UNKNOWN,
        asks="On what day was the personal education plan made?", of="virtual school",
    )  # fmt: skip
    reviewed_on: tuple[date, ...] | Unknown = item(
        "the days it was reviewed", default=UNKNOWN, asks="When was the personal education plan reviewed?",
        of="virtual school",
    )  # fmt: skip

    def _faults(self) -> Iterator[Fault]:
        if not isinstance(self.reviewed_on, tuple):
            return
        for place, day in enumerate(self.reviewed_on):
            if day in self.reviewed_on[:place]:
                yield Fault(f"reviewed_on[{place}]", "is given twice", "give each day once")
            if self.made_on is None:
                yield Fault(f"reviewed_on[{place}]", "is a review of no plan", "give made_on too, unknown if need be")
            elif isinstance(self.made_on, date) and day < self.made_on:
                yield Fault(f"reviewed_on[{place}]", "is before made_on", "give a day on or after it")


class CarePerson(Enum):
    """Whom schools tell and ask about a placement, on the side of the authority."""

    SOCIAL_WORKER = "the social worker"
    VIRTUAL_SCHOOL = "the virtual school head"


@value
class ToldOfPlacement(Value):
    """The day somebody was first asked about a placement in alternative provision, or told of it."""

    placement: str = item("the placement, by its reference")
    person: CarePerson = item("who")
    on: date | None | Unknown = item(
        "the day; none if not yet", default=UNKNOWN, asks="When were they asked about the placement, or told of it?",
        of="home school",
    )  # fmt: skip


@value
class CareMove(Value):
    """A change of where the pupil lives that the looking-after authority makes, or plans, and what it does to school.

    In law this too is called a placement: a foster home, a children's home (SI 2010/959 reg 2).
    """

    on: date = item("the day of the move")
    disrupts_education: bool | Unknown = item(
        "whether it disrupts the arrangements for the pupil's education", default=UNKNOWN,
        asks="Can the pupil stay at the same school and centre after the move?", of="social worker",
    )  # fmt: skip
    emergency: bool | Unknown = item(
        "whether the pupil had to be moved at once, in an emergency or because of a risk of harm", default=UNKNOWN,
        asks="Was the move an emergency?", of="social worker",
    )  # fmt: skip
    approved_on: date | None | Unknown = item(
        "the day a nominated officer of the authority approved it; none if nobody has", default=UNKNOWN,
        asks="Has a nominated officer of the authority approved the move, and when?", of="social worker",
    )  # fmt: skip


@value
class Care(Value):
    """What is known of care about a pupil who is or was looked after, or has or had a social worker."""

    looked_after: tuple[LookedAfter, ...] | Unknown = item(
        "the times in which the pupil is or was looked after; none if never", default=UNKNOWN,
        asks="Is the pupil looked after, by which authority and since when?", of="home school",
    )  # fmt: skip
    social_workers: tuple[SocialWorker, ...] | Unknown = item(
        "the times in which the pupil has or had a social worker; none if never", default=UNKNOWN,
        asks="Does the pupil have a social worker, and since when?", of="home school",
    )  # fmt: skip
    left_care_by: LeftCareBy | None | Unknown = item(
        "how a pupil who was looked after left care, where that makes them previously looked after; none if not so",
        default=UNKNOWN, asks="How did the pupil leave care?", of="parent or carer",
    )  # fmt: skip
    plan: EducationPlan | None | Unknown = item(
        "the personal education plan; none if there is none", default=UNKNOWN,
        asks="Is there a personal education plan?", of="virtual school",
    )  # fmt: skip
    lead_school: str | None | Unknown = item(
        "the school whose designated teacher leads on the plan, by its reference; none if that is not agreed",
        default=UNKNOWN, asks="Which school's designated teacher leads on the personal education plan?",
        of="virtual school",
    )  # fmt: skip
    told: tuple[ToldOfPlacement, ...] = item("who was asked about placements, or told of them, and when", default=())
    moves: tuple[CareMove, ...] = item("changes of where the pupil lives, made or planned", default=())

    def _faults(self) -> Iterator[Fault]:
        if isinstance(self.looked_after, tuple):
            yield from _overlaps(self.looked_after)
        pairs = [(each.placement, each.person) for each in self.told]
        for place, pair in enumerate(pairs):
            if pair in pairs[:place]:
                yield Fault(f"told[{place}]", "is given twice", "give the first day that this person was told")
        days = [move.on for move in self.moves]
        for place, day in enumerate(days):
            if day in days[:place]:
                yield Fault(f"moves[{place}].on", "is the day of another move", "put the two together")


def _ends_early(first: date | Unknown, last: date | None | Unknown) -> Iterator[Fault]:
    if isinstance(first, date) and isinstance(last, date) and last < first:
        yield Fault("last", "is before first", "give a last day on or after the first")


def _overlaps(spells: tuple[LookedAfter, ...]) -> Iterator[Fault]:
    """One authority at a time looks after a child: two times that share a day cannot both be right."""
    dated = [(spell.first, place) for place, spell in enumerate(spells) if isinstance(spell.first, date)]
    for (_, before), (first, place) in pairwise(sorted(dated)):
        last = spells[before].last
        if last is None or (isinstance(last, date) and last >= first):
            yield Fault(f"looked_after[{place}]", f"begins while looked_after[{before}] goes on", "end that one first")
