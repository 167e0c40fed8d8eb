"""What a time limit comes to: the last day, the days counted, and the customary day where practice differs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ap_core.dates.plain import day_fault, moved, plain_day
from ap_core.errors import Fault, require
from ap_core.values import Value, item, small_value

_DATES_ONLY = frozenset((date,))
_NONE_COUNTED: tuple[date, ...] = ()
_new = object.__new__


class Deadline:
    """The last day on which something is in time; the whole of that day is available.

    ``last_day`` follows the words of the provision. ``customary_last_day`` is given only where practice takes a later
    day to be in time. ``counted`` holds the days that were counted one by one (school days, working days, days, or the
    last school day of each school week); it is empty for limits in weeks and months.

    >>> Deadline(date(2027, 2, 14), customary_last_day=date(2027, 2, 15)).latest
    datetime.date(2027, 2, 15)
    """

    # Made by hand, and with the counted days left inside the calendar they come from until they are asked for:
    # deadlines are reckoned by the thousand, and most of them are only compared.
    __slots__ = ("_customary_last_day", "_days", "_last_day", "_start", "_stop")

    _last_day: date
    _customary_last_day: date | None
    _days: tuple[date, ...]
    _start: int
    _stop: int

    def __init__(
        self, last_day: date, counted: tuple[date, ...] = _NONE_COUNTED, customary_last_day: date | None = None
    ) -> None:
        plain = (
            type(last_day) is date
            and (counted is _NONE_COUNTED or (type(counted) is tuple and _DATES_ONLY.issuperset(map(type, counted))))
            and (customary_last_day is None or (type(customary_last_day) is date and last_day < customary_last_day))
        )
        if not plain:
            require("Deadline", list(_faults(last_day, counted, customary_last_day)))
        self._last_day = last_day
        self._customary_last_day = customary_last_day
        self._days = counted
        self._start = 0
        self._stop = len(counted)

    @classmethod
    def counted_in(
        cls, last_day: date, days: tuple[date, ...], start: int, stop: int, customary: date | None = None
    ) -> Deadline:
        """For limits, whose dates are right by construction; the days counted stay in ``days`` till asked for."""
        made = _new(cls)
        made._last_day = last_day
        made._customary_last_day = customary
        made._days = days
        made._start = start
        made._stop = stop
        return made

    @classmethod
    def before(cls, day: date) -> Deadline:
        """What must be done *before* ``day``: the day itself is too late, though customarily taken as in time.

        SEND Regulations 2014 reg 18(1) ("before 15 February"); fact book EHC-T-05.
        """
        return cls.counted_in(moved(day, -1), _NONE_COUNTED, 0, 0, plain_day(day, "Deadline.before"))

    @property
    def last_day(self) -> date:
        """The last day in time, by the words of the provision."""
        return self._last_day

    @property
    def counted(self) -> tuple[date, ...]:
        """The days that were counted, in order."""
        return self._days[self._start : self._stop]

    @property
    def customary_last_day(self) -> date | None:
        """The later day that practice takes to be in time; ``None`` where practice and words agree."""
        return self._customary_last_day

    @property
    def latest(self) -> date:
        """The last day in time on any reading."""
        return self._customary_last_day or self._last_day

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Deadline):
            return NotImplemented
        return self._parts() == other._parts()

    def __hash__(self) -> int:
        return hash(self._parts())

    def __repr__(self) -> str:
        customary = f", customary_last_day={self._customary_last_day!r}" if self._customary_last_day else ""
        return f"Deadline(last_day={self._last_day!r}, counted={self._stop - self._start} days{customary})"

    def __reduce__(self) -> tuple[type[Deadline], tuple[date, tuple[date, ...], date | None]]:
        return Deadline, self._parts()

    def _parts(self) -> tuple[date, tuple[date, ...], date | None]:
        return self._last_day, self.counted, self._customary_last_day


def _faults(last_day: date, counted: tuple[date, ...], customary: date | None) -> Iterator[Fault]:
    wrong = [day_fault("last_day", last_day)]
    if customary is not None:
        wrong.append(day_fault("customary_last_day", customary))
    if type(counted) is tuple:
        wrong.extend(day_fault(f"counted[{at}]", day) for at, day in enumerate(counted))
    else:
        wrong.append(Fault("counted", "is not a tuple of dates", "give a tuple of dates, or leave it out"))
    faults = [fault for fault in wrong if fault is not None]
    yield from faults
    if not faults and customary is not None and customary <= last_day:
        yield Fault(
            "customary_last_day",
            "is not later than last_day",
            "give a later day, or none where practice does not differ",
        )


@small_value
class NoFixedDate(Value):
    """A duty that the law sets without a date, in its own words: never turned into a number of days.

    "Without delay" and "as soon as practicable" are no numbers (fact books CAL-12, EHC-T-07).

    >>> NoFixedDate("without delay")
    NoFixedDate(wording='without delay')
    """

    wording: str = item("the words of the provision")
