"""A centre's policy: composed of each concept's part.

Every choice has a default that comes from practice; none is law. What the law and guidance say of each choice is in the
part that holds it. It stands apart from the centre and its roll, so that it needs no record.
"""

from __future__ import annotations

from enum import Enum
from functools import cached_property

from ap_core.curriculum.policy import CurriculumPolicy
from ap_core.ehcp.policy import EHCPPolicy
from ap_core.law.choice import Decision
from ap_core.law.policies import ComposedPolicy, composed
from ap_core.placement.policy import LengthRule, PlacementPolicy
from ap_core.support.policy import SupportPolicy
from ap_core.values import item


class Area(Enum):
    """A part of the record that a system may not hold at all."""

    REGISTERS = "registers"
    BASELINE = "baseline"
    TIMETABLE = "timetable"
    MENTOR_SESSIONS = "mentor_sessions"
    INCIDENTS = "incidents"
    READING_STEPS = "reading_steps"
    EXAM_ACCESS = "exam_access"
    CARE = "care"
    EXAM_ENTRIES = "exam_entries"
    AFTER_YEAR_11 = "after_year_11"
    ATTENDANCE_STEPS = "attendance_steps"
    SEN_SUPPORT = "sen_support"


@composed
class Policy(ComposedPolicy):
    """A centre's choices, each within what the law allows, with who decided and when.

    A choice that departs from guidance needs a decision that says why; findings that rest on it say so too.

    >>> Policy().placement.longest_short_term
    12
    >>> Policy().choosing({"placement.first_review_by": 4, "support.restorative_in": 1})
    Traceback (most recent call last):
    ap_core.errors.InvalidValue: Policy cannot be built: support.restorative_in: is no choice of the policy; \
use support.restorative_within
    >>> Policy(ehcp=EHCPPolicy(early_review_at_suspension=2))
    Traceback (most recent call last):
    ap_core.errors.InvalidValue: Policy cannot be built: ehcp.early_review_at_suspension: departs from guidance; \
give at most 1 (Exclusion guidance 2026 pupils with an EHC plan), or record in decisions who, when and why
    """

    placement: PlacementPolicy = item("about placements", default=PlacementPolicy())
    curriculum: CurriculumPolicy = item("about arrival and the timetable", default=CurriculumPolicy())
    support: SupportPolicy = item("about mentoring and restorative work", default=SupportPolicy())
    ehcp: EHCPPolicy = item("about pupils with an EHC plan", default=EHCPPolicy())
    decisions: tuple[Decision, ...] = item("who made which choice, when and why", default=())
    not_recorded: frozenset[Area] = item(
        "areas that this system does not hold: left out of every check, and said once to be left out",
        default=frozenset(),
    )

    @cached_property
    def for_a_pupil_with_a_plan(self) -> Policy:
        """The policy as an EHC plan changes it: the longest length never ends the placement of a pupil with a plan, it
        is a reason to review (ehcp.md ADJ-04). Whoever decided otherwise has not decided that."""
        if self.placement.length_is is LengthRule.REVIEW:
            return self
        return self.but(
            placement=self.placement.but(length_is=LengthRule.REVIEW),
            decisions=tuple(each for each in self.decisions if each.choice != "placement.length_is"),
        )
