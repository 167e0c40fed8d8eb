"""Totals and rates: identities that hold for any marks, against a plain count."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ap_core.attendance import (
    CODES,
    AttendanceClass,
    Register,
    Totals,
    by_code,
    code_on,
    percent,
    totals,
    whole_pupil,
)
from ap_core.dates import DateSpan
from ap_core.errors import NotInForce
from ap_core.states import MeasureState

Marks = dict[tuple[date, str], str]

MONDAY = date(2026, 11, 16)
DAYS = st.builds(lambda near, n: near + timedelta(n), st.sampled_from([date(2024, 8, 19), MONDAY]), st.integers(-6, 6))
MARKS = st.dictionaries(st.tuples(DAYS, st.sampled_from(["AM", "PM"])), st.sampled_from(list(CODES)), max_size=40)
SPANS = st.none() | st.builds(lambda first, days: DateSpan(first, first + timedelta(days)), DAYS, st.integers(0, 900))
COUNTS = st.integers(0, 400)

FIELDS = {
    AttendanceClass.PRESENT: "present",
    AttendanceClass.APPROVED_ACTIVITY: "approved",
    AttendanceClass.AUTHORISED: "authorised",
    AttendanceClass.UNAUTHORISED: "unauthorised",
    AttendanceClass.NOT_POSSIBLE: "not_possible",
    AttendanceClass.ADMINISTRATIVE: "administrative",
    None: "unsettled",
}
POSSIBLE = ("present", "approved", "authorised", "unauthorised")


def register_of(marks: Marks, school: str = "HILL") -> Register:
    return Register.of_marks(school, [(day, half, code) for (day, half), code in marks.items()])


def field_of(code: str, day: date) -> str:
    try:
        return FIELDS[code_on(code, day).counts_as]
    except NotInForce:
        return FIELDS[None]


def plain_totals(marks: Marks, span: DateSpan | None = None) -> Totals:
    counted = Counter(field_of(code, day) for (day, _), code in marks.items() if span is None or span.covers(day))
    return Totals(**counted)


class TestTotals:
    """Possible = attended + absent; D, X, Q and Y1-Y7 are in neither, Z and # in nothing (ATT-00, ATT-01)."""

    @given(MARKS, SPANS)
    def test_against_a_plain_count(self, marks: Marks, span: DateSpan | None) -> None:
        assert totals(register_of(marks), span=span) == plain_totals(marks, span)

    @given(MARKS, MARKS)
    def test_totals_of_schools_add_up(self, one: Marks, other: Marks) -> None:
        both = totals(register_of(one, "HILL"), register_of(other, "UNIT"))
        assert both == plain_totals(one) + plain_totals(other) == plain_totals(other) + plain_totals(one)

    def test_nothing_added_up_is_nothing(self) -> None:
        assert totals() == Totals()

    @given(MARKS, SPANS)
    def test_by_code(self, marks: Marks, span: DateSpan | None) -> None:
        expected = Counter(code for (day, _), code in marks.items() if span is None or span.covers(day))
        assert by_code(register_of(marks), span=span) == expected
        assert by_code(register_of(marks), register_of(marks, "UNIT"), span=span) == expected + expected

    @given(MARKS)
    def test_marking_d_never_changes_a_rate(self, marks: Marks) -> None:
        before = totals(register_of(marks))
        free = {(MONDAY + timedelta(30 + n), "AM"): "D" for n in range(5)}
        after = totals(register_of(marks | free))
        assert after.attendance_rate == before.attendance_rate
        assert after.not_possible == before.not_possible + 5


class TestRates:
    """A rate is a ratio of sums, to one decimal place half up; without possible sessions there is none (ATT-02, 03)."""

    @given(st.integers(0, 400), st.integers(1, 400))
    def test_half_up(self, numerator: int, denominator: int) -> None:
        exact = Decimal(100 * numerator) / Decimal(denominator)
        assert percent(numerator, denominator) == exact.quantize(Decimal("0.1"), ROUND_HALF_UP)

    @pytest.mark.parametrize(
        ("numerator", "denominator", "shown"),
        [(1, 2000, "0.1"), (1, 2001, "0.0"), (7, 8, "87.5"), (1, 2, "50.0"), (8, 10, "80.0"), (1999, 2000, "100.0")],
    )
    def test_boundaries(self, numerator: int, denominator: int, shown: str) -> None:
        assert str(percent(numerator, denominator)) == shown

    @given(COUNTS, COUNTS, COUNTS, COUNTS)
    def test_attendance_is_the_rest_of_absence(self, a: int, b: int, c: int, d: int) -> None:
        found = Totals(a, b, c, d)
        rates = (found.attendance_rate, found.absence_rate, found.authorised_rate, found.unauthorised_rate)
        assert [rate.numerator for rate in rates] == [a + b, c + d, c, d]
        assert {rate.denominator for rate in rates} == {a + b + c + d}
        assert found.attendance_rate.numerator + found.absence_rate.numerator == found.possible

    @given(COUNTS, COUNTS)
    def test_no_possible_session_no_rate(self, not_possible: int, administrative: int) -> None:
        rate = Totals(not_possible=not_possible, administrative=administrative).attendance_rate
        assert (rate.state, rate.percent) == (MeasureState.NOT_APPLICABLE, None)

    def test_a_code_without_meaning_on_its_day_spoils_the_rate(self) -> None:
        register = Register.of_weeks("HILL", {MONDAY: "/ \\ / \\ H H / \\ / \\"})
        rate = totals(register).attendance_rate
        assert (rate.numerator, rate.denominator) == (8, 8)
        assert (rate.state, rate.percent) == (MeasureState.UNRELIABLE, None)

    def test_interview_trap(self) -> None:
        """Old J was attending, J1 is absence: the same interview lowers attendance only since 19 August 2024."""
        before = totals(register_of({(date(2024, 8, 16), "AM"): "J"}))
        after = totals(register_of({(date(2024, 8, 19), "AM"): "J1"}))
        assert (before.attended, before.absent, after.attended, after.absent) == (1, 0, 0, 1)


class TestThresholds:
    """Persistent from a tenth missed, severe from a half, both inclusive; not judged under 20 sessions (ATT-04, 05)."""

    @given(COUNTS, COUNTS, COUNTS, COUNTS)
    def test_in_exact_fractions(self, a: int, b: int, c: int, d: int) -> None:
        found = Totals(a, b, c, d)
        persistent, severe = found.persistently_absent(fewest=1), found.severely_absent(fewest=1)
        if found.possible:
            missed = Decimal(found.absent) / Decimal(found.possible)
            assert persistent.reached is (missed >= Decimal("0.1"))
            assert severe.reached is (missed >= Decimal("0.5"))
            assert not severe.reached or persistent.reached
        else:
            assert persistent.reached is severe.reached is None
            assert persistent.state is MeasureState.NOT_APPLICABLE

    @pytest.mark.parametrize(
        ("attended", "absent", "persistent", "severe"),
        [
            (18, 2, True, False),
            (19, 2, False, False),
            (10, 10, True, True),
            (11, 10, True, False),
            (20, 0, False, False),
        ],
    )
    def test_boundaries(self, attended: int, absent: int, persistent: bool, severe: bool) -> None:
        found = Totals(present=attended, authorised=absent)
        assert found.persistently_absent().reached is persistent
        assert found.severely_absent().reached is severe

    def test_too_few_sessions_are_not_judged_unless_asked(self) -> None:
        nineteen = Totals(unauthorised=19)
        measure = nineteen.persistently_absent()
        assert (measure.name, measure.reached, measure.state) == ("persistent absence", None, MeasureState.UNRELIABLE)
        assert (measure.absent, measure.possible) == (19, 19)
        assert nineteen.severely_absent(fewest=19).reached is True
        assert Totals(unauthorised=20).severely_absent().name == "severe absence"

    def test_unsettled_marks_are_not_judged(self) -> None:
        assert Totals(present=30, unsettled=1).persistently_absent().state is MeasureState.UNRELIABLE


class TestWholePupil:
    """The union of possible sessions over two registers; two that count one session contradict each other (ATT-00)."""

    @given(MARKS, MARKS, SPANS)
    def test_against_a_plain_union(self, one: Marks, other: Marks, span: DateSpan | None) -> None:
        found = whole_pupil(register_of(one, "HILL"), register_of(other, "UNIT"), span=span)
        expected: Counter[str] = Counter()
        contested = []
        for day, half in sorted({*one, *other}):
            if span is not None and not span.covers(day):
                continue
            marks = [("HILL", one.get((day, half))), ("UNIT", other.get((day, half)))]
            said = [(school, code, field_of(code, day)) for school, code in marks if code]
            fields = [field for _, _, field in said]
            possible = [field for field in fields if field in POSSIBLE]
            if len(possible) == 2:
                contested.append((day, half, tuple((school, code) for school, code, _ in said)))
                expected["unsettled"] += 1
            elif "unsettled" in fields:
                expected["unsettled"] += 1
            elif possible:
                expected[possible[0]] += 1
            else:
                expected["not_possible" if "not_possible" in fields else "administrative"] += 1
        assert found.totals == Totals(**expected)
        assert [(c.day, c.half, c.marks) for c in found.contested] == contested

    @given(MARKS)
    def test_one_register_is_the_whole(self, marks: Marks) -> None:
        found = whole_pupil(register_of(marks))
        assert found.totals == plain_totals(marks)
        assert found.contested == ()

    def test_no_register(self) -> None:
        assert whole_pupil().totals == Totals()
        assert whole_pupil().attendance_rate.state is MeasureState.NOT_APPLICABLE

    def test_three_registers_are_named(self) -> None:
        one, two = register_of({(MONDAY, "AM"): "/"}, "HILL"), register_of({(MONDAY, "AM"): "D"}, "UNIT")
        three = register_of({(MONDAY, "AM"): "I"}, "PARK")
        (contested,) = whole_pupil(one, two, three).contested
        assert contested.marks == (("HILL", "/"), ("PARK", "I"))


class TestOnlyATrueNil:
    """What is not nil and rounds to nil has a state of its own (metrics.md C-NA)."""

    def test_one_session_in_two_thousand_and_one(self) -> None:
        for present, state, shown in ((2000, MeasureState.LOW, "0.0"), (1999, MeasureState.SHOWN, "0.1")):
            rate = Totals(present=present, unauthorised=1).unauthorised_rate
            assert (rate.state, rate.percent) == (state, Decimal(shown))
        none = Totals(present=2001).unauthorised_rate
        assert (none.state, none.percent) == (MeasureState.SHOWN, Decimal("0.0"))

    def test_what_cannot_be_shown_is_not_low(self) -> None:
        assert Totals(present=2000, unauthorised=1, unsettled=1).unauthorised_rate.state is MeasureState.UNRELIABLE
