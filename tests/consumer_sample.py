"""How a program that imports ap_core sees its types: checked by mypy and pyright, both strict, and run as a test."""

from __future__ import annotations

from datetime import date
from typing import assert_type

from ap_core import (
    ENGLAND,
    AcademicYear,
    ApCoreError,
    Calendars,
    Centre,
    DateSpan,
    Deadline,
    Finding,
    KeyStage,
    Policy,
    Pupil,
    PupilRecord,
    Registration,
    Review,
    Roll,
    SchoolCalendar,
    SchoolDays,
    Term,
    Unknown,
    Verdict,
    YearGroup,
    check,
    check_roll,
    compulsory_school_age,
    expected_year_group,
    key_stage,
)
from ap_core.registration.records import Enrolment, SchoolKind

MONDAY = date(2026, 11, 23)


def calendar() -> SchoolCalendar:
    """The autumn term of an invented school."""
    return SchoolCalendar.of_terms(
        "Invented High School",
        terms=[Term("autumn 2026", date(2026, 9, 3), date(2026, 12, 18))],
        breaks=[(date(2026, 10, 26), date(2026, 10, 30))],
        closed=[date(2026, 9, 4)],
    )


def counting() -> tuple[date, ...]:
    """A deadline, and the days that it counted."""
    due = SchoolDays(15).after(date(2026, 9, 14), calendar())
    assert_type(due, Deadline)
    assert_type(due.last_day, date)
    assert_type(due.customary_last_day, date | None)
    return due.counted


def ages() -> KeyStage | None:
    """What a date of birth tells."""
    born = date(2012, 3, 14)
    assert_type(expected_year_group(born=born, on=MONDAY), YearGroup | None)
    assert_type(compulsory_school_age(born), DateSpan)
    assert_type(AcademicYear.of(MONDAY), AcademicYear)
    return key_stage(born=born, on=MONDAY)


def record() -> PupilRecord:
    """A pupil of whom little is known yet."""
    made = PupilRecord(
        pupil=Pupil(ref="P01"),
        registrations=(Registration(school="HILL", status=Enrolment.SINGLE, first=date(2026, 9, 3), last=None),),
    )
    assert_type(made.pupil.taught_year, YearGroup | Unknown)
    return made


def reviewing() -> Review:
    """One pupil checked, and what is to be done about it."""
    review = check(record(), on=MONDAY, calendars=Calendars({"HILL": calendar()}), policy=Policy(), rulebook=ENGLAND)
    for finding in review:
        assert_type(finding, Finding)
        assert_type(finding.verdict, Verdict)
        assert_type(finding.due, Deadline | None)
        assert_type(finding.missing, tuple[str, ...])
    return review


def whole_roll() -> tuple[Review, ...]:
    """A roll of one."""
    centre = Centre(ref="HILL", name="An invented centre", kind=SchoolKind.PRU)
    return check_roll(Roll(centre=centre, calendars=Calendars({"HILL": calendar()}), records=(record(),)), on=MONDAY)


def refusal() -> str:
    """Every error of the library has one root."""
    try:
        Term("autumn", date(2026, 12, 18), date(2026, 9, 3))
    except ApCoreError as error:
        return str(error)
    return ""
