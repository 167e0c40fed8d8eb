"""What is due in the coming weeks as a calendar page: a row a week, a column a day, as SVG text.

A filled square stands before what the centre itself owes, a hollow one before what others owe.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from textwrap import wrap

from ap_core.dates.plain import plain_day
from ap_core.errors import refuse
from ap_core.law.findings import Finding
from ap_core.law.judging import Verdict
from ap_core.law.wording import in_words, short_day
from ap_core.pictures.drawing import (
    BAND,
    GRID,
    INK,
    MARGIN,
    QUIET,
    TODAY,
    WIDTH,
    Picture,
    document,
    letters,
    words,
)

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_HEAD, _LINE, _DATE, _FOOT = 74, 13, 20, 40
_DAY = timedelta(days=1)
_Cell = list[tuple[Finding, list[str]]]


def due_calendar_svg(findings: Iterable[Finding], *, on: date, weeks: int = 4, title: str) -> Picture:
    """What has time to run and ends in the ``weeks`` weeks from that of ``on``, each matter on its last day.

    What is late, or has no day of its own, stands on no calendar: it is counted below. Saturday and Sunday have
    columns where something ends on them.
    """
    plain_day(on, "due_calendar_svg", "on")
    if type(weeks) is not int or not 1 <= weeks <= 53:
        refuse("due_calendar_svg", "weeks", "is not within 1 to 53", "give the weeks to show")
    monday = on - on.weekday() * _DAY
    last = monday + (7 * weeks - 1) * _DAY
    open_ones = [each for each in findings if each.verdict in (Verdict.PENDING, Verdict.NOT_MET) and each.curable]
    dated = [
        (each.due.last_day, each)
        for each in open_ones
        if each.verdict is Verdict.PENDING and each.due is not None and monday <= each.due.last_day <= last
    ]
    undated = sum(each.verdict is Verdict.NOT_MET or each.due is None for each in open_ones)
    columns = 7 if any(day.weekday() > 4 for day, _ in dated) else 5
    wide = (WIDTH - 2 * MARGIN) / columns
    room = letters(wide - 22, 11)
    cells: dict[date, _Cell] = {}
    for day, each in sorted(dated, key=lambda pair: (pair[0], not pair[1].who.is_ours, pair[1].key)):
        cells.setdefault(day, []).append((each, wrap(_said(each), room)))
    parts, top = [], float(_HEAD)
    for column in range(columns):
        parts.append(words(MARGIN + column * wide + 6, 60, _DAYS[column], size=12, fill=QUIET))
    for week in range(weeks):
        days = [monday + (7 * week + column) * _DAY for column in range(columns)]
        height = max(56, _DATE + max(_high(cells.get(day, [])) for day in days) + 6)
        for column, day in enumerate(days):
            parts.extend(_cell(MARGIN + column * wide, top, wide, height, day, cells.get(day, []), on))
        top += height
    parts.extend(_legend(top + 20, undated))
    said = [f"{in_words(day)}: {_in_words(each)}" for day, each in sorted(dated, key=lambda p: (p[0], p[1].key))]
    told = f"Due from {in_words(monday)} to {in_words(last)}. " + "; ".join(said or ["nothing"]) + "."
    return document(top + _FOOT, title, f"{told} {_not_here(undated)}".strip(), parts)


def _said(finding: Finding) -> str:
    return f"{finding.subject} {finding.title} ({finding.who.value})"


def _in_words(finding: Finding) -> str:
    due = finding.due
    other = None if due is None else due.customary_last_day
    return _said(finding) + (f", by custom {in_words(other)}" if other else "")


def _high(cell: _Cell) -> int:
    return sum(_LINE * len(lines) + 5 for _, lines in cell)


def _cell(x: float, top: float, wide: float, height: float, day: date, cell: _Cell, on: date) -> Iterator[str]:
    past = BAND if day < on else "#ffffff"
    yield f'<rect x="{x:.1f}" y="{top}" width="{wide:.1f}" height="{height}" fill="{past}" stroke="{GRID}"/>'
    if day == on:
        yield (
            f'<rect x="{x + 1.5:.1f}" y="{top + 1.5}" width="{wide - 3:.1f}" height="{height - 3}" fill="none" '
            f'stroke="{TODAY}" stroke-width="3"/>'
        )
    told = short_day(day).partition(" ")[2] + (", today" if day == on else "")
    yield words(x + 6, top + 15, told, size=12, weight="bold")
    y = top + _DATE + 10
    for finding, lines in cell:
        yield _square(x + 6, y - 8, ours=finding.who.is_ours)
        for line in lines:
            yield words(x + 18, y, line, size=11)
            y += _LINE
        y += 5


def _square(x: float, y: float, *, ours: bool) -> str:
    fill = INK if ours else "#ffffff"
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="8" height="8" fill="{fill}" stroke="{INK}"/>'


def _legend(y: float, undated: int) -> Iterator[str]:
    yield _square(MARGIN, y - 8, ours=True)
    yield words(MARGIN + 14, y, "the centre's own", size=12)
    yield _square(MARGIN + 150, y - 8, ours=False)
    yield words(MARGIN + 164, y, "others owe it", size=12)
    if undated:
        yield words(MARGIN + 290, y, _not_here(undated), size=12, fill=QUIET)


def _not_here(undated: int) -> str:
    return f"Late, or without a day of its own, and not shown here: {undated}." if undated else ""
