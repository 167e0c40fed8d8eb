"""Limits in hours: they run as time passes, through nights, weekends and the change of the clocks."""

from __future__ import annotations

import pickle
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ap_core.dates.hours import Hours
from ap_core.errors import InvalidValue, OutsideCalendar

LONDON = ZoneInfo("Europe/London")
ZONES = st.just(LONDON) | st.integers(-23, 23).map(lambda hours: timezone(timedelta(hours=hours)))
#: Near the two nights of 2026 and 2027 in which the clocks change, and anywhere else.
MOMENTS = st.builds(
    lambda moment, zone: moment.replace(tzinfo=zone),
    st.sampled_from([datetime(2026, 10, 25), datetime(2027, 3, 28)]).flatmap(
        lambda night: st.datetimes(night - timedelta(days=3), night + timedelta(days=3))
    )
    | st.datetimes(datetime(1990, 1, 1), datetime(2037, 1, 1)),
    ZONES,
)


class TestHoursBefore:
    """EX-NOT-05, CAL-13: details of the education at least 48 hours before it starts; hours, not school days."""

    @given(MOMENTS, st.integers(1, 72))
    def test_an_hour_at_a_time(self, moment: datetime, n: int) -> None:
        latest = moment.astimezone(UTC)
        for _ in range(n):
            latest -= timedelta(hours=1)
        got = Hours(n).before(moment)
        assert got == latest and got.tzinfo is UTC
        assert moment.timestamp() - got.timestamp() == 3600 * n

    def test_trap_a_weekend_takes_none_out(self) -> None:
        """Education on Mon 9 Nov 2026 at nine: Saturday at nine is in time, a minute later is not."""
        latest = Hours(48).before(datetime(2026, 11, 9, 9, tzinfo=LONDON))
        assert latest == datetime(2026, 11, 7, 9, tzinfo=LONDON)
        assert not datetime(2026, 11, 7, 9, 1, tzinfo=LONDON) <= latest

    @pytest.mark.parametrize(
        ("starts", "latest"),
        [
            (datetime(2026, 10, 26, 9), datetime(2026, 10, 24, 10)),  # the clocks go back between: an hour more
            (datetime(2027, 3, 29, 9), datetime(2027, 3, 27, 8)),  # and forward: an hour less
        ],
    )
    def test_trap_the_clocks_change(self, starts: datetime, latest: datetime) -> None:
        assert Hours(48).before(starts.replace(tzinfo=LONDON)) == latest.replace(tzinfo=LONDON)

    @pytest.mark.parametrize("wrong", [date(2026, 11, 9), "2026-11-09T09:00", None, 5])
    def test_a_day_is_no_moment(self, wrong: Any) -> None:
        with pytest.raises(InvalidValue, match="moment: is no moment"):
            Hours(48).before(wrong)

    def test_a_moment_says_how_far_it_is_from_utc(self) -> None:
        with pytest.raises(InvalidValue, match="moment: does not say how far"):
            Hours(48).before(datetime(2026, 11, 9, 9))

    @pytest.mark.parametrize(
        "first",
        [datetime.min.replace(tzinfo=UTC), datetime.min.replace(tzinfo=timezone(timedelta(hours=5)))],
    )
    def test_there_is_no_moment_before_the_first(self, first: datetime) -> None:
        with pytest.raises(OutsideCalendar, match="48 hours before 0001-01-01"):
            Hours(48).before(first)

    @pytest.mark.parametrize("wrong", [0, -48, 48.0, True, "48", None])
    def test_only_positive_whole_numbers(self, wrong: Any) -> None:
        with pytest.raises(InvalidValue, match="Hours cannot be built: n: "):
            Hours(wrong)

    def test_a_limit_is_a_value(self) -> None:
        assert pickle.loads(pickle.dumps(Hours(48))) == Hours(48) != Hours(24)
        assert repr(Hours(48)) == "Hours(48)"
