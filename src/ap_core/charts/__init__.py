"""Charts of measures as SVG text. Needs the extra ``plot``: matplotlib draws them.

Before and after is a line a pupil, unnamed; a measure is a point with its interval, never a bar of a mean. The form
of a line or a mark tells what it stands for, so that black and white will do. A title and a description in the document
are for those who do not see it. The same values give the same text with the same release of matplotlib.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from html import escape
from textwrap import fill
from typing import Any

from ap_core.errors import ExtraNeeded, Fault, require
from ap_core.progress.change import Pair, Pairs
from ap_core.progress.measures import Enough, Measure, enough, round_half_up
from ap_core.support.scales import Better

__all__ = ["before_and_after_svg", "intervals_svg"]

#: By which the letters of an SVG document are made the same each time.
_SETTINGS = {
    "svg.hashsalt": "ap_core", "svg.fonttype": "none", "font.family": "sans-serif", "font.size": 11,
    "axes.spines.top": False, "axes.spines.right": False,
}  # fmt: skip
#: Letters a line of a label and of a title.
_LABEL, _TITLE = 30, 56
#: Colours of Okabe and Ito; the form of the line says the same.
_IMPROVED, _SAME, _WORSE = ("#0072B2", "-", 1.6), ("#595959", ":", 1.4), ("#D55E00", "--", 1.6)


def _pyplot() -> tuple[Any, Any]:
    """matplotlib and its figures, or what to install."""
    try:
        import matplotlib
        from matplotlib.figure import Figure
    except ImportError as missing:
        raise ExtraNeeded("plot") from missing
    return matplotlib, Figure


def before_and_after_svg(
    pairs: Iterable[Pair], *, better: Better, title: str, unit: str, before: str = "before", after: str = "now"
) -> str:
    """A line a pupil from the value before to the value now, without a name; who was not measured twice is counted.

    Each line is one child's own figures, so it is for the centre's own staff and its board, not for publication.
    :class:`~ap_core.errors.InvalidValue` for fewer than ten pupils: a line could be told.
    """
    given = Pairs(pairs, "before_and_after_svg")
    if enough(given.n) in (Enough.NOTHING, Enough.COUNTS):
        require("before_and_after_svg", [Fault("pairs", "are of fewer than ten pupils", "give their counts in words")])
    sign = 1 if better is Better.HIGHER else -1
    drawn = [(first, last, sign * (last - first)) for first, last in zip(given.before, given.after, strict=True)]
    improved, worse = (sum(way * change > 0 for *_, change in drawn) for way in (1, -1))
    same, missing = given.n - improved - worse, given.of - given.n
    matplotlib, figure_of = _pyplot()
    with matplotlib.rc_context(_SETTINGS):
        figure = figure_of(figsize=(5.2, 4.6), layout="constrained")
        axes = figure.subplots()
        for first, last, change in sorted(drawn):
            colour, style, width = _IMPROVED if change > 0 else _WORSE if change < 0 else _SAME
            axes.plot((0, 1), (first, last), color=colour, linestyle=style, linewidth=width, marker="o", markersize=3.5)
        axes.set_xlim(-0.15, 1.15)
        axes.set_xticks((0, 1), (before, after))
        axes.set_ylabel(unit)
        if better is Better.LOWER:
            axes.invert_yaxis()
        key = [
            axes.plot((), (), color=colour, linestyle=style, linewidth=width)[0]
            for colour, style, width in (_IMPROVED, _SAME, _WORSE)
        ]
        figure.legend(
            key, (f"improved: {improved}", f"the same: {same}", f"worse: {worse}"), loc="outside lower center", ncols=3,
            frameon=False,
        )  # fmt: skip
        _head(figure, title)
        ends = (min(given.before), max(given.before), min(given.after), max(given.after))
        low, high, now_low, now_high = (round_half_up(end, 1) for end in ends)
        said = (
            f"{given.n} pupils, a line each, in {unit}: {improved} improved, {same} the same, {worse} worse; "
            f"{missing} not measured twice. {before}: from {low} to {high}. {after}: from {now_low} to {now_high}."
        )
        return _svg(figure, title, said)


def intervals_svg(measures: Sequence[Measure], *, title: str) -> str:
    """Measures of one unit, one above the other: a point with its interval; one without a value says why in words.

    :class:`~ap_core.errors.InvalidValue` where there is none, or where the units differ.
    """
    units = {measure.unit for measure in measures}
    if len(units) != 1:
        require("intervals_svg", [Fault("measures", "are none, or in several units", "draw one unit at a time")])
    (unit,) = units
    labels = [_label(measure) for measure in measures]
    rows = sum(label.count("\n") + 2 for label in labels)
    matplotlib, figure_of = _pyplot()
    with matplotlib.rc_context(_SETTINGS):
        figure = figure_of(figsize=(7.2, 1.1 + 0.2 * rows), layout="constrained")
        axes = figure.subplots()
        for row, measure in enumerate(measures):
            if measure.value is None:
                axes.text(
                    0.02, row, f"{measure.shown}: {measure.why}", va="center", transform=axes.get_yaxis_transform()
                )
                continue
            if measure.interval is not None:
                ends = (float(measure.interval.lower), float(measure.interval.upper))
                axes.plot(ends, (row, row), color="#222222", linewidth=1.4, marker="|", markersize=9)
            axes.plot(float(measure.value), row, color="#222222", marker="o", markersize=6)
        axes.axvline(0, color="#999999", linewidth=0.8, linestyle=":")
        axes.set_ylim(len(measures) - 0.4, -0.6)
        axes.set_yticks(range(len(measures)), labels)
        axes.set_xlabel(unit)
        _head(figure, title)
        return _svg(figure, title, ". ".join(map(str, measures)) + ".")


def _label(measure: Measure) -> str:
    """The name and how many pupils it is made from, unless that is suppressed."""
    name = fill(measure.name, _LABEL)
    return name if measure.n is None else f"{name}\n(n = {measure.n})"


def _head(figure: Any, title: str) -> None:
    figure.suptitle(fill(title, _TITLE), x=0.02, ha="left", size=12)


def _svg(figure: Any, title: str, said: str) -> str:
    """The figure as SVG text with its title and its description, without the day on which it was drawn."""
    drawn = io.StringIO()
    figure.savefig(drawn, format="svg", metadata={"Date": None, "Creator": None})
    text = drawn.getvalue()
    head, rest = text[text.index("<svg") :].split(">", 1)
    words = f"<title>{escape(title)}</title>\n <desc>{escape(said)}</desc>"
    return f'{head} role="img">\n {words}{rest}'
