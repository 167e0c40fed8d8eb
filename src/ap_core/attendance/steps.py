"""What a school did about a pupil's attendance: returns to the authority, and what its staff considered."""

from __future__ import annotations

from datetime import date
from enum import Enum

from ap_core.values import Value, item, value


class AttendanceStep(Enum):
    """Something that a school does about a pupil's attendance, beside keeping the register."""

    ATTENDANCE_RETURN = "named in the attendance return to the authority"
    SICKNESS_RETURN = "sickness return sent to the authority"
    ILLNESS_FORESEEN = "grounds to believe that illness keeps the pupil away for fifteen school days"
    PENALTY_CONSIDERED = "authorised staff considered whether to give the parent a penalty notice"


@value
class AttendanceStepTaken(Value):
    """A step that one school took, and when; taken again it is another record."""

    school: str = item("the school, by its reference")
    step: AttendanceStep = item("which step")
    on: date = item("the day it was taken")
