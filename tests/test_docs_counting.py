"""The table of docs/counting.md is true: every line of it is asked, and answers what the line says."""

from __future__ import annotations

import doctest
import re
from datetime import date, datetime
from typing import Any

import pytest

from ap_core.dates import DateSpan, Deadline, NoFixedDate
from ap_core.law.wording import day_in_words
from tests.house import ROOT

PAGE = (ROOT / "docs" / "counting.md").read_text(encoding="utf-8")
#: Words, ask, last day, custom, from.
ROWS = [
    [cell.strip() for cell in line.strip("|").split(" | ")]
    for line in PAGE.splitlines()
    if line.startswith("| ") and line.count(" | ") == 4 and "`" in line
]
_DAY = re.compile(r"\d{1,2} [A-Z][a-z]{2} \d{4}")


def world() -> dict[str, Any]:
    """The names that the page's first fence gives."""
    fence = re.search(r"^```python\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    assert fence is not None
    test = doctest.DocTestParser().get_doctest(fence[1], {}, "counting", "counting.md", 0)
    doctest.DebugRunner().run(test, clear_globs=False)
    return test.globs


def shown(answer: Any) -> str:
    """An answer as the table writes it."""
    match answer:
        case Deadline():
            return shown(answer.last_day)
        case NoFixedDate():
            return answer.wording
        case DateSpan():
            return f"{shown(answer.first)} to {shown(answer.last)}"
        case datetime():
            return f"{shown(answer.date())}, {answer:%H:%M}"
        case date():
            return day_in_words(answer).partition(" ")[2]
    raise TypeError(answer)


def test_the_table_is_found() -> None:
    """Every form of words has its line."""
    assert len(ROWS) == 26


@pytest.mark.parametrize(
    ("ask", "last_day", "custom"), [pytest.param(ask, last, custom, id=words) for words, ask, last, custom, _ in ROWS]
)
def test_a_line_of_the_table(ask: str, last_day: str, custom: str) -> None:
    """The last day, and the customary one where there is one and only there."""
    answer = eval(ask.strip("`"), world())
    assert shown(answer) == last_day
    customary = answer.customary_last_day if isinstance(answer, Deadline) else None
    found = _DAY.match(custom)
    assert (found and found[0]) == (customary and shown(customary))
