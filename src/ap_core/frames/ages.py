"""Year group and key stage by date of birth, for a whole table: comparisons with the first days of cohorts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import narwhals.stable.v2 as nw

from ap_core.dates.plain import plain_day
from ap_core.errors import Fault, refuse, require
from ap_core.frames.engines import MOST_ROWS
from ap_core.frames.tables import look, required
from ap_core.pupils.years import KeyStage

_FIRST_YEARS = dict(zip(KeyStage, (0, 1, 3, 7, 10, 12), strict=True))
_LAST_YEAR = 13


def with_key_stage(
    table: Any, *, on: date, born: str = "born", trusted: bool = False, at_most_rows: int = MOST_ROWS
) -> Any:
    """The table with two columns more: ``expected_year`` (reception is 0) and ``key_stage``, by date of birth.

    Both are null where the date of birth is null, and for those outside reception to Year 13. They say nothing of the
    year in which a pupil is in fact taught: see :func:`ap_core.pupils.years.expected_year_group`.

    >>> import polars as pl
    >>> pupils = pl.DataFrame({"pupil": ["a", "b"], "born": [date(2014, 3, 14), None]})
    >>> with_key_stage(pupils, on=date(2026, 11, 23)).rows()
    [('a', datetime.date(2014, 3, 14), 8, 'Key Stage 3'), ('b', None, None, None)]
    """
    plain_day(on, "with_key_stage", "on")
    if not 1900 <= on.year < 9000:
        refuse("with_key_stage", "on", "is in no year that a school has", "give the day asked about")
    ready = required(table, {born: "date"}, keep=True, at_most_rows=at_most_rows)
    there = ready.frame.collect_schema().names()
    require("with_key_stage", [
        Fault(name, "is a column already", "rename it, or leave it out")
        for name in ("expected_year", "key_stage") if name in there
    ])  # fmt: skip
    here = nw.col(born)
    if not trusted:
        look("table", ready.frame, [(Fault(born, "is after the day asked about", "correct it"), here > on)])
    oldest = on.year - (on.month < 9) - 5 - _LAST_YEAR
    # The first birthday of each year's pupils, and of those who are in no year yet.
    begins = {year: date(oldest + _LAST_YEAR - year, 9, 1) for year in range(-1, _LAST_YEAR + 1)}
    inside = nw.when(~here.is_null() & (here >= begins[_LAST_YEAR]) & (here < begins[-1]))
    years = [(begins[year], year) for year in range(_LAST_YEAR + 1)]
    lasts = [after - 1 for after in [*_FIRST_YEARS.values()][1:]] + [_LAST_YEAR]
    stages = [(begins[last], stage.value) for stage, last in zip(_FIRST_YEARS, lasts, strict=True)]
    # On Polars a chain of small values takes a third of the time; other engines choose the type of a value themselves.
    small, word = None, None
    if ready.frame.implementation.is_polars():
        small, word = nw.Int8, nw.Enum([stage.value for stage in KeyStage])
    # Adding a nought of the day's own kind makes the number one of the engine's own kind, whose null casts.
    year = inside.then(_by_birthday(here, years, small) + (here < here).cast(nw.Int64)).cast(nw.Int64)
    stage = inside.then(_by_birthday(here, stages, word)).cast(nw.String)
    return ready.answer(ready.frame.with_columns(expected_year=year, key_stage=stage))


def _by_birthday(born: Any, firsts: Sequence[tuple[date, Any]], dtype: Any) -> Any:
    """The value of the youngest cohort that a birthday is in or before: of the oldest for all before it.

    Taking a day's year and month apart would cost more.
    """
    *younger, (_, oldest) = firsts
    chain = nw.lit(oldest, dtype)
    for first, value in reversed(younger):
        chain = nw.when(born >= first).then(nw.lit(value, dtype)).otherwise(chain)
    return chain
