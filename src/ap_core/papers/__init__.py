"""Papers to hand over: a placement on one page, and what to ask of each school and authority."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ap_core.faces import later

if TYPE_CHECKING:
    from ap_core.papers.chase import chase_lists
    from ap_core.papers.one_page import placement_review
    from ap_core.papers.paper import Line, Paper, Part, paper_text

__all__ = ["Line", "Paper", "Part", "chase_lists", "paper_text", "placement_review"]

__getattr__ = later(
    __name__,
    {
        "chase": ("chase_lists",),
        "paper": ("Line", "Paper", "Part", "paper_text"),
        "one_page": ("placement_review",),
    },
)
