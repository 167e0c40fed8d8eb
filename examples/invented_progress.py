"""How far the invented pupils have come: a second reading test for some, attitudes read twice.

Plain Python, without the library. Nothing is left to chance: what changes follows from the number of the pupil.
"""

from __future__ import annotations

from invented_record import reading_result
from invented_schools import Node

SECOND_TEST = "2026-11-10"
#: A scale of the centre's own; 1 is the best grade, as on many schools' reports.
ATTITUDE: Node = {
    "instrument": "attitude to learning, the centre's own grades",
    "lowest": 1,
    "highest": 5,
    "better": "lower",
}


def progressed(record: Node) -> Node:
    """The same pupil with what was measured a second time this autumn, where the pupil came before October."""
    number = int(str(record["pupil"]["ref"])[1:])
    tested = [each for each in record.get("baseline") or [] if each["domain"] == "reading"]
    if not tested or tested[0]["taken_on"] > "2026-09-30":
        return record
    before = tested[0]["standard_score"]
    if number % 4 and before >= 90:
        gained = number * 5 % 11 - 3
        again = reading_result(before + gained)
        if number == 8:  # moved to another test: the two cannot be compared
            again["scale"] = {**again["scale"], "instrument": "another invented reading test"}
        record["baseline"] = [*record["baseline"], {"domain": "reading", "taken_on": SECOND_TEST, **again}]
    first = 2 + number % 4
    last = min(5, max(1, first - (1, 0, 2, -1, 1)[number % 5]))
    readings = ((tested[0]["taken_on"], first), ("2026-11-13", last))
    record["attitudes"] = [
        {"scale": ATTITUDE, "on": on, "score": score} for on, score in (readings if number % 7 else readings[:1])
    ]
    return record
