"""How a transfer file is read: what is taken of an element, what is noted, what is a fault."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from enum import Enum
from typing import Any, TypeVar

import attrs

from ap_core.dates.calendars import Calendars
from ap_core.errors import InvalidValue
from ap_core.exchange.ctf_tree import name_of, words
from ap_core.exchange.faults import Faults
from ap_core.pupils.identifiers import laestab
from ap_core.values import Value, item, value

T = TypeVar("T")

#: What the layout has beside what is taken; any other element is not understood.
_KNOWN = frozenset(
    "UCI Sex Gender BasicDetails FSMhistory LookedAfter SENhistory Admissions Address Phones Contacts NAWdetails "
    "Attendance StageAssessments SchoolHistory PreferredSurname PreferredForename FormerSurname MiddleNames Ethnicity "
    "EthnicitySource Languages MedicalFlag Disabilities SchoolName LeavingReason LastSchool".split()
)
#: The place of an element among others of its name; the longest path and the most notes that are told.
_AT = re.compile(r"\[\d+\]")
_LONGEST = 80
_MOST_NOTES = 500


class MarksLayout(Enum):
    """Which sessions a run of marks is about; the layout of the file does not say."""

    SCHOOL_SESSIONS = "two marks for each day on which the school met"
    WEEKDAYS = "two marks for each day from Monday to Friday, holidays too"


@value
class Note(Value):
    """Something that was not taken over from a transfer file: where in the layout, why, and how often."""

    path: str = item("the place in the layout, from the pupil or the file down")
    why: str = item("why it was not taken over")
    times: int = item("how often it occurs")

    def __str__(self) -> str:
        return f"{self.path}: {self.why} ({self.times})"


@attrs.define
class Reading:
    """How a file is read, and what is noted on the way."""

    calendars: Calendars | None = None
    layout: MarksLayout | None = None
    noted: dict[tuple[str, str], int] = attrs.Factory(dict)

    def note(self, path: str, why: str, element: Any = None) -> None:
        """Something that is not taken over, wherever it stands in its run; an empty element is nothing."""
        if element is not None and not (words(element) or len(element) or element.attrib):
            return
        place = _AT.sub("", path)[:_LONGEST]
        if (place, why) not in self.noted and len(self.noted) >= _MOST_NOTES:
            place, why = "other places", "are not understood"
        self.noted[place, why] = self.noted.get((place, why), 0) + 1

    def told(self) -> tuple[Note, ...]:
        """What was noted, each thing once, in the order of the places."""
        return tuple(Note(path=path, why=why, times=times) for (path, why), times in sorted(self.noted.items()))


class Parts:
    """The parts of an element that are taken, the others being noted."""

    def __init__(self, element: Any, path: str, taken: str, reading: Reading, faults: Faults) -> None:
        self.path, self.reading, self.faults = path, reading, faults
        self.by_name: dict[str, list[Any]] = {}
        wanted = taken.split()
        if element.attrib:
            reading.note(path, "has attributes, which are not understood")
        if words(element):
            reading.note(path, "has text beside its parts, which is not understood")
        for part in element:
            name = name_of(part)
            if name in wanted:
                self.by_name.setdefault(name, []).append(part)
            else:
                why = "is not taken over" if name in _KNOWN else "is not understood"
                reading.note(self.at(name), why, part)

    def at(self, name: str) -> str:
        """The path of a part."""
        return f"{self.path}.{name}" if self.path else name

    def one(self, name: str) -> Any:
        """The part of that name; none if there is none. Two are a fault."""
        found = self.by_name.get(name, [])
        if len(found) > 1:
            self.faults.add(self.at(name), "is given twice", "give it once")
            del found[1:]
        return found[0] if found else None

    def inside(self, name: str, taken: str) -> Parts | None:
        """The parts of the part of that name."""
        element = self.one(name)
        return None if element is None else Parts(element, self.at(name), taken, self.reading, self.faults)

    def each(self, name: str, taken: str) -> Iterator[Parts]:
        """The parts of every part of that name, each with its place in the path."""
        for place, element in enumerate(self.by_name.get(name, [])):
            yield Parts(element, self.at(name) + f"[{place}]", taken, self.reading, self.faults)

    def text(self, name: str) -> str:
        """The words of a part; empty where there is none."""
        return words(self.one(name))

    def day(self, name: str) -> date | None:
        """A day; none where there is none, and a fault where it is no day."""
        text = self.text(name)
        if not text:
            return None
        try:
            if len(text) == len("yyyy-mm-dd"):
                return date.fromisoformat(text)
        except ValueError:
            pass
        self.faults.add(self.at(name), "is no day", "give it as yyyy-mm-dd")
        return None

    def read(self, name: str, by: Callable[[str], T], problem: str, remedy: str) -> T | None:
        """What ``by`` makes of the words of a part; none where there is none, a fault where it makes nothing."""
        text = self.text(name)
        try:
            return by(text) if text else None
        except (InvalidValue, LookupError, ValueError):
            self.faults.add(self.at(name), problem, remedy)
            return None

    def school(self) -> str | None:
        """The DfE number that LEA and Estab make; none where they are stand-ins for a school that is not told."""
        authority, establishment = self.text("LEA"), self.text("Estab")
        number = authority + establishment
        if laestab.is_valid(number):
            return laestab.format(number)
        if number and (not number.isalpha() or len(set(number.upper())) > 1):
            self.faults.add(self.at("Estab"), "is no DfE number with its LEA", "give three figures and four")
        return None
