"""Two facts, or two rules, that cannot both hold: reported naming both.

What two records say of one fact is compared by :func:`agreed`. Whether two rules ask for what cannot both be, wherever
both apply, is settled from the rules alone by :func:`contradictions`: a rule is a small expression over one row, so it
is enough to try the values on either side of every figure in the two.

>>> from datetime import date
>>> agreed(("plan.made_on", date(2026, 9, 3)), ("registrations[0].plan_from", date(2026, 9, 3)), ask="Since when?")
datetime.date(2026, 9, 3)
>>> agreed(("plan.made_on", date(2026, 9, 3)), ("registrations[0].plan_from", None), ask="Since when?")
UNKNOWN(plan.made_on, registrations[0].plan_from)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from enum import Enum
from itertools import combinations
from types import SimpleNamespace
from typing import Any

import attrs

from ap_core.law.dated import Edition
from ap_core.law.expressions import (
    And,
    Choice,
    Comparison,
    Constant,
    Expression,
    Field,
    LawValue,
    Membership,
    Proposition,
    Today,
    as_condition,
    fields_of,
    rebuild,
    walk,
)
from ap_core.law.judging import Moment, truth
from ap_core.law.rules import Condition, Rule
from ap_core.law.unknown import UNKNOWN, Unknown, unknown_among

# ---------------------------------------------------------------- facts


def agreed(*told: tuple[str, Any], ask: str, of: str = "") -> Any:
    """One fact that several records tell, each with its path: the value they agree on.

    Where two say different things it is unknown, for the reason that they contradict each other, and names the path of
    each. Where one of them is not known it is unknown as well: once known, it might say something else.
    """
    values = [Unknown.because(path, ask=ask, of=of) if value is UNKNOWN else value for path, value in told]
    known = [(path, value) for path, value in told if type(value) is not Unknown]
    if any(value != known[0][1] for _, value in known):
        return Unknown.between(*[path for path, _ in known], ask=ask, of=of)
    missing = unknown_among(values)
    return values[0] if missing is None else missing


# ---------------------------------------------------------------- rules


@attrs.frozen
class Contradiction:
    """Two conditions that apply to the same matter at times and then cannot both be met; ``str()`` says which."""

    first: Rule
    second: Rule

    def __str__(self) -> str:
        return f"{_cited(self.first)} and {_cited(self.second)} cannot both be met where both apply"


def _cited(rule: Rule) -> str:
    return f"{rule.id} ({rule.cites})"


def contradictions(rules: Iterable[Rule], policy: Any) -> tuple[Contradiction, ...]:
    """Each two conditions of ``rules`` that cannot both be met where both apply, by the choices of ``policy``.

    For a centre that adds rules of its own: ``contradictions((ENGLAND | ours).rules, policy)``. What is reported is
    so. A contradiction that hangs on how facts are reckoned (a last day is never before the first) is not seen, nor
    one with a duty: both can be kept by being early.
    """
    conditions = [rule for rule in rules if isinstance(rule, Condition)]
    return tuple(Contradiction(*pair) for pair in combinations(conditions, 2) if _cannot_both_be_met(*pair, policy))


def _cannot_both_be_met(first: Condition, second: Condition, policy: Any) -> bool:
    if first.row is not second.row:
        return False
    both_apply = And(first.gate, second.gate)
    # One that only ever applies where the other is not met (what to do then) asks for nothing against it.
    return (
        _possible(And(both_apply, first.requires), policy)
        and _possible(And(both_apply, second.requires), policy)
        and not _possible(And(both_apply, first.requires, second.requires), policy)
    )


_THE_DAY: Field[date] = Field(object, "the day of the check", False, "the day of the check")


def _possible(condition: Proposition, policy: Any) -> bool:
    """Whether any row on any day makes ``condition`` true."""
    condition = as_condition(rebuild(condition, lambda node: _THE_DAY if isinstance(node, Today) else None))  # type: ignore[arg-type]
    nodes = list(walk(condition))
    values = {name: _values(field, nodes, policy) for name, field in fields_of(condition).items()}
    row = SimpleNamespace(**dict.fromkeys(values, UNKNOWN))
    at = Moment(row, date.min, policy)

    def search() -> bool:
        holds = truth(condition, at)
        if type(holds) is not Unknown:
            return holds is True
        wanted = holds.needs[0].path
        if wanted not in values:
            return False  # no law of that day is held, and so nothing is met
        for value in values[wanted]:
            setattr(row, wanted, value)
            if search():
                return True
        setattr(row, wanted, UNKNOWN)
        return False

    return search()


def _values(field: Field[Any], nodes: list[Expression[Any]], policy: Any) -> list[Any]:
    """Values that stand for all: each figure beside the next, as far out as comparisons of facts can push one."""
    kinds = (date,) if field is _THE_DAY else field.kinds
    reach = 1 + sum(isinstance(node, Comparison) and not isinstance(node.right, Constant) for node in nodes)
    found: list[Any] = [None] if field.optional else []
    for kind in kinds:
        named = {value for node in nodes for value in _named_by(node, policy) if value.__class__ is kind}
        if kind is bool:
            found += [True, False]
        elif kind is int:
            found += sorted({value + n for value in named or {0} for n in range(-reach, reach + 1)})
        elif kind is date:
            steps = [timedelta(days=n) for n in range(-reach, reach + 1)]
            found += sorted({value + step for value in named or {date(2000, 1, 1)} for step in steps})
        elif isinstance(kind, type) and issubclass(kind, Enum):
            found += list(kind)
        else:
            found += [*named, object()]
    return found


def _named_by(node: Expression[Any], policy: Any) -> Iterator[Any]:
    """The figures that a node names: literals, options, the policy's choices, values of law and their days."""
    if isinstance(node, Constant):
        yield node.value
    elif isinstance(node, Membership):
        yield from node.options
    elif isinstance(node, Choice):
        yield getattr(getattr(policy, node.part), node.name)
    elif isinstance(node, LawValue):
        for edition in node.dated.editions:
            yield edition.valid_from
            if isinstance(edition, Edition):
                yield edition.value
