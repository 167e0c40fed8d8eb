"""What a record of arrival and of the week refuses, and what it adds up."""

from __future__ import annotations

import pytest

from ap_core.curriculum.records import Assessment, Domain, Lesson, Timetable
from ap_core.errors import InvalidValue
from tests.attended_models import CENTRE, nov


class TestAssessment:
    """A standard score lies on a standard scale: a raw mark put there by mistake is refused."""

    @pytest.mark.parametrize("score", [40, 71, 200, None])
    def test_kept(self, score: int | None) -> None:
        assert Assessment(domain=Domain.READING, taken_on=nov(17), standard_score=score).standard_score == score

    @pytest.mark.parametrize("score", [39, 201, 0])
    def test_refused(self, score: int) -> None:
        with pytest.raises(InvalidValue, match="outside any standard scale"):
            Assessment(domain=Domain.READING, taken_on=nov(17), standard_score=score)


class TestTimetable:
    """Minutes a week, over all sites together."""

    @pytest.mark.parametrize("minutes", [0, -1, 6001])
    def test_no_weeks_minutes(self, minutes: int) -> None:
        with pytest.raises(InvalidValue, match="not a week's minutes"):
            Lesson(subject="art", site=CENTRE, minutes=minutes)

    def test_adds_up(self) -> None:
        reading = Lesson(subject="reading", site=CENTRE, minutes=1, reading_support=True)
        week = Timetable(first=nov(9), lessons=(Lesson(subject="art", site="HOME", minutes=6000), reading))
        assert (week.minutes, week.reading_minutes) == (6001, 1)
