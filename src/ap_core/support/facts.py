"""Support as rules read it: the weeks in which a mentor session is due, and each incident since the first day."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from ap_core.attendance.attended import AttendedDays, day_if_known, days_without_marks, marks_missing, register_at
from ap_core.attendance.registers import UNMARKED, Register
from ap_core.dates.calendars import SchoolCalendar
from ap_core.dates.deadlines import Deadline, NoFixedDate
from ap_core.law.facts import Fact, MaybeFact, fact, facts, maker
from ap_core.law.rulebook import Asked
from ap_core.law.unknown import Unknown, known, reckon, unknown_among
from ap_core.law.wording import in_words, iso_day
from ap_core.placement.going_on import placements_going_on
from ap_core.placement.records import Placement
from ap_core.record import PupilRecord
from ap_core.support.mentors import mentor_history
from ap_core.support.records import Covered, Incident

_DAY, _SIX_DAYS = timedelta(days=1), timedelta(days=6)
#: Nobody sets a day for an agreed action: no number is made up for it.
_NO_DAY_SET = NoFixedDate("no day was set")


@facts
class MentorWeekFacts:
    """One school week of a placement going on: the last that is complete, or the one of the day of the check."""

    subject: str
    going_on: Fact[bool] = fact("the placement is still going on")
    week: Fact[date] = fact("the Monday of the week")
    attended: Fact[int] = fact("days attended in the week, so far as marked")
    session_due: Fact[Deadline] = fact("the last school day of the week")
    session_on: MaybeFact[date] = fact("the first mentor session of the week")


@facts
class IncidentFacts:
    """One incident since the first day of a placement going on."""

    subject: str
    going_on: Fact[bool] = fact("the placement is still going on")
    first_day: Fact[date] = fact("the first day of the placement")
    incident_on: Fact[date] = fact("the day of the incident")
    days_since: Fact[int] = fact("calendar days since the incident")
    restorative_due: Fact[Deadline] = fact("the last day for the restorative conversation")
    restorative_on: MaybeFact[date] = fact("the day of the restorative conversation")
    left_out: MaybeFact[int] = fact("how many of its parts the restorative conversation left out, where that is kept")
    agreed: Fact[int] = fact("how many actions were agreed")
    outstanding: Fact[int] = fact("how many agreed actions are known not to be in place yet")
    in_place_due: Fact[NoFixedDate] = fact("when agreed actions are to be in place")
    in_place_on: MaybeFact[date] = fact("the day all agreed actions were in place")

    @property
    def ago(self) -> str:
        """How long ago the incident was."""
        return in_words(reckon(_days_ago, self.days_since))


@facts
class MentorFacts:
    """Who is the mentor in a placement going on, where the centre keeps that."""

    subject: str
    going_on: Fact[bool] = fact("the placement is still going on")
    has_mentor: Fact[bool] = fact("the pupil has a mentor on the day of the check")
    none_since: MaybeFact[date] = fact("the first day without a mentor")


_mentor_week, _incident = maker(MentorWeekFacts), maker(IncidentFacts)


# ---------------------------------------------------------------- mentor


def mentor_facts(record: PupilRecord, asked: Asked) -> Iterator[MentorFacts]:
    """For each placement going on, whether there is a mentor; nothing where it is not kept who is."""
    if record.mentoring is None or not record.mentoring.mentors:
        return
    for each in placements_going_on(record.placements, asked):
        # Before the first mentor that is recorded there may have been another: that is not a gap.
        first = min(mentor.first for mentor in record.mentoring.mentors)
        if first > asked.on:
            continue
        gaps = mentor_history(record.mentoring.mentors, first, asked.on).gaps
        without = gaps[-1].first if gaps and gaps[-1].last == asked.on else None
        yield MentorFacts(
            subject=f"{each.placement.ref} mentor",
            going_on=each.still,
            has_mentor=without is None,
            none_since=without,
        )


def mentor_week_facts(record: PupilRecord, asked: Asked) -> Iterator[MentorWeekFacts]:
    """For each placement going on, the last complete school week of the centre and the current one."""
    registers, sessions = known(record, "registers", ""), known(record, "mentor_sessions", "")
    for each in placements_going_on(record.placements, asked):
        placement, still = each.placement, each.still
        calendar: Any = each.calendar
        first_day: Any = each.first_day
        ends = reckon(_week_ends, first_day, calendar, asked.on)
        if type(ends) is Unknown:
            # Which weeks to look at is not known: the week of the day of the check stands for them.
            yield _mentor_row(placement, still, _monday(asked.on), ends, ends, ends)
            continue
        register: Any = registers if type(registers) is Unknown else register_at(registers, placement.centre)
        enough = asked.policy.support.mentor_in_weeks_of
        held = sessions if type(sessions) is Unknown else sorted([session.on for session in sessions])
        for end in ends:
            monday = _monday(end)
            # Whatever is looked at here lies within the calendar.
            attended: Any = register
            if type(register) is not Unknown:
                attended = _attended(max(monday, first_day), end, register, calendar, asked.on, enough)
            session_on: Any = held
            if type(held) is not Unknown:
                session_on = _first_within(held, monday, min(monday + _SIX_DAYS, asked.on))
            yield _mentor_row(placement, still, monday, attended, Deadline.on(end), session_on)


def _mentor_row(
    placement: Placement, still: Any, monday: date, attended: Any, due: Any, session_on: Any
) -> MentorWeekFacts:
    return _mentor_week(
        subject=f"{placement.ref} week of {iso_day(monday)}", going_on=still, week=monday, attended=attended,
        session_due=due, session_on=session_on,
    )  # fmt: skip


def _monday(day: date) -> date:
    return date.fromordinal(day.toordinal() - day.weekday())


def _week_ends(first_day: date, calendar: SchoolCalendar, on: date) -> list[date]:
    """The last school day of the last complete school week and of the one that ``on`` lies in, since ``first_day``.

    A week before the calendar begins is not looked for: with a new school year's calendar, that is last summer's.
    """
    calendar.is_school_day(on)  # a calendar that ends before the day of the check cannot say which week was the last
    monday, first, days = _monday(on), max(first_day, calendar.first), calendar.school_days
    before, upto = bisect_left(days, monday), bisect_right(days, monday + _SIX_DAYS)
    ends = [days[upto - 1]] if before < upto else []
    if before and not (ends and ends[0] < on):
        ends.insert(0, days[before - 1])
    return [end for end in ends if first <= end]


def _attended(
    first: date, end: date, register: Register, calendar: SchoolCalendar, on: date, enough: int
) -> int | Unknown:
    """The days attended from ``first`` to ``end``, so far as marked.

    Unknown where days without marks decide whether they are ``enough``.

    Today is asked about only once it is over: its marks may be still to come.
    """
    first = max(first, calendar.first)  # in the first week of a school year that may be after the Monday
    seen = register.days(first, min(end, on))
    days = len(seen) - seen.count(0) - seen.count(UNMARKED)
    if days < enough and UNMARKED in seen:
        unmarked = list(days_without_marks(register, calendar, first, min(end, on - _DAY)))
        if enough <= days + len(unmarked):
            return marks_missing(register.school, unmarked[0])
    return days


def _first_within(held: list[date], first: date, last: date) -> date | None:
    """The first of the days ``held``, which are in order, from ``first`` to ``last``."""
    at = bisect_left(held, first)
    return held[at] if at < len(held) and held[at] <= last else None


# ---------------------------------------------------------------- incidents


def incident_facts(record: PupilRecord, asked: Asked) -> Iterator[IncidentFacts]:
    """For each placement going on, a row for each incident since its first day."""
    registers = known(record, "registers", "")
    for each in placements_going_on(record.placements, asked):
        placement, first_day, still = each.placement, each.first_day, each.still
        if type(record.incidents) is Unknown:
            yield _no_incidents_known(placement, still, first_day, known(record, "incidents", ""))
            continue
        register = registers if type(registers) is Unknown else register_at(registers, placement.centre)
        within = AttendedDays(asked.policy.support.restorative_within)
        for place, incident in enumerate(record.incidents):
            if incident.on > asked.on or (isinstance(first_day, date) and incident.on < first_day):
                continue
            path = f"incidents[{place}]."
            in_place = _in_place(incident, path, asked.on) if incident.actions else []
            restored_on = known(incident, "restorative_on", path)
            yield _incident(
                subject=f"{placement.ref} incident {incident.ref}",
                going_on=still,
                first_day=first_day,
                incident_on=incident.on,
                days_since=(asked.on - incident.on).days,
                restorative_due=reckon(
                    within.after, incident.on, register, each.calendar, asked.on, day_if_known(restored_on)
                ),
                restorative_on=restored_on,
                left_out=_left_out(incident, asked.on),
                agreed=len(incident.actions),
                outstanding=in_place.count(None),
                in_place_due=_NO_DAY_SET,
                in_place_on=_all_in_place(in_place),
            )


def _days_ago(days: int) -> str:
    return "today" if days == 0 else "1 day ago" if days == 1 else f"{days} days ago"


def _no_incidents_known(placement: Placement, still: Any, first_day: Any, missing: Unknown) -> IncidentFacts:
    return IncidentFacts(
        subject=f"{placement.ref} incidents", going_on=still, first_day=first_day, incident_on=missing,
        days_since=missing, restorative_due=missing, restorative_on=missing, left_out=None, agreed=missing,
        outstanding=missing, in_place_due=_NO_DAY_SET, in_place_on=missing,
    )  # fmt: skip


def _left_out(incident: Incident, on: date) -> int | None:
    """How many parts were left out; none where that is not kept, or the conversation is not held by ``on``."""
    ahead = isinstance(incident.restorative_on, date) and incident.restorative_on > on
    return None if incident.covered is None or ahead else len(Covered) - len(incident.covered)


def _in_place(incident: Incident, path: str, on: date) -> list[Any]:
    """For each agreed action the day it was in place; none where it is not by ``on``."""
    days = [known(action, "in_place_on", f"{path}actions[{place}].") for place, action in enumerate(incident.actions)]
    return [None if isinstance(day, date) and day > on else day for day in days]


def _all_in_place(days: list[Any]) -> Any:
    """The day the last action was in place; none where one is known not to be, whatever is unknown of the others."""
    if None in days:
        return None
    missing = unknown_among(days)
    return max(days, default=None) if missing is None else missing
