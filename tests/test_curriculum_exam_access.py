"""Exam access: the fact book's entries by name, evidence in three values, validity, transfer, both sides of days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ap_core import UNKNOWN, Actor, Calendars, EHCPlan, PupilRecord, Unknown, Verdict, YearGroup
from ap_core.curriculum.exam_access import (
    APPROVAL_MONTHS,
    ToSettle,
    Wanting,
    apply_by,
    exams_over,
    scores_for_extra_time,
    stands_until,
    to_settle,
)
from ap_core.curriculum.exam_access_facts import access_facts, access_look_facts
from ap_core.curriculum.exam_access_records import (
    FORMS_8,
    AccessApplication,
    AreaScore,
    Arrangement,
    Evidence,
    EvidenceOnFile,
    ExamAccess,
    HowSettled,
    WayOfWorking,
    how_settled,
)
from ap_core.curriculum.policy import CurriculumPolicy
from ap_core.curriculum.records import Assessment, Domain
from ap_core.dates import NoFixedDate
from ap_core.errors import InvalidValue
from ap_core.law.rulebook import Asked
from ap_core.placement.records import Basis
from ap_core.policy import Policy
from tests.placements import CALENDARS, MONDAY, STORY_CALENDAR, reviewed
from tests.test_story_7 import PLACEMENT, PLAN, RECORD
from tests.unknowns import assert_only_learns, with_gaps

SINCE = date(2025, 10, 6)
DAY = timedelta(1)
ASKED_FOR = [kind for kind in Arrangement if how_settled(kind) is not HowSettled.BY_CENTRE]
RULES = ("considered", "evidence", "applied")


def way(kind: Arrangement = Arrangement.READER, school: str = "CENTRE", **more: Any) -> WayOfWorking:
    return WayOfWorking(**{"kind": kind, "school": school, "since": SINCE, "recorded_on": SINCE, **more})


def applied(on: date, kind: Arrangement = Arrangement.READER, school: str = "CENTRE", **more: Any) -> AccessApplication:
    return AccessApplication(kind=kind, school=school, applied_on=on, **more)


def access(**more: Any) -> ExamAccess:
    return ExamAccess(**{"considered_on": SINCE, "ways": (), "evidence": (), "applications": (), **more})


def settled(plan: Any = None, on: date = MONDAY, **more: Any) -> dict[Arrangement, ToSettle]:
    return {each.kind: each for each in to_settle(access(**more), at="CENTRE", plan=plan, on=on)}


def verdict(rule: str, record: PupilRecord, on: date = MONDAY, **choices: Any) -> list[Verdict]:
    policy = Policy(curriculum=CurriculumPolicy(**choices))
    return [
        each.verdict for each in reviewed(record, on, policy=policy) if each.rule == f"curriculum.exam_access.{rule}"
    ]


def asked(on: date = MONDAY, calendars: Calendars = CALENDARS) -> Asked:
    return Asked(on, calendars, Policy())


class TestFactBook:
    """ehcp.md section 15, entry by entry."""

    def test_jcq_02_a_plan_alone_is_not_enough_and_neither_is_a_form_8(self) -> None:
        wanted = frozenset((Arrangement.EXTRA_TIME,))
        plan = settled(PLAN, wanted=wanted)[Arrangement.EXTRA_TIME]
        assert plan.missing == frozenset((Wanting.NORMAL_WAY,)) and plan.complete_on is None
        form = EvidenceOnFile(what=Evidence.FORM_8, on=SINCE)
        assert settled(wanted=wanted, evidence=(form,))[Arrangement.EXTRA_TIME].missing == frozenset(
            (Wanting.NORMAL_WAY,)
        )
        both = settled(PLAN, ways=(way(Arrangement.EXTRA_TIME),))[Arrangement.EXTRA_TIME]
        assert (both.missing, both.complete_on) == (frozenset(), SINCE)

    @pytest.mark.parametrize(
        ("one", "other", "enough"),
        [(84, 84, True), (84, 87, True), (84, 89, True), (84, 90, False), (85, 86, False), (85, 84, True)],
    )
    def test_jcq_03_score_rule(self, one: int, other: int, enough: bool) -> None:
        assert scores_for_extra_time({"reading speed": one, "writing speed": other, "naming": 100}) is enough

    def test_jcq_03_two_different_areas(self) -> None:
        assert not scores_for_extra_time({"reading speed": 60})
        assert not scores_for_extra_time({})

    @pytest.mark.parametrize(
        ("scores", "wanted"),
        [
            (((84, SINCE), (87, SINCE)), [Verdict.MET]),
            (((85, SINCE), (86, SINCE)), [Verdict.NOT_MET]),
            (((84, SINCE),), [Verdict.NOT_MET]),
            (((84, date(2024, 9, 1)), (84, date(2024, 9, 1))), [Verdict.MET]),
            (((84, date(2024, 8, 31)), (84, date(2024, 9, 1))), [Verdict.NOT_MET]),
        ],
    )
    def test_jcq_03_the_scores_of_a_form_8(self, scores: Any, wanted: list[Verdict]) -> None:
        """Taken from Year 9 on: of a pupil in Year 11 in 2026/27, from 1 September 2024."""
        kept = tuple(AreaScore(area=f"area {n}", score=score, taken_on=on) for n, (score, on) in enumerate(scores))
        for what in FORMS_8:
            form = EvidenceOnFile(what=what, on=SINCE, made_at="HILL", scores=kept)
            mine = access(ways=(way(Arrangement.EXTRA_TIME),), evidence=(form,))
            assert verdict("form_8", RECORD.but(plan=None, exam_access=mine)) == wanted

    def test_jcq_03_only_where_the_request_rests_on_the_form(self) -> None:
        low = (AreaScore(area="reading speed", score=100, taken_on=SINCE),)
        form = EvidenceOnFile(what=Evidence.FORM_8, on=SINCE, scores=low)
        mine = access(ways=(way(Arrangement.EXTRA_TIME),), evidence=(form,))
        without = RECORD.but(plan=None)
        assert verdict("form_8", without.but(exam_access=mine)) == [Verdict.NOT_MET]
        assert verdict("form_8", RECORD.but(exam_access=mine)) == []  # a plan is the trigger
        assert verdict("form_8", RECORD.but(plan=UNKNOWN, exam_access=mine)) == [Verdict.UNDETERMINED]
        made_today = mine.but(evidence=(form.but(on=MONDAY),))
        assert verdict("form_8", without.but(exam_access=made_today)) == [Verdict.NOT_MET]
        note = EvidenceOnFile(what=Evidence.OTHER_IMPAIRMENT, on=SINCE)
        for other in (
            mine.but(evidence=(form, note)),
            mine.but(evidence=(form.but(scores=None),)),
            mine.but(evidence=(form.but(on=MONDAY + DAY, scores=low),)),
            mine.but(evidence=UNKNOWN),
            mine.but(ways=(way(),)),
        ):
            assert verdict("form_8", without.but(exam_access=other)) == [], other
        younger = without.but(pupil=without.pupil.but(taught_year=YearGroup.Y10), exam_access=mine)
        assert verdict("form_8", younger) == []
        unsure = without.but(pupil=without.pupil.but(taught_year=UNKNOWN), exam_access=mine)
        assert verdict("form_8", unsure) == [Verdict.UNDETERMINED]
        assert verdict("form_8", without.but(exam_access=UNKNOWN)) == []

    def test_jcq_03_the_last_form_counts(self) -> None:
        poor, good = (
            EvidenceOnFile(what=Evidence.FORM_8, on=on, scores=tuple(
                AreaScore(area=area, score=score, taken_on=SINCE) for area in ("reading speed", "writing speed")))
            for on, score in ((SINCE, 100), (SINCE + DAY, 80))
        )  # fmt: skip
        for forms in ((poor, good), (good, poor)):
            mine = access(ways=(way(Arrangement.EXTRA_TIME),), evidence=forms)
            assert verdict("form_8", RECORD.but(plan=None, exam_access=mine)) == [Verdict.MET]

    def test_jcq_06_a_form_rolled_forward_is_evidence(self) -> None:
        rolled = (EvidenceOnFile(what=Evidence.FORM_8_ROLLED, on=SINCE, made_at="HILL"),)
        assert settled(ways=(way(),), evidence=rolled)[Arrangement.READER].missing == frozenset()

    def test_jcq_04_more_than_a_quarter_goes_to_the_awarding_body(self) -> None:
        more = settled(PLAN, ways=(way(Arrangement.MORE_EXTRA_TIME),))[Arrangement.MORE_EXTRA_TIME]
        assert more.missing == frozenset((Wanting.AS_ASKED,))
        asked_for = (EvidenceOnFile(what=Evidence.AS_ASKED, on=MONDAY),)
        done = settled(ways=(way(Arrangement.MORE_EXTRA_TIME),), evidence=asked_for)[Arrangement.MORE_EXTRA_TIME]
        assert (done.missing, done.complete_on) == (frozenset(), MONDAY)

    def test_jcq_05_another_impairment(self) -> None:
        note = (EvidenceOnFile(what=Evidence.OTHER_IMPAIRMENT, on=SINCE),)
        assert settled(ways=(way(),), evidence=note)[Arrangement.READER].missing == frozenset()

    def test_jcq_06_the_form_comes_along_and_the_normal_way_is_of_this_centre(self) -> None:
        form = (EvidenceOnFile(what=Evidence.FORM_8, on=SINCE),)
        there = settled(
            ways=(way(school="HILL"),), evidence=form, applications=(applied(SINCE, school="HILL", approved_on=SINCE),)
        )
        reader = there[Arrangement.READER]
        assert (reader.missing, reader.applied_on, reader.elsewhere) == (frozenset((Wanting.NORMAL_WAY,)), None, True)

    def test_the_school_that_enters_the_pupil_applies(self) -> None:
        """A dual-registered pupil whose home school enters her: its application counts, and so does the way here."""
        mine = applied(date(2026, 9, 7), school="HILL")
        there = settled(PLAN, exam_centre="HILL", ways=(way(),), applications=(mine,))[Arrangement.READER]
        assert (there.missing, there.applied_on, there.elsewhere) == (frozenset(), date(2026, 9, 7), False)
        here = settled(PLAN, ways=(way(),), applications=(mine,))[Arrangement.READER]
        assert here.applied_on is None
        for exam_centre, who in (
            (None, Actor.EXAMS_OFFICER),
            ("CENTRE", Actor.EXAMS_OFFICER),
            ("HILL", Actor.OTHER_SCHOOL),
        ):
            record = RECORD.but(exam_access=access(exam_centre=exam_centre, ways=(way(),)))
            (row,) = access_facts(record, asked())
            assert row.exams_step is who

    def test_jcq_07_how_long_an_approval_lasts(self) -> None:
        """Up to 26 months: it has to stand until the summer's examinations are over."""
        assert APPROVAL_MONTHS.on(SINCE).value == 26
        assert exams_over(MONDAY) == date(2027, 6, 25)
        assert stands_until(date(2025, 9, 1)) == date(2027, 11, 1)
        before = settled(applications=(applied(date(2025, 1, 6), approved_on=date(2025, 1, 7)),))[Arrangement.READER]
        assert isinstance(before.applied_on, Unknown)
        later = date(2027, 11, 23)
        for approved_on, stands in ((date(2026, 4, 29), False), (date(2026, 4, 30), True)):
            one = settled(on=later, applications=(applied(date(2026, 4, 1), approved_on=approved_on),))
            assert (one[Arrangement.READER].applied_on is not None) is stands

    def test_jcq_08_dates_by_year_with_modified_papers_earlier(self) -> None:
        policy = CurriculumPolicy()
        papers = apply_by(policy.modified_papers_by, MONDAY, STORY_CALENDAR)
        assert not isinstance(papers, Unknown)
        assert (papers.last_day, papers.customary_last_day) == (date(2027, 1, 29), date(2027, 1, 31))
        record = RECORD.but(exam_access=access(wanted=frozenset((Arrangement.MODIFIED_PAPER,))))
        (row,) = access_facts(record, asked())
        assert row.apply_by.last_day == date(2027, 1, 29)  # type: ignore[union-attr]
        assert row.missing == frozenset((Wanting.NORMAL_WAY,))

    def test_jcq_09_what_the_centre_settles_itself(self) -> None:
        own = [kind for kind in Arrangement if kind not in ASKED_FOR]
        assert settled(wanted=frozenset(own), ways=tuple(map(way, own))) == {}
        assert set(settled(wanted=frozenset(Arrangement))) == set(ASKED_FOR)


class TestApplyBy:
    """The last school day up to the published day of the school year; the published day as the other reading."""

    @given(st.dates(date(2027, 1, 6), date(2027, 7, 20)))
    def test_naive(self, published: date) -> None:
        due = apply_by(frozenset((published,)), MONDAY, STORY_CALENDAR)
        assert not isinstance(due, Unknown)
        day = published
        while not STORY_CALENDAR.is_school_day(day):
            day -= timedelta(1)
        assert (due.last_day, due.latest) == (day, published)

    def test_only_the_year_asked_about(self) -> None:
        days = frozenset((date(2026, 3, 21), date(2028, 3, 21)))
        missing = apply_by(days, MONDAY, STORY_CALENDAR)
        assert isinstance(missing, Unknown) and missing.needs[0].of == "exams officer"
        record = RECORD.but(exam_access=access(ways=(way(),)))
        assert verdict("applied", record, access_apply_by=days) == [Verdict.UNDETERMINED]

    def test_beyond_the_calendar(self) -> None:
        (row,) = access_facts(RECORD.but(exam_access=access(ways=(way(),))), asked(calendars=Calendars({})))
        assert isinstance(row.apply_by, Unknown)


class TestRows:
    """Year 11 for what is applied for, Key Stage 4 for the look; and silence everywhere else."""

    def test_who_is_asked_about(self) -> None:
        full = RECORD.but(exam_access=access(ways=(way(),)))
        for year, looks, asks in (
            (YearGroup.Y9, 0, 0), (YearGroup.Y10, 1, 0), (YearGroup.Y11, 1, 1), (UNKNOWN, 1, 1), (YearGroup.X, 0, 0)
        ):  # fmt: skip
            record = full.but(pupil=full.pupil.but(taught_year=year))
            assert len(list(access_look_facts(record, asked()))) == looks
            assert len(list(access_facts(record, asked()))) == asks
        unknown = full.but(pupil=full.pupil.but(taught_year=UNKNOWN))
        for rule in RULES:
            assert verdict(rule, unknown) == [Verdict.UNDETERMINED]

    def test_what_the_pupil_uses_is_asked_where_nobody_knows(self) -> None:
        """Nothing known to apply for is not known that there is nothing: the question stands beside no arrangement."""
        unknown = RECORD.but(exam_access=access(ways=UNKNOWN))
        for rule in ("evidence", "applied"):
            assert verdict(rule, unknown) == [Verdict.UNDETERMINED]
            assert verdict(rule, RECORD.but(exam_access=access())) == []
        asks = {missing for each in reviewed(unknown) for missing in each.missing if each.rule.endswith("applied")}
        assert asks == {"exam_access.ways"}
        in_year_10 = unknown.but(pupil=unknown.pupil.but(taught_year=YearGroup.Y10))
        assert verdict("applied", in_year_10) == []
        one_known = RECORD.but(exam_access=access(ways=UNKNOWN, wanted=frozenset((Arrangement.READER,))))
        assert len(list(access_facts(one_known, asked()))) == 1

    @pytest.mark.parametrize(
        ("plan", "score", "verdicts"),
        [
            (None, None, []), (None, 85, []), (None, 84, [Verdict.PENDING]), (PLAN, None, [Verdict.PENDING]),
            (PLAN.but(made_on=date(2026, 11, 24), reviews=()), None, []), (UNKNOWN, 84, [Verdict.PENDING]),
            (UNKNOWN, None, [Verdict.UNDETERMINED]), (None, UNKNOWN, [Verdict.UNDETERMINED]),
        ],
    )  # fmt: skip
    def test_a_plan_or_a_low_score_calls_for_a_look(self, plan: Any, score: Any, verdicts: list[Verdict]) -> None:
        test = Assessment(domain=Domain.READING, taken_on=SINCE, standard_score=score)
        record = RECORD.but(plan=plan, baseline=(test,), exam_access=access(considered_on=None))
        assert verdict("considered", record) == verdicts

    def test_a_look_in_year_10_has_no_day(self) -> None:
        record = RECORD.but(pupil=RECORD.pupil.but(taught_year=YearGroup.Y10), exam_access=UNKNOWN)
        (row,) = access_look_facts(record, asked())
        assert isinstance(row.look_by, NoFixedDate)

    def test_a_look_ahead_is_none_yet(self) -> None:
        record = RECORD.but(exam_access=access(considered_on=date(2026, 11, 24)))
        assert verdict("considered", record) == [Verdict.PENDING]
        assert verdict("considered", record, date(2026, 11, 24)) == [Verdict.MET]

    def test_who_came_after_the_day_is_not_late(self) -> None:
        late = PLACEMENT.but(first_day=date(2027, 3, 22), basis=Basis.PERMANENT_EXCLUSION, reviews=())
        record = RECORD.but(placements=(late,), exam_access=access(ways=(way(),), considered_on=None))
        for rule in ("considered", "applied"):
            assert verdict(rule, record, date(2027, 4, 12)) == [Verdict.PENDING]
        on_the_day = RECORD.but(
            placements=(late.but(first_day=date(2027, 3, 19)),), exam_access=access(ways=(way(),), considered_on=None)
        )
        assert verdict("applied", on_the_day, date(2027, 4, 12)) == [Verdict.NOT_MET]

    def test_the_old_edition_is_not_held(self) -> None:
        record = RECORD.but(exam_access=access(ways=(way(since=date(2025, 1, 6), recorded_on=None),)))
        for day, held in ((date(2025, 8, 31), False), (date(2025, 9, 3), True)):
            began = record.but(placements=(PLACEMENT.but(first_day=date(2025, 1, 6), reviews=()),))
            assert bool(verdict("evidence", began, day)) is held


DAYS = st.dates(date(2025, 9, 1), date(2027, 6, 30))


@st.composite
def accesses(draw: st.DrawFn) -> ExamAccess:
    """Any record, of two kinds at two schools."""
    kinds, schools = st.sampled_from(ASKED_FOR[:1] + ASKED_FOR[4:5]), st.sampled_from(("CENTRE", "HILL"))
    ways, applications = [], []
    for _ in range(draw(st.integers(0, 2))):
        first = draw(DAYS)
        more = st.none() | st.integers(0, 400).map(lambda n, first=first: first + timedelta(n))  # type: ignore[misc]
        ways.append(
            WayOfWorking(kind=draw(kinds), school=draw(schools), since=first, last=draw(more), recorded_on=draw(more))
        )
        approved = draw(more)
        applications.append(
            applied(
                first, draw(kinds), draw(schools), approved_on=approved, refused_on=None if approved else draw(more)
            )
        )
    evidence = draw(st.lists(st.builds(EvidenceOnFile, what=st.sampled_from(Evidence), on=DAYS), max_size=2))
    return access(ways=tuple(ways), evidence=tuple(evidence), applications=tuple(applications))


PLANS = st.none() | DAYS.map(lambda day: EHCPlan(authority="SHIRE", made_on=day, named_setting="HILL"))


class TestReckoning:
    """Learning a fact changes none that was known, only the past counts, and order says nothing."""

    @settings(max_examples=40)
    @given(accesses(), PLANS, DAYS, st.data())
    def test_learning(self, full: ExamAccess, plan: EHCPlan | None, on: date, data: st.DataObject) -> None:
        less, plan_less = with_gaps(full, data), data.draw(st.sampled_from((plan, UNKNOWN)))
        before, after = (
            [_Row(each) for each in to_settle(which, at="CENTRE", plan=with_plan, on=on)]
            for which, with_plan in ((less, plan_less), (full, plan))
        )
        assert_only_learns(before, after)

    @settings(max_examples=25)
    @given(accesses(), PLANS, DAYS)
    def test_only_the_past_and_in_any_order(self, full: ExamAccess, plan: EHCPlan | None, on: date) -> None:
        assert isinstance(full.ways, tuple) and isinstance(full.evidence, tuple)
        assert isinstance(full.applications, tuple)
        so_far = full.but(
            ways=full.ways[::-1], evidence=tuple(each for each in full.evidence[::-1] if each.on <= on),
            applications=tuple(each for each in full.applications[::-1] if each.applied_on <= on),
        )  # fmt: skip
        known = [_without_needs(each) for each in to_settle(full, at="CENTRE", plan=plan, on=on)]
        assert known == [_without_needs(each) for each in to_settle(so_far, at="CENTRE", plan=plan, on=on)]

    @settings(max_examples=25)
    @given(accesses(), PLANS, DAYS)
    def test_complete_exactly_where_nothing_is_missing(self, full: ExamAccess, plan: EHCPlan | None, on: date) -> None:
        for each in to_settle(full, at="CENTRE", plan=plan, on=on):
            assert isinstance(each.missing, frozenset)
            assert (each.complete_on is None) == bool(each.missing)
            assert each.complete_on is None or each.complete_on <= on  # type: ignore[operator]


class _Row:
    """What is to be settled, as the helpers for rows of facts read it."""

    def __init__(self, each: ToSettle) -> None:
        self.__dict__ = {**each.__dict__, "subject": each.kind}


def _without_needs(each: ToSettle) -> dict[str, Any]:
    return {name: UNKNOWN if isinstance(got, Unknown) else got for name, got in each.__dict__.items()}


class TestRefused:
    """Impossible records, every fault at once."""

    def test_days_in_order(self) -> None:
        with pytest.raises(InvalidValue) as wrong:
            way(last=date(2025, 10, 5), recorded_on=date(2025, 10, 5))
        assert [fault.path for fault in wrong.value.faults] == ["last", "recorded_on"]
        with pytest.raises(InvalidValue) as wrong:
            applied(SINCE, Arrangement.PROMPTER, approved_on=date(2025, 10, 5), refused_on=date(2025, 10, 5))
        assert [str(fault) for fault in wrong.value.faults] == [
            "approved_on: is before applied_on; give a day on or after the application",
            "refused_on: is before applied_on; give a day on or after the application",
            "refused_on: is given beside approved_on; give the one that stands",
            "kind: is settled by the centre; record it as a way of working",
        ]

    def test_scores_of_a_form_8_alone_and_one_an_area(self) -> None:
        one = AreaScore(area="reading speed", score=84, taken_on=SINCE)
        faulty: tuple[tuple[dict[str, Any], str], ...] = (
            ({"what": Evidence.OTHER_IMPAIRMENT, "scores": (one,)}, "scores: are of no Form 8"),
            ({"scores": (one, one.but(area="Reading speed "))}, r"scores\[1\].area: is given twice"),
            ({"scores": (one.but(taken_on=SINCE + DAY),)}, r"scores\[0\].taken_on: is after the form"),
        )
        for fields, wanted in faulty:
            with pytest.raises(InvalidValue, match=wanted):
                EvidenceOnFile(**{"what": Evidence.FORM_8, "on": SINCE, **fields})
        for wrong, wanted in (({"area": " "}, "area: is empty"), ({"score": 39}, "score"), ({"score": 201}, "score")):
            with pytest.raises(InvalidValue, match=wanted):
                one.but(**wrong)
        assert [one.but(score=edge).score for edge in (40, 200)] == [40, 200]

    def test_a_refused_application_asks_again(self) -> None:
        refused = applied(SINCE, refused_on=date(2026, 11, 23), approved_on=None)
        assert settled(ways=(way(),), applications=(refused,))[Arrangement.READER].applied_on is None
        before = settled(ways=(way(),), applications=(refused,), on=date(2026, 11, 22))
        assert before[Arrangement.READER].applied_on == SINCE

    def test_a_way_that_ended_is_no_normal_way(self) -> None:
        ended = way(last=date(2026, 11, 20))
        assert settled(PLAN, ways=(ended,)) == {}
        assert settled(PLAN, ways=(ended,), on=date(2026, 11, 20))[Arrangement.READER].missing == frozenset()

    def test_a_plan_is_trigger_enough_whatever_else_is_on_file(self) -> None:
        reader = settled(PLAN, ways=(way(),), evidence=UNKNOWN)[Arrangement.READER]
        assert (reader.missing, reader.complete_on) == (frozenset(), SINCE)

    def test_an_old_application_stands_if_it_was_approved_late_enough(self) -> None:
        """Which is not known; one young enough to stand by itself needs no approval to be known."""
        later = date(2027, 11, 23)
        for applied_on, known in ((date(2026, 4, 1), False), (date(2026, 4, 30), True)):
            found = settled(on=later, applications=(applied(applied_on, approved_on=UNKNOWN),))[Arrangement.READER]
            assert (found.applied_on == applied_on) is known
            assert isinstance(found.applied_on, Unknown) is not known

    def test_not_known_is_asked_for(self) -> None:
        (reader,) = to_settle(ExamAccess(wanted=frozenset((Arrangement.READER,))), at="CENTRE", plan=PLAN, on=MONDAY)
        for got in (reader.missing, reader.complete_on, reader.applied_on, reader.elsewhere):
            assert isinstance(got, Unknown)
