"""Attendance of an authority or of England on a cluster, part by part, with progress shown and restart after a failure.

    python examples/distributed/cluster_attendance.py make MARKS [PARTS [PUPILS]]     invented marks, partitioned
    python examples/distributed/cluster_attendance.py dask MARKS TOTALS [WORKERS]     map_partitions on a local cluster
    python examples/distributed/cluster_attendance.py spark MARKS TOTALS [WORKERS]    native expressions of Spark

The marks are Parquet, a file a part, all marks of a pupil in one part. The totals of a part are written beside a
marker once they are whole: started again, a run does the parts without a marker and no others. A part that fails is
named at the end, and the rest is done all the same. The pupils are invented.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from ap_core.dates import DateSpan
from ap_core.frames import attendance_totals

YEAR = DateSpan(date(2025, 9, 1), date(2026, 8, 31))
CODES = ["/\\"] * 17 + ["II", "OO", "DD"]
DAYS = 190


def make(marks: Path, parts: int = 4, pupils: int = 100) -> None:
    """Invented marks of a school year, ``pupils`` in each part."""
    import pyarrow
    import pyarrow.parquet

    marks.mkdir(parents=True, exist_ok=True)
    days = [YEAR.first + timedelta(7 * (at // 5) + at % 5) for at in range(DAYS) for _ in "ap"]
    for part in range(parts):
        draw = Random(part)
        codes = [code for _ in range(pupils * DAYS) for code in draw.choice(CODES)]
        columns = {
            "pupil": [f"{part}-{pupil}" for pupil in range(pupils) for _ in days],
            "day": days * pupils, "session": ["AM", "PM"] * (DAYS * pupils), "code": codes,
        }  # fmt: skip
        pyarrow.parquet.write_table(pyarrow.table(columns), marks / f"part-{part:05d}.parquet")


def to_do(marks: Path, totals: Path) -> list[Path]:
    """The parts without a marker, in order."""
    totals.mkdir(parents=True, exist_ok=True)
    return [part for part in sorted(marks.glob("part-*.parquet")) if not marker(totals, part).exists()]


def marker(totals: Path, part: Path) -> Path:
    """What says that the totals of a part are whole."""
    return totals / f"{part.stem}.done"


def of_part(marks: Any) -> Any:
    """The totals of one part, whatever the engine: the only line that reckons."""
    return attendance_totals(marks, span=YEAR)


Done = Iterator[tuple[Path, BaseException | None]]


def on_dask(parts: list[Path], totals: Path, workers: int) -> Done:
    """Each part a partition of one Dask table; a worker writes its totals, the main process the marker."""
    import dask.dataframe
    from dask.distributed import Client, LocalCluster, as_completed

    settings: dict[str, Any] = {"n_workers": workers, "threads_per_worker": 1, "dashboard_address": None}
    with LocalCluster(host="127.0.0.1", **settings) as cluster, Client(cluster) as client:
        table = dask.dataframe.from_map(_part_with_name, parts, meta=_columns(parts))
        written = table.map_partitions(_write, totals, meta=("rows", "int64"))
        futures = dict(zip(client.compute(written.to_delayed()), parts, strict=True))
        for future in as_completed(futures):
            yield futures[future], future.exception()


def _columns(parts: list[Path]) -> Any:
    """An empty table with the columns of the parts: of the first that can be read, for any may be broken."""
    for part in parts[:-1]:
        try:
            return _part_with_name(part).iloc[:0]
        except Exception:  # told when its turn comes
            continue
    return _part_with_name(parts[-1]).iloc[:0]


def _part_with_name(part: Path) -> Any:
    import pandas

    return pandas.read_parquet(part, dtype_backend="pyarrow").assign(part=str(part))


def _write(marks: Any, totals: Path) -> Any:
    import pandas

    found = of_part(marks.drop(columns="part"))
    found.to_parquet(totals / Path(marks["part"].iloc[0]).name)
    return pandas.Series([len(found)], name="rows")


def on_spark(parts: list[Path], totals: Path, workers: int) -> Done:
    """Each part a job of Spark's own expressions."""
    from pyspark.sql import SparkSession

    spark = (
        SparkSession.builder.master(f"local[{workers}]").config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1").config("spark.sql.shuffle.partitions", str(workers))
        .config("spark.log.level", "ERROR").getOrCreate()
    )  # fmt: skip
    try:
        for part in parts:
            try:
                of_part(spark.read.parquet(str(part))).write.mode("overwrite").parquet(str(totals / part.name))
                yield part, None
            except Exception as failed:
                yield part, failed
    finally:
        spark.stop()


ENGINES: dict[str, Callable[[list[Path], Path, int], Done]] = {"dask": on_dask, "spark": on_spark}


def run(engine: str, marks: Path, totals: Path, workers: int = 2) -> list[Path]:
    """Do what is left to do, say how far it is, and give the parts that failed."""
    left, failed, began = to_do(marks, totals), [], time.perf_counter()
    print(f"{len(left)} parts to do", flush=True)
    for at, (part, why) in enumerate(ENGINES[engine](left, totals, workers) if left else (), start=1):
        if why is None:
            marker(totals, part).touch()
        else:
            failed.append(part)
        words = "done" if why is None else f"FAILED: {' '.join(str(why).splitlines()[:2])}"
        print(f"{at}/{len(left)}  {time.perf_counter() - began:6.1f} s  {part.stem} {words}", flush=True)
    return failed


def main(arguments: list[str]) -> int:
    """What the command line asks for; 1 where a part failed."""
    match arguments:
        case ["make", marks, *sizes]:
            make(Path(marks), *map(int, sizes))
            return 0
        case [("dask" | "spark") as engine, marks, totals, *workers]:
            return 1 if run(engine, Path(marks), Path(totals), *map(int, workers)) else 0
        case _:
            print(__doc__)
            return 2


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
