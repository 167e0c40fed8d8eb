"""Which placements go on on a day, and which reviews have been held by then: the days themselves, and those beside."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from ap_core import UNKNOWN, Unknown
from ap_core.law.rulebook import Asked
from ap_core.placement.going_on import going_on, placements_going_on, reviews_held
from ap_core.placement.records import PlacementReview
from tests.placements import AGREED, CALENDARS, MONDAY

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("first_day", "ended_on", "goes_on"),
    [
        (MONDAY, None, True),  # the first day is the first of it
        (MONDAY + DAY, None, False),
        (MONDAY - DAY, MONDAY, True),  # the last day is still of it
        (MONDAY - DAY, MONDAY - DAY, False),
        (MONDAY, MONDAY, True),
    ],
)
def test_from_the_first_day_to_the_last(first_day: date, ended_on: date | None, goes_on: bool) -> None:
    placement = AGREED.but(first_day=first_day, ended_on=ended_on)
    assert going_on(placement, "placements[0].", MONDAY) is goes_on
    found = placements_going_on((placement,), Asked(MONDAY, CALENDARS, None))
    assert [(each.path, each.still) for each in found] == ([("placements[0].", True)] if goes_on else [])


@pytest.mark.parametrize(
    ("first_day", "ended_on", "path"),
    [(UNKNOWN, None, "placements[0].first_day"), (MONDAY, UNKNOWN, "placements[0].ended_on")],
)
def test_a_day_that_is_not_known_is_asked_for(first_day: Any, ended_on: Any, path: str) -> None:
    placement = AGREED.but(first_day=first_day, ended_on=ended_on)
    answer = going_on(placement, "placements[0].", MONDAY)
    assert isinstance(answer, Unknown) and answer.needs[0].path == path
    assert [each.still for each in placements_going_on((placement,), Asked(MONDAY, CALENDARS, None))] == [answer]


def test_an_unknown_end_of_what_has_not_begun_does_not_matter() -> None:
    assert going_on(AGREED.but(first_day=MONDAY + DAY, ended_on=UNKNOWN), "", MONDAY) is False


def test_a_review_held_on_the_day_has_been_held() -> None:
    reviews = tuple(PlacementReview(held_on=MONDAY + DAY * ahead) for ahead in (1, 0, -1))
    held = reviews_held(AGREED.but(reviews=reviews), "", MONDAY)
    assert isinstance(held, tuple)
    assert [review.held_on for review in held] == [MONDAY - DAY, MONDAY]
