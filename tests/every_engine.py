"""Opt-in: the agreement of tables and records on every engine that is installed: ``pytest tests/every_engine.py``.

Not collected with the suite: it takes minutes. An engine that is not installed is skipped.
"""

from __future__ import annotations

import pytest

pytest.importorskip("narwhals")

from ap_core.england import ENGLAND
from ap_core.frames import check
from tests.frames_cases import DECIDED, ENGINES, batches_of, disagreements

#: Starting a job takes these a second, so they get the day that has most rows of each subject.
SLOW = {"dask", "pyspark"}


# Narwhals says that its part for Dask will one day be installed by itself.
@pytest.mark.filterwarnings("ignore:Dask support is moving:FutureWarning")
@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("row", [row for row, _ in ENGLAND.subjects], ids=lambda row: row.__name__)
def test_tables_agree_with_records(row: type, engine: str) -> None:
    every = sorted(batches_of(row), key=lambda batch: -len(batch.wanted))
    for batch in every[:1] if engine in SLOW else every:
        answer = check(ENGINES[engine](batch.table), subject=row, on=batch.on, policy=DECIDED, trusted=engine in SLOW)
        assert disagreements(batch, answer) == []
