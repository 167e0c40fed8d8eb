"""SEN support without a plan: codes by date and return, rounds, meetings, the parent told, the step to a request."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ap_core.dates import AcademicYear
from ap_core.ehcp.assessments import NeedsAssessment
from ap_core.ehcp.changes import Requester
from ap_core.ehcp.plan_parts import Need, NeedType
from ap_core.ehcp.records import EHCPlan
from ap_core.ehcp.sen_codes import (
    CENSUS_TYPES,
    PROVISION_CODES,
    SEN2_TYPES,
    SENCode,
    SENReturn,
    need_types,
    sen_code,
    sen_support_on,
)
from ap_core.ehcp.sen_support import nth_meeting, year_since
from ap_core.ehcp.sen_support_facts import (
    RequestFacts,
    RoundFacts,
    SupportCodeFacts,
    SupportFacts,
    SupportYearFacts,
    request_facts,
    round_facts,
    support_code_facts,
    support_facts,
    support_year_facts,
)
from ap_core.ehcp.sen_support_records import SENSupport, SupportRound
from ap_core.ehcp.sen_support_rules import RULES
from ap_core.errors import InvalidDocument, InvalidValue, NotInForce
from ap_core.exchange import load_roll
from ap_core.law.findings import Finding
from ap_core.law.judging import Verdict
from ap_core.law.rulebook import RuleBook
from ap_core.law.rules import Actor
from ap_core.law.unknown import UNKNOWN, Unknown
from ap_core.policy import Area, Policy
from ap_core.record import PupilRecord
from ap_core.registration.records import SchoolKind
from tests.attended_models import TODAY, asked, findings, nov, record
from tests.unknowns import assert_only_learns, with_gaps

DAY = timedelta(1)
RECKONERS: tuple[Any, ...] = (support_facts, support_code_facts, round_facts, support_year_facts, request_facts)
BOOK: RuleBook[PupilRecord] = RuleBook(
    subjects=(
        (SupportFacts, support_facts),
        (SupportCodeFacts, support_code_facts),
        (RoundFacts, round_facts),
        (SupportYearFacts, support_year_facts),
        (RequestFacts, request_facts),
    ),
    rules=RULES,
)
SINCE = date(2025, 9, 1)
ROUND = SupportRound(
    planned_on=date(2026, 10, 7), outcomes_agreed=True, review_by=date(2026, 12, 11), reviewed_on=None, as_expected=None
)
BEFORE = ROUND.but(
    planned_on=date(2026, 6, 8), review_by=date(2026, 10, 9), reviewed_on=date(2026, 10, 7), as_expected=True
)
MET_THEM = (date(2025, 10, 6), date(2026, 2, 3), date(2026, 6, 8), date(2026, 10, 7))
SUPPORT = SENSupport(
    school="CENTRE", school_kind=SchoolKind.PRU, first=SINCE, needs=(Need(kind=NeedType.SEMH, rank=1),),
    parent_told_on=date(2025, 9, 15), met_parent_on=MET_THEM, rounds=(BEFORE, ROUND), request_considered_on=None,
)  # fmt: skip
PLAN = EHCPlan(authority="SHIRE", made_on=date(2026, 11, 2), named_setting="HILL", reviews=())


def pupil(*support: SENSupport, **changes: Any) -> PupilRecord:
    return record(plan=None, sen_support=support or (SUPPORT,)).but(**changes)


def told(about: PupilRecord, on: date = TODAY) -> dict[str, list[Finding]]:
    return {rule.removeprefix("ehcp.sen_support."): each for rule, each in findings(BOOK, about, asked(on)).items()}


def one(rule: str, about: PupilRecord, on: date = TODAY) -> Finding:
    (finding,) = told(about, on)[rule]
    return finding


def refused(make: Any, **fields: Any) -> list[str]:
    with pytest.raises(InvalidValue) as wrong:
        make(**fields)
    return [fault.path for fault in wrong.value.faults]


NEAR = st.sampled_from(
    [date(2025, 8, 31), SINCE, date(2025, 9, 2), date(2026, 8, 31), date(2026, 9, 1)]
    + [nov(day) for day in (8, 9, 22, 23, 24)] + [date(2027, 8, 31), date(2027, 9, 1)]
)  # fmt: skip


@st.composite
def supports(draw: st.DrawFn, school: str = "CENTRE") -> SENSupport:
    """Support with an end or none, some meetings and some rounds, everything known."""
    first, *later = sorted(draw(st.lists(NEAR, min_size=1, max_size=2, unique=True)))
    rounds = []
    for planned in draw(st.lists(NEAR, max_size=3, unique=True)):
        from_then = st.sampled_from([planned, planned + DAY, planned + 30 * DAY])
        reviewed = draw(st.none() | from_then)
        rounds.append(
            SupportRound(
                planned_on=planned, outcomes_agreed=draw(st.booleans()), reviewed_on=reviewed,
                review_by=draw(st.none() | from_then),
                as_expected=None if reviewed is None else draw(st.booleans()),
            )
        )  # fmt: skip
    return SENSupport(
        school=school, school_kind=draw(st.sampled_from(SchoolKind)), first=first,
        last=later[0] if later else None, needs=(Need(kind=draw(st.sampled_from(NeedType))),),
        parent_told_on=draw(st.none() | NEAR), met_parent_on=tuple(draw(st.lists(NEAR, max_size=4, unique=True))),
        rounds=tuple(rounds), request_considered_on=draw(st.none() | NEAR),
    )  # fmt: skip


class TestCodes:
    """One code a pupil: E once the final plan is made, K while a school makes SEN support without one, otherwise N."""

    @given(st.none() | NEAR, st.lists(st.tuples(NEAR, st.none() | NEAR), max_size=2), NEAR)
    def test_against_the_words(self, made_on: date | None, times: Any, on: date) -> None:
        """SEN-05, 17.1."""
        plan = None if made_on is None else PLAN.but(made_on=made_on)
        support = tuple(
            SENSupport(school=f"S{place}", first=first, last=last if last is None else max(first, last))
            for place, (first, last) in enumerate(times)
        )
        supported = any(each.first <= on and (each.last is None or on <= each.last) for each in support)  # type: ignore[operator]
        assert sen_support_on(support, on) is supported
        wanted = SENCode.E if made_on and made_on <= on else SENCode.K if supported else SENCode.N
        assert sen_code(plan, support, on) is wanted

    def test_what_is_not_known_is_asked(self) -> None:
        assert sen_code(PLAN, UNKNOWN, TODAY) is SENCode.E
        for plan, support in ((UNKNOWN, ()), (None, UNKNOWN), (None, (SENSupport(school="HILL"),))):
            assert isinstance(sen_code(plan, support, TODAY), Unknown)
        unsure = (SENSupport(school="HILL", first=SINCE, last=UNKNOWN), SENSupport(school="CENTRE", first=SINCE))
        assert sen_code(None, unsure, TODAY) is SENCode.K

    def test_during_an_assessment_a_pupil_stays_what_they_were(self) -> None:
        """The trap of SEN-05: E counts from the final plan, not from the decision to make one."""
        plan = PLAN.but(made_on=TODAY + DAY)
        assert sen_code(plan, (SUPPORT,), TODAY) is SENCode.K and sen_code(plan, (SUPPORT,), TODAY + DAY) is SENCode.E

    @pytest.mark.parametrize(
        ("day", "codes"),
        [
            (date(2014, 8, 31), "N A P S"), (date(2014, 9, 1), "N K E S A P"), (date(2015, 8, 31), "N K E S A P"),
            (date(2015, 9, 1), "N K E S"), (date(2018, 3, 31), "N K E S"), (date(2018, 4, 1), "N K E"),
        ],
    )  # fmt: skip
    def test_provision_codes_by_date(self, day: date, codes: str) -> None:
        assert {each.name for each in PROVISION_CODES.on(day).value} == {*codes.split()}

    def test_a_code_that_had_not_begun_is_never_given(self) -> None:
        support = (SENSupport(school="HILL", first=date(2013, 9, 3)),)
        assert sen_code(None, (), date(2014, 8, 31)) is SENCode.N
        with pytest.raises(NotInForce, match="code K"):
            sen_code(None, support, date(2014, 8, 31))
        assert sen_code(None, support, date(2014, 9, 1)) is SENCode.K

    def test_down_syndrome_only_from_the_year_2024_25(self) -> None:
        assert NeedType.DS not in need_types(SENReturn.SCHOOL_CENSUS, date(2024, 8, 31))
        assert NeedType.DS in need_types(SENReturn.SCHOOL_CENSUS, date(2024, 9, 1))
        assert NeedType.DS in need_types(SENReturn.SEN2, date(2025, 1, 16))
        with pytest.raises(NotInForce):
            need_types(SENReturn.SEN2, date(2024, 12, 31))

    def test_nsa_only_in_the_school_census(self) -> None:
        assert NeedType.NSA in CENSUS_TYPES.on(TODAY).value and NeedType.NSA not in SEN2_TYPES.on(TODAY).value

    def test_besd_gave_way_to_semh(self) -> None:
        for day, wanted in ((date(2014, 8, 31), (True, False)), (date(2014, 9, 1), (False, True))):
            types = need_types(SENReturn.SCHOOL_CENSUS, day)
            assert (NeedType.BESD in types, NeedType.SEMH in types) == wanted

    def test_how_many_types_each_return_has(self) -> None:
        assert len(need_types(SENReturn.SCHOOL_CENSUS, TODAY)) == 14 and len(need_types(SENReturn.SEN2, TODAY)) == 13


class TestYears:
    """At least three meetings in each year (SEN-02): the academic year, where the support was there from its start."""

    @given(NEAR, NEAR)
    def test_which_years(self, first: date, on: date) -> None:
        years = list(year_since(first, on))
        assert years == [
            year for year in (AcademicYear(AcademicYear.of(on).start - 1), AcademicYear.of(on)) if first <= year.first
        ]

    def test_no_year_before_the_code(self) -> None:
        assert [str(year) for year in year_since(date(2010, 9, 1), date(2014, 10, 1))] == ["2014/15"]

    @given(st.lists(NEAR, unique=True), st.integers(1, 4), NEAR)
    def test_the_nth_meeting(self, days: list[date], n: int, on: date) -> None:
        year = AcademicYear(2026)
        counted = [day for day in sorted(days) if AcademicYear.of(day) == year and day <= on]
        assert nth_meeting(days, n, year, on) == (counted[n - 1] if n <= len(counted) else None)


class TestParentTold:
    """Whoever makes special educational provision without a plan tells the parent (EHC-DL-04, CFA 2014 s.68)."""

    def test_told_and_not_told(self) -> None:
        assert one("parent_told", pupil()).verdict is Verdict.MET
        untold = one("parent_told", pupil(SUPPORT.but(parent_told_on=None)))
        assert (untold.verdict, untold.who, untold.due) == (Verdict.PENDING, Actor.CENTRE, None)
        assert str(untold.citation) == "CFA 2014 s.68(1)-(3)"
        ahead = one("parent_told", pupil(SUPPORT.but(parent_told_on=TODAY + DAY)))
        assert ahead.verdict is Verdict.PENDING and ahead.because.endswith("recorded: none.")
        assert one("parent_told", pupil(SUPPORT.but(parent_told_on=UNKNOWN))).verdict is Verdict.UNDETERMINED

    @pytest.mark.parametrize("kind", SchoolKind)
    def test_whom_it_binds(self, kind: SchoolKind) -> None:
        """Pupil referral units and alternative provision academies by name; no independent or non-maintained school."""
        bound = {
            SchoolKind.MAINTAINED, SchoolKind.MAINTAINED_SPECIAL, SchoolKind.ACADEMY, SchoolKind.AP_ACADEMY,
            SchoolKind.PRU,
        }  # fmt: skip
        assert ("parent_told" in told(pupil(SUPPORT.but(school_kind=kind)))) is (kind in bound)

    def test_each_school_that_makes_it_owes_it(self) -> None:
        both = pupil(SUPPORT, SUPPORT.but(school="HILL", school_kind=SchoolKind.ACADEMY, parent_told_on=None))
        assert {(each.who, each.verdict) for each in told(both)["parent_told"]} == {
            (Actor.CENTRE, Verdict.MET), (Actor.HOME_SCHOOL, Verdict.PENDING)
        }  # fmt: skip

    def test_whose_it_is_where_the_placements_are_not_known(self) -> None:
        (row,) = support_facts(pupil(placements=UNKNOWN), asked())
        assert isinstance(row.who, Unknown) and row.who.needs[0].path == "placements"

    def test_not_while_there_is_a_plan_nor_after_it_ended(self) -> None:
        assert "parent_told" not in told(pupil(plan=PLAN))
        ended = pupil(SUPPORT.but(last=TODAY - DAY))
        assert told(ended) == {} and "parent_told" in told(ended, TODAY - DAY)

    def test_support_that_may_have_ended(self) -> None:
        finding = one("parent_told", pupil(SUPPORT.but(last=UNKNOWN)))
        assert finding.verdict is Verdict.UNDETERMINED and finding.missing == ("sen_support[0].last",)
        # That it was made on its first day is known.
        assert one("parent_told", pupil(SUPPORT.but(first=TODAY, parent_told_on=TODAY, last=UNKNOWN))).verdict is (
            Verdict.MET
        )

    def test_one_question_where_nothing_is_told_of_it(self) -> None:
        unknown = record(plan=None)
        (finding,) = [each for all_of in told(unknown).values() for each in all_of]
        assert finding.verdict is Verdict.UNDETERMINED and finding.missing == ("sen_support",)

    def test_nobody_is_asked_before_it_is_known_whether_there_is_a_plan(self) -> None:
        assert told(record()) == {} == told(record(plan=PLAN)) == told(pupil(placements=(), sen_support=UNKNOWN))
        assert told(pupil(sen_support=())) == {}

    def test_a_system_that_does_not_hold_it_is_left_in_peace(self) -> None:
        from ap_core import Calendars, check

        unknown = record(plan=None)
        for not_held, asks in ((frozenset(), True), (frozenset({Area.SEN_SUPPORT}), False)):
            review = check(unknown, on=TODAY, calendars=Calendars({}), policy=Policy(not_recorded=not_held))
            assert any(each.missing == ("sen_support",) for each in review.undetermined) is asks


class TestCodesOnRecord:
    """What the school census asks of a pupil with SEN support: no plan beside it, a type, and one that is in use."""

    def test_not_beside_a_plan(self) -> None:
        assert one("not_beside_plan", pupil()).verdict is Verdict.MET
        beside = pupil(plan=PLAN)
        assert one("not_beside_plan", beside).verdict is Verdict.NOT_MET
        assert one("not_beside_plan", beside, date(2026, 11, 1)).verdict is Verdict.MET

    def test_a_type_of_need(self) -> None:
        assert one("typed", pupil()).verdict is Verdict.MET
        assert one("typed", pupil(SUPPORT.but(needs=()))).verdict is Verdict.NOT_MET
        assert one("typed", pupil(SUPPORT.but(needs=UNKNOWN))).verdict is Verdict.UNDETERMINED

    def test_a_code_out_of_use(self) -> None:
        assert one("type_in_use", pupil()).verdict is Verdict.MET
        assert one("type_in_use", pupil(SUPPORT.but(needs=(Need(kind=NeedType.BESD),)))).verdict is Verdict.NOT_MET
        down = pupil(SUPPORT.but(first=date(2023, 9, 1), needs=(Need(kind=NeedType.DS),)))
        assert one("type_in_use", down, date(2024, 8, 31)).verdict is Verdict.NOT_MET
        assert one("type_in_use", down, date(2024, 9, 1)).verdict is Verdict.MET


class TestRounds:
    """Assess, plan, do, review (SEN-01): outcomes and a day for the review, and the review by that day."""

    @pytest.mark.parametrize(
        ("change", "verdict"),
        [
            ({}, Verdict.MET),
            ({"outcomes_agreed": False}, Verdict.NOT_MET),
            ({"review_by": None}, Verdict.NOT_MET),
            ({"outcomes_agreed": UNKNOWN}, Verdict.UNDETERMINED),
            ({"outcomes_agreed": UNKNOWN, "review_by": None}, Verdict.NOT_MET),
        ],
    )
    def test_planned(self, change: dict[str, Any], verdict: Verdict) -> None:
        assert one("round_planned", pupil(SUPPORT.but(rounds=(ROUND.but(**change),)))).verdict is verdict

    def test_reviewed_by_the_day_agreed(self) -> None:
        due = ROUND.review_by
        assert isinstance(due, date)
        finding = one("round_reviewed", pupil())
        assert finding.verdict is Verdict.PENDING and finding.due is not None and finding.due.last_day == due
        assert one("round_reviewed", pupil(), due).verdict is Verdict.PENDING
        assert one("round_reviewed", pupil(), due + DAY).verdict is Verdict.NOT_MET
        for day, verdict in ((due, Verdict.MET), (due + DAY, Verdict.NOT_MET)):
            held = pupil(SUPPORT.but(rounds=(ROUND.but(reviewed_on=day, as_expected=True),)))
            assert one("round_reviewed", held, due + DAY).verdict is verdict

    def test_a_review_ahead_is_none_yet(self) -> None:
        fixed = ROUND.but(review_by=nov(20), reviewed_on=TODAY + DAY, as_expected=True)
        finding = one("round_reviewed", pupil(SUPPORT.but(rounds=(fixed,))))
        assert finding.verdict is Verdict.NOT_MET and finding.because.endswith("reviewed: none.")

    def test_no_day_agreed_is_not_late(self) -> None:
        assert "round_reviewed" not in told(pupil(SUPPORT.but(rounds=(ROUND.but(review_by=None),))))

    def test_the_last_round_planned_by_the_day(self) -> None:
        ahead = ROUND.but(planned_on=TODAY + DAY, outcomes_agreed=False)
        today = ahead.but(planned_on=TODAY)
        assert one("round_planned", pupil(SUPPORT.but(rounds=(today, ROUND)))).verdict is Verdict.NOT_MET
        assert one("round_planned", pupil(SUPPORT.but(rounds=(ahead, ROUND, BEFORE)))).verdict is Verdict.MET
        assert told(pupil(SUPPORT.but(rounds=(ahead,)))).keys() == {
            "parent_told", "not_beside_plan", "typed", "type_in_use", "meetings"
        }  # fmt: skip

    def test_rounds_not_known_are_asked_for(self) -> None:
        finding = one("round_planned", pupil(SUPPORT.but(rounds=UNKNOWN)))
        assert finding.verdict is Verdict.UNDETERMINED and finding.missing == ("sen_support[0].rounds",)


class TestMeetings:
    """The school should meet the parent at least three times each year (SEN-02, Code 6.65)."""

    def test_this_year_and_the_last(self) -> None:
        last, this = told(pupil())["meetings"]
        assert (last.verdict, this.verdict) == (Verdict.MET, Verdict.PENDING)
        assert "so far: 1" in this.because and this.due is not None and this.due.last_day == date(2027, 8, 31)

    def test_two_are_too_few(self) -> None:
        last, _ = told(pupil(SUPPORT.but(met_parent_on=MET_THEM[1:])))["meetings"]
        assert last.verdict is Verdict.NOT_MET and "meetings held: 2" in last.because

    def test_what_comes_after_the_year_is_of_the_next(self) -> None:
        later = (date(2026, 9, 1), date(2026, 9, 2), date(2026, 9, 3))
        assert nth_meeting(later, 1, AcademicYear(2025), TODAY) is None
        assert nth_meeting(later, 3, AcademicYear(2026), TODAY) == date(2026, 9, 3)

    def test_support_that_began_on_a_day_not_known_is_not_judged_by_the_year(self) -> None:
        assert "meetings" not in told(pupil(SUPPORT.but(first=UNKNOWN)))

    def test_a_year_that_began_without_support_is_not_judged(self) -> None:
        late = pupil(SUPPORT.but(first=SINCE + DAY, met_parent_on=()))
        (this,) = told(late)["meetings"]
        assert this.verdict is Verdict.PENDING

    @given(supports(), NEAR, NEAR)
    @settings(max_examples=30)
    def test_one_more_meeting_never_makes_it_worse(self, support: SENSupport, more: date, on: date) -> None:
        assert isinstance(support.met_parent_on, tuple)
        added = support.but(met_parent_on=tuple({*support.met_parent_on, more}))
        before, after = (
            {each.key: each.verdict for each in told(pupil(each_of), on).get("meetings", [])}
            for each_of in (support, added)
        )
        assert before.keys() == after.keys()
        assert all(after[key] is Verdict.MET for key, verdict in before.items() if verdict is Verdict.MET)


class TestRequest:
    """Where support has not brought the progress expected, a request should be considered (Code 6.63; EHC-NA-02)."""

    SHORT = BEFORE.but(as_expected=False)

    def test_considered_or_not(self) -> None:
        assert "request_considered" not in told(pupil())
        finding = one("request_considered", pupil(SUPPORT.but(rounds=(self.SHORT, ROUND))))
        assert finding.verdict is Verdict.PENDING and finding.due is None
        considered = SUPPORT.but(rounds=(self.SHORT, ROUND), request_considered_on=nov(3))
        assert one("request_considered", pupil(considered)).verdict is Verdict.MET
        reviewed = date(2026, 10, 7)
        for day, verdict in (
            (reviewed - DAY, Verdict.PENDING), (reviewed, Verdict.MET), (TODAY, Verdict.MET),
            (TODAY + DAY, Verdict.PENDING), (UNKNOWN, Verdict.UNDETERMINED),
        ):  # fmt: skip
            assert one("request_considered", pupil(considered.but(request_considered_on=day))).verdict is verdict, day
        unsure = considered.but(rounds=(self.SHORT.but(as_expected=UNKNOWN), ROUND))
        found = one("request_considered", pupil(unsure))
        assert found.verdict is Verdict.UNDETERMINED and found.missing == ("sen_support[0].rounds[0].as_expected",)

    def test_a_review_of_today_and_one_ahead(self) -> None:
        today = SUPPORT.but(rounds=(ROUND.but(reviewed_on=TODAY, as_expected=False),))
        assert one("request_considered", pupil(today)).verdict is Verdict.PENDING
        assert "request_considered" not in told(pupil(today), TODAY - DAY)

    def test_a_request_that_was_made_counts(self) -> None:
        reviewed = date(2026, 10, 7)
        for day, verdict in (
            (reviewed - DAY, Verdict.PENDING), (reviewed, Verdict.MET), (TODAY, Verdict.MET),
            (TODAY + DAY, Verdict.PENDING),
        ):  # fmt: skip
            made = NeedsAssessment(ref="N1", requested_by=Requester.FAMILY, requested_on=day)
            about = pupil(SUPPORT.but(rounds=(self.SHORT, ROUND)), needs_assessments=(made,))
            assert one("request_considered", about).verdict is verdict, day

    def test_no_number_of_rounds_is_a_condition(self) -> None:
        """The trap: two or three rounds, or a sum spent, before anybody may ask. One that fell short is enough."""
        finding = one("request_considered", pupil(SUPPORT.but(rounds=(self.SHORT,))))
        assert finding.verdict is Verdict.PENDING and "No number of rounds" in finding.because

    def test_a_later_review_may_have_been_held(self) -> None:
        unsure = SUPPORT.but(rounds=(self.SHORT, ROUND.but(reviewed_on=UNKNOWN, as_expected=UNKNOWN)))
        assert one("request_considered", pupil(unsure)).verdict is Verdict.UNDETERMINED
        better = SUPPORT.but(rounds=(self.SHORT, ROUND.but(reviewed_on=nov(20), as_expected=True)))
        assert "request_considered" not in told(pupil(better))

    def test_of_two_reviewed_together_the_one_planned_later(self) -> None:
        day = date(2026, 10, 7)
        both = SUPPORT.but(rounds=(ROUND.but(reviewed_on=day, as_expected=True), self.SHORT))
        assert "request_considered" not in told(pupil(both))


class TestReckoning:
    """What holds of every row, whatever the record."""

    @given(supports(), NEAR, st.data())
    @settings(max_examples=30)
    def test_learning_a_fact_changes_no_other(self, support: SENSupport, on: date, data: st.DataObject) -> None:
        less = with_gaps(support, data)
        for reckoner in RECKONERS:
            before, after = (list(reckoner(pupil(each), asked(on))) for each in (less, support))
            # What is to be asked about a round stands under a name of its own, until the round is known.
            assert_only_learns([row for row in before if not row.subject.endswith(", rounds")], after)

    @given(supports(), supports(school="HILL"), NEAR, st.data())
    @settings(max_examples=30)
    def test_the_order_of_records_does_not_matter(
        self, one: SENSupport, other: SENSupport, on: date, data: st.DataObject
    ) -> None:
        shuffled = one.but(rounds=tuple(data.draw(st.permutations(one.rounds))))  # type: ignore[arg-type]
        for reckoner in RECKONERS:
            rows = {row.subject: row for row in reckoner(pupil(one, other), asked(on))}
            assert rows == {row.subject: row for row in reckoner(pupil(other, shuffled), asked(on))}

    @given(supports(), NEAR)
    @settings(max_examples=30)
    def test_only_the_past_counts(self, support: SENSupport, on: date) -> None:
        """What lies ahead changes nothing: told, met, planned or considered after the day."""
        assert isinstance(support.met_parent_on, tuple) and isinstance(support.rounds, tuple)
        past = support.but(
            met_parent_on=tuple(day for day in support.met_parent_on if day <= on),
            rounds=tuple(each for each in support.rounds if each.planned_on <= on),
        )
        for reckoner in RECKONERS:
            assert list(reckoner(pupil(support), asked(on))) == list(reckoner(pupil(past), asked(on)))


class TestBadInput:
    """What cannot be so is refused, with every fault at once."""

    def test_three_ranked_needs(self) -> None:
        needs = tuple(Need(kind=kind, rank=rank) for kind, rank in
                      ((NeedType.SEMH, 1), (NeedType.SLCN, 2), (NeedType.ASD, 3)))  # fmt: skip
        assert refused(SUPPORT.but, needs=needs) == ["needs[2].rank"]
        assert refused(PLAN.but, needs=needs) == ["needs[2].rank"]

    def test_nsa_with_a_plan_and_without(self) -> None:
        old = (Need(kind=NeedType.BESD, rank=1),)
        assert refused(PLAN.but, needs=old) == ["needs[0].kind"]
        needs = (Need(kind=NeedType.NSA, rank=1),)
        assert refused(PLAN.but, needs=needs) == ["needs[0].kind"]
        assert SUPPORT.but(needs=needs).needs == needs

    def test_an_unknown_need_type(self) -> None:
        document = """{"format": "ap-core/roll/1", "centre": {"ref": "CENTRE", "name": "C", "kind": "pru"},
            "calendars": {}, "pupils": [{"pupil": {"ref": "P1"}, "sen_support": [
            {"school": "CENTRE", "needs": [{"kind": "dyscalculia", "rank": 1}]}]}]}"""
        with pytest.raises(InvalidDocument, match=r"sen_support\[0\]\.needs\[0\]\.kind"):
            load_roll(document)

    def test_everything_else(self) -> None:
        assert refused(SENSupport, school="HILL", first=SINCE, last=SINCE - DAY) == ["last"]
        assert refused(SUPPORT.but, met_parent_on=(SINCE, SINCE), rounds=(ROUND, ROUND)) == [
            "met_parent_on[1]", "rounds[1]"
        ]  # fmt: skip
        early = ROUND.planned_on - DAY
        assert refused(ROUND.but, review_by=early, reviewed_on=early, as_expected=True) == ["review_by", "reviewed_on"]
        assert refused(ROUND.but, as_expected=True) == ["as_expected"]
        assert refused(ROUND.but, reviewed_on=TODAY) == ["as_expected"]

    def test_one_school_twice_at_a_time(self) -> None:
        again = SUPPORT.but(first=TODAY)
        assert refused(pupil, sen_support=(SUPPORT, again)) == ["sen_support[1].first"]
        assert refused(pupil, sen_support=(again, SUPPORT)) == ["sen_support[0].first"]
        assert refused(pupil, sen_support=(SUPPORT, SUPPORT)) == ["sen_support[1].first"]
        after = SUPPORT.but(last=TODAY - DAY)
        assert pupil(sen_support=(after, again)).sen_support == (after, again)
        three = (SUPPORT, again.but(school="HILL"), SUPPORT.but(school="BROOK", first=UNKNOWN))
        assert pupil(*three).sen_support == three
