"""Elements of a transfer file: their names, their parts, their words."""

from __future__ import annotations

from typing import Any


def name_of(element: Any) -> str:
    """The name of an element, without a namespace."""
    tag: str = element.tag
    return tag.rpartition("}")[2]


def child(element: Any, name: str) -> Any:
    """The first part of that name; ``None`` where there is none, or no element."""
    return next(children(element, name), None)


def children(element: Any, name: str) -> Any:
    """Every part of that name, in order; of no element, none."""
    return (each for each in (element if element is not None else ()) if name_of(each) == name)


def words(element: Any) -> str:
    """The text of an element without the blanks around it; empty where there is none."""
    return "" if element is None or element.text is None else element.text.strip()
