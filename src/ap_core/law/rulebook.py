"""A rulebook: rules, and for each row of facts how it is reckoned from a record. Books compose with ``|``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from operator import attrgetter
from typing import Any, Generic, TypeVar

import attrs

from ap_core.errors import Fault, require
from ap_core.law.fused import Fused, fuse
from ap_core.law.reviews import Judged, Review
from ap_core.law.rules import Rule
from ap_core.law.wording import in_words
from ap_core.values import Sealed

R = TypeVar("R")
S = TypeVar("S")
T = TypeVar("T")


@attrs.frozen
class Asked:
    """What a check is asked over, besides the record: the day, the schools' calendars, and the policy."""

    on: date
    calendars: Any
    policy: Any
    _kept: dict[Any, tuple[Any, Any]] = attrs.field(factory=dict, init=False, eq=False, repr=False)

    def once(self, how: Callable[[T, Asked], S], of: T) -> S:
        """``how(of, self)``, reckoned once although several reckoners ask for it."""
        kept = self._kept.get(how)
        if kept is None or kept[0] is not of:
            kept = self._kept[how] = (of, how(of, self))
        return kept[1]


#: Reckons the rows of one kind from a record. Rows come only for what may concern the pupil.
Reckoner = Callable[[R, Asked], Iterable[Any]]


#: What a rulebook is made of: each row with its reckoner, and the rules.
Parts = tuple[tuple[tuple[type, Reckoner[R]], ...], tuple[Rule, ...]]


class RuleBook(Sealed, Generic[R]):
    """Rules over records of type ``R``.

    ``subjects`` are pairs of a row of facts and its reckoner. Rows that no rule reads are never reckoned. The compiled
    form is kept from the first use on; it is no part of the book's value and is not pickled. ``law_edition`` is the day
    to which the law in the rules was checked. Two books together were checked to the earlier of their days; a book
    without one, such as a centre's own rules, changes nothing.
    """

    __slots__ = ("_compiled", "_later", "_parts", "law_edition")

    law_edition: date | None
    _parts: Parts[R] | None
    _later: Callable[[], Parts[R]] | None
    _compiled: tuple[tuple[Reckoner[R], tuple[Rule, ...], Fused], ...] | None

    def __init__(
        self,
        *,
        subjects: Iterable[tuple[type, Reckoner[R]]],
        rules: Iterable[Rule],
        law_edition: date | None = None,
    ) -> None:
        fill = object.__setattr__
        fill(self, "_parts", (tuple(subjects), tuple(rules)))
        fill(self, "_later", None)
        fill(self, "law_edition", law_edition)
        fill(self, "_compiled", None)
        require("RuleBook", list(self._faults()))

    @classmethod
    def later(cls, parts: Callable[[], Parts[R]], *, law_edition: date | None = None) -> RuleBook[R]:
        """A book whose parts are fetched when it is first asked for them: to name a large one costs nothing."""
        made = cls(subjects=(), rules=(), law_edition=law_edition)
        object.__setattr__(made, "_parts", None)
        object.__setattr__(made, "_later", parts)
        return made

    def _read(self) -> Parts[R]:
        parts = self._parts
        if parts is None:
            # Two threads may both fetch them: they are the same, and the last ones stay.
            assert self._later is not None
            subjects, rules = self._later()
            parts = RuleBook(subjects=subjects, rules=rules)._read()
            object.__setattr__(self, "_parts", parts)
        return parts

    @property
    def subjects(self) -> tuple[tuple[type, Reckoner[R]], ...]:
        """Each row of facts with its reckoner."""
        return self._read()[0]

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule, in order."""
        return self._read()[1]

    def _faults(self) -> Iterator[Fault]:
        rows = [row for row, _ in self.subjects]
        seen: set[str] = set()
        for place, row in enumerate(rows):
            if row in rows[:place]:
                yield Fault("subjects", f"reckons {row.__name__} twice", "give each row one reckoner")
        for rule in self.rules:
            if rule.id in seen:
                yield Fault("rules", f"holds {rule.id} twice", "give each rule its own id")
            if rule.row not in rows:
                yield Fault("rules", f"{rule.id} reads {rule.row.__name__}, which nothing reckons", "add its subject")
            seen.add(rule.id)
        if self.law_edition is not None and self.law_edition.__class__ is not date:
            yield Fault("law_edition", "is no plain date", "give a date (no time of day)")

    def rule(self, rule_id: str) -> Rule:
        """The rule of that id; ``LookupError`` if there is none."""
        for rule in self.rules:
            if rule.id == rule_id:
                return rule
        raise LookupError(f"no rule {rule_id!r} in this rulebook")

    def without(self, *rule_ids: str) -> RuleBook[R]:
        """The book without some rules; ``LookupError`` for one that it does not hold."""
        left_out = {self.rule(rule_id) for rule_id in rule_ids}
        kept = (rule for rule in self.rules if rule not in left_out)
        return RuleBook(subjects=self.subjects, rules=kept, law_edition=self.law_edition)

    def __or__(self, other: RuleBook[R]) -> RuleBook[R]:
        ours = dict(self.subjects)
        added = [(row, how) for row, how in other.subjects if ours.get(row) is not how]
        mine = {rule.id: rule for rule in self.rules}
        # Only a rule that says the same is held once; another under the same id stays in, and the book is refused.
        more = [rule for rule in other.rules if rule.id not in mine or not rule.same_as(mine[rule.id])]
        checked_to = [book.law_edition for book in (self, other) if book.law_edition is not None]
        return RuleBook(
            subjects=(*self.subjects, *added),
            rules=(*self.rules, *more),
            law_edition=min(checked_to, default=None),
        )

    def compiled(self) -> tuple[tuple[Reckoner[R], tuple[Rule, ...], Fused], ...]:
        """For each row that a rule reads: its reckoner, its rules, and the one function that judges them all."""
        # Two threads may both compile: the results are the same and the last one stays.
        compiled = self._compiled
        if compiled is None:
            made = []
            for row, reckoner in self.subjects:
                rules = tuple(rule for rule in self.rules if rule.row is row)
                if rules:
                    made.append((reckoner, rules, fuse(rules)))
            compiled = tuple(made)
            object.__setattr__(self, "_compiled", compiled)
        return compiled

    def review(self, record: R, subject: str, asked: Asked) -> Review:
        """Judge every rule over every row of ``record``; ``subject`` is the opaque reference the findings carry."""
        judged: list[Judged] = []
        not_applicable = 0
        on, policy = asked.on, asked.policy
        for reckoner, rules, judge_all in self.compiled():
            rows = [*reckoner(record, asked)]
            if not rows:
                continue
            if len(rows) > 1:
                rows.sort(key=_by_subject)
                if len({row.subject for row in rows}) < len(rows):
                    rows = _told_apart(rows)
            many = len(rules)
            for row in rows:
                outcomes = judge_all(row, on, policy)
                not_applicable += many - len(outcomes)
                if outcomes:
                    judged.append((row, outcomes))
        return Review.of(subject, on, judged, not_applicable, policy, self.law_edition)

    def __reduce__(self) -> Any:
        return (_rebuilt, (self.subjects, self.rules, self.law_edition))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, RuleBook):
            return NotImplemented
        mine = (self.subjects, self.rules, self.law_edition)
        return mine == (other.subjects, other.rules, other.law_edition)

    def __hash__(self) -> int:
        return hash(self.rules)

    def __repr__(self) -> str:
        return f"<RuleBook of {len(self.rules)} rules over {len(self.subjects)} kinds of facts>"


_by_subject = attrgetter("subject")


def _told_apart(rows: list[Any]) -> list[Any]:
    """Rows of which several have one name, numbered, so that each finding has a key of its own.

    A record may hold the same thing twice, or two things that nothing known tells apart. What the rows say decides
    which is first, not the order of the record.
    """
    names = {row.subject for row in rows}
    told: list[Any] = []
    for row in sorted(rows, key=lambda row: (row.subject, [*map(in_words, row.__dict__.values())])):
        named = {each.subject for each in told}
        if row.subject in named:
            numbers = (f"{row.subject} ({number})" for number in range(2, len(rows) + 2))
            row = attrs.evolve(row, subject=next(each for each in numbers if each not in named | names))
        told.append(row)
    return sorted(told, key=_by_subject)


def _rebuilt(
    subjects: tuple[tuple[type, Reckoner[Any]], ...], rules: tuple[Rule, ...], law_edition: date | None
) -> RuleBook[Any]:
    return RuleBook(subjects=subjects, rules=rules, law_edition=law_edition)
