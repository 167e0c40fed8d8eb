"""Rolls and reviews of any shape, made from the classes themselves: every field takes every kind of value it may hold.

Days and counts only ever grow within a record, in the order of its fields, so that no end lies before its start and
nothing is thrown away.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs
from hypothesis import strategies as st

from ap_core.attendance.off_site import OffSite
from ap_core.attendance.registers import Register
from ap_core.centre import Centre, Roll, School
from ap_core.curriculum.entries import ExamEntry
from ap_core.curriculum.exam_access_records import (
    FORMS_8,
    AccessApplication,
    AreaScore,
    Arrangement,
    EvidenceOnFile,
    ExamAccess,
    HowSettled,
    how_settled,
)
from ap_core.curriculum.records import Assessment, Domain, Timetable
from ap_core.curriculum.scores import Censored, ReadingAge, ScoreBand, ScoreScale
from ap_core.dates import Calendars, DateSpan, Deadline, HalfDays, SchoolCalendar, Term
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
from ap_core.exclusion.boards import BoardDecision, Meeting, Procedure
from ap_core.exclusion.codes import ExclusionReason
from ap_core.exclusion.notices import Notice, Recipient
from ap_core.exclusion.panels import (
    Outcome,
    PanelDecision,
    PanelReview,
    Reconsideration,
)
from ap_core.exclusion.records import CAN_EXCLUDE, PartDay, PermanentExclusion, Suspension
from ap_core.law.choice import Chosen, Decision
from ap_core.law.findings import Finding, Told
from ap_core.law.grounds import Grounds
from ap_core.law.judging import Term as TraceTerm
from ap_core.law.judging import Verdict
from ap_core.law.reviews import Review
from ap_core.law.unknown import UNKNOWN, Unknown
from ap_core.passport import Passport
from ap_core.placement.after_year_11 import AfterYear11
from ap_core.placement.events import EventKind, PlacementEvent
from ap_core.placement.records import PlacementReview
from ap_core.placement.returns import ReturnPlan, ReturnStep
from ap_core.policy import Policy
from ap_core.record import PupilRecord
from ap_core.registration.records import SchoolKind
from ap_core.support.care_records import Care, EducationPlan
from ap_core.support.disability_records import Disability
from ap_core.support.records import Goal, Incident
from ap_core.support.scales import GOAL, Better, OrdinalScale, ScaleReading

SCHOOLS = ("HILL", "BROOK", "école 9")
_SCHOOL_FIELDS = {
    "school", "centre", "home_school", "returns_to", "named_setting", "site", "exam_centre", "lead_school", "made_by",
    "made_at",
}  # fmt: skip
_CODES = ("/", "\\", "D", "I", "-", "Y1", "#")

texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8).filter(str.strip)

Draw = Callable[[st.SearchStrategy[Any]], Any]


class _Maker:
    """Draws one value after another; remembers the last day, count and reference it gave."""

    def __init__(self, draw: Draw) -> None:
        self.draw = draw
        self.day = date(2026, 9, 1)
        self.number = 40
        self.refs = 0

    def of(self, hint: Any, field: str = "") -> Any:
        """A value for an annotation."""
        if get_origin(hint) is Chosen:
            (hint,) = get_args(hint)
        if get_origin(hint) in (Union, UnionType):
            return self.of(self.draw(st.sampled_from(get_args(hint))), field)
        if get_origin(hint) in (tuple, frozenset):
            return self.many(get_origin(hint), get_args(hint)[0])
        if hint in _MADE:
            return _MADE[hint](self)
        if issubclass(hint, Enum):
            return self.draw(st.sampled_from(hint))
        if hint is str:
            return self.text(field)
        return self.built(hint)

    def many(self, origin: Any, hint: Any) -> Any:
        if hint is Register:
            schools = self.draw(st.lists(st.sampled_from(SCHOOLS), unique=True, max_size=2))
            return tuple(self.register(school) for school in schools)
        if hint is PlacementEvent:
            return self.events()
        if hint is ExclusionReason:
            return tuple(self.draw(st.lists(st.sampled_from(ExclusionReason), unique=True, max_size=3)))
        if hint is Notice:
            told = self.draw(st.lists(st.sampled_from(Recipient), unique=True, max_size=2))
            return tuple(Notice(**{**self.fields(Notice), "to": to}) for to in told)
        if hint is SENSupport:
            made = [self.of(hint) for _ in range(self.draw(st.integers(0, 2)))]
            return tuple({each.school: each for each in made}.values())
        return origin(self.of(hint) for _ in range(self.draw(st.integers(0, 2))))

    def events(self) -> tuple[PlacementEvent, ...]:
        """Events that can follow each other, the last of them perhaps taken back."""
        could = (EventKind.REFERRED, EventKind.CONSIDERED, EventKind.OFFERED, EventKind.AGREED)
        kinds = could[: self.draw(st.integers(0, 4))]
        events = tuple(PlacementEvent(ref=self.text("ref"), kind=kind, on=self.later()) for kind in kinds)
        if events and self.draw(st.booleans()):
            back = PlacementEvent(
                ref=self.text("ref"), kind=EventKind.CORRECTION, on=self.later(), replaces=events[-1].ref
            )  # fmt: skip
            return (*events, back)
        return events

    def built(self, cls: type) -> Any:
        """A value of an attrs class; a field with a default may be left at it."""
        return cls(**self.fields(cls))

    def fields(self, cls: type) -> dict[str, Any]:
        hints = get_type_hints(cls)
        fields: tuple[attrs.Attribute[Any], ...] = attrs.fields(cls)
        left = st.booleans()
        return {
            each.name: self.of(hints[each.name], each.name)
            for each in fields
            if each.init and (each.default is attrs.NOTHING or not self.draw(left))
        }

    def policy(self) -> Policy:
        """Any policy: where it departs from guidance somebody has said why."""
        given = self.fields(Policy)
        departs = "ehcp.early_review_at_suspension"
        why = Decision(choice=departs, by=self.text(""), on=self.later(), why=self.text(""))
        return Policy(**{**given, "decisions": (*given.get("decisions", ()), why)})

    def placement_review(self) -> PlacementReview:
        """No two on one day: that is refused."""
        self.day += timedelta(1)
        return PlacementReview(**self.fields(PlacementReview))

    def plan_review(self) -> PlanReview:
        """No two on one day, and no day of a decision where there was no meeting: both are refused."""
        self.day += timedelta(1)
        fields = self.fields(PlanReview)
        if fields.get("meeting_on") is None and isinstance(fields.get("decision_on"), date):
            fields["meeting_on"] = UNKNOWN
        if isinstance(fields.get("amendment"), Amendment):
            fields["decision"] = ReviewDecision.AMEND
        return PlanReview(**fields)

    def plan(self) -> EHCPlan:
        """With needs of different types, ranked in order, and reviews often enough."""
        fields = self.fields(EHCPlan)
        kinds = st.sampled_from([kind for kind in NeedType if kind not in (NeedType.NSA, NeedType.BESD)])
        needs = self.draw(st.lists(kinds, unique=True, max_size=3))
        fields["needs"] = tuple(Need(kind=kind, rank=rank) for kind, rank in zip(needs, (1, 2, None), strict=False))
        fields["reviewed_every"] = self.draw(st.none() | st.integers(1, 12))
        if isinstance(fields.get("provision"), tuple) and isinstance(fields.get("ledger"), ProvisionLedger):
            fields["ledger"] = _about(fields["ledger"], fields["provision"])
        return EHCPlan(**fields)

    def ehcp_policy(self) -> EHCPPolicy:
        """A review within the twelve months of the law."""
        return EHCPPolicy(**{**self.fields(EHCPPolicy), "review_every": self.draw(st.integers(1, 12))})

    def delivery(self) -> Delivery:
        """What was missed has a reason, and nothing else has."""
        fields = self.fields(Delivery)
        if fields.get("missed", 0):
            fields["why_missed"] = self.draw(st.sampled_from(WhyMissed))
        else:
            fields["why_missed"] = None
        return Delivery(**fields)

    def site_ledger(self) -> SiteLedger:
        """Kept up to a day on or after the last delivery."""
        first = self.later()
        deliveries = self.many(tuple, Delivery)
        kept_to = self.draw(st.sampled_from([UNKNOWN, self.later()]))
        return SiteLedger(site=self.text("site"), first=first, deliveries=deliveries, kept_to=kept_to)

    def provision_ledger(self) -> ProvisionLedger:
        """Each site once."""
        fields = self.fields(ProvisionLedger)
        fields["sites"] = tuple({each.site: each for each in fields["sites"]}.values())
        return ProvisionLedger(**fields)

    def amendment(self) -> Amendment:
        """Its plan on a day of its own: two final plans on one day are refused."""
        self.day += timedelta(1)
        return Amendment(**self.fields(Amendment))

    def reassessment(self) -> Reassessment:
        """A plan that followed is on a day of its own, and there is none where nothing was reassessed."""
        self.day += timedelta(1)
        fields = self.fields(Reassessment)
        if fields.get("granted") is False:
            fields["final_on"] = None
        return Reassessment(**fields)

    def needs_assessment(self) -> NeedsAssessment:
        """No final plan where there is to be none, and no plan without an assessment."""
        fields = self.fields(NeedsAssessment)
        if fields.get("assesses") is False:
            fields["makes_plan"] = None
        if fields.get("assesses") is False or fields.get("makes_plan") is False:
            fields["final_on"] = None
        return NeedsAssessment(**fields)

    def named_setting(self) -> NamedSetting:
        """A type where no school is named."""
        fields = self.fields(NamedSetting)
        if fields["school"] is None:
            fields["naming"] = None
        return NamedSetting(**{"kind": self.text(""), **fields})

    def relief(self) -> Relief:
        """With the days that its kind turns on."""
        kind = self.draw(st.sampled_from(ReliefKind))
        return Relief(kind=kind, first=self.later(), last=self.later(), advice_asked_on=self.later())

    def on_its_own_day(self, cls: type) -> Any:
        """What is not recorded twice."""
        self.day += timedelta(1)
        return self.built(cls)

    def ruling(self) -> Ruling:
        """Of a kind that the regulations know, and on a day of its own."""
        self.day += timedelta(1)
        fields = self.fields(Ruling)
        known = [order for order in Order if order_steps(order, fields["binding"])]
        return Ruling(**{**fields, "order": self.draw(st.sampled_from(known))})

    def part_day(self) -> PartDay:
        """A day of its own, of which some part was suspended."""
        self.day += timedelta(1)
        fields = self.fields(PartDay)
        if not any(fields.get(name) for name in ("morning", "lunchtime", "afternoon")):
            fields["lunchtime"] = True
        return PartDay(**fields)

    def suspension(self) -> Suspension:
        """It lasts to the last of its part days at least."""
        fields = self.fields(Suspension)
        part_days = fields.get("part_days", UNKNOWN)
        if part_days is not UNKNOWN and part_days and isinstance(fields.get("last_day"), date):
            fields["last_day"] = part_days[-1].on
        if fields.get("school_kind", UNKNOWN) is not UNKNOWN and fields["school_kind"] not in CAN_EXCLUDE:
            fields["school_kind"] = SchoolKind.PRU
        return Suspension(**fields)

    def reinstating(self, cls: type) -> Any:
        """A decision of the board: no day of reinstatement where there is to be none."""
        fields = self.fields(cls)
        if not fields["reinstates"]:
            fields["reinstate_by"] = None
        return cls(**fields)

    def procedure(self) -> Procedure:
        """A decision follows a meeting, and nothing is cancelled after it; the day of notice stands elsewhere."""
        fields = self.fields(Procedure)
        if isinstance(fields.get("decision"), BoardDecision):
            fields["cancelled"] = None
            if fields.get("meetings", UNKNOWN) == ():
                fields["meetings"] = UNKNOWN
        if isinstance(fields.get("notices"), tuple):
            fields["notices"] = tuple(each for each in fields["notices"] if each.to is not Recipient.PARENT)
        return Procedure(**fields)

    def panel_review(self) -> PanelReview:
        """Nothing comes of what nobody applied for, and no second look or payment of what was not called for."""
        fields = self.fields(PanelReview)
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

    def permanent_exclusion(self) -> PermanentExclusion:
        """A review follows the board's decision not to reinstate, or one that is not known."""
        fields = self.fields(PermanentExclusion)
        if fields.get("school_kind", UNKNOWN) is not UNKNOWN and fields["school_kind"] not in CAN_EXCLUDE:
            fields["school_kind"] = SchoolKind.AP_ACADEMY
        decision = getattr(fields.get("procedure"), "decision", None)
        if fields.get("review") is not None and not (isinstance(decision, BoardDecision) and not decision.reinstates):
            fields["procedure"] = Procedure()
        return PermanentExclusion(**fields)

    def incident(self) -> Incident:
        """One restriction of each kind, each help once, and nothing covered in a conversation that was not held."""
        fields = self.fields(Incident)
        if fields.get("restorative_on", UNKNOWN) is None:
            fields["covered"] = None
        fields["helped"] = tuple(dict.fromkeys(fields.get("helped", ())))
        fields["restricted"] = tuple({each.kind: each for each in fields.get("restricted", ())}.values())
        return Incident(**fields)

    def care(self) -> Care:
        """One time of being looked after at most, everybody told once, and no two moves on one day."""
        fields = self.fields(Care)
        if isinstance(fields.get("looked_after"), tuple):
            fields["looked_after"] = fields["looked_after"][:1]
        told = fields.get("told", ())
        fields["told"] = tuple({(each.placement, each.person): each for each in told}.values())
        fields["moves"] = tuple({each.on: each for each in fields.get("moves", ())}.values())
        return Care(**fields)

    def sen_support(self) -> SENSupport:
        """Each type, rank, meeting and round once."""
        fields = self.fields(SENSupport)
        if isinstance(fields.get("needs"), tuple):
            kinds = tuple(dict.fromkeys(each.kind for each in fields["needs"]))
            fields["needs"] = tuple(Need(kind=kind, rank=place + 1) for place, kind in enumerate(kinds))
        if isinstance(fields.get("met_parent_on"), tuple):
            fields["met_parent_on"] = tuple(dict.fromkeys(fields["met_parent_on"]))
        if isinstance(fields.get("rounds"), tuple):
            fields["rounds"] = tuple({each.planned_on: each for each in fields["rounds"]}.values())
        return SENSupport(**fields)

    def support_round(self) -> SupportRound:
        """What a review found goes with the review."""
        fields = self.fields(SupportRound)
        reviewed, found = (fields.get(name, UNKNOWN) for name in ("reviewed_on", "as_expected"))
        if (reviewed is None and isinstance(found, bool)) or (isinstance(reviewed, date) and found is None):
            fields["as_expected"] = UNKNOWN
        return SupportRound(**fields)

    def disability(self) -> Disability:
        """One decision a school."""
        fields = self.fields(Disability)
        if isinstance(fields.get("decisions"), tuple):
            fields["decisions"] = tuple({each.school: each for each in fields["decisions"]}.values())
        return Disability(**fields)

    def education_plan(self) -> EducationPlan:
        """Not reviewed where there is none, and on no day twice."""
        fields = self.fields(EducationPlan)
        if isinstance(fields.get("reviewed_on"), tuple):
            made = fields.get("made_on", UNKNOWN) is not None
            fields["reviewed_on"] = tuple(dict.fromkeys(fields["reviewed_on"])) if made else ()
        return EducationPlan(**fields)

    def exam_entry(self) -> ExamEntry:
        """In this year's series or next year's, with a day of its own only in it."""
        fields = self.fields(ExamEntry)
        closes_on = fields.get("closes_on")
        fields["series"] = closes_on.year if closes_on else 2027
        return ExamEntry(**fields)

    def after_year_11(self) -> AfterYear11:
        """Something is offered, or nothing is."""
        fields = self.fields(AfterYear11)
        offered, route = (fields.get(name, UNKNOWN) for name in ("offered_on", "route"))
        if (offered is None) != (route is None):
            fields["route"] = UNKNOWN
        return AfterYear11(**fields)

    def scale_reading(self) -> ScaleReading:
        """A step of a scale."""
        better = self.draw(st.sampled_from(Better))
        scale = OrdinalScale(instrument=self.text(""), lowest=1, highest=5, better=better)
        return ScaleReading(scale=scale, on=self.later(), score=self.draw(st.integers(1, 5)))

    def scale(self) -> ScoreScale:
        """A standardised scale or another, with a band or without."""
        standardised = self.draw(st.booleans())
        band = ScoreBand(lowest=69, highest=self.draw(st.integers(69, 131)), called=self.text(""))
        return ScoreScale(
            instrument=self.text(""), lowest=69, highest=131,
            better=Better.HIGHER if standardised else self.draw(st.sampled_from(Better)),
            mean=100 if standardised else None, deviation=15 if standardised else None,
            bands=(band,) if self.draw(st.booleans()) else (),
        )  # fmt: skip

    def reading_age(self) -> ReadingAge:
        censored = self.draw(st.none() | st.sampled_from(Censored))
        return ReadingAge(self.draw(st.integers(5, 17)), self.draw(st.integers(0, 11)), censored)

    def assessment(self) -> Assessment:
        """A score that its scale can give, a subject among subjects, a reading age with reading."""
        fields = self.fields(Assessment)
        scale = fields.get("scale")
        given = self.draw(st.integers(69, 131))
        standardised = scale is None or scale.is_standardised
        if isinstance(fields.get("standard_score"), int):
            fields["standard_score"] = given if standardised else None
        fields["score"] = None if standardised else self.draw(st.none() | st.just(given))
        if scale is not None and fields.get("instrument"):
            fields["instrument"] = scale.instrument
        if fields["domain"] is not Domain.READING:
            fields["reading_age"] = None
        if fields["domain"] is not Domain.SUBJECTS:
            fields["subject"] = ""
        return Assessment(**fields)

    def access_application(self) -> AccessApplication:
        """For what the awarding bodies settle, approved or refused."""
        fields = self.fields(AccessApplication)
        asked_for = [kind for kind in Arrangement if how_settled(kind) is not HowSettled.BY_CENTRE]
        fields["kind"] = self.draw(st.sampled_from(asked_for))
        if isinstance(fields.get("approved_on"), date):
            fields["refused_on"] = None
        return AccessApplication(**fields)

    def evidence_on_file(self) -> EvidenceOnFile:
        """Scores by area of a Form 8 alone."""
        fields = self.fields(EvidenceOnFile)
        fields["scores"] = None
        if fields["what"] in FORMS_8 and self.draw(st.booleans()):
            score = self.draw(st.integers(40, 200))
            fields["scores"] = (AreaScore(area=self.text(""), score=score, taken_on=fields["on"]),)
        return EvidenceOnFile(**fields)

    def timetable(self) -> Timetable:
        """A subject once at a site, and each qualification under its own reference."""
        fields = self.fields(Timetable)
        lines = {(each.subject.strip().casefold(), each.site): each for each in fields["lessons"]}
        fields["lessons"] = tuple(lines.values())
        return Timetable(**fields)

    def provision_line(self) -> ProvisionLine:
        """An amount has a frequency."""
        fields = self.fields(ProvisionLine)
        if isinstance(fields.get("minutes"), int) and fields.get("per", UNKNOWN) is None:
            fields["per"] = UNKNOWN
        return ProvisionLine(**fields)

    def goal(self) -> Goal:
        """With one reading at most, on the scale of goals."""
        readings = tuple(
            ScaleReading(scale=GOAL, on=self.later(), score=self.draw(st.integers(0, 10)))
            for _ in range(self.draw(st.integers(0, 1)))
        )
        return Goal(ref=self.text("ref"), what=self.text(""), readings=readings)

    def off_site(self) -> OffSite:
        """At least one session of the week."""
        fields = self.fields(OffSite)
        if not fields.get("sessions", True):
            del fields["sessions"]
        return OffSite(**fields)

    def return_step(self) -> ReturnStep:
        """A day after the step before it, and each session at one place at most."""
        self.day += timedelta(1)
        fields = self.fields(ReturnStep)
        fields["at_school"] = fields.get("at_school", frozenset()) - fields.get("at_centre", frozenset())
        return ReturnStep(**fields)

    def return_plan(self) -> ReturnPlan:
        """Nobody asks whether a return lasted that was not made."""
        fields = self.fields(ReturnPlan)
        if fields.get("returned_on") is None or any(
            check_up.held_on < fields["returned_on"] for check_up in fields.get("check_ups", ())
        ):
            fields["check_ups"] = ()
        return ReturnPlan(**fields)

    def text(self, field: str) -> str:
        if field in _SCHOOL_FIELDS:
            return str(self.draw(st.sampled_from(SCHOOLS)))
        if field in {"ref", "parent"}:
            self.refs += 1
            return f"r{self.refs}"
        if field == "name":
            # A reference that holds the name is refused.
            return f"{self.draw(texts)} of r"
        return str(self.draw(texts))

    def later(self) -> date:
        self.day += timedelta(self.draw(st.integers(0, 9)))
        return self.day

    def more(self) -> int:
        self.number += self.draw(st.integers(0, 2))
        return self.number

    def register(self, school: str) -> Register:
        week = st.lists(st.sampled_from(_CODES), min_size=10, max_size=10) | st.lists(
            st.sampled_from(_CODES), min_size=14, max_size=14
        )
        numbers = self.draw(st.lists(st.integers(0, 9), unique=True, max_size=3))
        weeks = {date(2026, 8, 31) + timedelta(7 * number): " ".join(self.draw(week)) for number in numbers}
        return Register.of_weeks(school, weeks)

    def calendar(self, school: str) -> SchoolCalendar:
        self.day = date(2026, 9, 1)
        term = Term(self.text(""), self.later(), self.later())
        days = [term.first + timedelta(n) for n in range((term.last - term.first).days + 1)]
        some = st.lists(st.sampled_from(days), max_size=2)
        breaks, closed, extra = self.draw(some), self.draw(some), self.draw(some)
        if not extra and all(day.weekday() > 4 or day in (*breaks, *closed) for day in days):
            extra = [term.first]  # a calendar without a school day is refused
        return SchoolCalendar.of_terms(
            self.draw(st.just(school) | texts),
            terms=[term],
            breaks=[DateSpan(day, day) for day in breaks],
            closed=closed,
            extra=extra,
        )

    def calendars(self) -> Calendars:
        schools = self.draw(st.lists(texts.filter("*".__ne__), unique=True, max_size=2))
        default = self.calendar("*") if self.draw(st.booleans()) else None
        return Calendars({school: self.calendar(school) for school in schools}, default)

    def deadline(self) -> Deadline:
        counted = tuple(self.later() for _ in range(self.draw(st.integers(0, 2))))
        last = self.later()
        customary = last + timedelta(1) if self.draw(st.booleans()) else None
        backstop_to = self.draw(st.none() | texts.filter(str.strip))
        return Deadline(last, counted, customary, backstop_to)

    def finding(self) -> Finding:
        verdict = self.draw(st.sampled_from(Verdict))
        trace = self.many(tuple, TraceTerm)
        return Finding(
            self.text(""), verdict, self.text(""), self.text(""), self.built(Told), self.built(Grounds), trace
        )


def _about(ledger: ProvisionLedger, lines: tuple[ProvisionLine, ...]) -> ProvisionLedger:
    """The ledger with every delivery of the last of these lines; without deliveries where there is no line."""
    if not lines:
        return ledger.but(sites=tuple(site.but(deliveries=()) for site in ledger.sites), told=())
    line = lines[-1].ref
    sites = (site.but(deliveries=tuple(each.but(line=line) for each in site.deliveries)) for site in ledger.sites)
    return ledger.but(sites=tuple(sites), told=tuple(each.but(line=line) for each in ledger.told))


_MADE: dict[Any, Callable[[_Maker], Any]] = {
    NoneType: lambda _: None,
    Unknown: lambda _: UNKNOWN,
    bool: lambda maker: maker.draw(st.booleans()),
    int: _Maker.more,
    date: _Maker.later,
    HalfDays: lambda maker: HalfDays(maker.more()),
    Deadline: _Maker.deadline,
    Finding: _Maker.finding,
    PlacementReview: _Maker.placement_review,
    Care: _Maker.care,
    EducationPlan: _Maker.education_plan,
    SENSupport: _Maker.sen_support,
    SupportRound: _Maker.support_round,
    Disability: _Maker.disability,
    ExamEntry: _Maker.exam_entry,
    AfterYear11: _Maker.after_year_11,
    Incident: _Maker.incident,
    ScaleReading: _Maker.scale_reading,
    Goal: _Maker.goal,
    Assessment: _Maker.assessment,
    ScoreScale: _Maker.scale,
    ReadingAge: _Maker.reading_age,
    AccessApplication: _Maker.access_application,
    EvidenceOnFile: _Maker.evidence_on_file,
    PlanReview: _Maker.plan_review,
    Timetable: _Maker.timetable,
    EHCPlan: _Maker.plan,
    Amendment: _Maker.amendment,
    Reassessment: _Maker.reassessment,
    NeedsAssessment: _Maker.needs_assessment,
    ProvisionLine: _Maker.provision_line,
    EHCPPolicy: _Maker.ehcp_policy,
    Delivery: _Maker.delivery,
    SiteLedger: _Maker.site_ledger,
    ProvisionLedger: _Maker.provision_ledger,
    NamedSetting: _Maker.named_setting,
    Relief: _Maker.relief,
    Ruling: _Maker.ruling,
    Dispute: lambda maker: maker.on_its_own_day(Dispute),
    Recommendation: lambda maker: maker.on_its_own_day(Recommendation),
    Consultation: lambda maker: maker.on_its_own_day(Consultation),
    PlanMove: lambda maker: maker.on_its_own_day(PlanMove),
    OffSite: _Maker.off_site,
    ReturnStep: _Maker.return_step,
    ReturnPlan: _Maker.return_plan,
    PartDay: _Maker.part_day,
    Suspension: _Maker.suspension,
    Meeting: lambda maker: maker.on_its_own_day(Meeting),
    BoardDecision: lambda maker: maker.reinstating(BoardDecision),
    Reconsideration: lambda maker: maker.reinstating(Reconsideration),
    Procedure: _Maker.procedure,
    PanelReview: _Maker.panel_review,
    PermanentExclusion: _Maker.permanent_exclusion,
    Decision: lambda maker: Decision(
        choice=maker.draw(st.sampled_from(["placement.longest_short_term", "support.restorative_within"])),
        by=maker.text(""),
        on=maker.later(),
    ),
}


@st.composite
def policies(draw: Draw) -> Policy:
    """Any policy."""
    return _Maker(draw).policy()


@st.composite
def rolls(draw: Draw) -> Roll:
    """Any roll of one or two pupils."""
    maker = _Maker(draw)
    records = [maker.built(PupilRecord)]
    if draw(st.booleans()):
        maker.day, maker.number = date(2026, 9, 1), 40
        records.append(maker.built(PupilRecord))
    return Roll(
        centre=maker.built(Centre).but(ref=SCHOOLS[0]),
        schools=tuple(maker.built(School).but(ref=ref) for ref in SCHOOLS[1:]),
        calendars=maker.calendars(),
        policy=maker.policy(),
        records=tuple(records),
    )


@st.composite
def passports(draw: Draw) -> Passport:
    """Any passport: made after all that it tells of."""
    maker = _Maker(draw)
    fields = maker.fields(Passport)
    levels = fields.get("levels", UNKNOWN)
    if isinstance(levels, tuple):
        fields["levels"] = tuple(each.but(reading_age=None) for each in levels)
    for name in ("what_works", "adjustments"):
        # Words that look like a date are refused.
        if isinstance(fields.get(name), tuple):
            fields[name] = tuple(each.but(what="a quiet start") for each in fields[name])
    if isinstance(fields.get("adjustments"), tuple):
        fields["adjustments"] = tuple(each.but(for_disability=False, charged=False) for each in fields["adjustments"])
    access = fields.get("exam_access")
    if isinstance(access, ExamAccess) and isinstance(access.evidence, tuple):
        fields["exam_access"] = access.but(evidence=tuple(each.but(scores=None) for each in access.evidence))
    return Passport(**{**fields, "pupil": "P10", "made_by": "CENTRE", "made_on": maker.later()})


@st.composite
def reviews(draw: Draw) -> Review:
    """Any review, its findings of any wording."""
    maker = _Maker(draw)
    findings = [maker.finding() for _ in range(draw(st.integers(0, 2)))]
    aside = [maker.finding() for _ in range(draw(st.integers(0, 1)))]
    policy = maker.policy() if draw(st.booleans()) else None
    edition = draw(st.none() | st.just(maker.later()))
    return Review(maker.text(""), maker.later(), findings, maker.more(), policy, aside, edition)


#: Any JSON at all, with something of a roll in it now and then.
plain = (
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats()
    | st.text(max_size=12)
    | st.sampled_from(["2026-02-30", "2026-09-21", "1800-01-01", "P01", "HILL", "main", "/ \\", "9999-12-31"])
)
keys = st.text(max_size=8) | st.sampled_from(["ref", "pupil", "pupils", "format", "terms", "first", "school", "plan"])
trees = st.recursive(
    plain, lambda each: st.lists(each, max_size=4) | st.dictionaries(keys, each, max_size=4), max_leaves=12
)
