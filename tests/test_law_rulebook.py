"""Rulebooks: composed, cut down, reckoned only where something is read, and the same answer on any thread."""

from __future__ import annotations

import pickle
import threading
from collections.abc import Iterator
from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ap_core.errors import InvalidValue
from ap_core.law.rulebook import Asked, RuleBook
from ap_core.law.rules import Rule
from tests.strategies import ON, POLICY, Odd, Sample, condition, duty, rows, sample

ASKED = Asked(ON, None, POLICY)
FEW = condition(Sample.count >= 2, id="sample.few")
FLAG = condition(Sample.flag, id="sample.flag")
SENT = duty(id="sample.sent")
ODD = condition(Odd.law_0 <= 2, id="odd.law", row=Odd)


def as_given(record: tuple[Any, ...], asked: Asked) -> Iterator[Any]:
    """The record is its rows."""
    yield from record


def another(record: tuple[Any, ...], asked: Asked) -> Iterator[Any]:
    yield from record


def never(record: Any, asked: Asked) -> tuple[Any, ...]:
    raise AssertionError("nothing reads these rows")


def book(*rules: Rule, **more: Any) -> RuleBook[Any]:
    return RuleBook(subjects=((Sample, as_given),), rules=rules, **more)


def numbered(each: list[Any]) -> list[Any]:
    return [attrs.evolve(row, subject=f"matter {place}") for place, row in enumerate(each)]


class TestOnce:
    """What several reckoners ask for is reckoned once, and never for one record what was reckoned for another."""

    @given(st.lists(st.sampled_from([(1,), (2,), (3,)]), max_size=8))
    def test_as_if_reckoned_anew_each_time(self, records: list[tuple[int]]) -> None:
        asked, reckoned = Asked(ON, None, POLICY), list[tuple[int]]()

        def doubled(of: tuple[int], at: Asked) -> int:
            assert at is asked
            reckoned.append(of)
            return 2 * of[0]

        assert [asked.once(doubled, of) for of in records] == [2 * of[0] for of in records]
        assert reckoned == [of for place, of in enumerate(records) if place == 0 or records[place - 1] is not of]

    def test_each_way_of_reckoning_for_itself(self) -> None:
        asked = Asked(ON, None, POLICY)
        ways = (lambda of, _: of + 1, lambda of, _: of + 2)
        assert [asked.once(how, 1) for how in (*ways, *ways)] == [2, 3, 2, 3]

    def test_what_was_kept_is_no_part_of_the_value(self) -> None:
        asked = Asked(ON, None, POLICY)
        asked.once(lambda of, _: of, 1)
        assert asked == Asked(ON, None, POLICY) and "kept" not in repr(asked)
        with pytest.raises(TypeError):
            Asked(ON, None, POLICY, {})  # type: ignore[call-arg]


class TestReview:
    """Every rule is judged over every row of its kind; the order does not hang on the order of the rows."""

    @given(st.lists(rows, max_size=4), st.randoms(use_true_random=False))
    def test_the_same_whatever_the_order_of_the_rows(self, some: list[Any], chance: Any) -> None:
        made = numbered(some)
        shuffled = list(made)
        chance.shuffle(shuffled)
        ours = book(FEW, FLAG, SENT)
        assert ours.review(tuple(made), "P01", ASKED) == ours.review(tuple(shuffled), "P01", ASKED)

    @given(st.lists(rows, max_size=4))
    def test_what_does_not_apply_is_counted_and_not_listed(self, some: list[Any]) -> None:
        gated = condition(Sample.count >= 2, id="sample.gated", applies=Sample.flag)
        made = book(gated, SENT).review(tuple(numbered(some)), "P01", ASKED)
        assert made.not_applicable == sum(row.flag is False for row in some)
        assert len(made) + made.not_applicable == 2 * len(some)

    def test_a_row_that_no_rule_concerns(self) -> None:
        made = book(condition(Sample.count >= 2, id="sample.gated", applies=Sample.flag)).review(
            (sample(flag=False),), "P01", ASKED
        )
        assert (made.findings, made.not_applicable) == ((), 1)

    def test_by_rows_then_by_rules(self) -> None:
        made = book(FLAG, FEW).review(tuple(numbered([sample(), sample()])), "P01", ASKED)
        assert [(each.matter, each.rule) for each in made] == [
            ("matter 0", "sample.flag"),
            ("matter 0", "sample.few"),
            ("matter 1", "sample.flag"),
            ("matter 1", "sample.few"),
        ]
        assert (made.subject, made.on, made.policy) == ("P01", ON, POLICY)

    @given(st.lists(rows, min_size=2, max_size=4), st.randoms(use_true_random=False))
    def test_rows_of_one_name_have_keys_of_their_own(self, some: list[Any], chance: Any) -> None:
        made = [attrs.evolve(row, subject="matter") for row in some]
        shuffled = list(made)
        chance.shuffle(shuffled)
        reviews = [book(FEW, FLAG, SENT).review(tuple(given), "P01", ASKED) for given in (made, shuffled)]
        keys = [finding.key for finding in reviews[0]]
        assert len(keys) == len(set(keys))
        assert reviews[0] == reviews[1]

    def test_the_first_of_one_name_keeps_it_and_no_other_name_is_taken(self) -> None:
        plain: Any = sample()
        given = [attrs.evolve(plain, subject=name) for name in ("a", "b", "a", "a (2)", "a")]
        made = book(FEW).review(tuple(given), "P01", ASKED)
        assert [each.matter for each in made] == ["a", "a (2)", "a (3)", "a (4)", "b"]

    def test_rows_that_no_rule_reads_are_never_reckoned(self) -> None:
        ours: RuleBook[Any] = RuleBook(subjects=((Odd, never), (Sample, as_given)), rules=(FEW,))
        assert len(ours.review((sample(),), "P01", ASKED)) == 1
        with pytest.raises(AssertionError, match="nothing reads these rows"):
            (ours | RuleBook(subjects=((Odd, never),), rules=(ODD,))).review((), "P01", ASKED)

    def test_a_book_without_rules_says_nothing(self) -> None:
        assert book().review((sample(),), "P01", ASKED).findings == ()


class TestComposed:
    """Books compose with ``|``; a rule that both hold is held once, and nothing is ever dropped unsaid."""

    def test_of_parts_that_can_be_read_once(self) -> None:
        once: RuleBook[Any] = RuleBook(subjects=iter(((Sample, as_given),)), rules=iter((FEW, SENT)))
        assert once == book(FEW, SENT) and once.rules == (FEW, SENT) and len(once.subjects) == 1

    def test_rules_of_both_in_order(self) -> None:
        both = book(FEW) | RuleBook(subjects=((Odd, as_given),), rules=(ODD,))
        assert both.rules == (FEW, ODD) and [row for row, _ in both.subjects] == [Sample, Odd]

    def test_shared_rules_and_reckoners_once(self) -> None:
        assert book(FEW, FLAG) | book(FLAG, SENT) == book(FEW, FLAG, SENT)
        assert book(FEW) | book(FEW) == book(FEW)

    def test_a_copy_of_a_rule_is_the_same_rule(self) -> None:
        assert book(FEW) | pickle.loads(pickle.dumps(book(FEW, FLAG))) == book(FEW, FLAG)

    @pytest.mark.parametrize(
        "other",
        [
            condition(Sample.count >= 3, id="sample.few"),
            condition(Sample.count >= 2, id="sample.few", act="Something else."),
            condition(Sample.count >= 2, id="sample.few", since=date(2011, 1, 1)),
            duty(id="sample.few"),
        ],
    )
    def test_another_rule_under_an_id_that_is_taken_is_refused(self, other: Rule) -> None:
        """It would be dropped without a word, and the author would think that it holds."""
        with pytest.raises(InvalidValue, match=r"holds sample\.few twice"):
            book(FEW) | book(other)

    def test_two_reckoners_of_one_row_are_refused(self) -> None:
        with pytest.raises(InvalidValue, match="reckons Sample twice"):
            book(FEW) | RuleBook(subjects=((Sample, another),), rules=(FLAG,))

    def test_without_some_rules(self) -> None:
        assert book(FEW, FLAG, SENT).without("sample.flag") == book(FEW, SENT)
        assert book(FEW).without("sample.few").rules == ()

    def test_without_a_rule_that_is_not_there_is_a_mistake(self) -> None:
        """A misspelt id would leave the rule in force."""
        with pytest.raises(LookupError, match=r"no rule 'sample\.fwe'"):
            book(FEW).without("sample.fwe")

    def test_a_rule_by_id(self) -> None:
        assert book(FEW, FLAG).rule("sample.flag") is FLAG
        with pytest.raises(LookupError, match=r"no rule 'sample\.other'"):
            book(FEW).rule("sample.other")


class TestRefused:
    """A book that cannot answer is refused when it is made, all faults at once."""

    def test_all_at_once(self) -> None:
        with pytest.raises(InvalidValue, match="RuleBook cannot be built") as refused:
            RuleBook(subjects=((Sample, as_given), (Sample, another)), rules=(FEW, FEW, ODD))
        assert [str(fault) for fault in refused.value.faults] == [
            "subjects: reckons Sample twice; give each row one reckoner",
            "rules: holds sample.few twice; give each rule its own id",
            "rules: odd.law reads Odd, which nothing reckons; add its subject",
        ]


class TestValue:
    """A book is a value: equal, hashed and pickled by what it holds; its compiled form is nobody's business."""

    def test_equal_before_and_after_use_and_after_pickling(self) -> None:
        used, fresh = book(FEW, SENT), book(FEW, SENT)
        used.review((sample(count=2),), "P01", ASKED)
        twin = pickle.loads(pickle.dumps(used))
        assert used == fresh == twin and hash(used) == hash(fresh) == hash(twin)
        assert pickle.dumps(used) == pickle.dumps(fresh)
        assert twin.review((sample(count=1),), "P01", ASKED) == fresh.review((sample(count=1),), "P01", ASKED)
        assert used != book(FEW) and (used == "book") is False
        assert repr(used) == "<RuleBook of 2 rules over 1 kinds of facts>"

    def test_the_day_to_which_the_law_was_checked_travels(self) -> None:
        dated = book(FEW, law_edition=ON)
        assert pickle.loads(pickle.dumps(dated)).law_edition == ON and dated != book(FEW)

    def test_first_use_on_many_threads_at_once(self) -> None:
        record = tuple(numbered([sample(count=count, flag=True, due=None, done=None) for count in range(5)]))
        wanted = book(FEW, FLAG).review(record, "P01", ASKED)
        for _ in range(20):
            shared, start = book(FEW, FLAG), threading.Barrier(8)
            made: list[Any] = []

            def work(shared: Any = shared, start: Any = start, made: Any = made) -> None:
                start.wait()
                made.append(shared.review(record, "P01", ASKED))

            threads = [threading.Thread(target=work) for _ in range(8)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            assert len(made) == 8 and all(each == wanted for each in made)
