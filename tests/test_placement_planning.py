"""A placement planned: the laws of the whole timetable, each kind of step, and two plans compared."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ap_core import (
    UNKNOWN,
    Calendars,
    InvalidValue,
    OutsideCalendar,
    SchoolCalendar,
    Term,
    Unknown,
    YearGroup,
)
from ap_core.dates import Deadline, NotKnown, Timetable
from ap_core.errors import UnknownSchool
from ap_core.placement.direction import power
from ap_core.placement.direction_timetable import direction_timetable
from ap_core.placement.planning import plan_placement, what_if
from ap_core.placement.policy import LengthRule, LengthUnit, PlacementPolicy
from ap_core.placement.records import Basis, Duration
from ap_core.pupils.years import KeyStage
from ap_core.registration.records import SchoolKind


def two_years(name: str, shift: int = 0) -> SchoolCalendar:
    """Two academic years; ``shift`` moves the half terms by so many weeks."""
    moved = timedelta(weeks=shift)
    breaks = [date(2026, 10, 26), date(2027, 2, 15), date(2027, 5, 31), date(2027, 10, 25), date(2028, 2, 14)]
    return SchoolCalendar.of_terms(
        name,
        terms=[
            Term("autumn 2026", date(2026, 9, 3), date(2026, 12, 18)),
            Term("spring 2027", date(2027, 1, 5), date(2027, 3, 25)),
            Term("summer 2027", date(2027, 4, 12), date(2027, 7, 21)),
            Term("autumn 2027", date(2027, 9, 2), date(2027, 12, 17)),
            Term("spring 2028", date(2028, 1, 4), date(2028, 3, 31)),
            Term("summer 2028", date(2028, 4, 17), date(2028, 7, 21)),
        ],
        breaks=[(day + moved, day + moved + timedelta(days=4)) for day in breaks],
        closed=[date(2026, 10, 23), date(2027, 5, 3)],
    )


CENTRE, HILL = two_years("CENTRE"), two_years("HILL", -1)
CALENDARS = Calendars({"CENTRE": CENTRE, "HILL": HILL})
STORY: dict[str, Any] = {
    "start": date(2026, 9, 14), "centre": "CENTRE", "home_school": "HILL", "basis": Basis.AGREEMENT,
    "year": YearGroup.Y8, "calendars": CALENDARS,
}  # fmt: skip
LONG = {**STORY, "year": YearGroup.Y10, "home_school": None, "basis": Basis.OTHER_AUTHORITY}


def planned(**changes: Any) -> Timetable:
    """The ordinary placement, with something different."""
    return plan_placement(**{**STORY, **changes})


def days(plan: Timetable) -> dict[str, str]:
    """Each step and its last day; what cannot be told as a question mark."""
    return {step.name: step.due.last_day.isoformat() if isinstance(step.due, Deadline) else "?" for step in plan}


inputs = st.fixed_dictionaries(
    {
        "start": st.dates(date(2026, 9, 3), date(2028, 7, 21)),
        "year": st.sampled_from([YearGroup.Y7, YearGroup.Y8, YearGroup.Y9, YearGroup.Y10, YearGroup.Y11]),
        "basis": st.sampled_from(list(Basis)),
        "weeks": st.none() | st.integers(1, 12),
        "return_weeks": st.none() | st.integers(0, 6),
        "plan_clock": st.none() | st.dates(date(2026, 3, 1), date(2027, 3, 1)),
        "policy": st.builds(
            PlacementPolicy,
            first_review_by=st.integers(2, 8),
            review_each_half_term=st.booleans(),
            final_review=st.booleans(),
            length_is=st.sampled_from(LengthRule),
            longest_short_term=st.integers(1, 12),
            length_in=st.sampled_from(LengthUnit),
            phased_return_step=st.integers(1, 3),
        ),
    }
)
#: The days that the law itself fixes, whether or not the school meets.
BY_LAW = {"written notice", "notice to the plan's authority", "annual review", "leaving date"}
THEIRS = "return"


class TestLaws:
    """DESIGN.md: what holds of every plan."""

    @given(inputs)
    def test_every_day_is_a_school_day_of_its_calendar(self, given_: dict[str, Any]) -> None:
        """Unless the law fixes it; and what is planned is in order of its days."""
        plan = planned(**given_)
        told = [step.due.last_day for step in plan if isinstance(step.due, Deadline)]
        assert told == sorted(told)
        for step in plan:
            if isinstance(step.due, Deadline) and step.name not in BY_LAW:
                day = step.due.last_day
                if step.name == "planned end" and step.citation.endswith("long_to_end_of_year_11"):
                    continue
                assert (HILL if step.name.startswith(THEIRS) else CENTRE).is_school_day(day), step
            assert isinstance(step.due, Deadline | NotKnown)

    @given(inputs)
    def test_the_same_is_asked_and_the_same_is_told(self, given_: dict[str, Any]) -> None:
        assert planned(**given_) == planned(**given_)
        assert what_if(planned(**given_), planned(**given_)).same

    @given(inputs, st.integers(1, 30))
    def test_a_longer_one_never_ends_earlier(self, given_: dict[str, Any], weeks: int) -> None:
        """Where the shorter one cannot be told, nor can the longer."""
        shorter = planned(**{**given_, "weeks": weeks})["planned end"].due
        longer = planned(**{**given_, "weeks": weeks + 1})["planned end"].due
        if isinstance(longer, Deadline):
            assert isinstance(shorter, Deadline) and shorter.last_day <= longer.last_day


class TestAnOrdinaryPlacement:
    """Story 1: Year 8, by agreement, twelve school weeks with a return."""

    def test_its_whole_timetable(self) -> None:
        """Half term uses no week up; the steps back begin after the first review."""
        assert days(planned(return_weeks=2)) == {
            "first day": "2026-09-14",
            "first review": "2026-10-22",
            "return, step 1": "2026-11-30",
            "final review": "2026-12-10",
            "return, step 2": "2026-12-07",
            "planned end": "2026-12-11",
            "return": "2026-12-14",
        }

    def test_each_step_says_who_and_where_it_comes_from(self) -> None:
        plan = planned()
        assert (plan["first review"].who, plan["first review"].citation) == (
            "Centre", "Centre policy placement.first_review_by",
        )  # fmt: skip
        assert plan["return, step 1"].note == "1 sessions a week at HILL, 9 here."
        assert sum(step.name.startswith("return, step") for step in plan) == 6

    def test_a_start_on_a_closed_day_moves_and_says_so(self) -> None:
        first = planned(start=date(2026, 10, 23))["first day"]
        assert first.due == Deadline(date(2026, 11, 2))
        assert first.note == "Moved from Fri 23 Oct 2026, when the centre is closed."

    def test_an_end_on_a_closed_day_moves_back(self) -> None:
        """Also one at the very start."""
        assert planned(end=date(2026, 12, 13))["planned end"].due == Deadline(date(2026, 12, 11))
        assert planned(start=date(2026, 9, 12), end=date(2026, 9, 13))["planned end"].due == Deadline(date(2026, 9, 14))

    def test_a_placement_of_one_day_has_no_final_review(self) -> None:
        assert "final review" not in days(planned(start=date(2026, 9, 18), weeks=1))

    def test_longer_than_the_limit_is_said(self) -> None:
        """Also where the term dates are too short to tell the end."""
        assert planned(start=date(2028, 7, 3), weeks=13)["planned end"].note.endswith("record why.")
        assert planned(weeks=13)["planned end"].note.startswith("Longer than the centre's limit (school weeks: 12)")
        assert planned(weeks=12)["planned end"].note == ""
        assert planned(end=date(2026, 12, 14))["planned end"].note.endswith("record why.")
        assert "review at the longest length" in days(planned(weeks=20, plan_clock=date(2026, 9, 1)))
        assert "review at the longest length" not in days(planned(weeks=20))


class TestNotice:
    """placement.md offsite-direction.notice.timing: two school days of the home school, strict and customary."""

    def test_strict_and_customary(self) -> None:
        notice = planned(basis=Basis.DIRECTION, directed_by=SchoolKind.MAINTAINED)["written notice"]
        assert notice.due == Deadline(date(2026, 9, 9), customary_last_day=date(2026, 9, 10)) or (
            isinstance(notice.due, Deadline)
            and (notice.due.last_day, notice.due.customary_last_day) == (date(2026, 9, 9), date(2026, 9, 10))
        )
        assert notice.who == "Directing school's board"

    @pytest.mark.parametrize(
        ("changes", "why"),
        [
            ({"directed_by": SchoolKind.INDEPENDENT}, "cannot direct"),
            ({"home_school": "BROOK"}, "the term dates of BROOK"),
            ({"home_school": None}, "the directing school"),
            ({"start": date(2026, 9, 4)}, "the term dates of HILL are known from"),
            ({"basis": UNKNOWN}, "the legal basis is not recorded"),
        ],
    )
    def test_cannot_be_told(self, changes: dict[str, Any], why: str) -> None:
        due = planned(**{"basis": Basis.DIRECTION, **changes})["written notice"].due
        assert isinstance(due, NotKnown) and why in due.why

    def test_where_the_law_on_academies_is_not_known_it_is_asked(self) -> None:
        summer = SchoolCalendar.of_terms("CENTRE", terms=[Term("summer 2026", date(2026, 4, 13), date(2026, 7, 22))])
        due = planned(
            basis=Basis.DIRECTION, directed_by=SchoolKind.ACADEMY, start=date(2026, 7, 6), weeks=1,
            calendars=Calendars({"CENTRE": summer, "HILL": summer}),
        )["written notice"].due  # fmt: skip
        found = power(SchoolKind.ACADEMY, date(2026, 7, 6))
        assert isinstance(found, Unknown) and due == NotKnown(found.needs[0].ask)

    def test_the_authority_that_keeps_a_plan_is_given_it_too(self) -> None:
        """As the timetable of the direction itself has it: the same days, owed by the board."""
        directed = {"basis": Basis.DIRECTION, "directed_by": SchoolKind.MAINTAINED}
        plan = planned(**directed, plan_clock=date(2026, 3, 2))
        whole = direction_timetable(decided_on=date(2026, 9, 7), first_day=STORY["start"], calendar=HILL, has_plan=True)
        for name in ("written notice", "notice to the plan's authority"):
            assert plan[name] == whole[name]
        assert "notice to the plan's authority" not in days(planned(**directed))

    def test_none_without_a_direction(self) -> None:
        assert "written notice" not in days(planned())


class TestKeyStage4:
    """placement.md section 10 invariant 8; the move in mid-placement."""

    def test_a_long_placement_runs_to_the_end_of_year_11(self) -> None:
        plan = plan_placement(**LONG)
        assert days(plan)["planned end"] == days(plan)["leaving date"] == "2028-06-30"
        assert not {"final review", "return"} & set(days(plan))

    def test_the_birth_date_decides_the_leaving_date(self) -> None:
        """A summer-born pupil taught a year behind leaves by age (age.compulsory.end)."""
        assert days(plan_placement(**LONG, born=date(2011, 8, 31)))["leaving date"] == "2027-06-25"

    def test_beyond_the_calendar_the_end_is_known_and_the_reviews_are_not(self) -> None:
        one_year = SchoolCalendar.of_terms("CENTRE", terms=CENTRE.terms[:3])
        plan = plan_placement(**{**LONG, "calendars": Calendars({"CENTRE": one_year})})
        assert days(plan)["planned end"] == "2028-06-30"
        assert days(plan)["later half-termly reviews"] == "?"

    def test_over_the_move_there_is_a_review_before_it(self) -> None:
        plan = days(planned(start=date(2027, 6, 7), year=YearGroup.Y9))
        assert plan["review before the move into Key Stage 4"] == "2027-07-21"
        assert plan["move into Key Stage 4"] == "2027-09-02"
        assert "move into Key Stage 4" not in days(planned(start=date(2027, 6, 7), year=YearGroup.Y8))

    def test_a_year_that_is_not_known(self) -> None:
        """Nothing is guessed: neither the length nor the move."""
        for year in (UNKNOWN, YearGroup.X):
            plan = days(planned(year=year))
            assert plan["planned end"] == plan["move into Key Stage 4"] == "?"

    def test_without_a_year_no_move_is_asked_of_weeks_within_one_academic_year(self) -> None:
        for start, asked in ((date(2026, 9, 14), False), (date(2027, 6, 14), False), (date(2027, 7, 5), True)):
            plan = days(planned(year=UNKNOWN, start=start, weeks=5))
            assert ("move into Key Stage 4" in plan) is asked

    def test_a_centre_without_a_review_before_the_move(self) -> None:
        policy = PlacementPolicy(review_before_key_stage_4=False)
        plan = days(planned(start=date(2027, 6, 7), year=YearGroup.Y9, policy=policy))
        assert plan["move into Key Stage 4"] == "2027-09-02"
        assert "review before the move into Key Stage 4" not in plan

    def test_a_long_placement_at_key_stage_3_has_no_usual_end(self) -> None:
        due = planned(duration=Duration.LONG)["planned end"].due
        assert isinstance(due, NotKnown) and "no usual end" in due.why
        after = plan_placement(**{**LONG, "year": YearGroup.Y11, "start": date(2027, 7, 1)})["planned end"].due
        assert isinstance(after, NotKnown) and "has ended" in after.why

    def test_a_calendar_that_ends_in_july_or_before(self) -> None:
        """The summer term to its end tells that the placement goes over the move; a shorter one does not."""
        whole = SchoolCalendar.of_terms("CENTRE", terms=CENTRE.terms[:3])
        part = SchoolCalendar.of_terms("CENTRE", terms=CENTRE.terms[:2])
        asked = {"start": date(2027, 2, 1), "year": YearGroup.Y9, "weeks": 30}
        plan = days(planned(**asked, calendars=Calendars({"CENTRE": whole})))
        assert (plan["review before the move into Key Stage 4"], plan["move into Key Stage 4"]) == ("2027-07-21", "?")
        assert "review before the move into Key Stage 4" not in days(
            planned(**asked, calendars=Calendars({"CENTRE": part}))
        )


class TestReturnBesideTwoHalfTerms:
    """The school's half term is a week before the centre's: what would begin in it moves, and keeps its distance."""

    def test_a_step_that_the_school_s_holiday_pushes_onto_the_next_falls_out(self) -> None:
        """Steps on 11, 18 and 25 January, 1 and 8 February: HILL is closed from the 8th to the 12th."""
        steps = days(planned(start=date(2026, 11, 23), weeks=10, return_weeks=5, policy=PlacementPolicy()))
        back = {name: day for name, day in steps.items() if name.startswith("return")}
        assert list(back.values()) == sorted(set(back.values()))
        assert "2027-02-08" not in back.values() and back["return"] == "2027-02-15"


class TestAnnualReview:
    """EHC-T-04: the twelve months that end inside the placement."""

    def test_each_of_a_long_placement(self) -> None:
        """The second is twelve months after the first, if that is decided on its last day."""
        plan = planned(**LONG, plan_clock=date(2026, 3, 2))
        assert [(step.name, step.due.last_day) for step in plan if step.name.startswith("annual")] == [  # type: ignore[union-attr]
            ("annual review", date(2027, 3, 1)), ("annual review 2", date(2028, 2, 29)),
        ]  # fmt: skip

    def test_falls_inside_or_not(self) -> None:
        inside = planned(plan_clock=date(2025, 11, 20))["annual review"]
        assert isinstance(inside.due, Deadline) and inside.due.last_day == date(2026, 11, 19)
        assert inside.citation == "CFA 2014 s.44(1)" and inside.who == "Local authority"
        assert "annual review" not in days(planned(plan_clock=date(2026, 3, 1)))
        assert days(planned(plan_clock=UNKNOWN))["annual review"] == "?"


class TestTheReturn:
    """placement.md section 10(c): the sessions move from the centre to the school."""

    def test_without_a_school_to_return_to(self) -> None:
        """A permanently excluded Key Stage 3 pupil: no guess at a school."""
        assert days(planned(home_school=None, basis=Basis.PERMANENT_EXCLUSION))["return"] == "?"
        assert days(planned(returns_to="BROOK"))["return"] == "?"
        assert days(planned(weeks=300))["return"] == "?"

    @pytest.mark.parametrize(("weeks", "closed_from", "steps"), [
        (13, date(2026, 11, 23), 2), (12, date(2026, 11, 23), 2), (13, date(2026, 11, 30), 3),
        (13, date(2026, 12, 7), 4),
    ])  # fmt: skip
    def test_no_step_on_the_day_of_the_return_even_past_the_centres_term_dates(
        self, weeks: int, closed_from: date, steps: int
    ) -> None:
        """The school is closed in the last weeks: what was to begin then would begin with the return in January."""
        autumn = SchoolCalendar.of_terms("CENTRE", terms=CENTRE.terms[:1])
        for centre in (CENTRE, autumn):
            theirs = SchoolCalendar.of_terms("HILL", terms=HILL.terms, breaks=[(closed_from, date(2026, 12, 18))])
            plan = days(planned(weeks=weeks, calendars=Calendars({"CENTRE": centre, "HILL": theirs})))
            begun = [day for name, day in plan.items() if name.startswith("return, step")]
            assert plan["return"] == "2027-01-05" not in begun and len(begun) == steps

    def test_past_the_receiving_schools_calendar(self) -> None:
        assert days(planned(start=date(2028, 6, 26), weeks=4, return_weeks=0))["return"] == "?"


class TestBadInput:
    """Refused, with all that is wrong together."""

    def test_outside_the_calendar(self) -> None:
        for start in (date(2026, 9, 2), date(2029, 1, 1)):
            with pytest.raises(OutsideCalendar):
                planned(start=start)
        with pytest.raises(UnknownSchool):
            planned(centre="BROOK")

    @pytest.mark.parametrize(
        ("changes", "fields"),
        [
            ({"weeks": 0}, ["weeks"]),
            ({"weeks": True}, ["weeks"]),
            ({"year": KeyStage.KS3}, ["year"]),
            ({"weeks": 3, "end": date(2026, 9, 1)}, ["end", "end"]),
            ({"return_weeks": 7}, ["return_weeks"]),
            ({"return_weeks": -1, "weeks": 0}, ["weeks", "return_weeks"]),
        ],
    )
    def test_impossible(self, changes: dict[str, Any], fields: list[str]) -> None:
        with pytest.raises(InvalidValue) as refused:
            planned(**changes)
        assert [fault.path for fault in refused.value.faults] == fields


class TestWhatIf:
    """Two plans: what moved, came and went."""

    def test_a_later_start_moves_what_hangs_on_it(self) -> None:
        found = what_if(planned(return_weeks=0), planned(return_weeks=0, start=date(2026, 9, 28)))
        assert [(each.deadline, each.now.last_day.isoformat()) for each in found.moved] == [
            ("first day", "2026-09-28"),
            ("first review", "2026-11-13"),
            ("final review", "2027-01-07"),
            ("planned end", "2027-01-08"),
            ("return", "2027-01-11"),
        ]
        assert (found.came, found.went, found.retold, found.same) == ((), (), (), False)

    def test_a_direction_brings_notice_and_a_missing_calendar_takes_a_day(self) -> None:
        alone = Calendars({"CENTRE": CENTRE})
        found = what_if(planned(return_weeks=0), planned(return_weeks=0, basis=Basis.DIRECTION, calendars=alone))
        assert [step.name for step in found.came] == ["written notice"]
        assert [(each.step, isinstance(each.now, NotKnown)) for each in found.retold] == [("return", True)]
        back = what_if(planned(basis=Basis.DIRECTION), planned())
        assert [step.name for step in back.went] == ["written notice"]
