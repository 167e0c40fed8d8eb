"""On which schools' registers a pupil's name is on one day, with what is not known of each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from operator import attrgetter
from typing import NamedTuple

from ap_core.law.rulebook import Asked
from ap_core.law.rules import Actor
from ap_core.law.unknown import Unknown, known, unknown_among
from ap_core.registration.records import Enrolment, Registration

_DAY, _BEGINS = timedelta(days=1), attrgetter("begins")
#: A registration that covers a day, or may: the school, its status there, whether it does, and its place in the record.
Registered = tuple[str, Enrolment | Unknown, bool | Unknown, int]


def registered_on(registrations: Iterable[Registration], day: date) -> Iterator[Registered]:
    """For each registration that covers ``day``, or may: the school, its status, whether it does, and its place.

    >>> list(registered_on([Registration(school="HILL", first=date(2026, 9, 3), last=None)], date(2026, 11, 23)))
    [('HILL', UNKNOWN(registrations[0].status), True, 0)]
    """
    for place, each in enumerate(registrations):
        covers = each.covers(day)
        if covers is True and type(each.status) is Enrolment:
            yield each.school, each.status, True, place
        elif covers is not False:
            yield each.school, *_as_facts(each, place, covers), place


class Standing(NamedTuple):
    """The registrations of a span in which nothing changes: from ``first`` on; none for the time before all others."""

    first: date | None
    #: The same as an ordinal; 0 for none.
    begins: int
    registered: tuple[Registered, ...]


def standings(registrations: tuple[Registration, ...], asked: Asked) -> tuple[Standing, ...]:
    """Every span in which what is known of the registrations does not change, in order."""
    return asked.once(_standings, registrations)


def _standings(registrations: tuple[Registration, ...], _: Asked) -> tuple[Standing, ...]:
    turns: set[date] = set()
    before: tuple[Registered, ...] = ()
    for each in registrations:
        first, last = each.first, each.last
        if type(first) is Unknown:
            before = before or tuple(registered_on(registrations, date.min))
        else:
            turns.add(first)
            # Whether it covers the first day is known, and of any later one it may not be.
            if type(last) is Unknown and first < date.max:
                turns.add(first + _DAY)
        # Systems write the last day there is for "no end": no day comes after it.
        if isinstance(last, date) and last < date.max:
            turns.add(last + _DAY)
    return (
        Standing(None, 0, before),
        *[Standing(turn, turn.toordinal(), tuple(registered_on(registrations, turn))) for turn in sorted(turns)],
    )


def _as_facts(
    registration: Registration, place: int, covers: bool | Unknown
) -> tuple[Enrolment | Unknown, bool | Unknown]:
    """The status of a registration and whether it covers a day, with the place in the record of what is not known."""
    path = f"registrations[{place}]."
    if type(covers) is Unknown:
        covers = known(registration, "first" if type(registration.first) is Unknown else "last", path)
    return known(registration, "status", path), covers


def status_at(
    registrations: tuple[Registration, ...] | Unknown, school: str, asked: Asked
) -> Enrolment | None | Unknown:
    """How the pupil is registered at ``school`` on the day of the check; none where the pupil is not."""
    if type(registrations) is Unknown:
        return registrations
    return asked.once(_statuses_now, registrations).get(school)


def _statuses_now(registrations: tuple[Registration, ...], asked: Asked) -> dict[str, Enrolment | None | Unknown]:
    """The status at each school where the pupil is registered on the day of the check, or may be."""
    spans = standings(registrations, asked)
    registered = spans[bisect_right(spans, asked.on.toordinal(), key=_BEGINS) - 1].registered
    return {each[0]: status_in(registered, each[0]) for each in registered}


def status_on(registrations: Iterable[Registration], school: str, day: date) -> Enrolment | None | Unknown:
    """How the pupil is registered at ``school`` on ``day``; none where the pupil is not.

    >>> status_on((), "HILL", date(2026, 11, 23))
    """
    return status_in(registered_on(registrations, day), school)


def status_in(registered: Iterable[Registered], school: str) -> Enrolment | None | Unknown:
    """The status at ``school`` among the registrations of one day; two that differ are named both.

    >>> status_in([("HILL", Enrolment.SINGLE, True, 0)], "HILL")
    <Enrolment.SINGLE: 'single'>
    >>> status_in([("HILL", Enrolment.SINGLE, True, 0), ("HILL", Enrolment.GUEST, True, 1)], "HILL")
    UNKNOWN(registrations[0].status, registrations[1].status)
    """
    there = [each for each in registered if each[0] == school]
    if not there:
        return None
    here = [(covers, status) for _, status, covers, _ in there]
    missing = unknown_among(here[0] if len(here) == 1 else [part for each in here for part in each])
    if missing is not None:
        return missing
    _, status = here[0]
    if here.count(here[0]) < len(here):
        return Unknown.between(
            *[f"registrations[{place}].status" for *_, place in there],
            ask=f"How is the pupil registered at {school}?", of=school,
        )  # fmt: skip
    return status


_DUAL = (Enrolment.MAIN, Enrolment.SUBSIDIARY)


def whose_step(status: Enrolment | None) -> Actor:
    """Who takes a step about a pupil registered so at the centre: with the home school, where that has a say."""
    return Actor.CENTRE_AND_HOME_SCHOOL if status in _DUAL else Actor.CENTRE


def others(status: Enrolment | None) -> str:
    """With whom the centre settles things about a pupil registered so, in words."""
    return "the home school and the parent" if status in _DUAL else "the parent and whoever arranged the place"
