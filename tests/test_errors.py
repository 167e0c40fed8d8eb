"""Errors name the field, the problem and the remedy, carry their parts, and travel between processes."""

from __future__ import annotations

import copy
import pickle
from datetime import date
from typing import Any

import pytest

from ap_core.errors import (
    ActualDayNeeded,
    ApCoreError,
    ExtraNeeded,
    Fault,
    InvalidDocument,
    InvalidValue,
    NotInForce,
    OutsideCalendar,
    UnknownSchool,
    refuse,
    require,
)

ONE = Fault("first", "is text", "give a date")
TWO = Fault("last", "is before first", "swap them")
FIRST, LAST = date(2026, 9, 3), date(2027, 7, 21)

ERRORS: list[tuple[ApCoreError, type[Exception], str, dict[str, Any]]] = [
    (
        InvalidValue("Term", [ONE, TWO]),
        ValueError,
        "Term cannot be built: first: is text; give a date | last: is before first; swap them",
        {"what": "Term", "faults": (ONE, TWO)},
    ),
    (
        InvalidDocument("roll", [ONE, TWO]),
        ValueError,
        "roll has 2 faults; nothing was loaded:\n  first: is text; give a date\n  last: is before first; swap them",
        {"what": "roll", "faults": (ONE, TWO)},
    ),
    (
        InvalidDocument("roll", [ONE]),
        ValueError,
        "roll has 1 fault; nothing was loaded:\n  first: is text; give a date",
        {"faults": (ONE,)},
    ),
    (
        NotInForce("the cap", FIRST, "it begins on 2027-01-01"),
        LookupError,
        "the cap: nothing in force on 2026-09-03; it begins on 2027-01-01",
        {"name": "the cap", "on": FIRST, "why": "it begins on 2027-01-01"},
    ),
    (
        OutsideCalendar("HILL", FIRST, LAST, "2027-09-01"),
        LookupError,
        "the calendar of HILL covers 2026-09-03 to 2027-07-21 and cannot answer for 2027-09-01; "
        "add the term dates that are missing",
        {"calendar": "HILL", "first": FIRST, "last": LAST, "wanted": "2027-09-01"},
    ),
    (
        ActualDayNeeded("the head's notice", "electronically", "no provision names a day for it"),
        LookupError,
        "the head's notice, given electronically: no provision names a day for it; give the day on which it was "
        "received in a way that counts",
        {"notice": "the head's notice", "method": "electronically", "why": "no provision names a day for it"},
    ),
    (
        UnknownSchool("HILL"),
        LookupError,
        "no school calendar for HILL; add it to the calendars, or give a default",
        {"school": "HILL"},
    ),
    (
        ExtraNeeded("json"),
        ImportError,
        "this needs packages that are not installed: pip install 'ap_core[json]'",
        {"extra": "json"},
    ),
]
every_error = pytest.mark.parametrize(("error", "kind", "says", "parts"), ERRORS)


class TestErrors:
    """Three families with one root: impossible values, faulty documents, look-ups outside what is known."""

    @every_error
    def test_says_what_is_wrong_and_carries_its_parts(
        self, error: ApCoreError, kind: type, says: str, parts: dict[str, Any]
    ) -> None:
        assert isinstance(error, ApCoreError) and isinstance(error, kind)
        assert str(error) == says
        assert {name: getattr(error, name) for name in parts} == parts

    @every_error
    def test_whole_after_pickling_and_copying(
        self, error: ApCoreError, kind: type, says: str, parts: dict[str, Any]
    ) -> None:
        for twin in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):
            assert twin.__class__ is error.__class__ and str(twin) == says
            assert {name: getattr(twin, name) for name in parts} == parts


class TestFaults:
    """One thing wrong with one value: where, what, and what to do about it."""

    @pytest.mark.parametrize(
        ("path", "parent", "wanted"),
        [
            ("upn", "pupil", "pupil.upn"),
            ("pupil.upn", "records[3]", "records[3].pupil.upn"),
            ("[3]", "records", "records[3]"),
            ("[3].upn", "records", "records[3].upn"),
            ("", "records", "records"),
            ("upn", "", "upn"),
            ("[3]", "", "[3]"),
        ],
    )
    def test_seen_from_the_document_that_holds_it(self, path: str, parent: str, wanted: str) -> None:
        fault = Fault(path, "is text", "give a date").below(parent)
        assert (fault.path, fault.problem, fault.remedy) == (wanted, "is text", "give a date")

    def test_equal_by_its_parts(self) -> None:
        same = Fault("first", "is text", "give a date")
        assert same == ONE and hash(same) == hash(ONE) and pickle.loads(pickle.dumps(ONE)) == ONE
        assert len({ONE, same, TWO}) == 2 and ONE != TWO and ONE != "first: is text; give a date"
        for other in (
            Fault("x", "is text", "give a date"),
            Fault("first", "x", "give a date"),
            Fault("first", "is text", "x"),
        ):
            assert other != ONE

    def test_display(self) -> None:
        assert repr(ONE) == "Fault('first', 'is text', 'give a date')" and str(ONE) == "first: is text; give a date"


class TestRefusing:
    """All faults together, or none."""

    def test_require(self) -> None:
        require("Term", [])
        with pytest.raises(InvalidValue) as refused:
            require("Term", [ONE, TWO])
        assert refused.value.faults == (ONE, TWO)

    def test_refuse_is_for_one(self) -> None:
        with pytest.raises(InvalidValue) as refused:
            refuse("Term", "first", "is text", "give a date")
        assert (refused.value.what, refused.value.faults) == ("Term", (ONE,))

    def test_an_error_without_faults_is_still_an_error(self) -> None:
        assert str(InvalidDocument("roll", ())) == "roll has 0 faults; nothing was loaded:"
