"""Half school days, counted as integers: 4.5 days are nine half-days, and no float is ever involved.

A session is half a school day (SI 2024/208 reg 10(1), read), and so, in counting exclusions, is a lunchtime
(SI 2012/1033 reg 2(2), read); a suspension for one session counts as half a day by guidance (fact book EX-DAY-02/03).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import total_ordering

from ap_core.errors import Fault, refuse
from ap_core.values import Value, item, small_value

_SCHOOL_DAYS = re.compile(r"([0-9]+)(?:\.([05]))?")


@total_ordering
@small_value
class HalfDays(Value):
    """A number of half school days, none or more.

    >>> total = HalfDays.of_days("4.5") + HalfDays(2)
    >>> total, total.school_days, total > HalfDays.of_days(5)
    (HalfDays(count=11), '5.5', True)
    """

    count: int = item("how many half-days")

    def _faults(self) -> Iterator[Fault]:
        if self.count < 0:
            yield Fault("count", "is negative", "give 0 or more half-days")

    @classmethod
    def of_days(cls, days: str | int) -> HalfDays:
        """Half-days from school days: whole ones as an ``int``, halves as text ("4.5").

        ``InvalidValue`` for anything that is no whole number of half-days, and for every float.
        """
        if type(days) is int:
            return cls(2 * days)
        parts = _SCHOOL_DAYS.fullmatch(days) if isinstance(days, str) else None
        if parts is None:
            refuse("HalfDays", "days", "is no number of whole or half school days", 'give text such as "4" or "4.5"')
        return cls(2 * int(parts[1]) + (parts[2] == "5"))

    @property
    def school_days(self) -> str:
        """The same in school days, as people write it: "4" or "4.5"."""
        return f"{self.count // 2}.5" if self.count % 2 else str(self.count // 2)

    def __add__(self, other: HalfDays) -> HalfDays:
        return HalfDays(self.count + other.count) if isinstance(other, HalfDays) else NotImplemented

    def __lt__(self, other: HalfDays) -> bool:
        return self.count < other.count if isinstance(other, HalfDays) else NotImplemented
