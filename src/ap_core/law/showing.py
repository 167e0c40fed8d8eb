"""Findings as a table of HTML: what a notebook shows of a review, and what a page takes over.

Every text is escaped, and nothing is fetched. A row says of whom, what, why, what to do, who, by when, under what.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING

from ap_core.law.wording import in_words

if TYPE_CHECKING:
    from ap_core.law.findings import Finding

#: Letters that no XML document, and no page, may hold.
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HEADS = ("Pupil", "Verdict", "Why", "What to do", "Who", "By", "Provision")


def text_of(text: str) -> str:
    """Words as they may stand in a document of XML or HTML.

    >>> text_of("1 < 2")
    '1 &lt; 2'
    """
    return escape(NOT_XML.sub("\ufffd", text))


def findings_table(findings: Iterable[Finding], caption: str = "") -> str:
    """The findings as a table, a row each; a sentence where there is none.

    >>> findings_table([], "Nothing found")
    '<p>Nothing found: none.</p>'
    """
    shown = tuple(findings)
    said = text_of(caption or f"{len(shown)} findings")
    if not shown:
        return f"<p>{said}: none.</p>"
    head = "".join(f'<th scope="col">{name}</th>' for name in _HEADS)
    body = "".join(map(_row, shown))
    return f"<table><caption>{said}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def by(finding: Finding) -> str:
    """The last day, where there is one, and the one that others take to be it."""
    due = finding.due
    if due is None:
        return ""
    other = "" if due.customary_last_day is None else f" (or {in_words(due.customary_last_day)})"
    return in_words(due.last_day) + other


def _row(finding: Finding) -> str:
    cells = (
        finding.verdict.value, finding.because, finding.act, finding.who.value, by(finding), str(finding.citation)
    )  # fmt: skip
    told = "".join(f'<td data-head="{name}">{text_of(cell)}</td>' for name, cell in zip(_HEADS[1:], cells, strict=True))
    return f'<tr><th scope="row">{text_of(finding.subject)}</th>{told}</tr>'
