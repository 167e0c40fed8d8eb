"""Where a pupil with a plan is placed: places that are no schools, placements that ended, and what is obtained."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ap_core import UNKNOWN, Actor, EHCPlan, Finding, Policy, PupilRecord, Verdict, check
from ap_core.adjusting import ToObtain, to_obtain
from ap_core.curriculum.records import Lesson, Timetable
from ap_core.ehcp.ledger import Delivery, ProvisionLedger, SiteLedger
from ap_core.ehcp.placed_facts import ended_facts, unregistered_facts
from ap_core.ehcp.policy import BeforeTheEnd, Obtained
from ap_core.ehcp.provision import Per, ProvisionKind, ProvisionLine
from ap_core.ehcp.records import PlanReview
from ap_core.law.rulebook import Asked
from ap_core.placement.records import Attendance, Basis
from ap_core.placement.returns import ReturnPlan
from ap_core.registration.records import SchoolKind
from ap_core.support.care_records import Care, LookedAfter
from tests.placements import AGREED, CALENDARS, MONDAY, YEAR_8, reviewed
from tests.unknowns import assert_only_learns, with_gaps

DAY = timedelta(1)
MET, NOT_MET, PENDING, UNDETERMINED = Verdict.MET, Verdict.NOT_MET, Verdict.PENDING, Verdict.UNDETERMINED
REGISTERED, ENDED = "ehcp.placement.registered_provider", "ehcp.placement.ended_together"
PLAN = EHCPlan(authority="SHIRE", made_on=date(2026, 1, 12), reviews=(), next_phase=None, named_setting="HILL")
LINE = ProvisionLine(ref="F1", kind=ProvisionKind.THERAPY, minutes=45, per=Per.WEEK)


def placed(plan: Any = PLAN, minutes: int = 900, **changes: Any) -> PupilRecord:
    week = Timetable(first=date(2026, 9, 14), lessons=(Lesson(subject="all", site="CENTRE", minutes=minutes),))
    return YEAR_8.but(plan=plan, placements=(AGREED.but(**changes),), timetable=week)


def found(record: PupilRecord, rule: str, on: date = MONDAY, **more: Any) -> Finding | None:
    every = [each for each in reviewed(record, on, **more) if each.rule == rule]
    assert len(every) <= 1
    return every[0] if every else None


def verdict(record: PupilRecord, rule: str, on: date = MONDAY, **more: Any) -> Verdict | None:
    finding = found(record, rule, on, **more)
    return None if finding is None else finding.verdict


class TestUnregistered:
    """AP-09: one pupil with a plan, taught full-time, makes a place a school that has to register."""

    def no_school(self, attendance: Attendance | None = Attendance.WHOLE_WEEK, **more: Any) -> PupilRecord:
        return placed(centre_kind=SchoolKind.NOT_A_SCHOOL, attendance=attendance, **more)

    def test_full_time_is_the_proprietor_s_to_register(self) -> None:
        finding = found(self.no_school(), REGISTERED)
        assert finding is not None and (finding.verdict, finding.who) == (NOT_MET, Actor.PROPRIETOR)
        assert not finding.who.is_ours
        # It is shown with who has to act, and turns nobody away.
        assert not {"reject", "refuse", "block", "stop"} & set(f"{finding.because} {finding.act}".lower().split())

    @pytest.mark.parametrize(
        ("attendance", "minutes", "wanted"),
        [(Attendance.SPLIT_WEEK, 18 * 60, MET), (Attendance.SPLIT_WEEK, 18 * 60 + 1, UNDETERMINED),
         (Attendance.PART_TIME, 900, MET), (Attendance.WHOLE_WEEK, 60, NOT_MET), (None, 900, UNDETERMINED)],
    )  # fmt: skip
    def test_the_hours_are_an_indicator_and_no_line(
        self, attendance: Attendance | None, minutes: int, wanted: Verdict
    ) -> None:
        assert verdict(self.no_school(attendance, minutes=minutes), REGISTERED) is wanted

    def test_readings_differ_and_missing_facts_are_told_apart(self) -> None:
        many = found(self.no_school(Attendance.SPLIT_WEEK, minutes=1200), REGISTERED)
        asked = found(self.no_school(None), REGISTERED)
        assert many is not None and "20 h" in many.because and not many.missing
        assert asked is not None and asked.missing == ("placements[0].attendance",)
        no_week = self.no_school(Attendance.SPLIT_WEEK).but(timetable=None)
        assert verdict(no_week, REGISTERED) is MET

    def test_only_where_it_is_so(self) -> None:
        record = self.no_school().but(care=None)
        for other in (
            record.but(plan=None), record.but(plan=PLAN.but(made_on=MONDAY + DAY)), placed(centre_kind=SchoolKind.PRU),
            placed(attendance=Attendance.WHOLE_WEEK), self.no_school(ended_on=MONDAY - DAY),
            record.but(pupil=record.pupil.but(born=date(2010, 6, 1))),
        ):  # fmt: skip
            assert verdict(other, REGISTERED) is None
        assert verdict(record.but(pupil=record.pupil.but(born=UNKNOWN)), REGISTERED) is UNDETERMINED
        assert verdict(record.but(plan=UNKNOWN), REGISTERED) is UNDETERMINED

    def test_a_looked_after_pupil_without_a_plan(self) -> None:
        """Section 463(1)(b) names both."""
        for first, wanted in ((MONDAY, NOT_MET), (MONDAY + DAY, None)):
            care = Care(looked_after=(LookedAfter(authority="SHIRE", first=first),))
            assert verdict(self.no_school(plan=None).but(care=care), REGISTERED) is wanted
        assert verdict(self.no_school(plan=None).but(care=UNKNOWN), REGISTERED) is UNDETERMINED


class TestEnded:
    """ADJ-05: a review held or asked for, the authority told, the next setting agreed; no end by one side alone."""

    LAST = date(2026, 11, 13)
    BEFORE = date(2026, 11, 2)

    def over(self, plan: Any = None, **changes: Any) -> PupilRecord:
        review = PlanReview(meeting_fixed_for=date(2026, 12, 1), asked_for_on=self.BEFORE)
        given = {"ended_on": self.LAST, "authority_told_of_end_on": self.BEFORE, "next_setting_agreed_on": self.BEFORE}
        return placed(plan or PLAN.but(reviews=(review,)), **(given | changes))

    def test_all_three(self) -> None:
        assert verdict(self.over(), ENDED) is MET

    @pytest.mark.parametrize("lacking", ["authority_told_of_end_on", "next_setting_agreed_on"])
    def test_any_one_lacking_or_late(self, lacking: str) -> None:
        for day, wanted in ((None, NOT_MET), (self.LAST, MET), (self.LAST + DAY, NOT_MET), (UNKNOWN, UNDETERMINED)):
            assert verdict(self.over(**{lacking: day}), ENDED) is wanted
        finding = found(self.over(**{lacking: None}), ENDED)
        assert finding is not None and finding.who is Actor.CENTRE_AND_HOME_SCHOOL
        assert finding.arose_on == self.LAST

    def test_a_review_asked_for_or_held(self) -> None:
        assert verdict(self.over(PLAN), ENDED) is NOT_MET
        for day, wanted in ((self.LAST, MET), (self.LAST + DAY, NOT_MET), (AGREED.first_day, MET)):
            held = PlanReview(meeting_on=day, decision_on=None)
            assert verdict(self.over(PLAN.but(reviews=(held,))), ENDED) is wanted
        assert verdict(self.over(PLAN.but(reviews=UNKNOWN)), ENDED) is UNDETERMINED

    def test_an_end_as_it_was_planned_is_no_end_by_one_side(self) -> None:
        for planned, wanted in (
            (self.LAST - DAY, None), (self.LAST, None), (self.LAST + DAY, NOT_MET), (None, NOT_MET),
            (UNKNOWN, UNDETERMINED),
        ):  # fmt: skip
            assert verdict(self.over(PLAN, planned_end=planned), ENDED) is wanted

    def test_only_what_the_centre_chose(self) -> None:
        policy = Policy().choosing({"ehcp.before_the_end": frozenset({BeforeTheEnd.AUTHORITY})})
        record = self.over(PLAN, next_setting_agreed_on=None)
        assert verdict(record, ENDED, policy=policy) is MET and verdict(record, ENDED) is NOT_MET

    def test_a_return_made_is_a_setting_agreed(self) -> None:
        back = ReturnPlan(agreed_on=None, returned_on=date(2026, 11, 16))
        assert verdict(self.over(next_setting_agreed_on=None, return_plan=back), ENDED) is MET

    def test_once_and_only_where_nothing_goes_on_from_it(self) -> None:
        record = self.over(PLAN)
        assert verdict(record, ENDED, self.LAST) is None
        assert verdict(record, ENDED, self.LAST + DAY) is NOT_MET
        assert not [e for e in check(record, on=date(2027, 9, 1), calendars=CALENDARS) if e.rule == ENDED]
        assert verdict(record.but(plan=None), ENDED) is None
        assert verdict(record.but(plan=PLAN.but(made_on=self.LAST + DAY)), ENDED) is None
        again = AGREED.but(ref="B", first_day=date(2026, 11, 16), follows="A")
        placements: Any = record.placements
        assert verdict(record.but(placements=(*placements, again)), ENDED) is None
        assert verdict(record.but(placements=UNKNOWN), ENDED) is None


@settings(max_examples=60)
@given(
    data=st.data(), attendance=st.none() | st.sampled_from(Attendance), minutes=st.sampled_from([600, 1080, 1200]),
    ended=st.booleans(), told=st.none() | st.just(date(2026, 11, 2)),
)  # fmt: skip
def test_learning_changes_nothing_known(
    data: st.DataObject, attendance: Attendance | None, minutes: int, ended: bool, told: date | None
) -> None:
    full = placed(
        minutes=minutes, attendance=attendance, centre_kind=SchoolKind.NOT_A_SCHOOL, authority_told_of_end_on=told,
        ended_on=date(2026, 11, 13) if ended else None,
    )  # fmt: skip
    partial = full.but(
        placements=with_gaps(full.placements, data), plan=with_gaps(full.plan, data),
        timetable=with_gaps(full.timetable, data),
    )  # fmt: skip
    for reckoner in (unregistered_facts, ended_facts):
        before, after = (
            list(reckoner(record, Asked(MONDAY, CALENDARS, Policy()))) for record in (partial, full)
        )  # fmt: skip
        assert_only_learns(before, after)


class TestObtaining:
    """ADJ-02: the plan, the authority's officer, the basis, and who provides which line: a list, never a bar."""

    def whats(self, record: PupilRecord, **more: Any) -> list[Obtained]:
        return [each.what for each in to_obtain(record, on=MONDAY, **more)]

    def test_everything_there(self) -> None:
        plan = PLAN.but(provision=(LINE.but(delivered_by="speech and language therapist"),))
        assert self.whats(placed(plan, authority_involved_on=date(2026, 9, 7))) == []

    def test_nothing_there(self) -> None:
        record = placed(PLAN, basis=UNKNOWN)
        assert to_obtain(record, on=MONDAY) == (
            ToObtain("A", Obtained.PLAN, "local authority"), ToObtain("A", Obtained.OFFICER, "local authority"),
            ToObtain("A", Obtained.BASIS, "home school"),
        )  # fmt: skip
        assert self.whats(record.but(plan=PLAN.but(made_on=UNKNOWN))) == self.whats(record)

    @pytest.mark.parametrize("basis", [Basis.PERMANENT_EXCLUSION, Basis.SUSPENSION, Basis.EXCLUSION_PENDING])
    def test_from_the_sixth_day_of_an_exclusion_too(self, basis: Basis) -> None:
        assert self.whats(placed(PLAN, basis=basis)) == [Obtained.PLAN, Obtained.OFFICER]

    def test_a_centre_that_the_plan_names_needs_no_officer(self) -> None:
        assert self.whats(placed(PLAN, basis=Basis.PLAN_NAMES_CENTRE)) == [Obtained.PLAN]

    def test_before_the_first_day_and_not_after_the_last(self) -> None:
        assert self.whats(placed(PLAN, first_day=MONDAY + DAY, planned_end=None))
        assert self.whats(placed(PLAN, ended_on=MONDAY)) and not self.whats(placed(PLAN, ended_on=MONDAY - DAY))
        for day, missing in ((MONDAY, False), (MONDAY + DAY, True), (None, True)):
            involved = placed(PLAN, authority_involved_on=day)
            assert (Obtained.OFFICER in self.whats(involved)) is missing

    def test_who_provides_each_line(self) -> None:
        lines = (LINE, LINE.but(ref="F2"), LINE.but(ref="F3"), LINE.but(ref="F4", last=MONDAY - DAY))
        made = Delivery(line="F2", on=date(2026, 11, 2), minutes=45)
        ledger = ProvisionLedger(sites=(SiteLedger(site="HILL", first=date(2026, 11, 2), deliveries=(made,)),))
        record = placed(PLAN.but(provision=lines, ledger=ledger), authority_involved_on=date(2026, 9, 7))
        speech = Lesson(subject="speech", site="CENTRE", minutes=45, provision=frozenset({"F3"}))
        week = Timetable(first=date(2026, 9, 14), lessons=(speech,))
        (found,) = to_obtain(record.but(timetable=week), on=MONDAY)
        assert (found.what, found.lines, found.of) == (Obtained.PROVIDERS, ("F1",), "home school and local authority")
        (found,) = to_obtain(record.but(timetable=None), on=MONDAY)
        assert found.lines == ("F1", "F3")

    def test_the_centre_may_choose_less(self) -> None:
        policy = Policy().choosing({"ehcp.obtain_on_admission": frozenset({Obtained.PLAN})})
        assert self.whats(placed(PLAN), policy=policy) == [Obtained.PLAN]

    def test_nothing_without_a_plan(self) -> None:
        for plan in (None, UNKNOWN, PLAN.but(made_on=MONDAY + DAY)):
            assert self.whats(placed(plan)) == []
        assert self.whats(placed(PLAN).but(placements=UNKNOWN)) == []
