"""The school year of the law, and the other years and terms that it is not."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ap_core.dates import AcademicYear, DateSpan, SchoolCalendar, Term
from ap_core.dates.school_years import SchoolYear
from ap_core.dates.terms import TermsBy, TermsDisagree, reference_term, term_span, terms_by_law, terms_disagree
from ap_core.errors import InvalidValue, OutsideCalendar
from tests.dates_models import ONE, STORY, D, calendar, calendars, calendars_with_days, days, over_calendars

#: Two years and the beginning of a third; the second opens in August.
LONG = calendar(
    "long",
    "2024-09-03/2024-12-20 2025-01-06/2025-04-04 2025-04-22/2025-07-22 "
    "2025-08-20/2025-12-19 2026-01-05/2026-03-27 2026-04-13/2026-07-21 2026-09-01/2026-10-23",
)


@st.composite
def years_of_terms(draw: st.DrawFn) -> SchoolCalendar:
    """Terms that begin on either side of the end of July, and at the usual times, over a few years."""
    starts: list[date] = []
    for year in range(2023, 2023 + draw(st.integers(1, 4))):
        choices = ["01-04", "02-28", "04-10", "07-29", "07-30", "07-31", "08-01", "08-02", "09-01", "09-30", "10-01"]
        if year == 2024:
            choices.append("02-29")
        picked = draw(st.sets(st.sampled_from(choices), min_size=0 if starts else 1, max_size=5))
        starts += [D(f"{year}-{day}") for day in picked]
    starts.sort()
    ends = [*(later - draw(st.integers(1, 30)) * ONE for later in starts[1:]), starts[-1] + 40 * ONE]
    terms = [Term(f"{at}", first, max(first, last)) for at, (first, last) in enumerate(zip(starts, ends, strict=True))]
    # A term of one weekend is no term; each first day is made one on which the school meets.
    return SchoolCalendar.of_terms("generated", terms=draw(st.permutations(terms)), extra=starts)


def naive_years(school: SchoolCalendar) -> list[date]:
    """Straight from the wording: for every July, the first term to begin after it."""
    firsts = [term.first for term in school.terms]
    begun = (min((first for first in firsts if first > date(year, 7, 31)), default=None) for year in range(2020, 2030))
    return sorted({first for first in begun if first is not None})


class TestSchoolYear:
    """CAL-04: from a school's first term to begin after July to the beginning of the first after the next July."""

    @over_calendars
    @given(years_of_terms())
    def test_is_what_the_wording_makes_it(self, school: SchoolCalendar) -> None:
        """A day at a time."""
        starts = naive_years(school)
        # What begins the calendar begins a year only where nothing can have come before it.
        certain = [first for first in starts if first != school.first or first.month in (8, 9)]
        for day in days(school.first, school.last):
            begun = [first for first in starts if first <= day]
            coming = [first for first in starts if first > day]
            if begun and begun[-1] in certain:
                assert SchoolYear.of(day, school) == SchoolYear("generated", begun[-1])
            else:
                with pytest.raises(OutsideCalendar, match="the beginning of the school year"):
                    SchoolYear.of(day, school)
            if coming:
                assert SchoolYear.end_of(day, school) == coming[0] - ONE
            else:
                with pytest.raises(OutsideCalendar, match="the end of the school year"):
                    SchoolYear.end_of(day, school)

    @pytest.mark.parametrize(
        ("day", "first"),
        [
            ("2024-09-03", "2024-09-03"),
            ("2025-07-22", "2024-09-03"),
            ("2025-08-19", "2024-09-03"),
            ("2025-08-20", "2025-08-20"),
            ("2026-08-31", "2025-08-20"),
            ("2026-09-01", "2026-09-01"),
        ],
    )
    def test_the_summer_belongs_to_the_year_that_goes_out(self, day: str, first: str) -> None:
        """A year that opens in August really begins then; it is not 1 September."""
        assert SchoolYear.of(D(day), LONG).first == D(first)

    def test_a_term_that_begins_in_july_starts_no_year(self) -> None:
        """On 31 July it does not; on 1 August it does."""
        july = calendar("a", "2026-04-13/2026-07-17 2026-07-31/2026-10-23 2026-11-02/2026-12-18")
        august = calendar("a", "2025-09-01/2026-07-17 2026-08-01/2026-10-23 2026-11-02/2026-12-18")
        assert SchoolYear.of(D("2026-12-01"), july).first == D("2026-11-02")
        assert SchoolYear.of(D("2026-12-01"), august).first == D("2026-08-01")
        assert SchoolYear.end_of(D("2026-10-01"), july) == D("2026-11-01")

    def test_a_year_of_which_the_calendar_lacks_the_beginning_is_refused(self) -> None:
        """Only what begins in August or September is taken to be the first term of a year."""
        for first, told in (("2026-08-01", True), ("2026-09-30", True), ("2026-10-01", False), ("2026-07-31", False)):
            school = calendar("a", f"{first}/2026-12-18")
            if told:
                assert SchoolYear.of(D("2026-12-01"), school).first == D(first)
            else:
                with pytest.raises(OutsideCalendar):
                    SchoolYear.of(D("2026-12-01"), school)

    def test_outside_the_calendar_nothing_is_told(self) -> None:
        """Neither the beginning nor the end."""
        for day in (STORY.first - ONE, STORY.last + ONE):
            for ask in (SchoolYear.of, SchoolYear.end_of):
                with pytest.raises(OutsideCalendar):
                    ask(day, STORY)

    @pytest.mark.parametrize("wrong", [datetime(2026, 9, 4), "2026-09-04", None])
    def test_only_plain_dates(self, wrong: Any) -> None:
        """A time of day is refused, with the field named."""
        for ask in (SchoolYear.of, SchoolYear.end_of):
            with pytest.raises(InvalidValue):
                ask(wrong, STORY)

    def test_two_schools_have_two_years(self) -> None:
        """On one day, and neither is the other's."""
        day = D("2025-08-25")
        other = calendar("other", "2024-09-03/2025-07-22 2025-09-02/2025-12-19")
        assert SchoolYear.of(day, LONG).first == D("2025-08-20")
        assert SchoolYear.of(day, other).first == D("2024-09-03")

    def test_is_written_as_people_write_it(self) -> None:
        """By the July after which it begins."""
        assert [str(SchoolYear("a", D(day))) for day in ("2025-08-01", "2026-01-05", "2099-09-01")] == [
            "2025/26",
            "2025/26",
            "2099/00",
        ]


class TestOtherYears:
    """CAL-05: years to keep apart: the school year, the year from September, the census year, the financial year."""

    def test_on_one_day_of_august_they_differ(self) -> None:
        """25 August 2025: the school's new year, the old academic year, the census' new year."""
        day = D("2025-08-25")
        assert SchoolYear.of(day, LONG).start == 2025
        assert AcademicYear.of(day).start == 2024
        assert reference_term(day).first == D("2025-08-01")

    def test_in_the_summer_gap_they_differ_the_other_way(self) -> None:
        """10 August 2025: the school's old year still, the census' new year; and 1 April begins nothing."""
        assert SchoolYear.of(D("2025-08-10"), LONG).start == 2024
        assert reference_term(D("2025-08-10")).first == D("2025-08-01")
        assert SchoolYear.of(D("2026-03-27"), LONG) == SchoolYear.of(D("2026-04-13"), LONG)


class TestSessions:
    """CAL-03: two sessions a day, at least 380 a year in a maintained school, fewer in four years."""

    @pytest.mark.parametrize(
        ("year", "least"),
        [(2009, 380), (2010, 378), (2011, 378), (2012, 380), (2020, 380), (2021, 378), (2022, 376), (2023, 380)],
    )
    def test_least_sessions(self, year: int, least: int) -> None:
        """By the school's own year, wherever in it the first term begins."""
        assert SchoolYear("a", date(year, 8, 1)).least_sessions == least
        assert SchoolYear("a", date(year + 1, 7, 31)).least_sessions == least

    def test_two_bank_holidays_more_are_four_sessions_fewer(self) -> None:
        """2022/23, with the funeral and the coronation: a year that would have 190 days has 188."""

        def year(extra: str) -> SchoolCalendar:
            return calendar(
                "a",
                "2022-09-02/2022-12-20 2023-01-04/2023-03-31 2023-04-17/2023-07-20",
                breaks="2022-10-24/2022-10-28 2023-02-13/2023-02-17 2023-05-29/2023-06-02",
                closed="2022-09-02 2022-09-05 2023-01-04 2023-04-17",
                extra=extra,
            )

        as_planned, as_it_was = year("2022-09-19 2023-05-08"), year("")
        assert 2 * len(as_planned.school_days) == 380
        assert 2 * len(as_it_was.school_days) == SchoolYear.of(as_it_was.last, as_it_was).least_sessions


class TestTerm:
    """CAL-06: a school's own terms, or the time between reference dates: 31 December, Easter Monday and 31 July."""

    @pytest.mark.parametrize(
        "monday", ["2024-04-01", "2025-04-21", "2026-04-06", "2027-03-29", "2028-04-17", "2008-03-24", "2011-04-25"]
    )
    def test_easter_monday_begins_the_summer_term(self, monday: str) -> None:
        """The Mondays that CAL-08 lists, and the earliest and the latest of its table."""
        assert reference_term(D(monday)).first == D(monday)
        assert reference_term(D(monday) - ONE).last == D(monday) - ONE

    @given(st.dates() | st.dates(D("2020-01-01"), D("2030-12-31")))
    def test_every_day_lies_in_one_of_three(self, day: date) -> None:
        """Which begins or ends on a reference date or the day after, and holds no other."""
        term = reference_term(day)
        assert term.covers(day)
        assert term.last is not None
        assert (term.first.month, term.first.day) in ((8, 1), (1, 1)) or term.first.weekday() == 0
        assert (term.last.month, term.last.day) in ((7, 31), (12, 31)) or term.last.weekday() == 6
        assert reference_term(term.first) == reference_term(term.last) == term

    @over_calendars
    @given(calendars_with_days(1))
    def test_chosen_by_name(self, drawn: tuple[SchoolCalendar, list[date]]) -> None:
        """Either meaning, for any day of the calendar."""
        school, [day] = drawn
        own = [term.span for term in school.terms if term.first <= day <= term.last]
        assert term_span(day, school, TermsBy.OWN_TERMS) == (own[0] if own else None)
        assert term_span(day, school, TermsBy.REFERENCE_DATES) == reference_term(day)

    @pytest.mark.parametrize("by", TermsBy)
    def test_a_day_outside_the_calendar_is_refused(self, by: TermsBy) -> None:
        """By either meaning, and what is no date is too."""
        with pytest.raises(OutsideCalendar):
            term_span(STORY.last + ONE, STORY, by)
        with pytest.raises(InvalidValue):
            term_span(datetime(2026, 9, 4), STORY, by)

    def test_a_time_of_day_is_refused(self) -> None:
        """By the reference dates too."""
        with pytest.raises(InvalidValue):
            reference_term(datetime(2026, 9, 4))


class TestWhichTermTheLawMeans:
    """CAL-06, verification C10: three terms or fewer, the school's own; more than three, by the reference dates."""

    @pytest.mark.parametrize(
        ("terms", "by"),
        [
            ("2026-09-03/2027-02-12 2027-02-22/2027-07-21", TermsBy.OWN_TERMS),
            ("2026-09-03/2026-12-18 2027-01-05/2027-03-25 2027-04-12/2027-07-21", TermsBy.OWN_TERMS),
            (
                "2026-09-03/2026-12-18 2027-01-05/2027-03-25 2027-04-12/2027-05-28 2027-06-07/2027-07-21",
                TermsBy.REFERENCE_DATES,
            ),
            (
                "2026-09-03/2026-10-22 2026-11-02/2026-12-18 2027-01-05/2027-02-12 2027-02-22/2027-03-25",
                TermsBy.REFERENCE_DATES,
            ),
        ],
    )
    def test_by_the_number_of_terms(self, terms: str, by: TermsBy) -> None:
        """More than three are more than three even where the year is not yet whole."""
        assert terms_by_law(D("2026-11-23"), calendar("a", terms)) is by

    def test_a_term_of_one_day_is_a_term(self) -> None:
        """The fourth, on the last day of the calendar."""
        terms = "2026-09-03/2026-12-18 2027-01-05/2027-03-25 2027-04-12/2027-07-16 2027-07-19/2027-07-19"
        assert terms_by_law(D("2026-11-23"), calendar("a", terms)) is TermsBy.REFERENCE_DATES

    def test_each_school_year_by_itself(self) -> None:
        """A school may go over to more terms."""
        school = calendar(
            "a",
            "2024-09-03/2024-12-20 2025-01-06/2025-04-04 2025-04-22/2025-07-22 "
            "2025-09-02/2025-10-24 2025-11-03/2025-12-19 2026-01-05/2026-03-27 2026-04-13/2026-07-21",
        )
        assert terms_by_law(D("2025-07-22"), school) is TermsBy.OWN_TERMS
        assert terms_by_law(D("2025-08-31"), school) is TermsBy.OWN_TERMS
        assert terms_by_law(D("2025-09-02"), school) is TermsBy.REFERENCE_DATES

    @pytest.mark.parametrize(("last", "told"), [("2027-06-30", False), ("2027-07-01", True)])
    def test_a_year_that_may_have_more_terms_is_refused(self, last: str, told: bool) -> None:
        """Until the calendar reaches July."""
        school = calendar("a", f"2026-09-03/2026-12-18 2027-01-05/2027-03-25 2027-04-12/{last}")
        if told:
            assert terms_by_law(D("2026-11-23"), school) is TermsBy.OWN_TERMS
        else:
            with pytest.raises(OutsideCalendar, match="the number of terms in the school year of 2026-11-23"):
                terms_by_law(D("2026-11-23"), school)

    def test_a_year_that_goes_on_into_the_next_is_whole(self) -> None:
        """Though it ends before July."""
        school = calendar("a", "2026-09-03/2026-12-18 2027-01-05/2027-06-18 2027-09-01/2027-10-22")
        assert terms_by_law(D("2026-11-23"), school) is TermsBy.OWN_TERMS


class TestWhereTheyDisagree:
    """CAL-06: in years when Easter falls within a term, or long after its end, the two differ by days: say so."""

    @staticmethod
    def partition(school: SchoolCalendar, by: TermsBy) -> set[frozenset[date]]:
        """The school days, put together by term."""
        together: dict[Any, set[date]] = {}
        for day in school.school_days:
            together.setdefault(term_span(day, school, by) or day, set()).add(day)
        return {frozenset(each) for each in together.values()}

    @over_calendars
    @given(calendars() | years_of_terms())
    def test_none_only_where_the_terms_are_the_same(self, school: SchoolCalendar) -> None:
        """Each disagreement is of one own term and one reference term; without any, both put the days together alike.

        A day opened between terms belongs to no own term, and so always disagrees.
        """
        found = terms_disagree(school)
        for each in found:
            for day in each.days:
                assert school.term_of(day) == each.own
                assert reference_term(day) == each.reference
        named = [day for each in found for day in each.days]
        assert named == sorted(set(named))
        between = [day for day in school.school_days if school.term_of(day) is None]
        assert set(between) <= set(named)
        if not between:
            same = self.partition(school, TermsBy.OWN_TERMS) == self.partition(school, TermsBy.REFERENCE_DATES)
            assert same == (not found)

    def test_the_story_agrees(self) -> None:
        """Its spring term ends before Easter Monday 2027, and summer begins after it."""
        assert terms_disagree(STORY) == ()

    def test_a_term_that_runs_past_easter(self) -> None:
        """2024: Easter Monday is 1 April; a spring term to Friday 5 April has four days beyond it."""
        school = calendar("a", "2024-01-08/2024-04-05 2024-04-22/2024-07-23")
        assert terms_disagree(school) == (
            TermsDisagree(
                school.terms[0], reference_term(D("2024-04-02")), tuple(days(D("2024-04-02"), D("2024-04-05")))
            ),
        )

    def test_a_term_that_begins_before_easter(self) -> None:
        """2025: Easter Monday is 21 April; a summer term from Monday 14 April has four days before Good Friday."""
        school = calendar("a", "2025-01-06/2025-03-28 2025-04-14/2025-07-22")
        [found] = terms_disagree(school)
        assert found.own == school.terms[1]
        assert found.days == tuple(days(D("2025-04-14"), D("2025-04-17")))

    def test_six_terms_against_three(self) -> None:
        """The shorter half of each is put together with other days."""
        school = calendar("a", "2026-09-03/2026-10-22 2026-11-02/2026-12-18 2027-01-05/2027-02-12")
        [found] = terms_disagree(school)
        assert found.own == school.terms[1]
        assert len(found.days) == 35

    def test_days_opened_between_terms_are_no_term(self) -> None:
        """However many there are, they never take the place of a term of the school's own."""
        opened = "2027-01-11 2027-01-12 2027-01-13"
        spring = DateSpan(D("2027-01-01"), D("2027-03-28"))
        apart = TermsDisagree(None, spring, tuple(map(D, opened.split())))
        autumn, summer = "2026-09-03/2026-12-18", "2027-04-12/2027-07-22"
        with_spring = calendar("a", f"{autumn} 2027-02-01/2027-02-02 {summer}", extra=opened)
        assert terms_disagree(with_spring) == (apart,)
        assert terms_disagree(calendar("a", f"{autumn} {summer}", extra=opened)) == (apart,)
