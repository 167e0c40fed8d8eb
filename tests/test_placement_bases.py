"""Each legal basis with its duty: the sixth day, section 19 and its exception, the commissioning school."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ap_core import UNKNOWN, Actor, Calendars, NotInForce, PermanentExclusion, Policy, Suspension, Unknown, Verdict
from ap_core.law.rulebook import Asked
from ap_core.placement.bases import BASES, duty_of, leaver_exception
from ap_core.placement.basis_facts import commissioned_facts, sixth_day_facts
from ap_core.placement.basis_rules import AFTER_PERMANENT_EXCLUSION
from ap_core.placement.records import Basis, Commissioner, PlacementReview
from ap_core.pupils.ages import leaving_date
from tests.placements import AGREED, CALENDARS, MONDAY, STORY_CALENDAR, YEAR_8, findings, placed, verdicts
from tests.unknowns import assert_only_learns, with_gaps

EXCLUSION = "basis.permanent_exclusion.sixth_day"
SUSPENSION = "basis.suspension.sixth_day"
CHECKS, TOLD, HALF_TERMLY = (
    "commissioned.checks.before_start", "commissioned.authority_told", "commissioned.review.each_half_term",
)  # fmt: skip
MET, NOT_MET, PENDING, UNDETERMINED = Verdict.MET, Verdict.NOT_MET, Verdict.PENDING, Verdict.UNDETERMINED
#: Monday 2 November 2026, the day of verification C1's example.
NOVEMBER_2 = date(2026, 11, 2)
TO_20_NOVEMBER = [day for day in STORY_CALENDAR.school_days if day <= date(2026, 11, 20)]


def excluded(first_day: Any, on: Any = NOVEMBER_2, **changes: Any) -> Any:
    record = placed(**{"basis": Basis.PERMANENT_EXCLUSION, "first_day": first_day, "planned_end": None, **changes})
    return record.but(permanent_exclusions=(PermanentExclusion(ref="X", school="HILL", on=on),))


def suspended(first_day: Any, *spans: tuple[Any, Any], school: str = "HILL") -> Any:
    record = placed(basis=Basis.SUSPENSION, first_day=first_day, planned_end=None, reviews=())
    return record.but(
        suspensions=tuple(
            Suspension(ref=f"S{at}", school=school, first_day=first, last_day=last)
            for at, (first, last) in enumerate(spans)
        )
    )


class TestAfterAPermanentExclusion:
    """The authority owes education from the sixth school day after the exclusion's (verification C1)."""

    def test_the_day_of_the_exclusion_is_not_counted(self) -> None:
        (finding,) = findings(excluded(date(2026, 11, 10)), EXCLUSION)
        assert finding.due is not None and finding.due.last_day == date(2026, 11, 10)

    @pytest.mark.parametrize(("first_day", "verdict"), [(date(2026, 11, 10), MET), (date(2026, 11, 11), NOT_MET)])
    def test_on_the_sixth_day_and_after_it(self, first_day: date, verdict: Verdict) -> None:
        assert verdicts(excluded(first_day), EXCLUSION) == [verdict]

    def test_it_is_the_authoritys_and_never_the_centres(self) -> None:
        (finding,) = findings(excluded(date(2026, 11, 11)), EXCLUSION)
        assert finding.who is Actor.AUTHORITY and not finding.who.is_ours

    def test_what_is_excepted_is_said_with_it(self) -> None:
        """The record does not tell whether an exception holds (reg 5(2); sixth-day.exceptions)."""
        for record, rule in (
            (excluded(date(2026, 11, 11)), EXCLUSION),
            (suspended(date(2026, 11, 16), (NOVEMBER_2, date(2026, 11, 13))), SUSPENSION),
        ):
            (finding,) = findings(record, rule)
            assert "no examination left" in finding.because and "EHC plan" in finding.because

    def test_a_start_that_is_only_planned_is_pending_until_the_day(self) -> None:
        record = excluded(date(2026, 11, 30), on=date(2026, 11, 20))
        assert verdicts(record, EXCLUSION, date(2026, 11, 23)) == [PENDING]
        assert verdicts(record, EXCLUSION, date(2026, 11, 30)) == [MET]

    def test_while_the_exclusion_is_under_review_too(self) -> None:
        assert verdicts(excluded(date(2026, 11, 11), basis=Basis.EXCLUSION_PENDING), EXCLUSION) == [NOT_MET]

    def test_holidays_of_the_excluding_school_are_not_counted(self) -> None:
        (finding,) = findings(excluded(date(2026, 11, 4), on=date(2026, 10, 22)), EXCLUSION)
        assert finding.due is not None and finding.due.last_day == date(2026, 11, 9)

    @pytest.mark.parametrize("change", [
        {"basis": Basis.AGREEMENT}, {"on": date(2026, 6, 1)}, {"on": date(2026, 12, 1)},
        {"ended_on": date(2026, 11, 20)}, {"first_day": date(2026, 9, 14)},
    ])  # fmt: skip
    def test_silent_on_another_basis_an_earlier_year_a_later_day_and_an_ended_placement(self, change: Any) -> None:
        assert verdicts(excluded(**{"first_day": date(2026, 11, 11), **change}), EXCLUSION) == []

    def test_its_day_is_asked_for(self) -> None:
        (finding,) = findings(excluded(date(2026, 11, 11), on=UNKNOWN), EXCLUSION)
        assert finding.verdict is UNDETERMINED and finding.missing == ("permanent_exclusions[0].on",)

    @pytest.mark.parametrize("exclusions", [(), UNKNOWN])
    def test_silent_where_no_exclusion_is_recorded(self, exclusions: Any) -> None:
        record = excluded(date(2026, 11, 11)).but(permanent_exclusions=exclusions)
        assert verdicts(record, EXCLUSION) == []

    def test_of_two_the_last(self) -> None:
        record = excluded(date(2026, 11, 10))
        earlier = PermanentExclusion(ref="W", school="HILL", on=date(2026, 9, 16))
        for both in ((earlier, *record.permanent_exclusions), (*record.permanent_exclusions, earlier)):
            assert verdicts(record.but(permanent_exclusions=both), EXCLUSION) == [MET]

    def test_not_for_a_pupil_over_compulsory_school_age(self) -> None:
        record = excluded(date(2026, 11, 11))
        over = record.but(pupil=record.pupil.but(born=date(2010, 8, 31)))
        assert verdicts(over, EXCLUSION) == []

    @pytest.mark.parametrize(("began", "expected"), [
        (date(2026, 11, 2), [MET, MET]), (date(2026, 11, 10), [MET, MET]), (date(2026, 11, 11), [NOT_MET, NOT_MET]),
        (date(2026, 10, 30), [NOT_MET]), (UNKNOWN, [UNDETERMINED, UNDETERMINED]),
    ])  # fmt: skip
    def test_education_that_began_in_an_earlier_placement(self, began: Any, expected: list[Verdict]) -> None:
        """From the exclusion on, wherever it was; a placement from before the exclusion is another matter."""
        record = excluded(date(2026, 11, 16))
        (here,) = record.placements
        for ended_on in (date(2026, 11, 13), None):
            before = here.but(ref="B", centre="DALE", first_day=began, ended_on=ended_on)
            found = verdicts(record.but(placements=(before, here)), EXCLUSION)
            assert found == (expected[-1:] if ended_on else expected)

    def test_without_the_schools_calendar_it_cannot_be_told(self) -> None:
        calendars = Calendars({"CENTRE": STORY_CALENDAR})
        (finding,) = findings(excluded(date(2026, 11, 11)), EXCLUSION, calendars=calendars)
        assert finding.verdict is UNDETERMINED and "calendars.HILL" in finding.missing

    def test_not_before_the_duty_began(self) -> None:
        assert AFTER_PERMANENT_EXCLUSION.since == date(2007, 9, 1)


class TestInASuspension:
    """The school owes education from the sixth consecutive school day, the first being day one (verification C1)."""

    def test_the_first_day_is_counted(self) -> None:
        record = suspended(date(2026, 11, 9), (NOVEMBER_2, date(2026, 11, 13)))
        (finding,) = findings(record, SUSPENSION)
        assert finding.due is not None and finding.due.last_day == date(2026, 11, 9)
        assert finding.verdict is MET and finding.who is Actor.HOME_SCHOOL

    @pytest.mark.parametrize(("last", "expected"), [(date(2026, 11, 6), []), (date(2026, 11, 9), [NOT_MET])])
    def test_five_days_owe_nothing_and_six_do(self, last: date, expected: list[Verdict]) -> None:
        assert verdicts(suspended(date(2026, 11, 16), (NOVEMBER_2, last)), SUSPENSION) == expected

    def test_suspensions_that_follow_straight_on_are_one(self) -> None:
        """Over a weekend too: no school day lies between."""
        record = suspended(date(2026, 11, 16), (NOVEMBER_2, date(2026, 11, 6)), (date(2026, 11, 9), date(2026, 11, 10)))
        assert verdicts(record, SUSPENSION) == [NOT_MET]

    def test_cumulative_days_do_not_add_up(self) -> None:
        """placement.md section 12 trap 5: a day in school between starts the count again."""
        record = suspended(
            date(2026, 11, 16), (NOVEMBER_2, date(2026, 11, 6)), (date(2026, 11, 10), date(2026, 11, 12))
        )
        assert verdicts(record, SUSPENSION) == []

    def test_suspensions_from_two_schools_are_not_one(self) -> None:
        record = suspended(date(2026, 11, 16), (NOVEMBER_2, date(2026, 11, 6)))
        other = Suspension(ref="T", school="DALE", first_day=date(2026, 11, 9), last_day=date(2026, 11, 10))
        calendars = Calendars({"CENTRE": STORY_CALENDAR, "HILL": STORY_CALENDAR, "DALE": STORY_CALENDAR})
        both = record.but(suspensions=(*record.suspensions, other))
        assert verdicts(both, SUSPENSION, calendars=calendars) == []

    def test_a_first_day_not_known_is_asked_for(self) -> None:
        (finding,) = findings(suspended(date(2026, 11, 16), (UNKNOWN, date(2026, 11, 13))), SUSPENSION)
        assert finding.verdict is UNDETERMINED and finding.missing == ("suspensions[0].first_day",)

    def test_an_open_end_is_asked_for(self) -> None:
        (finding,) = findings(suspended(date(2026, 11, 16), (NOVEMBER_2, UNKNOWN)), SUSPENSION)
        assert finding.verdict is UNDETERMINED and finding.missing == ("suspensions[0].last_day",)

    def test_silent_on_another_basis(self) -> None:
        record = suspended(date(2026, 11, 16), (NOVEMBER_2, date(2026, 11, 13)))
        assert verdicts(record.but(placements=(AGREED,)), SUSPENSION) == []
        assert verdicts(record.but(suspensions=UNKNOWN), SUSPENSION) == []

    @given(st.lists(st.tuples(st.sampled_from(TO_20_NOVEMBER), st.integers(0, 12)), min_size=1, max_size=4))
    def test_in_any_order_the_days_are_those_counted_one_by_one(self, drawn: list[tuple[date, int]]) -> None:
        spans = [(first, first + timedelta(days=length)) for first, length in drawn]
        asked = Asked(MONDAY, CALENDARS, Policy())
        found = [
            [(row.excluded_on, row.education_due) for row in sixth_day_facts(suspended(MONDAY, *order), asked)]
            for order in (spans, spans[::-1], sorted(spans))
        ]
        # Naively: the school days suspended on, side by side, that the last suspension belongs to.
        latest = max(first for first, _ in spans)
        run: list[date] = []
        for day in STORY_CALENDAR.school_days:
            if any(first <= day <= last for first, last in spans):
                run.append(day)
            elif day > latest:
                break
            else:
                run = []
        due = run[5] if len(run) > 5 else None
        for ((excluded_on, education_due),) in found:
            assert excluded_on == run[0]
            assert getattr(education_due, "last_day", None) == due


def two_placements() -> Any:
    record = excluded(date(2026, 11, 16))
    (here,) = record.placements
    return record.but(placements=(here.but(ref="B", first_day=date(2026, 11, 10), ended_on=date(2026, 11, 13)), here))


class TestWhatIsNotKnown:
    """Filling a gap changes no fact that was known."""

    @given(st.data())
    def test_more_is_only_learned(self, data: st.DataObject) -> None:
        asked = Asked(MONDAY, CALENDARS, Policy())
        record = data.draw(st.sampled_from((
            excluded(date(2026, 11, 11)), two_placements(),
            suspended(date(2026, 11, 16), (NOVEMBER_2, date(2026, 11, 13))),
            suspended(date(2026, 11, 16), (NOVEMBER_2, date(2026, 11, 6)), (date(2026, 11, 9), date(2026, 11, 10))),
            placed(commissioned_by=Commissioner.SCHOOL, checked_on=MONDAY, authority_told_on=None),
        )))  # fmt: skip
        gaps = with_gaps(record, data)
        for rows in (sixth_day_facts, commissioned_facts):
            assert_only_learns(list(rows(gaps, asked)), list(rows(record, asked)))


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
        """A pupil referral unit is none (EA 1996 s.19(3A)(a))."""
        for basis in (Basis.PERMANENT_EXCLUSION, Basis.EXCLUSION_PENDING):
            assert "admission to a school that is no pupil referral unit" in duty_of(basis, MONDAY).ends
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
        rules = (EXCLUSION, SUSPENSION, CHECKS, TOLD, HALF_TERMLY)
        assert [verdicts(YEAR_8, rule) for rule in rules] == [[]] * 5
