"""The page on exclusions: the names in its table are the library's. Its examples are run with those of every page."""

from __future__ import annotations

import re
from importlib import import_module

from ap_core import ENGLAND
from tests.house import ROOT
from tests.test_docs_coverage import found

PAGE = (ROOT / "docs" / "exclusion.md").read_text(encoding="utf-8")


def test_the_functions_of_the_table_are_there() -> None:
    named = re.findall(r"`(\w+)`(?: and `(\w+)`)? in `(ap_core[\w.]+)`", PAGE)
    assert len(named) >= 4
    for one, other, module in named:
        assert all(callable(getattr(import_module(module), name)) for name in (one, other) if name)
    assert found("ap_core.exclusion.windows")


def test_the_rules_of_the_table_are_there() -> None:
    prefixes = re.findall(r"`(exclusion\.[a-z_]+\.)\*`", PAGE)
    assert len(prefixes) == 12
    for prefix in prefixes:
        assert any(rule.id.startswith(prefix) for rule in ENGLAND.rules), prefix
