"""Write examples/data/invented_centre.json: a centre of 32 pupils, all invented, as on Monday 23 November 2026.

    python examples/make_invented_centre.py

The document is put together by hand, without the library, so that it is an independent input to it. Nothing is left
to chance: absences are spread evenly, and what is special about a pupil is written out at that pupil.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from invented_key_stage_3 import key_stage_3
from invented_key_stage_4 import key_stage_4
from invented_progress import progressed
from invented_schools import CALENDARS, CENTRE, PLACES, Node, note

FILE = Path(__file__).parent / "data" / "invented_centre.json"

#: What the centre's management committee has decided: the defaults of practice, taken as its own.
CHOICES = (
    "placement.longest_short_term", "placement.length_is", "placement.first_review_by",
    "placement.review_each_half_term", "placement.final_review", "placement.review_before_key_stage_4",
    "placement.review_past_planned_end", "placement.long_to_end_of_year_11", "placement.usual_ks3_duration",
    "placement.usual_ks3_status", "placement.usual_ks4_duration", "placement.usual_ks4_status",
    "placement.phased_return_at_most", "placement.phased_return_step", "placement.return_check_ups",
    "placement.failed_return_review_within", "placement.next_step_before_leaving",
    "curriculum.reading_within", "curriculum.baseline_within", "curriculum.baseline",
    "curriculum.reading_support_below", "curriculum.reading_support_minutes", "curriculum.full_time_minutes",
    "support.mentor_in_weeks_of", "support.restorative_within",
)  # fmt: skip


def document() -> Node:
    """The whole roll document."""
    name, kind, *_ = PLACES[CENTRE]
    return {
        "format": "ap-core/roll/1",
        "centre": {
            "ref": CENTRE, "name": name, "kind": kind, "places": 34,
            "places_of": [
                {"key_stage": "ks3", "number": 12}, {"key_stage": "ks4", "duration": "long", "number": 20},
                {"key_stage": "ks4", "duration": "short", "number": 2},
            ],
            "note": "The centre, its pupils and all schools are invented; the term dates are those of real schools. "
            f"Key Stage 3 is taught in groups of four. {note(CENTRE)}",
        },
        "schools": [
            {"ref": place, "name": name, "kind": kind, "note": note(place)}
            for place, (name, kind, *_) in PLACES.items()
            if place != CENTRE
        ],
        "calendars": CALENDARS,
        "policy": {
            "decisions": [
                {"choice": choice, "by": "management committee", "on": "2026-07-08"} for choice in CHOICES
            ]
        },
        "pupils": sorted(
            map(progressed, (*key_stage_3(), *key_stage_4())), key=lambda record: str(record["pupil"]["ref"])
        ),
    }  # fmt: skip


def text(node: Any, indent: int = 0) -> str:
    """JSON with whatever fits on a line on one line."""
    line = json.dumps(node)
    if len(line) + indent <= 118 or not isinstance(node, dict | list):
        return line
    if isinstance(node, dict):
        opening, closing = "{", "}"
        parts = [f"{json.dumps(key)}: {text(each, indent + 1)}" for key, each in node.items()]
    else:
        opening, closing = "[", "]"
        parts = [text(each, indent + 1) for each in node]
    margin = "\n" + " " * (indent + 1)
    return f"{opening}{margin}{f',{margin}'.join(parts)}\n{' ' * indent}{closing}"


if __name__ == "__main__":
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(text(document()) + "\n", encoding="utf-8")
