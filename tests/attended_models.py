"""An invented centre's autumn, a register written day by day, and a naive count of days attended for the tests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import product
from typing import Any

from ap_core.attendance.registers import Register
from ap_core.dates import Calendars, SchoolCalendar, Term
from ap_core.law.findings import Finding
from ap_core.law.rulebook import Asked, RuleBook
from ap_core.law.unknown import UNKNOWN, Unknown
from ap_core.placement.records import Placement
from ap_core.policy import Policy
from ap_core.pupils.pupil import Pupil
from ap_core.record import PupilRecord

DAY = timedelta(1)
TODAY = date(2026, 11, 23)
CENTRE = "CENTRE"

#: The year of the stories.
YEAR = SchoolCalendar.of_terms(
    CENTRE,
    terms=[
        Term("autumn 2026", date(2026, 9, 3), date(2026, 12, 18)),
        Term("spring 2027", date(2027, 1, 5), date(2027, 3, 25)),
        Term("summer 2027", date(2027, 4, 12), date(2027, 7, 21)),
    ],
    breaks=[
        (date(2026, 10, 26), date(2026, 10, 30)),
        (date(2027, 2, 15), date(2027, 2, 19)),
        (date(2027, 5, 31), date(2027, 6, 4)),
    ],
    closed=[date(2026, 10, 23), date(2027, 5, 3), date(2027, 6, 7)],
)

# What the two sessions of a day may hold, and what that says of the day.
IN, IN_AFTERNOON, OUT, BLANK, HALF_BLANK = ("/", "\\"), ("I", "\\"), ("I", "I"), ("-", "-"), ("I", "-")
MARKS = (IN, IN_AFTERNOON, OUT, BLANK, HALF_BLANK)
Marks = tuple[str, str]


def nov(day: int) -> date:
    return date(2026, 11, day)


def days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += DAY


def school_days(first: date, last: date) -> list[date]:
    return [day for day in days(first, last) if YEAR.is_school_day(day)]


def register(marks: Mapping[date, Marks]) -> Register:
    return Register.of_marks(
        CENTRE,
        [
            (day, half, mark)
            for day, both in marks.items()
            for half, mark in zip(("AM", "PM"), both, strict=True)
            if mark != "-"
        ],
    )


def attended_on(*attended: date, out: Iterable[date] = ()) -> Register:
    return register(dict.fromkeys(out, OUT) | dict.fromkeys(attended, IN))


def every_nth_day(n: int, first: date, marks: Mapping[date, Marks], on: date) -> set[date]:
    """The n-th attended day in every course that things may have taken up to ``on``, all school days attended after."""
    came_in = [day for day in school_days(first, on) if {"/", "\\"} & set(marks.get(day, BLANK))]
    may_have = [day for day in school_days(first, on) if day not in came_in and "-" in marks.get(day, BLANK)]
    will = [day for day in school_days(first, YEAR.last) if day > on]
    if on in may_have:  # today's marks are still to come
        may_have.remove(on)
        will.append(on)
    found = set()
    for chosen in product((True, False), repeat=len(may_have)):
        came = [day for day, yes in zip(may_have, chosen, strict=True) if yes]
        found.add(sorted([*came_in, *came, *will])[n - 1])
    return found


def placement(**changes: Any) -> Placement:
    return Placement(ref="A", centre=CENTRE, first_day=nov(9)).but(**changes)


def record(**changes: Any) -> PupilRecord:
    return PupilRecord(pupil=Pupil(ref="P10"), placements=(placement(),)).but(**changes)


def asked(on: date = TODAY, policy: Policy | None = None, calendars: Calendars | None = None) -> Asked:
    return Asked(on, calendars or Calendars({CENTRE: YEAR}), policy or Policy())


def findings(book: RuleBook[PupilRecord], about: PupilRecord, at: Asked) -> dict[str, list[Finding]]:
    """The findings by the id of their rule."""
    found: dict[str, list[Finding]] = {}
    for finding in book.review(about, about.ref, at):
        found.setdefault(finding.rule, []).append(finding)
    return found


def only_known_facts_stay(before: Iterable[Any], after: Iterable[Any], but: tuple[str, ...] = ()) -> None:
    """What was known of a matter before something unknown was filled in is the same afterwards."""
    now = {row.subject: row for row in after}
    for row in before:
        if row.subject in now:
            for name, fact in vars(row).items():
                if not isinstance(fact, Unknown) and name not in but:
                    assert getattr(now[row.subject], name) == fact, name


def without_needs(rows: Iterable[Any]) -> dict[str, dict[str, Any]]:
    """Rows by subject, with what is unknown told apart from what is known and nothing more (paths hold places)."""
    return {
        row.subject: {name: UNKNOWN if isinstance(fact, Unknown) else fact for name, fact in vars(row).items()}
        for row in rows
    }
