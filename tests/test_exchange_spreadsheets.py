"""Spreadsheets in: placements, suspensions and marks from CSV, and every way in which a table is refused by name."""

from __future__ import annotations

import csv
import io
from contextlib import suppress
from datetime import date
from functools import partial
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ap_core.dates import Calendars, HalfDays, SchoolCalendar, Term
from ap_core.errors import InvalidDocument
from ap_core.exchange import DateForm, read_marks, read_placements, read_suspensions
from ap_core.exchange.spreadsheets import MARK_COLUMNS, MOST_BYTES, PLACEMENT_COLUMNS, SUSPENSION_COLUMNS
from ap_core.exclusion.codes import ExclusionReason
from ap_core.law.unknown import UNKNOWN
from ap_core.placement.records import Basis, Duration
from tests.house import ROOT

HILL = SchoolCalendar.of_terms("HILL", terms=[Term("autumn 2026", date(2026, 9, 3), date(2026, 12, 18))])
CALENDARS = Calendars({"HILL": HILL})
TABLE = "pupil,ref,centre,basis,first_day\nP01,A,HILL,direction,2026-09-14\n"


def refused(text: str | bytes, read: Any = read_placements, **how: Any) -> list[str]:
    with pytest.raises(InvalidDocument, match="nothing was loaded") as wrong:
        read(text, **how)
    return [f"{fault.path}: {fault.problem}" for fault in wrong.value.faults]


def marks(text: str) -> list[str]:
    return refused(f"pupil,school,day,session,code\n{text}", read_marks, calendars=CALENDARS)


class TestForms:
    """However a spreadsheet saved it, the same table is read."""

    @pytest.mark.parametrize(
        "text",
        [
            "\ufeff" + TABLE, ("\ufeff" + TABLE).encode(), TABLE.encode(), TABLE.replace("\n", "\r\n"),
            TABLE.replace(",", ";"), TABLE.replace(",", "\t"), TABLE.rstrip("\n"), TABLE + "\n,,,,\n",
            "\ufeff" + TABLE.replace("\n", "\r\n").replace(",", ";"),
            TABLE.replace("first_day", " First Day "), TABLE.replace("direction", "Off-site direction (section 29A)"),
            TABLE.replace("pupil,", '"pupil",').replace("P01", '"P01"'), TABLE.replace("\n", ",\n"),
        ],
        ids=str,
    )  # fmt: skip
    def test_are_read_alike(self, text: str | bytes) -> None:
        assert read_placements(text) == read_placements(TABLE)

    def test_day_first_dates_when_it_is_said(self) -> None:
        spoken = TABLE.replace("2026-09-14", "14/09/2026")
        assert read_placements(spoken, dates=DateForm.DAY_FIRST) == read_placements(TABLE)
        assert read_placements(TABLE.replace("2026-09-14", "9.14.2026"), dates=DateForm.MONTH_FIRST) == read_placements(
            TABLE
        )
        assert read_placements(TABLE, dates=DateForm.DAY_FIRST) == read_placements(TABLE)


class TestBadInput:
    """Each refused by name; nothing half-loaded."""

    @pytest.mark.parametrize("day", ["03/04/2026", "14/09/2026", "14.09.2026", "1-9-2026"])
    def test_day_first_dates_unless_it_is_said(self, day: str) -> None:
        assert refused(TABLE.replace("2026-09-14", day)) == ["row 2, column first_day: may be two days"]

    @pytest.mark.parametrize("day", ["2026-02-30", "31/02/2026", "14/09/26", "46279", "14 Sep 2026", "2026-9-14"])
    def test_what_is_no_day(self, day: str) -> None:
        told = refused(TABLE.replace("2026-09-14", day), dates=DateForm.DAY_FIRST)
        assert told == ["row 2, column first_day: is no day"]

    def test_an_empty_column_name(self) -> None:
        spoilt = TABLE.replace("basis", "")
        assert refused(spoilt) == ["row 2, column 4: has no name in the first row"]

    def test_a_duplicate_column(self) -> None:
        assert refused(TABLE.replace("basis", "Ref")) == ["row 1, column ref: stands twice"]

    def test_a_column_of_no_table(self) -> None:
        assert refused(TABLE.replace("basis", "shoe size")) == ["row 1, column 4: is no column of the table"]

    def test_a_missing_column(self) -> None:
        assert refused("pupil,ref\nP01,A\n") == ["row 1, column centre: is missing"]

    def test_a_row_of_another_length(self) -> None:
        assert refused(TABLE + "P02,B\n") == ["row 3: has 2 cells where the table has 5 columns"]

    def test_every_fault_at_once_by_row_and_column(self) -> None:
        told = refused(TABLE + "P01,A,HILL,direction,2026-09-14\nP02,,HILL,whim,14/09/2026\n2011-03-04,C,HILL,,\n")
        assert told == [
            "row 3, column ref: is used twice for this pupil",
            "row 4, column ref: is empty",
            "row 4, column basis: is none of the choices",
            "row 4, column first_day: may be two days",
            "row 5, column pupil: looks like a date",
        ]

    def test_a_pupil_number_is_no_reference_and_is_not_repeated(self) -> None:
        with pytest.raises(InvalidDocument) as wrong:
            read_placements(TABLE.replace("P01", "B801200005001"))
        assert "looks like a unique pupil number" in str(wrong.value) and "B8012" not in str(wrong.value)

    def test_what_a_record_refuses(self) -> None:
        table = "pupil,ref,school,first_day,last_day,half_days\nP01,S1,BROOK,2026-09-14,2026-09-11,0\n"
        assert refused(table, read_suspensions) == [
            "row 2, column last_day: is before first_day", "row 2, column half_days: is nothing",
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("text", "problem"),
        [
            ("", "is empty"), ("\ufeff\r\n", "is empty"), (b"\xff\xfe\x00", "is not text in UTF-8"),
            (TABLE + '"P02', "is no row of cells"), ("x" * (MOST_BYTES + 1), "is larger"),
        ],
        ids=["empty", "blank", "not UTF-8", "quotation mark", "large"],
    )  # fmt: skip
    def test_no_table(self, text: str | bytes, problem: str) -> None:
        assert problem in refused(text)[0]

    def test_a_table_of_200_mb_is_refused_unread(self) -> None:
        assert refused(b"\xff" * (200 * 1024 * 1024)) == [f"the table: is larger than {MOST_BYTES} bytes"]

    @pytest.mark.parametrize("read", [read_placements, read_suspensions, partial(read_marks, calendars=CALENDARS)])
    def test_the_limit_is_the_callers(self, read: Any) -> None:
        assert refused(TABLE, read, most_bytes=len(TABLE) - 1) == [f"the table: is larger than {len(TABLE) - 1} bytes"]
        assert read_placements(TABLE, most_bytes=len(TABLE)) == read_placements(TABLE)

    def test_nonsense_is_given_up(self) -> None:
        assert "more faults" in refused("pupil,ref,centre\n" + "P01,,\n" * 12_000)[-1]


class TestWhatIsNotKnown:
    """An empty cell is not known; the word none is none."""

    def test_placements(self) -> None:
        table = "pupil,ref,centre,home_school,duration,planned_end,ended_on,attendance\nP01,A,HILL,,short,none,,\n"
        ((placement,),) = read_placements(table).values()
        assert (placement.home_school, placement.planned_end, placement.ended_on) == (UNKNOWN, None, UNKNOWN)
        assert (placement.duration, placement.attendance, placement.basis) == (Duration.SHORT, None, UNKNOWN)

    def test_none_where_it_may_not_be(self) -> None:
        assert refused(TABLE.replace("direction", "none")) == ["row 2, column basis: is none of the choices"]


class TestSuspensions:
    def test_are_read(self) -> None:
        table = "pupil,ref,school,first_day,half_days,reasons,notice_on\nP01,S1,BROOK,2026-09-14,3,pp; DB,none\n"
        ((suspension,),) = read_suspensions(table).values()
        assert suspension.length == HalfDays(3) and suspension.notice_on is None
        assert suspension.reasons == (ExclusionReason.PP, ExclusionReason.DB)

    def test_faults(self) -> None:
        table = "pupil,ref,school,half_days,reasons\nP01,S1,BROOK,1.5,ZZ\n"
        assert refused(table, read_suspensions) == [
            "row 2, column half_days: is no whole number", "row 2, column reasons: is no reason of the census",
        ]  # fmt: skip


class TestMarks:
    def test_are_read_school_by_school(self) -> None:
        table = "pupil,school,day,session,code\nP01,HILL,2026-11-16,am,/\n"
        table += "P02,HILL,2026-11-16,PM,\\\nP01,HILL,2026-11-17,AM,C2\n"
        found = read_marks(table, calendars=CALENDARS)
        assert found["P01"][0].weeks() == {date(2026, 11, 16): "/ - C2 - - - - - - -"}
        assert list(found) == ["P01", "P02"]

    def test_faults_by_row(self) -> None:
        table = "P01,HILL,2026-11-16,AM,/\nP01,HILL,2026-11-16,AM,I\nP01,HILL,2026-11-21,AM,/\n"
        assert marks(table + "P01,HILL,2026-11-17,PM,i\nP02,BROOK,2026-11-17,PM,/\n") == [
            "row 3, column code: has a second, different mark",
            "row 4, column code: is a mark on a day on which the school is closed",
            "row 5, column code: is a code in lower case",
            "row 6, column school: is a school without a calendar",
        ]  # fmt: skip

    def test_neither_half_of_the_day(self) -> None:
        assert marks("P01,HILL,2026-11-16,noon,/\n") == ["row 2, column session: is neither half of the day"]


names = st.text("ABCXYZ0123456789", min_size=1, max_size=6)
days = st.none() | st.dates(date(2024, 1, 1), date(2030, 1, 1))


@settings(max_examples=50)
@given(
    st.lists(st.tuples(names, days, st.none() | st.sampled_from(Basis)), min_size=1, max_size=5),
    st.permutations(["pupil", "ref", "centre", "first_day", "basis"]),
    st.sampled_from(",;\t"), st.booleans(),
)  # fmt: skip
def test_a_table_that_is_written_is_read_back(
    rows: list[tuple[str, date | None, Basis | None]], columns: list[str], delimiter: str, mark: bool
) -> None:
    """Whatever the order of the columns, the delimiter and the byte-order mark."""
    out = io.StringIO(newline="")
    table = csv.writer(out, delimiter=delimiter)
    table.writerow(columns)
    for at, (pupil, day, basis) in enumerate(rows):
        cells = {
            "pupil": pupil,
            "ref": f"R{at}",
            "centre": "HILL",
            "first_day": day or "",
            "basis": basis and basis.value,
        }
        table.writerow([cells[name] for name in columns])
    found = read_placements("\ufeff" * mark + out.getvalue())
    assert sorted(placement.ref for each in found.values() for placement in each) == sorted(
        f"R{at}" for at in range(len(rows))
    )
    for at, (pupil, day, basis) in enumerate(rows):
        (placement,) = (each for each in found[pupil] if each.ref == f"R{at}")
        assert (placement.first_day, placement.basis) == (day or UNKNOWN, basis or UNKNOWN)


@settings(max_examples=50)
@given(st.text('PA01,;\t\n\r"pupil ref centre', max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    for read in (read_placements, read_suspensions):
        with suppress(InvalidDocument):
            read(text)


def test_every_column_is_documented() -> None:
    page = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    for name in {*PLACEMENT_COLUMNS, *SUSPENSION_COLUMNS, *MARK_COLUMNS}:
        assert f"`{name}`" in page, name
