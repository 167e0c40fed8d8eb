"""One fact at a time is taken away from every invented pupil: nothing falls over, and no answer turns."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ap_core import PupilRecord, Roll, Verdict, check
from ap_core.exchange import load_roll
from tests.unknowns import each_gap

ROLL: Roll = load_roll((Path(__file__).parents[1] / "examples/data/invented_centre.json").read_bytes())
MONDAY = date(2026, 11, 23)
SETTLED = (Verdict.MET, Verdict.NOT_MET)


def verdicts(record: PupilRecord) -> dict[str, Verdict]:
    review = check(record, on=MONDAY, calendars=ROLL.calendars, policy=ROLL.policy)
    return {finding.key: finding.verdict for finding in review}


@pytest.mark.parametrize("record", ROLL.records, ids=lambda record: record.pupil.ref)
def test_what_is_settled_with_a_gap_is_settled_so_without_it(record: PupilRecord) -> None:
    """Supplying a missing fact may settle an undetermined finding; it never overturns a settled one (promise 4)."""
    full = verdicts(record)
    gaps = 0
    for path, gap in each_gap(record):
        gaps += 1
        for key, verdict in verdicts(gap).items():
            if verdict in SETTLED:
                # A span in which nothing changes is named for its days: with a gap it may have another name.
                assert full.get(key, verdict) is verdict, (path, key)
    assert gaps > 20
