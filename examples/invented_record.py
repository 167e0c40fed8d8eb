"""A pupil's record with everything in order, and the ways in which the example's pupils differ from that.

Nothing is left to chance: absences are spread evenly, and days follow from the pupil's reference.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from invented_placements import held
from invented_schools import AUTUMN, CENTRE, LAST_MARKS, MEETS, Node, later, school_days_before, sixth_school_day

OBJECTIVES = (
    "attend four days in five", "stay in lessons for a whole morning", "ask for a break before leaving the room",
    "read with an adult every day", "finish one piece of work in each lesson", "say what went wrong and put it right",
    "a working plan with the home school", "take part in a group of four",
)  # fmt: skip

#: Reviews of the longer placements: about one Monday in each half term; a pupil's own day is up to three days later.
REVIEW_WEEKS = (
    "2025-10-06", "2025-12-01", "2026-02-02", "2026-03-16", "2026-05-11", "2026-06-29", "2026-10-05", "2026-11-09",
)  # fmt: skip

#: Before the first day of this autumn at any place: what has been so since then.
SEPTEMBER = "2026-09-01"

Lesson = tuple[str, str, float]


def at_centre(*lessons: tuple[str, float]) -> list[Lesson]:
    """Lessons at the centre: subject, place, hours a week."""
    return [(subject, CENTRE, hours) for subject, hours in lessons]


FIVE_DAYS = at_centre(
    ("English", 5), ("maths", 5), ("science", 3), ("PE", 2), ("food", 2), ("art", 2), ("PSHE", 1), ("mentoring", 1),
    ("humanities", 2),
)  # fmt: skip
FOUR_DAYS = at_centre(
    ("English", 4), ("maths", 4), ("science", 2), ("PE", 2), ("food", 2), ("art", 2), ("PSHE", 1), ("mentoring", 1)
)  # fmt: skip
FULL_WEEK = [*FIVE_DAYS, *at_centre(("careers", 2))]
FULL_WEEK_WITH_READING = [*FIVE_DAYS, *at_centre(("reading", 2))]
COLLEGE_FRIDAY: list[Lesson] = [*FOUR_DAYS, *at_centre(("humanities", 2)), ("construction", "ELM", 5)]


def home_friday(home: str, reading: bool = False) -> list[Lesson]:
    """Four days at the centre and Friday at the home school."""
    return [*FOUR_DAYS, *at_centre(("reading" if reading else "humanities", 2.5)), ("home school lessons", home, 5)]


#: What lines cover whose names do not tell it.
COVERS = {
    "humanities": ["history", "geography"], "home school lessons": ["languages", "geography"],
    "lessons": ["history", "geography"],
}  # fmt: skip


def timetable(first: str, week: list[Lesson], **more: Any) -> Node:
    """The pupil's week from its first day on: nothing to be kept up or carried on, unless ``more`` says so."""
    lessons: list[Node] = [
        {"subject": subject, "site": place, "minutes": int(hours * 60)} for subject, place, hours in week
    ]
    for lesson in lessons:
        if lesson["subject"] == "reading":
            lesson["reading_support"] = True
        if lesson["subject"] in COVERS:
            lesson["areas"] = COVERS[lesson["subject"]]
    return {"first": first, "lessons": lessons, "kept_up": [], "qualifications": [], **more}


def marks(
    number: int,
    first: str,
    away: int,
    home: str | None,
    before: tuple[int, int],
    elsewhere: dict[str, dict[int, str]],
    changes: dict[str, str],
) -> dict[str, dict[str, str]]:
    """The marks at the centre since ``first``, and this autumn's at the home school of a dual-registered pupil.

    ``away`` days of this autumn are missed, evenly spread, and as large a part of earlier terms; before ``first`` the
    pupil was at the home school and missed as much as ``before`` says. ``elsewhere`` names, from each of its days on,
    the weekdays spent away from the centre; ``changes`` are marks of the school that expects the pupil, where not as
    usual.
    """
    taken: dict[str, dict[str, str]] = {school: {} for school in (CENTRE, home) if school}
    autumn = [day for day in AUTUMN[CENTRE] if day.isoformat() >= first]
    last_year = [day for day in MEETS[CENTRE] if first <= day.isoformat() < "2026-09"]
    earlier = [day for day in AUTUMN[home] if day.isoformat() < first] if home else []
    attended, possible = before
    missed: dict[date, str] = {}
    for term, some in ((last_year, -(-len(last_year) * away // len(autumn))), (autumn, away)):
        missed |= dict(zip(spread(term, some), "IIIO" * some, strict=False))
    missed |= dict.fromkeys(spread(earlier, len(earlier) * (possible - attended) // possible), "O")
    for at, day in enumerate((*earlier, *last_year, *autumn)):
        written = day.isoformat()
        place = weekdays_elsewhere(elsewhere, written).get(day.weekday(), CENTRE)
        usual = "L \\" if at % 9 == number % 9 else "/ \\"
        mark = changes.get(written) or (f"{missed[day]} {missed[day]}" if day in missed else usual)
        if day in earlier:
            taken[str(home)][written] = mark
        elif home is None:
            # A college is no school where the pupil is registered: an approved activity of the centre.
            taken[CENTRE][written] = "B B" if place != CENTRE and mark == usual else mark
        else:
            expecting, other = (CENTRE, home) if place == CENTRE else (home, CENTRE)
            for school, said in ((expecting, mark), (other, "D D")):
                if day in MEETS[school]:
                    taken[school][written] = said
    return taken


def weekdays_elsewhere(elsewhere: dict[str, dict[int, str]], day: str) -> dict[int, str]:
    """Which weekdays are spent where, as it holds on a day."""
    begun = [since for since in elsewhere if since <= day]
    return elsewhere[max(begun)] if begun else {}


def spread(days: list[date], some: int) -> list[date]:
    """So many of the days, evenly spread."""
    return [days[(2 * at + 1) * len(days) // (2 * some)] for at in range(some)]


def weeks(taken: dict[str, str]) -> dict[str, str]:
    """Marks by day as weeks of ten codes."""
    found: dict[str, list[str]] = {}
    for written, mark in sorted(taken.items()):
        weekday = date.fromisoformat(written).weekday()
        week = found.setdefault(later(written, -weekday), ["-"] * 10)
        week[2 * weekday : 2 * weekday + 2] = mark.split()
    return {monday: " ".join(week) for monday, week in found.items()}


def mentor_sessions(number: int, attended: list[str]) -> list[Node]:
    """One in each week attended: on the pupil's usual day, or else on the first."""
    by_week: dict[str, list[str]] = {}
    for day in attended:
        by_week.setdefault(later(day, -date.fromisoformat(day).weekday()), []).append(day)
    usual = {monday: later(monday, number % 4) for monday in by_week}
    return [{"on": usual[monday] if usual[monday] in days else days[0]} for monday, days in by_week.items()]


def how_the_week_is_shared(elsewhere: dict[str, dict[int, str]], home: str | None) -> Node:
    """The sessions a week at the centre as they are now, and what that makes of the week."""
    away = weekdays_elsewhere(elsewhere, LAST_MARKS.isoformat())
    shared = {"sessions_a_week": 10 - 2 * len(away)}
    if away and home is None:
        return shared  # a day at a college is the centre's own, and no pattern of the record's
    return shared | {"attendance": "split_week" if away else "whole_week"}


def commissioned(basis: str, first: str) -> Node:
    """Who commissions a placement; a school has checked the provider and told the authority before the first day."""
    if basis not in ("agreement", "direction", "suspension"):
        return {"commissioned_by": "authority"}
    told = school_days_before(first, 2)
    return {"commissioned_by": "school", "checked_on": told, "authority_told_on": told}


def reading_result(score: int) -> Node:
    """What the reading test says; a low score here always comes from decoding."""
    scale: Node = {
        "instrument": "an invented reading test", "lowest": 69, "highest": 131, "better": "higher", "mean": 100,
        "deviation": 15,
    }  # fmt: skip
    return {"standard_score": score, "barrier": "decoding" if score < 85 else "neither", "scale": scale}


def reading_steps(tested_on: str, *left_out: str) -> list[Node]:
    """What followed a low reading score, but for the steps that were left out: the teachers heard on the same day."""
    steps = ("staff_told", "texts_accessible", "reader_tried", "sen_support_considered", "parent_told")
    return [
        {"step": step, "on": tested_on if step == "staff_told" else later(tested_on, 3)}
        for step in steps
        if step not in left_out
    ]


def reader_in_use(since: str) -> Node:
    """A reader as the normal way of working at the centre, looked at and recorded; nothing applied for yet."""
    way: Node = {"kind": "reader", "school": CENTRE, "since": since, "recorded_on": since}
    return {"considered_on": since, "ways": [way], "evidence": [], "applications": []}


def baseline(days: list[str], score: int) -> list[Node]:
    """All five assessments within the first days attended, in the order in which they were taken."""
    which = (("learns_best", 1), ("reading", 2), ("number", 4), ("writing", 5), ("wellbeing", 6))
    return [
        {"domain": domain, "taken_on": days[at], **(reading_result(score) if domain == "reading" else {})}
        for domain, at in which
        if at < len(days)
    ]


def on_register(school: str, status: str, first: str, last: str | None, ended_by: str | None = None) -> Node:
    """A name on one register; ``ended_by`` is the ground on which it was deleted."""
    made: Node = {"school": school, "status": status, "first": first, "last": last}
    return made | {"ended_by": ended_by} if ended_by else made


def registrations(school: str, entered: str, first: str, dual: bool, left_on: str | None, excluded: bool) -> list[Node]:
    """Single at the school before; then main there and subsidiary at the centre, for as long as both have the pupil.

    A former school deleted the name on a ground: after a permanent exclusion, or once the pupil was registered here.
    """
    ground = "permanent_exclusion" if excluded else "registered_elsewhere"

    if not dual and left_on is None:
        return [
            on_register(school, "single", entered, later(first, -1), ground),
            on_register(CENTRE, "single", first, None),
        ]
    before = on_register(school, "single", entered, later(first, -1))
    main = on_register(school, "main", first, left_on, ground if left_on else None)
    both = [before, main, on_register(CENTRE, "subsidiary", first, left_on)]
    return both if left_on is None else [*both, on_register(CENTRE, "single", later(left_on, 1), None)]


def pupil(
    ref: str,
    year: str,
    born: str,
    school: str,
    first: str,
    *,
    dual: bool,
    end: str | None,
    basis: str,
    before: tuple[int, int] | None,
    away: int,
    week: list[Lesson] | None = None,
    elsewhere: dict[str, dict[int, str]] | None = None,
    changes: dict[str, str] | None = None,
    reviews: list[Node] | None = None,
    score: int = 0,
    left_on: str | None = None,
    excluded_on: str | None = None,
) -> Node:
    """A record in good order, for what is special to be changed in it.

    ``school`` is the home school of a dual-registered pupil and the former school of any other, who came off its
    register on ``left_on``; until then the centre's registration stands beside it. ``before`` is none where the
    attendance before is not known.
    """
    number = int(ref[1:])
    score = score or 86 + number * 7 % 24
    taken = marks(number, first, away, school if dual else None, before or (1, 1), elsewhere or {}, changes or {})
    attended = [day for day, mark in taken[CENTRE].items() if {*mark.split()} & {"/", "\\", "L"}]
    usual_reviews = [day for day in (later(monday, number % 4) for monday in REVIEW_WEEKS) if day > later(first, 9)]
    entered = f"{2026 - max(0, int(year) - 7)}-09-03"
    record: Node = {
        "pupil": {"ref": ref, "born": born, "taught_year": year},
        "registrations": registrations(school, entered, first, dual, left_on, excluded_on is not None),
        "placements": [
            {
                "ref": f"{ref}-A", "centre": CENTRE, "home_school": school, "basis": basis, "directed_by": None,
                "decided_on": school_days_before(first, 4), "duration": "short" if dual else "long", "first_day": first,
                "planned_end": end, "ended_on": None, "next_setting_agreed_on": None,
                "returns_to": school if dual else None,
                "objectives": [OBJECTIVES[(number + step) % len(OBJECTIVES)] for step in (0, 3, 5)], "notice": None,
                "reviews": held(*usual_reviews) if reviews is None else reviews,
                **how_the_week_is_shared(elsewhere or {}, school if dual else None), **commissioned(basis, first),
            }
        ],
        "plan": None,
        "sen_support": [],
        "registers": [{"school": place, "weeks": weeks(some)} for place, some in taken.items()],
        "baseline": baseline(attended, score),
        "timetable": timetable(max(first, "2026-09-03"), week or (FULL_WEEK_WITH_READING if score < 85 else FULL_WEEK)),
        "mentor_sessions": mentor_sessions(number, [day for day in attended if day > "2026-09"]),
        "incidents": [],
        "care": None,
        "suspensions": [],
        "permanent_exclusions": [{"ref": f"{ref}-X", "school": school, "on": excluded_on, "notice_on": excluded_on}]
        if excluded_on else [],
    }  # fmt: skip
    if score < 85:
        record["reading_steps"] = reading_steps(attended[2])
    if year in ("10", "11"):
        record["exam_access"] = reader_in_use(attended[2]) if score < 85 else None
    if year == "11":
        # Nothing is entered or offered in November; both are asked about from January on.
        record["exam_entries"] = [
            {"ref": subject, "series": 2027, "school": CENTRE, "entered_on": None}
            for subject in ("GCSE-English", "GCSE-maths")
        ]
        record["after_year_11"] = {"offered_on": None, "route": None, "started_on": None}
    if before is not None:
        record["previous_attendance"] = {"school": school, "attended": before[0], "possible": before[1]}
    return record


def short(ref: str, year: str, born: str, home: str, first: str, end: str, **more: Any) -> Node:
    """A short-term placement, agreed, dual-registered, with a return to the home school."""
    return pupil(ref, year, born, home, first, dual=True, end=end, **{"basis": "agreement", **more})


def long(ref: str, year: str, born: str, former: str, first: str, **more: Any) -> Node:
    """A long placement arranged by the authority, on the centre's roll alone, to the last Friday in June of Year 11."""
    end = {"11": "2027-06-25", "10": "2028-06-30"}.get(year)
    return pupil(ref, year, born, former, first, **{"dual": False, "end": end, "basis": "other_authority", **more})


def after_exclusion(ref: str, year: str, born: str, former: str, excluded_on: str, **more: Any) -> Node:
    """The same from the sixth school day after a permanent exclusion; off the former roll once that was upheld."""
    first = sixth_school_day(former, excluded_on)
    settled = {"basis": "permanent_exclusion", "excluded_on": excluded_on, "left_on": later(first, 34), **more}
    return long(ref, year, born, former, first, **settled)


def with_plan(record: Node, named: str, made_on: str, *reviews: Node) -> Node:
    """The same pupil with an EHC plan, the authority involved in the placement when it was decided."""
    record["plan"] = {
        "authority": "LA", "made_on": made_on, "named_setting": named, "reviews": list(reviews),
        "provision": [
            {"ref": "F1", "kind": "mentoring", "minutes": 60, "per": "week"},
            {"ref": "F2", "kind": "support", "minutes": 300, "per": "week"},
        ],
    }  # fmt: skip
    deliver(record)
    record["placements"][0]["authority_involved_on"] = record["placements"][0]["decided_on"]
    return record


def deliver(record: Node) -> None:
    """Section F has its place in the week: F1 is the mentor's time, F2 the support in English and mathematics."""
    for lesson in record["timetable"]["lessons"]:
        for line, subjects in (("F1", ("mentoring",)), ("F2", ("English", "maths"))):
            if lesson["subject"] in subjects:
                lesson["provision"] = [line]


def in_care(record: Node, since: str, *reviewed_on: str, told: dict[str, str], **more: Any) -> Node:
    """The same pupil, whom another authority has looked after since that day; the plan was made four weeks later."""
    record["care"] = {
        "looked_after": [{"authority": "SHIRE", "first": since, "last": None}], "social_workers": [],
        "left_care_by": None, "plan": {"made_on": later(since, 25), "reviewed_on": list(reviewed_on)},
        "told": [
            {"placement": record["placements"][-1]["ref"], "person": person, "on": day} for person, day in told.items()
        ],
        **more,
    }  # fmt: skip
    return record


def sen_support(school: str, kind: str, first: str, need: str, *rounds: Node, told: str, met: tuple[str, ...]) -> Node:
    """SEN support that a school makes without a plan, for one type of need."""
    return {
        "school": school, "school_kind": kind, "first": first, "last": None, "needs": [{"kind": need, "rank": 1}],
        "parent_told_on": told, "met_parent_on": list(met), "rounds": list(rounds), "request_considered_on": None,
    }  # fmt: skip


def support_round(planned_on: str, review_by: str, reviewed_on: str | None) -> Node:
    """One round of SEN support; what was reviewed had come to what was expected."""
    return {
        "planned_on": planned_on, "outcomes_agreed": True, "review_by": review_by, "reviewed_on": reviewed_on,
        "as_expected": None if reviewed_on is None else True,
    }  # fmt: skip


def plan_review(meeting_on: str, decision_on: str | None) -> Node:
    """A review that kept the plan: invitations three weeks before, papers the day after, the report in a week."""
    return {
        "meeting_on": meeting_on, "invitations_on": later(meeting_on, -21), "papers_on": later(meeting_on, -20),
        "report_on": later(meeting_on, 7), "decision_on": decision_on, "decision": decision_on and "keep",
    }  # fmt: skip


def mark(record: Node, school: str, monday: str, codes: str) -> None:
    """Write a week of a register anew."""
    (register,) = (each for each in record["registers"] if each["school"] == school)
    register["weeks"][monday] = codes
