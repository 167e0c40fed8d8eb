"""One pupil's incidents counted, and their rate: states instead of numbers where there is nothing to divide by."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ap_core.attendance.registers import Register
from ap_core.dates.spans import DateSpan
from ap_core.errors import InvalidValue
from ap_core.states import MeasureState
from ap_core.support.patterns import Recurring, incident_counts, incident_rate, recurring
from ap_core.support.records import Incident, Session
from tests.attended_models import CENTRE, attended_on, nov

DAYS = st.dates(nov(2), nov(27))
INCIDENTS = st.lists(
    st.builds(
        Incident, ref=st.just("I"), on=DAYS, session=st.none() | st.sampled_from(Session),
        place=st.none() | st.sampled_from(["maths", "hall"]),
        helped=st.lists(st.sampled_from(["a walk", "quiet"]), unique=True).map(tuple),
    ),
    max_size=8,
)  # fmt: skip


class TestCounts:
    """Counts by weekday, session and place with their n, and no claim beside."""

    @given(INCIDENTS, DAYS, DAYS)
    def test_against_a_naive_count(self, incidents: list[Incident], one: date, other: date) -> None:
        first, last = min(one, other), max(one, other)
        counted = [each for each in incidents if first <= each.on <= last]
        found = incident_counts(incidents, DateSpan(first, last))
        assert found.n == len(counted)
        assert {each.of: each.n for each in found.by_weekday} == Counter(each.on.strftime("%A") for each in counted)
        assert {each.of: each.n for each in found.by_place} == Counter(each.place for each in counted if each.place)
        assert {each.of: each.n for each in found.by_session} == Counter(
            each.session.value for each in counted if each.session
        )
        for counts, without in (
            (found.by_weekday, 0), (found.by_session, found.session_not_recorded),
            (found.by_place, found.place_not_recorded),
        ):  # fmt: skip
            assert sum(each.n for each in counts) + without == found.n

    def test_in_the_order_of_the_week(self) -> None:
        found = incident_counts([Incident(ref="A", on=nov(20)), Incident(ref="B", on=nov(9))])
        assert [each.of for each in found.by_weekday] == ["Monday", "Friday"]

    def test_the_order_of_incidents_says_nothing(self) -> None:
        one = Incident(ref="A", on=nov(5), session=Session.PM, place="maths")
        other = Incident(ref="B", on=nov(19), session=Session.AM)
        assert incident_counts([one, other]) == incident_counts([other, one])

    @given(INCIDENTS)
    def test_what_helped(self, incidents: list[Incident]) -> None:
        """Each thing once an incident; incidents without any are counted beside."""
        found = incident_counts(incidents)
        assert {each.of: each.n for each in found.by_help} == Counter(
            what for each in incidents for what in each.helped
        )
        assert [each.n for each in found.by_help] == sorted((each.n for each in found.by_help), reverse=True)
        assert found.help_not_recorded == sum(each.helped == () for each in incidents)


class TestRecurring:
    """Three that share weekday, session and place are something to ask about; two are no pattern."""

    @given(
        st.lists(st.sampled_from([(5, "maths"), (12, "maths"), (19, "maths"), (19, "hall"), (20, None)]), max_size=9)
    )
    def test_against_a_naive_count(self, some: list[tuple[int, str | None]]) -> None:
        incidents = [Incident(ref="I", on=nov(day), session=Session.PM, place=place) for day, place in some]
        n = Counter(place for _, place in some)
        wanted = [
            Recurring("Thursday", "afternoon", place, n[place], len(some))
            for place in ("maths", "hall")
            if n[place] >= 3
        ]
        assert list(recurring(incidents)) == sorted(wanted, key=lambda each: (-each.n, each.place))
        assert recurring(incidents) == recurring(reversed(incidents))
        assert recurring(incidents[:2]) == ()

    @pytest.mark.parametrize("changes", [{"session": None}, {"place": None}, {"session": Session.AM}, {"on": nov(20)}])
    def test_all_three_have_to_be_on_record_and_the_same(self, changes: dict[str, Any]) -> None:
        """A trap: not recorded is not the same as the same."""
        thursday = Incident(ref="I", on=nov(19), session=Session.PM, place="maths")
        assert recurring([thursday] * 3)[0].n == 3
        assert recurring([thursday, thursday, thursday.but(**changes)]) == ()

    def test_within_a_span(self) -> None:
        thursdays = [Incident(ref="I", on=nov(day), session=Session.PM, place="maths") for day in (5, 12, 19)]
        assert recurring(thursdays, DateSpan(nov(6), None)) == ()

    def test_two_are_no_pattern(self) -> None:
        for at_least in (0, 1, 2):
            with pytest.raises(InvalidValue, match="two are no pattern"):
                recurring([], at_least=at_least)


class TestRate:
    """BEH-01: for a hundred sessions attended, not for a calendar week."""

    @pytest.mark.parametrize(("incidents", "days", "rate"), [(1, 5, "10.0"), (2, 3, "33.3"), (0, 5, "0.0")])
    def test_a_hundred_sessions(self, incidents: int, days: int, rate: str) -> None:
        register = attended_on(*[nov(day) for day in range(9, 9 + days)])
        found = incident_rate([Incident(ref="I", on=nov(9))] * incidents, register)
        assert (found.attended, found.state, found.per_100_sessions) == (2 * days, MeasureState.SHOWN, Decimal(rate))

    def test_nothing_attended_is_no_rate(self) -> None:
        for register in (Register.of_marks(CENTRE, ()), attended_on(out=[nov(9)])):
            found = incident_rate([Incident(ref="I", on=nov(9))], register)
            assert (found.incidents, found.state, found.per_100_sessions) == (1, MeasureState.NOT_APPLICABLE, None)

    def test_marks_that_settle_nothing(self) -> None:
        register = Register.of_weeks(CENTRE, {date(2023, 11, 13): "K \\ / \\ / \\ / \\ / \\"})
        found = incident_rate([], register)
        assert (found.state, found.per_100_sessions) == (MeasureState.UNRELIABLE, None)

    def test_incidents_and_sessions_of_the_same_days(self) -> None:
        register = attended_on(nov(9), nov(10), nov(16))
        incidents = [Incident(ref="A", on=nov(10)), Incident(ref="B", on=nov(16))]
        found = incident_rate(incidents, register, span=DateSpan(nov(9), nov(10)))
        assert (found.incidents, found.attended) == (1, 4)
