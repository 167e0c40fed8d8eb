"""The page of what is due."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from ap_core import Review, Verdict


class Line(NamedTuple):
    """One line of the page: the finding's key, what is due, and the last day."""

    key: str
    what: str
    day: date | None


def due(review: Review) -> list[Line]:
    """Everything of a review that is late or has time to run, the earliest day first and what has none last."""
    lines = [
        Line(finding.key, finding.title, finding.due.last_day if finding.due else None)
        for finding in review
        if finding.verdict in (Verdict.PENDING, Verdict.NOT_MET)
    ]
    return sorted(lines, key=lambda line: (line.day or date.max, line.key))
