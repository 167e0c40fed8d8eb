"""Exam access as rules read it: what has to be asked for before the summer, and whether it was looked at at all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from ap_core.curriculum.baseline_facts import last_test
from ap_core.curriculum.exam_access import Wanting, apply_by, to_settle
from ap_core.curriculum.exam_access_records import Arrangement, ExamAccess, HowSettled
from ap_core.dates.calendars import SchoolCalendar
from ap_core.dates.deadlines import Deadline, NoFixedDate
from ap_core.ehcp.standing import had_plan
from ap_core.law.facts import Fact, MaybeFact, fact, facts, maker
from ap_core.law.rulebook import Asked
from ap_core.law.rules import Actor
from ap_core.law.unknown import Unknown, known, reckon
from ap_core.law.wording import in_words
from ap_core.placement.going_on import GoingOn, placements_going_on
from ap_core.pupils.years import YearGroup
from ap_core.record import PupilRecord

_KEY_STAGE_4 = (YearGroup.Y10, YearGroup.Y11)
_ARRIVED_LATE = NoFixedDate("as soon as can be, since the published day had passed when the pupil came")
_NEXT_YEAR = NoFixedDate("early enough to become the normal way of working before it is applied for")


@facts
class AccessFacts:
    """One arrangement of a Year 11 pupil that the awarding bodies have to be asked for, in a placement going on."""

    subject: str
    going_on: Fact[bool] = fact("the placement is still going on")
    in_year_11: Fact[bool] = fact("the pupil is taught in Year 11")
    asked_for: Fact[bool] = fact("there is an arrangement that the awarding bodies have to be asked for")
    arrangement: Fact[Arrangement] = fact("the arrangement")
    settled: Fact[HowSettled] = fact("how it is settled")
    exams_step: Fact[Actor] = fact("who applies: the school that enters the pupil for examinations")
    apply_by: Fact[Deadline | NoFixedDate] = fact("the last day to ask for it")
    applied_on: MaybeFact[date] = fact("the day of the application that stands")
    elsewhere: Fact[bool] = fact("another exam centre has an approval")
    missing: Fact[frozenset[Wanting]] = fact("the evidence still missing")
    complete_on: MaybeFact[date] = fact("the day the evidence was complete")

    @property
    def carried(self) -> str:
        """What is to be said of an approval for another exam centre, and of the evidence, as a sentence."""
        if self.elsewhere is True:
            return (
                "The approval that another exam centre has does not count here; a completed Form 8 may come along from "
                "it."
            )
        return f"Evidence still missing: {in_words(self.missing)}."


@facts
class AccessLookFacts:
    """A Key Stage 4 pupil in a placement going on who may need arrangements for examinations."""

    subject: str
    going_on: Fact[bool] = fact("the placement is still going on")
    in_key_stage_4: Fact[bool] = fact("the pupil is taught in Year 10 or 11")
    has_plan: Fact[bool] = fact("the pupil has an EHC plan")
    low_reading: Fact[bool] = fact("the last reading score is below the centre's limit for reading support")
    look_by: Fact[Deadline | NoFixedDate] = fact("the last day for looking at it")
    considered_on: MaybeFact[date] = fact("the day it was looked at")


_access, _look = maker(AccessFacts), maker(AccessLookFacts)


def access_facts(record: PupilRecord, asked: Asked) -> Iterator[AccessFacts]:
    """For each placement going on, a row for each arrangement to be asked for.

    One row, of which nothing is known, where none is and nobody knows what the pupil uses: there may be one.
    """
    access = record.exam_access
    if not isinstance(access, ExamAccess):
        return
    year = known(record.pupil, "taught_year", "pupil.")
    if type(year) is not Unknown and year is not YearGroup.Y11:
        return
    policy = asked.policy.curriculum
    plan = known(record, "plan", "")
    for each in placements_going_on(record.placements, asked):
        own = access.exam_centre in (None, each.placement.centre)
        exams_step = Actor.EXAMS_OFFICER if own else Actor.OTHER_SCHOOL
        settled = to_settle(access, at=each.placement.centre, plan=plan, on=asked.on)
        if not settled and type(access.ways) is Unknown:
            ways = known(access, "ways", "exam_access.")
            yield _access(
                subject=f"{each.placement.ref} exam access", going_on=each.still,
                in_year_11=year if type(year) is Unknown else True, exams_step=exams_step, asked_for=ways,
                arrangement=ways, settled=ways, apply_by=ways, applied_on=ways, elsewhere=ways, missing=ways,
                complete_on=ways,
            )  # fmt: skip
        for settle in settled:
            published = policy.modified_papers_by if settle.how is HowSettled.BY_ORDER else policy.access_apply_by
            yield _access(
                subject=f"{each.placement.ref} exam access: {settle.kind.value}",
                going_on=each.still,
                in_year_11=year if type(year) is Unknown else True,
                asked_for=True,
                arrangement=settle.kind,
                settled=settle.how,
                exams_step=exams_step,
                apply_by=_due(published, each, asked.on),
                applied_on=settle.applied_on,
                elsewhere=settle.elsewhere,
                missing=settle.missing,
                complete_on=settle.complete_on,
            )


def _due(published: frozenset[date], each: GoingOn, on: date) -> Any:
    return reckon(_due_since, published, each.first_day, on, each.calendar)


def _due_since(
    published: frozenset[date], first_day: date, on: date, calendar: SchoolCalendar
) -> Deadline | NoFixedDate | Unknown:
    """The last day for a pupil who was here by then; for one who came later it had passed, which is nobody's fault."""
    due = apply_by(published, on, calendar)
    return _ARRIVED_LATE if isinstance(due, Deadline) and first_day > due.last_day else due


def access_look_facts(record: PupilRecord, asked: Asked) -> Iterator[AccessLookFacts]:
    """A row for each placement going on of a Key Stage 4 pupil with, perhaps, an EHC plan or a low reading score.

    None where it is known that nothing is needed.
    """
    year = known(record.pupil, "taught_year", "pupil.")
    if record.exam_access is None or (type(year) is not Unknown and year not in _KEY_STAGE_4):
        return
    policy = asked.policy.curriculum
    test = asked.once(last_test, record)
    low: Any = test
    if type(test) is not Unknown:
        low = test is not None and test.standard_score < policy.reading_support_below
    has_plan = had_plan(known(record, "plan", ""), asked.on)
    if has_plan is False and low is False:
        return
    access = known(record, "exam_access", "")
    considered = known(access, "considered_on", "exam_access.") if isinstance(access, ExamAccess) else access
    for each in placements_going_on(record.placements, asked):
        yield _look(
            subject=f"{each.placement.ref} exam access",
            going_on=each.still,
            in_key_stage_4=year if type(year) is Unknown else True,
            has_plan=has_plan,
            low_reading=low,
            look_by=reckon(_look_by, year, policy.access_apply_by, each.first_day, asked.on, each.calendar),
            considered_on=None if isinstance(considered, date) and considered > asked.on else considered,
        )


def _look_by(
    year: YearGroup, published: frozenset[date], first_day: date, on: date, calendar: SchoolCalendar
) -> Deadline | NoFixedDate | Unknown:
    return _NEXT_YEAR if year is YearGroup.Y10 else _due_since(published, first_day, on, calendar)
