"""Hypothesis strategies for rows of facts and for rules over them: every fact, every node, days near the bounds.

Nothing is thrown away: trees are built typed, from pools of values that lie on, just before and just after each other.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import Enum
from typing import Any

from hypothesis import strategies as st

from ap_core.dates import Deadline, NoFixedDate
from ap_core.law.choice import Chosen, choices, chosen
from ap_core.law.citation import Force, Instrument, Seen
from ap_core.law.dated import Dated, Edition, Repeal
from ap_core.law.expressions import TODAY, And, Expression, Not, Or, Proposition, compare, law
from ap_core.law.facts import Fact, MaybeFact, fact, facts
from ap_core.law.rules import Actor, Condition, Duty, Rule
from ap_core.law.unknown import UNKNOWN, Unknown
from ap_core.values import Value, item, value

DAY = timedelta(days=1)
#: The day that the pools lie around.
ON = date(2026, 11, 23)
SAMPLE = Instrument("A sample instrument", "Sample 1", Force.LAW, Seen.AT_SOURCE, date(2026, 11, 24))
CENTRE = Instrument("The centre's choices", "Centre policy", Force.LOCAL, Seen.AT_SOURCE, date(2026, 11, 24))


class Shade(Enum):
    """Three kinds of something."""

    RED = "red"
    GREEN = "green"
    BLUE = "blue"


@facts
class Sample:
    """A row with a fact of each kind."""

    subject: str
    count: Fact[int] = fact("things counted")
    most: MaybeFact[int] = fact("the most there may be")
    flag: Fact[bool] = fact("the flag is up")
    shade: Fact[Shade] = fact("the shade")
    maybe_shade: MaybeFact[Shade] = fact("the second shade")
    first: Fact[date] = fact("the first day")
    last: MaybeFact[date] = fact("the last day")
    due: Fact[Deadline] = fact("the last day for it")
    maybe_due: MaybeFact[Deadline] = fact("the last day for it, if there is one")
    done: MaybeFact[date] = fact("the day it was done")


@choices("sample")
class SamplePolicy(Value):
    """The choices that the sample rules read."""

    enough: Chosen[int] = chosen(2, says="how many are enough", unit="things", source="practice")
    usual: Chosen[Shade] = chosen(Shade.RED, says="the usual shade", source="practice")


@value
class WholePolicy(Value):
    """A policy with one part."""

    sample: SamplePolicy = item("the sample's part", default=SamplePolicy())


POLICY = WholePolicy()
#: A value of law with two editions and a repeal, all within the days that the rows draw from.
LIMIT = Dated("the limit", (
    Edition(ON - 2 * DAY, 2, SAMPLE.reg("3")), Edition(ON, 3, SAMPLE.reg("3A")), Repeal(ON + 2 * DAY, SAMPLE.reg("9")),
))  # fmt: skip

days = st.sampled_from([ON + n * DAY for n in range(-3, 4)])
counts = st.integers(0, 4)
shades = st.sampled_from(Shade)
deadlines = st.one_of(
    st.builds(Deadline, days),
    days.flatmap(lambda day: st.builds(Deadline, st.just(day), customary_last_day=st.just(day + DAY))),
)
dues = st.one_of(deadlines, st.builds(NoFixedDate, st.just("without delay")))
none = st.none()

#: The known values of each fact of the sample row.
KNOWN: dict[str, st.SearchStrategy[Any]] = {
    "count": counts,
    "most": counts | none,
    "flag": st.booleans(),
    "shade": shades,
    "maybe_shade": shades | none,
    "first": days,
    "last": days | none,
    "due": dues,
    "maybe_due": dues | none,
    "done": days | none,
}


def unknowns(name: str) -> st.SearchStrategy[Unknown]:
    """A fact that is not known: as reckoned, with its need, or as a row made by hand may hold it."""
    return st.sampled_from([UNKNOWN, Unknown.because(f"record.{name}", ask=f"What is {name}?")])


rows = st.builds(Sample, subject=st.just("matter"), **{name: known | unknowns(name) for name, known in KNOWN.items()})
known_rows = st.builds(Sample, subject=st.just("matter"), **KNOWN)
policies = st.builds(lambda enough, usual: WholePolicy(sample=SamplePolicy(enough=enough, usual=usual)),
                     st.integers(1, 3), shades)  # fmt: skip

_ORDERED = ("<", "<=", "==", "!=", ">=", ">")
_LAW: Any = law(LIMIT)
_numbers: st.SearchStrategy[Any] = st.one_of(
    counts, st.sampled_from([Sample.count, Sample.most, SamplePolicy.enough, _LAW])
)
_dates: st.SearchStrategy[Any] = st.one_of(days, st.sampled_from([Sample.first, Sample.last, Sample.done, TODAY]))
_SHADES = st.sampled_from([Sample.shade, Sample.maybe_shade])
_kinds: st.SearchStrategy[Any] = st.one_of(shades, _SHADES, st.just(SamplePolicy.usual))
_DAYS = st.sampled_from([Sample.first, Sample.last])


def _comparisons(left: st.SearchStrategy[Any], right: st.SearchStrategy[Any], operators: Any) -> Any:
    return st.builds(compare, st.sampled_from(operators), left, right)


leaves: st.SearchStrategy[Proposition] = st.one_of(
    _comparisons(st.sampled_from([Sample.count, Sample.most, _LAW]), _numbers, _ORDERED),
    _comparisons(st.sampled_from([Sample.first, Sample.last, Sample.done, TODAY]), _dates, _ORDERED),
    _comparisons(_SHADES, _kinds, ("==", "!=")),
    _comparisons(st.just(Sample.flag), st.booleans(), ("==", "!=")),
    st.builds(lambda field, options: field.is_in(*options), _SHADES, st.frozensets(shades)),
    st.builds(lambda field, options: field.is_in(*options), _DAYS, st.frozensets(days)),
    st.sampled_from([Sample.most.exists, Sample.last.exists, Sample.maybe_shade.exists, Sample.done.exists]),
    st.sampled_from([Sample.count.exists, And(), Or()]),
)


def _larger(smaller: st.SearchStrategy[Proposition]) -> st.SearchStrategy[Proposition]:
    terms = st.lists(smaller, min_size=1, max_size=3)
    return st.one_of(terms.map(lambda each: And(*each)), terms.map(lambda each: Or(*each)), smaller.map(Not))


#: Conditions of the language, typed, of any shape.
trees: st.SearchStrategy[Proposition] = st.recursive(leaves, _larger, max_leaves=6)
law_dates: st.SearchStrategy[Expression[date]] = st.sampled_from([Sample.first, Sample.last, TODAY])
_terms = st.fixed_dictionaries(
    {
        "since": st.sampled_from([ON - 30 * DAY, ON - DAY, ON, ON + DAY]),
        "until": st.sampled_from([None, None, ON + DAY, ON + 30 * DAY]),
        "law_date": law_dates,
        "applies": trees | st.just(And()),
    }
)
_COMMON: Any = {
    "id": "sample.rule", "title": "The sample", "entry": "none", "row": Sample, "cites": SAMPLE.reg("1"),
    "who": Actor.CENTRE,
}  # fmt: skip
conditions: st.SearchStrategy[Condition] = st.builds(
    lambda terms, requires, arguable: Condition(
        **_COMMON, **terms, requires=requires, arguable=arguable, not_met="It is not so.", differs="It may be so."
    ),
    _terms, trees, none | trees,
)  # fmt: skip
duties: st.SearchStrategy[Duty] = st.builds(
    lambda terms, by, done: Duty(**_COMMON, **terms, by=by, done=done, late="It is late."),
    _terms, st.sampled_from([Sample.due, Sample.maybe_due]), st.sampled_from([Sample.done, Sample.last, Sample.first]),
)  # fmt: skip
rules: st.SearchStrategy[Rule] = conditions | duties


def condition(requires: Any, **more: Any) -> Condition:
    """A sample condition that always applies, unless something else is said."""
    return Condition(**{**_COMMON, "since": date(2010, 1, 1), "not_met": "Not so.", "requires": requires, **more})


def duty(by: Any = Sample.due, done: Any = Sample.done, **more: Any) -> Duty:
    """A sample duty that always applies, unless something else is said."""
    return Duty(**{**_COMMON, "since": date(2010, 1, 1), "late": "Late.", "by": by, "done": done, **more})


def sample(**facts_of_it: Any) -> Sample:
    """A sample row; what is not given is not known."""
    return Sample(subject="matter", **{**dict.fromkeys(KNOWN, UNKNOWN), **facts_of_it})


@facts
class Odd:
    """A row whose facts have the names that a compiled rulebook uses for itself."""

    subject: str
    law_0: Fact[int] = fact("a count")
    out: Fact[bool] = fact("it is out")
    row: Fact[date] = fact("the day of the row")
