"""The Strengths and Difficulties Questionnaire: arithmetic on numbered items, and nothing of its wording.

The questionnaire is Youthinmind's and Goodman's: no item, no form and no way to answer one is held here, and a centre
gives it on an authorised form only, whole. What is typed in are the 25 answers by number. Which items make which scale,
and the rounding, were read in official scoring sheets as others copy them (fact book metrics SDQ-01 to SDQ-06).

There are two schemes of bands for Britain, and they disagree; a band is never told without its scheme. Another
country's bands look alike and are wrong here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from fractions import Fraction

from ap_core.errors import Fault, refuse
from ap_core.law.citation import Seen
from ap_core.progress.measures import Interval, Measure, measured, not_shown, unsupported
from ap_core.states import MeasureState
from ap_core.values import Value, item, small_value, value


class Informant(Enum):
    """Who answered."""

    PARENT = "parent or carer"
    TEACHER = "teacher"
    SELF = "the pupil"


class SdqScore(Enum):
    """The scores of the questionnaire."""

    EMOTIONAL = "emotional"
    CONDUCT = "conduct"
    HYPERACTIVITY = "hyperactivity"
    PEER = "peer problems"
    PROSOCIAL = "prosocial"
    TOTAL = "total difficulties"
    IMPACT = "impact"


#: The items of each scale by number.
ITEMS: Mapping[SdqScore, tuple[int, ...]] = {
    SdqScore.EMOTIONAL: (3, 8, 13, 16, 24),
    SdqScore.CONDUCT: (5, 7, 12, 18, 22),
    SdqScore.HYPERACTIVITY: (2, 10, 15, 21, 25),
    SdqScore.PEER: (6, 11, 14, 19, 23),
    SdqScore.PROSOCIAL: (1, 4, 9, 17, 20),
}
#: The items that count the other way round: 2 less the answer.
REVERSED = frozenset({7, 11, 14, 21, 25})
_FEWEST_ANSWERS = 3
_DIFFICULTIES = (SdqScore.EMOTIONAL, SdqScore.CONDUCT, SdqScore.HYPERACTIVITY, SdqScore.PEER)


@value
class SdqAnswers(Value):
    """The answers of one informant, 0, 1 or 2 each; none where one was left out.

    >>> answers = SdqAnswers(informant=Informant.SELF, items=(None, *[1] * 24), difficulties=False)
    >>> scores = answers.scores()
    >>> scores[SdqScore.PROSOCIAL], scores[SdqScore.TOTAL], scores[SdqScore.IMPACT]
    (5, 20, 0)
    """

    informant: Informant = item("who answered")
    items: tuple[int | None, ...] = item("items 1 to 25, in order; none where left out", shown=False)
    difficulties: bool | None = item(
        "the question whether there are difficulties at all; none where not asked or left out",
        default=None,
        shown=False,
    )
    impact_items: tuple[int | None, ...] = item(
        "distress, then the settings, each 0 to 3 as ticked; empty where not asked", default=(), shown=False
    )

    @property
    def impact_size(self) -> int:
        """How many impact items the form of this informant has."""
        return 3 if self.informant is Informant.TEACHER else 5

    def _faults(self) -> Iterator[Fault]:
        if len(self.items) != 25:
            yield Fault("items", "are not 25", "give every item, none where it was left out: no scale is given alone")
        for name, most in (("items", 2), ("impact_items", 3)):
            for at, answer in enumerate(getattr(self, name)):
                if answer is not None and not 0 <= answer <= most:
                    yield Fault(f"{name}[{at}]", f"is not 0 to {most}", "give the answer as the form numbers it")
        if self.impact_items and len(self.impact_items) != self.impact_size:
            yield Fault("impact_items", f"are not {self.impact_size}", "give those of this informant's form")
        if self.difficulties is False and any(self.impact_items):
            yield Fault("impact_items", "are answered although there are no difficulties", "look at the form again")

    def scores(self) -> Mapping[SdqScore, int | None]:
        """Every score; none where too little was answered, and the total where any of its four scales has none."""
        found: dict[SdqScore, int | None] = {scale: self._scale(numbers) for scale, numbers in ITEMS.items()}
        found[SdqScore.TOTAL] = _sum([found[scale] for scale in _DIFFICULTIES])
        found[SdqScore.IMPACT] = self._impact()
        return found

    def _scale(self, numbers: tuple[int, ...]) -> int | None:
        answers = [
            2 - answer if number in REVERSED else answer
            for number in numbers
            if (answer := self.items[number - 1]) is not None
        ]
        if len(answers) < _FEWEST_ANSWERS:
            return None
        # Five times the mean, half up, in whole numbers: 2.5 is 3 here, and 2 for a rounding to even.
        return (2 * 5 * sum(answers) + len(answers)) // (2 * len(answers))

    def _impact(self) -> int | None:
        if self.difficulties is False:
            return 0
        answered = [answer for answer in self.impact_items if answer is not None]
        # As the official script: not there only if nothing was answered. Not at all and only a little count nothing.
        return sum(max(answer - 1, 0) for answer in answered) if self.difficulties and answered else None


def _sum(scores: list[int | None]) -> int | None:
    known = [score for score in scores if score is not None]
    return sum(known) if len(known) == len(scores) else None


def internalising(scores: Mapping[SdqScore, int | None]) -> int | None:
    """Emotional and peer problems together, 0 to 20; for groups at high risk the four scales are kept apart."""
    return _sum([scores[SdqScore.EMOTIONAL], scores[SdqScore.PEER]])


def externalising(scores: Mapping[SdqScore, int | None]) -> int | None:
    """Conduct and hyperactivity together, 0 to 20; for groups at high risk the four scales are kept apart."""
    return _sum([scores[SdqScore.CONDUCT], scores[SdqScore.HYPERACTIVITY]])


# ---------------------------------------------------------------- bands


class BandScheme(Enum):
    """The two schemes of bands for Britain. The same score may have another name in each."""

    FOUR = "four bands, ages 4 to 17"
    THREE = "the original three bands"


@small_value
class SdqBand(Value):
    """A band of one scheme: the first is the one that most children are in, and each further one the fewer."""

    scheme: BandScheme = item("of which scheme")
    informant: Informant = item("for whose answers")
    step: int = item("the band, 1 for the one nearest to average")
    called: str = item("what the scheme calls it")
    seen: Seen = item("whether the cut-offs of this row were read")


_CALLED = {
    (BandScheme.FOUR, False): ("close to average", "slightly raised", "high", "very high"),
    (BandScheme.FOUR, True): ("close to average", "slightly lowered", "low", "very low"),
    (BandScheme.THREE, False): ("normal", "borderline", "abnormal"),
    (BandScheme.THREE, True): ("normal", "borderline", "abnormal"),
}
#: The highest score of each band but the last; of the prosocial scale, where less is worse, the lowest.
_ORDER = (
    SdqScore.TOTAL, SdqScore.EMOTIONAL, SdqScore.CONDUCT, SdqScore.HYPERACTIVITY, SdqScore.PEER, SdqScore.PROSOCIAL,
    SdqScore.IMPACT,
)  # fmt: skip
_CUTS: Mapping[tuple[BandScheme, Informant], tuple[tuple[int, ...], ...]] = {
    (BandScheme.FOUR, Informant.PARENT): (
        (13, 16, 19), (3, 4, 6), (2, 3, 5), (5, 7, 8), (2, 3, 4), (8, 7, 6), (0, 1, 2)
    ),
    (BandScheme.FOUR, Informant.TEACHER): (
        (11, 15, 18), (3, 4, 5), (2, 3, 4), (5, 7, 8), (2, 4, 5), (6, 5, 4), (0, 1, 2)
    ),
    (BandScheme.FOUR, Informant.SELF): (
        (14, 17, 19), (4, 5, 6), (3, 4, 5), (5, 6, 7), (2, 3, 4), (7, 6, 5), (0, 1, 2)
    ),
    (BandScheme.THREE, Informant.PARENT): ((13, 16), (3, 4), (2, 3), (5, 6), (2, 3), (6, 5), (0, 1)),
    (BandScheme.THREE, Informant.TEACHER): ((11, 15), (4, 5), (2, 3), (5, 6), (3, 4), (6, 5), (0, 1)),
    (BandScheme.THREE, Informant.SELF): ((15, 19), (5, 6), (3, 4), (5, 6), (3, 5), (6, 5), (0, 1)),
}  # fmt: skip
# Parts of these rows are from memory, and they agree with every partial source.
_REMEMBERED = {(BandScheme.FOUR, Informant.PARENT), (BandScheme.THREE, Informant.TEACHER)}
_HIGHEST = {SdqScore.TOTAL: 40, SdqScore.IMPACT: 10}


def sdq_band(score: SdqScore, number: int, informant: Informant, scheme: BandScheme) -> SdqBand:
    """The band of a score. :class:`~ap_core.errors.InvalidValue` for a number that the score cannot have.

    >>> for scheme in BandScheme:
    ...     print(sdq_band(SdqScore.TOTAL, 15, Informant.SELF, scheme).called)
    slightly raised
    normal
    """
    highest = 6 if (score, informant) == (SdqScore.IMPACT, Informant.TEACHER) else _HIGHEST.get(score, 10)
    if type(number) is not int or not 0 <= number <= highest:
        refuse("sdq_band", "number", f"is not 0 to {highest}", "give a score of this scale")
    less_is_worse = score is SdqScore.PROSOCIAL
    cuts = _CUTS[scheme, informant][_ORDER.index(score)]
    past = sum(number < cut if less_is_worse else number > cut for cut in cuts)
    remembered = score is SdqScore.IMPACT or (scheme, informant) in _REMEMBERED
    return SdqBand(
        scheme,
        informant,
        past + 1,
        _CALLED[scheme, less_is_worse][past],
        Seen.NOT_SEEN if remembered else Seen.SECONDARY,
    )


# ---------------------------------------------------------------- added value


def added_value(before: SdqAnswers, after: SdqAnswers) -> Fraction | None:
    """The added-value score of one pupil from two parents' forms some six months apart; positive is better than
    expected.

    ``None`` where a score that it needs is missing. For parents' forms alone: :class:`~ap_core.errors.InvalidValue` for
    any other. One child's lies within some ten points either way by chance, so it says nothing of one child.
    """
    if {before.informant, after.informant} != {Informant.PARENT}:
        refuse("added_value", "informant", "is not a parent, twice", "give two parents' forms: it holds for no other")
    first, second = before.scores(), after.scores()
    total, impact, emotional = (first[each] for each in (SdqScore.TOTAL, SdqScore.IMPACT, SdqScore.EMOTIONAL))
    then = second[SdqScore.TOTAL]
    if total is None or impact is None or emotional is None or then is None:
        return None
    return Fraction(23 + 8 * total + 2 * impact - 3 * emotional - 10 * then, 10)


def mean_added_value(pairs: list[tuple[SdqAnswers, SdqAnswers]], *, source: str) -> Measure:
    """The mean added-value score of a group, with its interval: ten points over the root of n (some 1.8 for 32).

    Not applicable to teachers' and pupils' own forms. Built on children with a disorder or whose parents sought help;
    in a group at low risk it flatters.

    >>> form = SdqAnswers(informant=Informant.TEACHER, items=(1,) * 25, difficulties=False)
    >>> print(mean_added_value([(form, form)], source="invented"))
    SDQ added value: z, not applicable (it holds for parents' forms only)
    """
    name, unit, of = "SDQ added value", "points", len(pairs)
    not_for = ("a group at low risk", "one child", "saying what caused the change")
    if any(form.informant is not Informant.PARENT for pair in pairs for form in pair):
        why = "it holds for parents' forms only"
        return not_shown(name, unit, MeasureState.NOT_APPLICABLE, why, n=0, of=of, source=source, not_for=not_for)
    found = [score for pair in pairs if (score := added_value(*pair)) is not None]
    missing = unsupported(name, unit, len(found), of=of, source=source, not_for=not_for)
    if missing is not None:
        return missing
    middle = sum(found) / len(found)
    half = 10 / len(found) ** 0.5
    interval = Interval(float(middle) - half, float(middle) + half, 0.95, "10 points over root n")
    return measured(
        name, unit, middle, n=len(found), of=of, interval=interval, source=source, not_for=not_for,
    )  # fmt: skip
