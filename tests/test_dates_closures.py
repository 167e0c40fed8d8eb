"""Announced closures: a new calendar, and the deadlines that move with it. Two schools side by side. Bad calendars."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ap_core.dates import DateSpan, Days, Deadline, SchoolCalendar, SchoolDays, Term
from ap_core.dates.closures import CannotTell, Moved, moved
from ap_core.dates.two_schools import DaysOfTwoSchools, days_of_two_schools
from ap_core.errors import InvalidValue, OutsideCalendar
from tests.dates_models import ONE, STORY, D, calendar, calendars, days, naive_school_day, over_calendars, within


def school_days_after(event: date, n: int) -> Callable[[SchoolCalendar], Deadline]:
    """How a deadline of so many school days is reckoned from a calendar."""
    return lambda school: SchoolDays(n).after(event, school)


class TestAnnouncedClosure:
    """CAL-01: a closure announced changes the set of school days; the calendar that was stays as it was."""

    @over_calendars
    @given(calendars(), st.data())
    def test_takes_away_just_those_days(self, school: SchoolCalendar, data: st.DataObject) -> None:
        """Extra days among them too; closing twice closes once."""
        in_terms = [day for term in school.terms for day in days(term.first, term.last)]
        closing = data.draw(st.lists(st.sampled_from(in_terms), max_size=3))
        left = [day for day in school.school_days if day not in closing]
        if not left:
            with pytest.raises(InvalidValue):
                school.closed_on(closing)
            return
        after = school.closed_on(closing)
        assert list(after.school_days) == left
        assert after.closed_on(closing) == after
        assert (after.name, after.terms, after.breaks) == (school.name, school.terms, school.breaks)
        assert all(naive_school_day(after, day) == after.is_school_day(day) for day in closing)

    def test_leaves_the_old_one_alone(self) -> None:
        """A new value, from any iterable."""
        after = STORY.closed_on(iter([D("2026-11-23")]))
        assert STORY.is_school_day(D("2026-11-23"))
        assert not after.is_school_day(D("2026-11-23"))

    @pytest.mark.parametrize("wrong", [datetime(2026, 11, 23), "2026-11-23", None])
    def test_a_day_that_is_no_date(self, wrong: Any) -> None:
        """Named by its place."""
        with pytest.raises(InvalidValue, match=r"days\[1\]"):
            STORY.closed_on([D("2026-11-23"), wrong])

    def test_a_day_outside_the_terms(self) -> None:
        """In the Christmas holidays, or beyond the calendar."""
        for day in ("2026-12-21", "2027-09-01"):
            with pytest.raises(InvalidValue, match=r"closed\[\d\]: lies outside every term"):
                STORY.closed_on([D(day)])


class TestMoved:
    """CAL-01: deadlines are reckoned again when the set of school days changes, and what moved is told."""

    @over_calendars
    @given(calendars(), st.data())
    def test_is_what_counting_twice_shows(self, before: SchoolCalendar, data: st.DataObject) -> None:
        """Each deadline moved, stayed or cannot be told, and never two of these."""
        in_terms = [day for term in before.terms for day in days(term.first, term.last)]
        closing = data.draw(st.lists(st.sampled_from(in_terms), max_size=2))
        left = [day for day in before.school_days if day not in closing]
        if not left:
            return
        after = before.closed_on(closing)
        events = data.draw(st.lists(within(before.first, before.last), min_size=1, max_size=3))
        deadlines = {f"{n} after {event}": school_days_after(event, n) for event in events for n in (1, 4)}
        told = {each.deadline: each for each in moved(before, after, deadlines)}
        assert list(told) == [name for name in deadlines if name in told]
        for event in events:
            for n in (1, 4):
                was = [day for day in before.school_days if day > event][n - 1 : n]
                now = [day for day in left if day > event][n - 1 : n]
                found = told.get(f"{n} after {event}")
                if not now:
                    assert isinstance(found, CannotTell)
                    assert (found.calendar, found.last) == ("generated", before.last)
                elif was != now:
                    assert isinstance(found, Moved)
                    assert ([found.was.last_day], [found.now.last_day]) == (was, now)
                else:
                    assert found is None

    def test_nothing_moves_without_a_change(self) -> None:
        """Nor does what counts in calendar days."""
        told = D("2026-11-20")
        board = {"board": lambda school: SchoolDays(15).after(told, school)}
        assert moved(STORY, STORY, board) == ()
        assert moved(STORY, STORY.closed_on([D("2026-11-23")]), {"post": lambda _: Days(5).after(told)}) == ()

    def test_the_board_of_the_story(self) -> None:
        """Told on 20 November: 15 school days end on 11 December; a snow day in between makes that the 14th."""
        after = STORY.closed_on([D("2026-12-02")])
        [found] = moved(STORY, after, {"board": lambda school: SchoolDays(15).after(D("2026-11-20"), school)})
        assert isinstance(found, Moved)
        assert (found.was.last_day, found.now.last_day) == (D("2026-12-11"), D("2026-12-14"))

    def test_the_customary_day_may_move_alone(self) -> None:
        """Two readings, of which one moves."""
        strict, later = D("2026-11-23"), {"before": D("2026-11-24"), "after": D("2026-11-25")}
        after = STORY.closed_on([D("2026-11-24")])

        def reckoned(school: SchoolCalendar) -> Deadline:
            return Deadline(strict, customary_last_day=later["before" if school == STORY else "after"])

        assert len(moved(STORY, after, {"notice": reckoned})) == 1

    def test_other_days_counted_move_nothing(self) -> None:
        """A closed day and an opened one."""
        after = STORY.closed_on([D("2026-11-24")]).but(extra=(D("2026-11-28"),))
        event = D("2026-11-23")
        assert SchoolDays(5).after(event, after) != SchoolDays(5).after(event, STORY)
        assert moved(STORY, after, {"five": lambda school: SchoolDays(5).after(event, school)}) == ()

    def test_what_cannot_be_told(self) -> None:
        """The new calendar ends one day too early; other deadlines are told all the same."""
        event, last = D("2027-07-19"), STORY.last
        after = STORY.closed_on([D("2027-07-20")])
        one, two = moved(STORY, after, {"one": school_days_after(event, 1), "two": school_days_after(event, 2)})
        assert isinstance(one, Moved)
        assert two == CannotTell("two", "centre", last, "2 school days after 2027-07-19")

    def test_the_calendar_of_another_school(self) -> None:
        """Is not this school's after a closure."""
        with pytest.raises(InvalidValue, match="after: is the calendar of another school"):
            moved(STORY, calendar("other", "2026-09-03/2026-12-18"), {})


class TestTwoSchools:
    """cal.school-day, CAL-02: a pupil registered at two schools has two calendars."""

    @over_calendars
    @given(calendars(), st.data())
    def test_is_what_a_walk_through_the_days_shows(self, first: SchoolCalendar, data: st.DataObject) -> None:
        """The second school has the first's terms, and its own closures."""
        second = (
            first.closed_on([first.first]).but(name="other", extra=(first.last,))
            if data.draw(st.booleans()) and len(first.school_days) > 1
            else first
        )
        ends = sorted(data.draw(within(first.first, first.last)) for _ in range(2))
        got = days_of_two_schools(first, second, DateSpan(*ends))
        walked = [(day, naive_school_day(first, day), naive_school_day(second, day)) for day in days(ends[0], ends[1])]
        assert got == DaysOfTwoSchools(
            tuple(day for day, a, b in walked if a and b),
            tuple(day for day, a, b in walked if a and not b),
            tuple(day for day, a, b in walked if b and not a),
        )
        other = days_of_two_schools(second, first, DateSpan(*ends))
        assert (other.both, other.only_first, other.only_second) == (got.both, got.only_second, got.only_first)

    def test_the_calendar_that_is_short_is_named(self) -> None:
        """Whichever it is, at either end."""
        short = calendar("short", "2026-09-07/2026-12-17")
        for span in (DateSpan(D("2026-09-03"), D("2026-10-01")), DateSpan(D("2026-10-01"), D("2026-12-18"))):
            for pair in ((STORY, short), (short, STORY)):
                with pytest.raises(OutsideCalendar) as refused:
                    days_of_two_schools(*pair, span)
                assert refused.value.calendar == "short"

    def test_an_open_span_is_refused(self) -> None:
        """There is no end to compare to."""
        with pytest.raises(InvalidValue, match=r"span\.last: is open"):
            days_of_two_schools(STORY, STORY, DateSpan(D("2026-09-03"), None))


class TestBadCalendars:
    """CAL-01: a calendar that cannot be is refused, and all that is wrong is named at once."""

    AUTUMN = Term("autumn", D("2026-09-03"), D("2026-12-18"))

    def faults(self, **given_as: Any) -> list[str]:
        """What the refusal says."""
        with pytest.raises(InvalidValue) as refused:
            SchoolCalendar.of_terms("a", **given_as)
        return [f"{fault.path} {fault.problem}" for fault in refused.value.faults]

    @pytest.mark.parametrize(
        "left_without",
        [
            {"terms": [Term("weekend", D("2026-09-05"), D("2026-09-06"))]},
            {"terms": [Term("holiday", D("2026-08-31"), D("2026-08-31"))]},
            {"terms": [AUTUMN], "breaks": [(D("2026-09-01"), D("2026-12-31"))]},
            {"terms": [Term("one day", D("2026-09-04"), D("2026-09-04"))], "closed": [D("2026-09-04")]},
        ],
    )
    def test_no_school_day_at_all(self, left_without: dict[str, Any]) -> None:
        """However it comes about."""
        assert self.faults(**left_without) == ["terms hold no school day"]

    def test_a_closure_outside_the_terms(self) -> None:
        """Between terms, before the first and after the last; the days at the edges are inside."""
        spring = Term("spring", D("2027-01-05"), D("2027-03-25"))
        days_given = ["2026-09-02", "2026-09-03", "2026-12-18", "2026-12-19", "2027-01-04", "2027-01-05", "2027-03-26"]
        assert self.faults(terms=[spring, self.AUTUMN], closed=map(D, days_given)) == [
            f"closed[{at}] lies outside every term" for at in (0, 3, 4, 6)
        ]

    def test_every_term_that_overlaps(self) -> None:
        """One long term and two short ones within it: both are named, though the two stand apart from each other."""
        within_it = [Term("x", D("2026-09-07"), D("2026-09-11")), Term("y", D("2026-10-05"), D("2026-10-09"))]
        assert self.faults(terms=[*within_it, self.AUTUMN]) == [
            f"terms[{at}] begins before the term before it has ended" for at in (0, 1)
        ]

    def test_all_together(self) -> None:
        """Terms, break, closure and extra day; days that are no dates come first, for nothing else can be told then."""
        again = Term("again", D("2026-12-18"), D("2026-12-22"))
        outside = D("2027-02-01")
        assert self.faults(
            terms=[self.AUTUMN, again], breaks=[(outside, outside)], closed=[outside], extra=[outside]
        ) == [
            "terms[1] begins before the term before it has ended",
            "breaks[0] lies outside every term",
            "closed[0] lies outside every term",
            "extra[0] lies before the first or after the last term",
        ]
        assert self.faults(terms=[self.AUTUMN, again], closed=[datetime(2026, 9, 3), 5], extra=["soon"]) == [
            "closed[0] is a date with a time of day",
            "closed[1] is a whole number",
            "extra[0] is text",
        ]

    def test_no_terms_and_bad_days_together(self) -> None:
        """A break that is none is told beside the missing terms."""
        assert self.faults(terms=[], breaks=[(D("2026-10-30"), D("2026-10-26"))]) == [
            "breaks[0].last is before first",
            "terms are missing",
        ]

    @pytest.mark.parametrize("ends", [(D("2026-09-03"), D("2026-09-03") - ONE)])
    def test_a_term_backwards(self, ends: tuple[date, date]) -> None:
        """Refused as a term, before there is a calendar."""
        with pytest.raises(InvalidValue, match="last: is before first"):
            Term("autumn", *ends)
