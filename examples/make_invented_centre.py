"""Write examples/data/invented_centre.json: a centre of 32 pupils, all invented, as on Monday 23 November 2026.

    python examples/make_invented_centre.py

The document is put together by hand, without the library, so that it is an independent input to it. Nothing is left
to chance: absences are spread evenly, and what is special about a pupil is written out at that pupil.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from invented_record import (
    COLLEGE_FRIDAY,
    FOUR_DAYS,
    after_exclusion,
    at_centre,
    basis_not_recorded,
    directed,
    fixed,
    held,
    home_friday,
    long,
    mark,
    plan_review,
    reading_result,
    short,
    timetable,
    with_plan,
)
from invented_schools import CALENDARS, CENTRE, PLACES, Node, note

FILE = Path(__file__).parent / "data" / "invented_centre.json"
FRIDAY = 4


def placement(record: Node) -> Node:
    """The placement of a pupil who has one."""
    placed: list[Node] = record["placements"]
    (only,) = placed
    return only


# ---------------------------------------------------------------- Key Stage 3


def key_stage_3() -> Iterator[Node]:
    """Ten dual-registered pupils and two on the centre's roll alone."""
    # Story 1: going well; only the final review is still to be booked.
    p01 = short(
        "P01", "8", "2014-03-14", "ALDER", "2026-09-14", "2026-12-11", before=(141, 190), away=3,
        reviews=held("2026-10-22"),
    )  # fmt: skip
    placement(p01)["decided_on"] = "2026-09-08"
    yield p01

    # Story 3: one week, two registers. The home school's Monday should be D; its Friday N is still unexplained.
    p03 = short(
        "P03", "8", "2014-05-02", "ALDER", "2026-10-05", "2027-01-15", before=(128, 190), away=1,
        reviews=held("2026-11-12"), week=home_friday("ALDER"), elsewhere={FRIDAY: "ALDER"},
        changes={"2026-11-18": "/ I", "2026-11-20": "N \\"},
    )  # fmt: skip
    mark(p03, "ALDER", "2026-11-16", "B B D D D D D D N \\")
    yield p03

    # Story 10: arrived a fortnight ago, ill for three days; decoding is the barrier. His own week starts on the 30th.
    p10 = short(
        "P10", "9", "2013-01-09", "ALDER", "2026-11-09", "2027-02-12", before=(118, 190), away=0,
        reviews=[fixed("2026-12-10")],
        changes=dict.fromkeys(("2026-11-11", "2026-11-12", "2026-11-13"), "I I"),
    )  # fmt: skip
    p10["baseline"] = [
        {"domain": "learns_best", "taken_on": "2026-11-10"},
        {"domain": "reading", "taken_on": "2026-11-17", **reading_result(71)},
    ]
    p10["timetable"] = timetable("2026-11-30", home_friday("ALDER", reading=True))
    yield p10

    # Story 11: a hard Thursday. Back today from a suspension; what earlier schools suspended is not known.
    p11 = short(
        "P11", "9", "2012-12-03", "COPSE", "2026-09-21", "2026-12-18", before=(133, 190), away=0,
        reviews=held("2026-10-22"),
        changes={
            "2026-10-01": "E E", "2026-10-02": "E E", "2026-10-14": "E E", "2026-10-15": "E E", "2026-10-16": "E \\",
            "2026-11-03": "/ I", "2026-11-20": "E E",
        },
    )  # fmt: skip
    p11["mentor_sessions"] = [session for session in p11["mentor_sessions"] if session["on"] <= "2026-11-12"]
    p11["incidents"] = [
        {
            "ref": "P11-1", "on": "2026-11-05", "restorative_on": "2026-11-09",
            "actions": [
                {"what": "quiet exit card", "in_place_on": "2026-11-09"},
                {"what": "seating change", "in_place_on": None},
            ],
        },
        {
            "ref": "P11-2", "on": "2026-11-19", "session": "pm", "restorative_on": None,
            "restricted": [{
                "kind": "force", "school_kind": "pru", "recorded_on": "2026-11-19", "each_parent_listed": True,
                "parents": [{"parent": "P11 parent 1", "told_on": "2026-11-20", "written_on": None}],
            }],
        },
    ]  # fmt: skip
    p11["suspensions"] = [
        {"ref": ref, "school": CENTRE, "first_day": first, "last_day": last, "length": half_days, "notice_on": told}
        for ref, first, last, half_days, told in (
            ("P11-S1", "2026-10-01", "2026-10-02", 4, "2026-09-30"),
            ("P11-S2", "2026-10-14", "2026-10-16", 5, "2026-10-13"),
            ("P11-S3", "2026-11-20", "2026-11-20", 2, "2026-11-19"),
        )
    ]
    yield p11

    # Permanently excluded, on the centre's roll alone until a school is found by the summer.
    yield after_exclusion("P13", "8", "2013-12-18", "COPSE", "2026-05-20", before=(121, 180), away=4, end="2027-07-16")

    p14 = basis_not_recorded(
        short(
            "P14", "9", "2013-06-21", "BIRCH", "2026-10-05", "2027-01-15", before=(139, 190), away=2,
            reviews=held("2026-11-10"), week=home_friday("BIRCH"), elsewhere={FRIDAY: "BIRCH"},
        )
    )  # fmt: skip
    del p14["suspensions"]
    yield p14

    # The first review falls due this week; none is held or fixed. How the placement came about is not on record.
    p19 = basis_not_recorded(
        short("P19", "7", "2015-02-11", "COPSE", "2026-10-12", "2027-01-22", before=(41, 54), away=2, reviews=[])
    )
    del p19["suspensions"]
    yield p19

    # Year 9, and to stay beyond next summer: the move into Key Stage 4 comes in the middle of the placement.
    p22 = short(
        "P22", "9", "2012-10-30", "ALDER", "2026-09-14", "2027-10-22", before=(152, 190), away=3,
        reviews=held("2026-10-13", "2026-11-17"), week=home_friday("ALDER"), elsewhere={FRIDAY: "ALDER"},
    )  # fmt: skip
    placement(p22)["duration"] = "long"
    yield p22

    # A direction in good order that ends today; what follows is not decided.
    p24 = directed(
        short("P24", "8", "2014-01-25", "ALDER", "2026-09-14", "2026-11-23", before=(137, 190), away=3),
        "maintained", "2026-09-07", "2026-09-08",
    )  # fmt: skip
    placement(p24)["reviews"] = [
        {"held_on": "2026-10-15", "decision": "continue", "decided_on": "2026-10-15", "outcome_sent_on": "2026-10-20"},
        {
            "held_on": "2026-11-17",
            "purposes": ["final", "direction"],
            "invited_on": "2026-11-10",
            "invited": ["parent", "provider", "head", "governor"],
            "decision": None,
            "decided_on": None,
            "outcome_sent_on": None,
        },
    ]
    yield p24

    # A direction by an academy, under the law of July 2026. The notice leaves two things out; and whether the
    # authority that keeps the plan was involved beyond its copy of the notice is not known.
    p26 = with_plan(
        directed(
            short("P26", "8", "2013-11-08", "COPSE", "2026-09-28", "2027-01-08", before=(130, 190), away=2),
            "academy", "2026-09-21", "2026-09-22", leaves_out=("number_of_days", "session_times"),
        ),
        "COPSE", "2026-01-27",
    )  # fmt: skip
    placement(p26)["notice"]["authority_copied_on"] = "2026-09-22"
    placement(p26)["reviews"] = held("2026-11-05", decided_on="2026-11-05", outcome_sent_on="2026-11-09")
    del placement(p26)["authority_involved_on"]
    del p26["suspensions"]
    yield p26

    # The plan names the centre. The authority's decision came on the anniversary of the one before.
    yield with_plan(
        long(
            "P28", "8", "2014-07-16", "DELL", "2025-11-10", before=(88, 140), away=5, basis="plan_names_centre"
        ),
        CENTRE, "2024-11-18", plan_review("2025-10-02", "2025-10-21"), plan_review("2026-09-30", "2026-10-21"),
    )  # fmt: skip

    # Joined on Tuesday of last week: much is still to be found out.
    p31 = basis_not_recorded(
        short("P31", "8", "2013-10-02", "BIRCH", "2026-11-17", "2027-02-26", before=(95, 190), away=0, reviews=[])
    )
    p31["baseline"] = [{"domain": "learns_best", "taken_on": "2026-11-18"}]
    del p31["pupil"]["taught_year"], placement(p31)["objectives"]
    for unknown in ("previous_attendance", "plan", "suspensions", "permanent_exclusions"):
        del p31[unknown]
    yield p31


# ---------------------------------------------------------------- Key Stage 4


def key_stage_4() -> Iterator[Node]:
    """Eighteen pupils on the centre's roll alone and two dual-registered."""
    p02 = after_exclusion("P02", "11", "2010-10-06", "ALDER", "2025-09-16", before=(176, 190), away=4)
    placement(p02)["reviews"].pop()  # this half term's review is still to be held: not fixed yet
    yield p02

    p04 = after_exclusion("P04", "10", "2011-12-12", "COPSE", "2026-02-10", before=(160, 180), away=6)
    placement(p04)["reviews"][-1] = fixed("2026-12-02")
    yield p04

    p05 = long("P05", "10", "2012-04-27", "ALDER", "2026-09-03", before=(175, 190), away=5)
    p05["incidents"] = [{"ref": "P05-1", "on": "2026-10-13", "restorative_on": "2026-10-14"}]
    yield p05

    yield after_exclusion("P06", "11", "2011-06-18", "BIRCH", "2025-11-06", before=None, away=7, score=82)

    # Story 7: the plan still names the school that excluded her; the review meeting is fixed for 7 December.
    p07 = with_plan(
        long(
            "P07", "11", "2011-01-20", "ALDER", "2025-09-08", before=(104, 190), away=19, basis="permanent_exclusion",
            excluded_on="2025-06-20", changes={"2026-03-09": "I I", "2026-03-10": "I I", "2026-11-18": "/ M"},
        ),
        "ALDER", "2025-02-03", plan_review("2026-01-06", "2026-01-27"),
        {
            "meeting_on": None, "meeting_fixed_for": "2026-12-07", "invitations_on": "2026-11-18",
            "papers_on": "2026-11-18", "report_on": None, "decision_on": None,
        },
    )  # fmt: skip
    p07["plan"]["next_phase"] = {"phase": "secondary_to_post_16", "moves_on": "2027-09-01", "named_on": None}
    yield p07

    college = {FRIDAY: "ELM"}
    yield after_exclusion(
        "P08", "11", "2010-12-01", "COPSE", "2025-10-10", before=(139, 180), away=5, week=COLLEGE_FRIDAY,
        elsewhere=college,
    )  # fmt: skip
    yield with_plan(
        long("P09", "10", "2012-01-31", "BIRCH", "2026-09-03", before=(158, 190), away=5, basis="plan_names_centre"),
        CENTRE, "2026-03-17",
    )  # fmt: skip

    # To go on to another school at the October half term; nobody has looked at it since.
    p12 = long("P12", "11", "2011-03-09", "BIRCH", "2026-01-12", before=None, away=5, end="2026-10-22")
    placement(p12)["returns_to"] = "COPSE"
    placement(p12)["reviews"].pop()
    yield p12

    p15 = after_exclusion(
        "P15", "11", "2011-02-22", "ALDER", "2026-01-15", before=(156, 170), away=6, week=COLLEGE_FRIDAY,
        elsewhere=college,
    )  # fmt: skip
    p15["incidents"] = [
        {
            "ref": "P15-1", "on": "2026-11-10", "restorative_on": "2026-11-12",
            "actions": [{"what": "meet at the gate", "in_place_on": "2026-11-16"}],
        }
    ]  # fmt: skip
    yield p15

    # Going well: half of the sessions before, nearly nine in ten here.
    yield long("P16", "10", "2011-10-17", "COPSE", "2026-09-03", before=(97, 190), away=6, score=84)

    p17 = after_exclusion("P17", "10", "2012-06-05", "BIRCH", "2026-05-18", before=(164, 180), away=6)
    placement(p17)["reviews"][-1] = fixed("2026-12-09")
    yield p17

    # Nineteen hours, and nothing agreed.
    p18 = long("P18", "10", "2012-03-24", "ALDER", "2026-09-07", before=None, away=6)
    p18["timetable"] = timetable("2026-09-07", [*FOUR_DAYS, *at_centre(("careers", 1))], part_time_agreed=False)
    yield p18

    # Dual-registered for longer. In the first week of November the home school wrote K for the centre's days.
    p20 = basis_not_recorded(
        short(
            "P20", "11", "2010-11-14", "COPSE", "2026-09-07", "2027-06-25", before=(151, 180), away=4,
            week=[*at_centre(("English", 5), ("maths", 5), ("science", 4), ("mentoring", 1)), ("lessons", "COPSE", 10)],
            elsewhere={3: "COPSE", FRIDAY: "COPSE"},
        )
    )  # fmt: skip
    mark(p20, "COPSE", "2026-11-02", "K K K K K K / \\ / \\")
    placement(p20).update(duration="long", returns_to=None)
    yield p20

    # One afternoon has an X, which is for nobody of compulsory school age.
    yield after_exclusion(
        "P21", "11", "2011-05-13", "COPSE", "2026-02-04", before=(159, 170), away=5, changes={"2026-10-14": "/ X"}
    )  # fmt: skip

    # Mornings only since the half term, agreed in writing for reasons of health.
    afternoons = [f"2026-11-{day:02}" for day in (2, 3, 4, 5, 6, 9, 10, 11, 12, 13, 16, 17, 18, 19, 20)]
    p23 = long(
        "P23", "11", "2010-09-29", "BIRCH", "2026-04-20", before=(102, 180), away=4, basis="health",
        changes=dict.fromkeys(afternoons, "/ C2"),
    )  # fmt: skip
    p23["timetable"] = timetable("2026-11-02", [*FOUR_DAYS[:4], *at_centre(("art", 3))], part_time_agreed=True)
    yield p23

    # A direction for one term and a half, with a single school day between the notice and the first day.
    p25 = directed(
        short("P25", "10", "2012-02-19", "BIRCH", "2026-10-05", "2027-01-15", before=(144, 190), away=2),
        "maintained", "2026-09-29", "2026-10-01",
    )  # fmt: skip
    placement(p25)["reviews"] = held("2026-11-10", decided_on="2026-11-10", outcome_sent_on="2026-11-13")
    yield p25

    # The October review of the plan has had no decision from the authority.
    yield with_plan(
        long("P27", "10", "2011-11-23", "DELL", "2026-09-07", before=(151, 190), away=5, basis="plan_names_centre"),
        CENTRE, "2025-02-10", plan_review("2026-01-13", "2026-02-03"), plan_review("2026-10-08", None),
    )  # fmt: skip

    # Three weeks here, and two assessments of the baseline still to do.
    p29 = long(
        "P29", "10", "2012-08-08", "ALDER", "2026-11-02", before=(130, 190), away=1,
        reviews=[fixed("2026-12-08")],
    )  # fmt: skip
    p29["baseline"] = [each for each in p29["baseline"] if each["domain"] not in ("writing", "wellbeing")]
    yield p29

    # A long placement that is planned to end before Year 11 does.
    yield after_exclusion("P30", "11", "2011-08-02", "COPSE", "2025-10-14", before=(143, 180), away=5, end="2027-05-28")

    yield after_exclusion("P32", "10", "2012-05-20", "ALDER", "2026-04-21", before=(166, 180), away=5)


# ---------------------------------------------------------------- the document


#: What the centre's management committee has decided: the defaults of practice, taken as its own.
CHOICES = (
    "placement.longest_short_term", "placement.length_is", "placement.first_review_by",
    "placement.review_each_half_term", "placement.final_review", "placement.review_before_key_stage_4",
    "placement.review_past_planned_end", "placement.long_to_end_of_year_11", "placement.usual_ks3_duration",
    "placement.usual_ks3_status", "placement.usual_ks4_duration", "placement.usual_ks4_status",
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
            "note": "The centre, its pupils and all schools are invented; the term dates are those of real schools. "
            + note(CENTRE),
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
        "pupils": sorted((*key_stage_3(), *key_stage_4()), key=lambda record: str(record["pupil"]["ref"])),
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
