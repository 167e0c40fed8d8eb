"""Findings as HTML: a table of them, and each with its provision and its terms folded away."""

from __future__ import annotations

from collections.abc import Iterable

from ap_core.law.explaining import explain
from ap_core.law.findings import Finding
from ap_core.law.showing import findings_table
from ap_core.pages.html import Html, folded, tag


def findings_html(findings: Iterable[Finding], *, caption: str = "") -> Html:
    """Any findings, of one pupil or of many, as a table that a notebook shows; a review shows itself so.

    >>> findings_html([], caption="Nothing found") == "<p>Nothing found: none.</p>"
    True
    """
    return Html(findings_table(findings, caption))


def explained(finding: Finding) -> Html:
    """One finding: its sentence, with the provision and every term folded away."""
    return folded(f"{finding.title}: {finding.verdict.value}", tag("pre", explain(finding)))
