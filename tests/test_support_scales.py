"""Ordinal scales: their direction, what two readings say, what is refused, and that nothing is averaged."""

from __future__ import annotations

import inspect
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ap_core.errors import InvalidValue
from ap_core.support import mentors, patterns, records, scales
from ap_core.support.records import Goal, Mentoring
from ap_core.support.scales import GOAL, Better, Change, OrdinalScale, ScaleReading, change
from tests.attended_models import nov, record

UP = OrdinalScale(instrument="attitude to learning", lowest=1, highest=5, better=Better.HIGHER)
DOWN = UP.but(better=Better.LOWER)
STEPS = st.integers(1, 5)


def reading(score: int, day: int = 2, scale: OrdinalScale = UP) -> ScaleReading:
    return ScaleReading(scale=scale, on=nov(day), score=score)


class TestChange:
    """ATL-01: improved, the same or worse by the declared direction, and nothing more."""

    @given(STEPS, STEPS, st.sampled_from([UP, DOWN]))
    def test_by_the_scales_own_direction(self, before: int, after: int, scale: OrdinalScale) -> None:
        best_first = list(range(5, 0, -1)) if scale is UP else list(range(1, 6))
        moved = best_first.index(before) - best_first.index(after)
        expected = Change.SAME if moved == 0 else Change.IMPROVED if moved > 0 else Change.WORSE
        assert change(reading(before, 2, scale), reading(after, 16, scale)) is expected

    @given(STEPS, STEPS)
    def test_the_other_direction_turns_it_round(self, before: int, after: int) -> None:
        turned = {Change.IMPROVED: Change.WORSE, Change.WORSE: Change.IMPROVED, Change.SAME: Change.SAME}
        up = change(reading(before, 2), reading(after, 16))
        assert change(reading(before, 2, DOWN), reading(after, 16, DOWN)) is turned[up]

    @pytest.mark.parametrize(
        "other", [DOWN, UP.but(highest=6), UP.but(lowest=0), UP.but(instrument="attitude to learning, 2026")]
    )
    def test_refused_where_the_scales_differ(self, other: OrdinalScale) -> None:
        with pytest.raises(InvalidValue, match=r"after\.scale: is another scale"):
            change(reading(2, 2), reading(3, 16, other))

    @pytest.mark.parametrize("day", [1, 2])
    def test_refused_where_the_second_is_not_later(self, day: int) -> None:
        with pytest.raises(InvalidValue, match=r"after\.on: is not later"):
            change(reading(2, 2), reading(3, day))


class TestScale:
    """A score outside its scale, and a scale that is none."""

    @pytest.mark.parametrize(("score", "fits"), [(0, False), (1, True), (5, True), (6, False)])
    def test_both_ends(self, score: int, fits: bool) -> None:
        if fits:
            assert reading(score).score == score
        else:
            with pytest.raises(InvalidValue, match="score: is outside its scale"):
                reading(score)

    @pytest.mark.parametrize(
        ("changes", "fault"),
        [({"instrument": " "}, "instrument: is empty"), ({"highest": 1}, "highest: is not above lowest")],
    )
    def test_no_scale(self, changes: dict[str, Any], fault: str) -> None:
        with pytest.raises(InvalidValue, match=fault):
            UP.but(**changes)

    def test_a_score_is_not_shown(self) -> None:
        assert "score" not in repr(reading(3)) and "attitude to learning" in repr(reading(3))

    def test_kept_in_the_record(self) -> None:
        assert record(attitudes=(reading(3),)).attitudes == (reading(3),)
        assert record().attitudes == ()


class TestNothingIsAveraged:
    """A step is no quantity: no function here adds, averages or subtracts readings."""

    @pytest.mark.parametrize("module", [scales, records, mentors, patterns])
    def test_no_function_takes_readings_to_a_number(self, module: Any) -> None:
        for name, member in inspect.getmembers(module, inspect.isfunction):
            if member.__module__ != module.__name__:
                continue
            hints = inspect.signature(member)
            takes_readings = any("Reading" in str(each.annotation) for each in hints.parameters.values())
            if takes_readings:
                assert hints.return_annotation == "Change", name

    def test_readings_know_no_arithmetic(self) -> None:
        first, second = reading(2, 2), reading(4, 16)
        for how in ("__add__", "__sub__", "__truediv__", "__mul__", "__lt__", "__float__", "__int__"):
            assert how not in vars(ScaleReading)
        with pytest.raises(TypeError):
            sum([first, second])  # type: ignore[list-item]
        for word in ("mean", "average", "fmean", "statistics", ".score -", ".score +", "sum("):
            assert word not in inspect.getsource(scales).partition("from __future__")[2]


class TestGoals:
    """GBO-01: the pupil's own goals, 0 to 10, day by day."""

    @pytest.mark.parametrize(("score", "fits"), [(-1, False), (0, True), (10, True), (11, False)])
    def test_zero_to_ten(self, score: int, fits: bool) -> None:
        if fits:
            assert Goal(ref="G1", readings=(reading(score, 2, GOAL),)).readings[0].score == score
        else:
            with pytest.raises(InvalidValue, match="score: is outside its scale"):
                reading(score, 2, GOAL)

    def test_another_scale(self) -> None:
        with pytest.raises(InvalidValue, match=r"readings\[0\].scale: is not the scale of goals"):
            Goal(ref="G1", readings=(reading(3),))

    def test_two_readings_on_one_day(self) -> None:
        with pytest.raises(InvalidValue, match=r"readings\[1\].on: is the day of another reading"):
            Goal(ref="G1", readings=(reading(3, 2, GOAL), reading(4, 2, GOAL)))

    def test_two_goals_of_one_reference(self) -> None:
        with pytest.raises(InvalidValue, match=r"goals\[1\].ref: is used twice"):
            Mentoring(goals=(Goal(ref="G1"), Goal(ref="G1")))

    def test_the_pupils_words_are_not_shown(self) -> None:
        assert "stay" not in repr(Mentoring(goals=(Goal(ref="G1", what="to stay in maths"),)))
