"""A paper as a page of HTML."""

from __future__ import annotations

from collections.abc import Iterator

from ap_core.law.wording import in_words
from ap_core.pages.html import Content, Page, page, section, table, tag
from ap_core.papers.paper import Line, Paper, Part


def paper_page(paper: Paper) -> Page:
    """The paper as one page, to print or to send."""
    return page(
        paper.title, tag("p", f"From {paper.sent_by}, for {paper.to}. As on {in_words(paper.on)}.", class_="quiet"),
        [section(part.heading, _said(part)) for part in paper.parts], one_sheet=True,
    )  # fmt: skip


def _said(part: Part) -> Iterator[Content]:
    if part.says:
        yield tag("p", part.says, class_="quiet")
    if any(line.who or line.when for line in part.lines):
        yield _steps(part)
    else:
        yield tag("ul", [tag("li", *_text(line)) for line in part.lines])


def _text(line: Line) -> Iterator[Content]:
    if line.pupil:
        yield tag("b", line.pupil)
        yield " "
    yield line.text


def _steps(part: Part) -> Content:
    """Steps as a table: of several pupils each with its own."""
    named = any(line.pupil for line in part.lines)
    return table(
        (("Pupil",) if named else ()) + ("What", "Who", "By", "Provision"),
        (
            ((line.pupil,) if named else ()) + (line.text, line.who, line.when, str(line.citation or ""))
            for line in part.lines
        ),
    )
