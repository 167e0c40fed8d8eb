"""Which code at which school: what one session calls for in each register, by the table of SI 2024/208 regulation 10.

A session is described once, with where the pupil was to be, who arranged that and what happened; the answer is asked
school by school. :data:`TABLE` is the decision: the first row whose conditions all hold gives the code. Table 2 of the
regulation (attending a place other than the school) stands before Table 3 (absent), and of Table 3 the earlier rows
before the later; Z and # are guidance. Where a condition of an earlier row is not known and that row would give another
code, the answer is that it cannot be told, with what is missing; so is it where the text bears more than one reading.

>>> from datetime import date
>>> friday = Session(
...     day=date(2026, 11, 20), half="AM", registered_at=frozenset({"HILL", "UNIT"}), of_school="UNIT",
...     venue=Venue.AT_SCHOOL, came=Came.NO, why=WhyAbsent.ILLNESS,
... )
>>> [(each.school, each.code) for each in expected_at_each(friday)]
[('HILL', 'D'), ('UNIT', 'I')]
>>> expected_code(friday, "HILL").because
'Expected at another school where registered, which marks the session and any absence from it.'
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs

from ap_core.attendance.codes import PRESENT_CODES_SINCE
from ap_core.attendance.sessions import Activity, Arranger, Came, Session, Venue, WhyAbsent
from ap_core.errors import NotInForce
from ap_core.law.citation import Citation
from ap_core.law.instruments import SI_2024_208, WORKING_TOGETHER_2024
from ap_core.law.unknown import Reason, Unknown, known, unknown_among
from ap_core.values import Value, item, small_value

# ---------------------------------------------------------------- conditions

#: Whether something is so of a session as one school sees it; unknown where it turns on what is not known.
Ask = Callable[[Session, str], bool | Unknown]


@attrs.frozen(eq=False)
class Clause:
    """One condition of the table, in words, and how it is answered."""

    says: str
    ask: Ask
    wanted: bool = True

    def __invert__(self) -> Clause:
        return attrs.evolve(self, wanted=not self.wanted)

    def holds(self, session: Session, school: str) -> bool | Unknown:
        """Whether the condition holds of ``session`` at ``school``."""
        found = self.ask(session, school)
        return found if type(found) is Unknown else found is self.wanted

    def __str__(self) -> str:
        return self.says if self.wanted else f"not: {self.says}"


def _field(name: str, wanted: Any) -> Ask:
    def ask(session: Session, _: str) -> bool | Unknown:
        held = known(session, name, "")
        return held if type(held) is Unknown else held is wanted

    return ask


def _among(name: str) -> Ask:
    def ask(session: Session, school: str) -> bool | Unknown:
        held = known(session, name, "")
        return held if type(held) is Unknown else school in held

    return ask


def _came(session: Session, _: str) -> bool | Unknown:
    came = known(session, "came", "")
    return came if type(came) is Unknown else came is not Came.NO


def _anothers(session: Session, school: str) -> bool | Unknown:
    """Whether it is the session of another school, where the pupil is registered."""
    whose, registered = known(session, "of_school", ""), known(session, "registered_at", "")
    if whose == school:
        return False
    missing = unknown_among((whose, registered))
    return whose in registered if missing is None else missing


_AT_SCHOOL = _field("venue", Venue.AT_SCHOOL)


def _here(session: Session, school: str) -> bool | Unknown:
    whose = known(session, "of_school", "")
    parts = (whose if type(whose) is Unknown else whose == school, _AT_SCHOOL(session, school))
    if False in parts:
        return False
    missing = unknown_among(parts)
    return True if missing is None else missing


def _elsewhere(session: Session, school: str) -> bool | Unknown:
    """Whether the pupil was to be somewhere in person that is no school where registered, for a session of this one."""
    whose, venue = known(session, "of_school", ""), known(session, "venue", "")
    if venue is Venue.OFF_SITE:
        return True
    if venue in (Venue.REMOTE, Venue.NOWHERE) or (venue is Venue.AT_SCHOOL and whose == school):
        return False
    missing = unknown_among((venue, whose))
    # At a school that is not this one: were the pupil registered there, an earlier row would have decided.
    return True if missing is None else missing


ON_ROLL = Clause("on this school's register", _among("registered_at"))
CANCELLED = Clause("this school cancelled the session", _among("cancelled"))
CLOSED = Clause("this school was planned to be closed for all", _among("closed"))
ANOTHERS = Clause("the session of another school where registered", _anothers)
AT_SCHOOL = Clause("expected at the school whose session it is", _AT_SCHOOL)
HERE = Clause("expected at this school", _here)
ELSEWHERE = Clause("to be at a place other than a school where registered, in person", _elsewhere)
REMOTE = Clause("at home, with work set or taught online", _field("venue", Venue.REMOTE))
NOWHERE = Clause("the timetable asks nothing of the pupil", _field("venue", Venue.NOWHERE))
MORNING = Clause("a morning session", lambda session, _: session.half == "AM")
ON_TIME = Clause("there when the register was taken", _field("came", Came.ON_TIME))
BEFORE_CLOSE = Clause("came while the register was open", _field("came", Came.BEFORE_CLOSE))
AFTER_CLOSE = Clause("came after the register closed", _field("came", Came.AFTER_CLOSE))
CAME = Clause("came", _came)
BY_AUTHORITY = Clause(
    "arranged by the authority (EA 1996 s.19, CFA 2014 s.42(2) or s.61(1))", _field("arranged_by", Arranger.AUTHORITY)
)
VISIT = Clause("a visit or trip", _field("activity", Activity.VISIT))
SPORT = Clause("a sporting activity", _field("activity", Activity.SPORT))
WORK = Clause("work experience", _field("activity", Activity.WORK))
APPROVED = Clause("approved and suitably supervised", _field("approved", True))
EXCLUDED = Clause("suspended or excluded from this school", _among("excluded_by"))
OF_AGE = Clause("of compulsory school age", _field("of_compulsory_age", True))
PART_TIME = Clause("a part-time timetable agreed with a parent", _field("part_time_agreed", True))


def _because(why: WhyAbsent) -> Clause:
    return Clause(why.value, _field("why", why))


# ---------------------------------------------------------------- the table


@attrs.frozen(kw_only=True, eq=False)
class CodeRow:
    """One row of the decision: the code where every condition holds; none where the text does not settle it."""

    code: str | None
    when: tuple[Clause, ...]
    because: str
    citation: Citation
    #: What else is to be done or minded with the code.
    also: str = ""

    def holds(self, session: Session, school: str) -> bool | Unknown:
        """Whether every condition holds; unknown where none fails and some are not known."""
        answers = []
        for each in self.when:
            answer = each.holds(session, school)
            if answer is False:
                return False
            answers.append(answer)
        missing = unknown_among(answers)
        return True if missing is None else missing


def _row(code: str | None, *when: Clause, because: str, at: str | Citation, also: str = "") -> CodeRow:
    citation = SI_2024_208.at(at) if isinstance(at, str) else at
    return CodeRow(code=code, when=when, because=because, citation=citation, also=also)


def _absent(code: str, why: WhyAbsent, also: str = "") -> CodeRow:
    return _row(code, _because(why), because=f"Absent: {why.value}.", at="reg 10(4)", also=also)


_CODES_GUIDANCE = WORKING_TOGETHER_2024.at("codes")
_NATURE = "The nature of it is recorded with the code (reg 10(5))."

#: The decision, row by row. From the sixth row on, the session is this school's own.
TABLE: tuple[CodeRow, ...] = (
    _row(
        "Z", ~ON_ROLL, because="Not on this school's register: no attendance to record.", at=_CODES_GUIDANCE,
        also="Z is for a pupil who is to come; for one who has left there is no entry.",
    ),
    _row("Y4", CANCELLED, because="The session was cancelled: entered for every pupil.", at="reg 10(10)"),
    _row("#", CLOSED, because="The school was planned to be closed for all pupils.", at=_CODES_GUIDANCE),
    _row(
        "D", ANOTHERS, AT_SCHOOL,
        because="Expected at another school where registered, which marks the session and any absence from it.",
        at="reg 10(4)",
    ),
    _row(
        None, ANOTHERS,
        because="The session of another school where registered, away from that school: D is leave to attend another "
        "school, and which code fits here the text does not say.",
        at="reg 10(3)-(4)", also="Settle it between the schools, so that the session counts once.",
    ),
    _row("/", HERE, ON_TIME, MORNING, because="In school when the morning register was taken.", at="reg 10(2)"),
    _row("\\", HERE, ON_TIME, because="In school when the afternoon register was taken.", at="reg 10(2)"),
    _row("L", HERE, BEFORE_CLOSE, because="Came while the register was still open.", at="reg 10(2)"),
    _row(
        None, ELSEWHERE, CAME, BY_AUTHORITY, WORK, APPROVED,
        because="Approved work experience within provision of the authority: the row of W names arrangements of an "
        "authority, and paragraph (11)(b)(i), on which it rests, leaves out what is arranged under those sections (K).",
        at="reg 10(3), (11)",
    ),
    _row(
        "W", ELSEWHERE, CAME, WORK, APPROVED,
        because="At approved work experience that is not provision of the authority.", at="reg 10(3), (11)",
    ),
    _row(
        "K", ELSEWHERE, CAME, BY_AUTHORITY,
        because="At provision that the authority arranged, at no school where registered.", at="reg 10(3)",
        also=_NATURE,
    ),
    _row("V", ELSEWHERE, CAME, VISIT, APPROVED, because="On a school visit supervised by its staff.", at="reg 10(3)"),
    _row(
        "P", ELSEWHERE, CAME, SPORT, APPROVED, because="At an approved, supervised sporting activity.",
        at="reg 10(3), (11)",
    ),
    _row(
        "B", ELSEWHERE, CAME, APPROVED, ~VISIT,
        because="At an approved, supervised educational activity that the school arranged, at no school where "
        "registered.",
        at="reg 10(3), (11)", also=f"{_NATURE} The provider tells the school of every absence.",
    ),
    _row(
        None, REMOTE, CAME, BY_AUTHORITY,
        because="Taught at home by arrangement of the authority: the text asks for attending a place other than the "
        "school, and does not say whether home is one (K), or the absence keeps a code of its own.",
        at="reg 10(3)",
    ),
    _row(
        "E", EXCLUDED, ~ELSEWHERE, because="Suspended or excluded, with no education elsewhere attended.",
        at="reg 10(4)",
        also="From the sixth school day full-time education is owed, by the school that suspended, or by the authority "
        "after a permanent exclusion or where a pupil referral unit suspended: the code is right, and the missing "
        "education is a finding of its own.",
    ),
    _row("X", NOWHERE, ~OF_AGE, because="Not of compulsory school age, and not timetabled.", at="reg 10(4)"),
    _row(
        "C2", NOWHERE, PART_TIME, because="A temporary part-time timetable leaves the session free.",
        at="reg 10(4), 11(6)",
    ),
    _row(
        None, NOWHERE,
        because="Of compulsory school age, and asked to be nowhere without an agreed part-time timetable: no code is "
        "for that.",
        at="reg 10(4)", also="Expect the pupil somewhere, or agree a part-time timetable with a parent.",
    ),
    _absent("C1", WhyAbsent.PERFORMANCE),
    _absent("M", WhyAbsent.APPOINTMENT),
    _absent("J1", WhyAbsent.INTERVIEW),
    _absent("S", WhyAbsent.STUDY),
    _absent("C", WhyAbsent.OTHER_LEAVE),
    _absent("T", WhyAbsent.TRAVELLING),
    _absent("R", WhyAbsent.RELIGIOUS),
    _absent("I", WhyAbsent.ILLNESS),
    _absent("Q", WhyAbsent.ACCESS),
    _absent("Y1", WhyAbsent.TRANSPORT),
    _absent("Y2", WhyAbsent.DISRUPTION),
    _absent("Y3", WhyAbsent.PREMISES),
    _absent("Y5", WhyAbsent.DETENTION),
    _absent("Y6", WhyAbsent.PUBLIC_HEALTH),
    _row(
        None, EXCLUDED,
        because="Suspended or excluded, and education elsewhere not attended: the guidance keeps E for those for whom "
        "none was made, the words of the regulation do not.",
        at="reg 10(4)", also="Find out why the pupil did not come.",
    ),
    _absent("Y7", WhyAbsent.UNAVOIDABLE, also="The nature of the cause is recorded with the code (reg 10(6))."),
    _absent("G", WhyAbsent.HOLIDAY),
    _row("U", HERE, AFTER_CLOSE, because="Came after the register closed, and no other code fits.", at="reg 10(8)"),
    _absent("N", WhyAbsent.NOT_ESTABLISHED, also="Replaced within five school days (reg 10(7))."),
    _row("O", because="Absent, and no other code fits.", at="reg 10(4), (9)"),
)  # fmt: skip


# ---------------------------------------------------------------- the answer


@small_value
class ExpectedCode(Value):
    """The code that a session calls for in a school's register; none where it cannot be told, with what is missing."""

    school: str = item("the school")
    code: str | None = item("the code; none where it cannot be told")
    because: str = item("why")
    also: str = item("what else is to be done or minded")
    citation: Citation = item("the provision")
    missing: Unknown | None = item("what would settle it, where it cannot be told")


def expected_code(session: Session, school: str) -> ExpectedCode:
    """The code that ``session`` calls for in the register of ``school``, with the reason and the provision.

    ``NotInForce`` for a day before 19 August 2024: the letters before that were guidance, and its text was not read.

    >>> from datetime import date
    >>> tuition = Session(
    ...     day=date(2026, 11, 23), half="AM", registered_at=frozenset({"HILL"}), of_school="HILL",
    ...     venue=Venue.OFF_SITE, came=Came.ON_TIME, activity=Activity.PROVISION, approved=True,
    ... )
    >>> expected_code(tuition, "HILL").missing
    UNKNOWN(arranged_by)
    >>> expected_code(tuition.but(arranged_by=Arranger.AUTHORITY), "HILL").code
    'K'
    >>> expected_code(tuition.but(venue=Venue.REMOTE, arranged_by=Arranger.SCHOOL, why=WhyAbsent.ILLNESS), "HILL").code
    'I'
    """
    if session.day < PRESENT_CODES_SINCE:
        since = PRESENT_CODES_SINCE.isoformat()
        raise NotInForce("the table of attendance codes", session.day, f"it is held from {since}")
    undecided, rows = [], iter(TABLE)
    # The last row has no condition, so that one of them holds.
    while (holds := (row := next(rows)).holds(session, school)) is not True:
        undecided.append(holds)
    missing = unknown_among(undecided)
    if missing is not None:
        return ExpectedCode(school, None, "It depends on what is not known.", "", SI_2024_208.reg("10"), missing)
    if row.code is None:
        missing = Unknown.because(
            "the code of the session", ask=row.because, of="the schools", reason=Reason.READINGS_DIFFER
        )
    return ExpectedCode(school, row.code, row.because, row.also, row.citation, missing)


def expected_at_each(session: Session) -> tuple[ExpectedCode, ...]:
    """The same for every school where the pupil is known to be registered, in the order of the schools."""
    registered = session.registered_at
    schools = () if isinstance(registered, Unknown) else sorted(registered)
    return tuple(expected_code(session, school) for school in schools)
