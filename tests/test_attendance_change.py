"""The change of attendance since the previous school, in percentage points."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ap_core import UNKNOWN, DateSpan, InvalidValue, Unknown
from ap_core.attendance.change import AttendanceChange, change_since
from ap_core.attendance.previous import PreviousAttendance
from ap_core.attendance.rates import FEWEST_SESSIONS, Totals
from ap_core.states import MeasureState

sessions = st.integers(FEWEST_SESSIONS, 400)


MONDAY = date(2026, 11, 23)


def days_from(first: date, last: date) -> list[date]:
    return [first + timedelta(at) for at in range((last - first).days + 1)]


def before(attended: int, possible: int) -> PreviousAttendance:
    return PreviousAttendance(school="HILL", attended=attended, possible=possible)


class TestChange:
    """Exact rates, one decimal place, halves away from zero."""

    @given(data=st.data(), then=sessions, now=sessions)
    def test_as_with_exact_fractions(self, data: st.DataObject, then: int, now: int) -> None:
        was, is_now = data.draw(st.integers(0, then)), data.draw(st.integers(0, now))
        change = change_since(before(was, then), Totals(present=is_now, unauthorised=now - is_now))
        exact = 100 * (Fraction(is_now, now) - Fraction(was, then))
        rounded = (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(Decimal("0.1"), ROUND_HALF_UP)
        assert (change.state, change.points) == (MeasureState.SHOWN, rounded)

    def test_what_the_page_says(self) -> None:
        change = change_since(before(51, 100), Totals(present=80, approved=8, authorised=12))
        assert change.points == Decimal("37.0")
        assert (change.attended_before, change.possible_before) == (51, 100)
        assert (change.attended_now, change.possible_now) == (88, 100)

    def test_a_fall_is_negative(self) -> None:
        assert change_since(before(90, 100), Totals(present=60, unauthorised=40)).points == Decimal("-30.0")


near_the_break = st.dates(date(2024, 8, 17), date(2024, 8, 21))


class TestTheBreakInTheCodes:
    """placement.md trap 7: J was attendance to 18 August 2024, J1 is an absence since; nobody may miss the break."""

    NOW = Totals(present=50, unauthorised=50)

    @given(st.lists(near_the_break, min_size=2, max_size=2), st.lists(near_the_break, min_size=2, max_size=2))
    def test_as_day_by_day(self, then: list[date], now: list[date]) -> None:
        """Naively: whether every day compared knows the code J, or every one knows J1."""
        (a, b), (c, d) = sorted(then), sorted(now)
        change = change_since(before(51, 100).but(first_day=a, last_day=b), self.NOW, DateSpan(c, d))
        compared = [day for first, last in ((a, b), (c, d)) for day in days_from(first, last)]
        assert change.same_codes is (len({day < date(2024, 8, 19) for day in compared}) == 1)
        assert bool(change.remark) is not change.same_codes and change.points == Decimal("-1.0")

    @given(near_the_break, near_the_break, st.sets(st.sampled_from(["first_day", "last_day", "days"])))
    def test_learning_a_day_never_overturns_what_was_told(self, then: date, now: date, unknown: set[str]) -> None:
        whole: dict[str, Any] = {"first_day": then, "last_day": then, "days": DateSpan(now, now)}
        said = []
        for left_out in (unknown, set()):
            told = {name: UNKNOWN if name in left_out else day for name, day in whole.items()}
            days = told.pop("days")
            said.append(change_since(before(51, 100).but(**told), self.NOW, days).same_codes)
        assert isinstance(said[0], Unknown) or said[0] is said[1]

    def test_not_known_is_said_and_asked(self) -> None:
        change = change_since(before(51, 100), self.NOW)
        assert isinstance(change.same_codes, Unknown) and change.remark.startswith("It is not known which days")
        assert [need.path for need in change.same_codes.needs] == [
            "previous_attendance.first_day", "previous_attendance.last_day", "the days counted now",
        ]  # fmt: skip

    def test_one_day_on_either_side_is_enough(self) -> None:
        for first, same in ((date(2024, 4, 15), False), (date(2024, 8, 19), True)):
            change = change_since(before(51, 100).but(first_day=first), self.NOW, DateSpan(MONDAY, None))
            assert change.same_codes is same and ("Mon 19 Aug 2024" in change.remark) is not same
        change = change_since(before(51, 100).but(last_day=date(2024, 8, 18)), self.NOW, DateSpan(MONDAY, None))
        assert change.same_codes is False
        change = change_since(before(51, 100).but(last_day=MONDAY), self.NOW, DateSpan(MONDAY, None))
        assert isinstance(change.same_codes, Unknown)
        change = change_since(before(51, 100), self.NOW, DateSpan(date(2024, 8, 18), None))
        assert change.same_codes is False

    def test_nothing_is_said_of_what_is_not_compared(self) -> None:
        assert change_since(None, self.NOW).remark == change_since(UNKNOWN, self.NOW).remark == ""

    def test_days_the_wrong_way_round_are_refused(self) -> None:
        with pytest.raises(InvalidValue, match="last_day: is before first_day"):
            before(1, 2).but(first_day=MONDAY, last_day=MONDAY - timedelta(1))


@pytest.mark.parametrize(
    ("previous", "now", "state"),
    [
        (None, Totals(present=50), MeasureState.NOT_APPLICABLE),
        (UNKNOWN, Totals(present=50), MeasureState.NOT_AVAILABLE),
        (before(0, 0), Totals(present=50), MeasureState.NOT_APPLICABLE),
        (before(50, 60), Totals(not_possible=9), MeasureState.NOT_APPLICABLE),
        (before(50, 60), Totals(present=50, unsettled=1), MeasureState.UNRELIABLE),
        (before(50, 60), Totals(present=FEWEST_SESSIONS - 1), MeasureState.UNRELIABLE),
        (before(9, FEWEST_SESSIONS - 1), Totals(present=50), MeasureState.UNRELIABLE),
        (before(9, FEWEST_SESSIONS), Totals(present=FEWEST_SESSIONS), MeasureState.SHOWN),
    ],
)
def test_never_a_zero_for_what_cannot_be_said(previous: Any, now: Totals, state: MeasureState) -> None:
    change = change_since(previous, now)
    assert change.state is state
    assert (change.points is None) is (state is not MeasureState.SHOWN)


@pytest.mark.parametrize("state", [MeasureState.LOW, MeasureState.SUPPRESSED])
def test_the_state_of_a_published_figure_is_none_of_a_change(state: MeasureState) -> None:
    with pytest.raises(InvalidValue, match="state: is that of a published figure"):
        AttendanceChange(1, 2, 1, 2, state)
