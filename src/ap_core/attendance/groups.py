"""Rates of a group: a ratio of sums over enrolments, shares of enrolments, and absence by its reason.

An enrolment is one pupil at one school: who is registered at two is two of them, as the department counts. A group's
rate is no mean of pupils' rates. Enrolments without a possible session are in no rate and in no share. Published rates
are of pupils of compulsory school age: whom to put into the group is the caller's to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from ap_core.attendance.codes import (
    CODES,
    EARLIER_CODES_SINCE,
    PRESENT_CODES_SINCE,
    AttendanceClass,
    code_on,
)
from ap_core.attendance.rates import Rate, Totals, totals
from ap_core.attendance.registers import Register
from ap_core.dates.spans import DateSpan
from ap_core.errors import NotInForce
from ap_core.states import MeasureState
from ap_core.values import Value, item, small_value

_FIELD = {
    AttendanceClass.PRESENT: "present",
    AttendanceClass.APPROVED_ACTIVITY: "approved",
    AttendanceClass.AUTHORISED: "authorised",
    AttendanceClass.UNAUTHORISED: "unauthorised",
    AttendanceClass.NOT_POSSIBLE: "not_possible",
    AttendanceClass.ADMINISTRATIVE: "administrative",
}
_ABSENT = (AttendanceClass.AUTHORISED, AttendanceClass.UNAUTHORISED)
_EARLIER = DateSpan(EARLIER_CODES_SINCE, PRESENT_CODES_SINCE - timedelta(days=1))
_PRESENT = DateSpan(PRESENT_CODES_SINCE, None)


def totals_of(counts: Mapping[str, int], on: date) -> Totals:
    """The totals of sessions counted by code, as each code counted on a day: for counts that come without a register.

    >>> totals_of({"/": 10, "U": 2, "D": 5, "J": 1}, date(2024, 8, 18))
    Totals(present=10, approved=1, authorised=0, unauthorised=2, not_possible=5, administrative=0, unsettled=0)
    >>> totals_of({"J": 1}, date(2024, 8, 19)).unsettled
    1
    """
    fields = dict.fromkeys((*_FIELD.values(), "unsettled"), 0)
    for code, count in counts.items():
        try:
            fields[_FIELD[code_on(code, on).counts_as]] += count
        except NotInForce:
            fields["unsettled"] += count
    return Totals(**fields)


@small_value
class GroupAttendance(Value):
    """The attendance of a group of enrolments."""

    totals: Totals = item("the sessions of all of them")
    enrolments: int = item("enrolments with a possible session")
    persistent: int = item("those of them that missed at least a tenth of their sessions")
    severe: int = item("those of them that missed at least half of their sessions; persistent too")
    too_few: int = item("enrolments with a possible session, but too few to be judged")

    @property
    def absence_rate(self) -> Rate:
        """Sessions of absence of those possible, over the whole group."""
        return self.totals.absence_rate

    @property
    def persistent_share(self) -> Rate:
        """Enrolments persistently absent, of those judged; a statistic, of nobody a breach."""
        return self._share(self.persistent)

    @property
    def severe_share(self) -> Rate:
        """Enrolments severely absent, of those judged."""
        return self._share(self.severe)

    def _share(self, reached: int) -> Rate:
        judged = self.enrolments - self.too_few
        if self.totals.unsettled:
            return Rate(reached, judged, MeasureState.UNRELIABLE)
        return Rate.of(reached, judged, MeasureState.SHOWN if judged else MeasureState.NOT_APPLICABLE)


def group(enrolments: Iterable[Totals], *, fewest: int = 1) -> GroupAttendance:
    """The attendance of a group, from the totals of each enrolment.

    The department judges every enrolment with a possible session, and short ones come out extreme. With ``fewest``
    those with fewer possible sessions are counted apart, and left out of both shares. While marks of one enrolment are
    unsettled, no rate or share of the group is shown.

    >>> pupils = group([Totals(present=90, authorised=10), Totals(present=10, unauthorised=10), Totals(not_possible=8)])
    >>> pupils.enrolments, pupils.absence_rate.percent, pupils.persistent_share.percent, pupils.severe
    (2, Decimal('16.7'), Decimal('100.0'), 1)
    """
    together, counted, persistent, severe, too_few = Totals(), 0, 0, 0, 0
    for each in enrolments:
        together += each
        if each.possible:
            counted += 1
            too_few += each.possible < fewest
            persistent += bool(each.persistently_absent(fewest=fewest).reached)
            severe += bool(each.severely_absent(fewest=fewest).reached)
    return GroupAttendance(together, counted, persistent, severe, too_few)


@small_value
class AbsenceReason(Value):
    """Absence with one code over one or more enrolments."""

    code: str = item("the code")
    counts_as: AttendanceClass = item("authorised or unauthorised absence")
    sessions: int = item("sessions with the code")
    enrolments: int = item("enrolments with at least one of them")
    of: Totals = item("all sessions of all enrolments")

    @property
    def rate(self) -> Rate:
        """Sessions with the code, of those possible."""
        return Rate.of(self.sessions, self.of.possible, self.of.state())

    @property
    def share(self) -> Rate:
        """Sessions with the code, of all sessions of absence."""
        # Where marks are unsettled no rate is shown; otherwise there is absence, for here is some of it.
        return Rate.of(self.sessions, self.of.absent, self.of.state())


def absence_by_reason(*registers: Register, span: DateSpan | None = None) -> tuple[AbsenceReason, ...]:
    """Absence by code over one or more enrolments, in the order of the code table; codes not used are left out.

    >>> one = Register.of_weeks("HILL", {date(2026, 11, 16): "/ I I N - - - - - -"})
    >>> [(each.code, each.sessions, each.rate.percent, each.share.percent) for each in absence_by_reason(one)]
    [('I', 2, Decimal('50.0'), Decimal('66.7')), ('N', 1, Decimal('25.0'), Decimal('33.3'))]
    """
    of = totals(*registers, span=span)
    sessions: dict[str, int] = {}
    enrolments: dict[str, int] = {}
    for register in registers:
        used: set[str] = set()
        for days in (_EARLIER, _PRESENT):
            inside = days if span is None else days.overlap(span)
            if inside is None:
                continue
            for use in register.between(inside.first, inside.last or date.max).uses():
                if _absent_on(use.code, use.first):
                    sessions[use.code] = sessions.get(use.code, 0) + use.count
                    used.add(use.code)
        for code in used:
            enrolments[code] = enrolments.get(code, 0) + 1
    return tuple(
        AbsenceReason(code, CODES[code][0].counts_as, sessions[code], enrolments[code], of)
        for code in CODES if code in sessions
    )  # fmt: skip


def _absent_on(code: str, day: date) -> bool:
    try:
        return code_on(code, day).counts_as in _ABSENT
    except NotInForce:
        return False
