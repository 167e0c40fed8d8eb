"""Rows made by a function are those that calling their class makes, whatever their facts are called."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from ap_core.england import ENGLAND
from ap_core.law.facts import Fact, fact, facts, maker


@pytest.mark.parametrize("row", [row for row, _ in ENGLAND.subjects], ids=lambda row: row.__name__)
def test_a_row_that_is_made_is_the_row_that_is_called(row: Any) -> None:
    given = {field.name: f"the {field.name}" for field in attrs.fields(row)}
    assert maker(row)(**given) == row(**given)


@facts
class Awkward:
    """Facts with the names that a function for making rows might use for itself."""

    subject: str
    new: Fact[int] = fact("one")
    row: Fact[int] = fact("another")
    made: Fact[int] = fact("a third")
    held: Fact[int] = fact("a fourth")


def test_a_fact_may_have_any_name() -> None:
    given = {"subject": "A", "new": 1, "row": 2, "made": 3, "held": 4}
    assert vars(maker(Awkward)(**given)) == given  # type: ignore[arg-type]
