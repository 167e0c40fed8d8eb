"""The page of bars: a module's part is written anew, and no other changes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from tests.house import ROOT


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    yield __import__("told")
    for name in ("told", "paired"):
        sys.modules.pop(name, None)


def test_only_the_part_of_the_module_changes(told: Any) -> None:
    paired: Any = sys.modules["paired"]
    slow = paired.at_most("slow / quick", 2, paired.Ratio(3, 2.5, 4))
    page = told.rewritten("# Bars\n\nWhat they are.\n", "rules", [slow], "this machine")
    assert "| slow / quick | <= 2 | 3 | 2.5 to 4 | **missed** |" in page
    more = told.rewritten(page, "dates", [paired.at_least("ours", 2, None, "no rival")], "that machine")
    assert more.index("## dates") < more.index("## rules")
    assert "| ours | >= 2 | | | not measured: no rival |" in more and page.split("## rules")[1] in more
    assert told.rewritten(more, "rules", [slow], "this machine") == more


def test_the_page_names_no_host(told: Any) -> None:
    import platform

    written = Path(ROOT / "docs" / "bars.md").read_text(encoding="utf-8")
    assert platform.node() not in told.machine() + written
