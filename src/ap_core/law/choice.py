"""Local choices: typed values with their meaning, unit, default, where the default comes from, and the bound of law.

Each choice has three layers: what the law says of it, what guidance says of it, and what the centre chooses. A choice
looser than the law is refused with the provision named; a stricter one is kept. A choice that departs from guidance
needs a recorded reason, which is looked for where the whole policy is put together (:mod:`ap_core.law.policies`).

A concept's part of a centre's policy is a class made by :func:`choices`. On the class a name is a node of the rule
language; on an instance it is the value.

>>> from ap_core.law.citation import Force, Instrument, Seen
>>> rules = Instrument("Invented Regulations", "Invented", Force.LAW, Seen.NOT_SEEN, date(2026, 11, 24))
>>> @choices("placement")
... class PlacementPolicy(Value):
...     longest: Chosen[int] = chosen(12, says="the longest placement", unit="school weeks", source="practice",
...         law=Bound("sets no longest length"))
...     interval: Chosen[int] = chosen(6, says="from one review to the next", unit="weeks", source="practice",
...         law=Bound("asks for a review every ten weeks", rules.reg("2"), at_most=10))
>>> PlacementPolicy(longest=10).longest
10
>>> print(PlacementPolicy.longest)
the longest placement (the centre's choice)
>>> PlacementPolicy(longest=0, interval=11, longst=9)
Traceback (most recent call last):
ap_core.errors.InvalidValue: PlacementPolicy cannot be built: longst: is no field here; use longest \
| longest: is too low; give at least 1 | interval: is looser than the law; give at most 10 (Invented reg 2)
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, Generic, TypeVar, dataclass_transform, overload

import attrs

from ap_core.errors import Fault, InvalidValue
from ap_core.law.citation import Citation
from ap_core.law.expressions import Choice
from ap_core.law.wording import in_words, listed
from ap_core.values import Value, item, value

T = TypeVar("T")


class Chosen(Generic[T]):
    """A local choice: the node of the rule language on the class, the value on an instance."""

    #: A field annotated ``Chosen[int]`` holds an ``int``: what is checked is the argument.
    stands_for_its_argument = True

    def __init__(self, node: Choice[T]) -> None:
        self.node = node

    if TYPE_CHECKING:

        @overload
        def __get__(self, policy: None, cls: type) -> Choice[T]: ...
        @overload
        def __get__(self, policy: object, cls: type) -> T: ...
        def __get__(self, policy: Any, cls: Any) -> Any: ...
        def __set__(self, policy: object, value: T) -> None: ...
    else:

        def __get__(self, policy, cls):
            return self.node


@attrs.frozen(order=False)
class Bound:
    """What the law, or guidance, says of a choice, and the loosest choice that it leaves.

    ``says`` completes "the law …" or "guidance …", in our own words. Numbers are bounded by ``at_least`` and
    ``at_most``, kinds by ``one_of``; with none of them nothing is bounded, which is said and not left to be guessed.

    >>> Bound("says nothing").remedy(40)
    ''
    >>> Bound("asks for at most 15", at_most=15).remedy(40)
    'give at most 15'
    """

    says: str
    cites: Citation | None = None
    at_least: int | None = None
    at_most: int | None = None
    one_of: frozenset[Any] | None = None

    @property
    def binds(self) -> bool:
        """Whether it leaves some choices out."""
        return not (self.at_least is None and self.at_most is None and self.one_of is None)

    @property
    def in_words(self) -> str:
        """What it leaves: "at most 15"; empty where it binds nothing."""
        parts = [f"at least {self.at_least}"] if self.at_least is not None else []
        if self.at_most is not None:
            parts.append(f"at most {self.at_most}")
        if self.one_of is not None:
            parts.append(f"one of: {', '.join(sorted(map(in_words, self.one_of)))}")
        return listed(parts) if parts else ""

    def allows(self, got: Any) -> bool:
        """Whether a choice keeps it."""
        return not (
            (self.at_least is not None and got < self.at_least)
            or (self.at_most is not None and got > self.at_most)
            or (self.one_of is not None and got not in self.one_of)
        )

    def remedy(self, got: Any) -> str:
        """What to give instead of a choice that does not keep it; empty for one that does."""
        return "" if self.allows(got) else f"give {self.in_words}"

    def is_exceeded_by(self, got: Any) -> bool:
        """Whether a choice is stricter than it asks: a number strictly within. No kind is stricter than another."""
        return (
            self.allows(got)
            and (self.at_least is not None or self.at_most is not None)
            and got not in (self.at_least, self.at_most)
        )


#: Of a choice that nothing is said of: neither a bound nor a word.
SILENT = Bound("says nothing of it")


def chosen(
    default: Any,
    *,
    says: str,
    unit: str = "",
    source: str,
    at_least: int | None = None,
    law: Bound = SILENT,
    guidance: Bound = SILENT,
) -> Any:
    """A choice: its default, what it means, its unit, where the default comes from, and what stands above it.

    A number is at least 1 unless ``at_least`` says otherwise: that is sense, not law.
    """
    if at_least is None and default.__class__ is int:
        at_least = 1
    lows = [low for low in (at_least, law.at_least) if low is not None]
    metadata = {
        "says": says, "unit": unit, "source": source, "law": law, "guidance": guidance,
        # What no choice passes, whatever it comes from.
        "at_least": max(lows, default=None), "at_most": law.at_most,
    }  # fmt: skip
    return attrs.field(default=default, metadata=metadata)


# chosen() always gives a default, so that a type checker need not know it as a field specifier.
@dataclass_transform(kw_only_default=True, frozen_default=True)
def choices(part: str) -> Callable[[type[T]], type[T]]:
    """Make the class of one concept's choices; ``part`` is its name in the whole policy."""

    def make(cls: type[T]) -> type[T]:
        made: Any = tells_stray_names(value(cls))
        bounded = []
        for field in attrs.fields(made):
            said = field.metadata
            setattr(made, field.name, Chosen(Choice(part, field.name, said["says"])))
            if said["law"].binds or said["at_least"] is not None:
                bounded.append((field.name, said["law"], said["at_least"]))
        made._faults = lambda policy: _out_of_bounds(policy.__dict__, bounded)
        return made  # type: ignore[no-any-return]

    return make


def _out_of_bounds(held: dict[str, Any], bounded: Iterable[tuple[str, Bound, int | None]]) -> Iterator[Fault]:
    """Every choice that is looser than the law, or lower than makes sense."""
    for name, law, low in bounded:
        if not law.allows(held[name]):
            yield Fault(name, "is looser than the law", f"{law.remedy(held[name])} ({law.cites})")
        elif low is not None and held[name] < low:
            yield Fault(name, "is too low", f"give at least {low}")


def tells_stray_names(cls: type[T]) -> type[T]:
    """The class, refusing a field that it does not have like any other fault, together with all others.

    A misspelt choice would otherwise be a ``TypeError`` that names one and hides the rest.
    """
    build: Any = cls.__init__
    names = [field.name for field in attrs.fields(cls) if field.init]  # type: ignore[arg-type]

    @functools.wraps(build)
    def __init__(self: Any, **given: Any) -> None:
        stray = [name for name in given if name not in names]
        if not stray:
            return build(self, **given)  # type: ignore[no-any-return]
        faults = [Fault(name, "is no field here", f"use {nearest(name, names)}") for name in stray]
        try:
            build(self, **{name: got for name, got in given.items() if name in names})
        except InvalidValue as wrong:
            faults += wrong.faults
        raise InvalidValue(cls.__name__, faults)

    made: Any = cls
    made.__init__ = __init__
    return cls


def nearest(name: str, names: Iterable[str]) -> str:
    """The one of ``names`` that is spelt most like ``name``; all of them where none is like it.

    >>> nearest("longst", ["longest", "first_review_by"]), nearest("x", ["longest", "first_review_by"])
    ('longest', 'one of: longest, first_review_by')
    """
    from difflib import get_close_matches

    names = list(names)
    like = get_close_matches(name, names, n=1)
    return like[0] if like else f"one of: {', '.join(names)}"


@value
class Decision(Value):
    """Who made a local choice, and when: kept beside the values of a policy."""

    choice: str = item("the choice, as part.name")
    by: str = item("the office or body that decided: never a person's name")
    on: date = item("the day of the decision")
    why: str = item("why, where it departs from guidance: shown in findings, so never a pupil's name", default="")
