"""All rules of one row, written out as one Python function and compiled: the fast way to judge them.

Each fact is read once. A rule none of whose facts is unknown becomes one plain Python condition; where some are
unknown, two conditions stand for the three values: *certainly true* and *certainly false*. Both are generated from
the rule's own tree, so a rule is written once. :mod:`ap_core.law.judging` says the same slowly; the tests hold the two
together on every boundary of every rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from enum import Enum
from typing import Any

from ap_core.law.expressions import (
    And,
    Choice,
    Comparison,
    Constant,
    Exists,
    Expression,
    Field,
    LawValue,
    Membership,
    Not,
    Or,
    Today,
    walk,
)
from ap_core.law.judging import DIFFER, Outcome, Verdict, duty_outcome, law_on
from ap_core.law.rules import Condition, Duty, Rule
from ap_core.law.unknown import Unknown

#: Judges one row: the places (in the rules it was made from) of the rules that apply, each with its outcome.
Fused = Callable[[Any, date, Any], list[tuple[int, Outcome]]]

_IDENTITY = {"==": "is", "!=": "is not"}


class _Writer:
    """The source of one fused function, and the objects it refers to."""

    def __init__(self) -> None:
        self.objects: dict[str, Any] = {
            "Unknown": Unknown, "duty_outcome": duty_outcome, "law_on": law_on, "DIFFER": DIFFER,
            "MET": Verdict.MET, "NOT_MET": Verdict.NOT_MET, "UNDETERMINED": Verdict.UNDETERMINED,
        }  # fmt: skip
        self.head: list[str] = []
        self.body: list[str] = []
        self._laws: list[tuple[LawValue[Any], str]] = []
        self._choices: dict[tuple[str, str], str] = {}

    def held(self, thing: object) -> str:
        """A name for an object that cannot be written as source."""
        name = f"_{len(self.objects)}"
        self.objects[name] = thing
        return name

    def read_fields(self, names: Iterable[str]) -> None:
        """Each fact once, and whether it is unknown."""
        for name in names:
            self.head.append(f"  f_{name} = row.{name}")
            self.head.append(f"  u_{name} = f_{name}.__class__ is Unknown")

    def law_variable(self, node: LawValue[Any]) -> str:
        """The variable that holds a value of law; it is looked up once a row."""
        for other, name in self._laws:
            if other.same_as(node):
                return name
        name = f"law_{len(self._laws)}"
        self._laws.append((node, name))
        self.head.append(f"  f_{name} = law_on({self.held(node.dated)}, {self.value(node.at)})")
        self.head.append(f"  u_{name} = f_{name}.__class__ is Unknown")
        return name

    def choice_variable(self, node: Choice[Any]) -> str:
        """The variable that holds a local choice."""
        key = (node.part, node.name)
        if key not in self._choices:
            self._choices[key] = f"choice_{len(self._choices)}"
            self.head.append(f"  {self._choices[key]} = policy.{node.part}.{node.name}")
        return self._choices[key]

    def value(self, node: Expression[Any]) -> str:
        """The source of a node that is not a condition."""
        match node:
            case Field():
                return f"f_{node.name}"
            case Constant():
                return repr(node.value) if type(node.value) in (int, bool, str) else self.held(node.value)
            case Today():
                return "on"
            case Choice():
                return self.choice_variable(node)
            case LawValue():
                return f"f_{self.law_variable(node)}"
        raise TypeError(f"{node.__class__.__name__} is not one of the eleven nodes")

    def unknowns(self, *nodes: Expression[Any]) -> list[str]:
        """The flags of every fact and value of law that the nodes read."""
        flags: dict[str, None] = {}
        for node in nodes:
            for inner in walk(node):
                if isinstance(inner, Field):
                    flags[f"u_{inner.name}"] = None
                elif isinstance(inner, LawValue):
                    flags[f"u_{self.law_variable(inner)}"] = None
        return list(flags)

    def certainly(self, node: Expression[Any], wanted: bool, guarded: bool) -> str:
        """Source that is true where ``node`` is certainly ``wanted``; unguarded where every fact is known."""
        match node:
            case And() | Or():
                all_needed = isinstance(node, And) is wanted
                inner = [self.certainly(term, wanted, guarded) for term in node.terms]
                return f"({(' and ' if all_needed else ' or ').join(inner)})" if inner else str(all_needed)
            case Not():
                return self.certainly(node.of, not wanted, guarded)
        source = self._test(node)
        if not wanted:
            source = f"not ({source})"
        flags = self.unknowns(node) if guarded else []
        return f"({' and '.join([*(f'not {flag}' for flag in flags), source])})" if flags else source

    def _test(self, node: Expression[Any]) -> str:
        match node:
            case Comparison():
                constants = [side.value for side in (node.left, node.right) if isinstance(side, Constant)]
                by_identity = any(isinstance(constant, (bool, Enum)) for constant in constants)
                operator = _IDENTITY.get(node.operator, node.operator) if by_identity else node.operator
                return f"{self.value(node.left)} {operator} {self.value(node.right)}"
            case Membership():
                return f"{self.value(node.of)} in {self.held(node.options)}"
            case Exists():
                return f"{self.value(node.of)} is not None"
        raise TypeError(f"{node.__class__.__name__} is not one of the eleven nodes")

    def rule(self, place: int, rule: Rule) -> None:
        """The lines that judge one rule."""
        flags = self.unknowns(rule.gate)
        then = self._duty(rule) if isinstance(rule, Duty) else self._condition(rule)
        if flags:
            self.body.append(f"  if {' or '.join(flags)}:")
            self.body.append(f"    if {self.certainly(rule.gate, True, True)}:")
            self.body.extend(f"      {line}" for line in then)
            self.body.append(f"      add(({place}, verdict))")
            self.body.append(f"    elif not {self.certainly(rule.gate, False, True)}: add(({place}, UNDETERMINED))")
        self.body.append(f"  {'elif' if flags else 'if'} {self.certainly(rule.gate, True, False)}:")
        self.body.extend(f"    {line}" for line in then)
        self.body.append(f"    add(({place}, verdict))")

    def _duty(self, rule: Duty) -> list[str]:
        return [f"verdict = duty_outcome({self.value(rule.by)}, {self.value(rule.done)}, on)"]

    def _condition(self, rule: Rule) -> list[str]:
        assert isinstance(rule, Condition)
        otherwise = "NOT_MET" if rule.arguable is None else self._arguable(rule.arguable)
        flags = self.unknowns(rule.requires)
        plain = f"MET if {self.certainly(rule.requires, True, False)} else {otherwise}"
        if not flags:
            return [f"verdict = {plain}"]
        yes, no = self.certainly(rule.requires, True, True), self.certainly(rule.requires, False, True)
        return [
            f"if {' or '.join(flags)}: verdict = MET if {yes} else ({otherwise}) if {no} else UNDETERMINED",
            f"else: verdict = {plain}",
        ]

    def _arguable(self, reading: Expression[bool]) -> str:
        yes, no = self.certainly(reading, True, True), self.certainly(reading, False, True)
        return f"DIFFER if {yes} else NOT_MET if {no} else UNDETERMINED"


def fuse(rules: Sequence[Rule]) -> Fused:
    """One function that judges all ``rules``, which read the same row."""
    writer = _Writer()
    writer.read_fields(dict.fromkeys(name for rule in rules for name in rule.fields))
    for place, rule in enumerate(rules):
        writer.rule(place, rule)
    lines = ["def judge_all(row, on, policy):", "  out = []", "  add = out.append", *writer.head, *writer.body]
    source = "\n".join([*lines, "  return out"])
    exec(compile(source, "<rules>", "exec"), writer.objects)  # noqa: S102  (our own source, from our own trees)
    fused: Fused = writer.objects["judge_all"]
    return fused
