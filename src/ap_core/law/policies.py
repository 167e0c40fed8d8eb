"""A whole policy: the parts of all concepts, and who decided what, when and why.

Each part keeps to the law by itself (:mod:`ap_core.law.choice`). What departs from guidance needs a reason among the
decisions; the reason is then said in every finding that rests on the choice, and so is a choice stricter than asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from typing import Any, Self, TypeVar, dataclass_transform

import attrs

from ap_core.errors import Fault, InvalidValue
from ap_core.law.choice import Bound, Decision, nearest, tells_stray_names
from ap_core.law.expressions import Choice
from ap_core.law.wording import day_in_words
from ap_core.values import Value, expect, item, value

T = TypeVar("T")


@attrs.frozen
class Standing:
    """How one choice of a policy stands: what was chosen, what stands above it, and who decided."""

    #: Its name, as part.name.
    choice: str
    says: str
    unit: str
    chosen: Any
    default: Any
    #: Where the default comes from.
    source: str
    law: Bound
    guidance: Bound
    #: Who decided, when and why; ``None`` where no decision is recorded.
    decision: Decision | None

    @property
    def departs(self) -> bool:
        """Whether it departs from guidance."""
        return not self.guidance.allows(self.chosen)

    @property
    def exceeds(self) -> tuple[Bound, ...]:
        """What asks for less than was chosen: the law, guidance, or both."""
        return tuple(bound for bound in (self.law, self.guidance) if bound.is_exceeded_by(self.chosen))

    @property
    def reason(self) -> str:
        """Why it is as it is, where somebody said so."""
        return "" if self.decision is None else self.decision.why.strip()

    @property
    def remark(self) -> str:
        """What a finding that rests on it says of it; empty for what departs from nothing and exceeds nothing."""
        said = [f"The centre's choice is stricter than {bound.cites} ({bound.in_words})." for bound in self.exceeds]
        if self.departs and self.decision is not None:
            said.append(
                f"The centre departs from {self.guidance.cites} ({self.guidance.in_words}) here: "
                f"{self.reason.rstrip('.')}; decided by {self.decision.by} on {day_in_words(self.decision.on)}."
            )
        return " ".join(said)


class ComposedPolicy(Value):
    """What every whole policy can do: a class of parts and ``decisions``, made by :func:`composed`."""

    decisions: tuple[Decision, ...]

    @property
    def standings(self) -> tuple[Standing, ...]:
        """How every choice stands, part by part."""
        return tuple(map(self.standing, self._known))

    def standing(self, choice: str) -> Standing:
        """How the choice called ``choice`` (part.name) stands; ``LookupError`` if there is none of that name."""
        if choice not in self._known:
            raise LookupError(f"no choice is called that; use {nearest(choice, self._known)}")
        part, field = self._known[choice]
        said = field.metadata
        return Standing(
            choice=choice, says=said["says"], unit=said["unit"], chosen=getattr(getattr(self, part), field.name),
            default=field.default, source=said["source"], law=said["law"], guidance=said["guidance"],
            decision=self.decision(choice),
        )  # fmt: skip

    def decision(self, choice: str) -> Decision | None:
        """Who made the choice called ``choice``, when and why; of several decisions the last one given."""
        return next((each for each in reversed(self.decisions) if each.choice == choice), None)

    @cached_property
    def remarks(self) -> Mapping[str, str]:
        """What findings say of choices that depart from guidance or are stricter than asked, by part.name."""
        return {each.choice: each.remark for each in self.standings if each.remark}

    def choosing(self, choices: Mapping[str, Any], *, decisions: Iterable[Decision] = ()) -> Self:
        """A copy with some choices changed, by part.name, and decisions added.

        Whatever is wrong with any of them, in whichever part, is told at once in one
        :class:`~ap_core.errors.InvalidValue`.
        """
        expect(self.__class__.__name__, "choices", choices, Mapping, "give each choice by part.name")
        faults: list[Fault] = []
        changes: dict[str, dict[str, Any]] = {}
        for choice, got in choices.items():
            if choice in self._known:
                part, field = self._known[choice]
                changes.setdefault(part, {})[field.name] = got
            else:
                faults.append(Fault(choice, "is no choice of the policy", f"use {nearest(choice, self._known)}"))
        parts: dict[str, Any] = {}
        for part, changed in changes.items():
            # What is wrong with a choice is told once; the others are looked at without it.
            while part not in parts:
                try:
                    parts[part] = getattr(self, part).but(**changed)
                except InvalidValue as wrong:
                    faults += [fault.below(part) for fault in wrong.faults]
                    for name in {fault.path.partition("[")[0] for fault in wrong.faults}:
                        del changed[name]
        try:
            made = self.but(**parts, decisions=(*self.decisions, *decisions))
        except InvalidValue as wrong:
            faults += wrong.faults
        if faults:
            raise InvalidValue(self.__class__.__name__, faults)
        return made

    @property
    def _known(self) -> Mapping[str, tuple[str, Any]]:
        cls: Any = self.__class__
        return _choices(cls)

    def _faults(self) -> Iterator[Fault]:
        for place, decision in enumerate(self.decisions):
            if decision.choice not in self._known:
                remedy = f"use {nearest(decision.choice, self._known)}"
                yield Fault(f"decisions[{place}].choice", "is no choice of the policy", remedy)
        cls: Any = self.__class__
        for choice, part, name, guidance in _guided(cls):
            got = getattr(getattr(self, part), name)
            if not guidance.allows(got) and not self.standing(choice).reason:
                remedy = f"{guidance.remedy(got)} ({guidance.cites})"
                yield Fault(choice, "departs from guidance", f"{remedy}, or record in decisions who, when and why")


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(item, attrs.field))
def composed(cls: type[T]) -> type[T]:
    """Make the class of a whole policy; a field that it does not have is refused with the nearest one named."""
    return tells_stray_names(value(cls))


@cache
def _choices(policy: type) -> Mapping[str, tuple[str, Any]]:
    """Every choice of a class of policies by part.name: its part, and its field."""
    parts: Any = attrs.fields(policy)
    return {
        f"{part.name}.{field.name}": (part.name, field)
        for part in parts
        if attrs.has(part.default.__class__)
        for field in attrs.fields(part.default.__class__)
        if isinstance(getattr(part.default.__class__, field.name, None), Choice)
    }


@cache
def _guided(policy: type) -> tuple[tuple[str, str, str, Bound], ...]:
    """The few choices that guidance bounds: by part.name, the part, the name and the bound."""
    return tuple(
        (choice, part, field.name, field.metadata["guidance"])
        for choice, (part, field) in _choices(policy).items()
        if field.metadata["guidance"].binds
    )
