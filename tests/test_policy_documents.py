"""A policy goes out as a document and comes back equal; whatever is wrong with one is told at once, by name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from ap_core.errors import InvalidDocument
from ap_core.exchange import dump_policy, dump_roll, load_policy, load_roll, policy_schema
from ap_core.policy import Policy
from ap_core.presets import PRESETS, Preset
from ap_core.testing.strategies import policies
from tests.exchange_example import example

SCHEMA = Path(__file__).parents[1] / "docs" / "schemas" / "policy-1.schema.json"


def faults(**parts: Any) -> list[str]:
    with pytest.raises(InvalidDocument) as refused:
        load_policy(json.dumps({"format": "ap-core/policy/1", **parts}))
    return [str(fault) for fault in refused.value.faults]


class TestRoundTrip:
    """What is written is read back as it was, over every field (issue: a policy loads from and dumps to JSON)."""

    @settings(max_examples=80, deadline=None)
    @given(policies())
    def test_a_policy_comes_back_equal(self, policy: Policy) -> None:
        text = dump_policy(policy)
        back = load_policy(text)
        assert back == policy and dump_policy(back) == text
        assert back.standings == policy.standings and back.remarks == policy.remarks

    @settings(max_examples=30, deadline=None)
    @given(policies())
    def test_a_roll_embeds_the_same(self, policy: Policy) -> None:
        """What stands under ``policy`` in a roll is a policy document without its format."""
        roll = load_roll(json.dumps(example())).but(policy=policy)
        embedded = json.loads(dump_roll(roll)).get("policy", {})
        assert load_policy(json.dumps({"format": "ap-core/policy/1", **embedded})) == policy
        whole = json.loads(dump_policy(policy))
        del whole["format"]
        assert load_roll(json.dumps({**example(), "policy": whole})).policy == policy

    @pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.title)
    def test_presets(self, preset: Preset) -> None:
        assert load_policy(dump_policy(preset.policy)) == preset.policy

    def test_every_choice_is_written(self) -> None:
        """A default that changes later changes nobody's policy."""
        written = json.loads(dump_policy(Policy()))
        for stands in Policy().standings:
            part, _, name = stands.choice.partition(".")
            assert name in written[part]

    def test_what_is_left_out_is_the_default(self) -> None:
        assert load_policy('{"format": "ap-core/policy/1"}') == Policy()


class TestBadInput:
    """Named, all together, with the remedy; nothing is loaded."""

    def test_misspelt_fields_are_told_with_the_ones_they_are_like(self) -> None:
        assert faults(
            placment={}, placement={"longest_short_tem": 9, "length": "limit"}, ehcp={"shortfal_to_tell": 1}
        ) == [
            "placment: is no key here; use placement, or leave it out",
            "placement.longest_short_tem: is no key here; use longest_short_term, or leave it out",
            "placement.length: is no key here; use length_is, or leave it out",
            "ehcp.shortfal_to_tell: is no key here; use shortfall_to_tell, or leave it out",
        ]

    def test_two_parts_out_of_bounds_with_a_departure_and_a_stray_decision(self) -> None:
        got = faults(
            placement={"longest_short_term": 0},
            support={"restorative_within": 0, "mentor_in_weeks_of": "2"},
            ehcp={"early_review_at_suspension": 2},
            decisions=[{"choice": "placement.longest", "by": "head", "on": "2026-09-01"}],
        )
        assert got == [
            "placement.longest_short_term: is too low; give at least 1",
            "support.mentor_in_weeks_of: is text; give a whole number",
            "support.restorative_within: is too low; give at least 1",
            "decisions[0].choice: is no choice of the policy; use placement.length_is",
            "ehcp.early_review_at_suspension: departs from guidance; give at most 1 (Exclusion guidance 2026 pupils "
            "with an EHC plan), or record in decisions who, when and why",
        ]

    def test_a_departure_with_its_reason_is_read(self) -> None:
        policy = load_policy(
            json.dumps({
                "format": "ap-core/policy/1",
                "ehcp": {"early_review_at_suspension": 2},
                "decisions": [{
                    "choice": "ehcp.early_review_at_suspension", "by": "head", "on": "2026-09-01", "why": "termly here",
                }],
            })
        )  # fmt: skip
        assert policy.standing("ehcp.early_review_at_suspension").reason == "termly here"

    def test_another_format(self) -> None:
        (fault,) = faults(format="ap-core/roll/1")
        assert fault.startswith("format: ") and fault.endswith("give ap-core/policy/1")


class TestSchema:
    """The published schema is that of the code, and says what reading says."""

    def test_the_file_is_up_to_date(self) -> None:
        """After a change of a choice: python docs/make_schemas.py."""
        assert SCHEMA.read_text(encoding="utf-8") == json.dumps(policy_schema(), indent=2, ensure_ascii=False) + "\n"

    @settings(max_examples=20, deadline=None)
    @given(policies())
    def test_accepts_what_is_written(self, policy: Policy) -> None:
        jsonschema = pytest.importorskip("jsonschema")
        jsonschema.Draft202012Validator(policy_schema()).validate(json.loads(dump_policy(policy)))
