"""The toy's page of what is due, and its policy."""

from __future__ import annotations

from datetime import date

from ap_core import Calendars, Policy, PupilRecord, Review, Verdict, check
from ap_core.law.choice import Decision
from ap_core.placement.policy import PlacementPolicy
from ap_core.testing.checks import Shown

OPEN = (Verdict.NOT_MET, Verdict.PENDING)


def policy() -> Policy:
    """Ten school weeks at most, as the committee decided."""
    decided = Decision(choice="placement.longest_short_term", by="management committee", on=date(2026, 7, 8))
    return Policy(placement=PlacementPolicy(longest_short_term=10)).but(decisions=(decided,))


def broken_policy() -> Policy:
    """The same with nobody on record as having decided."""
    return Policy(placement=PlacementPolicy(longest_short_term=10))


def shown(review: Review) -> list[Shown]:
    """The lines of the page: what is open and has a last day."""
    return [
        Shown(finding.key, finding.due.last_day)
        for finding in review
        if finding.due is not None and finding.verdict in OPEN
    ]


def due(records: list[PupilRecord], calendars: Calendars, on: date) -> list[tuple[date, str, str]]:
    """What is due of all pupils, earliest first: the day, the pupil and what to do."""
    found = []
    for record in records:
        for finding in check(record, on=on, calendars=calendars, policy=policy()):
            if finding.due is not None and finding.verdict in OPEN:
                found.append((finding.due.last_day, finding.subject, finding.act))
    return sorted(found)
