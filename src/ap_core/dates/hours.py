"""Limits in hours: the one place where a day is not fine enough, so that a moment is asked for instead.

The moment is the caller's, as everywhere; no clock is read. Hours run on through nights, weekends and holidays (fact
book CAL-13).
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from ap_core.dates.limits import Limit
from ap_core.dates.plain import no_such_date
from ap_core.errors import refuse


class Hours(Limit):
    """So many hours, as they pass: a night in which the clocks change is an hour longer or shorter than its clock says.

    A moment must therefore say how far it is from UTC; one that does not is refused.
    """

    __slots__ = ()

    def before(self, moment: datetime) -> datetime:
        """Not less than n hours before ``moment``: the latest moment in time, in UTC.

        In UTC because Python compares two moments of one time zone by what the clock shows, which is wrong when it
        changes; ``.astimezone(...)`` shows it otherwise. SI 2007/1870 reg 6(3) as substituted on 1 September 2012 by
        SI 2012/1033 Sch 2 para 8(4) (read): 48 hours' notice of the education during an exclusion; fact book EX-NOT-05.

        >>> monday_at_nine = datetime(2026, 11, 9, 9, tzinfo=UTC)
        >>> Hours(48).before(monday_at_nine)
        datetime.datetime(2026, 11, 7, 9, 0, tzinfo=datetime.timezone.utc)
        """
        if not isinstance(moment, datetime):
            refuse("Hours", "moment", "is no moment", "give a datetime, with its offset from UTC")
        if moment.utcoffset() is None:
            refuse(
                "Hours",
                "moment",
                "does not say how far it is from UTC",
                'give its time zone, such as tzinfo=ZoneInfo("Europe/London")',
            )
        try:
            return moment.astimezone(UTC) - timedelta(hours=self._n)
        except OverflowError:
            raise no_such_date(f"{self._n} hours before {moment.isoformat()}") from None
