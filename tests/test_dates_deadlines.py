"""Deadlines, duties without a date, and the timetables made of both."""

from __future__ import annotations

import copy
import pickle
from datetime import date, datetime
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ap_core.dates import Deadline, NoFixedDate, SchoolDays, Step, Timetable, Weeks
from ap_core.errors import InvalidValue, OutsideCalendar
from ap_core.law.judging import Verdict, duty_outcome
from tests.dates_models import STORY, D

DUE = Deadline(D("2027-02-14"), (D("2027-02-12"),), D("2027-02-15"))


class TestDeadline:
    """The last day, the days counted, and the customary day where practice differs from the words."""

    def test_shows_what_it_was_given(self) -> None:
        assert (DUE.last_day, DUE.counted, DUE.customary_last_day) == (
            D("2027-02-14"),
            (D("2027-02-12"),),
            D("2027-02-15"),
        )
        bare = Deadline(D("2027-02-14"))
        assert (bare.counted, bare.customary_last_day) == ((), None)

    def test_latest_is_the_last_day_on_any_reading(self) -> None:
        assert DUE.latest == D("2027-02-15")
        assert Deadline(D("2027-02-14")).latest == D("2027-02-14")

    def test_equal_by_value_through_pickle_and_copy(self) -> None:
        counted = SchoolDays(3).after(D("2026-11-23"), STORY)
        same = Deadline(D("2026-11-26"), (D("2026-11-24"), D("2026-11-25"), D("2026-11-26")))
        assert counted == same and hash(counted) == hash(same)
        for due in (DUE, counted):
            for twin in (pickle.loads(pickle.dumps(due)), copy.deepcopy(due)):
                assert twin == due and hash(twin) == hash(due) and twin.counted == due.counted

    @pytest.mark.parametrize(
        "other",
        [
            Deadline(D("2027-02-13"), (D("2027-02-12"),), D("2027-02-15")),
            Deadline(D("2027-02-14"), (), D("2027-02-15")),
            Deadline(D("2027-02-14"), (D("2027-02-12"),)),
            D("2027-02-14"),
        ],
    )
    def test_differs_in_any_part(self, other: object) -> None:
        assert other != DUE

    def test_leaves_it_to_others_whether_they_equal_a_deadline(self) -> None:
        assert DUE.__eq__(DUE.last_day) is NotImplemented and DUE.__eq__(DUE) is True

    def test_frozen(self) -> None:
        for name in ("last_day", "counted", "customary_last_day", "latest", "other"):
            with pytest.raises(AttributeError):
                setattr(DUE, name, D("2027-02-14"))

    def test_display_is_short(self) -> None:
        assert repr(SchoolDays(15).after(D("2026-11-20"), STORY)) == (
            "Deadline(last_day=datetime.date(2026, 12, 11), counted=15 days)"
        )
        assert repr(DUE).endswith("counted=1 days, customary_last_day=datetime.date(2027, 2, 15))")

    def test_refused_for_each_thing_wrong_and_for_nothing_else(self) -> None:
        """Whatever else is right: a thing that is no plain day, days that are no tuple, a customary day not later."""
        day, moment = D("2027-02-12"), datetime(2027, 2, 15)
        counteds: list[Any] = [(), (day,), [day], (day, "x"), (moment,)]
        customaries: list[Any] = [None, *map(D, ("2027-02-13", "2027-02-14", "2027-02-15")), moment, "later"]
        lasts: list[Any] = [D("2027-02-14"), moment, "x"]
        duties: list[Any] = [None, "soon", "", " ", 3]
        for given_ in product(lasts, counteds, customaries, duties):
            last, counted, customary, duty = given_
            plain = type(last) is date
            wrong = {
                "last_day": not plain,
                "counted": type(counted) is not tuple or any(type(day) is not date for day in counted),
                "customary_last_day": customary is not None
                and (type(customary) is not date or (plain and customary <= last)),
                "backstop_to": duty is not None and (type(duty) is not str or not duty.strip()),
            }
            expected = {field for field, is_wrong in wrong.items() if is_wrong}
            try:
                made = Deadline(last, counted, customary, duty)
            except InvalidValue as refused:
                # That a day is not later than another is told once all else is right.
                told = {fault.path.partition("[")[0] for fault in refused.faults}
                assert told and expected - {"customary_last_day"} <= told <= expected
            else:
                assert not expected
                assert (made.last_day, made.counted, made.customary_last_day, made.backstop_to) == given_

    def test_every_fault_at_once(self) -> None:
        moment: Any = datetime(2027, 2, 14, 9)
        with pytest.raises(InvalidValue) as refused:
            Deadline(moment, (D("2027-02-12"), moment), moment)
        assert [fault.path for fault in refused.value.faults] == ["last_day", "customary_last_day", "counted[1]"]

    @pytest.mark.parametrize("counted", [[D("2027-02-12")], None, "2027-02-12"])
    def test_counted_is_a_tuple(self, counted: Any) -> None:
        with pytest.raises(InvalidValue, match="counted: is not a tuple"):
            Deadline(D("2027-02-14"), counted)

    @pytest.mark.parametrize("customary", ["2027-02-14", "2027-02-13"])
    def test_the_customary_day_is_later(self, customary: str) -> None:
        with pytest.raises(InvalidValue, match="customary_last_day: is not later"):
            Deadline(D("2027-02-14"), customary_last_day=D(customary))


class TestBeforeADate:
    """EHC-T-05: "before 15 February" shuts out the 15th, though nearly everyone takes it to be in time."""

    @pytest.mark.parametrize(
        ("day", "strict"), [("2027-02-15", "2027-02-14"), ("2027-03-31", "2027-03-30"), ("2028-03-01", "2028-02-29")]
    )
    def test_strict_and_customary(self, day: str, strict: str) -> None:
        assert Deadline.before(D(day)) == Deadline(D(strict), (), D(day))

    @pytest.mark.parametrize("wrong", [datetime(2027, 2, 15), "2027-02-15", True, None])
    def test_the_day_is_a_plain_date(self, wrong: Any) -> None:
        with pytest.raises(InvalidValue, match="day: is not a plain date"):
            Deadline.before(wrong)

    def test_there_is_no_day_before_the_first(self) -> None:
        with pytest.raises(OutsideCalendar):
            Deadline.before(D("0001-01-01"))


class TestBackstop:
    """EHC-T-07: "as soon as practicable, and in any event within": the day is a backstop, and says so."""

    DUE = Weeks(20).after(D("2026-09-14")).as_backstop_to("as soon as practicable")

    def test_is_the_same_day_and_carries_the_words_of_the_duty(self) -> None:
        plain = Weeks(20).after(D("2026-09-14"))
        assert (self.DUE.last_day, self.DUE.backstop_to) == (plain.last_day, "as soon as practicable")
        assert plain.backstop_to is None and plain != self.DUE
        assert repr(self.DUE).endswith("counted=0 days, backstop_to='as soon as practicable')")

    def test_keeps_the_days_counted_and_the_customary_day(self) -> None:
        due = SchoolDays(2).before(D("2026-11-23"), STORY)
        backstop = due.as_backstop_to("as soon as practicable")
        assert (backstop.counted, backstop.customary_last_day) == (due.counted, due.customary_last_day)

    def test_equal_by_value_through_pickle_and_copy(self) -> None:
        for twin in (pickle.loads(pickle.dumps(self.DUE)), copy.deepcopy(self.DUE)):
            assert twin == self.DUE and hash(twin) == hash(self.DUE) and twin.backstop_to == self.DUE.backstop_to

    def test_frozen(self) -> None:
        with pytest.raises(AttributeError):
            self.DUE.backstop_to = "at leisure"  # type: ignore[misc]

    @pytest.mark.parametrize("words", ["", "  ", 5, True])
    def test_the_duty_is_put_into_words(self, words: Any) -> None:
        with pytest.raises(InvalidValue, match="backstop_to: is no text"):
            Deadline(D("2027-02-14")).as_backstop_to(words)


class TestSwitchedOff:
    """EHC-T-08: an exception switches a limit off; it shifts no date, and the unshifted day is kept for reports."""

    CLOSED = "school closed for four weeks or more (reg 10(4)(a))"

    def test_leaves_the_duty_that_it_was_the_backstop_to(self) -> None:
        off = TestBackstop.DUE.switched_off(self.CLOSED)
        assert off == NoFixedDate("as soon as practicable", self.CLOSED, TestBackstop.DUE)
        assert off.backstop is not None and off.backstop.last_day == D("2027-02-01")
        assert not hasattr(off, "last_day")
        assert "switched off by 'school closed" in repr(off) and "2027, 2, 1" in repr(off)

    def test_other_words_where_the_provision_has_none(self) -> None:
        """Regulation 8: a body has six weeks to comply, and no words beside them."""
        six_weeks = Weeks(6).after(D("2026-09-14"))
        assert six_weeks.switched_off("reg 8(2)(c)", "no time limit").wording == "no time limit"
        with pytest.raises(InvalidValue, match="left: is missing"):
            six_weeks.switched_off("reg 8(2)(c)")

    def test_through_pickle(self) -> None:
        off = TestBackstop.DUE.switched_off(self.CLOSED)
        twin = pickle.loads(pickle.dumps(off))
        assert twin == off and hash(twin) == hash(off)

    def test_a_backstop_and_its_exception_come_together(self) -> None:
        with pytest.raises(InvalidValue, match="backstop: is missing"):
            NoFixedDate("as soon as practicable", self.CLOSED)
        with pytest.raises(InvalidValue, match="exception: is missing"):
            NoFixedDate("as soon as practicable", None, DUE)
        with pytest.raises(InvalidValue, match="exception: is empty"):
            TestBackstop.DUE.switched_off(" ")

    @given(st.none() | st.dates(D("2026-12-01"), D("2027-03-31")), st.dates(D("2026-12-01"), D("2027-03-31")))
    def test_is_never_late(self, done: date | None, on: date) -> None:
        """A duty by it is pending until done, and met then, whatever the backstop was."""
        outcome = duty_outcome(TestBackstop.DUE.switched_off(self.CLOSED), done, on)
        assert outcome is (Verdict.MET if done is not None and done <= on else Verdict.PENDING)

    @given(st.none() | st.dates(D("2026-12-01"), D("2027-03-31")), st.dates(D("2026-12-01"), D("2027-03-31")))
    def test_a_backstop_is_judged_like_its_day(self, done: date | None, on: date) -> None:
        assert duty_outcome(TestBackstop.DUE, done, on) is duty_outcome(Deadline(D("2027-02-01")), done, on)


class TestNoFixedDate:
    """CAL-12, EHC-T-07: "without delay" is no number."""

    def test_is_shown_by_its_words(self) -> None:
        assert repr(NoFixedDate("without delay")) == "NoFixedDate('without delay')"
        assert NoFixedDate("without delay").backstop is None

    def test_carries_the_words_alone(self) -> None:
        assert NoFixedDate("without delay") == pickle.loads(pickle.dumps(NoFixedDate("without delay")))
        assert not hasattr(NoFixedDate("without delay"), "last_day")

    def test_words_are_text(self) -> None:
        with pytest.raises(InvalidValue):
            NoFixedDate(5)  # type: ignore[arg-type]
        with pytest.raises(InvalidValue, match="wording: is empty"):
            NoFixedDate(" ")


class TestTimetable:
    """Steps in order, each found by its name."""

    TELL = Step("tell the parent", NoFixedDate("without delay"), "head")
    DECIDE = Step("decide", DUE, who="governing board", citation="SI 2012/1033 reg 6")
    TABLE = Timetable("exclusion", (TELL, DECIDE))

    def test_in_order_and_by_name(self) -> None:
        assert list(self.TABLE) == [self.TELL, self.DECIDE]
        assert len(self.TABLE) == 2
        assert self.TABLE["decide"] is self.DECIDE
        with pytest.raises(KeyError):
            self.TABLE["hear"]

    def test_names_are_given_once(self) -> None:
        with pytest.raises(InvalidValue, match=r"steps\[1\].name: is the name of an earlier step"):
            Timetable("exclusion", (self.TELL, self.TELL))

    def test_a_step_is_due_by_a_deadline_or_in_words(self) -> None:
        with pytest.raises(InvalidValue, match="due: "):
            Step("decide", D("2027-02-14"))  # type: ignore[arg-type]

    def test_equal_by_value_through_pickle(self) -> None:
        twin = pickle.loads(pickle.dumps(self.TABLE))
        assert twin == self.TABLE and hash(twin) == hash(self.TABLE)
