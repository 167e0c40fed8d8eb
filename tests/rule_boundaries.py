"""What a rule's own tree says of where to look: every boundary as a row, and every small mistake its author could make.

``cases(rule)`` are rows on, just before and just after each literal of the rule, each absence and each last day;
``mutants(rule)`` are the rule with one thing changed. A mutant that no row notices is either no mistake or a gap.
"""

from __future__ import annotations

import copy
import itertools
import random
from collections.abc import Iterator
from datetime import date, timedelta
from enum import Enum
from typing import Any

import attrs

from ap_core.dates import Deadline, HalfDays, NoFixedDate
from ap_core.law import expressions as e
from ap_core.law.choice import Decision
from ap_core.law.dated import Edition
from ap_core.law.rules import Condition, Rule
from ap_core.law.unknown import UNKNOWN
from ap_core.policy import Policy
from tests import law_models

DAY = timedelta(days=1)
#: Somebody said why where a choice departs from guidance, so that either side of it can be tried.
_POLICY = Policy(
    decisions=(Decision(choice="ehcp.early_review_at_suspension", by="head", on=date(2026, 9, 1), why="as agreed"),)
)
#: A setting of everything that a rule reads: facts by name, the day under ``on``, choices under their node.
Setting = dict[str, Any]


@attrs.frozen
class Case:
    """One row, the day, and the policy that a rule is judged over."""

    row: Any
    on: date
    policy: Policy


def cases(rule: Rule) -> list[Case]:
    """Rows at the boundaries of ``rule``: around every way for it to come out, each one and two settings varied."""
    space = _space(rule)
    settings: dict[tuple[Any, ...], Setting] = {}
    for base in _bases(rule, space):
        for names in itertools.chain([()], itertools.combinations(space, 1), itertools.combinations(space, 2)):
            for values in itertools.product(*(space[name] for name in names)):
                setting = base | dict(zip(names, values, strict=True))
                settings.setdefault(tuple(_key(setting[name]) for name in space), setting)
    return [_case(rule, setting) for setting in settings.values()]


def _key(value: Any) -> Any:
    return (value.__class__, repr(value))


def _case(rule: Rule, setting: Setting) -> Case:
    policy = _POLICY
    for name, value in setting.items():
        part, _, choice = name.partition(".")
        if choice:
            policy = policy.but(**{part: getattr(policy, part).but(**{choice: value})})
    names = [field.name for field in attrs.fields(rule.row) if field.name != "subject"]
    return Case(
        rule.row(subject="matter", **{name: setting.get(name, UNKNOWN) for name in names}), setting["on"], policy
    )


# ---------------------------------------------------------------- the values that each setting may take


def _space(rule: Rule) -> dict[str, list[Any]]:
    """Every value worth trying, for each fact, each choice and the day."""
    found = [node for tree in rule.expressions().values() for node in law_models.nodes(tree)]
    literals = {node.value for node in found if isinstance(node, e.Constant) and node.value.__class__ is date}
    for node in found:
        if isinstance(node, e.LawValue):
            literals.update(edition.valid_from for edition in node.dated.editions)
    today_decides = isinstance(rule.law_date, e.Today)
    anchor = (rule.until - DAY if today_decides else rule.until + 60 * DAY) if rule.until else rule.since + 60 * DAY
    near = sorted({day + n * DAY for day in (*literals, anchor) for n in (-1, 0, 1)})
    space: dict[str, list[Any]] = {"on": near if today_decides else [anchor - DAY, anchor, anchor + DAY]}
    for node in found:
        if isinstance(node, e.Choice):
            space[f"{node.part}.{node.name}"] = _of_choice(node)
    for name, field in rule.fields.items():
        kind = field.kinds[0]
        values: list[Any]
        if kind is bool:
            values = [True, False]
        elif kind is date:
            values = list(near)
        elif kind is int:
            values = _numbers(found)
        elif kind in (Deadline, NoFixedDate):
            values = [NoFixedDate("without delay")]
            if Deadline in field.kinds:
                values += [Deadline(anchor + n * DAY) for n in (-1, 0, 1)]
                values += [Deadline(anchor + n * DAY, customary_last_day=anchor + (n + 1) * DAY) for n in (-1, 0)]
        elif kind is HalfDays:
            values = [HalfDays(number) for number in _half_days(found)]
        elif kind is str:
            values = [*_texts(found), "some other text"]
        elif issubclass(kind, Enum):
            values = list(kind)
        elif kind is frozenset:
            values = [frozenset()]
        else:
            raise AssertionError(f"{rule.id}: teach the boundaries about {kind.__name__}")
        space[name] = [*values, *([None] if field.optional else []), UNKNOWN]
    return space


def _of_choice(node: Any) -> list[Any]:
    default = getattr(getattr(_POLICY, node.part), node.name)
    if isinstance(default, Enum):
        return list(default.__class__)
    return [True, False] if default.__class__ is bool else [default, default + 1]


def _numbers(found: list[Any]) -> list[int]:
    """The numbers in the rule, whether literals, choices or values of law, with their neighbours."""
    numbers = {0}
    for node in found:
        # True is equal to 1, and in a set the first of the two stays: no yes or no goes in.
        if isinstance(node, e.Constant):
            numbers.update([node.value] if node.value.__class__ is int else [])
        elif isinstance(node, e.Choice):
            chosen = getattr(getattr(_POLICY, node.part), node.name)
            numbers.update([chosen] if chosen.__class__ is int else [])
        elif isinstance(node, e.LawValue):
            held = [edition.value for edition in node.dated.editions if isinstance(edition, Edition)]
            numbers.update(value for value in held if value.__class__ is int)
    return sorted({number + n for number in numbers for n in (-1, 0, 1)})


def _half_days(found: list[Any]) -> list[int]:
    """The half-days among the values of law in the rule, with their neighbours."""
    laws = [edition for node in found if isinstance(node, e.LawValue) for edition in node.dated.editions]
    held = {edition.value.count for edition in laws if isinstance(edition, Edition)}
    return sorted({number + n for number in held for n in (-1, 0, 1)})


def _texts(found: list[Any]) -> list[str]:
    texts = {node.value for node in found if isinstance(node, e.Constant) and node.value.__class__ is str}
    for node in found:
        if isinstance(node, e.Membership):
            texts.update(option for option in node.options if option.__class__ is str)
    return sorted(texts)


# ---------------------------------------------------------------- settings for every way to come out


def _bases(rule: Rule, space: dict[str, list[Any]]) -> Iterator[Setting]:
    """For each way to come out, a setting that comes out so: from these the others are one or two steps away."""
    wishes: list[list[tuple[Any, bool]]]
    gate = (rule.gate, True)
    if isinstance(rule, Condition):
        wishes = [[gate, (rule.requires, True)]]
        for arguable in (True, False) if rule.arguable is not None else (None,):
            wishes.append([gate, (rule.requires, False)] + ([] if arguable is None else [(rule.arguable, arguable)]))
    else:
        wishes = [[gate]]
    # An 'or' is told from its neighbours only where one of its terms holds alone.
    for tree in rule.expressions().values():
        for node in law_models.nodes(tree):
            if isinstance(node, e.Or):
                wishes.extend([*wishes[0], (term, True), *((o, False) for o in node.terms if o is not term)]
                              for term in node.terms)  # fmt: skip
    chance = random.Random(0)
    for wish in wishes:
        yield max((_climb(rule, wish, space, chance) for _ in range(3)), key=lambda found: found[0])[1]


def _climb(rule: Rule, wish: list[tuple[Any, bool]], space: dict[str, list[Any]], chance: Any) -> tuple[float, Setting]:
    """A setting in which as much of the wish holds as can be had by changing one value after another."""
    setting = {name: chance.choice(values) for name, values in space.items()}
    best = _score(rule, wish, setting)
    improved = True
    while improved and best < len(wish):
        improved = False
        for name, values in space.items():
            for value in values:
                tried = setting | {name: value}
                score = _score(rule, wish, tried)
                if score > best:
                    setting, best, improved = tried, score, True
    return best, setting


def _score(rule: Rule, wish: list[tuple[Any, bool]], setting: Setting) -> float:
    case = _case(rule, setting)
    return sum(_holds(tree, wanted, case) for tree, wanted in wish)


def _holds(node: Any, wanted: bool, case: Case) -> float:
    """How nearly a condition comes out as wanted, from 0 to 1."""
    if isinstance(node, e.Not):
        return _holds(node.of, not wanted, case)
    if isinstance(node, (e.And, e.Or)) and node.terms:
        parts = [_holds(term, wanted, case) for term in node.terms]
        return sum(parts) / len(parts) if isinstance(node, e.And) is wanted else max(parts)
    return float(law_models.may_be(node, case.row, case.on, case.policy) == frozenset((wanted,)))


# ---------------------------------------------------------------- mistakes


def mutants(rule: Rule) -> Iterator[tuple[str, Rule]]:
    """The rule with one thing changed, and what was changed."""
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
    return {inner.name for inner in law_models.nodes(node) if isinstance(inner, e.Field)}


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
