"""Before and since: which days are compared, who cannot be, and that nobody is lost."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ap_core import UNKNOWN, InvalidValue, OutsideCalendar, SchoolCalendar, Term, Unknown
from ap_core.attendance.change import AttendanceChange
from ap_core.attendance.previous import PreviousAttendance
from ap_core.attendance.registers import Register
from ap_core.attendance.uplift import (
    FEWEST_BEFORE,
    INDUCTION_DAYS,
    baseline,
    improvement,
    improvements,
    since_induction,
)
from ap_core.states import MeasureState
from tests.attended_models import CENTRE, TODAY, YEAR, days, nov

FIRST = date(2026, 10, 5)
BEFORE = PreviousAttendance(
    school="HILL", attended=51, possible=100, first_day=date(2026, 4, 13), last_day=date(2026, 7, 21)
)  # fmt: skip


def marked(first: date, last: date, code: str, calendar: SchoolCalendar = YEAR, school: str = CENTRE) -> Register:
    return Register.of_marks(
        school, [(day, half, code) for day in days(first, last) if calendar.is_school_day(day) for half in ("AM", "PM")]
    )


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [({"possible": -1}, "possible: or attended is negative"), ({"attended": -1}, "possible: or attended is negative"),
     ({"attended": 101}, "attended: is more than possible"),
     ({"last_day": date(2026, 4, 12)}, "last_day: is before first_day")],
)  # fmt: skip
def test_counts_of_another_school_that_cannot_be(changes: dict[str, Any], wrong: str) -> None:
    with pytest.raises(InvalidValue, match=wrong) as refused:
        BEFORE.but(**changes)
    assert len(refused.value.faults) == 1
    assert BEFORE.but(attended=100, last_day=BEFORE.first_day).attended == 100


class TestSinceInduction:
    """Attendance since day 11 at the centre: the first ten school days are left out (ATT-07)."""

    @given(st.integers(0, 60), st.integers(0, 90), st.integers(0, 12))
    def test_as_day_by_day(self, first: int, on: int, left_out: int) -> None:
        first_day, asked = date(2026, 9, 3) + timedelta(first), date(2026, 9, 3) + timedelta(on)
        counted = [day for day in days(first_day, asked) if YEAR.is_school_day(day)][left_out:]
        found = since_induction(first_day, YEAR, asked, days=left_out)
        assert (found is None) is (not counted)
        assert found is None or (found.first, found.last) == (counted[0], asked)

    def test_the_tenth_day_is_out_and_the_eleventh_in(self) -> None:
        assert since_induction(nov(2), YEAR, nov(13)) is None
        found = since_induction(nov(2), YEAR, nov(16))
        assert found is not None and found.first == nov(16) and INDUCTION_DAYS == 10

    def test_outside_the_calendar(self) -> None:
        with pytest.raises(OutsideCalendar):
            since_induction(date(2026, 7, 1), YEAR, TODAY)


class TestBaseline:
    """The last full terms before the first day, never a window chosen after the dip was seen (ATT-07)."""

    TERMS = SchoolCalendar.of_terms(
        "HILL",
        terms=[
            Term("spring", date(2026, 1, 5), date(2026, 3, 27)), Term("summer", date(2026, 4, 13), date(2026, 7, 21)),
            Term("autumn", date(2026, 9, 3), date(2026, 12, 18)),
        ],
    )  # fmt: skip

    def test_the_last_full_term(self) -> None:
        marks = marked(date(2026, 1, 5), date(2026, 10, 2), "/", self.TERMS, "HILL")
        found = baseline(marks, self.TERMS, FIRST, terms=1)
        assert isinstance(found, PreviousAttendance)
        assert (found.first_day, found.last_day) == (date(2026, 4, 13), date(2026, 7, 21))
        both = baseline(marks, self.TERMS, FIRST, terms=2)
        assert isinstance(both, PreviousAttendance)
        assert both.first_day == date(2026, 1, 5) and both.possible > found.possible
        on_its_last_day = baseline(marks, self.TERMS, date(2026, 7, 21), terms=1)
        assert isinstance(on_its_last_day, PreviousAttendance) and on_its_last_day.last_day == date(2026, 3, 27)

    def test_the_term_of_the_first_day_is_not_full(self) -> None:
        """Trap: the weeks of the collapse, in the term of the move itself, are not the baseline."""
        only_autumn = marked(date(2026, 9, 3), date(2026, 10, 2), "O", self.TERMS, "HILL")
        found = baseline(only_autumn, self.TERMS, FIRST, terms=1)
        assert isinstance(found, Unknown) and "HILL" in found.needs[0].ask
        # Whoever has no baseline is counted as missing, not left out.
        assert improvement(found, only_autumn, YEAR, FIRST, TODAY).state is MeasureState.NOT_AVAILABLE

    def test_fewer_terms_than_asked_for(self) -> None:
        marks = marked(date(2026, 1, 5), date(2026, 10, 2), "/", self.TERMS, "HILL")
        assert isinstance(baseline(marks, self.TERMS, FIRST, terms=3), Unknown)
        with pytest.raises(InvalidValue, match="terms: is less than one"):
            baseline(marks, self.TERMS, FIRST, terms=0)

    def test_a_mark_that_settles_nothing(self) -> None:
        marks = marked(date(2026, 4, 13), date(2026, 7, 21), "H", self.TERMS, "HILL")
        assert isinstance(baseline(marks, self.TERMS, FIRST, terms=1), Unknown)

    def test_a_term_of_d_has_no_possible_session(self) -> None:
        marks = marked(date(2026, 4, 13), date(2026, 7, 21), "D", self.TERMS, "HILL")
        assert isinstance(baseline(marks, self.TERMS, FIRST, terms=1), Unknown)


class TestImprovement:
    """Percentage points, each side in sessions, and a state where nothing can be said (ATT-07)."""

    ATTENDED = marked(FIRST, TODAY, "/")

    def test_induction_counts_for_nothing(self) -> None:
        away_at_first = marked(date(2026, 10, 19), TODAY, "/")
        poor = Register.of_marks(CENTRE, [
            (day, half, "O") for day in days(FIRST, date(2026, 10, 16)) if YEAR.is_school_day(day)
            for half in ("AM", "PM")
        ] + [(day, half, "/") for day in days(date(2026, 10, 19), TODAY) for half in ("AM", "PM")
             if YEAR.is_school_day(day)])  # fmt: skip
        found = [improvement(BEFORE, each, YEAR, FIRST, TODAY) for each in (self.ATTENDED, away_at_first, poor)]
        assert {each.points for each in found} == {Decimal("49.0")}

    @pytest.mark.parametrize(
        ("previous", "on", "state"),
        [
            (BEFORE, TODAY, MeasureState.SHOWN), (None, TODAY, MeasureState.NOT_APPLICABLE),
            (UNKNOWN, TODAY, MeasureState.NOT_AVAILABLE), (BEFORE, date(2026, 10, 16), MeasureState.NOT_APPLICABLE),
            (BEFORE.but(attended=20, possible=FEWEST_BEFORE), TODAY, MeasureState.SHOWN),
            (BEFORE.but(attended=20, possible=FEWEST_BEFORE - 1), TODAY, MeasureState.UNRELIABLE),
            (BEFORE, date(2026, 11, 3), MeasureState.UNRELIABLE),
        ],
    )  # fmt: skip
    def test_when_nothing_can_be_said(self, previous: Any, on: date, state: MeasureState) -> None:
        change = improvement(previous, self.ATTENDED, YEAR, FIRST, on)
        assert change.state is state and (change.points is None) is (state is not MeasureState.SHOWN)

    def test_the_break_in_the_codes_is_flagged(self) -> None:
        early = BEFORE.but(first_day=date(2024, 4, 15), last_day=date(2024, 7, 19))
        change = improvement(early, self.ATTENDED, YEAR, FIRST, TODAY)
        assert change.same_codes is False and "19 Aug 2024" in change.remark


#: The states in which two attendances may stand beside each other.
COMPARED = [each for each in MeasureState if each not in (MeasureState.LOW, MeasureState.SUPPRESSED)]
changes = st.builds(
    AttendanceChange,
    attended_before=st.integers(0, 50), possible_before=st.integers(50, 80), attended_now=st.integers(0, 50),
    possible_now=st.integers(50, 80), state=st.sampled_from(COMPARED),
    same_codes=st.sampled_from([True, False, UNKNOWN]),
)  # fmt: skip


class TestImprovements:
    """Nobody is dropped without being counted: the missing baseline is common, and is said."""

    @settings(max_examples=50)
    @given(st.lists(changes, max_size=8))
    def test_everybody_is_counted_once(self, of: list[AttendanceChange]) -> None:
        found = improvements(of)
        assert found.pupils == len(of)
        states = [each.state for each in of]
        assert (found.missing, found.without, found.unreliable) == (
            states.count(MeasureState.NOT_AVAILABLE), states.count(MeasureState.NOT_APPLICABLE),
            states.count(MeasureState.UNRELIABLE),
        )  # fmt: skip
        shown = [each for each in of if each.state is MeasureState.SHOWN]
        assert found.improved.denominator == len(shown)
        assert found.improved.numerator == sum(
            each.attended_now / each.possible_now > each.attended_before / each.possible_before for each in shown
        )
        assert found.across_codes == sum(each.same_codes is False for each in shown)
        assert found.codes_not_known == sum(each.same_codes is UNKNOWN for each in shown)

    def test_nobody_to_show(self) -> None:
        found = improvements([AttendanceChange(0, 0, 9, 10, MeasureState.NOT_AVAILABLE)])
        assert (found.missing, found.improved.state, found.improved.percent) == (1, MeasureState.NOT_APPLICABLE, None)
