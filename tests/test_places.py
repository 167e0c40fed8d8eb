"""A centre's places: who is on the register, what is filled on a day and in the weeks ahead, and the warning."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ap_core import (
    UNKNOWN,
    Calendars,
    Centre,
    OutsideCalendar,
    Placement,
    Pupil,
    PupilRecord,
    Registration,
    Roll,
    School,
    YearGroup,
)
from ap_core.placement.capacity import PlacesOf
from ap_core.placement.records import Duration
from ap_core.placement.returns import ReturnPlan, ReturnStep, WeekSession
from ap_core.places import filled_on, headcount, occupancy_ahead, over_capacity
from ap_core.pupils.years import KeyStage
from ap_core.registration.records import Enrolment, SchoolKind
from tests.placements import STORY_CALENDAR

ON = date(2026, 11, 23)
KS3 = PlacesOf(key_stage=KeyStage.KS3, number=2)
HALF = ReturnPlan(
    agreed_on=ON,
    steps=(ReturnStep(first_day=date(2026, 11, 30), at_centre=frozenset(list(WeekSession)[:5])),),
)


def pupil(ref: str, year: Any = YearGroup.Y8, status: Any = Enrolment.SUBSIDIARY, **placement: Any) -> PupilRecord:
    """A pupil placed since September until 11 December, unless something else is said."""
    given_: dict[str, Any] = {
        "first_day": date(2026, 9, 14), "planned_end": date(2026, 12, 11), "duration": Duration.SHORT, **placement,
    }  # fmt: skip
    return PupilRecord(
        pupil=Pupil(ref=ref, taught_year=year),
        registrations=(Registration(school="CENTRE", status=status, first=date(2026, 9, 14), last=None),),
        placements=(Placement(ref=f"{ref}-1", centre="CENTRE", **given_),),
    )


def roll(*records: PupilRecord, places: int | None = 2, places_of: tuple[PlacesOf, ...] = (KS3,)) -> Roll:
    return Roll(
        centre=Centre(ref="CENTRE", name="Invented", kind=SchoolKind.PRU, places=places, places_of=places_of),
        schools=(School(ref="HILL", name="Invented Hill", kind=SchoolKind.MAINTAINED),),
        calendars=Calendars({"CENTRE": STORY_CALENDAR}), records=records,
    )  # fmt: skip


class TestHeadcount:
    """Fact book `capacity`: single, main and subsidiary each by itself; unknown is not none."""

    def test_by_status(self) -> None:
        got = headcount(
            roll(
                pupil("P1"), pupil("P2", status=Enrolment.SINGLE), pupil("P3", status=Enrolment.MAIN),
                pupil("P4", status=UNKNOWN), pupil("P5", status=Enrolment.GUEST),
                pupil("P6").but(registrations=UNKNOWN),
            ),
            ON,
        )  # fmt: skip
        assert (got.single, got.main, got.subsidiary, got.guest, got.not_known, got.all) == (1, 1, 1, 1, 2, 6)
        assert headcount(roll(pupil("P1")), date(2026, 9, 13)).all == 0


class TestFilled:
    """What is not recorded has a least and a most."""

    def test_sessions_not_recorded(self) -> None:
        whole, ks3 = filled_on(roll(pupil("P1"), pupil("P2", YearGroup.Y10)), ON)
        assert (whole.pupils_least, whole.pupils_most, whole.sessions_least, whole.sessions_most) == (2, 2, 0, 20)
        assert (ks3.key_stage, ks3.pupils_most, ks3.over) == (KeyStage.KS3, 1, False)

    def test_two_pupils_of_half_a_week_fill_one_place(self) -> None:
        of = roll(pupil("P1", return_plan=HALF), pupil("P2", return_plan=HALF), places=1)
        told = [filled_on(of, day)[0] for day in (ON, date(2026, 11, 30))]
        assert [(each.sessions_least, each.over) for each in told] == [
            (0, None), (10, False),
        ]  # fmt: skip

    def test_sessions_as_recorded_until_a_step_of_the_return_begins(self) -> None:
        of = roll(pupil("P1", sessions_a_week=8, return_plan=HALF))
        found = [filled_on(of, day)[0] for day in (ON, date(2026, 11, 30))]
        assert [(each.sessions_least, each.sessions_most) for each in found] == [(8, 8), (5, 5)]

    def test_a_key_stage_not_known_may_be_any(self) -> None:
        for year in (UNKNOWN, YearGroup.X):
            _, ks3 = filled_on(roll(pupil("P1", year)), ON)
            assert (ks3.pupils_least, ks3.pupils_most) == (0, 1)

    def test_first_and_last_days(self) -> None:
        def pupils(day: date, **placement: Any) -> tuple[int, int]:
            whole = filled_on(roll(pupil("P1", **placement)), day)[0]
            return whole.pupils_least, whole.pupils_most

        assert pupils(ON, first_day=UNKNOWN) == pupils(ON, ended_on=UNKNOWN) == (0, 1)
        assert pupils(ON, first_day=date(2026, 11, 24)) == pupils(ON, ended_on=date(2026, 11, 22)) == (0, 0)
        assert pupils(ON, ended_on=ON) == (1, 1)
        # Past its planned end it has not ended by that.
        assert pupils(date(2026, 12, 14)) == (1, 1)

    def test_a_pupil_fills_one_place_and_another_centres_none(self) -> None:
        twice = pupil("P1")
        assert isinstance(twice.placements, tuple)
        again = twice.placements[0].but(ref="second", ended_on=UNKNOWN)
        elsewhere = twice.placements[0].but(ref="third", centre="HILL")
        assert filled_on(roll(twice.but(placements=(*twice.placements, again, elsewhere))), ON)[0].pupils_least == 1
        assert filled_on(roll(twice.but(placements=(elsewhere,))), ON)[0].pupils_most == 0
        assert filled_on(roll(twice.but(placements=UNKNOWN)), ON)[0].pupils_most == 0

    def test_places_of_one_kind_add_up(self) -> None:
        long = PlacesOf(key_stage=KeyStage.KS4, duration=Duration.LONG, number=3)
        found = filled_on(roll(pupil("P1"), places_of=(KS3, KS3, long)), ON)
        assert [(each.key_stage, each.duration, each.places) for each in found] == [
            (None, None, 2), (KeyStage.KS3, None, 4), (KeyStage.KS4, Duration.LONG, 3),
        ]  # fmt: skip


class TestAhead:
    """Week by week, from planned ends."""

    def test_the_weeks_of_the_centre(self) -> None:
        """A placement leaves its place after the planned end, one past its own does not, one to come fills it."""
        of = roll(
            pupil("P1"), pupil("P2", planned_end=date(2026, 11, 20)), pupil("P3", planned_end=UNKNOWN),
            pupil("P4", first_day=date(2026, 12, 7), planned_end=None),
        )  # fmt: skip
        ahead = [week[0] for week in occupancy_ahead(of, ON, 5)]
        assert [(week.on.isoformat(), week.pupils_least, week.pupils_most) for week in ahead] == [
            ("2026-11-23", 3, 3), ("2026-11-30", 2, 3), ("2026-12-07", 3, 4), ("2026-12-14", 2, 3),
            ("2027-01-05", 2, 3),
        ]  # fmt: skip

    def test_as_far_as_the_calendar_goes(self) -> None:
        ahead = occupancy_ahead(roll(pupil("P1")), date(2027, 7, 10), 9)
        assert [week[0].on for week in ahead] == [date(2027, 7, 12), date(2027, 7, 19)]
        with pytest.raises(OutsideCalendar):
            occupancy_ahead(roll(pupil("P1")), date(2027, 8, 1), 2)


class TestWarning:
    """Over capacity is a warning: day six can call for another place."""

    def test_over_or_perhaps(self) -> None:
        may_be = over_capacity(filled_on(roll(*[pupil(f"P{n}") for n in range(3)]), ON))
        assert [(each.over, each.places) for each in may_be] == [(None, 2), (None, 2)]
        assert may_be[1].says == (
            "Key Stage 3: perhaps over its 2 places, with 0 to 30 sessions a week of 20. A warning only: nobody is "
            "turned away for it."
        )
        full = ReturnPlan(steps=(ReturnStep(first_day=ON, at_centre=frozenset(WeekSession)),))
        [over] = over_capacity(filled_on(roll(*[pupil(f"P{n}", return_plan=full) for n in range(3)], places_of=()), ON))
        assert over.over is True
        assert over.says.startswith("The whole centre: over its 2 places, with 30 sessions")

    def test_none_without_places_or_with_room(self) -> None:
        assert over_capacity(filled_on(roll(pupil("P1")), ON)) == ()
        whole = filled_on(roll(pupil("P1"), places=None, places_of=()), ON)[0]
        assert (whole.over, whole.says) == (None, "")

    @given(st.lists(st.sampled_from([YearGroup.Y7, YearGroup.Y10, UNKNOWN]), max_size=6), st.integers(0, 6))
    def test_least_is_never_above_most(self, years: list[Any], places: int) -> None:
        """And knowing more narrows the two."""
        of = roll(*[pupil(f"P{n}", year) for n, year in enumerate(years)], places=places)
        for each in filled_on(of, ON):
            assert each.pupils_least <= each.pupils_most
            assert each.sessions_least <= each.sessions_most <= 10 * each.pupils_most
        told = roll(*[pupil(f"P{n}", YearGroup.Y7) for n in range(len(years))], places=places)
        before, after = filled_on(of, ON)[1], filled_on(told, ON)[1]
        assert after.pupils_least >= before.pupils_least
