"""What an analyst gives in the wrong place, or as pandas makes it of a file, is understood or refused in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

pytest.importorskip("narwhals")
pandas = pytest.importorskip("pandas")
polars = pytest.importorskip("polars")

from ap_core import Calendars, InvalidValue, SchoolCalendar, SchoolDays, Term  # noqa: E402
from ap_core.dates import DateSpan, HalfDays  # noqa: E402
from ap_core.frames import (  # noqa: E402
    attainment_and_progress_8,
    attendance_totals,
    check,
    columns,
    explain,
    suspension_totals,
    with_due_day,
    with_key_stage,
)
from ap_core.progress.results import Kind  # noqa: E402

ON = date(2026, 11, 23)
PLACES = {
    "key": ["a", "b"],
    "agreed_on": [date(2026, 10, 5), date(2026, 11, 9)],
    "place_due": [date(2026, 11, 9), date(2026, 12, 7)],
    "place_on": [None, None],
}
RULE = "placement.fair_access.place"
HILL = SchoolCalendar.of_terms("HILL", terms=[Term("autumn", date(2026, 9, 3), date(2026, 12, 18))])
CALENDARS = Calendars({"HILL": HILL})
MARKS = {"pupil": ["a", "a"], "day": [date(2026, 11, 16)] * 2, "session": ["AM", "PM"], "code": ["/", "N"]}
AUTUMN = DateSpan(date(2026, 9, 1), date(2026, 12, 31))
SUSPENSIONS = {
    "pupil": ["a"], "ref": ["S1"], "school": ["HILL"], "first_day": [date(2026, 9, 14)],
    "last_day": [date(2026, 9, 18)], "half_days": [10],
}  # fmt: skip
WRONG: Any = "anything"


def _places(**columns: Any) -> Any:
    table = pandas.DataFrame(PLACES | columns)
    return table.assign(**{name: pandas.to_datetime(table[name]) for name in ("agreed_on", "place_due")})


def _judged(table: Any, **asked: Any) -> list[int]:
    return [int(state) for state in check(table, **({"subject": "FairAccessFacts", "on": ON} | asked))[RULE]]


def _told(ask: Callable[[], object]) -> str:
    with pytest.raises(InvalidValue) as refused:
        ask()
    return " | ".join(map(str, refused.value.faults))


@pytest.mark.parametrize("nothing", [None, float("nan"), pandas.NaT, pandas.NA])
def test_a_column_of_pandas_without_a_value_is_not_known_whatever_its_type(nothing: Any) -> None:
    # From a file such a column comes as numbers.
    assert _judged(_places(place_on=[nothing, nothing])) == [2, 3]
    assert _judged(_places(place_on=pandas.Series([nothing] * 2, dtype=object))) == [2, 3]


def test_categories_of_pandas_are_words_and_null_among_them_is_not_known() -> None:
    pytest.importorskip("pyarrow")
    needed = {column.name: column.type for column in columns("LetterFacts") if column.needed}
    words = next(column for column in columns("LetterFacts") if column.many)
    held = [words.options[0], "; ".join(words.options[:2]), "", None]
    table = polars.DataFrame({"key": [1, 2, 3, 4], words.name: held}).with_columns(
        polars.lit(None, polars.Boolean if kind == "yes or no" else polars.Date).alias(name)
        for name, kind in needed.items()
        if name != words.name
    )
    asked: dict[str, Any] = {"subject": "LetterFacts", "on": ON}
    given = table.to_pandas()
    told = check(given.assign(**{words.name: given[words.name].astype("category")}), **asked)
    assert told.drop(columns="key").astype(int).values.tolist() == check(table, **asked).drop("key").to_numpy().tolist()


def test_an_empty_table_needs_no_types() -> None:
    assert _judged(pandas.DataFrame(columns=list(PLACES))) == []


def test_labels_of_rows_may_have_the_name_of_a_column() -> None:
    labelled = _places().set_index("key", drop=False)
    assert _judged(labelled) == [2, 3]
    made = pandas.DataFrame(MARKS).set_index(["pupil", "session"], drop=False)
    made["day"] = pandas.to_datetime(made["day"])
    assert attendance_totals(made, span=AUTUMN)["possible"].tolist() == [2]
    assert made.index.names == ["pupil", "session"]


def test_two_columns_of_one_name_are_refused() -> None:
    twice = pandas.concat([_places(), _places()[["agreed_on"]]], axis=1)
    assert _told(lambda: _judged(twice)) == "table: has two columns of one name; give each column a name of its own"


def test_a_type_that_pandas_alone_has_is_refused_in_words() -> None:
    table = _places()
    table["agreed_on"] = table["agreed_on"].dt.to_period("D")
    told = _told(lambda: _judged(table))
    assert told.startswith("agreed_on: is of a type of its engine's own, not date; give dates")


def test_a_key_may_be_named_twice_and_must_be_named() -> None:
    table = polars.DataFrame(PLACES)
    assert _judged(table, key=["key", "key"]) == [2, 3]
    assert _told(lambda: _judged(table, key=None)) == "key: is none; give the name of a column, or a list of them"
    assert (
        _told(lambda: _judged(table, key=[0])) == "key: is a whole number; give the name of a column, or a list of them"
    )
    assert _told(lambda: _judged(table, key=[])).startswith("key: names no column;")


def test_a_row_is_explained_by_its_key_whatever_kind_of_number_it_is() -> None:
    numpy = pytest.importorskip("numpy")
    asked: dict[str, Any] = {"subject": "FairAccessFacts", "on": ON}
    numbered = polars.DataFrame(PLACES | {"key": [1, 2]})
    assert explain(numbered, numpy.int64(1), **asked) == explain(numbered, 1, **asked)
    mixed = _places(key=[1, "b"])
    assert explain(mixed, "b", **asked) == explain(_places(), "b", **asked)
    assert explain(mixed, 1, **asked) == explain(numbered, 1, **asked)
    assert _told(lambda: explain(numbered, True, **asked)).startswith("key: is a number,")
    assert (
        _told(lambda: explain(numbered, 1, key=WRONG.split(), **asked))
        == "key: is of type list; give the name of one column"
    )


def test_what_never_was_a_code_is_not_repeated_where_it_may_be_a_name() -> None:
    marks = polars.DataFrame(MARKS | {"code": ["Ada Lovelace", " "]})
    assert "longer text (1 mark)" in (told := _told(lambda: attendance_totals(marks, span=AUTUMN)))
    assert "blanks (1 mark)" in told and "Ada" not in told


def test_a_school_without_a_calendar_is_the_one_named_and_none_that_its_name_holds() -> None:
    made = polars.DataFrame(SUSPENSIONS | {"school": ["H"]})
    asked: dict[str, Any] = {"on": ON, "beside": HalfDays(0)}
    assert "calendars.H: is missing" in _told(
        lambda: suspension_totals(made, CALENDARS, without_calendar="HILL", **asked)
    )
    assert len(suspension_totals(made, CALENDARS, without_calendar="H", **asked)) == 1


def test_points_are_whole_numbers_in_pandas_too() -> None:
    pupils = pandas.DataFrame({"pupil": ["a", "b"], "reading": [97, None], "mathematics": [97, None]})
    results = pandas.DataFrame({
        "pupil": ["a"], "subject": ["history"], "kind": [Kind.GCSE.value], "grade": ["5"],
        "on": pandas.to_datetime(["2024-08-22"]), "discount": ["history"],
    })  # fmt: skip
    done = attainment_and_progress_8(pupils, results, leaving=2024)
    told = _told(lambda: attainment_and_progress_8(pupils, results.assign(kind="GCSE"), leaving=2024))
    assert told.startswith("kind: is not on the list in 1 row; use one of: GCSE, graded 9 to 1; ")
    kinds = {str(done[name].dtype) for name in ("ebacc", "others", "attainment_8", "progress_8")}
    assert kinds == {"int64[pyarrow]"}


@pytest.mark.parametrize(
    ("ask", "path"),
    [
        (lambda: attendance_totals(polars.DataFrame(MARKS), span=WRONG), "span"),
        (lambda: attendance_totals(polars.DataFrame(MARKS), span=AUTUMN, fewest=WRONG), "fewest"),
        (lambda: attendance_totals(polars.DataFrame(MARKS), span=AUTUMN, per=[]), "per"),
        (lambda: suspension_totals(polars.DataFrame(SUSPENSIONS), WRONG, on=ON, beside=HalfDays(0)), "calendars"),
        (lambda: suspension_totals(polars.DataFrame(SUSPENSIONS), CALENDARS, on=ON, beside=WRONG), "beside"),
        (lambda: with_due_day(polars.DataFrame({"event": [ON]}), WRONG, HILL, school=None), "within"),
        (lambda: with_due_day(polars.DataFrame({"event": [ON]}), SchoolDays(1), WRONG), "calendars"),
        (lambda: with_due_day(polars.DataFrame({"event": [ON]}), SchoolDays(1), HILL), "school"),
        (lambda: with_key_stage(polars.DataFrame({"born": [ON]}), on=date(1, 1, 1)), "on"),
        (lambda: _judged(polars.DataFrame(PLACES), policy=WRONG), "policy"),
        (lambda: _judged(polars.DataFrame(PLACES), rulebook=WRONG), "rulebook"),
    ],
)
def test_it_is_refused_at_the_door(ask: Callable[[], object], path: str) -> None:
    assert _told(ask).startswith(f"{path}: ")
