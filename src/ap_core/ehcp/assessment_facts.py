"""A request for a needs assessment as rules read it: its limits, the advice sought, the schools consulted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from ap_core.dates.deadlines import Deadline, NoFixedDate
from ap_core.ehcp.assessment_timetable import (
    advice_due,
    comments_due,
    decision_to_assess_due,
    final_plan_due,
    no_plan_notice_due,
    reply_due,
)
from ap_core.ehcp.assessments import Advice, AdviceKind, NeedsAssessment
from ap_core.ehcp.coronavirus import limit_from
from ap_core.ehcp.steps import AS_SOON_AS_PRACTICABLE
from ap_core.law.facts import Fact, MaybeFact, fact, facts
from ap_core.law.rulebook import Asked
from ap_core.law.rules import Actor
from ap_core.law.unknown import Unknown, known, known_fields, reckon, unknown_among
from ap_core.law.wording import iso_day
from ap_core.placement.centres import is_centre
from ap_core.pupils.years import YearGroup
from ap_core.record import PupilRecord

ADVICE_SOUGHT = NoFixedDate("no date is fixed; in time for the plan")


@facts
class AssessmentFacts:
    """The last request for a needs assessment."""

    subject: str
    requested_on: Fact[date] = fact("the day the authority received the request")
    consult_due: Fact[NoFixedDate] = fact("when the family is to be consulted")
    family_consulted_on: MaybeFact[date] = fact("the day the family was consulted")
    decision_due: Fact[Deadline | NoFixedDate] = fact("the last day for the decision whether to assess")
    decided_on: MaybeFact[date] = fact("the day the authority said whether it will assess")
    assesses: Fact[bool] = fact("the authority assesses")
    advice_due: Fact[NoFixedDate] = fact("when advice is to be sought")
    advice_sought_on: MaybeFact[date] = fact("the day by which all the advice was asked for that has to be")
    advice_missing: Fact[frozenset[AdviceKind]] = fact("the advice that was not asked for")
    no_plan_decided: Fact[bool] = fact("the authority decided that there will be no plan")
    no_plan_due: Fact[Deadline | NoFixedDate] = fact("the last day for notice that there will be no plan")
    no_plan_on: MaybeFact[date] = fact("the day notice was sent that there will be no plan")
    comments_end: MaybeFact[date] = fact("the last of the days that the family has for comments")
    comments_on: MaybeFact[date] = fact("the day the family's comments came")
    final_due: Fact[Deadline | NoFixedDate] = fact("the last day for the final plan")
    final_on: MaybeFact[date] = fact("the day the final plan was sent")


@facts
class AdviceFacts:
    """Advice that was asked for in a needs assessment."""

    subject: str
    kind: Fact[AdviceKind] = fact("what the advice is on")
    who: Fact[Actor] = fact("who gives the advice")
    asked_on: Fact[date] = fact("the day the request for it was received")
    due: Fact[Deadline | NoFixedDate] = fact("the last day for the advice")
    given_on: MaybeFact[date] = fact("the day the advice was given")


@facts
class ConsultationFacts:
    """A school consulted on being named in a plan."""

    subject: str
    who: Fact[Actor] = fact("who was consulted")
    consulted_on: Fact[date] = fact("the day it was consulted")
    due: Fact[Deadline] = fact("the last day for the answer")
    answered_on: MaybeFact[date] = fact("the day it answered")


_IN_ORDER = known_fields(
    "requested_on", "family_consulted_on", "decided_on", "assesses", "makes_plan", "no_plan_on", "draft_on",
    "comments_on", "final_on",
)  # fmt: skip


def assessment_facts(record: PupilRecord, asked: Asked) -> Iterator[AssessmentFacts]:
    """A row for the last request received by the day of the check; and for each of which the day is not known."""
    for place, each in _last(record, asked.on):
        yield _assessment(record, each, f"needs_assessments[{place}].", asked.on)


def _last(record: PupilRecord, on: date) -> Iterator[tuple[int, NeedsAssessment]]:
    for place in latest([each.requested_on for each in record.needs_assessments], on):
        yield place, record.needs_assessments[place]


def latest(days: Sequence[date | None | Unknown], on: date) -> Iterator[int]:
    """The place of the latest day that has come by ``on``, and of each day that is not known: it may be later.

    >>> list(latest([date(2026, 9, 1), None, date(2026, 10, 1)], date(2026, 11, 23)))
    [2]
    """
    last = max([day for day in days if isinstance(day, date) and day <= on], default=None)
    for place, day in enumerate(days):
        if type(day) is Unknown or (day is not None and day == last):
            yield place


def _assessment(record: PupilRecord, each: NeedsAssessment, path: str, on: date) -> AssessmentFacts:
    requested, consulted, decided, assesses, makes_plan, no_plan_on, draft_on, comments_on, final_on = _IN_ORDER(
        each, path
    )
    reliefs = each.reliefs
    missing = _advice_missing(record, each, path)
    draft_on = by_today(draft_on, on)
    return AssessmentFacts(
        subject=each.ref,
        requested_on=requested,
        consult_due=AS_SOON_AS_PRACTICABLE,
        family_consulted_on=consulted,
        decision_due=limit_from(decision_to_assess_due, requested, decided, on, reliefs),
        decided_on=decided,
        assesses=assesses if type(assesses) is Unknown else assesses is True,
        advice_due=ADVICE_SOUGHT,
        advice_sought_on=_advice_sought(each, path, missing, decided),
        advice_missing=missing,
        no_plan_decided=makes_plan if type(makes_plan) is Unknown else makes_plan is False,
        no_plan_due=limit_from(no_plan_notice_due, requested, no_plan_on, on, reliefs),
        no_plan_on=no_plan_on,
        comments_end=None if draft_on is None else reckon(_last_of_comments, draft_on),
        comments_on=by_today(comments_on, on),
        final_due=limit_from(final_plan_due, requested, final_on, on, reliefs),
        final_on=by_today(final_on, on),
    )


def _last_of_comments(served_on: date) -> date:
    return comments_due(served_on).last_day


def by_today(day: Any, on: date) -> Any:
    """What is planned for a later day has not happened yet."""
    return None if isinstance(day, date) and day > on else day


#: Whose advice is always sought (reg 6(1)(a) to (e)); on preparing for adulthood from Year 9 on (g).
_ALWAYS = frozenset((AdviceKind.FAMILY, AdviceKind.EDUCATION, AdviceKind.HEALTH, AdviceKind.PSYCHOLOGY,
                     AdviceKind.SOCIAL_CARE))  # fmt: skip


def _advice_missing(record: PupilRecord, each: NeedsAssessment, path: str) -> frozenset[AdviceKind] | Unknown:
    """The kinds that nobody was asked for, where earlier advice does not do: the family is asked in any case."""
    if type(each.advice) is Unknown:
        return known(each, "advice", path)  # type: ignore[no-any-return]
    adult = from_year_9(record)
    if type(adult) is Unknown:
        return adult
    wanted = _ALWAYS | {AdviceKind.ADULTHOOD} if adult else _ALWAYS
    there = [advice for advice in each.advice if advice.asked_on is not None or _does(advice)]
    unsure = [
        known(advice, "asked_on", f"{path}advice[{place}].") for place, advice in enumerate(each.advice)
        if type(advice.asked_on) is Unknown and not _does(advice) and advice.kind in wanted
    ]  # fmt: skip
    missing = unknown_among(unsure)
    return wanted - {advice.kind for advice in there} if missing is None else missing


def _does(advice: Advice) -> bool:
    return advice.there_already and advice.kind is not AdviceKind.FAMILY


def _advice_sought(each: NeedsAssessment, path: str, missing: Any, decided: Any) -> Any:
    """The day the last of it was asked for; the day of the decision where it was all there; none while some is not."""
    if type(missing) is Unknown:
        return missing
    if missing:
        return None
    assert isinstance(each.advice, tuple)
    days = [known(advice, "asked_on", f"{path}advice[{place}].") for place, advice in enumerate(each.advice)
            if advice.asked_on is not None and advice.kind in _ALWAYS and not _does(advice)]  # fmt: skip
    unsure = unknown_among(days)
    return max(days, default=decided) if unsure is None else unsure


def from_year_9(record: PupilRecord) -> bool | Unknown:
    """Whether the pupil is taught in Year 9 or beyond: the year of class in which most turn 14 (reg 2(1))."""
    year = record.pupil.taught_year
    if type(year) is Unknown:
        return known(record.pupil, "taught_year", "pupil.")  # type: ignore[no-any-return]
    if year is YearGroup.X:
        return Unknown.because(
            "pupil.taught_year", ask="Is the pupil in Year 9 or beyond, by the age of the class?", of="home school"
        )
    return year >= YearGroup.Y9


# ---------------------------------------------------------------- advice and consultations


def advice_facts(record: PupilRecord, asked: Asked) -> Iterator[AdviceFacts]:
    """A row for each piece of advice that was asked for, or may have been, in the last needs assessment."""
    for place, each in _last(record, asked.on):
        if type(each.advice) is Unknown:
            continue
        for nth, advice in enumerate(each.advice):
            if advice.asked_on is None or advice.there_already or advice.kind is AdviceKind.FAMILY:
                continue
            path = f"needs_assessments[{place}].advice[{nth}]."
            asked_on, given_on = _OF_ADVICE(advice, path)
            due = limit_from(advice_due, asked_on, given_on, asked.on)
            if advice.excused and isinstance(due, Deadline):
                due = due.switched_off("an exception of the body asked", "no date is fixed")
            at_school = "" if advice.school is None else f", {advice.school}"
            yield AdviceFacts(
                subject=f"{each.ref} advice {nth + 1}: {advice.kind.value}{at_school}",
                kind=advice.kind,
                who=_adviser(record, advice, asked_on),
                asked_on=asked_on,
                due=due,
                given_on=given_on,
            )


_OF_ADVICE = known_fields("asked_on", "given_on")


def _adviser(record: PupilRecord, advice: Advice, asked_on: Any) -> Actor | Unknown:
    if advice.kind is AdviceKind.HEALTH:
        return Actor.HEALTH
    if advice.school is None:
        return Actor.ADVICE_BODY
    return reckon(whose_step, record, advice.school, asked_on)


def consultation_facts(record: PupilRecord, asked: Asked) -> Iterator[ConsultationFacts]:
    """A row for each school consulted in the last needs assessment."""
    on = asked.on
    for place, each in _last(record, on):
        for nth, consultation in enumerate(each.consultations):
            if consultation.consulted_on > on:
                continue
            path = f"needs_assessments[{place}].consultations[{nth}]."
            day = consultation.consulted_on
            yield ConsultationFacts(
                subject=f"{each.ref} consultation of {consultation.school}, {iso_day(day)}",
                who=whose_step(record, consultation.school, day),
                consulted_on=day,
                due=reckon(reply_due, day),
                answered_on=known(consultation, "answered_on", path),
            )


def whose_step(record: PupilRecord, school: str, day: date) -> Actor | Unknown:
    """The centre, where a placement there had begun by ``day``; the home school of a placement; or another school."""
    placements = record.placements
    if type(placements) is Unknown:
        return known(record, "placements", "")  # type: ignore[no-any-return]
    ours = is_centre(placements, school, day)
    if type(ours) is Unknown:
        return ours
    if ours:
        return Actor.CENTRE
    return Actor.HOME_SCHOOL if any(each.home_school == school for each in placements) else Actor.OTHER_SCHOOL
