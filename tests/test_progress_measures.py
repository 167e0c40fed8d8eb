"""Measures: states, rounding, coverage; metrics.md C-ROUND, C-NA, C-SMALL, STAT-10."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ap_core.attendance.change import change_since
from ap_core.attendance.previous import PreviousAttendance
from ap_core.attendance.rates import Totals
from ap_core.errors import InvalidValue
from ap_core.law.unknown import UNKNOWN
from ap_core.progress.change import directions, mean_change
from ap_core.progress.measures import (
    Enough,
    Interval,
    Measure,
    enough,
    measured,
    not_shown,
    round_half_up,
    unsupported,
)
from ap_core.progress.shares import attendance_pairs, event_rate, share
from ap_core.states import MeasureState
from ap_core.support.scales import Better


def a_measure(**changes: Any) -> Measure:
    given: dict[str, Any] = {
        "name": "back at school",
        "unit": "per cent",
        "value": 50,
        "n": 12,
        "of": 14,
        "source": "invented",
    }
    return Measure(**(given | changes))


def faults(wrong: pytest.ExceptionInfo[InvalidValue]) -> list[str]:
    return [f"{fault.path}: {fault.problem}" for fault in wrong.value.faults]


class TestRounding:
    """C-ROUND: halves away from zero; a float that is a half but for its binary form is a half."""

    @given(st.fractions(-1000, 1000), st.integers(-2, 4))
    def test_a_fraction_is_rounded_exactly(self, number: Fraction, places: int) -> None:
        rounded = Fraction(round_half_up(number, places))
        step = Fraction(10) ** -places
        assert (rounded / step).denominator == 1
        assert abs(rounded - number) * 2 <= step
        if abs(rounded - number) * 2 == step:
            assert abs(rounded) > abs(number)

    @given(st.integers(-1_000_000, 1_000_000), st.integers(0, 3))
    def test_agrees_with_decimal_on_what_is_written(self, thousandths: int, places: int) -> None:
        """As a float too, for all numbers of three places: the nudge of the department does no harm."""
        number = Decimal(thousandths) / 1000
        wanted = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        assert round_half_up(number, places) == wanted
        assert round_half_up(float(number), places) == wanted

    @given(st.floats(-1e9, 1e9), st.integers(0, 3))
    def test_odd(self, number: float, places: int) -> None:
        assert round_half_up(-number, places) == -round_half_up(number, places)

    @pytest.mark.parametrize(
        ("number", "places", "wanted"),
        [
            (2495.85, 1, "2495.9"), (2495.85, 0, "2496"), (2495.85, -1, "2500"), (2495.85, -2, "2500"),
            (0.5, 0, "1"), (1.5, 0, "2"), (2.5, 0, "3"), (-2.5, 0, "-3"), (2.85, 1, "2.9"), (1.005, 2, "1.01"),
            (-0.04, 1, "0.0"),
        ],
    )  # fmt: skip
    def test_as_the_departments_own_function(self, number: float, places: int, wanted: str) -> None:
        """The examples of dfeR's round_five_up, and halves that rounding to even would lose."""
        assert str(round_half_up(number, places)) == wanted

    @pytest.mark.parametrize("number", [math.nan, math.inf])
    def test_no_number(self, number: float) -> None:
        with pytest.raises(InvalidValue, match="no finite number"):
            round_half_up(number)


class TestStates:
    """C-NA: a number, or a state that says why there is none."""

    def test_the_departments_symbols(self) -> None:
        assert {state.name: state.symbol for state in MeasureState} == {
            "SHOWN": "", "LOW": "low", "NOT_APPLICABLE": "z", "NOT_AVAILABLE": "x", "SUPPRESSED": "c",
            "UNRELIABLE": "u",
        }  # fmt: skip

    @given(st.one_of(st.floats(-100, 100), st.fractions(-100, 100)), st.integers(0, 3))
    def test_only_a_true_nil_is_shown_as_nil(self, number: float | Fraction, places: int) -> None:
        found = measured("m", "points", number, n=20, source="invented", places=places)
        assert (found.rounded == 0) == (number == 0 or found.state is MeasureState.LOW)
        assert (found.shown == "low") == (number != 0 and found.rounded == 0)
        assert found.value == number

    def test_what_has_no_value_says_why(self) -> None:
        with pytest.raises(InvalidValue) as wrong:
            a_measure(state=MeasureState.UNRELIABLE, interval=Interval(0, 1, 0.95, "Wilson"))
        assert faults(wrong) == [
            "value: and state do not fit", "interval: is of no value", "why: is empty",
        ]  # fmt: skip
        with pytest.raises(InvalidValue, match="state do not fit"):
            a_measure(value=None)

    @pytest.mark.parametrize(
        ("wrong", "said"),
        [
            ({"value": math.nan}, "value: is no finite number"),
            ({"value": Fraction(1, 100)}, "state: does not fit the value"),
            ({"state": MeasureState.LOW}, "state: does not fit the value"),
            ({"count": -1}, "count: is negative"),
            ({"count": 13}, "count: is more than n"),
            ({"n": 15}, "n: is more than of"),
            ({"n": None}, "n: is not given"),
            ({"name": " "}, "name: is empty"),
            ({"source": ""}, "source: is empty"),
        ],
    )
    def test_what_cannot_be(self, wrong: dict[str, Any], said: str) -> None:
        with pytest.raises(InvalidValue) as refused:
            a_measure(**wrong)
        assert faults(refused) == [said]

    def test_every_fault_at_once(self) -> None:
        with pytest.raises(InvalidValue) as refused:
            a_measure(unit="", n=-1, count=-2, value=math.inf)
        assert len(refused.value.faults) == 4

    def test_no_number_is_no_measure(self) -> None:
        with pytest.raises(InvalidValue, match="no finite number"):
            measured("m", "points", math.nan, n=3, source="invented")


class TestWhatStandsBeside:
    """n, coverage, interval, source, and what it must not be used for."""

    def test_in_words(self) -> None:
        interval = Interval(33.6, 66.4, 0.95, "Wilson")
        assert str(a_measure(count=6, interval=interval, why="two years pooled")) == (
            "back at school: 50.0 per cent (6 of 12; 2 more not known; 95% 33.6 to 66.4 (Wilson); two years pooled)"
        )
        assert str(a_measure(of=None)) == "back at school: 50.0 per cent (n = 12)"

    def test_coverage(self) -> None:
        assert (a_measure().coverage, a_measure().missing) == (Fraction(6, 7), 2)
        assert (a_measure(of=None).coverage, a_measure(of=None).missing) == (None, None)
        nobody = not_shown("m", "points", MeasureState.NOT_APPLICABLE, "no pupil", n=0, of=0, source="invented")
        assert nobody.coverage is None

    @pytest.mark.parametrize(
        ("n", "wanted"),
        [(0, Enough.NOTHING), (5, Enough.NOTHING), (6, Enough.COUNTS), (9, Enough.COUNTS), (10, Enough.INTERVAL),
         (19, Enough.INTERVAL), (20, Enough.VERDICT)],
    )  # fmt: skip
    def test_what_so_many_can_carry(self, n: int, wanted: Enough) -> None:
        """STAT-10: below 6 no summary, 6 to 9 counts, 10 to 19 an interval without a verdict."""
        assert enough(n) is wanted
        assert a_measure(n=n, of=None).enough is wanted

    @pytest.mark.parametrize(
        ("n", "of", "state"),
        [(0, 0, "NOT_APPLICABLE"), (0, 3, "NOT_AVAILABLE"), (9, 9, "UNRELIABLE"), (10, 12, None)],
    )
    def test_too_few_for_a_value(self, n: int, of: int, state: str | None) -> None:
        found = unsupported("m", "points", n, of=of, source="invented")
        assert (found and found.state.name) == state

    def test_an_interval_that_cannot_be(self) -> None:
        with pytest.raises(InvalidValue) as wrong:
            Interval(2, 1, 1, " ")
        assert faults(wrong) == ["upper: is below lower", "level: is not between 0 and 1", "method: is empty"]
        with pytest.raises(InvalidValue, match="no finite number"):
            Interval(math.nan, 1, 0.95, "Wilson")

    def test_an_interval_holds_its_ends(self) -> None:
        found = Interval(1, 2, 0.995, "a method")
        assert (1 in found, 2 in found, 3 in found) == (True, True, False)
        assert str(found) == "99.5% 1.0 to 2.0 (a method)"


class TestShare:
    """A share: C-SMALL x of n beside it, C-NA for nobody, STAT-10 for few."""

    @given(st.integers(0, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n), st.integers(n, n + 5))))
    def test_a_value_or_a_state_and_never_an_exception(self, counts: tuple[int, int, int]) -> None:
        count, n, of = counts
        found = share("s", count, n, of=of, source="invented")
        assert found.state.has_value == (n >= 10)
        assert found.count == (count if n >= 6 else None)
        if found.state.has_value:
            assert found.value == Fraction(100 * count, n)
            assert found.interval is not None and found.value in found.interval
            assert f"{count} of {n}" in str(found)

    def test_nobody(self) -> None:
        assert share("s", 0, 0, source="invented").state is MeasureState.NOT_APPLICABLE
        assert share("s", 0, 0, of=4, source="invented").state is MeasureState.NOT_AVAILABLE

    @pytest.mark.parametrize(("count", "n"), [(-1, 3), (4, 3), (1, -1)])
    def test_what_is_no_share(self, count: int, n: int) -> None:
        with pytest.raises(InvalidValue):
            share("s", count, n, source="invented")


class TestRates:
    """EXC-01 to EXC-07: a named exposure, the exact interval, and no rate of nothing."""

    @given(st.integers(0, 60), st.integers(0, 9_000), st.integers(0, 40))
    def test_a_value_or_a_state_and_never_an_exception(self, events: int, sessions: int, n: int) -> None:
        found = event_rate("e", events, sessions, per=1_000, of_what="possible sessions", n=n, source="invented")
        assert found.state.has_value == (sessions > 0 and n >= 10)
        if found.value is not None:
            assert found.value == Fraction(1_000 * events, sessions)
            assert found.interval is not None and found.value in found.interval

    def test_more_suspensions_than_pupils(self) -> None:
        """Of one day's roll a year's suspensions may well be more than all: nothing is cut off."""
        found = event_rate("suspensions", 90, 32, per=100, of_what="pupils on the census day", n=32, source="invented")
        assert found.shown == "281.3"
        nobody = event_rate("suspensions", 0, 0, per=100, of_what="pupils on the census day", n=0, source="invented")
        assert (nobody.shown, nobody.why) == ("z", "no pupils on the census day")


class TestAttendanceChange:
    """ATT-07: the same pupils at the previous school and now."""

    def test_who_has_no_previous_figure_is_missing(self) -> None:
        before = PreviousAttendance(school="HILL", attended=51, possible=100)
        now = Totals(present=88, unauthorised=12)
        changes = [change_since(before, now)] * 12 + [change_since(UNKNOWN, now), change_since(None, now)]
        pairs = attendance_pairs(changes)
        found = mean_change(pairs, name="attendance", unit="percentage points", source="registers, invented")
        assert (found.shown, found.n, found.of) == ("37.0", 12, 14)
        assert directions(pairs, Better.HIGHER).improved == 12
