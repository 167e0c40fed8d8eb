"""The independent review of a permanent exclusion: applications, hearings, what the panel decided, what followed.

SI 2012/1033 regs 7-8, 16-17, 25-26 and Schedule 1, read; EA 2002 s.51A, read as the Education Act 2011 s.4 inserts it;
fact book EX-IRP-01 to EX-IRP-13. A panel never reinstates.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from enum import Enum

from ap_core.dates.service import REVIEW_APPLICATION, Method
from ap_core.errors import ActualDayNeeded, Fault
from ap_core.exclusion.boards import Meeting, reinstatement_faults
from ap_core.exclusion.notices import Notice, told_before
from ap_core.law.unknown import UNKNOWN, Unknown
from ap_core.values import Value, item, value


class Outcome(Enum):
    """What a panel may do with the board's decision (EA 2002 s.51A(4))."""

    UPHELD = "the decision is upheld"
    RECOMMENDED = "the board is recommended to reconsider"
    QUASHED = "the decision is quashed, and the board directed to reconsider"


class Seat(Enum):
    """From which of the three groups a member comes (SI 2012/1033 Sch 1 para 3(2))."""

    LAY = "lay member"
    GOVERNOR = "governor"
    HEAD = "head"


#: Three members, one of each group; or five, with a lay chair and two of each of the others (Sch 1 para 3(3), (10)).
_PANELS = (
    Counter({Seat.LAY: 1, Seat.GOVERNOR: 1, Seat.HEAD: 1}),
    Counter({Seat.LAY: 1, Seat.GOVERNOR: 2, Seat.HEAD: 2}),
)


def panel_fits(members: tuple[Seat, ...]) -> bool:
    """Whether a panel has the members that the law names, the chair first (Sch 1 para 3, read; EX-IRP-07).

    That they served recently enough, were trained and have no connection with anybody no list of groups tells.

    >>> panel_fits((Seat.LAY, Seat.GOVERNOR, Seat.HEAD)), panel_fits((Seat.HEAD, Seat.LAY, Seat.GOVERNOR))
    (True, False)
    """
    return Counter(members) in _PANELS and members[0] is Seat.LAY


def may_have_lost_one(members: tuple[Seat, ...]) -> bool:
    """Whether four members may be a panel of five that lost one after it had begun, and may go on (Sch 1 para 3(9)).

    Each group is still there, and the lay member in the chair.

    >>> may_have_lost_one((Seat.LAY, Seat.GOVERNOR, Seat.HEAD, Seat.HEAD)), may_have_lost_one((Seat.LAY, Seat.HEAD))
    (True, False)
    """
    seats = Counter(members)
    return len(members) == 4 and members[0] is Seat.LAY and set(seats) == set(Seat) and seats[Seat.LAY] == 1


@value
class ReviewApplication(Value):
    """A parent's application for a review."""

    on: date = item("the day it was handed in, posted or sent")
    method: Method | Unknown = item(
        "how it was made", default=UNKNOWN,
        asks="Was the application handed in, posted first class, or sent otherwise?",
        of="whoever arranges the review",
    )  # fmt: skip
    received_on: date | None = item("the day it arrived, where that is known", default=None)
    sen_expert: bool = item("whether it asks, with it and in writing, for an SEN expert", default=False)
    remote: bool = item("whether it asks for a remote meeting", default=False)

    def _faults(self) -> Iterator[Fault]:
        if self.received_on is not None and self.received_on < self.on:
            yield Fault("received_on", "is before on", "give a day on or after it")

    @property
    def made_on(self) -> date:
        """The day it is taken to be made (Sch 1 para 1(2), read).

        :class:`~ap_core.errors.ActualDayNeeded` where no provision names the day, and for a way that is not known.
        """
        if isinstance(self.method, Unknown):
            raise ActualDayNeeded(REVIEW_APPLICATION.notice, "in a way not known", "the way decides the day")
        return REVIEW_APPLICATION.given_on(self.method, self.on, self.received_on)


@value
class PanelDecision(Value):
    """What a review panel decided, and whom it told."""

    on: date = item("the day of the decision")
    outcome: Outcome = item("what it decided")
    orders_payment: bool = item(
        "whether it ordered the payment that falls due if the board does not reinstate", default=False
    )
    note_on_record: bool = item("whether it directed a note on the pupil's educational record", default=False)
    notices: tuple[Notice, ...] | Unknown = item(
        "everybody who was told in writing; who is not named was not", default=UNKNOWN,
        asks="Who was told of the panel's decision in writing, and when?", of="the clerk to the panel",
    )  # fmt: skip

    def _faults(self) -> Iterator[Fault]:
        yield from told_before("notices", self.notices, "on", self.on)


@value
class Reconsideration(Value):
    """The board's second look, after a recommendation or a direction of the panel."""

    on: date = item("the day the board met again and decided")
    reinstates: bool = item("whether the pupil is to be reinstated")
    reinstate_by: date | None = item("the day by which; none for at once, and where there is none to be", default=None)
    notices: tuple[Notice, ...] | Unknown = item(
        "everybody who was told, with the reasons; who is not named was not", default=UNKNOWN,
        asks="Who was told of the reconsidered decision, and when?", of="the clerk",
    )  # fmt: skip

    def _faults(self) -> Iterator[Fault]:
        yield from told_before("notices", self.notices, "on", self.on)
        yield from reinstatement_faults(self.on, self.reinstates, self.reinstate_by)


@value
class PanelReview(Value):
    """The review of one decision not to reinstate: whether one was wanted, and all that followed."""

    waived_on: date | None = item(
        "the day the parent gave written notice that there will be no application, which is final; none if not",
        default=None,
    )  # fmt: skip
    claim_ended_on: date | None = item(
        "the day when every right of appeal in a claim under the Equality Act was exhausted; none if there was none",
        default=None,
    )  # fmt: skip
    application: ReviewApplication | None | Unknown = item(
        "the application for a review; none if there is none", default=UNKNOWN,
        asks="Has the parent applied for a review, when and how?", of="whoever arranges the review",
    )  # fmt: skip
    abandoned_on: date | None = item("the day the parent abandoned the review; none if not", default=None)
    sen_expert_on: date | None | Unknown = item(
        "the day the SEN expert was appointed; none if not", default=UNKNOWN,
        asks="When was the SEN expert appointed?", of="whoever arranges the review",
    )  # fmt: skip
    members: tuple[Seat, ...] | Unknown = item(
        "from which groups the panel's members come, the chair first", default=UNKNOWN,
        asks="From which groups do the members of the panel come?", of="whoever arranges the review",
    )  # fmt: skip
    meetings: tuple[Meeting, ...] | Unknown = item(
        "the panel's meetings", default=UNKNOWN, asks="When did the panel meet?", of="whoever arranges the review"
    )
    decision: PanelDecision | None | Unknown = item(
        "what the panel decided; none if it has not", default=UNKNOWN, asks="What did the panel decide, and when?",
        of="whoever arranges the review",
    )  # fmt: skip
    reconsidered: Reconsideration | None | Unknown = item(
        "what the board then decided; none if it has not", default=UNKNOWN,
        asks="Has the board reconsidered, and with what result?", of="the board",
    )  # fmt: skip
    paid_on: date | None | Unknown = item(
        "the day the payment ordered was made, or the budget adjusted; none if not", default=UNKNOWN,
        asks="When was the payment made that the panel ordered?", of="the authority",
    )  # fmt: skip

    def _faults(self) -> Iterator[Fault]:
        if isinstance(self.application, ReviewApplication):
            yield from self._order_faults(self.application.on)
        elif self.application is None:
            for name in ("abandoned_on", "decision"):
                if isinstance(getattr(self, name), (date, PanelDecision)):
                    yield Fault(name, "is given though nobody applied", "give the application, unknown if need be")
            if isinstance(self.meetings, tuple) and self.meetings:
                yield Fault("meetings", "are given though nobody applied", "give the application, unknown if need be")
        decision = self.decision
        if isinstance(self.reconsidered, Reconsideration):
            if decision is None:
                yield Fault("reconsidered", "is given without a decision of the panel", "give the panel's decision")
            elif isinstance(decision, PanelDecision):
                if decision.outcome is Outcome.UPHELD:
                    yield Fault("reconsidered", "follows a decision that was upheld", "correct the panel's decision")
                if self.reconsidered.on < decision.on:
                    yield Fault("reconsidered.on", "is before decision.on", "give a day on or after the panel's")
        if isinstance(self.paid_on, date) and isinstance(decision, PanelDecision) and not decision.orders_payment:
            yield Fault("paid_on", "is given though the panel ordered nothing", "correct one of the two")

    def _order_faults(self, applied_on: date) -> Iterator[Fault]:
        met = [meeting.on for meeting in self.meetings] if isinstance(self.meetings, tuple) else []
        for place, day in enumerate(met):
            if day < applied_on:
                yield Fault(f"meetings[{place}].on", "is before the application", "give a day on or after it")
            if day in met[:place]:
                yield Fault(f"meetings[{place}].on", "is the day of another meeting", "put the two together")
        if isinstance(self.decision, PanelDecision):
            if self.decision.on < applied_on:
                yield Fault("decision.on", "is before the application", "give a day on or after it")
            elif isinstance(self.meetings, tuple) and not any(day <= self.decision.on for day in met):
                yield Fault("decision.on", "is before any meeting of the panel", "give the meeting that decided")
        if self.abandoned_on is not None and self.abandoned_on < applied_on:
            yield Fault("abandoned_on", "is before the application", "give a day on or after it")
