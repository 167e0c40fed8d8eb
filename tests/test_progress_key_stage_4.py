"""Key Stage 4 points and Attainment 8: metrics.md KS4-01 and KS4-02."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ap_core.dates.years import AcademicYear
from ap_core.errors import InvalidValue
from ap_core.progress.key_stage_4 import (
    SLOTS,
    Attainment8,
    Award,
    Result,
    Subject,
    attainment_8,
    mean_attainment_8,
)
from ap_core.progress.measures import MeasureState

AUGUST = date(2026, 8, 20)
LEAVING = AcademicYear(2025)
ENGLISH, MATHS = (Subject.ENGLISH_LANGUAGE, Subject.ENGLISH_LITERATURE), Subject.MATHS
GRADES = st.sampled_from(["X", "U", *"123456789"])


def a_result(subject: Subject, grade: str, **more: Any) -> Result:
    given_: dict[str, Any] = {"entry": subject.value, "award": Award.GCSE, "on": AUGUST}
    return Result(**(given_ | {"subject": subject, "grade": grade} | more))


def scored(*results: Result) -> Attainment8:
    found = attainment_8(results, LEAVING)
    assert found is not None
    return found


@st.composite
def certificates(draw: st.DrawFn) -> list[Result]:
    """Some English, some maths, and up to eight others, each entered once."""
    subjects = [*ENGLISH, MATHS, Subject.COMBINED_SCIENCE]
    kept = [subject for subject in subjects if draw(st.booleans())]
    found = [
        a_result(subject, f"{draw(st.integers(1, 9))}-{draw(st.integers(1, 9))}")
        if subject is Subject.COMBINED_SCIENCE
        else a_result(subject, draw(GRADES))
        for subject in kept
    ]
    others = st.sampled_from([Subject.HISTORY, Subject.GEOGRAPHY, Subject.LANGUAGE, Subject.SCIENCE, Subject.OTHER])
    for at in range(draw(st.integers(0, 8))):
        if draw(st.booleans()):
            found.append(a_result(draw(others), draw(GRADES), entry=f"entry {at}"))
        else:
            technical = {"award": Award.LEVEL_2_TECHNICAL, "entry": f"entry {at}"}
            found.append(a_result(Subject.OTHER, draw(st.sampled_from(["D*", "D", "M", "P", "U"])), **technical))
    return found


def best_of_all(results: list[Result]) -> Fraction:
    """Every way to fill three slots with the one kind and three with anything that is left."""
    both = all(any(r.subject is subject for r in results) for subject in ENGLISH)
    english = sorted((r.points for r in results if r.subject in ENGLISH), reverse=True)
    maths = [r.points for r in results if r.subject is MATHS]
    ebacc: list[Fraction] = []
    rest = english[1:] if both else []
    for result in results:
        if result.subject in (*ENGLISH, MATHS):
            continue
        to = rest if result.subject is Subject.OTHER else ebacc
        to += [result.points] * (2 if result.subject is Subject.COMBINED_SCIENCE else 1)
    best = Fraction(0)
    for size in range(min(3, len(ebacc)) + 1):
        for chosen in combinations(range(len(ebacc)), size):
            left = [points for at, points in enumerate(ebacc) if at not in chosen] + rest
            best = max(best, sum((ebacc[at] for at in chosen), Fraction(0)) + sum(sorted(left)[-3:], Fraction(0)))
    return best + (english[0] * (2 if both else 1) if english else 0) + (2 * maths[0] if maths else 0)


class TestAttainment8:
    @settings(max_examples=30)
    @given(certificates())
    def test_as_the_best_of_every_way_to_fill_the_slots(self, results: list[Result]) -> None:
        found = scored(*results)
        assert found.total == best_of_all(results) == found.english + found.maths + found.ebacc + found.open_element
        assert 0 <= found.total <= 90
        assert 0 <= found.empty_slots <= 6

    @settings(max_examples=30)
    @given(certificates(), st.randoms(use_true_random=False))
    def test_in_any_order(self, results: list[Result], random: Any) -> None:
        assert scored(*random.sample(results, len(results))) == scored(*results)

    def test_the_most_there_is(self) -> None:
        others = [a_result(Subject.HISTORY, "9", entry=f"entry {at}") for at in range(6)]
        assert scored(*(a_result(each, "9") for each in (*ENGLISH, MATHS)), *others).total == 90

    def test_one_english_has_weight_one(self) -> None:
        """Schools' own pages double it; the department does not."""
        assert scored(a_result(ENGLISH[0], "5")).english == 5
        assert scored(a_result(ENGLISH[0], "5"), a_result(ENGLISH[1], "3")).english == 10

    def test_an_entry_without_a_result_is_taken(self) -> None:
        found = scored(a_result(ENGLISH[0], "5"), a_result(ENGLISH[1], "X"))
        assert (int(found.english), int(found.open_element)) == (10, 0)

    def test_combined_science_fills_two_slots(self) -> None:
        found = scored(a_result(Subject.COMBINED_SCIENCE, "5-4"))
        assert (int(found.ebacc), found.empty_slots) == (9, 4)
        assert scored(a_result(Subject.COMBINED_SCIENCE, "U")).ebacc == 0

    def test_the_first_entry_counts(self) -> None:
        """A better result later does not."""
        early = a_result(MATHS, "3", on=date(2025, 11, 30))
        assert scored(early, a_result(MATHS, "5")).maths == 6

    @pytest.mark.parametrize(
        ("on", "maths"),
        [(date(2019, 12, 31), 6), (date(2020, 1, 1), 10), (date(2021, 8, 31), 10), (date(2021, 9, 1), 6)],
    )
    def test_results_of_the_years_without_examinations(self, on: date, maths: int) -> None:
        assert scored(a_result(MATHS, "3", on=on), a_result(MATHS, "5")).maths == maths

    def test_what_no_measure_counts_is_listed(self) -> None:
        """Entry level and functional skills: what many pupils in alternative provision take."""
        found = scored(
            a_result(MATHS, "level 1", award=Award.FUNCTIONAL_SKILLS, entry="maths, functional skills"),
            a_result(Subject.OTHER, "3", award=Award.ENTRY_LEVEL, entry="art, entry level"),
        )
        assert found.total == 0
        assert found.not_counted == ("art, entry level", "maths, functional skills")

    @pytest.mark.parametrize(("start", "held"), [(2016, False), (2017, True), (2025, True), (2026, False)])
    def test_slots_are_data_for_each_leaving_year(self, start: int, held: bool) -> None:
        """A reform is proposed: nothing is held from the leavers of 2026/27 on."""
        assert (attainment_8([a_result(MATHS, "3")], AcademicYear(start)) is not None) is held
        assert SLOTS[0].first == AcademicYear(2017)

    def test_technical_awards(self) -> None:
        level_1 = a_result(Subject.OTHER, "P", award=Award.LEVEL_1_TECHNICAL)
        level_2 = a_result(Subject.OTHER, "D*", award=Award.LEVEL_2_TECHNICAL, entry="another")
        assert (level_1.points, level_2.points) == (Fraction(5, 4), Fraction(17, 2))
        assert scored(level_1, level_2).open_element == Fraction(39, 4)


class TestAverage:
    def test_who_has_nothing_counts(self) -> None:
        pupils = [[a_result(MATHS, "5")]] * 10 + [[]] * 10
        found = mean_attainment_8(pupils, LEAVING, source="invented")
        assert (found.shown, found.n) == ("5.0", 20)

    @pytest.mark.parametrize(
        ("pupils", "leaving", "state"),
        [
            ([], LEAVING, "NOT_APPLICABLE"),
            ([[]] * 4, LEAVING, "UNRELIABLE"),
            ([[]], AcademicYear(2026), "NOT_AVAILABLE"),
        ],
    )
    def test_a_state(self, pupils: list[list[Result]], leaving: AcademicYear, state: str) -> None:
        assert mean_attainment_8(pupils, leaving, source="invented").state is MeasureState[state]


class TestRefusals:
    """A grade that does not exist, two results for one entry."""

    @pytest.mark.parametrize(
        ("call", "said"),
        [
            (lambda: a_result(MATHS, "10"), "grade: is no grade of GCSE"),
            (lambda: a_result(MATHS, "5-4"), "grade: is no grade of GCSE"),
            (lambda: a_result(Subject.COMBINED_SCIENCE, "5"), "grade: is no grade of combined science"),
            (lambda: a_result(MATHS, "3", entry=" "), "entry: is empty"),
            (lambda: a_result(Subject.OTHER, "A", award=Award.LEVEL_2_TECHNICAL), "is no grade of approved technical"),
            (lambda: scored(a_result(MATHS, "3"), a_result(MATHS, "4")), "has 1 entries with two first results"),
        ],
    )
    def test_refused(self, call: Callable[[], Any], said: str) -> None:
        with pytest.raises(InvalidValue, match=said):
            call()

    def test_two_later_results_of_one_day_do_not_matter(self) -> None:
        later = AUGUST + timedelta(days=80)
        results = [a_result(MATHS, "3"), a_result(MATHS, "4", on=later), a_result(MATHS, "5", on=later)]
        assert scored(*results).maths == 6
