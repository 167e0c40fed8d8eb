"""One fact at a time is taken away from every invented pupil: nothing falls over, and no answer turns."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings

from ap_core import PupilRecord, Review, Roll, Verdict, check
from ap_core.exchange import load_roll
from ap_core.testing.strategies.scenarios import Case, cases
from tests.unknowns import each_gap

ROLL: Roll = load_roll((Path(__file__).parents[1] / "examples/data/invented_centre.json").read_bytes())
MONDAY = date(2026, 11, 23)
SETTLED = (Verdict.MET, Verdict.NOT_MET)


def reviewed(record: PupilRecord) -> Review:
    return check(record, on=MONDAY, calendars=ROLL.calendars, policy=ROLL.policy)


def verdicts(review: Review) -> dict[str, Verdict]:
    return {finding.key: finding.verdict for finding in review}


def silenced(full: Review, gap: Review, path: str) -> list[str]:
    """The matters that are open in the full review and gone from the one with a gap, which does not ask for the gap."""
    where = path.removeprefix(".")
    asked = [missing for finding in gap for missing in finding.missing]
    if any(each.startswith(where) or where.startswith(each) for each in asked):
        return []
    left = verdicts(gap)
    return [key for key, verdict in verdicts(full).items() if verdict is not Verdict.MET and key not in left]


@pytest.mark.parametrize("record", ROLL.records, ids=lambda record: record.pupil.ref)
def test_what_is_settled_with_a_gap_is_settled_so_without_it(record: PupilRecord) -> None:
    """Supplying a missing fact may settle an undetermined finding; it never overturns a settled one (promise 4)."""
    whole = reviewed(record)
    full = verdicts(whole)
    gaps = 0
    for path, gap in each_gap(record):
        gaps += 1
        found = reviewed(gap)
        for key, verdict in verdicts(found).items():
            if verdict in SETTLED:
                # A span in which nothing changes is named for its days: with a gap it may have another name.
                assert full.get(key, verdict) is verdict, (path, key)
        # Not knowing is never an all-clear: what was open stays open, or what is not known is asked for.
        assert silenced(whole, found, path) == [], path
    assert gaps > 20


@settings(max_examples=8)
@given(cases())
def test_of_any_scenario_what_was_open_is_never_silenced_by_a_gap(case: Case) -> None:
    full = case.review()
    for path, gap in each_gap(case.record):
        found = check(gap, on=case.on, calendars=case.calendars)
        assert silenced(full, found, path) == [], path
        before = verdicts(full)
        for key, verdict in verdicts(found).items():
            assert verdict not in SETTLED or before.get(key, verdict) is verdict, (path, key)
