"""Pupils counted by two characteristics from a table, and what of it can be published.

The counting is the engine's, and comes to a few numbers; what of them is hidden is decided by the record path alone,
in :mod:`ap_core.progress.disclosure`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import narwhals.stable.v2 as nw

from ap_core.errors import Fault, refuse, require
from ap_core.frames.engines import MOST_ROWS, frame_of, rows_held
from ap_core.frames.layout import ColumnType
from ap_core.frames.tables import look, nulls, required
from ap_core.progress.disclosure import CountTable, DisclosureRule, LastReport, Published, Purpose, publish

#: The group, or the outcome, of those of whom it is null.
NOT_KNOWN = "not known"
#: How many groups, or outcomes, a table has at most that anybody reads.
_MOST_LABELS = 50


def count_table(
    table: Any,
    *,
    title: str,
    group: str,
    outcome: str,
    groups: Sequence[str] | None = None,
    outcomes: Sequence[str] | None = None,
    pupil: str = "pupil",
    sensitive: bool = False,
    trusted: bool = False,
    at_most_rows: int = MOST_ROWS,
) -> CountTable:
    """The pupils of each ``group`` with each ``outcome``: two columns of text, whole numbers, or true and false.

    A row is a pupil. Null is counted as :data:`NOT_KNOWN`, never as any outcome. ``groups`` and ``outcomes`` are the
    labels in their order, so that a report has the same ones as the last: one that nobody has is counted with 0, and a
    value that is not among them is refused, null too, unless it is listed. Without them the table has those that occur,
    in order. True and false are labelled "yes" and "no".

    The counts are as they are, and not to be published: see :func:`published_counts`.

    >>> import polars as pl
    >>> pupils = pl.DataFrame({"pupil": ["a", "b", "c"], "year": [10, 11, 11], "back": [True, True, None]})
    >>> outcomes = ["yes", "no", NOT_KNOWN]
    >>> told = count_table(pupils, title="Back at school", group="year", outcome="back", outcomes=outcomes)
    >>> told.rows, told.with_totals()
    (('10', '11'), ((1, 0, 0, 1), (1, 0, 1, 2), (2, 0, 1, 3)))
    """
    if len({group, outcome, pupil}) < 3:
        refuse("count_table", "outcome", "is the column of the group or of the pupil", "give three different columns")
    kinds = _kinds(table, (group, outcome))
    ready = required(table, kinds, keys=(pupil,), at_most_rows=at_most_rows)
    if not trusted:
        look("table", ready.frame, nulls(pupil), apart=(pupil,))
    counted = rows_held(ready.frame.group_by(group, outcome).agg(nw.len().alias("of them")))
    labels, faults = [], []
    for name, listed in ((group, groups), (outcome, outcomes)):
        values = {row[name] for row in counted}
        labels.append(tuple(_labels(values) if listed is None else listed))
        strange = {*map(_label, values)} - {*labels[-1]}
        if strange:
            faults.append(Fault(name, f"has {len(strange)} of its values not listed", "correct them, or list them"))
        if len(labels[-1]) > _MOST_LABELS:
            few = f"give a column of {_MOST_LABELS} at most, such as a group"
            faults.append(Fault(name, f"has {len(labels[-1])} values", few))
    require("table", faults)
    found: Counter[tuple[str, str]] = Counter()
    for row in counted:
        found[_label(row[group]), _label(row[outcome])] += row["of them"]
    rows, columns = labels
    counts = tuple(tuple(found[row, column] for column in columns) for row in rows)
    return CountTable(title=title, rows=rows, columns=columns, counts=counts, sensitive=sensitive)


def published_counts(
    table: Any,
    purpose: Purpose,
    *,
    title: str,
    group: str,
    outcome: str,
    groups: Sequence[str] | None = None,
    outcomes: Sequence[str] | None = None,
    pupil: str = "pupil",
    sensitive: bool = False,
    last: LastReport | None = None,
    round_to: int = 1,
    rule: DisclosureRule | None = None,
    trusted: bool = False,
    at_most_rows: int = MOST_ROWS,
) -> Published:
    """What of :func:`count_table` can be published for ``purpose``, as :func:`~ap_core.progress.disclosure.publish`.

    A rate is the share of a group with an outcome, from the counts as published: ``.share("Year 10", "yes")``.

    >>> import polars as pl
    >>> pupils = pl.DataFrame({
    ...     "pupil": [*range(17)], "year": [10] * 8 + [11] * 9, "back": [True] * 3 + [False] * 5 + [True] * 8 + [False],
    ... })
    >>> told = published_counts(pupils, Purpose.BOARD, title="Back", group="year", outcome="back")
    >>> print(told)
           no  yes  Total
    10      c    c      8
    11      c    c      9
    Total   6   11     17
    >>> print(told.share("Total", "yes").value)
    1100/17
    """
    counted = count_table(
        table, title=title, group=group, outcome=outcome, groups=groups, outcomes=outcomes, pupil=pupil,
        sensitive=sensitive, trusted=trusted, at_most_rows=at_most_rows,
    )  # fmt: skip
    return publish(counted, purpose, last=last, round_to=round_to, rule=rule)


def _kinds(table: Any, names: Sequence[str]) -> dict[str, ColumnType]:
    """What the columns hold: yes or no, whole numbers, or else text, so that anything else is refused as no text."""
    schema = frame_of(table).collect_schema()
    found: dict[str, ColumnType] = {}
    for name in names:
        kind = schema.get(name)
        whole = kind is not None and (kind.is_integer() or kind.is_float())
        found[name] = "yes or no" if kind == nw.Boolean else "whole number" if whole else "text"
    return found


def _labels(values: set[Any]) -> list[str]:
    """The labels of what occurs, in order, and last of what is not known."""
    known = sorted(value for value in values if value is not None)
    return [*map(_label, known), *([NOT_KNOWN] if None in values else [])]


def _label(value: Any) -> str:
    if value is None:
        return NOT_KNOWN
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)
