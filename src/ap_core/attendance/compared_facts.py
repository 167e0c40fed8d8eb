"""Marks compared with what the rest of the record says: the uses of one code in one context, never single sessions.

Education elsewhere beside B, K, P, V and W; the part-time timetable beside C2; education during a suspension beside E.
Each row tells of the worst of its uses. All of it from 19 August 2024, when the codes became law.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from ap_core.attendance.codes import PRESENT_CODES_SINCE
from ap_core.attendance.facts import whose_register
from ap_core.attendance.off_site import OffSite
from ap_core.attendance.reconcile import ELSEWHERE
from ap_core.attendance.registers import Register
from ap_core.attendance.sessions import Arranger
from ap_core.attendance.shared_facts import on_both
from ap_core.attendance.uses import PRESENT, Marks
from ap_core.exclusion.records import PermanentExclusion, Suspension
from ap_core.law.facts import Fact, fact, facts
from ap_core.law.rulebook import Asked
from ap_core.law.rules import Actor
from ap_core.law.unknown import Unknown, known, unknown_among
from ap_core.law.wording import in_words, iso_day
from ap_core.placement.returns import WeekSession
from ap_core.record import PupilRecord

_PRESENT_FROM = PRESENT_CODES_SINCE.toordinal()
_PLACE = tuple(sorted(ELSEWHERE))
#: The codes for what the authority arranged, and for what the school did.
_OF_AUTHORITY, _OF_SCHOOL = ("K",), ("B", "P", "V", "W")
_WEEKEND = bytes(4)
_SLOTS = tuple(WeekSession)


class _Uses:
    """What rows of uses share: the days in words."""

    first: Any
    last: Any

    @property
    def when(self) -> str:
        """The day or days, in words."""
        first, last = in_words(self.first), in_words(self.last)
        return f"on {first}" if first == last else f"from {first} to {last}"


@facts
class OffSiteFacts(_Uses):
    """The uses of one code of another place within one arrangement of education elsewhere."""

    subject: str
    code: Fact[str] = fact("the code")
    school: Fact[str] = fact("the school whose register it is")
    whose: Fact[Actor] = fact("who keeps the register")
    sessions: Fact[int] = fact("sessions with the code")
    first: Fact[date] = fact("the first day with it")
    last: Fact[date] = fact("the last day with it")
    in_person: Fact[bool] = fact("the pupil attends a place for it")
    of_who_arranged: Fact[bool] = fact("the code is one for what that body arranged")
    approved: Fact[bool] = fact("the school approved it, suitably supervised")
    nature_recorded: Fact[bool] = fact("the register says what kind of education it is")


@facts
class PartTimeUseFacts(_Uses):
    """The uses of C2 at one school that are alike in whether a part-time timetable was in force."""

    subject: str
    school: Fact[str] = fact("the school whose register it is")
    whose: Fact[Actor] = fact("who keeps the register")
    sessions: Fact[int] = fact("sessions with C2")
    first: Fact[date] = fact("the first day with it")
    last: Fact[date] = fact("the last day with it")
    agreed: Fact[bool] = fact("a part-time timetable agreed with a parent was in force")


@facts
class ExcludedUseFacts(_Uses):
    """The uses of E at one school for sessions of which the record says that there was education elsewhere."""

    subject: str
    school: Fact[str] = fact("the school whose register it is")
    whose: Fact[Actor] = fact("who keeps the register")
    sessions: Fact[int] = fact("sessions with E")
    first: Fact[date] = fact("the first day with it")
    last: Fact[date] = fact("the last day with it")
    provision_made: Fact[bool] = fact("education elsewhere had been made by then")
    present_elsewhere: Fact[bool] = fact("the pupil was present at another school where registered")


def _registers(record: PupilRecord) -> tuple[Register, ...]:
    # Registers that are not known at all are asked for by the uses of codes.
    return record.registers if isinstance(record.registers, tuple) else ()


def _since(register: Register, on: date) -> Marks:
    """The marks of a register under the present list, up to the day of the check."""
    marks = Marks.until(register, on)
    return marks.between(_PRESENT_FROM, marks.end)


def _use(pieces: list[Marks], code: str) -> dict[str, Any]:
    """How often the pieces, which all have it, use ``code``, and the first and last day."""
    uses = [piece.use(code) for piece in pieces]
    return {
        "sessions": sum(count for count, _, _ in uses),
        "first": date.fromordinal(min(first for _, first, _ in uses)),
        "last": date.fromordinal(max(last for _, _, last in uses)),
    }


# ---------------------------------------------------------------- B, K, P, V, W


def off_site_uses(record: PupilRecord, asked: Asked) -> Iterator[OffSiteFacts]:
    """For each arrangement of education elsewhere, the codes of another place that stand for its sessions."""
    if not record.off_site:
        return
    registers = {register.school: register for register in _registers(record)}
    for at, each in enumerate(record.off_site):
        if each.school not in registers:
            continue
        marks = _since(registers[each.school], asked.on)
        marks = marks.between(each.first.toordinal(), (each.last or date.max).toordinal() + 1)
        if not marks.used(_PLACE):
            continue
        marks = marks.only(_slots_of(each, marks))
        path, whose = f"off_site[{at}].", whose_register(record, each.school, asked.on)
        for code in marks.used(_PLACE):
            yield OffSiteFacts(
                subject=f"{each.school} {code} of {each.ref}",
                code=code,
                school=each.school,
                whose=whose,
                in_person=known(each, "in_person", path),
                of_who_arranged=_of_who_arranged(code, known(each, "arranged_by", path)),
                approved=known(each, "approved", path),
                nature_recorded=known(each, "nature_recorded", path),
                **_use([marks], code),
            )


def _slots_of(arranged: OffSite, marks: Marks) -> int:
    """The sessions of the week that an arrangement takes, for :meth:`Marks.only`."""
    week = bytes(0xFF if slot in arranged.sessions else 0 for slot in _SLOTS) + _WEEKEND
    skipped = 2 * date.fromordinal(marks.start).weekday()
    length = len(marks.marks)
    return int.from_bytes((week * (length // len(week) + 2))[skipped : skipped + length], "big")


def _of_who_arranged(code: str, arranged_by: Arranger | Unknown) -> bool | Unknown:
    if type(arranged_by) is Unknown:
        return arranged_by
    return code in (_OF_AUTHORITY if arranged_by is Arranger.AUTHORITY else _OF_SCHOOL)


# ---------------------------------------------------------------- C2


def part_time_uses(record: PupilRecord, asked: Asked) -> Iterator[PartTimeUseFacts]:
    """For each register with C2, its uses: those without a part-time timetable, else those of which it is not known."""
    for register in _registers(record):
        if not register.has("C2"):
            continue
        marks = _since(register, asked.on)
        if not marks.uses("C2"):
            continue
        told = sorted(_by_agreement(record, marks), key=_worst_first)
        answer = told[0][1]
        pieces = [piece for piece, other in told if other is answer or type(other) is type(answer) is Unknown]
        if type(answer) is Unknown:
            missing = unknown_among([other for _, other in told])
            assert missing is not None
            answer = missing
        yield PartTimeUseFacts(
            subject=f"{register.school} C2",
            school=register.school,
            whose=whose_register(record, register.school, asked.on),
            agreed=answer,
            **_use(pieces, "C2"),
        )


def _worst_first(told: tuple[Marks, bool | Unknown]) -> int:
    return 1 if type(told[1]) is Unknown else 2 * told[1]


def _by_agreement(record: PupilRecord, marks: Marks) -> list[tuple[Marks, bool | Unknown]]:
    """The marks with C2, cut by whether a part-time timetable agreed with a parent was in force."""
    timetable = known(record, "timetable", "")
    if timetable is None:
        # That the centre has made no week yet says nothing of what a school had agreed.
        timetable = Unknown.because("timetable", ask="Was a part-time timetable agreed with a parent?", of="the school")
    if type(timetable) is Unknown:
        return [(marks, timetable)]
    part_time, begins = timetable.part_time, timetable.first
    turns: list[tuple[date, bool | Unknown]] = []
    if part_time is None:
        turns.append((begins, known(timetable, "part_time_agreed", "timetable.")))
    else:
        path = "timetable.part_time."
        agreed_on, ends_on = known(part_time, "parent_agreed_on", path), known(part_time, "ends_on", path)
        begins = min(begins, part_time.first)
        if type(agreed_on) is Unknown:
            turns += [(begins, False), (part_time.first, agreed_on)]
        elif agreed_on is None:
            turns.append((begins, False))
        else:
            in_force = ends_on if type(ends_on) is Unknown else True
            turns += [(begins, False), (max(part_time.first, agreed_on), in_force)]
        if isinstance(ends_on, date):
            turns = [turn for turn in turns if turn[0] <= ends_on]
            turns.append((ends_on + timedelta(days=1), False))
    turns.insert(0, (date.min, _earlier_week(begins)))
    ends = [*[day for day, _ in turns[1:]], date.max]
    cut = [
        (marks.between(first.toordinal(), end.toordinal()), answer)
        for (first, answer), end in zip(turns, ends, strict=True)
    ]
    return [(piece, answer) for piece, answer in cut if piece.uses("C2")]


def _earlier_week(begins: date) -> Unknown:
    """The record holds the present week; what was agreed before it, it does not tell."""
    day = iso_day(begins)
    return Unknown.because(
        f"timetable before {day}", ask=f"Was a part-time timetable agreed with a parent before {day}?", of="the centre"
    )


# ---------------------------------------------------------------- E


def excluded_uses(record: PupilRecord, asked: Asked) -> Iterator[ExcludedUseFacts]:
    """For each register with E, its uses while the pupil was at another school, else those with education made.

    An E with nothing on record beside it says itself that no education elsewhere was made, and is let be: whether that
    was owed is for the rules on the sixth day.
    """
    registers = _registers(record)
    for register in registers:
        if not register.has("E"):
            continue
        marks = _since(register, asked.on)
        if not marks.uses("E"):
            continue
        there = 0
        for other in registers:
            on_roll = on_both(record, asked, register.school, other.school, marks)
            there |= marks.where(other, PRESENT) & on_roll.known
        seen = marks.only(there)
        made = [piece for piece in _with_education(record, register.school, marks) if piece.uses("E")]
        pieces = [seen] if seen.uses("E") else made
        if pieces:
            yield ExcludedUseFacts(
                subject=f"{register.school} E",
                school=register.school,
                whose=whose_register(record, register.school, asked.on),
                provision_made=True,
                present_elsewhere=seen.uses("E"),
                **_use(pieces, "E"),
            )


def _with_education(record: PupilRecord, school: str, marks: Marks) -> list[Marks]:
    """The marks within an exclusion from ``school`` since the day from which there was education elsewhere."""
    excluded: tuple[Suspension | PermanentExclusion, ...] = (
        *(record.suspensions if isinstance(record.suspensions, tuple) else ()),
        *(record.permanent_exclusions if isinstance(record.permanent_exclusions, tuple) else ()),
    )
    found, end = [], marks.end
    for each in excluded:
        since = each.education_from
        last = each.last_day if isinstance(each, Suspension) else None
        if each.school == school and isinstance(since, date) and type(last) is not Unknown:
            found.append(marks.between(since.toordinal(), end if last is None else last.toordinal() + 1))
    return found
