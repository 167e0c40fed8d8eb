"""The first five school days of an exclusion: the parent keeps the pupil out of public places, the school sets work.

Education and Inspections Act 2006 ss.103-104, read; EX-EDU-01, EX-EDU-07, EX-NOT-03 to -05. The duty is the parent's,
for a pupil of compulsory school age, and only on the days that the head's notice names; whether a pupil was about in
school hours, and why, is not judged here. The prosecution is the authority's alone.
"""

from __future__ import annotations

from datetime import date, datetime

from ap_core.dates.calendars import SchoolCalendar
from ap_core.dates.hours import Hours
from ap_core.errors import refuse
from ap_core.law.dated import Dated, Edition
from ap_core.law.instruments import EIA_2006, SI_2007_1867, SI_2007_1870
from ap_core.values import Value, item, small_value

_SINCE = date(2007, 9, 1)

#: The school days, from the first of the exclusion on, on which the parent may be under the duty.
PUBLIC_PLACE_DAYS: Dated[int] = Dated("school days on which a parent keeps an excluded pupil out of public places", (
    Edition(_SINCE, 5, EIA_2006.section("103(2)(a)")),
))  # fmt: skip

#: How many hours before the education begins its details are given, where they were not known for the notice.
DETAILS_BEFORE: Dated[int] = Dated("details of the education during an exclusion: hours before it begins", (
    Edition(_SINCE, 48, SI_2007_1870.reg("6(3)", note="As made reg 7(3); reg 6 by SI 2012/1033 Sch 2 para 8(4).")),
))  # fmt: skip


@small_value
class Penalty(Value):
    """A fixed penalty instead of a prosecution, in pounds, and the days that it may be paid in."""

    if_soon: int = item("pounds, if paid soon")
    otherwise: int = item("pounds otherwise")
    soon: int = item("soon: within so many days of its receipt; since 19 August 2024 that day is the first")
    in_all: int = item("days in all")

    def __str__(self) -> str:
        return f"{self.if_soon} pounds within {self.soon} days, {self.otherwise} within {self.in_all}"


#: The penalty notice for an excluded pupil in a public place (s.105). Not raised with those for absence in August 2024.
PENALTY: Dated[Penalty] = Dated("penalty notice for an excluded pupil in a public place", (
    Edition(date(2013, 9, 1), Penalty(60, 120, 21, 28), SI_2007_1867.reg(
        "4(1)", note="By SI 2012/1046 and SI 2013/757; SI 2024/210 left these amounts for section 105.",
    )),
))  # fmt: skip


def public_place_days(
    first_day: date, last_day: date | None, calendar: SchoolCalendar, *, education_from: date | None
) -> tuple[date, ...]:
    """The school days that the notice names, on which the parent must keep the pupil out of public places.

    From the first school day of the exclusion to the earliest of: the day before education is provided, the fifth, and
    the last (s.104(3), read). ``last_day`` is none for a permanent exclusion. Where the pupil was excluded during a
    school day, :func:`~ap_core.exclusion.part_way_through` says which is the first. ``education_from`` is the first day
    on which full-time education is provided; none where it is not to be within these days.

    ``OutsideCalendar`` beyond the calendar, :class:`~ap_core.errors.NotInForce` before 1 September 2007.

    >>> from ap_core.dates import Term
    >>> hill = SchoolCalendar.of_terms("HILL", terms=[Term("autumn", date(2026, 9, 3), date(2026, 12, 18))])
    >>> [day.day for day in public_place_days(date(2026, 11, 19), None, hill, education_from=None)]
    [19, 20, 23, 24, 25]
    >>> [day.day for day in public_place_days(date(2026, 11, 19), None, hill, education_from=date(2026, 11, 23))]
    [19, 20]
    """
    if last_day is not None and last_day < first_day:
        refuse("public_place_days", "last_day", "is before first_day", "give a day on or after it")
    most = PUBLIC_PLACE_DAYS.on(first_day).value
    start = calendar.school_days_before(first_day)
    days = calendar.school_days[start : start + most]
    if last_day is None and len(days) < most:
        raise calendar.beyond(f"the first {most} school days from {first_day.isoformat()}")
    if last_day is not None:
        # Asked of the calendar, so that a day beyond it is refused.
        days = days[: calendar.count(first_day, last_day)]
    return tuple(day for day in days if education_from is None or day < education_from)


def details_given_by(begins: datetime, on: date) -> datetime:
    """The latest moment, in UTC, to give the details of education that begins at ``begins``; by the law of ``on``.

    Only where they were not reasonably known when the first notice was given; and where the education begins before the
    sixth day, the parent may agree to less (reported of the regulation as substituted; EX-NOT-05).

    >>> from datetime import UTC
    >>> details_given_by(datetime(2026, 11, 9, 9, tzinfo=UTC), date(2026, 11, 2)).isoformat()
    '2026-11-07T09:00:00+00:00'
    """
    return Hours(DETAILS_BEFORE.on(on).value).before(begins)
