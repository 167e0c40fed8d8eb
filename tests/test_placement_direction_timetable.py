"""The timetable of an off-site direction: the same days as the rules, each with who owes it and by what."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ap_core import Deadline, InvalidValue, NoFixedDate, SchoolCalendar, Term
from ap_core.errors import NotInForce, OutsideCalendar
from ap_core.placement.direction_timetable import direction_timetable, notice_steps
from tests.placements import STORY_CALENDAR

REVIEW = date(2026, 10, 22)


def plan(decided_on: date = date(2026, 9, 7), first_day: date = date(2026, 9, 14), **more: object):  # type: ignore[no-untyped-def]
    calendar = more.pop("calendar", STORY_CALENDAR)
    return direction_timetable(decided_on=decided_on, first_day=first_day, calendar=calendar, **more)  # type: ignore[arg-type]


def term(first: date, last: date) -> SchoolCalendar:
    return SchoolCalendar.of_terms("HILL", terms=[Term("term", first, last)])


TWO_TERMS = SchoolCalendar.of_terms(
    "HILL",
    terms=[
        Term("summer", date(2026, 4, 13), date(2026, 7, 21)),
        Term("autumn", date(2026, 9, 3), date(2026, 12, 18)),
    ],
)


def last_day(due: Deadline | NoFixedDate) -> date:
    assert isinstance(due, Deadline)
    return due.last_day


class TestNotice:
    """As soon as practicable, and not less than two school days before (reg 3(2)); the authority's with a plan."""

    def test_both_readings_and_the_backstop(self) -> None:
        due = plan()["written notice"].due
        assert (due.last_day, due.customary_last_day) == (date(2026, 9, 9), date(2026, 9, 10))
        assert due.backstop_to == "as soon as practicable after the decision"

    def test_not_decided_yet_the_law_of_the_last_day_for_notice(self) -> None:
        """The first day of a term: the notice is due before the summer, and before the regulations of 2026."""
        (early,) = notice_steps(date(2026, 9, 3), TWO_TERMS)
        assert last_day(early.due) == date(2026, 7, 19) and early.citation.startswith("SI 2010/1156")  # type: ignore[arg-type]
        (later,) = notice_steps(date(2026, 9, 8), TWO_TERMS)
        assert later.citation.startswith("Improving Behaviour")

    def test_the_authority_only_with_a_plan(self) -> None:
        name = "notice to the plan's authority"
        assert plan(has_plan=True)[name].due == plan()["written notice"].due
        with pytest.raises(KeyError):
            plan()[name]

    def test_with_a_plan_the_parents_are_still_told(self) -> None:
        """The authority's notice (reg 3(3)(b)) comes beside the one to the parents (reg 3(1)), not in its place."""
        steps = notice_steps(date(2026, 9, 14), STORY_CALENDAR, has_plan=True)
        assert [step.name for step in steps] == ["written notice", "notice to the plan's authority"]

    def test_owed_by_the_board_and_cited(self) -> None:
        for step in plan(has_plan=True, reviews=(REVIEW,)):
            assert step.who == "Directing school's board" and "SI 2010/1156 reg" in step.citation

    def test_both_sides_of_26_july_2026(self) -> None:
        for decided, start in ((date(2026, 7, 25), "SI 2010/1156"), (date(2026, 7, 26), "Improving Behaviour")):
            assert plan(decided)["written notice"].citation.startswith(start)


class TestReviews:
    """Invitations six days before, the decision within six days after (regs 5(1), 6); no interval since 2013."""

    def test_around_each_meeting(self) -> None:
        steps = plan(reviews=(REVIEW, date(2026, 11, 26)))
        assert last_day(steps["invitations to the review of 2026-10-22"].due) == date(2026, 10, 16)
        assert last_day(steps["review meeting of 2026-10-22"].due) == REVIEW
        assert last_day(steps["decision after the review of 2026-10-22"].due) == date(2026, 10, 28)
        assert last_day(steps["decision after the review of 2026-11-26"].due) == date(2026, 12, 2)

    def test_thirty_day_reviews_are_history(self) -> None:
        """The trap of pages that still say every thirty days: no number is given for today."""
        due = plan()["reviews"].due
        assert isinstance(due, NoFixedDate)

    @pytest.mark.parametrize(("first_day", "fixed"), [(date(2012, 12, 1), True), (date(2012, 12, 2), False)])
    def test_thirty_days_until_the_end_of_2012(self, first_day: date, fixed: bool) -> None:
        calendar = term(date(2012, 9, 3), date(2013, 7, 20))
        due = plan(date(2012, 11, 1), first_day, calendar=calendar)["reviews"].due
        assert (due == Deadline(date(2012, 12, 31), due.counted)) if fixed else isinstance(due, NoFixedDate)

    def test_each_thirty_days_from_the_review_before(self) -> None:
        calendar = term(date(2011, 9, 1), date(2012, 7, 20))
        steps = plan(date(2011, 8, 25), date(2011, 9, 8), calendar=calendar, reviews=(date(2011, 10, 3),))
        assert last_day(steps["review meeting of 2011-10-03"].due) == date(2011, 10, 8)
        assert last_day(steps["further reviews"].due) == date(2011, 11, 2)


class TestEnd:
    """Until 2012 a direction ended with the school year (reg 3(5) as made); none does since."""

    @pytest.mark.parametrize(("first_day", "ends"), [(date(2012, 8, 31), True), (date(2012, 9, 1), False)])
    def test_school_year(self, first_day: date, ends: bool) -> None:
        calendar = term(date(2011, 9, 1), date(2012, 12, 20))
        names = [step.name for step in plan(date(2012, 6, 1), first_day, calendar=calendar)]
        assert ("end with the school year" in names) == ends


class TestRefused:
    """Impossible orders are refused together; what is outside law or calendar says so."""

    def test_all_faults_together(self) -> None:
        with pytest.raises(InvalidValue) as refused:
            plan(date(2026, 9, 15), reviews=(date(2026, 9, 14), date(2026, 10, 1), date(2026, 10, 1)))
        assert [fault.path for fault in refused.value.faults] == ["first_day", "reviews[0]", "reviews[2]"]

    def test_on_the_day_of_the_decision_is_too_early_but_possible(self) -> None:
        assert last_day(plan(date(2026, 9, 14))["written notice"].due) < date(2026, 9, 14)

    def test_before_the_power_and_beyond_the_calendar(self) -> None:
        calendar = term(date(2010, 8, 2), date(2011, 7, 20))
        with pytest.raises(NotInForce):
            plan(date(2010, 8, 31), date(2010, 9, 13), calendar=calendar)
        assert len(plan(date(2010, 9, 1), date(2010, 9, 13), calendar=calendar))
        with pytest.raises(OutsideCalendar):
            plan(first_day=date(2026, 9, 4), decided_on=date(2026, 9, 1))


@pytest.mark.parametrize("gap", range(1, 40))
def test_naive_model(gap: int) -> None:
    review = date(2026, 9, 14) + timedelta(days=gap)
    steps = plan(reviews=(review,))
    shown = review.isoformat()
    assert (review - last_day(steps[f"invitations to the review of {shown}"].due)).days == 6
    assert (last_day(steps[f"decision after the review of {shown}"].due) - review).days == 6
