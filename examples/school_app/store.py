"""What is kept: every version of the roll, the lists that were worked from, what was acknowledged; nothing is lost."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from ap_core import Acknowledgement, Review, Roll
from ap_core.exchange import dump_reviews, dump_roll, load_reviews, load_roll

_TABLES = """
CREATE TABLE IF NOT EXISTS roll (version INTEGER PRIMARY KEY AUTOINCREMENT, what TEXT NOT NULL, document TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS acknowledgement (
    at INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL, by_whom TEXT NOT NULL, why TEXT NOT NULL, until TEXT
);
CREATE TABLE IF NOT EXISTS list (number INTEGER PRIMARY KEY AUTOINCREMENT, document TEXT NOT NULL);
"""
# The same document is always the same roll: it is read once, not for every page.
_read = lru_cache(maxsize=4)(load_roll)


class Changed(Exception):
    """Somebody else has changed the roll since the page was shown."""


class Kept(NamedTuple):
    """The roll as it stands, and which version of it that is."""

    version: int
    roll: Roll


class Store:
    """A database of one centre's roll."""

    def __init__(self, path: str) -> None:
        self._db = sqlite3.connect(path, check_same_thread=False)
        self._db.executescript(_TABLES)

    def close(self) -> None:
        """Let go of the database."""
        self._db.close()

    def now(self) -> Kept | None:
        """The latest version; ``None`` before a roll was loaded."""
        row = self._db.execute("SELECT version, document FROM roll ORDER BY version DESC LIMIT 1").fetchone()
        return None if row is None else Kept(row[0], _read(row[1]))

    def keep(self, roll: Roll, what: str, *, after: int | None) -> None:
        """Keep a new version that follows ``after``; :class:`Changed` where another has come between."""
        with self._db:
            (last,) = self._db.execute("SELECT max(version) FROM roll").fetchone()
            if last != after:
                raise Changed
            self._db.execute("INSERT INTO roll (what, document) VALUES (?, ?)", (what, dump_roll(roll)))

    def history(self) -> list[tuple[int, str]]:
        """What was done, the last first."""
        return self._db.execute("SELECT version, what FROM roll ORDER BY version DESC LIMIT 20").fetchall()

    def keep_list(self, reviews: Iterable[Review]) -> None:
        """Keep the reviews as they were shown, to set a later list beside them."""
        with self._db:
            self._db.execute("INSERT INTO list (document) VALUES (?)", (dump_reviews(reviews),))

    def last_list(self) -> tuple[Review, ...]:
        """The reviews kept last; none where none were."""
        row = self._db.execute("SELECT document FROM list ORDER BY number DESC LIMIT 1").fetchone()
        return () if row is None else load_reviews(row[0])

    def acknowledge(self, given: Acknowledgement) -> None:
        """Keep that somebody has seen a finding and leaves it."""
        until = None if given.until is None else given.until.isoformat()
        with self._db:
            self._db.execute(
                "INSERT INTO acknowledgement (key, by_whom, why, until) VALUES (?, ?, ?, ?)",
                (given.key, given.by, given.why, until),
            )

    def acknowledgements(self) -> list[Acknowledgement]:
        """All of them, the first first."""
        rows = self._db.execute("SELECT key, by_whom, why, until FROM acknowledgement ORDER BY at").fetchall()
        return [
            Acknowledgement(key=key, by=by, why=why, until=None if until is None else date.fromisoformat(until))
            for key, by, why, until in rows
        ]
