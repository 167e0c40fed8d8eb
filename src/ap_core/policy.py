"""A centre's policy: composed of each concept's part.

Every choice has a default that comes from practice; none is law. What the law and guidance say of each choice is in the
part that holds it. It stands apart from the centre and its roll, so that it needs no record.
"""

from __future__ import annotations

from datetime import date
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

from ap_core.curriculum.policy import CurriculumPolicy
from ap_core.ehcp.policy import EHCPPolicy
from ap_core.law.choice import Bound, Chosen, Decision, choices, chosen
from ap_core.law.policies import ComposedPolicy, composed
from ap_core.law.unknown import Unknown
from ap_core.placement.policy import LengthRule, PlacementPolicy
from ap_core.support.policy import SupportPolicy
from ap_core.values import Value, item

if TYPE_CHECKING:  # whoever has a plan has loaded its record
    from ap_core.ehcp.records import EHCPlan


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
    SUSPENSIONS = "suspensions"
    PERMANENT_EXCLUSIONS = "permanent_exclusions"


_LAW = Bound("says nothing of it")
_GUIDANCE = Bound("names no number")


@choices("reminders")
class RemindersPolicy(Value):
    """A centre's choices about the calendars in which its staff see what is due. No rule reads them."""

    first_before: Chosen[int] = chosen(
        7, says="how long before its last day a calendar first reminds of a duty", unit="calendar days",
        source="a week's notice", law=_LAW, guidance=_GUIDANCE,
    )  # fmt: skip
    again_before: Chosen[int] = chosen(
        1, says="how long before its last day a calendar reminds again", unit="calendar days",
        source="the day before", law=_LAW, guidance=_GUIDANCE,
    )  # fmt: skip


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
    reminders: RemindersPolicy = item("about calendars that remind", default=RemindersPolicy())
    decisions: tuple[Decision, ...] = item("who made which choice, when and why", default=())
    not_recorded: frozenset[Area] = item(
        "areas that this system does not hold: left out of every check, and said once to be left out",
        default=frozenset(),
    )

    def for_plan(self, plan: EHCPlan | None | Unknown, on: date) -> Policy:
        """The policy for a pupil with this plan on a day, as :func:`ap_core.adjusting.adjust` has it without its list.

        Reviews are asked for as often as the plan itself asks, where that is more often than the centre chose. Where it
        is not known whether there is a plan, or since when, nothing changes.
        """
        if plan is None or isinstance(plan, Unknown) or isinstance(plan.made_on, Unknown) or plan.made_on > on:
            return self
        every = plan.reviewed_every
        if every is None or every >= self.ehcp.review_every:
            return self.for_a_pupil_with_a_plan
        kept = self._reviewing_every
        if every not in kept:
            with_a_plan = self.for_a_pupil_with_a_plan
            kept[every] = with_a_plan.but(
                ehcp=with_a_plan.ehcp.but(review_every=every), decisions=with_a_plan._without("ehcp.review_every")
            )
        return kept[every]

    @cached_property
    def _reviewing_every(self) -> dict[int, Policy]:
        """The policies for plans that ask for reviews more often, by months: the same for every such plan."""
        return {}

    @cached_property
    def for_a_pupil_with_a_plan(self) -> Policy:
        """The policy as any EHC plan changes it: neither the longest length of a placement nor that of a phased return
        is a limit for its pupil, only a reason to review (ehcp.md ADJ-04, ADJ-09). Whoever decided otherwise has not
        decided that."""
        limits = [name for name in _REASONS_TO_REVIEW if getattr(self.placement, name) is not LengthRule.REVIEW]
        if not limits:
            return self
        return self.but(
            placement=self.placement.but(**dict.fromkeys(limits, LengthRule.REVIEW)),
            decisions=self._without(*[f"placement.{name}" for name in limits]),
        )

    def _without(self, *choices: str) -> tuple[Decision, ...]:
        """The decisions without those on these choices."""
        return tuple(each for each in self.decisions if each.choice not in choices)


_REASONS_TO_REVIEW = ("length_is", "phased_return_is")
