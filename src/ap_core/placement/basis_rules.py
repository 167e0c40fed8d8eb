"""What the legal basis of a placement asks of whom, so far as a record can show it.

The home school's duties are its own, never the centre's breach. The sixth day of a suspension or exclusion is in
:mod:`ap_core.exclusion.sixth_day_rules`; when section 19 ends for a leaver is
:func:`ap_core.placement.bases.leaver_exception`.
"""

from __future__ import annotations

from datetime import date

from ap_core.law.citation import Force
from ap_core.law.instruments import AP_GUIDANCE_2025, KCSIE
from ap_core.law.rules import Actor, Condition, Duty
from ap_core.placement.basis_facts import CommissionedFacts as C
from ap_core.placement.facts import HalfTermFacts as H
from ap_core.placement.records import Commissioner

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

RULES = (CHECKS, AUTHORITY_TOLD, HALF_TERMLY)
