"""Whether a pupil is looked after on a day, and which schools the law has designate a teacher for such pupils.

The duty to designate a teacher is each school's own, for its registered pupils: of one who is on two registers, both
schools' (Children and Young Persons Act 2008 s.20, read; Academies Act 2010 s.2E, read as inserted). Neither text
says which of two designated teachers leads: that is agreed.
"""

from __future__ import annotations

from datetime import date
from enum import Enum

from ap_core.law.citation import Citation
from ap_core.law.dated import Dated, Edition
from ap_core.law.instruments import AA_2010, CYPA_2008
from ap_core.law.unknown import Reason, Unknown, known, unknown_among
from ap_core.registration.records import SchoolKind
from ap_core.support.care_records import Care, LookedAfter, SocialWorker

MAINTAINED_DESIGNATES: Dated[str] = Dated("designated teacher of a maintained school", (
    Edition(
        date(2009, 9, 1), "for registered pupils who are looked after",
        CYPA_2008.section("20", note="Its regulations, SI 2009/1538 (read as made), began on this day."),
    ),
    Edition(
        date(2018, 9, 1), "for registered pupils who are or, by an order or adoption, were looked after",
        CYPA_2008.section("20A", note="Read as inserted by the Children and Social Work Act 2017 s.5; its first day "
                                      "is known from secondary sources only."),
    ),
))  # fmt: skip
ACADEMY_DESIGNATES: Dated[str] = Dated("designated teacher of an academy, alternative provision academies among them", (
    Edition(
        date(2018, 9, 1), "for registered pupils who are or, by an order or adoption, were looked after",
        AA_2010.section("2E"),
    ),
))  # fmt: skip

_DESIGNATES = {
    SchoolKind.MAINTAINED: MAINTAINED_DESIGNATES,
    SchoolKind.MAINTAINED_SPECIAL: MAINTAINED_DESIGNATES,
    SchoolKind.ACADEMY: ACADEMY_DESIGNATES,
    SchoolKind.AP_ACADEMY: ACADEMY_DESIGNATES,
}


def designated_teacher_under(kind: SchoolKind, on: date) -> Citation | None | Unknown:
    """The provision by which a school of this kind has to designate a teacher on ``on``; none where none does.

    A pupil referral unit is no maintained school in section 20; whether regulations apply the section to units was not
    found, so of a unit it is not known. Practice is that each unit has a designated teacher.

    >>> print(designated_teacher_under(SchoolKind.AP_ACADEMY, date(2026, 11, 23)))
    AA 2010 s.2E
    >>> designated_teacher_under(SchoolKind.PRU, date(2026, 11, 23))
    UNKNOWN(the law on designated teachers in pupil referral units)
    """
    if kind is SchoolKind.PRU:
        return Unknown.because(
            "the law on designated teachers in pupil referral units",
            ask="Do regulations apply section 20 of the Children and Young Persons Act 2008 to pupil referral units? "
            "They were not found.",
            of="a lawyer",
            reason=Reason.LAW_NOT_SEEN,
        )
    dated = _DESIGNATES.get(kind)
    if dated is None or on < dated.editions[0].valid_from:
        return None
    return dated.on(on).citation


class CareStanding(Enum):
    """What of care concerns a pupil's school on a day; the first that holds."""

    LOOKED_AFTER = "looked after"
    PREVIOUSLY_LOOKED_AFTER = "previously looked after"
    SOCIAL_WORKER = "with a social worker"
    NEITHER = "neither looked after, nor with a social worker"


def looked_after_on(care: Care | None | Unknown, day: date) -> LookedAfter | None | Unknown:
    """The time of being looked after that ``day`` lies in; none where the pupil is not looked after then.

    >>> spell = LookedAfter(authority="SHIRE", first=date(2026, 3, 2))
    >>> looked_after_on(Care(looked_after=(spell,)), date(2026, 3, 1)) is None
    True
    """
    if care is None or type(care) is Unknown:
        return care
    if type(care.looked_after) is Unknown:
        return known(care, "looked_after", "care.")  # type: ignore[no-any-return]
    unsure = []
    for place, spell in enumerate(care.looked_after):
        covers = _covers(spell, f"care.looked_after[{place}].", day)
        if covers is True:
            return spell
        unsure.append(covers)
    return unknown_among(unsure)


def has_social_worker(care: Care | None | Unknown, day: date) -> bool | Unknown:
    """Whether the pupil has a social worker on ``day``; whoever is looked after has one.

    >>> has_social_worker(Care(looked_after=(), social_workers=(SocialWorker(first=date(2026, 3, 2)),)),
    ...     date(2026, 11, 23))
    True
    """
    if type(care) is Unknown:
        return care
    if care is None:
        return False
    spell = looked_after_on(care, day)
    if isinstance(spell, LookedAfter):
        return True
    if type(care.social_workers) is Unknown:
        return known(care, "social_workers", "care.")  # type: ignore[no-any-return]
    covers = [
        _covers(each, f"care.social_workers[{place}].", day) for place, each in enumerate(care.social_workers)
    ]  # fmt: skip
    if True in covers:
        return True
    missing = unknown_among([*covers, spell])
    return False if missing is None else missing


def care_standing(care: Care | None | Unknown, day: date) -> CareStanding | Unknown:
    """What of care concerns the pupil's school on ``day``.

    A previously looked-after pupil has no personal education plan: their schools designate a teacher for them, and the
    authority in whose area they are taught gives advice and information (Children Act 1989 s.23ZZA, read as inserted).

    >>> care_standing(None, date(2026, 11, 23)).value
    'neither looked after, nor with a social worker'
    """
    if type(care) is Unknown:
        return care
    if care is None:
        return CareStanding.NEITHER
    spell = looked_after_on(care, day)
    if spell is not None:
        return spell if type(spell) is Unknown else CareStanding.LOOKED_AFTER
    if care.left_care_by is not None:
        left = known(care, "left_care_by", "care.")
        return left if type(left) is Unknown else CareStanding.PREVIOUSLY_LOOKED_AFTER
    has = has_social_worker(care, day)
    if type(has) is Unknown:
        return has
    return CareStanding.SOCIAL_WORKER if has else CareStanding.NEITHER


def _covers(spell: LookedAfter | SocialWorker, path: str, day: date) -> bool | Unknown:
    """Whether ``day`` lies in a time of care; unknown where an end that matters is not known."""
    first, last = spell.first, spell.last
    if isinstance(last, date) and day > last:
        return False
    if type(first) is Unknown:
        return known(spell, "first", path)  # type: ignore[no-any-return]
    if day < first:
        return False
    return known(spell, "last", path) if type(last) is Unknown and day > first else True
