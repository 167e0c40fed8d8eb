"""Year 11: entries before they close, an offer by the end of September, and whether it began."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ap_core.curriculum.entries import ExamEntry, entries_close
from ap_core.curriculum.entry_facts import EntryFacts, entry_facts
from ap_core.curriculum.entry_rules import RULES as ENTRY_RULES
from ap_core.errors import InvalidValue, NotInForce
from ap_core.law.citation import Force, Seen
from ap_core.law.findings import Finding
from ap_core.law.judging import Verdict
from ap_core.law.rulebook import RuleBook
from ap_core.law.rules import Actor
from ap_core.law.unknown import UNKNOWN
from ap_core.placement.after_year_11 import AfterYear11, Route
from ap_core.placement.after_year_11_facts import OfferFacts, StartFacts, offer_facts, start_facts
from ap_core.placement.after_year_11_rules import RULES
from ap_core.pupils.years import YearGroup
from ap_core.record import PupilRecord
from tests.attended_models import asked, findings, nov, placement, record
from tests.unknowns import assert_only_learns, with_gaps

DAY = timedelta(1)
BOOK: RuleBook[PupilRecord] = RuleBook(
    subjects=((EntryFacts, entry_facts), (OfferFacts, offer_facts), (StartFacts, start_facts)),
    rules=(*ENTRY_RULES, *RULES),
)
ENTRY, OFFER, START = "curriculum.exam_entry.in_time", "placement.after_year_11.offer", "placement.after_year_11.start"
CLOSE, LEAVING, SEPTEMBER = date(2027, 2, 21), date(2027, 6, 25), date(2027, 9, 30)

MATHS = ExamEntry(ref="GCSE-maths", series=2027, school="CENTRE", entered_on=date(2027, 1, 29))
COLLEGE = AfterYear11(offered_on=date(2027, 3, 4), route=Route.COLLEGE, started_on=date(2027, 9, 2))


def pupil(year: Any = YearGroup.Y11, **changes: Any) -> PupilRecord:
    """In Year 11, at the centre since November 2026."""
    about = record(placements=(placement(home_school="HILL"),), exam_entries=(MATHS,), after_year_11=COLLEGE)
    return about.but(pupil=about.pupil.but(taught_year=year, born=changes.pop("born", date(2011, 1, 20))), **changes)


def left(**changes: Any) -> PupilRecord:
    """The same in the autumn after, the placement over."""
    return pupil(**{"placements": (placement(ended_on=LEAVING),), **changes})


def told(rule: str, about: PupilRecord, on: date) -> list[Finding]:
    return findings(BOOK, about, asked(on)).get(rule, [])


def verdicts(rule: str, about: PupilRecord, on: date) -> list[Verdict]:
    return [each.verdict for each in told(rule, about, on)]


class TestEntries:
    """Awarding bodies close entries for the summer series on 21 February: practice, no law, and a late fee after it."""

    @pytest.mark.parametrize(
        ("entered_on", "on", "verdict"),
        [
            (CLOSE, CLOSE, Verdict.MET), (CLOSE + DAY, CLOSE + DAY, Verdict.NOT_MET), (None, CLOSE, Verdict.PENDING),
            (None, CLOSE + DAY, Verdict.NOT_MET), (UNKNOWN, CLOSE, Verdict.PENDING),
            (UNKNOWN, CLOSE + DAY, Verdict.UNDETERMINED), (CLOSE, CLOSE - DAY, Verdict.PENDING),
        ],
    )  # fmt: skip
    def test_both_sides_of_the_last_day(self, entered_on: Any, on: date, verdict: Verdict) -> None:
        (finding,) = told(ENTRY, pupil(exam_entries=(MATHS.but(entered_on=entered_on),)), on)
        assert finding.verdict is verdict
        assert (finding.citation.force, finding.citation.seen) == (Force.PRACTICE, Seen.SECONDARY)

    @pytest.mark.parametrize(
        ("school", "who"),
        [("CENTRE", Actor.EXAMS_OFFICER), ("HILL", Actor.HOME_SCHOOL), ("ELM", Actor.OTHER_SCHOOL)],
    )
    def test_by_whom(self, school: str, who: Actor) -> None:
        """What another school owes is theirs, never the centre's breach."""
        (finding,) = told(ENTRY, pupil(exam_entries=(MATHS.but(school=school, entered_on=None),)), CLOSE + DAY)
        assert finding.who is who and finding.who.is_ours == (school == "CENTRE")

    @pytest.mark.parametrize(
        ("on", "asks"),
        [(date(2026, 12, 26), False), (date(2026, 12, 27), True), (date(2027, 8, 31), True), (date(2027, 9, 1), False)],
    )
    def test_nobody_is_asked_in_the_autumn(self, on: date, asks: bool) -> None:
        for entries in (UNKNOWN, (MATHS.but(entered_on=None),)):
            assert bool(told(ENTRY, pupil(exam_entries=entries), on)) is asks

    def test_what_is_to_be_entered_is_not_known(self) -> None:
        about = pupil(exam_entries=UNKNOWN)
        (before,) = told(ENTRY, about, CLOSE)
        assert (before.verdict, before.who) == (Verdict.PENDING, Actor.CENTRE)
        (after,) = told(ENTRY, about, CLOSE + DAY)
        assert (after.verdict, after.missing) == (Verdict.UNDETERMINED, ("exam_entries",))
        assert told(ENTRY, pupil(YearGroup.Y10, exam_entries=UNKNOWN), CLOSE) == []

    def test_a_year_10_pupil_who_is_entered_early_is_asked_about(self) -> None:
        """A trap: entries are looked at whatever the year group; only what is not known is asked of Year 11 alone."""
        assert verdicts(ENTRY, pupil(YearGroup.Y10), CLOSE + DAY) == [Verdict.MET]

    def test_an_awarding_body_with_a_day_of_its_own(self) -> None:
        """A trap: functional skills do not close in February."""
        skills = MATHS.but(ref="FS-english", closes_on=date(2027, 4, 9), entered_on=None)
        assert verdicts(ENTRY, pupil(exam_entries=(skills,)), CLOSE + DAY) == [Verdict.PENDING]
        assert verdicts(ENTRY, pupil(exam_entries=(skills,)), date(2027, 4, 10)) == [Verdict.NOT_MET]

    def test_nothing_to_enter_and_no_placement(self) -> None:
        assert told(ENTRY, pupil(exam_entries=()), CLOSE) == []
        assert told(ENTRY, left(), CLOSE + 200 * DAY) == []
        assert told(ENTRY, pupil(placements=()), CLOSE) == []

    def test_no_day_is_made_up_for_years_before_the_first_that_is_held(self) -> None:
        assert entries_close(2018) == date(2018, 2, 21)
        with pytest.raises(NotInForce):
            entries_close(2017)
        about = record(placements=(placement(first_day=date(2016, 9, 5)),), exam_entries=(MATHS.but(series=2017),))
        assert told(ENTRY, about, date(2017, 2, 22)) == []


class TestOffer:
    """By the end of September (the September Guarantee): the authority's, by guidance."""

    @pytest.mark.parametrize(
        ("offered_on", "on", "verdict"),
        [
            (SEPTEMBER, SEPTEMBER, Verdict.MET), (SEPTEMBER + DAY, SEPTEMBER + DAY, Verdict.NOT_MET),
            (None, SEPTEMBER, Verdict.PENDING), (None, SEPTEMBER + DAY, Verdict.NOT_MET),
            (UNKNOWN, SEPTEMBER, Verdict.PENDING), (UNKNOWN, SEPTEMBER + DAY, Verdict.UNDETERMINED),
        ],
    )  # fmt: skip
    def test_both_sides(self, offered_on: Any, on: date, verdict: Verdict) -> None:
        after = COLLEGE.but(offered_on=offered_on, route=None if offered_on is None else Route.SCHOOL)
        (finding,) = told(OFFER, left(after_year_11=after), on)
        assert (finding.verdict, finding.who) == (verdict, Actor.AUTHORITY)
        assert finding.citation.force is Force.STATUTORY_GUIDANCE_SHOULD

    @pytest.mark.parametrize("route", Route)
    def test_a_job_alone_is_no_offer(self, route: Route) -> None:
        """A trap: work without training does not meet the duty to take part before the eighteenth birthday."""
        about = pupil(after_year_11=COLLEGE.but(route=route))
        assert verdicts(OFFER, about, LEAVING) == [Verdict.PENDING if route is Route.WORK_ALONE else Verdict.MET]

    def test_what_the_offer_is_decides(self) -> None:
        about = left(after_year_11=COLLEGE.but(route=UNKNOWN))
        (finding,) = told(OFFER, about, SEPTEMBER + DAY)
        assert finding.missing == ("after_year_11.route",)

    @pytest.mark.parametrize(
        ("on", "asks"), [(date(2026, 12, 31), False), (date(2027, 1, 1), True), (date(2027, 8, 31), True)]
    )
    def test_from_january_of_year_11(self, on: date, asks: bool) -> None:
        assert bool(told(OFFER, pupil(after_year_11=UNKNOWN), on)) is asks

    def test_in_the_autumn_only_where_it_is_kept(self) -> None:
        assert told(OFFER, left(after_year_11=UNKNOWN), SEPTEMBER) == []
        assert told(OFFER, left(after_year_11=None), SEPTEMBER) == []
        moved_up = left(year=YearGroup.Y12, after_year_11=AfterYear11(offered_on=None))
        assert verdicts(OFFER, moved_up, SEPTEMBER) == [Verdict.PENDING]
        assert told(OFFER, moved_up, date(2028, 1, 1)) == []

    @pytest.mark.parametrize(
        ("changes", "asks"),
        [
            ({}, True),
            ({"born": UNKNOWN}, False),
            ({"born": date(2011, 9, 1)}, False),
            ({"born": date(1930, 9, 1)}, False),
            ({"placements": (placement(),)}, False),
            ({"placements": (placement(ended_on=date(2027, 9, 1)),)}, False),
            ({"placements": (placement(ended_on=date(2027, 8, 31)),)}, True),
        ],
    )
    def test_a_pupil_who_is_in_year_11_now_has_not_left_it(self, changes: dict[str, Any], asks: bool) -> None:
        """A trap: in the autumn Year 11 on a record is this year's, or a former pupil's that nobody has changed."""
        for rule in (OFFER, START):
            assert bool(told(rule, left(**changes), SEPTEMBER)) is asks
        moved_up = left(year=YearGroup.Y12, **changes)
        assert told(OFFER, moved_up, SEPTEMBER)

    @pytest.mark.parametrize(
        ("changes", "asks"),
        [
            ({"ended_on": date(2026, 12, 31)}, False), ({"ended_on": date(2027, 1, 4)}, True),
            ({"first_day": LEAVING}, True), ({"first_day": LEAVING + DAY}, False), ({"first_day": UNKNOWN}, False),
            ({"ended_on": UNKNOWN}, False),
        ],
    )  # fmt: skip
    def test_of_pupils_placed_in_that_year(self, changes: dict[str, Any], asks: bool) -> None:
        assert bool(told(OFFER, pupil(placements=(placement(**changes),)), LEAVING + 2 * DAY)) is asks

    @pytest.mark.parametrize("year", [YearGroup.Y10, YearGroup.Y12, UNKNOWN])
    def test_no_other_year_group(self, year: Any) -> None:
        assert told(OFFER, pupil(year), LEAVING) == []


class TestStart:
    """Not begun is a question, and no breach of anybody's: pending without a day, however long."""

    def test_begun(self) -> None:
        (finding,) = told(START, left(), date(2027, 9, 6))
        assert finding.because == "Education or training after Year 11 began on Thu 2 Sep 2027."

    @pytest.mark.parametrize("on", [LEAVING + DAY, SEPTEMBER, date(2027, 12, 31)])
    def test_not_begun_is_never_late(self, on: date) -> None:
        (finding,) = told(START, left(after_year_11=COLLEGE.but(started_on=None)), on)
        assert (finding.verdict, finding.due, finding.who) == (Verdict.PENDING, None, Actor.AUTHORITY)
        assert "a question and no breach" in finding.because and finding.citation.force is Force.LAW

    def test_not_known_and_not_yet(self) -> None:
        (asked_for,) = told(START, left(after_year_11=COLLEGE.but(started_on=UNKNOWN)), SEPTEMBER)
        assert (asked_for.verdict, asked_for.missing) == (Verdict.UNDETERMINED, ("after_year_11.started_on",))
        assert verdicts(START, left(), date(2027, 9, 1)) == [Verdict.PENDING]

    def test_not_before_compulsory_school_age_has_ended(self) -> None:
        assert told(START, left(), LEAVING) == []
        assert told(START, left(after_year_11=None), LEAVING + DAY) == []

    @pytest.mark.parametrize(("year", "asks"), [(2014, False), (2015, True)])
    def test_since_the_duty_runs_to_eighteen(self, year: int, asks: bool) -> None:
        placed = (placement(first_day=date(year, 1, 5), ended_on=date(year, 6, 1)),)
        about = left(placements=placed, born=date(year - 16, 1, 20))
        assert bool(told(START, about, date(year, 7, 1))) is asks


class TestOnlyThePastCounts:
    """What lies ahead of the day of the check has not happened: no fact says otherwise."""

    def test_in_every_row(self) -> None:
        (entry,) = entry_facts(pupil(), asked(date(2027, 1, 28)))
        (offer,) = offer_facts(pupil(), asked(date(2027, 3, 3)))
        (start,) = start_facts(left(), asked(date(2027, 9, 1)))
        assert entry.entered_on is offer.offered_on is start.started_on is None


class TestReckoning:
    """More knowledge overturns nothing that was known."""

    @given(st.dates(date(2026, 12, 20), date(2027, 12, 31)), st.data())
    @settings(max_examples=50)
    def test_learning_a_fact(self, on: date, data: st.DataObject) -> None:
        full = data.draw(st.sampled_from([pupil(), left(), pupil(exam_entries=(MATHS.but(entered_on=None),))]))
        less = full.but(
            exam_entries=with_gaps(full.exam_entries, data), after_year_11=with_gaps(full.after_year_11, data)
        )
        for how in (entry_facts, offer_facts, start_facts):
            assert_only_learns([*how(less, asked(on))], [*how(full, asked(on))])


class TestBadInput:
    """Every fault named."""

    @pytest.mark.parametrize(
        ("make", "fault"),
        [
            (lambda: ExamEntry(ref="", series=2027), "ref: is empty"),
            (lambda: ExamEntry(ref="E", series=27), "series: is no year of a series"),
            (lambda: ExamEntry(ref="E", series=2027, closes_on=nov(9).replace(year=2025)), "closes_on: is not in the"),
            (lambda: AfterYear11(offered_on=None, route=Route.SCHOOL), "route: is given, and nothing was offered"),
            (lambda: AfterYear11(offered_on=nov(9), route=None), "route: is none, and something was offered"),
            (lambda: pupil(exam_entries=(MATHS, MATHS)), r"exam_entries\[1\].ref: is used twice"),
        ],
    )
    def test_refused(self, make: Any, fault: str) -> None:
        with pytest.raises(InvalidValue, match=fault):
            make()

    def test_a_series_that_closes_in_the_year_before(self) -> None:
        assert ExamEntry(ref="FS", series=2027, closes_on=date(2026, 12, 4)).closes_on

    def test_the_same_again_in_another_series(self) -> None:
        assert pupil(exam_entries=(MATHS, MATHS.but(series=2026))).exam_entries
