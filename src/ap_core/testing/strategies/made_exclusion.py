"""Makers for suspensions and permanent exclusions."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from ap_core.exclusion.boards import BoardDecision, Meeting, Procedure
from ap_core.exclusion.codes import ExclusionReason
from ap_core.exclusion.notices import Notice, Recipient
from ap_core.exclusion.panels import Outcome, PanelDecision, PanelReview, Reconsideration
from ap_core.exclusion.records import CAN_EXCLUDE, PartDay, PermanentExclusion, Suspension
from ap_core.law.unknown import UNKNOWN
from ap_core.registration.records import SchoolKind
from ap_core.testing.strategies.made import Maker, makes, makes_many

makes(Meeting)(lambda maker: maker.on_its_own_day(Meeting))
_REASONS = st.lists(st.sampled_from(ExclusionReason), unique=True, max_size=3)
_TOLD = st.lists(st.sampled_from(Recipient), unique=True, max_size=2)


@makes_many(ExclusionReason)
def reasons(maker: Maker) -> list[ExclusionReason]:
    """None twice."""
    return list(maker.draw(_REASONS))


@makes_many(Notice)
def notices(maker: Maker) -> list[Notice]:
    """One a recipient."""
    return [Notice(**{**maker.fields(Notice), "to": to}) for to in maker.draw(_TOLD)]


@makes(BoardDecision)
def board_decision(maker: Maker) -> BoardDecision:
    """No day of reinstatement where there is to be none."""
    fields = maker.fields(BoardDecision)
    return BoardDecision(**(fields if fields["reinstates"] else {**fields, "reinstate_by": None}))


@makes(Reconsideration)
def reconsideration(maker: Maker) -> Reconsideration:
    """The same of the second decision."""
    fields = maker.fields(Reconsideration)
    return Reconsideration(**(fields if fields["reinstates"] else {**fields, "reinstate_by": None}))


@makes(PartDay)
def part_day(maker: Maker) -> PartDay:
    """A day of its own, of which some part was suspended."""
    maker.day += timedelta(1)
    fields = maker.fields(PartDay)
    if not any(fields.get(name) for name in ("morning", "lunchtime", "afternoon")):
        fields["lunchtime"] = True
    return PartDay(**fields)


@makes(Suspension)
def suspension(maker: Maker) -> Suspension:
    """It lasts to the last of its part days at least."""
    fields = maker.fields(Suspension)
    part_days = fields.get("part_days", UNKNOWN)
    if part_days is not UNKNOWN and part_days and isinstance(fields.get("last_day"), date):
        fields["last_day"] = part_days[-1].on
    if fields.get("school_kind", UNKNOWN) is not UNKNOWN and fields["school_kind"] not in CAN_EXCLUDE:
        fields["school_kind"] = SchoolKind.PRU
    return Suspension(**fields)


@makes(Procedure)
def procedure(maker: Maker) -> Procedure:
    """A decision follows a meeting, and nothing is cancelled after it; the day of notice stands elsewhere."""
    fields = maker.fields(Procedure)
    if isinstance(fields.get("decision"), BoardDecision):
        fields["cancelled"] = None
        if fields.get("meetings", UNKNOWN) == ():
            fields["meetings"] = UNKNOWN
    if isinstance(fields.get("notices"), tuple):
        fields["notices"] = tuple(each for each in fields["notices"] if each.to is not Recipient.PARENT)
    return Procedure(**fields)


@makes(PanelReview)
def panel_review(maker: Maker) -> PanelReview:
    """Nothing comes of what nobody applied for, and no second look or payment of what was not called for."""
    fields = maker.fields(PanelReview)
    decision = fields.get("decision", UNKNOWN)
    if fields.get("application", UNKNOWN) is None:
        fields["abandoned_on"] = fields["decision"] = decision = None
        fields["meetings"] = UNKNOWN
    elif isinstance(decision, PanelDecision) and fields.get("meetings", UNKNOWN) == ():
        fields["meetings"] = UNKNOWN
    if decision is None or (isinstance(decision, PanelDecision) and decision.outcome is Outcome.UPHELD):
        fields["reconsidered"] = None
    if isinstance(decision, PanelDecision) and not decision.orders_payment:
        fields["paid_on"] = None
    return PanelReview(**fields)


@makes(PermanentExclusion)
def permanent_exclusion(maker: Maker) -> PermanentExclusion:
    """A review follows the board's decision not to reinstate, or one that is not known."""
    fields = maker.fields(PermanentExclusion)
    if fields.get("school_kind", UNKNOWN) is not UNKNOWN and fields["school_kind"] not in CAN_EXCLUDE:
        fields["school_kind"] = SchoolKind.AP_ACADEMY
    decision = getattr(fields.get("procedure"), "decision", None)
    if fields.get("review") is not None and not (isinstance(decision, BoardDecision) and not decision.reinstates):
        fields["procedure"] = Procedure()
    return PermanentExclusion(**fields)
