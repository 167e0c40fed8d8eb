"""The fact books' rows on counting, each by its id, with every example and trap that they name."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ap_core.dates import Days, Deadline, Months, NoFixedDate, SchoolDays, Weeks, WorkingDays, is_bank_holiday
from ap_core.law.judging import Verdict, duty_outcome
from tests.dates_models import ONE, STORY, D, calendar, days

AS_SOON = "as soon as practicable"
ANY_DAY = st.dates(D("2014-09-01"), D("2028-12-31"))


class TestWeeksAreCalendarWeeks:
    """EHC-T-01: trigger day + 7n days, all of that day available; nothing rolls forward and no holiday counts out."""

    @pytest.mark.parametrize(
        ("event", "n", "last"),
        [
            ("2024-11-01", 4, "2024-11-29"),  # IPSEA's example
            ("2025-02-21", 10, "2025-05-02"),  # the Ombudsman's
            ("2025-02-21", 14, "2025-05-30"),
            ("2026-07-21", 6, "2026-09-01"),  # the summer holiday counts like any other time
            ("2026-11-27", 4, "2026-12-25"),  # Christmas Day stays the last day
        ],
    )
    def test_examples(self, event: str, n: int, last: str) -> None:
        assert Weeks(n).after(D(event)) == Deadline(D(last))

    def test_doubt_the_reading_that_counts_the_trigger_day(self) -> None:
        """LGSCO 23-013-824 counted 18 May 2023 as day 1. It is a named form of its own, and not this provision's."""
        trigger = D("2023-05-18")
        assert Weeks(16).after(trigger).last_day == D("2023-09-07")
        assert Weeks(16).starting_with(trigger).last_day == D("2023-09-06")


class TestDaysBeginningWith:
    """EHC-T-02: "at least 15 days, beginning with the day on which the draft plan was served"."""

    def test_served_on_2_march_2026(self) -> None:
        window = Days(15).starting_with(D("2026-03-02"))
        assert window.last_day == D("2026-03-16")
        assert window.last_day + ONE == D("2026-03-17")  # from then on the authority may finalise

    @given(ANY_DAY)
    def test_the_day_of_service_is_day_1(self, served: date) -> None:
        counted = Days(15).starting_with(served).counted
        assert counted == tuple(days(served, served + 14 * ONE))


class TestMonthsByCorrespondingDate:
    """EHC-T-03: the same day-number, or the last day of a month that has none; never stretched otherwise."""

    @pytest.mark.parametrize(
        ("sent", "last"),
        [
            ("2026-12-31", "2027-02-28"),
            ("2026-11-30", "2027-01-30"),  # trap: not the 31st
            ("2027-12-31", "2028-02-29"),
        ],
    )
    def test_two_months_after_a_notice(self, sent: str, last: str) -> None:
        assert Months(2).after(D(sent)) == Deadline(D(last))


class TestPeriodOfMonthsStartingWith:
    """EHC-T-04: inclusive, so that the anniversary itself is strictly too late; EHC-MV-04 has the same words."""

    @pytest.mark.parametrize(
        ("made", "strict", "anniversary"),
        [
            ("2024-11-25", "2025-11-24", "2025-11-25"),
            ("2024-02-29", "2025-02-28", None),  # trap: 27 February by clamping and a day back
            ("2023-03-01", "2024-02-29", "2024-03-01"),  # trap: 28 February by a day back and twelve months
            ("2024-03-01", "2025-02-28", "2025-03-01"),
            ("2027-03-01", "2028-02-29", "2028-03-01"),
        ],
    )
    def test_twelve_months(self, made: str, strict: str, anniversary: str | None) -> None:
        assert Months(12).starting_with(D(made)) == Deadline(D(strict), (), D(anniversary) if anniversary else None)

    def test_the_later_of_two_periods_after_a_move(self) -> None:
        """EHC-MV-04: last reviewed 10 Jan 2026, transferred 21 Dec 2026."""
        review = Months(12).starting_with(D("2026-01-10"))
        transfer = Months(3).starting_with(D("2026-12-21"))
        assert (review.last_day, transfer.last_day) == (D("2027-01-09"), D("2027-03-20"))
        assert max(review, transfer, key=lambda due: due.last_day) is transfer

    def test_within_months_of_is_another_form(self) -> None:
        """C24: after a reassessment, within 12 months *of* the day the plan was sent; the anniversary is in time."""
        assert Months(12).after(D("2024-11-25")) == Deadline(D("2025-11-25"))


class TestBeforeACalendarDate:
    """EHC-T-05: before 15 February and 31 March; on the day itself it is late strictly and in time by custom."""

    @pytest.mark.parametrize(("day", "strict"), [("2027-02-15", "2027-02-14"), ("2027-03-31", "2027-03-30")])
    def test_both_readings(self, day: str, strict: str) -> None:
        due = Deadline.before(D(day))
        assert (due.last_day, due.customary_last_day) == (D(strict), D(day))
        assert not D(day) <= due.last_day and D(day) <= due.latest


class TestWorkingDays:
    """EHC-T-06, CAL-07: no weekends, Christmas Day, Good Friday or bank holidays; school holidays are working days."""

    @given(st.dates(D("2004-01-01"), D("2030-12-01")))
    def test_the_definition(self, day: date) -> None:
        counts = WorkingDays(1).starting_with(day).last_day == day
        assert counts == (day.weekday() < 5 and not is_bank_holiday(day))

    def test_beginning_with_the_day_it_became_aware(self) -> None:
        """Reg 15(2): Tue 1 Dec 2026 is working day 1."""
        assert WorkingDays(15).starting_with(D("2026-12-01")).last_day == D("2026-12-21")

    def test_an_adviser_told_on_christmas_eve(self) -> None:
        """25 December, a weekend, and the substitute holiday of the 28th lie between."""
        assert WorkingDays(3).after(D("2026-12-24")).last_day == D("2026-12-31")

    @pytest.mark.parametrize("half_term", ["2026-10-26", "2026-10-30", "2026-08-03"])
    def test_school_holidays_are_working_days(self, half_term: str) -> None:
        assert WorkingDays(1).starting_with(D(half_term)).last_day == D(half_term)

    @pytest.mark.parametrize("christmas", ["2021-12-25", "2022-12-25", "2026-12-25"])
    def test_christmas_day_is_none_whatever_day_it_falls_on(self, christmas: str) -> None:
        assert D(christmas) not in WorkingDays(1).starting_with(D(christmas)).counted


class TestAsSoonAsPracticable:
    """EHC-T-07: a backstop on a duty to act as soon as practicable; later clocks run from the act."""

    def test_the_later_clock_runs_from_the_act(self) -> None:
        """Notice on day 10 after the meeting: final plan within 8 weeks of day 10, not 12 weeks of the meeting."""
        meeting = D("2026-11-02")
        notice_due = Weeks(4).after(meeting).as_backstop_to(AS_SOON)
        notice = meeting + 10 * ONE
        assert notice < notice_due.last_day
        final_due = Weeks(8).after(notice).as_backstop_to(AS_SOON)
        assert final_due.last_day == D("2027-01-07") < Weeks(12).after(meeting).last_day

    def test_meeting_the_backstop_does_not_take_the_words_away(self) -> None:
        due = Weeks(20).after(D("2026-09-14")).as_backstop_to(AS_SOON)
        assert duty_outcome(due, due.last_day, due.last_day) is Verdict.MET
        assert due.backstop_to == AS_SOON


class TestNoClockStops:
    """EHC-T-08: an exception switches the limit off: no shifted date, the exception named, the backstop kept."""

    def test_switched_off_by_a_school_closed_over_the_summer(self) -> None:
        twenty_weeks = Weeks(20).after(D("2026-06-15")).as_backstop_to(AS_SOON)
        off = twenty_weeks.switched_off("advice asked of a school closed for four weeks or more (reg 10(4)(a))")
        assert isinstance(off, NoFixedDate)
        assert off.wording == AS_SOON and off.exception is not None and "10(4)(a)" in off.exception
        assert off.backstop == twenty_weeks

    def test_reports_count_with_and_without_exceptions(self) -> None:
        """SEN2: finalised a week after the unshifted day is outside 20 weeks, and nobody's breach."""
        off = Weeks(20).after(D("2026-06-15")).as_backstop_to(AS_SOON).switched_off("reg 10(4)(a)")
        assert off.backstop is not None
        sent = off.backstop.last_day + 7 * ONE
        assert duty_outcome(off, sent, sent) is Verdict.MET
        assert duty_outcome(off.backstop, sent, sent) is Verdict.NOT_MET


class TestWhenAReviewHappens:
    """EHC-T-09: the review is over when the decision is sent: the next period starts with that day."""

    def test_counts_from_the_decision_not_the_meeting_or_the_final_plan(self) -> None:
        meeting, decision, final_plan = D("2025-10-20"), D("2025-11-14"), D("2026-01-09")
        due = Months(12).starting_with(decision)
        assert due.last_day == D("2026-11-13")
        assert due.last_day not in {Months(12).starting_with(day).last_day for day in (meeting, final_plan)}


class TestWithinSchoolDaysAfter:
    """CAL-09, C7: the day itself is day 0, school day or not; a cautious reading makes it day 1."""

    @given(st.dates(D("2026-09-03"), D("2027-05-01")), st.integers(1, 50))
    def test_the_cautious_day_is_never_later(self, informed: date, n: int) -> None:
        """Some councils count the day of the notice: a name of its own, and never the law."""
        legal, cautious = SchoolDays(n).after(informed, STORY), SchoolDays(n).starting_with(informed, STORY)
        earlier = STORY.is_school_day(informed)
        assert (cautious.last_day < legal.last_day) is earlier
        assert cautious.last_day <= legal.last_day

    def test_fifteen_days_to_decide(self) -> None:
        """Told on Mon 23 Nov 2026: the decision itself, not just the meeting, falls inside."""
        due = SchoolDays(15).after(D("2026-11-23"), STORY)
        assert (due.last_day, due.counted[0]) == (D("2026-12-14"), D("2026-11-24"))

    def test_after_a_discrimination_claim_the_period_starts_with_its_end(self) -> None:
        """C20: the fifteen days commence from the date on which the claim is finally determined."""
        ended = D("2026-11-23")
        assert SchoolDays(15).starting_with(ended, STORY).last_day == D("2026-12-11")


class TestSixthDay:
    """CAL-10, C1: a suspension's first day is day 1; the day of a permanent exclusion is day 0."""

    @pytest.mark.parametrize(
        ("first", "suspension", "permanent"),
        [
            ("2026-11-02", "2026-11-09", "2026-11-10"),
            ("2026-10-19", "2026-11-03", "2026-11-04"),  # an INSET day and half term between
            ("2026-12-16", "2027-01-07", "2027-01-08"),  # the end of term between
        ],
    )
    def test_both(self, first: str, suspension: str, permanent: str) -> None:
        assert SchoolDays(6).starting_with(D(first), STORY).last_day == D(suspension)
        assert SchoolDays(6).after(D(first), STORY).last_day == D(permanent)

    def test_first_five_days(self) -> None:
        assert SchoolDays(5).starting_with(D("2026-11-02"), STORY).counted == tuple(
            days(D("2026-11-02"), D("2026-11-06"))
        )

    def test_excluded_on_a_day_that_is_no_school_day(self) -> None:
        """Permanently excluded on a Saturday: both counts begin on the Monday, and agree."""
        saturday = D("2026-11-07")
        assert SchoolDays(6).after(saturday, STORY) == SchoolDays(6).starting_with(saturday, STORY)


class TestPapersBeforeAReview:
    """C19, Sch 1 para 4(3)(a): papers at least five school days before the review; strict and ordinary reading."""

    def test_a_review_on_monday_14_december(self) -> None:
        due = SchoolDays(5).before(D("2026-12-14"), STORY)
        assert due.last_day == D("2026-12-06")  # a Sunday: Monday to Friday lie between
        assert due.customary_last_day == D("2026-12-07")


class TestWithoutDelay:
    """CAL-12: not a number: a duty by it is pending until done, and never late."""

    @given(st.dates(D("2026-09-03"), D("2027-07-21")))
    def test_is_never_late(self, on: date) -> None:
        assert duty_outcome(NoFixedDate("without delay"), None, on) is Verdict.PENDING


class TestWhoseCalendar:
    """CAL-02, CAL-01: the excluding school's own days, and no others."""

    def test_two_schools_two_deadlines(self) -> None:
        unit = calendar("unit", "2026-09-03/2026-12-18", closed="2026-11-24 2026-11-25")
        assert SchoolDays(15).after(D("2026-11-23"), STORY).last_day == D("2026-12-14")
        assert SchoolDays(15).after(D("2026-11-23"), unit).last_day == D("2026-12-16")
