"""What holds of every rule of the rulebook, whatever it is about; boundaries are drawn from each rule's own tree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from functools import cache
from typing import Any

import pytest

from ap_core.england import ENGLAND
from ap_core.law.citation import Force, Seen
from ap_core.law.expressions import Comparison, Constant
from ap_core.law.findings import Finding
from ap_core.law.fused import Fused, fuse
from ap_core.law.judging import Moment, judge
from ap_core.law.rules import Actor, Condition, Duty, Rule
from ap_core.law.unknown import Unknown
from ap_core.testing.boundaries import BoundaryCase
from ap_core.testing.mutants import mutants
from tests import law_models
from tests.boundaries import boundaries_of
from tests.strategies import Sample, condition

every_rule = pytest.mark.parametrize("rule", ENGLAND.rules, ids=lambda rule: rule.id)

#: What may be changed in a rule without a row that notices: the rule, the change, and why it is no mistake.
EQUIVALENT: dict[tuple[str, str], str] = {}

_fused: dict[type, tuple[tuple[Rule, ...], Fused]] = {
    row: (rules, fuse(rules))
    for row, _ in ENGLAND.subjects
    if (rules := tuple(rule for rule in ENGLAND.rules if rule.row is row))
}


@cache
def outcomes(rule: Rule) -> tuple[tuple[BoundaryCase, str | None], ...]:
    """Every boundary of a rule, and what the words of the tables say there."""
    return tuple((case, law_models.outcome(rule, case.row, case.on, case.policy)) for case in boundaries_of(rule))


def word(outcome: Any) -> str | None:
    return outcome.value if isinstance(outcome, Enum) else None


def shows(template: str) -> str:
    """A template without its placeholders."""
    return re.sub(r"\{[^}]*\}", "", template)


class TestBoundaries:
    """Each rule comes out the same compiled, traced and naively read, on every boundary that its own tree has."""

    @every_rule
    def test_three_readers_agree(self, rule: Rule) -> None:
        judge_all = _fused[rule.row][1]
        for case, wanted in outcomes(rule):
            found = dict(judge_all(case.row, case.on, case.policy))
            assert word(found.get(rule)) == wanted, case
            assert word(judge(rule, Moment(case.row, case.on, case.policy))[0]) == wanted, case

    @every_rule
    def test_every_way_to_come_out_is_reached(self, rule: Rule) -> None:
        reached = {wanted for _, wanted in outcomes(rule)}
        assert {"met", "undetermined"} <= reached
        assert reached & {"not met", "pending", "readings differ"}
        if rule.gate.parts():
            assert None in reached

    @every_rule
    def test_every_small_mistake_is_noticed(self, rule: Rule) -> None:
        """Operators, literals, joins, terms, negations, first and last days in force: none can be changed unseen."""
        boundaries = outcomes(rule)
        unseen = [what for what, wrong in mutants(rule) if not noticed(wrong, boundaries)]
        assert [what for what in unseen if (rule.id, what) not in EQUIVALENT] == []

    @every_rule
    def test_learning_a_fact_overturns_nothing_settled(self, rule: Rule) -> None:
        names = tuple(rule.fields)
        policies: dict[Any, int] = {}
        cases = [
            (tuple(getattr(case.row, name) for name in names), (case.on, numbered(policies, case.policy)), wanted)
            for case, wanted in outcomes(rule)
        ]
        known = {(facts, rest): wanted for facts, rest, wanted in cases}
        values = [set(column) for column in zip(*(facts for facts, _, _ in cases), strict=True)]
        for facts, rest, before in cases:
            if before not in {"met", "not met", None}:
                continue
            for place, fact in enumerate(facts):
                if isinstance(fact, Unknown):
                    for other in values[place]:
                        more = (*facts[:place], other, *facts[place + 1 :])
                        assert known.get((more, rest), before) == before, (names[place], other, facts, rest)

    def test_a_change_that_makes_no_difference_goes_unnoticed(self) -> None:
        """The check of the checks: a term that can never decide is found out."""
        idle = condition((Sample.count <= 2) & (Sample.count <= 3), id="sample.idle")
        found = [what for what, wrong in mutants(idle) if not noticed(wrong, outcomes(idle))]
        assert any("3" in what and "left out" in what for what in found)

    def test_equivalent_changes_are_still_there(self) -> None:
        for rule_id, what in EQUIVALENT:
            assert what in {name for name, _ in mutants(ENGLAND.rule(rule_id))}


def noticed(wrong: Rule, boundaries: tuple[tuple[BoundaryCase, str | None], ...]) -> bool:
    return any(law_models.outcome(wrong, case.row, case.on, case.policy) != wanted for case, wanted in boundaries)


def numbered(seen: dict[Any, int], policy: Any) -> int:
    """The place of a policy among those seen: a number is compared faster than a whole policy, many times over."""
    return seen.setdefault(policy, len(seen))


class TestInForce:
    """Each rule holds from its first to its last day in force, both included, by the day that its law goes by."""

    @every_rule
    def test_both_sides_of_each_day(self, rule: Rule) -> None:
        days = {node.right.value for node in dated_terms(rule)}
        assert days == {rule.since, *([rule.until] if rule.until else [])}


def dated_terms(rule: Rule) -> Iterator[Any]:
    for term in rule.gate.parts():
        if isinstance(term, Comparison) and isinstance(term.right, Constant) and term.left.same_as(rule.law_date):
            yield term


class TestNames:
    """Ids are permanent and in one style; each rule says what it is about and where it is from."""

    def test_ids_are_unique(self) -> None:
        ids = [rule.id for rule in ENGLAND.rules]
        assert len(ids) == len(set(ids))

    @every_rule
    def test_id_title_and_entry(self, rule: Rule) -> None:
        assert re.fullmatch(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+", rule.id)
        assert rule.entry.strip() == rule.entry != ""
        # The title follows "Cannot tell: " and is followed by a full stop.
        assert rule.title and not rule.title.endswith((".", "?", ":")) and len(rule.title) <= 80
        assert rule.title[0].isupper() and "{" not in rule.title

    @every_rule
    def test_citation_is_complete(self, rule: Rule) -> None:
        cites = rule.cites
        assert isinstance(cites.force, Force) and isinstance(cites.seen, Seen)
        assert cites.instrument and cites.reviewed_on >= rule.since
        assert cites.seen is not Seen.NOT_SEEN or cites.force is Force.LOCAL, "what nobody has read is no rule"

    @every_rule
    def test_who_is_an_office_or_a_fact(self, rule: Rule) -> None:
        assert isinstance(rule.who, Actor) or rule.who.kinds == (Actor,)

    @every_rule
    def test_local_rules_cite_the_choice_they_hold_to(self, rule: Rule) -> None:
        assert (
            (rule.cites.force is Force.LOCAL)
            == (rule.cites.instrument == "Centre policy")
            == (rule.cites.force is Force.LOCAL and rule.cites.provision != "")
        )


class TestSentences:
    """Every sentence can be said in every case, in plain words, with no figure that the rule does not read."""

    @every_rule
    def test_every_case_can_be_told(self, rule: Rule) -> None:
        told: set[str] = set()
        for case, wanted in outcomes(rule):
            if wanted is None:
                continue
            at = Moment(case.row, case.on, case.policy)
            finding = Finding.of(rule, judge(rule, at)[0], "P01", at)
            said = f"{finding.because} | {finding.act}"
            if said not in told:
                told.add(said)
                assert finding.because.strip() == finding.because != ""
                assert not re.search(r"[{}]|None|UNKNOWN|datetime|<|\bTrue\b|\bFalse\b", said), said
                assert "  " not in said
            assert finding.title == rule.title and str(finding.citation)

    @every_rule
    def test_sentences_end_with_a_full_stop(self, rule: Rule) -> None:
        for template in rule.sentences().values():
            # A placeholder at the end that begins a sentence is one of its own: a fact in words.
            assert template == "" or re.search(r"[.?]$|(^|[.?] )\{\w+\}$", template), template

    @every_rule
    def test_no_figure_typed_in(self, rule: Rule) -> None:
        for template in (*rule.sentences().values(), rule.title):
            left = re.sub(_NAMES, "", shows(template))
            assert not re.search(r"\d", left), template

    @every_rule
    def test_something_to_do_where_anything_can_be_done(self, rule: Rule) -> None:
        assert bool(rule.act) or not rule.curable

    @every_rule
    def test_never_a_bar_to_a_child(self, rule: Rule) -> None:
        for template in (*rule.sentences().values(), rule.title):
            assert not _BARS.search(template), template


#: Names with a number in them, which are no figures of a rule.
_NAMES = (
    r"section \d+[A-Z]*|s\.\d+[A-Z]*|Key Stage \d|Year \d+|Form \d|regulations? \d+[A-Z]*|code [A-Z]\d?|\b[A-Z]\d\b"
    r"|\((until|since|from|before|to) \d{4}\)"
)
_BARS = re.compile(r"\b(block|refus|bar(s|red|ring)?\b|hard stop|turn away|not admit)", re.IGNORECASE)
_MUST = re.compile(r"\b(must|had to|has to|have to)\b", re.IGNORECASE)
_SHOULD = re.compile(r"\bshould\b", re.IGNORECASE)
#: Guidance that says what there is and advises nothing.
_STATES = {"attendance.code.in_force_2013"}
_BINDING = {Force.LAW, Force.STATUTORY_GUIDANCE_MUST}
_ADVISING = {Force.STATUTORY_GUIDANCE_SHOULD, Force.GUIDANCE, Force.PRACTICE}


class TestVerbAgainstForce:
    """*Must* only for law and statutory duties, *should* for guidance, *the centre has chosen* for local policy."""

    @every_rule
    def test_must_only_where_it_binds(self, rule: Rule) -> None:
        for name, template in (rule.sentences() | {"title": rule.title}).items():
            if _MUST.search(template):
                assert rule.cites.force in _BINDING, f"{name}: {template}"

    @every_rule
    def test_should_only_where_it_advises(self, rule: Rule) -> None:
        # What to do may well be more than the law asks; what is said of the pupil's case may not.
        for name, template in (rule.sentences() | {"title": rule.title, "act": ""}).items():
            if _SHOULD.search(template):
                assert rule.cites.force in _ADVISING, f"{name}: {template}"

    @every_rule
    def test_a_breach_names_what_was_broken(self, rule: Rule) -> None:
        assert isinstance(rule, (Condition, Duty))
        template = rule.not_met if isinstance(rule, Condition) else rule.late
        if rule.cites.force is Force.LOCAL:
            chosen = "centre has chosen" in template or "the centre's" in template
            assert chosen or template.startswith("Unlike this centre's usual"), template
        else:
            assert "centre has chosen" not in template and "centre's choice" not in template, template
        if rule.cites.force in _ADVISING and rule.id not in _STATES:
            assert _SHOULD.search(template), template
