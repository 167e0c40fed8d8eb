"""The strategies that others use: everything public has one, nothing is thrown away, and each is what it says."""

from __future__ import annotations

import ast
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any, get_args, get_type_hints

import attrs
import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant

import ap_core
from ap_core import Policy, Pupil, PupilRecord, Reason, Roll, SchoolDays, Verdict, YearGroup, check, expected_year_group
from ap_core.ehcp.changes import Amendment
from ap_core.ehcp.ledger import Delivery, ProvisionLedger, SiteLedger
from ap_core.ehcp.provision import Per, ProvisionKind, ProvisionLine
from ap_core.ehcp.records import ReviewDecision
from ap_core.exchange import dump_roll, load_roll
from ap_core.exclusion.boards import BoardDecision
from ap_core.exclusion.panels import Outcome, PanelDecision
from ap_core.exclusion.records import CAN_EXCLUDE
from ap_core.placement.lifecycle import state_on
from ap_core.registration.records import Enrolment, SchoolKind
from ap_core.testing import registering
from ap_core.testing import strategies as kit
from ap_core.testing.strategies import made_ehcp, made_exclusion
from ap_core.testing.strategies.made import Maker
from ap_core.values import Value

ROOM = Path(kit.__file__).parent
FEW = settings(max_examples=15)
AWKWARD = (
    kit.born_on_29_february, kit.born_at_the_turn_of_the_year, kit.joined_in_mid_term, kit.dual_with_two_calendars,
    kit.moving_into_key_stage_4, kit.plan_issued_in_the_summer_gap, kit.at_the_limit_of_a_year,
    kit.decided_near_a_change_of_law,
)  # fmt: skip


def _reachable() -> list[type]:
    """Every attrs class that can be reached from a roll and a policy, with the public values."""
    seen: list[type] = []
    waiting: list[Any] = [PupilRecord, Roll, Policy, *(getattr(ap_core, name) for name in ap_core.__all__)]
    while waiting:
        hint = waiting.pop()
        if isinstance(hint, type) and issubclass(hint, Value) and hint not in seen:
            seen.append(hint)
            waiting += get_type_hints(hint).values()
        waiting += get_args(hint)
    return sorted(
        (each for each in seen if attrs.has(each) and each.__name__ != "Value"), key=lambda each: each.__qualname__
    )


class TestEverything:
    @pytest.mark.parametrize("cls", _reachable(), ids=lambda cls: cls.__name__)
    def test_every_public_record_and_value_has_one(self, cls: type) -> None:
        @settings(max_examples=10)
        @given(kit.values_of(cls))
        def made(found: Any) -> None:
            assert type(found) is cls

        made()

    def test_there_are_many(self) -> None:
        assert len(_reachable()) > 90

    @pytest.mark.parametrize("path", sorted(ROOM.glob("*.py")), ids=lambda path: path.stem)
    def test_nothing_drawn_is_thrown_away(self, path: Path) -> None:
        names = {
            node.attr if isinstance(node, ast.Attribute) else node.id
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, (ast.Attribute, ast.Name))
        }
        assert not names & {"filter", "assume", "reject"}

    @pytest.mark.parametrize("name", kit.__all__)
    def test_every_name_can_be_had_and_says_what_it_is(self, name: str) -> None:
        assert getattr(kit, name).__doc__

    @pytest.mark.parametrize(
        "name",
        [name for name in kit.__all__ if name.islower() and name not in {"law_days", "values_of", "rolls", "pupils"}],
    )
    def test_each_draws(self, name: str) -> None:
        @settings(max_examples=2)
        @given(getattr(kit, name)())
        def drawn(found: Any) -> None:
            assert found is not None

        drawn()

    def test_a_settled_field_is_settled(self) -> None:
        @FEW
        @given(kit.registrations(school="HILL", last=None))
        def drawn(found: Any) -> None:
            assert (found.school, found.last) == ("HILL", None)

        drawn()

    @FEW
    @given(kit.any_rolls(size=2))
    def test_any_roll_goes_into_a_document_and_comes_back(self, roll: Roll) -> None:
        assert load_roll(dump_roll(roll)) == roll and len(roll.records) == 2

    def test_shrinks_to_the_plainest(self) -> None:
        few = settings(max_examples=20, phases=[Phase.generate, Phase.shrink])
        plainest = find(kit.any_pupil_records(), lambda record: True, settings=few)
        assert plainest.registrations is ap_core.UNKNOWN and plainest.attitudes == ()
        case = find(kit.cases(), lambda case: True, settings=few)
        assert case.record.pupil.taught_year is YearGroup.Y7
        assert case.calendars.of("HILL").terms[0].first == date(2024, 9, 2)


class TestInGoodOrder:
    @FEW
    @given(kit.cases())
    def test_of_the_year_group_that_goes_with_the_birth(self, case: kit.Case) -> None:
        pupil = case.record.pupil
        assert isinstance(pupil.born, date)
        assert expected_year_group(born=pupil.born, on=case.on) is pupil.taught_year

    @FEW
    @given(kit.cases())
    def test_registered_as_the_law_wants_it(self, case: kit.Case) -> None:
        found = {finding.rule: finding for finding in case.review() if finding.rule.startswith("registration.")}
        assert found and not [each for each in found.values() if each.verdict is Verdict.NOT_MET]

    @FEW
    @given(kit.cases(dual=False, years=[YearGroup.Y8]))
    def test_what_is_asked_for_is_so(self, case: kit.Case) -> None:
        assert isinstance(case.record.registrations, tuple)
        assert {each.status for each in case.record.registrations} == {Enrolment.SINGLE}
        assert case.record.pupil.taught_year is YearGroup.Y8

    @settings(max_examples=5)
    @given(kit.rolls(size=7))
    def test_a_roll_of_a_size(self, roll: Roll) -> None:
        assert [record.ref for record in roll.records] == [f"P0{k}" for k in range(1, 8)]
        assert len(ap_core.check_roll(roll, on=date(2026, 11, 23))) == 7

    @FEW
    @given(kit.days_near_law())
    def test_near_every_date_of_the_law(self, day: date) -> None:
        assert min(abs((day - each).days) for each in kit.law_days()) <= 2

    def test_the_dates_of_the_law_are_all_there(self) -> None:
        assert {date(2024, 8, 19), date(2010, 9, 1), date(2015, 1, 5)} <= set(kit.law_days())


class TestAwkward:
    @pytest.mark.parametrize("strategy", AWKWARD, ids=lambda strategy: strategy.__name__)
    def test_check_takes_it(self, strategy: Any) -> None:
        @settings(max_examples=8)
        @given(strategy())
        def checked(case: kit.Case) -> None:
            assert [finding.because for finding in case.review()]

        checked()

    @FEW
    @given(kit.born_at_the_turn_of_the_year())
    def test_a_day_apart_a_year_apart(self, case: kit.Case) -> None:
        born = case.record.pupil.born
        assert isinstance(born, date) and born in (date(2013, 8, 31), date(2013, 9, 1))
        assert expected_year_group(born=born, on=case.on) is case.record.pupil.taught_year

    @FEW
    @given(kit.dual_with_two_calendars())
    def test_one_school_open_and_one_closed(self, case: kit.Case) -> None:
        open_at = [case.calendars.of(school).is_school_day(case.on) for school in ("CENTRE", "HILL")]
        assert open_at in ([True, False], [False, False])

    @FEW
    @given(kit.closure_on_the_due_day())
    def test_the_closure_moves_the_day_on(self, drawn: Any) -> None:
        n, event, before, after = drawn
        assert SchoolDays(n).after(event, after).last_day > SchoolDays(n).after(event, before).last_day

    @FEW
    @given(kit.term_of_one_day())
    def test_of_one_day(self, calendar: Any) -> None:
        (short,) = (term for term in calendar.terms if term.first == term.last)
        assert calendar.is_school_day(short.first)

    @FEW
    @given(kit.at_the_limit_of_a_year())
    def test_45_or_45_and_a_half(self, case: kit.Case) -> None:
        suspensions = case.record.suspensions
        assert isinstance(suspensions, tuple)
        lengths = [each.length for each in suspensions]
        assert sum(each.count for each in lengths if isinstance(each, ap_core.HalfDays)) in (90, 91)

    @FEW
    @given(kit.plan_issued_in_the_summer_gap())
    def test_no_school_is_open(self, case: kit.Case) -> None:
        plan = case.record.plan
        assert isinstance(plan, ap_core.EHCPlan) and isinstance(plan.made_on, date) and plan.made_on.month == 8


class Registered(kit.RegistrationHistory):
    """Whatever is done lawfully, no rule of registration is broken and no record contradicts another."""

    @invariant()
    def is_as_the_law_wants_it(self) -> None:
        review = check(self.record, on=self.day, calendars=self.calendars)
        for finding in review:
            assert finding.reason is not Reason.CONTRADICTION
            assert not (finding.rule.startswith("registration.single") and finding.verdict is Verdict.NOT_MET)


class Placed(kit.PlacementHistory):
    @invariant()
    def has_a_state_and_can_be_checked(self) -> None:
        assert state_on(self.events, self.day) is not None
        assert check(self.record, on=self.day, calendars=self.calendars) is not None


TestRegistered = Registered.TestCase
TestPlaced = Placed.TestCase
TestRegistered.settings = TestPlaced.settings = settings(max_examples=10, stateful_step_count=10)


class TestWithoutAnImport:
    """``st.from_type`` in a project that only has the library installed."""

    def run(self, program: str) -> str:
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
        return done.stdout.strip()

    def test_from_type_gives_any_record(self) -> None:
        program = (
            "from hypothesis import Phase, find, settings, strategies as st\n"
            "from ap_core import PupilRecord, Suspension\n"
            "few = settings(max_examples=20, phases=[Phase.generate])\n"
            "print(find(st.from_type(PupilRecord), lambda each: True, settings=few).__class__.__name__)\n"
            "print(find(st.from_type(Suspension), lambda each: True, settings=few).__class__.__name__)"
        )
        assert self.run(program).split() == ["PupilRecord", "Suspension"]

    def test_nothing_of_the_library_is_loaded_before_somebody_asks(self) -> None:
        program = (
            "import sys; import hypothesis.strategies\n"
            "print(*sorted(name for name in sys.modules if name.split('.')[0] == 'ap_core'))"
        )
        assert set(self.run(program).split()) <= {"ap_core", "ap_core.testing", "ap_core.testing.registering"}

    def test_classes_that_are_there_already(self) -> None:
        program = (
            "from ap_core import PupilRecord; from hypothesis import Phase, find, settings, strategies as st\n"
            "few = settings(max_examples=20, phases=[Phase.generate])\n"
            "print(find(st.from_type(PupilRecord), lambda each: True, settings=few).__class__.__name__)"
        )
        assert self.run(program) == "PupilRecord"

    def test_a_module_keeps_its_own_loader(self) -> None:
        program = (
            "import hypothesis.strategies, ap_core.values as v\n"
            "print(type(v.__loader__).__name__, type(v.__spec__.loader).__name__)"
        )
        assert self.run(program) == "SourceFileLoader SourceFileLoader"

    def test_a_module_that_is_not_there_is_not_found(self, monkeypatch: pytest.MonkeyPatch) -> None:
        waiting = registering._WhenValuesLoads()
        monkeypatch.setattr(sys, "meta_path", [waiting, *sys.meta_path])
        assert waiting.find_spec("ap_core.units", None) is None and waiting in sys.meta_path
        assert waiting.find_spec("ap_core.values", []) is None and waiting not in sys.meta_path

    def test_registered_after_the_records_were_made(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Those that are there, whatever they come from, and those that are still to be."""
        monkeypatch.setattr(Value, "__init_subclass__", Value.__dict__["__init_subclass__"])
        registered: dict[type, Any] = {}
        monkeypatch.setattr(st, "register_type_strategy", registered.__setitem__)
        registering.register()
        assert {PupilRecord, Policy, PartOfRoll} <= set(registered)
        later = type("Later", (Value,), {"__slots__": ()})
        assert list(registered)[-1] is later
        drawn = find(registered[Pupil](Pupil), lambda pupil: True, settings=FEW)
        assert isinstance(drawn, Pupil)


class PartOfRoll(Roll):
    """A class of a class of the library."""


class Given(Maker):
    """Draws no fields: they are as a test gives them."""

    def __init__(self, **fields: Any) -> None:
        super().__init__(lambda strategy: [])
        self.given = fields

    def fields(self, cls: type) -> dict[str, Any]:
        return dict(self.given)


class TestWhatDoesNotGoTogether:
    """A record refuses it; so its maker puts it right, instead of throwing it away."""

    DAY = date(2026, 10, 5)

    @pytest.mark.parametrize(("reviewed_on", "found"), [(None, True), (DAY, None)])
    def test_what_a_review_found(self, reviewed_on: Any, found: Any) -> None:
        maker = Given(planned_on=date(2026, 9, 7), reviewed_on=reviewed_on, as_expected=found)
        assert made_ehcp.support_round(maker).as_expected is ap_core.UNKNOWN

    @pytest.mark.parametrize(("per", "expected"), [(None, ap_core.UNKNOWN), (Per.WEEK, Per.WEEK)])
    def test_an_amount_and_how_often(self, per: Any, expected: Any) -> None:
        maker = Given(ref="F1", kind=ProvisionKind.THERAPY, minutes=45, per=per)
        assert made_ehcp.provision_line(maker).per is expected

    def test_deliveries_of_no_line(self) -> None:
        site = SiteLedger(site="UNIT", first=self.DAY, deliveries=(Delivery(line="F1", on=self.DAY),))
        about = made_ehcp._about(ProvisionLedger(sites=(site,)), ())
        assert about == ProvisionLedger(sites=(site.but(deliveries=()),))

    def test_a_ledger_is_about_the_provision_of_its_plan(self) -> None:
        delivered = Delivery(line="F9", on=self.DAY)
        ledger = ProvisionLedger(sites=(SiteLedger(site="UNIT", first=self.DAY, deliveries=(delivered,)),))
        line = ProvisionLine(ref="F1", kind=ProvisionKind.THERAPY)
        ledger = made_ehcp.plan(Given(authority="SHIRE", provision=(line,), ledger=ledger)).ledger
        assert ledger == ProvisionLedger(
            sites=(SiteLedger(site="UNIT", first=self.DAY, deliveries=(delivered.but(line="F1"),)),)
        )

    @pytest.mark.parametrize("amendment", [Amendment(notice_on=DAY), None])
    def test_a_plan_is_amended_after_a_review_that_decided_so(self, amendment: Any) -> None:
        held = {"meeting_on": self.DAY, "decision_on": self.DAY, "decision": ReviewDecision.KEEP}
        made = made_ehcp.plan_review(Given(amendment=amendment, **held))
        assert made.decision is (ReviewDecision.KEEP if amendment is None else ReviewDecision.AMEND)

    @pytest.mark.parametrize("kind", [SchoolKind.INDEPENDENT, SchoolKind.MAINTAINED])
    def test_an_exclusion_by_a_school_that_can_exclude(self, kind: SchoolKind) -> None:
        made = made_exclusion.permanent_exclusion(Given(ref="X1", school="HILL", on=self.DAY, school_kind=kind))
        assert made.school_kind is (kind if kind in CAN_EXCLUDE else SchoolKind.AP_ACADEMY)

    @pytest.mark.parametrize("meetings", [(), ap_core.UNKNOWN])
    def test_a_decision_without_a_meeting_and_cancelled(self, meetings: Any) -> None:
        made = made_exclusion.procedure(
            Given(decision=BoardDecision(on=self.DAY, reinstates=True), meetings=meetings, cancelled=None)
        )
        assert made.meetings is ap_core.UNKNOWN and made.cancelled is None

    def test_a_panel_that_nobody_asked_for(self) -> None:
        made = made_exclusion.panel_review(Given(application=None, decision=ap_core.UNKNOWN, meetings=()))
        assert (made.decision, made.abandoned_on, made.meetings) == (None, None, ap_core.UNKNOWN)

    def test_a_panel_that_decided_without_a_meeting(self) -> None:
        decision = PanelDecision(on=self.DAY, outcome=Outcome.UPHELD)
        made = made_exclusion.panel_review(Given(decision=decision, meetings=()))
        assert made.meetings is ap_core.UNKNOWN and made.reconsidered is None

    @pytest.mark.parametrize(("ordered", "paid_on"), [(False, None), (True, DAY)])
    def test_a_payment_that_was_not_ordered(self, ordered: bool, paid_on: date | None) -> None:
        decision = PanelDecision(on=date(2026, 9, 28), outcome=Outcome.QUASHED, orders_payment=ordered)
        assert made_exclusion.panel_review(Given(decision=decision, paid_on=self.DAY)).paid_on == paid_on


def test_pupils_of_a_year_are_born_in_it() -> None:
    @FEW
    @given(kit.pupils(on=date(2026, 11, 23), years=[YearGroup.Y9], ref="P07"))
    def drawn(pupil: Any) -> None:
        assert (pupil.ref, expected_year_group(born=pupil.born, on=date(2026, 11, 23))) == ("P07", YearGroup.Y9)

    drawn()


def test_a_maker_starts_anew_from_a_day() -> None:
    @FEW
    @given(st.data())
    def made(data: st.DataObject) -> None:
        maker = Maker(data.draw, date(2025, 1, 6))
        assert date(2025, 1, 6) <= maker.later() <= maker.later()

    made()
