"""Cancelling an exclusion, and the way back into school, as rules read them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from ap_core.dates.calendars import SchoolCalendar
from ap_core.dates.deadlines import Deadline, NoFixedDate
from ap_core.dates.plain import moved
from ap_core.dates.school_years import SchoolYear
from ap_core.dates.spans import DateSpan
from ap_core.exclusion.counting import DayCount
from ap_core.exclusion.day_counts import half_days_within, over_the_limit, return_day
from ap_core.exclusion.elsewhere import elsewhere_in_year
from ap_core.exclusion.kept_facts import Kept, by_today, kept
from ap_core.exclusion.records import Suspension
from ap_core.exclusion.served import missed_under
from ap_core.exclusion.steps import WITHOUT_DELAY
from ap_core.law.facts import Fact, MaybeFact, fact, facts
from ap_core.law.rulebook import Asked
from ap_core.law.rules import Actor
from ap_core.law.unknown import Unknown, known, reckon, unknown_among
from ap_core.placement.calendars import calendar_of
from ap_core.record import PupilRecord

_OFFER = NoFixedDate("no date is fixed; before the return is best")


@facts
class CancellationFacts:
    """An exclusion that the head cancelled."""

    subject: str
    school: Fact[str] = fact("the school that excluded")
    head: Fact[Actor] = fact("the head who excluded")
    excluded_on: Fact[date] = fact("the day of the exclusion, or the first day of the suspension")
    cancelled_on: Fact[date] = fact("the day the head decided to cancel")
    at_once: Fact[bool] = fact("it is permanent, makes more than five school days in a term, or costs an examination")
    met_on: MaybeFact[date] = fact("the day the board's meeting began")
    same_day: Fact[bool] = fact("the meeting began on the day of the cancelling")
    out_too_long: Fact[bool] = fact(
        "the pupil had been out for more school days of the school year than the law allows"
    )
    when: Fact[NoFixedDate] = fact("when")
    back_on: MaybeFact[date] = fact("the day the pupil was let back")


@facts
class WayBackFacts:
    """The end of a suspension, and the way back into school."""

    subject: str
    school: Fact[str] = fact("the school that suspended")
    head: Fact[Actor] = fact("the head who suspended")
    excluded_on: Fact[date] = fact("the first day of the suspension")
    back_due: MaybeFact[Deadline] = fact("the first school day after it; none where another exclusion follows")
    back_on: MaybeFact[date] = fact("the day the pupil was let back")
    kept: Fact[bool] = fact("the way back is kept here")
    when: Fact[NoFixedDate] = fact("when")
    offered_on: MaybeFact[date] = fact("the day a reintegration meeting was offered")
    condition: Fact[bool] = fact("the return was made to depend on a meeting or on anything else")


def cancellations(record: PupilRecord, asked: Asked) -> Iterator[CancellationFacts]:
    """A row for each exclusion cancelled by the day of the check."""
    for each in kept(record, asked):
        cancelled = each.procedure.cancelled
        if cancelled is None or cancelled.on > asked.on:
            continue
        met_on = _began_to_meet(each, cancelled.on)
        yield CancellationFacts(
            subject=f"{each.name}: cancelled",
            school=each.exclusion.school,
            head=each.head,
            excluded_on=each.began_on,
            cancelled_on=cancelled.on,
            at_once=each.at_once,
            met_on=met_on,
            same_day=met_on if isinstance(met_on, Unknown) else met_on == cancelled.on,
            out_too_long=reckon(over_the_limit, _out_by(each, cancelled.on, record, asked), cancelled.on),
            when=WITHOUT_DELAY,
            back_on=by_today(each.of_procedure("back_on"), asked.on),
        )


def _began_to_meet(each: Kept, cancelled_on: date) -> date | None | Unknown:
    """The first meeting begun by the day of the cancelling: a later one bars nothing."""
    meetings = each.of_procedure("meetings")
    if isinstance(meetings, Unknown):
        return meetings
    return min((meeting.on for meeting in meetings if meeting.on <= cancelled_on), default=None)


def _out_by(each: Kept, cancelled_on: date, record: PupilRecord, asked: Asked) -> DayCount:
    """What the pupil had been out of school in the school year by the day of the cancelling, under this one too."""
    school = each.exclusion.school
    calendar = calendar_of(asked, school)
    year: Any = reckon(SchoolYear.of, cancelled_on, calendar)
    suspensions = known(record, "suspensions", "")
    if isinstance(year, Unknown) or isinstance(suspensions, Unknown):
        return DayCount.unknown(year if isinstance(year, Unknown) else suspensions)
    missed = () if isinstance(each.exclusion, Suspension) else _days_of(missed_under(each.exclusion, each.path))
    elsewhere = elsewhere_in_year(known(record, "suspended_elsewhere", ""), cancelled_on, calendar)
    return half_days_within(
        [*suspensions, *missed], DateSpan(year.first, cancelled_on), asked.calendars,
        school=school, beside=elsewhere,
    )  # fmt: skip


def _days_of(missed: Suspension | None) -> tuple[Suspension, ...]:
    """The days missed under a permanent exclusion: how much of its first day is not known, and the others whole."""
    if missed is None or not isinstance(missed.first_day, date) or not isinstance(missed.last_day, date):
        return () if missed is None else (missed,)
    first = missed.but(last_day=missed.first_day)
    if missed.last_day == missed.first_day:
        return (first,)
    return first, missed.but(ref=f"{missed.ref} on", first_day=moved(missed.first_day, 1), part_days=())


def ways_back(record: PupilRecord, asked: Asked) -> Iterator[WayBackFacts]:
    """A row for each suspension that was not cancelled, where its procedure is kept."""
    for each in kept(record, asked):
        if not isinstance(each.exclusion, Suspension) or each.procedure.cancelled is not None:
            continue
        way = each.procedure.reintegration
        path = f"{each.path}procedure.reintegration."
        yield WayBackFacts(
            subject=f"{each.name}: the way back",
            school=each.exclusion.school,
            head=each.head,
            excluded_on=each.began_on,
            back_due=_back_due(each, each.exclusion, record, calendar_of(asked, each.exclusion.school)),
            back_on=by_today(each.of_procedure("back_on"), asked.on),
            kept=way is not None,
            when=_OFFER,
            offered_on=None if way is None else by_today(known(way, "offered_on", path), asked.on),
            condition=False if way is None else known(way, "condition_of_return", path),
        )


def _back_due(each: Kept, suspension: Suspension, record: PupilRecord, calendar: Any) -> Deadline | None | Unknown:
    """The day of the return; none where another exclusion of that school begins by then."""
    due = calendar if isinstance(calendar, Unknown) else _return_day(suspension, calendar, each.path)
    if isinstance(due, Unknown):
        return due
    if isinstance(each.began_on, Unknown):
        return each.began_on
    unsure: list[Unknown] = []
    for name, day in (("suspensions", "first_day"), ("permanent_exclusions", "on")):
        others = known(record, name, "")
        if isinstance(others, Unknown):
            unsure.append(others)
            continue
        for at, other in enumerate(others):
            if other is suspension or other.school != suspension.school:
                continue
            began = known(other, day, f"{name}[{at}].")
            if isinstance(began, Unknown):
                unsure.append(began)
            elif each.began_on <= began <= due:
                return None
    missing = unknown_among(unsure)
    return Deadline(due) if missing is None else missing


def _return_day(suspension: Suspension, calendar: SchoolCalendar, path: str) -> date | Unknown:
    got = reckon(return_day, suspension, calendar, path)
    assert isinstance(got, (date, Unknown))
    return got
