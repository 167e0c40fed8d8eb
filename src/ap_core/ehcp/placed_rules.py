"""Where a pupil with a plan, or looked after, may be full-time; how a placement ends. Neither turns anybody away."""

from __future__ import annotations

from datetime import date

from ap_core.ehcp.placed_facts import EndedFacts as E
from ap_core.ehcp.placed_facts import UnregisteredFacts as U
from ap_core.law.instruments import CENTRE_POLICY, EA_1996, LOCAL_SINCE
from ap_core.law.rules import Actor, Condition

REGISTERED = Condition(
    id="ehcp.placement.registered_provider",
    title="No pupil with a plan, or looked after, full-time at a place not registered",
    entry="ehcp.md EHC-AP-09, ADJ-15",
    row=U,
    cites=EA_1996.section(
        "463", note="One child of compulsory school age who has an EHC plan or is looked after, taught full-time, "
        "makes a place an independent school. From commentary: to run it unregistered is an offence of its "
        "proprietor (ESA 2008 s.96); full-time is all or substantially all of a child's education, and the hours are "
        "the Department's indicator, no line.",
    ),
    since=date(2014, 9, 1), who=Actor.PROPRIETOR,
    applies=U.going_on & (U.has_plan | U.looked_after) & U.of_school_age,
    requires=~(U.whole_week | U.many_hours), arguable=~U.whole_week,
    met="The place is no school, and the pupil is there for a part of the week.",
    not_met="The place is no registered school, and the pupil, who has an EHC plan or is looked after, is there "
    "full-time: its proprietor must register it as an independent school before it teaches so.",
    differs="The place is no registered school; the pupil, who has an EHC plan or is looked after, is there for "
    "{hours} a week. That is more than the Department usually takes as part-time, an indicator: whether it is "
    "full-time, readings differ.",
    act="Ask the proprietor whether it registers, and whoever commissions the place, with the authority that keeps the "
    "plan or looks after the pupil, for full-time education that is lawful. The pupil's education goes on meanwhile.",
)  # fmt: skip

ENDED_TOGETHER = Condition(
    id="ehcp.placement.ended_together",
    title="No placement of a pupil with a plan ended by one side alone",
    entry="ehcp.md EHC-CE-05, ADJ-05",
    row=E, cites=CENTRE_POLICY.at("ehcp.before_the_end"), since=LOCAL_SINCE, law_date=E.ended_on,
    who=Actor.CENTRE_AND_HOME_SCHOOL, applies=E.had_plan & E.not_as_planned, requires=E.in_order,
    met="The placement ended on {ended_on}; before that came what the centre has chosen: {before}.",
    not_met="The placement ended on {ended_on}; the centre has chosen what comes before that: {before}. Review asked "
    "for or held: {reviewed_on}; authority told: {told_on}; next setting agreed: {agreed_on}.",
    act="Tell the authority, ask for a review of the plan, and agree what comes next: the plan goes on. Where "
    "behaviour ended the placement, ask whether that was an exclusion, which has rules of its own.",
    arose=E.ended_on,
)  # fmt: skip

RULES = (REGISTERED, ENDED_TOGETHER)
