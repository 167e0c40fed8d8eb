"""Two registers of one pupil, session by session; Story 3 is the acceptance test."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ap_core.attendance import (
    CODES,
    Register,
    both_expecting,
    clashes,
    neither_expecting,
    totals,
    unmarked,
    whole_pupil,
)
from ap_core.attendance.reconcile import AT_SCHOOL, ELSEWHERE
from ap_core.dates import DateSpan
from ap_core.states import MeasureState

Marks = dict[tuple[date, str], str]

MONDAY = date(2026, 11, 16)
WEDNESDAY = date(2026, 11, 18)
SESSIONS = st.tuples(st.integers(0, 11).map(lambda n: MONDAY + timedelta(n)), st.sampled_from(["AM", "PM"]))
MARKS = st.dictionaries(SESSIONS, st.sampled_from(list(CODES)), max_size=24)


def register_of(marks: Marks, school: str = "HILL") -> Register:
    return Register.of_marks(school, [(day, half, code) for (day, half), code in marks.items()])


def one_session(mark: str, other: str) -> tuple[Register, Register]:
    return register_of({(MONDAY, "AM"): mark}), register_of({(MONDAY, "AM"): other}, "UNIT")


class TestStory3:
    """One week, two registers: the centre Monday to Thursday, the home school on Friday."""

    home = Register.of_weeks("HILL", {MONDAY: "B B D D D D D D N /"})
    centre = Register.of_weeks("UNIT", {MONDAY: "/ \\ / \\ / I / \\ D D"})
    corrected = Register.of_weeks("HILL", {MONDAY: "D D D D D D D D N /"})

    def test_the_wrong_mark_is_mondays_b(self) -> None:
        found = clashes(self.home, self.centre)
        assert [(clash.day, clash.half, clash.mark, clash.other) for clash in found] == [
            (MONDAY, "AM", "B", "/"),
            (MONDAY, "PM", "B", "\\"),
        ]
        assert all(clash.seen_there for clash in found)
        assert clashes(self.centre, self.home) == ()
        assert both_expecting(self.home, self.centre) == ()
        assert clashes(self.corrected, self.centre) == ()

    def test_d_on_wednesday_is_right_although_he_was_ill(self) -> None:
        wednesday = DateSpan(WEDNESDAY, WEDNESDAY)
        for compare in (clashes, both_expecting, neither_expecting, unmarked):
            assert compare(self.home, self.centre, wednesday) == ()

    def test_rates_of_each_school_and_together(self) -> None:
        centre, home = totals(self.centre), totals(self.corrected)
        assert (centre.attended, centre.possible, centre.attendance_rate.percent) == (7, 8, Decimal("87.5"))
        assert (home.attended, home.possible, home.attendance_rate.percent) == (1, 2, Decimal("50.0"))
        together = whole_pupil(self.corrected, self.centre)
        assert (together.totals.attended, together.totals.possible) == (8, 10)
        assert together.attendance_rate.percent == Decimal("80.0")

    def test_before_the_correction_no_session_is_counted_twice(self) -> None:
        together = whole_pupil(self.home, self.centre)
        assert [(c.day, c.half) for c in together.contested] == [(MONDAY, "AM"), (MONDAY, "PM")]
        assert together.totals.possible == 8
        assert together.attendance_rate.state is MeasureState.UNRELIABLE

    def test_one_week_is_not_judged_for_persistent_absence(self) -> None:
        measure = whole_pupil(self.corrected, self.centre).totals.persistently_absent()
        assert (measure.reached, measure.state) == (None, MeasureState.UNRELIABLE)


class TestEverySession:
    """Each session of two registers is told of at most once, and the comparison is symmetric."""

    @given(MARKS, MARKS)
    def test_told_of_at_most_once_and_only_where_so(self, one: Marks, other: Marks) -> None:
        a, b = register_of(one), register_of(other, "UNIT")
        blank = [(gap.day, gap.half) for gap in unmarked(a, b)]
        kinds = [clashes(a, b), clashes(b, a), both_expecting(a, b), neither_expecting(a, b)]
        told = [(clash.day, clash.half) for kind in kinds for clash in kind]
        assert len(told) == len(set(told))
        assert set(told) <= set(one) & set(other)
        assert sorted(blank) == sorted(set(one) ^ set(other))

    @given(MARKS, MARKS)
    def test_a_session_possible_twice_is_always_told_of(self, one: Marks, other: Marks) -> None:
        a, b = register_of(one), register_of(other, "UNIT")
        told = {
            (clash.day, clash.half) for kind in (clashes(a, b), clashes(b, a), both_expecting(a, b)) for clash in kind
        }
        assert {(c.day, c.half) for c in whole_pupil(a, b).contested} <= told

    @given(MARKS, MARKS)
    def test_symmetric(self, one: Marks, other: Marks) -> None:
        a, b = register_of(one), register_of(other, "UNIT")
        for compare in (both_expecting, neither_expecting):
            turned = [(clash.day, clash.half, clash.other, clash.mark) for clash in compare(b, a)]
            assert [(clash.day, clash.half, clash.mark, clash.other) for clash in compare(a, b)] == turned
        assert unmarked(a, b) == unmarked(b, a)

    @given(MARKS, MARKS, SESSIONS, st.integers(0, 5))
    def test_a_span_only_leaves_out(self, one: Marks, other: Marks, start: tuple[date, str], days: int) -> None:
        a, b = register_of(one), register_of(other, "UNIT")
        span = DateSpan(start[0], start[0] + timedelta(days))
        assert clashes(a, b, span) == tuple(clash for clash in clashes(a, b) if span.covers(clash.day))
        assert unmarked(a, b, span) == tuple(gap for gap in unmarked(a, b) if span.covers(gap.day))


class TestElsewhere:
    """B, K, P, V and W are never for another school where registered (SI 2024/208 reg 10(3), (11))."""

    def test_which_codes(self) -> None:
        assert set(ELSEWHERE) == set("BKPVW")
        assert set(AT_SCHOOL) == {"/", "\\", "L"}

    @pytest.mark.parametrize("elsewhere", sorted("BKPVW"))
    @pytest.mark.parametrize(("there", "seen"), [("/", True), ("L", True), ("I", False), ("N", False), ("E", False)])
    def test_the_other_school_expected_the_pupil(self, elsewhere: str, there: str, seen: bool) -> None:
        (clash,) = clashes(*one_session(elsewhere, there))
        assert clash.seen_there is seen

    @pytest.mark.parametrize("elsewhere", sorted("BKPVW"))
    @pytest.mark.parametrize("there", ["D", "X", "Y4", "Z", "#"])
    def test_the_other_school_did_not(self, elsewhere: str, there: str) -> None:
        """SI 2024/208 reg 10(10): Y4 is entered for every pupil, so it tells of no expectation."""
        assert clashes(*one_session(elsewhere, there)) == ()

    def test_both_elsewhere_may_be_a_third_place(self) -> None:
        assert clashes(*one_session("B", "K")) == ()
        assert len(both_expecting(*one_session("B", "K"))) == 1


class TestTheRest:
    """Sessions that both schools expect, that neither does, and that one has not marked (placement 7)."""

    def test_both(self) -> None:
        (clash,) = both_expecting(*one_session("I", "/"))
        assert (clash.mark, clash.other) == ("I", "/")

    def test_d_in_both_loses_the_session(self) -> None:
        assert len(neither_expecting(*one_session("D", "D"))) == 1

    @pytest.mark.parametrize("other", ["#", "Y4", "X", "/"])
    def test_d_on_one_side_loses_nothing(self, other: str) -> None:
        assert neither_expecting(*one_session("D", other)) == ()

    def test_a_missing_mark_names_the_school_without_it(self) -> None:
        home, centre = register_of({(MONDAY, "AM"): "D"}), register_of({(MONDAY, "PM"): "\\"}, "UNIT")
        found = unmarked(home, centre)
        assert [(gap.half, gap.school, gap.other) for gap in found] == [("AM", "UNIT", "D"), ("PM", "HILL", "\\")]
