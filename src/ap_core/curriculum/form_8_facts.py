"""A Form 8 on which a quarter more time rests, as rules read it: where its scores are kept, and there is no EHC plan.

With a plan, or a note of another impairment, the form is not what the request rests on. Nobody is asked for scores.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ap_core.curriculum.exam_access import scores_for_extra_time, to_settle
from ap_core.curriculum.exam_access_records import FORMS_8, Arrangement, Evidence, EvidenceOnFile, ExamAccess
from ap_core.dates.years import AcademicYear
from ap_core.ehcp.standing import had_plan
from ap_core.law.facts import Fact, fact, facts
from ap_core.law.rulebook import Asked
from ap_core.law.unknown import Unknown, known
from ap_core.placement.going_on import placements_going_on
from ap_core.pupils.years import YearGroup
from ap_core.record import PupilRecord


@facts
class Form8Facts:
    """The last Form 8 with its scores, of a Year 11 pupil who is to have a quarter more time."""

    subject: str
    going_on: Fact[bool] = fact("the placement is still going on")
    in_year_11: Fact[bool] = fact("the pupil is taught in Year 11")
    has_plan: Fact[bool] = fact("the pupil has an EHC plan")
    made_on: Fact[date] = fact("the day of the form")
    enough: Fact[bool] = fact("the scores taken from Year 9 on come up to what the form asks")


def form_8_facts(record: PupilRecord, asked: Asked) -> Iterator[Form8Facts]:
    """A row for each placement going on in which a quarter more time is to be asked for on a Form 8 with scores."""
    access = record.exam_access
    if not isinstance(access, ExamAccess) or isinstance(access.evidence, Unknown):
        return
    year = known(record.pupil, "taught_year", "pupil.")
    on_file = [each for each in access.evidence if each.on <= asked.on]
    forms = [each for each in on_file if each.what in FORMS_8 and each.scores is not None]
    plan = known(record, "plan", "")
    has_plan = had_plan(plan, asked.on)
    other = any(each.what is Evidence.OTHER_IMPAIRMENT for each in on_file)
    if not forms or other or has_plan is True or (type(year) is not Unknown and year is not YearGroup.Y11):
        return
    last = max(forms, key=lambda each: each.on)
    for each in placements_going_on(record.placements, asked):
        settling = to_settle(access, at=each.placement.centre, plan=plan, on=asked.on)
        if any(settle.kind is Arrangement.EXTRA_TIME for settle in settling):
            yield Form8Facts(
                subject=f"{each.placement.ref} exam access: Form 8",
                going_on=each.still,
                in_year_11=year if type(year) is Unknown else True,
                has_plan=has_plan,
                made_on=last.on,
                enough=_enough(last, asked.on),
            )


def _enough(form: EvidenceOnFile, on: date) -> bool:
    """By the scores taken in or after Year 9, which for a pupil now in Year 11 began two academic years ago."""
    year_9 = AcademicYear(AcademicYear.of(on).start - 2)
    assert form.scores is not None
    return scores_for_extra_time({each.area: each.score for each in form.scores if each.taken_on >= year_9.first})
