"""The rules on the life of a plan: each verdict by an example, each trap, and whose breach it is."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from ap_core import (
    UNKNOWN,
    Actor,
    Calendars,
    EHCPlan,
    Finding,
    HalfDays,
    PermanentExclusion,
    Policy,
    PupilRecord,
    Register,
    Suspension,
    Verdict,
    YearGroup,
)
from ap_core.ehcp.assessments import Advice, AdviceKind, Consultation, NeedsAssessment
from ap_core.ehcp.changes import Amendment, CeaseReason, Ceasing, NextPhase, PlanMove, Reassessment, Requester
from ap_core.ehcp.disputes import Dispute, Disputed, Recommendation, Recommended, Ruling
from ap_core.ehcp.ledger import Delivery, ProvisionLedger, SiteLedger
from ap_core.ehcp.order_timetable import Binding, Order
from ap_core.ehcp.phase_transfer import Phase
from ap_core.ehcp.plan_parts import PersonalBudget
from ap_core.ehcp.provision import Per, ProvisionKind, ProvisionLine
from ap_core.ehcp.records import Invitee, PlanReview, ReviewDecision, ReviewTopic
from ap_core.ehcp.relief import Relief, ReliefKind
from tests.placements import MONDAY, YEAR_8, reviewed

DAY = timedelta(1)
MADE = date(2026, 1, 12)
MET, NOT_MET, PENDING, UNDETERMINED = Verdict.MET, Verdict.NOT_MET, Verdict.PENDING, Verdict.UNDETERMINED


def planned(**changes: Any) -> PupilRecord:
    plan = EHCPlan(authority="SHIRE", made_on=MADE, reviews=(), next_phase=None, provision=(), named_setting="HILL")
    return YEAR_8.but(plan=plan.but(**changes))


def assessed(**changes: Any) -> PupilRecord:
    given = {"ref": "N1", "requested_by": Requester.SCHOOL, "requested_on": date(2026, 9, 14), "decided_on": None,
             "assesses": None, "family_consulted_on": date(2026, 9, 21), **changes}  # fmt: skip
    return YEAR_8.but(needs_assessments=(NeedsAssessment(**given),))


def found(record: PupilRecord, rule: str, on: date = MONDAY) -> Finding | None:
    every = [each for each in reviewed(record, on) if each.rule == rule]
    assert len(every) <= 1
    return every[0] if every else None


def verdict(record: PupilRecord, rule: str, on: date = MONDAY) -> Verdict | None:
    finding = found(record, rule, on)
    return None if finding is None else finding.verdict


class TestNeedsAssessment:
    """Requested Monday 14 September 2026: six weeks to 26 October, sixteen to 4 January, twenty to 1 February."""

    @pytest.mark.parametrize(
        ("on", "decided_on", "wanted"),
        [(date(2026, 10, 26), None, PENDING), (date(2026, 10, 27), None, NOT_MET),
         (date(2026, 11, 23), date(2026, 10, 26), MET), (date(2026, 11, 23), date(2026, 10, 27), NOT_MET)],
    )  # fmt: skip
    def test_the_decision(self, on: date, decided_on: date | None, wanted: Verdict) -> None:
        record = assessed(decided_on=decided_on, assesses=None if decided_on is None else True)
        assert verdict(record, "ehcp.assessment.decision", on) is wanted

    def test_a_late_authority_is_never_the_centre_s_breach(self) -> None:
        for finding in reviewed(assessed()):
            if finding.rule.startswith("ehcp.assessment") and finding.verdict is NOT_MET:
                assert finding.who is Actor.AUTHORITY and not finding.who.is_ours

    def test_an_exception_leaves_a_duty_without_a_date(self) -> None:
        record = assessed(reliefs=(Relief(kind=ReliefKind.PERSONAL),))
        finding = found(record, "ehcp.assessment.decision", date(2027, 6, 1))
        assert finding is not None and finding.verdict is PENDING and "switched off" in finding.because

    @pytest.mark.parametrize(("on", "wanted"), [(date(2027, 2, 1), PENDING), (date(2027, 2, 2), NOT_MET)])
    def test_the_final_plan(self, on: date, wanted: Verdict) -> None:
        record = assessed(decided_on=date(2026, 10, 20), assesses=True, makes_plan=True, final_on=None)
        assert verdict(record, "ehcp.assessment.final_plan", on) is wanted

    def test_no_final_plan_is_owed_where_there_is_to_be_none(self) -> None:
        record = assessed(decided_on=date(2026, 10, 20), assesses=True, makes_plan=False, no_plan_on=date(2027, 1, 5))
        assert verdict(record, "ehcp.assessment.final_plan", date(2027, 3, 1)) is None
        assert verdict(record, "ehcp.assessment.no_plan_notice", date(2027, 3, 1)) is NOT_MET
        declined = assessed(decided_on=date(2026, 10, 20), assesses=False)
        assert verdict(declined, "ehcp.assessment.final_plan", date(2027, 3, 1)) is None

    @pytest.mark.parametrize(
        ("comments_on", "final_on", "wanted"),
        [(None, date(2026, 11, 16), NOT_MET), (date(2026, 11, 10), date(2026, 11, 16), UNDETERMINED),
         (None, date(2026, 11, 17), MET)],
    )  # fmt: skip
    def test_the_days_to_comment(self, comments_on: date | None, final_on: date, wanted: Verdict) -> None:
        """Served 2 November: the fifteenth day is the 16th, and the plan may be finished from the 17th."""
        record = assessed(
            decided_on=date(2026, 10, 20), assesses=True, makes_plan=True, draft_on=date(2026, 11, 2),
            comments_on=comments_on, final_on=final_on,
        )  # fmt: skip
        assert verdict(record, "ehcp.assessment.time_to_comment") is wanted

    def test_advice_of_health_must_and_of_the_centre_should(self) -> None:
        asked = date(2026, 10, 1)
        advice = (
            Advice(kind=AdviceKind.HEALTH, asked_on=asked, given_on=None),
            Advice(kind=AdviceKind.EDUCATION, school="CENTRE", asked_on=asked, given_on=None),
        )
        record = assessed(decided_on=date(2026, 9, 30), assesses=True, advice=advice)
        health = found(record, "ehcp.assessment.health_advice")
        ours = found(record, "ehcp.assessment.other_advice")
        assert health is not None and ours is not None
        assert (health.verdict, health.who) == (NOT_MET, Actor.HEALTH) and "had to" in health.because
        assert (ours.verdict, ours.who) == (NOT_MET, Actor.CENTRE) and "should" in ours.because
        sought = found(record, "ehcp.assessment.advice_sought")
        assert sought is not None and sought.verdict is PENDING and "educational psychologist" in sought.because

    def test_a_consultation_is_answered_by_whoever_was_asked(self) -> None:
        record = assessed(
            consultations=(Consultation(school="CENTRE", consulted_on=date(2026, 11, 2), answered_on=None),)
        )
        finding = found(record, "ehcp.assessment.consultation_answered")
        assert finding is not None and (finding.verdict, finding.who) == (NOT_MET, Actor.CENTRE)
        assert verdict(record, "ehcp.assessment.consultation_answered", date(2026, 11, 17)) is PENDING


def amended(meeting: date, decided_on: date, amendment: Amendment | None) -> PupilRecord:
    review = PlanReview(
        meeting_on=meeting, decision_on=decided_on, decision=ReviewDecision.AMEND, amendment=amendment,
        report_on=meeting, invitations_on=MADE, papers_on=MADE,
    )  # fmt: skip
    return planned(reviews=(review,))


class TestAmendments:
    """The notice within four weeks of the meeting (Devon), fifteen days, eight weeks from the notice."""

    MEETING = date(2026, 9, 28)

    @pytest.mark.parametrize(
        ("sent", "wanted"), [(None, NOT_MET), (date(2026, 10, 26), MET), (date(2026, 10, 27), NOT_MET)]
    )
    def test_the_notice(self, sent: date | None, wanted: Verdict) -> None:
        amendment = None if sent is None else Amendment(notice_on=sent, final_on=None)
        record = amended(self.MEETING, date(2026, 10, 20), amendment)
        assert verdict(record, "ehcp.review.amendment_notice") is wanted

    def test_the_plan_from_the_day_the_notice_was_sent(self) -> None:
        record = amended(self.MEETING, date(2026, 10, 12), Amendment(notice_on=date(2026, 10, 12), final_on=None))
        assert verdict(record, "ehcp.amendment.final_plan", date(2026, 12, 7)) is PENDING
        assert verdict(record, "ehcp.amendment.final_plan", date(2026, 12, 8)) is NOT_MET

    def test_before_the_notice_nothing_follows_from_it(self) -> None:
        record = amended(self.MEETING, date(2026, 10, 20), None)
        assert verdict(record, "ehcp.amendment.final_plan", date(2027, 6, 1)) is None

    def test_one_question_where_the_decision_is_not_known(self) -> None:
        review = PlanReview(meeting_on=self.MEETING, decision_on=date(2026, 10, 20))
        record = planned(reviews=(review,))
        questions = {each.missing for each in reviewed(record).undetermined if each.rule.startswith("ehcp.amendment")}
        assert questions == {("plan.reviews[0].decision",)}

    def test_without_a_review_by_the_same_steps(self) -> None:
        record = planned(amendments=(Amendment(notice_on=date(2026, 9, 1), final_on=None),))
        assert verdict(record, "ehcp.review.amendment_notice") is None
        assert verdict(record, "ehcp.amendment.final_plan") is NOT_MET


class TestMeetings:
    """Who is invited and what is considered, where that is kept."""

    def test_who_was_not_invited(self) -> None:
        invited = frozenset((Invitee.FAMILY, Invitee.SCHOOL, Invitee.SEND_OFFICER, Invitee.SOCIAL_CARE))
        review = PlanReview(meeting_fixed_for=date(2026, 12, 14), invitations_on=date(2026, 11, 20), invited=invited)
        finding = found(planned(reviews=(review,)), "ehcp.review_meeting.invited")
        assert finding is not None and finding.verdict is PENDING and "health" in finding.because
        whole = review.but(invited=invited | {Invitee.HEALTH})
        assert verdict(planned(reviews=(whole,)), "ehcp.review_meeting.invited") is MET

    @pytest.mark.parametrize(("year", "wanted"), [(YearGroup.Y8, MET), (YearGroup.Y9, NOT_MET)])
    def test_preparing_for_adulthood_from_year_9(self, year: YearGroup, wanted: Verdict) -> None:
        review = PlanReview(meeting_on=date(2026, 11, 2), considered=frozenset((ReviewTopic.OUTCOMES,)))
        record = planned(reviews=(review,))
        record = record.but(pupil=record.pupil.but(taught_year=year))
        assert verdict(record, "ehcp.review_meeting.considered") is wanted

    def test_what_is_not_kept_is_not_asked(self) -> None:
        record = planned(reviews=(PlanReview(meeting_on=date(2026, 11, 2)),))
        assert (
            verdict(record, "ehcp.review_meeting.invited") is verdict(record, "ehcp.review_meeting.considered") is None
        )


class TestPhaseTransfer:
    """Before 31 March for college: late on every reading only from 1 April."""

    @pytest.mark.parametrize(
        ("on", "named_on", "wanted"),
        [(date(2027, 3, 30), None, PENDING), (date(2027, 3, 31), None, UNDETERMINED), (date(2027, 4, 1), None, NOT_MET),
         (date(2027, 5, 3), date(2027, 3, 30), MET), (date(2027, 5, 3), date(2027, 3, 31), UNDETERMINED),
         (date(2027, 5, 3), date(2027, 4, 1), NOT_MET)],
    )  # fmt: skip
    def test_both_readings_and_past_both(self, on: date, named_on: date | None, wanted: Verdict) -> None:
        college = NextPhase(phase=Phase.SECONDARY_TO_POST_16, moves_on=date(2027, 9, 1), named_on=named_on)
        assert verdict(planned(next_phase=college), "ehcp.phase_transfer.named", on) is wanted

    def test_a_move_that_is_none_asks_nothing(self) -> None:
        assert verdict(planned(), "ehcp.phase_transfer.named") is None


class TestEarlyReview:
    """Guidance: the first suspension in a term, by default; a centre may not choose later without saying why."""

    SUSPENDED = Suspension(ref="S1", school="HILL", first_day=date(2026, 11, 10), last_day=date(2026, 11, 10),
                           length=HalfDays(2))  # fmt: skip

    def test_after_the_first_suspension_it_is_asked_for_and_never_late(self) -> None:
        record = planned().but(suspensions=(self.SUSPENDED,))
        finding = found(record, "ehcp.early_review.suspension")
        assert finding is not None and (finding.verdict, finding.who) == (PENDING, Actor.CENTRE_AND_HOME_SCHOOL)
        held = planned(reviews=(PlanReview(meeting_fixed_for=date(2026, 12, 7), asked_for_on=date(2026, 11, 11)),))
        assert verdict(held.but(suspensions=(self.SUSPENDED,)), "ehcp.early_review.suspension") is MET
        assert verdict(YEAR_8.but(suspensions=(self.SUSPENDED,)), "ehcp.early_review.suspension") is None

    def test_after_an_exclusion_and_a_part_time_timetable(self) -> None:
        excluded = PermanentExclusion(ref="X1", school="HILL", on=date(2026, 10, 6))
        record = planned().but(permanent_exclusions=(excluded,))
        finding = found(record, "ehcp.early_review.threat")
        assert finding is not None and finding.verdict is PENDING and "permanent exclusion" in finding.because
        timetable: Any = YEAR_8.timetable
        part_time = planned().but(timetable=timetable.but(part_time_agreed=True))
        finding = found(part_time, "ehcp.early_review.threat")
        assert finding is not None and "part-time" in finding.because


class TestEarlyReviewByTheCentreSChoice:
    """ADJ-06: where Section F is not delivered, and where attendance has fallen away; never late."""

    SHORTFALL, ABSENCE = "ehcp.early_review.shortfall", "ehcp.early_review.attendance"
    SPEECH = ProvisionLine(ref="F1", kind=ProvisionKind.THERAPY, minutes=45, per=Per.WEEK, all_year=False)

    def short(self, *weeks: int, **changes: Any) -> PupilRecord:
        first = date(2026, 11, 2)
        made = tuple(Delivery(line="F1", on=first + n * 7 * DAY, minutes=each) for n, each in enumerate(weeks))
        site = SiteLedger(site="CENTRE", first=first, kept_to=date(2026, 11, 22), deliveries=made)
        return planned(provision=(self.SPEECH,), ledger=ProvisionLedger(sites=(site,)), **changes)

    def test_a_shortfall(self) -> None:
        finding = found(self.short(45, 0, 45), self.SHORTFALL)
        assert finding is not None and (finding.verdict, finding.who) == (PENDING, Actor.CENTRE_AND_HOME_SCHOOL)
        assert "since Sun 15 Nov 2026" in finding.because
        assert verdict(self.short(45, 1, 45), self.SHORTFALL) is None
        assert verdict(self.short(45, 0, 45), self.SHORTFALL, date(2026, 11, 15)) is None

    def test_asked_for_since(self) -> None:
        for day, wanted in ((date(2026, 11, 14), PENDING), (date(2026, 11, 15), MET)):
            review = PlanReview(meeting_fixed_for=date(2026, 12, 7), asked_for_on=day)
            assert verdict(self.short(45, 0, 45, reviews=(review,)), self.SHORTFALL) is wanted

    def test_a_second_line_that_is_less_known_may_have_been_short_earlier(self) -> None:
        record = self.short(45, 0, 45)
        plan: Any = record.plan
        unsure = record.but(plan=plan.but(provision=(self.SPEECH, self.SPEECH.but(ref="F2", minutes=UNKNOWN))))
        finding = found(unsure, self.SHORTFALL)
        assert finding is not None and "not known" in finding.because and finding.verdict is PENDING

    def absent(self, marks: str, **changes: Any) -> PupilRecord:
        weeks = {date(2026, 11, 2): marks, date(2026, 11, 9): "/ \\ " * 5}
        return planned(**changes).but(registers=(Register.of_weeks("CENTRE", weeks),))

    @pytest.mark.parametrize(
        ("marks", "wanted"),
        [("N N N N N N N N N N", None), ("/ \\ N N N N N N N N", None), ("N N N N N N N N N D", None)],
    )
    def test_half_of_the_sessions_and_too_few_say_nothing(self, marks: str, wanted: Verdict | None) -> None:
        assert verdict(self.absent(marks), self.ABSENCE) is wanted

    def test_below_half_of_the_sessions(self) -> None:
        weeks = {date(2026, 11, 2): "N N N N N N N N N N", date(2026, 11, 9): "N \\ " + "/ \\ " * 4}
        record = planned().but(registers=(Register.of_weeks("CENTRE", weeks),))
        finding = found(record, self.ABSENCE)
        assert finding is not None and finding.verdict is PENDING and "from Mon 2 Nov 2026" in finding.because
        # Two weeks of the half term are needed, whatever came before it.
        assert verdict(record, self.ABSENCE, date(2026, 11, 12)) is None
        weeks[date(2026, 11, 16)] = "Y " + "N " * 9
        assert verdict(record.but(registers=(Register.of_weeks("CENTRE", weeks),)), self.ABSENCE) is None
        stricter = Policy().choosing({"ehcp.early_review_attendance": 45})
        assert not [each for each in reviewed(record, policy=stricter) if each.rule == self.ABSENCE]
        for other in (record.but(plan=None), record.but(registers=UNKNOWN), record.but(placements=())):
            assert verdict(other, self.ABSENCE) is None
        assert not [each for each in reviewed(record, calendars=Calendars({})) if each.rule == self.ABSENCE]


class TestReviewsAsTheCentreChose:
    """ADJ-13: the shortest of the law's twelve months, the plan's own time, and the centre's."""

    RULE, PLAN_S = "ehcp.review.as_the_centre_chose", "ehcp.review.as_the_plan_asks"

    @pytest.mark.parametrize(
        ("plan", "centre", "theirs", "ours"),
        [(None, 12, None, None), (None, 9, None, PENDING), (6, 12, NOT_MET, None), (6, 9, NOT_MET, None),
         (9, 6, PENDING, NOT_MET), (6, 6, NOT_MET, None)],
    )  # fmt: skip
    def test_whichever_is_shorter(
        self, plan: int | None, centre: int, theirs: Verdict | None, ours: Verdict | None
    ) -> None:
        """Made on 12 January 2026: on 1 October six months are over, nine are not."""
        policy = Policy().choosing({"ehcp.review_every": centre})
        review = reviewed(planned(reviewed_every=plan), date(2026, 10, 1), policy=policy)
        found = {each.rule: each.verdict for each in review}
        assert (found.get(self.PLAN_S), found.get(self.RULE)) == (theirs, ours)


class TestChanges:
    """Reassessing, moving, ceasing, budgets, the upper age."""

    def reassessed(self, **given: Any) -> PupilRecord:
        each = {"requested_by": Requester.FAMILY, "requested_on": date(2026, 11, 2), "decided_on": None, **given}
        return planned(reassessments=(Reassessment(**{"final_on": None, **each}),))

    @pytest.mark.parametrize(("on", "wanted"), [(date(2026, 11, 17), PENDING), (date(2026, 11, 18), NOT_MET)])
    def test_fifteen_days_to_answer(self, on: date, wanted: Verdict) -> None:
        assert verdict(self.reassessed(), "ehcp.reassessment.decision", on) is wanted

    def test_the_plan_only_where_the_plan_changes(self) -> None:
        record = self.reassessed(decided_on=date(2026, 11, 9), granted=True)
        late = date(2027, 2, 16)
        assert verdict(record, "ehcp.reassessment.final_plan", late) is UNDETERMINED
        changed = self.reassessed(decided_on=date(2026, 11, 9), granted=True, changes=True)
        assert verdict(changed, "ehcp.reassessment.final_plan", late) is NOT_MET
        assert verdict(changed, "ehcp.reassessment.final_plan", late - DAY) is PENDING
        sent = self.reassessed(decided_on=date(2026, 11, 9), granted=True, final_on=date(2027, 2, 1))
        assert verdict(sent, "ehcp.reassessment.final_plan", late) is MET
        kept = self.reassessed(decided_on=date(2026, 11, 9), granted=True, changes=False)
        assert verdict(kept, "ehcp.reassessment.final_plan", late) is None

    @pytest.mark.parametrize(("who", "wanted"), [(Requester.HEALTH, NOT_MET), (Requester.FAMILY, None)])
    def test_the_health_body_is_not_declined(self, who: Requester, wanted: Verdict | None) -> None:
        record = self.reassessed(requested_by=who, decided_on=date(2026, 11, 9), granted=False)
        assert verdict(record, "ehcp.reassessment.health_request") is wanted

    def test_the_old_authority_s_knowledge_counts_and_it_is_its_breach(self) -> None:
        move = PlanMove(moved_on=date(2026, 10, 1), aware_on=date(2026, 10, 5), transferred_on=None)
        finding = found(planned(moves=(move,)), "ehcp.move.transferred")
        assert finding is not None and (finding.verdict, finding.who) == (NOT_MET, Actor.AUTHORITY_LEFT)
        assert verdict(planned(moves=(move,)), "ehcp.move.transferred", date(2026, 10, 23)) is PENDING
        assert verdict(planned(moves=(move,)), "ehcp.move.family_told") is None

    def test_the_new_authority_tells_and_places(self) -> None:
        move = PlanMove(moved_on=date(2026, 9, 1), aware_on=date(2026, 9, 1), transferred_on=date(2026, 9, 7),
                        told_on=None, out_of_reach=True, placed_on=None)  # fmt: skip
        record = planned(moves=(move,))
        assert verdict(record, "ehcp.move.family_told", date(2026, 10, 19)) is PENDING
        assert verdict(record, "ehcp.move.family_told", date(2026, 10, 20)) is NOT_MET
        assert verdict(record, "ehcp.move.another_school", date(2027, 1, 4)) is PENDING

    def test_health_owes_a_request_only_where_it_cannot_provide(self) -> None:
        move = PlanMove(moved_on=date(2026, 9, 1), aware_on=date(2026, 9, 1), transferred_on=date(2026, 9, 1),
                        told_on=date(2026, 9, 9), health_aware_on=date(2026, 9, 1))  # fmt: skip
        assert verdict(planned(moves=(move,)), "ehcp.move.health_request") is None
        out = planned(moves=(move.but(health_out_of_reach=True),))
        assert verdict(out, "ehcp.move.health_request", date(2026, 9, 21)) is PENDING
        assert verdict(out, "ehcp.move.health_request", date(2026, 9, 22)) is NOT_MET

    def test_no_end_of_a_placement_and_no_exclusion_ends_a_plan(self) -> None:
        for reason in (CeaseReason.PLACEMENT_ENDED, CeaseReason.EXCLUDED, CeaseReason.NOT_ATTENDING):
            record = planned(ceasing=Ceasing(reason=reason, notice_on=None))
            assert verdict(record, "ehcp.ceasing.ground") is NOT_MET

    @pytest.mark.parametrize(("born", "wanted"), [(date(2008, 11, 24), NOT_MET), (date(2008, 11, 23), None)])
    def test_under_eighteen_not_wishing_to_take_part_is_no_ground(self, born: date, wanted: Verdict | None) -> None:
        record = planned(ceasing=Ceasing(reason=CeaseReason.NOT_ENGAGING, notice_on=None))
        record = record.but(pupil=record.pupil.but(born=born))
        assert verdict(record, "ehcp.ceasing.ground") is MET
        assert verdict(record, "ehcp.ceasing.ground_under_18") is wanted

    @pytest.mark.parametrize(("school_on", "wanted"), [(date(2026, 6, 1), MET), (date(2026, 6, 2), NOT_MET)])
    def test_both_consulted_first(self, school_on: date, wanted: Verdict) -> None:
        ceasing = Ceasing(reason=CeaseReason.NOT_NEEDED, family_consulted_on=date(2026, 5, 1),
                          school_consulted_on=school_on, notice_on=date(2026, 6, 1))  # fmt: skip
        assert verdict(planned(ceasing=ceasing), "ehcp.ceasing.consulted") is wanted

    @pytest.mark.parametrize(
        ("appealed", "determined_on", "ceased_on", "wanted"),
        [(False, None, date(2026, 9, 1), NOT_MET), (False, None, date(2026, 9, 2), MET),
         (True, date(2026, 10, 5), date(2026, 9, 2), NOT_MET), (True, date(2026, 10, 5), date(2026, 10, 5), NOT_MET),
         (True, date(2026, 10, 5), date(2026, 10, 6), MET),
         (True, None, date(2026, 9, 2), NOT_MET)],
    )  # fmt: skip
    def test_kept_while_an_appeal_may_be_brought_or_runs(
        self, appealed: bool, determined_on: date | None, ceased_on: date, wanted: Verdict
    ) -> None:
        ceasing = Ceasing(reason=CeaseReason.NOT_NEEDED, family_consulted_on=MADE, school_consulted_on=MADE,
                          notice_on=date(2026, 6, 1), appealed=appealed, determined_on=determined_on,
                          ceased_on=ceased_on)  # fmt: skip
        assert verdict(planned(ceasing=ceasing), "ehcp.ceasing.kept_meanwhile") is wanted

    def test_a_budget_has_no_date_and_its_payments_have(self) -> None:
        budget = PersonalBudget(asked_on=date(2026, 3, 2), prepared_on=None, first_paid_on=date(2026, 8, 3),
                                payments_reviewed_on=None)  # fmt: skip
        record = planned(personal_budget=budget)
        assert verdict(record, "ehcp.personal_budget.prepared", date(2027, 3, 1)) is PENDING
        assert verdict(record, "ehcp.personal_budget.payments_reviewed", date(2026, 11, 2)) is PENDING
        assert verdict(record, "ehcp.personal_budget.payments_reviewed", date(2026, 11, 3)) is UNDETERMINED
        assert verdict(record, "ehcp.personal_budget.payments_reviewed", date(2026, 11, 4)) is NOT_MET

    @pytest.mark.parametrize(
        ("born", "wanted"),
        [(date(2000, 11, 23), NOT_MET), (date(2000, 11, 24), MET), (date(2001, 11, 24), MET), (date(2002, 1, 1), None)],
    )
    def test_a_pupil_over_25(self, born: date, wanted: Verdict | None) -> None:
        """Past the 26th birthday on any course; between the two birthdays it depends on the course."""
        record = planned()
        assert verdict(record.but(pupil=record.pupil.but(born=born)), "ehcp.plan.upper_age") is wanted


def disputed(**given: Any) -> PupilRecord:
    return planned(disputes=(Dispute(about=Disputed.CONTENTS, notice_on=date(2026, 9, 1), **given),))


class TestDisputes:
    """Mediation in thirty days, the certificate in three working days; what an order calls for."""

    def test_mediation(self) -> None:
        record = disputed(mediation_wanted_on=date(2026, 10, 1), mediation_on=None)
        assert verdict(record, "ehcp.mediation.arranged", date(2026, 10, 31)) is PENDING
        assert verdict(record, "ehcp.mediation.arranged", date(2026, 11, 1)) is NOT_MET

    def test_the_certificate_after_it_was_declined(self) -> None:
        record = disputed(declined_on=date(2026, 10, 1), certificate_on=None)
        finding = found(record, "ehcp.mediation.certificate", date(2026, 10, 7))
        assert finding is not None and (finding.verdict, finding.who) == (NOT_MET, Actor.MEDIATION_ADVISER)
        assert verdict(record, "ehcp.mediation.certificate", date(2026, 10, 6)) is PENDING
        assert verdict(record, "ehcp.mediation.arranged") is None

    def test_told_five_working_days_before_unless_shorter_is_agreed(self) -> None:
        given = {"mediation_wanted_on": date(2026, 10, 1), "mediation_on": date(2026, 10, 20)}
        assert verdict(disputed(**given, date_told_on=date(2026, 10, 15)), "ehcp.mediation.date_told") is NOT_MET
        agreed = disputed(**given, date_told_on=date(2026, 10, 15), shorter_agreed=True)
        assert verdict(agreed, "ehcp.mediation.date_told") is None

    def test_no_right_of_the_family_is_ever_late(self) -> None:
        record = disputed()
        assert not [each for each in reviewed(record, date(2028, 1, 1)) if "mediation" in each.rule]

    @pytest.mark.parametrize(
        ("binding", "rule"),
        [(Binding.ORDER, "ehcp.tribunal.order"), (Binding.UNOPPOSED, "ehcp.tribunal.not_opposed"),
         (Binding.MEDIATION, "ehcp.mediation.agreement")],
    )  # fmt: skip
    def test_an_amended_plan_in_five_weeks(self, binding: Binding, rule: str) -> None:
        ruling = Ruling(binding=binding, order=Order.AMEND_CONTENTS, made_on=date(2026, 10, 1), final_on=None)
        record = disputed(rulings=(ruling,))
        assert verdict(record, rule, date(2026, 11, 5)) is PENDING
        assert verdict(record, rule, date(2026, 11, 6)) is NOT_MET
        done = disputed(rulings=(ruling.but(final_on=date(2026, 11, 5)),))
        assert verdict(done, rule) is MET

    def test_an_assessment_ends_one_way_or_the_other(self) -> None:
        ruling = Ruling(binding=Binding.ORDER, order=Order.ASSESS, made_on=date(2026, 5, 1), told_on=date(2026, 5, 6),
                        final_on=None)  # fmt: skip
        rule = "ehcp.tribunal.order"

        def verdicts(of: Ruling) -> list[Verdict]:
            return sorted((each.verdict for each in reviewed(disputed(rulings=(of,))) if each.rule == rule), key=str)

        assert verdicts(ruling) == [MET, NOT_MET]
        assert verdicts(ruling.but(no_plan_on=date(2026, 7, 10))) == [MET, MET]

    def test_recommendations_are_answered_by_whom_they_concern(self) -> None:
        health = Recommendation(about=Recommended.HEALTH, made_on=date(2026, 10, 1), answered_on=None)
        finding = found(disputed(recommendations=(health,)), "ehcp.tribunal.recommendation", date(2026, 11, 5))
        assert finding is not None and (finding.verdict, finding.who) == (NOT_MET, Actor.HEALTH)
        assert (
            verdict(disputed(recommendations=(health,)), "ehcp.tribunal.recommendation", date(2026, 11, 4)) is PENDING
        )

    def test_disputes_of_an_assessment_count_too(self) -> None:
        dispute = Dispute(
            about=Disputed.NOT_ASSESSING, notice_on=date(2026, 9, 28), mediation_wanted_on=date(2026, 10, 1),
            mediation_on=None,
        )  # fmt: skip
        record = assessed(decided_on=date(2026, 9, 28), assesses=False, disputes=(dispute,))
        assert verdict(record, "ehcp.mediation.arranged") is NOT_MET
