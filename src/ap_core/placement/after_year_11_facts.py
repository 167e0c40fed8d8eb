"""What follows Year 11 as rules read it: the offer, from January of the year of leaving, and after June its beginning.

From September on a former pupil is asked about only where the centre keeps what follows: nobody else is nagged.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from ap_core.dates.deadlines import Deadline, NoFixedDate
from ap_core.law.facts import Fact, MaybeFact, fact, facts
from ap_core.law.rulebook import Asked
from ap_core.law.unknown import Unknown, known, reckon
from ap_core.placement.after_year_11 import AfterYear11, Route
from ap_core.placement.records import Placement
from ap_core.pupils.ages import last_friday_in_june, leaving_date
from ap_core.pupils.pupil import Pupil
from ap_core.pupils.years import YearGroup
from ap_core.record import PupilRecord

_NO_DAY = NoFixedDate("no day is set for the beginning")


@facts
class OfferFacts:
    """The offer of a pupil who leaves Year 11 in this calendar year, from a placement that went on in it."""

    subject: str
    leaving: Fact[date] = fact("the last Friday in June of Year 11")
    offer_due: Fact[Deadline] = fact("the end of September after Year 11")
    offered_on: MaybeFact[date] = fact("the day education or training was offered")


@facts
class StartFacts:
    """The beginning of what follows Year 11, once that is over and where it is kept."""

    subject: str
    leaving: Fact[date] = fact("the last Friday in June of Year 11")
    begins: Fact[NoFixedDate] = fact("when it is to begin")
    started_on: MaybeFact[date] = fact("the day it began")


def offer_facts(record: PupilRecord, asked: Asked) -> Iterator[OfferFacts]:
    """A row for whoever leaves Year 11 in the calendar year of the check and was placed in it."""
    on = asked.on
    if not _leaves_in_year_of(record, on):
        return
    offered_on: Any = known(record, "after_year_11", "")
    if isinstance(offered_on, AfterYear11):
        offered_on = _offered(offered_on, on)
    yield OfferFacts(
        subject="after Year 11 offer",
        leaving=last_friday_in_june(on.year),
        offer_due=Deadline(date(on.year, 9, 30)),
        offered_on=offered_on,
    )


def _offered(after: AfterYear11, on: date) -> Any:
    """The day education or training was offered; none where nothing was by ``on``, or only work without either."""
    offered_on, route = (known(after, name, "after_year_11.") for name in ("offered_on", "route"))
    if offered_on is None or (isinstance(offered_on, date) and offered_on > on):
        return None
    if type(route) is Unknown:
        return route
    return offered_on if isinstance(route, Route) and route.takes_part else None


def start_facts(record: PupilRecord, asked: Asked) -> Iterator[StartFacts]:
    """A row after the leaving date, where what follows is kept."""
    on, after = asked.on, record.after_year_11
    leaving = last_friday_in_june(on.year)
    if not isinstance(after, AfterYear11) or on <= leaving or not _leaves_in_year_of(record, on):
        return
    started_on = known(after, "started_on", "after_year_11.")
    ahead = isinstance(started_on, date) and started_on > on
    yield StartFacts(
        subject="after Year 11 start", leaving=leaving, begins=_NO_DAY, started_on=None if ahead else started_on
    )


def _leaves_in_year_of(record: PupilRecord, on: date) -> bool:
    """Whether the pupil leaves Year 11 in the calendar year of ``on``, or left in its June, from a placement in it."""
    taught, placements = record.pupil.taught_year, record.placements
    if (taught is not YearGroup.Y11 and taught is not YearGroup.Y12) or not isinstance(placements, tuple):
        return False
    if on.month < 9:
        leaves = taught is YearGroup.Y11
    else:
        kept = isinstance(record.after_year_11, AfterYear11)
        leaves = kept and (taught is YearGroup.Y12 or _has_left(record.pupil, placements, on))
    return leaves and any(_in_year(each, on) for each in placements)


def _has_left(pupil: Pupil, placements: tuple[Placement, ...], on: date) -> bool:
    """Whether a record that still says Year 11 in the autumn is of one who left in June, and not of one in Year 11 now.

    It is where the pupil is past the leaving date and every placement ended before the autumn.
    """
    ended = all(isinstance(each.ended_on, date) and each.ended_on < date(on.year, 9, 1) for each in placements)
    leaving = reckon(leaving_date, pupil.born)
    return ended and isinstance(leaving, date) and leaving < on


def _in_year(placement: Placement, on: date) -> bool:
    """Whether a placement is known to have gone on in the calendar year of ``on``, before its summer."""
    first_day, ended_on = placement.first_day, placement.ended_on
    began = isinstance(first_day, date) and first_day <= min(on, last_friday_in_june(on.year))
    return began and (ended_on is None or (isinstance(ended_on, date) and ended_on.year >= on.year))
