"""Any rule that can be written says of a table what it says of rows: trees, days and policies drawn at random."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

pytest.importorskip("narwhals")
pytest.importorskip("polars")
pytest.importorskip("pyarrow")

from hypothesis import given, settings
from hypothesis import strategies as st

from ap_core.frames import check, layout, table_of
from ap_core.law.fused import fuse
from ap_core.law.rulebook import RuleBook
from ap_core.law.rules import Rule
from tests.frames_cases import STATE_OF
from tests.frames_engines import ENGINES, held
from tests.strategies import Sample, WholePolicy, days, policies, rows, rules


@pytest.fixture(autouse=True, scope="module")
def _the_policy_of_the_sample() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(layout, "Policy", WholePolicy)
        yield


def agree(engine: str, rule: Rule, some: list[Any], on: date, policy: Any) -> None:
    book: Any = RuleBook(subjects=[(Sample, lambda record, asked: ())], rules=[rule])
    judge_all = fuse([rule])
    wanted = {str(at): int(STATE_OF[dict(judge_all(row, on, policy)).get(rule)]) for at, row in enumerate(some)}
    made = table_of({str(at): row for at, row in enumerate(some)}, Sample, backend="polars", rulebook=book)
    answer = check(ENGINES[engine](made), subject=Sample, on=on, policy=policy, rulebook=book)
    assert {row["key"]: row[rule.id] for row in held(answer)} == wanted


some_rows = st.lists(rows, min_size=1, max_size=8)


@settings(max_examples=100)
@given(rules, some_rows, days, policies)
def test_any_rule_over_any_rows(rule: Rule, some: list[Any], on: date, policy: Any) -> None:
    agree("polars", rule, some, on, policy)


@pytest.mark.parametrize("engine", ["pyarrow", "pandas", "duckdb"])
@settings(max_examples=25)
@given(rule=rules, some=some_rows, on=days, policy=policies)
def test_on_the_other_engines(engine: str, rule: Rule, some: list[Any], on: date, policy: Any) -> None:
    agree(engine, rule, some, on, policy)
