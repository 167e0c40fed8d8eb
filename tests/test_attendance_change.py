"""The change of attendance since the previous school, in percentage points."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ap_core import UNKNOWN
from ap_core.attendance.change import ChangeState, change_since
from ap_core.attendance.previous import PreviousAttendance
from ap_core.attendance.rates import FEWEST_SESSIONS, Totals

sessions = st.integers(FEWEST_SESSIONS, 400)


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
        assert (change.state, change.points) == (ChangeState.SHOWN, rounded)

    def test_what_the_page_says(self) -> None:
        change = change_since(before(51, 100), Totals(present=80, approved=8, authorised=12))
        assert change.points == Decimal("37.0")
        assert (change.attended_before, change.possible_before) == (51, 100)
        assert (change.attended_now, change.possible_now) == (88, 100)

    def test_a_fall_is_negative(self) -> None:
        assert change_since(before(90, 100), Totals(present=60, unauthorised=40)).points == Decimal("-30.0")


@pytest.mark.parametrize(
    ("previous", "now", "state"),
    [
        (None, Totals(present=50), ChangeState.NOT_APPLICABLE),
        (UNKNOWN, Totals(present=50), ChangeState.NOT_AVAILABLE),
        (before(0, 0), Totals(present=50), ChangeState.NOT_APPLICABLE),
        (before(50, 60), Totals(not_possible=9), ChangeState.NOT_APPLICABLE),
        (before(50, 60), Totals(present=50, unsettled=1), ChangeState.UNRELIABLE),
        (before(50, 60), Totals(present=FEWEST_SESSIONS - 1), ChangeState.UNRELIABLE),
        (before(9, FEWEST_SESSIONS - 1), Totals(present=50), ChangeState.UNRELIABLE),
        (before(9, FEWEST_SESSIONS), Totals(present=FEWEST_SESSIONS), ChangeState.SHOWN),
    ],
)
def test_never_a_zero_for_what_cannot_be_said(previous: Any, now: Totals, state: ChangeState) -> None:
    change = change_since(previous, now)
    assert change.state is state
    assert (change.points is None) is (state is not ChangeState.SHOWN)
