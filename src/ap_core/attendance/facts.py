"""Attendance as rules read it: the uses of a code at one school, and each absence whose reason is still to be found.

A row holds all uses of one code at one school between which nothing differs that a rule asks about: the list of codes
in force, whether the pupil was registered elsewhere or expected there, whether of compulsory school age.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any

from ap_core.attendance.codes import CODES, EARLIER_CODES_SINCE, PRESENT_CODES_SINCE
from ap_core.attendance.reconcile import ELSEWHERE
from ap_core.attendance.uses import EXPECTED, PRESENT, Marks
from ap_core.dates.deadlines import Deadline
from ap_core.dates.limits import SchoolDays
from ap_core.law.facts import Fact, MaybeFact, fact, facts
from ap_core.law.rulebook import Asked
from ap_core.law.rules import Actor
from ap_core.law.unknown import Unknown, known, reckon, unknown_among
from ap_core.placement.calendars import calendar_of
from ap_core.pupils.ages import compulsory_school_age
from ap_core.record import PupilRecord
from ap_core.registration.on_day import registered_on
from ap_core.registration.records import Enrolment

_EARLIER_FROM, _PRESENT_FROM = EARLIER_CODES_SINCE.toordinal(), PRESENT_CODES_SINCE.toordinal()

#: What a use of a code can turn on, beside the list in force: another registration, another register, the age.
_AGED = ("X", "C2")
_SECOND = ("D",)
_PLACE = tuple(sorted(ELSEWHERE))
_NEW = tuple(code for code, editions in CODES.items() if editions[0].since == PRESENT_CODES_SINCE)
_WITHDRAWN = tuple(code for code, editions in CODES.items() if editions[-1].until is not None)
_LOOKED_AT = frozenset((*_NEW, *_WITHDRAWN, *_AGED, *_SECOND, *_PLACE))


@facts
class CodeUseFacts:
    """The uses of one code at one school in one context; what a code does not turn on is none."""

    subject: str
    code: Fact[str] = fact("the code")
    school: Fact[str] = fact("the school whose register it is")
    whose: Fact[Actor] = fact("who keeps the register")
    sessions: Fact[int] = fact("sessions with the code")
    first: Fact[date] = fact("the first day with it")
    last: Fact[date] = fact("the last day with it")
    in_force: Fact[bool] = fact("it was a code on those days")
    registered_elsewhere: MaybeFact[bool] = fact("the pupil was registered at another school too")
    expected_elsewhere: MaybeFact[bool] = fact("another school where registered expected the pupil")
    present_elsewhere: MaybeFact[bool] = fact("the pupil was present at another school where registered")
    of_compulsory_age: MaybeFact[bool] = fact("the pupil was of compulsory school age")


@facts
class UnexplainedFacts:
    """One day with an absence whose reason is not yet established."""

    subject: str
    day: Fact[date] = fact("the day of the absence")
    school: Fact[str] = fact("the school whose register it is")
    whose: Fact[Actor] = fact("who keeps the register")
    sessions: Fact[int] = fact("sessions of the day without a reason")
    due: Fact[Deadline] = fact("the last day for another code")
    replaced_on: MaybeFact[date] = fact("the day another code was entered")


def whose_register(record: PupilRecord, school: str) -> Actor | Unknown:
    """Who keeps the register of ``school``: the centre, the home school of a placement, or another school."""
    if isinstance(record.placements, Unknown):
        return known(record, "placements", "")  # type: ignore[no-any-return]
    if any(placement.centre == school for placement in record.placements):
        return Actor.CENTRE
    homes = [known(each, "home_school", f"placements[{place}].") for place, each in enumerate(record.placements)]
    if school in homes:
        return Actor.HOME_SCHOOL
    missing = unknown_among(homes)
    return Actor.OTHER_SCHOOL if missing is None else missing


def unexplained(record: PupilRecord, asked: Asked) -> Iterator[UnexplainedFacts]:
    """A row for each day with an N that stands in a register on the day of the check."""
    if isinstance(record.registers, Unknown):
        missing = known(record, "registers", "")
        yield UnexplainedFacts(
            subject="registers", day=missing, school=missing, whose=missing, sessions=missing, due=missing,
            replaced_on=missing,
        )  # fmt: skip
        return
    for register in record.registers:
        days = Marks.until(register, asked.on).days_with("N")
        if days:
            within = SchoolDays(5).after
            school, calendar = register.school, calendar_of(asked, register.school)
            whose = whose_register(record, school)
            for day, sessions in days.items():
                yield UnexplainedFacts(
                    subject=f"{school} N on {day.isoformat()}",
                    day=day,
                    school=school,
                    whose=whose,
                    sessions=sessions,
                    due=reckon(within, day, calendar),
                    # A register holds only what stands: once replaced, there is no N.
                    replaced_on=None,
                )


# ---------------------------------------------------------------- the uses of a code


def code_uses(record: PupilRecord, asked: Asked) -> Iterator[CodeUseFacts]:
    """The uses of each code that a rule may find fault with, up to the day of the check.

    Marks from before 1 September 2013 are left out: no list of codes is held for them.
    """
    if isinstance(record.registers, Unknown):
        missing = known(record, "registers", "")
        yield CodeUseFacts(
            subject="registers", code=missing, school=missing, whose=missing, sessions=missing, first=missing,
            last=missing, in_force=missing, registered_elsewhere=missing, expected_elsewhere=missing,
            present_elsewhere=missing, of_compulsory_age=missing,
        )  # fmt: skip
        return
    for register in record.registers:
        marks = Marks.until(register, asked.on)
        if marks.used(_LOOKED_AT):
            tally = _Tally(register.school, whose_register(record, register.school))
            _count(tally, record, register.school, marks)
            yield from tally.rows()


_TURNS_ON_NOTHING: dict[str, Any] = dict.fromkeys(
    ("registered_elsewhere", "expected_elsewhere", "present_elsewhere", "of_compulsory_age")
)


class _Tally:
    """The uses at one school, put together by code and context."""

    __slots__ = ("found", "school", "whose")

    def __init__(self, school: str, whose: Actor | Unknown) -> None:
        self.school, self.whose = school, whose
        self.found: dict[str, dict[str, Any]] = {}

    def add(self, marks: Marks, codes: tuple[str, ...], context: str, in_force: bool, **turns_on: Any) -> None:
        """Count ``codes`` in ``marks``; ``context`` names what ``turns_on`` says, so that it tells rows apart."""
        for code, count, first, last in marks.uses(codes):
            subject = f"{self.school} {code}{context}"
            row = self.found.get(subject)
            if row is None:
                self.found[subject] = {
                    "code": code, "sessions": count, "first": first, "last": last, "in_force": in_force, **turns_on,
                }  # fmt: skip
                continue
            row["sessions"] += count
            row["first"], row["last"] = min(row["first"], first), max(row["last"], last)
            for name, value in turns_on.items():
                missing = unknown_among((row[name], value))
                row[name] = value if missing is None else missing

    def rows(self) -> Iterator[CodeUseFacts]:
        """One row for each code and context."""
        for subject, row in self.found.items():
            row["first"], row["last"] = date.fromordinal(row["first"]), date.fromordinal(row["last"])
            yield CodeUseFacts(subject=subject, school=self.school, whose=self.whose, **(_TURNS_ON_NOTHING | row))


def _count(tally: _Tally, record: PupilRecord, school: str, marks: Marks) -> None:
    present = marks.between(_PRESENT_FROM, marks.end)
    tally.add(marks.between(_EARLIER_FROM, _PRESENT_FROM), _NEW, " before 2024-08-19", False)
    tally.add(present, _WITHDRAWN, " since 2024-08-19", False)
    aged = present.used(_AGED)
    if aged:
        _count_by_age(tally, record, present, aged)
    second, place = present.used(_SECOND), present.used(_PLACE)
    if second or place:
        for piece, schools, missing in _others(record, school, present):
            if second:
                elsewhere = True if schools else False if missing is None else missing
                context = _said(elsewhere, " with a second registration")
                tally.add(piece, second, context, True, registered_elsewhere=elsewhere)
            if place:
                _count_places(tally, record, piece, place, schools, missing)


def _said(answer: bool | Unknown, what: str) -> str:
    return f"{what}: not known" if isinstance(answer, Unknown) else f"{what}: {'yes' if answer else 'no'}"


def _count_by_age(tally: _Tally, record: PupilRecord, marks: Marks, codes: tuple[str, ...]) -> None:
    span = reckon(compulsory_school_age, known(record.pupil, "born", "pupil."))
    ages: list[tuple[Marks, bool | Unknown]]
    if isinstance(span, Unknown):
        ages = [(marks, span)]
    else:
        begins, ends = span.first.toordinal(), (span.last or date.max).toordinal() + 1
        ages = [
            (marks.between(marks.start, begins), False),
            (marks.between(begins, ends), True),
            (marks.between(ends, marks.end), False),
        ]
    for piece, of_age in ages:
        tally.add(piece, codes, _said(of_age, " of compulsory school age"), True, of_compulsory_age=of_age)


def _others(record: PupilRecord, school: str, marks: Marks) -> Iterator[tuple[Marks, tuple[str, ...], Unknown | None]]:
    """The marks cut where registrations change, each piece with the other schools and what is not known of them."""
    registrations = record.registrations
    if isinstance(registrations, Unknown):
        yield marks, (), known(record, "registrations", "")
        return
    start, end = marks.start, marks.end
    turns = {start, end}
    for each in registrations:
        if isinstance(each.first, date):
            turns.add(each.first.toordinal())
            if isinstance(each.last, Unknown):
                turns.add(each.first.toordinal() + 1)
        if isinstance(each.last, date):
            turns.add(each.last.toordinal() + 1)
    for first, stop in pairwise(sorted(turn for turn in turns if start <= turn <= end)):
        schools, missing = _others_on(record, school, date.fromordinal(first))
        yield marks.between(first, stop), schools, missing


def _others_on(record: PupilRecord, school: str, day: date) -> tuple[tuple[str, ...], Unknown | None]:
    """The other schools where the pupil is registered on ``day``, and what is not known of others."""
    assert isinstance(record.registrations, tuple)
    schools, unsure, shared = [], [], False
    for other, status, covers in registered_on(record.registrations, day):
        if status is Enrolment.GUEST:
            continue
        missing = unknown_among((status, covers))
        if missing is not None:
            if other != school:
                unsure.append(missing)
        elif other != school:
            schools.append(other)
        elif status is not Enrolment.SINGLE:
            shared = True
    if shared and not schools and not unsure:
        # A main or a subsidiary registration says that there is another: it is only not on this record.
        ask = "Which is the other school that has the pupil on roll?"
        unsure.append(Unknown.because("registrations", ask=ask, of=school))
    return tuple(schools), unknown_among(unsure)


def _count_places(
    tally: _Tally,
    record: PupilRecord,
    marks: Marks,
    codes: tuple[str, ...],
    schools: tuple[str, ...],
    missing: Unknown | None,
) -> None:
    """The codes of another place: where another school had the pupil, where it only expected the pupil, the rest."""
    assert isinstance(record.registers, tuple)
    registers = {register.school: register for register in record.registers}
    present = expected = 0
    unsure = [missing] if missing is not None else []
    for school in schools:
        register = registers.get(school)
        if register is None:
            unsure.append(Unknown.because("registers", ask=f"The attendance marks of {school}?", of=school))
        else:
            present |= marks.where(register, PRESENT)
            expected |= marks.where(register, EXPECTED)
    there = {"expected_elsewhere": True, "present_elsewhere": True}
    missing = unknown_among(unsure)
    answer = False if missing is None else missing
    if present:
        tally.add(marks.only(present), codes, " while at another school", True, **there)
    if expected:
        context = _said(True, _WHILE_EXPECTED)
        tally.add(marks.only(expected & ~present), codes, context, True, **(there | {"present_elsewhere": answer}))
        marks = marks.but(expected)
    context = _said(answer, _WHILE_EXPECTED)
    tally.add(marks, codes, context, True, expected_elsewhere=answer, present_elsewhere=answer)


_WHILE_EXPECTED = " while expected at another school"
