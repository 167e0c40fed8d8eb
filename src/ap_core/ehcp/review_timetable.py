"""The annual review of a plan, around its meeting (CFA 2014 s.44, SI 2014/1530 regs 18 to 22 and 28).

A review is over when the authority sends its decision, and the next twelve months start on that day (EHC-T-09): not
with the meeting, nor with the amended plan that may follow.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from ap_core.dates.deadlines import Deadline
from ap_core.dates.limits import Months, Weeks
from ap_core.dates.timetable import Step, Timetable
from ap_core.ehcp.assessment_timetable import comments_due
from ap_core.ehcp.steps import PRACTICABLE, PRACTICE, reg, running_from, section, step
from ap_core.errors import Fault, require
from ap_core.law.rules import Actor

_TWELVE_MONTHS = Months(12)
_TWO_WEEKS, _FOUR_WEEKS, _EIGHT_WEEKS, _TWELVE_WEEKS = Weeks(2), Weeks(4), Weeks(8), Weeks(12)

_S_44, _REASSESSED = section("44(1)"), reg("27(4)")
_DEVON = f"{reg('22(2)(a)')} with {reg('20(10)')}"
_COMMENTS, _AMENDED = reg("22(2)(c)"), reg("22(3)-(4)")
#: The provisions for a pupil who attends a school or other institution, and for one who attends none.
_ATTENDING = (reg("20(3)"), reg("20(4)"), reg("20(1)"), reg("20(7)-(9)"), reg("20(10)"))
_NOT_ATTENDING = (reg("21(3)"), reg("21(4)"), reg("21(2)"), reg("21(7)-(8)"), reg("21(9)"))


def review_due(since: date) -> Deadline:
    """The last of twelve months starting with the plan's making or the last review (s.44(1), read; EHC-T-04).

    >>> due = review_due(date(2025, 12, 20))
    >>> due.last_day, due.customary_last_day
    (datetime.date(2026, 12, 19), datetime.date(2026, 12, 20))
    """
    return _TWELVE_MONTHS.starting_with(since)


def review_after_reassessment_due(sent_on: date) -> Deadline:
    """Within twelve months *of* the plan that followed a reassessment (reg 27(4)(a), read; verification C24).

    Here the anniversary itself is in time.

    >>> review_after_reassessment_due(date(2025, 12, 20)).last_day
    datetime.date(2026, 12, 20)
    """
    return _TWELVE_MONTHS.after(sent_on)


def two_weeks_before(meeting: date) -> Deadline:
    """The last day for "at least two weeks" before a meeting (SI 2014/1530 reg 20(3) and (4), read).

    Strictly two whole weeks lie between the two days; by custom the same weekday two weeks earlier is in time.

    >>> due = two_weeks_before(date(2026, 12, 7))
    >>> due.last_day, due.customary_last_day
    (datetime.date(2026, 11, 22), datetime.date(2026, 11, 23))
    """
    return Deadline.before(_TWO_WEEKS.before(meeting).last_day)


def report_due(meeting: date) -> Deadline:
    """Within two weeks of the meeting: weeks, not ten working days (reg 20(9), read; EHC-AR-06)."""
    return _TWO_WEEKS.after(meeting)


def decision_due(meeting: date) -> Deadline:
    """Within four weeks of the meeting (reg 20(10), read; EHC-AR-07).

    Where the decision is to amend, the notice with the amendments goes out by the same day (R (L, M and P) v Devon
    County Council [2022] EWHC 493 (Admin), read in a summary; EHC-AR-08).
    """
    return _FOUR_WEEKS.after(meeting)


def amended_plan_due(notice_on: date) -> Deadline:
    """Within eight weeks of sending the notice of amendments (reg 22(3) and (4), read; EHC-AR-10, EHC-AM-02).

    The final plan, or the decision not to amend after all. It runs from the day the notice was sent, not from the last
    day for sending it.
    """
    return _EIGHT_WEEKS.after(notice_on).as_backstop_to(PRACTICABLE)


def latest_amended_plan(meeting: date) -> Deadline:
    """Twelve weeks after the meeting: the last day for the amended plan if every step took all its time (EHC-AR-11).

    >>> latest_amended_plan(date(2026, 12, 7)).last_day
    datetime.date(2027, 3, 1)
    """
    return _TWELVE_WEEKS.after(meeting)


def meeting_in_time_for(decision: Deadline) -> Deadline:
    """The last day for a meeting that leaves the authority its four weeks before the last day for the decision.

    >>> meeting_in_time_for(review_due(date(2025, 12, 20))).last_day
    datetime.date(2026, 11, 21)
    """
    return earlier(decision, _FOUR_WEEKS)


def earlier(due: Deadline, by: Weeks) -> Deadline:
    """The same last days, on both readings, so many weeks earlier."""
    customary = due.customary_last_day
    return Deadline(
        by.before(due.last_day).last_day,
        customary_last_day=None if customary is None else by.before(customary).last_day,
    )


def annual_review_timetable(
    *,
    since: date,
    meeting_on: date | None = None,
    notice_on: date | None = None,
    decided_on: date | None = None,
    attends_school: bool = True,
    head_holds_it: bool = False,
    reassessed: bool = False,
) -> Timetable:
    """The steps of a review, from ``since``: the day the plan was made or the last review's decision was sent.

    ``meeting_on`` is the day of the meeting, held or fixed; ``notice_on`` the day a notice of proposed amendments was
    sent; ``decided_on`` the day the decision was. ``attends_school=False`` is for a pupil who attends no school or
    other institution: the authority then does all of it (reg 21). ``head_holds_it`` says that the authority required
    the head to arrange and hold the meeting (reg 20(1)). ``reassessed`` says that ``since`` is the day a plan was sent
    after a reassessment.

    ``InvalidValue`` where a day is before what it follows, or a head is to hold it with no school attended.

    >>> review = annual_review_timetable(since=date(2025, 12, 20), meeting_on=date(2026, 12, 7))
    >>> for step in review:
    ...     print(step.name, "|", getattr(step.due, "latest", "no day"), "|", step.who)
    review complete | 2026-12-20 | Local authority
    meeting in time for it | 2026-11-22 | Local authority
    invitations | 2026-11-23 | Local authority
    papers | 2026-11-23 | Local authority
    meeting | 2026-12-07 | Local authority
    report | 2026-12-21 | Local authority
    decision | 2027-01-04 | Local authority
    notice of proposed amendments | 2027-01-04 | Local authority
    comments on the amendments | no day | Parent or young person
    amended plan, or decision not to amend | 2027-03-01 | Local authority
    """
    require("annual_review_timetable", list(_faults(since, meeting_on, notice_on, decided_on)))
    if head_holds_it and not attends_school:
        require("annual_review_timetable", [Fault("head_holds_it", "is true with no school attended", "give one")])
    due = review_after_reassessment_due(since) if reassessed else review_due(since)
    return Timetable("annual review", (
        step("review complete", due, Actor.AUTHORITY, _REASSESSED if reassessed else _S_44,
             "over when the decision is sent"),
        step("meeting in time for it", meeting_in_time_for(due), Actor.AUTHORITY, PRACTICE,
             "so that the decision can follow within its own time"),
        *_around_meeting(meeting_on, notice_on, attends_school, Actor.HEAD if head_holds_it else Actor.AUTHORITY),
        *([] if decided_on is None else [_next_review(decided_on)]),
    ))  # fmt: skip


def amendment_timetable(*, notice_on: date, served_on: date | None = None) -> Timetable:
    """The steps of an amendment from its notice, after a review or at any time (regs 22 and 28, read; EHC-AM-01).

    ``notice_on`` is the day it was sent, from which the eight weeks run; ``served_on`` the day it counts as served,
    from which the fifteen days run: the day it was sent, unless another is given.

    >>> [step.due.last_day.isoformat() for step in amendment_timetable(notice_on=date(2027, 1, 4))]
    ['2027-01-18', '2027-03-01']
    """
    if served_on is not None and served_on < notice_on:
        require("amendment_timetable", [Fault("served_on", "is before notice_on", "give a day from then on")])
    return Timetable("amendment of the plan", tuple(_amendment(notice_on, served_on or notice_on, None)))


def _around_meeting(
    meeting: date | None, notice_on: date | None, attends_school: bool, holder: Actor
) -> Iterator[Step]:
    notice, papers, held, report, decision = _ATTENDING if attends_school else _NOT_ATTENDING
    from_meeting = partial(running_from, meeting, what="the day of the meeting")
    yield step("invitations", from_meeting(two_weeks_before), holder, notice)
    yield step("papers", from_meeting(two_weeks_before), holder, papers)
    if meeting is not None:
        yield step("meeting", Deadline(meeting), holder, held)
    yield step("report", from_meeting(report_due), holder, report, "sent to everybody invited")
    yield step("decision", from_meeting(decision_due), Actor.AUTHORITY, decision, "and within the twelve months")
    yield step("notice of proposed amendments", from_meeting(decision_due), Actor.AUTHORITY, _DEVON, "if it amends")
    yield from _amendment(notice_on, notice_on, meeting)


def _amendment(notice_on: date | None, served_on: date | None, meeting: date | None) -> Iterator[Step]:
    yield step("comments on the amendments", running_from(served_on, comments_due, "the day the notice is served"),
               Actor.PARENT, _COMMENTS, "at least so long; the authority may give more")  # fmt: skip
    note = ""
    if notice_on is None and meeting is not None:
        due, note = latest_amended_plan(meeting), "at the very latest: it runs from the day the notice is sent"
        yield step("amended plan, or decision not to amend", due, Actor.AUTHORITY, _AMENDED, note)
    else:
        yield step("amended plan, or decision not to amend",
                   running_from(notice_on, amended_plan_due, "the day the notice is sent"),
                   Actor.AUTHORITY, _AMENDED)  # fmt: skip


def _next_review(decided_on: date) -> Step:
    return step("next review complete", review_due(decided_on), Actor.AUTHORITY, _S_44)


def _faults(since: date, meeting_on: date | None, notice_on: date | None, decided_on: date | None) -> Iterator[Fault]:
    for name, day in (("meeting_on", meeting_on), ("notice_on", notice_on), ("decided_on", decided_on)):
        if day is not None and day < since:
            yield Fault(name, "is before since", "give a day on or after the start of the twelve months")
    for name, day in (("notice_on", notice_on), ("decided_on", decided_on)):
        if day is not None and meeting_on is not None and day < meeting_on:
            yield Fault(name, "is before meeting_on", "give a day on or after the meeting")


def plan_stated_review_due(since: date, months: int) -> Deadline:
    """The last of so many months starting with ``since``, where the plan itself asks for more frequent reviews.

    What a plan specifies is to be done (CFA 2014 s.42, read; EHC-AR-16, the Ombudsman's decision 24-015-905). A longer
    time than twelve months changes nothing: the shorter holds.

    >>> plan_stated_review_due(date(2026, 1, 10), 6).last_day
    datetime.date(2026, 7, 9)
    """
    return Months(min(months, _TWELVE_MONTHS.n)).starting_with(since)
