"""A placement in alternative provision, as a centre records it: on what basis, for how long, notice, reviews, return.

Legal basis, registration, pattern of attendance and what has happened are separate facts: none is inferred from
another. A placement that has run past its planned end is not ended by that.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum
from typing import Any

from ap_core.dates.service import Method
from ap_core.errors import Fault, require
from ap_core.law.unknown import UNKNOWN, Unknown
from ap_core.placement.events import EventKind, PlacementEvent
from ap_core.placement.lifecycle import faults_of_events, in_effect
from ap_core.placement.returns import ReturnPlan
from ap_core.registration.records import SchoolKind
from ap_core.values import Value, item, opaque_reference_faults, value


class Basis(Enum):
    """Why in law the pupil is educated here."""

    AGREEMENT = "agreement of home school and parent"
    DIRECTION = "off-site direction (section 29A)"
    PERMANENT_EXCLUSION = "arranged by the authority after a permanent exclusion"
    EXCLUSION_PENDING = "permanent exclusion still under review"
    HEALTH = "arranged by the authority for health"
    OTHER_AUTHORITY = "arranged by the authority for another reason"
    SUSPENSION = "arranged by the school from the sixth day of a suspension"
    PLAN_NAMES_CENTRE = "named in the EHC plan"


class Commissioner(Enum):
    """Who commissions a placement, and so keeps watch over it."""

    SCHOOL = "the home school"
    AUTHORITY = "the authority"


class Duration(Enum):
    """Whether a placement is meant to be short, with a return, or long."""

    SHORT = "short-term"
    LONG = "long"


class Attendance(Enum):
    """How a pupil's week is shared between the centre and other places."""

    WHOLE_WEEK = "full-time at the centre"
    SPLIT_WEEK = "a week split between the centre and a school"
    PART_TIME = "a part-time timetable"
    PHASED_RETURN = "a return in steps"
    OUTREACH = "outreach: the centre's staff go to the pupil's school"


class NoticeItem(Enum):
    """What the written notice of an off-site direction has to say (SI 2010/1156 reg 3(4))."""

    ADDRESS = "the address"
    REPORT_TO = "the person to report to"
    NUMBER_OF_DAYS = "the number of days"
    REASONS = "the reasons"
    OBJECTIVES = "the objectives"
    SESSION_TIMES = "the session times"


class Addressee(Enum):
    """Whom the board that directs gives its notices, invitations and decisions (SI 2010/1156 regs 3(3), 5(1), 6)."""

    PARENT = "the parent"
    PUPIL = "the pupil"
    PROVIDER = "the provider"
    HEAD = "the head of the directing school"
    GOVERNOR = "a representative of the governing board"
    AUTHORITY = "the authority that keeps the EHC plan"


class OutcomeItem(Enum):
    """What the board says after a review of a direction (SI 2010/1156 regs 4(1)(b), 6)."""

    DECISION = "whether the direction goes on"
    PERIOD = "for how long it goes on"
    REASONS = "the reasons"


class AfterReview(Enum):
    """What a review decided."""

    CONTINUE = "continue"
    VARY = "vary"
    RETURN = "return"
    END = "end"


class Purpose(Enum):
    """What a review was held for, beyond seeing how it goes."""

    FINAL = "the end of the placement"
    KEY_STAGE_4 = "the move into Key Stage 4"
    DIRECTION = "keeping the off-site direction under review"


@value
class Notice(Value):
    """The written notice of an off-site direction."""

    given_on: date | None | Unknown = item(
        "the day it was given; none if not given yet", default=UNKNOWN,
        asks="On what day was written notice of the direction given?", of="home school",
    )  # fmt: skip
    contents: frozenset[NoticeItem] | Unknown = item(
        "what it says", default=UNKNOWN, asks="What does the notice of the direction say?", of="home school"
    )
    authority_copied_on: date | None | Unknown = item(
        "the day the authority that keeps the plan was given it; none if it was not", default=UNKNOWN,
        asks="Was the authority that keeps the EHC plan given the notice, and when?", of="home school",
    )  # fmt: skip
    given_to: frozenset[Addressee] = item(
        "who was given it, beside the authority", default=frozenset((Addressee.PARENT,))
    )
    given_by: Method | None = item("how it was given, where that is on record", default=None)


@value
class PlacementReview(Value):
    """A review of a placement: held, or only fixed for a day."""

    held_on: date | None | Unknown = item("the day it was held; none if not yet", default=None)
    fixed_for: date | None = item("the day it is fixed for", default=None)
    purposes: frozenset[Purpose] = item("what it is held for", default=frozenset())
    decision: AfterReview | None | Unknown = item(
        "what was decided; none if nothing was", default=UNKNOWN, asks="What did the review decide?", of="the centre"
    )
    decided_on: date | None | Unknown = item(
        "the day of the decision; none if there was none yet", default=UNKNOWN,
        asks="When was it decided, after the review, whether to go on?", of="home school",
    )  # fmt: skip
    outcome_sent_on: date | None | Unknown = item(
        "the day the decision and reasons were given to the parent; none if not yet", default=UNKNOWN,
        asks="When were the review's decision and reasons given to the parent?", of="home school",
    )  # fmt: skip
    invited_on: date | None | Unknown = item(
        "the day the last of those invited to a review of a direction was, in writing; none if not yet",
        default=UNKNOWN, asks="When were the invitations to the review of the direction given?", of="home school",
    )  # fmt: skip
    invited: frozenset[Addressee] | Unknown = item(
        "who was invited to a review of a direction", default=UNKNOWN,
        asks="Who was invited to the review of the direction?", of="home school",
    )  # fmt: skip
    outcome_contents: frozenset[OutcomeItem] | Unknown = item(
        "what the decision given after a review of a direction says", default=UNKNOWN,
        asks="What does the decision given after the review of the direction say?", of="home school",
    )  # fmt: skip
    outcome_sent_to: frozenset[Addressee] | Unknown = item(
        "who was given the decision and reasons after a review of a direction", default=UNKNOWN,
        asks="Who was given the decision after the review of the direction?", of="home school",
    )  # fmt: skip


@value
class ReviewRequest(Value):
    """A request that the board hold a review of its off-site direction (SI 2010/1156 reg 4A)."""

    made_on: date = item("the day it was made")
    by: Addressee = item("who made it")
    in_writing: bool | Unknown = item(
        "whether it was in writing", default=UNKNOWN, asks="Was the request for a review in writing?", of="home school"
    )


@value
class FairAccess(Value):
    """A pupil without a school place, considered under the authority's Fair Access Protocol."""

    agreed_on: date = item("the day it was agreed to consider the pupil under the protocol")
    place_on: date | None | Unknown = item(
        "the day a place was allocated; none if not yet", default=UNKNOWN,
        asks="Has the Fair Access Protocol allocated a school place, and when?", of="the authority",
    )  # fmt: skip

    def _faults(self) -> Iterator[Fault]:
        if isinstance(self.place_on, date) and self.place_on < self.agreed_on:
            yield Fault("place_on", "is before agreed_on", "give a day on or after it")


@value
class Placement(Value):
    """One placement of one pupil."""

    ref: str = item("an opaque reference, the pupil's own")
    centre: str = item("the centre, by its reference")
    home_school: str | None | Unknown = item(
        "the school that the pupil came from; none if there is none", default=UNKNOWN,
        asks="Which school did the pupil come from?", of="the centre",
    )  # fmt: skip
    basis: Basis | Unknown = item(
        "the legal basis", default=UNKNOWN, asks="By agreement, or directed by the home school?", of="home school"
    )
    directed_by: SchoolKind | None | Unknown = item(
        "what kind of school gave the direction; none if there is no direction", default=UNKNOWN,
        asks="What kind of school gave the direction?", of="home school",
    )  # fmt: skip
    decided_on: date | None | Unknown = item(
        "the day it was decided; none if not decided yet", default=UNKNOWN,
        asks="On what day was the placement decided?", of="home school",
    )  # fmt: skip
    duration: Duration | Unknown = item(
        "short-term or long", default=UNKNOWN, asks="Short-term or long?", of="the centre"
    )
    first_day: date | Unknown = item(
        "the first day", default=UNKNOWN, asks="The first day at the centre?", of="the centre"
    )
    planned_end: date | None | Unknown = item(
        "the planned last day; none if none is planned", default=UNKNOWN, asks="The planned end?", of="the centre"
    )
    planned_weeks: int | None = item("the planned length in school weeks, where no day is fixed", default=None)
    ended_on: date | None | Unknown = item(
        "the last day; none while it goes on", default=None, asks="Has the placement ended, and when?", of="the centre"
    )
    returns_to: str | None | Unknown = item(
        "the school to return to; none if no return is planned", default=UNKNOWN,
        asks="Which school is the pupil to return to?", of="the centre",
    )  # fmt: skip
    objectives: tuple[str, ...] | Unknown = item(
        "what it is for", default=UNKNOWN, asks="What is the placement for (objectives)?", of="home school", shown=False
    )
    notice: Notice | None | Unknown = item(
        "the notice of a direction; none if there was none", default=UNKNOWN,
        asks="Was written notice of the direction given?", of="home school",
    )  # fmt: skip
    reviews: tuple[PlacementReview, ...] | Unknown = item(
        "the reviews held or fixed", default=UNKNOWN, asks="Which reviews of the placement were held?", of="the centre"
    )
    review_requests: tuple[ReviewRequest, ...] = item("requests for a review of a direction", default=())
    authority_involved_on: date | None | Unknown = item(
        "the day the authority that keeps the EHC plan was involved in the placement; none if it was not",
        default=UNKNOWN, asks="Was the authority's SEND officer involved in the placement, and when?", of="the centre",
    )  # fmt: skip
    next_setting_agreed_on: date | None | Unknown = item(
        "the day it was agreed where the pupil goes next; none if not yet", default=None,
        asks="Is it agreed where the pupil goes next?", of="the centre",
    )  # fmt: skip
    authority_told_of_end_on: date | None | Unknown = item(
        "the day the authority that keeps the EHC plan was told that the placement would end; none if it was not",
        default=UNKNOWN, asks="Was the authority that keeps the EHC plan told that the placement would end, and when?",
        of="the centre",
    )  # fmt: skip
    return_plan: ReturnPlan | None | Unknown = item(
        "the plan of the return; none if there is none yet", default=UNKNOWN,
        asks="Is there a plan of the return: which sessions where, from which day, who does what?", of="the centre",
    )  # fmt: skip
    fair_access: FairAccess | None = item(
        "that the pupil is considered under the Fair Access Protocol; none if not", default=None
    )
    follows: str | None = item("the placement that this one goes on from, by its reference", default=None)

    commissioned_by: Commissioner | None = item(
        "who commissions the placement; none where that is not recorded", default=None
    )
    checked_on: date | None | Unknown = item(
        "the day the commissioning school had checked the provider, staff checks and safeguarding; none if not yet",
        default=UNKNOWN, asks="When had the home school checked the provider (staff checks, safeguarding)?",
        of="home school",
    )  # fmt: skip
    authority_told_on: date | None | Unknown = item(
        "the day the commissioning school told the authority of the placement; none if not yet", default=UNKNOWN,
        asks="When did the home school tell the authority of the placement?", of="home school",
    )  # fmt: skip
    attendance: Attendance | None = item("how the week is shared; none if not recorded", default=None)
    centre_kind: SchoolKind | None = item("what the centre is in law; none where that is not recorded", default=None)
    sessions_a_week: int | Unknown = item(
        "the sessions a week at the centre; a whole week has ten", default=UNKNOWN,
        asks="How many sessions a week is the pupil there?", of="the centre",
    )  # fmt: skip
    events: tuple[PlacementEvent, ...] = item("what happened, event by event, where that is kept", default=())

    def __attrs_post_init__(self) -> None:
        """What nobody has filled in and the events tell is filled in."""
        super().__attrs_post_init__()
        if self.events:
            for name, told in _told_by(self.events).items():
                if type(getattr(self, name)) is Unknown:
                    object.__setattr__(self, name, told)
            require("Placement", list(self._faults()))

    @classmethod
    def of_events(cls, events: tuple[PlacementEvent, ...], **fields: Any) -> Placement:
        """A placement of which the events are kept: they tell the last day too, unless ``fields`` say otherwise.

        What they tell otherwise fills every placement with events: the first day, the decision, the planned end, the
        day of the notice and of each review. What no event tells stays not known.

        >>> happened = [(EventKind.REFERRED, 1), (EventKind.OFFERED, 7), (EventKind.ADMITTED, 14)]
        >>> events = tuple(PlacementEvent(ref=k.name, kind=k, on=date(2026, 9, day)) for k, day in happened)
        >>> placement = Placement.of_events(events, ref="A", centre="CENTRE")
        >>> placement.first_day, placement.ended_on
        (datetime.date(2026, 9, 14), None)
        """
        return cls(events=events, **{"ended_on": UNKNOWN, **fields})

    def _faults(self) -> Iterator[Fault]:
        yield from opaque_reference_faults("ref", self.ref)
        if self.follows == self.ref:
            yield Fault("follows", "is the placement itself", "name the earlier placement, or none")
        if self.events:
            yield from faults_of_events(self.events)
        if type(self.sessions_a_week) is not Unknown and self.sessions_a_week < 0:
            yield Fault("sessions_a_week", "is below 0", "give the sessions in a week, or leave it out")
        if self.planned_weeks is not None and self.planned_weeks < 1:
            yield Fault("planned_weeks", "is below 1", "give the school weeks planned, or none")
        if isinstance(self.reviews, tuple):
            days = [review.held_on for review in self.reviews]
            for place, day in enumerate(days):
                if isinstance(day, date) and day in days[:place]:
                    yield Fault(f"reviews[{place}].held_on", "is the day of another review", "put the two together")
        if isinstance(self.first_day, date):
            for name in ("planned_end", "ended_on"):
                end = getattr(self, name)
                if isinstance(end, date) and end < self.first_day:
                    yield Fault(name, "is before first_day", "give a day on or after the first day")


def _told_by(events: tuple[PlacementEvent, ...]) -> dict[str, Any]:
    """The plain fields that events tell; a referral that was declined or refused has its last day then."""
    told: dict[str, Any] = {"ended_on": None}
    reviews: dict[date, PlacementReview] = {}
    for event in in_effect(events):
        match event.kind:
            case EventKind.AGREED:
                told["decided_on"] = event.on
            case EventKind.NOTICE_GIVEN:
                told["notice"] = Notice(given_on=event.on)
            case EventKind.ADMITTED:
                told["first_day"] = event.on
            case EventKind.REVIEWED:
                reviews[event.on] = PlacementReview(held_on=event.on)
            case EventKind.DECLINED | EventKind.REFUSED | EventKind.ENDED:
                told["ended_on"] = event.on
        if event.planned_end is not None:
            told["planned_end"] = event.planned_end
    return told | {"reviews": tuple(reviews.values())}
