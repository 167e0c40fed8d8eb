"""Pages of HTML, each one file that fetches nothing: for the head of centre, for governors, and papers to hand over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ap_core.faces import later

if TYPE_CHECKING:
    from ap_core.pages.board import board_page
    from ap_core.pages.centre import centre_page
    from ap_core.pages.findings import findings_html
    from ap_core.pages.html import Html, Page
    from ap_core.pages.papers import paper_page

__all__ = ["Html", "Page", "board_page", "centre_page", "findings_html", "paper_page"]

__getattr__ = later(
    __name__,
    {
        "board": ("board_page",),
        "centre": ("centre_page",),
        "findings": ("findings_html",),
        "html": ("Html", "Page"),
        "papers": ("paper_page",),
    },
)
