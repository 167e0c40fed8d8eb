"""Every small mistake that the author of a rule could make: the rule with one thing changed.

A mutant that no boundary notices is either no mistake (the change makes no difference) or a gap in the tests.
"""

from __future__ import annotations

import copy
import itertools
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from enum import Enum
from typing import Any

from ap_core.law import expressions as e
from ap_core.law.rules import Condition, Rule
from ap_core.testing.boundaries import BoundaryCase, boundary_cases

DAY = timedelta(days=1)


def mutants(rule: Rule) -> Iterator[tuple[str, Rule]]:
    """The rule with one thing changed, and what was changed: an operator, a literal, a join, a term, a day in force."""
    names = ["gate"] + (["requires", "arguable"] if isinstance(rule, Condition) else [])
    for name in names:
        tree = getattr(rule, name)
        if tree is None:
            continue
        for what, other in _variants(tree):
            changed = copy.copy(rule)
            object.__setattr__(changed, name, other)
            yield f"{name}: {what}", changed
    if isinstance(rule, Condition) and rule.arguable is not None:
        changed = copy.copy(rule)
        object.__setattr__(changed, "arguable", None)
        yield "arguable: left out", changed


def survivors(rule: Rule, cases: Iterable[BoundaryCase] | None = None) -> list[str]:
    """What can be changed in ``rule`` without one of the cases noticing; its own boundaries if none are given.

    >>> from ap_core.england import ENGLAND
    >>> survivors(ENGLAND.rule("registration.single_or_main.at_most_one"))
    []
    """
    given = boundary_cases(rule) if cases is None else list(cases)
    right = [(case, case.verdict(rule)) for case in given]
    return [what for what, wrong in mutants(rule) if all(case.verdict(wrong) is verdict for case, verdict in right)]


def _variants(node: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(node, (e.And, e.Or)):
        yield from _joined(node)
        return
    if isinstance(node, e.Not):
        yield f"{node} turned round", node.of
        for what, other in _variants(node.of):
            yield what, e.Not(other)
        return
    yield f"{node} turned round", e.Not(node)
    if isinstance(node, e.Comparison):
        for operator in _other_operators(node):
            yield f"{node} with {operator}", e.Comparison(node.left, operator, node.right)
        for side, other in (("left", node.left), ("right", node.right)):
            for value in _beside(other):
                parts: dict[str, Any] = {
                    "left": node.left,
                    "operator": node.operator,
                    "right": node.right,
                    side: e.Constant(value),
                }
                yield f"{node} with {value!r}", e.Comparison(**parts)
    elif isinstance(node, e.Membership):
        for option in node.options:
            yield f"{node} without {option!r}", e.Membership(node.of, node.options - {option})
        kinds = {option.__class__ for option in node.options if isinstance(option, Enum)}
        for member in itertools.chain.from_iterable(kinds):
            if member not in node.options:
                yield f"{node} with {member!r} too", e.Membership(node.of, node.options | {member})


def _joined(node: Any) -> Iterator[tuple[str, Any]]:
    if len(node.terms) > 1:
        other = e.Or if isinstance(node, e.And) else e.And
        yield f"{node} joined the other way", other(*node.terms)
    for place, term in enumerate(node.terms):
        left = node.terms[:place] + node.terms[place + 1 :]
        if not (isinstance(node, e.And) and _guards(term, left)):
            yield f"{term} left out", node.__class__(*left)
        for what, changed in _variants(term):
            yield what, node.__class__(*node.terms[:place], changed, *node.terms[place + 1 :])


def _guards(term: Any, others: tuple[Any, ...]) -> bool:
    """Whether a term only says that a fact is there which another term compares: what is absent compares to nothing."""
    return isinstance(term, e.Exists) and any(
        isinstance(other, (e.Comparison, e.Membership)) and term.of.name in _read(other) for other in others
    )


def _read(node: Any) -> set[str]:
    return {inner.name for inner in e.walk(node) if isinstance(inner, e.Field)}


def _other_operators(node: Any) -> list[Any]:
    constants = [side.value for side in (node.left, node.right) if isinstance(side, e.Constant)]
    kinds = [side.kinds[0] for side in (node.left, node.right) if isinstance(side, e.Field)]
    unordered = any(isinstance(value, (bool, Enum, str)) for value in constants)
    unordered = unordered or any(issubclass(kind, (bool, Enum, str)) for kind in kinds)
    operators = ("==", "!=") if unordered else ("<", "<=", "==", "!=", ">=", ">")
    return [operator for operator in operators if operator != node.operator]


def _beside(side: Any) -> list[Any]:
    """The literals next to a literal; nothing for anything else."""
    value = side.value if isinstance(side, e.Constant) else None
    if value.__class__ is int:
        return [value - 1, value + 1]
    if value.__class__ is date:
        return [value - DAY, value + DAY]
    if isinstance(value, Enum):
        return [member for member in value.__class__ if member is not value]
    return []
