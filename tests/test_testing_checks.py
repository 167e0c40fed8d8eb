"""The checks that others run: each is kept by code in order, and each catches the fault it is for."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest

from ap_core import (
    ENGLAND,
    Calendars,
    Centre,
    Condition,
    InvalidValue,
    OutsideCalendar,
    Policy,
    PupilRecord,
    Roll,
    RuleBook,
    SchoolCalendar,
    Term,
    Verdict,
)
from ap_core.exchange import dump_roll, load_roll
from ap_core.law import expressions as e
from ap_core.law.choice import Bound, Chosen, Decision, choices, chosen
from ap_core.law.facts import Fact, fact, facts
from ap_core.law.instruments import CENTRE_POLICY, SI_2024_208
from ap_core.law.policies import ComposedPolicy, composed
from ap_core.law.rules import Actor
from ap_core.placement.policy import PlacementPolicy
from ap_core.registration.records import SchoolKind
from ap_core.testing import checks as checks_room
from ap_core.testing.boundaries import boundary_cases
from ap_core.testing.checks import (
    Checks,
    RuleCheck,
    Shown,
    for_calendars,
    for_due_list,
    for_policy,
    for_rules,
    for_store,
    parametrize_rule_checks,
    run_rule_checks,
)
from ap_core.testing.mutants import mutants, survivors
from ap_core.values import Value, item

ON = date(2026, 11, 23)
YEAR = SchoolCalendar.of_terms(
    "HILL",
    terms=[
        Term("autumn 2026", date(2026, 9, 2), date(2026, 12, 18)),
        Term("spring 2027", date(2027, 1, 4), date(2027, 3, 25)),
        Term("summer 2027", date(2027, 4, 12), date(2027, 7, 21)),
    ],
    breaks=[(date(2026, 10, 26), date(2026, 10, 30)), (date(2027, 2, 15), date(2027, 2, 19))],
)  # fmt: skip
DECIDED = Policy(placement=PlacementPolicy(longest_short_term=10)).but(
    decisions=(Decision(choice="placement.longest_short_term", by="committee", on=date(2026, 7, 8)),)
)


def save(record: PupilRecord) -> str:
    centre = Centre(ref="CENTRE", name="a centre", kind=SchoolKind.PRU)
    from ap_core.centre import School

    schools = tuple(School(ref=ref, name=ref, kind=SchoolKind.MAINTAINED) for ref in ("HILL", "BROOK", "école 9"))
    return dump_roll(Roll(centre=centre, schools=schools, calendars=Calendars({}), records=(record,)))


def load(text: str) -> PupilRecord:
    return load_roll(text).records[0]


def without_unknowns(text: str) -> PupilRecord:
    """A careless importer: an absent plan is no plan."""
    document = json.loads(text)
    document["pupils"][0].setdefault("plan", None)
    return load_roll(json.dumps(document)).records[0]


@facts
class Visit:
    """A home visit, which a trust asks for."""

    subject: str
    days: Fact[int] = fact("days since the pupil came")
    visited: Fact[bool] = fact("the family was visited")


@choices("visits")
class VisitPolicy(Value):
    """A choice at the very bound of an invented law."""

    within: Chosen[int] = chosen(
        14, says="days until a visit", unit="days", source="practice",
        law=Bound("lets nobody wait longer than a fortnight", SI_2024_208.reg("10"), at_most=14),
    )  # fmt: skip


@composed
class TrustPolicy(ComposedPolicy):
    """A trust's own policy."""

    visits: VisitPolicy = item("about visits", default=VisitPolicy())
    decisions: tuple[Decision, ...] = item("who decided", default=())


def visits(_record: Any, _asked: Any) -> Any:
    yield from ()


VISIT = Condition(
    id="our_trust.home_visit", title="A home visit in the first weeks", entry="our trust's handbook", row=Visit,
    who=Actor.CENTRE, cites=CENTRE_POLICY.at("home visits"), since=date(2026, 9, 1),
    applies=Visit.days >= 10, requires=Visit.visited == True,  # noqa: E712 - it builds a comparison
    not_met="The centre has chosen a visit within ten days, and there was none.",
)  # fmt: skip


def book(rule: Condition = VISIT) -> RuleBook[PupilRecord]:
    return RuleBook(subjects=((Visit, visits),), rules=(rule,))


def due_list(review: Any) -> list[Shown]:
    return [
        Shown(finding.key, finding.due.last_day)
        for finding in review
        if finding.due is not None and finding.verdict is not Verdict.MET
    ]


IN_ORDER: dict[str, Checks] = {
    "policy": for_policy(lambda: DECIDED),
    "calendars": for_calendars(lambda _: YEAR, ["HILL"], on=ON),
    "store": for_store(save, load),
    "rules": for_rules(book()),
    "due list": for_due_list(due_list),
}

counter = iter(range(1, 100_000))


def _raise() -> Policy:
    raise OSError("no such table")


#: For each check, something that breaks it and nothing else need break.
FAULTS: dict[str, Callable[[], Checks]] = {
    "policy.loads": lambda: for_policy(_raise),
    "policy.same_twice": lambda: for_policy(
        lambda: Policy(placement=PlacementPolicy(longest_short_term=8 + next(counter) % 2))
    ),
    "policy.decided": lambda: for_policy(lambda: Policy(placement=PlacementPolicy(longest_short_term=10))),
    "calendar.covers_the_year": lambda: for_calendars(
        lambda _: SchoolCalendar.of_terms("H", terms=YEAR.terms[:2]), ["HILL"], on=ON
    ),
    "calendar.weekdays": lambda: for_calendars(
        lambda _: SchoolCalendar.of_terms(
            "H", terms=YEAR.terms, extra=[date(2026, 9, day) for day in (5, 6, 12, 13, 19, 20)]
        ),
        ["HILL"], on=ON,
    ),
    "calendar.bank_holidays": lambda: for_calendars(
        lambda _: SchoolCalendar.of_terms("H", terms=YEAR.terms, extra=[date(2027, 5, 3)]), ["HILL"], on=ON
    ),
    "calendar.plausible": lambda: for_calendars(
        lambda _: SchoolCalendar.of_terms("H", terms=YEAR.terms, closed=YEAR.school_days[::5]), ["HILL"], on=ON
    ),
    # Whoever read the list of closures as the list of open days: a fortnight is left.
    "calendar.deadlines": lambda: for_calendars(
        lambda _: SchoolCalendar.of_terms("H", terms=YEAR.terms, breaks=YEAR.breaks, closed=YEAR.school_days[10:]),
        ["HILL"], on=ON,
    ),
    "calendar.same_twice": lambda: for_calendars(
        lambda _: SchoolCalendar.of_terms("H", terms=YEAR.terms, closed=[YEAR.school_days[next(counter) % 90]]),
        ["HILL"], on=ON,
    ),
    "store.loses_nothing": lambda: for_store(save, lambda text: load(text).but(attitudes=())),
    "store.not_known_is_not_none": lambda: for_store(save, without_unknowns),
    "store.same_answers": lambda: for_store(lambda record: save(record.but(registrations=())), load),
    "rules.compose": lambda: for_rules(book(attrs.evolve(VISIT, id="registration.single_or_main.at_most_one"))),
    "rules.cite_no_law": lambda: for_rules(book(attrs.evolve(VISIT, cites=SI_2024_208.reg("10")))),
    "rules.come_out_each_way": lambda: for_rules(book(attrs.evolve(VISIT, requires=Visit.days >= 10))),
    "rules.no_idle_term": lambda: for_rules(
        book(attrs.evolve(VISIT, applies=(Visit.days >= 10) & (Visit.days >= 9)))
    ),
    "due.nothing_left_out": lambda: for_due_list(lambda review: due_list(review)[1:]),
    "due.once": lambda: for_due_list(lambda review: due_list(review) * 2),
    "due.nothing_made_up": lambda: for_due_list(lambda review: [*due_list(review), Shown("made up", None)]),
    "due.the_last_day": lambda: for_due_list(lambda review: [Shown(each.key, ON) for each in due_list(review)]),
}  # fmt: skip


class TestKept:
    @pytest.mark.parametrize("checks", IN_ORDER.values(), ids=IN_ORDER)
    def test_code_in_order_keeps_them_all(self, checks: Checks) -> None:
        report = run_rule_checks(checks)
        assert report.ok, str(report)
        assert len(report.passed) == len(checks)

    def test_each_has_a_fault_that_it_catches(self) -> None:
        assert {each.id for checks in IN_ORDER.values() for each in checks} == set(FAULTS)

    @pytest.mark.parametrize("check_id", sorted(FAULTS))
    def test_and_catches_it(self, check_id: str) -> None:
        (broken,) = (each for each in FAULTS[check_id]() if each.id == check_id)
        with pytest.raises((AssertionError, OSError, InvalidValue, OutsideCalendar)):
            broken.run()

    def test_ids_and_sentences(self) -> None:
        every = [each for checks in IN_ORDER.values() for each in checks]
        assert len({each.id for each in every}) == len(every) == 20
        assert all(each.sentence.endswith(".") and each.clause for each in every)


@parametrize_rule_checks(for_policy(lambda: DECIDED), count=3)
def test_under_pytest(rule_check: RuleCheck) -> None:
    rule_check.run()


@parametrize_rule_checks(
    for_policy(lambda: Policy(placement=PlacementPolicy(longest_short_term=10))),
    expected_failures={"policy.decided": "the committee meets in January"},
)
def test_what_is_known_not_to_be_kept_has_to_fail(rule_check: RuleCheck) -> None:
    rule_check.run()


class TestRunning:
    CHECKS = for_policy(lambda: Policy(placement=PlacementPolicy(longest_short_term=10)))

    def test_what_fails_is_told(self) -> None:
        report = run_rule_checks(self.CHECKS)
        assert not report.ok and list(report.failed) == ["policy.decided"]
        assert "not kept: policy.decided: nobody is on record" in str(report)

    def test_what_was_expected_is_no_failure(self) -> None:
        report = run_rule_checks(self.CHECKS, expected_failures={"policy.decided": "in January"}, count=3)
        assert (
            report.ok and report.expected == {"policy.decided": "in January"} and "known: policy.decided" in str(report)
        )

    def test_what_passes_after_all_is_told(self) -> None:
        report = run_rule_checks(for_policy(lambda: DECIDED), expected_failures={"policy.decided": "in January"})
        assert not report.ok and report.unexpectedly_passed == ("policy.decided",)
        assert "kept after all" in str(report)

    @pytest.mark.parametrize(
        ("more", "problem"),
        [
            ({"expected_failures": {"policy.dcided": "typing"}}, "names policy.dcided, which is no check here"),
            ({"expected_failures": {"policy.decided": " "}}, "gives no reason"),
            ({"count": 5}, "is 5, and there are 3"),
        ],
    )  # fmt: skip
    @pytest.mark.parametrize("run", [run_rule_checks, parametrize_rule_checks])
    def test_what_cannot_be_meant_is_refused(self, run: Any, more: dict[str, Any], problem: str) -> None:
        with pytest.raises(InvalidValue, match=problem):
            run(self.CHECKS, **more)

    def test_code_that_raises_without_a_word_is_told_and_nothing_falls_over(self) -> None:
        def not_written() -> Policy:
            raise NotImplementedError

        report = run_rule_checks(for_policy(not_written))
        assert not report.ok and set(report.failed.values()) == {"NotImplementedError"}

    def test_none_passes_unlooked_at_where_assertions_are_stripped(self) -> None:
        """A service may run under ``python -O``, which takes every assert statement away."""
        source = Path(checks_room.__file__).read_text(encoding="utf-8")
        assert not [each for each in ast.walk(ast.parse(source)) if isinstance(each, ast.Assert)]

    def test_none_and_one_twice(self) -> None:
        with pytest.raises(InvalidValue, match="are none"):
            run_rule_checks(())
        with pytest.raises(InvalidValue, match="hold one twice"):
            run_rule_checks(self.CHECKS * 2)


class TestMutants:
    """A rule whose comparison is flipped by hand is caught."""

    @pytest.mark.parametrize(
        ("rule_id", "was", "flipped"),
        [
            ("exclusion.limit.school_year", "<=", "<"), ("placement.length.limit", "<=", "<"),
            ("offsite_direction.year_end_until_2012", "<=", "<"),
        ],
    )  # fmt: skip
    def test_a_flipped_comparison_changes_an_answer(self, rule_id: str, was: str, flipped: str) -> None:
        rule = ENGLAND.rule(rule_id)
        wrong = [
            each
            for what, each in mutants(rule)
            if what.startswith("requires") and was in what and what.endswith(f"with {flipped}")
        ]
        assert wrong
        for each in wrong:
            assert any(case.verdict(each) is not case.verdict(rule) for case in boundary_cases(rule))

    def test_survivors_of_cases_that_see_too_little(self) -> None:
        assert survivors(VISIT) == []
        assert len(survivors(VISIT, boundary_cases(VISIT)[:1])) > 3

    @pytest.mark.parametrize(
        "rule_id",
        [
            "attendance.elsewhere.nature", "placement.first_day.school_day", "attendance.deletion.twenty_days",
            "ehcp.ceasing.ground", "exclusion.notice.contents", "exclusion.notice.parent", "placement.return.check_up",
            "curriculum.timetable.full_time",
        ],
    )  # fmt: skip
    def test_a_rule_of_each_kind_of_condition_leaves_none(self, rule_id: str) -> None:
        """One of a list, what may be argued, a number of the law, half days, a text, a set, a yes or no, an "or"."""
        assert survivors(ENGLAND.rule(rule_id)) == []

    def test_a_fact_of_a_strange_kind_is_refused(self) -> None:
        @facts
        class Odd:
            subject: str
            number: Fact[bytes] = fact("bytes")

        odd = attrs.evolve(VISIT, row=Odd, applies=e.And(), requires=Odd.number == b"")
        with pytest.raises(InvalidValue, match="whose boundaries are not known"):
            boundary_cases(odd)

    def test_a_choice_that_the_law_bounds_is_tried_within_the_bound(self) -> None:
        late = attrs.evolve(VISIT, applies=Visit.visited, requires=Visit.days <= VisitPolicy.within)
        tried = {case.policy.visits.within for case in boundary_cases(late, policy=TrustPolicy())}
        assert tried == {13, 14}


def test_every_id_stands_in_the_docs() -> None:
    page = (Path(__file__).parents[1] / "docs" / "testing.md").read_text(encoding="utf-8")
    told = set(re.findall(r"`((?:policy|calendar|store|rules|due)\.[a-z_]+)`", page))
    assert told == {each.id for checks in IN_ORDER.values() for each in checks}


def test_every_clause_is_a_promise_or_a_section_of_the_design() -> None:
    design = (Path(__file__).parents[1] / "docs" / "design.md").read_text(encoding="utf-8")
    for each in (each for checks in IN_ORDER.values() for each in checks):
        assert f"**{each.clause}" in design or f"## {each.clause}" in design, each.id
