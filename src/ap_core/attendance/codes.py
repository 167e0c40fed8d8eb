"""The attendance codes, by date: what each stood for, and how statistics count it.

The same letter meant different things at different times, so a code is always asked about on a day. Since 19 August
2024 the codes are law (SI 2024/208 reg 10). How a session counts is the statutory guidance's and the statistics'
classing, not the regulations': a pupil at another school where registered is by regulation 10(4) absent with leave, and
for counting has no possible session here.

The list before that is held from 1 September 2013, when the leave rules last changed (SI 2006/1751 as amended, read);
its letters were guidance. What a register had to say then was law (reg 6), and by it attending another school where
registered was an approved educational activity (reg 6(4)(b)), where it is leave now; no statistics ever counted it. In
2020/21 and 2021/22 schools also used X for absence to do with coronavirus: rates that take in those years need that
said beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import Enum
from types import MappingProxyType

import attrs

from ap_core.dates.plain import plain_day
from ap_core.errors import NotInForce
from ap_core.law.citation import Citation
from ap_core.law.instruments import ATTENDANCE_CODES_2009, SI_2007_1867, SI_2024_208, WORKING_TOGETHER_2024

#: Where the classing for statistics comes from, and where the count toward a penalty notice does.
CLASSES_FROM = WORKING_TOGETHER_2024.at("chapter 8")
PENALTY_COUNT_UNDER = SI_2007_1867.reg("9A", note="inserted by SI 2024/210 reg 5")

#: The day the present codes came into force, and the day from which the earlier list is held.
PRESENT_CODES_SINCE = date(2024, 8, 19)
EARLIER_CODES_SINCE = date(2013, 9, 1)


class AttendanceClass(Enum):
    """How a session with a mark counts."""

    PRESENT = "present"
    APPROVED_ACTIVITY = "approved educational activity"
    AUTHORISED = "authorised absence"
    UNAUTHORISED = "unauthorised absence"
    NOT_POSSIBLE = "not a possible session"
    ADMINISTRATIVE = "not collected"


class CensusBucket(Enum):
    """Where a session goes in what is returned and published. The columns' own names are in no text that was read."""

    PRESENT = "present"
    OFF_SITE = "attending off site"
    AUTHORISED = "authorised absence"
    UNAUTHORISED = "unauthorised absence"
    NOT_POSSIBLE = "not a possible session"


_BUCKET = {
    AttendanceClass.PRESENT: CensusBucket.PRESENT,
    AttendanceClass.APPROVED_ACTIVITY: CensusBucket.OFF_SITE,
    AttendanceClass.AUTHORISED: CensusBucket.AUTHORISED,
    AttendanceClass.UNAUTHORISED: CensusBucket.UNAUTHORISED,
    AttendanceClass.NOT_POSSIBLE: CensusBucket.NOT_POSSIBLE,
    # No session is made possible by a mark that records no attendance.
    AttendanceClass.ADMINISTRATIVE: CensusBucket.NOT_POSSIBLE,
}


class CodeGroup(Enum):
    """Where the regulations, or for Z and # the guidance, put a code."""

    PRESENT = "present at the school"
    ELSEWHERE = "attending a place other than the school"
    LEAVE = "absent with leave"
    OTHER_REASON = "absent for another stated reason"
    UNABLE = "unable to attend"
    WITHOUT_LEAVE = "absent without leave or reason"
    ADMINISTRATIVE = "no record of attendance"


@attrs.frozen
class Code:
    """One edition of one code: what it stands for between ``since`` and ``until`` (both included)."""

    code: str
    meaning: str
    group: CodeGroup
    counts_as: AttendanceClass
    counts_to_penalty: bool
    since: date
    until: date | None
    citation: Citation

    @property
    def census(self) -> CensusBucket:
        """Where its sessions go in returns and statistics.

        >>> code_on("K", date(2026, 11, 23)).census.value, code_on("#", date(2026, 11, 23)).census.value
        ('attending off site', 'not a possible session')
        """
        return _BUCKET[self.counts_as]


_P, _L, _E = CodeGroup.PRESENT, CodeGroup.LEAVE, CodeGroup.ELSEWHERE
_O, _U, _W, _A = CodeGroup.OTHER_REASON, CodeGroup.UNABLE, CodeGroup.WITHOUT_LEAVE, CodeGroup.ADMINISTRATIVE
_HERE, _ACTIVITY = AttendanceClass.PRESENT, AttendanceClass.APPROVED_ACTIVITY
_AUTH, _UNAUTH = AttendanceClass.AUTHORISED, AttendanceClass.UNAUTHORISED
_NOT, _ADMIN = AttendanceClass.NOT_POSSIBLE, AttendanceClass.ADMINISTRATIVE

# code, group, class, where it is now, what it stands for now, and before where that differs in a way that matters.
_CONTINUING = (
    ("/", _P, _HERE, "reg 10(2)", "present when the morning register is taken", ""),
    ("\\", _P, _HERE, "reg 10(2)", "present when the afternoon register is taken", ""),
    ("L", _P, _HERE, "reg 10(2)", "arrived while the register was still open", ""),
    ("V", _E, _ACTIVITY, "reg 10(3)", "on a school visit or trip supervised by its staff, at no school of theirs", ""),
    ("P", _E, _ACTIVITY, "reg 10(3), (11)", "at an approved, supervised sporting activity away from every school", ""),
    ("W", _E, _ACTIVITY, "reg 10(3), (11)", "on approved work experience away from every school of theirs", ""),
    (
        "B",
        _E,
        _ACTIVITY,
        "reg 10(3), (11)",
        "at another approved, supervised educational activity away from every school where registered",
        "at an approved, supervised educational activity off site, provision arranged by the authority included",
    ),
    (
        "D",
        _L,
        _NOT,
        "reg 10(4)",
        "on leave to attend another school where registered",
        "attending another school where registered, in law an approved educational activity (SI 2006/1751 reg 6(4)(b))",
    ),
    ("M", _L, _AUTH, "reg 10(4)", "on leave for a medical or dental appointment", ""),
    ("S", _L, _AUTH, "reg 10(4)", "on leave to study for a public examination", ""),
    ("X", _L, _NOT, "reg 10(4)", "not of compulsory school age and not timetabled to attend", ""),
    (
        "C",
        _L,
        _AUTH,
        "reg 10(4)",
        "on leave for a purpose that no other code names",
        "on leave for any exceptional reason, performances and part-time timetables included",
    ),
    ("T", _O, _AUTH, "reg 10(4)", "a mobile child travelling with a parent who travels for work", ""),
    ("R", _O, _AUTH, "reg 10(4)", "a day set apart for observance by the parent's religious body", ""),
    ("I", _O, _AUTH, "reg 10(4)", "unable to attend because of illness", ""),
    ("E", _O, _AUTH, "reg 10(4)", "excluded from the school, with no provision attended", ""),
    ("G", _W, _UNAUTH, "reg 10(4)", "on holiday without leave", ""),
    ("N", _W, _UNAUTH, "reg 10(4), (7)", "reason not yet established", ""),
    ("O", _W, _UNAUTH, "reg 10(4), (9)", "absent with no other code to fit, or reason never established", ""),
    ("U", _W, _UNAUTH, "reg 10(8)", "arrived after the register closed and before the session ended", ""),
    ("Z", _A, _ADMIN, "", "prospective pupil, not yet on the admission register", ""),
    ("#", _A, _ADMIN, "", "the whole school planned to be closed", ""),
)
_NEW = (
    ("K", _E, _ACTIVITY, "reg 10(3)", "at provision the local authority arranged, at no school where registered"),
    ("C1", _L, _AUTH, "reg 10(4)", "on leave for a regulated performance or regulated employment abroad"),
    ("C2", _L, _AUTH, "reg 10(4), 11(6)", "of compulsory school age, on leave under a temporary part-time timetable"),
    ("J1", _L, _AUTH, "reg 10(4)", "on leave for an interview for work or for another institution"),
    ("Q", _U, _NOT, "reg 10(4), (12)", "no access arrangements: the authority has not made the travel it owes"),
    ("Y1", _U, _NOT, "reg 10(4)", "the transport normally provided is not available"),
    ("Y2", _U, _NOT, "reg 10(4)", "an emergency has widely disrupted travel"),
    ("Y3", _U, _NOT, "reg 10(4)", "part of the premises is out of use and the pupil cannot be accommodated"),
    ("Y4", _U, _NOT, "reg 10(10)", "the session is cancelled; entered for every pupil"),
    ("Y5", _U, _NOT, "reg 10(4), (14)", "in criminal justice detention"),
    ("Y6", _U, _NOT, "reg 10(4)", "travel or attendance would be against public health law or guidance"),
    ("Y7", _U, _NOT, "reg 10(4), (6)", "any other unavoidable cause"),
)
#: The group before, of the one code whose place in law has changed.
_GROUP_BEFORE = {"D": _E}
_WITHDRAWN = (
    ("H", _L, _AUTH, "holiday agreed by the school"),
    ("J", _E, _ACTIVITY, "at an interview for work or for another institution"),
    ("Y", _U, _NOT, "unable to attend in exceptional circumstances"),
)


def _editions() -> Iterable[Code]:
    earlier = ATTENDANCE_CODES_2009.at("codes")
    last = PRESENT_CODES_SINCE - timedelta(1)
    for code, group, counts_as, place, meaning, before in _CONTINUING:
        now = SI_2024_208.at(place) if place else WORKING_TOGETHER_2024.at("codes")
        # Absences before 19 August 2024 are ignored by the penalty rule, whatever their code.
        then = _GROUP_BEFORE.get(code, group)
        yield Code(code, before or meaning, then, counts_as, False, EARLIER_CODES_SINCE, last, earlier)
        yield Code(code, meaning, group, counts_as, group is _W, PRESENT_CODES_SINCE, None, now)
    for code, group, counts_as, place, meaning in _NEW:
        yield Code(code, meaning, group, counts_as, False, PRESENT_CODES_SINCE, None, SI_2024_208.at(place))
    for code, group, counts_as, meaning in _WITHDRAWN:
        yield Code(code, meaning, group, counts_as, False, EARLIER_CODES_SINCE, last, earlier)


def _by_code(editions: Iterable[Code]) -> Mapping[str, tuple[Code, ...]]:
    table: dict[str, tuple[Code, ...]] = {}
    for edition in editions:
        table[edition.code] = (*table.get(edition.code, ()), edition)
    return MappingProxyType(table)


#: Every code that ever was (as far as held here), with its editions in order.
CODES: Mapping[str, tuple[Code, ...]] = _by_code(_editions())


def is_code(text: str) -> bool:
    """Whether ``text`` was ever an attendance code, exactly as written.

    >>> is_code("J"), is_code("J1"), is_code("J2")
    (True, True, False)
    """
    return text in CODES


def code_on(code: str, day: date) -> Code:
    """The edition of ``code`` on ``day``; raises :class:`~ap_core.errors.NotInForce` with why there is none.

    >>> code_on("J", date(2024, 8, 18)).counts_as.value, code_on("J1", date(2024, 8, 19)).counts_as.value
    ('approved educational activity', 'authorised absence')
    >>> code_on("J", date(2024, 8, 19))
    Traceback (most recent call last):
    ap_core.errors.NotInForce: attendance code J: nothing in force on 2024-08-19; it was withdrawn after 2024-08-18
    """
    plain_day(day, "code_on")
    editions = CODES.get(code)
    if editions is None:
        raise NotInForce("attendance code", day, "what was asked for is not a code that ever was")
    for edition in editions:
        if edition.since <= day and (edition.until is None or day <= edition.until):
            return edition
    first, last = editions[0].since, editions[-1].until
    if day < first:
        what = "it came in on" if first == PRESENT_CODES_SINCE else "codes are held here from"
        raise NotInForce(f"attendance code {code}", day, f"{what} {first.isoformat()}")
    assert last is not None
    raise NotInForce(f"attendance code {code}", day, f"it was withdrawn after {last.isoformat()}")
