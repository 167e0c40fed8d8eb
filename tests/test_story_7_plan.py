"""Story 7: the plan of a Year 11 pupil on the unit's roll, from the review to the move to college.

Her roll, the end of compulsory school age and what ends a registration are in test_story_7_registration.py; her
placement is in test_story_7.py, and her exams in test_story_7_exams.py.
"""

from __future__ import annotations

from datetime import date

import pytest

from ap_core import Actor, Deadline, Verdict
from ap_core.ehcp.changes import Amendment, NextPhase
from ap_core.ehcp.phase_transfer import Phase, phase_transfer_timetable
from ap_core.ehcp.records import ReviewDecision
from ap_core.placement.bases import leaver_exception
from tests.placements import MONDAY, findings, reviewed, verdicts
from tests.test_story_7 import BORN, PLAN, RECORD

MOVES_ON, MEETING = date(2027, 9, 1), date(2026, 12, 7)
assert isinstance(PLAN.reviews, tuple)
KEPT, COMING = PLAN.reviews
COLLEGE = NextPhase(phase=Phase.SECONDARY_TO_POST_16, moves_on=MOVES_ON, named_on=None)
PLAN_07 = PLAN.but(next_phase=COLLEGE, reviews=(KEPT.but(decision=ReviewDecision.KEEP), COMING))
P07 = RECORD.but(plan=PLAN_07)
NAMED, EARLY_ENOUGH = "ehcp.phase_transfer.named", "ehcp.phase_transfer.meeting"


def reading(due: Deadline) -> tuple[date, date | None]:
    return due.last_day, due.customary_last_day


def test_what_is_due_for_the_move_to_college() -> None:
    """Reviewed, and amended to name what comes next: strictly by 30 March, customarily by the 31st; the authority's."""
    (finding,) = findings(P07, NAMED)
    assert finding.verdict is Verdict.PENDING and finding.who is Actor.AUTHORITY
    assert isinstance(finding.due, Deadline) and reading(finding.due) == (date(2027, 3, 30), date(2027, 3, 31))


def test_with_a_meeting_on_7_december_each_later_step_is_in_time_on_either_reading() -> None:
    timetable = phase_transfer_timetable(phase=Phase.SECONDARY_TO_POST_16, moves_on=MOVES_ON, meeting_on=MEETING)
    days = {step.name: step.due.last_day for step in timetable if isinstance(step.due, Deadline)}
    assert days["report"] == date(2026, 12, 21)
    assert days["decision and proposed amendments"] == date(2027, 1, 4)
    assert (
        days["amended plan at the very latest"] == date(2027, 3, 1) < days["plan reviewed and naming what comes next"]
    )


def test_the_latest_safe_meeting() -> None:
    """6 January, strictly the 5th: hers is in good time, and pending until it is held."""
    (finding,) = findings(P07, EARLY_ENOUGH)
    assert finding.verdict is Verdict.PENDING
    assert isinstance(finding.due, Deadline) and reading(finding.due) == (date(2027, 1, 5), date(2027, 1, 6))
    held = P07.but(plan=PLAN_07.but(reviews=(KEPT, COMING.but(meeting_on=MEETING))))
    assert verdicts(held, EARLY_ENOUGH, date(2027, 2, 1)) == [Verdict.MET]


@pytest.mark.parametrize(
    ("on", "wanted"),
    [
        (date(2027, 3, 30), Verdict.PENDING),
        (date(2027, 3, 31), Verdict.UNDETERMINED),
        (date(2027, 4, 1), Verdict.NOT_MET),
    ],
)
def test_one_breach_only_when_both_readings_are_past(on: date, wanted: Verdict) -> None:
    assert verdicts(P07, NAMED, on) == [wanted]


def test_the_amended_plan_of_1_march_settles_all_of_it() -> None:
    amended = Amendment(notice_on=date(2027, 1, 4), final_on=date(2027, 3, 1))
    review = COMING.but(
        meeting_on=MEETING, report_on=date(2026, 12, 21), decision_on=date(2027, 1, 4), decision=ReviewDecision.AMEND,
        amendment=amended,
    )  # fmt: skip
    plan = PLAN_07.but(reviews=(KEPT, review), next_phase=COLLEGE.but(named_on=date(2027, 3, 1)))
    review_after = reviewed(P07.but(plan=plan), date(2027, 3, 8))
    of_the_plan = [each for each in review_after if each.rule.startswith(("ehcp.phase", "ehcp.amend", "ehcp.review"))]
    assert len(of_the_plan) >= 6
    late = {each.rule for each in of_the_plan if each.verdict is not Verdict.MET}
    assert late == set()


def test_the_invitations_and_papers_were_in_time() -> None:
    for rule in ("ehcp.review_meeting.notice", "ehcp.review_meeting.papers"):
        (finding,) = [each for each in findings(P07, rule) if "2026-12-07" in each.matter]
        assert finding.verdict is Verdict.MET


def test_the_plan_names_the_old_school_and_nobody_here_is_in_breach_of_the_plan() -> None:
    review = reviewed(P07)
    assert [each.who for each in review if each.rule == "ehcp.named_setting.up_to_date"] == [Actor.AUTHORITY]
    assert not [each for each in review.not_met if each.rule.startswith("ehcp.") and each.who.is_ours]


def test_the_placement_does_not_end_at_easter() -> None:
    """The exception for leavers opens on 14 May 2027 at the earliest, and for her after her last exam on 16 June."""
    exception = leaver_exception(BORN, date(2027, 6, 16))
    assert exception.within_six_weeks_from == date(2027, 5, 14)  # type: ignore[union-attr]
    assert exception.applies_from == date(2027, 6, 17)  # type: ignore[union-attr]
    placements = P07.placements
    assert isinstance(placements, tuple)
    at_easter = P07.but(placements=(placements[0].but(planned_end=date(2027, 3, 25)),))
    (finding,) = findings(at_easter, "ehcp.placement.end_agreed")
    assert finding.verdict is Verdict.PENDING and "review of the plan" in finding.because


def test_attendance_of_62_per_cent_is_no_finding() -> None:
    assert not [each for each in reviewed(P07, MONDAY) if "per cent" in each.because or "62" in each.because]
