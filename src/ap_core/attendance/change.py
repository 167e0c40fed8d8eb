"""How attendance has changed since the previous school, in percentage points."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from ap_core.attendance.codes import PRESENT_CODES_SINCE
from ap_core.attendance.previous import PreviousAttendance
from ap_core.attendance.rates import FEWEST_SESSIONS, Totals, percent
from ap_core.dates.spans import DateSpan
from ap_core.errors import Fault
from ap_core.law.unknown import UNKNOWN, Unknown, known_fields, unknown_among
from ap_core.law.wording import in_words
from ap_core.states import MeasureState
from ap_core.values import Value, item, small_value


@small_value
class AttendanceChange(Value):
    """Attendance then and now, in sessions, and whether the two can be compared."""

    attended_before: int = item("sessions attended at the previous school")
    possible_before: int = item("possible sessions at the previous school")
    attended_now: int = item("sessions attended now")
    possible_now: int = item("possible sessions now")
    state: MeasureState = item("whether the change can be shown")
    same_codes: bool | Unknown = item(
        "the codes were the same on all the days compared; unknown where the days are not known", default=UNKNOWN
    )

    def _faults(self) -> Iterator[Fault]:
        if self.state in (MeasureState.LOW, MeasureState.SUPPRESSED):
            yield Fault("state", "is that of a published figure", "say shown, or why it cannot be compared")

    @property
    def remark(self) -> str:
        """What is to be said beside the change: that the codes changed meanwhile, or that nobody can tell.

        An interview counted as attended before 19 August 2024 and is an absence since, and so on: a part of the change
        may be the codes' own.
        """
        if self.same_codes is True or self.state in (MeasureState.NOT_APPLICABLE, MeasureState.NOT_AVAILABLE):
            return ""
        changed = f"the attendance codes changed on {in_words(PRESENT_CODES_SINCE)}"
        if self.same_codes is False:
            return f"Not on the same codes: {changed}, and a part of the change may come from that."
        return f"It is not known which days are compared, and {changed}."

    @property
    def points(self) -> Decimal | None:
        """The change in percentage points to one decimal place, halves away from zero; ``None`` unless it is shown.

        It is the change of the exact rates, which may differ by a tenth from that of the rounded ones.
        """
        if self.state is not MeasureState.SHOWN:
            return None
        change = self.attended_now * self.possible_before - self.attended_before * self.possible_now
        size = percent(abs(change), self.possible_before * self.possible_now)
        return -size if change < 0 else size


def change_since(
    previous: PreviousAttendance | None | Unknown, now: Totals, days: DateSpan | Unknown = UNKNOWN
) -> AttendanceChange:
    """How attendance changed from the previous school's to ``now``, counted over ``days``: a measure, not a finding.

    Not applicable without a previous school or without a possible session on either side; not available where the
    previous attendance is not known; unreliable on fewer than ``FEWEST_SESSIONS`` sessions on either side, or while
    marks are unsettled. Where the codes changed between the days compared, or the days are not known, the change is
    shown and :attr:`AttendanceChange.remark` says so.

    >>> before = PreviousAttendance(
    ...     school="HILL", attended=51, possible=100, first_day=date(2024, 4, 15), last_day=date(2024, 7, 19)
    ... )
    >>> autumn = DateSpan(date(2024, 9, 3), date(2024, 12, 20))
    >>> change = change_since(before, Totals(present=88, unauthorised=12), autumn)
    >>> change.points, change.same_codes
    (Decimal('37.0'), False)
    """
    if type(previous) is Unknown:
        return AttendanceChange(0, 0, now.attended, now.possible, MeasureState.NOT_AVAILABLE)
    if previous is None:
        return AttendanceChange(0, 0, now.attended, now.possible, MeasureState.NOT_APPLICABLE)
    fewest = min(previous.possible, now.possible)
    if now.unsettled:
        state = MeasureState.UNRELIABLE
    elif not fewest:
        state = MeasureState.NOT_APPLICABLE
    else:
        state = MeasureState.SHOWN if fewest >= FEWEST_SESSIONS else MeasureState.UNRELIABLE
    same = _same_codes(previous, days)
    return AttendanceChange(previous.attended, previous.possible, now.attended, now.possible, state, same)


_DAYS_OF = known_fields("first_day", "last_day")
_DAYS_NOW = Unknown.because("the days counted now", ask="Over which days is attendance counted now?", of="the centre")


def _same_codes(previous: PreviousAttendance, days: DateSpan | Unknown) -> bool | Unknown:
    """Whether all days lie on one side of the change of the codes."""
    if isinstance(days, Unknown):
        days = days if days.needs else _DAYS_NOW
        now: tuple[date | Unknown, date | Unknown] = (days, days)
    else:
        # Days without an end go on, and no later change of the codes is held.
        now = (days.first, days.last or max(days.first, PRESENT_CODES_SINCE))
    sides: set[bool] = set()
    open_ends: list[date | Unknown] = []
    for first, last in (_DAYS_OF(previous, "previous_attendance."), now):
        if isinstance(first, date) and first >= PRESENT_CODES_SINCE:
            sides.add(True)
        elif isinstance(last, date) and last < PRESENT_CODES_SINCE:
            sides.add(False)
        else:
            sides.update(day >= PRESENT_CODES_SINCE for day in (first, last) if isinstance(day, date))
            open_ends += (first, last)
    if len(sides) > 1:
        return False
    missing = unknown_among(open_ends)
    return True if missing is None else missing
