"""What threatens a pupil with a plan, so that an early review is asked for: suspension, exclusion, less time, provision
that is not delivered, attendance that has fallen away.

An early review is no other kind of review: it takes the same steps and the same limits (fact book EHC-AR-15). Anybody
may ask for it; the authority decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum
from typing import Any

from ap_core.attendance.attended import register_at
from ap_core.attendance.rates import totals
from ap_core.curriculum.records import Timetable
from ap_core.dates.calendars import SchoolCalendar, Term
from ap_core.dates.deadlines import NoFixedDate
from ap_core.dates.half_days import HalfDays
from ap_core.dates.spans import DateSpan
from ap_core.ehcp.facts import plan_on
from ap_core.ehcp.ledger import LineLedger
from ap_core.ehcp.ledger_facts import current_placement, line_ledgers
from ap_core.ehcp.records import EHCPlan, PlanReview
from ap_core.exclusion.records import Suspension
from ap_core.law.facts import Fact, MaybeFact, fact, facts
from ap_core.law.rulebook import Asked
from ap_core.law.unknown import Unknown, known, reckon, unknown_among
from ap_core.law.wording import iso_day
from ap_core.placement.calendars import calendar_of
from ap_core.record import PupilRecord

WHEN = NoFixedDate("no date is fixed; the sooner the better")


class Threat(Enum):
    """What an early review is asked for."""

    EXCLUSION = "permanent exclusion"
    LESS_TIME = "a part-time timetable"
    SHORTFALL = "provision of Section F not delivered"
    ATTENDANCE = "attendance that has fallen away"


@facts
class SuspendedFacts:
    """The last term in which a pupil with a plan was suspended, while it goes on."""

    subject: str
    has_plan: Fact[bool] = fact("there is an EHC plan")
    last_began_on: Fact[date] = fact("the first day of the last suspension")
    suspensions: Fact[int] = fact("suspensions in the term")
    school_days: Fact[int] = fact("school days of suspension in the term, begun days counted whole")
    when: Fact[NoFixedDate] = fact("when an early review is to be asked for")
    asked_on: MaybeFact[date] = fact("the day an early review was asked for or held")


@facts
class ThreatFacts:
    """Something else that threatens what the plan provides."""

    subject: str
    has_plan: Fact[bool] = fact("there is an EHC plan")
    threat: Fact[Threat] = fact("what threatens")
    since: Fact[date] = fact("since when")
    when: Fact[NoFixedDate] = fact("when an early review is to be asked for")
    asked_on: MaybeFact[date] = fact("the day an early review was asked for or held")


def suspended_with_plan(record: PupilRecord, asked: Asked) -> Iterator[SuspendedFacts]:
    """A row for each school that suspended the pupil this term, where the first day of each is known."""
    plan = plan_on(record, asked.on)
    if not isinstance(plan, EHCPlan) or type(record.suspensions) is Unknown or not record.suspensions:
        return
    for school in sorted({each.school for each in record.suspensions}):
        # Without the term dates the suspensions of the term cannot be told from others: other rules ask for them.
        term = reckon(SchoolCalendar.term_of, calendar_of(asked, school), asked.on)
        if not isinstance(term, Term):
            continue
        this_term = [each for each in record.suspensions if each.school == school and _in(each, term.first, asked.on)]
        if this_term:
            yield _suspended(record, plan, school, this_term)


def _in(suspension: Suspension, first: date, on: date) -> bool:
    return isinstance(suspension.first_day, date) and first <= suspension.first_day <= on


def _suspended(record: PupilRecord, plan: EHCPlan, school: str, suspensions: list[Suspension]) -> SuspendedFacts:
    began = [each.first_day for each in suspensions if isinstance(each.first_day, date)]
    lengths: list[Any] = [known(each, "length", f"suspensions[{_place(record, each)}].") for each in suspensions]
    return SuspendedFacts(
        subject=f"suspended from {school} this term",
        has_plan=_has(plan),
        last_began_on=max(began),
        suspensions=len(suspensions),
        school_days=reckon(_school_days, *lengths),
        when=WHEN,
        asked_on=asked_since(plan, min(began)),
    )


def _place(record: PupilRecord, suspension: Suspension) -> int:
    assert isinstance(record.suspensions, tuple)
    return [each is suspension for each in record.suspensions].index(True)


def _school_days(*lengths: HalfDays) -> int:
    half_days = sum(length.count for length in lengths)
    return -(-half_days // 2)


def _has(plan: EHCPlan) -> bool | Unknown:
    made_on = known(plan, "made_on", "plan.")
    return made_on if type(made_on) is Unknown else True


def threats(record: PupilRecord, asked: Asked) -> Iterator[ThreatFacts]:
    """A row for the last permanent exclusion while the plan was not reviewed since, and for a part-time timetable."""
    plan, on = plan_on(record, asked.on), asked.on
    if not isinstance(plan, EHCPlan):
        return
    if type(record.permanent_exclusions) is not Unknown:
        days = [each.on for each in record.permanent_exclusions]
        past = [day for day in days if isinstance(day, date) and day <= on]
        if past:
            yield _threat(plan, Threat.EXCLUSION, max(past))
    timetable = record.timetable
    if isinstance(timetable, Timetable) and timetable.part_time_agreed is True and timetable.first <= on:
        yield _threat(plan, Threat.LESS_TIME, timetable.first)
    short_since = _short_since(record, asked)
    if short_since is not None:
        yield _threat(plan, Threat.SHORTFALL, short_since)
    absent_since = _absent_since(record, asked)
    if absent_since is not None:
        yield _threat(plan, Threat.ATTENDANCE, absent_since)


def _threat(plan: EHCPlan, threat: Threat, since: date | Unknown) -> ThreatFacts:
    # How far a shortfall goes back may change with what is written down late: it stays the same matter.
    return ThreatFacts(
        subject=threat.value if threat is Threat.SHORTFALL else f"{threat.value} {iso_day(since)}",
        has_plan=_has(plan),
        threat=threat,
        since=since,
        when=WHEN,
        asked_on=asked_since(plan, since) if isinstance(since, date) else _asked_at_all(plan, since),
    )


def _asked_at_all(plan: EHCPlan, since: Unknown) -> None | Unknown:
    """None where no review was ever asked for or held, whatever the day that is not known."""
    return None if asked_since(plan, date.min) is None else since


def _short_since(record: PupilRecord, asked: Asked) -> date | None | Unknown:
    """Since when as much of a line is missing as the authority is told of; none where that is not so of any line."""
    worth = asked.policy.ehcp.shortfall_to_tell
    counts = [count for _, count in line_ledgers(record, asked)]
    known_counts = [count for count in counts if isinstance(count, LineLedger)]
    if not any(count.was_short_by(worth) is True for count in known_counts):
        return None
    spans = [span for span in (count.short_since(worth) for count in known_counts) if span is not None]
    latest = min(span.last for span in spans if span.last is not None)
    missing = unknown_among([count.needs for count in known_counts if count.needs is not None]
                            + [count for count in counts if isinstance(count, Unknown)])  # fmt: skip
    # A line of which less is known may have been short earlier.
    may_be_earlier = len(known_counts) < len(counts) or min(span.first for span in spans) < latest
    return missing if missing is not None and may_be_earlier else latest


def _absent_since(record: PupilRecord, asked: Asked) -> date | None:
    """The first day of the running half term, where the attendance since then has fallen below what the centre chose.

    None where registers or term dates are not known, for other rules ask for them, and on few possible sessions.
    """
    placement, policy = current_placement(record, asked), asked.policy.ehcp
    if placement is None or type(record.registers) is Unknown:
        return None
    half = reckon(SchoolCalendar.half_term_of, placement.calendar, asked.on)
    if not isinstance(half, DateSpan):
        return None
    register = register_at(record.registers, placement.placement.centre)
    sessions = totals(register, span=DateSpan(half.first, asked.on))
    if sessions.unsettled or sessions.possible < policy.early_review_sessions:
        return None
    fallen = 100 * sessions.attended < policy.early_review_attendance * sessions.possible
    return half.first if fallen else None


def asked_since(plan: EHCPlan, since: date) -> date | None | Unknown:
    """The first day from ``since`` on that a review was asked for early, or that a review meeting was held."""
    if type(plan.reviews) is Unknown:
        return known(plan, "reviews", "plan.")  # type: ignore[no-any-return]
    days: list[Any] = []
    for place, review in enumerate(plan.reviews):
        days.extend(_days(review, f"plan.reviews[{place}]."))
    found = [day for day in days if isinstance(day, date) and day >= since]
    missing = unknown_among(days)
    return missing if missing is not None else min(found, default=None)


def _days(review: PlanReview, path: str) -> Iterator[Any]:
    if review.asked_for_on is not None:
        yield review.asked_for_on
    yield known(review, "meeting_on", path)
