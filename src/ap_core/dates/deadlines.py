"""What a time limit comes to: the last day, the days counted, and the customary day where practice differs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ap_core.dates.plain import day_fault, moved, plain_day
from ap_core.errors import Fault, refuse, require
from ap_core.values import Value, item, small_value

_NONE_COUNTED: tuple[date, ...] = ()
_new = object.__new__


class Deadline:
    """The last day on which something is in time; all of that day is available, unless the provision names an hour.

    ``last_day`` follows the words of the provision. ``customary_last_day`` is given only where practice takes a later
    day to be in time. ``counted`` holds the days that were counted one by one (school days, working days, days, or the
    last school day of each school week); it is empty for limits in weeks and months. ``backstop_to`` holds the words of
    the duty itself where the day is only the latest possible one ("as soon as practicable, and in any event within …").

    >>> Deadline(date(2027, 2, 14), customary_last_day=date(2027, 2, 15)).latest
    datetime.date(2027, 2, 15)
    """

    # Made by hand, and with the counted days left inside the calendar they come from until they are asked for:
    # deadlines are reckoned by the thousand, and most of them are only compared.
    __slots__ = ("_backstop_to", "_customary_last_day", "_days", "_last_day", "_start", "_stop")

    _last_day: date
    _customary_last_day: date | None
    _days: tuple[date, ...]
    _start: int
    _stop: int
    # Filled only where there is something to say: no other deadline pays for it.
    _backstop_to: str

    def __init__(
        self,
        last_day: date,
        counted: tuple[date, ...] = _NONE_COUNTED,
        customary_last_day: date | None = None,
        backstop_to: str | None = None,
    ) -> None:
        # Most are a day and nothing else; what limits count is right by construction, and comes by counted_in.
        if (
            type(last_day) is not date
            or counted is not _NONE_COUNTED
            or customary_last_day is not None
            or backstop_to is not None
        ):
            require("Deadline", list(_faults(last_day, counted, customary_last_day, backstop_to)))
        self._last_day = last_day
        self._customary_last_day = customary_last_day
        self._days = counted
        self._start = 0
        self._stop = len(counted)
        if backstop_to is not None:
            self._backstop_to = backstop_to

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
    def on(cls, day: date) -> Deadline:
        """A day that is itself the last one, where it is known to be a plain date: nothing is counted up to it.

        >>> Deadline.on(date(2027, 6, 25)) == Deadline(date(2027, 6, 25))
        True
        """
        made = _new(cls)
        made._last_day = day
        made._customary_last_day = None
        made._days = _NONE_COUNTED
        made._start = 0
        made._stop = 0
        return made

    @classmethod
    def before(cls, day: date) -> Deadline:
        """What must be done *before* ``day``: the day itself is too late, though customarily taken as in time.

        SEND Regulations 2014 reg 18(1) ("before 15 February"); fact book EHC-T-05.
        """
        return cls.counted_in(moved(plain_day(day, "Deadline.before"), -1), _NONE_COUNTED, 0, 0, day)

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

    @property
    def backstop_to(self) -> str | None:
        """The words of the duty that this day is only the backstop to; ``None`` where the day is the whole limit.

        Whoever acts by a backstop may still have acted too late: meeting it proves nothing about the duty itself
        (fact book EHC-T-07).
        """
        return getattr(self, "_backstop_to", None)

    def as_backstop_to(self, duty: str) -> Deadline:
        """The same day as the backstop to a duty without a date: "as soon as practicable, and in any event within".

        A later clock that runs from the act runs from the day it was done, never from the backstop. SEND Regulations
        2014 regs 4(1), 5(1), 10(1), 13(2) (read); fact book EHC-T-07.

        >>> Deadline(date(2027, 2, 1)).as_backstop_to("as soon as practicable")
        Deadline(last_day=datetime.date(2027, 2, 1), counted=0 days, backstop_to='as soon as practicable')
        """
        return Deadline(self._last_day, self.counted, self._customary_last_day, duty)

    def switched_off(self, exception: str, left: str | None = None) -> NoFixedDate:
        """What is left of the limit where ``exception`` switches it off: a duty without a date, never a later date.

        ``left`` is what the duty then says in words: those that the deadline was a backstop to, unless others are
        given. The unshifted day is kept as ``backstop``, for statistics count with and without exceptions. SEND
        Regulations 2014 regs 5(4), 8(2), 10(4), 13(3) (read): the limit need not be complied with, and nothing there
        pauses or extends it. Fact book EHC-T-08.

        >>> twenty_weeks = Deadline(date(2027, 2, 1)).as_backstop_to("as soon as practicable")
        >>> off = twenty_weeks.switched_off("school closed for four weeks or more (reg 10(4)(a))")
        >>> off.wording, off.backstop.last_day
        ('as soon as practicable', datetime.date(2027, 2, 1))
        """
        wording = self.backstop_to if left is None else left
        if wording is None:
            refuse("NoFixedDate", "left", "is missing", "give the words of the duty that is left, for no limit has any")
        return NoFixedDate(wording, exception, self)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Deadline):
            return NotImplemented
        return self._parts() == other._parts()

    def __hash__(self) -> int:
        return hash(self._parts())

    def __repr__(self) -> str:
        more = f", customary_last_day={self._customary_last_day!r}" if self._customary_last_day else ""
        if self.backstop_to is not None:
            more += f", backstop_to={self.backstop_to!r}"
        return f"Deadline(last_day={self._last_day!r}, counted={self._stop - self._start} days{more})"

    def __reduce__(self) -> tuple[type[Deadline], tuple[date, tuple[date, ...], date | None, str | None]]:
        return Deadline, self._parts()

    def _parts(self) -> tuple[date, tuple[date, ...], date | None, str | None]:
        return self._last_day, self.counted, self._customary_last_day, self.backstop_to


def _faults(
    last_day: date, counted: tuple[date, ...], customary: date | None, backstop_to: str | None
) -> Iterator[Fault]:
    wrong = [day_fault("last_day", last_day)]
    if customary is not None:
        wrong.append(day_fault("customary_last_day", customary))
    if type(counted) is tuple:
        wrong.extend(day_fault(f"counted[{at}]", day) for at, day in enumerate(counted))
    else:
        wrong.append(Fault("counted", "is not a tuple of dates", "give a tuple of dates, or leave it out"))
    if backstop_to is not None and (type(backstop_to) is not str or not backstop_to.strip()):
        wrong.append(Fault("backstop_to", "is no text", "give the words of the duty, such as as soon as practicable"))
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

    "Without delay" and "as soon as practicable" are no numbers (fact books CAL-12, EHC-T-07). Where an exception has
    switched a time limit off (EHC-T-08), ``exception`` names it and ``backstop`` holds the limit as it would have been:
    for reports alone, since it binds nobody. :meth:`Deadline.switched_off` makes one.

    >>> NoFixedDate("without delay")
    NoFixedDate('without delay')
    """

    wording: str = item("the words of the provision")
    exception: str | None = item("what switched the limit off, if something did", default=None)
    backstop: Deadline | None = item("the limit as it would have been, unshifted", default=None)

    def _faults(self) -> Iterator[Fault]:
        for name in ("wording", "exception"):
            text = getattr(self, name)
            if text is not None and not text.strip():
                yield Fault(name, "is empty", "give the words of the provision")
        if (self.exception is None) is not (self.backstop is None):
            missing, other = ("exception", "backstop") if self.exception is None else ("backstop", "exception")
            yield Fault(missing, "is missing", f"give it, for there is one only together with {other}")

    def __repr__(self) -> str:
        off = "" if self.backstop is None else f", switched off by {self.exception!r}, backstop={self.backstop!r}"
        return f"NoFixedDate({self.wording!r}{off})"
