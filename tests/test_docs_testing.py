"""The page on checks lists every check by its permanent id."""

from __future__ import annotations

import re
from datetime import date

from ap_core import Policy, RuleBook
from ap_core.testing.checks import RuleCheck, for_calendars, for_due_list, for_policy, for_rules, for_store
from tests.house import ROOT

PAGE = (ROOT / "docs" / "testing.md").read_text(encoding="utf-8")
DESIGN = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")
#: Every check there is; none of them is run here.
EVERY: tuple[RuleCheck, ...] = (
    *for_policy(Policy),
    *for_calendars(lambda school: None, [], on=date(2026, 11, 23)),  # type: ignore[arg-type, return-value]
    *for_store(lambda record: record, lambda record: record),
    *for_rules(RuleBook(subjects=(), rules=())),
    *for_due_list(lambda review: []),
)


def test_every_check_is_on_the_page_and_no_other() -> None:
    rows = [line for line in PAGE.splitlines() if line.startswith("| `for_")]
    assert re.findall(r"`([a-z]+\.[a-z_]+)`", "\n".join(rows)) == [each.id for each in EVERY]


def test_every_clause_is_in_the_design() -> None:
    assert [each.id for each in EVERY if f"**{each.clause}" not in DESIGN and f"## {each.clause}" not in DESIGN] == []
