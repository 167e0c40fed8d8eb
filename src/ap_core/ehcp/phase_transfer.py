"""A move to another phase of education: when the plan has to name what comes next (SI 2014/1530 reg 18).

Only the moves that the regulations list are such: a return from a unit to a mainstream school, or a move to a special
school in mid-phase, is none, and nor is staying on in the sixth form of the same school (fact book EHC-PT-05).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ap_core.dates.deadlines import Deadline
from ap_core.dates.limits import Months, Weeks
from ap_core.dates.timetable import Step, Timetable
from ap_core.ehcp.kinds import Phase as Phase
from ap_core.ehcp.review_timetable import decision_due, earlier, latest_amended_plan, report_due, two_weeks_before
from ap_core.ehcp.steps import PRACTICE, reg, step
from ap_core.errors import Fault, require
from ap_core.law.dated import Dated, Edition
from ap_core.law.instruments import SI_2014_1530
from ap_core.law.rules import Actor
from ap_core.pupils.years import YearGroup

_FIVE_MONTHS = Months(5)
_TWELVE_WEEKS = Weeks(12)

#: By the first day of the next phase. The first moves under the regulations, on 1 September 2015, had longer.
POST_16_NAMED: Dated[str] = Dated("EHC plan names what comes after school", (
    Edition(date(2014, 9, 1), "before 31 March", SI_2014_1530.reg("18(1)(a)")),
    Edition(date(2015, 9, 1), "before 31 May", SI_2014_1530.reg("18(3)")),
    Edition(date(2015, 9, 2), "before 31 March", SI_2014_1530.reg("18(1)(a)")),
))  # fmt: skip
_MONTH_AND_DAY = {"before 31 March": (3, 31), "before 31 May": (5, 31)}


#: The year groups at whose end a transfer usually comes, by custom: which schools an area has decides.
USUAL_YEARS: dict[Phase, tuple[YearGroup, ...]] = {
    Phase.EARLY_YEARS_TO_SCHOOL: (YearGroup.N2,),
    Phase.INFANT_TO_JUNIOR: (YearGroup.Y2,),
    Phase.PRIMARY_TO_MIDDLE: (YearGroup.Y3, YearGroup.Y4),
    Phase.PRIMARY_TO_SECONDARY: (YearGroup.Y6,),
    Phase.MIDDLE_TO_SECONDARY: (YearGroup.Y7, YearGroup.Y8),
    Phase.SECONDARY_TO_POST_16: (YearGroup.Y11,),
    Phase.BETWEEN_POST_16: (),
}


def phases_after(year: YearGroup) -> tuple[Phase, ...]:
    """The transfers that may come at the end of a year group.

    >>> [phase.value for phase in phases_after(YearGroup.Y11)]
    ['secondary school to a post-16 institution']
    """
    return tuple(phase for phase, years in USUAL_YEARS.items() if year in years)


def phase_transfer_due(phase: Phase, moves_on: date) -> Deadline:
    """The last day for reviewing the plan and amending it to name what comes next (reg 18, read; EHC-PT-01 to 03).

    Before 15 February of the year of the move, and before 31 March where it is from school to a post-16 institution:
    strictly the eve, by custom the day itself (EHC-T-05). From one post-16 institution to another: at least five months
    before the move. ``NotInForce`` for a move from school before 1 September 2014.

    >>> due = phase_transfer_due(Phase.SECONDARY_TO_POST_16, date(2027, 9, 1))
    >>> due.last_day, due.customary_last_day
    (datetime.date(2027, 3, 30), datetime.date(2027, 3, 31))
    >>> phase_transfer_due(Phase.BETWEEN_POST_16, date(2027, 9, 1)).last_day
    datetime.date(2027, 4, 1)
    """
    if phase is Phase.BETWEEN_POST_16:
        return _FIVE_MONTHS.before(moves_on)
    if phase is not Phase.SECONDARY_TO_POST_16:
        return Deadline.before(date(moves_on.year, 2, 15))
    month, day = _MONTH_AND_DAY[POST_16_NAMED.on(moves_on).value]
    return Deadline.before(date(moves_on.year, month, day))


def latest_safe_meeting(due: Deadline) -> Deadline:
    """The last day for a review meeting from which every later step, taking all its time, still ends by ``due``.

    Twelve weeks before it, on either reading (EHC-PT-04; derived from regs 20(10) and 22(3)).

    >>> safe = latest_safe_meeting(phase_transfer_due(Phase.PRIMARY_TO_SECONDARY, date(2027, 9, 1)))
    >>> safe.last_day, safe.customary_last_day
    (datetime.date(2026, 11, 22), datetime.date(2026, 11, 23))
    """
    return earlier(due, _TWELVE_WEEKS)


def phase_transfer_timetable(*, phase: Phase, moves_on: date, meeting_on: date | None = None) -> Timetable:
    """The steps before a move to another phase on ``moves_on``; around ``meeting_on`` where a meeting is held or fixed.

    ``InvalidValue`` where the meeting is after the move.

    >>> for step in phase_transfer_timetable(phase=Phase.SECONDARY_TO_POST_16, moves_on=date(2027, 9, 1)):
    ...     print(step.name, "|", step.due.last_day, "|", step.due.customary_last_day)
    review meeting at the latest | 2027-01-05 | 2027-01-06
    plan reviewed and naming what comes next | 2027-03-30 | 2027-03-31
    """
    if meeting_on is not None and meeting_on > moves_on:
        require("phase_transfer_timetable", [Fault("meeting_on", "is after moves_on", "give a day before the move")])
    due = phase_transfer_due(phase, moves_on)
    return Timetable("transfer between phases of education", (
        step("review meeting at the latest", latest_safe_meeting(due), Actor.AUTHORITY, PRACTICE,
             "derived: the last day from which every later step still ends in time"),
        *([] if meeting_on is None else _after(meeting_on)),
        step("plan reviewed and naming what comes next", due, Actor.AUTHORITY,
             reg("18(2)" if phase is Phase.BETWEEN_POST_16 else "18(1)"), "the school or institution, or its type"),
    ))  # fmt: skip


def _after(meeting: date) -> Iterator[Step]:
    yield step("invitations and papers", two_weeks_before(meeting), Actor.AUTHORITY, reg("20(3)-(4)"))
    yield step("report", report_due(meeting), Actor.AUTHORITY, reg("20(7)-(9)"))
    yield step("decision and proposed amendments", decision_due(meeting), Actor.AUTHORITY, reg("20(10)"))
    yield step("amended plan at the very latest", latest_amended_plan(meeting), Actor.AUTHORITY, reg("22(3)"))
