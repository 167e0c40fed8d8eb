"""Write the page on attendance codes: which code, where, and why, from the code table and the table of decision."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ap_core.attendance.codes import CODES, EARLIER_CODES_SINCE, PRESENT_CODES_SINCE, Code, CodeGroup
from ap_core.attendance.expected import TABLE, CodeRow, expected_code
from ap_core.attendance.sessions import Activity, Arranger, Came, Session, Venue, WhyAbsent
from ap_core.law.wording import in_words

PAGE = Path(__file__).parent / "codes.md"

#: One morning, everything known; each line of the first table changes something.
_HOME, _CENTRE = "the home school", "the centre"
_BOTH, _ONE = frozenset({_HOME, _CENTRE}), frozenset({_HOME})
_MORNING = Session(
    day=date(2026, 11, 16), half="AM", registered_at=_BOTH, of_school=_CENTRE, venue=Venue.AT_SCHOOL,
    arranged_by=Arranger.SCHOOL, activity=Activity.PROVISION, approved=True, came=Came.ON_TIME,
    why=WhyAbsent.NONE_OF_THESE, of_compulsory_age=True, part_time_agreed=False,
)  # fmt: skip
_ALONE = _MORNING.but(registered_at=_ONE, of_school=_HOME)
_OUT = _ALONE.but(venue=Venue.OFF_SITE)
_SUSPENDED = _ALONE.but(came=Came.NO, excluded_by=_BOTH)
_SITUATIONS = (
    ("On both registers, and expected at the centre", _MORNING),
    ("On both registers, expected at the centre, and suspended by it", _MORNING.but(came=Came.NO, excluded_by=_BOTH)),
    ("On both registers, and expected at the home school", _MORNING.but(of_school=_HOME)),
    ("Education at a place that is no school, arranged by the home school", _OUT),
    ("The same, not approved by the school or not suitably supervised", _OUT.but(approved=False)),
    ("Education at a place that is no school, arranged by the authority", _OUT.but(arranged_by=Arranger.AUTHORITY)),
    ("At the centre without being on its register, by arrangement of the home school", _OUT.but(of_school=_CENTRE)),
    ("Online or with work set at home, from the home school", _ALONE.but(venue=Venue.REMOTE)),
    (
        "Taught online at home by arrangement of the authority",
        _ALONE.but(venue=Venue.REMOTE, arranged_by=Arranger.AUTHORITY),
    ),
    ("Suspended, no education elsewhere", _SUSPENDED),
    (
        "Suspended, education elsewhere made by the school",
        _SUSPENDED.but(venue=Venue.OFF_SITE, came=Came.ON_TIME),
    ),
    (
        "A part-time timetable agreed with a parent leaves the session free",
        _ALONE.but(venue=Venue.NOWHERE, part_time_agreed=True),
    ),
    ("Asked to be nowhere, nothing agreed", _ALONE.but(venue=Venue.NOWHERE)),
    (
        "The same, not of compulsory school age",
        _ALONE.but(venue=Venue.NOWHERE, of_compulsory_age=False),
    ),
)  # fmt: skip


def page() -> str:
    """The page, in Markdown."""
    lines = [
        "# Which code, where, and why",
        "",
        "Generated from the tables that the library decides by. For any session, ask",
        "`ap_core.attendance.expected.expected_code`. Nothing here is legal advice: the words are ours, the regulation",
        "decides.",
        "",
        "## At the centre and at the home school",
        "",
        "What each register shows for a morning. *Absent* is for an absence whose reason is not established yet; once",
        "it is, the code of the reason stands there. *An absence* is one although the pupil worked: the code of its",
        "reason, never one of attending. A hyphen is for a school where the pupil is not registered. A suspended pupil",
        "does not come to the school that suspended, so that there both columns are the same.",
        "",
        "| Where the pupil was to be | Home school, came | Home school, absent | Centre, came | Centre, absent |",
        "|---|---|---|---|---|",
        *map(_situation, *zip(*_SITUATIONS, strict=True)),
        "",
        "## How it is decided",
        "",
        f"From {in_words(PRESENT_CODES_SINCE)}. The first row whose conditions all hold gives the code. Where a",
        "condition of an earlier row is not known and the code turns on it, the answer is that it cannot be told, with",
        "what is missing. *None* marks what the text leaves open. From the sixth row on the session is the school's",
        "own.",
        "",
        "| Code | Where all of this is so | Why | Provision |",
        "|---|---|---|---|",
        *map(_decision, TABLE),
        "",
        "## The list now",
        "",
        f"From {in_words(PRESENT_CODES_SINCE)}. *Penalty* marks what counts toward considering a penalty notice.",
        "",
        *_list([editions[-1] for editions in CODES.values() if editions[-1].until is None]),
        "",
        "## The list before",
        "",
        f"Held from {in_words(EARLIER_CODES_SINCE)}. The letters were guidance, which was not read; what stood behind",
        "them, SI 2006/1751 regs 6 and 7, was.",
        "",
        *_list([editions[0] for editions in CODES.values() if editions[0].until is not None]),
    ]
    return "\n".join(lines) + "\n"


def _situation(says: str, session: Session) -> str:
    cells = [says]
    for school in (_HOME, _CENTRE):
        cells += [_code(session, school), _code(session.but(came=Came.NO, why=WhyAbsent.NOT_ESTABLISHED), school)]
    return f"| {' | '.join(cells)} |"


def _code(session: Session, school: str) -> str:
    registered = session.registered_at
    if isinstance(registered, frozenset) and school not in registered:
        return "-"
    code = expected_code(session, school).code
    return "not settled" if code is None else "an absence" if code == "O" else f"`{code}`"


def _decision(row: CodeRow) -> str:
    when = "; ".join(map(str, row.when)) or "otherwise"
    why = f"{row.because} {row.also}".strip()
    return f"| {'*none*' if row.code is None else f'`{row.code}`'} | {when} | {why} | {row.citation} |"


def _list(editions: list[Code]) -> list[str]:
    lines = [
        "| Code | Stands for | Group | Counts as | Census | Penalty | Provision |",
        "|---|---|---|---|---|---|---|",
    ]
    for group in CodeGroup:
        lines += [
            f"| `{each.code}` | {each.meaning} | {each.group.value} | {each.counts_as.value} | "
            f"{each.census.value} | {'yes' if each.counts_to_penalty else ''} | {each.citation} |"
            for each in editions
            if each.group is group
        ]
    return lines


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
