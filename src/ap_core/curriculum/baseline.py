"""The baseline domain by domain: what was found, with which instrument, and what is still to do, by whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from ap_core.curriculum.policy import CurriculumPolicy
from ap_core.curriculum.records import Assessment, Domain
from ap_core.curriculum.scores import Score
from ap_core.dates.plain import moved
from ap_core.law.rules import Actor
from ap_core.law.unknown import Unknown, unknown_among
from ap_core.values import Value, item, value

_POLICY = CurriculumPolicy()


@value
class BaselineLine(Value):
    """One domain of a baseline, or one subject of it."""

    domain: Domain = item("what it looks at")
    subject: str = item("which subject, where it looks at subjects", default="")
    taken_on: date | None = item("the day it was first assessed; none if not yet")
    instrument: str = item("the instrument; empty where none is recorded", default="")
    result: Score | None | Unknown = item(
        "the score, cut off where its scale ends; none where none was given", default=None, shown=False
    )
    wanted: bool = item("whether the centre's baseline looks at it")
    who: Actor = item("who does it, while it is still to do", default=Actor.BASELINE_LEAD)


def baseline_lines(
    baseline: Iterable[Assessment], on: date, *, policy: CurriculumPolicy = _POLICY
) -> tuple[BaselineLine, ...]:
    """A line for each domain that the centre looks at or that was looked at by ``on``, in a fixed order.

    >>> reading = Assessment(domain=Domain.READING, taken_on=date(2026, 11, 17))
    >>> lines = baseline_lines([reading], date(2026, 11, 23))
    >>> [line.domain.value for line in lines if line.wanted and line.taken_on is None]
    ['writing', 'maths', 'how I learn best', 'wellbeing']
    """
    first: dict[tuple[Domain, str], Assessment] = {}
    for each in sorted(baseline, key=_taken_on):
        if each.taken_on <= on:
            first.setdefault((each.domain, each.subject), each)
    done = {domain for domain, _ in first}
    lines = [
        BaselineLine(
            domain=domain, subject=subject, taken_on=each.taken_on,
            instrument=each.instrument or ("" if each.scale is None else each.scale.instrument),
            result=each.result, wanted=domain in policy.baseline,
        )
        for (domain, subject), each in first.items()
    ]  # fmt: skip
    lines += [BaselineLine(domain=domain, taken_on=None, wanted=True) for domain in policy.baseline - done]
    order = {domain: place for place, domain in enumerate(Domain)}
    return tuple(sorted(lines, key=lambda line: (order[line.domain], line.subject)))


def _taken_on(of: Assessment) -> date:
    return of.taken_on


def since_arrival(
    baseline: tuple[Assessment, ...], first_days: Sequence[date | Unknown], before_at_most: int
) -> tuple[Assessment, ...] | Unknown:
    """The assessments that belong to the pupil's arrival: from so many calendar days before the first day on.

    ``first_days`` are those of all the pupil's placements; the earliest decides, so that a second placement does not
    ask for everything anew. One that is not known might be the earliest: it matters only where something would
    otherwise lie before the arrival.
    """
    came = [day for day in first_days if isinstance(day, date)]
    missing = unknown_among(first_days)
    if came:
        earliest = moved(min(came), -before_at_most)
        kept = tuple([each for each in baseline if each.taken_on >= earliest])
        if missing is None or len(kept) == len(baseline):
            return kept
    return baseline if missing is None or not baseline else missing
