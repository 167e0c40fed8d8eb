"""Opt-in: the agreement of tables and records, and the reckonings, on every engine: ``pytest tests/every_engine.py``.

Not collected with the suite: it takes minutes. An engine that is not installed is skipped.
"""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("narwhals")


from ap_core.england import ENGLAND
from ap_core.errors import InvalidValue
from ap_core.frames import attainment_and_progress_8, check
from tests import test_frames_suspensions as suspensions
from tests.frames_cases import DECIDED, ENGINES, batches_of, disagreements, held
from tests.test_frames_bad_input import EVERY, PUPILS, RESULTS

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


#: What a cluster reckons, and of which table. Other engines are asked with every run of the suite.
RECKONED: dict[str, tuple[Any, tuple[Any, ...]]] = {
    **{name: (asked.how, (asked.usual,)) for name, asked in EVERY.items() if not asked.two_tables and name != "check"},
    "key stage 4": (lambda *tables: attainment_and_progress_8(*tables, leaving=2024), (PUPILS, RESULTS)),
    "suspensions": (
        lambda given: suspensions.totals(given, without_calendar=["DALE"]),
        (suspensions.table(suspensions.some_pupils()),),
    ),
}
#: What is reckoned on a Dask table itself.
ON_DASK = {"due days"}


@pytest.mark.filterwarnings("ignore:Dask support is moving:FutureWarning")
@pytest.mark.parametrize("engine", ["dask", "pyspark"])
@pytest.mark.parametrize("name", RECKONED)
def test_reckonings_on_a_cluster(name: str, engine: str) -> None:
    how, tables = RECKONED[name]
    given = [ENGINES[engine](each) for each in tables]
    if engine == "dask" and name not in ON_DASK:
        with pytest.raises(InvalidValue, match="is on Dask"):
            how(*given)
    else:
        assert said(how(*given)) == said(how(*tables))


def said(answer: Any) -> Any:
    """The rows in an order of their own, or the counts."""
    return answer if hasattr(answer, "counts") else sorted((sorted(row.items()) for row in held(answer)), key=repr)
