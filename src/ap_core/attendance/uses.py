"""How a register uses its codes, cut by what may make a use right or wrong: the time, and another school's register.

Everything here works on whole runs of marks, never on single sessions: a year at two schools is a few hundred bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ap_core.attendance.codes import CODES
from ap_core.attendance.reconcile import AT_SCHOOL, ELSEWHERE, NOT_EXPECTING
from ap_core.attendance.registers import _BYTE_OF, Register

_EVERY_BYTE = bytes(range(256))
_NOTHING = b"\0"


def mask_of(codes: Iterable[str]) -> bytes:
    """A table for ``bytes.translate``: all bits set for a mark that is one of ``codes``, none for any other."""
    wanted = {_BYTE_OF[code] for code in codes}
    return bytes(0xFF if byte in wanted else 0 for byte in _EVERY_BYTE)


#: The pupil is in this school.
PRESENT = mask_of(AT_SCHOOL)
#: The school expected the pupil itself: any mark but those that say that it did not, and those of another place.
EXPECTED = mask_of(CODES.keys() - NOT_EXPECTING - ELSEWHERE)
#: The school has no mark for the pupil.
NOT_MARKED = b"\xff" + bytes(255)


class Marks:
    """A run of marks from one day on, two bytes a day."""

    __slots__ = ("marks", "start")

    def __init__(self, start: int, marks: bytes) -> None:
        self.start, self.marks = start, marks

    @classmethod
    def until(cls, register: Register, last: date) -> Marks:
        """The marks of a register up to ``last``."""
        start, marks = register.first.toordinal(), register.marks
        end = 2 * (last.toordinal() + 1 - start)
        return cls(start, marks if end >= len(marks) else marks[: max(end, 0)])

    @property
    def end(self) -> int:
        """The day after the last, as an ordinal."""
        return self.start + len(self.marks) // 2

    def between(self, first: int, end: int) -> Marks:
        """The marks from day ``first`` to the day before ``end`` (both as ordinals), as far as there are any."""
        if first <= self.start and self.end <= end:
            return self
        first = max(first, self.start)
        return Marks(first, self.marks[2 * (first - self.start) : max(2 * (end - self.start), 0)])

    def use(self, code: str) -> tuple[int, int, int]:
        """How often ``code`` is used here, which it is, and the first and the last day with it as ordinals."""
        marks, start, byte = self.marks, self.start, _BYTE_OF[code]
        return marks.count(byte), start + marks.find(byte) // 2, start + marks.rfind(byte) // 2

    def reach(self, codes: tuple[str, ...]) -> tuple[int, int]:
        """The first and the last day with one of ``codes``, all of which are used here, as ordinals."""
        marks = self.marks
        begin, last = len(marks), 0
        for code in codes:
            byte = _BYTE_OF[code]
            begin, last = min(begin, marks.find(byte)), max(last, marks.rfind(byte))
        return self.start + begin // 2, self.start + last // 2

    def used(self, codes: Iterable[str]) -> tuple[str, ...]:
        """Those of ``codes`` that are used here."""
        marks = self.marks
        return tuple([code for code in codes if _BYTE_OF[code] in marks]) if marks else ()

    def uses(self, code: str) -> bool:
        """Whether ``code`` is used here."""
        return _BYTE_OF[code] in self.marks

    def has_any(self, mask: bytes) -> bool:
        """Whether any mark of ``mask`` is used here."""
        return 0xFF in self.marks.translate(mask)

    def where(self, register: Register, mask: bytes) -> int:
        """The sessions for which ``register`` has a mark of ``mask``, for :meth:`only`."""
        theirs, missing = register.marks, self.start - register.first.toordinal()
        aligned = theirs[2 * missing :] if missing >= 0 else bytes(-2 * missing) + theirs
        length = len(self.marks)
        return int.from_bytes(aligned[:length].ljust(length, _NOTHING).translate(mask), "big")

    def of_days(self, days: Iterable[date]) -> int:
        """All sessions of ``days``, which lie within, for :meth:`only`."""
        sessions = bytearray(len(self.marks))
        for day in days:
            at = 2 * (day.toordinal() - self.start)
            sessions[at : at + 2] = b"\xff\xff"
        return int.from_bytes(sessions, "big")

    def within(self, first: int, end: int) -> int:
        """All sessions from day ``first`` to the day before ``end`` (both as ordinals), for :meth:`only`."""
        begin, stop = max(first - self.start, 0), min(end, self.end) - self.start
        return int.from_bytes(
            (bytes(2 * begin) + b"\xff" * (2 * (stop - begin))).ljust(len(self.marks), _NOTHING), "big"
        )

    def days_of(self, sessions: int) -> list[date]:
        """The days of ``sessions``, in order."""
        found = sessions.to_bytes(len(self.marks), "big")
        return [date.fromordinal(self.start + at // 2) for at in range(0, len(found), 2) if any(found[at : at + 2])]

    def reach_of(self, sessions: int) -> tuple[date, date]:
        """The first and the last day of ``sessions``, of which there is at least one."""
        found = sessions.to_bytes(len(self.marks), "big")
        first, last = found.find(0xFF) // 2, found.rfind(0xFF) // 2
        return date.fromordinal(self.start + first), date.fromordinal(self.start + last)

    def only(self, sessions: int) -> Marks:
        """These marks with every one left out that is not of ``sessions``."""
        length = len(self.marks)
        return Marks(self.start, (int.from_bytes(self.marks, "big") & sessions).to_bytes(length, "big"))

    def but(self, sessions: int) -> Marks:
        """These marks with those of ``sessions`` left out."""
        length = len(self.marks)
        return Marks(self.start, (int.from_bytes(self.marks, "big") & ~sessions).to_bytes(length, "big"))

    def days_with(self, code: str) -> dict[date, int]:
        """The days with ``code``, in order, and how many of the day's sessions carry it."""
        marks, byte, found = self.marks, _BYTE_OF[code], dict[date, int]()
        at = marks.find(byte)
        while at >= 0:
            day = date.fromordinal(self.start + at // 2)
            found[day] = found.get(day, 0) + 1
            at = marks.find(byte, at + 1)
        return found
