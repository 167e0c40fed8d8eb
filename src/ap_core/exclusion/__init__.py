"""Suspensions and permanent exclusions: how many half-days of school were lost, and how many the law allows."""

from typing import TYPE_CHECKING

from ap_core.exclusion.records import PartDay, PermanentExclusion, Suspension
from ap_core.faces import later

if TYPE_CHECKING:
    from ap_core.exclusion.banding import (
        BOARD_DECIDES_OVER,
        BOARD_TOLD_OVER,
        BandDuty,
        band_of,
        bands_possible,
        chair_may_decide_alone,
        totals_at_decision,
        what_the_board_owes,
    )
    from ap_core.exclusion.bands import Band
    from ap_core.exclusion.boards import BoardDecision, HowHeld, Meeting, Procedure, WhyExtended
    from ap_core.exclusion.codes import ExclusionCategory, ExclusionReason, category_on, reasons_on
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
    from ap_core.exclusion.education import EducationPlace, SixthDayException
    from ap_core.exclusion.elsewhere import SuspendedElsewhere
    from ap_core.exclusion.first_days import details_given_by, public_place_days
    from ap_core.exclusion.notices import Cancellation, Content, Notice, Recipient, Reintegration, Representations
    from ap_core.exclusion.panels import Outcome, PanelDecision, PanelReview, Reconsideration, ReviewApplication, Seat
    from ap_core.exclusion.prospect import Prospect, TermProspect, YearProspect, may_suspend
    from ap_core.exclusion.rates import Counts, Rated
    from ap_core.exclusion.returns import census_category, census_sessions, statistical_days
    from ap_core.exclusion.served import days_served, missed_under
    from ap_core.exclusion.sixth_days import last_run, sixth_day, sixth_day_after

__all__ = [
    "BOARD_DECIDES_OVER",
    "BOARD_TOLD_OVER",
    "MOST_IN_A_SCHOOL_YEAR",
    "Band",
    "BandDuty",
    "BoardDecision",
    "Cancellation",
    "Content",
    "Counts",
    "DayCount",
    "EducationPlace",
    "ExclusionCategory",
    "ExclusionReason",
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
    "Prospect",
    "Rated",
    "Recipient",
    "Reconsideration",
    "Reintegration",
    "Representations",
    "ReviewApplication",
    "Scope",
    "Seat",
    "SixthDayException",
    "SuspendedElsewhere",
    "Suspension",
    "TermProspect",
    "WhyExtended",
    "YearProspect",
    "band_of",
    "bands_possible",
    "category_on",
    "census_category",
    "census_sessions",
    "chair_may_decide_alone",
    "count_of_day",
    "days_served",
    "details_given_by",
    "half_days_within",
    "last_run",
    "may_suspend",
    "missed_under",
    "over_the_limit",
    "part_way_through",
    "public_place_days",
    "reasons_on",
    "return_day",
    "school_year_total",
    "sixth_day",
    "sixth_day_after",
    "statistical_days",
    "term_total",
    "totals_at_decision",
    "what_the_board_owes",
]

__getattr__ = later(
    __name__,
    {
        "banding": (
            "BOARD_DECIDES_OVER", "BOARD_TOLD_OVER", "BandDuty", "band_of", "bands_possible",
            "chair_may_decide_alone", "totals_at_decision", "what_the_board_owes",
        ),
        "bands": ("Band",),
        "boards": ("BoardDecision", "HowHeld", "Meeting", "Procedure", "WhyExtended"),
        "codes": ("ExclusionCategory", "ExclusionReason", "category_on", "reasons_on"),
        "counting": ("DayCount", "PartWay", "count_of_day", "part_way_through"),
        "day_counts": (
            "MOST_IN_A_SCHOOL_YEAR", "Scope", "half_days_within", "over_the_limit", "return_day", "school_year_total",
            "term_total",
        ),
        "education": ("EducationPlace", "SixthDayException"),
        "elsewhere": ("SuspendedElsewhere",),
        "first_days": ("details_given_by", "public_place_days"),
        "notices": ("Cancellation", "Content", "Notice", "Recipient", "Reintegration", "Representations"),
        "panels": ("Outcome", "PanelDecision", "PanelReview", "Reconsideration", "ReviewApplication", "Seat"),
        "prospect": ("Prospect", "TermProspect", "YearProspect", "may_suspend"),
        "rates": ("Counts", "Rated"),
        "returns": ("census_category", "census_sessions", "statistical_days"),
        "served": ("days_served", "missed_under"),
        "sixth_days": ("last_run", "sixth_day", "sixth_day_after"),
    },
)  # fmt: skip
