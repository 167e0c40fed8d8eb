"""What a plan changes of a policy: the laws that hold of every adjustment, and each entry ADJ of the fact book."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ap_core import UNKNOWN, Decision, EHCPlan, Policy, adjust
from ap_core.adjusting import Adjusted
from ap_core.ehcp.plan_parts import Need, NeedType
from ap_core.ehcp.policy import BeforeTheEnd, Obtained
from ap_core.ehcp.provision import Per, ProvisionKind, ProvisionLine
from ap_core.law.citation import Force
from ap_core.placement.policy import LengthRule, PlacementPolicy
from tests.placements import MONDAY

DAY = timedelta(1)
PLAN = EHCPlan(authority="SHIRE", made_on=date(2026, 2, 2), reviews=(), provision=())
F1 = ProvisionLine(ref="F1", kind=ProvisionKind.THERAPY, minutes=45, per=Per.FORTNIGHT)
NO_PLAN = [None, UNKNOWN, PLAN.but(made_on=UNKNOWN), PLAN.but(made_on=MONDAY + DAY)]

lines = st.lists(
    st.builds(
        ProvisionLine, ref=st.integers(1, 6).map("F{}".format), kind=st.sampled_from(ProvisionKind),
        minutes=st.integers(1, 300) | st.just(UNKNOWN), per=st.sampled_from(Per) | st.just(UNKNOWN),
        last=st.none() | st.dates(date(2026, 9, 1), date(2027, 3, 1)),
    ), max_size=3, unique_by=lambda line: line.ref,
).map(tuple)  # fmt: skip
needs = st.lists(
    st.sampled_from([NeedType.SEMH, NeedType.SLCN, NeedType.ASD, NeedType.MLD]), max_size=3, unique=True
).map(lambda kinds: tuple(Need(kind=kind) for kind in kinds))
_CHOICES = {
    "placement.length_is": st.sampled_from(LengthRule), "placement.phased_return_is": st.sampled_from(LengthRule),
    "placement.longest_short_term": st.integers(1, 20), "ehcp.review_every": st.integers(1, 12),
    "ehcp.part_time_agreed": st.booleans(), "ehcp.shortfall_to_tell": st.integers(1, 4),
    "ehcp.obtain_on_admission": st.frozensets(st.sampled_from(Obtained)),
    "ehcp.before_the_end": st.frozensets(st.sampled_from(BeforeTheEnd)),
}  # fmt: skip


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    """Choices of every sort that a plan may touch, some of them decided on."""
    chosen = draw(st.fixed_dictionaries({}, optional=_CHOICES))
    by = [Decision(choice=each, by="head", on=date(2026, 9, 1)) for each in chosen if draw(st.booleans())]
    return Policy().choosing(chosen, decisions=by)


plans = st.builds(PLAN.but, provision=lines, needs=needs, reviewed_every=st.none() | st.integers(1, 12))


def of(adjustments: tuple[Adjusted, ...], entry: str) -> Adjusted:
    (found,) = [each for each in adjustments if each.id == entry]
    return found


def listed(policy: Policy | None = None, **changes: Any) -> tuple[Adjusted, ...]:
    return adjust(policy or Policy(), PLAN.but(**changes), on=MONDAY).adjustments


class TestLaws:
    """What holds of every policy and every plan."""

    @settings(max_examples=50)
    @given(policy=policies(), plan=plans)
    def test_adjusting_twice_is_adjusting_once(self, policy: Policy, plan: EHCPlan) -> None:
        once = adjust(policy, plan, on=MONDAY)
        twice = adjust(once.policy, plan, on=MONDAY)
        assert twice.policy == once.policy
        assert set(twice.adjustments) <= set(once.adjustments)

    @settings(max_examples=20)
    @given(policy=policies(), plan=st.sampled_from(NO_PLAN))
    def test_without_a_plan_nothing_changes(self, policy: Policy, plan: Any) -> None:
        adjusted = adjust(policy, plan, on=MONDAY)
        assert adjusted.policy is policy and adjusted.adjustments == ()

    @settings(max_examples=50)
    @given(policy=policies(), plan=plans)
    def test_only_kinds_and_the_reviews_change(self, policy: Policy, plan: EHCPlan) -> None:
        """No provision is lowered, no threshold raised and no time lengthened: all else is as the centre chose it."""
        now = adjust(policy, plan, on=MONDAY).policy
        changed = {each.choice for each in now.standings if each.chosen != policy.standing(each.choice).chosen}
        assert changed <= {"placement.length_is", "placement.phased_return_is", "ehcp.review_every"}
        assert now.ehcp.review_every == min(12, policy.ehcp.review_every, plan.reviewed_every or 12)
        assert now.placement.length_is is now.placement.phased_return_is is LengthRule.REVIEW
        assert set(now.decisions) <= set(policy.decisions)

    @settings(max_examples=50)
    @given(policy=policies(), plan=plans, more=lines, needed=needs)
    def test_monotone_in_lines_and_needs(
        self, policy: Policy, plan: EHCPlan, more: tuple[ProvisionLine, ...], needed: tuple[Need, ...]
    ) -> None:
        assert isinstance(plan.provision, tuple)
        refs = {line.ref for line in plan.provision}
        larger = plan.but(
            provision=(*plan.provision, *[line for line in more if line.ref not in refs]),
            needs=(*plan.needs, *[need for need in needed if need not in plan.needs]),
        )
        few, many = (adjust(policy, each, on=MONDAY) for each in (plan, larger))
        assert set(few.adjustments) <= set(many.adjustments) and few.policy == many.policy

    @settings(max_examples=30)
    @given(policy=policies(), plan=plans)
    def test_each_says_what_why_and_on_whose_authority(self, policy: Policy, plan: EHCPlan) -> None:
        for each in adjust(policy, plan, on=MONDAY).adjustments:
            assert each.what and each.why and each.was != each.now and str(each.citation)
            # What nobody is bound to is not said to be bound.
            assert each.citation.force is Force.LAW or " must " not in f" {each.why} {each.now} "


class TestEntries:
    """Section 18 of the fact book, entry by entry."""

    def test_the_day_the_plan_was_made_counts(self) -> None:
        assert adjust(Policy(), PLAN.but(made_on=MONDAY), on=MONDAY).adjustments

    def test_lengths_become_reasons_to_review(self) -> None:
        for entry in ("ADJ-04", "ADJ-09"):
            each = of(listed(), entry)
            assert (each.was, each.now, each.citation.force) == ("a limit", "a reason to review", Force.PRACTICE)
        chosen = Policy(placement=PlacementPolicy(length_is=LengthRule.REVIEW))
        assert not [each for each in listed(chosen) if each.id == "ADJ-04"]

    @pytest.mark.parametrize(
        ("centre", "plan", "every", "force", "place"),
        [(12, None, 12, Force.LAW, "s.44(1)"), (12, 6, 6, Force.LAW, "s.42(2)"), (9, None, 9, Force.LOCAL, "ehcp."),
         (9, 6, 6, Force.LAW, "s.42(2)"), (3, 6, 3, Force.LOCAL, "ehcp."), (12, 12, 12, Force.LAW, "s.44(1)")],
    )  # fmt: skip
    def test_the_shortest_of_three_frequencies(
        self, centre: int, plan: int | None, every: int, force: Force, place: str
    ) -> None:
        each = of(listed(Policy().choosing({"ehcp.review_every": centre}), reviewed_every=plan), "ADJ-13")
        assert each.now == f"within every {every} months"
        assert each.citation.force is force and place in each.citation.provision

    def test_longer_than_the_law_is_refused(self) -> None:
        from ap_core import InvalidValue

        with pytest.raises(
            InvalidValue, match=r"review_every: is looser than the law; give at most 12 \(CFA 2014 s.44"
        ):
            Policy().choosing({"ehcp.review_every": 13})

    def test_whoever_decided_on_a_frequency_has_not_decided_on_the_plan_s(self) -> None:
        mine = Decision(choice="ehcp.review_every", by="head", on=date(2026, 9, 1))
        policy = Policy().choosing({"ehcp.review_every": 9}, decisions=[mine])
        assert adjust(policy, PLAN, on=MONDAY).policy.decisions == (mine,)
        assert adjust(policy, PLAN.but(reviewed_every=6), on=MONDAY).policy.decisions == ()

    def test_the_same_policy_serves_every_such_plan(self) -> None:
        """A check costs no more for it."""
        policy, plan = Policy(), PLAN.but(reviewed_every=6)
        assert policy.for_plan(plan, MONDAY) is policy.for_plan(plan.but(needs=()), MONDAY)
        assert policy.for_plan(PLAN, MONDAY) is policy.for_a_pupil_with_a_plan

    def test_what_is_obtained_and_what_comes_before_the_end_are_the_centre_s(self) -> None:
        policy = Policy().choosing({
            "ehcp.obtain_on_admission": frozenset({Obtained.PLAN}), "ehcp.before_the_end": frozenset[BeforeTheEnd](),
        })  # fmt: skip
        found = listed(policy)
        assert of(found, "ADJ-02").now == "the current plan, with all of Section F"
        assert not [each for each in found if each.id == "ADJ-05"]
        everything = of(listed(), "ADJ-02").now
        assert all(each.value in everything for each in Obtained) and "no bar" in of(listed(), "ADJ-02").why

    def test_each_line_of_section_f_is_counted(self) -> None:
        gone = F1.but(ref="F2", last=MONDAY - DAY)
        open_line, unknown = F1.but(ref="F3", minutes=None), F1.but(ref="F4", minutes=UNKNOWN)
        found = [each for each in listed(provision=(F1, gone, open_line, unknown)) if each.id == "ADJ-07"]
        assert [(each.what, each.now) for each in found] == [
            ("line F1 of Section F", "45 minutes a fortnight, against what is delivered"),
            ("line F3 of Section F", "it gives no amount to count"),
            ("line F4 of Section F", "counted once its amount is known"),
        ]
        assert {each.citation.force for each in found} == {Force.LAW}
        assert not [each for each in listed(provision=UNKNOWN) if each.id == "ADJ-07"]
        assert [each.what for each in listed(provision=(gone.but(last=MONDAY),)) if each.id == "ADJ-07"]

    def test_a_part_time_week(self) -> None:
        assert of(listed(), "ADJ-08").citation.force is Force.STATUTORY_GUIDANCE_SHOULD
        tightened = of(listed(Policy().choosing({"ehcp.part_time_agreed": True})), "ADJ-08")
        assert tightened.citation.force is Force.LOCAL and "authority's" in tightened.now

    def test_one_pupil_makes_a_school(self) -> None:
        old = date(2003, 8, 31)
        assert "ADJ-15" not in {each.id for each in adjust(Policy(), PLAN.but(made_on=old), on=old).adjustments}
        each = of(listed(), "ADJ-15")
        assert (each.was, each.citation.force, each.citation.instrument) == ("5", Force.LAW, "EA 1996")

    def test_the_rest(self) -> None:
        found = listed()
        assert "social care" in of(found, "ADJ-12").now and of(found, "ADJ-12").citation.force is Force.LAW
        assert "normal way of working" in of(found, "ADJ-14").why
        assert "50 per cent" in of(found, "ADJ-06").now
