"""Reviews beside the ordinary twelve months, the people and matters of a review meeting, and amendments."""

from __future__ import annotations

from ap_core.ehcp.assessment_rules import SINCE
from ap_core.ehcp.cycle_facts import AmendmentFacts as A
from ap_core.ehcp.cycle_facts import MeetingContents as M
from ap_core.ehcp.cycle_facts import SpecialCycle, StatedCycle
from ap_core.ehcp.cycles import Anchor
from ap_core.law.instruments import CENTRE_POLICY, CFA_2014, LOCAL_SINCE, SI_2014_1530
from ap_core.law.rules import Actor, Condition, Duty

AFTER_REASSESSMENT = Duty(
    id="ehcp.annual_review.after_reassessment",
    title="First review after a reassessment",
    entry="ehcp.md EHC-AR-01; verification.md C24",
    row=SpecialCycle, cites=SI_2014_1530.reg("27(4)(a)"), since=SINCE, law_date=SpecialCycle.since,
    who=Actor.AUTHORITY, applies=SpecialCycle.after == Anchor.REASSESSMENT, by=SpecialCycle.due,
    done=SpecialCycle.decided_on,
    met="The plan that followed a reassessment on {since} was reviewed in time: decision {decided_on}.",
    pending="The plan that followed a reassessment on {since} must be reviewed by {due}; a review is taken to be over "
    "when its decision is sent.",
    late="The plan that followed a reassessment on {since} had to be reviewed by {due}; decision sent: {decided_on}.",
    act="Ask the authority for the meeting and its decision. The plan goes on meanwhile.", arose=SpecialCycle.since,
)  # fmt: skip

AFTER_TRANSFER = Duty(
    id="ehcp.annual_review.after_transfer",
    title="First review by the new authority",
    entry="ehcp.md EHC-MV-04",
    row=SpecialCycle, cites=SI_2014_1530.reg("15(5)"), since=SINCE, law_date=SpecialCycle.since,
    who=Actor.AUTHORITY, applies=SpecialCycle.after == Anchor.TRANSFER, by=SpecialCycle.due,
    done=SpecialCycle.decided_on,
    met="The plan transferred on {since} was reviewed in time: decision {decided_on}.",
    pending="The new authority must review the plan transferred on {since} by {due}; a review is taken to be over when "
    "its decision is sent.",
    late="The new authority had to review the plan transferred on {since} by {due}; decision sent: {decided_on}.",
    differs="The review of the plan transferred on {since} was due by {due}; its decision was sent {decided_on}. "
    "Readings of the last day differ.",
    act="Ask the new authority for the meeting and its decision. The plan goes on meanwhile.", arose=SpecialCycle.since,
)  # fmt: skip

AS_THE_PLAN_ASKS = Duty(
    id="ehcp.review.as_the_plan_asks",
    title="Reviews as often as the plan itself asks",
    entry="ehcp.md EHC-AR-16, ADJ-13",
    row=StatedCycle,
    cites=CFA_2014.section(
        "42(2)", note="Read as revised to March 2018. That reviews which the plan specifies are part of what has to be "
        "secured is the Ombudsman's view (decision 24-015-905, read in a summary).",
    ),
    since=SINCE, law_date=StatedCycle.since, who=Actor.AUTHORITY, applies=StatedCycle.plan_asks,
    by=StatedCycle.due, done=StatedCycle.decided_on,
    pending="The plan asks for a review every {months} months: the next must be over by {due}.",
    late="The plan asks for a review every {months} months: the next had to be over by {due}.",
    differs="The plan asks for a review every {months} months: the next was due by {due}. Readings of the last day "
    "differ.",
    act="Ask the authority for a meeting: what the plan asks for is part of what has to be done.",
    arose=StatedCycle.since,
)  # fmt: skip

AS_CHOSEN = Duty(
    id="ehcp.review.as_the_centre_chose",
    title="Reviews as often as the centre has chosen to ask for",
    entry="ehcp.md ADJ-13",
    row=StatedCycle, cites=CENTRE_POLICY.at("ehcp.review_every"), since=LOCAL_SINCE, who=Actor.CENTRE,
    applies=~StatedCycle.plan_asks, by=StatedCycle.due, done=StatedCycle.decided_on,
    pending="The centre has chosen to ask for a review of the plan every {months} months: the next by {due}.",
    late="The centre has chosen to ask for a review of the plan every {months} months: the next by {due}.",
    differs="The centre has chosen to ask for a review every {months} months: the next by {due}. Readings of the last "
    "day differ.",
    act="Ask the authority for a review. It decides whether to hold one before the twelve months are over.",
    arose=StatedCycle.since,
)  # fmt: skip

INVITED = Duty(
    id="ehcp.review_meeting.invited",
    title="Everybody invited to the review meeting who has to be",
    entry="ehcp.md EHC-AR-03",
    row=M, cites=SI_2014_1530.reg("20(2)"), since=SINCE, law_date=M.meeting_on, who=Actor.AUTHORITY,
    applies=M.invitees_kept, by=M.invite_due, done=M.all_invited_on,
    met="Everybody was invited to the meeting on {meeting_on} who has to be.",
    pending="To the meeting on {meeting_on} these must be invited too, by {invite_due}: {not_invited}.",
    late="To the meeting on {meeting_on} everybody had to be invited by {invite_due}; not invited: {not_invited}.",
    differs="To the meeting on {meeting_on} everybody had to be invited by {invite_due}; not invited: {not_invited}. "
    "Readings of the last day differ.",
    act="Invite them, or ask whoever arranges the meeting to. Of two schools attended, invite both heads.",
    arose=M.meeting_on,
)  # fmt: skip

CONSIDERED = Condition(
    id="ehcp.review_meeting.considered",
    title="What the review meeting has to consider",
    entry="ehcp.md EHC-AR-05, EHC-PL-02, ADJ-11",
    row=M, cites=SI_2014_1530.reg("20(5)-(6)"), since=SINCE, law_date=M.meeting_on, who=Actor.AUTHORITY,
    applies=M.held & M.topics_kept, requires=M.all_considered,
    met="The meeting on {meeting_on} considered what it has to.",
    not_met="The meeting on {meeting_on} had to consider this too: {not_considered}.",
    act="Add it to the report, or ask the authority to take it up before it decides.", arose=M.meeting_on,
)  # fmt: skip

_DEVON = (
    "That the notice goes out within the four weeks of the meeting: R (L, M and P) v Devon County Council [2022] EWHC "
    "493 (Admin), read in a summary."
)

AMENDMENT_NOTICE = Duty(
    id="ehcp.review.amendment_notice",
    title="Notice of proposed amendments after a review",
    entry="ehcp.md EHC-AR-08",
    row=A, cites=SI_2014_1530.reg("22(2)(a)", note=_DEVON), since=SINCE, law_date=A.law_day, who=Actor.AUTHORITY,
    applies=A.amends, by=A.notice_due, done=A.notice_on,
    met="The proposed amendments were sent on {notice_on}.",
    pending="The plan is to be amended: the proposed amendments must be sent by {notice_due}.",
    late="The plan is to be amended: the proposed amendments had to be sent by {notice_due}; sent: {notice_on}.",
    act="Ask the authority for its proposed amendments. What the plan specifies goes on meanwhile.", arose=A.law_day,
)  # fmt: skip

AMENDMENT_COMMENTS = Condition(
    id="ehcp.amendment.time_to_comment",
    title="The family's days to comment on proposed amendments",
    entry="ehcp.md EHC-AR-09, EHC-T-02",
    row=A, cites=SI_2014_1530.reg("22(2)(c)"), since=SINCE, law_date=A.law_day, who=Actor.AUTHORITY,
    applies=A.comments_end.exists & A.final_on.exists, requires=A.final_on > A.comments_end,
    arguable=A.comments_on <= A.final_on,
    met="The amendment ended on {final_on}, after the family's days to comment had ended on {comments_end}.",
    not_met="The amendment ended on {final_on}; the family had to have until the end of {comments_end} to comment.",
    differs="The amendment ended on {final_on}, before the family's days to comment ended on {comments_end}; their "
    "comments had come on {comments_on}.",
    act="Ask the family whether they had said all they wanted to; if not, ask the authority to hear them now.",
    arose=A.final_on,
)  # fmt: skip

AMENDED_PLAN = Duty(
    id="ehcp.amendment.final_plan",
    title="The amended plan, or the decision not to amend it",
    entry="ehcp.md EHC-AR-10, EHC-AR-11, EHC-AM-01, EHC-AM-02, EHC-T-07",
    row=A, cites=SI_2014_1530.reg("22(3)-(4)"), since=SINCE, law_date=A.law_day, who=Actor.AUTHORITY,
    by=A.final_due, done=A.final_on,
    met="The amended plan, or the decision not to amend it, was sent on {final_on}.",
    pending="The proposed amendments were sent on {notice_on}: the amended plan, or the decision not to amend it, must "
    "follow by {final_due}.",
    late="The proposed amendments were sent on {notice_on}: the amended plan, or the decision not to amend it, had to "
    "follow by {final_due}; sent: {final_on}.",
    act="Ask the authority for the amended plan. The plan as it was goes on until then.", arose=A.notice_on,
)  # fmt: skip

RULES = (
    AFTER_REASSESSMENT, AFTER_TRANSFER, AS_THE_PLAN_ASKS, AS_CHOSEN, INVITED, CONSIDERED, AMENDMENT_NOTICE,
    AMENDMENT_COMMENTS, AMENDED_PLAN,
)  # fmt: skip
