"""The boundaries of a rule, drawn from its own tree: rows on, just before and just after each literal of it.

For any rule, ours or yours. Every absence, every last day and every day in force is among them, and every way for the
rule to come out is looked for, with each setting and each two of them varied from there.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from datetime import date, timedelta
from enum import Enum
from typing import Any

import attrs

from ap_core.dates import Deadline, HalfDays, NoFixedDate
from ap_core.errors import InvalidValue, refuse
from ap_core.law import expressions as e
from ap_core.law.choice import Decision
from ap_core.law.dated import Edition
from ap_core.law.judging import Moment, judge, truth
from ap_core.law.rules import Condition, Rule
from ap_core.law.unknown import UNKNOWN
from ap_core.policy import Policy

DAY = timedelta(days=1)
#: Somebody said why where a choice departs from guidance, so that either side of it can be tried.
USUAL = Policy(
    decisions=(Decision(choice="ehcp.early_review_at_suspension", by="head", on=date(2026, 9, 1), why="as agreed"),)
)
#: A setting of everything that a rule reads: facts by name, the day under ``on``, choices under their node.
Setting = dict[str, Any]


@attrs.frozen
class BoundaryCase:
    """One row, the day, and the policy that a rule is judged over."""

    row: Any
    on: date
    policy: Any

    def verdict(self, rule: Rule) -> Any:
        """How ``rule`` comes out here: a verdict, that readings differ, or none where it does not apply."""
        return judge(rule, Moment(self.row, self.on, self.policy))[0]


def boundary_cases(rule: Rule, *, policy: Any = USUAL) -> list[BoundaryCase]:
    """Rows at the boundaries of ``rule``: around every way for it to come out, each one and two settings varied.

    ``policy`` is what its choices are read from: yours, where the rule reads choices of your own.
    :class:`~ap_core.errors.InvalidValue` for a fact of a kind that has no boundaries known here.

    >>> from ap_core.england import ENGLAND
    >>> rule = ENGLAND.rule("registration.single_or_main.at_most_one")
    >>> sorted({str(case.verdict(rule)) for case in boundary_cases(rule)})
    ['None', 'Verdict.MET', 'Verdict.NOT_MET', 'Verdict.UNDETERMINED']
    """
    space = _space(rule, policy)
    settings: dict[tuple[Any, ...], Setting] = {}
    for base in _bases(rule, space, policy):
        for names in itertools.chain([()], itertools.combinations(space, 1), itertools.combinations(space, 2)):
            for values in itertools.product(*(space[name] for name in names)):
                setting = base | dict(zip(names, values, strict=True))
                # Each value of a setting is one of the objects in the space: to look at which is to compare them.
                settings.setdefault(tuple(map(id, setting.values())), setting)
    return [_case(rule, setting, policy) for setting in settings.values()]


def _case(rule: Rule, setting: Setting, policy: Any) -> BoundaryCase:
    for name, value in setting.items():
        part, _, choice = name.partition(".")
        if choice:
            policy = policy.but(**{part: getattr(policy, part).but(**{choice: value})})
    names = [field.name for field in attrs.fields(rule.row) if field.name != "subject"]
    return BoundaryCase(
        rule.row(subject="matter", **{name: setting.get(name, UNKNOWN) for name in names}), setting["on"], policy
    )


# ---------------------------------------------------------------- the values that each setting may take


def _space(rule: Rule, policy: Any) -> dict[str, list[Any]]:
    """Every value worth trying, for each fact, each choice and the day."""
    found = [*rule.nodes]
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
            space[f"{node.part}.{node.name}"] = _of_choice(node, policy)
    for name, field in rule.fields.items():
        kind = field.kinds[0]
        values: list[Any]
        if kind is bool:
            values = [True, False]
        elif kind is date:
            values = list(near)
        elif kind is int:
            values = _numbers(found, policy)
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
            problem = f"is of the kind {kind.__name__}, whose boundaries are not known"
            refuse("boundary_cases", f"{rule.id}.{name}", problem, "give the cases of that rule yourself")
        space[name] = [*values, *([None] if field.optional else []), UNKNOWN]
    return space


def _of_choice(node: Any, policy: Any) -> list[Any]:
    default = getattr(getattr(policy, node.part), node.name)
    if isinstance(default, Enum):
        return list(default.__class__)
    if default.__class__ is bool:
        return [True, False]
    # Where the law, or guidance, lets nobody choose more, one less is tried.
    return [default, default + 1 if _may_choose(node, default + 1, policy) else default - 1]


def _may_choose(node: Any, value: int, policy: Any) -> bool:
    try:
        policy.but(**{node.part: getattr(policy, node.part).but(**{node.name: value})})
    except InvalidValue:
        return False
    return True


def _numbers(found: list[Any], policy: Any) -> list[int]:
    """The numbers in the rule, whether literals, choices or values of law, with their neighbours."""
    numbers = {0}
    for node in found:
        # True is equal to 1, and in a set the first of the two stays: no yes or no goes in.
        if isinstance(node, e.Constant):
            numbers.update([node.value] if node.value.__class__ is int else [])
        elif isinstance(node, e.Choice):
            chosen = getattr(getattr(policy, node.part), node.name)
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


def _bases(rule: Rule, space: dict[str, list[Any]], policy: Any) -> Iterator[Setting]:
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
        for node in e.walk(tree):
            if isinstance(node, e.Or):
                wishes.extend([*wishes[0], (term, True), *((o, False) for o in node.terms if o is not term)]
                              for term in node.terms)  # fmt: skip
    chance = random.Random(0)
    for wish in wishes:
        yield max((_climb(rule, wish, space, policy, chance) for _ in range(3)), key=lambda found: found[0])[1]


def _climb(
    rule: Rule, wish: list[tuple[Any, bool]], space: dict[str, list[Any]], policy: Any, chance: random.Random
) -> tuple[float, Setting]:
    """A setting in which as much of the wish holds as can be had by changing one value after another."""
    setting = {name: chance.choice(values) for name, values in space.items()}
    best = _score(rule, wish, setting, policy)
    improved = True
    while improved and best < len(wish):
        improved = False
        for name, values in space.items():
            for value in values:
                tried = setting | {name: value}
                score = _score(rule, wish, tried, policy)
                if score > best:
                    setting, best, improved = tried, score, True
    return best, setting


def _score(rule: Rule, wish: list[tuple[Any, bool]], setting: Setting, policy: Any) -> float:
    case = _case(rule, setting, policy)
    return sum(_holds(tree, wanted, case) for tree, wanted in wish)


def _holds(node: Any, wanted: bool, case: BoundaryCase) -> float:
    """How nearly a condition comes out as wanted, from 0 to 1."""
    if isinstance(node, e.Not):
        return _holds(node.of, not wanted, case)
    if isinstance(node, (e.And, e.Or)) and node.terms:
        parts = [_holds(term, wanted, case) for term in node.terms]
        return sum(parts) / len(parts) if isinstance(node, e.And) is wanted else max(parts)
    return float(truth(node, Moment(case.row, case.on, case.policy)) is wanted)
