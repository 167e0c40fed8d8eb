"""Story 10: arrival: what he knows, how he reads, what follows; its questions on the timetable stand apart."""

from __future__ import annotations

from datetime import date

from ap_core.curriculum.baseline import baseline_lines
from ap_core.curriculum.reading import ReadingProfile, reading_profile
from ap_core.curriculum.reading_steps import ReadingStep, ReadingStepTaken
from ap_core.curriculum.records import Assessment, Barrier, Domain
from ap_core.curriculum.scores import ReadingAge, ScoreBand, ScoreScale, age_in_months
from ap_core.england import ENGLAND
from ap_core.law.citation import Force
from ap_core.law.findings import Finding
from ap_core.law.judging import Verdict
from ap_core.law.rules import Actor
from ap_core.law.unknown import UNKNOWN
from ap_core.policy import Policy
from ap_core.record import PupilRecord
from ap_core.support.scales import Better
from tests.attended_models import TODAY, asked, attended_on, findings, nov, record, school_days
from tests.test_curriculum_rules import AT_CENTRE, FRIDAY, P10, lesson, week

BORN = date(2013, 1, 9)
#: The range is the story's; the band is invented.
SCALE = ScoreScale(
    instrument="an invented reading test", lowest=69, highest=131, better=Better.HIGHER, mean=100, deviation=15,
    bands=(ScoreBand(lowest=69, highest=76, called="well below average"),),
)  # fmt: skip
READING = Assessment(
    domain=Domain.READING, taken_on=nov(17), instrument="an invented reading test", standard_score=71,
    barrier=Barrier.DECODING, scale=SCALE, reading_age=ReadingAge.of("7:02"),
)  # fmt: skip
LEARNS_BEST = Assessment(domain=Domain.LEARNS_BEST, taken_on=nov(10))
HIM = P10.but(baseline=(READING, LEARNS_BEST), pupil=P10.pupil.but(born=BORN), reading_steps=())


def one(rule: str, about: PupilRecord = HIM, on: date = TODAY) -> Finding:
    (finding,) = findings(ENGLAND, about, asked(on))[rule]
    return finding


def profile(**changes: object) -> ReadingProfile:
    made = reading_profile((READING.but(**changes), LEARNS_BEST), TODAY, born=BORN, policy=Policy().curriculum)
    assert isinstance(made, ReadingProfile)
    return made


class TestIsTheBaselineLate:
    """No. Seven days attended to Fri 20 Nov; reading on the 4th. If he attends every day, the 10th is Wed 25 Nov."""

    def test_reading_on_the_fourth_attended_day(self) -> None:
        reading = one("curriculum.baseline.reading")
        assert reading.verdict is Verdict.MET and reading.due is not None
        assert reading.due.counted.index(nov(17)) == 3

    def test_seven_days_attended_and_the_tenth_is_wednesday(self) -> None:
        whole = one("curriculum.baseline.complete")
        assert whole.verdict is Verdict.PENDING and whole.due is not None
        assert whole.due.last_day == nov(25)
        assert len([day for day in whole.due.counted if day < TODAY]) == 7

    def test_ten_school_days_from_arrival_would_have_been_friday(self) -> None:
        """But he was ill for three: with all ten attended it would be over."""
        always = HIM.but(registers=(attended_on(*school_days(nov(9), nov(20))),))
        late = one("curriculum.baseline.complete", always)
        assert late.verdict is Verdict.NOT_MET and late.due is not None and late.due.last_day == nov(20)

    def test_the_baseline_is_his_and_of_this_arrival(self) -> None:
        """So nothing is said of it."""
        found = findings(ENGLAND, HIM, asked())
        assert not found.keys() & {"curriculum.baseline.on_arrival", "curriculum.baseline.scale"}


class TestWhatIsMissingWhoByWhen:
    """Maths, writing, wellbeing; baseline lead; Wed 25 Nov if he attends. Pending, in one line."""

    def test_in_one_line(self) -> None:
        whole = one("curriculum.baseline.complete")
        assert whole.because == (
            "Still to do for the baseline, as far as is recorded: maths, wellbeing and writing; by Wed 25 Nov 2026 if "
            "the pupil is in every day."
        )
        assert whole.who is Actor.BASELINE_LEAD

    def test_domain_by_domain(self) -> None:
        assert isinstance(HIM.baseline, tuple)
        lines = baseline_lines(HIM.baseline, TODAY)
        assert [line.domain for line in lines if line.wanted and line.taken_on is None] == [
            Domain.WRITING, Domain.NUMBER, Domain.WELLBEING
        ]  # fmt: skip
        assert {line.who for line in lines} == {Actor.BASELINE_LEAD}
        assert [(line.domain, line.taken_on) for line in lines if line.taken_on] == [
            (Domain.READING, nov(17)), (Domain.LEARNS_BEST, nov(10))
        ]  # fmt: skip


class TestWhatDoesTheReadingResultSay:
    """71: well below average on this test, two above its lowest score, so not censored; decoding is the barrier."""

    def test_the_sentences(self) -> None:
        assert profile().sentences == (
            "Score 71: well below average on this test, 2 points above its lowest possible score, so not cut off.",
            "Decoding is the barrier, not understanding.",
            "Reading age 7:02: for explaining to parent and pupil, not for measuring progress.",
            "Below 85: the centre has chosen at least 120 minutes a week of taught decoding.",
        )

    def test_the_values(self) -> None:
        him = profile()
        assert him.score is not None and him.score == SCALE.score(71) and him.above_lowest == 2
        assert (him.band, him.barrier, him.needs_support) == ("well below average", Barrier.DECODING, True)

    def test_seven_two_at_thirteen_ten(self) -> None:
        him = profile()
        assert divmod(age_in_months(born=BORN, on=nov(17)), 12) == (13, 10)
        assert (str(him.reading_age), him.behind_age) == ("7:02", 80)

    def test_the_band_is_of_this_test_and_never_guessed(self) -> None:
        assert profile(scale=SCALE.but(bands=())).band is None

    def test_a_score_at_the_floor_is_a_bound(self) -> None:
        assert profile(standard_score=69).sentences[0] == (
            "Score 69 or below: well below average on this test, the lowest that it gives: the result may lie below it."
        )

    def test_nothing_of_it_shows_who_he_is(self) -> None:
        """An age with its day tells the month of birth: no display has it, and no finding speaks of a reading age."""
        assert "80" not in repr(profile()) and "7:02" not in repr(profile())
        said = " ".join(f"{each.because} {each.act}" for each in ENGLAND.review(HIM, HIM.ref, asked()))
        assert "7:02" not in said and "2013" not in said


class TestWhatShouldFollow:
    """Taught decoding, texts accessible, staff told, a reader or pen tried and recorded, SEN support, the parent."""

    def test_what_follows(self) -> None:
        assert profile().follows == tuple(ReadingStep)
        assert profile(standard_score=90).follows == ()

    def test_taught_decoding_meets_the_centres_own_two_hours(self) -> None:
        support = one("curriculum.reading.support")
        assert (support.verdict, support.because) == (
            Verdict.MET, "Reading score 71; reading support taught each week: 2.5 h.",
        )  # fmt: skip
        less = HIM.but(timetable=week(*AT_CENTRE[:-1], lesson("reading", 119, support=True), FRIDAY))
        assert one("curriculum.reading.support", less).verdict is Verdict.NOT_MET

    def test_staff_told_before_the_next_lesson(self) -> None:
        """The test was on Tuesday: he was in on Wednesday."""
        told = one("curriculum.reading.staff_told")
        assert told.verdict is Verdict.NOT_MET and told.due is not None and told.due.last_day == nov(18)
        assert told.because == (
            "Reading score 71 on Tue 17 Nov 2026: the centre has chosen to tell the pupil's teachers by Wed 18 Nov "
            "2026, counted in days attended; told: none."
        )
        done = HIM.but(reading_steps=(ReadingStepTaken(step=ReadingStep.STAFF_TOLD, on=nov(17)),))
        assert one("curriculum.reading.staff_told", done).verdict is Verdict.MET

    def test_the_rest_is_open_in_one_line_and_never_late(self) -> None:
        rest = one("curriculum.reading.follow_through")
        assert (rest.verdict, rest.due, rest.who) == (Verdict.PENDING, None, Actor.CENTRE)
        assert rest.because == (
            "Reading score 71 on Tue 17 Nov 2026; still to do, as far as is recorded: SEN support considered, a reader "
            "or reading pen tried and recorded as the normal way of working, the parent told and the texts of every "
            "subject made accessible."
        )
        done = HIM.but(reading_steps=tuple(ReadingStepTaken(step=step, on=nov(18)) for step in ReadingStep))
        assert one("curriculum.reading.follow_through", done).verdict is Verdict.MET

    def test_not_known_is_asked_for(self) -> None:
        asked_for = one("curriculum.reading.follow_through", HIM.but(reading_steps=UNKNOWN))
        assert (asked_for.verdict, asked_for.missing) == (Verdict.UNDETERMINED, ("reading_steps",))

    def test_none_of_this_is_a_legal_breach(self) -> None:
        review = ENGLAND.review(HIM, HIM.ref, asked())
        of_arrival = ("curriculum.baseline.", "curriculum.reading.", "curriculum.timetable.")
        assert {each.citation.force for each in review if each.rule.startswith(of_arrival)} == {Force.LOCAL}
        breaches = [each for each in review.not_met if each.rule.startswith("curriculum.")]
        assert {each.citation.force for each in breaches} <= {Force.LOCAL}

    def test_silence_without_a_low_score(self) -> None:
        fine = record(baseline=(READING.but(standard_score=85),), reading_steps=UNKNOWN)
        assert not any(rule.startswith("curriculum.reading.") for rule in findings(ENGLAND, fine, asked()))
