"""The reading profile and what follows a low score: properties, both sides of each of the centre's figures."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ap_core.curriculum.policy import CurriculumPolicy
from ap_core.curriculum.reading import ReadingProfile, last_reading_test, reading_profile
from ap_core.curriculum.reading_facts import reading_follow_facts
from ap_core.curriculum.reading_rules import RULES
from ap_core.curriculum.reading_steps import ReadingStep, ReadingStepTaken
from ap_core.curriculum.records import Assessment, Barrier, Domain
from ap_core.curriculum.scores import ReadingAge
from ap_core.dates import Calendars
from ap_core.england import ENGLAND
from ap_core.law.findings import Finding
from ap_core.law.judging import Verdict
from ap_core.law.unknown import UNKNOWN, Reason, Unknown
from ap_core.policy import Policy
from ap_core.record import PupilRecord
from tests.attended_models import (
    TODAY,
    asked,
    attended_on,
    findings,
    nov,
    only_known_facts_stay,
    placement,
    record,
    school_days,
)
from tests.test_curriculum_scores import SCALE

TOLD, REST = "curriculum.reading.staff_told", "curriculum.reading.follow_through"
TEST = Assessment(domain=Domain.READING, taken_on=nov(17), standard_score=71, barrier=Barrier.DECODING, scale=SCALE)
ALWAYS = attended_on(*school_days(nov(9), nov(27)))
LOW = record(registers=(ALWAYS,), baseline=(TEST,), reading_steps=())

NEAR = st.dates(nov(9), nov(26))
TESTS = st.lists(
    st.builds(
        lambda day, score, scaled: TEST.but(taken_on=day, standard_score=score, scale=SCALE if scaled else None),
        NEAR, st.none() | st.integers(69, 131), st.booleans(),
    ),
    max_size=4,
).map(tuple)  # fmt: skip
STEPS = st.lists(st.builds(ReadingStepTaken, step=st.sampled_from(ReadingStep), on=NEAR), max_size=8).map(tuple)


def told(rule: str, about: PupilRecord, on: date = TODAY, **choices: Any) -> Finding | None:
    found = findings(ENGLAND, about, asked(on, Policy(curriculum=CurriculumPolicy(**choices)))).get(rule, [])
    assert len(found) <= 1
    return found[0] if found else None


def verdict(rule: str, about: PupilRecord, on: date = TODAY, **choices: Any) -> Verdict | None:
    found = told(rule, about, on, **choices)
    return None if found is None else found.verdict


def took(*steps: tuple[ReadingStep, date]) -> tuple[ReadingStepTaken, ...]:
    return tuple(ReadingStepTaken(step=step, on=on) for step, on in steps)


class TestProfile:
    """What the last test says, as its own report says it."""

    @settings(max_examples=30)
    @given(TESTS, NEAR, st.integers(60, 140))
    def test_of_the_last_test_with_a_score(self, tests: tuple[Assessment, ...], on: date, limit: int) -> None:
        profile = reading_profile(tests, on, policy=CurriculumPolicy(reading_support_below=limit))
        by_now = [each for each in tests if each.taken_on <= on and each.standard_score is not None]
        if not by_now:
            assert profile is None
            return
        last = max(each.taken_on for each in by_now)
        lowest = min(each.standard_score for each in by_now if each.taken_on == last)  # type: ignore[type-var]
        assert isinstance(profile, ReadingProfile) and profile.taken_on == last
        assert isinstance(lowest, int)
        if profile.needs_support is True:
            assert lowest < limit and profile.follows
        elif profile.needs_support is False:
            assert lowest >= limit and not profile.follows
        assert all(profile.sentences)

    @settings(max_examples=30)
    @given(st.integers(69, 130), st.integers(60, 140))
    def test_more_need_never_gives_less(self, score: int, limit: int) -> None:
        """One point lower never takes support or a step away."""
        policy = CurriculumPolicy(reading_support_below=limit)
        lower, higher = (
            reading_profile([TEST.but(standard_score=each)], TODAY, policy=policy) for each in (score, score + 1)
        )
        assert isinstance(lower, ReadingProfile) and isinstance(higher, ReadingProfile)
        assert set(higher.follows) <= set(lower.follows) or lower.needs_support is UNKNOWN

    def test_without_a_scale_the_band_and_the_cut_cannot_be_told(self) -> None:
        bare = reading_profile([TEST.but(scale=None)], TODAY)
        assert isinstance(bare, ReadingProfile)
        assert (bare.score, bare.band, bare.above_lowest, bare.needs_support) == (UNKNOWN, None, None, True)
        assert bare.sentences[0].startswith("The test's scale is not recorded")

    def test_a_cut_at_the_ceiling(self) -> None:
        top = reading_profile([TEST.but(standard_score=131)], TODAY, policy=CurriculumPolicy(reading_support_below=140))
        assert isinstance(top, ReadingProfile)
        assert top.needs_support is UNKNOWN
        assert top.sentences[0] == "Score 131 or above, the highest that it gives: the result may lie above it."
        assert top.sentences[-1] == "Whether reading support is called for cannot be told."

    @pytest.mark.parametrize(
        ("barrier", "says", "taught"),
        [
            (Barrier.DECODING, "Decoding is the barrier, not understanding.", "taught decoding."),
            (Barrier.COMPREHENSION, "Understanding is the barrier, not decoding.", "taught comprehension."),
            (Barrier.BOTH, "Decoding and understanding are both barriers.", "taught reading support."),
            (Barrier.NEITHER, "Neither decoding nor understanding was found to be in the way.", "reading support."),
        ],
    )
    def test_what_is_in_the_way(self, barrier: Barrier, says: str, taught: str) -> None:
        profile = reading_profile([TEST.but(barrier=barrier)], TODAY)
        assert isinstance(profile, ReadingProfile)
        assert says in profile.sentences and profile.sentences[-1].endswith(taught)

    @pytest.mark.parametrize("barrier", [None, UNKNOWN])
    def test_not_looked_at_says_nothing(self, barrier: Any) -> None:
        profile = reading_profile([TEST.but(barrier=barrier, standard_score=90)], TODAY)
        assert isinstance(profile, ReadingProfile)
        assert profile.sentences == (
            "Score 90: average on this test, 21 points above its lowest possible score, so not cut off.",
            "Not below 85, where the centre has chosen to teach reading support.",
        )

    def test_one_point(self) -> None:
        profile = reading_profile([TEST.but(standard_score=70)], TODAY)
        assert isinstance(profile, ReadingProfile) and "1 point above" in profile.sentences[0]

    def test_age_only_where_it_is_known_and_asked_about(self) -> None:
        aged = TEST.but(reading_age=ReadingAge(7, 2))
        profile = reading_profile([aged], TODAY)
        assert isinstance(profile, ReadingProfile)
        assert profile.behind_age is UNKNOWN
        without = reading_profile([TEST], TODAY, born=date(2013, 1, 9))
        assert isinstance(without, ReadingProfile)
        assert without.behind_age is None
        bound = reading_profile([TEST.but(reading_age=ReadingAge.of("<6:00"))], TODAY, born=date(2013, 1, 9))
        assert isinstance(bound, ReadingProfile) and bound.behind_age is None

    def test_no_test_and_no_score_known(self) -> None:
        assert reading_profile([], TODAY) is None
        assert reading_profile([TEST.but(standard_score=None)], TODAY) is None
        missing = reading_profile([TEST.but(standard_score=UNKNOWN)], TODAY)
        assert isinstance(missing, Unknown) and missing.needs[0].path == "baseline[0].standard_score"
        assert last_reading_test(UNKNOWN, TODAY) is UNKNOWN


class TestReckoning:
    """Learning a fact changes none that was known; only what was done by the day counts; order says nothing."""

    @settings(max_examples=30)
    @given(TESTS, STEPS, NEAR, st.sets(st.sampled_from(["registers", "reading_steps", "first_day"])))
    def test_learning(
        self, tests: tuple[Assessment, ...], steps: tuple[ReadingStepTaken, ...], on: date, gone: set[str]
    ) -> None:
        full = LOW.but(baseline=tests, reading_steps=steps)
        less = full.but(**{name: UNKNOWN for name in gone if name != "first_day"})
        if "first_day" in gone:
            less = less.but(placements=(placement(first_day=UNKNOWN),))
        only_known_facts_stay(reading_follow_facts(less, asked(on)), reading_follow_facts(full, asked(on)))
        so_far = full.but(reading_steps=tuple(each for each in steps[::-1] if each.on <= on))
        assert list(reading_follow_facts(full, asked(on))) == list(reading_follow_facts(so_far, asked(on)))


class TestStaffTold:
    """The pupil's teachers are told within so many days attended after the test."""

    @pytest.mark.parametrize(
        ("day", "on", "expected"),
        [
            (17, 23, Verdict.MET), (18, 23, Verdict.MET), (19, 23, Verdict.NOT_MET), (None, 18, Verdict.PENDING),
            (None, 19, Verdict.NOT_MET), (16, 23, Verdict.NOT_MET), (24, 23, Verdict.NOT_MET),
        ],
    )  # fmt: skip
    def test_both_sides(self, day: int | None, on: int, expected: Verdict) -> None:
        steps = () if day is None else took((ReadingStep.STAFF_TOLD, nov(day)))
        assert verdict(TOLD, LOW.but(reading_steps=steps), nov(on)) is expected

    def test_trap_telling_of_an_earlier_test_is_not_telling_of_this_one(self) -> None:
        earlier = TEST.but(taken_on=nov(10))
        steps = took((ReadingStep.STAFF_TOLD, nov(10)), (ReadingStep.PARENT_TOLD, nov(10)))
        about = LOW.but(baseline=(earlier, TEST), reading_steps=steps)
        assert verdict(TOLD, about) is Verdict.NOT_MET
        rest = told(REST, about)
        assert rest is not None and "the parent told" not in rest.because

    def test_a_test_from_before_the_first_day_is_told_of_on_the_first_day_here(self) -> None:
        about = LOW.but(baseline=(TEST.but(taken_on=nov(2)),))
        found = told(TOLD, about, nov(9))
        assert found is not None and found.due is not None and found.due.last_day == nov(9)

    @pytest.mark.parametrize(("within", "expected"), [(3, Verdict.NOT_MET), (4, Verdict.PENDING)])
    def test_the_centres_own_number(self, within: int, expected: Verdict) -> None:
        assert verdict(TOLD, LOW, reading_told_within=within) is expected

    def test_a_centre_that_does_not_ask_for_it(self) -> None:
        steps = frozenset(ReadingStep) - {ReadingStep.STAFF_TOLD}
        assert verdict(TOLD, LOW, reading_steps=steps) is None
        assert verdict(REST, LOW, reading_steps=steps) is Verdict.PENDING

    def test_unknown_never_passes(self) -> None:
        for changes in ({"registers": UNKNOWN}, {"reading_steps": UNKNOWN}):
            assert verdict(TOLD, LOW.but(**changes)) is Verdict.UNDETERMINED
        found = told(TOLD, LOW, nov(23))
        assert found is not None
        [row] = reading_follow_facts(LOW, asked(calendars=Calendars({})))
        assert isinstance(row.told_due, Unknown) and row.told_due.needs[0].reason is Reason.BEYOND_CALENDAR


class TestFollowThrough:
    """The other steps: open until the last of them is done, and never late."""

    def test_done_on_the_day_of_the_last(self) -> None:
        others = [step for step in ReadingStep if step is not ReadingStep.STAFF_TOLD]
        for n in range(len(others)):
            assert (
                verdict(REST, LOW.but(reading_steps=took(*((step, nov(18)) for step in others[:n])))) is Verdict.PENDING
            )
        about = LOW.but(reading_steps=took(*((step, nov(18 + n)) for n, step in enumerate(others))))
        assert verdict(REST, about, nov(20)) is Verdict.PENDING
        assert verdict(REST, about, nov(21)) is Verdict.MET

    def test_a_centre_with_no_other_step(self) -> None:
        assert verdict(REST, LOW, reading_steps=frozenset((ReadingStep.STAFF_TOLD,))) is None

    @pytest.mark.parametrize(("limit", "rows"), [(71, 0), (72, 1)])
    def test_below_the_centres_limit_only(self, limit: int, rows: int) -> None:
        policy = Policy(curriculum=CurriculumPolicy(reading_support_below=limit))
        assert len(list(reading_follow_facts(LOW, asked(policy=policy)))) == rows

    def test_no_row_without_a_known_score(self) -> None:
        for baseline in (UNKNOWN, (), (TEST.but(standard_score=UNKNOWN),), (TEST.but(taken_on=nov(24)),)):
            assert not list(reading_follow_facts(LOW.but(baseline=baseline), asked()))

    def test_each_rule_is_of_the_centre(self) -> None:
        assert {rule.cites.instrument for rule in RULES} == {"Centre policy"}


def test_a_profile_without_a_score_says_nothing_of_one() -> None:
    profile = reading_profile([TEST], TODAY)
    assert isinstance(profile, ReadingProfile) and profile.sentences[0].startswith("Score 71")
    assert profile.but(score=None).sentences == profile.sentences[1:]
