"""What a finding rests on: the day whose law was taken, the provisions, the choices and the facts.

All of it is put into words, so that it can be kept in a document and read without the library.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import attrs

from ap_core.law.citation import Citation, Force
from ap_core.law.expressions import Choice, LawValue
from ap_core.law.judging import Moment, value
from ap_core.law.rules import Condition, Rule
from ap_core.law.unknown import Unknown
from ap_core.law.wording import in_words
from ap_core.values import Value, item, small_value


@small_value
class FactUsed(Value):
    """A fact that a rule reads or its sentences show, with the value that it had."""

    name: str = item("its name in the row of facts")
    says: str = item("what it is, in words")
    value: str = item("the value, in words; not known where it was not")


@small_value
class ChoiceUsed(Value):
    """A local choice that a rule reads or is about, with the value that it had, and who decided."""

    name: str = item("its name in the policy, as part.name")
    says: str = item("what it is, in words")
    value: str = item("the value, in words, with its unit")
    by: str = item("the office or body that decided; empty where no decision is recorded", default="")
    on: date | None = item("the day of the decision, where one is recorded", default=None)
    why: str = item("why, as the decision says; empty where it does not", default="")


@attrs.frozen
class Grounds:
    """What a finding rests on, beside the provision that decided."""

    #: The day whose law was taken; ``None`` where it is not known.
    law_date: date | None = None
    #: What else it rests on: the rule's own provision, and the edition of each other value of law that it read.
    also: tuple[Citation, ...] = ()
    choices: tuple[ChoiceUsed, ...] = ()
    facts: tuple[FactUsed, ...] = ()


def grounds(rule: Rule, at: Moment) -> Grounds:
    """What the finding of ``rule`` over a row rests on."""
    facts = tuple(FactUsed(field.name, field.says, in_words(value(field, at))) for field in rule.told)
    return attrs.evolve(law_of(rule, at), facts=facts)


def law_of(rule: Rule, at: Moment) -> Grounds:
    """The same without the facts, which take most of the time and which an explanation shows term by term."""
    law_date, decided = value(rule.law_date, at), deciding(rule, at)
    editions = [_edition(node, at) for node in rule.nodes if isinstance(node, LawValue)]
    also = dict.fromkeys(each for each in (rule.cites, *editions) if each is not None and each != decided)
    chosen = [f"{node.part}.{node.name}" for node in rule.nodes if isinstance(node, Choice)]
    return Grounds(
        law_date=law_date if isinstance(law_date, date) else None,
        also=tuple(also),
        choices=tuple(_choices((*_chosen_names(rule.cites), *chosen), at.policy)),
    )


def deciding(rule: Rule, at: Moment) -> Citation:
    """The edition of a value of law that the rule turned on, or the rule's own provision."""
    if isinstance(rule, Condition):
        for node in rule.law_values:
            edition = _edition(node, at)
            if edition is not None:
                return edition
    return rule.cites


def _edition(node: LawValue[Any], at: Moment) -> Citation | None:
    """The edition that was looked up; ``None`` where the day is not known, or no law of that day is held."""
    if isinstance(value(node, at), Unknown):
        return None
    return node.dated.on(value(node.at, at)).citation


def _choices(names: Iterable[str], policy: Any) -> Iterator[ChoiceUsed]:
    """Each of the choices that the policy has, once."""
    for name in dict.fromkeys(names):
        part, _, field = name.partition(".")
        held = getattr(policy, part, None)
        node = getattr(held.__class__, field, None)
        if isinstance(node, Choice):
            fields: Any = attrs.fields(held.__class__)  # type: ignore[arg-type]
            unit = getattr(fields, field).metadata["unit"]
            shown = in_words(getattr(held, field)) + (f" ({unit})" if unit else "")
            decided = [each for each in getattr(policy, "decisions", ()) if each.choice == name]
            by, on, why = (decided[-1].by, decided[-1].on, decided[-1].why) if decided else ("", None, "")
            yield ChoiceUsed(name, node.says, shown, by, on, why)


def _chosen_names(cited: Citation) -> Iterator[str]:
    """The choices that a local provision names: ``part.name``, or ``part.name, other`` for two of one part.

    A deadline is reckoned from a choice before a rule reads it, so that the rule's expressions do not show which.
    """
    if cited.force is Force.LOCAL:
        part, _, names = cited.provision.partition(".")
        yield from (f"{part}.{name}" for name in names.split(", "))
