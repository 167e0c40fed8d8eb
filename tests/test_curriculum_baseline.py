"""The baseline by domain, what belongs to the arrival, and scores without a scale."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ap_core.curriculum.baseline import baseline_lines, since_arrival
from ap_core.curriculum.baseline_facts import assessed_facts
from ap_core.curriculum.facts import arrival_facts
from ap_core.curriculum.policy import CurriculumPolicy
from ap_core.curriculum.records import Assessment, Domain
from ap_core.curriculum.scores import Score
from ap_core.england import ENGLAND
from ap_core.law.citation import Force
from ap_core.law.findings import Finding
from ap_core.law.judging import Verdict
from ap_core.law.rules import Actor
from ap_core.law.unknown import UNKNOWN, Unknown
from ap_core.placement.events import EventKind, PlacementEvent
from ap_core.policy import Policy
from ap_core.record import PupilRecord
from tests.attended_models import TODAY, asked, findings, nov, only_known_facts_stay, placement, record
from tests.test_curriculum_scores import SCALE

ARRIVAL, SCALED = "curriculum.baseline.on_arrival", "curriculum.baseline.scale"
NEAR = st.dates(date(2026, 10, 20), nov(26))
BASELINES = st.lists(
    st.builds(Assessment, domain=st.sampled_from(Domain), taken_on=NEAR, standard_score=st.none() | st.just(90)),
    max_size=6,
).map(tuple)  # fmt: skip


def assessed(domain: Domain, day: date, **more: Any) -> Assessment:
    return Assessment(domain=domain, taken_on=day, **more)


def told(rule: str, about: PupilRecord, **choices: Any) -> Finding | None:
    found = findings(ENGLAND, about, asked(policy=Policy(curriculum=CurriculumPolicy(**choices)))).get(rule, [])
    assert len(found) <= 1
    return found[0] if found else None


class TestLines:
    """A line for each domain that is wanted or was looked at: first day, instrument, score, and by whom it is owed."""

    @given(BASELINES, st.frozensets(st.sampled_from(Domain)), NEAR)
    def test_agrees_with_the_naive_list(
        self, baseline: tuple[Assessment, ...], wanted: frozenset[Domain], on: date
    ) -> None:
        lines = baseline_lines(baseline, on, policy=CurriculumPolicy(baseline=wanted))
        days = {
            domain: min(
                (each.taken_on for each in baseline if each.domain is domain and each.taken_on <= on), default=None
            )
            for domain in Domain
        }
        assert {line.domain: line.taken_on for line in lines} == {
            domain: day for domain, day in days.items() if day is not None or domain in wanted
        }
        assert [line.domain for line in lines] == [domain for domain in Domain if domain in {ln.domain for ln in lines}]
        assert all(line.wanted == (line.domain in wanted) for line in lines)

    def test_subjects_each_have_their_own_line(self) -> None:
        science = assessed(Domain.SUBJECTS, nov(10), subject="science", instrument="a unit quiz")
        art = assessed(Domain.SUBJECTS, nov(11), subject="art")
        reading = assessed(Domain.READING, nov(12), standard_score=71, scale=SCALE)
        lines = baseline_lines([science, art, reading], TODAY, policy=CurriculumPolicy(baseline=frozenset()))
        assert [(line.domain, line.subject, line.instrument, line.result) for line in lines] == [
            (Domain.READING, "", "an invented test", Score(71)),
            (Domain.SUBJECTS, "art", "", None),
            (Domain.SUBJECTS, "science", "a unit quiz", None),
        ]
        assert {line.who for line in lines} == {Actor.BASELINE_LEAD}


class TestSinceArrival:
    """What was assessed so many days before the earliest first day belongs to the arrival; no earlier one does."""

    @pytest.mark.parametrize(("day", "kept"), [(date(2026, 10, 26), True), (date(2026, 10, 25), False), (nov(9), True)])
    def test_both_sides(self, day: date, kept: bool) -> None:
        baseline = (assessed(Domain.READING, day),)
        assert since_arrival(baseline, [nov(9), nov(20)], 14) == (baseline if kept else ())
        assert since_arrival(baseline, [nov(9) + timedelta(14 - n) for n in (0, 3)], 28 - 3) == (
            baseline if kept else ()
        )

    def test_nothing_is_early_where_nobody_came(self) -> None:
        assert since_arrival((assessed(Domain.READING, nov(1)),), [], 14) != ()

    def test_an_unknown_first_day_matters_only_where_something_would_be_early(self) -> None:
        early, late = assessed(Domain.READING, date(2026, 6, 1)), assessed(Domain.READING, nov(10))
        unknown = Unknown.because("placements[1].first_day")
        assert since_arrival((late,), [nov(9), unknown], 14) == (late,)
        assert since_arrival((early, late), [nov(9), unknown], 14) == unknown
        assert since_arrival((late,), [unknown], 14) == unknown
        assert since_arrival((), [unknown], 14) == ()

    @settings(max_examples=30)
    @given(BASELINES, NEAR, st.booleans(), st.booleans())
    def test_learning_a_first_day_changes_nothing_known(
        self, baseline: tuple[Assessment, ...], second: date, first_unknown: bool, second_unknown: bool
    ) -> None:
        both = (placement(), placement(ref="B", first_day=second))
        less = (
            both[0].but(first_day=UNKNOWN) if first_unknown else both[0],
            both[1].but(first_day=UNKNOWN) if second_unknown else both[1],
        )
        full = record(baseline=baseline, placements=both)
        for reckoner in (arrival_facts, assessed_facts):
            only_known_facts_stay(reckoner(full.but(placements=less), asked()), reckoner(full, asked()))


class TestOnArrival:
    """Issue 5, bad input: a baseline before arrival is named, and does not count as the baseline."""

    old = assessed(Domain.READING, date(2026, 6, 1), standard_score=90, scale=SCALE)

    def test_named_and_not_counted(self) -> None:
        about = record(baseline=(self.old,), registers=())
        found = told(ARRIVAL, about)
        assert found is not None
        assert (found.verdict, found.who, found.citation.force) == (
            Verdict.NOT_MET, Actor.BASELINE_LEAD, Force.LOCAL,
        )  # fmt: skip
        assert found.because == (
            "Assessed too long before the first day to tell where the pupil starts from: reading. The centre has "
            "chosen to assess on arrival, so it does not count as the baseline."
        )
        [row] = arrival_facts(about, asked())
        assert row.reading_on is None and Domain.READING in row.missing  # type: ignore[operator]

    def test_a_second_placement_asks_for_nothing_anew(self) -> None:
        before = placement(ref="Z", first_day=date(2026, 6, 10), ended_on=date(2026, 10, 1))
        assert told(ARRIVAL, record(baseline=(self.old,), placements=(before, placement()))) is None

    def test_a_placement_still_to_come_says_nothing(self) -> None:
        """Referred and not admitted: no first day is missing, for there is none yet."""
        ahead = placement(
            ref="Z", first_day=UNKNOWN, events=(PlacementEvent(ref="e", kind=EventKind.REFERRED, on=nov(20)),)
        )
        found = told(ARRIVAL, record(baseline=(self.old,), placements=(placement(), ahead)))
        assert found is not None and found.verdict is Verdict.NOT_MET

    @pytest.mark.parametrize(("days", "expected"), [(161, None), (160, Verdict.NOT_MET), (0, Verdict.NOT_MET)])
    def test_the_centres_own_number(self, days: int, expected: Verdict | None) -> None:
        found = told(ARRIVAL, record(baseline=(self.old,)), baseline_before_at_most=days)
        assert (None if found is None else found.verdict) is expected

    def test_silent_without_an_assessment_and_undetermined_without_a_first_day(self) -> None:
        assert told(ARRIVAL, record(baseline=())) is None
        assert told(ARRIVAL, record(baseline=(assessed(Domain.READING, nov(24)),))) is None
        found = told(ARRIVAL, record(baseline=(self.old,), placements=(placement(first_day=UNKNOWN),)))
        assert found is not None and found.verdict is Verdict.UNDETERMINED

    def test_once_for_two_placements(self) -> None:
        both = (placement(ended_on=UNKNOWN), placement(ref="B"))
        found = told(ARRIVAL, record(baseline=(self.old,), placements=both))
        assert found is not None and found.verdict is Verdict.NOT_MET and found.matter == "baseline"


class TestScale:
    """Issue 5, bad input: an instrument without a scale is named."""

    def test_named(self) -> None:
        bare = assessed(Domain.READING, nov(10), standard_score=90)
        kept = assessed(Domain.NUMBER, nov(10), standard_score=90, scale=SCALE)
        found = told(SCALED, record(baseline=(bare, kept)))
        assert found is not None
        assert found.because.startswith("A standard score without the scale of its instrument: reading. The centre has")
        other = told(ARRIVAL, record(baseline=(bare, kept)))
        assert other is not None and other.verdict is Verdict.MET

    def test_silent_where_all_is_in_order(self) -> None:
        kept = assessed(Domain.NUMBER, nov(10), standard_score=90, scale=SCALE)
        assert told(SCALED, record(baseline=(kept,))) is told(ARRIVAL, record(baseline=(kept,))) is None

    def test_silent_where_there_is_no_score(self) -> None:
        none = assessed(Domain.LEARNS_BEST, nov(10))
        unknown = assessed(Domain.READING, nov(10), standard_score=UNKNOWN)
        assert told(SCALED, record(baseline=(none, unknown))) is None
        assert told(SCALED, record(baseline=UNKNOWN)) is None
        assert told(SCALED, record(baseline=(assessed(Domain.READING, nov(24), standard_score=90),))) is None

    def test_nobody_is_asked_for_a_scale_where_no_placement_goes_on(self) -> None:
        bare = assessed(Domain.READING, nov(10), standard_score=90)
        assert told(SCALED, record(baseline=(bare,))) is not None
        assert told(SCALED, record(baseline=(bare,), placements=())) is None
