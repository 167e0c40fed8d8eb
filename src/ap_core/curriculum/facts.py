"""Arrival and the week as rules read them: the baseline of each placement going on, and the week over all sites."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from operator import attrgetter
from typing import Any

from ap_core.attendance.attended import AttendedDays, day_if_known, days_that_count, register_at
from ap_core.curriculum.baseline_facts import assessed_on_arrival, last_test
from ap_core.curriculum.part_time import less_is_agreed
from ap_core.curriculum.reading import score_of
from ap_core.curriculum.records import Assessment, Domain, Lesson, Timetable
from ap_core.curriculum.week import hours_in_words, minutes_of, minutes_where
from ap_core.dates.deadlines import Deadline
from ap_core.law.facts import Fact, MaybeFact, fact, facts, maker
from ap_core.law.rulebook import Asked
from ap_core.law.rules import Actor
from ap_core.law.unknown import Unknown, known, reckon, unknown_among
from ap_core.law.wording import in_words
from ap_core.placement.going_on import GoingOn, placements_going_on
from ap_core.placement.records import Attendance
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
    """A row for each placement going on. What was assessed shortly before the arrival counts too, and no earlier."""
    policy, on = asked.policy.curriculum, asked.on
    baseline, registers = asked.once(assessed_on_arrival, record), known(record, "registers", "")
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


class CurrentWeek:
    """What the rows about the week share: whether a placement still goes on, whose step it is, where the centre is."""

    __slots__ = ("first", "placements", "status", "still", "whose_step")

    def __init__(self, placements: list[GoingOn], record: PupilRecord, asked: Asked) -> None:
        self.placements = placements
        #: The first of them by reference, whose centre and calendar the week goes by.
        self.first = placements[0]
        still = [each.still for each in placements]
        missing = unknown_among(still)
        self.still: bool | Unknown = True if missing is None or True in still else missing
        self.status: Any = status_at(known(record, "registrations", ""), self.first.placement.centre, asked)
        self.whose_step: Any = self.status if type(self.status) is Unknown else whose_step(self.status)


def current_week(record: PupilRecord, asked: Asked) -> CurrentWeek | None:
    """The week that goes with the placements going on; none without one."""
    return asked.once(_current_week, record)


def _current_week(record: PupilRecord, asked: Asked) -> CurrentWeek | None:
    placements = sorted(placements_going_on(record.placements, asked), key=_by_ref)
    return CurrentWeek(placements, record, asked) if placements else None


def week_facts(record: PupilRecord, asked: Asked) -> Iterator[WeekFacts]:
    """One row, while a placement is going on: the week is one over all sites."""
    policy = asked.policy.curriculum
    week = current_week(record, asked)
    if week is None:
        return
    timetable = known(record, "timetable", "")
    minutes = reading_minutes = part_time_agreed = timetable
    if timetable is None:
        part_time_agreed = False
    elif type(timetable) is not Unknown:
        minutes = _minutes_over_all_sites(timetable, week)
        reading_minutes = timetable.reading_minutes
        if type(reading_minutes) is Unknown:
            reading_minutes = minutes_where(timetable.lessons, _is_reading_support).exact
        part_time_agreed = less_is_agreed(timetable, asked.on)
    yield _week(
        subject="timetable",
        going_on=week.still,
        whose_step=week.whose_step,
        status=week.status,
        minutes=minutes,
        full_minutes=policy.full_time_minutes,
        part_time_agreed=part_time_agreed,
        reading_score=score_of(asked.once(last_test, record)),
        reading_minutes=reading_minutes,
        support_minutes=policy.reading_support_minutes,
    )


def _is_reading_support(lesson: Lesson, _here: str) -> bool:
    return lesson.reading_support


def _minutes_over_all_sites(timetable: Timetable, week: CurrentWeek) -> Any:
    """The minutes of the week; not known where it is split and the lines of only one place are on record."""
    if is_split(week) and not at_both_sites(timetable, week):
        return Unknown.because(
            "timetable.lessons", ask="What does the pupil do at the other place of the split week, for how long?",
            of="home school",
        )  # fmt: skip
    minutes = timetable.minutes
    return minutes_of(timetable.lessons).exact if type(minutes) is Unknown else minutes


def is_split(week: CurrentWeek) -> bool:
    """Whether the week is recorded as split between the centre and a school."""
    return any(each.placement.attendance is Attendance.SPLIT_WEEK for each in week.placements)


def at_both_sites(timetable: Timetable, week: CurrentWeek) -> bool:
    """Whether the week has lines at the centre and lines at another place."""
    sites = {lesson.site for lesson in timetable.lessons}
    return week.first.placement.centre in sites and len(sites) > 1
