"""A part-time week: what the law, guidance and the centre ask of it. Behaviour is no ground in any of them.

Three things are told apart. The authority's duty of section 19 is full-time education, less only for reasons of health.
A school's leave for the times away needs a parent's agreement, and of a school maintained by an authority more than
that. How long it lasts and how often it is looked at is guidance and the centre's choice: no provision names a number.
"""

from __future__ import annotations

from datetime import date

from ap_core.curriculum.part_time_facts import PartTimeFacts as P
from ap_core.curriculum.plan import PartTimeGround
from ap_core.curriculum.policy import CurriculumPolicy
from ap_core.ehcp.policy import EHCPPolicy
from ap_core.law.instruments import CENTRE_POLICY, EA_1996, LOCAL_SINCE, SI_2024_208, WORKING_TOGETHER_2024
from ap_core.law.rules import Actor, Condition, Duty

SINCE_2024 = date(2024, 8, 19)
_GUIDANCE = WORKING_TOGETHER_2024.at("part-time timetables", note="Read only as authorities quote it.")
_ENTRY = "placement.md ptt.rules; verification C16"

SECTION_19 = Condition(
    id="curriculum.part_time.section_19",
    title="Less than full-time from the authority for reasons of health alone",
    entry="placement.md s19.full-time; verification C16",
    row=P,
    cites=EA_1996.section(
        "19(3A)-(3AA)", note="Read as revised to 17 August 2026. In force since 1 September 2011, from memory (medium)."
    ),
    since=date(2011, 9, 1), law_date=P.first, who=Actor.AUTHORITY, applies=P.going_on & P.section_19,
    requires=(P.ground == PartTimeGround.HEALTH) & P.authority_decided_on.exists,
    # The leave that a school may give with a parent's agreement is law too, and says nothing of section 19.
    arguable=P.parent_agreed_on.exists,
    met="On {authority_decided_on} the authority considered that full-time education would not be in the pupil's best "
    "interests for reasons of health.",
    not_met="The authority must arrange full-time education, less only where it considers that reasons of health make "
    "full-time not in the child's best interests; ground on record: {ground}; considered by the authority: "
    "{authority_decided_on}.",
    differs="A parent agreed on {parent_agreed_on} (ground: {ground}). That may make the absence from school a leave; "
    "whether it makes the authority's duty of full-time education under section 19 any smaller the law does not say.",
    act="Ask the authority how it meets its duty of full-time education, or on what day and for which reasons of "
    "health it decided on less.",
    arose=P.first,
)  # fmt: skip

PARENT_AGREED = Condition(
    id="curriculum.part_time.parent_agreed",
    title="A parent's agreement to a part-time week",
    entry=_ENTRY,
    row=P, cites=SI_2024_208.reg("10(4)", note="Table 3, code C2; read as made. It asks every school for it."),
    since=SINCE_2024, law_date=P.first, who=P.whose_step,
    applies=P.going_on & P.of_age & P.school_leave & (P.ground != PartTimeGround.HEALTH),
    requires=P.parent_agreed_on.exists,
    met="A parent with whom the pupil normally lives agreed on {parent_agreed_on}.",
    not_met="Leave for the times away must rest on an agreement with a parent with whom the pupil normally lives; "
    "agreed: {parent_agreed_on}.",
    act="Agree it with a parent, or offer the whole week now; {others} settle it.",
    arose=P.first,
)  # fmt: skip

EXCEPTIONAL = Condition(
    id="curriculum.part_time.exceptional",
    title="Exceptional circumstances, with times and dates agreed",
    entry=_ENTRY,
    row=P, cites=SI_2024_208.reg("11(6)", note="Read as made. It binds schools maintained by an authority, pupil "
                                 "referral units among them, and non-maintained special schools; not academies."),
    since=SINCE_2024, law_date=P.first, who=P.whose_step,
    applies=P.going_on & P.of_age & P.regulated & (P.ground != PartTimeGround.HEALTH),
    requires=(P.ground == PartTimeGround.EXCEPTIONAL) & P.times_agreed,
    arguable=P.times_agreed,
    met="The week is part-time because of exceptional circumstances, and its times and dates are agreed.",
    not_met="Leave for a part-time week must be agreed because of exceptional circumstances, and with its times and "
    "dates; ground on record: {ground}; times and dates agreed: {times_agreed}.",
    differs="Times and dates are agreed, and the ground on record is {ground}: whether that can be exceptional "
    "circumstances the regulation does not say.",
    act="Agree the times and dates with the parent and write down the circumstances, or offer the whole week.",
    arose=P.first,
)  # fmt: skip

NOT_BEHAVIOUR = Condition(
    id="curriculum.part_time.not_behaviour",
    title="A part-time week is no way to manage behaviour",
    entry=_ENTRY,
    row=P, cites=_GUIDANCE, since=SINCE_2024, law_date=P.first, who=P.whose_step, applies=P.going_on,
    requires=P.ground != PartTimeGround.BEHAVIOUR,
    met="The ground of the part-time week: {ground}.",
    not_met="A part-time week should not be used to manage behaviour, and that is the ground on record.",
    act="Find with {others} what support a whole week needs.",
    arose=P.first,
)  # fmt: skip

END_SET = Condition(
    id="curriculum.part_time.end_set",
    title="A last day for the part-time week",
    entry=_ENTRY,
    row=P, cites=_GUIDANCE, since=SINCE_2024, law_date=P.first, who=P.whose_step, applies=P.going_on,
    requires=P.ends_on.exists,
    met="The part-time week ends on {ends_on}.",
    not_met="A part-time week should have a last day; on record: {ends_on}.",
    act="Set the day on which the whole week begins again, with pupil and parent.",
    arose=P.first,
)  # fmt: skip

WITH_A_PLAN = Condition(
    id="curriculum.part_time.plan_authority",
    title="The authority told of a part-time week where there is an EHC plan",
    entry="ehcp.md EHC-AP-07, ADJ-08",
    row=P, cites=_GUIDANCE, since=SINCE_2024, law_date=P.first, who=P.whose_step, applies=P.going_on & P.has_plan,
    requires=P.authority_told_on.exists,
    met="The authority that keeps the EHC plan was told on {authority_told_on}.",
    not_met="The authority that keeps the EHC plan should be spoken to, because the provision of the plan may not fit "
    "into a part-time week; told: {authority_told_on}.",
    act="Tell the authority, and ask how the provision of the plan is secured meanwhile.",
    arose=P.first,
)  # fmt: skip

PLAN_AUTHORITY_AGREES = Condition(
    id="curriculum.part_time.plan_authority_agrees",
    title="The authority's agreement to a part-time week where there is an EHC plan",
    entry="ehcp.md EHC-AP-07, ADJ-08",
    row=P, cites=CENTRE_POLICY.at("ehcp.part_time_agreed"), since=LOCAL_SINCE, law_date=P.first, who=P.whose_step,
    applies=P.going_on & P.has_plan & EHCPPolicy.part_time_agreed, requires=P.authority_agreed_on.exists,
    met="The authority that keeps the EHC plan agreed to the part-time week on {authority_agreed_on}.",
    not_met="The centre has chosen to have a part-time week of a pupil with an EHC plan agreed with the authority that "
    "keeps the plan; agreed: {authority_agreed_on}.",
    act="Ask the authority for its agreement, or offer the whole week.",
    arose=P.first,
)  # fmt: skip

NOT_NEEDS = Condition(
    id="curriculum.part_time.not_needs",
    title="Special educational needs are no reason for a part-time week",
    entry="ehcp.md EHC-AP-07, ADJ-08",
    row=P, cites=_GUIDANCE, since=SINCE_2024, law_date=P.first, who=P.whose_step, applies=P.going_on,
    requires=P.ground != PartTimeGround.NEEDS,
    met="The part-time week does not rest on special educational needs.",
    not_met="A part-time week should not rest on special educational needs, and that is the ground on record.",
    act="Find with {others} what support a whole week needs; where there is an EHC plan, ask the authority how it is "
    "provided.",
    arose=P.first,
)  # fmt: skip

LENGTH = Condition(
    id="curriculum.part_time.length",
    title="The length of a part-time week",
    entry=_ENTRY,
    row=P, cites=CENTRE_POLICY.at("curriculum.part_time_at_most"), since=LOCAL_SINCE, law_date=P.first,
    who=P.whose_step, applies=P.going_on & P.weeks.exists, requires=P.weeks <= CurriculumPolicy.part_time_at_most,
    met="Part-time for {weeks} school weeks, to {ends_on}.",
    not_met="Part-time for {weeks} school weeks, to {ends_on}; the centre has chosen at most {part_time_at_most}.",
    act="Bring the whole week forward, or decide with {others} why it takes longer.",
    arose=P.first,
)  # fmt: skip

REVIEWED = Duty(
    id="curriculum.part_time.reviewed",
    title="Review of the part-time week with pupil and parent",
    entry=_ENTRY,
    row=P, cites=CENTRE_POLICY.at("curriculum.part_time_review_every"), since=LOCAL_SINCE, law_date=P.first,
    who=P.whose_step, applies=P.going_on, by=P.review_due, done=P.reviewed_on,
    pending="The part-time week is to be reviewed with pupil and parent by {review_due}.",
    late="The centre has chosen to review a part-time week with pupil and parent, this time by {review_due}.",
    act="Review the part-time week with pupil and parent: what has changed, and which sessions can be added?",
    arose=P.first,
)  # fmt: skip

WIDER_PLAN = Condition(
    id="curriculum.part_time.wider_plan",
    title="A part-time week as part of a wider plan",
    entry=_ENTRY,
    row=P, cites=_GUIDANCE, since=SINCE_2024, law_date=P.first, who=P.whose_step, applies=P.going_on,
    requires=P.in_wider_plan,
    met="The part-time week is part of a wider plan of support, health care or return.",
    not_met="A part-time week should be part of a wider plan: of support, of health care, or of the way back.",
    act="Write down with pupil and parent what else is done, and what would bring the whole week back.",
    arose=P.first,
)  # fmt: skip

SOCIAL_WORKER = Condition(
    id="curriculum.part_time.social_worker",
    title="The social worker told of a part-time week",
    entry=_ENTRY,
    row=P, cites=_GUIDANCE, since=SINCE_2024, law_date=P.first, who=P.whose_step,
    applies=P.going_on & P.has_social_worker, requires=P.social_worker_told_on.exists,
    met="The pupil's social worker was told on {social_worker_told_on}.",
    not_met="The pupil has a social worker, who should be told of the part-time week; told: {social_worker_told_on}.",
    act="Tell the social worker today: who sees the pupil in the hours away?",
    arose=P.first,
)  # fmt: skip

REPORTED = Duty(
    id="curriculum.part_time.reported",
    title="The local authority told of a part-time timetable",
    entry=_ENTRY,
    row=P, cites=CENTRE_POLICY.at("curriculum.part_time_reported_within"), since=LOCAL_SINCE, law_date=P.first,
    who=P.whose_step, applies=P.going_on, by=P.report_due, done=P.reported_on,
    met="The local authority was told of the part-time week on {reported_on}.",
    pending="The local authority is to be told of the part-time week by {report_due}.",
    late="The centre has chosen to tell the local authority of a part-time week by {report_due}, as it asks; told: "
    "{reported_on}.",
    act="Report it to the local authority now.",
    arose=P.first,
)  # fmt: skip

RULES = (
    SECTION_19,
    PARENT_AGREED,
    EXCEPTIONAL,
    NOT_BEHAVIOUR,
    END_SET,
    WITH_A_PLAN,
    PLAN_AUTHORITY_AGREES,
    NOT_NEEDS,
    WIDER_PLAN,
    SOCIAL_WORKER,
    LENGTH,
    REVIEWED,
    REPORTED,
)
