"""Scores of the baseline that the week goes by: imported from the instrument's own report, none derived here."""

from __future__ import annotations

from datetime import date
from typing import Any

from ap_core.curriculum.records import Assessment, Domain
from ap_core.law.unknown import Unknown, known, unknown_among

_NO_BASELINE = Unknown.because("baseline", ask="Which baseline assessments were done?", of="baseline lead")


def last_reading_score(baseline: tuple[Assessment, ...] | Unknown, on: date) -> Any:
    """The standard score of the last reading test by ``on`` that gives one; the lowest of those of one day.

    None where no reading test gives a score, unknown where the last one's is not known.

    >>> reading = Assessment(domain=Domain.READING, taken_on=date(2026, 11, 17), standard_score=71)
    >>> last_reading_score((reading,), date(2026, 11, 23)), last_reading_score((reading,), date(2026, 11, 16))
    (71, None)
    """
    if isinstance(baseline, Unknown):
        return baseline if baseline.needs else _NO_BASELINE
    scores: dict[date, list[Any]] = {}
    reading = Domain.READING
    for place, each in enumerate(baseline):
        if each.domain is reading and each.taken_on <= on:
            scores.setdefault(each.taken_on, []).append(known(each, "standard_score", f"baseline[{place}]."))
    for day in sorted(scores, reverse=True):
        missing = unknown_among(scores[day])
        if missing is not None:
            return missing
        given = [score for score in scores[day] if score is not None]
        if given:
            return min(given)
    return None
