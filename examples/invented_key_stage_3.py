"""The pupils of Key Stage 3, all invented: twelve, most of them dual-registered for a short time.

What is special about a pupil is written out at that pupil. Plain Python, without the library.
"""

from __future__ import annotations

from collections.abc import Iterator

from invented_placements import (
    FRIDAY,
    THURSDAY,
    WHOLE_WEEK,
    basis_not_recorded,
    directed,
    events,
    fixed,
    held,
    of_direction,
    placement,
    return_plan,
    step,
    suspended,
    task,
)
from invented_record import (
    FULL_WEEK,
    SEPTEMBER,
    after_exclusion,
    deliver,
    home_friday,
    in_care,
    long,
    mark,
    plan_review,
    reading_result,
    reading_steps,
    short,
    timetable,
    with_plan,
)
from invented_schools import CENTRE, Node


def key_stage_3() -> Iterator[Node]:
    """Ten dual-registered pupils and two on the centre's roll alone."""
    # Story 1: going well; only the final review is still to be booked.
    p01 = short(
        "P01", "8", "2014-03-14", "ALDER", "2026-09-14", "2026-12-11", before=(141, 190), away=3,
        reviews=held("2026-10-22"),
    )  # fmt: skip
    placement(p01)["decided_on"] = "2026-09-08"
    p01["what_works"] = [
        {"what": "a quiet start with one short task", "on": "2026-09-18", "told_by": "both"},
        {"what": "being asked first, and given a minute to answer", "on": "2026-10-08", "told_by": "pupil"},
    ]
    p01["adjustments"] = [{"what": "an exit card in every lesson", "agreed_on": "2026-09-21"}]
    yield p01

    # Story 3: one week, two registers. The home school's Monday should be D; its Friday N is still unexplained.
    p03 = short(
        "P03", "8", "2014-05-02", "ALDER", "2026-10-05", "2027-01-15", before=(128, 190), away=1,
        reviews=held("2026-11-12"), week=home_friday("ALDER"), elsewhere={SEPTEMBER: {FRIDAY: "ALDER"}},
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
    p10["reading_steps"] = reading_steps("2026-11-17", "texts_accessible", "sen_support_considered", "parent_told")
    for lesson in p10["timetable"]["lessons"][:-1]:
        lesson["group_size"] = {"mentoring": 1, "reading": 2}.get(lesson["subject"], 4)
    # He returns in February: what he must not fall behind in nobody has asked yet.
    del p10["timetable"]["kept_up"]
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
        suspended("P11-S1", CENTRE, "2026-10-01", "2026-10-02", 4, "2026-09-30"),
        suspended("P11-S2", CENTRE, "2026-10-14", "2026-10-16", 5, "2026-10-13"),
        suspended("P11-S3", CENTRE, "2026-11-20", "2026-11-20", 2, "2026-11-19"),
    ]
    yield p11

    # Permanently excluded, on the centre's roll alone until a school is found: the protocol has her case.
    p13 = after_exclusion("P13", "8", "2013-12-18", "COPSE", "2026-05-20", before=(121, 180), away=4, end="2027-07-16")
    placement(p13)["fair_access"] = {"agreed_on": "2026-11-10", "place_on": None}
    yield p13

    # Went back in steps and was wholly at school from 3 November; it did not hold, and he comes here again.
    p14 = short(
        "P14", "9", "2013-06-21", "BIRCH", "2026-09-07", "2026-12-04", before=(139, 190), away=4,
        reviews=[{"held_on": "2026-10-01", "decision": "return"}, fixed("2026-11-25")],
        elsewhere={
            "2026-10-05": dict.fromkeys((THURSDAY, FRIDAY), "BIRCH"),
            "2026-10-19": dict.fromkeys((2, THURSDAY, FRIDAY), "BIRCH"),
            "2026-11-03": dict.fromkeys(WHOLE_WEEK, "BIRCH"),
            "2026-11-16": {},
        },
        changes=dict.fromkeys((f"2026-11-{day:02}" for day in range(9, 14)), "O O"),
    )  # fmt: skip
    placement(p14)["events"] = events(
        "P14-A", ("referred", "2026-07-06"), ("considered", "2026-07-09"), ("offered", "2026-07-13"),
        ("agreed", placement(p14)["decided_on"]), ("admitted", "2026-09-07"), ("reviewed", "2026-10-01"),
        ("reintegrating", "2026-10-05"), ("returned", "2026-11-03"), ("failed_return", "2026-11-13"),
        end="2026-12-04",
    )  # fmt: skip
    placement(p14)["return_plan"] = return_plan(
        "2026-10-01",
        step("2026-10-05", THURSDAY, FRIDAY, tasks=(task("home_school", "a key adult at the gate", "2026-10-08"),)),
        step("2026-10-19", 2, THURSDAY, FRIDAY),
        step("2026-11-03", *WHOLE_WEEK),
        returned_on="2026-11-03", failed_on="2026-11-13",
    )  # fmt: skip
    p14["timetable"] = timetable("2026-11-16", FULL_WEEK)
    del p14["suspensions"]
    yield p14

    # Directed by an academy: notice on the Friday for the Monday, with two things left out. The first review falls due
    # this week; none is held or fixed.
    p19 = directed(
        short("P19", "7", "2015-02-11", "COPSE", "2026-10-12", "2027-01-22", before=(41, 54), away=2, reviews=[]),
        "academy", "2026-10-06", "2026-10-09", leaves_out=("number_of_days", "session_times"),
    )  # fmt: skip
    del p19["suspensions"]
    yield p19

    # Arranged by the authority for health, with his name on his school's register and his Fridays there. Year 9, and to
    # stay beyond next summer: the move into Key Stage 4 comes in the middle of the placement.
    p22 = short(
        "P22", "9", "2012-10-30", "ALDER", "2026-09-14", "2027-10-22", before=(152, 190), away=3, basis="health",
        reviews=held("2026-10-13", "2026-11-17"), week=home_friday("ALDER"),
        elsewhere={SEPTEMBER: {FRIDAY: "ALDER"}},
    )  # fmt: skip
    placement(p22)["duration"] = "long"
    yield p22

    # A direction in good order that ends today; what follows is not decided.
    p24 = directed(
        short("P24", "8", "2014-01-25", "ALDER", "2026-09-14", "2026-11-23", before=(137, 190), away=3),
        "maintained", "2026-09-07", "2026-09-08",
    )  # fmt: skip
    last = of_direction("2026-11-17", "2026-11-10", None, None)
    last["purposes"].append("final")
    placement(p24)["reviews"] = [of_direction("2026-10-15", "2026-10-08", "continue", "2026-10-20"), last]
    yield p24

    # Directed by an academy, under the law of July 2026, with a single school day between the notice and the first day.
    # He has a plan; whether its authority was involved beyond its copy of the notice is not known. The board's review
    # decided on a return, and he is at school on Fridays since last week.
    p26 = with_plan(
        directed(
            short(
                "P26", "8", "2013-11-08", "COPSE", "2026-09-28", "2027-01-08", before=(130, 190), away=2,
                elsewhere={"2026-11-16": {FRIDAY: "COPSE"}},
            ),
            "academy", "2026-09-21", "2026-09-24",
        ),
        "COPSE", "2026-01-27",
    )  # fmt: skip
    placement(p26)["notice"]["authority_copied_on"] = "2026-09-22"
    placement(p26)["reviews"] = [of_direction("2026-11-05", "2026-10-22", "return", "2026-11-09", "authority")]
    placement(p26)["attendance"] = "phased_return"
    placement(p26)["return_plan"] = return_plan(
        "2026-11-05",
        step("2026-11-16", FRIDAY, tasks=(task("home_school", "meet him at reception", "2026-11-20"),)),
        step("2026-11-30", THURSDAY, FRIDAY, tasks=(task("mentor", "a visit to his maths lesson"),)),
        step("2026-12-14", 2, THURSDAY, FRIDAY),
        step("2027-01-11", *WHOLE_WEEK),
    )
    placement(p26)["events"] = events(
        "P26-A", ("referred", "2026-09-10"), ("considered", "2026-09-15"), ("offered", "2026-09-17"),
        ("agreed", "2026-09-21"), ("notice_given", "2026-09-24"), ("admitted", "2026-09-28"),
        ("reviewed", "2026-11-05"), ("reintegrating", "2026-11-16"), end="2027-01-08",
    )  # fmt: skip
    p26["timetable"] = timetable("2026-11-16", home_friday("COPSE"), kept_up=["languages"])
    deliver(p26)
    del placement(p26)["authority_involved_on"]
    del p26["suspensions"]
    # Looked after: the virtual school heard of it after the decision, this term's review of the plan is still to be
    # held, and nobody has agreed whose designated teacher leads.
    yield in_care(
        p26, "2025-06-16", "2025-11-10", "2026-02-09", "2026-06-15",
        told={"social_worker": "2026-09-17", "virtual_school": "2026-09-24"}, lead_school=None,
    )  # fmt: skip

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
    placement(p31)["events"] = events(
        "P31-A", ("referred", "2026-11-03"), ("considered", "2026-11-05"), ("waiting", "2026-11-05"),
        ("offered", "2026-11-11"), ("admitted", "2026-11-17"),
    )  # fmt: skip
    del p31["pupil"]["taught_year"]
    for unknown in ("objectives", "attendance", "sessions_a_week"):
        del placement(p31)[unknown]
    for unknown in ("previous_attendance", "plan", "sen_support", "care", "suspensions", "permanent_exclusions"):
        del p31[unknown]
    yield p31
