"""Half-days of suspension in a term and in a school year, for whole tables: a row for each suspension.

A suspension of which everything is known, and which meets no other of its pupil, is counted on the engine: joins to
the school days of each calendar, and a sum for each pupil. What is in any doubt (a day or a length not known, days
that run into others, two schools on one day, a term that ends within it, a calendar too short or not held) is counted
by the record path, pupil by pupil, so that there is one account of it: see :mod:`ap_core.exclusion.day_counts`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any

import narwhals.stable.v2 as nw

from ap_core.dates.calendars import Calendars, SchoolCalendar
from ap_core.dates.half_days import HalfDays
from ap_core.dates.plain import plain_day
from ap_core.dates.school_years import SchoolYear
from ap_core.dates.spans import DateSpan
from ap_core.dates.terms import term_span, terms_by_law
from ap_core.errors import Fault, require
from ap_core.exclusion.banding import BOARD_DECIDES_OVER, BOARD_TOLD_OVER, any_over
from ap_core.exclusion.counting import DayCount
from ap_core.exclusion.day_counts import MOST_IN_A_SCHOOL_YEAR, over_the_limit, school_year_total, term_total
from ap_core.exclusion.records import Suspension
from ap_core.frames.engines import MOST_ROWS, rows_held, stacked
from ap_core.frames.layout import ColumnType
from ap_core.frames.tables import look, no_value, nulls, required, small_table
from ap_core.law.unknown import UNKNOWN, Unknown, reckon
from ap_core.values import expect

_SUSPENSIONS: dict[str, ColumnType] = {
    "pupil": "text", "ref": "text", "school": "text", "first_day": "date", "last_day": "date",
    "half_days": "whole number",
}  # fmt: skip
_ANSWER: dict[str, ColumnType] = {
    "pupil": "text", "school": "text",
    "term_least": "whole number", "term_most": "whole number", "term": "whole number",
    "year_least": "whole number", "year_most": "whole number", "year": "whole number",
    "board_told_over": "yes or no", "board_decides_over": "yes or no", "over_the_limit": "yes or no",
}  # fmt: skip


def suspension_totals(
    suspensions: Any,
    calendars: Calendars,
    *,
    on: date,
    beside: HalfDays | Unknown,
    without_calendar: Collection[str] = (),
    trusted: bool = False,
    at_most_rows: int = MOST_ROWS,
) -> Any:
    """One row for each pupil and each ``school`` that suspended the pupil: the half-days from every school.

    ``suspensions`` has ``pupil``, ``ref`` (the pupil's own for each suspension), ``school``, ``first_day``,
    ``last_day`` and ``half_days``, its length; of the last three null is not known. A cancelled suspension stands in it
    with the days already missed. ``beside`` is what stands in no row, for every pupil: ``HalfDays(0)`` says that the
    table holds every suspension of its pupils. All terms and years are those of ``school`` that the day ``on`` lies in.

    ``term`` and ``year`` are the totals in half-days, null where they cannot be told; then ``_least`` and ``_most`` say
    what they can be (a null ``_most``: nothing bounds it). ``board_told_over`` and ``board_decides_over`` say whether
    the term has come to more than five and more than fifteen days, ``over_the_limit`` whether the year has to more than
    45, by the law of the day ``on``; null where that cannot be told. The duties of a board go by the total at each
    suspension's own decision, and only the record path tells that.

    Every school without a calendar is named in one :class:`~ap_core.errors.InvalidValue`, but for those that are said
    to have none in ``without_calendar``. :class:`~ap_core.errors.NotInForce` before 1 September 2012. See
    :func:`~ap_core.exclusion.day_counts.term_total` and :func:`~ap_core.exclusion.day_counts.school_year_total`.

    >>> import polars as pl
    >>> from ap_core.dates import Term
    >>> hill = SchoolCalendar.of_terms("HILL", terms=[
    ...     Term("autumn", date(2026, 9, 3), date(2026, 12, 18)), Term("spring", date(2027, 1, 5), date(2027, 3, 25)),
    ...     Term("summer", date(2027, 4, 12), date(2027, 7, 21)),
    ... ])
    >>> made = pl.DataFrame({
    ...     "pupil": ["a", "a", "b"], "ref": ["S1", "S2", "S1"], "school": ["HILL"] * 3,
    ...     "first_day": [date(2026, 9, 14), date(2026, 11, 19), date(2026, 11, 19)],
    ...     "last_day": [date(2026, 9, 18), date(2026, 11, 19), date(2026, 11, 20)], "half_days": [10, 1, None],
    ... })
    >>> told = suspension_totals(made, Calendars({"HILL": hill}), on=date(2026, 11, 23), beside=HalfDays(0))
    >>> told.select("pupil", "term", "term_most", "board_told_over").sort("pupil").rows()
    [('a', 11, 11, True), ('b', None, 4, False)]
    """
    plain_day(on, "suspension_totals", "on")
    expect("suspension_totals", "calendars", calendars, Calendars, "give Calendars({school: its SchoolCalendar})")
    expect(
        "suspension_totals", "beside", beside, (HalfDays, Unknown), "give HalfDays(0) where there is none, or UNKNOWN"
    )
    none = (without_calendar,) if isinstance(without_calendar, str) else without_calendar
    limits = [each.on(on).value.count for each in (BOARD_TOLD_OVER, BOARD_DECIDES_OVER, MOST_IN_A_SCHOOL_YEAR)]
    ready = required(suspensions, _SUSPENSIONS, at_most_rows=at_most_rows)
    frame = ready.frame
    if not trusted:
        _look_at_suspensions(frame)
    pairs = _pairs(frame)
    schools = sorted({school for _, school in pairs})
    missing = [school for school in schools if calendars.get(school) is None and school not in none]
    require("suspension_totals", [
        Fault(f"calendars.{school}", "is missing", "add the calendar of the school, or name it in without_calendar")
        for school in missing
    ])  # fmt: skip
    held = {school: calendar for school in schools if (calendar := calendars.get(school)) is not None}
    asked = _asked(frame, pairs, held, on)
    counted = asked.group_by("pupil", "asked").agg(
        nw.col("term").sum(), nw.col("year").sum(), nw.col("unsettled").max()
    )
    settled = counted.filter(nw.col("unsettled") == 0)
    answer = _of_settled(settled, beside, limits)
    others = rows_held(counted.filter(nw.col("unsettled") > 0).select("pupil", "asked"))
    if others:
        doubtful = _rows_of(frame, counted)
        columns = [*zip(*_by_record(others, doubtful, calendars, on, beside), strict=True)]
        told = small_table(frame, {name: (kind, columns[at]) for at, (name, kind) in enumerate(_ANSWER.items())})
        answer = stacked([answer, told.select(*_ANSWER)])
    return ready.answer(answer)


def _look_at_suspensions(frame: Any) -> None:
    backwards = Fault("last_day", "is before first_day", "give a day on or after the first")
    nothing = Fault("half_days", "is below 1", "give at least one half-day, or leave the suspension out")
    faults = [
        *nulls("pupil", "ref", "school"),
        (backwards, nw.col("last_day") < nw.col("first_day")),
        (nothing, nw.col("half_days") < 1),
    ]
    look("suspensions", frame, faults, apart=("pupil", "ref"))


def _pairs(frame: Any) -> list[tuple[str, str]]:
    """Which school's suspensions are counted in which school's terms: those that suspended one pupil."""
    schools = frame.select("pupil", "school").unique()
    both = schools.select("pupil", nw.col("school").alias("asked")).join(schools, on="pupil", how="inner")
    return [(row["asked"], row["school"]) for row in rows_held(both.select("asked", "school").unique())]


def _asked(frame: Any, pairs: Iterable[tuple[str, str]], held: dict[str, SchoolCalendar], on: date) -> Any:
    """Every suspension of a pupil for each school asked about: its half-days in term and year, and whether they are
    ``unsettled`` (1), so that the record path has to count them."""
    col = nw.col
    schools = frame.select("pupil", col("school").alias("asked")).unique()
    days = _school_days(frame, held)
    known = (
        frame.join(days.select("school", "before", first_day=col("day")), on=["school", "first_day"], how="left")
        .join(days.select("school", "upto", last_day=col("day")), on=["school", "last_day"], how="left")
        .join(_meeting(frame), on="pupil", how="left")
        .join(schools, on="pupil", how="inner")
        .join(_spans(frame, pairs, held, on), on=["asked", "school"], how="left")
        .with_columns(days=col("upto") - col("before"))
        .with_columns(term=_within("term"), year=_within("year"))
    )
    out_or_in = [(col(span) == 0) | (col(span) == col("days")) for span in ("term", "year")]
    whole = col("half_days") == 2 * col("days")
    parted = (col("half_days") < 2 * col("days")) & out_or_in[0] & out_or_in[1]
    settled = (whole | parted) & col("meets").is_null() & (col("last_day") <= col("year_closes"))
    return known.select(
        "pupil", "asked", *(_half_days(span).alias(span) for span in ("term", "year")),
        unsettled=nw.when(settled).then(nw.lit(0)).otherwise(nw.lit(1)).cast(nw.Int64),
    )  # fmt: skip


def _meeting(frame: Any) -> Any:
    """The pupils with two suspensions whose days run into each other, of one school or of two."""
    col = nw.col
    first = frame.select("pupil", "ref", "first_day", "last_day")
    second = frame.select("pupil", other=col("ref"), other_first=col("first_day"), other_last=col("last_day"))
    meet = (col("first_day") <= col("other_last")) & (col("other_first") <= col("last_day"))
    return (
        first.join(second, on="pupil", how="inner").filter((col("ref") != col("other")) & meet)
        .group_by("pupil").agg(nw.len().alias("meets"))
    )  # fmt: skip


def _school_days(frame: Any, held: dict[str, SchoolCalendar]) -> Any:
    """Of every day of each calendar how many school days lie before it, and up to it."""
    rows = [
        (school, day, calendar.school_days_before(day), calendar.school_days_up_to(day))
        for school, calendar in held.items()
        for day in map(date.fromordinal, range(calendar.first.toordinal(), calendar.last.toordinal() + 1))
    ]
    columns = [*zip(*rows, strict=True)] if rows else [()] * 4
    return small_table(frame, {
        "school": ("text", columns[0]), "day": ("date", columns[1]),
        "before": ("whole number", columns[2]), "upto": ("whole number", columns[3]),
    })  # fmt: skip


def _spans(frame: Any, pairs: Iterable[tuple[str, str]], held: dict[str, SchoolCalendar], on: date) -> Any:
    """The term and the year of the school asked about, as places among the school days of the one that suspended."""
    spans = {school: _term_and_year(calendar, on) for school, calendar in held.items()}
    between = [school for school, span in spans.items() if span is not None and span[0] is None]
    require("suspension_totals", [
        Fault(f"calendars.{school}", "has the day on between two terms", "ask for a day of the term to count")
        for school in sorted(between)
    ])  # fmt: skip
    rows = []
    for asked, school in pairs:
        span = spans.get(asked)
        if span is None or school not in held:
            continue
        days = held[school].school_days
        places = [
            place for each in span[:2] if each is not None
            for place in (bisect_left(days, each.first), bisect_right(days, each.last or date.max))
        ]  # fmt: skip
        rows.append((asked, school, *places, span[2]))
    columns = [*zip(*rows, strict=True)] if rows else [()] * 7
    names = ("term_before", "term_upto", "year_before", "year_upto")
    return small_table(frame, {
        "asked": ("text", columns[0]), "school": ("text", columns[1]),
        **{name: ("whole number", columns[at]) for at, name in enumerate(names, 2)},
        "year_closes": ("date", columns[6]),
    })  # fmt: skip


def _term_and_year(calendar: SchoolCalendar, on: date) -> tuple[DateSpan | None, DateSpan, date] | None:
    """The term and the school year of a day, and the day after which a suspension may be of the next year or not.

    No term between two; nothing where the calendar does not tell, and the record path says what is needed.
    """
    found = reckon(lambda: (term_span(on, calendar, terms_by_law(on, calendar)), SchoolYear.of(on, calendar)))
    if isinstance(found, Unknown):
        return None
    term, year = found
    end: date | Unknown = reckon(SchoolYear.end_of, on, calendar)
    if isinstance(end, date):
        return term, DateSpan(year.first, end), date.max
    certain = date(year.start + 1, 7, 31)
    return term, DateSpan(year.first, certain), certain


def _within(span: str) -> Any:
    """How many of the school days of a suspension lie in a span."""
    col = nw.col
    opens, closes = col(f"{span}_before"), col(f"{span}_upto")
    start = nw.when(col("before") < opens).then(opens).otherwise(col("before"))
    stop = nw.when(col("upto") > closes).then(closes).otherwise(col("upto"))
    return nw.when(stop > start).then(stop - start).otherwise(nw.lit(0))


def _half_days(span: str) -> Any:
    """The half-days in a span of a suspension that is settled: its length where all of it lies there."""
    return nw.when(nw.col(span) == nw.col("days")).then(nw.col("half_days")).otherwise(2 * nw.col(span))


def _of_settled(settled: Any, beside: HalfDays | Unknown, limits: list[int]) -> Any:
    """The answer for those whose every suspension was counted on the engine."""
    col = nw.col
    more = beside.count if isinstance(beside, HalfDays) else 0
    columns = {"term_least": col("term").cast(nw.Int64) + more, "year_least": col("year").cast(nw.Int64) + more}
    sums = settled.select("pupil", nw.col("asked").alias("school"), **columns)

    def told(value: Any) -> Any:
        return value if isinstance(beside, HalfDays) else no_value(value)

    def over(least: Any, limit: int) -> Any:
        # What stands in no row can only add to it.
        more = least > limit
        return more if isinstance(beside, HalfDays) else nw.when(more).then(more)

    term, year = nw.col("term_least"), nw.col("year_least")
    return sums.with_columns(
        term_most=told(term), term=told(term), year_most=told(year), year=told(year),
        board_told_over=over(term, limits[0]), board_decides_over=over(term, limits[1]),
        over_the_limit=over(year, limits[2]),
    ).select(*_ANSWER)  # fmt: skip


# ---------------------------------------------------------------- by the record path


def _rows_of(frame: Any, counted: Any) -> dict[str, list[Suspension]]:
    """All suspensions of the pupils whose count is in doubt for some school."""
    doubtful = counted.filter(nw.col("unsettled") > 0).select("pupil").unique()
    found: dict[str, list[Suspension]] = defaultdict(list)
    for row in rows_held(frame.join(doubtful, on="pupil", how="inner")):
        first, last, length = row["first_day"], row["last_day"], row["half_days"]
        several = found[row["pupil"]]
        # Whatever their references are, the count does not go by them.
        several.append(Suspension(
            ref=f"S{len(several)}", school=row["school"],
            first_day=UNKNOWN if first is None else first, last_day=UNKNOWN if last is None else last,
            length=UNKNOWN if length is None else HalfDays(length),
        ))  # fmt: skip
    return found


def _by_record(
    others: list[dict[str, Any]],
    doubtful: dict[str, list[Suspension]],
    calendars: Calendars,
    on: date,
    beside: HalfDays | Unknown,
) -> Iterator[tuple[Any, ...]]:
    told, decides = BOARD_TOLD_OVER.on(on).value, BOARD_DECIDES_OVER.on(on).value
    for row in others:
        pupil, school = row["pupil"], row["asked"]
        of_school: Any = {"day": on, "calendars": calendars, "school": school, "beside": beside}
        term, year = (count(doubtful[pupil], **of_school) for count in (term_total, school_year_total))
        over = (any_over([term], told), any_over([term], decides), over_the_limit(year, on))
        yield (
            pupil,
            school,
            *_told(term),
            *_told(year),
            *(None if isinstance(each, Unknown) else each for each in over),
        )


def _told(count: DayCount) -> tuple[int, int | None, int | None]:
    """The least, the most and the count itself; none where it cannot be told."""
    cells = [None if isinstance(each, Unknown) else each.count for each in (count.most, count.half_days)]
    return count.least.count, cells[0], cells[1]
