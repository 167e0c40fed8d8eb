"""What the legal basis of a placement asks of whom, so far as a record can show it.

The authority's and the school's duties are theirs, never the centre's breach. Whether the education is full-time is
the week's matter; when section 19 ends for a leaver is :func:`ap_core.placement.bases.leaver_exception`.
"""

from __future__ import annotations

from datetime import date

from ap_core.law.citation import Force
from ap_core.law.instruments import AP_GUIDANCE_2025, KCSIE, SI_2007_1870
from ap_core.law.rules import Actor, Condition, Duty
from ap_core.placement.bases import RUNS_SINCE, SECTION_100, SIXTH_DAY_SINCE
from ap_core.placement.basis_facts import CommissionedFacts as C
from ap_core.placement.basis_facts import SixthDayFacts as S
from ap_core.placement.facts import HalfTermFacts as H
from ap_core.placement.records import Basis, Commissioner

# Said with the lateness: once education has begun there is nothing left to do, and an act would not be shown.
_EXCEPT = (
    " It is not owed for a pupil in Year 11 with no examination left, nor beyond the hours that an EHC plan sets lower."
)

AFTER_PERMANENT_EXCLUSION = Duty(
    id="basis.permanent_exclusion.sixth_day",
    title="Education from the sixth school day after the permanent exclusion",
    entry="placement.md sixth-day.permanent, sixth-day.exceptions; verification.md C1",
    row=S, cites=SI_2007_1870.reg("4"), since=SIXTH_DAY_SINCE, law_date=S.excluded_on, who=Actor.AUTHORITY,
    applies=S.basis.is_in(Basis.PERMANENT_EXCLUSION, Basis.EXCLUSION_PENDING) & S.of_age,
    by=S.education_due, done=S.education_from,
    pending="Permanently excluded by {school} on {excluded_on}: the authority owes full-time education from "
    "{education_due}.",
    late="Permanently excluded by {school} on {excluded_on}: the authority had to arrange full-time education from "
    "{education_due}; on record from {education_from}." + _EXCEPT,
    act="Ask the authority what it arranged until then, and record it.",
    arose=S.excluded_on,
)  # fmt: skip

IN_SUSPENSION = Duty(
    id="basis.suspension.sixth_day",
    title="Education from the sixth school day of the suspension",
    entry="placement.md sixth-day.suspension, sixth-day.consecutive-suspensions, sixth-day.exceptions",
    row=S, cites=SECTION_100, since=RUNS_SINCE, law_date=S.excluded_on, who=Actor.HOME_SCHOOL,
    applies=(S.basis == Basis.SUSPENSION) & S.of_age, by=S.education_due, done=S.education_from,
    pending="Suspended by {school} from {excluded_on}: full-time education is owed from {education_due}.",
    late="Suspended by {school} from {excluded_on}: full-time education had to be arranged from {education_due}; on "
    "record from {education_from}." + _EXCEPT,
    act="Ask {school} (or the authority, where a pupil referral unit suspended) what it arranged until then.",
    arose=S.excluded_on,
)  # fmt: skip

_GUIDANCE = AP_GUIDANCE_2025.at(
    force=Force.STATUTORY_GUIDANCE_SHOULD, note="As an authority quotes it; the text was not seen."
)
_GUIDANCE_SINCE = date(2025, 2, 5)

CHECKS = Duty(
    id="commissioned.checks.before_start",
    title="The commissioning school's checks of the provider",
    entry="placement.md section 11 (service agreement)",
    row=C, cites=KCSIE.at("alternative provision"), since=date(2021, 9, 1), law_date=C.first_day, who=Actor.HOME_SCHOOL,
    applies=C.going_on, by=C.checks_due, done=C.checked_on,
    late="The home school commissions the placement and should have checked provider, staff checks and safeguarding "
    "before {first_day}; done: {checked_on}.",
    act="Give the home school what it needs for its checks: it stays responsible for the pupil's safety.",
)  # fmt: skip

AUTHORITY_TOLD = Condition(
    id="commissioned.authority_told",
    title="The authority told of the placement",
    entry="placement.md section 4 (good practice), ap.definition",
    row=C, cites=_GUIDANCE, since=_GUIDANCE_SINCE, law_date=C.first_day, who=Actor.HOME_SCHOOL,
    applies=C.going_on, requires=C.authority_told_on.exists,
    not_met="A school that commissions a placement should tell the authority; that is not recorded.",
    act="Ask the home school to tell the authority.",
)  # fmt: skip

HALF_TERMLY = Duty(
    id="commissioned.review.each_half_term",
    title="The commissioning school's review in this half term",
    entry="placement.md section 9, section 11",
    row=H, cites=_GUIDANCE, since=_GUIDANCE_SINCE, who=Actor.HOME_SCHOOL,
    applies=H.going_on & ~H.ends_before & (H.commissioned_by == Commissioner.SCHOOL), by=H.review_due, done=H.review_on,
    late="The commissioning school and the centre should review the placement at least once each half term; none was "
    "held by {review_due}.",
    act="Hold it with the home school. {booking}",
)  # fmt: skip

RULES = (AFTER_PERMANENT_EXCLUSION, IN_SUSPENSION, CHECKS, AUTHORITY_TOLD, HALF_TERMLY)
