"""A finding in full, as plain text: what was decided, who acts, by when, on what it rests, and term by term why."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from ap_core.law.citation import Citation, Force
from ap_core.law.findings import Finding, law_behind
from ap_core.law.grounds import ChoiceUsed
from ap_core.law.wording import day_in_words, short_day
from ap_core.values import expect

_WIDTH = 94


def explain(finding: Finding) -> str:
    """The finding as indented lines of plain text: the same for one just made, unpickled, or read back.

    First its sentence, whose step it is and what it is, what to ask, and the last day with the days counted; then each
    provision with its force and whether its text was read, and the centre's choices; then every term with its values.

    >>> from datetime import date
    >>> from ap_core.law.citation import Seen
    >>> from ap_core.law.findings import Told
    >>> from ap_core.law.judging import Verdict
    >>> from ap_core.law.rules import Actor
    >>> told = Told("Outcome of the review", "The outcome was due by Mon 9 Nov 2026.", Actor.BOARD, "Send it.", None,
    ...     Citation("SI 2010/1156", "reg 6", Force.LAW, Seen.AT_SOURCE, date(2026, 11, 24)), None, (), True, None)
    >>> print(explain(Finding("sample.outcome", Verdict.NOT_MET, "P01", "review a", told)))
    Outcome of the review: not met   [sample.outcome]
      The outcome was due by Mon 9 Nov 2026.
      Directing school's board: Send it.
      SI 2010/1156 reg 6 (law; read at source; looked at Tue 24 Nov 2026)
    """
    expect("explain", "finding", finding, Finding, "give one finding of a review")
    return "\n".join(line for text, depth in _lines(finding) for line in _wrapped(text, "  " * depth))


def _wrapped(text: str, indent: str) -> list[str]:
    # Most lines fit, and wrapping them would take half of the time of an explanation.
    if text.isprintable() and text == text.strip() != "" and len(indent) + len(text) <= _WIDTH:
        return [indent + text]
    return textwrap.wrap(text, _WIDTH, initial_indent=indent, subsequent_indent=indent + "  ")


def _lines(finding: Finding) -> Iterator[tuple[str, int]]:
    """Each line before it is wrapped, with how deep it stands; of an empty one nothing is shown."""
    yield f"{finding.title}: {finding.verdict.value}   [{finding.rule}]", 0
    yield finding.because, 1
    if finding.act:
        yield f"{finding.who.value}: {finding.act}", 1
    for need in finding.needs:
        yield f"Ask {need.of or 'whoever knows'}: {need.ask or need.path} ({need.path})", 1
    yield from _due(finding)
    yield from _law(finding)
    for term in finding.explain():
        values = f" ({term.values})" if term.values else ""
        yield f"{term.asked}{values}: {term.result}", 2 + term.depth


def _due(finding: Finding) -> Iterator[tuple[str, int]]:
    due = finding.due
    if due is not None:
        counted = f", counted: {', '.join(map(short_day, due.counted))}" if due.counted else ""
        yield f"Last day {day_in_words(due.last_day)}{counted}", 1
        if due.customary_last_day is not None:
            yield f"On the other reading {day_in_words(due.customary_last_day)}", 1


def _law(finding: Finding) -> Iterator[tuple[str, int]]:
    """The provisions, the day whose law was taken, and the local choices with who made them."""
    grounds = law_behind(finding)
    for cited in (finding.citation, *grounds.also):
        yield _provision(cited), 1
        # Of a local choice there is nothing to note once it stands below.
        if not (cited.force is Force.LOCAL and grounds.choices):
            yield cited.note, 2
    if grounds.law_date is not None and finding.citation.force is not Force.LOCAL:
        yield f"The day that decides which law applies: {day_in_words(grounds.law_date)}", 1
    for choice in grounds.choices:
        yield f"The centre's choice: {choice.says}: {choice.value}; {_decided(choice)}", 1


def _provision(cited: Citation) -> str:
    # A local choice is not read anywhere: it is made, and who made it stands with the choice.
    if cited.force is Force.LOCAL:
        return str(cited)
    return f"{cited} ({cited.force.value}; {cited.seen.value}; looked at {day_in_words(cited.reviewed_on)})"


def _decided(choice: ChoiceUsed) -> str:
    if not choice.by:
        return "no decision is recorded"
    when = "" if choice.on is None else f", {day_in_words(choice.on)}"
    return f"decided by: {choice.by}{when}" + (f", because: {choice.why}" if choice.why else "")
