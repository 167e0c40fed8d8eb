"""Rules: 25 conditions over flat rows against rule engines and functions by hand, and the way from a nested record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import attrs

import nested_record
from ap_core import check
from ap_core.law.explaining import explain
from ap_core.law.rulebook import Asked, RuleBook
from first_rules import FIRST_RULES
from flat_rules import BOOK, ON, PAIRS, RULES, Flat, as_mapping, rows
from functions_by_hand import BREACHES
from paired import Bar, Ratio, at_least, at_most, paired

ROWS = 100
ZEN = "the same: faster than zen-engine"
FUNCTIONS = "the same / 25 functions by hand, with a registry and findings"
EXPLAINED = "the same, every finding explained / checked alone"
MANY_RULES = "400 rules / 25 rules, a record, over 16"
FLAT = "25 rules, flat rows, findings cited: faster than rule-engine"
NESTED = "check of a nested record / rule-engine's 25 flat rules"


def bars() -> Iterator[Bar]:
    """The two bars, once both ways have given the same answers."""
    try:
        import rule_engine
    except ImportError:
        missing = "the extra rivals is not installed"
        yield at_least(FLAT, 20, None, missing)
        yield at_most(NESTED, 2, None, missing)
        yield from _alone(rows(ROWS))
        return
    flat = rows(ROWS)
    mappings = [as_mapping(row) for row in flat]
    theirs = [rule_engine.Rule(text) for _, text in PAIRS]
    asked = Asked(ON, None, None)

    def ours() -> list[list[str]]:
        return [[finding.citation.provision for finding in BOOK.review((row,), "P", asked).not_met] for row in flat]

    def rivals() -> list[list[str]]:
        return [
            [f"reg {number}" for number, rule in enumerate(theirs, 1) if rule.matches(mapping)] for mapping in mappings
        ]

    record, on, calendars = nested_record.RECORD, nested_record.ON, nested_record.CALENDARS

    def nested() -> None:
        for _ in range(ROWS):
            check(record, on=on, calendars=calendars, rulebook=FIRST_RULES)

    if ours() != rivals():
        raise AssertionError("the two ways do not agree")
    yield at_least(FLAT, 20, paired(rivals, ours))
    yield at_most(NESTED, 2, paired(nested, rivals))
    yield _zen(mappings, ours)
    yield from _alone(flat)


def _zen(mappings: list[dict[str, Any]], ours: Callable[[], list[list[str]]]) -> Bar:
    """The same conditions as expressions compiled beforehand; a day is a whole number to it, the quickest it has."""
    try:
        import zen
    except ImportError:
        return at_least(ZEN, 20, None, "zen-engine is not installed")
    theirs = [zen.compile_expression(text.replace("'", '"')) for _, text in PAIRS]
    given = [
        {name: held.toordinal() if hasattr(held, "toordinal") else held for name, held in mapping.items()}
        for mapping in mappings
    ]

    def rivals() -> list[list[str]]:
        return [
            [f"reg {number}" for number, rule in enumerate(theirs, 1) if rule.evaluate(mapping)] for mapping in given
        ]

    if ours() != rivals():
        raise AssertionError("the two ways do not agree")
    return at_least(ZEN, 20, paired(rivals, ours), known=True)


@attrs.frozen
class _Found:
    rule: str
    citation: str
    who: object
    subject: str


def _alone(flat: list[Flat]) -> Iterator[Bar]:
    """What needs no library beside ours."""
    asked = Asked(ON, None, None)
    registry = [(rule.id, rule.cites.provision, rule.who, breach) for rule, breach in zip(RULES, BREACHES, strict=True)]

    def ours() -> Any:
        return [BOOK.review((row,), "P", asked).not_met for row in flat]

    def by_hand() -> list[list[_Found]]:
        return [
            [_Found(rule, cited, who, "P") for rule, cited, who, breach in registry if breach(row, ON)] for row in flat
        ]

    def explained() -> list[list[str]]:
        return [[explain(finding) for finding in BOOK.review((row,), "P", asked).not_met] for row in flat]

    if [[each.rule for each in found] for found in ours()] != [[each.rule for each in found] for found in by_hand()]:
        raise AssertionError("the two ways do not agree")
    yield at_most(FUNCTIONS, 1.0, paired(ours, by_hand), known=True)
    yield at_most(EXPLAINED, 12, paired(explained, ours), known=True)
    many = [attrs.evolve(rule, id=f"{rule.id}_{at}") for at in range(16) for rule in RULES]
    book: RuleBook[tuple[Flat, ...]] = RuleBook(subjects=((Flat, lambda rows, _: rows),), rules=many)

    def by_many() -> Any:
        return [book.review((row,), "P", asked).not_met for row in flat]

    if [len(found) for found in by_many()] != [16 * len(found) for found in ours()]:
        raise AssertionError("the two ways do not agree")
    apiece = paired(by_many, ours)
    yield at_most(MANY_RULES, 1.1, Ratio(*(each / 16 for each in apiece)))
