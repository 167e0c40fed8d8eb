"""Each legal basis of education away from the home school, with its duty: who owes what, from when, and what ends it.

Bases are data here; what can be judged of a record is in :mod:`ap_core.placement.basis_rules`. A basis says nothing of
registration, length or pattern of attendance.
"""

from __future__ import annotations

from datetime import date, timedelta

from ap_core.dates.limits import Weeks
from ap_core.law.citation import Citation
from ap_core.law.dated import Dated, Edition
from ap_core.law.instruments import (
    AP_GUIDANCE_2025,
    CFA_2014,
    EA_1996,
    EA_2002,
    EIA_2006,
    EXCLUSION_GUIDANCE_2026,
    HEALTH_NEEDS_2023,
    OFFSITE_REGULATIONS_2026,
    SI_2007_1870,
)
from ap_core.law.rules import Actor
from ap_core.law.unknown import Unknown, reckon
from ap_core.placement.direction import POWER_SINCE, REGIME_2026_SINCE
from ap_core.placement.records import Basis
from ap_core.pupils.ages import leaving_date
from ap_core.values import Value, item, value

_DAY = timedelta(days=1)
#: From when suspensions that follow each other straight count as one (SI 2014/3216).
RUNS_SINCE = date(2015, 1, 5)
SIXTH_DAY_SINCE = date(2007, 9, 1)
_SECTION_19_SINCE = date(2011, 9, 1)


@value
class BasisDuty(Value):
    """What a basis asks of whom."""

    basis: Basis | None = item("the basis as a placement records it; none where there is no placement")
    owed_by: Actor = item("who owes the duty")
    duty: str = item("what is owed")
    begins: str = item("from when")
    ends: str = item("what ends it, and what is excepted", default="")


_EXCEPTED = (
    "not for a pupil in Year 11 who has taken or missed every public examination entered for that year, nor beyond the "
    "hours that an EHC plan sets below the usual ones"
)
#: Section 19(3A)(a), read as EIA 2006 s.101 inserted it; it stood so until the section as it is now.
_ADMITTED = f"admission to a school that is no pupil referral unit; {_EXCEPTED}"
_LEAVERS = (
    "not for a child who stops being of compulsory school age within the next six weeks and has no public examination "
    "or other assessment left"
)
#: Section 19 as it is now speaks of no admission: the duty is to those who would go without suitable education.
_WITHOUT = (
    "suitable education without it, as by admission to a school that is no pupil referral unit; "
    f"{_EXCEPTED}; {_LEAVERS}"
)
_FULL_TIME = "full-time; part-time only where physical or mental health makes full-time not in the child's interest"


_EXCLUDED_UNTIL = ((SIXTH_DAY_SINCE, _ADMITTED), (_SECTION_19_SINCE, _WITHOUT))


def _basis(name: str, *editions: tuple[date, Citation, BasisDuty]) -> Dated[BasisDuty]:
    return Dated(f"basis: {name}", tuple([Edition(since, duty, cites) for since, cites, duty in editions]))


BASES: tuple[Dated[BasisDuty], ...] = (
    _basis("sixth day of a suspension", (
        SIXTH_DAY_SINCE,
        SI_2007_1870.reg("3", note="Read as made, and the duty itself (EIA 2006 s.100); the count over "
                         "suspensions that follow each other straight is SI 2014/3216 reg 2(2), read."),
        BasisDuty(
            basis=Basis.SUSPENSION, owed_by=Actor.HOME_SCHOOL,
            duty="suitable full-time education for a suspended pupil; where a pupil referral unit suspended, the "
            "authority owes it",
            begins="the sixth school day of the suspension, its first day being the first", ends=_EXCEPTED,
        ),
    )),
    _basis("permanent exclusion", *[
        (since, SI_2007_1870.reg("4"), BasisDuty(
            basis=Basis.PERMANENT_EXCLUSION, owed_by=Actor.AUTHORITY,
            duty="suitable full-time education for a permanently excluded pupil",
            begins="the sixth school day after the day of the exclusion", ends=ends,
        )) for since, ends in _EXCLUDED_UNTIL
    ]),
    _basis("permanent exclusion under review", *[
        (since, SI_2007_1870.reg("4"), BasisDuty(
            basis=Basis.EXCLUSION_PENDING, owed_by=Actor.AUTHORITY,
            duty="the same: it does not wait for the board or the review, and the name stays on the school's register",
            begins="the sixth school day after the day of the exclusion", ends=ends,
        )) for since, ends in _EXCLUDED_UNTIL
    ]),
    _basis("section 19 for health", (
        _SECTION_19_SINCE,
        EA_1996.section("19(1)-(3AA)", note="Read as revised to 17 August 2026; when (3A) came to cover health is from "
                        f"memory. The days are from {HEALTH_NEEDS_2023.at()}, read in paraphrases."),
        BasisDuty(
            basis=Basis.HEALTH, owed_by=Actor.AUTHORITY, duty=f"suitable education, {_FULL_TIME}",
            begins="no day in law; guidance: as soon as it is clear that health will keep the child away for fifteen "
            "days or more, together or in all",
            ends=_LEAVERS,
        ),
    )),
    _basis("section 19 for another reason", (
        _SECTION_19_SINCE,
        EA_1996.section("19(1)-(3AA)", note="Read as revised to 17 August 2026; its date is from memory."),
        BasisDuty(
            basis=Basis.OTHER_AUTHORITY, owed_by=Actor.AUTHORITY, duty=f"suitable education, {_FULL_TIME}",
            begins="when the child would not receive suitable education without it; no day in law", ends=_LEAVERS,
        ),
    )),
    _basis("named in the EHC plan", (
        date(2014, 9, 1), CFA_2014.section("42"),
        BasisDuty(
            basis=Basis.PLAN_NAMES_CENTRE, owed_by=Actor.AUTHORITY,
            duty="to secure the special educational provision of the plan, whichever school is attended",
            begins="the day the plan is made", ends="only by amending or ceasing the plan",
        ),
    )),
    _basis("off-site direction",
        (POWER_SINCE, EA_2002.section("29A"), BasisDuty(
            basis=Basis.DIRECTION, owed_by=Actor.BOARD,
            duty="notice, and keeping the direction under review; a power, with no consent of the parent needed",
            begins="the first day that the pupil must attend", ends="the days stated, unless a review goes on longer",
        )),
        (REGIME_2026_SINCE, OFFSITE_REGULATIONS_2026.at(), BasisDuty(
            basis=Basis.DIRECTION, owed_by=Actor.BOARD,
            duty="the same, for academies and the committees of pupil referral units too",
            begins="the first day that the pupil must attend", ends="the days stated, unless a review goes on longer",
        )),
    ),
    _basis("agreed commissioning", (
        date(2025, 2, 5), AP_GUIDANCE_2025.at(),
        BasisDuty(
            basis=Basis.AGREEMENT, owed_by=Actor.HOME_SCHOOL,
            duty="to check the provider, agree objectives, time and return, review each half term, tell the authority, "
            "and keep the pupil on its roll",
            begins="before the first day", ends="when the parent no longer agrees, or as agreed",
        ),
    )),
    _basis("managed move", (
        REGIME_2026_SINCE,
        EXCLUSION_GUIDANCE_2026.at("managed moves", note="From commentary; earlier editions asked for agreement too."),
        BasisDuty(
            basis=None, owed_by=Actor.HOME_SCHOOL,
            duty="agreement of all, in the pupil's interest, to a permanent move to another mainstream school: no "
            "placement in alternative provision, and no trial (an off-site direction may come before it)",
            begins="the day of the move, when the name goes from one register to the other",
        ),
    )),
    _basis("outreach without a placement", (
        date(2025, 2, 5), AP_GUIDANCE_2025.at(note="The tiers of support, from summaries."),
        BasisDuty(
            basis=None, owed_by=Actor.HOME_SCHOOL,
            duty="the home school teaches and registers the pupil; the centre supports it there, and registers nobody",
            begins="as the two agree",
        ),
    )),
)  # fmt: skip

_BY_BASIS = {dated.editions[0].value.basis: dated for dated in BASES if isinstance(dated.editions[0], Edition)}
#: The section that puts the duty of the sixth day on a school: read whole, as revised before 2026.
SECTION_100 = EIA_2006.section(
    "100",
    note="The day is in SI 2007/1870 reg 3. Where a pupil referral unit suspended, the authority owes it (reg 4).",
)


def duty_of(basis: Basis, on: date) -> BasisDuty:
    """The duty of a basis on a day; :class:`~ap_core.errors.NotInForce` before it is held here.

    >>> duty_of(Basis.PERMANENT_EXCLUSION, date(2026, 11, 23)).owed_by.value
    'Local authority'
    """
    return _BY_BASIS[basis].on(on).value


_LAST_EXAMINATION = Unknown.because(
    "the last examination", ask="On what day is the last examination that the pupil is entered for?",
    of="exams officer",
)  # fmt: skip


@value
class LeaverException(Value):
    """When the duty of section 19 stops for a child about to leave: both limbs are needed."""

    within_six_weeks_from: date = item("the first day on which compulsory school age ends within six weeks")
    applies_from: date | Unknown = item("the first day on which there is no examination left either")


def leaver_exception(born: date | Unknown, last_examination: date | None | Unknown) -> LeaverException | Unknown:
    """From when the exception for leavers is open (EA 1996 s.19(1A), read; fact book s19.leaver-exception).

    ``last_examination`` is the day of the last public examination or other assessment that the child is entered for;
    none where there is none. The day of the examination itself is not yet free. Where nothing is known of
    examinations, only the six weeks are told.

    >>> leaver_exception(date(2011, 1, 20), date(2027, 6, 16)).applies_from
    datetime.date(2027, 6, 17)
    """
    leaving = reckon(leaving_date, born)
    if isinstance(leaving, Unknown):
        return leaving
    opens = Weeks(6).before(leaving).last_day
    if isinstance(last_examination, Unknown):
        applies_from: date | Unknown = last_examination if last_examination.needs else _LAST_EXAMINATION
    else:
        applies_from = opens if last_examination is None else max(opens, last_examination + _DAY)
    return LeaverException(within_six_weeks_from=opens, applies_from=applies_from)
