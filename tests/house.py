"""The house as its tests see it: every module of the library, its floor, its syntax tree and what it imports."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import ap_core

ROOT = Path(__file__).parent.parent
SOURCE = Path(ap_core.__file__).parent
CONCEPTS = frozenset(
    {"registration", "placement", "ehcp", "exclusion", "attendance", "curriculum", "support", "progress"}
)
EXTRAS = frozenset({"statistics", "charts", "exchange", "frames", "testing"})

#: Floors from the ground up; a concept's facts and rules stand above the record and the centre.
RULES_FLOOR = "facts and rules"
_FLOORS = (
    {"errors", "faces"},
    {"values", "states"},
    {"dates"},
    {"law"},
    {"pupils"},
    CONCEPTS,
    {"policy"},
    {"record"},
    {"centre"},
    {"presets"},
    {"places", "passport", "impact", "papers"},
    {RULES_FLOOR},
    {"english_rules"},
    {"england"},
    {"dated_law"},
    {"checking", "adjusting"},
    {"pictures"},
    {"pages"},
    EXTRAS,
)
FLOOR_OF = {room: floor for floor, rooms in enumerate(_FLOORS) for room in rooms}


@cache
def modules() -> dict[str, ast.Module]:
    """Every module below ``ap_core`` with its syntax tree, by its dotted name ("ap_core.dates.limits")."""
    found = {}
    for path in sorted(SOURCE.rglob("*.py")):
        parts = ("ap_core", *path.relative_to(SOURCE).with_suffix("").parts)
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = ast.parse(path.read_text(encoding="utf-8"), filename=str(path.relative_to(SOURCE)))
    return found


def is_package(name: str) -> bool:
    """Whether the module is a package: relative imports start from it, not from above it."""
    return SOURCE.joinpath(*name.split(".")[1:], "__init__.py").is_file()


@cache
def loaded(name: str) -> ModuleType:
    """The module itself."""
    return importlib.import_module(name)


def room_of(name: str) -> str:
    """The room that a module belongs to: "dates" for ap_core.dates.limits."""
    parts = name.split(".")
    return parts[1] if len(parts) > 1 else ""


def kind_of(name: str) -> str | None:
    """ "facts" or "rules" for a module of a concept that holds them (rules.py, direction_rules.py, rules/…)."""
    if room_of(name) not in CONCEPTS:
        return None
    for part in name.split(".")[2:]:
        kind = part.rpartition("_")[2]
        if kind in ("facts", "rules"):
            return kind
    return None


def floor_of(name: str) -> int:
    """The floor of a module; ``KeyError`` for a room that the house does not have."""
    return FLOOR_OF[RULES_FLOOR if kind_of(name) else room_of(name)]


def imports_of(tree: ast.Module, name: str, *, package: bool = False) -> Iterator[tuple[int, str]]:
    """Every import of a module with its line; ``from a import b`` gives a.b where that is a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = name.split(".")[: len(name.split(".")) - node.level + (1 if package else 0)]
                base = ".".join([*above, *filter(None, [node.module])])
            for alias in node.names:
                deeper = f"{base}.{alias.name}"
                yield node.lineno, deeper if deeper in modules() else base
