"""Half-days of suspension in a term and in a school year, at one school and across schools: EX-DAY-04 to 08."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings

from ap_core.dates import Calendars, DateSpan, HalfDays, SchoolCalendar, Term
from ap_core.dates.terms import TermsBy
from ap_core.errors import InvalidValue, NotInForce
from ap_core.exclusion.counting import DayCount
from ap_core.exclusion.day_counts import (
    MOST_IN_A_SCHOOL_YEAR,
    Scope,
    half_days_within,
    over_the_limit,
    school_year_total,
    term_total,
)
from ap_core.exclusion.records import PermanentExclusion, Suspension
from ap_core.law.unknown import UNKNOWN, Need, Reason, Unknown
from tests.dates_models import D
from tests.suspensions import (
    BROOK,
    CALENDARS,
    NOTHING_ELSE,
    THIS_YEAR,
    asked,
    bounds,
    known_suspensions,
    part,
    suspended,
    within,
)

of_records = settings(max_examples=80, deadline=None)
EVER = DateSpan(D("2026-09-01"), D("2028-08-31"))


class TestLimitOfTheYear:
    """EX-DAY-04: not more than 45 school days in a school year (SI 2012/1033 reg 4): 45 are lawful, 45.5 are not."""

    @pytest.mark.parametrize(("half_days", "over"), [(0, False), (89, False), (90, False), (91, True), (92, True)])
    def test_both_sides(self, half_days: int, over: bool) -> None:
        """In half-days, without rounding."""
        assert over_the_limit(DayCount.exactly(half_days), D("2026-11-24")) is over

    @pytest.mark.parametrize(
        ("least", "most", "over"), [(88, 90, False), (91, 99, True), (90, 91, None), (91, None, True), (89, None, None)]
    )
    def test_told_where_either_end_tells(self, least: int, most: int | None, over: bool | None) -> None:
        """And unknown, with what is needed, where neither does."""
        need = Need("suspensions[0].length")
        count = DayCount(HalfDays(least), Unknown((need,)) if most is None else HalfDays(most), (need,))
        got = over_the_limit(count, D("2026-11-24"))
        assert got == (Unknown((need,)) if over is None else over)

    def test_the_law_of_the_day(self) -> None:
        """Held from 1 September 2012, with its provision."""
        assert MOST_IN_A_SCHOOL_YEAR.on(D("2012-09-01")).value == HalfDays.of_days(45)
        assert str(MOST_IN_A_SCHOOL_YEAR.on(D("2026-11-24")).citation) == "SI 2012/1033 reg 4"
        with pytest.raises(NotInForce):
            over_the_limit(DayCount.exactly(1), D("2012-08-31"))

    def test_the_new_school_year_begins_at_nothing(self) -> None:
        """45 days to July, and half a day in September: the turn is the school's own, not 1 September."""
        july = suspended("S1", "2027-05-10", "2027-07-21")
        july = july.but(part_days=())
        autumn = suspended("S2", "2027-09-02", half_days=1, part_days=(part("2027-09-02", "m"),))
        whole = within([july], EVER).half_days
        assert isinstance(whole, HalfDays)
        for day, total in (("2027-07-21", whole), ("2027-09-01", whole), ("2027-09-02", HalfDays(1))):
            count = school_year_total([july, autumn], D(day), CALENDARS, school="HILL", beside=NOTHING_ELSE)
            assert count.half_days == total

    def test_a_suspension_over_the_turn_of_the_year_is_split(self) -> None:
        """BROOK's year begins on 25 August: two days of July, and two of August."""
        over = suspended("S1", "2027-07-22", "2027-08-26", 8, school="BROOK")
        for day in ("2027-07-23", "2027-08-24", "2027-08-25"):
            count = school_year_total([over], D(day), CALENDARS, school="BROOK", beside=NOTHING_ELSE)
            assert count.half_days == HalfDays(4)


class TestAcrossSchools:
    """EX-DAY-05: days at other schools in the same year count; days that nobody knows are unknown, not nothing."""

    HERE = suspended("S1", "2026-11-20", half_days=2)
    THERE = suspended("S2", "2026-10-05", "2026-10-09", 10, school="BROOK")

    def year(self, suspensions: Any, **more: Any) -> DayCount:
        """The total of HILL's year."""
        given_as = {"school": "HILL", "beside": NOTHING_ELSE, **more}
        return school_year_total(suspensions, D("2026-11-23"), given_as.pop("calendars", CALENDARS), **given_as)

    def test_both_readings(self) -> None:
        """Every school unless one is named."""
        both = [self.HERE, self.THERE]
        assert self.year(both) == self.year(both, scope=Scope.ALL_SCHOOLS) == DayCount.exactly(12)
        assert self.year(both, scope=Scope.THIS_SCHOOL) == DayCount.exactly(2)
        assert self.year(both, scope=Scope.THIS_SCHOOL, school="BROOK") == DayCount.exactly(10)

    def test_a_number_that_another_school_sent(self) -> None:
        """Is added, whatever the scope."""
        for scope in Scope:
            assert self.year([self.HERE], beside=HalfDays(9), scope=scope) == DayCount.exactly(11)

    def test_an_unknown_number_makes_the_answer_unknown(self) -> None:
        """At least what is known; over the limit where that alone is."""
        there = Unknown.because("beside", ask="How many days at BROOK this year?", of="BROOK")
        count = self.year([self.HERE], beside=there)
        assert bounds(count) == (2, None)
        assert count.half_days == there
        assert over_the_limit(count, D("2026-11-24")) == there
        long = suspended("S3", "2027-01-05", "2027-03-25", part_days=())
        assert over_the_limit(self.year([self.HERE, long], beside=there), D("2026-11-24")) is True

    @pytest.mark.parametrize(
        ("given_as", "path"), [({"beside": UNKNOWN}, "beside"), ({"suspensions": UNKNOWN}, "suspensions")]
    )
    def test_nobody_has_said_anything(self, given_as: dict[str, Any], path: str) -> None:
        """The question is put all the same."""
        count = self.year(**{"suspensions": [self.HERE], **given_as})
        assert asked(count.half_days) == {path}
        assert all(need.ask and need.of for need in count.half_days.needs)  # type: ignore[union-attr]

    def test_there_is_no_default_of_nothing(self) -> None:
        """Who leaves it out is told so."""
        with pytest.raises(TypeError, match="beside"):
            school_year_total([self.HERE], D("2026-11-23"), CALENDARS, school="HILL")  # type: ignore[call-arg]

    def test_a_suspension_known_to_be_and_no_more(self) -> None:
        """A record of another school with nothing in it: all of it is asked for."""
        bare = Suspension(ref="S9", school="BROOK")
        count = self.year([self.HERE, bare])
        assert bounds(count) == (2, None)
        assert asked(count.half_days) == {f"suspensions[1].{name}" for name in ("length", "first_day", "last_day")}
        assert self.year([self.HERE, bare], scope=Scope.THIS_SCHOOL) == DayCount.exactly(2)

    def test_a_school_without_a_calendar(self) -> None:
        """Its length is enough where all of it lies in the year; over an edge, or without a length, it is not."""
        elsewhere = suspended("S2", "2026-10-05", "2026-10-09", 9, school="MILL")
        assert self.year([self.HERE, elsewhere]) == DayCount.exactly(11)
        for first, last in (("2026-09-01", "2026-09-04"), ("2027-09-01", "2027-09-03"), ("2026-09-02", "2027-09-02")):
            over = suspended("S2", first, last, 8, school="MILL")
            assert bounds(self.year([over])) == (0, 8)
            assert asked(self.year([over]).half_days) == {"calendars.MILL"}
        bare = elsewhere.but(length=UNKNOWN)
        assert bounds(self.year([bare])) == (0, None)
        assert asked(self.year([bare]).half_days) == {"suspensions[0].length", "calendars.MILL"}

    def test_the_school_that_asks_has_no_calendar(self) -> None:
        """Then its year and its term are not known."""
        for ask in (school_year_total, term_total):
            count = ask([self.HERE], D("2026-11-23"), Calendars({}), school="HILL", beside=NOTHING_ELSE)
            assert count == DayCount.unknown(count.half_days)  # type: ignore[arg-type]
            assert asked(count.half_days) == {"calendars.HILL"}

    def test_two_schools_on_one_day(self) -> None:
        """Once at least, for both at most, and the doubt is named: the law counts days."""
        one, other = (
            suspended("S1", "2026-11-19", "2026-11-20", 4),
            suspended("S2", "2026-11-20", half_days=2, school="BROOK"),
        )
        count = self.year([one, other])
        assert bounds(count) == (4, 6)
        assert asked(count.half_days) == {"the count of one day on which two schools suspended"}
        assert all(need.ask and need.of == "a lawyer" for need in count.needs)
        assert bounds(self.year([one, other.but(school="MILL")])) == (4, 6)
        assert self.year([one, other.but(first_day=D("2026-11-23"), last_day=D("2026-11-23"))]) == DayCount.exactly(6)

    def test_a_weekend_is_no_day_of_two_schools(self) -> None:
        """From Friday to Sunday, and at the other school from Saturday to Monday."""
        to_sunday = suspended("S1", "2026-11-20", "2026-11-22", 2)
        from_saturday = suspended("S2", "2026-11-21", "2026-11-23", 2, school="BROOK")
        assert self.year([to_sunday, from_saturday]) == DayCount.exactly(4)

    @pytest.mark.parametrize(
        ("here", "least"),
        [("2026-11-17", 8), ("2026-11-18", 6), ("2026-11-19", 6), ("2026-11-20", 6), ("2026-11-23", 8)],
    )
    def test_any_day_of_a_suspension_whose_school_days_are_not_known(self, here: str, least: int) -> None:
        """Wednesday to Friday at a school without a calendar, and a day at this one."""
        there = suspended("S1", "2026-11-18", "2026-11-20", 6, school="MILL")
        assert bounds(self.year([there, suspended("S2", here, half_days=2)])) == (least, 8)

    @pytest.mark.parametrize(
        ("over_the_edge", "beyond"),
        [
            (("2026-12-18", "2027-01-06"), ("2027-01-05", "2027-01-06")),
            (("2026-09-01", "2026-09-03"), ("2026-09-01", "2026-09-02")),
        ],
    )
    def test_two_schools_on_days_beyond_the_span(self, over_the_edge: tuple[str, str], beyond: tuple[str, str]) -> None:
        """Do not count once there, for they count nothing; without an end to the span they may."""
        records = [
            suspended("S1", "2026-11-16", half_days=2, school="MILL"),
            suspended("S2", *over_the_edge, 4, school="MILL"),
            suspended("S3", "2026-11-17", half_days=2, school="GRANGE"),
            suspended("S4", *beyond, 4, school="GRANGE"),
        ]
        assert bounds(within(records)) == (4, 8)
        assert asked(within(records).half_days) == {"calendars.MILL"}
        assert bounds(within(records, DateSpan(D("2026-08-31"), None))) == (8, 12)

    def test_two_schools_on_one_day_of_which_each_took_half(self) -> None:
        """Half a day at least: what either school's own comes to."""
        one = suspended("S1", "2026-11-20", half_days=1)
        assert bounds(self.year([one, one.but(ref="S2", school="BROOK")])) == (1, 2)

    def test_the_story(self) -> None:
        """Story 11: 5.5 days at the centre this term; of the year no more than at least 5.5 is known."""
        earlier = suspended("S0", "2026-09-21", "2026-09-25", 9)
        term = term_total(
            [earlier, self.HERE],
            D("2026-11-23"),
            THIS_YEAR,
            school="HILL",
            beside=NOTHING_ELSE,
            scope=Scope.THIS_SCHOOL,
        )
        assert term.half_days == HalfDays.of_days("5.5")
        year = self.year([earlier, self.HERE], beside=UNKNOWN, calendars=THIS_YEAR)
        assert year.least == HalfDays.of_days("5.5")
        assert isinstance(year.half_days, Unknown)


class TestPermanentExclusion:
    """EX-DAY-06: a permanent exclusion is no fixed period and uses nothing up; days under a cancelled one count."""

    def test_is_no_suspension(self) -> None:
        """It has no half-days to count."""
        assert not {"first_day", "last_day", "length"} & set(vars(PermanentExclusion(ref="X1", school="HILL")))

    def test_days_missed_under_one_since_cancelled(self) -> None:
        """EX-CAN-05: said beside the records."""
        count = school_year_total([], D("2026-11-23"), CALENDARS, school="HILL", beside=HalfDays.of_days(7))
        assert count.half_days == HalfDays.of_days(7)


class TestTermTotals:
    """EX-DAY-07: the total in any term that the suspension brings about, itself included; over a break it is split."""

    OVER_CHRISTMAS = suspended("S1", "2026-12-17", "2027-01-06", 8)

    def term(self, suspensions: list[Suspension], day: str, school: str = "HILL", **more: Any) -> DayCount:
        """The total of a term."""
        return term_total(suspensions, D(day), CALENDARS, school=school, beside=NOTHING_ELSE, **more)

    @pytest.mark.parametrize("day", ["2026-09-03", "2026-12-18", "2027-01-05", "2027-03-25"])
    def test_split_at_the_break(self, day: str) -> None:
        """Two days in autumn, two in spring; none in summer."""
        assert self.term([self.OVER_CHRISTMAS], day) == DayCount.exactly(4)
        assert self.term([self.OVER_CHRISTMAS], "2027-04-12") == DayCount.exactly(0)

    def test_where_the_half_day_was_decides(self) -> None:
        """3.5 days over the break: which term has the half is asked, and with the answer told."""
        odd = self.OVER_CHRISTMAS.but(length=HalfDays(7))
        for day in ("2026-12-18", "2027-01-05"):
            assert bounds(self.term([odd], day)) == (3, 4)
            assert asked(self.term([odd], day).half_days) == {"suspensions[0].part_days"}
        told = odd.but(part_days=(part("2027-01-06", "m"),))
        assert self.term([told], "2026-12-18") == DayCount.exactly(4)
        assert self.term([told], "2027-01-05") == DayCount.exactly(3)

    def test_half_term_is_no_break_between_terms(self) -> None:
        """A suspension over half term stays in one term."""
        assert self.term([suspended("S1", "2026-10-22", "2026-11-03", 6)], "2026-11-23") == DayCount.exactly(6)

    @of_records
    @given(known_suspensions())
    def test_the_terms_of_a_year_make_up_the_year(self, suspensions: list[Suspension]) -> None:
        """By own terms and by reference dates alike, for one school: no day in two terms, none in none."""
        for by in TermsBy:
            for school, terms in (
                ("HILL", ("2026-12-01", "2027-02-01", "2027-06-01")),
                ("BROOK", ("2026-10-01", "2026-11-10", "2027-02-01", "2027-03-01", "2027-05-10", "2027-07-01")),
            ):
                days = terms if by is TermsBy.OWN_TERMS else ("2026-12-01", "2027-02-01", "2027-06-01")
                parts = [self.term(suspensions, day, school, terms_by=by, scope=Scope.THIS_SCHOOL) for day in days]
                year = school_year_total(
                    suspensions, D("2027-01-20"), CALENDARS, school=school, beside=NOTHING_ELSE, scope=Scope.THIS_SCHOOL
                )
                assert bounds(sum(parts, DayCount.exactly(0))) == bounds(year)

    def test_the_law_says_what_a_term_is(self) -> None:
        """HILL has three terms and goes by them; BROOK six, and goes by reference dates, unless told otherwise."""
        october, november = suspended("S1", "2026-10-05", half_days=2), suspended("S2", "2026-11-05", half_days=2)
        at_brook = [each.but(school="BROOK") for each in (october, november)]
        assert self.term([october, november], "2026-11-23") == DayCount.exactly(4)
        assert self.term(at_brook, "2026-11-23", "BROOK") == DayCount.exactly(4)
        assert self.term(at_brook, "2026-11-23", "BROOK", terms_by=TermsBy.OWN_TERMS) == DayCount.exactly(2)

    def test_a_day_between_terms(self) -> None:
        """Lies in none: refused where the school's own terms are meant, counted by reference dates."""
        with pytest.raises(InvalidValue, match="day: lies between two terms"):
            self.term([self.OVER_CHRISTMAS], "2026-12-25")
        by = TermsBy.REFERENCE_DATES
        assert self.term([self.OVER_CHRISTMAS], "2026-12-25", terms_by=by) == DayCount.exactly(4)

    def test_beyond_the_calendar(self) -> None:
        """Nothing is told of a term that the calendar does not hold, nor of days beyond it."""
        count = term_total([], D("2027-09-06"), THIS_YEAR, school="HILL", beside=NOTHING_ELSE)
        assert isinstance(count.half_days, Unknown)
        assert [need.reason for need in count.half_days.needs] == [Reason.BEYOND_CALENDAR]
        over = suspended("S1", "2027-07-20", "2027-09-03", part_days=())
        count = half_days_within(
            [over], DateSpan(D("2027-04-12"), D("2027-07-21")), THIS_YEAR, school="HILL", beside=NOTHING_ELSE
        )
        assert isinstance(count.half_days, Unknown)


class TestTermTotalScope:
    """EX-DAY-08: whether days at another school in the same term count is a named choice; by default they do."""

    def test_both_readings(self) -> None:
        """The other school's days fall into this school's term by their date."""
        here, there = (
            suspended("S1", "2026-11-19", half_days=2),
            suspended("S2", "2026-12-18", half_days=2, school="BROOK"),
        )
        both = {"school": "HILL", "beside": NOTHING_ELSE}
        assert term_total([here, there], D("2026-11-23"), CALENDARS, **both) == DayCount.exactly(4)  # type: ignore[arg-type]
        own = term_total([here, there], D("2026-11-23"), CALENDARS, **both, scope=Scope.THIS_SCHOOL)  # type: ignore[arg-type]
        assert own == DayCount.exactly(2)


class TestEndOfTheYearNotYetKnown:
    """CAL-04: the school year runs to 31 July at least; beyond the calendar, what comes after may be of either year."""

    def test_until_july_it_is_told(self) -> None:
        """Another school's days between the end of this one's terms and 31 July are of the year."""
        there = suspended("S1", "2027-07-23", half_days=2, school="BROOK")
        calendars = Calendars({**THIS_YEAR.by_school, "BROOK": BROOK})
        asked_of = {"day": D("2027-07-20"), "calendars": calendars, "school": "HILL", "beside": NOTHING_ELSE}
        assert school_year_total([there], **asked_of) == DayCount.exactly(2)  # type: ignore[arg-type]

    def test_after_july_it_is_asked(self) -> None:
        """BROOK suspends on 25 August: with HILL's next term known it is HILL's old year, without it cannot be told."""
        there = suspended("S1", "2027-08-25", half_days=2, school="BROOK")
        calendars = Calendars({**THIS_YEAR.by_school, "BROOK": BROOK})
        count = school_year_total([there], D("2027-07-20"), calendars, school="HILL", beside=NOTHING_ELSE)
        assert bounds(count) == (0, None)
        assert [need.reason for need in count.half_days.needs] == [Reason.BEYOND_CALENDAR]  # type: ignore[union-attr]
        told = school_year_total([there], D("2027-07-20"), CALENDARS, school="HILL", beside=NOTHING_ELSE)
        assert told == DayCount.exactly(2)

    def test_what_runs_over_the_end_of_july_is_asked(self) -> None:
        """From BROOK's last day of July to its first of August: two half-days at least."""
        there = suspended("S1", "2027-07-23", "2027-08-25", 4, school="BROOK")
        calendars = Calendars({**THIS_YEAR.by_school, "BROOK": BROOK})
        count = school_year_total([there], D("2027-07-20"), calendars, school="HILL", beside=NOTHING_ELSE)
        assert bounds(count) == (2, None)
        autumn, bare = suspended("S2", "2026-11-20", half_days=2), Suspension(ref="S3", school="BROOK")
        asked_of = {"day": D("2027-07-20"), "calendars": calendars, "school": "HILL", "beside": NOTHING_ELSE}
        assert bounds(school_year_total([autumn, there], **asked_of)) == (4, None)  # type: ignore[arg-type]
        assert bounds(school_year_total([autumn, bare], **asked_of)) == (2, None)  # type: ignore[arg-type]

    def test_what_comes_long_after_changes_nothing(self) -> None:
        """A record two years later, or of this school beside it."""
        later = suspended("S1", "2028-10-02", half_days=2, school="MILL")
        count = school_year_total([later], D("2027-07-20"), THIS_YEAR, school="HILL", beside=NOTHING_ELSE)
        assert count == DayCount.exactly(0)

    @pytest.mark.parametrize("wrong", [datetime(2026, 11, 23), "2026-11-23"])
    def test_a_day_that_is_no_date(self, wrong: Any) -> None:
        """Refused."""
        for ask in (school_year_total, term_total):
            with pytest.raises(InvalidValue):
                ask([], wrong, CALENDARS, school="HILL", beside=NOTHING_ELSE)

    @pytest.mark.parametrize(("day", "told"), [("2028-07-31", False), ("2028-08-01", True)])
    def test_more_than_a_year_after_july_is_of_another_year(self, day: str, told: bool) -> None:
        there = suspended("S1", day, half_days=2, school="BROOK")
        weeks = SchoolCalendar.of_terms("BROOK", terms=[Term("summer 2028", D("2028-06-05"), D("2028-08-18"))])
        calendars = Calendars({**THIS_YEAR.by_school, "BROOK": weeks})
        count = school_year_total([there], D("2027-07-20"), calendars, school="HILL", beside=NOTHING_ELSE)
        assert bounds(count) == ((0, 0) if told else (0, None))


def test_an_order_that_cannot_be_told_is_not_asked_where_it_changes_nothing() -> None:
    """Two schools suspend on the last day of the autumn; of the spring term only one of them takes any day."""
    over = suspended("S1", "2026-12-18", "2027-01-05", part_days=())
    there = suspended("S2", "2026-12-18", part_days=(), school="BROOK")
    spring = DateSpan(D("2027-01-05"), D("2027-03-25"))
    count = half_days_within(
        [over, there], spring, CALENDARS, school="HILL", beside=NOTHING_ELSE, as_decided="S1"
    )  # fmt: skip
    assert count == DayCount.exactly(2)
