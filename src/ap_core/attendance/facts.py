"""Attendance as rules read it: the uses of a code at one school, and each absence whose reason is still to be found.

A row tells of one code at one school: whether it was one of the list in force, whether the pupil was registered
elsewhere or expected there, whether of compulsory school age. Where its uses differ in that, it tells of the worst.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date
from operator import attrgetter, itemgetter
from typing import Any

from ap_core.attendance.attended import marks_missing
from ap_core.attendance.codes import CODES, EARLIER_CODES_SINCE, PRESENT_CODES_SINCE
from ap_core.attendance.reconcile import ELSEWHERE
from ap_core.attendance.registers import Register
from ap_core.attendance.uses import EXPECTED, NOT_MARKED, PRESENT, Marks, mask_of
from ap_core.dates.deadlines import Deadline
from ap_core.dates.limits import SchoolDays
from ap_core.law.facts import Fact, MaybeFact, fact, facts, maker
from ap_core.law.rulebook import Asked
from ap_core.law.rules import Actor
from ap_core.law.unknown import Unknown, known, reckon, unknown_among
from ap_core.law.wording import in_words, iso_day
from ap_core.placement.calendars import calendar_of
from ap_core.placement.centres import is_centre
from ap_core.pupils.ages import compulsory_school_age
from ap_core.record import PupilRecord
from ap_core.registration.on_day import Standing, standings
from ap_core.registration.records import Enrolment

_EARLIER_FROM, _PRESENT_FROM = EARLIER_CODES_SINCE.toordinal(), PRESENT_CODES_SINCE.toordinal()

#: What a use of a code can turn on, beside the list in force: another registration, another register, the age.
_AGED = ("X", "C2")
_SECOND = ("D",)
_PLACE = tuple(sorted(ELSEWHERE))
_NEW = tuple(code for code, editions in CODES.items() if editions[0].since == PRESENT_CODES_SINCE)
_WITHDRAWN = tuple(code for code, editions in CODES.items() if editions[-1].until is not None)
_LOOKED_AT = (*_NEW, *_WITHDRAWN, *(code for code in (*_AGED, *_SECOND, *_PLACE) if code not in _NEW))
_RARE = mask_of(code for code in _LOOKED_AT if code not in _SECOND)


@facts
class CodeUseFacts:
    """The uses of one code at one school that are alike in what is asked; what a code does not turn on is none."""

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

    @property
    def when(self) -> str:
        """The day or days with it, in words."""
        first, last = in_words(self.first), in_words(self.last)
        return f"on {first}" if first == last else f"from {first} to {last}"


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


_code_use = maker(CodeUseFacts)


def whose_register(record: PupilRecord, school: str, on: date) -> Actor | Unknown:
    """Who keeps the register of ``school``: the centre of a placement begun by ``on``, a home school, or another."""
    if type(record.placements) is Unknown:
        return known(record, "placements", "")  # type: ignore[no-any-return]
    ours = is_centre(record.placements, school, on)
    if ours is not False:
        return ours if type(ours) is Unknown else Actor.CENTRE
    for each in record.placements:
        if each.home_school.__class__ is str and each.home_school == school:
            return Actor.HOME_SCHOOL
    homes = [known(each, "home_school", f"placements[{place}].") for place, each in enumerate(record.placements)]
    missing = unknown_among(homes)
    return Actor.OTHER_SCHOOL if missing is None else missing


def unexplained(record: PupilRecord, asked: Asked) -> Iterator[UnexplainedFacts]:
    """A row for each day with an N that stands in a register on the day of the check."""
    if type(record.registers) is Unknown:
        missing = known(record, "registers", "")
        yield UnexplainedFacts(
            subject="registers", day=missing, school=missing, whose=missing, sessions=missing, due=missing,
            replaced_on=missing,
        )  # fmt: skip
        return
    for register in record.registers:
        if not register.has("N"):
            continue
        days = Marks.until(register, asked.on).days_with("N")
        if days:
            within = SchoolDays(5).after
            school, calendar = register.school, calendar_of(asked, register.school)
            whose = whose_register(record, school, asked.on)
            for day, sessions in days.items():
                yield UnexplainedFacts(
                    subject=f"{school} N on {iso_day(day)}",
                    day=day,
                    school=school,
                    whose=whose,
                    sessions=sessions,
                    due=reckon(within, day, calendar),
                    # A register holds only what stands: once replaced, there is no N.
                    replaced_on=None,
                )


# ---------------------------------------------------------------- the uses of a code

#: The uses of a code that a row tells of, and what is said of them.
_Uses = tuple[str, list[Marks], dict[str, Any]]
#: A run of marks in which registrations do not change, the other schools there, and what is not known of others.
_Piece = tuple[Marks, tuple[str, ...], Unknown | None]


def code_uses(record: PupilRecord, asked: Asked) -> Iterator[CodeUseFacts]:
    """The uses of each code that a rule may find fault with, up to the day of the check: one row a code and school.

    Where uses differ the row tells of those that are wrong; where none is known to be, of those that may be. So it
    stays the same matter, whatever becomes known. A use before the present list of codes is a matter of its own. Marks
    from before 1 September 2013 are left out: no list of codes is held for them.
    """
    if type(record.registers) is Unknown:
        missing = known(record, "registers", "")
        yield CodeUseFacts(
            subject="registers", code=missing, school=missing, whose=missing, sessions=missing, first=missing,
            last=missing, in_force=missing, registered_elsewhere=missing, expected_elsewhere=missing,
            present_elsewhere=missing, of_compulsory_age=missing,
        )  # fmt: skip
        return
    for register in record.registers:
        marks = Marks.until(register, asked.on)
        # Of what is looked for, most registers hold D or nothing.
        used = marks.used(_LOOKED_AT) if marks.has_any(_RARE) else _SECOND if marks.uses("D") else ()
        if used:
            whose = whose_register(record, register.school, asked.on)
            for code, pieces, said in _uses(record, asked, register.school, marks, used):
                yield _row(register.school, whose, code, pieces, said)


def _row(school: str, whose: Actor | Unknown, code: str, pieces: list[Marks], said: dict[str, Any]) -> CodeUseFacts:
    sessions, first, last = pieces[0].use(code)
    for piece in pieces[1:]:
        more, begin, end = piece.use(code)
        sessions, first, last = sessions + more, min(first, begin), max(last, end)
    return _code_use(
        subject=f"{school} {code}" if last >= _PRESENT_FROM else f"{school} {code}{_EARLIER}",
        code=code,
        school=school,
        whose=whose,
        sessions=sessions,
        first=date.fromordinal(first),
        last=date.fromordinal(last),
        # Unless something else is said, a use turns on nothing but the list in force, and was in it.
        in_force=said.get("in_force", True),
        registered_elsewhere=said.get("registered_elsewhere"),
        expected_elsewhere=said.get("expected_elsewhere"),
        present_elsewhere=said.get("present_elsewhere"),
        of_compulsory_age=said.get("of_compulsory_age"),
    )


_EARLIER = f" before {PRESENT_CODES_SINCE.isoformat()}"


def _uses(record: PupilRecord, asked: Asked, school: str, marks: Marks, used: tuple[str, ...]) -> Iterator[_Uses]:
    if marks.start < _PRESENT_FROM:
        earlier, marks = marks.between(_EARLIER_FROM, _PRESENT_FROM), marks.between(_PRESENT_FROM, marks.end)
        for code in earlier.used(_NEW):
            yield code, [earlier], {"in_force": False}
        used = marks.used(used)
    if used == _SECOND:
        # What most registers hold of all that is looked for.
        yield _with_second_registration(_others(record, asked, school, marks, used))
        return
    for code in used:
        if code in _WITHDRAWN:
            yield code, [marks], {"in_force": False}
    aged = tuple([code for code in used if code in _AGED])
    if aged:
        yield from _by_age(record, marks, aged)
    place = tuple([code for code in used if code in _PLACE])
    second = _SECOND if "D" in used else ()
    if second or place:
        pieces = _others(record, asked, school, marks, second + place)
        if second:
            yield _with_second_registration(pieces)
        if place:
            yield from _at_another_place(record, asked, pieces, place)


def _by_age(record: PupilRecord, marks: Marks, codes: tuple[str, ...]) -> Iterator[_Uses]:
    """X is wrong within compulsory school age, C2 outside it."""
    span = reckon(compulsory_school_age, known(record.pupil, "born", "pupil."))
    if type(span) is Unknown:
        for code in codes:
            yield code, [marks], {"of_compulsory_age": span}
        return
    begins, ends = span.first.toordinal(), (span.last or date.max).toordinal() + 1
    within = _using(codes, [marks.between(begins, ends)])
    outside = _using(codes, [marks.between(marks.start, begins), marks.between(ends, marks.end)])
    for code in codes:
        wrong, right = (within, outside) if code == "X" else (outside, within)
        pieces = _using((code,), wrong)
        yield code, pieces or _using((code,), right), {"of_compulsory_age": bool(pieces) == (code == "X")}


def _using(codes: tuple[str, ...], pieces: list[Marks]) -> list[Marks]:
    return [piece for piece in pieces if piece.used(codes)]


def _with_second_registration(pieces: list[_Piece]) -> _Uses:
    """D is wrong where no other school had the pupil on roll."""
    alone, unsure, right, needs = [], [], [], []
    for piece, others, missing in pieces:
        if piece.uses("D"):
            if others:
                right.append(piece)
            elif missing is None:
                alone.append(piece)
            else:
                unsure.append(piece)
                needs.append(missing)
    if alone:
        return "D", alone, {"registered_elsewhere": False}
    if unsure:
        return "D", unsure, {"registered_elsewhere": unknown_among(needs)}
    return "D", right, {"registered_elsewhere": True}


def _others(record: PupilRecord, asked: Asked, school: str, marks: Marks, codes: tuple[str, ...]) -> list[_Piece]:
    """The marks cut where registrations change, each piece with the other schools and what is not known of them.

    All of ``codes`` are used; a piece without any of them is left out.
    """
    registrations = record.registrations
    if type(registrations) is Unknown:
        return [(marks, (), known(record, "registrations", ""))]
    spans = standings(registrations, asked)
    # Only between the first and the last use: mostly nothing changes there, and the marks stay in one piece.
    begin, last = marks.reach(codes)
    at, after = bisect_right(spans, begin, key=_BEGINS) - 1, bisect_right(spans, last, key=_BEGINS)
    if after - at == 1:
        return [(marks, *_others_of(spans[at], school))]
    starts = [begin, *map(_BEGINS, spans[at + 1 : after])]
    ends = [*starts[1:], last + 1]
    cut = [(span, marks.between(start, end)) for span, start, end in zip(spans[at:after], starts, ends, strict=True)]
    return [(piece, *_others_of(span, school)) for span, piece in cut if piece.used(codes)]


def _others_of(span: Standing, school: str) -> tuple[tuple[str, ...], Unknown | None]:
    """The other schools where the pupil is registered in a span, and what is not known of others."""
    schools, unsure, own = [], [], []
    # In the order of the schools, so that the record's own order says nothing.
    for other, status, covers, _ in sorted(span.registered, key=_SCHOOL):
        if status is _GUEST:
            continue
        missing = None if covers is True and type(status) is Enrolment else unknown_among((status, covers))
        if other != school:
            if missing is None:
                schools.append(other)
            else:
                unsure.append(missing)
        elif status is not _SINGLE:
            own.append(_WHICH_OTHER if missing is None else missing)
    # A main or a subsidiary registration here says that there is another school. Where none is on the record, it is
    # missing there, and where it is not known what the registration here is, one may be.
    if unsure or not schools:
        return tuple(schools), unknown_among(unsure or own)
    return tuple(schools), None


_SCHOOL, _BEGINS, _GUEST, _SINGLE = itemgetter(0), attrgetter("begins"), Enrolment.GUEST, Enrolment.SINGLE
_WHICH_OTHER = Unknown.because(
    "registrations", ask="Which is the other school that has the pupil on roll?", of="the centre"
)


def _at_another_place(
    record: PupilRecord, asked: Asked, pieces: list[_Piece], codes: tuple[str, ...]
) -> Iterator[_Uses]:
    """The codes of another place: wrong where another school had the pupil, or only expected the pupil."""
    assert isinstance(record.registers, tuple)
    registers = {register.school: register for register in record.registers}
    there: list[Marks] = []
    right: list[Marks] = []
    expected: list[tuple[Marks, Unknown | None]] = []
    unsure: list[tuple[Marks, Unknown]] = []
    for marks, schools, missing in pieces:
        present = due = blank = 0
        needs, not_marked = [missing], []
        for school in schools:
            register = registers.get(school)
            if register is None:
                needs.append(Unknown.because("registers", ask=f"The attendance marks of {school}?", of=school))
                continue
            present |= marks.where(register, PRESENT)
            due |= marks.where(register, EXPECTED)
            sessions, need = _not_marked(marks, register, codes, asked)
            blank |= sessions
            not_marked.append(need)
        missing = unknown_among(needs)
        there.append(marks.only(present))
        expected.append((marks.only(due & ~present), missing))
        rest = marks.but(present | due)
        if missing is not None:
            unsure.append((rest, missing))
            continue
        right.append(rest.but(blank))
        missing = unknown_among(not_marked)
        if missing is not None:
            unsure.append((rest.only(blank), missing))
    for code in codes:
        yield code, *_of_place(code, there, expected, unsure, right)


def _of_place(
    code: str,
    there: list[Marks],
    expected: list[tuple[Marks, Unknown | None]],
    unsure: list[tuple[Marks, Unknown]],
    right: list[Marks],
) -> tuple[list[Marks], dict[str, Any]]:
    """Which uses of one code to tell of, and what is said of them."""
    wrong = _using((code,), there)
    if wrong:
        return wrong, {"expected_elsewhere": True, "present_elsewhere": True}
    doubtful = [each for each in unsure if each[0].uses(code)]
    absent = [each for each in expected if each[0].uses(code)]
    missing = unknown_among([need for _, need in (*absent, *doubtful)])
    answer = False if missing is None else missing
    if absent:
        return [marks for marks, _ in absent], {"expected_elsewhere": True, "present_elsewhere": answer}
    told = [marks for marks, _ in doubtful] or _using((code,), right)
    return told, {"expected_elsewhere": answer, "present_elsewhere": answer}


def _not_marked(marks: Marks, register: Register, codes: tuple[str, ...], asked: Asked) -> tuple[int, Unknown | None]:
    """The sessions with ``codes`` that the other school has not marked on a day on which it meets, or may.

    The first of them is asked for: that is enough to send somebody to the register. Today's marks may still come.
    """
    blank = marks.only(marks.where(register, NOT_MARKED))
    calendar = calendar_of(asked, register.school)
    doubtful: dict[date, Unknown] = {}
    for day in sorted({day for code in codes for day in blank.days_with(code) if day < asked.on}):
        meets = reckon(lambda of, on: of.is_school_day(on), calendar, day)
        if meets is not False:
            doubtful[day] = meets if type(meets) is Unknown else marks_missing(register.school, day)
    return marks.of_days(doubtful), next(iter(doubtful.values()), None)
