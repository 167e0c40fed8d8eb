"""The language of rules: built typed, compared by ``same_as``, pickled by value, refused early where senseless."""

from __future__ import annotations

import copy
import pickle
from datetime import date, datetime
from typing import Any, Union

import attrs
import pytest
from hypothesis import given

from ap_core.errors import InvalidValue
from ap_core.law import facts as facts_room
from ap_core.law.expressions import ALWAYS, TODAY, And, Choice, Field, LawValue, Not, Or, fields_of, law, rebuild, walk
from ap_core.law.facts import Fact, MaybeFact, fact, facts, maker
from ap_core.law.rules import Actor
from tests import law_models
from tests.strategies import (
    LIMIT,
    ON,
    POLICY,
    Odd,
    Sample,
    SamplePolicy,
    Shade,
    condition,
    duty,
    rows,
    sample,
    trees,
)


@facts
class Wide:
    """A row with facts of every make."""

    subject: str
    kinds: Fact[frozenset[Shade]] = fact("the shades seen")
    either: Fact[int | str] = fact("a number or a word")
    who: Fact[Actor] = fact("whose step it is")


@facts
class Older:
    """A row with a type as it used to be written."""

    subject: str
    either: Fact[Union[int, str]] = fact("a number or a word")  # noqa: UP007


@facts
class Longer(Sample):
    """A row that has all of another row's facts, and one more."""

    more: MaybeFact[int] = fact("one more")


#: The sample row as an author without a type checker sees it.
ANY: Any = Sample


def faults(**rule: Any) -> set[tuple[str, str]]:
    """What is wrong with a sample condition, as pairs of field and problem."""
    with pytest.raises(InvalidValue) as refused:
        condition(**{"requires": ALWAYS, **rule})
    return {(fault.path, fault.problem) for fault in refused.value.faults}


class TestClassAndInstance:
    """On the class a name is a field of the language; on a row it is the value."""

    def test_field_on_the_class_value_on_the_row(self) -> None:
        assert isinstance(Sample.count, Field)
        assert (Sample.count.name, Sample.count.optional, Sample.most.optional) == ("count", False, True)
        assert sample(count=3).count == 3

    def test_rows_are_frozen_and_equal_by_value(self) -> None:
        row: Any = sample(count=3)
        with pytest.raises(AttributeError):
            row.count = 4
        assert row == sample(count=3) and hash(row) == hash(sample(count=3)) and row != sample(count=4)
        assert pickle.loads(pickle.dumps(row)) == row

    def test_a_fact_that_may_be_none_by_whatever_name_it_is_imported(self) -> None:
        @facts
        class Elsewhere:
            subject: str
            most: facts_room.MaybeFact[int] = fact("the most there may be")
            least: facts_room.Fact[int] = fact("the least there may be")

        row: Any = Elsewhere
        assert (row.most.optional, row.least.optional) == (True, False)

    def test_a_row_of_another_kind_is_another_row(self) -> None:
        """Though it holds the same."""

        @facts
        class Twin(Sample):
            pass

        row: Any = sample(count=3)
        assert row != Twin(**row.__dict__) and row != 3 and hash(row) != hash(Twin(**row.__dict__))

    def test_rows_are_filled_by_name_and_show_what_they_hold(self) -> None:
        with pytest.raises(TypeError):
            Wide("matter", frozenset(), 3, Actor.HEAD)  # type: ignore[call-arg]
        row = Wide(subject="matter", kinds=frozenset(), either=3, who=Actor.HEAD)
        assert repr(row) == f"Wide(subject='matter', kinds=frozenset(), either=3, who={Actor.HEAD!r})"

    def test_a_row_that_is_made_is_frozen_and_whole(self) -> None:
        made: Any = maker(Wide)(subject="A", kinds=frozenset(), either=1, who=Actor.CENTRE)
        with pytest.raises(AttributeError):
            made.subject = "another"
        assert made.__class__ is Wide
        with pytest.raises(TypeError, match="who"):
            maker(Wide)(subject="A", kinds=frozenset(), either=1)  # type: ignore[call-arg]

    def test_a_row_that_extends_another_reads_its_facts(self) -> None:
        longer: Any = Longer
        assert condition(Sample.count <= 2, row=Longer).fields.keys() == {"count"}
        assert condition((longer.count <= 2) & longer.more.exists, row=Longer).fields.keys() == {"count", "more"}


class TestNoTruthValue:
    """An expression is no answer: ``and``, ``or``, ``not``, ``if`` and chained comparisons are refused."""

    @pytest.mark.parametrize(
        "node", [Sample.flag, Sample.count <= 2, TODAY, ALWAYS, SamplePolicy.enough, Sample.most.exists]
    )
    def test_bool_raises(self, node: Any) -> None:
        with pytest.raises(TypeError, match=r"join conditions with & \| ~"):
            bool(node)

    def test_chained_comparison_raises(self) -> None:
        with pytest.raises(TypeError, match="no truth value"):
            1 <= Sample.count <= 2  # noqa: B015


class TestReads:
    """An expression reads as the words of its facts."""

    @pytest.mark.parametrize(
        ("tree", "words"),
        [
            (Sample.flag & (Sample.count > 2), "the flag is up and things counted > 2"),
            (Sample.flag | (Sample.count > 2), "the flag is up or things counted > 2"),
            (~Sample.flag, "not (the flag is up)"),
            ((Sample.count < 1) | (Sample.flag & Sample.most.exists),
             "things counted < 1 or (the flag is up and the most there may be is recorded)"),
            ((Sample.count < 1) & (Sample.flag | Sample.most.exists),
             "things counted < 1 and (the flag is up or the most there may be is recorded)"),
            (Sample.shade.is_in(Shade.RED, Shade.BLUE), "the shade is one of blue, red"),
            (Sample.first >= date(2026, 11, 23), "the first day >= Mon 23 Nov 2026"),
            (Sample.first >= TODAY, "the first day >= the day of the check"),
            (Sample.count >= SamplePolicy.enough, "things counted >= how many are enough (the centre's choice)"),
            (Sample.count <= law(LIMIT), "things counted <= the limit (by law)"),
            (Sample.flag == True, "the flag is up"),  # noqa: E712
            (Sample.flag != True, "the flag is up != yes"),  # noqa: E712
            (Sample.flag == False, "the flag is up == no"),  # noqa: E712
            (Sample.count == 3, "things counted == 3"),
            (And(), "always"),
            (Or(), "never"),
        ],
    )  # fmt: skip
    def test_in_words(self, tree: Any, words: str) -> None:
        assert str(tree) == words

    def test_joins_are_flat(self) -> None:
        a, b, c = Sample.flag == True, Sample.count < 1, Sample.most.exists  # noqa: E712
        assert [len((a & b & c).parts()), len((a | (b | c)).parts()), len((a & (b | c)).parts())] == [3, 3, 2]


class TestSameAs:
    """``==`` builds a comparison, so sameness has a name of its own."""

    @given(trees)
    def test_same_after_pickling_and_copying(self, tree: Any) -> None:
        for twin in (pickle.loads(pickle.dumps(tree)), copy.deepcopy(tree)):
            assert tree.same_as(twin) and twin.same_as(tree) and str(twin) == str(tree)

    @given(trees, trees)
    def test_the_same_reads_the_same(self, one: Any, other: Any) -> None:
        assert one.same_as(other) is other.same_as(one)
        if one.same_as(other):
            assert str(one) == str(other)

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            (Sample.count < 2, Sample.count < 3),
            (Sample.count < 2, Sample.count <= 2),
            (Sample.count < 2, Sample.most < 2),
            (Sample.flag == True, Sample.count == 1),  # noqa: E712
            (Sample.flag & (Sample.count < 2), Sample.flag | (Sample.count < 2)),
            (Sample.flag & (Sample.count < 2), Sample.flag & (Sample.count < 2) & Sample.most.exists),
            (Sample.shade.is_in(Shade.RED), Sample.shade.is_in(Shade.RED, Shade.BLUE)),
            (SamplePolicy.enough > 1, SamplePolicy.usual > Shade.RED),
            (Sample.most.exists, Sample.last.exists),
            (~Sample.flag, Sample.flag == True),  # noqa: E712
            (Wide.either == 1, Wide.either == True),  # noqa: E712
        ],
    )
    def test_differs_in_any_part(self, one: Any, other: Any) -> None:
        assert one.same_as(one) and other.same_as(other)
        assert not one.same_as(other) and not other.same_as(one)

    def test_the_order_of_options_is_nothing(self) -> None:
        assert Sample.shade.is_in(Shade.RED, Shade.BLUE).same_as(Sample.shade.is_in(Shade.BLUE, Shade.RED))

    @pytest.mark.parametrize(
        "other", [("other", "enough", "so many"), ("sample", "other", "so many"), ("sample", "enough", "so")]
    )
    def test_a_choice_is_known_by_its_part_its_name_and_its_meaning(self, other: tuple[str, str, str]) -> None:
        assert not Choice("sample", "enough", "so many").same_as(Choice(*other))

    def test_an_expression_is_not_the_same_as_a_value(self) -> None:
        assert ALWAYS.same_as(True) is False


class TestWalking:
    """Every part of a tree is met; a rebuilt tree differs only where it was to."""

    @given(trees)
    def test_walk_meets_every_node(self, tree: Any) -> None:
        assert sorted(map(id, walk(tree))) == sorted(map(id, law_models.nodes(tree)))

    def test_the_day_of_a_value_of_law_is_a_part_of_it(self) -> None:
        looked_up = law(LIMIT)
        assert any(node is looked_up.at for node in walk(Sample.count <= looked_up))

    @given(trees)
    def test_fields_by_name(self, tree: Any) -> None:
        named = {node.name: node for node in law_models.nodes(tree) if isinstance(node, Field)}
        found = fields_of(tree)
        assert found.keys() == named.keys() and all(found[name].same_as(named[name]) for name in named)

    @given(trees)
    def test_rebuilt_without_a_change_is_the_same(self, tree: Any) -> None:
        assert rebuild(tree, lambda node: None).same_as(tree)

    @given(trees, rows)
    def test_rebuilt_with_a_fact_replaced(self, tree: Any, row: Any) -> None:
        tree = condition(tree).requires
        changed = rebuild(tree, lambda node: TODAY if node is Sample.first else None)
        assert "first" not in fields_of(changed)
        known_first = attrs.evolve(row, first=ON)
        assert law_models.may_be(changed, row, ON, POLICY) == law_models.may_be(tree, known_first, ON, POLICY)


class TestRefusedWhenBuilt:
    """What can never be right is refused when the rule is built, every fault at once."""

    @pytest.mark.parametrize(
        ("requires", "problem"),
        [
            (Sample.count == "3", "compares 'count' (int) with a str"),
            (Sample.count <= True, "compares 'count' (int) with a bool"),
            (Sample.flag == 1, "compares 'flag' (bool) with a int"),
            (Sample.first >= datetime(2026, 11, 23), "compares 'first' (date) with a datetime"),
            (Sample.shade == "red", "compares 'shade' (Shade) with a str"),
            (Sample.last == None, "compares 'last' (date) with a NoneType"),  # noqa: E711
            (ANY.shade.is_in(Shade.RED, "blue"), "compares 'shade' (Shade) with a str"),
            (Odd.law_0 > 3, "reads 'law_0' of another row"),
            (Sample.count > Odd.law_0, "reads 'law_0' of another row"),
            (And(ANY.flag), "joins a value as if it were a condition"),
            (Not(ANY.flag), "joins a value as if it were a condition"),
            ((Sample.count > 2) == Sample.flag, "compares a condition with a value"),
            ((Sample.count > 2).is_in(True), "compares a condition with a value"),
        ],
    )
    def test_in_what_is_required(self, requires: Any, problem: str) -> None:
        assert ("requires", problem) in faults(requires=requires)
        assert ("gate", problem) in faults(applies=requires)
        assert ("arguable", problem) in faults(arguable=requires, differs="It may be so.")

    def test_literals_of_every_make_are_allowed(self) -> None:
        both = Wide.kinds == frozenset((Shade.RED,))
        rule = condition(both & (Wide.either == 3) & (Wide.either == "three"), row=Wide)
        assert rule.fields.keys() == {"kinds", "either"}
        assert condition((Older.either == 3) & (Older.either == "three"), row=Older).fields.keys() == {"either"}
        problem = "compares 'kinds' (frozenset) with a Shade"
        assert ("requires", problem) in faults(requires=Wide.kinds == Shade.RED, row=Wide)

    @pytest.mark.parametrize(
        "bad",
        [
            "plain",
            "Sample.rule",
            "sample..rule",
            "sample.rule-1",
            ".rule",
            "sample.",
            "",
            "sample.règle",
            "sample rule.x",
        ],
    )
    def test_ids_in_one_style(self, bad: str) -> None:
        assert ("id", "is not dotted lower case") in faults(id=bad)

    @pytest.mark.parametrize("good", ["a.b", "placement.first_review.in_time", "ehcp.review.reg_20"])
    def test_good_ids(self, good: str) -> None:
        assert condition(ALWAYS, id=good).id == good

    def test_until_before_since(self) -> None:
        assert ("until", "is before since") in faults(since=ON, until=date(2026, 11, 22))
        assert condition(ALWAYS, since=ON, until=ON).until == ON

    @pytest.mark.parametrize("sentence", ["met", "not_met", "differs", "act"])
    @pytest.mark.parametrize("template", ["{nothing_of_the_kind}", "{}", "{count.real}", "{enough}", "{__doc__}"])
    def test_unknown_placeholders_of_a_condition(self, sentence: str, template: str) -> None:
        assert (sentence, f"has the placeholder {template[1:-1]!r}") in faults(**{sentence: template})

    @pytest.mark.parametrize("sentence", ["met", "late", "pending", "differs", "act"])
    def test_unknown_placeholders_of_a_duty(self, sentence: str) -> None:
        with pytest.raises(InvalidValue, match="placeholder 'nothing'") as refused:
            duty(**{sentence: "{nothing}"})
        assert [fault.path for fault in refused.value.faults] == [sentence]

    def test_placeholders_may_be_facts_values_of_law_and_choices_that_decide(self) -> None:
        rule = condition(
            (Sample.count <= law(LIMIT)) & (Sample.count >= SamplePolicy.enough),
            not_met="{count} of {the_limit}, {enough}, {subject}, {shade}",
        )
        assert rule.sentences()["not_met"] == rule.not_met

    def test_whose_step_and_when_it_arose_are_facts_of_the_row_too(self) -> None:
        assert ("who", "reads 'who' of another row") in faults(who=Wide.who)
        assert ("arose", "reads 'row' of another row") in faults(arose=Odd.row)
        assert condition(ALWAYS, row=Wide, who=Wide.who).who is Wide.who

    def test_a_duty_reads_its_own_row(self) -> None:
        with pytest.raises(InvalidValue) as refused:
            duty(by=Odd.row, done=Odd.row)
        assert {fault.path for fault in refused.value.faults} == {"by", "done"}

    def test_an_arguable_reading_has_its_sentence(self) -> None:
        """Readings that differ are both shown; an empty sentence would say nothing."""
        assert ("differs", "is empty") in faults(arguable=Sample.flag)

    def test_all_faults_at_once_and_the_rule_named(self) -> None:
        with pytest.raises(InvalidValue, match="rule Bad cannot be built") as refused:
            condition(Sample.count == "3", id="Bad", until=date(2000, 1, 1), not_met="{nothing}")
        assert [fault.path for fault in refused.value.faults] == ["id", "until", "requires", "not_met"]


class TestRules:
    """A rule is a value: equal, hashed and pickled by its id."""

    @pytest.mark.parametrize("rule", [condition(Sample.count <= law(LIMIT), law_date=Sample.last), duty()])
    def test_equal_by_id_and_whole_after_pickling(self, rule: Any) -> None:
        for twin in (pickle.loads(pickle.dumps(rule)), copy.deepcopy(rule)):
            assert twin == rule and hash(twin) == hash(rule) and twin is not rule
            assert all(twin.expressions()[name].same_as(tree) for name, tree in rule.expressions().items())
            assert twin.sentences() == rule.sentences() and twin.cites == rule.cites

    def test_other_ids_differ_and_rules_are_no_strings(self) -> None:
        assert condition(ALWAYS) != condition(ALWAYS, id="sample.other")
        assert condition(ALWAYS) == condition(Sample.flag)
        assert condition(ALWAYS) != "sample.rule"

    def test_frozen(self) -> None:
        rule: Any = condition(ALWAYS)
        with pytest.raises(AttributeError):
            rule.title = "Another"

    def test_shown_by_kind_and_id(self) -> None:
        assert (repr(condition(ALWAYS)), repr(duty())) == ("<Condition sample.rule>", "<Duty sample.rule>")

    def test_values_of_law_take_the_rules_own_law_date(self) -> None:
        rule = condition(Sample.count <= law(LIMIT), applies=Sample.count >= law(LIMIT), law_date=Sample.last,
                         arguable=Sample.most <= law(LIMIT), differs="It may be so.")  # fmt: skip
        trees_of = rule.expressions().values()
        found: list[Any] = [node for tree in trees_of for node in law_models.nodes(tree) if isinstance(node, LawValue)]
        assert len(found) == 3 and all(node.at is Sample.last for node in found)

    @pytest.mark.parametrize("joined", [(Sample.count > 2) & Sample.flag, (Sample.count > 2) | Sample.flag])
    def test_a_yes_or_no_fact_may_stand_on_either_side(self, joined: Any) -> None:
        assert condition(joined).fields.keys() == {"count", "flag"}

    def test_one_of_several_values_of_law_too(self) -> None:
        rule = condition(law(LIMIT).is_in(2, 3), law_date=Sample.last)
        assert len(rule.law_values) == 1
        assert rule.law_values[0].at is Sample.last

    def test_every_fact_that_decides(self) -> None:
        rule = condition(Sample.flag, applies=Sample.most.exists, law_date=Sample.first,
                         arguable=Sample.shade == Shade.RED, differs="It may be so.")  # fmt: skip
        assert rule.fields.keys() == {"flag", "most", "first", "shade"}
        assert duty(applies=Sample.flag).fields.keys() == {"flag", "due", "done"}

    def test_what_is_ours(self) -> None:
        """What another body owes is theirs, never the centre's breach."""
        assert [actor.value for actor in Actor if actor.is_ours] == [
            "Centre", "Head", "Mentor", "Baseline lead", "SENCO", "Exams officer", "Centre + home school",
        ]  # fmt: skip
