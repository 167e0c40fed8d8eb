"""Presets: policies of typical models, each within law and guidance, each with its sources and what was derived."""

from __future__ import annotations

from datetime import date

import pytest

from ap_core.law.citation import Force, Seen
from ap_core.placement.policy import LengthRule, LengthUnit
from ap_core.placement.records import Duration
from ap_core.policy import Policy
from ap_core.presets import HALF_TERM_RESPITE, LONG_KEY_STAGE_4, PRESETS, TWELVE_WEEK_KEY_STAGE_3, Preset
from ap_core.registration.records import Enrolment
from tests.house import SOURCE

each = pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.title)


class TestEveryPreset:
    """A policy like any other, whose sources are named (placement.md durations.catalogue: all local)."""

    @each
    def test_says_whom_it_is_for_and_what_was_derived(self, preset: Preset) -> None:
        assert "Derived: " in preset.says

    @each
    def test_is_sourced_as_local_practice_that_somebody_can_look_up(self, preset: Preset) -> None:
        assert preset.sources
        for source in preset.sources:
            assert source.force is Force.LOCAL and source.url.startswith("https://") and source.note
            assert source.seen is not Seen.NOT_SEEN

    @each
    def test_changes_only_what_makes_it(self, preset: Preset) -> None:
        """Every other choice is the default, so that a default of practice is never taken for a source's."""
        differing = {stands.choice for stands in preset.policy.standings if stands.chosen != stands.default}
        assert differing <= set(preset.makes)
        assert preset.policy.decisions == ()

    @each
    def test_departs_from_nothing(self, preset: Preset) -> None:
        assert preset.policy.remarks == {}

    @each
    def test_adopted_names_who_and_when_for_each_choice_that_makes_it(self, preset: Preset) -> None:
        policy = preset.adopted(by="management committee", on=date(2026, 9, 1))
        assert policy.but(decisions=()) == preset.policy
        assert tuple(decision.choice for decision in policy.decisions) == preset.makes
        for choice in preset.makes:
            decision = policy.decision(choice)
            assert decision is not None and (decision.by, decision.on) == ("management committee", date(2026, 9, 1))

    def test_nothing_of_the_core_loads_them(self) -> None:
        texts = [path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py")]
        assert sum("import ap_core.presets" in text or "ap_core.presets import" in text for text in texts) == 0


class TestModels:
    """What makes each model (placement.md stevenage-esc.model, herts.nhesc)."""

    def test_half_term_respite_is_short_and_dual_at_either_key_stage(self) -> None:
        chosen = HALF_TERM_RESPITE.policy.placement
        assert (chosen.longest_short_term, chosen.length_in) == (1, LengthUnit.HALF_TERMS)
        assert (chosen.first_review_by, chosen.length_is) == (4, LengthRule.LIMIT)
        assert chosen.usual_ks3_duration is chosen.usual_ks4_duration is Duration.SHORT
        assert chosen.usual_ks3_status is chosen.usual_ks4_status is Enrolment.SUBSIDIARY
        assert not chosen.long_to_end_of_year_11 and not chosen.review_each_half_term and chosen.final_review

    def test_twelve_weeks_are_what_the_defaults_are(self) -> None:
        assert TWELVE_WEEK_KEY_STAGE_3.policy == Policy()

    def test_long_key_stage_4_changes_a_kind(self) -> None:
        chosen = LONG_KEY_STAGE_4.policy.placement
        assert chosen.length_is is LengthRule.REVIEW
        assert (chosen.usual_ks4_duration, chosen.usual_ks4_status) == (Duration.LONG, Enrolment.SINGLE)
        assert chosen.long_to_end_of_year_11 and chosen.review_each_half_term
