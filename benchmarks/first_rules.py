"""The rules by which the nested record is judged: the first 51 of England's, so that the yardstick stays the same as the
law held grows."""

from __future__ import annotations

from ap_core import ENGLAND
from ap_core.law.rulebook import RuleBook

_IDS = (
    "registration.single_or_main.at_most_one",
    "registration.subsidiary.needs_main",
    "registration.single.excludes_others",
    "placement.short_term.objectives",
    "placement.short_term.objectives_2013",
    "placement.short_term.return_planned",
    "placement.length.limit",
    "placement.length.review",
    "placement.first_review.in_time",
    "placement.later_review.each_half_term",
    "placement.final_review.before_end",
    "placement.end.what_follows",
    "placement.end.overrun",
    "placement.key_stage_4_move.review",
    "placement.long_key_stage_4.planned_end",
    "placement.usual.key_stage_3",
    "placement.usual.key_stage_4",
    "offsite_direction.scope",
    "offsite_direction.notice.in_time",
    "offsite_direction.notice.contents",
    "offsite_direction.notice.authority",
    "offsite_direction.review.outcome",
    "offsite_direction.year_end_until_2012",
    "offsite_direction.review.thirty_days_until_2012",
    "offsite_direction.scope_2026",
    "offsite_direction.notice.in_time_2026",
    "offsite_direction.notice.contents_2026",
    "offsite_direction.notice.authority_2026",
    "offsite_direction.review.outcome_2026",
    "ehcp.annual_review.in_time",
    "ehcp.review_meeting.notice",
    "ehcp.review_meeting.papers",
    "ehcp.review_meeting.report",
    "ehcp.review_meeting.decision",
    "ehcp.placement.authority_involved",
    "ehcp.placement.end_agreed",
    "ehcp.named_setting.up_to_date",
    "attendance.code.in_force",
    "attendance.code.in_force_2013",
    "attendance.d.needs_second_registration",
    "attendance.elsewhere.not_where_registered",
    "attendance.x.not_compulsory_age",
    "attendance.c2.compulsory_age",
    "attendance.n.replaced",
    "curriculum.baseline.reading",
    "curriculum.baseline.complete",
    "curriculum.reading.support",
    "curriculum.timetable.full_time",
    "support.mentor.weekly",
    "support.restorative.conversation",
    "support.action.in_place",
)

FIRST_RULES = RuleBook(subjects=ENGLAND.subjects, rules=[ENGLAND.rule(rule_id) for rule_id in _IDS])
