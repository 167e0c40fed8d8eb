"""A roll over a pool of processes: the same answers as in one, in the same order, however processes begin."""

from __future__ import annotations

import pytest

pytest.importorskip("cattrs")

import roll_in_processes
from ap_core import Roll, check_roll
from ap_core.exchange import load_roll
from centre_review import INVENTED_CENTRE, INVENTED_DAY
from roll_in_processes import check_in_processes, lines_of, main, repeated


@pytest.fixture(scope="module")
def roll() -> Roll:
    return load_roll(INVENTED_CENTRE.read_bytes())


def test_two_spawned_processes_say_what_one_says(roll: Roll, monkeypatch: pytest.MonkeyPatch) -> None:
    """Spawned processes have nothing but what is sent: the strictest way, and the only one on Windows."""
    monkeypatch.setattr(roll_in_processes, "AT_ONCE", 20)
    done: list[int] = []
    wanted = [line for review in check_roll(roll, on=INVENTED_DAY) for line in lines_of(review)]
    assert len(wanted) > len(roll.records)
    assert check_in_processes(roll, on=INVENTED_DAY, workers=2, start="spawn", told=done.append) == wanted
    assert done == [20, 32]


def test_the_program_says_how_far_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--workers", "1"]) == 0
    told = capsys.readouterr()
    assert told.err.startswith("32/32 pupils") and "undetermined: " in told.out


def test_a_file_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["no_such_roll.json"]) == 2
    assert "no_such_roll.json: cannot be read" in capsys.readouterr().err


def test_copies_are_pupils_of_their_own(roll: Roll) -> None:
    assert len({record.ref for record in repeated(roll, 3).records}) == 96
