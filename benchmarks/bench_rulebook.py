"""All of England's rules over tables of one million rows, a rule's cost against one of the 25 flat rules."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from flat_rules import BOOK, ON, RULES, Flat, rows
from paired import Bar, Ratio, at_most, no_garbage_collection

ROWS = 1_000_000
ROUNDS = 3
APIECE = "a rule of England, 1M rows / one of the 25 flat rules"
BY_STEP = "the same, by the comparisons and choices it is made of"
#: A comparison, a connective or a choice, as Polars writes them.
_STEP = re.compile(r"when\(|\.is_null\(\)|\.not\(\)|\.fill_null\(| (?:==|!=|<=|>=|<|>|&|\||and|or|\+|-) ")


def bars() -> Iterator[Bar]:
    """A table for each kind of facts, of the boundary rows of its rules again and again."""
    try:
        import polars

        sys.path.insert(0, str(Path(__file__).parent.parent))
        from tests.frames_cases import batches_of
    except ImportError:
        yield at_most(APIECE, 1.2, None, "Polars or the tests are not here")
        yield at_most(BY_STEP, 1.2, None, "Polars or the tests are not here")
        return
    from ap_core.england import ENGLAND
    from ap_core.frames import check
    from ap_core.policy import Policy
    from bench_frames import flat_table

    flat = flat_table(rows(10_000), ROWS)

    def flat_rules(of: Any = flat) -> Any:
        return check(of, subject=Flat, on=ON, rulebook=BOOK, trusted=True)

    flat_rules()
    flat_steps = _steps(flat_rules(flat.lazy())) / len(RULES)
    took: list[list[float]] = [[] for _ in range(ROUNDS)]
    steps = 0
    with no_garbage_collection():
        for row, _ in ENGLAND.subjects:
            batch = max(batches_of(row), key=lambda batch: len(batch.wanted))
            table = batch.table.drop([name for name in batch.table.columns if name.startswith("policy_")])
            table = polars.concat([table] * (ROWS // len(table) + 1)).head(ROWS)
            table = table.with_columns(key=polars.int_range(ROWS)).rechunk()

            def judged(of: Any = table, row: type = row, on: Any = batch.on) -> Any:
                return check(of, subject=row, on=on, policy=Policy(), trusted=True)

            steps += _steps(judged(table.lazy()))
            judged()
            for ratios in took:
                # The flat rules beside each, so that a machine that slows down does not show.
                ratios.append(_seconds(judged) / _seconds(flat_rules))
    many = len(ENGLAND.rules)
    apiece = Ratio.of([sum(ratios) / many * len(RULES) for ratios in took])
    yield at_most(APIECE, 1.2, apiece, f"{many} rules, {len(ENGLAND.subjects)} tables", known=True)
    times = steps / many / flat_steps
    note = f"{steps / many:.1f} a rule, of the flat ones {flat_steps:.1f}"
    yield at_most(BY_STEP, 1.2, Ratio(*(each / times for each in apiece)), note, known=True)


def _steps(lazy: Any) -> int:
    """How many comparisons, connectives and choices a row goes through, those that rules share counted once."""
    return len(_STEP.findall(lazy.explain()))


def _seconds(way: Any) -> float:
    start = time.perf_counter()
    way()
    return time.perf_counter() - start
