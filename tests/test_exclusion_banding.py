"""The six bands: what an exclusion asks of the board, at its own decision (EX-BRD-01 to 03, EX-DAY-07 to 09)."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ap_core import HalfDays, Suspension
from ap_core.dates.limits import SchoolDays
from ap_core.dates.terms import term_span, terms_by_law
from ap_core.errors import NotInForce
from ap_core.exclusion.banding import (
    BOARD_DECIDES_OVER,
    BOARD_TOLD_OVER,
    any_over,
    band_of,
    bands_possible,
    chair_may_decide_alone,
    totals_at_decision,
    what_the_board_owes,
)
from ap_core.exclusion.bands import Band
from ap_core.exclusion.counting import DayCount
from ap_core.exclusion.day_counts import Scope
from ap_core.exclusion.elsewhere import SuspendedElsewhere
from ap_core.law.unknown import UNKNOWN, Unknown
from ap_core.registration.records import SchoolKind
from tests.dates_models import D
from tests.suspensions import CALENDARS, SCHOOLS, asked, bounds, known_suspensions, naive_count, part, suspended

NOVEMBER = D("2026-11-20")
BAND_DUTIES = {band: what_the_board_owes(band, NOVEMBER) for band in Band}
of_records = settings(max_examples=50, deadline=None)


def exactly(*half_days: int) -> tuple[DayCount, ...]:
    return tuple(DayCount.exactly(each) for each in half_days)


def band(half_days: int, *, exam: Any = False, representations: Any = False) -> Any:
    return band_of(exactly(half_days), on=NOVEMBER, misses_exam=exam, representations=representations)


class TestBoundaries:
    """More than five, more than fifteen school days, with halves."""

    @pytest.mark.parametrize(
        ("days", "without", "with_representations"),
        [("0.5", "A", "A"), ("4.5", "A", "A"), ("5", "A", "A"), ("5.5", "B0", "B"), ("14.5", "B0", "B"),
         ("15", "B0", "B"), ("15.5", "C", "C"), ("16", "C", "C"), ("45", "C", "C")],
    )  # fmt: skip
    def test_both_sides_of_each(self, days: str, without: str, with_representations: str) -> None:
        count = HalfDays.of_days(days).count
        assert band(count) is Band[without]
        assert band(count, representations=True) is Band[with_representations]
        assert band(count, exam=True) is Band.D

    def test_any_term(self) -> None:
        """Two days in one term and six in the next: over five in one of them."""
        assert any_over(exactly(4, 12), HalfDays(10)) is True
        assert any_over(exactly(10, 10), HalfDays(10)) is False
        assert any_over((), HalfDays(10)) is False

    def test_the_law_of_the_day(self) -> None:
        for value, days in ((BOARD_TOLD_OVER, 5), (BOARD_DECIDES_OVER, 15)):
            assert value.on(D("2012-09-01")).value == HalfDays.of_days(days)
        with pytest.raises(NotInForce):
            what_the_board_owes(Band.A, D("2012-08-31"))
        with pytest.raises(NotInForce):
            bands_possible(exactly(1), on=D("2012-08-31"), misses_exam=False, representations=False)


class TestWhatIsNotKnown:
    """Every band that it may be, and what would settle it."""

    @pytest.mark.parametrize("least", range(34))
    @pytest.mark.parametrize("more", [0, 1, 5, 22, None])
    def test_possible_are_the_bands_of_every_possible_truth(self, least: int, more: int | None) -> None:
        open_end = Unknown.because("days at the home school")
        most: Any = open_end if more is None else HalfDays(least + more)
        count = DayCount(HalfDays(least), most, () if more in (0, None) else open_end.needs)
        truths = range(least, (40 if more is None else least + more) + 1)
        for exam, representations in product((True, False, UNKNOWN), repeat=2):
            wanted = {
                band(each, exam=one, representations=other)
                for each in truths
                for one in ((True, False) if isinstance(exam, Unknown) else (exam,))
                for other in ((True, False) if isinstance(representations, Unknown) else (representations,))
            }
            given_as: Any = {"on": NOVEMBER, "misses_exam": exam, "representations": representations}
            assert bands_possible((count,), **given_as) == wanted
            told = band_of((count,), **given_as)
            assert (told in wanted) if len(wanted) == 1 else isinstance(told, Unknown)

    def test_what_is_asked(self) -> None:
        """Only what would make a difference."""
        exam = Unknown.because("suspensions[0].exam_on")
        made = Unknown.because("suspensions[0].procedure.representations")
        home = DayCount(HalfDays(11), Unknown.because("days at the home school"))
        for totals, given_as, wanted in (
            ((home,), {"misses_exam": False, "representations": False}, {"days at the home school"}),
            (exactly(11), {"misses_exam": exam, "representations": made}, {exam.needs[0].path, made.needs[0].path}),
            (exactly(11), {"misses_exam": False, "representations": made}, {made.needs[0].path}),
            (exactly(31), {"misses_exam": exam, "representations": made}, {exam.needs[0].path}),
            (exactly(10), {"misses_exam": exam, "representations": made}, {exam.needs[0].path}),
        ):
            assert asked(band_of(totals, on=NOVEMBER, **given_as)) == wanted
        nothing = Unknown.because("calendars.HILL")
        assert asked(band_of(nothing, on=NOVEMBER, misses_exam=False, representations=True)) == {"calendars.HILL"}


class TestAtItsOwnDecision:
    """EX-DAY-09: later suspensions do not upgrade earlier ones; EX-DAY-07: each term has its own total."""

    FIRST = suspended("S1", "2026-09-14", "2026-09-18", part_days=())
    SECOND = suspended("S2", "2026-09-21", part_days=(part("2026-09-21", "m"),))

    def test_not_retrospective(self) -> None:
        """Five days are band A, whatever comes later; half a day more makes the later one more than that."""
        for order in ([self.FIRST, self.SECOND], [self.SECOND, self.FIRST]):
            first, second = (totals_at_decision(ref, order, CALENDARS, elsewhere=None) for ref in ("S1", "S2"))
            assert [bounds(each) for each in (*first, *second)] == [(10, 10), (11, 11)]  # type: ignore[misc]
            bands = [
                band_of(totals, on=NOVEMBER, misses_exam=False, representations=True) for totals in (first, second)
            ]
            assert bands == [Band.A, Band.B]

    @of_records
    @given(known_suspensions(), st.data())
    def test_is_the_naive_count_of_those_made_before(self, suspensions: list[Suspension], data: st.DataObject) -> None:
        """Term by term, for the terms that it has a day in; in whatever order they stand."""
        days = [each.first_day for each in suspensions]
        could = [
            each for each in suspensions
            if days.count(each.first_day) == 1 and (each.school == "HILL" or each.last_day < D("2027-08-25"))  # type: ignore[operator]
        ]  # fmt: skip
        if not could:
            return
        this = data.draw(st.sampled_from(could))
        calendar = SCHOOLS[this.school]
        met = [day for day in calendar.school_days if this.first_day <= day <= this.last_day]  # type: ignore[operator]
        terms = list(dict.fromkeys(term_span(day, calendar, terms_by_law(day, calendar)) for day in met))
        before = [each for each in suspensions if each is this or each.first_day < this.first_day]  # type: ignore[operator]
        got = totals_at_decision(this.ref, data.draw(st.permutations(suspensions)), CALENDARS, elsewhere=None)
        assert not isinstance(got, Unknown)
        assert [bounds(each) for each in got] == [naive_count(before, term) for term in terms if term is not None]

    def test_days_elsewhere(self) -> None:
        """Of the same term, and before it: all of them; counted since, perhaps; of another term, not known."""
        for on, wanted in (("2026-09-14", (13, 13)), ("2026-09-15", (10, 13)), ("2027-01-06", (10, None))):
            told = SuspendedElsewhere(counted_on=D(on), this_year=HalfDays(3), this_term=HalfDays(3))
            [total] = totals_at_decision("S1", [self.FIRST], CALENDARS, elsewhere=told)  # type: ignore[misc]
            assert bounds(total) == wanted
            [own] = totals_at_decision("S1", [self.FIRST], CALENDARS, elsewhere=told, scope=Scope.THIS_SCHOOL)  # type: ignore[misc]
            assert bounds(own) == (10, 10)

    def test_nothing_elsewhere_asks_nothing(self) -> None:
        """Whenever it was counted: none of nothing came later."""
        told = SuspendedElsewhere(counted_on=D("2026-11-20"), this_year=HalfDays(0))
        assert totals_at_decision("S1", [self.FIRST], CALENDARS, elsewhere=told) == (DayCount.exactly(10),)

    def test_an_unknown_first_day(self) -> None:
        bare = self.FIRST.but(first_day=UNKNOWN)
        assert asked(totals_at_decision("S1", [bare], CALENDARS, elsewhere=None)) == {"suspensions[0].first_day"}
        assert totals_at_decision("S1", UNKNOWN, CALENDARS, elsewhere=None) is UNKNOWN
        with pytest.raises(KeyError):
            totals_at_decision("S9", [bare], CALENDARS, elsewhere=None)


class TestWhatEachAsksOfTheBoard:
    """The trigger table of EX-BRD-01."""

    def test_the_table(self) -> None:
        """Who must meet within how many school days, who may reinstate."""
        told = {band.name: (duty.within, duty.may_reinstate) for band, duty in BAND_DUTIES.items()}
        assert told == {
            "A": (None, False), "B": (SchoolDays(50), True), "B0": (None, False), "C": (SchoolDays(15), True),
            "D": (SchoolDays(15), True), "E": (SchoolDays(15), True),
        }  # fmt: skip
        assert all(duty.may_reinstate is band.meets for band, duty in BAND_DUTIES.items())

    def test_on_whose_motion(self) -> None:
        """Representations, not a wish for a meeting, set band B going; C, D and E need nobody's asking."""
        for each in Band:
            asks = "representations" in BAND_DUTIES[each].motion
            assert asks is (each in (Band.A, Band.B))
        assert all("whether or not anybody asks" in BAND_DUTIES[each].motion for each in (Band.C, Band.D, Band.E))

    def test_no_band_takes_a_wait(self) -> None:
        """Trap 10: some pages say between the sixth and the fifteenth or fiftieth day."""
        assert not any("between" in duty.does + duty.note for duty in BAND_DUTIES.values())

    def test_what_the_chair_may_do_alone(self) -> None:
        """Only before an examination, of a maintained school; an academy's articles say, of a unit nothing."""
        for each in Band:
            for kind in (SchoolKind.MAINTAINED, SchoolKind.MAINTAINED_SPECIAL):
                assert chair_may_decide_alone(each, kind) is (each is Band.D)
        open_kinds: list[Any] = [SchoolKind.ACADEMY, SchoolKind.AP_ACADEMY, SchoolKind.PRU, UNKNOWN]
        for open_kind in open_kinds:
            assert isinstance(chair_may_decide_alone(Band.D, open_kind), Unknown)
            assert chair_may_decide_alone(Band.C, open_kind) is False
        assert chair_may_decide_alone(Band.D, SchoolKind.INDEPENDENT) is False


def test_story_11() -> None:
    """5.5 days at the centre this term: over 5 on any reading; whether over 15 turns on the home school's days."""
    earlier = suspended("S0", "2026-09-21", "2026-09-25", 9, school="HILL")
    friday = suspended("S1", "2026-11-20", part_days=())
    totals = totals_at_decision("S1", [earlier, friday], CALENDARS, elsewhere=UNKNOWN)
    assert not isinstance(totals, Unknown)
    [term] = totals
    assert term.least.school_days == "5.5"
    given_as: Any = {"on": NOVEMBER, "misses_exam": False, "representations": False}
    assert bands_possible(totals, **given_as) == {Band.B0, Band.C}
    assert asked(band_of(totals, **given_as)) == {"suspended_elsewhere"}
    own = totals_at_decision("S1", [earlier, friday], CALENDARS, elsewhere=UNKNOWN, scope=Scope.THIS_SCHOOL)
    assert band_of(own, **given_as) is Band.B0
    windows = {each: BAND_DUTIES[each].within for each in (Band.B, Band.C)}
    story = SCHOOLS["HILL"]
    last_days = {each: within.after(NOVEMBER, story).last_day for each, within in windows.items() if within}
    assert last_days == {Band.B: D("2027-02-22"), Band.C: D("2026-12-11")}
