"""A timetable as a picture: a row for each step, its day on an axis of months, as SVG text.

What a step rests on is told by the shape of its mark and by its colour, never by colour alone; the colours are those of
Okabe and Ito, which colour-blind readers can tell apart. The description holds every step in words.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from textwrap import wrap

from ap_core.dates.deadlines import Deadline
from ap_core.dates.plain import plain_day
from ap_core.dates.timetable import NotKnown, Step, Timetable
from ap_core.law.instruments import CENTRE_POLICY
from ap_core.law.wording import in_words
from ap_core.pictures.drawing import (
    BAND,
    GRID,
    INK,
    LETTER,
    MARGIN,
    MONTHS,
    QUIET,
    TODAY,
    WIDTH,
    Picture,
    document,
    month_of,
    words,
)

_ROW, _LINE = 38, 15
_NAMES, _PLOT_END = 290, WIDTH - MARGIN
_HEAD, _FOOT = 92, 44
_LETTERS_A_LINE, _LETTERS_OF_A_REASON = 40, 88
#: What a step rests on, with its colour (Okabe and Ito) and the shape of its mark.
_BASES = {
    "fixed by law or guidance": ("#D55E00", "diamond"),
    "chosen by the centre": ("#0072B2", "circle"),
    "arranged for this placement": ("#009E73", "square"),
}
_LAW, _LOCAL, _ARRANGED = _BASES


def timeline_svg(timetable: Timetable, *, title: str, today: date | None = None) -> Picture:
    """The timetable as an SVG document: the same text for the same timetable.

    ``title`` heads the picture and is its title for those who do not see it. ``today`` draws a line on that day.

    >>> from ap_core.dates import Timetable
    >>> end = Step("planned end", Deadline(date(2026, 12, 11)))
    >>> drawn = timeline_svg(Timetable("placement", (end,)), title="A plan")
    >>> "<title>A plan</title>" in drawn, "planned end: Fri 11 Dec 2026" in drawn
    (True, True)
    """
    if today is not None:
        plain_day(today, "timeline_svg", "today")
    axis = _Axis(timetable, today)
    rows = [_lines_of(step) for step in timetable]
    tops, height = [], _HEAD
    for names, reasons in rows:
        tops.append(height)
        height += max(_ROW, _LINE * max(len(names), len(reasons)) + 12)
    bottom, height = height, height + _FOOT
    parts = list(axis.drawn(bottom, timetable))
    if today is not None:
        x = axis.at(today)
        parts.append(
            f'<line x1="{x:.1f}" y1="{_HEAD - 14}" x2="{x:.1f}" y2="{bottom}" stroke="{TODAY}" stroke-width="2" '
            'stroke-dasharray="6 4"/>'
        )
        parts.extend(_beside(x, _HEAD - 18, f"today, {in_words(today)}", 4))
    for step, (names, reasons), top in zip(timetable, rows, tops, strict=True):
        parts.extend(_row(step, names, reasons, top, axis))
    parts.extend(_legend(bottom + 26))
    return document(height, title, _described(timetable, today), parts)


def _described(timetable: Timetable, today: date | None) -> str:
    """Every step in words."""
    told = [f"{step.name}: {_day_in_words(step)}" for step in timetable]
    if today is not None:
        told.append(f"today: {in_words(today)}")
    return f"The steps of a {timetable.name}. " + "; ".join(told) + "."


def _day_in_words(step: Step) -> str:
    due = step.due
    if isinstance(due, Deadline):
        custom = due.customary_last_day
        return in_words(due.last_day) + (f" (by custom {in_words(custom)})" if custom else "")
    return f"cannot be told, for {due.why}" if isinstance(due, NotKnown) else due.wording


def _lines_of(step: Step) -> tuple[list[str], list[str]]:
    """What stands on the left of a row, and, where there is no day, what stands in its place."""
    names = [step.name, *wrap(step.who, _LETTERS_A_LINE)]
    return names, [] if isinstance(step.due, Deadline) else wrap(_day_in_words(step), _LETTERS_OF_A_REASON)


class _Axis:
    """The months from the first day to the last, and where a day stands among them."""

    def __init__(self, timetable: Timetable, today: date | None) -> None:
        days = [step.due.last_day for step in timetable if isinstance(step.due, Deadline)]
        days += [step.due.latest for step in timetable if isinstance(step.due, Deadline)]
        days += [] if today is None else [today]
        #: Months counted from the year 0, the last one excluded; none where no day is known.
        self.months = range(month_of(min(days)), month_of(max(days)) + 1) if days else range(0)

    def at(self, day: date) -> float:
        """Where a day stands, by its month and the share of the month before it; one month is as wide as another."""
        share = (day.day - 1) / 31
        return self._start(month_of(day)) + share * self._width

    @property
    def _width(self) -> float:
        return (_PLOT_END - _NAMES) / len(self.months)

    @property
    def _named_every(self) -> int:
        """Every how many months there is room for a name."""
        return next((every for every in (1, 2, 3, 6) if every * self._width >= 34), 12)

    def _start(self, month: int) -> float:
        return _NAMES + (month - self.months.start) * self._width

    def drawn(self, bottom: int, timetable: Timetable) -> Iterator[str]:
        """The band from the first day to the planned end, a line for each month, and as many names as there is room."""
        named = {step.name: step.due for step in timetable}
        first, last = named.get("first day"), named.get("planned end")
        if isinstance(first, Deadline) and isinstance(last, Deadline):
            left, right = self.at(first.last_day), self.at(last.last_day)
            yield (
                f'<rect x="{left:.1f}" y="{_HEAD - 8}" width="{max(2.0, right - left):.1f}" '
                f'height="{bottom - _HEAD + 8}" fill="{BAND}"/>'
            )
        for month in self.months:
            every = self._named_every
            x, (year, number) = self._start(month), divmod(month, 12)
            yield f'<line x1="{x:.1f}" y1="{_HEAD - 8}" x2="{x:.1f}" y2="{bottom}" stroke="{GRID}"/>'
            if (month - self.months.start) % every == 0:
                yield words(x + 3, 54, MONTHS[number], size=12)
                if month == self.months.start or number < every:
                    yield words(x + 3, 68, str(year), size=11, fill=QUIET)


def _row(step: Step, names: list[str], reasons: list[str], top: int, axis: _Axis) -> Iterator[str]:
    """One step: its name and who owes it on the left, its mark and day on the axis."""
    yield f'<line x1="{MARGIN}" y1="{top - 4}" x2="{_PLOT_END}" y2="{top - 4}" stroke="{GRID}" stroke-width="0.5"/>'
    for number, line in enumerate(names):
        size, fill = (11, QUIET) if number else (13, INK)
        yield words(MARGIN, top + 12 + _LINE * number, line, size=size, fill=fill)
    for number, line in enumerate(reasons):
        yield words(_NAMES + 4, top + 12 + _LINE * number, line, size=12, fill=QUIET, style="italic")
    if isinstance(step.due, Deadline):
        colour, shape = _BASES[_basis(step)]
        x, y, label = axis.at(step.due.last_day), top + 12, in_words(step.due.last_day)
        custom = step.due.customary_last_day
        if custom:
            label += f" (by custom {in_words(custom)})"
            yield _mark(shape, axis.at(custom), y, colour, hollow=True)
        yield _mark(shape, x, y, colour)
        yield from _beside(x, y + 4, label, 14, axis.at(custom) - x if custom else 0)


def _basis(step: Step) -> str:
    if not step.citation:
        return _ARRANGED
    return _LOCAL if step.citation.startswith(CENTRE_POLICY.short) else _LAW


def _beside(x: float, y: float, text: str, gap: float, wider: float = 0) -> Iterator[str]:
    """Words to the right of a mark, or to its left where there is no room; what lies under them is paled."""
    long = LETTER * len(text)
    left = x + gap + wider if x + gap + wider + long <= _PLOT_END else x - gap - long
    yield (
        f'<rect x="{left - 2:.1f}" y="{y - 11}" width="{long + 4:.1f}" height="14" fill="#ffffff" fill-opacity="0.8"/>'
    )
    if left < x:
        yield words(x - gap, y, text, size=12, anchor="end")
    else:
        yield words(left, y, text, size=12)


def _mark(shape: str, x: float, y: float, colour: str, *, hollow: bool = False) -> str:
    paint = f'fill="{"#ffffff" if hollow else colour}" stroke="{colour}" stroke-width="2"'
    if shape == "circle":
        return f'<circle cx="{x:.1f}" cy="{y}" r="6" {paint}/>'
    if shape == "square":
        return f'<rect x="{x - 5.5:.1f}" y="{y - 5.5}" width="11" height="11" {paint}/>'
    return f'<path d="M{x:.1f} {y - 7.5} l7.5 7.5 l-7.5 7.5 l-7.5 -7.5 z" {paint}/>'


def _legend(y: int) -> Iterator[str]:
    x = float(MARGIN + 8)
    for says, (colour, shape) in _BASES.items():
        yield _mark(shape, x, y, colour)
        yield words(x + 14, y + 4, says, size=12)
        x += 14 + 7 * len(says) + 30
