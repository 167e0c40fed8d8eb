"""Between rows of facts and a table of them: for examples, for tests, and to look at one row of a table closely."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs
import narwhals.stable.v2 as nw

from ap_core.england import ENGLAND
from ap_core.errors import Fault, refuse, require
from ap_core.frames.engines import frame_of, rows_held, with_types
from ap_core.frames.layout import Column, columns, fact_in, facts_of, row_called, written_columns
from ap_core.law.rulebook import RuleBook

_DTYPES: dict[str, Any] = {
    "yes or no": nw.Boolean, "whole number": nw.Int64, "date": nw.Date, "text": nw.String,
}  # fmt: skip


def table_of(
    rows: Mapping[str, Any], subject: type | str, *, backend: str, key: str = "key", rulebook: RuleBook[Any] = ENGLAND
) -> Any:
    """Rows of facts of one kind, by key, as a table; ``backend`` is "polars", "pyarrow" or "pandas".

    To check records, check them as they are: turning them into a table costs more than checking them.

    >>> from ap_core.placement.return_facts import FairAccessFacts
    >>> table_of({}, FairAccessFacts, backend="polars").shape[0]
    0
    """
    row = row_called(subject, rulebook)
    stray = [name for name, each in rows.items() if each.__class__ is not row]
    if stray:
        refuse("table_of", "rows", f"hold {len(stray)} that are no {row.__name__}", "give rows of one kind")
    described = {column.name: column for column in columns(row, rulebook) if not column.name.startswith("policy_")}
    held: dict[str, list[Any]] = {"subject": [each.subject for each in rows.values()]}
    for name, node in facts_of(row).items():
        held |= written_columns(name, node, [each.__dict__[name] for each in rows.values()])
    schema = {key: nw.String, **{name: _DTYPES[column.type] for name, column in described.items()}}
    through: Any = "pyarrow" if backend == "pandas" else backend
    made: Any = nw.from_dict(
        {key: [*rows], **{name: held[name] for name in described}}, schema, backend=through
    ).to_native()
    if backend != "pandas":
        return made
    # Arrow types throughout: numpy's have no null that is three-valued.
    pandas = nw.Implementation.PANDAS.to_native_namespace()
    return made.to_pandas(types_mapper=pandas.ArrowDtype)


def rows_of(table: Any, subject: type | str, *, key: str = "key", rulebook: RuleBook[Any] = ENGLAND) -> dict[str, Any]:
    """The rows of facts that a small table holds, by key; a column that is left out is not known."""
    row = row_called(subject, rulebook)
    described = columns(row, rulebook)
    # Here every column may be left out.
    frame = with_types(frame_of(table), [attrs.evolve(column, needed=False) for column in described], (key,))
    every = rows_held(frame)
    rows = {str(held[key]): held for held in every}
    if len(rows) < len(every):
        refuse("table", key, "tells rows apart no longer: some of its values stand in several", "make it so")
    return {value: facts_row(row, held, value, described) for value, held in rows.items()}


def facts_row(row: type, held: Mapping[str, Any], matter: str, described: tuple[Column, ...]) -> Any:
    """One row of facts from the cells of one row of a table."""
    require("table", [*_wrong_words(held, described)])
    facts = {name: fact_in(name, node, held) for name, node in facts_of(row).items()}
    return row(subject=held.get("subject") or matter, **facts)


def _wrong_words(held: Mapping[str, Any], described: tuple[Column, ...]) -> list[Fault]:
    faults = []
    for column in described:
        got = held.get(column.name)
        if column.options and got is not None:
            words = got.split("; ") if column.many else [got]
            if any(word not in column.options for word in words if word or not column.many):
                listed = ", ".join(column.options)
                faults.append(Fault(column.name, "holds a word that is not on its list", f"use: {listed}"))
    return faults
