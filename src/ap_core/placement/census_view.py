"""A placement as the census wants it returned, from the records that are kept anyway: nothing is typed twice.

What the records do not tell stays not known, with the question that settles it. Fact book: placement.md
census.ap-placement-record, standards.md sections 7 and 11.3.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from ap_core.ehcp.records import EHCPlan
from ap_core.ehcp.sen_codes import sen_support_on
from ap_core.ehcp.sen_support_records import SENSupport
from ap_core.ehcp.standing import had_plan
from ap_core.law.unknown import UNKNOWN, Unknown, known, reckon
from ap_core.placement.census import (
    AttendancePattern,
    CensusPlacement,
    CensusReason,
    SENProvision,
    SettingType,
)
from ap_core.placement.providers import Provider
from ap_core.placement.records import Attendance, Basis, Placement
from ap_core.registration.on_day import status_on
from ap_core.registration.records import Enrolment, Registration
from ap_core.registration.records import SchoolKind as Kind

#: The reasons that a legal basis is by its own words. Of the others it does not tell: an agreement may be for many
#: things, and a health need is mental or physical.
REASON_OF: Mapping[Basis, CensusReason] = MappingProxyType({
    Basis.DIRECTION: CensusReason.BEHAVIOUR,
    Basis.SUSPENSION: CensusReason.SUSPENSION,
    Basis.EXCLUSION_PENDING: CensusReason.EXCLUSION_UNDER_REVIEW,
    Basis.PERMANENT_EXCLUSION: CensusReason.PERMANENT_EXCLUSION,
    Basis.PLAN_NAMES_CENTRE: CensusReason.NAMED_ON_PLAN,
})  # fmt: skip

_PATTERN_OF = {
    Attendance.WHOLE_WEEK: AttendancePattern.FT,
    Attendance.SPLIT_WEEK: AttendancePattern.PT,
    Attendance.PART_TIME: AttendancePattern.PT,
    Attendance.PHASED_RETURN: AttendancePattern.PT,
}
_REASON = Unknown.because("the reason of the placement", ask="For which reason was the placement commissioned?",
                          of="home school")  # fmt: skip
_PATTERN = Unknown.because("placements.attendance", ask="Is the pupil there full-time or part-time?", of="the centre")
_SEN = Unknown.because("SEN support", ask="Had the pupil SEN support, without an EHC plan?", of="home school")
_SETTING = Unknown.because(
    "the setting type", ask="What is the place: one-to-one tuition, work-based, or another?", of="the centre"
)
_ROLL = Unknown.because("registrations", ask="Since when is the pupil on the home school's roll?", of="home school")


def census_placement(
    placement: Placement,
    provider: Provider | Unknown,
    *,
    on: date,
    registrations: tuple[Registration, ...] | Unknown = UNKNOWN,
    plan: EHCPlan | None | Unknown = UNKNOWN,
    sen_support: tuple[SENSupport, ...] | bool | Unknown = UNKNOWN,
    reason: CensusReason | None = None,
) -> CensusPlacement:
    """The census's view on ``on`` of a placement at ``provider``, for :func:`ap_core.placement.census.census_checks`.

    ``reason`` is given where the basis does not tell it (``REASON_OF``); ``sen_support`` is the record's, or says
    whether a pupil without an EHC plan has SEN support. A last day after ``on`` is not yet one, nor is leaving the home
    school's roll.

    >>> from ap_core.placement.records import Attendance
    >>> placement = Placement(
    ...     ref="A", centre="CENTRE", basis=Basis.DIRECTION, first_day=date(2026, 9, 14),
    ...     attendance=Attendance.WHOLE_WEEK, sessions_a_week=10,
    ... )
    >>> view = census_placement(placement, Provider(kind=Kind.PRU, urn="100001"), on=date(2026, 10, 1), plan=None)
    >>> view.reason.value, view.sessions, view.sen_on_entry
    ('off-site placement for behavioural support', 10, UNKNOWN(SEN support))
    """
    entry = known(placement, "first_day", "placement.")
    ended = known(placement, "ended_on", "placement.")
    leaving = None if isinstance(ended, date) and ended > on else ended
    joined, left = _roll_of(placement, registrations, on)
    return CensusPlacement(
        urn=provider if isinstance(provider, Unknown) else provider.urn,
        ukprn=provider if isinstance(provider, Unknown) else provider.ukprn,
        setting_type=_setting(provider),
        reason=_reason(placement, reason),
        entry_date=entry,
        leaving_date=leaving,
        pattern=_PATTERN if placement.attendance is None else _PATTERN_OF.get(placement.attendance, _PATTERN),
        sessions=known(placement, "sessions_a_week", "placement."),
        sen_on_entry=_sen(plan, entry, sen_support),
        sen_on_leaving=None if leaving is None else _sen(plan, leaving, sen_support),
        at_english_school=provider if isinstance(provider, Unknown) else provider.has_a_roll,
        dual_registered=reckon(_dual, registrations, placement.centre, on),
        left_commissioner_on=left,
        on_roll_since=joined,
    )


def _setting(provider: Provider | Unknown) -> SettingType | None | Unknown:
    """Told only of a place with neither number; a school without a URN has no setting type to return."""
    if isinstance(provider, Unknown):
        return provider
    if provider.urn is not None or provider.ukprn is not None:
        return None
    if provider.kind is Kind.COLLEGE:
        return SettingType.NFE
    return _SETTING if provider.kind is Kind.NOT_A_SCHOOL else None


def _reason(placement: Placement, given: CensusReason | None) -> CensusReason | Unknown:
    if given is not None:
        return given
    basis: Basis | Unknown = known(placement, "basis", "placement.")
    return basis if isinstance(basis, Unknown) else REASON_OF.get(basis, _REASON)


def _sen(
    plan: EHCPlan | None | Unknown, day: date | Unknown, sen_support: tuple[SENSupport, ...] | bool | Unknown
) -> SENProvision | Unknown:
    with_plan = False if plan is None else reckon(had_plan, plan, day)
    if isinstance(with_plan, Unknown):
        return with_plan
    if with_plan:
        return SENProvision.E
    if isinstance(sen_support, Unknown):
        return _SEN
    supported = reckon(sen_support_on, sen_support, day) if isinstance(sen_support, tuple) else sen_support
    if isinstance(supported, Unknown):
        return supported
    return SENProvision.K if supported else SENProvision.N


def _dual(registrations: tuple[Registration, ...], centre: str, on: date) -> bool | Unknown:
    status = status_on(registrations, centre, on)
    return status if isinstance(status, Unknown) else status in (Enrolment.MAIN, Enrolment.SUBSIDIARY)


def _roll_of(
    placement: Placement, registrations: tuple[Registration, ...] | Unknown, on: date
) -> tuple[date | None | Unknown, date | None | Unknown]:
    """Since when the pupil is, or last was, on the home school's roll, and when the pupil left it."""
    school = known(placement, "home_school", "placement.")
    if school is None or isinstance(school, Unknown):
        return school, school
    if isinstance(registrations, Unknown):
        return _ROLL, _ROLL
    begun: list[tuple[date, Registration]] = []
    for at, each in enumerate(registrations):
        if each.school == school:
            first = known(each, "first", f"registrations[{at}].")
            if isinstance(first, Unknown):
                return first, first
            if first <= on:
                begun.append((first, each.but(last=known(each, "last", f"registrations[{at}]."))))
    if not begun:
        return _ROLL, _ROLL
    first, latest = max(begun, key=lambda one: one[0])
    left = latest.last
    return first, None if isinstance(left, date) and left > on else left
