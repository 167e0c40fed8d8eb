"""Returns: metrics.md section 9."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ap_core.attendance.registers import Register
from ap_core.dates import Term
from ap_core.dates.calendars import SchoolCalendar
from ap_core.dates.spans import DateSpan
from ap_core.errors import InvalidValue
from ap_core.law.unknown import UNKNOWN, Unknown
from ap_core.placement.returns import CheckPoint, CheckUp, ReturnPlan, sustained
from ap_core.progress.reintegration import (
    Followed,
    Leaver,
    WentTo,
    lasting,
    median_time,
    moves,
    return_rate,
    survival,
    sustained_rate,
)
from ap_core.progress.shares import part_time_share
from ap_core.registration.records import Registration
from ap_core.states import MeasureState
from ap_core.support.patterns import Count

KNOWN = st.booleans() | st.just(UNKNOWN)
LEAVERS = st.lists(
    st.builds(
        Leaver, went_to=st.sampled_from(WentTo) | st.just(UNKNOWN), return_intended=KNOWN, on_roll=KNOWN
    ),
    max_size=30,
)  # fmt: skip
FOLLOWED = st.lists(st.builds(Followed, st.integers(0, 20), st.booleans()), max_size=40)


def gone(where: WentTo | Unknown, many: int = 1) -> list[Leaver]:
    return [Leaver(went_to=where, return_intended=True, on_roll=True)] * many


class TestReturnRate:
    """REI-01: of those meant to return; other outcomes have rows of their own."""

    @settings(max_examples=30)
    @given(LEAVERS)
    def test_every_leaver_once_and_the_unknown_between_the_bounds(self, leavers: list[Leaver]) -> None:
        found = return_rate(leavers, source="invented")
        assert sum(count.n for count in found.went_to) == len(leavers)
        assert found.rate.of == found.lowest.n == found.highest.n
        if found.lowest.value is not None and found.highest.value is not None:
            assert found.lowest.value <= found.highest.value
            if found.rate.value is not None:
                assert found.lowest.value <= found.rate.value <= found.highest.value

    def test_who_is_in_no_rate(self) -> None:
        out = (WentTo.END_OF_YEAR_11, WentTo.ANOTHER_AREA, WentTo.HOME_EDUCATION, WentTo.CUSTODY)
        found = return_rate([leaver for where in WentTo for leaver in gone(where)], source="invented")
        assert {count.of for count in found.left_out} == {where.value for where in out}
        assert found.rate.of == len(WentTo) - len(out)

    def test_a_special_school_is_a_return_and_a_guest_is_none(self) -> None:
        guest = Leaver(went_to=WentTo.MAINSTREAM, return_intended=True, on_roll=False)
        found = return_rate([*gone(WentTo.SPECIAL, 9), guest], source="invented")
        assert (found.rate.count, found.rate.n) == (9, 10)

    def test_a_destination_nobody_knows(self) -> None:
        found = return_rate([*gone(WentTo.MAINSTREAM, 9), *gone(WentTo.OTHER_AP, 3), *gone(UNKNOWN)], source="invented")
        assert (found.lowest.shown, found.rate.shown, found.highest.shown) == ("69.2", "75.0", "76.9")
        assert Count("not known", 1) in found.went_to

    def test_an_intention_nobody_knows(self) -> None:
        found = return_rate([Leaver(went_to=WentTo.MAINSTREAM, on_roll=True)], source="invented")
        assert (found.rate.state, found.intention_not_known) == (MeasureState.NOT_APPLICABLE, 1)


class TestSustained:
    """REI-02: a return too young to say is in no count."""

    @given(st.lists(st.sampled_from([True, False, None, UNKNOWN]), max_size=40))
    def test_the_young_are_left_out(self, lasted: list[bool | Unknown | None]) -> None:
        found = sustained_rate(lasted, until="12 school weeks", source="invented")
        assert found.of == len(lasted) - lasted.count(None)
        assert found.n == lasted.count(True) + lasted.count(False)

    def test_from_the_plans_of_returns(self) -> None:
        terms = [Term("spring", date(2027, 1, 5), date(2027, 3, 25)), Term("s", date(2027, 4, 12), date(2027, 7, 21))]
        hill = SchoolCalendar.of_terms("HILL", terms=terms)
        lasted = ReturnPlan(returned_on=date(2027, 1, 11), check_ups=(CheckUp(date(2027, 2, 19), True),))
        young = ReturnPlan(returned_on=date(2027, 2, 22))
        said = [sustained(plan, CheckPoint.SIX_WEEKS, hill, date(2027, 3, 1)) for plan in [lasted] * 10 + [young]]
        found = sustained_rate(said, until=CheckPoint.SIX_WEEKS.value, source="invented")
        assert (found.shown, found.n, found.of) == ("100.0", 10, 10)


class TestSurvival:
    """REI-02 and REI-03: Kaplan and Meier."""

    @settings(max_examples=30)
    @given(FOLLOWED)
    def test_as_its_definition(self, followed: list[Followed]) -> None:
        """Day by day: of those still followed and still waiting, how many it came for."""
        without = Fraction(1)
        steps = {step.time: step.without for step in survival(followed)}
        for day in range(21):
            waiting = [each for each in followed if each.time >= day]
            came = [each for each in waiting if each.time == day and each.came]
            if came:
                without *= 1 - Fraction(len(came), len(waiting))
                assert steps.pop(day) == without
        assert steps == {}

    @settings(max_examples=30)
    @given(st.lists(st.integers(0, 20), min_size=10, max_size=40), st.integers(0, 20))
    def test_without_censoring_it_is_a_plain_share(self, times: list[int], until: int) -> None:
        found = lasting([Followed(time, True) for time in times], until, unit="weeks", source="invented")
        assert found.value == Fraction(100 * sum(time > until for time in times), len(times))

    @settings(max_examples=30)
    @given(FOLLOWED, st.integers(0, 20))
    def test_a_value_or_a_state_and_never_an_exception(self, followed: list[Followed], until: int) -> None:
        found = lasting(followed, until, unit="weeks", source="invented")
        if len(followed) < 10:
            assert found.state in (MeasureState.UNRELIABLE, MeasureState.NOT_APPLICABLE)
        if found.interval is not None:
            assert found.value is not None and found.value in found.interval
            assert found.interval.lower >= 0 and found.interval.upper <= 100
        median_time(followed, name="m", unit="weeks", source="invented")

    def test_nobody_followed_so_long(self) -> None:
        found = lasting([Followed(4, False)] * 12, 6, unit="weeks", source="invented")
        assert (found.state, found.why) == (MeasureState.NOT_AVAILABLE, "no return was followed so long")

    def test_median(self) -> None:
        returned = [Followed(time, True) for time in (3, 4, 5, 6, 8, 9)]
        waiting = [Followed(12, False)] * 6
        found = median_time(returned + waiting, name="time to return", unit="weeks", source="invented")
        assert (found.shown, found.n) == ("9", 12)
        found = median_time([*returned[:5], *waiting, Followed(12, False)], name="m", unit="weeks", source="invented")
        assert found.state is MeasureState.NOT_AVAILABLE

    def test_as_statsmodels(self) -> None:
        survfunc = pytest.importorskip("statsmodels.duration.survfunc")
        times = [3, 4, 4, 5, 6, 6, 8, 9, 12, 12, 12, 15]
        came = [1, 1, 0, 1, 1, 1, 0, 1, 0, 0, 1, 0]
        wanted = survfunc.SurvfuncRight(times, came)
        steps = survival(Followed(time, bool(each)) for time, each in zip(times, came, strict=True))
        for step in steps:
            at = list(wanted.surv_times).index(step.time)
            assert float(step.without) == pytest.approx(float(wanted.surv_prob[at]))
            assert step.at_risk == wanted.n_risk[at]

    @pytest.mark.parametrize(
        "call",
        [lambda: Followed(-1, True), lambda: lasting([], 1, unit="weeks", source="invented", level=0)],
    )
    def test_refused(self, call: Callable[[], Any]) -> None:
        with pytest.raises(InvalidValue):
            call()


class TestMoves:
    """REI-04: how often a pupil came to a school in twelve months."""

    ON = date(2026, 11, 23)

    def moves(self, *names: tuple[str, Any, Any]) -> Any:
        return moves([Registration(school=school, first=first, last=last) for school, first, last in names], self.ON)

    @pytest.mark.parametrize(
        ("first", "expected"),
        [(date(2025, 11, 23), 0), (date(2025, 11, 24), 1), (date(2026, 11, 23), 1), (date(2026, 11, 24), 0)],
    )
    def test_on_both_sides_of_the_year(self, first: date, expected: int) -> None:
        assert self.moves(("HILL", first, None)) == expected

    def test_another_status_at_the_same_school_is_none(self) -> None:
        september = date(2026, 9, 1)
        assert self.moves(("HILL", date(2024, 9, 2), date(2026, 8, 31)), ("HILL", september, None)) == 0
        assert self.moves(("HILL", date(2024, 9, 2), date(2026, 8, 30)), ("HILL", september, None)) == 1

    def test_two_registers_begun_on_one_day_are_two(self) -> None:
        assert self.moves(("HILL", self.ON, None), ("UNIT", self.ON, None)) == 2

    def test_a_first_day_not_known(self) -> None:
        assert isinstance(self.moves(("HILL", UNKNOWN, None)), Unknown)


class TestPartTime:
    def test_a_pupil_counts_once_and_only_within_the_days(self) -> None:
        """ATT-08."""
        monday = date(2026, 11, 16)
        shorter = Register.of_marks("UNIT", [(monday, "AM", "C2"), (monday, "PM", "C2")])
        whole = Register.of_marks("UNIT", [(monday, "AM", "/"), (monday, "PM", "C")])
        day = DateSpan(monday, monday)
        assert part_time_share([shorter] * 3 + [whole] * 9, day, source="invented").count == 3
        before = DateSpan(date(2026, 11, 9), date(2026, 11, 13))
        assert part_time_share([shorter] * 12, before, source="invented").count == 0
