"""The page on attendance codes is what the tables say."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

from ap_core.attendance.codes import CODES
from ap_core.attendance.expected import TABLE

DOCS = Path(__file__).parent.parent / "docs"


def maker() -> Any:
    spec = importlib.util.spec_from_file_location("make_codes", DOCS / "make_codes.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_up_to_date() -> None:
    """After a change of a code or of the table: python docs/make_codes.py."""
    assert (DOCS / "codes.md").read_text(encoding="utf-8") == maker().page()


def test_every_row_of_the_decision_and_every_edition_of_a_code_is_there() -> None:
    page = maker().page()
    for row in TABLE:
        assert row.because in page
    decided, _, lists = page.partition("## The list now")
    now, _, before = lists.partition("## The list before")
    for code, editions in CODES.items():
        assert (f"| `{code}` |" in now) is (editions[-1].until is None)
        assert (f"| `{code}` |" in before) is (editions[0].until is not None)
        assert (f"| `{code}` |" in decided) is (editions[-1].until is None)
