"""A naive reading of rules, written from the words of the design alone: slow, short, and without the library's logic.

What is not known is taken both ways at once: a condition stands for the set of truth values that it may have. Each
part is read on its own, so that "it is so or it is not so" over an unknown fact may still be either; that is how the
design wants it (an answer settles when its parts do), and the one thing in which a cleverer reader would differ.
"""

from __future__ import annotations

import operator
from collections.abc import Iterator
from datetime import date
from typing import Any

from ap_core.dates import Deadline, NoFixedDate
from ap_core.errors import NotInForce
from ap_core.law import expressions as e
from ap_core.law.rules import Condition, Duty, Rule
from ap_core.law.unknown import Unknown

EITHER = frozenset((True, False))
YES, NO = frozenset((True,)), frozenset((False,))

_COMPARE = {
    "<": operator.lt, "<=": operator.le, "==": operator.eq, "!=": operator.ne, ">=": operator.ge, ">": operator.gt,
}  # fmt: skip


class NotKnown:
    """Stands for any unknown value, whatever it would take to know it."""


def held(node: Any, row: Any, on: date, policy: Any) -> Any:
    """What a node stands for, ``None`` where there is none, or ``NotKnown``."""
    match node:
        case e.Field():
            got = row.__dict__[node.name]
            return NotKnown if isinstance(got, Unknown) else got
        case e.Constant():
            return node.value
        case e.Today():
            return on
        case e.Choice():
            return getattr(getattr(policy, node.part), node.name)
        case e.LawValue():
            day = held(node.at, row, on, policy)
            if day is NotKnown or day is None:
                return NotKnown
            try:
                return node.dated.on(day).value
            except NotInForce:
                return NotKnown
    raise AssertionError(f"no value: {node!r}")


def may_be(node: Any, row: Any, on: date, policy: Any) -> frozenset[bool]:
    """The truth values that a condition may have."""
    match node:
        case e.And() | e.Or():
            join = all if isinstance(node, e.And) else any
            possible = frozenset((join(()),))
            for term in node.terms:
                possible = frozenset(join((a, b)) for a in possible for b in may_be(term, row, on, policy))
            return possible
        case e.Not():
            return frozenset(not a for a in may_be(node.of, row, on, policy))
        case e.Exists():
            got = held(node.of, row, on, policy)
            return EITHER if got is NotKnown else frozenset((got is not None,))
        case e.Membership():
            got = held(node.of, row, on, policy)
            return EITHER if got is NotKnown else frozenset((any(got == option for option in node.options),))
        case e.Comparison():
            left, right = held(node.left, row, on, policy), held(node.right, row, on, policy)
            if left is NotKnown or right is NotKnown:
                return EITHER
            if left is None or right is None:  # an absent value satisfies no comparison
                return NO
            return frozenset((_COMPARE[node.operator](left, right),))
    raise AssertionError(f"no condition: {node!r}")


#: The table of conditions: gate, what is required, and what may be argued, to the verdict.
CONDITIONS = {
    (NO, None, None): None,
    (EITHER, None, None): "undetermined",
    (YES, YES, None): "met",
    (YES, EITHER, None): "undetermined",
    (YES, NO, NO): "not met",
    (YES, NO, YES): "readings differ",
    (YES, NO, EITHER): "undetermined",
}

#: The table of duties with an open gate: how the last day lies, and when it was done.
DUTIES = {
    ("not past", "in time"): "met",
    ("not past", "not"): "pending",
    ("not past", "unknown"): "pending",
    ("past", "in time"): "met",
    ("past", "later"): "not met",
    ("past", "not"): "not met",
    ("past", "unknown"): "undetermined",
    ("no date", "done"): "met",
    ("no date", "not"): "pending",
    ("no date", "unknown"): "undetermined",
}


def duty(by: Any, done: Any, on: date) -> str:
    """The cell of the table of duties."""
    if not isinstance(by, (Deadline, NoFixedDate)):
        return "undetermined"
    not_done = done is None or (done is not NotKnown and done > on)
    if isinstance(by, NoFixedDate):
        return DUTIES["no date", "unknown" if done is NotKnown else "not" if not_done else "done"]
    answers = set()
    for last_day in {by.last_day, by.customary_last_day or by.last_day}:
        when = "unknown" if done is NotKnown else "not" if not_done else "in time" if done <= last_day else "later"
        answers.add(DUTIES["not past" if on <= last_day else "past", when])
    return answers.pop() if len(answers) == 1 else "readings differ"


def outcome(rule: Rule, row: Any, on: date, policy: Any) -> str | None:
    """What the tables say of a rule over a row; ``None`` where it does not apply."""
    gate = may_be(rule.gate, row, on, policy)
    if gate != YES:
        return CONDITIONS[gate, None, None]
    if isinstance(rule, Duty):
        return duty(held(rule.by, row, on, policy), held(rule.done, row, on, policy), on)
    assert isinstance(rule, Condition)
    required = may_be(rule.requires, row, on, policy)
    if required != NO:
        return CONDITIONS[gate, required, None]
    return CONDITIONS[gate, required, NO if rule.arguable is None else may_be(rule.arguable, row, on, policy)]


def nodes(node: Any) -> Iterator[Any]:
    """Every node of a tree, found through its parts rather than through the library's own walk."""
    yield node
    for part in node.parts():
        if isinstance(part, e.Expression):
            yield from nodes(part)
