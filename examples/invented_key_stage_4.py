"""The pupils of Key Stage 4, all invented: twenty, most of them on the centre's roll alone for long.

What is special about a pupil is written out at that pupil. Plain Python, without the library.
"""

from __future__ import annotations

from collections.abc import Iterator

from invented_placements import (
    FRIDAY,
    THURSDAY,
    WHOLE_WEEK,
    basis_not_recorded,
    earlier,
    events,
    fixed,
    placement,
    return_plan,
    step,
    suspended,
)
from invented_record import (
    COLLEGE_FRIDAY,
    FOUR_DAYS,
    SEPTEMBER,
    after_exclusion,
    at_centre,
    in_care,
    long,
    mark,
    on_register,
    plan_review,
    reader_in_use,
    sen_support,
    short,
    support_round,
    timetable,
    with_plan,
)
from invented_schools import CENTRE, Node

#: The five school days after an exclusion for which the school sets work: of P25 and of P29.
SUSPENDED_FIRST = ("2026-11-03", "2026-11-04", "2026-11-05", "2026-11-06", "2026-11-09")
EXCLUDED_FIRST = ("2026-10-16", "2026-10-19", "2026-10-20", "2026-10-21", "2026-10-22")


def key_stage_4() -> Iterator[Node]:
    """Seventeen pupils on the centre's roll alone and three dual-registered."""
    p02 = after_exclusion("P02", "11", "2010-10-06", "ALDER", "2025-09-16", before=(176, 190), away=4)
    placement(p02)["reviews"].pop()  # this half term's review is still to be held: not fixed yet
    yield p02

    # Looked after, and well looked after: the plan is reviewed each term.
    yield in_care(
        after_exclusion("P04", "10", "2011-12-12", "COPSE", "2026-02-10", before=(160, 180), away=6),
        "2024-03-04", "2026-03-16", "2026-06-08", "2026-10-12",
        told={"social_worker": "2026-02-10", "virtual_school": "2026-02-10"},
    )  # fmt: skip

    # Arranged by the authority without an exclusion (section 19). In Year 8 she was here for a term; she went back, and
    # that lasted the two terms that are asked after.
    p05 = long("P05", "10", "2012-04-27", "ALDER", "2026-09-03", before=(175, 190), away=5)
    earlier(
        p05, "2025-04-28", "2025-09-04", "ALDER", planned_end="2025-07-18", decided_on="2025-04-22",
        reviews=[{"held_on": "2025-06-05", "decision": "return"}],
        return_plan=return_plan(
            "2025-06-05", step("2025-06-23", THURSDAY, FRIDAY), step("2025-09-04", *WHOLE_WEEK),
            returned_on="2025-09-04",
            check_ups=[{"held_on": day, "still_there": True} for day in ("2025-10-09", "2025-11-27", "2026-03-26")],
        ),
        events=events(
            "P05-0", ("referred", "2025-04-02"), ("considered", "2025-04-03"), ("offered", "2025-04-15"),
            ("agreed", "2025-04-22"), ("admitted", "2025-04-28"), ("reviewed", "2025-06-05"),
            ("reintegrating", "2025-06-23"), ("returned", "2025-09-04"), ("ended", "2025-09-04"),
            end="2025-07-18", outcome="returned_to_origin",
        ),
    )  # fmt: skip
    p05["registrations"] = [
        on_register("ALDER", "single", "2023-09-04", "2025-04-27"),
        on_register("ALDER", "main", "2025-04-28", "2025-09-03"),
        on_register(CENTRE, "subsidiary", "2025-04-28", "2025-09-03", "dual_ended"),
        on_register("ALDER", "single", "2025-09-04", "2026-09-02", "registered_elsewhere"),
        on_register(CENTRE, "single", "2026-09-03", None),
    ]
    # Not looked after: a social worker and no plan.
    p05["care"] = {
        "looked_after": [], "social_workers": [{"first": "2026-05-11", "last": None}], "left_care_by": None,
        "plan": None, "lead_school": None,
        "told": [{"placement": "P05-A", "person": "social_worker", "on": "2026-08-28"}],
    }  # fmt: skip
    p05["incidents"] = [{"ref": "P05-1", "on": "2026-10-13", "restorative_on": "2026-10-14"}]
    yield p05

    # In Year 9 a term here ended with a managed move to the school that excluded him the year after.
    p06 = after_exclusion("P06", "11", "2011-06-18", "BIRCH", "2025-11-06", before=None, away=7, score=82)
    earlier(
        p06, "2024-11-04", "2025-02-07", "ALDER", planned_end="2025-02-07", decided_on="2024-10-21",
        reviews=[{"held_on": "2024-12-10", "decision": "continue"}, {"held_on": "2025-01-28", "decision": "end"}],
        events=events(
            "P06-0", ("referred", "2024-10-07"), ("considered", "2024-10-10"), ("offered", "2024-10-15"),
            ("agreed", "2024-10-21"), ("admitted", "2024-11-04"), ("reviewed", "2024-12-10"),
            ("reviewed", "2025-01-28"), ("ended", "2025-02-07"), end="2025-02-07", outcome="managed_move",
        ),
    )  # fmt: skip
    p06["registrations"][:1] = [
        on_register("ALDER", "single", "2022-09-05", "2024-11-03"),
        on_register("ALDER", "main", "2024-11-04", "2025-02-09", "registered_elsewhere"),
        on_register(CENTRE, "subsidiary", "2024-11-04", "2025-02-09", "dual_ended"),
        p06["registrations"][0] | {"first": "2025-02-10"},
    ]
    yield p06

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
    p07["exam_access"] = reader_in_use("2025-10-06")
    p07["attendance_steps"] = [
        {"school": "CENTRE", "step": "penalty_considered", "on": "2026-10-19"},
        {"school": "CENTRE", "step": "sickness_return", "on": "2026-11-20"},
    ]
    p07["plan"]["next_phase"] = {"phase": "secondary_to_post_16", "moves_on": "2027-09-01", "named_on": None}
    yield p07

    college = {SEPTEMBER: {FRIDAY: "ELM"}}
    yield after_exclusion(
        "P08", "11", "2010-12-01", "COPSE", "2025-10-10", before=(139, 180), away=5, week=COLLEGE_FRIDAY,
        elsewhere=college,
    )  # fmt: skip
    # Nobody has looked yet at what he will need in examinations.
    p09 = with_plan(
        long("P09", "10", "2012-01-31", "BIRCH", "2026-09-03", before=(158, 190), away=5, basis="plan_names_centre"),
        CENTRE, "2026-03-17",
    )  # fmt: skip
    del p09["exam_access"]
    yield p09

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

    # Going well: half of the sessions before, nearly nine in ten here. Adopted long ago: no plan is owed.
    p16 = long("P16", "10", "2011-10-17", "COPSE", "2026-09-03", before=(97, 190), away=6, score=84)
    p16["care"] = {
        "looked_after": [{"authority": "SHIRE", "first": "2013-02-11", "last": "2015-07-03"}], "social_workers": [],
        "left_care_by": "adoption", "plan": None, "lead_school": None,
    }  # fmt: skip
    yield p16

    # SEN support at the centre since he came, the second round under way.
    p17 = after_exclusion("P17", "10", "2012-06-05", "BIRCH", "2026-05-18", before=(164, 180), away=6)
    p17["sen_support"] = [
        sen_support(
            CENTRE, "pru", placement(p17)["first_day"], "semh", support_round("2026-06-08", "2026-10-05", "2026-10-07"),
            support_round("2026-10-07", "2026-12-11", None), told="2026-06-08", met=("2026-06-08", "2026-10-07"),
        )
    ]  # fmt: skip
    yield p17

    # Nineteen hours, and nothing agreed.
    p18 = long("P18", "10", "2012-03-24", "ALDER", "2026-09-07", before=None, away=6)
    p18["timetable"] = timetable("2026-09-07", [*FOUR_DAYS, *at_centre(("careers", 1))], part_time_agreed=False)
    yield p18

    # Dual-registered for longer. In the first week of November the home school wrote K for the centre's days.
    p20 = basis_not_recorded(
        short(
            "P20", "11", "2010-11-14", "COPSE", "2026-09-07", "2027-06-25", before=(151, 180), away=4,
            week=[
                *at_centre(("English", 5), ("maths", 5), ("science", 4), ("mentoring", 1)),
                ("PE", "COPSE", 1), ("PSHE", "COPSE", 1), ("lessons", "COPSE", 8),
            ],
            elsewhere={SEPTEMBER: {THURSDAY: "COPSE", FRIDAY: "COPSE"}},
        )
    )  # fmt: skip
    mark(p20, "COPSE", "2026-11-02", "K K K K K K / \\ / \\")
    placement(p20).update(duration="long", returns_to=None)
    # She began geography before she came, and goes on with it there.
    p20["timetable"]["qualifications"] = [{"ref": "P20-Q1", "area": "geography", "begun_at": "COPSE"}]
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
    placement(p23).update(attendance="part_time", sessions_a_week=5)
    p23["timetable"] = timetable(
        "2026-11-02", [*FOUR_DAYS[:4], *at_centre(("art", 2), ("PSHE", 1))],
        part_time={
            "first": "2026-11-02", "ground": "health", "leave_from": "pru", "parent_agreed_on": "2026-10-21",
            "times_agreed": True, "ends_on": "2026-12-11", "reviews": ["2026-11-12", "2026-11-20"],
            "authority_decided_on": "2026-10-20", "authority_told_on": None, "in_wider_plan": True,
        },
    )  # fmt: skip
    yield p23

    # Suspended by his school for eighteen days, which it may be; from the sixth of them it has arranged a place here.
    p25 = short(
        "P25", "10", "2012-02-19", "BIRCH", "2026-11-10", "2026-11-26", before=(144, 190), away=0, basis="suspension",
        reviews=[fixed("2026-11-25")], changes=dict.fromkeys(SUSPENDED_FIRST, "E E"),
    )  # fmt: skip
    p25["suspensions"] = [
        suspended("P25-S1", "BIRCH", "2026-11-03", "2026-11-26", 36, "2026-11-03") | {"school_kind": "maintained"},
    ]
    yield p25

    # The October review of the plan has had no decision from the authority.
    yield with_plan(
        long("P27", "10", "2011-11-23", "DELL", "2026-09-07", before=(151, 190), away=5, basis="plan_names_centre"),
        CENTRE, "2025-02-10", plan_review("2026-01-13", "2026-02-03"), plan_review("2026-10-08", None),
    )  # fmt: skip

    # Permanently excluded in October; until the review of that is over he stays on his school's roll too. Three weeks
    # here, and two assessments of the baseline still to do.
    p29 = long(
        "P29", "10", "2012-08-08", "ALDER", "2026-11-02", before=(130, 190), away=1, dual=True,
        basis="exclusion_pending", reviews=[fixed("2026-12-08")], changes=dict.fromkeys(EXCLUDED_FIRST, "E E"),
    )  # fmt: skip
    placement(p29).update(duration="long", returns_to=None)
    p29["permanent_exclusions"] = [{"ref": "P29-X", "school": "ALDER", "on": "2026-10-15", "notice_on": "2026-10-15"}]
    p29["baseline"] = [each for each in p29["baseline"] if each["domain"] not in ("writing", "wellbeing")]
    yield p29

    # A long placement that is planned to end before Year 11 does.
    yield after_exclusion("P30", "11", "2011-08-02", "COPSE", "2025-10-14", before=(143, 180), away=5, end="2027-05-28")

    yield after_exclusion("P32", "10", "2012-05-20", "ALDER", "2026-04-21", before=(166, 180), away=5)
