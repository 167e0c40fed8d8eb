"""Chase lists: what each home school and each authority owes, and what only they can answer, one list for each.

A list is for whoever rings or writes to one body, and it names nobody else's pupils, so that it may be sent as it is.
Where it is not recorded which school or authority a step belongs to, the pupil has a list apart: a wrong address would
tell one body of another's pupil.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from ap_core.centre import Roll
from ap_core.dates.plain import plain_day
from ap_core.ehcp.records import EHCPlan
from ap_core.law.findings import Finding
from ap_core.law.judging import Verdict
from ap_core.law.questions import Question, questions
from ap_core.law.reviews import Review
from ap_core.law.rules import Actor
from ap_core.law.unknown import Reason
from ap_core.papers.paper import Line, Paper, Part
from ap_core.placement.records import Placement
from ap_core.record import PupilRecord

#: Today and the twenty-seven days after it.
FOUR_WEEKS = timedelta(days=27)
#: Actors that are, or act for, the school that the pupil came from.
_HOME = (Actor.HOME_SCHOOL, Actor.BOARD)
#: Whom a question is put to, where it is the home school.
_ASKED_OF_HOME = ("home school",)
_ASKED_OF_AUTHORITY = ("local authority", "the authority")


class _Body(NamedTuple):
    """Whom a list is for. ``only`` names the one pupil of a list whose school or authority is not recorded."""

    kind: str
    ref: str | None
    only: str


def chase_lists(roll: Roll, reviews: Iterable[Review], *, on: date, until: date | None = None) -> tuple[Paper, ...]:
    """A list for each body that owes something, or is asked something: late, due by ``until``, or without a day in law.

    ``reviews`` are of the roll's pupils as on ``on``; ``until`` is four weeks on unless given. What nothing can mend
    any more is on no list, nor is what the centre owes. The lists stand in a stable order: schools, then authorities,
    then others.
    """
    plain_day(on, "chase_lists", "on")
    last = plain_day(until, "chase_lists", "until") if until is not None else on + FOUR_WEEKS
    records = {record.ref: record for record in roll.records}
    owed: dict[_Body, list[Finding]] = {}
    asked: dict[_Body, list[Question]] = {}
    for review in reviews:
        record = records[review.subject]
        for finding in review.findings:
            if _is_owed(finding, last):
                owed.setdefault(_owes(finding, record, roll.centre.ref, on), []).append(finding)
        for question in questions(review.findings):
            body = _is_asked(question, record, roll.centre.ref, on)
            if body is not None and question.need.reason is Reason.FACT_MISSING:
                asked.setdefault(body, []).append(question)
    bodies = sorted({*owed, *asked}, key=lambda body: (_ORDER.get(body.kind, 2), body.kind, body.ref or "~", body.only))
    return tuple(_list(body, owed.get(body, []), asked.get(body, []), roll, on) for body in bodies)


_SCHOOL, _AUTHORITY = "Home school", Actor.AUTHORITY.value
_ORDER = {_SCHOOL: 0, _AUTHORITY: 1}


def _is_owed(finding: Finding, last: date) -> bool:
    if finding.who.is_ours or finding.verdict not in (Verdict.NOT_MET, Verdict.PENDING) or not finding.curable:
        return False
    return finding.verdict is Verdict.NOT_MET or finding.due is None or finding.due.last_day <= last


def _owes(finding: Finding, record: PupilRecord, centre: str, on: date) -> _Body:
    if finding.who in _HOME:
        return _home(record, centre, on)
    if finding.who is Actor.AUTHORITY:
        return _authority(record, of_plan=finding.rule.startswith("ehcp."))
    return _Body(finding.who.value, None, record.ref)


def _is_asked(question: Question, record: PupilRecord, centre: str, on: date) -> _Body | None:
    home = _home(record, centre, on)
    # Some questions name the school instead.
    if question.of in (*_ASKED_OF_HOME, home.ref):
        return home
    if question.of in _ASKED_OF_AUTHORITY:
        return _authority(record, of_plan=question.path.startswith("plan"))
    return None


def _home(record: PupilRecord, centre: str, on: date) -> _Body:
    placement = placement_on(record, centre, on)
    school = None if placement is None else placement.home_school
    return _Body(_SCHOOL, school, "") if isinstance(school, str) else _Body(_SCHOOL, None, record.ref)


def _authority(record: PupilRecord, *, of_plan: bool) -> _Body:
    # Which authority keeps the plan is recorded; which one acts outside it (admissions, exclusion) is not.
    if of_plan and isinstance(record.plan, EHCPlan):
        return _Body(_AUTHORITY, record.plan.authority, "")
    return _Body(_AUTHORITY, None, record.ref)


def placement_on(record: PupilRecord, centre: str, on: date) -> Placement | None:
    """The pupil's placement at the centre that goes on on ``on``, else the last one there; none where there is none."""
    found = [
        each for each in (record.placements if isinstance(record.placements, tuple) else ()) if each.centre == centre
    ]
    begun = [each for each in found if not isinstance(each.first_day, date) or each.first_day <= on]
    open_ones = [each for each in begun if not isinstance(each.ended_on, date) or each.ended_on >= on]
    return next(iter([*reversed(open_ones), *reversed(begun), *reversed(found)]), None)


def _list(body: _Body, owed: list[Finding], asked: list[Question], roll: Roll, on: date) -> Paper:
    names = {school.ref: school.name for school in roll.schools}
    to = body.kind if body.ref is None else f"{body.kind} {names.get(body.ref, body.ref)}"
    if body.ref is None:
        to += f" of {body.only} (which one is not recorded)" if body.kind in _ORDER else f", about {body.only}"
    parts = [
        Part(heading="Late", lines=tuple(_lines(each for each in owed if each.verdict is Verdict.NOT_MET))),
        Part(heading="Due", lines=tuple(_lines(each for each in owed if each.verdict is Verdict.PENDING))),
        Part(
            heading="To ask", lines=tuple(_asked(asked)),
            says="What is not known here, and would settle what cannot be told.",
        ),
    ]  # fmt: skip
    return Paper(
        title=f"Chase list: {to}", sent_by=roll.centre.name, to=to, to_ref=body.ref, on=on,
        parts=tuple(part for part in parts if part.lines),
    )  # fmt: skip


def _lines(findings: Iterable[Finding]) -> Iterator[Line]:
    for finding in sorted(findings, key=_when):
        yield Line(
            text=f"{finding.because} {finding.act}".strip(), pupil=finding.subject, who=finding.who.value,
            by=finding.due.last_day if finding.due else None, late=finding.verdict is Verdict.NOT_MET,
            citation=finding.citation, key=finding.key,
        )  # fmt: skip


def _when(finding: Finding) -> tuple[bool, date, str]:
    return (False, finding.due.last_day, finding.key) if finding.due else (True, date.max, finding.key)


def _asked(found: Iterable[Question]) -> Iterator[Line]:
    seen = {(each.subject, each.ask): each for each in found}
    for each in sorted(seen.values(), key=lambda question: (question.subject, question.ask)):
        yield Line(text=each.ask, pupil=each.subject)
