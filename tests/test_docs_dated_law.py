"""The page of dated law is what the library holds."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

from ap_core import ENGLAND, Policy
from ap_core.dated_law import DATED_LAW
from ap_core.law.reading import Reading

DOCS = Path(__file__).parent.parent / "docs"


def made() -> Any:
    spec = importlib.util.spec_from_file_location("make_dated_law", DOCS / "make_dated_law.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.page()


def test_the_page_is_up_to_date() -> None:
    """After a change of the law: python docs/make_dated_law.py."""
    assert (DOCS / "dated_law.md").read_text(encoding="utf-8") == made()


def test_every_edition_and_every_citation_is_listed() -> None:
    """One row for each."""
    rows = [line for line in made().splitlines() if line.startswith("| ")]
    editions = [edition for each in DATED_LAW for edition in each.editions]
    cited = Reading.of(ENGLAND.rules, DATED_LAW, Policy().standings).cited
    assert sum(any(f"| {edition.citation} |" in row for row in rows) for edition in editions) == len(editions)
    assert all(any(row.startswith(f"| {each.citation} | ") for row in rows) for each in cited)
