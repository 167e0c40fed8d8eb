"""Strategies for others: a hundred draws of the largest of one pupil, against a thousand texts in the same run."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from ap_core.testing.strategies import any_pupil_records
from paired import Bar, at_most, paired


def _draws(strategy: st.SearchStrategy[Any], n: int) -> int:
    drawn = 0

    @settings(
        max_examples=n, database=None, deadline=None, derandomize=True, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(strategy)
    def draw(_: Any) -> None:
        nonlocal drawn
        drawn += 1

    draw()
    return drawn


def bars() -> Iterator[Bar]:
    """No slower than ten texts a record."""
    assert (_draws(any_pupil_records(), 100), _draws(st.text(), 1_000)) == (100, 1_000)
    got = paired(lambda: _draws(any_pupil_records(), 100), lambda: _draws(st.text(), 1_000), rounds=5)
    yield at_most("100 draws of a pupil's record / 1,000 draws of text", 1, got)
