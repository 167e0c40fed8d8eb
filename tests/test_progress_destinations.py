"""Where pupils went after Year 11 (fact book metrics DEST-01 to DEST-03): unknown stays unknown, with its bounds."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ap_core.errors import InvalidValue
from ap_core.law.unknown import UNKNOWN, Unknown
from ap_core.progress.leavers import Destination, destinations, not_in_education
from ap_core.states import MeasureState

LEAVERS = st.lists(st.one_of(st.sampled_from(Destination), st.just(UNKNOWN)), min_size=10, max_size=40)


class TestDestinations:
    @settings(max_examples=50)
    @given(LEAVERS)
    def test_whatever_the_unknown_turn_out_to_be_lies_within_the_bounds(
        self, leavers: list[Destination | Unknown]
    ) -> None:
        found = destinations(leavers, source="invented")
        for turned_out in (Destination.EDUCATION, Destination.NOT_SUSTAINED):
            known = [turned_out if isinstance(each, Unknown) else each for each in leavers]
            true = destinations(known, source="invented").sustained.value
            assert true is not None and found.lowest.value is not None and found.highest.value is not None
            assert found.lowest.value <= true <= found.highest.value
        assert sum(count.n for count in found.went_to) == len(leavers)

    def test_unknown_is_neither_success_nor_failure(self) -> None:
        found = destinations([Destination.EMPLOYMENT] * 10 + [UNKNOWN] * 5, source="invented")
        assert (found.sustained.value, found.sustained.n, found.sustained.missing) == (100, 10, 5)
        assert (found.lowest.value, found.highest.value) == (Fraction(200, 3), 100)

    @pytest.mark.parametrize(
        ("leavers", "state"),
        [([], MeasureState.NOT_APPLICABLE), ([UNKNOWN] * 12, MeasureState.NOT_AVAILABLE),
         ([Destination.EDUCATION] * 8, MeasureState.UNRELIABLE)],
    )  # fmt: skip
    def test_states(self, leavers: list[Destination | Unknown], state: MeasureState) -> None:
        assert destinations(leavers, source="invented").sustained.state is state

    def test_a_comparison_has_to_name_its_population(self) -> None:
        assert "which alternative provision" in destinations([], source="invented").sustained.not_for[0]


class TestNotInEducation:
    def test_the_mean_of_three_months(self) -> None:
        found = not_in_education((1, 2, 4), (3, 2, 0), 100, source="invented")
        assert found.neet.value == Fraction(7, 3) and found.not_known.value == Fraction(5, 3)
        assert found.together.value == 4

    @pytest.mark.parametrize(
        ("neet", "not_known", "cohort", "problem"),
        [((1, 2), (0, 0, 0), 40, "neet: are not the three counts"), ((1, 2, -3), (0, 0, 0), 40, "neet: are not"),
         ((1, 2, 3), (0, 0), 40, "not_known: are not"), ((30, 2, 3), (11, 0, 0), 40, "cohort: is smaller")],
    )  # fmt: skip
    def test_counts_that_cannot_be(
        self, neet: tuple[int, ...], not_known: tuple[int, ...], cohort: int, problem: str
    ) -> None:
        with pytest.raises(InvalidValue, match=problem):
            not_in_education(neet, not_known, cohort, source="invented")

    def test_nobody(self) -> None:
        assert not_in_education((0, 0, 0), (0, 0, 0), 0, source="invented").neet.state is MeasureState.NOT_APPLICABLE
