"""Placements as rules read them: the placement itself, the half term's review, and what a direction calls for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from ap_core.dates.calendars import SchoolCalendar
from ap_core.dates.deadlines import Deadline
from ap_core.dates.limits import Days, SchoolDays, SchoolWeeks
from ap_core.dates.spans import DateSpan
from ap_core.dates.years import AcademicYear
from ap_core.law.facts import Fact, MaybeFact, fact, facts
from ap_core.law.rulebook import Asked
from ap_core.law.unknown import Unknown, known, reckon
from ap_core.placement.calendars import calendar_of
from ap_core.placement.direction import THIRTY_DAYS_UNTIL, power, regulated
from ap_core.placement.going_on import placements_going_on, reviews_held
from ap_core.placement.records import Basis, Duration, Notice, NoticeItem, Placement, PlacementReview, Purpose
from ap_core.pupils.ages import last_friday_in_june
from ap_core.pupils.years import KeyStage, YearGroup, key_stage_of
from ap_core.record import PupilRecord
from ap_core.registration.on_day import status_on
from ap_core.registration.records import Enrolment, SchoolKind


@facts
class PlacementFacts:
    """One placement that has begun and has not ended."""

    subject: str
    key_stage: MaybeFact[KeyStage] = fact("the key stage of the year group taught in")
    duration: Fact[Duration] = fact("short-term or long")
    status: MaybeFact[Enrolment] = fact("the registration at the centre")
    first_day: Fact[date] = fact("the first day")
    planned_end: MaybeFact[date] = fact("the planned end")
    has_objectives: Fact[bool] = fact("objectives are recorded")
    return_planned: Fact[bool] = fact("a school to return to is recorded")
    planned_weeks: MaybeFact[int] = fact("the school weeks planned")
    longest_reached: Fact[Deadline] = fact("the end of the longest short-term length")
    first_review_due: Fact[Deadline] = fact("the last day for the first review")
    first_review_on: MaybeFact[date] = fact("the first review")
    later_review_on: MaybeFact[date] = fact("the last review after the first")
    final_review_due: MaybeFact[Deadline] = fact("the last day for the final review")
    final_review_on: MaybeFact[date] = fact("the final review")
    end_due: MaybeFact[Deadline] = fact("the planned end as a last day")
    next_setting_agreed_on: MaybeFact[date] = fact("the day it was agreed what follows")
    reviewed_at_end: Fact[bool] = fact("a review looked at the end, or was held since")
    spans_move: Fact[bool] = fact("the placement goes on over the move into Key Stage 4")
    move_review_due: Fact[Deadline] = fact("the last school day before the move into Key Stage 4")
    move_review_on: MaybeFact[date] = fact("the review about the move")
    year_11_end: MaybeFact[date] = fact("the last Friday in June of Year 11")


@facts
class HalfTermFacts:
    """The half term of the day of the check, for a placement whose first review fell due before it."""

    subject: str
    review_due: Fact[Deadline] = fact("the last school day of the half term")
    review_on: MaybeFact[date] = fact("a review held in the half term")


@facts
class DirectionFacts:
    """One off-site direction, or what may be one."""

    subject: str
    basis: Fact[Basis] = fact("the legal basis")
    directed_by: MaybeFact[SchoolKind] = fact("the kind of school that directs")
    has_power: Fact[bool] = fact("a school of this kind could direct under section 29A")
    regulated: Fact[bool] = fact("the regulations on off-site direction bind this school")
    decided_on: MaybeFact[date] = fact("the day of the decision to direct")
    first_day: Fact[date] = fact("the first day")
    has_plan: Fact[bool] = fact("there is an EHC plan")
    notice_due: Fact[Deadline] = fact("the last day for written notice")
    notice_on: MaybeFact[date] = fact("the day notice was given")
    missing_items: Fact[frozenset[NoticeItem]] = fact("what the notice leaves out")
    notice_complete: Fact[bool] = fact("the notice says everything it has to")
    authority_copied_on: MaybeFact[date] = fact("the day the authority was given the notice")
    last_school_day: MaybeFact[date] = fact("the last day of the academic year in which it began")
    planned_end: MaybeFact[date] = fact("the planned end")


@facts
class DirectionReviewFacts:
    """The last review of an off-site direction, and what followed it."""

    subject: str
    regulated: Fact[bool] = fact("the regulations on off-site direction bind this school")
    held_on: Fact[date] = fact("the day of the review")
    outcome_due: Fact[Deadline] = fact("the sixth day after the review")
    outcome_on: MaybeFact[date] = fact("the day the decision and reasons were sent")


@facts
class ThirtyDayFacts:
    """A review that an off-site direction called for within thirty days, as long as that was the law."""

    subject: str
    regulated: Fact[bool] = fact("the regulations on off-site direction bind this school")
    due_on: Fact[date] = fact("the thirtieth day after the first day or the last review")
    due: Fact[Deadline] = fact("the thirtieth day as a last day")
    held_on: MaybeFact[date] = fact("the day of the review")


def placement_facts(record: PupilRecord, asked: Asked) -> Iterator[PlacementFacts]:
    """A row for each placement going on."""
    for path, placement in placements_going_on(record.placements, asked.on):
        yield _placement_row(record, placement, path, asked)


def _placement_row(record: PupilRecord, placement: Placement, path: str, asked: Asked) -> PlacementFacts:
    on, policy = asked.on, asked.policy.placement
    calendar = calendar_of(asked, placement.centre)
    first_day = known(placement, "first_day", path)
    planned_end = known(placement, "planned_end", path)
    taught = known(record.pupil, "taught_year", "pupil.")
    held = reviews_held(placement, path, on)
    spans = _spans_move(taught, first_day, planned_end, placement.planned_weeks, calendar, on)
    return PlacementFacts(
        subject=placement.ref,
        key_stage=reckon(key_stage_of, taught),
        duration=known(placement, "duration", path),
        status=reckon(status_on, known(record, "registrations", ""), placement.centre, on),
        first_day=first_day,
        planned_end=planned_end,
        has_objectives=reckon(bool, known(placement, "objectives", path)),
        return_planned=reckon(_is_some, known(placement, "returns_to", path)),
        planned_weeks=_planned_weeks(placement, calendar, first_day, planned_end),
        longest_reached=reckon(SchoolWeeks(policy.longest_short_term).starting_with, first_day, calendar),
        first_review_due=reckon(SchoolWeeks(policy.first_review_by).starting_with, first_day, calendar),
        first_review_on=reckon(lambda reviews: _first_day_of(reviews), held),
        later_review_on=reckon(lambda reviews: _last_day_of(reviews[1:]), held),
        final_review_due=reckon(_day_before, planned_end, calendar),
        final_review_on=reckon(lambda reviews: _last_day_of(reviews, Purpose.FINAL), held),
        end_due=reckon(lambda end: None if end is None else Deadline(end), planned_end),
        next_setting_agreed_on=known(placement, "next_setting_agreed_on", path),
        reviewed_at_end=reckon(_reviewed_at_end, held, planned_end),
        spans_move=spans,
        move_review_due=reckon(_end_of_school_year, calendar, on),
        move_review_on=reckon(lambda reviews: _last_day_of(reviews, Purpose.KEY_STAGE_4), held),
        year_11_end=reckon(lambda year: _year_11_end(year, on), taught),
    )


def _is_some(value: object) -> bool:
    return value is not None


def _first_day_of(reviews: tuple[PlacementReview, ...]) -> Any:
    return reviews[0].held_on if reviews else None


def _last_day_of(reviews: tuple[PlacementReview, ...], purpose: Purpose | None = None) -> Any:
    days = [review.held_on for review in reviews if purpose is None or purpose in review.purposes]
    return days[-1] if days else None


def _planned_weeks(placement: Placement, calendar: Any, first_day: Any, planned_end: Any) -> int | None | Unknown:
    """The planned length in school weeks of the centre: as recorded, or counted from first day to planned end."""
    if placement.planned_weeks is not None:
        return placement.planned_weeks

    def weeks(first: date, last: date | None, days: SchoolCalendar) -> int | None:
        return None if last is None else days.school_weeks(first, last)

    return reckon(weeks, first_day, planned_end, calendar)


def _day_before(end: date | None, calendar: SchoolCalendar) -> Deadline | None:
    """The last school day before the planned end."""
    return None if end is None else Deadline(calendar.previous_school_day(end))


def _reviewed_at_end(reviews: tuple[PlacementReview, ...], planned_end: date | None) -> bool:
    """Whether a review looked at the end of the placement, or was held on or after the planned end."""
    for review in reviews:
        since = planned_end is not None and review.held_on is not None and planned_end <= review.held_on  # type: ignore[operator]
        if since or Purpose.FINAL in review.purposes:
            return True
    return False


def _next_september(on: date) -> date:
    return AcademicYear.of(on).next.first


def _end_of_school_year(calendar: SchoolCalendar, on: date) -> Deadline:
    """The last school day before September. A calendar that runs into July holds the summer term to its end."""
    september = _next_september(on)
    last = calendar.school_days[-1]
    if september.year == last.year and last.month in (7, 8):
        return Deadline(last)
    return Deadline(calendar.previous_school_day(september))


def _spans_move(taught: Any, first_day: Any, end: Any, weeks: int | None, calendar: Any, on: date) -> bool | Unknown:
    """Whether a pupil taught in Year 9 is still placed here when Year 10 begins.

    Where only a number of school weeks is planned, it is enough that too few are left before September.
    """
    if isinstance(taught, Unknown):
        return taught
    if taught is not YearGroup.Y9:
        return False
    september = _next_september(on)
    if isinstance(end, date):
        return end >= september
    if weeks is not None:
        return reckon(
            lambda first, days: days.school_weeks(first, min(days.last, september)) < weeks, first_day, calendar
        )
    # No end is planned: as things stand it goes on.
    return end if isinstance(end, Unknown) else True


def _year_11_end(taught: YearGroup, on: date) -> date | None:
    """The last Friday in June of the academic year in which the pupil is taught in Year 11, as things stand."""
    number = taught.number
    if number is None or number > 11:
        return None
    return last_friday_in_june(AcademicYear.of(on).last.year + 11 - number)


# ---------------------------------------------------------------- the half term's review


def half_term_facts(record: PupilRecord, asked: Asked) -> Iterator[HalfTermFacts]:
    """The half term that the day of the check lies in, or that ended last, once the first review has fallen due.

    A placement whose planned end comes before the half term's has its final review instead.
    """
    for path, placement in placements_going_on(record.placements, asked.on):
        calendar = calendar_of(asked, placement.centre)
        first_day = known(placement, "first_day", path)
        half_term = reckon(_half_term_at, calendar, asked.on)
        first_due = reckon(SchoolWeeks(asked.policy.placement.first_review_by).starting_with, first_day, calendar)
        # What is not known of the calendar or the first day is asked by the placement's own rules.
        if not isinstance(half_term, DateSpan) or half_term.last is None or isinstance(first_due, Unknown):
            continue
        ends_before = isinstance(placement.planned_end, date) and placement.planned_end <= half_term.last
        if first_due.last_day >= half_term.first or ends_before:
            continue
        held = reviews_held(placement, path, asked.on)
        yield HalfTermFacts(
            subject=f"{placement.ref} half term from {half_term.first.isoformat()}",
            review_due=Deadline(half_term.last),
            review_on=reckon(_within, held, half_term),
        )


def _half_term_at(calendar: SchoolCalendar, on: date) -> DateSpan | None:
    begun = [half_term for half_term in calendar.half_terms if half_term.first <= on]
    return begun[-1] if begun else None


def _within(reviews: tuple[PlacementReview, ...], span: DateSpan) -> Any:
    return next(
        (review.held_on for review in reviews if isinstance(review.held_on, date) and span.covers(review.held_on)), None
    )


# ---------------------------------------------------------------- off-site direction


def direction_facts(record: PupilRecord, asked: Asked) -> Iterator[DirectionFacts]:
    """A row for each placement that is, or may be, under an off-site direction; one not yet begun too."""
    if isinstance(record.placements, Unknown):
        return
    plan = reckon(_is_some, known(record, "plan", ""))
    for place, placement in enumerate(record.placements):
        ended = isinstance(placement.ended_on, date) and placement.ended_on < asked.on
        may_be = placement.basis is Basis.DIRECTION or isinstance(placement.basis, Unknown)
        if ended or not may_be:
            continue
        path = f"placements[{place}]."
        notice = known(placement, "notice", path)
        first_day = known(placement, "first_day", path)
        directed_by, decided_on = known(placement, "directed_by", path), known(placement, "decided_on", path)
        missing = reckon(lambda says: frozenset(NoticeItem) - says, _of_notice(notice, "contents", path, frozenset()))
        yield DirectionFacts(
            subject=placement.ref,
            basis=known(placement, "basis", path),
            directed_by=directed_by,
            has_power=power(directed_by, decided_on),
            regulated=regulated(placement, path),
            decided_on=decided_on,
            first_day=first_day,
            has_plan=plan,
            notice_due=reckon(
                SchoolDays(2).before, first_day, calendar_of(asked, known(placement, "home_school", path))
            ),
            notice_on=_of_notice(notice, "given_on", path, None),
            missing_items=missing,
            notice_complete=reckon(lambda items: not items, missing),
            authority_copied_on=_of_notice(notice, "authority_copied_on", path, None),
            last_school_day=reckon(lambda first: AcademicYear.of(first).last, first_day),
            planned_end=known(placement, "planned_end", path),
        )


def _of_notice(notice: Any, field: str, path: str, if_none: Any) -> Any:
    """A field of the notice; ``if_none`` where it is known that there was no notice."""
    if isinstance(notice, Notice):
        return known(notice, field, f"{path}notice.")
    return notice if isinstance(notice, Unknown) else if_none


def direction_review_facts(record: PupilRecord, asked: Asked) -> Iterator[DirectionReviewFacts]:
    """For each direction the last review held. What became of earlier ones is past mending, and is not asked."""
    for path, placement in _directions(record, asked.on):
        reviews = reviews_held(placement, path, asked.on)
        if isinstance(reviews, Unknown):
            yield DirectionReviewFacts(
                subject=f"{placement.ref} review", regulated=regulated(placement, path), held_on=reviews,
                outcome_due=reviews, outcome_on=reviews,
            )  # fmt: skip
        elif reviews:
            last = reviews[-1]
            held_on: Any = last.held_on
            yield DirectionReviewFacts(
                subject=f"{placement.ref} review of {held_on.isoformat()}",
                regulated=regulated(placement, path),
                held_on=held_on,
                outcome_due=Days(6).after(held_on),
                outcome_on=known(last, "outcome_sent_on", f"{path}reviews[{placement_place(placement, last)}]."),
            )


def thirty_day_facts(record: PupilRecord, asked: Asked) -> Iterator[ThirtyDayFacts]:
    """Each review that fell due while there was one at least every thirty days, whether held or not."""
    for path, placement in _directions(record, asked.on):
        first_day = known(placement, "first_day", path)
        if isinstance(first_day, Unknown) or first_day > THIRTY_DAYS_UNTIL:
            # On a day that is not known, the placement's other rules ask for it.
            continue
        reviews = reviews_held(placement, path, asked.on)
        if isinstance(reviews, Unknown):
            due = Days(30).after(first_day)
            yield _thirty_days(placement, path, first_day, due, reviews)
            continue
        days: list[Any] = [review.held_on for review in reviews]
        for before, held_on in zip((first_day, *days), (*days, None), strict=True):
            due = Days(30).after(before)
            if due.last_day <= THIRTY_DAYS_UNTIL:
                yield _thirty_days(placement, path, before, due, held_on)


def _thirty_days(placement: Placement, path: str, before: date, due: Deadline, held_on: Any) -> ThirtyDayFacts:
    return ThirtyDayFacts(
        subject=f"{placement.ref} review after {before.isoformat()}", regulated=regulated(placement, path),
        due_on=due.last_day, due=due, held_on=held_on,
    )  # fmt: skip


def placement_place(placement: Placement, review: PlacementReview) -> int:
    """Where among the placement's reviews one of them stands."""
    return placement.reviews.index(review) if isinstance(placement.reviews, tuple) else 0


def _directions(record: PupilRecord, on: date) -> Iterator[tuple[str, Placement]]:
    return ((path, each) for path, each in placements_going_on(record.placements, on) if each.basis is Basis.DIRECTION)
