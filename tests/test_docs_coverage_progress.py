"""The page on what became of the fact book on measures is true of the library, and leaves no entry out."""

from __future__ import annotations

import re

import pytest

from tests.house import ROOT
from tests.test_docs_coverage import found

PAGE = (ROOT / "docs" / "coverage_progress.md").read_text(encoding="utf-8")
ROWS = [(line.strip("| ").split(" | ")[0].strip("` "), line) for line in PAGE.splitlines() if line.startswith("| `")]
NAMES = {name for _, line in ROWS for name in re.findall(r"`([^`]+)`", line.partition(" | ")[2])}

#: The entries of each series: from which number to which.
SERIES = {
    "ATT": (0, 8), "EXC": (1, 7), "KS4": (1, 7), "DEST": (1, 3), "STD": (1, 6), "SDQ": (1, 6), "REI": (1, 4),
    "STAT": (1, 10), "SDC": (1, 5), "BOX": (1, 1), "LEU": (1, 1), "PASS": (1, 1), "ORS": (1, 1), "SRS": (1, 1),
    "GBO": (1, 1), "ATL": (1, 1), "BEH": (1, 1),
}  # fmt: skip
OTHERS = ("C-ROUND", "C-NA", "C-UNIT", "C-SMALL", "SWEMWBS")


@pytest.mark.parametrize("name", sorted(NAMES))
def test_every_name_is_of_the_library(name: str) -> None:
    found(name)


def test_every_entry_has_one_row() -> None:
    wanted = [f"{series}-{number:02}" for series, (first, last) in SERIES.items() for number in range(first, last + 1)]
    assert sorted(entry for entry, _ in ROWS) == sorted([*wanted, *OTHERS])


def test_each_row_says_how_far() -> None:
    for entry, line in ROWS:
        cells = line.strip("| ").split(" | ")
        assert len(cells) == 4, entry
        assert re.match(r"Whole|In part: |Left out: ", cells[3]), entry
        assert (cells[2] == "—") is cells[3].startswith("Left out"), entry
