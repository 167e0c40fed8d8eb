"""Write the rule reference: every rule of the rulebook, and every local choice, from the rules themselves."""

from __future__ import annotations

from pathlib import Path

import attrs

from ap_core.centre import Policy
from ap_core.england import ENGLAND, LAW_EDITION
from ap_core.law.rules import Actor, Duty, Rule
from ap_core.law.wording import in_words

PAGE = Path(__file__).parent / "rules.md"


def reference() -> str:
    """The page, in Markdown."""
    lines = [
        "# Rules",
        "",
        f"Generated from the rulebook (law edition {LAW_EDITION}): {len(ENGLAND.rules)} rules.",
        "*Seen* says whether the text behind a rule was read. Nothing here is legal advice.",
    ]
    rooms: dict[str, list[Rule]] = {}
    for rule in ENGLAND.rules:
        rooms.setdefault(rule.id.partition(".")[0], []).append(rule)
    for room, rules in rooms.items():
        lines += ["", f"## {room.replace('_', ' ').capitalize()}"]
        for rule in sorted(rules, key=lambda each: each.id):
            lines += ["", *_entry(rule)]
    return "\n".join([*lines, "", *_choices()]) + "\n"


def _entry(rule: Rule) -> list[str]:
    cited = rule.cites
    until = f" to {in_words(rule.until)}" if rule.until else ""
    kind = "duty" if isinstance(rule, Duty) else "condition"
    who = rule.who.value if isinstance(rule.who, Actor) else f"as recorded: {rule.who}"
    rows = [
        f"### {rule.id}",
        "",
        f"{rule.title}.",
        "",
        "| | |",
        "|---|---|",
        f"| Citation | {cited} |",
        f"| Force | {cited.force.value} |",
        f"| Seen | {cited.seen.value}, looked at {in_words(cited.reviewed_on)} |",
        f"| In force | {in_words(rule.since)}{until} |",
        f"| Decided by the law of | {rule.law_date} |",
        f"| Kind | {kind} |",
        f"| Who | {who} |",
        f"| Fact book | {rule.entry} |",
    ]
    rows += [f"| {name.capitalize()} | {expression} |" for name, expression in rule.expressions().items()]
    if cited.note:
        rows.append(f"| Note | {cited.note} |")
    return [row.replace("<", "&lt;") for row in rows]


def _choices() -> list[str]:
    lines = ["## What a centre chooses", "", "Defaults come from practice; none is law."]
    lines += ["", "| choice | default | counted in | meaning | where the default comes from |", "|---|---|---|---|---|"]
    policy = Policy()
    for part in ("placement", "curriculum", "support"):
        choices = getattr(policy, part)
        for field in attrs.fields(type(choices)):
            about = field.metadata
            lines.append(
                f"| {part}.{field.name} | {in_words(getattr(choices, field.name))} | {about['unit']} | {about['says']} "
                f"| {about['source']} |"
            )
    return lines


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8")
