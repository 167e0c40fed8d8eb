"""The census view of a roll's placements as a table, with what the agreement checks say of each.

The school that commissions a placement returns it, never the centre: the table is what a centre hands each home
school before the return, or an authority reads beside it. The coded letters of the reasons are not known, so a reason
is told by its published label (fact book: standards.md sections 7 and 11.3).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import Enum

from ap_core.centre import Roll
from ap_core.errors import Fault, require
from ap_core.law.unknown import UNKNOWN, Unknown
from ap_core.placement.census import (
    CensusCheck,
    CensusPlacement,
    CensusReason,
    Outcome,
    census_checks,
)
from ap_core.placement.census_view import census_placement
from ap_core.placement.providers import Provider
from ap_core.record import PupilRecord
from ap_core.values import Value, item, value

__all__ = ["CensusRow", "census_csv", "census_rows"]

_NOT_KNOWN = "not known"
#: The columns that are the census's own items.
_ITEMS = (
    "urn", "ukprn", "setting_type", "reason", "entry_date", "leaving_date", "pattern", "sessions", "sen_on_entry",
    "sen_on_leaving",
)  # fmt: skip
#: What a spreadsheet would take for the beginning of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@value
class CensusRow(Value):
    """One placement of one pupil as the census wants it, with every check of it."""

    pupil: str = item("the pupil, by reference")
    placement: str = item("the placement, by reference")
    home_school: str | None | Unknown = item("the school that the pupil came from, by reference", default=UNKNOWN)
    view: CensusPlacement = item("the items")
    checks: tuple[CensusCheck, ...] = item("the checks, in their order")

    def told(self, outcome: Outcome) -> tuple[str, ...]:
        """The checks that come to an outcome, each by its number, if it has one, and what it asks."""
        return tuple(f"{check.number} {check.asks}".strip() for check in self.checks if check.outcome is outcome)


def census_rows(
    roll: Roll,
    providers: Mapping[str, Provider],
    *,
    census_day: date,
    since: date,
    reasons: Mapping[tuple[str, str], CensusReason] | None = None,
) -> tuple[CensusRow, ...]:
    """Every placement open, or ended, from ``since`` (the previous census day itself) to the census day.

    ``providers`` are the places by the reference of the centre; of one that is missing the numbers are not known.
    ``reasons`` are those that a basis does not tell, by pupil and placement. A placement whose first day is not known,
    or whose last day is not, is in the table.
    A pupil whose placements are not known has no row: the pupil's review asks for them.
    """
    if since > census_day:
        require("census_rows", [Fault("since", "is after census_day", "give the previous census day")])
    return tuple(row for record in roll.records for row in _of(record, providers, census_day, since, reasons or {}))


def _of(
    record: PupilRecord,
    providers: Mapping[str, Provider],
    census_day: date,
    since: date,
    reasons: Mapping[tuple[str, str], CensusReason],
) -> Iterator[CensusRow]:
    for placement in record.placements if isinstance(record.placements, tuple) else ():
        first, ended = placement.first_day, placement.ended_on
        if (isinstance(first, date) and first > census_day) or (isinstance(ended, date) and ended < since):
            continue
        view = census_placement(
            placement, providers.get(placement.centre, UNKNOWN), on=census_day, registrations=record.registrations,
            plan=record.plan, sen_support=record.sen_support, reason=reasons.get((record.ref, placement.ref)),
        )  # fmt: skip
        yield CensusRow(
            pupil=record.ref, placement=placement.ref, home_school=placement.home_school, view=view,
            checks=census_checks(view, census_day=census_day),
        )  # fmt: skip


def census_csv(rows: Iterable[CensusRow]) -> str:
    """The rows as CSV text with the names of the columns: the items, the checks that fail, and those not known.

    What is not known says so; what there is none of is empty. A code is the census's own, a reason its label. A text
    that a spreadsheet would take for a formula begins with an apostrophe.
    """
    out = io.StringIO(newline="")
    table = csv.writer(out)
    table.writerow(("pupil", "placement", "home_school", *_ITEMS, "fails", "not_known"))
    for row in rows:
        items = (getattr(row.view, name) for name in _ITEMS)
        told = ("; ".join(row.told(outcome)) for outcome in (Outcome.FAIL, Outcome.NOT_KNOWN))
        table.writerow([_cell(each) for each in (row.pupil, row.placement, row.home_school, *items, *told)])
    return out.getvalue()


def _cell(held: object) -> str:
    if isinstance(held, Unknown):
        return _NOT_KNOWN
    if held is None:
        return ""
    if isinstance(held, CensusReason):
        return held.value
    if isinstance(held, Enum):
        return held.name
    text = held.isoformat() if isinstance(held, date) else str(held)
    return f"'{text}" if text.startswith(_FORMULA) else text
