"""The baseline's own soundness as rules read it: whether it is of this arrival, and whether its scores can be read."""

from __future__ import annotations

from collections.abc import Iterator

from ap_core.curriculum.baseline import since_arrival
from ap_core.curriculum.records import Assessment, Domain
from ap_core.law.facts import Fact, fact, facts
from ap_core.law.rulebook import Asked
from ap_core.law.unknown import Unknown, known, reckon, unknown_among
from ap_core.placement.going_on import first_day_of, placements_going_on
from ap_core.record import PupilRecord


@facts
class AssessedFacts:
    """What was assessed by the day of the check, while a placement is going on."""

    subject: str
    going_on: Fact[bool] = fact("a placement is still going on")
    assessed: Fact[int] = fact("how many assessments there are")
    before_arrival: Fact[int] = fact("how many of them lie too long before the arrival")
    too_early: Fact[frozenset[Domain]] = fact("what was assessed too long before the arrival")
    scored: Fact[int] = fact("how many standard scores there are")
    without_scale: Fact[int] = fact("how many of them are kept without the scale of their instrument")
    unscaled: Fact[frozenset[Domain]] = fact("what has a standard score without a scale")


def assessed_on_arrival(record: PupilRecord, asked: Asked) -> tuple[Assessment, ...] | Unknown:
    """The assessments by the day of the check that belong to the pupil's arrival."""
    baseline = known(record, "baseline", "")
    if isinstance(baseline, Unknown):
        return baseline
    by_now = tuple([each for each in baseline if each.taken_on <= asked.on])
    if not by_now or not isinstance(record.placements, tuple):
        return by_now
    first_days = [
        first_day_of(placement, f"placements[{place}].")
        for place, placement in enumerate(record.placements)
        # Where there are events, an admission would have told the day: the pupil has not come yet.
        if not (placement.events and type(placement.first_day) is Unknown)
    ]
    return since_arrival(by_now, first_days, asked.policy.curriculum.baseline_before_at_most)


def assessed_facts(record: PupilRecord, asked: Asked) -> Iterator[AssessedFacts]:
    """One row where something was assessed and a placement is going on, or may be."""
    if not isinstance(record.baseline, tuple):
        return
    by_now = [each for each in record.baseline if each.taken_on <= asked.on]
    placements = placements_going_on(record.placements, asked)
    if not by_now or not placements:
        return
    still = [each.still for each in placements]
    missing = unknown_among(still)
    kept = asked.once(assessed_on_arrival, record)
    early = reckon(_others, tuple(by_now), kept)
    scored = [each for each in by_now if isinstance(each.standard_score, int)]
    unscaled = [each for each in scored if each.scale is None]
    yield AssessedFacts(
        subject="baseline",
        going_on=True if missing is None or True in still else missing,
        assessed=len(by_now),
        before_arrival=reckon(len, early),
        too_early=reckon(_domains, early),
        scored=len(scored),
        without_scale=len(unscaled),
        unscaled=_domains(unscaled),
    )


def _others(each: tuple[Assessment, ...], kept: tuple[Assessment, ...]) -> list[Assessment]:
    return [] if len(each) == len(kept) else [one for one in each if one not in kept]


def _domains(of: list[Assessment]) -> frozenset[Domain]:
    return frozenset(each.domain for each in of)
