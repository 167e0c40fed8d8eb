"""Entries for examinations as rules read them: one row for each that is open, or was in this year's series."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from ap_core.curriculum.entries import ExamEntry, entries_close
from ap_core.dates.deadlines import Deadline
from ap_core.dates.years import AcademicYear
from ap_core.law.facts import Fact, MaybeFact, fact, facts
from ap_core.law.rulebook import Asked
from ap_core.law.rules import Actor
from ap_core.law.unknown import Unknown, known, reckon
from ap_core.placement.going_on import GoingOn, placements_going_on
from ap_core.pupils.years import YearGroup
from ap_core.record import PupilRecord

#: Nobody is asked in the autumn for what closes in February.
_AHEAD = timedelta(weeks=8)


@facts
class EntryFacts:
    """One entry of a pupil with a placement going on; one for all where it is not known what is to be entered."""

    subject: str
    going_on: Fact[bool] = fact("the placement goes on")
    entry: Fact[str] = fact("what the pupil is to be entered for")
    whose_step: Fact[Actor] = fact("the exams officer of the centre, or another school")
    closing_day: Fact[date] = fact("the last day for entries")
    closes: Fact[Deadline] = fact("the last day for entries")
    entered_on: MaybeFact[date] = fact("the day the entry was made")


def entry_facts(record: PupilRecord, asked: Asked) -> Iterator[EntryFacts]:
    """Rows from eight weeks before entries close to the end of the academic year."""
    entries = record.exam_entries
    if type(entries) is Unknown:
        # What is to be entered is asked of Year 11 alone.
        if record.pupil.taught_year is not YearGroup.Y11:
            return
    elif not entries:
        return
    going_on = placements_going_on(record.placements, asked)
    if not going_on:
        return
    each = going_on[0]
    if type(entries) is Unknown:
        closes = reckon(entries_close, AcademicYear.end_of(asked.on).year)
        if _is_near(closes, asked.on):
            missing = known(record, "exam_entries", "")
            yield EntryFacts(
                subject="exam entries", going_on=each.still, entry="this summer's examinations", whose_step=missing,
                closing_day=closes, closes=reckon(Deadline, closes), entered_on=missing,
            )  # fmt: skip
        return
    for place, entry in enumerate(entries):
        closes = reckon(entries_close, entry.series) if entry.closes_on is None else entry.closes_on
        if _is_near(closes, asked.on):
            path = f"exam_entries[{place}]."
            entered_on = known(entry, "entered_on", path)
            ahead = isinstance(entered_on, date) and entered_on > asked.on
            yield EntryFacts(
                subject=f"exam entry {entry.ref} {entry.series}",
                going_on=each.still,
                entry=entry.ref,
                whose_step=_whose_step(entry, path, going_on),
                closing_day=closes,
                closes=reckon(Deadline, closes),
                entered_on=None if ahead else entered_on,
            )


def _is_near(closes: date | Unknown, on: date) -> bool:
    """Whether entries close soon, or closed in this academic year; never where no closing day is held."""
    return type(closes) is not Unknown and closes - _AHEAD <= on <= AcademicYear.end_of(closes)


def _whose_step(entry: ExamEntry, path: str, going_on: tuple[GoingOn, ...]) -> Any:
    school = known(entry, "school", path)
    if type(school) is Unknown:
        return school
    if any(school == each.placement.centre for each in going_on):
        return Actor.EXAMS_OFFICER
    homes = [each.placement.home_school for each in going_on]
    return Actor.HOME_SCHOOL if school in homes else Actor.OTHER_SCHOOL
