"""What every reckoning over a table needs: the columns it asks for, what is wrong in them, and small tables beside it.

A reckoning names its columns; one :class:`~ap_core.errors.InvalidValue` tells of all that are missing or of the wrong
type before any work starts, and of what only the rows tell, unless the table is ``trusted``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import attrs
import narwhals.stable.v2 as nw

from ap_core.errors import Fault, refuse, require
from ap_core.frames.engines import MOST_ROWS, frame_of, rows_held, with_types
from ap_core.frames.layout import Column, ColumnType

_DTYPES: dict[ColumnType, Any] = {
    "yes or no": nw.Boolean, "whole number": nw.Int64, "date": nw.Date, "text": nw.String,
}  # fmt: skip
_SQL: dict[ColumnType, str] = {
    "yes or no": "boolean", "whole number": "bigint", "date": "date", "text": "varchar",
}  # fmt: skip
_ARROW: dict[ColumnType, str] = {
    "yes or no": "bool[pyarrow]", "whole number": "int64[pyarrow]", "date": "date32[day][pyarrow]",
    "text": "string[pyarrow]",
}  # fmt: skip
#: How many of the values at fault a refusal names.
_NAMED = 10


@attrs.frozen
class Reckoned:
    """A table made ready: its columns alone, each of one type, and how to give an answer back."""

    frame: Any
    #: Whether the table was given in memory and is looked at lazily, for the engine then shares what it works out.
    collects: bool

    def answer(self, frame: Any) -> Any:
        """A table of the kind that was given."""
        return (frame.collect() if self.collects else frame).to_native()


def required(
    table: Any,
    columns: Mapping[str, ColumnType],
    *,
    keys: Sequence[str] = (),
    keep: bool = False,
    on_dask: bool = False,
    at_most_rows: int = MOST_ROWS,
) -> Reckoned:
    """The table with the columns asked for, or one refusal that names every column at fault.

    ``keys`` are columns of whatever type that are asked for too; ``keep`` keeps all other columns beside them.
    ``on_dask`` says that the reckoning has no arithmetic, which on Dask cannot bear a null.
    """
    frame = frame_of(table)
    if frame.implementation.is_dask() and not on_dask:
        way = "give its partitions one by one (map_partitions), each with all rows of its pupils"
        refuse("table", "table", "is on Dask, where this cannot be reckoned", way)
    in_memory = isinstance(frame, nw.DataFrame)
    if in_memory and len(frame) > at_most_rows:
        problem = f"has {len(frame)} rows in memory, more than at_most_rows ({at_most_rows})"
        refuse("table", "table", problem, "give a lazy table, take it part by part, or raise at_most_rows")
    wanted = [Column(name, kind, True, True, "", "not known") for name, kind in columns.items()]
    others = [name for name in frame.collect_schema().names() if name not in columns and name not in keys]
    held = [*keys, *columns, *others] if keep else [*keys, *columns]
    # A column asked for by type is typed; a key and what is only kept stay as they are.
    frame = with_types(frame, wanted, [name for name in held if name not in columns] or [*columns][:1])
    # Narrow whole numbers would run over in a sum, each engine in its own way.
    wide = [nw.col(name).cast(nw.Int64) for name, kind in columns.items() if kind == "whole number"]
    frame = frame.with_columns(*wide) if wide else frame
    collects = in_memory and frame.implementation.is_polars()
    return Reckoned(frame.lazy() if collects else frame, collects)


def look(what: str, frame: Any, faults: Iterable[tuple[Fault, Any]], *, apart: Sequence[str] = ()) -> None:
    """One pass over the rows: refuse what is wrong in any of them, each with in how many.

    ``apart`` are the columns that tell the rows apart.
    """
    looks = [*faults]
    flags = [flag.fill_null(False).cast(nw.Int64).alias(f"look_{at}") for at, (_, flag) in enumerate(looks)]
    totals = rows_held(frame.select(*flags).select(*(nw.col(f"look_{at}").sum() for at in range(len(looks)))))[0]
    found = []
    for at, (fault, _) in enumerate(looks):
        many = int(totals[f"look_{at}"] or 0)
        if many:
            found.append(Fault(fault.path, f"{fault.problem} in {many} row{'s' if many > 1 else ''}", fault.remedy))
    if apart:
        again = frame.group_by(*apart).agg(nw.len().alias("rows_of_key")).filter(nw.col("rows_of_key") > 1)
        twice = len(rows_held(again.select(nw.col("rows_of_key"))))
        if twice:
            problem = f"tell rows apart no longer: {twice} of their values stand in several"
            found.append(Fault(", ".join(apart), problem, "give each row once"))
    require(what, found)


def nulls(*columns: str) -> list[tuple[Fault, Any]]:
    """The looks for columns that may not be null."""
    return [(Fault(name, "is null", "give it in every row"), nw.col(name).is_null()) for name in columns]


def named(values: Iterable[Any]) -> str:
    """The first few of some values, in order, for a refusal."""
    given = sorted(map(str, values))
    return ", ".join(given[:_NAMED]) + (f" and {len(given) - _NAMED} more" if len(given) > _NAMED else "")


def small_table(beside: Any, columns: Mapping[str, tuple[ColumnType, Sequence[Any]]]) -> Any:
    """A small table for a join with ``beside``, on the same engine; it may have no row."""
    engine, native = beside.implementation, beside.to_native()
    data = {name: [*values] for name, (_, values) in columns.items()}
    kinds = {name: kind for name, (kind, _) in columns.items()}
    if engine.is_duckdb():
        # A relation can be joined only with one of its own connection, and that is reached through it alone.
        given = [*zip(*data.values(), strict=True)]
        rows = ", ".join(f"({', '.join(map(_literal, row))})" for row in given or [(None,) * len(data)])
        casts = ", ".join(f'"{name}"::{_SQL[kind]} as "{name}"' for name, kind in kinds.items())
        names = ", ".join(f'"{name}"' for name in data)
        some = "" if given else " where false"
        return nw.from_native(native.query("beside", f"select {casts} from (values {rows}) as small({names}){some}"))
    if engine.is_pyspark() or engine.is_pyspark_connect():
        schema = ", ".join(f"`{name}` {_SQL[kind].replace('varchar', 'string')}" for name, kind in kinds.items())
        return nw.from_native(native.sparkSession.createDataFrame([*zip(*data.values(), strict=True)], schema))
    if engine.is_pandas() or engine.is_dask():
        pandas = nw.Implementation.PANDAS.to_native_namespace()
        held = pandas.DataFrame({name: pandas.array(data[name], dtype=_ARROW[kinds[name]]) for name in data})
        if engine.is_dask():
            return nw.from_native(engine.to_native_namespace().from_pandas(held, npartitions=1))
        return nw.from_native(held)
    made: Any = nw.from_dict(data, {name: _DTYPES[kind] for name, kind in kinds.items()}, backend=engine)
    if engine.is_pyarrow():
        # Arrow has two types of text, and joins only like with like.
        arrow, ours, schema = engine.to_native_namespace(), made.to_native(), native.schema
        texts = [each.type for each in schema if each.type in (arrow.string(), arrow.large_string())]
        fields = [
            schema.field(each.name) if each.name in schema.names
            else each.with_type(texts[0]) if texts and kinds[each.name] == "text" else each
            for each in ours.schema
        ]  # fmt: skip
        made = nw.from_native(ours.cast(arrow.schema(fields)))
    return made.lazy() if isinstance(beside, nw.LazyFrame) else made


def _literal(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, date):
        return f"date '{value.isoformat()}'"
    return "'{}'".format(value.replace("'", "''")) if isinstance(value, str) else str(value)


def no_value(like: Any) -> Any:
    """Null in every row, of the type of another column: no engine need be told the type."""
    return nw.when(like.is_null()).then(like)
