"""A table as it is given, on whichever engine, made ready: what is wrong with it is told at once, before any work.

The columns come out with one type each, and what is marked as not known is null, so that null logic is the same on
every engine. pandas and Dask get arrow types for it, whose nulls are three-valued; numpy's are not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import attrs
import narwhals.stable.v2 as nw
from narwhals.exceptions import DuplicateError

from ap_core.errors import Fault, refuse, require
from ap_core.frames.layout import BETWEEN, Column, ColumnType
from ap_core.values import expect

#: What means something in a pattern, on every engine.
_PLAIN = re.compile(r"[.^$*+?{}()|\[\]\\]")
#: How many rows a table held in memory may have, unless the caller says otherwise.
MOST_ROWS = 20_000_000

_WANTED: dict[ColumnType, tuple[Any, str, str]] = {
    "yes or no": (nw.Boolean, "bool[pyarrow]", "give true, false and null"),
    "whole number": (nw.Int64, "int64[pyarrow]", "give whole numbers and null"),
    "date": (nw.Date, "date32[day][pyarrow]", "give dates (no time of day, no text) and null"),
    "text": (nw.String, "string[pyarrow]", "give text and null"),
}


@attrs.frozen
class Table:
    """A table made ready to be judged: its columns that decide, its keys, and how to give an answer back."""

    frame: Any
    keys: tuple[str, ...]
    present: frozenset[str]
    #: What makes of an answer a table of the kind that was given.
    answer: Callable[[Any], Any]


def opened(
    table: Any, columns: Sequence[Column], key: str | Sequence[str], *, trusted: bool, at_most_rows: int
) -> Table:
    """The table made ready; one :class:`~ap_core.errors.InvalidValue` names every column at fault.

    ``trusted`` leaves out what takes a pass over the rows: keys that are there twice, words that are on no list, what
    contradicts itself.
    """
    keys = named_columns("key", key)
    frame = frame_of(table)
    lies_in_memory = isinstance(frame, nw.DataFrame)
    if lies_in_memory and len(frame) > at_most_rows:
        refuse(
            "table", "table", f"has {len(frame)} rows in memory, more than at_most_rows ({at_most_rows})",
            "give a lazy table, check it part by part, or raise at_most_rows",
        )  # fmt: skip
    deciding = [column for column in columns if column.decides]
    frame = with_types(frame, deciding, keys)
    present = frozenset(frame.collect_schema().names())
    in_polars = lies_in_memory and frame.implementation.is_polars()
    if in_polars:
        # Looked at lazily, for Polars then shares what it works out.
        frame = frame.lazy()
    if not trusted:
        require("table", [*_row_faults(frame, deciding, keys, present)])
    masked = _masked(frame, deciding, present)
    if frame.implementation.is_pandas():
        who, names = frame.to_native()[list(keys)], [column.name for column in deciding if column.name in present]
        return _lent_to_arrow(masked.to_native()[names], who, nw.get_native_namespace(frame))
    return Table(masked, keys, present, lambda answer: (answer.collect() if in_polars else answer).to_native())


#: What tells the rows of a table of pandas apart while PyArrow has them.
_ROW = "ap_core_row"


def _lent_to_arrow(native: Any, who: Any, pandas: Any) -> Table:
    """A table of pandas as one of PyArrow, which shares its columns and is several times as quick with them.

    The keys (``who``) stay behind, so that they may be of any type, and come back with the labels of their rows.
    """
    lent = native.reset_index(drop=True).assign(**{_ROW: range(len(native))})

    def answer(judged: Any) -> Any:
        found = judged.to_native()
        keys = who.iloc[found[_ROW].to_numpy()]
        states = found.drop_columns([_ROW]).to_pandas(types_mapper=pandas.ArrowDtype)
        return pandas.concat([keys, states.set_index(keys.index)], axis=1)

    return Table(nw.from_native(nw.from_native(lent).to_arrow()), (_ROW,), frozenset(native.columns), answer)


def frame_of(table: Any) -> Any:
    """The table as Narwhals has it; refused where it is none."""
    try:
        frame = nw.from_native(table)
        names = frame.collect_schema().names()
    except TypeError:
        refuse("table", "table", "is no table of a known engine", "give one of Polars, PyArrow, pandas, DuckDB, …")
    except DuplicateError:
        refuse("table", "table", "has two columns of one name", "give each column a name of its own")
    if frame.implementation.is_pandas() and not {*frame.to_native().index.names}.isdisjoint(names):
        # To pandas a name that a column and the labels of the rows share says neither.
        return nw.from_native(frame.to_native().rename_axis([None] * frame.to_native().index.nlevels))
    return frame


def named_columns(path: str, given: str | Sequence[str]) -> tuple[str, ...]:
    """The names of one column or of several, each once."""
    remedy = "give the name of a column, or a list of them"
    expect("table", path, given, Sequence, remedy)
    names = (given,) if isinstance(given, str) else tuple(given)
    if not names:
        refuse("table", path, "names no column", "give at least one column that tells the rows apart")
    for name in names:
        expect("table", path, name, str, remedy)
    return tuple(dict.fromkeys(names))


def with_types(frame: Any, columns: Iterable[Column], keys: Sequence[str]) -> Any:
    """The keys and those of the columns that are there, each with the type it should have."""
    schema = frame.collect_schema()
    faults = [
        Fault(name, "is missing", "add the column, or say with key= what tells the rows apart")
        for name in keys
        if name not in schema
    ]
    there = []
    for column in columns:
        if column.name in schema:
            there.append(column)
        elif column.needed:
            faults.append(Fault(column.name, "is missing", f"add it ({column.type}; null: {column.null})"))
    objects = [
        column for column in there if schema[column.name] == nw.Object and not _holds_nothing(frame, column.name)
    ]
    faults += [
        Fault(column.name, "holds Python objects", f'{_WANTED[column.type][2]}, e.g. as "{_WANTED[column.type][1]}"')
        for column in objects
    ]
    there = [column for column in there if column not in objects]
    names = [*dict.fromkeys([*keys, *(column.name for column in there)])]
    timed = {column.name for column in there if column.type == "date" and _has_times(frame, column.name, schema)}
    faults += [Fault(name, "holds days with a time", _WANTED["date"][2]) for name in sorted(timed)]
    frame = _arrow(frame, [name for name in names if name not in keys])
    schema = frame.collect_schema()
    casts = []
    for column in there:
        if column.name in timed:
            continue
        got, wanted = schema[column.name], _WANTED[column.type]
        if not _fits(got, column, frame):
            faults.append(Fault(column.name, f"is {called(got)}, not {column.type}", wanted[2]))
        elif got != wanted[0] and not (column.type == "whole number" and got.is_integer()):
            casts.append(nw.col(column.name).cast(wanted[0]))
    require("table", faults)
    frame = frame.select(*(nw.col(name) for name in names))
    return frame.with_columns(*casts) if casts else frame


def _has_times(frame: Any, name: str, schema: Any) -> bool:
    """Whether days of pandas, which has none but with a time, are more than days; or are of a time zone."""
    kind, engine = schema[name], frame.implementation
    if kind != nw.Datetime or not (engine.is_pandas() or engine.is_dask()):
        return False
    if kind.time_zone is not None:
        return True
    days = frame.to_native()[name].dropna()
    found = (days != days.dt.normalize()).any()
    return bool(found.compute() if engine.is_dask() else found)


def _arrow(frame: Any, names: Sequence[str]) -> Any:
    """A table of pandas with arrow types, whose nulls are three-valued; any other as it is."""
    if not (frame.implementation.is_pandas() or frame.implementation.is_dask()):
        return frame
    native = frame.to_native()
    there = [name for name in names if name in native.columns]
    if frame.implementation.is_dask():
        return _arrow_of_dask(native, there)
    # Categories of words are words: what comes of a category later has no nulls of arrow's.
    worded_by = {name: kind.categories.dtype for name, kind in native[there].dtypes.items() if _has_words(kind)}
    converted = native[there].astype(worded_by).convert_dtypes(dtype_backend="pyarrow")
    empty = [name for name in there if _is_empty(native[name])]
    # A column without a value is a number or text to pandas, which is no more than a guess.
    nulls = nw.get_native_namespace(frame).array([None] * len(native) if empty else [], dtype="null[pyarrow]")
    return nw.from_native(native.assign(**{name: nulls if name in empty else converted[name] for name in there}))


def _has_words(kind: Any) -> bool:
    return str(kind) == "category" and kind.categories.dtype.kind == "O"


def _holds_nothing(frame: Any, name: str) -> bool:
    return bool(frame.implementation.is_pandas()) and _is_empty(frame.to_native()[name])


def _is_empty(column: Any) -> bool:
    return bool(column.iloc[:1].isna().all() and column.isna().all())


def _arrow_of_dask(native: Any, there: Sequence[str]) -> Any:
    kinds = {
        name: _WANTED[kind][1]
        for name in there
        if not str(native.dtypes[name]).endswith("[pyarrow]")
        for kind in [_of_numpy(str(native.dtypes[name]))]
        if kind is not None
    }
    return nw.from_native(native.astype(kinds) if kinds else native)


def _of_numpy(dtype: str) -> ColumnType | None:
    if dtype.startswith("datetime64"):
        return "date"
    if dtype.lower().startswith(("int", "uint")):
        return "whole number"
    return "yes or no" if dtype.startswith("bool") else "text" if dtype.startswith("str") else None


def _fits(got: Any, column: Column, frame: Any) -> bool:
    if got == nw.Unknown:
        # A column of nulls alone; in pandas those have a type of their own.
        return not frame.implementation.is_pandas() or str(frame.to_native()[column.name].dtype) == "null[pyarrow]"
    match column.type:
        case "yes or no":
            return bool(got == nw.Boolean)
        case "whole number":
            return got.is_integer()  # type: ignore[no-any-return]
        case "date":
            # pandas has no date of its own without arrow.
            return bool(got == nw.Date or (frame.implementation.is_pandas() and got == nw.Datetime))
        case _:
            return got in (nw.String, nw.Categorical, nw.Enum)


def called(dtype: Any) -> str:
    """A type in words, for a refusal."""
    if dtype == nw.Datetime:
        return "a day with a time"
    if dtype == nw.Unknown:
        return "of a type of its engine's own"
    return "text" if dtype == nw.String else "a number" if dtype.is_numeric() else str(dtype).lower()


# ---------------------------------------------------------------- what only the rows tell


def _row_faults(frame: Any, columns: Sequence[Column], keys: Sequence[str], present: frozenset[str]) -> Iterator[Fault]:
    """What takes one pass over the rows to see, each with how many rows it concerns."""
    looks = [*_looks(columns, keys, present)]
    flags = [flag.fill_null(False).cast(nw.Int64).alias(f"look_{at}") for at, (_, flag) in enumerate(looks)]
    totals = rows_held(frame.select(*flags).select(*(nw.col(f"look_{at}").sum() for at in range(len(looks)))))[0]
    for at, (fault, _) in enumerate(looks):
        many = int(totals[f"look_{at}"] or 0)
        if many:
            problem = f"{fault.problem} in {many} row{'s' if many > 1 else ''}"
            yield Fault(fault.path, problem, fault.remedy)
    again = frame.group_by(*keys).agg(nw.len().alias("rows_of_key")).filter(nw.col("rows_of_key") > 1)
    twice = len(rows_held(again.select(nw.col("rows_of_key"))))
    if twice:
        yield Fault(
            ", ".join(keys), f"tells rows apart no longer: {twice} of its values stand in several", "make it so"
        )


def _looks(columns: Sequence[Column], keys: Sequence[str], present: frozenset[str]) -> Iterator[tuple[Fault, Any]]:
    for name in keys:
        yield Fault(name, "is null", "give every row its key"), nw.col(name).is_null()
    for column in columns:
        name, here = column.name, nw.col(column.name)
        if name not in present:
            continue
        fact = name.removesuffix("_no_fixed_date")
        if fact != name and f"{fact}_unknown" in present:
            both = nw.col(f"{fact}_unknown") & here
            yield Fault(f"{fact}_unknown", f"is true, and so is {name}", "give one of the two"), both
        if column.options and not column.many:
            listed = f"use one of: {', '.join(column.options)}"
            not_listed = ~here.is_null() & ~here.is_in(list(column.options))
            yield Fault(name, "holds a word that is not on its list", listed), not_listed
        if column.many:
            words = "|".join(_PLAIN.sub(r"\\\g<0>", word) for word in column.options)
            one_by_one = here.str.contains(f"^(?:(?:{words})(?:{BETWEEN}(?:{words}))*)?$")
            listed = f'use, with "{BETWEEN}" between: {", ".join(column.options)}'
            yield Fault(name, "holds a word that is not on its list", listed), ~one_by_one
        if column.at_least is not None:
            yield Fault(name, f"is below {column.at_least}", "give a count"), here < column.at_least
        if f"{name}_customary" in present:
            later = nw.col(f"{name}_customary")
            wrong = (later <= here) | (~later.is_null() & here.is_null())
            yield Fault(f"{name}_customary", f"is not later than {name}", "give a later day, or null"), wrong
        if f"{name}_no_fixed_date" in present:
            both = nw.col(f"{name}_no_fixed_date") & ~here.is_null()
            yield Fault(f"{name}_no_fixed_date", f"is true, and {name} has a date", "give one of the two"), both
        if f"{name}_unknown" in present:
            both = nw.col(f"{name}_unknown") & ~here.is_null()
            yield Fault(f"{name}_unknown", f"is true, and {name} has a value", "give one of the two"), both


def _masked(frame: Any, columns: Sequence[Column], present: frozenset[str]) -> Any:
    """The table with null wherever a companion column says, or does not deny, that a fact is not known.

    The companion itself then holds false and null: what the null logic of every engine can be joined with.
    """
    words = words_of(frame)
    # A fact that is never due on a date has no column of its own name.
    known = {
        fact: words.when(~words.col(f"{fact}_unknown").fill_null(True))
        for fact in (column.name.removesuffix("_no_fixed_date") for column in columns)
        if f"{fact}_unknown" in present
    }
    held = [(fact, f"{fact}{part}") for fact in known for part in ("", "_no_fixed_date", "_unknown")]
    masks = {name: known[fact].then(words.col(name)) for fact, name in held if name in present}
    return nw.from_native(worded(frame, words).with_columns(**masks)) if masks else frame


def words_of(frame: Any) -> Any:
    """The module whose ``col``, ``when`` and ``lit`` write an expression for a frame of Narwhals: Narwhals, or Polars.

    Their words are the same, but for a table of Polars Narwhals takes longer to write 25 rules than Polars takes to
    judge a million rows by them.
    """
    return nw.get_native_namespace(frame) if frame.implementation.is_polars() else nw


def worded(frame: Any, words: Any) -> Any:
    """The frame that takes expressions in these words."""
    return frame if words is nw else frame.to_native()


def stacked(frames: Sequence[Any]) -> Any:
    """The rows of several tables with the same columns, in one."""
    # In pandas the labels of rows mean nothing here, and would stand there twice.
    return nw.maybe_reset_index(nw.concat(frames, how="vertical"))


def rows_held(frame: Any) -> list[dict[str, Any]]:
    """The rows of a small table, each as a mapping; nulls of every engine are ``None``."""
    held: Any = frame.collect() if isinstance(frame, nw.LazyFrame) else frame
    # Polars needs no arrow for it; what else there is has it.
    return held.rows(named=True) if held.implementation.is_polars() else held.to_arrow().to_pylist()  # type: ignore[no-any-return]
