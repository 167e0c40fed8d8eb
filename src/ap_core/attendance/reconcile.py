"""Two registers of one dual-registered pupil, compared session by session.

Each school records the sessions for which it expects the pupil, and D for those of the other. SI 2024/208 reg 10 leaves
no room for the codes of attending elsewhere (B, K, P, V, W) at another school where the pupil is registered: for K and
V the table says so, for B, P and W the meaning of an approved activity does (reg 10(11)(a)). Nor is D attendance: it is
leave. So a session should be possible in exactly one of the two registers.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ap_core.attendance.codes import CODES, CodeGroup
from ap_core.attendance.registers import HALVES, Register
from ap_core.dates.spans import DateSpan
from ap_core.values import Value, item, small_value

#: Attending a place other than the school, and never another school where the pupil is registered: B, K, P, V, W.
ELSEWHERE = frozenset(
    code for code, editions in CODES.items() if editions[-1].group is CodeGroup.ELSEWHERE and editions[-1].until is None
)
#: Present at the school itself.
AT_SCHOOL = frozenset(code for code, editions in CODES.items() if editions[-1].group is CodeGroup.PRESENT)
#: Marks that do not say that the school expected the pupil: D and X by their meaning; Y4 and #, and the Y of old,
#: because they are entered for every pupil when there is no session; Z because there is no pupil yet.
NOT_EXPECTING = frozenset(("D", "X", "Y", "Y4", "Z", "#"))


@small_value
class Clash(Value):
    """One session on which two registers do not agree: the mark of the first, and of the second."""

    day: date = item("the day")
    half: str = item("AM or PM")
    mark: str = item("the mark of the first register")
    other: str = item("the mark of the second")

    @property
    def seen_there(self) -> bool:
        """Whether the second register has the pupil present.

        Then a code of attending elsewhere in the first cannot be right, and D belongs there. Otherwise the registers
        contradict each other, and the two schools must settle which mark is wrong.
        """
        return self.other in AT_SCHOOL


@small_value
class Unmarked(Value):
    """One session with a mark in one register and none in the other; ``school`` is the one without."""

    day: date = item("the day")
    half: str = item("AM or PM")
    school: str = item("the school without a mark")
    other: str = item("the mark of the other school")


def clashes(register: Register, other: Register, span: DateSpan | None = None) -> tuple[Clash, ...]:
    """Sessions for which ``register`` has the pupil attending elsewhere while ``other`` expected them itself.

    >>> home = Register.of_weeks("HILL", {date(2026, 11, 16): "B B D D D D D D N /"})
    >>> unit = Register.of_weeks("UNIT", {date(2026, 11, 16): "/ \\\\ / \\\\ / I / \\\\ D D"})
    >>> [(c.day.day, c.half, c.mark, c.seen_there) for c in clashes(home, unit)]
    [(16, 'AM', 'B', True), (16, 'PM', 'B', True)]
    """
    return tuple(
        Clash(day, half, mark, theirs)
        for day, half, mark, theirs in _sessions(register, other, span)
        if mark in ELSEWHERE and theirs is not None and theirs not in NOT_EXPECTING and theirs not in ELSEWHERE
    )


def both_expecting(register: Register, other: Register, span: DateSpan | None = None) -> tuple[Clash, ...]:
    """Sessions for which both schools expected the pupil, other than those that :func:`clashes` tells of.

    Two codes of attending elsewhere are among them: both may be true of a third place, and still one session would be
    counted twice.
    """
    return tuple(
        Clash(day, half, mark, theirs)
        for day, half, mark, theirs in _sessions(register, other, span)
        if mark is not None
        and theirs is not None
        and not {mark, theirs} & NOT_EXPECTING
        and (mark in ELSEWHERE) == (theirs in ELSEWHERE)
    )


def neither_expecting(register: Register, other: Register, span: DateSpan | None = None) -> tuple[Clash, ...]:
    """Sessions that each school leaves to the other: D in both registers, so that nobody looks for the pupil."""
    return tuple(
        Clash(day, half, mark, theirs)
        for day, half, mark, theirs in _sessions(register, other, span)
        if mark == "D" and theirs == "D"
    )


def unmarked(register: Register, other: Register, span: DateSpan | None = None) -> tuple[Unmarked, ...]:
    """Sessions that one school has marked and the other has not."""
    found = []
    for day, half, mark, theirs in _sessions(register, other, span):
        if mark is None and theirs is not None:
            found.append(Unmarked(day, half, register.school, theirs))
        elif mark is not None and theirs is None:
            found.append(Unmarked(day, half, other.school, mark))
    return tuple(found)


def _sessions(
    register: Register, other: Register, span: DateSpan | None
) -> Iterator[tuple[date, str, str | None, str | None]]:
    """Every session of the days on which either has a mark, inside ``span``, in order."""
    days: set[int] = set()
    for one in (register, other):
        start, marks = one.window(span)
        days.update(start + at // 2 for at, mark in enumerate(marks) if mark)
    for ordinal in sorted(days):
        day = date.fromordinal(ordinal)
        for half, mark, theirs in zip(HALVES, register.on(day), other.on(day), strict=True):
            yield day, half, mark, theirs
