"""A rule is a value: a small expression over a row of facts, with its citation and its sentences.

:class:`Condition` is for what is so or not; :class:`Duty` for what has time to run. Each has a gate: the law date lies
in the rule's in-force dates, and ``applies`` holds. Rules compare, hash and sort by id.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum
from functools import cached_property
from typing import Any

import attrs

from ap_core.errors import Fault, require
from ap_core.law.citation import Citation
from ap_core.law.expressions import (
    ALWAYS,
    TODAY,
    And,
    Choice,
    Expression,
    Field,
    LawDate,
    LawValue,
    Proposition,
    as_condition,
    compare,
    faults_of,
    rebuild,
    same,
    walk,
)
from ap_core.law.wording import placeholders


class Actor(Enum):
    """Who owes a step. Management committee for a PRU, governing board for a school."""

    CENTRE = "Centre"
    HEAD = "Head"
    MENTOR = "Mentor"
    BASELINE_LEAD = "Baseline lead"
    SENCO = "SENCO"
    EXAMS_OFFICER = "Exams officer"
    HOME_SCHOOL = "Home school"
    CENTRE_AND_HOME_SCHOOL = "Centre + home school"
    BOARD = "Directing school's board"
    AUTHORITY = "Local authority"
    CARE_AUTHORITY = "Corporate parent"
    OTHER_SCHOOL = "The other school"
    AUTHORITY_LEFT = "Local authority that the pupil moved from"
    ADVICE_BODY = "Body asked for advice"
    HEALTH = "Health commissioning body"
    MEDIATION_ADVISER = "Mediation adviser"
    PARENT = "Parent or young person"
    EXCLUDING_SCHOOL = "School that excluded"
    GOVERNING_BOARD = "Governing board"
    MANAGEMENT_COMMITTEE = "Management committee"
    ACADEMY_PROPRIETOR = "Academy's proprietor"
    REVIEW_PANEL = "Independent review panel"
    PROPRIETOR = "Proprietor of the place"

    @property
    def is_ours(self) -> bool:
        """Whether the step is the centre's own: what another body owes is theirs, never the centre's breach."""
        return self in _OURS


_OURS = frozenset(
    (Actor.CENTRE, Actor.HEAD, Actor.MENTOR, Actor.BASELINE_LEAD, Actor.SENCO, Actor.EXAMS_OFFICER,
     Actor.CENTRE_AND_HOME_SCHOOL)
)  # fmt: skip


@attrs.frozen(kw_only=True, eq=False)
class Rule:
    """What every rule has.

    ``id`` is permanent, dotted and lower case. ``entry`` names the fact-book entries behind it. ``law_date`` is the
    fact whose day decides which law applies; ``since`` and ``until`` are the first and last day in force. ``act`` is
    what to do when it is not met or pending. ``curable`` is false where nothing can put it right any more.
    ``arose`` is the fact that says when the matter arose.
    """

    id: str
    title: str
    entry: str
    row: type
    cites: Citation
    since: date
    until: date | None = None
    law_date: Expression[date] = TODAY
    applies: Proposition = attrs.field(default=ALWAYS, converter=as_condition)
    who: Actor | Field[Actor]
    act: str = ""
    curable: bool = True
    arose: Field[date] | None = None
    gate: Proposition = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        # What the centre can be asked for first: whether the rule concerns the pupil at all, then the law's dates.
        in_force = compare(">=", self.law_date, self.since)
        if self.until is not None:
            in_force &= compare("<=", self.law_date, self.until)
        object.__setattr__(self, "gate", And(self._concerns(), in_force))
        require(f"rule {self.id}", list(self._faults()))

    def _concerns(self) -> Proposition:
        return self._bound(self.applies)  # type: ignore[no-any-return]

    def _bound(self, expression: Any) -> Any:
        """The expression with the rule's own law date in every look-up of a value of law."""
        return rebuild(expression, lambda node: self.law_date if isinstance(node, LawDate) else None)

    def expressions(self) -> dict[str, Expression[Any]]:
        """The parts of the rule that decide, by name."""
        return {"gate": self.gate}

    def sentences(self) -> dict[str, str]:
        """The sentence templates, by name."""
        return {"act": self.act}

    @cached_property
    def nodes(self) -> tuple[Expression[Any], ...]:
        """Every node of what decides the rule."""
        return tuple(node for expression in self.expressions().values() for node in walk(expression))

    @cached_property
    def told(self) -> tuple[Field[Any], ...]:
        """Each fact that decides the rule or that its sentences show, in the row's own order."""
        read = {node.name for node in self.nodes if isinstance(node, Field)}
        shown = {name for sentence in self.sentences().values() for name in placeholders(sentence)}
        beside = {part.name for part in (self.who, self.arose) if isinstance(part, Field)}
        names = [field.name for field in attrs.fields(self.row) if field.name in read | shown | beside]
        held = (getattr(self.row, name, None) for name in names)
        return tuple(field for field in held if isinstance(field, Field))

    @property
    def fields(self) -> dict[str, Field[Any]]:
        """Every fact that decides the rule."""
        return {node.name: node for node in self.nodes if isinstance(node, Field)}

    def _faults(self) -> Iterator[Fault]:
        yield from _id_faults(self.id)
        if self.until is not None and self.until < self.since:
            yield Fault("until", "is before since", "give the last day in force")
        shown = set(self._placeholders())
        beside = {"who": self.who, "arose": self.arose}
        others = {name: node for name, node in beside.items() if isinstance(node, Field)}
        for name, expression in (self.expressions() | others).items():
            yield from faults_of(expression, name)
            for inner in walk(expression):
                if isinstance(inner, Field) and not issubclass(self.row, inner.row):
                    yield Fault(name, f"reads {inner.name!r} of another row", f"use the facts of {self.row.__name__}")
        for name, sentence in self.sentences().items():
            for wanted in placeholders(sentence):
                if wanted not in shown:
                    yield Fault(name, f"has the placeholder {wanted!r}", "name a fact, a value of law or a choice")

    def _placeholders(self) -> Iterator[str]:
        yield from (field.name for field in attrs.fields(self.row))
        yield from (name for cls in self.row.__mro__ for name, of in vars(cls).items() if isinstance(of, property))
        for expression in self.expressions().values():
            for inner in walk(expression):
                if isinstance(inner, Choice):
                    yield inner.name
                elif isinstance(inner, LawValue):
                    yield law_name(inner)

    def same_as(self, other: Rule) -> bool:
        """Whether ``other`` says the same in every part (``==`` compares ids only)."""
        names = [field.name for field in attrs.fields(self.__class__)]
        return self.__class__ is other.__class__ and all(
            same(getattr(self, name), getattr(other, name)) for name in names
        )

    def __eq__(self, other: object) -> bool:
        return self.id == other.id if isinstance(other, Rule) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.id)

    def __repr__(self) -> str:
        return f"<{self.__class__.__name__} {self.id}>"


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Condition(Rule):
    """What is so or not: met where ``requires`` holds.

    Where it does not hold but the ``arguable`` reading does, readings differ and the finding is undetermined.
    """

    requires: Proposition = attrs.field(converter=as_condition)
    arguable: Proposition | None = attrs.field(default=None, converter=attrs.converters.optional(as_condition))
    met: str = ""
    not_met: str
    differs: str = ""
    #: The values of law that the requirement turns on.
    law_values: tuple[LawValue[Any], ...] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "requires", self._bound(self.requires))
        if self.arguable is not None:
            object.__setattr__(self, "arguable", self._bound(self.arguable))
        turns_on = tuple(node for node in walk(self.requires) if isinstance(node, LawValue))
        object.__setattr__(self, "law_values", turns_on)
        super().__attrs_post_init__()

    def expressions(self) -> dict[str, Expression[Any]]:
        """Gate, requirement and, if there is one, the arguable reading."""
        parts = super().expressions() | {"requires": self.requires}
        if self.arguable is not None:
            parts["arguable"] = self.arguable
        return parts

    def sentences(self) -> dict[str, str]:
        """One for each verdict, and what to do."""
        return super().sentences() | {"met": self.met, "not_met": self.not_met, "differs": self.differs}

    def _faults(self) -> Iterator[Fault]:
        yield from super()._faults()
        if self.arguable is not None and not self.differs:
            yield Fault("differs", "is empty", "say what either reading comes to")


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Duty(Rule):
    """Something to be done by a day: ``by`` is the fact that holds the deadline, ``done`` the day it was done."""

    by: Field[Any]
    done: Field[date]
    met: str = ""
    late: str
    pending: str = ""
    differs: str = ""

    def _concerns(self) -> Proposition:
        # Where it is known that there is no last day, nothing is owed and nobody is asked anything.
        return super()._concerns() & self.by.exists if self.by.optional else super()._concerns()

    def expressions(self) -> dict[str, Expression[Any]]:
        """Gate, deadline and deed."""
        return super().expressions() | {"by": self.by, "done": self.done}

    def sentences(self) -> dict[str, str]:
        """One for each verdict, and what to do."""
        mine = {"met": self.met, "late": self.late, "pending": self.pending, "differs": self.differs}
        return super().sentences() | mine


def law_name(node: LawValue[Any]) -> str:
    """The placeholder of a value of law: its name in snake case."""
    return node.dated.name.replace(" ", "_").lower()


def _id_faults(rule_id: str) -> Iterator[Fault]:
    parts = rule_id.split(".")
    plain = all(part.replace("_", "").isalnum() and part == part.lower() for part in parts)
    if len(parts) < 2 or not plain or not rule_id.isascii():
        yield Fault("id", "is not dotted lower case", "write it like placement.first_review.in_time")
