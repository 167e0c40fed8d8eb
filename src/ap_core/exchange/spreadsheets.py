"""Placements, suspensions and marks from a spreadsheet saved as CSV: all of it, or every fault by row and column.

The first row names the columns; their order and their capitals do not matter, and a column that is not of the table is
a fault. Cells are parted by commas, semicolons or tabs. An empty cell, like a column that is left out, is *not known*
where a record can say so, and the field's default elsewhere; the word ``none`` is *known that there is none*. A day is
``yyyy-mm-dd``; another form is read only where the caller names it, since 03/04/2026 is two days. A choice is its name
in the library (``direction``) or its words. Faults name the row as a spreadsheet counts it, the names of the columns
being row 1, and repeat nothing from the file.

The library reads no file: give the text, or the bytes as they are in the file.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from enum import Enum
from typing import Any, TypeVar

import attrs

from ap_core.attendance.incoming import register_from_marks
from ap_core.attendance.registers import HALVES, Register
from ap_core.dates.calendars import Calendars, SchoolCalendar
from ap_core.dates.half_days import HalfDays
from ap_core.errors import Fault, InvalidDocument, InvalidValue
from ap_core.exchange.faults import Faults
from ap_core.exclusion.codes import ExclusionReason
from ap_core.exclusion.records import Suspension
from ap_core.law.unknown import UNKNOWN
from ap_core.placement.records import Attendance, Basis, Commissioner, Duration, Placement
from ap_core.registration.records import SchoolKind
from ap_core.values import expect, opaque_reference_faults

T = TypeVar("T")
E = TypeVar("E", bound=Enum)

#: The largest table that is read unless the caller allows more, in bytes (of text: in letters).
MOST_BYTES = 32 * 1024 * 1024
#: A day, AM or PM, and a code.
_Mark = tuple[date, str, str]
_WHOLE = "the table"
_NONE = "none"


class DateForm(Enum):
    """How the days of a table are written; ``yyyy-mm-dd`` is read whichever is named."""

    ISO = "yyyy-mm-dd"
    DAY_FIRST = "dd/mm/yyyy"
    MONTH_FIRST = "mm/dd/yyyy"


class _Wrong(Exception):
    """What is wrong with the words of one cell: the problem and the remedy."""


#: Makes of the words of a cell what the record holds.
Cell = Callable[[str, DateForm], Any]


@attrs.frozen
class Column:
    """A column of a table: what its cells are, whether each row needs it, and whether ``none`` may stand in it."""

    cell: Cell
    needed: bool = False
    may_be_none: bool = False
    #: Whether an empty cell is not known; else the record's default holds.
    unknown: bool = True


def _words(text: str, _: DateForm) -> str:
    return text


def _reference(text: str, _: DateForm) -> str:
    for fault in opaque_reference_faults("", text):
        raise _Wrong(fault.problem, fault.remedy)
    return text


_DAY = re.compile(r"(\d\d?)[/.-](\d\d?)[/.-](\d{4})", re.ASCII)
_ISO = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def _day(text: str, form: DateForm) -> date:
    try:
        if _ISO.fullmatch(text):
            return date.fromisoformat(text)
        if found := _DAY.fullmatch(text):
            if form is DateForm.ISO:
                raise _Wrong("may be two days", "write it as yyyy-mm-dd, or name the form of the dates")
            one, two, year = map(int, found.groups())
            return date(year, two, one) if form is DateForm.DAY_FIRST else date(year, one, two)
    except ValueError:
        pass
    raise _Wrong("is no day", f"write it as {form.value}")


def _count(text: str, _: DateForm) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 5):
        raise _Wrong("is no whole number", "give a number such as 10")
    return int(text)


def _half_days(text: str, form: DateForm) -> HalfDays:
    return HalfDays(_count(text, form))


def _choice(options: type[Enum]) -> Cell:
    found = {key: each for each in options for key in (_key(each.name), _key(str(each.value)))}

    def cell(text: str, _: DateForm) -> Enum:
        if _key(text) not in found:
            raise _Wrong("is none of the choices", f"give one of {', '.join(each.name.lower() for each in options)}")
        return found[_key(text)]

    return cell


def _reasons(text: str, _: DateForm) -> tuple[ExclusionReason, ...]:
    codes = text.upper().replace(",", " ").replace(";", " ").split()
    if any(code not in ExclusionReason.__members__ for code in codes):
        raise _Wrong("is no reason of the census", "give the codes, the main one first, with a blank between")
    return tuple(ExclusionReason[code] for code in codes)


def _half(text: str, _: DateForm) -> str:
    if text.upper() not in HALVES:
        raise _Wrong("is neither half of the day", "give AM or PM")
    return text.upper()


def _key(text: str) -> str:
    return re.sub(r"[\s_-]+", "_", text.strip().lower())


_PUPIL = Column(_reference, needed=True)
#: The columns of each table.
PLACEMENT_COLUMNS: Mapping[str, Column] = {
    "pupil": _PUPIL,
    "ref": Column(_reference, needed=True),
    "centre": Column(_words, needed=True),
    "home_school": Column(_words, may_be_none=True),
    "basis": Column(_choice(Basis)),
    "directed_by": Column(_choice(SchoolKind), may_be_none=True),
    "decided_on": Column(_day, may_be_none=True),
    "duration": Column(_choice(Duration)),
    "first_day": Column(_day),
    "planned_end": Column(_day, may_be_none=True),
    "ended_on": Column(_day, may_be_none=True),
    "returns_to": Column(_words, may_be_none=True),
    "commissioned_by": Column(_choice(Commissioner), unknown=False),
    "attendance": Column(_choice(Attendance), unknown=False),
    "sessions_a_week": Column(_count),
    "centre_kind": Column(_choice(SchoolKind), unknown=False),
}
SUSPENSION_COLUMNS: Mapping[str, Column] = {
    "pupil": _PUPIL,
    "ref": Column(_reference, needed=True),
    "school": Column(_words, needed=True),
    "first_day": Column(_day),
    "last_day": Column(_day),
    "half_days": Column(_half_days),
    "reasons": Column(_reasons),
    "notice_on": Column(_day, may_be_none=True),
    "school_kind": Column(_choice(SchoolKind)),
    "education_from": Column(_day, may_be_none=True),
    "work_set_on": Column(_day, may_be_none=True),
    "follows": Column(_reference, unknown=False),
}
MARK_COLUMNS: Mapping[str, Column] = {
    "pupil": _PUPIL,
    "school": Column(_words, needed=True),
    "day": Column(_day, needed=True),
    "session": Column(_half, needed=True),
    "code": Column(_words, needed=True),
}
#: What a record calls a column that has a name of its own.
_FIELDS = {"half_days": "length"}


def read_placements(
    text: str | bytes, *, dates: DateForm = DateForm.ISO, most_bytes: int = MOST_BYTES
) -> dict[str, tuple[Placement, ...]]:
    """The placements of a table by the pupil's reference, in the order of the rows.

    A table larger than ``most_bytes`` is refused before anything of it is read.

    >>> read_placements("Pupil;Ref;Centre;Basis;First day\\r\\nP01;A;HILL;direction;14/09/2026\\r\\n",
    ...                 dates=DateForm.DAY_FIRST)["P01"][0].first_day
    datetime.date(2026, 9, 14)
    >>> read_placements("pupil,ref,centre,first_day\\nP01,A,,14/09/2026\\n")
    Traceback (most recent call last):
    ap_core.errors.InvalidDocument: the table of placements has 2 faults; nothing was loaded:
      row 2, column centre: is empty; fill it in
      row 2, column first_day: may be two days; write it as yyyy-mm-dd, or name the form of the dates
    """
    return _records(_plain(text, "placements", most_bytes), "placements", PLACEMENT_COLUMNS, dates, Placement)


def read_suspensions(
    text: str | bytes, *, dates: DateForm = DateForm.ISO, most_bytes: int = MOST_BYTES
) -> dict[str, tuple[Suspension, ...]]:
    """The suspensions of a table by the pupil's reference, in the order of the rows.

    >>> table = "pupil,ref,school,first_day,half_days,reasons\\nP01,S1,BROOK,2026-09-14,3,PP DB\\n"
    >>> [reason.name for reason in read_suspensions(table)["P01"][0].reasons]
    ['PP', 'DB']
    """
    return _records(_plain(text, "suspensions", most_bytes), "suspensions", SUSPENSION_COLUMNS, dates, Suspension)


def read_marks(
    text: str | bytes, *, calendars: Calendars, dates: DateForm = DateForm.ISO, most_bytes: int = MOST_BYTES
) -> dict[str, tuple[Register, ...]]:
    """The registers of a table with one mark a row by the pupil's reference, one a school, held to its calendar.

    >>> from ap_core.dates import SchoolCalendar, Term
    >>> hill = SchoolCalendar.of_terms("HILL", terms=[Term("autumn", date(2026, 9, 3), date(2026, 12, 18))])
    >>> table = "pupil,school,day,session,code\\nP01,HILL,2026-11-16,AM,/\\nP01,HILL,2026-11-16,PM,I\\n"
    >>> read_marks(table, calendars=Calendars({"HILL": hill}))["P01"][0].weeks()
    {datetime.date(2026, 11, 16): '/ I - - - - - - - -'}
    """
    expect("read_marks", "calendars", calendars, Calendars, "give Calendars({school: its SchoolCalendar})")
    faults = Faults()
    given: dict[tuple[str, str], list[tuple[int, _Mark]]] = {}
    for number, row in _rows(_plain(text, "marks", most_bytes), "marks", MARK_COLUMNS, dates, faults):
        pupil, school, day, half, code = (row[name] for name in MARK_COLUMNS)
        given.setdefault((pupil, school), []).append((number, (day, half, code)))
    found: dict[str, tuple[Register, ...]] = {}
    for (pupil, school), rows in given.items():
        calendar = calendars.get(school)
        if calendar is None:
            faults.add(_at(rows[0][0], "school"), "is a school without a calendar", "give its calendar")
            continue
        try:
            register = register_from_marks(school, [mark for _, mark in rows], calendar=calendar)
        except InvalidValue as wrong:
            sessions = {fault.path for fault in wrong.faults}
            for number, fault in _faults_by_row(school, rows, calendar, sessions):
                faults.add(_at(number, "code"), fault.problem, fault.remedy)
            continue
        found[pupil] = (*found.get(pupil, ()), register)
    _require(faults, "marks")
    return found


def _faults_by_row(
    school: str, rows: Iterable[tuple[int, _Mark]], calendar: SchoolCalendar, sessions: Collection[str]
) -> Iterator[tuple[int, Fault]]:
    """What is wrong with each row of the sessions in which anything is, beside the first sound one of its session."""
    sound: dict[tuple[date, str], _Mark] = {}
    for number, mark in rows:
        day, half, _ = mark
        if f"{day:%a} {day.isoformat()} {half}" in sessions:
            first = sound.get((day, half))
            try:
                register_from_marks(school, [mark] if first is None else [first, mark], calendar=calendar)
            except InvalidValue as wrong:
                yield from ((number, fault) for fault in wrong.faults)
            else:
                sound[day, half] = mark


def _records(
    text: str, what: str, columns: Mapping[str, Column], form: DateForm, record: type[T]
) -> dict[str, tuple[T, ...]]:
    faults = Faults()
    found: dict[str, list[T]] = {}
    refs: set[tuple[str, str]] = set()
    for number, row in _rows(text, what, columns, form, faults):
        pupil = row.pop("pupil")
        if (pupil, row["ref"]) in refs:
            faults.add(_at(number, "ref"), "is used twice for this pupil", "give each row its own")
        refs.add((pupil, row["ref"]))
        try:
            found.setdefault(pupil, []).append(record(**{_FIELDS.get(name, name): each for name, each in row.items()}))
        except InvalidValue as wrong:
            named = {field: name for name, field in _FIELDS.items()}
            for fault in wrong.faults:
                name = fault.path.partition("[")[0].partition(".")[0]
                faults.add(_at(number, named.get(name, name)), fault.problem, fault.remedy)
    _require(faults, what)
    return {pupil: tuple(each) for pupil, each in found.items()}


def _rows(
    text: str, what: str, columns: Mapping[str, Column], form: DateForm, faults: Faults
) -> Iterator[tuple[int, dict[str, Any]]]:
    """Every row without a fault of its own, with its number; the faults of the others are gathered."""
    expect(f"the table of {what}", "dates", form, DateForm, "give one of DateForm")
    table = _table(text, what, columns)
    head = next(table, (1, []))[1]
    names = _names(head, columns, faults)
    needed = {name for name, column in columns.items() if column.needed}
    for number, cells in table:
        if not any(cells):
            continue
        if len(cells) != len(head):
            faults.add(
                f"row {number}", f"has {len(cells)} cells where the table has {len(head)} columns", "put it right"
            )
            continue
        row, before = {}, faults.count
        for at, cell in enumerate(cells):
            name = names.get(at)
            if name is not None:
                row.update(_cell(number, name, cell, columns[name], form, faults))
            elif cell and not head[at]:
                faults.add(_at(number, f"{at + 1}"), "has no name in the first row", "name the column, or empty it")
        if faults.count == before and needed <= row.keys():
            yield number, row
        if faults.too_many:
            return


def _cell(number: int, name: str, cell: str, column: Column, form: DateForm, faults: Faults) -> dict[str, Any]:
    """The value of a cell under its column, or nothing where the record's default holds or there is a fault."""
    if not cell and not column.needed:
        return {name: UNKNOWN} if column.unknown else {}
    if cell.lower() == _NONE and column.may_be_none:
        return {name: None}
    try:
        if not cell:
            raise _Wrong("is empty", "fill it in")
        return {name: column.cell(cell, form)}
    except _Wrong as wrong:
        faults.add(_at(number, name), *wrong.args)
        return {}


def _names(head: list[str], columns: Mapping[str, Column], faults: Faults) -> dict[int, str]:
    """The column of each place; one that is not of the table, stands twice, or is needed and missing, is a fault."""
    names: dict[int, str] = {}
    for at, title in enumerate(head):
        name = _key(title)
        if not name:
            continue
        if name not in columns:
            faults.add(f"row 1, column {at + 1}", "is no column of the table", f"give any of {', '.join(columns)}")
        elif name in names.values():
            faults.add(f"row 1, column {name}", "stands twice", "give each column once")
        else:
            names[at] = name
    for name, column in columns.items():
        if column.needed and name not in names.values():
            faults.add(f"row 1, column {name}", "is missing", "add the column, and fill it in")
    return names


def _table(text: str, what: str, columns: Mapping[str, Column]) -> Iterator[tuple[int, list[str]]]:
    """Each row with its number, its cells without the blanks around them."""
    delimiter = _delimiter(text, columns)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        try:
            row = next(rows, None)
        except csv.Error:
            problem = Fault(f"row {number}", "is no row of cells", "look at its quotation marks, and save it again")
            raise InvalidDocument(f"the table of {what}", [problem]) from None
        if row is None:
            return
        yield number, [cell.strip() for cell in row]


def _plain(text: str | bytes, what: str, most_bytes: int) -> str:
    """The text without its byte-order mark; too large a one is not even decoded."""
    expect(f"the table of {what}", _WHOLE, text, (str, bytes), "give its text, or the bytes of its file")
    problem = None
    if len(text) > most_bytes:
        problem = Fault(_WHOLE, f"is larger than {most_bytes} bytes", "give fewer rows at a time, or allow more")
    elif isinstance(text, bytes):
        try:
            text = text.decode("utf-8-sig")
        except UnicodeError:
            problem = Fault(_WHOLE, "is not text in UTF-8", "save it as CSV UTF-8")
    if problem is None and not str(text).removeprefix("\ufeff").strip():
        problem = Fault(_WHOLE, "is empty", "give a row with the names of the columns")
    if problem is not None:
        raise InvalidDocument(f"the table of {what}", [problem])
    assert isinstance(text, str)
    return text.removeprefix("\ufeff")


def _delimiter(text: str, columns: Mapping[str, Column]) -> str:
    """Of comma, semicolon and tab the one by which most columns of the first line have a name of the table."""
    first = text.lstrip("\r\n").splitlines()[0]
    return max(",;\t", key=lambda each: sum(_key(title.strip(' "')) in columns for title in first.split(each)))


def _at(number: int, name: str) -> str:
    return f"row {number}, column {name}"


def _require(faults: Faults, what: str) -> None:
    if faults.count:
        raise InvalidDocument(f"the table of {what}", faults.told())
