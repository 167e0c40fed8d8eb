"""Reckonings over whole tables, each against the same by hand on the same engine; answers are compared first."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from ap_core.attendance.codes import PRESENT_CODES_SINCE, code_on
from ap_core.dates import DateSpan, SchoolCalendar, SchoolDays, Term
from paired import Bar, at_least, at_most, paired

ON = date(2026, 11, 23)
AGES = "key stage, 1M rows: Narwhals on Polars / Polars by hand"
AGES_TAKEN_APART = "the same: faster than year and month taken apart by"
DUE = "15th school day, 1M rows: faster than busday_offset by"
MARKS = "attendance, 5M marks of Parquet: ours / Polars by hand"
MARKS_SQL = "the same on DuckDB: ours / SQL by hand"
STAGE_4 = "Attainment 8, Progress 8, 600k pupils: / Polars by hand"


def bars() -> Iterator[Bar]:
    """The bars, once both ways have given the same answers."""
    try:
        import duckdb
        import numpy
        import polars

        import ap_core.frames  # noqa: F401
    except ImportError:
        missing = "the extra rivals is not installed"
        for name, bar in ((AGES, 1.6), (MARKS, 1.5), (MARKS_SQL, 1.5), (STAGE_4, 1.5)):
            yield at_most(name, bar, None, missing)
        for name, bar in ((AGES_TAKEN_APART, 1), (DUE, 10)):
            yield at_least(name, bar, None, missing)
        return
    yield from _ages(polars, numpy)
    yield from _due(polars, numpy)
    yield from _attendance(polars, duckdb, numpy)
    yield from _key_stage_4(polars, numpy)


def _days(numpy: Any, first: date, length: int, many: int) -> Any:
    start = numpy.datetime64(first)
    return start + numpy.random.default_rng(7).integers(0, length, many).astype("timedelta64[D]")


# ---------------------------------------------------------------- key stage


def _ages(pl: Any, numpy: Any) -> Iterator[Bar]:
    from ap_core.frames.ages import with_key_stage

    pupils = pl.DataFrame({"born": _days(numpy, date(2008, 9, 1), 5112, 1_000_000)}).with_columns(
        pl.col("born").cast(pl.Date)
    )
    born = pl.col("born")
    stages = [(12, "16 to 19"), (10, "Key Stage 4"), (7, "Key Stage 3"), (3, "Key Stage 2"), (1, "Key Stage 1")]
    names = {number: name for first, name in reversed(stages) for number in range(first, 14)}

    def cut(number: int) -> date:
        return date(ON.year - 5 - number + 1, 9, 1)

    def ours() -> Any:
        return with_key_stage(pupils, on=ON, trusted=True)

    def hand() -> Any:
        year = pl.sum_horizontal([(born < cut(at)).cast(pl.Int64) for at in range(1, 14)])
        stage = pl.when(born < cut(12)).then(pl.lit("16 to 19"))
        for first, name in stages[1:]:
            stage = stage.when(born < cut(first)).then(pl.lit(name))
        stage = stage.otherwise(pl.lit("early years foundation stage"))
        inside = (born >= cut(14)) & (born < cut(0))
        return pupils.lazy().with_columns(
            expected_year=pl.when(inside).then(year), key_stage=pl.when(inside).then(stage)
        ).collect()  # fmt: skip

    def apart() -> Any:
        year = ON.year - 5 - born.dt.year() + (born.dt.month() < 9).cast(pl.Int32)
        inside = (year >= 0) & (year <= 13)
        return pupils.lazy().with_columns(expected_year=pl.when(inside).then(year)).with_columns(
            key_stage=pl.col("expected_year").replace_strict(
                names, default="early years foundation stage", return_dtype=pl.String
            )
        ).collect()  # fmt: skip

    _same(ours(), hand())
    _same(ours(), apart().with_columns(pl.col("expected_year").cast(pl.Int64)))
    yield at_most(AGES, 1.6, paired(ours, hand, rounds=7))
    yield at_least(AGES_TAKEN_APART, 10, paired(apart, ours, rounds=7), known=True)


def _same(one: Any, other: Any) -> None:
    if not one.equals(other):
        raise AssertionError("the two ways do not agree")


# ---------------------------------------------------------------- due days


def _due(pl: Any, numpy: Any) -> Iterator[Bar]:
    from ap_core.frames.due_days import with_due_day

    terms = [
        Term(f"{season} {year}", date(year, *first), date(year, *last))
        for year in range(2021, 2027)
        for season, first, last in (
            ("spring", (1, 4), (4, 1)), ("summer", (4, 19), (7, 22)), ("autumn", (9, 2), (12, 17)),
        )
    ]  # fmt: skip
    hill = SchoolCalendar.of_terms("HILL", terms=terms)
    days = _days(numpy, date(2021, 2, 1), 1900, 1_000_000)
    events = pl.DataFrame({"event": days}).with_columns(pl.col("event").cast(pl.Date))
    every = [hill.first + timedelta(at) for at in range((hill.last - hill.first).days + 1)]
    closed = numpy.array([day for day in every if not hill.is_school_day(day)], dtype="datetime64[D]")
    week = numpy.busdaycalendar(weekmask="1111111", holidays=closed)

    def ours() -> Any:
        return with_due_day(events, SchoolDays(15), hill, school=None)

    def theirs() -> Any:
        return numpy.busday_offset(days, 15, roll="backward", busdaycal=week)

    got = ours().unique(maintain_order=False).to_dict(as_series=False)
    told = dict(zip(got["event"], got["due"], strict=True))
    if any(told[day] != due for day, due in zip(days.tolist(), theirs().tolist(), strict=True)):
        raise AssertionError("the two ways do not agree")
    yield at_least(DUE, 10, paired(theirs, ours, rounds=5))


# ---------------------------------------------------------------- attendance


def _attendance(pl: Any, duckdb: Any, numpy: Any) -> Iterator[Bar]:
    from ap_core.frames.attendance import CLASSES, attendance_totals

    codes = ["/", "\\", "L", "K", "B", "V", "C", "C1", "E", "I", "M", "R", "G", "N", "O", "U", "D", "X", "Y1", "#"]
    shares = numpy.array([40, 40, 2, 1, 1, 0.3, 1, 0.1, 0.5, 4, 2, 0.1, 0.5, 1, 2, 0.5, 2, 1, 0.5, 0.5])
    pupils, sessions = 5_000_000 // 380, 380
    marks = pupils * sessions
    at = numpy.random.default_rng(5).choice(len(codes), marks, p=shares / shares.sum())
    first = date(2025, 9, 1)
    table = pl.DataFrame({
        "pupil": numpy.repeat(numpy.arange(pupils), sessions),
        "day": numpy.datetime64(first) + numpy.tile(numpy.arange(380) // 2, pupils).astype("timedelta64[D]"),
        "session": pl.Series(["AM", "PM"]).gather(numpy.tile([0, 1], marks // 2)),
        "code": pl.Series(codes).gather(at),
    }).with_columns(pl.col("day").cast(pl.Date))  # fmt: skip
    span = DateSpan(first, date(2026, 8, 31))
    names = {name: [code for code in codes if code_on(code, PRESENT_CODES_SINCE).counts_as is kind]
             for kind, name in CLASSES.items()}  # fmt: skip
    c = pl.col
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "marks.parquet"
        table.write_parquet(path, row_group_size=500_000)
        base = duckdb.connect()

        def ours() -> Any:
            return attendance_totals(pl.scan_parquet(path), span=span, trusted=True).collect()

        def hand() -> Any:
            within = pl.scan_parquet(path).filter((c("day") >= span.first) & (c("day") <= span.last))
            sums = within.group_by("pupil").agg(
                *(c("code").is_in(of).sum().alias(n) for n, of in names.items()), pl.len()
            )
            return _by_hand(pl, sums).collect()

        def ours_sql() -> Any:
            return attendance_totals(base.read_parquet(str(path)), span=span, trusted=True).to_arrow_table()

        def hand_sql() -> Any:
            return base.sql(_sql(path, names, span)).to_arrow_table()

        for other in (hand(), pl.from_arrow(ours_sql()), pl.from_arrow(hand_sql())):
            wanted, got = (each.sort("pupil") for each in (ours(), other))
            _same(wanted, got.select(wanted.columns).cast(wanted.schema))
        yield at_most(MARKS, 1.5, paired(ours, hand, rounds=3))
        yield at_most(MARKS_SQL, 1.5, paired(ours_sql, hand_sql, rounds=3))


def _by_hand(pl: Any, sums: Any) -> Any:
    """What follows from the totals, by hand."""
    c, possible = pl.col, pl.col("possible")
    attended, absent = c("present") + c("approved"), c("authorised") + c("unauthorised")
    done = sums.with_columns(pl.exclude("pupil").cast(pl.Int64)).with_columns(
        attended=attended, absent=absent, possible=attended + absent,
        unsettled=c("len") - attended - absent - c("not_possible") - c("administrative"),
    )  # fmt: skip
    shown = (c("unsettled") == 0) & (possible > 0)
    return done.with_columns(
        attendance=pl.when(shown).then((2000 * c("attended") + possible) // (2 * possible)),
        absence=pl.when(shown).then((2000 * c("absent") + possible) // (2 * possible)),
        state=pl.when(c("unsettled") > 0).then(pl.lit("unreliable")).when(possible == 0).then(pl.lit("not applicable"))
        .otherwise(pl.lit("shown")),
        persistent=pl.when(shown & (possible >= 20)).then(10 * c("absent") >= possible),
        severe=pl.when(shown & (possible >= 20)).then(2 * c("absent") >= possible),
    )  # fmt: skip


def _sql(path: Path, names: dict[str, list[str]], span: DateSpan) -> str:
    sums = ", ".join(
        f"count(*) filter (code in ({', '.join(chr(39) + code + chr(39) for code in of)})) as {name}"
        for name, of in names.items()
    )
    return f"""
    with counted as (select pupil, {sums}, count(*) as marks from '{path}'
                     where day between date '{span.first}' and date '{span.last}' group by pupil),
         summed as (select *, present + approved as attended, authorised + unauthorised as absent,
                    attended + absent as possible,
                    marks - attended - absent - not_possible - administrative as unsettled from counted)
    select *,
           case when unsettled = 0 and possible > 0 then (2000 * attended + possible) // (2 * possible) end attendance,
           case when unsettled = 0 and possible > 0 then (2000 * absent + possible) // (2 * possible) end absence,
           case when unsettled > 0 then 'unreliable' when possible = 0 then 'not applicable' else 'shown' end state,
           case when unsettled = 0 and possible >= 20 then 10 * absent >= possible end persistent,
           case when unsettled = 0 and possible >= 20 then 2 * absent >= possible end severe from summed"""


# ---------------------------------------------------------------- Key Stage 4


def _key_stage_4(pl: Any, numpy: Any) -> Iterator[Bar]:
    from ap_core.frames.key_stage_4 import attainment_and_progress_8
    from ap_core.progress.estimates import ESTIMATES
    from ap_core.progress.results import GRADES, Kind, Subject
    from ap_core.progress.value_added import PriorAttainment

    many, taken = 600_000, [*Subject][:8]
    draw = numpy.random.default_rng(3)
    grades = pl.Series([*GRADES[Kind.GCSE]])
    results = pl.DataFrame({
        "pupil": numpy.repeat(numpy.arange(many), len(taken)),
        "subject": pl.Series([each.value for each in taken]).gather(numpy.tile(numpy.arange(len(taken)), many)),
        "grade": grades.gather(draw.integers(0, len(grades), many * len(taken))),
    }).with_columns(
        kind=pl.lit(Kind.GCSE.value), on=pl.lit(date(2024, 8, 22)), discount=pl.col("subject")
    )  # fmt: skip
    pupils = pl.DataFrame({
        "pupil": numpy.arange(many),
        "reading": draw.integers(80, 121, many), "mathematics": draw.integers(80, 121, many),
    })  # fmt: skip
    c = pl.col
    points = {**{str(grade): 100 * grade for grade in range(1, 10)}, "U": 0, "X": 0}
    english, ebacc = [each.value for each in taken[:2]], [each.value for each in taken[3:]]
    means = ESTIMATES[2024].attainment_8
    starts = [*range(160, 241)]
    groups = [PriorAttainment(reading=at // 2, mathematics=at - at // 2).group for at in starts]
    estimates = pl.LazyFrame({"start": starts, "estimate": [means[group - 1] for group in groups]})

    def ours() -> Any:
        return attainment_and_progress_8(pupils.lazy(), results.lazy(), leaving=2024, trusted=True).collect()

    def hand() -> Any:
        """Sorted once, ranked within the pupil's subjects of each slot, and the rest ranked again."""
        worth = (
            results.lazy().filter((c("kind") == Kind.GCSE.value) & (c("on") < date(2024, 9, 1)))
            .sort("on").unique(["pupil", "discount"], keep="first")
            .with_columns(
                points=c("grade").replace_strict(points, return_dtype=pl.Int64),
                slot=pl.when(c("subject").is_in(english)).then(0).when(c("subject") == "mathematics").then(1)
                .when(c("subject").is_in(ebacc)).then(2).otherwise(3),
            )
        )  # fmt: skip
        ranked = worth.with_columns(place=c("points").rank("ordinal", descending=True).over("pupil", "slot"))
        fills = ((c("slot") < 2) & (c("place") == 1)) | ((c("slot") == 2) & (c("place") <= 3))
        rest = ranked.filter(~fills).group_by("pupil").agg(others=c("points").top_k(3).sum())
        filled = ranked.group_by("pupil").agg(
            both=(c("slot") == 0).sum(),
            english=c("points").filter(fills & (c("slot") == 0)).sum(),
            mathematics=2 * c("points").filter(fills & (c("slot") == 1)).sum(),
            ebacc=c("points").filter(fills & (c("slot") == 2)).sum(),
        )
        names = ["english", "mathematics", "ebacc", "others"]
        joined = (
            pupils.lazy().select("pupil", start=c("reading") + c("mathematics")).join(filled, on="pupil", how="left")
        )
        return (
            joined.join(rest, on="pupil", how="left").with_columns(c(names).fill_null(0))
            .with_columns(english=c("english") * pl.when(c("both") == 2).then(2).otherwise(1))
            .with_columns(attainment_8=pl.sum_horizontal(names)).join(estimates, on="start", how="left")
            .select("pupil", *names, "attainment_8", progress_8=c("attainment_8") - c("estimate")).collect()
        )  # fmt: skip

    wanted, got = ours().sort("pupil").drop("progress_8_state"), hand().sort("pupil")
    _same(wanted, got.cast(wanted.schema))
    yield at_most(STAGE_4, 1.5, paired(ours, hand, rounds=3))
