"""Invented records that several tests build on: one ordinary short-term placement, in the calendar of the stories."""

from __future__ import annotations

from datetime import date
from typing import Any

from ap_core import (
    Calendars,
    Finding,
    Placement,
    Pupil,
    PupilRecord,
    Registration,
    Review,
    SchoolCalendar,
    Term,
    Verdict,
    YearGroup,
    check,
)
from ap_core.curriculum.records import Lesson, Timetable
from ap_core.placement.records import AfterReview, Basis, Duration, Notice, NoticeItem, PlacementReview
from ap_core.registration.records import Enrolment, SchoolKind

MONDAY = date(2026, 11, 23)

STORY_CALENDAR = SchoolCalendar.of_terms(
    "the calendar of the stories",
    terms=[
        Term("autumn 2026", date(2026, 9, 3), date(2026, 12, 18)),
        Term("spring 2027", date(2027, 1, 5), date(2027, 3, 25)),
        Term("summer 2027", date(2027, 4, 12), date(2027, 7, 21)),
    ],
    breaks=[
        (date(2026, 10, 26), date(2026, 10, 30)),
        (date(2027, 2, 15), date(2027, 2, 19)),
        (date(2027, 5, 31), date(2027, 6, 4)),
    ],
    closed=[date(2026, 10, 23), date(2027, 5, 3), date(2027, 6, 7)],
)
CALENDARS = Calendars({"CENTRE": STORY_CALENDAR, "HILL": STORY_CALENDAR})

AGREED = Placement(
    ref="A",
    centre="CENTRE",
    home_school="HILL",
    basis=Basis.AGREEMENT,
    directed_by=None,
    decided_on=date(2026, 9, 7),
    duration=Duration.SHORT,
    first_day=date(2026, 9, 14),
    planned_end=date(2026, 12, 11),
    returns_to="HILL",
    objectives=("first", "second", "third"),
    notice=None,
    reviews=(PlacementReview(held_on=date(2026, 10, 22), decision=AfterReview.CONTINUE),),
)
DIRECTED = AGREED.but(
    basis=Basis.DIRECTION,
    directed_by=SchoolKind.MAINTAINED,
    notice=Notice(given_on=date(2026, 9, 8), contents=frozenset(NoticeItem), authority_copied_on=None),
)
DUAL = (
    Registration(school="HILL", status=Enrolment.MAIN, first=date(2025, 9, 3), last=None),
    Registration(school="CENTRE", status=Enrolment.SUBSIDIARY, first=date(2026, 9, 14), last=None),
)
YEAR_8 = PupilRecord(
    pupil=Pupil(ref="P01", born=date(2014, 3, 14), taught_year=YearGroup.Y8),
    registrations=DUAL,
    placements=(AGREED,),
    plan=None,
    sen_support=(),
    registers=(),
    previous_attendance=None,
    baseline=(),
    timetable=Timetable(first=date(2026, 9, 14), lessons=(Lesson(subject="all", site="CENTRE", minutes=1500),)),
    mentor_sessions=(),
    incidents=(),
    suspensions=(),
    permanent_exclusions=(),
)


def placed(**changes: Any) -> PupilRecord:
    """The Year 8 pupil, with something different about the agreed placement."""
    return YEAR_8.but(placements=(AGREED.but(**changes),))


def directed(**changes: Any) -> PupilRecord:
    """The Year 8 pupil under an off-site direction by a maintained school, with something different about it."""
    return YEAR_8.but(placements=(DIRECTED.but(**changes),))


def adult(record: PupilRecord, eighteen_on: date) -> PupilRecord:
    """The same pupil, who turns 18 on a day."""
    return record.but(pupil=record.pupil.but(born=eighteen_on.replace(year=eighteen_on.year - 18)))


def reviewed(record: PupilRecord, on: date = MONDAY, **more: Any) -> Review:
    """The review of a record in the calendar of the stories."""
    return check(record, on=on, calendars=more.pop("calendars", CALENDARS), **more)


def findings(record: PupilRecord, rule: str, on: date = MONDAY, **more: Any) -> list[Finding]:
    """What one rule says of a record, in whichever edition of the law."""
    return [finding for finding in reviewed(record, on, **more) if finding.rule in (rule, f"{rule}_2026")]


def verdicts(record: PupilRecord, rule: str, on: date = MONDAY, **more: Any) -> list[Verdict]:
    """The verdicts of one rule over a record; empty where it does not apply."""
    return [finding.verdict for finding in findings(record, rule, on, **more)]
