"""Marks from another system: taken in whole, or told what is wrong, each with its day and session, all together."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ap_core.attendance import CODES, Register
from ap_core.attendance.incoming import register_from_marks, register_in_order
from ap_core.dates import DateSpan
from ap_core.errors import InvalidValue, OutsideCalendar
from tests.placements import STORY_CALENDAR

MONDAY, FRIDAY = date(2026, 11, 16), date(2026, 11, 20)
INSET = date(2026, 10, 23)
DAYS = STORY_CALENDAR.school_days
SESSIONS = st.tuples(st.sampled_from(DAYS), st.sampled_from(["AM", "PM"]))
MARKS = st.dictionaries(SESSIONS, st.sampled_from(list(CODES)), max_size=20)


def taken(*marks: Any, **more: Any) -> Register:
    return register_from_marks("HILL", marks, calendar=STORY_CALENDAR, **more)


def faults(*marks: Any, **more: Any) -> list[tuple[str, str]]:
    with pytest.raises(InvalidValue) as error:
        taken(*marks, **more)
    return [(fault.path, fault.problem) for fault in error.value.faults]


class TestTakenIn:
    """What has no fault is the register that the marks make."""

    @given(marks=MARKS)
    def test_the_same_as_without_a_calendar(self, marks: dict[tuple[date, str], str]) -> None:
        listed = [(day, half, code) for (day, half), code in marks.items()]
        assert taken(*listed, *listed) == Register.of_marks("HILL", listed)

    @given(
        codes=st.lists(st.sampled_from([*CODES, "-"]), max_size=40),
        first=st.integers(0, len(DAYS) - 25),
        short=st.integers(0, 10),
    )
    def test_in_order(self, codes: list[str], first: int, short: int) -> None:
        """A run of marks and a list of codes are the same; a day with one session takes one of them."""
        one = DAYS[first + short]
        slots = [(day, half) for day in DAYS[first:] for half in ("AM", "PM") if (day, half) != (one, "PM")]
        marks = [(*slot, code) for slot, code in zip(slots, codes, strict=False) if code != "-"]
        for given_so in (codes, "".join(codes)):
            found = register_in_order(
                "HILL", given_so, calendar=STORY_CALENDAR, first=DAYS[first], one_session_days=(one,)
            )
            assert found == Register.of_marks("HILL", marks)

    def test_from_the_first_day_of_the_calendar(self) -> None:
        assert register_in_order("HILL", "/", calendar=STORY_CALENDAR).on(STORY_CALENDAR.first) == ("/", None)

    def test_a_closed_day_may_say_that_it_is(self) -> None:
        assert taken((INSET, "AM", "#"), (INSET, "PM", "Y4")).on(INSET) == ("#", "Y4")

    def test_z_before_the_first_day(self) -> None:
        assert taken((MONDAY, "AM", "Z"), registered=[DateSpan(FRIDAY, None)]).on(MONDAY) == ("Z", None)


class TestBadInput:
    """Each kind of fault of the issue, by name."""

    def test_all_together_and_nothing_dropped(self) -> None:
        found = faults(
            (MONDAY, "AM", "QQ"),
            (MONDAY, "PM", "i"),
            (FRIDAY, "AM", " "),
            (FRIDAY, "noon", "/"),
            (INSET, "AM", "/"),
            (date(2027, 9, 6), "AM", "/"),
            (date(2026, 11, 17), "AM", "/"),
            (date(2026, 11, 17), "AM", "L"),
            (datetime(2026, 11, 16), "AM", "/"),
            (date(2026, 11, 18), "AM", 3),
        )
        assert found == [
            ("Mon 2026-11-16 AM", "is not an attendance code"),
            ("Mon 2026-11-16 PM", "is a code in lower case"),
            ("Fri 2026-11-20 AM", "is blank"),
            ("Fri 2026-11-20", "is for neither half of the day"),
            ("Fri 2026-10-23 AM", "is a mark on a day on which the school is closed"),
            ("Mon 2027-09-06 AM", "is outside the school's calendar"),
            ("Tue 2026-11-17 AM", "has a second, different mark"),
            ("marks[8].day", "is not a plain date"),
            ("Wed 2026-11-18 AM", "is not text"),
        ]

    def test_an_afternoon_in_a_one_session_day(self) -> None:
        half_day = {"one_session_days": (FRIDAY,)}
        assert faults((FRIDAY, "AM", "/"), (FRIDAY, "PM", "\\"), **half_day) == [
            ("Fri 2026-11-20 PM", "is an afternoon mark on a day with one session")
        ]

    @pytest.mark.parametrize(
        ("day", "problem"),
        [
            (date(2026, 9, 11), "is a mark before the pupil was on the register"),
            (date(2026, 10, 6), "is a mark between two times on the register"),
            (date(2026, 11, 3), "is a mark after the pupil was off the register"),
        ],
    )
    def test_before_registration_and_after_deletion(self, day: date, problem: str) -> None:
        on_roll = [DateSpan(date(2026, 9, 14), date(2026, 10, 5)), DateSpan(date(2026, 10, 7), date(2026, 11, 2))]
        assert [each for _, each in faults((day, "AM", "/"), registered=on_roll)] == [problem]
        for last in (date(2026, 10, 5), date(2026, 11, 2)):
            assert taken((last, "AM", "/"), registered=on_roll).on(last)[0] == "/"

    def test_on_no_register_at_all(self) -> None:
        assert faults((MONDAY, "AM", "/"), registered=()) == [
            ("Mon 2026-11-16 AM", "is a mark before the pupil was on the register")
        ]

    def test_longer_than_its_calendar(self) -> None:
        last = STORY_CALENDAR.last
        with pytest.raises(InvalidValue) as error:
            register_in_order("HILL", "////", calendar=STORY_CALENDAR, first=last)
        assert [(fault.path, fault.problem) for fault in error.value.faults] == [
            ("from 2027-07-21", "has 2 marks after the last session of the calendar")
        ]

    def test_faults_within_and_beyond_the_calendar_are_told_together(self) -> None:
        with pytest.raises(InvalidValue) as error:
            register_in_order("HILL", "/d/", calendar=STORY_CALENDAR, first=STORY_CALENDAR.last)
        assert [fault.path for fault in error.value.faults] == ["Wed 2027-07-21 PM", "from 2027-07-21"]

    def test_a_first_day_outside_the_calendar(self) -> None:
        with pytest.raises(OutsideCalendar):
            register_in_order("HILL", "/", calendar=STORY_CALENDAR, first=date(2026, 9, 2))

    def test_no_value_is_repeated(self) -> None:
        with pytest.raises(InvalidValue) as error:
            taken((MONDAY, "AM", "QQ"))
        assert "QQ" not in str(error.value)


class TestMerged:
    """Parts of one register put together: in any order, any number of times."""

    @given(marks=MARKS, cut=st.lists(st.booleans(), min_size=20, max_size=20))
    def test_parts_make_the_whole(self, marks: dict[tuple[date, str], str], cut: list[bool]) -> None:
        listed = [(day, half, code) for (day, half), code in marks.items()]
        whole = Register.of_marks("HILL", listed)
        one, other = (
            Register.of_marks("HILL", [mark for mark, side in zip(listed, cut, strict=False) if side is wanted])
            for wanted in (True, False)
        )
        assert one.merged(other) == other.merged(one) == whole
        assert whole.merged(one, other) == whole.merged() == whole

    def test_two_marks_for_a_session_and_another_school(self) -> None:
        here = Register.of_marks("HILL", [(MONDAY, "PM", "/"), (FRIDAY, "AM", "I")])
        there = Register.of_marks("UNIT", [(MONDAY, "PM", "D"), (FRIDAY, "AM", "I")])
        with pytest.raises(InvalidValue) as error:
            here.merged(here, there)
        assert [(fault.path, fault.problem) for fault in error.value.faults] == [
            ("others[1].school", "is another school"),
            ("Mon 2026-11-16 PM", "has two different marks"),
        ]
