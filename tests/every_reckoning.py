"""Opt-in: what is reckoned over tables, on Dask and Spark: ``pytest tests/every_reckoning.py``.

Not collected with the suite: it takes minutes. An engine that is not installed is skipped; others are asked every run.
"""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("narwhals")

from ap_core.errors import InvalidValue
from ap_core.frames import attainment_and_progress_8
from tests import test_frames_suspensions as suspensions
from tests.frames_cases import ENGINES, held
from tests.test_frames_bad_input import EVERY, PUPILS, RESULTS

#: What a cluster reckons, and of which table.
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
