"""Counts in a register that the law attaches something to: each of one school's register, and nothing adds two up.

Reaching one is a measure, never a breach of anybody's. Ten sessions of G, N, O and U in ten school weeks: staff who may
give penalty notices must consider whether to. Ten school days away on these codes alone: the pupil is named in the
attendance return. Fifteen school days of illness in a school year: the sickness return. Twenty school days on G, N and
O alone: one of the things that a deletion for long absence needs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache

from ap_core.attendance.attended import marks_missing
from ap_core.attendance.codes import PENALTY_COUNT_UNDER, PRESENT_CODES_SINCE
from ap_core.attendance.registers import _BYTE_OF, Register
from ap_core.attendance.uses import Marks, mask_of
from ap_core.dates.calendars import SchoolCalendar
from ap_core.dates.years import AcademicYear
from ap_core.law.dated import Dated, Edition
from ap_core.law.instruments import SI_2024_208
from ap_core.law.unknown import Unknown
from ap_core.values import Value, item, small_value

_REG = SI_2024_208.reg
PENALTY_SESSIONS: Dated[int] = Dated("sessions of G, N, O and U at which a penalty notice is considered", (
    Edition(PRESENT_CODES_SINCE, 10, PENALTY_COUNT_UNDER),
))  # fmt: skip
PENALTY_WEEKS: Dated[int] = Dated("school weeks in which these sessions lie", (
    Edition(PRESENT_CODES_SINCE, 10, PENALTY_COUNT_UNDER),
))  # fmt: skip
RETURN_DAYS: Dated[int] = Dated("school days away on G, N, O and U alone that an attendance return names", (
    Edition(PRESENT_CODES_SINCE, 10, _REG("13(7)(b)")),
))  # fmt: skip
SICKNESS_DAYS: Dated[int] = Dated("school days of illness in a school year that call for a sickness return", (
    Edition(PRESENT_CODES_SINCE, 15, _REG("13(9)(b)(ii)")),
))  # fmt: skip
DELETION_DAYS: Dated[int] = Dated("school days away on G, N and O alone that a deletion for long absence needs", (
    Edition(PRESENT_CODES_SINCE, 20, _REG("9(1)(i)", note="With the pupil's return not to be expected, and joint "
                                          "enquiries with the authority.")),
))  # fmt: skip

#: The codes of absence without leave or reason (SI 2024/208 reg 13(7)(b)), and those of them that are rows of the table
#: of absences: a pupil marked U came before the session ended (regs 9(1)(i), 10(8)).
UNAUTHORISED = ("G", "N", "O", "U")
NOT_THERE = ("G", "N", "O")

_DAY = timedelta(days=1)
_CLOSED, _NO_MARK, _COUNTED, _OTHER = 1, 2, 4, 8
_BLANK = bytes((_CLOSED, _NO_MARK))


def _kinds(codes: Iterable[str]) -> bytes:
    """What a mark says of a session: no session, no mark, one of ``codes``, or anything else."""
    closed, counted = mask_of("#"), mask_of(codes)
    return bytes(
        _NO_MARK if not byte else _CLOSED if closed[byte] else _COUNTED if counted[byte] else _OTHER
        for byte in range(256)
    )


_UNAUTHORISED = _kinds(UNAUTHORISED)
_COUNTS_TO_PENALTY, _ILL, _I = mask_of(UNAUTHORISED), mask_of("I"), _BYTE_OF["I"]


# ---------------------------------------------------------------- away without a break


@small_value
class AwayRun(Value):
    """School days in a row on which every session carries one of the codes, in one school's register."""

    school: str = item("the school whose register it is")
    days: tuple[date, ...] = item("the school days, in order")

    @property
    def first(self) -> date:
        """The first of the days."""
        return self.days[0]

    def reached_on(self, days: int) -> date | None:
        """The day on which there were so many; none where there are fewer."""
        return self.days[days - 1] if len(self.days) >= days else None


def away_runs(
    register: Register, calendar: SchoolCalendar, on: date, fewest: int, since: date = date.min
) -> tuple[AwayRun | Unknown, ...]:
    """The runs of at least ``fewest`` school days on G, N, O and U alone, up to ``on``, in order.

    Days on which the school does not meet neither count nor break a run; any other code in either session breaks it,
    the D of a pupil at another school included. A session without a mark ends what is known of a run: where the days
    before it are too few, the run is unknown. Runs that ended before ``since`` are left out. ``OutsideCalendar`` where
    a run may have begun before the calendar does.

    >>> from ap_core.dates import Term
    >>> autumn = SchoolCalendar.of_terms("HILL", terms=[Term("autumn", date(2026, 9, 3), date(2026, 12, 18))])
    >>> fortnight = Register.of_weeks("HILL", {date(2026, 11, 9): "N O " * 5, date(2026, 11, 16): "O O " * 5})
    >>> (run,) = away_runs(fortnight, autumn, date(2026, 11, 23), fewest=10)
    >>> run.first, run.reached_on(10), run.reached_on(11)
    (datetime.date(2026, 11, 9), datetime.date(2026, 11, 20), None)
    """
    return tuple(_runs(register, calendar, on, fewest, since))


def days_not_there(register: Register, calendar: SchoolCalendar, last: date) -> int | Unknown:
    r"""How many school days in a row up to ``last`` carry G, N and O alone, counted back from the last of them.

    Unknown where a session without a mark comes before there are as many as a deletion for long absence needs.
    ``OutsideCalendar`` where the calendar begins before there are.

    >>> from ap_core.dates import Term
    >>> autumn = SchoolCalendar.of_terms("HILL", terms=[Term("autumn", date(2026, 9, 3), date(2026, 12, 18))])
    >>> week = Register.of_weeks("HILL", {date(2026, 11, 16): r"/ \ U O N N O O O O"})
    >>> days_not_there(week, autumn, date(2026, 11, 22))
    3
    """
    needed, found = DELETION_DAYS.on(PRESENT_CODES_SINCE).value, 0
    for day in reversed(calendar.school_days[: calendar.school_days_up_to(last)]):
        marks = [mark for mark in register.on(day) if mark != "#"]
        if any(mark is not None and mark not in NOT_THERE for mark in marks):
            return found
        if None in marks:
            return found if found >= needed else marks_missing(register.school, day)
        found += bool(marks)
    if found < needed:
        raise calendar.beyond(f"the school days before {calendar.first.isoformat()}")
    return found


def may_be_away(register: Register, on: date, fewest: int) -> bool:
    """Whether :func:`away_runs` may find a run, whatever the calendar says: most registers show at once that not."""
    end = 2 * (on.toordinal() + 1 - register.first.toordinal())
    return _reaching_over(fewest).search(register.marks, 0, max(end, 0)) is not None


@lru_cache(maxsize=64)
def _reaching_over(days: int) -> re.Pattern[bytes]:
    """From one absence to another, with no break between them, over so many days at least."""
    counted = b"".join(re.escape(bytes((byte,))) for byte in range(256) if _UNAUTHORISED[byte] == _COUNTED)
    breaks = b"".join(re.escape(bytes((byte,))) for byte in range(256) if _UNAUTHORISED[byte] == _OTHER)
    # From the afternoon of the first day to the morning of the last.
    between = max(2 * days - 4, 0)
    return re.compile(b"[%b][^%b]{%d,}[%b]" % (counted, breaks, between, counted) if days > 1 else b"[%b]" % counted)


def _sessions(register: Register, on: date, since: date) -> tuple[int, bytes]:
    """What the sessions up to ``on`` say, and the first of their days: after the last break before ``since``."""
    marks = Marks.until(register, on)
    sessions = marks.marks.translate(_UNAUTHORISED)
    broken = sessions.rfind(_OTHER, 0, max(2 * (since.toordinal() - marks.start), 0))
    skipped = broken // 2 + 1
    return marks.start + skipped, sessions[2 * skipped :]


def _runs(
    register: Register, calendar: SchoolCalendar, on: date, fewest: int, since: date
) -> Iterator[AwayRun | Unknown]:
    start, sessions = _sessions(register, on, since)
    if _COUNTED not in sessions:
        return
    first, last = start + sessions.find(_COUNTED) // 2, start + sessions.rfind(_COUNTED) // 2
    begins = max(first, calendar.first.toordinal())
    # Before the calendar nobody knows which days are school days: a run that may have begun there has no length.
    before = sessions[: 2 * (begins - start)].rstrip(_BLANK)
    whole = begins == first or before[-1] == _OTHER
    upto = calendar.school_days_up_to(date.fromordinal(max(last, begins)))
    run: list[date] = []
    known: int | None = None
    for day in calendar.school_days[calendar.school_days_before(date.fromordinal(begins)) : upto]:
        at = 2 * (day.toordinal() - start)
        seen = sessions[at] | sessions[at + 1]
        if seen & _OTHER:
            yield from _run(register, calendar, run, known, fewest, whole, since)
            run, known, whole = [], None, True
        elif seen & _COUNTED or (run and seen != _CLOSED):
            if seen & _NO_MARK and known is None:
                known = len(run)
            run.append(day)
        elif seen & _NO_MARK:
            # A run begins with an absence on record: one before it that nobody recorded is not looked for.
            whole = True
    yield from _run(register, calendar, run, known, fewest, whole, since)


def _run(
    register: Register, calendar: SchoolCalendar, run: list[date], known: int | None, fewest: int, whole: bool,
    since: date,
) -> Iterator[AwayRun | Unknown]:  # fmt: skip
    """The run as far as it is known: ``known`` days of it, where a session without a mark follows them."""
    if not run or run[-1] < since:
        return
    if not whole:
        raise calendar.beyond(f"the school days before {run[0].isoformat()}")
    if known is None or known >= fewest:
        if len(run) >= fewest:
            yield AwayRun(register.school, tuple(run[:known]))
    elif len(run) >= fewest:
        yield marks_missing(register.school, run[known])


# ---------------------------------------------------------------- ten sessions in ten school weeks


@small_value
class TenSessions(Value):
    """Ten sessions of G, N, O and U within ten school weeks of one school: from the first to the tenth of them."""

    school: str = item("the school whose register it is")
    first: date = item("the day of the first of the ten")
    reached_on: date = item("the day of the tenth")


def ten_sessions(
    register: Register, calendar: SchoolCalendar, on: date, *, after: date | None = None, since: date = date.min
) -> TenSessions | None:
    """The earliest ten sessions of G, N, O and U within ten school weeks, of those by ``on``; none if there are none.

    A school week is a week from Monday in which the school meets at least once, so that holidays use none up, and the
    ten may lie in two terms or two school years (SI 2007/1867 reg 9A, as inserted by SI 2024/210, read). Absences
    before 19 August 2024 are left out, and those up to ``after``; ten of which the last came before ``since`` too.
    ``OutsideCalendar`` where it hangs on school weeks beyond the calendar.

    >>> from ap_core.dates import Term
    >>> autumn = SchoolCalendar.of_terms("HILL", terms=[Term("autumn", date(2026, 9, 3), date(2026, 12, 18))])
    >>> late = Register.of_weeks("HILL", {date(2026, 11, 9): r"U \\ " * 5, date(2026, 11, 16): r"U \\ " * 5})
    >>> ten_sessions(late, autumn, date(2026, 11, 19)) is None, ten_sessions(late, autumn, date(2026, 11, 20))
    (True, TenSessions(school='HILL', first=datetime.date(2026, 11, 9), reached_on=datetime.date(2026, 11, 20)))
    """
    days = _penalty_days(register, on, after)
    for first, last in zip(days, days[PENALTY_SESSIONS.on(PRESENT_CODES_SINCE).value - 1 :], strict=False):
        if last >= since and _in_ten_weeks(calendar, first, last):
            return TenSessions(register.school, first, last)
    return None


def sessions_in_ten_weeks(register: Register, calendar: SchoolCalendar, on: date) -> int:
    """How many sessions of G, N, O and U lie in the ten school weeks that end with the last one begun by ``on``.

    A measure: at ten a penalty notice is considered, and nothing says that one is given. ``OutsideCalendar`` where it
    hangs on school weeks beyond the calendar.
    """
    days = _penalty_days(register, on, None)
    met = calendar.school_days_up_to(on)
    latest = calendar.school_days[met - 1] if met else on
    return sum(_in_ten_weeks(calendar, day, max(day, latest)) for day in days)


def _penalty_days(register: Register, on: date, after: date | None) -> list[date]:
    """The day of each session of G, N, O and U since the rule began and after ``after``."""
    marks = Marks.until(register, on)
    since = PRESENT_CODES_SINCE if after is None else max(PRESENT_CODES_SINCE, after + _DAY)
    return list(_days_of(marks.between(since.toordinal(), marks.end), _COUNTS_TO_PENALTY))


def _days_of(marks: Marks, mask: bytes) -> Iterator[date]:
    """The day of each session with a mark of ``mask``, in order."""
    sessions = marks.marks.translate(mask)
    at = sessions.find(0xFF)
    while at >= 0:
        yield date.fromordinal(marks.start + at // 2)
        at = sessions.find(0xFF, at + 1)


def _in_ten_weeks(calendar: SchoolCalendar, first: date, last: date) -> bool:
    """Whether two days with a mark lie within ten school weeks in a row."""
    monday, sunday = first - first.weekday() * _DAY, last + (6 - last.weekday()) * _DAY
    # A calendar may begin and end in mid-week.
    begins = calendar.first if monday < calendar.first <= monday + 6 * _DAY else monday
    ends = calendar.last if last <= calendar.last < sunday else sunday
    weeks = PENALTY_WEEKS.on(PRESENT_CODES_SINCE).value
    # The week of a mark before the calendar is one school week more, whichever others there were.
    if begins < calendar.first <= last and calendar.school_weeks(calendar.first, ends) >= weeks:
        return False
    return calendar.school_weeks(begins, ends) <= weeks


# ---------------------------------------------------------------- illness


def count_ill(register: Register, on: date) -> int:
    """How many sessions with I there are in the school year of ``on``, up to ``on``."""
    start = register.first.toordinal()
    first, last = 2 * (_year_began(on) - start), 2 * (on.toordinal() + 1 - start)
    return register.marks.count(_I, max(first, 0), max(last, 0))


@lru_cache(maxsize=64)
def _year_began(on: date) -> int:
    return AcademicYear.of(on).first.toordinal()


def sessions_ill(register: Register, on: date) -> tuple[date, ...]:
    """The day of each session with I in the school year of ``on``, up to ``on``: one entry a session, in order.

    The school year is taken to begin on 1 September.

    >>> len(sessions_ill(Register.of_weeks("HILL", {date(2026, 11, 16): "/ I I I - - - - - -"}), date(2026, 11, 23)))
    3
    """
    marks = Marks.until(register, on)
    return tuple(_days_of(marks.between(_year_began(on), marks.end), _ILL))


def fifteen_days_ill(register: Register, on: date) -> date | None:
    """The day on which illness in the school year of ``on`` came to fifteen school days; none if it has not by then.

    Two half-days make a day: the regulation does not say whether they add up.
    """
    ill, days = sessions_ill(register, on), SICKNESS_DAYS.on(PRESENT_CODES_SINCE).value
    return ill[2 * days - 1] if len(ill) >= 2 * days else None


def illness_began_on(register: Register, calendar: SchoolCalendar, day: date) -> date:
    """The first day of the illness that ``day`` belongs to: back over school days with I in a session.

    ``OutsideCalendar`` where it may have begun before the calendar does.
    """
    began, before = day, calendar.school_days_before(day)
    while before:
        earlier = calendar.school_days[before - 1]
        if "I" not in register.on(earlier):
            return began
        began, before = earlier, before - 1
    raise calendar.beyond(f"the school days before {began.isoformat()}")
