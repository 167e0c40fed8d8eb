"""What is wrong with a table, for the check and each reckoning: one error before work starts, every column named."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import Any

import attrs
import pytest

pytest.importorskip("narwhals")
pytest.importorskip("polars")
pytest.importorskip("pyarrow")

import polars as pl

from ap_core.dates import Calendars, DateSpan, HalfDays, SchoolCalendar, SchoolDays, Term
from ap_core.errors import InvalidValue
from ap_core.frames import (
    attainment_and_progress_8,
    attendance_totals,
    check,
    columns,
    count_table,
    explain,
    long,
    rows_of,
    suspension_totals,
    with_due_day,
    with_key_stage,
)
from ap_core.progress.results import Kind
from tests.frames_engines import everywhere, held, table

ON = date(2026, 11, 23)
HILL = SchoolCalendar.of_terms("HILL", terms=[
    Term("autumn", date(2026, 9, 3), date(2026, 12, 18)), Term("spring", date(2027, 1, 5), date(2027, 3, 25)),
    Term("summer", date(2027, 4, 12), date(2027, 7, 21)),
])  # fmt: skip
CALENDARS = Calendars({"HILL": HILL})
RESULTS = table(
    "pupil subject kind grade on discount", [("a", "mathematics", Kind.GCSE.value, "5", date(2024, 8, 22), "m")]
)
PUPILS = table("pupil reading mathematics", [("a", 97, 97), ("b", 110, 99)])
FAIR: Any = {"subject": "FairAccessFacts", "on": ON}


@attrs.frozen
class Asked:
    """One thing that is asked of a table, and a table that it can be asked of."""

    how: Callable[[Any], Any]
    usual: Any
    #: The columns that are asked for, in the order in which they are named, and those of them that are dates.
    columns: str
    dates: str
    #: Columns whose type is the caller's own: what tells rows apart.
    keys: str
    #: What is said of a row with nothing but null; where nothing is said, the answer has nothing but null.
    of_null: str
    #: What tells the rows apart, as it is named; empty where nothing has to.
    apart: str = ""

    @property
    def two_tables(self) -> bool:
        """Whether another table, in Polars, stands beside it."""
        return self.usual is PUPILS or self.usual is RESULTS


DAYS = {"first_day": [date(2026, 9, 14), ON], "last_day": [date(2026, 9, 18), ON]}
EVERY = {
    "check": Asked(
        partial(check, **FAIR),
        pl.DataFrame({"key": ["a", "b"], "agreed_on": [ON, ON], "place_due": [ON, ON], "place_on": [ON, None]}),
        "key agreed_on place_due place_on", "agreed_on place_due place_on", "key", "key", "key",
    ),
    "key stage": Asked(
        partial(with_key_stage, on=ON), table("born", [(date(2014, 3, 14),)]), "born", "born", "", "",
    ),
    "attendance": Asked(
        partial(attendance_totals, span=DateSpan(ON, ON)),
        table("pupil day session code", [("a", ON, "AM", "/"), ("a", ON, "PM", "N")]),
        "pupil day session code", "day", "pupil", "", "pupil, day, session",
    ),
    "due days": Asked(
        lambda given: with_due_day(given, SchoolDays(5), CALENDARS), table("event school", [(ON, "HILL")]),
        "event school", "event", "", "",
    ),
    "key stage 4, pupils": Asked(
        lambda given: attainment_and_progress_8(given, RESULTS, leaving=2024), PUPILS,
        "pupil reading mathematics", "", "pupil", "pupil", "pupil",
    ),
    "key stage 4, results": Asked(
        lambda given: attainment_and_progress_8(PUPILS, given, leaving=2024), RESULTS,
        "pupil subject kind grade on discount", "on", "pupil", "pupil subject kind grade on discount",
        "pupil, discount, on",
    ),
    "suspensions": Asked(
        lambda given: suspension_totals(given, CALENDARS, on=ON, beside=HalfDays(0)),
        pl.DataFrame({"pupil": ["a", "a"], "ref": ["S1", "S2"], "school": ["HILL"] * 2, **DAYS, "half_days": [10, 2]}),
        "pupil ref school first_day last_day half_days", "first_day last_day", "", "pupil ref school", "pupil, ref",
    ),
    "counts": Asked(
        partial(count_table, title="t", group="year", outcome="back", groups=["10", "not known"],
                outcomes=["yes", "no", "not known"]),
        table("pupil year back", [("a", 10, True), ("b", 10, None)]), "pupil year back", "", "pupil", "pupil", "pupil",
    ),
}  # fmt: skip
each_of = pytest.mark.parametrize("asked", EVERY.values(), ids=EVERY)


def faults(call: Callable[[], Any]) -> dict[str, str]:
    with pytest.raises(InvalidValue) as refused:
        call()
    return {fault.path: fault.problem for fault in refused.value.faults}


@each_of
def test_the_usual_table_is_taken(asked: Asked) -> None:
    """What is refused below is refused for what was done to it."""
    assert asked.how(asked.usual) is not None


@each_of
def test_a_missing_column(asked: Asked) -> None:
    for name in asked.columns.split():
        assert faults(lambda gone=name: asked.how(asked.usual.drop(gone))) == {name: "is missing"}  # type: ignore[misc]
    if asked.columns != "pupil year back":
        assert {*faults(lambda: asked.how(pl.DataFrame({"x": [1]})))} == {*asked.columns.split()}


@each_of
def test_a_column_of_the_wrong_type(asked: Asked) -> None:
    wrong = [name for name in asked.columns.split() if name not in asked.keys.split()]
    given = asked.usual.with_columns(pl.lit(1.5).alias(name) for name in wrong)
    told = faults(lambda: asked.how(given))
    assert [*told] == [name for name in asked.columns.split() if name in wrong]
    assert {problem.split(",")[0] for problem in told.values()} == {"is a number"}


@each_of
def test_a_missing_column_beside_a_wrong_one(asked: Asked) -> None:
    """Both are named at once, on engines with types of their own too."""
    names = [name for name in asked.columns.split() if name not in asked.keys.split()]
    if len(names) < 2:
        return
    for engine, (given,) in everywhere(asked.usual.drop(names[0]).with_columns(pl.lit(1.5).alias(names[1]))):
        assert {*faults(lambda spoiled=given: asked.how(spoiled))} == {*names[:2]}, engine  # type: ignore[misc]


@each_of
def test_nulls_everywhere(asked: Asked) -> None:
    given = asked.usual.select(
        pl.lit(None, kind).alias(name) for name, kind in asked.usual.schema.items()
    ).head(1)  # fmt: skip
    if asked.of_null:
        assert [*faults(lambda: asked.how(given))] == asked.of_null.split()
    else:
        # A row without a code is no mark, so there is no row of totals.
        rows = held(asked.how(given))
        assert {value for row in rows for value in row.values()} <= {None}


@each_of
def test_an_empty_table(asked: Asked) -> None:
    for engine, (given,) in everywhere(asked.usual.clear()):
        # With a table of another engine beside it, it is refused for that.
        if engine != "polars" and asked.two_tables:
            continue
        answer = asked.how(given)
        left = sum(map(sum, answer.counts)) if hasattr(answer, "counts") else len(held(answer))
        # Pupils without a result are pupils all the same.
        assert left == (len(PUPILS) if asked.columns == " ".join(RESULTS.columns) else 0), engine


@each_of
def test_duplicate_keys(asked: Asked) -> None:
    if asked.apart:
        told = faults(lambda: asked.how(pl.concat([asked.usual, asked.usual])))
        assert [*told] == [asked.apart] and "rows apart no longer" in told[asked.apart]
    else:
        # Every row is its own.
        assert len(held(asked.how(pl.concat([asked.usual, asked.usual])))) == 2


@each_of
def test_dates_as_strings(asked: Asked) -> None:
    given = asked.usual.with_columns(pl.col(name).cast(pl.String) for name in asked.dates.split())
    if asked.dates:
        assert faults(lambda: asked.how(given)) == dict.fromkeys(asked.dates.split(), "is text, not date")


@each_of
def test_days_with_a_time(asked: Asked) -> None:
    pandas = pytest.importorskip("pandas")
    if not asked.dates:
        return
    timed = asked.usual.with_columns(pl.col(name).cast(pl.Datetime) for name in asked.dates.split())
    assert {*faults(lambda: asked.how(timed))} == {*asked.dates.split()}
    for zone in (None, "Europe/London"):
        spoiled = asked.usual.to_pandas()
        for name in asked.dates.split():
            days = pandas.to_datetime(spoiled[name])
            spoiled[name] = days.dt.tz_localize(zone) if zone else days + pandas.Timedelta(hours=23)
        # With a table of another engine beside it, that is what is told.
        if not asked.two_tables:
            wanted = dict.fromkeys(asked.dates.split(), "holds days with a time")
            assert faults(lambda given=spoiled: asked.how(given)) == wanted  # type: ignore[misc]


def test_two_schools_calendars_missing() -> None:
    for name in ("due days", "suspensions"):
        usual = EVERY[name].usual
        schools = pl.concat([usual, usual]).with_columns(
            pl.Series("school", ["MOOR", "DALE", "MOOR", "DALE"][: 2 * len(usual)]),
            *([pl.Series("ref", ["S1", "S2", "S3", "S4"])] if "ref" in usual.columns else []),
        )
        told = faults(lambda given=schools, of=EVERY[name]: of.how(given))  # type: ignore[misc]
        assert told == {"calendars.DALE": "is missing", "calendars.MOOR": "is missing"}


def test_a_code_not_in_the_table() -> None:
    attending, sat, counts = (EVERY[name] for name in ("attendance", "key stage 4, results", "counts"))
    told = faults(lambda: attending.how(attending.usual.with_columns(pl.lit("ZZ").alias("code"))))
    assert told == {"code": "holds what never was an attendance code: ZZ (2 marks)"}
    told = faults(lambda: sat.how(sat.usual.with_columns(pl.lit("10").alias("grade"), pl.lit("art").alias("subject"))))
    assert told == {"subject": "is not on the list in 1 row", "grade": "is no grade of its kind in 1 row"}
    assert [*faults(lambda: counts.how(counts.usual.with_columns(pl.lit(14).alias("year"))))] == ["year"]


def test_a_word_not_on_a_list_of_several() -> None:
    """Several words in one column are looked at one by one, on every engine."""
    missing = next(each for each in columns("DirectionFacts") if each.name == "missing_items")
    assert missing.many and missing.decides
    words = [missing.options[0], "; ".join(missing.options[:3]), "", None, "; ".join([missing.options[0], "x"]), "x"]
    blank = {
        each.name: pl.Series([None] * len(words), dtype=_DTYPES[each.type])
        for each in columns("DirectionFacts") if each.decides and not each.name.startswith("policy_")
    }  # fmt: skip
    given = pl.DataFrame({**blank, "key": [str(at) for at in range(len(words))], "missing_items": words})
    for engine, (spoiled,) in everywhere(given):
        told = faults(lambda asked=spoiled: check(asked, subject="DirectionFacts", on=ON))  # type: ignore[misc]
        assert told["missing_items"] == "holds a word that is not on its list in 2 rows", engine


_DTYPES = {"yes or no": pl.Boolean, "whole number": pl.Int64, "date": pl.Date, "text": pl.String}


@each_of
def test_a_billion_rows_in_prospect_with_an_eager_engine(asked: Asked) -> None:
    """A billion nulls, which Arrow holds in no memory at all: refused before a column is looked at."""
    pyarrow = pytest.importorskip("pyarrow")
    many = pyarrow.table({"pupil": pyarrow.nulls(1_000_000_000)})
    told = faults(lambda: asked.how(many))
    assert [*told] == ["table"] and told["table"].startswith("has 1000000000 rows in memory")


class TestWhatIsAsked:
    """Not the table but the question is at fault."""

    def test_a_day_that_is_none(self) -> None:
        usual = EVERY["check"].usual
        for day in ("2026-11-23", datetime(2026, 11, 23, 9), None):
            asked: Any = {"subject": "FairAccessFacts", "on": day}
            assert faults(partial(check, usual, **asked)) == {"on": "is not a plain date"}
            assert [*faults(partial(long, usual, **asked))] == ["on"]
            assert [*faults(partial(explain, usual, "a", **asked))] == ["on"]

    def test_a_key_of_another_type_or_a_table_without_it(self) -> None:
        usual = EVERY["check"].usual
        assert [*faults(lambda: explain(usual, 1, **FAIR))] == ["key"]
        assert [*faults(lambda: explain(usual.with_columns(key=pl.int_range(2)), "0", **FAIR))] == ["key"]
        assert explain(usual.with_columns(pl.col("key").cast(pl.Categorical)), "a", **FAIR)
        assert [*faults(lambda: explain(usual.drop("key", "place_on"), "a", **FAIR))] == ["key", "place_on"]
        assert [*faults(lambda: explain([1], "a", **FAIR))] == ["table"]

    def test_rows_are_read_only_from_a_table_that_could_be_checked(self) -> None:
        usual = EVERY["check"].usual
        given = usual.with_columns(pl.lit("2026-11-23").alias("agreed_on"))
        assert [*faults(lambda: rows_of(given, "FairAccessFacts"))] == ["agreed_on"]
        assert [*faults(lambda: rows_of(pl.concat([usual, usual]), "FairAccessFacts"))] == ["key"]
        assert len(rows_of(usual.drop("place_on"), "FairAccessFacts")) == 2

    def test_columns_that_stand_in_the_way(self) -> None:
        born = EVERY["key stage"].usual.with_columns(
            pl.lit("mine").alias("key_stage"), pl.lit(1).alias("expected_year")
        )
        assert [*faults(lambda: with_key_stage(born, on=ON))] == ["expected_year", "key_stage"]
        marks, span = EVERY["attendance"].usual, DateSpan(ON, ON)
        told = faults(lambda: attendance_totals(marks, span=span, per=("pupil", "day", "present")))
        assert [*told] == ["per.day", "per.present"]
        assert held(attendance_totals(marks, span=span, per="pupil"))[0]["possible"] == 2
        counts = EVERY["counts"].usual
        assert [*faults(lambda: count_table(counts, title="t", group="year", outcome="year"))] == ["outcome"]

    def test_pupils_and_results_that_cannot_be_joined(self) -> None:
        numbered = PUPILS.with_columns(pupil=pl.int_range(2))
        assert [*faults(lambda: attainment_and_progress_8(numbered, RESULTS, leaving=2024))] == ["pupil"]
        lazy = RESULTS.lazy()
        assert [*faults(lambda: attainment_and_progress_8(PUPILS, lazy, leaving=2024))] == ["results"]
