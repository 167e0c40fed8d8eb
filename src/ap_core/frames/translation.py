"""A rule's own tree as expressions over columns, in three-valued logic: null is not known."""

from __future__ import annotations

import operator
from collections.abc import Callable, Collection, Iterable
from datetime import date
from typing import Any

import narwhals.stable.v2 as nw

from ap_core.dates.deadlines import Deadline, NoFixedDate
from ap_core.frames.engines import worded
from ap_core.frames.layout import is_due, written
from ap_core.law.dated import Edition
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
from ap_core.law.judging import law_on
from ap_core.law.rules import Condition, Duty, Rule
from ap_core.law.unknown import Unknown

#: An expression over columns, as the engine's words make it.
Column = Any
#: A condition as far as it is worked out: settled before any row is read (``None``: not known), or an expression.
Truth = bool | Column | None

NOT_APPLICABLE, MET, NOT_MET, PENDING, UNDETERMINED, DIFFER = range(6)

_COMPARE: dict[str, Callable[[Any, Any], Any]] = {
    "<": operator.lt, "<=": operator.le, "==": operator.eq, "!=": operator.ne, ">=": operator.ge, ">": operator.gt,
}  # fmt: skip
_TURNED = {"<": ">", "<=": ">=", "==": "==", "!=": "!=", ">=": "<=", ">": "<"}
#: Stands for a value of law of which nothing is held on the day.
NOT_HELD = object()
_NO_FACTS: frozenset[str] = frozenset()


class Translation:
    """Writes rules as expressions over a table that has the columns ``present``, for one day and one policy.

    What is the same for every row, such as the rules in force on the day, is settled here and costs no row anything.
    ``words`` is the module that writes an expression for the table (:func:`~ap_core.frames.engines.words_of`).
    ``sums`` says that a state is to be reckoned as a sum where it can be, and not chosen.
    """

    def __init__(self, present: Collection[str], on: date, policy: Any, *, words: Any = nw, sums: bool = False) -> None:
        self.present, self.on, self.policy, self.sums = frozenset(present), on, policy, sums
        self.words, self.col, self.when = words, words.col, words.when
        self._numbers = [words.lit(state, words.Int8) for state in range(6)]
        self._columns: dict[str, Column] = {}

    def judged(self, frame: Any, rules: Iterable[Rule], keep: Iterable[str]) -> Any:
        """Of a frame of Narwhals the columns to keep, and for each rule one, named by its id, with its state."""
        self._columns = {}
        states = {rule.id: self._state(rule) for rule in rules}
        table = worded(frame, self.words)
        if self._columns:
            table = table.with_columns(**self._columns)
        return nw.from_native(table.select(*map(self.col, keep), **states))

    def _once(self, truth: Truth) -> Truth:
        """A condition that is read twice as a column of its own: else the whole of it would be written out twice."""
        if not self.reads(truth):
            return truth
        name = f"ap_core_truth_{len(self._columns)}"
        self._columns[name] = truth
        return self.col(name)

    def _state(self, rule: Rule) -> Column:
        """The state that a rule comes out in, as a small whole number."""
        gate = self._once(self.truth(rule.gate))
        if gate is False:
            return self._numbers[NOT_APPLICABLE]
        if gate is None:
            return self._numbers[UNDETERMINED]
        inner = self._duty(rule) if isinstance(rule, Duty) else self._condition(rule)
        if gate is True:
            return inner
        shut = self.when(gate.is_null()).then(self._numbers[UNDETERMINED]).otherwise(self._numbers[NOT_APPLICABLE])
        return self.when(gate).then(inner).otherwise(shut)

    def _condition(self, rule: Rule) -> Column:
        assert isinstance(rule, Condition)
        required = self.truth(rule.requires)
        if rule.arguable is None and self.sums:
            return self._reckoned(required)
        required = self._once(required)
        if rule.arguable is None:
            return self._choose(required, self._numbers[MET], self._numbers[NOT_MET])
        argued = self._choose(self._once(self.truth(rule.arguable)), self._numbers[DIFFER], self._numbers[NOT_MET])
        return self._choose(required, self._numbers[MET], argued)

    def _duty(self, rule: Duty) -> Column:
        # In the order in which the verdict table of a duty is read; the first that holds decides.
        on, done, by = self.on, self.col(rule.done.name), rule.by.name
        kept = done <= on
        done_unknown = self.unknown(rule.done)
        dated: list[tuple[Column, int]] = []
        if Deadline in rule.by.kinds:
            last_day = self.col(by)
            dated = [(last_day.is_null(), UNDETERMINED), (kept & (done <= last_day), MET)]
            customary = self.col(f"{by}_customary") if f"{by}_customary" in self.present else None
            if customary is not None:
                dated.append((kept & (customary >= done), DIFFER))
            dated += [(kept, NOT_MET), (last_day >= on, PENDING)]
            if customary is not None:
                # Of what is not known to be done, it may be that it was done in time by either reading.
                dated.append((customary >= on, DIFFER))
            if done_unknown is not None:
                dated.append((done_unknown, UNDETERMINED))
        found = self._first(dated, self._numbers[NOT_MET])
        if f"{by}_no_fixed_date" in self.present:
            open_ended = [(kept, MET)]
            if done_unknown is not None:
                open_ended.append((done_unknown, UNDETERMINED))
            without_date = self._first(open_ended, self._numbers[PENDING])
            found = self.when(self.col(f"{by}_no_fixed_date")).then(without_date).otherwise(
                found if dated else self._numbers[UNDETERMINED]
            )  # fmt: skip
        return found

    def unknown(self, field: Field[Any]) -> Column | None:
        """Whether a fact is not known, true or false; ``None`` where that cannot be in this table."""
        if not field.optional:
            return self.col(field.name).is_null()
        # Made ready, a column of this kind holds false and null.
        said = f"{field.name}_unknown"
        return self.col(said).is_null() if said in self.present else None

    def truth(self, node: Expression[Any], there: frozenset[str] = _NO_FACTS) -> Truth:
        """A condition; ``there`` are the facts for whose absence something beside it already answers."""
        match node:
            case And():
                there |= {term.of.name for term in node.terms if isinstance(term, Exists)}
                return self._joined([self.truth(term, there) for term in node.terms], decides=False)
            case Or():
                return self._joined([self.truth(term) for term in node.terms], decides=True)
            case Not():
                inner: Any = self.truth(node.of)
                return ~inner if self.reads(inner) else None if inner is None else not inner
            case Exists():
                return self._exists(node.of)
            case Membership() if not node.options:
                return self._in_none(node.of)
            case Membership():
                # One by one: pandas says of a null that it is in no list, and means false.
                return self.truth(
                    Or(*(Comparison(node.of, "==", Constant(option)) for option in _ordered(node))), there
                )
            case Comparison():
                return self._comparison(node, there)
        raise TypeError(f"{node.__class__.__name__} is no condition")

    def _in_none(self, of: Expression[Any]) -> Truth:
        """Whether something is in a list of nothing: no, if it is known."""
        if not isinstance(of, Field):
            return False
        if not of.optional:
            # Compared with itself, what is null stays null, and of one type on every engine.
            return self.col(of.name) != self.col(of.name)
        said = f"{of.name}_unknown"
        return self.col(said) if said in self.present else False

    def _comparison(self, node: Comparison, there: frozenset[str]) -> Truth:
        for side in (node.left, node.right):
            if isinstance(side, LawValue) and self.reads(at := self.value(side.at)):
                return self._by_edition(node, side, at, there)
        left, right = self.value(node.left), self.value(node.right)
        if left is NOT_HELD or right is NOT_HELD:
            asked: Truth = None
        elif self.reads(left):
            # A yes-or-no fact is the condition itself.
            asked = left if node.is_plain else _COMPARE[node.operator](left, right)
        elif self.reads(right):
            asked = _COMPARE[_TURNED[node.operator]](right, left)
        else:
            asked = bool(_COMPARE[node.operator](left, right))
        return self._guarded(asked, node.left, node.right, there=there)

    def _by_edition(self, node: Comparison, law: LawValue[Any], at: Column, there: frozenset[str]) -> Truth:
        """The comparison with each edition of a value of law, over the days on which it held; null on any other."""
        found: Column | None = None
        ends: date | None = None
        for edition in reversed(law.dated.editions):
            if isinstance(edition, Edition):
                value = Constant(edition.value)
                left, right = (value if side is law else side for side in (node.left, node.right))
                asked = self.truth(Comparison(left, node.operator, right), there)
                if asked is not None:
                    held = at >= edition.valid_from
                    # A truth that is settled, as a column: a literal beside null has no type in pandas.
                    told = asked if self.reads(asked) else held if asked else ~held
                    holds = self.when(held if ends is None else held & (at < ends)).then(told)
                    found = holds if found is None else holds.otherwise(found)
            ends = edition.valid_from
        return found

    def _guarded(self, asked: Truth, *sides: Expression[Any], there: frozenset[str]) -> Truth:
        """What is known to be absent compares to nothing: false, and not unknown."""
        absent = [side for side in sides if isinstance(side, Field) and side.optional and side.name not in there]
        return self._joined([*map(self._exists, absent), asked], decides=False) if absent else asked

    def _exists(self, field: Field[Any]) -> Column:
        name = field.name
        open_ended = f"{name}_no_fixed_date"
        if not field.optional:
            return self._recorded(field)
        if field.kinds == (NoFixedDate,):
            found = self.col(open_ended).fill_null(False)
        else:
            found = ~self.col(name).is_null()
            if is_due(field) and open_ended in self.present:
                found = found | self.col(open_ended).fill_null(False)
        # "Or null" leaves what is there as it is, and turns "there is none" into "not known".
        said = f"{name}_unknown"
        return found | self.col(said) if said in self.present else found

    def _recorded(self, field: Field[Any]) -> Column:
        """Of what there always is: true, or null where it is not known."""
        without_date = self.col(f"{field.name}_no_fixed_date")
        if field.kinds == (NoFixedDate,):
            return self.when(without_date).then(without_date)
        # Compared with itself, what is null stays null, and of one type on every engine.
        found = self.col(field.name) == self.col(field.name)
        if is_due(field) and f"{field.name}_no_fixed_date" in self.present:
            return found | without_date.fill_null(False)
        return found

    def value(self, node: Expression[Any]) -> Any:
        """What a node stands for: an expression, a plain value, or ``None`` where no law of the day is held."""
        match node:
            case Field():
                return self.col(node.name)
            case Constant():
                return written(node.value)
            case Today():
                return self.on
            case Choice():
                chosen = written(getattr(getattr(self.policy, node.part), node.name))
                own = f"policy_{node.name}"
                return self.col(own).fill_null(chosen) if own in self.present else chosen
            case LawValue():
                found = law_on(node.dated, self.value(node.at))
                return NOT_HELD if isinstance(found, Unknown) else written(found)
        raise TypeError(f"{node.__class__.__name__} has no value of its own")

    # ---------------------------------------------------------------- in the words of the engine

    def _reckoned(self, truth: Any) -> Column:
        """Met where it is true, not met where it is false: as a sum, without a choice."""
        if not self.reads(truth):
            return self._choose(truth, self._numbers[MET], self._numbers[NOT_MET])
        return (self._numbers[NOT_MET] - truth.cast(self.words.Int8)).fill_null(self._numbers[UNDETERMINED])

    def _choose(self, truth: Any, yes: Column, no: Column) -> Column:
        if not self.reads(truth):
            return self._numbers[UNDETERMINED] if truth is None else yes if truth else no
        unless_known = self.when(truth.is_null()).then(self._numbers[UNDETERMINED]).otherwise(no)
        return self.when(truth).then(yes).otherwise(unless_known)

    def _first(self, pairs: list[tuple[Column, int]], otherwise: Column) -> Column:
        """The state beside the first expression that is true."""
        for asked, state in reversed(pairs):
            otherwise = self.when(asked).then(self._numbers[state]).otherwise(otherwise)
        return otherwise

    def _joined(self, terms: list[Truth], *, decides: bool) -> Truth:
        """All terms joined; a settled term that ``decides`` is the answer, and one that does not is left out."""
        if any(term is decides for term in terms):
            return decides
        found: Truth = None if None in [term for term in terms if not self.reads(term)] else not decides
        joined: Column | None = None
        for term in terms:
            if self.reads(term):
                joined = term if joined is None else joined | term if decides else joined & term
        if joined is None:
            return found
        if found is None:
            # What decides stays, and anything else is not known beside what is not known.
            return self.when(joined if decides else ~joined).then(joined)
        return joined

    def reads(self, found: Any) -> bool:
        """Whether it takes a row to tell, and is not settled already."""
        return isinstance(found, self.words.Expr)


def _ordered(node: Membership) -> list[Any]:
    return sorted(node.options, key=written)
