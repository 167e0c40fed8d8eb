"""Every row of facts and every rule for England, assembled: :data:`ap_core.england.ENGLAND` reads them from here."""

from __future__ import annotations

from ap_core.attendance import facts as attendance_facts
from ap_core.attendance import rules as attendance_rules
from ap_core.curriculum import (
    baseline_facts,
    baseline_rules,
    entry_facts,
    entry_rules,
    exam_access_facts,
    exam_access_rules,
    part_time_facts,
    part_time_rules,
    plan_facts,
    plan_rules,
    reading_facts,
    reading_rules,
)
from ap_core.curriculum import facts as curriculum_facts
from ap_core.curriculum import rules as curriculum_rules
from ap_core.ehcp import (
    assessment_facts,
    assessment_rules,
    change_facts,
    change_rules,
    cycle_facts,
    cycle_rules,
    dispute_facts,
    dispute_rules,
    early_facts,
    early_rules,
    ledger_facts,
    ledger_rules,
    phase_facts,
    phase_rules,
    placed_facts,
    placed_rules,
)
from ap_core.ehcp import facts as ehcp_facts
from ap_core.ehcp import rules as ehcp_rules
from ap_core.exclusion import sixth_day_facts, sixth_day_rules
from ap_core.law.rulebook import Reckoner
from ap_core.law.rules import Rule
from ap_core.placement import (
    after_year_11_facts,
    after_year_11_rules,
    basis_facts,
    basis_rules,
    dimension_facts,
    dimension_rules,
    directed_pupil_facts,
    direction_facts,
    direction_meeting_facts,
    direction_rules,
    return_facts,
    return_rules,
)
from ap_core.placement import facts as placement_facts
from ap_core.placement import rules as placement_rules
from ap_core.record import PupilRecord
from ap_core.registration import facts as registration_facts
from ap_core.registration import joining_leaving_facts, joining_leaving_rules
from ap_core.registration import rules as registration_rules
from ap_core.support import care_facts, care_rules, restricted_facts, restricted_rules
from ap_core.support import facts as support_facts
from ap_core.support import rules as support_rules

#: Each row of facts, and how it is reckoned from a record.
SUBJECTS: tuple[tuple[type, Reckoner[PupilRecord]], ...] = (
    (registration_facts.Pattern, registration_facts.patterns),
    (joining_leaving_facts.LeavingFacts, joining_leaving_facts.leaving_facts),
    (joining_leaving_facts.JoiningFacts, joining_leaving_facts.joining_facts),
    (joining_leaving_facts.FilesFacts, joining_leaving_facts.files_facts),
    (placement_facts.PlacementFacts, placement_facts.placement_facts),
    (placement_facts.HalfTermFacts, placement_facts.half_term_facts),
    (dimension_facts.BasisAndRoll, dimension_facts.basis_and_roll),
    (dimension_facts.WeekOfTwo, dimension_facts.weeks_of_two),
    (dimension_facts.FirstDay, dimension_facts.first_days),
    (dimension_facts.LateEntry, dimension_facts.late_entries),
    (dimension_facts.EarlyReview, dimension_facts.early_reviews),
    (direction_facts.DirectionFacts, direction_facts.direction_facts),
    (directed_pupil_facts.DirectedPupilFacts, directed_pupil_facts.directed_pupil_facts),
    (direction_facts.DirectionReviewFacts, direction_facts.direction_review_facts),
    (direction_meeting_facts.DirectionMeetingFacts, direction_meeting_facts.direction_meeting_facts),
    (direction_meeting_facts.ReviewRequestFacts, direction_meeting_facts.review_request_facts),
    (direction_facts.ThirtyDayFacts, direction_facts.thirty_day_facts),
    (sixth_day_facts.SixthDayFacts, sixth_day_facts.sixth_day_facts),
    (basis_facts.CommissionedFacts, basis_facts.commissioned_facts),
    (return_facts.ReturnFacts, return_facts.return_facts),
    (return_facts.PhasedReturnFacts, return_facts.phased_return_facts),
    (return_facts.CheckUpFacts, return_facts.check_up_facts),
    (return_facts.FailedReturnFacts, return_facts.failed_return_facts),
    (return_facts.LeaverFacts, return_facts.leaver_facts),
    (after_year_11_facts.OfferFacts, after_year_11_facts.offer_facts),
    (after_year_11_facts.StartFacts, after_year_11_facts.start_facts),
    (return_facts.FairAccessFacts, return_facts.fair_access_facts),
    (ehcp_facts.ReviewCycle, ehcp_facts.review_cycles),
    (ehcp_facts.ReviewMeeting, ehcp_facts.review_meetings),
    (ehcp_facts.PlanPlacement, ehcp_facts.plan_placements),
    (cycle_facts.SpecialCycle, cycle_facts.special_cycles),
    (cycle_facts.StatedCycle, cycle_facts.stated_cycles),
    (cycle_facts.MeetingContents, cycle_facts.meeting_contents),
    (cycle_facts.AmendmentFacts, cycle_facts.amendment_facts),
    (phase_facts.PhaseTransferFacts, phase_facts.phase_transfers),
    (placed_facts.UnregisteredFacts, placed_facts.unregistered_facts),
    (placed_facts.EndedFacts, placed_facts.ended_facts),
    (ledger_facts.DeliveredFacts, ledger_facts.delivered_facts),
    (early_facts.SuspendedFacts, early_facts.suspended_with_plan),
    (early_facts.ThreatFacts, early_facts.threats),
    (assessment_facts.AssessmentFacts, assessment_facts.assessment_facts),
    (assessment_facts.AdviceFacts, assessment_facts.advice_facts),
    (assessment_facts.ConsultationFacts, assessment_facts.consultation_facts),
    (change_facts.ReassessmentFacts, change_facts.reassessments),
    (change_facts.MoveFacts, change_facts.plan_moves),
    (change_facts.CeasingFacts, change_facts.ceasings),
    (change_facts.BudgetFacts, change_facts.budgets),
    (change_facts.PlanAge, change_facts.plan_ages),
    (dispute_facts.MediationFacts, dispute_facts.mediations),
    (dispute_facts.OrderFacts, dispute_facts.orders),
    (dispute_facts.RecommendationFacts, dispute_facts.recommendations),
    (attendance_facts.CodeUseFacts, attendance_facts.code_uses),
    (attendance_facts.UnexplainedFacts, attendance_facts.unexplained),
    (curriculum_facts.ArrivalFacts, curriculum_facts.arrival_facts),
    (curriculum_facts.WeekFacts, curriculum_facts.week_facts),
    (baseline_facts.AssessedFacts, baseline_facts.assessed_facts),
    (reading_facts.ReadingFollowFacts, reading_facts.reading_follow_facts),
    (exam_access_facts.AccessLookFacts, exam_access_facts.access_look_facts),
    (exam_access_facts.AccessFacts, exam_access_facts.access_facts),
    (part_time_facts.PartTimeFacts, part_time_facts.part_time_facts),
    (plan_facts.AreaFacts, plan_facts.area_facts),
    (plan_facts.PlanFacts, plan_facts.plan_facts),
    (plan_facts.ProvisionFacts, plan_facts.provision_facts),
    (plan_facts.QualificationFacts, plan_facts.qualification_facts),
    (entry_facts.EntryFacts, entry_facts.entry_facts),
    (support_facts.MentorWeekFacts, support_facts.mentor_week_facts),
    (support_facts.IncidentFacts, support_facts.incident_facts),
    (support_facts.MentorFacts, support_facts.mentor_facts),
    (restricted_facts.RestrictedFacts, restricted_facts.restricted_facts),
    (care_facts.EducationPlanFacts, care_facts.education_plan_facts),
    (care_facts.EducationPlanTermFacts, care_facts.education_plan_term_facts),
    (care_facts.ToldFacts, care_facts.told_facts),
    (care_facts.LeadTeacherFacts, care_facts.lead_teacher_facts),
    (care_facts.CareMoveFacts, care_facts.care_move_facts),
)

#: Every rule held here.
RULES: tuple[Rule, ...] = (
    *registration_rules.RULES,
    *joining_leaving_rules.RULES,
    *placement_rules.RULES,
    *dimension_rules.RULES,
    *direction_rules.RULES,
    *sixth_day_rules.RULES,
    *basis_rules.RULES,
    *return_rules.RULES,
    *after_year_11_rules.RULES,
    *ehcp_rules.RULES,
    *cycle_rules.RULES,
    *phase_rules.RULES,
    *early_rules.RULES,
    *placed_rules.RULES,
    *ledger_rules.RULES,
    *assessment_rules.RULES,
    *change_rules.RULES,
    *dispute_rules.RULES,
    *attendance_rules.RULES,
    *curriculum_rules.RULES,
    *baseline_rules.RULES,
    *reading_rules.RULES,
    *exam_access_rules.RULES,
    *part_time_rules.RULES,
    *plan_rules.RULES,
    *entry_rules.RULES,
    *support_rules.RULES,
    *restricted_rules.RULES,
    *care_rules.RULES,
)
