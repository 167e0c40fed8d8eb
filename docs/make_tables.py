"""Write the page of tables: every column of every table of facts, from the facts themselves."""

from __future__ import annotations

from pathlib import Path

from ap_core.england import ENGLAND
from ap_core.frames import Column, columns
from ap_core.frames.layout import rules_over

PAGE = Path(__file__).parent / "table_columns.md"


def reference() -> str:
    """The page, in Markdown."""
    lines = [
        "# Columns of the tables",
        "",
        "Generated from the facts that rules read: for each subject the columns of its table, beside the key. What is",
        "**needed** must be there; what else decides may be left out, and so may what only helps to explain (*words*).",
    ]
    for row, _ in sorted(ENGLAND.subjects, key=lambda pair: pair[0].__name__):
        rules = ", ".join(rule.id for rule in rules_over(row, ENGLAND))
        about = " ".join((row.__doc__ or "").split())
        lines += ["", f"## {row.__name__}", "", about, "", f"Rules: {rules}."]
        lines += ["", "| Column | Type | | Null | What it is |", "|---|---|---|---|---|", *map(_line, columns(row))]
    return "\n".join(lines) + "\n"


def _line(column: Column) -> str:
    use = "**needed**" if column.needed else "decides" if column.decides else "*words*"
    says = column.says
    if column.options:
        several = 'several of these, with "; " between' if column.many else "one of"
        says += f" ({several}: {', '.join(column.options)})"
    return f"| `{column.name}` | {column.type} | {use} | {column.null} | {says} |".replace("<", "&lt;")


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8")
