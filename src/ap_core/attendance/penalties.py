"""Penalty notices for absence: what one comes to, when there is none, and who may give one.

The library gives none and advises none: at the threshold staff must consider, and a centre's first answer is support.
What a notice comes to hangs on the first day of the period over which the offence was committed, and on earlier notices
to the same parent for the same child. Of these, those that the regulations disregard are left out: for an offence that
began before 19 August 2024, withdrawn, or ended by an acquittal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from ap_core.attendance.codes import PRESENT_CODES_SINCE
from ap_core.dates.limits import Days, Months
from ap_core.errors import Fault
from ap_core.law.citation import Citation
from ap_core.law.dated import Dated, Edition
from ap_core.law.instruments import EA_1996, SI_2007_1867, SI_2012_1046, SI_2013_757, SI_2024_210, SI_2024_717
from ap_core.registration.records import SchoolKind
from ap_core.values import Value, item, small_value, value


@small_value
class PenaltyScale(Value):
    """What a penalty notice under section 444A comes to, in pounds, and by when it is paid."""

    early: int = item("pounds where it is paid early")
    early_days: int = item("days in which it is paid early")
    from_receipt: bool = item("the day of receipt is the first of these days; else the day after is")
    late: int = item("pounds where it is paid later")
    late_days: int = item("days of receipt in which it is paid at all")
    second: int | None = item("pounds of a second notice in three years; none where a second one costs no more")
    most: int | None = item("notices in three years to one parent for one child; none where there was no limit")


#: By the first day of the period over which the offence was committed.
PENALTY_SCALE: Dated[PenaltyScale] = Dated("penalty notice for absence: amounts and times", (
    Edition(date(2007, 9, 1), PenaltyScale(50, 28, False, 100, 42, None, None), SI_2007_1867.reg("4-5")),
    Edition(date(2012, 9, 1), PenaltyScale(60, 28, False, 120, 42, None, None), SI_2012_1046.reg("2-3")),
    Edition(date(2013, 9, 1), PenaltyScale(60, 21, False, 120, 28, None, None), SI_2013_757.reg("2-3")),
    Edition(PRESENT_CODES_SINCE, PenaltyScale(80, 21, True, 160, 28, 160, 2), SI_2024_210.reg(
        "4-6", note="With SI 2024/717 regs 3-5, in force on the same day. The 28 days are of SI 2013/757."
    )),
))  # fmt: skip

#: Which notices do not count as earlier ones, of those given in the three years that end with the day of issue.
DISREGARDED: Dated[str] = Dated("earlier penalty notices that do not count", (
    Edition(
        PRESENT_CODES_SINCE,
        "those for an offence that began before 19 August 2024, those withdrawn, and those for an offence of which a "
        "court found the parent not guilty",
        SI_2024_717.reg("3-4", note="Regs 4(4A) and 12A(3) of SI 2007/1867 as they then stand."),
    ),
))  # fmt: skip

SCHOOLS_THAT_MAY: Dated[tuple[SchoolKind, ...]] = Dated("schools whose staff may give a penalty notice", (
    Edition(
        PRESENT_CODES_SINCE,
        (
            SchoolKind.MAINTAINED, SchoolKind.MAINTAINED_SPECIAL, SchoolKind.PRU, SchoolKind.ACADEMY,
            SchoolKind.AP_ACADEMY,
        ),
        EA_1996.section(
            "444B(4)",
            note="Held from this day only. The head, and a deputy or assistant whom the head authorises, for the "
            "school's own registered pupils (SI 2007/1867 regs 10-11); a constable, and an officer of the authority "
            "(reg 12), may too. City technology colleges are not held.",
        ),
    ),
))  # fmt: skip

_THREE_YEARS = Months(36)


@value
class EarlierNotice(Value):
    """A penalty notice for absence that was given to the same parent for the same child."""

    issued_on: date = item("the day it was issued")
    offence_first: date = item("the first day of the period over which the offence was committed")
    withdrawn_on: date | None = item("the day it was withdrawn; none if it was not", default=None)
    acquitted_on: date | None = item("the day a court found the parent not guilty; none if none did", default=None)

    def _faults(self) -> Iterator[Fault]:
        for name in ("withdrawn_on", "acquitted_on"):
            day = getattr(self, name)
            if day is not None and day < self.issued_on:
                yield Fault(name, "is before issued_on", "give a day on or after it")

    def counts(self, on: date) -> bool:
        """Whether it counts as an earlier notice where another is given ``on``."""
        undone = any(day is not None and day <= on for day in (self.withdrawn_on, self.acquitted_on))
        return not undone and self.offence_first >= PRESENT_CODES_SINCE and _THREE_YEARS.ending_with(on).covers(
            self.issued_on
        )  # fmt: skip


@small_value
class Penalty(Value):
    """What a notice given on a day would come to."""

    scale: PenaltyScale = item("amounts and times, as the law stood when the offence began")
    earlier: int = item("earlier notices that count")
    citation: Citation = item("the provision")

    @property
    def allowed(self) -> bool:
        """Whether a notice may be given, so far as earlier ones go."""
        return self.scale.most is None or self.earlier < self.scale.most

    @property
    def early(self) -> int | None:
        """Pounds where it is paid early; none where nothing is off, or no notice may be given."""
        return self.scale.early if self.allowed and (self.scale.second is None or not self.earlier) else None

    @property
    def amount(self) -> int | None:
        """Pounds otherwise; none where no notice may be given."""
        if not self.allowed:
            return None
        return self.scale.late if self.early is not None else self.scale.second

    def last_days(self, received_on: date) -> tuple[date | None, date | None]:
        """The last day to pay early, and the last to pay at all; none where there is no such amount.

        "Within so many days of receipt" is read as not counting the day of receipt; since 19 August 2024 the early days
        begin with it in words.
        """
        scale = self.scale
        early = Days(scale.early_days)
        soon = early.starting_with(received_on) if scale.from_receipt else early.after(received_on)
        return (
            None if self.early is None else soon.last_day,
            None if self.amount is None else Days(scale.late_days).after(received_on).last_day,
        )


def penalty(*, offence_first: date, on: date, earlier: Iterable[EarlierNotice] = ()) -> Penalty:
    """What a penalty notice given ``on`` would come to, for an offence committed over a period from ``offence_first``.

    :class:`~ap_core.errors.NotInForce` for an offence that began before 1 September 2007.

    >>> autumn, today = date(2026, 9, 14), date(2026, 11, 23)
    >>> first = penalty(offence_first=autumn, on=today)
    >>> first.early, first.amount, first.last_days(date(2026, 11, 25))
    (80, 160, (datetime.date(2026, 12, 15), datetime.date(2026, 12, 23)))
    >>> before = EarlierNotice(issued_on=date(2025, 3, 3), offence_first=date(2025, 1, 6))
    >>> second = penalty(offence_first=autumn, on=today, earlier=[before])
    >>> second.early, second.amount
    (None, 160)
    >>> penalty(offence_first=autumn, on=today, earlier=[before, before]).allowed
    False
    """
    edition = PENALTY_SCALE.on(offence_first)
    return Penalty(edition.value, sum(each.counts(on) for each in earlier), edition.citation)
