"""The page on what became of the fact book on exclusions is true of the library, and leaves no entry out."""

from __future__ import annotations

import re

import pytest

from ap_core import ENGLAND, Policy
from tests.house import ROOT
from tests.test_docs_coverage import found

PAGE = (ROOT / "docs" / "coverage_exclusion.md").read_text(encoding="utf-8")
ROWS = [
    (line.strip("| ").split(" | ")[0].strip("` "), line) for line in PAGE.splitlines() if line.startswith("| `")
]  # fmt: skip
_KNOWN = {rule.id for rule in ENGLAND.rules} | {standing.choice for standing in Policy().standings}
NAMES = {name for _, line in ROWS for name in re.findall(r"`([^`]+)`", line.partition(" | ")[2])}

#: The numbers of each series.
SERIES = {
    "EX-VER": range(1, 3), "EX-BRD": range(1, 9), "EX-REG": range(1, 4), "EX-IRP": range(1, 14), "EX-REI": range(1, 2),
    "EX-OFF": range(1, 2), "EX-MOV": range(1, 2), "EX-SEP": range(1, 2), "EX-NOT": range(1, 9), "EX-CAN": range(1, 7),
    "EX-POW": range(1, 10), "EX-DAY": range(1, 14), "CAL": range(1, 15), "EX-EDU": range(1, 9), "trap ": range(1, 12),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(NAMES))
def test_every_name_is_of_a_rule_a_choice_an_entry_or_the_library(name: str) -> None:
    if name.startswith("ap_core."):
        found(name)
    else:
        assert name in _KNOWN | dict(ROWS).keys()


def test_every_entry_has_one_row() -> None:
    entries = [entry for entry, _ in ROWS]
    assert len(set(entries)) == len(entries)
    numbered = {
        f"{series}{number}" if series.endswith(" ") else f"{series}-{number:02}"
        for series, numbers in SERIES.items()
        for number in numbers
    }
    assert numbered <= set(entries)
    assert set(entries) - numbered == {
        "section 11 category", "section 11 reasons", "section 11 windows", "covid",
    }  # fmt: skip


def test_each_row_says_how_far() -> None:
    for entry, line in ROWS:
        cells = line.strip("| ").split(" | ")
        assert len(cells) == 4, entry
        assert re.match(r"Whole|In part: |Left out: ", cells[3]), entry
        assert (cells[2] == "—") is cells[3].startswith("Left out"), entry


def test_every_entry_that_a_rule_names_has_a_row_that_names_the_rule() -> None:
    rows = dict(ROWS)
    checked = 0
    for rule in ENGLAND.rules:
        for entry in re.findall(r"EX-[A-Z]+-\d\d", rule.entry):
            assert f"`{rule.id}`" in rows[entry], (rule.id, entry)
            checked += 1
    assert checked > 40
