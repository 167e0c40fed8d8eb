"""A setting that Section I names, as rules read it: consulted before, rightly requested, and admitting.

Only where it is kept how the setting came to be named: nobody is asked without.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from ap_core.dates.deadlines import Deadline, NoFixedDate
from ap_core.ehcp.facts import plan_on
from ap_core.ehcp.naming import as_fact, may_be_requested, must_admit_if_named, must_be_consulted
from ap_core.ehcp.plan_parts import Naming
from ap_core.ehcp.records import EHCPlan
from ap_core.law.facts import Fact, MaybeFact, fact, facts
from ap_core.law.rulebook import Asked
from ap_core.law.rules import Actor
from ap_core.law.unknown import Unknown, known, known_fields, reckon, unknown_among
from ap_core.law.wording import iso_day
from ap_core.placement.centres import is_centre
from ap_core.record import PupilRecord
from ap_core.registration.records import SchoolKind

_ADMITTED = NoFixedDate("the Act names no day")


@facts
class NamingFacts:
    """A setting that the plan names on the day, and how it came to be named."""

    subject: str
    setting: Fact[str] = fact("the setting, by its reference")
    first: Fact[date] = fact("the day from which the plan names it")
    requested: Fact[bool] = fact("the family requested it")
    requestable: Fact[bool] = fact("a family can request such a setting")
    to_consult: Fact[bool] = fact("such a setting is to be consulted")
    consulted_due: Fact[Deadline] = fact("the day from which the plan names it, as a last day")
    consulted_on: MaybeFact[date] = fact("the day the authority consulted it")
    admits: Fact[bool] = fact("section 43 binds such a setting")
    who: Fact[Actor] = fact("the setting that the plan names")
    admitted_by: Fact[NoFixedDate] = fact("when it is to admit the pupil")
    admitted_on: MaybeFact[date] = fact("the day the pupil came onto its register")


_OF_NAMING = known_fields("school_kind", "requested", "consulted_on")


def naming_facts(record: PupilRecord, asked: Asked) -> Iterator[NamingFacts]:
    """A row for each setting that the plan names on the day of the check, where it is kept how that came about."""
    plan, on = plan_on(record, asked.on), asked.on
    if not isinstance(plan, EHCPlan):
        return
    for place, each in enumerate(plan.settings):
        if each.naming is None or each.first > on or (each.last is not None and each.last < on):
            continue
        school, naming = each.school, each.naming
        assert school is not None
        path = f"plan.settings[{place}].naming."
        kind, requested, consulted_on = _OF_NAMING(naming, path)
        yield NamingFacts(
            subject=f"{school} named from {iso_day(each.first)}",
            setting=school,
            first=each.first,
            requested=requested,
            requestable=reckon(_requestable, kind, naming, path, on),
            to_consult=reckon(_to_consult, kind, on),
            consulted_due=Deadline(each.first),
            consulted_on=consulted_on,
            admits=reckon(_admits, kind, naming, path, on),
            who=_who(record, school, on),
            admitted_by=_ADMITTED,
            admitted_on=_admitted(record, school, on),
        )


def _requestable(kind: SchoolKind, naming: Naming, path: str, on: date) -> bool | Unknown:
    return as_fact(may_be_requested(kind, on, approved=known(naming, "approved", path)))


def _admits(kind: SchoolKind, naming: Naming, path: str, on: date) -> bool | Unknown:
    return as_fact(must_admit_if_named(kind, on, approved=known(naming, "approved", path)))


def _to_consult(kind: SchoolKind, on: date) -> bool | Unknown:
    return as_fact(must_be_consulted(kind, on))


def _who(record: PupilRecord, school: str, on: date) -> Actor | Unknown:
    if type(record.placements) is Unknown:
        return known(record, "placements", "")  # type: ignore[no-any-return]
    ours = is_centre(record.placements, school, on)
    if ours is False:
        homes = {placement.home_school for placement in record.placements}
        return Actor.HOME_SCHOOL if school in homes else Actor.OTHER_SCHOOL
    return ours if type(ours) is Unknown else Actor.CENTRE


def _admitted(record: PupilRecord, school: str, on: date) -> Any:
    """The first day on the register of that school in a registration that goes on; none if there is none."""
    if type(record.registrations) is Unknown:
        return known(record, "registrations", "")
    days = []
    for place, each in enumerate(record.registrations):
        if each.school != school:
            continue
        covers = each.covers(on)
        if type(covers) is Unknown:
            missing = "first" if type(each.first) is Unknown else "last"
            days.append(known(each, missing, f"registrations[{place}]."))
        elif covers:
            days.append(each.first)
    held = [day for day in days if isinstance(day, date)]
    if held:
        return min(held)
    return unknown_among(days)
