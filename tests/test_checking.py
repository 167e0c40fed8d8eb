"""The verb: check a record, or a roll; the policy as a plan changes it; what a system does not hold."""

from __future__ import annotations

import pickle
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ap_core import (
    UNKNOWN,
    Calendars,
    Centre,
    EHCPlan,
    InvalidValue,
    Policy,
    Pupil,
    PupilRecord,
    Register,
    Roll,
    School,
    Verdict,
    YearGroup,
    adjust,
    check,
    check_roll,
)
from ap_core.curriculum.records import Assessment, Domain
from ap_core.law.choice import Decision
from ap_core.placement.policy import LengthRule, PlacementPolicy
from ap_core.policy import Area
from ap_core.registration.records import SchoolKind
from tests.placements import AGREED, CALENDARS, MONDAY, STORY_CALENDAR, YEAR_8, placed, reviewed

CENTRE = Centre(ref="CENTRE", name="Invented Centre", kind=SchoolKind.PRU, places=32)
HILL = School(ref="HILL", name="Invented Hill School", kind=SchoolKind.MAINTAINED)
PLAN = EHCPlan(authority="SHIRE", made_on=date(2026, 1, 5), reviews=())


def roll(*records: PupilRecord, **more: Any) -> Roll:
    return Roll(centre=CENTRE, schools=(HILL,), calendars=CALENDARS, records=records, **more)


def numbered(number: int, **changes: Any) -> PupilRecord:
    return YEAR_8.but(pupil=YEAR_8.pupil.but(ref=f"P{number:02d}"), **changes)


class TestCheck:
    def test_the_day_is_a_plain_date(self) -> None:
        with pytest.raises(InvalidValue, match="on: is no plain date"):
            check(YEAR_8, on=datetime(2026, 11, 23), calendars=CALENDARS)

    def test_what_is_given_in_the_wrong_place_is_told_all_at_once(self) -> None:
        """The slips of a first day: a dict or one school's calendar for the calendars, a part for the policy."""
        wrong: Any = {"HILL": STORY_CALENDAR}
        with pytest.raises(InvalidValue) as told:
            check(wrong, on=datetime(2026, 11, 23), calendars=wrong, policy=wrong, rulebook=wrong)
        assert [fault.path for fault in told.value.faults] == ["record", "calendars", "policy", "rulebook", "on"]
        slips: list[dict[str, Any]] = [
            {"calendars": STORY_CALENDAR}, {"calendars": None}, {"policy": Policy().placement}, {"policy": None},
            {"rulebook": None},
        ]  # fmt: skip
        for slip in slips:
            with pytest.raises(InvalidValue, match=f"check cannot be built: {next(iter(slip))}: is no "):
                check(YEAR_8, **{"on": MONDAY, "calendars": CALENDARS, **slip})
        with pytest.raises(InvalidValue, match="roll: is no roll"):
            check_roll([YEAR_8], on=MONDAY)  # type: ignore[arg-type]

    def test_nothing_known_is_no_breach_and_no_crash(self) -> None:
        """Missing input never passes a rule and never crashes it: every finding names what is missing."""
        review = check(PupilRecord(pupil=Pupil(ref="P01")), on=MONDAY, calendars=Calendars({}))
        assert review.findings and all(finding.verdict is Verdict.UNDETERMINED for finding in review)
        assert all(finding.missing for finding in review)

    def test_no_calendars_is_no_breach_and_no_crash(self) -> None:
        """A calendar that does not reach the day asked about: undetermined, with what to add."""
        review = check(YEAR_8, on=date(2030, 1, 1), calendars=CALENDARS)
        assert any("term dates" in need.ask for finding in review.undetermined for need in finding.needs)
        assert check(YEAR_8, on=MONDAY, calendars=Calendars({})).undetermined

    def test_the_same_question_has_the_same_answer(self) -> None:
        assert reviewed(YEAR_8) == reviewed(YEAR_8)
        assert pickle.loads(pickle.dumps(reviewed(YEAR_8))) == reviewed(YEAR_8)

    def test_no_word_of_a_review_holds_a_name_or_a_birth_date(self) -> None:
        named = YEAR_8.but(pupil=YEAR_8.pupil.but(name="Sentinel Surname"))
        review = reviewed(named)
        words = " ".join(f"{finding.because} {finding.act} {finding.key} {finding!r}" for finding in review)
        words += repr(named) + repr(review)
        assert "Sentinel" not in words and "2014" not in words

    @pytest.mark.parametrize(("year", "fits"), [(1899, False), (1900, True), (8999, True), (9000, False)])
    def test_a_year_in_which_no_school_was_or_will_be_is_refused(self, year: int, fits: bool) -> None:
        on, nobody = date(year, 6, 1), PupilRecord(pupil=Pupil(ref="P99"), placements=())
        if fits:
            assert check(nobody, on=on, calendars=CALENDARS).on == on
            return
        with pytest.raises(InvalidValue, match="on: is in no year that a school has"):
            check(nobody, on=on, calendars=CALENDARS)


class TestRoll:
    def test_one_review_for_each_pupil_in_order(self) -> None:
        reviews = check_roll(roll(numbered(2), numbered(1)), on=MONDAY)
        assert [review.subject for review in reviews] == ["P02", "P01"]

    @given(st.permutations(range(4)))
    def test_the_order_of_pupils_does_not_matter(self, order: list[int]) -> None:
        records = [numbered(1), numbered(2, registrations=UNKNOWN), numbered(3, placements=()), numbered(4, plan=PLAN)]
        shuffled = check_roll(roll(*(records[at] for at in order)), on=MONDAY)
        straight = check_roll(roll(*records), on=MONDAY)
        assert sorted(shuffled, key=lambda review: review.subject) == list(straight)

    def test_a_reference_is_used_once(self) -> None:
        with pytest.raises(InvalidValue, match=r"records\[1\].pupil.ref: is used twice"):
            roll(numbered(1), numbered(1))

    def test_every_school_is_listed(self) -> None:
        with pytest.raises(InvalidValue) as refused:
            roll(numbered(1, placements=(AGREED.but(home_school="LAKE", returns_to="MOOR"),)))
        assert [fault.path for fault in refused.value.faults] == [
            "records[0].placements[0].home_school",
            "records[0].placements[0].returns_to",
        ]

    def test_a_school_is_listed_once(self) -> None:
        with pytest.raises(InvalidValue, match=r"schools\[1\].ref: is used twice"):
            Roll(centre=CENTRE, schools=(HILL, HILL), calendars=CALENDARS, records=(numbered(1),))

    def test_who_is_on_roll(self) -> None:
        gone = numbered(2, registrations=tuple(each.but(last=date(2026, 11, 20)) for each in YEAR_8.registrations))  # type: ignore[union-attr]
        unsure = numbered(3, registrations=UNKNOWN)
        here = roll(numbered(1), gone, unsure).on_roll(MONDAY)
        assert [record.ref for record in here] == ["P01", "P03"]


class TestAdjust:
    """An EHC plan may change kinds as well as numbers: a longest length becomes a reason to review (ADJ-04)."""

    def test_with_a_plan(self) -> None:
        assert adjust(Policy(), PLAN, on=MONDAY).policy.placement.length_is is LengthRule.REVIEW

    @pytest.mark.parametrize("plan", [None, UNKNOWN, PLAN.but(made_on=date(2026, 11, 24))])
    def test_without_one_or_before_it(self, plan: Any) -> None:
        assert adjust(Policy(), plan, on=MONDAY).policy == Policy()

    def test_from_the_day_it_was_made(self) -> None:
        assert adjust(Policy(), PLAN.but(made_on=MONDAY), on=MONDAY).policy.placement.length_is is LengthRule.REVIEW

    def test_findings_keep_the_policy_they_were_judged_by(self) -> None:
        review = reviewed(YEAR_8.but(plan=PLAN))
        assert review.policy.placement.length_is is LengthRule.REVIEW

    def test_everything_else_stays_as_chosen(self) -> None:
        chosen = Policy(placement=PlacementPolicy(longest_short_term=9))
        assert adjust(chosen, PLAN, on=MONDAY).policy.placement.longest_short_term == 9


class TestNotRecorded:
    """Areas that a system does not hold are left out."""

    @pytest.mark.parametrize("area", Area)
    def test_nothing_is_asked_about_it(self, area: Area) -> None:
        attended = Register.of_weeks("CENTRE", {date(2026, 11, 16): "/ \\ / \\ / \\ / \\ / \\"})
        low = Assessment(domain=Domain.READING, taken_on=date(2026, 11, 13), standard_score=71)
        record = YEAR_8.but(**{"registers": (attended,), "baseline": (low,), area.value: UNKNOWN})
        # Examinations and what follows are asked about in Year 11: from January on, exam access once its day is past.
        last_year = area in (Area.EXAM_ENTRIES, Area.AFTER_YEAR_11, Area.EXAM_ACCESS)
        record = record.but(pupil=record.pupil.but(taught_year=YearGroup.Y11)) if last_year else record
        if area is Area.ATTENDANCE_STEPS:
            # What a school did is asked about once its register has reached what calls for it.
            away = Register.of_weeks("CENTRE", {date(2026, 11, 2): "O " * 10, date(2026, 11, 9): "O " * 10})
            record = record.but(registers=(away,))
        on = date(2027, 3, 22) if last_year else MONDAY
        loud = reviewed(record, on)
        quiet = reviewed(record, on, policy=Policy(not_recorded=frozenset((area,))))
        assert any(path.startswith(area.value) for finding in loud for path in finding.missing)
        assert not any(path.startswith(area.value) for finding in quiet for path in finding.missing)

    def test_what_else_is_missing_is_still_asked(self) -> None:
        record = placed(objectives=UNKNOWN).but(registers=UNKNOWN)
        quiet = reviewed(record, policy=Policy(not_recorded=frozenset((Area.REGISTERS,))))
        assert [finding.missing for finding in quiet.undetermined if "objectives" in finding.rule]


class TestDecisions:
    def test_a_decision_names_a_choice_of_the_policy(self) -> None:
        decided = Decision(choice="placement.longest_short_term", by="head of centre", on=date(2026, 9, 1))
        assert Policy(decisions=(decided,)).decisions == (decided,)
        with pytest.raises(InvalidValue, match=r"decisions\[0\].choice: is no choice of the policy"):
            Policy(decisions=(decided.but(choice="placement.colour"),))

    def test_a_number_that_cannot_be_is_refused(self) -> None:
        with pytest.raises(InvalidValue, match="longest_short_term: is too low; give at least 1"):
            PlacementPolicy(longest_short_term=0)
        with pytest.raises(InvalidValue, match="longest_short_term: is true or false"):
            PlacementPolicy(longest_short_term=True)
