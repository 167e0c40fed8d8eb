"""SEN support, reckoned: how often a parent is met in a year, and what is a condition of asking for an assessment.

The Code of 2015 asks schools to meet the parent of a pupil with SEN support at least three times each year; which year
it does not say, and the academic year is taken. That part of the Code is for mainstream schools, among which, as advice
services quote paragraph 6.2, it counts pupil referral units and alternative provision academies; their committees and
proprietors are to have regard to the Code in any case (Children and Families Act 2014 s.77(1) and (4), read).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from ap_core.dates.years import AcademicYear
from ap_core.law.dated import Dated, Edition
from ap_core.law.instruments import SEND_CODE_2015

MEETINGS_A_YEAR: Dated[int] = Dated("SEN support: meetings with the parent in a year", (
    Edition(
        date(2014, 9, 1), 3,
        SEND_CODE_2015.at("para 6.65", note="Read as councils and advisers quote it. That the year is the academic "
                                            "year is a construction."),
    ),
))  # fmt: skip


def year_since(first: date, on: date) -> Iterator[AcademicYear]:
    """The last academic year and that of ``on``, so far as ``first`` had come by their first day.

    >>> [str(year) for year in year_since(date(2025, 9, 1), date(2026, 11, 23))]
    ['2025/26', '2026/27']
    >>> [str(year) for year in year_since(date(2025, 9, 2), date(2026, 11, 23))]
    ['2026/27']
    """
    this = AcademicYear.of(on)
    began = MEETINGS_A_YEAR.editions[0].valid_from
    for year in (AcademicYear(this.start - 1), this):
        if max(first, began) <= year.first:
            yield year


def nth_meeting(days: Iterable[date], n: int, year: AcademicYear, on: date) -> date | None:
    """The day of the ``n``-th meeting in the year, as things stand on ``on``; none if there was none yet.

    >>> met = (date(2026, 10, 1), date(2027, 2, 4), date(2027, 6, 10))
    >>> nth_meeting(met, 2, AcademicYear(2026), date(2027, 3, 1))
    datetime.date(2027, 2, 4)
    >>> nth_meeting(met, 3, AcademicYear(2026), date(2027, 3, 1)) is None
    True
    """
    held = sorted(day for day in days if year.first <= day <= min(year.last, on))
    return held[n - 1] if len(held) >= n else None
