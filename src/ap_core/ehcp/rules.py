"""EHC plans: the annual review, its meeting, and what a placement of a pupil with a plan calls for.

The authority owes nearly all of it. Only the notice and the papers of a meeting can be late through the centre, where
its head arranges the meeting. A plan never is a bar to coming in.
"""

from __future__ import annotations

from datetime import date

from ap_core.ehcp.facts import PlanPlacement as P
from ap_core.ehcp.facts import ReviewCycle, ReviewMeeting
from ap_core.law.citation import Force
from ap_core.law.instruments import AUTHORITIES_PRACTICE, CFA_2014, SI_2014_1530
from ap_core.law.rules import Actor, Duty
from ap_core.placement.records import Basis

_SINCE = date(2014, 9, 1)

ANNUAL_REVIEW = Duty(
    id="ehcp.annual_review.in_time",
    title="Annual review of the EHC plan",
    entry="ehcp.md EHC-AR-01, EHC-T-04, EHC-T-09, EHC-LAW-05",
    row=ReviewCycle,
    cites=CFA_2014.section(
        "44(1)",
        note="Read as revised to March 2018. That a review ends with the decision is a construction. A first review "
        "after a reassessment or a transfer from another authority has its own limit (SI 2014/1530 regs 27(4), 15(5)).",
    ),
    since=_SINCE, law_date=ReviewCycle.last_day, who=Actor.AUTHORITY, by=ReviewCycle.due, done=ReviewCycle.decided_on,
    met="The review was finished in time: decision {decided_on}, due by {due}.",
    pending="The plan must be reviewed by {due}; a review is taken to be over when its decision is sent.",
    late="The plan had to be reviewed by {due}, taking a review to be over when its decision is sent; sent: {sent_on}.",
    differs="The plan's review was due by {due}; its decision was sent {decided_on}. Readings of the last day differ.",
    act="Where no decision has come, ask the authority for the meeting and its decision. The plan goes on meanwhile.",
    arose=ReviewCycle.last_day,
)  # fmt: skip

NOTICE = Duty(
    id="ehcp.review_meeting.notice",
    title="Notice of the review meeting",
    entry="ehcp.md EHC-AR-03",
    row=ReviewMeeting, cites=SI_2014_1530.reg("20(3)"), since=_SINCE, law_date=ReviewMeeting.meeting_on,
    who=ReviewMeeting.arranger, applies=ReviewMeeting.current,
    by=ReviewMeeting.notice_due, done=ReviewMeeting.invitations_on,
    pending="For the meeting on {meeting_on} everybody must have been invited by {notice_due}.",
    late="For the meeting on {meeting_on} everybody had to be invited by {notice_due}; invited: {invitations_on}.",
    differs="For the meeting on {meeting_on} notice was due by {notice_due}; sent: {invitations_on}. Readings differ.",
    act="Invite the parent or the young person, the heads of both schools where there are two, the authority's SEND "
    "and social care officers and health. Where notice is short, offer another day.",
    arose=ReviewMeeting.meeting_on,
)  # fmt: skip

PAPERS = Duty(
    id="ehcp.review_meeting.papers",
    title="Papers for the review meeting",
    entry="ehcp.md EHC-AR-04",
    row=ReviewMeeting, cites=SI_2014_1530.reg("20(4)"), since=_SINCE, law_date=ReviewMeeting.meeting_on,
    who=ReviewMeeting.arranger, applies=ReviewMeeting.current,
    by=ReviewMeeting.notice_due, done=ReviewMeeting.papers_on,
    pending="For the meeting on {meeting_on} everybody's advice must have gone round by {notice_due}.",
    late="For the meeting on {meeting_on} everybody's advice had to go round by {notice_due}; sent: {papers_on}.",
    differs="For the meeting on {meeting_on} papers were due by {notice_due}; sent: {papers_on}. Readings differ.",
    act="Get advice from everybody invited and send it round. Where it comes late, ask whether they want more time.",
    arose=ReviewMeeting.meeting_on,
)  # fmt: skip

REPORT = Duty(
    id="ehcp.review_meeting.report",
    title="Report of the review meeting",
    entry="ehcp.md EHC-AR-06; verification.md C27",
    row=ReviewMeeting, cites=SI_2014_1530.reg("20(7)-(9)"), since=_SINCE, law_date=ReviewMeeting.meeting_on,
    who=Actor.AUTHORITY, applies=ReviewMeeting.current & ReviewMeeting.held,
    by=ReviewMeeting.report_due, done=ReviewMeeting.report_on,
    pending="The report of the meeting on {meeting_on} must be written by {report_due}, and sent to everybody invited.",
    late="The report of the meeting on {meeting_on} had to be written by {report_due}; written: {report_on}.",
    act="The authority asks the head for the report: if asked, write it and send it to everybody invited; if not, "
    "ask the authority who writes it.",
    arose=ReviewMeeting.meeting_on,
)  # fmt: skip

DECISION = Duty(
    id="ehcp.review_meeting.decision",
    title="Decision after the review meeting",
    entry="ehcp.md EHC-AR-07, EHC-AR-08",
    row=ReviewMeeting,
    cites=SI_2014_1530.reg(
        "20(10)", note="Where the plan is to be amended, the notice with the amendments goes out in the same time "
        "(R (L, M and P) v Devon CC [2022] EWHC 493 (Admin), read in a summary).",
    ),
    since=_SINCE, law_date=ReviewMeeting.meeting_on, who=Actor.AUTHORITY,
    applies=ReviewMeeting.current & ReviewMeeting.held, by=ReviewMeeting.decision_due, done=ReviewMeeting.decision_on,
    pending="After the meeting on {meeting_on} the authority must send its decision by {decision_due}.",
    late="After the meeting on {meeting_on} the authority's decision was due by {decision_due}; sent: {decision_on}.",
    act="Ask the authority whether it will keep, amend or cease the plan, and for the amendments if it will amend.",
    arose=ReviewMeeting.meeting_on,
)  # fmt: skip

AUTHORITY_INVOLVED = Duty(
    id="ehcp.placement.authority_involved",
    title="The authority involved in placing a pupil with a plan",
    entry="ehcp.md ADJ-02, EHC-AP-05, EHC-AP-11",
    row=P, cites=AUTHORITIES_PRACTICE.at(), since=_SINCE, law_date=P.first_day, who=Actor.CENTRE_AND_HOME_SCHOOL,
    applies=P.not_ended & P.had_plan & (P.basis != Basis.PLAN_NAMES_CENTRE), by=P.involved_due, done=P.involved_on,
    late="Several authorities ask that their SEND officer should be involved by the first day, {first_day}; "
    "involved: {involved_on}.",
    act="Tell the authority's SEND officer. Obtain the current plan, the basis of the placement, and who provides "
    "which part of what the plan specifies. The pupil comes in meanwhile.",
)  # fmt: skip

END_AGREED = Duty(
    id="ehcp.placement.end_agreed",
    title="Review and next setting before the end of the placement (EHC plan)",
    entry="ehcp.md ADJ-05, EHC-PL-04, EHC-CE-05",
    row=P, cites=AUTHORITIES_PRACTICE.at(), since=_SINCE, law_date=P.planned_end, who=Actor.CENTRE_AND_HOME_SCHOOL,
    applies=P.not_ended & P.has_plan & P.planned_end.exists, by=P.end_due, done=P.end_agreed_on,
    pending="Planned end {planned_end}: by then there should be a review of the plan and an agreed next setting.",
    late="By the planned end, {planned_end}, there should have been a review of the plan and an agreed next setting; "
    "both were there: {end_agreed_on}. A placement of a pupil with a plan should not end by itself.",
    act="Ask the authority for an early review, and agree where the pupil goes next. The placement goes on meanwhile.",
)  # fmt: skip

NAMED_SETTING = Duty(
    id="ehcp.named_setting.up_to_date",
    title="The plan names the school attended",
    entry="ehcp.md EHC-AP-03, EHC-SI-05, ADJ-01",
    row=P,
    cites=CFA_2014.at(
        "ss.42, 44", force=Force.PRACTICE,
        note="Read as revised to March 2018. The duties to secure what the plan specifies (s.42) and to review it "
        "(s.44) go on unchanged. No provision requires an amendment because the roll has changed.",
    ),
    since=_SINCE, who=Actor.AUTHORITY, applies=P.not_ended & P.has_plan & P.single_here & P.names_other_school,
    by=P.amendment_due, done=P.amended_on,
    pending="The pupil is on the centre's roll alone and the plan still names another school. What it specifies is the "
    "authority's to secure; the next review should settle which school it names.",
    # A duty without a day is never late.
    late="The next review should settle which school the plan names.",
    act="Ask the authority to take this up at the plan's review. The centre is not in breach.",
)  # fmt: skip

RULES = (
    ANNUAL_REVIEW, NOTICE, PAPERS, REPORT, DECISION, AUTHORITY_INVOLVED, END_AGREED, NAMED_SETTING,
)  # fmt: skip
