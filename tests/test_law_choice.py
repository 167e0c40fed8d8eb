"""Local choices: typed, bounded by law where the law bounds them, and nodes of the rule language on the class."""

from __future__ import annotations

import pickle
from enum import Enum
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ap_core.errors import InvalidValue
from ap_core.law.choice import Bound, Chosen, Decision, choices, chosen
from ap_core.law.expressions import Choice
from ap_core.values import Value
from tests.strategies import ON, SAMPLE, SamplePolicy, Shade, WholePolicy


class Kind(Enum):
    """Two kinds."""

    ONE = "one"
    OTHER = "other"


@choices("bounded")
class Bounded(Value):
    """Choices with every kind of bound."""

    plain: Chosen[int] = chosen(5, says="plain", source="practice")
    from_none: Chosen[int] = chosen(0, says="may be none", source="practice", at_least=0)
    at_most: Chosen[int] = chosen(
        6, says="within", source="law", law=Bound("asks for 15 at most", SAMPLE.reg("4"), at_most=15)
    )
    at_least: Chosen[int] = chosen(
        5, says="notice", source="law", law=Bound("asks for 2 at least", SAMPLE.reg("3(1)"), at_least=2)
    )
    kind: Chosen[Kind] = chosen(
        Kind.ONE, says="the kind", source="practice",
        law=Bound("leaves one kind", SAMPLE.reg("5"), one_of=frozenset({Kind.ONE})),
    )  # fmt: skip
    on: Chosen[bool] = chosen(True, says="whether", source="practice")


def faults(**values: Any) -> list[str]:
    with pytest.raises(InvalidValue) as refused:
        Bounded(**values)
    return [str(fault) for fault in refused.value.faults]


class TestBounds:
    """A choice looser than the law is refused with the provision named; a stricter one is kept (promise 10)."""

    def test_defaults_lie_within(self) -> None:
        policy = Bounded()
        assert (policy.plain, policy.from_none, policy.at_most, policy.at_least) == (5, 0, 6, 5)

    @pytest.mark.parametrize(
        "values", [{"plain": 1}, {"from_none": 0}, {"at_most": 15}, {"at_most": 1}, {"at_least": 2}]
    )
    def test_on_the_bound_is_allowed(self, values: dict[str, Any]) -> None:
        policy = Bounded(**values)
        assert all(getattr(policy, name) == value for name, value in values.items())

    def test_a_number_is_at_least_one_unless_something_else_is_said(self) -> None:
        assert faults(plain=0) == ["plain: is too low; give at least 1"]
        assert faults(from_none=-1) == ["from_none: is too low; give at least 0"]

    def test_a_bound_of_law_names_its_provision(self) -> None:
        assert faults(at_most=16) == ["at_most: is looser than the law; give at most 15 (Sample 1 reg 4)"]
        assert faults(at_least=1) == ["at_least: is looser than the law; give at least 2 (Sample 1 reg 3(1))"]
        assert faults(kind=Kind.OTHER) == ["kind: is looser than the law; give one of: one (Sample 1 reg 5)"]

    def test_where_the_law_says_one_end_sense_says_the_other(self) -> None:
        assert faults(at_most=0) == ["at_most: is too low; give at least 1"]

    def test_all_faults_at_once(self) -> None:
        """Two looser than the law, each with its provision; one without sense; one misspelt, with the name it has."""
        assert faults(at_lest=3, plain=0, at_most=16, at_least=1) == [
            "at_lest: is no field here; use at_least",
            "plain: is too low; give at least 1",
            "at_most: is looser than the law; give at most 15 (Sample 1 reg 4)",
            "at_least: is looser than the law; give at least 2 (Sample 1 reg 3(1))",
        ]

    @pytest.mark.parametrize(
        ("name", "value"),
        [("plain", True), ("plain", "5"), ("plain", None), ("kind", "one"), ("kind", Shade.RED), ("on", 1)],
    )
    def test_of_the_right_type(self, name: str, value: Any) -> None:
        assert faults(**{name: value})[0].startswith(f"{name}: is ")

    @pytest.mark.parametrize("name", ["kinds", "Kind", "at_mast", "pelain", "onn"])
    def test_a_misspelt_choice_is_named_with_the_one_it_is_like(self, name: str) -> None:
        """Never a TypeError that names one and hides the rest; in a changed copy too."""
        like = {"kinds": "kind", "Kind": "kind", "at_mast": "at_most", "pelain": "plain", "onn": "on"}[name]
        assert faults(**{name: 3}) == [f"{name}: is no field here; use {like}"]
        with pytest.raises(InvalidValue, match=f"use {like}"):
            Bounded().but(**{name: 3})

    def test_a_name_like_none_is_told_them_all(self) -> None:
        assert faults(xyz=1) == [
            "xyz: is no field here; use one of: plain, from_none, at_most, at_least, kind, on",
        ]  # fmt: skip

    @given(st.integers(-3, 20), st.none() | st.integers(-3, 20), st.none() | st.integers(-3, 20))
    def test_a_bound_allows_what_lies_on_it_or_within(self, got: int, low: int | None, high: int | None) -> None:
        """Stricter is what is allowed and on neither end; there is a remedy for what is not allowed, and only then."""
        bound = Bound("asks", SAMPLE.reg("1"), at_least=low, at_most=high)
        within = got in range(-3 if low is None else low, (20 if high is None else high) + 1)
        assert bound.allows(got) is within
        assert bool(bound.remedy(got)) is not within
        assert bound.is_exceeded_by(got) is (within and bound.binds and got not in (low, high))
        assert bound.binds is (low is not None or high is not None)

    def test_a_kind_is_never_stricter_than_another(self) -> None:
        bound = Bound("leaves two", one_of=frozenset(Kind))
        assert bound.allows(Kind.ONE) and bound.binds and not bound.is_exceeded_by(Kind.ONE)
        assert bound.in_words == "one of: one, other"
        assert Bound("both", at_least=2, at_most=4).in_words == "at least 2 and at most 4"

    def test_a_field_says_what_no_choice_passes(self) -> None:
        """Whatever it comes from, sense or law: a schema reads it there."""
        cls: Any = Bounded
        passes = {field.name: field.metadata for field in attrs.fields(cls)}
        assert {name: (said["at_least"], said["at_most"]) for name, said in passes.items()} == {
            "plain": (1, None), "from_none": (0, None), "at_most": (1, 15), "at_least": (2, None),
            "kind": (None, None), "on": (None, None),
        }  # fmt: skip

    def test_a_changed_copy_keeps_the_bounds(self) -> None:
        assert Bounded().but(at_most=15).at_most == 15
        with pytest.raises(InvalidValue):
            Bounded().but(at_most=16)


class TestClassAndInstance:
    """On the class a name is a node of the rule language; on a policy it is the value."""

    def test_node_on_the_class_value_on_the_policy(self) -> None:
        node = SamplePolicy.enough
        assert isinstance(node, Choice) and (node.part, node.name) == ("sample", "enough")
        assert SamplePolicy().enough == 2
        assert str(node) == "how many are enough (the centre's choice)"

    def test_equal_by_value_and_after_pickling(self) -> None:
        policy = WholePolicy(sample=SamplePolicy(enough=3))
        assert pickle.loads(pickle.dumps(policy)) == policy != WholePolicy()
        assert hash(policy) == hash(WholePolicy(sample=SamplePolicy(enough=3)))
        assert pickle.loads(pickle.dumps(SamplePolicy.enough)).same_as(SamplePolicy.enough)

    def test_frozen(self) -> None:
        policy: Any = SamplePolicy()
        with pytest.raises(AttributeError):
            policy.enough = 3

    def test_who_decided_and_when(self) -> None:
        decision = Decision(choice="sample.enough", by="management committee", on=ON)
        assert (decision.by, decision.on) == ("management committee", ON)
