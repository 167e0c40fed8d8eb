"""SEN support without an EHC plan: what a school records of it, round by round.

A school that makes special educational provision assesses, plans, does and reviews, and begins again. Two schools may
do so for one pupil at the same time: each has a record of its own. No words of the plans stand here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ap_core.ehcp.plan_parts import Need, need_faults
from ap_core.errors import Fault
from ap_core.law.unknown import UNKNOWN, Unknown, known
from ap_core.registration.records import SchoolKind
from ap_core.values import Value, item, value


@value
class SupportRound(Value):
    """One round of assess, plan, do, review."""

    planned_on: date = item("the day the plan of this round was agreed")
    outcomes_agreed: bool | Unknown = item(
        "whether outcomes were agreed for it", default=UNKNOWN,
        asks="Were outcomes agreed for this round of SEN support?", of="SENCO",
    )  # fmt: skip
    review_by: date | None | Unknown = item(
        "the day by which it was agreed to review it; none if none was", default=UNKNOWN,
        asks="By which day is this round of SEN support to be reviewed?", of="SENCO",
    )  # fmt: skip
    reviewed_on: date | None | Unknown = item(
        "the day it was reviewed; none if not yet", default=UNKNOWN,
        asks="Was this round of SEN support reviewed, and when?", of="SENCO",
    )  # fmt: skip
    as_expected: bool | None | Unknown = item(
        "whether the review found the progress that was expected; none while it was not reviewed", default=UNKNOWN,
        asks="Did the review of this round of SEN support find the progress expected?", of="SENCO",
    )  # fmt: skip

    def _faults(self) -> Iterator[Fault]:
        for name in ("review_by", "reviewed_on"):
            day = getattr(self, name)
            if isinstance(day, date) and day < self.planned_on:
                yield Fault(name, "is before planned_on", "give a day on or after the plan")
        if self.reviewed_on is None and isinstance(self.as_expected, bool):
            yield Fault("as_expected", "is told though it was not reviewed", "give reviewed_on too, unknown if need be")
        if isinstance(self.reviewed_on, date) and self.as_expected is None:
            yield Fault("as_expected", "is none though it was reviewed", "say what was found, or leave it out")


@value
class SENSupport(Value):
    """A time in which one school makes special educational provision for the pupil without an EHC plan."""

    school: str = item("the school or centre that makes it, by its reference")
    school_kind: SchoolKind | Unknown = item(
        "what that school is in law", default=UNKNOWN,
        asks="What kind of school is it: maintained, an academy, alternative provision, special?", of="the school",
    )  # fmt: skip
    first: date | Unknown = item(
        "the first day", default=UNKNOWN, asks="Since when does the school make SEN support for the pupil?",
        of="the school",
    )  # fmt: skip
    last: date | None | Unknown = item(
        "the last day; none while it goes on", default=None, asks="Does SEN support go on, or until when?",
        of="the school",
    )  # fmt: skip
    needs: tuple[Need, ...] | Unknown = item(
        "the types of need, with their ranks", default=UNKNOWN,
        asks="For which type of need does the pupil have SEN support?", of="SENCO",
    )  # fmt: skip
    parent_told_on: date | None | Unknown = item(
        "the day the parent or the young person was told that the provision is made; none if not yet", default=UNKNOWN,
        asks="When was the parent told that special educational provision is made?", of="the school",
    )  # fmt: skip
    met_parent_on: tuple[date, ...] | Unknown = item(
        "the days on which the school met the parent about it", default=UNKNOWN,
        asks="On which days did the school meet the parent about SEN support?", of="the school",
    )  # fmt: skip
    rounds: tuple[SupportRound, ...] | Unknown = item(
        "the rounds of assess, plan, do, review", default=UNKNOWN, asks="Which rounds of SEN support were planned?",
        of="SENCO",
    )  # fmt: skip
    request_considered_on: date | None | Unknown = item(
        "the last day on which the school considered asking for a needs assessment; none if it has not",
        default=UNKNOWN, asks="Did the school consider asking for an EHC needs assessment, and when?", of="the school",
    )  # fmt: skip

    def _faults(self) -> Iterator[Fault]:
        if isinstance(self.first, date) and isinstance(self.last, date) and self.last < self.first:
            yield Fault("last", "is before first", "give a last day on or after the first")
        if isinstance(self.needs, tuple):
            yield from need_faults(self.needs, with_plan=False)
        if isinstance(self.met_parent_on, tuple):
            yield from _twice("met_parent_on", self.met_parent_on)
        if isinstance(self.rounds, tuple):
            yield from _twice("rounds", tuple(each.planned_on for each in self.rounds))

    def covers(self, day: date, path: str = "") -> bool | Unknown:
        """Whether ``day`` lies in it; unknown where an end that matters is not known. ``path`` is the record's own.

        >>> SENSupport(school="HILL", first=date(2026, 9, 3), last=date(2026, 12, 18)).covers(date(2026, 12, 19))
        False
        """
        first, last = self.first, self.last
        if isinstance(last, date) and day > last:
            return False
        if type(first) is Unknown:
            return known(self, "first", path)  # type: ignore[no-any-return]
        if day < first:
            return False
        return known(self, "last", path) if type(last) is Unknown and day > first else True


def support_faults(sen_support: tuple[SENSupport, ...]) -> Iterator[Fault]:
    """One school cannot begin SEN support while its own goes on."""
    for place, each in enumerate(sen_support):
        if isinstance(each.first, date) and any(
            other.school == each.school and at != place and other.covers(each.first) is True
            and (other.first != each.first or at < place)
            for at, other in enumerate(sen_support)
        ):  # fmt: skip
            yield Fault(f"sen_support[{place}].first", "lies in another time at the same school", "end that one first")


def _twice(name: str, days: tuple[date, ...]) -> Iterator[Fault]:
    for place, day in enumerate(days):
        if day in days[:place]:
            yield Fault(f"{name}[{place}]", "is the day of another", "give each day once")
