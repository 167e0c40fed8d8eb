"""An early review of the plan where a suspension, an exclusion or a cut in time threatens what it provides.

It is no bar to anything: the pupil stays or comes in, and what the plan specifies goes on.
"""

from __future__ import annotations

from datetime import date

from ap_core.ehcp.early_facts import SuspendedFacts as S
from ap_core.ehcp.early_facts import Threat
from ap_core.ehcp.early_facts import ThreatFacts as T
from ap_core.ehcp.policy import EHCPPolicy
from ap_core.law.instruments import CENTRE_POLICY, EXCLUSION_GUIDANCE_2026, LOCAL_SINCE, SEND_CODE_2015
from ap_core.law.rules import Actor, Duty

_ACT = (
    "Ask the authority in writing for an early review: what supports or places the pupil better? What the plan "
    "specifies goes on meanwhile."
)

AFTER_SUSPENSION = Duty(
    id="ehcp.early_review.suspension",
    title="An early review of the plan after a suspension",
    entry="ehcp.md EHC-AP-01, EHC-AR-15, ADJ-06",
    row=S,
    cites=EXCLUSION_GUIDANCE_2026.at(
        "pupils with an EHC plan",
        note="Paragraph 56 of the edition of 2022, as advice services quote it; not compared with the edition of 2026.",
    ),
    since=date(2022, 9, 1), law_date=S.last_began_on, who=Actor.CENTRE_AND_HOME_SCHOOL,
    applies=S.has_plan & (
        (S.suspensions >= EHCPPolicy.early_review_at_suspension) | (S.school_days > EHCPPolicy.early_review_over)
    ),
    by=S.when, done=S.asked_on,
    met="After the first suspension of this term a review of the plan was asked for or held: {asked_on}.",
    pending="Suspensions this term: {suspensions}. An early review of the plan should be considered and asked for.",
    # A duty without a day is never late.
    late="Suspensions this term: {suspensions}. An early review of the plan should have been considered.",
    act=_ACT,
)  # fmt: skip

AFTER_THREAT = Duty(
    id="ehcp.early_review.threat",
    title="An early review of the plan where something threatens it",
    entry="ehcp.md EHC-AR-15, EHC-AP-03, EHC-AP-07, ADJ-06",
    row=T, cites=SEND_CODE_2015.at("reviews at another time", note="Known from advice services; not quoted."),
    since=date(2015, 1, 1), law_date=T.since, who=Actor.CENTRE_AND_HOME_SCHOOL,
    applies=T.has_plan & ((T.threat == Threat.EXCLUSION) | (T.threat == Threat.LESS_TIME)),
    by=T.when, done=T.asked_on,
    met="A review of the plan was asked for or held on {asked_on}, after this: {threat}, {since}.",
    pending="An early review of the plan should be asked for after this: {threat}, {since}.",
    late="An early review of the plan should have been asked for after this: {threat}, {since}.",
    act=_ACT,
)  # fmt: skip

AFTER_SHORTFALL = Duty(
    id="ehcp.early_review.shortfall",
    title="An early review of the plan where Section F is not delivered",
    entry="ehcp.md EHC-AR-15, EHC-DL-05, ADJ-06",
    row=T, cites=CENTRE_POLICY.at("ehcp.shortfall_to_tell"), since=LOCAL_SINCE, who=Actor.CENTRE_AND_HOME_SCHOOL,
    applies=T.has_plan & (T.threat == Threat.SHORTFALL), by=T.when, done=T.asked_on,
    met="A review of the plan was asked for or held on {asked_on}; {threat} since {since}.",
    pending="The centre has chosen to ask for an early review when so much is missing; {threat} since {since}.",
    # A duty without a day is never late.
    late="The centre has chosen to ask for an early review when so much is missing; {threat} since {since}.",
    act=_ACT,
)  # fmt: skip

AFTER_ABSENCE = Duty(
    id="ehcp.early_review.attendance",
    title="An early review of the plan where attendance has fallen away",
    entry="ehcp.md EHC-AR-15, ADJ-06",
    row=T, cites=CENTRE_POLICY.at("ehcp.early_review_attendance, early_review_sessions"), since=LOCAL_SINCE,
    who=Actor.CENTRE_AND_HOME_SCHOOL, applies=T.has_plan & (T.threat == Threat.ATTENDANCE),
    by=T.when, done=T.asked_on,
    met="A review of the plan was asked for or held on {asked_on}; {threat} in the half term from {since} on.",
    pending="The centre has chosen to ask for an early review after this: {threat} in the half term from {since} on.",
    late="The centre has chosen to ask for an early review after this: {threat} in the half term from {since} on.",
    act=f"Find out with pupil and parent what keeps the pupil away. {_ACT}",
)  # fmt: skip

RULES = (AFTER_SUSPENSION, AFTER_THREAT, AFTER_SHORTFALL, AFTER_ABSENCE)
