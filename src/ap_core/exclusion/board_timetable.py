"""The board's part: by when it meets and decides, and whom it then tells (EX-BRD-01 to -07; verification C6, C7)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ap_core.dates.calendars import SchoolCalendar
from ap_core.dates.deadlines import Deadline, NoFixedDate
from ap_core.dates.limits import SchoolDays
from ap_core.dates.timetable import NotKnown, Step, Timetable
from ap_core.exclusion.bands import Band
from ap_core.exclusion.boards import WhyExtended
from ap_core.exclusion.steps import WITHOUT_DELAY, board_of, check_asked, step
from ap_core.exclusion.windows import board_due, cautious_board_day, provision, unless_extended
from ap_core.law.rules import Actor
from ap_core.law.wording import iso_day
from ap_core.registration.records import SchoolKind

_DAY = timedelta(days=1)
_FIVE = SchoolDays(5)
_PRACTICABLE = "so far as is reasonably practicable"


def before_exam(exam_on: date) -> Deadline:
    """The last day before an examination that the pupil would miss, so far as it can be done (reg 6(8), read)."""
    return Deadline.on(exam_on - _DAY)


def papers_due(meeting_on: date, calendar: SchoolCalendar) -> Deadline:
    """At least five school days before a meeting: guidance for the board, law for a panel's clerk (Sch 1 para 4(3)(a)).

    Whether five whole days must lie between is not said: the later day is the customary one.
    """
    return _FIVE.before(meeting_on, calendar)


def board_timetable(
    *,
    excluded_on: date,
    informed_on: date,
    band: Band,
    school_kind: SchoolKind,
    calendar: SchoolCalendar,
    exam_on: date | None = None,
    extended: WhyExtended | None = None,
    meeting_on: date | None = None,
) -> Timetable:
    """The board's steps after it was informed of an exclusion, on ``informed_on``.

    ``exam_on`` is the day of the first examination or test that the pupil would miss, ``extended`` why the meeting can
    be held in its time neither in person nor by remote access, ``meeting_on`` the day fixed for it. In bands A and B0
    there is no meeting to hold; in A what the parent says is considered (reg 6(9)).

    ``InvalidValue`` where the board is informed of nothing yet, or meets before that, or the school cannot exclude;
    ``NotInForce`` before 1 September 2012.

    >>> from ap_core.dates import Term
    >>> hill = SchoolCalendar.of_terms("HILL", terms=[Term("autumn", date(2026, 9, 3), date(2026, 12, 18))])
    >>> board = board_timetable(excluded_on=date(2026, 11, 2), informed_on=date(2026, 11, 3), band=Band.E,
    ...     school_kind=SchoolKind.ACADEMY, calendar=hill, meeting_on=date(2026, 11, 20))
    >>> for each in board:
    ...     print(each.name, "|", getattr(each.due, "last_day", each.due), "|", each.who)
    papers sent | 2026-11-12 | Academy's proprietor
    meeting held and decision taken | 2026-11-24 | Academy's proprietor
    decision told | NoFixedDate('without delay') | Academy's proprietor
    parent's notice of the right to a review | NoFixedDate('without delay') | Academy's proprietor
    """
    days = {"informed_on": (informed_on, excluded_on), "meeting_on": (meeting_on, informed_on),
            "exam_on": (exam_on, excluded_on)}  # fmt: skip
    check_asked("board_timetable", excluded_on, school_kind, days)
    due = board_due(informed_on, band, calendar, excluded_on=excluded_on)
    who = board_of(school_kind)
    if due is None:
        return Timetable("board", tuple(_without_meeting(band, who, school_kind)))
    return Timetable("board", (
        *_before(meeting_on, exam_on, who, school_kind, calendar),
        step(
            "meeting held and decision taken", unless_extended(due, extended, excluded_on=excluded_on), who,
            provision(school_kind, "6", "(7)"), _note(due, informed_on, extended, calendar),
        ),
        step("decision told", WITHOUT_DELAY, who, provision(school_kind, "6", "(4), (6)"), "in writing, with reasons"),
        *_after(band, who, school_kind),
    ))  # fmt: skip


def _without_meeting(band: Band, who: Actor, kind: SchoolKind) -> Iterator[Step]:
    if band is Band.A:
        yield step(
            "representations considered",
            NoFixedDate("no date is fixed"),
            who,
            provision(kind, "6", "(9)"),
            "if the parent makes any; the board cannot reinstate",
        )
    else:
        yield step(
            "meeting held and decision taken",
            NotKnown("it is owed once the parent makes representations"),
            who,
            provision(kind, "6", "(1)(c)"),
            "nothing further until then",
        )


def _before(
    meeting_on: date | None, exam_on: date | None, who: Actor, kind: SchoolKind, calendar: SchoolCalendar
) -> Iterator[Step]:
    if meeting_on is not None:
        yield step("papers sent", papers_due(meeting_on, calendar), who, "statutory guidance", "where possible")
    if exam_on is not None:
        yield step(
            "meeting before the examination", before_exam(exam_on), who, provision(kind, "6", "(8)"), _PRACTICABLE
        )


def _note(due: Deadline, informed_on: date, extended: WhyExtended | None, calendar: SchoolCalendar) -> str:
    cautious = cautious_board_day(due, informed_on, calendar)
    said = ["late is not void: the duty goes on"]
    if cautious != due.last_day:
        said.append(f"some authorities count the day of the notice: {iso_day(cautious)}, which is not the law's day")
    if extended is not None:
        said.append(f"otherwise it would be {iso_day(due.last_day)}")
    return "; ".join(said)


def _after(band: Band, who: Actor, kind: SchoolKind) -> Iterator[Step]:
    if band is Band.E:
        yield step(
            "parent's notice of the right to a review",
            WITHOUT_DELAY,
            who,
            provision(kind, "6", "(6)(b)"),
            "if the pupil is not reinstated; it states the last day to apply",
        )
