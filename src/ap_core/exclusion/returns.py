"""What returns and statistics count of a suspension: not what the law counts, and never mixed with it.

A legal count is in :class:`~ap_core.dates.HalfDays`; these are plain numbers of days and of sessions, so that neither
can be added to one or held against the limit of 45.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ap_core.dates.calendars import SchoolCalendar
from ap_core.exclusion.codes import ExclusionCategory, category_on
from ap_core.exclusion.one_school import days_of, parts_of
from ap_core.exclusion.records import Suspension
from ap_core.law.unknown import Unknown, known, reckon


def statistical_days(suspension: Suspension, calendar: SchoolCalendar, path: str = "") -> int | Unknown:
    """The days that published tables of duration count: a part of a day as a whole one (EX-DAY-12; reported, not read).

    ``path`` is the suspension's place in the record, with its closing dot, for what is not known.
    """
    days = days_of(suspension, calendar, path)
    return days if isinstance(days, Unknown) else len(days)


def census_sessions(
    suspension: Suspension, calendar: SchoolCalendar, due: Mapping[date, tuple[bool, bool]], path: str = ""
) -> int | Unknown:
    """The sessions that a census return counts: only those that the pupil was due to attend (EX-DAY-13; reported).

    ``due`` says, for each day, whether the pupil was due in the morning and in the afternoon; on a day that it does not
    name, in neither. A lunchtime is no session.
    """
    days = days_of(suspension, calendar, path)
    if isinstance(days, Unknown):
        return days
    parts = parts_of(suspension, days, path)
    if isinstance(parts, Unknown):
        return parts
    total = 0
    for day in days:
        morning, afternoon = due.get(day, (False, False))
        part = parts.get(day)
        total += (morning and (part is None or part.morning)) + (afternoon and (part is None or part.afternoon))
    return total


def census_category(suspension: Suspension, calendar: SchoolCalendar, path: str = "") -> ExclusionCategory | Unknown:
    """What the census calls a suspension: of lunchtimes where nothing else was suspended (fact book section 11).

    A permanent exclusion is always ``PERM``. Unknown before 1 September 2012, for which no category is held.
    """
    days = days_of(suspension, calendar, path)
    parts = parts_of(suspension, days, path)
    if isinstance(days, Unknown) or isinstance(parts, Unknown):
        return days if isinstance(days, Unknown) else parts  # type: ignore[return-value]
    lunchtimes = [part for part in parts.values() if part.lunchtime and not part.morning and not part.afternoon]
    only = bool(days) and len(lunchtimes) == len(days)
    first_day: date | Unknown = known(suspension, "first_day", path)
    return reckon(lambda day: category_on(day, lunchtime=only), first_day)
