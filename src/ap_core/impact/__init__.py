"""What a centre can say of how far its pupils have come: one primary indicator a question, and who is not in it."""

from typing import TYPE_CHECKING

from ap_core.faces import later

if TYPE_CHECKING:
    from ap_core.impact.answers import Answer, Impact, Missing, PublishedAnswer, PublishedImpact
    from ap_core.impact.page import impact_page
    from ap_core.impact.questions import impact

__all__ = [
    "Answer",
    "Impact",
    "Missing",
    "PublishedAnswer",
    "PublishedImpact",
    "impact",
    "impact_page",
]

__getattr__ = later(
    __name__,
    {
        "answers": ("Answer", "Impact", "Missing", "PublishedAnswer", "PublishedImpact"),
        "page": ("impact_page",),
        "questions": ("impact",),
    },
)
