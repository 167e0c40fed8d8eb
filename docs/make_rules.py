"""Write the rule reference: every rule of the rulebook, from the rules themselves."""

from __future__ import annotations

from pathlib import Path

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
    lines += ["", "What a centre chooses itself is on [a page of its own](policy.md)."]
    return "\n".join(lines) + "\n"


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


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8")
