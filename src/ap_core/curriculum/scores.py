"""What a test's own report says: the scale it stands on, a score that the scale may have cut off, a reading age.

A score comes from the instrument's report and is never reckoned from raw marks here. No table of norms, no band and no
wording of any instrument is held: the caller gives the scale, with the bands that its publisher names, as data. Bands
belong to one named test; two tests call the same number differently (fact book metrics STD-01).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from enum import Enum

from ap_core.dates.plain import plain_day
from ap_core.errors import Fault, refuse
from ap_core.support.scales import Better
from ap_core.values import Value, item, small_value, value


class Censored(Enum):
    """Where a scale ends before the pupil's own result may have: the number is a bound and not a measure."""

    AT_FLOOR = "or below"
    AT_CEILING = "or above"


@small_value
class Score(Value):
    """A score, and whether its scale cut it off.

    >>> print(Score(71), Score(69, Censored.AT_FLOOR), sep="; ")
    71; 69 or below
    """

    number: int = item("the number")
    censored: Censored | None = item("at which end of its scale it was cut off; none where it was not", default=None)

    def is_below(self, limit: int) -> bool | None:
        """Whether the pupil's result lies below ``limit``; ``None`` where the cut leaves that open.

        >>> Score(69, Censored.AT_FLOOR).is_below(85), Score(131, Censored.AT_CEILING).is_below(140)
        (True, None)
        """
        below = self.number < limit
        open_end = Censored.AT_CEILING if below else Censored.AT_FLOOR
        return None if self.censored is open_end else below

    def __str__(self) -> str:
        return str(self.number) if self.censored is None else f"{self.number} {self.censored.value}"


@value
class ScoreBand(Value):
    """What the publisher of a test calls a run of its scores."""

    lowest: int = item("the lowest score of it")
    highest: int = item("the highest score of it")
    called: str = item("what the publisher calls it, such as well below average")

    def _faults(self) -> Iterator[Fault]:
        if self.highest < self.lowest:
            yield Fault("highest", "is below lowest", "give the highest score of the band")
        if not self.called.strip():
            yield Fault("called", "is empty", "give the publisher's word for the band")


@value
class ScoreScale(Value):
    """The scale of one named test, as its publisher declares it.

    >>> scale = ScoreScale(instrument="an invented test", lowest=69, highest=131, better=Better.HIGHER)
    >>> print(scale.score(71), "|", scale.score(69), "|", scale.above_lowest(71))
    71 | 69 or below | 2
    """

    instrument: str = item("the instrument, as its publisher names it, with form or edition where that matters")
    lowest: int = item("the lowest score that it gives")
    highest: int = item("the highest score that it gives")
    better: Better = item("which end is the better one")
    mean: int | None = item("the mean of a standardised scale; none for any other", default=None)
    deviation: int | None = item("the standard deviation of a standardised scale; none for any other", default=None)
    bands: tuple[ScoreBand, ...] = item("the publisher's bands, lowest first", default=())

    @property
    def is_standardised(self) -> bool:
        """Whether its scores are standard scores."""
        return self.mean is not None

    def score(self, number: int) -> Score:
        """The score, cut off where it is the lowest or the highest that the scale has.

        :class:`~ap_core.errors.InvalidValue` for a number that the scale cannot give.
        """
        if not self.lowest <= number <= self.highest:
            refuse("ScoreScale.score", "number", "is outside the scale", "give a score as the test's report gives it")
        ends = {self.lowest: Censored.AT_FLOOR, self.highest: Censored.AT_CEILING}
        return Score(number, ends.get(number))

    def above_lowest(self, number: int) -> int:
        """How many points above the lowest possible score."""
        return self.score(number).number - self.lowest

    def band_of(self, number: int) -> str | None:
        """What this test's publisher calls the score; none where no band was given for it."""
        return next((band.called for band in self.bands if band.lowest <= number <= band.highest), None)

    def _faults(self) -> Iterator[Fault]:
        if not self.instrument.strip():
            yield Fault("instrument", "is empty", "name the test whose scale it is")
        if self.highest <= self.lowest:
            yield Fault("highest", "is not above lowest", "give the range that the publisher declares")
        if (self.mean is None) != (self.deviation is None):
            missing = "mean" if self.mean is None else "deviation"
            yield Fault(missing, "is missing", "give mean and deviation of a standardised scale, or neither")
        if self.deviation is not None and self.deviation < 1:
            yield Fault("deviation", "is no standard deviation", "give a number above 0")
        if self.mean is not None and not self.lowest < self.mean < self.highest:
            yield Fault("mean", "is outside the scale", "give a mean between lowest and highest")
        above = self.lowest
        for place, band in enumerate(self.bands):
            if band.lowest < above:
                yield Fault(
                    f"bands[{place}].lowest", "is in the band before it, or below the scale", "give bands lowest first"
                )
            above = band.highest + 1
        if self.bands and above > self.highest + 1:
            yield Fault(f"bands[{len(self.bands) - 1}].highest", "is above the scale", "end the bands with the scale")


_READING_AGE = re.compile(r"([<>]?)(\d{1,2}):(\d{2})")
_ENDS = {"": None, "<": Censored.AT_FLOOR, ">": Censored.AT_CEILING}


@small_value
class ReadingAge(Value):
    """A reading age in years and months: for explaining a result to pupil and parent, never for measuring progress.

    The publisher of a widely used test says so itself (metrics STD-03, read in a secondary source), and nothing here
    takes the difference of two.

    >>> print(ReadingAge.of("7:02"), "|", ReadingAge.of("<6:00"), "|", ReadingAge(7, 2).in_months)
    7:02 | 6:00 or below | 86
    """

    years: int = item("whole years")
    months: int = item("months beyond them, 0 to 11")
    censored: Censored | None = item("at which end the test cut it off; none where it did not", default=None)

    @classmethod
    def of(cls, text: str) -> ReadingAge:
        """A reading age as reports write it: ``7:02``, and ``<6:00`` or ``>15:00`` where the test ends there."""
        found = _READING_AGE.fullmatch(text) if text.__class__ is str else None
        if found is None:
            refuse("ReadingAge", "text", "is no reading age", "write years and two digits of months, such as 7:02")
        return cls(int(found[2]), int(found[3]), _ENDS[found[1]])

    @property
    def in_months(self) -> int:
        """All of it in months."""
        return 12 * self.years + self.months

    def _faults(self) -> Iterator[Fault]:
        # No reading test in use gives an age outside these.
        if not 3 <= self.years <= 25:
            yield Fault("years", "is no reading age", "give whole years, as the test's report does")
        if not 0 <= self.months <= 11:
            yield Fault("months", "is not 0 to 11", "give the months beyond whole years")

    def __str__(self) -> str:
        plain = f"{self.years}:{self.months:02}"
        return plain if self.censored is None else f"{plain} {self.censored.value}"


def age_in_months(*, born: date, on: date) -> int:
    """Completed months of age on a day: a month is complete on the day of the month of birth, or on the first of the
    next where a month has no such day.

    >>> divmod(age_in_months(born=date(2013, 1, 9), on=date(2026, 11, 17)), 12)
    (13, 10)
    """
    plain_day(born, "age_in_months", "born")
    plain_day(on, "age_in_months", "on")
    if on < born:
        refuse("age_in_months", "on", "is before the birth", "give a day of the pupil's life")
    return 12 * (on.year - born.year) + on.month - born.month - (on.day < born.day)


def months_behind_age(age: ReadingAge, *, born: date, on: date) -> int | None:
    """By how many months the reading age lies below the age on the day of the test; negative where it lies above.

    ``None`` where the test cut the reading age off: the number would be a bound, and would be read as a measure.

    >>> months_behind_age(ReadingAge(7, 2), born=date(2013, 1, 9), on=date(2026, 11, 17))
    80
    """
    return None if age.censored is not None else age_in_months(born=born, on=on) - age.in_months
