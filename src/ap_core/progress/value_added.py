"""Progress 8: how far a pupil's Attainment 8 lies from what pupils with the same start reached, in grades a slot.

There is none for pupils who leave in 2025 and 2026, and an earlier year's estimates are used for them only when asked
by name: an indication, and said to be one. Of a group the interval is the department's own, which takes the spread of
all pupils in England. At eight pupils it is about a grade to either side, and one pupil who sits nothing moves the mean
by more than a third of a grade.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from fractions import Fraction

from ap_core.errors import Fault, refuse, require
from ap_core.progress.attainment import Attainment8
from ap_core.progress.estimates import ESTIMATES, GROUPS, NONE_PUBLISHED
from ap_core.progress.measures import Interval, Measure, measured, not_shown, unsupported
from ap_core.states import MeasureState
from ap_core.values import Value, item, small_value, value

# The highest mean of each group but the last: whole and half marks, in halves.
_HIGHEST = (164, 172, 175, 178, 181, 184, *range(186, 240, 2))
#: Stands for a scaled score where a pupil has none, by what the tests of a year made of it.
_NOMINAL = {
    2016: {"N": 79, "PKG": 79, "PKE": 76, "PKF": 73, "BLW": 70},
    2017: {"N": 79, "PKG": 79, "PKE": 76, "PKF": 73, "BLW": 71},
}
#: What each element is divided by: it fills two slots or three.
_SLOTS_OF = {"english": 2, "mathematics": 2, "ebacc": 3, "others": 3}


@value
class PriorAttainment(Value):
    """Where a pupil started: scaled scores at the end of Key Stage 2, or what stands for one.

    >>> PriorAttainment(reading=96, mathematics=101).mean
    Fraction(197, 2)
    >>> PriorAttainment(reading=81.25, mathematics=130)
    Traceback (most recent call last):
    ap_core.errors.InvalidValue: PriorAttainment cannot be built: reading: is of type float; give a whole number
    """

    reading: int = item("the scaled score in reading")
    mathematics: int = item("the scaled score in mathematics")

    def _faults(self) -> Iterator[Fault]:
        for name in ("reading", "mathematics"):
            if not 59 <= getattr(self, name) <= 120:
                yield Fault(name, "is no scaled score", "give 80 to 120, or 59 to 79 where a code stands for a score")

    @property
    def mean(self) -> Fraction:
        """The mean of the two: whole or half."""
        return Fraction(self.reading + self.mathematics, 2)

    @property
    def group(self) -> int:
        """The group of prior attainment, 1 to 34.

        >>> PriorAttainment(reading=82, mathematics=82).group, PriorAttainment(reading=82, mathematics=83).group
        (1, 2)
        """
        return bisect_left(_HIGHEST, self.reading + self.mathematics) + 1


def nominal_score(outcome: str, *, tested: int) -> int:
    """What stands for a scaled score: N (took the test, too few marks), or the teacher's PKG, PKE, PKF or BLW.

    Held for the tests of 2016 and 2017 only.

    >>> nominal_score("BLW", tested=2016), nominal_score("BLW", tested=2017)
    (70, 71)
    """
    held = _NOMINAL.get(tested)
    if held is None:
        refuse("nominal_score", "tested", "is a year whose codes are not held", "give the score that was published")
    if outcome not in held:
        refuse("nominal_score", "outcome", "is no code that stands for a score", f"give one of {', '.join(held)}")
    return held[outcome]


@small_value
class Element(Value):
    """One element of a pupil's Progress 8."""

    of: str = item("english, mathematics, ebacc or others")
    score: Fraction = item("grades a slot above or below the estimate, not rounded")


@value
class Progress8(Value):
    """One pupil's Progress 8, or why there is none."""

    state: MeasureState = item("whether it can be said")
    score: Fraction | None = item("grades a slot above or below the estimate, not rounded; none where not said")
    group: int | None = item("the group of prior attainment; none without tests")
    elements: tuple[Element, ...] = item("the same of each element, where its estimate is held")
    why: str = item("why there is none, or that it is an indication", default="")


def progress_8(
    attained: Attainment8, prior: PriorAttainment | None, *, leaving: int, indicative_on: int | None = None
) -> Progress8:
    """One pupil's Progress 8 on leaving in the summer of ``leaving``; ``prior`` is none without a test result.

    ``indicative_on`` names an earlier year of leaving whose estimates are to be used where there is none for
    ``leaving``: the score then says that it is an indication.

    >>> from ap_core.progress.attainment import attainment_8
    >>> none_sat = attainment_8((), leaving=2024)
    >>> start = PriorAttainment(reading=97, mathematics=97)
    >>> float(progress_8(none_sat, start, leaving=2024).score)
    -3.024
    >>> progress_8(none_sat, start, leaving=2026).why
    'there is no Progress 8 for 2025/26'
    >>> progress_8(none_sat, start, leaving=2026, indicative_on=2024).why
    'indicative, on the estimates of 2023/24'
    """
    group = prior.group if prior is not None else None
    if group is None:
        return _none(MeasureState.NOT_APPLICABLE, None, "no test result at the end of Key Stage 2")
    year, why = leaving, ""
    if indicative_on is not None and indicative_on != leaving:
        if indicative_on > leaving:
            refuse("progress_8", "indicative_on", "is after leaving", "give an earlier year of leaving")
        if ESTIMATES.get(leaving) is None:
            year, why = indicative_on, f"indicative, on the estimates of {_school_year(indicative_on)}"
    estimates = ESTIMATES.get(year)
    if estimates is None:
        if year in NONE_PUBLISHED:
            return _none(MeasureState.NOT_APPLICABLE, group, f"there is no Progress 8 for {_school_year(year)}")
        return _none(MeasureState.NOT_AVAILABLE, group, f"the estimates for {_school_year(year)} are not held")
    score = (attained.points - Fraction(estimates.attainment_8[group - 1], 100)) / 10
    elements = tuple(
        Element(name, (attained.of(name) - Fraction(of_group[group - 1], 100)) / slots)
        for name, slots in _SLOTS_OF.items()
        if (of_group := getattr(estimates, name)) is not None
    )
    return Progress8(state=MeasureState.SHOWN, score=score, group=group, elements=elements, why=why)


def _none(state: MeasureState, group: int | None, why: str) -> Progress8:
    return Progress8(state=state, score=None, group=group, elements=(), why=why)


def _school_year(leaving: int) -> str:
    return f"{leaving - 1}/{leaving % 100:02d}"


class Compared(Enum):
    """What the department's labels make of a group's score and interval."""

    WELL_ABOVE = "well above average"
    ABOVE = "above average"
    AVERAGE = "average"
    BELOW = "below average"
    WELL_BELOW = "well below average"


def compared(score: Fraction, interval: Interval) -> Compared:
    """The label of a group's score: an interval that ends exactly at nil is average.

    >>> compared(Fraction(1, 2), Interval(Fraction(1, 10), Fraction(9, 10), 0.95, "national deviation"))
    <Compared.WELL_ABOVE: 'well above average'>
    """
    if interval.lower > 0:
        return Compared.WELL_ABOVE if score >= Fraction(1, 2) else Compared.ABOVE
    if interval.upper < 0:
        return Compared.WELL_BELOW if score < -Fraction(1, 2) else Compared.BELOW
    return Compared.AVERAGE


def average_progress_8(
    pupils: Iterable[Progress8], *, leaving: int, minimums: Mapping[int, Fraction] | None, source: str
) -> Measure:
    """The mean Progress 8 of a group with the department's interval, and how many scores were raised to the minimum.

    ``minimums`` is the department's table for the year: the lowest score that counts, by group of prior attainment. It
    is not held here. ``None`` leaves every score as it is, and the measure says so. All scores of one measure are real
    or all are indications.

    >>> from ap_core.progress.attainment import attainment_8
    >>> cohort = [progress_8(attainment_8((), leaving=2024), PriorAttainment(reading=97, mathematics=97), leaving=2024)]
    >>> print(average_progress_8(cohort * 12, leaving=2024, minimums={11: Fraction(-2)}, source="invented"))
    Progress 8: -2.00 grades a slot (n = 12; 95% -2.80 to -1.20 (national deviation, 1.96); 12 raised to the minimum)
    """
    given = tuple(pupils)
    scored = [each for each in given if each.score is not None]
    whys = {each.why for each in scored}
    faults = []
    if len(whys) > 1:
        faults.append(Fault("pupils", "mix real scores and indications", "give those of one kind"))
    if minimums is not None:
        missing = sorted({each.group for each in scored if each.group is not None} - set(minimums))
        if missing:
            groups = ", ".join(map(str, missing))
            faults.append(Fault("minimums", f"hold no minimum for group {groups}", "give the year's whole table"))
        if any(not 1 <= group <= GROUPS for group in minimums):
            faults.append(Fault("minimums", "hold a group that there is not", f"give groups 1 to {GROUPS}"))
    require("average_progress_8", faults)
    return _average(given, scored, leaving, minimums, source)


def _average(
    given: tuple[Progress8, ...],
    scored: list[Progress8],
    leaving: int,
    minimums: Mapping[int, Fraction] | None,
    source: str,
) -> Measure:
    name, unit, n, of = "Progress 8", "grades a slot", len(scored), len(given)
    not_for = (
        "comparing with a school: no result of a centre for alternative provision is published",
        "saying that one pupil made progress or did not",
    )
    if of and not n:
        state = next(each.state for each in given)
        return not_shown(name, unit, state, given[0].why, n=0, of=of, source=source, not_for=not_for)
    missing = unsupported(name, unit, n, of=of, source=source, not_for=not_for)
    if missing is not None:
        return missing
    scores, raised = [], 0
    for each in scored:
        assert each.score is not None and each.group is not None
        lowest = each.score if minimums is None else minimums[each.group]
        scores.append(max(each.score, lowest))
        raised += each.score < lowest
    mean = sum(scores, Fraction(0)) / n
    indicative = scored[0].why
    estimates = ESTIMATES.get(leaving)
    interval = None
    if estimates is not None:
        half = 1.96 * float(estimates.deviation) / math.sqrt(n)
        interval = Interval(float(mean) - half, float(mean) + half, 0.95, "national deviation, 1.96")
    said = ["not raised to any minimum" if minimums is None else f"{raised} raised to the minimum", indicative]
    return measured(
        name, unit, mean, n=n, of=of, places=2, interval=interval, source=source, not_for=not_for,
        why="; ".join(filter(None, said)),
    )  # fmt: skip
