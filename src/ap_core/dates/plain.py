"""A day is a date and nothing finer: what carries a time of day is refused wherever a day is asked about."""

from __future__ import annotations

from datetime import date

from ap_core.errors import Fault, InvalidValue, OutsideCalendar


def day_fault(path: str, given: object) -> Fault | None:
    """What is wrong with ``given`` as a day; ``None`` where it is one."""
    if given.__class__ is date:
        return None
    return Fault(path, "is not a plain date", "give a date (no time of day)")


def plain_day(day: date, asked: str, path: str = "day") -> date:
    """``day`` itself; :class:`~ap_core.errors.InvalidValue` where it is a ``datetime`` or no date at all."""
    if type(day) is not date:
        fault = day_fault(path, day)
        assert fault is not None
        raise InvalidValue(asked, [fault])
    return day


def moved(day: date, days: int) -> date:
    """``day`` moved by ``days`` calendar days; ``OutsideCalendar`` beyond the first or last date there is.

    Systems write 9999-12-31 for "no end": a limit counted from it has no answer, which is no reason to fall over.
    """
    try:
        return date.fromordinal(day.toordinal() + days)
    except (ValueError, OverflowError):
        raise no_such_date(f"{abs(days)} days {'after' if days > 0 else 'before'} {day.isoformat()}") from None


def no_such_date(wanted: str) -> OutsideCalendar:
    """The refusal of a date before the year 1 or after the year 9999."""
    return OutsideCalendar("dates", date.min, date.max, wanted)
