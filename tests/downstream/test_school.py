"""The toy school system put through the library's checks, as its own authors would."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from school.due import broken_policy, due, policy, shown
from school.store import Store

from ap_core import Calendars, PupilRecord, Roll, SchoolCalendar, Suspension, Term, check
from ap_core.testing import strategies as kit
from ap_core.testing.checks import (
    RuleCheck,
    for_calendars,
    for_due_list,
    for_policy,
    for_store,
    parametrize_rule_checks,
    run_rule_checks,
)

STORE = Store()
YEAR = SchoolCalendar.of_terms(
    "HILL",
    terms=[
        Term("autumn 2026", date(2026, 9, 2), date(2026, 12, 18)),
        Term("spring 2027", date(2027, 1, 4), date(2027, 3, 25)),
        Term("summer 2027", date(2027, 4, 12), date(2027, 7, 21)),
    ],
    breaks=[(date(2026, 10, 26), date(2026, 10, 30)), (date(2027, 2, 15), date(2027, 2, 19))],
)
OURS = (
    *for_policy(policy),
    *for_store(STORE.save, STORE.load),
    *for_due_list(shown),
    *for_calendars(lambda _school: YEAR, ["HILL"], on=date(2026, 11, 23)),
)


@parametrize_rule_checks(OURS, count=16)
def test_ours(rule_check: RuleCheck) -> None:
    rule_check.run()


@parametrize_rule_checks(for_policy(broken_policy), expected_failures={"policy.decided": "the fault on purpose"})
def test_a_policy_that_nobody_decided_is_caught(rule_check: RuleCheck) -> None:
    rule_check.run()


def test_the_report_of_it_says_so() -> None:
    assert list(run_rule_checks(for_policy(broken_policy)).failed) == ["policy.decided"]


def test_a_store_that_loses_something_is_caught() -> None:
    def forgetful(ref: str) -> PupilRecord:
        return STORE.load(ref).but(incidents=())

    failed = run_rule_checks(for_store(STORE.save, forgetful)).failed
    assert "store.loses_nothing" in failed


@settings(max_examples=20, deadline=None)
@given(st.from_type(Suspension))
def test_from_type_needs_no_import_of_strategies(suspension: Suspension) -> None:
    assert suspension.ref


@settings(max_examples=5, deadline=None)
@given(kit.rolls(size=3))
def test_what_is_due_of_a_roll(roll: Roll) -> None:
    store = Store()
    for record in roll.records:
        store.save(record)
    records = [store.load(ref) for ref in store.pupils()]
    lines = due(records, roll.calendars, date(2026, 11, 23))
    assert lines == sorted(lines) and {pupil for _, pupil, _ in lines} <= {"P01", "P02", "P03"}


def test_an_empty_cell_is_asked_about_and_nothing_is_made_of_it() -> None:
    store = Store()
    lines = ["ref,year,home_school,began", "P01,8,HILL,2026-09-07", "P02,,HILL,"]
    assert store.import_pupils(lines) == store.pupils() == ["P01", "P02"]
    assert store.placed_since(date(2026, 9, 7)) == ["P01"] and store.placed_since(date(2026, 9, 8)) == []
    review = check(store.load("P02"), on=date(2026, 11, 23), calendars=Calendars({"CENTRE": YEAR, "HILL": YEAR}))
    assert "placements[0].first_day" in {question.path for question in review.questions}
    assert shown(review) == []


@pytest.mark.parametrize("ref", ["P99", "' OR 1=1 --"])
def test_a_pupil_who_is_not_there(ref: str) -> None:
    with pytest.raises(ValueError, match="values to unpack"):
        Store().load(ref)
