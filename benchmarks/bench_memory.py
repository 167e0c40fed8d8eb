"""What a pass over Parquet holds in memory, for ever more rows, in a process of its own each time.

    python benchmarks/bench_memory.py        the peaks in MiB, beside what a row group takes

A peak is what the process has held at most, less what it held when everything was imported. It grows until every core
has its row groups in hand, and then no more: a table that was read whole would take twice as much for twice the rows.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from paired import Bar, Ratio, at_most

MILLIONS = (2, 20, 40)
ROW_GROUP = 500_000
NAME = "{what}, Parquet on {engine}: peak of 40M rows / of 20M"
WHAT = {"attendance": "attendance totals", "rules": "25 rules written to Parquet"}
ENGINES = ("Polars", "DuckDB")


def bars() -> Iterator[Bar]:
    """A peak over twice the rows hardly higher."""
    try:
        import duckdb  # noqa: F401
        import polars  # noqa: F401
    except ImportError:
        for what, engine in _ways():
            yield at_most(NAME.format(what=WHAT[what], engine=engine), 1.3, None, "the extra rivals is not installed")
        return
    for what, engine, held, group in peaks():
        note = f"{_listed(held)} MiB of {_listed(MILLIONS)} million; a row group as a table takes {group:.0f}"
        got = Ratio.counted(held[-1] / held[-2])
        yield at_most(NAME.format(what=WHAT[what], engine=engine), 1.3, got, note)


def _listed(numbers: Sequence[float]) -> str:
    return ", ".join(f"{number:.0f}" for number in numbers)


def _ways() -> Iterator[tuple[str, str]]:
    for what in WHAT:
        for engine in ENGINES:
            yield what, engine


def peaks() -> Iterator[tuple[str, str, list[float], float]]:
    """What is done, the engine, the peaks in MiB by the number of rows, and what one row group takes as a table."""
    import polars

    with tempfile.TemporaryDirectory() as folder:
        for what, make in (("attendance", marks), ("rules", _flat)):
            files = [Path(folder) / f"{what}_{millions}.parquet" for millions in MILLIONS]
            for millions, path in zip(MILLIONS, files, strict=True):
                write(path, millions * 1_000_000, make)
            group = polars.scan_parquet(files[0]).head(ROW_GROUP).collect().to_arrow().nbytes / 2**20
            for engine in ENGINES:
                yield what, engine, [_peak(what, engine, path) for path in files], group


def _peak(what: str, engine: str, path: Path) -> float:
    command = [sys.executable, __file__, what, engine, str(path)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def write(path: Path, size: int, make: Callable[[int], Any]) -> None:
    import pyarrow.parquet

    writer: Any = None
    for at in range(size // ROW_GROUP):
        table = make(at).to_arrow()
        writer = writer or pyarrow.parquet.ParquetWriter(path, table.schema)
        writer.write_table(table, row_group_size=ROW_GROUP)
    writer.close()


def marks(at: int) -> Any:
    """One row group of marks: the pupils follow one another, each with a year of 380 sessions."""
    import numpy
    import polars

    first = at * ROW_GROUP
    row = numpy.arange(first, first + ROW_GROUP)
    days = numpy.datetime64(date(2025, 9, 1)) + (row % 380 // 2).astype("timedelta64[D]")
    codes = polars.Series(["/", "\\", "I", "O", "D", "C1"])
    drawn = numpy.random.default_rng(at).choice(6, ROW_GROUP, p=[0.45, 0.45, 0.04, 0.02, 0.03, 0.01])
    return polars.DataFrame({
        "pupil": row // 380, "day": days, "session": polars.Series(["AM", "PM"]).gather(row % 2),
        "code": codes.gather(drawn),
    }).with_columns(polars.col("day").cast(polars.Date))  # fmt: skip


def _flat(at: int) -> Any:
    """One row group of flat rows."""
    import polars

    from bench_frames import flat_table
    from flat_rules import rows

    return flat_table(rows(1_000), ROW_GROUP).with_columns(polars.col("key") + at * ROW_GROUP)


# ---------------------------------------------------------------- in a process of its own


def _held(line: str) -> float:
    """What the system says of this process's memory, in MiB: ``VmRSS`` now, ``VmHWM`` at most since it was started.

    What getrusage gives as the most goes back to before the process was started from another.
    """
    said = re.search(rf"^{line}:\s+(\d+) kB", Path("/proc/self/status").read_text(), re.MULTILINE)
    if said is None:
        raise OSError("this system does not say what a process holds")
    return int(said[1]) / 1024


def _alone(what: str, engine: str, path: str) -> float:
    """The peak of one pass over a file, less what the imports took."""
    import duckdb
    import polars

    from ap_core.dates import DateSpan
    from ap_core.frames import attendance_totals, check
    from flat_rules import BOOK, ON, Flat

    on_polars = engine == "Polars"
    base = duckdb.connect(config={"preserve_insertion_order": "false"})
    given = polars.scan_parquet(path) if on_polars else base.read_parquet(path)
    before = _held("VmRSS")
    if what == "attendance":
        year = DateSpan(date(2025, 9, 1), date(2025, 9, 1) + timedelta(364))
        totals = attendance_totals(given, span=year, trusted=True)
        rows = len(totals.collect(engine="streaming")) if on_polars else totals.to_arrow_table().num_rows
        assert rows, "no totals"
    else:
        states = check(given, subject=Flat, on=ON, rulebook=BOOK, trusted=True)
        out = f"{path}.states"
        states.sink_parquet(out, maintain_order=False) if on_polars else states.write_parquet(out)
    return _held("VmHWM") - before


def main(arguments: list[str]) -> None:
    """One peak for the process that asks, or all of them for a person."""
    if arguments:
        print(_alone(*arguments))
        return
    for what, engine, held, group in peaks():
        told = f"{_listed(held)} MiB of {_listed(MILLIONS)} million rows; a row group {group:.0f} MiB"
        print(f"{WHAT[what]:28s} {engine:8s} {told}")


if __name__ == "__main__":
    main(sys.argv[1:])
