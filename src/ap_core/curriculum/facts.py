"""Arrival and the week as rules read them: the baseline of each placement going on, and the week over all sites."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from operator import attrgetter
from typing import Any

from ap_core.attendance.attended import AttendedDays, day_if_known, days_that_count, register_at
from ap_core.curriculum.records import Assessment, Domain, Timetable
from ap_core.dates.deadlines import Deadline
from ap_core.law.facts import Fact, MaybeFact, fact, facts, maker
from ap_core.law.rulebook import Asked
from ap_core.law.rules import Actor
from ap_core.law.unknown import Unknown, known, reckon, unknown_among
from ap_core.law.wording import in_words
from ap_core.placement.going_on import GoingOn, placements_going_on
from ap_core.record import PupilRecord
from ap_core.registration.on_day import others, status_at, whose_step
from ap_core.registration.records import Enrolment


@facts
class ArrivalFacts:
    """The baseline of one placement that has begun and has not ended."""

    subject: str
    going_on: Fact[bool] = fact("the placement is still going on")
    first_day: Fact[date] = fact("the first day")
    reading_due: Fact[Deadline] = fact("the last day for the reading assessment")
    reading_on: MaybeFact[date] = fact("the day of the reading assessment")
    domains: Fact[int] = fact("how many things the baseline looks at")
    missing: Fact[frozenset[Domain]] = fact("what the baseline has not looked at yet")
    baseline_due: Fact[Deadline] = fact("the last day for the whole baseline")
    baseline_on: MaybeFact[date] = fact("the day the baseline was complete")


@facts
class WeekFacts:
    """The pupil's week over all sites, as it is or as it is proposed, while a placement is going on.

    A week that begins later is looked at too: before it begins is the time to fill it.
    """

    subject: str
    going_on: Fact[bool] = fact("a placement is still going on")
    whose_step: Fact[Actor] = fact("who acts: with the home school, where the pupil is on its roll too")
    status: MaybeFact[Enrolment] = fact("the registration at the centre")
    minutes: MaybeFact[int] = fact("minutes a week over all sites; none without a timetable")
    full_minutes: Fact[int] = fact("the minutes of a full-time week")
    part_time_agreed: Fact[bool] = fact("a part-time timetable is agreed, or there is a health ground")
    reading_score: MaybeFact[int] = fact("the standard score of the last reading test")
    reading_minutes: MaybeFact[int] = fact("minutes a week of taught reading support; none without a timetable")
    support_minutes: Fact[int] = fact("the minutes a week of reading support that the centre gives")

    @property
    def others(self) -> str:
        """With whom the centre settles things."""
        return in_words(reckon(others, self.status))

    @property
    def hours(self) -> str:
        """The hours a week over all sites."""
        return in_words(reckon(hours_in_words, self.minutes))

    @property
    def full_hours(self) -> str:
        """The hours of a full-time week."""
        return in_words(reckon(hours_in_words, self.full_minutes))

    @property
    def reading_hours(self) -> str:
        """The hours a week of taught reading support."""
        return in_words(reckon(hours_in_words, self.reading_minutes))

    @property
    def support_hours(self) -> str:
        """The hours a week of reading support that the centre gives."""
        return in_words(reckon(hours_in_words, self.support_minutes))


_arrival, _week = maker(ArrivalFacts), maker(WeekFacts)


def arrival_facts(record: PupilRecord, asked: Asked) -> Iterator[ArrivalFacts]:
    """A row for each placement going on. What was assessed shortly before the first day counts too."""
    policy, on = asked.policy.curriculum, asked.on
    baseline, registers = known(record, "baseline", ""), known(record, "registers", "")
    for each in placements_going_on(record.placements, asked):
        placement, first_day = each.placement, each.first_day
        register = registers if type(registers) is Unknown else register_at(registers, placement.centre)
        reading, whole = AttendedDays(policy.reading_within), AttendedDays(policy.baseline_within)
        # Both limits are read off the same days.
        longest = max(policy.reading_within, policy.baseline_within)
        days = reckon(days_that_count, longest, first_day, register, each.calendar, on)
        missing: Any = baseline
        reading_on: Any = baseline
        baseline_on: Any = baseline
        if type(baseline) is not Unknown:
            done = _first_days(baseline, on)
            missing, reading_on = policy.baseline.difference(done), done.get(Domain.READING)
            baseline_on = None if missing else max(map(done.__getitem__, policy.baseline), default=None)
        yield _arrival(
            subject=placement.ref,
            going_on=each.still,
            first_day=first_day,
            reading_due=reckon(reading.of, days, placement.centre, on, day_if_known(reading_on)),
            reading_on=reading_on,
            domains=len(policy.baseline),
            missing=missing,
            baseline_due=reckon(whole.of, days, placement.centre, on, day_if_known(baseline_on)),
            baseline_on=baseline_on,
        )


def _first_days(baseline: tuple[Assessment, ...], on: date) -> dict[Domain, date]:
    """For each domain assessed by ``on``, the first day that it was."""
    # The latest come first, so that the first day of each domain is written last and stays.
    return {each.domain: each.taken_on for each in sorted(baseline, key=_TAKEN_ON, reverse=True) if each.taken_on <= on}


_TAKEN_ON = attrgetter("taken_on")


def _by_ref(of: GoingOn) -> str:
    return of.placement.ref


def week_facts(record: PupilRecord, asked: Asked) -> Iterator[WeekFacts]:
    """One row, while a placement is going on: the week is one over all sites."""
    policy = asked.policy.curriculum
    timetable = known(record, "timetable", "")
    placements = placements_going_on(record.placements, asked)
    if not placements:
        return
    still = [each.still for each in sorted(placements, key=_by_ref)]
    missing = unknown_among(still)
    centre = min(placements, key=_by_ref).placement.centre
    status = status_at(known(record, "registrations", ""), centre, asked)
    minutes = reading_minutes = timetable
    if isinstance(timetable, Timetable):
        minutes, reading_minutes = timetable.minutes, timetable.reading_minutes
    yield _week(
        subject="timetable",
        going_on=True if missing is None or True in still else missing,
        whose_step=status if type(status) is Unknown else whose_step(status),
        status=status,
        minutes=minutes,
        full_minutes=policy.full_time_minutes,
        part_time_agreed=_part_time_agreed(timetable),
        reading_score=_reading_score(record, asked.on),
        reading_minutes=reading_minutes,
        support_minutes=policy.reading_support_minutes,
    )


def hours_in_words(minutes: int | None) -> str:
    """Minutes a week as a person says them; none is no timetable.

    >>> hours_in_words(1230), hours_in_words(1500), hours_in_words(135), hours_in_words(None)
    ('20.5 h', '25 h', '2 h 15 min', 'no timetable yet')
    """
    if minutes is None:
        return "no timetable yet"
    hours, rest = divmod(minutes, 60)
    return f"{hours}.5 h" if rest == 30 else f"{hours} h {rest} min" if rest else f"{hours} h"


def _part_time_agreed(timetable: Timetable | None | Unknown) -> Any:
    if isinstance(timetable, Timetable):
        return known(timetable, "part_time_agreed", "timetable.")
    return False if timetable is None else timetable


def _reading_score(record: PupilRecord, on: date) -> Any:
    """The standard score of the last reading test by ``on`` that gives one; the lowest of those of one day."""
    if type(record.baseline) is Unknown:
        return known(record, "baseline", "")
    scores: dict[date, list[Any]] = {}
    reading = Domain.READING
    for place, each in enumerate(record.baseline):
        if each.domain is reading and each.taken_on <= on:
            scores.setdefault(each.taken_on, []).append(known(each, "standard_score", f"baseline[{place}]."))
    for day in sorted(scores, reverse=True):
        missing = unknown_among(scores[day])
        if missing is not None:
            return missing
        given = [score for score in scores[day] if score is not None]
        if given:
            return min(given)
    return None
