"""The tailored curriculum as rules read it: each part of it, each line of Section F, each qualification already begun.

Rows come only while a placement is going on and the week is on record: that there is no timetable, or that nobody knows
it, is said once, by the row of the week itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from ap_core.curriculum.facts import CurrentWeek, at_both_sites, current_week, is_split
from ap_core.curriculum.plan import CurriculumArea, Qualification
from ap_core.curriculum.policy import CurriculumPolicy
from ap_core.curriculum.provision import in_force, is_in_the_week, minutes_placed, minutes_specified
from ap_core.curriculum.records import Lesson, Timetable
from ap_core.curriculum.week import (
    AreaMinutes,
    all_of,
    any_of,
    hours_in_words,
    is_taught,
    minutes_wanted,
)
from ap_core.ehcp.provision import ProvisionKind
from ap_core.ehcp.records import EHCPlan
from ap_core.law.facts import Fact, MaybeFact, fact, facts, maker
from ap_core.law.rulebook import Asked
from ap_core.law.rules import Actor
from ap_core.law.unknown import Unknown, known, reckon
from ap_core.law.wording import in_words
from ap_core.pupils.years import KeyStage, YearGroup, key_stage_of
from ap_core.record import PupilRecord
from ap_core.registration.on_day import others
from ap_core.registration.records import Enrolment

_RELATIONSHIPS = CurriculumArea.RELATIONSHIPS_AND_HEALTH


@facts
class AreaFacts:
    """One part of the curriculum in the week: what the centre promises, or every school owes."""

    subject: str
    going_on: Fact[bool] = fact("a placement is still going on")
    whose_step: Fact[Actor] = fact("who acts: with the home school, where the pupil is on its roll too")
    status: MaybeFact[Enrolment] = fact("the registration at the centre")
    area: Fact[CurriculumArea] = fact("the part of the curriculum")
    promised: Fact[bool] = fact("the centre promises it")
    wanted: Fact[int] = fact("the minutes a week that the centre promises")
    minutes: Fact[int] = fact("minutes a week over all sites")
    enough: Fact[bool] = fact("the week holds as much of it as the centre promises")
    taught: Fact[bool] = fact("it is taught in the week, or outside it on whole days or in blocks")

    @property
    def hours(self) -> str:
        """The hours a week over all sites."""
        return in_words(reckon(hours_in_words, self.minutes))

    @property
    def wanted_hours(self) -> str:
        """The hours a week that the centre promises."""
        return in_words(reckon(hours_in_words, self.wanted))


@facts
class PlanFacts:
    """The week as a whole: its groups, its places, and what has to be kept up for a return."""

    subject: str
    going_on: Fact[bool] = fact("a placement is still going on")
    whose_step: Fact[Actor] = fact("who acts: with the home school, where the pupil is on its roll too")
    status: MaybeFact[Enrolment] = fact("the registration at the centre")
    key_stage: MaybeFact[KeyStage] = fact("the key stage of the year group taught in")
    largest_group: MaybeFact[int] = fact("pupils in the largest group at the centre, where that is kept")
    split: Fact[bool] = fact("the week is split between the centre and a school")
    both_sites: Fact[bool] = fact("the week has lines at the centre and at another place")
    returning: Fact[bool] = fact("a return to a school is planned")
    kept_up: Fact[frozenset[CurriculumArea]] = fact("what the pupil must not fall behind in")
    keeps_up: Fact[bool] = fact("the week holds all of that")

    @property
    def others(self) -> str:
        """With whom the centre settles things."""
        return in_words(reckon(others, self.status))


@facts
class ProvisionFacts:
    """One line of Section F that gives the pupil so much in each week."""

    subject: str
    going_on: Fact[bool] = fact("a placement is still going on")
    kind: Fact[ProvisionKind] = fact("what the line is")
    specified: MaybeFact[int] = fact("minutes a week that the line gives; none where it gives none for a week")
    minutes: Fact[int] = fact("minutes a week of the week that deliver it")
    enough: Fact[bool] = fact("the week holds all of the line")

    @property
    def line(self) -> str:
        """The line by its reference."""
        return self.subject.removeprefix("provision ")

    @property
    def hours(self) -> str:
        """The hours of the week that deliver it."""
        return in_words(reckon(hours_in_words, self.minutes))

    @property
    def specified_hours(self) -> str:
        """The hours a week that the line gives."""
        return in_words(reckon(hours_in_words, self.specified))


@facts
class QualificationFacts:
    """One qualification that the pupil has begun, in Key Stage 4."""

    subject: str
    going_on: Fact[bool] = fact("a placement is still going on")
    whose_step: Fact[Actor] = fact("who acts: with the home school, where the pupil is on its roll too")
    status: MaybeFact[Enrolment] = fact("the registration at the centre")
    key_stage: MaybeFact[KeyStage] = fact("the key stage of the year group taught in")
    begun_elsewhere: Fact[bool] = fact("it was begun at another school")
    area: Fact[CurriculumArea] = fact("the part of the curriculum that it belongs to")
    carried_on: Fact[bool] = fact("the week carries it on, or all agreed to stop it")

    @property
    def others(self) -> str:
        """With whom the centre settles things."""
        return in_words(reckon(others, self.status))


_area, _plan = maker(AreaFacts), maker(PlanFacts)
_provision, _qualification = maker(ProvisionFacts), maker(QualificationFacts)


# ---------------------------------------------------------------- parts of the curriculum


def area_facts(record: PupilRecord, asked: Asked) -> Iterator[AreaFacts]:
    """A row for English, for mathematics, for each part that the centre promises, and for what every school owes."""
    week, timetable = current_week(record, asked), record.timetable
    if week is None or not isinstance(timetable, Timetable):
        return
    in_the_week = AreaMinutes(timetable.lessons)
    for area, promised, wanted in asked.once(_looked_at, asked.policy.curriculum):
        minutes = in_the_week.of(area)
        yield _area(
            subject=f"timetable {area.name.lower()}",
            going_on=week.still,
            whose_step=week.whose_step,
            status=week.status,
            area=area,
            promised=promised,
            wanted=wanted,
            minutes=minutes.exact,
            enough=minutes.reach(wanted),
            taught=any_of([_outside(area, timetable), in_the_week.is_taught(area)]),
        )


def _looked_at(policy: CurriculumPolicy, _: Asked) -> tuple[tuple[CurriculumArea, bool, int], ...]:
    """Each part looked at: whether the centre promises it, and for how many minutes a week."""
    wanted = minutes_wanted(policy)
    looked_at = [(area, True, minutes) for area, minutes in wanted.items()]
    if _RELATIONSHIPS not in wanted:
        looked_at.append((_RELATIONSHIPS, False, 0))
    return tuple(looked_at)


def _outside(area: CurriculumArea, timetable: Timetable) -> bool | Unknown:
    """Whether it is taught outside the week, on whole days or in blocks."""
    outside = known(timetable, "taught_outside", "timetable.")
    return outside if type(outside) is Unknown else area in outside


# ---------------------------------------------------------------- the week as a whole


def plan_facts(record: PupilRecord, asked: Asked) -> Iterator[PlanFacts]:
    """One row, for a week that is on record."""
    week, timetable = current_week(record, asked), record.timetable
    if week is None or not isinstance(timetable, Timetable):
        return
    centre = week.first.placement.centre
    groups = [each.group_size for each in timetable.lessons if each.site == centre and each.group_size is not None]
    kept_up = known(timetable, "kept_up", "timetable.")
    yield _plan(
        subject="timetable",
        going_on=week.still,
        whose_step=week.whose_step,
        status=week.status,
        key_stage=_key_stage(record),
        largest_group=max(groups, default=None),
        split=is_split(week),
        both_sites=at_both_sites(timetable, week),
        returning=_returning(week),
        kept_up=kept_up,
        keeps_up=kept_up if type(kept_up) is Unknown else _all_taught(kept_up, timetable.lessons),
    )


def _key_stage(record: PupilRecord) -> Any:
    year: YearGroup | Unknown = known(record.pupil, "taught_year", "pupil.")
    return reckon(key_stage_of, year)


def _returning(week: CurrentWeek) -> bool | Unknown:
    schools = [known(each.placement, "returns_to", each.path) for each in week.placements]
    return any_of([school if type(school) is Unknown else school is not None for school in schools])


def _all_taught(areas: frozenset[CurriculumArea], lessons: tuple[Lesson, ...]) -> bool | Unknown:
    in_the_week = AreaMinutes(lessons)
    return all_of([in_the_week.is_taught(area) for area in CurriculumArea if area in areas])


# ---------------------------------------------------------------- Section F


def provision_facts(record: PupilRecord, asked: Asked) -> Iterator[ProvisionFacts]:
    """A row for each line of Section F that gives the pupil something in each week; one, where none is known."""
    timetable, plan = record.timetable, record.plan
    if not isinstance(plan, EHCPlan) or not isinstance(timetable, Timetable):
        return
    week = current_week(record, asked)
    if week is None:
        return
    if isinstance(plan.provision, Unknown):
        missing = known(plan, "provision", "plan.")
        yield _provision(
            subject="provision", going_on=week.still, kind=missing, specified=missing, minutes=missing, enough=missing
        )
        return
    for place, line in enumerate(plan.provision):
        if not is_in_the_week(line) or not in_force(line, asked.on):
            continue
        specified = minutes_specified(line, f"plan.provision[{place}].")
        minutes = minutes_placed(line, plan.provision, timetable.lessons)
        yield _provision(
            subject=f"provision {line.ref}",
            going_on=week.still,
            kind=line.kind,
            specified=specified,
            minutes=minutes.exact,
            enough=reckon(minutes.reach, 0 if specified is None else specified),
        )


# ---------------------------------------------------------------- qualifications


def qualification_facts(record: PupilRecord, asked: Asked) -> Iterator[QualificationFacts]:
    """In Key Stage 4, or where the year is not known, a row for each qualification; one, where none is known."""
    timetable = record.timetable
    if not isinstance(timetable, Timetable):
        return
    key_stage, week = _key_stage(record), current_week(record, asked)
    if week is None or (type(key_stage) is not Unknown and key_stage is not KeyStage.KS4):
        return
    if isinstance(timetable.qualifications, Unknown):
        missing = known(timetable, "qualifications", "timetable.")
        yield _qualification_row("qualifications", week, key_stage, missing, missing, missing)
        return
    for place, each in enumerate(timetable.qualifications):
        begun_at = known(each, "begun_at", f"timetable.qualifications[{place}].")
        yield _qualification_row(
            f"qualification {each.ref}", week, key_stage, reckon(_is_named, begun_at), each.area,
            _carried_on(each, timetable.lessons, asked.on),
        )  # fmt: skip


def _qualification_row(
    subject: str, week: CurrentWeek, key_stage: Any, begun_elsewhere: Any, area: Any, carried_on: Any
) -> QualificationFacts:
    return _qualification(
        subject=subject, going_on=week.still, whose_step=week.whose_step, status=week.status, key_stage=key_stage,
        begun_elsewhere=begun_elsewhere, area=area, carried_on=carried_on,
    )  # fmt: skip


def _is_named(school: str | None) -> bool:
    return school is not None


def _carried_on(each: Qualification, lessons: tuple[Lesson, ...], on: date) -> bool | Unknown:
    if each.stopped_on is not None and each.stopped_on <= on:
        return True
    return is_taught(each.area, lessons)
