"""An EHC plan as rules read it: the twelve months of a review, a review meeting, a placement of a pupil with a plan.

A review is complete when the authority has sent its decision to keep, amend or cease the plan, not when the meeting is
held (fact book EHC-T-09): the next twelve months start on that day.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from operator import itemgetter, le
from typing import Any

from ap_core.dates.deadlines import Deadline, NoFixedDate
from ap_core.ehcp.coronavirus import unless_relaxed
from ap_core.ehcp.cycles import base_of
from ap_core.ehcp.records import EHCPlan, PlanReview
from ap_core.ehcp.review_timetable import decision_due, report_due, review_due, two_weeks_before
from ap_core.law.facts import Fact, MaybeFact, fact, facts, maker
from ap_core.law.rulebook import Asked
from ap_core.law.rules import Actor
from ap_core.law.unknown import Unknown, known, known_fields, reckon, unknown_among
from ap_core.law.wording import iso_day
from ap_core.placement.centres import is_centre
from ap_core.placement.records import Basis, Placement
from ap_core.record import PupilRecord
from ap_core.registration.on_day import registered_on, status_at
from ap_core.registration.records import Enrolment

AMENDMENT_DUE = NoFixedDate("no date is fixed; the next review at the latest")

_FIRST = "first annual review"


@facts
class ReviewCycle:
    """Twelve months in which the authority has to review the plan: the last that closed, or the current ones."""

    subject: str
    clock_from: Fact[date] = fact("the day the plan was made or the last review decided")
    last_day: Fact[date] = fact("the last of the twelve months")
    due: Fact[Deadline] = fact("the last day for the decision after the review")
    decided_on: MaybeFact[date] = fact("the day the authority sent its decision; none where it can only be too late")
    sent_on: MaybeFact[date] = fact("the day the authority sent its decision")


@facts
class ReviewMeeting:
    """One review meeting: the last that was held, or one that is fixed."""

    subject: str
    current: Fact[bool] = fact("there is an EHC plan, and the meeting is its last one or still ahead")
    meeting_on: Fact[date] = fact("the day of the meeting")
    held: Fact[bool] = fact("the meeting was held")
    arranger: Fact[Actor] = fact("who arranges the meeting")
    notice_due: Fact[Deadline] = fact("the last day for notice and papers")
    invitations_on: MaybeFact[date] = fact("the day the invitations were sent")
    papers_on: MaybeFact[date] = fact("the day the papers were circulated")
    report_due: Fact[Deadline] = fact("the last day for the report")
    report_on: MaybeFact[date] = fact("the day the report was written")
    decision_due: Fact[Deadline] = fact("the last day for the decision")
    decision_on: MaybeFact[date] = fact("the day the authority sent its decision")


@facts
class PlanPlacement:
    """A placement, not ended, of a pupil who has a plan or may have one."""

    subject: str
    not_ended: Fact[bool] = fact("the placement has not ended")
    has_plan: Fact[bool] = fact("there is an EHC plan")
    had_plan: Fact[bool] = fact("the plan was made by the first day of the placement")
    basis: Fact[Basis] = fact("the legal basis")
    first_day: Fact[date] = fact("the first day")
    involved_due: Fact[Deadline] = fact("the first day as a last day")
    involved_on: MaybeFact[date] = fact("the day the authority's SEND officer was involved")
    planned_end: MaybeFact[date] = fact("the planned end")
    end_due: MaybeFact[Deadline] = fact("the planned end as a last day")
    end_agreed_on: MaybeFact[date] = fact("the day from which a review was held and the next setting agreed")
    single_here: Fact[bool] = fact("the registration at the centre is a single one")
    names_other_school: Fact[bool] = fact("the plan names another school")
    amendment_due: Fact[NoFixedDate] = fact("when the plan is to be amended")
    amended_on: MaybeFact[date] = fact("the day the plan was amended to name the centre")


_review_cycle, _review_meeting, _plan_placement = maker(ReviewCycle), maker(ReviewMeeting), maker(PlanPlacement)


def plan_on(record: PupilRecord, on: date) -> EHCPlan | None | Unknown:
    """The plan as it stands on ``on``: one made later is none yet."""
    plan = record.plan
    if isinstance(plan, EHCPlan) and isinstance(plan.made_on, date) and plan.made_on > on:
        return None
    return known(record, "plan", "")  # type: ignore[no-any-return]


# ---------------------------------------------------------------- the twelve months


def review_cycles(record: PupilRecord, asked: Asked) -> Iterator[ReviewCycle]:
    """The period that the last decision closed, and the current one; what may be either where that is not known."""
    plan = plan_on(record, asked.on)
    if type(plan) is Unknown:
        yield _cycle(_FIRST, plan, None, [(None, plan)], asked.on)
    elif plan is not None:
        made_on = known(plan, "made_on", "plan.")
        if type(plan.reviews) is Unknown:
            yield _cycle(_FIRST, made_on, None, [(None, known(plan, "reviews", "plan."))], asked.on)
            return
        base = base_of(plan, asked.on)
        if type(base) is Unknown:
            yield _cycle(_FIRST, base, None, [(None, base)], asked.on)
            return
        decided, unsure = _decisions(plan.reviews, asked.on)
        starts: list[Any] = [made_on, *decided]
        closes = [*decided, None]
        if base is not None:
            # What came before is over, and the first review after it has a limit of its own.
            starts = [day for day in decided if day > base.on]
            closes = [*starts[1:], None]
        for nth in range(max(len(starts) - 2, 0), len(starts)):
            start, closed = starts[nth], closes[nth]
            subject = _FIRST if base is None and nth == 0 else f"annual review after the decision of {iso_day(start)}"
            # A decision of which the day is not known may have come in between.
            between = [each for each in unsure if closed is None or each[0] is None or each[0] < closed]
            yield _cycle(subject, start, closed, between, asked.on)


def _decisions(reviews: tuple[PlanReview, ...], on: date) -> tuple[list[date], list[tuple[date | None, Unknown]]]:
    """The days of decisions sent by ``on``; and, for each that may have been, its earliest day and what to ask."""
    decided: set[date] = set()
    unsure: list[tuple[date | None, Unknown]] = []
    for place, review in enumerate(reviews):
        day, meeting = review.decision_on, review.meeting_on
        if isinstance(day, date):
            if day <= on:
                decided.add(day)
        elif type(day) is Unknown:
            day = known(review, "decision_on", f"plan.reviews[{place}].")
            if type(meeting) is Unknown:
                unsure.append((None, day))
            elif meeting is not None and meeting <= on:
                unsure.append((meeting, day))
    return sorted(decided), unsure


def _cycle(
    subject: str, start: Any, closed: date | None, unsure: Sequence[tuple[date | None, Unknown]], on: date
) -> ReviewCycle:
    """The period from ``start`` to the decision that closed it; ``unsure`` are those that may have closed it before."""
    period = reckon(review_due, start)
    decided_on: Any = closed
    sent_on: Any = closed
    if unsure:
        # A decision never comes before its meeting: after a meeting past the last day there is no more to ask.
        may_be_in_time = [
            need for earliest, need in unsure
            if earliest is None or type(period) is Unknown or earliest <= period.latest
        ]  # fmt: skip
        decided_on = unknown_among(may_be_in_time) if may_be_in_time else closed
        sent_on = unknown_among([need for _, need in unsure])
    return _review_cycle(
        subject=subject,
        clock_from=start,
        last_day=period if type(period) is Unknown else period.last_day,
        due=unless_relaxed(period, decided_on, on),
        decided_on=decided_on,
        sent_on=sent_on,
    )


# ---------------------------------------------------------------- meetings


def review_meetings(record: PupilRecord, asked: Asked) -> Iterator[ReviewMeeting]:
    """The last meeting held and each meeting fixed for the day of the check or later.

    Where it is not known whether there is a plan, the annual review asks for that, and no meeting is asked about.
    """
    plan, on = plan_on(record, asked.on), asked.on
    if not isinstance(plan, EHCPlan):
        return
    if type(plan.reviews) is Unknown:
        yield _no_meeting_known("review meetings", known(plan, "reviews", "plan."))
        return
    meetings = [review.meeting_on for review in plan.reviews if isinstance(review.meeting_on, date)]
    last_held = max([day for day in meetings if day <= on], default=date.min)
    undated: dict[str, list[Unknown]] = {}
    later: list[Unknown] = []
    rows: list[tuple[str, PlanReview, date, bool]] = []
    for place, review in enumerate(plan.reviews):
        path, meeting = f"plan.reviews[{place}].", review.meeting_on
        if type(meeting) is Unknown:
            meeting = known(review, "meeting_on", path)
            latest = review.decision_on if isinstance(review.decision_on, date) else on
            if latest >= last_held:
                undated.setdefault(_undated(review), []).append(meeting)
            if latest > last_held:
                later.append(meeting)
        elif meeting is not None and meeting == last_held:
            rows.append((path, review, meeting, True))
        else:
            fixed = meeting if meeting is not None else review.meeting_fixed_for
            if fixed is not None and fixed >= on:
                rows.append((path, review, fixed, False))
    # A meeting of which the day is not known may have followed the one that is taken to be the last.
    is_last = True if not later else unknown_among(later)
    # One made on a day that is not known may be a later one.
    has_plan = _true_where_known(known(plan, "made_on", "plan."))
    for path, review, day, held in rows:
        current = is_last if held else has_plan
        yield _meeting(record, review, path, day, held, current, on)
    for subject, which in undated.items():
        yield _no_meeting_known(subject, unknown_among(which))


def _undated(review: PlanReview) -> str:
    """What to call a meeting that was held on a day that is not known."""
    if review.meeting_fixed_for is not None:
        return f"review meeting fixed for {iso_day(review.meeting_fixed_for)}"
    if isinstance(review.invitations_on, date):
        return f"review meeting with invitations of {iso_day(review.invitations_on)}"
    return "review meeting, day not known"


def _no_meeting_known(subject: str, missing: Any) -> ReviewMeeting:
    return ReviewMeeting(
        subject=subject, current=missing, meeting_on=missing, held=missing, arranger=missing, notice_due=missing,
        invitations_on=missing, papers_on=missing, report_due=missing, report_on=missing, decision_due=missing,
        decision_on=missing,
    )  # fmt: skip


_OF_REVIEW = known_fields("invitations_on", "papers_on", "report_on", "decision_on")


def _meeting(
    record: PupilRecord, review: PlanReview, path: str, day: date, held: bool, current: Any, on: date
) -> ReviewMeeting:
    invitations_on, papers_on, report_on, decision_on = _OF_REVIEW(review, path)
    return _review_meeting(
        subject=f"review meeting {iso_day(day)}",
        current=current,
        meeting_on=day,
        held=held,
        # The meeting is the authority's to see to, unless it is known to have asked the head (reg 20(1)).
        arranger=arranger(record, day) if review.head_asked is True else Actor.AUTHORITY,
        notice_due=reckon(two_weeks_before, day),
        invitations_on=invitations_on,
        papers_on=papers_on,
        report_due=unless_relaxed(reckon(report_due, day), report_on, on),
        report_on=report_on,
        decision_due=unless_relaxed(reckon(decision_due, day), decision_on, on),
        decision_on=decision_on,
    )


def arranger(record: PupilRecord, day: date) -> Actor | Unknown:
    """Who arranges a review meeting on ``day``: the head whom the authority can require to (SI 2014/1530 reg 20(1)).

    The head of the school that has the pupil on a single or main registration: by practice a dual pupil's main school
    runs the review and the unit contributes (fact book EHC-AP-06). The authority, where no school has the pupil.
    """
    if type(record.registrations) is Unknown:
        return known(record, "registrations", "")  # type: ignore[no-any-return]
    live = sorted(registered_on(record.registrations, day), key=itemgetter(0))
    may_lead = [each for each in live if each[1] not in _FOLLOWING]
    missing = unknown_among([part for entry in may_lead for part in entry])
    if missing is not None:
        return missing
    if not live:
        return Actor.AUTHORITY
    if len(may_lead) != 1:
        # Two that may lead contradict each other; where none may, all that there are leave one out.
        return Unknown.between(
            *[f"registrations[{place}].status" for *_, place in may_lead or live],
            ask="Which one school has the pupil on a single or main registration?", of="the centre",
        )  # fmt: skip
    if type(record.placements) is Unknown:
        return known(record, "placements", "")  # type: ignore[no-any-return]
    ours = is_centre(record.placements, may_lead[0][0], day)
    return ours if type(ours) is Unknown else Actor.CENTRE if ours else Actor.HOME_SCHOOL


_FOLLOWING = (Enrolment.SUBSIDIARY, Enrolment.GUEST)


# ---------------------------------------------------------------- placements


def plan_placements(record: PupilRecord, asked: Asked) -> Iterator[PlanPlacement]:
    """A row for each placement that has not ended, begun or not, where there is a plan or may be one."""
    plan = plan_on(record, asked.on)
    if plan is None or type(record.placements) is Unknown:
        return
    for place, placement in enumerate(record.placements):
        ended = isinstance(placement.ended_on, date) and placement.ended_on < asked.on
        if not ended:
            yield _placement(record, plan, placement, f"placements[{place}].", asked)


_OF_PLAN = known_fields("made_on", "reviews", "named_setting")
_OF_PLACEMENT = known_fields(
    "first_day", "planned_end", "ended_on", "basis", "authority_involved_on", "next_setting_agreed_on"
)


def _placement(
    record: PupilRecord, plan: EHCPlan | Unknown, placement: Placement, path: str, asked: Asked
) -> PlanPlacement:
    made_on, reviews, named = (plan, plan, plan) if type(plan) is Unknown else _OF_PLAN(plan, "plan.")
    first_day, planned_end, ended_on, basis, involved_on, agreed_on = _OF_PLACEMENT(placement, path)
    status = status_at(known(record, "registrations", ""), placement.centre, asked)
    return _plan_placement(
        subject=placement.ref,
        not_ended=_true_where_known(ended_on),
        has_plan=_true_where_known(made_on),
        had_plan=reckon(le, made_on, first_day),
        basis=basis,
        first_day=first_day,
        involved_due=first_day if type(first_day) is Unknown else Deadline.on(first_day),
        involved_on=involved_on,
        planned_end=planned_end,
        end_due=Deadline.on(planned_end) if isinstance(planned_end, date) else planned_end,
        end_agreed_on=_end_agreed(reviews, first_day, agreed_on, asked.on),
        single_here=status if type(status) is Unknown else status is Enrolment.SINGLE,
        names_other_school=named if type(named) is Unknown else named is not None and named != placement.centre,
        amendment_due=AMENDMENT_DUE,
        # As soon as it is amended the plan names no other school, and the duty is no longer there.
        amended_on=None,
    )


def _true_where_known(fact: Any) -> Any:
    return fact if type(fact) is Unknown else True


def _end_agreed(reviews: Any, first_day: Any, agreed_on: Any, on: date) -> date | None | Unknown:
    """The later of the first review meeting since the placement began and the agreement on what follows."""
    if agreed_on is None:
        return None
    missing = unknown_among((agreed_on, reviews, first_day))
    if missing is not None:
        return missing
    meetings = [known(review, "meeting_on", f"plan.reviews[{place}].") for place, review in enumerate(reviews)]
    held = [day for day in meetings if isinstance(day, date) and first_day <= day <= on]
    if held and min(held) <= agreed_on:
        return agreed_on  # type: ignore[no-any-return]
    missing = unknown_among(meetings)
    if missing is not None:
        return missing
    return max(min(held), agreed_on) if held else None
