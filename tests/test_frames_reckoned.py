"""What is reckoned over tables is what the record path reckons for each pupil, on every engine that is installed."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

pytest.importorskip("narwhals")
pytest.importorskip("polars")
pytest.importorskip("pyarrow")

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from ap_core.attendance.codes import CODES, EARLIER_CODES_SINCE, PRESENT_CODES_SINCE
from ap_core.attendance.rates import totals
from ap_core.attendance.registers import Register
from ap_core.dates import Calendars, DateSpan, SchoolCalendar, SchoolDays, Term
from ap_core.errors import InvalidValue, NotInForce, OutsideCalendar
from ap_core.frames.ages import with_key_stage
from ap_core.frames.attendance import attendance_totals
from ap_core.frames.due_days import with_due_day
from ap_core.frames.key_stage_4 import attainment_and_progress_8
from ap_core.progress.attainment import SLOTS, attainment_8
from ap_core.progress.results import GRADES, Kind, Result, Subject
from ap_core.progress.value_added import PriorAttainment, progress_8
from ap_core.pupils.years import expected_year_group, key_stage
from tests.frames_engines import everywhere, held, table

ON = date(2026, 11, 23)
HILL = SchoolCalendar.of_terms("HILL", terms=[
    Term("summer", date(2026, 4, 13), date(2026, 7, 17)), Term("autumn", date(2026, 9, 3), date(2026, 12, 18)),
])  # fmt: skip
BROOK = HILL.closed_on([date(2026, 9, 10), date(2026, 11, 27)])


# ---------------------------------------------------------------- ages


def of_record(born: date | None, on: date) -> tuple[int | None, str | None]:
    if born is None:
        return None, None
    year, stage = expected_year_group(born=born, on=on), key_stage(born=born, on=on)
    return (year.number if year else None), (stage.value if stage else None)


EDGES = [date(year, month, day) for year in range(2004, 2024) for month, day in ((8, 31), (9, 1), (2, 28), (12, 31))]


@pytest.mark.parametrize("on", [date(2026, 8, 31), date(2026, 9, 1), ON])
def test_year_and_stage_are_those_of_the_record_on_both_sides_of_every_cut(on: date) -> None:
    born = [*(day for day in EDGES if day <= on), date(2008, 2, 29), None]
    pupils = table("pupil born", [*enumerate(born)])
    for engine, (given_table,) in everywhere(pupils) if on == ON else [("polars", (pupils,))]:
        got = {
            row["pupil"]: (row["expected_year"], row["key_stage"]) for row in held(with_key_stage(given_table, on=on))
        }
        assert got == {at: of_record(day, on) for at, day in enumerate(born)}, engine


@given(st.lists(st.dates(date(1990, 1, 1), ON), min_size=1, max_size=20), st.dates(ON, date(2030, 1, 1)))
@settings(max_examples=50)
def test_year_and_stage_of_any_birth(born: list[date], on: date) -> None:
    got = held(with_key_stage(table("born", [(day,) for day in born]), on=on))
    assert [(row["expected_year"], row["key_stage"]) for row in got] == [of_record(day, on) for day in born]


# ---------------------------------------------------------------- attendance

MARKS = "pupil day session code"


def as_said(row: dict[str, Any]) -> tuple[Any, ...]:
    names = "present approved authorised unauthorised not_possible administrative unsettled attendance absence state"
    return (*(row[name] for name in names.split()), row["persistent"], row["severe"])


def of_register(marks: list[tuple[str, date, str, str]], pupil: str, span: DateSpan) -> tuple[Any, ...]:
    found = totals(Register.of_marks("HILL", [mark[1:] for mark in marks if mark[0] == pupil]), span=span)
    rates = [rate.percent for rate in (found.attendance_rate, found.absence_rate)]
    tenths = [None if rate is None else int(rate * 10) for rate in rates]
    said = found.persistently_absent().reached, found.severely_absent().reached
    return (*found, *tenths, found.attendance_rate.state.value, *said)


def some_marks(seed: int, first: date, days: int = 40) -> list[tuple[str, date, str, str]]:
    random = Random(seed)
    kept = {"a": [*CODES], "b": ["/", "\\", "I", "O", "D"], "c": ["O", "/"], "d": ["X", "D", "#"]}
    return [
        (pupil, first + timedelta(at), half, random.choice(codes))
        for pupil, codes in kept.items() for at in range(days) for half in ("AM", "PM") if random.random() < 0.9
    ]  # fmt: skip


@pytest.mark.parametrize("first", [EARLIER_CODES_SINCE, PRESENT_CODES_SINCE, date(2026, 9, 1)])
def test_attendance_is_that_of_each_register_across_the_days_on_which_codes_change(first: date) -> None:
    marks = some_marks(2026, first - timedelta(20))
    span = DateSpan(first - timedelta(15), first + timedelta(15))
    for engine, (given_table,) in everywhere(table(MARKS, marks)):
        got = {row["pupil"]: as_said(row) for row in held(attendance_totals(given_table, span=span))}
        assert got == {pupil: of_register(marks, pupil, span) for pupil in "abcd"}, engine


@given(st.integers(0, 10_000), st.integers(-30, 30), st.integers(0, 40))
@settings(max_examples=25)
def test_attendance_of_any_marks_within_any_span(seed: int, start: int, days: int) -> None:
    marks = some_marks(seed, PRESENT_CODES_SINCE - timedelta(10), days=12)
    span = DateSpan(PRESENT_CODES_SINCE + timedelta(start), PRESENT_CODES_SINCE + timedelta(start + days))
    got = {row["pupil"]: as_said(row) for row in held(attendance_totals(table(MARKS, marks), span=span, trusted=True))}
    seen = {pupil for pupil, day, *_ in marks if span.covers(day)}
    assert got == {pupil: of_register(marks, pupil, span) for pupil in seen}


def test_two_schools_are_told_apart_where_asked() -> None:
    marks = pl.DataFrame({
        "school": ["HILL", "BROOK"], "pupil": ["a", "a"], "day": [ON, ON], "session": ["AM", "AM"], "code": ["D", "/"],
    })  # fmt: skip
    span = DateSpan(ON, ON)
    got = {row["school"]: row["possible"] for row in held(attendance_totals(marks, span=span, per=("school", "pupil")))}
    assert got == {"HILL": 0, "BROOK": 1}
    with pytest.raises(InvalidValue, match="pupil, day, session: tell rows apart no longer: 1 of their values"):
        attendance_totals(marks, span=span)


def test_before_any_code_that_is_held_every_mark_settles_nothing() -> None:
    day = EARLIER_CODES_SINCE - timedelta(1)
    for engine, (given_table,) in everywhere(table(MARKS, [("a", day, "AM", "/")])):
        (row,) = held(attendance_totals(given_table, span=DateSpan(day, day)))
        assert (row["unsettled"], row["present"], row["attendance"]) == (1, 0, None), engine


def test_a_session_without_a_mark_counts_as_none() -> None:
    rows = [("a", ON, "AM", "/"), ("a", ON, "PM", None)]
    (row,) = held(attendance_totals(table(MARKS, rows), span=DateSpan(ON, ON)))
    assert (row["possible"], row["unsettled"], row["attendance"]) == (1, 0, 1000)


def test_a_code_that_never_was_is_named_and_counted_and_never_dropped() -> None:
    rows = [("a", ON, "AM", "ZZ"), ("a", ON, "PM", "ZZ"), ("b", ON, "AM", "j2"), ("b", ON, "PM", "/")]
    span = DateSpan(ON, ON)
    for engine, (marks,) in everywhere(table(MARKS, rows)):
        with pytest.raises(InvalidValue, match=r"code: holds what never was .*: ZZ \(2 marks\), j2 \(1 mark\);"):
            attendance_totals(marks, span=span)
        got = {row["pupil"]: row for row in held(attendance_totals(marks, span=span, trusted=True))}
        assert (got["a"]["unsettled"], got["b"]["unsettled"], got["b"]["present"]) == (2, 1, 1), engine
        assert got["b"]["attendance"] is None and got["b"]["state"] == "unreliable", engine


# ---------------------------------------------------------------- due days


def test_due_days_are_those_of_each_school_on_every_day() -> None:
    days = [date(2026, 4, 1) + timedelta(at) for at in range(275)]
    calendars = Calendars({"HILL": HILL, "BROOK'S": BROOK})
    rows = [*enumerate((day, school) for day in [*days, None] for school in ("HILL", "BROOK'S"))]
    events = table("key event school", [(key, *row) for key, row in rows])
    wanted = {}
    for key, (day, school) in rows:
        try:
            wanted[key] = None if day is None else SchoolDays(15).after(day, calendars.of(school)).last_day
        except OutsideCalendar:
            wanted[key] = None
    for engine, (given_table,) in everywhere(events):
        answer = with_due_day(given_table, SchoolDays(15), calendars)
        assert {row["key"]: row["due"] for row in held(answer)} == wanted, engine


def test_every_school_without_a_calendar_is_named() -> None:
    events = table("event school", [(ON, "HILL"), (ON, "DALE"), (ON, "MOOR"), (ON, None)])
    for _, (given_table,) in everywhere(events):
        with pytest.raises(InvalidValue) as refused:
            with_due_day(given_table, SchoolDays(5), Calendars({"HILL": HILL}))
        assert [fault.path for fault in refused.value.faults] == ["calendars.DALE", "calendars.MOOR"]
    default = Calendars({"HILL": HILL}, default=BROOK)
    got = [row["due"] for row in held(with_due_day(events, SchoolDays(5), default))]
    assert got.count(None) == 1


def test_one_calendar_for_all_asks_for_no_school() -> None:
    events = table("event", [(ON,)])
    assert held(with_due_day(events, SchoolDays(1), HILL, school=None))[0]["due"] == date(2026, 11, 24)
    with pytest.raises(InvalidValue, match="does not go with calendars"):
        with_due_day(events, SchoolDays(1), HILL)
    with pytest.raises(InvalidValue, match="is a column already"):
        with_due_day(events, SchoolDays(1), HILL, school=None, due="event")


# ---------------------------------------------------------------- Key Stage 4

_ONLY = {
    Kind.COMBINED_SCIENCE: [Subject.SCIENCE], Kind.TECHNICAL_AWARD: [Subject.OTHER],
    Kind.FUNCTIONAL_SKILLS: [Subject.ENGLISH_LANGUAGE, Subject.MATHEMATICS, Subject.OTHER],
}  # fmt: skip
_DAYS = [*[date(2024, 8, 22)] * 4, date(2023, 8, 24), date(2021, 8, 31), date(2024, 8, 31), date(2024, 9, 1)]
RESULTS, PUPILS = "pupil subject kind grade on discount", "pupil reading mathematics"


def some_results(random: Random) -> list[Result]:
    found: dict[tuple[str, date], Result] = {}
    for _ in range(random.randint(0, 14)):
        kind = random.choice([*[Kind.GCSE] * 6, *Kind])
        subject = random.choice(_ONLY.get(kind, [*Subject]))
        discount, on = random.choice([subject.value, f"entry {random.randint(0, 9)}"]), random.choice(_DAYS)
        grade = random.choice(GRADES[kind])
        found[discount, on] = Result(subject=subject, kind=kind, grade=grade, on=on, discount=discount)
    return [*found.values()]


def cohort(seed: int, size: int) -> tuple[dict[str, tuple[list[Result], PriorAttainment | None]], Any, Any]:
    random = Random(seed)
    pupils = {}
    for at in range(size):
        start = PriorAttainment(reading=random.randint(59, 120), mathematics=random.randint(59, 120))
        pupils[str(at)] = some_results(random), (None if random.random() < 0.2 else start)
    starts = [(key, start and start.reading, start and start.mathematics) for key, (_, start) in pupils.items()]
    rows = [
        (key, each.subject.value, each.kind.value, each.grade, each.on, each.discount)
        for key, (results, _) in pupils.items() for each in results
    ]  # fmt: skip
    text = dict.fromkeys(("pupil", "subject", "kind", "grade", "discount"), pl.String)
    sat = pl.DataFrame(rows, schema={**text, "on": pl.Date} if not rows else RESULTS.split(), orient="row")
    return pupils, table(PUPILS, starts, reading=pl.Int64, mathematics=pl.Int64), sat.select(RESULTS.split())


ELEMENTS = ("english", "mathematics", "ebacc", "others")


def of_pupil(results: list[Result], start: PriorAttainment | None, leaving: int, on: int | None) -> tuple[Any, ...]:
    slots = SLOTS.on(date(2023, 9, 1)).value
    attained = attainment_8(results, leaving=leaving, slots=slots)
    progress = progress_8(attained, start, leaving=leaving, indicative_on=on)
    score = None if progress.score is None else progress.score * 1000
    return (*(attained.of(name) * 100 for name in ELEMENTS), attained.points * 100, score, progress.state.value)


def of_row(row: dict[str, Any]) -> tuple[Any, ...]:
    return (*(row[name] for name in (*ELEMENTS, "attainment_8", "progress_8", "progress_8_state")),)


@pytest.mark.parametrize(("leaving", "on"), [(2024, None), (2025, 2024), (2026, None), (2027, None)])
def test_key_stage_4_is_that_of_each_pupil(leaving: int, on: int | None) -> None:
    pupils, starts, sat = cohort(2026, 40)
    slots = SLOTS.on(date(2023, 9, 1)).value
    wanted = {key: of_pupil(*each, leaving, on) for key, each in pupils.items()}
    for engine, given_tables in everywhere(starts, sat):
        if engine != "polars" and leaving != 2024:
            continue
        answer = attainment_and_progress_8(*given_tables, leaving=leaving, indicative_on=on, slots=slots)
        assert {row["pupil"]: of_row(row) for row in held(answer)} == wanted, engine


@given(st.integers(0, 100_000))
@settings(max_examples=10)
def test_key_stage_4_of_any_cohort(seed: int) -> None:
    pupils, starts, sat = cohort(seed, 12)
    got = {row["pupil"]: of_row(row) for row in held(attainment_and_progress_8(starts, sat, leaving=2024))}
    assert got == {key: of_pupil(*each, 2024, None) for key, each in pupils.items()}


def test_more_results_than_can_be_counted_are_not_known() -> None:
    starts = table(PUPILS, [("a", 100, 100)])
    rows = [("a", "mathematics", Kind.GCSE.value, "4", date(2024, 8, 22), str(at)) for at in range(64)]
    (row,) = held(attainment_and_progress_8(starts, table(RESULTS, rows), leaving=2024))
    assert row["attainment_8"] is None and row["progress_8"] is None
    (row,) = held(attainment_and_progress_8(starts, table(RESULTS, rows[1:]), leaving=2024))
    assert row["attainment_8"] == 2 * 400 + 3 * 400


def test_key_stage_4_is_refused_where_no_slots_are_held() -> None:
    _, starts, sat = cohort(1, 1)
    with pytest.raises(NotInForce):
        attainment_and_progress_8(starts, sat, leaving=2027)
    with pytest.raises(InvalidValue, match="on another engine"):
        attainment_and_progress_8(starts, sat.to_arrow(), leaving=2024)
    odd = SLOTS.on(date(2023, 9, 1)).value.but(most_not_gcse=2)
    with pytest.raises(InvalidValue, match="of a kind that tables do not reckon"):
        attainment_and_progress_8(starts, sat, leaving=2024, slots=odd)


def test_what_is_wrong_in_results_and_pupils_is_told_together() -> None:
    _, starts, sat = cohort(1, 2)
    bad = table(RESULTS, [
        ("a", "mathematics", Kind.GCSE.value, "10", date(2024, 8, 22), "m"),
        ("a", "maths", Kind.GCSE.value, "4", date(2024, 8, 22), " "),
        ("b", "mathematics", Kind.TECHNICAL_AWARD.value, "Level 2 Pass", date(2024, 8, 22), "t"),
        ("b", "another subject", Kind.TECHNICAL_AWARD.value, "Level 2 Pass", date(2024, 8, 22), "t"),
    ])  # fmt: skip
    with pytest.raises(InvalidValue) as refused:
        attainment_and_progress_8(starts, bad, leaving=2024)
    paths = [fault.path for fault in refused.value.faults]
    assert paths == ["subject", "grade", "subject", "discount", "pupil, discount, on"]
    odd = table(PUPILS, [("a", 58, 100), ("b", 100, None), ("b", 100, 121)])
    with pytest.raises(InvalidValue) as refused:
        attainment_and_progress_8(odd, sat, leaving=2024)
    paths = [fault.path for fault in refused.value.faults]
    assert paths == ["reading", "mathematics", "reading, mathematics", "pupil"]


# ---------------------------------------------------------------- bad tables


def faults_of(call: Any) -> list[str]:
    with pytest.raises(InvalidValue) as refused:
        call()
    return [fault.path for fault in refused.value.faults]


def test_every_column_at_fault_is_named_before_work_starts() -> None:
    span = DateSpan(ON, ON)
    marks = pl.DataFrame({"pupil": ["a"], "day": ["2026-11-23"], "code": [1]})
    assert faults_of(lambda: attendance_totals(marks, span=span)) == ["session", "day", "code"]
    assert faults_of(lambda: attendance_totals(marks.drop("pupil"), span=span)) == ["pupil", "session", "day", "code"]
    assert faults_of(lambda: with_due_day(marks, SchoolDays(1), Calendars({}))) == ["event", "school"]
    assert faults_of(lambda: with_key_stage(marks, on=ON, born="day")) == ["day"]
    sat = pl.DataFrame({"pupil": ["a"]})
    assert faults_of(lambda: attainment_and_progress_8(sat, sat, leaving=2024)) == ["reading", "mathematics"]
    assert faults_of(lambda: with_key_stage("no table", on=ON)) == ["table"]
    assert faults_of(lambda: with_key_stage(table("born", [(ON,), (ON,)]), on=ON, at_most_rows=1)) == ["table"]


def test_dates_as_python_objects_are_refused() -> None:
    pandas = pytest.importorskip("pandas")
    objects = pandas.DataFrame({"born": pandas.Series([date(2014, 3, 14), None], dtype=object)})
    assert faults_of(lambda: with_key_stage(objects, on=ON)) == ["born"]


def test_nulls_everywhere_are_refused_or_not_known_and_an_empty_table_gives_an_empty_one() -> None:
    span = DateSpan(ON, ON)
    blank = table(MARKS, [(None, None, None, "/")], pupil=pl.String, day=pl.Date, session=pl.String)
    assert faults_of(lambda: attendance_totals(blank, span=span)) == ["pupil", "day", "session"]
    born = table("born", [(None,)], born=pl.Date)
    assert held(with_key_stage(born, on=ON)) == [{"born": None, "expected_year": None, "key_stage": None}]
    for engine, (empty, no_births) in everywhere(table(MARKS, [("a", ON, "AM", "/")]).clear(), born.clear()):
        assert held(attendance_totals(empty, span=span)) == [], engine
        assert held(with_key_stage(no_births, on=ON)) == [], engine
    late = table("born", [(ON + timedelta(1),)])
    assert faults_of(lambda: with_key_stage(late, on=ON)) == ["born"]
    half = table(MARKS, [("a", ON, "morning", "/")])
    assert faults_of(lambda: attendance_totals(half, span=span)) == ["session"]
