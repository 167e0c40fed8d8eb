"""On which schools' registers a pupil's name is on one day, with what is not known of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from ap_core.law.rules import Actor
from ap_core.law.unknown import Reason, Unknown, known, unknown_among
from ap_core.registration.records import Enrolment, Registration


def registered_on(
    registrations: Iterable[Registration], day: date
) -> Iterator[tuple[str, Enrolment | Unknown, bool | Unknown]]:
    """For each registration that covers ``day``, or may: the school, its status, and whether it does.

    >>> list(registered_on([Registration(school="HILL", first=date(2026, 9, 3), last=None)], date(2026, 11, 23)))
    [('HILL', UNKNOWN(registrations[0].status), True)]
    """
    for place, each in enumerate(registrations):
        covers = each.covers(day)
        if covers is not False:
            yield each.school, *_as_facts(each, place, covers)


def _as_facts(
    registration: Registration, place: int, covers: bool | Unknown
) -> tuple[Enrolment | Unknown, bool | Unknown]:
    """The status of a registration and whether it covers a day, with the place in the record of what is not known."""
    status = registration.status
    if type(covers) is Unknown or type(status) is Unknown:
        path = f"registrations[{place}]."
        status = known(registration, "status", path)
        if type(covers) is Unknown:
            covers = known(registration, "first" if type(registration.first) is Unknown else "last", path)
    return status, covers


def status_on(registrations: tuple[Registration, ...] | Unknown, school: str, day: date) -> Enrolment | None | Unknown:
    """How the pupil is registered at ``school`` on ``day``; none where the pupil is not.

    >>> status_on((), "HILL", date(2026, 11, 23))
    """
    if type(registrations) is Unknown:
        return registrations
    statuses: list[Enrolment] = []
    unsure: list[Enrolment | bool | Unknown] = []
    for place, each in enumerate(registrations):
        if each.school == school:
            covers, status = each.covers(day), each.status
            if covers is True and type(status) is not Unknown:
                statuses.append(status)
            elif covers is not False:
                unsure += reversed(_as_facts(each, place, covers))
    if unsure:
        return unknown_among(unsure)
    if not statuses:
        return None
    if statuses.count(statuses[0]) < len(statuses):
        return Unknown.because(
            "registrations", ask=f"How is the pupil registered at {school}?", of=school, reason=Reason.CONTRADICTION
        )
    return statuses[0]


_DUAL = (Enrolment.MAIN, Enrolment.SUBSIDIARY)


def whose_step(status: Enrolment | None) -> Actor:
    """Who takes a step about a pupil registered so at the centre: with the home school, where that has a say."""
    return Actor.CENTRE_AND_HOME_SCHOOL if status in _DUAL else Actor.CENTRE


def others(status: Enrolment | None) -> str:
    """With whom the centre settles things about a pupil registered so, in words."""
    return "the home school and the parent" if status in _DUAL else "the parent and whoever arranged the place"
