"""Key Stage 4: points, and Attainment 8 as the department reckons it, with what it leaves out listed beside it.

Slots are data for each leaving year, because they are going to change: a reform was proposed in November 2025, and from
the leavers of 2026/27 on nothing is held (fact book metrics KS4-05). The official guide was not read; the rules are
those that other sources and a published program carry (KS4-01, KS4-02).

There is no official Attainment 8 of a single centre of alternative provision to match: national figures leave out
pupils whose main registration is at a mainstream school, and no results of single centres are published.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from enum import Enum
from fractions import Fraction
from itertools import groupby

from ap_core.dates.years import AcademicYear
from ap_core.errors import Fault, refuse
from ap_core.progress.measures import Measure, MeasureState, measured, not_shown, unsupported
from ap_core.values import Value, item, small_value, value


class Subject(Enum):
    """What a result is in, as far as Attainment 8 tells subjects apart."""

    ENGLISH_LANGUAGE = "English language"
    ENGLISH_LITERATURE = "English literature"
    MATHS = "mathematics"
    COMBINED_SCIENCE = "combined science"
    SCIENCE = "a single science"
    COMPUTER_SCIENCE = "computer science"
    GEOGRAPHY = "geography"
    HISTORY = "history"
    LANGUAGE = "a language"
    OTHER = "another subject"


class Award(Enum):
    """What kind of award it is."""

    GCSE = "GCSE"
    LEVEL_2_TECHNICAL = "approved technical award, level 2"
    LEVEL_1_TECHNICAL = "approved technical award, level 1"
    LEVEL_1 = "other level 1 award"
    ENTRY_LEVEL = "entry level certificate"
    FUNCTIONAL_SKILLS = "functional skills"


_GCSE = {str(grade): Fraction(grade) for grade in range(1, 10)} | {"U": Fraction(0), "X": Fraction(0)}
#: The points of each grade. Those of technical awards are from memory.
POINTS: dict[Award, dict[str, Fraction]] = {
    Award.GCSE: _GCSE,
    Award.LEVEL_2_TECHNICAL: {
        "D*": Fraction(17, 2), "D": Fraction(7), "M": Fraction(11, 2), "P": Fraction(4), "U": Fraction(0),
    },
    Award.LEVEL_1_TECHNICAL: {"D": Fraction(3), "M": Fraction(2), "P": Fraction(5, 4), "U": Fraction(0)},
}  # fmt: skip
_COMBINED = re.compile(r"([1-9U])-([1-9U])")
_ENGLISH = frozenset({Subject.ENGLISH_LANGUAGE, Subject.ENGLISH_LITERATURE})
_EBACC = frozenset(Subject) - _ENGLISH - {Subject.MATHS, Subject.OTHER}
#: Results of these days count in no measure: there were no examinations.
NOT_COUNTED = (date(2020, 1, 1), date(2021, 8, 31))


@value
class Result(Value):
    """One result. ``entry`` tells entries apart: the same for a resit, another for another subject.

    >>> Result(entry="combined science", subject=Subject.COMBINED_SCIENCE, award=Award.GCSE, grade="5-4",
    ...        on=date(2026, 8, 20)).points
    Fraction(9, 2)
    """

    entry: str = item("what was entered, by discount code or a name of one's own")
    subject: Subject = item("the subject")
    award: Award = item("the kind of award")
    grade: str = item("the grade, as on the certificate; X for an entry without a result", shown=False)
    on: date = item("the day of the result")

    def _faults(self) -> Iterator[Fault]:
        if not self.entry.strip():
            yield Fault("entry", "is empty", "name what was entered")
        table = POINTS.get(self.award)
        if self.subject is Subject.COMBINED_SCIENCE and self.award is Award.GCSE:
            if self.grade not in ("U", "X") and not _COMBINED.fullmatch(self.grade):
                yield Fault("grade", "is no grade of combined science", "give both, such as 5-4, or U or X")
        elif table is not None and self.grade not in table:
            yield Fault("grade", f"is no grade of {self.award.value}", f"give one of {', '.join(table)}")

    @property
    def points(self) -> Fraction:
        """The points of one slot; 0 for awards that no measure counts."""
        both = _COMBINED.fullmatch(self.grade) if self.subject is Subject.COMBINED_SCIENCE else None
        if both is not None:
            return (_GCSE[both[1]] + _GCSE[both[2]]) / 2
        return POINTS.get(self.award, {}).get(self.grade, Fraction(0))

    @property
    def counts(self) -> bool:
        """Whether any national measure counts such an award."""
        return self.award in POINTS


@small_value
class Slots(Value):
    """How many slots of each kind there are, and from which leavers to which."""

    first: AcademicYear = item("the school year of the first leavers they are for")
    last: AcademicYear = item("and of the last for whom they are known")
    ebacc_slots: int = item("slots for the subjects of the English Baccalaureate")
    open_slots: int = item("slots for anything else that is approved, and for what found no place before")


#: Maximum 90 points since the leavers of 2017/18.
SLOTS = (Slots(AcademicYear(2017), AcademicYear(2025), ebacc_slots=3, open_slots=3),)


@small_value
class Attainment8(Value):
    """One pupil's Attainment 8 by element, and the results that no national measure counts."""

    total: Fraction = item("of 90")
    english: Fraction = item("the better of the two, doubled only where both were taken")
    maths: Fraction = item("doubled")
    ebacc: Fraction = item("three slots")
    open_element: Fraction = item("three slots")
    empty_slots: int = item("slots with nothing in them, of the ebacc and the open ones")
    not_counted: tuple[str, ...] = item("entries that no national measure counts: entry level, functional skills")


def attainment_8(results: Iterable[Result], leaving: AcademicYear) -> Attainment8 | None:
    """Attainment 8 of one pupil; none for leaving years whose slots are not held.

    Of each entry the first result counts, whatever came later. One English subject alone has weight one. An entry
    without a result counts 0, and counts as taken.

    >>> def gcse(subject, grade):
    ...     return Result(entry=subject.value, subject=subject, award=Award.GCSE, grade=grade, on=date(2026, 8, 20))
    >>> found = attainment_8([gcse(Subject.ENGLISH_LANGUAGE, "4"), gcse(Subject.MATHS, "3")], AcademicYear(2025))
    >>> str(found.total), found.empty_slots
    ('10', 6)
    >>> both = [gcse(Subject.ENGLISH_LANGUAGE, "4"), gcse(Subject.ENGLISH_LITERATURE, "2")]
    >>> found = attainment_8(both, AcademicYear(2025))
    >>> str(found.english), str(found.open_element)
    ('8', '2')
    """
    slots = next((each for each in SLOTS if each.first.start <= leaving.start <= each.last.start), None)
    first = _first_entries(tuple(results))
    if slots is None:
        return None
    gcses = [result for result in first if result.award is Award.GCSE]
    languages = sorted((r.points for r in gcses if r.subject in _ENGLISH), reverse=True)
    both = {r.subject for r in gcses} >= _ENGLISH
    english = languages[0] * (2 if both else 1) if languages else Fraction(0)
    maths = max((2 * r.points for r in gcses if r.subject is Subject.MATHS), default=Fraction(0))
    ebacc = _slots_of(r for r in gcses if r.subject in _EBACC)
    other = _slots_of(r for r in first if r.counts and (r.award is not Award.GCSE or r.subject is Subject.OTHER))
    left = sorted([*ebacc[slots.ebacc_slots :], *other, *(languages[1:] if both else ())], reverse=True)
    in_ebacc, in_open = ebacc[: slots.ebacc_slots], left[: slots.open_slots]
    return Attainment8(
        total=english + maths + sum(in_ebacc) + sum(in_open),
        english=english, maths=maths, ebacc=sum(in_ebacc, Fraction(0)), open_element=sum(in_open, Fraction(0)),
        empty_slots=slots.ebacc_slots + slots.open_slots - len(in_ebacc) - len(in_open),
        not_counted=tuple(sorted(r.entry for r in first if not r.counts)),
    )  # fmt: skip


def _first_entries(results: tuple[Result, ...]) -> list[Result]:
    """Of each entry the first result, without those of the days that count for nothing."""
    kept = sorted(
        (r for r in results if not NOT_COUNTED[0] <= r.on <= NOT_COUNTED[1]),
        key=lambda result: (result.entry, result.on),
    )
    entries = [list(group) for _, group in groupby(kept, key=lambda result: result.entry)]
    twice = sum(len(same) > 1 and same[0].on == same[1].on for same in entries)
    if twice:
        refuse("attainment_8", "results", f"has {twice} entries with two first results", "give one result a day")
    return [same[0] for same in entries]


def _slots_of(results: Iterable[Result]) -> list[Fraction]:
    """The points of each slot that could be filled, best first. A GCSE in combined science fills two."""
    points = []
    for result in results:
        is_double = result.subject is Subject.COMBINED_SCIENCE and result.award is Award.GCSE
        points += [result.points] * (2 if is_double else 1)
    return sorted(points, reverse=True)


def mean_attainment_8(pupils: Iterable[Iterable[Result]], leaving: AcademicYear, *, source: str) -> Measure:
    """The average of all pupils at the end of Key Stage 4, those without any result counted at 0."""
    name, unit = f"Attainment 8, leavers of {leaving}", "points of 90"
    not_for = (
        "comparing with a mainstream school: other pupils, and other entries",
        "an official figure: there is none",
    )
    scores = [attainment_8(results, leaving) for results in pupils]
    if None in scores:
        why = "the slots of this leaving year are not held"
        return not_shown(
            name, unit, MeasureState.NOT_AVAILABLE, why, n=0, of=len(scores), source=source, not_for=not_for
        )
    totals = [score.total for score in scores if score is not None]
    missing = unsupported(name, unit, len(totals), of=len(totals), source=source, not_for=not_for)
    if missing is not None:
        return missing
    return measured(name, unit, sum(totals, Fraction(0)) / len(totals), n=len(totals), source=source, not_for=not_for)
