"""A move to another phase of education as rules read it, for the pupil who is in the last year before it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from ap_core.dates.deadlines import Deadline
from ap_core.ehcp.assessment_facts import by_today
from ap_core.ehcp.changes import NextPhase
from ap_core.ehcp.facts import plan_on
from ap_core.ehcp.phase_transfer import Phase, latest_safe_meeting, phase_transfer_due, phases_after
from ap_core.ehcp.records import EHCPlan, PlanReview
from ap_core.law.facts import Fact, MaybeFact, fact, facts
from ap_core.law.rulebook import Asked
from ap_core.law.unknown import Unknown, known, reckon, unknown_among
from ap_core.law.wording import iso_day
from ap_core.record import PupilRecord

_TWELVE = 12


@facts
class PhaseTransferFacts:
    """A transfer between phases of education within twelve months, or what may be one."""

    subject: str
    has_plan: Fact[bool] = fact("there is an EHC plan")
    transfers: Fact[bool] = fact("the pupil goes on to another phase of education")
    phase: Fact[Phase] = fact("which transfer")
    moves_on: Fact[date] = fact("the first day of the next phase")
    due: Fact[Deadline] = fact("the last day for the plan to name what comes next")
    named_on: MaybeFact[date] = fact("the day the plan, reviewed, named what comes next")
    meeting_due: Fact[Deadline] = fact("the last day for a meeting from which all else can end in time")
    reviewed_on: MaybeFact[date] = fact("the day of the review meeting, or of the plan naming what comes next")


def phase_transfers(record: PupilRecord, asked: Asked) -> Iterator[PhaseTransferFacts]:
    """A row where a transfer lies within twelve months, or may: in the last year of primary school and in Year 11.

    Whether an area has middle schools, or a school a sixth form, no record tells: what comes next is a fact of the
    plan, and is asked for in those two years alone.
    """
    plan = plan_on(record, asked.on)
    if not isinstance(plan, EHCPlan):
        return
    coming = plan.next_phase
    if isinstance(coming, NextPhase):
        if _within_a_year(asked.on, coming.moves_on):
            yield _transfer(plan, coming, asked.on)
    elif type(coming) is Unknown:
        year = record.pupil.taught_year
        phases = () if type(year) is Unknown else phases_after(year)
        if len(phases) == 1 and phases[0] in _ASKED:
            yield _not_known(plan, phases[0])


#: The two transfers that every area has.
_ASKED = (Phase.PRIMARY_TO_SECONDARY, Phase.SECONDARY_TO_POST_16)


def _within_a_year(on: date, moves_on: date) -> bool:
    """Whether the move lies within twelve months of a day, and not a year behind it (reg 18(1))."""
    months = (moves_on.year - on.year) * _TWELVE + moves_on.month - on.month
    ahead = months < _TWELVE or (months == _TWELVE and moves_on.day <= on.day)
    return ahead and months >= -_TWELVE


def _transfer(plan: EHCPlan, coming: NextPhase, on: date) -> PhaseTransferFacts:
    named_on = known(coming, "named_on", "plan.next_phase.")
    due = reckon(phase_transfer_due, coming.phase, coming.moves_on)
    return PhaseTransferFacts(
        subject=f"transfer of {iso_day(coming.moves_on)}",
        has_plan=_made(plan),
        transfers=True,
        phase=coming.phase,
        moves_on=coming.moves_on,
        due=due,
        named_on=named_on,
        meeting_due=reckon(latest_safe_meeting, due),
        reviewed_on=_reviewed_on(plan, coming.moves_on, by_today(named_on, on), on),
    )


def _made(plan: EHCPlan) -> bool | Unknown:
    made_on = known(plan, "made_on", "plan.")
    return made_on if type(made_on) is Unknown else True


def _reviewed_on(plan: EHCPlan, moves_on: date, named_on: Any, on: date) -> Any:
    """The first review meeting in the twelve months before the move; if none, the day the plan named the setting."""
    if type(plan.reviews) is Unknown:
        return known(plan, "reviews", "plan.")
    meetings = [known(review, "meeting_on", f"plan.reviews[{place}].") for place, review in enumerate(plan.reviews)
                if _may_be_since(review, moves_on)]  # fmt: skip
    missing = unknown_among(meetings)
    if missing is not None:
        return missing
    held = [day for day in meetings if isinstance(day, date) and day <= on and _within_a_year(day, moves_on)]
    return min(held, default=named_on)


def _may_be_since(review: PlanReview, moves_on: date) -> bool:
    """Whether a meeting can lie within the twelve months: a decision before them rules it out."""
    return not (isinstance(review.decision_on, date) and not _within_a_year(review.decision_on, moves_on))


def _not_known(plan: EHCPlan, phase: Phase) -> PhaseTransferFacts:
    """What is asked where nobody has said what comes next."""
    missing = known(plan, "next_phase", "plan.")
    return PhaseTransferFacts(
        subject=f"transfer after this year: {phase.value}", has_plan=_made(plan), transfers=missing, phase=missing,
        moves_on=missing, due=missing, named_on=missing, meeting_due=missing, reviewed_on=missing,
    )  # fmt: skip
