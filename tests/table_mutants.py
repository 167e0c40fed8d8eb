"""Opt-in: every mutant of every rule, judged through a table, is noticed: ``pytest tests/table_mutants.py``.

Not collected with the suite, which does the same with a few rules.
"""

from __future__ import annotations

import pytest

pytest.importorskip("narwhals")
pytest.importorskip("polars")

from ap_core.england import ENGLAND
from tests.frames_cases import unnoticed


def test_tables_notice_every_mutant() -> None:
    told, total = {}, 0
    for rule in ENGLAND.rules:
        left, many = unnoticed(rule)
        total += many
        if left:
            told[rule.id] = left
    print(f"{total} mutants of {len(ENGLAND.rules)} rules, {sum(map(len, told.values()))} not noticed")  # noqa: T201
    assert told == {}
