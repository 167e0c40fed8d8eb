"""From which day a suspended or permanently excluded pupil is owed full-time education, and whom the duty falls on.

Suspended: the sixth school day of the suspension, its own first day being the first; suspensions of one school that
follow each other straight are one run (SI 2007/1870 reg 3(3) and 4(3)(b), read; SI 2014/3216). The school owes it
(Education and Inspections Act 2006 s.100, read), and where a pupil referral unit suspended, the authority that
maintains it (s.100(5), and Education Act 1996 s.19(3A)(b), read). Permanently excluded: the sixth school day following
the day of the exclusion, owed by the authority (reg 4(3)(a), s.19(3A)(a), read).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ap_core.dates.calendars import SchoolCalendar
from ap_core.dates.deadlines import Deadline
from ap_core.dates.limits import SchoolDays
from ap_core.exclusion.one_school import Placed, days_of, parts_of
from ap_core.exclusion.records import PartDay
from ap_core.law.unknown import Reason, Unknown, known, unknown_among

_SIXTH = SchoolDays(6)


def last_run(suspensions: Sequence[Placed], calendar: SchoolCalendar) -> tuple[Placed, ...] | Unknown:
    """The last of one school's suspensions and those that it follows straight on from, with no school day between.

    ``suspensions`` are at least one, each with its path in the record and a first day that is known. An end that is not
    known leaves open whether the next follows straight on.
    """
    run: list[Placed] = []
    last = date.min
    for placed in sorted(suspensions, key=_first_day):
        if run:
            ended = known(run[-1][1], "last_day", run[-1][0])
            if type(ended) is Unknown:
                return ended
            last = max(last, ended)
            if calendar.school_days_between(last, _first_day(placed)):
                run = []
        run.append(placed)
    return tuple(run)


def sixth_day(run: Sequence[Placed], calendar: SchoolCalendar) -> Deadline | None | Unknown:
    """The sixth school day of suspensions that follow each other straight; none where they are over before it.

    Where only the afternoon of the first day was suspended, that day counts, or by another reading the next is the
    first: the later day is the customary one. Where a part of another day was not suspended, the pupil was at school on
    it, and whether the count starts again is said nowhere: readings differ. ``OutsideCalendar`` beyond the calendar.

    >>> from ap_core.dates import Term
    >>> from ap_core.exclusion.records import Suspension
    >>> hill = SchoolCalendar.of_terms("HILL", terms=[Term("autumn", date(2026, 9, 3), date(2026, 12, 18))])
    >>> eight_days = Suspension(
    ...     ref="S1", school="HILL", first_day=date(2026, 11, 2), last_day=date(2026, 11, 11), part_days=()
    ... )
    >>> sixth_day([("suspensions[0].", eight_days)], hill).last_day
    datetime.date(2026, 11, 9)
    """
    first = _first_day(run[0])
    ends = [known(each, "last_day", path) for path, each in run]
    open_end = unknown_among(ends)
    if open_end is not None:
        return open_end
    last = max(ends)
    if calendar.count(first, last) < _SIXTH.n:
        return None
    parts = [parts_of(each, days_of(each, calendar, path), path) for path, each in run]
    not_told = unknown_among(parts)
    if not_told is not None:
        return not_told
    at_school = [part for told in parts if not isinstance(told, Unknown) for part in told.values() if _attended(part)]
    counted = _SIXTH.starting_with(first, calendar)
    if not at_school:
        return counted
    if [part.on for part in at_school] == [counted.counted[0]] and at_school[0].afternoon:
        from_the_next = _SIXTH.starting_with(counted.counted[1], calendar)
        if from_the_next.last_day <= last:
            return Deadline(counted.last_day, counted.counted, from_the_next.last_day)
    return Unknown.because(
        "the days in a row of a suspension with a part of a day at school", reason=Reason.READINGS_DIFFER,
        ask="Does a day of which only a part was suspended count among the six school days, or break them?",
        of="a lawyer",
    )  # fmt: skip


def sixth_day_after(excluded_on: date, calendar: SchoolCalendar) -> Deadline:
    """The sixth school day following the day of a permanent exclusion, which is not counted (verification C1).

    >>> from ap_core.dates import Term
    >>> hill = SchoolCalendar.of_terms("HILL", terms=[Term("autumn", date(2026, 9, 3), date(2026, 12, 18))])
    >>> sixth_day_after(date(2026, 11, 2), hill).last_day
    datetime.date(2026, 11, 10)
    """
    return _SIXTH.after(excluded_on, calendar)


def _first_day(placed: Placed) -> date:
    first_day = placed[1].first_day
    assert isinstance(first_day, date)
    return first_day


def _attended(part: PartDay) -> bool:
    """Whether the pupil was at school for one of the day's sessions."""
    return not (part.morning and part.afternoon)
