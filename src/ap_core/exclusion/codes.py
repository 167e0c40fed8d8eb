"""What the school census calls a suspension or permanent exclusion: its category, and its reasons, by date.

A code is asked about on a day: twelve reasons until August 2020, sixteen since, twenty-nine in the code sets of May
2026. Up to three are given for each, none twice, since the autumn census of 2020; one before. All of it is known from
code lists and from what vendors and authorities write (fact book section 11), not from the department's own pages.

From which day the twenty-nine were first collected was found nowhere: 1 September 2026 is taken, and who knows better
says so with ``new_from``. The codes for drugs and alcohol (DA) and for disruption (DB) that were split then are still
listed beside the new ones, and are taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum
from typing import Any

from ap_core.errors import Fault
from ap_core.law.dated import Dated, Edition
from ap_core.law.instruments import SCHOOL_CENSUS
from ap_core.law.unknown import Unknown


class ExclusionReason(Enum):
    """A reason for a suspension or permanent exclusion: its name is the code, its value what the code stands for.

    >>> ExclusionReason["PH"].value
    'wilful and repeated breaking of rules that protect public health'
    """

    PP = "physical assault on a pupil"
    PA = "physical assault on an adult"
    VP = "abusive words or threats to a pupil"
    VA = "abusive words or threats to an adult"
    BU = "bullying"
    RA = "racist abuse"
    SM = "sexual misconduct"
    DA = "drugs or alcohol"
    DM = "damage"
    TH = "theft"
    DB = "persistent or general disruption"
    OT = "other"
    OW = "an offensive weapon or prohibited item used or threatened with"
    LG = "abuse about sexual orientation or gender identity"
    DS = "abuse about disability"
    MT = "misuse of social media or online technology"
    PH = "wilful and repeated breaking of rules that protect public health"
    BW = "a weapon or prohibited item brought into school"
    TB = "bullying or threats online"
    SB = "harmful sexual behaviour"
    MB = "misogyny"
    AB = "misandry"
    DR = "drugs"
    AR = "alcohol"
    SR = "smoking"
    VR = "vaping"
    LD = "persistent low-level disruption"
    CB = "persistent challenging behaviour"
    MP = "use of a mobile phone"
    OS = "misbehaviour outside school"


class ExclusionCategory(Enum):
    """What the census calls it; the name is the code. Whether lunchtimes are collected at all is told both ways."""

    SUSP = "suspension"
    FIXD = "fixed-period exclusion"
    PERM = "permanent exclusion"
    LNCH = "exclusion for lunchtimes"


#: The most reasons that a record of one suspension or permanent exclusion holds, whatever its day.
MOST_ON_RECORD = 3
#: From when suspensions are taken to be coded with the twenty-nine reasons, and when that list was published.
NEW_REASONS_FROM = date(2026, 9, 1)
NEW_REASONS_PUBLISHED = date(2026, 5, 1)
_SINCE = date(2012, 9, 1)
_SIXTEEN_FROM = date(2020, 9, 1)

_ALL = tuple(ExclusionReason)
_TWELVE = frozenset(_ALL[:12])
_SIXTEEN = frozenset(_ALL[:17]) - {ExclusionReason.OT}
_TWENTY_NINE = frozenset(_ALL) - {ExclusionReason.OT}

REASONS: Dated[frozenset[ExclusionReason]] = Dated("reasons for exclusion in the school census", (
    Edition(_SINCE, _TWELVE, SCHOOL_CENSUS.at("exclusion reasons", note="Held from this day; the codes are older.")),
    Edition(_SIXTEEN_FROM, _SIXTEEN, SCHOOL_CENSUS.at("exclusion reasons, autumn 2020")),
    Edition(NEW_REASONS_FROM, _TWENTY_NINE, SCHOOL_CENSUS.at(
        "exclusion reasons, code sets of May 2026",
        note="From a copy of the list; the day from which they are collected is assumed.",
    )),
))  # fmt: skip

REASONS_PUBLISHED: Dated[frozenset[ExclusionReason]] = Dated("reasons for exclusion in the latest code sets", (
    Edition(NEW_REASONS_PUBLISHED, _TWENTY_NINE, SCHOOL_CENSUS.at(
        "exclusion reasons, code sets of May 2026", note="The day of May is not known.",
    )),
))  # fmt: skip

MOST_REASONS: Dated[int] = Dated("the most reasons for one exclusion in the school census", (
    Edition(_SINCE, 1, SCHOOL_CENSUS.at("exclusion reasons")),
    Edition(_SIXTEEN_FROM, MOST_ON_RECORD, SCHOOL_CENSUS.at("exclusion reasons, autumn 2020")),
))  # fmt: skip

CATEGORIES: Dated[frozenset[ExclusionCategory]] = Dated("categories of exclusion in the school census", (
    Edition(_SINCE, frozenset(ExclusionCategory) - {ExclusionCategory.SUSP},
            SCHOOL_CENSUS.at("exclusion categories")),
    Edition(date(2021, 9, 1), frozenset(ExclusionCategory) - {ExclusionCategory.FIXD},
            SCHOOL_CENSUS.at("exclusion categories, from 2021/22")),
))  # fmt: skip


#: All of these, for the list of dated law.
CODES_OF_AN_EXCLUSION: tuple[Dated[Any], ...] = (REASONS, REASONS_PUBLISHED, MOST_REASONS, CATEGORIES)


def reasons_on(day: date, *, new_from: date = NEW_REASONS_FROM) -> frozenset[ExclusionReason]:
    """The reasons that an exclusion beginning on ``day`` may be coded with.

    ``new_from`` is the first day of the twenty-nine, which is assumed; it is no earlier than the list of May 2026.
    :class:`~ap_core.errors.NotInForce` before 1 September 2012.

    >>> len(reasons_on(date(2020, 8, 31))), len(reasons_on(date(2020, 9, 1))), len(reasons_on(date(2026, 9, 1)))
    (12, 16, 29)
    >>> ExclusionReason.VR in reasons_on(date(2026, 11, 20), new_from=date(2027, 1, 1))
    False
    """
    if day >= max(new_from, NEW_REASONS_PUBLISHED):
        return _TWENTY_NINE
    held = REASONS.on(day).value
    return _SIXTEEN if held is _TWENTY_NINE else held


def category_on(day: date, *, lunchtime: bool = False) -> ExclusionCategory:
    """What the census calls a suspension that begins on ``day``: of lunchtimes alone where ``lunchtime`` is true.

    :class:`~ap_core.errors.NotInForce` before 1 September 2012.

    >>> category_on(date(2021, 8, 31)).name, category_on(date(2021, 9, 1)).name
    ('FIXD', 'SUSP')
    """
    categories = CATEGORIES.on(day).value
    if lunchtime:
        return ExclusionCategory.LNCH
    suspension = ExclusionCategory.SUSP
    return suspension if suspension in categories else ExclusionCategory.FIXD


def reason_faults(reasons: tuple[ExclusionReason, ...] | Unknown) -> Iterator[Fault]:
    """What is wrong with the reasons of one record, whatever its day: too many, or one twice."""
    if isinstance(reasons, Unknown):
        return
    if len(reasons) > MOST_ON_RECORD:
        yield Fault("reasons", f"are more than {MOST_ON_RECORD}", "give the main ones alone, the first one first")
    for at, reason in enumerate(reasons):
        if reason in reasons[:at]:
            yield Fault(f"reasons[{at}]", "is given twice", "give each reason once")
