"""How values are put into words: one way, wherever a sentence shows one.

>>> in_words(date(2026, 11, 27)), in_words(None), in_words(True)
('Fri 27 Nov 2026', 'none', 'yes')
"""

from __future__ import annotations

import string
from collections.abc import Iterable
from datetime import date
from enum import Enum
from functools import lru_cache

from ap_core.dates.deadlines import Deadline, NoFixedDate
from ap_core.dates.half_days import HalfDays
from ap_core.law.unknown import Unknown

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


# Both are kept, up to a bound: the days of one school year come up again for pupil after pupil.
#: A day as documents and subjects of findings write it: 2026-11-27.
iso_day = lru_cache(maxsize=8192)(date.isoformat)


@lru_cache(maxsize=8192)
def day_in_words(day: date) -> str:
    """A day with its weekday, the same in every locale."""
    return f"{short_day(day)} {day.year}"


def short_day(day: date) -> str:
    """The same without the year, for days that stand in a row.

    >>> short_day(date(2026, 11, 27))
    'Fri 27 Nov'
    """
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"


def in_words(value: object) -> str:
    """Any fact, choice or value of law as a person would write it; half-days as school days."""
    match value:
        case None:
            return "none"
        case bool():
            return "yes" if value else "no"
        case date():
            return day_in_words(value)
        case Enum():
            return str(value.value)
        case Deadline():
            shown = day_in_words(value.last_day)
            if value.customary_last_day is not None:
                shown += f" (on the other reading {day_in_words(value.customary_last_day)})"
            return shown if value.backstop_to is None else f"{shown} at the latest, and {value.backstop_to}"
        case NoFixedDate():
            off = value.exception
            return value.wording if off is None else f"{value.wording} (the time limit is switched off: {off})"
        case HalfDays():
            return value.school_days
        case Unknown():
            return "not known"
        case tuple() | frozenset():
            return listed(sorted(map(in_words, value)) if isinstance(value, frozenset) else map(in_words, value))
        case _:
            return str(value)


def listed(words: Iterable[str]) -> str:
    """``a, b and c``; ``none`` where there is nothing.

    >>> listed(["reading", "writing", "number"])
    'reading, writing and number'
    """
    *others, last = list(words) or ["none"]
    return f"{', '.join(others)} and {last}" if others else last


def placeholders(template: str) -> tuple[str, ...]:
    """The names in braces of a sentence template.

    >>> placeholders("{given} of {wanted}")
    ('given', 'wanted')
    """
    return tuple(name for _, name, _, _ in string.Formatter().parse(template) if name is not None)
