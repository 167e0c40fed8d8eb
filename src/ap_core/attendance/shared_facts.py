"""Two schools' registers of one pupil, side by side: sessions that both took for their own, and those that neither did.

Only days count on which the pupil was on the register of both. A session should be possible at exactly one of them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from operator import attrgetter
from typing import Any, NamedTuple

from ap_core.attendance.attended import marks_missing
from ap_core.attendance.codes import PRESENT_CODES_SINCE
from ap_core.attendance.reconcile import ELSEWHERE
from ap_core.attendance.registers import Register
from ap_core.attendance.uses import EXPECTED, NOT_MARKED, PRESENT, Marks, mask_of
from ap_core.law.facts import Fact, MaybeFact, fact, facts, maker
from ap_core.law.rulebook import Asked
from ap_core.law.unknown import Unknown, known, reckon, unknown_among
from ap_core.law.wording import in_words
from ap_core.placement.calendars import calendar_of
from ap_core.record import PupilRecord
from ap_core.registration.on_day import Standing, standings, status_in
from ap_core.registration.records import Enrolment

_PRESENT_FROM = PRESENT_CODES_SINCE.toordinal()
_BEGINS = attrgetter("begins")
_D, _E, _C2, _PLACE = mask_of(("D",)), mask_of(("E",)), mask_of(("C2",)), mask_of(ELSEWHERE)


def _bits(of_d: int, of_no_mark: int) -> bytes:
    """A table for ``bytes.translate``: 1 for a mark of the school's own, 2 for one of another place, and as given."""
    own = zip(EXPECTED, _PLACE, _D, NOT_MARKED, strict=True)
    return bytes((expected & 1) | (place & 2) | (d & of_d) | (none & of_no_mark) for expected, place, d, none in own)


#: What two marks of one session have in common: nothing, where one school has the session and the other has D for it.
_ONE, _OTHER = _bits(4 | 8, 16), _bits(4 | 16, 8)


@facts
class SharedFacts:
    """The registers of two schools, where the pupil is on both, over the days that both hold."""

    subject: str
    schools: Fact[str] = fact("the two schools")
    since: Fact[date] = fact("the first day that both hold")
    both: Fact[int] = fact("sessions for which each of the two expected the pupil")
    both_first: MaybeFact[date] = fact("the first day with one; none if there is none")
    both_last: MaybeFact[date] = fact("the last day with one; none if there is none")
    open_ones: Fact[int] = fact("sessions that each of the two has as one away from school, so that they count twice")
    neither: Fact[int] = fact("sessions that each of the two left to the other")
    neither_first: MaybeFact[date] = fact("the first day with one; none if there is none")
    neither_last: MaybeFact[date] = fact("the last day with one; none if there is none")

    @property
    def both_when(self) -> str:
        """The days with sessions of both, in words."""
        return _when(self.both_first, self.both_last)

    @property
    def neither_when(self) -> str:
        """The days with sessions of neither, in words."""
        return _when(self.neither_first, self.neither_last)


_shared_facts = maker(SharedFacts)


def _when(first: Any, last: Any) -> str:
    return f"on {in_words(first)}" if first == last else f"from {in_words(first)} to {in_words(last)}"


def shared(record: PupilRecord, asked: Asked) -> Iterator[SharedFacts]:
    """One row for each two schools whose registers hold the same days, in the order of the schools."""
    registers = record.registers
    if not isinstance(registers, tuple) or len(registers) < 2:
        return
    for one, other in combinations(sorted(registers, key=attrgetter("school")), 2):
        mine, theirs = Marks.until(one, asked.on), Marks.until(other, asked.on)
        start, end = max(mine.start, theirs.start, _PRESENT_FROM), min(mine.end, theirs.end)
        if start < end:
            yield _row(record, asked, one, other, mine.between(start, end))


#: How many sessions, and the first and the last day with one; none where there is no such session.
_Told = tuple[int | Unknown, date | None | Unknown, date | None | Unknown]
_NONE: _Told = (0, None, None)


def _row(record: PupilRecord, asked: Asked, one: Register, other: Register, marks: Marks) -> SharedFacts:
    def mine(mask: bytes) -> int:
        return marks.where(one, mask)

    def theirs(mask: bytes) -> int:
        return marks.where(other, mask)

    if not mine(_ONE) & theirs(_OTHER):
        return _shared(one, other, marks, _NONE, 0, _NONE)
    # An exclusion from one school beside presence at the other is a matter of its own.
    excluded = (mine(_E) & theirs(PRESENT)) | (mine(PRESENT) & theirs(_E))
    free = mine(_C2) & theirs(_C2)
    both = mine(EXPECTED) & theirs(EXPECTED) & ~excluded & ~free
    open_ones, neither = (mine(_PLACE) & theirs(_PLACE)) | free, mine(_D) & theirs(_D)
    blank = ((other, mine(_D) & theirs(NOT_MARKED)), (one, mine(NOT_MARKED) & theirs(_D)))
    on_roll = on_both(record, asked, one.school, other.school, marks)
    left = _NONE
    if neither:
        left = _told(marks, *_but_of_a_third(record, asked, (one, other), marks, neither, on_roll))
    if left is _NONE:
        missing = unknown_among([need for each in blank for need in _gaps(asked, *each, marks, on_roll)])
        left = left if missing is None else (missing, missing, missing)
    twice, (counted_twice, *_) = _told(marks, both, on_roll), _told(marks, open_ones, on_roll)
    return _shared(one, other, marks, twice, counted_twice, left)


def _shared(
    one: Register, other: Register, marks: Marks, twice: _Told, open_ones: int | Unknown, left: _Told
) -> SharedFacts:
    return _shared_facts(
        subject=f"{one.school} and {other.school}",
        schools=f"{one.school} and {other.school}",
        since=date.fromordinal(marks.start),
        both=twice[0],
        both_first=twice[1],
        both_last=twice[2],
        open_ones=open_ones,
        neither=left[0],
        neither_first=left[1],
        neither_last=left[2],
    )


class OnRoll(NamedTuple):
    """The sessions of some marks on whose days the pupil was on two registers, and those of which it is not known."""

    known: int
    unsure: tuple[tuple[int, Unknown], ...] = ()


def on_both(record: PupilRecord, asked: Asked, school: str, other: str, marks: Marks) -> OnRoll:
    """The sessions of ``marks`` on whose days the pupil was on the register of both schools, as more than a guest."""
    registrations = record.registrations
    if type(registrations) is Unknown:
        return OnRoll(0, ((marks.within(marks.start, marks.end), known(record, "registrations", "")),))
    surely, unsure = 0, []
    spans = standings(registrations, asked)
    for span, begins, ends in _cut(spans, marks):
        statuses = [status_in(span.registered, each) for each in (school, other)]
        if None in statuses or Enrolment.GUEST in statuses:
            continue
        missing = unknown_among(statuses)
        if missing is None:
            surely |= marks.within(begins, ends)
        else:
            unsure.append((marks.within(begins, ends), missing))
    return OnRoll(surely, tuple(unsure))


def _cut(spans: tuple[Standing, ...], marks: Marks) -> Iterator[tuple[Standing, int, int]]:
    """The spans of registrations from the first mark on, each with its first day and the day after its last."""
    at = bisect_right(spans, marks.start, key=_BEGINS) - 1
    after = [each.begins for each in spans[at + 1 :]]
    for span, end in zip(spans[at:], [*after, marks.end], strict=True):
        yield span, span.begins, end


def _told(marks: Marks, sessions: int, on_roll: OnRoll) -> _Told:
    """Those of ``sessions`` that are known to matter; where none is, whether one may."""
    if not sessions:
        return _NONE
    found = sessions & on_roll.known
    if found:
        return found.bit_count() // 8, *marks.reach_of(found)
    missing = unknown_among([need for where, need in on_roll.unsure if sessions & where])
    return _NONE if missing is None else (missing, missing, missing)


def _but_of_a_third(
    record: PupilRecord, asked: Asked, pair: tuple[Register, Register], marks: Marks, sessions: int, on_roll: OnRoll
) -> tuple[int, OnRoll]:
    """Sessions that neither of two schools took, without those that a third took, or may have where it is not known."""
    assert isinstance(record.registers, tuple) and isinstance(record.registrations, tuple | Unknown)
    for third in record.registers:
        if third not in pair:
            sessions &= ~(marks.where(third, EXPECTED) | marks.where(third, _PLACE))
    if type(record.registrations) is Unknown:
        return sessions, on_roll
    held = {register.school for register in record.registers}
    surely, unsure = on_roll.known, list(on_roll.unsure)
    for span, begins, ends in _cut(standings(record.registrations, asked), marks):
        for school in sorted({each[0] for each in span.registered} - held):
            missing = Unknown.because("registers", ask=f"The attendance marks of {school}?", of=school)
            within = marks.within(begins, ends) & on_roll.known
            surely, unsure = surely & ~within, [*unsure, (within, missing)]
    return sessions, OnRoll(surely, tuple(unsure))


def _gaps(asked: Asked, register: Register, sessions: int, marks: Marks, on_roll: OnRoll) -> Iterator[Unknown | None]:
    """What would tell whether sessions left to a school without a mark for them were lost; none where nothing would."""
    yield _gap(asked, register, marks, sessions & on_roll.known)
    for where, missing in on_roll.unsure:
        yield None if _gap(asked, register, marks, sessions & where) is None else missing


def _gap(asked: Asked, register: Register, marks: Marks, sessions: int) -> Unknown | None:
    """The first session left to a school that has no mark for it, on a day before today on which it meets or may."""
    if not sessions:
        return None
    calendar = calendar_of(asked, register.school)
    for day in marks.days_of(sessions):
        if day < asked.on:
            meets = reckon(lambda of, on: of.is_school_day(on), calendar, day)
            if meets is not False:
                return meets if type(meets) is Unknown else marks_missing(register.school, day)
    return None
