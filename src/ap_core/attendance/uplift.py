"""Attendance before a placement and since, pupil by pupil, ready to be summed up: who is compared, and who cannot be.

A pupil comes because attendance collapsed, so a part of any rise would have come anyway: a group's change is shown with
what it was compared with, and never as proof. The days compared are fixed before anybody looks: the last full terms at
the previous school, and every day at the centre from the eleventh school day on.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ap_core.attendance.change import AttendanceChange, change_since
from ap_core.attendance.previous import PreviousAttendance
from ap_core.attendance.rates import Rate, Totals, totals
from ap_core.attendance.registers import Register
from ap_core.dates.calendars import SchoolCalendar
from ap_core.dates.spans import DateSpan
from ap_core.errors import Fault, InvalidValue
from ap_core.law.unknown import Unknown
from ap_core.states import MeasureState
from ap_core.values import Value, item, small_value

#: School days at the centre that are left out: a pupil is settling in. The library's own rule.
INDUCTION_DAYS = 10
#: Fewer possible sessions at the previous school than this carry no comparison: the library's own rule.
FEWEST_BEFORE = 40


def since_induction(
    first_day: date, calendar: SchoolCalendar, on: date, *, days: int = INDUCTION_DAYS
) -> DateSpan | None:
    """The days that count as now: from the school day after the first ``days`` to ``on``; none before there is one.

    The first day is day 1 if the school meets on it. ``OutsideCalendar`` outside the calendar's range.

    >>> from ap_core.dates import Term
    >>> autumn = SchoolCalendar.of_terms("UNIT", terms=[Term("autumn", date(2026, 9, 3), date(2026, 12, 18))])
    >>> since_induction(date(2026, 11, 9), autumn, date(2026, 11, 27)).first
    datetime.date(2026, 11, 23)
    """
    place, met = calendar.school_days_before(first_day) + days, calendar.school_days_up_to(on)
    return DateSpan(calendar.school_days[place], on) if place < met else None


def baseline(register: Register, calendar: SchoolCalendar, before: date, *, terms: int) -> PreviousAttendance | Unknown:
    """Attendance over the last ``terms`` full terms that ended before the placement began on ``before``.

    How many terms is to be settled before anybody looks at the marks. Unknown where the calendar holds fewer terms,
    where no session in them was possible, and where marks in them settle nothing.
    """
    if terms < 1:
        raise InvalidValue("baseline", [Fault("terms", "is less than one", "give how many full terms to look at")])
    over = [term for term in calendar.terms if term.last < before][-terms:]
    counted = totals(register, span=DateSpan(over[0].first, over[-1].last)) if len(over) == terms else Totals()
    if counted.unsettled or not counted.possible:
        school = register.school
        ask = f"The attendance marks of {school} over the last full terms before {before.isoformat()}?"
        return Unknown.because("previous_attendance", ask=ask, of=school)
    return PreviousAttendance(
        school=register.school, attended=counted.attended, possible=counted.possible, first_day=over[0].first,
        last_day=over[-1].last,
    )  # fmt: skip


def improvement(
    previous: PreviousAttendance | None | Unknown,
    register: Register,
    calendar: SchoolCalendar,
    first_day: date,
    on: date,
    *,
    since: date | None = None,
) -> AttendanceChange:
    """How attendance at the centre since induction compares with the previous school's; no day before ``since`` counts.

    As :func:`~ap_core.attendance.change.change_since`, but unreliable too on fewer than ``FEWEST_BEFORE`` sessions at
    the previous school, and not applicable while the induction lasts.

    >>> from ap_core.dates import Term
    >>> autumn = SchoolCalendar.of_terms("UNIT", terms=[Term("autumn", date(2026, 9, 3), date(2026, 12, 18))])
    >>> weeks = {date(2026, 10, 5): "O " * 10, date(2026, 10, 12): "O " * 10, date(2026, 10, 19): r"/ \\ " * 5,
    ...          date(2026, 11, 2): r"/ \\ " * 4 + "I I"}
    >>> before = PreviousAttendance(
    ...     school="HILL", attended=51, possible=100, first_day=date(2026, 4, 13), last_day=date(2026, 7, 21)
    ... )
    >>> improvement(before, Register.of_weeks("UNIT", weeks), autumn, date(2026, 10, 5), date(2026, 11, 6)).points
    Decimal('39.0')
    """
    days = since_induction(first_day, calendar, on)
    if days is not None and since is not None and days.first < since:
        days = DateSpan(since, on) if since <= on else None
    now = Totals() if days is None else totals(register, span=days)
    change = change_since(previous, now, DateSpan(on, on) if days is None else days)
    if change.state is MeasureState.SHOWN and change.possible_before < FEWEST_BEFORE:
        return change.but(state=MeasureState.UNRELIABLE)
    return change


@small_value
class Improvements(Value):
    """The changes of several pupils: those that can be shown, and how many cannot, each for its reason."""

    shown: tuple[AttendanceChange, ...] = item("the changes that can be shown")
    missing: int = item("pupils whose attendance before is not known")
    without: int = item("pupils with nothing to compare: no school before, or no possible session on one side")
    unreliable: int = item("pupils with too few sessions on one side, or marks that settle nothing")

    @property
    def pupils(self) -> int:
        """All of them."""
        return len(self.shown) + self.missing + self.without + self.unreliable

    @property
    def improved(self) -> Rate:
        """Pupils whose attendance rose, of those that can be shown: exactly, before any rounding."""
        rose = sum(
            each.attended_now * each.possible_before > each.attended_before * each.possible_now for each in self.shown
        )
        return Rate.of(rose, len(self.shown), MeasureState.SHOWN if self.shown else MeasureState.NOT_APPLICABLE)

    @property
    def across_codes(self) -> int:
        """Of those shown, the ones that compare days before 19 August 2024 with days since: not on the same codes."""
        return sum(each.same_codes is False for each in self.shown)

    @property
    def codes_not_known(self) -> int:
        """Of those shown, the ones of which the days before are not known, so that nobody can tell."""
        return sum(type(each.same_codes) is Unknown for each in self.shown)


def improvements(changes: Iterable[AttendanceChange]) -> Improvements:
    """The changes of several pupils put together; nobody is dropped without being counted."""
    of: dict[MeasureState, list[AttendanceChange]] = {state: [] for state in MeasureState}
    for each in changes:
        of[each.state].append(each)
    return Improvements(
        tuple(of[MeasureState.SHOWN]),
        len(of[MeasureState.NOT_AVAILABLE]),
        len(of[MeasureState.NOT_APPLICABLE]),
        len(of[MeasureState.UNRELIABLE]),
    )
