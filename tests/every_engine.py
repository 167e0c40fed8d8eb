"""Opt-in: the agreement of tables and records on every engine that is installed: ``pytest tests/every_engine.py``.

Not collected with the suite: it takes minutes. An engine that is not installed is skipped.
"""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("narwhals")
pytest.importorskip("polars")

import narwhals.stable.v2 as nw
import polars

from ap_core.england import ENGLAND
from ap_core.frames import check
from tests.frames_cases import DECIDED, ENGINES, Batch, batches_of, disagreements

#: Starting a job takes these a second or more: all days of a subject are one frame with one answer.
SLOW = {"dask", "pyspark"}


# Narwhals says that its part for Dask will one day be installed by itself.
@pytest.mark.filterwarnings("ignore:Dask support is moving:FutureWarning")
@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("row", [row for row, _ in ENGLAND.subjects], ids=lambda row: row.__name__)
def test_tables_agree_with_records(row: type, engine: str) -> None:
    made, batches = ENGINES[engine], batches_of(row)
    if engine in SLOW:
        wanted = {f"{at}: {key}": states for at, batch in enumerate(batches) for key, states in batch.wanted.items()}
        answers = [
            check(made(_apart(batch.table, at)), subject=row, on=batch.on, policy=DECIDED, trusted=True)
            for at, batch in enumerate(batches)
        ]
        together = nw.concat([nw.from_native(answer) for answer in answers]).to_native()
        assert disagreements(Batch(row, batches[0].on, None, wanted), together) == []
        return
    for batch in batches:
        answer = check(made(batch.table), subject=row, on=batch.on, policy=DECIDED)
        assert disagreements(batch, answer) == []


def _apart(table: Any, at: int) -> Any:
    """The table with keys that no other day's has."""
    return table.with_columns(key=polars.format("{}: {}", polars.lit(at), polars.col("key")))
