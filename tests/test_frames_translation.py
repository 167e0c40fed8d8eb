"""Any rule that can be written says of a table what it says of rows: trees, days and policies drawn at random."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest

pytest.importorskip("narwhals")
pytest.importorskip("polars")
pytest.importorskip("pyarrow")

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from ap_core.dates import Deadline, NoFixedDate
from ap_core.errors import InvalidValue
from ap_core.frames import State, check, layout, table_of
from ap_core.law.dated import Dated, NotHeld
from ap_core.law.expressions import And, Or, law
from ap_core.law.facts import Fact, MaybeFact, fact, facts
from ap_core.law.fused import fuse
from ap_core.law.rulebook import RuleBook
from ap_core.law.rules import Rule
from ap_core.law.unknown import UNKNOWN
from tests.frames_cases import STATE_OF
from tests.frames_engines import ENGINES, held
from tests.strategies import (
    LIMIT,
    ON,
    POLICY,
    SAMPLE,
    Sample,
    Shade,
    WholePolicy,
    condition,
    days,
    duty,
    policies,
    rows,
    rules,
    sample,
)


@pytest.fixture(autouse=True, scope="module")
def _the_policy_of_the_sample() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(layout, "Policy", WholePolicy)
        yield


def agree(engine: str, rule: Rule, some: list[Any], on: date, policy: Any, without: Iterable[str] = ()) -> None:
    book: Any = RuleBook(subjects=[(rule.row, lambda record, asked: ())], rules=[rule])
    judge_all = fuse([rule])
    wanted = {str(at): int(STATE_OF[dict(judge_all(row, on, policy)).get(rule)]) for at, row in enumerate(some)}
    made = table_of({str(at): row for at, row in enumerate(some)}, rule.row, backend="polars", rulebook=book).drop(
        *without
    )
    answer = check(ENGINES[engine](made), subject=rule.row, on=on, policy=policy, rulebook=book)
    assert {row["key"]: row[rule.id] for row in held(answer)} == wanted


some_rows = st.lists(rows, min_size=1, max_size=8)


@settings(max_examples=100)
@given(rules, some_rows, days, policies)
def test_any_rule_over_any_rows(rule: Rule, some: list[Any], on: date, policy: Any) -> None:
    agree("polars", rule, some, on, policy)


@pytest.mark.parametrize("engine", ["pyarrow", "pandas", "duckdb"])
@settings(max_examples=25)
@given(rule=rules, some=some_rows, on=days, policy=policies)
def test_on_the_other_engines(engine: str, rule: Rule, some: list[Any], on: date, policy: Any) -> None:
    agree(engine, rule, some, on, policy)


_HELD = law(LIMIT) <= 2
#: A value of law that was never written down here.
_NOT_HELD: Dated[int] = Dated("the other limit", (NotHeld(ON - timedelta(30), SAMPLE.reg("1")),))
_NEVER = law(_NOT_HELD)
_ROWS = [
    sample(count=count, flag=flag, first=first)
    for count in (2, 3) for flag in (True, False, UNKNOWN) for first in (ON - timedelta(3), ON - timedelta(1), ON)
]  # fmt: skip


@pytest.mark.parametrize("on", [ON + timedelta(n) for n in (-3, -2, 0, 2)])
@pytest.mark.parametrize(
    "rule",
    [
        condition(_HELD), condition(law(LIMIT) <= Sample.count), condition(Sample.flag == True, applies=_HELD),  # noqa: E712
        condition(And(_HELD, Sample.flag == True)), condition(Or(_HELD, Sample.flag == True)),  # noqa: E712
        condition(law(LIMIT) <= Sample.count, law_date=Sample.first),
        condition(law(LIMIT) <= _NEVER, law_date=Sample.first),
        condition(Sample.flag == True, arguable=_HELD, differs="It may be so."), duty(done=Sample.first),  # noqa: E712
    ],
    ids=[
        "alone", "beside a fact", "as the gate", "and", "or", "by a day of the row", "never held",
        "where it may be argued", "what is always done",
    ],
)  # fmt: skip
def test_law_that_is_not_held_on_the_day(rule: Rule, on: date) -> None:
    """Before its first edition and after its repeal: not known for every row, unless the row alone decides."""
    agree("polars", rule, _ROWS, on, POLICY)


@facts
class Open:
    """A row with something owed at no fixed date, if at all."""

    subject: str
    owed: MaybeFact[NoFixedDate] = fact("it is owed")
    done: MaybeFact[date] = fact("the day it was done")


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    "rule", [duty(by=Open.owed, done=Open.done, row=Open), condition(Open.owed.exists, row=Open)], ids=["duty", "owed"]
)
def test_what_is_owed_at_no_fixed_date(rule: Rule, engine: str) -> None:
    """Not known, owed or not; done before, on and after the day, or not, or not known."""
    some = [
        Open(subject="matter", owed=owed, done=done)
        for owed in (UNKNOWN, None, NoFixedDate("at once"))
        for done in (UNKNOWN, None, *(ON + timedelta(n) for n in (-1, 0, 1)))
    ]
    agree(engine, rule, some, ON, POLICY)
    known = [row for row in some if row.done is not UNKNOWN]
    agree(engine, rule, known, ON, POLICY, without=["done_unknown"])


@facts
class Always:
    """A row with something owed always, at a day or at none."""

    subject: str
    soon: Fact[NoFixedDate] = fact("when it is owed")
    due: Fact[Deadline | NoFixedDate] = fact("the last day for it, if one is set")
    shade: Fact[Shade] = fact("the shade")


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    "requires", [Always.soon.exists, Always.due.exists, Always.shade.is_in()], ids=["soon", "due", "in none"]
)
def test_what_there_always_is(requires: Any, engine: str) -> None:
    """Recorded where it is known; and in a list of nothing is nothing that is."""
    some = [
        Always(subject="matter", soon=soon, due=due, shade=shade)
        for soon in (UNKNOWN, NoFixedDate("at once"))
        for due in (UNKNOWN, NoFixedDate("at once"), Deadline(ON))
        for shade in (UNKNOWN, Shade.RED)
    ]
    agree(engine, condition(requires, row=Always), some, ON, POLICY)


def test_what_is_owed_and_not_known_to_be() -> None:
    rule = condition(Open.owed.exists, row=Open)
    book: Any = RuleBook(subjects=[(Open, lambda record, asked: ())], rules=[rule])
    made = pl.DataFrame({"key": ["a"], "owed_no_fixed_date": [True], "owed_unknown": [None]})
    asked: Any = {"subject": Open, "on": ON, "policy": POLICY, "rulebook": book}
    (told,) = held(check(made.cast({"owed_unknown": pl.Boolean}), **asked))
    assert told[rule.id] == State.UNDETERMINED
    with pytest.raises(InvalidValue, match="owed_unknown: is true, and so is owed_no_fixed_date in 1 row"):
        check(made.with_columns(owed_unknown=True), **asked)
