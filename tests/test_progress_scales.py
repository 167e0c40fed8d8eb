"""SDQ, SWEMWBS and standardised tests: metrics.md sections 5 to 7, numbers only."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ap_core.curriculum.scores import Censored, ReadingAge, ScoreScale
from ap_core.errors import InvalidValue
from ap_core.law.citation import Seen
from ap_core.progress.change import Precision, reliable_change
from ap_core.progress.sdq import (
    ITEMS,
    REVERSED,
    BandScheme,
    Informant,
    SdqAnswers,
    SdqScore,
    added_value,
    externalising,
    internalising,
    mean_added_value,
    sdq_band,
)
from ap_core.progress.standardised import (
    Design,
    Months,
    ReadingGain,
    eef_months,
    normal_score,
    percentile,
    ratio_gain,
    score_change,
    stanine,
)
from ap_core.progress.swemwbs import (
    SWEMWBS_ERROR,
    SWEMWBS_RELIABLE_CHANGE,
    AdultBand,
    adult_band,
    swemwbs_change,
    swemwbs_metric,
    swemwbs_score,
)
from ap_core.states import MeasureState
from ap_core.support.scales import Better
from tests.attended_models import nov

ANSWER = st.none() | st.integers(0, 2)
FORMS = st.tuples(*[ANSWER] * 25)
WHOLE = st.tuples(*[st.integers(0, 2)] * 25)
DIFFICULTIES = (SdqScore.EMOTIONAL, SdqScore.CONDUCT, SdqScore.HYPERACTIVITY, SdqScore.PEER)


def a_form(items: tuple[int | None, ...] = (1,) * 25, **more: Any) -> SdqAnswers:
    given: dict[str, Any] = {"informant": Informant.PARENT, "items": items, "difficulties": False}
    return SdqAnswers(**(given | more))


def scored(**answers: int) -> tuple[int | None, ...]:
    """A form with nothing answered but the items given by number: i3=2."""
    return tuple(answers.get(f"i{number}") for number in range(1, 26))


class TestSdqScores:
    """SDQ-01 and SDQ-02."""

    def test_every_item_is_in_one_scale(self) -> None:
        assert sorted(number for numbers in ITEMS.values() for number in numbers) == list(range(1, 26))
        assert sorted(REVERSED) == [7, 11, 14, 21, 25]

    @settings(max_examples=30)
    @given(FORMS)
    def test_five_times_the_mean_half_up(self, items: tuple[int | None, ...]) -> None:
        scores = a_form(items).scores()
        for scale, numbers in ITEMS.items():
            answers = [
                2 - answer if number in REVERSED else answer
                for number in numbers if (answer := items[number - 1]) is not None
            ]  # fmt: skip
            if len(answers) < 3:
                assert scores[scale] is None
            else:
                assert scores[scale] == int(Fraction(5 * sum(answers), len(answers)) + Fraction(1, 2))

    @settings(max_examples=30)
    @given(FORMS)
    def test_the_total_wants_all_four(self, items: tuple[int | None, ...]) -> None:
        scores = a_form(items).scores()
        four = [scores[scale] for scale in DIFFICULTIES]
        assert scores[SdqScore.TOTAL] == (None if None in four else sum(each or 0 for each in four))
        inside, outside = internalising(scores), externalising(scores)
        assert (inside is None) == (four[0] is None or four[3] is None)
        assert (outside is None) == (four[1] is None or four[2] is None)
        if inside is not None and outside is not None:
            assert scores[SdqScore.TOTAL] == inside + outside

    @settings(max_examples=30)
    @given(WHOLE)
    def test_the_ends(self, items: tuple[int, ...]) -> None:
        """Answering every item the other way round turns every scale round."""
        scores, turned = a_form(items).scores(), a_form(tuple(2 - each for each in items)).scores()
        for scale in ITEMS:
            assert scores[scale] == 10 - (turned[scale] or 0)

    def test_the_official_example(self) -> None:
        """4 from three items is 6.67, and 7."""
        assert a_form(scored(i3=2, i8=1, i13=1)).scores()[SdqScore.EMOTIONAL] == 7

    @pytest.mark.parametrize(
        ("informant", "difficulties", "items", "wanted"),
        [
            (Informant.PARENT, False, (), 0),
            (Informant.PARENT, None, (3, 3, 3, 3, 3), None),
            (Informant.PARENT, True, (0, 1, 2, 3, 3), 5),
            (Informant.PARENT, True, (None, None, None, None, 3), 2),
            (Informant.PARENT, True, (None,) * 5, None),
            (Informant.SELF, True, (3, 3, 3, 3, 3), 10),
            (Informant.TEACHER, True, (3, 3, 3), 6),
        ],
    )
    def test_impact(
        self, informant: Informant, difficulties: bool | None, items: tuple[int | None, ...], wanted: int | None
    ) -> None:
        """SDQ-03: nothing without difficulties; not there only if nothing was answered."""
        form = a_form(informant=informant, difficulties=difficulties, impact_items=items)
        assert form.scores()[SdqScore.IMPACT] == wanted

    def test_every_fault_at_once(self) -> None:
        with pytest.raises(InvalidValue) as wrong:
            a_form((3, *[1] * 23), impact_items=(4,))
        assert [fault.path for fault in wrong.value.faults] == [
            "items", "items[0]", "impact_items[0]", "impact_items", "impact_items",
        ]  # fmt: skip

    def test_no_answer_is_displayed(self) -> None:
        assert "items" not in repr(a_form()) and "difficulties" not in repr(a_form())


class TestSdqBands:
    """SDQ-04: two schemes, three informants."""

    @pytest.mark.parametrize(
        ("scheme", "informant", "score", "bands"),
        [
            (BandScheme.FOUR, Informant.PARENT, SdqScore.TOTAL, "0-13 / 14-16 / 17-19 / 20-40"),
            (BandScheme.FOUR, Informant.TEACHER, SdqScore.TOTAL, "0-11 / 12-15 / 16-18 / 19-40"),
            (BandScheme.FOUR, Informant.SELF, SdqScore.TOTAL, "0-14 / 15-17 / 18-19 / 20-40"),
            (BandScheme.FOUR, Informant.PARENT, SdqScore.CONDUCT, "0-2 / 3 / 4-5 / 6-10"),
            (BandScheme.FOUR, Informant.TEACHER, SdqScore.PEER, "0-2 / 3-4 / 5 / 6-10"),
            (BandScheme.FOUR, Informant.SELF, SdqScore.HYPERACTIVITY, "0-5 / 6 / 7 / 8-10"),
            (BandScheme.FOUR, Informant.PARENT, SdqScore.PROSOCIAL, "8-10 / 7 / 6 / 0-5"),
            (BandScheme.FOUR, Informant.TEACHER, SdqScore.PROSOCIAL, "6-10 / 5 / 4 / 0-3"),
            (BandScheme.FOUR, Informant.TEACHER, SdqScore.IMPACT, "0 / 1 / 2 / 3-6"),
            (BandScheme.FOUR, Informant.SELF, SdqScore.EMOTIONAL, "0-4 / 5 / 6 / 7-10"),
            (BandScheme.THREE, Informant.PARENT, SdqScore.TOTAL, "0-13 / 14-16 / 17-40"),
            (BandScheme.THREE, Informant.TEACHER, SdqScore.EMOTIONAL, "0-4 / 5 / 6-10"),
            (BandScheme.THREE, Informant.SELF, SdqScore.TOTAL, "0-15 / 16-19 / 20-40"),
            (BandScheme.THREE, Informant.SELF, SdqScore.PEER, "0-3 / 4-5 / 6-10"),
            (BandScheme.THREE, Informant.SELF, SdqScore.PROSOCIAL, "6-10 / 5 / 0-4"),
            (BandScheme.THREE, Informant.PARENT, SdqScore.IMPACT, "0 / 1 / 2-10"),
        ],
    )
    def test_as_the_tables(self, scheme: BandScheme, informant: Informant, score: SdqScore, bands: str) -> None:
        for step, run in enumerate(bands.split(" / "), 1):
            first, _, last = run.partition("-")
            for number in range(int(first), int(last or first) + 1):
                assert sdq_band(score, number, informant, scheme).step == step

    @given(st.sampled_from(SdqScore), st.sampled_from(Informant), st.sampled_from(BandScheme), st.integers(0, 39))
    def test_worse_is_never_nearer(
        self, score: SdqScore, informant: Informant, scheme: BandScheme, number: int
    ) -> None:
        try:
            one, other = (sdq_band(score, each, informant, scheme).step for each in (number, number + 1))
        except InvalidValue:
            return
        assert one >= other if score is SdqScore.PROSOCIAL else one <= other

    def test_says_whether_it_was_read(self) -> None:
        seen = {sdq_band(SdqScore.TOTAL, 3, informant, BandScheme.FOUR).seen for informant in Informant}
        assert seen == {Seen.SECONDARY, Seen.NOT_SEEN}

    @pytest.mark.parametrize(
        ("score", "number"), [(SdqScore.TOTAL, 41), (SdqScore.PEER, 11), (SdqScore.IMPACT, 7), (SdqScore.PEER, -1)]
    )
    def test_a_score_out_of_its_scale(self, score: SdqScore, number: int) -> None:
        with pytest.raises(InvalidValue, match="is not 0 to"):
            sdq_band(score, number, Informant.TEACHER, BandScheme.FOUR)


class TestAddedValue:
    """SDQ-06: parents' forms only, and never of one child."""

    @settings(max_examples=30)
    @given(WHOLE, WHOLE)
    def test_the_formula(self, before: tuple[int, ...], after: tuple[int, ...]) -> None:
        first, then = a_form(before), a_form(after)
        one, other = first.scores(), then.scores()
        total, emotional = one[SdqScore.TOTAL], one[SdqScore.EMOTIONAL]
        assert total is not None and emotional is not None
        wanted = 2.3 + 0.8 * total - 0.3 * emotional - (other[SdqScore.TOTAL] or 0)
        assert float(added_value(first, then) or 0) == pytest.approx(wanted)

    def test_impact_counts(self) -> None:
        first = a_form(difficulties=True, impact_items=(3, 3, 3, 3, 3))
        assert added_value(first, a_form()) == (added_value(a_form(), a_form()) or 0) + 2

    def test_what_is_missing(self) -> None:
        assert added_value(a_form(scored(i3=1)), a_form()) is None
        assert added_value(a_form(difficulties=None), a_form()) is None

    def test_the_interval_of_thirty_two(self) -> None:
        found = mean_added_value([(a_form(), a_form())] * 32, source="invented")
        assert found.interval is not None and found.value is not None
        assert float(found.interval.upper) - float(found.value) == pytest.approx(1.77, abs=0.01)

    def test_few(self) -> None:
        assert mean_added_value([(a_form(), a_form())], source="invented").state is MeasureState.UNRELIABLE


@pytest.mark.parametrize("informants", [(Informant.TEACHER, Informant.PARENT), (Informant.PARENT, Informant.TEACHER)])
def test_an_added_value_of_other_forms_is_refused(informants: tuple[Informant, Informant]) -> None:
    before, after = (a_form(informant=each) for each in informants)
    with pytest.raises(InvalidValue, match="informant: is not a parent, twice"):
        added_value(before, after)


class TestSwemwbs:
    """The conversion, adult cuts, and the size of error."""

    def test_the_whole_table(self) -> None:
        """Rising, from 7 to 35, and the ends and the middle as published."""
        metric = [swemwbs_metric(raw) for raw in range(7, 36)]
        assert metric == sorted(set(metric))
        assert (metric[0], metric[1], metric[14], metric[-2], metric[-1]) == tuple(
            map(Decimal, ("7.00", "9.51", "19.25", "32.55", "35.00"))
        )

    @given(st.lists(st.none() | st.integers(1, 5), min_size=7, max_size=7))
    def test_all_seven_or_none(self, answers: list[int | None]) -> None:
        if None in answers:
            assert swemwbs_score(answers) is None
        else:
            assert swemwbs_score(answers) == swemwbs_metric(sum(each or 0 for each in answers))

    def test_error(self) -> None:
        """2.77 standard errors of 1.03."""
        assert abs(SWEMWBS_ERROR * Decimal("2.77") - SWEMWBS_RELIABLE_CHANGE) < Decimal("0.02")
        assert swemwbs_change(20, 23).beyond_error is False
        assert swemwbs_change(20, 24).beyond_error is True
        assert swemwbs_change(25, 20).points == -swemwbs_change(20, 25).points

    def test_cuts(self) -> None:
        assert adult_band(Decimal("19.5")) is AdultBand.LOW
        assert adult_band(Decimal("27.5")) is AdultBand.HIGH

    @pytest.mark.parametrize(
        "call", [lambda: swemwbs_metric(6), lambda: swemwbs_metric(36), lambda: swemwbs_score([1] * 6),
                 lambda: swemwbs_score([0] * 7), lambda: swemwbs_score([6] * 7)]
    )  # fmt: skip
    def test_out_of_scale(self, call: Callable[[], Any]) -> None:
        with pytest.raises(InvalidValue):
            call()


SAS = ScoreScale(instrument="an invented test", lowest=69, highest=131, better=Better.HIGHER, mean=100, deviation=15)
MANUAL = Precision(deviation=15, reliability=0.9, better=Better.HIGHER, source="an invented manual")
NUMBERS = st.none() | st.integers(69, 131)


class TestStandardScores:
    """STD-01 and STD-02."""

    @pytest.mark.parametrize(
        ("first", "last", "nine"),
        [(69, 73, 1), (74, 81, 2), (82, 88, 3), (89, 96, 4), (97, 103, 5), (104, 111, 6), (112, 118, 7), (119, 126, 8),
         (127, 131, 9)],
    )  # fmt: skip
    def test_stanines(self, first: int, last: int, nine: int) -> None:
        assert {stanine(number, SAS) for number in range(first, last + 1)} == {nine}

    def test_percentiles(self) -> None:
        assert percentile(100, SAS) == 50
        assert percentile(115, SAS) == pytest.approx(84.134, abs=1e-3)
        assert normal_score(percentile(85, SAS)) == pytest.approx(85)

    @given(NUMBERS, NUMBERS)
    def test_a_change_or_a_state(self, before: int | None, after: int | None) -> None:
        found = score_change(before, after, SAS, MANUAL)
        if before is None or after is None:
            assert found.state is MeasureState.NOT_AVAILABLE
        elif {before, after} & {69, 131}:
            assert (found.state, found.points, found.reliable) == (MeasureState.UNRELIABLE, None, None)
        else:
            assert found.points == after - before
            assert found.reliable is reliable_change(before, after, MANUAL)

    @pytest.mark.parametrize(
        "call",
        [
            lambda: score_change(68, 80, SAS, MANUAL),
            lambda: score_change(70, 80, SAS, MANUAL.but(better=Better.LOWER)),
            lambda: percentile(100, SAS.but(mean=None, deviation=None)),
            lambda: normal_score(0),
            lambda: normal_score(100),
        ],
    )
    def test_refused(self, call: Callable[[], Any]) -> None:
        with pytest.raises(InvalidValue):
            call()


def a_gain(before: int, after: int, days: int, censored: Censored | None = None) -> ReadingGain:
    return ReadingGain(
        before=ReadingAge(*divmod(before, 12)), after=ReadingAge(*divmod(after, 12), censored),
        first=nov(2), last=nov(2) + timedelta(days=days),
    )  # fmt: skip


class TestRatioGain:
    """STD-04: a ratio of sums over calendar months, and of no pupil whose age was cut off."""

    @settings(max_examples=30)
    @given(st.lists(st.tuples(st.integers(72, 150), st.integers(72, 150), st.integers(61, 400)), min_size=10))
    def test_months_gained_over_months_elapsed(self, pupils: list[tuple[int, int, int]]) -> None:
        found = ratio_gain([a_gain(*pupil) for pupil in pupils], source="invented")
        gained, days = sum(b - a for a, b, _ in pupils), sum(days for *_, days in pupils)
        assert found.value == pytest.approx(gained / (days / 30.4375))
        assert found.n == len(pupils)

    def test_who_is_left_out_is_counted_as_missing(self) -> None:
        gains = [a_gain(84, 90, 183)] * 10 + [a_gain(84, 90, 183, Censored.AT_CEILING), a_gain(84, 90, 60)]
        found = ratio_gain(gains, source="invented")
        assert (found.n, found.of, found.missing) == (10, 12, 2)

    def test_nobody(self) -> None:
        assert ratio_gain([], source="invented").state is MeasureState.NOT_APPLICABLE
        assert ratio_gain([a_gain(84, 90, 10)], source="invented").state is MeasureState.NOT_AVAILABLE

    def test_the_wrong_way_round(self) -> None:
        with pytest.raises(InvalidValue, match="not after first"):
            ReadingGain(before=ReadingAge(7, 0), after=ReadingAge(8, 0), first=date(2026, 9, 3), last=date(2026, 9, 3))


class TestMonths:
    """STD-06: the Toolkit's table, for controlled effects alone."""

    @pytest.mark.parametrize(
        ("first", "last", "months"),
        [("-0.01", "0.01", 0), ("0.02", "0.09", 1), ("0.10", "0.18", 2), ("0.19", "0.26", 3), ("0.27", "0.35", 4),
         ("0.36", "0.44", 5), ("0.45", "0.52", 6), ("0.53", "0.61", 7), ("0.62", "0.69", 8), ("0.70", "0.78", 9),
         ("0.79", "0.87", 10), ("0.88", "0.95", 11), ("0.96", "1.00", 12)],
    )  # fmt: skip
    def test_the_table(self, first: str, last: str, months: int) -> None:
        for effect in (first, last):
            assert eef_months(float(effect), design=Design.CONTROLLED) == Months(months)

    @given(st.floats(0.02, 2))
    def test_negatives_mirror(self, effect: float) -> None:
        up, down = (eef_months(each, design=Design.CONTROLLED) for each in (effect, -effect))
        assert (down.months, down.off_the_table) == (-up.months, up.off_the_table)

    def test_rounded_first_and_off_the_table(self) -> None:
        assert eef_months(0.095, design=Design.CONTROLLED) == Months(2)
        assert eef_months(1.01, design=Design.CONTROLLED) == Months(12, True)
