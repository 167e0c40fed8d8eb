"""What is left of an exclusion that was cancelled: the days already missed, which still count.

Since 1 September 2023 a head may cancel a suspension or a permanent exclusion (SI 2012/1033 regs 8A, 17A and 26A). The
days that the pupil had been out by then stay counted towards the 45 (EX-CAN-05, guidance as reported), and here towards
a term as well, for want of any source that says otherwise. A permanent exclusion that stands is of no fixed period and
counts nothing (EX-DAY-06).
"""

from __future__ import annotations

from datetime import date

from ap_core.dates.plain import moved
from ap_core.exclusion.records import PermanentExclusion, Suspension
from ap_core.law.unknown import UNKNOWN, Unknown, known


def days_served(suspension: Suspension, path: str = "") -> Suspension | None:
    """The suspension as it was served: the record itself, or cut short where it was cancelled, or none of it.

    ``path`` is its place in the record, with its closing dot, for what is not known.

    >>> from ap_core.exclusion.boards import Procedure
    >>> from ap_core.exclusion.notices import Cancellation
    >>> week = Suspension(ref="S1", school="HILL", first_day=date(2026, 11, 16), last_day=date(2026, 11, 20))
    >>> back = Procedure(cancelled=Cancellation(on=date(2026, 11, 17)), back_on=date(2026, 11, 18))
    >>> days_served(week.but(procedure=back)).last_day
    datetime.date(2026, 11, 17)
    """
    procedure = suspension.procedure
    if procedure is None or procedure.cancelled is None:
        return suspension
    first: date | Unknown = suspension.first_day
    back: date | None | Unknown = known(procedure, "back_on", f"{path}procedure.")
    if isinstance(first, date) and procedure.cancelled.on < first:
        return None
    if back is None:
        # Cancelled, and not let back yet: all of it so far is missed.
        return suspension
    if isinstance(back, Unknown):
        return suspension.but(last_day=back, length=back, part_days=back, procedure=None)
    if isinstance(first, date) and back <= first:
        return None
    last = suspension.last_day
    if isinstance(last, date) and last < back:
        return suspension
    parts = suspension.part_days
    if isinstance(parts, tuple):
        parts = tuple(part for part in parts if part.on < back)
    return suspension.but(last_day=moved(back, -1), length=UNKNOWN, part_days=parts, procedure=None)


def missed_under(exclusion: PermanentExclusion, path: str = "") -> Suspension | None:
    """The days missed under a permanent exclusion since cancelled, as a suspension of those days; none if it stands.

    The day of the exclusion is the first of them; whether all of it was missed is not recorded, and left open.
    """
    procedure = exclusion.procedure
    if procedure is None or procedure.cancelled is None:
        return None
    first: date | Unknown = known(exclusion, "on", path)
    back: date | None | Unknown = known(procedure, "back_on", f"{path}procedure.")
    if back is None:
        back = _BACK
    if isinstance(first, date) and isinstance(back, date) and back <= first:
        return None
    last = moved(back, -1) if isinstance(back, date) else back
    parts = known(exclusion, "on", path) if isinstance(first, Unknown) else _FIRST_DAY
    return Suspension(
        ref=f"{exclusion.ref} (cancelled)", school=exclusion.school, first_day=first, last_day=last, part_days=parts
    )


_BACK = Unknown.because("the day back after a cancelled exclusion", ask="When was the pupil let back?", of="the school")
_FIRST_DAY = Unknown.because(
    "the first day of a cancelled permanent exclusion", ask="How much of the day of the exclusion was missed?",
    of="the school",
)  # fmt: skip
