"""What the system keeps, in SQLite: schools, pupils, the centre's settings, and who is placed when."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Iterable
from datetime import date

from ap_core import UNKNOWN, Calendars, Centre, Placement, Pupil, PupilRecord, Roll, School, YearGroup
from ap_core.exchange import dump_roll, load_roll
from ap_core.placement.records import Basis
from ap_core.registration.records import SchoolKind

TABLES = """
create table schools (ref text primary key, name text not null);
create table pupils (ref text primary key, document text not null);
create table placements (pupil text not null references pupils, centre text, began text, ends text);
create table settings (choice text primary key, chosen integer not null);
"""


class Store:
    """One database. A pupil's record is one document; the placements stand beside it for lists by day."""

    def __init__(self, centre: str, schools: Iterable[str], path: str = ":memory:") -> None:
        self.centre = centre
        self.db = sqlite3.connect(path)
        self.db.executescript(TABLES)
        self.db.executemany("insert into schools values (?, ?)", ((ref, ref.title()) for ref in schools))

    def close(self) -> None:
        """Close the database."""
        self.db.close()

    def import_pupils(self, lines: Iterable[str]) -> list[str]:
        """Pupils from the lines of a CSV file: an empty cell is not known, never none. Their references, in order."""
        imported = []
        for row in csv.DictReader(lines):
            began = date.fromisoformat(row["began"]) if row["began"] else UNKNOWN
            placement = Placement(
                ref=f"{row['ref']}-1",
                centre=self.centre,
                home_school=row["home_school"] or UNKNOWN,
                basis=Basis.DIRECTION,
                first_day=began,
            )
            pupil = Pupil(ref=row["ref"], taught_year=YearGroup(row["year"]) if row["year"] else UNKNOWN)
            imported.append(self.save(PupilRecord(pupil=pupil, placements=(placement,))))
        return imported

    def save(self, record: PupilRecord) -> str:
        """Keep a record, in place of an earlier one of the same pupil; its reference."""
        self.db.execute("delete from placements where pupil = ?", (record.ref,))
        self.db.execute("insert or replace into pupils values (?, ?)", (record.ref, dump_roll(self._roll(record))))
        for each in record.placements if isinstance(record.placements, tuple) else ():
            cells = (each.centre, each.first_day, each.planned_end)
            texts = [cell if isinstance(cell, str) else _day(cell) for cell in cells]
            self.db.execute("insert into placements values (?, ?, ?, ?)", (record.ref, *texts))
        return record.ref

    def load(self, ref: str) -> PupilRecord:
        """The record of a pupil."""
        (document,) = self.db.execute("select document from pupils where ref = ?", (ref,)).fetchone()
        return load_roll(document).records[0]

    def records(self) -> tuple[PupilRecord, ...]:
        """Every record, by reference."""
        refs = self.db.execute("select ref from pupils order by ref").fetchall()
        return tuple(self.load(ref) for (ref,) in refs)

    def placed_since(self, day: date) -> list[str]:
        """Who began a placement on ``day`` or later, by reference."""
        found = self.db.execute(
            "select distinct pupil from placements where began >= ? order by pupil", (day.isoformat(),)
        )
        return [ref for (ref,) in found]

    def _roll(self, record: PupilRecord) -> Roll:
        schools = self.db.execute("select ref, name from schools where ref != ?", (self.centre,)).fetchall()
        return Roll(
            centre=Centre(ref=self.centre, name=self.centre.title(), kind=SchoolKind.PRU),
            schools=tuple(School(ref=ref, name=name, kind=SchoolKind.ACADEMY) for ref, name in schools),
            calendars=Calendars({}),
            records=(record,),
        )


def _day(cell: object) -> str | None:
    return cell.isoformat() if isinstance(cell, date) else None
