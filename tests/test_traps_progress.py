"""The traps of metrics.md, each by its name, as far as progress, statistics and disclosure go."""

from __future__ import annotations

import math
from fractions import Fraction
from inspect import signature

import pytest

from ap_core.attendance import Totals
from ap_core.attendance.uplift import baseline
from ap_core.curriculum.scores import ScoreScale
from ap_core.errors import InvalidValue
from ap_core.progress import (
    BandScheme,
    CountTable,
    Design,
    Effect,
    Followed,
    Informant,
    LastReport,
    Leaver,
    Precision,
    Purpose,
    Reliable,
    SdqAnswers,
    SdqScore,
    WentTo,
    adult_band,
    beside_regression,
    clustering,
    difference,
    eef_months,
    effect_size,
    expected_by_chance,
    expected_retest,
    james_stein,
    mean_added_value,
    mean_change,
    measured,
    median_time,
    paired_difference,
    publish,
    ratio_gain,
    reliable_change,
    return_rate,
    round_half_up,
    score_change,
    sdq_band,
    share,
    sustained_rate,
    swemwbs_change,
    swemwbs_metric,
    wilson,
)
from ap_core.progress.national import National, Population, national, why_no_benchmark
from ap_core.states import MeasureState
from ap_core.support.scales import Better
from tests.test_progress_scales import a_gain

SAS = ScoreScale(instrument="an invented test", lowest=69, highest=131, better=Better.HIGHER, mean=100, deviation=15)
MANUAL = Precision(deviation=15, reliability=0.85, better=Better.HIGHER, source="an invented manual", mean=100)


class TestNumbers:
    """Section 0."""

    def test_python_rounds_halves_to_even(self) -> None:
        """C-ROUND: 2.5 is 3 and 2.85 is 2.9, whatever ``round`` says."""
        assert (str(round(2.5)), str(round_half_up(2.5))) == ("2", "3")
        assert (str(round(2.85, 1)), str(round_half_up(2.85, 1))) == ("2.9", "2.9")
        assert (str(round(2.675, 2)), str(round_half_up(2.675, 2))) == ("2.67", "2.68")

    def test_a_rate_of_nobody_is_no_nil(self) -> None:
        """C-NA."""
        assert share("s", 0, 0, source="invented").shown == "z"
        assert share("s", 0, 12, source="invented").shown == "0.0"

    def test_what_rounds_to_nil_is_not_nil(self) -> None:
        assert measured("m", "per cent", Fraction(1, 40), n=40, source="invented").shown == "low"

    def test_compare_what_is_not_rounded(self) -> None:
        one, other = (measured("m", "points", each, n=20, source="invented") for each in (2.34, 2.26))
        assert one.rounded == other.rounded
        assert (one.value or 0) > (other.value or 0)

    def test_a_percentage_of_few_stands_beside_its_count(self) -> None:
        """C-SMALL: of 32, one pupil is more than three points."""
        assert "3 of 32" in str(share("s", 3, 32, source="invented"))


class TestStatistics:
    """Section 11."""

    def test_never_wald(self) -> None:
        """STAT-01: of nobody in 32 the usual interval has no width at all."""
        found = wilson(0, 32)
        assert found is not None and float(found.upper) == pytest.approx(0.107, abs=1e-3)

    def test_the_same_pupils_are_not_two_groups(self) -> None:
        """STAT-02 on the pupils of STAT-03 is wrong: much too wide."""
        apart, together = difference(30, 36, 20, 36), paired_difference(20, 0, 10, 6)
        assert apart is not None and together is not None
        assert together.upper - together.lower < apart.upper - apart.lower

    def test_suspensions_gather_in_a_few(self) -> None:
        """STAT-04: above 1.5 no Poisson interval will do."""
        ratio, of_three = clustering((0,) * 20 + (1, 2, 15))
        assert ratio is not None and ratio > Fraction(3, 2)
        assert of_three == 1

    def test_effect_sizes_are_not_one_thing(self) -> None:
        """STAT-05: one change is large of one kind and small of another; each says which, and what it is not for."""
        pairs = [(70 + 6 * k, 72 + 6 * k + k % 3) for k in range(12)]
        by_change, by_spread = (effect_size(pairs, each, name="m", source="i") for each in (Effect.D_Z, Effect.D_AV))
        assert (by_change.value or 0) > 5 * (by_spread.value or 0)
        assert "d_z" in by_change.unit and "another kind" in by_change.not_for[0]

    def test_no_spread_no_effect_size(self) -> None:
        assert effect_size([(80, 84)] * 12, Effect.D_Z, name="m", source="i").state is MeasureState.NOT_APPLICABLE

    def test_root_two(self) -> None:
        """STAT-06: the paper of 1984 left it out, and called far too many changes reliable."""
        assert MANUAL.error_of_difference == pytest.approx(math.sqrt(2) * 15 * math.sqrt(0.15))
        assert reliable_change(75, 89, MANUAL) is Reliable.UNCHANGED

    def test_no_reliability_of_ones_own_pupils(self) -> None:
        """It has to be given, with its source, and so has the direction: nothing has a default."""
        with pytest.raises(TypeError):
            Precision(deviation=15, source="a manual")  # type: ignore[call-arg]
        with pytest.raises(InvalidValue, match="source: is empty"):
            MANUAL.but(source="")

    def test_one_in_forty_each_way_by_chance(self) -> None:
        assert expected_by_chance(32) == pytest.approx(0.8)

    def test_three_figures_are_too_few_to_shrink(self) -> None:
        """STAT-07."""
        assert james_stein([1, 2, 3], 1).state is MeasureState.UNRELIABLE

    def test_three_and_three_quarter_points_are_no_progress(self) -> None:
        """STAT-09: 75 on a test of reliability 0.85 is expected at 78.75 next time."""
        assert expected_retest(75, MANUAL) - 75 == 3.75
        shown = beside_regression([(75, 79)] * 12, MANUAL, name="m", unit="points", source="i")
        assert (shown.observed.shown, shown.beyond.shown) == ("4.0", "0.3")

    def test_not_enough_is_an_answer(self) -> None:
        """STAT-10."""
        assert [share("s", 2, n, source="i").state.name for n in (5, 9, 10)] == ["UNRELIABLE", "UNRELIABLE", "SHOWN"]

    def test_who_left_is_missing_and_counted(self) -> None:
        """STAT-10: the cohort at exit is not the cohort at entry."""
        found = mean_change([(80, 85)] * 12 + [(70, None)] * 8, name="m", unit="points", source="i")
        assert (found.n, found.of, found.missing) == (12, 20, 8)


class TestTests:
    """Section 5."""

    def test_no_change_is_normal_progress(self) -> None:
        """STD-02: 0 is shown as 0, and is not nothing."""
        found = score_change(88, 88, SAS, MANUAL)
        assert (found.points, found.reliable) == (0, Reliable.UNCHANGED)

    def test_a_score_at_the_floor_is_a_bound(self) -> None:
        """STD-01."""
        assert score_change(69, 90, SAS, MANUAL).points is None

    def test_the_mean_of_ratios_explodes(self) -> None:
        """STD-04: the group's ratio is of sums; one pupil with a short time in between would carry the mean of
        ratios."""
        gains = [a_gain(96, 98, 180)] * 11 + [a_gain(84, 104, 61)]
        found = ratio_gain(gains, source="i")
        assert float(found.value or 0) == pytest.approx(42 / ((11 * 180 + 61) / 30.4375))
        assert sum(gain.gained / gain.elapsed for gain in gains) / 12 > float(found.value or 0)
        assert any("advises against it" in each for each in found.not_for)

    def test_no_months_of_progress_without_a_control_group(self) -> None:
        """STD-06."""
        with pytest.raises(InvalidValue, match="design: is not controlled"):
            eef_months(0.4, design=Design.BEFORE_AFTER)


class TestQuestionnaires:
    """Sections 6 to 8."""

    def test_sdq_half_is_up(self) -> None:
        """SDQ-02: four answered, sum 2, is 2.5, and 3 (a published script says 2)."""
        answers = {3: 1, 8: 1, 13: 0, 16: 0}
        form = SdqAnswers(informant=Informant.SELF, items=tuple(map(answers.get, range(1, 26))))
        assert form.scores()[SdqScore.EMOTIONAL] == 3

    def test_sdq_schemes_disagree(self) -> None:
        """SDQ-04: 15 of one's own total, 6 of a parent's prosocial."""
        own = [sdq_band(SdqScore.TOTAL, 15, Informant.SELF, scheme).step for scheme in BandScheme]
        prosocial = [sdq_band(SdqScore.PROSOCIAL, 6, Informant.PARENT, scheme).step for scheme in BandScheme]
        assert (own, prosocial) == ([2, 1], [3, 1])

    def test_sdq_whole_or_not_at_all(self) -> None:
        """No scale may be given alone: a form has 25 answers, given or left out."""
        with pytest.raises(InvalidValue, match="items: are not 25"):
            SdqAnswers(informant=Informant.SELF, items=(1, 2, 0, 1, 1))

    def test_six_points_of_a_teachers_sdq_only_just(self) -> None:
        """SDQ-05: the limit is 5.996."""
        teacher = Precision(deviation=6.0, reliability=0.87, better=Better.LOWER, source="from memory")
        assert teacher.limit() == pytest.approx(5.996, abs=1e-3)
        assert reliable_change(18, 12, teacher) is Reliable.IMPROVED

    def test_added_value_is_of_parents_forms(self) -> None:
        """SDQ-06."""
        form = SdqAnswers(informant=Informant.SELF, items=(1,) * 25)
        assert mean_added_value([(form, form)], source="i").shown == "z"

    def test_one_answer_at_the_ceiling(self) -> None:
        """Section 7: from 34 to 35 is 2.45 points."""
        change = swemwbs_change(34, 35)
        assert (str(change.points), change.one_answer) == ("2.45", True)

    def test_a_pupil_is_low_by_the_norms_of_adults_only(self) -> None:
        assert "adults" in adult_band(swemwbs_metric(18)).value


class TestReturns:
    """Section 9."""

    def test_too_young_is_no_failure(self) -> None:
        assert sustained_rate([True] * 10 + [None] * 10, until="two terms", source="i").shown == "100.0"

    def test_the_mean_of_those_who_returned_is_no_time_to_return(self) -> None:
        """REI-03: who still waits counts too."""
        waiting = [Followed(2, True)] * 5 + [Followed(9, True)] * 2 + [Followed(30, False)] * 5
        assert median_time(waiting, name="m", unit="weeks", source="i").shown == "9"

    def test_a_special_school_is_a_success_of_its_own(self) -> None:
        found = return_rate([Leaver(went_to=WentTo.SPECIAL, return_intended=True, on_roll=True)] * 10, source="i")
        assert found.rate.shown == "100.0"
        assert [count.of for count in found.went_to] == ["special school"]


class TestDisclosure:
    """Section 12."""

    @staticmethod
    def table(*counts: tuple[int, ...], sensitive: bool = False) -> CountTable:
        rows, columns = ("a", "b", "c")[: len(counts)], ("x", "y", "z")[: len(counts[0])]
        return CountTable(title="t", rows=rows, columns=columns, counts=counts, sensitive=sensitive)

    def test_a_lone_gap_is_a_subtraction(self) -> None:
        """SDC-02."""
        found = publish(self.table((9, 2), (8, 7)), Purpose.BOARD)
        assert sum(count is None for line in found.counts for count in line) >= 4

    def test_nobody_and_everybody_tell_too(self) -> None:
        """SDC-01: of a sensitive item, below ten."""
        counts = ((8, 0), (9, 9))
        assert publish(self.table(*counts), Purpose.BOARD).counts[0] == (8, 0, 8)
        assert publish(self.table(*counts, sensitive=True), Purpose.BOARD).counts[0][:2] == (None, None)

    def test_a_percentage_goes_with_its_count(self) -> None:
        found = publish(self.table((9, 2), (8, 7)), Purpose.BOARD)
        assert found.share("a", "x").shown == "c"

    def test_one_and_two_are_not_rounded_to_nil(self) -> None:
        """SDC-03."""
        found = publish(self.table((9, 2), (8, 7)), Purpose.BOARD, round_to=5)
        assert found.counts[0][1] is None

    def test_rounding_alone_gives_a_small_count_away(self) -> None:
        """3, 3 and 1 make 7: rounded first, 5, 5 and 5 leave nothing but 1 for the hidden. So hiding comes first."""
        found = publish(self.table((3, 3, 1), (8, 9, 7)), Purpose.BOARD, round_to=5)
        assert found.counts[0].count(None) >= 2

    def test_last_terms_report_is_still_there(self) -> None:
        """SDC-02: differencing."""
        then, now = self.table((12, 9), (8, 7)), self.table((14, 9), (8, 7))
        last = LastReport(table=then, published=publish(then, Purpose.BOARD))
        assert publish(now, Purpose.BOARD, last=last).counts[0][0] is None

    def test_a_pupils_own_report_tells_of_nobody_else(self) -> None:
        """SDC-05: "third of four" is a small count."""
        found = publish(self.table((4, 9), (8, 7)), Purpose.OWN_REPORT)
        assert found.counts[0][0] is None


class TestPosters:
    """ATT, national reference values: posters print wrong equivalents of a rate."""

    def test_95_per_cent_of_190_days_is_nine_and_a_half_days_away(self) -> None:
        away = [(Fraction(95), Fraction(19, 2)), (Fraction(90), Fraction(19)), (Fraction(80), Fraction(38))]
        for rate, days in away:
            sessions = int(2 * days)
            year = Totals(present=380 - sessions, unauthorised=sessions)
            assert Fraction(100 * year.attended, year.possible) == rate

    def test_80_per_cent_is_76_sessions_not_72(self) -> None:
        assert Totals(present=380 - 76, unauthorised=76).attendance_rate.percent == 80
        assert Totals(present=380 - 72, unauthorised=72).attendance_rate.percent != 80


class TestPopulations:
    def test_two_alternative_provisions_differ_by_more_than_a_centre_could(self) -> None:
        """DEST-01: name the population; KS4-06: published results leave out who is registered elsewhere too."""
        one, other = (national(National.SUSTAINED, each) for each in (Population.STATE_AP, Population.ALL_AP))
        assert one is not None and other is not None and other.value - one.value > 8
        assert "leaves out pupils who are registered" in why_no_benchmark(National.ATTAINMENT_8, Population.STATE_AP)


class TestBaselines:
    """ATT-00 and ATT-07: which days are compared, and which years."""

    def test_the_days_before_are_settled_before_anybody_looks(self) -> None:
        """Only how many full terms can be said, never which days: a dip cannot be picked out."""
        assert list(signature(baseline).parameters) == ["register", "calendar", "before", "terms"]

    def test_the_years_of_coronavirus_are_like_no_others(self) -> None:
        for year, flagged in (("2018/19", False), ("2020/21", True), ("2021/22", True), ("2022/23", False)):
            found = national(National.ABSENCE, Population.STATE_AP, year=year)
            assert found is not None and bool(found.remark) is flagged
