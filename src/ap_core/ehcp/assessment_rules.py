"""A needs assessment: what the authority owes from the request to the plan, and what those it asks owe it.

Every limit runs from the day the authority received the request. Nothing that the authority does late is the centre's
breach; the centre's own part is its advice, and its answer when it is consulted, and of both the Code says *should*.
"""

from __future__ import annotations

from datetime import date

from ap_core.ehcp.assessment_facts import AdviceFacts as V
from ap_core.ehcp.assessment_facts import AssessmentFacts as A
from ap_core.ehcp.assessment_facts import ConsultationFacts as C
from ap_core.ehcp.assessments import AdviceKind
from ap_core.law.instruments import SEND_CODE_2015, SI_2014_1530
from ap_core.law.rules import Actor, Condition, Duty

#: Part 3 of the Children and Families Act 2014 and the regulations under it.
SINCE = date(2014, 9, 1)

CONSULTED = Duty(
    id="ehcp.assessment.family_consulted",
    title="The family consulted on a request for a needs assessment",
    entry="ehcp.md EHC-NA-03, EHC-T-07",
    row=A, cites=SI_2014_1530.reg("3"), since=SINCE, law_date=A.requested_on, who=Actor.AUTHORITY,
    by=A.consult_due, done=A.family_consulted_on,
    met="The family was consulted on {family_consulted_on} on the request received on {requested_on}.",
    pending="The authority must consult the family on the request received on {requested_on}, {consult_due}.",
    # A duty without a day is never late.
    late="The family is to be consulted on the request received on {requested_on}.",
    act="Ask the authority whether it has spoken with the family.",
)  # fmt: skip

DECISION = Duty(
    id="ehcp.assessment.decision",
    title="Decision whether to assess",
    entry="ehcp.md EHC-NA-04, EHC-NA-01, EHC-NA-12, EHC-T-01, EHC-T-08",
    row=A, cites=SI_2014_1530.reg("5(1)"), since=SINCE, law_date=A.requested_on, who=Actor.AUTHORITY,
    by=A.decision_due, done=A.decided_on,
    met="The authority said on {decided_on} whether it will assess.",
    pending="The authority received the request on {requested_on} and must say whether it will assess by "
    "{decision_due}.",
    late="The authority received the request on {requested_on} and had to say whether it will assess by "
    "{decision_due}; said: {decided_on}.",
    act="Ask the authority for its decision. Silence is none, and gives no right of appeal by itself.",
    arose=A.requested_on,
)  # fmt: skip

ADVICE_SOUGHT = Duty(
    id="ehcp.assessment.advice_sought",
    title="All the advice sought that an assessment calls for",
    entry="ehcp.md EHC-NA-05",
    row=A, cites=SI_2014_1530.reg("6(1)"), since=SINCE, law_date=A.requested_on, who=Actor.AUTHORITY,
    applies=A.assesses, by=A.advice_due, done=A.advice_sought_on,
    met="All the advice was sought that the assessment calls for.",
    pending="The assessment must seek advice that was not asked for yet: {advice_missing}.",
    late="The assessment is to seek advice that was not asked for: {advice_missing}.",
    act="Ask the authority to seek it, unless earlier advice does and the adviser, the authority and the family all "
    "agree that it does.",
)  # fmt: skip

NO_PLAN = Duty(
    id="ehcp.assessment.no_plan_notice",
    title="Notice that there will be no plan",
    entry="ehcp.md EHC-NA-07, EHC-NA-12",
    row=A, cites=SI_2014_1530.reg("10(1)"), since=SINCE, law_date=A.requested_on, who=Actor.AUTHORITY,
    applies=A.assesses & A.no_plan_decided, by=A.no_plan_due, done=A.no_plan_on,
    met="Notice that there will be no plan was sent on {no_plan_on}.",
    pending="The authority must send notice by {no_plan_due} that there will be no plan.",
    late="Notice that there will be no plan had to be sent by {no_plan_due}; sent: {no_plan_on}.",
    act="Ask the authority for its notice: the family's time to appeal runs from it.", arose=A.requested_on,
)  # fmt: skip

COMMENTS = Condition(
    id="ehcp.assessment.time_to_comment",
    title="The family's days to comment on a draft plan",
    entry="ehcp.md EHC-NA-09, EHC-T-02",
    row=A, cites=SI_2014_1530.reg("13(1)(a)"), since=SINCE, law_date=A.requested_on, who=Actor.AUTHORITY,
    applies=A.comments_end.exists & A.final_on.exists, requires=A.final_on > A.comments_end,
    # A family that has said all it wants to say may not have been kept from anything.
    arguable=A.comments_on <= A.final_on,
    met="The plan was sent on {final_on}, after the family's days to comment had ended on {comments_end}.",
    not_met="The plan was sent on {final_on}; the family had to have until the end of {comments_end} to comment on the "
    "draft.",
    differs="The plan was sent on {final_on}, before the family's days to comment ended on {comments_end}; their "
    "comments had come on {comments_on}.",
    act="Ask the family whether they had said all they wanted to; if not, ask the authority to hear them now.",
    arose=A.final_on,
)  # fmt: skip

FINAL_PLAN = Duty(
    id="ehcp.assessment.final_plan",
    title="The final plan after a needs assessment",
    entry="ehcp.md EHC-NA-11, EHC-NA-08, EHC-NA-12, EHC-T-08",
    row=A, cites=SI_2014_1530.reg("13(2)"), since=SINCE, law_date=A.requested_on, who=Actor.AUTHORITY,
    applies=A.assesses & ~A.no_plan_decided, by=A.final_due, done=A.final_on,
    met="The final plan was sent on {final_on}.",
    pending="The authority received the request on {requested_on}; if there is to be a plan, it must be sent by "
    "{final_due}.",
    late="The authority received the request on {requested_on}; the plan, unless there is to be none, had to be sent "
    "by {final_due}; sent: {final_on}.",
    act="Ask the authority for the plan. Late advice is no exception, and no agreement of the family lengthens the "
    "time.",
    arose=A.requested_on,
)  # fmt: skip

HEALTH_ADVICE = Duty(
    id="ehcp.assessment.health_advice",
    title="Health advice for a needs assessment",
    entry="ehcp.md EHC-NA-06",
    row=V, cites=SI_2014_1530.reg("8(1)"), since=SINCE, law_date=V.asked_on, who=V.who,
    applies=V.kind == AdviceKind.HEALTH, by=V.due, done=V.given_on,
    met="Health advice was given on {given_on}.",
    pending="Health was asked for advice on {asked_on} and must give it by {due}.",
    late="Health was asked for advice on {asked_on} and had to give it by {due}; given: {given_on}.",
    act="The authority asks again; a school's closure is no exception for this.", arose=V.asked_on,
)  # fmt: skip

OTHER_ADVICE = Duty(
    id="ehcp.assessment.other_advice",
    title="Advice of a school or another adviser for a needs assessment",
    entry="ehcp.md EHC-NA-06, ADJ-18",
    row=V, cites=SEND_CODE_2015.at("para 9.52"), since=SINCE, law_date=V.asked_on, who=V.who,
    applies=V.kind != AdviceKind.HEALTH, by=V.due, done=V.given_on,
    met="Advice ({kind}) was given on {given_on}.",
    pending="Advice ({kind}) was asked for on {asked_on} and should be given by {due}.",
    late="Advice ({kind}) was asked for on {asked_on} and should have been given by {due}; given: {given_on}.",
    act="Send the advice: needs, provision and the outcomes it should lead to.", arose=V.asked_on,
)  # fmt: skip

REPLY = Duty(
    id="ehcp.assessment.consultation_answered",
    title="Answer to being consulted on naming a school",
    entry="ehcp.md EHC-NA-10, EHC-SI-09",
    row=C, cites=SEND_CODE_2015.at("para 9.83"), since=SINCE, law_date=C.consulted_on, who=C.who,
    by=C.due, done=C.answered_on,
    met="The consultation of {consulted_on} was answered on {answered_on}.",
    pending="The consultation of {consulted_on} should be answered by {due}.",
    late="The consultation of {consulted_on} should have been answered by {due}; answered: {answered_on}.",
    act="Answer the authority: can the school meet the needs, and what would it take? Silence is neither consent nor "
    "objection.",
    arose=C.consulted_on,
)  # fmt: skip

RULES = (
    CONSULTED, DECISION, ADVICE_SOUGHT, NO_PLAN, COMMENTS, FINAL_PLAN, HEALTH_ADVICE, OTHER_ADVICE, REPLY,
)  # fmt: skip
