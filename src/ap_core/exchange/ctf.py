"""A Common Transfer File taken in: what it tells of each pupil as records, and a report of all the rest.

Needs the extra ``ctf``. The layout followed is the one that three public programs write for the year 2025/26 (fact
book: standards.md section 12); the published specification itself was not read. Of a pupil the basics, the enrolment
status, the SEN history, the schools and the attendance marks are taken. Every other element is listed in the report,
so that nothing goes in silence; what is not told stays not known. A file with a fault is refused as a whole, with
every fault by its path, and no message repeats anything from the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from types import NoneType
from typing import IO, Any

from ap_core.dates.calendars import Calendars
from ap_core.errors import ExtraNeeded, Fault, InvalidDocument, InvalidValue
from ap_core.exchange.ctf_pupils import TransferredPupil, read_pupil
from ap_core.exchange.ctf_reading import MarksLayout, Note, Reading
from ap_core.exchange.ctf_tree import child, name_of, words
from ap_core.exchange.faults import Faults
from ap_core.pupils.identifiers import laestab
from ap_core.values import Value, expect, item, value

__all__ = ["LAYOUT", "MOST_BYTES", "MarksLayout", "Note", "TransferFile", "TransferredPupil", "read_ctf"]

#: The version of the layout that is followed; of another the report says that it was not seen.
LAYOUT = "25.0"
#: The largest file that is read unless the caller allows more, in bytes.
MOST_BYTES = 64 * 1024 * 1024
#: No file of the layout is deeper than this.
_DEEPEST = 24
_WHAT = "the transfer file"
_WHOLE = "the file"
_VERSION = re.compile(r"\d\d\.\d")


@value
class TransferFile(Value):
    """What a transfer file says: the pupils, and what was not taken over."""

    version: str = item("the version of the layout that the file names")
    source: str = item("the DfE number of the school that sent it")
    pupils: tuple[TransferredPupil, ...] = item("the pupils, in the order of the file")
    notes: tuple[Note, ...] = item("what was not taken over, and why, by the place in the layout")


def read_ctf(
    file: bytes | IO[bytes],
    *,
    calendars: Calendars | None = None,
    marks: MarksLayout | None = None,
    most_bytes: int = MOST_BYTES,
) -> TransferFile:
    """The pupils of a transfer file, given as bytes or as a file open for reading bytes.

    A school is named by its DfE number (``801/1234``), a pupil by the place in the file (``CTF-1``): give each the
    reference of your own system. Marks are laid out as ``marks`` says, since the file does not; without it, or without
    the calendar of their school, they are noted and not taken. Bytes of more than ``most_bytes`` are refused unread. An
    open file is never held as a whole: what has been read of it is let go pupil by pupil, and reading stops there.

    Raises :class:`~ap_core.errors.InvalidDocument` with every fault: a number that is no UPN, one given to two pupils,
    a code that the layout does not have, a day that is none. Entities and document types are refused unread.
    """
    try:
        from defusedxml import ElementTree
        from defusedxml.common import DefusedXmlException
    except ImportError as missing:
        raise ExtraNeeded("ctf") from missing
    if not hasattr(file, "read"):
        expect("read_ctf", "file", file, bytes, "give the bytes of the file, or the file opened for reading bytes")
    expect("read_ctf", "calendars", calendars, (Calendars, NoneType), "give Calendars({school: its SchoolCalendar})")
    expect("read_ctf", "marks", marks, (MarksLayout, NoneType), "give one of MarksLayout")
    if isinstance(file, bytes) and len(file) > most_bytes:
        raise _too_large(most_bytes)
    source = _Bounded(BytesIO(file) if isinstance(file, bytes) else file, most_bytes)
    reader = _Reader(Reading(calendars=calendars, layout=marks))
    try:
        reader.read(ElementTree.iterparse(source, events=("start", "end"), forbid_dtd=True))
    except DefusedXmlException:
        problem = ("holds a document type or entities, which no transfer file needs", "ask for a file without them")
    except ElementTree.ParseError as error:
        line, column = error.position
        problem = (f"stops being XML at line {line}, column {column + 1}", "ask for the file again")
    except (LookupError, UnicodeError, ValueError) as error:
        if isinstance(error, InvalidDocument | InvalidValue):
            raise
        problem = ("is in an encoding that is not read", "save it as UTF-8")
    else:
        return reader.result()
    # Raised here, so that the parser's error, which may hold a part of the text, does not travel along.
    raise InvalidDocument(_WHAT, [Fault(_WHOLE, *problem)])


class _Bounded:
    """A file that is read up to a limit and no further."""

    def __init__(self, file: IO[bytes], most: int) -> None:
        self.file, self.most, self.left = file, most, most

    def read(self, size: int = -1) -> bytes:
        got = self.file.read(min(size, self.left + 1) if size >= 0 else self.left + 1)
        self.left -= len(got)
        if self.left < 0:
            raise _too_large(self.most)
        return got


def _too_large(most: int) -> InvalidDocument:
    fault = Fault(_WHOLE, f"is larger than {most} bytes", "give fewer pupils at a time, or allow more")
    return InvalidDocument(_WHAT, [fault])


class _Reader:
    """Reads the elements as they come, and lets each pupil go before the next."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.faults = Faults()
        self.header: tuple[str, str] | None = None
        self.pupils: list[TransferredPupil] = []
        self.upns: set[str] = set()
        self.count = 0

    def read(self, events: Iterator[tuple[str, Any]]) -> None:
        open_: list[Any] = []
        for event, element in events:
            if event == "start":
                if not open_ and name_of(element) != "CTfile":
                    self._refuse(_WHOLE, "is no transfer file", "give one that begins with CTfile")
                open_.append(element)
                if len(open_) > _DEEPEST:
                    self._refuse(_WHOLE, "is nested too deeply", "ask for the file again")
                continue
            open_.pop()
            path = [name_of(each) for each in open_] + [name_of(element)]
            if path == ["CTfile", "Header"]:
                self._head(element)
            elif path == ["CTfile", "CTFpupilData", "Pupil"]:
                self._pupil(element)
                open_[-1].remove(element)
            elif len(path) == 2 and path[1] != "CTFpupilData":
                self.reading.note(path[1], "is no part of a file about pupils", element)
                open_[-1].remove(element)
            elif len(path) == 3 and path[1] == "CTFpupilData":
                self.reading.note(f"CTFpupilData.{path[2]}", "is no pupil", element)
                open_[-1].remove(element)
            if self.faults.too_many:
                break

    def _head(self, header: Any) -> None:
        version = words(child(header, "CTFversion"))
        school = child(header, "SourceSchool")
        number = words(child(school, "LEA")) + words(child(school, "Estab"))
        if not _VERSION.fullmatch(version):
            self.faults.add("Header.CTFversion", "is missing, or no version", "ask for the file again")
        elif version != LAYOUT:
            self.reading.note("Header.CTFversion", f"is not {LAYOUT}, the only layout that was seen", header)
        if not laestab.is_valid(number):
            # Nothing in the file says without it whose enrolment and marks these are.
            self.faults.add("Header.SourceSchool", "has no DfE number", "give its LEA and Estab")
            number = "0000000"
        self.header = version, laestab.format(number)
        for each in header:
            if name_of(each) not in ("CTFversion", "SourceSchool"):
                self.reading.note(f"Header.{name_of(each)}", "is not needed here", each)
        for each in school if school is not None else ():
            if name_of(each) not in ("LEA", "Estab"):
                self.reading.note(f"Header.SourceSchool.{name_of(each)}", "is not needed here", each)

    def _pupil(self, element: Any) -> None:
        at = f"CTFpupilData.Pupil[{self.count}]"
        self.count += 1
        if self.header is None:
            if self.count == 1:
                self.faults.add("Header", "does not come before the pupils", "ask for the file again")
            return
        faults = Faults()
        pupil = read_pupil(element, f"CTF-{self.count}", self.header[1], self.reading, faults)
        if pupil is not None and pupil.upn is not None:
            if pupil.upn in self.upns:
                faults.add("UPN", "is another pupil's of this file too", "give each pupil a number of their own")
            self.upns.add(pupil.upn)
        self.faults.take(faults, at)
        if pupil is not None and not faults.count:
            self.pupils.append(pupil)

    def result(self) -> TransferFile:
        if self.header is None and not self.count:
            self.faults.add("Header", "is missing", "ask for the file again")
        if self.header is not None and not self.count:
            self.faults.add("CTFpupilData", "holds no pupil", "ask for the file again")
        if self.faults.count or self.header is None:
            raise InvalidDocument(_WHAT, self.faults.told())
        version, source = self.header
        return TransferFile(version=version, source=source, pupils=tuple(self.pupils), notes=self.reading.told())

    def _refuse(self, path: str, problem: str, remedy: str) -> None:
        raise InvalidDocument(_WHAT, [Fault(path, problem, remedy)])
