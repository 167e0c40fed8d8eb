"""How rules are judged: the tables of verdicts cell by cell; naive, traced and compiled readers that agree."""

from __future__ import annotations

import copy
import itertools
from datetime import date
from enum import Enum
from typing import Any

import attrs
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ap_core.dates import Deadline, NoFixedDate
from ap_core.law.dated import Dated, Edition
from ap_core.law.expressions import TODAY, And, Not, Or, law
from ap_core.law.facts import Fact, fact, facts
from ap_core.law.findings import Finding
from ap_core.law.fused import fuse
from ap_core.law.judging import Moment, Verdict, judge, terms_of, truth
from ap_core.law.rules import Rule
from ap_core.law.unknown import UNKNOWN, Reason, Unknown
from tests import law_models
from tests.strategies import (
    DAY,
    KNOWN,
    LIMIT,
    ON,
    POLICY,
    SAMPLE,
    Odd,
    Sample,
    SamplePolicy,
    Shade,
    condition,
    days,
    duty,
    policies,
    rows,
    rules,
    sample,
    trees,
)


@facts
class Labelled:
    """A row with a word in it."""

    subject: str
    label: Fact[str] = fact("the label")


#: The sample row as an author without a type checker sees it.
ANY: Any = Sample
SETTLED = {"met", "not met", None}


def but(row: Any, **changes: Any) -> Any:
    return attrs.evolve(row, **changes)


def word(outcome: Any) -> str | None:
    return outcome.value if isinstance(outcome, Enum) else None


def traced(rule: Rule, row: Any, on: date = ON, policy: Any = POLICY) -> str | None:
    return word(judge(rule, Moment(row, on, policy))[0])


def compiled(rule: Rule, row: Any, on: date = ON, policy: Any = POLICY) -> str | None:
    return the_one_of(fuse([rule])(row, on, policy))


def the_one_of(outcomes: list[Any]) -> str | None:
    """One rule over one row comes to one thing, or to nothing."""
    assert len(outcomes) <= 1
    return word(outcomes[0][1]) if outcomes else None


def verdict(rule: Rule, row: Any, on: date = ON, policy: Any = POLICY) -> str | None:
    """What all three readers say."""
    answers = {reader(rule, row, on, policy) for reader in (traced, compiled, law_models.outcome)}
    assert len(answers) == 1, answers
    return answers.pop()


class TestThreeReadersAgree:
    """A rule is written once: the compiled form, the traced form and the words of the tables say the same."""

    @settings(max_examples=120)
    @given(rules, st.lists(rows, min_size=1, max_size=6), days, policies)
    def test_on_any_rule_and_row(self, rule: Rule, some: list[Any], on: date, policy: Any) -> None:
        judge_all = fuse([rule])
        for row in some:
            fast = the_one_of(judge_all(row, on, policy))
            assert fast == traced(rule, row, on, policy) == law_models.outcome(rule, row, on, policy)

    @settings(max_examples=50)
    @given(st.lists(rules, min_size=2, max_size=5), rows, days, policies)
    def test_many_rules_in_one_function_do_not_disturb_each_other(
        self, many: list[Rule], row: Any, on: date, policy: Any
    ) -> None:
        named = [attrs.evolve(rule, id=f"sample.rule_{place}") for place, rule in enumerate(many)]
        together = {rule.id: word(outcome) for rule, outcome in fuse(named)(row, on, policy)}
        assert together == {
            rule.id: law_models.outcome(rule, row, on, policy)
            for rule in named
            if law_models.outcome(rule, row, on, policy) is not None
        }

    @pytest.mark.parametrize("order", list(itertools.permutations(range(4))))
    def test_every_rule_in_its_turn_whatever_its_kind(self, order: tuple[int, ...]) -> None:
        """Rules under one gate and under another, with and without an arguable reading, duties between them."""
        of_each_kind = [
            (condition(Sample.count <= 2, id="sample.plain"), "met"),
            (
                condition(Sample.count >= 9, id="sample.argued", arguable=Sample.flag, differs="Perhaps."),
                "readings differ",
            ),
            (duty(id="sample.sent"), "met"),
            (condition(Sample.count >= 9, id="sample.gated", applies=Sample.flag), "not met"),
        ]
        rules = [of_each_kind[place][0] for place in order]
        row = sample(count=2, flag=True, due=Deadline(ON), done=ON)
        outcomes = fuse(rules)(row, ON, POLICY)
        assert [rule for rule, _ in outcomes] == rules
        assert [word(outcome) for _, outcome in outcomes] == [of_each_kind[place][1] for place in order]

    def test_a_fact_may_have_any_name(self) -> None:
        """Names that the compiled form uses for itself are no trap: see the row below."""
        rule = condition(Odd.law_0 <= law(LIMIT), row=Odd, applies=Odd.out, law_date=Odd.row)
        row = Odd(subject="matter", law_0=3, out=True, row=ON)
        assert verdict(rule, row) == "met"
        assert verdict(rule, but(row, law_0=4)) == "not met"
        assert verdict(rule, but(row, out=UNKNOWN)) == "undetermined"

    def test_a_gate_that_is_open_whatever_is_not_known(self) -> None:
        """What settles the gate is enough; that something else in it is not known adds nothing."""
        either = Sample.flag | (Sample.count <= 2)
        for rule in (condition(Sample.shade == Shade.RED, applies=either), duty(applies=either)):
            for row in (sample(flag=True), sample(count=2)):
                assert the_one_of(fuse([rule])(row, ON, POLICY)) == traced(rule, row) == "undetermined"
                outcomes = fuse([rule])(but(row, shade=Shade.RED, due=Deadline(ON), done=ON), ON, POLICY)
                assert the_one_of(outcomes) == "met"

    @pytest.mark.parametrize(
        ("argued", "wanted"), [(True, "readings differ"), (False, "not met"), (UNKNOWN, "undetermined")]
    )
    def test_what_only_the_arguable_reading_asks(self, argued: Any, wanted: str) -> None:
        """Gate and requirement read one fact, which is known; the arguable reading another, which may not be."""
        rule = condition(Sample.count <= 2, applies=Sample.count >= 1, arguable=Sample.flag, differs="Perhaps.")
        assert verdict(rule, sample(count=3, flag=argued)) == wanted

    @pytest.mark.parametrize("word", ["three", "it's", 'a "b"', ""])
    def test_words_as_literals(self, word: str) -> None:
        row = Labelled(subject="matter", label=word)
        assert verdict(condition(Labelled.label == word, row=Labelled), row) == "met"
        assert verdict(condition(Labelled.label != word, row=Labelled), row) == "not met"

    def test_parts_settle_an_answer_and_nothing_cleverer(self) -> None:
        """The one deliberate difference from full logic: 'so or not so' of an unknown fact stays undetermined."""
        row = sample(first=ON)
        either = (Sample.count <= 2) | ~(Sample.count <= 2)
        assert verdict(condition(either), row) == "undetermined"
        assert verdict(condition(either), but(row, count=9)) == "met"


class TestKnowingMore:
    """Supplying a missing fact may settle an undetermined finding; it never overturns a settled one (promise 4)."""

    @settings(max_examples=120)
    @given(rules, rows, days, policies, st.data())
    def test_never_overturns_what_is_settled(self, rule: Rule, row: Any, on: date, policy: Any, data: Any) -> None:
        before = traced(rule, row, on, policy)
        missing = [name for name in KNOWN if isinstance(getattr(row, name), Unknown)]
        for name in missing:
            row = but(row, **{name: data.draw(KNOWN[name], label=name)})
            after = traced(rule, row, on, policy)
            if before in SETTLED:
                assert after == before
            elif before == "pending":
                assert after in {"pending", "met"}
            before = after

    @settings(max_examples=120)
    @given(rules, rows, days, policies)
    def test_undetermined_names_a_need_or_readings_that_differ(
        self, rule: Rule, row: Any, on: date, policy: Any
    ) -> None:
        at = Moment(row, on, policy)
        outcome, missing = judge(rule, at)
        if outcome is Verdict.UNDETERMINED:
            assert missing is not None and missing.needs and all(need.path for need in missing.needs)
            finding = Finding.of(rule, outcome, "P01", at)
            assert finding.missing and finding.reason is missing.needs[0].reason
        elif outcome in (None, Verdict.MET, Verdict.NOT_MET):
            assert missing is None

    @settings(max_examples=100)
    @given(rules, rows, days, policies)
    def test_what_is_needed_is_something_the_rule_reads(self, rule: Rule, row: Any, on: date, policy: Any) -> None:
        _, missing = judge(rule, Moment(row, on, policy))
        for need in missing.needs if missing is not None else ():
            if need.reason is Reason.FACT_MISSING:
                name = need.path.removeprefix("record.")
                assert name in rule.fields and isinstance(getattr(row, name), Unknown)
            else:
                assert need.reason is Reason.LAW_NOT_SEEN and LIMIT.name in need.path


class TestConditions:
    """The table of conditions, cell by cell."""

    #: flag decides the gate, count the requirement, most the arguable reading.
    RULE = condition(Sample.count <= 2, applies=Sample.flag, arguable=Sample.most >= 3, differs="It may be so.")

    @pytest.mark.parametrize("requires", [1, 3, UNKNOWN])
    @pytest.mark.parametrize("argued", [3, 2, None, UNKNOWN])
    def test_gate_false_is_not_applicable(self, requires: Any, argued: Any) -> None:
        assert verdict(self.RULE, sample(flag=False, count=requires, most=argued)) is None

    @pytest.mark.parametrize("requires", [1, 3, UNKNOWN])
    @pytest.mark.parametrize("argued", [3, 2, None, UNKNOWN])
    def test_gate_unknown_is_undetermined_and_asks_for_the_gate_first(self, requires: Any, argued: Any) -> None:
        row = sample(count=requires, most=argued)
        assert verdict(self.RULE, row) == "undetermined"
        missing = judge(self.RULE, Moment(row, ON, POLICY))[1]
        assert missing is not None and [need.path for need in missing.needs] == ["flag"]

    @pytest.mark.parametrize(
        ("requires", "argued", "wanted"),
        [
            (2, 2, "met"),
            (2, 3, "met"),
            (2, UNKNOWN, "met"),
            (3, 2, "not met"),
            (3, None, "not met"),
            (3, 3, "readings differ"),
            (3, UNKNOWN, "undetermined"),
            (UNKNOWN, 2, "undetermined"),
            (UNKNOWN, 3, "undetermined"),
            (UNKNOWN, UNKNOWN, "undetermined"),
        ],
    )
    def test_gate_true(self, requires: Any, argued: Any, wanted: str) -> None:
        assert verdict(self.RULE, sample(flag=True, count=requires, most=argued)) == wanted

    def test_what_may_be_argued_is_asked_for_where_it_would_settle_it(self) -> None:
        missing = judge(self.RULE, Moment(sample(flag=True, count=3), ON, POLICY))[1]
        assert missing is not None and [need.path for need in missing.needs] == ["most"]

    def test_without_an_arguable_reading(self) -> None:
        plain = condition(Sample.count <= 2, applies=Sample.flag)
        assert [verdict(plain, sample(flag=True, count=count)) for count in (2, 3, UNKNOWN)] == [
            "met", "not met", "undetermined",
        ]  # fmt: skip

    def test_a_yes_or_no_fact_may_stand_alone_everywhere(self) -> None:
        rule = condition(Sample.flag, arguable=Sample.flag, differs="It may be so.")
        assert [verdict(rule, sample(flag=flag)) for flag in (True, False)] == ["met", "not met"]
        assert verdict(rule, sample()) == "undetermined"
        turned = condition(~Sample.flag, arguable=Sample.flag, differs="It may be so.")
        assert verdict(turned, sample(flag=True)) == "readings differ"

    def test_in_force_from_since_to_until_both_included(self) -> None:
        rule = condition(And(), since=ON, until=ON + DAY, law_date=Sample.last)
        spread = [verdict(rule, sample(last=ON + n * DAY)) for n in (-1, 0, 1, 2)]
        assert spread == [None, "met", "met", None]
        assert verdict(rule, sample(last=UNKNOWN)) == "undetermined"
        assert verdict(rule, sample(last=None)) is None, "what did not happen comes under no law"

    def test_the_day_of_the_check_is_the_law_date_unless_another_is_named(self) -> None:
        rule = condition(And(), since=ON, until=ON)
        assert [verdict(rule, sample(), ON + n * DAY) for n in (-1, 0, 1)] == [None, "met", None]


class TestDuties:
    """The table of duties with an open gate, cell by cell; done after the day of the check is not done yet."""

    RULE = duty()
    DUE = Deadline(ON)

    @pytest.mark.parametrize(
        ("on", "done", "wanted"),
        [
            # last day not past: the day itself is still in time
            (ON, ON - DAY, "met"),
            (ON, ON, "met"),
            (ON, None, "pending"),
            (ON, UNKNOWN, "pending"),
            (ON, ON + DAY, "pending"),
            (ON - DAY, ON, "pending"),
            (ON - DAY, None, "pending"),
            # past the last day
            (ON + DAY, ON, "met"),
            (ON + DAY, ON + DAY, "not met"),
            (ON + DAY, None, "not met"),
            (ON + DAY, UNKNOWN, "undetermined"),
            (ON + DAY, ON + 2 * DAY, "not met"),
        ],
    )
    def test_a_fixed_last_day(self, on: date, done: Any, wanted: str) -> None:
        assert verdict(self.RULE, sample(due=self.DUE, done=done), on) == wanted

    @pytest.mark.parametrize(
        ("on", "done", "wanted"),
        [
            (ON, None, "pending"),
            (ON, UNKNOWN, "pending"),
            (ON + DAY, None, "readings differ"),
            (ON + DAY, UNKNOWN, "readings differ"),
            (ON + DAY, ON, "met"),
            (ON + DAY, ON + DAY, "readings differ"),
            (ON + DAY, ON + 2 * DAY, "readings differ"),
            (ON + 2 * DAY, ON, "met"),
            (ON + 2 * DAY, ON + DAY, "readings differ"),
            (ON + 2 * DAY, ON + 2 * DAY, "not met"),
            (ON + 2 * DAY, None, "not met"),
            (ON + 2 * DAY, UNKNOWN, "undetermined"),
        ],
    )
    def test_between_the_strict_and_the_customary_last_day(self, on: date, done: Any, wanted: str) -> None:
        due = Deadline(ON, customary_last_day=ON + DAY)
        assert verdict(self.RULE, sample(due=due, done=done), on) == wanted

    @pytest.mark.parametrize(
        ("done", "wanted"),
        [(ON - DAY, "met"), (ON, "met"), (ON + DAY, "pending"), (None, "pending"), (UNKNOWN, "undetermined")],
    )
    def test_no_date_in_the_law(self, done: Any, wanted: str) -> None:
        assert verdict(self.RULE, sample(due=NoFixedDate("without delay"), done=done)) == wanted

    @pytest.mark.parametrize("done", [ON - DAY, ON, ON + DAY, None, UNKNOWN])
    def test_last_day_unknown(self, done: Any) -> None:
        row = sample(due=Unknown.because("the calendar of HILL", reason=Reason.BEYOND_CALENDAR), done=done)
        assert verdict(self.RULE, row) == "undetermined"
        missing = judge(self.RULE, Moment(row, ON, POLICY))[1]
        assert missing is not None and missing.needs[0].path == "the calendar of HILL"

    @pytest.mark.parametrize("done", [ON - DAY, None, UNKNOWN])
    def test_no_last_day_at_all_is_no_duty(self, done: Any) -> None:
        """Known that there is no last day: nothing is owed, and nobody is asked anything."""
        rule = duty(by=Sample.maybe_due)
        assert verdict(rule, sample(maybe_due=None, done=done)) is None
        assert verdict(rule, sample(maybe_due=UNKNOWN, done=done)) == "undetermined"
        assert verdict(rule, sample(maybe_due=Deadline(ON), done=ON)) == "met"

    @pytest.mark.parametrize(("gate", "wanted"), [(False, None), (UNKNOWN, "undetermined"), (True, "not met")])
    def test_the_gate_comes_first(self, gate: Any, wanted: str | None) -> None:
        rule = duty(applies=Sample.flag)
        row = sample(flag=gate, due=Deadline(ON), done=None)
        assert verdict(rule, row, ON + DAY) == wanted


class TestAbsence:
    """An absent value satisfies no comparison; only ``exists`` asks about absence."""

    @pytest.mark.parametrize(
        "term",
        [
            Sample.most < 3, Sample.most <= 3, Sample.most == 3, Sample.most != 3, Sample.most >= 3, Sample.most > 3,
            Sample.last == TODAY, Sample.last != TODAY, Sample.last >= TODAY, Sample.maybe_shade.is_in(*Shade),
            Sample.most.exists,
        ],
    )  # fmt: skip
    def test_nothing_holds_of_what_is_not_there(self, term: Any) -> None:
        nothing = sample(most=None, last=None, maybe_shade=None)
        assert verdict(condition(term), nothing) == "not met"
        assert verdict(condition(~term), nothing) == "met"
        assert verdict(condition(term), sample()) == "undetermined"

    def test_one_side_absent_settles_it_though_the_other_is_unknown(self) -> None:
        term = Sample.last <= Sample.done
        assert verdict(condition(term), sample(last=None)) == "not met"
        assert verdict(condition(term), sample(done=None)) == "not met"


class TestComparisons:
    """Each comparison below, at and above the value that it is made with; kinds and yes or no are the same or not."""

    @pytest.mark.parametrize(
        ("term", "below", "at", "above"),
        [
            (Sample.count < 2, "met", "not met", "not met"),
            (Sample.count <= 2, "met", "met", "not met"),
            (Sample.count == 2, "not met", "met", "not met"),
            (Sample.count != 2, "met", "not met", "met"),
            (Sample.count >= 2, "not met", "met", "met"),
            (Sample.count > 2, "not met", "not met", "met"),
        ],
    )
    def test_of_numbers(self, term: Any, below: str, at: str, above: str) -> None:
        assert [verdict(condition(term), sample(count=count)) for count in (1, 2, 3)] == [below, at, above]

    def test_of_days_and_large_numbers_written_twice(self) -> None:
        """The same day is the same day, though it stands in the records twice."""
        row = sample(first=date(2026, 11, 23), last=date(2026, 11, 23), count=10**6, most=int("1000000"))
        for same in (Sample.first == Sample.last, Sample.count == Sample.most, Sample.first == date(2026, 11, 23)):
            assert verdict(condition(same), row) == "met"
        for other in (Sample.first != Sample.last, Sample.count != Sample.most, Sample.first != date(2026, 11, 23)):
            assert verdict(condition(other), row) == "not met"

    @pytest.mark.parametrize(
        ("term", "met_by"),
        [
            (Sample.shade == Shade.RED, {Shade.RED}),
            (Sample.shade != Shade.RED, {Shade.GREEN, Shade.BLUE}),
            (Sample.shade.is_in(Shade.RED, Shade.BLUE), {Shade.RED, Shade.BLUE}),
            (Sample.shade.is_in(), set()),
        ],
    )
    def test_of_kinds(self, term: Any, met_by: set[Shade]) -> None:
        assert {shade for shade in Shade if verdict(condition(term), sample(shade=shade)) == "met"} == met_by

    @pytest.mark.parametrize(
        ("term", "met_by"),
        [
            (Sample.flag, True),
            (~Sample.flag, False),
            (Sample.flag == True, True),  # noqa: E712
            (Sample.flag != True, False),  # noqa: E712
            (Sample.flag == False, False),  # noqa: E712
            (Sample.flag != False, True),  # noqa: E712
        ],
    )
    def test_of_yes_or_no(self, term: Any, met_by: bool) -> None:
        assert verdict(condition(term), sample(flag=met_by)) == "met"
        assert verdict(condition(term), sample(flag=not met_by)) == "not met"


class TestValuesOfLaw:
    """A value of law is the one on the law date; where none is held, the answer says so."""

    RULE = condition(Sample.count <= law(LIMIT), law_date=Sample.last)

    @pytest.mark.parametrize(
        ("n", "wanted"),
        [(-3, "undetermined"), (-2, "not met"), (-1, "not met"), (0, "met"), (1, "met"), (2, "undetermined")],
    )
    def test_each_edition_on_its_first_and_last_day(self, n: int, wanted: str) -> None:
        row = sample(count=3, last=ON + n * DAY)
        assert verdict(self.RULE, row) == wanted
        if wanted == "undetermined":
            finding = Finding.of(self.RULE, Verdict.UNDETERMINED, "P01", Moment(row, ON, POLICY))
            assert finding.reason is Reason.LAW_NOT_SEEN

    def test_each_rule_of_a_row_has_its_own(self) -> None:
        """In one compiled function: the same value on two law dates, and another value on the same one."""
        other = Dated("the other limit", (Edition(ON - 30 * DAY, 9, SAMPLE.reg("7")),))
        many = [
            condition(Sample.count <= law(LIMIT), id="sample.last", law_date=Sample.last),
            condition(Sample.count <= law(LIMIT), id="sample.first", law_date=Sample.first),
            condition(Sample.count <= law(other), id="sample.other", law_date=Sample.last),
        ]
        row = sample(count=3, last=ON, first=ON - DAY)
        assert [word(outcome) for _, outcome in fuse(many)(row, ON, POLICY)] == ["met", "not met", "met"]
        assert [word(outcome) for _, outcome in fuse(many[::-1])(row, ON, POLICY)] == ["met", "not met", "met"]

    def test_in_what_the_rule_applies_to_as_well(self) -> None:
        rule = condition(Sample.flag, applies=Sample.count <= law(LIMIT), law_date=Sample.last)
        assert verdict(rule, sample(count=3, last=ON - DAY, flag=True)) is None
        assert verdict(rule, sample(count=3, last=ON, flag=True)) == "met"


class TestChoices:
    """A local choice is read from the policy that the check was given."""

    @given(policies)
    def test_the_policy_given_decides(self, policy: Any) -> None:
        rule = condition((Sample.count >= SamplePolicy.enough) & (Sample.shade == SamplePolicy.usual))
        row = sample(count=2, shade=Shade.GREEN)
        wanted = "met" if policy.sample.enough <= 2 and policy.sample.usual is Shade.GREEN else "not met"
        assert verdict(rule, row, ON, policy) == wanted


class TestTrace:
    """An explanation has a line for each term: the values, and what came out. What the gate shuts out is not shown."""

    @settings(max_examples=100)
    @given(trees, rows, days, policies)
    def test_tracing_changes_no_answer(self, tree: Any, row: Any, on: date, policy: Any) -> None:
        at = Moment(row, on, policy)
        tree = condition(tree).requires  # a value of law needs a law date
        lines: list[Any] = []
        got = truth(tree, at, lines)
        assert got == truth(tree, at)
        possible = law_models.may_be(tree, row, on, policy)
        assert (possible == law_models.EITHER) is isinstance(got, Unknown)
        if isinstance(tree, (And, Or)) and tree.terms:
            assert lines[0].result == ("not known" if isinstance(got, Unknown) else "yes" if got else "no")

    def test_lines_of_a_condition(self) -> None:
        rule = condition(
            (Sample.count <= 2) | Not(Sample.flag == True), applies=Sample.most.exists,  # noqa: E712
            law_date=Sample.first, arguable=Sample.maybe_shade.is_in(Shade.RED), differs="It may be so.",
        )  # fmt: skip
        row = sample(count=3, flag=UNKNOWN, most=4, first=ON, maybe_shade=Shade.RED)
        told = [(term.depth, term.asked, term.values, term.result) for term in terms_of(rule, Moment(row, ON, POLICY))]
        assert told == [
            (0, "all of", "", "yes"),
            (1, "the most there may be is recorded", "4", "yes"),
            (1, "the first day >= Fri 1 Jan 2010", "Mon 23 Nov 2026 >= Fri 1 Jan 2010", "yes"),
            (0, "any of", "", "not known"),
            (1, "things counted <= 2", "3 <= 2", "no"),
            (1, "not (the flag is up)", "", "not known"),
            (0, "on the arguable reading", "", ""),
            (1, "all of", "", "yes"),
            (2, "the second shade is recorded", "red", "yes"),
            (2, "the second shade is one of red", "red", "yes"),
        ]

    def test_lines_of_a_duty(self) -> None:
        told = terms_of(duty(), Moment(sample(due=Deadline(ON), done=None), ON, POLICY))
        assert [(term.depth, term.asked, term.values, term.result) for term in told] == [
            (0, "all of", "", "yes"),
            (1, "the day of the check >= Fri 1 Jan 2010", "Mon 23 Nov 2026 >= Fri 1 Jan 2010", "yes"),
            (0, "the last day for it", "", "Mon 23 Nov 2026"),
            (0, "the day it was done", "", "none"),
        ]

    @pytest.mark.parametrize("nothing", [And(), Or()])
    def test_what_asks_nothing_has_no_line(self, nothing: Any) -> None:
        """A rule that requires nothing more than its gate shows its gate alone."""
        told = terms_of(condition(nothing), Moment(sample(), ON, POLICY))
        assert [term.asked for term in told] == ["all of", "the day of the check >= Fri 1 Jan 2010"]

    def test_nothing_behind_a_closed_gate(self) -> None:
        told = terms_of(condition(Sample.count <= 2, applies=Sample.flag), Moment(sample(flag=False), ON, POLICY))
        assert not any("counted" in term.asked for term in told)


@example(Or())
@example(And())
@given(trees)
def test_every_tree_reads_as_a_sentence(tree: Any) -> None:
    shown = str(tree)
    assert shown and "<ap_core" not in shown and repr(tree) == f"<{shown}>"


class TestWhatIsNoNode:
    """A value is no condition, and the stand-in for the law date has no value until a rule is built."""

    def test_refused(self) -> None:
        at = Moment(sample(), ON, POLICY)
        with pytest.raises(TypeError, match="Field is no condition"):
            truth(Sample.flag, at)
        unbound: Any = Sample.count <= law(LIMIT)
        with pytest.raises(TypeError, match="LawDate has no value of its own"):
            truth(unbound, at)

    @pytest.mark.parametrize("gate", [Or(Sample.count <= law(LIMIT)), Or(ANY.flag)])
    def test_by_the_compiled_form_too(self, gate: Any) -> None:
        odd = copy.copy(condition(And()))
        object.__setattr__(odd, "gate", gate)
        with pytest.raises(TypeError, match="is not one of the eleven nodes"):
            fuse([odd])
