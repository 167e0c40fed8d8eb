"""The rulebook for England: every row and rule, assembled, and nothing else."""

from __future__ import annotations

from ap_core.law.rulebook import RuleBook
from ap_core.placement import direction_rules
from ap_core.placement import facts as placement_facts
from ap_core.placement import rules as placement_rules
from ap_core.record import PupilRecord
from ap_core.registration import facts as registration_facts
from ap_core.registration import rules as registration_rules

#: The law, guidance and local choices held here, as last read on this day.
LAW_EDITION = "2026-11-24"

ENGLAND: RuleBook[PupilRecord] = RuleBook(
    subjects=(
        (registration_facts.Pattern, registration_facts.patterns),
        (placement_facts.PlacementFacts, placement_facts.placement_facts),
        (placement_facts.HalfTermFacts, placement_facts.half_term_facts),
        (placement_facts.DirectionFacts, placement_facts.direction_facts),
        (placement_facts.DirectionReviewFacts, placement_facts.direction_review_facts),
        (placement_facts.ThirtyDayFacts, placement_facts.thirty_day_facts),
    ),
    rules=(
        *registration_rules.RULES,
        *placement_rules.RULES,
        *direction_rules.RULES,
    ),
)
