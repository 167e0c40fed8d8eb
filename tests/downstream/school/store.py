"""Where the toy keeps its pupils: one row a record, as the document that ap_core writes, and its placements by day."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Iterable
from datetime import date

from ap_core import UNKNOWN, Calendars, Centre, Placement, Pupil, PupilRecord, Roll, YearGroup
from ap_core.centre import School
from ap_core.exchange import dump_roll, load_roll
from ap_core.placement.records import Basis
from ap_core.registration.records import SchoolKind

CENTRE = Centre(ref="CENTRE", name="Invented Centre", kind=SchoolKind.PRU)
#: Every school that a record may speak of, for a document lists them.
SCHOOLS = tuple(School(ref=ref, name=ref, kind=SchoolKind.MAINTAINED) for ref in ("HILL", "BROOK", "école 9"))


class Store:
    """A database of pupils."""

    def __init__(self, path: str = ":memory:") -> None:
        self.db = sqlite3.connect(path)
        self.db.execute("CREATE TABLE IF NOT EXISTS pupil (ref TEXT PRIMARY KEY, document TEXT NOT NULL)")
        self.db.execute("CREATE TABLE IF NOT EXISTS placement (pupil TEXT NOT NULL, began TEXT)")

    def import_pupils(self, lines: Iterable[str]) -> list[str]:
        """Pupils of a CSV file, each with a placement. An empty cell is not known, which is another thing than none."""
        return [self.save(_record(row)) for row in csv.DictReader(lines)]

    def save(self, record: PupilRecord) -> str:
        """Keep the record, and give the reference it is found by."""
        roll = Roll(centre=CENTRE, schools=SCHOOLS, calendars=Calendars({}), records=(record,))
        with self.db:
            self.db.execute("REPLACE INTO pupil VALUES (?, ?)", (record.ref, dump_roll(roll)))
            self.db.execute("DELETE FROM placement WHERE pupil = ?", (record.ref,))
            for each in record.placements if isinstance(record.placements, tuple) else ():
                began = each.first_day.isoformat() if isinstance(each.first_day, date) else None
                self.db.execute("INSERT INTO placement VALUES (?, ?)", (record.ref, began))
        return record.ref

    def load(self, ref: str) -> PupilRecord:
        """The record of that reference."""
        ((document,),) = self.db.execute("SELECT document FROM pupil WHERE ref = ?", (ref,)).fetchall()
        return load_roll(document).records[0]

    def pupils(self) -> list[str]:
        """Every reference."""
        return [ref for (ref,) in self.db.execute("SELECT ref FROM pupil ORDER BY ref")]

    def placed_since(self, day: date) -> list[str]:
        """Whose placement began on ``day`` or later."""
        found = self.db.execute(
            "SELECT DISTINCT pupil FROM placement WHERE began >= ? ORDER BY pupil", (day.isoformat(),)
        )
        return [ref for (ref,) in found]


def _record(row: dict[str, str]) -> PupilRecord:
    pupil = Pupil(ref=row["ref"], taught_year=YearGroup(row["year"]) if row["year"] else UNKNOWN)
    placement = Placement(
        ref=f"{row['ref']}-1", centre=CENTRE.ref, basis=Basis.DIRECTION, home_school=row["home_school"] or UNKNOWN,
        first_day=date.fromisoformat(row["began"]) if row["began"] else UNKNOWN,
    )  # fmt: skip
    return PupilRecord(pupil=pupil, placements=(placement,))
