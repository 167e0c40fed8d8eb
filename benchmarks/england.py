"""Measure what the sizing of England rests on, and write it where docs/make_england.py reads it.

    python benchmarks/england.py        some four minutes on two cores

Seconds are the middle of three runs after one to warm up; they are this machine's at this hour, and not ratios.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
MEASURED = HERE.parent / "docs" / "england.json"
PUPILS, MARKS = 1_000_000, 20_000_000


def main() -> None:
    """Measure, and write the figures."""
    sys.path[:0] = [str(HERE), str(HERE.parent)]
    from told import machine

    measured: dict[str, Any] = {"machine": machine(), "cores": os.cpu_count()}
    measured["rows"] = {"pupils": PUPILS, "marks": MARKS}
    with tempfile.TemporaryDirectory() as folder:
        measured |= _marks(Path(folder))
    measured |= _tables() | _records()
    MEASURED.write_text(json.dumps(measured, indent=2, sort_keys=True) + "\n")
    print(MEASURED.read_text())


def _seconds(way: Callable[[], object]) -> float:
    way()
    took = []
    for _ in range(3):
        start = time.perf_counter()
        way()
        took.append(time.perf_counter() - start)
    return round(statistics.median(took), 4)


def _marks(folder: Path) -> dict[str, Any]:
    """Attendance totals of every pupil from Parquet, and how large the file is."""
    import duckdb
    import polars

    from ap_core.dates import DateSpan
    from ap_core.frames import attendance_totals
    from bench_memory import marks, write

    path = folder / "marks.parquet"
    write(path, MARKS, marks)
    year = DateSpan(date(2025, 9, 1), date(2026, 8, 31))
    base = duckdb.connect()
    return {
        "marks_bytes": path.stat().st_size,
        "marks_polars": _seconds(
            lambda: attendance_totals(polars.scan_parquet(path), span=year, trusted=True).collect(engine="streaming")
        ),
        "marks_duckdb": _seconds(
            lambda: attendance_totals(base.read_parquet(str(path)), span=year, trusted=True).to_arrow_table()
        ),
    }


def _tables() -> dict[str, Any]:
    """Year and key stage, the 25 flat rules, and all rules of England over tables of every kind of facts."""
    import polars
    from tests.frames_cases import batches_of

    from ap_core.england import ENGLAND
    from ap_core.frames import check, with_key_stage
    from bench_frames import flat_table
    from flat_rules import BOOK, ON, Flat, rows

    flat = flat_table(rows(10_000), PUPILS)
    born = flat.select(born=polars.lit(date(2010, 1, 1)) + polars.duration(days=polars.col("key") % 4000))
    rulebook = 0.0
    for row, _ in ENGLAND.subjects:
        batch = max(batches_of(row), key=lambda batch: len(batch.wanted))
        table = batch.table.drop([name for name in batch.table.columns if name.startswith("policy_")])
        table = polars.concat([table] * (PUPILS // len(table) + 1)).head(PUPILS)
        table = table.with_columns(key=polars.int_range(PUPILS)).rechunk()
        rulebook += _seconds(lambda given=table, row=row, on=batch.on: check(given, subject=row, on=on, trusted=True))  # type: ignore[misc]
    return {
        "key_stage": _seconds(lambda: with_key_stage(born, on=ON, trusted=True)),
        "flat_rules": _seconds(lambda: check(flat, subject=Flat, on=ON, rulebook=BOOK, trusted=True)),
        "rulebook": round(rulebook, 4),
        "rules": len(ENGLAND.rules),
        "subjects": len(ENGLAND.subjects),
    }


def _records() -> dict[str, Any]:
    """One full record checked with every rule, and one in a document read and written."""
    from ap_core import check
    from ap_core.exchange import dump_roll, load_roll
    from bench_records import PUPILS as ON_ROLL
    from bench_records import invented_roll
    from nested_record import CALENDARS, ON, RECORD

    roll = invented_roll()
    text = dump_roll(roll)
    return {
        "record": round(_seconds(lambda: [check(RECORD, on=ON, calendars=CALENDARS) for _ in range(50)]) / 50, 7),
        "document_read": round(_seconds(lambda: load_roll(text)) / ON_ROLL, 7),
        "document_bytes": len(text) // ON_ROLL,
    }


if __name__ == "__main__":
    main()
