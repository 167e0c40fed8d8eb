"""Half-days of suspension counted within any span, against a naive model; records that contradict each other."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ap_core.dates import Calendars, DateSpan, HalfDays, SchoolCalendar
from ap_core.errors import InvalidValue
from ap_core.exclusion.counting import DayCount
from ap_core.exclusion.records import Suspension
from ap_core.law.unknown import UNKNOWN, Reason, Unknown
from tests.dates_models import D, calendars
from tests.suspensions import (
    asked,
    bounds,
    forgotten,
    in_range,
    known_suspensions,
    naive_count,
    part,
    suspended,
    within,
)

of_records = settings(max_examples=80, deadline=None)
spans = st.tuples(in_range, in_range).map(lambda ends: DateSpan(min(ends), max(ends))) | st.builds(
    DateSpan, in_range, st.none()
)


class TestUnit:
    """EX-DAY-01: school days with halves, as whole numbers of half-days; no float, no calendar day."""

    @of_records
    @given(known_suspensions(), spans)
    def test_a_naive_count_day_by_day(self, suspensions: list[Suspension], span: DateSpan) -> None:
        """Agrees, across holidays, terms, years and schools, for suspensions whose every day is known."""
        count = within(suspensions, span)
        assert bounds(count) == naive_count(suspensions, span)
        assert count.half_days == count.least or count.needs

    @of_records
    @given(calendars(), st.data())
    def test_over_any_calendar(self, school: SchoolCalendar, data: st.DataObject) -> None:
        """Terms, breaks, closures and extra days wherever they may be; and the order never matters."""
        schools = {name: school.but(name=name) for name in ("HILL", "BROOK")}
        suspensions = data.draw(known_suspensions(6, schools))
        ends = st.dates(school.first, school.last)
        first, last = sorted((data.draw(ends), data.draw(ends)))
        span = DateSpan(first, last)
        for order in (suspensions, data.draw(st.permutations(suspensions))):
            count = within(order, span, calendars=Calendars(schools))
            assert bounds(count) == naive_count(suspensions, span, schools)

    @of_records
    @given(known_suspensions(), spans, st.data())
    def test_whatever_is_not_known_the_truth_lies_between(
        self, suspensions: list[Suspension], span: DateSpan, data: st.DataObject
    ) -> None:
        """And where it is told, it is the truth; where not, what is needed is."""
        least, most = naive_count(suspensions, span)
        count = within(data.draw(forgotten(suspensions)), span)
        assert count.least.count <= least
        assert isinstance(count.most, Unknown) or count.most.count >= most
        told = count.half_days
        if isinstance(told, Unknown):
            assert told.needs
        else:
            assert told.count == least == most

    @of_records
    @given(known_suspensions(), spans, st.data())
    def test_never_depends_on_the_order(
        self, suspensions: list[Suspension], span: DateSpan, data: st.DataObject
    ) -> None:
        """Nor does what is asked, but for the places in the record."""
        some = data.draw(forgotten(suspensions))
        other = data.draw(st.permutations(some))
        one, two = within(some, span), within(other, span)
        assert bounds(one) == bounds(two)
        assert {(need.ask, need.of, need.reason) for need in one.needs} == {
            (need.ask, need.of, need.reason) for need in two.needs
        }

    def test_of_whole_days(self) -> None:
        """Three days are six half-days; the count is of its own type, and takes no bare number."""
        assert within([suspended("S1", "2026-11-16", "2026-11-18", 6)]).half_days == HalfDays(6)
        with pytest.raises(TypeError):
            _ = DayCount.exactly(6) + 6  # type: ignore[operator]

    def test_what_is_needed_is_asked_once(self) -> None:
        """However many days or records it would settle, and in the order of the records."""
        two_days = (part("2026-11-19", "la"), part("2026-11-20", "la"))
        doubt = within([suspended("S1", "2026-11-19", "2026-11-20", part_days=two_days)])
        assert bounds(doubt) == (2, 4)
        assert [need.path for need in doubt.needs] == ["the count of a lunchtime and one session on one day"]
        elsewhere = [suspended("S1", "2026-10-05", school="MILL"), suspended("S2", "2026-10-12", school="MILL")]
        most = within(elsewhere).most
        assert isinstance(most, Unknown) and hash(most) == hash(within(elsewhere).most)
        paths = ("suspensions[0].length", "calendars.MILL", "suspensions[1].length")
        assert tuple(need.path for need in most.needs) == paths

    def test_the_most_is_not_less_than_the_least(self) -> None:
        """A count made by hand is checked."""
        with pytest.raises(InvalidValue, match="DayCount cannot be built: most: is less than least"):
            DayCount(HalfDays(2), HalfDays(1))


class TestPartOfASuspension:
    """EX-DAY-07: days beyond the span are left out; where no part is named, what is left bounds the count."""

    THURSDAY, FRIDAY = (DateSpan(D(day), D(day)) for day in ("2026-11-19", "2026-11-20"))

    @pytest.mark.parametrize(("half_days", "least", "most"), [(1, 0, 1), (2, 0, 2), (3, 1, 2), (4, 2, 2)])
    def test_one_of_two_days(self, half_days: int, least: int, most: int) -> None:
        """The half-days that the other day cannot hold, and no more than the day has."""
        one = suspended("S1", "2026-11-19", "2026-11-20", half_days)
        for span in (self.THURSDAY, self.FRIDAY):
            count = within([one], span)
            assert bounds(count) == (least, most)
            assert [need.path for need in count.needs] == ["suspensions[0].part_days"] * (least < most)

    @pytest.mark.parametrize("half_days", [1, 2, 3, 4])
    def test_the_whole_of_it_is_certain(self, half_days: int) -> None:
        """Whichever parts they were."""
        one = suspended("S1", "2026-11-19", "2026-11-20", half_days)
        assert within([one]) == DayCount.exactly(half_days)


class TestAtItsOwnDecision:
    """EX-DAY-09: each is judged on the total at its own decision; later ones do not change what an earlier one was."""

    FIRST = suspended("S1", "2026-09-14", "2026-09-18", 10)
    SECOND = suspended("S2", "2026-09-21", "2026-09-22", 4)
    THIRD = suspended("S3", "2026-10-05", half_days=2)

    @pytest.mark.parametrize(("ref", "total"), [("S1", 10), ("S2", 14), ("S3", 16)])
    def test_the_total_grows_with_each(self, ref: str, total: int) -> None:
        """In whatever order they stand."""
        for order in ([self.FIRST, self.SECOND, self.THIRD], [self.THIRD, self.FIRST, self.SECOND]):
            assert within(order, as_decided=ref) == DayCount.exactly(total)

    @of_records
    @given(known_suspensions(), spans, st.data())
    def test_is_the_count_of_those_that_had_begun(
        self, suspensions: list[Suspension], span: DateSpan, data: st.DataObject
    ) -> None:
        """Where two began on one day, in no order that can be told, the answer lies between without and with."""
        if not suspensions:
            return
        this = data.draw(st.sampled_from(suspensions))
        before = [each for each in suspensions if each is this or each.first_day < this.first_day]  # type: ignore[operator]
        same = [each for each in suspensions if each.first_day == this.first_day and each is not this]
        count = within(suspensions, span, as_decided=this.ref)
        if not same:
            assert bounds(count) == naive_count(before, span)
        else:
            assert count.least.count <= naive_count(before, span)[0]
            assert bounds(count)[1] in (naive_count(before, span)[1], naive_count([*before, *same], span)[1])

    def test_an_unknown_first_day_may_be_earlier(self) -> None:
        """Then it is counted at most, and asked for."""
        unclear = self.FIRST.but(first_day=UNKNOWN, part_days=())
        count = within([unclear, self.SECOND], as_decided="S2")
        assert count.least == HalfDays(4)
        assert "suspensions[0].first_day" in asked(count.half_days)

    def test_two_that_began_on_one_day(self) -> None:
        """The part of the day, or the link from one to the other, puts them in order; else it is asked."""
        lunch = suspended("S1", "2026-11-19", part_days=(part("2026-11-19", "l"),))
        after = suspended("S2", "2026-11-19", "2026-11-20", part_days=(part("2026-11-19", "a"),))
        assert bounds(within([after, lunch], as_decided="S1")) == (1, 1)
        assert bounds(within([after, lunch], as_decided="S2")) == (3, 4)
        morning = suspended("S3", "2026-11-19", part_days=(part("2026-11-19", "m"),))
        assert bounds(within([after, morning], as_decided="S3")) == (1, 1)
        assert within([lunch, morning], as_decided="S3") == DayCount.exactly(1)
        home = suspended("S4", "2026-11-19", half_days=2, school="BROOK")
        centre = suspended("S5", "2026-11-19", "2026-11-20", 4)
        count = within([home, centre], as_decided="S4")
        assert bounds(count) == (2, 6)
        assert "suspensions[1].first_day" in asked(count.half_days)
        assert within([home, centre.but(follows="S4")], as_decided="S4") == DayCount.exactly(2)
        assert bounds(within([home, centre.but(follows="S4")], as_decided="S5")) == (4, 6)

    def test_the_link_alone_puts_them_in_order(self) -> None:
        """Both from the morning of 19 October, on which only one of the two schools meets."""
        home = suspended("S4", "2026-10-19", half_days=2, part_days=())
        centre = suspended("S5", "2026-10-19", "2026-11-03", part_days=(), school="BROOK")
        assert bounds(within([home, centre], as_decided="S5")) == (4, 6)
        assert within([home, centre.but(follows="S4")], as_decided="S5") == DayCount.exactly(6)

    @pytest.mark.parametrize("known", [((), ()), ((), UNKNOWN), (UNKNOWN, ())])
    def test_no_order_where_both_began_with_the_day_or_it_is_not_known(self, known: tuple[Any, Any]) -> None:
        """Two schools on one day: the other is counted at most, whichever is asked about."""
        home = suspended("S4", "2026-11-19", half_days=2, school="BROOK", part_days=known[0])
        centre = suspended("S5", "2026-11-19", "2026-11-20", 4, part_days=known[1])
        assert bounds(within([home, centre], as_decided="S4")) == (2, 6)
        assert bounds(within([home, centre], as_decided="S5")) == (4, 6)

    def test_no_such_suspension(self) -> None:
        """Is a mistake of the caller's."""
        with pytest.raises(KeyError):
            within([self.FIRST], as_decided="S9")


class TestContradictions:
    """Records that cannot both hold are no count: two suspensions of one school for the same part of a day."""

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ({"first": "2026-11-16", "half_days": 6}, {"last": "2026-11-20", "half_days": 6}),
            ({"first": "2026-11-16", "half_days": 6}, {"part_days": (part("2026-11-18", "l"),)}),
            ({"part_days": (part("2026-11-18", "ml"),)}, {"part_days": (part("2026-11-18", "la"),)}),
            ({"part_days": (part("2026-11-18", "m"),)}, {"part_days": (part("2026-11-18", "ma"),)}),
            ({"part_days": (part("2026-11-18", "a"),)}, {"part_days": (part("2026-11-18", "ma"),)}),
            ({"part_days": (part("2026-11-18", "ma"),)}, {"half_days": 2}),
        ],
    )
    def test_the_same_time_twice(self, one: dict[str, Any], other: dict[str, Any]) -> None:
        """On Wednesday 18 November, in either order; days of other schools do not clash."""
        wednesday = {"first": "2026-11-18", "last": "2026-11-18"}
        first, second = suspended("S1", **{**wednesday, **one}), suspended("S2", **{**wednesday, **other})
        for pair in ([first, second], [second, first]):
            count = within(pair)
            assert bounds(count) == (0, None)
            assert asked(count.half_days) == {"suspensions[0].first_day", "suspensions[1].first_day"}
            needs = count.half_days.needs  # type: ignore[union-attr]
            assert {(need.reason, need.of) for need in needs} == {(Reason.CONTRADICTION, "HILL")}
        elsewhere = within([first, second.but(school="BROOK")])
        assert not isinstance(elsewhere.most, Unknown)

    def test_those_of_that_day_alone_are_asked_about(self) -> None:
        """Not one that runs into the same suspension on another day, where it has another part of it."""
        morning = suspended("S1", "2026-11-16", part_days=(part("2026-11-16", "m"),))
        three_days = suspended("S2", "2026-11-16", "2026-11-18", part_days=(part("2026-11-16", "a"),))
        wednesday = suspended("S3", "2026-11-18", half_days=2)
        count = within([morning, three_days, wednesday])
        assert asked(count.half_days) == {"suspensions[1].first_day", "suspensions[2].first_day"}

    def test_outside_the_span_it_does_not_matter(self) -> None:
        """Another term's muddle is another term's."""
        muddle = [suspended("S1", "2027-01-06", half_days=2), suspended("S2", "2027-01-06", half_days=2)]
        one = suspended("S3", "2026-11-18", half_days=2)
        assert within([*muddle, one]) == DayCount.exactly(2)
        earlier = [each.but(first_day=D("2026-11-17"), last_day=D("2026-11-17")) for each in muddle]
        for span in (DateSpan(D("2026-11-18"), D("2026-12-18")), DateSpan(D("2026-11-18"), None)):
            assert within([*earlier, one], span) == DayCount.exactly(2)

    def test_a_suspension_without_known_parts_that_runs_into_another(self) -> None:
        """Two and a half days to Wednesday, the next from that Wednesday: which half is asked."""
        first = suspended("S1", "2026-11-16", "2026-11-18", 5)
        second = suspended("S2", "2026-11-18", "2026-11-20", part_days=(part("2026-11-18", "a"),))
        assert asked(within([first, second]).half_days) == {"suspensions[0].part_days"}
        told = first.but(part_days=(part("2026-11-18", "m"),))
        assert within([told, second]) == DayCount.exactly(10)
        for span in (DateSpan(D("2026-11-16"), D("2026-11-17")), DateSpan(D("2026-11-19"), D("2026-11-20"))):
            assert within([told, second], span) == DayCount.exactly(4)
        assert asked(within([told.but(school="MILL"), second.but(school="MILL")]).half_days) == {"calendars.MILL"}

    @pytest.mark.parametrize(
        ("wrong", "paths"),
        [
            ({"half_days": 5, "last": "2026-11-20"}, "length first_day last_day"),
            ({"half_days": 1, "first": "2026-11-21", "last": "2026-11-22"}, "length first_day last_day"),
            ({"part_days": (part("2026-11-21", "m"),), "last": "2026-11-23"}, "part_days"),
            ({"part_days": (part("2026-11-19", "m"),), "half_days": 2, "last": "2026-11-20"}, "length part_days"),
            ({"part_days": (part("2026-11-19", "m"),), "half_days": 4, "last": "2026-11-20"}, "length part_days"),
            ({"part_days": (part("2026-11-19", "la"),), "half_days": 2, "last": "2026-11-20"}, "length part_days"),
            ({"part_days": (part("2026-11-19", "la"),), "half_days": 5, "last": "2026-11-20"}, "length part_days"),
        ],
    )
    def test_a_record_against_itself(self, wrong: dict[str, Any], paths: str) -> None:
        """More half-days than school days have; on a weekend; parts of a day without school; parts against length."""
        count = within([suspended("S1", **{"first": "2026-11-19", **wrong})])
        assert asked(count.half_days) == {f"suspensions[0].{path}" for path in paths.split()}

    def test_no_school_day_and_no_length(self) -> None:
        """A weekend of unknown length is nothing."""
        assert within([suspended("S1", "2026-11-21", "2026-11-22")]) == DayCount.exactly(0)


class TestLateIsNotVoid:
    """CAL-14, verification C5: what is done late is late; there is no verdict that makes it void."""

    def test_no_verdict_says_void(self) -> None:
        """A duty done late is not met, or met; never undone."""
        from ap_core.law.judging import Verdict

        assert not any("void" in verdict.value or "invalid" in verdict.value for verdict in Verdict)
