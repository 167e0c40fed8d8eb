"""The small language that rules are written in: eleven nodes, and no more.

field, literal, today, value of law, choice · comparison, membership, exists · and, or, not

There is no arithmetic and no calendar in it: what does not fit is a reckoned fact with a name. An expression is built
with ``< <= == != >= >``, ``is_in``, ``exists``, ``& | ~`` and has no truth value of its own. An absent value (known
that there is none) satisfies no comparison; only ``exists`` asks about absence. Nothing asks whether a fact is known,
so that learning one never overturns an answer.

>>> from ap_core.law.facts import Fact, MaybeFact, fact, facts
>>> @facts
... class Notice:
...     subject: str
...     school_days: Fact[int] = fact("school days of notice")
...     given_on: MaybeFact[date] = fact("the day of notice")
>>> print((Notice.school_days >= 2) & Notice.given_on.exists)
school days of notice >= 2 and the day of notice is recorded
>>> bool(Notice.school_days >= 2)
Traceback (most recent call last):
TypeError: an expression has no truth value: join conditions with & | ~, not with and, or, not
"""

from __future__ import annotations

import functools
import types
import typing
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, Generic, Literal, TypeVar, get_args, get_origin

from ap_core.errors import Fault
from ap_core.law.dated import Dated
from ap_core.law.wording import in_words

T = TypeVar("T")
Operator = Literal["<", "<=", "==", "!=", ">=", ">"]


class Expression(Generic[T]):
    """A node of the language; ``T`` is the type of the value that it stands for."""

    __slots__ = ()

    def __bool__(self) -> bool:
        raise TypeError("an expression has no truth value: join conditions with & | ~, not with and, or, not")

    def __lt__(self, other: T | Expression[T]) -> Proposition:
        return compare("<", self, other)

    def __le__(self, other: T | Expression[T]) -> Proposition:
        return compare("<=", self, other)

    def __gt__(self, other: T | Expression[T]) -> Proposition:
        return compare(">", self, other)

    def __ge__(self, other: T | Expression[T]) -> Proposition:
        return compare(">=", self, other)

    def __eq__(self, other: T | Expression[T]) -> Proposition:  # type: ignore[override]
        return compare("==", self, other)

    def __ne__(self, other: T | Expression[T]) -> Proposition:  # type: ignore[override]
        return compare("!=", self, other)

    __hash__ = object.__hash__

    def is_in(self, *options: T) -> Proposition:
        """True where the value is one of ``options``."""
        return _present(self, Membership(self, options))

    def parts(self) -> tuple[Any, ...]:
        """What distinguishes this node from another of its kind, sub-expressions included."""
        names: tuple[str, ...] = self.__slots__
        return tuple(getattr(self, name) for name in names)

    def same_as(self, other: object) -> bool:
        """Whether ``other`` is the same expression (``==`` builds a comparison, so equality has a name of its own)."""
        if not isinstance(other, Expression) or self.__class__ is not other.__class__:
            return False
        mine, theirs = self.parts(), other.parts()
        return len(mine) == len(theirs) and all(map(same, mine, theirs))

    def __reduce__(self) -> Any:
        return (self.__class__, self.parts())

    def __repr__(self) -> str:
        return f"<{self}>"


class Proposition(Expression[bool]):
    """An expression that is true, false or unknown."""

    __slots__ = ()

    def __and__(self, other: YesNo) -> Proposition:
        return And(self, as_condition(other))

    def __or__(self, other: YesNo) -> Proposition:
        return Or(self, as_condition(other))

    def __invert__(self) -> Proposition:
        return Not(self)


class Field(Expression[T]):
    """A fact of a row, by name; ``row`` is the class of facts that it belongs to."""

    __slots__ = ("name", "optional", "row", "says")

    def __init__(self, row: type, name: str, optional: bool, says: str) -> None:
        self.row, self.name, self.optional, self.says = row, name, optional, says

    @property
    def exists(self) -> Proposition:
        """True where the fact has a value, false where it is known that there is none."""
        return Exists(self)

    @property
    def kinds(self) -> tuple[Any, ...]:
        """The types that a known value of this fact may have."""
        held = get_args(_hints(self.row)[self.name])[0]
        options = get_args(held) if get_origin(held) in (typing.Union, types.UnionType) else (held,)
        return tuple(get_origin(option) or option for option in options)

    def __invert__(self: Field[bool]) -> Proposition:
        return Not(as_condition(self))

    def __and__(self: Field[bool], other: YesNo) -> Proposition:
        return as_condition(self) & other

    def __or__(self: Field[bool], other: YesNo) -> Proposition:
        return as_condition(self) | other

    def parts(self) -> tuple[Any, ...]:
        """Its row and name, and what the row says of it."""
        return (self.row, self.name, self.optional, self.says)

    def __str__(self) -> str:
        return self.says


@functools.cache
def _hints(row: type) -> dict[str, Any]:
    """The types of a row's facts; worked out once a row, as every literal compared with one of them asks."""
    return typing.get_type_hints(row)


class Constant(Expression[T]):
    """A value written in the rule."""

    __slots__ = ("value",)

    def __init__(self, value: T) -> None:
        self.value = value

    def __str__(self) -> str:
        return in_words(self.value)


class Today(Expression[date]):
    """The day of the check."""

    __slots__ = ()

    def __str__(self) -> str:
        return "the day of the check"


TODAY = Today()


class LawValue(Expression[T]):
    """A value of law, looked up on the rule's law date (``at`` is filled in when the rule is built)."""

    __slots__ = ("at", "dated")

    def __init__(self, dated: Dated[T], at: Expression[date]) -> None:
        self.dated, self.at = dated, at

    def parts(self) -> tuple[Any, ...]:
        """The editions, and the day that picks one."""
        return (self.dated, self.at)

    def __str__(self) -> str:
        return f"{self.dated.name} (by law)"


class LawDate(Expression[date]):
    """Stands for the law date of the rule until the rule is built; never part of a built rule."""

    __slots__ = ()


def law(dated: Dated[T]) -> LawValue[T]:
    """A value of law as it stood on the rule's law date."""
    return LawValue(dated, LawDate())


class Choice(Expression[T]):
    """A local choice, by the name of its part of the policy and its own."""

    __slots__ = ("name", "part", "says")

    def __init__(self, part: str, name: str, says: str) -> None:
        self.part, self.name, self.says = part, name, says

    def parts(self) -> tuple[Any, ...]:
        """Its part of the policy, its name and its meaning."""
        return (self.part, self.name, self.says)

    def __str__(self) -> str:
        return f"{self.says} (the centre's choice)"


#: What may stand where a condition is wanted.
YesNo = Proposition | Field[bool] | Choice[bool]


class Comparison(Proposition):
    """Two values compared."""

    __slots__ = ("left", "operator", "right")

    def __init__(self, left: Expression[Any], operator: Operator, right: Expression[Any]) -> None:
        self.left, self.operator, self.right = left, operator, right

    @property
    def is_plain(self) -> bool:
        """Whether it only asks a yes-or-no fact or choice."""
        return self.operator == "==" and isinstance(self.right, Constant) and self.right.value is True

    def __str__(self) -> str:
        return f"{self.left}" if self.is_plain else f"{self.left} {self.operator} {self.right}"


class Membership(Proposition):
    """A value that is one of several."""

    __slots__ = ("of", "options")

    def __init__(self, of: Expression[Any], options: Iterable[Any]) -> None:
        self.of, self.options = of, frozenset(options)

    def __str__(self) -> str:
        return f"{self.of} is one of {', '.join(sorted(map(in_words, self.options)))}"


class Exists(Proposition):
    """Whether an optional fact has a value."""

    __slots__ = ("of",)

    def __init__(self, of: Field[Any]) -> None:
        self.of = of

    def __str__(self) -> str:
        return f"{self.of} is recorded"


class And(Proposition):
    """All of them; true where there are none."""

    __slots__ = ("terms",)

    def __init__(self, *terms: Proposition) -> None:
        self.terms: tuple[Proposition, ...] = tuple(
            part for term in terms for part in (term.terms if isinstance(term, And) else (term,))
        )

    def parts(self) -> tuple[Any, ...]:
        """The terms."""
        return self.terms

    def __str__(self) -> str:
        return " and ".join(_bracketed(term, Or) for term in self.terms) or "always"


class Or(Proposition):
    """Any of them; false where there are none."""

    __slots__ = ("terms",)

    def __init__(self, *terms: Proposition) -> None:
        self.terms: tuple[Proposition, ...] = tuple(
            part for term in terms for part in (term.terms if isinstance(term, Or) else (term,))
        )

    def parts(self) -> tuple[Any, ...]:
        """The terms."""
        return self.terms

    def __str__(self) -> str:
        return " or ".join(_bracketed(term, And) for term in self.terms) or "never"


class Not(Proposition):
    """The opposite."""

    __slots__ = ("of",)

    def __init__(self, of: Proposition) -> None:
        self.of = of

    def __str__(self) -> str:
        return f"not ({self.of})"


ALWAYS: Proposition = And()


def as_condition(expression: YesNo) -> Proposition:
    """A yes-or-no fact or choice as the condition that it is true."""
    return expression if isinstance(expression, Proposition) else compare("==", expression, True)


def compare(operator: Operator, left: Expression[Any], right: Any) -> Proposition:
    """A comparison, true only where both sides are there."""
    other = right if isinstance(right, Expression) else Constant(right)
    return _present(left, _present(other, Comparison(left, operator, other)))


def _present(side: Expression[Any], condition: Proposition) -> Proposition:
    return And(Exists(side), condition) if isinstance(side, Field) and side.optional else condition


def _bracketed(term: Proposition, looser: type) -> str:
    return f"({term})" if isinstance(term, looser) else str(term)


def same(mine: object, theirs: object) -> bool:
    """Whether two parts are the same, be they expressions or values."""
    if isinstance(mine, Expression):
        return mine.same_as(theirs)
    return mine.__class__ is theirs.__class__ and bool(mine == theirs)


# ---------------------------------------------------------------- walking a tree


def children(node: Expression[Any]) -> tuple[Expression[Any], ...]:
    """The expressions directly inside ``node``."""
    match node:
        case And() | Or():
            return node.terms
        case Not() | Exists() | Membership():
            return (node.of,)
        case Comparison():
            return (node.left, node.right)
        case LawValue():
            return (node.at,)
        case _:
            return ()


def walk(node: Expression[Any]) -> Iterator[Expression[Any]]:
    """``node`` and everything inside it, outermost first."""
    yield node
    for child in children(node):
        yield from walk(child)


def fields_of(*nodes: Expression[Any]) -> dict[str, Field[Any]]:
    """Every fact that the expressions read, by name."""
    return {inner.name: inner for node in nodes for inner in walk(node) if isinstance(inner, Field)}


def rebuild(node: Expression[Any], change: Callable[[Expression[Any]], Expression[Any] | None]) -> Expression[Any]:
    """``node`` with every inner expression for which ``change`` gives another one replaced by it."""
    other = change(node)
    if other is not None:
        return other
    match node:
        case And() | Or():
            return node.__class__(*(typing.cast(Proposition, rebuild(term, change)) for term in node.terms))
        case Not():
            return Not(typing.cast(Proposition, rebuild(node.of, change)))
        case Comparison():
            return Comparison(rebuild(node.left, change), node.operator, rebuild(node.right, change))
        case Membership():
            return Membership(rebuild(node.of, change), node.options)
        case LawValue():
            return LawValue(node.dated, rebuild(node.at, change))
        case _:
            return node


def faults_of(node: Expression[Any], where: str) -> Iterator[Fault]:
    """What is wrong with an expression: a literal of a type that its fact cannot have, a part out of place."""
    for inner in walk(node):
        conditions = [isinstance(child, Proposition) for child in children(inner)]
        if isinstance(inner, (And, Or, Not)):
            if not all(conditions):
                yield Fault(where, "joins a value as if it were a condition", "compare it: fact == True")
        elif any(conditions):
            yield Fault(where, "compares a condition with a value", "join conditions with & | ~")
        if isinstance(inner, Comparison):
            for side, other in ((inner.left, inner.right), (inner.right, inner.left)):
                if isinstance(side, Field) and isinstance(other, Constant):
                    yield from _literal_faults(side, (other.value,), where)
        elif isinstance(inner, Membership) and isinstance(inner.of, Field):
            yield from _literal_faults(inner.of, inner.options, where)


def _literal_faults(field: Field[Any], values: Iterable[Any], where: str) -> Iterator[Fault]:
    kinds = field.kinds
    for value in values:
        if value.__class__ not in kinds:
            wanted = " or ".join(kind.__name__ for kind in kinds)
            yield Fault(
                where,
                f"compares {field.name!r} ({wanted}) with a {value.__class__.__name__}",
                f"compare it with a {wanted}",
            )
