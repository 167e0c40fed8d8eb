"""Care as rules read it: the personal education plan, who was told of a placement, which designated teacher leads.

Where it is not known whether a pupil is looked after, one row asks; the others are silent until that is answered.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from ap_core.dates.calendars import SchoolCalendar
from ap_core.dates.deadlines import Deadline
from ap_core.dates.limits import WorkingDays
from ap_core.dates.spans import DateSpan
from ap_core.dates.terms import TermsBy, reference_term, terms_by_law
from ap_core.law.facts import Fact, MaybeFact, fact, facts
from ap_core.law.rulebook import Asked
from ap_core.law.unknown import Unknown, known, reckon
from ap_core.law.wording import iso_day
from ap_core.placement.going_on import GoingOn, placements_going_on
from ap_core.placement.records import Basis
from ap_core.pupils.years import KeyStage, key_stage_of
from ap_core.record import PupilRecord
from ap_core.registration.on_day import registered_on
from ap_core.support.care import has_social_worker, looked_after_on
from ap_core.support.care_records import Care, CarePerson, EducationPlan, LookedAfter


class _Term(NamedTuple):
    first: date
    last: date


#: The first review of a looked-after child's case (SI 2010/959 reg 33(1)), for which guidance wants the plan.
FIRST_REVIEW = WorkingDays(20)


@facts
class EducationPlanFacts:
    """The personal education plan of a pupil who is looked after, or may be."""

    subject: str
    going_on: Fact[bool] = fact("a placement goes on")
    looked_after: Fact[bool] = fact("the pupil is looked after")
    since: Fact[date] = fact("the first day of being looked after")
    plan_due: Fact[Deadline] = fact("the last day for the first review of the pupil's case")
    made_on: MaybeFact[date] = fact("the day the personal education plan was made")


@facts
class EducationPlanTermFacts:
    """One term that began while the pupil was looked after: the last that is complete, or the current one."""

    subject: str
    going_on: Fact[bool] = fact("a placement goes on")
    term_first: Fact[date] = fact("the first day of the term")
    review_due: Fact[Deadline] = fact("the last school day of the term")
    reviewed_on: MaybeFact[date] = fact(
        "the first review in the term; without one, the day in it on which the plan was made"
    )


@facts
class ToldFacts:
    """One person on the side of the authority who is concerned with a placement, or may be."""

    subject: str
    going_on: Fact[bool] = fact("the placement goes on")
    concerned: Fact[bool] = fact("the pupil has a social worker, or is looked after, on the first day")
    person: Fact[CarePerson] = fact("who is to know")
    basis: Fact[Basis] = fact("the legal basis")
    decided_on: MaybeFact[date] = fact("the day the placement was decided")
    decision: MaybeFact[Deadline] = fact("the day of the decision as the last day")
    first_day: Fact[date] = fact("the first day of the placement")
    beginning: Fact[Deadline] = fact("the first day as the last day")
    told_on: MaybeFact[date] = fact("the day they were asked about the placement, or told of it")


@facts
class LeadTeacherFacts:
    """Which designated teacher leads on the plan of a looked-after pupil who is on more than one register."""

    subject: str
    going_on: Fact[bool] = fact("a placement goes on")
    schools: Fact[int] = fact("schools where registered")
    lead_on_roll: Fact[bool] = fact("it is agreed which of them leads")


@facts
class CareMoveFacts:
    """A change of where a looked-after pupil lives, made or planned, while a placement goes on."""

    subject: str
    going_on: Fact[bool] = fact("a placement goes on")
    moved_on: Fact[date] = fact("the day of the move")
    key_stage_4: Fact[bool] = fact("the pupil is in Key Stage 4")
    disrupts: Fact[bool] = fact("the move disrupts the pupil's education")
    emergency: Fact[bool] = fact("the move was an emergency")
    approval_due: Fact[Deadline] = fact("the day of the move as the last day")
    approved_on: MaybeFact[date] = fact("the day a nominated officer approved the move")


# ---------------------------------------------------------------- the personal education plan


def education_plan_facts(record: PupilRecord, asked: Asked) -> Iterator[EducationPlanFacts]:
    """A row while a placement goes on, where the pupil is looked after, or where that is not known."""
    if record.care is None:
        return
    going_on = placements_going_on(record.placements, asked)
    if not going_on:
        return
    spell = looked_after_on(known(record, "care", ""), asked.on)
    if spell is None:
        return
    if type(spell) is Unknown:
        yield EducationPlanFacts(
            subject="personal education plan", going_on=_still(going_on), looked_after=spell, since=spell,
            plan_due=spell, made_on=spell,
        )  # fmt: skip
        return
    care = record.care
    assert isinstance(care, Care)
    since = known(spell, "first", f"care.looked_after[{_place(care, spell)}].")
    yield EducationPlanFacts(
        subject="personal education plan", going_on=_still(going_on), looked_after=True, since=since,
        plan_due=reckon(FIRST_REVIEW.after, since), made_on=_made_on(care, asked.on),
    )  # fmt: skip


def education_plan_term_facts(record: PupilRecord, asked: Asked) -> Iterator[EducationPlanTermFacts]:
    """Rows for the last complete term and the current one, so far as they began while the pupil was looked after."""
    in_care = _in_care(record, asked)
    going_on = placements_going_on(record.placements, asked) if in_care is not None else ()
    if in_care is None or not going_on:
        return
    care, spell = in_care
    assert isinstance(spell.first, date)
    here_since = _here_since(going_on)
    terms: Any = reckon(_terms, going_on[0].calendar, asked.on)
    if type(terms) is Unknown:
        yield EducationPlanTermFacts(
            subject="personal education plan this term", going_on=_still(going_on), term_first=terms,
            review_due=terms, reviewed_on=terms,
        )  # fmt: skip
        return
    for term in terms:
        if spell.first <= term.first and here_since is not None and here_since <= term.last:
            yield EducationPlanTermFacts(
                subject=f"personal education plan term from {iso_day(term.first)}",
                going_on=_still(going_on),
                term_first=term.first,
                review_due=Deadline(term.last),
                reviewed_on=_reviewed_in(care, term, asked.on),
            )


def _here_since(going_on: tuple[GoingOn, ...]) -> date | None:
    """The first day of the placements that go on, so far as known."""
    return min((each.first_day for each in going_on if type(each.first_day) is not Unknown), default=None)


def _terms(calendar: SchoolCalendar, on: date) -> list[_Term]:
    """The last complete term and the current one, each from its first to its last school day.

    Guidance means autumn, spring and summer: of a school with six terms, those between reference dates.
    """
    if terms_by_law(on, calendar) is TermsBy.OWN_TERMS:
        spans = [term.span for term in calendar.terms]
    else:
        this = reference_term(on)
        spans = [reference_term(this.first - date.resolution), this]
    met = [term for span in spans if span.first <= on for term in _met(span, calendar)]
    begun = [term for term in met if term.first <= on][-2:]
    return begun if begun and on <= begun[-1].last else begun[-1:]


def _met(span: DateSpan, calendar: SchoolCalendar) -> Iterator[_Term]:
    """The term from its first to its last school day; nothing where the calendar holds none of it."""
    days = calendar.school_days
    first, beyond = bisect_left(days, span.first), bisect_right(days, span.last or date.max)
    if first < beyond:
        yield _Term(days[first], days[beyond - 1])


def _made_on(care: Care, on: date) -> Any:
    plan = known(care, "plan", "care.")
    return _by(known(plan, "made_on", "care.plan."), on) if isinstance(plan, EducationPlan) else plan


def _reviewed_in(care: Care, term: _Term, on: date) -> Any:
    """The first review of the plan in the term, up to ``on``; where there was none, the day it was made in the term."""
    plan = known(care, "plan", "care.")
    if not isinstance(plan, EducationPlan):
        return plan
    if type(plan.reviewed_on) is Unknown:
        return known(plan, "reviewed_on", "care.plan.")
    last = min(term.last, on)
    reviewed = min((day for day in plan.reviewed_on if term.first <= day <= last), default=None)
    if reviewed is not None or plan.made_on is None:
        return reviewed
    made_on = known(plan, "made_on", "care.plan.")
    return made_on if type(made_on) is Unknown or term.first <= made_on <= last else None


# ---------------------------------------------------------------- who knows of the placement


def told_facts(record: PupilRecord, asked: Asked) -> Iterator[ToldFacts]:
    """For each placement going on: the social worker, and of a looked-after pupil the virtual school head."""
    care = record.care
    if not isinstance(care, Care):
        return
    for each in placements_going_on(record.placements, asked):
        day = asked.on if type(each.first_day) is Unknown else each.first_day
        has = has_social_worker(care, day)
        if has is not False:
            yield _told(care, each, CarePerson.SOCIAL_WORKER, has, asked.on)
        if isinstance(looked_after_on(care, day), LookedAfter):
            yield _told(care, each, CarePerson.VIRTUAL_SCHOOL, True, asked.on)


def _told(care: Care, each: GoingOn, person: CarePerson, concerned: bool | Unknown, on: date) -> ToldFacts:
    placement, first_day = each.placement, each.first_day
    basis, decided_on = (known(placement, name, each.path) for name in ("basis", "decided_on"))
    return ToldFacts(
        subject=f"{placement.ref} {person.name.lower().replace('_', ' ')}",
        going_on=each.still,
        # On which day it is asked is not known where the first day is not.
        concerned=first_day if type(first_day) is Unknown else concerned,
        person=person,
        basis=basis,
        decided_on=decided_on,
        decision=decided_on if decided_on is None else reckon(Deadline, decided_on),
        first_day=first_day,
        beginning=reckon(Deadline, first_day),
        told_on=_told_on(care, placement.ref, person, on),
    )


def _told_on(care: Care, placement: str, person: CarePerson, on: date) -> Any:
    for place, each in enumerate(care.told):
        if (each.placement, each.person) == (placement, person):
            return _by(known(each, "on", f"care.told[{place}]."), on)
    return Unknown.because(
        f"care.told for {placement} and {person.value}",
        ask=f"When was {person.value} asked about the placement, or told of it?",
        of="home school",
    )


# ---------------------------------------------------------------- designated teachers, and moves


def lead_teacher_facts(record: PupilRecord, asked: Asked) -> Iterator[LeadTeacherFacts]:
    """A row where a looked-after pupil is on more than one register, so far as known."""
    in_care = _in_care(record, asked)
    if in_care is None or type(record.registrations) is Unknown:
        return
    going_on = placements_going_on(record.placements, asked)
    registered = [(school, covers) for school, _, covers, _ in registered_on(record.registrations, asked.on)]
    sure = {school for school, covers in registered if covers is True}
    unsure = {school: covers for school, covers in registered if type(covers) is Unknown and school not in sure}
    if not going_on or len(sure) + len(unsure) < 2:
        return
    lead = known(in_care[0], "lead_school", "care.")
    yield LeadTeacherFacts(
        subject="designated teacher",
        going_on=_still(going_on),
        schools=len(sure) if not unsure or len(sure) > 1 else next(iter(unsure.values())),
        lead_on_roll=lead if type(lead) is Unknown else unsure.get(lead, lead in sure),
    )


def care_move_facts(record: PupilRecord, asked: Asked) -> Iterator[CareMoveFacts]:
    """A row for each move of a looked-after pupil in the time of a placement going on, and each that is planned."""
    in_care = _in_care(record, asked)
    if in_care is None or not in_care[0].moves:
        return
    going_on = placements_going_on(record.placements, asked)
    here_since = _here_since(going_on)
    for place, move in enumerate(in_care[0].moves):
        if not going_on or (here_since is not None and move.on < here_since):
            continue
        path = f"care.moves[{place}]."
        year = known(record.pupil, "taught_year", "pupil.")
        yield CareMoveFacts(
            subject=f"move on {iso_day(move.on)}",
            going_on=_still(going_on),
            moved_on=move.on,
            key_stage_4=year if type(year) is Unknown else key_stage_of(year) is KeyStage.KS4,
            disrupts=known(move, "disrupts_education", path),
            emergency=known(move, "emergency", path),
            approval_due=Deadline(move.on),
            approved_on=_by(known(move, "approved_on", path), asked.on),
        )


# ---------------------------------------------------------------- shared


def _in_care(record: PupilRecord, asked: Asked) -> tuple[Care, LookedAfter] | None:
    """What is known of care, and the time of being looked after that the day of the check lies in; none if not known.

    Where it is not known, the row of the plan asks.
    """
    care = record.care
    spell = looked_after_on(care, asked.on) if isinstance(care, Care) else None
    return (care, spell) if isinstance(care, Care) and isinstance(spell, LookedAfter) else None


def _place(care: Care, spell: LookedAfter) -> int:
    assert isinstance(care.looked_after, tuple)
    return [each is spell for each in care.looked_after].index(True)


def _still(going_on: tuple[GoingOn, ...]) -> bool | Unknown:
    """Whether any of the placements goes on."""
    still = [each.still for each in going_on]
    if True in still:
        return True
    return next((each for each in still if type(each) is Unknown), False)


def _by(day: Any, on: date) -> Any:
    """The day something was done; none where it is not done by ``on``."""
    return None if isinstance(day, date) and day > on else day
