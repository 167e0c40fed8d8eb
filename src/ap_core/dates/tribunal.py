"""When an appeal about special educational needs reaches the tribunal in time: the one limit here that rolls forward.

Rule 12 of the Tribunal Procedure (First-tier Tribunal) (Health, Education and Social Care Chamber) Rules 2008, SI
2008/2699, known from a site that prints the rules as amended to 21 July 2020 (secondary; fact book EHC-TR-04). How long
there is to appeal is not said there: it is the later of two months from the day the decision was sent and one month
from the mediation certificate.

>>> from ap_core.dates import Months
>>> ends = max(Months(2).after(date(2026, 10, 28)).last_day, Months(1).after(date(2026, 11, 20)).last_day)
>>> appeal_last_day(ends).last_day
datetime.date(2027, 1, 4)
"""

from __future__ import annotations

from datetime import date, time

from ap_core.dates.deadlines import Deadline
from ap_core.dates.limits import WorkingDays
from ap_core.dates.plain import moved, plain_day

#: The hour of the last day by which the tribunal must have the appeal (rule 12(1)).
CLOSES_AT = time(17)


def appeal_last_day(ends: date) -> Deadline:
    """The last day for the tribunal to receive an appeal whose time ends on ``ends``; until :data:`CLOSES_AT` of it.

    A time that ends in August, or from 25 December to 1 January, runs on to the first working day after; one that ends
    on any other day that is no working day, to the next that is. Disability claims have had the second relief alone
    since 21 July 2020, and acts other than starting the appeal are counted otherwise: neither is answered here.

    >>> appeal_last_day(date(2026, 8, 10)).last_day
    datetime.date(2026, 9, 1)
    """
    plain_day(ends, "appeal_last_day", "ends")
    if ends.month == 8:
        ends = ends.replace(month=9, day=1)
    elif ends.month == 12 and ends.day >= 25:
        # To 1 January, which is no working day in any year.
        ends = moved(ends.replace(day=31), 1)
    return Deadline(WorkingDays(1).starting_with(ends).last_day)
