"""Placements as rules read them: the placement itself, and the half term's review."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import attrs

from ap_core.dates.calendars import SchoolCalendar
from ap_core.dates.deadlines import Deadline
from ap_core.dates.limits import SchoolWeeks
from ap_core.dates.spans import DateSpan
from ap_core.ehcp.standing import had_plan
from ap_core.law.facts import Fact, MaybeFact, fact, facts, maker
from ap_core.law.rulebook import Asked
from ap_core.law.rules import Actor
from ap_core.law.unknown import Unknown, known, known_fields, reckon, unknown_among
from ap_core.law.wording import in_words, iso_day
from ap_core.placement.going_on import GoingOn, place_of, placements_going_on
from ap_core.placement.lengths import half_terms_within, longest_from
from ap_core.placement.policy import LengthUnit
from ap_core.placement.records import AfterReview, Commissioner, Duration, Placement, PlacementReview, Purpose
from ap_core.pupils.ages import last_friday_in_june
from ap_core.pupils.years import KeyStage, YearGroup, key_stage_of
from ap_core.record import PupilRecord
from ap_core.registration.on_day import others, status_at, whose_step
from ap_core.registration.records import Enrolment


@facts
class PlacementFacts:
    """One placement that has begun and has not ended, or may not have."""

    subject: str
    going_on: Fact[bool] = fact("the placement goes on")
    has_plan: Fact[bool] = fact("there is an EHC plan")
    key_stage: MaybeFact[KeyStage] = fact("the key stage of the year group taught in")
    duration: Fact[Duration] = fact("short-term or long")
    status: MaybeFact[Enrolment] = fact("the registration at the centre")
    whose_step: Fact[Actor] = fact("who acts: with the home school, where the pupil is on its roll too")
    returns_to: MaybeFact[str] = fact("the school to return to")
    fixed_for: MaybeFact[date] = fact("the day for which a review is fixed")
    first_day: Fact[date] = fact("the first day")
    planned_end: MaybeFact[date] = fact("the planned end")
    has_objectives: Fact[bool] = fact("objectives are recorded")
    return_planned: Fact[bool] = fact("a school to return to is recorded")
    planned_weeks: MaybeFact[int] = fact("the school weeks planned")
    #: None where the centre counts the longest length in school weeks.
    planned_half_terms: MaybeFact[int] = fact("the half terms planned")
    longest_reached: Fact[Deadline] = fact("the end of the longest short-term length")
    first_review_due: Fact[Deadline] = fact("the last day for the first review")
    first_review_on: MaybeFact[date] = fact("the first review")
    ends_first: Fact[bool] = fact("a short-term placement planned to end before its first review falls due")
    length_review_on: MaybeFact[date] = fact("the review at the longest length")
    final_review_due: MaybeFact[Deadline] = fact("the last day for the final review")
    final_review_on: MaybeFact[date] = fact("the final review")
    end_due: MaybeFact[Deadline] = fact("the planned end as a last day")
    next_setting_agreed_on: MaybeFact[date] = fact("the day it was agreed what follows")
    reviewed_since_end: Fact[bool] = fact("a review was held on the planned end or since")
    spans_move: Fact[bool] = fact("the placement goes on over the move into Key Stage 4")
    move_review_due: Fact[Deadline] = fact("the last school day before the move into Key Stage 4")
    move_review_on: MaybeFact[date] = fact("the review about the move")
    #: None outside Key Stage 4, where nothing turns on it.
    year_11_end: MaybeFact[date] = fact("the last Friday in June of Year 11")

    @property
    def others(self) -> str:
        """With whom the centre settles things."""
        return in_words(reckon(others, self.status))

    @property
    def booking(self) -> str:
        """Whether a review is fixed, as a sentence."""
        return booking(self.fixed_for)


@facts
class HalfTermFacts:
    """The half term of the day of the check, for a placement whose first review fell due before it."""

    subject: str
    going_on: Fact[bool] = fact("the placement goes on")
    fixed_for: MaybeFact[date] = fact("the day for which a review is fixed")
    ends_before: Fact[bool] = fact("the placement is planned to end in the half term")
    review_due: Fact[Deadline] = fact("the last school day of the half term")
    review_on: MaybeFact[date] = fact("a review held in the half term")
    commissioned_by: MaybeFact[Commissioner] = fact("who commissions the placement")

    @property
    def booking(self) -> str:
        """Whether a review is fixed, as a sentence."""
        return booking(self.fixed_for)


def booking(fixed_for: date | None | Unknown) -> str:
    """What a review's having been fixed, or not, comes to, as a sentence."""
    return "None is fixed: book it." if fixed_for is None else f"A review is fixed for {in_words(fixed_for)}."


def placement_facts(record: PupilRecord, asked: Asked) -> Iterator[PlacementFacts]:
    """A row for each placement going on; where no placement is on the record, one that asks."""
    if type(record.placements) is Unknown:
        missing = known(record, "placements", "")
        fields: Any = attrs.fields(PlacementFacts)  # type: ignore[arg-type]
        names = [field.name for field in fields if field.name != "subject"]
        yield PlacementFacts(subject="placements", **dict.fromkeys(names, missing))
    for each in placements_going_on(record.placements, asked):
        yield _placement_row(record, each, asked)


_AS_RECORDED = known_fields("planned_end", "objectives", "returns_to", "duration")


def _placement_row(record: PupilRecord, of: GoingOn, asked: Asked) -> PlacementFacts:
    on, policy = asked.on, asked.policy.placement
    placement, path, calendar, first_day, held = of.placement, of.path, of.calendar, of.first_day, of.held
    planned_end, objectives, returns_to, duration = _AS_RECORDED(placement, path)
    taught = known(record.pupil, "taught_year", "pupil.")
    key_stage = taught if type(taught) is Unknown else key_stage_of(taught)
    # A check is asked of no year without a next September.
    september = date(on.year + (on.month >= 9), 9, 1)
    status = status_at(known(record, "registrations", ""), placement.centre, asked)
    longest_reached = reckon(longest_from, first_day, calendar, policy)
    first_due = asked.once(first_review_due, of)
    # Most rows have all of these: a plain branch each costs a fraction of what a call to reckon does.
    return PlacementFacts(
        subject=placement.ref,
        going_on=of.still,
        has_plan=had_plan(known(record, "plan", ""), on),
        key_stage=key_stage,
        duration=duration,
        status=status,
        whose_step=status if type(status) is Unknown else whose_step(status),
        returns_to=returns_to,
        fixed_for=of.fixed_for,
        first_day=first_day,
        planned_end=planned_end,
        has_objectives=objectives if type(objectives) is Unknown else bool(objectives),
        return_planned=returns_to if type(returns_to) is Unknown else returns_to is not None,
        planned_weeks=placement.planned_weeks or reckon(_school_weeks, first_day, planned_end, calendar),
        planned_half_terms=(
            None
            if policy.length_in is LengthUnit.SCHOOL_WEEKS
            else reckon(_half_terms, first_day, planned_end, calendar, placement.planned_weeks)
        ),
        longest_reached=longest_reached,
        first_review_due=first_due,
        first_review_on=_day_of(held, 0),
        ends_first=_ends_first(duration, planned_end, first_due),
        length_review_on=_length_review(held, longest_reached, first_due),
        # A placement of a single day has no day before its end.
        final_review_due=(None if planned_end == first_day else reckon(last_school_day_before, planned_end, calendar)),
        final_review_on=_first_held_for(held, Purpose.FINAL),
        end_due=Deadline.on(planned_end) if isinstance(planned_end, date) else planned_end,
        next_setting_agreed_on=agreed_on(placement, path, held),
        reviewed_since_end=reckon(_reviewed_since, held, planned_end),
        spans_move=_spans_move(taught, first_day, planned_end, placement.planned_weeks, calendar, september),
        move_review_due=reckon(_end_of_school_year, calendar, september),
        move_review_on=_first_held_for(held, Purpose.KEY_STAGE_4),
        year_11_end=_year_11_end(taught, key_stage, september),
    )


def first_review_due(of: GoingOn, asked: Asked) -> Deadline | Unknown:
    """The last day for the first review of a placement: so many school weeks from its first day."""
    return reckon(SchoolWeeks(asked.policy.placement.first_review_by).starting_with, of.first_day, of.calendar)


def _ends_first(
    duration: Duration | Unknown, planned_end: date | None | Unknown, first_due: Deadline | Unknown
) -> bool | Unknown:
    """Whether a short placement is planned to end before its first review falls due."""
    if duration is Duration.LONG or planned_end is None:
        return False
    if type(planned_end) is not Unknown and type(first_due) is not Unknown and planned_end >= first_due.last_day:
        return False
    missing = unknown_among((duration, planned_end, first_due))
    return True if missing is None else missing


def _day_of(held: tuple[PlacementReview, ...] | Unknown, place: int) -> Any:
    """The day of the first review, of the one after it, and so on; none if there were not so many."""
    if type(held) is Unknown:
        return held
    return held[place].held_on if place < len(held) else None


def _length_review(
    held: tuple[PlacementReview, ...] | Unknown, longest: Deadline | Unknown, first_due: Deadline | Unknown
) -> Any:
    """A review after the first; where the longest length is reached no later than that one is due, the first itself."""
    if type(longest) is Unknown or type(first_due) is Unknown:
        return unknown_among((held, longest, first_due))
    return _day_of(held, 0 if longest.last_day <= first_due.last_day else 1)


def _first_held_for(held: tuple[PlacementReview, ...] | Unknown, purpose: Purpose) -> Any:
    """The first review of a purpose: one held later never makes an earlier one late."""
    if type(held) is Unknown:
        return held
    for review in held:
        # Most reviews have no purpose of their own, and looking into an empty set is not free.
        if review.purposes and purpose in review.purposes:
            return review.held_on
    return None


def _school_weeks(first: date, last: date | None, calendar: SchoolCalendar) -> int | None:
    """The planned length in school weeks of the centre, from the first day to the planned end."""
    return None if last is None else calendar.school_weeks(first, last)


def _half_terms(first: date, last: date | None, calendar: SchoolCalendar, weeks: int | None) -> int | None:
    """The half terms that the placement is planned to reach into: to the planned end, or for so many school weeks."""
    if last is None:
        if weeks is None:
            return None
        last = SchoolWeeks(weeks).starting_with(first, calendar).last_day
    return half_terms_within(first, last, calendar)


def last_school_day_before(end: date | None, calendar: SchoolCalendar) -> Deadline | None:
    """The last school day before the planned end."""
    return None if end is None else Deadline.on(calendar.previous_school_day(end))


def _reviewed_since(reviews: tuple[PlacementReview, ...], planned_end: date | None) -> bool:
    """Whether a review was held on the planned end or since."""
    if planned_end is None or not reviews:
        return False
    last = reviews[-1].held_on
    return isinstance(last, date) and planned_end <= last


def _end_of_school_year(calendar: SchoolCalendar, september: date) -> Deadline:
    """The last school day before September. A calendar that runs into July holds the summer term to its end."""
    last = calendar.school_days[-1]
    if september.year == last.year and last.month in (7, 8):
        return Deadline.on(last)
    return Deadline.on(calendar.previous_school_day(september))


def _spans_move(
    taught: Any, first_day: Any, end: Any, weeks: int | None, calendar: Any, september: date
) -> bool | Unknown:
    """Whether a pupil taught in Year 9 is still placed here when Year 10 begins.

    Where only a number of school weeks is planned, it is enough that too few are left before September.
    """
    if type(taught) is Unknown:
        return taught
    if taught is not YearGroup.Y9:
        return False
    if isinstance(end, date):
        return end >= september
    if weeks is not None:
        return reckon(_too_few_weeks, weeks, first_day, calendar, september)
    # No end is planned: as things stand it goes on.
    return end if type(end) is Unknown else True


def _too_few_weeks(weeks: int, first: date, calendar: SchoolCalendar, september: date) -> bool:
    """Whether fewer than ``weeks`` school weeks are left before September."""
    return calendar.school_weeks(first, min(calendar.last, september)) < weeks


def agreed_on(placement: Placement, path: str, held: Any) -> Any:
    """The day it was agreed what follows; a review that decided on return or end has agreed it."""
    if placement.next_setting_agreed_on is not None:
        return known(placement, "next_setting_agreed_on", path)
    if type(held) is Unknown:
        return held
    unsure: PlacementReview | None = None
    for review in held:
        if type(review.decision) is Unknown:
            unsure = review
        elif review.decision in _AGREES_WHAT_FOLLOWS:
            return review.held_on
    return unsure and known(unsure, "decision", f"{path}reviews[{place_of(placement, unsure)}].")


_AGREES_WHAT_FOLLOWS = (AfterReview.RETURN, AfterReview.END)


def _year_11_end(taught: Any, key_stage: Any, september: date) -> date | None | Unknown:
    """The last Friday in June of the academic year in which the pupil is taught in Year 11, as things stand."""
    if key_stage is _KEY_STAGE_4:
        return last_friday_in_june(september.year + 11 - taught.number)
    return key_stage if type(key_stage) is Unknown else None


_KEY_STAGE_4 = KeyStage.KS4


# ---------------------------------------------------------------- the half term's review


_half_term = maker(HalfTermFacts)


def half_term_facts(record: PupilRecord, asked: Asked) -> Iterator[HalfTermFacts]:
    """The half term that the day of the check lies in, or that ended last, once the first review has fallen due.

    A placement whose planned end comes before the half term's has its final review instead.
    """
    on = asked.on
    for each in placements_going_on(record.placements, asked):
        placement, calendar, held = each.placement, each.calendar, each.held
        # What is not known of the calendar or the first day is asked by the placement's own rules.
        if type(calendar) is Unknown or type(each.first_day) is Unknown:
            continue
        half_term = _half_term_at(calendar, on)
        if half_term is None or half_term.last is None:
            continue
        first_due = asked.once(first_review_due, each)
        if type(first_due) is Unknown or first_due.last_day >= half_term.first:
            continue
        yield _half_term(
            subject=f"{placement.ref} half term from {iso_day(half_term.first)}",
            going_on=each.still,
            fixed_for=each.fixed_for,
            ends_before=_is_by(known(placement, "planned_end", each.path), half_term.last),
            review_due=Deadline.on(half_term.last),
            review_on=held if type(held) is Unknown else _within(held, half_term.first, half_term.last),
            commissioned_by=placement.commissioned_by,
        )


def _half_term_at(calendar: SchoolCalendar, on: date) -> DateSpan | None:
    for half_term in reversed(calendar.half_terms):
        if half_term.first <= on:
            return half_term
    return None


def _is_by(day: date | None | Unknown, other: date) -> bool | Unknown:
    return day if type(day) is Unknown else day is not None and day <= other


def _within(reviews: tuple[PlacementReview, ...], first: date, last: date) -> date | None:
    """The first review from ``first`` to ``last``."""
    for review in reviews:
        held_on = review.held_on
        if isinstance(held_on, date) and first <= held_on <= last:
            return held_on
    return None
