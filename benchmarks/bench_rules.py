"""Rules: 25 conditions over flat rows against ``rule-engine``, and the whole way from a nested record."""

from __future__ import annotations

from collections.abc import Iterator

import nested_record
from ap_core import check
from ap_core.law.rulebook import Asked
from first_rules import FIRST_RULES
from flat_rules import BOOK, ON, PAIRS, as_mapping, rows
from paired import Bar, at_least, at_most, paired

ROWS = 100
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
