"""The same rules over whole tables, on the engine that the table is in. Needs the extra ``frames``.

A table has one row for each row of facts of one kind (a placement, a suspension, a plan), a key column, and a column
for each fact; :func:`columns` lists them. Null is *not known*; in the column of a fact that there may be none of, null
is *none*, and a column ``<name>_unknown`` says where it is not known. The engine is Polars, PyArrow, pandas, DuckDB,
Dask or PySpark: a lazy table stays lazy, and the answer is a table of the same kind.

Nothing here is judged a second way: each rule's own tree is written out as expressions, and the tests hold them to the
record path on every boundary of every rule.
"""

from __future__ import annotations

from ap_core.errors import ExtraNeeded
from ap_core.faces import later

try:
    import narwhals  # noqa: F401
except ImportError as missing:
    raise ExtraNeeded("frames") from missing

_HOMES = {
    "ages": ("with_key_stage",),
    "attendance": ("attendance_totals",),
    "checking": ("State", "check", "explain", "findings", "long"),
    "disclosed": ("count_table", "published_counts"),
    "due_days": ("with_due_day",),
    "key_stage_4": ("attainment_and_progress_8",),
    "layout": ("Column", "columns"),
    "rows": ("rows_of", "table_of"),
    "suspensions": ("suspension_totals",),
}

__all__ = [
    "Column", "State", "attainment_and_progress_8", "attendance_totals", "check", "columns", "count_table", "explain",
    "findings", "long", "published_counts", "rows_of", "suspension_totals", "table_of", "with_due_day",
    "with_key_stage",
]  # fmt: skip

__getattr__ = later(__name__, _HOMES)
