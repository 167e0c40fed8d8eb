"""Registers from the marks of another system: every fault named with its day and session, all together.

:meth:`Register.of_marks` and :meth:`Register.of_weeks` take marks as they are. Here they are held to the school's
calendar and to the pupil's days on its register as well, as marks from elsewhere should be. Nothing is dropped and
nothing put right: either every mark is taken in, or all that is wrong is told.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date

from ap_core.attendance.codes import is_code
from ap_core.attendance.registers import HALVES, Register
from ap_core.dates.calendars import SchoolCalendar
from ap_core.dates.plain import day_fault
from ap_core.dates.spans import DateSpan
from ap_core.errors import Fault, InvalidValue, require

#: Marks for every pupil when the school is shut: they may stand on a day that is no school day.
_WHEN_CLOSED = frozenset(("#", "Y4", "Y"))
_PROSPECTIVE = "Z"
_NO_MARK = "-"
#: One mark of a run of marks: no code begins with a figure, so that a run is read in one way only.
_ONE_MARK = re.compile(r"[A-Za-z][0-9]?|.", re.DOTALL)


def register_from_marks(
    school: str,
    marks: Iterable[tuple[date, str, str]],
    *,
    calendar: SchoolCalendar,
    registered: Iterable[DateSpan] | None = None,
    one_session_days: Collection[date] = (),
) -> Register:
    """A register from single marks ``(day, "AM" or "PM", code)`` in any order, held to ``calendar``.

    ``registered`` are the spans in which the pupil is on the school's register, where that is known: a mark outside
    them is a fault, but for Z before the first. ``one_session_days`` have a morning session only. ``InvalidValue``
    tells every fault by day and session: a mark that is no code, in lower case or blank; one on a day on which the
    school is closed (but # and Y4) or that the calendar does not reach; a second, different mark for a session.

    >>> from ap_core.dates import Term
    >>> hill = SchoolCalendar.of_terms("HILL", terms=[Term("autumn", date(2026, 9, 3), date(2026, 12, 18))])
    >>> register_from_marks("HILL", [(date(2026, 11, 16), "AM", "/")], calendar=hill).weeks()
    {datetime.date(2026, 11, 16): '/ - - - - - - - - -'}
    >>> wrong = [(date(2026, 11, 16), "AM", "i"), (date(2026, 11, 21), "PM", "/")]
    >>> register_from_marks("HILL", wrong, calendar=hill)
    Traceback (most recent call last):
    ap_core.errors.InvalidValue: Register cannot be built: Mon 2026-11-16 AM: is a code in lower case; \
give it as in the list of codes | Sat 2026-11-21 PM: is a mark on a day on which the school is closed; \
put the day or the calendar right
    """
    spans = None if registered is None else tuple(registered)
    faults: list[Fault] = []
    taken: dict[tuple[date, str], str] = {}
    for at, (day, half, code) in enumerate(marks):
        no_day = day_fault(f"marks[{at}].day", day)
        if no_day:
            faults.append(no_day)
            continue
        where = f"{day:%a} {day.isoformat()} {half}" if half in HALVES else f"{day:%a} {day.isoformat()}"
        found = [*_of_half(where, day, half, one_session_days), *_of_code(where, code)]
        found += _of_day(where, day, code, calendar)
        if spans is not None:
            found += _of_roll(where, day, code, spans)
        if not found and taken.setdefault((day, half), code) != code:
            found.append(Fault(where, "has a second, different mark", "give one of them"))
        faults += found
    require("Register", faults)
    return Register.of_marks(school, [(day, half, code) for (day, half), code in taken.items()])


def register_in_order(
    school: str,
    marks: str | Sequence[str],
    *,
    calendar: SchoolCalendar,
    first: date | None = None,
    registered: Iterable[DateSpan] | None = None,
    one_session_days: Collection[date] = (),
) -> Register:
    """A register from marks in the order of the sessions, from ``first`` (the calendar's first day) on.

    ``marks`` is a run of marks as many systems export it, or a list of codes; ``-`` is for no mark. Faults are as for
    :func:`register_from_marks`; marks left over when the calendar ends are one more.

    >>> from ap_core.dates import Term
    >>> hill = SchoolCalendar.of_terms("HILL", terms=[Term("autumn", date(2026, 9, 3), date(2026, 12, 18))])
    >>> register_in_order("HILL", "/\\\\D-C2C2I", calendar=hill, first=date(2026, 11, 19)).weeks()
    {datetime.date(2026, 11, 16): '- - - - - - / \\\\ D -', datetime.date(2026, 11, 23): 'C2 C2 I - - - - - - -'}
    """
    codes = marks_of_run(marks) if isinstance(marks, str) else list(marks)
    begin = calendar.first if first is None else first
    # Refuses what is no day, or outside the calendar, before anything is laid out.
    calendar.is_school_day(begin)
    days = calendar.school_days[calendar.school_days_before(begin) :]
    slots = [(day, half) for day in days for half in HALVES[: 1 if day in one_session_days else 2]]
    laid_out = [(*slot, code) for slot, code in zip(slots, codes, strict=False) if code != _NO_MARK]
    faults: list[Fault] = []
    if len(codes) > len(slots):
        over = f"has {len(codes) - len(slots)} marks after the last session of the calendar"
        faults.append(
            Fault(f"from {begin.isoformat()}", over, "add the term dates that are missing, or leave them out")
        )
    try:
        register = register_from_marks(
            school, laid_out, calendar=calendar, registered=registered, one_session_days=one_session_days
        )
    except InvalidValue as wrong:
        faults = [*wrong.faults, *faults]
    require("Register", faults)
    return register


def marks_of_run(run: str) -> list[str]:
    """The single marks of a run of marks, as many systems export it.

    >>> marks_of_run("/\\\\D-C2C2I")
    ['/', '\\\\', 'D', '-', 'C2', 'C2', 'I']
    """
    return _ONE_MARK.findall(run)


def _of_half(where: str, day: date, half: str, one_session_days: Collection[date]) -> Iterator[Fault]:
    if half not in HALVES:
        yield Fault(where, "is for neither half of the day", "give AM or PM")
    elif half == HALVES[1] and day in one_session_days:
        yield Fault(where, "is an afternoon mark on a day with one session", "give the morning's alone")


def _of_code(where: str, code: object) -> Iterator[Fault]:
    if not isinstance(code, str):
        yield Fault(where, "is not text", "give a code of the list, or leave the session out")
    elif not code.strip():
        yield Fault(where, "is blank", "leave a session without a mark out")
    elif not is_code(code):
        if is_code(code.upper()):
            yield Fault(where, "is a code in lower case", "give it as in the list of codes")
        else:
            yield Fault(where, "is not an attendance code", "give a code of the list, or leave the session out")


def _of_day(where: str, day: date, code: str, calendar: SchoolCalendar) -> Iterator[Fault]:
    if not calendar.first <= day <= calendar.last:
        yield Fault(where, "is outside the school's calendar", "add the term dates that are missing, or leave it out")
    elif code not in _WHEN_CLOSED and not calendar.is_school_day(day):
        yield Fault(where, "is a mark on a day on which the school is closed", "put the day or the calendar right")


def _of_roll(where: str, day: date, code: str, registered: tuple[DateSpan, ...]) -> Iterator[Fault]:
    if any(span.covers(day) for span in registered):
        return
    remedy = "put the mark or the registration right"
    if all(day < span.first for span in registered):
        if code != _PROSPECTIVE:
            yield Fault(where, "is a mark before the pupil was on the register", remedy)
    elif any(span.first > day for span in registered):
        yield Fault(where, "is a mark between two times on the register", remedy)
    else:
        yield Fault(where, "is a mark after the pupil was off the register", remedy)
