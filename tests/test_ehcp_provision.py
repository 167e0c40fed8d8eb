"""A line of Section F (fact book EHC-PL-03)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ap_core.ehcp.provision import Per, ProvisionKind, ProvisionLine
from ap_core.errors import InvalidValue
from ap_core.law.unknown import UNKNOWN


def line(**given: object) -> ProvisionLine:
    return ProvisionLine(**{"ref": "F1", "kind": ProvisionKind.TEACHING, **given})  # type: ignore[arg-type]


class TestALine:
    """Section F says what, how much and how often; a line that leaves the amount open is held, and shown as open."""

    @given(st.integers(1, 3000))
    def test_minutes_a_week_are_never_fewer_than_the_plan_gives(self, minutes: int) -> None:
        assert line(minutes=minutes, per=Per.WEEK).minutes_a_week == minutes
        assert line(minutes=minutes, per=Per.SCHOOL_DAY).minutes_a_week == 5 * minutes
        fortnight = line(minutes=minutes, per=Per.FORTNIGHT).minutes_a_week
        assert isinstance(fortnight, int) and 0 <= 2 * fortnight - minutes < 2

    @pytest.mark.parametrize("per", [Per.HALF_TERM, Per.TERM, Per.YEAR])
    def test_an_amount_for_a_term_is_none_for_a_week(self, per: Per) -> None:
        assert line(minutes=600, per=per).minutes_a_week is None
        assert line(minutes=600, per=per).quantified is True

    def test_an_open_amount_is_not_quantified(self) -> None:
        for each in (line(minutes=None, per=None), line(minutes=None), line(minutes=None, per=Per.WEEK)):
            assert each.quantified is False
            assert each.minutes_a_week is None

    def test_what_is_not_known_is_not_zero(self) -> None:
        for each in (line(), line(minutes=30), line(per=Per.WEEK)):
            assert each.quantified is UNKNOWN
            assert each.minutes_a_week is UNKNOWN

    def test_all_faults_are_told_together(self) -> None:
        with pytest.raises(InvalidValue) as refused:
            line(ref=" ", minutes=-60, per=None, first=date(2026, 9, 2), last=date(2026, 9, 1))
        assert [fault.path for fault in refused.value.faults] == ["ref", "minutes", "per", "last"]

    def test_zero_minutes_are_no_provision(self) -> None:
        with pytest.raises(InvalidValue, match="minutes: is not above zero"):
            line(minutes=0, per=Per.WEEK)

    def test_what_the_plan_says_is_not_displayed(self) -> None:
        assert "with Ms" not in repr(line(what="with Ms Invented"))
