"""Records with gaps: any value with some of the fields that may be unknown made unknown."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, get_args, get_type_hints

import attrs
from hypothesis import strategies as st

from ap_core import UNKNOWN, Unknown
from ap_core.values import Value


@cache
def _may_be_unknown(cls: type) -> frozenset[str]:
    return frozenset(name for name, hint in get_type_hints(cls).items() if Unknown in get_args(hint))


def with_gaps(full: Any, data: st.DataObject) -> Any:
    """The value with some fields that may be unknown made unknown, at every depth."""
    if isinstance(full, tuple):
        return tuple(with_gaps(each, data) for each in full)
    if not isinstance(full, Value):
        return full
    cls: Any = full.__class__
    changes = {}
    for field in attrs.fields(cls):
        held = getattr(full, field.name)
        if field.name in _may_be_unknown(cls) and data.draw(st.integers(0, 4)) == 4:
            changes[field.name] = UNKNOWN
        elif isinstance(held, (tuple, Value)):
            changes[field.name] = with_gaps(held, data)
    return full.but(**changes)


def each_gap(full: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """The value with one field made unknown, for each that may be, at every depth; each with its path."""
    if isinstance(full, tuple):
        for place, each in enumerate(full):
            for where, gap in each_gap(each, f"{path}[{place}]"):
                yield where, (*full[:place], gap, *full[place + 1 :])
    elif isinstance(full, Value):
        cls: Any = full.__class__
        for field in attrs.fields(cls):
            held, where = getattr(full, field.name), f"{path}.{field.name}"
            if field.name in _may_be_unknown(cls) and not isinstance(held, Unknown):
                yield where, full.but(**{field.name: UNKNOWN})
            for inner, gap in each_gap(held, where):
                yield inner, full.but(**{field.name: gap})


def known_facts(row: Any) -> dict[str, Any]:
    """The facts of a row that are known, by name."""
    return {name: value for name, value in row.__dict__.items() if not isinstance(value, Unknown)}


def assert_only_learns(before: list[Any], after: list[Any], leaving_out: frozenset[str] = frozenset()) -> None:
    """Of each matter that both know of, what was known before is known after, and the same."""
    later = {row.subject: known_facts(row) for row in after}
    for row in before:
        if row.subject in later:
            facts = {name: value for name, value in known_facts(row).items() if name not in leaving_out}
            assert facts.items() <= later[row.subject].items()
