"""Story 1: Year 8, short-term, dual-registered, going well, and nothing to nag about."""

from __future__ import annotations

from datetime import date

import pytest

from ap_core import (
    UNKNOWN,
    Deadline,
    Force,
    KeyStage,
    OutsideCalendar,
    SchoolWeeks,
    Verdict,
    YearGroup,
    expected_year_group,
    key_stage,
)
from ap_core.dates import NotKnown
from ap_core.placement.planning import plan_placement
from ap_core.placement.records import AfterReview, Basis, PlacementReview
from ap_core.placement.returns import ReturnPlan
from ap_core.pupils.years import key_stage_of
from tests.placements import AGREED, CALENDARS, MONDAY, STORY_CALENDAR, YEAR_8, placed, reviewed

#: The rules of registration and placement: the story says nothing of marks, baseline or mentoring.
ROOMS = ("registration.", "placement.", "offsite_direction.", "ehcp.")


def of_the_story(rule: str) -> bool:
    return rule.startswith(ROOMS)


def test_which_year_group_and_key_stage_and_where_from() -> None:
    """Year 8, Key Stage 3: the taught year is recorded as 8, and that is also the expected year for the birth date."""
    born, taught = date(2014, 3, 14), YEAR_8.pupil.taught_year
    assert taught is YearGroup.Y8 is expected_year_group(born=born, on=MONDAY)
    assert key_stage_of(YearGroup.Y8) is KeyStage.KS3 is key_stage(born=born, on=MONDAY)


def test_how_far_in_and_how_long_to_go() -> None:
    """In the 10th of 12 school weeks; 15 school days from today to the planned end, today included.

    Calendar weeks are not used: by those it would be the 11th, for half term is no school week.
    """
    assert (MONDAY - date(2026, 9, 14)).days // 7 + 1 == 11
    assert STORY_CALENDAR.school_weeks(date(2026, 9, 14), MONDAY) == 10
    assert STORY_CALENDAR.school_weeks(date(2026, 9, 14), date(2026, 12, 11)) == 12
    assert STORY_CALENDAR.count(MONDAY, date(2026, 12, 11)) == 15


def test_nothing_is_in_breach() -> None:
    """No: the 12 weeks end exactly on 11 December, and the first review was in the 6th school week."""
    review = reviewed(YEAR_8)
    assert [finding for finding in review.not_met if of_the_story(finding.rule)] == []
    assert [finding for finding in review.undetermined if of_the_story(finding.rule)] == []


def test_no_statute_limits_the_length() -> None:
    """Twelve weeks are the centre's own choice, and one week more would be no breach of law."""
    for end, verdict in ((date(2026, 12, 11), Verdict.MET), (date(2026, 12, 14), Verdict.NOT_MET)):
        review = reviewed(placed(planned_end=end))
        (length,) = [finding for finding in review if finding.rule.startswith("placement.length")]
        assert length.verdict is verdict and length.citation.force is Force.LOCAL
        assert {finding.rule for finding in review.not_met} <= {length.rule}


def test_off_site_direction_is_not_spoken_of() -> None:
    """Not applicable: silence, not a warning."""
    assert not any(finding.rule.startswith("offsite_direction") for finding in reviewed(YEAR_8))


def test_what_to_do_this_week() -> None:
    """Book the final review before 11 December and agree the return plan: the centre's, pending, not overdue."""
    pending = [finding for finding in reviewed(YEAR_8).pending if of_the_story(finding.rule)]
    (finding,) = pending
    assert finding.rule == "placement.final_review.before_end" and finding.who.is_ours
    assert finding.due is not None and finding.due.last_day < date(2026, 12, 11)
    assert "final review" in finding.act and "return plan" in finding.act and "book it" in finding.act


def test_if_the_basis_had_not_been_recorded() -> None:
    """Cannot tell whether the direction rules apply: one question only, and nothing is called a breach."""
    review = reviewed(placed(basis=UNKNOWN))
    asked = {finding.needs[0].ask for finding in review.undetermined if of_the_story(finding.rule)}
    assert asked == {"By agreement, or directed by the home school?"}
    assert [finding for finding in review.not_met if of_the_story(finding.rule)] == []


def test_the_usual_pattern() -> None:
    review = reviewed(YEAR_8)
    (usual,) = [finding for finding in review if finding.rule.startswith("placement.usual")]
    assert usual.verdict is Verdict.MET and AGREED.ref == usual.matter


def test_once_the_final_review_has_decided_the_return_plan_is_what_is_due() -> None:
    """Who, which sessions, from when: agreed before 11 December, by the centre with the home school."""
    final = PlacementReview(held_on=date(2026, 11, 20), decision=AfterReview.RETURN)
    first = PlacementReview(held_on=date(2026, 10, 22), decision=AfterReview.CONTINUE)
    record = placed(reviews=(first, final), return_plan=None)
    (finding,) = [each for each in reviewed(record) if each.rule == "placement.return.plan"]
    assert finding.verdict is Verdict.PENDING and finding.who.is_ours
    assert finding.due is not None and finding.due.last_day == date(2026, 12, 10)
    agreed = placed(reviews=(first, final), return_plan=ReturnPlan(agreed_on=MONDAY))
    (finding,) = [each for each in reviewed(agreed) if each.rule == "placement.return.plan"]
    assert finding.verdict is Verdict.MET


class TestOverTheSummer:
    """A Year 9 pupil on the same terms from Monday 14 June 2027."""

    first_day, asked_on = date(2027, 6, 14), date(2027, 6, 21)
    record = placed(
        first_day=first_day, planned_end=None, planned_weeks=12, decided_on=date(2027, 6, 7), reviews=(),
    ).but(pupil=YEAR_8.pupil.but(born=date(2013, 3, 14), taught_year=YearGroup.Y9))  # fmt: skip

    def test_six_school_weeks_remain(self) -> None:
        assert STORY_CALENDAR.school_weeks(self.first_day, date(2027, 7, 21)) == 6

    def test_the_end_cannot_be_given_and_which_calendar_to_add_is_said(self) -> None:
        with pytest.raises(OutsideCalendar, match=r"the calendar of the stories.*add the term dates"):
            SchoolWeeks(12).starting_with(self.first_day, STORY_CALENDAR)

    def test_the_plan_of_the_placement_says_the_same(self) -> None:
        """No day for the end, but which calendar to add; a review before the summer; nothing of a roll."""
        timetable = plan_placement(
            start=self.first_day, centre="CENTRE", home_school="HILL", basis=Basis.AGREEMENT, year=YearGroup.Y9,
            calendars=CALENDARS, weeks=12,
        )  # fmt: skip
        due = {step.name: step.due for step in timetable}
        end, review = due["planned end"], due["review before the move into Key Stage 4"]
        assert isinstance(end, NotKnown) and "the calendar of the stories" in end.why and "term dates" in end.why
        assert isinstance(review, Deadline) and review.last_day == date(2027, 7, 21)

    def test_a_review_before_the_summer_and_nothing_changes_by_itself(self) -> None:
        (finding,) = [
            each for each in reviewed(self.record, self.asked_on) if each.rule == "placement.key_stage_4_move.review"
        ]
        assert finding.verdict is Verdict.PENDING and "neither roll nor basis by itself" in finding.act
        assert finding.due is not None and finding.due.last_day == date(2027, 7, 21)

    def test_the_registrations_stay_as_they_are(self) -> None:
        registration = [each for each in reviewed(self.record, self.asked_on) if each.rule.startswith("registration.")]
        assert registration and all(each.verdict is Verdict.MET for each in registration)
