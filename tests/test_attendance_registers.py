"""Registers: whatever goes in comes back, in any order, and the fast answers are those of a plain dictionary."""

from __future__ import annotations

import pickle
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ap_core.attendance import CODES, AttendanceClass, Register, code_on
from ap_core.attendance.registers import CLASS_BYTE, NOT_IN_FORCE
from ap_core.dates import DateSpan
from ap_core.errors import InvalidValue, NotInForce

Marks = dict[tuple[date, str], str]

MONDAY = date(2026, 11, 16)
DAYS = st.builds(
    lambda near, n: near + timedelta(n),
    st.sampled_from([date(2013, 9, 1), date(2024, 8, 19), MONDAY]),
    st.integers(-10, 10),
)
SESSIONS = st.tuples(DAYS, st.sampled_from(["AM", "PM"]))
MARKS = st.dictionaries(SESSIONS, st.sampled_from(list(CODES)), max_size=30)
SPANS = st.builds(
    lambda first, days: DateSpan(first, None if days is None else first + timedelta(days)),
    DAYS,
    st.none() | st.integers(0, 4000),
)


def register_of(marks: Marks, school: str = "HILL") -> Register:
    return Register.of_marks(school, [(day, half, code) for (day, half), code in marks.items()])


def class_of(code: str, day: date) -> AttendanceClass | None:
    try:
        return code_on(code, day).counts_as
    except NotInForce:
        return None


class TestRoundTrip:
    """A register is its marks, however it was put together."""

    @given(MARKS)
    def test_weeks_go_out_and_come_back(self, marks: Marks) -> None:
        register = register_of(marks)
        weeks = register.weeks()
        assert Register.of_weeks("HILL", weeks) == register
        assert list(weeks) == sorted(weeks)
        assert Register.of_weeks("HILL", dict(reversed(weeks.items()))) == register

    @given(st.dictionaries(st.integers(0, 60), st.lists(st.sampled_from([*CODES, "-"]), min_size=10, max_size=10)))
    def test_weeks_given_are_weeks_returned(self, drawn: dict[int, list[str]]) -> None:
        weeks = {MONDAY + timedelta(7 * at): " ".join(codes) for at, codes in drawn.items()}
        marked = {day: text for day, text in sorted(weeks.items()) if set(text) - {"-", " "}}
        assert Register.of_weeks("HILL", weeks).weeks() == marked

    @given(MARKS, st.randoms(use_true_random=False))
    def test_order_and_repetition_do_not_matter(self, marks: Marks, random: object) -> None:
        listed = [(day, half, code) for (day, half), code in marks.items()]
        shuffled = listed * 2
        random.shuffle(shuffled)  # type: ignore[attr-defined]
        one, other = Register.of_marks("HILL", listed), Register.of_marks("HILL", shuffled)
        assert one == other
        assert hash(one) == hash(other)
        assert pickle.loads(pickle.dumps(one)) == one

    @given(MARKS, SESSIONS)
    def test_every_mark_is_on_its_day(self, marks: Marks, elsewhere: tuple[date, str]) -> None:
        register = register_of(marks)
        for day in {elsewhere[0], *(day for day, _ in marks)}:
            assert register.on(day) == (marks.get((day, "AM")), marks.get((day, "PM")))

    def test_a_saturday_session_takes_fourteen_codes(self) -> None:
        register = register_of({(date(2026, 11, 21), "AM"): "/"})
        assert register.weeks() == {MONDAY: "- - - - - - - - - - / - - -"}
        assert Register.of_weeks("HILL", register.weeks()) == register

    def test_one_session_of_a_day_is_enough(self) -> None:
        assert register_of({(MONDAY, "PM"): "\\"}).on(MONDAY) == (None, "\\")


class TestReading:
    """Span, slice, uses and days attended, against a dictionary of marks."""

    @given(MARKS)
    def test_span(self, marks: Marks) -> None:
        days = sorted(day for day, _ in marks)
        assert register_of(marks).span == (DateSpan(days[0], days[-1]) if days else None)

    @given(MARKS, SPANS)
    def test_between(self, marks: Marks, span: DateSpan) -> None:
        inside = {session: code for session, code in marks.items() if span.covers(session[0])}
        assert register_of(marks).between(span.first, span.last or date.max) == register_of(inside)

    @given(MARKS)
    def test_uses(self, marks: Marks) -> None:
        uses = register_of(marks).uses()
        assert [use.code for use in uses] == [code for code in CODES if code in marks.values()]
        for use in uses:
            days = sorted(day for (day, _), code in marks.items() if code == use.code)
            assert (use.count, use.first, use.last) == (len(days), days[0], days[-1])

    @given(MARKS, st.none() | SPANS)
    def test_attended_days(self, marks: Marks, span: DateSpan | None) -> None:
        attending = (AttendanceClass.PRESENT, AttendanceClass.APPROVED_ACTIVITY)
        days = {day for (day, _), code in marks.items() if class_of(code, day) in attending}
        expected = sorted(day for day in days if span is None or span.covers(day))
        assert register_of(marks).attended_days(span) == tuple(expected)

    @given(MARKS, st.none() | SPANS)
    def test_classes_are_those_of_the_day(self, marks: Marks, span: DateSpan | None) -> None:
        start, classes = register_of(marks).classes(span)
        found = {
            (date.fromordinal(start + at // 2), ("AM", "PM")[at % 2]): byte for at, byte in enumerate(classes) if byte
        }
        expected = {}
        for (day, half), code in marks.items():
            if span is None or span.covers(day):
                kind = class_of(code, day)
                expected[day, half] = NOT_IN_FORCE if kind is None else CLASS_BYTE[kind]
        assert found == expected
        present, rest = register_of(marks).present_and_rest(span)
        present_byte = CLASS_BYTE[AttendanceClass.PRESENT]
        assert sorted([present_byte] * present + list(rest)) == sorted(expected.values()) and present_byte not in rest

    def test_days_attended_of_story_10(self) -> None:
        """He attended 9 and 10 November, was ill for three days, and attended 16 to 20: seven days."""
        week = "/ \\ / \\ I I I I I I"
        register = Register.of_weeks("UNIT", {date(2026, 11, 9): week, MONDAY: "/ \\ " * 5})
        days = register.attended_days()
        assert len(days) == 7
        assert days[3] == date(2026, 11, 17)

    def test_no_marks(self) -> None:
        for empty in (Register.of_weeks("HILL", {}), Register.of_weeks("HILL", {MONDAY: "- " * 10})):
            assert empty == Register.of_marks("HILL", [])
            assert (empty.span, empty.weeks(), empty.uses(), empty.attended_days()) == (None, {}, (), ())
            assert empty.on(MONDAY) == (None, None)


class TestFaults:
    """Bad input is refused with every fault at once, and no value repeated."""

    def test_of_weeks_tells_all_faults(self) -> None:
        weeks = {
            date(2026, 11, 17): "/ \\ / \\ / \\ / \\ / \\",
            MONDAY: "/ \\ QQ \\ / \\ / zz / \\",
            date(2026, 11, 23): "/ \\",
            datetime(2026, 11, 30): "/",
            date(2026, 12, 7): None,
        }
        with pytest.raises(InvalidValue) as error:
            Register.of_weeks("HILL", weeks)  # type: ignore[arg-type]
        assert [(fault.path, fault.problem) for fault in error.value.faults] == [
            ("weeks[0]", "does not begin on a Monday"),
            ("weeks[1][Tue AM]", "is not an attendance code"),
            ("weeks[1][Thu PM]", "is not an attendance code"),
            ("weeks[2]", "has 2 codes"),
            ("weeks[3]", "is not a plain date"),
            ("weeks[4]", "has 0 codes"),
        ]
        assert "QQ" not in str(error.value)
        assert "2026" not in str(error.value)

    def test_of_marks_tells_all_faults(self) -> None:
        marks = [
            (MONDAY, "AM", "/"),
            (MONDAY, "AM", "I"),
            (MONDAY, "noon", "/"),
            (datetime(2026, 11, 16, 9), "AM", "QQ"),
            (MONDAY, "PM", ["/"]),
        ]
        with pytest.raises(InvalidValue) as error:
            Register.of_marks("HILL", marks)  # type: ignore[arg-type]
        assert [fault.path for fault in error.value.faults] == [
            "marks[1]",
            "marks[2].half",
            "marks[3].day",
            "marks[3].code",
            "marks[4].code",
        ]
        assert "QQ" not in str(error.value)

    @pytest.mark.parametrize(
        ("first", "marks", "path"),
        [
            (date(2026, 11, 17), b"\1" * 14, "first"),
            (MONDAY, b"\1" * 13, "marks"),
            (MONDAY, b"\xff" * 14, "marks"),
            (MONDAY, bytes(14) + b"\1" * 14, "marks"),
            (MONDAY, b"\1" * 14 + bytes(14), "marks"),
            (MONDAY, b"", "first"),
        ],
    )
    def test_bytes_that_no_register_has(self, first: date, marks: bytes, path: str) -> None:
        with pytest.raises(InvalidValue) as error:
            Register(school="HILL", first=first, marks=marks)
        assert [fault.path for fault in error.value.faults] == [path]

    def test_a_moment_is_not_a_day(self) -> None:
        moment = datetime(2026, 11, 16, 9)
        with pytest.raises(InvalidValue, match="plain date"):
            register_of({}).on(moment)
        with pytest.raises(InvalidValue, match="plain date"):
            code_on("/", moment)
        with pytest.raises(InvalidValue, match="time of day"):
            register_of({}).between(moment, MONDAY)

    def test_a_school_is_needed(self) -> None:
        with pytest.raises(InvalidValue, match="school: is empty"):
            Register.of_weeks(" ", {})

    def test_marks_are_not_shown(self) -> None:
        shown = repr(Register.of_weeks("HILL", {MONDAY: "/ \\ I I - - - - - -"}))
        assert shown == "Register(school='HILL', first=datetime.date(2026, 11, 16))"
