"""On every boundary of every rule a table says what the record path says; ``every_engine.py`` asks other engines."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("narwhals")
pytest.importorskip("polars")
pytest.importorskip("pyarrow")

from ap_core.england import ENGLAND
from ap_core.frames import check
from ap_core.placement.facts import PlacementFacts
from tests.frames_cases import DECIDED, ENGINES, batches_of, disagreements, unnoticed


@pytest.mark.parametrize("row", [row for row, _ in ENGLAND.subjects], ids=lambda row: row.__name__)
def test_tables_agree_with_records(row: type) -> None:
    every = sorted(batches_of(row), key=lambda batch: -len(batch.wanted))
    for batch in every:
        # In memory, where a short table has states reckoned as sums, on the day that has most rows; every_engine.py
        # asks for all.
        for engine in ("polars lazy", "polars", "pyarrow") if batch is every[0] else ("polars lazy",):
            table = ENGINES[engine](batch.table)
            answer = check(table, subject=row, on=batch.on, policy=DECIDED, trusted=True)
            assert disagreements(batch, answer) == [], engine


@pytest.mark.parametrize("engine", ["pandas", "duckdb"])
def test_the_other_engines_agree_on_one_subject(engine: str) -> None:
    batch = batches_of(PlacementFacts)[0]
    table = ENGINES[engine](batch.table)
    answer = check(table, subject=PlacementFacts, on=batch.on, policy=DECIDED)
    assert type(answer) is type(table)
    assert disagreements(batch, answer) == []


def test_a_wrong_answer_is_noticed() -> None:
    """The test above can fail: a day later, something has come out otherwise."""
    batch = batches_of(PlacementFacts)[0]
    day: Any = batch.on.replace(year=batch.on.year + 1)
    assert disagreements(batch, check(batch.table, subject=PlacementFacts, on=day, policy=DECIDED, trusted=True))


@pytest.mark.parametrize("rule_id", ["placement.length.limit", "ehcp.annual_review.in_time", "exclusion.notice.board"])
def test_every_mutant_of_a_rule_is_noticed_through_a_table(rule_id: str) -> None:
    """Of all rules: ``pytest tests/table_mutants.py``."""
    left, many = unnoticed(ENGLAND.rule(rule_id))
    assert left == [] and many > 5
