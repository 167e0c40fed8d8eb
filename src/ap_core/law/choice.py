"""Local choices: typed values with their meaning, unit, default, where the default comes from, and the bound of law.

A concept's part of a centre's policy is a class made by :func:`choices`. On the class a name is a node of the rule
language; on an instance it is the value. A choice looser than the law is refused with the provision named; a stricter
one is kept. Who decided, and when, is kept beside the values (:class:`Decision`).

>>> @choices("placement")
... class PlacementPolicy(Value):
...     longest: Chosen[int] = chosen(12, says="the longest placement", unit="school weeks", source="practice")
>>> PlacementPolicy(longest=10).longest
10
>>> print(PlacementPolicy.longest)
the longest placement (the centre's choice)
>>> PlacementPolicy(longest=0)
Traceback (most recent call last):
ap_core.errors.InvalidValue: PlacementPolicy cannot be built: longest: is too low; give at least 1
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, Generic, TypeVar, dataclass_transform, overload

import attrs

from ap_core.errors import Fault
from ap_core.law.citation import Citation
from ap_core.law.expressions import Choice
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


def chosen(
    default: Any,
    *,
    says: str,
    unit: str = "",
    source: str,
    at_least: int | None = None,
    at_most: int | None = None,
    bound: Citation | None = None,
) -> Any:
    """A choice: its default, what it means, its unit, and where the default comes from.

    A number is at least 1 unless ``at_least`` says otherwise. ``bound`` is the provision that sets ``at_least`` or
    ``at_most``, where it is the law that does.
    """
    if at_least is None and default.__class__ is int:
        at_least = 1
    metadata = {
        "says": says, "unit": unit, "source": source, "at_least": at_least, "at_most": at_most, "bound": bound,
    }  # fmt: skip
    return attrs.field(default=default, metadata=metadata)


# chosen() always gives a default, so that a type checker need not know it as a field specifier.
@dataclass_transform(kw_only_default=True, frozen_default=True)
def choices(part: str) -> Callable[[type[T]], type[T]]:
    """Make the class of one concept's choices; ``part`` is its name in the whole policy."""

    def make(cls: type[T]) -> type[T]:
        made: Any = value(cls)
        for field in attrs.fields(made):
            setattr(made, field.name, Chosen(Choice(part, field.name, field.metadata["says"])))
        made._faults = _bounds
        return made  # type: ignore[no-any-return]

    return make


def _bounds(policy: Any) -> Iterator[Fault]:
    """Every choice of ``policy`` that is outside its bounds."""
    for field in attrs.fields(policy.__class__):
        about, got = field.metadata, policy.__dict__[field.name]
        low, high = about["at_least"], about["at_most"]
        by_law = f" ({about['bound']} allows no less strict choice)" if about["bound"] else ""
        if low is not None and got < low:
            yield Fault(field.name, "is too low", f"give at least {low}{by_law}")
        if high is not None and got > high:
            yield Fault(field.name, "is too high", f"give at most {high}{by_law}")


@value
class Decision(Value):
    """Who made a local choice, and when: kept beside the values of a policy."""

    choice: str = item("the choice, as part.name")
    by: str = item("the office or body that decided: never a person's name")
    on: date = item("the day of the decision")
