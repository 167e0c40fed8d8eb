"""How far the law was read, and what was last looked at more than a year ago."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ap_core import ENGLAND, Days, Months, Policy
from ap_core.dated_law import DATED_LAW
from ap_core.england import LAW_EDITION
from ap_core.errors import InvalidValue
from ap_core.law.citation import Citation, Force, Seen
from ap_core.law.dated import Dated, Edition, NotHeld, Repeal
from ap_core.law.reading import Reading
from tests.strategies import CENTRE, ON, SAMPLE, Sample, condition

STANDINGS = Policy().standings
OF_ENGLAND = Reading.of(ENGLAND.rules, DATED_LAW, STANDINGS)
DAY = timedelta(days=1)

#: Days near the ends of February and of the year, and any others.
days = st.builds(
    lambda year, month_and_day, n: date(year, *month_and_day) + timedelta(days=n),
    st.integers(2020, 2033),
    st.sampled_from([(2, 28), (3, 1), (12, 31), (1, 1)]),
    st.integers(-2, 2),
) | st.dates(date(2020, 1, 1), date(2033, 12, 31))


def reading(*reviewed_on: date) -> Reading:
    rules = [
        condition(Sample.flag, id=f"sample.rule_{n}", cites=attrs.evolve(SAMPLE.reg(str(n)), reviewed_on=day))
        for n, day in enumerate(reviewed_on)
    ]
    return Reading.of(rules, ())


class TestCited:
    """Each citation once, with all that rests on it."""

    def test_rules_and_values_on_one_place(self) -> None:
        rules = [condition(Sample.flag, id=name, cites=SAMPLE.reg("3")) for name in ("a.one", "a.two")]
        steps = (Edition(ON, 1, SAMPLE.reg("3")), Repeal(ON + DAY, SAMPLE.reg("9")))
        report = Reading.of(rules, [Dated("the limit", steps)])
        assert [(str(each.citation), each.by) for each in report.cited] == [
            ("Sample 1 reg 3", ("a.one", "a.two", "the limit")),
            ("Sample 1 reg 9", ("the limit",)),
        ]

    def test_a_rule_that_is_also_listed_by_its_dates_is_named_once(self) -> None:
        rule = condition(Sample.flag, id="a.one")
        report = Reading.of([rule], [Dated("rule a.one", (Edition(ON, rule, rule.cites),))])
        assert [each.by for each in report.cited] == [("a.one",)]

    def test_a_local_choice_has_no_text(self) -> None:
        assert Reading.of([condition(Sample.flag, id="a.one", cites=CENTRE.at("part.choice"))], ()).cited == ()

    def test_other_notes_are_other_citations(self) -> None:
        """One may have been read as made, the other as amended."""
        steps = (Edition(ON, 1, SAMPLE.reg("3", note="b")), NotHeld(ON + DAY, SAMPLE.reg("3", note="a")))
        assert [each.citation.note for each in Reading.of((), [Dated("x", steps)]).cited] == ["a", "b"]


class TestStale:
    """What was last looked at more than a year before a day; the day is given, never asked of a clock."""

    @given(days, days)
    def test_more_than_a_year_is_after_the_corresponding_date(self, reviewed_on: date, on: date) -> None:
        anniversary = Months(12).after(reviewed_on).last_day
        assert bool(reading(reviewed_on).stale(on)) == (on > anniversary)

    @pytest.mark.parametrize(
        ("reviewed_on", "first"),
        [
            (date(2026, 11, 24), date(2027, 11, 25)),
            (date(2028, 2, 29), date(2029, 3, 1)),
            (date(2027, 2, 28), date(2028, 2, 29)),
            (date(2027, 12, 31), date(2029, 1, 1)),
        ],
    )
    def test_from_the_day_after_the_anniversary(self, reviewed_on: date, first: date) -> None:
        report = reading(reviewed_on)
        assert report.stale(first - DAY) == ()
        assert report.stale(first) == report.cited != ()

    @given(st.lists(days, max_size=4), days)
    def test_each_by_its_own_day_and_in_order(self, reviewed: list[date], on: date) -> None:
        report = reading(*reviewed)
        stale = report.stale(on)
        assert stale == tuple(each for each in report.cited if each in stale)
        assert len(stale) == sum(bool(reading(day).stale(on)) for day in reviewed)

    @given(days, st.integers(0, 800))
    def test_once_stale_always_stale(self, reviewed_on: date, n: int) -> None:
        report, on = reading(reviewed_on), Days(1).after(reviewed_on).last_day
        later = on + timedelta(days=n)
        assert len(report.stale(on)) <= len(report.stale(later))

    def test_before_it_was_read_nothing_is_stale(self) -> None:
        assert reading(ON).stale(date(1, 1, 1)) == ()
        assert reading(ON).stale(date(9999, 12, 31)) != ()

    @pytest.mark.parametrize("on", [datetime(2028, 1, 1), "2028-01-01"])
    def test_the_day_is_a_plain_date(self, on: Any) -> None:
        with pytest.raises(InvalidValue, match="on: is not a plain date"):
            reading(ON).stale(on)


class TestOfEngland:
    """Everything that the library rests on, and nothing else."""

    def test_nothing_cited_is_left_out(self) -> None:
        wanted: set[Citation] = {rule.cites for rule in ENGLAND.rules}
        wanted |= {edition.citation for each in DATED_LAW for edition in each.editions}
        wanted |= {bound.cites for each in STANDINGS for bound in (each.law, each.guidance) if bound.cites is not None}
        assert {each.citation for each in OF_ENGLAND.cited} == {
            cites for cites in wanted if cites.force is not Force.LOCAL
        }
        assert all(each.by for each in OF_ENGLAND.cited)

    def test_what_bounds_a_choice_names_the_choice(self) -> None:
        for each in STANDINGS:
            for bound in (each.law, each.guidance):
                if bound.cites is not None:
                    (cited,) = [cited for cited in OF_ENGLAND.cited if cited.citation == bound.cites]
                    assert each.choice in cited.by
        assert any(each.law.cites for each in STANDINGS) and any(each.guidance.cites for each in STANDINGS)

    def test_each_is_read_in_one_of_three_ways(self) -> None:
        parts = [each for how in Seen for each in OF_ENGLAND.seen(how)]
        assert sorted(parts, key=OF_ENGLAND.cited.index) == list(OF_ENGLAND.cited)
        assert all(OF_ENGLAND.seen(how) for how in Seen)

    def test_no_rule_rests_on_what_nobody_has_seen(self) -> None:
        ids = {rule.id for rule in ENGLAND.rules}
        assert not [each for each in OF_ENGLAND.seen(Seen.NOT_SEEN) if ids & set(each.by)]

    def test_nothing_was_stale_when_it_was_checked(self) -> None:
        assert OF_ENGLAND.stale(LAW_EDITION) == ()
        assert OF_ENGLAND.stale(LAW_EDITION.replace(year=LAW_EDITION.year + 2)) == OF_ENGLAND.cited
