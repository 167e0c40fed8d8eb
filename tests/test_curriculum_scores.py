"""Scales, scores that they cut off, and reading ages: metrics.md STD-01 and STD-03."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ap_core.curriculum.records import Assessment, Domain
from ap_core.curriculum.scores import (
    Censored,
    ReadingAge,
    Score,
    ScoreBand,
    ScoreScale,
    age_in_months,
    months_behind_age,
)
from ap_core.errors import InvalidValue
from ap_core.law.unknown import UNKNOWN
from ap_core.support.scales import Better
from tests.attended_models import nov

#: A scale and bands of no real test.
SCALE = ScoreScale(
    instrument="an invented test", lowest=69, highest=131, better=Better.HIGHER, mean=100, deviation=15,
    bands=(
        ScoreBand(lowest=69, highest=76, called="well below average"),
        ScoreBand(lowest=77, highest=88, called="below average"),
        ScoreBand(lowest=89, highest=111, called="average"),
    ),
)  # fmt: skip
MARKS = ScoreScale(instrument="an invented quiz", lowest=0, highest=40, better=Better.HIGHER)


def faults(wrong: pytest.ExceptionInfo[InvalidValue]) -> list[str]:
    return [f"{fault.path}: {fault.problem}" for fault in wrong.value.faults]


class TestScale:
    """What a publisher declares of a test: a range, a direction, mean and deviation where it is standardised."""

    def test_every_fault_at_once(self) -> None:
        with pytest.raises(InvalidValue) as wrong:
            ScoreScale(
                instrument=" ", lowest=9, highest=9, better=Better.LOWER, deviation=0,
                bands=(
                    ScoreBand(lowest=8, highest=9, called="a"), ScoreBand(lowest=9, highest=12, called="b"),
                ),
            )  # fmt: skip
        assert faults(wrong) == [
            "instrument: is empty",
            "highest: is not above lowest",
            "mean: is missing",
            "deviation: is no standard deviation",
            "bands[0].lowest: is in the band before it, or below the scale",
            "bands[1].lowest: is in the band before it, or below the scale",
            "bands[1].highest: is above the scale",
        ]
        with pytest.raises(InvalidValue) as wrong:
            SCALE.but(mean=131, deviation=None)
        assert faults(wrong) == ["deviation: is missing", "mean: is outside the scale"]
        with pytest.raises(InvalidValue) as wrong:
            ScoreBand(lowest=2, highest=1, called="")
        assert faults(wrong) == ["highest: is below lowest", "called: is empty"]

    @given(st.integers(69, 131))
    def test_cut_off_at_its_ends_and_nowhere_else(self, number: int) -> None:
        score = SCALE.score(number)
        assert score.number == number
        assert (score.censored is not None) == (number in (69, 131))
        assert SCALE.above_lowest(number) == number - 69

    @pytest.mark.parametrize("number", [68, 132])
    def test_a_score_outside_its_scale(self, number: int) -> None:
        with pytest.raises(InvalidValue, match="outside the scale"):
            SCALE.score(number)

    def test_a_band_belongs_to_one_named_test(self) -> None:
        """metrics.md STD-01: two tests call 90 differently, so there is no band without a scale's own."""
        other = SCALE.but(instrument="another", bands=(ScoreBand(lowest=88, highest=94, called="slightly below"),))
        assert (SCALE.band_of(90), other.band_of(90)) == ("average", "slightly below")
        assert (SCALE.band_of(112), other.band_of(87), MARKS.band_of(20)) == (None, None, None)
        assert [SCALE.band_of(number) for number in (76, 77, 88, 89, 111)] == [
            "well below average", "below average", "below average", "average", "average"
        ]  # fmt: skip


class TestScore:
    """A number at an end of its scale is a bound."""

    @given(st.integers(69, 131), st.integers(60, 140), st.integers(0, 60))
    def test_below_holds_whatever_the_true_result(self, number: int, limit: int, beyond: int) -> None:
        """However far beyond the cut the true result lies, what was told stays true."""
        score = SCALE.score(number)
        true = number + {Censored.AT_FLOOR: -beyond, Censored.AT_CEILING: beyond, None: 0}[score.censored]
        told = score.is_below(limit)
        assert told is None or told == (true < limit)

    def test_open_only_where_the_cut_leaves_it_open(self) -> None:
        floor, ceiling = SCALE.score(69), SCALE.score(131)
        assert [floor.is_below(limit) for limit in (69, 70)] == [None, True]
        assert [ceiling.is_below(limit) for limit in (131, 132)] == [False, None]
        assert [Score(84).is_below(limit) for limit in (84, 85)] == [False, True]

    def test_in_words(self) -> None:
        assert [str(SCALE.score(number)) for number in (69, 71, 131)] == ["69 or below", "71", "131 or above"]


class TestReadingAge:
    """metrics.md STD-03: years and months, cut off where the test ends, for communication only."""

    @given(st.integers(3, 25), st.integers(0, 11), st.none() | st.sampled_from(Censored))
    def test_reads_what_it_writes(self, years: int, months: int, censored: Censored | None) -> None:
        sign = {None: "", Censored.AT_FLOOR: "<", Censored.AT_CEILING: ">"}[censored]
        age = ReadingAge.of(f"{sign}{years}:{months:02}")
        assert age == ReadingAge(years, months, censored)
        assert divmod(age.in_months, 12) == (years, months)

    @pytest.mark.parametrize("text", ["7.2", "7:2", "", "seven", "7:02 ", "≥7:02", 7])
    def test_no_reading_age(self, text: Any) -> None:
        with pytest.raises(InvalidValue, match="is no reading age"):
            ReadingAge.of(text)

    def test_trap_7_12_is_no_age(self) -> None:
        with pytest.raises(InvalidValue) as wrong:
            ReadingAge(2, 12)
        assert faults(wrong) == ["years: is no reading age", "months: is not 0 to 11"]

    @pytest.mark.parametrize(
        ("born", "on", "months"),
        [
            (date(2013, 1, 9), date(2026, 11, 17), 166), (date(2013, 1, 17), date(2026, 11, 17), 166),
            (date(2013, 1, 18), date(2026, 11, 17), 165), (date(2012, 2, 29), date(2013, 2, 28), 11),
            (date(2012, 2, 29), date(2013, 3, 1), 12), (date(2013, 1, 31), date(2013, 2, 28), 0),
            (date(2013, 1, 31), date(2013, 3, 1), 1), (date(2013, 1, 9), date(2013, 1, 9), 0),
        ],
    )  # fmt: skip
    def test_age(self, born: date, on: date, months: int) -> None:
        assert age_in_months(born=born, on=on) == months

    @given(st.dates(date(2008, 1, 1), date(2016, 12, 31)), st.integers(0, 6000))
    def test_age_only_grows_and_by_one_at_a_time(self, born: date, days: int) -> None:
        on = born + timedelta(days)
        grown = age_in_months(born=born, on=on + timedelta(1)) - age_in_months(born=born, on=on)
        assert grown in (0, 1)

    def test_before_birth(self) -> None:
        with pytest.raises(InvalidValue, match="before the birth"):
            age_in_months(born=date(2013, 1, 9), on=date(2013, 1, 8))

    def test_a_bound_is_not_given_as_a_gap(self) -> None:
        asked = {"born": date(2013, 1, 9), "on": date(2026, 11, 17)}
        assert months_behind_age(ReadingAge(7, 2), **asked) == 80
        assert months_behind_age(ReadingAge(15, 0), **asked) == -14
        assert months_behind_age(ReadingAge.of("<6:00"), **asked) is None


class TestAssessment:
    """A score stands on the scale of its instrument; whatever does not fit is named, all together."""

    reading = Assessment(domain=Domain.READING, taken_on=nov(17), standard_score=71, scale=SCALE)

    def test_result(self) -> None:
        assert self.reading.result == Score(71)
        assert self.reading.but(standard_score=69).result == Score(69, Censored.AT_FLOOR)
        assert self.reading.but(scale=None).result is UNKNOWN
        assert self.reading.but(standard_score=UNKNOWN).result is UNKNOWN
        assert self.reading.but(standard_score=None).result is None
        marks = Assessment(domain=Domain.NUMBER, taken_on=nov(17), scale=MARKS, score=40)
        assert marks.result == marks.but(standard_score=UNKNOWN).result == Score(40, Censored.AT_CEILING)

    @pytest.mark.parametrize(
        ("changes", "wrong_with"),
        [
            ({"standard_score": 68}, ["standard_score: is outside its scale"]),
            ({"standard_score": 132}, ["standard_score: is outside its scale"]),
            ({"scale": MARKS}, ["standard_score: does not go with its scale", "standard_score: is outside its scale"]),
            ({"scale": SCALE.but(better=Better.LOWER)}, ["standard_score: does not go with its scale"]),
            ({"score": 80}, ["score: is given beside standard_score", "score: does not go with its scale"]),
            ({"scale": None, "score": 7}, ["score: is given without its scale"]),
            ({"instrument": "another"}, ["scale.instrument: is another instrument"]),
            ({"subject": "science"}, ["subject: is given where no subject is looked at"]),
            ({"domain": Domain.NUMBER, "reading_age": ReadingAge(7, 2)}, ["reading_age: is given outside reading"]),
            (
                {"standard_score": 132, "instrument": "another", "subject": "art"},
                [
                    "subject: is given where no subject is looked at", "scale.instrument: is another instrument",
                    "standard_score: is outside its scale",
                ],
            ),
        ],
    )  # fmt: skip
    def test_refused(self, changes: dict[str, Any], wrong_with: list[str]) -> None:
        with pytest.raises(InvalidValue) as wrong:
            self.reading.but(**changes)
        assert faults(wrong) == wrong_with

    def test_kept(self) -> None:
        assert self.reading.but(instrument="an invented test").scale == SCALE
        assert Assessment(domain=Domain.SUBJECTS, taken_on=nov(17), subject="science").subject == "science"
        lower = MARKS.but(better=Better.LOWER)
        assert Assessment(domain=Domain.WELLBEING, taken_on=nov(17), scale=lower, score=12).result == Score(12)
