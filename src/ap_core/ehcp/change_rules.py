"""Reassessing, moving to another area, ceasing to keep a plan, personal budgets: all of it the authorities' to do."""

from __future__ import annotations

from ap_core.ehcp.assessment_rules import SINCE
from ap_core.ehcp.change_facts import BudgetFacts as B
from ap_core.ehcp.change_facts import CeasingFacts as C
from ap_core.ehcp.change_facts import MoveFacts as M
from ap_core.ehcp.change_facts import PlanAge
from ap_core.ehcp.change_facts import ReassessmentFacts as R
from ap_core.ehcp.changes import CeaseReason, Requester
from ap_core.law.expressions import TODAY
from ap_core.law.instruments import CFA_2014, SI_2014_1530, SI_2014_1652
from ap_core.law.rules import Actor, Condition, Duty

REASSESS_DECISION = Duty(
    id="ehcp.reassessment.decision",
    title="Decision whether to reassess",
    entry="ehcp.md EHC-RA-02, EHC-RA-01",
    row=R, cites=SI_2014_1530.reg("25(1)"), since=SINCE, law_date=R.requested_on, who=Actor.AUTHORITY,
    by=R.decision_due, done=R.decided_on,
    met="The authority said on {decided_on} whether it will reassess.",
    pending="The request to reassess came on {requested_on}: the authority must answer by {decision_due}.",
    late="The request to reassess came on {requested_on}: the authority had to answer by {decision_due}; answered: "
    "{decided_on}.",
    act="Ask the authority for its decision: a no can be appealed, silence cannot.", arose=R.requested_on,
)  # fmt: skip

REASSESS_FOR_HEALTH = Condition(
    id="ehcp.reassessment.health_request",
    title="A reassessment that the health body asks for",
    entry="ehcp.md EHC-RA-01",
    row=R, cites=SI_2014_1530.reg("23"), since=SINCE, law_date=R.requested_on, who=Actor.AUTHORITY,
    applies=(R.requested_by == Requester.HEALTH) & R.decided_on.exists, requires=R.granted,
    met="The health body asked for a reassessment, and it was granted.",
    not_met="The health body asked for a reassessment on {requested_on}, and the authority declined; it must reassess.",
    act="Ask the authority to reassess.", arose=R.decided_on,
)  # fmt: skip

REASSESSED_PLAN = Duty(
    id="ehcp.reassessment.final_plan",
    title="The plan that follows a reassessment",
    entry="ehcp.md EHC-RA-03, EHC-NA-12; verification.md C23",
    row=R, cites=SI_2014_1530.reg("27(2)"), since=SINCE, law_date=R.decided_on, who=Actor.AUTHORITY,
    applies=R.granted & R.changes, by=R.final_due, done=R.final_on,
    met="The plan that followed the reassessment was sent on {final_on}.",
    pending="The authority said on {decided_on} that it reassesses, and it changes the plan: it must send it by "
    "{final_due}.",
    late="The authority said on {decided_on} that it reassesses, and it changes the plan: it had to send it by "
    "{final_due}; sent: {final_on}.",
    act="Ask the authority for the plan. The plan as it was goes on until then.", arose=R.decided_on,
)  # fmt: skip

TRANSFERRED = Duty(
    id="ehcp.move.transferred",
    title="Transfer of the plan after a move",
    entry="ehcp.md EHC-MV-01, EHC-MV-02, EHC-T-06",
    row=M, cites=SI_2014_1530.reg("15(2)"), since=SINCE, law_date=M.moved_on, who=Actor.AUTHORITY_LEFT,
    by=M.transfer_due, done=M.transferred_on,
    met="The plan was transferred on {transferred_on}.",
    pending="The pupil moved on {moved_on}: the authority that was left must transfer the plan by {transfer_due}.",
    late="The pupil moved on {moved_on}, and the authority that was left knew on {aware_on}: it had to transfer the "
    "plan by {transfer_due}; transferred: {transferred_on}.",
    differs="The pupil moved on {moved_on}; the plan was due by {transfer_due} and was transferred on "
    "{transferred_on}. Readings of the last day differ.",
    act="Ask both authorities. Until the transfer the old one owes what the plan specifies, then the new one, all of "
    "it.",
    arose=M.moved_on,
)  # fmt: skip

TOLD = Duty(
    id="ehcp.move.family_told",
    title="What the new authority proposes after a move",
    entry="ehcp.md EHC-MV-03",
    row=M, cites=SI_2014_1530.reg("15(4)"), since=SINCE, law_date=M.moved_on, who=Actor.AUTHORITY,
    by=M.told_due, done=M.told_on,
    met="The family was told on {told_on} what the new authority proposes.",
    pending="The plan was transferred on {transferred_on}: by {told_due} the new authority must tell the family "
    "whether it will assess and when it will review.",
    late="The plan was transferred on {transferred_on}: by {told_due} the new authority had to tell the family "
    "whether it will assess and when it will review; told: {told_on}.",
    act="Ask the new authority.", arose=M.transferred_on,
)  # fmt: skip

PLACED = Duty(
    id="ehcp.move.another_school",
    title="Another school where the named one is out of reach",
    entry="ehcp.md EHC-MV-05",
    row=M, cites=SI_2014_1530.reg("15(6)"), since=SINCE, law_date=M.moved_on, who=Actor.AUTHORITY,
    applies=M.out_of_reach & (M.transferred_on <= TODAY), by=M.placed_due, done=M.placed_on,
    met="Another school has had the pupil since {placed_on}; what the plan specifies goes on there.",
    pending="The school that the plan names is out of reach: the new authority must arrange another, suitable one, "
    "{placed_due}.",
    # A duty without a day is never late.
    late="The school that the plan names is out of reach: the new authority is to arrange another.",
    act="Ask the new authority which school has the pupil now. A unit may be it; all that the plan specifies goes on.",
)  # fmt: skip

HEALTH_ASKED = Duty(
    id="ehcp.move.health_request",
    title="The new health body's request after a move",
    entry="ehcp.md EHC-MV-06",
    row=M, cites=SI_2014_1530.reg("15(8)"), since=SINCE, law_date=M.health_aware_on, who=Actor.HEALTH,
    applies=M.health_out_of_reach, by=M.health_due, done=M.health_asked_on,
    met="The new health body asked for an assessment or review on {health_asked_on}.",
    pending="The new health body cannot provide what the plan specifies: it must ask by {health_due} for an assessment "
    "or review.",
    late="The new health body cannot provide what the plan specifies, and knew of the move on {health_aware_on}: it "
    "had to ask for an assessment or review by {health_due}; asked: {health_asked_on}.",
    act="Ask the health body and the authority, which must then assess or review.",
    arose=M.health_aware_on,
)  # fmt: skip

CEASE_GROUND = Condition(
    id="ehcp.ceasing.ground",
    title="A ground on which a plan may cease",
    entry="ehcp.md EHC-CE-01, EHC-CE-05",
    row=C, cites=CFA_2014.section("45(1)"), since=SINCE, who=Actor.AUTHORITY,
    requires=~C.reason.is_in(CeaseReason.PLACEMENT_ENDED, CeaseReason.EXCLUDED, CeaseReason.NOT_ATTENDING),
    met="Reason given for ceasing to keep the plan: {reason}. It may be one.",
    not_met="Reason given for ceasing to keep the plan: {reason}. A plan must be kept unless the authority is no "
    "longer responsible, or the plan no longer necessary.",
    act="Tell the authority and the family that this by itself is no ground.",
)  # fmt: skip

CEASE_UNDER_18 = Condition(
    id="ehcp.ceasing.ground_under_18",
    title="A ground on which the plan of a pupil under eighteen may cease",
    entry="ehcp.md EHC-CE-01",
    row=C, cites=SI_2014_1530.reg("29"), since=SINCE, who=Actor.AUTHORITY, applies=~C.is_18,
    requires=~C.reason.is_in(CeaseReason.NOT_ENGAGING, CeaseReason.MOST_AGE),
    met="Reason given for ceasing to keep the plan: {reason}. Under eighteen it may be one.",
    not_met="Reason given for ceasing to keep the plan: {reason}. Under eighteen a plan must be kept while it is "
    "necessary; out of education, it must be reviewed and amended instead.",
    act="Ask the authority to review the plan and to amend it, so that the pupil comes back to education.",
)  # fmt: skip

CEASE_CONSULTED = Condition(
    id="ehcp.ceasing.consulted",
    title="Consultation before deciding that a plan ceases",
    entry="ehcp.md EHC-CE-02",
    row=C, cites=SI_2014_1530.reg("31(1)"), since=SINCE, law_date=C.notice_on, who=Actor.AUTHORITY,
    applies=C.notice_on.exists, requires=C.consulted_first,
    met="Whoever has to be was consulted before notice was sent on {notice_on}.",
    not_met="Notice that the plan ceases was sent on {notice_on}; the family, and where the plan names a school its "
    "head, had to be consulted first. They were: {both_consulted_on}.",
    act="Tell the authority; the family may appeal, and the plan goes on meanwhile.", arose=C.notice_on,
)  # fmt: skip

CEASE_GOES_ON = Condition(
    id="ehcp.ceasing.kept_meanwhile",
    title="The plan kept while an appeal may be brought or runs",
    entry="ehcp.md EHC-CE-03",
    row=C, cites=CFA_2014.section("45(4)"), since=SINCE, law_date=C.notice_on, who=Actor.AUTHORITY,
    applies=C.notice_on.exists & C.ceased_on.exists, requires=C.kept_through,
    met="The plan was kept long enough: it ended on {ceased_on}.",
    not_met="The plan was no longer kept from {ceased_on}; it had to be kept while an appeal could be brought or ran.",
    act="Tell the authority that what the plan specifies is still owed.", arose=C.ceased_on,
)  # fmt: skip

BUDGET_PREPARED = Duty(
    id="ehcp.personal_budget.prepared",
    title="A personal budget that the family asked for",
    entry="ehcp.md EHC-PB-01",
    row=B, cites=CFA_2014.section("49(1)"), since=SINCE, law_date=B.asked_on, who=Actor.AUTHORITY,
    by=B.prepare_due, done=B.prepared_on,
    met="The personal budget was prepared on {prepared_on}.",
    pending="The family asked for a personal budget on {asked_on}: the authority must prepare one; {prepare_due}.",
    # A duty without a day is never late.
    late="The family asked for a personal budget on {asked_on}.",
    act="Ask the authority. Payments for what is used at a school need its head's consent in writing.",
)  # fmt: skip

PAYMENTS_REVIEWED = Duty(
    id="ehcp.personal_budget.payments_reviewed",
    title="First review of direct payments",
    entry="ehcp.md EHC-PB-01",
    row=B, cites=SI_2014_1652.reg("11(2)(a)"), since=SINCE, law_date=B.asked_on, who=Actor.AUTHORITY,
    by=B.review_due, done=B.reviewed_on,
    met="The payments were first reviewed on {reviewed_on}.",
    pending="The authority must review the direct payments for the first time by {review_due}.",
    late="The authority had to review the direct payments for the first time by {review_due}; reviewed: {reviewed_on}.",
    differs="The first review of the direct payments was due by {review_due}; reviewed: {reviewed_on}. Readings of the "
    "last day differ.",
    act="Ask the authority.", arose=B.asked_on,
)  # fmt: skip

UPPER_AGE = Condition(
    id="ehcp.plan.upper_age",
    title="The age to which a plan may be kept",
    entry="ehcp.md EHC-CE-04; verification.md C29",
    row=PlanAge, cites=CFA_2014.at("s.46", note="With SI 2014/1530 reg 46; both read as revised to 2018."),
    since=SINCE, who=Actor.AUTHORITY, applies=PlanAge.has_plan, requires=PlanAge.under_26,
    met="The plan may still be kept, or its end depends on the course.",
    not_met="A plan is recorded although no plan may be kept so long: its last possible day has passed.",
    act="Correct the date of birth or the plan, or ask the authority when the plan ended.",
)  # fmt: skip

RULES = (
    REASSESS_DECISION, REASSESS_FOR_HEALTH, REASSESSED_PLAN, TRANSFERRED, TOLD, PLACED, HEALTH_ASKED, CEASE_GROUND,
    CEASE_UNDER_18, CEASE_CONSULTED, CEASE_GOES_ON, BUDGET_PREPARED, PAYMENTS_REVIEWED, UPPER_AGE,
)  # fmt: skip
