"""How a rule is judged, term by term: what the words of DESIGN's verdict tables say, in three-valued logic.

This is the slow way, used for the findings that need explaining; :mod:`ap_core.law.fused` is the fast one, and the
tests hold the two together. A term is true, false, or :class:`~ap_core.law.unknown.Unknown` with what it needs.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from datetime import date
from enum import Enum
from typing import Any, NamedTuple

import attrs

from ap_core.dates.deadlines import Deadline, NoFixedDate
from ap_core.law.dated import Dated
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
)
from ap_core.law.rules import Condition, Duty, Rule
from ap_core.law.unknown import UNKNOWN, Reason, Unknown, reckon, unknown_among
from ap_core.law.wording import in_words


class Verdict(Enum):
    """What a rule says of a row. Not applicable is no verdict: it is counted, not listed."""

    MET = "met"
    NOT_MET = "not met"
    PENDING = "pending"
    UNDETERMINED = "undetermined"


#: The outcome of a rule over a row: a verdict; readings that differ (undetermined, for that reason); or ``None``.
Outcome = Verdict | Reason | None

#: Undetermined because the strict and the customary reading, or the rule and its arguable reading, differ.
DIFFER = Reason.READINGS_DIFFER

_OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt, "<=": operator.le, "==": operator.eq, "!=": operator.ne, ">=": operator.ge, ">": operator.gt,
}  # fmt: skip


@attrs.frozen
class Term:
    """One line of an explanation: how deep it stands, what was asked, the values, and what came out."""

    depth: int
    asked: str
    values: str
    result: str


class Moment(NamedTuple):
    """Over what a rule is judged: the row of facts, the day of the check, and the policy."""

    row: Any
    on: date
    policy: Any


def judge(rule: Rule, at: Moment) -> tuple[Outcome, Unknown | None]:
    """The outcome of ``rule``, and what is needed where a fact is wanting: to settle it, or to say that it is done."""
    gate = truth(rule.gate, at)
    if gate is False:
        return None, None
    if type(gate) is Unknown:
        return Verdict.UNDETERMINED, gate
    if isinstance(rule, Duty):
        by, done = value(rule.by, at), value(rule.done, at)
        # Met or not met, both are known, and nothing is asked.
        return duty_outcome(by, done, at.on), unknown_among((by, done))
    assert isinstance(rule, Condition)
    holds = truth(rule.requires, at)
    if holds is True:
        return Verdict.MET, None
    if type(holds) is Unknown:
        return Verdict.UNDETERMINED, holds
    arguable = False if rule.arguable is None else truth(rule.arguable, at)
    if type(arguable) is Unknown:
        return Verdict.UNDETERMINED, arguable
    return (DIFFER if arguable else Verdict.NOT_MET), None


def duty_outcome(by: Any, done: Any, on: date) -> Outcome:
    """The verdict table of a duty whose gate is open.

    ``by`` is a deadline, a duty without a fixed date, or unknown; ``done`` a day, ``None`` or unknown. What was done
    after the day of the check is not done yet.
    """
    if type(by) is not Deadline:
        if type(by) is NoFixedDate and type(done) is not Unknown:
            return _PENDING if done is None or done > on else _MET
        return _UNDETERMINED
    # Read from its slots, as its properties would: every duty of every row comes by here.
    last_day, customary = by._last_day, by._customary_last_day
    if type(done) is Unknown:
        outcome, day = _UNDETERMINED, on
    elif done is None or done > on:
        outcome, day = _NOT_MET, on
    elif done <= last_day:
        return _MET
    else:
        outcome, day = _NOT_MET, done
    if day <= last_day:
        return _PENDING
    # The customary day is later than the strict one: where the day lies between them, the two readings differ.
    return outcome if customary is None or customary < day else DIFFER


# Named once: looking into an enumeration is not free, and every duty of every row ends in one of these.
_MET, _NOT_MET, _PENDING, _UNDETERMINED = Verdict.MET, Verdict.NOT_MET, Verdict.PENDING, Verdict.UNDETERMINED


def law_on(dated: Dated[Any], day: Any) -> Any:
    """The value of law on ``day``; unknown where no law of that day is held, or the day itself is not known."""
    if day is None:
        # What did not happen comes under no law: the rule's dates shut its gate, and nothing is asked.
        return UNKNOWN
    return reckon(lambda on: dated.on(on).value, day)


def value(node: Expression[Any], at: Moment) -> Any:
    """What a node that is not a condition stands for."""
    match node:
        case Field():
            got = getattr(at.row, node.name)
            # A row built by hand may hold the bare UNKNOWN: then the fact itself is what is missing.
            bare = type(got) is Unknown and not got.needs
            return Unknown.because(node.name, ask=node.says) if bare else got
        case Constant():
            return node.value
        case Today():
            return at.on
        case Choice():
            return getattr(getattr(at.policy, node.part), node.name)
        case LawValue():
            return law_on(node.dated, value(node.at, at))
    raise TypeError(f"{node.__class__.__name__} has no value of its own")


def truth(node: Expression[Any], at: Moment, trace: list[Term] | None = None, depth: int = 0) -> bool | Unknown:
    """Whether a condition holds, in three values; each term is written to ``trace`` where one is given."""
    values = ""
    result: bool | Unknown
    match node:
        case Comparison():
            left, right = value(node.left, at), value(node.right, at)
            missing = unknown_among((left, right))
            if missing is not None:
                result = missing
            else:
                result = left is not None and right is not None and _OPERATORS[node.operator](left, right)
            values = "" if node.is_plain else f"{in_words(left)} {node.operator} {in_words(right)}"
        case And() | Or():
            place = len(trace or ())
            settles = isinstance(node, Or)
            results = [truth(term, at, trace, depth + 1) for term in node.terms]
            if settles in results:
                result = settles
            else:
                # The first that is not known is asked first: its answer may settle the rest.
                result = next((each for each in results if type(each) is Unknown), not settles)
            if trace is not None and node.terms:
                asked = "any of" if settles else "all of"
                trace.insert(place, Term(depth, asked, "", _shown(result)))
            return result
        case Not():
            inner = truth(node.of, at)
            result = inner if type(inner) is Unknown else not inner
        case Exists():
            got = value(node.of, at)
            result = got if type(got) is Unknown else got is not None
            values = in_words(got)
        case Membership():
            got = value(node.of, at)
            result = got if type(got) is Unknown else got in node.options
            values = in_words(got)
        case _:
            raise TypeError(f"{node.__class__.__name__} is no condition")
    if trace is not None:
        trace.append(Term(depth, str(node), values, _shown(result)))
    return result


def _shown(result: bool | Unknown) -> str:
    return "not known" if type(result) is Unknown else "yes" if result else "no"


def terms_of(rule: Rule, at: Moment) -> tuple[Term, ...]:
    """Every term of the rule with its values, gate first; what the gate shuts out is not shown."""
    trace: list[Term] = []
    if truth(rule.gate, at, trace) is not False:
        if isinstance(rule, Duty):
            for field in (rule.by, rule.done):
                trace.append(Term(0, str(field), "", in_words(value(field, at))))
        else:
            assert isinstance(rule, Condition)
            truth(rule.requires, at, trace)
            if rule.arguable is not None:
                trace.append(Term(0, "on the arguable reading", "", ""))
                truth(rule.arguable, at, trace, 1)
    return tuple(trace)
