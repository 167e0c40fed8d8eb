"""What the other tests of tables leave out: trusted tables, a calendar that ends, words of several, wrong questions."""

from __future__ import annotations

import importlib
import sys
from datetime import date
from typing import Any

import attrs
import pytest

pytest.importorskip("narwhals")
pytest.importorskip("polars")
pytest.importorskip("pyarrow")

import polars as pl

from ap_core.dates import Calendars
from ap_core.england import ENGLAND
from ap_core.errors import ExtraNeeded
from ap_core.frames import State, attainment_and_progress_8, check, columns, rows_of, table_of, with_key_stage
from ap_core.frames.layout import facts_of, row_called
from ap_core.frames.translation import Translation
from ap_core.law.expressions import And, Constant, Membership
from ap_core.law.rulebook import RuleBook
from ap_core.law.unknown import UNKNOWN
from ap_core.placement.records import NoticeItem
from ap_core.policy import Policy
from tests.frames_engines import held
from tests.strategies import Sample, condition, sample
from tests.suspensions import THIS_YEAR, suspended
from tests.test_frames_bad_input import EVERY, ON, PUPILS, RESULTS, faults
from tests.test_frames_suspensions import ONS, Pupils, got, table, totals, wanted

#: A row of which one fact is several words, and what the words are.
SEVERAL = row_called("DirectionFacts", ENGLAND)
WORDS = next(each for each in columns(SEVERAL) if each.name == "missing_items").options


def direction(**known: Any) -> Any:
    return SEVERAL(subject="a", **(dict.fromkeys(facts_of(SEVERAL), UNKNOWN) | known))


def test_without_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "narwhals", None)
    monkeypatch.delitem(sys.modules, "ap_core.frames")
    with pytest.raises(ExtraNeeded, match=r"ap_core\[frames\]"):
        importlib.import_module("ap_core.frames")


def test_trusted_tables_say_the_same() -> None:
    born = EVERY["key stage"].usual
    assert held(with_key_stage(born, on=ON, trusted=True)) == held(with_key_stage(born, on=ON))
    told = [attainment_and_progress_8(PUPILS, RESULTS, leaving=2024, trusted=each) for each in (True, False)]
    assert held(told[0].sort("pupil")) == held(told[1].sort("pupil"))


def test_a_year_whose_end_the_calendar_does_not_reach() -> None:
    """Suspensions until 31 July are of the year for certain, and later ones may be."""
    pupils: Pupils = {
        "within": [suspended("S1", "2027-06-14", half_days=2)],
        "after": [suspended("S1", "2027-06-14", half_days=2), suspended("S2", "2027-09-06", half_days=2)],
    }
    for on in ONS[:2]:
        assert got(totals(table(pupils), on, calendars=THIS_YEAR)) == wanted(pupils, on, calendars=THIS_YEAR)
    hill = THIS_YEAR.of("HILL")
    late = Calendars({"HILL": hill.but(terms=(*hill.terms[:-1], hill.terms[-1].but(last=date(2027, 8, 6))))})
    into_august: Pupils = {"a": [suspended("S1", "2027-08-03", half_days=2)]}
    told = got(totals(table(into_august), calendars=late))
    assert told == wanted(into_august, calendars=late)
    assert told["a", "HILL"][3:6] == (0, None, None)


def test_several_words_in_a_column_come_back_and_a_strange_one_is_refused() -> None:
    rows = {"a": direction(missing_items=None), "b": direction(missing_items=frozenset()), "c": direction()}
    rows["d"] = direction(missing_items=frozenset(map(NoticeItem, WORDS[:2])))
    made = table_of(rows, SEVERAL, backend="polars")
    assert made["missing_items"].to_list() == [None, "", None, "; ".join(sorted(WORDS[:2]))]
    again = rows_of(made, SEVERAL)
    assert again == {key: attrs.evolve(row, subject="a") for key, row in rows.items()}
    strange = made.with_columns(pl.lit("no such word").alias("missing_items"))
    assert [*faults(lambda: rows_of(strange, SEVERAL))] == ["missing_items"]


def test_rows_of_another_kind_are_no_table() -> None:
    assert [*faults(lambda: table_of({"a": direction()}, "FairAccessFacts", backend="polars"))] == ["rows"]


def test_a_number_below_the_least_it_can_be() -> None:
    row, column = next(
        (row, each) for row, _ in ENGLAND.subjects for each in columns(row) if each.at_least is not None
    )  # fmt: skip
    made = table_of({}, row, backend="polars")
    given = pl.DataFrame({name: [None] for name in made.columns}, schema=made.schema).with_columns(
        pl.lit("a").alias("key"), pl.lit(-1).alias(column.name)
    )  # fmt: skip
    assert faults(lambda: check(given, subject=row, on=ON))[column.name] == f"is below {column.at_least} in 1 row"


def test_a_policy_column_of_nulls_is_the_policy() -> None:
    row = row_called("PlacementFacts", ENGLAND)
    name = next(each.name for each in columns(row) if each.name.startswith("policy_"))
    made = table_of({}, row, backend="polars")
    given = pl.DataFrame({each: [None] for each in made.columns}, schema=made.schema).with_columns(key=pl.lit("a"))
    own = given.with_columns(pl.lit(None).alias(name))
    assert held(check(own, subject=row, on=ON)) == held(check(given, subject=row, on=ON))


def test_a_row_that_no_rule_reads() -> None:
    book: Any = RuleBook(subjects=[(Sample, lambda record, asked: ())], rules=[])
    made = pl.DataFrame({"key": ["a"]})
    assert [*faults(lambda: check(made, subject=Sample, on=ON, rulebook=book))] == ["subject"]


def test_what_is_no_condition_and_what_has_no_value() -> None:
    """A kind of node that is added to the rules has to be added to tables too: it is not passed over."""
    asked: Any = Translation((), ON, Policy())
    with pytest.raises(TypeError, match="Constant is no condition"):
        asked.truth(Constant(1))
    with pytest.raises(TypeError, match="And has no value"):
        asked.value(And())


def test_what_no_row_can_change_is_settled_beforehand() -> None:
    asked: Any = Translation((), ON, Policy())
    assert asked.truth(Membership(Constant("a"), frozenset())) is False
    always = condition(And(), id="sample.always")
    book: Any = RuleBook(subjects=[(Sample, lambda record, asked: ())], rules=[always])
    made = table_of({"a": sample(), "b": sample(count=UNKNOWN)}, Sample, backend="pyarrow", rulebook=book)
    states = held(check(made, subject=Sample, on=ON, rulebook=book))
    assert [row["sample.always"] for row in states] == [State.MET, State.MET]
