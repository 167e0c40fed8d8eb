"""Who provides, and whether a place has to register as an independent school."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ap_core import UNKNOWN, InvalidValue, NotInForce, Unknown
from ap_core.placement.providers import Provider, must_register, usually_full_time
from ap_core.registration.records import SchoolKind

ON = date(2026, 11, 23)


class TestMustRegister:
    """Five children of compulsory school age full-time, or one with a plan or looked after (provider.must-register)."""

    @pytest.mark.parametrize(("full_time", "special", "must"), [
        (0, 0, False), (4, 0, False), (5, 0, True), (1, 1, True), (4, 1, True), (6, 2, True),
    ])  # fmt: skip
    def test_the_two_lines(self, full_time: int, special: int, must: bool) -> None:
        assert must_register(full_time, special, ON).must is must

    @pytest.mark.parametrize(("full_time", "special", "must"), [
        (UNKNOWN, 1, True), (5, UNKNOWN, True), (0, UNKNOWN, False), (4, UNKNOWN, None), (UNKNOWN, 0, None),
        (UNKNOWN, UNKNOWN, None),
    ])  # fmt: skip
    def test_what_is_not_known_is_no_zero(self, full_time: Any, special: Any, must: bool | None) -> None:
        found = must_register(full_time, special, ON)
        assert isinstance(found.must, Unknown) if must is None else found.must is must

    @given(st.integers(0, 12), st.integers(0, 12))
    def test_more_children_never_make_it_less_of_a_school(self, full_time: int, special: int) -> None:
        special = min(full_time, special)
        if must_register(full_time, special, ON).must is True:
            assert must_register(full_time + 1, special, ON).must is True
        assert must_register(full_time, special, ON).must is (full_time >= 5 or special >= 1)

    @pytest.mark.parametrize(("full_time", "special", "path"), [
        (-1, 0, "full_time"), (True, 0, "full_time"), (2, 3, "plan_or_looked_after"), (2, -1, "plan_or_looked_after"),
    ])  # fmt: skip
    def test_bad_input(self, full_time: Any, special: Any, path: str) -> None:
        with pytest.raises(InvalidValue, match=path):
            must_register(full_time, special, ON)

    def test_it_says_why_and_who_says_so(self) -> None:
        found = must_register(5, 0, ON)
        assert "5" in found.because and str(found.cites) == "EA 1996 s.463"

    def test_not_held_before_2003(self) -> None:
        with pytest.raises(NotInForce):
            must_register(5, 0, date(2003, 8, 31))


class TestFullTime:
    """Eighteen hours are an indicator, not a line; there is no fifteen-hour limit (provider.full-time-indicator)."""

    @pytest.mark.parametrize(("hours", "usually"), [(15, False), (18, False), (18.1, True), (25, True)])
    def test_above_eighteen(self, hours: float, usually: bool) -> None:
        assert usually_full_time(hours, ON) is usually


class TestProvider:
    """A provider is told by URN or by UKPRN (census.ap-placement-record)."""

    def test_both_numbers_are_bad_input(self) -> None:
        with pytest.raises(InvalidValue, match="beside a urn"):
            Provider(kind=SchoolKind.NOT_A_SCHOOL, urn="123456", ukprn="12345678")

    @pytest.mark.parametrize("numbers", [{"urn": "12345"}, {"urn": "12345a"}, {"ukprn": "1234567"}, {"ukprn": ""}])
    def test_numbers_of_the_wrong_form(self, numbers: Any) -> None:
        with pytest.raises(InvalidValue, match="no such number"):
            Provider(kind=SchoolKind.PRU, **numbers)

    def test_one_or_neither_is_right(self) -> None:
        assert Provider(kind=SchoolKind.PRU, urn="123456").ukprn is None
        assert Provider(kind=SchoolKind.COLLEGE, ukprn="12345678").urn is None
        assert Provider(kind=SchoolKind.NOT_A_SCHOOL).urn is None

    def test_only_a_school_has_a_roll(self) -> None:
        without = {kind for kind in SchoolKind if not Provider(kind=kind).has_a_roll}
        assert without == {SchoolKind.COLLEGE, SchoolKind.NOT_A_SCHOOL}
