"""What the board that directs a pupil off site owes and when, laid out in advance: notice, reviews, decisions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ap_core.dates.calendars import SchoolCalendar
from ap_core.dates.deadlines import Deadline, NoFixedDate
from ap_core.dates.limits import Days, SchoolDays
from ap_core.dates.timetable import Step, Timetable
from ap_core.dates.years import AcademicYear
from ap_core.errors import Fault, NotInForce, require
from ap_core.law.citation import Citation
from ap_core.law.instruments import OFFSITE_REGULATIONS_2026, SI_2010_1156
from ap_core.law.rules import Actor
from ap_core.placement.direction import POWER_SINCE, REGIME_2026_SINCE, THIRTY_DAYS_UNTIL

_TWO_SCHOOL_DAYS = SchoolDays(2)
_SIX_DAYS = Days(6)
_THIRTY_DAYS = Days(30)
_AS_NEEDED = NoFixedDate("at the intervals that the board finds the pupil's needs call for")
_BOARD = Actor.BOARD.value
#: The name of the step by which the notice is given.
WRITTEN_NOTICE = "written notice"


def direction_timetable(
    *,
    decided_on: date,
    first_day: date,
    calendar: SchoolCalendar,
    reviews: tuple[date, ...] = (),
    has_plan: bool = False,
) -> Timetable:
    """The steps of an off-site direction in order, each with its last day, who owes it and the provision.

    ``calendar`` is the directing school's; ``reviews`` are the days for which review meetings are planned; ``has_plan``
    says that there is an EHC plan, whose authority is told and invited too. Where the last day for notice lies before
    ``decided_on`` the first day is too early. Until the end of 2012 the timetable also has the thirty days within
    which each review fell due, and the end of the school year.

    ``InvalidValue`` where ``first_day`` is before ``decided_on``, or a review not after ``first_day``, not after the
    one before or a review twice; ``NotInForce`` before 1 September 2010; ``OutsideCalendar`` where the calendar does
    not hold the school days before the first day.

    >>> from ap_core.dates import Term
    >>> hill = SchoolCalendar.of_terms("HILL", terms=[Term("autumn", date(2026, 9, 3), date(2026, 12, 18))])
    >>> plan = direction_timetable(
    ...     decided_on=date(2026, 9, 7), first_day=date(2026, 9, 14), calendar=hill, reviews=(date(2026, 10, 22),)
    ... )
    >>> for step in plan:
    ...     print(step.name, "|", getattr(step.due, "last_day", step.due))
    written notice | 2026-09-09
    invitations to the review of 2026-10-22 | 2026-10-16
    review meeting of 2026-10-22 | 2026-10-22
    decision after the review of 2026-10-22 | 2026-10-28
    further reviews | NoFixedDate("at the intervals that the board finds the pupil's needs call for")
    """
    require("direction_timetable", list(_faults(decided_on, first_day, reviews)))
    if decided_on < POWER_SINCE:
        raise NotInForce("off-site direction", decided_on, f"section 29A began on {POWER_SINCE.isoformat()}")
    notices = notice_steps(first_day, calendar, decided_on=decided_on, has_plan=has_plan)
    steps = (*notices, *_reviews(first_day, reviews), *_end(first_day))
    return Timetable("off-site direction", steps)


def _faults(decided_on: date, first_day: date, reviews: tuple[date, ...]) -> Iterator[Fault]:
    if first_day < decided_on:
        yield Fault("first_day", "is before decided_on", "give a first day on or after the decision")
    for at, (before, review) in enumerate(zip((first_day, *reviews), reviews, strict=False)):
        if review <= before:
            yield Fault(f"reviews[{at}]", "is not after what comes before it", "give the days in order, each once")


def notice_steps(
    first_day: date, calendar: SchoolCalendar, *, decided_on: date | None = None, has_plan: bool = False
) -> tuple[Step, ...]:
    """The notices that a direction with this first day needs; the authority's where there is an EHC plan.

    Where the direction is not decided yet the law is that of the last day for notice, for the decision comes no later.
    ``OutsideCalendar`` where the directing school's calendar does not hold the school days before the first day.
    """
    due = _TWO_SCHOOL_DAYS.before(first_day, calendar).as_backstop_to("as soon as practicable after the decision")
    law_date = due.last_day if decided_on is None else decided_on
    written = _step(WRITTEN_NOTICE, due, law_date, "3(1)-(2)")
    if not has_plan:
        return (written,)
    return written, _step("notice to the plan's authority", due, law_date, "3(3)(b)")


def _reviews(first_day: date, reviews: tuple[date, ...]) -> Iterator[Step]:
    before = first_day
    for review in reviews:
        shown = review.isoformat()
        yield _step(f"invitations to the review of {shown}", _SIX_DAYS.before(review), review, "5(1)")
        yield _step(f"review meeting of {shown}", _next_review(before) or Deadline(review), review, "4(1)(a)")
        yield _step(f"decision after the review of {shown}", _SIX_DAYS.after(review), review, "4(1)(b), 6")
        before = review
    name, due = "further reviews" if reviews else "reviews", _next_review(before)
    yield _step(name, due or _AS_NEEDED, before, "4(1)(a)")


def _next_review(before: date) -> Deadline | None:
    """The thirtieth day after the first day or the last review, where it lies in the time in which that was the law."""
    due = _THIRTY_DAYS.after(before)
    return due if due.last_day <= THIRTY_DAYS_UNTIL else None


def _end(first_day: date) -> Iterator[Step]:
    year_end = AcademicYear.end_of(first_day)
    if year_end <= THIRTY_DAYS_UNTIL:
        yield _step("end with the school year", Deadline(year_end), first_day, "3(5)")


def _step(name: str, due: Deadline | NoFixedDate, law_date: date, provision: str) -> Step:
    return Step(name, due, _BOARD, str(_cited(provision, law_date)))


def _cited(provision: str, law_date: date) -> Citation:
    """From 26 July 2026 the regulations of that year, which were not seen and are taken to carry the others over."""
    if law_date < REGIME_2026_SINCE:
        return SI_2010_1156.reg(provision)
    return OFFSITE_REGULATIONS_2026.at(f"(taken to carry over {SI_2010_1156.reg(provision)})")
