"""Where the toy keeps its pupils: one row a record, as the document that ap_core writes."""

from __future__ import annotations

import sqlite3

from ap_core import Calendars, Centre, PupilRecord, Roll
from ap_core.centre import School
from ap_core.exchange import dump_roll, load_roll
from ap_core.registration.records import SchoolKind

CENTRE = Centre(ref="CENTRE", name="Invented Centre", kind=SchoolKind.PRU)
#: Every school that a record may speak of, for a document lists them.
SCHOOLS = tuple(School(ref=ref, name=ref, kind=SchoolKind.MAINTAINED) for ref in ("HILL", "BROOK", "école 9"))


class Store:
    """A database of pupils."""

    def __init__(self, path: str = ":memory:") -> None:
        self.db = sqlite3.connect(path)
        self.db.execute("CREATE TABLE IF NOT EXISTS pupil (ref TEXT PRIMARY KEY, document TEXT NOT NULL)")

    def save(self, record: PupilRecord) -> str:
        """Keep the record, and give the reference it is found by."""
        roll = Roll(centre=CENTRE, schools=SCHOOLS, calendars=Calendars({}), records=(record,))
        with self.db:
            self.db.execute("REPLACE INTO pupil VALUES (?, ?)", (record.ref, dump_roll(roll)))
        return record.ref

    def load(self, ref: str) -> PupilRecord:
        """The record of that reference."""
        ((document,),) = self.db.execute("SELECT document FROM pupil WHERE ref = ?", (ref,)).fetchall()
        return load_roll(document).records[0]

    def pupils(self) -> list[str]:
        """Every reference."""
        return [ref for (ref,) in self.db.execute("SELECT ref FROM pupil ORDER BY ref")]
