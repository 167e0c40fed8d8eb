"""The page on what became of the fact book on data standards is true of the library, and leaves no section out."""

from __future__ import annotations

import re

import pytest

from tests.house import ROOT
from tests.test_docs_coverage import found

PAGE = (ROOT / "docs" / "coverage_standards.md").read_text(encoding="utf-8")
ROWS = [(line.strip("| ").split(" | ")[0].strip("` "), line) for line in PAGE.splitlines() if line.startswith("| `")]
NAMES = {name for _, line in ROWS for name in re.findall(r"`([^`]+)`", line.partition(" | ")[2])}
SECTIONS = "2.1 2.2 2.3 3.1 3.2 3.3 3.4 4 5 6 7.1 7.2 7.3 8 9 10 11.1 11.2 11.3 12 13".split()


@pytest.mark.parametrize("name", sorted(NAMES))
def test_every_name_is_of_the_library(name: str) -> None:
    found(name)


def test_every_section_has_one_row() -> None:
    assert [entry for entry, _ in ROWS] == SECTIONS


def test_each_row_says_how_far() -> None:
    for entry, line in ROWS:
        cells = line.strip("| ").split(" | ")
        assert len(cells) == 4, entry
        assert re.match(r"Whole|In part: |Left out: ", cells[3]), entry
        assert (cells[2] == "—") is cells[3].startswith("Left out"), entry
