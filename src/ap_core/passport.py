"""A passport for the next school: what works for this pupil, where they stand, what is arranged and agreed.

It holds what a teacher needs on the first morning, and nothing else. The pupil stands in it by an opaque reference, so
that the document alone tells nobody who it is about: whoever hands it over says that by another road. What is left out,
and why:

* name, numbers and date of birth, for the same reason, and a reading age, which with its day tells the age and is no
  measure of progress;
* attendance, incidents, suspensions, safeguarding, the EHC plan itself: each has a road of its own that the law or
  guidance lays down (the common transfer file, the child protection file, the authority);
* goals and mentoring: what a pupil told a mentor stays with those they told.

What is not known stays out of it as not known: a receiving school never reads "none" where nobody asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, TypeVar

from ap_core.curriculum.exam_access_records import ExamAccess
from ap_core.curriculum.records import Assessment, Domain
from ap_core.curriculum.what_works import Adjustment, WhatWorks
from ap_core.dates.plain import plain_day
from ap_core.errors import Fault, InvalidValue, require
from ap_core.law.unknown import UNKNOWN, Unknown
from ap_core.pupils.years import YearGroup
from ap_core.record import PupilRecord
from ap_core.values import Value, item, opaque_reference_faults, telling_text_faults, value

T = TypeVar("T")

_ORDER = {domain: place for place, domain in enumerate(Domain)}


@value
class Passport(Value):
    """What travels with a pupil to the next school."""

    pupil: str = item("an opaque reference, which both schools can tell whom it stands for")
    made_by: str = item("the school or centre that made it, by its reference")
    made_on: date = item("the day it was made")
    taught_year: YearGroup | Unknown = item("the year group taught in", default=UNKNOWN)
    what_works: tuple[WhatWorks, ...] | Unknown = item("what works for the pupil", default=UNKNOWN)
    levels: tuple[Assessment, ...] | Unknown = item("the last assessments, domain by domain", default=UNKNOWN)
    exam_access: ExamAccess | None | Unknown = item(
        "arrangements for examinations, with their evidence; none if it is known that none are needed", default=UNKNOWN
    )
    adjustments: tuple[Adjustment, ...] | Unknown = item("adjustments that were agreed and hold", default=UNKNOWN)

    def _faults(self) -> Iterator[Fault]:
        yield from opaque_reference_faults("pupil", self.pupil)
        yield from opaque_reference_faults("made_by", self.made_by)
        for path, text in _texts(self.what_works, self.adjustments):
            yield from telling_text_faults(path, text)
        if isinstance(self.levels, tuple):
            for place, level in enumerate(self.levels):
                if level.reading_age is not None:
                    yield Fault(f"levels[{place}].reading_age", "has no place in a passport", "leave it out")
        yield from self._kept_back()
        for path, day in self._days():
            if day > self.made_on:
                yield Fault(path, "is after made_on", "leave out what was still ahead when the passport was made")

    def _kept_back(self) -> Iterator[Fault]:
        """What is no business of a passport: whether something is for a disability or charged, scores of a Form 8."""
        for place, each in enumerate(self.adjustments if isinstance(self.adjustments, tuple) else ()):
            if each.for_disability or each.charged:
                yield Fault(f"adjustments[{place}]", "tells of a disability or a charge", "tell only what is done")
        access = self.exam_access
        evidence = access.evidence if isinstance(access, ExamAccess) else ()
        for place, on_file in enumerate(evidence if isinstance(evidence, tuple) else ()):
            if on_file.scores is not None:
                yield Fault(f"exam_access.evidence[{place}].scores", "has no place in a passport", "leave it out")

    def _days(self) -> Iterator[tuple[str, date]]:
        """Every day on which something had been done, with its place."""
        for name, field in (("what_works", "on"), ("levels", "taken_on"), ("adjustments", "agreed_on")):
            yield from _days_of(name, getattr(self, name), field)
        access = self.exam_access
        if isinstance(access, ExamAccess):
            if isinstance(access.considered_on, date):
                yield "exam_access.considered_on", access.considered_on
            for name, fields in _ACCESS_DAYS:
                for field in fields:
                    yield from _days_of(f"exam_access.{name}", getattr(access, name), field)


#: The days in a record of exam access on which something was done: first the one that decides whether it was.
_ACCESS_DAYS = (
    ("ways", ("since", "recorded_on")),
    ("evidence", ("on",)),
    ("applications", ("applied_on", "approved_on", "refused_on")),
)


def _days_of(path: str, records: Any, field: str) -> Iterator[tuple[str, date]]:
    for place, each in enumerate(records if isinstance(records, tuple) else ()):
        day = getattr(each, field)
        if isinstance(day, date):
            yield f"{path}[{place}].{field}", day


def _texts(what_works: Any, adjustments: Any) -> Iterator[tuple[str, str]]:
    for name, records in (("what_works", what_works), ("adjustments", adjustments)):
        for place, each in enumerate(records if isinstance(records, tuple) else ()):
            yield f"{name}[{place}].what", each.what


def passport_of(record: PupilRecord, *, on: date, made_by: str, pupil: str = "") -> Passport:
    """The passport that a record gives on ``on``; only what was done by then is in it, and only what still holds.

    ``pupil`` is the reference that the receiving school is given, the record's own if left out.
    :class:`~ap_core.errors.InvalidValue`, with every place, where some words hold the pupil's name, a pupil number or a
    date: names of others nobody can find by machine, so somebody reads it before it goes.

    >>> from ap_core.curriculum.what_works import Telling
    >>> from ap_core.pupils.pupil import Pupil
    >>> calm = WhatWorks(what="five minutes outside with a member of staff", on=date(2026, 11, 9), told_by=Telling.BOTH)
    >>> record = PupilRecord(pupil=Pupil(ref="P10", name="Ada Invented"), what_works=(calm,), adjustments=())
    >>> passport = passport_of(record, on=date(2027, 2, 12), made_by="CENTRE")
    >>> len(passport.what_works), passport.adjustments, passport.levels
    (1, (), UNKNOWN)
    >>> passport_of(record.but(what_works=(calm.but(what="a walk with Ada's key adult"),)), on=date(2027, 2, 12),
    ...     made_by="CENTRE")
    Traceback (most recent call last):
    ap_core.errors.InvalidValue: Passport cannot be built: what_works[0].what: holds a word of the pupil's name; \
say it in other words
    """
    plain_day(on, "passport_of", "on")
    works = _kept(record.what_works, lambda each: each.on <= on)
    adjustments = _kept(
        record.adjustments, lambda each: each.agreed_on <= on and (each.last is None or each.last >= on)
    )
    if isinstance(adjustments, tuple):
        # What is done goes along; that it is for a disability, who makes it and what it costs do not.
        adjustments = tuple(each.but(for_disability=False, made_by=None, charged=False) for each in adjustments)
    faults = [
        Fault(path, "holds a word of the pupil's name", "say it in other words")
        for path, text in _texts(works, adjustments)
        if record.pupil.is_named_in(text)
    ]
    try:
        made = Passport(
            pupil=pupil or record.ref, made_by=made_by, made_on=on, taught_year=record.pupil.taught_year,
            what_works=works, levels=_levels(record.baseline, on), exam_access=_access_by(record.exam_access, on),
            adjustments=adjustments,
        )  # fmt: skip
    except InvalidValue as wrong:
        faults += wrong.faults
    require("Passport", faults)
    return made


def _kept(records: tuple[T, ...] | Unknown, holds: Callable[[T], bool]) -> tuple[T, ...] | Unknown:
    return tuple(filter(holds, records)) if isinstance(records, tuple) else records


def _levels(baseline: tuple[Assessment, ...] | Unknown, on: date) -> tuple[Assessment, ...] | Unknown:
    """All that was found on the last day on which a domain, or a subject of it, was looked at; without reading ages."""
    if isinstance(baseline, Unknown):
        return baseline
    by_now = [each for each in baseline if each.taken_on <= on]
    last: dict[tuple[Domain, str], date] = {}
    for each in by_now:
        what = (each.domain, each.subject)
        last[what] = max(each.taken_on, last.get(what, each.taken_on))
    kept = [each.but(reading_age=None) for each in by_now if last[each.domain, each.subject] == each.taken_on]
    return tuple(sorted(kept, key=lambda each: (_ORDER[each.domain], each.subject, each.instrument)))


def _access_by(access: ExamAccess | None | Unknown, on: date) -> ExamAccess | None | Unknown:
    """What had been done about examinations by ``on``; a way of working that has ended stays as what was tried."""
    if not isinstance(access, ExamAccess):
        return access
    # Who entered the pupil before says nothing of who will; a Form 8 goes along as it is, not score by score.
    changes: dict[str, Any] = {"considered_on": _by(access.considered_on, on), "exam_centre": None}
    for name, (first, *others) in _ACCESS_DAYS:
        records = getattr(access, name)
        if isinstance(records, tuple):
            changes[name] = tuple(
                each.but(**{field: _by(getattr(each, field), on) for field in others}) if others else each
                for each in records
                if getattr(each, first) <= on
            )
    if "evidence" in changes:
        changes["evidence"] = tuple(each.but(scores=None) for each in changes["evidence"])
    return access.but(**changes)


def _by(day: Any, on: date) -> Any:
    return None if isinstance(day, date) and day > on else day
