"""Checks of what the code of those who import us must keep: values, to be run under pytest or without it.

A check has a permanent id, the clause it holds and a sentence that says it. What is checked is *yours*: where your
policy comes from, where your calendars come from, how you save and load a record, your own rules, the list of what is
due that your pages show. Give the callables, choose the checks, run them::

    from ap_core.testing.checks import for_policy, parametrize_rule_checks

    @parametrize_rule_checks(for_policy(our_policy), count=3)
    def test_our_policy(rule_check):
        rule_check.run()

Every check draws the same examples each time, so that a red run is red again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import attrs
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from ap_core.checking import check
from ap_core.dates import AcademicYear, SchoolCalendar, SchoolDays
from ap_core.dates.bank_holidays import is_bank_holiday
from ap_core.england import ENGLAND
from ap_core.errors import Fault, require
from ap_core.law.citation import Force
from ap_core.law.findings import Finding
from ap_core.law.judging import Verdict
from ap_core.law.reviews import Review
from ap_core.law.rulebook import RuleBook
from ap_core.policy import Policy
from ap_core.record import PupilRecord
from ap_core.testing.boundaries import USUAL, boundary_cases
from ap_core.testing.mutants import survivors
from ap_core.testing.strategies.scenarios import Case, cases
from ap_core.testing.strategies.values import any_pupil_records

if TYPE_CHECKING:
    import pytest

T = TypeVar("T")

_EXAMPLES = 25


@attrs.frozen(kw_only=True)
class RuleCheck:
    """One thing that your code must keep; ``clause`` is the promise of the library's design that it carries on."""

    id: str
    clause: str
    sentence: str
    function: Callable[[], None] = attrs.field(repr=False, eq=False)

    def run(self) -> None:
        """Raise ``AssertionError`` where it is not kept, with what was found."""
        self.function()


Checks = tuple[RuleCheck, ...]


def _kept(holds: object, told: str) -> None:
    """An assertion that stands under ``python -O`` too: where a service starts, nothing is to pass unlooked at."""
    if not holds:
        raise AssertionError(told)


def _each(strategy: st.SearchStrategy[Any], holds: Callable[[Any], None]) -> None:
    """Try some examples, the same each time. The first that fails is told: to look for a plainer one takes long."""

    @settings(
        max_examples=_EXAMPLES, derandomize=True, database=None, deadline=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(strategy)
    def tried(example: Any) -> None:
        holds(example)

    tried()


# ---------------------------------------------------------------- a policy


def for_policy(source: Callable[[], Policy]) -> Checks:
    """Checks of where your centre's policy comes from: a file, a table, a page of settings."""

    def inside_the_law() -> None:
        policy = source()
        _kept(isinstance(policy, Policy), "the source gives no Policy")

    def the_same_twice() -> None:
        _kept(source() == source(), "two calls give two policies")

    def decided() -> None:
        policy = source()
        undecided = [each.choice for each in policy.standings if each.chosen != each.default and each.decision is None]
        _kept(not undecided, f"nobody is on record as having decided: {', '.join(undecided)}")

    return (
        RuleCheck(id="policy.loads", clause="Local policy is data inside the law", function=inside_the_law,
                  sentence="The source gives a policy, which is refused where a choice is looser than the law."),
        RuleCheck(id="policy.same_twice", clause="Pure", function=the_same_twice,
                  sentence="Asked twice, the source gives the same policy."),
        RuleCheck(id="policy.decided", clause="Local policy is data inside the law", function=decided,
                  sentence="Whoever departs from a default is on record, with the day."),
    )  # fmt: skip


# ---------------------------------------------------------------- calendars


def for_calendars(source: Callable[[str], SchoolCalendar], schools: Collection[str], *, on: date) -> Checks:
    """Checks of where the calendars of your schools come from, for the school year of ``on``."""
    year = AcademicYear.of(on)

    def each_school(holds: Callable[[str, SchoolCalendar], None]) -> Callable[[], None]:
        def run() -> None:
            for school in schools:
                holds(school, source(school))

        return run

    def covers(school: str, calendar: SchoolCalendar) -> None:
        first, last = date(year.first.year, 9, 30), date(year.first.year + 1, 7, 1)
        _kept(calendar.first <= first and last <= calendar.last, f"{school}: does not reach over {year}")

    def weekdays(school: str, calendar: SchoolCalendar) -> None:
        odd = [day for day in calendar.school_days if day.weekday() > 4]
        _kept(len(odd) <= 5, f"{school}: meets on {len(odd)} days of weekends")

    def holidays(school: str, calendar: SchoolCalendar) -> None:
        met = [day for day in calendar.school_days if is_bank_holiday(day)]
        _kept(not met, f"{school}: meets on a bank holiday")

    def plausible(school: str, calendar: SchoolCalendar) -> None:
        first, last = max(calendar.first, year.first), min(calendar.last, year.last)
        met = calendar.count(first, last)
        _kept(170 <= met <= 200, f"{school}: meets on {met} days in {year}; some 190 are usual")

    def deadlines(school: str, calendar: SchoolCalendar) -> None:
        for n in (1, 5, 15):
            due = SchoolDays(n).after(calendar.school_days[0], calendar)
            _kept(calendar.is_school_day(due.last_day) and len(due.counted) == n, f"{school}: {n} school days")

    def same(school: str, calendar: SchoolCalendar) -> None:
        _kept(source(school) == calendar, f"{school}: two calls give two calendars")

    return (
        RuleCheck(id="calendar.covers_the_year", clause="A calendar knows its range", function=each_school(covers),
                  sentence="A calendar reaches over the school year, so that no deadline falls beyond it."),
        RuleCheck(id="calendar.weekdays", clause="Counting is a type", function=each_school(weekdays),
                  sentence="School days are weekdays, with a few exceptions at most."),
        RuleCheck(id="calendar.bank_holidays", clause="Counting is a type", function=each_school(holidays),
                  sentence="No bank holiday is a school day."),
        RuleCheck(id="calendar.plausible", clause="Counting is a type", function=each_school(plausible),
                  sentence="A school meets on some 190 days in a year: 170 to 200."),
        RuleCheck(id="calendar.deadlines", clause="Counting is a type", function=each_school(deadlines),
                  sentence="A deadline in school days falls on a school day, with all its days counted."),
        RuleCheck(id="calendar.same_twice", clause="Pure", function=each_school(same),
                  sentence="Asked twice, the source gives the same calendar."),
    )  # fmt: skip


# ---------------------------------------------------------------- saving and loading


def for_store(save: Callable[[PupilRecord], T], load: Callable[[T], PupilRecord]) -> Checks:
    """Checks of how you write a record and read it back: a database, a file, another program's format."""

    def loses_nothing() -> None:
        def back(record: PupilRecord) -> None:
            _kept(load(save(record)) == record, "the record that comes back is another one")

        _each(any_pupil_records(), back)

    def not_known_is_not_none() -> None:
        def kept_apart(case: Case) -> None:
            none = case.record.but(plan=None, care=None)
            unknown = PupilRecord(pupil=none.pupil, registrations=none.registrations, placements=none.placements)
            for record in (none, unknown):
                found = load(save(record))
                same = (found.plan is None) is (record.plan is None) and (found.care is None) is (record.care is None)
                _kept(same, "what is not known comes back as none, or the other way round")

        _each(cases(), kept_apart)

    def same_answers() -> None:
        def same(case: Case) -> None:
            after = check(load(save(case.record)), on=case.on, calendars=case.calendars)
            _kept(after == case.review(), "the record that comes back is judged otherwise")

        _each(cases(), same)

    return (
        RuleCheck(id="store.loses_nothing", clause="Immutable, equal by value", function=loses_nothing,
                  sentence="What is saved and loaded is the same record."),
        RuleCheck(id="store.not_known_is_not_none", clause="A rule is a value", function=not_known_is_not_none,
                  sentence="What is not known and what is known to be none stay two things."),
        RuleCheck(id="store.same_answers", clause="Pure", function=same_answers,
                  sentence="A record that was saved and loaded is judged as before."),
    )  # fmt: skip


# ---------------------------------------------------------------- rules of your own


def for_rules(book: RuleBook[Any], *, policy: Any = USUAL) -> Checks:
    """Checks of a rulebook of your own, beside ours. ``policy`` is what its choices are read from."""

    def composes() -> None:
        _kept((ENGLAND | book).rules, "the two books do not go together")

    def local() -> None:
        claims = [rule.id for rule in book.rules if rule.cites.force is Force.LAW]
        _kept(not claims, f"cites law, which is for the library to read: {', '.join(claims)}")

    def comes_out_each_way() -> None:
        for rule in book.rules:
            found = {case.verdict(rule) for case in boundary_cases(rule, policy=policy)}
            _kept(Verdict.MET in found, f"{rule.id}: is never met")
            _kept(len(found - {Verdict.MET, None, Verdict.UNDETERMINED}) > 0, f"{rule.id}: is never broken or open")
            _kept(Verdict.UNDETERMINED in found, f"{rule.id}: says something where nothing is known")

    def no_mistake_unseen() -> None:
        for rule in book.rules:
            left = survivors(rule, boundary_cases(rule, policy=policy))
            _kept(not left, f"{rule.id}: {'; '.join(left)} makes no difference")

    return (
        RuleCheck(id="rules.compose", clause="A rule is a value", function=composes,
                  sentence="Your rules and ours go into one book: no id is used twice."),
        RuleCheck(id="rules.cite_no_law", clause="The answer carries its law", function=local,
                  sentence="A rule of your own rests on a choice or on practice, not on law."),
        RuleCheck(id="rules.come_out_each_way", clause="Four verdicts, and silence", function=comes_out_each_way,
                  sentence="Each rule can be met, can be broken or open, and cannot tell where a fact is missing."),
        RuleCheck(id="rules.no_idle_term", clause="A rule is a value", function=no_mistake_unseen,
                  sentence="No part of a rule could be changed without an answer changing."),
    )  # fmt: skip


# ---------------------------------------------------------------- what is shown as due


@attrs.frozen
class Shown:
    """One line of your list of what is due: the key of its finding, and the day shown."""

    key: str
    day: date | None


def for_due_list(shown: Callable[[Review], Iterable[Shown]]) -> Checks:
    """Checks of the list of what is due that your pages show for a review."""

    def of_each(holds: Callable[[list[Shown], dict[str, Finding]], None]) -> Callable[[], None]:
        def one(case: Case) -> None:
            review = case.review()
            holds(list(shown(review)), {finding.key: finding for finding in review})

        return lambda: _each(cases(), one)

    def nothing_left_out(lines: list[Shown], findings: dict[str, Finding]) -> None:
        keys = {line.key for line in lines}
        wanted = {
            key for key, finding in findings.items() if finding.due is not None and finding.verdict is Verdict.PENDING
        }
        _kept(wanted <= keys, f"left out: {', '.join(sorted(wanted - keys))}")

    def once(lines: list[Shown], _: dict[str, Finding]) -> None:
        keys = [line.key for line in lines]
        _kept(len(set(keys)) == len(keys), "a matter is shown twice")

    def nothing_made_up(lines: list[Shown], findings: dict[str, Finding]) -> None:
        stray = [line.key for line in lines if line.key not in findings or findings[line.key].verdict is Verdict.MET]
        _kept(not stray, f"shown as due, and no finding says so: {', '.join(stray)}")

    def the_last_day(lines: list[Shown], findings: dict[str, Finding]) -> None:
        for line in lines:
            due = findings[line.key].due if line.key in findings else None
            _kept(line.day == (None if due is None else due.last_day), f"{line.key}: another day is shown")

    return (
        RuleCheck(id="due.nothing_left_out", clause="Four verdicts, and silence", function=of_each(nothing_left_out),
                  sentence="Every duty whose time is running is shown."),
        RuleCheck(id="due.once", clause="Four verdicts, and silence", function=of_each(once),
                  sentence="A matter is shown once."),
        RuleCheck(id="due.nothing_made_up", clause="Four verdicts, and silence", function=of_each(nothing_made_up),
                  sentence="What is met, or in no finding, is not shown as due."),
        RuleCheck(id="due.the_last_day", clause="Counting is a type", function=of_each(the_last_day),
                  sentence="The day shown is the deadline's last day, on the strict reading."),
    )  # fmt: skip


# ---------------------------------------------------------------- running them


@attrs.frozen
class CheckReport:
    """What came of some checks."""

    passed: tuple[str, ...]
    failed: Mapping[str, str]
    expected: Mapping[str, str]
    unexpectedly_passed: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing failed but what was expected to, and all of that did."""
        return not self.failed and not self.unexpectedly_passed

    def __str__(self) -> str:
        lines = [f"{len(self.passed)} kept, {len(self.failed)} not kept, {len(self.expected)} known not to be kept"]
        lines += [f"  not kept: {check_id}: {why}" for check_id, why in self.failed.items()]
        lines += [f"  known: {check_id}: {why}" for check_id, why in self.expected.items()]
        lines += [f"  kept after all, so take it off the list: {check_id}" for check_id in self.unexpectedly_passed]
        return "\n".join(lines)


def _known(checks: Checks, expected_failures: Mapping[str, str], count: int | None) -> None:
    ids = [each.id for each in checks]
    faults = [
        Fault("expected_failures", f"names {stray}, which is no check here", "take it off the list")
        for stray in sorted(expected_failures.keys() - set(ids))
    ]
    faults += [
        Fault("expected_failures", f"gives no reason for {known}", "say why it is known not to be kept")
        for known, why in expected_failures.items()
        if not why.strip()
    ]
    if not ids:
        faults.append(Fault("checks", "are none", "choose some: nothing is checked"))
    if len(set(ids)) != len(ids):
        faults.append(Fault("checks", "hold one twice", "give each check once"))
    if count is not None and count != len(ids):
        remedy = f"say {len(ids)}, after a look at what is new"
        faults.append(Fault("count", f"is {count}, and there are {len(ids)}", remedy))
    require("rule checks", faults)


def run_rule_checks(
    checks: Iterable[RuleCheck], *, expected_failures: Mapping[str, str] | None = None, count: int | None = None
) -> CheckReport:
    """Run checks without pytest: at a service's start, or for a page of settings.

    ``expected_failures`` are the ids of what is known not to be kept, each with the reason; one that passes is told.
    :class:`~ap_core.errors.InvalidValue` for an id that is no check, and where ``count`` is not how many there are.

    >>> report = run_rule_checks(for_policy(Policy), count=3)
    >>> report.ok, len(report.passed)
    (True, 3)
    """
    given_checks, known = tuple(checks), dict(expected_failures or {})
    _known(given_checks, known, count)
    passed: list[str] = []
    surprises: list[str] = []
    failed: dict[str, str] = {}
    expected: dict[str, str] = {}
    for each in given_checks:
        try:
            each.run()
        except Exception as error:
            # Whatever your code raises is what is to be told: a check never falls over.
            told = next(iter(f"{error}".splitlines()), type(error).__name__)
            (expected if each.id in known else failed)[each.id] = known.get(each.id) or told
        else:
            (surprises if each.id in known else passed).append(each.id)
    return CheckReport(tuple(passed), failed, expected, tuple(surprises))


def parametrize_rule_checks(
    checks: Iterable[RuleCheck], *, expected_failures: Mapping[str, str] | None = None, count: int | None = None
) -> pytest.MarkDecorator:
    """A decorator for a test with one argument, ``rule_check``: one test a check, named by its id.

    A check in ``expected_failures`` has to fail: one that passes fails the run. Unknown ids are refused, and so is a
    ``count`` that is not how many checks there are, so that none is lost unseen.
    """
    import pytest

    given_checks, known = tuple(checks), dict(expected_failures or {})
    _known(given_checks, known, count)
    return pytest.mark.parametrize(
        "rule_check",
        [
            pytest.param(
                each, id=each.id,
                marks=[pytest.mark.xfail(reason=known[each.id], strict=True)] if each.id in known else [],
            )
            for each in given_checks
        ],
    )  # fmt: skip
