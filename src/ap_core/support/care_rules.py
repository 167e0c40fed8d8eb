"""Looked-after pupils and those with a social worker: what the authority, the schools and the centre owe them.

The plan, its reviews and where the pupil lives are the business of the authority that looks after the pupil: the centre
asks, and is in no breach. Nothing here is a condition of a placement, and no pupil waits for it.
"""

from __future__ import annotations

from datetime import date

from ap_core.law.citation import Force
from ap_core.law.instruments import (
    CENTRE_POLICY,
    EXCLUSION_GUIDANCE_2026,
    LOCAL_SINCE,
    PROMOTING_EDUCATION_2018,
    SI_2010_959,
)
from ap_core.law.rules import Actor, Condition, Duty
from ap_core.placement.records import Basis
from ap_core.support.care_facts import (
    CareMoveFacts,
    EducationPlanFacts,
    EducationPlanTermFacts,
    LeadTeacherFacts,
    ToldFacts,
)
from ap_core.support.policy import SupportPolicy

#: The guidance came in February 2018; the day is not known.
_SINCE = date(2018, 3, 1)

PLAN_MADE = Duty(
    id="support.care.education_plan",
    title="A personal education plan for a looked-after pupil",
    entry="placement.md looked-after",
    row=EducationPlanFacts, since=_SINCE, who=Actor.CARE_AUTHORITY,
    cites=PROMOTING_EDUCATION_2018.at(
        "personal education plan",
        note="That the plan is part of the care plan is law: SI 2010/959 regs 4-5 and Sch 1 para 2 (read). That it be "
        "there for the first review, within twenty working days (reg 33(1), read), is guidance.",
    ),
    applies=EducationPlanFacts.going_on & EducationPlanFacts.looked_after,
    by=EducationPlanFacts.plan_due, done=EducationPlanFacts.made_on,
    met="There is a personal education plan, made on {made_on}.",
    pending="Looked after since {since}: there should be a personal education plan by the first review, {plan_due}.",
    late="Looked after since {since}: there should have been a personal education plan by the first review, "
    "{plan_due}; made: {made_on}.",
    act="Ask the social worker and the virtual school when the plan is made, and offer what the centre knows of the "
    "pupil's learning.", arose=EducationPlanFacts.since,
)  # fmt: skip

PLAN_REVIEWED = Duty(
    id="support.care.education_plan_termly",
    title="The personal education plan reviewed in each term",
    entry="placement.md looked-after",
    row=EducationPlanTermFacts, since=_SINCE, law_date=EducationPlanTermFacts.term_first, who=Actor.CARE_AUTHORITY,
    cites=PROMOTING_EDUCATION_2018.at("review of the personal education plan"),
    applies=EducationPlanTermFacts.going_on,
    by=EducationPlanTermFacts.review_due, done=EducationPlanTermFacts.reviewed_on,
    pending="The personal education plan should be reviewed in each term; in this one by {review_due}.",
    late="The personal education plan should be reviewed in each term; in the term from {term_first} to {review_due} "
    "it was not.",
    act="Ask the virtual school for a day, and bring to it what the pupil says, attends and has learnt.",
    arose=EducationPlanTermFacts.term_first,
)  # fmt: skip

CONSULTED = Duty(
    id="support.care.consulted_before_direction",
    title="Social worker and virtual school consulted before an off-site direction",
    entry="placement.md looked-after, social-worker",
    row=ToldFacts, since=date(2026, 7, 26), law_date=ToldFacts.decided_on, who=Actor.BOARD,
    cites=EXCLUSION_GUIDANCE_2026.at("off-site direction", force=Force.STATUTORY_GUIDANCE_SHOULD),
    applies=ToldFacts.concerned & ToldFacts.going_on & (ToldFacts.basis == Basis.DIRECTION),
    by=ToldFacts.decision, done=ToldFacts.told_on,
    met="The direction was decided on {decided_on}; asked before it, on {told_on}: {person}.",
    pending="A direction is to be decided on {decided_on}; to be asked before it: {person}.",
    late="The direction was decided on {decided_on}; {person} should have been asked before it. Asked: {told_on}.",
    act="Ask now, and take what they say to the first review of the direction: {person}.",
    arose=ToldFacts.decided_on,
)  # fmt: skip

TOLD = Duty(
    id="support.care.told_of_placement",
    title="Social worker and virtual school know of the placement",
    entry="placement.md looked-after, social-worker",
    row=ToldFacts, cites=CENTRE_POLICY.at("support.social_care_told"), since=LOCAL_SINCE,
    law_date=ToldFacts.first_day, who=Actor.CENTRE,
    applies=ToldFacts.concerned & ToldFacts.going_on & SupportPolicy.social_care_told,
    by=ToldFacts.beginning, done=ToldFacts.told_on,
    met="Knows of the placement since {told_on}: {person}.",
    pending="The placement begins on {first_day}; to be told of it: {person}.",
    late="The placement began on {first_day}; the centre has chosen that {person} knows of it by then. Told: "
    "{told_on}.",
    act="Tell them today, and ask what they know that would help: {person}.", arose=ToldFacts.first_day,
)  # fmt: skip

LEAD_TEACHER = Condition(
    id="support.care.lead_teacher",
    title="Which designated teacher leads for a pupil at two schools",
    entry="placement.md looked-after",
    row=LeadTeacherFacts, cites=CENTRE_POLICY.at("support.one_lead_teacher"), since=LOCAL_SINCE,
    who=Actor.CENTRE_AND_HOME_SCHOOL,
    applies=LeadTeacherFacts.going_on & (LeadTeacherFacts.schools >= 2) & SupportPolicy.one_lead_teacher,
    requires=LeadTeacherFacts.lead_on_roll,
    met="On the registers of {schools} schools, and it is agreed whose designated teacher leads.",
    not_met="On the registers of {schools} schools; the centre has chosen to have it agreed whose designated teacher "
    "leads, and it is not.",
    act="Agree with the home school and the virtual school whose designated teacher leads on the plan.",
)  # fmt: skip

MOVE_APPROVED = Duty(
    id="support.care.move_approved",
    title="Approval of a move that disrupts Key Stage 4",
    entry="placement.md looked-after",
    row=CareMoveFacts, since=date(2011, 4, 1), law_date=CareMoveFacts.moved_on, who=Actor.CARE_AUTHORITY,
    cites=SI_2010_959.reg(
        "10(1)-(3)", note="Not where the move is an emergency. It protects registered pupils of a school."
    ),
    applies=CareMoveFacts.going_on & CareMoveFacts.key_stage_4 & CareMoveFacts.disrupts & ~CareMoveFacts.emergency,
    by=CareMoveFacts.approval_due, done=CareMoveFacts.approved_on,
    met="The move on {moved_on} disrupts Key Stage 4; a nominated officer approved it on {approved_on}.",
    pending="A move on {moved_on} would disrupt Key Stage 4: it must not take effect before a nominated officer of the "
    "authority has approved it.",
    late="The move on {moved_on} disrupts Key Stage 4; a nominated officer of the authority had to approve it first. "
    "Approved: {approved_on}.",
    act="Ask the social worker who approved it, and whether the designated teacher and the independent reviewing "
    "officer were consulted; say what the pupil would lose.", arose=CareMoveFacts.moved_on,
)  # fmt: skip

RULES = (PLAN_MADE, PLAN_REVIEWED, CONSULTED, TOLD, LEAD_TEACHER, MOVE_APPROVED)
