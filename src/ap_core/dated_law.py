"""Every value of law held here that has a date: what it is, since when, and which provision says so.

The rooms reckon with their own tables; here each of them stands in one form, so that the same laws can be tested of
all and one page can list them. A rule is a value with a date too: the editions of one rule have ids that differ only in
the year at the end, and no two of them are ever in force together.

>>> from ap_core.dated_law import DATED_LAW
>>> codes = {each.name: each for each in DATED_LAW}
>>> codes["attendance code J"].on(date(2024, 8, 18)).value.counts_as.value
'approved educational activity'
>>> codes["attendance code J"].on(date(2024, 8, 19))
Traceback (most recent call last):
ap_core.errors.NotInForce: attendance code J: nothing in force on 2024-08-19; \
it was ended from 2024-08-19 by SI 2024/208 reg 10
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from ap_core.attendance.codes import (
    CLASSES_FROM,
    CODES,
    EARLIER_CODES_SINCE,
    PENALTY_COUNT_UNDER,
    PRESENT_CODES_SINCE,
    AttendanceClass,
    Code,
)
from ap_core.attendance.penalties import DISREGARDED, PENALTY_SCALE, SCHOOLS_THAT_MAY
from ap_core.attendance.thresholds import (
    DELETION_DAYS,
    PENALTY_SESSIONS,
    PENALTY_WEEKS,
    RETURN_DAYS,
    SICKNESS_DAYS,
)
from ap_core.curriculum.entries import SUMMER_ENTRIES_CLOSE
from ap_core.curriculum.exam_access import APPROVAL_MONTHS
from ap_core.dates.bank_holidays import BANK_HOLIDAYS, FIRST_DAY, LAST_DAY, PROVISIONAL_YEARS
from ap_core.dates.deadlines import NoFixedDate
from ap_core.dates.limits import Days
from ap_core.ehcp.coronavirus import CORONAVIRUS, ENDEAVOURS
from ap_core.ehcp.naming import (
    ADMITS,
    ASKS_FOR_ASSESSMENT,
    BEST_ENDEAVOURS,
    CONSULTED,
    HOLDS_MEETING,
    INFORMS_PARENTS,
    NAMED,
    REQUESTED,
    SEN_REPORT,
    SENCO,
)
from ap_core.ehcp.phase_transfer import POST_16_NAMED
from ap_core.ehcp.sen_codes import CENSUS_TYPES, PROVISION_CODES, SEN2_TYPES
from ap_core.ehcp.sen_support import MEETINGS_A_YEAR
from ap_core.england import ENGLAND
from ap_core.errors import Fault, InvalidValue
from ap_core.exclusion.banding import BOARD_DECIDES_OVER, BOARD_TOLD_OVER
from ap_core.exclusion.codes import CODES_OF_AN_EXCLUSION
from ap_core.exclusion.day_counts import MOST_IN_A_SCHOOL_YEAR
from ap_core.exclusion.first_days import DETAILS_BEFORE, PENALTY, PUBLIC_PLACE_DAYS
from ap_core.exclusion.windows import LIMITS_OF_AN_EXCLUSION
from ap_core.law.citation import Citation, Force, Seen
from ap_core.law.dated import Dated, Edition, NotHeld, Repeal
from ap_core.law.instruments import (
    ATTENDANCE_CODES_2009,
    BFDA_1971,
    CFA_2014,
    CORONAVIRUS_ACT_2020,
    CWSA_2026,
    EA_2002,
    ESA_2008,
    OFFSITE_REGULATIONS_2026,
    SI_2010_1156,
    SI_2012_2532,
    SI_2013_1204,
    SI_2020_471,
    SI_2022_788,
    SI_2024_208,
)
from ap_core.law.rules import Rule
from ap_core.placement.bases import BASES
from ap_core.placement.dimensions import MOST_SESSIONS_A_WEEK, REGISTRATION_ON
from ap_core.placement.direction import ACT_2026_SINCE, POWER_SINCE, REGIME_2026_SINCE, THIRTY_DAYS_UNTIL
from ap_core.placement.providers import PUPILS_OF_A_SCHOOL, USUALLY_FULL_TIME_HOURS
from ap_core.placement.return_facts import FAIR_ACCESS_PLACE
from ap_core.progress.attainment import SLOTS
from ap_core.pupils.ages import (
    AGE_ATTAINED_UNDER,
    ENDS_UNDER,
    LEAVING_DATES_SINCE,
    PARTICIPATION_TO_18_SINCE,
    PARTICIPATION_UNDER,
    PRESCRIBED_SINCE,
    STARTS_UNDER,
)
from ap_core.pupils.identifiers.authorities import UPN_AUTHORITIES
from ap_core.registration.deletion import GROUNDS_FOR_DELETION, YEARS_KEPT
from ap_core.support.care import ACADEMY_DESIGNATES, MAINTAINED_DESIGNATES
from ap_core.support.disability import COLLEGES_OWE, PROVIDERS_OWE, SCHOOLS_OWE

_DAY = timedelta(days=1)

# ---------------------------------------------------------------- ages

AGE_REACHED: Dated[str] = Dated("an age is reached", (
    # Section 9 came into force on 1 January 1970 and is for anniversaries after that day.
    Edition(date(1970, 1, 2), "at the start of the birthday; 29 February is kept on 1 March", AGE_ATTAINED_UNDER),
))  # fmt: skip

COMPULSORY_AGE_BEGINS: Dated[str] = Dated("compulsory school age begins", (
    Edition(
        PRESCRIBED_SINCE,
        "on the fifth birthday where that is 31 August, 31 December or 31 March, otherwise on the next of those days",
        STARTS_UNDER,
    ),
))  # fmt: skip

SCHOOL_LEAVING_DATE: Dated[str] = Dated("school leaving date", (
    Edition(LEAVING_DATES_SINCE, "the last Friday in June", ENDS_UNDER),
))  # fmt: skip

PARTICIPATION_ENDS: Dated[str] = Dated("the duty to take part in education or training ends", (
    Edition(
        date(2013, 6, 28),
        "a year after compulsory school age, or with a level 3 qualification",
        ESA_2008.section("1", note=f"As brought into force by {SI_2013_1204.at('art 2')}."),
    ),
    Edition(PARTICIPATION_TO_18_SINCE, "on the eighteenth birthday, or with a level 3 qualification",
            PARTICIPATION_UNDER),
))  # fmt: skip

# ---------------------------------------------------------------- bank holidays


def _holidays() -> Iterator[Edition[tuple[date, ...]] | NotHeld]:
    held = BFDA_1971.section("1", seen=Seen.SECONDARY, note="The Act was read, the proclamations were not: from lists.")
    ahead = BFDA_1971.section(
        "1", seen=Seen.NOT_SEEN, note="Not yet announced: what the rules give, which a proclamation may change."
    )
    for year in range(FIRST_DAY.year, LAST_DAY.year + 1):
        days = tuple(sorted(day for day in BANK_HOLIDAYS if day.year == year))
        yield Edition(date(year, 1, 1), days, ahead if year in PROVISIONAL_YEARS else held)
    yield NotHeld(LAST_DAY + _DAY, ahead)


BANK_HOLIDAYS_OF_THE_YEAR: Dated[tuple[date, ...]] = Dated("bank holidays of the year", tuple(_holidays()))

# ---------------------------------------------------------------- off-site direction

_NOT_YET = EA_2002.section("29A", note="It named the governing bodies of maintained schools alone.")
_CARRIED_OVER = OFFSITE_REGULATIONS_2026.at(note="Taken to carry over what was in force; the text was not seen.")

MAINTAINED_SCHOOL_MAY_DIRECT: Dated[bool] = Dated("off-site direction: a maintained school has the power", (
    Edition(POWER_SINCE, True, EA_2002.section("29A")),
))  # fmt: skip

ACADEMY_MAY_DIRECT: Dated[bool] = Dated("off-site direction: an academy has the power", (
    Edition(POWER_SINCE, False, _NOT_YET),
    NotHeld(ACT_2026_SINCE, CWSA_2026.section("55")),
    Edition(REGIME_2026_SINCE, True, OFFSITE_REGULATIONS_2026.at()),
))  # fmt: skip

REFERRAL_UNIT_MAY_DIRECT: Dated[bool] = Dated("off-site direction: a pupil referral unit has the power", (
    Edition(POWER_SINCE, False, _NOT_YET),
    Edition(REGIME_2026_SINCE, True, OFFSITE_REGULATIONS_2026.at()),
))  # fmt: skip

_AS_THEY_THINK_FIT = NoFixedDate("at the intervals that the board finds the pupil's needs call for")

DIRECTION_REVIEWED: Dated[Days | NoFixedDate] = Dated("off-site direction: the next review meeting", (
    Edition(POWER_SINCE, Days(30), SI_2010_1156.reg("4(1)(a)", note="As made.")),
    Edition(
        THIRTY_DAYS_UNTIL + _DAY, _AS_THEY_THINK_FIT,
        SI_2010_1156.reg("4(1)(a)", note=f"As substituted by {SI_2012_2532.reg('4')}."),
    ),
    Edition(REGIME_2026_SINCE, _AS_THEY_THINK_FIT, _CARRIED_OVER),
))  # fmt: skip

DIRECTION_ENDS: Dated[str] = Dated("off-site direction: its last possible day", (
    Edition(POWER_SINCE, "the last school day of the school year it begins in", SI_2010_1156.reg("3(5)")),
    Repeal(THIRTY_DAYS_UNTIL + _DAY, SI_2012_2532.reg("3")),
))  # fmt: skip

# ---------------------------------------------------------------- EHC plans

_RELAXED_SINCE, _RELAXED_UNTIL = CORONAVIRUS.first, CORONAVIRUS.last
assert _RELAXED_UNTIL is not None

CORONAVIRUS_RELAXATION: Dated[str] = Dated("EHC time limits that coronavirus stands in the way of", (
    Edition(_RELAXED_SINCE, "as soon as reasonably practicable", SI_2020_471.reg("5, 11")),
    Repeal(_RELAXED_UNTIL + _DAY, SI_2020_471.reg("2(2)")),
))  # fmt: skip

_ENDEAVOURS_SINCE, _ENDEAVOURS_UNTIL = ENDEAVOURS.first, ENDEAVOURS.last
assert _ENDEAVOURS_UNTIL is not None
_ALL_OF_IT = "all of it"

SECURING_SECTION_F: Dated[str] = Dated("EHC plans: how far the authority has to secure Section F", (
    Edition(date(2014, 9, 1), _ALL_OF_IT, CFA_2014.section("42(2)")),
    Edition(_ENDEAVOURS_SINCE, "all reasonable endeavours", CORONAVIRUS_ACT_2020.at("Sch 17")),
    Edition(_ENDEAVOURS_UNTIL + _DAY, _ALL_OF_IT, CFA_2014.section("42(2)")),
))  # fmt: skip

# ---------------------------------------------------------------- attendance codes


def _code(name: str, editions: tuple[Code, ...]) -> Dated[Code]:
    steps: list[Edition[Code] | Repeal] = [Edition(each.since, each, each.citation) for each in editions]
    if (last := editions[-1].until) is not None:
        steps.append(Repeal(last + _DAY, SI_2024_208.reg("10", note="Not one of its codes.")))
    return Dated(f"attendance code {name}", tuple(steps))


def _in_force(since: date) -> tuple[Code, ...]:
    return tuple(each for editions in CODES.values() for each in editions if each.since == since)


def _classing(since: date) -> tuple[str, ...]:
    """Which codes count as what, one text for each class."""
    return tuple(
        f"{counts_as.value}: {' '.join(each.code for each in _in_force(since) if each.counts_as is counts_as)}"
        for counts_as in AttendanceClass
    )


CLASSING_OF_CODES: Dated[tuple[str, ...]] = Dated("what attendance codes count as in rates", (
    Edition(EARLIER_CODES_SINCE, _classing(EARLIER_CODES_SINCE), ATTENDANCE_CODES_2009.at("codes")),
    Edition(PRESENT_CODES_SINCE, _classing(PRESENT_CODES_SINCE), CLASSES_FROM),
))  # fmt: skip

PENALTY_CODES: Dated[tuple[str, ...]] = Dated("attendance codes that count toward considering a penalty notice", (
    Edition(
        PRESENT_CODES_SINCE, tuple(each.code for each in _in_force(PRESENT_CODES_SINCE) if each.counts_to_penalty),
        PENALTY_COUNT_UNDER,
    ),
))  # fmt: skip


# ---------------------------------------------------------------- rules

_EDITION_OF = re.compile(r"(_until)?_\d{4}$")

#: What ended the rules that have no later edition, by the id without its year.
ENDED_BY: Mapping[str, Citation] = {
    "exclusion.notice.authority_in_term": SI_2022_788.reg("5(5), 10(5), 15(5)"),
    "offsite_direction.notice.by_post": SI_2012_2532.reg("7"),
    "offsite_direction.year_end": SI_2012_2532.reg("3"),
    "offsite_direction.review.thirty_days": SI_2012_2532.reg("4"),
}


def editions_of(rules: Iterable[Rule], ended_by: Mapping[str, Citation] = ENDED_BY) -> tuple[Dated[Rule], ...]:
    """The rules as values with a date: one for all editions of a rule.

    :class:`~ap_core.errors.InvalidValue`, with all faults together, where two editions of one rule are in force on the
    same day, or one ends with nothing after it and ``ended_by`` does not say what ended it.
    """
    of_one: dict[str, list[Rule]] = {}
    for rule in rules:
        of_one.setdefault(_EDITION_OF.sub("", rule.id), []).append(rule)
    faults: list[Fault] = []
    made = []
    for name, editions in of_one.items():
        editions.sort(key=lambda rule: rule.since)
        steps: list[Edition[Rule] | Repeal] = []
        for rule, after in zip(editions, [*editions[1:], None], strict=True):
            steps.append(Edition(rule.since, rule, rule.cites))
            end = None if rule.until is None else rule.until + _DAY
            if after is not None and (end is None or after.since < end):
                faults.append(Fault(rule.id, f"is still in force when {after.id} begins", "end it the day before"))
            elif end is not None and (after is None or end < after.since):
                if name in ended_by:
                    steps.append(Repeal(end, ended_by[name]))
                else:
                    faults.append(Fault(rule.id, "ends with nothing after it", f"say in ended_by what ended {name}"))
        made.append((f"rule {name}", tuple(steps)))
    if faults:
        raise InvalidValue("editions_of", faults)
    return tuple(Dated(name, steps) for name, steps in made)


# ---------------------------------------------------------------- all of them

#: Every value of law with a date that the library holds. What a centre chooses is none: its policy says since when.
DATED_LAW: tuple[Dated[Any], ...] = (
    AGE_REACHED,
    COMPULSORY_AGE_BEGINS,
    SCHOOL_LEAVING_DATE,
    PARTICIPATION_ENDS,
    BANK_HOLIDAYS_OF_THE_YEAR,
    MAINTAINED_SCHOOL_MAY_DIRECT,
    ACADEMY_MAY_DIRECT,
    REFERRAL_UNIT_MAY_DIRECT,
    DIRECTION_REVIEWED,
    DIRECTION_ENDS,
    FAIR_ACCESS_PLACE,
    APPROVAL_MONTHS,
    SUMMER_ENTRIES_CLOSE,
    SLOTS,
    MAINTAINED_DESIGNATES,
    ACADEMY_DESIGNATES,
    CORONAVIRUS_RELAXATION,
    SECURING_SECTION_F,
    REQUESTED,
    NAMED,
    ADMITS,
    CONSULTED,
    HOLDS_MEETING,
    ASKS_FOR_ASSESSMENT,
    BEST_ENDEAVOURS,
    SENCO,
    INFORMS_PARENTS,
    SEN_REPORT,
    UPN_AUTHORITIES,
    PROVISION_CODES,
    CENSUS_TYPES,
    SEN2_TYPES,
    MEETINGS_A_YEAR,
    SCHOOLS_OWE,
    COLLEGES_OWE,
    PROVIDERS_OWE,
    POST_16_NAMED,
    MOST_IN_A_SCHOOL_YEAR,
    BOARD_TOLD_OVER,
    BOARD_DECIDES_OVER,
    *LIMITS_OF_AN_EXCLUSION,
    PUBLIC_PLACE_DAYS,
    DETAILS_BEFORE,
    PENALTY,
    *CODES_OF_AN_EXCLUSION,
    MOST_SESSIONS_A_WEEK,
    *REGISTRATION_ON.values(),
    *BASES,
    GROUNDS_FOR_DELETION,
    YEARS_KEPT,
    PUPILS_OF_A_SCHOOL,
    USUALLY_FULL_TIME_HOURS,
    CLASSING_OF_CODES,
    PENALTY_CODES,
    PENALTY_SESSIONS,
    PENALTY_WEEKS,
    PENALTY_SCALE,
    DISREGARDED,
    SCHOOLS_THAT_MAY,
    RETURN_DAYS,
    SICKNESS_DAYS,
    DELETION_DAYS,
    *(_code(name, editions) for name, editions in CODES.items()),
    *editions_of(rule for rule in ENGLAND.rules if rule.cites.force is not Force.LOCAL),
)
