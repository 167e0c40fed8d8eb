"""What a table must be like, and what comes back: faults told at once, the long form, explanations."""

from __future__ import annotations

import runpy
from datetime import date, timedelta
from typing import Any

import pytest

pytest.importorskip("narwhals")
pytest.importorskip("polars")
pytest.importorskip("pyarrow")

import polars as pl

from ap_core.dates import Deadline, HalfDays, NoFixedDate
from ap_core.england import ENGLAND
from ap_core.errors import InvalidValue
from ap_core.frames import State, check, columns, explain, findings, long, rows_of, table_of
from ap_core.frames.layout import choices_of, facts_of, row_called, rules_over
from ap_core.law.judging import Verdict
from ap_core.law.unknown import UNKNOWN
from ap_core.placement.facts import PlacementFacts
from ap_core.placement.return_facts import FairAccessFacts
from tests.frames_cases import DECIDED, ENGINES, batches_of, held
from tests.house import ROOT
from tests.test_house_docs import run_fences

ON = date(2026, 11, 23)
SUBJECT = "FairAccessFacts"
NAMES = [column.name for column in columns(SUBJECT)]


def fair(**facts: Any) -> FairAccessFacts:
    every = dict.fromkeys(facts_of(FairAccessFacts), UNKNOWN)
    return FairAccessFacts(subject="place A", **(every | facts))


#: The duty's own last day and deed, whatever the row calls them.
RULE: Any = rules_over(FairAccessFacts, ENGLAND)[0]
BY, DONE = RULE.by.name, RULE.done.name
OTHERS = {
    "late": fair(**{BY: Deadline(ON - timedelta(9)), DONE: None}),
    "early": fair(**{BY: Deadline(ON + timedelta(9)), DONE: None}),
    "silent": fair(),
}


def table(backend: str = "polars") -> Any:
    return table_of(OTHERS, SUBJECT, backend=backend)


def faults(given: Any, **more: Any) -> dict[str, str]:
    with pytest.raises(InvalidValue) as told:
        check(given, **({"subject": SUBJECT, "on": ON} | more))
    return {fault.path: fault.problem for fault in told.value.faults}


class TestBadInput:
    """One error before any row is judged, and it names every column at fault."""

    def test_missing_columns_are_all_named(self) -> None:
        needed = {column.name for column in columns(SUBJECT) if column.needed}
        assert set(faults(pl.DataFrame({"x": [1]}))) == needed | {"key"}

    def test_wrong_types_and_dates_as_text(self) -> None:
        given = table().with_columns(pl.lit("2026-11-01").alias(DONE), pl.lit(1.5).alias(f"{DONE}_unknown"))
        assert faults(given) == {DONE: "is text, not date", f"{DONE}_unknown": "is a number, not yes or no"}

    def test_a_day_with_a_time_is_no_date(self) -> None:
        given = table().with_columns(pl.lit(ON).cast(pl.Datetime).alias(DONE))
        assert faults(given) == {DONE: "is a day with a time, not date"}

    def test_python_dates_in_numpy_objects_are_refused(self) -> None:
        pandas = pytest.importorskip("pandas")
        given = table("pandas").assign(**{DONE: pandas.Series([ON, None, ON], dtype=object)})
        assert faults(given) == {DONE: "holds Python objects"}

    def test_pandas_datetimes_are_dates(self) -> None:
        pandas = pytest.importorskip("pandas")
        days = pandas.to_datetime(pandas.Series(["2026-11-01", None, "2026-11-02"]))
        got = held(check(table("pandas").assign(**{DONE: days, f"{DONE}_unknown": False}), subject=SUBJECT, on=ON))
        assert {row["key"] for row in got} == set(OTHERS)

    def test_keys_twice_and_null(self) -> None:
        twice = pl.concat([table(), table()])
        assert faults(twice) == {"key": "tells rows apart no longer: 3 of its values stand in several"}
        nobody = table().with_columns(pl.when(pl.col("key") != "late").then(pl.col("key")).alias("key"))
        assert faults(nobody) == {"key": "is null in 1 row"}

    def test_contradictions_in_a_row(self) -> None:
        given = table().with_columns(
            pl.lit(True).alias(f"{BY}_no_fixed_date"), pl.lit(date(1999, 1, 1)).alias(f"{BY}_customary")
        )
        assert set(faults(given)) == {f"{BY}_no_fixed_date", f"{BY}_customary"}

    def test_a_word_on_no_list(self) -> None:
        batch = batches_of(PlacementFacts)[0]
        name = next(
            each.name for each in columns(PlacementFacts) if each.options and each.needed and each.null != "none"
        )
        given = batch.table.with_columns(pl.lit("no such word").alias(name))
        assert faults(given, subject=PlacementFacts, on=batch.on, policy=DECIDED) == {
            name: f"holds a word that is not on its list in {len(batch.wanted)} rows"
        }

    def test_too_many_rows_in_memory(self) -> None:
        assert faults(table(), at_most_rows=2) == {"table": "has 3 rows in memory, more than at_most_rows (2)"}
        assert check(table().lazy(), subject=SUBJECT, on=ON, at_most_rows=2).collect().height == 3

    def test_no_table_no_subject_no_rule(self) -> None:
        assert faults([1, 2]) == {"table": "is no table of a known engine"}
        assert faults(table(), subject="NoSuchFacts") == {"subject": "is no row of facts of the rulebook"}
        assert faults(table(), subject=int) == {"subject": "is no row of facts of the rulebook"}

    def test_an_empty_table_has_an_empty_answer(self) -> None:
        assert check(table().clear(), subject=SUBJECT, on=ON).height == 0

    @pytest.mark.parametrize("engine", ["polars", "pyarrow", "duckdb"])
    def test_nothing_but_nulls_is_not_known(self, engine: str) -> None:
        given = pl.DataFrame({"key": ["a"], **{name: [None] for name in NAMES}})
        for row in held(check(ENGINES[engine](given), subject=SUBJECT, on=ON)):
            assert row[RULE.id] == State.UNDETERMINED


class TestWhatPandasKeeps:
    """PyArrow judges the rows of pandas, and the caller sees nothing of it."""

    @pytest.fixture
    def given(self) -> Any:
        pytest.importorskip("pandas")
        return table("pandas").set_axis([7, 7, 9], axis=0)

    @pytest.mark.parametrize("keys", [[1, "two", None], [1, 2, 3], [date(2026, 9, 1), ON, date(2027, 1, 4)]], ids=str)
    def test_keys_of_any_type_and_the_labels_of_rows(self, given: Any, keys: list[Any]) -> None:
        pandas = pytest.importorskip("pandas")
        own = given.assign(key=pandas.Series(keys, index=given.index))
        for asked in (own, own.assign(other=0)):
            found = check(asked, subject=SUBJECT, on=ON, trusted=None in keys)
            assert found["key"].equals(own["key"]) and list(found.index) == [7, 7, 9]
            states = check(table(), subject=SUBJECT, on=ON)
            assert [*found[RULE.id]] == states[RULE.id].to_list()

    def test_the_long_form_numbers_its_rows(self, given: Any) -> None:
        found = long(given, subject=SUBJECT, on=ON)
        assert [*found.index] == [*range(len(found))] and len(found) >= 3
        assert set(found["key"]) == set(given["key"])

    def test_the_table_given_is_left_as_it_was(self, given: Any) -> None:
        before = given.copy(deep=True)
        check(given, subject=SUBJECT, on=ON)
        assert given.equals(before) and [*given.index] == [7, 7, 9] and [*given.columns] == [*before.columns]

    def test_a_key_that_a_rule_reads_as_well(self, given: Any) -> None:
        found = check(given, subject=SUBJECT, on=ON, key=["key", f"{DONE}_unknown"])
        plain = check(given, subject=SUBJECT, on=ON)
        assert [*found[RULE.id]] == [*plain[RULE.id]]
        assert found[f"{DONE}_unknown"].equals(given[f"{DONE}_unknown"])


class TestAnswers:
    def test_order_of_rows_does_not_matter(self) -> None:
        there = {row["key"]: row for row in held(check(table(), subject=SUBJECT, on=ON))}
        back = {row["key"]: row for row in held(check(table().reverse(), subject=SUBJECT, on=ON))}
        assert there == back and set(there) == set(OTHERS)

    @pytest.mark.parametrize("engine", ["polars", "polars lazy", "pyarrow", "pandas", "duckdb"])
    def test_the_long_form_lists_what_a_review_lists(self, engine: str) -> None:
        batch = max(batches_of(PlacementFacts), key=lambda each: len(each.wanted))
        given = ENGINES[engine](batch.table)
        got = held(long(given, subject=PlacementFacts, on=batch.on, policy=DECIDED, trusted=True))
        ids = [rule.id for rule in rules_over(PlacementFacts, ENGLAND)]
        wanted = {
            (key, rule): State(state)
            for key, states in batch.wanted.items()
            for rule, state in zip(ids, states, strict=True)
            if state != State.NOT_APPLICABLE
        }
        assert len(got) == len(wanted)
        for row in got:
            state = wanted[row["key"], row["rule"]]
            assert Verdict(row["verdict"]) is state.verdict
            assert (row["reason"] is not None) is (state is State.READINGS_DIFFER)
            assert row["citation"] == str(ENGLAND.rule(row["rule"]).cites)

    def test_due_days_in_the_long_form(self) -> None:
        rows = {"a": fair(**{BY: Deadline(ON, customary_last_day=ON + timedelta(1)), DONE: None})}
        given = table_of(rows, SUBJECT, backend="polars")
        for row in held(long(given, subject=SUBJECT, on=ON)):
            assert (row["due"], row["customary_due"]) == (ON, ON + timedelta(1))

    @pytest.mark.parametrize("backend", ["polars", "pyarrow", "pandas"])
    def test_rows_come_back(self, backend: str) -> None:
        assert rows_of(table(backend), SUBJECT) == OTHERS
        every = {str(at): row for at, row in enumerate(batch_rows())}
        again = rows_of(table_of(every, PlacementFacts, backend=backend), PlacementFacts)
        assert again == every

    def test_half_days_and_what_has_no_fixed_date_come_back(self) -> None:
        """The words of why there is no date are not a table's to keep."""
        for name, fact, known in (
            ("SuspensionYear", "at_least", HalfDays(90)),
            ("StartFacts", "begins", NoFixedDate("at once")),
        ):
            row = row_called(name, ENGLAND)
            held_back = dict.fromkeys(facts_of(row), UNKNOWN)
            rows = {"a": row(subject="a", **(held_back | {fact: known})), "b": row(subject="b", **held_back)}
            again = rows_of(table_of(rows, row, backend="polars"), row)
            assert again["b"] == rows["b"]
            got = getattr(again["a"], fact)
            assert got == known or (type(got) is type(known) is NoFixedDate)

    def test_explanations_are_the_record_path_s(self) -> None:
        states = {row["key"]: State(row[RULE.id]) for row in held(check(table(), subject=SUBJECT, on=ON))}
        for key in OTHERS:
            found = {each.rule: each.verdict for each in findings(table(), key, subject=SUBJECT, on=ON)}
            assert found.get(RULE.id) is states[key].verdict
        assert RULE.id in explain(table(), "silent", subject=SUBJECT, on=ON)

    def test_explaining_a_key_that_is_not_there(self) -> None:
        with pytest.raises(InvalidValue, match="0 rows"):
            explain(table(), "nobody", subject=SUBJECT, on=ON)


def batch_rows() -> list[Any]:
    every = rows_of(batches_of(PlacementFacts)[0].table.head(200), PlacementFacts)
    return [row for row in every.values() if not any(isinstance(each, NoFixedDate) for each in row.__dict__.values())]


class TestColumns:
    @pytest.mark.parametrize("row", [row for row, _ in ENGLAND.subjects], ids=lambda row: row.__name__)
    def test_a_table_has_the_columns_that_are_described(self, row: type) -> None:
        described = [each for each in columns(row) if not each.name.startswith("policy_")]
        assert table_of({}, row, backend="polars").columns == ["key", *(each.name for each in described)]
        assert all(each.says and each.null for each in described)

    def test_no_two_choices_share_a_column(self) -> None:
        for row, _ in ENGLAND.subjects:
            rules = rules_over(row, ENGLAND)
            parts = {(node.part, node.name) for node in choices_of(rules).values()}
            assert len({name for _, name in parts}) == len(parts)

    def test_a_policy_column_looser_than_the_law_is_refused(self) -> None:
        batch = batches_of(PlacementFacts)[0]
        name = next(
            each for each in choices_of(rules_over(PlacementFacts, ENGLAND)) if each == "policy_longest_short_term"
        )
        given = batch.table.with_columns(pl.lit(0).alias(name))
        told = faults(given, subject=PlacementFacts, on=batch.on, policy=DECIDED)
        assert set(told) == {"placement.longest_short_term"}


class TestPages:
    def test_the_page_of_columns_is_up_to_date(self) -> None:
        """After a change of facts or rules: python docs/make_tables.py."""
        made = runpy.run_path(str(ROOT / "docs" / "make_tables.py"))["reference"]()
        assert (ROOT / "docs" / "table_columns.md").read_text(encoding="utf-8") == made

    def test_the_page_on_england_is_what_was_measured_multiplied(self) -> None:
        """After measuring again (benchmarks/england.py): python docs/make_england.py."""
        made = runpy.run_path(str(ROOT / "docs" / "make_england.py"))["page"]()
        assert (ROOT / "docs" / "england.md").read_text(encoding="utf-8") == made
        assert "9,000,000 x 380 = 3,420,000,000 marks" in made

    def test_the_code_on_the_page_of_tables_runs(self) -> None:
        """Its fences are not run with the other pages', which need no engine."""
        text = (ROOT / "docs" / "tables.md").read_text(encoding="utf-8")
        assert run_fences(text.replace("```py\n", "```python\n"), "tables.md") == 7
