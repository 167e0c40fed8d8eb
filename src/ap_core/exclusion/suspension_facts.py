"""Suspensions as rules read them: what the school year comes to, and what each one was.

Judged is the last suspension that each school made this school year, on the total as it stood when it was made: what
came later, at this school or another, makes no earlier one unlawful (EX-DAY-09). What happened in an earlier school
year is past mending.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from ap_core.dates.calendars import SchoolCalendar
from ap_core.dates.deadlines import NoFixedDate
from ap_core.dates.half_days import HalfDays
from ap_core.dates.school_years import SchoolYear
from ap_core.dates.years import AcademicYear
from ap_core.exclusion.codes import NEW_REASONS_FROM, NEW_REASONS_PUBLISHED, ExclusionReason, reasons_on
from ap_core.exclusion.counting import DayCount
from ap_core.exclusion.day_counts import MOST_IN_A_SCHOOL_YEAR, school_year_total
from ap_core.exclusion.elsewhere import elsewhere_in_year, elsewhere_when_decided
from ap_core.exclusion.first_days import PUBLIC_PLACE_DAYS
from ap_core.exclusion.one_school import days_of
from ap_core.exclusion.records import PermanentExclusion, Suspension
from ap_core.exclusion.served import days_served, missed_under
from ap_core.exclusion.sixth_day_facts import whose_step
from ap_core.law.facts import Fact, MaybeFact, fact, facts
from ap_core.law.rulebook import Asked
from ap_core.law.rules import Actor
from ap_core.law.unknown import Unknown, known, reckon
from ap_core.placement.calendars import calendar_of
from ap_core.record import PupilRecord

_NOTHING = HalfDays(0)
#: A suspension with its place in the record.
_Placed = tuple[int, Suspension]


@facts
class SuspensionYear:
    """What one school's last suspension of this school year made of the year, at every school together."""

    subject: str
    school: Fact[str] = fact("the school that suspended")
    whose_step: Fact[Actor] = fact("the school that suspended, as the one who acts")
    last_began_on: Fact[date] = fact("the first day of its last suspension")
    at_least: Fact[HalfDays] = fact("the least that it made of the school year")
    #: Not known either where it lies beyond the limit and the least does not: then nothing is settled.
    at_most: Fact[HalfDays] = fact("the most that it made of the school year")


@facts
class SuspensionDays:
    """One suspension of this academic year that holds no school day, or for which that cannot be told."""

    subject: str
    school: Fact[str] = fact("the school that suspended")
    whose_step: Fact[Actor] = fact("the school that suspended, as the one who acts")
    first_day: Fact[date] = fact("its first day")
    school_days: Fact[int] = fact("the school days that it holds")


@facts
class ReasonFacts:
    """The reasons of one suspension or permanent exclusion of this academic year, where they are kept here."""

    subject: str
    whose_step: Fact[Actor] = fact("the school that excluded, as the one who acts")
    began_on: Fact[date] = fact("the day it began")
    reasons: Fact[int] = fact("how many reasons are recorded")
    not_in_use: Fact[int] = fact("how many of them no list of that day holds")
    published: Fact[int] = fact("how many of those stood in a list already published")
    codes: Fact[str] = fact("the codes recorded")


@facts
class FirstDays:
    """A suspension or permanent exclusion in its first five school days, while they run."""

    subject: str
    school: Fact[str] = fact("the school that excluded")
    whose_step: Fact[Actor] = fact("the school that excluded, as the one who acts")
    began_on: Fact[date] = fact("its first day")
    when: Fact[NoFixedDate] = fact("when work is to be set")
    work_set_on: MaybeFact[date] = fact("the day work was set")


AT_ONCE = NoFixedDate("as soon as may be, for the first five school days")
#: What a row calls it, and where a record keeps its day and the whole of them.
_BOTH = (("suspension", "first_day", "suspensions"), ("permanent exclusion", "on", "permanent_exclusions"))


def suspension_years(record: PupilRecord, asked: Asked) -> Iterator[SuspensionYear]:
    """A row for each school that suspended the pupil this school year; one row where nobody knows of any."""
    suspensions = record.suspensions
    if not isinstance(suspensions, tuple):
        yield _not_known(known(record, "suspensions", ""))
        return
    for school in sorted({each.school for each in suspensions}):
        latest = _latest(school, suspensions, asked)
        if latest is not None:
            yield _year(record, school, latest, asked)


# Kept: record after record may leave the same field open, and the row says nothing of the pupil.
@lru_cache(maxsize=8)
def _not_known(missing: Unknown) -> SuspensionYear:
    return SuspensionYear(
        subject="suspensions this school year", school=missing, whose_step=missing, last_began_on=missing,
        at_least=missing, at_most=missing,
    )  # fmt: skip


def _latest(school: str, suspensions: tuple[Suspension, ...], asked: Asked) -> _Placed | None:
    """The school's last suspension of this school year, begun by the day of the check; none cancelled before that."""
    calendar = calendar_of(asked, school)
    year: SchoolYear | Unknown = reckon(SchoolYear.of, asked.on, calendar)
    this_year: list[_Placed] = []
    undated: list[_Placed] = []
    for at, each in enumerate(suspensions):
        if each.school != school or days_served(each) is None:
            continue
        if isinstance(each.first_day, Unknown):
            undated.append((at, each))
        elif each.first_day <= asked.on and _of_this_year(each.first_day, year, asked.on):
            this_year.append((at, each))
    if this_year:
        return max(this_year, key=lambda placed: (placed[1].first_day, placed[1].follows is not None))
    return undated[0] if undated else None


def _of_this_year(day: date, year: SchoolYear | Unknown, on: date) -> bool:
    # Without the school's term dates the academic year stands in, so that they are asked for.
    if isinstance(year, Unknown):
        return AcademicYear.end_of(day) == AcademicYear.end_of(on)
    return day >= year.first


def _year(record: PupilRecord, school: str, latest: _Placed, asked: Asked) -> SuspensionYear:
    at, suspension = latest
    began: date | Unknown = known(suspension, "first_day", f"suspensions[{at}].")
    at_least: HalfDays | Unknown
    at_most: HalfDays | Unknown
    if isinstance(began, Unknown):
        at_least = at_most = began
    else:
        total, limit = _total(record, suspension, began, asked), reckon(_limit, began)
        at_least = total.least
        settled = isinstance(total.most, HalfDays) and isinstance(limit, HalfDays) and total.most <= limit
        at_most = total.most if settled else total.half_days
    return SuspensionYear(
        subject=f"suspensions from {school} this school year",
        school=school,
        whose_step=whose_step(record, school),
        last_began_on=began,
        at_least=at_least,
        at_most=at_most,
    )


def _limit(day: date) -> HalfDays:
    return MOST_IN_A_SCHOOL_YEAR.on(day).value


def _total(record: PupilRecord, decided: Suspension, began: date, asked: Asked) -> DayCount:
    """The total of the school year as it stood when the suspension was made."""
    here = school_year_total(
        asked.once(counting_towards_the_year, record), began, asked.calendars, school=decided.school, beside=_NOTHING,
        as_decided=decided.ref,
    )  # fmt: skip
    there = elsewhere_in_year(record.suspended_elsewhere, began, calendar_of(asked, decided.school))
    total = here + elsewhere_when_decided(record.suspended_elsewhere, there, began=began, ref=decided.ref)
    exclusions = known(record, "permanent_exclusions", "")
    return total + DayCount.unknown(exclusions) if isinstance(exclusions, Unknown) else total


def counting_towards_the_year(record: PupilRecord, asked: Asked) -> tuple[Suspension, ...]:
    """The suspensions on record, and after them the days missed under permanent exclusions since cancelled."""
    assert isinstance(record.suspensions, tuple)
    exclusions = record.permanent_exclusions if isinstance(record.permanent_exclusions, tuple) else ()
    missed = (missed_under(each, f"permanent_exclusions[{at}].") for at, each in enumerate(exclusions))
    return (*record.suspensions, *(each for each in missed if each is not None))


def suspension_days(record: PupilRecord, asked: Asked) -> Iterator[SuspensionDays]:
    """A row for each suspension of this academic year that began by the day of the check, unless all is in order.

    Of one that was cancelled nothing is asked: it may well hold no day.
    """
    if not isinstance(record.suspensions, tuple):
        return
    for at, each in enumerate(record.suspensions):
        first_day = each.first_day
        # One whose first day is not known is asked about with the school year.
        if isinstance(first_day, Unknown) or not _begun(first_day, asked.on) or days_served(each) is not each:
            continue
        days = reckon(len, days_of(each, calendar_of(asked, each.school), f"suspensions[{at}]."))
        if not isinstance(days, Unknown) and days:
            continue
        yield SuspensionDays(
            subject=f"suspension {each.ref}",
            school=each.school,
            whose_step=whose_step(record, each.school),
            first_day=first_day,
            school_days=days,
        )


def reason_facts(record: PupilRecord, asked: Asked) -> Iterator[ReasonFacts]:
    """A row for each suspension or permanent exclusion of this academic year whose reasons are recorded."""
    for what, name, records in _BOTH:
        recorded = getattr(record, records)
        for at, each in enumerate(recorded if isinstance(recorded, tuple) else ()):
            if not isinstance(each.reasons, Unknown):
                began = known(each, name, f"{records}[{at}].")
                if isinstance(began, Unknown) or _begun(began, asked.on):
                    yield _reasons(record, what, each, each.reasons, began)


def first_days(record: PupilRecord, asked: Asked) -> Iterator[FirstDays]:
    """A row for each suspension or permanent exclusion whose first five school days are running."""
    for what, name, records in _BOTH:
        recorded = getattr(record, records)
        for at, each in enumerate(recorded if isinstance(recorded, tuple) else ()):
            path = f"{records}[{at}]."
            kept = days_served(each, path) if isinstance(each, Suspension) else each
            if kept is None:
                continue
            first, last = getattr(kept, name), kept.last_day if isinstance(kept, Suspension) else None
            if not isinstance(first, date) or first > asked.on or (isinstance(last, date) and last < asked.on):
                continue
            so_far = reckon(SchoolCalendar.count, calendar_of(asked, each.school), first, asked.on)
            most = reckon(_first_days, first)
            if isinstance(so_far, Unknown) or isinstance(most, Unknown) or so_far > most:
                continue
            yield FirstDays(
                subject=f"{what} {each.ref}",
                school=each.school,
                whose_step=whose_step(record, each.school),
                began_on=first,
                when=AT_ONCE,
                work_set_on=known(each, "work_set_on", path),
            )


def _first_days(day: date) -> int:
    return PUBLIC_PLACE_DAYS.on(day).value


def _reasons(
    record: PupilRecord,
    what: str,
    each: Suspension | PermanentExclusion,
    reasons: tuple[ExclusionReason, ...],
    began: date | Unknown,
) -> ReasonFacts:
    strange: Any = reckon(_not_in_use, began, reasons)
    return ReasonFacts(
        subject=f"{what} {each.ref}",
        whose_step=whose_step(record, each.school),
        began_on=began,
        reasons=len(reasons),
        not_in_use=reckon(len, strange),
        published=reckon(_published, began, strange),
        codes=", ".join(reason.name for reason in reasons),
    )


def _not_in_use(began: date, reasons: tuple[ExclusionReason, ...]) -> tuple[ExclusionReason, ...]:
    in_use = reasons_on(began)
    return tuple(reason for reason in reasons if reason not in in_use)


def _published(began: date, strange: tuple[ExclusionReason, ...]) -> int:
    """How many stand in the list of May 2026, where that had been published and may already have been in use."""
    if began < NEW_REASONS_PUBLISHED:
        return 0
    return sum(reason in reasons_on(NEW_REASONS_FROM) for reason in strange)


def _begun(day: date, on: date) -> bool:
    return day <= on and AcademicYear.end_of(day) == AcademicYear.end_of(on)
