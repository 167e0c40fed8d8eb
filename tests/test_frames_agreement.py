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
from tests.frames_cases import DECIDED, ENGINES, batches_of, disagreements


@pytest.mark.parametrize("row", [row for row, _ in ENGLAND.subjects], ids=lambda row: row.__name__)
def test_tables_agree_with_records(row: type) -> None:
    every = sorted(batches_of(row), key=lambda batch: -len(batch.wanted))
    for batch in every:
        # PyArrow on the day that has most rows; every_engine.py asks it for all.
        for engine in ("polars", "pyarrow") if batch is every[0] else ("polars",):
            table = ENGINES[engine](batch.table)
            answer = check(table, subject=row, on=batch.on, policy=DECIDED, trusted=True)
            assert disagreements(batch, answer) == [], engine


@pytest.mark.parametrize("engine", ["polars lazy", "pandas", "duckdb"])
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
