"""Entries for examinations: what a pupil is to be entered for, by which school, and whether it was done.

An entry is made by one school or centre, which need not be where the pupil is taught most. Whoever is on two registers
is entered once, and who does it is agreed, never taken for granted.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ap_core.errors import Fault
from ap_core.law.dated import Dated, Edition
from ap_core.law.instruments import JCQ_KEY_DATES
from ap_core.law.unknown import UNKNOWN, Unknown
from ap_core.values import Value, item, opaque_reference_faults, value

#: The day of February by which a summer series of general qualifications is entered for without a late fee.
SUMMER_ENTRIES_CLOSE: Dated[int] = Dated("entries for the summer series: the last day, in February", (
    Edition(date(2017, 9, 1), 21, JCQ_KEY_DATES.at("entries for the summer series")),
))  # fmt: skip


@value
class ExamEntry(Value):
    """One qualification that a pupil is to be entered for in one series."""

    ref: str = item("an opaque reference, the pupil's own, such as GCSE-maths")
    series: int = item("the calendar year of the series")
    school: str | Unknown = item(
        "the school or centre that makes the entry, by its reference", default=UNKNOWN,
        asks="Which school makes the entry?", of="exams officer",
    )  # fmt: skip
    closes_on: date | None = item(
        "the last day for entries, where the awarding body sets another than for the summer series; none for that one",
        default=None,
    )  # fmt: skip
    entered_on: date | None | Unknown = item(
        "the day the entry was made; none if not yet", default=UNKNOWN, asks="Was the entry made, and when?",
        of="exams officer",
    )  # fmt: skip

    def _faults(self) -> Iterator[Fault]:
        yield from opaque_reference_faults("ref", self.ref)
        if not 2000 <= self.series <= 2200:
            yield Fault("series", "is no year of a series", "give the calendar year, such as 2027")
        elif self.closes_on is not None and self.closes_on.year not in (self.series - 1, self.series):
            yield Fault("closes_on", "is not in the year of the series or before it", "give the day for this series")


def entries_close(series: int) -> date:
    """The last day of entries for the summer series of a year; :class:`~ap_core.errors.NotInForce` before 2018.

    >>> entries_close(2027)
    datetime.date(2027, 2, 21)
    """
    return date(series, 2, SUMMER_ENTRIES_CLOSE.on(date(series, 1, 1)).value)
