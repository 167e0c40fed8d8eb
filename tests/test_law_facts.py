"""Rows of facts: what makes them fast makes the same rows, whatever their fields are called."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from ap_core.england import ENGLAND
from ap_core.law.facts import Fact, fact, facts, maker


@facts
class Awkward:
    """A row whose facts have the names that a maker might use itself."""

    subject: str
    held: Fact[int] = fact("held")
    made: Fact[int] = fact("made")
    make: Fact[int] = fact("make")
    new: Fact[int] = fact("new")
    row: Fact[int] = fact("row")


@pytest.mark.parametrize("row", [Awkward, *(row for row, _ in ENGLAND.subjects)], ids=lambda row: row.__name__)
def test_a_maker_makes_what_the_class_makes(row: Any) -> None:
    given = {field.name: place for place, field in enumerate(attrs.fields(row))}
    made = maker(row)(**given)
    assert made == row(**given) and list(made.__dict__) == list(given)
