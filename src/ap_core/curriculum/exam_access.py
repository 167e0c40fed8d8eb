"""Exam access arrangements: what a pupil uses as the normal way of working, the evidence, the applications.

The rules are those of the awarding bodies together (JCQ), read in part and for the edition of 2025/26; they bind an
exam centre by agreement and rest on the Equality Act 2010. An EHC plan is a trigger and not enough alone: that the
arrangement is the normal way of working at *this* centre has to be on file too (ehcp.md section 15). An approval is of
one exam centre: where a pupil moves, the new one applies again, and a completed Form 8, or one rolled forward, may come
along.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any

from ap_core.curriculum.exam_access_records import (
    FORMS_8,
    AccessApplication,
    Arrangement,
    Evidence,
    ExamAccess,
    HowSettled,
    WayOfWorking,
    how_settled,
)
from ap_core.dates.calendars import SchoolCalendar
from ap_core.dates.deadlines import Deadline
from ap_core.dates.limits import Months
from ap_core.dates.plain import moved
from ap_core.dates.years import AcademicYear
from ap_core.ehcp.records import EHCPlan
from ap_core.law.dated import Dated, Edition
from ap_core.law.instruments import JCQ_ACCESS
from ap_core.law.unknown import Unknown, known, reckon, unknown_among
from ap_core.pupils.ages import last_friday_in_june
from ap_core.values import Value, item, value


class Wanting(Enum):
    """What is still missing before an application can be made."""

    TRIGGER = "an EHC plan, a completed Form 8 or a note of another impairment"
    AS_ASKED = "what the awarding body asks for in such a case"
    NORMAL_WAY = "the normal way of working, recorded where the pupil is now"


#: These go to the awarding body case by case: no list of evidence holds for them.
_CASE_BY_CASE = frozenset((Arrangement.MORE_EXTRA_TIME, Arrangement.PRACTICAL_ASSISTANT))

#: For how many months an approval lasts.
APPROVAL_MONTHS: Dated[int] = Dated("exam access arrangements: months an approval lasts", (
    Edition(
        date(2025, 9, 1), 26,
        JCQ_ACCESS.at("how long an approval lasts", note="Known from schools' pages; the text itself was not seen."),
    ),
))  # fmt: skip


@value
class ToSettle(Value):
    """An arrangement that the awarding bodies have to be asked for, and how far that has come at one exam centre."""

    kind: Arrangement = item("which arrangement")
    how: HowSettled = item("how it is settled")
    missing: frozenset[Wanting] | Unknown = item("the evidence still missing")
    complete_on: date | None | Unknown = item("the day the evidence was complete; none while something is missing")
    applied_on: date | None | Unknown = item("the day of the application that stands; none if there is none")
    elsewhere: bool | Unknown = item("whether another exam centre has an approval, which does not count here")


def to_settle(
    access: ExamAccess, *, at: str, plan: EHCPlan | None | Unknown, on: date, path: str = "exam_access."
) -> tuple[ToSettle, ...]:
    """What has to be asked of the awarding bodies for a pupil taught ``at`` a centre, as things stand on ``on``.

    The exam centre asks: the centre itself, unless the record names another school. What is the normal way of working
    at either of the two counts. In a fixed order, that is whatever is wanted for the examinations, is in use at any
    school, or was applied for by any, and is not the centre's own to settle. A summer series is meant: what stands has
    to stand on the last Friday in June.

    >>> used = WayOfWorking(
    ...     kind=Arrangement.READER, school="CENTRE", since=date(2025, 10, 6), recorded_on=date(2025, 10, 6)
    ... )
    >>> access = ExamAccess(ways=(used,), evidence=(), applications=())
    >>> [each] = to_settle(access, at="CENTRE", plan=None, on=date(2026, 11, 23))
    >>> each.kind.value, [missing.value for missing in each.missing]
    ('a reader', ['an EHC plan, a completed Form 8 or a note of another impairment'])
    """
    exam_centre = access.exam_centre or at
    ways: Any = known(access, "ways", path)
    applications: Any = known(access, "applications", path)
    kinds = set(access.wanted)
    if isinstance(ways, tuple):
        kinds |= {way.kind for way in ways if _in_use(way, on)}
    if isinstance(applications, tuple):
        kinds |= {each.kind for each in applications if each.applied_on <= on and not _is_past(each.refused_on, on)}
    return tuple(
        _settling(kind, access, ways, applications, (exam_centre, at), plan, on, path)
        for kind in Arrangement
        if kind in kinds and how_settled(kind) is not HowSettled.BY_CENTRE
    )


def _settling(
    kind: Arrangement, access: ExamAccess, ways: Any, applications: Any, at: tuple[str, str], plan: Any, on: date,
    path: str,
) -> ToSettle:  # fmt: skip
    parts = {Wanting.NORMAL_WAY: _normal_way(kind, ways, at, on, path)}
    if kind in _CASE_BY_CASE:
        parts[Wanting.AS_ASKED] = _on_file(access, frozenset((Evidence.AS_ASKED,)), on, path)
    elif how_settled(kind) is HowSettled.BY_APPLICATION:
        parts[Wanting.TRIGGER] = _trigger(access, plan, on, path)
    missing: Any = unknown_among([_is_there(days) for days in parts.values()])
    lacking = frozenset(what for what, days in parts.items() if _is_there(days) is False)
    applied: Any = applications
    elsewhere: Any = applications
    if isinstance(applications, tuple):
        mine = [(place, each) for place, each in enumerate(applications) if each.kind is kind and each.applied_on <= on]
        exam_centre = at[0]
        applied = _applied_on([(place, each) for place, each in mine if each.school == exam_centre], on, path)
        elsewhere = _is_there(
            [_by(known(each, "approved_on", f"{path}applications[{place}]."), on) for place, each in mine
             if each.school != exam_centre]
        )  # fmt: skip
    return ToSettle(
        kind=kind, how=how_settled(kind), missing=lacking if missing is None else missing,
        # One thing known to be missing is enough to know that the evidence is not complete.
        complete_on=None if lacking else reckon(max, *map(_first, parts.values()), date.min),
        applied_on=applied, elsewhere=elsewhere,
    )  # fmt: skip


def _is_past(day: date | None | Unknown, on: date) -> bool:
    return isinstance(day, date) and day <= on


def _by(day: Any, on: date) -> Any:
    """A day on which something was done: what lies ahead is not done yet."""
    return None if isinstance(day, date) and day > on else day


def _is_there(days: list[Any]) -> bool | Unknown:
    """Whether something was done on one of these days, of which some may be none and some not known."""
    if any(isinstance(day, date) for day in days):
        return True
    missing = unknown_among(days)
    return False if missing is None else missing


def _first(days: list[Any]) -> Any:
    """The first of these days; unknown where one that is not known may be earlier; none where there is none."""
    missing = unknown_among(days)
    return min((day for day in days if day is not None), default=None) if missing is None else missing


def _in_use(way: WayOfWorking, on: date) -> bool:
    return way.since <= on and (way.last is None or way.last >= on)


def _normal_way(kind: Arrangement, ways: Any, at: tuple[str, str], on: date, path: str) -> list[Any]:
    """The days on which it was put on record at these schools as the normal way."""
    if not isinstance(ways, tuple):
        return [ways]
    return [
        _by(known(way, "recorded_on", f"{path}ways[{place}]."), on)
        for place, way in enumerate(ways)
        if way.kind is kind and way.school in at and _in_use(way, on)
    ]


def _on_file(access: ExamAccess, wanted: frozenset[Evidence], on: date, path: str) -> list[Any]:
    if isinstance(access.evidence, Unknown):
        return [known(access, "evidence", path)]
    return [each.on for each in access.evidence if each.what in wanted and each.on <= on]


def _trigger(access: ExamAccess, plan: Any, on: date, path: str) -> list[Any]:
    """The day of the plan; only without one does other evidence count."""
    made = _by(known(plan, "made_on", "plan."), on) if isinstance(plan, EHCPlan) else plan
    if isinstance(made, date):
        return [made]
    return [made, *_on_file(access, FORMS_8 | {Evidence.OTHER_IMPAIRMENT}, on, path)]


def _applied_on(applications: list[tuple[int, AccessApplication]], on: date, path: str) -> Any:
    """The day of the first application that stands until the examinations are over; none if there is none."""
    days = [
        reckon(_if_stands, each, _counted_from(each, f"{path}applications[{place}].", on), on)
        for place, each in applications
        if not _is_past(each.refused_on, on)
    ]
    return _first(days)


def _counted_from(application: AccessApplication, path: str, on: date) -> Any:
    """The day from which an approval lasts; while there is none, the day of the application."""
    approved = known(application, "approved_on", path)
    if type(approved) is Unknown:
        # Whether it was approved decides nothing where the application alone is young enough: an approval came later.
        young = reckon(stands_until, application.applied_on)
        return application.applied_on if isinstance(young, date) and young >= exams_over(on) else approved
    return approved if _is_past(approved, on) else application.applied_on


def _if_stands(application: AccessApplication, counted_from: date, on: date) -> date | None:
    return application.applied_on if stands_until(counted_from) >= exams_over(on) else None


def stands_until(approved_on: date) -> date:
    """The last day of an approval; :class:`~ap_core.errors.NotInForce` for one from before the edition held here.

    >>> stands_until(date(2025, 11, 3))
    datetime.date(2028, 1, 3)
    """
    return Months(APPROVAL_MONTHS.on(approved_on).value).after(approved_on).last_day


def exams_over(on: date) -> date:
    """The last Friday in June of the academic year of ``on``: a summer series is over by then, or as good as.

    >>> exams_over(date(2026, 11, 23))
    datetime.date(2027, 6, 25)
    """
    return last_friday_in_june(AcademicYear.end_of(on).year)


def apply_by(published: frozenset[date], on: date, calendar: SchoolCalendar) -> Deadline | Unknown:
    """The last day to apply in the academic year of ``on``, from the days that the awarding bodies publish.

    It is the last school day up to the published day: on a Sunday nobody is there to apply. The published day itself
    is kept as the other reading, since an application made between the two was still taken. Unknown where none is given
    for the year. ``OutsideCalendar`` where the calendar does not reach.

    >>> from ap_core.dates import Term
    >>> spring = SchoolCalendar.of_terms("HILL", terms=[Term("spring", date(2027, 1, 5), date(2027, 3, 25))])
    >>> due = apply_by(frozenset((date(2027, 3, 21),)), date(2026, 11, 23), spring)
    >>> due.last_day, due.customary_last_day
    (datetime.date(2027, 3, 19), datetime.date(2027, 3, 21))
    """
    year = AcademicYear.of(on)
    day = min((each for each in published if year.first <= each <= year.last), default=None)
    if day is None:
        return Unknown.because(
            "policy.curriculum", of="exams officer",
            ask="Which last day have the awarding bodies published for this summer's examinations?",
        )  # fmt: skip
    last = calendar.previous_school_day(moved(day, 1))
    return Deadline(last, (), None if last == day else day)


#: Standard scores that call for extra time: two at or below the first, or one of them and one at or below the second.
_BELOW_AVERAGE, _LOW_AVERAGE = 84, 89


def scores_for_extra_time(by_area: Mapping[str, int]) -> bool:
    """Whether standard scores in different areas of working speed come up to what a Form 8 asks for 25% extra time.

    Two below average, or one below average and one low average; a secondary source for the edition of 2025/26
    (ehcp.md JCQ-03). Scores are the assessor's; it is one half of the evidence, the normal way of working the other.

    >>> scores_for_extra_time({"reading speed": 84, "writing speed": 87}), scores_for_extra_time({"a": 85, "b": 86})
    (True, False)
    """
    lowest, second = [*sorted(by_area.values()), _LOW_AVERAGE + 1, _LOW_AVERAGE + 1][:2]
    return lowest <= _BELOW_AVERAGE and second <= _LOW_AVERAGE
