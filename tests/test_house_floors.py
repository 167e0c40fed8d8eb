"""The floors of the house: nothing imports upward, rules are read by the rulebook alone, the core needs no extra."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator

import pytest

from tests.house import CONCEPTS, FLOOR_OF, RULES_FLOOR, floor_of, imports_of, is_package, kind_of, modules, room_of

#: What each room may import beside the standard library.
RUN_TIME = {"attrs", "dateutil"}
OF_EXTRAS = {
    "exchange": {"cattrs", "orjson", "defusedxml", "icalendar"},
    "testing": {"hypothesis", "pytest"},
    "frames": {"narwhals"},
    "statistics": {"numpy", "scipy"},
    "charts": {"matplotlib"},
}
RULE_READERS = {"english_rules", "dated_law", "testing"}


def wrong_imports(tree: ast.Module, name: str, *, package: bool = False) -> Iterator[str]:
    """What the module imports and must not, each with its line and the reason."""
    for line, wanted in imports_of(tree, name, package=package):
        why = _why_not(name, wanted)
        if why:
            yield f"{name}:{line} imports {wanted}: {why}"


def _why_not(name: str, wanted: str) -> str | None:
    top = wanted.partition(".")[0]
    if top != "ap_core":
        allowed = top in sys.stdlib_module_names or top in RUN_TIME | OF_EXTRAS.get(room_of(name), set())
        return None if allowed else "no dependency of this room"
    if wanted == "ap_core":
        return "the public face is for users; import from the room itself"
    ours, theirs = room_of(name), room_of(wanted)
    kind = kind_of(wanted)
    if kind and ours not in RULE_READERS:
        if ours != theirs or not kind_of(name):
            return f"a concept's {kind} are for its own rules and the rulebook"
        return None
    if floor_of(wanted) > floor_of(name):
        return "it stands on a higher floor"
    if ours != theirs and floor_of(wanted) == floor_of(name) and not {ours, theirs} <= CONCEPTS:
        return "it is another room of the same floor"
    return None


LIBRARY = sorted(name for name in modules() if name != "ap_core")


@pytest.mark.parametrize("name", LIBRARY)
def test_imports_only_what_stands_below(name: str) -> None:
    """Arrows point downward only."""
    assert list(wrong_imports(modules()[name], name, package=is_package(name))) == []


def test_every_room_has_a_floor() -> None:
    """A new room is given its floor before it is built."""
    assert {room_of(name) for name in LIBRARY} <= set(FLOOR_OF) - {RULES_FLOOR}


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("ap_core.errors", "from ap_core.values import Value"),
        ("ap_core.dates.limits", "from ap_core.law import citation"),
        ("ap_core.dates.limits", "from ..law import citation"),
        ("ap_core.law.rules", "def f():\n    from ap_core.pupils.pupil import Pupil"),
        ("ap_core.placement.records", "import ap_core.record"),
        ("ap_core.placement.records", "from ap_core.placement.facts import PlacementFacts"),
        ("ap_core.placement.facts", "from ap_core.registration.facts import Pattern"),
        ("ap_core.record", "from ap_core.centre import Centre"),
        ("ap_core.centre", "from ap_core.registration.rules import RULES"),
        ("ap_core.checking", "from ap_core.registration import rules"),
        ("ap_core.registration.rules", "from ap_core.england import ENGLAND"),
        ("ap_core.dates.limits", "from ap_core import check"),
        ("ap_core.dates.limits", "import numpy"),
        ("ap_core.checking", "from cattrs import Converter"),
        ("ap_core.frames", "from ap_core.exchange import load_roll"),
        ("ap_core.exchange", "import hypothesis"),
    ],
)
def test_a_wrong_import_is_noticed(name: str, source: str) -> None:
    """The test above can fail."""
    assert list(wrong_imports(ast.parse(source), name))


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("ap_core.dates.limits", "import datetime, attrs\nfrom dateutil.relativedelta import relativedelta"),
        ("ap_core.placement.records", "from ap_core.registration.records import SchoolKind"),
        ("ap_core.placement.direction_rules", "from ap_core.placement.direction_facts import DirectionFacts"),
        ("ap_core.registration.facts", "from ap_core.record import PupilRecord"),
        ("ap_core.english_rules", "from ap_core.placement import rules as placement_rules"),
        ("ap_core.exchange", "from ap_core.checking import check\nimport orjson"),
        ("ap_core.testing", "from ap_core.placement.rules import RULES"),
    ],
)
def test_a_right_import_is_let_be(name: str, source: str) -> None:
    """Nor is it always red."""
    assert list(wrong_imports(ast.parse(source), name)) == []
