"""Suspensions and permanent exclusions: how many half-days of school were lost, and how many the law allows."""

from typing import TYPE_CHECKING

from ap_core.exclusion.records import PartDay, PermanentExclusion, Suspension
from ap_core.faces import later

if TYPE_CHECKING:
    from ap_core.exclusion.bands import Band
    from ap_core.exclusion.boards import BoardDecision, HowHeld, Meeting, Procedure, WhyExtended
    from ap_core.exclusion.counting import DayCount, PartWay, count_of_day, part_way_through
    from ap_core.exclusion.day_counts import (
        MOST_IN_A_SCHOOL_YEAR,
        Scope,
        half_days_within,
        over_the_limit,
        return_day,
        school_year_total,
        term_total,
    )
    from ap_core.exclusion.notices import Cancellation, Content, Notice, Recipient, Reintegration, Representations
    from ap_core.exclusion.panels import (
        Outcome,
        PanelDecision,
        PanelReview,
        Reconsideration,
        ReviewApplication,
        Seat,
    )
    from ap_core.exclusion.returns import census_sessions, statistical_days
    from ap_core.exclusion.sixth_days import last_run, sixth_day, sixth_day_after

__all__ = [
    "MOST_IN_A_SCHOOL_YEAR",
    "Band",
    "BoardDecision",
    "Cancellation",
    "Content",
    "DayCount",
    "HowHeld",
    "Meeting",
    "Notice",
    "Outcome",
    "PanelDecision",
    "PanelReview",
    "PartDay",
    "PartWay",
    "PermanentExclusion",
    "Procedure",
    "Recipient",
    "Reconsideration",
    "Reintegration",
    "Representations",
    "ReviewApplication",
    "Scope",
    "Seat",
    "Suspension",
    "WhyExtended",
    "census_sessions",
    "count_of_day",
    "half_days_within",
    "last_run",
    "over_the_limit",
    "part_way_through",
    "return_day",
    "school_year_total",
    "sixth_day",
    "sixth_day_after",
    "statistical_days",
    "term_total",
]

__getattr__ = later(
    __name__,
    {
        "bands": ("Band",),
        "boards": ("BoardDecision", "HowHeld", "Meeting", "Procedure", "WhyExtended"),
        "counting": ("DayCount", "PartWay", "count_of_day", "part_way_through"),
        "day_counts": (
            "MOST_IN_A_SCHOOL_YEAR", "Scope", "half_days_within", "over_the_limit", "return_day", "school_year_total",
            "term_total",
        ),
        "notices": ("Cancellation", "Content", "Notice", "Recipient", "Reintegration", "Representations"),
        "panels": ("Outcome", "PanelDecision", "PanelReview", "Reconsideration", "ReviewApplication", "Seat"),
        "returns": ("census_sessions", "statistical_days"),
        "sixth_days": ("last_run", "sixth_day", "sixth_day_after"),
    },
)  # fmt: skip
