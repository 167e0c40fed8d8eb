"""Attainment 8 and Progress 8 (fact book metrics KS4-01 to KS4-06): slots, first entries, estimates, groups, labels."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ap_core.errors import InvalidValue, NotInForce
from ap_core.progress.attainment import (
    SLOTS,
    Attainment8,
    LeftOut,
    Slots,
    attainment_8,
    average_attainment_8,
    counted_results,
)
from ap_core.progress.estimates import ESTIMATES, GROUPS
from ap_core.progress.measures import Interval
from ap_core.progress.qualified import basics, both_subjects, has_basics, highest, nothing_reached, qualifications_each
from ap_core.progress.results import GRADES, POINTS_UNDER, Kind, Result, Rung, Subject, points
from ap_core.progress.value_added import (
    Compared,
    PriorAttainment,
    Progress8,
    average_progress_8,
    compared,
    nominal_score,
    progress_8,
)
from ap_core.states import MeasureState

SUMMER = date(2026, 8, 20)
ENGLISH = (Subject.ENGLISH_LANGUAGE, Subject.ENGLISH_LITERATURE)
EBACC = (Subject.SCIENCE, Subject.COMPUTER_SCIENCE, Subject.GEOGRAPHY, Subject.HISTORY, Subject.LANGUAGE)


def gcse(subject: Subject, grade: str, *, on: date = SUMMER, discount: str = "") -> Result:
    return Result(subject=subject, kind=Kind.GCSE, grade=grade, on=on, discount=discount or subject.value)


def award(grade: str, discount: str) -> Result:
    return Result(subject=Subject.OTHER, kind=Kind.TECHNICAL_AWARD, grade=grade, on=SUMMER, discount=discount)


def science(grade: str) -> Result:
    return Result(subject=Subject.SCIENCE, kind=Kind.COMBINED_SCIENCE, grade=grade, on=SUMMER, discount="combined")


@st.composite
def results(draw: st.DrawFn, most: int = 9) -> list[Result]:
    """One pupil's results, each of an entry of its own, some of them later entries for the same qualification."""
    made: list[Result] = []
    for at in range(draw(st.integers(0, most))):
        kind = draw(st.sampled_from(Kind))
        if kind is Kind.COMBINED_SCIENCE:
            subject = Subject.SCIENCE
        elif kind is Kind.TECHNICAL_AWARD:
            subject = Subject.OTHER
        elif kind is Kind.FUNCTIONAL_SKILLS:
            subject = draw(st.sampled_from((Subject.ENGLISH_LANGUAGE, Subject.MATHEMATICS)))
        else:
            subject = draw(st.sampled_from(Subject))
        discount = draw(st.sampled_from((f"own {at}", "shared")))
        on = date(2022 + at % 4, 8, 20 + at // 4) if draw(st.booleans()) else SUMMER
        if any((each.discount, each.on) == (discount, on) for each in made):
            discount = f"own {at}"
        made.append(
            Result(subject=subject, kind=kind, grade=draw(st.sampled_from(GRADES[kind])), on=on, discount=discount)
        )
    return made


def naive(given_results: list[Result], leaving: int) -> Fraction:
    """The best that any choice of entries for the slots gives, found by trying all of them."""
    first: dict[str, Result] = {}
    for each in sorted(given_results, key=lambda result: result.on):
        if each.kind in (Kind.GCSE, Kind.LETTERED_GCSE, Kind.COMBINED_SCIENCE, Kind.TECHNICAL_AWARD):
            first.setdefault(each.discount, each)
    marks = [
        (each.subject, points(each, leaving=leaving), each.is_gcse)
        for each in first.values()
        for _ in range(each.entries)
    ]
    both = {mark[0] for mark in marks}.issuperset(ENGLISH)
    best = 0
    english = max((mark[1] for mark in marks if mark[0] in ENGLISH), default=0)
    maths = max((mark[1] for mark in marks if mark[0] is Subject.MATHEMATICS), default=0)
    rest = list(marks)
    for subjects, value in ((ENGLISH, english), ((Subject.MATHEMATICS,), maths)):
        taken = next((mark for mark in rest if mark[0] in subjects and mark[1] == value), None)
        if taken is not None:
            rest.remove(taken)
    candidates = [at for at, mark in enumerate(rest) if mark[0] in EBACC]
    for size in range(min(3, len(candidates)) + 1):
        for chosen in itertools.combinations(candidates, size):
            others = sorted((rest[at][1] for at in range(len(rest)) if at not in chosen), reverse=True)
            best = max(best, sum(rest[at][1] for at in chosen) + sum(others[:3]))
    return Fraction(best + english * (2 if both else 1) + 2 * maths, 100)


class TestPoints:
    @pytest.mark.parametrize(
        ("result", "hundredths"),
        [
            (gcse(Subject.HISTORY, "9"), 900),
            (gcse(Subject.HISTORY, "1"), 100),
            (gcse(Subject.HISTORY, "U"), 0),
            (gcse(Subject.HISTORY, "X"), 0),
            (science("5-4"), 450),
            (science("1-1"), 100),
            (award("Level 2 Distinction*", "a"), 850),
            (award("Level 1 Pass", "a"), 125),
            (Result(subject=Subject.OTHER, kind=Kind.LETTERED_GCSE, grade="A*", on=SUMMER, discount="a"), 850),
            (Result(subject=Subject.OTHER, kind=Kind.LETTERED_GCSE, grade="G", on=SUMMER, discount="a"), 100),
            (Result(subject=Subject.MATHEMATICS, kind=Kind.FUNCTIONAL_SKILLS, grade="Level 2", on=SUMMER,
                    discount="a"), 0),
        ],
    )  # fmt: skip
    def test_of_the_fact_book(self, result: Result, hundredths: int) -> None:
        assert points(result, leaving=2026) == hundredths

    @pytest.mark.parametrize("kind", Kind)
    def test_a_better_grade_is_never_worth_less(self, kind: Kind) -> None:
        subject = {Kind.COMBINED_SCIENCE: Subject.SCIENCE}.get(kind, Subject.OTHER)
        made = [Result(subject=subject, kind=kind, grade=grade, on=SUMMER, discount="a") for grade in GRADES[kind]]
        worth = [points(each, leaving=2026) for each in made]
        assert worth == sorted(worth, reverse=True) and [each.rung for each in made] == sorted(
            (each.rung for each in made), reverse=True
        )

    @pytest.mark.parametrize(
        ("kind", "grade", "rung"),
        [(Kind.GCSE, "4", Rung.LEVEL_2), (Kind.GCSE, "3", Rung.LEVEL_1), (Kind.LETTERED_GCSE, "C", Rung.LEVEL_2),
         (Kind.LETTERED_GCSE, "D", Rung.LEVEL_1), (Kind.TECHNICAL_AWARD, "Level 1 Distinction", Rung.LEVEL_1),
         (Kind.OTHER_LEVEL_1, "Pass", Rung.LEVEL_1), (Kind.OTHER_LEVEL_2, "Pass", Rung.LEVEL_2),
         (Kind.ENTRY_LEVEL, "Entry 1", Rung.ENTRY_1), (Kind.GCSE, "U", Rung.NONE)],
    )  # fmt: skip
    def test_the_level_it_stands_for(self, kind: Kind, grade: str, rung: Rung) -> None:
        assert Result(subject=Subject.OTHER, kind=kind, grade=grade, on=SUMMER, discount="a").rung is rung

    def test_combined_science_has_seventeen_grades(self) -> None:
        grades = GRADES[Kind.COMBINED_SCIENCE]
        assert len(grades) == 17 + 2 and grades[:3] == ("9-9", "9-8", "8-8") and grades[16] == "1-1"

    def test_nothing_is_held_before_2022(self) -> None:
        with pytest.raises(NotInForce):
            points(gcse(Subject.HISTORY, "4"), leaving=2021)
        assert points(gcse(Subject.HISTORY, "4"), leaving=2022) == 400

    @pytest.mark.parametrize("kind", [Kind.COMBINED_SCIENCE, Kind.TECHNICAL_AWARD])
    def test_what_was_not_read_says_so(self, kind: Kind) -> None:
        assert "not read" in POINTS_UNDER[kind].note

    @pytest.mark.parametrize(
        ("kind", "grade"),
        [(Kind.GCSE, "10"), (Kind.GCSE, "A"), (Kind.COMBINED_SCIENCE, "9-7"), (Kind.COMBINED_SCIENCE, "4-5"),
         (Kind.ENTRY_LEVEL, "Level 1"), (Kind.TECHNICAL_AWARD, "Distinction"), (Kind.GCSE, "")],
    )  # fmt: skip
    def test_a_grade_that_does_not_exist(self, kind: Kind, grade: str) -> None:
        subject = Subject.SCIENCE if kind is Kind.COMBINED_SCIENCE else Subject.OTHER
        with pytest.raises(InvalidValue, match=r"grade: is no grade of"):
            Result(subject=subject, kind=kind, grade=grade, on=SUMMER, discount="a")

    def test_every_fault_at_once(self) -> None:
        with pytest.raises(InvalidValue, match=r"grade: .* \| subject: .* \| discount: is empty"):
            Result(subject=Subject.HISTORY, kind=Kind.COMBINED_SCIENCE, grade="A", on=SUMMER, discount=" ")


class TestAttainment8:
    @settings(max_examples=60)
    @given(results())
    def test_is_the_best_that_any_choice_gives(self, given_results: list[Result]) -> None:
        assert attainment_8(given_results, leaving=2026).points == naive(given_results, 2026)

    @settings(max_examples=40)
    @given(results(), st.randoms(use_true_random=False))
    def test_order_says_nothing(self, given_results: list[Result], random: Any) -> None:
        shuffled = list(given_results)
        random.shuffle(shuffled)
        assert attainment_8(shuffled, leaving=2026) == attainment_8(given_results, leaving=2026)

    @settings(max_examples=40)
    @given(results())
    def test_every_result_is_in_a_slot_or_says_why_not(self, given_results: list[Result]) -> None:
        made = attainment_8(given_results, leaving=2026)
        filled = {each.result for each in (*made.english, *made.mathematics, *made.ebacc, *made.others)}
        assert filled | {each.result for each in made.left_out} == set(given_results)
        assert not filled & {each.result for each in made.left_out}
        assert 0 <= made.points <= 90

    def test_full_marks_are_ninety(self) -> None:
        every = [gcse(subject, "9") for subject in Subject] + [gcse(Subject.OTHER, "9", discount="art")]
        assert attainment_8(every, leaving=2026).points == 90

    def test_trap_one_english_subject_is_not_doubled(self) -> None:
        # Schools' own pages often double it.
        alone = attainment_8([gcse(Subject.ENGLISH_LANGUAGE, "5")], leaving=2026)
        assert alone.points == 5 and alone.others == ()

    def test_an_ungraded_second_english_doubles_the_first(self) -> None:
        both = [gcse(Subject.ENGLISH_LANGUAGE, "5"), gcse(Subject.ENGLISH_LITERATURE, "U")]
        assert attainment_8(both, leaving=2026).points == 10

    def test_the_lower_english_may_fill_an_open_slot(self) -> None:
        both = [gcse(Subject.ENGLISH_LANGUAGE, "3"), gcse(Subject.ENGLISH_LITERATURE, "5")]
        made = attainment_8(both, leaving=2026)
        assert [made.of("english"), made.of("others"), made.points] == [10, 3, 13]

    def test_combined_science_fills_two_slots(self) -> None:
        made = attainment_8([science("5-4")], leaving=2026)
        assert made.of("ebacc") == 9 and len(made.ebacc) == 2

    def test_only_the_first_entry_counts_even_if_a_later_one_is_better(self) -> None:
        early = gcse(Subject.MATHEMATICS, "3", on=date(2025, 8, 21))
        made = attainment_8([gcse(Subject.MATHEMATICS, "5"), early], leaving=2026)
        assert made.points == 6 and [each.why for each in made.left_out] == [LeftOut.LATER_ENTRY]

    @pytest.mark.parametrize(
        ("on", "counts"),
        [(date(2019, 12, 31), True), (date(2020, 1, 1), False), (date(2021, 8, 31), False), (date(2021, 9, 1), True)],
    )
    def test_results_without_examinations_are_in_no_measure(self, on: date, counts: bool) -> None:
        assert bool(attainment_8([gcse(Subject.HISTORY, "6", on=on)], leaving=2022).points) is counts

    @pytest.mark.parametrize(("on", "counts"), [(date(2026, 8, 31), True), (date(2026, 9, 1), False)])
    def test_the_summer_of_leaving_is_the_last(self, on: date, counts: bool) -> None:
        assert bool(attainment_8([gcse(Subject.HISTORY, "6", on=on)], leaving=2026).points) is counts

    def test_trap_functional_skills_and_entry_level_are_worth_nothing(self) -> None:
        skills = Result(
            subject=Subject.MATHEMATICS, kind=Kind.FUNCTIONAL_SKILLS, grade="Level 2", on=SUMMER, discount="fs"
        )
        made = attainment_8([skills], leaving=2026)
        assert made.points == 0 and made.left_out[0].why is LeftOut.NOT_COUNTED

    def test_at_most_three_that_are_no_gcse(self) -> None:
        awards = [award("Level 2 Distinction", f"award {at}") for at in range(4)]
        more_room = Slots(SLOTS.on(SUMMER).value.ebacc, 3, 5, 3)
        made = attainment_8([*awards, gcse(Subject.OTHER, "1", discount="art")], leaving=2026, slots=more_room)
        assert made.points == 22

    def test_slots_of_2027_are_not_held_and_may_be_given(self) -> None:
        with pytest.raises(NotInForce):
            attainment_8((), leaving=2027)
        assert attainment_8((), leaving=2027, slots=SLOTS.on(SUMMER).value).points == 0

    def test_two_results_of_one_entry(self) -> None:
        with pytest.raises(InvalidValue, match=r"results\[1\]: is a second result of one entry"):
            attainment_8([gcse(Subject.HISTORY, "4"), gcse(Subject.HISTORY, "5")], leaving=2026)


class TestAverage:
    def test_holds_those_who_sat_nothing(self) -> None:
        cohort = [attainment_8((), leaving=2026)] * 6 + [attainment_8([gcse(Subject.HISTORY, "6")], leaving=2026)] * 6
        assert average_attainment_8(cohort, source="invented").value == 3

    @pytest.mark.parametrize(
        ("size", "state"),
        [(0, MeasureState.NOT_APPLICABLE), (1, MeasureState.UNRELIABLE), (9, MeasureState.UNRELIABLE),
         (10, MeasureState.SHOWN)],
    )  # fmt: skip
    def test_a_cohort_too_small_has_a_state(self, size: int, state: MeasureState) -> None:
        assert average_attainment_8([attainment_8((), leaving=2026)] * size, source="invented").state is state


def halves() -> st.SearchStrategy[PriorAttainment]:
    score = st.integers(59, 120)
    return st.builds(PriorAttainment, reading=score, mathematics=score)


class TestPriorAttainment:
    @given(halves())
    def test_group_is_the_first_whose_highest_mean_is_not_below(self, prior: PriorAttainment) -> None:
        highest = [82, 86, 87.5, 89, 90.5, 92, *range(93, 120)]
        assert prior.group == next((at for at, top in enumerate(highest, 1) if prior.mean <= top), 34)

    def test_there_are_as_many_groups_as_estimates(self) -> None:
        assert PriorAttainment(reading=120, mathematics=120).group == GROUPS
        assert all(len(held.attainment_8) == GROUPS for held in ESTIMATES.values())

    @pytest.mark.parametrize("score", [58, 121, -1])
    def test_out_of_scale(self, score: int) -> None:
        with pytest.raises(InvalidValue, match="reading: is no scaled score"):
            PriorAttainment(reading=score, mathematics=100)

    def test_a_mean_of_quarters_is_no_score(self) -> None:
        with pytest.raises(InvalidValue, match="reading: is of type float"):
            PriorAttainment(reading=81.25, mathematics=81)  # type: ignore[arg-type]

    @pytest.mark.parametrize(("code", "score"), [("N", 79), ("PKG", 79), ("PKE", 76), ("PKF", 73), ("BLW", 71)])
    def test_codes_that_stand_for_a_score(self, code: str, score: int) -> None:
        assert nominal_score(code, tested=2017) == score

    @pytest.mark.parametrize(("code", "tested"), [("N", 2018), ("Q", 2017), ("96", 2017)])
    def test_codes_that_do_not(self, code: str, tested: int) -> None:
        with pytest.raises(InvalidValue):
            nominal_score(code, tested=tested)


class TestEstimates:
    @pytest.mark.parametrize("leaving", [2022, 2024])
    def test_elements_add_up_to_attainment_8_but_for_rounding(self, leaving: int) -> None:
        held = ESTIMATES[leaving]
        for at in range(GROUPS):
            parts = [of_group[at] for of_group in (held.english, held.mathematics, held.ebacc, held.others) if of_group]
            assert len(parts) == 4 and abs(sum(parts) - held.attainment_8[at]) <= 2

    @pytest.mark.parametrize("leaving", [2022, 2023, 2024])
    def test_rise_with_the_group(self, leaving: int) -> None:
        held = ESTIMATES[leaving]
        columns = [held.attainment_8, held.english, held.mathematics, held.ebacc, held.others]
        for column in filter(None, columns):
            assert list(column) == sorted(set(column))

    @pytest.mark.parametrize(
        ("leaving", "group", "estimate", "deviation"),
        [(2022, 1, 1854, "1.408359"), (2022, 34, 8300, "1.408359"), (2023, 1, 1586, "1.414023"),
         (2023, 34, 8197, "1.414023"), (2024, 11, 3024, "1.41628"), (2024, 34, 8203, "1.41628")],
    )  # fmt: skip
    def test_as_published(self, leaving: int, group: int, estimate: int, deviation: str) -> None:
        held = ESTIMATES[leaving]
        assert (held.attainment_8[group - 1], held.deviation) == (estimate, Fraction(Decimal(deviation)))


def start(group_mean: int = 97) -> PriorAttainment:
    return PriorAttainment(reading=group_mean, mathematics=group_mean)


NOTHING = attainment_8((), leaving=2024)


class TestProgress8:
    def test_a_pupil_who_sits_nothing(self) -> None:
        # KS4-04: group 11, estimate 30.24.
        assert progress_8(NOTHING, start(), leaving=2024).score == Fraction("-3.024")

    @settings(max_examples=40)
    @given(results(), halves(), st.sampled_from((2022, 2024)))
    def test_elements_weigh_up_to_the_whole(
        self, given_results: list[Result], prior: PriorAttainment, year: int
    ) -> None:
        made = progress_8(attainment_8(given_results, leaving=year), prior, leaving=year)
        weights = {"english": 2, "mathematics": 2, "ebacc": 3, "others": 3}
        whole = sum((each.score * weights[each.of] for each in made.elements), Fraction(0)) / 10
        assert made.score is not None and abs(whole - made.score) <= Fraction(2, 1000)

    def test_no_elements_where_their_estimates_are_not_held(self) -> None:
        made = progress_8(attainment_8((), leaving=2023), start(), leaving=2023)
        assert made.score == Fraction("-3.111") and made.elements == ()

    def test_without_a_test_there_is_none(self) -> None:
        made = progress_8(NOTHING, None, leaving=2024)
        assert (made.state, made.score, made.group) == (MeasureState.NOT_APPLICABLE, None, None)

    @pytest.mark.parametrize("leaving", [2025, 2026])
    def test_trap_none_for_2024_25_and_2025_26(self, leaving: int) -> None:
        made = progress_8(NOTHING, start(), leaving=leaving)
        assert made.state is MeasureState.NOT_APPLICABLE and made.score is None and "there is no" in made.why

    @pytest.mark.parametrize("leaving", [2021, 2027])
    def test_what_is_not_held_is_not_available(self, leaving: int) -> None:
        assert progress_8(NOTHING, start(), leaving=leaving).state is MeasureState.NOT_AVAILABLE

    def test_an_indication_says_so(self) -> None:
        made = progress_8(NOTHING, start(), leaving=2026, indicative_on=2024)
        assert made.score == Fraction("-3.024") and made.why.startswith("indicative")

    def test_an_indication_never_takes_the_place_of_the_year_itself(self) -> None:
        assert progress_8(NOTHING, start(), leaving=2024, indicative_on=2022) == progress_8(
            NOTHING, start(), leaving=2024
        )

    @pytest.mark.parametrize("on", [2025, 2020])
    def test_an_indication_on_a_year_without_estimates(self, on: int) -> None:
        assert progress_8(NOTHING, start(), leaving=2026, indicative_on=on).score is None

    def test_an_indication_on_a_later_year(self) -> None:
        with pytest.raises(InvalidValue, match="indicative_on: is after leaving"):
            progress_8(NOTHING, start(), leaving=2024, indicative_on=2026)


def cohort(scores: list[str], group: int = 11) -> list[Progress8]:
    return [Progress8(state=MeasureState.SHOWN, score=Fraction(score), group=group, elements=()) for score in scores]


class TestGroup:
    def test_half_width_at_thirty_two(self) -> None:
        made = average_progress_8(cohort(["0"] * 32), leaving=2024, minimums=None, source="invented")
        assert made.interval is not None
        # KS4-04: 0.49 at n = 32, with the national deviation, not the group's.
        assert (
            math.isclose(made.interval.upper, 1.96 * 1.41628 / math.sqrt(32)) and f"{made.interval.upper:.2f}" == "0.49"
        )

    def test_scores_below_the_minimum_are_raised_and_counted(self) -> None:
        made = average_progress_8(
            cohort(["-4"] * 2 + ["0"] * 10), leaving=2024, minimums={11: Fraction(-3)}, source="invented"
        )
        assert made.value == Fraction(-1, 2) and "2 raised to the minimum" in made.why

    def test_only_the_low_side_is_raised(self) -> None:
        made = average_progress_8(cohort(["4"] * 12), leaving=2024, minimums={11: Fraction(-3)}, source="invented")
        assert made.value == 4 and "0 raised" in made.why

    def test_a_table_without_a_group_of_the_cohort(self) -> None:
        with pytest.raises(InvalidValue, match="minimums: hold no minimum for group 11"):
            average_progress_8(cohort(["0"] * 12), leaving=2024, minimums={12: Fraction(-3)}, source="invented")

    def test_a_table_with_a_group_that_there_is_not(self) -> None:
        minimums = {11: Fraction(-3), 35: Fraction(-3)}
        with pytest.raises(InvalidValue, match="a group that there is not"):
            average_progress_8(cohort(["0"] * 12), leaving=2024, minimums=minimums, source="invented")

    def test_without_a_table_it_says_so(self) -> None:
        made = average_progress_8(cohort(["-4"] * 12), leaving=2024, minimums=None, source="invented")
        assert made.value == -4 and "not raised to any minimum" in made.why

    def test_those_without_a_test_are_missing_and_counted(self) -> None:
        pupils = [*cohort(["1"] * 12), progress_8(NOTHING, None, leaving=2024)]
        made = average_progress_8(pupils, leaving=2024, minimums=None, source="invented")
        assert (made.value, made.n, made.of) == (1, 12, 13)

    def test_a_year_without_progress_8(self) -> None:
        pupils = [progress_8(NOTHING, start(), leaving=2026)] * 12
        made = average_progress_8(pupils, leaving=2026, minimums=None, source="invented")
        assert made.state is MeasureState.NOT_APPLICABLE and made.value is None

    def test_indications_have_no_interval_and_do_not_mix(self) -> None:
        indication = progress_8(NOTHING, start(), leaving=2026, indicative_on=2024)
        made = average_progress_8([indication] * 12, leaving=2026, minimums=None, source="invented")
        assert made.interval is None and "indicative" in made.why
        with pytest.raises(InvalidValue, match="mix real scores and indications"):
            average_progress_8([indication, *cohort(["0"])], leaving=2026, minimums=None, source="invented")

    @pytest.mark.parametrize("size", [0, 1, 8])
    def test_a_small_cohort_has_a_state(self, size: int) -> None:
        made = average_progress_8(cohort(["0"] * size), leaving=2024, minimums=None, source="invented")
        assert made.value is None and not made.state.has_value

    @pytest.mark.parametrize(
        ("score", "half", "label"),
        [("0.5", "0.4", Compared.WELL_ABOVE), ("0.49", "0.4", Compared.ABOVE), ("0.4", "0.4", Compared.AVERAGE),
         ("-0.4", "0.4", Compared.AVERAGE), ("-0.5", "0.4", Compared.BELOW), ("-0.51", "0.4", Compared.WELL_BELOW),
         ("0.9", "1", Compared.AVERAGE)],
    )  # fmt: skip
    def test_labels(self, score: str, half: str, label: Compared) -> None:
        value, width = Fraction(score), Fraction(half)
        assert compared(value, Interval(value - width, value + width, 0.95, "national deviation")) is label


def skills(subject: Subject, grade: str) -> Result:
    return Result(subject=subject, kind=Kind.FUNCTIONAL_SKILLS, grade=grade, on=SUMMER, discount=subject.value)


class TestQualified:
    def test_nobody_has_to_sit_both_english_subjects(self) -> None:
        one = [gcse(Subject.ENGLISH_LITERATURE, "4"), gcse(Subject.MATHEMATICS, "4")]
        assert has_basics(one, at_least=4, leaving=2026) and not has_basics(one, at_least=5, leaving=2026)

    @pytest.mark.parametrize("grades", [("3", "4"), ("4", "3"), ("U", "9")])
    def test_both_subjects_have_to_reach_it(self, grades: tuple[str, str]) -> None:
        one = [gcse(Subject.ENGLISH_LANGUAGE, grades[0]), gcse(Subject.MATHEMATICS, grades[1])]
        assert not has_basics(one, at_least=4, leaving=2026)

    def test_the_first_entry_counts(self) -> None:
        late = [gcse(Subject.MATHEMATICS, "3", on=date(2025, 8, 21)), gcse(Subject.MATHEMATICS, "5")]
        assert not has_basics([*late, gcse(Subject.ENGLISH_LANGUAGE, "5")], at_least=4, leaving=2026)

    def test_functional_skills_are_no_grade_4(self) -> None:
        one = [skills(Subject.ENGLISH_LANGUAGE, "Level 2"), skills(Subject.MATHEMATICS, "Level 2")]
        assert not has_basics(one, at_least=4, leaving=2026)
        assert both_subjects([one] * 12, at_least=Rung.LEVEL_2, source="invented").value == 100

    @pytest.mark.parametrize("at_least", [0, 3, 6, 9])
    def test_no_other_threshold(self, at_least: int) -> None:
        with pytest.raises(InvalidValue, match="at_least: is no threshold"):
            has_basics([], at_least=at_least, leaving=2026)

    def test_of_all_pupils(self) -> None:
        one = [gcse(Subject.ENGLISH_LANGUAGE, "4"), gcse(Subject.MATHEMATICS, "4")]
        made = basics([one] * 3 + [[]] * 9, at_least=4, leaving=2026, source="invented")
        assert (made.value, made.count, made.n) == (25, 3, 12)

    def test_nothing_taken_is_told_from_nothing_reached(self) -> None:
        english = (Subject.ENGLISH_LANGUAGE,)
        assert highest([], english) is None
        assert highest([gcse(Subject.ENGLISH_LANGUAGE, "U")], english) is Rung.NONE
        assert highest([gcse(Subject.ENGLISH_LANGUAGE, "3"), skills(Subject.ENGLISH_LANGUAGE, "Entry 3")], english) is (
            Rung.LEVEL_1
        )

    def test_no_level_is_no_threshold(self) -> None:
        with pytest.raises(InvalidValue, match="at_least: is no level"):
            both_subjects([], at_least=Rung.NONE, source="invented")

    def test_those_who_reached_nothing(self) -> None:
        cohort_of: list[list[Result]] = (
            [[]] * 2 + [[gcse(Subject.HISTORY, "U")]] * 2 + [[gcse(Subject.HISTORY, "1")]] * 8
        )
        made = nothing_reached(cohort_of, source="invented")
        assert (made.count, made.n) == (4, 12)

    def test_qualifications_a_pupil(self) -> None:
        one = [science("4-4"), gcse(Subject.HISTORY, "U"), award("Level 1 Pass", "a")]
        made = qualifications_each([one] * 5 + [[]] * 5, source="invented")
        assert made.value == Fraction(3, 2)

    @pytest.mark.parametrize("measure", [nothing_reached, qualifications_each])
    def test_nobody_is_no_division_by_nil(self, measure: Callable[..., Any]) -> None:
        assert measure([], source="invented").state is MeasureState.NOT_APPLICABLE

    @settings(max_examples=30)
    @given(results())
    def test_counted_results_are_first_entries(self, given_results: list[Result]) -> None:
        counted = counted_results(given_results, leaving=2026)
        assert len({each.discount for each in counted}) == len(counted)
        made: Attainment8 = attainment_8(given_results, leaving=2026)
        assert made == attainment_8(counted, leaving=2026).but(left_out=made.left_out)
