"""The rule reference is what the rules say."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

from ap_core import ENGLAND

DOCS = Path(__file__).parent.parent / "docs"


def maker() -> Any:
    spec = importlib.util.spec_from_file_location("make_rules", DOCS / "make_rules.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_up_to_date() -> None:
    """After a change of a rule: python docs/make_rules.py."""
    assert (DOCS / "rules.md").read_text(encoding="utf-8") == maker().reference()


def test_every_rule_is_listed_with_its_force() -> None:
    page = maker().reference()
    for rule in ENGLAND.rules:
        assert f"### {rule.id}\n" in page
        assert rule.cites.force.value in page
