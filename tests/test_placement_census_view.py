"""The census's view of a placement from its records: the same answers as when each field was typed by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ap_core import UNKNOWN, EHCPlan, Registration, Unknown
from ap_core.ehcp.sen_support_records import SENSupport
from ap_core.placement.census import (
    AttendancePattern,
    CensusPlacement,
    CensusReason,
    Outcome,
    SENProvision,
    SettingType,
    census_checks,
)
from ap_core.placement.census_view import REASON_OF, census_placement
from ap_core.placement.providers import Provider
from ap_core.placement.records import Attendance, Basis
from ap_core.registration.records import Enrolment, SchoolKind
from tests.placements import DIRECTED, DUAL
from tests.unknowns import with_gaps

DAY = date(2026, 10, 1)
UNIT = Provider(kind=SchoolKind.PRU, urn="100001")
WHOLE = DIRECTED.but(attendance=Attendance.WHOLE_WEEK, sessions_a_week=10)
PLAN = EHCPlan(authority="SHIRE", made_on=date(2026, 9, 20), reviews=())


def view(placement: Any = WHOLE, provider: Any = UNIT, **more: Any) -> CensusPlacement:
    return census_placement(
        placement, provider, **{"on": DAY, "registrations": DUAL, "plan": None, "sen_support": True, **more}
    )


class TestFromTheRecords:
    """placement.md census.ap-placement-record: what the census asks, each item from where it is kept."""

    def test_the_story_s_placement_passes_every_check_with_nothing_typed_twice(self) -> None:
        assert view() == CensusPlacement(
            urn="100001", ukprn=None, setting_type=None, reason=CensusReason.BEHAVIOUR, entry_date=date(2026, 9, 14),
            leaving_date=None, pattern=AttendancePattern.FT, sessions=10, sen_on_entry=SENProvision.K,
            sen_on_leaving=None, at_english_school=True, dual_registered=True, left_commissioner_on=None,
            on_roll_since=date(2025, 9, 3),
        )  # fmt: skip
        assert {check.outcome for check in census_checks(view(), census_day=DAY)} == {Outcome.PASS}

    def test_a_roll_that_begins_after_the_day_says_nothing_of_it(self) -> None:
        home, centre = DUAL
        back = home.but(first=date(2026, 11, 2))
        assert view(registrations=(home.but(last=date(2026, 7, 21)), centre, back)).on_roll_since == home.first
        assert isinstance(view(registrations=(centre, back)).on_roll_since, Unknown)

    @pytest.mark.parametrize("basis", Basis)
    def test_a_reason_only_where_the_basis_is_one(self, basis: Basis) -> None:
        told = view(WHOLE.but(basis=basis)).reason
        assert told is REASON_OF[basis] if basis in REASON_OF else isinstance(told, Unknown)
        assert view(WHOLE.but(basis=basis), reason=CensusReason.OTHER).reason is CensusReason.OTHER

    @pytest.mark.parametrize(("provider", "setting", "school"), [
        (UNIT, None, True),
        (Provider(kind=SchoolKind.COLLEGE, ukprn="10000001"), None, False),
        (Provider(kind=SchoolKind.COLLEGE), SettingType.NFE, False),
        (Provider(kind=SchoolKind.INDEPENDENT), None, True),
    ])  # fmt: skip
    def test_the_place(self, provider: Provider, setting: Any, school: bool) -> None:
        told = view(provider=provider)
        assert (told.urn, told.ukprn, told.setting_type, told.at_english_school) == (
            provider.urn, provider.ukprn, setting, school,
        )  # fmt: skip

    def test_what_a_place_without_a_number_is_has_to_be_asked(self) -> None:
        assert isinstance(view(provider=Provider(kind=SchoolKind.NOT_A_SCHOOL)).setting_type, Unknown)
        assert isinstance(view(provider=UNKNOWN).urn, Unknown)

    @pytest.mark.parametrize(("attendance", "sessions", "pattern", "told"), [
        (Attendance.WHOLE_WEEK, UNKNOWN, AttendancePattern.FT, None),
        (Attendance.WHOLE_WEEK, 9, AttendancePattern.FT, 9),
        (Attendance.SPLIT_WEEK, 4, AttendancePattern.PT, 4),
        (Attendance.PART_TIME, UNKNOWN, AttendancePattern.PT, None),
        (Attendance.OUTREACH, UNKNOWN, None, None), (None, UNKNOWN, None, None),
    ])  # fmt: skip
    def test_the_week(self, attendance: Any, sessions: Any, pattern: Any, told: Any) -> None:
        """The pattern and the number of sessions are two facts: neither is told from the other."""
        shown = view(WHOLE.but(attendance=attendance, sessions_a_week=sessions))
        for got, wanted in ((shown.pattern, pattern), (shown.sessions, told)):
            assert isinstance(got, Unknown) if wanted is None else got == wanted

    def test_the_sen_provision_of_each_day(self) -> None:
        """The plan came in between: SEN support on entry, a plan on leaving."""
        ended = WHOLE.but(ended_on=date(2026, 9, 30))
        told = view(ended, plan=PLAN)
        assert (told.sen_on_entry, told.sen_on_leaving) == (SENProvision.K, SENProvision.E)
        assert view(plan=None, sen_support=False).sen_on_entry is SENProvision.N
        assert isinstance(view(plan=UNKNOWN).sen_on_entry, Unknown)
        support = SENSupport(school="HILL", first=date(2020, 9, 1), last=DAY)
        assert view(sen_support=(support,)).sen_on_entry is SENProvision.K
        assert view(sen_support=(support.but(last=date(2020, 9, 2)),)).sen_on_entry is SENProvision.N
        assert isinstance(view(sen_support=(support.but(first=UNKNOWN),)).sen_on_entry, Unknown)
        assert isinstance(view(sen_support=UNKNOWN).sen_on_entry, Unknown)

    def test_what_lies_after_the_census_day_has_not_come(self) -> None:
        home, here = DUAL
        later = view(WHOLE.but(ended_on=date(2026, 10, 2)), registrations=(home.but(last=date(2026, 10, 2)), here))
        assert (later.leaving_date, later.sen_on_leaving, later.left_commissioner_on) == (None, None, None)
        left = view(registrations=(home.but(last=date(2026, 9, 30)), here))
        assert left.left_commissioner_on == date(2026, 9, 30)

    def test_the_roll_of_the_home_school(self) -> None:
        home, here = DUAL
        again = Registration(school="HILL", status=Enrolment.MAIN, first=date(2026, 9, 7), last=None)
        back = view(registrations=(home.but(last=date(2026, 7, 20)), again, here))
        assert (back.on_roll_since, back.left_commissioner_on) == (date(2026, 9, 7), None)
        for unsure in (view(registrations=(here,)), view(registrations=UNKNOWN)):
            assert isinstance(unsure.on_roll_since, Unknown) and isinstance(unsure.left_commissioner_on, Unknown)
        alone = view(WHOLE.but(home_school=None), registrations=(here.but(status=Enrolment.SINGLE),))
        assert (alone.on_roll_since, alone.dual_registered) == (None, False)


@settings(max_examples=50)
@given(st.data())
def test_filling_a_gap_changes_nothing_that_was_told(data: st.DataObject) -> None:
    full = (WHOLE.but(ended_on=date(2026, 9, 30)), DUAL, PLAN)
    placement, registrations, plan = (with_gaps(each, data) for each in full)
    before, after = view(placement, registrations=registrations, plan=plan), view(full[0], plan=PLAN)
    known = {name: told for name, told in vars(before).items() if not isinstance(told, Unknown)}
    assert known.items() <= vars(after).items()
