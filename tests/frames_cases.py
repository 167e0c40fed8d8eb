"""The boundary rows of every rule, as tables on each engine, with what the record path says of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache
from typing import Any

import attrs
import pytest

from ap_core.england import ENGLAND
from ap_core.frames import State, check, table_of
from ap_core.frames.layout import choices_of, rules_over, written
from ap_core.law.fused import fuse
from ap_core.law.judging import DIFFER, Verdict
from ap_core.law.rulebook import RuleBook
from ap_core.law.rules import Rule
from ap_core.testing.boundaries import USUAL, BoundaryCase
from ap_core.testing.mutants import mutants
from tests.boundaries import boundaries_of

STATE_OF: dict[Any, State] = {
    None: State.NOT_APPLICABLE, Verdict.MET: State.MET, Verdict.NOT_MET: State.NOT_MET, Verdict.PENDING: State.PENDING,
    Verdict.UNDETERMINED: State.UNDETERMINED, DIFFER: State.READINGS_DIFFER,
}  # fmt: skip
#: The policy whose decisions let every choice of a boundary stand.
DECIDED = USUAL


@attrs.frozen
class Batch:
    """All boundary rows of one subject that are judged on one day, in Polars, and what is to come out, by key."""

    row: type
    on: date
    table: Any
    wanted: dict[str, list[int]]


@cache
def batches_of(row: type) -> tuple[Batch, ...]:
    return _by_day(row, rules_over(row, ENGLAND))


def _by_day(row: type, rules: Iterable[Rule]) -> tuple[Batch, ...]:
    by_day: dict[date, list[BoundaryCase]] = {}
    for rule in rules:
        for case in boundaries_of(rule):
            by_day.setdefault(case.on, []).append(case)
    return tuple(_batch(row, on, several) for on, several in by_day.items())


def batches() -> Iterator[Batch]:
    for row, _ in ENGLAND.subjects:
        yield from batches_of(row)


def _batch(row: type, on: date, several: list[BoundaryCase]) -> Batch:
    rules = rules_over(row, ENGLAND)
    judge_all = fuse(rules)
    wanted = {}
    for at, case in enumerate(several):
        outcomes = dict(judge_all(case.row, on, case.policy))
        wanted[str(at)] = [int(STATE_OF[outcomes.get(rule)]) for rule in rules]
    table = table_of({str(at): case.row for at, case in enumerate(several)}, row, backend="polars")
    polars = pytest.importorskip("polars")
    chosen = {
        name: polars.Series([written(getattr(getattr(case.policy, node.part), node.name)) for case in several])
        for name, node in choices_of(rules).items()
    }
    return Batch(row, on, table.with_columns(**chosen), wanted)


def unnoticed(rule: Rule) -> tuple[list[str], int]:
    """The mutants of a rule that a table of its boundaries, of each day together, judges as the rule; and how many.

    They are judged side by side, as rules of a book of their own.
    """
    left = {f"mutant_{at}": each for at, each in enumerate(mutants(rule))}
    for name, (_, wrong) in left.items():
        object.__setattr__(wrong, "id", name)
    many, place = len(left), rules_over(rule.row, ENGLAND).index(rule)
    # Most are noticed on the day that has most rows.
    for batch in sorted(_by_day(rule.row, [rule]), key=lambda batch: -len(batch.wanted)):
        book: RuleBook[Any] = RuleBook(
            subjects=((rule.row, lambda rows, _: rows),), rules=[wrong for _, wrong in left.values()]
        )
        answer = check(batch.table, subject=rule.row, on=batch.on, policy=DECIDED, rulebook=book, trusted=True)
        right = [batch.wanted[key][place] for key in answer["key"]]
        left = {name: each for name, each in left.items() if answer[name].to_list() == right}
        if not left:
            break
    return [what for what, _ in left.values()], many


# ---------------------------------------------------------------- engines


def _pandas(table: Any) -> Any:
    pandas = pytest.importorskip("pandas")
    return table.to_arrow().to_pandas(types_mapper=pandas.ArrowDtype)


def _dask(table: Any) -> Any:
    dask = pytest.importorskip("dask.dataframe")
    return dask.from_pandas(_pandas(table), npartitions=2)


@cache
def _session() -> Any:
    sql = pytest.importorskip("pyspark.sql")
    made = sql.SparkSession.builder.master("local[2]").config("spark.sql.shuffle.partitions", "2")
    return made.config("spark.ui.enabled", "false").getOrCreate()


ENGINES: dict[str, Callable[[Any], Any]] = {
    "polars": lambda table: table,
    "polars lazy": lambda table: table.lazy(),
    "pyarrow": lambda table: table.to_arrow(),
    "pandas": _pandas,
    "duckdb": lambda table: pytest.importorskip("duckdb").from_arrow(table.to_arrow()),
    "dask": _dask,
    "pyspark": lambda table: _session().createDataFrame(table.to_arrow()),
}


def held(table: Any) -> list[dict[str, Any]]:
    """The rows of an answer, whichever engine gave it."""
    import narwhals.stable.v2 as nw

    from ap_core.frames.engines import rows_held

    return rows_held(nw.from_native(table))


def disagreements(batch: Batch, answer: Any) -> list[str]:
    """What an answer has otherwise than the record path: the key, the rule, and both states."""
    rules = rules_over(batch.row, ENGLAND)
    rows = held(answer)
    wrong = [f"{len(rows)} rows for {len(batch.wanted)}"] if len(rows) != len(batch.wanted) else []
    for row in rows:
        for rule, wanted in zip(rules, batch.wanted[row["key"]], strict=True):
            if row[rule.id] != wanted:
                wrong.append(f"{batch.on} row {row['key']}: {rule.id} is {row[rule.id]}, on record {wanted}")
    return wrong
