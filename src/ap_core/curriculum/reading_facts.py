"""What follows a low reading score as rules read it: who was told, and what else was done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from ap_core.attendance.attended import AttendedDays, day_if_known, register_at
from ap_core.attendance.registers import Register
from ap_core.curriculum.baseline_facts import last_test
from ap_core.curriculum.reading_steps import ReadingStep, ReadingStepTaken
from ap_core.curriculum.records import Assessment
from ap_core.dates.calendars import SchoolCalendar
from ap_core.dates.deadlines import Deadline, NoFixedDate
from ap_core.dates.plain import moved
from ap_core.law.facts import Fact, MaybeFact, fact, facts, maker
from ap_core.law.rulebook import Asked
from ap_core.law.unknown import Unknown, known, reckon
from ap_core.law.wording import iso_day
from ap_core.placement.going_on import placements_going_on
from ap_core.record import PupilRecord

#: Nobody sets a day for the steps beside telling: no number is made up for it.
_NO_DAY_SET = NoFixedDate("no day was set")


@facts
class ReadingFollowFacts:
    """The last reading test of a pupil in a placement going on, where its score is below the centre's limit."""

    subject: str
    going_on: Fact[bool] = fact("the placement is still going on")
    taken_on: Fact[date] = fact("the day of the test")
    score: Fact[int] = fact("the standard score")
    tells_staff: Fact[bool] = fact("the centre has the pupil's teachers told")
    told_due: Fact[Deadline] = fact("the last day for telling them")
    told_on: MaybeFact[date] = fact("the day they were told")
    others: Fact[int] = fact("how many other steps the centre takes")
    others_due: Fact[NoFixedDate] = fact("by when: no day is set")
    still_to_do: Fact[frozenset[ReadingStep]] = fact("those of them that are still to do")
    others_on: MaybeFact[date] = fact("the day the last of them was done")


_follow = maker(ReadingFollowFacts)


def reading_follow_facts(record: PupilRecord, asked: Asked) -> Iterator[ReadingFollowFacts]:
    """A row for each placement going on of a pupil whose last reading test gave a low score."""
    policy = asked.policy.curriculum
    test = asked.once(last_test, record)
    # Where the score is not known the rule on reading support asks for it: once is enough.
    if not isinstance(test, Assessment):
        return
    score = test.standard_score
    assert isinstance(score, int)
    if score >= policy.reading_support_below:
        return
    registers, steps = known(record, "registers", ""), known(record, "reading_steps", "")
    others = policy.reading_steps - {ReadingStep.STAFF_TOLD}
    done: Any = reckon(_done, steps, test.taken_on, asked.on)
    for each in placements_going_on(record.placements, asked):
        centre = each.placement.centre
        register = registers if type(registers) is Unknown else register_at(registers, centre)
        told_on = reckon(_told_on, done)
        yield _follow(
            subject=f"{each.placement.ref} reading of {iso_day(test.taken_on)}",
            going_on=each.still,
            taken_on=test.taken_on,
            score=score,
            tells_staff=ReadingStep.STAFF_TOLD in policy.reading_steps,
            told_due=reckon(
                _told_due, policy.reading_told_within, test.taken_on, each.first_day, register, each.calendar, asked.on,
                day_if_known(told_on),
            ),
            told_on=told_on,
            others=len(others),
            others_due=_NO_DAY_SET,
            still_to_do=reckon(_still_to_do, others, done),
            others_on=reckon(_all_done, others, done),
        )  # fmt: skip


def _told_due(
    within: int, taken_on: date, first_day: date, register: Register, calendar: SchoolCalendar, on: date,
    told_on: date | None,
) -> Deadline | Unknown:  # fmt: skip
    """A test from before the first day is told of on the first days here."""
    since = max(moved(taken_on, 1), first_day)
    return AttendedDays(within).starting_with(since, register, calendar, on, told_on)


def _done(steps: tuple[ReadingStepTaken, ...], taken_on: date, on: date) -> dict[ReadingStep, date]:
    """For each step taken by ``on`` the first day that it was; teachers are told of this test, not of one before it."""
    days: dict[ReadingStep, date] = {}
    for each in sorted(steps, key=_on, reverse=True):
        if each.on <= on and (each.step is not ReadingStep.STAFF_TOLD or each.on >= taken_on):
            days[each.step] = each.on
    return days


def _on(of: ReadingStepTaken) -> date:
    return of.on


def _told_on(done: dict[ReadingStep, date]) -> date | None:
    return done.get(ReadingStep.STAFF_TOLD)


def _still_to_do(wanted: frozenset[ReadingStep], done: dict[ReadingStep, date]) -> frozenset[ReadingStep]:
    return wanted.difference(done)


def _all_done(wanted: frozenset[ReadingStep], done: dict[ReadingStep, date]) -> date | None:
    return None if wanted.difference(done) else max((done[step] for step in wanted), default=None)
