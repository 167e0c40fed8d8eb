"""The centre's policy, from the table of settings."""

from __future__ import annotations

from datetime import date

from ap_core import Decision, Policy
from toy_school.store import Store


def choose(store: Store, choice: str, chosen: int) -> None:
    """What a page of settings does."""
    store.db.execute("insert or replace into settings values (?, ?)", (choice, chosen))


def policy(store: Store) -> Policy:
    """The policy that the settings amount to; refused where a choice is none, or looser than the law."""
    chosen = dict(store.db.execute("select choice, chosen from settings order by choice").fetchall())
    decided = [
        Decision(choice=choice, by="management committee", on=date(2026, 9, 1), why="agreed for this school year")
        for choice in chosen
    ]
    return Policy().choosing(chosen, decisions=decided)
