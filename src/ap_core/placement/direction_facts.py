"""An off-site direction as rules read it: its notice, its last review, and the reviews once due every thirty days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from ap_core.dates.deadlines import Deadline
from ap_core.dates.limits import Days, SchoolDays
from ap_core.dates.years import AcademicYear
from ap_core.ehcp.standing import had_plan
from ap_core.law.facts import Fact, MaybeFact, fact, facts, maker
from ap_core.law.rulebook import Asked
from ap_core.law.unknown import Unknown, known, known_fields, reckon
from ap_core.law.wording import iso_day
from ap_core.placement.calendars import calendar_of
from ap_core.placement.direction import POWER_SINCE, THIRTY_DAYS_UNTIL, power, regulated
from ap_core.placement.direction_people import TOLD_TOO, left_out
from ap_core.placement.going_on import GoingOn, place_of, placements_going_on
from ap_core.placement.records import (
    Addressee,
    AfterReview,
    Basis,
    Notice,
    NoticeItem,
    OutcomeItem,
    Placement,
    PlacementReview,
    Purpose,
)
from ap_core.record import PupilRecord
from ap_core.registration.records import SchoolKind


@facts
class DirectionFacts:
    """One off-site direction, or what may be one."""

    subject: str
    ended: Fact[bool] = fact("the placement has ended")
    basis: Fact[Basis] = fact("the legal basis")
    directed_by: MaybeFact[SchoolKind] = fact("the kind of school that directs")
    has_power: Fact[bool] = fact("a school of this kind could direct under section 29A")
    regulated: Fact[bool] = fact("the regulations on off-site direction bind this school")
    decided_on: MaybeFact[date] = fact("the day of the decision to direct")
    first_day: Fact[date] = fact("the first day")
    had_plan: Fact[bool] = fact("there was an EHC plan when notice was due")
    notice_due: Fact[Deadline] = fact("the last day for written notice")
    notice_on: MaybeFact[date] = fact("the day notice was given")
    missing_items: MaybeFact[frozenset[NoticeItem]] = fact("what the notice leaves out; none where nothing is")
    authority_copied_on: MaybeFact[date] = fact("the day the authority was given the notice")
    year_end: MaybeFact[date] = fact("the end of the academic year in which it began, while that mattered")
    planned_end: MaybeFact[date] = fact("the planned end")


@facts
class DirectionReviewFacts:
    """The last review of an off-site direction, and what followed it."""

    subject: str
    regulated: Fact[bool] = fact("the regulations on off-site direction bind this school")
    held_on: Fact[date] = fact("the day of the review")
    outcome_due: Fact[Deadline] = fact("the sixth day after the review")
    outcome_on: MaybeFact[date] = fact("the day the decision and reasons were sent")
    outcome_missing: Fact[frozenset[OutcomeItem]] = fact("what the decision given leaves out")
    outcome_complete: Fact[bool] = fact("the decision given says everything it has to")
    outcome_not_to: Fact[frozenset[Addressee]] = fact("who was not given the decision")
    outcome_to_all: Fact[bool] = fact("everybody was given the decision who has to be")


@facts
class ThirtyDayFacts:
    """A review that an off-site direction called for within thirty days, as long as that was the law."""

    subject: str
    regulated: Fact[bool] = fact("the regulations on off-site direction bind this school")
    due_on: Fact[date] = fact("the thirtieth day after the first day or the last review")
    due: Fact[Deadline] = fact("the thirtieth day as a last day")
    held_on: MaybeFact[date] = fact("the day of the review")


_TWO_SCHOOL_DAYS = SchoolDays(2)
_SIX_DAYS = Days(6)
_ALL_ITEMS = frozenset(NoticeItem)


_IN_ORDER = known_fields("ended_on", "notice", "first_day", "decided_on", "basis", "planned_end", "home_school")
_OF_NOTICE = known_fields("given_on", "contents", "authority_copied_on", "given_to", "given_by")
_DIRECTION = Basis.DIRECTION


class Directed:
    """A placement that is, or may be, under an off-site direction and has not ended, or may not have; begun or not."""

    __slots__ = (
        "basis", "contents", "copied_on", "decided_on", "directed_by", "ended", "first_day", "given_by", "given_to",
        "has_power", "notice_due", "notice_on", "path", "placement", "planned_end", "regulated",
    )  # fmt: skip

    def __init__(self, placement: Placement, path: str, asked: Asked) -> None:
        on = asked.on
        ended_on, notice, first_day, decided_on, basis, planned_end, home_school = _IN_ORDER(placement, path)
        given_on, self.contents, self.copied_on, self.given_to, self.given_by = _of_notice(notice, path)
        self.placement, self.path, self.basis = placement, path, basis
        self.first_day, self.planned_end = first_day, planned_end
        self.ended = ended_on if type(ended_on) is Unknown else ended_on is not None and ended_on < on
        self.directed_by = _directed_by(placement, path)
        self.decided_on = by_today(decided_on, on)
        self.has_power = power(self.directed_by, self.decided_on)
        self.regulated = regulated(placement, path, first_day)
        self.notice_on = by_today(given_on, on)
        self.notice_due = reckon(_TWO_SCHOOL_DAYS.before, first_day, calendar_of(asked, home_school))


def directed(placements: tuple[Placement, ...] | Unknown, asked: Asked) -> tuple[Directed, ...]:
    """The placements that are, or may be, under an off-site direction and have not ended; none if none is known."""
    return asked.once(_directed, placements)


def _directed(placements: tuple[Placement, ...] | Unknown, asked: Asked) -> tuple[Directed, ...]:
    if type(placements) is Unknown:
        return ()
    found = [
        Directed(placement, f"placements[{place}].", asked)
        for place, placement in enumerate(placements)
        if placement.basis is _DIRECTION or type(placement.basis) is Unknown
    ]
    return tuple([each for each in found if each.ended is not True])


_direction = maker(DirectionFacts)


def direction_facts(record: PupilRecord, asked: Asked) -> Iterator[DirectionFacts]:
    """A row for each placement that is, or may be, under an off-site direction; one not yet begun too."""
    for each in directed(record.placements, asked):
        first_day, notice_on, due, contents = each.first_day, each.notice_on, each.notice_due, each.contents
        yield _direction(
            subject=each.placement.ref,
            ended=each.ended,
            basis=each.basis,
            directed_by=each.directed_by,
            has_power=each.has_power,
            regulated=each.regulated,
            decided_on=each.decided_on,
            first_day=first_day,
            had_plan=reckon(_had_plan_at_notice, record, due, notice_on),
            notice_due=due,
            notice_on=notice_on,
            missing_items=contents if type(contents) is Unknown else _ALL_ITEMS - contents or None,
            authority_copied_on=each.copied_on,
            year_end=first_day if type(first_day) is Unknown else _year_end(first_day),
            planned_end=each.planned_end,
        )


def _had_plan_at_notice(record: PupilRecord, due: Deadline, notice_on: date | None) -> bool | Unknown:
    """When notice was given, or at the latest when it was due."""
    return had_plan(known(record, "plan", ""), notice_day(due, notice_on))


def notice_day(due: Deadline, notice_on: date | None) -> date:
    """The day for which it is asked who is to be told: that of the notice, or the last on which it was due."""
    return notice_on or due.latest


def _year_end(first_day: date) -> date | None:
    """31 August, for directions that began while none could outlast the school year; no school day lies between the
    year's last term and it."""
    return AcademicYear.end_of(first_day) if POWER_SINCE <= first_day <= THIRTY_DAYS_UNTIL else None


def by_today(day: Any, on: date) -> Any:
    """What is planned for a later day has not happened yet."""
    return None if isinstance(day, date) and day > on else day


def _directed_by(placement: Placement, path: str) -> Any:
    """The kind of school that directs; that nobody directs a direction is a contradiction to ask about."""
    if placement.directed_by is None and placement.basis is Basis.DIRECTION:
        return Unknown.between(
            f"{path}basis", f"{path}directed_by", ask="What kind of school gave the direction?", of="home school"
        )
    return known(placement, "directed_by", path)


def _of_notice(notice: Any, path: str) -> tuple[Any, ...]:
    """When it was given, what it says, when the authority was copied in; where there was no notice, that."""
    if type(notice) is Notice:
        return _OF_NOTICE(notice, f"{path}notice.")
    return (notice,) * 5 if type(notice) is Unknown else _NO_NOTICE


_NO_NOTICE = (None, frozenset[NoticeItem](), None, frozenset[Addressee](), None)


def direction_review_facts(record: PupilRecord, asked: Asked) -> Iterator[DirectionReviewFacts]:
    """For each direction the last review meeting of it. What became of earlier ones is past mending, and is not asked.

    A review of the centre's own is none: the directing board holds these, to keep the direction under review (reg 2).
    """
    for each in directions(record, asked):
        placement, path, reviews = each.placement, each.path, each.held
        if type(reviews) is Unknown:
            missing = dict.fromkeys(_AFTERWARDS, reviews)
            yield DirectionReviewFacts(
                subject=f"{placement.ref} review", regulated=regulated(placement, path, reviews), held_on=reviews,
                outcome_due=reviews, **missing,
            )  # fmt: skip
            continue
        of_it = of_direction(reviews)
        if of_it:
            yield _review_row(record, each, of_it[-1])


def _review_row(record: PupilRecord, of: GoingOn, last: PlacementReview) -> DirectionReviewFacts:
    held_on: Any = last.held_on
    path = f"{of.path}reviews[{place_of(of.placement, last)}]."
    outcome_on, decision, contents, sent_to = _OF_REVIEW(last, path)
    missing = reckon(_left_unsaid, contents, decision)
    not_to = not_reached(record, held_on, TOLD_TOO, sent_to)
    return DirectionReviewFacts(
        subject=f"{of.placement.ref} review of {iso_day(held_on)}",
        regulated=regulated(of.placement, of.path, held_on),
        held_on=held_on,
        outcome_due=_SIX_DAYS.after(held_on),
        outcome_on=outcome_on,
        outcome_missing=missing,
        outcome_complete=missing if type(missing) is Unknown else not missing,
        outcome_not_to=not_to,
        outcome_to_all=not_to if type(not_to) is Unknown else not not_to,
    )


def _left_unsaid(contents: frozenset[OutcomeItem], decision: AfterReview | None) -> frozenset[OutcomeItem]:
    """A period is said where the direction goes on."""
    over = decision is AfterReview.RETURN or decision is AfterReview.END
    owed = frozenset(OutcomeItem) - {OutcomeItem.PERIOD} if over else frozenset(OutcomeItem)
    return owed - contents


_OF_REVIEW = known_fields("outcome_sent_on", "decision", "outcome_contents", "outcome_sent_to")
_AFTERWARDS = ("outcome_on", "outcome_missing", "outcome_complete", "outcome_not_to", "outcome_to_all")


def not_reached(record: PupilRecord, day: date, others: frozenset[Addressee], reached: Any) -> Any:
    """Of those to whom the board owed something on a day, the ones it did not reach."""
    if type(reached) is Unknown:
        return reached
    return left_out(known(record.pupil, "born", "pupil."), known(record, "plan", ""), day, others, reached)


def of_direction(reviews: tuple[PlacementReview, ...]) -> list[PlacementReview]:
    """Those that the directing board held to keep the direction under review."""
    # Most reviews have no purpose of their own, and looking into an empty set is not free.
    return [review for review in reviews if review.purposes and Purpose.DIRECTION in review.purposes]


def thirty_day_facts(record: PupilRecord, asked: Asked) -> Iterator[ThirtyDayFacts]:
    """Each review that fell due while there was one at least every thirty days, whether held or not."""
    for each in directions(record, asked):
        placement, path, first_day, reviews = each.placement, each.path, each.first_day, each.held
        if type(first_day) is Unknown or first_day > THIRTY_DAYS_UNTIL:
            # On a day that is not known, the placement's other rules ask for it.
            continue
        if type(reviews) is Unknown:
            due = Days(30).after(first_day)
            yield _thirty_days(placement, path, first_day, due, reviews)
            continue
        days: list[Any] = [review.held_on for review in of_direction(reviews)]
        for before, held_on in zip((first_day, *days), (*days, None), strict=True):
            due = Days(30).after(before)
            if due.last_day <= THIRTY_DAYS_UNTIL:
                yield _thirty_days(placement, path, before, due, held_on)


def _thirty_days(placement: Placement, path: str, before: date, due: Deadline, held_on: Any) -> ThirtyDayFacts:
    return ThirtyDayFacts(
        subject=f"{placement.ref} review after {iso_day(before)}",
        regulated=regulated(placement, path, due.last_day), due_on=due.last_day, due=due, held_on=held_on,
    )  # fmt: skip


def directions(record: PupilRecord, asked: Asked) -> list[GoingOn]:
    """The off-site directions going on."""
    return [each for each in placements_going_on(record.placements, asked) if each.placement.basis is _DIRECTION]
