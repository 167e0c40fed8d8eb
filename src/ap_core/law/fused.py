"""All rules of one row, written out as one Python function and compiled: the fast way to judge them.

The function has three parts. Where no fact that the rules read is unknown, each rule is one plain Python condition.
Where none is unknown that a gate reads, the gates are plain conditions still. Otherwise, as for what is required in the
second part, two conditions stand for the three values: *certainly true* and *certainly false*. All are generated from
the rule's own tree, so a rule is written once. :mod:`ap_core.law.judging` says the same slowly; the tests hold the two
together on every boundary of every rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from enum import Enum
from itertools import groupby
from operator import itemgetter
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
    fields_of,
    walk,
)
from ap_core.law.judging import DIFFER, Outcome, Verdict, duty_outcome, law_on
from ap_core.law.rules import Condition, Duty, Rule
from ap_core.law.unknown import Unknown, all_known

#: Judges one row: the rules that apply to it, each with its outcome.
Fused = Callable[[Any, date, Any], list[tuple[Rule, Outcome]]]

_IDENTITY = {"==": "is", "!=": "is not"}


class _Writer:
    """The source of one fused function, and the objects it refers to."""

    def __init__(self) -> None:
        self.objects: dict[str, Any] = {
            "Unknown": Unknown, "all_known": all_known, "duty_outcome": duty_outcome, "law_on": law_on,
            "DIFFER": DIFFER, "MET": Verdict.MET, "NOT_MET": Verdict.NOT_MET, "UNDETERMINED": Verdict.UNDETERMINED,
        }  # fmt: skip
        self.head: list[str] = []
        #: The facts and values of law that may be unknown in the part that is being written.
        self.unsure: set[str] = set()
        #: The facts that gates read; whether another is unknown is looked up only where the gate is open.
        self.of_gates: set[str] = set()
        self._laws: list[tuple[LawValue[Any], str]] = []
        self._dates: dict[date, str] = {}
        self._names: dict[str, str] = {}

    def held(self, thing: object) -> str:
        """A name for an object that cannot be written as source."""
        name = f"_{len(self.objects)}"
        self.objects[name] = thing
        return name

    def once(self, source: str, stem: str) -> str:
        """The variable that holds ``source``, which is the same for every rule: reckoned once a row."""
        if source not in self._names:
            self._names[source] = f"{stem}_{len(self._names)}"
            self.head.append(f"  {self._names[source]} = {source}")
        return self._names[source]

    def read_fields(self, names: Sequence[str], together: str) -> None:
        """The facts of these names, once: each in its own variable, and all of them ``together`` in one."""
        # One name alone would not be read as a tuple.
        wanted = [*names, *names] if len(names) == 1 else names
        read = f"{self.held(itemgetter(*wanted))}(row.__dict__)" if wanted else "()"
        self.head.append(f"  {together} = {', '.join(f'f_{name}' for name in wanted) or '()'} = {read}")

    def law_variable(self, node: LawValue[Any]) -> str:
        """The variable that holds a value of law; it is looked up once a row."""
        for other, name in self._laws:
            if other.same_as(node):
                return name
        name = str(len(self._laws))  # no fact has a number for a name
        self._laws.append((node, name))
        self.head.append(f"  f_{name} = law_on({self.held(node.dated)}, {self.value(node.at)})")
        self.head.append(f"  u_{name} = type(f_{name}) is Unknown")
        self.unsure.add(name)
        return name

    def value(self, node: Expression[Any]) -> str:
        """The source of a node that is not a condition."""
        match node:
            case Field():
                return f"f_{node.name}"
            case Constant():
                if type(node.value) in (int, bool, str):
                    return repr(node.value)
                if type(node.value) is date:
                    # Equal days have one name, so that rules in force since the same day read the same.
                    if node.value not in self._dates:
                        self._dates[node.value] = self.held(node.value)
                    return self._dates[node.value]
                return self.held(node.value)
            case Today():
                return "on"
            case Choice():
                return self.once(f"{self.once(f'policy.{node.part}', 'part')}.{node.name}", "choice")
            case LawValue():
                return f"f_{self.law_variable(node)}"
        raise TypeError(f"{node.__class__.__name__} is not one of the eleven nodes")

    def flag_lines(self, names: Iterable[str]) -> list[str]:
        """The lines that look up whether facts are unknown."""
        return [f"u_{name} = type(f_{name}) is Unknown" for name in names]

    def flags(self, *nodes: Expression[Any]) -> list[str]:
        """The flags of every fact and value of law that the nodes read and that may be unknown in this part."""
        found: dict[str, None] = {}
        for node in nodes:
            for inner in walk(node):
                if isinstance(inner, LawValue):
                    found[self.law_variable(inner)] = None
                elif isinstance(inner, Field):
                    found[inner.name] = None
        return [f"u_{name}" for name in found if name in self.unsure]

    def certainly(self, node: Expression[Any], wanted: bool, guarded: bool = True) -> str:
        """Source that is true where ``node`` is certainly ``wanted``; unguarded where all that it reads is known."""
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
        flags = self.flags(node) if guarded else []
        return f"({' and '.join([*(f'not {flag}' for flag in flags), source])})" if flags else source

    def _test(self, node: Expression[Any]) -> str:
        match node:
            case Comparison():
                constants = [side.value for side in (node.left, node.right) if isinstance(side, Constant)]
                by_identity = any(isinstance(constant, (bool, Enum)) for constant in constants)
                operator = _IDENTITY.get(node.operator, node.operator) if by_identity else node.operator
                source = f"{self.value(node.left)} {operator} {self.value(node.right)}"
                # A comparison with the day of the check alone is the same for every row: the rules in force today.
                return self.once(source, "today") if constants and isinstance(node.left, Today) else source
            case Membership():
                return f"{self.value(node.of)} in {self.held(node.options)}"
            case Exists():
                return f"{self.value(node.of)} is not None"
        raise TypeError(f"{node.__class__.__name__} is not one of the eleven nodes")

    def rule(self, rule: Rule, name: str) -> list[str]:
        """The lines that judge one rule in the part that is being written."""
        then = self._condition(rule) if isinstance(rule, Condition) else self._duty(rule, name)
        if then[-1].startswith(("verdict", "else: verdict")):
            then.append(f"add(({name}, verdict))")
        flags = self.flags(rule.gate)
        lines = [f"{'elif' if flags else 'if'} {self.certainly(rule.gate, True, guarded=False)}:", *_indented(then)]
        if flags:
            lines = [
                f"if {' or '.join(flags)}:",
                f"  if {self.certainly(rule.gate, True)}:",
                *_indented(_indented(then)),
                f"  elif not {self.certainly(rule.gate, False)}: add(({name}, UNDETERMINED))",
                *lines,
            ]
        return lines

    def _duty(self, rule: Rule, name: str) -> list[str]:
        assert isinstance(rule, Duty)
        return [f"add(({name}, duty_outcome({self.value(rule.by)}, {self.value(rule.done)}, on)))"]

    def _condition(self, rule: Condition) -> list[str]:
        otherwise = "NOT_MET" if rule.arguable is None else self._arguable(rule.arguable)
        flags = self.flags(rule.requires)
        late = self.flag_lines(name for name in rule.fields if name in self.unsure - self.of_gates)
        plain = f"MET if {self.certainly(rule.requires, True, guarded=False)} else {otherwise}"
        if not flags and rule.arguable is None:
            # The two outcomes there can be, made once.
            met, not_met = self.held((rule, Verdict.MET)), self.held((rule, Verdict.NOT_MET))
            return [f"add({met} if {self.certainly(rule.requires, True, guarded=False)} else {not_met})"]
        if not flags:
            return [*late, f"verdict = {plain}"]
        yes, no = self.certainly(rule.requires, True), self.certainly(rule.requires, False)
        return [
            *late,
            f"if {' or '.join(flags)}: verdict = MET if {yes} else ({otherwise}) if {no} else UNDETERMINED",
            f"else: verdict = {plain}",
        ]

    def _arguable(self, reading: Expression[bool]) -> str:
        yes, no = self.certainly(reading, True), self.certainly(reading, False)
        return f"DIFFER if {yes} else NOT_MET if {no} else UNDETERMINED"


def _indented(lines: Iterable[str]) -> list[str]:
    return [f"  {line}" for line in lines]


def _together(blocks: Iterable[list[str]]) -> list[str]:
    """The lines of all blocks; neighbours that stand under the same gate and add one outcome each are added at once.

    Such a block has two lines where all is known: its gate, and what is added.
    """
    lines: list[str] = []
    for same, several in groupby(blocks, key=lambda block: block[0] if len(block) == 2 else ""):
        if same:
            added = ", ".join(block[1].strip()[len("add(") : -1] for block in several)
            lines += [same, f"  out += ({added},)"]
        else:
            lines += [line for block in several for line in block]
    return lines


def fuse(rules: Sequence[Rule]) -> Fused:
    """One function that judges all ``rules``, which read the same row."""
    writer = _Writer()
    names = [writer.held(rule) for rule in rules]
    of_gates = list(fields_of(*(rule.gate for rule in rules)))
    others = [name for name in dict.fromkeys(name for rule in rules for name in rule.fields) if name not in of_gates]
    writer.read_fields([*of_gates, *others], "every")

    def part(unsure: Iterable[str]) -> list[list[str]]:
        writer.unsure.update(unsure)
        return [writer.rule(rule, name) for rule, name in zip(rules, names, strict=True)]

    writer.of_gates.update(of_gates)
    all_known = _together(part(()))
    gates_known = part(others)
    some_unknown = part(of_gates)
    lines = [
        "def judge_all(row, on, policy):",
        "  out = []",
        "  add = out.append",
        *writer.head,
        "  if all_known(map(type, every)):",
        *_indented(_indented(all_known)),
        f"  elif all_known(map(type, every[:{len(of_gates)}])):",
        *_indented(_indented(line for block in gates_known for line in block)),
        "  else:",
        *_indented(_indented(writer.flag_lines(of_gates))),
        *_indented(_indented(line for block in some_unknown for line in block)),
        "  return out",
    ]
    exec(compile("\n".join(lines), "<rules>", "exec"), writer.objects)  # noqa: S102  (our own source, from our own trees)
    fused: Fused = writer.objects["judge_all"]
    return fused
