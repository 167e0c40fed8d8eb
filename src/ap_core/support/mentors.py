"""Who was a pupil's mentor, when that changed, and when there was none."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from ap_core.dates.spans import DateSpan
from ap_core.support.records import Mentor
from ap_core.values import Value, item, small_value

_DAY = timedelta(days=1)


@small_value
class MentorHistory(Value):
    """Mentors from a first day to a day asked about."""

    now: tuple[str, ...] = item("who is the mentor on the day asked about; more than one where two share it")
    since: date | None = item("since when the first of them is; none where there is no mentor")
    changes: tuple[date, ...] = item("the days on which another mentor began, after the first")
    gaps: tuple[DateSpan, ...] = item("the days without a mentor, first and last included")


def mentor_history(mentors: Iterable[Mentor], first: date, on: date) -> MentorHistory:
    """Mentors, changes and gaps from ``first`` to ``on``; calendar days, since a mentor is one in the holidays too.

    >>> mentors = [
    ...     Mentor(ref="M1", first=date(2026, 9, 14), last=date(2026, 10, 9)),
    ...     Mentor(ref="M2", first=date(2026, 10, 19)),
    ... ]
    >>> history = mentor_history(mentors, date(2026, 9, 14), date(2026, 11, 23))
    >>> history.now, history.since, history.changes
    (('M2',), datetime.date(2026, 10, 19), (datetime.date(2026, 10, 19),))
    >>> history.gaps
    (DateSpan(first=datetime.date(2026, 10, 10), last=datetime.date(2026, 10, 18)),)
    """
    spells = sorted(
        (each for each in mentors if each.first <= on and (each.last is None or each.last >= first)),
        key=lambda each: (each.first, each.ref),
    )
    gaps: list[DateSpan] = []
    changes: list[date] = []
    covered_to = first - _DAY
    before = ""
    for spell in spells:
        if spell.first > covered_to + _DAY:
            gaps.append(DateSpan(covered_to + _DAY, spell.first - _DAY))
        if before and spell.ref != before:
            changes.append(max(spell.first, first))
        before = spell.ref
        covered_to = max(covered_to, on if spell.last is None else min(spell.last, on))
    if covered_to < on:
        gaps.append(DateSpan(covered_to + _DAY, on))
    now = [spell for spell in spells if spell.last is None or spell.last >= on]
    return MentorHistory(
        tuple(dict.fromkeys(spell.ref for spell in now)), now[0].first if now else None,
        tuple(dict.fromkeys(changes)), tuple(gaps),
    )  # fmt: skip
