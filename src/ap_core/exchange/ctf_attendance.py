"""The attendance marks of a transfer file as registers, where it is said how they are laid out and the totals agree."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from ap_core.attendance.incoming import marks_of_run, register_in_order
from ap_core.attendance.rates import Totals, totals
from ap_core.attendance.registers import HALVES, Register
from ap_core.errors import InvalidValue, OutsideCalendar
from ap_core.exchange.ctf_reading import MarksLayout, Parts, Reading
from ap_core.law.unknown import UNKNOWN, Unknown

_PLACE = "Attendance.YearData.AttendanceMarks"
_YEAR = (
    "Year LEA Estab SchoolName SessionsPossible SessionsAuthorised SessionsAttended SessionsUnauthorised "
    "AttendanceStartDate AttendanceMarks"
)
#: The totals of the file, and what they are of a register.
_TOTALS: Mapping[str, Callable[[Totals], int]] = {
    "SessionsPossible": lambda got: got.possible,
    "SessionsAttended": lambda got: got.attended,
    "SessionsAuthorised": lambda got: got.authorised,
    "SessionsUnauthorised": lambda got: got.unauthorised,
}
_SATURDAY = 5


def read_registers(parts: Parts, source: str, reading: Reading) -> tuple[Register, ...] | Unknown:
    """One register a school, of all its years; not known where no marks could be taken."""
    weeks: dict[str, dict[date, str]] = {}
    within = parts.inside("Attendance", "YearData")
    for year in within.each("YearData", _YEAR) if within is not None else ():
        school = year.school() or source
        register = _register(year, school, reading)
        if register is None:
            continue
        told = weeks.setdefault(school, {})
        if told.keys() & register.weeks().keys():
            year.faults.add(year.path, "has a week of another year too", "give each week once")
        told |= register.weeks()
    return tuple(Register.of_weeks(school, told) for school, told in weeks.items()) or UNKNOWN


def _register(year: Parts, school: str, reading: Reading) -> Register | None:
    run, first = year.text("AttendanceMarks"), year.day("AttendanceStartDate")
    given = {name: year.read(name, _count, "is no count", "give a whole number") for name in _TOTALS}
    if not run:
        reading.note("Attendance.YearData", "has totals without marks, which no record here has")
        return None
    if first is None:
        reading.note(_PLACE, "has no first day")
        return None
    if reading.layout is None:
        reading.note(_PLACE, "is not taken until it is said how marks are laid out")
        return None
    calendar = reading.calendars.get(school) if reading.calendars is not None else None
    try:
        if reading.layout is MarksLayout.WEEKDAYS:
            register = _weekdays(school, run, first)
        elif calendar is None:
            reading.note(_PLACE, "is not taken without the calendar of its school")
            return None
        else:
            register = register_in_order(school, run, calendar=calendar, first=first)
    except OutsideCalendar:
        reading.note(_PLACE, "begins outside the calendar of its school")
        return None
    except InvalidValue as wrong:
        year.faults.take(wrong.faults, year.at("AttendanceMarks"))
        return None
    if not _agree(totals(register), given):
        reading.note(_PLACE, "does not add up to the totals beside it, laid out so")
        return None
    return register


def _weekdays(school: str, run: str, first: date) -> Register:
    codes = marks_of_run(run)
    days = (first + timedelta(days=after) for after in range(len(codes) * 2 + 7))
    slots = ((day, half) for day in days if day.weekday() < _SATURDAY for half in HALVES)
    return Register.of_marks(
        school, [(day, half, code) for (day, half), code in zip(slots, codes, strict=False) if code != "-"]
    )


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 5):
        raise ValueError
    return int(text)


def _agree(got: Totals, given: dict[str, int | None]) -> bool:
    return all(told is None or _TOTALS[name](got) == told for name, told in given.items())
