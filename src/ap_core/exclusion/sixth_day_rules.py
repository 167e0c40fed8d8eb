"""Full-time education from the sixth day of a suspension, and after a permanent exclusion: by the school or authority.

What another body owes is theirs, never the centre's breach; a suspension by the centre itself is the centre's. Which
law applies goes by the first day of the suspension, of the last of those in a row: until 4 January 2015 each had its
own sixth day, since then they count together (SI 2014/3216, read). Whether the education is full-time no record tells.
"""

from __future__ import annotations

from datetime import date, timedelta

from ap_core.exclusion.education import EducationPlace
from ap_core.exclusion.sixth_day_facts import SixthDayFacts as S
from ap_core.law.citation import Citation
from ap_core.law.instruments import EIA_2006, SI_2007_1870
from ap_core.law.rules import Actor, Condition, Duty
from ap_core.placement.bases import RUNS_SINCE, SECTION_100, SIXTH_DAY_SINCE

_ALONE_UNTIL = RUNS_SINCE - timedelta(days=1)
_ASK_THE_AUTHORITY = (
    "Ask the authority from which day it arranged full-time education, and record it: if from none, it is owed now."
)
_ENTRY = "exclusion.md EX-EDU-02, EX-EDU-04, EX-EDU-05; placement.md sixth-day.suspension, sixth-day.exceptions"

AFTER_PERMANENT_EXCLUSION = Duty(
    id="exclusion.permanent.sixth_day",
    title="Education from the sixth school day after the permanent exclusion",
    entry="exclusion.md EX-EDU-03, EX-EDU-05; placement.md sixth-day.permanent, sixth-day.exceptions; "
    "verification.md C1",
    row=S, cites=SI_2007_1870.reg("4(3)(a)"), since=SIXTH_DAY_SINCE, law_date=S.last_began_on, who=Actor.AUTHORITY,
    applies=S.permanent & S.of_age & ~S.excused, by=S.education_due, done=S.education_from,
    pending="Permanently excluded by {school} on {excluded_on}: the authority owes full-time education from "
    "{education_due}.",
    late="Permanently excluded by {school} on {excluded_on}: the authority had to arrange full-time education from "
    "{education_due}; on record from {education_from}.",
    act=_ASK_THE_AUTHORITY,
    arose=S.excluded_on,
)  # fmt: skip


def _by_the_school(rule_id: str, since: date, until: date | None, cites: Citation) -> Duty:
    return Duty(
        id=rule_id,
        title="Education from the sixth school day of the suspension",
        entry=f"{_ENTRY}, sixth-day.consecutive-suspensions",
        row=S, cites=cites, since=since, until=until, law_date=S.last_began_on, who=S.whose_step,
        applies=~S.permanent & ~S.from_unit & S.of_age & ~S.excused, by=S.education_due, done=S.education_from,
        pending="Suspended by {school} from {excluded_on}: the school owes full-time education from {education_due}.",
        late="Suspended by {school} from {excluded_on}: the school had to arrange full-time education from "
        "{education_due}; on record from {education_from}.",
        act="Settle from which day {school} arranged full-time education, and record it: if from none, it is owed now.",
        arose=S.excluded_on,
    )  # fmt: skip


def _by_the_authority(rule_id: str, since: date, until: date | None, cites: Citation) -> Duty:
    return Duty(
        id=rule_id,
        title="Education from the sixth school day of a pupil referral unit's suspension",
        entry=f"{_ENTRY}, sixth-day.permanent, sixth-day.consecutive-suspensions; verification.md",
        row=S, cites=cites, since=since, until=until, law_date=S.last_began_on, who=Actor.AUTHORITY,
        applies=~S.permanent & S.from_unit & S.of_age & ~S.excused, by=S.education_due, done=S.education_from,
        pending="Suspended by the pupil referral unit {school} from {excluded_on}: the local authority, and not the "
        "unit, owes full-time education from {education_due}.",
        late="Suspended by the pupil referral unit {school} from {excluded_on}: the local authority, and not the unit, "
        "had to arrange full-time education from {education_due}; on record from {education_from}.",
        act=f"{_ASK_THE_AUTHORITY} Where the pupil lives in another area than the unit's, ask both.",
        arose=S.excluded_on,
    )  # fmt: skip


IN_SUSPENSION = _by_the_school("exclusion.suspension.sixth_day", RUNS_SINCE, None, SECTION_100)
IN_SUSPENSION_2007 = _by_the_school(
    "exclusion.suspension.sixth_day_2007", SIXTH_DAY_SINCE, _ALONE_UNTIL,
    EIA_2006.section("100", note="The day was in SI 2007/1870 reg 3(3) as made: the sixth of the one exclusion."),
)  # fmt: skip
IN_SUSPENSION_FROM_A_UNIT = _by_the_authority(
    "exclusion.suspension.sixth_day_pru", RUNS_SINCE, None, SI_2007_1870.reg("4(3)(b)")
)
IN_SUSPENSION_FROM_A_UNIT_2007 = _by_the_authority(
    "exclusion.suspension.sixth_day_pru_2007", SIXTH_DAY_SINCE, _ALONE_UNTIL,
    SI_2007_1870.reg("4(3)(b)", note="As made, before SI 2014/3216."),
)  # fmt: skip

NOT_AT_THE_SCHOOL = Condition(
    id="exclusion.suspension.education_place",
    title="Education from the sixth day elsewhere than at the school that suspended",
    entry="exclusion.md EX-EDU-06",
    row=S, cites=EIA_2006.section("100(3)"), since=SIXTH_DAY_SINCE, law_date=S.last_began_on, who=S.whose_step,
    applies=~S.permanent & ~S.from_unit & S.of_age & S.education_due.exists & S.education_from.exists,
    requires=S.place != EducationPlace.AT_THE_SCHOOL,
    met="The education from the sixth day of the suspension is given {place}.",
    not_met="Suspended by {school} from {excluded_on}: the education from the sixth day is given at the school itself. "
    "It must be given elsewhere, or under arrangements made jointly with another school.",
    act="Have the education given elsewhere, or jointly with another school for pupils excluded from either.",
    arose=S.excluded_on,
)  # fmt: skip

RULES = (
    AFTER_PERMANENT_EXCLUSION, IN_SUSPENSION, IN_SUSPENSION_2007, IN_SUSPENSION_FROM_A_UNIT,
    IN_SUSPENSION_FROM_A_UNIT_2007, NOT_AT_THE_SCHOOL,
)  # fmt: skip
