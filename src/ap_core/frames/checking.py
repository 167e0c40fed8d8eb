"""Check a whole table: the same rules, judged by the engine that the table is in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import Enum, IntEnum
from numbers import Integral
from typing import Any

import narwhals.stable.v2 as nw

from ap_core.dates.deadlines import Deadline
from ap_core.dates.plain import plain_day
from ap_core.england import ENGLAND
from ap_core.errors import refuse
from ap_core.frames import translation
from ap_core.frames.engines import (
    MOST_ROWS,
    Table,
    called,
    frame_of,
    opened,
    rows_held,
    stacked,
    with_types,
    words_of,
)
from ap_core.frames.layout import Column, choices_of, columns, row_called, rules_over
from ap_core.frames.rows import facts_row
from ap_core.frames.translation import Translation
from ap_core.law import explaining
from ap_core.law.findings import Finding
from ap_core.law.judging import DIFFER, Moment, Verdict, judge
from ap_core.law.rulebook import RuleBook
from ap_core.law.rules import Duty, Rule
from ap_core.policy import Policy
from ap_core.values import Value, expect

_POLICY = Policy()


class State(IntEnum):
    """What a rule comes out as in a table: a verdict, or that it does not apply, as a small whole number."""

    NOT_APPLICABLE = translation.NOT_APPLICABLE
    MET = translation.MET
    NOT_MET = translation.NOT_MET
    PENDING = translation.PENDING
    UNDETERMINED = translation.UNDETERMINED
    #: Undetermined, because readings differ.
    READINGS_DIFFER = translation.DIFFER

    @property
    def verdict(self) -> Verdict | None:
        """The verdict; none where the rule does not apply."""
        if self is State.READINGS_DIFFER:
            return Verdict.UNDETERMINED
        return None if self is State.NOT_APPLICABLE else Verdict[self.name]


def check(
    table: Any,
    *,
    subject: type | str,
    on: date,
    key: str | Sequence[str] = "key",
    policy: Policy = _POLICY,
    rulebook: RuleBook[Any] = ENGLAND,
    trusted: bool = False,
    at_most_rows: int = MOST_ROWS,
) -> Any:
    """The key, and for each rule over the subject a column, named by the rule's id, with its :class:`State`.

    The table is one of facts (:func:`columns` says which columns it has), and so is the answer's engine. ``key`` tells
    its rows apart; nothing goes by their order. A column ``policy_<name>`` stands before the policy's choice of that
    name, where it is not null. Whatever is wrong with the table is told at once, before any row is judged, in one
    :class:`~ap_core.errors.InvalidValue`; ``trusted`` leaves out what takes a pass of its own over the rows (keys there
    twice, words on no list, contradictions). A table in memory may have ``at_most_rows``, a lazy one any number.
    """
    _, rules, described = _asked(subject, on, policy, rulebook)
    ready = _opened(table, described, rules, key, policy, trusted, at_most_rows)
    return ready.answer(_translation(ready, on, policy).judged(ready.frame, rules, ready.keys))


def long(
    table: Any,
    *,
    subject: type | str,
    on: date,
    key: str | Sequence[str] = "key",
    policy: Policy = _POLICY,
    rulebook: RuleBook[Any] = ENGLAND,
    trusted: bool = False,
    at_most_rows: int = MOST_ROWS,
) -> Any:
    """One row for each rule that applies to a row of the table: what a review lists, as a table.

    Beside the key: ``rule`` (its id), ``verdict`` and ``reason`` (in words; a
    reason only where readings differ), ``due`` and ``customary_due`` (the last day, and the later one by practice, of
    a duty with a date), and ``citation`` (the provision that the rule cites). Otherwise as :func:`check`.
    """
    _, rules, described = _asked(subject, on, policy, rulebook)
    ready = _opened(table, described, rules, key, policy, trusted, at_most_rows)
    states = _translation(ready, on, policy)
    parts = [_long(ready, rule, states) for rule in rules]
    # In pandas a row of the table has several here, and each would have its label.
    return nw.to_native(nw.maybe_reset_index(nw.from_native(ready.answer(stacked(parts)))))


def _translation(ready: Table, on: date, policy: Policy) -> Translation:
    # PyArrow takes several times as long to choose between two values as to reckon a sum; others do not.
    sums = ready.frame.implementation.is_pyarrow()
    return Translation(ready.present, on, policy, words=words_of(ready.frame), sums=sums)


def _long(ready: Table, rule: Rule, states: Translation) -> Any:
    none = nw.lit(None, nw.Date)
    due, customary, days = none, none, []
    if isinstance(rule, Duty) and Deadline in rule.by.kinds:
        days = [name for name in (rule.by.name, f"{rule.by.name}_customary") if name in ready.present]
        due = nw.col(rule.by.name)
        customary = nw.col(days[-1]) if len(days) > 1 else none
    state = nw.col(rule.id)
    judged = states.judged(ready.frame, [rule], dict.fromkeys((*ready.keys, *days)))
    differ = state == State.READINGS_DIFFER.value
    return judged.filter(state != State.NOT_APPLICABLE.value).select(
        *map(nw.col, ready.keys),
        nw.lit(rule.id).alias("rule"),
        _verdict_in_words(state).alias("verdict"),
        nw.when(differ).then(nw.lit(DIFFER.value)).alias("reason"),
        due.alias("due"),
        customary.alias("customary_due"),
        nw.lit(str(rule.cites)).alias("citation"),
    )


def _verdict_in_words(state: Any) -> Any:
    words = nw.lit(Verdict.UNDETERMINED.value)
    for each in (State.PENDING, State.NOT_MET, State.MET):
        assert each.verdict is not None
        words = nw.when(state == each.value).then(nw.lit(each.verdict.value)).otherwise(words)
    return words


def findings(
    table: Any,
    value: Any,
    *,
    subject: type | str,
    on: date,
    key: str = "key",
    policy: Policy = _POLICY,
    rulebook: RuleBook[Any] = ENGLAND,
) -> tuple[Finding, ...]:
    """What the record path has to say of the one row whose key is ``value``: every rule that applies, in full.

    The row of facts is made again from the table's cells, so it knows what they know: which days a limit counted, or
    the words of a duty without a date, are not among them.
    """
    row, rules, described = _asked(subject, on, policy, rulebook)
    expect("findings", "key", key, str, "give the name of one column")
    typed = with_types(frame_of(table), described, (key,))
    kind = typed.collect_schema()[key]
    of_any_type = kind == nw.Object
    text, whole = isinstance(value, str), isinstance(value, Integral) and not isinstance(value, bool)
    if not of_any_type and ((kind in (nw.String, nw.Categorical, nw.Enum)) != text or kind.is_integer() != whole):
        refuse("table", key, f"is {called(kind)}, and the key asked for is not", "ask for a key of its type")
    found = typed.filter(nw.col(key) == (int(value) if whole else value))
    held = rows_held(found.drop(key) if of_any_type else found)
    if len(held) != 1:
        refuse("table", key, f"is so in {len(held)} rows", "give the key of one row")
    cells = held[0]
    chosen = _with_choices(policy, rules, cells)
    at = Moment(facts_row(row, cells, str(value), described), on, chosen)
    judged = ((rule, judge(rule, at)[0]) for rule in rules)
    return tuple(Finding.of(rule, outcome, str(value), at) for rule, outcome in judged if outcome is not None)


def explain(
    table: Any,
    value: Any,
    *,
    subject: type | str,
    on: date,
    key: str = "key",
    policy: Policy = _POLICY,
    rulebook: RuleBook[Any] = ENGLAND,
) -> str:
    """The findings of one row as plain text, each in full, as :func:`ap_core.law.explaining.explain` gives it."""
    found = findings(table, value, subject=subject, on=on, key=key, policy=policy, rulebook=rulebook)
    return "\n\n".join(map(explaining.explain, found))


def _asked(
    subject: type | str, on: date, policy: Policy, rulebook: RuleBook[Any]
) -> tuple[type, tuple[Rule, ...], tuple[Column, ...]]:
    plain_day(on, "check", "on")
    expect("check", "policy", policy, Value, "give a whole Policy, or leave it out")
    expect("check", "rulebook", rulebook, RuleBook, "give a RuleBook, or leave it out")
    row = row_called(subject, rulebook)
    rules = rules_over(row, rulebook)
    if not rules:
        refuse("check", "subject", "is read by no rule of the rulebook", "give a row that one of its rules reads")
    return row, rules, columns(row, rulebook)


def _opened(
    table: Any,
    described: tuple[Column, ...],
    rules: tuple[Rule, ...],
    key: str | Sequence[str],
    policy: Policy,
    trusted: bool,
    at_most_rows: int,
) -> Table:
    ready = opened(table, described, key, trusted=trusted, at_most_rows=at_most_rows)
    own = [name for name in choices_of(rules) if name in ready.present]
    if own and not trusted:
        # Each policy that stands in the table keeps to the law like any other.
        for cells in rows_held(ready.frame.select(*map(nw.col, own)).unique()):
            _with_choices(policy, rules, cells)
    return ready


def _with_choices(policy: Policy, rules: tuple[Rule, ...], cells: dict[str, Any]) -> Policy:
    """The policy with the choices that stand in a row of the table."""
    own: dict[str, Any] = {}
    for name, node in choices_of(rules).items():
        if cells.get(name) is not None:
            kind = getattr(getattr(policy, node.part), node.name).__class__
            own[f"{node.part}.{node.name}"] = kind(cells[name]) if issubclass(kind, Enum) else cells[name]
    return policy.choosing(own) if own else policy
