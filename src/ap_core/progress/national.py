"""National figures to be read beside a centre's own, each with its year, its population and where it was read.

Department for Education statistics, Open Government Licence v3.0. They were read in copies of the department's files
and pages (fact book metrics, sections 1 to 4), not at source: :attr:`NationalFigure.seen` says so. A figure is
held for the year that it is of and for no other: the last one is no live benchmark; where there is none, that is said.

Beside a small cohort a national figure stands only with the cohort's interval, and no centre is marked by it.
"""

from __future__ import annotations

from decimal import Decimal
from enum import Enum

from ap_core.law.citation import Seen
from ap_core.values import Value, item, small_value

#: Under which the figures may be used, with the attribution "Department for Education".
LICENCE = "Open Government Licence v3.0"


class National(Enum):
    """What is counted nationally."""

    ABSENCE = "overall absence, per cent of possible sessions"
    UNAUTHORISED = "unauthorised absence, per cent of possible sessions"
    PERSISTENT = "persistent absence, per cent of enrolments"
    SEVERE = "severe absence, per cent of enrolments"
    SUSPENSIONS = "suspensions, for 100 pupils on roll on the January census day"
    SUSPENDED = "pupil enrolments with one or more suspensions, for 100 pupils on roll on the January census day"
    PERMANENT = "permanent exclusions, for 100 pupils on roll on the January census day"
    ATTAINMENT_8 = "average Attainment 8, points"
    BASICS_4 = "grade 4 or above in English and mathematics, per cent"
    BASICS_5 = "grade 5 or above in English and mathematics, per cent"
    PROGRESS_8 = "average Progress 8, points"
    SUSTAINED = "sustained destination after Key Stage 4, per cent"
    NOT_IN_EDUCATION = "not in education, employment or training, or not known, aged 16 and 17, per cent"


class Population(Enum):
    """Whom a national figure counts. Two of them may differ by more than any centre does."""

    STATE_AP = "state-funded alternative provision, England"
    ALL_AP = "all alternative provision, with places that authorities pay for in independent schools, England"
    STATE = "state-funded schools, England"
    PLAN = "pupils with an EHC plan in state-funded schools, England"
    SEN_SUPPORT = "pupils with SEN support in state-funded schools, England"
    YOUNG_PEOPLE = "young people of academic age 16 and 17, England"


@small_value
class NationalFigure(Value):
    """One national figure."""

    measure: National = item("what is counted")
    population: Population = item("whom it counts")
    year: str = item("the academic year, or the year of the count")
    value: Decimal = item("the figure as published")
    period: str = item("the part of the year it covers; empty for the whole", default="")
    counted: int | None = item("the enrolments, pupils or leavers behind it; none where not read", default=None)
    seen: Seen = item("whether the text was read", default=Seen.SECONDARY)

    @property
    def remark(self) -> str:
        """What is to be said beside it: rates are not compared across the years of coronavirus without a word of it."""
        if self.measure in _OF_ABSENCE and self.year in _CORONAVIRUS:
            return "a year of coronavirus: absence to do with it was no absence, so other years are not like it"
        return ""

    def __str__(self) -> str:
        period = f", {self.period}" if self.period else ""
        return f"{self.value} {self.year}{period} ({self.measure.value}; {self.population.value})"


_OF_ABSENCE = (National.ABSENCE, National.UNAUTHORISED, National.PERSISTENT, National.SEVERE)
_CORONAVIRUS = ("2019/20", "2020/21", "2021/22")
_TWO_TERMS = "autumn and spring terms"


def _absence(year: str, enrolments: int, *figures: str) -> tuple[NationalFigure, ...]:
    return tuple(
        NationalFigure(measure, Population.STATE_AP, year, Decimal(figure), _TWO_TERMS, enrolments)
        for measure, figure in zip(_OF_ABSENCE, figures, strict=True)
    )


def _excluded(year: str, period: str, roll: int | None, *figures: str) -> tuple[NationalFigure, ...]:
    measures = (National.SUSPENSIONS, National.SUSPENDED, National.PERMANENT)
    return tuple(
        NationalFigure(measure, Population.STATE_AP, year, Decimal(figure), period, roll)
        for measure, figure in zip(measures, figures, strict=False)
    )


def _one(
    measure: National, population: Population, year: str, figure: str, counted: int | None = None
) -> NationalFigure:
    return NationalFigure(measure, population, year, Decimal(figure), counted=counted)


#: Every figure held, oldest first within one measure of one population.
FIGURES: tuple[NationalFigure, ...] = (
    *_absence("2016/17", 36_316, "33.24", "14.36", "71.84", "28.55"),
    *_absence("2017/18", 36_189, "34.64", "15.57", "74.27", "30.06"),
    *_absence("2018/19", 36_429, "34.44", "15.62", "72.22", "29.12"),
    *_absence("2020/21", 27_040, "32.81", "10.81", "71.64", "27.22"),
    *_absence("2021/22", 31_608, "37.40", "15.99", "78.31", "32.86"),
    *_absence("2022/23", 34_739, "40.75", "18.59", "81.24", "37.46"),
    *_absence("2024/25", 38_018, "42.04", "18.76", "81.93", "39.59"),
    *_excluded("2022/23", "", 13_191, "284.98", "88.55", "0.34"),
    *_excluded("2023/24", "autumn term", None, "118.40", "52.37"),
    *_excluded("2023/24", "spring term", 15_866, "82.25", "40.02", "0.13"),
    *_excluded("2024/25", "autumn term", 14_198, "110.39", "48.84", "0.11"),
    _one(National.ATTAINMENT_8, Population.STATE, "2022/23", "46.3"),
    _one(National.ATTAINMENT_8, Population.STATE, "2023/24", "46.1"),
    _one(National.ATTAINMENT_8, Population.PLAN, "2022/23", "14.0"),
    _one(National.ATTAINMENT_8, Population.SEN_SUPPORT, "2022/23", "33.3"),
    _one(National.BASICS_4, Population.STATE, "2022/23", "65.1"),
    _one(National.BASICS_4, Population.STATE, "2023/24", "65.4"),
    _one(National.BASICS_4, Population.PLAN, "2022/23", "13.0"),
    _one(National.BASICS_4, Population.SEN_SUPPORT, "2022/23", "36.9"),
    _one(National.BASICS_5, Population.STATE, "2022/23", "45.3"),
    _one(National.SUSTAINED, Population.STATE_AP, "2021/22", "58.8", 5_517),
    _one(National.SUSTAINED, Population.ALL_AP, "2021/22", "67.0", 7_906),
    _one(National.NOT_IN_EDUCATION, Population.YOUNG_PEOPLE, "2023", "5.2"),
    _one(National.NOT_IN_EDUCATION, Population.YOUNG_PEOPLE, "2025", "5.6", 1_335_160),
)  # fmt: skip

_AP = (Population.STATE_AP, Population.ALL_AP)
_NONE = {
    National.ABSENCE: "the weekly figures do not count alternative provision, so there is no live benchmark",
    National.PROGRESS_8: "there is none for 2024/25 and 2025/26: those pupils sat no tests at the end of Key Stage 2",
    National.ATTAINMENT_8: "what is published for alternative provision could not be read, and leaves out pupils who "
    "are registered at a mainstream school too",
    National.SUSTAINED: "later releases count otherwise and are not set beside the ones held",
}


def national(measure: National, population: Population, *, year: str | None = None) -> NationalFigure | None:
    """The last figure held, or that of one year (its last part where a year has several); ``None`` where none is held.

    >>> print(national(National.ABSENCE, Population.STATE_AP))
    42.04 2024/25, autumn and spring terms (overall absence, per cent of possible sessions; \
state-funded alternative provision, England)
    >>> national(National.ABSENCE, Population.STATE_AP, year="2025/26") is None
    True
    """
    found = [
        each for each in FIGURES
        if each.measure is measure and each.population is population and year in (None, each.year)
    ]  # fmt: skip
    return found[-1] if found else None


def why_no_benchmark(measure: National, population: Population) -> str:
    """Why there is no figure to set this year's own beside; empty where nothing is known against it.

    >>> why_no_benchmark(National.PROGRESS_8, Population.STATE)
    'there is none for 2024/25 and 2025/26: those pupils sat no tests at the end of Key Stage 2'
    """
    concerned = population in _AP or measure is National.PROGRESS_8
    return _NONE.get(measure, "") if concerned else ""
