"""Counts from a table, and what of them is published, are those of the record form, on every engine installed."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

pytest.importorskip("narwhals")
pytest.importorskip("polars")
pytest.importorskip("pyarrow")

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from ap_core.errors import InvalidValue
from ap_core.frames import count_table, published_counts
from ap_core.frames.disclosed import NOT_KNOWN
from ap_core.progress.disclosure import CountTable, LastReport, Purpose, publish
from tests.frames_engines import everywhere, table

YEARS, OUTCOMES = [7, 10, 11, None], ["college", "other school", "neither", None]
Pupils = list[tuple[int | None, str | None]]


def of_record(pupils: Pupils, groups: list[int | None], outcomes: list[str | None], **more: Any) -> CountTable:
    """Counted one by one, in Python."""
    return CountTable(
        title="Moved on", rows=tuple(NOT_KNOWN if each is None else str(each) for each in groups),
        columns=tuple(each or NOT_KNOWN for each in outcomes),
        counts=tuple(tuple(pupils.count((group, outcome)) for outcome in outcomes) for group in groups), **more,
    )  # fmt: skip


def as_table(pupils: Pupils) -> Any:
    rows = [(f"p{at}", *each) for at, each in enumerate(pupils)]
    return pl.DataFrame(
        rows, schema={"pupil": pl.String, "year": pl.Int64, "next": pl.String, }, orient="row"
    )  # fmt: skip


ASKED: Any = {"title": "Moved on", "group": "year", "outcome": "next"}
LISTED: Any = {"groups": ["7", "10", "11", NOT_KNOWN], "outcomes": ["college", "other school", "neither", NOT_KNOWN]}


@given(st.lists(st.tuples(st.sampled_from(YEARS), st.sampled_from(OUTCOMES)), max_size=60), st.sampled_from(Purpose),
       st.sampled_from([1, 5]))  # fmt: skip
@settings(max_examples=30, deadline=None)
def test_what_is_published_is_what_the_record_form_publishes(pupils: Pupils, purpose: Purpose, to: int) -> None:
    counted = of_record(pupils, YEARS, OUTCOMES)
    assert count_table(as_table(pupils), **ASKED, **LISTED) == counted
    told = published_counts(as_table(pupils), purpose, **ASKED, **LISTED, round_to=to)
    assert told == publish(counted, purpose, round_to=to)


def test_on_every_engine_with_a_last_report() -> None:
    random = Random(2026)
    before: Pupils = [(random.choice(YEARS), random.choice(OUTCOMES)) for _ in range(90)]
    pupils = [*before, (7, "college"), (11, None), (None, "neither")]
    then = of_record(before, YEARS, OUTCOMES, sensitive=True)
    last = LastReport(table=then, published=publish(then, Purpose.PUBLIC))
    wanted = publish(of_record(pupils, YEARS, OUTCOMES, sensitive=True), Purpose.PUBLIC, last=last)
    assert any(None in line for line in wanted.counts)
    for engine, (given_table,) in everywhere(as_table(pupils)):
        told = published_counts(given_table, Purpose.PUBLIC, **ASKED, **LISTED, sensitive=True, last=last)
        assert told == wanted, engine
        assert told.share("11", "college") == wanted.share("11", "college")


def test_without_lists_the_labels_are_what_occurs_in_order_and_not_known_is_last() -> None:
    pupils: Pupils = [(11, "neither"), (7, None), (None, "college"), (10, "college")]
    for engine, (given_table,) in everywhere(as_table(pupils)):
        assert count_table(given_table, **ASKED) == of_record(pupils, YEARS, ["college", "neither", None]), engine


def test_true_and_false_and_null_are_yes_and_no_and_not_known() -> None:
    asked: Any = {"title": "Back", "group": "girl", "outcome": "back"}
    pupils = table("pupil girl back", [("a", True, True), ("b", True, None), ("c", False, False)])
    for engine, (given_table,) in everywhere(pupils):
        counted = count_table(given_table, **asked)
        assert (counted.rows, counted.columns) == (("no", "yes"), ("no", "yes", NOT_KNOWN)), engine
        assert counted.counts == ((1, 0, 0), (0, 1, 1)), engine


class TestBadInput:
    """One error, and it names every column at fault; no value is repeated, for it might be a name."""

    def faults(self, given_table: Any, **more: Any) -> dict[str, str]:
        with pytest.raises(InvalidValue) as refused:
            count_table(given_table, **(ASKED | more))
        return {fault.path: fault.problem for fault in refused.value.faults}

    usual = staticmethod(lambda: as_table([(7, "college"), (10, "neither")]))

    def test_missing_columns(self) -> None:
        assert list(self.faults(pl.DataFrame({"x": [1]}))) == ["pupil", "year", "next"]

    def test_wrong_types_and_dates(self) -> None:
        given_table = self.usual().with_columns(pl.lit(1.5).alias("year"), pl.date(2026, 11, 23).alias("next"))
        assert self.faults(given_table) == {"year": "is a number, not whole number", "next": "is date, not text"}

    def test_python_objects(self) -> None:
        pandas = pytest.importorskip("pandas")
        given_table = pandas.DataFrame({"pupil": ["a"], "year": [7], "next": pandas.Series([True], dtype=object)})
        assert self.faults(given_table) == {"next": "holds Python objects"}

    def test_nulls_everywhere(self) -> None:
        given_table = self.usual().select(pl.lit(None, pl.String).alias(name) for name in ("pupil", "year", "next"))
        assert self.faults(given_table) == {"pupil": "is null in 1 row"}
        nothing = pl.DataFrame({"pupil": ["a", "b"], "year": [None, None], "next": [None, None]})
        assert count_table(nothing, **ASKED) == of_record([(None, None)] * 2, [None], [None])

    def test_an_empty_table(self) -> None:
        empty = self.usual().clear()
        for engine, (given_table,) in everywhere(empty):
            assert count_table(given_table, **ASKED, **LISTED) == of_record([], YEARS, OUTCOMES), engine
        with pytest.raises(InvalidValue, match="rows: are none"):
            count_table(empty, **ASKED)

    def test_duplicate_keys(self) -> None:
        twice = pl.concat([self.usual(), self.usual()])
        assert list(self.faults(twice)) == ["pupil"]

    def test_a_value_that_is_not_listed_and_null_where_it_is_not(self) -> None:
        given_table = as_table([(12, "college"), (7, None), (13, "neither")])
        told = self.faults(given_table, groups=["7"], outcomes=["college", "neither"])
        assert told == {"year": "has 2 of its values not listed", "next": "has 1 of its values not listed"}

    def test_a_label_listed_twice(self) -> None:
        assert list(self.faults(self.usual(), groups=["7", "10", "7"])) == ["rows"]

    def test_a_column_that_tells_who_is_who(self) -> None:
        given_table = as_table([(at, f"p{at}") for at in range(51)])
        assert self.faults(given_table) == {"year": "has 51 values", "next": "has 51 values"}

    def test_too_many_rows_in_memory(self) -> None:
        assert list(self.faults(self.usual(), at_most_rows=1)) == ["table"]
        assert count_table(self.usual().lazy(), **ASKED, at_most_rows=1).rows == ("7", "10")
        assert count_table(self.usual(), **ASKED, trusted=True) == count_table(self.usual(), **ASKED)
        assert list(self.faults([1])) == ["table"]
