"""Makers for EHC plans and SEN support."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from ap_core.ehcp.assessments import Consultation, NeedsAssessment
from ap_core.ehcp.changes import Amendment, PlanMove, Reassessment
from ap_core.ehcp.disputes import Dispute, Recommendation, Ruling
from ap_core.ehcp.ledger import Delivery, ProvisionLedger, SiteLedger, WhyMissed
from ap_core.ehcp.order_timetable import Order, order_steps
from ap_core.ehcp.plan_parts import NamedSetting, Need, NeedType
from ap_core.ehcp.policy import EHCPPolicy
from ap_core.ehcp.provision import ProvisionLine
from ap_core.ehcp.records import EHCPlan, PlanReview, ReviewDecision
from ap_core.ehcp.relief import Relief, ReliefKind
from ap_core.ehcp.sen_support_records import SENSupport, SupportRound
from ap_core.law.unknown import UNKNOWN, Unknown
from ap_core.testing.strategies.made import Maker, makes, makes_many, one_of, up_to

for _cls in (Dispute, Recommendation, Consultation, PlanMove):
    makes(_cls)(lambda maker, cls=_cls: maker.on_its_own_day(cls))  # type: ignore[misc]


@makes_many(SENSupport)
def sen_supports(maker: Maker) -> tuple[SENSupport, ...]:
    """One record a school."""
    made = [maker.of(SENSupport) for _ in range(maker.draw(up_to(2)))]
    return tuple({each.school: each for each in made}.values())


@makes(SENSupport)
def sen_support(maker: Maker) -> SENSupport:
    """Each type, rank, meeting and round once."""
    fields = maker.fields(SENSupport)
    if isinstance(fields.get("needs"), tuple):
        kinds = tuple(dict.fromkeys(each.kind for each in fields["needs"]))
        fields["needs"] = tuple(Need(kind=kind, rank=place + 1) for place, kind in enumerate(kinds))
    if isinstance(fields.get("met_parent_on"), tuple):
        fields["met_parent_on"] = tuple(dict.fromkeys(fields["met_parent_on"]))
    if isinstance(fields.get("rounds"), tuple):
        fields["rounds"] = tuple({each.planned_on: each for each in fields["rounds"]}.values())
    return SENSupport(**fields)


@makes(SupportRound)
def support_round(maker: Maker) -> SupportRound:
    """What a review found goes with the review."""
    fields = maker.fields(SupportRound)
    reviewed, found = (fields.get(name, UNKNOWN) for name in ("reviewed_on", "as_expected"))
    if (reviewed is None and isinstance(found, bool)) or (isinstance(reviewed, date) and found is None):
        fields["as_expected"] = UNKNOWN
    return SupportRound(**fields)


#: Types of need that a plan may hold, each once.
_NEEDS = st.lists(
    st.sampled_from([kind for kind in NeedType if kind not in (NeedType.NSA, NeedType.BESD)]), unique=True, max_size=3
)


@makes(PlanReview)
def plan_review(maker: Maker) -> PlanReview:
    """No two on one day, and no day of a decision where there was no meeting: both are refused."""
    maker.day += timedelta(1)
    fields = maker.fields(PlanReview)
    if fields.get("meeting_on") is None and isinstance(fields.get("decision_on"), date):
        fields["meeting_on"] = UNKNOWN
    if isinstance(fields.get("amendment"), Amendment):
        fields["decision"] = ReviewDecision.AMEND
    return PlanReview(**fields)


@makes(EHCPlan)
def plan(maker: Maker) -> EHCPlan:
    """With needs of different types, ranked in order, and reviews often enough."""
    fields = maker.fields(EHCPlan)
    needs = maker.draw(_NEEDS)
    fields["needs"] = tuple(Need(kind=kind, rank=rank) for kind, rank in zip(needs, (1, 2, None), strict=False))
    fields["reviewed_every"] = maker.draw(up_to(12)) or None
    if isinstance(fields.get("provision"), tuple) and isinstance(fields.get("ledger"), ProvisionLedger):
        fields["ledger"] = _about(fields["ledger"], fields["provision"])
    return EHCPlan(**fields)


@makes(Amendment)
def amendment(maker: Maker) -> Amendment:
    """Its plan on a day of its own: two final plans on one day are refused."""
    maker.day += timedelta(1)
    return Amendment(**maker.fields(Amendment))


@makes(Reassessment)
def reassessment(maker: Maker) -> Reassessment:
    """A plan that followed is on a day of its own, and there is none where nothing was reassessed."""
    maker.day += timedelta(1)
    fields = maker.fields(Reassessment)
    if fields.get("granted") is False:
        fields["final_on"] = None
    return Reassessment(**fields)


@makes(NeedsAssessment)
def needs_assessment(maker: Maker) -> NeedsAssessment:
    """No final plan where there is to be none, and no plan without an assessment."""
    fields = maker.fields(NeedsAssessment)
    if fields.get("assesses") is False:
        fields["makes_plan"] = None
    if fields.get("assesses") is False or fields.get("makes_plan") is False:
        fields["final_on"] = None
    return NeedsAssessment(**fields)


@makes(ProvisionLine)
def provision_line(maker: Maker) -> ProvisionLine:
    """An amount has a frequency."""
    fields = maker.fields(ProvisionLine)
    if isinstance(fields.get("minutes"), int) and fields.get("per", UNKNOWN) is None:
        fields["per"] = UNKNOWN
    return ProvisionLine(**fields)


@makes(EHCPPolicy)
def ehcp_policy(maker: Maker) -> EHCPPolicy:
    """A review within the twelve months of the law."""
    return EHCPPolicy(**{**maker.fields(EHCPPolicy), "review_every": 1 + maker.draw(up_to(11))})


@makes(Delivery)
def delivery(maker: Maker) -> Delivery:
    """What was missed has a reason, and nothing else has."""
    fields = maker.fields(Delivery)
    if fields.get("missed", 0):
        fields["why_missed"] = maker.of(WhyMissed)
    else:
        fields["why_missed"] = None
    return Delivery(**fields)


@makes(SiteLedger)
def site_ledger(maker: Maker) -> SiteLedger:
    """Kept up to a day on or after the last delivery."""
    first = maker.later()
    deliveries = maker.many(tuple, Delivery)
    kept_to = maker.of(date | Unknown)
    return SiteLedger(site=maker.text("site"), first=first, deliveries=deliveries, kept_to=kept_to)


@makes(ProvisionLedger)
def provision_ledger(maker: Maker) -> ProvisionLedger:
    """Each site once."""
    fields = maker.fields(ProvisionLedger)
    fields["sites"] = tuple({each.site: each for each in fields["sites"]}.values())
    return ProvisionLedger(**fields)


@makes(NamedSetting)
def named_setting(maker: Maker) -> NamedSetting:
    """A type where no school is named."""
    fields = maker.fields(NamedSetting)
    if fields["school"] is None:
        fields["naming"] = None
    return NamedSetting(**{"kind": maker.text(""), **fields})


@makes(Relief)
def relief(maker: Maker) -> Relief:
    """With the days that its kind turns on."""
    kind = maker.of(ReliefKind)
    return Relief(kind=kind, first=maker.later(), last=maker.later(), advice_asked_on=maker.later())


@makes(Ruling)
def ruling(maker: Maker) -> Ruling:
    """Of a kind that the regulations know, and on a day of its own."""
    maker.day += timedelta(1)
    fields = maker.fields(Ruling)
    known = [order for order in Order if order_steps(order, fields["binding"])]
    return Ruling(**{**fields, "order": maker.draw(one_of(tuple(known)))})


def _about(ledger: ProvisionLedger, lines: tuple[ProvisionLine, ...]) -> ProvisionLedger:
    """The ledger with every delivery of the last of these lines; without deliveries where there is no line."""
    if not lines:
        return ledger.but(sites=tuple(site.but(deliveries=()) for site in ledger.sites), told=())
    line = lines[-1].ref
    sites = (site.but(deliveries=tuple(each.but(line=line) for each in site.deliveries)) for site in ledger.sites)
    return ledger.but(sites=tuple(sites), told=tuple(each.but(line=line) for each in ledger.told))
