"""Story 7: exam arrangements for a Year 11 pupil with an EHC plan and a reader as the normal way of working."""

from __future__ import annotations

from datetime import date
from typing import Any

from ap_core import Actor, Finding, Verdict
from ap_core.curriculum.exam_access_records import (
    AccessApplication,
    Arrangement,
    Evidence,
    EvidenceOnFile,
    ExamAccess,
    WayOfWorking,
)
from ap_core.law.citation import Force, Seen
from ap_core.record import PupilRecord
from tests.placements import MONDAY, reviewed
from tests.test_story_7 import RECORD

SINCE = date(2025, 10, 6)
READER = WayOfWorking(kind=Arrangement.READER, school="CENTRE", since=SINCE, recorded_on=SINCE)
ACCESS = ExamAccess(considered_on=SINCE, ways=(READER,), evidence=(), applications=())


def her(**changes: Any) -> PupilRecord:
    return RECORD.but(exam_access=ACCESS.but(**changes))


def one(rule: str, record: PupilRecord, on: date = MONDAY) -> Finding:
    (finding,) = [each for each in reviewed(record, on) if each.rule == f"curriculum.exam_access.{rule}"]
    return finding


def test_the_normal_way_of_working_is_on_file_beside_the_plan() -> None:
    evidence = one("evidence", her())
    assert evidence.verdict is Verdict.MET and evidence.who is Actor.SENCO


def test_the_plan_is_a_trigger_and_not_enough_alone() -> None:
    plan_only = one("evidence", her(ways=(), wanted=frozenset((Arrangement.READER,))))
    assert plan_only.verdict is Verdict.PENDING
    assert plan_only.because == (
        "Exam access, a reader: still missing: the normal way of working, recorded where the pupil is now. By when: "
        "Fri 19 Mar 2027 (on the other reading Sun 21 Mar 2027)."
    )
    assert plan_only.act.endswith("An EHC plan is a trigger and not enough alone.")
    way_only = one("evidence", her().but(plan=None))
    assert "a completed Form 8" in way_only.because


def test_a_reader_needs_approval_so_act_by_friday_19_march() -> None:
    """The awarding bodies' day is Sunday 21 March 2027: the last school day before it is Friday the 19th."""
    applied = one("applied", her())
    assert applied.verdict is Verdict.PENDING and applied.due is not None
    assert (applied.due.last_day, applied.due.customary_last_day) == (date(2027, 3, 19), date(2027, 3, 21))
    assert applied.who is Actor.EXAMS_OFFICER and "SENCO" in applied.act
    assert (applied.citation.force, applied.citation.seen) == (Force.GUIDANCE, Seen.SECONDARY)


def test_both_sides_of_the_day() -> None:
    for day, verdict in ((19, Verdict.PENDING), (20, Verdict.UNDETERMINED), (21, Verdict.UNDETERMINED),
                         (22, Verdict.NOT_MET)):  # fmt: skip
        assert one("applied", her(), date(2027, 3, day)).verdict is verdict
    made = AccessApplication(kind=Arrangement.READER, school="CENTRE", applied_on=date(2027, 3, 19))
    assert one("applied", her(applications=(made,)), date(2027, 4, 12)).verdict is Verdict.MET


def test_an_approval_of_the_old_school_does_not_count_and_form_8_may_come_along() -> None:
    old = AccessApplication(
        kind=Arrangement.READER, school="HILL", applied_on=date(2025, 9, 5), approved_on=date(2025, 9, 5)
    )
    applied = one("applied", her(applications=(old,)))
    assert applied.verdict is Verdict.PENDING
    assert applied.because.endswith(
        "The approval that another exam centre has does not count here; a completed Form 8 may come along from it."
    )


def test_looked_at_in_time_and_asked_where_it_is_not_known() -> None:
    assert one("considered", her()).verdict is Verdict.MET
    unknown = one("considered", RECORD)
    assert unknown.verdict is Verdict.PENDING
    later = one("considered", RECORD, date(2027, 3, 22))
    assert (later.verdict, later.missing) == (Verdict.UNDETERMINED, ("exam_access",))


def test_nothing_where_it_is_known_that_nothing_is_needed() -> None:
    none = RECORD.but(exam_access=None)
    assert not [each for each in reviewed(none) if each.rule.startswith("curriculum.exam_access.")]


def test_evidence_from_elsewhere_counts_but_not_before_it_is_there() -> None:
    no_plan = her(evidence=(EvidenceOnFile(what=Evidence.FORM_8, on=date(2026, 11, 24)),)).but(plan=None)
    assert one("evidence", no_plan).verdict is Verdict.PENDING
    assert one("evidence", no_plan, date(2026, 11, 24)).verdict is Verdict.MET
