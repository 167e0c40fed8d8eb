"""Rules of arrival and the week: story 10, and each of the centre's figures on both sides."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from ap_core.curriculum.facts import ArrivalFacts, WeekFacts, arrival_facts, week_facts
from ap_core.curriculum.policy import CurriculumPolicy
from ap_core.curriculum.records import Assessment, Domain, Lesson, Timetable
from ap_core.curriculum.rules import RULES
from ap_core.law.citation import Force
from ap_core.law.findings import Finding
from ap_core.law.judging import Verdict
from ap_core.law.rulebook import RuleBook
from ap_core.law.rules import Actor
from ap_core.law.unknown import UNKNOWN
from ap_core.policy import Policy
from ap_core.record import PupilRecord
from tests.attended_models import CENTRE, TODAY, asked, attended_on, findings, nov, placement, record, school_days
from tests.placements import DUAL

BOOK: RuleBook[PupilRecord] = RuleBook(subjects=((ArrivalFacts, arrival_facts), (WeekFacts, week_facts)), rules=RULES)
READING, COMPLETE = "curriculum.baseline.reading", "curriculum.baseline.complete"
SUPPORT, FULL = "curriculum.reading.support", "curriculum.timetable.full_time"
ALL = frozenset((Domain.READING, Domain.NUMBER, Domain.WRITING, Domain.LEARNS_BEST, Domain.WELLBEING))


def lesson(subject: str, minutes: int, site: str = CENTRE, *, support: bool = False) -> Lesson:
    return Lesson(subject=subject, site=site, minutes=minutes, reading_support=support)


AT_CENTRE = (
    lesson("English", 240), lesson("maths", 240), lesson("science", 120), lesson("PE", 120), lesson("food", 120),
    lesson("art", 120), lesson("PSHE", 60), lesson("mentoring", 60), lesson("reading", 150, support=True),
)  # fmt: skip
FRIDAY = lesson("Friday at the home school", 300, "HOME")


def week(*lessons: Lesson, agreed: Any = False) -> Timetable:
    return Timetable(first=nov(30), lessons=lessons, part_time_agreed=agreed)


def assessed(domain: Domain, day: int, score: Any = None) -> Assessment:
    return Assessment(domain=domain, taken_on=nov(day), standard_score=score)


P10 = record(
    registers=(attended_on(nov(9), nov(10), *school_days(nov(16), nov(20)), out=school_days(nov(11), nov(13))),),
    baseline=(assessed(Domain.READING, 17, 71), assessed(Domain.LEARNS_BEST, 10)),
    timetable=week(*AT_CENTRE, FRIDAY),
)


def told(rule: str, about: PupilRecord, on: date = TODAY, **choices: Any) -> Finding | None:
    """The one finding of a rule; none where it does not apply."""
    found = findings(BOOK, about, asked(on, Policy(curriculum=CurriculumPolicy(**choices)))).get(rule, [])
    assert len(found) <= 1
    return found[0] if found else None


def verdict(rule: str, about: PupilRecord, on: date = TODAY, **choices: Any) -> Verdict | None:
    found = told(rule, about, on, **choices)
    return None if found is None else found.verdict


class TestStory10:
    """Arrival: what he knows, how he reads, what he will be taught."""

    def test_is_the_baseline_late(self) -> None:
        """No: seven days attended, reading on the 4th of them; the 10th is Wed 25 Nov if he attends every day."""
        reading, whole = told(READING, P10), told(COMPLETE, P10)
        assert reading is not None and whole is not None
        assert reading.verdict is Verdict.MET
        assert reading.due is not None
        assert reading.due.counted == (nov(9), nov(10), nov(16), nov(17), nov(18))
        assert reading.because == "Reading assessment on arrival: done Tue 17 Nov 2026, due by Wed 18 Nov 2026."
        assert whole.verdict is Verdict.PENDING
        assert whole.due is not None
        assert whole.due.last_day == nov(25)
        assert [day for day in whole.due.counted if day < TODAY] == [nov(9), nov(10), *school_days(nov(16), nov(20))]

    def test_what_is_missing_who_by_when(self) -> None:
        whole = told(COMPLETE, P10)
        assert whole is not None
        assert whole.because == (
            "Still to do for the baseline, as far as is recorded: maths, wellbeing and writing; by Wed 25 Nov 2026 if "
            "the pupil is in every day."
        )
        assert whole.who is Actor.BASELINE_LEAD
        assert whole.act == "Complete the baseline: maths, wellbeing and writing."

    def test_ten_school_days_from_arrival_is_not_the_limit(self) -> None:
        """They would have been over on Fri 20 Nov, but he was ill for three."""
        always = P10.but(registers=(attended_on(*school_days(nov(9), nov(20))),))
        assert verdict(COMPLETE, always) is Verdict.NOT_MET

    def test_what_should_follow_the_reading_result(self) -> None:
        """Taught decoding: 2.5 h meets the centre's 2 h."""
        support = told(SUPPORT, P10)
        assert support is not None
        assert support.verdict is Verdict.MET
        assert support.because == "Reading score 71; reading support taught each week: 2.5 h."
        without = told(SUPPORT, P10.but(timetable=week(*AT_CENTRE[:-1], FRIDAY)))
        assert without is not None
        assert without.verdict is Verdict.NOT_MET
        assert without.because == (
            "Reading score 71; reading support taught each week: 0 h. The centre has chosen at least 2 h for a score "
            "below 85."
        )

    def test_is_the_timetable_full_time(self) -> None:
        full = told(FULL, P10)
        assert full is not None
        assert (full.verdict, full.because) == (Verdict.MET, "The week over all sites: 25.5 h.")

    def test_home_school_withdraws_fridays(self) -> None:
        short = told(FULL, P10.but(timetable=week(*AT_CENTRE), registrations=DUAL))
        assert short is not None
        assert short.verdict is Verdict.NOT_MET
        assert short.who is Actor.CENTRE_AND_HOME_SCHOOL
        assert short.because == (
            "The week over all sites: 20.5 h. The centre has chosen 25 h, unless part-time is agreed or there is a "
            "health ground."
        )
        assert "somewhere to be at every session" in short.act

    def test_whose_step_it_is(self) -> None:
        assert [rule.who for rule in RULES[:3]] == [Actor.BASELINE_LEAD, Actor.BASELINE_LEAD, Actor.CENTRE]
        alone = told(FULL, P10.but(timetable=week(*AT_CENTRE), registrations=DUAL[1:]))
        assert alone is not None and alone.who is Actor.CENTRE_AND_HOME_SCHOOL

    def test_since_when(self) -> None:
        found = told(COMPLETE, P10)
        assert found is not None
        assert found.arose_on == nov(9)

    def test_none_of_this_is_a_legal_breach(self) -> None:
        assert {rule.cites.force for rule in RULES} == {Force.LOCAL}


class TestReadingWithin:
    """Reading is assessed within so many days attended; shortly before the first day is in time too."""

    always = attended_on(*school_days(nov(9), nov(27)))

    @pytest.mark.parametrize(
        ("done", "on", "expected"),
        [
            (6, 23, Verdict.MET), (9, 23, Verdict.MET), (13, 23, Verdict.MET), (16, 23, Verdict.NOT_MET),
            (None, 13, Verdict.PENDING), (None, 16, Verdict.NOT_MET), (24, 23, Verdict.NOT_MET),
            (24, 13, Verdict.PENDING),
        ],
    )  # fmt: skip
    def test_both_sides_of_the_fifth_day(self, done: int | None, on: int, expected: Verdict) -> None:
        baseline = () if done is None else (assessed(Domain.READING, done),)
        assert verdict(READING, record(registers=(self.always,), baseline=baseline), nov(on)) is expected

    @pytest.mark.parametrize(("within", "expected"), [(3, Verdict.NOT_MET), (4, Verdict.MET), (5, Verdict.MET)])
    def test_the_centres_own_number(self, within: int, expected: Verdict) -> None:
        assert verdict(READING, P10, reading_within=within) is expected

    def test_a_test_taken_again_does_not_make_the_first_late(self) -> None:
        for again in (18, 19, 23):
            both = (assessed(Domain.READING, again), assessed(Domain.READING, 17))
            assert verdict(READING, P10.but(baseline=both)) is Verdict.MET
            assert verdict(READING, P10.but(baseline=both[::-1])) is Verdict.MET

    def test_late_says_who_chose(self) -> None:
        late = told(READING, P10, reading_within=3)
        assert late is not None
        assert late.because == (
            "The centre has chosen to assess reading by Mon 16 Nov 2026, counted in days attended; done: "
            "Tue 17 Nov 2026."
        )
        assert late.arose_on == nov(9)

    def test_done_in_time_stays_so_when_later_marks_are_missing(self) -> None:
        """Reading assessed on the first day: whatever the marks since, the fifth day attended was not before it."""
        first_day_only = record(registers=(attended_on(nov(9)),), baseline=(assessed(Domain.READING, 9),))
        for day in (9, 12, 13, 23, 27):
            assert verdict(READING, first_day_only, nov(day)) is Verdict.MET
        later = first_day_only.but(baseline=(assessed(Domain.READING, 16),))
        assert verdict(READING, later, nov(23)) is Verdict.UNDETERMINED

    def test_no_verdict_while_it_may_have_ended(self) -> None:
        """Once it turns out to have ended the rule has nothing to say, so it says nothing final before."""
        for rule in (READING, COMPLETE, SUPPORT, FULL):
            may_have = P10.but(placements=(placement(ended_on=UNKNOWN),))
            found = told(rule, may_have)
            assert found is not None
            assert (found.verdict, found.missing) == (Verdict.UNDETERMINED, ("placements[0].ended_on",))
            assert verdict(rule, P10.but(placements=(placement(ended_on=nov(20)),))) is None

    def test_questions_stand_in_the_order_of_the_placements_names(self) -> None:
        both = (placement(ref="B", ended_on=UNKNOWN), placement(first_day=UNKNOWN))
        told_of = [told(FULL, P10.but(placements=placements)) for placements in (both, both[::-1])]
        assert len({found.because for found in told_of if found is not None}) == 1

    def test_one_placement_surely_going_on_is_enough_for_the_week(self) -> None:
        both = (placement(ended_on=UNKNOWN), placement(ref="B", centre="OTHER"))
        assert verdict(FULL, P10.but(placements=both)) is Verdict.MET

    def test_pending_while_what_was_done_is_not_known(self) -> None:
        pending = told(READING, P10.but(baseline=UNKNOWN), nov(18))
        assert pending is not None
        assert pending.verdict is Verdict.PENDING
        assert "as far as is recorded" in pending.because
        assert verdict(READING, P10.but(baseline=UNKNOWN), nov(19)) is Verdict.UNDETERMINED

    def test_unknown_never_passes(self) -> None:
        for changes in ({"registers": UNKNOWN}, {"placements": (placement(first_day=UNKNOWN),)}):
            for rule in (READING, COMPLETE):
                assert verdict(rule, P10.but(**changes)) is Verdict.UNDETERMINED

    def test_local_choices_are_judged_from_2010_on(self) -> None:
        for first_day, found in ((date(2010, 8, 31), None), (date(2010, 9, 1), Verdict.UNDETERMINED)):
            about = P10.but(placements=(placement(first_day=first_day),), registers=UNKNOWN)
            assert verdict(READING, about) is verdict(COMPLETE, about) is found


class TestBaselineWithin:
    """All that the centre looks at is looked at within so many days attended."""

    always = attended_on(*school_days(nov(9), nov(27)))

    @pytest.mark.parametrize(
        ("last", "on", "expected"),
        [(20, 27, Verdict.MET), (23, 27, Verdict.NOT_MET), (None, 20, Verdict.PENDING), (None, 23, Verdict.NOT_MET)],
    )
    def test_both_sides_of_the_tenth_day(self, last: int | None, on: int, expected: Verdict) -> None:
        done = [assessed(domain, 10) for domain in ALL - {Domain.WRITING}]
        if last is not None:
            done.append(assessed(Domain.WRITING, last))
        assert verdict(COMPLETE, record(registers=(self.always,), baseline=tuple(done)), nov(on)) is expected

    @pytest.mark.parametrize(("within", "expected"), [(7, Verdict.NOT_MET), (8, Verdict.PENDING)])
    def test_the_centres_own_number(self, within: int, expected: Verdict) -> None:
        assert verdict(COMPLETE, P10, baseline_within=within) is expected

    @pytest.mark.parametrize(
        ("wanted", "expected"),
        [
            (frozenset((Domain.READING, Domain.LEARNS_BEST)), Verdict.MET),
            (frozenset((Domain.READING, Domain.SPELLING)), Verdict.PENDING),
            (frozenset((Domain.SPELLING,)), Verdict.PENDING),
            (frozenset(), None),
        ],
    )
    def test_the_centres_own_baseline(self, wanted: frozenset[Domain], expected: Verdict | None) -> None:
        assert verdict(COMPLETE, P10, baseline=wanted) is expected

    def test_late_names_what_is_missing(self) -> None:
        late = told(COMPLETE, P10, baseline_within=7)
        assert late is not None
        assert late.because == "The centre has chosen a whole baseline by Fri 20 Nov 2026, counted in days attended."
        assert late.act == "Complete the baseline: maths, wellbeing and writing."


class TestReadingSupport:
    """A standard score below the centre's figure calls for taught reading support of the centre's length."""

    @pytest.mark.parametrize(
        ("score", "below", "expected"),
        [(84, 85, Verdict.NOT_MET), (85, 85, None), (86, 85, None), (85, 86, Verdict.NOT_MET), (None, 85, None)],
    )
    def test_score(self, score: int | None, below: int, expected: Verdict | None) -> None:
        about = record(baseline=(assessed(Domain.READING, 17, score),), timetable=week(FRIDAY))
        assert verdict(SUPPORT, about, reading_support_below=below) is expected

    @pytest.mark.parametrize(
        ("minutes", "wanted", "expected"),
        [(119, 120, Verdict.NOT_MET), (120, 120, Verdict.MET), (120, 121, Verdict.NOT_MET), (121, 121, Verdict.MET)],
    )
    def test_minutes(self, minutes: int, wanted: int, expected: Verdict) -> None:
        about = P10.but(timetable=week(lesson("reading", minutes, support=True), FRIDAY))
        assert verdict(SUPPORT, about, reading_support_minutes=wanted) is expected

    def test_no_timetable_yet(self) -> None:
        none = told(SUPPORT, P10.but(timetable=None))
        assert none is not None
        assert none.verdict is Verdict.NOT_MET
        assert "each week: no timetable yet." in none.because

    def test_unknown_never_passes(self) -> None:
        unscored = P10.but(baseline=(assessed(Domain.READING, 17, UNKNOWN),))
        for about in (P10.but(timetable=UNKNOWN), P10.but(baseline=UNKNOWN), unscored):
            assert verdict(SUPPORT, about) is Verdict.UNDETERMINED


class TestFullTime:
    """A week of the centre's full-time length over all sites, unless part-time is agreed or there is a ground."""

    @pytest.mark.parametrize(
        ("minutes", "agreed", "expected"),
        [
            (1500, False, Verdict.MET), (1499, False, Verdict.NOT_MET), (1499, True, Verdict.MET),
            (1500, UNKNOWN, Verdict.MET), (1499, UNKNOWN, Verdict.UNDETERMINED),
        ],
    )  # fmt: skip
    def test_both_sides(self, minutes: int, agreed: Any, expected: Verdict) -> None:
        about = P10.but(timetable=week(lesson("all", minutes - 300), FRIDAY, agreed=agreed))
        assert verdict(FULL, about) is expected

    @pytest.mark.parametrize(("wanted", "expected"), [(1530, Verdict.MET), (1531, Verdict.NOT_MET)])
    def test_the_centres_own_number(self, wanted: int, expected: Verdict) -> None:
        assert verdict(FULL, P10, full_time_minutes=wanted) is expected

    def test_no_timetable_and_none_known(self) -> None:
        none = told(FULL, P10.but(timetable=None))
        assert none is not None
        assert none.verdict is Verdict.NOT_MET
        assert none.because.startswith("The week over all sites: no timetable yet.")
        assert verdict(FULL, P10.but(timetable=UNKNOWN)) is Verdict.UNDETERMINED


class TestWording:
    """A local choice is told as one: nobody must, nobody should, and no figure stands in a sentence."""

    def test_every_sentence(self) -> None:
        for rule in RULES:
            sentences = rule.sentences()
            assert "he centre has chosen" in sentences.get("not_met", sentences.get("late", ""))
            for sentence in sentences.values():
                assert not re.search(r"\d|\bmust\b|\bshould\b", re.sub(r"{\w+}", "", sentence))
