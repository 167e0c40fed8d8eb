"""The main job: the page it prints, what it says of one pupil, and what it does with a bad file."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("cattrs")

import centre_review

ROOT = Path(__file__).parent.parent
PROGRAM = ROOT / "examples" / "centre_review.py"
DATA = ROOT / "examples" / "data" / "invented_centre.json"
GOLDEN = Path(__file__).parent / "golden" / "centre_review.txt"


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = centre_review.main(arguments)
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def spoiled(tmp_path: Path, change: Any) -> str:
    """The invented roll with something wrong in it, as a file."""
    document = json.loads(DATA.read_text(encoding="utf-8"))
    change(document)
    path = tmp_path / "roll.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return str(path)


class TestThePage:
    def test_is_the_one_that_was_read_line_by_line(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Read as a head of centre would; after a change read it again, then write it anew with this very output."""
        code, out, _ = run(capsys)
        assert (code, out) == (0, GOLDEN.read_text(encoding="utf-8"))

    def test_fits_the_screen(self) -> None:
        assert max(map(len, GOLDEN.read_text(encoding="utf-8").splitlines())) <= 120

    def test_is_the_same_in_another_process_whatever_the_seed(self) -> None:
        for seed in ("1", "2"):
            done = subprocess.run(
                [sys.executable, str(PROGRAM)], capture_output=True, text=True, encoding="utf-8", check=True,
                env={"PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8", "PATH": "", "PYTHONPATH": str(ROOT / "src")},
            )  # fmt: skip
            assert done.stdout == GOLDEN.read_text(encoding="utf-8")

    def test_says_nothing_that_would_be_a_bar_to_a_child(self) -> None:
        words = GOLDEN.read_text(encoding="utf-8").lower()
        assert not any(word in words for word in ("block", "refuse", "hard stop", "reject"))

    def test_has_no_birth_date(self) -> None:
        page = GOLDEN.read_text(encoding="utf-8")
        document = json.loads(DATA.read_text(encoding="utf-8"))
        assert not any(pupil["pupil"]["born"] in page for pupil in document["pupils"] if "born" in pupil["pupil"])


class TestPlaces:
    """How many places are taken, by sessions; more than there are is a warning, and nobody is turned away for it."""

    def test_over_its_places(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        _, out, _ = run(capsys, spoiled(tmp_path, lambda document: document["centre"].update(places=20)))
        assert "Places taken: 28.1 to 29.1 of 20 · Key Stage 3" in out
        assert "The whole centre: over its 20 places" in out and "nobody is turned away" in out

    def test_none_set(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        _, out, _ = run(
            capsys, spoiled(tmp_path, lambda document: document["centre"].update(places=None, places_of=[]))
        )
        assert "32 on roll" in out and "laces taken" not in out

    def test_set_by_key_stage_alone(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        _, out, _ = run(capsys, spoiled(tmp_path, lambda document: document["centre"].update(places=None)))
        assert "Key Stage 3: 9.4 to 10.4 of 12 · Key Stage 4: 17.7 of 20 long, 1 to 2 of 2 short-term" in out


class TestOnePupil:
    @pytest.mark.parametrize("ref", ["P01", "P07", "P11", "P31"])
    def test_every_finding_in_full(self, ref: str, capsys: pytest.CaptureFixture[str]) -> None:
        code, out, _ = run(capsys, "--pupil", ref)
        assert code == 0 and out.startswith(ref) and "read" in out

    def test_shows_the_days_that_were_counted(self, capsys: pytest.CaptureFixture[str]) -> None:
        _, out, _ = run(capsys, "--pupil", "P11")
        assert "counted: " in out

    def test_one_who_is_not_there(self, capsys: pytest.CaptureFixture[str]) -> None:
        code, out, err = run(capsys, "--pupil", "P99")
        assert (code, out) == (2, "") and "there are 32" in err


class TestSince:
    def test_nothing_new_against_itself(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        _, reviews, _ = run(capsys, "--json")
        earlier = tmp_path / "earlier.json"
        earlier.write_text(reviews, encoding="utf-8")
        code, out, _ = run(capsys, "--since", str(earlier))
        assert code == 0 and "Since Mon 23 Nov 2026: 0 new, 0 settled, 0 changed" in out

    def test_a_week_earlier(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        _, reviews, _ = run(capsys, "--on", "2026-11-16", "--json")
        earlier = tmp_path / "earlier.json"
        earlier.write_text(reviews, encoding="utf-8")
        _, out, _ = run(capsys, "--since", str(earlier))
        assert "Since Mon 16 Nov 2026: " in out and "new: " in out and "settled: " in out
        code, out, err = run(capsys, "--on", "2026-11-13", "--since", str(earlier))
        assert (code, out) == (2, "") and err.startswith("previous: is of a later day;")


class TestBadInput:
    def test_a_day_of_no_school(self, capsys: pytest.CaptureFixture[str]) -> None:
        code, out, err = run(capsys, "--on", "0001-01-01")
        assert (code, out) == (2, "") and err.startswith("on: is in no year that a school has;")

    def test_every_fault_with_its_path(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        def spoil(document: dict[str, Any]) -> None:
            document["pupils"][0]["placements"][0]["first_day"] = "2026-02-30"
            document["pupils"][1]["pupil"]["ref"] = 7
            document["pupils"][2]["surname"] = "Sentinel"

        code, out, err = run(capsys, spoiled(tmp_path, spoil))
        assert (code, out) == (2, "")
        for path in ("pupils[0].placements[0].first_day", "pupils[1].pupil.ref", "pupils[2].surname"):
            assert path in err
        assert "Sentinel" not in err and "Traceback" not in err

    @pytest.mark.parametrize("text", ["", "nonsense", "[]", '{"format": "ap-core/roll/2"}', "[" * 100_000])
    def test_no_roll_at_all(self, text: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        path = tmp_path / "roll.json"
        path.write_text(text, encoding="utf-8")
        code, out, err = run(capsys, str(path))
        assert (code, out) == (2, "") and err.startswith("roll.json: ")

    def test_no_such_file(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        code, _, err = run(capsys, str(tmp_path / "none.json"))
        assert code == 2 and "cannot be read" in err

    def test_a_day_that_is_none(self, capsys: pytest.CaptureFixture[str]) -> None:
        with pytest.raises(SystemExit) as stopped:
            centre_review.main(["--on", "2026-02-30"])
        assert stopped.value.code == 2 and "yyyy-mm-dd" in capsys.readouterr().err

    def test_a_calendar_that_does_not_reach_the_day(self, capsys: pytest.CaptureFixture[str]) -> None:
        code, out, _ = run(capsys, "--on", "2029-11-23")
        assert code == 0 and "term dates" in out
