"""What is given in the wrong place is refused with the field, the problem and the remedy, and never guessed at."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from ap_core import (
    Acknowledgement,
    Calendars,
    InvalidDocument,
    InvalidValue,
    Policy,
    Pupil,
    PupilRecord,
    Review,
    SchoolCalendar,
    Term,
    check,
    explain,
)
from ap_core.exchange import (
    dump_policy,
    dump_reviews,
    dump_roll,
    load_review,
    load_roll,
    read_marks,
    read_placements,
    read_suspensions,
)
from ap_core.progress import results
from ap_core.progress.disclosure import CountTable, publish

A: Any = Path("a file")
DAY = date(2026, 11, 23)


def _review(on: date = DAY) -> Review:
    return check(PupilRecord(pupil=Pupil(ref="P01"), placements=()), on=on, calendars=Calendars({}))


def _told(ask: Callable[[], object]) -> list[str]:
    with pytest.raises(InvalidValue) as refused:
        ask()
    return [str(fault) for fault in refused.value.faults]


NOT_TEXT = "is of type PosixPath; give its text, or the bytes of its file"
MARKS = "pupil,school,day,session,code\nP01,HILL,2026-11-16,AM,/\n"
AUTUMN = Term("autumn", date(2026, 9, 3), date(2026, 12, 18))
COUNTS = CountTable(title="Moved on", rows=("10",), columns=("yes",), counts=((7,),))


@pytest.mark.parametrize(
    ("ask", "told"),
    [
        (lambda: load_roll(A), f"the document: {NOT_TEXT}"),
        (lambda: load_review(A), f"the document: {NOT_TEXT}"),
        (lambda: dump_roll(A), "roll: is of type PosixPath; give a Roll"),
        (lambda: dump_reviews(A), "reviews: is of type PosixPath; give the reviews, as check_roll does"),
        (lambda: read_placements(A), f"the table: {NOT_TEXT}"),
        (lambda: read_suspensions(A), f"the table: {NOT_TEXT}"),
        (lambda: read_placements("pupil\n", dates=A), "dates: is of type PosixPath; give one of DateForm"),
        (
            lambda: read_marks(MARKS, calendars=A),
            "calendars: is of type PosixPath; give Calendars({school: its SchoolCalendar})",
        ),
        (
            lambda: _review().acknowledged(A, on=DAY),
            "acknowledgements: is of type PosixPath; give a list of them",
        ),
        (
            lambda: _review().acknowledged([A], on=DAY),
            "acknowledgements[0]: is of type PosixPath; give Acknowledgement(...)",
        ),
        (
            lambda: _review().since(_review(date(2026, 11, 24))),
            "previous: is of a later day; ask the later review what is new since the earlier",
        ),
        (lambda: dump_policy(A), "policy: is of type PosixPath; give a whole Policy"),
        (lambda: Policy().choosing(A), "choices: is of type PosixPath; give each choice by part.name"),
        (lambda: explain(A), "finding: is of type PosixPath; give one finding of a review"),
        (lambda: SchoolCalendar.of_terms("HILL", terms=A), "terms: is of type PosixPath; give a list of them"),
        (
            lambda: SchoolCalendar.of_terms("HILL", terms=[AUTUMN], closed=A),
            "closed: is of type PosixPath; give a list of them",
        ),
        (lambda: publish(COUNTS, A), "purpose: is of type PosixPath; give one of Purpose"),
        (
            lambda: results.first_september(A),
            "leaving: is no year; give the year of the summer as a number, such as 2026",
        ),
        (
            lambda: results.first_september(1),
            "leaving: is no year; give the year of the summer as a number, such as 2026",
        ),
    ],
)
def test_it_is_refused_at_the_door(ask: Callable[[], object], told: str) -> None:
    assert _told(ask) == [told]


def test_one_acknowledgement_may_come_from_anything_that_gives_them() -> None:
    review = _review()
    key = next(finding.key for finding in review if finding.is_open)
    given = Acknowledgement(key=key, by="head of centre", why="booked")
    assert len(review.acknowledged(iter([given]), on=DAY).set_aside) == 1


def test_the_name_of_a_file_is_no_document_and_the_refusal_says_so() -> None:
    with pytest.raises(ValueError, match="document, not the name of its file"):
        load_roll("roll.json")
    with pytest.raises(ValueError, match=r"document$"):
        load_roll('{"format": ')


def test_marks_of_many_schools_without_a_calendar_are_told_at_once_by_their_first_row() -> None:
    rows = "".join(f"P{at},S{at},2026-11-16,{half},/\n" for half in ("AM", "PM") for at in range(200))
    with pytest.raises(InvalidDocument) as refused:
        read_marks("pupil,school,day,session,code\n" + rows, calendars=Calendars({}))
    assert [fault.path for fault in refused.value.faults[:2]] == ["row 2, column school", "row 3, column school"]


def test_each_row_of_a_session_is_told_what_is_wrong_with_it() -> None:
    hill = Calendars({"HILL": SchoolCalendar.of_terms("HILL", terms=[AUTUMN])})
    rows = [("2026-11-16", "/"), ("2026-11-16", "N"), ("2026-11-16", "/"), ("2026-11-15", "??"), ("2026-11-15", "/")]
    table = "".join(f"P01,HILL,{day},AM,{code}\n" for day, code in rows)
    with pytest.raises(InvalidDocument) as refused:
        read_marks("pupil,school,day,session,code\n" + table, calendars=hill)
    assert [(fault.path, fault.problem) for fault in refused.value.faults] == [
        ("row 3, column code", "has a second, different mark"),
        ("row 5, column code", "is not an attendance code"),
        ("row 5, column code", "is a mark on a day on which the school is closed"),
        ("row 6, column code", "is a mark on a day on which the school is closed"),
    ]


def test_a_feed_names_what_it_cannot_use() -> None:
    pytest.importorskip("icalendar")
    from ap_core.exchange import calendar_feed

    good: dict[str, Any] = {"scope": "hill.example", "stamp": datetime(2026, 11, 23, 8, tzinfo=UTC)}
    given: list[Any] = [_review()]
    assert _told(lambda: calendar_feed(given[0], **good)) == [
        "reviews[0]: is of type Finding; give reviews, one a pupil"
    ]
    assert _told(lambda: calendar_feed(A, **good)) == [
        "reviews: is of type PosixPath; give the reviews of the day, as check_roll does"
    ]
    for name, wrong in (
        ("stamp", DAY), ("scope", 1), ("scope", "\ud800"), ("previous", None), ("revision", 2**31), ("name", None),
    ):  # fmt: skip
        (told,) = _told(lambda: calendar_feed(given, **(good | {name: wrong})))  # noqa: B023
        assert told.startswith(f"{name}: "), told


def test_a_transfer_file_is_read_only_as_it_is_said_to_be() -> None:
    pytest.importorskip("defusedxml")
    from ap_core.exchange import read_ctf

    wrong: Any = "weekdays"
    # Marks laid out in a way that is none of those known were left out in silence.
    assert _told(lambda: read_ctf(b"<CTfile/>", marks=wrong)) == ["marks: is text; give one of MarksLayout"]
    assert _told(lambda: read_ctf(b"<CTfile/>", calendars=wrong)) == [
        "calendars: is text; give Calendars({school: its SchoolCalendar})"
    ]
    assert _told(lambda: read_ctf(wrong)) == [
        "file: is text; give the bytes of the file, or the file opened for reading bytes"
    ]
