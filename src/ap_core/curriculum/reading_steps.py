"""What follows a low reading score beside the teaching itself, and the record that it was done."""

from __future__ import annotations

from datetime import date
from enum import Enum

from ap_core.values import Value, item, value


class ReadingStep(Enum):
    """Something to be done once a reading test has shown a need."""

    STAFF_TOLD = "the pupil's teachers told what the test found"
    TEXTS_ACCESSIBLE = "the texts of every subject made accessible"
    READER_TRIED = "a reader or reading pen tried and recorded as the normal way of working"
    SEN_SUPPORT_CONSIDERED = "SEN support considered"
    PARENT_TOLD = "the parent told"


@value
class ReadingStepTaken(Value):
    """A step that was taken, and when; taken again after another test it is another record."""

    step: ReadingStep = item("which step")
    on: date = item("the day it was taken")
