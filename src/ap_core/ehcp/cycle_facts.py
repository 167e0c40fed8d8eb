"""Where the twelve months of a review do not run as usual: after a reassessment, after a transfer, or as the plan says.

Also what a review meeting invited and considered, and the amendment that followed a review or came by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from ap_core.dates.deadlines import Deadline, NoFixedDate
from ap_core.ehcp.assessment_facts import by_today, from_year_9, latest
from ap_core.ehcp.assessment_timetable import comments_due
from ap_core.ehcp.changes import Amendment
from ap_core.ehcp.coronavirus import limit_from, unless_relaxed
from ap_core.ehcp.cycles import Anchor, Base, base_of, decisions_known
from ap_core.ehcp.facts import plan_on
from ap_core.ehcp.moving_timetable import review_after_transfer_due
from ap_core.ehcp.records import EHCPlan, Invitee, PlanReview, ReviewDecision, ReviewTopic
from ap_core.ehcp.review_timetable import (
    amended_plan_due,
    decision_due,
    plan_stated_review_due,
    review_after_reassessment_due,
    two_weeks_before,
)
from ap_core.law.facts import Fact, MaybeFact, fact, facts
from ap_core.law.rulebook import Asked
from ap_core.law.unknown import Unknown, known, known_fields, reckon
from ap_core.law.wording import iso_day
from ap_core.record import PupilRecord


@facts
class SpecialCycle:
    """The time until the first review after a reassessment or a transfer from another authority."""

    subject: str
    after: Fact[Anchor] = fact("what set the time of the review")
    since: Fact[date] = fact("the day of it")
    due: Fact[Deadline] = fact("the last day for the decision after the review")
    decided_on: MaybeFact[date] = fact("the day the authority sent its decision")


@facts
class StatedCycle:
    """The time until the next review by what the plan itself says, or by what the centre has chosen to ask for."""

    subject: str
    plan_asks: Fact[bool] = fact("the plan itself asks for it, and not the centre alone")
    months: Fact[int] = fact("months between reviews")
    since: Fact[date] = fact("the day the plan was made or the last review decided")
    due: Fact[Deadline] = fact("the last day for the review")
    decided_on: MaybeFact[date] = fact("the day the authority sent its decision")


@facts
class MeetingContents:
    """Who was invited to a review meeting, and what it considered, where that is kept."""

    subject: str
    meeting_on: Fact[date] = fact("the day of the meeting")
    held: Fact[bool] = fact("the meeting was held")
    invite_due: Fact[Deadline] = fact("the last day for notice of the meeting")
    invitees_kept: Fact[bool] = fact("who was invited is kept")
    not_invited: Fact[frozenset[Invitee]] = fact("who was not invited")
    all_invited_on: MaybeFact[date] = fact("the day everybody was invited")
    topics_kept: Fact[bool] = fact("what was considered is kept")
    not_considered: Fact[frozenset[ReviewTopic]] = fact("what was not considered")
    all_considered: Fact[bool] = fact("everything was considered")


@facts
class AmendmentFacts:
    """An amendment of the plan: the one after the last review, or the last proposed without one."""

    subject: str
    amends: Fact[bool] = fact("the plan is to be amended")
    law_day: MaybeFact[date] = fact("the day of the meeting, or of the notice where there was none")
    notice_due: MaybeFact[Deadline] = fact("the last day for the notice of proposed amendments")
    notice_on: MaybeFact[date] = fact("the day the notice of proposed amendments was sent")
    comments_end: MaybeFact[date] = fact("the last of the days that the family has for comments")
    comments_on: MaybeFact[date] = fact("the day the family's comments came")
    final_due: MaybeFact[Deadline | NoFixedDate] = fact("the last day for the amended plan or the decision against it")
    final_on: MaybeFact[date] = fact("the day the amended plan, or the decision against it, was sent")


def special_cycles(record: PupilRecord, asked: Asked) -> Iterator[SpecialCycle]:
    """A row from the last reassessment or transfer to the first review decided after it, until a second one is."""
    plan = plan_on(record, asked.on)
    if not isinstance(plan, EHCPlan):
        return
    base = base_of(plan, asked.on)
    if not isinstance(base, Base):
        return
    decided = decisions_known(plan, asked.on)
    if type(decided) is not Unknown and sum(day > base.on for day in decided) > 1:
        return  # long past: the years after it are those of every plan
    after: Any = reckon(_first_after, decided, base.on)
    due: Any
    if base.kind is Anchor.REASSESSMENT:
        due = reckon(review_after_reassessment_due, base.on)
    else:
        made_on = known(plan, "made_on", "plan.")
        due = reckon(review_after_transfer_due, reckon(_last_by, decided, base.on, made_on), base.on)
    yield SpecialCycle(
        subject=f"review after the {base.kind.value} of {iso_day(base.on)}",
        after=base.kind,
        since=base.on,
        due=unless_relaxed(due, after, asked.on),
        decided_on=after,
    )


def _first_after(decided: tuple[date, ...], day: date) -> date | None:
    return min((each for each in decided if each > day), default=None)


def _last_by(decided: tuple[date, ...], day: date, made_on: date) -> date:
    return max((each for each in decided if each <= day), default=made_on)


def stated_cycles(record: PupilRecord, asked: Asked) -> Iterator[StatedCycle]:
    """A row where the plan itself asks for more than one review a year, and one where the centre asks for even more."""
    plan, local = plan_on(record, asked.on), asked.policy.ehcp.review_every
    if not isinstance(plan, EHCPlan) or (plan.reviewed_every is None and local == _OF_LAW):
        return
    decided = decisions_known(plan, asked.on)
    base = base_of(plan, asked.on)
    since: Any = reckon(_since, decided, known(plan, "made_on", "plan."), base)
    if plan.reviewed_every is not None:
        yield _stated("review as the plan asks", plan.reviewed_every, since, plan_asks=True)
    if local < (plan.reviewed_every or _OF_LAW):
        yield _stated("review as the centre has chosen", local, since, plan_asks=False)


_OF_LAW = 12


def _stated(subject: str, months: int, since: Any, *, plan_asks: bool) -> StatedCycle:
    return StatedCycle(
        subject=subject,
        plan_asks=plan_asks,
        months=months,
        since=since,
        due=reckon(plan_stated_review_due, since, months),
        # The next decision begins the next time: within this one there is none.
        decided_on=None,
    )


def _since(decided: Sequence[date], made_on: date, base: Base | None) -> date:
    """The last of them that starts a time: a transfer carries on the time of the plan that it transfers."""
    reassessed = [base.on] if base is not None and base.kind is Anchor.REASSESSMENT else []
    return max([made_on, *decided, *reassessed])


# ---------------------------------------------------------------- meetings

_OWED_AN_INVITATION = frozenset(
    (Invitee.FAMILY, Invitee.SCHOOL, Invitee.SEND_OFFICER, Invitee.HEALTH, Invitee.SOCIAL_CARE)
)


def meeting_contents(record: PupilRecord, asked: Asked) -> Iterator[MeetingContents]:
    """A row for the last meeting held, and each fixed, where it is kept who was invited or what it considered."""
    plan, on = plan_on(record, asked.on), asked.on
    if not isinstance(plan, EHCPlan) or type(plan.reviews) is Unknown:
        return
    days = [each.meeting_on for each in plan.reviews]
    last = max([day for day in days if isinstance(day, date) and day <= on], default=date.min)
    for place, review in enumerate(plan.reviews):
        if review.invited is None and review.considered is None:
            continue
        held = _held_by(review, on)
        day = review.meeting_on if held else review.meeting_fixed_for
        if not isinstance(day, date) or (day < last if held else day < on):
            continue
        yield _contents(record, review, f"plan.reviews[{place}].", day, held)


def _held_by(review: PlanReview, on: date) -> bool:
    return isinstance(review.meeting_on, date) and review.meeting_on <= on


def _contents(record: PupilRecord, review: PlanReview, path: str, day: date, held: bool) -> MeetingContents:
    not_invited = _OWED_AN_INVITATION - (review.invited or frozenset())
    sent = known(review, "invitations_on", path)
    missing: Any = reckon(_topics_missing, review.considered or frozenset(), from_year_9(record))
    return MeetingContents(
        subject=f"review meeting {iso_day(day)}",
        meeting_on=day,
        held=held,
        invite_due=reckon(two_weeks_before, day),
        invitees_kept=review.invited is not None,
        not_invited=not_invited,
        all_invited_on=None if not_invited else sent,
        topics_kept=review.considered is not None,
        not_considered=missing,
        all_considered=missing if type(missing) is Unknown else not missing,
    )


def _topics_missing(considered: frozenset[ReviewTopic], adult: bool) -> frozenset[ReviewTopic]:
    wanted = {ReviewTopic.OUTCOMES, ReviewTopic.ADULTHOOD} if adult else {ReviewTopic.OUTCOMES}
    return frozenset(wanted - considered)


# ---------------------------------------------------------------- amendments


def amendment_facts(record: PupilRecord, asked: Asked) -> Iterator[AmendmentFacts]:
    """A row for the last review decided, where the plan is or may be amended, and for the last other amendment."""
    plan, on = plan_on(record, asked.on), asked.on
    if not isinstance(plan, EHCPlan):
        return
    for place in latest([each.notice_on for each in plan.amendments], on):
        each, path = plan.amendments[place], f"plan.amendments[{place}]"
        of = iso_day(each.notice_on) if isinstance(each.notice_on, date) else f"a day not known ({path})"
        yield _amendment(each, f"{path}.", f"amendment without a review, notice of {of}", None, on)
    if type(plan.reviews) is Unknown:
        return
    decided = [(review.decision_on, place) for place, review in enumerate(plan.reviews)
               if isinstance(review.decision_on, date) and review.decision_on <= on]  # fmt: skip
    if decided:
        place = max(decided)[1]
        review = plan.reviews[place]
        if review.decision is ReviewDecision.AMEND or type(review.decision) is Unknown:
            yield _after_review(review, f"plan.reviews[{place}].", on)


def _after_review(review: PlanReview, path: str, on: date) -> AmendmentFacts:
    assert isinstance(review.decision_on, date)
    subject = f"amendment after the decision of {iso_day(review.decision_on)}"
    meeting = known(review, "meeting_on", path)
    if isinstance(review.amendment, Amendment):
        return _amendment(review.amendment, f"{path}amendment.", subject, meeting, on)
    decision = known(review, "decision", path)
    # What was decided is asked first, and of an amendment only where there is to be one.
    nothing = decision if type(decision) is Unknown else known(review, "amendment", path)
    return AmendmentFacts(
        subject=subject, amends=decision if type(decision) is Unknown else True, law_day=meeting,
        notice_due=unless_relaxed(reckon(decision_due, meeting), None, on), notice_on=nothing,
        comments_end=nothing, comments_on=nothing, final_due=nothing, final_on=nothing,
    )  # fmt: skip


_OF_AMENDMENT = known_fields("notice_on", "final_on")


def _amendment(amendment: Amendment, path: str, subject: str, meeting: Any, on: date) -> AmendmentFacts:
    """``meeting`` is the day of the review meeting; none where the amendment came without a review."""
    notice_on, final_on = _OF_AMENDMENT(amendment, path)
    sent = by_today(notice_on, on)
    return AmendmentFacts(
        subject=subject,
        amends=True,
        law_day=notice_on if meeting is None else meeting,
        notice_due=None if meeting is None else unless_relaxed(reckon(decision_due, meeting), notice_on, on),
        notice_on=notice_on,
        comments_end=None if sent is None else reckon(_last_of_comments, sent),
        comments_on=by_today(amendment.comments_on, on),
        final_due=None if sent is None else limit_from(amended_plan_due, sent, final_on, on),
        final_on=by_today(final_on, on),
    )


def _last_of_comments(sent_on: date) -> date:
    return comments_due(sent_on).last_day
