"""An impact report as plain text."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from ap_core.impact.answers import Answer, Impact, PublishedAnswer, PublishedImpact
from ap_core.law.wording import in_words
from ap_core.progress.disclosure import CountTable, Published
from ap_core.progress.measures import Enough, Measure
from ap_core.states import MeasureState

_WIDTH = 100
_INDENT = "  "


def impact_page(report: Impact | PublishedImpact) -> str:
    """The report as a page of plain text: each question, its indicator, what changed in pupils, who is not in it.

    Of an :class:`~ap_core.impact.Impact` it is for the centre's own staff, with the references of those missing; of
    what its ``published`` returns it is for the readers named there.
    """
    for_whom = (
        report.purpose.value if isinstance(report, PublishedImpact) else "the centre's own staff: not to be passed on"
    )
    lines = [
        report.called.upper(),
        f"What can be said of {in_words(report.since)} to {in_words(report.on)}",
        f"For {for_whom}",
        *_wrapped(
            f"{report.pupils} pupils had a placement here in that time. Nobody is compared with pupils who did not "
            "come, so nothing below says what caused a change. An interval says what chance alone could do in a centre "
            "like this.",
        ),
    ]
    for answer in report.answers:
        lines += ["", *_answer(answer)]
    lines += ["", *_wrapped(_CHANCE.format(n=_intervals(report)))] if _intervals(report) > 1 else []
    return "\n".join(lines) + "\n"


_CHANCE = (
    "{n} of the figures above have a 95% interval: each misses the truth in one case of twenty, and among several one "
    "that does is not rare."
)


def _intervals(report: Impact | PublishedImpact) -> int:
    return sum(answer.measure.interval is not None for answer in report.answers)


def _answer(answer: Answer | PublishedAnswer) -> Iterator[str]:
    yield answer.question.upper()
    yield from _measure(answer.measure)
    for measure in answer.beside:
        yield from _measure(measure)
    for table in answer.counts:
        yield from _wrapped(f"{table.title}: {_counted(table)}", _INDENT)
    if isinstance(answer, Answer) and answer.missing:
        yield from _wrapped(f"Not in it: {_missing(answer)}", _INDENT)
    if answer.measure.enough is Enough.INTERVAL and answer.measure.state.has_value:
        yield from _wrapped("Too few pupils for more than the interval: no verdict.", _INDENT)
    for remark in answer.remarks:
        yield from _wrapped(remark, _INDENT)
    if answer.measure.not_for and answer.measure.state is not MeasureState.NOT_AVAILABLE:
        yield from _wrapped(f"Not for {', nor for '.join(answer.measure.not_for)}.", _INDENT)


def _measure(measure: Measure) -> Iterator[str]:
    yield from _wrapped(str(measure), _INDENT)


def _counted(table: CountTable | Published) -> str:
    """The counts of the one row, with c for what is hidden."""
    columns = table.columns[:-1] if isinstance(table, Published) else table.columns
    counts = table.counts[0]
    return ", ".join(
        f"{'c' if count is None else count} {column}" for count, column in zip(counts, columns, strict=False)
    )


def _missing(answer: Answer) -> str:
    return "; ".join(
        f"{n} ({why}: {', '.join(each.pupil for each in answer.missing if each.why == why)})"
        for why, n in answer.reasons()
    )


def _wrapped(text: str, indent: str = "") -> list[str]:
    return wrap(text, _WIDTH, initial_indent=indent, subsequent_indent=indent + (_INDENT if indent else ""))
