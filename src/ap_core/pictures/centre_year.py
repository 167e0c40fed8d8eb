"""A centre's year: a row a pupil, with the days on its register and what is planned, as SVG text.

How a pupil is registered is told by the form of the bar and never by colour: one thick bar for a single registration,
two thin ones for a pupil on two registers, one thin one for a guest. What has happened is filled; what is planned is a
line to its planned end.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ap_core.centre import Roll
from ap_core.dates.plain import plain_day
from ap_core.dates.years import AcademicYear
from ap_core.law.unknown import Unknown
from ap_core.law.wording import in_words
from ap_core.pictures.drawing import (
    BAND,
    GRID,
    INK,
    MARGIN,
    MONTHS,
    QUIET,
    TODAY,
    WIDTH,
    Picture,
    document,
    fitted,
    month_of,
    words,
)
from ap_core.placement.records import Placement
from ap_core.record import PupilRecord
from ap_core.registration.records import Enrolment, Registration

_REF, _SCHOOL, _PLOT, _PLOT_END = MARGIN, 104, 204, WIDTH - MARGIN
_HEAD, _ROW, _FOOT = 84, 20, 40
_THICK, _THIN, _GUEST, _OPEN = "one register", "two registers", "guest", "not known how"
_FORM = {
    Enrolment.SINGLE: _THICK, Enrolment.MAIN: _THIN, Enrolment.SUBSIDIARY: _THIN, Enrolment.GUEST: _GUEST,
}  # fmt: skip


class _Bar(NamedTuple):
    """A time on the centre's register: its form, first and last day as far as they lie in the year and have come."""

    form: str
    first: date
    last: date


class _Row(NamedTuple):
    """A pupil: where else they are registered, the bars, and the day to which the placement is planned."""

    ref: str
    elsewhere: str
    bars: tuple[_Bar, ...]
    planned_from: date | None
    planned_end: date | None


def centre_year_svg(roll: Roll, year: AcademicYear, *, on: date, title: str) -> Picture:
    """Who is at the centre in a school year, and when, as it stands on ``on``: a row a pupil, in the roll's order.

    A pupil who is on no register of the centre in that year, and has no placement in it, has no row.
    """
    plain_day(on, "centre_year_svg", "on")
    rows = [row for record in roll.records for row in _rows(record, roll.centre.ref, year, on)]
    bottom = _HEAD + _ROW * len(rows) + 6
    parts = [*_half_terms(roll, year, bottom), *_months(year, bottom)]
    for place, row in enumerate(rows):
        parts.extend(_drawn(row, _HEAD + _ROW * place, year))
    if year.first <= on <= year.last:
        x = _at(on, year)
        parts.append(
            f'<line x1="{x:.1f}" y1="{_HEAD - 12}" x2="{x:.1f}" y2="{bottom}" stroke="{TODAY}" stroke-width="2" '
            'stroke-dasharray="6 4"/>'
        )
        parts.append(words(x + 4, _HEAD - 4, in_words(on), size=11))
    parts.extend(_legend(bottom + 22))
    return document(bottom + _FOOT, title, _described(rows, year, on), parts)


def _rows(record: PupilRecord, centre: str, year: AcademicYear, on: date) -> Iterator[_Row]:
    registrations = record.registrations if isinstance(record.registrations, tuple) else ()
    bars = tuple(
        bar for each in registrations if each.school == centre for bar in _bars(each, year, min(on, year.last))
    )
    given = record.placements if isinstance(record.placements, tuple) else ()
    placements = [each for each in given if each.centre == centre]
    planned = [each.planned_end for each in placements if _goes_on(each, on) and isinstance(each.planned_end, date)]
    end = max(planned, default=None)
    begun = min((each.first_day for each in placements if isinstance(each.first_day, date)), default=None)
    ahead = end is not None and end > on and end >= year.first and (begun is None or begun <= year.last)
    if not bars and not ahead:
        if isinstance(record.registrations, tuple):
            return
        # Whether the pupil is here is not known: a row without a bar says so.
        yield _Row(record.ref, "", (), None, None)
        return
    others = sorted({each.school for each in registrations if each.school != centre and each.covers(on) is True})
    start = max(on, begun or on, year.first)
    yield _Row(record.ref, " ".join(others), bars, start if ahead else None, end if ahead else None)


def _goes_on(placement: Placement, on: date) -> bool:
    ended = placement.ended_on
    return not isinstance(ended, date) or ended >= on


def _bars(of: Registration, year: AcademicYear, until: date) -> Iterator[_Bar]:
    if isinstance(of.first, Unknown):
        return
    last = min(of.last, until) if isinstance(of.last, date) else until
    first = max(of.first, year.first)
    if first <= last:
        yield _Bar(_FORM[of.status] if isinstance(of.status, Enrolment) else _OPEN, first, last)


def _at(day: date, year: AcademicYear) -> float:
    """Where a day stands among the twelve months; one month is as wide as another."""
    months = month_of(day) - month_of(year.first) + (day.day - 1) / 31
    return _PLOT + months * (_PLOT_END - _PLOT) / 12


def _after(day: date, year: AcademicYear) -> float:
    """Where a day ends."""
    return _at(day, year) + (_PLOT_END - _PLOT) / 12 / 31


def _months(year: AcademicYear, bottom: float) -> Iterator[str]:
    for month in range(12):
        x = _PLOT + month * (_PLOT_END - _PLOT) / 12
        number, calendar_year = (month_of(year.first) + month) % 12, (month_of(year.first) + month) // 12
        yield f'<line x1="{x:.1f}" y1="{_HEAD - 12}" x2="{x:.1f}" y2="{bottom}" stroke="{GRID}"/>'
        yield words(x + 3, 50, MONTHS[number], size=12)
        if month == 0 or number == 0:
            yield words(x + 3, 64, str(calendar_year), size=11, fill=QUIET)


def _half_terms(roll: Roll, year: AcademicYear, bottom: float) -> Iterator[str]:
    """The days of school of the centre, half term by half term, as pale bands."""
    calendar = roll.calendars.get(roll.centre.ref)
    for each in calendar.half_terms if calendar else ():
        if each.last is not None and each.first >= year.first and each.last <= year.last:
            x, right = _at(each.first, year), _after(each.last, year)
            yield (
                f'<rect x="{x:.1f}" y="{_HEAD - 2}" width="{right - x:.1f}" height="{bottom - _HEAD + 2:.1f}" '
                f'fill="{BAND}"/>'
            )


def _drawn(row: _Row, top: float, year: AcademicYear) -> Iterator[str]:
    yield words(_REF, top + 14, fitted(row.ref, _SCHOOL - _REF - 6, 12), size=12)
    if row.elsewhere:
        yield words(_SCHOOL, top + 14, fitted(row.elsewhere, _PLOT - _SCHOOL - 6, 11), size=11, fill=QUIET)
    if not row.bars and row.planned_end is None:
        yield words(_PLOT + 4, top + 14, "registers not known", size=11, fill=QUIET, style="italic")
    for bar in row.bars:
        yield from _bar(bar.form, _at(bar.first, year), _after(bar.last, year), top + 10)
    if row.planned_from is not None and row.planned_end is not None:
        beyond = row.planned_end > year.last
        x, right = _at(row.planned_from, year), _PLOT_END if beyond else _after(row.planned_end, year)
        yield f'<line x1="{x:.1f}" y1="{top + 10}" x2="{right:.1f}" y2="{top + 10}" stroke="{INK}" stroke-width="1"/>'
        yield _arrow(right, top + 10) if beyond else _end(right, top + 10)


def _bar(form: str, x: float, right: float, y: float) -> Iterator[str]:
    width = max(1.5, right - x)
    if form == _THICK:
        yield f'<rect x="{x:.1f}" y="{y - 6}" width="{width:.1f}" height="12" fill="{INK}"/>'
    elif form == _THIN:
        for top in (y - 6, y + 2):
            yield f'<rect x="{x:.1f}" y="{top}" width="{width:.1f}" height="4" fill="{INK}"/>'
    elif form == _GUEST:
        yield f'<rect x="{x:.1f}" y="{y - 2}" width="{width:.1f}" height="4" fill="{INK}"/>'
    else:
        yield (
            f'<rect x="{x:.1f}" y="{y - 6}" width="{width:.1f}" height="12" fill="#ffffff" stroke="{INK}" '
            'stroke-dasharray="3 2"/>'
        )


def _end(x: float, y: float) -> str:
    return f'<line x1="{x:.1f}" y1="{y - 6}" x2="{x:.1f}" y2="{y + 6}" stroke="{INK}" stroke-width="2"/>'


def _arrow(x: float, y: float) -> str:
    return f'<path d="M{x - 6:.1f} {y - 4} L{x:.1f} {y} L{x - 6:.1f} {y + 4}" fill="none" stroke="{INK}"/>'


def _legend(y: float) -> Iterator[str]:
    x = float(MARGIN)
    for form in (_THICK, _THIN, _GUEST, _OPEN):
        yield from _bar(form, x, x + 26, y)
        yield words(x + 32, y + 4, form, size=12)
        x += 32 + 7 * len(form) + 20
    yield f'<line x1="{x:.1f}" y1="{y}" x2="{x + 26:.1f}" y2="{y}" stroke="{INK}"/>'
    yield _end(x + 26, y)
    yield words(x + 34, y + 4, "planned, and its end", size=12)
    x += 34 + 7 * len("planned, and its end") + 14
    yield f'<rect x="{x:.1f}" y="{y - 7}" width="26" height="14" fill="{BAND}" stroke="{GRID}"/>'
    yield words(x + 32, y + 4, "school time", size=12)


def _described(rows: list[_Row], year: AcademicYear, on: date) -> str:
    """Every row in words."""
    return f"Who is at the centre in {year}, as on {in_words(on)}. " + " ".join(map(_in_words, rows))


def _in_words(row: _Row) -> str:
    told = [f"{bar.form} from {in_words(bar.first)} to {in_words(bar.last)}" for bar in row.bars]
    if row.planned_end is not None:
        told.append(f"planned to {in_words(row.planned_end)}")
    return f"{row.ref}: {'; '.join(told) or 'registers not known'}" + (
        f"; also at {row.elsewhere}." if row.elsewhere else "."
    )
