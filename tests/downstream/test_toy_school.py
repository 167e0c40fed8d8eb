"""The toy school system's own tests: run by ``bash tests/downstream/run``, in an environment of their own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from toy_school.due import due
from toy_school.settings import choose, policy
from toy_school.store import Store

import ap_core
from ap_core import Calendars, Policy, SchoolCalendar, Term, Verdict, check
from ap_core.errors import InvalidValue
from ap_core.placement.records import Duration
from ap_core.testing.checks import (
    RuleCheck,
    Shown,
    for_calendars,
    for_due_list,
    for_policy,
    for_store,
    parametrize_rule_checks,
    run_rule_checks,
)

ON = date(2026, 11, 23)
#: The schools that the checks' records speak of, beside the centre itself.
SCHOOLS = ("CENTRE", "HILL", "BROOK", "école 9")
PUPILS = """ref,year,home_school,began
P01,8,HILL,2026-09-07
P02,,HILL,
"""


def a_store() -> Store:
    return Store("CENTRE", SCHOOLS)


def settings() -> Policy:
    store = a_store()
    choose(store, "placement.longest_short_term", 10)
    try:
        return policy(store)
    finally:
        store.close()


def calendar(school: str) -> SchoolCalendar:
    return SchoolCalendar.of_terms(
        school,
        terms=[
            Term("autumn 2026", date(2026, 9, 3), date(2026, 12, 18)),
            Term("spring 2027", date(2027, 1, 4), date(2027, 3, 25)),
            Term("summer 2027", date(2027, 4, 12), date(2027, 7, 21)),
        ],
        breaks=[
            (date(2026, 10, 26), date(2026, 10, 30)),
            (date(2027, 2, 15), date(2027, 2, 19)),
            (date(2027, 5, 31), date(2027, 6, 4)),
        ],
    )


def shown(review: ap_core.Review) -> list[Shown]:
    return [Shown(line.key, line.day) for line in due(review)]


_KEPT = a_store()


def test_the_library_is_the_wheel_that_was_built() -> None:
    assert "site-packages" in (ap_core.__file__ or "")


@parametrize_rule_checks(
    (
        *for_policy(settings),
        *for_calendars(calendar, ("CENTRE", "HILL"), on=ON),
        *for_store(_KEPT.save, _KEPT.load),
        *for_due_list(shown),
    ),
    count=17,
)
def test_the_rule_checks(rule_check: RuleCheck) -> None:
    rule_check.run()


@pytest.fixture
def store() -> Iterator[Store]:
    made = a_store()
    yield made
    made.close()


class TestFaultsAreCaught:
    """What a school system may well get wrong, and the check that says so."""

    def test_a_policy_that_is_looser_than_makes_sense(self, store: Store) -> None:
        choose(store, "placement.longest_short_term", 0)
        assert set(run_rule_checks(for_policy(lambda: policy(store))).failed) >= {"policy.loads"}

    def test_a_policy_that_goes_by_a_counter(self) -> None:
        weeks = iter(range(1, 1000))
        report = run_rule_checks(for_policy(lambda: Policy().choosing({"placement.longest_short_term": next(weeks)})))
        assert "policy.same_twice" in report.failed

    def test_a_store_that_takes_not_known_for_none(self, store: Store) -> None:
        def forgetful(ref: str) -> ap_core.PupilRecord:
            record = store.load(ref)
            return record.but(plan=None) if record.plan is ap_core.UNKNOWN else record

        report = run_rule_checks(for_store(store.save, forgetful))
        assert "store.not_known_is_not_none" in report.failed

    def test_a_page_that_shows_a_day_late(self) -> None:
        def late(review: ap_core.Review) -> list[Shown]:
            return [Shown(each.key, each.day and each.day + timedelta(1)) for each in shown(review)]

        assert set(run_rule_checks(for_due_list(late)).failed) == {"due.the_last_day"}

    def test_a_page_that_leaves_out_what_has_time_to_run(self) -> None:
        def short(review: ap_core.Review) -> list[Shown]:
            late = {each.key for each in review if each.verdict is Verdict.NOT_MET}
            return [each for each in shown(review) if each.key in late]

        assert set(run_rule_checks(for_due_list(short)).failed) == {"due.nothing_left_out"}


def reviewed(store: Store, ref: str) -> ap_core.Review:
    return check(store.load(ref), on=ON, calendars=Calendars({each: calendar(each) for each in SCHOOLS}))


class TestTheSystemItself:
    """It imports pupils, keeps placements and asks what is due."""

    def test_imported_pupils_are_kept(self, store: Store) -> None:
        assert store.import_pupils(PUPILS.splitlines()) == ["P01", "P02"]
        assert [record.ref for record in store.records()] == ["P01", "P02"]
        assert store.placed_since(date(2026, 9, 1)) == ["P01"]

    def test_an_empty_cell_is_asked_about_and_nothing_is_made_of_it(self, store: Store) -> None:
        store.import_pupils(PUPILS.splitlines())
        review = reviewed(store, "P02")
        assert "placements[0].first_day" in {question.path for question in review.questions}
        assert due(review) == []

    def test_what_is_due_comes_by_day(self, store: Store) -> None:
        store.import_pupils(PUPILS.splitlines())
        record = store.load("P01")
        assert isinstance(record.placements, tuple)
        (begun,) = record.placements
        store.save(record.but(placements=(begun.but(duration=Duration.SHORT, planned_end=date(2026, 12, 18)),)))
        days = [line.day for line in due(reviewed(store, "P01")) if line.day is not None]
        assert days == sorted(days) != []

    def test_a_setting_that_is_no_choice_is_refused(self, store: Store) -> None:
        choose(store, "placement.longest_short_turm", 10)
        with pytest.raises(InvalidValue, match=r"use placement\.longest_short_term"):
            policy(store)
