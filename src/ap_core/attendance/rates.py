"""Totals and rates: of one register, of several schools together, and of the whole pupil.

A rate is a fraction of possible sessions, kept as two integers. Where it cannot be shown it has a state that says why,
never 0: with no possible session there is no rate at all. Persistent and severe absence are statistics, not breaches.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from operator import add
from typing import NamedTuple

from ap_core.attendance.codes import AttendanceClass
from ap_core.attendance.registers import CLASS_BYTE, HALVES, NOT_IN_FORCE, Register
from ap_core.dates.spans import DateSpan
from ap_core.states import MeasureState
from ap_core.values import Value, item, small_value

_PRESENT, _APPROVED = CLASS_BYTE[AttendanceClass.PRESENT], CLASS_BYTE[AttendanceClass.APPROVED_ACTIVITY]
_AUTHORISED, _UNAUTHORISED = CLASS_BYTE[AttendanceClass.AUTHORISED], CLASS_BYTE[AttendanceClass.UNAUTHORISED]
_NOT_POSSIBLE, _ADMINISTRATIVE = CLASS_BYTE[AttendanceClass.NOT_POSSIBLE], CLASS_BYTE[AttendanceClass.ADMINISTRATIVE]
_PRESENT_OR_NONE = bytes((0, _PRESENT))
_POSSIBLE = frozenset((_PRESENT, _APPROVED, _AUTHORISED, _UNAUTHORISED))

#: Fewer possible sessions than this (two weeks) do not carry a judgement of persistent absence: the library's own rule,
#: after the department's practice of not publishing one for a day or a week.
FEWEST_SESSIONS = 20


def percent(numerator: int, denominator: int, places: int = 1) -> Decimal:
    """A percentage to one decimal place, or to as many as asked, half up, in integers throughout.

    So the department rounds: never to the even digit, and with no float in between.

    >>> percent(7, 8), percent(1, 2000), percent(2, 3), percent(1, 32, places=2)
    (Decimal('87.5'), Decimal('0.1'), Decimal('66.7'), Decimal('3.13'))
    """
    units = 10**places
    return Decimal((200 * units * numerator + denominator) // (2 * denominator)).scaleb(-places)


@small_value
class Rate(Value):
    """``numerator`` of ``denominator``, and whether that can be shown as a rate."""

    numerator: int = item("the sessions counted; in a share, the enrolments")
    denominator: int = item("the possible sessions; in a share, all absence or all enrolments")
    state: MeasureState = item("whether it can be shown as a rate")

    @property
    def percent(self) -> Decimal | None:
        """The rate in per cent to one decimal place, half up; ``None`` unless it can be shown.

        0.0 of what is not nil has the state ``LOW``: only a true nil is shown as 0.
        """
        return percent(self.numerator, self.denominator) if self.state.has_value else None

    @classmethod
    def of(cls, numerator: int, denominator: int, state: MeasureState) -> Rate:
        """The rate in the state that is given; ``LOW`` instead of shown where it is not nil and rounds to nil.

        >>> Rate.of(1, 2001, MeasureState.SHOWN).state.symbol, Rate.of(1, 2000, MeasureState.SHOWN).percent
        ('low', Decimal('0.1'))
        """
        if state is MeasureState.SHOWN and numerator and not percent(numerator, denominator):
            state = MeasureState.LOW
        return cls(numerator, denominator, state)


@small_value
class AbsenceMeasure(Value):
    """Whether absence reaches a statistical threshold; ``reached`` is ``None`` where that is not to be said."""

    name: str = item("persistent or severe absence")
    reached: bool | None = item("whether the threshold is reached; none where that is not to be said")
    state: MeasureState = item("why it is not to be said")
    absent: int = item("sessions of absence")
    possible: int = item("possible sessions")


class Totals(NamedTuple):
    """Sessions by how they count. Totals add up: those of two schools together are ``a + b``.

    ``unsettled`` are marks that settle nothing: a code that had no meaning on its day, or two registers that both count
    the same session. While there are any, no rate is shown.
    """

    present: int = 0
    approved: int = 0
    authorised: int = 0
    unauthorised: int = 0
    not_possible: int = 0
    administrative: int = 0
    unsettled: int = 0

    def __add__(self, other: Totals) -> Totals:  # type: ignore[override]  # counts add up, they do not follow on
        return Totals(*map(add, self, other))

    @property
    def attended(self) -> int:
        """Sessions present or at an approved educational activity."""
        return self.present + self.approved

    @property
    def absent(self) -> int:
        """Sessions of absence, authorised or not."""
        return self.authorised + self.unauthorised

    @property
    def possible(self) -> int:
        """Possible sessions: attended or absent. Another school's sessions (D) are not possible here."""
        return self.attended + self.absent

    @property
    def attendance_rate(self) -> Rate:
        """Sessions attended of those possible.

        >>> week = Register.of_weeks("HILL", {date(2026, 11, 16): "/ \\\\ / \\\\ / I / \\\\ D D"})
        >>> totals(week).attendance_rate.percent
        Decimal('87.5')
        """
        return self._rate(self.attended)

    @property
    def absence_rate(self) -> Rate:
        """Sessions of absence of those possible."""
        return self._rate(self.absent)

    @property
    def authorised_rate(self) -> Rate:
        """Sessions of authorised absence of those possible."""
        return self._rate(self.authorised)

    @property
    def unauthorised_rate(self) -> Rate:
        """Sessions of unauthorised absence of those possible."""
        return self._rate(self.unauthorised)

    def persistently_absent(self, *, fewest: int = FEWEST_SESSIONS) -> AbsenceMeasure:
        """Whether at least a tenth of possible sessions were missed; not judged on fewer than ``fewest`` sessions."""
        return self._measure("persistent absence", 10, fewest)

    def severely_absent(self, *, fewest: int = FEWEST_SESSIONS) -> AbsenceMeasure:
        """Whether at least half of possible sessions were missed; not judged on fewer than ``fewest`` sessions."""
        return self._measure("severe absence", 2, fewest)

    def state(self, fewest: int = 1) -> MeasureState:
        """Whether a rate of these sessions can be shown, and if not, why; ``fewest`` are the possible ones it takes."""
        if self.unsettled:
            return MeasureState.UNRELIABLE
        if not self.possible:
            return MeasureState.NOT_APPLICABLE
        return MeasureState.SHOWN if self.possible >= fewest else MeasureState.UNRELIABLE

    def _rate(self, numerator: int) -> Rate:
        return Rate.of(numerator, self.possible, self.state())

    def _measure(self, name: str, one_in: int, fewest: int) -> AbsenceMeasure:
        state = self.state(fewest)
        reached = one_in * self.absent >= self.possible if state is MeasureState.SHOWN else None
        return AbsenceMeasure(name, reached, state, self.absent, self.possible)


def totals(*registers: Register, span: DateSpan | None = None) -> Totals:
    """The totals of one register, or of several added up (each school's sessions as that school counts them).

    ``span`` bounds the days counted, both ends included; ``None`` counts every mark.
    """
    if len(registers) == 1:
        return _count(*registers[0].present_and_rest(span))
    return sum((totals(register, span=span) for register in registers), Totals())


def by_code(*registers: Register, span: DateSpan | None = None) -> dict[str, int]:
    """How many sessions carry each code that is used, over all the registers.

    >>> by_code(Register.of_weeks("HILL", {date(2026, 11, 16): "/ \\\\ / I D D - - - -"}))
    {'/': 2, '\\\\': 1, 'D': 2, 'I': 1}
    """
    found: dict[str, int] = {}
    for register in registers:
        for use in (register if span is None else register.between(span.first, span.last or date.max)).uses():
            found[use.code] = found.get(use.code, 0) + use.count
    return found


@small_value
class Contested(Value):
    """A session that two registers both count as possible: the school and the mark of each."""

    day: date = item("the day")
    half: str = item("AM or PM")
    marks: tuple[tuple[str, str], ...] = item("each school that counts the session, with its mark")


@small_value
class WholePupil(Value):
    """A pupil's sessions over all registers, each once, and those that more than one register counts."""

    totals: Totals = item("every session once")
    contested: tuple[Contested, ...] = item("the sessions that more than one register counts")

    @property
    def attendance_rate(self) -> Rate:
        """Sessions attended of those possible at any school; not shown while a session is contested."""
        return self.totals.attendance_rate


def whole_pupil(*registers: Register, span: DateSpan | None = None) -> WholePupil:
    """The union of what the registers count: every session once, whoever records it.

    A session possible in one register counts as that register says. One that two registers count as possible is a
    contradiction: it is listed and counted as unsettled, never twice.

    >>> home = Register.of_weeks("HILL", {date(2026, 11, 16): "D D / N - - - - - -"})
    >>> unit = Register.of_weeks("UNIT", {date(2026, 11, 16): "/ I D \\\\ - - - - - -"})
    >>> whole = whole_pupil(home, unit)
    >>> whole.totals.possible, [(c.half, c.marks) for c in whole.contested]
    (3, [('PM', (('HILL', 'N'), ('UNIT', '\\\\')))])
    """
    read = [register.classes(span) for register in registers]
    first = min((start for start, classes in read if classes), default=1)
    last = max((start + len(classes) // 2 for start, classes in read if classes), default=1)
    aligned = [
        (bytes(2 * (start - first)) + classes if classes else b"").ljust(2 * (last - first), b"\0")
        for start, classes in read
    ]
    settled = bytearray(2 * (last - first))
    contested = []
    for at, marks in enumerate(zip(*aligned, strict=True)):
        possible = [byte for byte in marks if byte in _POSSIBLE]
        if len(possible) > 1:
            day, half = date.fromordinal(first + at // 2), at % 2
            said = ((register.school, register.on(day)[half]) for register in registers)
            here = tuple(
                (school, mark) for (school, mark), byte in zip(said, marks, strict=True) if mark and byte in _POSSIBLE
            )
            contested.append(Contested(day, HALVES[half], here))
            settled[at] = NOT_IN_FORCE
        elif NOT_IN_FORCE in marks:
            settled[at] = NOT_IN_FORCE
        else:
            settled[at] = possible[0] if possible else _weightiest(marks)
    rest = settled.translate(None, _PRESENT_OR_NONE)
    return WholePupil(_count(settled.count(_PRESENT), rest), tuple(contested))


def _weightiest(marks: Iterable[int]) -> int:
    """No register counts the session: not possible before not collected, before no mark at all."""
    return _NOT_POSSIBLE if _NOT_POSSIBLE in marks else max(marks, default=0)


def _count(present: int, rest: bytes | bytearray) -> Totals:
    """The totals of so many sessions present and the class bytes of all others."""
    count, left = rest.count, len(rest)
    approved, authorised, unauthorised = count(_APPROVED), count(_AUTHORISED), count(_UNAUTHORISED)
    not_possible = count(_NOT_POSSIBLE)
    left -= approved + authorised + unauthorised + not_possible
    # The last two are rare, and looked for only where something is left over.
    administrative = count(_ADMINISTRATIVE) if left else 0
    return Totals(present, approved, authorised, unauthorised, not_possible, administrative, left - administrative)
