"""The move to another phase: the plan names what comes next in time, and the meeting comes early enough for it."""

from __future__ import annotations

from ap_core.ehcp.assessment_rules import SINCE
from ap_core.ehcp.phase_facts import PhaseTransferFacts as P
from ap_core.law.citation import Force
from ap_core.law.instruments import SI_2014_1530
from ap_core.law.rules import Actor, Duty

NAMED = Duty(
    id="ehcp.phase_transfer.named",
    title="The plan names what comes next before a move to another phase",
    entry="ehcp.md EHC-PT-01, EHC-PT-02, EHC-PT-03, EHC-PT-05, EHC-PT-07, EHC-PT-09, EHC-T-05; story 7",
    row=P,
    cites=SI_2014_1530.reg(
        "18(1)-(2)", note="Read as amended to 3 April 2018. That a pupil referral unit is a secondary school for this "
        "is taken to be so; the regulation does not say it.",
    ),
    since=SINCE, law_date=P.moves_on, who=Actor.AUTHORITY, applies=P.has_plan & P.transfers,
    by=P.due, done=P.named_on,
    met="The plan, reviewed, has named what comes after the move ({phase}) since {named_on}.",
    pending="The pupil moves on {moves_on} ({phase}): by {due} the plan must have been reviewed, and amended to name "
    "what comes next.",
    late="The pupil moves on {moves_on} ({phase}): by {due} the plan had to be reviewed, and amended to name what "
    "comes next; named: {named_on}.",
    differs="The plan had to name what comes after the move on {moves_on} by {due}; it has since {named_on}. Readings "
    "of the last day differ.",
    act="Ask the authority for the review and for the amended plan; tell it where the pupil would like to go.",
    arose=P.moves_on,
)  # fmt: skip

MEETING = Duty(
    id="ehcp.phase_transfer.meeting",
    title="A review meeting early enough before a move to another phase",
    entry="ehcp.md EHC-PT-04; story 7",
    row=P, cites=SI_2014_1530.at("regs 18(1), 20(10), 22(3)", force=Force.PRACTICE, note="Derived from the three."),
    since=SINCE, law_date=P.moves_on, who=Actor.AUTHORITY, applies=P.has_plan & P.transfers,
    by=P.meeting_due, done=P.reviewed_on,
    met="The review before the move on {moves_on} came early enough: {reviewed_on}.",
    pending="So that all that follows ends in time for the move on {moves_on}, the plan's review meeting should be "
    "held by {meeting_due}.",
    late="So that all that follows would end in time for the move on {moves_on}, the plan's review meeting should have "
    "been held by {meeting_due}; held: {reviewed_on}.",
    differs="The review meeting before the move on {moves_on} should have been held by {meeting_due}; held: "
    "{reviewed_on}. Readings of the last day differ.",
    act="Ask the authority for a meeting by then. If it comes later, ask for each later step sooner than its last "
    "day.",
    arose=P.moves_on,
)  # fmt: skip

RULES = (NAMED, MEETING)
