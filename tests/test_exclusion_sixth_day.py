"""The sixth day: full-time education for a suspended or permanently excluded pupil, by whom, and from which day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ap_core import (
    UNKNOWN,
    Actor,
    Calendars,
    EHCPlan,
    HalfDays,
    InvalidValue,
    PermanentExclusion,
    Policy,
    Pupil,
    SchoolCalendar,
    Suspension,
    Term,
    Verdict,
    YearGroup,
    check,
)
from ap_core.exclusion import BoardDecision, Cancellation, PartDay, Procedure
from ap_core.exclusion.education import EducationPlace, SixthDayException
from ap_core.exclusion.sixth_day_facts import sixth_day_facts
from ap_core.exclusion.sixth_day_rules import AFTER_PERMANENT_EXCLUSION
from ap_core.exclusion.sixth_days import last_run, sixth_day
from ap_core.law.rulebook import Asked
from ap_core.law.unknown import Reason, Unknown
from ap_core.placement.records import Basis
from ap_core.policy import Area
from ap_core.registration.records import SchoolKind
from tests.placements import AGREED, CALENDARS, MONDAY, STORY_CALENDAR, findings, placed, verdicts
from tests.unknowns import assert_only_learns, with_gaps

EXCLUSION = "exclusion.permanent.sixth_day"
SUSPENSION = "exclusion.suspension.sixth_day"
FROM_A_UNIT = "exclusion.suspension.sixth_day_pru"
BEFORE, PLACE = "exclusion.suspension.sixth_day_2007", "exclusion.suspension.education_place"
MET, NOT_MET, PENDING, UNDETERMINED = Verdict.MET, Verdict.NOT_MET, Verdict.PENDING, Verdict.UNDETERMINED
#: Monday 2 November 2026, the day of verification C1's example.
NOVEMBER_2 = date(2026, 11, 2)
TO_20_NOVEMBER = [day for day in STORY_CALENDAR.school_days if day <= date(2026, 11, 20)]


def excluded(first_day: Any, on: Any = NOVEMBER_2, **changes: Any) -> Any:
    record = placed(**{"basis": Basis.PERMANENT_EXCLUSION, "first_day": first_day, "planned_end": None, **changes})
    return record.but(permanent_exclusions=(PermanentExclusion(ref="X", school="HILL", on=on, education_from=None),))


def suspended(first_day: Any, *spans: tuple[Any, Any], school: str = "HILL") -> Any:
    record = placed(basis=Basis.SUSPENSION, first_day=first_day, planned_end=None, reviews=())
    return record.but(
        suspensions=tuple(
            Suspension(
                ref=f"S{at}", school=school, first_day=first, last_day=last, part_days=(), education_from=None,
                school_kind=SchoolKind.MAINTAINED,
            )
            for at, (first, last) in enumerate(spans)
        )
    )  # fmt: skip


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

    def test_a_start_that_is_only_planned_is_pending_until_the_day(self) -> None:
        record = excluded(date(2026, 11, 30), on=date(2026, 11, 20))
        assert verdicts(record, EXCLUSION, date(2026, 11, 23)) == [PENDING]
        assert verdicts(record, EXCLUSION, date(2026, 11, 30)) == [MET]

    def test_while_the_exclusion_is_under_review_too(self) -> None:
        assert verdicts(excluded(date(2026, 11, 11), basis=Basis.EXCLUSION_PENDING), EXCLUSION) == [NOT_MET]

    def test_holidays_of_the_excluding_school_are_not_counted(self) -> None:
        (finding,) = findings(excluded(date(2026, 11, 4), on=date(2026, 10, 22)), EXCLUSION)
        assert finding.due is not None and finding.due.last_day == date(2026, 11, 9)

    @pytest.mark.parametrize("on", [date(2026, 6, 1), date(2026, 12, 1)])
    def test_silent_of_an_earlier_year_and_of_a_day_to_come(self, on: date) -> None:
        assert verdicts(excluded(date(2026, 11, 11), on=on), EXCLUSION) == []

    @pytest.mark.parametrize("change", [
        {"basis": Basis.AGREEMENT}, {"basis": UNKNOWN}, {"ended_on": date(2026, 11, 20)},
        {"first_day": date(2026, 9, 14)},
    ])  # fmt: skip
    def test_owed_whatever_placement_is_on_record(self, change: Any) -> None:
        """A placement from before the exclusion tells nothing of education since; with none recorded there was none."""
        assert verdicts(excluded(**{"first_day": date(2026, 11, 11), **change}), EXCLUSION) == [NOT_MET]

    def test_owed_without_any_placement(self) -> None:
        record = excluded(MONDAY).but(placements=())
        days = (date(2026, 11, 10), date(2026, 11, 11))
        assert [verdicts(record, EXCLUSION, day) for day in days] == [[PENDING], [NOT_MET]]

    @pytest.mark.parametrize(("told", "expected"), [
        (date(2026, 11, 4), MET), (date(2026, 11, 10), MET), (date(2026, 11, 11), NOT_MET), (None, NOT_MET),
        (UNKNOWN, UNDETERMINED),
    ])  # fmt: skip
    def test_education_arranged_before_the_placement_is_told_with_the_exclusion(
        self, told: Any, expected: Verdict
    ) -> None:
        """Where nobody has said whether there was any before a late placement, that is asked."""
        record = excluded(date(2026, 11, 16))
        (exclusion,) = record.permanent_exclusions
        (finding,) = findings(record.but(permanent_exclusions=(exclusion.but(education_from=told),)), EXCLUSION)
        assert finding.verdict is expected
        if told is UNKNOWN:
            assert finding.missing == ("permanent_exclusions[0].education_from",)

    def test_its_day_is_asked_for(self) -> None:
        (finding,) = findings(excluded(date(2026, 11, 11), on=UNKNOWN), EXCLUSION)
        assert finding.verdict is UNDETERMINED and finding.missing == ("permanent_exclusions[0].on",)

    def test_silent_where_there_was_none(self) -> None:
        assert verdicts(excluded(date(2026, 11, 11)).but(permanent_exclusions=()), EXCLUSION) == []

    def test_whether_there_was_one_is_asked_where_nobody_knows(self) -> None:
        """Not known is not none: one question, of a system that holds them, and not before the duty began."""
        record = excluded(date(2026, 11, 11)).but(permanent_exclusions=UNKNOWN)
        review = check(record, on=MONDAY, calendars=CALENDARS)
        [finding] = [each for each in review if "permanent_exclusions" in each.missing]
        assert (finding.rule, finding.verdict) == (EXCLUSION, UNDETERMINED)
        assert finding.missing == ("permanent_exclusions",)
        held_nowhere = Policy(not_recorded=frozenset((Area.PERMANENT_EXCLUSIONS,)))
        assert not [each for each in check(record, on=MONDAY, calendars=CALENDARS, policy=held_nowhere)
                    if each.rule == EXCLUSION]  # fmt: skip
        began = date(2007, 9, 1)
        for on, many in ((began, 1), (began - timedelta(days=1), 0)):
            told = check(record.but(pupil=Pupil(ref="A")), on=on, calendars=CALENDARS)
            assert len([each for each in told if each.rule == EXCLUSION]) == many

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
        (date(2026, 11, 2), MET), (date(2026, 11, 10), MET), (date(2026, 11, 11), NOT_MET),
        (date(2026, 10, 30), NOT_MET), (UNKNOWN, UNDETERMINED),
    ])  # fmt: skip
    def test_education_that_began_in_an_earlier_placement(self, began: Any, expected: Verdict) -> None:
        """From the exclusion on, wherever it was; a placement from before the exclusion is another matter."""
        record = excluded(date(2026, 11, 16))
        (here,) = record.placements
        for ended_on in (date(2026, 11, 13), None):
            before = here.but(ref="B", centre="DALE", first_day=began, ended_on=ended_on)
            assert verdicts(record.but(placements=(before, here)), EXCLUSION) == [expected]

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

    def test_owed_whatever_placement_is_on_record(self) -> None:
        """A pupil at the centre since September: whether the education there went on full-time has to be told."""
        record = suspended(date(2026, 11, 16), (NOVEMBER_2, date(2026, 11, 13)))
        for placements in ((AGREED,), ()):
            assert verdicts(record.but(placements=placements), SUSPENSION) == [NOT_MET]
        assert verdicts(record.but(placements=UNKNOWN), SUSPENSION) == [UNDETERMINED]
        assert verdicts(record.but(suspensions=UNKNOWN), SUSPENSION) == []

    def test_of_an_earlier_year_nothing_is_said(self) -> None:
        assert verdicts(suspended(MONDAY, (date(2026, 7, 1), date(2026, 7, 17))), SUSPENSION) == []

    def test_told_with_the_second_of_two(self) -> None:
        """Education that the record of either says began by the sixth day is enough."""
        record = suspended(MONDAY, (NOVEMBER_2, date(2026, 11, 6)), (date(2026, 11, 9), date(2026, 11, 18)))
        first, second = record.suspensions
        record = record.but(placements=())
        for day, expected in ((date(2026, 11, 9), MET), (date(2026, 11, 10), NOT_MET)):
            told = record.but(suspensions=(first, second.but(education_from=day)))
            assert verdicts(told, SUSPENSION) == [expected]
        asked = record.but(suspensions=(first.but(education_from=UNKNOWN), second))
        (finding,) = findings(asked, SUSPENSION)
        assert finding.verdict is UNDETERMINED and finding.missing == ("suspensions[0].education_from",)

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


class TestWhoOwesIt:
    """EIA 2006 s.100(1), (5), EA 1996 s.19(3A)(b): the school; the authority where a pupil referral unit suspended."""

    LAST = date(2026, 11, 13)

    def of_kind(self, kind: Any, school: str = "HILL") -> Any:
        record = suspended(date(2026, 11, 16), (NOVEMBER_2, self.LAST), school=school)
        return record.but(suspensions=(record.suspensions[0].but(school_kind=kind),))

    @pytest.mark.parametrize("kind", [
        SchoolKind.MAINTAINED, SchoolKind.MAINTAINED_SPECIAL, SchoolKind.ACADEMY, SchoolKind.AP_ACADEMY,
    ])  # fmt: skip
    def test_the_school_that_suspended(self, kind: SchoolKind) -> None:
        (finding,) = findings(self.of_kind(kind), SUSPENSION)
        assert (finding.verdict, finding.who) == (NOT_MET, Actor.HOME_SCHOOL) and not finding.who.is_ours
        assert verdicts(self.of_kind(kind), FROM_A_UNIT) == []

    def test_an_ap_academy_that_is_the_centre_owes_it_itself(self) -> None:
        """And its own placement is no education elsewhere."""
        record = self.of_kind(SchoolKind.AP_ACADEMY, school="CENTRE")
        for first_day in (date(2026, 11, 4), date(2026, 11, 16)):
            there = record.but(placements=(record.placements[0].but(first_day=first_day),))
            (finding,) = findings(there, SUSPENSION)
            assert (finding.verdict, finding.who) == (NOT_MET, Actor.CENTRE)

    @pytest.mark.parametrize("school", ["HILL", "CENTRE"])
    def test_the_authority_where_a_unit_suspended(self, school: str) -> None:
        """Never the unit's management committee, and so never the centre's breach."""
        record = self.of_kind(SchoolKind.PRU, school)
        (finding,) = findings(record, FROM_A_UNIT)
        assert (finding.verdict, finding.who) == (NOT_MET, Actor.AUTHORITY)
        assert str(finding.citation) == "SI 2007/1870 reg 4(3)(b)" and "had to arrange" in finding.because
        assert verdicts(record, SUSPENSION) == []

    def test_a_kind_not_known_is_asked_and_nobody_is_blamed(self) -> None:
        for rule in (SUSPENSION, FROM_A_UNIT):
            (finding,) = findings(self.of_kind(UNKNOWN), rule)
            assert finding.verdict is UNDETERMINED and finding.missing == ("suspensions[0].school_kind",)
        short = suspended(MONDAY, (NOVEMBER_2, date(2026, 11, 6)))
        unknown = short.but(suspensions=(short.suspensions[0].but(school_kind=UNKNOWN),))
        assert verdicts(unknown, SUSPENSION) == verdicts(unknown, FROM_A_UNIT) == []

    def test_of_two_in_a_row_either_tells_the_kind_of_school(self) -> None:
        record = suspended(date(2026, 11, 16), (NOVEMBER_2, date(2026, 11, 6)), (date(2026, 11, 9), self.LAST))
        first, second = record.suspensions
        for both in ((first.but(school_kind=UNKNOWN), second), (first, second.but(school_kind=UNKNOWN))):
            assert verdicts(record.but(suspensions=both), SUSPENSION) == [NOT_MET]

    @pytest.mark.parametrize("kind", [SchoolKind.INDEPENDENT, SchoolKind.COLLEGE, SchoolKind.NOT_A_SCHOOL])
    def test_a_kind_that_cannot_suspend_is_refused(self, kind: SchoolKind) -> None:
        with pytest.raises(InvalidValue, match="school_kind: cannot suspend under the Act"):
            self.of_kind(kind)


class TestExceptions:
    """SI 2007/1870 reg 5: Year 11 with no examination left; fewer hours in a plan. Asked only where it may be."""

    LATE, IN_TIME = date(2026, 11, 11), date(2026, 11, 10)
    PLAN = EHCPlan(authority="SHIRE", made_on=date(2025, 9, 1))

    def late(self, *, year: Any = YearGroup.Y8, plan: Any = None, said: Any = UNKNOWN, began: date = LATE) -> Any:
        record = excluded(began)
        (exclusion,) = record.permanent_exclusions
        return record.but(
            pupil=record.pupil.but(taught_year=year), plan=plan,
            permanent_exclusions=(exclusion.but(no_education_owed=said),),
        )  # fmt: skip

    def test_nobody_else_is_asked(self) -> None:
        assert verdicts(self.late(), EXCLUSION) == [NOT_MET]

    @pytest.mark.parametrize(
        ("of", "exception", "other"),
        [({"year": YearGroup.Y11}, SixthDayException.NO_EXAM_LEFT, SixthDayException.HOURS_OF_PLAN),
         ({"plan": PLAN}, SixthDayException.HOURS_OF_PLAN, SixthDayException.NO_EXAM_LEFT)],
    )  # fmt: skip
    def test_each_where_it_may_be(self, of: Any, exception: SixthDayException, other: SixthDayException) -> None:
        (finding,) = findings(self.late(**of), EXCLUSION)
        assert (finding.verdict, finding.missing) == (UNDETERMINED, ("permanent_exclusions[0].no_education_owed",))
        assert verdicts(self.late(**of, said=exception), EXCLUSION) == []
        for said in (None, other):
            assert verdicts(self.late(**of, said=said), EXCLUSION) == [NOT_MET]
        assert verdicts(self.late(said=exception), EXCLUSION) == [NOT_MET]

    def test_education_in_time_makes_the_question_idle(self) -> None:
        for said in (UNKNOWN, None, SixthDayException.NO_EXAM_LEFT):
            assert verdicts(self.late(year=YearGroup.Y11, said=said, began=self.IN_TIME), EXCLUSION) == [MET]

    def test_whether_it_may_be_is_asked(self) -> None:
        (finding,) = findings(self.late(plan=UNKNOWN), EXCLUSION)
        assert set(finding.missing) == {"plan", "permanent_exclusions[0].no_education_owed"}
        (finding,) = findings(self.late(year=UNKNOWN, said=SixthDayException.NO_EXAM_LEFT), EXCLUSION)
        assert finding.missing == ("pupil.taught_year",)
        assert verdicts(self.late(plan=UNKNOWN, said=None), EXCLUSION) == [NOT_MET]

    def test_of_a_suspension_and_of_either_of_two(self) -> None:
        record = suspended(date(2026, 11, 16), (NOVEMBER_2, date(2026, 11, 6)), (date(2026, 11, 9), date(2026, 11, 10)))
        first, second = record.suspensions
        leaver = record.but(pupil=record.pupil.but(taught_year=YearGroup.Y11))
        assert verdicts(leaver, SUSPENSION) == [UNDETERMINED]
        told = second.but(no_education_owed=SixthDayException.NO_EXAM_LEFT)
        assert verdicts(leaver.but(suspensions=(first, told)), SUSPENSION) == []

    @settings(max_examples=40, deadline=None)
    @given(st.data())
    def test_more_is_only_learned(self, data: st.DataObject) -> None:
        full = self.late(
            year=data.draw(st.sampled_from([YearGroup.Y8, YearGroup.Y11])),
            plan=data.draw(st.sampled_from([None, self.PLAN])),
            said=data.draw(st.sampled_from([None, *SixthDayException])),
            began=data.draw(st.sampled_from([self.LATE, self.IN_TIME])),
        )
        asked = Asked(MONDAY, CALENDARS, Policy())
        gaps = with_gaps(full, data)
        assert_only_learns(list(sixth_day_facts(gaps, asked)), list(sixth_day_facts(full, asked)))


class TestWhere:
    """EIA 2006 s.100(3): not at the school that suspended, unless jointly with another."""

    def at(self, place: Any, school_kind: SchoolKind = SchoolKind.MAINTAINED, **changes: Any) -> Any:
        record = suspended(MONDAY, (NOVEMBER_2, date(2026, 11, 13)))
        (suspension,) = record.suspensions
        given_as = {"education_from": date(2026, 11, 9), **changes}
        told = suspension.but(education_place=place, school_kind=school_kind, **given_as)
        return record.but(placements=(), suspensions=(told,))

    @pytest.mark.parametrize(
        ("place", "verdict"),
        [(EducationPlace.ELSEWHERE, MET), (EducationPlace.JOINTLY, MET), (EducationPlace.AT_THE_SCHOOL, NOT_MET),
         (UNKNOWN, UNDETERMINED)],
    )  # fmt: skip
    def test_each_place(self, place: Any, verdict: Verdict) -> None:
        assert verdicts(self.at(place), PLACE) == [verdict]

    def test_a_placement_that_began_since_is_elsewhere(self) -> None:
        record = suspended(date(2026, 11, 9), (NOVEMBER_2, date(2026, 11, 13)))
        assert verdicts(record, PLACE) == [MET]

    def test_of_which_education_began_first(self) -> None:
        here = self.at(EducationPlace.AT_THE_SCHOOL, education_from=date(2026, 11, 10))
        for began, expected in ((date(2026, 11, 9), MET), (date(2026, 11, 11), NOT_MET), (UNKNOWN, UNDETERMINED)):
            there = here.but(placements=suspended(began).placements)
            assert verdicts(there, PLACE) == [expected]

    def test_silent_where_there_was_none_and_of_a_unit(self) -> None:
        """A unit's suspension is the authority's to provide for: the section does not bind it."""
        for record in (
            self.at(EducationPlace.AT_THE_SCHOOL, education_from=None),
            self.at(EducationPlace.AT_THE_SCHOOL, SchoolKind.PRU),
            self.at(EducationPlace.AT_THE_SCHOOL, last_day=date(2026, 11, 6), education_from=date(2026, 11, 6)),
        ):
            assert verdicts(record, PLACE) == []


class TestBefore2015:
    """As made, SI 2007/1870 counted the days of the one exclusion; since 5 January 2015 those in a row."""

    def year(self, first: int) -> Calendars:
        terms = [
            Term("autumn", date(first, 9, 3), date(first, 12, 19)),
            Term("spring", date(first + 1, 1, 5), date(first + 1, 4, 2)),
        ]
        return Calendars({"HILL": SchoolCalendar.of_terms("HILL", terms=terms)})

    def asked(
        self, rule: str, *spans: tuple[date, date], on: date = date(2015, 1, 30), **changes: Any
    ) -> list[Verdict]:
        record = suspended(MONDAY, *spans).but(placements=(), registrations=())
        older = record.but(
            pupil=record.pupil.but(born=date(2002, 3, 14)),
            suspensions=tuple(each.but(**changes) for each in record.suspensions),
        )
        return verdicts(older, rule, date(2015, 1, 30), calendars=self.year(2014))

    def test_each_had_its_own_sixth_day(self) -> None:
        three = date(2014, 12, 10), date(2014, 12, 12)
        four = date(2014, 12, 15), date(2014, 12, 18)
        assert self.asked(SUSPENSION, three, four) == self.asked(BEFORE, three, four) == []
        assert self.asked(BEFORE, (date(2014, 12, 11), date(2014, 12, 18))) == [NOT_MET]
        assert self.asked(SUSPENSION, (date(2014, 12, 11), date(2014, 12, 18))) == []

    def test_over_the_turn(self) -> None:
        """The last of those in a row decides: from 5 January on it counts with those before it."""
        five, one = (date(2014, 12, 15), date(2014, 12, 19)), (date(2015, 1, 5), date(2015, 1, 5))
        assert self.asked(SUSPENSION, five, one) == [NOT_MET] and self.asked(BEFORE, five, one) == []
        one_long = (date(2014, 12, 15), date(2015, 1, 6))
        assert self.asked(BEFORE, one_long) == [NOT_MET] and self.asked(SUSPENSION, one_long) == []

    def test_of_a_unit(self) -> None:
        long = date(2014, 12, 11), date(2014, 12, 18)
        assert self.asked(f"{FROM_A_UNIT}_2007", long, school_kind=SchoolKind.PRU) == [NOT_MET]
        assert self.asked(FROM_A_UNIT, long, school_kind=SchoolKind.PRU) == []


class TestCancelledOrBack:
    """What was cancelled, or ended by the board, owes nothing beyond the day the pupil was back."""

    def procedure(self, back: Any = UNKNOWN, *, cancelled: bool = True, **more: Any) -> Procedure:
        return Procedure(cancelled=Cancellation(on=date(2026, 11, 5)) if cancelled else None, back_on=back, **more)

    @pytest.mark.parametrize(
        ("back", "expected"),
        [(date(2026, 11, 10), []), (date(2026, 11, 11), [NOT_MET]), (None, [NOT_MET]), (UNKNOWN, [UNDETERMINED])],
    )
    def test_a_permanent_exclusion(self, back: Any, expected: list[Verdict]) -> None:
        record = excluded(MONDAY)
        (exclusion,) = record.permanent_exclusions
        given_as = record.but(permanent_exclusions=(exclusion.but(procedure=self.procedure(back)),))
        assert verdicts(given_as, EXCLUSION) == expected

    def test_one_that_the_board_may_have_ended(self) -> None:
        (exclusion,) = excluded(MONDAY).permanent_exclusions
        for decision, expected in (
            (UNKNOWN, [UNDETERMINED]), (None, [NOT_MET]),
            (BoardDecision(on=date(2026, 11, 6), reinstates=False), [NOT_MET]),
            (BoardDecision(on=date(2026, 11, 6), reinstates=True), [UNDETERMINED]),
        ):  # fmt: skip
            kept = exclusion.but(procedure=self.procedure(cancelled=False, decision=decision))
            assert verdicts(excluded(MONDAY).but(permanent_exclusions=(kept,)), EXCLUSION) == expected

    @pytest.mark.parametrize(("back", "expected"), [(date(2026, 11, 9), []), (date(2026, 11, 10), [NOT_MET])])
    def test_a_suspension(self, back: date, expected: list[Verdict]) -> None:
        record = suspended(MONDAY, (NOVEMBER_2, date(2026, 11, 13)))
        (suspension,) = record.suspensions
        given_as = record.but(suspensions=(suspension.but(procedure=self.procedure(back)),))
        assert verdicts(given_as, SUSPENSION) == expected
        before = suspension.but(procedure=Procedure(cancelled=Cancellation(on=date(2026, 10, 30))))
        assert verdicts(record.but(suspensions=(before,)), SUSPENSION) == []


class TestPartsOfDays:
    """A lunchtime, a morning or an afternoon: at school in between, and no source says what that makes of the count."""

    def parted(self, *parts: PartDay, last: date = date(2026, 11, 13), **changes: Any) -> Any:
        record = suspended(date(2026, 11, 16), (NOVEMBER_2, last))
        return record.but(suspensions=(record.suspensions[0].but(part_days=parts, **changes),))

    @pytest.mark.parametrize("part", [
        PartDay(on=date(2026, 11, 4), lunchtime=True), PartDay(on=date(2026, 11, 9), morning=True),
        PartDay(on=NOVEMBER_2, morning=True), PartDay(on=date(2026, 11, 13), morning=True, lunchtime=True),
    ])  # fmt: skip
    def test_readings_differ(self, part: PartDay) -> None:
        (finding,) = findings(self.parted(part), SUSPENSION)
        assert finding.verdict is UNDETERMINED and "a lawyer" in {need.of for need in finding.needs}

    def test_lunchtimes_alone_are_no_run_for_certain(self) -> None:
        """EX-EDU-04: the pupil is at school on each of the days."""
        school_days = [day for day in STORY_CALENDAR.school_days if NOVEMBER_2 <= day <= date(2026, 11, 13)]
        record = self.parted(*[PartDay(on=day, lunchtime=True) for day in school_days])
        assert verdicts(record, SUSPENSION) == [UNDETERMINED]

    @pytest.mark.parametrize(("began", "expected"), [
        (date(2026, 11, 9), MET), (date(2026, 11, 10), UNDETERMINED), (date(2026, 11, 11), NOT_MET),
    ])  # fmt: skip
    def test_suspended_in_the_middle_of_the_first_day(self, began: date, expected: Verdict) -> None:
        """The day itself is the first, or the next is: in time by both, by one, by neither."""
        record = self.parted(PartDay(on=NOVEMBER_2, afternoon=True), education_from=began)
        assert verdicts(record, SUSPENSION) == [expected]

    def test_six_days_of_which_the_first_is_half_a_day(self) -> None:
        record = self.parted(PartDay(on=NOVEMBER_2, afternoon=True), last=date(2026, 11, 9))
        assert verdicts(record, SUSPENSION) == [UNDETERMINED]

    def test_morning_and_afternoon_are_a_whole_day(self) -> None:
        record = self.parted(PartDay(on=date(2026, 11, 4), morning=True, afternoon=True))
        assert verdicts(record, SUSPENSION) == [NOT_MET]

    def test_parts_not_recorded_are_asked_for_unless_the_length_tells(self) -> None:
        (suspension,) = self.parted().suspensions
        record = self.parted().but(suspensions=(suspension.but(part_days=UNKNOWN),))
        (finding,) = findings(record, SUSPENSION)
        assert finding.verdict is UNDETERMINED and finding.missing == ("suspensions[0].part_days",)
        told = record.but(suspensions=(suspension.but(part_days=UNKNOWN, length=HalfDays(20)),))
        assert verdicts(told, SUSPENSION) == [NOT_MET]


@pytest.mark.parametrize("told", [date(2026, 11, 1), date(2026, 10, 1)])
def test_education_before_the_exclusion_is_refused(told: date) -> None:
    with pytest.raises(InvalidValue, match="education_from: is before on"):
        PermanentExclusion(ref="X", school="HILL", on=NOVEMBER_2, education_from=told)
    with pytest.raises(InvalidValue, match="education_from: is before first_day"):
        Suspension(ref="S", school="HILL", first_day=NOVEMBER_2, education_from=told)


def two_placements() -> Any:
    record = excluded(date(2026, 11, 16))
    (here,) = record.placements
    return record.but(placements=(here.but(ref="B", first_day=date(2026, 11, 10), ended_on=date(2026, 11, 13)), here))


class TestWhatIsNotKnown:
    """Filling a gap changes no fact that was known."""

    def test_an_earlier_beginning_is_no_better_than_one_by_the_sixth_day(self) -> None:
        asked = Asked(MONDAY, CALENDARS, Policy())
        record = suspended(date(2026, 11, 9), (NOVEMBER_2, date(2026, 11, 13)))
        for told in (UNKNOWN, None, date(2026, 11, 4)):
            (row,) = sixth_day_facts(record.but(suspensions=(record.suspensions[0].but(education_from=told),)), asked)
            assert row.education_from == date(2026, 11, 9)

    @given(st.data())
    def test_more_is_only_learned(self, data: st.DataObject) -> None:
        asked = Asked(MONDAY, CALENDARS, Policy())
        record = data.draw(st.sampled_from((
            excluded(date(2026, 11, 11)), two_placements(),
            suspended(date(2026, 11, 16), (NOVEMBER_2, date(2026, 11, 13))),
            suspended(date(2026, 11, 16), (NOVEMBER_2, date(2026, 11, 6)), (date(2026, 11, 9), date(2026, 11, 10))),
            suspended(date(2026, 11, 9), (NOVEMBER_2, date(2026, 11, 13))),
        )))  # fmt: skip
        if data.draw(st.booleans()):
            told = data.draw(st.sampled_from([None, date(2026, 11, 4), date(2026, 11, 9), date(2026, 11, 16)]))
            record = record.but(
                suspensions=tuple(each.but(education_from=told) for each in record.suspensions[:1])
                + record.suspensions[1:],
                permanent_exclusions=tuple(each.but(education_from=told) for each in record.permanent_exclusions),
            )
        gaps = with_gaps(record, data)
        assert_only_learns(list(sixth_day_facts(gaps, asked)), list(sixth_day_facts(record, asked)))


class TestDaysInARow:
    """One school's suspensions that follow straight on, and where the sixth of their days lies."""

    @staticmethod
    def run(*spans: tuple[int, Any], parts: tuple[PartDay, ...] = ()) -> list[tuple[str, Suspension]]:
        return [
            (
                f"suspensions[{at}].",
                Suspension(
                    ref=f"S{at}", school="HILL", first_day=date(2026, 11, first), part_days=parts,
                    last_day=date(2026, 11, last) if isinstance(last, int) else last,
                ),
            )
            for at, (first, last) in enumerate(spans)
        ]  # fmt: skip

    def test_three_in_a_row_and_what_comes_after_a_gap(self) -> None:
        straight = self.run((2, 3), (4, 5), (6, 9))
        assert last_run(straight, STORY_CALENDAR) == tuple(straight)
        apart = self.run((2, 3), (5, 5), (6, 9))
        assert last_run(apart, STORY_CALENDAR) == tuple(apart[1:])

    def test_an_end_that_is_not_known_is_asked_for(self) -> None:
        for spans, at in ((((2, UNKNOWN), (4, 5)), 0), (((2, 3), (4, UNKNOWN), (6, 9)), 1)):
            asked = last_run(self.run(*spans), STORY_CALENDAR)
            assert isinstance(asked, Unknown) and asked.needs[0].path == f"suspensions[{at}].last_day"

    @pytest.mark.parametrize(("last", "customary"), [(10, date(2026, 11, 10)), (11, date(2026, 11, 10))])
    def test_an_afternoon_first_has_its_customary_day_to_the_last_of_them(self, last: int, customary: date) -> None:
        (afternoon,) = self.run((2, last), parts=(PartDay(on=date(2026, 11, 2), afternoon=True),))
        day = sixth_day([afternoon], STORY_CALENDAR)
        assert getattr(day, "customary_last_day", None) == customary

    def test_a_part_of_a_later_day_leaves_readings_that_differ(self) -> None:
        for part in (PartDay(on=date(2026, 11, 4), afternoon=True), PartDay(on=date(2026, 11, 2), morning=True)):
            day = sixth_day(self.run((2, 11), parts=(part,)), STORY_CALENDAR)
            assert isinstance(day, Unknown)
            assert [(need.reason, need.of) for need in day.needs] == [(Reason.READINGS_DIFFER, "a lawyer")]
            assert "break them" in day.needs[0].ask
