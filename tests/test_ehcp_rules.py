"""What the rules say of a pupil with an EHC plan: stories 7 and its neighbours, and every trap of the fact book."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from ap_core import UNKNOWN, Actor, EHCPlan, Finding, PupilRecord, Reason, Registration, RuleBook, Verdict
from ap_core.ehcp import facts, rules
from ap_core.ehcp.records import PlanReview
from ap_core.placement.records import Basis
from ap_core.registration.records import Enrolment
from tests.placements import MONDAY, YEAR_8, placed
from tests.placements import findings as findings_of

BOOK: RuleBook[PupilRecord] = RuleBook(
    subjects=(
        (facts.ReviewCycle, facts.review_cycles),
        (facts.ReviewMeeting, facts.review_meetings),
        (facts.PlanPlacement, facts.plan_placements),
    ),
    rules=rules.RULES,
)
MET, NOT_MET, PENDING, UNDETERMINED = Verdict.MET, Verdict.NOT_MET, Verdict.PENDING, Verdict.UNDETERMINED
DAY = timedelta(1)
MEETING = date(2026, 12, 7)
ALONE = (Registration(school="CENTRE", status=Enrolment.SINGLE, first=date(2025, 9, 3), last=None),)

IN_TIME = "ehcp.annual_review.in_time"
NOTICE, PAPERS = "ehcp.review_meeting.notice", "ehcp.review_meeting.papers"
REPORT, DECISION = "ehcp.review_meeting.report", "ehcp.review_meeting.decision"
INVOLVED, END = "ehcp.placement.authority_involved", "ehcp.placement.end_agreed"
NAMED = "ehcp.named_setting.up_to_date"


def planned(*reviews: PlanReview, of: PupilRecord = YEAR_8, **changes: Any) -> PupilRecord:
    """The pupil with a plan made in September 2026 that names the home school, and these reviews."""
    plan: dict[str, Any] = {"authority": "LA", "made_on": date(2026, 9, 1), "named_setting": "HILL", "reviews": reviews}
    return of.but(plan=EHCPlan(**(plan | changes)))


def findings(record: PupilRecord, rule: str, on: date = MONDAY) -> list[Finding]:
    return findings_of(record, rule, on, rulebook=BOOK)


def one(record: PupilRecord, rule: str, on: date = MONDAY) -> Finding:
    (finding,) = findings(record, rule, on)
    return finding


def reviewed(meeting: date, decision: date | None = None, **changes: Any) -> PlanReview:
    days: dict[str, Any] = {"invitations_on": None, "papers_on": None, "report_on": None}
    return PlanReview(meeting_on=meeting, decision_on=decision, **(days | changes))


class TestAnnualReview:
    """The authority reviews the plan in each twelve months from the plan or the last review (CFA 2014 s.44(1))."""

    def finding(self, made_on: date, decided: date | None, on: date) -> Finding:
        reviews = () if decided is None else (reviewed(decided, decided),)
        found = findings(planned(*reviews, made_on=made_on), IN_TIME, on)
        return next(finding for finding in found if finding.matter == "first annual review")

    @pytest.mark.parametrize(
        ("start", "strict"),
        [
            (date(2024, 11, 25), date(2025, 11, 24)),
            (date(2024, 2, 29), date(2025, 2, 28)),
            (date(2023, 3, 1), date(2024, 2, 29)),
            (date(2024, 3, 1), date(2025, 2, 28)),
            (date(2027, 3, 1), date(2028, 2, 29)),
        ],
    )
    def test_starting_with_counts_the_first_day(self, start: date, strict: date) -> None:
        """EHC-T-04, its five examples: the last day is the eve of the anniversary, or the month's last day."""
        anniversary = UNDETERMINED if start != date(2024, 2, 29) else NOT_MET
        for decided, expected in ((strict, MET), (strict + DAY, anniversary), (strict + 2 * DAY, NOT_MET)):
            assert self.finding(start, decided, strict + 30 * DAY).verdict is expected

    def test_the_anniversary_is_in_time_by_custom_only(self) -> None:
        finding = self.finding(date(2024, 11, 25), date(2025, 11, 25), MONDAY)
        assert (finding.verdict, finding.reason) == (UNDETERMINED, Reason.READINGS_DIFFER)
        assert "Mon 24 Nov 2025 (on the other reading Tue 25 Nov 2025)" in finding.because
        assert finding.missing == ()

    def test_pending_until_the_strict_last_day(self) -> None:
        start = date(2025, 11, 25)
        for on, expected in ((24, PENDING), (25, UNDETERMINED), (26, NOT_MET)):
            assert self.finding(start, None, date(2026, 11, on)).verdict is expected

    def test_a_meeting_in_time_is_not_enough(self) -> None:
        """EHC-T-09 and list 21, statement 8: the review is complete with the decision."""
        record = planned(reviewed(date(2026, 8, 20), date(2026, 9, 20)), made_on=date(2025, 9, 1))
        assert findings(record, IN_TIME)[1].verdict is NOT_MET

    def test_the_clock_runs_from_the_decision_not_the_meeting(self) -> None:
        record = planned(reviewed(date(2025, 11, 3), date(2025, 12, 1)), made_on=date(2025, 1, 7))
        current = findings(record, IN_TIME)[0]
        assert current.matter == "annual review after the decision of 2025-12-01"
        assert current.due is not None and current.due.last_day == date(2026, 11, 30)

    def test_the_authority_owes_it(self) -> None:
        """ADJ-18: late steps of the authority are never the centre's breach."""
        finding = self.finding(date(2024, 9, 1), None, MONDAY)
        assert (finding.verdict, finding.who, finding.who.is_ours) == (NOT_MET, Actor.AUTHORITY, False)
        assert finding.arose_on == date(2025, 8, 31)
        assert "ask the authority" in finding.act

    def test_only_the_last_closed_period_and_the_current_one(self) -> None:
        decisions = [reviewed(date(year, 6, 1), date(year, 6, 20)) for year in (2023, 2024, 2025, 2026)]
        matters = [finding.matter for finding in findings(planned(*decisions, made_on=date(2022, 6, 30)), IN_TIME)]
        assert matters == [f"annual review after the decision of {year}-06-20" for year in (2025, 2026)]

    def test_late_beyond_doubt_whatever_is_not_known(self) -> None:
        """A meeting after the last day cannot bring a decision in time: late before it, and after it."""
        record = planned(PlanReview(meeting_on=date(2026, 11, 20)), made_on=date(2024, 9, 3))
        for on, sent in ((date(2026, 11, 19), "none"), (date(2026, 11, 20), "not known")):
            finding = one(record, IN_TIME, on)
            assert finding.verdict is NOT_MET
            assert finding.because.endswith(f"sent: {sent}.")

    def test_since_september_2014(self) -> None:
        for made_on, expected in ((date(2013, 9, 1), []), (date(2013, 9, 2), [NOT_MET])):
            found = findings(planned(made_on=made_on), IN_TIME, date(2015, 1, 1))
            assert [finding.verdict for finding in found] == expected

    @pytest.mark.parametrize(
        ("strict", "expected"),
        [
            (date(2020, 4, 29), NOT_MET),
            (date(2020, 4, 30), UNDETERMINED),
            (date(2020, 5, 1), UNDETERMINED),
            (date(2020, 9, 24), UNDETERMINED),
            (date(2020, 9, 25), NOT_MET),
        ],
    )
    def test_coronavirus_months(self, strict: date, expected: Verdict) -> None:
        """EHC-LAW-05: what fell due from 1 May to 24 September 2020 may have been relaxed (SI 2020/471)."""
        start = (strict + DAY).replace(year=2019)
        finding = self.finding(start, None, date(2021, 1, 1))
        assert finding.verdict is expected
        if expected is UNDETERMINED:
            assert [need.of for need in finding.needs] == ["local authority"]
            assert "coronavirus" in finding.because
            assert self.finding(start, strict, date(2021, 1, 1)).verdict is MET
            assert self.finding(start, strict + 2 * DAY, date(2021, 1, 1)).verdict is UNDETERMINED

    def test_what_is_not_known_is_asked(self) -> None:
        for record, path in (
            (YEAR_8.but(plan=UNKNOWN), "plan"),
            (planned(made_on=UNKNOWN), "plan.made_on"),
            (YEAR_8.but(plan=EHCPlan(authority="LA", made_on=date(2025, 9, 1))), "plan.reviews"),
            (planned(PlanReview(meeting_on=date(2026, 6, 1)), made_on=date(2025, 9, 1)), "plan.reviews[0].decision_on"),
        ):
            finding = one(record, IN_TIME)
            assert (finding.verdict, finding.missing) == (UNDETERMINED, (path,))

    def test_silence_without_a_plan(self) -> None:
        assert [rule.id for rule in rules.RULES if findings(YEAR_8, rule.id)] == []


class TestNoticeAndPapers:
    """Two weeks' notice, and everybody's advice two weeks ahead (SI 2014/1530 reg 20(3)-(4); EHC-AR-03, -04)."""

    @pytest.mark.parametrize("rule", [NOTICE, PAPERS])
    @pytest.mark.parametrize(
        ("sent", "expected"),
        [
            (date(2026, 11, 18), MET),
            (date(2026, 11, 22), MET),
            (date(2026, 11, 23), UNDETERMINED),
            (date(2026, 11, 24), NOT_MET),
            (None, NOT_MET),
        ],
    )
    def test_story_7(self, rule: str, sent: date | None, expected: Verdict) -> None:
        """Two weeks before Monday 7 December is Monday 23 November; sent on the 18th is in time on every reading."""
        review = PlanReview(meeting_fixed_for=MEETING, invitations_on=sent, papers_on=sent)
        assert one(planned(review, of=YEAR_8.but(registrations=ALONE)), rule, date(2026, 11, 30)).verdict is expected

    @pytest.mark.parametrize("rule", [NOTICE, PAPERS])
    def test_pending_and_readings_that_differ_on_the_same_weekday(self, rule: str) -> None:
        review = PlanReview(meeting_fixed_for=MEETING, invitations_on=None, papers_on=None)
        for on, expected in ((22, PENDING), (23, UNDETERMINED), (24, NOT_MET)):
            assert one(planned(review), rule, date(2026, 11, on)).verdict is expected
        finding = one(planned(review), rule)
        assert (finding.reason, finding.due and finding.due.customary_last_day) == (Reason.READINGS_DIFFER, MONDAY)
        assert "Readings differ" in finding.because

    @pytest.mark.parametrize("rule", [NOTICE, PAPERS])
    def test_whose_step_it_is(self, rule: str) -> None:
        """ADJ-18, reg 20(1): a head's only where the authority asked that head to arrange the meeting."""
        review = PlanReview(meeting_fixed_for=MEETING, head_asked=True, invitations_on=None, papers_on=None)
        for asked in (False, UNKNOWN):
            theirs = one(planned(review.but(head_asked=asked)), rule, date(2026, 12, 1))
            assert theirs.who is Actor.AUTHORITY
        for record, who in (
            (YEAR_8, Actor.HOME_SCHOOL),
            (YEAR_8.but(registrations=ALONE), Actor.CENTRE),
            (YEAR_8.but(registrations=()), Actor.AUTHORITY),
            (YEAR_8.but(registrations=UNKNOWN), Actor.CENTRE),
        ):
            assert one(planned(review, of=record), rule, date(2026, 12, 1)).who is who

    @pytest.mark.parametrize(("rule", "field"), [(NOTICE, "invitations_on"), (PAPERS, "papers_on")])
    def test_not_known_when_sent(self, rule: str, field: str) -> None:
        finding = one(planned(PlanReview(meeting_fixed_for=MEETING)), rule, date(2026, 12, 1))
        assert (finding.verdict, finding.missing) == (UNDETERMINED, (f"plan.reviews[0].{field}",))

    @pytest.mark.parametrize("rule", [NOTICE, PAPERS, REPORT, DECISION])
    def test_since_september_2014(self, rule: str) -> None:
        for meeting, expected in ((date(2014, 8, 31), []), (date(2014, 9, 1), [NOT_MET])):
            record = planned(reviewed(meeting), made_on=date(2014, 1, 1))
            assert [finding.verdict for finding in findings(record, rule, date(2014, 12, 1))] == expected

    @pytest.mark.parametrize("rule", [NOTICE, PAPERS])
    def test_never_relaxed(self, rule: str) -> None:
        """The two-week limits before the meeting were not among those relaxed in 2020."""
        record = planned(reviewed(date(2020, 6, 15)), made_on=date(2019, 9, 1))
        assert one(record, rule, date(2020, 12, 1)).verdict is NOT_MET

    @pytest.mark.parametrize("rule", [NOTICE, PAPERS, REPORT, DECISION])
    def test_reviews_not_known(self, rule: str) -> None:
        record = YEAR_8.but(plan=EHCPlan(authority="LA", made_on=date(2026, 9, 1)))
        assert one(record, rule).missing == ("plan.reviews",)


class TestReportAndDecision:
    """Report within two weeks, decision within four weeks of the meeting (reg 20(7)-(10); EHC-AR-06, -07; EHC-T-01)."""

    @pytest.mark.parametrize(
        ("rule", "field", "last_day"),
        [(REPORT, "report_on", date(2026, 12, 21)), (DECISION, "decision_on", date(2027, 1, 4))],
    )
    def test_story_7(self, rule: str, field: str, last_day: date) -> None:
        """A meeting on 7 December: report by the 21st, decision by 4 January; holidays stop no clock."""
        for done, expected in ((last_day, MET), (last_day + DAY, NOT_MET)):
            record = planned(reviewed(MEETING, **{field: done}) if field != "decision_on" else reviewed(MEETING, done))
            finding = one(record, rule, date(2027, 2, 1))
            assert (finding.verdict, finding.due and finding.due.last_day) == (expected, last_day)
            # List 21, statement 7: not ten working days; and the SI puts the duty on the authority (C27).
            assert finding.who is Actor.AUTHORITY
        for on, expected in ((MEETING, PENDING), (last_day, PENDING), (last_day + DAY, NOT_MET)):
            assert one(planned(reviewed(MEETING)), rule, on).verdict is expected

    @pytest.mark.parametrize("rule", [REPORT, DECISION])
    def test_only_of_a_meeting_that_was_held(self, rule: str) -> None:
        fixed = PlanReview(meeting_fixed_for=MEETING)
        assert findings(planned(fixed), rule) == []
        assert findings(planned(reviewed(MEETING)), rule, MEETING - DAY) == []

    @pytest.mark.parametrize(("rule", "weeks"), [(REPORT, 2), (DECISION, 4)])
    def test_coronavirus_months(self, rule: str, weeks: int) -> None:
        for due, expected in (
            (date(2020, 4, 30), NOT_MET), (date(2020, 5, 1), UNDETERMINED), (date(2020, 9, 24), UNDETERMINED),
            (date(2020, 9, 25), NOT_MET),
        ):  # fmt: skip
            record = planned(reviewed(due - timedelta(weeks=weeks)), made_on=date(2019, 9, 1))
            assert one(record, rule, date(2021, 1, 1)).verdict is expected

    def test_not_known_whether_held(self) -> None:
        record = planned(PlanReview(meeting_on=UNKNOWN, decision_on=None, report_on=None))
        assert one(record, REPORT).missing == ("plan.reviews[0].meeting_on",)

    def test_the_head_writes_the_report_when_asked(self) -> None:
        finding = one(planned(reviewed(MEETING)), REPORT, MEETING)
        assert "asks the head" in finding.act
        assert "Mon 21 Dec 2026" in finding.because


class TestAuthorityInvolved:
    """The authority's SEND officer is involved by the first day; the pupil comes in anyway (ADJ-02, EHC-AP-11)."""

    def finding(self, on: date = MONDAY, made_on: Any = date(2025, 9, 1), **changes: Any) -> list[Finding]:
        return findings(planned(of=placed(**changes), made_on=made_on), INVOLVED, on)

    def test_each_verdict(self) -> None:
        first_day = date(2026, 9, 14)
        for involved, on, expected in (
            (first_day, MONDAY, MET), (first_day + DAY, MONDAY, NOT_MET), (None, MONDAY, NOT_MET),
            (None, first_day, PENDING), (None, first_day - 5 * DAY, PENDING), (UNKNOWN, MONDAY, UNDETERMINED),
        ):  # fmt: skip
            (finding,) = self.finding(on, authority_involved_on=involved)
            assert finding.verdict is expected

    def test_never_a_bar(self) -> None:
        (finding,) = self.finding(authority_involved_on=None)
        assert "The pupil comes in meanwhile." in finding.act
        assert not any(word in f"{finding.act} {finding.because}".lower() for word in ("refuse", "block", "admission"))
        assert "should" in finding.because and "must" not in finding.because

    def test_silent_where_the_plan_names_the_centre_or_came_later(self) -> None:
        assert self.finding(basis=Basis.PLAN_NAMES_CENTRE, authority_involved_on=None) == []
        assert self.finding(made_on=date(2026, 9, 15), authority_involved_on=None) == []
        assert len(self.finding(made_on=date(2026, 9, 14), authority_involved_on=None)) == 1

    def test_silent_for_a_placement_that_ended(self) -> None:
        assert self.finding(ended_on=MONDAY - DAY, authority_involved_on=None) == []
        assert len(self.finding(ended_on=MONDAY, authority_involved_on=None)) == 1

    def test_placements_before_the_plans_of_2014(self) -> None:
        for first_day, count in ((date(2014, 8, 31), 0), (date(2014, 9, 1), 1)):
            assert len(self.finding(made_on=date(2014, 1, 1), first_day=first_day, authority_involved_on=None)) == count

    def test_not_known_whether_there_is_a_plan(self) -> None:
        finding = one(YEAR_8.but(plan=UNKNOWN), INVOLVED)
        assert (finding.verdict, finding.missing) == (UNDETERMINED, ("plan",))


class TestEndAgreed:
    """A placement of a pupil with a plan does not end by itself: a review, and the next setting agreed (ADJ-05)."""

    held = reviewed(date(2026, 10, 15), date(2026, 11, 5))

    def finding(self, *reviews: PlanReview, on: date = date(2026, 12, 14), **changes: Any) -> Finding:
        return one(planned(*reviews, of=placed(**changes)), END, on)

    def test_both_by_the_planned_end(self) -> None:
        for agreed, expected in ((date(2026, 12, 11), MET), (date(2026, 12, 12), NOT_MET)):
            assert self.finding(self.held, next_setting_agreed_on=agreed).verdict is expected

    def test_neither_is_enough_alone(self) -> None:
        assert self.finding(self.held).verdict is NOT_MET
        assert self.finding(next_setting_agreed_on=date(2026, 12, 1)).verdict is NOT_MET

    def test_a_review_from_before_the_placement_does_not_count(self) -> None:
        for meeting, expected in ((date(2026, 9, 13), NOT_MET), (date(2026, 9, 14), MET)):
            review = reviewed(meeting, meeting)
            assert self.finding(review, next_setting_agreed_on=date(2026, 12, 1)).verdict is expected

    def test_pending_until_then(self) -> None:
        for on, expected in ((MONDAY, PENDING), (date(2026, 12, 11), PENDING), (date(2026, 12, 12), NOT_MET)):
            assert self.finding(on=on).verdict is expected
        assert "goes on meanwhile" in self.finding().act

    def test_silent_without_a_planned_end(self) -> None:
        assert findings(planned(of=placed(planned_end=None)), END) == []

    def test_since_september_2014(self) -> None:
        for end, count in ((date(2014, 8, 31), 0), (date(2014, 9, 1), 1)):
            record = placed(first_day=date(2014, 4, 1), planned_end=end)
            assert len(findings(planned(of=record, made_on=date(2014, 1, 1)), END)) == count

    def test_not_known(self) -> None:
        plan = EHCPlan(authority="LA", made_on=date(2026, 9, 1))
        agreed = placed(next_setting_agreed_on=date(2026, 12, 1)).but(plan=plan)
        unsure = planned(reviewed(date(2026, 12, 5)), PlanReview(meeting_on=UNKNOWN, decision_on=None), of=agreed)
        for record, path in (
            (planned(self.held, of=placed(next_setting_agreed_on=UNKNOWN)), "placements[0].next_setting_agreed_on"),
            (agreed, "plan.reviews"),
            (unsure, "plan.reviews[1].meeting_on"),
        ):
            finding = one(record, END, date(2026, 12, 14))
            assert (finding.verdict, finding.missing) == (UNDETERMINED, (path,))


class TestNamedSetting:
    """A plan that names a school she no longer attends is the authority's to amend (story 7; EHC-AP-03, EHC-SI-05)."""

    def found(self, named: Any, registrations: Any = ALONE) -> list[Finding]:
        return findings(planned(of=YEAR_8.but(registrations=registrations), named_setting=named), NAMED)

    def test_story_7(self) -> None:
        (finding,) = self.found("OLD SCHOOL")
        assert (finding.verdict, finding.who, finding.due) == (PENDING, Actor.AUTHORITY, None)
        assert "The centre is not in breach." in finding.act
        assert "the authority's to secure" in finding.because and "must" not in finding.because

    def test_it_stays_the_authoritys_however_long_it_takes(self) -> None:
        record = planned(of=YEAR_8.but(registrations=ALONE), named_setting="OLD SCHOOL")
        assert one(record, NAMED, date(2029, 1, 1)).verdict is PENDING

    def test_silent_where_the_plan_names_the_centre_or_only_a_type(self) -> None:
        assert self.found("CENTRE") == [] and self.found(None) == []

    def test_silent_for_a_dual_pupil_whose_plan_names_the_main_school(self) -> None:
        assert self.found("HILL", YEAR_8.registrations) == []

    def test_not_known(self) -> None:
        assert [finding.missing for finding in self.found(UNKNOWN)] == [("plan.named_setting",)]
        assert [finding.missing for finding in self.found("HILL", UNKNOWN)] == [("registrations",)]


class TestWhatMayNotBe:
    """Where it may turn out that there is no plan yet, or that the placement has ended, nothing final is said."""

    def test_a_plan_made_on_a_day_that_is_not_known(self) -> None:
        record = planned(of=placed(planned_end=MONDAY - DAY), made_on=UNKNOWN)
        finding = one(record, END)
        assert (finding.verdict, finding.missing) == (UNDETERMINED, ("plan.made_on",))
        later = planned(of=placed(planned_end=MONDAY - DAY), made_on=MONDAY + DAY)
        assert findings(later, END) == []

    def test_a_placement_that_may_have_ended(self) -> None:
        for rule in (INVOLVED, END, NAMED):
            record = planned(of=placed(planned_end=MONDAY - DAY, ended_on=UNKNOWN).but(registrations=ALONE))
            finding = one(record, rule)
            assert (finding.verdict, finding.missing) == (UNDETERMINED, ("placements[0].ended_on",))
