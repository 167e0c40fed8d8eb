"""SEN support as rules read it: the support a school makes, its last round, a year of meetings, the step to a request.

Where it is not known whether there is a plan, the annual review asks for that, and nothing is asked about support.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from ap_core.dates.deadlines import Deadline, NoFixedDate
from ap_core.dates.years import AcademicYear
from ap_core.ehcp.naming import as_fact, must_inform_parents
from ap_core.ehcp.sen_codes import SENReturn, need_types
from ap_core.ehcp.sen_support import MEETINGS_A_YEAR, nth_meeting, year_since
from ap_core.ehcp.sen_support_records import SENSupport, SupportRound
from ap_core.ehcp.standing import had_plan
from ap_core.law.facts import Fact, MaybeFact, fact, facts, maker
from ap_core.law.rulebook import Asked
from ap_core.law.rules import Actor
from ap_core.law.unknown import Unknown, known, known_fields, reckon, unknown_among
from ap_core.law.wording import iso_day
from ap_core.placement.centres import is_centre
from ap_core.placement.going_on import placements_going_on
from ap_core.record import PupilRecord
from ap_core.registration.records import SchoolKind

_TOLD = NoFixedDate("the Act names no day")
_CONSIDERED = NoFixedDate("guidance names no day")


@facts
class SupportFacts:
    """SEN support that one school makes, or may make, on the day."""

    subject: str
    going_on: Fact[bool] = fact("SEN support goes on")
    who: Fact[Actor] = fact("the school that makes it")
    has_plan: Fact[bool] = fact("there is an EHC plan")
    bound: Fact[bool] = fact("section 68 binds a school of this kind")
    told_by: Fact[NoFixedDate] = fact("when the parent is to be told")
    told_on: MaybeFact[date] = fact("the day the parent or the young person was told")


@facts
class SupportCodeFacts:
    """The same support, as a return would have it."""

    subject: str
    going_on: Fact[bool] = fact("SEN support goes on")
    who: Fact[Actor] = fact("the school that makes it")
    has_plan: Fact[bool] = fact("there is an EHC plan")
    typed: Fact[bool] = fact("a type of need is on record")
    types_in_use: Fact[bool] = fact("the school census has every type of need on record")


@facts
class RoundFacts:
    """The last round of SEN support at one school that was planned by the day."""

    subject: str
    going_on: Fact[bool] = fact("SEN support goes on")
    has_plan: Fact[bool] = fact("there is an EHC plan")
    who: Fact[Actor] = fact("the school that makes it")
    planned_on: Fact[date] = fact("the day the round was planned")
    outcomes_agreed: Fact[bool] = fact("outcomes were agreed")
    review_agreed: Fact[bool] = fact("a day for the review was agreed")
    review_due: MaybeFact[Deadline] = fact("the last day for the review")
    reviewed_on: MaybeFact[date] = fact("the day of the review")


@facts
class SupportYearFacts:
    """An academic year in which one school made SEN support from the first day: the last one, or this one."""

    subject: str
    going_on: Fact[bool] = fact("SEN support goes on")
    has_plan: Fact[bool] = fact("there is an EHC plan")
    who: Fact[Actor] = fact("the school that makes it")
    year_first: Fact[date] = fact("the first day of the year")
    wanted: Fact[int] = fact("the meetings that guidance asks for in a year")
    held: Fact[int] = fact("the meetings held")
    meetings_due: Fact[Deadline] = fact("the last day for them")
    last_of_them_on: MaybeFact[date] = fact("the day on which there had been so many")


@facts
class RequestFacts:
    """The last review of SEN support at one school, where it did not find the progress expected, or may not have."""

    subject: str
    going_on: Fact[bool] = fact("SEN support goes on")
    has_plan: Fact[bool] = fact("there is an EHC plan")
    who: Fact[Actor] = fact("the school that makes it")
    reviewed_on: Fact[date] = fact("the day of the last review")
    is_last: Fact[bool] = fact("no review was held since")
    as_expected: Fact[bool] = fact("it found the progress expected")
    considered_by: Fact[NoFixedDate] = fact("when a request is to be considered")
    considered_on: MaybeFact[date] = fact("the day a request was considered, or made")


_support = maker(SupportFacts)


class _Support:
    """Support that goes on, or may: what every row of it needs."""

    __slots__ = ("each", "going_on", "has_plan", "path", "subject", "who")

    def __init__(self, each: SENSupport, path: str, going_on: Any, has_plan: Any, who: Any) -> None:
        self.each, self.path, self.going_on, self.has_plan, self.who = each, path, going_on, has_plan, who
        since = f" since {iso_day(each.first)}" if isinstance(each.first, date) else ""
        self.subject = f"SEN support at {each.school}{since}"


def _going_on(record: PupilRecord, asked: Asked) -> tuple[_Support, ...]:
    sen_support = record.sen_support
    if type(sen_support) is Unknown or not sen_support:
        return ()
    has_plan = had_plan(known(record, "plan", ""), asked.on)
    found = []
    for place, each in enumerate(sen_support):
        path = f"sen_support[{place}]."
        covers = each.covers(asked.on, path)
        if covers is not False:
            found.append(_Support(each, path, covers, has_plan, _who(record, each.school, asked.on)))
    return tuple(found)


def _who(record: PupilRecord, school: str, on: date) -> Actor | Unknown:
    if type(record.placements) is Unknown:
        return known(record, "placements", "")  # type: ignore[no-any-return]
    ours = is_centre(record.placements, school, on)
    return ours if type(ours) is Unknown else Actor.CENTRE if ours else Actor.HOME_SCHOOL


# ---------------------------------------------------------------- the support


def support_facts(record: PupilRecord, asked: Asked) -> Iterator[SupportFacts]:
    """A row for each school that makes SEN support, or may.

    Where nothing is told of it, one row that asks, in the time of a placement of a pupil who has no plan.
    """
    if type(record.sen_support) is Unknown:
        if had_plan(record.plan, asked.on) is False and placements_going_on(record.placements, asked):
            asks = known(record, "sen_support", "")
            yield _support(
                subject="SEN support", going_on=asks, who=asks, has_plan=False, bound=asks, told_by=_TOLD, told_on=asks,
            )  # fmt: skip
        return
    for at in asked.once(_going_on, record):
        each = at.each
        kind, told_on = _OF_SUPPORT(each, at.path)
        yield _support(
            subject=at.subject,
            going_on=at.going_on,
            who=at.who,
            has_plan=at.has_plan,
            bound=reckon(_bound, kind, asked.on),
            told_by=_TOLD,
            told_on=_by(told_on, asked.on),
        )


_OF_SUPPORT = known_fields("school_kind", "parent_told_on")


def _bound(kind: SchoolKind, on: date) -> bool | Unknown:
    return as_fact(must_inform_parents(kind, on))


def support_code_facts(record: PupilRecord, asked: Asked) -> Iterator[SupportCodeFacts]:
    """A row for each school that makes SEN support, or may."""
    for at in asked.once(_going_on, record):
        needs = known(at.each, "needs", at.path)
        yield SupportCodeFacts(
            subject=f"{at.subject}, codes",
            going_on=at.going_on,
            who=at.who,
            has_plan=at.has_plan,
            typed=needs if type(needs) is Unknown else bool(needs),
            types_in_use=reckon(_in_use, needs, asked.on),
        )


def _in_use(needs: Any, on: date) -> bool:
    types = need_types(SENReturn.SCHOOL_CENSUS, on)
    return all(need.kind in types for need in needs)


# ---------------------------------------------------------------- rounds


def round_facts(record: PupilRecord, asked: Asked) -> Iterator[RoundFacts]:
    """For each school that makes SEN support, its last round planned by the day of the check."""
    for at in asked.once(_going_on, record):
        rounds = known(at.each, "rounds", at.path)
        if type(rounds) is Unknown:
            yield RoundFacts(
                subject=f"{at.subject}, rounds", going_on=at.going_on, has_plan=at.has_plan, who=at.who,
                planned_on=rounds, outcomes_agreed=rounds, review_agreed=rounds, review_due=rounds, reviewed_on=rounds,
            )  # fmt: skip
        planned = _planned(at.each, asked.on)
        if not planned:
            continue
        path, last = planned[-1]
        outcomes, review_by, reviewed_on = _OF_ROUND(last, at.path + path)
        unknown = type(review_by) is Unknown
        yield RoundFacts(
            subject=f"{at.subject}, round of {iso_day(last.planned_on)}",
            going_on=at.going_on,
            has_plan=at.has_plan,
            who=at.who,
            planned_on=last.planned_on,
            outcomes_agreed=outcomes,
            review_agreed=review_by if unknown else review_by is not None,
            review_due=review_by if unknown or review_by is None else Deadline(review_by),
            reviewed_on=_by(reviewed_on, asked.on),
        )


_OF_ROUND = known_fields("outcomes_agreed", "review_by", "reviewed_on")


def _planned(each: SENSupport, on: date) -> list[tuple[str, SupportRound]]:
    """The rounds planned by ``on`` with their paths, the earliest first; none where they are not known."""
    if type(each.rounds) is Unknown:
        return []
    planned = [(f"rounds[{place}].", one) for place, one in enumerate(each.rounds) if one.planned_on <= on]
    return sorted(planned, key=lambda one: one[1].planned_on)


# ---------------------------------------------------------------- meetings with the parent


def support_year_facts(record: PupilRecord, asked: Asked) -> Iterator[SupportYearFacts]:
    """For each school that makes SEN support, this academic year and the last, where it did so from the first day.

    A year in which the support, or the pupil, came later is not judged: guidance says how often in a year.
    """
    for at in asked.once(_going_on, record):
        first = at.each.first
        if type(first) is Unknown:
            continue
        held = known(at.each, "met_parent_on", at.path)
        for year in year_since(first, asked.on):
            wanted = MEETINGS_A_YEAR.on(year.first).value
            yield SupportYearFacts(
                subject=f"{at.subject}, meetings in {year}",
                going_on=at.going_on,
                has_plan=at.has_plan,
                who=at.who,
                year_first=year.first,
                wanted=wanted,
                held=reckon(_held, held, year, asked.on),
                meetings_due=Deadline(year.last),
                last_of_them_on=held if type(held) is Unknown else nth_meeting(held, wanted, year, asked.on),
            )


def _held(days: Any, year: AcademicYear, on: date) -> int:
    return sum(year.first <= day <= min(year.last, on) for day in days)


# ---------------------------------------------------------------- from support to a request


def request_facts(record: PupilRecord, asked: Asked) -> Iterator[RequestFacts]:
    """For each school that makes SEN support, its last review, unless that found the progress expected."""
    for at in asked.once(_going_on, record):
        planned = _planned(at.each, asked.on)
        days = [known(one, "reviewed_on", at.path + path) for path, one in planned]
        reviewed_on = max([day for day in days if isinstance(day, date) and day <= asked.on], default=None)
        if reviewed_on is None:
            continue
        # Of two that were reviewed together, the one that was planned later.
        path, last = [planned[place] for place, day in enumerate(days) if day == reviewed_on][-1]
        found = known(last, "as_expected", at.path + path)
        if found is True:
            continue
        unsure = unknown_among(days)
        yield RequestFacts(
            subject=f"{at.subject}, request after the review of {iso_day(reviewed_on)}",
            going_on=at.going_on,
            has_plan=at.has_plan,
            who=at.who,
            reviewed_on=reviewed_on,
            is_last=True if unsure is None else unsure,
            as_expected=found,
            considered_by=_CONSIDERED,
            considered_on=_considered(record, at, reviewed_on, asked.on),
        )


def _considered(record: PupilRecord, at: _Support, since: date, on: date) -> Any:
    """The first day from the review on that a request was considered, or that somebody made one."""
    made = [
        each.requested_on for each in record.needs_assessments
        if isinstance(each.requested_on, date) and since <= each.requested_on <= on
    ]  # fmt: skip
    if made:
        return min(made)
    considered = known(at.each, "request_considered_on", at.path)
    return None if isinstance(considered, date) and not since <= considered <= on else considered


def _by(day: Any, on: date) -> Any:
    """The day something was done; none where it is not done by ``on``."""
    return None if isinstance(day, date) and day > on else day
