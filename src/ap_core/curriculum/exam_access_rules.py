"""Exam access in Key Stage 4: looked at, evidenced, and asked for in time.

What the awarding bodies ask is told as guidance: their rules bind an exam centre by agreement, and are no law. The day
is theirs too, and held as a choice of the centre, so that each year's can be put in.
"""

from __future__ import annotations

from datetime import date

from ap_core.curriculum.exam_access_facts import AccessFacts as A
from ap_core.curriculum.exam_access_facts import AccessLookFacts as L
from ap_core.law.instruments import CENTRE_POLICY, JCQ_ACCESS, LOCAL_SINCE
from ap_core.law.rules import Actor, Duty

#: The first day of the edition of the awarding bodies' rules that is held here.
EDITION_SINCE = date(2025, 9, 1)

CONSIDERED = Duty(
    id="curriculum.exam_access.considered",
    title="Exam access looked at in Key Stage 4",
    entry="ehcp.md JCQ-02, ADJ-14; story 7",
    row=L, cites=CENTRE_POLICY.at("exam access is looked at for a pupil with an EHC plan or a low reading score"),
    since=LOCAL_SINCE, who=Actor.SENCO, applies=L.going_on & L.in_key_stage_4 & (L.has_plan | L.low_reading),
    by=L.look_by, done=L.considered_on,
    pending="An EHC plan or a low reading score: which exam access arrangements the pupil needs is still to be looked "
    "at, as far as is recorded. By when: {look_by}.",
    late="An EHC plan or a low reading score: the centre has chosen to look at exam access in time for an application; "
    "looked at: {considered_on}. By when: {look_by}.",
    act="Look at what the pupil needs in examinations, let it be used in lessons from now on, and record it.",
)  # fmt: skip

EVIDENCE = Duty(
    id="curriculum.exam_access.evidence",
    title="Evidence for an exam access arrangement",
    entry="ehcp.md JCQ-02, JCQ-05, JCQ-06, ADJ-14; story 7",
    row=A, cites=JCQ_ACCESS.at("evidence of need and normal way of working"), since=EDITION_SINCE, who=Actor.SENCO,
    applies=A.going_on & A.in_year_11 & A.asked_for, by=A.apply_by, done=A.complete_on,
    met="Exam access, {arrangement}: the evidence that can be told of here is on file.",
    pending="Exam access, {arrangement}: still missing: {missing}. By when: {apply_by}.",
    late="Exam access, {arrangement}: the evidence should be on file before the application; still missing: {missing}. "
    "By when: {apply_by}.",
    act="Get what is missing: {missing}. An EHC plan is a trigger and not enough alone.",
)  # fmt: skip

APPLIED = Duty(
    id="curriculum.exam_access.applied",
    title="Exam access arrangement asked for in time",
    entry="ehcp.md JCQ-06, JCQ-07, JCQ-08, JCQ-09; story 7",
    row=A, cites=JCQ_ACCESS.at("deadlines, and approval by exam centre"), since=EDITION_SINCE, who=A.exams_step,
    applies=A.going_on & A.in_year_11 & A.asked_for, by=A.apply_by, done=A.applied_on,
    met="Exam access, {arrangement}: asked for on {applied_on}. By when: {apply_by}.",
    pending="Exam access, {arrangement}: {settled}, still to be made, as far as is recorded. By when: "
    "{apply_by}. {carried}",
    late="Exam access, {arrangement}: {settled}, which should be made in time; made: {applied_on}. By when: "
    "{apply_by}. {carried}",
    act="The school that enters the pupil applies, with the SENCO's evidence; after the published day it asks the "
    "awarding body at once.",
)  # fmt: skip

RULES = (CONSIDERED, EVIDENCE, APPLIED)
