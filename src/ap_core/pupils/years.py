"""Year groups and key stages: the year a pupil is taught in, and the year expected for a date of birth.

A year group is recorded, not computed: the census asks for the year the pupil is *taught in*. What a birth date gives
is the *expected* year, and the key stage by that year, which is a convention: section 82 of the Education Act 2002
goes by the age of most of the teaching group. Cohorts run from 1 September to 31 August: who is born on 1 September is
the oldest of the next one (fact book: standards 10.1, 10.2).
"""

from __future__ import annotations

from datetime import date
from enum import Enum

from ap_core.dates.plain import plain_day
from ap_core.errors import refuse


class KeyStage(Enum):
    """A stage of the curriculum, by year group; ``str()`` is how a sentence says it.

    >>> print(KeyStage.KS3, KeyStage.KS5, sep=", ")
    Key Stage 3, 16 to 19
    """

    EYFS = "early years foundation stage"
    KS1 = "Key Stage 1"
    KS2 = "Key Stage 2"
    KS3 = "Key Stage 3"
    KS4 = "Key Stage 4"
    KS5 = "16 to 19"

    def __str__(self) -> str:
        return self.value


class YearGroup(Enum):
    """A year group as the school census codes it; ``str()`` is the code.

    Years are in order. X, "the national curriculum is not followed", is not a year: it is neither before nor after any
    other, and satisfies no comparison.

    >>> print(YearGroup.R, YearGroup.of("7"))
    R 7
    >>> YearGroup.N2 < YearGroup.R < YearGroup.Y1, YearGroup.X > YearGroup.Y9
    (True, False)
    """

    E1 = "E1"
    E2 = "E2"
    N1 = "N1"
    N2 = "N2"
    R = "R"
    Y1 = "1"
    Y2 = "2"
    Y3 = "3"
    Y4 = "4"
    Y5 = "5"
    Y6 = "6"
    Y7 = "7"
    Y8 = "8"
    Y9 = "9"
    Y10 = "10"
    Y11 = "11"
    Y12 = "12"
    Y13 = "13"
    Y14 = "14"
    X = "X"

    @classmethod
    def of(cls, code: str) -> YearGroup:
        """The year group with that census code; raises :class:`~ap_core.errors.InvalidValue` for any other text.

        >>> YearGroup.of("n1")
        <YearGroup.N1: 'N1'>
        """
        found = _BY_CODE.get(code.strip().upper()) if isinstance(code, str) else None
        if found is None:
            refuse("YearGroup", "code", "is not a year group", "give E1, E2, N1, N2, R, 1 to 14, or X")
        return found

    @property
    def number(self) -> int | None:
        """The year as a number, reception 0 and the years before it negative; ``None`` for X.

        >>> YearGroup.R.number, YearGroup.N2.number, YearGroup.X.number
        (0, -1, None)
        """
        return _NUMBERS[self]

    def __str__(self) -> str:
        return self.value

    def __lt__(self, other: object) -> bool:
        if other.__class__ is not YearGroup:
            return NotImplemented
        mine, theirs = _NUMBERS[self], _NUMBERS[other]
        return mine is not None and theirs is not None and mine < theirs

    def __gt__(self, other: object) -> bool:
        if other.__class__ is not YearGroup:
            return NotImplemented
        return other < self

    def __le__(self, other: object) -> bool:
        if other.__class__ is not YearGroup:
            return NotImplemented
        return self is other or self < other

    def __ge__(self, other: object) -> bool:
        if other.__class__ is not YearGroup:
            return NotImplemented
        return self is other or other < self


_BY_CODE = {year.value: year for year in YearGroup}
_NUMBERS = {year: at - 4 if year is not YearGroup.X else None for at, year in enumerate(YearGroup)}

#: Reception to Year 13, each at its own number, with its key stage: what a birth date can be expected to be in.
_EXPECTED = tuple(year for year in YearGroup if year.value not in ("E1", "E2", "N1", "N2", "14", "X"))
_EXPECTED_STAGE = (
    KeyStage.EYFS,
    *(KeyStage.KS1,) * 2,
    *(KeyStage.KS2,) * 4,
    *(KeyStage.KS3,) * 3,
    *(KeyStage.KS4,) * 2,
    *(KeyStage.KS5,) * 3,
)


def _expected(born: date, on: date) -> int:
    """Academic years begun since the one of birth, less the five before reception; plain integers, for speed."""
    if born.__class__ is not date or on.__class__ is not date:
        plain_day(born, "expected_year_group", "born")
        plain_day(on, "expected_year_group", "on")
    return on.year - born.year - 5 - (on.month < 9) + (born.month < 9)


def expected_year_group(*, born: date, on: date) -> YearGroup | None:
    """The year group expected for a date of birth in the academic year of ``on``; ``None`` outside R to 13.

    It says nothing of the year a pupil is in fact taught in.

    >>> print(expected_year_group(born=date(2014, 3, 14), on=date(2026, 11, 23)))
    8
    """
    number = _expected(born, on)
    return _EXPECTED[number] if 0 <= number <= 13 else None


def key_stage(*, born: date, on: date) -> KeyStage | None:
    """The key stage of the expected year group on ``on`` (a convention); ``None`` outside R to 13.

    >>> key_stage(born=date(2012, 3, 14), on=date(2026, 11, 23))
    <KeyStage.KS4: 'Key Stage 4'>
    """
    number = _expected(born, on)
    return _EXPECTED_STAGE[number] if 0 <= number <= 13 else None


def key_stage_of(year_group: YearGroup) -> KeyStage | None:
    """The key stage a year group belongs to by convention; ``None`` for X, which no year determines.

    >>> print(key_stage_of(YearGroup.Y9), key_stage_of(YearGroup.X), sep=", ")
    Key Stage 3, None
    """
    return _STAGES[year_group]


_STAGES = {
    year_group: None if number is None else _EXPECTED_STAGE[min(max(number, 0), 13)]
    for year_group, number in _NUMBERS.items()
}
