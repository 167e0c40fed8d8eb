"""Who was told of an exclusion, and of what came of it: to whom, when and by which way.

SI 2012/1033 regs 5, 14 and 23, read, with SI 2022/788; fact book EX-NOT-01 to EX-NOT-08.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum

from ap_core.dates.service import Method
from ap_core.errors import Fault
from ap_core.law.unknown import UNKNOWN, Unknown
from ap_core.values import Value, item, value


class Recipient(Enum):
    """Who has to be told of one step or another."""

    PARENT = "the parent, or the pupil once aged 18"
    HEAD = "the head"
    BOARD = "the board"
    AUTHORITY = "the local authority"
    HOME_AUTHORITY = "the authority of the area where the pupil lives"
    SOCIAL_WORKER = "the social worker"
    VIRTUAL_SCHOOL_HEAD = "the virtual school head"


@value
class Notice(Value):
    """One person or body told of one thing: the day it was handed over, left at the address, posted or sent.

    Left at the address counts as by hand. An electronic notice to a parent counts as given only where the parent agreed
    to that beforehand, in writing.
    """

    to: Recipient = item("who was told")
    on: date = item("the day it was handed over, left, posted or sent")
    method: Method | Unknown = item(
        "how it was given", default=UNKNOWN, asks="Was it handed over or left, posted first class, or sent otherwise?",
        of="whoever gave it",
    )  # fmt: skip
    received_on: date | None = item("the day it is shown to have arrived; none if that is not shown", default=None)
    electronic_agreed: bool = item("the parent had agreed in writing to electronic notices", default=False)

    def _faults(self) -> Iterator[Fault]:
        if self.received_on is not None and self.received_on < self.on:
            yield Fault("received_on", "is before on", "give a day on or after it")


class Content(Enum):
    """What the head's written notice to the parent has to say (regs 5(1)(b) and 5(3)(b), read; EX-NOT-02)."""

    PERIOD_AND_REASONS = "the period, or that it is permanent, and the reasons"
    REPRESENTATIONS = "that the parent may make representations to the board, and how the pupil may be involved"
    MEANS = "by which means they may be made"
    WHERE = "where and to whom they are sent"
    MEETING = "that the parent may attend the board's meeting, be represented there, and bring a friend"
    REMOTE_MEETING = "that the parent may ask for a remote meeting"


@value
class Representations(Value):
    """What the parent put to the board about an exclusion, and when the board looked at it."""

    made_on: date = item("the day the board received them")
    considered_on: date | None | Unknown = item(
        "the day the board considered them; none if not yet", default=UNKNOWN,
        asks="When did the board consider the parent's representations?", of="the board",
    )  # fmt: skip

    def _faults(self) -> Iterator[Fault]:
        if isinstance(self.considered_on, date) and self.considered_on < self.made_on:
            yield Fault("considered_on", "is before made_on", "give a day on or after it")


@value
class Cancellation(Value):
    """The head's cancelling of an exclusion (SI 2012/1033 regs 8A, 17A, 26A, since 1 September 2023; EX-CAN-01)."""

    on: date = item("the day the head decided to cancel")
    notices: tuple[Notice, ...] | Unknown = item(
        "everybody who was told of it in writing, with the reasons; who is not named was not", default=UNKNOWN,
        asks="Who was told in writing that the exclusion is cancelled, and when?", of="the head",
    )  # fmt: skip

    def _faults(self) -> Iterator[Fault]:
        yield from told_before("notices", self.notices, "on", self.on)


@value
class Reintegration(Value):
    """The way back after a suspension or a cancelled exclusion: an offer, never a condition (EX-REI-01)."""

    offered_on: date | None | Unknown = item(
        "the day a reintegration meeting was offered; none if it was not", default=UNKNOWN,
        asks="When was the parent offered a reintegration meeting?", of="the school",
    )  # fmt: skip
    held_on: date | None = item("the day a meeting was held; none if none was", default=None)
    condition_of_return: bool | Unknown = item(
        "whether the pupil was kept out until the meeting, or until something else was done", default=UNKNOWN,
        asks="Was the return made to depend on a meeting or on anything else?", of="the school",
    )  # fmt: skip


def told_before(name: str, notices: tuple[Notice, ...] | Unknown, event: str, day: object) -> Iterator[Fault]:
    """What is wrong with notices of something that happened on ``day``: nobody is told twice, or before it."""
    if not isinstance(notices, tuple):
        return
    seen: set[Recipient] = set()
    for place, notice in enumerate(notices):
        if isinstance(day, date) and notice.on < day:
            yield Fault(f"{name}[{place}].on", f"is before {event}", "give a day on or after it")
        if notice.to in seen:
            yield Fault(f"{name}[{place}].to", "is given twice", "give the first notice to each")
        seen.add(notice.to)
