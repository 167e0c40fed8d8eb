"""Which columns the table of a row of facts has, and how a fact stands in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import Enum
from typing import Any, Literal, get_args, get_type_hints

import attrs

from ap_core.dates.deadlines import Deadline, NoFixedDate
from ap_core.dates.half_days import HalfDays
from ap_core.england import ENGLAND
from ap_core.errors import Fault, refuse, require
from ap_core.law.expressions import Choice, Field
from ap_core.law.rulebook import RuleBook
from ap_core.law.rules import Rule
from ap_core.law.unknown import UNKNOWN, Unknown
from ap_core.policy import Policy

ColumnType = Literal["yes or no", "whole number", "date", "text"]

#: What stands for a duty without a date in a row made from a table, which does not hold the words of the provision.
NO_DATE_IN_WORDS = "no fixed date"
#: Between the members of a set of words.
BETWEEN = "; "


@attrs.frozen
class Column:
    """One column of a table of facts.

    ``needed`` says that no rule can be judged without it; any other may be left out. ``decides`` says that a verdict
    turns on it; the others only help to explain one. ``options`` are the words that it may hold: one of
    them, or where it holds ``many``, several with "; " between. ``at_least`` is the least that a number may be.
    """

    name: str
    type: ColumnType
    needed: bool
    decides: bool
    says: str
    null: str
    options: tuple[str, ...] = ()
    many: bool = False
    at_least: int | None = None


def row_called(subject: type | str, rulebook: RuleBook[Any]) -> type:
    """The class of a rulebook's row, by itself or by its name."""
    rows = {row.__name__: row for row, _ in rulebook.subjects}
    if isinstance(subject, str):
        if subject not in rows:
            refuse("subject", "subject", "is no row of facts of the rulebook", f"use one of: {', '.join(sorted(rows))}")
        return rows[subject]
    if subject not in rows.values():
        refuse("subject", "subject", "is no row of facts of the rulebook", "give the class of one, or its name")
    return subject


def rules_over(row: type, rulebook: RuleBook[Any]) -> tuple[Rule, ...]:
    """The rules that read a row, in the book's order."""
    return tuple(rule for rule in rulebook.rules if rule.row is row)


def facts_of(row: type) -> Mapping[str, Field[Any]]:
    """Every fact of a row, by name."""
    found = {field.name: getattr(row, field.name) for field in attrs.fields(row) if field.name != "subject"}
    return {name: node for name, node in found.items() if isinstance(node, Field)}


def choices_of(rules: Iterable[Rule]) -> Mapping[str, Choice[Any]]:
    """Every local choice that the rules rest on, by the name of its column."""
    nodes = (node for rule in rules for node in rule.nodes)
    return {f"policy_{node.name}": node for node in nodes if isinstance(node, Choice)}


def columns(subject: type | str, rulebook: RuleBook[Any] = ENGLAND) -> tuple[Column, ...]:
    """The columns of the table of a row of facts, beside its key: those that are needed first.

    >>> for column in columns("StartFacts")[:3]:
    ...     print(column.name, "|", column.type, "|", column.null)
    leaving | date | not known
    begins_no_fixed_date | yes or no | not known
    started_on | date | none
    """
    row = row_called(subject, rulebook)
    return _described(row, rules_over(row, rulebook))


# Not kept between calls: rules are equal by id, and two books may hold different rules under one.
def _described(row: type, rules: tuple[Rule, ...]) -> tuple[Column, ...]:
    read = {name for rule in rules for name in rule.fields}
    found = [column for name, node in facts_of(row).items() for column in _of_fact(name, node, name in read)]
    found += [_of_choice(name, node) for name, node in choices_of(rules).items()]
    found.append(Column("subject", "text", False, False, "the matter, in words for explanations", "the key is shown"))
    names = [column.name for column in found]
    twice = sorted({name for name in names if names.count(name) > 1})
    require("columns", [Fault(name, "is the name of two columns", "rename a fact of the row") for name in twice])
    return tuple(sorted(found, key=lambda column: not column.needed))


def _of_fact(name: str, node: Field[Any], read: bool) -> Iterator[Column]:
    kinds = node.kinds
    null = "none" if node.optional else "not known"
    if kinds != (NoFixedDate,):
        kind, least = _TYPES.get(kinds[0], "text"), 0 if kinds[0] is HalfDays else None
        yield Column(name, kind, read, read, node.says, null, options_of(node), kinds[0] is frozenset, least)
    if Deadline in kinds:
        yield Column(f"{name}_customary", "date", False, read, f"the later day by practice: {node.says}", "none")
    if is_due(node):
        alone = kinds == (NoFixedDate,)
        says = f"owed without a fixed date: {node.says}"
        null = "not known" if alone else "no"
        yield Column(f"{name}_no_fixed_date", "yes or no", read and alone, read, says, null)
    if node.optional:
        yield Column(f"{name}_unknown", "yes or no", False, read, f"it is not known: {node.says}", "yes")


def _of_choice(name: str, node: Choice[Any]) -> Column:
    default = getattr(getattr(Policy(), node.part), node.name)
    options = tuple(member.value for member in default.__class__) if isinstance(default, Enum) else ()
    return Column(name, _TYPES.get(default.__class__, "text"), False, True, node.says, "as the policy has it", options)


_TYPES: dict[type, ColumnType] = {
    bool: "yes or no", int: "whole number", HalfDays: "whole number", date: "date", Deadline: "date",
}  # fmt: skip


def is_due(node: Field[Any]) -> bool:
    """Whether a fact is the last day of a duty, which any duty may turn out not to have."""
    return not {Deadline, NoFixedDate}.isdisjoint(node.kinds)


def options_of(node: Field[Any]) -> tuple[str, ...]:
    """The words that a fact's column may hold; empty where it holds no word of a list."""
    return tuple(member.value for member in _members(node))


def _members(node: Field[Any]) -> tuple[Any, ...]:
    kind = node.kinds[0]
    if kind is frozenset:
        kind = get_args(get_args(get_type_hints(node.row)[node.name])[0])[0]
    return tuple(kind) if isinstance(kind, type) and issubclass(kind, Enum) else ()


# ---------------------------------------------------------------- values


def written(value: Any) -> Any:
    """A known value as a column holds it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, HalfDays):
        return value.count
    if isinstance(value, frozenset):
        return BETWEEN.join(sorted(member.value for member in value))
    return value


def written_columns(name: str, node: Field[Any], values: Sequence[Any]) -> dict[str, list[Any]]:
    """A fact's values, row by row, as its columns."""
    kinds = node.kinds
    held = {}
    if kinds != (NoFixedDate,):
        held[name] = [_cell(value) for value in values]
    if is_due(node):
        held[f"{name}_no_fixed_date"] = [
            None if isinstance(value, Unknown) else isinstance(value, NoFixedDate) for value in values
        ]
    if Deadline in kinds:
        held[f"{name}_customary"] = [
            value.customary_last_day if isinstance(value, Deadline) else None for value in values
        ]
    if node.optional:
        held[f"{name}_unknown"] = [isinstance(value, Unknown) for value in values]
    return held


def _cell(value: Any) -> Any:
    if isinstance(value, Deadline):
        return value.last_day
    return None if isinstance(value, (Unknown, NoFixedDate)) else written(value)


def fact_in(name: str, node: Field[Any], held: Mapping[str, Any]) -> Any:
    """A fact's value from the cells of a table's row; what is left out is not known."""
    if node.optional and f"{name}_unknown" in held and held[f"{name}_unknown"] is not False:
        return UNKNOWN
    if held.get(f"{name}_no_fixed_date"):
        return NoFixedDate(NO_DATE_IN_WORDS)
    got = held.get(name)
    if got is None:
        return None if node.optional and name in held else UNKNOWN
    if Deadline in node.kinds:
        return Deadline(got, customary_last_day=held.get(f"{name}_customary"))
    return _reader(node)(got)


def _reader(node: Field[Any]) -> Callable[[Any], Any]:
    kind = node.kinds[0]
    if kind is frozenset:
        words = {member.value: member for member in _members(node)}
        return lambda text: frozenset(words[word] for word in text.split(BETWEEN) if word)
    return kind if kind is HalfDays or issubclass(kind, Enum) else lambda got: got
