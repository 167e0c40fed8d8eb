"""One small roll document that is right in every point, for the tests to spoil."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

#: The steps to a node of a document.
Path = tuple[str | int, ...]


def example() -> dict[str, Any]:
    """A fresh copy of the document."""
    return {
        "format": "ap-core/roll/1",
        "centre": {"ref": "HILL", "name": "Invented Hill Centre", "kind": "pru", "places": 32},
        "schools": [{"ref": "BROOK", "name": "Invented Brook School", "kind": "academy"}],
        "calendars": {
            "HILL": {
                "terms": [["autumn 2026", "2026-09-03", "2026-12-18"]],
                "breaks": [["2026-10-26", "2026-10-30"]],
                "closed": ["2026-09-04"],
            },
            "*": {"name": "every other school", "terms": [["autumn 2026", "2026-09-02", "2026-12-18"]]},
        },
        "policy": {
            "placement": {"longest_short_term": 10, "usual_ks4_duration": "short"},
            "not_recorded": ["incidents"],
        },
        "pupils": [
            {
                "pupil": {"ref": "P01", "born": "2014-03-14", "taught_year": "8", "name": "Invented Name"},
                "registrations": [
                    {"school": "BROOK", "status": "main", "first": "2025-09-01", "last": None},
                    {"school": "HILL", "status": "subsidiary", "first": "2026-09-21", "last": None},
                ],
                "placements": [
                    {
                        "ref": "a",
                        "centre": "HILL",
                        "home_school": "BROOK",
                        "basis": "direction",
                        "duration": "short",
                        "first_day": "2026-09-21",
                        "planned_end": "2026-12-18",
                        "ended_on": None,
                        "objectives": ["read with confidence"],
                        "notice": {"given_on": "2026-09-16", "contents": ["address", "reasons"]},
                        "reviews": [{"held_on": None, "fixed_for": "2026-11-06"}],
                    }
                ],
                "plan": {"authority": "LA", "made_on": "2025-02-03", "named_setting": "BROOK", "reviews": []},
                "registers": [{"school": "HILL", "weeks": {"2026-11-16": "/ \\ / \\ / I D D - -"}}],
                "previous_attendance": {"school": "BROOK", "attended": 120, "possible": 190},
                "baseline": [{"domain": "reading", "taken_on": "2026-09-23", "standard_score": 79}],
                "timetable": {
                    "first": "2026-09-21",
                    "lessons": [{"subject": "reading", "site": "HILL", "minutes": 120, "reading_support": True}],
                },
                "mentor_sessions": [{"on": "2026-11-17"}],
                "incidents": [{"ref": "i1", "on": "2026-11-16", "actions": [{"what": "a quiet start"}]}],
                "suspensions": [{"ref": "s1", "school": "BROOK", "first_day": "2026-06-01", "length": 3}],
                "permanent_exclusions": [],
            },
            {"pupil": {"ref": "P02"}, "plan": None},
        ],
    }


def nodes(tree: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every node of a document below its root, with its path."""
    pairs: Any = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for step, node in pairs:
        yield (*path, step), node
        yield from nodes(node, (*path, step))


def built_again(held: Any) -> None:
    """Every value inside is put through all checks of its class: what was read is no less sound than what is built."""
    if attrs.has(held.__class__):
        attrs.evolve(held)
        held = [getattr(held, field.name) for field in attrs.fields(held.__class__)]
    elif isinstance(held, dict):
        held = [*held, *held.values()]
    if isinstance(held, (list, tuple, frozenset)):
        for each in held:
            built_again(each)
