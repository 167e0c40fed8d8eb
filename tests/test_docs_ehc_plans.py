"""The page on EHC plans: its examples run, and the names in its table are the library's."""

from __future__ import annotations

import doctest
import re
from importlib import import_module

from ap_core import ENGLAND
from tests.house import ROOT

PAGE = (ROOT / "docs" / "ehc_plans.md").read_text(encoding="utf-8")


def test_the_examples_run() -> None:
    test = doctest.DocTestParser().get_doctest(PAGE, {}, "ehc_plans", "ehc_plans.md", 0)
    assert len(test.examples) > 20
    doctest.DebugRunner(optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS).run(test)


def test_the_timetables_and_rules_of_the_table_are_there() -> None:
    named = re.findall(r"`(\w+_timetable)` in `(ap_core[\w.]+)`", PAGE)
    assert len(named) >= 7
    for function, module in named:
        assert callable(getattr(import_module(module), function))
    for prefix in re.findall(r"`(ehcp\.[a-z_]+\.)\*`", PAGE):
        assert any(rule.id.startswith(prefix) for rule in ENGLAND.rules), prefix
