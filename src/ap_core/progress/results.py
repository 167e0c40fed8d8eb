"""Results at the end of Key Stage 4: what was taken, the grade, the points it is worth and the level it stands for.

Points are whole hundredths, so that 8.5 and 1.25 are exact. What most pupils in alternative provision take (Entry
Level, functional skills, single Level 1 awards) is worth no point in any national measure; it is held here all the
same, for the measures of a centre's own (:mod:`ap_core.progress.qualified`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import Enum, IntEnum

from ap_core.errors import Fault, NotInForce, refuse
from ap_core.law.citation import Citation, Seen
from ap_core.law.instruments import KEY_STAGE_4_MEASURES
from ap_core.values import Value, item, value


class Subject(Enum):
    """What a result is in, as far as a national measure asks."""

    ENGLISH_LANGUAGE = "English language"
    ENGLISH_LITERATURE = "English literature"
    MATHEMATICS = "mathematics"
    SCIENCE = "science"
    COMPUTER_SCIENCE = "computer science"
    GEOGRAPHY = "geography"
    HISTORY = "history"
    LANGUAGE = "a language"
    OTHER = "another subject"


class Kind(Enum):
    """What kind of qualification it is. AS levels are not held: their points were not read."""

    GCSE = "GCSE, graded 9 to 1"
    LETTERED_GCSE = "GCSE, graded A* to G"
    COMBINED_SCIENCE = "GCSE combined science, two grades"
    TECHNICAL_AWARD = "Level 1/2 technical award that national measures count"
    FUNCTIONAL_SKILLS = "functional skills"
    ENTRY_LEVEL = "Entry Level certificate"
    OTHER_LEVEL_1 = "another Level 1 qualification"
    OTHER_LEVEL_2 = "another Level 2 qualification"


class Rung(IntEnum):
    """The level that a result stands for; NONE where it was taken and nothing was reached."""

    NONE = 0
    ENTRY_1 = 1
    ENTRY_2 = 2
    ENTRY_3 = 3
    LEVEL_1 = 4
    LEVEL_2 = 5


#: Taken, and nothing reached: ungraded, or no result.
NOTHING = ("U", "X")
_NUMBERS = "987654321"
_PAIRS = [f"{n}-{n}" for n in _NUMBERS] + [f"{n}-{int(n) - 1}" for n in _NUMBERS[:-1]]
_LETTERS = {"A*": 850, "A": 700, "B": 550, "C": 400, "D": 300, "E": 200, "F": 150, "G": 100}
_AWARDS = {
    "Level 2 Distinction*": 850, "Level 2 Distinction": 700, "Level 2 Merit": 550, "Level 2 Pass": 400,
    "Level 1 Distinction": 300, "Level 1 Merit": 200, "Level 1 Pass": 125,
}  # fmt: skip
_RUNGS = {
    "Level 2": Rung.LEVEL_2, "Level 1": Rung.LEVEL_1, "Entry 3": Rung.ENTRY_3, "Entry 2": Rung.ENTRY_2,
    "Entry 1": Rung.ENTRY_1,
}  # fmt: skip

#: The grades of each kind of qualification, best first.
GRADES: Mapping[Kind, tuple[str, ...]] = {
    Kind.GCSE: (*_NUMBERS, *NOTHING),
    Kind.LETTERED_GCSE: (*_LETTERS, *NOTHING),
    Kind.COMBINED_SCIENCE: (*sorted(_PAIRS, reverse=True), *NOTHING),
    Kind.TECHNICAL_AWARD: (*_AWARDS, *NOTHING),
    Kind.FUNCTIONAL_SKILLS: (*_RUNGS, *NOTHING),
    Kind.ENTRY_LEVEL: ("Entry 3", "Entry 2", "Entry 1", *NOTHING),
    Kind.OTHER_LEVEL_1: ("Pass", *NOTHING),
    Kind.OTHER_LEVEL_2: ("Pass", *NOTHING),
}

_NUMBERED = {grade: 100 * int(grade) for grade in _NUMBERS}
# Each of the two entries of combined science is worth the mean of both grades.
_PAIRED = {pair: 50 * (int(pair[0]) + int(pair[2])) for pair in _PAIRS}

#: Points in hundredths by grade; a kind or a grade that is in no table is worth none.
POINTS: Mapping[Kind, Mapping[str, int]] = {
    Kind.GCSE: _NUMBERED,
    Kind.LETTERED_GCSE: _LETTERS,
    Kind.COMBINED_SCIENCE: _PAIRED,
    Kind.TECHNICAL_AWARD: _AWARDS,
}
#: Where the points of each kind come from.
POINTS_UNDER: Mapping[Kind, Citation] = {
    kind: KEY_STAGE_4_MEASURES.at("point scores")
    if kind in (Kind.GCSE, Kind.LETTERED_GCSE)
    else KEY_STAGE_4_MEASURES.at("point scores", seen=Seen.NOT_SEEN, note="Remembered, not read.")
    for kind in POINTS
}
#: The first summer of leaving whose points are held.
POINTS_SINCE = 2022

_ONLY_IN = {
    Kind.COMBINED_SCIENCE: (Subject.SCIENCE,),
    Kind.FUNCTIONAL_SKILLS: (Subject.ENGLISH_LANGUAGE, Subject.MATHEMATICS, Subject.OTHER),
    Kind.TECHNICAL_AWARD: (Subject.OTHER,),
}


@value
class Result(Value):
    """One qualification that a pupil was entered for, with the grade.

    >>> Result(subject=Subject.MATHEMATICS, kind=Kind.GCSE, grade="10", on=date(2026, 8, 20), discount="maths")
    Traceback (most recent call last):
    ap_core.errors.InvalidValue: Result cannot be built: grade: is no grade of a GCSE, graded 9 to 1; \
give one of 9, 8, 7, 6, 5, 4, 3, 2, 1, U, X
    """

    subject: Subject = item("what it is in")
    kind: Kind = item("what kind of qualification it is")
    grade: str = item("the grade as awarded; U ungraded, X no result")
    on: date = item("the day the result came out")
    discount: str = item("what counts once: the discount code, or the subject where there is none at hand")

    def _faults(self) -> Iterator[Fault]:
        grades = GRADES[self.kind]
        if self.grade not in grades:
            yield Fault("grade", f"is no grade of a {self.kind.value}", f"give one of {', '.join(grades)}")
        subjects = _ONLY_IN.get(self.kind)
        if subjects is not None and self.subject not in subjects:
            allowed = " or ".join(each.value for each in subjects)
            yield Fault("subject", f"is not what a {self.kind.value} is in", f"give {allowed}")
        if not self.discount.strip():
            yield Fault("discount", "is empty", "give the discount code or the subject: what counts once")

    @property
    def entries(self) -> int:
        """How many qualifications it counts as."""
        return 2 if self.kind is Kind.COMBINED_SCIENCE else 1

    @property
    def is_gcse(self) -> bool:
        """Whether it is a GCSE."""
        return self.kind in (Kind.GCSE, Kind.LETTERED_GCSE, Kind.COMBINED_SCIENCE)

    @property
    def rung(self) -> Rung:
        """The level it stands for: GCSE 9 to 4 (C and above) is Level 2, 3 to 1 (D to G) is Level 1.

        >>> day = date(2026, 8, 20)
        >>> Result(subject=Subject.ENGLISH_LANGUAGE, kind=Kind.FUNCTIONAL_SKILLS, grade="Entry 3", on=day,
        ...        discount="english").rung
        <Rung.ENTRY_3: 3>
        """
        if self.grade in NOTHING:
            return Rung.NONE
        if self.kind is Kind.OTHER_LEVEL_1:
            return Rung.LEVEL_1
        if self.kind is Kind.OTHER_LEVEL_2:
            return Rung.LEVEL_2
        if self.is_gcse:
            return Rung.LEVEL_2 if _grade_points(self) >= 400 else Rung.LEVEL_1
        return _RUNGS[" ".join(self.grade.split()[:2])]


def _grade_points(result: Result) -> int:
    """A GCSE's points by its grade alone; of combined science the better grade says which level it is."""
    if result.kind is Kind.COMBINED_SCIENCE:
        return _NUMBERED[result.grade[0]]
    return (_NUMBERED | _LETTERS)[result.grade]


def first_september(leaving: int) -> date:
    """The first day of the school year in whose summer pupils leave: 2026 for 2025/26."""
    try:
        return date(leaving - 1, 9, 1)
    except (TypeError, ValueError, OverflowError):
        refuse("Key Stage 4", "leaving", "is no year", "give the year of the summer as a number, such as 2026")


def points(result: Result, *, leaving: int) -> int:
    """Points in hundredths that each of its entries is worth to a pupil who leaves in the summer of ``leaving``.

    Nought for what national measures leave out. :class:`~ap_core.errors.NotInForce` before 2022.

    >>> day = date(2026, 8, 20)
    >>> points(Result(subject=Subject.SCIENCE, kind=Kind.COMBINED_SCIENCE, grade="5-4", on=day, discount="RA1"),
    ...        leaving=2026)
    450
    """
    if leaving < POINTS_SINCE:
        why = f"none are held for pupils who leave before {POINTS_SINCE}"
        raise NotInForce("Key Stage 4 points", first_september(leaving), why)
    return POINTS.get(result.kind, {}).get(result.grade, 0)


def result_faults(results: Iterable[Result], path: str = "results") -> list[Fault]:
    """What is wrong with one pupil's results together: two results of one entry."""
    seen: set[tuple[str, date]] = set()
    faults = []
    for at, result in enumerate(results):
        entry = (result.discount, result.on)
        if entry in seen:
            faults.append(
                Fault(f"{path}[{at}]", "is a second result of one entry", "give each entry once, with its grade")
            )
        seen.add(entry)
    return faults
