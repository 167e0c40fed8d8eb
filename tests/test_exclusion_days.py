"""What one day of a suspension counts, and one suspension by itself: EX-DAY-02, 03 and 10 to 13."""

from __future__ import annotations

import pytest

from ap_core.dates import Calendars, HalfDays
from ap_core.errors import InvalidValue
from ap_core.exclusion.counting import DayCount, count_of_day, part_way_through
from ap_core.exclusion.day_counts import (
    return_day,
    school_year_total,
    term_total,
)
from ap_core.exclusion.records import PartDay, Suspension
from ap_core.exclusion.returns import census_sessions, statistical_days
from ap_core.law.unknown import UNKNOWN, Reason, Unknown
from tests.dates_models import STORY, D
from tests.suspensions import (
    CALENDARS,
    HILL,
    NOTHING_ELSE,
    asked,
    bounds,
    part,
    suspended,
    within,
)


class TestLunchtime:
    """EX-DAY-02: a lunchtime is half a school day (SI 2012/1033 reg 2(2)); it counts for terms and for the year."""

    def test_ten_lunchtimes_are_five_days(self) -> None:
        """Two school weeks of them."""
        lunchtimes = [part(f"2026-11-{day:02}", "l") for day in (9, 10, 11, 12, 13, 16, 17, 18, 19, 20)]
        ten = suspended("S1", "2026-11-09", "2026-11-20", part_days=tuple(lunchtimes))
        assert within([ten]).half_days == HalfDays.of_days(5)
        of_term = term_total([ten], D("2026-11-23"), CALENDARS, school="HILL", beside=NOTHING_ELSE)
        of_year = school_year_total([ten], D("2026-11-23"), CALENDARS, school="HILL", beside=NOTHING_ELSE)
        assert of_term == of_year == DayCount.exactly(10)

    def test_never_a_quarter(self) -> None:
        """As in Wales."""
        assert count_of_day(part("2026-11-09", "l")) == DayCount.exactly(1)


class TestPartDay:
    """EX-DAY-03, verification C11: a session is half a day; lunchtime and one session on one day are not addressed."""

    @pytest.mark.parametrize(
        ("parts", "least", "most"),
        [("m", 1, 1), ("l", 1, 1), ("a", 1, 1), ("ma", 2, 2), ("mla", 2, 2), ("ml", 1, 2), ("la", 1, 2)],
    )
    def test_each_combination(self, parts: str, least: int, most: int) -> None:
        """max(sessions, lunchtime) at least; in doubt, a whole day at most, and the doubt is named."""
        count = count_of_day(part("2026-11-19", parts))
        assert bounds(count) == (least, most)
        doubt = [(Reason.READINGS_DIFFER, "a lawyer")] * (most - least)
        assert [(need.reason, need.of) for need in count.needs] == doubt and all(need.ask for need in count.needs)

    def test_the_doubt_reaches_the_total(self) -> None:
        """Beside days that are certain; and a length that somebody wrote down takes no doubt away."""
        doubtful = suspended("S1", "2026-11-19", "2026-11-20", part_days=(part("2026-11-19", "la"),))
        for one in (doubtful, doubtful.but(length=HalfDays(3)), doubtful.but(length=HalfDays(4))):
            assert bounds(within([one])) == (3, 4)
            assert asked(within([one]).half_days) == {"the count of a lunchtime and one session on one day"}

    def test_one_day_by_two_records(self) -> None:
        """A lunchtime, then the afternoon as a suspension of its own, are in the same doubt; two sessions in none."""
        lunchtime = suspended("S1", "2026-11-19", part_days=(part("2026-11-19", "l"),))
        afternoon = suspended("S2", "2026-11-19", part_days=(part("2026-11-19", "a"),), follows="S1")
        morning = suspended("S3", "2026-11-19", part_days=(part("2026-11-19", "m"),))
        for pair in ([lunchtime, afternoon], [afternoon, lunchtime], [lunchtime, morning], [morning, lunchtime]):
            assert bounds(within(pair)) == (1, 2)
        assert within([afternoon, morning]).half_days == HalfDays(2)
        assert within([afternoon, lunchtime, morning]).half_days == HalfDays(2)

    def test_a_part_day_has_a_part(self) -> None:
        """None at all is refused, and so is a day outside the suspension or given twice, all together."""
        with pytest.raises(InvalidValue, match="on: is a day without a part suspended"):
            PartDay(on=D("2026-11-19"))
        with pytest.raises(InvalidValue) as refused:
            suspended(
                "S1", "2026-11-18", "2026-11-19",
                part_days=(part("2026-11-17", "m"), part("2026-11-18", "m"), part("2026-11-18", "a"),
                           part("2026-11-20", "m")),
            )  # fmt: skip
        assert [(fault.path, fault.problem) for fault in refused.value.faults] == [
            ("part_days[0].on", "is before first_day"),
            ("part_days[2].on", "is given twice"),
            ("part_days[3].on", "is after last_day"),
        ]

    def test_the_ends_of_a_suspension_need_not_be_known(self) -> None:
        """Its part days are then taken as they are."""
        one = Suspension(ref="S1", school="HILL", part_days=(part("2026-11-17", "m"),))
        assert within([one]).least == HalfDays(0)


class TestSchoolDaysOfTheSchool:
    """EX-DAY-10, CAL-02: only school days of the school that suspended; back on the first school day after."""

    def test_weekends_holidays_inset_days_and_closures_count_nothing(self) -> None:
        """Thursday 22 October to Tuesday 3 November 2026, over an INSET day and half term: three days."""
        over = suspended("S1", "2026-10-22", "2026-11-03", part_days=())
        assert within([over]) == DayCount.exactly(6)
        assert within([over.but(part_days=UNKNOWN, length=HalfDays(6))]) == DayCount.exactly(6)

    def test_each_school_by_its_own_calendar(self) -> None:
        """BROOK is closed in the week before too."""
        there = suspended("S1", "2026-10-22", "2026-11-03", part_days=(), school="BROOK")
        assert within([there]) == DayCount.exactly(4)

    def test_a_closure_announced_later(self) -> None:
        """Takes a day out of the count; a length of before then contradicts the days."""
        snow = Calendars({"HILL": HILL.closed_on([D("2026-11-18")])})
        week = suspended("S1", "2026-11-16", "2026-11-20", part_days=())
        assert within([week], calendars=snow) == DayCount.exactly(8)
        for said, beside in ((week, {"part_days"}), (week.but(part_days=UNKNOWN), {"first_day", "last_day"})):
            count = within([said.but(length=HalfDays(10))], calendars=snow)
            assert asked(count.half_days) == {f"suspensions[0].{field}" for field in {"length", *beside}}
            assert {need.reason for need in count.half_days.needs} == {Reason.CONTRADICTION}  # type: ignore[union-attr]

    @pytest.mark.parametrize(
        ("last", "parts", "back"),
        [
            ("2026-11-20", "", "2026-11-23"),
            ("2026-10-22", "", "2026-11-02"),
            ("2026-12-18", "", "2027-01-05"),
            ("2026-11-20", "a", "2026-11-23"),
            ("2026-11-20", "m", "2026-11-20"),
            ("2026-11-20", "l", "2026-11-20"),
        ],
    )
    def test_return_day(self, last: str, parts: str, back: str) -> None:
        """After a whole day the next; after a morning or a lunchtime that afternoon."""
        part_days = (part(last, parts),) if parts else ()
        assert return_day(suspended("S1", last, part_days=part_days), HILL) == D(back)

    def test_return_day_of_what_is_not_known(self) -> None:
        """Half a day of which nobody said which half; an unknown last day; the end of the calendar."""
        assert return_day(suspended("S1", "2026-11-20", half_days=2), HILL) == D("2026-11-23")
        half = return_day(suspended("S1", "2026-11-20", half_days=1), HILL, "suspensions[0].")
        assert isinstance(half, Unknown) and [need.path for need in half.needs] == ["suspensions[0].part_days"]
        unended = return_day(Suspension(ref="S1", school="HILL", first_day=D("2026-11-20"), part_days=()), HILL)
        assert isinstance(unended, Unknown) and [need.path for need in unended.needs] == ["last_day"]
        summer = return_day(suspended("S1", "2027-07-21", part_days=()), STORY)
        assert isinstance(summer, Unknown) and summer.needs[0].reason is Reason.BEYOND_CALENDAR


class TestPartWayThroughADay:
    """EX-DAY-11: before the afternoon session begins that day is the first (EIA 2006 s.103(7)); after it, the next."""

    @pytest.mark.parametrize(
        ("afternoon_begun", "first", "counts"), [(False, "2026-11-20", 1), (True, "2026-11-23", 0)]
    )
    def test_which_day_is_the_first(self, afternoon_begun: bool, first: str, counts: int) -> None:
        """On a Friday; and what that day counts, at least."""
        got = part_way_through(D("2026-11-20"), HILL, afternoon_begun=afternoon_begun)
        assert (got.first_day, got.that_day) == (D(first), HalfDays(counts))

    def test_the_half_day_is_the_afternoon(self) -> None:
        """Recorded as such, it comes to the same, and the next day is whole."""
        excluded = suspended("S1", "2026-11-19", "2026-11-20", part_days=(part("2026-11-19", "a"),))
        assert within([excluded]) == DayCount.exactly(3)

    @pytest.mark.parametrize("day", ["2026-10-23", "2026-11-21"])
    def test_on_no_school_day(self, day: str) -> None:
        """Nobody is excluded part-way through it."""
        with pytest.raises(InvalidValue, match=r"^part_way_through cannot be built: day: is no school day"):
            part_way_through(D(day), HILL, afternoon_begun=False)


class TestStatisticalDurations:
    """EX-DAY-12: published tables count a part of a day as a whole one; the law does not."""

    def test_never_the_legal_count(self) -> None:
        """A day and a half: three half-days by law, two days in the tables, which are no half-days."""
        one = suspended("S1", "2026-11-19", "2026-11-20", part_days=(part("2026-11-19", "a"),))
        assert statistical_days(one, HILL) == 2
        assert within([one]).half_days == HalfDays(3)
        with pytest.raises(TypeError):
            _ = HalfDays(3) + statistical_days(one, HILL)  # type: ignore[operator]

    def test_unknown_days(self) -> None:
        """Are unknown there too."""
        days = statistical_days(Suspension(ref="S1", school="HILL"), HILL, "suspensions[0].")
        assert isinstance(days, Unknown)
        assert [need.path for need in days.needs] == ["suspensions[0].first_day", "suspensions[0].last_day"]


class TestCensusSessions:
    """EX-DAY-13: a census counts the sessions that the pupil was due to attend; the law counts school days."""

    def test_a_part_time_timetable(self) -> None:
        """Mornings only, and not on the Wednesday: of five days, four sessions; by law ten half-days."""
        week = suspended("S1", "2026-11-16", "2026-11-20", 10)
        due = {D(f"2026-11-{day}"): (day != 18, False) for day in range(16, 21)}
        assert census_sessions(week, HILL, due) == 4
        assert within([week]).half_days == HalfDays(10)

    @pytest.mark.parametrize(("parts", "sessions"), [("m", 1), ("a", 1), ("l", 0), ("ma", 2), ("la", 1)])
    def test_part_days(self, parts: str, sessions: int) -> None:
        """A lunchtime is no session."""
        one = suspended("S1", "2026-11-19", part_days=(part("2026-11-19", parts),))
        assert census_sessions(one, HILL, {D("2026-11-19"): (True, True)}) == sessions
        assert census_sessions(one, HILL, {}) == 0

    def test_what_is_not_known(self) -> None:
        """The days, or which parts of them."""
        for one in (Suspension(ref="S1", school="HILL"), suspended("S1", "2026-11-19", half_days=1)):
            assert isinstance(census_sessions(one, HILL, {}), Unknown)
