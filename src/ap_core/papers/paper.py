"""A paper to hand over: to whom, under which headings, line by line; and the same as plain text.

The pupil stands in it by reference alone. Whoever hands it over puts the name in.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from textwrap import wrap

from ap_core.law.citation import Citation
from ap_core.law.wording import in_words
from ap_core.values import Value, item, value

_WIDTH = 96


@value
class Line(Value):
    """One line of a paper."""

    text: str = item("what is said", shown=False)
    pupil: str = item("the pupil it is about, by reference; empty where the whole paper is about one", default="")
    who: str = item("who does it; empty where nothing is to be done", default="")
    by: date | None = item("the last day; none where there is none", default=None)
    late: bool = item("whether it is late", default=False)
    citation: Citation | None = item("the provision it rests on; none where it rests on none", default=None)
    key: str = item("the key of the finding that it comes from; empty where it comes from none", default="")

    @property
    def when(self) -> str:
        """The last day in words, or that it is late."""
        if self.by is None:
            return "late" if self.late else ""
        return f"{'was due ' if self.late else ''}{in_words(self.by)}"


@value
class Part(Value):
    """A heading and what stands under it."""

    heading: str = item("the heading")
    lines: tuple[Line, ...] = item("line by line")
    says: str = item("what a reader should know first; empty where nothing", default="")


@value
class Paper(Value):
    """A paper to hand over."""

    title: str = item("what it is")
    sent_by: str = item("whose paper it is")
    to: str = item("whom it is for, in words")
    to_ref: str | None = item("the school or authority it is for, by reference; none where that is not recorded")
    on: date = item("the day as on which it is true")
    parts: tuple[Part, ...] = item("what stands in it")

    @property
    def pupils(self) -> tuple[str, ...]:
        """The pupils that lines are about, each once, by reference."""
        return tuple(sorted({line.pupil for part in self.parts for line in part.lines if line.pupil}))


def paper_text(paper: Paper) -> str:
    """The paper as plain text, to put into a letter or an email."""
    lines = [paper.title, f"From {paper.sent_by}, for {paper.to}", f"As on {in_words(paper.on)}"]
    for part in paper.parts:
        lines += ["", part.heading.upper()]
        if part.says:
            lines += wrap(part.says, _WIDTH)
        for line in part.lines:
            lines.extend(_line(line))
    return "\n".join(lines) + "\n"


def _line(line: Line) -> Iterator[str]:
    head = ", ".join(filter(None, (line.who, line.when)))
    text = ": ".join(filter(None, (line.pupil, line.text)))
    yield from wrap(f"{text} ({head})" if head else text, _WIDTH, initial_indent="- ", subsequent_indent="  ")
    if line.citation is not None:
        yield f"  {line.citation}"
