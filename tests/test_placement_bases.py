"""Each legal basis with its duty: section 19 and its exception, the commissioning school."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ap_core import UNKNOWN, Actor, NotInForce, Policy, Unknown, Verdict
from ap_core.law.rulebook import Asked
from ap_core.placement.bases import BASES, duty_of, leaver_exception
from ap_core.placement.basis_facts import commissioned_facts
from ap_core.placement.records import Basis, Commissioner, PlacementReview
from ap_core.pupils.ages import leaving_date
from tests.placements import AGREED, CALENDARS, MONDAY, YEAR_8, findings, placed, verdicts
from tests.unknowns import assert_only_learns, with_gaps

CHECKS, TOLD, HALF_TERMLY = (
    "commissioned.checks.before_start", "commissioned.authority_told", "commissioned.review.each_half_term",
)  # fmt: skip
MET, NOT_MET, PENDING, UNDETERMINED = Verdict.MET, Verdict.NOT_MET, Verdict.PENDING, Verdict.UNDETERMINED


class TestWhatIsNotKnown:
    """Filling a gap changes no fact that was known."""

    @given(st.data())
    def test_more_is_only_learned(self, data: st.DataObject) -> None:
        asked = Asked(MONDAY, CALENDARS, Policy())
        record = placed(commissioned_by=Commissioner.SCHOOL, checked_on=MONDAY, authority_told_on=None)
        rows = commissioned_facts(with_gaps(record, data), asked)
        assert_only_learns(list(rows), list(commissioned_facts(record, asked)))


class TestDutiesAsData:
    """Each basis has one duty, one who owes it, and a day from which it is held."""

    def test_every_basis_of_a_placement_has_one(self) -> None:
        for basis in Basis:
            assert duty_of(basis, MONDAY).basis is basis

    def test_managed_move_and_outreach_are_no_placement(self) -> None:
        """Traps of placement.md sections 10 and 12: a managed move has no trial and is not alternative provision."""
        without = {dated.name for dated in BASES if dated.on(MONDAY).value.basis is None}
        assert without == {"basis: managed move", "basis: outreach without a placement"}

    def test_who_owes_what(self) -> None:
        assert duty_of(Basis.HEALTH, MONDAY).owed_by is Actor.AUTHORITY
        assert duty_of(Basis.SUSPENSION, MONDAY).owed_by is Actor.HOME_SCHOOL
        assert duty_of(Basis.DIRECTION, MONDAY).owed_by is Actor.BOARD
        assert "six weeks" in duty_of(Basis.OTHER_AUTHORITY, MONDAY).ends
        assert "health" in duty_of(Basis.OTHER_AUTHORITY, MONDAY).duty

    def test_the_authoritys_duty_ends_with_admission_to_another_school(self) -> None:
        """A pupil referral unit is none. Since 2011 the exception for leavers is over the whole section (s.19(1A))."""
        for basis in (Basis.PERMANENT_EXCLUSION, Basis.EXCLUSION_PENDING):
            for on, leavers in ((date(2011, 8, 31), False), (date(2011, 9, 1), True), (MONDAY, True)):
                ends = duty_of(basis, on).ends
                assert "admission to a school that is no pupil referral unit" in ends
                assert ("within the next six weeks" in ends) is leavers
        assert "admission" not in duty_of(Basis.SUSPENSION, MONDAY).ends

    def test_nothing_is_held_before_a_basis_began(self) -> None:
        with pytest.raises(NotInForce):
            duty_of(Basis.SUSPENSION, date(2007, 8, 31))


class TestLeaverException:
    """Section 19 stops six weeks before leaving age, and only with no examination left (s.19(1A))."""

    BORN = date(2011, 1, 20)

    @pytest.mark.parametrize(("last", "from_when"), [
        (date(2027, 6, 16), date(2027, 6, 17)), (date(2027, 5, 13), date(2027, 5, 14)),
        (date(2027, 5, 14), date(2027, 5, 15)), (None, date(2027, 5, 14)),
    ])  # fmt: skip
    def test_both_limbs_are_needed(self, last: date | None, from_when: date) -> None:
        found = leaver_exception(self.BORN, last)
        assert not isinstance(found, Unknown)
        assert (found.within_six_weeks_from, found.applies_from) == (date(2027, 5, 14), from_when)

    def test_examinations_not_known(self) -> None:
        found = leaver_exception(self.BORN, UNKNOWN)
        assert not isinstance(found, Unknown) and found.within_six_weeks_from == date(2027, 5, 14)
        assert isinstance(found.applies_from, Unknown) and found.applies_from.needs

    def test_birth_date_not_known(self) -> None:
        assert isinstance(leaver_exception(Unknown.because("pupil.born"), None), Unknown)

    @given(st.dates(date(2005, 1, 1), date(2030, 1, 1)), st.none() | st.dates(date(2015, 1, 1), date(2050, 1, 1)))
    def test_never_before_either_limb(self, born: date, last: date | None) -> None:
        found = leaver_exception(born, last)
        assert not isinstance(found, Unknown) and isinstance(found.applies_from, date)
        assert (leaving_date(born) - found.within_six_weeks_from).days == 42
        assert found.applies_from >= found.within_six_weeks_from
        assert last is None or found.applies_from > last


class TestCommissionedByASchool:
    """What guidance asks of a school that commissions a placement (Arranging Alternative Provision 2025)."""

    @pytest.mark.parametrize("rule", [CHECKS, TOLD, HALF_TERMLY])
    @pytest.mark.parametrize("by", [None, Commissioner.AUTHORITY])
    def test_silent_unless_a_school_commissions_it(self, rule: str, by: Commissioner | None) -> None:
        assert verdicts(placed(commissioned_by=by), rule) == []

    @pytest.mark.parametrize(("on", "verdict"), [
        (date(2026, 9, 13), MET), (date(2026, 9, 14), NOT_MET), (None, NOT_MET), (UNKNOWN, UNDETERMINED),
    ])  # fmt: skip
    def test_checks_before_the_first_day(self, on: Any, verdict: Verdict) -> None:
        (finding,) = findings(placed(commissioned_by=Commissioner.SCHOOL, checked_on=on), CHECKS)
        assert finding.verdict is verdict and finding.who is Actor.HOME_SCHOOL

    @pytest.mark.parametrize(("on", "verdict"), [
        (MONDAY, MET), (date(2026, 11, 24), NOT_MET), (None, NOT_MET), (UNKNOWN, UNDETERMINED),
    ])  # fmt: skip
    def test_the_authority_is_told(self, on: Any, verdict: Verdict) -> None:
        assert verdicts(placed(commissioned_by=Commissioner.SCHOOL, authority_told_on=on), TOLD) == [verdict]

    def test_a_review_each_half_term(self) -> None:
        """Pending in the half term that goes on; its planned end comes later than the half term's."""
        record = placed(commissioned_by=Commissioner.SCHOOL, planned_end=date(2027, 3, 1))
        assert verdicts(record, HALF_TERMLY) == [PENDING]
        assert verdicts(record, HALF_TERMLY, date(2026, 12, 28)) == [NOT_MET]
        held = placed(
            commissioned_by=Commissioner.SCHOOL, planned_end=date(2027, 3, 1),
            reviews=(*AGREED.reviews, PlacementReview(held_on=date(2026, 11, 19))),  # type: ignore[misc]
        )  # fmt: skip
        assert verdicts(held, HALF_TERMLY) == [MET]

    @pytest.mark.parametrize(("rule", "first"), [(CHECKS, date(2021, 9, 1)), (TOLD, date(2025, 2, 5))])
    def test_both_sides_of_the_day_it_began(self, rule: str, first: date) -> None:
        for day, expected in ((first - timedelta(days=1), []), (first, [NOT_MET])):
            record = placed(
                commissioned_by=Commissioner.SCHOOL, first_day=day, checked_on=None, authority_told_on=None, reviews=()
            )
            assert verdicts(record, rule) == expected

    def test_nothing_is_asked_of_the_ordinary_record(self) -> None:
        rules = (CHECKS, TOLD, HALF_TERMLY)
        assert [verdicts(YEAR_8, rule) for rule in rules] == [[]] * 3
