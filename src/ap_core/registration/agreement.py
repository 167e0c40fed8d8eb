"""Whether two schools' records of one pupil's registrations agree."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ap_core.law.unknown import Unknown
from ap_core.registration.on_day import status_on
from ap_core.registration.records import Enrolment, Registration
from ap_core.values import Value, item, small_value


@small_value
class Disagreement(Value):
    """One school whose registration of the pupil two records tell differently."""

    school: str = item("the school, by its reference")
    ours: Enrolment | None = item("as the first record has it; none where the pupil is not registered there")
    theirs: Enrolment | None = item("as the second record has it")


def disagreements(ours: Iterable[Registration], theirs: Iterable[Registration], on: date) -> tuple[Disagreement, ...]:
    """The schools whose registration on ``on`` two schools' records of the same pupil tell differently.

    What either record does not know is no disagreement. The two schools settle who is main (SI 2013/2094 Sch 1 para 4:
    where the pupil attends for most of the time); a record that does not know the other school at all disagrees.

    >>> hill = Registration(school="HILL", status=Enrolment.MAIN, first=date(2025, 9, 3), last=None)
    >>> disagreements([hill], [hill.but(status=Enrolment.SINGLE)], date(2026, 11, 23))[0].theirs.value
    'single'
    """
    mine, others = tuple(ours), tuple(theirs)
    told = []
    for school in sorted({each.school for each in (*mine, *others)}):
        here, there = status_on(mine, school, on), status_on(others, school, on)
        if not isinstance(here, Unknown) and not isinstance(there, Unknown) and here is not there:
            told.append(Disagreement(school, here, there))
    return tuple(told)
