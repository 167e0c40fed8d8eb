"""Two facts or two rules that cannot both hold are reported, and both are named."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ap_core import ENGLAND, Policy
from ap_core.law.citation import Force
from ap_core.law.contradictions import _possible, agreed, contradictions
from ap_core.law.expressions import TODAY, Expression, Proposition, Today, fields_of, law, walk
from ap_core.law.facts import Fact, fact, facts
from ap_core.law.findings import Finding
from ap_core.law.judging import Moment, Verdict, judge, truth
from ap_core.law.rules import Condition
from ap_core.law.unknown import UNKNOWN, Need, Reason, Unknown
from ap_core.placement.facts import PlacementFacts
from tests.strategies import (
    CENTRE,
    DAY,
    LIMIT,
    ON,
    POLICY,
    SAMPLE,
    Sample,
    SamplePolicy,
    Shade,
    condition,
    conditions,
    days,
    duty,
    law_dates,
    rows,
    sample,
    trees,
)

# ---------------------------------------------------------------- facts

ASK = "How many?"
values = st.integers(0, 2) | st.none() | st.just(UNKNOWN) | st.just(Unknown.because("elsewhere", ask="Where?"))
told = st.lists(values, min_size=1, max_size=4).map(
    lambda each: [(f"record[{n}]", value) for n, value in enumerate(each)]
)


def paths(fact: Any) -> tuple[str, ...]:
    return tuple(need.path for need in fact.needs)


class TestFacts:
    """Two records that say different things of one fact: unknown, for that reason, naming the path of each."""

    def test_what_they_agree_on(self) -> None:
        assert agreed(("a", 3), ("b", 3), ask=ASK) == 3
        assert agreed(("a", None), ("b", None), ask=ASK) is None

    def test_both_are_named(self) -> None:
        """The values are not: one may be a date of birth."""
        found = agreed(
            ("plan.made_on", ON), ("registrations[0].plan", None), ask="Is there a plan?", of="the authority"
        )
        assert found == Unknown(
            tuple(
                Need(path, "Is there a plan?", "the authority", Reason.CONTRADICTION)
                for path in ("plan.made_on", "registrations[0].plan")
            )
        )

    def test_a_finding_of_it_names_both(self) -> None:
        rule = condition(Sample.count >= 2, id="sample.few")
        row = sample(count=agreed(("a.count", 1), ("b.count", 3), ask=ASK))
        at = Moment(row, ON, POLICY)
        finding = Finding.of(rule, judge(rule, at)[0], "P01", at)
        assert (finding.verdict, finding.reason) == (Verdict.UNDETERMINED, Reason.CONTRADICTION)
        assert finding.missing == ("a.count", "b.count")
        assert finding.because.count(ASK) == 1

    def test_known_there_is_none_is_something_said(self) -> None:
        assert paths(agreed(("a", None), ("b", 0), ask=ASK)) == ("a", "b")

    @given(told)
    def test_as_the_words_say(self, records: list[tuple[str, Any]]) -> None:
        found = agreed(*records, ask=ASK)
        known = [value for _, value in records if not isinstance(value, Unknown)]
        if len(set(known)) > 1:
            assert {need.reason for need in found.needs} == {Reason.CONTRADICTION}
            assert paths(found) == tuple(path for path, value in records if not isinstance(value, Unknown))
        elif len(known) == len(records):
            assert found == known[0] and type(found) is type(known[0])
        else:
            assert {need.reason for need in found.needs} == {Reason.FACT_MISSING}
            wanted = {
                path if value is UNKNOWN else "elsewhere" for path, value in records if isinstance(value, Unknown)
            }
            assert set(paths(found)) == wanted

    @given(told, st.randoms(use_true_random=False))
    def test_the_order_of_the_records_does_not_matter(self, records: list[tuple[str, Any]], chance: Any) -> None:
        shuffled = list(records)
        chance.shuffle(shuffled)
        one, other = agreed(*records, ask=ASK), agreed(*shuffled, ask=ASK)
        if isinstance(one, Unknown):
            assert set(one.needs) == set(other.needs)
        else:
            assert one == other

    @given(told, st.data())
    def test_learning_a_fact_overturns_nothing(self, records: list[tuple[str, Any]], data: st.DataObject) -> None:
        before = agreed(*records, ask=ASK)
        more = [
            (path, data.draw(st.integers(0, 2)) if isinstance(value, Unknown) else value) for path, value in records
        ]
        after = agreed(*more, ask=ASK)
        if not isinstance(before, Unknown):
            assert after == before
        elif before.needs[0].reason is Reason.CONTRADICTION:
            assert isinstance(after, Unknown) and after.needs[0].reason is Reason.CONTRADICTION


# ---------------------------------------------------------------- rules


@facts
class Pair:
    """A row with two facts of one kind."""

    subject: str
    one: Fact[bool] = fact("the one")
    other: Fact[bool] = fact("the other")


@facts
class Twin:
    """Another row with a fact of the same name."""

    subject: str
    one: Fact[bool] = fact("the one")


def found(one: Any, other: Any, *, policy: Any = POLICY, **more: Any) -> list[str]:
    """What is said of two rules that ask for ``one`` and ``other``."""
    first = one if isinstance(one, Condition) else condition(one, id="sample.one")
    second = (
        other if isinstance(other, Condition) else condition(other, id="local.other", cites=CENTRE.at("x.y"), **more)
    )
    return [str(each) for each in contradictions((first, second), policy)]


BOTH = ["sample.one (Sample 1 reg 1) and local.other (Centre policy x.y) cannot both be met where both apply"]


class TestRules:
    """Both rules are named, with both citations; only where no row at all could meet both and both apply."""

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            (Sample.count >= 2, Sample.count <= 1),
            (Sample.count > 2, Sample.count < 3),
            (Sample.count == 2, Sample.count != 2),
            (Sample.flag, ~Sample.flag),
            (Sample.last.exists, ~Sample.last.exists),
            (Sample.last >= ON, ~Sample.last.exists),
            (Sample.shade == Shade.RED, Sample.shade.is_in(Shade.GREEN, Shade.BLUE)),
            (Sample.first < Sample.last, Sample.last <= Sample.first),
            ((Sample.first < Sample.last) & (Sample.last < Sample.done), Sample.done <= Sample.first),
            (Sample.done <= TODAY, Sample.done > TODAY),
            ((Sample.first < Sample.last) & (Sample.last < ON + 2 * DAY), (Sample.first >= ON + DAY)),
            (law(LIMIT) <= Sample.count, Sample.count <= 1),
            (Sample.count > SamplePolicy.enough, Sample.count <= 2),
        ],
    )
    def test_cannot_both_be_met(self, one: Any, other: Any) -> None:
        assert found(one, other) == BOTH

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            (Sample.count >= 2, Sample.count <= 2),
            (Sample.count > 2, Sample.count < 4),
            (Sample.count >= 2, Sample.flag),
            (Sample.shade.is_in(Shade.RED, Shade.GREEN), Sample.shade.is_in(Shade.GREEN, Shade.BLUE)),
            ((Sample.first < Sample.last) & (Sample.last < Sample.done), Sample.done > Sample.first),
            ((Sample.first < Sample.last) & (Sample.last < ON + 3 * DAY), (Sample.first >= ON + DAY)),
            (Sample.done <= TODAY, Sample.done >= TODAY),
            (law(LIMIT) <= Sample.count, Sample.count <= 2),
            (Sample.count > SamplePolicy.enough, Sample.count <= 3),
        ],
    )
    def test_can_both_be_met(self, one: Any, other: Any) -> None:
        assert found(one, other) == []

    @pytest.mark.parametrize("swapped", [False, True])
    def test_one_that_can_never_be_met_is_another_mistake(self, swapped: bool) -> None:
        never, other = (Sample.count > 2) & (Sample.count < 2), Sample.count == 2
        assert found(*((other, never) if swapped else (never, other))) == []

    def test_a_day_is_always_there(self) -> None:
        """Of the day of the check nobody says that there is none."""
        assert found(~(TODAY >= ON), ~(TODAY < ON)) == BOTH

    def test_what_the_gates_tie_together(self) -> None:
        """Neither asks for what the other reads, and still both cannot be met where both apply."""
        one = condition(Pair.one, id="sample.one", row=Pair, applies=Pair.one != Pair.other)
        other = condition(Pair.other, id="local.other", row=Pair, cites=CENTRE.at("x.y"))
        assert found(one, other) == BOTH
        tied = condition(Pair.one == Pair.other, id="sample.one", row=Pair)
        assert found(tied, condition(~Pair.one & ~Pair.other, id="local.other", row=Pair)) == []

    def test_another_row_is_another_matter(self) -> None:
        """Though its facts have the same names."""
        assert found(condition(Pair.one, id="a.b", row=Pair), condition(~Twin.one, id="c.d", row=Twin)) == []

    def test_by_the_choices_of_the_policy(self) -> None:
        strict = POLICY.but(sample=SamplePolicy(enough=3))
        asks = (Sample.count >= SamplePolicy.enough, Sample.count <= 2)
        assert (found(*asks), found(*asks, policy=strict)) == ([], BOTH)

    def test_only_where_both_apply(self) -> None:
        one, other = Sample.count >= 2, Sample.count <= 1
        assert found(condition(one, id="sample.one", applies=Sample.flag), other) == BOTH
        assert found(condition(one, id="sample.one", applies=Sample.flag), other, applies=~Sample.flag) == []
        later = condition(one, id="sample.one", since=ON)
        assert found(later, other, until=ON - DAY) == [] != found(later, other, until=ON)

    def test_what_to_do_where_another_is_not_met_is_not_against_it(self) -> None:
        assert found(Sample.count >= 2, condition(Sample.flag, id="a.b", applies=Sample.count < 2)) == []
        assert found(condition(Sample.flag, id="a.b", applies=Sample.count < 2), Sample.count >= 2) == []
        assert found(Sample.flag, Sample.count >= 2, applies=~Sample.flag & (Sample.count >= 1)) == []
        assert found(Sample.count >= 2, Sample.count == 1, applies=Sample.count < 2) == []

    def test_duties_and_rules_of_other_rows_are_let_be(self) -> None:
        assert contradictions((condition(Sample.flag), duty(id="sample.sent")), POLICY) == ()

    def test_every_pair_is_looked_at(self) -> None:
        rules = [condition(Sample.count == n, id=f"sample.rule_{n}") for n in range(3)]
        named = [(each.first.id, each.second.id) for each in contradictions(rules, POLICY)]
        assert named == [(f"sample.rule_{a}", f"sample.rule_{b}") for a, b in itertools.combinations(range(3), 2)]

    @settings(max_examples=30)
    @given(conditions, conditions, rows, days)
    def test_what_is_reported_is_so(self, one: Condition, other: Condition, row: Any, on: date) -> None:
        if contradictions((one, other), POLICY):
            at = Moment(row, on, POLICY)
            assert {judge(one, at)[0], judge(other, at)[0]} != {Verdict.MET}


#: More than any tree of the strategies can tell apart.
_AROUND = [ON + timedelta(days=n) for n in range(-9, 10)]
_WIDE: dict[Any, list[Any]] = {int: list(range(-3, 9)), bool: [True, False], date: _AROUND, Shade: list(Shade)}


@settings(max_examples=80, deadline=None)
@given(trees, law_dates)
def test_possible_is_what_trying_everything_finds(tree: Proposition, law_date: Expression[date]) -> None:
    """The search gives up a branch as soon as nothing in it can help, and tries few values: it misses none."""
    asks = condition(tree, law_date=law_date).requires
    fields = fields_of(asks)
    assume(len(fields) <= 3)
    wide = [[*_WIDE.get(field.kinds[0], [object()]), *([None] if field.optional else [])] for field in fields.values()]
    by_hand = any(
        truth(asks, Moment(SimpleNamespace(**dict(zip(fields, each, strict=True))), on, POLICY)) is True
        for each in itertools.product(*wide)
        for on in (_AROUND if any(isinstance(node, Today) for node in walk(asks)) else [ON])
    )
    assert _possible(asks, POLICY) == by_hand


class TestOfEngland:
    """The rules held here do not contradict each other, and one that a centre adds against them is found out."""

    def test_none(self) -> None:
        assert contradictions(ENGLAND.rules, Policy()) == ()

    def test_a_rule_of_a_centre_against_one_of_guidance(self) -> None:
        ours = Condition(
            id="ours.no_objectives", title="No objectives on paper", entry="none", row=PlacementFacts,
            cites=CENTRE.at("ours.objectives"), since=date(2025, 9, 1), law_date=PlacementFacts.first_day,
            who=ENGLAND.rule("placement.short_term.objectives").who, applies=PlacementFacts.going_on,
            requires=~PlacementFacts.has_objectives, not_met="The centre has chosen to write none down.", act="Ask.",
        )  # fmt: skip
        (told,) = contradictions((*ENGLAND.rules, ours), Policy())
        assert (told.first.id, told.second) == ("placement.short_term.objectives", ours)
        assert told.first.cites.force is Force.STATUTORY_GUIDANCE_SHOULD
        assert str(told.first.cites) in str(told) and "Centre policy ours.objectives" in str(told)
        assert SAMPLE.short not in str(told)
