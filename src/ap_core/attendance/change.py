"""How attendance has changed since the previous school, in percentage points."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum

from ap_core.attendance.previous import PreviousAttendance
from ap_core.attendance.rates import FEWEST_SESSIONS, Totals, percent
from ap_core.law.unknown import Unknown
from ap_core.values import Value, item, small_value


class ChangeState(Enum):
    """Whether a change can be shown, and if not, why."""

    SHOWN = "shown"
    NOT_APPLICABLE = "not applicable"
    NOT_AVAILABLE = "not available"
    UNRELIABLE = "unreliable"


@small_value
class AttendanceChange(Value):
    """Attendance then and now, in sessions, and whether the two can be compared."""

    attended_before: int = item("sessions attended at the previous school")
    possible_before: int = item("possible sessions at the previous school")
    attended_now: int = item("sessions attended now")
    possible_now: int = item("possible sessions now")
    state: ChangeState = item("whether the change can be shown")

    @property
    def points(self) -> Decimal | None:
        """The change in percentage points to one decimal place, halves away from zero; ``None`` unless it is shown.

        It is the change of the exact rates, which may differ by a tenth from that of the rounded ones.
        """
        if self.state is not ChangeState.SHOWN:
            return None
        change = self.attended_now * self.possible_before - self.attended_before * self.possible_now
        size = percent(abs(change), self.possible_before * self.possible_now)
        return -size if change < 0 else size


def change_since(previous: PreviousAttendance | None | Unknown, now: Totals) -> AttendanceChange:
    """How attendance changed from the previous school's to ``now``: a measure, not a finding.

    Not applicable without a previous school or without a possible session on either side; not available where the
    previous attendance is not known; unreliable on fewer than ``FEWEST_SESSIONS`` sessions on either side, or while
    marks are unsettled.

    >>> before = PreviousAttendance(school="HILL", attended=51, possible=100)
    >>> change_since(before, Totals(present=88, unauthorised=12)).points
    Decimal('37.0')
    """
    if type(previous) is Unknown:
        return AttendanceChange(0, 0, now.attended, now.possible, ChangeState.NOT_AVAILABLE)
    if previous is None:
        return AttendanceChange(0, 0, now.attended, now.possible, ChangeState.NOT_APPLICABLE)
    fewest = min(previous.possible, now.possible)
    if now.unsettled:
        state = ChangeState.UNRELIABLE
    elif not fewest:
        state = ChangeState.NOT_APPLICABLE
    else:
        state = ChangeState.SHOWN if fewest >= FEWEST_SESSIONS else ChangeState.UNRELIABLE
    return AttendanceChange(previous.attended, previous.possible, now.attended, now.possible, state)
