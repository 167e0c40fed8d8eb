"""The traps of exclusion.md section 13, each by its number: what published pages get wrong, and what is right."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ap_core import Calendars, Deadline, HalfDays, NoFixedDate, SchoolCalendar, Term, Verdict
from ap_core.dates.bank_holidays import is_bank_holiday
from ap_core.dates.service import Method
from ap_core.exclusion import (
    Band,
    BoardDecision,
    Outcome,
    band_of,
    may_suspend,
    return_day,
    term_total,
    totals_at_decision,
    what_the_board_owes,
)
from ap_core.exclusion.board_timetable import board_timetable
from ap_core.exclusion.counting import DayCount
from ap_core.exclusion.elsewhere import SuspendedElsewhere
from ap_core.exclusion.notice_timetable import notice_timetable
from ap_core.exclusion.panel_timetable import panel_timetable
from ap_core.exclusion.windows import HEAD_MAY_CANCEL
from ap_core.placement.direction import THIRTY_DAYS_UNTIL
from ap_core.registration.records import SchoolKind
from tests.dates_models import D
from tests.placements import STORY_CALENDAR, YEAR_8, findings, verdicts
from tests.suspensions import CALENDARS, HILL, suspended

NOVEMBER = D("2026-11-20")


def band(half_days: int) -> Any:
    return band_of([DayCount.exactly(half_days)], on=NOVEMBER, misses_exam=False, representations=True)


class TestTrap1FortyFiveDaysAreNoPermanentExclusion:
    """Reaching 45 only takes away the power to suspend again that year; it becomes nothing else."""

    def test_no_answer_of_the_library_says_so(self) -> None:
        full = SuspendedElsewhere(counted_on=D("2026-09-10"), this_year=HalfDays(88))
        friday = suspended("S1", "2026-11-20", school="CENTRE", part_days=())
        record = YEAR_8.but(suspensions=(friday,), suspended_elsewhere=full)
        assert verdicts(record, "exclusion.limit.school_year") == [Verdict.MET]
        assert verdicts(record, "exclusion.permanent.sixth_day") == []
        assert record.permanent_exclusions == ()
        for half_days in (90, 91, 200):
            assert band(half_days) is Band.C

    def test_the_next_school_year_begins_anew(self) -> None:
        autumn = suspended("S2", "2027-09-03", part_days=())
        spring = suspended("S1", "2027-01-05", "2027-03-25", part_days=())
        assert may_suspend(autumn, [spring], CALENDARS, elsewhere=None).lawful is True


class TestTrap2HalfDaysBreakSixAndSixteen:
    """ "Less than six" and "less than sixteen" days: five and a half are over five, fifteen and a half over fifteen."""

    @pytest.mark.parametrize(("half_days", "less_than_six"), [(10, True), (11, True), (12, False)])
    def test_five(self, half_days: int, less_than_six: bool) -> None:
        assert (band(half_days) is Band.A) is (half_days <= 10)
        assert (half_days < 12) is less_than_six

    def test_fifteen(self) -> None:
        assert (band(30), band(31)) == (Band.B, Band.C)


class TestTrap3DaySixOverSuspensionsInARow:
    """Leaflets from before 2015 say that they do not add up: since 5 January 2015 those in a row do."""

    def test_three_and_three(self) -> None:
        spans = (("2026-11-02", "2026-11-04"), ("2026-11-05", "2026-11-09"))
        both = tuple(
            suspended(f"S{at}", first, last, part_days=(), education_from=None, school_kind=SchoolKind.MAINTAINED)
            for at, (first, last) in enumerate(spans)
        )
        [finding] = findings(YEAR_8.but(suspensions=both, placements=()), "exclusion.suspension.sixth_day")
        assert finding.due is not None and finding.due.last_day == D("2026-11-09")


class TestTrap4TheAuthorityIsToldOfEverySuspension:
    """Only of more than five days, some pages say: since 1 September 2022 of every one."""

    def test_both_sides(self) -> None:
        for on, told in (("2022-08-31", False), ("2022-09-01", True)):
            year = SchoolCalendar.of_terms("HILL", terms=[Term("all", date(2022, 8, 22), date(2023, 7, 21))])
            steps = notice_timetable(
                excluded_on=D(on), band=Band.A, school_kind=SchoolKind.MAINTAINED, calendar=year
            )  # fmt: skip
            assert ("local authority told" in [step.name for step in steps]) is told


class TestTrap5NoReturnDependsOnAnInterview:
    """The duty to hold a reintegration interview lapsed in 2012: the pupil is back on the first school day after."""

    def test_back_on_the_next_school_day(self) -> None:
        assert return_day(suspended("S1", "2026-11-20", part_days=()), HILL) == D("2026-11-23")


class TestTrap6CancellingEndsWhenTheMeetingBegins:
    """Not when the board decides, as notes from before September 2023 have it."""

    def test_the_power_and_its_end(self) -> None:
        edition = HEAD_MAY_CANCEL.on(D("2023-09-01"))
        assert "has begun its meeting" in edition.value and "decid" not in edition.value


class TestTrap7PrintedTermTotals:
    """Printed totals that take in INSET days, or miss a bank holiday announced late, come to too many days."""

    def test_no_day_without_school_counts(self) -> None:
        over = suspended("S1", "2026-10-22", "2026-11-02", part_days=())
        count = term_total([over], D("2026-11-23"), CALENDARS, school="HILL", beside=HalfDays(0))
        assert count.half_days == HalfDays.of_days(2)

    def test_the_holidays_that_were_announced(self) -> None:
        """The week of the State Funeral holds four school days; a calendar made from terms knows."""
        assert is_bank_holiday(date(2022, 9, 19)) and is_bank_holiday(date(2023, 5, 8))
        autumn = SchoolCalendar.of_terms("HILL", terms=[Term("autumn", date(2022, 9, 5), date(2022, 12, 16))])
        week = suspended("S1", "2022-09-19", "2022-09-23", part_days=())
        prospect = may_suspend(week, [], Calendars({"HILL": autumn}), elsewhere=None)
        assert prospect.years[0].adds.half_days == HalfDays.of_days(4)


class TestTrap8NoThirtyDayReviews:
    """Off-site directions are reviewed every thirty days, some pages say: that rule ended with 2012."""

    def test_it_ended(self) -> None:
        assert date(2012, 12, 31) == THIRTY_DAYS_UNTIL


class TestTrap9FifteenDaysFromNoticeGiven:
    """Not from when the letter is sent: posted first class on Monday it is given on Wednesday."""

    def test_posted_on_a_monday(self) -> None:
        steps = panel_timetable(
            excluded_on=D("2026-09-14"), notice_on=D("2026-09-28"), method=Method.FIRST_CLASS_POST,
            school_kind=SchoolKind.MAINTAINED, calendar=HILL,
        )  # fmt: skip
        due = steps["review applied for"].due
        assert isinstance(due, Deadline)
        assert due.last_day == D("2026-10-21") != D("2026-10-19")


class TestTrap10NoLeastWait:
    """Between the sixth and the fifteenth or fiftieth day, some pages say: the least wait went in 2012."""

    @pytest.mark.parametrize("of", [Band.B, Band.C, Band.D, Band.E])
    def test_the_next_day_is_in_time(self, of: Band) -> None:
        told = D("2026-09-14")
        steps = board_timetable(
            excluded_on=told, informed_on=told, band=of, school_kind=SchoolKind.MAINTAINED, calendar=STORY_CALENDAR,
            exam_on=D("2026-12-01") if of is Band.D else None,
        )  # fmt: skip
        due = [step.due for step in steps if "meeting held" in step.name]
        assert due and all(isinstance(each, (Deadline, NoFixedDate)) for each in due)
        assert not any("wait" in step.note or "no earlier" in step.note for step in steps)


class TestTrap11TheBoardReinstatesOrDoesNot:
    """It does not "uphold the exclusion": that is what a review panel does with the board's decision."""

    def test_words(self) -> None:
        assert not any("uphold" in what_the_board_owes(each, NOVEMBER).does for each in Band)
        assert BoardDecision(on=NOVEMBER, reinstates=False).reinstate_by is None
        assert "upheld" in Outcome.UPHELD.value


def test_days_elsewhere_in_the_term_change_the_band_only_where_they_were_before() -> None:
    """EX-DAY-09, the trap behind the traps: no later day makes an earlier suspension another one."""
    five = suspended("S1", "2026-09-14", "2026-09-18", part_days=())
    later = suspended("S2", "2026-09-21", "2026-10-02", part_days=(), school="BROOK")
    totals = totals_at_decision("S1", [five, later], CALENDARS, elsewhere=None)
    assert band_of(totals, on=D("2026-09-14"), misses_exam=False, representations=True) is Band.A
