"""Reasonable adjustments: who owes which, decided on where a disability is on record, never charged, kept apart."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ap_core.centre import Centre, Roll
from ap_core.curriculum.exam_access_records import Evidence, EvidenceOnFile, ExamAccess
from ap_core.curriculum.what_works import Adjustment
from ap_core.dates import Calendars
from ap_core.ehcp.sen_support_records import SENSupport
from ap_core.errors import InvalidValue, NotInForce
from ap_core.law.findings import Finding
from ap_core.law.judging import Verdict
from ap_core.law.rulebook import RuleBook
from ap_core.law.rules import Actor
from ap_core.law.unknown import UNKNOWN, Unknown
from ap_core.passport import Passport, passport_of
from ap_core.record import PupilRecord
from ap_core.registration.records import SchoolKind
from ap_core.support.disability import Requirement, adjustments_owed
from ap_core.support.disability_facts import AdjustmentsFacts, ChargedFacts, adjustments_facts, charged_facts
from ap_core.support.disability_records import AdjustmentsDecided, Disability
from ap_core.support.disability_rules import RULES
from tests.attended_models import TODAY, asked, findings, nov, placement, record
from tests.unknowns import assert_only_learns, with_gaps

DAY = timedelta(1)
BOOK: RuleBook[PupilRecord] = RuleBook(
    subjects=((AdjustmentsFacts, adjustments_facts), (ChargedFacts, charged_facts)), rules=RULES
)
DECIDED = Disability(
    known_since=date(2026, 9, 3), decisions=(AdjustmentsDecided(school="CENTRE", decided_on=nov(9)),)
)  # fmt: skip
QUIET = Adjustment(what="a quiet start", agreed_on=nov(9), for_disability=True, made_by="CENTRE")


def told(about: PupilRecord, on: date = TODAY) -> dict[str, list[Finding]]:
    return {
        rule.removeprefix("support.disability."): each for rule, each in findings(BOOK, about, asked(on)).items()
    }  # fmt: skip


def decided(disability: Disability, on: date = TODAY, **changes: Any) -> Finding:
    (finding,) = told(record(disability=disability, **changes), on)["adjustments_decided"]
    return finding


class TestWhoOwesWhat:
    """EQA-02 and EQA-03: schools the first and the third requirement; colleges and other providers all three."""

    @pytest.mark.parametrize("kind", SchoolKind)
    def test_every_kind(self, kind: SchoolKind) -> None:
        owed = adjustments_owed(kind, TODAY)
        all_three = kind in (SchoolKind.COLLEGE, SchoolKind.NOT_A_SCHOOL)
        assert (Requirement.PHYSICAL_FEATURE in owed.requirements) is all_three
        assert {Requirement.PRACTICE, Requirement.AUXILIARY_AID} <= {*owed.requirements}
        assert bool(owed.doubt) is (kind is SchoolKind.PRU) and owed.owed_by

    def test_a_unit_and_an_academy(self) -> None:
        assert adjustments_owed(SchoolKind.PRU, TODAY).owed_by == "the authority that maintains it"
        assert adjustments_owed(SchoolKind.AP_ACADEMY, TODAY).owed_by == "the proprietor"

    def test_auxiliary_aids_of_schools_from_september_2012(self) -> None:
        for day, wanted in ((date(2012, 8, 31), False), (date(2012, 9, 1), True)):
            assert (Requirement.AUXILIARY_AID in adjustments_owed(SchoolKind.PRU, day).requirements) is wanted
        with pytest.raises(NotInForce):
            adjustments_owed(SchoolKind.PRU, date(2010, 9, 30))


class TestDecided:
    """Where a disability is on record, it is decided which adjustments are made; the duty does not wait for a day."""

    def test_decided_and_not(self) -> None:
        assert decided(DECIDED).verdict is Verdict.MET
        for decisions in ((), (AdjustmentsDecided(school="HILL", decided_on=nov(9)),),
                          (AdjustmentsDecided(school="CENTRE", decided_on=None),),
                          (AdjustmentsDecided(school="CENTRE", decided_on=TODAY + DAY),)):  # fmt: skip
            finding = decided(DECIDED.but(decisions=decisions))
            assert (finding.verdict, finding.who, finding.due) == (Verdict.PENDING, Actor.CENTRE, None)
        for unsure in (UNKNOWN, (AdjustmentsDecided(school="CENTRE"),)):
            assert decided(DECIDED.but(decisions=unsure)).verdict is Verdict.UNDETERMINED

    def test_from_the_day_it_is_known(self) -> None:
        here = {"placements": (placement(first_day=date(2026, 9, 1)),)}
        assert told(record(disability=DECIDED, **here), date(2026, 9, 2)) == {}
        assert decided(DECIDED, date(2026, 9, 3), **here).verdict is Verdict.PENDING
        unsure = decided(DECIDED.but(known_since=UNKNOWN))
        assert unsure.verdict is Verdict.UNDETERMINED and unsure.missing == ("disability.known_since",)

    def test_nothing_on_record_asks_nothing(self) -> None:
        assert told(record()) == {} == told(record(disability=DECIDED, placements=()))

    def test_a_plan_does_not_stand_in_for_it(self) -> None:
        """EQA-06: what a plan specifies counts, and the duty remains for the rest."""
        assert "stands apart" in decided(DECIDED.but(decisions=())).because

    @given(st.none() | st.sampled_from([nov(9), TODAY, TODAY + DAY]), st.data())
    @settings(max_examples=30)
    def test_learning_a_fact_changes_no_other(self, day: date | None, data: st.DataObject) -> None:
        full = record(disability=DECIDED.but(decisions=(AdjustmentsDecided(school="CENTRE", decided_on=day),)))
        less = full.but(disability=with_gaps(full.disability, data))
        assert_only_learns(list(adjustments_facts(less, asked())), list(adjustments_facts(full, asked())))

    def test_one_first_decision_a_school(self) -> None:
        with pytest.raises(InvalidValue, match="is given twice"):
            DECIDED.but(decisions=(AdjustmentsDecided(school="HILL"), AdjustmentsDecided(school="HILL")))


class TestNotCharged:
    """Nobody may be asked to pay for a reasonable adjustment, to any extent (s.20(7))."""

    def of(self, *adjustments: Adjustment, on: date = TODAY) -> list[Verdict]:
        return [each.verdict for each in told(record(adjustments=adjustments), on).get("not_charged", [])]

    def test_charged_and_not(self) -> None:
        assert self.of(QUIET, QUIET.but(charged=True)) == [Verdict.MET, Verdict.NOT_MET]

    def test_only_while_it_is_made_and_only_for_a_disability(self) -> None:
        charged = QUIET.but(charged=True, last=nov(20))
        assert self.of(charged, on=nov(8)) == [] == self.of(charged, on=nov(21))
        assert self.of(charged, on=nov(9)) == [Verdict.NOT_MET] == self.of(charged, on=nov(20))
        assert self.of(charged.but(for_disability=False), on=nov(20)) == []
        assert told(record(adjustments=UNKNOWN)) == {}


class TestSchools:
    """Every school that these records speak of is one that the roll lists."""

    def test_a_school_that_is_not_listed_is_named_with_its_place(self) -> None:
        about = record(
            placements=(), adjustments=(QUIET.but(made_by="A"), QUIET.but(made_by=None)),
            disability=DECIDED.but(decisions=(AdjustmentsDecided(school="B"),)),
            sen_support=(SENSupport(school="C"),),
            exam_access=ExamAccess(
                evidence=(EvidenceOnFile(what=Evidence.FORM_8, on=nov(9), made_at="D"),), ways=UNKNOWN, applications=()
            ),
        )  # fmt: skip
        with pytest.raises(InvalidValue) as wrong:
            Roll(centre=Centre(ref="CENTRE", name="C", kind=SchoolKind.PRU), calendars=Calendars({}), records=(about,))
        assert {fault.path.removeprefix("records[0].") for fault in wrong.value.faults} == {
            "adjustments[0].made_by", "disability.decisions[0].school", "sen_support[0].school",
            "exam_access.evidence[0].made_at",
        }  # fmt: skip


class TestKeptApart:
    """What is done travels in a passport; that it is for a disability, and what it costs, does not (EQA-01)."""

    def test_a_passport_tells_only_what_is_done(self) -> None:
        made = passport_of(record(adjustments=(QUIET.but(charged=True),)), on=TODAY, made_by="CENTRE")
        assert made.adjustments == (Adjustment(what="a quiet start", agreed_on=nov(9)),)
        assert isinstance(passport_of(record(), on=TODAY, made_by="CENTRE").adjustments, Unknown)

    def test_and_a_passport_that_tells_more_is_refused(self) -> None:
        plain = Adjustment(what="a quiet start", agreed_on=nov(9))
        for more in (plain.but(for_disability=True), plain.but(charged=True)):
            with pytest.raises(InvalidValue, match=r"adjustments\[1\]: tells of a disability or a charge"):
                Passport(pupil="P10", made_by="CENTRE", made_on=TODAY, adjustments=(plain, more))
