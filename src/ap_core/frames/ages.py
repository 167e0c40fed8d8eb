"""Year group and key stage by date of birth, for a whole table: comparisons with the first days of cohorts."""

from __future__ import annotations

from datetime import date
from typing import Any

import narwhals.stable.v2 as nw

from ap_core.dates.plain import plain_day
from ap_core.errors import Fault, require
from ap_core.frames.engines import MOST_ROWS
from ap_core.frames.tables import in_order, look, required
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
    # Youngest first: whoever is born after the last day of reception's cohort is in no year yet.
    firsts = [date(oldest + at, 9, 1) for at in range(_LAST_YEAR + 2)]
    year = nw.lit(-1)
    for number, first in zip([*reversed(range(_LAST_YEAR + 1)), -1], firsts, strict=True):
        year = nw.when(here >= first).then(nw.lit(number)).otherwise(year)
    # Adding a nought of the day's own kind makes the number null where the day is, on every engine.
    year = year + (here < here).cast(nw.Int64)
    year = nw.when(year >= 0).then(year).cast(nw.Int64)
    stages = [*reversed(_FIRST_YEARS.items())]
    ends = [firsts[-1 - after] for _, after in reversed(stages)]
    stage = in_order(here, ends, [None, *(each.value for each, _ in reversed(stages))])
    stage = nw.when(here >= firsts[0]).then(stage)
    return ready.answer(ready.frame.with_columns(expected_year=year, key_stage=stage))
