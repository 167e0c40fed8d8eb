"""On which schools' registers a pupil's name is on one day, with what is not known of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from ap_core.law.rules import Actor
from ap_core.law.unknown import Reason, Unknown, known, unknown_among
from ap_core.registration.records import Enrolment, Registration


def registered_on(
    registrations: Iterable[Registration], day: date, at: str | None = None
) -> Iterator[tuple[str, Enrolment | Unknown, bool | Unknown]]:
    """For each registration that covers ``day``, or may: the school, its status, and whether it does.

    Only those ``at`` one school, if one is given.

    >>> list(registered_on([Registration(school="HILL", first=date(2026, 9, 3), last=None)], date(2026, 11, 23)))
    [('HILL', UNKNOWN(registrations[0].status), True)]
    """
    for place, each in enumerate(registrations):
        if at is not None and each.school != at:
            continue
        covers = each.covers(day)
        if covers is False:
            continue
        status = each.status
        if type(covers) is Unknown or type(status) is Unknown:
            path = f"registrations[{place}]."
            status = known(each, "status", path)
            if type(covers) is Unknown:
                covers = known(each, "first" if type(each.first) is Unknown else "last", path)
        yield each.school, status, covers


def status_on(registrations: Iterable[Registration], school: str, day: date) -> Enrolment | None | Unknown:
    """How the pupil is registered at ``school`` on ``day``; none where the pupil is not.

    >>> status_on((), "HILL", date(2026, 11, 23))
    """
    parts: list[Enrolment | bool | Unknown] = []
    statuses: list[Enrolment | Unknown] = []
    for _, status, covers in registered_on(registrations, day, at=school):
        parts += (covers, status)
        statuses.append(status)
    missing = unknown_among(parts)
    if missing is not None:
        return missing
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
