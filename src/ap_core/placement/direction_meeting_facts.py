"""The meetings that keep an off-site direction under review, and the requests for one, as rules read them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ap_core.dates.deadlines import Deadline, NoFixedDate
from ap_core.dates.limits import Days, Weeks
from ap_core.law.facts import Fact, MaybeFact, fact, facts
from ap_core.law.rulebook import Asked
from ap_core.law.unknown import Reason, Unknown, known, known_fields, reckon
from ap_core.law.wording import iso_day
from ap_core.placement.direction import regulated
from ap_core.placement.direction_facts import by_today, directions, not_reached, of_direction
from ap_core.placement.direction_people import INVITED_TOO, authority_concerned, relevant_person
from ap_core.placement.going_on import GoingOn, place_of
from ap_core.placement.records import Addressee, PlacementReview, Purpose, ReviewRequest
from ap_core.record import PupilRecord

#: Everybody is invited these plain days before the meeting, at the latest (reg 5(1)).
INVITED_BEFORE = Days(6)
#: A review in these weeks before the day of a request, and there is no need of another (reg 4A(4)).
NO_SECOND_REVIEW_IN = Weeks(10)
#: Reg 4A(1)(b) names the authority that keeps a statement; SI 2014/2103 art 34, which put EHC plans for statements in
#: regs 3, 5 and 6, left it alone.
_OF_A_STATEMENT = Unknown.because(
    "whether an authority may ask for a review because of an EHC plan",
    ask="May an authority that keeps an EHC plan ask for a review? Reg 4A, as read, still speaks of a statement.",
    of="a lawyer", reason=Reason.READINGS_DIFFER,
)  # fmt: skip
AS_SOON_AS_PRACTICABLE = NoFixedDate("as soon as reasonably practicable")


@facts
class DirectionMeetingFacts:
    """A review meeting of an off-site direction: the last one held, or one that is fixed."""

    subject: str
    regulated: Fact[bool] = fact("the regulations on off-site direction bind this school")
    meeting_on: Fact[date] = fact("the day of the review meeting")
    invite_by: Fact[Deadline] = fact("the sixth day before the meeting")
    invited_on: MaybeFact[date] = fact("the day the invitations were given")
    not_invited: Fact[frozenset[Addressee]] = fact("who was not invited")
    all_invited: Fact[bool] = fact("everybody was invited who has to be")


@facts
class ReviewRequestFacts:
    """A request for a review of an off-site direction."""

    subject: str
    regulated: Fact[bool] = fact("the regulations on off-site direction bind this school")
    made_on: Fact[date] = fact("the day of the request")
    by: Fact[Addressee] = fact("who asked for a review")
    may_ask: Fact[bool] = fact("whoever asked may ask for a review")
    in_writing: Fact[bool] = fact("the request was in writing")
    reviewed_before: Fact[bool] = fact("a review was held in the ten weeks before the request")
    review_due: Fact[NoFixedDate] = fact("when the review has to be held")
    held_on: MaybeFact[date] = fact("the day of the first review since the request")


def direction_meeting_facts(record: PupilRecord, asked: Asked) -> Iterator[DirectionMeetingFacts]:
    """For each direction the last review meeting of it, and those fixed for a day to come."""
    for each in directions(record, asked):
        placement, path, held = each.placement, each.path, each.held
        if type(held) is Unknown:
            yield DirectionMeetingFacts(
                subject=f"{placement.ref} review meeting", regulated=regulated(placement, path, held), meeting_on=held,
                invite_by=held, invited_on=held, not_invited=held, all_invited=held,
            )  # fmt: skip
            continue
        for last in of_direction(held)[-1:]:
            assert isinstance(last.held_on, date)
            yield _meeting_row(record, each, last, last.held_on, asked.on)
        assert isinstance(placement.reviews, tuple)
        for review in placement.reviews:
            fixed_for = review.fixed_for
            if fixed_for is not None and fixed_for > asked.on and Purpose.DIRECTION in review.purposes:
                yield _meeting_row(record, each, review, fixed_for, asked.on)


_OF_MEETING = known_fields("invited_on", "invited")


def _meeting_row(
    record: PupilRecord, of: GoingOn, review: PlacementReview, day: date, on: date
) -> DirectionMeetingFacts:
    invited_on, invited = _OF_MEETING(review, f"{of.path}reviews[{place_of(of.placement, review)}].")
    missing = not_reached(record, day, INVITED_TOO, invited)
    return DirectionMeetingFacts(
        subject=f"{of.placement.ref} review meeting of {iso_day(day)}",
        regulated=regulated(of.placement, of.path, day),
        meeting_on=day,
        invite_by=INVITED_BEFORE.before(day),
        invited_on=by_today(invited_on, on),
        not_invited=missing,
        all_invited=missing if type(missing) is Unknown else not missing,
    )


def review_request_facts(record: PupilRecord, asked: Asked) -> Iterator[ReviewRequestFacts]:
    """Each request for a review of a direction going on, by the day of the check."""
    for each in directions(record, asked):
        for place, request in enumerate(each.placement.review_requests):
            if request.made_on <= asked.on:
                yield _request_row(record, each, request, f"{each.path}review_requests[{place}].")


def _request_row(record: PupilRecord, of: GoingOn, request: ReviewRequest, path: str) -> ReviewRequestFacts:
    made_on = request.made_on
    return ReviewRequestFacts(
        subject=f"{of.placement.ref} request of {iso_day(made_on)} by {request.by.value}",
        regulated=regulated(of.placement, of.path, made_on),
        made_on=made_on,
        by=request.by,
        may_ask=_may_ask(record, request),
        in_writing=known(request, "in_writing", path),
        reviewed_before=reckon(_reviewed_before, of.held, made_on),
        review_due=AS_SOON_AS_PRACTICABLE,
        held_on=reckon(_first_since, of.held, made_on),
    )


def _may_ask(record: PupilRecord, request: ReviewRequest) -> bool | Unknown:
    """The parent, or the pupil from 18 on; the authority perhaps, where there is an EHC plan (reg 4A(1))."""
    if request.by is Addressee.AUTHORITY:
        concerned = authority_concerned(known(record, "plan", ""), request.made_on)
        return _OF_A_STATEMENT if concerned is True else concerned
    if request.by is not Addressee.PARENT and request.by is not Addressee.PUPIL:
        return False
    person = reckon(relevant_person, known(record.pupil, "born", "pupil."), request.made_on)
    return person if type(person) is Unknown else person is request.by


def _days(held: tuple[PlacementReview, ...]) -> Iterator[date]:
    for review in of_direction(held):
        assert isinstance(review.held_on, date)
        yield review.held_on


def _reviewed_before(held: tuple[PlacementReview, ...], made_on: date) -> bool:
    window = NO_SECOND_REVIEW_IN.preceding(made_on)
    return any(window.covers(day) for day in _days(held))


def _first_since(held: tuple[PlacementReview, ...], made_on: date) -> date | None:
    """A review on the day of the request itself meets it."""
    return next((day for day in _days(held) if day >= made_on), None)
