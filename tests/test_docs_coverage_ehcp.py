"""The page on what became of the fact book on EHC plans is true of the library, and leaves no entry out."""

from __future__ import annotations

import re

import pytest

from ap_core import ENGLAND, Policy
from tests.house import ROOT
from tests.test_docs_coverage import found

PAGE = (ROOT / "docs" / "coverage_ehcp.md").read_text(encoding="utf-8")
ROWS = [
    (line.strip("| ").split(" | ")[0].strip("` "), line) for line in PAGE.splitlines() if line.startswith("| `")
]  # fmt: skip
_KNOWN = {rule.id for rule in ENGLAND.rules} | {standing.choice for standing in Policy().standings}
NAMES = {name for _, line in ROWS for name in re.findall(r"`([^`]+)`", line.partition(" | ")[2])}

#: How many entries each series of sections 1 to 16 and 18 has, numbered from 01.
SERIES = {
    "EHC-T": 9, "EHC-LAW": 7, "EHC-NA": 14, "EHC-PL": 5, "EHC-SI": 9, "EHC-DL": 6, "EHC-AR": 16, "EHC-PT": 9,
    "EHC-AM": 2, "EHC-RA": 3, "EHC-CE": 5, "EHC-PB": 1, "EHC-MV": 7, "EHC-TR": 9, "EHC-AP": 12, "SEN": 5, "EQA": 6,
    "JCQ": 9, "FUN": 4, "ADJ": 18,
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(NAMES))
def test_every_name_is_of_a_rule_a_choice_an_entry_or_the_library(name: str) -> None:
    if name.startswith("ap_core."):
        found(name)
    else:
        assert name in _KNOWN | dict(ROWS).keys()


def test_every_entry_of_its_sections_has_one_row() -> None:
    wanted = [f"{series}-{number:02}" for series, many in SERIES.items() for number in range(1, many + 1)]
    assert sorted(entry for entry, _ in ROWS) == sorted(wanted)


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
        for entry in re.findall(r"(?:EHC-[A-Z]+|SEN|EQA|JCQ|FUN|ADJ)-\d\d", rule.entry):
            assert f"`{rule.id}`" in rows[entry], (rule.id, entry)
            checked += 1
    assert checked > 80
