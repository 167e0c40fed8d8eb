"""How well a pupil reads, as a test's own report tells it, and what should follow from it.

A low score is a need and never a breach: what follows is the centre's own promise (acceptance story 10). The band is
the one that the test's publisher names, given with the record; the reading age is for talking with pupil and parent.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from ap_core.curriculum.policy import CurriculumPolicy
from ap_core.curriculum.reading_steps import ReadingStep
from ap_core.curriculum.records import Assessment, Barrier, Domain
from ap_core.curriculum.scores import Censored, ReadingAge, Score, months_behind_age
from ap_core.law.unknown import UNKNOWN, Unknown, known, unknown_among
from ap_core.values import Value, item, value

_POLICY = CurriculumPolicy()
_READING = Domain.READING

#: What a reading test found to be in the way, as a sentence.
_IN_THE_WAY = {
    Barrier.DECODING: "Decoding is the barrier, not understanding.",
    Barrier.COMPREHENSION: "Understanding is the barrier, not decoding.",
    Barrier.BOTH: "Decoding and understanding are both barriers.",
    Barrier.NEITHER: "Neither decoding nor understanding was found to be in the way.",
}


@value
class ReadingProfile(Value):
    """What the last reading test says of a pupil, and what should follow."""

    taken_on: date = item("the day of the test")
    instrument: str = item("the test; empty where that is not recorded")
    score: Score | None | Unknown = item("the standard score; not known without the test's scale", shown=False)
    above_lowest: int | None = item("points above the lowest score the test can give; none without its scale")
    band: str | None = item("what this test's publisher calls the score; none where no band was given")
    barrier: Barrier | None | Unknown = item("what is in the way; none if not looked at")
    reading_age: ReadingAge | None = item("for explaining to pupil and parent, not for measuring", shown=False)
    #: Not shown: with the day of the test and the reading age it tells the month of birth.
    behind_age: int | None | Unknown = item(
        "by how many months the reading age lies below the age; none without a reading age, or where it was cut off",
        shown=False,
    )
    needs_support: bool | Unknown = item("whether the score is below the centre's limit")
    support_below: int = item("the centre's limit")
    support_minutes: int = item("the reading support that the centre gives below it, in minutes a week")
    follows: tuple[ReadingStep, ...] = item("what else should follow; nothing without a need")

    @property
    def sentences(self) -> tuple[str, ...]:
        """The profile as a teacher would put it, a sentence a matter."""
        return tuple(filter(None, (self._of_score(), self._of_barrier(), self._of_age(), self._of_need())))

    def _of_score(self) -> str:
        if self.score is None:
            return ""
        if isinstance(self.score, Unknown):
            return "The test's scale is not recorded: whether it cut the score off, and its band, cannot be told."
        called = "" if self.band is None else f": {self.band} on this test"
        if self.score.censored is Censored.AT_FLOOR:
            return f"Score {self.score}{called}, the lowest that it gives: the result may lie below it."
        if self.score.censored is Censored.AT_CEILING:
            return f"Score {self.score}{called}, the highest that it gives: the result may lie above it."
        points = f"{self.above_lowest} point{'' if self.above_lowest == 1 else 's'}"
        return f"Score {self.score}{called}, {points} above its lowest possible score, so not cut off."

    def _of_barrier(self) -> str:
        return _IN_THE_WAY[self.barrier] if isinstance(self.barrier, Barrier) else ""

    def _of_age(self) -> str:
        if self.reading_age is None:
            return ""
        return f"Reading age {self.reading_age}: for explaining to parent and pupil, not for measuring progress."

    def _of_need(self) -> str:
        if type(self.needs_support) is Unknown:
            return "Whether reading support is called for cannot be told."
        if not self.needs_support:
            return f"Not below {self.support_below}, where the centre has chosen to teach reading support."
        return (
            f"Below {self.support_below}: the centre has chosen at least {self.support_minutes} minutes a week of "
            f"{_TAUGHT.get(self.barrier, 'taught reading support')}."
        )


#: What is taught, by what is in the way.
_TAUGHT: dict[Any, str] = {Barrier.DECODING: "taught decoding", Barrier.COMPREHENSION: "taught comprehension"}


def last_reading_test(
    baseline: tuple[Assessment, ...] | Unknown, on: date, path: str = "baseline"
) -> Assessment | None | Unknown:
    """The last reading test by ``on`` that gives a standard score; of several on one day the one with the lowest.

    None where there is none; unknown where a later one has a score that nobody has filled in.
    """
    if type(baseline) is Unknown:
        return baseline
    tests: dict[date, list[tuple[Assessment, int]]] = {}
    for place, each in enumerate(baseline):
        if each.domain is _READING and each.taken_on <= on:
            tests.setdefault(each.taken_on, []).append((each, place))
    for day in sorted(tests, reverse=True):
        missing = unknown_among([known(each, "standard_score", f"{path}[{place}].") for each, place in tests[day]])
        if missing is not None:
            return missing
        scored = [each for each, _ in tests[day] if each.standard_score is not None]
        if scored:
            return min(scored, key=_standard_score)
    return None


def score_of(test: Assessment | None | Unknown) -> int | None | Unknown:
    """The standard score of the last reading test; none where there is no test that gives one."""
    return test.standard_score if isinstance(test, Assessment) else test


def _standard_score(of: Assessment) -> int:
    assert isinstance(of.standard_score, int)
    return of.standard_score


def reading_profile(
    baseline: Sequence[Assessment],
    on: date,
    *,
    born: date | Unknown = UNKNOWN,
    policy: CurriculumPolicy = _POLICY,
) -> ReadingProfile | None | Unknown:
    """What the last reading test by ``on`` says; none where there is none, unknown where its score is not known.

    ``policy`` decides from which score on support is taught and what else follows; both are the centre's own choices.

    >>> from ap_core.curriculum.scores import ScoreScale
    >>> from ap_core.support.scales import Better
    >>> scale = ScoreScale(
    ...     instrument="an invented test", lowest=69, highest=131, better=Better.HIGHER, mean=100, deviation=15
    ... )
    >>> test = Assessment(
    ...     domain=Domain.READING, taken_on=date(2026, 11, 17), standard_score=71, barrier=Barrier.DECODING, scale=scale
    ... )
    >>> profile = reading_profile([test], date(2026, 11, 23))
    >>> print(profile.sentences[0])
    Score 71, 2 points above its lowest possible score, so not cut off.
    >>> profile.needs_support, len(profile.follows)
    (True, 5)
    """
    test = last_reading_test(tuple(baseline), on)
    if test is None or isinstance(test, Unknown):
        return test
    number, scale = _standard_score(test), test.scale
    score = Score(number) if scale is None else scale.score(number)
    below = score.is_below(policy.reading_support_below)
    needs = UNKNOWN if below is None else below
    behind: Any = None
    if test.reading_age is not None:
        behind = born
        if isinstance(born, date):
            behind = months_behind_age(test.reading_age, born=born, on=test.taken_on)
    return ReadingProfile(
        taken_on=test.taken_on, instrument=test.instrument or ("" if scale is None else scale.instrument),
        score=UNKNOWN if scale is None else score,
        above_lowest=None if scale is None else scale.above_lowest(number),
        band=None if scale is None else scale.band_of(number),
        barrier=test.barrier, reading_age=test.reading_age, behind_age=behind, needs_support=needs,
        support_below=policy.reading_support_below, support_minutes=policy.reading_support_minutes,
        follows=tuple(step for step in ReadingStep if step in policy.reading_steps) if needs is True else (),
    )  # fmt: skip
