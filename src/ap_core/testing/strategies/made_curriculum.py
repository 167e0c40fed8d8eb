"""Makers for the curriculum, examinations, care and support."""

from __future__ import annotations

from datetime import date

from ap_core.curriculum.entries import ExamEntry
from ap_core.curriculum.exam_access_records import (
    FORMS_8,
    AccessApplication,
    AreaScore,
    Arrangement,
    EvidenceOnFile,
    HowSettled,
    how_settled,
)
from ap_core.curriculum.records import Assessment, Domain, Timetable
from ap_core.curriculum.scores import Censored, ReadingAge, ScoreBand, ScoreScale
from ap_core.law.unknown import UNKNOWN
from ap_core.placement.after_year_11 import AfterYear11
from ap_core.support.care_records import Care, EducationPlan
from ap_core.support.disability_records import Disability
from ap_core.support.records import Goal, Incident
from ap_core.support.scales import GOAL, Better, OrdinalScale, ScaleReading
from ap_core.testing.strategies.made import BOOLEANS, Maker, makes, one_of, up_to


@makes(Care)
def care(maker: Maker) -> Care:
    """One time of being looked after at most, everybody told once, and no two moves on one day."""
    fields = maker.fields(Care)
    if isinstance(fields.get("looked_after"), tuple):
        fields["looked_after"] = fields["looked_after"][:1]
    told = fields.get("told", ())
    fields["told"] = tuple({(each.placement, each.person): each for each in told}.values())
    fields["moves"] = tuple({each.on: each for each in fields.get("moves", ())}.values())
    return Care(**fields)


@makes(EducationPlan)
def education_plan(maker: Maker) -> EducationPlan:
    """Not reviewed where there is none, and on no day twice."""
    fields = maker.fields(EducationPlan)
    if isinstance(fields.get("reviewed_on"), tuple):
        made = fields.get("made_on", UNKNOWN) is not None
        fields["reviewed_on"] = tuple(dict.fromkeys(fields["reviewed_on"])) if made else ()
    return EducationPlan(**fields)


@makes(Disability)
def disability(maker: Maker) -> Disability:
    """One decision a school."""
    fields = maker.fields(Disability)
    if isinstance(fields.get("decisions"), tuple):
        fields["decisions"] = tuple({each.school: each for each in fields["decisions"]}.values())
    return Disability(**fields)


@makes(ExamEntry)
def exam_entry(maker: Maker) -> ExamEntry:
    """In this year's series or next year's, with a day of its own only in it."""
    fields = maker.fields(ExamEntry)
    closes_on = fields.get("closes_on")
    fields["series"] = closes_on.year if closes_on else 2027
    return ExamEntry(**fields)


@makes(AfterYear11)
def after_year_11(maker: Maker) -> AfterYear11:
    """Something is offered, or nothing is."""
    fields = maker.fields(AfterYear11)
    offered, route = (fields.get(name, UNKNOWN) for name in ("offered_on", "route"))
    if (offered is None) != (route is None):
        fields["route"] = UNKNOWN
    return AfterYear11(**fields)


@makes(Incident)
def incident(maker: Maker) -> Incident:
    """One restriction of each kind, each help once, and nothing covered in a conversation that was not held."""
    fields = maker.fields(Incident)
    if fields.get("restorative_on", UNKNOWN) is None:
        fields["covered"] = None
    fields["helped"] = tuple(dict.fromkeys(fields.get("helped", ())))
    fields["restricted"] = tuple({each.kind: each for each in fields.get("restricted", ())}.values())
    return Incident(**fields)


@makes(OrdinalScale)
def ordinal_scale(maker: Maker) -> OrdinalScale:
    """Of five steps."""
    return OrdinalScale(instrument=maker.text(), lowest=1, highest=5, better=maker.of(Better))


@makes(ScaleReading)
def scale_reading(maker: Maker) -> ScaleReading:
    """A step of a scale."""
    return ScaleReading(scale=maker.of(OrdinalScale), on=maker.later(), score=1 + maker.draw(up_to(4)))


@makes(Goal)
def goal(maker: Maker) -> Goal:
    """With one reading at most, on the scale of goals."""
    readings = tuple(
        ScaleReading(scale=GOAL, on=maker.later(), score=maker.draw(up_to(10))) for _ in range(maker.draw(up_to(1)))
    )
    return Goal(ref=maker.text("ref"), what=maker.text(""), readings=readings)


@makes(Assessment)
def assessment(maker: Maker) -> Assessment:
    """A score that its scale can give, a subject among subjects, a reading age with reading."""
    fields = maker.fields(Assessment)
    scale = fields.get("scale")
    given = 69 + maker.draw(up_to(62))
    standardised = scale is None or scale.is_standardised
    if isinstance(fields.get("standard_score"), int):
        fields["standard_score"] = given if standardised else None
    fields["score"] = None if standardised else given if maker.draw(BOOLEANS) else None
    if scale is not None and fields.get("instrument"):
        fields["instrument"] = scale.instrument
    if fields["domain"] is not Domain.READING:
        fields["reading_age"] = None
    if fields["domain"] is not Domain.SUBJECTS:
        fields["subject"] = ""
    return Assessment(**fields)


@makes(ScoreScale)
def scale(maker: Maker) -> ScoreScale:
    """A standardised scale or another, with a band or without."""
    standardised = maker.draw(BOOLEANS)
    band = ScoreBand(lowest=69, highest=69 + maker.draw(up_to(62)), called=maker.text(""))
    return ScoreScale(
        instrument=maker.text(""), lowest=69, highest=131,
        better=Better.HIGHER if standardised else maker.of(Better),
        mean=100 if standardised else None, deviation=15 if standardised else None,
        bands=(band,) if maker.draw(BOOLEANS) else (),
    )  # fmt: skip


@makes(ReadingAge)
def reading_age(maker: Maker) -> ReadingAge:
    """In years and months, cut off or not."""
    censored = maker.of(Censored | None)
    return ReadingAge(5 + maker.draw(up_to(12)), maker.draw(up_to(11)), censored)


@makes(AccessApplication)
def access_application(maker: Maker) -> AccessApplication:
    """For what the awarding bodies settle, approved or refused."""
    fields = maker.fields(AccessApplication)
    asked_for = [kind for kind in Arrangement if how_settled(kind) is not HowSettled.BY_CENTRE]
    fields["kind"] = maker.draw(one_of(tuple(asked_for)))
    if isinstance(fields.get("approved_on"), date):
        fields["refused_on"] = None
    return AccessApplication(**fields)


@makes(EvidenceOnFile)
def evidence_on_file(maker: Maker) -> EvidenceOnFile:
    """Scores by area of a Form 8 alone."""
    fields = maker.fields(EvidenceOnFile)
    fields["scores"] = None
    if fields["what"] in FORMS_8 and maker.draw(BOOLEANS):
        score = 40 + maker.draw(up_to(160))
        fields["scores"] = (AreaScore(area=maker.text(""), score=score, taken_on=fields["on"]),)
    return EvidenceOnFile(**fields)


@makes(Timetable)
def timetable(maker: Maker) -> Timetable:
    """A subject once at a site, and each qualification under its own reference."""
    fields = maker.fields(Timetable)
    lines = {(each.subject.strip().casefold(), each.site): each for each in fields["lessons"]}
    fields["lessons"] = tuple(lines.values())
    return Timetable(**fields)
