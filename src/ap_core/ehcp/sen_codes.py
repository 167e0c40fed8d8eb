"""Codes of special educational needs by date and by return: the provision of a pupil, and the types of need.

The same letters stand for different things in other sets, and a type that one return knows another may not: so each
set has its own type, and each return its own dated list (fact books ehcp.md 17.1 and 17.2, standards.md section 4).
"""

from __future__ import annotations

from datetime import date
from enum import Enum

from ap_core.ehcp.plan_parts import NeedType
from ap_core.ehcp.records import EHCPlan
from ap_core.ehcp.sen_support_records import SENSupport
from ap_core.ehcp.standing import had_plan
from ap_core.errors import NotInForce
from ap_core.law.dated import Dated, Edition
from ap_core.law.instruments import SCHOOL_CENSUS, SEN2_RETURN
from ap_core.law.unknown import Unknown, unknown_among


class SENCode(Enum):
    """The SEN provision of a pupil as the school census codes it, now and before."""

    N = "no special educational need"
    K = "SEN support"
    E = "education, health and care plan"
    S = "statement of special educational needs"
    A = "School Action"
    P = "School Action Plus"


class SENReturn(Enum):
    """A return that asks for types of need."""

    SCHOOL_CENSUS = "school census"
    SEN2 = "SEN2, the authorities' return on plans"


_OLD_TYPES = (
    NeedType.SPLD, NeedType.MLD, NeedType.SLD, NeedType.PMLD, NeedType.SLCN, NeedType.HI, NeedType.VI, NeedType.MSI,
    NeedType.PD, NeedType.ASD, NeedType.OTH,
)  # fmt: skip
_TYPES_OF_2014 = (*_OLD_TYPES, NeedType.SEMH, NeedType.NSA)
_BY_YEAR = "The academic year of the change is known from lists of codes, not the day; 1 September is taken."

PROVISION_CODES: Dated[tuple[SENCode, ...]] = Dated("SEN provision codes of the school census", (
    Edition(
        date(2013, 9, 1), (SENCode.N, SENCode.A, SENCode.P, SENCode.S),
        SCHOOL_CENSUS.at("SEN provision", note="Older than this, but since when is not held."),
    ),
    Edition(
        date(2014, 9, 1), tuple(SENCode),
        SCHOOL_CENSUS.at("SEN provision", note="A and P were replaced by K in the course of the year 2014/15."),
    ),
    Edition(
        date(2015, 9, 1), (SENCode.N, SENCode.K, SENCode.E, SENCode.S),
        SCHOOL_CENSUS.at("SEN provision", note=_BY_YEAR),
    ),
    Edition(
        date(2018, 4, 1), (SENCode.N, SENCode.K, SENCode.E),
        SCHOOL_CENSUS.at("SEN provision", note="Statements had been transferred by 31 March 2018."),
    ),
))  # fmt: skip

CENSUS_TYPES: Dated[tuple[NeedType, ...]] = Dated("types of need in the school census", (
    Edition(date(2013, 9, 1), (*_OLD_TYPES, NeedType.BESD), SCHOOL_CENSUS.at("SEN type", note=_BY_YEAR)),
    Edition(date(2014, 9, 1), _TYPES_OF_2014, SCHOOL_CENSUS.at("SEN type", note=f"BESD gave way. {_BY_YEAR}")),
    Edition(
        date(2024, 9, 1), (*_TYPES_OF_2014, NeedType.DS),
        SCHOOL_CENSUS.at("SEN type", note=f"Down syndrome from the census of January 2025. {_BY_YEAR}"),
    ),
))  # fmt: skip

SEN2_TYPES: Dated[tuple[NeedType, ...]] = Dated("types of need in the authorities' return on plans", (
    Edition(
        date(2025, 1, 1), tuple(each for each in (*_TYPES_OF_2014, NeedType.DS) if each is not NeedType.NSA),
        SEN2_RETURN.at("SEN type", note="As a program for the return of 2025 has it; earlier returns are not held."),
    ),
))  # fmt: skip

_TYPES_OF = {SENReturn.SCHOOL_CENSUS: CENSUS_TYPES, SENReturn.SEN2: SEN2_TYPES}


def need_types(of: SENReturn, on: date) -> tuple[NeedType, ...]:
    """The types of need that a return takes for a day; :class:`~ap_core.errors.NotInForce` before what is held.

    >>> NeedType.NSA in need_types(SENReturn.SCHOOL_CENSUS, date(2026, 11, 23))
    True
    >>> NeedType.NSA in need_types(SENReturn.SEN2, date(2026, 11, 23))
    False
    """
    return _TYPES_OF[of].on(on).value


def sen_support_on(sen_support: tuple[SENSupport, ...] | Unknown, day: date) -> bool | Unknown:
    """Whether some school makes special educational provision without a plan on ``day``.

    >>> sen_support_on((SENSupport(school="HILL", first=date(2026, 9, 3)),), date(2026, 11, 23))
    True
    """
    if type(sen_support) is Unknown:
        return sen_support
    covers = [each.covers(day, f"sen_support[{place}].") for place, each in enumerate(sen_support)]
    if True in covers:
        return True
    missing = unknown_among(covers)
    return False if missing is None else missing


def sen_code(
    plan: EHCPlan | None | Unknown, sen_support: tuple[SENSupport, ...] | Unknown, on: date
) -> SENCode | Unknown:
    """The provision code of a pupil on ``on``: E once the final plan is made, not before.

    While an assessment goes on a pupil stays K or N (fact book SEN-05). :class:`~ap_core.errors.NotInForce` for what
    had no such code then.

    >>> sen_code(None, (SENSupport(school="HILL", first=date(2026, 9, 3)),), date(2026, 11, 23))
    <SENCode.K: 'SEN support'>
    """
    with_plan = had_plan(plan, on)
    if type(with_plan) is Unknown:
        return with_plan
    supported = True if with_plan else sen_support_on(sen_support, on)
    if type(supported) is Unknown:
        return supported
    code = SENCode.E if with_plan else SENCode.K if supported else SENCode.N
    if code not in PROVISION_CODES.on(on).value:
        raise NotInForce(f"SEN provision code {code.name}", on, "it began with the year 2014/15")
    return code
