"""Totals of suspensions over a table are those of each pupil's records, on every engine that is installed."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

pytest.importorskip("narwhals")
pytest.importorskip("polars")
pytest.importorskip("pyarrow")

import narwhals.stable.v2 as nw
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from ap_core.dates import Calendars, HalfDays
from ap_core.errors import InvalidValue, NotInForce
from ap_core.exclusion.banding import BOARD_DECIDES_OVER, BOARD_TOLD_OVER, any_over
from ap_core.exclusion.day_counts import over_the_limit, school_year_total, term_total
from ap_core.exclusion.records import Suspension
from ap_core.frames import suspension_totals
from ap_core.law.unknown import UNKNOWN, Unknown
from tests.dates_models import D
from tests.frames_engines import everywhere, held
from tests.suspensions import CALENDARS, forgotten, known_suspensions, suspended

ON = date(2026, 11, 23)
NONE = HalfDays(0)
SCHEMA = {
    "pupil": pl.String, "ref": pl.String, "school": pl.String, "first_day": pl.Date, "last_day": pl.Date,
    "half_days": pl.Int64,
}  # fmt: skip
FOUND = [
    "term_least", "term_most", "term", "year_least", "year_most", "year",
    "board_told_over", "board_decides_over", "over_the_limit",
]  # fmt: skip
Pupils = dict[str, list[Suspension]]


def cell(fact: Any) -> Any:
    """How a fact stands in a table: half-days as a number, null where it is not known."""
    return None if isinstance(fact, Unknown) else fact.count if isinstance(fact, HalfDays) else fact


def table(pupils: Pupils) -> Any:
    rows = [
        (pupil, each.ref, each.school, *map(cell, (each.first_day, each.last_day, each.length)))
        for pupil, several in pupils.items() for each in several
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def of_record(
    several: list[Suspension], school: str, on: date, beside: HalfDays | Unknown, calendars: Calendars
) -> tuple[Any, ...]:
    asked: Any = {"day": on, "calendars": calendars, "school": school, "beside": beside}
    term, year = term_total(several, **asked), school_year_total(several, **asked)
    found: list[Any] = []
    for count in (term, year):
        found += [count.least, count.most, count.half_days]
    found += [any_over([term], limit.on(on).value) for limit in (BOARD_TOLD_OVER, BOARD_DECIDES_OVER)]
    return tuple(map(cell, [*found, over_the_limit(year, on)]))


def wanted(
    pupils: Pupils, on: date = ON, beside: HalfDays | Unknown = NONE, calendars: Calendars = CALENDARS
) -> dict[tuple[str, str], tuple[Any, ...]]:
    return {
        (pupil, school): of_record(several, school, on, beside, calendars)
        for pupil, several in pupils.items() for school in {each.school for each in several}
    }  # fmt: skip


def got(answer: Any) -> dict[tuple[str, str], tuple[Any, ...]]:
    rows = held(answer)
    found = {(row["pupil"], row["school"]): tuple(row[name] for name in FOUND) for row in rows}
    assert len(found) == len(rows)
    return found


def totals(given_table: Any, on: Any = ON, beside: HalfDays | Unknown = NONE, **more: Any) -> Any:
    return suspension_totals(given_table, **({"calendars": CALENDARS, "on": on, "beside": beside} | more))


#: What a table holds of a suspension: no part of a day.
as_in_a_table = (
    known_suspensions(5).flatmap(forgotten).map(lambda several: [each.but(part_days=UNKNOWN) for each in several])
)
EDGES = ["2026-09-01", "2026-10-21", "2026-11-16", "2026-12-14", "2027-03-24", "2027-07-19", "2028-08-28"]


def from_to(ref: str, begins: str, off: int, days: int, length: int | None, school: str) -> Suspension:
    first = D(begins) + timedelta(off)
    return suspended(ref, first.isoformat(), (first + timedelta(days)).isoformat(), length, school=school)


#: Suspensions that may meet, be too long for their days, lie on no school day, or beyond every calendar.
awkward = st.lists(
    st.tuples(st.sampled_from(EDGES), st.integers(0, 4), st.integers(0, 9), st.none() | st.integers(1, 14),
              st.sampled_from(["HILL", "BROOK", "DALE"])),
    max_size=5,
).map(lambda several: [from_to(f"S{at}", *each) for at, each in enumerate(several)])  # fmt: skip
besides = st.sampled_from([NONE, HalfDays(3), Unknown.because("days elsewhere")])
ONS = [ON, D("2027-01-05"), D("2027-07-21"), D("2027-09-08"), D("2027-12-17")]


class TestThePair:
    @given(st.lists(as_in_a_table | awkward, min_size=1, max_size=4), besides, st.sampled_from(ONS))
    @settings(max_examples=20, deadline=None)
    def test_totals_are_those_of_the_records(
        self, several: list[list[Suspension]], beside: HalfDays | Unknown, on: date
    ) -> None:
        pupils = {f"p{at}": each for at, each in enumerate(several)}
        answer = totals(table(pupils), on, beside, without_calendar=["DALE"])
        assert got(answer) == wanted(pupils, on, beside)

    @pytest.mark.parametrize("on", ONS)
    def test_a_cohort_on_each_day(self, on: date) -> None:
        """With what tables get wrong, pupil by pupil, and something beside the table."""
        pupils = some_pupils()
        answer = totals(table(pupils), on, HalfDays(3), without_calendar=["DALE"])
        assert got(answer) == wanted(pupils, on, HalfDays(3))

    @pytest.mark.parametrize("beside", [NONE, Unknown.because("days elsewhere")])
    def test_on_every_engine(self, beside: HalfDays | Unknown) -> None:
        pupils = some_pupils()
        expected = wanted(pupils, beside=beside)
        for engine, (given_table,) in everywhere(table(pupils)):
            answer = totals(given_table, beside=beside, without_calendar=["DALE"])
            assert type(answer) is type(given_table)
            assert got(answer) == expected, engine
            assert list(nw.from_native(answer).collect_schema()) == ["pupil", "school", *FOUND], engine

    def test_the_cohort_has_what_it_is_there_for(self) -> None:
        """Exact and open counts, each threshold passed and not, on both ways."""
        rows = wanted(some_pupils()).values()
        for at in range(6, 9):
            assert {row[at] for row in rows} == {True, False, None}
        assert {row[2] is None for row in rows} == {True, False}


def day(ref: str, on: str, school: str = "HILL") -> Suspension:
    return suspended(ref, on, half_days=2, school=school)


def some_pupils() -> Pupils:
    """Pupils of whom each has what tables get wrong, and some drawn at random; invented, as everywhere."""
    random = Random(11)
    pupils = {
        "half": [suspended("S1", "2026-09-14", "2026-09-18", 10), suspended("S2", "2026-11-19", half_days=1)],
        "five": [suspended("S1", "2026-09-14", "2026-09-18", 10)],
        "fifteen": [suspended("S1", "2026-09-14", "2026-10-02", 30)],
        "more": [suspended("S1", "2026-09-14", "2026-10-02", 30), suspended("S2", "2026-11-19", half_days=1)],
        "45": [suspended("S1", "2026-09-03", "2026-11-11", 88), suspended("S2", "2027-01-05", half_days=2)],
        "45.5": [suspended("S1", "2026-09-03", "2026-11-11", 88), suspended("S2", "2027-01-05", "2027-01-06", 3)],
        "two schools": [day("S1", "2026-09-14"), day("S2", "2026-09-15", "BROOK")],
        "one day twice": [day("S1", "2026-09-14"), day("S2", "2026-09-14", "BROOK")],
        "over the end": [suspended("S1", "2026-12-17", "2027-01-06", 8)],
        "over the end, a part": [suspended("S1", "2026-12-17", "2027-01-06", 5)],
        "over the year": [suspended("S1", "2027-07-20", "2027-09-03", 3)],
        "the last day": [day("S1", "2026-12-18")],
        "into each other": [suspended("S1", "2026-11-16", "2026-11-18", 6), day("S2", "2026-11-18")],
        "no length": [suspended("S1", "2026-12-17", "2026-12-18")],
        "a length too long": [suspended("S1", "2026-11-20", half_days=3)],
        "a weekend": [suspended("S1", "2026-11-21", "2026-11-22", 2)],
        "beyond": [suspended("S1", "2029-11-20", half_days=2)],
        "no calendar": [day("S1", "2026-11-20", "DALE")],
        "one of two": [day("S1", "2026-11-20", "DALE"), day("S2", "2026-09-14")],
        "no first day": [Suspension(ref="S1", school="HILL", last_day=ON, length=HalfDays(4))],
        "no day": [Suspension(ref="S1", school="HILL", length=HalfDays(34))],
    }  # fmt: skip
    for at in range(60):
        pupils[f"r{at}"] = [
            from_to(f"S{each}", "2026-09-01", random.randint(0, 320), random.randint(0, 6),
                    random.choice([None, 1, 2, 4, 6, 10]), random.choice(["HILL", "HILL", "BROOK"]))
            for each in range(random.randint(1, 4))
        ]  # fmt: skip
    return pupils


class TestFactBook:
    def test_half_days_are_whole_numbers_of_halves(self) -> None:
        """EX-DAY-01: five and a half days are over five, five are not (EX-BRD-01)."""
        found = got(
            totals(table({key: some_pupils()[key] for key in ("half", "five", "fifteen", "more", "45", "45.5")}))
        )
        assert found["half", "HILL"] == (11, 11, 11, 11, 11, 11, True, False, False)
        assert found["five", "HILL"][6] is False
        assert (found["fifteen", "HILL"][7], found["more", "HILL"][7]) == (False, True)
        assert (found["45", "HILL"][8], found["45.5", "HILL"][8]) == (False, True)

    def test_days_at_every_school_count_in_the_terms_of_each(self) -> None:
        """EX-DAY-05: all schools together, once for each school that asks."""
        found = got(totals(table({"a": some_pupils()["two schools"]})))
        assert {school: row[5] for (_, school), row in found.items()} == {"HILL": 4, "BROOK": 4}

    def test_what_is_not_known_is_never_nothing(self) -> None:
        found = got(totals(table({"a": [Suspension(ref="S1", school="HILL")]})))
        assert found["a", "HILL"] == (0, None, None, 0, None, None, None, None, None)


class TestBadInput:
    """One error before any row is counted, and it names every column, and every school, at fault."""

    def faults(self, given_table: Any, **more: Any) -> dict[str, str]:
        with pytest.raises(InvalidValue) as refused:
            totals(given_table, **more)
        return {fault.path: fault.problem for fault in refused.value.faults}

    usual = staticmethod(lambda: table({"a": some_pupils()["half"], "b": some_pupils()["five"]}))

    def test_missing_columns(self) -> None:
        assert list(self.faults(pl.DataFrame({"pupil": ["a"]}))) == [*SCHEMA][1:]

    def test_wrong_types_and_dates_as_text(self) -> None:
        given_table = self.usual().with_columns(
            pl.lit("2026-11-20").alias("last_day"), pl.lit(0.5).alias("half_days"), pl.lit(1).alias("pupil")
        )
        assert self.faults(given_table) == {
            "pupil": "is a number, not text", "last_day": "is text, not date",
            "half_days": "is a number, not whole number",
        }  # fmt: skip

    def test_nulls_everywhere(self) -> None:
        given_table = self.usual().select(pl.lit(None, dtype).alias(name) for name, dtype in SCHEMA.items())
        assert list(self.faults(given_table)) == ["pupil", "ref", "school"]

    def test_an_empty_table(self) -> None:
        for engine, (given_table,) in everywhere(self.usual().clear()):
            answer = totals(given_table)
            assert got(answer) == {}, engine

    def test_duplicate_keys(self) -> None:
        twice = pl.concat([self.usual(), self.usual().head(1)])
        assert list(self.faults(twice)) == ["pupil, ref"]

    def test_days_the_wrong_way_round_and_no_length(self) -> None:
        given_table = self.usual().with_columns(
            pl.lit(date(2026, 9, 1)).alias("last_day"), pl.lit(0).alias("half_days")
        )
        assert self.faults(given_table) == {
            "last_day": "is before first_day in 3 rows", "half_days": "is below 1 in 3 rows",
        }  # fmt: skip

    def test_two_schools_calendars_missing(self) -> None:
        given_table = table({
            "a": [suspended("S1", "2026-09-14", school="DALE")], "b": [suspended("S1", "2026-09-14", school="MOOR")],
        })  # fmt: skip
        assert list(self.faults(given_table)) == ["calendars.DALE", "calendars.MOOR"]
        assert list(self.faults(given_table, without_calendar=["DALE"])) == ["calendars.MOOR"]

    def test_a_day_between_two_terms(self) -> None:
        assert self.faults(self.usual(), on=D("2026-12-25")) == {"calendars.HILL": "has the day on between two terms"}

    def test_too_many_rows_in_memory(self) -> None:
        assert list(self.faults(self.usual(), at_most_rows=2)) == ["table"]
        assert len(got(totals(self.usual().lazy(), at_most_rows=2))) == 2

    def test_a_day_before_the_law_that_is_held(self) -> None:
        with pytest.raises(NotInForce):
            totals(self.usual(), on=date(2012, 8, 31))
        with pytest.raises(InvalidValue, match="not a plain date"):
            totals(self.usual(), on="2026-11-23")

    def test_trusted_leaves_out_the_pass_over_the_rows(self) -> None:
        assert got(totals(self.usual(), trusted=True)) == got(totals(self.usual()))


def test_references_are_of_any_kind() -> None:
    """What a record refuses for one, such as a number that others know a pupil by, tells rows apart here too."""
    given_table = table({"a": some_pupils()["no length"]}).with_columns(pl.lit("H801200001001").alias("ref"))
    assert got(totals(given_table))["a", "HILL"] == (0, 4, None, 0, 4, None, False, False, False)


def test_narrow_whole_numbers_do_not_run_over() -> None:
    """Eight bits hold 127 at most; the sum is more."""
    given_table = table({"a": [
        suspended("S1", "2026-09-03", "2026-11-11", 88), suspended("S2", "2027-01-05", "2027-02-12", 58),
    ]})  # fmt: skip
    narrow = given_table.with_columns(pl.col("half_days").cast(pl.Int8))
    assert got(totals(narrow))["a", "HILL"][5] == 146
