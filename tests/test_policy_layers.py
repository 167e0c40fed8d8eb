"""A whole policy: within the law, departing from guidance only with a reason, and saying so in what it decides."""

from __future__ import annotations

import pickle
from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ap_core.ehcp.policy import EHCPPolicy
from ap_core.errors import InvalidValue
from ap_core.law.choice import Bound, Chosen, Decision, choices, chosen
from ap_core.law.citation import Citation, Force, Seen
from ap_core.law.policies import ComposedPolicy, Standing, composed
from ap_core.law.rulebook import Asked, RuleBook
from ap_core.placement.policy import LengthRule, PlacementPolicy
from ap_core.policy import Policy
from ap_core.support.policy import SupportPolicy
from ap_core.testing.strategies import policies
from ap_core.testing.strategies.scenarios import Case, cases
from ap_core.values import Value, item
from tests.strategies import CENTRE, ON, SAMPLE, Sample, condition, duty, sample

GUIDE = Citation("Guide 1", "para 2", Force.STATUTORY_GUIDANCE_SHOULD, Seen.SECONDARY, date(2026, 11, 24))
DECIDED = date(2026, 9, 1)


@choices("first")
class FirstPart(Value):
    """Choices with a bound of law and a value of guidance."""

    most: Chosen[int] = chosen(
        4, says="the most there may be", unit="things", source="practice",
        law=Bound("allows ten", SAMPLE.reg("4"), at_most=10), guidance=Bound("wants six", GUIDE, at_most=6),
    )  # fmt: skip
    notice: Chosen[int] = chosen(
        5, says="the notice", unit="days", source="practice",
        law=Bound("asks for two", SAMPLE.reg("3(1)"), at_least=2), guidance=Bound("wants three", GUIDE, at_least=3),
    )  # fmt: skip
    free: Chosen[int] = chosen(2, says="what nobody else speaks of", source="practice")


@choices("second")
class SecondPart(Value):
    """A choice that guidance speaks of, and one that the law does."""

    asked: Chosen[bool] = chosen(
        True, says="whether it is asked", source="practice",
        guidance=Bound("wants it asked", GUIDE, one_of=frozenset({True})),
    )  # fmt: skip
    weeks: Chosen[int] = chosen(
        10, says="the weeks", source="practice", law=Bound("allows ten", SAMPLE.reg("9"), at_most=10)
    )


@composed
class Whole(ComposedPolicy):
    """A policy of two parts."""

    first: FirstPart = item("the first part", default=FirstPart())
    second: SecondPart = item("the second part", default=SecondPart())
    decisions: tuple[Decision, ...] = item("who decided", default=())


def decision(choice: str, why: str = "") -> Decision:
    return Decision(choice=choice, by="management committee", on=DECIDED, why=why)


def told(build: Any) -> list[str]:
    with pytest.raises(InvalidValue) as refused:
        build()
    return [str(fault) for fault in refused.value.faults]


class TestLooserThanTheLaw:
    """Refused with the provision named, all together, in one part or in two (promise 10)."""

    def test_two_fields_of_one_part(self) -> None:
        assert told(lambda: FirstPart(most=11, notice=1)) == [
            "most: is looser than the law; give at most 10 (Sample 1 reg 4)",
            "notice: is looser than the law; give at least 2 (Sample 1 reg 3(1))",
        ]

    def test_two_fields_of_two_parts_with_everything_else(self) -> None:
        """Looser than the law, departing from guidance, misspelt, of the wrong type: one refusal."""
        assert told(
            lambda: Whole().choosing(
                {"first.most": 11, "second.weeks": 11, "first.notise": 3, "second.asked": False, "third": 1}
            )
        ) == [
            "first.notise: is no choice of the policy; use first.notice",
            "third: is no choice of the policy; use one of: first.most, first.notice, first.free, second.asked, "
            "second.weeks",
            "first.most: is looser than the law; give at most 10 (Sample 1 reg 4)",
            "second.weeks: is looser than the law; give at most 10 (Sample 1 reg 9)",
            "second.asked: departs from guidance; give one of: yes (Guide 1 para 2), or record in decisions who, "
            "when and why",
        ]
        assert told(lambda: Whole().choosing({"first.most": "11", "first.notice": 1, "second.asked": False})) == [
            "first.most: is text; give a whole number",
            "first.notice: is looser than the law; give at least 2 (Sample 1 reg 3(1))",
            "second.asked: departs from guidance; give one of: yes (Guide 1 para 2), or record in decisions who, "
            "when and why",
        ]

    def test_a_set_with_something_strange_in_it(self) -> None:
        """A fault inside a choice is told with its place, and hides no other."""
        strange = frozenset({"reading"})
        assert told(lambda: Policy().choosing({"curriculum.baseline": strange, "curriculum.reading_within": 0})) == [
            "curriculum.baseline[0]: is text; give Domain",
            "curriculum.reading_within: is too low; give at least 1",
        ]

    def test_no_reason_makes_it_lawful(self) -> None:
        with pytest.raises(InvalidValue, match="looser than the law"):
            Whole().choosing({"first.most": 11}, decisions=[decision("first.most", "we like it")])

    def test_stricter_is_kept(self) -> None:
        policy = Whole().choosing({"first.most": 1, "first.notice": 9, "second.weeks": 1})
        assert (policy.first.most, policy.first.notice, policy.second.weeks) == (1, 9, 1)


class TestDepartureFromGuidance:
    """Within the law and not what guidance wants: only with a recorded reason."""

    REMEDY = "(Guide 1 para 2), or record in decisions who, when and why"

    def test_two_fields_without_a_reason(self) -> None:
        assert told(lambda: Whole(first=FirstPart(most=7, notice=2))) == [
            f"first.most: departs from guidance; give at most 6 {self.REMEDY}",
            f"first.notice: departs from guidance; give at least 3 {self.REMEDY}",
        ]

    def test_a_decision_without_a_reason_is_not_enough(self) -> None:
        for why in ("", "  "):
            with pytest.raises(InvalidValue, match=r"first\.most: departs from guidance"):
                Whole(first=FirstPart(most=7), decisions=(decision("first.most", why),))

    def test_a_reason_for_one_does_not_serve_the_other(self) -> None:
        faults = told(
            lambda: Whole(first=FirstPart(most=7, notice=2), decisions=(decision("first.most", "small groups"),))
        )
        assert [fault.partition(":")[0] for fault in faults] == ["first.notice"]

    @pytest.mark.parametrize("most", [6, 7, 10])
    def test_on_both_sides_of_each_bound(self, most: int) -> None:
        """Six is what guidance wants; seven to ten are lawful, with a reason."""
        policy = Whole().choosing({"first.most": most}, decisions=[decision("first.most", "small groups")])
        assert policy.standing("first.most").departs is (most > 6)

    def test_of_two_decisions_the_last_counts(self) -> None:
        reasons = (decision("first.most", "small groups"), decision("first.most"))
        with pytest.raises(InvalidValue):
            Whole(first=FirstPart(most=7), decisions=reasons)
        assert Whole(first=FirstPart(most=7), decisions=reasons[::-1]).first.most == 7

    def test_a_decision_about_no_choice(self) -> None:
        assert told(lambda: Whole(decisions=(decision("first.mosst"), decision("first")))) == [
            "decisions[0].choice: is no choice of the policy; use first.most",
            "decisions[1].choice: is no choice of the policy; use first.most",
        ]

    def test_a_misspelt_part(self) -> None:
        wrong: Any = {"frist": FirstPart()}
        assert told(lambda: Whole(**wrong)) == ["frist: is no field here; use first"]


class TestAgainstANaiveModel:
    """Every choice, bound and decision written out by hand: what is refused is refused for exactly these reasons."""

    @staticmethod
    def naive(most: int, notice: int, weeks: int, asked: bool, reasons: dict[str, str]) -> set[str]:
        """The faults, each as its path and problem."""
        unlawful, lax = " is looser than the law", " departs from guidance"
        found = {f"first.most{unlawful}"} if most > 10 else {"first.most is too low"} if most < 1 else set()
        found |= {f"first.notice{unlawful}"} if notice < 2 else set()
        found |= {f"second.weeks{unlawful}"} if weeks > 10 else {"second.weeks is too low"} if weeks < 1 else set()
        found |= {f"first.most{lax}"} if 6 < most <= 10 and not reasons.get("first.most") else set()
        found |= {f"first.notice{lax}"} if notice == 2 and not reasons.get("first.notice") else set()
        found |= {f"second.asked{lax}"} if not asked and not reasons.get("second.asked") else set()
        return found

    @settings(max_examples=300)
    @given(
        st.sampled_from([0, 1, 6, 7, 10, 11]), st.sampled_from([1, 2, 3]), st.sampled_from([0, 1, 10, 11]),
        st.booleans(), st.dictionaries(st.sampled_from(["first.most", "first.notice", "second.asked"]),
                                       st.sampled_from(["", "because"])),
    )  # fmt: skip
    def test_refused_for_exactly_these_reasons(
        self, most: int, notice: int, weeks: int, asked: bool, reasons: dict[str, str]
    ) -> None:
        chosen = {"first.most": most, "first.notice": notice, "second.weeks": weeks, "second.asked": asked}
        decisions = [decision(choice, why) for choice, why in reasons.items()]
        wanted = self.naive(most, notice, weeks, asked, reasons)
        if wanted:
            with pytest.raises(InvalidValue) as refused:
                Whole().choosing(chosen, decisions=decisions)
            assert sorted(f"{fault.path} {fault.problem}" for fault in refused.value.faults) == sorted(wanted)
        else:
            policy = Whole().choosing(chosen, decisions=decisions)
            assert {stands.choice: stands.chosen for stands in policy.standings} == {**chosen, "first.free": 2}
            assert {stands.choice for stands in policy.standings if stands.departs} <= {
                choice for choice, why in reasons.items() if why
            }


class TestStandings:
    """How each choice stands: law, guidance, choice, and who decided."""

    def test_every_choice_once(self) -> None:
        names = ["first.most", "first.notice", "first.free", "second.asked", "second.weeks"]
        assert [each.choice for each in Whole().standings] == names

    def test_what_it_says(self) -> None:
        why = decision("first.most", "small groups.")
        stands = Whole().choosing({"first.most": 7}, decisions=[why]).standing("first.most")
        assert (stands.chosen, stands.default, stands.unit, stands.decision) == (7, 4, "things", why)
        assert stands.departs and stands.exceeds == (stands.law,)
        assert stands.remark == (
            "The centre's choice is stricter than Sample 1 reg 4 (at most 10). The centre departs from Guide 1 para 2 "
            "(at most 6) here: small groups; decided by management committee on Tue 1 Sep 2026."
        )

    def test_who_decided_is_no_remark(self) -> None:
        """A decision is shown with the choice; a finding speaks of it only where it departs from guidance."""
        policy = Whole(decisions=(decision("first.free", "we like it"), decision("second.asked")))
        assert policy.standing("first.free").decision is not None
        assert policy.standing("first.free").remark == policy.standing("second.asked").remark == ""

    def test_nothing_to_remark(self) -> None:
        policy = Whole().choosing({"first.most": 10, "first.notice": 2}, decisions=[
            decision("first.most", "x"), decision("first.notice", "y"),
        ])  # fmt: skip
        assert policy.standing("first.free").remark == policy.standing("second.weeks").remark == ""
        assert set(policy.remarks) == {"first.most", "first.notice"}

    @pytest.mark.parametrize("name", ["first.mosst", "first", "", "third.most", "first.most.most"])
    def test_no_choice_of_that_name(self, name: str) -> None:
        with pytest.raises(LookupError, match="no choice is called that; use "):
            Whole().standing(name)

    def test_a_policy_travels_with_what_it_has_worked_out(self) -> None:
        policy = Whole()
        assert policy.remarks and pickle.loads(pickle.dumps(policy)) == policy == Whole()


class TestTheRealPolicy:
    """DESIGN section 8: every number that a centre chooses is a field with default, meaning, unit and source."""

    DESIGN = {
        "placement.longest_short_term": 12, "placement.first_review_by": 6, "placement.review_each_half_term": True,
        "placement.final_review": True, "placement.long_to_end_of_year_11": True, "curriculum.reading_within": 5,
        "curriculum.baseline_within": 10, "support.restorative_within": 2, "support.mentor_in_weeks_of": 2,
        "placement.phased_return_at_most": 6, "placement.phased_return_step": 1,
        "curriculum.full_time_minutes": 25 * 60, "curriculum.part_time_at_most": 6,
        "curriculum.part_time_review_every": 2, "ehcp.shortfall_to_tell": 1, "ehcp.early_review_at_suspension": 1,
        "ehcp.early_review_over": 5,
    }  # fmt: skip

    @pytest.mark.parametrize("choice", DESIGN)
    def test_each_number_of_the_design(self, choice: str) -> None:
        stands = Policy().standing(choice)
        assert stands.default == stands.chosen == self.DESIGN[choice]
        assert stands.unit or isinstance(stands.chosen, bool)

    @pytest.mark.parametrize("stands", Policy().standings, ids=lambda each: each.choice)
    def test_says_what_stands_above_it(self, stands: Standing) -> None:
        """Silence of the law or of guidance is said, not left out; what binds is cited."""
        assert stands.says and stands.source
        for bound in (stands.law, stands.guidance):
            assert bound.says
            assert bound.cites is not None or not bound.binds
        assert stands.law.allows(stands.default) and stands.guidance.allows(stands.default)
        assert stands.law.cites is None or stands.law.cites.force is Force.LAW
        assert stands.guidance.cites is None or stands.guidance.cites.force is not Force.LAW

    def test_the_law_bounds_one_and_guidance_one(self) -> None:
        """As far as the books go (placement.md sections 4, 7 and 9; ehcp.md section 12): a change is a discovery."""
        standings = Policy().standings
        assert [each.choice for each in standings if each.law.binds] == ["ehcp.review_every"]
        assert [each.choice for each in standings if each.guidance.binds] == ["ehcp.early_review_at_suspension"]

    def test_waiting_for_the_second_suspension_needs_a_reason(self) -> None:
        """ehcp.md EHC-AP-01: an early review is considered before a pupil with a plan is suspended."""
        with pytest.raises(InvalidValue, match=r"ehcp\.early_review_at_suspension: departs from guidance"):
            Policy(ehcp=EHCPPolicy(early_review_at_suspension=2))
        why = Decision(choice="ehcp.early_review_at_suspension", by="head", on=DECIDED, why="reviews are termly here")
        assert Policy(ehcp=EHCPPolicy(early_review_at_suspension=2), decisions=(why,)).remarks

    def test_defaults_call_for_no_remark(self) -> None:
        assert Policy().remarks == {}

    def test_a_plan_changes_a_kind_and_leaves_the_decisions(self) -> None:
        policy = Policy(
            placement=PlacementPolicy(longest_short_term=9),
            decisions=(Decision(choice="placement.longest_short_term", by="head", on=DECIDED),),
        )
        adjusted = policy.for_a_pupil_with_a_plan
        review = LengthRule.REVIEW
        assert adjusted.placement == policy.placement.but(length_is=review, phased_return_is=review)
        assert adjusted.decisions == policy.decisions

    def test_a_plan_is_nobody_s_decision(self) -> None:
        """Whoever decided for a limit has not decided for a review; whoever decided for a review has."""
        limit, other = (
            Decision(choice=choice, by="management committee", on=DECIDED)
            for choice in ("placement.length_is", "placement.longest_short_term")
        )
        decided = Policy(placement=PlacementPolicy(length_is=LengthRule.LIMIT), decisions=(limit, other))
        assert decided.for_a_pupil_with_a_plan.decisions == (other,)
        kinds = PlacementPolicy(length_is=LengthRule.REVIEW, phased_return_is=LengthRule.REVIEW)
        review = decided.but(placement=kinds)
        assert review.for_a_pupil_with_a_plan == review

    def test_choices_are_plain_attributes(self) -> None:
        """The rules read them by the thousand: nothing stands between a name and its value."""
        policy = SupportPolicy(restorative_within=3)
        assert policy.__dict__["restorative_within"] == 3
        assert not hasattr(type(vars(SupportPolicy)["restorative_within"]), "__set__")


def because(policy: Whole, rule: Any) -> str:
    book: RuleBook[Any] = RuleBook(subjects=[(Sample, lambda record, _: [record])], rules=[rule])
    (finding,) = book.review(sample(count=8, due=None, done=None), "P01", Asked(ON, None, policy)).findings
    return finding.because


class TestShownInFindings:
    """A finding whose rule rests on a choice says where the centre departs from guidance, or is stricter than asked."""

    DEPARTS = (
        "The centre departs from Guide 1 para 2 (at most 6) here: small groups; decided by management committee on "
        "Tue 1 Sep 2026."
    )
    POLICY = Whole().choosing(
        {"first.most": 10, "first.notice": 2, "second.weeks": 10},
        decisions=[decision("first.most", "small groups"), decision("first.notice", "far away")],
    )

    def test_a_rule_that_reads_it(self) -> None:
        rule = condition(Sample.count <= FirstPart.most, met="{count} are here.")
        assert because(self.POLICY, rule) == f"8 are here. {self.DEPARTS}"

    def test_whatever_the_verdict(self) -> None:
        rule = condition(Sample.count > FirstPart.most)
        assert because(self.POLICY, rule) == f"Not so. {self.DEPARTS}"

    def test_two_choices_at_once(self) -> None:
        rule = condition((Sample.count <= FirstPart.most) & (Sample.count >= FirstPart.notice), met="So.")
        assert because(self.POLICY, rule).count("The centre departs from Guide 1 para 2") == 2

    def test_a_rule_about_it_that_reads_what_was_reckoned_from_it(self) -> None:
        """A deadline is reckoned from a choice: the rule names the choice in its citation alone."""
        rule = condition(Sample.count > 1, met="So.", cites=CENTRE.at("first.most"))
        assert because(self.POLICY, rule) == f"So. {self.DEPARTS}"

    def test_a_rule_about_something_else(self) -> None:
        rule = condition(Sample.count <= SecondPart.weeks, met="So.")
        assert because(self.POLICY, rule) == "So."

    def test_a_stricter_choice(self) -> None:
        policy = Whole().choosing({"second.weeks": 9})
        rule = condition(Sample.count <= SecondPart.weeks, met="So.")
        assert because(policy, rule) == "So. The centre's choice is stricter than Sample 1 reg 9 (at most 10)."

    def test_a_duty_says_it_too(self) -> None:
        rule = duty(by=Sample.maybe_due, cites=CENTRE.at("first.most"))
        assert because(self.POLICY, rule).endswith(self.DEPARTS)


def test_a_standing_never_changes() -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        Policy().standings[0].chosen = 3  # type: ignore[misc]


class TestTheLawStays:
    BINDING = (Force.LAW, Force.STATUTORY_GUIDANCE_MUST)

    @settings(max_examples=25)
    @given(cases(), policies())
    def test_no_policy_changes_a_finding_of_law(self, case: Case, policy: Policy) -> None:
        plain, ours = (
            {each.key: each.verdict for each in case.review(chosen) if each.citation.force in self.BINDING}
            for chosen in (Policy(), policy.but(not_recorded=frozenset()))
        )
        assert plain == ours
