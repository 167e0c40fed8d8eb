"""The page on what became of the fact book is true of the library: its names exist, and no rule is without its row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from ap_core import ENGLAND, Policy

DOCS = Path(__file__).parent.parent / "docs"
PAGE = (DOCS / "coverage.md").read_text(encoding="utf-8")
_NAME = re.compile(r"`([^`]+)`")
#: Each row: the entry, and the row as a whole.
ROWS = [
    (cells[0].strip("` "), line)
    for line in PAGE.splitlines()
    if line.startswith("| `")
    for cells in [line.strip("| ").split(" | ")]
]
_CHOICES = {standing.choice for standing in Policy().standings}
_RULES = {rule.id for rule in ENGLAND.rules}
NAMES = [name for _, line in ROWS for name in _NAME.findall(line.partition(" | ")[2])]


def entries() -> Iterator[tuple[str, str]]:
    """Each rule with each id of the placement book that it names; a whole section as ``section N``."""
    for rule in ENGLAND.rules:
        for part in rule.entry.split(";"):
            book, _, named = part.strip().partition(" ")
            if book == "placement.md":
                for entry in re.sub(r"\([^)]*,[^)]*\)", "", named).split(","):
                    yield rule.id, entry.strip()


def found(dotted: str) -> Any:
    """What a dotted name stands for: the longest part of it that is a module, and what that holds."""
    parts = dotted.split(".")
    for at in range(len(parts), 0, -1):
        try:
            thing = import_module(".".join(parts[:at]))
        except ModuleNotFoundError:
            continue
        for name in parts[at:]:
            thing = getattr(thing, name)
        return thing
    raise AssertionError(dotted)


@pytest.mark.parametrize("name", sorted(set(NAMES)))
def test_every_name_is_of_a_rule_a_choice_or_the_library(name: str) -> None:
    if name.startswith("ap_core."):
        found(name)
    else:
        assert name in _RULES | _CHOICES


def test_a_name_that_is_nowhere_is_noticed() -> None:
    """The test above can fail."""
    with pytest.raises((AttributeError, AssertionError)):
        found("ap_core.placement.bases.no_such_thing")
    assert "placement.no_such_rule" not in _RULES | _CHOICES


def test_every_entry_that_a_rule_names_has_a_row_that_names_the_rule() -> None:
    """A whole section is named by the rule somewhere on the page: its rows are finer than its name."""
    rows = dict(ROWS)
    named = list(entries())
    assert len(named) > 50
    for rule, entry in named:
        rule = rule if f"`{rule}`" in PAGE else rule.removesuffix("_2026")
        assert f"`{rule}`" in PAGE, rule
        entry = entry.replace("attendance invariant ", "invariant ").replace("dimension ", "")
        exact = entry if entry in rows else re.sub(r" \(.*\)$", "", entry)
        if not entry.startswith("section") or exact in rows:
            assert f"`{rule}`" in rows[exact], (rule, exact)


def test_no_entry_has_two_rows_and_each_says_how_far() -> None:
    ids = [entry for entry, _ in ROWS]
    assert len(ids) == len(set(ids))
    for entry, line in ROWS:
        cells = line.strip("| ").split(" | ")
        assert len(cells) == 4, entry
        assert re.match(r"Whole|In part|Left out: ", cells[3]), entry
        assert cells[2] != "—" or cells[3].startswith("Left out"), entry


def test_the_entries_on_registers_and_codes_are_followed() -> None:
    """Sections 7 and 8 of the fact book: none of their entries is left without a word."""
    ids = {entry for entry, _ in ROWS}
    names = (
        "class.model register-window n-code dual.which-register code-choice.offsite pa-sa returns daily-sharing "
        "penalty.threshold"
    )
    assert {f"attendance.{name}" for name in names.split()} <= ids
    assert {"ptt.rules", "ap.duty-of-daily-attendance-notice", "section 8"} <= ids
