"""What the law asks of a suspension by its days, and how the census codes it.

The limit of a school year is the head's: he may not suspend beyond it. Reaching it is no breach, and makes no permanent
exclusion (EX-POW-06). Days at other schools count; while nobody has told them, and the days on record do not decide it,
the answer is open (EX-DAY-05).
"""

from __future__ import annotations

from datetime import date

from ap_core.exclusion.codes import MOST_REASONS
from ap_core.exclusion.day_counts import MOST_IN_A_SCHOOL_YEAR
from ap_core.exclusion.suspension_facts import FirstDays as F
from ap_core.exclusion.suspension_facts import ReasonFacts as R
from ap_core.exclusion.suspension_facts import SuspensionDays as D
from ap_core.exclusion.suspension_facts import SuspensionYear as Y
from ap_core.law.expressions import law
from ap_core.law.instruments import EXCLUSION_GUIDANCE_2026, SCHOOL_CENSUS, SI_2012_1033
from ap_core.law.rules import Condition, Duty

SINCE = date(2012, 9, 1)

LIMIT = Condition(
    id="exclusion.limit.school_year",
    title="The most school days of suspension in a school year",
    entry="exclusion.md EX-DAY-04, EX-DAY-05, EX-DAY-09, EX-POW-06; placement.md exclusion.45-days",
    row=Y,
    cites=SI_2012_1033.reg("4", note="Regulation 13 says the same of a pupil referral unit, 22 of an academy."),
    since=SINCE, law_date=Y.last_began_on, who=Y.whose_step,
    requires=(Y.at_least <= law(MOST_IN_A_SCHOOL_YEAR)) & (Y.at_most <= law(MOST_IN_A_SCHOOL_YEAR)),
    met="School days of suspension in the school year, with the last from {school}: at most {at_most}, of "
    "{the_most_half-days_of_suspension_in_a_school_year} that the law allows.",
    not_met="With the suspension from {school} of {last_began_on} the school days of suspension in the school year "
    "came to {at_least} or more; they must not be more than {the_most_half-days_of_suspension_in_a_school_year}.",
    act="Settle with the authority what is to become of the suspension: the pupil is not permanently excluded by it. "
    "No further one is lawful this school year.",
    arose=Y.last_began_on,
)  # fmt: skip

ON_SCHOOL_DAYS = Condition(
    id="exclusion.suspension.school_days",
    title="A suspension holds a school day",
    entry="exclusion.md EX-DAY-10",
    row=D, cites=SI_2012_1033.reg("4", note="It counts school days."), since=SINCE, law_date=D.first_day,
    who=D.whose_step, requires=D.school_days >= 1,
    not_met="The suspension from {school} of {first_day} holds no school day of that school, and counts nothing.",
    act="Look at its days and at the school's calendar. If the school closed after it was made, nothing is amiss.",
    arose=D.first_day,
)  # fmt: skip

NUMBER_OF_REASONS = Condition(
    id="exclusion.reasons.number",
    title="How many reasons the census takes",
    entry="exclusion.md section 11",
    row=R, cites=SCHOOL_CENSUS.at("exclusion reasons"), since=SINCE, law_date=R.began_on, who=R.whose_step,
    requires=(R.reasons >= 1) & (R.reasons <= law(MOST_REASONS)),
    not_met="Reasons recorded: {reasons}. The census takes one at least, and of that day at most "
    "{the_most_reasons_for_one_exclusion_in_the_school_census}.",
    act="Record the main reason first.", arose=R.began_on,
)  # fmt: skip

REASONS_IN_USE = Condition(
    id="exclusion.reasons.in_use",
    title="Reasons that the census had on that day",
    entry="exclusion.md section 11",
    row=R,
    cites=SCHOOL_CENSUS.at("exclusion reasons", note="The first day of the list of May 2026 is assumed."),
    since=SINCE, law_date=R.began_on, who=R.whose_step,
    requires=R.not_in_use == 0, arguable=R.not_in_use == R.published,
    not_met="Recorded for {began_on}: {codes}. The census had not all of these codes on that day.",
    differs="Recorded for {began_on}: {codes}. Not all of these stand in the list collected until then, all do in "
    "the one published that year; from which day the new one is collected was not found.",
    act="Record the reason under a code of that day.", arose=R.began_on,
)  # fmt: skip

WORK_SET = Duty(
    id="exclusion.first_days.work_set",
    title="Work set for the first days of an exclusion",
    entry="exclusion.md EX-EDU-01; placement.md exclusion.first-five-days",
    row=F,
    cites=EXCLUSION_GUIDANCE_2026.at(
        "education during an exclusion", note="As advice services tell the edition of 2024; not compared with 2026."
    ),
    since=date(2022, 9, 1), law_date=F.began_on, who=F.whose_step, by=F.when, done=F.work_set_on,
    met="Work was set on {work_set_on} for the first days of the exclusion from {school}.",
    pending="Excluded by {school} from {began_on}: work should be set, and marked, until other education begins.",
    # A duty without a day is never late.
    late="Excluded by {school} from {began_on}: work should have been set, and marked.",
    act="Set work that can be done at home, see that it gets there, and mark it.", arose=F.began_on,
)  # fmt: skip

RULES = (WORK_SET, LIMIT, ON_SCHOOL_DAYS, NUMBER_OF_REASONS, REASONS_IN_USE)
