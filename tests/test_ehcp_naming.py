"""Alternative provision and Part 3 of the Act of 2014: which list each kind of school is on, with the doubt; naming."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ap_core.ehcp.naming import (
    PART_3_SINCE,
    Answer,
    Reply,
    as_fact,
    can_be_required_to_meet,
    may_ask_for_assessment,
    may_be_named,
    may_be_requested,
    must_admit_if_named,
    must_be_consulted,
    must_have_senco,
    must_inform_parents,
    must_report_on_sen,
    must_use_best_endeavours,
)
from ap_core.ehcp.naming_facts import NamingFacts, naming_facts
from ap_core.ehcp.naming_rules import RULES
from ap_core.ehcp.plan_parts import NamedSetting, Naming
from ap_core.ehcp.records import EHCPlan
from ap_core.errors import InvalidValue, NotInForce
from ap_core.law.findings import Finding
from ap_core.law.judging import Verdict
from ap_core.law.rulebook import RuleBook
from ap_core.law.rules import Actor
from ap_core.law.unknown import UNKNOWN, Reason, Unknown
from ap_core.record import PupilRecord
from ap_core.registration.records import Enrolment, Registration
from ap_core.registration.records import SchoolKind as Kind
from tests.attended_models import TODAY, asked, findings, nov, placement, record
from tests.unknowns import assert_only_learns, with_gaps

DAY = timedelta(1)
BOOK: RuleBook[PupilRecord] = RuleBook(subjects=((NamingFacts, naming_facts),), rules=RULES)
QUESTIONS: dict[str, Callable[[Kind, date], Answer | Unknown]] = {
    "requested": may_be_requested,
    "named": may_be_named,
    "admits": must_admit_if_named,
    "consulted": must_be_consulted,
    "meets": can_be_required_to_meet,
    "asks": may_ask_for_assessment,
    "endeavours": must_use_best_endeavours,
    "senco": must_have_senco,
    "informs": must_inform_parents,
    "reports": must_report_on_sen,
}
#: Yes, no, readings differ, or hangs on approval under section 41: in the order of the questions above.
WANTED = {
    Kind.PRU: "n y n y y y y ? y ?",
    Kind.AP_ACADEMY: "y y y y y y y ? y ?",
    Kind.MAINTAINED: "y y y y y y y y y y",
    Kind.ACADEMY: "y y y y y y y y y y",
    Kind.MAINTAINED_SPECIAL: "y y y y y y n n y y",
    Kind.NON_MAINTAINED_SPECIAL: "y y y y y y n n n n",
    Kind.INDEPENDENT: "a y a y a y n n n n",
    Kind.COLLEGE: "y y y y n y y n n n",
    Kind.NOT_A_SCHOOL: "n ? n ? n n n n n n",
}
#: Which answers for which kind are in doubt, and a word of the doubt.
DOUBTED: dict[Kind, dict[str, str]] = {
    Kind.PRU: {
        "named": "no mainstream school", "consulted": "management committee", "meets": "April 2018",
        "senco": "SEND Code", "reports": "SEND Code",
    },
    Kind.AP_ACADEMY: {
        "requested": "s.1D", "named": "no mainstream school", "admits": "s.1D", "meets": "April 2018",
        "senco": "SEND Code", "reports": "SEND Code",
    },
    Kind.MAINTAINED_SPECIAL: {
        "requested": "in a hospital", "admits": "in a hospital", "informs": "in a hospital", "reports": "in a hospital",
    },
    Kind.ACADEMY: {"endeavours": "special academy", "senco": "special academy"},
    Kind.NOT_A_SCHOOL: {"named": "UKUT 534", "consulted": "UKUT 534"},
    **{kind: {} for kind in (Kind.MAINTAINED, Kind.NON_MAINTAINED_SPECIAL, Kind.INDEPENDENT, Kind.COLLEGE)},
}  # fmt: skip
FIRST = date(2026, 11, 2)


class TestWhoIsOnWhichList:
    """EHC-SI-01 to SI-03, SI-06, SI-09, DL-02 to DL-04, AR-02; read in the Act and the regulations."""

    @pytest.mark.parametrize("kind", Kind)
    def test_every_kind_and_question(self, kind: Kind) -> None:
        letters = {Reply.YES: "y", Reply.NO: "n", Reply.READINGS_DIFFER: "?"}
        answers = [ask(kind, TODAY) for ask in QUESTIONS.values()]
        found = ["a" if isinstance(each, Unknown) else letters[each.reply] for each in answers]
        assert dict(zip(QUESTIONS, found, strict=True)) == dict(zip(QUESTIONS, WANTED[kind].split(), strict=True))

    @pytest.mark.parametrize("ask", QUESTIONS.values(), ids=QUESTIONS)
    def test_from_the_day_the_part_began(self, ask: Callable[[Kind, date], Answer | Unknown]) -> None:
        assert date(2014, 9, 1) == PART_3_SINCE
        assert isinstance(ask(Kind.PRU, PART_3_SINCE), Answer)
        with pytest.raises(NotInForce):
            ask(Kind.PRU, PART_3_SINCE - DAY)

    @given(st.sampled_from(Kind), st.sampled_from(sorted(QUESTIONS)), st.booleans())
    def test_an_answer_has_its_provision_and_a_doubt_wherever_readings_differ(
        self, kind: Kind, question: str, approved: bool
    ) -> None:
        answer = QUESTIONS[question](kind, TODAY)
        if isinstance(answer, Unknown):
            assert answer.needs[0].path == "approval under section 41"
            return
        assert answer.cites.provision and (answer.doubt or answer.reply is not Reply.READINGS_DIFFER)
        as_known = as_fact(answer)
        if answer.reply is Reply.READINGS_DIFFER:
            assert isinstance(as_known, Unknown) and as_known.needs[0].reason is Reason.READINGS_DIFFER
        else:
            assert as_known is (answer.reply is Reply.YES)

    @pytest.mark.parametrize("kind", DOUBTED)
    def test_every_doubt_is_told_and_no_other(self, kind: Kind) -> None:
        told = {name: ask(kind, TODAY) for name, ask in QUESTIONS.items()}
        doubts = {name: each.doubt for name, each in told.items() if isinstance(each, Answer) and each.doubt}
        assert doubts.keys() == DOUBTED[kind].keys()
        for question, words in DOUBTED[kind].items():
            assert words in doubts[question]

    def test_where_readings_differ_the_doubt_is_the_question(self) -> None:
        answer = must_have_senco(Kind.PRU, TODAY)
        asked_of = as_fact(answer)
        assert isinstance(answer, Answer) and isinstance(asked_of, Unknown)
        (need,) = asked_of.needs
        assert (need.ask, need.of, need.reason) == (answer.doubt, "a lawyer", Reason.READINGS_DIFFER)

    @pytest.mark.parametrize("ask", [may_be_requested, must_admit_if_named, can_be_required_to_meet])
    def test_an_independent_school_by_its_approval(self, ask: Any) -> None:
        assert ask(Kind.INDEPENDENT, TODAY, approved=True).reply is Reply.YES
        assert ask(Kind.INDEPENDENT, TODAY, approved=False).reply is Reply.NO
        wanted = Unknown.because("plan.settings[0].naming.approved")
        assert ask(Kind.INDEPENDENT, TODAY, approved=wanted) is wanted and as_fact(wanted) is wanted
        for left_open in (UNKNOWN, None):
            (need,) = ask(Kind.INDEPENDENT, TODAY, approved=left_open).needs
            assert (need.path, need.of) == ("approval under section 41", "local authority") and "section 41" in need.ask
        # Of no other kind does it say anything.
        assert ask(Kind.MAINTAINED, TODAY, approved=False).reply is Reply.YES

    def test_a_unit_is_no_maintained_school(self) -> None:
        """The trap: an authority maintains it, and the Act's list of maintained schools leaves it out."""
        requested, named = may_be_requested(Kind.PRU, TODAY), may_be_named(Kind.PRU, TODAY)
        assert isinstance(requested, Answer) and isinstance(named, Answer)
        assert (requested.reply, named.reply) == (Reply.NO, Reply.YES)
        assert (str(requested.cites), str(named.cites)) == ("CFA 2014 s.38(3)", "CFA 2014 ss.39(5), 40(2)")
        assert "s.33(2)" in named.doubt

    def test_an_alternative_provision_academy_is_an_academy_with_what_is_in_doubt(self) -> None:
        answer = may_be_requested(Kind.AP_ACADEMY, TODAY)
        assert isinstance(answer, Answer) and answer.reply is Reply.YES and "s.1D" in answer.doubt
        assert str(answer) == "yes (CFA 2014 s.38(3))"


def named(**naming: Any) -> PupilRecord:
    """A plan that names the home school since 2 November, and how that came about."""
    fields = {
        "school_kind": Kind.MAINTAINED, "requested": True, "consulted_on": date(2026, 10, 5), **naming
    }  # fmt: skip
    setting = NamedSetting(school="HILL", first=FIRST, naming=Naming(**fields))
    plan = EHCPlan(authority="SHIRE", made_on=FIRST, named_setting="HILL", reviews=(), settings=(setting,))
    return record(
        plan=plan, placements=(placement(home_school="HILL"),),
        registrations=(Registration(school="HILL", status=Enrolment.MAIN, first=date(2025, 9, 3), last=None),),
    )  # fmt: skip


def told(about: PupilRecord, on: date = TODAY) -> dict[str, Finding]:
    return {
        rule.removeprefix("ehcp.naming."): finding
        for rule, (finding,) in findings(BOOK, about, asked(on)).items()
    }  # fmt: skip


def verdicts(about: PupilRecord, on: date = TODAY) -> dict[str, Verdict]:
    return {rule: each.verdict for rule, each in told(about, on).items()}


class TestNaming:
    """Consulted before it is named, requested only where a family can, and admitting: the setting of Section I."""

    def test_all_in_order(self) -> None:
        assert set(verdicts(named()).values()) == {Verdict.MET} and len(told(named())) == 3

    def test_consulted_before(self) -> None:
        """EHC-SI-09: whoever it is, and at the authority's hand alone."""
        for day, verdict in ((FIRST, Verdict.MET), (FIRST + DAY, Verdict.NOT_MET), (None, Verdict.NOT_MET)):
            finding = told(named(consulted_on=day))["consulted"]
            assert (finding.verdict, finding.who) == (verdict, Actor.AUTHORITY)
        assert verdicts(named(consulted_on=UNKNOWN))["consulted"] is Verdict.UNDETERMINED

    def test_a_unit_that_was_requested(self) -> None:
        """EHC-SI-02: the record contradicts section 38; the plan holds all the same."""
        about = named(school_kind=Kind.PRU)
        finding = told(about)["requested"]
        assert (finding.verdict, finding.who) == (Verdict.NOT_MET, Actor.AUTHORITY)
        assert "The plan holds meanwhile" in finding.act
        assert "requested" not in told(named(school_kind=Kind.PRU, requested=False))
        assert verdicts(named(school_kind=Kind.AP_ACADEMY))["requested"] is Verdict.MET

    def test_admitting(self) -> None:
        """EHC-SI-06: no time is stated, and a unit is not bound."""
        absent = named().but(registrations=())
        finding = told(absent)["admitted"]
        assert (finding.verdict, finding.who, finding.due) == (Verdict.PENDING, Actor.HOME_SCHOOL, None)
        assert "admitted" not in told(named(school_kind=Kind.PRU).but(registrations=()))
        assert verdicts(absent.but(registrations=UNKNOWN))["admitted"] is Verdict.UNDETERMINED

    def test_another_school_s_register_does_not_count(self) -> None:
        other = Registration(school="CENTRE", status=Enrolment.SUBSIDIARY, first=nov(9), last=None)
        assert verdicts(named().but(registrations=(other,)))["admitted"] is Verdict.PENDING

    def test_a_registration_that_ended_or_may_have(self) -> None:
        ended = Registration(school="HILL", status=Enrolment.SINGLE, first=date(2025, 9, 3), last=nov(20))
        assert verdicts(named().but(registrations=(ended,)))["admitted"] is Verdict.PENDING
        twice = (ended.but(last=None), ended.but(first=nov(9), last=None))
        for both in (twice, twice[::-1]):
            assert "since Wed 3 Sep 2025" in told(named().but(registrations=both))["admitted"].because
        unsure = ended.but(last=UNKNOWN)
        found = told(named().but(registrations=(ended, unsure)))["admitted"]
        assert found.verdict is Verdict.UNDETERMINED and found.missing == ("registrations[1].last",)
        no_first = told(named().but(registrations=(ended.but(first=UNKNOWN, last=None),)))["admitted"]
        assert no_first.missing == ("registrations[0].first",)

    @pytest.mark.parametrize(
        ("placements", "who"),
        [
            ((placement(home_school="HILL"),), Actor.HOME_SCHOOL),
            ((placement(centre="HILL"),), Actor.CENTRE),
            ((placement(home_school="BROOK"),), Actor.OTHER_SCHOOL),
        ],
    )
    def test_who_has_to_admit(self, placements: Any, who: Actor) -> None:
        about = named().but(registrations=(), placements=placements)
        assert told(about)["admitted"].who is who
        # The finding would say "the centre" of a fact that is none, too.
        (row,) = naming_facts(about, asked())
        assert row.who is who

    def test_where_who_it_is_is_not_known(self) -> None:
        for placements in (UNKNOWN, (placement(centre="HILL", first_day=UNKNOWN),)):
            (row,) = naming_facts(named().but(placements=placements), asked())
            assert isinstance(row.who, Unknown)

    def test_an_independent_school(self) -> None:
        unsure = named(school_kind=Kind.INDEPENDENT, approved=UNKNOWN)
        found = told(unsure)
        assert {found[rule].verdict for rule in ("requested", "admitted")} == {Verdict.UNDETERMINED}
        assert found["requested"].missing == ("plan.settings[0].naming.approved",)
        assert found["admitted"].missing == ("plan.settings[0].naming.approved",)
        assert verdicts(named(school_kind=Kind.INDEPENDENT, approved=False))["requested"] is Verdict.NOT_MET
        assert "admitted" not in told(named(school_kind=Kind.INDEPENDENT, approved=False))
        assert verdicts(named(school_kind=Kind.INDEPENDENT, approved=True))["admitted"] is Verdict.MET

    def test_only_while_it_is_named_and_only_where_it_is_kept(self) -> None:
        assert told(named(), FIRST - DAY) == {}
        assert len(told(named(), FIRST)) == 3
        plan = named().plan
        assert isinstance(plan, EHCPlan)
        # A plan made long before may name another setting from a later day on.
        assert told(named().but(plan=plan.but(made_on=date(2025, 9, 1))), FIRST - DAY) == {}
        (setting,) = plan.settings
        assert len(told(named().but(plan=plan.but(settings=(setting.but(last=TODAY),))))) == 3
        for other in (setting.but(last=TODAY - DAY), setting.but(naming=None)):
            assert told(named().but(plan=plan.but(settings=(other,)))) == {}
        assert told(named().but(plan=None)) == {} == told(named().but(plan=UNKNOWN))

    def test_how_a_type_came_to_be_named_is_refused(self) -> None:
        with pytest.raises(InvalidValue, match="is told of a type"):
            NamedSetting(school=None, kind="special school", first=FIRST, naming=Naming())

    @given(
        st.sampled_from(Kind), st.none() | st.booleans(), st.booleans(),
        st.none() | st.sampled_from([FIRST - DAY, FIRST, FIRST + DAY]), st.data(),
    )  # fmt: skip
    @settings(max_examples=50)
    def test_learning_a_fact_changes_no_other(
        self, kind: Kind, approved: bool | None, requested: bool, consulted_on: date | None, data: st.DataObject
    ) -> None:
        full = named(school_kind=kind, approved=approved, requested=requested, consulted_on=consulted_on)
        less = full.but(plan=with_gaps(full.plan, data), registrations=with_gaps(full.registrations, data))
        assert_only_learns(list(naming_facts(less, asked())), list(naming_facts(full, asked())))
