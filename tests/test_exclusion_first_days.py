"""The first five school days: public places, the details of what comes after, and work to do (EX-EDU-01, -07)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ap_core import UNKNOWN, Actor, InvalidValue, PermanentExclusion, Verdict
from ap_core.errors import NotInForce, OutsideCalendar
from ap_core.exclusion.boards import Procedure
from ap_core.exclusion.first_days import PENALTY, details_given_by, public_place_days
from ap_core.exclusion.notices import Cancellation
from tests.dates_models import D, days, naive_school_day
from tests.placements import YEAR_8, findings
from tests.suspensions import HILL, in_range, suspended

WORK = "exclusion.first_days.work_set"
MET, PENDING, UNDETERMINED = Verdict.MET, Verdict.PENDING, Verdict.UNDETERMINED


class TestPublicPlaces:
    """s.104(3): each school day from the first to the day before education, the fifth, or the last of the exclusion."""

    @given(in_range, st.none() | st.integers(0, 20), st.none() | st.integers(0, 20))
    def test_as_a_naive_reading_has_it(self, first: date, length: int | None, education: int | None) -> None:
        ends = [date.fromordinal(min(first.toordinal() + (40 if length is None else length), HILL.last.toordinal()))]
        begins = None if education is None else date.fromordinal(first.toordinal() + education)
        met = [day for day in days(first, ends[0]) if naive_school_day(HILL, day)][:5]
        wanted = [day for day in met if begins is None or day < begins]
        if length is not None:
            assert list(public_place_days(first, ends[0], HILL, education_from=begins)) == wanted
        elif len(met) == 5:
            assert list(public_place_days(first, None, HILL, education_from=begins)) == wanted

    def test_what_is_refused(self) -> None:
        with pytest.raises(InvalidValue, match="last_day: is before first_day"):
            public_place_days(D("2026-11-20"), D("2026-11-19"), HILL, education_from=None)
        for last in (None, D("2028-12-21")):
            with pytest.raises(OutsideCalendar):
                public_place_days(D("2028-12-18"), last, HILL, education_from=None)
        with pytest.raises(NotInForce):
            public_place_days(D("2007-08-31"), None, HILL, education_from=None)

    def test_the_penalty(self) -> None:
        """Not the amounts for absence since August 2024: 60 or 120 pounds still (verification C18)."""
        penalty = PENALTY.on(D("2026-11-20")).value
        assert (penalty.if_soon, penalty.otherwise, penalty.soon, penalty.in_all) == (60, 120, 21, 28)
        assert str(penalty) == "60 pounds within 21 days, 120 within 28"
        assert PENALTY.on(D("2013-09-01")).value == penalty
        with pytest.raises(NotInForce):
            PENALTY.on(D("2013-08-31"))

    def test_of_one_day_and_at_the_end_of_the_calendar(self) -> None:
        last = HILL.last
        assert public_place_days(last, last, HILL, education_from=None) == (last,)


def test_details_are_given_48_hours_before() -> None:
    """EX-NOT-05, CAL-13: hours, over a weekend too, and no school days."""
    monday = datetime(2026, 11, 9, 9, 30, tzinfo=UTC)
    for on in ("2007-09-01", "2012-09-01", "2026-11-02"):
        assert details_given_by(monday, D(on)) == datetime(2026, 11, 7, 9, 30, tzinfo=UTC)
    with pytest.raises(NotInForce):
        details_given_by(monday, D("2007-08-31"))


class TestWorkSet:
    """Guidance: the school should set and mark work in the first five days; said while they run, and never late."""

    def asked(self, on: str, set_on: Any = None, *, last: str = "2026-11-27", **more: Any) -> list[Verdict]:
        one = suspended("S1", "2026-11-16", last, school="CENTRE", work_set_on=set_on, **more)
        return [each.verdict for each in findings(YEAR_8.but(suspensions=(one,)), WORK, D(on))]

    @pytest.mark.parametrize(
        ("on", "expected"),
        [("2026-11-13", []), ("2026-11-16", [PENDING]), ("2026-11-20", [PENDING]), ("2026-11-22", [PENDING]),
         ("2026-11-23", [])],
    )  # fmt: skip
    def test_while_the_first_five_days_run(self, on: str, expected: list[Verdict]) -> None:
        assert self.asked(on) == expected

    def test_set_or_not_or_not_known(self) -> None:
        assert self.asked("2026-11-18", D("2026-11-17")) == [MET]
        assert self.asked("2026-11-18", UNKNOWN) == [UNDETERMINED]
        assert self.asked("2026-11-18", last="2026-11-17") == []
        assert self.asked("2026-11-17", last="2026-11-17") == [PENDING]

    def test_not_after_it_was_cancelled(self) -> None:
        procedure = Procedure(cancelled=Cancellation(on=D("2026-11-17")), back_on=D("2026-11-18"))
        assert self.asked("2026-11-17", procedure=procedure) == [PENDING]
        assert self.asked("2026-11-18", procedure=procedure) == []
        assert self.asked("2026-11-18", procedure=Procedure(cancelled=Cancellation(on=D("2026-11-13")))) == []

    def test_of_a_permanent_exclusion_by_the_home_school(self) -> None:
        expelled = PermanentExclusion(ref="X", school="HILL", on=D("2026-11-19"), work_set_on=None)
        [finding] = findings(YEAR_8.but(permanent_exclusions=(expelled,)), WORK)
        assert (finding.verdict, finding.who, finding.due) == (PENDING, Actor.HOME_SCHOOL, None)
        unknown = expelled.but(on=UNKNOWN)
        assert findings(YEAR_8.but(permanent_exclusions=(unknown,)), WORK) == []
        elsewhere = expelled.but(school="MILL")
        assert findings(YEAR_8.but(permanent_exclusions=(elsewhere,)), WORK) == []
