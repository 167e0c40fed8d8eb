"""Findings as HTML: a table of them, and each with its provision and its terms folded away."""

from __future__ import annotations

from collections.abc import Iterable

from ap_core.law.explaining import explain
from ap_core.law.findings import Finding
from ap_core.law.wording import in_words
from ap_core.pages.html import Html, folded, table, tag


def findings_html(findings: Iterable[Finding], *, caption: str = "") -> Html:
    """A review, or any findings, as a table that a notebook shows: what, why, who, by when, under what.

    >>> findings_html([], caption="Nothing found") == "<p>Nothing found: none.</p>"
    True
    """
    shown = tuple(findings)
    said = caption or f"{len(shown)} findings"
    if not shown:
        return tag("p", f"{said}: none.")
    return table(
        ("Pupil", "Verdict", "Why", "What to do", "Who", "By", "Provision"),
        (
            (each.subject, each.verdict.value, each.because, each.act, each.who.value, by(each), str(each.citation))
            for each in shown
        ),
        caption=said,
    )


def by(finding: Finding) -> str:
    """The last day, where there is one, and the one that others take to be it."""
    due = finding.due
    if due is None:
        return ""
    other = "" if due.customary_last_day is None else f" (or {in_words(due.customary_last_day)})"
    return in_words(due.last_day) + other


def explained(finding: Finding) -> Html:
    """One finding: its sentence, with the provision and every term folded away."""
    return folded(f"{finding.title}: {finding.verdict.value}", tag("pre", explain(finding)))
