"""One pupil's marks at one school: two bytes for each day, one private byte for each code.

A year of a pupil is some seven hundred bytes, so that totals, days attended and comparisons of two registers run at
the speed of ``bytes.translate``. The private bytes never leave the library: a register is written and read as weeks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cached_property

from ap_core.attendance.codes import CODES, EARLIER_CODES_SINCE, PRESENT_CODES_SINCE, AttendanceClass
from ap_core.dates.plain import day_fault, plain_day
from ap_core.dates.spans import DateSpan
from ap_core.errors import Fault, require
from ap_core.values import Value, item, small_value, value

_NO_MARK = "-"
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
#: The two sessions of a day, in order.
HALVES = ("AM", "PM")
_SLOTS = tuple(f"{day} {half}" for day in _DAYS for half in HALVES)
_WEEK = len(_SLOTS)

_CODE_OF: tuple[str | None, ...] = (None, *CODES)
_BYTE_OF = {code: at for at, code in enumerate(_CODE_OF) if code is not None}
#: What stands for a session in a week as text, and the byte of it.
_TEXT_OF = [code or _NO_MARK for code in _CODE_OF]
_READ = {text: at for at, text in enumerate(_TEXT_OF)}
_KNOWN = bytes(range(len(_CODE_OF)))

#: The byte that stands for each class in :meth:`Register.classes`: 0 for no mark, then the classes in their order.
CLASS_BYTE = {kind: at for at, kind in enumerate(AttendanceClass, start=1)}
#: The byte for a mark whose code had no meaning on its day.
NOT_IN_FORCE = len(CLASS_BYTE) + 1


def _table(day: date | None) -> bytes:
    """What each private byte counts as on ``day``; without a day, nothing counts as anything."""
    table = bytearray([NOT_IN_FORCE]) * 256
    table[0] = 0
    for code, editions in CODES.items():
        for edition in editions:
            if day is not None and edition.since <= day and (edition.until is None or day <= edition.until):
                table[_BYTE_OF[code]] = CLASS_BYTE[edition.counts_as]
    return bytes(table)


# The classing changes on two days only; a register is cut there, and each piece is translated as a whole.
_BEFORE, _EARLIER, _PRESENT = _table(None), _table(EARLIER_CODES_SINCE), _table(PRESENT_CODES_SINCE)
_EARLIER_FROM, _PRESENT_FROM = EARLIER_CODES_SINCE.toordinal(), PRESENT_CODES_SINCE.toordinal()


def _present_in(table: bytes) -> bytes:
    """The private bytes that count as present by a table, with that for no mark."""
    return bytes(byte for byte in range(256) if table[byte] in (0, CLASS_BYTE[AttendanceClass.PRESENT]))


_PRESENT_EARLIER, _PRESENT_NOW = _present_in(_EARLIER), _present_in(_PRESENT)


def _pieces(start: int, marks: bytes) -> tuple[bytes, bytes, bytes]:
    """Marks from a day on, cut where the classing changes: before the earlier codes, under them, since the present."""
    earlier, present = max(2 * (_EARLIER_FROM - start), 0), 2 * (_PRESENT_FROM - start)
    return marks[:earlier], marks[earlier:present], marks[present:]


#: The bits of :meth:`Register.days`: at least one session attended, at least one without a mark.
ATTENDED, UNMARKED = 2, 1

_UNMARKED = bytes((UNMARKED,))
_SEEN = bytes(
    ATTENDED
    if byte in (CLASS_BYTE[AttendanceClass.PRESENT], CLASS_BYTE[AttendanceClass.APPROVED_ACTIVITY])
    else (0 if byte else UNMARKED)
    for byte in range(256)
)


@small_value
class CodeUse(Value):
    """How often a register uses a code, and on which days first and last."""

    code: str = item("the code")
    count: int = item("how many sessions carry it")
    first: date = item("the first day")
    last: date = item("the last day")


@value
class Register(Value):
    """A pupil's attendance register at one school: a mark, or none, for each morning and afternoon.

    Equal registers have the same school and the same marks, however they were put together. A mark is kept as recorded,
    even one that was no code on its day: what is wrong with it is for a rule to say.

    >>> register = Register.of_weeks("HILL", {date(2026, 11, 16): "/ \\\\ / \\\\ / I D D - -"})
    >>> register.on(date(2026, 11, 18))
    ('/', 'I')
    """

    school: str = item("the school whose register it is")
    first: date = item("the Monday the marks begin with")
    marks: bytes = item("two bytes a day from that Monday, whole weeks, in private codes", shown=False)

    @classmethod
    def of_weeks(cls, school: str, weeks: Mapping[date, str]) -> Register:
        """From weeks by their Monday: ten codes, Monday morning to Friday afternoon, with ``-`` for no mark.

        Where a school met at the weekend, fourteen. Raises :class:`~ap_core.errors.InvalidValue` with every fault.

        >>> Register.of_weeks("HILL", {date(2026, 11, 17): "/ /"})
        Traceback (most recent call last):
        ap_core.errors.InvalidValue: Register cannot be built: weeks[0]: does not begin on a Monday; \
give the Monday of the week | weeks[0]: has 2 codes; give ten (Monday to Friday) or fourteen, with - for no mark
        """
        faults: list[Fault] = []
        found: dict[int, bytes] = {}
        for at, (monday, text) in enumerate(weeks.items()):
            path = f"weeks[{at}]"
            no_day = day_fault(path, monday)
            if no_day:
                faults.append(no_day)
                continue
            if monday.weekday():
                faults.append(Fault(path, "does not begin on a Monday", "give the Monday of the week"))
            codes = text.split() if isinstance(text, str) else []
            if len(codes) not in (10, _WEEK):
                remedy = "give ten (Monday to Friday) or fourteen, with - for no mark"
                faults.append(Fault(path, f"has {len(codes)} codes", remedy))
            strange = [slot for slot, code in zip(_SLOTS, codes, strict=False) if code not in _READ]
            if strange:
                remedy = "give a code, or - for no mark"
                faults += [Fault(f"{path}[{slot}]", "is not an attendance code", remedy) for slot in strange]
            else:
                found[monday.toordinal()] = bytes([_READ[code] for code in codes]).ljust(_WEEK, b"\0")
        require("Register", faults)
        return cls._of_bytes(school, found)

    @classmethod
    def of_marks(cls, school: str, marks: Iterable[tuple[date, str, str]]) -> Register:
        """From single marks ``(day, "AM" or "PM", code)`` in any order.

        The same mark twice is one mark; two different marks for one session are a fault. Raises
        :class:`~ap_core.errors.InvalidValue` with every fault.

        >>> Register.of_marks("HILL", [(date(2026, 11, 17), "PM", "I")]).weeks()
        {datetime.date(2026, 11, 16): '- - - I - - - - - -'}
        """
        faults: list[Fault] = []
        weeks: dict[int, bytearray] = {}
        for at, (day, half, code) in enumerate(marks):
            no_day = day_fault(f"marks[{at}].day", day)
            wrong = [no_day] if no_day else []
            if half not in HALVES:
                wrong.append(Fault(f"marks[{at}].half", "is neither half of the day", "give AM or PM"))
            if not isinstance(code, str) or code not in _BYTE_OF:
                wrong.append(Fault(f"marks[{at}].code", "is not an attendance code", "give a code, or leave it out"))
            faults += wrong
            if wrong:
                continue
            week = weeks.setdefault(day.toordinal() - day.weekday(), bytearray(_WEEK))
            slot = 2 * day.weekday() + HALVES.index(half)
            if week[slot] not in (0, _BYTE_OF[code]):
                faults.append(Fault(f"marks[{at}]", "is a second, different mark for its session", "give one of them"))
            week[slot] = _BYTE_OF[code]
        require("Register", faults)
        return cls._of_bytes(school, weeks)

    @classmethod
    def _of_bytes(cls, school: str, weeks: Mapping[int, bytes | bytearray]) -> Register:
        marked = sorted(monday for monday, week in weeks.items() if any(week))
        if not marked:
            return cls(school=school, first=date.min, marks=b"")
        marks = bytearray(marked[-1] - marked[0] + 7) * 2
        for monday in marked:
            start = 2 * (monday - marked[0])
            marks[start : start + _WEEK] = weeks[monday]
        return cls(school=school, first=date.fromordinal(marked[0]), marks=bytes(marks))

    def _faults(self) -> Iterator[Fault]:
        remedy = "use Register.of_weeks or Register.of_marks"
        if not self.school.strip():
            yield Fault("school", "is empty", "give the school's reference")
        if self.first.weekday():
            yield Fault("first", "is not a Monday", remedy)
        if len(self.marks) % _WEEK or self.marks.translate(None, _KNOWN):
            yield Fault("marks", "are not whole weeks of known codes", remedy)
        elif not self.marks and self.first != date.min:
            yield Fault("first", "is a day although there are no marks", remedy)
        elif self.marks and not (any(self.marks[:_WEEK]) and any(self.marks[-_WEEK:])):
            # One way to write a register, so that equal registers are equal values.
            yield Fault("marks", "begin or end with an empty week", remedy)

    # ------------------------------------------------------------------------------------------- reading

    def on(self, day: date) -> tuple[str | None, str | None]:
        """The morning and the afternoon mark of ``day``; ``None`` where there is none."""
        at = 2 * (plain_day(day, "Register.on").toordinal() - self.first.toordinal())
        if not 0 <= at < len(self.marks):
            return None, None
        return _CODE_OF[self.marks[at]], _CODE_OF[self.marks[at + 1]]

    @property
    def span(self) -> DateSpan | None:
        """From the first day with a mark to the last; ``None`` for a register without marks."""
        if not self.marks:
            return None
        before = (len(self.marks) - len(self.marks.lstrip(b"\0"))) // 2
        after = (len(self.marks) - len(self.marks.rstrip(b"\0"))) // 2
        return DateSpan(self.first + timedelta(before), self.first + timedelta(len(self.marks) // 2 - 1 - after))

    def between(self, first: date, last: date) -> Register:
        """The same register with the marks of ``first`` to ``last`` only, both included.

        >>> Register.of_marks("HILL", [(date(2026, 11, 17), "PM", "I")]).between(date(2026, 11, 18), date.max).span
        """
        start, marks = self.window(DateSpan(first, last))
        whole = bytes(2 * ((start - 1) % 7)) + marks
        whole += bytes(-len(whole) % _WEEK)
        monday = start - (start - 1) % 7
        weeks = {monday + at // 2: whole[at : at + _WEEK] for at in range(0, len(whole), _WEEK)}
        return Register._of_bytes(self.school, weeks)

    def merged(self, *others: Register) -> Register:
        """This register with the marks of other parts of it: of another half term, or from another system.

        Order and repetition do not matter. :class:`~ap_core.errors.InvalidValue` names every session for which two of
        them have different marks, and a register of another school.

        >>> november = Register.of_marks("HILL", [(date(2026, 11, 16), "AM", "/")])
        >>> november.merged(Register.of_marks("HILL", [(date(2026, 11, 16), "PM", "I")])).weeks()
        {datetime.date(2026, 11, 16): '/ I - - - - - - - -'}
        """
        faults = []
        weeks: dict[int, bytearray] = {}
        for at, each in enumerate((self, *others)):
            if each.school != self.school:
                faults.append(Fault(f"others[{at - 1}].school", "is another school", "merge registers of one school"))
            monday = each.first.toordinal()
            for place, mark in enumerate(each.marks):
                if not mark:
                    continue
                week = weeks.setdefault(monday + place // _WEEK * 7, bytearray(_WEEK))
                slot = place % _WEEK
                if week[slot] not in (0, mark):
                    day = date.fromordinal(monday + place // 2)
                    where = f"{day:%a} {day.isoformat()} {HALVES[slot % 2]}"
                    faults.append(Fault(where, "has two different marks", "settle which of them is right"))
                week[slot] = mark
        require("Register", faults)
        return Register._of_bytes(self.school, weeks)

    def weeks(self) -> dict[date, str]:
        """The weeks that have a mark, by their Monday and in order: what :meth:`of_weeks` takes."""
        found = {}
        for at in range(0, len(self.marks), _WEEK):
            week = self.marks[at : at + _WEEK]
            if any(week):
                whole = week if any(week[10:]) else week[:10]
                found[self.first + timedelta(at // 2)] = " ".join(map(_TEXT_OF.__getitem__, whole))
        return found

    def has(self, code: str) -> bool:
        """Whether ``code`` stands anywhere in the register."""
        return _BYTE_OF[code] in self.marks

    def uses(self) -> tuple[CodeUse, ...]:
        """For each code in the register, in the order of the code table: how often, and the first and last day.

        >>> Register.of_weeks("HILL", {date(2026, 11, 16): "/ I - - / I - - - -"}).uses()[1]
        CodeUse(code='I', count=2, first=datetime.date(2026, 11, 16), last=datetime.date(2026, 11, 18))
        """
        start, marks = self.first, self.marks
        return tuple(
            CodeUse(
                str(_CODE_OF[byte]),
                marks.count(byte),
                start + timedelta(marks.find(byte) // 2),
                start + timedelta(marks.rfind(byte) // 2),
            )
            for byte in sorted(set(marks) - {0})
        )

    # ------------------------------------------------------------------------------------------- counting

    def window(self, span: DateSpan | None = None) -> tuple[int, bytes]:
        """The marks inside ``span`` as private bytes, and the ordinal of the day that they begin with."""
        start = self.first.toordinal()
        if span is None:
            return start, self.marks
        skipped = min(max(span.first.toordinal() - start, 0), len(self.marks) // 2)
        end = len(self.marks) if span.last is None else max(2 * (span.last.toordinal() + 1 - start), 2 * skipped)
        return start + skipped, self.marks[2 * skipped : end]

    def classes(self, span: DateSpan | None = None) -> tuple[int, bytes]:
        """The same with what each mark counted as on its day (``CLASS_BYTE``, ``NOT_IN_FORCE``, 0 for no mark)."""
        start, marks = self.window(span)
        if start >= _PRESENT_FROM:
            return start, marks.translate(_PRESENT)
        before, earlier, present = _pieces(start, marks)
        return start, before.translate(_BEFORE) + earlier.translate(_EARLIER) + present.translate(_PRESENT)

    def present_and_rest(self, span: DateSpan | None = None) -> tuple[int, bytes]:
        """How many sessions were present, and the class bytes of all other marks, in no place.

        Most sessions are present: what is left without them is short, and cheap to count.
        """
        start, marks = self.window(span)
        if start >= _PRESENT_FROM:
            rest = marks.translate(_PRESENT, _PRESENT_NOW)
        else:
            before, earlier, present = _pieces(start, marks)
            rest = before.translate(_BEFORE, b"\0") + earlier.translate(_EARLIER, _PRESENT_EARLIER)
            rest += present.translate(_PRESENT, _PRESENT_NOW)
        return len(marks) - marks.count(0) - len(rest), rest

    def attended_days(self, span: DateSpan | None = None) -> tuple[date, ...]:
        """The days attended: at least one session present or at an approved activity, in order.

        >>> Register.of_weeks("HILL", {date(2026, 11, 16): "/ I D D B B I I - -"}).attended_days()
        (datetime.date(2026, 11, 16), datetime.date(2026, 11, 18))
        """
        start, last = self.first.toordinal(), date.max if span is None else span.last or date.max
        skipped = 0 if span is None else max(span.first.toordinal() - start, 0)
        days = self._days[skipped : max(last.toordinal() + 1 - start, 0)]
        return tuple(date.fromordinal(day) for day, seen in enumerate(days, start + skipped) if seen & ATTENDED)

    def days(self, first: date, last: date) -> bytes:
        """One byte for each day from ``first`` to ``last``: the bits ``ATTENDED`` and ``UNMARKED`` where they hold.

        >>> Register.of_weeks("HILL", {date(2026, 11, 16): "/ - - I I I - - - -"}).days(
        ...     date(2026, 11, 16), date(2026, 11, 19)
        ... )
        b'\\x03\\x01\\x00\\x01'
        """
        start = self.first.toordinal()
        begin, end = first.toordinal() - start, last.toordinal() + 1 - start
        days = self._days
        if 0 <= begin <= end <= len(days):
            return days[begin:end]
        days = days[max(begin, 0) : max(end, 0)]
        if begin < 0:
            days = days.rjust(len(days) + min(end, 0) - begin, _UNMARKED)
        return days.ljust(max(end - begin, 0), _UNMARKED)

    @cached_property
    def _days(self) -> bytes:
        # Kept: every limit in days attended, and every week with a mentor, asks for some of it.
        _, classes = self.classes()
        sessions = classes.translate(_SEEN)
        mornings, afternoons = int.from_bytes(sessions[::2], "big"), int.from_bytes(sessions[1::2], "big")
        return (mornings | afternoons).to_bytes(len(sessions) // 2, "big")
