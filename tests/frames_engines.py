"""One table on every engine that is installed, and its rows again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest

pytest.importorskip("narwhals")
pytest.importorskip("polars")
pytest.importorskip("pyarrow")

import narwhals.stable.v2 as nw
import polars as pl

from ap_core.frames.engines import rows_held


def _pandas(table: Any) -> Any:
    return table.to_arrow().to_pandas(types_mapper=pytest.importorskip("pandas").ArrowDtype)


def _duckdb(table: Any) -> Any:
    return pytest.importorskip("duckdb").from_arrow(table.to_arrow())


def _dask(table: Any) -> Any:
    return pytest.importorskip("dask.dataframe").from_pandas(_pandas(table), npartitions=2)


ENGINES: Mapping[str, Callable[[Any], Any]] = {
    "polars": lambda table: table,
    "polars lazy": lambda table: table.lazy(),
    "pyarrow": lambda table: table.to_arrow(),
    "pandas": _pandas,
    "duckdb": _duckdb,
}


def table(names: str, rows: list[Any], **dtypes: Any) -> Any:
    """A Polars table of some rows."""
    columns = names.split()
    made = pl.DataFrame(rows, schema=columns, orient="row", infer_schema_length=None)
    return made.cast(dtypes) if dtypes else made


def held(answer: Any) -> list[dict[str, Any]]:
    """The rows of an answer, whatever the engine."""
    return rows_held(nw.from_native(answer))


def everywhere(*tables: Any) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """The tables on each engine in turn."""
    for name, through in ENGINES.items():
        yield name, tuple(through(each) for each in tables)
