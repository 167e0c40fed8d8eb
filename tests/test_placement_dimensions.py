"""Basis, registration, pattern of attendance and state: four things, none inferred from another."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from ap_core import UNKNOWN, InvalidValue, NotInForce, PupilRecord, Registration, Verdict
from ap_core.law.unknown import Reason
from ap_core.placement.dimensions import REGISTRATION_ON, Standing, combination
from ap_core.placement.records import Attendance, Basis, PlacementReview
from ap_core.registration.records import Enrolment
from tests.placements import AGREED, DIRECTED, DUAL, MONDAY, YEAR_8, findings, placed, reviewed, verdicts

MET, UNDETERMINED = Verdict.MET, Verdict.UNDETERMINED
ALONE = (Registration(school="CENTRE", status=Enrolment.SINGLE, first=date(2026, 9, 14), last=None),)
NEVER_ALONE = {
    Basis.DIRECTION: "placement.direction.not_on_one_roll",
    Basis.SUSPENSION: "placement.suspension.not_on_one_roll",
}


class TestTable:
    """What registration is usual, allowed and not allowed on each basis (placement.md section 10 (b))."""

    def test_every_basis_has_a_row(self) -> None:
        assert set(REGISTRATION_ON) == set(Basis)

    @pytest.mark.parametrize("basis", Basis)
    def test_the_rules_say_what_the_table_says(self, basis: Basis) -> None:
        """Not met exactly where the table says that it is not allowed."""
        record = YEAR_8.but(registrations=ALONE, placements=(AGREED.but(basis=basis),))
        found = [each for each in reviewed(record).not_met if each.rule in NEVER_ALONE.values()]
        forbidden = combination(basis, Enrolment.SINGLE, on=MONDAY).standing is Standing.NOT_ALLOWED
        assert [each.rule for each in found] == ([NEVER_ALONE[basis]] if forbidden else [])

    def test_the_usual_ones(self) -> None:
        usual = {
            basis: {status for status in (*Enrolment, None) if combination(basis, status, on=MONDAY).standing
                    is Standing.USUAL} for basis in Basis
        }  # fmt: skip
        single, subsidiary = {Enrolment.SINGLE}, {Enrolment.SUBSIDIARY}
        assert usual == {
            Basis.AGREEMENT: subsidiary, Basis.DIRECTION: subsidiary, Basis.SUSPENSION: subsidiary,
            Basis.EXCLUSION_PENDING: subsidiary, Basis.PERMANENT_EXCLUSION: single, Basis.HEALTH: subsidiary,
            Basis.OTHER_AUTHORITY: set(), Basis.PLAN_NAMES_CENTRE: single,
        }  # fmt: skip

    def test_how_the_week_is_shared_makes_it_only_less_certain(self) -> None:
        for basis in Basis:
            for status in (*Enrolment, None):
                alone = combination(basis, status, on=MONDAY).standing
                for attendance in Attendance:
                    assert combination(basis, status, on=MONDAY, attendance=attendance).standing in (
                        alone, Standing.NOT_KNOWN,
                    )  # fmt: skip
        never = combination(Basis.DIRECTION, Enrolment.SINGLE, on=MONDAY, attendance=Attendance.OUTREACH)
        assert never.standing is Standing.NOT_ALLOWED

    def test_not_before_it_begins(self) -> None:
        with pytest.raises(NotInForce):
            combination(Basis.DIRECTION, None, on=date(2010, 8, 31))


class TestNotAlone:
    """A directed pupil, and a suspended one, stays on the other school's roll."""

    def test_beside_another_roll_nothing_is_said(self) -> None:
        for basis, rule in NEVER_ALONE.items():
            assert verdicts(placed(basis=basis), rule) == []

    def test_a_basis_not_recorded_is_asked_once(self) -> None:
        record = YEAR_8.but(registrations=ALONE, placements=(AGREED.but(basis=UNKNOWN),))
        asked = {
            (need.path, need.ask)
            for each in reviewed(record).undetermined for need in each.needs if need.path.endswith("basis")
        }  # fmt: skip
        assert len(asked) == 1
        for rule in NEVER_ALONE.values():
            assert verdicts(record, rule) == [UNDETERMINED]

    def test_a_registration_not_known(self) -> None:
        unsure = (ALONE[0].but(status=UNKNOWN),)
        record = YEAR_8.but(registrations=unsure, placements=(DIRECTED,))
        assert verdicts(record, NEVER_ALONE[Basis.DIRECTION]) == [UNDETERMINED]


class TestTwoPlacementsAtOnce:
    """A week has ten sessions; who has two placements at once is asked how many of them each takes."""

    RULE = "placement.two_at_once.one_week"

    def _two(self, one: object, other: object, **more: object) -> PupilRecord:
        second = AGREED.but(ref="B", centre="FARM", sessions_a_week=other, **more)
        return YEAR_8.but(placements=(AGREED.but(sessions_a_week=one), second))

    def test_up_to_ten(self) -> None:
        """More is asked about, and no breach: teaching may lie outside the school day."""
        assert verdicts(self._two(5, 5), self.RULE) == [MET]
        for other, reason in ((5, Reason.READINGS_DIFFER), (UNKNOWN, Reason.FACT_MISSING)):
            (finding,) = findings(self._two(6, other), self.RULE)
            assert (finding.verdict, finding.reason) == (UNDETERMINED, reason)

    def test_one_alone_is_asked_nothing(self) -> None:
        assert verdicts(placed(sessions_a_week=12), self.RULE) == []
        assert verdicts(self._two(UNKNOWN, UNKNOWN, ended_on=MONDAY - timedelta(1)), self.RULE) == []

    def test_whether_the_other_goes_on_is_not_known(self) -> None:
        assert verdicts(self._two(6, 6, ended_on=UNKNOWN), self.RULE) == [UNDETERMINED]

    def test_fewer_than_none(self) -> None:
        with pytest.raises(InvalidValue, match="sessions_a_week: is below 0"):
            AGREED.but(sessions_a_week=-1)
        with pytest.raises(InvalidValue, match="planned_weeks: is below 1"):
            AGREED.but(planned_weeks=0)
        first, other = PlacementReview(held_on=date(2026, 10, 22)), PlacementReview(held_on=date(2026, 11, 12))
        with pytest.raises(InvalidValue, match=r"reviews\[2\].held_on: is the day of another review"):
            AGREED.but(reviews=(first, other, first))
        assert AGREED.but(reviews=(first, other), planned_weeks=1, sessions_a_week=0).planned_weeks == 1


class TestDaysThatMayBeWrong:
    """A first day on which the centre is closed, and a review before the first day: asked about, no breach."""

    def test_a_start_on_a_day_the_school_is_closed(self) -> None:
        rule = "placement.first_day.school_day"
        assert verdicts(placed(), rule) == []
        (finding,) = findings(placed(first_day=date(2026, 10, 26), reviews=()), rule)
        assert (finding.verdict, finding.reason) == (UNDETERMINED, Reason.READINGS_DIFFER)
        assert verdicts(placed(first_day=date(2026, 9, 12), ended_on=date(2026, 10, 1)), rule) == []
        assert verdicts(placed(first_day=date(2026, 8, 1)), rule) == []
        assert verdicts(YEAR_8.but(placements=UNKNOWN), rule) == []

    def test_a_review_before_the_start(self) -> None:
        rule = "placement.review.after_first_day"
        assert verdicts(placed(), rule) == []
        assert verdicts(placed(reviews=()), rule) == []
        early = PlacementReview(held_on=date(2026, 9, 11))
        (finding,) = findings(placed(reviews=(early,)), rule)
        assert finding.reason is Reason.READINGS_DIFFER
        assert verdicts(placed(reviews=(early.but(held_on=date(2026, 9, 14)),)), rule) == []

    @pytest.mark.parametrize(("entered", "late"), [
        (date(2026, 9, 11), False), (date(2026, 9, 14), False), (date(2026, 9, 15), True),
        (date(2026, 11, 23), True), (date(2026, 11, 24), False), (UNKNOWN, False),
    ])  # fmt: skip
    def test_a_name_entered_after_the_first_day(self, entered: Any, late: bool) -> None:
        """SI 2024/208 reg 8(1): by the first session of the starting day; one that lies ahead is no entry yet."""
        rule = "placement.first_day.on_the_register"
        home, here = DUAL
        record = YEAR_8.but(registrations=(home, here.but(first=entered)))
        found = findings(record, rule)
        assert [finding.reason for finding in found] == ([Reason.READINGS_DIFFER] if late else [])
        assert verdicts(record.but(registrations=(home,)), rule) == []
        assert verdicts(record.but(registrations=(home, here.but(first=entered, status=Enrolment.GUEST))), rule) == []
        outreach = placed(attendance=Attendance.OUTREACH).but(registrations=record.registrations)
        assert verdicts(outreach, rule) == []

    def test_an_entry_of_an_earlier_stay_is_none_of_this_one(self) -> None:
        """Nor does a change of status at the centre make an entry late."""
        rule = "placement.first_day.on_the_register"
        home, here = DUAL
        earlier = here.but(first=date(2026, 3, 2), last=date(2026, 7, 17))
        assert verdicts(YEAR_8.but(registrations=(home, earlier, here.but(first=MONDAY))), rule) == [UNDETERMINED]
        until = here.but(last=date(2026, 10, 2))
        since = here.but(first=date(2026, 10, 3), status=Enrolment.MAIN)
        assert verdicts(YEAR_8.but(registrations=(home, until, since)), rule) == []

    def test_not_before_the_regulations(self) -> None:
        home, here = DUAL
        for first_day, expected in ((date(2024, 8, 18), []), (date(2024, 8, 19), [UNDETERMINED])):
            record = placed(first_day=first_day).but(registrations=(home, here))
            assert verdicts(record, "placement.first_day.on_the_register") == expected
