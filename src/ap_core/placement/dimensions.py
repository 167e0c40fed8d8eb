"""Four things that are told apart: legal basis, registration at the centre, pattern of attendance, state of life.

None is inferred from another. Which registration is usual on a basis, which is allowed and which is not, is a table
with dates; where the law was found to say nothing, it says that it is not known. No provision ties registration to a
key stage, and so the table has no column for it: what a centre calls usual at a key stage is its own policy. How the
week is shared only ever makes less certain what the basis allows.

>>> found = combination(Basis.DIRECTION, Enrolment.SINGLE, on=date(2026, 11, 23))
>>> found.standing.value, str(found.citation)
('not allowed', 'EA 2002 s.29A')
>>> combination(Basis.HEALTH, Enrolment.SINGLE, on=date(2026, 11, 23)).standing.value
'allowed'
>>> combination(Basis.HEALTH, Enrolment.SINGLE, on=date(2026, 11, 23), attendance=Attendance.OUTREACH).standing.value
'not known'
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from types import MappingProxyType

import attrs

from ap_core.law.citation import Citation
from ap_core.law.dated import Dated, Edition
from ap_core.law.instruments import EA_2002, EIA_2006, SCHOOL_CENSUS, SI_2024_208
from ap_core.placement.records import Attendance, Basis
from ap_core.registration.records import Enrolment


class Standing(Enum):
    """What a combination is."""

    USUAL = "usual"
    ALLOWED = "allowed"
    NOT_ALLOWED = "not allowed"
    NOT_KNOWN = "not known"


@attrs.frozen
class Combination:
    """What a combination is, and where that comes from."""

    standing: Standing
    citation: Citation


#: What each registration at the centre is on one basis; none stands for a pupil who is not on its register.
Cells = Mapping[Enrolment | None, Standing]

DIRECTED_SINCE = date(2010, 9, 1)
SIXTH_DAY_SINCE = date(2007, 9, 1)
CUSTOM_SINCE = date(2014, 1, 1)
REGISTERS_SINCE = date(2024, 8, 19)

DIRECTED_ELSEWHERE = EA_2002.section(
    "29A", note="A school directs its own registered pupils; one registered at the centre alone is none of them."
)
SUSPENDED_ELSEWHERE = EIA_2006.section(
    "100", note="The school arranges it for its own pupil, suspended for a time: that the pupil stays so is a reading.",
)  # fmt: skip
_CUSTOM = SCHOOL_CENSUS.at("enrolment status", note="What is usual is custom; no provision was found to forbid more.")

_SINGLE, _MAIN, _SUBSIDIARY, _NOT_ON_ROLL = Enrolment.SINGLE, Enrolment.MAIN, Enrolment.SUBSIDIARY, None
_REGISTRATIONS = (_SINGLE, _MAIN, _SUBSIDIARY, _NOT_ON_ROLL)


def _cells(usual: tuple[Enrolment | None, ...], allowed: tuple[Enrolment | None, ...], *never: Enrolment) -> Cells:
    return MappingProxyType(
        dict.fromkeys(_REGISTRATIONS, Standing.NOT_KNOWN)
        | dict.fromkeys(usual, Standing.USUAL)
        | dict.fromkeys(allowed, Standing.ALLOWED)
        | dict.fromkeys(never, Standing.NOT_ALLOWED)
    )


def _on_basis(basis: Basis, since: date, citation: Citation, cells: Cells) -> Dated[Cells]:
    return Dated(f"registration at the centre, {basis.value}", (Edition(since, cells, citation),))


#: By the legal basis: what each registration at the centre is.
REGISTRATION_ON: Mapping[Basis, Dated[Cells]] = MappingProxyType({
    basis: _on_basis(basis, since, citation, cells)
    for basis, since, citation, cells in (
        (Basis.AGREEMENT, CUSTOM_SINCE, _CUSTOM, _cells((_SUBSIDIARY,), (_MAIN, _NOT_ON_ROLL))),
        (Basis.DIRECTION, DIRECTED_SINCE, DIRECTED_ELSEWHERE, _cells((_SUBSIDIARY,), (_NOT_ON_ROLL,), _SINGLE)),
        (Basis.SUSPENSION, SIXTH_DAY_SINCE, SUSPENDED_ELSEWHERE, _cells((_SUBSIDIARY,), (_NOT_ON_ROLL,), _SINGLE)),
        # Alone on the centre's roll only once the excluding school's deletion is effective.
        (Basis.EXCLUSION_PENDING, REGISTERS_SINCE, SI_2024_208.reg("9(5)(c)"),
         _cells((_SUBSIDIARY,), (_MAIN, _SINGLE))),
        # Main beside a new school while the pupil goes over to it.
        (Basis.PERMANENT_EXCLUSION, CUSTOM_SINCE, _CUSTOM, _cells((_SINGLE,), (_MAIN,))),
        (Basis.HEALTH, CUSTOM_SINCE, _CUSTOM, _cells((_SUBSIDIARY,), (_SINGLE, _NOT_ON_ROLL))),
        (Basis.OTHER_AUTHORITY, CUSTOM_SINCE, _CUSTOM, _cells((), ())),
        (Basis.PLAN_NAMES_CENTRE, CUSTOM_SINCE, _CUSTOM, _cells((_SINGLE,), (_MAIN, _SUBSIDIARY))),
    )
})  # fmt: skip

#: How the week is shared, where that fits only some registrations: with any other it is not known what holds.
_FITS: Mapping[Attendance, tuple[Enrolment | None, ...]] = MappingProxyType({
    Attendance.OUTREACH: (_NOT_ON_ROLL,),
    Attendance.SPLIT_WEEK: (_MAIN, _SUBSIDIARY, _NOT_ON_ROLL),
    Attendance.PHASED_RETURN: (_MAIN, _SUBSIDIARY, _NOT_ON_ROLL),
})  # fmt: skip


def combination(
    basis: Basis, registration: Enrolment | None, *, on: date, attendance: Attendance | None = None
) -> Combination:
    """What a registration at the centre is on a legal basis, for a week shared so.

    :class:`~ap_core.errors.NotInForce` for a day before the table begins. A guest is not on the register for this.
    """
    edition = REGISTRATION_ON[basis].on(on)
    registration = None if registration is Enrolment.GUEST else registration
    standing = edition.value[registration]
    if standing is not Standing.NOT_ALLOWED and registration not in _FITS.get(attendance, _REGISTRATIONS):  # type: ignore[arg-type]
        standing = Standing.NOT_KNOWN
    return Combination(standing, edition.citation)


MOST_SESSIONS_A_WEEK: Dated[int] = Dated("sessions in a week", (
    Edition(REGISTERS_SINCE, 10, SI_2024_208.reg("10(1)", note="Two sessions on a school day, five days in a week.")),
))  # fmt: skip
