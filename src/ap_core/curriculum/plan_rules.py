"""The tailored curriculum: what every school owes, what Section F gives, and what the centre promises.

A pupil referral unit need not teach the whole National Curriculum: that a week leaves out a subject of the home school
is no breach. What the pupil must not fall behind in before a return is a question, put to the school.
"""

from __future__ import annotations

from datetime import date

from ap_core.curriculum.plan import CurriculumArea
from ap_core.curriculum.plan_facts import AreaFacts as A
from ap_core.curriculum.plan_facts import PlanFacts as W
from ap_core.curriculum.plan_facts import ProvisionFacts as F
from ap_core.curriculum.plan_facts import QualificationFacts as Q
from ap_core.curriculum.policy import CurriculumPolicy
from ap_core.law.instruments import CENTRE_POLICY, CFA_2014, EA_2002, LOCAL_SINCE
from ap_core.law.rules import Actor, Condition
from ap_core.pupils.years import KeyStage

PROMISED = Condition(
    id="curriculum.plan.promised",
    title="What the centre promises to teach each week",
    entry="story 10",
    row=A, cites=CENTRE_POLICY.at("curriculum.english_minutes, mathematics_minutes, promised, promised_minutes"),
    since=LOCAL_SINCE, who=A.whose_step, applies=A.going_on & A.promised, requires=A.enough,
    met="In the week of {area}: {hours}.",
    not_met="In the week of {area}: {hours}; the centre has chosen at least {wanted_hours}.",
    act="Put it into the week, or write down why this pupil has less of it.",
)  # fmt: skip

RELATIONSHIPS = Condition(
    id="curriculum.plan.relationships_and_health",
    title="Relationships, sex and health education",
    entry="not in the fact books; read at its source",
    row=A,
    cites=EA_2002.section(
        "80(1)(c)-(e)",
        note="As substituted by SI 2019/924, read as made, from 1 September 2020. It reaches pupil referral units "
        "through SI 2007/2979 Sch 1 para 19, academies and independent schools through the Independent School "
        "Standards 2014 Sch para 2A (of health education: academies only).",
    ),
    since=date(2020, 9, 1), who=A.whose_step,
    applies=A.going_on & A.status.exists & (A.area == CurriculumArea.RELATIONSHIPS_AND_HEALTH), requires=A.taught,
    met="Relationships, sex and health education is taught, in the week or outside it.",
    not_met="A school must provide relationships and sex education (for a pupil in primary education, relationships "
    "education) for each pupil on its register; neither the week nor what is taught outside it has any.",
    act="Put it into the week, or write down on which days outside the week it is taught.",
)  # fmt: skip

SECTION_F = Condition(
    id="curriculum.plan.section_f",
    title="Section F of the EHC plan in the week, line by line",
    entry="ehcp.md EHC-DL-01, EHC-DL-05, EHC-PL-03",
    row=F, cites=CFA_2014.section("42(2)"), since=date(2014, 9, 1), who=Actor.AUTHORITY,
    applies=F.going_on & F.specified.exists, requires=F.enough,
    met="Section F, {line} ({kind}): {specified_hours} a week; in the week: {hours}.",
    not_met="The authority must secure all that Section F gives: {line} ({kind}), {specified_hours} a week; in the "
    "week: {hours}. More of another line does not make up for it.",
    act="Place the whole line in the week; where that cannot be done, tell the authority now and ask how it secures "
    "it.",
)  # fmt: skip

GROUP = Condition(
    id="curriculum.plan.group_size",
    title="The largest group at the centre in Key Stage 3",
    entry="placement.md stevenage-esc.model",
    row=W, cites=CENTRE_POLICY.at("curriculum.key_stage_3_group"), since=LOCAL_SINCE, who=Actor.CENTRE,
    applies=W.going_on & W.largest_group.exists & (W.key_stage == KeyStage.KS3),
    requires=W.largest_group <= CurriculumPolicy.key_stage_3_group,
    met="Pupils in the largest group on record: {largest_group}.",
    not_met="Pupils in the largest group: {largest_group}; the centre has chosen at most {key_stage_3_group} in "
    "Key Stage 3.",
    act="Teach the pupil in a smaller group, or write down why this one is larger.",
)  # fmt: skip

BOTH_SITES = Condition(
    id="curriculum.plan.both_sites",
    title="Both places of a split week in one timetable",
    entry="story 10",
    row=W, cites=CENTRE_POLICY.at("one timetable over all sites"), since=LOCAL_SINCE, who=W.whose_step,
    applies=W.going_on & W.split, requires=W.both_sites,
    met="The week is split, and both places are in the timetable.",
    not_met="The week is split and the timetable holds one place only; the centre has chosen one timetable over all "
    "sites, so that every session has a place.",
    act="Get the lines of the other place from it, and put the two into one timetable.",
)  # fmt: skip

KEPT_UP = Condition(
    id="curriculum.plan.kept_up",
    title="A week that keeps up what the return needs",
    entry="story 10; ehcp.md EHC-PL-05",
    row=W, cites=CENTRE_POLICY.at("continuity with the school to return to"), since=LOCAL_SINCE, who=W.whose_step,
    applies=W.going_on & W.returning, requires=W.keeps_up,
    met="What is to be kept up for the return is in the week: {kept_up}.",
    not_met="The week leaves out some of what is to be kept up for the return ({kept_up}); the centre has chosen to "
    "keep up what it agreed with the school. A pupil referral unit need not teach the whole National Curriculum.",
    act="Find a place for it with {others}: here, at the school, or as work that the school sets and marks.",
)  # fmt: skip

CARRIED_ON = Condition(
    id="curriculum.plan.qualification_carried_on",
    title="A qualification begun elsewhere carried on in Key Stage 4",
    entry="metrics.md section 10",
    row=Q, cites=CENTRE_POLICY.at("qualifications begun elsewhere are carried on"), since=LOCAL_SINCE,
    who=Q.whose_step, applies=Q.going_on & (Q.key_stage == KeyStage.KS4) & Q.begun_elsewhere, requires=Q.carried_on,
    met="The qualification in {area} begun elsewhere is carried on, or all agreed to stop it.",
    not_met="The week does not carry on the qualification in {area} that was begun elsewhere, and nobody agreed to "
    "stop it; the centre has chosen to carry on what a pupil brings.",
    act="Settle with {others} how it goes on: specification, coursework done, who teaches it and who enters the pupil.",
)  # fmt: skip

RULES = (PROMISED, RELATIONSHIPS, SECTION_F, GROUP, BOTH_SITES, KEPT_UP, CARRIED_ON)
