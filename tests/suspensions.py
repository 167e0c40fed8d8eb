"""What the tests of day counts share: suspensions as a school would know them, a strategy, and a naive model."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from ap_core.dates import Calendars, DateSpan, HalfDays, SchoolCalendar
from ap_core.exclusion.counting import DayCount
from ap_core.exclusion.day_counts import half_days_within
from ap_core.exclusion.records import PartDay, Suspension
from ap_core.law.unknown import UNKNOWN, Unknown
from tests.dates_models import STORY, D, calendar, days, naive_school_day

#: The calendar of the stories, and another school's, each for two school years with the first term of a third.
HILL = calendar(
    "HILL",
    "2026-09-03/2026-12-18 2027-01-05/2027-03-25 2027-04-12/2027-07-21 "
    "2027-09-02/2027-12-17 2028-01-05/2028-03-31 2028-04-18/2028-07-21 2028-09-04/2028-12-20",
    breaks="2026-10-26/2026-10-30 2027-02-15/2027-02-19 2027-05-31/2027-06-04 2027-10-25/2027-10-29 "
    "2028-02-14/2028-02-18 2028-05-29/2028-06-02 2028-10-23/2028-10-27",
    closed="2026-10-23 2027-06-07",
)
#: Six terms a year, the last of them beginning in August.
BROOK = calendar(
    "BROOK",
    "2026-09-07/2026-10-16 2026-11-02/2026-12-18 2027-01-05/2027-02-12 2027-02-22/2027-03-25 2027-04-12/2027-05-28 "
    "2027-06-07/2027-07-23 2027-08-25/2027-10-15 2027-11-01/2027-12-17",
)
SCHOOLS = {"HILL": HILL, "BROOK": BROOK}
CALENDARS = Calendars(SCHOOLS)
NOTHING_ELSE = HalfDays(0)
THIS_TERM = DateSpan(D("2026-09-03"), D("2026-12-18"))
#: The year of the stories alone, as a school has it in that year.
THIS_YEAR = Calendars({"HILL": STORY.but(name="HILL")})

_PARTS = [(True, False, False), (False, True, False), (False, False, True), (True, True, False), (True, False, True),
          (False, True, True), (True, True, True)]  # fmt: skip


def suspended(ref: str, first: str, last: str = "", half_days: int | None = None, **more: Any) -> Suspension:
    """A suspension from text, from HILL unless another school is named."""
    length = UNKNOWN if half_days is None else HalfDays(half_days)
    given = {"school": "HILL", "length": length, **more}
    return Suspension(ref=ref, first_day=D(first), last_day=D(last or first), **given)


def part(on: str, parts: str) -> PartDay:
    """A part of a day: "m" for the morning, "l" for the lunchtime, "a" for the afternoon."""
    return PartDay(on=D(on), morning="m" in parts, lunchtime="l" in parts, afternoon="a" in parts)


def school_days(school: SchoolCalendar, suspension: Suspension) -> list[date]:
    """The naive school days of a suspension whose ends are known."""
    assert isinstance(suspension.first_day, date) and isinstance(suspension.last_day, date)
    return [day for day in days(suspension.first_day, suspension.last_day) if naive_school_day(school, day)]


def naive_day(suspension: Suspension, day: date) -> tuple[int, int]:
    """The least and the most half-days of one school day of a suspension whose part days are known."""
    assert isinstance(suspension.part_days, tuple)
    for each in suspension.part_days:
        if each.on == day:
            sessions = each.morning + each.afternoon
            return max(sessions, int(each.lunchtime)), min(2, sessions + each.lunchtime)
    return 2, 2


def naive_count(
    suspensions: list[Suspension], span: DateSpan, schools: Mapping[str, SchoolCalendar] = SCHOOLS
) -> tuple[int, int]:
    """Day by day, from the wording: the least and the most half-days within a span, for suspensions fully known.

    Where two schools suspended on one day, the most counts both; the least takes two half-days off
    for the second, but is never below what either school's own days come to.
    """
    most, once = 0, 0
    of_school = dict.fromkeys(schools, 0)
    last = span.last or max(
        (each.last_day for each in suspensions if isinstance(each.last_day, date)), default=span.first
    )
    for day in days(span.first, last):
        on_day = [
            (each.school, *naive_day(each, day))
            for each in suspensions
            if isinstance(each.first_day, date)
            and isinstance(each.last_day, date)
            and each.first_day <= day <= each.last_day
            and naive_school_day(schools[each.school], day)
        ]
        once += sum(least for _, least, _ in on_day) - 2 * max(0, len(on_day) - 1)
        most += sum(highest for _, _, highest in on_day)
        for school, least, _ in on_day:
            of_school[school] += least
    return max(once, *of_school.values()), most


_EDGES = [D(text) for text in (
    "2026-09-03", "2026-10-23", "2026-12-18", "2027-01-05", "2027-03-25", "2027-07-21", "2027-08-25", "2027-09-02",
    "2027-12-17",
)]  # fmt: skip
near_edges = st.builds(lambda day, off: day + timedelta(off), st.sampled_from(_EDGES), st.integers(-4, 4))
in_range = near_edges.map(lambda day: min(max(day, BROOK.first), BROOK.last))


@st.composite
def known_suspensions(
    draw: st.DrawFn, most: int = 4, schools: Mapping[str, SchoolCalendar] = SCHOOLS
) -> list[Suspension]:
    """Suspensions whose every day is known, from two schools, none on a day of another of its school, in any order."""
    made: list[Suspension] = []
    begin, end = max(each.first for each in schools.values()), min(each.last for each in schools.values())
    free = dict.fromkeys(schools, begin)
    starts = in_range if schools is SCHOOLS else st.dates(begin, end)
    for start in sorted(draw(st.lists(starts, max_size=most))):
        school = draw(st.sampled_from(sorted(schools)))
        first = max(start, free[school])
        last = min(first + timedelta(draw(st.integers(0, 12))), end)
        if first > last:
            continue
        free[school] = last + timedelta(1)
        whole = Suspension(ref=f"S{len(made)}", school=school, first_day=first, last_day=last, part_days=())
        met = school_days(schools[school], whole)
        chosen = draw(st.lists(st.sampled_from(met), unique=True, max_size=3)) if met else []
        parts = tuple(
            PartDay(on=day, morning=m, lunchtime=lunch, afternoon=a)
            for day in chosen
            for m, lunch, a in [draw(st.sampled_from(_PARTS))]
        )
        made.append(whole.but(part_days=parts))
    return draw(st.permutations(made))


def truth(suspension: Suspension) -> tuple[int, int]:
    """The least and the most of a whole suspension."""
    counted = [naive_day(suspension, day) for day in school_days(SCHOOLS[suspension.school], suspension)]
    return sum(one[0] for one in counted), sum(one[1] for one in counted)


@st.composite
def forgotten(draw: st.DrawFn, suspensions: list[Suspension]) -> list[Suspension]:
    """The same, with some of what is known left out; a length is said only where it is not in doubt."""
    left = []
    for each in suspensions:
        least, most = truth(each)
        hidden: dict[str, Any] = {}
        if least == most and least and draw(st.booleans()):
            hidden["length"] = HalfDays(least)
        for name in ("part_days", "first_day", "last_day"):
            if draw(st.booleans()) and (name == "part_days" or draw(st.booleans())):
                hidden[name] = UNKNOWN
        left.append(each.but(**hidden))
    return left


def within(suspensions: Any, span: DateSpan = THIS_TERM, **more: Any) -> DayCount:
    """What is counted in a span, with nothing beside the records."""
    given_as = {"school": "HILL", "beside": NOTHING_ELSE, **more}
    return half_days_within(suspensions, span, given_as.pop("calendars", CALENDARS), **given_as)


def asked(half_days: Any) -> set[str]:
    """Where what is missing belongs."""
    assert isinstance(half_days, Unknown)
    return {need.path for need in half_days.needs}


def bounds(count: DayCount) -> tuple[int, int | None]:
    """The least and the most, the latter none where nothing bounds it."""
    return count.least.count, None if isinstance(count.most, Unknown) else count.most.count
