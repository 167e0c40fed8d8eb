"""What the two registers show in each step of a return (placement.md attendance.dual.which-register, section 7)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ap_core import InvalidValue, NotInForce
from ap_core.attendance import Register, both_expecting, clashes, neither_expecting
from ap_core.placement.return_registers import BOTH, Place, SessionMarks, register_at_step
from ap_core.placement.returns import ReturnStep, WeekSession

MONDAY = date(2026, 11, 30)
WEEK = frozenset(WeekSession)
FRIDAY = frozenset({WeekSession.FRIDAY_AM, WeekSession.FRIDAY_PM})
SPLIT = ReturnStep(first_day=MONDAY, at_centre=WEEK - FRIDAY, at_school=FRIDAY)


@st.composite
def steps(draw: st.DrawFn) -> ReturnStep:
    """Any division of the week."""
    places = draw(st.lists(st.sampled_from([0, 1, 2]), min_size=10, max_size=10))
    first, second = (
        frozenset(session for session, place in zip(WeekSession, places, strict=True) if place == wanted)
        for wanted in (0, 1)
    )
    return ReturnStep(first_day=MONDAY, at_centre=first, at_school=second)


def registers(marks: tuple[SessionMarks, ...]) -> tuple[Register, Register]:
    """The centre's and the school's register of a week in which the pupil came to everything."""
    written: dict[Place, list[str]] = {Place.CENTRE: [], Place.SCHOOL: []}
    for each in marks:
        for place, row in written.items():
            code = each.if_present if each.marked_by is place else each.elsewhere
            row.append(code or "-")
    return tuple(  # type: ignore[return-value]
        Register.of_weeks(place.name, {MONDAY: " ".join(row)}) for place, row in written.items()
    )


class TestOnBothRegisters:
    """Each session is possible in one register only; the other has D, come or not (trap: B for dual registration)."""

    def test_four_days_here_and_one_there(self) -> None:
        marks = {each.session: each for each in register_at_step(SPLIT)}
        monday, friday = marks[WeekSession.MONDAY_AM], marks[WeekSession.FRIDAY_PM]
        assert (monday.marked_by, monday.if_present, monday.if_absent, monday.elsewhere) == (
            Place.CENTRE,
            "/",
            "N",
            "D",
        )
        assert (friday.marked_by, friday.if_present, friday.if_absent, friday.elsewhere) == (
            Place.SCHOOL,
            "\\",
            "N",
            "D",
        )
        assert str(monday.citation) == "SI 2024/208 reg 10(4)"
        assert "the centre, which finds out why" in monday.says and "D at the school either way" in monday.says

    def test_in_order_from_monday_morning(self) -> None:
        assert [each.session for each in register_at_step(SPLIT)] == list(WeekSession)

    @given(steps())
    def test_one_marks_and_the_other_has_d(self, step: ReturnStep) -> None:
        for each in register_at_step(step):
            expected = each.session in step.at_centre | step.at_school
            assert (each.expected_at is not None) is expected and each.marked_by is each.expected_at
            assert (each.elsewhere == "D") is expected and each.if_present in {"/", "\\", None}

    @given(steps())
    def test_the_two_registers_agree_by_the_library_s_own_comparison(self, step: ReturnStep) -> None:
        marks = register_at_step(step)
        if all(each.expected_at for each in marks):
            centre, school = registers(marks)
            for compare in (clashes, both_expecting, neither_expecting):
                assert compare(centre, school) == compare(school, centre) == ()


class TestOneRegister:
    """Trap: D only while the pupil is on both registers; a session elsewhere is B, and one missed is an absence."""

    def test_a_new_school_that_has_not_admitted_the_pupil_yet(self) -> None:
        marks = register_at_step(SPLIT, registers=frozenset({Place.CENTRE}))
        friday = marks[-1]
        assert (friday.expected_at, friday.marked_by, friday.if_present) == (Place.SCHOOL, Place.CENTRE, "B")
        assert str(friday.citation) == "SI 2024/208 reg 10(3), (11)" and "nature of the activity" in friday.says
        assert {each.elsewhere for each in marks} == {None}
        assert marks[0].if_present == "/" and str(marks[0].citation) == "SI 2024/208 reg 10(2)"

    def test_a_centre_that_is_no_school(self) -> None:
        marks = register_at_step(SPLIT, registers=frozenset({Place.SCHOOL}))
        assert (marks[0].expected_at, marks[0].marked_by, marks[0].if_present) == (Place.CENTRE, Place.SCHOOL, "B")

    def test_on_neither_register(self) -> None:
        with pytest.raises(InvalidValue, match="registers: is empty"):
            register_at_step(SPLIT, registers=frozenset())


class TestAtNeither:
    """A session at neither place: nobody marks D, and C2 only under an agreed part-time timetable (reg 11(6))."""

    def test_no_mark_is_proposed(self) -> None:
        for at in (BOTH, frozenset({Place.CENTRE})):
            marks = register_at_step(ReturnStep(first_day=MONDAY, at_school=FRIDAY), registers=at)[0]
            assert (marks.expected_at, marks.marked_by, marks.if_present, marks.if_absent, marks.elsewhere) == (
                None,
            ) * 5
            assert "C2" in marks.says and str(marks.citation) == "SI 2024/208 reg 10(4), 11(6)"

    def test_c_before_august_2024(self) -> None:
        marks = register_at_step(ReturnStep(first_day=date(2024, 8, 18)))
        assert "enter C." in marks[0].says
        assert "enter C2." in register_at_step(ReturnStep(first_day=date(2024, 8, 19)))[0].says

    def test_before_the_codes_held_here(self) -> None:
        with pytest.raises(NotInForce):
            register_at_step(ReturnStep(first_day=date(2013, 8, 31), at_school=FRIDAY))
