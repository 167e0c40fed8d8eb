"""Story 7: Year 11 on the unit's roll, with an EHC plan, to the end and on to college: placement and registration."""

from __future__ import annotations

from datetime import date

from ap_core import Actor, EHCPlan, Finding, PupilRecord, Verdict, YearGroup
from ap_core.ehcp.records import PlanReview
from ap_core.placement.records import AfterReview, Basis, Duration, PlacementReview
from ap_core.pupils.ages import leaving_date
from ap_core.registration.records import Enrolment, Registration
from tests.placements import AGREED, MONDAY, YEAR_8, reviewed

BORN, LEAVES = date(2011, 1, 20), date(2027, 6, 25)
PLACEMENT = AGREED.but(
    basis=Basis.PERMANENT_EXCLUSION, duration=Duration.LONG, first_day=date(2025, 9, 3), planned_end=LEAVES,
    returns_to=None, authority_involved_on=date(2025, 9, 1),
    reviews=(PlacementReview(held_on=date(2026, 10, 15), decision=AfterReview.CONTINUE),),
)  # fmt: skip
PLAN = EHCPlan(
    authority="SHIRE", made_on=date(2023, 12, 11), named_setting="HILL",
    reviews=(
        PlanReview(meeting_on=date(2025, 12, 8), head_asked=True, decision_on=date(2025, 12, 20)),
        PlanReview(
            meeting_fixed_for=date(2026, 12, 7), head_asked=True, invitations_on=date(2026, 11, 18),
            papers_on=date(2026, 11, 18),
        ),
    ),
)  # fmt: skip
RECORD: PupilRecord = YEAR_8.but(
    pupil=YEAR_8.pupil.but(ref="P07", born=BORN, taught_year=YearGroup.Y11),
    registrations=(
        Registration(school="HILL", status=Enrolment.SINGLE, first=date(2022, 9, 5), last=date(2025, 8, 31)),
        Registration(school="CENTRE", status=Enrolment.SINGLE, first=date(2025, 9, 3), last=None),
    ),
    placements=(PLACEMENT,),
    plan=PLAN,
)


def one(rule: str, on: date = MONDAY, record: PupilRecord = RECORD) -> Finding:
    (finding,) = [each for each in reviewed(record, on) if each.rule == rule]
    return finding


def test_when_compulsory_school_age_ends_and_that_the_planned_end_matches() -> None:
    """At the end of Friday 25 June 2027, the last Friday in June."""
    assert leaving_date(BORN) == LEAVES
    finding = one("placement.long_key_stage_4.planned_end")
    assert finding.verdict is Verdict.MET and "Fri 25 Jun 2027" in finding.because


def test_an_end_at_easter_would_be_said() -> None:
    """The centre's own choice is broken, no law: and nothing about attendance ends a placement."""
    record = RECORD.but(placements=(PLACEMENT.but(planned_end=date(2027, 3, 25)),))
    finding = one("placement.long_key_stage_4.planned_end", record=record)
    assert finding.verdict is Verdict.NOT_MET and "centre has chosen" in finding.because


def test_the_invitations_and_papers_were_in_time() -> None:
    """Two weeks before 7 December is 23 November; they were sent on the 18th."""
    for rule in ("ehcp.review_meeting.notice", "ehcp.review_meeting.papers"):
        (finding,) = [each for each in reviewed(RECORD) if each.rule == rule and "2026-12-07" in each.matter]
        assert finding.verdict is Verdict.MET


def test_the_plan_names_the_old_school_and_that_is_the_authority_s() -> None:
    """Named and attended setting are two facts; the centre is in no breach."""
    finding = one("ehcp.named_setting.up_to_date")
    assert finding.verdict is not Verdict.MET and finding.who is Actor.AUTHORITY and not finding.who.is_ours


def test_what_follows_is_asked_from_january_and_not_before() -> None:
    """Wants a college course: agreed by the day she leaves; nobody is nagged in November."""
    rule = "placement.long_key_stage_4.next_step"
    assert rule not in {each.rule for each in reviewed(RECORD)}
    finding = one(rule, date(2027, 1, 11))
    assert finding.verdict is Verdict.PENDING and finding.due is not None and finding.due.last_day == LEAVES
    college = RECORD.but(placements=(PLACEMENT.but(next_setting_agreed_on=date(2027, 2, 1)),))
    assert one(rule, date(2027, 3, 1), college).verdict is Verdict.MET


def test_on_one_roll_and_nothing_of_a_return_or_a_direction() -> None:
    review = reviewed(RECORD)
    assert all(each.verdict is Verdict.MET for each in review if each.rule.startswith("registration."))
    assert not any(each.rule.startswith(("placement.return", "placement.short_term", "offsite_")) for each in review)
    ours = [each.rule for each in review.not_met if each.rule.startswith(("placement.", "registration."))]
    assert ours == []
