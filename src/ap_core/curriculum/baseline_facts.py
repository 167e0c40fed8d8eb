"""The baseline's own soundness as rules read it: whether it is of this arrival, and whether its scores can be read."""

from __future__ import annotations

from collections.abc import Iterator

from ap_core.curriculum.baseline import since_arrival
from ap_core.curriculum.reading import last_reading_test
from ap_core.curriculum.records import Assessment, Domain
from ap_core.law.facts import Fact, fact, facts, maker
from ap_core.law.rulebook import Asked
from ap_core.law.unknown import Unknown, known, reckon, unknown_among
from ap_core.placement.going_on import first_day_of, placements_going_on
from ap_core.record import PupilRecord


@facts
class AssessedFacts:
    """Assessments by the day of the check that cannot be read as they are recorded, while a placement is going on."""

    subject: str
    going_on: Fact[bool] = fact("a placement is still going on")
    before_arrival: Fact[int] = fact("how many assessments lie too long before the arrival")
    too_early: Fact[frozenset[Domain]] = fact("what was assessed too long before the arrival")
    without_scale: Fact[int] = fact("how many standard scores are kept without the scale of their instrument")
    unscaled: Fact[frozenset[Domain]] = fact("what has a standard score without a scale")


_assessed = maker(AssessedFacts)


def last_test(record: PupilRecord, asked: Asked) -> Assessment | None | Unknown:
    """The last reading test by the day of the check; asked for with ``asked.once``, since several rows read it."""
    return last_reading_test(known(record, "baseline", ""), asked.on)


def by_now(record: PupilRecord, asked: Asked) -> tuple[Assessment, ...] | Unknown:
    """The assessments by the day of the check."""
    baseline = known(record, "baseline", "")
    if isinstance(baseline, Unknown):
        return baseline
    return tuple([each for each in baseline if each.taken_on <= asked.on])


def assessed_on_arrival(record: PupilRecord, asked: Asked) -> tuple[Assessment, ...] | Unknown:
    """Those of them that belong to the pupil's arrival."""
    assessed = asked.once(by_now, record)
    if isinstance(assessed, Unknown) or not assessed or not isinstance(record.placements, tuple):
        return assessed
    first_days = [
        first_day_of(placement, f"placements[{place}].")
        for place, placement in enumerate(record.placements)
        # Where there are events, an admission would have told the day: the pupil has not come yet.
        if not placement.events or type(placement.first_day) is not Unknown
    ]
    return since_arrival(assessed, first_days, asked.policy.curriculum.baseline_before_at_most)


def assessed_facts(record: PupilRecord, asked: Asked) -> Iterator[AssessedFacts]:
    """One row where something may be early or has no scale, and a placement is going on, or may be."""
    assessed = asked.once(by_now, record)
    if isinstance(assessed, Unknown):
        return
    kept = asked.once(assessed_on_arrival, record)
    unscaled = [each for each in assessed if each.scale is None and isinstance(each.standard_score, int)]
    if not unscaled and not isinstance(kept, Unknown) and len(kept) == len(assessed):
        return
    placements = placements_going_on(record.placements, asked)
    if not placements:
        return
    still = [each.still for each in placements]
    missing = unknown_among(still)
    early = reckon(_others, assessed, kept)
    yield _assessed(
        subject="baseline",
        going_on=True if missing is None or True in still else missing,
        before_arrival=reckon(len, early),
        too_early=reckon(_domains, early),
        without_scale=len(unscaled),
        unscaled=_domains(unscaled),
    )


def _others(each: tuple[Assessment, ...], kept: tuple[Assessment, ...]) -> list[Assessment]:
    return [one for one in each if one not in kept]


def _domains(of: list[Assessment]) -> frozenset[Domain]:
    return frozenset(each.domain for each in of)
