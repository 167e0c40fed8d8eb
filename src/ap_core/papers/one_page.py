"""A placement on one page, for a review with the home school and the parent: how it goes, what is agreed, what is next.

It says what a parent can be told in words a parent can use. What a pupil told a mentor stays with those they told: the
words of a goal stand here only where the pupil agrees. Incidents, suspensions and safeguarding have roads of their own.
What is not known is said to be not known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import TypeVar

from ap_core.attendance.previous import PreviousAttendance
from ap_core.attendance.rates import FEWEST_SESSIONS, percent, totals
from ap_core.centre import Roll
from ap_core.curriculum.reading import last_reading_test
from ap_core.curriculum.records import Assessment, Barrier
from ap_core.curriculum.what_works import Adjustment
from ap_core.dates.plain import plain_day
from ap_core.dates.spans import DateSpan
from ap_core.ehcp.provision import ProvisionLine
from ap_core.ehcp.records import EHCPlan
from ap_core.errors import Fault, refuse, require
from ap_core.law.findings import Finding
from ap_core.law.judging import Verdict
from ap_core.law.reviews import Review
from ap_core.law.unknown import Unknown
from ap_core.law.wording import in_words
from ap_core.papers.chase import placement_on
from ap_core.papers.paper import Line, Paper, Part
from ap_core.placement.records import AfterReview, Basis, Duration, Placement
from ap_core.placement.returns import ReturnPlan
from ap_core.record import PupilRecord
from ap_core.registration.on_day import status_on
from ap_core.registration.records import Enrolment
from ap_core.support.records import Goal
from ap_core.support.scales import Change, change
from ap_core.values import telling_text_faults

T = TypeVar("T")

#: Whose matters stand under what comes next: those of the placement, the direction, the plan and the part-time week.
_NEXT = ("placement.", "offsite_direction.", "commissioned.", "ehcp.", "curriculum.part_time.")
_NOT_KNOWN = "Not known here."

_BASES = {
    Basis.AGREEMENT: "The home school and the parent agreed to it.",
    Basis.DIRECTION: "The home school directed it, to improve behaviour (an off-site direction).",
    Basis.PERMANENT_EXCLUSION: "The local authority arranged it after a permanent exclusion.",
    Basis.EXCLUSION_PENDING: "It was arranged while a permanent exclusion is still under review.",
    Basis.HEALTH: "The local authority arranged it for reasons of health.",
    Basis.OTHER_AUTHORITY: "The local authority arranged it.",
    Basis.SUSPENSION: "The school arranged it from the sixth day of a suspension.",
    Basis.PLAN_NAMES_CENTRE: "The EHC plan names the centre.",
}
_REGISTERED = {
    Enrolment.SINGLE: "On the register of the centre alone.",
    Enrolment.MAIN: "On two registers: the centre is the main school.",
    Enrolment.SUBSIDIARY: "On two registers: the pupil is still a pupil of the home school.",
    Enrolment.GUEST: "A guest at the centre.",
}
_BARRIERS = {
    Barrier.DECODING: "Reading the words themselves is what is hard at present.",
    Barrier.COMPREHENSION: "The words are read; understanding the text is what is hard at present.",
    Barrier.BOTH: "Reading the words and understanding the text are both hard at present.",
    Barrier.NEITHER: "Neither reading the words nor understanding them was found to be in the way.",
}
_DECISIONS = {
    AfterReview.CONTINUE: "to go on", AfterReview.VARY: "to go on, with a change", AfterReview.RETURN: "to return",
    AfterReview.END: "to end the placement",
}  # fmt: skip


def placement_review(roll: Roll, ref: str, review: Review, *, on: date, goals_shared: bool = False) -> Paper:
    """The page of the pupil ``ref`` as on ``on``: of the placement that goes on, else of the last one at the centre.

    ``review`` is the check of the same pupil. ``goals_shared`` says that the pupil agrees to having the words of the
    goals shown; without it only how many there are and how they go. Nothing after ``on`` counts as done.
    :class:`~ap_core.errors.InvalidValue` for a pupil who is not on the roll, a review of another pupil, a pupil without
    a placement at the centre, or free words of the record that hold the pupil's name, a pupil number or a date.
    """
    plain_day(on, "placement_review", "on")
    record = next((each for each in roll.records if each.ref == ref), None)
    if record is None:
        refuse("placement_review", "ref", "is of no pupil on this roll", "give a reference that is")
    if review.subject != ref:
        refuse("placement_review", "review", "is of another pupil", "give the check of this pupil")
    placement = placement_on(record, roll.centre.ref, on)
    if placement is None:
        refuse("placement_review", "ref", "is of a pupil without a placement here", "give one who has or had one")
    require("placement_review", list(_telling(record, placement, goals_shared)))
    names = {school.ref: school.name for school in roll.schools} | {roll.centre.ref: roll.centre.name}
    home = placement.home_school
    parts = (
        Part(heading="The placement", lines=tuple(_placement(record, placement, roll.centre.ref, names, on))),
        Part(heading="Attendance", lines=tuple(_attendance(record, placement, roll.centre.ref, names, on))),
        Part(heading="Own goals", lines=tuple(_goals(record, on, goals_shared))),
        Part(heading="Reading", lines=tuple(_reading(record, on))),
        Part(heading="What helps, and what is done differently", lines=tuple(_helps(record, on))),
        Part(heading="The EHC plan", lines=tuple(_plan(record, names))),
        Part(heading="What was agreed", lines=tuple(_agreed(placement, names, on))),
        Part(heading="What comes next, and by when", lines=tuple(_next(placement, review, on))),
    )
    return Paper(
        title=f"Placement review: {ref}", sent_by=roll.centre.name, on=on,
        to="the parent" + (f" and {names.get(home, home)}" if isinstance(home, str) else ""),
        to_ref=home if isinstance(home, str) else None, parts=tuple(part for part in parts if part.lines),
    )  # fmt: skip


def _telling(record: PupilRecord, placement: Placement, goals_shared: bool) -> Iterator[Fault]:
    """What in the free words of the record would tell who the pupil is, once they leave the centre."""
    goals = () if record.mentoring is None or not goals_shared else record.mentoring.goals
    texts = [("placement.objectives", each) for each in _kept(placement.objectives)]
    texts += [("what_works", each.what) for each in _kept(record.what_works)]
    texts += [("adjustments", each.what) for each in _kept(record.adjustments)]
    texts += [("mentoring.goals", each.what) for each in goals]
    for path, text in texts:
        yield from telling_text_faults(path, text)
        if record.pupil.is_named_in(text):
            yield Fault(path, "holds a word of the pupil's name", "say it in other words")


def _kept(records: tuple[T, ...] | Unknown) -> tuple[T, ...]:
    return records if isinstance(records, tuple) else ()


def _says(text: str) -> Line:
    return Line(text=text)


def _placement(
    record: PupilRecord, placement: Placement, centre: str, names: dict[str, str], on: date
) -> Iterator[Line]:
    first, end, ended = placement.first_day, placement.planned_end, placement.ended_on
    kind = "Short-term, with a return" if placement.duration is Duration.SHORT else "Long"
    told = "" if isinstance(placement.duration, Unknown) else f"{kind}. "
    since = "First day not known here" if isinstance(first, Unknown) else f"Since {in_words(first)}"
    until = "the planned end is not known here" if isinstance(end, Unknown) else (
        "no end is planned" if end is None else f"planned to {in_words(end)}"
    )  # fmt: skip
    if isinstance(ended, date) and ended <= on:
        until = f"ended on {in_words(ended)}"
    yield _says(f"{told}{since}; {until}.")
    basis = placement.basis
    yield _says("How it was arranged is not known here." if isinstance(basis, Unknown) else _BASES[basis])
    if isinstance(record.registrations, tuple):
        status = status_on(record.registrations, centre, on)
        if isinstance(status, Enrolment):
            yield _says(_REGISTERED[status])
    to = placement.returns_to
    if isinstance(to, str):
        yield _says(f"The return is to be to {names.get(to, to)}.")
    objectives = placement.objectives
    if isinstance(objectives, Unknown):
        yield _says("What it is for is not recorded here; the home school can say.")
    elif objectives:
        yield _says(f"It is for: {'; '.join(objectives)}.")


def _attendance(
    record: PupilRecord, placement: Placement, centre: str, names: dict[str, str], on: date
) -> Iterator[Line]:
    before = record.previous_attendance
    if isinstance(before, PreviousAttendance) and before.possible:
        rate = percent(before.attended, before.possible)
        yield _says(
            f"Before, at {names.get(before.school, before.school)}: {before.attended} of {before.possible} sessions "
            f"({rate}%)."
        )
    elif before is None:
        yield _says("Before: no school.")
    else:
        yield _says("Before: not known here; the home school can say.")
    here = [each for each in _kept(record.registers) if each.school == centre]
    first = placement.first_day
    if not here or isinstance(first, Unknown) or first > on:
        yield _says("Here: no register yet.")
        return
    ended = placement.ended_on
    last = min(ended, on) if isinstance(ended, date) else on
    now = totals(*here, span=DateSpan(first, last))
    if now.unsettled or not now.possible:
        yield _says("Here: marks are still to be settled." if now.unsettled else "Here: no session yet.")
        return
    few = " Too few to say much yet." if now.possible < FEWEST_SESSIONS else ""
    yield _says(f"Here: {now.attended} of {now.possible} sessions ({percent(now.attended, now.possible)}%).{few}")
    yield _says("A session is a morning or an afternoon.")


def _goals(record: PupilRecord, on: date, shared: bool) -> Iterator[Line]:
    goals = () if record.mentoring is None else record.mentoring.goals
    if not goals:
        return
    ways = [_way(goal, on) for goal in goals]
    if shared:
        for goal, way in zip(goals, ways, strict=True):
            yield _says(f"{goal.what or 'A goal'}: {way}.")
        return
    counted = Counter(ways)
    yield _says(f"{len(goals)} set; " + ", ".join(f"{n} {way}" for way, n in sorted(counted.items())) + ".")


_WAYS = {Change.IMPROVED: "nearer than at first", Change.SAME: "as near as at first", Change.WORSE: "further away"}


def _way(goal: Goal, on: date) -> str:
    """How near the pupil says it is, the last time against the first: in order, never as a difference."""
    readings = sorted((each for each in goal.readings if each.on <= on), key=lambda each: each.on)
    if not readings:
        return "not looked at yet"
    return _WAYS[change(readings[0], readings[-1])] if len(readings) > 1 else "looked at once"


def _reading(record: PupilRecord, on: date) -> Iterator[Line]:
    test = last_reading_test(record.baseline, on)
    if not isinstance(test, Assessment):
        yield _says("No reading test with a score yet." if test is None else _NOT_KNOWN)
        return
    scale = test.scale
    beside = ""
    if scale is not None and scale.mean is not None and scale.deviation is not None:
        low, high = scale.mean - scale.deviation, scale.mean + scale.deviation
        beside = f" The average is {scale.mean}; about two in three pupils of that age score from {low} to {high}."
    yield _says(f"Score {test.standard_score} on {in_words(test.taken_on)}.{beside}")
    if isinstance(test.barrier, Barrier):
        yield _says(_BARRIERS[test.barrier])


def _helps(record: PupilRecord, on: date) -> Iterator[Line]:
    for each in _kept(record.what_works):
        if each.on <= on:
            yield _says(f"{each.what} (says {each.told_by.value}).")
    for adjustment in _kept(record.adjustments):
        if _holds(adjustment, on):
            yield _says(f"Agreed on {in_words(adjustment.agreed_on)}: {adjustment.what}.")


def _holds(adjustment: Adjustment, on: date) -> bool:
    return adjustment.agreed_on <= on and (adjustment.last is None or adjustment.last >= on)


def _plan(record: PupilRecord, names: dict[str, str]) -> Iterator[Line]:
    plan = record.plan
    if isinstance(plan, Unknown):
        yield _says("Whether there is an EHC plan is not known here; the home school can say.")
    if not isinstance(plan, EHCPlan):
        return
    named = plan.named_setting
    if isinstance(named, str):
        yield _says(f"The plan names {names.get(named, named)}.")
    elif named is None:
        yield _says("The plan names a type of school, and no school.")
    if isinstance(plan.provision, Unknown):
        yield _says("What Section F specifies is not known here; the local authority can say.")
        return
    for line in plan.provision:
        yield _says(f"{line.ref}: {_provided(line)}.")


def _provided(line: ProvisionLine) -> str:
    by = f", by {line.delivered_by}" if line.delivered_by else ""
    if isinstance(line.minutes, Unknown) or isinstance(line.per, Unknown):
        return f"{line.kind.value}, how much is not known here{by}"
    if line.minutes is None or line.per is None:
        return f"{line.kind.value}, with no amount in the plan{by}"
    return f"{line.kind.value}, {line.minutes} minutes a {line.per.value}{by}"


def _agreed(placement: Placement, names: dict[str, str], on: date) -> Iterator[Line]:
    reviews = placement.reviews
    if isinstance(reviews, Unknown):
        yield _says("Which reviews were held is not known here.")
    else:
        held = [(each.held_on, each) for each in reviews if isinstance(each.held_on, date) and each.held_on <= on]
        for day, each in sorted(held, key=lambda pair: pair[0]):
            decision = _DECISIONS[each.decision] if isinstance(each.decision, AfterReview) else ""
            yield _says(f"Review of {in_words(day)}" + (f": agreed {decision}." if decision else ": held."))
        if not held:
            yield _says("No review has been held yet.")
    plan = placement.return_plan
    if isinstance(plan, ReturnPlan) and isinstance(plan.agreed_on, date) and plan.agreed_on <= on:
        to = placement.returns_to
        school = names.get(to, to) if isinstance(to, str) else "school"
        for step in plan.steps:
            yield _says(
                f"Return, from {in_words(step.first_day)}: sessions a week at {school}: {len(step.at_school)}, "
                f"here: {len(step.at_centre)}."
            )


def _next(placement: Placement, review: Review, on: date) -> Iterator[Line]:
    """Reviews that are fixed, then each step with who takes it, by its last day."""
    for each in _kept(placement.reviews):
        if each.fixed_for is not None and each.fixed_for >= on and each.held_on is None:
            yield Line(text="Next review, with the pupil and the parent", by=each.fixed_for)
    steps = [each for each in review.findings if each.rule.startswith(_NEXT) and _is_ahead(each)]
    for finding in sorted(steps, key=_when):
        yield Line(
            text=finding.title, who=finding.who.value, by=finding.due.last_day if finding.due else None,
            late=finding.verdict is Verdict.NOT_MET, citation=finding.citation, key=finding.key,
        )  # fmt: skip


def _is_ahead(finding: Finding) -> bool:
    return finding.curable and finding.verdict in (Verdict.PENDING, Verdict.NOT_MET)


def _when(finding: Finding) -> tuple[bool, date, str]:
    return (False, finding.due.last_day, finding.key) if finding.due else (True, date.max, finding.key)
