"""Full-time education from the sixth day of a suspension, and after a permanent exclusion: by the school or authority.

What another body owes is theirs, never the centre's breach; a suspension by the centre itself is the centre's. Whether
the education is full-time, and given elsewhere than at the school that suspended (s.100(3)), no record tells.
"""

from __future__ import annotations

from ap_core.exclusion.sixth_day_facts import SixthDayFacts as S
from ap_core.law.instruments import SI_2007_1870
from ap_core.law.rules import Actor, Duty
from ap_core.placement.bases import RUNS_SINCE, SECTION_100, SIXTH_DAY_SINCE

# Said with the lateness: once education has begun there is nothing left to do, and an act would not be shown.
_EXCEPT = (
    " It is not owed for a pupil in Year 11 with no examination left, nor beyond the hours that an EHC plan sets lower."
)
_ASK_THE_AUTHORITY = (
    "Ask the authority from which day it arranged full-time education, and record it: if from none, it is owed now."
)

AFTER_PERMANENT_EXCLUSION = Duty(
    id="exclusion.permanent.sixth_day",
    title="Education from the sixth school day after the permanent exclusion",
    entry="placement.md sixth-day.permanent, sixth-day.exceptions; verification.md C1",
    row=S, cites=SI_2007_1870.reg("4(3)(a)"), since=SIXTH_DAY_SINCE, law_date=S.excluded_on, who=Actor.AUTHORITY,
    applies=S.permanent & S.of_age, by=S.education_due, done=S.education_from,
    pending="Permanently excluded by {school} on {excluded_on}: the authority owes full-time education from "
    "{education_due}.",
    late="Permanently excluded by {school} on {excluded_on}: the authority had to arrange full-time education from "
    "{education_due}; on record from {education_from}." + _EXCEPT,
    act=_ASK_THE_AUTHORITY,
    arose=S.excluded_on,
)  # fmt: skip

IN_SUSPENSION = Duty(
    id="exclusion.suspension.sixth_day",
    title="Education from the sixth school day of the suspension",
    entry="placement.md sixth-day.suspension, sixth-day.consecutive-suspensions, sixth-day.exceptions",
    row=S, cites=SECTION_100, since=RUNS_SINCE, law_date=S.excluded_on, who=S.whose_step,
    applies=~S.permanent & ~S.from_unit & S.of_age, by=S.education_due, done=S.education_from,
    pending="Suspended by {school} from {excluded_on}: the school owes full-time education from {education_due}.",
    late="Suspended by {school} from {excluded_on}: the school had to arrange full-time education from "
    "{education_due}; on record from {education_from}." + _EXCEPT,
    act="Settle from which day {school} arranged full-time education, and record it: if from none, it is owed now.",
    arose=S.excluded_on,
)  # fmt: skip

IN_SUSPENSION_FROM_A_UNIT = Duty(
    id="exclusion.suspension.sixth_day_pru",
    title="Education from the sixth school day of a pupil referral unit's suspension",
    entry="placement.md sixth-day.permanent, sixth-day.consecutive-suspensions, sixth-day.exceptions; verification.md",
    row=S, cites=SI_2007_1870.reg("4(3)(b)"), since=RUNS_SINCE, law_date=S.excluded_on, who=Actor.AUTHORITY,
    applies=~S.permanent & S.from_unit & S.of_age, by=S.education_due, done=S.education_from,
    pending="Suspended by the pupil referral unit {school} from {excluded_on}: the authority that maintains it owes "
    "full-time education from {education_due}.",
    late="Suspended by the pupil referral unit {school} from {excluded_on}: the authority that maintains it had to "
    "arrange full-time education from {education_due}; on record from {education_from}." + _EXCEPT,
    act=_ASK_THE_AUTHORITY,
    arose=S.excluded_on,
)  # fmt: skip

RULES = (AFTER_PERMANENT_EXCLUSION, IN_SUSPENSION, IN_SUSPENSION_FROM_A_UNIT)
