"""The laws of dated law, tested once for every value of law that the library holds."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ap_core import ENGLAND
from ap_core.attendance.codes import CODES, code_on
from ap_core.dated_law import (
    ACADEMY_MAY_DIRECT,
    BANK_HOLIDAYS_OF_THE_YEAR,
    CLASSING_OF_CODES,
    COMPULSORY_AGE_BEGINS,
    CORONAVIRUS_RELAXATION,
    DATED_LAW,
    DIRECTION_ENDS,
    DIRECTION_REVIEWED,
    ENDED_BY,
    MAINTAINED_SCHOOL_MAY_DIRECT,
    PARTICIPATION_ENDS,
    PENALTY_CODES,
    REFERRAL_UNIT_MAY_DIRECT,
    SCHOOL_LEAVING_DATE,
    editions_of,
)
from ap_core.dates import Days, NoFixedDate
from ap_core.dates.bank_holidays import PROVISIONAL_YEARS, is_bank_holiday
from ap_core.ehcp.coronavirus import CORONAVIRUS
from ap_core.england import LAW_EDITION
from ap_core.errors import InvalidValue, NotInForce, OutsideCalendar
from ap_core.law import instruments
from ap_core.law.citation import Citation, Force, Instrument, Seen
from ap_core.law.dated import Dated, Edition, NotHeld, Repeal
from ap_core.law.expressions import LawValue, walk
from ap_core.law.rules import Rule
from ap_core.law.unknown import Unknown
from ap_core.placement.direction import power
from ap_core.pupils.ages import compulsory_school_age, last_friday_in_june, leaving_date, participation_age_end
from ap_core.registration.records import SchoolKind
from tests.house import loaded, modules
from tests.strategies import DAY, ON, SAMPLE, Sample, condition

BY_NAME = {each.name: each for each in DATED_LAW}
INSTRUMENTS = {value.short: value for value in vars(instruments).values() if isinstance(value, Instrument)}
#: Every day on which some value changes.
TURNS = sorted({edition.valid_from for each in DATED_LAW for edition in each.editions})

every_value = pytest.mark.parametrize("dated", DATED_LAW, ids=lambda dated: dated.name)
#: Days near a change of some value, and any day at all.
days = st.builds(lambda turn, n: turn + n * DAY, st.sampled_from(TURNS), st.integers(-2, 2)) | st.dates(
    date(1990, 1, 1), date(2040, 12, 31)
)


def held(dated: Dated[Any], day: date) -> Any:
    """The edition in force, or the reason why there is none."""
    try:
        return dated.on(day)
    except NotInForce as refused:
        return refused.why


def as_the_words_say(dated: Dated[Any], day: date) -> Any:
    """The naive reading: go through the editions, and the last that has begun counts."""
    last = None
    for edition in dated.editions:
        if edition.valid_from <= day:
            last = edition
    return last


class TestLawsOfDatedLaw:
    """Promise 3: looked up by date, with its citation; before the first edition or after a repeal it says so."""

    @every_value
    def test_editions_in_order_and_never_two_at_once(self, dated: Dated[Any]) -> None:
        starts = [edition.valid_from for edition in dated.editions]
        assert starts == sorted(set(starts)) and all(type(start) is date for start in starts)

    @every_value
    def test_each_edition_cites_an_instrument_that_is_held(self, dated: Dated[Any]) -> None:
        for edition in dated.editions:
            cites = edition.citation
            assert cites.provision or cites.seen is not Seen.AT_SOURCE, "what was read has a place"
            held_as = INSTRUMENTS[cites.instrument]
            assert (cites.url, cites.reviewed_on) == (held_as.url, held_as.reviewed_on)
            assert cites.reviewed_on <= LAW_EDITION
            assert cites.note or cites.seen is Seen.AT_SOURCE, "what was not read says why it is here"

    @every_value
    def test_each_boundary_and_the_day_before(self, dated: Dated[Any]) -> None:
        before: Any = None
        for edition in dated.editions:
            if before is None:
                with pytest.raises(NotInForce, match=f"begins on {edition.valid_from.isoformat()}"):
                    dated.on(edition.valid_from - DAY)
            elif isinstance(before, Edition):
                assert dated.on(edition.valid_from - DAY) is before
            if isinstance(edition, Edition):
                assert dated.on(edition.valid_from) is edition
            else:
                why = "it was ended" if isinstance(edition, Repeal) else "is not known here"
                with pytest.raises(NotInForce, match=why) as refused:
                    dated.on(edition.valid_from)
                assert str(edition.citation) in str(refused.value)
            before = edition

    @given(st.sampled_from(DATED_LAW), days)
    def test_as_the_words_say_on_any_day(self, dated: Dated[Any], day: date) -> None:
        wanted, found = as_the_words_say(dated, day), held(dated, day)
        assert found is wanted if isinstance(wanted, Edition) else isinstance(found, str)

    @given(st.sampled_from(DATED_LAW), days, days)
    def test_constant_between_editions(self, dated: Dated[Any], one: date, other: date) -> None:
        first, last = sorted((one, other))
        if not any(first < edition.valid_from <= last for edition in dated.editions):
            assert held(dated, first) == held(dated, last)

    @given(st.sampled_from(DATED_LAW), st.integers(1, 4000))
    def test_refused_before_the_first_and_after_an_end(self, dated: Dated[Any], n: int) -> None:
        with pytest.raises(NotInForce):
            dated.on(dated.editions[0].valid_from - n * DAY)
        last = dated.editions[-1]
        if not isinstance(last, Edition):
            with pytest.raises(NotInForce):
                dated.on(last.valid_from + n * DAY)

    def test_names_are_unique(self) -> None:
        assert len(BY_NAME) == len(DATED_LAW)

    @every_value
    def test_neighbouring_editions_differ(self, dated: Dated[Any]) -> None:
        """An edition that changes neither the value nor where it stands is no edition."""
        for before, after in zip(dated.editions, dated.editions[1:], strict=False):
            assert attrs.evolve(after, valid_from=before.valid_from) != before


class TestNothingIsLeftOut:
    """Whatever has a date in law is in the list."""

    def test_every_dated_value_of_every_module(self) -> None:
        found = {
            value.name: f"{name}.{attribute}"
            for name in modules()
            for attribute, value in vars(loaded(name)).items()
            if isinstance(value, Dated)
        }
        assert {name: where for name, where in found.items() if name not in BY_NAME} == {}

    def test_every_value_of_law_that_a_rule_looks_up(self) -> None:
        looked_up = {
            node.dated.name
            for rule in ENGLAND.rules
            for tree in rule.expressions().values()
            for node in walk(tree)
            if isinstance(node, LawValue)
        }
        assert looked_up <= BY_NAME.keys()

    def test_every_day_named_in_any_module(self) -> None:
        """A module that names a first or a last day of law without listing what changes then is found out."""
        days_named = {
            f"{name}.{attribute}": value
            for name in modules()
            for attribute, value in vars(loaded(name)).items()
            if type(value) is date
        }
        no_law = {"ap_core.england.LAW_EDITION", "ap_core.law.instruments._REVIEWED"}
        unlisted = {
            where for where, day in days_named.items() if day not in TURNS and day + DAY not in TURNS
        }  # fmt: skip
        assert unlisted - no_law == set()

    def test_every_citation_that_a_module_names(self) -> None:
        """What bounds a centre's choices stands with the choices, which are not dated."""
        named = {
            f"{name}.{attribute}": value
            for name in modules()
            if not name.endswith(".policy")
            for attribute, value in vars(loaded(name)).items()
            if isinstance(value, Citation)
        }
        cited = {edition.citation for each in DATED_LAW for edition in each.editions}
        assert {where for where, citation in named.items() if citation not in cited} == set()

    def test_every_rule_of_law_in_its_editions(self) -> None:
        listed = {
            edition.value.id
            for each in DATED_LAW
            for edition in each.editions
            if isinstance(edition, Edition) and isinstance(edition.value, Rule)
        }
        assert listed == {rule.id for rule in ENGLAND.rules if rule.cites.force is not Force.LOCAL}

    def test_nothing_is_said_to_have_ended_that_did_not(self) -> None:
        assert ENDED_BY.keys() <= {name.removeprefix("rule ") for name in BY_NAME}
        assert {f"rule {name}" for name in ENDED_BY} == {
            each.name
            for each in DATED_LAW
            if each.name.startswith("rule ") and any(isinstance(edition, Repeal) for edition in each.editions)
        }


class TestAgreesWithTheRooms:
    """The list and the functions that reckon say the same on every day that matters."""

    @given(st.sampled_from(sorted(CODES)), days)
    def test_attendance_codes(self, code: str, day: date) -> None:
        dated = BY_NAME[f"attendance code {code}"]
        try:
            wanted = code_on(code, day)
        except NotInForce:
            assert isinstance(held(dated, day), str)
        else:
            assert dated.on(day).value is wanted and dated.on(day).citation == wanted.citation

    @pytest.mark.parametrize("code", sorted(CODES))
    def test_attendance_codes_on_both_sides_of_each_change(self, code: str) -> None:
        dated = BY_NAME[f"attendance code {code}"]
        for edition in CODES[code]:
            assert dated.on(edition.since).value is edition
            if edition.until is not None:
                assert dated.on(edition.until).value is edition
        if edition.until is not None:
            assert isinstance(held(dated, edition.until + DAY), str)

    @given(st.sampled_from(sorted(CODES)), days)
    def test_what_codes_count_as(self, code: str, day: date) -> None:
        """SI 2007/1867 reg 9A(5) names the four that count toward a penalty notice."""
        try:
            wanted = code_on(code, day)
        except NotInForce:
            return
        (line,) = [text for text in CLASSING_OF_CODES.on(day).value if code in text.partition(": ")[2].split()]
        assert line.startswith(f"{wanted.counts_as.value}: ")
        listed = held(PENALTY_CODES, day)
        assert (isinstance(listed, Edition) and code in listed.value) == wanted.counts_to_penalty
        assert PENALTY_CODES.editions[0].value == ("G", "N", "O", "U")  # type: ignore[union-attr]

    @given(st.dates(date(2002, 1, 1), date(2032, 12, 31)))
    def test_bank_holidays(self, day: date) -> None:
        try:
            wanted = is_bank_holiday(day)
        except OutsideCalendar:
            assert isinstance(held(BANK_HOLIDAYS_OF_THE_YEAR, day), str)
        else:
            listed = BANK_HOLIDAYS_OF_THE_YEAR.on(day)
            assert (day in listed.value) == wanted
            assert (listed.citation.seen is Seen.NOT_SEEN) == (day.year in PROVISIONAL_YEARS)

    @given(st.sampled_from(SchoolKind), days.filter(lambda day: day >= date(2010, 9, 1)))
    def test_who_may_direct(self, kind: SchoolKind, day: date) -> None:
        listed = {
            SchoolKind.MAINTAINED: MAINTAINED_SCHOOL_MAY_DIRECT,
            SchoolKind.MAINTAINED_SPECIAL: MAINTAINED_SCHOOL_MAY_DIRECT,
            SchoolKind.ACADEMY: ACADEMY_MAY_DIRECT,
            SchoolKind.AP_ACADEMY: ACADEMY_MAY_DIRECT,
            SchoolKind.PRU: REFERRAL_UNIT_MAY_DIRECT,
        }
        could = power(kind, day)
        if kind not in listed:
            assert could is False
        elif isinstance(could, Unknown):
            assert isinstance(held(listed[kind], day), str)
        else:
            assert listed[kind].on(day).value is could

    @pytest.mark.parametrize("n", [-1, 0, 1])
    def test_ages(self, n: int) -> None:
        fifth = COMPULSORY_AGE_BEGINS.editions[0].valid_from + n * DAY
        sixteenth = SCHOOL_LEAVING_DATE.editions[0].valid_from + n * DAY
        eighteenth = PARTICIPATION_ENDS.editions[1].valid_from + n * DAY
        ways: list[tuple[Callable[[date], object], int, Dated[str], date]] = [
            (compulsory_school_age, 5, COMPULSORY_AGE_BEGINS, fifth),
            (leaving_date, 16, SCHOOL_LEAVING_DATE, sixteenth),
            (participation_age_end, 18, Dated("to 18", PARTICIPATION_ENDS.editions[1:]), eighteenth),
        ]
        for reckon, age, dated, day in ways:
            born = day.replace(year=day.year - age)
            assert isinstance(held(dated, day), str) == (n < 0)
            if n < 0:
                with pytest.raises(NotInForce):
                    reckon(born)
            else:
                reckon(born)
        assert last_friday_in_june(1998) == date(1998, 6, 26)

    @pytest.mark.parametrize(
        ("day", "value"),
        [
            (date(2012, 12, 31), Days(30)),
            (date(2013, 1, 1), NoFixedDate),
            (date(2026, 7, 25), NoFixedDate),
            (date(2026, 7, 26), NoFixedDate),
        ],
    )
    def test_reviews_of_a_direction(self, day: date, value: Any) -> None:
        """placement.md offsite-direction.review.first-30-days: thirty days to the end of 2012, no maximum since."""
        found = DIRECTION_REVIEWED.on(day)
        assert found.value == value if isinstance(value, Days) else isinstance(found.value, value)
        assert (found.citation.seen is Seen.SECONDARY) == (day >= date(2026, 7, 26))

    def test_the_school_year_ended_a_direction(self) -> None:
        """placement.md offsite-direction.end-of-year-limit."""
        assert DIRECTION_ENDS.on(date(2012, 12, 31)).citation.provision == "reg 3(5)"
        with pytest.raises(NotInForce, match="SI 2012/2532 reg 3"):
            DIRECTION_ENDS.on(date(2013, 1, 1))

    @given(days)
    def test_coronavirus(self, day: date) -> None:
        assert (held(CORONAVIRUS_RELAXATION, day).__class__ is Edition) == bool(CORONAVIRUS.covers(day))

    @given(days)
    def test_rules_by_their_own_dates(self, day: date) -> None:
        for rule in ENGLAND.rules:
            if rule.cites.force is not Force.LOCAL:
                mine = [
                    each
                    for each in DATED_LAW
                    if each.name.startswith("rule ") and any(rule is getattr(e, "value", None) for e in each.editions)
                ]
                in_force = rule.since <= day and (rule.until is None or day <= rule.until)
                found = held(mine[0], day)
                assert len(mine) == 1 and (isinstance(found, Edition) and found.value is rule) == in_force


def some_rules(*spans: tuple[str, int, int | None]) -> list[Rule]:
    return [
        condition(Sample.flag, id=name, since=ON + first * DAY, until=None if last is None else ON + last * DAY)
        for name, first, last in spans
    ]


class TestEditionsOfARule:
    """The editions of one rule differ in the year at the end of the id; no day has two of them."""

    def test_in_order_whatever_the_order_given(self) -> None:
        (made,) = editions_of(some_rules(("a.b_2014", 3, None), ("a.b_until_2012", -9, -1), ("a.b", 0, 2)))
        assert made.name == "rule a.b"
        assert [edition.valid_from for edition in made.editions] == [ON - 9 * DAY, ON, ON + 3 * DAY]

    def test_a_gap_and_an_end_are_repeals(self) -> None:
        ended = SAMPLE.reg("9")
        (made,) = editions_of(some_rules(("a.b", 0, 2), ("a.b_2014", 5, 6)), {"a.b": ended})
        assert [type(edition) for edition in made.editions] == [Edition, Repeal, Edition, Repeal]
        assert [(e.valid_from - ON).days for e in made.editions] == [0, 3, 5, 7]
        assert made.editions[1].citation is made.editions[3].citation is ended

    def test_two_at_once_and_an_end_that_nothing_made_are_refused_together(self) -> None:
        with pytest.raises(InvalidValue) as refused:
            editions_of(
                some_rules(("a.b", 0, 2), ("a.b_2014", 2, None), ("c.d", 0, None), ("c.d_2013", 1, None), ("e.f", 0, 1))
            )
        assert [f"{fault.path}: {fault.problem}" for fault in refused.value.faults] == [
            "a.b: is still in force when a.b_2014 begins",
            "c.d: is still in force when c.d_2013 begins",
            "e.f: ends with nothing after it",
        ]

    @given(st.lists(st.tuples(st.integers(0, 8), st.none() | st.integers(0, 4)), min_size=1, max_size=4, unique=True))
    def test_refused_exactly_where_a_day_has_two(self, spans: list[tuple[int, int | None]]) -> None:
        named = [(f"a.b_{2000 + n}", first, None if more is None else first + more) for n, (first, more) in
                 enumerate(spans)]  # fmt: skip
        last = {name: math.inf if until is None else until for name, _, until in named}
        covered = [
            sum(first <= day <= last[name] for name, first, _ in named)
            for day in range(60)
        ]  # fmt: skip
        ended_by = {"a.b": SAMPLE.reg("9")}
        if max(covered) > 1:
            with pytest.raises(InvalidValue, match="is still in force when"):
                editions_of(some_rules(*named), ended_by)
        else:
            (made,) = editions_of(some_rules(*named), ended_by)
            for n, count in enumerate(covered):
                assert isinstance(held(made, ON + n * DAY), Edition) == bool(count)


def test_the_laws_are_tried_on_every_kind_of_edition() -> None:
    """The tests above can fail: there are repeals and gaps among the values."""
    assert {edition.__class__ for each in DATED_LAW for edition in each.editions} == {Edition, Repeal, NotHeld}
