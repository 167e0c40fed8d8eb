"""The board's part in an exclusion: its meetings, its decision on reinstatement, and the day the pupil was back.

The board is the governing board of a maintained school, the management committee of a pupil referral unit, the
proprietor of an academy (SI 2012/1033 regs 6, 15 and 24, read; fact book EX-BRD-01 to EX-BRD-08).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum

from ap_core.errors import Fault
from ap_core.exclusion.notices import (
    Cancellation,
    Content,
    Notice,
    Recipient,
    Reintegration,
    Representations,
    told_before,
)
from ap_core.law.unknown import UNKNOWN, Unknown
from ap_core.values import Value, item, value


class HowHeld(Enum):
    """Whether those taking part came together or joined by remote access."""

    IN_PERSON = "in person"
    REMOTE = "by remote access"


class WhyExtended(Enum):
    """Why a meeting could be held in its time neither in person nor by remote access (EX-BRD-01, verification C6)."""

    CORONAVIRUS = "a reason related to coronavirus"
    EXTRAORDINARY_EVENTS = "extraordinary events or unforeseen circumstances"


@value
class Meeting(Value):
    """One meeting of the board, or of the review panel, about an exclusion. One that was adjourned decided nothing."""

    on: date = item("the day it began")
    how: HowHeld | Unknown = item(
        "in person or by remote access", default=UNKNOWN, asks="Was the meeting held in person or by remote access?",
        of="the clerk",
    )  # fmt: skip
    invited: frozenset[Recipient] | Unknown = item(
        "who was asked to a day they could attend", default=UNKNOWN, asks="Who was invited to the meeting?",
        of="the clerk",
    )  # fmt: skip
    attended_remotely: frozenset[Recipient] = item(
        "who joined by remote access a meeting held in person", default=frozenset()
    )
    adjourned: bool = item("whether it was adjourned without a decision", default=False)
    papers_on: date | None | Unknown = item(
        "the day the papers went to all parties; none if they have not", default=UNKNOWN,
        asks="When were the papers sent to everybody?", of="the clerk",
    )  # fmt: skip


@value
class BoardDecision(Value):
    """What the board decided: to reinstate, at once or by a day, or not to. It never "upholds" and never adds."""

    on: date = item("the day of the decision")
    reinstates: bool = item("whether the pupil is to be reinstated")
    reinstate_by: date | None = item("the day by which; none for at once, and where there is none to be", default=None)
    notices: tuple[Notice, ...] | Unknown = item(
        "everybody who was told in writing, with the reasons; who is not named was not", default=UNKNOWN,
        asks="Who was told of the board's decision in writing, and when?", of="the clerk",
    )  # fmt: skip
    last_day_stated: date | None | Unknown = item(
        "the last day to apply for a review that the letter to the parent states; none if it states none",
        default=UNKNOWN, asks="Which last day to apply for a review does the letter to the parent state?",
        of="the clerk",
    )  # fmt: skip

    def _faults(self) -> Iterator[Fault]:
        yield from told_before("notices", self.notices, "on", self.on)
        yield from reinstatement_faults(self.on, self.reinstates, self.reinstate_by)


@value
class Procedure(Value):
    """What was done about one exclusion, for a school that keeps this here; nothing is asked where it is not kept."""

    notices: tuple[Notice, ...] | Unknown = item(
        "everybody who was told of the exclusion, with the reasons; who is not named was not", default=UNKNOWN,
        asks="Who was told of the exclusion, when and how?", of="the school",
    )  # fmt: skip
    contents: frozenset[Content] | Unknown = item(
        "what the written notice to the parent says", default=UNKNOWN,
        asks="What does the written notice to the parent say?", of="the school",
    )  # fmt: skip
    lives_elsewhere: bool | Unknown = item(
        "whether the pupil lives in the area of an authority other than the school's", default=UNKNOWN,
        asks="Does the pupil live in the area of another authority?", of="the school",
    )  # fmt: skip
    representations: Representations | None | Unknown = item(
        "what the parent put to the board; none if nothing", default=UNKNOWN,
        asks="Did the parent make representations to the board, and when?", of="the board",
    )  # fmt: skip
    remote_asked_on: date | None | Unknown = item(
        "the day the parent asked for a remote meeting of the board; none if not", default=UNKNOWN,
        asks="Did the parent ask for a remote meeting of the board?", of="the board",
    )  # fmt: skip
    authority_asked_for: bool | Unknown = item(
        "whether the parent asked that the local authority attend, which an academy's meetings turn on",
        default=UNKNOWN, asks="Did the parent ask for the local authority to attend?", of="the board",
    )  # fmt: skip
    extended: WhyExtended | None | Unknown = item(
        "why the board could not meet in its time; none if nothing of the kind stood in the way", default=UNKNOWN,
        asks="Did anything make it impracticable to meet in time, in person and remotely, and what?", of="the board",
    )  # fmt: skip
    meetings: tuple[Meeting, ...] | Unknown = item(
        "the board's meetings about it", default=UNKNOWN, asks="When did the board meet about it?", of="the board"
    )
    decision: BoardDecision | None | Unknown = item(
        "what the board decided; none if it has not", default=UNKNOWN, asks="What did the board decide, and when?",
        of="the board",
    )  # fmt: skip
    cancelled: Cancellation | None = item("the head's cancelling of it; none if it stands", default=None)
    back_on: date | None | Unknown = item(
        "the day the pupil was let back, or would have been but for another absence; none if not yet", default=UNKNOWN,
        asks="On what day was the pupil let back into school?", of="the school",
    )  # fmt: skip
    reintegration: Reintegration | None = item(
        "the way back into school; none where that is not kept here", default=None
    )

    def _faults(self) -> Iterator[Fault]:
        yield from told_before("notices", self.notices, "", None)
        met = self.meetings if isinstance(self.meetings, tuple) else ()
        days = [meeting.on for meeting in met]
        for place, day in enumerate(days):
            if day in days[:place]:
                yield Fault(f"meetings[{place}].on", "is the day of another meeting", "put the two together")
        if isinstance(self.decision, BoardDecision):
            if isinstance(self.meetings, tuple) and not any(day <= self.decision.on for day in days):
                yield Fault("decision.on", "is before any meeting of the board", "give the meeting that decided")
            if self.cancelled is not None and self.cancelled.on > self.decision.on:
                yield Fault("cancelled.on", "is after the board's decision", "correct one of the two days")


def procedure_faults(procedure: Procedure | None, name: str, first: object, notice_on: object) -> Iterator[Fault]:
    """What of a procedure does not fit the exclusion, whose first day is ``first`` and stands in the field ``name``.

    A cancellation may come before the first day, and notice of an exclusion may be given before it begins.
    """
    if procedure is None:
        return
    notices = procedure.notices if isinstance(procedure.notices, tuple) else ()
    told = [each for each in notices if each.to is Recipient.PARENT]
    if told and isinstance(notice_on, date) and notice_on != told[0].on:
        yield Fault("notice_on", "is another day than the parent's notice in procedure.notices", "give one of them")
    if not isinstance(first, date):
        return
    meetings = procedure.meetings if isinstance(procedure.meetings, tuple) else ()
    for place, meeting in enumerate(meetings):
        if meeting.on < first:
            yield Fault(f"procedure.meetings[{place}].on", f"is before {name}", "give a day on or after the exclusion")
    decision = procedure.decision
    if isinstance(decision, BoardDecision) and decision.on < first:
        yield Fault("procedure.decision.on", f"is before {name}", "give a day on or after the exclusion")
    if isinstance(procedure.back_on, date) and procedure.back_on < first:
        yield Fault("procedure.back_on", f"is before {name}", "give a day on or after the exclusion")


def reinstatement_faults(on: date, reinstates: bool, reinstate_by: date | None) -> Iterator[Fault]:
    """What is wrong with the day of a reinstatement that was decided."""
    if reinstate_by is None:
        return
    if not reinstates:
        yield Fault("reinstate_by", "is given though the pupil is not reinstated", "leave it out")
    elif reinstate_by < on:
        yield Fault("reinstate_by", "is before on", "give a day on or after the decision, or none for at once")
