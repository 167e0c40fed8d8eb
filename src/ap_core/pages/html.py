"""A page of HTML from its parts: every text is escaped, and nothing is fetched from anywhere.

A template engine is left out on purpose. It would be a run-time dependency of a core that has two, its templates would
be files that no type checker reads, and what has to be right here is little: text is escaped unless it is already
:class:`Html`, and one page holds all that it shows.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from ap_core.law.showing import text_of
from ap_core.pictures.drawing import Picture

#: Elements that have no end.
_EMPTY = frozenset(("br", "hr", "meta"))


class Html(str):
    """HTML that is safe as it stands; a notebook shows it.

    >>> Html("<b>P01</b>") == "<b>P01</b>"
    True
    """

    __slots__ = ()

    def _repr_html_(self) -> str:
        return self[:]

    def __html__(self) -> str:
        """What template engines ask for, so that they do not escape it a second time."""
        return self[:]

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {len(self)} letters>"


class Page(Html):
    """A whole document, which needs nothing beside itself."""

    __slots__ = ()


#: What stands in an element: text, which is escaped, HTML, a picture, or several of them.
Content = str | Iterable["Content"]


def safe(content: Content) -> Html:
    """Text as it may stand in a page: escaped, unless it is HTML or a picture already.

    >>> str(safe("a < b")), str(safe(Html("<i>a</i>"))), str(safe(["a", Html("<br>")]))
    ('a &lt; b', '<i>a</i>', 'a<br>')
    """
    if isinstance(content, Html):
        return content
    if isinstance(content, Picture):
        return Html(content[:])
    if isinstance(content, str):
        return Html(text_of(content))
    return Html("".join(map(safe, content)))


def tag(name: str, /, *content: Content, **attributes: str) -> Html:
    """An element with its attributes (``class_`` for class, ``_`` for a dash) and what stands in it.

    >>> str(tag("p", "1 < 2", class_="quiet"))
    '<p class="quiet">1 &lt; 2</p>'
    """
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"' if value else f" {key.rstrip('_')}"
        for key, value in attributes.items()
    )
    return Html(f"<{name}{given}>" if name in _EMPTY else f"<{name}{given}>{safe(content)}</{name}>")


def folded(summary: Content, *content: Content, open_: bool = False) -> Html:
    """Something that a click or the Enter key unfolds, without a script."""
    more = {"open": ""} if open_ else {}
    return tag("details", tag("summary", summary), *content, **more)


def table(heads: Iterable[str], rows: Iterable[Iterable[Content]], *, caption: str = "", class_: str = "") -> Html:
    """A table that stands as blocks on a narrow screen: each cell then says which column it is."""
    names = tuple(heads)
    body = [
        tag("tr", [
            tag("th", cell, scope="row") if not at else tag("td", cell, data_head=name)
            for at, (name, cell) in enumerate(zip(names, row, strict=True))
        ])
        for row in rows
    ]  # fmt: skip
    head = tag("thead", tag("tr", [tag("th", name, scope="col") for name in names]))
    given = {"class_": class_} if class_ else {}
    return tag("table", tag("caption", caption) if caption else "", head, tag("tbody", body), **given)


def section(heading: str, *content: Content) -> Html:
    """A part of a page under its heading."""
    return tag("section", tag("h2", heading), *content)


def page(title: str, *content: Content, one_sheet: bool = False) -> Page:
    """A whole document in English: one file, no script, nothing fetched; its own policy holds browsers to that.

    ``one_sheet`` is for a paper that is handed out: printed closely, so that it stands on one sheet of A4.
    """
    head = tag(
        "head", tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", http_equiv="Content-Security-Policy", content="default-src 'none'; style-src 'unsafe-inline'"),
        tag("title", title), Html(f"<style>{STYLE}</style>"),
    )  # fmt: skip
    given = {"class_": "sheet"} if one_sheet else {}
    body = tag("body", tag("main", tag("h1", title), *content), **given)
    return Page(f'<!doctype html>\n<html lang="en">{head}{body}</html>\n')


#: How every page looks: system letters, dark on light or light on dark as the reader has chosen, plain when printed.
STYLE = """
:root { color-scheme: light dark; --ink: #1a1a1a; --quiet: #555; --line: #ccc; --pale: #f3f5f7; --page: #fff; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #eee; --quiet: #b5b5b5; --line: #555; --pale: #262a2e; --page: #16181a; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 1rem/1.45 system-ui, Arial, sans-serif; }
main { max-width: 62rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.2; margin: 0.5rem 0; }
h2 { font-size: 1.15rem; margin: 1.75rem 0 0.5rem; padding-bottom: 0.2rem; border-bottom: 2px solid var(--ink); }
h3 { font-size: 1rem; margin: 1rem 0 0.25rem; }
p, ul { margin: 0.4rem 0; }
.quiet { color: var(--quiet); }
table { border-collapse: collapse; width: 100%; margin: 0.5rem 0; }
caption { text-align: left; color: var(--quiet); padding-bottom: 0.25rem; }
th, td { text-align: left; vertical-align: top; padding: 0.35rem 0.75rem 0.35rem 0; border-top: 1px solid var(--line); }
thead th { border-top: 0; color: var(--quiet); font-weight: 600; overflow-wrap: normal; }
@media (min-width: 40rem) { td[data-head="By"] { white-space: nowrap; } }
.numbers td, .numbers thead th + th { text-align: right; }
details { border-top: 1px solid var(--line); padding: 0.35rem 0; }
details details, td details { border: 0; padding: 0.15rem 0; }
summary { cursor: pointer; }
summary:focus-visible, figure:focus-visible { outline: 3px solid #0072B2; outline-offset: 2px; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--pale); padding: 0.6rem; margin: 0.4rem 0;
  font: 0.85rem/1.4 ui-monospace, Consolas, monospace; }
figure { margin: 0.75rem 0; overflow-x: auto; background: #fff; }
figure svg { display: block; max-width: 100%; height: auto; }
@media (max-width: 40rem) {
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table, caption, tbody, tr, th, td { display: block; }
  tbody tr { border-top: 1px solid var(--line); padding: 0.4rem 0; }
  tbody th, td, .numbers td { border: 0; padding: 0.1rem 0; text-align: left; }
  td[data-head]:not([data-head=""])::before { content: attr(data-head) ": "; color: var(--quiet); }
  td:empty { display: none; }
  figure svg { min-width: 44rem; max-width: none; }
}
@media print {
  :root { color-scheme: light; --ink: #000; --quiet: #333; --line: #999; --pale: #fff; --page: #fff; }
  body { font-size: 10pt; }
  main { max-width: none; padding: 0; }
  h2 { break-after: avoid; }
  tr, li, details, figure { break-inside: avoid; }
  .sheet { font-size: 9.5pt; line-height: 1.25; }
  .sheet h2 { margin: 0.7rem 0 0.25rem; font-size: 11pt; }
  .sheet ul { columns: 2; column-gap: 2rem; }
  .sheet th, .sheet td { padding-top: 0.15rem; padding-bottom: 0.15rem; }
}
@page { size: A4; margin: 12mm; }
"""
