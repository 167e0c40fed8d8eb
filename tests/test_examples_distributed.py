"""The example on a cluster: what is left after a failure or a kill is done by the next run, and nothing twice."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("narwhals")
pytest.importorskip("polars")
pytest.importorskip("pyarrow")

import polars as pl

from tests.house import ROOT

FOLDER = ROOT / "examples" / "distributed"


@pytest.fixture
def example(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The script as a module, with an engine that needs no cluster and fails or is killed as its parts say."""
    monkeypatch.syspath_prepend(str(FOLDER))
    module: Any = __import__("cluster_attendance")

    def here(parts: list[Path], totals: Path, workers: int) -> Iterator[tuple[Path, BaseException | None]]:
        for part in parts:
            if part.read_bytes()[:4] == b"kill":
                raise KeyboardInterrupt
            try:
                module.of_part(pl.read_parquet(part)).write_parquet(totals / part.name)
                yield part, None
            except Exception as failed:
                yield part, failed

    monkeypatch.setitem(module.ENGINES, "here", here)
    yield module
    sys.modules.pop("cluster_attendance", None)


def test_a_part_that_failed_is_named_and_done_again_alone(
    example: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    marks, totals = tmp_path / "marks", tmp_path / "totals"
    example.make(marks, 3, 2)
    broken = marks / "part-00001.parquet"
    whole = broken.read_bytes()
    broken.write_bytes(b"broken")
    assert example.run("here", marks, totals) == [broken]
    assert "part-00001 FAILED" in capsys.readouterr().out
    broken.write_bytes(whole)
    assert example.to_do(marks, totals) == [broken]
    first = (totals / "part-00000.parquet").stat().st_mtime_ns
    assert example.run("here", marks, totals) == []
    assert (totals / "part-00000.parquet").stat().st_mtime_ns == first
    assert example.run("here", marks, totals) == [] and "0 parts to do" in capsys.readouterr().out
    done = pl.read_parquet(totals / "*.parquet")
    assert len(done) == 6 and (done["possible"] + done["not_possible"]).to_list() == [2 * example.DAYS] * 6


def test_a_run_that_is_killed_goes_on_where_it_stopped(example: Any, tmp_path: Path) -> None:
    marks, totals = tmp_path / "marks", tmp_path / "totals"
    example.make(marks, 3, 1)
    second = marks / "part-00001.parquet"
    whole = second.read_bytes()
    second.write_bytes(b"kill")
    with pytest.raises(KeyboardInterrupt):
        example.run("here", marks, totals)
    second.write_bytes(whole)
    assert [part.stem for part in example.to_do(marks, totals)] == ["part-00001", "part-00002"]
    assert example.run("here", marks, totals) == [] and len(pl.read_parquet(totals / "*.parquet")) == 3
