"""Write the list of dated law, and the report of how far the law was read, from the library itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from ap_core.attendance.codes import Code
from ap_core.dated_law import DATED_LAW
from ap_core.dates import Days, HalfDays, SchoolDays
from ap_core.england import ENGLAND, LAW_EDITION
from ap_core.exclusion.windows import Extension
from ap_core.law.citation import Citation, Seen
from ap_core.law.dated import Dated, Edition, Repeal
from ap_core.law.reading import Cited, Reading
from ap_core.law.rules import Rule
from ap_core.law.wording import in_words, listed
from ap_core.policy import Policy

PAGE = Path(__file__).parent / "dated_law.md"


def page() -> str:
    """The page, in Markdown."""
    reading = Reading.of(ENGLAND.rules, DATED_LAW, Policy().standings)
    return "\n".join([*_head(reading), *_values(), *_codes(), *_rules(), *_reading(reading)]) + "\n"


def _head(reading: Reading) -> Iterator[str]:
    yield "# Dated law"
    yield ""
    yield f"Generated from the library (law edition {LAW_EDITION}): {len(DATED_LAW)} values with a date. With the rules"
    yield f"and what bounds a centre's choices they rest on {len(reading.cited)} citations. A value is looked up by the"
    yield "day of the event that decides; before the first edition, after a repeal, and where the text was not seen,"
    yield "the answer says so. Nothing here is legal advice."


# ---------------------------------------------------------------- the values


def _values() -> Iterator[str]:
    yield from ("", "## Values")
    for dated in DATED_LAW:
        if not isinstance(_first(dated), (Code, Rule)):
            yield from ("", f"### {dated.name[0].upper()}{dated.name[1:]}", "")
            yield from ("| from | value | citation | seen |", "|---|---|---|---|")
            yield from (_row(each.valid_from, _shown(each), *_cited(each.citation)) for each in dated.editions)


def _codes() -> Iterator[str]:
    yield from ("", "## Attendance codes", "")
    yield from ("| code | from | stands for | counts as | citation | seen |", "|---|---|---|---|---|---|")
    for dated in DATED_LAW:
        if isinstance(_first(dated), Code):
            for each in dated.editions:
                counts_as = in_words(each.value.counts_as) if isinstance(each, Edition) else ""
                code = f"`{dated.name.removeprefix('attendance code ')}`"
                yield _row(code, each.valid_from, _shown(each), counts_as, *_cited(each.citation))


def _rules() -> Iterator[str]:
    yield from ("", "## Rules", "", "What each rule says is in [the rules](rules.md).", "")
    yield from ("| rule | from | citation | seen |", "|---|---|---|---|")
    for dated in DATED_LAW:
        if isinstance(_first(dated), Rule):
            for each in dated.editions:
                what = f"`{each.value.id}`" if isinstance(each, Edition) else f"{dated.name}: {_shown(each)}"
                yield _row(what, each.valid_from, *_cited(each.citation))


def _first(dated: Dated[Any]) -> Any:
    return getattr(dated.editions[0], "value", None)


def _shown(edition: Any) -> str:
    if isinstance(edition, Repeal):
        return "*ended*"
    if not isinstance(edition, Edition):
        return "*not known here*"
    if isinstance(edition.value, Code):
        return edition.value.meaning
    if isinstance(edition.value, Days):
        return f"within {edition.value.n} days"
    if isinstance(edition.value, SchoolDays):
        return f"within {edition.value.n} school days"
    if isinstance(edition.value, Extension):
        return edition.value.wording
    if isinstance(edition.value, HalfDays):
        return f"{edition.value.count} half-days"
    return in_words(edition.value)


# ---------------------------------------------------------------- how far it was read


def _reading(reading: Reading) -> Iterator[str]:
    yield from ("", "## How far the law was read", "")
    yield from ("| | citations | rules | last looked at | more than a year ago from |", "|---|---|---|---|---|")
    for how in Seen:
        cited = reading.seen(how)
        rules = {name for each in cited for name in each.by} & {rule.id for rule in ENGLAND.rules}
        days = sorted({each.citation.reviewed_on for each in cited})
        yield _row(how.value, len(cited), len(rules), listed(map(in_words, days)), in_words(_stale_from(days[0])))
    for how in Seen:
        yield from ("", f"### {how.value.capitalize()}", "", "| citation | what rests on it | note |", "|---|---|---|")
        yield from (_row(each.citation, _resting(each), each.citation.note) for each in reading.seen(how))


def _stale_from(reviewed_on: date) -> date:
    """The first day on which what was last looked at then is in the report of what is stale."""
    day = reviewed_on
    cited = (Cited(Citation("", "", ENGLAND.rules[0].cites.force, Seen.NOT_SEEN, reviewed_on), ()),)
    while not Reading(cited).stale(day):
        day += timedelta(days=1)
    return day


def _resting(cited: Cited) -> str:
    codes = [name.removeprefix("attendance code ") for name in cited.by if name.startswith("attendance code ")]
    names = [name.removeprefix("rule ") for name in cited.by if not name.startswith("attendance code ")]
    others = [f"`{name}`" if "." in name else name for name in names]
    return ", ".join([*others, *([f"attendance codes {' '.join(f'`{code}`' for code in codes)}"] if codes else [])])


def _cited(citation: Citation) -> tuple[object, str]:
    return citation, citation.seen.value


def _row(*cells: object) -> str:
    shown: Iterable[str] = (in_words(cell) if isinstance(cell, date) else str(cell) for cell in cells)
    return f"| {' | '.join(cell.replace('|', '&#124;').replace('<', '&lt;') for cell in shown)} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
